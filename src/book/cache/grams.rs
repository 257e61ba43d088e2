//! The search text: which words may stand in the ids and texts of a piece, told by all that three bytes of a folded text can be.
//! Whoever looks for `brackets` reads the pieces that have `bra`, `rac`, `ack`…, and no others; what is not there is told by nearly
//! none.
//!
//! A bit for each three bytes, by their hash, in a block of the same length for each piece. It errs towards "may": two of them may share
//! a bit, and all those of a word may stand in a piece in which the word does not. Of words of less than three bytes nothing is told.

use crate::value::fold;

const BITS: u32 = 15;
/// Bytes of the block of a piece.
pub(super) const LENGTH: usize = (1 << BITS) / 8;

/// A word or a part of one that is looked for, whichever its case and accents: what must stand where it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part(Box<[u16]>);

impl Part {
    pub fn new(text: &str) -> Part {
        let mut bits = Vec::new();
        each_bit(&fold(text), &mut |bit| bits.push(bit));
        bits.sort_unstable();
        bits.dedup();
        Part(bits.into())
    }

    /// Whether it may stand in the piece of a block.
    pub(super) fn may_stand_in(&self, block: &[u8]) -> bool {
        self.0.iter().all(|bit| block.get(usize::from(bit / 8)).is_none_or(|byte| byte & (1 << (bit % 8)) != 0))
    }
}

/// The block of a piece, while it is made.
pub(super) struct Block(Vec<u8>);

impl Block {
    pub(super) fn new() -> Block {
        Block(vec![0; LENGTH])
    }

    pub(super) fn add(&mut self, text: &str) {
        each_bit(&fold(text), &mut |bit| self.0[usize::from(bit / 8)] |= 1 << (bit % 8));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

fn each_bit(folded: &str, see: &mut impl FnMut(u16)) {
    for three in folded.as_bytes().windows(3) {
        let number = u32::from_le_bytes([three[0], three[1], three[2], 0]);
        see((number.wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as u16);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(texts: &[&str]) -> Vec<u8> {
        let mut block = Block::new();
        texts.iter().for_each(|text| block.add(text));
        block.into_bytes()
    }

    #[test]
    fn what_stands_there_is_told_and_little_else() {
        let texts: Vec<String> = (0..2000).map(|n| format!("Société d’acier {n}, rue de l’Église {}", n * 7)).collect();
        let block = block(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for word in ["acier", "SOCIETE", "l'eglise", "1999", "ru", "é", ""] {
            assert!(Part::new(word).may_stand_in(&block), "{word}");
        }
        for word in ["zebra", "brackets", "eglisd", "Zoé"] {
            assert!(!Part::new(word).may_stand_in(&block), "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_is_told(text in "\\PC{0,40}", from in 0usize..40, length in 0usize..12) {
            let folded = fold(&text);
            let part: String = folded.chars().skip(from).take(length).collect();
            prop_assert!(Part::new(&part).may_stand_in(&block(&[&text])));
        }
    }
}
