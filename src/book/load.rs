//! Reading sources into a linked [`Book`].

use std::collections::hash_map::Entry;
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::de::DeserializeOwned;

use super::link::{LazyLinks, Links};
use super::record::{Record, Values};
use super::source::{self, Source};
use super::tree::{Data, Table};
use super::walk::Walk;
use super::{front_matter, tree, typed};
use crate::finding::{At, Finding, KeyPath, Place, code};
use crate::firm::{self, Firm, FirmFile, custom};
use crate::model::kind::schema_of;
use crate::model::{Kind, KindId, Kinds, Shape};

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
    sources: Vec<Source>,
    tables: Vec<KindTable>,
    /// What is wrong with the form of files, sorted.
    pub findings: Vec<Finding>,
    /// Paths of record files that are not (wholly) in lists and figures, sorted.
    pub unreadable: Vec<Box<str>>,
    links: LazyLinks,
    numbers: OnceLock<Vec<FxHashMap<Box<str>, Vec<RecordRef>>>>,
}

#[derive(Default)]
struct KindTable {
    /// By id.
    records: Vec<Record>,
    /// The ids once more, end to end: whoever looks for one among thousands finds them all in the processor's cache.
    ids: String,
    /// Where each id ends in `ids`.
    ends: Vec<usize>,
    /// Hash of the lower-case id to position.
    by_id: FxHashMap<u64, u32>,
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
}

impl Book {
    /// Reads sources in any order; the result does not depend on it.
    pub fn read(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_with(kinds, sources, Vec::new())
    }

    /// The same, with what whoever fetched the sources found already: files that could not be read, links.
    pub fn read_with(kinds: Kinds, sources: Vec<Source>, findings: Vec<Finding>) -> Book {
        Book::read_how(kinds, sources, findings, false)
    }

    /// Reads an old version of the book. What was written in another time is not mistyped: a key that this carnet does
    /// not know is a note, and its record as sound as any.
    pub fn read_past(kinds: Kinds, sources: Vec<Source>) -> Book {
        Book::read_how(kinds, sources, Vec::new(), true)
    }

    fn read_how(kinds: Kinds, mut sources: Vec<Source>, mut findings: Vec<Finding>, past: bool) -> Book {
        sources.par_sort_by(|a, b| a.path.cmp(&b.path));
        let mut unreadable: Vec<Box<str>> =
            findings.iter().filter(|finding| hides_record(&kinds, finding)).map(|f| f.place.path.clone()).collect();
        let (firm, firm_sound) = read_firm(&sources, past, &mut findings);
        let mut shapes: Vec<Arc<Shape>> = kinds.iter().map(|(_, kind)| Arc::new(shape_of(kind))).collect();
        findings.extend(custom::append(&firm.file.field, &kinds, &mut shapes));

        let readings: Vec<Reading> = sources
            .par_iter()
            .enumerate()
            .with_min_len(64)
            .map(|(i, source)| read_source(&kinds, &shapes, &firm, past, i as u32, source))
            .collect();

        let mut tables: Vec<KindTable> = kinds.iter().map(|_| KindTable::default()).collect();
        for (reading, source) in readings.into_iter().zip(&sources) {
            let lost = reading.record.as_ref().map_or(!reading.findings.is_empty(), |record| !record.sound);
            if lost && &*source.path != firm::PATH && reading.findings.iter().any(|f| f.code.id != code::STRAY_FILE.id)
            {
                unreadable.push(source.path.clone());
            }
            findings.extend(reading.findings);
            if let Some(record) = reading.record {
                tables[record.kind.index()].records.push(record);
            }
        }
        unreadable.sort();
        let index = |table: &mut KindTable| {
            let mut findings = Vec::new();
            table.index(&sources, &mut findings);
            findings
        };
        findings.par_extend(tables.par_iter_mut().with_max_len(1).map(index).flatten());
        let mut book = Book {
            kinds,
            firm,
            firm_sound,
            past,
            shapes,
            sources,
            tables,
            findings: Vec::new(),
            unreadable,
            links: OnceLock::new(),
            numbers: OnceLock::new(),
        };
        book.locate(&mut findings);
        crate::finding::sort(&mut findings);
        book.findings = findings;
        book
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
        &self.tables[kind.index()].records
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
        &self.tables[record.kind.index()].records[record.index as usize]
    }

    /// The record of exactly this id.
    pub fn find(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        let table = &self.tables[kind.index()];
        let index = table.position(id)?;
        if table.id(index) == id {
            return Some(RecordRef { kind, index });
        }
        // Two ids that differ by case only are a finding, but each of them is there.
        let index = self.records(kind).binary_search_by(|record| (*record.id).cmp(id)).ok()?;
        Some(RecordRef { kind, index: index as u32 })
    }

    pub fn find_ignoring_case(&self, kind: KindId, id: &str) -> Option<RecordRef> {
        self.tables[kind.index()].position(id).map(|index| RecordRef { kind, index })
    }

    /// The documents of a kind that bear this number.
    pub fn by_number(&self, kind: KindId, number: &str) -> &[RecordRef] {
        let numbers = self.numbers.get_or_init(|| {
            let index_kind = |kind: KindId| {
                let mut map: FxHashMap<Box<str>, Vec<RecordRef>> = FxHashMap::default();
                if let Some(position) = self.shape(kind).position("number") {
                    for (index, record) in self.records(kind).iter().enumerate() {
                        if let Some(number) =
                            record.values.get(position).and_then(Option::as_ref).and_then(|v| v.as_text())
                        {
                            map.entry(number.into()).or_default().push(RecordRef { kind, index: index as u32 });
                        }
                    }
                }
                map
            };
            self.kinds.iter().map(|(kind, _)| index_kind(kind)).collect()
        });
        numbers[kind.index()].get(number).map_or(&[], Vec::as_slice)
    }

    /// Who refers to whom; read at the first call.
    pub fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
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

    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The file of a record.
    pub fn source(&self, record: RecordRef) -> &Source {
        &self.sources[self.get(record).source as usize]
    }

    /// The source at a path below the book's root.
    pub fn source_at(&self, path: &str) -> Option<&Source> {
        self.sources.binary_search_by(|source| (*source.path).cmp(path)).ok().map(|i| &self.sources[i])
    }

    pub fn path(&self, record: RecordRef) -> &str {
        &self.source(record).path
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

impl KindTable {
    /// Sorts by id and finds ids that are used twice or differ by case only.
    fn index(&mut self, sources: &[Source], findings: &mut Vec<Finding>) {
        self.records.sort_by(|a, b| a.id.cmp(&b.id).then(a.source.cmp(&b.source)));
        for record in &self.records {
            self.ids.push_str(&record.id);
            self.ends.push(self.ids.len());
        }
        self.by_id.reserve(self.records.len());
        for index in 0..self.records.len() {
            let record = &self.records[index];
            if let Some(first) = self.position(&record.id) {
                let other = &self.records[first as usize];
                let path = |record: &Record| &*sources[record.source as usize].path;
                let variant = if other.id == record.id { "twice" } else { "case" };
                let finding = Finding::new(&code::SAME_ID, Place::file(path(record))).variant(variant);
                findings.push(finding.arg("id", &record.id).arg("other", path(other)));
                continue;
            }
            match self.by_id.entry(hash_of(&record.id)) {
                Entry::Vacant(free) => {
                    free.insert(index as u32);
                }
                Entry::Occupied(_) => self.shadowed.push(index as u32),
            }
        }
    }

    fn id(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[start..self.ends[index]]
    }

    /// The first record of this id, whichever letters of it are capitals.
    fn position(&self, id: &str) -> Option<u32> {
        let is_it = |index: &u32| self.id(*index).eq_ignore_ascii_case(id);
        let found = *self.by_id.get(&hash_of(id))?;
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

fn read_source(
    kinds: &Kinds,
    shapes: &[Arc<Shape>],
    firm: &Firm,
    past: bool,
    position: u32,
    source: &Source,
) -> Reading {
    let mut findings = Vec::new();
    let address = match source::address(kinds, &source.path) {
        Ok(Some(address)) => address,
        Ok(None) => return Reading { record: None, findings },
        Err(finding) => return Reading { record: None, findings: vec![*finding] },
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
    let record = Record { kind: address.kind, id: address.id.into(), source: position, sound, values };
    Reading { record: Some(record), findings }
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
        let names: Vec<String> = book.links().to(customer).iter().map(|r| book.name(*r)).collect();
        assert_eq!(names, ["invoice/F1", "note/call"]);
        // A number resolves like an id.
        assert_eq!(book.links().to(invoice).len(), 1);
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
