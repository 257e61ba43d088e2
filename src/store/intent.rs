//! The note about a write that is under way, and what becomes of it when the writer was killed.
//!
//! It lies in the git directory (`git rev-parse --git-path carnet/intent`) from before the first visible step until after
//! the last one. Whoever finds it holds the lock, so its writer is dead; the branch then tells how far it came.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Oid};
use serde::{Deserialize, Serialize};

use super::lock::{self, Lock};
use super::{Repo, StoreError, fail_point, file, git, user_git};

/// What a write is about to do.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Intent {
    pub version: u32,
    /// The full name of the branch.
    pub branch: String,
    /// The commit before; `None` for the first commit.
    pub old: Option<String>,
    /// The commit to come; `None` when the user's `git` makes it, so that its name is not known beforehand.
    pub new: Option<String>,
    /// The first line of the message.
    pub subject: String,
    pub steps: Vec<Step>,
}

/// One file of it. Objects are named by their ids; `None` means no file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    /// As git names it, from the top of the work tree.
    pub path: String,
    /// The bytes on disk before, as an object of their own (without end-of-line rules).
    pub before: Option<String>,
    /// The bytes on disk after.
    pub after: Option<String>,
    /// The committed blob after; unknown (`None`) when the user's `git` makes it.
    pub blob: Option<String>,
    /// Was the path in the index before?
    pub tracked: bool,
    /// Git's mode afterwards, where it is not that of a plain file or changes: executable, link, submodule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<i32>,
}

impl Step {
    fn is_link(&self) -> bool {
        self.mode == Some(0o120000)
    }

    fn is_submodule(&self) -> bool {
        self.mode == Some(0o160000)
    }
}

/// What became of an interrupted write. `Display` says it in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    pub outcome: Outcome,
    /// The first line of the commit's message.
    pub subject: String,
    /// The files that it is about, from the top of the repository.
    pub paths: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The commit stood; files and index were brought up to it.
    Completed,
    /// The commit did not stand; the files are as they were.
    Undone,
    /// The branch has gone elsewhere since: nothing was touched.
    Forgotten,
}

impl fmt::Display for Recovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (subject, count) = (&self.subject, self.paths.len());
        let files = if count == 1 { "1 file".to_string() } else { format!("{count} files") };
        match self.outcome {
            Outcome::Completed => write!(f, "an interrupted write was completed: “{subject}” ({files})"),
            Outcome::Undone => write!(f, "an interrupted write was undone: “{subject}” ({files} as before)"),
            Outcome::Forgotten => {
                write!(f, "an interrupted write was left alone, the branch has moved since: “{subject}” ({files})")
            }
        }
    }
}

/// Completes or undoes what a killed writer left behind; every command calls this first. Costs one look for a file when
/// there is nothing to do. Waits for a writer who is still alive.
///
/// # Errors
/// [`StoreError::Busy`] when a live writer takes longer than ten seconds, [`StoreError::DamagedIntent`], or what stands in
/// the way of writing the files.
pub fn recover(repo: &Repo) -> Result<Option<Recovered>, StoreError> {
    if lock::inside_a_write() || !path(repo).exists() {
        return Ok(None);
    }
    let _lock = Lock::take(&repo.private())?;
    recover_locked(repo)
}

/// As [`recover`], for who holds the lock already.
pub(crate) fn recover_locked(repo: &Repo) -> Result<Option<Recovered>, StoreError> {
    let Some(intent) = Intent::load(repo)? else { return Ok(None) };
    for step in &intent.steps {
        file::remove_temporary(&repo.top, &step.path);
    }
    let outcome = match &intent.new {
        Some(new) => intent.settle(repo, new)?,
        None => intent.settle_foreign(repo)?,
    };
    Intent::remove(repo)?;
    let paths = intent.steps.into_iter().map(|step| step.path).collect();
    Ok(Some(Recovered { outcome, subject: intent.subject, paths }))
}

impl Intent {
    /// After a commit of our own: did the branch get it?
    fn settle(&self, repo: &Repo, new: &str) -> Result<Outcome, StoreError> {
        let new = Oid::from_str(new)?;
        let (branch, tip) = repo.tip()?;
        if tip.map(|tip| tip.to_string()) == self.old {
            // Files come after the branch: none was touched.
            return Ok(Outcome::Undone);
        }
        let includes = |tip: Oid| tip == new || repo.git.graph_descendant_of(tip, new).unwrap_or(false);
        if branch.as_deref() != Some(&self.branch) || !tip.is_some_and(includes) {
            return Ok(Outcome::Forgotten);
        }
        let tree = repo.head_tree()?;
        let mut landing = Vec::new();
        for step in &self.steps {
            // Only what the branch still says: someone may have committed since.
            let committed = git::entry(tree.as_ref(), &step.path)?.map(|(id, _)| id.to_string());
            if committed == step.blob {
                landing.push(step);
            }
        }
        land_files(repo, landing.iter().copied(), |step| after(repo, step))?;
        land_index(repo, &landing)?;
        Ok(Outcome::Completed)
    }

    /// After `git commit` was called: is there a commit with these files?
    fn settle_foreign(&self, repo: &Repo) -> Result<Outcome, StoreError> {
        let (branch, tip) = repo.tip()?;
        if branch.as_deref() != Some(&self.branch) {
            return Ok(Outcome::Forgotten);
        }
        if tip.map(|tip| tip.to_string()) != self.old {
            return Ok(Outcome::Completed);
        }
        self.put_back(repo)?;
        Ok(Outcome::Undone)
    }

    /// Gives each file that still is what we wrote its old bytes, and takes the new ones out of the index.
    pub fn put_back(&self, repo: &Repo) -> Result<(), StoreError> {
        for step in &self.steps {
            let now = file::read(&repo.top, &step.path)?;
            if hash(now.as_deref())? == step.after && step.before != step.after {
                let before = step.before.as_deref().map(|id| read_blob(repo, id)).transpose()?;
                file::replace(&repo.top, &step.path, before.as_deref(), true)?;
            }
        }
        let added: Vec<&str> = self.steps.iter().filter(|step| !step.tracked).map(|step| step.path.as_str()).collect();
        if added.is_empty() { Ok(()) } else { user_git::forget(repo, &added) }
    }

    pub fn save(&self, repo: &Repo) -> Result<(), StoreError> {
        let target = path(repo);
        let folder = repo.private();
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&folder)?;
            let temporary = folder.join("intent.new");
            let mut file = fs::File::create(&temporary)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.sync_all()?;
            fs::rename(&temporary, &target)
        };
        write().map_err(|error| StoreError::io(&target, error))
    }

    fn load(repo: &Repo) -> Result<Option<Intent>, StoreError> {
        let path = path(repo);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path, error)),
        };
        match serde_json::from_slice::<Intent>(&bytes) {
            Ok(intent) if intent.version == 1 => Ok(Some(intent)),
            _ => Err(StoreError::DamagedIntent { path }),
        }
    }

    pub fn remove(repo: &Repo) -> Result<(), StoreError> {
        let path = path(repo);
        fs::remove_file(&path).map_err(|error| StoreError::io(&path, error))
    }
}

pub(super) fn path(repo: &Repo) -> PathBuf {
    repo.private().join("intent")
}

/// Brings the files to their new bytes. A file that is neither what was read nor what was to come has been edited
/// meanwhile: it stays, and is returned.
pub(crate) fn land_files<'a>(
    repo: &Repo,
    steps: impl Iterator<Item = &'a Step>,
    mut after: impl FnMut(&Step) -> Result<Option<Vec<u8>>, StoreError>,
) -> Result<Vec<String>, StoreError> {
    let mut left = Vec::new();
    let steps: Vec<&Step> = steps.collect();
    // Bulk writes leave the flushing to the system: the bytes are in the object store too.
    let sync = steps.len() <= 100;
    // Removals first, so that `a` can make room for `a/b`.
    let (removed, written): (Vec<&Step>, Vec<&Step>) = steps.into_iter().partition(|step| step.after.is_none());
    for (count, step) in removed.into_iter().chain(written).enumerate() {
        if count > 0 {
            fail_point("between-files");
        }
        if step.is_submodule() {
            // What it holds is fetched by whoever wants it; git expects the folder.
            let _ = std::fs::create_dir_all(repo.top.join(&step.path));
            continue;
        }
        let now = match repo.top.join(&step.path).symlink_metadata() {
            // A folder that becomes a file was emptied by the removals; a submodule that went keeps its files.
            Ok(meta) if meta.is_dir() => None,
            _ => hash(file::read_or_link(&repo.top, &step.path)?.as_deref())?,
        };
        if now == step.after {
            set_mode(repo, step)?;
            continue;
        }
        if now != step.before {
            left.push(step.path.clone());
            continue;
        }
        match after(step)? {
            Some(target) if step.is_link() => file::replace_by_link(&repo.top, &step.path, &target)?,
            bytes => file::replace(&repo.top, &step.path, bytes.as_deref(), sync)?,
        }
        set_mode(repo, step)?;
    }
    Ok(left)
}

/// A file that became a program, or is none any more.
fn set_mode(repo: &Repo, step: &Step) -> Result<(), StoreError> {
    match step.mode {
        Some(mode @ (0o100644 | 0o100755)) if step.after.is_some() => {
            file::set_executable(&repo.top, &step.path, mode == 0o100755)
        }
        _ => Ok(()),
    }
}

/// The bytes that shall stand on the disk.
pub(crate) fn after(repo: &Repo, step: &Step) -> Result<Option<Vec<u8>>, StoreError> {
    step.after.as_deref().map(|id| read_blob(repo, id)).transpose()
}

/// Brings the index entries of these paths to what was committed; all others stay as they are.
pub(crate) fn land_index(repo: &Repo, steps: &[&Step]) -> Result<(), StoreError> {
    let mut patience = 40;
    loop {
        match try_land_index(repo, steps) {
            Err(StoreError::Git(error)) if error.code() == ErrorCode::Locked && patience > 0 => {
                patience -= 1;
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            Err(StoreError::Git(error)) if error.code() == ErrorCode::Locked => {
                let commit = repo.tip()?.1.map(|tip| tip.to_string()).unwrap_or_default();
                return Err(StoreError::IndexLocked { commit, lock: repo.git.path().join("index.lock") });
            }
            result => return result,
        }
    }
}

fn try_land_index(repo: &Repo, steps: &[&Step]) -> Result<(), StoreError> {
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

/// The id that these bytes have as an object.
pub(crate) fn hash(bytes: Option<&[u8]>) -> Result<Option<String>, StoreError> {
    Ok(match bytes {
        Some(bytes) => Some(Oid::hash_object(ObjectType::Blob, bytes)?.to_string()),
        None => None,
    })
}

fn read_blob(repo: &Repo, id: &str) -> Result<Vec<u8>, StoreError> {
    Ok(repo.git.find_blob(Oid::from_str(id)?)?.content().to_vec())
}
