//! Files that are as they were when they were kept: their records without reading them.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::cache::Kept;
use super::cache::index::{id, partition_point};
use super::files::Later;
use super::reading::read_values;
use super::record::{Record, RecordValues, Shelf};
use super::roll::Roll;
use super::source::Source;
use crate::firm::Firm;
use crate::model::{KindId, Kinds, Shapes};

/// So many records are worth a thread.
const SEVERAL: usize = 8192;

/// Files that were not read because they are kept. Their numbers come before those of files that were.
pub(super) struct KnownFiles {
    pub(super) kept: Arc<Kept>,
    pub(super) same: Vec<bool>,
    sources: Later,
    /// The numbers of files that are the same, by path.
    by_path: OnceLock<Vec<u32>>,
}

impl KnownFiles {
    pub(super) fn new(kept: Arc<Kept>, mut same: Vec<bool>) -> KnownFiles {
        same.resize(kept.index().files() as usize, false);
        KnownFiles { kept, sources: Later::new(same.len()), same, by_path: OnceLock::new() }
    }

    /// How many numbers are those of known files.
    pub(super) fn count(&self) -> u32 {
        self.kept.index().files()
    }

    pub(super) fn is_same(&self, number: u32) -> bool {
        self.same.get(number as usize).is_some_and(|same| *same)
    }

    /// The records of a kind that stand in these files; of those that are not known, `read` gives them.
    pub(super) fn records(
        &self,
        kind: KindId,
        roll: &Roll,
        read: impl Fn(u32) -> Option<Record> + Sync,
    ) -> Vec<Record> {
        let index = self.kept.index();
        let part = |range: Range<u32>, room: usize| -> Vec<Record> {
            let shelf = Arc::new(Shelf(self.kept.clone()));
            let mut records = Vec::with_capacity(room);
            records.extend(range.filter_map(|place| roll.number(place)).filter_map(|number| {
                if number >= self.count() {
                    return read(number);
                }
                let id = index.id(number).into();
                let values = RecordValues::kept(shelf.clone(), number);
                Some(Record { kind, id, source: number, sound: true, values })
            }));
            records
        };
        let all = roll.len();
        if all < SEVERAL {
            return part(0..all as u32, all);
        }
        // Threads of their own: one of rayon's that waits for these records could be given others' work, and ask for them.
        let step = all.div_ceil(rayon::current_num_threads());
        std::thread::scope(|scope| {
            let range = |first: usize| first as u32..all.min(first + step) as u32;
            let part = &part;
            let running: Vec<_> =
                (step..all).step_by(step).map(|first| scope.spawn(move || part(range(first), step))).collect();
            let mut records = part(range(0), all);
            for part in running {
                records.extend(part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            records
        })
    }

    /// Whether a file of this id was kept, be it the same or not.
    pub(super) fn had(&self, kind: KindId, wanted: &str) -> bool {
        let index = self.kept.index();
        let range = index.of_kind(kind);
        let found = partition_point(range.clone(), |file| index.id(file) < wanted);
        range.contains(&found) && index.id(found) == wanted
    }

    /// The number that the file of this path had, be it the same or not.
    pub(super) fn number_of(&self, kind: KindId, path: &str) -> Option<u32> {
        let index = self.kept.index();
        let range = index.of_kind(kind);
        let before = |file: u32| index.id(file).cmp(id(path)).then_with(|| self.kept.path(file).cmp(path)).is_lt();
        let found = partition_point(range.clone(), before);
        (range.contains(&found) && self.kept.path(found) == path).then_some(found)
    }

    pub(super) fn by_path(&self) -> &[u32] {
        self.by_path.get_or_init(|| {
            let index = self.kept.index();
            let mut numbers: Vec<u32> = (0..self.count()).filter(|number| self.is_same(*number)).collect();
            numbers.par_sort_by(|a, b| index.compare_paths(*a, *b));
            numbers
        })
    }

    pub(super) fn source(&self, number: u32) -> &Source {
        self.sources.get(number as usize, || self.kept.source(number))
    }

    /// Says how a file is read whose kept values are damaged: as any other, now. It had no findings when it was kept.
    pub(super) fn read_damaged(&self, kinds: &Kinds, shapes: &Shapes, firm: &Firm) {
        let (shapes, firm) = (shapes.clone(), firm.clone());
        let kinds: Vec<(Range<u32>, KindId)> =
            kinds.iter().map(|(kind, _)| (self.kept.index().of_kind(kind), kind)).collect();
        self.kept.read_with(Box::new(move |number, source| {
            let kind = kinds.iter().find(|(range, _)| range.contains(&number)).map_or(KindId(0), |(_, kind)| *kind);
            let text = source.text().unwrap_or_default();
            read_values(shapes.get(kind), &source.path, text, &firm, &mut Vec::new()).0
        }));
    }
}
