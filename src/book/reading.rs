//! One file: from its text to its record, or to the settings, and what is wrong with its form.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::bytes::Bytes;
use super::cache::pack;
use super::direct::{Direct, Plan};
use super::record::{Record, RecordValues, Values};
use super::source::{self, Source};
use super::tree::{Data, Table};
use super::walk::Walk;
use super::{files, front_matter, tree, typed};
use crate::finding::{Finding, Place, code};
use crate::firm::{self, Firm, FirmFile, custom};
use crate::model::kind::{FileFormat, schema_of};
use crate::model::{KindId, Kinds, Shape, Shapes};

/// What all files of a book are read by: its settings, and its kinds with the fields that the firm added.
pub struct Opening {
    pub(super) kinds: Kinds,
    pub(super) firm: Firm,
    /// `carnet.toml` was read whole.
    pub(super) firm_sound: bool,
    pub(super) past: bool,
    pub(super) shapes: Shapes,
    /// Those of `carnet.toml`.
    pub(super) findings: Vec<Finding>,
}

impl Opening {
    /// Of a `carnet.toml`; `told` says that it is known already why there is none.
    pub fn new(kinds: Kinds, settings: Option<&Source>, told: bool) -> Opening {
        Opening::of(kinds, settings, told, false)
    }

    pub(super) fn of(kinds: Kinds, settings: Option<&Source>, told: bool, past: bool) -> Opening {
        let mut findings = Vec::new();
        let (firm, firm_sound) = read_firm(settings, told, past, &mut findings);
        let mut shapes = Shapes::of(&kinds);
        findings.extend(custom::append(&firm.file.field, &kinds, &mut shapes));
        Opening { kinds, firm, firm_sound, past, shapes, findings }
    }

    /// Reads files as they come from the disk.
    pub fn reader(&self) -> Reader<'_> {
        Reader { lets_go: true, ..self.reader_from(0, Vec::new()) }
    }

    pub(super) fn reader_from<'a>(&'a self, first: u32, given: Vec<Option<&'a Record>>) -> Reader<'a> {
        Reader {
            opening: self,
            plans: self.kinds.iter().map(|_| OnceLock::new()).collect(),
            lets_go: false,
            first,
            given,
        }
    }
}

/// Reads files into records.
pub struct Reader<'a> {
    opening: &'a Opening,
    /// Those of the shapes, laid out when a file of their kind is read.
    plans: Vec<OnceLock<Plan<'a>>>,
    /// The texts of files in which nothing is wrong are let go: see [`super::files`].
    lets_go: bool,
    /// The number of the first file that is read.
    first: u32,
    /// By the number of a file, from the first one on: the record of one that was read before, whose text is not there.
    given: Vec<Option<&'a Record>>,
}

/// Some files, read.
#[derive(Default)]
pub struct Reading {
    /// In pieces that follow each other: one list would stand beside them while it is made.
    pub(super) records: Vec<Vec<Record>>,
    pub(super) findings: Vec<Finding>,
    /// Paths of those of which something was lost.
    pub(super) lost: Vec<Box<str>>,
    /// What tells the text of each file that may be let go, and 0 for others; empty where none may.
    pub(super) sums: Vec<u64>,
}

impl Reading {
    /// The text of a file of this number need not be held: nothing is wrong in it.
    pub fn lets_go(&self, file: usize) -> bool {
        self.sums.get(file).is_some_and(|sum| *sum != files::HELD)
    }

    /// So many files more, of which none becomes a record, and whose texts are held.
    pub fn pass(&mut self, files: usize) {
        self.sums.resize(self.sums.len() + files, files::HELD);
    }

    /// Those of other files behind these; `count` is how many these are.
    pub fn append(&mut self, mut other: Reading, count: usize) {
        other.each_record(|record| record.source += count as u32);
        self.records.extend(other.records);
        self.findings.extend(other.findings);
        self.lost.extend(other.lost);
        self.sums.extend(other.sums);
    }

    pub(super) fn each_record(&mut self, see: impl FnMut(&mut Record)) {
        self.records.iter_mut().flatten().for_each(see);
    }

    /// Puts the files into another order: their numbers, in the order that they shall have. What is not among them is left out.
    pub fn reorder(&mut self, order: &[u32]) {
        if self.sums.is_empty() {
            return;
        }
        let mut now: Vec<Option<u32>> = vec![None; self.sums.len()];
        for (number, before) in (0..).zip(order) {
            if let Some(now) = now.get_mut(*before as usize) {
                *now = Some(number);
            }
        }
        self.sums =
            order.iter().map(|before| self.sums.get(*before as usize).copied().unwrap_or(files::HELD)).collect();
        for piece in &mut self.records {
            piece.retain_mut(|record| match now.get(record.source as usize).copied().flatten() {
                Some(number) => {
                    record.source = number;
                    true
                }
                None => false,
            });
        }
    }
}

/// The shape of `carnet.toml`.
pub fn firm_shape() -> &'static Shape {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    // It compiles: a test of the firm holds that.
    SHAPE.get_or_init(|| Shape::compile(firm::PATH, &schema_of::<FirmFile>()).unwrap_or_default())
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
    values_of(shape, path, (text, &table), before, firm, past, findings)
}

/// The same for what is parsed already; the findings from `before` on are those of its parser.
fn values_of(
    shape: &Shape,
    path: &str,
    (text, table): (&str, &Table<'_>),
    before: usize,
    firm: &Firm,
    past: bool,
    findings: &mut Vec<Finding>,
) -> (Values, bool) {
    let parsed = findings.len();
    // TOML 1.1 is read right, only not by everybody.
    let broken = findings[before..].iter().any(|f| f.code.id != code::TOML_1_1.id);
    let renames = past || firm.file.format.0 < firm::FORMAT;
    let mut walk = Walk { path, kind: &shape.name, currency: firm.currency(), past, renames, findings, sound: true };
    let values = walk.record(shape, table);
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

fn read_firm(settings: Option<&Source>, told: bool, past: bool, findings: &mut Vec<Finding>) -> (Firm, bool) {
    let Some(source) = settings else {
        // A folder or a link of that name was found on the way.
        if !told {
            findings.push(Finding::new(&code::CONFIG, Place::file(firm::PATH)).variant("missing").arg("detail", ""));
        }
        return (Firm::fallback(), false);
    };
    let Some(text) = text_of(firm::PATH, &source.bytes, findings) else { return (Firm::fallback(), false) };
    let before = findings.len();
    let table = parse(firm::PATH, text, findings);
    // What another format says cannot be judged by the rules of this one.
    if let Some((format, span)) = format_of(&table)
        && format > firm::FORMAT
    {
        findings.truncate(before);
        let finding = Finding::new(&code::NEWER_FORMAT, Place::range(firm::PATH, span));
        findings.push(finding.arg("format", format).arg("supported", firm::FORMAT));
        return (Firm::fallback(), false);
    }
    let shape = firm_shape();
    let (values, sound) = values_of(shape, firm::PATH, (text, &table), before, &Firm::fallback(), past, findings);
    let file = if sound { typed::build::<FirmFile>(shape, &values).ok() } else { None };
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
fn format_of(table: &Table<'_>) -> Option<(i64, Range<usize>)> {
    let node = &table.get("format")?.node;
    match &node.data {
        Data::Number(literal) => Some((literal.parse().ok()?, node.span.clone())),
        _ => None,
    }
}

/// Whether what the walk of the disk found keeps a record, or a folder of them, out of the book.
pub(super) fn hides_record(kinds: &Kinds, finding: &Finding) -> bool {
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
fn text_of<'s>(path: &str, bytes: &'s [u8], findings: &mut Vec<Finding>) -> Option<&'s str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let markers = source::conflict_markers(path, text);
            let clean = markers.is_empty();
            findings.extend(markers);
            clean.then_some(text)
        }
        Err(error) => {
            let at = error.valid_up_to();
            findings.push(Finding::new(&code::NOT_UTF8, Place::range(path, at..at + 1)));
            None
        }
    }
}

impl Reader<'_> {
    /// Reads files, paths and bytes, on this thread; the first has the number 0.
    pub fn together<'f>(&self, files: impl ExactSizeIterator<Item = (&'f str, &'f [u8])>) -> Reading {
        thread_local! {
            static DIRECT: RefCell<Direct> = RefCell::default();
        }
        // Nothing in here hands work to other threads, nor is given any.
        DIRECT.with_borrow_mut(|direct| self.read(0, files, direct))
    }

    /// Reads files that follow each other; `first` is the number of the first of them.
    pub(super) fn read<'f>(
        &self,
        first: u32,
        files: impl ExactSizeIterator<Item = (&'f str, &'f [u8])>,
        direct: &mut Direct,
    ) -> Reading {
        let mut reading = Reading::default();
        reading.sums.reserve_exact(if self.lets_go { files.len() } else { 0 });
        let mut records: Vec<Record> = Vec::with_capacity(files.len());
        direct.out.clear();
        // The records whose values lie in what is packed, and where.
        let mut ranges: Vec<(usize, Range<usize>)> = Vec::with_capacity(files.len());
        for (number, (path, bytes)) in (first..).zip(files) {
            if let Some(record) = self.given.get((number - self.first) as usize).copied().flatten() {
                records.push(record.again(number));
                continue;
            }
            let (start, findings) = (direct.out.len(), reading.findings.len());
            let record = self.record(number, (path, bytes), direct, &mut reading.findings);
            let found = &reading.findings[findings..];
            let lost = record.as_ref().map_or(!found.is_empty(), |record| !record.sound);
            if lost && path != firm::PATH && found.iter().any(|f| f.code.id != code::STRAY_FILE.id) {
                reading.lost.push(path.into());
            }
            let clean = found.is_empty() && record.as_ref().is_some_and(|record| record.sound);
            if self.lets_go {
                reading.sums.push(if clean { files::sum_of(bytes) } else { files::HELD });
            }
            let Some(mut record) = record else { continue };
            if direct.out.len() > start {
                ranges.push((records.len(), start..direct.out.len()));
            } else if self.lets_go && clean {
                record.values = RecordValues::from_blob(pack::blob(&record.values, bytes.len()).into());
            }
            records.push(record);
        }
        let block: Arc<[u8]> = direct.out.as_slice().into();
        for (index, range) in ranges {
            records[index].values = RecordValues::from_blob(Bytes::part(&block, range));
        }
        reading.records.push(records);
        reading
    }

    /// Reads one file. The values of one in which nothing is wrong are packed by `direct`; its record is still without them.
    fn record(
        &self,
        number: u32,
        (path, bytes): (&str, &[u8]),
        direct: &mut Direct,
        findings: &mut Vec<Finding>,
    ) -> Option<Record> {
        let Opening { kinds, shapes, firm, past, .. } = self.opening;
        let address = match source::address(kinds, path) {
            Ok(address) => address?,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        let bad_id = source::bad_id(path, address.id);
        let id_is_good = bad_id.is_none();
        findings.extend(bad_id);
        let record =
            |sound, values| Record { kind: address.kind, id: address.id.into(), source: number, sound, values };
        if id_is_good && self.direct(address.kind, (path, bytes), direct) {
            return Some(record(true, RecordValues::nowhere()));
        }
        let shape = shapes.get(address.kind);
        let (values, sound) = match text_of(path, bytes, findings) {
            Some(text) => read_values_of(shape, path, text, firm, *past, findings),
            None => (vec![None; shape.fields.len()].into(), false),
        };
        Some(record(sound && id_is_good, values.into()))
    }

    /// Whether the values of a file could be packed as they were read. Lines that git left in a conflict are none that it reads.
    fn direct(&self, kind: KindId, (path, bytes): (&str, &[u8]), direct: &mut Direct) -> bool {
        let start = direct.out.len();
        let Opening { kinds, firm, .. } = self.opening;
        let read = kinds.get(kind).format == FileFormat::Toml
            && std::str::from_utf8(bytes).is_ok_and(|text| direct.read(self.plan(kind), text, firm.currency()));
        // So that every test of the project is one of both ways.
        debug_assert!(!read || self.is_walked(kind, (path, bytes), &direct.out[start..]));
        read
    }

    fn plan(&self, kind: KindId) -> &Plan<'_> {
        self.plans[kind.index()].get_or_init(|| Plan::new(self.opening.shapes.get(kind)))
    }

    /// Whether the walk says the same of a file.
    fn is_walked(&self, kind: KindId, (path, bytes): (&str, &[u8]), blob: &[u8]) -> bool {
        let mut findings = Vec::new();
        let Some(text) = text_of(path, bytes, &mut findings) else { return false };
        let Opening { shapes, firm, past, .. } = self.opening;
        let (values, sound) = read_values_of(shapes.get(kind), path, text, firm, *past, &mut findings);
        sound && findings.is_empty() && pack::blob(&values, 0) == blob
    }
}
