//! Which names may stand in the values of a piece, told by a few thousand bits: so that whoever looks for a name reads the pieces
//! that say it, and not the 25 MB of all of them.
//!
//! A name sets some bits of its piece, chosen by its hash (a Bloom filter). Where one of them is missing, the name is not
//! there; where all are set, it is there nearly always, and the piece is read. Each text counts as a name, and so does what
//! follows its first slash, since a reference to any kind is `kind/id`. What no id looks like (it has a space, or is longer
//! than any id) is in no filter, and nobody may conclude anything from that: see [`hash`].

use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};

use crate::book::view::{TableView, View};

/// Bits for each name: one piece in some two hundred is read in vain.
const BITS: usize = 12;
/// How many of them a name sets.
const SET: u64 = 5;
/// The longest name that is told of, in bytes. No id is longer.
const LONGEST: usize = 80;

/// What stands for a name; `None` for one of which filters tell nothing.
pub fn hash(name: &str) -> Option<u64> {
    let told = !name.is_empty() && name.len() <= LONGEST && !name.as_bytes().contains(&b' ');
    told.then(|| {
        let mut hasher = FxHasher::default();
        hasher.write(name.as_bytes());
        hasher.finish()
    })
}

/// The bits that a hash sets, of so many.
fn bits(hash: u64, count: u64) -> impl Iterator<Item = usize> {
    let (first, step) = (hash >> 32, (hash & 0xffff_ffff) | 1);
    (0..SET).map(move |n| (first.wrapping_add(n.wrapping_mul(step)) % count) as usize)
}

/// The names of a piece.
#[derive(Default)]
pub(super) struct Names(FxHashSet<u64>);

impl Names {
    /// A text of the piece.
    pub(super) fn add(&mut self, text: &str) {
        self.0.extend(hash(text));
        self.0.extend(text.split_once('/').and_then(|(_, id)| hash(id)));
    }

    pub(super) fn into_filter(self) -> Vec<u8> {
        // One byte at least: a piece without any would be told from one that was never looked at by nothing.
        let mut filter = vec![0; (self.0.len() * BITS).div_ceil(8).max(1)];
        let count = filter.len() as u64 * 8;
        self.0.into_iter().flat_map(|hash| bits(hash, count)).for_each(|bit| filter[bit / 8] |= 1 << (bit % 8));
        filter
    }
}

/// Whether what has this hash may stand in the piece of a filter.
pub(super) fn may_have(filter: &[u8], hash: u64) -> bool {
    let count = filter.len() as u64 * 8;
    count == 0 || bits(hash, count).all(|bit| filter[bit / 8] & (1 << (bit % 8)) != 0)
}

/// Calls `see` for each text of a table.
pub(super) fn each_text<'v>(table: TableView<'v>, see: &mut impl FnMut(&'v str)) {
    table.each(|_, value| each_text_of(value, see));
}

fn each_text_of<'v>(value: View<'v>, see: &mut impl FnMut(&'v str)) {
    match value {
        View::Text(text) => see(text),
        View::List(list) => list.iter().for_each(|item| each_text_of(item, see)),
        View::Table(table) => each_text(table, see),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::{self, PackedTable};
    use super::*;
    use crate::book::record::{Value, Values};

    fn of<'t>(tables: impl Iterator<Item = PackedTable<'t>>) -> Vec<u8> {
        let mut names = Names::default();
        tables.for_each(|table| each_text(TableView::Packed(table), &mut |text| names.add(text)));
        names.into_filter()
    }

    fn packed(texts: &[&str]) -> Vec<u8> {
        let values: Values = texts.iter().map(|text| Some(Value::Text((*text).into()))).collect();
        let mut bytes = Vec::new();
        pack::pack(&values, &mut bytes);
        bytes
    }

    #[test]
    fn what_stands_there_is_told_and_hardly_anything_else() {
        let ids: Vec<String> = (0..2000).map(|n| format!("f{n:07}")).collect();
        let tables: Vec<Vec<u8>> = ids.iter().map(|id| packed(&[id, &format!("deal/d-{id}"), "two words"])).collect();
        let filter = of(tables.iter().map(|bytes| PackedTable::new(bytes)));
        let may = |name: &str| hash(name).is_none_or(|hash| may_have(&filter, hash));
        assert!(ids.iter().all(|id| may(id) && may(&format!("d-{id}")) && may(&format!("deal/d-{id}"))));
        let in_vain = (0..10_000).filter(|n| may(&format!("c{n:06}"))).count();
        assert!(in_vain < 150, "{in_vain} of 10,000");
    }

    #[test]
    fn nothing_is_concluded_where_nothing_is_told() {
        let bytes = packed(&["F 2026 17", &"x".repeat(LONGEST + 1)]);
        let filter = of([PackedTable::new(&bytes)].into_iter());
        assert_eq!((hash("F 2026 17"), hash(&"x".repeat(LONGEST + 1))), (None, None));
        assert!(!may_have(&filter, hash("F-2026-17").unwrap()), "an empty filter has nothing");
        assert!(may_have(&[], hash("F-2026-17").unwrap()), "without a filter everything may be there");
    }
}
