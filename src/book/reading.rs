//! One file: from its text to its record, or to the settings, and what is wrong with its form.

use std::ops::Range;
use std::sync::Arc;

use super::record::{Record, Values};
use super::source::{self, Source};
use super::tree::{Data, Table};
use super::walk::Walk;
use super::{front_matter, tree, typed};
use crate::finding::{Finding, Place, code};
use crate::firm::{self, Firm, FirmFile};
use crate::model::kind::schema_of;
use crate::model::{Kind, Kinds, Shape};

/// One file, read.
pub(super) struct Reading {
    pub(super) record: Option<Record>,
    pub(super) findings: Vec<Finding>,
    pub(super) packed: Option<Box<[u8]>>,
}

/// The shape of a kind. The kinds of the table all compile (tested); a foreign one that does not has no fields,
/// so that each of its keys is a finding.
pub(super) fn shape_of(kind: &Kind) -> Shape {
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

pub(super) fn read_firm(sources: &[Source], past: bool, findings: &mut Vec<Finding>) -> (Firm, bool) {
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

pub(super) fn read_source(
    kinds: &Kinds,
    shapes: &[Arc<Shape>],
    firm: &Firm,
    past: bool,
    number: u32,
    source: &Source,
) -> Reading {
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
