//! The ids of a kind's records: who bears one, and who bears that of another.

use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::record::Record;
use crate::finding::{Finding, Place, code};
use crate::threads::in_ranges;

/// The ids of a kind's records.
#[derive(Default)]
pub(super) struct Ids {
    /// End to end: whoever looks for one among thousands finds them all in the processor's cache.
    text: String,
    /// Where each id ends in `text`.
    ends: Vec<usize>,
    /// Hash of the lower-case id to position.
    positions: FxHashMap<u64, u32>,
    /// Positions of records whose hash another id has, too: as good as never any.
    shadowed: Vec<u32>,
}

/// The hash of an id, the same for all ways of writing it in capitals and small letters.
fn hash_of(id: &str) -> u64 {
    if id.bytes().any(|b| b.is_ascii_uppercase()) {
        FxBuildHasher.hash_one(&*id.to_ascii_lowercase())
    } else {
        FxBuildHasher.hash_one(id)
    }
}

impl Ids {
    /// So many ids in their order, and which of them are those of another.
    pub(super) fn of<'i>(count: usize, id: impl Fn(usize) -> &'i str + Sync) -> (Ids, Vec<(u32, u32)>) {
        let part = |all: Range<usize>| -> Vec<(&'i str, u64)> { all.map(&id).map(|id| (id, hash_of(id))).collect() };
        let parts = in_ranges(count, part);
        let (mut ids, mut same) = (Ids::default(), Vec::new());
        ids.text.reserve_exact(parts.iter().flatten().map(|(id, _)| id.len()).sum());
        ids.ends.reserve_exact(count);
        ids.positions.reserve(count);
        for (index, (id, hash)) in parts.iter().flatten().enumerate() {
            ids.text.push_str(id);
            ids.ends.push(ids.text.len());
            match ids.positions.entry(*hash) {
                Entry::Vacant(free) => {
                    free.insert(index as u32);
                }
                // It bears its own id at least.
                Entry::Occupied(_) => match ids.position(id) {
                    Some((first, _)) if first != index as u32 => same.push((first, index as u32)),
                    _ => ids.shadowed.push(index as u32),
                },
            }
        }
        (ids, same)
    }

    pub(super) fn id(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }

    /// The first record of this id, whichever letters of it are capitals, and whether it is written like that.
    pub(super) fn position(&self, id: &str) -> Option<(u32, bool)> {
        let found = *self.positions.get(&hash_of(id))?;
        if self.id(found) == id {
            return Some((found, true));
        }
        let is_it = |index: &u32| self.id(*index).eq_ignore_ascii_case(id);
        let found = if is_it(&found) { found } else { self.shadowed.iter().copied().find(is_it)? };
        Some((found, self.id(found) == id))
    }
}

/// Which of the records, sorted by id, bear the id of another: position of the first, and of the other. Their ids where they had
/// to be indexed for it.
pub(super) fn same_ids(records: &[Record]) -> (Option<Ids>, Vec<(u32, u32)>) {
    let has = |letter: fn(&u8) -> bool| records.iter().any(|record| record.id.as_bytes().iter().any(letter));
    if has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) {
        let (ids, same) = Ids::of(records.len(), |index| &*records[index].id);
        return (Some(ids), same);
    }
    // Without both kinds of letters none differ by case only: the same ones stand together.
    let (mut first, mut same) = (0, Vec::new());
    for (index, pair) in records.windows(2).enumerate() {
        if pair[0].id != pair[1].id {
            first = index as u32 + 1;
        } else {
            same.push((first, index as u32 + 1));
        }
    }
    (None, same)
}

pub(super) fn sort_records<'p>(records: &mut [Record], path: impl Fn(u32) -> &'p str) {
    records.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| path(a.source).cmp(path(b.source))));
}

/// Findings for pairs of records, by position, of which the second bears the id of the first.
pub(super) fn same_id_findings<'p>(
    records: &[Record],
    same: &[(u32, u32)],
    path: impl Fn(u32) -> &'p str,
) -> Vec<Finding> {
    let finding = |(first, second): &(u32, u32)| {
        let (other, record) = (&records[*first as usize], &records[*second as usize]);
        let variant = if other.id == record.id { "twice" } else { "case" };
        let finding = Finding::new(&code::SAME_ID, Place::file(path(record.source))).variant(variant);
        finding.arg("id", &record.id).arg("other", path(other.source))
    };
    same.iter().map(finding).collect()
}
