//! Three-way merge of one record's text: field by field, list items by their identity, notes' bodies by lines.
//!
//! Both sides' changes are made; it is a conflict only where both changed the same field to different values, or where
//! one removed what the other changed. What two people did equally is done once.

mod line;
mod note;

pub use line::{Lines, marked, merge_lines};

use super::plan::table_spec;
use super::text::{self, Blend, Clash, Keep, TableSpec};
use crate::book::Value;
use crate::finding::{KeyPath, Step};
use crate::history::version::Version;
use crate::model::Shape;
use crate::value::Currency;

/// The three versions of a file; `None` where it is not there.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What both sides began with.
    pub base: Option<&'a str>,
    /// The side that is merged into: its comments, order, spacing and line ends stay.
    pub ours: Option<&'a str>,
    /// The side that is merged.
    pub theirs: Option<&'a str>,
}

/// A field that both sides changed to different values, or that one changed and the other removed.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldConflict {
    /// Where it stands in the merged record; `text` for a note's body.
    pub path: KeyPath,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// What the merge came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Merged {
    /// The merged file.
    Text(String),
    /// The file goes: one side removed it and the other did not touch it.
    Removed,
    /// People must decide.
    Conflict(Conflict),
}

/// Why people must decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictKind {
    /// Both sides changed [`Conflict::fields`].
    Fields,
    /// One side removed the file that the other changed. The text of the side that removed it is empty.
    RemovedAgainstChanged,
    /// A side cannot be read as a record, and both changed the same lines.
    NotReadable,
}

/// A merge that people must finish.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub kind_of: ConflictKind,
    /// The fields in conflict; empty unless [`ConflictKind::Fields`].
    pub fields: Vec<FieldConflict>,
    /// Everything merged that can be, with ours in the conflicting fields.
    pub ours_kept: String,
    /// Everything merged that can be, with theirs in the conflicting fields.
    pub theirs_kept: String,
}

impl Conflict {
    /// The text for people to finish: everything merged, with conflict markers around the lines in conflict only.
    pub fn marked(&self, ours_name: &str, theirs_name: &str) -> String {
        marked(&self.ours_kept, &self.theirs_kept, ours_name, theirs_name)
    }
}

/// Merges the versions of the record at `path` (below the book's root; its ending tells TOML from notes). `shape` is its
/// kind's, or that of `carnet.toml`; `currency` is the book's.
pub fn merge(shape: &Shape, path: &str, sides: Side<'_>, currency: Currency) -> Merged {
    let Side { base, ours, theirs } = sides;
    let (ours, theirs) = match (ours, theirs) {
        (None, None) => return Merged::Removed,
        (Some(text), None) | (None, Some(text)) => {
            return match base {
                None => Merged::Text(text.to_string()),
                Some(base) if base == text => Merged::Removed,
                Some(_) => Merged::Conflict(Conflict {
                    kind_of: ConflictKind::RemovedAgainstChanged,
                    fields: Vec::new(),
                    ours_kept: ours.unwrap_or_default().to_string(),
                    theirs_kept: theirs.unwrap_or_default().to_string(),
                }),
            };
        }
        (Some(ours), Some(theirs)) => (ours, theirs),
    };
    if ours == theirs || base == Some(theirs) {
        return Merged::Text(ours.to_string());
    }
    if base == Some(ours) {
        return Merged::Text(theirs.to_string());
    }
    let spec = table_spec(shape);
    let base = base.unwrap_or_default();
    let Some(mine) = blend(&spec, path, base, ours, theirs, Keep::Ours) else {
        return by_lines(base, ours, theirs);
    };
    if mine.clashes.is_empty() {
        return Merged::Text(as_git(&spec, path, [base, ours, theirs], &mine.text).unwrap_or(mine.text));
    }
    let Some(other) = blend(&spec, path, base, ours, theirs, Keep::Theirs) else {
        return by_lines(base, ours, theirs);
    };
    let versions = [base, ours, theirs].map(|text| Version::read(shape, path, text.as_bytes(), currency));
    let fields = mine.clashes.into_iter().map(|clash| field(shape, &versions, clash)).collect();
    let mut conflict =
        Conflict { kind_of: ConflictKind::Fields, fields, ours_kept: mine.text, theirs_kept: other.text };
    later_days(shape, &spec, path, &mut conflict);
    match conflict.fields.is_empty() {
        true => Merged::Text(conflict.ours_kept),
        false => Merged::Conflict(conflict),
    }
}

/// When two people confirmed the same datum on different days, it was last confirmed on the later one.
fn later_days(shape: &Shape, spec: &TableSpec, path: &str, conflict: &mut Conflict) {
    const CONFIRMED: &str = "confirmed";
    if shape.field(CONFIRMED).is_none() || path.ends_with(".md") {
        return;
    }
    let Conflict { fields, ours_kept, theirs_kept, .. } = conflict;
    fields.retain(|field| {
        let below = matches!(&field.path.0[..], [Step::Key(table), _] if &**table == CONFIRMED);
        let day = |side: &Option<Value>| side.as_ref().and_then(Value::as_date);
        let (Some(ours), Some(theirs), true) = (day(&field.ours), day(&field.theirs), below) else { return true };
        let later = ours.max(theirs).to_string();
        let set = |text: &str| text::set_value(text, spec, &field.path, &later);
        let (Ok(mine), Ok(other)) = (set(ours_kept), set(theirs_kept)) else { return true };
        (*ours_kept, *theirs_kept) = (mine, other);
        false
    });
}

fn blend(spec: &TableSpec, path: &str, base: &str, ours: &str, theirs: &str, keep: Keep) -> Option<Blend> {
    if path.ends_with(".md") {
        note::blend(spec, base, ours, theirs, keep).ok()
    } else {
        text::blend(spec, base, ours, theirs, keep).ok()
    }
}

/// The merge by lines, where it has no conflict and says the same: it keeps both sides' comments and spacing to the
/// letter, and a hosted merge button, which has no driver, comes to the same text.
fn as_git(spec: &TableSpec, path: &str, sides: [&str; 3], merged: &str) -> Option<String> {
    let ends = |text: &str| text.contains("\r\n");
    if sides.iter().any(|side| ends(side) != ends(sides[1])) {
        return None;
    }
    let lines = merge_lines(sides[0], sides[1], sides[2]);
    let same = || match path.ends_with(".md") {
        true => note::same_values(spec, &lines.ours_kept, merged),
        false => text::same_values(&lines.ours_kept, merged),
    };
    (!lines.conflict && same()).then_some(lines.ours_kept)
}

/// What cannot be read as a record is merged as git would.
fn by_lines(base: &str, ours: &str, theirs: &str) -> Merged {
    let lines = merge_lines(base, ours, theirs);
    if !lines.conflict {
        return Merged::Text(lines.ours_kept);
    }
    Merged::Conflict(Conflict {
        kind_of: ConflictKind::NotReadable,
        fields: Vec::new(),
        ours_kept: lines.ours_kept,
        theirs_kept: lines.theirs_kept,
    })
}

fn field(shape: &Shape, [base, ours, theirs]: &[Version; 3], clash: Clash) -> FieldConflict {
    let value = |version: &Version, path: &KeyPath| version.get(shape, path).cloned();
    FieldConflict {
        base: value(base, &clash.base),
        ours: value(ours, &clash.ours),
        theirs: value(theirs, &clash.theirs),
        path: clash.path,
    }
}

#[cfg(test)]
mod tests;
