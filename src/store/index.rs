//! git's index, changed where it must be and otherwise left byte by byte as it was.
//!
//! libgit2 takes every entry apart and puts it together again, which at 100,000 files costs more than all the rest of a
//! write. Here the file is read once, the entries of a few paths are put between the bytes that stay, which are written from
//! where they were read to, and the sum at the end is counted anew. What is not plain (version 4, split or sparse indexes,
//! extensions that know of single files) is `None`, and libgit2 or the user's own `git` does it. The format is that of git's `Documentation/gitformat-index.adoc`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use git2::Oid;
use sha1::{Digest, Sha1};

pub(super) use super::index_draft::Draft;

/// Signature, version, number of entries.
const HEAD: usize = 12;
/// The sum at the end.
const SUM: usize = 20;
/// What stands before an entry's path: times, numbers and size (40 bytes), id, flags.
const FIXED: usize = 62;
const EXTENDED: u16 = 0x4000;
const STAGE: u16 = 0x3000;
const NAME: u16 = 0x0fff;
/// From so many bytes on a new index is worth a draft.
const LARGE: usize = 2 * 1024 * 1024;
/// In the first byte of the flags of an extended entry: git's skip-worktree.
const SKIPPED: u8 = 0x40;

/// An index that was read.
pub(super) struct IndexFile {
    bytes: Vec<u8>,
    /// Where each entry begins.
    starts: Vec<u32>,
    /// Where the entries end.
    end: usize,
    /// Signature and content of the extensions that are kept.
    extensions: Vec<([u8; 4], Range<usize>)>,
    /// Where entries begin of files that are as young as the index: they may hide a change.
    young: Vec<u32>,
    conflicts: bool,
    /// How the file looked.
    looked: Stat,
    /// A copy on the disk of which the next index may be made.
    draft: Option<Draft>,
}

/// How a file looks: what git compares to know that it need not read it. Zeros are never equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stat([u32; 9]);

/// What an index shall say of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NewEntry {
    pub id: Oid,
    /// As git writes it; `None`: as it was, a plain file where it was not.
    pub mode: Option<u32>,
    pub stat: Stat,
}

impl IndexFile {
    /// Reads the file; one that is not there is empty. `None` where it is not plain.
    ///
    /// # Errors
    /// As the system words them.
    pub fn read(path: &Path) -> io::Result<Option<IndexFile>> {
        match File::open(path) {
            Ok(mut file) => {
                let meta = file.metadata()?;
                let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0).saturating_add(1));
                io::Read::read_to_end(&mut file, &mut bytes)?;
                let looked = Stat::of_meta(&meta);
                Ok(IndexFile::parse(bytes, seconds(&meta)).map(|index| IndexFile { looked, ..index }))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let mut bytes = b"DIRC\0\0\0\x02\0\0\0\0".to_vec();
                bytes.extend([0; SUM]);
                Ok(IndexFile::parse(bytes, 0))
            }
            Err(error) => Err(error),
        }
    }

    fn parse(bytes: Vec<u8>, written: u32) -> Option<IndexFile> {
        if bytes.len() < HEAD + SUM || !bytes.starts_with(b"DIRC") || !matches!(u32_at(&bytes, 4)?, 2 | 3) {
            return None;
        }
        let count = u32_at(&bytes, 8)?;
        let body = bytes.len() - SUM;
        u32::try_from(body).ok()?;
        let (mut at, mut conflicts) = (HEAD, false);
        // A count that is damaged must not reserve all the memory there is.
        let mut starts = Vec::with_capacity((count as usize).min(body / FIXED));
        let mut young = Vec::new();
        for _ in 0..count {
            let entry = Entry::at(&bytes[..body], at)?;
            conflicts |= entry.flags & STAGE != 0;
            if u32_at(&bytes, at + 8)? >= written {
                young.push(at as u32);
            }
            starts.push(at as u32);
            at = entry.end;
        }
        let (end, mut extensions) = (at, Vec::new());
        while at < body {
            let name: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
            let start = at + 8;
            at = start.checked_add(usize::try_from(u32_at(&bytes, at + 4)?).ok()?).filter(|end| *end <= body)?;
            match &name {
                b"TREE" | b"REUC" => extensions.push((name, start..at)),
                // Where the entries end and lie: shortcuts for reading, which any git may leave out.
                b"EOIE" | b"IEOT" => {}
                _ => return None,
            }
        }
        Some(IndexFile { bytes, starts, end, extensions, young, conflicts, looked: Stat::default(), draft: None })
    }

    /// Whether the file is still the one that was read: every git puts a new file in the place of the old one.
    pub fn is_still(&self, path: &Path) -> bool {
        self.looked != Stat::default() && Stat::of(path).is_ok_and(|now| now == self.looked)
    }

    /// Whether a merge left paths with several contents.
    pub fn has_conflicts(&self) -> bool {
        self.conflicts
    }

    /// Copies its bytes into a draft of the next index, where they are so many that this is worth to be done beside other
    /// work. In debug builds, which run the tests, most are large.
    pub fn draft(&self, path: &Path) -> Option<Draft> {
        let large = self.bytes.len() >= LARGE || (cfg!(debug_assertions) && !self.starts.len().is_multiple_of(4));
        if large { Draft::of(&self.bytes, path) } else { None }
    }

    pub fn set_draft(&mut self, draft: Option<Draft>) {
        self.draft = draft;
    }

    pub fn has_draft(&self) -> bool {
        self.draft.is_some()
    }

    pub fn take_draft(&mut self) -> Option<Draft> {
        self.draft.take()
    }

    /// Id and mode of each of these paths; and whether a sparse checkout leaves it out.
    pub fn find(&self, paths: &[&str]) -> Vec<Option<((Oid, i32), bool)>> {
        let find = |path: &&str| {
            let entry = self.entry(self.position(path)).filter(|entry| entry.path(&self.bytes) == path.as_bytes())?;
            let id = Oid::from_bytes(self.bytes.get(entry.start + 40..entry.start + 60)?).ok()?;
            let more = self.bytes.get(entry.start + FIXED).filter(|_| entry.flags & EXTENDED != 0);
            Some(((id, entry.mode as i32), more.is_some_and(|flags| flags & SKIPPED != 0)))
        };
        paths.iter().map(find).collect()
    }

    fn entry(&self, number: usize) -> Option<Entry> {
        Entry::at(&self.bytes[..self.end], *self.starts.get(number)? as usize)
    }

    /// The number of the first entry that is not before a path.
    fn position(&self, path: &str) -> usize {
        let before = |start: &u32| {
            Entry::at(&self.bytes[..self.end], *start as usize)
                .is_some_and(|entry| entry.path(&self.bytes) < path.as_bytes())
        };
        self.starts.partition_point(before)
    }

    /// The index in which these paths (in the order of their bytes) are so; `None`: it is not among them.
    pub fn with(&self, changes: &[(&str, Option<NewEntry>)]) -> NewIndex<'_> {
        let mut count = self.starts.len();
        // What goes, and what comes in its place.
        let mut edits: Vec<(Range<usize>, Vec<u8>)> = Vec::with_capacity(changes.len() + self.young.len());
        for (path, change) in changes {
            let first = self.position(path);
            let start = self.starts.get(first).map_or(self.end, |start| *start as usize);
            let (mut end, mut mode) = (start, None);
            // Several where a merge left conflicts.
            let same = |number| self.entry(number).filter(|entry: &Entry| entry.path(&self.bytes) == path.as_bytes());
            for entry in (first..).map_while(same) {
                (end, count) = (entry.end, count - 1);
                mode = mode.or((entry.flags & STAGE == 0).then_some(entry.mode));
            }
            let mut bytes = Vec::new();
            if let Some(change) = change {
                put(&mut bytes, path, change, mode);
                count += 1;
            }
            edits.push((start..end, bytes));
        }
        // A file as young as the index may have been changed after it was entered, with nothing to tell it by once the
        // index is younger: git then looks at its content. It does so where the size is zero.
        edits.extend(self.young.iter().map(|start| (*start as usize + 36..*start as usize + 40, vec![0; 4])));
        edits.sort_by_key(|(range, _)| range.start);

        let head = [&self.bytes[..8], &(count as u32).to_be_bytes()].concat();
        let mut pieces = vec![Piece::New(head)];
        // What stays is taken in runs.
        let mut run = HEAD;
        for (range, bytes) in edits {
            // Young, and gone.
            if range.start < run {
                continue;
            }
            pieces.extend([Piece::Old(run..range.start), Piece::New(bytes)]);
            run = range.end;
        }
        pieces.push(Piece::Old(run..self.end));
        for (name, range) in &self.extensions {
            let bytes = &self.bytes[range.clone()];
            let content = match name {
                b"TREE" => invalidated(bytes, changes).map(Piece::New),
                _ => Some(Piece::Old(range.clone())),
            };
            // Trees that cannot be understood are trees that git makes again.
            if let Some(content) = content {
                let length = match &content {
                    Piece::Old(range) => range.len(),
                    Piece::New(bytes) => bytes.len(),
                };
                pieces.extend([Piece::New([&name[..], &(length as u32).to_be_bytes()].concat()), content]);
            }
        }
        NewIndex { old: &self.bytes, pieces }
    }
}

/// An index that is to be written: bytes of the old one, and between them those that are new.
pub(super) struct NewIndex<'i> {
    old: &'i [u8],
    pieces: Vec<Piece>,
}

enum Piece {
    /// As they stand in the old one.
    Old(Range<usize>),
    New(Vec<u8>),
}

impl NewIndex<'_> {
    /// The bytes, but for the sum, and where they stand in the old index, if they do.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (&[u8], Option<usize>)> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Old(range) => (&self.old[range.clone()], Some(range.start)),
            Piece::New(bytes) => (&bytes[..], None),
        })
    }

    /// What stands at the end; zeros where the user wants none (git's `index.skipHash`).
    pub fn sum(&self, skip: bool) -> [u8; SUM] {
        if skip {
            return [0; SUM];
        }
        let mut sum = Sha1::new();
        self.pieces().for_each(|(bytes, _)| sum.update(bytes));
        sum.finalize().into()
    }

    fn write_to(&self, file: &File) -> io::Result<()> {
        // Long pieces pass it by.
        let mut out = BufWriter::new(file);
        self.pieces().try_for_each(|(bytes, _)| out.write_all(bytes))?;
        out.flush()
    }
}

/// Writes an entry; `mode` is the one it had.
fn put(out: &mut Vec<u8>, path: &str, entry: &NewEntry, mode: Option<u32>) {
    let start = out.len();
    let mode = entry.mode.or(mode).unwrap_or(0o100644);
    let Stat([changed, changed_rest, modified, modified_rest, device, inode, user, group, size]) = entry.stat;
    for number in [changed, changed_rest, modified, modified_rest, device, inode, mode, user, group, size] {
        out.extend(number.to_be_bytes());
    }
    out.extend(entry.id.as_bytes());
    out.extend((path.len().min(usize::from(NAME)) as u16).to_be_bytes());
    out.extend(path.as_bytes());
    out.resize(start + (FIXED + path.len() + 8) / 8 * 8, 0);
}

/// An entry in the bytes of an index.
struct Entry {
    start: usize,
    end: usize,
    name: Range<usize>,
    flags: u16,
    mode: u32,
}

impl Entry {
    fn at(bytes: &[u8], start: usize) -> Option<Entry> {
        let flags = u16::from_be_bytes(bytes.get(start + 60..start + 62)?.try_into().ok()?);
        let name = start + FIXED + if flags & EXTENDED == 0 { 0 } else { 2 };
        let length = match flags & NAME {
            NAME => bytes.get(name..)?.iter().position(|byte| *byte == 0)?,
            length => usize::from(length),
        };
        let end = start + (name - start + length + 8) / 8 * 8;
        (end <= bytes.len()).then_some(())?;
        Some(Entry { start, end, name: name..name + length, flags, mode: u32_at(bytes, start + 24)? })
    }

    fn path<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        &bytes[self.name.clone()]
    }
}

/// The cached trees without those that the changes lie in. `None` where the bytes are none.
fn invalidated(bytes: &[u8], changes: &[(&str, Option<NewEntry>)]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        node(bytes, &mut at, &mut out, Some(""), changes, 0)?;
    }
    Some(out)
}

/// One cached tree and those in it; `folder` is where it lies, with `/` at its end, and `None` where nothing has changed.
fn node(
    bytes: &[u8],
    at: &mut usize,
    out: &mut Vec<u8>,
    folder: Option<&str>,
    changes: &[(&str, Option<NewEntry>)],
    depth: usize,
) -> Option<()> {
    let start = *at;
    let zero = start + bytes.get(start..)?.iter().position(|byte| *byte == 0)?;
    let name = std::str::from_utf8(bytes.get(start..zero)?);
    let line = zero + 1 + bytes.get(zero + 1..)?.iter().position(|byte| *byte == b'\n')?;
    let (count, below) = std::str::from_utf8(&bytes[zero + 1..line]).ok()?.split_once(' ')?;
    let (count, below): (i64, usize) = (count.parse().ok()?, below.parse().ok()?);
    *at = line + 1 + if count < 0 { 0 } else { SUM };
    // The top has no name. A name that is not text cannot hold what changed.
    let own = match (folder, name) {
        (Some(folder), Ok(name)) if depth > 0 => Some(format!("{folder}{name}/")),
        (Some(_), Ok(_)) => Some(String::new()),
        _ => None,
    };
    let own = own.filter(|own| {
        let first = changes.partition_point(|(path, _)| path.as_bytes() < own.as_bytes());
        changes.get(first).is_some_and(|(path, _)| path.starts_with(own.as_str()))
    });
    if own.is_some() {
        out.extend(&bytes[start..=zero]);
        out.extend(format!("-1 {below}\n").as_bytes());
    } else {
        out.extend(bytes.get(start..*at)?);
    }
    // Deeper than any folder that a system can open.
    (depth < 4096).then_some(())?;
    for _ in 0..below {
        node(bytes, at, out, own.as_deref(), changes, depth + 1)?;
    }
    Some(())
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(unix)]
fn seconds(meta: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mtime(meta) as u32
}

#[cfg(not(unix))]
fn seconds(_: &fs::Metadata) -> u32 {
    0
}

impl Stat {
    /// How a plain file looks, as git notes it down.
    ///
    /// # Errors
    /// As the system words them.
    #[cfg(unix)]
    pub fn of(path: &Path) -> io::Result<Stat> {
        fs::symlink_metadata(path).map(|meta| Stat::of_meta(&meta))
    }

    #[cfg(unix)]
    fn of_meta(meta: &fs::Metadata) -> Stat {
        use std::os::unix::fs::MetadataExt;
        if !meta.is_file() {
            return Stat::default();
        }
        // git keeps the lower 32 bits of each.
        Stat([
            meta.ctime() as u32,
            meta.ctime_nsec() as u32,
            meta.mtime() as u32,
            meta.mtime_nsec() as u32,
            meta.dev() as u32,
            meta.ino() as u32,
            meta.uid(),
            meta.gid(),
            meta.size() as u32,
        ])
    }

    /// Elsewhere git compares other things: it reads the file.
    #[cfg(not(unix))]
    pub fn of(_: &Path) -> io::Result<Stat> {
        Ok(Stat::default())
    }

    #[cfg(not(unix))]
    fn of_meta(_: &fs::Metadata) -> Stat {
        Stat::default()
    }
}

/// git's lock on an index: `index.lock` beside it. While it is there no git takes the index for what the branch holds, so
/// that nobody commits the old state of the files over the new one; and it stays when its holder dies, until the next
/// carnet completes the write. What is in it tells ours from a git's.
pub(super) struct IndexLock {
    lock: PathBuf,
    index: PathBuf,
}

/// What a lock of ours holds: a git's is empty, or an index.
const MARK: &[u8] = b"carnet is writing; the next carnet command goes on from here\n";

impl IndexLock {
    /// Takes the lock, also one that a carnet left behind that died. The caller holds carnet's own lock, so no other
    /// carnet is alive to hold this one.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when a git has it.
    pub fn take(index: &Path) -> io::Result<IndexLock> {
        let lock = IndexLock { lock: beside(index, ".lock"), index: index.to_owned() };
        if lock.is_ours() {
            return Ok(lock);
        }
        // A link appears with all that is in it: the lock is never seen without its mark.
        let marked = beside(index, ".carnet");
        discard(&marked)?;
        fs::write(&marked, MARK)?;
        let taken = match fs::hard_link(&marked, &lock.lock) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => lock.take_without_links(),
            taken => taken,
        };
        fs::remove_file(&marked)?;
        taken.map(|()| lock)
    }

    /// The lock that a carnet left behind that died.
    pub fn left_behind(index: &Path) -> Option<IndexLock> {
        Some(IndexLock { lock: beside(index, ".lock"), index: index.to_owned() }).filter(IndexLock::is_ours)
    }

    fn is_ours(&self) -> bool {
        fs::read(&self.lock).is_ok_and(|bytes| bytes == MARK)
    }

    fn take_without_links(&self) -> io::Result<()> {
        OpenOptions::new().write(true).create_new(true).open(&self.lock)?.write_all(MARK)
    }

    /// Puts a new index in the place of the old one; the lock is held on. A draft of it spares the writing.
    ///
    /// # Errors
    /// As the system words them; the old index then still stands.
    pub fn write(&self, index: &NewIndex<'_>, sum: [u8; SUM], draft: Option<Draft>) -> io::Result<()> {
        let new = beside(&self.index, ".carnet");
        discard(&new)?;
        // Whatever a draft is not good for is done without it.
        if draft.is_none_or(|draft| draft.finish(index, sum, &self.index, &new).is_err()) {
            discard(&new)?;
            let file = OpenOptions::new().write(true).create_new(true).open(&new)?;
            let written = index.write_to(&file).and_then(|()| (&file).write_all(&sum));
            if let Err(error) = written.and_then(|()| same_permissions(&file, &self.index)) {
                let _ = fs::remove_file(&new);
                return Err(error);
            }
        }
        let done = fs::rename(&new, &self.index);
        if done.is_err() {
            let _ = fs::remove_file(&new);
        }
        done
    }

    /// Gives the index free.
    ///
    /// # Errors
    /// As the system words them.
    pub fn release(self) -> io::Result<()> {
        discard(&self.lock)
    }
}

pub(super) fn same_permissions(file: &File, index: &Path) -> io::Result<()> {
    match fs::metadata(index) {
        Ok(meta) => file.set_permissions(meta.permissions()),
        Err(_) => Ok(()),
    }
}

fn beside(index: &Path, end: &str) -> PathBuf {
    let mut name = index.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn discard(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
