//! The files that a book was read from.
//!
//! Records and figures are made of values; a text is wanted again only by who shows a place in it, or changes it. So the text of a
//! file in which nothing is wrong is let go as soon as it was read, where somebody can read it again ([`Again`]), and what
//! was read again must be the same bytes: otherwise the book is disturbed, and nothing may be written upon it.

use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::cache::index::checksum;
use super::reading::{Opening, Reading};
use super::source::Source;
use crate::firm;
use crate::model::Kinds;

/// Reads a file of the book once more.
pub trait Again: Send + Sync {
    /// By its path below the root.
    ///
    /// # Errors
    /// As the system words them.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
}

/// Most commands ask for a file or two: places for all of them would be megabytes.
const BLOCK: usize = 256;
/// Sources that are read when somebody asks for them, by number.
pub(super) struct Later(Box<[OnceLock<Block>]>);
type Block = Box<[OnceLock<Source>]>;

impl Later {
    /// So many of them.
    pub(super) fn new(count: usize) -> Later {
        Later(std::iter::repeat_with(OnceLock::new).take(count.div_ceil(BLOCK)).collect())
    }

    pub(super) fn get(&self, number: usize, read: impl FnOnce() -> Source) -> &Source {
        let (block, number) = (number / BLOCK, number % BLOCK);
        let block = self.0[block].get_or_init(|| std::iter::repeat_with(OnceLock::new).take(BLOCK).collect());
        block[number].get_or_init(read)
    }
}

/// Where texts that were let go are read again, for a book and those that are made of it.
pub(super) struct Door {
    again: Arc<dyn Again>,
    /// A file was not any more what it was.
    disturbed: AtomicBool,
}

impl Door {
    pub(super) fn new(again: Arc<dyn Again>) -> Arc<Door> {
        Arc::new(Door { again, disturbed: AtomicBool::new(false) })
    }

    /// Empty, and the book disturbed, where the file is gone.
    fn read(&self, path: &str, sum: u64) -> Source {
        let bytes = self.again.read(path).unwrap_or_default();
        if sum_of(&bytes) != sum {
            self.disturbed.store(true, Ordering::Relaxed);
        }
        Source::new(path, bytes)
    }
}

/// Tells the bytes of a file from others; never [`HELD`].
pub(super) fn sum_of(bytes: &[u8]) -> u64 {
    checksum(bytes).max(1)
}

/// The text is there.
pub(super) const HELD: u64 = 0;

/// The files that were read, by path.
pub(super) struct Files {
    list: Arc<Vec<Source>>,
    /// What tells the text of each that was let go, or [`HELD`].
    sums: Vec<u64>,
    later: Later,
    door: Option<Arc<Door>>,
}

impl Files {
    /// Of sources by path, and what tells the text of each that is not there.
    pub(super) fn new(list: Vec<Source>, sums: Vec<u64>, door: Option<Arc<Door>>) -> Files {
        Files { later: Later::new(list.len()), list: Arc::new(list), sums, door }
    }

    /// The same files for another book.
    pub(super) fn shared(&self) -> Files {
        Files {
            list: self.list.clone(),
            sums: self.sums.clone(),
            later: Later::new(self.list.len()),
            door: self.door.clone(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn door(&self) -> Option<&Arc<Door>> {
        self.door.as_ref()
    }

    /// The paths of all files; the texts of some may not be there.
    pub(super) fn list(&self) -> &Arc<Vec<Source>> {
        &self.list
    }

    pub(super) fn path(&self, number: usize) -> &str {
        &self.list[number].path
    }

    pub(super) fn position(&self, path: &str) -> Option<usize> {
        self.list.binary_search_by(|source| (*source.path).cmp(path)).ok()
    }

    pub(super) fn get(&self, number: usize) -> &Source {
        let source = &self.list[number];
        match (self.sum(number), &self.door) {
            (HELD, _) | (_, None) => source,
            (sum, Some(door)) => self.later.get(number, || door.read(&source.path, sum)),
        }
    }

    /// The same, read again each time where its text is not there: for who looks at all files in turn.
    pub(super) fn look(&self, number: usize) -> Cow<'_, Source> {
        let source = &self.list[number];
        match (self.sum(number), &self.door) {
            (HELD, _) | (_, None) => Cow::Borrowed(source),
            (sum, Some(door)) => Cow::Owned(door.read(&source.path, sum)),
        }
    }

    /// What tells the text of a file that was let go; 0 where it is there.
    pub(super) fn sum(&self, number: usize) -> u64 {
        self.sums.get(number).copied().unwrap_or(HELD)
    }

    pub(super) fn disturbed(&self) -> bool {
        self.door.as_ref().is_some_and(|door| door.disturbed.load(Ordering::Relaxed))
    }
}

/// Files that were read into records as they came from the disk: what is to be known of them beside their sources.
pub struct Along {
    pub(super) opening: Opening,
    pub(super) reading: Reading,
    pub(super) again: Arc<dyn Again>,
}

impl Along {
    /// Of the files that a reader of this opening read, each by its position among the sources.
    pub fn new(opening: Opening, reading: Reading, again: Arc<dyn Again>) -> Along {
        Along { opening, reading, again }
    }

    /// The same of sources that are there, which are sorted, and let their texts go.
    pub fn of(kinds: &Kinds, sources: &mut [Source], again: Arc<dyn Again>) -> Along {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let settings = sources.iter().find(|source| &*source.path == firm::PATH);
        let opening = Opening::new(kinds.clone(), settings, false);
        let reading = opening.reader().together(sources.iter().map(|source| (&*source.path, &*source.bytes)));
        for (_, source) in sources.iter_mut().enumerate().filter(|(number, _)| reading.lets_go(*number)) {
            source.bytes = Vec::new().into();
        }
        Along::new(opening, reading, again)
    }
}

#[cfg(test)]
mod tests {
    use super::super::cache::Known;
    use super::*;
    use crate::book::Book;
    use rustc_hash::FxHashSet;
    use std::sync::Mutex;

    /// A disk: what stands on it, and which files were read again.
    #[derive(Default)]
    struct Disk {
        files: Mutex<Vec<(String, String)>>,
        read: Mutex<Vec<String>>,
    }

    impl Again for Arc<Disk> {
        fn read(&self, path: &str) -> io::Result<Vec<u8>> {
            self.read.lock().unwrap().push(path.to_owned());
            let files = self.files.lock().unwrap();
            let found = files.iter().find(|(name, _)| name == path);
            found.map(|(_, text)| text.clone().into_bytes()).ok_or(io::ErrorKind::NotFound.into())
        }
    }

    impl Disk {
        fn new(files: &[(&str, &str)]) -> Arc<Disk> {
            let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
            Arc::new(Disk { files: Mutex::new(files), read: Mutex::default() })
        }

        fn book(self: &Arc<Disk>) -> Book {
            let files = self.files.lock().unwrap();
            let mut sources: Vec<Source> =
                files.iter().map(|(path, text)| Source::new(path, text.clone().into_bytes())).collect();
            let along = Along::of(&Kinds::standard(), &mut sources, Arc::new(self.clone()));
            let known = Known { along: Some(along), ..Known::default() };
            Book::read_known(Kinds::standard(), sources, Vec::new(), known)
        }

        fn asked(&self) -> Vec<String> {
            std::mem::take(&mut self.read.lock().unwrap())
        }
    }

    /// Paths and texts.
    type Texts<'t> = &'t [(&'t str, &'t str)];

    const SETTINGS: (&str, &str) = ("carnet.toml", "format = 2\n");
    const A: (&str, &str) = ("customers/a.toml", "name = \"A\"\n");
    const B: (&str, &str) = ("customers/b.toml", "name = \"B\"\n");
    const WRONG: (&str, &str) = ("customers/wrong.toml", "nam = \"C\"\n");
    const NOTE: (&str, &str) = ("notes/n.md", "---\ndate: 2026-10-01\n---\nCalled.\n");

    fn text<'b>(book: &'b Book, path: &str) -> Option<&'b str> {
        book.source_at(path)?.text()
    }

    #[test]
    fn texts_are_read_again_when_somebody_asks() {
        let disk = Disk::new(&[SETTINGS, A, B, WRONG, NOTE]);
        let book = disk.book();
        assert_eq!((text(&book, A.0), text(&book, WRONG.0)), (Some(A.1), Some(WRONG.1)));
        assert_eq!(text(&book, A.0), Some(A.1));
        // What is wrong with a file was told of its text, which is still there.
        assert_eq!(disk.asked(), [A.0]);
        let texts = book.each_source(|path| path != B.0, |source| source.text().unwrap().to_owned());
        assert_eq!(texts, [SETTINGS.1, A.1, WRONG.1, NOTE.1]);
        disk.asked();
        assert_eq!(book.sources().count(), 5);
        assert!(book.sources().all(|source| source.text().is_some_and(|text| !text.is_empty())));
        let mut read = disk.asked();
        read.sort();
        assert_eq!(read, [B.0, NOTE.0]);
        assert!(!book.disturbed());
    }

    #[test]
    fn a_file_that_is_another_one_disturbs_the_book_and_those_made_of_it() {
        let disk = Disk::new(&[SETTINGS, A, B]);
        let book = disk.book();
        let with = book.with(vec![Source::new(A.0, b"name = \"Z\"\n")], &FxHashSet::default());
        assert_eq!(text(&with, A.0), Some("name = \"Z\"\n"));
        assert!(!with.disturbed());
        disk.files.lock().unwrap()[2].1 = "name = \"Y\"\n".into();
        assert_eq!(text(&with, B.0), Some("name = \"Y\"\n"));
        assert!(with.disturbed() && book.disturbed());
        let gone = disk.book();
        disk.files.lock().unwrap().truncate(2);
        assert_eq!(text(&gone, B.0), Some(""));
        assert!(gone.disturbed());
    }

    #[test]
    fn a_book_with_other_files_is_that_of_their_texts() {
        let disk = Disk::new(&[SETTINGS, A, B, WRONG, NOTE, ("customers/A.toml", "name = \"D\"\n")]);
        let book = disk.book();
        let cases: [(Texts<'_>, &[&str]); 5] = [
            (&[], &[]),
            (&[(B.0, "name = \"Z\"\n"), ("customers/c.toml", "name = \"C\"\n")], &[]),
            (&[(WRONG.0, "name = \"C\"\n")], &[A.0]),
            (&[("customers/x/b.toml", B.1)], &["notes/n.md", "customers/A.toml"]),
            (&[("carnet.toml", "format = 2\nlanguage = \"fr\"\n")], &[B.0]),
        ];
        for (changed, without) in cases {
            let files = || changed.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
            let without: FxHashSet<&str> = without.iter().copied().collect();
            let is_touched = |path: &str| without.contains(path) || changed.iter().any(|(changed, _)| *changed == path);
            let rest = book.sources().filter(|source| !is_touched(&source.path)).cloned();
            let right = Book::read(Kinds::standard(), rest.chain(files()).collect());
            let with = disk.book().with(files().collect(), &without);
            // Of a book made of such a one, too.
            for with in [with.with(Vec::new(), &FxHashSet::default()), with] {
                assert_eq!(format!("{:?}", with.findings), format!("{:?}", right.findings));
                assert!(with.refs().eq(right.refs()));
                for record in right.refs() {
                    assert_eq!(with.get(record), right.get(record));
                    assert_eq!(with.source(record).bytes, right.source(record).bytes);
                }
                assert!(with.sources().map(|source| &source.path).eq(right.sources().map(|source| &source.path)));
                assert_eq!(with.unreadable, right.unreadable);
            }
        }
    }
}
