//! What CI services read: GitHub's workflow commands, GitLab's code quality report, JUnit XML.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::Item;
use crate::finding::Level;
use crate::finding::visible::visible;

/// One workflow command a finding: `::error file=…,line=…,col=…,title=…::message`.
pub(super) fn github(items: &[Item]) -> String {
    let line = |item: &Item| {
        let command = match item.finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note | Level::Off => "notice",
        };
        let mut properties = format!("file={}", property(&item.path));
        if let Some(spot) = item.spot {
            properties += &format!(",line={},endLine={},col={}", spot.line, spot.end_line, spot.column);
            // The service ignores columns of a place that covers several lines.
            if spot.end_line == spot.line {
                properties += &format!(",endColumn={}", spot.end_column);
            }
        }
        properties += &format!(",title={}", property(&item.title()));
        format!("::{command} {properties}::{}\n", data(&item.text()))
    };
    items.iter().map(line).collect()
}

/// The escaping of a command's data: what would end the command or the line, and the escape sign itself.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// The escaping of a property's value: as for data, and the separators.
fn property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// An array of issues with a stable fingerprint each, so that GitLab can tell new ones from old ones.
pub(super) fn gitlab(items: &[Item]) -> String {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let issue = |item: &Item| {
        let severity = match item.finding.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note | Level::Off => "info",
        };
        // Without the line, so that the issue stays the same when lines above it change.
        let print = hash(&[item.finding.code.id, &item.path, &item.words.message]);
        let twin = seen.entry(print).or_default();
        *twin += 1;
        json!({
            "description": item.words.message,
            "check_name": item.title(),
            "fingerprint": format!("{print:016x}-{twin}"),
            "severity": severity,
            "location": { "path": item.path, "lines": { "begin": item.spot.map_or(1, |spot| spot.line) } },
        })
    };
    let issues: Vec<Value> = items.iter().map(issue).collect();
    super::json::text(&Value::Array(issues))
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which the standard library does not promise.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A test case a finding; only errors count as failures.
pub(super) fn junit(items: &[Item]) -> String {
    let failures = items.iter().filter(|item| item.finding.level == Level::Error).count();
    let mut cases = String::new();
    for item in items {
        let name = xml(&format!("{} {}", item.title(), item.origin()));
        let (message, text) = (xml(&item.words.message), xml(&item.text()));
        let body = match item.finding.level {
            Level::Error => format!("<failure message=\"{message}\" type=\"{}\">{text}</failure>", item.finding.code),
            _ => format!("<system-out>{text}</system-out>"),
        };
        cases += &format!("    <testcase classname=\"{}\" name=\"{name}\">{body}</testcase>\n", xml(&item.path));
    }
    if items.is_empty() {
        cases = "    <testcase classname=\"carnet\" name=\"check\"/>\n".to_owned();
    }
    let counts = format!("tests=\"{}\" failures=\"{failures}\"", items.len().max(1));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite name=\"carnet check\" \
         {counts}>\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

/// Text for an element or a quoted attribute; characters that XML 1.0 forbids are made visible.
fn xml(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    let text = lines.join("\n");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "&#10;")
}
