//! Bytes that lie in a block beside others: a hundred small files are one piece of memory, not a hundred.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A part of a block, or all of it. Whoever holds one holds the block.
#[derive(Clone)]
pub struct Bytes {
    block: Arc<[u8]>,
    start: u32,
    /// [`WHOLE`] for all of the block, however long it is.
    length: u32,
}

const WHOLE: u32 = u32::MAX;

impl Bytes {
    /// A part of a block; what lies beyond its end is not in it.
    pub fn part(block: &Arc<[u8]>, range: Range<usize>) -> Bytes {
        let numbers = u32::try_from(range.start).ok().zip(u32::try_from(range.len()).ok());
        match numbers.filter(|(_, length)| *length != WHOLE) {
            Some((start, length)) => Bytes { block: block.clone(), start, length },
            // Farther in than these numbers reach.
            None => block.get(range).unwrap_or_default().into(),
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self.length {
            WHOLE => &self.block,
            length => self.block.get(self.start as usize..self.start as usize + length as usize).unwrap_or_default(),
        }
    }
}

impl From<Arc<[u8]>> for Bytes {
    fn from(block: Arc<[u8]>) -> Bytes {
        Bytes { block, start: 0, length: WHOLE }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Bytes {
        Arc::<[u8]>::from(bytes).into()
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Bytes {
        Arc::<[u8]>::from(bytes).into()
    }
}

impl<const N: usize> From<&[u8; N]> for Bytes {
    fn from(bytes: &[u8; N]) -> Bytes {
        bytes[..].into()
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl Borrow<[u8]> for Bytes {
    fn borrow(&self) -> &[u8] {
        self
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        **self == **other
    }
}

impl Eq for Bytes {}

impl Hash for Bytes {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_block_are_what_they_hold() {
        let block: Arc<[u8]> = (*b"customers").into();
        assert_eq!(*Bytes::part(&block, 2..6), *b"stom");
        assert_eq!(Bytes::part(&block, 0..9), Bytes::from(block.clone()));
        assert_eq!(*Bytes::part(&block, 9..9), *b"");
        assert_eq!(*Bytes::part(&block, 7..12), *b"");
    }
}
