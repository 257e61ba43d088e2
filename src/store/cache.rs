//! The file in the git directory that spares reading what has not changed: `carnet/book-…` of the work tree's own.
//!
//! It may be deleted at any time and is never the only place where anything stands. Whether a file is still the same is
//! asked of the file system for each file, each time ([`Trust`]); directories that have the same stamp are not listed, but
//! the files in them are looked at all the same. **The rule about the clock**: a file that was changed so shortly before
//! the look began that a further change might leave the same times is not kept, but read again next time. Both times are
//! the file system's own: the beginning of a look is when it says that a file of ours was made.
//!
//! Two commands at once each write a file of their own and rename it: the last one stands. What was cut short by a kill is
//! a file under another name, which a later command removes; what was damaged otherwise has a wrong checksum. On a disk
//! that is full or must not be written to, everything works without.

use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustc_hash::FxHasher;

use super::Repo;
use super::file::read_at;
use super::folder::{Buffer, Folder, Trust, trust_of};
use super::marks::MarksFile;
use super::walk::{BOOK_FILE, LARGEST, Look, Memory, Walked, look_around, walk_reading};
use crate::book::cache::index::{HEAD, split};
use crate::book::cache::{
    Computed, Depot, FileRow, FileRows, FolderRow, Head, Index, Kept, Known, ReadFiles, Row, Stamp, Written,
};
use crate::book::progress::Progress;
use crate::book::{Again, Book, Delta};
use crate::figures::kept::Keeper;
use crate::model::{KindId, Kinds};

/// Files that would not have to be read next time make it worth to write anew: one of so many.
const WORTH: usize = 500;
/// What times are rounded to, at most, where they have parts of a second. Linux ticks every 10 ms or more often.
const GRAIN: i64 = 20_000_000;
/// Where they have none: FAT counts every second second.
const COARSE_GRAIN: i64 = 2_100_000_000;
/// What a killed command left is removed after this.
const LEFTOVER: Duration = Duration::from_secs(3600);

/// The cache of a book's files, opened.
pub struct Cache {
    root: PathBuf,
    /// The file, which need not be there.
    path: PathBuf,
    key: u64,
    trust: Trust,
    /// When the look began, by the clock of the file system; `None` where nothing can be written beside the file.
    began: Option<i64>,
    kept: Option<Arc<Kept>>,
    /// Why it cannot be written, for those who want to know.
    pub fault: Option<String>,
    /// Counts the files that are looked at.
    pub progress: Arc<Progress>,
}

/// What is to be written at the end of the command.
pub struct Save {
    cache: Cache,
    look: Look,
    /// The files that were read, by path, like the stamps of the look.
    read: ReadFiles,
    /// Those of them that will have to be read again.
    unkept: Delta,
}

/// What was written.
pub struct Saved {
    /// Of the file: see [`Head::identity`].
    pub identity: u64,
    /// The files that will have to be read again.
    pub unkept: Delta,
}

/// What there is of it, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheState {
    pub path: PathBuf,
    /// Its size in bytes; `None` where there is none yet.
    pub size: Option<u64>,
    /// Files of the book that need not be read; `None` where it was written for other settings, or by another carnet.
    pub files: Option<usize>,
    pub trust: Trust,
    /// Why it cannot be written.
    pub fault: Option<String>,
}

impl Cache {
    /// Opens the cache of the book at `root`, in the folder `private` of its git directory; `prefix` is where the book
    /// lies in the repository.
    pub fn open(root: &Path, private: &Path, prefix: &str) -> Cache {
        Cache::open_trusting(root, private, prefix, trust_of(root))
    }

    /// The same with another idea of what tells that a file is the same.
    pub fn open_trusting(root: &Path, private: &Path, prefix: &str, trust: Trust) -> Cache {
        let path = file_of(private, prefix);
        let (began, fault, trust) = match began(private, trust) {
            Ok((began, trust)) => (Some(began), None, trust),
            Err(error) => (None, Some(super::spoken(&error)), trust),
        };
        let key = key(&fs::read(root.join(BOOK_FILE)).unwrap_or_default(), trust);
        let kept = read(root, &path, key, trust).ok().flatten().map(Arc::new);
        let progress = Arc::default();
        Cache { root: root.to_owned(), path, key, trust, began, kept, fault, progress }
    }

    /// Where the marks of the last `check` stand.
    pub fn marks(&self) -> MarksFile {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().replacen("book-", "check-", 1);
        let identity = self.kept.as_ref().map(|kept| kept.index().identity());
        MarksFile { path: self.path.with_file_name(name), identity }
    }

    /// Looks at the book's files and reads those that are not known. What is to be saved afterwards comes with it, if it
    /// is worth it.
    pub fn look(mut self, kinds: &Kinds) -> (Walked, Known, Option<Save>) {
        let index = self.kept.as_ref().map(|kept| kept.index());
        let folders: Vec<&str> = kinds.iter().map(|(_, kind)| kind.folder).collect();
        let memory = Memory { trust: self.trust, index };
        let mut look = look_around(&self.root, &folders, Some(memory), Some(kinds), &self.progress);
        let settings = look.walked.files.iter().find(|file| &*file.path == BOOK_FILE);
        if key(settings.map_or(&[], |file| &file.bytes), self.trust) != self.key {
            // The settings were changed at this very moment: what was kept is of other ones.
            self.kept = None;
            let (walked, known) = walk_reading(&self.root, kinds, self.progress);
            return (walked, known, None);
        }
        let (walked, along) = (std::mem::take(&mut look.walked), look.along(&self.root));
        let Some(began) = self.began else {
            let same = std::mem::take(&mut look.same);
            return (walked, Known { kept: self.kept, same, along, progress: self.progress }, None);
        };
        if self.trust != Trust::Contents {
            // What was changed just now may change again without looking different.
            let racy = |stamp: &mut Stamp| {
                if stamp.changed >= began {
                    *stamp = Stamp::NONE;
                }
            };
            look.stamps.iter_mut().for_each(racy);
            look.listed.iter_mut().for_each(|folder| racy(&mut folder.stamp));
        }
        let kept = look.same.len();
        let (gone, fresh) = (
            look.same.iter().filter(|same| !**same).count(),
            look.stamps.iter().filter(|stamp| stamp.is_some()).count(),
        );
        let worth = gone.max(fresh) > kept / WORTH;
        let known = Known { kept: self.kept.clone(), same: look.same.clone(), along, progress: self.progress.clone() };
        let save = || Save { cache: self, look, read: ReadFiles::default(), unkept: Delta::default() };
        (walked, known, worth.then(save))
    }

    pub fn state(&self) -> CacheState {
        CacheState {
            path: self.path.clone(),
            size: fs::metadata(&self.path).ok().map(|meta| meta.len()),
            files: self.kept.as_ref().map(|kept| kept.index().kept() as usize),
            trust: self.trust,
            fault: self.fault.clone(),
        }
    }
}

impl Save {
    /// Takes from the book what it read. Then the book may be changed, or go.
    pub fn take(&mut self, book: &Book) {
        // What it takes long to compute, and hangs on nothing but the file and the settings, is kept beside the values.
        let keeper = Keeper::new(book);
        self.read = book.packed(|record| keeper.keep(book, record));
        let read = &self.read;
        for (file, stamp) in (0..read.len()).zip(&self.look.stamps) {
            if (read.blob(file).is_none() || !stamp.is_some()) && read.path(file) != BOOK_FILE {
                self.unkept.was(book, read.path(file), None);
                self.unkept.add(book, read.path(file));
            }
        }
    }

    /// Writes the file, out of what was known and what was read since. Nothing is written where it is not worth it.
    ///
    /// # Errors
    /// The disk is full or must not be written to: then the next command is as slow as this one was.
    pub fn write(self, kinds: &Kinds) -> io::Result<Option<Saved>> {
        let rows = Rows::new(&self, kinds);
        let gone = self.look.same.iter().filter(|same| !**same).count();
        if rows.gain().max(gone) <= self.look.same.len() / WORTH {
            return Ok(None);
        }
        let Save { cache, look, .. } = &self;
        let mut folders: HashMap<&str, Stamp> = HashMap::new();
        if let Some(kept) = &cache.kept {
            let whole = || kept.rows().is_some() && rows.same.iter().all(|number| kept.blob(*number).is_some());
            if (!rows.same.is_empty() && !whole()) || rows.kinds[..rows.same.len()].contains(&None) {
                // Damaged: nothing of the old file can be trusted.
                fs::remove_file(&cache.path)?;
                return Ok(None);
            }
            let index = kept.index();
            for folder in (0..index.folders()).filter(|folder| look.same_folders[*folder as usize]) {
                folders.insert(index.folder_path(folder), index.folder_stamp(folder));
            }
        }
        folders.extend(look.listed.iter().map(|folder| (&*folder.path, folder.stamp)));
        let folders = folders.into_iter().map(|(path, stamp)| FolderRow { path: path.into(), stamp }).collect();
        let written = Written::new(cache.key, kinds.iter().count(), folders, &rows);
        put(&cache.path, &written)?;
        let head = written.head(cache.key);
        Ok(head.map(|head| Saved { identity: head.identity(), unkept: self.unkept }))
    }
}

/// The files to be written: those that are as they were kept, those that were read, and those that could not be.
struct Rows<'a> {
    save: &'a Save,
    /// The kept ones, by number.
    same: Vec<u32>,
    /// Of those that have values: first the kept ones, then those that were read.
    kinds: Vec<Option<KindId>>,
}

impl<'a> Rows<'a> {
    fn new(save: &'a Save, kinds: &Kinds) -> Rows<'a> {
        let Save { cache, look, read, .. } = save;
        let kind_of = |path: &str| path.split_once('/').and_then(|(folder, _)| kinds.in_folder(folder));
        let is_same = |number: &u32| look.same.get(*number as usize).is_some_and(|same| *same);
        let kept = cache.kept.as_deref();
        let same: Vec<u32> = kept.map_or_else(Vec::new, |kept| (0..kept.index().kept()).filter(is_same).collect());
        let fresh = |file: usize| {
            let stamped = look.stamps.get(file).is_some_and(|stamp| stamp.is_some());
            kind_of(read.path(file)).filter(|_| stamped && read.blob(file).is_some())
        };
        let of_same = same.iter().map(|number| kind_of(kept?.path(*number)));
        let kinds = of_same.chain((0..read.len()).map(fresh)).collect();
        Rows { save, same, kinds }
    }

    /// How many files that were read will not have to be read next time.
    fn gain(&self) -> usize {
        self.kinds[self.same.len()..].iter().flatten().count()
    }

    /// What the file of a number is: a kept one, by its number there; or the position of one that was read.
    fn place(&self, number: u32) -> Result<(&'a Kept, u32), usize> {
        let number = number as usize;
        let kept = self.same.get(number).zip(self.save.cache.kept.as_deref());
        kept.map(|(file, kept)| (kept, *file)).ok_or_else(|| number - self.same.len())
    }
}

impl FileRows for Rows<'_> {
    fn count(&self) -> u32 {
        (self.kinds.len() + self.save.look.unread.len()) as u32
    }

    fn path(&self, number: u32) -> &str {
        let Save { look, read, .. } = self.save;
        match self.place(number) {
            Ok((kept, file)) => kept.path(file),
            Err(file) if file < read.len() => read.path(file),
            Err(file) => &look.unread[file - read.len()],
        }
    }

    fn file(&self, number: u32) -> FileRow<'_> {
        let kind = self.kinds.get(number as usize).copied().flatten();
        let Save { look, read, .. } = self.save;
        let (stamp, values) = match self.place(number) {
            Ok((kept, file)) => (kept.index().stamp(file), kind.zip(kept.blob(file))),
            Err(file) if file < read.len() => {
                let values = kind.zip(read.blob(file));
                (if values.is_some() { look.stamps[file] } else { Stamp::NONE }, values)
            }
            Err(_) => (Stamp::NONE, None),
        };
        FileRow { path: self.path(number), stamp, values }
    }

    fn computed(&self, number: u32) -> Option<Computed<'_>> {
        match self.place(number) {
            Ok((kept, file)) => kept.rows()?.row(file).map(Row::computed),
            Err(file) => self.save.read.computed(file),
        }
    }
}

/// Reads the files of the book at `root` once more.
pub(super) fn again(root: &Path) -> Arc<dyn Again> {
    Arc::new(Root(root.to_owned()))
}

/// The book's folder.
struct Root(PathBuf);

impl Again for Root {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        read_source(&self.0, path, None).map(|(bytes, _)| bytes)
    }
}

/// A file of the book at `root`, and how it looks, where somebody says what to trust.
fn read_source(root: &Path, path: &str, trust: Option<Trust>) -> io::Result<(Vec<u8>, Stamp)> {
    let (folder, name) = split(path);
    let folder = Folder::open(&root.join(folder))?;
    let mut buffer = Buffer::default();
    match folder.read(name.as_ref(), LARGEST, trust, &mut buffer)? {
        Some(content) => Ok((buffer.into_bytes(), content.stamp)),
        None => Err(io::Error::other("too large")),
    }
}

/// What is kept of the files of the book at `root`, only to be read, and what to trust of it.
pub(super) fn kept(root: &Path) -> Option<(Kept, Trust)> {
    let repo = Repo::open(root).ok()??;
    let (trust, settings) = (trust_of(root), fs::read(root.join(BOOK_FILE)).ok()?);
    let kept = read(root, &file_of(&repo.private(), repo.prefix()), key(&settings, trust), trust).ok()??;
    Some((kept, trust))
}

/// The file for the book that lies at `prefix` in its repository.
fn file_of(private: &Path, prefix: &str) -> PathBuf {
    private.join(format!("book-{:016x}", hash(&[prefix.as_bytes()])))
}

fn put(path: &Path, written: &Written<'_>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    remove_leftovers(folder);
    super::fail_point("cache-open");
    let file = tempfile::Builder::new().prefix(".book-").tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(256 * 1024, file);
    written.front().into_iter().try_for_each(|part| out.write_all(part))?;
    super::fail_point("cache-half");
    written.values().try_for_each(|values| out.write_all(values))?;
    written.back().into_iter().try_for_each(|part| out.write_all(part))?;
    let file = out.into_inner().map_err(IntoInnerError::into_error)?;
    super::fail_point("cache-rename");
    file.persist(path)?;
    super::fail_point("cache-done");
    Ok(())
}

fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let old = || SystemTime::now().duration_since(entry.metadata().ok()?.modified().ok()?).ok();
        if entry.file_name().to_string_lossy().starts_with(".book-") && old().is_some_and(|age| age > LEFTOVER) {
            // Another command may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// When a look that begins now began, with what the clock cannot tell taken off; and what may be trusted.
fn began(private: &Path, trust: Trust) -> io::Result<(i64, Trust)> {
    fs::create_dir_all(private)?;
    let file = tempfile::Builder::new().prefix(".book-").tempfile_in(private)?;
    let meta = file.as_file().metadata()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let grain = if meta.mtime_nsec() == 0 { COARSE_GRAIN } else { GRAIN };
        let began = meta.mtime().wrapping_mul(1_000_000_000).wrapping_add(meta.mtime_nsec()) - grain;
        // Another file system has another clock.
        let trust = match trust {
            Trust::Stat { device } if device == meta.dev() => trust,
            _ => Trust::Contents,
        };
        Ok((began, trust))
    }
    #[cfg(not(unix))]
    {
        let _ = (meta, trust, GRAIN, COARSE_GRAIN);
        Ok((0, Trust::Contents))
    }
}

/// Stands for all that values depend on beside the bytes of their files: the settings, and the program that read them.
fn key(settings: &[u8], trust: Trust) -> u64 {
    let program = std::env::current_exe().and_then(|path| {
        let meta = path.metadata()?;
        let age = meta.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Ok(format!("{} {} {}", path.display(), meta.len(), age.as_nanos()))
    });
    let program = program.unwrap_or_default();
    let trust = format!("{trust:?}");
    hash(&[env!("CARGO_PKG_VERSION").as_bytes(), program.as_bytes(), trust.as_bytes(), settings])
}

fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = FxHasher::default();
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    hasher.finish()
}

fn read(root: &Path, path: &Path, key: u64, trust: Trust) -> io::Result<Option<Kept>> {
    let file = File::open(path)?;
    let mut head = [0; HEAD];
    read_at(&file, &mut head, 0)?;
    let Some(head) = Head::read(&head, key) else { return Ok(None) };
    // A length that was damaged must not reserve all the memory there is.
    if head.lengths().into_iter().sum::<usize>() as u64 > file.metadata()?.len() {
        return Ok(None);
    }
    let disk = Disk { root: root.to_owned(), file, trust };
    let index = Index::read(head, |offset, bytes| read_at(&disk.file, bytes, offset).is_ok());
    Ok(index.map(|index| Kept::new(index, Box::new(disk))))
}

/// The open file, which stays the same when another takes its name, and the book's folder.
struct Disk {
    root: PathBuf,
    file: File,
    trust: Trust,
}

impl Depot for Disk {
    fn fill(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        read_at(&self.file, bytes, offset)
    }

    fn file(&self, path: &str) -> io::Result<(Vec<u8>, Stamp)> {
        read_source(&self.root, path, Some(self.trust))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;

    /// A look at a book, and what a later one will know; how many files were read.
    fn read(root: &Path, trust: Trust) -> (usize, Book) {
        read_since(root, trust, None)
    }

    /// The same with another idea of when it began.
    fn read_since(root: &Path, trust: Trust, began: Option<i64>) -> (usize, Book) {
        let kinds = Kinds::standard();
        let mut cache = Cache::open_trusting(root, &root.join(".git/carnet"), "", trust);
        cache.began = began.or(cache.began);
        let (walked, known, save) = cache.look(&kinds);
        let count = walked.files.len();
        let sources = walked.files.into_iter().map(|file| Source { path: file.path, bytes: file.bytes }).collect();
        let book = Book::read_known(kinds.clone(), sources, walked.findings, known);
        if let Some(mut save) = save {
            save.take(&book);
            save.write(&kinds).unwrap();
        }
        (count, book)
    }

    fn names(book: &Book) -> Vec<String> {
        book.sound_named("customer").map(|(record, _)| book.title(record).to_owned()).collect()
    }

    fn book() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("customers")).unwrap();
        fs::write(folder.path().join(BOOK_FILE), "format = 2\n").unwrap();
        for n in 0..5 {
            fs::write(folder.path().join(format!("customers/c{n}.toml")), format!("name = \"Customer {n}\"\n"))
                .unwrap();
        }
        folder
    }

    #[test]
    fn where_times_mean_nothing_contents_are_compared() {
        let folder = book();
        let (root, changed) = (folder.path(), folder.path().join("customers/c3.toml"));
        // All are read to be compared, but they are not parsed again: nothing but the settings is handed over.
        assert_eq!([6, 1, 1], [(); 3].map(|()| read(root, Trust::Contents).0));
        let times = fs::metadata(&changed).unwrap().modified().unwrap();
        fs::write(&changed, "name = \"Customer X\"\n").unwrap();
        File::options().append(true).open(&changed).unwrap().set_modified(times).unwrap();
        let (count, book) = read(root, Trust::Contents);
        assert_eq!(count, 2);
        assert_eq!(names(&book), ["Customer 0", "Customer 1", "Customer 2", "Customer X", "Customer 4"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_changed_just_now_is_read_again() {
        let folder = book();
        let trust = trust_of(folder.path());
        if trust == Trust::Contents {
            return; // a file system without times of its own
        }
        // A look that began before they were made: nothing is kept.
        assert_eq!([6, 6], [(); 2].map(|()| read_since(folder.path(), trust, Some(0)).0));
        std::thread::sleep(Duration::from_millis(30));
        assert_eq!([6, 1], [(); 2].map(|()| read(folder.path(), trust).0));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_kept_are_those_that_are_there() {
        let folder = book();
        let (root, trust) = (folder.path(), trust_of(folder.path()));
        if trust == Trust::Contents {
            return; // a file system without times of its own
        }
        git2::Repository::init(root).unwrap();
        let write = |path: &str| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), "name = \"X\"\n").unwrap();
        };
        for path in ["customers/far/away/c7.toml", "customers/far/b.toml", "customers/near/c6.toml"] {
            write(path);
        }
        std::thread::sleep(Duration::from_millis(30));
        read(root, trust);
        let same = || {
            let (kept, trust) = kept(root).unwrap();
            let index = kept.index();
            let same = |folder: &u32| {
                let found = Folder::open(&root.join(index.folder_path(*folder))).map(|folder| folder.stamp(trust));
                found.is_ok_and(|found| found.is_some() && found == index.folder_stamp(*folder))
            };
            (0..index.folders()).filter(same).count()
        };
        let there = || {
            for beginning in ["", "c", "c4", "z"] {
                let mut names = super::super::names(root, &["customers"], beginning);
                names.sort();
                let walked = super::super::walk(root, &["customers"]).files;
                let begins = |path: &&str| split(path).1.starts_with(beginning) && *path != BOOK_FILE;
                assert_eq!(names, walked.iter().map(|file| &*file.path).filter(begins).collect::<Vec<_>>());
            }
        };
        assert_eq!(same(), 4);
        there();
        write("customers/far/away/c42.toml");
        assert_eq!(same(), 3);
        there();
        write("customers/new/c43.toml");
        fs::remove_file(root.join("customers/near/c6.toml")).unwrap();
        assert_eq!(same(), 1);
        there();
        fs::rename(root.join("customers/far"), root.join("customers/further")).unwrap();
        there();
        fs::write(root.join(BOOK_FILE), "format = 2\nlanguage = \"fr\"\n").unwrap();
        assert!(kept(root).is_none());
        there();
    }

    #[test]
    fn a_source_that_changed_after_the_look_disturbs_the_book() {
        let folder = book();
        read(folder.path(), Trust::Contents);
        let (_, book) = read(folder.path(), Trust::Contents);
        assert_eq!(book.source_at("customers/c1.toml").and_then(Source::text), Some("name = \"Customer 1\"\n"));
        assert!(!book.disturbed());
        fs::write(folder.path().join("customers/c2.toml"), "name = \"Z\"\n").unwrap();
        assert_eq!(book.source_at("customers/c2.toml").and_then(Source::text), Some("name = \"Z\"\n"));
        assert!(book.disturbed());
        // What stands in records is what was there when the book was opened.
        assert_eq!(names(&book)[2], "Customer 2");
    }
}
