//! A commit that is offered before it is anywhere: made in the object store on top of a known tip, taken by the remote or
//! not, and only then where branch, index and files are. How documents are issued: whoever takes the commit gives the
//! numbers in it.

use git2::Oid;

use super::join::id_of;
use super::{SyncError, Upstream, land};
use crate::history::CommitId;
use crate::store::intent::{Step, hash};
use crate::store::staged::Committed;
use crate::store::write::build_tree;
use crate::store::{Change, Repo, StoreError, fail_point};

impl Repo {
    /// A commit of these changes on top of `parent`. Neither branch nor index nor files know of it.
    ///
    /// # Errors
    /// A path that is none, nobody to be the author, git's own.
    pub fn commit_on(&self, parent: CommitId, changes: &[Change], message: &str) -> Result<CommitId, SyncError> {
        let parent = self.git.find_commit(Oid::from_bytes(&parent.0)?)?;
        let tree = parent.tree()?;
        let mut steps = Vec::with_capacity(changes.len());
        for change in changes {
            crate::store::file::check_path(&change.path)?;
            steps.push(Step {
                path: self.full(&change.path),
                before: hash(change.before.as_deref())?,
                after: hash(change.after.as_deref())?,
                blob: None,
                tracked: true,
                mode: None,
            });
        }
        let mut committed = Committed::new(self, Some(tree.clone()));
        let changes: Vec<&Change> = changes.iter().collect();
        let tree = build_tree(self, Some(tree), &mut committed, &mut steps, &changes)?;
        let message = git2::message_prettify(message, None)?;
        let sign = self.git.config()?.get_bool("commit.gpgsign").unwrap_or(false);
        let id = if sign {
            land::signed(self, tree, &[parent.id()], None, message.as_bytes())?
        } else {
            let (author, committer) = self.identity()?;
            self.git.commit(None, &author, &committer, &message, &self.git.find_tree(tree)?, &[&parent])?
        };
        fail_point("offer-after-commit");
        Ok(id_of(id))
    }

    /// Moves the checked-out branch, the files and the index from one commit to another, where no remote is asked: the
    /// branch itself decides who was first. Returns the files that somebody edited in that very moment.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when somebody was faster, and what any landing may meet. Nothing has moved then.
    pub fn advance(&self, from: CommitId, to: CommitId, subject: &str) -> Result<Vec<String>, SyncError> {
        let (Some(branch), _) = self.tip()? else { return Err(StoreError::Detached.into()) };
        land::land(self, &branch, Some(Oid::from_bytes(&from.0)?), Oid::from_bytes(&to.0)?, subject)
    }

    /// What this clone is called: `carnet.clone` in its own git configuration, never in the user's.
    pub fn clone_name(&self) -> Option<String> {
        let own = self.git.config().ok()?.open_level(git2::ConfigLevel::Local).ok()?;
        own.get_string("carnet.clone").ok()
    }

    /// Whether a write may begin: a branch is checked out, and no merge is unfinished.
    ///
    /// # Errors
    /// Why not.
    pub fn is_ready(&self) -> Result<(), SyncError> {
        land::guard(self)
    }
}

impl Upstream {
    /// Whether what was fetched last holds a commit: what became of a push whose answer was lost.
    ///
    /// # Errors
    /// Git's own.
    pub fn holds(&self, repo: &Repo, commit: CommitId) -> Result<bool, SyncError> {
        let commit = Oid::from_bytes(&commit.0)?;
        let Ok(tip) = repo.git.refname_to_id(&self.tracking) else { return Ok(false) };
        Ok(tip == commit || repo.git.graph_descendant_of(tip, commit)?)
    }

    /// The branch that the remote itself takes for its main one, where that is known here and another than this: then this one
    /// decides nothing.
    pub fn other_main(&self, repo: &Repo) -> Option<String> {
        let head = repo.git.find_reference(&format!("refs/remotes/{}/HEAD", self.remote)).ok()?;
        let target = head.symbolic_target().ok()??;
        let short = target.strip_prefix("refs/remotes/").unwrap_or(target);
        (target != self.tracking).then(|| short.to_owned())
    }
}
