//! The files of a write reach their places: each by a rename, in an order that leaves room for all.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::file::Flush;
use super::intent::{Step, hash};
use super::ready::Ready;
use super::{Repo, StoreError, fail_point, file};
use crate::book::progress::Progress;

/// More files than this are no everyday write: they are not flushed one by one, and their entries lie all over git's index.
pub(super) const EVERYDAY: usize = 100;

/// Brings the files to their new bytes. A file that is neither what was read nor what was to come has been edited
/// meanwhile: it stays, and is returned.
pub(crate) fn land_files<'a>(
    repo: &Repo,
    steps: impl Iterator<Item = &'a Step>,
    after: impl FnMut(&Step) -> Result<Option<Vec<u8>>, StoreError>,
) -> Result<Vec<String>, StoreError> {
    let landed = land_files_counting(repo, steps, after, Ready::none(), &Progress::default())?;
    landed.flush()?;
    Ok(landed.left)
}

/// Files that have reached their places.
pub(crate) struct Landed {
    /// The paths of those that were edited meanwhile, and stay.
    pub left: Vec<String>,
    /// Folders whose names the disk need not have yet.
    folders: BTreeSet<PathBuf>,
}

impl Landed {
    /// Has the disk take the names of the files.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn flush(&self) -> Result<(), StoreError> {
        let flush = |folder: &PathBuf| file::flush_folder(folder).map_err(|error| StoreError::io(folder, error));
        self.folders.iter().try_for_each(flush)
    }
}

/// The same, counted: each step once; files that are ready need not be written. What is named is not flushed: see [`Landed::flush`].
pub(crate) fn land_files_counting<'a>(
    repo: &Repo,
    steps: impl Iterator<Item = &'a Step>,
    mut after: impl FnMut(&Step) -> Result<Option<Vec<u8>>, StoreError>,
    ready: Ready,
    progress: &Progress,
) -> Result<Landed, StoreError> {
    let (mut left, mut folders) = (Vec::new(), BTreeSet::new());
    let mut steps: Vec<&Step> = steps.collect();
    let ready = ready.files();
    let moved = rename(repo, &steps, progress)?;
    steps.retain(|step| !moved.contains(step.path.as_str()));
    // Bulk writes leave the flushing to the system: the bytes are in the object store too.
    let flush = if steps.len() <= EVERYDAY { Flush::Bytes } else { Flush::Nothing };
    // Removals first, so that `a` can make room for `a/b`.
    let (removed, written): (Vec<&Step>, Vec<&Step>) = steps.into_iter().partition(|step| step.after.is_none());
    for (count, step) in removed.into_iter().chain(written).enumerate() {
        if count > 0 {
            fail_point("between-files");
        }
        progress.add(1);
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
            bytes => {
                let ready = ready.get(&step.path).filter(|_| bytes.is_some());
                let put = ready.is_some_and(|ready| file::put(&repo.top, &step.path, ready).is_ok());
                if !put {
                    file::replace(&repo.top, &step.path, bytes.as_deref(), flush)?;
                }
                let named = repo.top.join(&step.path);
                folders
                    .extend(named.parent().filter(|_| bytes.is_some() && flush != Flush::Nothing).map(Path::to_owned));
            }
        }
        set_mode(repo, step)?;
    }
    Ok(Landed { left, folders })
}

/// What only goes to another place keeps its name, and so is one rename instead of a file more and a file less. Returns
/// the paths, old and new, of which nothing is left to do.
fn rename<'s>(repo: &Repo, steps: &[&'s Step], progress: &Progress) -> Result<HashSet<&'s str>, StoreError> {
    let name = |step: &'s Step| step.path.rsplit('/').next().unwrap_or_default();
    let mut going: HashMap<(&str, &str), &'s Step> = HashMap::new();
    for step in steps.iter().filter(|step| step.after.is_none() && !step.is_submodule()) {
        if let Some(before) = &step.before {
            going.insert((before, name(step)), step);
        }
    }
    let mut done = HashSet::new();
    if going.is_empty() {
        return Ok(done);
    }
    let mut left_folders = HashSet::new();
    let plain = |step: &&&'s Step| step.before.is_none() && !step.is_link() && !step.is_submodule();
    for to in steps.iter().filter(plain) {
        let Some(after) = &to.after else { continue };
        let Some(from) = going.remove(&(after.as_str(), name(to))) else { continue };
        // Whatever is not as it was: step by step, then.
        let there = hash(file::read(&repo.top, &from.path)?.as_deref())? == from.before;
        if !there || repo.top.join(&to.path).symlink_metadata().is_ok() || file::read(&repo.top, &to.path)?.is_some() {
            continue;
        }
        if !done.is_empty() {
            fail_point("between-files");
        }
        file::rename(&repo.top, &from.path, &to.path)?;
        set_mode(repo, to)?;
        done.extend([from.path.as_str(), to.path.as_str()]);
        left_folders.insert(from.path.as_str());
        progress.add(2);
    }
    file::remove_folders_of(&repo.top, left_folders.into_iter());
    Ok(done)
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
