//! Two clones of a book become one again: fetch, bring together, move, push.
//!
//! The order, and what a process killed between any two steps leaves:
//! 1. `git fetch`: the book has not moved;
//! 2. [`Look::join`]: the user's unpushed commits are replayed on the others' tip (or merged with it) **in memory**: only
//!    objects come to be, which nobody sees; the caller checks the result;
//! 3. [`Look::land`]: the branch moves by compare and swap, then files and index, under the note that every write leaves
//!    (see [`super::intent`]): the next command of any kind completes it. Now the clone is ahead of the remote, and whole;
//! 4. [`Look::push`]: what was checked, never by force. Killed before or in it, the next sync finds the clone ahead of the
//!    remote and pushes, or finds that the remote has it. Pushing before moving would leave copies of the user's commits
//!    there and the originals here; so the clone always moves first.
//!
//! Somebody faster: from the start again.

mod error;
mod join;
mod land;
mod offer;
mod remote;

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

pub use error::SyncError;
pub use join::{Both, Settle, Settled, merge_lines, merge_with_marks};
pub use remote::Upstream;

use super::lock::Lock;
use super::{Repo, StoreError, fail_point};
use crate::firm::SyncStrategy;
use crate::history::CommitId;
use join::{Joiner, Stopped, differences, id_of};
use remote::Pushed;

/// How the clone and the remote stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Equal.
    Same,
    /// The user has commits that the remote lacks.
    Ahead,
    /// The remote has commits that the user lacks.
    Behind,
    Diverged,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::Same => "same",
            State::Ahead => "ahead",
            State::Behind => "behind",
            State::Diverged => "diverged",
        }
    }
}

/// One sync in this work tree at a time, from the first look to the push.
///
/// # Errors
/// [`StoreError::Busy`] when another one takes longer than ten seconds.
pub fn only_one(repo: &Repo) -> Result<Lock, SyncError> {
    Ok(Lock::take(&repo.private().join("sync"))?)
}

/// The clone and what was fetched, at a moment.
pub struct Look<'r> {
    repo: &'r Repo,
    upstream: &'r Upstream,
    mine: Option<Oid>,
    theirs: Option<Oid>,
    base: Option<Oid>,
    /// The user's commits that the remote lacks, oldest first.
    unpushed: Vec<Oid>,
    pub state: State,
}

/// What bringing together came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// The commit that holds both sides; the branch is not there yet.
    Commit {
        id: CommitId,
        /// Below a merge commit, not replayed.
        merged: bool,
        /// Commits that said nothing new: somebody else had done the same.
        dropped: usize,
        /// The replayed commits, oldest first; none below a merge.
        steps: Vec<Step>,
        /// Records that both sides renamed, below the book's root: the user's name of each, and the others' one, which
        /// stands.
        names: Vec<(String, String)>,
    },
    /// Something was left open.
    Open,
    /// The caller stopped it.
    Stopped,
}

/// A commit that was replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub original: CommitId,
    /// The same on top of what came in.
    pub replayed: CommitId,
}

impl<'r> Look<'r> {
    /// Compares the checked-out branch with what was fetched last.
    ///
    /// # Errors
    /// What makes it unwise to go on: see [`SyncError`].
    pub fn at(repo: &'r Repo, upstream: &'r Upstream) -> Result<Look<'r>, SyncError> {
        land::guard(repo)?;
        if repo.git.commondir().join("shallow").exists() {
            return Err(SyncError::Shallow);
        }
        let mine = repo.tip()?.1;
        let theirs = match repo.git.find_reference(&upstream.tracking) {
            Ok(found) => Some(found.peel_to_commit()?.id()),
            Err(error) if error.code() == git2::ErrorCode::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let base = match (mine, theirs) {
            (Some(mine), Some(theirs)) => match repo.git.merge_base(mine, theirs) {
                Ok(base) => Some(base),
                Err(error) if error.code() == git2::ErrorCode::NotFound => {
                    return Err(SyncError::Unrelated { upstream: upstream.name() });
                }
                Err(error) => return Err(error.into()),
            },
            _ => None,
        };
        let state = match (mine, theirs) {
            _ if mine == theirs => State::Same,
            (_, None) => State::Ahead,
            (None, _) => State::Behind,
            _ if base == theirs => State::Ahead,
            _ if base == mine => State::Behind,
            _ => State::Diverged,
        };
        let mut unpushed = Vec::new();
        if let Some(mine) = mine {
            let mut walk = repo.git.revwalk()?;
            walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE)?;
            walk.push(mine)?;
            if let Some(theirs) = theirs {
                walk.hide(theirs)?;
            }
            unpushed = walk.collect::<Result<Vec<Oid>, git2::Error>>()?;
        }
        let look = Look { repo, upstream, mine, theirs, base, unpushed, state };
        if look.rewritten()? {
            return Err(SyncError::Rewritten { upstream: upstream.name() });
        }
        Ok(look)
    }

    /// Whether the remote once had a commit that it has no more: git keeps what it saw of it in a log.
    fn rewritten(&self) -> Result<bool, SyncError> {
        if self.unpushed.is_empty() || self.theirs.is_none() {
            return Ok(false);
        }
        let unpushed: BTreeSet<Oid> = self.unpushed.iter().copied().collect();
        let Ok(log) = self.repo.git.reflog(&self.upstream.tracking) else { return Ok(false) };
        Ok(log.iter().any(|entry| unpushed.contains(&entry.id_new())))
    }

    pub fn mine(&self) -> Option<CommitId> {
        self.mine.map(id_of)
    }

    pub fn theirs(&self) -> Option<CommitId> {
        self.theirs.map(id_of)
    }

    /// The newest commit that both have.
    pub fn base(&self) -> Option<CommitId> {
        self.base.map(id_of)
    }

    /// Looks whether files that would change have edits.
    ///
    /// # Errors
    /// [`SyncError::InTheWay`].
    pub fn is_clear(&self) -> Result<(), SyncError> {
        let Some(theirs) = self.theirs else { return Ok(()) };
        let tree = |id: Oid| self.repo.git.find_commit(id).and_then(|commit| commit.tree());
        let (base, theirs) = (self.base.map(tree).transpose()?, tree(theirs)?);
        let mine = self.mine.map(tree).transpose()?;
        let mut changed = differences(self.repo, base.as_ref(), Some(&theirs))?;
        for (path, old, _) in &mut changed {
            *old = super::git::entry(mine.as_ref(), path)?;
        }
        // What the user removed or has already cannot be in the way.
        changed.retain(|(_, old, new)| old != new);
        land::on_disk(self.repo, mine.as_ref(), &changed).map(|_| ())
    }

    /// The files of records that both sides renamed, from the top of the repository: each name that the user gave, and the
    /// others' one, which stands.
    ///
    /// # Errors
    /// What git cannot do.
    pub fn both_renamed(&self) -> Result<Vec<(String, String)>, SyncError> {
        let (Some(mine), Some(theirs), Some(base)) = (self.mine, self.theirs, self.base) else { return Ok(Vec::new()) };
        let theirs = join::renames(self.repo, base, theirs)?;
        if theirs.is_empty() {
            return Ok(Vec::new());
        }
        let mine = join::renames(self.repo, base, mine)?;
        let mut pairs = Vec::new();
        for (old, other) in &theirs {
            let Some(last) = mine.get(old) else { continue };
            let between = mine.iter().filter(|(name, to)| *name != old && *to == last).map(|(name, _)| name);
            pairs.extend(between.chain([last]).filter(|own| *own != other).map(|own| (own.clone(), other.clone())));
        }
        Ok(pairs)
    }

    /// Brings both sides together without moving anything. `settle` is asked about every file that both changed.
    ///
    /// Replayed are only commits that nobody else can have seen: where the user's commits hold a merge, or a tag or
    /// another branch of a remote has one of them, they are merged whatever the strategy.
    ///
    /// # Errors
    /// What git cannot do.
    pub fn join(&self, strategy: SyncStrategy, settle: &mut Settle<'_>) -> Result<Joined, SyncError> {
        let (Some(mine), Some(theirs), Some(base)) = (self.mine, self.theirs, self.base) else {
            // One side has nothing: the other one is the result.
            let id = self.mine.or(self.theirs).ok_or_else(|| git2::Error::from_str("there is no commit"))?;
            return Ok(Joined::Commit {
                id: id_of(id),
                merged: false,
                dropped: 0,
                steps: Vec::new(),
                names: Vec::new(),
            });
        };
        match self.state {
            State::Same | State::Ahead => return Ok(whole(mine)),
            State::Behind => return Ok(whole(theirs)),
            State::Diverged => {}
        }
        let git = &self.repo.git;
        let sign = git.config()?.get_bool("commit.gpgsign").unwrap_or(false);
        let renamed = join::renames(self.repo, base, theirs)?;
        let mut joiner =
            Joiner { repo: self.repo, renamed, own: BTreeMap::new(), settle, open: BTreeSet::new(), names: Vec::new() };
        let tree = |id: Oid| git.find_commit(id).and_then(|commit| commit.tree());

        if strategy == SyncStrategy::Merge || !self.may_replay()? {
            joiner.own = join::renames(self.repo, base, mine)?;
            let (base, onto) = (tree(base)?, tree(theirs)?);
            let Ok(joined) = joiner.apply(&base, &tree(mine)?, &onto, mine)? else { return Ok(Joined::Stopped) };
            if !joiner.open.is_empty() {
                return Ok(Joined::Open);
            }
            let message = format!("sync: {} and {}\n", self.upstream.name(), self.upstream.local_name());
            // The shared branch is the first parent: followed along it, the history is the team's.
            let parents = [theirs, mine];
            let id = if sign {
                land::signed(self.repo, joined, &parents, None, message.as_bytes())?
            } else {
                let (author, committer) = self.repo.identity()?;
                let commits = [git.find_commit(theirs)?, git.find_commit(mine)?];
                git.commit(None, &author, &committer, &message, &git.find_tree(joined)?, &[&commits[0], &commits[1]])?
            };
            return Ok(Joined::Commit {
                id: id_of(id),
                merged: true,
                dropped: 0,
                steps: Vec::new(),
                names: joiner.names,
            });
        }

        let (mut tip, mut dropped, mut steps) = (theirs, 0, Vec::new());
        for id in &self.unpushed {
            let commit = git.find_commit(*id)?;
            let (base, mine, onto) = (commit.parent(0)?.tree()?, commit.tree()?, tree(tip)?);
            let joined = match joiner.apply(&base, &mine, &onto, *id)? {
                Ok(joined) => joined,
                Err(Stopped) => return Ok(Joined::Stopped),
            };
            // What says nothing new any more goes, as in a rebase; what never did stays.
            if joined == onto.id() && base.id() != mine.id() {
                dropped += 1;
                continue;
            }
            tip = join::recommit(self.repo, &commit, joined, tip, sign, None)?;
            steps.push(Step { original: id_of(*id), replayed: id_of(tip) });
        }
        match joiner.open.is_empty() {
            true => Ok(Joined::Commit { id: id_of(tip), merged: false, dropped, steps, names: joiner.names }),
            false => Ok(Joined::Open),
        }
    }

    /// Replayed commits with some of them made one: each range holds the places of its first and last commit in `steps`.
    /// Author and date are those of the last one; `message` words the commit for the subjects of all of them.
    ///
    /// # Errors
    /// What git cannot do.
    pub fn unite(
        &self,
        steps: &[Step],
        ranges: &[(usize, usize)],
        message: &dyn Fn(&[String]) -> String,
    ) -> Result<Option<CommitId>, SyncError> {
        let git = &self.repo.git;
        let sign = git.config()?.get_bool("commit.gpgsign").unwrap_or(false);
        let find = |id: CommitId| git.find_commit(Oid::from_bytes(&id.0)?);
        let Some(mut tip) = self.theirs else { return Ok(None) };
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            let last = ranges.iter().find(|(first, _)| *first == at).map_or(at, |(_, last)| *last).max(at);
            let end = steps.get(last).unwrap_or(step);
            let (original, tree) = (find(end.original)?, find(end.replayed)?.tree_id());
            let subjects = steps[at..=last.min(steps.len() - 1)].iter();
            let subjects = subjects.map(|step| {
                Ok(String::from_utf8_lossy(find(step.original)?.summary_bytes().unwrap_or_default()).into_owned())
            });
            let subjects: Vec<String> = subjects.collect::<Result<_, git2::Error>>()?;
            let united = (last > at).then(|| message(&subjects));
            at = last + 1;
            // Together they may say nothing.
            if united.is_some() && tree == git.find_commit(tip)?.tree_id() {
                continue;
            }
            tip = join::recommit(self.repo, &original, tree, tip, sign, united.as_deref())?;
        }
        Ok(Some(id_of(tip)))
    }

    /// What git calls the remote's branch here: `origin/main`.
    pub fn upstream(&self) -> &str {
        let tracking = &self.upstream.tracking;
        tracking.strip_prefix("refs/remotes/").unwrap_or(tracking)
    }

    /// The commits that the remote lacks, oldest first.
    pub fn unsent(&self) -> Vec<CommitId> {
        self.unpushed.iter().copied().map(id_of).collect()
    }

    fn may_replay(&self) -> Result<bool, SyncError> {
        let git = &self.repo.git;
        for id in &self.unpushed {
            if git.find_commit(*id)?.parent_count() != 1 {
                return Ok(false);
            }
        }
        let (Some(mine), Some(theirs)) = (self.mine, self.theirs) else { return Ok(true) };
        let mut alone = git.revwalk()?;
        alone.push(mine)?;
        alone.hide(theirs)?;
        for glob in ["refs/tags/*", "refs/remotes/*"] {
            for name in git.references_glob(glob)?.names() {
                let Ok(name) = name else { continue };
                if let Ok(commit) = git.find_reference(name).and_then(|found| found.peel_to_commit()) {
                    alone.hide(commit.id())?;
                }
            }
        }
        Ok(alone.count() == self.unpushed.len())
    }

    /// Moves branch, files and index to a commit. Returns the files that somebody edited in that very moment.
    ///
    /// # Errors
    /// [`SyncError::InTheWay`]; [`StoreError::Moved`] when the branch has moved since the look. Nothing has moved then.
    pub fn land(&self, to: CommitId) -> Result<Vec<String>, SyncError> {
        let to = Oid::from_bytes(&to.0)?;
        if self.mine == Some(to) {
            return Ok(Vec::new());
        }
        fail_point("sync-before-landing");
        land::land(self.repo, &self.upstream.local, self.mine, to, &format!("sync with {}", self.upstream.name()))
    }

    /// Offers a commit to the remote. `false`: somebody was faster.
    ///
    /// # Errors
    /// [`SyncError::PushRefused`].
    pub fn push(&self, commit: CommitId, interactive: bool) -> Result<bool, SyncError> {
        fail_point("sync-before-push");
        match self.upstream.push(self.repo, Oid::from_bytes(&commit.0)?, interactive)? {
            Pushed::Done => {}
            Pushed::TooLate => return Ok(false),
            Pushed::Refused { output } => {
                return Err(SyncError::PushRefused { upstream: self.upstream.name(), output });
            }
        }
        fail_point("sync-after-push");
        Ok(true)
    }
}

fn whole(id: Oid) -> Joined {
    Joined::Commit { id: id_of(id), merged: false, dropped: 0, steps: Vec::new(), names: Vec::new() }
}

/// Whether the branch moved under a sync: then it begins again.
pub fn has_moved(error: &SyncError) -> bool {
    matches!(error, SyncError::Store(StoreError::Moved { .. }))
}
