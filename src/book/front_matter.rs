//! Notes: Markdown below flat YAML front matter (scalars and lists of scalars).
//!
//! serde_yaml is the judge of what the front matter says; a small reader of lines tells where it says it, and keeps
//! the text of numbers, which YAML would pass through binary floats.

use std::borrow::Cow;

use serde_yaml::Value as Yaml;

use super::tree::{Data, Entry, Node, Span, Table};
use crate::finding::{Finding, Place, code};

/// The key under which the text below the front matter enters the record.
pub const BODY: &str = "text";

/// Front matter is flat: a list in a value is one level deep. What opens more brackets than this is refused before
/// serde_yaml sees it, since its time grows with the number of tokens times the number of open brackets.
const MOST_OPEN: usize = 64;

/// A note's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the fences.
    pub front: Span,
    /// Everything below them.
    pub body: Span,
}

/// Finds the fences. `None` when the file does not begin with one or the closing one is missing.
pub fn parts(source: &str) -> Option<Parts> {
    let first = source.split_inclusive('\n').next().filter(|line| line.trim_end() == "---" && line.ends_with('\n'))?;
    let mut start = first.len();
    for line in source[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(Parts { front: first.len()..start, body: start + line.len()..source.len() });
        }
        start += line.len();
    }
    None
}

/// Parses a note. The tree is whole only when no finding came.
pub fn parse<'s>(path: &str, source: &'s str, findings: &mut Vec<Finding>) -> Table<'s> {
    let Some(Parts { front, body }) = parts(source) else {
        let variant = if source.trim_start().starts_with("---") { "unclosed" } else { "missing" };
        let first_line = source.lines().next().map_or(0, str::len);
        let place = Place::range(path, 0..first_line);
        findings.push(Finding::new(&code::FRONT_MATTER, place).variant(variant).arg("detail", ""));
        return Table::default();
    };
    let mut table = read_front(path, source, front, findings);
    let text = source[body.clone()].trim();
    if !text.is_empty() {
        let node = Node { span: body.clone(), data: Data::Text(Cow::Borrowed(text)) };
        table.entries.push(Entry { key: Cow::Borrowed(BODY), key_span: body.start..body.start, node });
    }
    table
}

fn read_front<'s>(path: &str, source: &'s str, front: Span, findings: &mut Vec<Finding>) -> Table<'s> {
    let block = &source[front.clone()];
    // The place of missing keys is the opening fence.
    let mut table = Table { entries: Vec::new(), span: 0..0 };
    if opens_too_much(block) {
        let finding = Finding::new(&code::FRONT_MATTER, Place::range(path, front)).variant("nested");
        findings.push(finding.arg("detail", ""));
        return table;
    }
    let yaml: Yaml = match serde_yaml::from_str(block) {
        Ok(yaml) => yaml,
        Err(error) => {
            let at = error.location().map_or(front.clone(), |location| {
                let start = (front.start + location.index()).min(front.end.saturating_sub(1)).max(front.start);
                line_around(source, start)
            });
            let detail = error.to_string();
            let place = Place::range(path, at);
            findings.push(Finding::new(&code::FRONT_MATTER, place).variant("syntax").arg("detail", detail));
            return table;
        }
    };
    let mapping = match yaml {
        Yaml::Null => return table,
        Yaml::Mapping(mapping) => mapping,
        _ => {
            findings
                .push(Finding::new(&code::FRONT_MATTER, Place::range(path, front)).variant("nested").arg("detail", ""));
            return table;
        }
    };
    let lines = top_level_lines(source, &front);
    for (i, (key, value)) in mapping.into_iter().enumerate() {
        let place =
            lines.get(i).cloned().unwrap_or(Line { key: front.clone(), value: front.clone(), items: Vec::new() });
        let key = match key {
            Yaml::String(key) => key,
            other => serde_yaml::to_string(&other).unwrap_or_default().trim().to_owned(),
        };
        if key == BODY {
            // The body has no key of its own in the front matter.
            findings.push(
                Finding::new(&code::UNKNOWN_KEY, Place::range(path, place.key.clone()))
                    .arg("key", &key)
                    .arg("kind", "note"),
            );
            continue;
        }
        let data = match value {
            Yaml::Null => continue,
            Yaml::Sequence(items) => {
                let exact = place.items.len() == items.len();
                let nodes: Option<Vec<Node<'s>>> = items
                    .into_iter()
                    .enumerate()
                    .map(|(i, item)| {
                        let span = if exact { place.items[i].clone() } else { place.value.clone() };
                        let raw = if exact { source.get(span.clone()).unwrap_or_default() } else { "" };
                        scalar(item, raw).map(|data| Node { span, data })
                    })
                    .collect();
                nodes.map(Data::List)
            }
            value => scalar(value, source.get(place.value.clone()).unwrap_or_default()),
        };
        match data {
            Some(data) => {
                let node = Node { span: place.value, data };
                table.entries.push(Entry { key: Cow::Owned(key), key_span: place.key, node });
            }
            None => {
                let place = Place::range(path, place.key);
                findings.push(Finding::new(&code::FRONT_MATTER, place).variant("nested").arg("detail", &key));
            }
        }
    }
    table
}

/// Whether more brackets stand open somewhere than flat front matter can have.
fn opens_too_much(block: &str) -> bool {
    let mut open: usize = 0;
    block.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN
    })
}

/// A scalar with the text that stands in the file; `None` for tables and tags.
fn scalar<'s>(value: Yaml, raw: &'s str) -> Option<Data<'s>> {
    let raw = raw.trim();
    Some(match value {
        Yaml::String(text) if raw.starts_with(['"', '\'']) => Data::Text(Cow::Owned(text)),
        Yaml::String(text) => Data::Plain(Cow::Owned(text)),
        Yaml::Number(number) if raw.is_empty() => Data::Plain(Cow::Owned(number.to_string())),
        Yaml::Bool(value) if raw.is_empty() => Data::Plain(Cow::Owned(value.to_string())),
        Yaml::Number(_) | Yaml::Bool(_) => Data::Plain(Cow::Borrowed(raw)),
        _ => return None,
    })
}

#[derive(Clone)]
struct Line {
    key: Span,
    value: Span,
    items: Vec<Span>,
}

/// Keys at the margin, the text of their values, and the items of lists.
fn top_level_lines(source: &str, front: &Span) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = front.start;
    for line in source[front.clone()].split_inclusive('\n') {
        let end = start + line.trim_end().len();
        let text = &source[start..end.max(start)];
        let trimmed = text.trim_start();
        let indent = text.len() - trimmed.len();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            // Nothing.
        } else if let (Some(last), Some(_)) =
            (lines.last_mut(), trimmed.strip_prefix('-').filter(|r| r.is_empty() || r.starts_with(' ')))
        {
            let item = start + indent + 1;
            last.items.push(trim_span(source, item..uncommented(source, item..end)));
            last.value.end = end;
            if last.value.start >= last.value.end || last.items.len() == 1 {
                last.value.start = start + indent;
            }
        } else if indent == 0 {
            if let Some(colon) = key_end(text) {
                let value = trim_span(source, start + colon + 1..uncommented(source, start + colon + 1..end));
                let items = flow_items(source, &value);
                lines.push(Line { key: start..start + colon, value, items });
            }
        } else if let Some(last) = lines.last_mut() {
            last.value.end = end;
        }
        start += line.len();
    }
    lines
}

/// Where the key ends: the first colon outside quotes that a space or the line's end follows.
fn key_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    for (i, &b) in bytes.iter().enumerate() {
        match quote {
            Some(q) if b == q => quote = None,
            Some(_) => {}
            None if i == 0 && (b == b'"' || b == b'\'') => quote = Some(b),
            None if b == b':' && bytes.get(i + 1).is_none_or(|next| *next == b' ' || *next == b'\t') => return Some(i),
            None => {}
        }
    }
    None
}

/// The end of a value without its trailing comment.
fn uncommented(source: &str, span: Span) -> usize {
    let text = source.get(span.clone()).unwrap_or_default();
    if text.trim_start().starts_with(['"', '\'', '[']) {
        return span.end;
    }
    text.find(" #").map_or(span.end, |comment| span.start + comment)
}

fn trim_span(source: &str, span: Span) -> Span {
    let text = source.get(span.clone()).unwrap_or_default();
    let start = span.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// The items of `[a, b]` where no quote makes it difficult.
fn flow_items(source: &str, value: &Span) -> Vec<Span> {
    let text = &source[value.clone()];
    let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return Vec::new() };
    if inner.trim().is_empty() || inner.contains(['"', '\'', '[', '{']) {
        return Vec::new();
    }
    // A comma behind the last item is allowed, and no item.
    let inner = inner.trim_end().strip_suffix(',').unwrap_or(inner);
    let mut start = value.start + 1;
    inner
        .split(',')
        .map(|item| {
            let span = trim_span(source, start..start + item.len());
            start += item.len() + 1;
            span
        })
        .collect()
}

fn line_around(source: &str, at: usize) -> Span {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let start = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = source[at..].find('\n').map_or(source.len(), |newline| at + newline);
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Table<'_>, Vec<String>) {
        let mut findings = Vec::new();
        let table = parse("n.md", source, &mut findings);
        (table, findings.iter().map(|f| format!("{}/{}", f.code.name, f.variant.unwrap_or("-"))).collect())
    }

    #[test]
    fn a_note() {
        let source = "---\ndate: 2026-10-03 # a Saturday\nabout: [customer/acme, deal/site]\nauthor: claire\ntags:\n  - call\n  - \"prix: 1\"\namount: 1234.10\n---\n\n# Call\nText\n";
        let (table, findings) = read(source);
        assert_eq!(findings, [""; 0]);
        let written: Vec<String> =
            table.entries.iter().map(|e| format!("{}={}", e.key, &source[e.node.span.clone()])).collect();
        assert_eq!(written[0], "date=2026-10-03");
        assert_eq!(written[1], "about=[customer/acme, deal/site]");
        assert_eq!(written[4], "amount=1234.10");
        let Data::List(items) = &table.get("about").unwrap().node.data else { panic!() };
        assert_eq!(&source[items[1].span.clone()], "deal/site");
        let Data::List(tags) = &table.get("tags").unwrap().node.data else { panic!() };
        assert_eq!(tags[1].data, Data::Text("prix: 1".into()));
        assert_eq!(&source[tags[0].span.clone()], "call");
        assert_eq!(table.get("text").unwrap().node.data, Data::Text("# Call\nText".into()));
    }

    #[test]
    fn what_is_no_front_matter() {
        assert_eq!(read("Just text\n").1, ["front-matter/missing"]);
        assert_eq!(read("---\ndate: 2026-01-01\n").1, ["front-matter/unclosed"]);
        assert_eq!(read("---\ndate: [1\n---\n").1, ["front-matter/syntax"]);
        assert_eq!(read("---\naddress:\n  city: Lille\n---\n").1, ["front-matter/nested"]);
        assert_eq!(read("---\n- a\n---\n").1, ["front-matter/nested"]);
        assert_eq!(read(&format!("---\ntags: {}\n---\n", "[".repeat(100_000))).1, ["front-matter/nested"]);
        assert_eq!(read("---\n---\n").1, [""; 0]);
    }

    #[test]
    fn a_comma_behind_the_last_item_is_no_item() {
        let source = "---\nabout: [a, b, ]\n---\n";
        let Data::List(items) = &read(source).0.get("about").unwrap().node.data.clone() else { panic!() };
        assert_eq!(items.iter().map(|item| &source[item.span.clone()]).collect::<Vec<_>>(), ["a", "b"]);
    }
}
