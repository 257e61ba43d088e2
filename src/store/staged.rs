//! What git's index and the checked-out commit say of paths, and how the index follows a write.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;

use git2::{ErrorCode, Oid, Tree};

use super::index::{IndexFile, IndexLock, NewEntry, Stat};
use super::intent::{Step, hash};
use super::{Repo, StoreError, file, git, user_git};

/// Id and mode, as git has them.
pub(super) type Entry = (Oid, i32);

/// The bit of an index entry whose file is left out (git's CE_SKIP_WORKTREE), as libgit2 has it.
const SKIP_WORKTREE: u16 = 1 << 14;

/// git's index, read.
pub(crate) enum Staged {
    Plain(IndexFile),
    /// One that only libgit2 reads.
    Other(git2::Index),
}

impl Staged {
    pub fn read(repo: &Repo) -> Result<Staged, StoreError> {
        if let Some(index) = repo.foreseen() {
            return Ok(Staged::Plain(index));
        }
        if let Some(path) = index_path(repo)
            && let Some(index) = IndexFile::read(&path).map_err(|error| StoreError::io(&path, error))?
        {
            return Ok(Staged::Plain(index));
        }
        Ok(Staged::Other(repo.index()?))
    }

    /// Whether a merge left paths with several contents.
    pub fn has_conflicts(&self) -> bool {
        match self {
            Staged::Plain(index) => index.has_conflicts(),
            Staged::Other(index) => index.has_conflicts(),
        }
    }

    /// What the index says of these paths, in their order.
    pub fn find(&self, paths: &[&str]) -> Vec<Option<Entry>> {
        self.look(paths).into_iter().map(|found| found.map(|(entry, _)| entry)).collect()
    }

    /// The same, and whether a sparse checkout leaves the file out.
    pub fn look(&self, paths: &[&str]) -> Vec<Option<(Entry, bool)>> {
        match self {
            Staged::Other(index) => {
                let entry = |path: &&str| {
                    let entry = index.get_path(Path::new(path), 0)?;
                    Some(((entry.id, entry.mode as i32), entry.flags_extended & SKIP_WORKTREE != 0))
                };
                paths.iter().map(entry).collect()
            }
            Staged::Plain(index) => index.find(paths),
        }
    }
}

/// The index of this work tree, where it is the one that libgit2 would take.
pub(super) fn index_path(repo: &Repo) -> Option<PathBuf> {
    (cfg!(unix) && std::env::var_os("GIT_INDEX_FILE").is_none()).then(|| repo.git.path().join("index"))
}

/// The entries of a tree by their paths; each folder is taken apart once.
pub(super) struct Committed<'r> {
    repo: &'r Repo,
    /// By path; `None` for what is no folder.
    folders: HashMap<String, Option<Tree<'r>>>,
}

impl<'r> Committed<'r> {
    pub fn new(repo: &'r Repo, tree: Option<Tree<'r>>) -> Committed<'r> {
        Committed { repo, folders: HashMap::from([(String::new(), tree)]) }
    }

    /// What the tree has at a path; `None` also for folders on the way that are not there.
    pub fn entry(&mut self, path: &str) -> Result<Option<Entry>, StoreError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.make_known(folder)?;
        let tree = self.folders.get(folder).and_then(Option::as_ref);
        Ok(tree.and_then(|tree| tree.get_name(name)).map(|entry| (entry.id(), entry.filemode())))
    }

    fn make_known(&mut self, folder: &str) -> Result<(), StoreError> {
        if self.folders.contains_key(folder) {
            return Ok(());
        }
        let tree = match self.entry(folder)? {
            Some((id, 0o040000)) => Some(self.repo.git.find_tree(id)?),
            _ => None,
        };
        self.folders.insert(folder.to_owned(), tree);
        Ok(())
    }
}

/// How often, and how long between, the index is asked for that another git has.
const PATIENCE: (usize, Duration) = (40, Duration::from_millis(50));

/// Keeps every git from the index until [`land_index`] has brought it up to the branch. Taken before the branch moves:
/// in between, a commit would take the old index for what somebody wants committed. `None` where the index is no file
/// that we write.
///
/// # Errors
/// [`StoreError::IndexBusy`] when another git keeps it.
pub(crate) fn hold_index(repo: &Repo) -> Result<Option<IndexLock>, StoreError> {
    let Some(path) = index_path(repo) else { return Ok(None) };
    for patience in (0..=PATIENCE.0).rev() {
        match IndexLock::take(&path) {
            Ok(lock) => return Ok(Some(lock)),
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(StoreError::io(&path, error)),
            Err(_) if patience > 0 => std::thread::sleep(PATIENCE.1),
            Err(_) => {}
        }
    }
    Err(StoreError::IndexBusy { lock: lock_path(repo) })
}

/// Gives the index free that a write holds which does not take place.
pub(crate) fn free_index(repo: &Repo, held: Option<IndexLock>) -> Result<(), StoreError> {
    held.map_or(Ok(()), IndexLock::release).map_err(|error| StoreError::io(&lock_path(repo), error))
}

/// The index as a carnet left it behind that died while it held it.
pub(crate) fn index_left_held(repo: &Repo) -> Option<IndexLock> {
    IndexLock::left_behind(&index_path(repo)?)
}

fn lock_path(repo: &Repo) -> PathBuf {
    repo.git.path().join("index.lock")
}

/// The index, read while a command does something else, for the write that it will end with.
pub(crate) struct Foreseen(Mutex<Option<JoinHandle<Option<IndexFile>>>>);

impl Foreseen {
    pub fn nothing() -> Foreseen {
        Foreseen(Mutex::new(None))
    }
}

impl Repo {
    /// Says that the command will end with a write: what a write needs of git's index is done beside what comes before, and
    /// is worth nothing where another git writes the index meanwhile. Nothing is seen of it, and nothing left.
    pub fn foresee_write(&self) {
        let Some(path) = index_path(self).filter(|_| !user_git::is_usual(self)) else { return };
        let read = move || {
            let mut index = IndexFile::read(&path).ok().flatten()?;
            let mut draft = index.draft(&path);
            if let Some(draft) = &mut draft {
                draft.flush();
            }
            index.set_draft(draft);
            Some(index)
        };
        if let Ok(mut foreseen) = self.foreseen.0.lock() {
            *foreseen = std::thread::Builder::new().spawn(read).ok();
        }
    }

    /// The index that was read for this write, where it still is what it was.
    fn foreseen(&self) -> Option<IndexFile> {
        let index = self.foreseen.0.lock().ok()?.take()?.join().ok()??;
        index.is_still(&index_path(self)?).then_some(index)
    }
}

/// Whether the user wants no sum at the end of an index.
fn skips_sum(repo: &Repo) -> bool {
    repo.git.config().and_then(|config| config.get_bool("index.skiphash")).unwrap_or(false)
}

/// Brings the index entries of these paths to what was committed, and gives the index free; all other entries stay as they
/// are. `read` is the index as it was read before, if it was.
///
/// # Errors
/// [`StoreError::IndexLocked`] when another git has an index that was not held, and what the system says.
pub(crate) fn land_index(
    repo: &Repo,
    steps: &[&Step],
    read: Option<Staged>,
    held: Option<IndexLock>,
) -> Result<(), StoreError> {
    // Links and submodules look another way.
    let plain = |step: &&Step| step.mode.is_none_or(|mode| mode == 0o100644 || mode == 0o100755);
    if let (Some(path), Some(lock)) = (index_path(repo).filter(|_| steps.iter().all(plain)), &held) {
        let failed = |error| StoreError::io(&path, error);
        let index = match read {
            Some(Staged::Plain(index)) if index.is_still(&path) => Some(index),
            _ => IndexFile::read(&path).map_err(failed)?,
        };
        if let Some(mut index) = index {
            let mut draft = index.take_draft();
            std::thread::scope(|scope| {
                if let Some(draft) = &mut draft {
                    scope.spawn(|| draft.flush());
                }
                let mut changes = steps.iter().map(|step| new_entry(repo, step)).collect::<Result<Vec<_>, _>>()?;
                changes.sort_unstable_by_key(|(path, _)| *path);
                let new = index.with(&changes);
                Ok::<_, StoreError>((new.sum(skips_sum(repo)), new))
            })
            .and_then(|(sum, new)| lock.write(&new, sum, draft).map_err(failed))?;
            return free_index(repo, held);
        }
    }
    // libgit2 takes the lock itself.
    free_index(repo, held)?;
    for patience in (0..=PATIENCE.0).rev() {
        match by_libgit2(repo, steps) {
            Err(StoreError::Git(error)) if error.code() == ErrorCode::Locked => {
                if patience > 0 {
                    std::thread::sleep(PATIENCE.1);
                }
            }
            result => return result,
        }
    }
    let commit = repo.tip()?.1.map(|tip| tip.to_string()).unwrap_or_default();
    Err(StoreError::IndexLocked { commit, lock: lock_path(repo) })
}

/// What the index shall say of a step's path. How the file looks is noted down only where it is certain that what looks so
/// is what was committed; else git reads it.
fn new_entry<'s>(repo: &Repo, step: &'s Step) -> Result<(&'s str, Option<NewEntry>), StoreError> {
    let Some(blob) = &step.blob else { return Ok((&step.path, None)) };
    let full = repo.top.join(&step.path);
    let looks = || -> Result<Option<Stat>, StoreError> {
        let Ok(before) = Stat::of(&full) else { return Ok(None) };
        let same = hash(file::read(&repo.top, &step.path)?.as_deref())? == step.after;
        Ok(Stat::of(&full).ok().filter(|after| same && *after == before))
    };
    // A file that cannot be read now is none that could be noted down.
    let stat = looks().ok().flatten().unwrap_or_default();
    let entry = NewEntry { id: Oid::from_str(blob)?, mode: step.mode.map(i32::unsigned_abs), stat };
    Ok((&step.path, Some(entry)))
}

fn by_libgit2(repo: &Repo, steps: &[&Step]) -> Result<(), StoreError> {
    let mut index = repo.git.index()?;
    index.read(true)?;
    let tree = repo.head_tree()?;
    for step in steps {
        let path = Path::new(&step.path);
        let Some(blob) = &step.blob else {
            match index.remove(path, 0) {
                Err(error) if error.code() != ErrorCode::NotFound => return Err(error.into()),
                _ => continue,
            }
        };
        let blob = Oid::from_str(blob)?;
        // Taken from the disk, so that size and time are known and `git status` need not read the file again.
        let right = |entry: git2::IndexEntry| {
            entry.id == blob && step.mode.is_none_or(|mode| entry.mode == mode.unsigned_abs())
        };
        let taken = index.add_path(path).is_ok() && index.get_path(path, 0).is_some_and(right);
        if !taken {
            // The file was edited meanwhile (or removed): the index says what is committed, the edit stays an edit.
            let mode = git::entry(tree.as_ref(), &step.path)?.map_or(0o100644, |(_, mode)| mode as u32);
            let none = git2::IndexTime::new(0, 0);
            index.add(&git2::IndexEntry {
                ctime: none,
                mtime: none,
                dev: 0,
                ino: 0,
                mode,
                uid: 0,
                gid: 0,
                file_size: 0,
                id: blob,
                flags: 0,
                flags_extended: 0,
                path: step.path.clone().into_bytes(),
            })?;
        }
    }
    index.write()?;
    Ok(())
}
