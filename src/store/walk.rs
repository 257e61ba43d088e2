//! Finds a book and reads its files.
//!
//! **Links** are never followed, wherever they lead: a record is read once, at the place where it really is. Each link is
//! a finding that says where it points: `outside` the book, `inside` it, `broken`, or in a `cycle`.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::cache::again;
use super::folder::{Buffer, Content, Folder, Trust};
use crate::book::cache::index::split;
use crate::book::cache::{FolderRow, Index, Known, Stamp};
use crate::book::progress::{Progress, Stage};
use crate::book::reading::{Opening, Reader, Reading};
use crate::book::{Along, Bytes, Source};
use crate::finding::{self, Finding, Place, code};
use crate::model::Kinds;

/// The file that makes a folder a book.
pub const BOOK_FILE: &str = "carnet.toml";

/// A record is a page of text; what is larger is not one. In bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// How many files of one folder a thread reads before it looks for other work.
const FILES_AT_ONCE: usize = 128;

/// A file of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Below the root, with `/`.
    pub path: Box<str>,
    pub bytes: Bytes,
}

/// What [`walk`] found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Sorted by path.
    pub files: Vec<SourceFile>,
    /// Files that could not be read, links, impossible names.
    pub findings: Vec<Finding>,
    /// Visible entries of the root that were not asked for, folders with a `/` at the end: so that `custmers/` can be
    /// told from nothing at all. Sorted.
    pub others: Vec<String>,
}

/// No folder from here upwards is a book.
#[derive(Debug)]
pub struct NoBook {
    pub start: PathBuf,
}

impl std::fmt::Display for NoBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "there is no {BOOK_FILE} in {} nor in any folder above it: go to your book, or make one with `carnet init`",
            self.start.display()
        )
    }
}

impl std::error::Error for NoBook {}

/// The nearest folder from `start` upwards that holds a `carnet.toml`.
///
/// # Errors
/// [`NoBook`] when there is none.
pub fn find_root(start: &Path) -> Result<PathBuf, NoBook> {
    let absolute = fs::canonicalize(start).or_else(|_| std::path::absolute(start));
    let absolute = absolute.unwrap_or_else(|_| start.to_path_buf());
    let found = absolute.ancestors().find(|folder| fs::symlink_metadata(folder.join(BOOK_FILE)).is_ok());
    found.map(Path::to_path_buf).ok_or(NoBook { start: absolute.clone() })
}

/// Reads `carnet.toml` and all files below the given top folders, in parallel.
///
/// Hidden files and folders, what editors leave behind (`a~`, `#a#`, `a.swp`, …) and repositories within the book are
/// passed over. Nothing else is: whatever cannot be read becomes a finding.
pub fn walk(root: &Path, folders: &[&str]) -> Walked {
    look_around(root, folders, None, None, &Progress::default()).walked
}

/// The same, read into records of these kinds as the files come from the disk, and counted.
pub fn walk_reading(root: &Path, kinds: &Kinds, progress: Arc<Progress>) -> (Walked, Known) {
    let folders: Vec<&str> = kinds.iter().map(|(_, kind)| kind.folder).collect();
    let mut look = look_around(root, &folders, None, Some(kinds), &progress);
    let along = look.along(root);
    (look.walked, Known { along, progress, ..Known::default() })
}

/// What is known of the files of a book from before, and what tells that one is still the same.
pub(super) struct Memory<'m> {
    pub trust: Trust,
    pub index: Option<&'m Index>,
}

/// What a look at the disk found where some of it may be known.
#[derive(Default)]
pub(super) struct Look {
    pub walked: Walked,
    /// The stamps of the files that were read, in their order; none where nothing was known.
    pub stamps: Vec<Stamp>,
    /// By number: a known file is still the same, and was not read.
    pub same: Vec<bool>,
    /// By number: a known folder has the names that it had.
    pub same_folders: Vec<bool>,
    /// The folders that were listed, without a stamp where something in them is a finding.
    pub listed: Vec<FolderRow>,
    /// Paths of files that could not be read.
    pub unread: Vec<Box<str>>,
    /// What was read, where records were made of it, and by what.
    read: Option<(Opening, Reading)>,
}

impl Look {
    /// What the files were read into, if they were. To be taken once.
    pub fn along(&mut self, root: &Path) -> Option<Along> {
        let (opening, reading) = self.read.take()?;
        Some(Along::new(opening, reading, again(root)))
    }
}

/// Reads the files that are not known to be the same, `carnet.toml` in any case. Where somebody says of which kinds they are, each
/// is read into a record while its text is at hand, and the text is let go where nothing is wrong in it: so the texts of a
/// whole book are never held at once.
pub(super) fn look_around(
    root: &Path,
    folders: &[&str],
    memory: Option<Memory<'_>>,
    kinds: Option<&Kinds>,
    progress: &Progress,
) -> Look {
    let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let index = memory.as_ref().and_then(|memory| memory.index);
    let opening = OnceLock::new();
    let mut eye = Eye::new(&real_root, memory, progress);
    let mut found = Part::default();
    match fs::symlink_metadata(root.join(BOOK_FILE)) {
        Ok(meta) if meta.file_type().is_symlink() => {
            found.findings.push(link(&real_root, BOOK_FILE, &root.join(BOOK_FILE)));
        }
        Ok(_) => match Folder::open(&real_root) {
            Ok(folder) => {
                progress.add(1);
                found.append(eye.read_some(&folder, "", vec![OsStr::new(BOOK_FILE)]));
            }
            Err(error) => found.findings.push(unreadable(BOOK_FILE, &error)),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => found.findings.push(unreadable(BOOK_FILE, &error)),
    }
    if let Some(kinds) = kinds {
        let settings = found.files.first().map(|file| Source { path: file.path.clone(), bytes: file.bytes.clone() });
        let open = || Opening::new(kinds.clone(), settings.as_ref(), !found.findings.is_empty());
        eye.reader = Some(opening.get_or_init(open).reader());
        found.reading.pass(found.files.len());
    }
    let mut level: Vec<Listed> = Vec::new();
    for folder in folders {
        let start = root.join(folder);
        match fs::symlink_metadata(&start) {
            Ok(meta) if meta.file_type().is_symlink() => found.findings.push(link(&real_root, folder, &start)),
            Ok(meta) if !meta.is_dir() => {} // a file that bears a kind's name: among the others
            Ok(_) => level.push(Listed {
                path: (*folder).into(),
                full: start,
                number: index.and_then(|index| index.top_folder(folder)),
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => found.findings.push(unreadable(folder, &error)),
        }
    }
    // Level by level rather than by recursion: folders may be nested as deep as whoever made them likes.
    let mut all = vec![found];
    while !level.is_empty() {
        let parts: Vec<(Part, Vec<Listed>)> = level.par_iter().map(|folder| eye.look(folder)).collect();
        level = Vec::new();
        for (part, below) in parts {
            all.push(part);
            level.extend(below);
        }
    }
    let mut found = Part::of(all);
    finding::sort(&mut found.findings);
    let flags = |flags: Vec<AtomicBool>| flags.into_iter().map(AtomicBool::into_inner).collect();
    let (same, same_folders) = (flags(eye.same), flags(eye.same_folders));
    Look {
        walked: Walked { files: found.files, findings: found.findings, others: others(root, folders) },
        stamps: found.stamps,
        same,
        same_folders,
        listed: found.listed,
        unread: found.unread,
        read: opening.into_inner().map(|opening| (opening, found.reading)),
    }
}

/// A folder that was found.
struct Listed {
    /// Below the root, with `/`.
    path: Box<str>,
    full: PathBuf,
    /// Its number, where it is known from before.
    number: Option<u32>,
}

/// A file's name in its folder, and which child it was, where it is known from before.
type Name<'n> = (&'n OsStr, Option<u32>);

/// What one folder gave.
#[derive(Default)]
struct Part {
    files: Vec<SourceFile>,
    /// Of the files, in their order; none where nobody says what to trust.
    stamps: Vec<Stamp>,
    findings: Vec<Finding>,
    listed: Vec<FolderRow>,
    unread: Vec<Box<str>>,
    /// What the files were read into; of none where nobody says of which kinds they are.
    reading: Reading,
}

/// Looks at folders, beside what is known of them.
struct Eye<'a> {
    real_root: &'a Path,
    trust: Option<Trust>,
    index: Option<&'a Index>,
    /// By the number of a known folder: the numbers of those in it.
    below: Vec<Vec<u32>>,
    same: Vec<AtomicBool>,
    same_folders: Vec<AtomicBool>,
    progress: &'a Progress,
    reader: Option<Reader<'a>>,
}

impl<'a> Eye<'a> {
    fn new(real_root: &'a Path, memory: Option<Memory<'a>>, progress: &'a Progress) -> Eye<'a> {
        let (trust, index) = memory.map_or((None, None), |memory| (Some(memory.trust), memory.index));
        let (folders, below) = index.map_or((0, Vec::new()), |index| (index.folders(), index.below()));
        let flags = |count: u32| std::iter::repeat_with(AtomicBool::default).take(count as usize).collect();
        let (same, same_folders) = (flags(index.map_or(0, Index::kept)), flags(folders));
        progress.begin(Stage::Looking, index.map_or(0, |index| index.kept() as usize));
        Eye { real_root, trust, index, below, same, same_folders, progress, reader: None }
    }

    /// Reads what is not the same in a folder, and names the folders in it.
    fn look(&self, listed: &Listed) -> (Part, Vec<Listed>) {
        let mut part = Part::default();
        let folder = match Folder::open(&listed.full) {
            Ok(folder) => folder,
            Err(error) => {
                part.missing(&listed.path, &error);
                return (part, Vec::new());
            }
        };
        let stamp = self.trust.map_or(Stamp::NONE, |trust| folder.stamp(trust));
        match (self.index, listed.number) {
            (Some(index), Some(number)) if stamp.is_some() && stamp == index.folder_stamp(number) => {
                self.same_folders[number as usize].store(true, Ordering::Relaxed);
                self.read_changed(listed, &folder, index, index.children(number), &mut part);
                let below = self.below[number as usize].iter().map(|below| {
                    let path = index.folder_path(*below);
                    Listed { path: path.into(), full: listed.full.join(split(path).1), number: Some(*below) }
                });
                (part, below.collect())
            }
            _ => {
                let below = self.list(listed, &folder, stamp, &mut part);
                (part, below)
            }
        }
    }

    /// Lists a folder and reads what is in it.
    fn list(&self, listed: &Listed, folder: &Folder, stamp: Stamp, part: &mut Part) -> Vec<Listed> {
        let mut below = Vec::new();
        // A repository within the book, which its parent told of: or it became one since.
        if listed.number.is_some() && listed.path.contains('/') && listed.full.join(".git").symlink_metadata().is_ok() {
            part.findings.push(repository(&listed.path));
            // Its parent may be the same, and will not tell of it next time.
            part.listed.push(FolderRow { path: listed.path.clone(), stamp: Stamp::NONE });
            return below;
        }
        let entries = match fs::read_dir(&listed.full) {
            Ok(entries) => entries,
            Err(error) => {
                part.missing(&listed.path, &error);
                return below;
            }
        };
        let mut names: Vec<OsString> = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry.file_name()))) {
                Ok((kind, name)) if kind.is_file() && name.to_str().is_some_and(|name| !is_leftover(name)) => {
                    names.push(name);
                }
                Ok((kind, name)) => self.other(listed, kind, &name, part, &mut below),
                Err(error) => part.missing(&listed.path, &error),
            }
        }
        names.sort_unstable();
        let mut names: Vec<Name<'_>> = names.iter().map(|name| (name.as_os_str(), None)).collect();
        if let (Some(index), Some(number)) = (self.index, listed.number) {
            let mut known = index.children(number).peekable();
            for (name, child) in &mut names {
                let before = |known: &u32| OsStr::new(index.name(*known)) < *name;
                while known.next_if(before).is_some() {}
                *child = known.next_if(|known| OsStr::new(index.name(*known)) == *name);
            }
        }
        // What is a finding here must be told again next time.
        let stamp = if part.findings.is_empty() { stamp } else { Stamp::NONE };
        self.read_all(listed, folder, &names, part);
        part.listed.push(FolderRow { path: listed.path.clone(), stamp });
        below
    }

    /// Reads those files that are not the same of a folder that has the names that it had.
    fn read_changed(&self, listed: &Listed, folder: &Folder, index: &Index, children: Range<u32>, part: &mut Part) {
        let read = |start: u32| {
            let some = start..children.end.min(start + FILES_AT_ONCE as u32);
            self.progress.add(some.len());
            let changed = some.filter(|child| !self.is_same(folder, *child));
            self.read_some(folder, &listed.path, changed.map(|child| OsStr::new(index.name(child))).collect())
        };
        let starts = children.clone().into_par_iter().step_by(FILES_AT_ONCE);
        let parts: Vec<Part> = starts.map(read).collect();
        parts.into_iter().for_each(|one| part.append(one));
    }

    /// Reads those files of a folder that are not the same.
    fn read_all(&self, listed: &Listed, folder: &Folder, names: &[Name<'_>], part: &mut Part) {
        let read = |names: &[Name<'_>]| {
            self.progress.add(names.len());
            let same = |(_, child): &&Name<'_>| child.is_some_and(|child| self.is_same(folder, child));
            let fresh = names.iter().filter(|name| !same(name)).map(|(name, _)| *name);
            self.read_some(folder, &listed.path, fresh.collect())
        };
        let parts: Vec<Part> = names.par_chunks(FILES_AT_ONCE).map(read).collect();
        parts.into_iter().for_each(|one| part.append(one));
    }

    /// Reads some files of a folder into one block.
    fn read_some(&self, folder: &Folder, path: &str, fresh: Vec<&OsStr>) -> Part {
        if fresh.is_empty() {
            return Part::default();
        }
        thread_local! {
            static BUFFER: RefCell<Buffer> = RefCell::default();
        }
        // Nothing in here hands work to other threads, nor is given any.
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            let mut part = Part::default();
            let mut read: Vec<(Box<str>, Content)> = Vec::with_capacity(fresh.len());
            for name in fresh {
                let Some(text) = name.to_str() else { continue }; // told of where the folder was listed
                let path = if path.is_empty() { text.into() } else { [path, "/", text].concat().into() };
                self.read(folder, path, name, buffer, &mut read, &mut part);
            }
            if self.trust.is_some() {
                part.stamps = read.iter().map(|(_, content)| content.stamp).collect();
            }
            let Some(reader) = &self.reader else {
                let block: Arc<[u8]> = buffer.bytes().into();
                let file =
                    |(path, content): (_, Content)| SourceFile { path, bytes: Bytes::part(&block, content.range) };
                part.files = read.into_iter().map(file).collect();
                return part;
            };
            let texts = read.iter().map(|(path, content)| (&**path, &buffer.bytes()[content.range.clone()]));
            part.reading = reader.together(texts);
            let nothing = Bytes::from(Vec::new());
            let file = |(number, (path, content)): (usize, (_, Content))| {
                let held = || buffer.bytes()[content.range].into();
                SourceFile { path, bytes: if part.reading.lets_go(number) { nothing.clone() } else { held() } }
            };
            part.files = read.into_iter().enumerate().map(file).collect();
            part
        })
    }

    /// Whether a file that is known is as it was.
    fn is_same(&self, folder: &Folder, child: u32) -> bool {
        let (Some(index), Some(trust)) = (self.index, self.trust) else { return false };
        let Some(same) = self.same.get(index.file(child) as usize) else { return false };
        let stamp = folder.stamp_of(index.name_to_ask(child), trust, LARGEST);
        let found = stamp.is_some() && stamp == index.child_stamp(child);
        same.store(found, Ordering::Relaxed);
        found
    }

    /// Reads one file of a folder, or finds why it cannot be read.
    fn read(
        &self,
        folder: &Folder,
        path: Box<str>,
        name: &OsStr,
        buffer: &mut Buffer,
        read: &mut Vec<(Box<str>, Content)>,
        part: &mut Part,
    ) {
        match folder.read(name, LARGEST, self.trust, buffer) {
            Ok(Some(content)) => read.push((path, content)),
            Ok(None) => {
                let finding = Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("too-large");
                part.findings.push(finding.arg("limit", LARGEST / 1024 / 1024));
                part.unread.push(path);
            }
            Err(error) => {
                part.findings.push(unreadable(&path, &error));
                part.unread.push(path);
            }
        }
    }

    /// An entry that is no file to be read.
    fn other(&self, listed: &Listed, kind: FileType, name: &OsStr, part: &mut Part, below: &mut Vec<Listed>) {
        let text = name.to_string_lossy();
        if is_leftover(&text) {
            return;
        }
        let (path, full) = (format!("{}/{text}", listed.path), listed.full.join(name));
        if name.to_str().is_none() {
            part.findings.push(
                Finding::new(&code::BAD_ID, Place::file(&path))
                    .variant("character")
                    .arg("character", '\u{fffd}')
                    .arg("id", &path),
            );
        } else if kind.is_symlink() {
            part.findings.push(link(self.real_root, &path, &full));
        } else if !kind.is_dir() {
            // Opening a pipe would wait for ever.
            part.findings.push(Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("special"));
        } else if fs::symlink_metadata(full.join(".git")).is_ok() {
            part.findings.push(repository(&path));
        } else {
            let known = || {
                let mut known = self.below.get(listed.number? as usize)?.iter().copied();
                known.find(|number| self.index.is_some_and(|index| index.folder_path(*number) == path))
            };
            below.push(Listed { number: known(), path: path.into(), full });
        }
    }
}

impl Part {
    /// All of them, their files by path.
    fn of(mut parts: Vec<Part>) -> Part {
        // Parts are sorted; where no folder holds files beside folders, they only have to follow each other.
        parts.sort_by(|a, b| a.files.first().map(|file| &file.path).cmp(&b.files.first().map(|file| &file.path)));
        let mut whole = Part::default();
        whole.files.reserve_exact(parts.iter().map(|part| part.files.len()).sum());
        whole.stamps.reserve_exact(parts.iter().map(|part| part.stamps.len()).sum());
        parts.into_iter().for_each(|part| whole.append(part));
        if !whole.files.is_sorted_by(|a, b| a.path < b.path) {
            let trusted = !whole.stamps.is_empty();
            let stamps = whole.stamps.into_iter().chain(std::iter::repeat(Stamp::NONE));
            let mut triples: Vec<(SourceFile, Stamp, u32)> = whole
                .files
                .into_iter()
                .zip(stamps)
                .zip(0..)
                .map(|((file, stamp), number)| (file, stamp, number))
                .collect();
            triples.par_sort_by(|a, b| a.0.path.cmp(&b.0.path));
            triples.dedup_by(|a, b| a.0.path == b.0.path);
            whole.reading.reorder(&triples.iter().map(|(_, _, number)| *number).collect::<Vec<_>>());
            (whole.files, whole.stamps) = triples.into_iter().map(|(file, stamp, _)| (file, stamp)).unzip();
            if !trusted {
                whole.stamps = Vec::new();
            }
        }
        whole
    }

    fn append(&mut self, other: Part) {
        self.reading.append(other.reading, self.files.len());
        match self.files.capacity() {
            0 => self.files = other.files,
            _ => self.files.extend(other.files),
        }
        self.stamps.extend(other.stamps);
        self.findings.extend(other.findings);
        self.listed.extend(other.listed);
        self.unread.extend(other.unread);
    }

    /// A folder could not be listed. Removed while we looked, it is simply not there any more.
    fn missing(&mut self, path: &str, error: &std::io::Error) {
        // Its parent may be the same, and will not tell of it next time.
        self.listed.push(FolderRow { path: path.into(), stamp: Stamp::NONE });
        if error.kind() != ErrorKind::NotFound {
            self.findings.push(unreadable(path, error));
        }
    }
}

fn repository(path: &str) -> Finding {
    Finding::new(&code::STRAY_FILE, Place::file(path)).arg("path", path)
}

/// Hidden, or left behind by an editor or a desktop.
pub(crate) fn is_leftover(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending))
        || ["Thumbs.db", "desktop.ini"].contains(&name)
}

fn unreadable(path: &str, error: &std::io::Error) -> Finding {
    let finding = Finding::new(&code::UNREADABLE_FILE, Place::file(path)).arg("reason", error);
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => finding.variant("permission"),
        _ => finding,
    }
}

/// The finding about a link: where does it lead?
fn link(real_root: &Path, path: &str, full: &Path) -> Finding {
    let target = fs::read_link(full).map(|target| target.to_string_lossy().into_owned()).unwrap_or_default();
    let variant = match fs::canonicalize(full) {
        Ok(real) if !real.starts_with(real_root) => "outside",
        // A folder that contains its own link: following it would never end.
        Ok(real) if fs::canonicalize(full.parent().unwrap_or(full)).is_ok_and(|parent| parent.starts_with(&real)) => {
            "cycle"
        }
        Ok(_) => "inside",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "broken",
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => "outside",
        Err(_) => "cycle",
    };
    Finding::new(&code::SYMLINK, Place::file(path)).variant(variant).arg("path", path).arg("target", target)
}

fn others(root: &Path, folders: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name().to_string_lossy().into_owned();
            let known = name == BOOK_FILE || (folders.contains(&name.as_str()) && !entry.path().is_file());
            (!known && !is_leftover(&name)).then(|| if folder { name + "/" } else { name })
        })
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests;
