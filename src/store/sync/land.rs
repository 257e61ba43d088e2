//! The branch, the files and the index go from one commit to another, or stay: the end of every sync.
//!
//! The steps are those of a write (see [`crate::store::write`]), so that the next command of any kind completes what was
//! interrupted: everything is checked, the bytes of the files are stored as objects, the intent file is written, the
//! branch moves by compare and swap, then files and index.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use git2::{AttrCheckFlags, AttrValue, Oid, Tree};

use super::SyncError;
use super::join::{Difference, differences};
use crate::store::git::entry;
use crate::store::intent::{self, Intent, Step, recover_locked};
use crate::store::landing::land_files;
use crate::store::lock::Lock;
use crate::store::staged::{Committed, Staged, land_index};
use crate::store::write::{begin, keep, move_branch};
use crate::store::{Repo, StoreError, fail_point, file};

/// Moves what is checked out from `old` to `new`. Returns the files that somebody edited in that very moment: their edit
/// stays.
///
/// # Errors
/// [`SyncError::InTheWay`], [`StoreError::Moved`] when the branch is not at `old` any more, and what any write may meet.
/// Nothing has moved then.
pub(super) fn land(
    repo: &Repo,
    branch: &str,
    old: Option<Oid>,
    new: Oid,
    subject: &str,
) -> Result<Vec<String>, SyncError> {
    let _lock = Lock::take(&repo.private())?;
    recover_locked(repo)?;
    guard(repo)?;
    if repo.tip()? != (Some(branch.to_owned()), old) {
        return Err(StoreError::Moved { branch: crate::store::write::short(branch) }.into());
    }
    let tree = |id: Oid| -> Result<Tree<'_>, SyncError> { Ok(repo.git.find_commit(id)?.tree()?) };
    let old_tree = old.map(tree).transpose()?;
    let new_tree = tree(new)?;
    let changed = differences(repo, old_tree.as_ref(), Some(&new_tree))?;
    let found = on_disk(repo, old_tree.as_ref(), &changed)?;
    let staged = Staged::read(repo)?.find(&changed.iter().map(|(path, _, _)| path.as_str()).collect::<Vec<_>>());
    let written = smudged(repo, &changed)?;

    let mut steps = Vec::with_capacity(changed.len());
    for ((path, old, new), staged) in changed.into_iter().zip(staged) {
        let known = staged.is_some();
        let submodule = [old, new].iter().flatten().any(|(_, mode)| *mode == SUBMODULE);
        let before = found.get(&path).and_then(|bytes| bytes.as_deref());
        keep(repo, before)?;
        let after = match new.filter(|_| !submodule) {
            None => None,
            Some((id, mode)) => match written.as_ref().filter(|_| mode != LINK) {
                None => Some(id),
                Some(written) => {
                    let file = written.path().join(&path);
                    let bytes = std::fs::read(&file).map_err(|error| StoreError::io(&file, error))?;
                    Some(repo.git.blob(&bytes)?)
                }
            },
        };
        steps.push(Step {
            before: intent::hash(before)?,
            after: after.map(|id| id.to_string()),
            blob: new.map(|(id, _)| id.to_string()),
            tracked: known,
            mode: new.map(|(_, mode)| mode).filter(|mode| *mode != 0o100644 || old.is_some_and(|(_, o)| o != *mode)),
            path,
        });
    }
    drop(written);
    let (_, committer) = repo.identity()?;
    let intent = Intent {
        version: 1,
        branch: branch.to_owned(),
        old: old.map(|old| old.to_string()),
        new: Some(new.to_string()),
        subject: subject.to_owned(),
        steps,
    };
    fail_point("sync-after-objects");
    intent.save(repo)?;
    fail_point("sync-after-intent");
    let held = begin(repo, || move_branch(repo, branch, old, new, &committer, subject))?;
    fail_point("sync-after-ref");
    let left = land_files(repo, intent.steps.iter(), |step| intent::after(repo, step))?;
    fail_point("sync-after-files");
    land_index(repo, &intent.steps.iter().collect::<Vec<_>>(), None, held)?;
    fail_point("sync-after-index");
    Intent::remove(repo)?;
    Ok(left)
}

const LINK: i32 = 0o120000;
const SUBMODULE: i32 = 0o160000;

/// Is the repository in a state in which a branch may move?
pub(super) fn guard(repo: &Repo) -> Result<(), SyncError> {
    if let Some(operation) = repo.unfinished() {
        return Err(StoreError::Unfinished { operation }.into());
    }
    if repo.tip()?.0.is_none() {
        return Err(StoreError::Detached.into());
    }
    if Staged::read(repo)?.has_conflicts() {
        return Err(StoreError::Unmerged.into());
    }
    Ok(())
}

type Entry = Option<(Oid, i32)>;

/// What stands on the disk at these paths.
///
/// # Errors
/// [`SyncError::InTheWay`], when that is not what was committed.
pub(super) fn on_disk(
    repo: &Repo,
    tree: Option<&Tree<'_>>,
    changed: &[Difference],
) -> Result<BTreeMap<String, Option<Vec<u8>>>, SyncError> {
    let staged = Staged::read(repo)?.look(&changed.iter().map(|(path, _, _)| path.as_str()).collect::<Vec<_>>());
    let mut tracked = Committed::new(repo, tree.cloned());
    let (mut edited, mut untracked) = (Vec::new(), Vec::new());
    // What is committed and stands where a folder or a file is to come goes in the same move, or is a conflict that was
    // found before.
    let committed = |path: &str| entry(tree, path).is_ok_and(|found| found.is_some());
    let mut found = BTreeMap::new();
    for ((path, old, new), staged) in changed.iter().zip(staged) {
        file::check_path(path)?;
        if [old, new].iter().any(|side| side.is_some_and(|(_, mode)| mode == SUBMODULE)) {
            found.insert(path.clone(), None);
            continue;
        }
        if new.is_some()
            && let Some(blocker) = blocker(repo, path, &committed)
        {
            untracked.push(blocker);
            continue;
        }
        let bytes = match file::read_or_link(&repo.top, path) {
            Ok(bytes) => bytes,
            // A folder stands where a file is to come.
            Err(StoreError::Io { .. }) if repo.top.join(path).is_dir() => {
                let below = format!("{path}/");
                if !holds_only(repo, path, &committed)? {
                    untracked.push(below);
                }
                found.insert(path.clone(), None);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        match old {
            None if bytes.is_none() && staged.is_none() => {}
            // Somebody put the same file there by other means.
            None if same(*new, bytes.as_deref())? => {}
            None => untracked.push(path.clone()),
            Some(_) => {
                let (staged, skipped) = (staged.map(|(entry, _)| entry), staged.is_some_and(|(_, skipped)| skipped));
                let dirty = repo.differs(tracked.entry(path)?, staged, path, bytes.as_deref())?;
                // A sparse checkout leaves files out on purpose.
                let dirty = dirty && !(skipped && bytes.is_none());
                // An edit that is what comes in anyway is none.
                if dirty && !(staged == *old && same(*new, bytes.as_deref())?) {
                    edited.push(path.clone());
                }
            }
        }
        found.insert(path.clone(), bytes);
    }
    match edited.is_empty() && untracked.is_empty() {
        true => Ok(found),
        false => Err(SyncError::InTheWay { edited, untracked }),
    }
}

fn same(entry: Entry, bytes: Option<&[u8]>) -> Result<bool, SyncError> {
    Ok(match (entry, bytes) {
        (Some((id, _)), Some(bytes)) => Oid::hash_object(git2::ObjectType::Blob, bytes)? == id,
        (None, None) => true,
        _ => false,
    })
}

/// A file that git does not know and that stands where a folder of `path` has to be.
fn blocker(repo: &Repo, path: &str, committed: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let stands = |folder: &&str| {
        let there = repo.top.join(folder).symlink_metadata();
        there.is_ok_and(|meta| !meta.is_dir()) && !committed(folder)
    };
    folders.find(stands).map(str::to_owned)
}

/// Whether git knows all that a folder holds.
fn holds_only(repo: &Repo, folder: &str, committed: &dyn Fn(&str) -> bool) -> Result<bool, SyncError> {
    let mut waiting = vec![repo.top.join(folder)];
    while let Some(next) = waiting.pop() {
        let entries = std::fs::read_dir(&next).map_err(|error| StoreError::io(&next, error))?;
        for child in entries {
            let path = child.map_err(|error| StoreError::io(&next, error))?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let name = path.strip_prefix(&repo.top).ok().and_then(Path::to_str).map(|name| name.replace('\\', "/"));
            if !name.is_some_and(|name| committed(&name)) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The new files as git would check them out, where line ends or filters (git-lfs) make other bytes of them than those
/// that are committed; `None` where they are the same.
fn smudged(repo: &Repo, changed: &[Difference]) -> Result<Option<Scratch>, SyncError> {
    let new = changed.iter().filter_map(|(path, _, new)| new.map(|(id, mode)| (path, id, mode)));
    let files: Vec<_> = new.filter(|(_, _, mode)| mode & 0o170000 == 0o100000).collect();
    if files.is_empty() || !converts(repo, files.iter().map(|(path, ..)| path.as_str()))? {
        return Ok(None);
    }
    let scratch = Scratch(repo.private().join("sync-files"));
    let index = repo.private().join("sync-index");
    // What a killed sync may have left.
    let _ = std::fs::remove_dir_all(scratch.path());
    let _ = std::fs::remove_file(&index);
    let mut list = Vec::new();
    for (path, id, mode) in &files {
        list.extend_from_slice(format!("{mode:o} {id}\t{path}\0").as_bytes());
    }
    let git = |arguments: &[&str], input: &[u8]| with_git(repo, arguments, input, Some(&index), &[]);
    git(&["update-index", "-z", "--index-info"], &list)?;
    let prefix = format!("--prefix={}/", scratch.path().display());
    let done = git(&["checkout-index", "--all", "--force", "--quiet", &prefix], b"");
    let _ = std::fs::remove_file(&index);
    done.map(|_| Some(scratch))
}

/// Whether a checkout may change the bytes of one of these files.
fn converts<'p>(repo: &Repo, mut paths: impl Iterator<Item = &'p str>) -> Result<bool, SyncError> {
    let config = repo.git.config()?.snapshot()?;
    let set = |name: &str, value: &str| config.get_string(name).is_ok_and(|found| found.eq_ignore_ascii_case(value));
    if config.get_bool("core.autocrlf").unwrap_or(false) || set("core.eol", "crlf") {
        return Ok(true);
    }
    let has = |path: &str, name: &str| -> Result<bool, git2::Error> {
        let value = repo.git.get_attr_bytes(Path::new(path), name, AttrCheckFlags::FILE_THEN_INDEX)?;
        Ok(match AttrValue::always_bytes(value) {
            AttrValue::Bytes(bytes) => bytes != b"lf",
            AttrValue::True => name == "ident",
            _ => false,
        })
    };
    for path in paths.by_ref() {
        for name in ["eol", "filter", "working-tree-encoding", "ident"] {
            if has(path, name)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A commit that the user's `git` signs.
pub(super) fn signed(
    repo: &Repo,
    tree: Oid,
    parents: &[Oid],
    author: Option<&[u8]>,
    message: &[u8],
) -> Result<Oid, SyncError> {
    let mut arguments = vec!["commit-tree".to_owned(), "-S".to_owned(), tree.to_string()];
    for parent in parents {
        arguments.extend(["-p".to_owned(), parent.to_string()]);
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut env = Vec::new();
    if let Some((name, email, date)) = author.and_then(split_author) {
        env = vec![("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", email), ("GIT_AUTHOR_DATE", date)];
    }
    let output = with_git(repo, &arguments, message, None, &env)?;
    Ok(Oid::from_str(output.trim())?)
}

/// `author Claire Martin <claire@example.org> 1790000000 +0200` in its three parts.
fn split_author(line: &[u8]) -> Option<(String, String, String)> {
    let line = String::from_utf8_lossy(line).into_owned();
    let line = line.strip_prefix("author ")?;
    let (name, rest) = line.split_once('<')?;
    let (email, date) = rest.rsplit_once('>')?;
    Some((name.trim().to_owned(), email.to_owned(), format!("@{}", date.trim())))
}

fn with_git(
    repo: &Repo,
    arguments: &[&str],
    input: &[u8],
    index: Option<&Path>,
    env: &[(&str, String)],
) -> Result<String, SyncError> {
    let no_git = |_| StoreError::NoGit { why: format!("git {}", arguments[0]) };
    let mut command = Command::new("git");
    command.arg("-C").arg(&repo.top).args(arguments).envs(env.iter().map(|(name, value)| (name, value)));
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(no_git)?;
    if let Some(mut stdin) = child.stdin.take() {
        // git reads all of it before it prints; one that ends early shows in its status.
        let _ = stdin.write_all(input);
    }
    let output = child.wait_with_output().map_err(no_git)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(StoreError::Refused { output: String::from_utf8_lossy(&output.stderr).into_owned() }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_in_three_parts() {
        let line = b"author Claire Martin <claire@example.org> 1790000000 +0200";
        let [name, email, date] = ["Claire Martin", "claire@example.org", "@1790000000 +0200"].map(String::from);
        assert_eq!(split_author(line), Some((name, email, date)));
        assert_eq!(split_author(b"author nobody"), None);
    }
}
