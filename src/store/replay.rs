//! A new repository, and a history written at once: commits of other people and other days.

use std::fs;
use std::path::Path;

use git2::build::{CheckoutBuilder, TreeUpdateBuilder};
use git2::{FileMode, Oid, RepositoryInitOptions, Signature, Time};

use super::lock::Lock;
use super::staged::Foreseen;
use super::{Repo, StoreError, file, git, write};

/// Somebody at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub email: String,
    /// Seconds since 1970-01-01T00:00Z.
    pub seconds: i64,
    /// Offset of the local clock from UTC, in minutes.
    pub offset: i32,
}

impl Person {
    fn signature(&self) -> Result<Signature<'static>, StoreError> {
        Ok(Signature::new(&self.name, &self.email, &Time::new(self.seconds, self.offset))?)
    }
}

/// `git init` in `root` (made when missing), with the user's `init.defaultBranch`. A repository that is already there is
/// opened; one further up is not looked for, ask [`Repo::open`] first.
///
/// # Errors
/// As [`Repo::open`].
pub fn init_repository(root: &Path) -> Result<Repo, StoreError> {
    fs::create_dir_all(root).map_err(|error| StoreError::io(root, error))?;
    if fs::symlink_metadata(root.join(".git")).is_err() {
        let mut options = RepositoryInitOptions::new();
        if let Some(branch) = default_branch() {
            options.initial_head(&branch);
        }
        git2::Repository::init_opts(root, &options)?;
    }
    let git = git::open_at(root)?;
    let top = fs::canonicalize(root).map_err(|error| StoreError::io(root, error))?;
    Ok(Repo { git, top, prefix: String::new(), foreseen: Foreseen::nothing() })
}

/// `init.defaultBranch`.
fn default_branch() -> Option<String> {
    let branch = user_config()?.get_string("init.defaultbranch").ok();
    branch.filter(|branch| git2::Reference::is_valid_name(&format!("refs/heads/{branch}")))
}

/// Git's configuration of the user, also when `GIT_CONFIG_GLOBAL` says where to look; libgit2 reads only the usual places by
/// itself.
fn user_config() -> Option<git2::Config> {
    match std::env::var_os("GIT_CONFIG_GLOBAL") {
        Some(path) if path == "/dev/null" => None,
        Some(path) => git2::Config::open(Path::new(&path)).ok(),
        None => git2::Config::open_default().ok(),
    }
}

/// The name and the e-mail address under which git would commit in a folder that need not be there or be in a repository
/// yet: `GIT_AUTHOR_*`, else `user.*` of the repository that holds it, else of the user. Empty where nothing says.
pub fn whoever_commits(folder: &Path) -> (String, String) {
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let config = match Repo::open(there) {
        Ok(Some(repo)) => repo.git.config().ok(),
        _ => user_config(),
    };
    let said = |variable: &str, key: &str| {
        let given = std::env::var(variable).ok().filter(|text| !text.trim().is_empty());
        let text = given.or_else(|| config.as_ref()?.get_string(key).ok()).unwrap_or_default();
        text.trim().to_owned()
    };
    (said("GIT_AUTHOR_NAME", "user.name"), said("GIT_AUTHOR_EMAIL", "user.email"))
}

/// Adds commits quickly: objects only, until [`Replay::finish`] moves the branch and writes the files.
///
/// For histories that are generated. It runs no hooks and signs nothing, since these are not the user's own commits.
pub struct Replay<'r> {
    repo: &'r Repo,
    _lock: Lock,
    branch: String,
    old: Option<Oid>,
    tip: Option<Oid>,
    tree: Oid,
    last: Option<(Signature<'static>, String)>,
}

impl<'r> Replay<'r> {
    /// Begins on top of what is checked out.
    ///
    /// # Errors
    /// When HEAD is detached, something is unfinished, or another carnet writes.
    pub fn begin(repo: &'r Repo) -> Result<Replay<'r>, StoreError> {
        let lock = Lock::take(&repo.private())?;
        if let Some(operation) = repo.unfinished() {
            return Err(StoreError::Unfinished { operation });
        }
        let (Some(branch), old) = repo.tip()? else { return Err(StoreError::Detached) };
        let tree = match repo.head_tree()? {
            Some(tree) => tree.id(),
            None => repo.git.treebuilder(None)?.write()?,
        };
        Ok(Replay { repo, _lock: lock, branch, old, tip: old, tree, last: None })
    }

    /// One commit: each path gets its bytes, or goes (`None`). Returns the commit's id.
    ///
    /// # Errors
    /// On a path that a book cannot have or a name that git cannot store.
    pub fn commit(
        &mut self,
        changes: &[(String, Option<Vec<u8>>)],
        message: &str,
        author: &Person,
        committer: &Person,
    ) -> Result<String, StoreError> {
        let git = &self.repo.git;
        let base = git.find_tree(self.tree)?;
        let mut update = TreeUpdateBuilder::new();
        for (path, bytes) in changes {
            file::check_path(path)?;
            let full = self.repo.full(path);
            match bytes {
                Some(bytes) => {
                    update.upsert(full, git.blob(bytes)?, FileMode::Blob);
                }
                None if git::entry(Some(&base), &full)?.is_some() => {
                    update.remove(full);
                }
                None => {}
            }
        }
        self.tree = if changes.is_empty() { self.tree } else { update.create_updated(git, &base)? };
        let parent = self.tip.map(|tip| git.find_commit(tip)).transpose()?;
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let (author, committer) = (author.signature()?, committer.signature()?);
        let message = git2::message_prettify(message, None)?;
        let id = git.commit(None, &author, &committer, &message, &git.find_tree(self.tree)?, &parents)?;
        self.tip = Some(id);
        self.last = Some((committer, message.lines().next().unwrap_or_default().to_string()));
        Ok(id.to_string())
    }

    /// Checks the result out and moves the branch to it. Files that are in the way and not committed make it fail before
    /// anything has moved.
    ///
    /// # Errors
    /// See above; [`StoreError::Moved`] when somebody committed meanwhile.
    pub fn finish(self) -> Result<(), StoreError> {
        let (Some(tip), Some((committer, subject))) = (self.tip, self.last) else { return Ok(()) };
        let commit = self.repo.git.find_object(tip, None)?;
        self.repo.git.checkout_tree(&commit, Some(CheckoutBuilder::new().safe()))?;
        write::move_branch(self.repo, &self.branch, self.old, tip, &committer, &subject)
    }
}
