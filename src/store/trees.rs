//! The folders of a book in git's trees: listed, and compared by a merge of their raw bytes, which never enters folders
//! that are equal. libgit2's own diff took ten times as long over a long history.

use std::cell::RefCell;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::history::text;
use super::objects::Objects;
use super::pack::Content;
use super::walk::{BOOK_FILE, is_leftover};
use crate::history::revisions::pair_moves;
use crate::history::{BlobId, PathChange, RevisionError, TreeFile};

/// Reads the folders of one book.
pub(super) struct Trees<'g> {
    pub objects: Objects<'g>,
    /// The kinds' folders.
    pub folders: &'g HashSet<String>,
    /// Where the book lies in the repository: empty, or with a `/` at its end.
    pub prefix: &'g str,
    /// The folders read last, by path: while walking, one commit's old side is the new side of the next.
    pub read: &'g RefCell<Folders>,
}

/// Folders that were read, by path.
pub(super) type Folders = FxHashMap<String, (Id, Content)>;

type Id = [u8; 20];

/// One line of a tree.
#[derive(Clone, Copy)]
struct Entry<'t> {
    name: &'t [u8],
    id: Id,
    folder: bool,
}

impl Trees<'_> {
    /// What differs between two states of the book's folder.
    pub fn changes(&self, old: Option<Id>, new: Option<Id>) -> Result<Vec<PathChange>, RevisionError> {
        let mut changes = Vec::new();
        self.compare("", old, new, &mut changes)?;
        Ok(pair_moves(changes))
    }

    /// The book's folder in the tree of a commit; `None` where there is none.
    pub fn book(&self, root: Id) -> Result<Option<Id>, RevisionError> {
        let mut folder = root;
        for part in self.prefix.split_terminator('/') {
            let raw = self.objects.tree(folder)?;
            let mut lines = Lines(&raw);
            let mut found = None;
            while let Some(entry) = self.next("", &mut lines)? {
                if entry.folder && entry.name == part.as_bytes() {
                    found = Some(entry.id);
                    break;
                }
            }
            let Some(id) = found else { return Ok(None) };
            folder = id;
        }
        Ok(Some(folder))
    }

    /// The bytes of a tree; none for no tree.
    fn raw(&self, path: &str, id: Option<Id>) -> Result<Content, RevisionError> {
        let Some(id) = id else { return Ok(Content::default()) };
        match self.read.borrow().get(path) {
            Some((known, raw)) if *known == id => Ok(raw.clone()),
            _ => self.objects.tree(id),
        }
    }

    /// Keeps the older side of a folder for the next comparison.
    fn keep(&self, path: &str, id: Id, raw: &Content) {
        let mut read = self.read.borrow_mut();
        match read.get_mut(path) {
            Some(kept) => *kept = (id, raw.clone()),
            None => drop(read.insert(path.to_owned(), (id, raw.clone()))),
        }
    }

    /// Collects what differs between two folders of the book, `path` being empty or `invoices/2026/`.
    fn compare(
        &self,
        path: &str,
        old: Option<Id>,
        new: Option<Id>,
        changes: &mut Vec<PathChange>,
    ) -> Result<(), RevisionError> {
        if old == new {
            return Ok(());
        }
        let (before, after) = (self.raw(path, old)?, self.raw(path, new)?);
        if let Some(old) = old {
            self.keep(path, old, &before);
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
            // Mostly one line differs, and all that follow it are equal.
            let end = order.is_eq() && olds.0 == news.0;
            let (mut old, mut new) = (None, None);
            if order.is_le() {
                let next = if end { None } else { self.next(path, &mut olds)? };
                old = std::mem::replace(&mut old_line, next);
            }
            if order.is_ge() {
                let next = if end { None } else { self.next(path, &mut news)? };
                new = std::mem::replace(&mut new_line, next);
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
                    old: old.map(BlobId),
                    new: new.map(BlobId),
                });
            }
        }
    }

    fn next<'t>(&self, path: &str, lines: &mut Lines<'t>) -> Result<Option<Entry<'t>>, RevisionError> {
        lines.next().transpose().map_err(|Damaged| RevisionError::Repository {
            message: format!("git: the folder `{}{path}` of a commit is damaged", self.prefix),
            french: None,
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

    pub fn list(&self, path: &str, tree: Id, files: &mut Vec<TreeFile>) -> Result<(), RevisionError> {
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
                files.push(TreeFile { path: full, blob: BlobId(entry.id) });
            }
        }
        Ok(())
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
    let id = raw.get(end + 1..end + 21)?.try_into().ok()?;
    let (mode, name) = (&raw[..space], &raw[space + 1..end]);
    let folder = mode == b"40000";
    let entry = (folder || mode.starts_with(b"100")).then_some(Entry { name, id, folder });
    Some((entry, &raw[end + 21..]))
}

/// The length of the lines with which both trees begin.
fn shared(old: &[u8], new: &[u8]) -> usize {
    // Pieces at a time: nearly all of two versions of a folder is equal.
    const PIECE: usize = 64;
    let same = old.as_chunks::<PIECE>().0.iter().zip(new.as_chunks::<PIECE>().0).take_while(|(a, b)| a == b);
    let pieces = same.count() * PIECE;
    let common = pieces + old[pieces..].iter().zip(&new[pieces..]).take_while(|(a, b)| a == b).count();
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
        let entry = |name: &'static str, folder| Entry { name: name.as_bytes(), id: [0; 20], folder };
        assert!(order(&entry("a", true), &entry("a.toml", false)).is_gt());
        assert!(order(&entry("a", false), &entry("a.toml", false)).is_lt());
        assert!(order(&entry("a", false), &entry("a", true)).is_lt());
    }
}
