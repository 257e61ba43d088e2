//! Which files the records of a kind stand in, by id: enough to count them, and to look at what is kept of one. Records need
//! not be put together for it; most sums look at numbers that are kept, and at no record.

use std::ops::Range;

use super::cache::index::{id, partition_point};
use super::known::KnownFiles;
use super::record::Record;
use crate::model::KindId;

/// The numbers of files, in the order of the ids.
pub(super) enum Roll {
    /// As they follow each other in what is kept.
    Kept(Range<u32>),
    Mixed(Box<[u32]>),
}

impl Roll {
    /// The files of a kind that are the same, and those of the records that were read.
    pub(super) fn of<'b>(known: &'b KnownFiles, kind: KindId, read: &[Record], path: impl Fn(u32) -> &'b str) -> Roll {
        let kept = known.kept.index().of_kind(kind);
        if read.is_empty() && kept.clone().all(|number| known.is_same(number)) {
            return Roll::Kept(kept);
        }
        let key = |number: u32| (id(path(number)), path(number));
        let mut added: Vec<u32> = read.iter().map(|record| record.source).collect();
        added.sort_by(|a, b| key(*a).cmp(&key(*b)));
        // Few were read: each is looked up among the many, which are never compared with each other.
        let (mut numbers, mut next) = (Vec::with_capacity(kept.len() + added.len()), kept.start);
        let same = |range: Range<u32>| range.filter(|number| known.is_same(*number));
        for number in added {
            let place = partition_point(next..kept.end, |kept| key(kept) < key(number));
            numbers.extend(same(next..place));
            numbers.push(number);
            next = place;
        }
        numbers.extend(same(next..kept.end));
        Roll::Mixed(numbers.into())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Roll::Kept(range) => range.len(),
            Roll::Mixed(numbers) => numbers.len(),
        }
    }

    /// The file of a record, by its place among those of its kind.
    pub(super) fn number(&self, index: u32) -> Option<u32> {
        match self {
            Roll::Kept(range) => range.start.checked_add(index).filter(|number| *number < range.end),
            Roll::Mixed(numbers) => numbers.get(index as usize).copied(),
        }
    }
}
