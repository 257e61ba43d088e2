//! What was learnt of commits, kept between two runs: a file that only grows, and that may be deleted at any time.
//!
//! ```text
//! file    "carnet" 0 1, key (8 bytes), blocks…
//! block   length of the payload (4 bytes), its checksum (8 bytes), payload: entries…
//! entry   commit (20 bytes), length (4 bytes), bytes
//! ```
//! Numbers are little-endian. The key stands for all that the entries depend on beside their commits: under another key
//! the file is worth nothing. A block that was not written to its end, and whatever follows it, is passed over.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::revisions::CommitId;

const MAGIC: [u8; 8] = *b"carnet\0\x01";
/// Magic and key.
const HEAD: usize = 16;
/// Length and checksum of a block.
const BLOCK: usize = 12;
/// Commit and length of an entry.
const ENTRY: usize = 24;

/// Entries by their commit.
#[derive(Debug, Default)]
pub struct Shelf {
    bytes: Vec<u8>,
    index: FxHashMap<CommitId, Range<usize>>,
    whole: usize,
}

impl Shelf {
    /// Reads a file. Under another key, or where it is none of ours, it is empty.
    pub fn read(bytes: Vec<u8>, key: u64) -> Shelf {
        let mut shelf = Shelf { bytes, ..Shelf::default() };
        if shelf.bytes.get(..8) != Some(&MAGIC[..]) || number(&shelf.bytes, 8) != Some(key) {
            return Shelf::default();
        }
        let (whole, entries) = blocks(&shelf.bytes, HEAD);
        shelf.whole = whole;
        shelf.index = entries.into_iter().collect();
        shelf
    }

    /// What was learnt of a commit.
    pub fn get(&self, commit: &CommitId) -> Option<&[u8]> {
        self.bytes.get(self.index.get(commit)?.clone())
    }

    /// Where that stands in the file.
    pub fn range(&self, commit: &CommitId) -> Option<Range<usize>> {
        self.index.get(commit).cloned()
    }

    /// How much of the file is sound, in bytes; 0 where nothing is.
    pub fn whole(&self) -> usize {
        self.whole
    }
}

/// What stands at the end of a file whose beginning is known.
#[derive(Debug, Default, PartialEq)]
pub struct Tail {
    /// How much of the file is sound, in bytes.
    pub whole: u64,
    /// Where each entry stands in the file.
    pub entries: Vec<(CommitId, Range<u64>)>,
}

impl Tail {
    /// Reads what follows the first `whole` bytes. `None` where that is not blocks to its end: then the beginning may not be
    /// what it was either.
    pub fn read(after: &[u8], whole: u64) -> Option<Tail> {
        let mut tail = Tail { whole, entries: Vec::new() };
        tail.add(after).then_some(tail)
    }

    /// Takes in blocks that were added; false where they are none.
    pub fn add(&mut self, added: &[u8]) -> bool {
        let (end, entries) = blocks(added, 0);
        let place = |at: usize| self.whole + at as u64;
        let entries: Vec<_> =
            entries.into_iter().map(|(commit, range)| (commit, place(range.start)..place(range.end))).collect();
        self.entries.extend(entries);
        self.whole += end as u64;
        end == added.len()
    }

    pub fn holds(&self, commit: &CommitId) -> bool {
        self.entries.iter().any(|(there, _)| there == commit)
    }
}

/// Whether a file begins as one of ours under this key.
pub fn begins(bytes: &[u8], key: u64) -> bool {
    bytes.starts_with(&head(key))
}

/// How a file begins.
pub fn head(key: u64) -> Vec<u8> {
    [MAGIC, key.to_le_bytes()].concat()
}

/// A block of entries. Entries of four gigabytes and more are left out.
pub fn block_of<'e>(entries: impl IntoIterator<Item = (CommitId, &'e [u8])>) -> Vec<u8> {
    let mut block = vec![0; BLOCK];
    for (commit, bytes) in entries {
        let Ok(length) = u32::try_from(bytes.len()) else { continue };
        if block.len() + ENTRY + bytes.len() > u32::MAX as usize {
            break;
        }
        block.extend(commit.0);
        block.extend(length.to_le_bytes());
        block.extend(bytes);
    }
    let (length, sum) = ((block.len() - BLOCK) as u32, checksum(&block[BLOCK..]));
    block[..4].copy_from_slice(&length.to_le_bytes());
    block[4..BLOCK].copy_from_slice(&sum.to_le_bytes());
    block
}

/// The entries of the sound blocks from a place on, and where those end.
fn blocks(bytes: &[u8], from: usize) -> (usize, Vec<(CommitId, Range<usize>)>) {
    let (mut end, mut entries) = (from, Vec::new());
    while let Some(payload) = block(bytes, end) {
        let mut at = payload.start;
        while let Some((commit, entry)) = entry(&bytes[..payload.end], at) {
            at = entry.end;
            entries.push((commit, entry));
        }
        end = payload.end;
    }
    (end, entries)
}

fn block(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let length = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
    let payload = at + BLOCK..(at + BLOCK).checked_add(length)?;
    (checksum(bytes.get(payload.clone())?) == number(bytes, at + 4)?).then_some(payload)
}

fn entry(bytes: &[u8], at: usize) -> Option<(CommitId, Range<usize>)> {
    let commit = CommitId(bytes.get(at..at + 20)?.try_into().ok()?);
    let length = u32::from_le_bytes(bytes.get(at + 20..at + ENTRY)?.try_into().ok()?) as usize;
    let range = at + ENTRY..(at + ENTRY).checked_add(length)?;
    bytes.get(range.clone()).map(|_| (commit, range))
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// Tells a block that was written to its end from one that was not; it is no protection against forgery.
fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.write_usize(bytes.len());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: u64 = 7;

    fn id(n: u8) -> CommitId {
        CommitId([n; 20])
    }

    fn file(blocks: &[&[(u8, &[u8])]]) -> Vec<u8> {
        let mut file = head(KEY);
        for entries in blocks {
            file.extend(block_of(entries.iter().map(|(n, bytes)| (id(*n), *bytes))));
        }
        file
    }

    #[test]
    fn blocks_grow_a_file() {
        let bytes = file(&[&[(1, b"one"), (2, b"")], &[], &[(3, b"three")]]);
        let shelf = Shelf::read(bytes.clone(), KEY);
        assert_eq!(shelf.get(&id(1)), Some(&b"one"[..]));
        assert_eq!(shelf.get(&id(2)), Some(&b""[..]));
        assert_eq!(shelf.get(&id(3)), Some(&b"three"[..]));
        assert_eq!((shelf.get(&id(4)), shelf.whole()), (None, bytes.len()));
    }

    #[test]
    fn another_key_is_an_empty_shelf() {
        let bytes = file(&[&[(1, b"one")]]);
        assert_eq!(Shelf::read(bytes.clone(), KEY + 1).whole(), 0);
        assert_eq!(Shelf::read(b"something else entirely".to_vec(), KEY).whole(), 0);
        assert_eq!(Shelf::read(Vec::new(), KEY).whole(), 0);
        assert!(Shelf::read(bytes, KEY).get(&id(1)).is_some());
    }

    #[test]
    fn what_was_cut_off_or_changed_is_passed_over() {
        let first = file(&[&[(1, b"one")]]);
        let bytes = file(&[&[(1, b"one")], &[(2, b"two")]]);
        for cut in first.len()..bytes.len() {
            let shelf = Shelf::read(bytes[..cut].to_vec(), KEY);
            assert_eq!((shelf.whole(), shelf.get(&id(2))), (first.len(), None), "{cut}");
            assert!(shelf.get(&id(1)).is_some());
        }
        for at in first.len()..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x40;
            assert_eq!(Shelf::read(bytes, KEY).get(&id(2)), None, "{at}");
        }
    }
}
