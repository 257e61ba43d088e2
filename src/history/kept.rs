//! A file of numbers that is kept between two runs and read whole: rows of fixed width, and texts end to end.
//!
//! ```text
//! file     "carnet" 0 2, key (8 bytes), checksum of the payload (8 bytes), payload: sections…
//! section  length (8 bytes), bytes
//! ```
//! Numbers are little-endian. The key stands for all that the file depends on beside the commits that it names. Whatever
//! is not exactly such a file is worth nothing: what it held is worked out anew.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

const MAGIC: [u8; 8] = *b"carnet\0\x02";
/// Magic, key and checksum.
const HEAD: usize = 24;

/// Bytes that are likely to be added to what was read.
const ROOM: usize = 16 * 1024;

/// Bytes of the file where they were read to, or others, once something in them was changed.
#[derive(Clone, Default)]
struct Held {
    read: Option<(Arc<Vec<u8>>, Range<usize>)>,
    own: Vec<u8>,
}

impl Held {
    fn change(&mut self) -> &mut Vec<u8> {
        if let Some((file, range)) = self.read.take() {
            let bytes = file.get(range).unwrap_or_default();
            // With room for what a commit or two add: else all would be copied once more.
            self.own = Vec::with_capacity(bytes.len() + ROOM);
            self.own.extend_from_slice(bytes);
        }
        &mut self.own
    }
}

impl Deref for Held {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match &self.read {
            Some((file, range)) => file.get(range.clone()).unwrap_or_default(),
            None => &self.own,
        }
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// Rows of `N` numbers, as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows<const N: usize>(Held);

impl<const N: usize> Rows<N> {
    const WIDTH: usize = N * 4;

    pub fn len(&self) -> usize {
        self.0.len() / Self::WIDTH
    }

    /// A number of a row; 0 beyond the last row.
    pub fn at(&self, row: usize, column: usize) -> u32 {
        let start = row * Self::WIDTH + column * 4;
        self.0.get(start..start + 4).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The numbers of a row; 0 beyond the last row.
    pub fn row(&self, row: usize) -> [u32; N] {
        let start = row * Self::WIDTH;
        let Some(bytes) = self.0.get(start..start + Self::WIDTH) else { return [0; N] };
        let (numbers, _) = bytes.as_chunks::<4>();
        std::array::from_fn(|column| numbers.get(column).map_or(0, |bytes| u32::from_le_bytes(*bytes)))
    }

    pub fn set(&mut self, row: usize, column: usize, number: u32) {
        let start = row * Self::WIDTH + column * 4;
        if let Some(bytes) = self.0.change().get_mut(start..start + 4) {
            bytes.copy_from_slice(&number.to_le_bytes());
        }
    }

    /// Adds a row and says which it is.
    pub fn push(&mut self, numbers: [u32; N]) -> usize {
        let bytes = self.0.change();
        numbers.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
        self.len() - 1
    }

    /// The same row so many times, and nothing else.
    pub fn filled(numbers: [u32; N], rows: usize) -> Rows<N> {
        let row: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        Rows(Held { own: row.repeat(rows), read: None })
    }
}

/// Texts or other bytes, each one a range of what stands end to end.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pieces {
    ranges: Rows<2>,
    bytes: Held,
}

impl Pieces {
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    pub fn get(&self, number: usize) -> &[u8] {
        let [start, end] = self.ranges.row(number);
        self.bytes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The text of a piece; empty where it is none.
    pub fn text(&self, number: usize) -> &str {
        std::str::from_utf8(self.get(number)).unwrap_or_default()
    }

    pub fn push(&mut self, piece: &[u8]) -> u32 {
        let start = self.bytes.len() as u32;
        self.bytes.change().extend_from_slice(piece);
        self.ranges.push([start, self.bytes.len() as u32]) as u32
    }
}

/// Names (a kind and an id) and where each is found, without building anything when the file is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// The kind's number, as the caller counts; the texts are `ids`, of the same number.
    kinds: Rows<1>,
    ids: Pieces,
    /// A table with open addressing: number of the name + 1.
    slots: Rows<1>,
}

impl Names {
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    pub fn kind(&self, name: usize) -> u32 {
        self.kinds.at(name, 0)
    }

    pub fn id(&self, name: usize) -> &str {
        self.ids.text(name)
    }

    pub fn find(&self, kind: u32, id: &str) -> Option<usize> {
        let slots = self.slots.len();
        let mut slot = if slots == 0 { return None } else { hash(kind, id) as usize & (slots - 1) };
        // The table is never full; a damaged one ends the search all the same.
        for _ in 0..slots {
            let name = self.slots.at(slot, 0).checked_sub(1)? as usize;
            if self.kind(name) == kind && self.ids.get(name) == id.as_bytes() {
                return Some(name);
            }
            slot = (slot + 1) & (slots - 1);
        }
        None
    }

    /// The number of a name, and whether it is a new one.
    pub fn number(&mut self, kind: u32, id: &str) -> (usize, bool) {
        if let Some(name) = self.find(kind, id) {
            return (name, false);
        }
        let name = self.kinds.push([kind]);
        self.ids.push(id.as_bytes());
        if (name + 1) * 2 > self.slots.len() {
            self.slots = Rows::filled([0], ((name + 1) * 4).next_power_of_two().max(64));
            (0..=name).for_each(|name| self.place(name));
        } else {
            self.place(name);
        }
        (name, true)
    }

    fn place(&mut self, name: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(self.kind(name), self.ids.text(name)) as usize & mask;
        while self.slots.at(slot, 0) != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots.set(slot, 0, name as u32 + 1);
    }
}

/// FNV-1a with 64 bits, its halves mixed: the same in every version of everything, since the table is kept.
fn hash(kind: u32, id: &str) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let hash = kind.to_le_bytes().iter().chain(id.as_bytes()).fold(0xcbf2_9ce4_8422_2325, step);
    hash ^ hash >> 32
}

/// Puts a file together.
pub struct Writer(Vec<u8>);

impl Writer {
    pub fn new(key: u64) -> Writer {
        let mut bytes = Vec::with_capacity(1 << 20);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&key.to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        Writer(bytes)
    }

    pub fn bytes(mut self, bytes: &[u8]) -> Writer {
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    pub fn rows<const N: usize>(self, rows: &Rows<N>) -> Writer {
        self.bytes(&rows.0)
    }

    pub fn pieces(self, pieces: &Pieces) -> Writer {
        self.rows(&pieces.ranges).bytes(&pieces.bytes)
    }

    pub fn names(self, names: &Names) -> Writer {
        self.rows(&names.kinds).pieces(&names.ids).rows(&names.slots)
    }

    pub fn finish(mut self) -> Vec<u8> {
        let sum = checksum(&self.0[HEAD..]);
        self.0[HEAD - 8..HEAD].copy_from_slice(&sum.to_le_bytes());
        self.0
    }
}

/// Takes a file apart, whose bytes are not copied for it.
pub struct Reader {
    file: Arc<Vec<u8>>,
    at: usize,
}

impl Reader {
    /// `None` for a file under another key, a damaged one, or none of ours.
    pub fn new(file: Vec<u8>, key: u64) -> Option<Reader> {
        let (head, payload) = file.split_at_checked(HEAD)?;
        let sound = head.get(..8) == Some(&MAGIC[..])
            && head.get(8..16) == Some(&key.to_le_bytes()[..])
            && head.get(16..) == Some(&checksum(payload).to_le_bytes()[..]);
        sound.then(|| Reader { file: Arc::new(file), at: HEAD })
    }

    /// Where the next section stands.
    fn section(&mut self) -> Option<Range<usize>> {
        let length = u64::from_le_bytes(*self.file.get(self.at..)?.first_chunk()?);
        let start = self.at + 8;
        let end = start.checked_add(usize::try_from(length).ok()?).filter(|end| *end <= self.file.len())?;
        self.at = end;
        Some(start..end)
    }

    fn held(&mut self) -> Option<Held> {
        let section = self.section()?;
        Some(Held { read: Some((self.file.clone(), section)), own: Vec::new() })
    }

    pub fn bytes(&mut self) -> Option<&[u8]> {
        let section = self.section()?;
        self.file.get(section)
    }

    pub fn rows<const N: usize>(&mut self) -> Option<Rows<N>> {
        self.held().filter(|bytes| bytes.len() % (N * 4) == 0).map(Rows)
    }

    pub fn pieces(&mut self) -> Option<Pieces> {
        Some(Pieces { ranges: self.rows()?, bytes: self.held()? })
    }

    pub fn names(&mut self) -> Option<Names> {
        let names = Names { kinds: self.rows()?, ids: self.pieces()?, slots: self.rows()? };
        let slots = names.slots.len();
        (names.ids.len() == names.len() && (slots == 0 || slots.is_power_of_two())).then_some(names)
    }
}

/// Tells a file that was written to its end from one that was not; it is no protection against forgery. Four lanes, so
/// that the processor need not wait for one product before it begins the next.
pub fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [bytes.len() as u64, 1, 2, 3];
    let mix = |lane: u64, word: u64| (lane ^ word).wrapping_mul(PRIME).rotate_left(29);
    let (chunks, rest) = bytes.as_chunks::<32>();
    for chunk in chunks {
        let (words, _) = chunk.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let last = rest.iter().fold(0, |sum, byte| mix(sum, u64::from(*byte)));
    lanes.into_iter().fold(last, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        for i in 0..500 {
            assert_eq!(names.number(i % 3, &format!("n{i}")), (i as usize, true));
        }
        names
    }

    #[test]
    fn names_are_found_again() {
        let mut names = names();
        assert_eq!((names.find(1, "n1"), names.find(2, "n1"), names.find(0, "x")), (Some(1), None, None));
        assert!((0..500).all(|i| names.find(i % 3, &format!("n{i}")) == Some(i as usize)));
        assert_eq!(names.number(1, "n499"), (499, false));
        assert_eq!((names.kind(499), names.id(499)), (1, "n499"));
        assert_eq!(Names::default().find(0, "n0"), None);
    }

    #[test]
    fn a_file_gives_back_what_was_put_in_or_nothing() {
        let (mut rows, mut pieces) = (Rows::<3>::default(), Pieces::default());
        rows.push([1, 2, u32::MAX]);
        rows.push([0, 7, 9]);
        pieces.push(b"one");
        pieces.push("été".as_bytes());
        rows.set(1, 0, 8);
        let file = Writer::new(5).rows(&rows).pieces(&pieces).names(&names()).bytes(b"end").finish();
        let mut read = Reader::new(file.clone(), 5).unwrap();
        let (there, texts) = (read.rows::<3>().unwrap(), read.pieces().unwrap());
        assert_eq!((there.row(0), there.row(1), there.row(2)), ([1, 2, u32::MAX], [8, 7, 9], [0; 3]));
        assert_eq!((texts.text(0), texts.text(1), texts.text(2), texts.len()), ("one", "été", "", 2));
        assert_eq!(read.names(), Some(names()));
        assert_eq!(read.bytes(), Some(&b"end"[..]));
        assert_eq!(read.bytes(), None);

        assert!(Reader::new(file.clone(), 6).is_none());
        for cut in [0, 3, HEAD, file.len() / 2, file.len() - 1] {
            assert!(Reader::new(file[..cut].to_vec(), 5).is_none(), "{cut}");
        }
        for at in (0..file.len()).step_by(41) {
            let mut file = file.clone();
            file[at] ^= 0x10;
            assert!(Reader::new(file, 5).is_none(), "{at}");
        }
    }
}
