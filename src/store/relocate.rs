//! Files go to other places as they are: one commit in which only paths change.
//!
//! The steps are those of any write ([`super::write`]), except that no bytes are carried: the commit names the objects that
//! the commit before named, and each file is renamed. What is edited meanwhile stays where it is.

use std::collections::HashSet;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid};
use rayon::prelude::*;

use super::intent::{self, Step, recover_locked};
use super::lock::Lock;
use super::staged::{Committed, Entry};
use super::write::{Content, Prepared, attempts, carry_out, keep, store_blob, update_tree};
use super::{Options, Repo, StoreError, Written, fail_point, file};
use crate::book::progress::{Progress, Stage};

/// A file's old and new place, below the book's root, with `/`.
pub type Relocation = (String, String);

/// Moves files and commits exactly that. No two may go to one place.
///
/// # Errors
/// Nothing is moved when a file has uncommitted edits, a place is taken, or any of what [`super::commit`] refuses.
pub fn relocate(
    repo: Option<&Repo>,
    root: &Path,
    moves: &[Relocation],
    message: &str,
    options: Options,
    progress: &Progress,
) -> Result<Written, StoreError> {
    for path in moves.iter().flat_map(|(from, to)| [from, to]) {
        file::check_path(path)?;
    }
    let mut targets: Vec<&str> = moves.iter().map(|(_, to)| to.as_str()).collect();
    targets.sort_unstable();
    if let Some(twice) = targets.windows(2).find(|two| two[0] == two[1]) {
        return Err(StoreError::Twice { path: twice[0].to_owned() });
    }
    if moves.is_empty() {
        return Ok(Written::Nothing);
    }
    let Some(repo) = repo else { return without_git(root, moves, progress) };
    let _lock = Lock::take(&repo.private())?;
    recover_locked(repo)?;
    attempts(repo, || attempt(repo, moves, message, options, progress))
}

/// Without a repository: each file is in one place or the other at any moment.
fn without_git(root: &Path, moves: &[Relocation], progress: &Progress) -> Result<Written, StoreError> {
    let _lock = super::write::lock_folder(root)?;
    for (from, to) in moves {
        movable(root, from, to)?;
    }
    progress.begin(Stage::Writing, moves.len());
    for (count, (from, to)) in moves.iter().enumerate() {
        if count > 0 {
            fail_point("between-files");
        }
        file::rename(root, from, to)?;
        progress.add(1);
    }
    file::remove_folders_of(root, moves.iter().map(|(from, _)| from.as_str()));
    Ok(Written::Files)
}

/// The bytes of a file that can go to a place that is free.
fn movable(root: &Path, from: &str, to: &str) -> Result<Vec<u8>, StoreError> {
    // Also where a link stands there: that is no place for a file.
    let taken = file::read(root, to)?.is_some() || root.join(to).symlink_metadata().is_ok();
    match file::read(root, from)? {
        _ if taken => Err(StoreError::ChangedMeanwhile { path: to.to_owned() }),
        None => Err(StoreError::ChangedMeanwhile { path: from.to_owned() }),
        Some(bytes) => Ok(bytes),
    }
}

fn attempt(
    repo: &Repo,
    moves: &[Relocation],
    message: &str,
    options: Options,
    progress: &Progress,
) -> Result<Written, StoreError> {
    let prepared = Prepared::of(repo)?;
    let root = repo.root();
    progress.begin(Stage::Reading, moves.len());
    // What stands on the disk, and where git has it.
    let read = |(from, to): &Relocation| {
        let bytes = movable(&root, from, to)?;
        progress.add(1);
        Ok(Oid::hash_object(ObjectType::Blob, &bytes)?)
    };
    let on_disk: Vec<Oid> = moves.par_iter().map(read).collect::<Result<_, StoreError>>()?;
    let fulls: Vec<[String; 2]> = moves.iter().map(|(from, to)| [repo.full(from), repo.full(to)]).collect();
    let staged = prepared.staged.find(&fulls.iter().flatten().map(String::as_str).collect::<Vec<_>>());
    let mut committed = Committed::new(repo, prepared.tree.clone());
    let (mut uncommitted, mut steps, mut sources) = (Vec::new(), Vec::with_capacity(2 * moves.len()), Vec::new());
    for (at, ([from, to], id)) in fulls.into_iter().zip(on_disk).enumerate() {
        let old = committed.entry(&from)?;
        let (old_staged, new_staged) = (staged[2 * at], staged[2 * at + 1]);
        let clean = old == old_staged && old.is_some_and(|(blob, _)| blob == id);
        // Bytes that are not those of the object may be its lines with other ends: then only git knows.
        let edited = !clean && repo.differs(old, old_staged, &from, file::read(&root, &moves[at].0)?.as_deref())?;
        if edited || new_staged.is_some() || committed.entry(&to)?.is_some() {
            uncommitted.push(if edited { moves[at].0.clone() } else { moves[at].1.clone() });
        }
        let mode = old.or(old_staged).map_or(0o100644, |(_, mode)| mode);
        if mode != 0o100644 && mode != 0o100755 {
            return Err(StoreError::Symlink { path: moves[at].0.clone() });
        }
        let before = Some(id.to_string());
        let blob = old.filter(|_| !edited).map(|(blob, _)| blob.to_string());
        let mode = (mode == 0o100755).then_some(mode);
        let (tracked, gone) = (old_staged.is_some(), before.clone());
        steps.push(Step { path: from, before: gone, after: None, blob: None, tracked, mode: None });
        steps.push(Step { path: to, before: None, after: before, blob, tracked: new_staged.is_some(), mode });
        sources.push(old);
    }
    if !uncommitted.is_empty() && !options.with_my_edits {
        return Err(StoreError::Uncommitted { paths: uncommitted });
    }
    refuse_ignored(repo, &steps)?;
    progress.begin(Stage::Writing, steps.len());
    let tree = prepared.tree.clone();
    let mut content = Moves { repo, tree, sources };
    carry_out(repo, prepared, steps, message, &mut content, progress)
}

/// Whether git would not hear of a new place. Its rules are asked once for each folder and ending of a tracked file.
fn refuse_ignored(repo: &Repo, steps: &[Step]) -> Result<(), StoreError> {
    let mut asked = HashSet::new();
    for pair in steps.chunks(2) {
        let [from, to] = pair else { continue };
        let (folder, name) = to.path.rsplit_once('/').unwrap_or(("", &to.path));
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let wanted = !from.tracked || asked.insert((folder, ending));
        if wanted && !to.tracked && repo.git.is_path_ignored(&to.path)? {
            let path = to.path.strip_prefix(&repo.prefix).unwrap_or(&to.path);
            return Err(StoreError::Ignored { path: path.to_owned() });
        }
    }
    Ok(())
}

/// Files that go elsewhere, in steps of two: the old place, the new one.
struct Moves<'m> {
    repo: &'m Repo,
    tree: Option<git2::Tree<'m>>,
    /// What was committed at each old place.
    sources: Vec<Option<Entry>>,
}

impl Content for Moves<'_> {
    fn tree(&mut self, steps: &mut [Step]) -> Result<Oid, StoreError> {
        let mut update = TreeUpdateBuilder::new();
        for (pair, committed) in steps.chunks_mut(2).zip(&self.sources) {
            let [from, to] = pair else { continue };
            let blob = match &to.blob {
                Some(blob) => Oid::from_str(blob)?,
                // The user's edits go along.
                None => {
                    let bytes = file::read(&self.repo.top, &from.path)?.unwrap_or_default();
                    store_blob(self.repo, &to.path, &bytes)?
                }
            };
            to.blob = Some(blob.to_string());
            if committed.is_some() {
                update.remove(from.path.as_str());
            }
            let program = to.mode == Some(0o100755);
            update.upsert(to.path.as_str(), blob, if program { FileMode::BlobExecutable } else { FileMode::Blob });
            if to.after != to.blob {
                // What stands on the disk has other line ends: recovery may have to write it.
                keep(self.repo, file::read(&self.repo.top, &from.path)?.as_deref())?;
            }
        }
        update_tree(self.repo, self.tree.clone(), &mut update)
    }

    fn keep(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        let odb = self.repo.git.odb()?;
        for step in steps {
            if let Some(before) = &step.before
                && !odb.exists(Oid::from_str(before)?)
            {
                keep(self.repo, file::read(&self.repo.top, &step.path)?.as_deref())?;
            }
        }
        Ok(())
    }

    fn after(&mut self, step: &Step) -> Result<Option<Vec<u8>>, StoreError> {
        intent::after(self.repo, step)
    }
}
