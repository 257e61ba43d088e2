//! Changes become files and one commit: all of it or nothing.
//!
//! The steps, so that a process killed between any two of them leaves a book that the next command makes whole:
//! 1. under the lock, everything is checked: branch, index, uncommitted edits, and that the files are what was read;
//! 2. objects: the new blobs, trees and the commit (nobody sees them yet);
//! 3. the intent file;
//! 4. the branch moves from the old commit to the new one, or not at all when somebody else moved it;
//! 5. the files, each by a rename; 6. the index entries; 7. the intent file goes.
//!
//! Killed before 4, the write never was; after it, the next command does the rest. Where hooks, signing or filters are
//! configured, the user's own `git commit` takes the place of steps 2, 4 and 6: see [`super::user_git`].

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{ErrorCode, FileMode, ObjectType, Oid};

use super::file::Flush;
use super::index::IndexLock;
use super::intent::{Intent, Step, hash, recover_locked};
use super::landing::{EVERYDAY, land_files_counting};
use super::lock::Lock;
use super::ready::{Ready, Wanted};
use super::staged::{Committed, Staged, free_index, hold_index, index_path, land_index};
use super::{Repo, StoreError, fail_point, file, user_git};
use crate::book::progress::Progress;

/// One file of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Below the book's root, with `/`.
    pub path: String,
    /// What was read when the change was prepared; `None`: there must be no such file.
    pub before: Option<Vec<u8>>,
    /// What shall stand there; `None`: the file goes.
    pub after: Option<Vec<u8>>,
}

/// How to write.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Take the user's uncommitted edits of the changed files along instead of refusing.
    pub with_my_edits: bool,
}

/// What a write came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Everything was so already.
    Nothing,
    /// The book is in no repository: the files are written.
    Files,
    /// Files written and committed.
    Commit {
        /// 40 hexadecimal digits.
        id: String,
        /// The branch's short name.
        branch: String,
        /// What hooks printed, when the user's `git` made the commit.
        said: String,
        /// Files that somebody edited in the very moment of writing: committed as asked, their edit still on disk.
        left: Vec<String>,
    },
}

/// Writes the changes and commits exactly these paths; the user's other edits, staged or not, stay as they are.
///
/// # Errors
/// Nothing is written when a file is not what was read or has uncommitted edits, when HEAD is detached or a merge, rebase
/// or cherry-pick is unfinished, when git ignores a new path, or does not know the user. See [`StoreError`].
pub fn commit(
    repo: Option<&Repo>,
    root: &Path,
    changes: &[Change],
    message: &str,
    options: Options,
) -> Result<Written, StoreError> {
    let mut seen = HashSet::new();
    for change in changes {
        file::check_path(&change.path)?;
        if !seen.insert(change.path.as_str()) {
            return Err(StoreError::Twice { path: change.path.clone() });
        }
    }
    let changes: Vec<&Change> =
        changes.iter().filter(|change| options.with_my_edits || change.before != change.after).collect();
    if changes.is_empty() {
        return Ok(Written::Nothing);
    }
    let Some(repo) = repo else { return write_files(root, &changes) };
    let _lock = Lock::take(&repo.private())?;
    recover_locked(repo)?;
    attempts(repo, || attempt(repo, &changes, message, options))
}

/// Tries until nobody else moves the branch in between.
pub(super) fn attempts(
    repo: &Repo,
    mut attempt: impl FnMut() -> Result<Written, StoreError>,
) -> Result<Written, StoreError> {
    for _ in 0..8 {
        match attempt() {
            // Another git committed in between: look again at everything.
            Err(StoreError::Moved { .. }) => std::thread::sleep(std::time::Duration::from_millis(20)),
            result => return result,
        }
    }
    Err(StoreError::Moved { branch: repo.head()?.branch.unwrap_or_default() })
}

/// Without a repository: each file for itself is whole at any moment.
fn write_files(root: &Path, changes: &[&Change]) -> Result<Written, StoreError> {
    let _lock = lock_folder(root)?;
    for change in changes {
        compare(root, change)?;
    }
    let flush = if changes.len() <= EVERYDAY { Flush::Name } else { Flush::Nothing };
    let (removed, written): (Vec<&Change>, Vec<&Change>) = changes.iter().copied().partition(|c| c.after.is_none());
    for change in removed.into_iter().chain(written) {
        file::replace(root, &change.path, change.after.as_deref(), flush)?;
    }
    Ok(Written::Files)
}

/// The lock of a book that is in no repository.
pub(super) fn lock_folder(root: &Path) -> Result<Lock, StoreError> {
    let folder = root.join(".carnet");
    let lock = Lock::take(&folder)?;
    // Should the folder become a repository one day, this is none of its business.
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        std::fs::write(&ignore, "*\n").map_err(|error| StoreError::io(&ignore, error))?;
    }
    Ok(lock)
}

/// Is the file still what was read?
fn compare(root: &Path, change: &Change) -> Result<(), StoreError> {
    if file::read(root, &change.path)? == change.before {
        Ok(())
    } else {
        Err(StoreError::ChangedMeanwhile { path: change.path.clone() })
    }
}

/// A repository in which something may be written now.
pub(super) struct Prepared<'r> {
    /// The branch that is checked out, by its full name.
    branch: String,
    /// Its commit; `None`: there is none yet.
    parent: Option<git2::Commit<'r>>,
    pub tree: Option<git2::Tree<'r>>,
    pub staged: Staged,
}

impl<'r> Prepared<'r> {
    /// # Errors
    /// HEAD is detached, git is in the middle of something, or a merge left conflicts.
    pub fn of(repo: &'r Repo) -> Result<Prepared<'r>, StoreError> {
        if let Some(operation) = repo.unfinished() {
            return Err(StoreError::Unfinished { operation });
        }
        let (Some(branch), old) = repo.tip()? else { return Err(StoreError::Detached) };
        let staged = Staged::read(repo)?;
        if staged.has_conflicts() {
            return Err(StoreError::Unmerged);
        }
        let parent = old.map(|old| repo.git.find_commit(old)).transpose()?;
        let tree = parent.as_ref().map(|commit| commit.tree()).transpose()?;
        Ok(Prepared { branch, parent, tree, staged })
    }
}

/// What the steps of a write are about.
pub(super) trait Content {
    /// Stores the blobs, notes them down in the steps, and makes the tree.
    fn tree(&mut self, steps: &mut [Step]) -> Result<Oid, StoreError>;

    /// Stores whatever stands on the disk or is to stand there, where the user's `git` makes the commit.
    fn keep(&mut self, steps: &[Step]) -> Result<(), StoreError>;

    /// The same, where it is known before anything is done.
    fn foreseen(&self, _: &Step) -> Option<&[u8]> {
        None
    }

    /// What a step's file shall hold.
    fn after(&mut self, step: &Step) -> Result<Option<Vec<u8>>, StoreError>;
}

fn attempt(repo: &Repo, changes: &[&Change], message: &str, options: Options) -> Result<Written, StoreError> {
    let root = repo.root();
    let prepared = Prepared::of(repo)?;
    let fulls: Vec<String> = changes.iter().map(|change| repo.full(&change.path)).collect();
    let staged = prepared.staged.find(&fulls.iter().map(String::as_str).collect::<Vec<_>>());
    let mut committed = Committed::new(repo, prepared.tree.clone());

    let mut uncommitted = Vec::new();
    let mut steps = Vec::with_capacity(changes.len());
    let mut wanted: Vec<&Change> = Vec::with_capacity(changes.len());
    for ((&change, full), staged) in changes.iter().zip(fulls).zip(staged) {
        compare(&root, change)?;
        let dirty = repo.differs(committed.entry(&full)?, staged, &full, change.before.as_deref())?;
        if dirty && !options.with_my_edits {
            uncommitted.push(change.path.clone());
        }
        if !dirty && change.before == change.after {
            continue;
        }
        wanted.push(change);
        let tracked = staged.is_some();
        if !tracked && change.after.is_some() && repo.git.is_path_ignored(&full)? {
            return Err(StoreError::Ignored { path: change.path.clone() });
        }
        steps.push(Step {
            path: full,
            before: hash(change.before.as_deref())?,
            after: hash(change.after.as_deref())?,
            blob: None,
            tracked,
            mode: None,
        });
    }
    if !uncommitted.is_empty() {
        return Err(StoreError::Uncommitted { paths: uncommitted });
    }
    if wanted.is_empty() {
        return Ok(Written::Nothing);
    }
    let bytes = wanted.iter().map(|change| (repo.full(&change.path), *change)).collect();
    let mut edits = Edits { repo, tree: prepared.tree.clone(), committed, changes: &wanted, bytes };
    carry_out(repo, prepared, steps, message, &mut edits, &Progress::default())
}

/// New bytes for files.
struct Edits<'e> {
    repo: &'e Repo,
    tree: Option<git2::Tree<'e>>,
    committed: Committed<'e>,
    /// As the steps.
    changes: &'e [&'e Change],
    /// By the path that git has.
    bytes: HashMap<String, &'e Change>,
}

impl Content for Edits<'_> {
    fn tree(&mut self, steps: &mut [Step]) -> Result<Oid, StoreError> {
        build_tree(self.repo, self.tree.clone(), &mut self.committed, steps, self.changes)
    }

    fn foreseen(&self, step: &Step) -> Option<&[u8]> {
        self.bytes.get(&step.path)?.after.as_deref()
    }

    fn keep(&mut self, _: &[Step]) -> Result<(), StoreError> {
        for change in self.changes {
            keep(self.repo, change.before.as_deref())?;
            keep(self.repo, change.after.as_deref())?;
        }
        Ok(())
    }

    fn after(&mut self, step: &Step) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.bytes.remove(&step.path).and_then(|change| change.after.clone()))
    }
}

/// Objects, intent, branch, files and index, in this order; or the user's own `git` where it is needed.
pub(super) fn carry_out(
    repo: &Repo,
    prepared: Prepared<'_>,
    steps: Vec<Step>,
    message: &str,
    content: &mut dyn Content,
    progress: &Progress,
) -> Result<Written, StoreError> {
    let (author, committer) = repo.identity()?;
    let message = git2::message_prettify(message, None)?;
    let Prepared { branch, parent, tree, mut staged } = prepared;
    let old = parent.as_ref().map(|parent| parent.id());
    let mut intent = Intent {
        version: 1,
        branch: branch.clone(),
        old: old.map(|old| old.to_string()),
        new: None,
        subject: message.lines().next().unwrap_or_default().to_string(),
        steps,
    };
    if let Some(why) = user_git::needed(repo, &intent.steps, &staged)? {
        user_git::is_there(repo, &why)?;
        content.keep(&intent.steps)?;
        return user_git::commit(repo, intent, &mut |step| content.after(step), &message, &why);
    }

    let ready =
        if intent.steps.len() <= EVERYDAY { Ready::begin(wanted(repo, &intent.steps, content)) } else { Ready::none() };
    let new_tree = beside_the_index(repo, &mut staged, &mut intent.steps, |steps| content.tree(steps))?;
    if tree.as_ref().map(|tree| tree.id()) == Some(new_tree) {
        // The commit would be empty; only an index that was ahead of it may have to follow.
        let landing: Vec<&Step> = intent.steps.iter().collect();
        let held = hold_index(repo)?;
        land_index(repo, &landing, Some(staged), held)?;
        return Ok(Written::Nothing);
    }
    let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
    let new = repo.git.commit(None, &author, &committer, &message, &repo.git.find_tree(new_tree)?, &parents)?;
    intent.new = Some(new.to_string());
    fail_point("after-objects");

    intent.save(repo)?;
    fail_point("after-intent");
    let held = begin(repo, || move_branch(repo, &branch, old, new, &committer, &intent.subject))?;
    fail_point("after-ref");

    let landed = land_files_counting(repo, intent.steps.iter(), |step| content.after(step), ready, progress)?;
    fail_point("after-files");
    // The disk takes the names while the index is summed up; the intent stays until both are done.
    std::thread::scope(|scope| {
        let flushed = scope.spawn(|| landed.flush());
        land_index(repo, &intent.steps.iter().collect::<Vec<_>>(), Some(staged), held)?;
        flushed.join().unwrap_or_else(|panic| resume_unwind(panic))
    })?;
    fail_point("after-index");
    Intent::remove(repo)?;
    let left =
        landed.left.into_iter().map(|path| path.strip_prefix(&repo.prefix).unwrap_or(&path).to_string()).collect();
    Ok(Written::Commit { id: new.to_string(), branch: short(&branch), said: String::new(), left })
}

/// The files whose bytes are known, and that take the places of others.
fn wanted(repo: &Repo, steps: &[Step], content: &dyn Content) -> Vec<Wanted> {
    let plain = steps.iter().filter(|step| step.before.is_some() && step.before != step.after && step.mode.is_none());
    let wanted = |step: &Step| Some((step.path.clone(), repo.top.join(&step.path), content.foreseen(step)?.to_vec()));
    plain.filter_map(wanted).collect()
}

/// Does some work on the steps, and copies the index beside it, if that was not done before.
fn beside_the_index<T>(repo: &Repo, staged: &mut Staged, steps: &mut [Step], work: impl FnOnce(&mut [Step]) -> T) -> T {
    let (index, path) = match (staged, index_path(repo)) {
        (Staged::Plain(index), Some(path)) if steps.len() <= EVERYDAY && !index.has_draft() => (index, path),
        _ => return work(steps),
    };
    std::thread::scope(|scope| {
        let draft = scope.spawn(|| {
            let draft = index.draft(&path);
            index.set_draft(draft);
        });
        let done = work(steps);
        // A thread that failed made no draft.
        let _ = draft.join();
        done
    })
}

/// Holds the index and moves the branch, for a write whose intent is saved: both, or neither and no intent.
pub(super) fn begin(
    repo: &Repo,
    move_branch: impl FnOnce() -> Result<(), StoreError>,
) -> Result<Option<IndexLock>, StoreError> {
    let begun = hold_index(repo).and_then(|held| {
        fail_point("index-held");
        match move_branch() {
            Ok(()) => Ok(held),
            Err(error) => free_index(repo, held).and(Err(error)),
        }
    });
    if begun.is_err() {
        Intent::remove(repo)?;
    }
    begun
}

/// Stores the blobs (end-of-line rules applied) and the trees on top of the old tree, of which `committed` knows the entries.
pub(super) fn build_tree<'r>(
    repo: &'r Repo,
    tree: Option<git2::Tree<'r>>,
    committed: &mut Committed<'r>,
    steps: &mut [Step],
    changes: &[&Change],
) -> Result<Oid, StoreError> {
    let mut update = TreeUpdateBuilder::new();
    for (step, change) in steps.iter_mut().zip(changes) {
        let entry = committed.entry(&step.path)?;
        match &change.after {
            Some(bytes) => {
                let mode = match entry {
                    Some((_, 0o100755)) => FileMode::BlobExecutable,
                    Some((_, 0o120000)) => return Err(StoreError::Symlink { path: change.path.clone() }),
                    _ => FileMode::Blob,
                };
                let blob = store_blob(repo, &step.path, bytes)?;
                step.blob = Some(blob.to_string());
                update.upsert(step.path.as_str(), blob, mode);
            }
            None if entry.is_some() => {
                update.remove(step.path.as_str());
            }
            None => {}
        }
    }
    update_tree(repo, tree, &mut update)
}

/// The tree that a tree, or none, becomes by some changes.
pub(super) fn update_tree(
    repo: &Repo,
    tree: Option<git2::Tree<'_>>,
    update: &mut TreeUpdateBuilder,
) -> Result<Oid, StoreError> {
    let base = match tree {
        Some(tree) => tree,
        None => repo.git.find_tree(repo.git.treebuilder(None)?.write()?)?,
    };
    Ok(update.create_updated(&repo.git, &base)?)
}

/// The blob that git makes of these bytes at this path. Where the rules change the bytes, the bytes themselves are stored
/// too: recovery writes them to disk again.
pub(super) fn store_blob(repo: &Repo, full: &str, bytes: &[u8]) -> Result<Oid, StoreError> {
    let raw = repo.git.blob(bytes)?;
    // The built-in rules can only shorten line ends and `$Id$`.
    if !bytes.contains(&b'\r') && !bytes.windows(3).any(|three| three == b"$Id") {
        return Ok(raw);
    }
    let mut writer = repo.git.blob_writer(Some(Path::new(full)))?;
    std::io::Write::write_all(&mut writer, bytes).map_err(|error| StoreError::io(Path::new(full), error))?;
    Ok(writer.commit()?)
}

/// Compare and swap under git's own lock, with a line in the reflog.
pub(crate) fn move_branch(
    repo: &Repo,
    branch: &str,
    old: Option<Oid>,
    new: Oid,
    committer: &git2::Signature<'_>,
    subject: &str,
) -> Result<(), StoreError> {
    let moved = || -> Result<bool, git2::Error> {
        let mut transaction = repo.git.transaction()?;
        transaction.lock_ref(branch)?;
        let now = match repo.git.refname_to_id(branch) {
            Ok(now) => Some(now),
            Err(error) if error.code() == ErrorCode::NotFound => None,
            Err(error) => return Err(error),
        };
        if now != old {
            return Ok(false);
        }
        let initial = if old.is_none() { " (initial)" } else { "" };
        transaction.set_target(branch, new, Some(committer), &format!("commit{initial}: {subject}"))?;
        transaction.commit()?;
        Ok(true)
    };
    match moved() {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Moved { branch: short(branch) }),
        Err(error) if error.code() == ErrorCode::Locked => Err(StoreError::Moved { branch: short(branch) }),
        Err(error) => Err(error.into()),
    }
}

/// Stores bytes as an object, as they are.
pub(crate) fn keep(repo: &Repo, bytes: Option<&[u8]>) -> Result<(), StoreError> {
    if let Some(bytes) = bytes {
        repo.git.odb()?.write(ObjectType::Blob, bytes)?;
    }
    Ok(())
}

pub(crate) fn short(branch: &str) -> String {
    branch.strip_prefix("refs/heads/").unwrap_or(branch).to_string()
}
