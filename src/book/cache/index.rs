//! The file that keeps what was read: which files the book has, how each looked to the system, and its values.
//!
//! ```text
//! file     head, index, computed, chunks…, filters…, checksum of the filters, grams…, checksum of the grams
//! head     magic, key, folders, kept files, all files, chunks, kinds, names, checksums of the index's numbers and names,
//!          then of what was computed: bytes of its rows, its names, their bytes, its checksum
//! index    folders…, children…, places…, ends…, kinds…, chunks…, names
//! folder   path, parent, one past its last child, stamp
//! child    stamp, number of the file, end of its name: the files of the first folder by name, then those of the second…
//! place    of a file: which child it is
//! end      of a file with kept values: where they end in their chunk
//! names    paths of folders; then names of children, each with a zero behind it
//! kind     its files, first and one past the last; in each kind files stand by id; where its rows begin, and their length
//! computed see [`super::computed`]
//! chunk    offset, length, length of its filter, one past its last file, checksum: the packed values of files that follow each
//!          other
//! filter   which names stand in a chunk: see [`super::filter`]
//! grams    which words may: see [`super::grams`]
//! ```
//! Numbers are little-endian. A look at all files reads the children one after the other, and nothing else: what it reads is what
//! every command pays for. The key stands for all that the values depend on beside their files' bytes; under another key
//! the file is worth nothing. What is not sound is not there: then everything is read from the book's files.

use std::cmp::Ordering;
use std::ffi::CStr;
use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::computed::{self, OfKind};
use super::grams;
use crate::model::KindId;

pub(super) const MAGIC: u64 = u64::from_le_bytes(*b"carnet\x03\x06");
/// Bytes of the head.
pub const HEAD: usize = 14 * 8;
const FOLDER: usize = 4 * 4 + STAMP;
const CHILD: usize = STAMP + 2 * 4;
const STAMP: usize = 2 * 8;
const KIND: usize = 4 * 4;
const CHUNK: usize = 8 + 3 * 4 + 8;
/// A folder without a parent.
pub(super) const NONE: u32 = u32::MAX;
/// How a file or a folder looks to the system. Two equal stamps mean equal bytes, where the first was taken long enough
/// before the clock that stamps changes moved on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When something about it was changed, in nanoseconds; no program can set it.
    pub changed: i64,
    /// Tells its size, its number and the time that it bears from others.
    rest: u64,
}

impl Stamp {
    /// The stamp of what must be looked at again in any case.
    pub const NONE: Stamp = Stamp { changed: 0, rest: 0 };

    /// Of the time of the last change and all else that is looked at.
    pub fn new(changed: i64, rest: [u64; 3]) -> Stamp {
        Stamp { changed, rest: checksum(rest.map(u64::to_le_bytes).as_flattened()) }
    }

    pub(super) fn to_words(self) -> [u64; 2] {
        [self.changed as u64, self.rest]
    }

    pub fn is_some(self) -> bool {
        self != Stamp::NONE
    }
}

/// The index of such a file.
#[derive(Debug)]
pub struct Index {
    bytes: Vec<u8>,
    names: String,
    counts: Counts,
    starts: Starts,
    computed: computed::Counts,
    /// Of what was computed.
    checksum: u64,
    identity: u64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub folders: usize,
    pub kept: usize,
    pub files: usize,
    pub chunks: usize,
    pub kinds: usize,
    pub names: usize,
}

impl Counts {
    /// Where each part of the index begins.
    fn starts(&self) -> Starts {
        let folders = 0;
        let children = folders + self.folders * FOLDER;
        let places = children + self.files * CHILD;
        let ends = places + self.files * 4;
        let kinds = ends + self.kept * 4;
        let chunks = kinds + self.kinds * KIND;
        let names = chunks + self.chunks * CHUNK;
        Starts { folders, children, places, ends, kinds, chunks, names }
    }

    /// Bytes of the numbers, in front of the names.
    pub fn numbers(&self) -> usize {
        self.starts().names
    }
}

/// Where each part of the index begins, in bytes.
#[derive(Debug, Clone, Copy)]
struct Starts {
    folders: usize,
    children: usize,
    places: usize,
    ends: usize,
    kinds: usize,
    chunks: usize,
    names: usize,
}

/// The head of a file, enough to read its index.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    counts: Counts,
    key: u64,
    computed: computed::Counts,
    /// Of the index's numbers, of its names, and of what was computed.
    checksums: [u64; 3],
}

impl Head {
    /// `None` where the file is none of ours, or was written under another key.
    pub fn read(bytes: &[u8; HEAD], key: u64) -> Option<Head> {
        let word = |i: usize| u64_at(bytes, i * 8);
        if word(0) != MAGIC || word(1) != key {
            return None;
        }
        // Numbers of files are 32 bits; so nothing below can overflow.
        let count = |i: usize| u32::try_from(word(i)).ok().filter(|n| *n < NONE).map(|n| n as usize);
        let counts = Counts {
            folders: count(2)?,
            kept: count(3)?,
            files: count(4)?,
            chunks: count(5)?,
            kinds: count(6)?,
            names: count(7)?,
        };
        let computed = computed::Counts { rows: count(10)?, names: count(11)?, text: count(12)? };
        let checksums = [word(8), word(9), word(13)];
        (counts.kept <= counts.files).then_some(Head { counts, key, computed, checksums })
    }

    /// Tells this file from all others, of other contents or under other keys.
    pub fn identity(&self) -> u64 {
        let [numbers, names, computed] = self.checksums;
        checksum(&[self.key, numbers, names, computed].map(u64::to_le_bytes).concat())
    }

    /// Bytes of the index behind the head: of its numbers, and of the names behind these.
    pub fn lengths(&self) -> [usize; 2] {
        [self.counts.numbers(), self.counts.names]
    }
}

impl Index {
    /// Reads both halves of the numbers and the names side by side, each filled from a place of the file; `None` where the bytes are
    /// not those that were written.
    pub fn read(head: Head, fill: impl Fn(u64, &mut [u8]) -> bool + Sync) -> Option<Index> {
        let [numbers, names] = head.lengths();
        let (mut bytes, mut text) = (vec![0; numbers], vec![0; names]);
        let (first, second) = bytes.split_at_mut(numbers / 2);
        let read = |start: usize, bytes: &mut [u8]| fill((HEAD + start) as u64, bytes).then(|| checksum(bytes));
        let (halves, sum) =
            rayon::join(|| rayon::join(|| read(0, first), || read(numbers / 2, second)), || read(numbers, &mut text));
        let sums = [checksum_of_halves([halves.0?, halves.1?]), sum?];
        let names = String::from_utf8(text).ok().filter(|_| sums == head.checksums[..2])?;
        let (counts, computed, checksum) = (head.counts, head.computed, head.checksums[2]);
        Some(Index { bytes, names, counts, starts: counts.starts(), computed, checksum, identity: head.identity() })
    }

    /// See [`Head::identity`].
    pub fn identity(&self) -> u64 {
        self.identity
    }

    /// How many files the book had.
    pub fn files(&self) -> u32 {
        self.counts.files as u32
    }

    /// How many of them have kept values: those of the lowest numbers.
    pub fn kept(&self) -> u32 {
        self.counts.kept as u32
    }

    pub fn folders(&self) -> u32 {
        self.counts.folders as u32
    }

    /// A file's path, put together.
    pub fn path(&self, file: u32) -> String {
        let child = self.place(file);
        [self.folder_path(self.folder_of(child)), "/", self.name(child)].concat()
    }

    /// How the paths of two files follow each other.
    pub fn compare_paths(&self, a: u32, b: u32) -> Ordering {
        let [a, b] = [a, b].map(|file| self.place(file));
        let [first, second] = [a, b].map(|child| self.folder_of(child));
        if first == second {
            return self.name(a).cmp(self.name(b));
        }
        let bytes = |folder, child| self.folder_path(folder).bytes().chain(*b"/").chain(self.name(child).bytes());
        bytes(first, a).cmp(bytes(second, b))
    }

    /// The id of the record of a file.
    pub fn id(&self, file: u32) -> &str {
        stem(self.name(self.place(file)))
    }

    /// A file's name in its folder.
    pub fn name(&self, child: u32) -> &str {
        self.names.get(self.named(child)).unwrap_or_default()
    }

    /// The same, as systems take it.
    pub fn name_to_ask(&self, child: u32) -> &CStr {
        let named = self.named(child);
        let bytes = self.names.as_bytes().get(named.start..named.end + 1).unwrap_or_default();
        CStr::from_bytes_with_nul(bytes).unwrap_or_default()
    }

    fn named(&self, child: u32) -> Range<usize> {
        let end = |child: u32| self.u32(self.child_at(child) + STAMP + 4) as usize;
        let start = child.checked_sub(1).map_or(self.paths(), |before| end(before) + 1);
        start..end(child)
    }

    /// Bytes of the folders' paths, before the first name.
    fn paths(&self) -> usize {
        let last = self.counts.folders.checked_sub(1).map(|last| self.folder_at(last as u32));
        last.map_or(0, |at| self.u32(at) as usize + self.u32(at + 4) as usize)
    }

    pub fn stamp(&self, file: u32) -> Stamp {
        self.child_stamp(self.place(file))
    }

    pub fn child_stamp(&self, child: u32) -> Stamp {
        self.stamp_at(self.child_at(child))
    }

    /// The number of a child's file.
    pub fn file(&self, child: u32) -> u32 {
        self.u32(self.child_at(child) + STAMP)
    }

    /// Which child a file is.
    fn place(&self, file: u32) -> u32 {
        self.u32(self.starts.places + file as usize * 4)
    }

    fn folder_of(&self, child: u32) -> u32 {
        partition_point(0..self.folders().saturating_sub(1), |folder| self.end_of(folder) <= child)
    }

    pub fn folder_path(&self, folder: u32) -> &str {
        let at = self.folder_at(folder);
        let (start, length) = (self.u32(at) as usize, self.u32(at + 4) as usize);
        self.names.get(start..start + length).unwrap_or_default()
    }

    /// Parents have lower numbers than what is in them.
    pub fn parent(&self, folder: u32) -> Option<u32> {
        Some(self.u32(self.folder_at(folder) + 8)).filter(|parent| *parent < folder)
    }

    /// By the number of each folder, the numbers of those in it.
    pub fn below(&self) -> Vec<Vec<u32>> {
        let mut below = vec![Vec::new(); self.folders() as usize];
        for (folder, parent) in (0..self.folders()).filter_map(|folder| Some((folder, self.parent(folder)?))) {
            below[parent as usize].push(folder);
        }
        below
    }

    /// The folder of this name that is in no other.
    pub fn top_folder(&self, name: &str) -> Option<u32> {
        (0..self.folders()).take_while(|n| self.parent(*n).is_none()).find(|n| self.folder_path(*n) == name)
    }

    pub fn folder_stamp(&self, folder: u32) -> Stamp {
        self.stamp_at(self.folder_at(folder) + 4 * 4)
    }

    /// The files of a folder, by name, as children.
    pub fn children(&self, folder: u32) -> Range<u32> {
        let start = folder.checked_sub(1).map_or(0, |before| self.end_of(before)).min(self.files());
        start..self.end_of(folder).clamp(start, self.files())
    }

    /// One past the last child of a folder.
    fn end_of(&self, folder: u32) -> u32 {
        self.u32(self.folder_at(folder) + 12)
    }

    /// The numbers of a kind's files with kept values, by id.
    pub fn of_kind(&self, kind: KindId) -> Range<u32> {
        if kind.index() >= self.counts.kinds {
            return 0..0;
        }
        let at = self.starts.kinds + kind.index() * KIND;
        let end = self.u32(at + 4).min(self.kept());
        self.u32(at).min(end)..end
    }

    /// Where what was computed stands in the file, its length, and its checksum.
    pub(super) fn computed(&self) -> (u64, usize, u64) {
        let start = HEAD + self.starts.names + self.counts.names;
        (start as u64, self.computed.length(), self.checksum)
    }

    /// The same, of its bytes.
    pub(super) fn rows(&self, bytes: Vec<u8>) -> Option<computed::Rows> {
        let kind = |number: usize| {
            let files = self.of_kind(KindId(number as u16));
            let at = self.starts.kinds + number * KIND;
            let (start, length) = (self.u32(at + 8) as usize, self.u32(at + 12) as usize);
            (length > 0).then_some(OfKind { files, start, length })
        };
        computed::Rows::new(bytes, self.computed, (0..self.counts.kinds).filter_map(kind).collect())
    }

    pub(super) fn chunks(&self) -> usize {
        self.counts.chunks
    }

    /// Where a chunk stands in the file, and its checksum.
    pub(super) fn chunk(&self, chunk: usize) -> (u64, usize, u64) {
        let at = self.chunk_at(chunk);
        (u64_at(&self.bytes, at), self.u32(at + 8) as usize, u64_at(&self.bytes, at + 20))
    }

    /// Where the filters stand in the file, and where each of them ends there. Their checksum follows.
    pub(super) fn filters(&self) -> (u64, Vec<usize>) {
        let start = self.chunks().checked_sub(1).map_or(0, |last| self.chunk(last).0 + self.chunk(last).1 as u64);
        let length = |chunk: usize| self.u32(self.chunk_at(chunk) + 12) as usize;
        let ends = (0..self.chunks()).scan(0usize, |end, chunk| {
            *end += length(chunk);
            Some(*end)
        });
        (start, ends.collect())
    }

    /// Where the grams stand in the file, and their length. Their checksum follows.
    pub(super) fn grams(&self) -> (u64, usize) {
        let (start, ends) = self.filters();
        (start + ends.last().map_or(0, |length| *length as u64) + 8, self.chunks() * grams::LENGTH)
    }

    /// The chunk of a file's values, and where in it they stand; past the last chunk for a file that has none.
    pub(super) fn values(&self, file: u32) -> (usize, Range<usize>) {
        if file >= self.kept() {
            return (self.chunks(), 0..0);
        }
        let end_of = |chunk: u32| self.u32(self.chunk_at(chunk as usize) + 16);
        let chunk = partition_point(0..self.chunks() as u32, |chunk| end_of(chunk) <= file);
        let first = chunk.checked_sub(1).map_or(0, end_of);
        let end = |file: u32| self.u32(self.starts.ends + file as usize * 4) as usize;
        let start = if file == first { 0 } else { end(file - 1) };
        (chunk as usize, start..end(file))
    }

    fn child_at(&self, child: u32) -> usize {
        self.starts.children + child as usize * CHILD
    }

    fn chunk_at(&self, chunk: usize) -> usize {
        self.starts.chunks + chunk * CHUNK
    }

    fn folder_at(&self, folder: u32) -> usize {
        self.starts.folders + folder as usize * FOLDER
    }

    fn u32(&self, at: usize) -> u32 {
        self.bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
    }

    fn stamp_at(&self, at: usize) -> Stamp {
        let word = |i: usize| u64_at(&self.bytes, at + i * 8);
        Stamp { changed: word(0) as i64, rest: word(1) }
    }
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// Tells bytes that were written to their end from others; it is no protection against forgery.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}

/// The checksum of what is read in two halves side by side, of theirs.
pub(super) fn checksum_of_halves(halves: [u64; 2]) -> u64 {
    checksum(halves.map(u64::to_le_bytes).as_flattened())
}

/// The first number of a range of which `before` does not hold, where it holds of all in front of that; the range's end if it holds of
/// all.
pub fn partition_point(range: Range<u32>, before: impl Fn(u32) -> bool) -> u32 {
    let Range { start: mut low, end: mut high } = range;
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// A path's folder and name.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The id of a record by its path: the name without its ending.
pub fn id(path: &str) -> &str {
    stem(split(path).1)
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests;
