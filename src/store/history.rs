//! The repository's past, read through libgit2: [`Revisions`] over a book's commits.
//!
//! Two trees are compared by a merge of our own over their raw bytes, which never enters folders that are equal; libgit2's
//! diff took ten times as long over a long history. A partial clone is refused when the repository is opened; in a shallow
//! one, commits can be read, but no walk goes past what was cut off.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use git2::{ErrorCode, ObjectType, Oid, Sort};

use super::walk::{BOOK_FILE, is_leftover};
use super::{Repo, StoreError};
use crate::history::revisions::pair_moves;
use crate::history::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who};
use crate::value::Date;

/// The commits of a book's repository.
pub struct History<'r> {
    repo: &'r Repo,
    /// The kinds' folders.
    folders: HashSet<String>,
    /// The oldest commits that a shallow clone has, whose parents were cut off; empty in a whole one.
    boundary: HashSet<Oid>,
    /// The folders read last, by path: while walking, one commit's old side is the new side of the next.
    read: RefCell<HashMap<String, Tree>>,
}

/// A tree's id and raw bytes.
type Tree = (Oid, Rc<[u8]>);

/// One line of a tree.
#[derive(Clone, Copy)]
struct Entry<'t> {
    name: &'t [u8],
    id: Oid,
    folder: bool,
}

impl<'r> History<'r> {
    /// `folders`: those of the kinds, below the book's root.
    ///
    /// # Errors
    /// The list of what a shallow clone lacks cannot be read.
    pub fn new<'f>(repo: &'r Repo, folders: impl IntoIterator<Item = &'f str>) -> Result<History<'r>, StoreError> {
        let list = repo.git.commondir().join("shallow");
        let boundary = match std::fs::read_to_string(&list) {
            Ok(text) => text.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => HashSet::new(),
            Err(error) => return Err(StoreError::io(&list, error)),
        };
        let folders = folders.into_iter().map(str::to_owned).collect();
        Ok(History { repo, folders, boundary, read: RefCell::default() })
    }

    /// Children before parents, the newest of those whose turn it is first.
    fn walk(&self, from: &[CommitId], not: &[CommitId]) -> Result<git2::Revwalk<'_>, RevisionError> {
        let mut walk = self.repo.git.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        for id in from {
            walk.push(oid(id.0)?)?;
        }
        for id in not {
            walk.hide(oid(id.0)?)?;
        }
        Ok(walk)
    }

    fn read_commit(&self, id: Oid) -> Result<Commit, RevisionError> {
        let commit = self.repo.git.find_commit(id)?;
        Ok(Commit {
            id: CommitId(bytes(id)),
            parents: commit.parent_ids().map(|id| CommitId(bytes(id))).collect(),
            author: who(&commit.author()),
            committer: who(&commit.committer()),
            subject: commit.summary_bytes().map(text).unwrap_or_default(),
        })
    }

    /// The tree of the book's folder at a commit; `None` where the commit has no such folder.
    fn book_tree(&self, id: CommitId) -> Result<Option<Oid>, RevisionError> {
        let tree = self.repo.git.find_commit(oid(id.0)?)?.tree()?;
        let folder = self.repo.prefix.trim_end_matches('/');
        if folder.is_empty() {
            return Ok(Some(tree.id()));
        }
        match tree.get_path(std::path::Path::new(folder)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => Ok(Some(entry.id())),
            Ok(_) => Ok(None),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a tree; none for no tree.
    fn raw(&self, path: &str, id: Option<Oid>) -> Result<Rc<[u8]>, RevisionError> {
        let Some(id) = id else { return Ok(Rc::default()) };
        if let Some((known, raw)) = self.read.borrow().get(path)
            && *known == id
        {
            return Ok(raw.clone());
        }
        let objects = self.repo.git.odb()?;
        let object = objects.read(id)?;
        if object.kind() != ObjectType::Tree {
            return Err(RevisionError::Repository { message: format!("git: {id} should be a folder and is none") });
        }
        Ok(object.data().into())
    }

    /// Collects what differs between two folders of the book, `path` being empty or `invoices/2026/`.
    fn compare(
        &self,
        path: &str,
        old: Option<Oid>,
        new: Option<Oid>,
        changes: &mut Vec<PathChange>,
    ) -> Result<(), RevisionError> {
        if old == new {
            return Ok(());
        }
        let (before, after) = (self.raw(path, old)?, self.raw(path, new)?);
        if let Some(old) = old {
            self.read.borrow_mut().insert(path.to_owned(), (old, before.clone()));
        }
        let shared = shared(&before, &after);
        let (mut olds, mut news) = (Lines(&before[shared..]), Lines(&after[shared..]));
        let (mut old_line, mut new_line) = (self.next(path, &mut olds)?, self.next(path, &mut news)?);
        loop {
            let order = match (&old_line, &new_line) {
                (None, None) => return Ok(()),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(old), Some(new)) => order(old, new),
            };
            let (mut old, mut new) = (None, None);
            if order.is_le() {
                old = std::mem::replace(&mut old_line, self.next(path, &mut olds)?);
            }
            if order.is_ge() {
                new = std::mem::replace(&mut new_line, self.next(path, &mut news)?);
            }
            let Some(either) = old.or(new) else { return Ok(()) };
            let (old, new) = (old.map(|entry| entry.id), new.map(|entry| entry.id));
            if old == new || !self.ours(path, &either) {
                continue;
            }
            let full = format!("{path}{}", text(either.name));
            if either.folder {
                self.compare(&format!("{full}/"), old, new, changes)?;
            } else {
                changes.push(PathChange {
                    path: new.map(|_| full.clone()),
                    old_path: old.map(|_| full),
                    old: old.map(|id| BlobId(bytes(id))),
                    new: new.map(|id| BlobId(bytes(id))),
                });
            }
        }
    }

    fn next<'t>(&self, path: &str, lines: &mut Lines<'t>) -> Result<Option<Entry<'t>>, RevisionError> {
        lines.next().transpose().map_err(|Damaged| RevisionError::Repository {
            message: format!("git: the folder `{}{path}` of a commit is damaged", self.repo.prefix),
        })
    }

    /// Whether a file or folder within `path` is the book's.
    fn ours(&self, path: &str, entry: &Entry<'_>) -> bool {
        let Ok(name) = std::str::from_utf8(entry.name) else { return !path.is_empty() };
        match (path.is_empty(), entry.folder) {
            (true, true) => self.folders.contains(name),
            (true, false) => name == BOOK_FILE,
            (false, _) => !is_leftover(name),
        }
    }

    fn list(&self, path: &str, tree: Oid, files: &mut Vec<TreeFile>) -> Result<(), RevisionError> {
        let raw = self.raw(path, Some(tree))?;
        let mut lines = Lines(&raw);
        while let Some(entry) = self.next(path, &mut lines)? {
            if !self.ours(path, &entry) {
                continue;
            }
            let full = format!("{path}{}", text(entry.name));
            if entry.folder {
                self.list(&format!("{full}/"), entry.id, files)?;
            } else {
                files.push(TreeFile { path: full, blob: BlobId(bytes(entry.id)) });
            }
        }
        Ok(())
    }
}

impl Revisions for History<'_> {
    fn head(&self) -> Result<Option<CommitId>, RevisionError> {
        Ok(self.repo.tip()?.1.map(|id| CommitId(bytes(id))))
    }

    fn resolve(&self, revision: &str) -> Result<CommitId, RevisionError> {
        let found = self.repo.git.revparse_single(revision).and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(CommitId(bytes(commit.id()))),
            Err(error) if error.code() == ErrorCode::Ambiguous => {
                Err(RevisionError::Ambiguous { revision: revision.to_owned() })
            }
            // `HEAD~3` may lie behind what a shallow clone has.
            Err(_) if !self.boundary.is_empty() && revision.contains(['~', '^']) => Err(RevisionError::Shallow),
            Err(_) => Err(RevisionError::Unknown { revision: revision.to_owned() }),
        }
    }

    fn commit(&self, id: CommitId) -> Result<Commit, RevisionError> {
        self.read_commit(oid(id.0)?)
    }

    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Commit>, RevisionError> {
        let mut commits = Vec::new();
        for id in self.walk(from, not)? {
            let id = id?;
            if self.boundary.contains(&id) {
                return Err(RevisionError::Shallow);
            }
            commits.push(self.read_commit(id)?);
        }
        Ok(commits)
    }

    fn tree(&self, commit: CommitId) -> Result<Vec<TreeFile>, RevisionError> {
        let mut files = Vec::new();
        if let Some(tree) = self.book_tree(commit)? {
            self.list("", tree, &mut files)?;
        }
        files.sort();
        Ok(files)
    }

    fn file(&self, commit: CommitId, path: &str) -> Result<Option<BlobId>, RevisionError> {
        let tree = self.repo.git.find_commit(oid(commit.0)?)?.tree()?;
        let found = super::git::entry(Some(&tree), &self.repo.full(path))?;
        Ok(found.filter(|(_, mode)| mode & 0o170000 == 0o100000).map(|(id, _)| BlobId(bytes(id))))
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
        Ok(self.repo.git.find_blob(oid(blob.0)?)?.content().to_vec())
    }

    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError> {
        let new = self.book_tree(commit)?;
        let old = parent.map(|parent| self.book_tree(parent)).transpose()?.flatten();
        let mut changes = Vec::new();
        self.compare("", old, new, &mut changes)?;
        Ok(pair_moves(changes))
    }

    /// Stops at the commit that it looks for.
    fn on_day(&self, day: Date, zone: &str) -> Result<Option<CommitId>, RevisionError> {
        let Some(head) = self.head()? else { return Ok(None) };
        for id in self.walk(&[head], &[])? {
            let id = id?;
            if Date::of_instant(self.repo.git.find_commit(id)?.time().seconds(), zone) <= day {
                return Ok(Some(CommitId(bytes(id))));
            }
            // What was cut off behind it may be the one.
            if self.boundary.contains(&id) {
                return Err(RevisionError::Shallow);
            }
        }
        Ok(None)
    }
}

/// The files and folders of a raw tree, in git's order: `mode SP name NUL id`, again and again. Links and repositories
/// within are passed over.
struct Lines<'t>(&'t [u8]);

/// A tree that breaks off, or is none.
#[derive(Debug, PartialEq, Eq)]
struct Damaged;

impl<'t> Iterator for Lines<'t> {
    type Item = Result<Entry<'t>, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.0.is_empty() {
            let Some((entry, rest)) = split(self.0) else {
                self.0 = &[];
                return Some(Err(Damaged));
            };
            self.0 = rest;
            if let Some(entry) = entry {
                return Some(Ok(entry));
            }
        }
        None
    }
}

/// The first line, unless it is a link or a repository, and what follows it. `None` when it is damaged.
fn split(raw: &[u8]) -> Option<(Option<Entry<'_>>, &[u8])> {
    let space = raw.iter().position(|byte| *byte == b' ')?;
    let end = space + raw[space..].iter().position(|byte| *byte == 0)?;
    let id = Oid::from_bytes(raw.get(end + 1..end + 21)?).ok()?;
    let (mode, name) = (&raw[..space], &raw[space + 1..end]);
    let folder = mode == b"40000";
    let entry = (folder || mode.starts_with(b"100")).then_some(Entry { name, id, folder });
    Some((entry, &raw[end + 21..]))
}

/// The length of the lines with which both trees begin.
fn shared(old: &[u8], new: &[u8]) -> usize {
    let common = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let mut length = 0;
    while let Some(end) = new[length..common].iter().position(|byte| *byte == 0)
        && length + end + 21 <= common
    {
        length += end + 21;
    }
    length
}

/// Git's order within a tree: a folder's name counts as if it ended in `/`. A file and a folder of one name are two.
fn order(a: &Entry<'_>, b: &Entry<'_>) -> std::cmp::Ordering {
    if a.name == b.name && a.folder == b.folder {
        return std::cmp::Ordering::Equal;
    }
    let end = |entry: &Entry<'_>| entry.folder.then_some(b'/');
    a.name.iter().copied().chain(end(a)).cmp(b.name.iter().copied().chain(end(b)))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn who(signature: &git2::Signature<'_>) -> Who {
    let when = signature.when();
    Who {
        name: text(signature.name_bytes()),
        email: text(signature.email_bytes()),
        time: when.seconds(),
        offset: when.offset_minutes(),
    }
}

fn oid(id: [u8; 20]) -> Result<Oid, RevisionError> {
    Ok(Oid::from_bytes(&id)?)
}

fn bytes(id: Oid) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes.copy_from_slice(id.as_bytes());
    bytes
}

impl From<git2::Error> for RevisionError {
    fn from(error: git2::Error) -> RevisionError {
        StoreError::from(error).into()
    }
}

impl From<StoreError> for RevisionError {
    fn from(error: StoreError) -> RevisionError {
        RevisionError::Repository { message: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(mode: &str, name: &str, digit: u8) -> Vec<u8> {
        [mode.as_bytes(), b" ", name.as_bytes(), b"\0", &[digit; 20]].concat()
    }

    #[test]
    fn a_tree_is_read_without_links_and_repositories() {
        let raw = [
            line("100644", "a.toml", 1),
            line("120000", "b.toml", 2),
            line("160000", "clone", 3),
            line("40000", "y", 4),
            line("100755", "z.toml", 5),
        ]
        .concat();
        let names: Vec<_> = Lines(&raw).map(|entry| entry.unwrap()).map(|e| (text(e.name), e.folder)).collect();
        assert_eq!(names, [("a.toml".into(), false), ("y".into(), true), ("z.toml".into(), false)]);
        // Cut off anywhere within the last line, it is damaged.
        let last = line("100755", "z.toml", 5).len();
        for cut in 1..last {
            assert!(Lines(&raw[..raw.len() - cut]).any(|entry| entry.is_err()), "{cut}");
        }
        assert!(Lines(b"hello").any(|entry| entry.is_err()));
    }

    #[test]
    fn whole_lines_are_shared_and_no_part_of_one() {
        let lines = |last: u8| [line("100644", "a", 1), line("100644", "b", 2), line("100644", "c", last)].concat();
        let two = line("100644", "a", 1).len() * 2;
        assert_eq!(shared(&lines(3), &lines(4)), two);
        assert_eq!(shared(&lines(3), &lines(3)), two / 2 * 3);
        assert_eq!(shared(&lines(3)[..two + 9], &lines(3)), two);
        // An id may hold a zero.
        assert_eq!(shared(&line("100644", "a", 0), &line("100644", "a", 0)), two / 2);
        assert_eq!(shared(&[], &lines(3)), 0);
    }

    #[test]
    fn a_folder_sorts_as_if_it_ended_in_a_slash() {
        let entry = |name: &'static str, folder| Entry {
            name: name.as_bytes(),
            id: Oid::from_bytes(&[0; 20]).unwrap(),
            folder,
        };
        assert!(order(&entry("a", true), &entry("a.toml", false)).is_gt());
        assert!(order(&entry("a", false), &entry("a.toml", false)).is_lt());
        assert!(order(&entry("a", false), &entry("a", true)).is_lt());
    }
}
