//! Reading sources into a linked [`Book`].

use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::de::DeserializeOwned;

use super::cache::{self, Kept, Known, ReadFile};
use super::delta::Delta;
use super::link::LazyLinks;
use super::progress::{Progress, Stage};
use super::record::{Record, RecordValues, Values};
use super::source::{self, Source};
use super::tree::{Data, Table};
use super::view::View;
use super::walk::Walk;
use super::{front_matter, tree, typed};
use crate::finding::{At, Finding, KeyPath, Place, code};
use crate::firm::{self, Firm, FirmFile, custom};
use crate::model::kind::schema_of;
use crate::model::{Kind, KindId, Kinds, Shape};

/// Files of which the reading is counted at once.
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
    shapes: Vec<Arc<Shape>>,
    /// The files that were read, by path.
    sources: Vec<Source>,
    /// Files that are as they were when they were read before.
    known: Option<KnownFiles>,
    tables: Vec<KindTable>,
    packed: Vec<Option<Box<[u8]>>>,
    /// What is wrong with the form of files, sorted.
    pub findings: Vec<Finding>,
    /// Paths of record files that are not (wholly) in lists and figures, sorted.
    pub unreadable: Vec<Box<str>>,
    links: LazyLinks,
    numbers: Vec<OnceLock<FxHashMap<Box<str>, Vec<RecordRef>>>>,
    progress: Arc<Progress>,
}

/// Files that were not read because they are kept. Their numbers come before those of files that were.
struct KnownFiles {
    kept: Arc<Kept>,
    same: Vec<bool>,
    /// Read when they are asked for.
    sources: OnceLock<Box<[OnceLock<Source>]>>,
    /// The numbers of files that are the same, by path.
    by_path: OnceLock<Vec<u32>>,
}

#[derive(Default)]
struct KindTable {
    /// By id; unless all were read, they are put together at the first question.
    records: OnceLock<Vec<Record>>,
    /// Those that were read, before that.
    read: Vec<Record>,
    ids: OnceLock<Ids>,
}

/// The ids of a kind's records.
#[derive(Default)]
struct Ids {
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

/// One file, read.
struct Reading {
    record: Option<Record>,
    findings: Vec<Finding>,
    packed: Option<Box<[u8]>>,
}

impl Book {
    /// Reads sources in any order; the result does not depend on it.
    pub fn read(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_with(kinds, sources, Vec::new())
    }

    /// The same, with what whoever fetched the sources found already: files that could not be read, links.
    pub fn read_with(kinds: Kinds, sources: Vec<Source>, findings: Vec<Finding>) -> Book {
        Book::read_how(kinds, sources, findings, Known::default(), false)
    }

    /// The same where some files are known from before: `sources` are the others.
    pub fn read_known(kinds: Kinds, sources: Vec<Source>, findings: Vec<Finding>, known: Known) -> Book {
        Book::read_how(kinds, sources, findings, known, false)
    }

    /// Reads an old version of the book. What was written in another time is not mistyped: a key that this carnet does
    /// not know is a note, and its record as sound as any.
    pub fn read_past(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_how(kinds, sources, Vec::new(), Known::default(), true)
    }

    fn read_how(kinds: Kinds, mut sources: Vec<Source>, mut findings: Vec<Finding>, known: Known, past: bool) -> Book {
        sources.par_sort_by(|a, b| a.path.cmp(&b.path));
        let mut unreadable: Vec<Box<str>> =
            findings.iter().filter(|finding| hides_record(&kinds, finding)).map(|f| f.place.path.clone()).collect();
        let (firm, firm_sound) = read_firm(&sources, past, &mut findings);
        let mut shapes: Vec<Arc<Shape>> = kinds.iter().map(|(_, kind)| Arc::new(shape_of(kind))).collect();
        findings.extend(custom::append(&firm.file.field, &kinds, &mut shapes));

        let (pack, progress) = (known.pack, known.progress);
        progress.begin(Stage::Reading, sources.len());
        let known = known.kept.map(|kept| KnownFiles::new(kept, known.same));
        let first = known.as_ref().map_or(0, KnownFiles::count);
        let readings: Vec<Reading> = sources
            .par_iter()
            .enumerate()
            .with_min_len(64)
            .map(|(i, source)| {
                let mut reading = read_source(&kinds, &shapes, &firm, past, first + i as u32, source);
                if let Some(record) = &reading.record
                    && (pack && record.sound && reading.findings.is_empty())
                {
                    reading.packed = Some(cache::pack::blob(&record.values, source.bytes.len()).into());
                }
                if i % COUNTED == COUNTED - 1 {
                    progress.add(COUNTED);
                }
                reading
            })
            .collect();

        let mut tables: Vec<KindTable> = kinds.iter().map(|_| KindTable::default()).collect();
        let mut packed = Vec::new();
        for (reading, source) in readings.into_iter().zip(&sources) {
            let lost = reading.record.as_ref().map_or(!reading.findings.is_empty(), |record| !record.sound);
            if lost && &*source.path != firm::PATH && reading.findings.iter().any(|f| f.code.id != code::STRAY_FILE.id)
            {
                unreadable.push(source.path.clone());
            }
            findings.extend(reading.findings);
            if let Some(record) = reading.record {
                tables[record.kind.index()].read.push(record);
            }
            if pack {
                packed.push(reading.packed);
            }
        }
        unreadable.sort();
        if let Some(known) = &known {
            known.read_damaged(&shapes, &firm);
        }
        let mut book = Book {
            kinds,
            firm,
            firm_sound,
            past,
            shapes,
            sources,
            known,
            numbers: tables.iter().map(|_| OnceLock::new()).collect(),
            tables,
            packed,
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
        // Sorted, since an import brings as many files as the book has.
        let mut paths: Vec<&str> = files.iter().map(|file| &*file.path).chain(without.iter().copied()).collect();
        paths.sort_unstable();
        let is_touched = |path: &str| paths.binary_search(&path).is_ok();
        let known = match &self.known {
            // Settings change how everything is read.
            Some(known) if !is_touched(firm::PATH) => {
                let mut same = known.same.clone();
                for path in &paths {
                    let kind = source::address(&self.kinds, path).ok().flatten().map(|address| address.kind);
                    if let Some(number) = kind.and_then(|kind| known.number_of(kind, path)) {
                        same[number as usize] = false;
                    }
                }
                Some(Known {
                    kept: Some(known.kept.clone()),
                    same,
                    progress: self.progress.clone(),
                    ..Known::default()
                })
            }
            _ => None,
        };
        let mut sources: Vec<Source> = match known {
            Some(_) => self.sources.iter().filter(|source| !is_touched(&source.path)).cloned().collect(),
            None => self.sources().filter(|source| !is_touched(&source.path)).cloned().collect(),
        };
        sources.extend(files.iter().cloned());
        Book::read_how(self.kinds.clone(), sources, Vec::new(), known.unwrap_or_default(), false)
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
                        let path = &*self.sources[(record.source - known.count()) as usize].path;
                        known.number_of(kind, path).is_none()
                    };
                    if self.tables[kind.index()].read.iter().any(added) {
                        let (ids, same) = Ids::of(self.records(kind));
                        findings.extend(same_id_findings(self.records(kind), &same, |number| self.path_of(number)));
                        // Nobody asked for them yet.
                        let _ = self.tables[kind.index()].ids.set(ids);
                    }
                }
                findings
            }
        };
        for finding in &findings {
            let position = self.sources.binary_search_by(|source| source.path.cmp(&finding.place.path));
            if let Some(packed) = position.ok().and_then(|position| self.packed.get_mut(position)) {
                *packed = None;
            }
        }
        findings
    }

    /// Sorts all records where all were read, and indexes them.
    fn put_together(&mut self) -> Vec<Finding> {
        let sources = &self.sources;
        let path = |number: u32| &*sources[number as usize].path;
        let put_together = |table: &mut KindTable| {
            let mut records = std::mem::take(&mut table.read);
            sort_records(&mut records, path);
            let (ids, same) = Ids::of(&records);
            let findings = same_id_findings(&records, &same, path);
            table.records = OnceLock::from(records);
            table.ids = OnceLock::from(ids);
            findings
        };
        self.tables.par_iter_mut().with_max_len(1).map(put_together).flatten().collect()
    }

    /// Where long work on the book is counted.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    pub fn shape(&self, kind: KindId) -> &Shape {
        &self.shapes[kind.index()]
    }

    /// The shape of a kind, to be kept beyond the borrow of the book.
    pub fn shared_shape(&self, kind: KindId) -> Arc<Shape> {
        self.shapes[kind.index()].clone()
    }

    pub fn kind(&self, kind: KindId) -> &Kind {
        self.kinds.get(kind)
    }

    /// All records of a kind by id, unsound ones included.
    pub fn records(&self, kind: KindId) -> &[Record] {
        let table = &self.tables[kind.index()];
        table.records.get_or_init(|| {
            let mut records = self.known.as_ref().map_or_else(Vec::new, |known| known.records(kind));
            if !table.read.is_empty() {
                records.extend_from_slice(&table.read);
                sort_records(&mut records, |number| self.path_of(number));
            }
            records
        })
    }

    fn ids(&self, kind: KindId) -> &Ids {
        self.tables[kind.index()].ids.get_or_init(|| Ids::of(self.records(kind)).0)
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
        self.kinds
            .iter()
            .flat_map(|(kind, _)| (0..self.records(kind).len()).map(move |i| RecordRef { kind, index: i as u32 }))
    }

    pub fn get(&self, record: RecordRef) -> &Record {
        &self.records(record.kind)[record.index as usize]
    }

    /// The record of exactly this id.
    pub fn find(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        let ids = self.ids(kind);
        let index = ids.position(id)?;
        if ids.id(index) == id {
            return Some(RecordRef { kind, index });
        }
        // Two ids that differ by case only are a finding, but each of them is there.
        let index = self.records(kind).binary_search_by(|record| (*record.id).cmp(id)).ok()?;
        Some(RecordRef { kind, index: index as u32 })
    }

    pub fn find_ignoring_case(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        self.ids(kind).position(id).map(|index| RecordRef { kind, index })
    }

    /// The documents of a kind that bear this number.
    pub fn by_number(&self, kind: KindId, number: &str) -> &[RecordRef] {
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
        let found = self.get(record);
        found.sound.then(|| typed::build(self.shape(record.kind), &found.values).ok()).flatten()
    }

    /// `customer/acme`.
    pub fn name(&self, record: RecordRef) -> String {
        format!("{}/{}", self.kind(record.kind).name, self.get(record).id)
    }

    /// What people call a record: its title where it has one, else its id.
    pub fn title(&self, record: RecordRef) -> &str {
        let found = self.get(record);
        let title = self.kind(record.kind).title;
        found.text(self.shape(record.kind), title).unwrap_or(&found.id)
    }

    /// All files, by path.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let mut known = self.known.as_ref().map_or(&[][..], |known| known.by_path()).iter().copied().peekable();
        let mut read = self.sources.iter().peekable();
        std::iter::from_fn(move || match (known.peek(), read.peek()) {
            (Some(number), Some(source)) if self.path_of(*number) < &*source.path => {
                known.next().map(|number| self.source_number(number))
            }
            (Some(_), None) => known.next().map(|number| self.source_number(number)),
            _ => read.next(),
        })
    }

    /// The file of this number, which [`Record::source`] gives.
    pub fn source_number(&self, number: u32) -> &Source {
        match &self.known {
            Some(known) if number < known.count() => known.source(number),
            Some(known) => &self.sources[(number - known.count()) as usize],
            None => &self.sources[number as usize],
        }
    }

    fn path_of(&self, number: u32) -> &str {
        match &self.known {
            Some(known) if number < known.count() => known.kept.index().path(number),
            _ => &self.source_number(number).path,
        }
    }

    /// The file of a record.
    pub fn source(&self, record: RecordRef) -> &Source {
        self.source_number(self.get(record).source)
    }

    /// The source at a path below the book's root.
    pub fn source_at(&self, path: &str) -> Option<&Source> {
        if let Ok(position) = self.sources.binary_search_by(|source| (*source.path).cmp(path)) {
            return Some(&self.sources[position]);
        }
        let known = self.known.as_ref()?;
        let kind = source::address(&self.kinds, path).ok()??.kind;
        known.number_of(kind, path).filter(|number| known.is_same(*number)).map(|number| known.source(number))
    }

    /// The record of the file at a path below the book's root.
    pub fn record_at(&self, path: &str) -> Option<RecordRef> {
        let address = source::address(&self.kinds, path).ok()??;
        self.find(address.kind, cache::index::id(path)).filter(|record| self.path(*record) == path)
    }

    pub fn path(&self, record: RecordRef) -> &str {
        self.path_of(self.get(record).source)
    }

    /// The files that were read, by path, with what is to be kept of them. To be taken once.
    pub fn take_packed(&mut self) -> Vec<ReadFile> {
        let packed = std::mem::take(&mut self.packed);
        let file = |(source, blob): (&Source, _)| ReadFile { path: source.path.clone(), blob };
        self.sources.iter().zip(packed).map(file).collect()
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
        for source in self.sources.iter().filter(|source| &*source.path != firm::PATH && !again.contains(&*source.path))
        {
            delta.add(self, &source.path);
        }
        let index = known.kept.index();
        for (kind, _) in self.kinds.iter() {
            let number = self.shape(kind).position("number");
            let gone = |file: &u32| !known.is_same(*file) && !again.contains(index.path(*file));
            for file in index.of_kind(kind).filter(gone) {
                let number = number.and_then(|position| known.kept.table(file)?.get(position)?.as_text());
                delta.name(self, index.path(file), number);
            }
        }
        Some(delta)
    }

    /// A file was not any more what it was when the book was opened: nothing may be written upon it.
    pub fn disturbed(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.kept.disturbed())
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

impl KnownFiles {
    fn new(kept: Arc<Kept>, mut same: Vec<bool>) -> KnownFiles {
        same.resize(kept.index().files() as usize, false);
        KnownFiles { kept, same, sources: OnceLock::new(), by_path: OnceLock::new() }
    }

    /// How many numbers are those of known files.
    fn count(&self) -> u32 {
        self.kept.index().files()
    }

    fn is_same(&self, number: u32) -> bool {
        self.same.get(number as usize).is_some_and(|same| *same)
    }

    /// The records of a kind, by id.
    fn records(&self, kind: KindId) -> Vec<Record> {
        let index = self.kept.index();
        let record = |number: u32| {
            let id = cache::index::id(index.path(number)).into();
            let values = RecordValues::kept(self.kept.clone(), number);
            Record { kind, id, source: number, sound: true, values }
        };
        index.of_kind(kind).filter(|number| self.is_same(*number)).map(record).collect()
    }

    /// The number that the file of this path had, be it the same or not.
    fn number_of(&self, kind: KindId, path: &str) -> Option<u32> {
        let index = self.kept.index();
        let range = index.of_kind(kind);
        let (mut low, mut high) = (range.start, range.end);
        let wanted = (cache::index::id(path), path);
        while low < high {
            let middle = low + (high - low) / 2;
            let found = index.path(middle);
            match (cache::index::id(found), found).cmp(&wanted) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn by_path(&self) -> &[u32] {
        self.by_path.get_or_init(|| {
            let index = self.kept.index();
            let mut numbers: Vec<u32> = (0..self.count()).filter(|number| self.is_same(*number)).collect();
            numbers.par_sort_by(|a, b| index.path(*a).cmp(index.path(*b)));
            numbers
        })
    }

    fn source(&self, number: u32) -> &Source {
        let count = self.count() as usize;
        let sources = self.sources.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(count).collect());
        sources[number as usize].get_or_init(|| self.kept.source(number))
    }

    /// Says how a file is read whose kept values are damaged: as any other, now. It had no findings when it was kept.
    fn read_damaged(&self, shapes: &[Arc<Shape>], firm: &Firm) {
        let (shapes, firm) = (shapes.to_vec(), firm.clone());
        let kinds: Vec<(Range<u32>, usize)> =
            (0..shapes.len()).map(|i| (self.kept.index().of_kind(KindId(i as u16)), i)).collect();
        self.kept.read_with(Box::new(move |number, source| {
            let kind = kinds.iter().find(|(range, _)| range.contains(&number)).map_or(0, |(_, kind)| *kind);
            let text = source.text().unwrap_or_default();
            read_values(&shapes[kind], &source.path, text, &firm, &mut Vec::new()).0
        }));
    }
}

fn sort_records<'p>(records: &mut [Record], path: impl Fn(u32) -> &'p str) {
    records.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| path(a.source).cmp(path(b.source))));
}

/// Findings for pairs of records, by position, of which the second bears the id of the first.
fn same_id_findings<'p>(records: &[Record], same: &[(u32, u32)], path: impl Fn(u32) -> &'p str) -> Vec<Finding> {
    let finding = |(first, second): &(u32, u32)| {
        let (other, record) = (&records[*first as usize], &records[*second as usize]);
        let variant = if other.id == record.id { "twice" } else { "case" };
        let finding = Finding::new(&code::SAME_ID, Place::file(path(record.source))).variant(variant);
        finding.arg("id", &record.id).arg("other", path(other.source))
    };
    same.iter().map(finding).collect()
}

impl Ids {
    /// The ids of records that are sorted by them, and which of the records bear the id of another.
    fn of(records: &[Record]) -> (Ids, Vec<(u32, u32)>) {
        let (mut ids, mut same) = (Ids::default(), Vec::new());
        for record in records {
            ids.text.push_str(&record.id);
            ids.ends.push(ids.text.len());
        }
        ids.positions.reserve(records.len());
        for (index, record) in records.iter().enumerate() {
            if let Some(first) = ids.position(&record.id) {
                same.push((first, index as u32));
                continue;
            }
            match ids.positions.entry(hash_of(&record.id)) {
                Entry::Vacant(free) => {
                    free.insert(index as u32);
                }
                Entry::Occupied(_) => ids.shadowed.push(index as u32),
            }
        }
        (ids, same)
    }

    fn id(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }

    /// The first record of this id, whichever letters of it are capitals.
    fn position(&self, id: &str) -> Option<u32> {
        let is_it = |index: &u32| self.id(*index).eq_ignore_ascii_case(id);
        let found = *self.positions.get(&hash_of(id))?;
        if is_it(&found) { Some(found) } else { self.shadowed.iter().copied().find(is_it) }
    }
}

/// The shape of a kind. The kinds of the table all compile (tested); a foreign one that does not has no fields,
/// so that each of its keys is a finding.
fn shape_of(kind: &Kind) -> Shape {
    Shape::compile(kind.name, &(kind.schema)()).unwrap_or_else(|_| Shape {
        name: kind.name.into(),
        doc: Box::default(),
        fields: Vec::new(),
    })
}

/// The shape of `carnet.toml`.
pub fn firm_shape() -> Shape {
    Shape::compile(firm::PATH, &schema_of::<FirmFile>()).unwrap_or_else(|_| Shape {
        name: firm::PATH.into(),
        doc: Box::default(),
        fields: Vec::new(),
    })
}

/// Parses a source by its name's ending.
pub fn parse<'s>(path: &str, text: &'s str, findings: &mut Vec<Finding>) -> Table<'s> {
    if path.ends_with(".md") {
        front_matter::parse(path, text, findings)
    } else {
        tree::parse_toml(path, text, findings)
    }
}

/// Reads one text as a record of a shape: the values, and whether nothing was lost.
pub fn read_values(shape: &Shape, path: &str, text: &str, firm: &Firm, findings: &mut Vec<Finding>) -> (Values, bool) {
    read_values_of(shape, path, text, firm, false, findings)
}

/// The same for a text of the past.
fn read_values_of(
    shape: &Shape,
    path: &str,
    text: &str,
    firm: &Firm,
    past: bool,
    findings: &mut Vec<Finding>,
) -> (Values, bool) {
    let before = findings.len();
    let table = parse(path, text, findings);
    let parsed = findings.len();
    // TOML 1.1 is read right, only not by everybody.
    let broken = findings[before..].iter().any(|f| f.code.id != code::TOML_1_1.id);
    let renames = past || firm.file.format.0 < firm::FORMAT;
    let mut walk = Walk { path, kind: &shape.name, currency: firm.currency(), past, renames, findings, sound: true };
    let values = walk.record(shape, &table);
    let sound = walk.sound && !broken;
    if broken {
        keep_what_salvage_can_tell(text, before, parsed, findings);
    }
    (values, sound)
}

/// After a syntax error, what was salvaged cannot tell that a key is missing, nor say more about a broken line.
/// Findings from `from` on are this file's, those before `parsed` the parser's own.
fn keep_what_salvage_can_tell(text: &str, from: usize, parsed: usize, findings: &mut Vec<Finding>) {
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |finding: &Finding| breaks.partition_point(|newline| *newline < finding.place.start());
    let broken: Vec<usize> =
        findings[from..parsed].iter().filter(|f| f.code.id != code::TOML_1_1.id).map(&line).collect();
    let mut position = 0;
    findings.retain(|finding| {
        position += 1;
        position <= parsed || (finding.code.id != code::MISSING_KEY.id && !broken.contains(&line(finding)))
    });
}

fn read_firm(sources: &[Source], past: bool, findings: &mut Vec<Finding>) -> (Firm, bool) {
    let Ok(i) = sources.binary_search_by(|source| (*source.path).cmp(firm::PATH)) else {
        // A folder or a link of that name was found on the way.
        if !findings.iter().any(|finding| &*finding.place.path == firm::PATH) {
            findings.push(Finding::new(&code::CONFIG, Place::file(firm::PATH)).variant("missing").arg("detail", ""));
        }
        return (Firm::fallback(), false);
    };
    let Some(text) = text_of(&sources[i], findings) else { return (Firm::fallback(), false) };
    // What another format says cannot be judged by the rules of this one.
    if let Some((format, span)) = format_of(text)
        && format > firm::FORMAT
    {
        let finding = Finding::new(&code::NEWER_FORMAT, Place::range(firm::PATH, span));
        findings.push(finding.arg("format", format).arg("supported", firm::FORMAT));
        return (Firm::fallback(), false);
    }
    let shape = firm_shape();
    let (values, sound) = read_values_of(&shape, firm::PATH, text, &Firm::fallback(), past, findings);
    let file = if sound { typed::build::<FirmFile>(&shape, &values).ok() } else { None };
    match file {
        Some(file) => {
            let (firm, more) = Firm::new(file);
            // A past book is of its time.
            findings.extend(more.into_iter().filter(|finding| !past || finding.code.id != code::OLD_FORMAT.id));
            let known = (1..=firm::FORMAT).contains(&firm.file.format.0);
            (firm, known)
        }
        None => (Firm::fallback(), false),
    }
}

/// The format that a `carnet.toml` says it has, and where; also when the rest of it cannot be read.
fn format_of(text: &str) -> Option<(i64, Range<usize>)> {
    let table = parse(firm::PATH, text, &mut Vec::new());
    let node = &table.get("format")?.node;
    match &node.data {
        Data::Number(literal) => Some((literal.parse().ok()?, node.span.clone())),
        _ => None,
    }
}

/// Whether what the walk of the disk found keeps a record, or a folder of them, out of the book.
fn hides_record(kinds: &Kinds, finding: &Finding) -> bool {
    let path = &*finding.place.path;
    if path == firm::PATH {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    // Without an ending it may be a folder; what is a link within the book is read where it really lies.
    let folder = !name.contains('.');
    let record = matches!(source::address(kinds, path), Ok(Some(_)));
    match finding.code.id {
        id if id == code::UNREADABLE_FILE.id => true,
        id if id == code::BAD_ID.id => record || folder,
        id if id == code::SYMLINK.id => record || (folder && finding.variant == Some("outside")),
        _ => false,
    }
}

/// The text of a source, or the finding why it has none.
fn text_of<'s>(source: &'s Source, findings: &mut Vec<Finding>) -> Option<&'s str> {
    match std::str::from_utf8(&source.bytes) {
        Ok(text) => {
            let markers = source::conflict_markers(&source.path, text);
            let clean = markers.is_empty();
            findings.extend(markers);
            clean.then_some(text)
        }
        Err(error) => {
            let at = error.valid_up_to();
            findings.push(Finding::new(&code::NOT_UTF8, Place::range(&source.path, at..at + 1)));
            None
        }
    }
}

fn read_source(kinds: &Kinds, shapes: &[Arc<Shape>], firm: &Firm, past: bool, number: u32, source: &Source) -> Reading {
    let mut findings = Vec::new();
    let address = match source::address(kinds, &source.path) {
        Ok(Some(address)) => address,
        Ok(None) => return Reading { record: None, findings, packed: None },
        Err(finding) => return Reading { record: None, findings: vec![*finding], packed: None },
    };
    let bad_id = source::bad_id(&source.path, address.id);
    let id_is_good = bad_id.is_none();
    findings.extend(bad_id);
    let shape = &shapes[address.kind.index()];
    let (values, sound) = match text_of(source, &mut findings) {
        Some(text) => read_values_of(shape, &source.path, text, firm, past, &mut findings),
        None => (vec![None; shape.fields.len()].into(), false),
    };
    let sound = sound && id_is_good;
    let record = Record { kind: address.kind, id: address.id.into(), source: number, sound, values: values.into() };
    Reading { record: Some(record), findings, packed: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::invoice::Invoice;

    pub(crate) fn book(files: &[(&str, &str)]) -> Book {
        let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
        sources.extend(files.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        Book::read(Kinds::standard(), sources)
    }

    fn findings(book: &Book) -> Vec<String> {
        book.findings.iter().map(|f| format!("{} {}", f.place.path, f.code.name)).collect()
    }

    #[test]
    fn a_small_book() {
        let book = book(&[
            ("customers/acme.toml", "name = \"ACME\"\n"),
            (
                "invoices/2026/10/F1.toml",
                "customer = \"acme\"\ndate = 2026-10-03\nnumber = \"F-1\"\n[[lines]]\nquantity = 1\nunit_price = 90071992547409.93\n",
            ),
            ("notes/call.md", "---\ndate: 2026-10-03\nabout: [customer/acme, invoice/F-1]\n---\nHello\n"),
        ]);
        assert_eq!(findings(&book), [""; 0]);
        let invoice = book.find(book.kinds.named("invoice").unwrap(), "F1").unwrap();
        let typed: Invoice = book.typed(invoice).unwrap();
        assert_eq!(typed.lines[0].unit_price.0.to_string(), "90071992547409.93");
        let customer = book.find(book.kinds.named("customer").unwrap(), "acme").unwrap();
        let names: Vec<String> = book.referrers(customer).iter().map(|r| book.name(*r)).collect();
        assert_eq!(names, ["invoice/F1", "note/call"]);
        // A number resolves like an id.
        assert_eq!(book.referrers(invoice).len(), 1);
    }

    #[test]
    fn a_bad_file_hides_neither_the_others_nor_itself() {
        let sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/bad.toml", vec![0xff, 0xfe, 0x00]),
            Source::new("customers/good.toml", "name = \"Good\"\n".as_bytes()),
            Source::new("customers/Good.toml", "name = \"Good\"\n".as_bytes()),
            Source::new(
                "customers/torn.toml",
                "<<<<<<< a\nname = \"x\"\n=======\nname = \"y\"\n>>>>>>> b\n".as_bytes(),
            ),
            Source::new("customers/été.toml", "name = \"E\"\n".as_bytes()),
            Source::new("customers/readme.txt", "hello".as_bytes()),
        ];
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(
            findings(&book),
            [
                "customers/bad.toml not-utf-8",
                "customers/good.toml same-id",
                "customers/readme.txt stray-file",
                "customers/torn.toml conflict-marker",
                "customers/été.toml bad-id",
            ]
        );
        assert_eq!(
            book.unreadable.iter().map(|p| &**p).collect::<Vec<_>>(),
            ["customers/bad.toml", "customers/torn.toml", "customers/été.toml"]
        );
    }

    #[test]
    fn a_key_of_another_time_costs_no_record() {
        let sources = || {
            vec![
                Source::new("carnet.toml", "format = 2\nmotto = \"on\"\n".as_bytes()),
                Source::new(
                    "customers/a.toml",
                    "name = \"A\"\nfax = \"12\"\n[address]\ncity = \"Lille\"\nplanet = 3\n".as_bytes(),
                ),
            ]
        };
        let now = Book::read(Kinds::standard(), sources());
        assert!(!now.firm_sound && now.sound_named("customer").next().is_none());
        let past = Book::read_past(Kinds::standard(), sources());
        assert!(past.firm_sound && past.unreadable.is_empty());
        assert_eq!(past.sound_named("customer").count(), 1);
        let told = ["carnet.toml unknown-key", "customers/a.toml unknown-key", "customers/a.toml unknown-key"];
        assert_eq!(findings(&past), told);
    }

    #[test]
    fn an_unreadable_carnet_toml_leaves_form_to_judge() {
        let sources = vec![
            Source::new("carnet.toml", "format = \n".as_bytes()),
            Source::new("customers/a.toml", "nmae = \"A\"\n".as_bytes()),
        ];
        let book = Book::read(Kinds::standard(), sources);
        assert!(!book.firm_sound);
        assert_eq!(
            findings(&book),
            ["carnet.toml syntax", "customers/a.toml unknown-key", "customers/a.toml missing-key"]
        );
    }

    #[test]
    fn a_newer_format_is_the_only_thing_said_of_the_settings() {
        let settings = |text: &str| {
            let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", text.as_bytes())]);
            assert!(!book.firm_sound);
            findings(&book)
        };
        assert_eq!(settings("format = 3\nfuture = 1\n"), ["carnet.toml newer-format"]);
        assert_eq!(settings("format = 3\nfuture = <1>\n"), ["carnet.toml newer-format"]);
        assert_eq!(settings("format = 0\n"), ["carnet.toml configuration"]);
    }

    #[test]
    fn every_file_that_gives_no_record_is_counted() {
        let found = |code, path: &str, variant| Finding::new(code, Place::file(path)).variant(variant);
        let walked = vec![
            found(&code::BAD_ID, "customers/\u{fffd}.toml", "character"),
            found(&code::BAD_ID, "customers/\u{fffd}.toml", "character"),
            found(&code::BAD_ID, "customers/\u{fffd}.txt", "character"),
            found(&code::SYMLINK, "customers/link.toml", "inside"),
            found(&code::SYMLINK, "customers/readme.txt", "outside"),
            found(&code::SYMLINK, "deals", "outside"),
            found(&code::UNREADABLE_FILE, "customers/scan.toml", "too-large"),
            found(&code::UNREADABLE_FILE, "carnet.toml", "permission"),
        ];
        let book = Book::read_with(Kinds::standard(), Vec::new(), walked);
        let unreadable: Vec<&str> = book.unreadable.iter().map(|path| &**path).collect();
        assert_eq!(
            unreadable,
            [
                "customers/link.toml",
                "customers/scan.toml",
                "customers/\u{fffd}.toml",
                "customers/\u{fffd}.toml",
                "deals"
            ]
        );
        // One finding for settings that are there and cannot be read.
        assert!(!findings(&book).contains(&"carnet.toml configuration".to_owned()));
    }

    #[test]
    fn custom_fields_are_fields() {
        let settings = "format = 2\n[[field]]\nkind = \"customer\"\nname = \"sector\"\ntype = \"choice\"\nchoices = [\"food\", \"steel\"]\n[[field]]\nkind = \"invoice\"\nname = \"lines.batch\"\ntype = \"text\"\n";
        let sources = vec![
            Source::new("carnet.toml", settings.as_bytes()),
            Source::new("customers/a.toml", "name = \"A\"\nsector = \"fod\"\n".as_bytes()),
            Source::new(
                "invoices/f.toml",
                "customer = \"a\"\ndate = 2026-01-01\n[[lines]]\nquantity = 1\nunit_price = 1\nbatch = \"7\"\n"
                    .as_bytes(),
            ),
        ];
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(findings(&book), ["customers/a.toml not-a-choice"]);
        assert!(book.typed::<Invoice>(book.find(book.kinds.named("invoice").unwrap(), "f").unwrap()).is_some());
    }
}
