//! What was read of a book before, kept so that only files that changed need to be read again.
//!
//! Nothing here touches the disk: whoever does hands over the bytes of the index, and a [`Depot`] for the rest. The values
//! of a record are unpacked when somebody looks at them.

pub mod computed;
pub mod filter;
pub mod grams;
pub mod index;
pub mod pack;
pub mod write;

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

pub use computed::{Computed, Row, Rows};
pub use grams::Part;
pub use memchr::memmem::Finder;
pub use pack::PackedTable;

pub use index::{Head, Index, Stamp};
pub use write::{FileRow, FolderRow, Rows as FileRows, Written};

use super::bytes::Bytes;
use super::files::Along;
use super::progress::Progress;
use super::record::Values;
use super::source::Source;

/// Where the kept values and the book's files lie.
pub trait Depot: Send + Sync {
    /// Fills these with bytes of the file that keeps the values, from an offset on.
    ///
    /// # Errors
    /// As the system words them.
    fn fill(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()>;

    /// So many bytes of it.
    ///
    /// # Errors
    /// As the system words them.
    fn kept(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.fill(offset, &mut bytes)?;
        Ok(bytes)
    }

    /// A file of the book, by its path below the root, and how it looks now.
    ///
    /// # Errors
    /// As the system words them.
    fn file(&self, path: &str) -> io::Result<(Vec<u8>, Stamp)>;
}

/// Reads a text into values as the book reads it.
type Reader = Box<dyn Fn(u32, &Source) -> Values + Send + Sync>;

/// Which names stand in the pieces: one filter behind the other, and where each ends.
struct Filters {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Paths of files, put together when they are asked for, and room for them made for so many at once: few are.
type Paths = Box<[OnceLock<Box<[OnceLock<Box<str>>]>>]>;
const PATHS: u32 = 256;

/// The kept values of a book's files.
pub struct Kept {
    index: Index,
    depot: Box<dyn Depot>,
    chunks: Box<[OnceLock<Option<Vec<u8>>>]>,
    paths: Paths,
    rows: OnceLock<Option<Rows>>,
    filters: OnceLock<Option<Filters>>,
    grams: OnceLock<Option<Vec<u8>>>,
    reader: OnceLock<Reader>,
    disturbed: AtomicBool,
}

impl Kept {
    pub fn new(index: Index, depot: Box<dyn Depot>) -> Kept {
        let chunks = std::iter::repeat_with(OnceLock::new).take(index.chunks()).collect();
        let paths = std::iter::repeat_with(OnceLock::new).take(index.files().div_ceil(PATHS) as usize).collect();
        Kept {
            index,
            depot,
            chunks,
            paths,
            rows: OnceLock::new(),
            filters: OnceLock::new(),
            grams: OnceLock::new(),
            reader: OnceLock::new(),
            disturbed: AtomicBool::new(false),
        }
    }

    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The path of a file below the root.
    pub fn path(&self, file: u32) -> &str {
        let part = || std::iter::repeat_with(OnceLock::new).take(PATHS as usize).collect();
        let Some(paths) = self.paths.get((file / PATHS) as usize) else { return "" };
        paths.get_or_init(part)[(file % PATHS) as usize].get_or_init(|| self.index.path(file).into())
    }

    /// How a file is read whose kept values turn out to be damaged.
    pub(super) fn read_with(&self, reader: Reader) {
        // Set once, by the book that this belongs to.
        let _ = self.reader.set(reader);
    }

    /// A file was not any more what it was when the book was opened. Nothing may be written upon such a book.
    pub fn disturbed(&self) -> bool {
        self.disturbed.load(Ordering::Relaxed)
    }

    /// The values of a file where they lie; `None` where they are damaged.
    pub fn table(&self, file: u32) -> Option<PackedTable<'_>> {
        self.blob(file).map(PackedTable::new)
    }

    /// What was computed of files when they were kept; `None` where it is damaged.
    pub fn rows(&self) -> Option<&Rows> {
        let read = || {
            let (offset, length, sum) = self.index.computed();
            let mut bytes = vec![0; length];
            let half = length / 2;
            let (first, second) = bytes.split_at_mut(half);
            let fill =
                |offset, bytes: &mut [u8]| self.depot.fill(offset, bytes).is_ok().then(|| index::checksum(bytes));
            // A thread of its own and not rayon's: others may wait here for these rows.
            let halves = std::thread::scope(|scope| {
                let second = scope.spawn(|| fill(offset + half as u64, second));
                [fill(offset, first), second.join().ok().flatten()]
            });
            let [Some(first), Some(second)] = halves else { return None };
            (index::checksum_of_halves([first, second]) == sum).then(|| self.index.rows(bytes))?
        };
        self.rows.get_or_init(read).as_ref()
    }

    /// What is kept of a file; `None` where it is damaged.
    pub fn blob(&self, file: u32) -> Option<&[u8]> {
        let (chunk, range) = self.index.values(file);
        self.read(self.chunks.get(chunk)?, chunk)?.get(range)
    }

    /// The piece in which the values of a file lie.
    pub(super) fn piece(&self, file: u32) -> usize {
        self.index.values(file).0
    }

    /// Where one of these names may stand in a piece, by its bytes, in their order. The piece is read only where its filter does
    /// not tell that none is there. `None` where it is damaged: it may say anything anywhere.
    pub(super) fn said_at(&self, piece: usize, names: &[(Option<u64>, Finder<'_>)]) -> Option<Vec<usize>> {
        let chunk = self.chunks.get(piece)?;
        let filter = self.filter(piece);
        let may = |hash: &Option<u64>| hash.zip(filter).is_none_or(|(hash, filter)| filter::may_have(filter, hash));
        let mut left = names.iter().filter(|(hash, _)| may(hash)).peekable();
        if left.peek().is_none() {
            return Some(Vec::new());
        }
        let bytes = self.read(chunk, piece)?;
        let mut found: Vec<usize> = left.flat_map(|(_, name)| name.find_iter(bytes)).collect();
        found.sort_unstable();
        Some(found)
    }

    /// Where the values of a file lie in their piece.
    pub(super) fn bytes_of(&self, file: u32) -> Range<usize> {
        self.index.values(file).1
    }

    /// Whether one of these names may stand in the values of these files, told without reading any.
    pub(super) fn may_be_said(&self, files: Range<u32>, names: &[(Option<u64>, Finder<'_>)]) -> bool {
        let Some(last) = files.end.checked_sub(1).filter(|last| *last >= files.start) else { return false };
        (self.piece(files.start)..=self.piece(last)).any(|piece| {
            let filter = self.filter(piece);
            let may = |hash: &Option<u64>| hash.zip(filter).is_none_or(|(hash, filter)| filter::may_have(filter, hash));
            names.iter().any(|(hash, _)| may(hash))
        })
    }

    /// Whether a word or a part of one may stand in the id or in a text of a file. What is damaged may say anything.
    pub(super) fn may_hold(&self, file: u32, part: &Part) -> bool {
        let read = || {
            let (start, length) = self.index.grams();
            self.summed(start, length)
        };
        let grams = self.grams.get_or_init(read).as_ref();
        let piece = self.piece(file) * grams::LENGTH;
        let block = grams.and_then(|grams| grams.get(piece..piece + grams::LENGTH));
        block.is_none_or(|block| part.may_stand_in(block))
    }

    /// Bytes that are followed by their checksum.
    fn summed(&self, start: u64, length: usize) -> Option<Vec<u8>> {
        let mut bytes = self.depot.kept(start, length + 8).ok()?;
        let sum = bytes.split_off(length);
        (index::checksum(&bytes).to_le_bytes() == *sum).then_some(bytes)
    }

    fn filter(&self, piece: usize) -> Option<&[u8]> {
        let read = || {
            let (start, ends) = self.index.filters();
            let bytes = self.summed(start, ends.last().copied().unwrap_or(0))?;
            Some(Filters { bytes, ends })
        };
        let Filters { bytes, ends } = self.filters.get_or_init(read).as_ref()?;
        let start = piece.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
        bytes.get(start..*ends.get(piece)?)
    }

    fn read<'k>(&'k self, chunk: &'k OnceLock<Option<Vec<u8>>>, number: usize) -> Option<&'k [u8]> {
        let bytes = chunk.get_or_init(|| {
            let (offset, length, sum) = self.index.chunk(number);
            self.depot.kept(offset, length).ok().filter(|bytes| index::checksum(bytes) == sum)
        });
        bytes.as_deref()
    }

    /// The values of a file.
    pub fn values(&self, file: u32) -> Values {
        let values = self.blob(file).and_then(pack::unpack);
        values.unwrap_or_else(|| {
            let source = self.source(file);
            self.reader.get().map_or_else(Values::default, |read| read(file, &source))
        })
    }

    /// The file itself; empty, and the book disturbed, where it is gone.
    pub fn source(&self, file: u32) -> Source {
        let path = self.path(file);
        match self.depot.file(path) {
            Ok((bytes, stamp)) => {
                if stamp != self.index.stamp(file) {
                    self.disturbed.store(true, Ordering::Relaxed);
                }
                Source::new(path, bytes)
            }
            Err(_) => {
                self.disturbed.store(true, Ordering::Relaxed);
                Source::new(path, Vec::new())
            }
        }
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} kept files", self.index.kept())
    }
}

/// The files that were read, by path, with what is to be kept of them.
#[derive(Debug, Default)]
pub struct ReadFiles {
    /// Shared with the book; the texts may not be there.
    pub(super) files: Arc<Vec<Source>>,
    pub(super) blobs: Vec<Option<Bytes>>,
    /// What was computed of them, for so many together as [`TOGETHER`] says.
    pub(super) computed: Vec<computed::Pieces>,
}

/// What is computed of so many files lies together.
pub(super) const TOGETHER: usize = 256;

impl ReadFiles {
    pub fn len(&self) -> usize {
        self.blobs.len()
    }

    pub fn is_empty(&self) -> bool {
        self.blobs.is_empty()
    }

    pub fn path(&self, file: usize) -> &str {
        &self.files[file].path
    }

    /// What is to be kept of a file, made by [`pack::blob`]; nothing where something in it is a finding.
    pub fn blob(&self, file: usize) -> Option<&[u8]> {
        self.blobs[file].as_deref()
    }

    /// What was computed of it.
    pub fn computed(&self, file: usize) -> Option<Computed<'_>> {
        Computed::from_bytes(self.computed.get(file / TOGETHER)?.get(file % TOGETHER)?)
    }
}

/// What a look at the disk found beside the files that it read.
#[derive(Default)]
pub struct Known {
    pub kept: Option<Arc<Kept>>,
    /// By the number of a kept file: it is as it was.
    pub same: Vec<bool>,
    /// What was read was read into records, too.
    pub along: Option<Along>,
    /// Counts what is read, and later what is checked.
    pub progress: Arc<Progress>,
}
