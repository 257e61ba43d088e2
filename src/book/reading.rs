//! One file: from its text to its record, or to the settings, and what is wrong with its form.

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
use crate::firm::{self, Firm, FirmFile};
use crate::model::kind::{FileFormat, schema_of};
use crate::model::{KindId, Kinds, Shape, Shapes};

/// What all files are read by.
pub(super) struct Reader<'a> {
    pub(super) kinds: &'a Kinds,
    pub(super) shapes: &'a Shapes,
    /// Those of the shapes, laid out when a file of their kind is read.
    pub(super) plans: Vec<OnceLock<Plan<'a>>>,
    pub(super) firm: &'a Firm,
    pub(super) past: bool,
    /// What is to be kept is packed: see [`super::Book::take_packed`].
    pub(super) pack: bool,
    /// The texts of files in which nothing is wrong are let go: see [`files`].
    pub(super) lets_go: bool,
    /// The number of the first file that is read.
    pub(super) first: u32,
    /// By the number of a file, from the first one on: the record of one that was read before, whose text is not there.
    pub(super) given: Vec<Option<&'a Record>>,
}

/// Some files, read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) records: Vec<Record>,
    pub(super) findings: Vec<Finding>,
    /// Paths of those of which something was lost.
    pub(super) lost: Vec<Box<str>>,
    /// What is to be kept of each file, where it is asked for.
    pub(super) packed: Vec<Option<Bytes>>,
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

pub(super) fn read_firm(sources: &[Source], past: bool, findings: &mut Vec<Finding>) -> (Firm, bool) {
    let Ok(i) = sources.binary_search_by(|source| (*source.path).cmp(firm::PATH)) else {
        // A folder or a link of that name was found on the way.
        if !findings.iter().any(|finding| &*finding.place.path == firm::PATH) {
            findings.push(Finding::new(&code::CONFIG, Place::file(firm::PATH)).variant("missing").arg("detail", ""));
        }
        return (Firm::fallback(), false);
    };
    let Some(text) = text_of(&sources[i], findings) else { return (Firm::fallback(), false) };
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

impl Reader<'_> {
    /// Reads files that follow each other; `first` is the number of the first of them.
    pub(super) fn read(&self, first: u32, sources: &mut [Source], sums: &mut [u64], direct: &mut Direct) -> Reading {
        let mut reading = Reading::default();
        reading.records.reserve(sources.len());
        direct.out.clear();
        // The records whose values lie in what is packed, and where.
        let mut ranges: Vec<(usize, Range<usize>)> = Vec::with_capacity(sources.len());
        let nothing = Bytes::from(Vec::new());
        for ((number, source), sum) in (first..).zip(sources).zip(sums) {
            if let Some(record) = self.given.get((number - self.first) as usize).copied().flatten() {
                reading.records.push(record.again(number));
                continue;
            }
            let (start, findings) = (direct.out.len(), reading.findings.len());
            let record = self.record(number, source, direct, &mut reading.findings);
            let found = &reading.findings[findings..];
            let lost = record.as_ref().map_or(!found.is_empty(), |record| !record.sound);
            if lost && &*source.path != firm::PATH && found.iter().any(|f| f.code.id != code::STRAY_FILE.id) {
                reading.lost.push(source.path.clone());
            }
            let clean = found.is_empty();
            let mut packed = None;
            if let Some(mut record) = record {
                if direct.out.len() > start {
                    ranges.push((reading.records.len(), start..direct.out.len()));
                } else if (self.pack || self.lets_go) && record.sound && clean {
                    let blob = Bytes::from(pack::blob(&record.values, source.bytes.len()));
                    record.values = RecordValues::from_blob(blob.clone());
                    packed = Some(blob);
                }
                if self.lets_go && record.sound && clean {
                    *sum = files::let_go(source, &nothing);
                }
                reading.records.push(record);
            }
            if self.pack {
                reading.packed.push(packed);
            }
        }
        let block: Arc<[u8]> = direct.out.as_slice().into();
        for (index, range) in ranges {
            let record = &mut reading.records[index];
            let blob = Bytes::part(&block, range);
            if let Some(packed) = reading.packed.get_mut((record.source - first) as usize) {
                *packed = Some(blob.clone());
            }
            record.values = RecordValues::from_blob(blob);
        }
        reading
    }

    /// Reads one file. The values of one in which nothing is wrong are packed by `direct`; its record is still without them.
    fn record(&self, number: u32, source: &Source, direct: &mut Direct, findings: &mut Vec<Finding>) -> Option<Record> {
        let address = match source::address(self.kinds, &source.path) {
            Ok(address) => address?,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        let bad_id = source::bad_id(&source.path, address.id);
        let id_is_good = bad_id.is_none();
        findings.extend(bad_id);
        let record =
            |sound, values| Record { kind: address.kind, id: address.id.into(), source: number, sound, values };
        if id_is_good && self.direct(address.kind, source, direct) {
            return Some(record(true, RecordValues::nowhere()));
        }
        let shape = self.shapes.get(address.kind);
        let (values, sound) = match text_of(source, findings) {
            Some(text) => read_values_of(shape, &source.path, text, self.firm, self.past, findings),
            None => (vec![None; shape.fields.len()].into(), false),
        };
        Some(record(sound && id_is_good, values.into()))
    }

    /// Whether the values of a file could be packed as they were read. Lines that git left in a conflict are none that it reads.
    fn direct(&self, kind: KindId, source: &Source, direct: &mut Direct) -> bool {
        let start = direct.out.len();
        let read = self.kinds.get(kind).format == FileFormat::Toml
            && source.text().is_some_and(|text| direct.read(self.plan(kind), text, self.firm.currency()));
        // So that every test of the project is one of both ways.
        debug_assert!(!read || self.is_walked(kind, source, &direct.out[start..]));
        read
    }

    fn plan(&self, kind: KindId) -> &Plan<'_> {
        self.plans[kind.index()].get_or_init(|| Plan::new(self.shapes.get(kind)))
    }

    /// Whether the walk says the same of a file.
    fn is_walked(&self, kind: KindId, source: &Source, blob: &[u8]) -> bool {
        let mut findings = Vec::new();
        let Some(text) = text_of(source, &mut findings) else { return false };
        let shape = self.shapes.get(kind);
        let (values, sound) = read_values_of(shape, &source.path, text, self.firm, self.past, &mut findings);
        sound && findings.is_empty() && pack::blob(&values, 0) == blob
    }
}
