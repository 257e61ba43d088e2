//! SARIF 2.1.0 (OASIS standard): rules with their help, results, places, fixes.

use serde_json::{Value, json};

use super::source::Spot;
use super::{Item, Second};
use crate::finding::{Catalogue, Code, Level};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(items: &[Item], catalogue: &Catalogue) -> String {
    let mut codes: Vec<&Code> = items.iter().map(|item| item.finding.code).collect();
    codes.sort_unstable_by_key(|code| code.id);
    codes.dedup_by_key(|code| code.id);
    let rules: Vec<Value> = codes.iter().map(|code| rule(code, catalogue)).collect();
    let results: Vec<Value> = items.iter().map(|item| result(item, &codes)).collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "carnet",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": catalogue.language.tag(),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::json::text(&document)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
        Level::Off => "none",
    }
}

fn rule(code: &Code, catalogue: &Catalogue) -> Value {
    let explanation = catalogue.explanation(code);
    let help = format!("{}\n\n{}", explanation.why, explanation.mend);
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": catalogue.headline(code) },
        "fullDescription": { "text": explanation.what },
        "help": {
            "text": help,
            "markdown": format!("{help}\n\n```text\n{}\n```", explanation.example),
        },
        "defaultConfiguration": { "level": level(code.level) },
    })
}

fn result(item: &Item, codes: &[&Code]) -> Value {
    let finding = item.finding;
    let mut result = json!({
        "ruleId": finding.code.id,
        "ruleIndex": codes.iter().position(|code| code.id == finding.code.id),
        "level": level(finding.level),
        "message": { "text": item.text() },
        "locations": [{ "physicalLocation": physical(&item.path, item.spot) }],
    });
    if let Some(revision) = &finding.place.revision {
        result["properties"] = json!({ "revision": revision });
    }
    if !item.labels.is_empty() {
        let related = item.labels.iter().enumerate().map(|(i, second): (usize, &Second)| {
            json!({
                "id": i + 1,
                "physicalLocation": physical(&second.path, second.spot),
                "message": { "text": second.message },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    // The standard wants at least one replacement in a fix.
    if let Some(fix) = finding.fix.as_ref().filter(|_| !item.edits.is_empty()) {
        let replacements = item
            .edits
            .iter()
            .map(|(edit, spot)| json!({ "deletedRegion": region(*spot), "insertedContent": { "text": edit.text } }));
        result["fixes"] = json!([{
            "description": { "text": item.words.help.as_deref().unwrap_or(&item.words.message) },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&item.path) },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
            "properties": { "mechanical": fix.mechanical },
        }]);
    }
    result
}

fn physical(path: &str, spot: Option<Spot>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(spot) = spot {
        physical["region"] = region(spot);
    }
    physical
}

fn region(spot: Spot) -> Value {
    json!({
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
    })
}

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}
