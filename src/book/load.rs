//! Reading sources into a linked [`Book`].

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;

use super::cache::computed::Pieces;
use super::cache::index::partition_point;
use super::cache::{self, Known, ReadFiles};
use super::delta::Delta;
use super::direct::Direct;
use super::files::{Along, Door, Files, HELD};
use super::ids::{Ids, same_id_findings, same_ids, sort_records};
use super::known::KnownFiles;
use super::link::LazyLinks;
use super::progress::{Progress, Stage};
use super::reading::{Opening, hides_record, parse};
use super::record::Record;
use super::roll::Roll;
use super::source::{self, Source};
use super::tree::Table;
use super::typed;
use super::view::{TableView, View};
use crate::finding::{At, Finding, KeyPath, Place};
use crate::firm::{self, Firm};
use crate::model::{Kind, KindId, Kinds, Shape, Shapes};

/// Files that are read, and counted, at once; their values lie together.
const COUNTED: usize = 256;

/// A record's place in its book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    pub kind: KindId,
    pub index: u32,
}

/// Everything that the files say, and all findings of form.
pub struct Book {
    pub kinds: Kinds,
    pub firm: Firm,
    /// `carnet.toml` was read whole. Where it was not, only form can be judged.
    pub firm_sound: bool,
    /// Read from history: see [`Book::read_past`].
    pub past: bool,
    shapes: Shapes,
    files: Files,
    /// Files that are as they were when they were read before.
    pub(super) known: Option<KnownFiles>,
    pub(super) tables: Vec<KindTable>,
    /// Positions of files among those that were read, whose records have an id that another one has.
    doubles: Vec<usize>,
    /// What is wrong with the form of files, sorted.
    pub findings: Vec<Finding>,
    /// Paths of record files that are not (wholly) in lists and figures, sorted.
    pub unreadable: Vec<Box<str>>,
    links: LazyLinks,
    numbers: Vec<OnceLock<FxHashMap<Box<str>, Vec<RecordRef>>>>,
    progress: Arc<Progress>,
}

/// The book that another is made of, and the paths of the files that are not the same in it, sorted.
struct Earlier<'b> {
    book: &'b Book,
    touched: &'b [&'b str],
}

impl<'b> Earlier<'b> {
    /// For each of these sources, by path: what tells its text where that was let go; then it is read already, and there is its record.
    fn of(&self, sources: &[Source]) -> (Vec<u64>, Vec<Option<&'b Record>>) {
        let book = self.book;
        let first = book.known.as_ref().map_or(0, KnownFiles::count);
        let mut records: Vec<Option<&Record>> = vec![None; book.files.len()];
        book.records_read().for_each(|record| records[(record.source - first) as usize] = Some(record));
        let mut old = (0..book.files.len()).peekable();
        let one = |source: &Source| {
            while old.next_if(|number| book.files.path(*number) < &*source.path).is_some() {}
            let number = *old.peek().filter(|number| book.files.path(**number) == &*source.path)?;
            let there = book.files.sum(number) != HELD && self.touched.binary_search(&&*source.path).is_err();
            there.then(|| Some((book.files.sum(number), records[number]?))).flatten()
        };
        sources.iter().map(one).map(|found| found.map_or((HELD, None), |(sum, record)| (sum, Some(record)))).unzip()
    }
}

#[derive(Default)]
pub(super) struct KindTable {
    /// The files of known records and those that were read, before the records are put together.
    pub(super) roll: OnceLock<Roll>,
    /// By id; unless all were read, they are put together at the first question.
    pub(super) records: OnceLock<Vec<Record>>,
    /// Those that were read, before that.
    pub(super) read: Vec<Record>,
    ids: OnceLock<Ids>,
    /// How many ids were asked for before they were indexed.
    asked: AtomicUsize,
    /// The same of numbers.
    numbers_asked: AtomicUsize,
}

/// For so many ids it is faster to halve the list than to index it.
const FEW: usize = 64;

impl Book {
    /// Reads sources in any order; the result does not depend on it.
    pub fn read(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_with(kinds, sources, Vec::new())
    }

    /// The same, with what whoever fetched the sources found already: files that could not be read, links.
    pub fn read_with(kinds: Kinds, sources: Vec<Source>, findings: Vec<Finding>) -> Book {
        Book::read_how(kinds, sources, findings, Known::default(), false, None)
    }

    /// The same where some files are known from before: `sources` are the others.
    pub fn read_known(kinds: Kinds, sources: Vec<Source>, findings: Vec<Finding>, known: Known) -> Book {
        Book::read_how(kinds, sources, findings, known, false, None)
    }

    /// Reads an old version of the book. What was written in another time is not mistyped: a key that this carnet does
    /// not know is a note, and its record as sound as any.
    pub fn read_past(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_how(kinds, sources, Vec::new(), Known::default(), true, None)
    }

    fn read_how(
        kinds: Kinds,
        mut sources: Vec<Source>,
        mut findings: Vec<Finding>,
        known: Known,
        past: bool,
        earlier: Option<Earlier<'_>>,
    ) -> Book {
        if !sources.is_sorted_by(|a, b| a.path <= b.path) {
            sources.par_sort_by(|a, b| a.path.cmp(&b.path));
        }
        let mut unreadable: Vec<Box<str>> =
            findings.iter().filter(|finding| hides_record(&kinds, finding)).map(|f| f.place.path.clone()).collect();
        let Known { kept, same, along, progress } = known;
        let known = kept.map(|kept| KnownFiles::new(kept, same));
        let first = known.as_ref().map_or(0, KnownFiles::count);
        let (opening, readings, sums, door) = match along {
            Some(Along { opening, mut reading, again }) => {
                let sums = std::mem::take(&mut reading.sums);
                reading.each_record(|record| record.source += first);
                (opening, vec![reading], sums, Some(Door::new(again)))
            }
            None => {
                progress.begin(Stage::Reading, sources.len());
                let settings = sources.binary_search_by(|source| (*source.path).cmp(firm::PATH)).ok();
                let told = findings.iter().any(|finding| &*finding.place.path == firm::PATH);
                let opening = Opening::of(kinds, settings.map(|at| &sources[at]), told, past);
                let door = earlier.as_ref().and_then(|earlier| earlier.book.files.door().cloned());
                let (sums, given) = earlier.map_or_else(Default::default, |earlier| earlier.of(&sources));
                let reader = opening.reader_from(first, given);
                let read = |direct: &mut Direct, (i, sources): (usize, &[Source])| {
                    let files = sources.iter().map(|source| (&*source.path, &*source.bytes));
                    let reading = reader.read(first + (i * COUNTED) as u32, files, direct);
                    progress.add(sources.len());
                    reading
                };
                let readings = sources.par_chunks(COUNTED).enumerate().map_init(Direct::default, read).collect();
                (opening, readings, sums, door)
            }
        };
        let Opening { kinds, firm, firm_sound, past, shapes, findings: of_settings } = opening;
        findings.extend(of_settings);

        let mut tables: Vec<KindTable> = kinds.iter().map(|_| KindTable::default()).collect();
        let mut counts = vec![0; tables.len()];
        readings
            .iter()
            .flat_map(|reading| &reading.records)
            .flatten()
            .for_each(|record| counts[record.kind.index()] += 1);
        tables.iter_mut().zip(counts).for_each(|(table, count)| table.read.reserve_exact(count));
        for reading in readings {
            unreadable.extend(reading.lost);
            findings.extend(reading.findings);
            for record in reading.records.into_iter().flatten() {
                tables[record.kind.index()].read.push(record);
            }
        }
        unreadable.sort();
        if let Some(known) = &known {
            // Files may be read folder by folder; records are looked up by the numbers of their files, which are in the order of paths.
            tables.iter_mut().for_each(|table| table.read.sort_by_key(|record| record.source));
            known.read_damaged(&kinds, &shapes, &firm);
        }
        let mut book = Book {
            kinds,
            firm,
            firm_sound,
            past,
            shapes,
            files: Files::new(sources, sums, door),
            known,
            numbers: tables.iter().map(|_| OnceLock::new()).collect(),
            tables,
            doubles: Vec::new(),
            findings: Vec::new(),
            unreadable,
            links: LazyLinks::default(),
            progress,
        };
        book.progress.begin(Stage::Computing, 0);
        findings.extend(book.same_ids());
        book.locate(&mut findings);
        crate::finding::sort(&mut findings);
        book.findings = findings;
        book
    }

    /// The book with these files, and without those of the other paths. Findings are of form only, not of the disk.
    pub fn with(&self, files: Vec<Source>, without: &FxHashSet<&str>) -> Book {
        self.with_found(files, without, Vec::new())
    }

    /// The same, with what whoever fetched the files found already.
    pub fn with_found(&self, files: Vec<Source>, without: &FxHashSet<&str>, found: Vec<Finding>) -> Book {
        // Sorted, since an import brings as many files as the book has.
        let mut paths: Vec<&str> = files.iter().map(|file| &*file.path).chain(without.iter().copied()).collect();
        paths.sort_unstable();
        let is_touched = |path: &str| paths.binary_search(&path).is_ok();
        let kept = |source: &&Source| !is_touched(&source.path);
        // Settings change how everything is read.
        if is_touched(firm::PATH) {
            let sources = self.sources().filter(kept).chain(&files).cloned().collect();
            return Book::read_how(self.kinds.clone(), sources, found, Known::default(), false, None);
        }
        let mut known = Known { progress: self.progress.clone(), ..Known::default() };
        if let Some(before) = &self.known {
            let mut same = before.same.clone();
            for path in &paths {
                let kind = source::address(&self.kinds, path).ok().flatten().map(|address| address.kind);
                if let Some(number) = kind.and_then(|kind| before.number_of(kind, path)) {
                    same[number as usize] = false;
                }
            }
            (known.kept, known.same) = (Some(before.kept.clone()), same);
        }
        let mut sources = Vec::with_capacity(self.files.len() + files.len());
        sources.extend(self.files.list().iter().filter(kept).chain(&files).cloned());
        let earlier = Earlier { book: self, touched: &paths };
        Book::read_how(self.kinds.clone(), sources, found, known, false, Some(earlier))
    }

    /// Ids that are used twice or differ by case only. Such files are not kept; so where files are known from before, only
    /// kinds with added ones need to be looked at.
    fn same_ids(&mut self) -> Vec<Finding> {
        let findings = match &self.known {
            None => self.put_together(),
            Some(known) => {
                let mut findings = Vec::new();
                for (kind, _) in self.kinds.iter() {
                    let added = |record: &Record| {
                        let path = self.files.path((record.source - known.count()) as usize);
                        known.number_of(kind, path).is_none()
                    };
                    if self.tables[kind.index()].read.iter().any(added) {
                        let records = self.records(kind);
                        let (ids, same) = Ids::of(records.len(), |index| &*records[index].id);
                        findings.extend(same_id_findings(self.records(kind), &same, |number| self.path_of(number)));
                        // Nobody asked for them yet.
                        let _ = self.tables[kind.index()].ids.set(ids);
                    }
                }
                findings
            }
        };
        self.doubles = findings.iter().filter_map(|finding| self.files.position(&finding.place.path)).collect();
        findings
    }

    /// Sorts all records where all were read.
    fn put_together(&mut self) -> Vec<Finding> {
        let files = &self.files;
        let path = |number: u32| files.path(number as usize);
        let put_together = |table: &mut KindTable| {
            let mut records = std::mem::take(&mut table.read);
            sort_records(&mut records, path);
            let (ids, same) = same_ids(&records);
            let findings = same_id_findings(&records, &same, path);
            table.records = OnceLock::from(records);
            table.ids = ids.map_or_else(OnceLock::new, OnceLock::from);
            findings
        };
        self.tables.par_iter_mut().with_max_len(1).map(put_together).flatten().collect()
    }

    /// Where long work on the book is counted.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    pub fn shape(&self, kind: KindId) -> &Shape {
        self.shapes.get(kind)
    }

    /// The shape of a kind, to be kept beyond the borrow of the book.
    pub fn shared_shape(&self, kind: KindId) -> Arc<Shape> {
        self.shapes.get(kind).clone()
    }

    /// Those of all kinds.
    pub fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    pub fn kind(&self, kind: KindId) -> &Kind {
        self.kinds.get(kind)
    }

    /// All records of a kind by id, unsound ones included.
    pub fn records(&self, kind: KindId) -> &[Record] {
        let table = &self.tables[kind.index()];
        // Where no file is known, they were put together when all had been read.
        let put_together = || {
            let (known, roll) = self.known.as_ref().zip(self.roll(kind))?;
            Some(known.records(kind, roll, |number| table.read_from(number).cloned()))
        };
        table.records.get_or_init(|| put_together().unwrap_or_default())
    }

    /// Whether one of these names may stand in a record of a kind, told without putting its records together where that can be
    /// told; `says` tells it of the values of one.
    pub(super) fn may_say(
        &self,
        kind: KindId,
        names: &[(Option<u64>, cache::Finder<'_>)],
        says: impl Fn(TableView<'_>) -> bool,
    ) -> bool {
        let (Some(known), table) = (&self.known, &self.tables[kind.index()]) else { return true };
        table.read.len() > FEW
            || table.read.iter().any(|record| says(record.values.view()))
            || known.kept.may_be_said(known.kept.index().of_kind(kind), names)
    }

    fn ids(&self, kind: KindId) -> &Ids {
        self.tables[kind.index()]
            .ids
            .get_or_init(|| Ids::of(self.count(kind), |index| self.id(RecordRef { kind, index: index as u32 })).0)
    }

    /// The records of a kind that lists and figures are made of, by id.
    pub fn sound(&self, kind: KindId) -> impl Iterator<Item = (RecordRef, &Record)> {
        self.records(kind)
            .iter()
            .enumerate()
            .filter(|(_, record)| record.sound)
            .map(move |(index, record)| (RecordRef { kind, index: index as u32 }, record))
    }

    /// The sound records of a kind called by its name; empty when there is no such kind.
    pub fn sound_named(&self, kind: &str) -> impl Iterator<Item = (RecordRef, &Record)> {
        self.kinds.named(kind).into_iter().flat_map(|kind| self.sound(kind))
    }

    /// Every record, kind by kind.
    pub fn refs(&self) -> impl Iterator<Item = RecordRef> + '_ {
        self.kinds.iter().flat_map(|(kind, _)| (0..self.count(kind)).map(move |i| RecordRef { kind, index: i as u32 }))
    }

    pub fn get(&self, record: RecordRef) -> &Record {
        &self.records(record.kind)[record.index as usize]
    }

    /// The record of exactly this id.
    pub fn find(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        let table = &self.tables[kind.index()];
        if table.ids.get().is_none() && table.asked.fetch_add(1, Ordering::Relaxed) < FEW {
            if table.records.get().is_none()
                && table.read.len() <= FEW
                && self.known.as_ref().is_some_and(|known| !known.had(kind, id))
                && !table.read.iter().any(|record| *record.id == *id)
            {
                return None;
            }
            // Of several with one id, the first.
            let (count, record) = (self.count(kind) as u32, |index| RecordRef { kind, index });
            let found = record(partition_point(0..count, |index| self.id(record(index)) < id));
            return (found.index < count && self.id(found) == id).then_some(found);
        }
        let (index, exact) = self.ids(kind).position(id)?;
        if exact {
            return Some(RecordRef { kind, index });
        }
        // Two ids that differ by case only are a finding, but each of them is there.
        let index = self.records(kind).binary_search_by(|record| (*record.id).cmp(id)).ok()?;
        Some(RecordRef { kind, index: index as u32 })
    }

    pub fn find_ignoring_case(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        self.ids(kind).position(id).map(|(index, _)| RecordRef { kind, index })
    }

    /// The documents of a kind that bear this number.
    pub fn by_number(&self, kind: KindId, number: &str) -> &[RecordRef] {
        let table = &self.tables[kind.index()];
        if self.numbers[kind.index()].get().is_none() && table.numbers_asked.fetch_add(1, Ordering::Relaxed) < FEW {
            // Most words that are asked for are no number of any document.
            let names = [(cache::filter::hash(number), cache::Finder::new(number.as_bytes()))];
            let position = self.shape(kind).position("number");
            let bears = |values: TableView<'_>| position.and_then(|at| values.get(at)?.as_text()) == Some(number);
            if position.is_none() || !self.may_say(kind, &names, bears) {
                return &[];
            }
        }
        let numbers = self.numbers[kind.index()].get_or_init(|| {
            let mut map: FxHashMap<Box<str>, Vec<RecordRef>> = FxHashMap::default();
            if let Some(position) = self.shape(kind).position("number") {
                for (index, record) in self.records(kind).iter().enumerate() {
                    if let Some(number) = record.values.view().get(position).and_then(View::as_text) {
                        map.entry(number.into()).or_default().push(RecordRef { kind, index: index as u32 });
                    }
                }
            }
            map
        });
        numbers.get(number).map_or(&[], Vec::as_slice)
    }

    /// The records that refer to this one, in the book's order, each once.
    pub fn referrers(&self, record: RecordRef) -> Vec<RecordRef> {
        self.links.to(self, record)
    }

    /// The typed struct of a sound record; `None` for one that is not.
    pub fn typed<T: DeserializeOwned>(&self, record: RecordRef) -> Option<T> {
        self.is_sound(record).then(|| typed::build(self.shape(record.kind), self.values(record)).ok()).flatten()
    }

    /// `customer/acme`.
    pub fn name(&self, record: RecordRef) -> String {
        format!("{}/{}", self.kind(record.kind).name, self.id(record))
    }

    /// What people call a record: its title where it has one, else its id.
    pub fn title(&self, record: RecordRef) -> &str {
        self.text(record, self.kind(record.kind).title).unwrap_or_else(|| self.id(record))
    }

    /// All files, by path.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources_of(|_| true).into_iter()
    }

    /// Those of the paths that are wanted. What has to be read for it is read side by side.
    pub fn sources_of(&self, wanted: impl Fn(&str) -> bool) -> Vec<&Source> {
        let numbers = self.numbers_of(wanted).into_par_iter().with_min_len(64);
        numbers.map(|number| self.source_number(number)).collect()
    }

    /// Calls `see` for each of them, side by side, and gives what it made of them, by path. A text that is not there is held only as
    /// long as it is looked at.
    pub fn each_source<T: Send>(&self, wanted: impl Fn(&str) -> bool, see: impl Fn(&Source) -> T + Sync) -> Vec<T> {
        let source = |number: u32| match &self.known {
            Some(known) if number < known.count() => Cow::Owned(known.kept.source(number)),
            Some(known) => self.files.look((number - known.count()) as usize),
            None => self.files.look(number as usize),
        };
        self.numbers_of(wanted).into_par_iter().with_min_len(64).map(|number| see(&source(number))).collect()
    }

    /// The numbers of all files whose paths are wanted, by path.
    fn numbers_of(&self, wanted: impl Fn(&str) -> bool) -> Vec<u32> {
        let first = self.known.as_ref().map_or(0, KnownFiles::count);
        let mut known = self.known.as_ref().map_or(&[][..], |known| known.by_path()).iter().copied().peekable();
        let mut read = (first..).take(self.files.len()).peekable();
        let numbers = std::iter::from_fn(|| match (known.peek(), read.peek()) {
            (Some(a), Some(b)) if self.path_of(*a) < self.path_of(*b) => known.next(),
            (Some(_), None) => known.next(),
            _ => read.next(),
        });
        numbers.filter(|number| wanted(self.path_of(*number))).collect()
    }

    /// The file of this number, which [`Record::source`] gives.
    pub fn source_number(&self, number: u32) -> &Source {
        match &self.known {
            Some(known) if number < known.count() => known.source(number),
            Some(known) => self.files.get((number - known.count()) as usize),
            None => self.files.get(number as usize),
        }
    }

    pub(super) fn path_of(&self, number: u32) -> &str {
        match &self.known {
            Some(known) if number < known.count() => known.kept.path(number),
            Some(known) => self.files.path((number - known.count()) as usize),
            None => self.files.path(number as usize),
        }
    }

    /// The file of a record.
    pub fn source(&self, record: RecordRef) -> &Source {
        self.source_number(self.get(record).source)
    }

    /// The source at a path below the book's root.
    pub fn source_at(&self, path: &str) -> Option<&Source> {
        if let Some(position) = self.files.position(path) {
            return Some(self.files.get(position));
        }
        let known = self.known.as_ref()?;
        let kind = source::address(&self.kinds, path).ok()??.kind;
        known.number_of(kind, path).filter(|number| known.is_same(*number)).map(|number| known.source(number))
    }

    /// The record of the file at a path below the book's root.
    pub fn record_at(&self, path: &str) -> Option<RecordRef> {
        let address = source::address(&self.kinds, path).ok()??;
        self.called(address.kind, cache::index::id(path)).find(|record| self.path(*record) == path)
    }

    /// The records of exactly this id: one, where nothing is wrong with them.
    pub fn called<'b>(&'b self, kind: KindId, id: &str) -> impl Iterator<Item = RecordRef> + use<'b> {
        let first = self.find(kind, id);
        let alike = first.map_or(&[][..], |first| &self.records(kind)[first.index as usize..]);
        let count = alike.iter().take_while(|record| *record.id == *alike[0].id).count() as u32;
        first
            .into_iter()
            .flat_map(move |first| (first.index..first.index + count).map(move |index| RecordRef { kind, index }))
    }

    /// The book with no more than these records, in the same order among each other, and without findings.
    ///
    /// What is computed of a record is the same there where all that it hangs together with is in it.
    pub fn part(&self, records: &BTreeSet<RecordRef>) -> Book {
        let known = self.known.as_ref().map(|known| KnownFiles::new(known.kept.clone(), Vec::new()));
        let mut tables: Vec<Vec<Record>> = self.kinds.iter().map(|_| Vec::new()).collect();
        for record in records {
            tables[record.kind.index()].push(self.get(*record).clone());
        }
        let table = |records: Vec<Record>| {
            let mut table = KindTable::default();
            if let Some(known) = &known {
                table.roll = OnceLock::from(Roll::Mixed(records.iter().map(|record| record.source).collect()));
                table.read = records.iter().filter(|record| record.source >= known.count()).cloned().collect();
                table.read.sort_by_key(|record| record.source);
            }
            table.records = OnceLock::from(records);
            table
        };
        Book {
            kinds: self.kinds.clone(),
            firm: self.firm.clone(),
            firm_sound: self.firm_sound,
            past: self.past,
            shapes: self.shapes.clone(),
            files: self.files.shared(),
            tables: tables.into_iter().map(table).collect(),
            known,
            doubles: Vec::new(),
            findings: Vec::new(),
            unreadable: Vec::new(),
            links: LazyLinks::default(),
            numbers: self.kinds.iter().map(|_| OnceLock::new()).collect(),
            progress: Arc::default(),
        }
    }

    pub fn path(&self, record: RecordRef) -> &str {
        self.path_of(self.get(record).source)
    }

    /// The files that were read, with what is to be kept of them: the values of those in which nothing is wrong, and what is
    /// computed of their records.
    pub fn packed(&self, compute: impl Fn(&Record) -> Option<Box<[u8]>> + Sync) -> ReadFiles {
        let first = self.known.as_ref().map_or(0, KnownFiles::count);
        let mut records: Vec<Option<&Record>> = vec![None; self.files.len()];
        for record in self.records_read() {
            let position = (record.source - first) as usize;
            records[position] = Some(record).filter(|_| self.files.sum(position) != HELD);
        }
        self.doubles.iter().for_each(|position| records[*position] = None);
        let some = |records: &[Option<&Record>]| Pieces::new(records.iter().map(|record| compute((*record)?)));
        let computed = records.par_chunks(cache::TOGETHER).map(some).collect();
        let blobs = records.into_iter().map(|record| record?.values.blob().cloned()).collect();
        ReadFiles { files: self.files.list().clone(), blobs, computed }
    }

    /// The records of files that were read.
    fn records_read(&self) -> impl Iterator<Item = &Record> {
        // Where some are known, those that were read are still apart.
        let apart = self.known.is_some();
        self.tables.iter().flat_map(move |table| match table.records.get() {
            Some(records) if !apart => records,
            _ => &table.read,
        })
    }

    /// How many names stand in what was computed of files that were read before: see [`cache::Rows::names`].
    pub fn computed_names(&self) -> usize {
        self.known.as_ref().and_then(|known| known.kept.rows()).map_or(0, cache::Rows::names)
    }

    /// The files that are not as they were when they were kept; `None` where none were.
    pub fn fresh(&self) -> Option<Delta> {
        let known = self.known.as_ref()?;
        let mut delta = Delta::default();
        // A file may look different and say the same: it was written again, or checked out.
        let mut again: FxHashSet<&str> = FxHashSet::default();
        for record in self.tables.iter().flat_map(|table| &table.read) {
            let path = self.path_of(record.source);
            let number = known.number_of(record.kind, path);
            if record.sound && number.is_some_and(|number| known.kept.values(number) == *record.values) {
                again.insert(path);
            }
        }
        let index = known.kept.index();
        for (kind, _) in self.kinds.iter() {
            let gone = |file: &u32| !known.is_same(*file) && !again.contains(known.kept.path(*file));
            for file in index.of_kind(kind).filter(gone) {
                delta.was(self, known.kept.path(file), known.kept.table(file).map(TableView::Packed));
                delta.add(self, known.kept.path(file));
            }
        }
        let fresh = |source: &&Source| &*source.path != firm::PATH && !again.contains(&*source.path);
        for source in self.files.list().iter().filter(fresh) {
            if !delta.has(&source.path) {
                delta.was(self, &source.path, None);
                delta.add(self, &source.path);
            }
        }
        Some(delta)
    }

    /// A file was not any more what it was when the book was opened: nothing may be written upon it.
    pub fn disturbed(&self) -> bool {
        self.files.disturbed() || self.known.as_ref().is_some_and(|known| known.kept.disturbed())
    }

    /// The place of a value in a record's file.
    pub fn place(&self, record: RecordRef, path: KeyPath) -> Place {
        Place::key(self.path(record), path)
    }

    /// Turns key paths into byte ranges, reading again just the files that have findings.
    pub fn locate(&self, findings: &mut [Finding]) {
        let mut last: Option<(Box<str>, Table<'_>)> = None;
        let places = findings
            .iter_mut()
            .flat_map(|f| std::iter::once(&mut f.place).chain(f.labels.iter_mut().map(|l| &mut l.place)));
        for place in places {
            if !matches!(place.at, At::Key(_) | At::KeyName(_)) {
                continue;
            }
            let Some(source) = self.source_at(&place.path) else {
                place.at = At::File;
                continue;
            };
            if last.as_ref().is_none_or(|(path, _)| *path != place.path) {
                last = source.text().map(|text| (place.path.clone(), parse(&place.path, text, &mut Vec::new())));
            }
            let entry = last.as_ref().and_then(|(_, table)| match &place.at {
                At::Key(path) => table.locate_entry(path).map(|(_, value)| value),
                At::KeyName(path) => table.locate_entry(path).map(|(key, _)| key),
                _ => None,
            });
            place.at = entry.map_or(At::File, At::Range);
        }
    }
}
