//! What was computed of files, apart from their values: for each file of a kind a row of numbers, all of one length, and the
//! names of records that stand in them, each name once. Whoever needs three sums of every invoice reads a sixth of what he
//! would have to read of their values, and looks up each customer once.
//!
//! ```text
//! rows     for each kind that has any, one for each of its kept files
//! row      1 (0: nothing), numbers, then for each of NAMES the number of a name
//! ends     where each name ends
//! names    one behind the other
//! ```

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::pack;

/// So many names may stand in a row.
pub const NAMES: usize = 2;
/// No name.
const NONE: u32 = u32::MAX;

/// What was computed of a file: numbers, whose meaning only those know who computed them, and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed<'a> {
    pub numbers: &'a [u8],
    pub names: [Option<&'a str>; NAMES],
}

impl<'a> Computed<'a> {
    pub fn to_bytes(self) -> Box<[u8]> {
        let mut bytes = Vec::new();
        pack::number(self.numbers.len() as u64, &mut bytes);
        bytes.extend_from_slice(self.numbers);
        for name in self.names {
            pack::number(name.map_or(0, |name| name.len() as u64 + 1), &mut bytes);
            bytes.extend_from_slice(name.unwrap_or_default().as_bytes());
        }
        bytes.into()
    }

    /// `None` where the bytes are not such.
    pub fn from_bytes(bytes: &'a [u8]) -> Option<Computed<'a>> {
        let mut reader = pack::Reader { bytes };
        let length = reader.count()?;
        let numbers = reader.take(length)?;
        let mut names = [None; NAMES];
        for name in &mut names {
            let length = usize::try_from(reader.number()?).ok()?;
            if let Some(length) = length.checked_sub(1) {
                *name = Some(std::str::from_utf8(reader.take(length)?).ok()?);
            }
        }
        Some(Computed { numbers, names })
    }
}

/// What was computed of some files, as [`Computed::to_bytes`] makes it, one behind the other.
#[derive(Debug)]
pub struct Pieces {
    bytes: Box<[u8]>,
    ends: Box<[u32]>,
}

impl Pieces {
    pub(in crate::book) fn new(pieces: impl Iterator<Item = Option<Box<[u8]>>>) -> Pieces {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for piece in pieces {
            bytes.extend_from_slice(&piece.unwrap_or_default());
            ends.push(bytes.len() as u32);
        }
        Pieces { bytes: bytes.into(), ends: ends.into() }
    }

    /// That of a file, by its position; empty where nothing was computed of it.
    pub(super) fn get(&self, position: usize) -> Option<&[u8]> {
        let start = position.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.bytes.get(start as usize..*self.ends.get(position)? as usize)
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// In bytes.
    pub rows: usize,
    pub names: usize,
    /// In bytes.
    pub text: usize,
}

impl Counts {
    /// Bytes of it all.
    pub fn length(self) -> usize {
        self.rows + self.names * 4 + self.text
    }
}

/// The rows of a kind.
#[derive(Debug, Clone)]
pub(super) struct OfKind {
    pub files: Range<u32>,
    /// Where the first stands.
    pub start: usize,
    /// Bytes of each, more than none.
    pub length: usize,
}

/// All that was computed.
#[derive(Debug)]
pub struct Rows {
    bytes: Vec<u8>,
    counts: Counts,
    kinds: Vec<OfKind>,
}

impl Rows {
    /// `None` where these are not as many bytes as there should be.
    pub(super) fn new(bytes: Vec<u8>, counts: Counts, kinds: Vec<OfKind>) -> Option<Rows> {
        (bytes.len() == counts.length()).then_some(Rows { bytes, counts, kinds })
    }

    /// What was computed of a file.
    pub fn row(&self, file: u32) -> Option<Row<'_>> {
        let kind = self.kinds.iter().find(|kind| kind.files.contains(&file))?;
        let start = kind.start + (file - kind.files.start) as usize * kind.length;
        let bytes = self.bytes[..self.counts.rows].get(start..start + kind.length)?;
        let (there, bytes) = bytes.split_first()?;
        (*there == 1).then_some(Row { rows: self, bytes })
    }

    /// How many names there are.
    pub fn names(&self) -> usize {
        self.counts.names
    }

    fn name(&self, number: u32) -> Option<&str> {
        let (ends, text) = self.bytes.get(self.counts.rows..)?.split_at_checked(self.counts.names * 4)?;
        let end = |number: usize| number_at(ends, number * 4).map(|end| end as usize);
        let start = (number as usize).checked_sub(1).map_or(Some(0), end)?;
        std::str::from_utf8(text.get(start..end(number as usize)?)?).ok()
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// What was computed of a file, where it lies.
#[derive(Clone, Copy)]
pub struct Row<'k> {
    rows: &'k Rows,
    bytes: &'k [u8],
}

impl<'k> Row<'k> {
    pub fn numbers(self) -> &'k [u8] {
        &self.bytes[..self.bytes.len().saturating_sub(NAMES * 4)]
    }

    /// The number of a name, below [`Rows::names`]; each name has one.
    pub fn name_number(self, which: usize) -> Option<u32> {
        number_at(self.bytes, self.numbers().len() + which * 4).filter(|number| *number != NONE)
    }

    pub fn name(self, which: usize) -> Option<&'k str> {
        self.rows.name(self.name_number(which)?)
    }

    pub fn computed(self) -> Computed<'k> {
        let mut names = [None; NAMES];
        for (which, name) in names.iter_mut().enumerate() {
            *name = self.name(which);
        }
        Computed { numbers: self.numbers(), names }
    }
}

/// Puts rows together.
#[derive(Default)]
pub(super) struct Writer<'a> {
    rows: Vec<u8>,
    numbers: FxHashMap<&'a str, u32>,
    ends: Vec<u8>,
    text: String,
}

impl<'a> Writer<'a> {
    /// The rows of a kind's files, in their order: where they begin, and how long each is. Numbers of another length than the
    /// first ones are left out.
    pub fn kind(&mut self, files: impl Iterator<Item = Option<Computed<'a>>> + Clone) -> [u32; 2] {
        let start = self.rows.len() as u32;
        let Some(first) = files.clone().flatten().next() else { return [start, 0] };
        let length = 1 + first.numbers.len() + NAMES * 4;
        self.rows.reserve_exact(files.size_hint().0 * length);
        for file in files {
            match file.filter(|file| file.numbers.len() == first.numbers.len()) {
                Some(file) => {
                    self.rows.push(1);
                    self.rows.extend_from_slice(file.numbers);
                    for name in file.names {
                        let number = name.map_or(NONE, |name| self.name(name));
                        self.rows.extend_from_slice(&number.to_le_bytes());
                    }
                }
                None => self.rows.resize(self.rows.len() + length, 0),
            }
        }
        [start, length as u32]
    }

    fn name(&mut self, name: &'a str) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(name).or_insert_with(|| {
            self.text.push_str(name);
            self.ends.extend_from_slice(&(self.text.len() as u32).to_le_bytes());
            next
        })
    }

    pub fn finish(self) -> (Vec<u8>, Counts) {
        let counts = Counts { rows: self.rows.len(), names: self.numbers.len(), text: self.text.len() };
        let mut bytes = self.rows;
        bytes.reserve_exact(self.ends.len() + self.text.len());
        bytes.extend_from_slice(&self.ends);
        bytes.extend_from_slice(self.text.as_bytes());
        (bytes, counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn computed<'a>(numbers: &'a [u8], names: [Option<&'a str>; NAMES]) -> Computed<'a> {
        Computed { numbers, names }
    }

    #[test]
    fn what_was_computed_comes_back() {
        for names in [[None, None], [Some(""), Some("çà")], [Some("a"), None]] {
            let computed = computed(&[1, 2, 3], names);
            let bytes = computed.to_bytes();
            assert_eq!(Computed::from_bytes(&bytes), Some(computed));
            assert_eq!(Computed::from_bytes(&bytes[..bytes.len() - 1]), None);
        }
    }

    #[test]
    fn rows_stand_at_their_files_and_name_each_name_once() {
        let (a, b) = (computed(&[1, 2], [Some("acme"), Some("léa")]), computed(&[3, 4], [Some("léa"), None]));
        let other = computed(&[9], [None, None]);
        let mut writer = Writer::default();
        assert_eq!(writer.kind([None, None].into_iter()), [0, 0]);
        let [start, length] = writer.kind([Some(a), None, Some(other), Some(b)].into_iter());
        let (bytes, counts) = writer.finish();
        assert_eq!(counts.names, 2);
        let kind = OfKind { files: 7..11, start: start as usize, length: length as usize };
        assert!(Rows::new(bytes[1..].to_vec(), counts, vec![kind.clone()]).is_none());
        let rows = Rows::new(bytes, counts, vec![kind]).unwrap();
        let found: Vec<Option<Computed<'_>>> = (6..12).map(|file| rows.row(file).map(Row::computed)).collect();
        assert_eq!(found, [None, Some(a), None, None, Some(b), None]);
        let number = |file: u32, which| rows.row(file)?.name_number(which);
        assert_eq!([number(7, 0), number(7, 1), number(10, 0), number(10, 1)], [Some(0), Some(1), Some(1), None]);
    }
}
