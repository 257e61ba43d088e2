//! Bringing two states together in memory: three trees in, one tree out. Nothing but objects is written.
//!
//! What only one side changed is taken from it. Files that both sides changed go to the caller, who knows what a record
//! is; a record that one side renamed is found under its new name.

use std::collections::{BTreeMap, BTreeSet};

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, MergeFileInput, MergeFileOptions, ObjectType, Oid, Tree};

use super::SyncError;
use crate::history::revisions::pair_moves;
use crate::history::{BlobId, CommitId, PathChange};
use crate::store::{Repo, StoreError, git};

/// Id and mode.
type Entry = (Oid, i32);

/// A path, and what stands there before and after.
pub(super) type Difference = (String, Option<Entry>, Option<Entry>);

/// A file that both sides changed, each in its own way.
pub struct Both<'b> {
    /// Where it will stand, from the top of the repository.
    pub path: &'b str,
    /// The same below the book's root; `None` for files that are not the book's.
    pub book_path: Option<&'b str>,
    /// What both sides had; `None`: neither had it.
    pub base: Option<Vec<u8>>,
    /// What the user made of it; `None`: removed.
    pub mine: Option<Vec<u8>>,
    /// What the others made of it; `None`: removed.
    pub theirs: Option<Vec<u8>>,
    /// A link or a submodule: it has no content to merge, only a side to be taken.
    pub opaque: bool,
    /// The user's commit that is being replayed; in a merge the newest one.
    pub commit: CommitId,
}

/// What shall become of it.
pub enum Settled {
    Bytes(Vec<u8>),
    Removed,
    /// The user's side as it is.
    Mine,
    /// The others' side as it is.
    Theirs,
    /// Nobody can say now: the sync will not take place, but goes on to find what else there is to ask.
    Open,
    /// The caller wants no more of this.
    Stop,
}

/// Decides about one file.
pub type Settle<'s> = dyn FnMut(&Both<'_>) -> Settled + 's;

/// Replays changes onto another tree.
pub(super) struct Joiner<'j, 's> {
    pub repo: &'j Repo,
    /// The others' new names of the book's files.
    pub renamed: BTreeMap<String, String>,
    /// The user's new names, where several commits are brought in at once: a file that was renamed in one and edited in
    /// another shows no more that it is the same.
    pub own: BTreeMap<String, String>,
    pub settle: &'j mut Settle<'s>,
    /// The paths that were left open.
    pub open: BTreeSet<String>,
    /// Records that both sides renamed: the user's name and the others' one.
    pub names: Vec<(String, String)>,
}

/// The caller wanted to stop.
pub(super) struct Stopped;

impl Joiner<'_, '_> {
    /// The tree that `onto` becomes by what differs between `base` and `mine`.
    pub fn apply(
        &mut self,
        base: &Tree<'_>,
        mine: &Tree<'_>,
        onto: &Tree<'_>,
        commit: Oid,
    ) -> Result<Result<Oid, Stopped>, SyncError> {
        let mut edits: BTreeMap<String, Option<Entry>> = BTreeMap::new();
        for change in follow(changes(self.repo, base, mine)?, &self.own) {
            let old = at(base, change.old_path.as_deref())?;
            let new = at(mine, change.path.as_deref())?;
            let there = self.place(onto, &change)?;
            let theirs = at(onto, there.as_deref())?;
            // Where it goes: to the user's new name, unless the others gave it one too.
            let renamed_there = there.is_some() && change.old_path.is_some() && there != change.old_path;
            let to = match (&change.path, &there) {
                (Some(path), _) if !renamed_there => path.clone(),
                (_, Some(there)) => there.clone(),
                (Some(path), None) => path.clone(),
                // Both removed it.
                (None, None) => continue,
            };
            // The user's later commits speak of it by the user's name.
            if let (Some(path), true) = (change.path.as_ref().filter(|path| **path != to), change.moved()) {
                self.renamed.insert(path.clone(), to.clone());
                let below = |path: &str| path.strip_prefix(self.repo.prefix.as_str()).map(str::to_owned);
                self.names.extend(below(path).zip(below(&to)));
            }
            let only_renamed = change.moved() && new == old && theirs.is_some();
            let mut content = if theirs == old {
                new
            } else if new == theirs || only_renamed || self.open.contains(&to) {
                theirs
            } else {
                match self.ask(&to, [old, new, theirs], commit)? {
                    Ok(content) => content,
                    Err(stopped) => return Ok(Err(stopped)),
                }
            };
            if let Some(there) = there.filter(|there| *there != to) {
                edits.insert(there, None);
                // The user's new name may be that of another record of the others.
                let taken = at(onto, Some(&to))?;
                if taken.is_some() && content.is_some() && taken != content {
                    content = match self.ask(&to, [None, content, taken], commit)? {
                        Ok(content) => content,
                        Err(stopped) => return Ok(Err(stopped)),
                    };
                }
            }
            edits.insert(to, content);
        }
        Ok(Ok(self.write(onto, edits)?))
    }

    /// Where the others have what the user changed: in its old place, under the name that they gave it, or, when it is new
    /// here, where they made one of the same name. `None`: they do not have it.
    fn place(&self, onto: &Tree<'_>, change: &PathChange) -> Result<Option<String>, SyncError> {
        let Some(old) = &change.old_path else {
            let there = at(onto, change.path.as_deref())?;
            return Ok(change.path.clone().filter(|_| there.is_some()));
        };
        for path in [Some(old), self.renamed.get(old)].into_iter().flatten() {
            if at(onto, Some(path))?.is_some() {
                return Ok(Some(path.clone()));
            }
        }
        Ok(None)
    }

    fn ask(
        &mut self,
        path: &str,
        sides: [Option<Entry>; 3],
        commit: Oid,
    ) -> Result<Result<Option<Entry>, Stopped>, SyncError> {
        let [base, mine, theirs] = sides;
        let opaque = sides.iter().flatten().any(|(_, mode)| mode & 0o170000 != 0o100000);
        let read = |entry: Option<Entry>| -> Result<Option<Vec<u8>>, SyncError> {
            match entry.filter(|_| !opaque) {
                Some((id, _)) => Ok(Some(self.repo.git.find_blob(id)?.content().to_vec())),
                None => Ok(None),
            }
        };
        let both = Both {
            path,
            book_path: path.strip_prefix(self.repo.prefix.as_str()),
            base: read(base)?,
            mine: read(mine)?,
            theirs: read(theirs)?,
            opaque,
            commit: id_of(commit),
        };
        let settled = match merge_foreign(&both) {
            Some(bytes) => Settled::Bytes(bytes),
            None => (self.settle)(&both),
        };
        Ok(Ok(match settled {
            Settled::Bytes(bytes) => {
                let mode = |entry: Option<Entry>| entry.map(|(_, mode)| mode);
                let mode = if mode(mine) != mode(base) { mode(mine) } else { mode(theirs) };
                Some((self.repo.git.blob(&bytes)?, mode.or(base.map(|(_, mode)| mode)).unwrap_or(0o100644)))
            }
            Settled::Removed => None,
            Settled::Mine => mine,
            Settled::Theirs => theirs,
            Settled::Open => {
                self.open.insert(path.to_owned());
                theirs
            }
            Settled::Stop => return Ok(Err(Stopped)),
        }))
    }

    fn write(&self, onto: &Tree<'_>, edits: BTreeMap<String, Option<Entry>>) -> Result<Oid, SyncError> {
        // What goes, goes first: a file may take the place of a folder, and a folder that of a file.
        let (mut gone, mut come) = (TreeUpdateBuilder::new(), TreeUpdateBuilder::new());
        let (mut any_gone, mut any_come) = (false, false);
        let mut paths = Vec::new();
        for (path, entry) in edits {
            let there = at(onto, Some(&path))?;
            match entry {
                _ if there == entry => {}
                Some((id, mode)) => {
                    come.upsert(path.as_str(), id, file_mode(mode));
                    any_come = true;
                    paths.push(path);
                }
                None => {
                    gone.remove(path.as_str());
                    any_gone = true;
                }
            }
        }
        let git = &self.repo.git;
        let mut tree = onto.id();
        if any_gone {
            tree = gone.create_updated(git, onto)?;
        }
        if any_come {
            let base = git.find_tree(tree)?;
            tree = come.create_updated(git, &base).map_err(|error| match blocked(&base, &paths) {
                Some(path) => SyncError::FileAndFolder { path },
                None => error.into(),
            })?;
        }
        Ok(tree)
    }
}

fn at(tree: &Tree<'_>, path: Option<&str>) -> Result<Option<Entry>, StoreError> {
    let Some(path) = path else { return Ok(None) };
    Ok(git::entry(Some(tree), path)?.filter(|(_, mode)| *mode != FOLDER))
}

const FOLDER: i32 = 0o040000;

fn file_mode(mode: i32) -> FileMode {
    match mode {
        0o100755 => FileMode::BlobExecutable,
        0o120000 => FileMode::Link,
        0o160000 => FileMode::Commit,
        _ => FileMode::Blob,
    }
}

/// The path that cannot be: a folder is there, or a file where one of its folders has to be.
fn blocked(tree: &Tree<'_>, paths: &[String]) -> Option<String> {
    let mode = |path: &str| git::entry(Some(tree), path).ok().flatten().map(|(_, mode)| mode);
    let is_blocked = |path: &&String| {
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        mode(path) == Some(FOLDER) || folders.any(|folder| mode(folder).is_some_and(|mode| mode != FOLDER))
    };
    paths.iter().find(is_blocked).cloned()
}

/// Text outside the book is merged as git does, line by line; `None` where that is a conflict, or for the book's files.
fn merge_foreign(both: &Both<'_>) -> Option<Vec<u8>> {
    if both.book_path.is_some() {
        return None;
    }
    merge_lines(both.base.as_deref()?, both.mine.as_deref()?, both.theirs.as_deref()?)
}

/// The merge of three texts line by line; `None` where both sides changed the same lines, or one is no text.
pub fn merge_lines(base: &[u8], mine: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    let result = merge_file(base, mine, theirs)?;
    result.is_automergeable().then(|| result.content().to_vec())
}

/// The same with git's marks around the lines that both sides changed.
pub fn merge_with_marks(base: &[u8], mine: &[u8], theirs: &[u8]) -> Option<Vec<u8>> {
    Some(merge_file(base, mine, theirs)?.content().to_vec())
}

fn merge_file(base: &[u8], mine: &[u8], theirs: &[u8]) -> Option<git2::MergeFileResult> {
    if [base, mine, theirs].iter().any(|bytes| bytes.contains(&0)) {
        return None;
    }
    let input = |bytes| {
        let mut input = MergeFileInput::new();
        input.content(bytes).mode(Some(FileMode::Blob));
        input
    };
    let mut options = MergeFileOptions::new();
    options.our_label("mine").their_label("theirs");
    git2::merge_file(&input(base), &input(mine), &input(theirs), Some(&mut options)).ok()
}

/// What differs between two trees of the whole repository, the book's renamed files as one change each. Both paths are
/// those of the repository.
fn changes(repo: &Repo, old: &Tree<'_>, new: &Tree<'_>) -> Result<Vec<PathChange>, SyncError> {
    let (mut ours, mut foreign) = (Vec::new(), Vec::new());
    for (path, old, new) in differences(repo, Some(old), Some(new))? {
        let there = |entry: Option<Entry>, path: &str| entry.map(|_| path.to_owned());
        let blob = |entry: Option<Entry>| entry.map(|(id, _)| BlobId(bytes(id)));
        let change = |path: &str| PathChange {
            path: there(new, path),
            old_path: there(old, path),
            old: blob(old),
            new: blob(new),
        };
        match path.strip_prefix(repo.prefix.as_str()) {
            Some(below) => ours.push(change(below)),
            None => foreign.push(change(&path)),
        }
    }
    let full = |path: Option<String>| path.map(|path| repo.full(&path));
    let ours = pair_moves(ours).into_iter();
    foreign.extend(ours.map(|c| PathChange { path: full(c.path), old_path: full(c.old_path), ..c }));
    Ok(foreign)
}

/// Makes one change of a file that went and the one that came under its new name.
fn follow(mut changes: Vec<PathChange>, renamed: &BTreeMap<String, String>) -> Vec<PathChange> {
    for (old, new) in renamed {
        let gone = changes.iter().position(|c| c.path.is_none() && c.old_path.as_ref() == Some(old));
        let come = changes.iter().position(|c| c.old_path.is_none() && c.path.as_ref() == Some(new));
        if let (Some(gone), Some(come)) = (gone, come) {
            let blob = changes[gone].old;
            changes[come] = PathChange { old_path: Some(old.clone()), old: blob, ..changes[come].clone() };
            changes.remove(gone);
        }
    }
    changes
}

/// The files, links and submodules that differ between two trees, by path.
pub(super) fn differences(
    repo: &Repo,
    old: Option<&Tree<'_>>,
    new: Option<&Tree<'_>>,
) -> Result<Vec<Difference>, SyncError> {
    let mut options = git2::DiffOptions::new();
    options.context_lines(0).include_typechange(true).skip_binary_check(true);
    let diff = repo.git.diff_tree_to_tree(old, new, Some(&mut options))?;
    let mut found: BTreeMap<String, (Option<Entry>, Option<Entry>)> = BTreeMap::new();
    for delta in diff.deltas() {
        for (file, newer) in [(delta.old_file(), false), (delta.new_file(), true)] {
            let Some(path) = file.path_bytes() else { continue };
            let Ok(path) = std::str::from_utf8(path) else {
                return Err(StoreError::BadPath { path: String::from_utf8_lossy(path).into_owned() }.into());
            };
            if file.id().is_zero() {
                continue;
            }
            let sides = found.entry(path.to_owned()).or_default();
            let entry = Some((file.id(), i32::from(file.mode())));
            if newer {
                sides.1 = entry;
            } else {
                sides.0 = entry;
            }
        }
    }
    Ok(found.into_iter().map(|(path, (old, new))| (path, old, new)).collect())
}

/// Where the book's files went on the way from `base` to `tip`.
pub(super) fn renames(repo: &Repo, base: Oid, tip: Oid) -> Result<BTreeMap<String, String>, SyncError> {
    let mut walk = repo.git.revwalk()?;
    walk.set_sorting(git2::Sort::TOPOLOGICAL | git2::Sort::REVERSE)?;
    walk.push(tip)?;
    walk.hide(base)?;
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for id in walk {
        let commit = repo.git.find_commit(id?)?;
        let Ok(parent) = commit.parent(0) else { continue };
        for change in changes(repo, &parent.tree()?, &commit.tree()?)? {
            let (true, Some(old), Some(new)) = (change.moved(), change.old_path, change.path) else { continue };
            for to in renamed.values_mut().filter(|to| **to == old) {
                to.clone_from(&new);
            }
            renamed.entry(old).or_insert(new);
        }
    }
    Ok(renamed)
}

/// The author's line, the encoding and the message of a commit stay byte for byte; tree, parents and committer are new.
/// `message`: other words, in UTF-8.
pub(super) fn recommit(
    repo: &Repo,
    old: &git2::Commit<'_>,
    tree: Oid,
    parent: Oid,
    sign: bool,
    message: Option<&str>,
) -> Result<Oid, SyncError> {
    let header = old.raw_header_bytes();
    let words = message.map_or(old.message_raw_bytes(), str::as_bytes);
    let line = |name: &[u8]| header.split(|byte| *byte == b'\n').find(|line| line.starts_with(name));
    let author = line(b"author ").unwrap_or(b"author unknown <unknown> 0 +0000");
    if sign {
        return super::land::signed(repo, tree, &[parent], Some(author), words);
    }
    let (_, committer) = repo.identity()?;
    let mut raw = format!("tree {tree}\nparent {parent}\n").into_bytes();
    raw.extend_from_slice(author);
    raw.push(b'\n');
    raw.extend_from_slice(&signature_line("committer", &committer));
    if let Some(encoding) = line(b"encoding ").filter(|_| message.is_none()) {
        raw.extend_from_slice(encoding);
        raw.push(b'\n');
    }
    raw.push(b'\n');
    raw.extend_from_slice(words);
    Ok(repo.git.odb()?.write(ObjectType::Commit, &raw)?)
}

fn signature_line(role: &str, who: &git2::Signature<'_>) -> Vec<u8> {
    let when = who.when();
    let offset = when.offset_minutes().abs();
    let sign = when.sign();
    let mut line = format!("{role} ").into_bytes();
    line.extend_from_slice(who.name_bytes());
    line.extend_from_slice(b" <");
    line.extend_from_slice(who.email_bytes());
    line.extend_from_slice(format!("> {} {sign}{:02}{:02}\n", when.seconds(), offset / 60, offset % 60).as_bytes());
    line
}

pub(super) fn id_of(id: Oid) -> CommitId {
    CommitId(bytes(id))
}

fn bytes(id: Oid) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes.copy_from_slice(id.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_apart_merge_and_the_same_line_does_not() {
        let base = b"a\n1\n2\n3\nb\n";
        assert_eq!(merge_lines(base, b"A\n1\n2\n3\nb\n", b"a\n1\n2\n3\nB\n").unwrap(), b"A\n1\n2\n3\nB\n");
        assert_eq!(merge_lines(base, b"x\n1\n2\n3\nb\n", b"y\n1\n2\n3\nb\n"), None);
        assert_eq!(merge_lines(b"a\0b", b"a\0c", b"a\0d"), None, "no text");
        let marked = merge_with_marks(base, b"x\n1\n2\n3\nb\n", b"y\n1\n2\n3\nb\n").unwrap();
        assert!(String::from_utf8(marked).unwrap().starts_with("<<<<<<< mine\nx\n=======\ny\n>>>>>>> theirs\n"));
    }

    #[test]
    fn a_signature_is_written_as_git_does() {
        let who = git2::Signature::new("Claire Martin", "claire@example.org", &git2::Time::new(1_790_000_000, -210));
        let line = signature_line("committer", &who.unwrap());
        assert_eq!(String::from_utf8(line).unwrap(), "committer Claire Martin <claire@example.org> 1790000000 -0330\n");
    }
}
