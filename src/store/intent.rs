//! The note about a write that is under way, and what becomes of it when the writer was killed.
//!
//! It lies in the git directory (`git rev-parse --git-path carnet/intent`) from before the first visible step until after
//! the last one. Whoever finds it holds the lock, so its writer is dead; the branch then tells how far it came.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use git2::{ObjectType, Oid};
use serde::{Deserialize, Serialize};

use super::landing::land_files;
use super::lock::{self, Lock};
use super::staged::{Committed, free_index, hold_index, index_left_held, land_index};
use super::{Repo, StoreError, file, user_git};

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
    pub fn is_link(&self) -> bool {
        self.mode == Some(0o120000)
    }

    pub fn is_submodule(&self) -> bool {
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
    free_index(repo, index_left_held(repo))?;
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
        let mut tree = Committed::new(repo, repo.head_tree()?);
        let mut landing = Vec::new();
        for step in &self.steps {
            // Only what the branch still says: someone may have committed since.
            let committed = tree.entry(&step.path)?.map(|(id, _)| id.to_string());
            if committed == step.blob {
                landing.push(step);
            }
        }
        let held = hold_index(repo)?;
        land_files(repo, landing.iter().copied(), |step| after(repo, step))?;
        land_index(repo, &landing, None, held)?;
        Ok(Outcome::Completed)
    }

    /// After `git commit` was called: is there a commit with these files?
    fn settle_foreign(&self, repo: &Repo) -> Result<Outcome, StoreError> {
        let (branch, tip) = repo.tip()?;
        if branch.as_deref() != Some(&self.branch) {
            return Ok(Outcome::Forgotten);
        }
        if tip.map(|tip| tip.to_string()) != self.old {
            if self.steps.len() >= user_git::MANY {
                let known = self.steps.iter().filter(|step| step.tracked || step.after.is_some());
                user_git::follow(repo, "to finish the write", &known.map(|step| &*step.path).collect::<Vec<_>>())?;
            }
            return Ok(Outcome::Completed);
        }
        self.put_back(repo)?;
        Ok(Outcome::Undone)
    }

    /// Gives each file that still is what we wrote its old bytes, and takes the new ones out of the index.
    pub fn put_back(&self, repo: &Repo) -> Result<(), StoreError> {
        let turned = |step: &Step| Step {
            path: step.path.clone(),
            before: step.after.clone(),
            after: step.before.clone(),
            blob: None,
            tracked: step.tracked,
            mode: None,
        };
        let back: Vec<Step> = self.steps.iter().filter(|step| step.before != step.after).map(turned).collect();
        land_files(repo, back.iter(), |step| after(repo, step))?;
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
            file.write_all(&serde_json::to_vec(self)?)?;
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

/// The bytes that shall stand on the disk.
pub(crate) fn after(repo: &Repo, step: &Step) -> Result<Option<Vec<u8>>, StoreError> {
    step.after.as_deref().map(|id| read_blob(repo, id)).transpose()
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
