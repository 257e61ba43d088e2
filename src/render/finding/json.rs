//! JSON, for programs. The contract, version 1 (fields may be added, none is removed or changes its meaning):
//!
//! ```json
//! {
//!   "carnet": 1,
//!   "findings": [{
//!     "code": "E0104", "name": "unknown-key", "level": "error",
//!     "message": "unknown key `nmae`",
//!     "path": "customers/acme.toml",
//!     "line": 3, "column": 1, "end_line": 3, "end_column": 5,
//!     "label": "customer has no such key", "help": "write `name`",
//!     "labels": [{ "message": "first used here", "path": "…", "line": 1, "column": 1, "end_line": 1, "end_column": 5 }],
//!     "fix": { "mechanical": false, "edits": [{
//!       "start": 40, "end": 44, "line": 3, "column": 1, "end_line": 3, "end_column": 5, "text": "name" }] }
//!   }],
//!   "summary": { "errors": 1, "warnings": 0, "notes": 0, "files": 1 }
//! }
//! ```
//!
//! `level` is `error`, `warning` or `note`. Lines and columns count from 1, columns in Unicode characters, ends are
//! exclusive; the four are absent where the finding concerns the file as such. `start` and `end` are bytes. `label`,
//! `help`, `labels`, `fix` and `revision` (the commit that the file was read from) are absent where there is none.

use serde_json::{Map, Value, json};

use super::source::Spot;
use super::{Counts, Item};

pub(super) fn render(items: &[Item], counts: &Counts) -> String {
    let findings: Vec<Value> = items.iter().map(finding).collect();
    let document = json!({
        "carnet": 1,
        "findings": findings,
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "notes": counts.notes,
            "files": counts.files,
        },
    });
    text(&document)
}

/// Indented text with a final line break. Control characters that JSON would allow are escaped all the same, since the
/// text may end up on a terminal; they can only occur within strings.
pub(super) fn text(document: &Value) -> String {
    let mut out = String::new();
    for c in format!("{document:#}\n").chars() {
        match c {
            '\u{7f}'..='\u{9f}' => out += &format!("\\u{:04x}", u32::from(c)),
            _ => out.push(c),
        }
    }
    out
}

fn finding(item: &Item) -> Value {
    let finding = item.finding;
    let mut map = Map::new();
    map.insert("code".into(), finding.code.id.into());
    map.insert("name".into(), finding.code.name.into());
    map.insert("level".into(), finding.level.name().into());
    map.insert("message".into(), item.words.message.clone().into());
    map.insert("path".into(), item.path.clone().into());
    if let Some(revision) = &finding.place.revision {
        map.insert("revision".into(), (&**revision).into());
    }
    place(&mut map, item.spot);
    if let Some(label) = &item.words.label {
        map.insert("label".into(), label.clone().into());
    }
    if let Some(help) = &item.words.help {
        map.insert("help".into(), help.clone().into());
    }
    if !item.labels.is_empty() {
        let labels = item.labels.iter().map(|second| {
            let mut map = Map::new();
            map.insert("message".into(), second.message.clone().into());
            map.insert("path".into(), second.path.clone().into());
            place(&mut map, second.spot);
            Value::Object(map)
        });
        map.insert("labels".into(), labels.collect());
    }
    if let Some(fix) = &finding.fix {
        let edits = item.edits.iter().map(|(edit, spot)| {
            let mut map = Map::new();
            map.insert("start".into(), edit.range.start.into());
            map.insert("end".into(), edit.range.end.into());
            place(&mut map, Some(*spot));
            map.insert("text".into(), edit.text.clone().into());
            Value::Object(map)
        });
        map.insert("fix".into(), json!({ "mechanical": fix.mechanical, "edits": edits.collect::<Vec<_>>() }));
    }
    Value::Object(map)
}

fn place(map: &mut Map<String, Value>, spot: Option<Spot>) {
    if let Some(spot) = spot {
        map.insert("line".into(), spot.line.into());
        map.insert("column".into(), spot.column.into());
        map.insert("end_line".into(), spot.end_line.into());
        map.insert("end_column".into(), spot.end_column.into());
    }
}
