//! The one tree that every front end gives (TOML files, front matter, `key=value`), whose numbers are source text.
//!
//! This is the only door to the TOML parser for reading.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{quick, syntax};
use crate::finding::{Finding, KeyPath, Place, Step, code};
use crate::model::migration::RENAMES;

/// Bytes of the source.
pub type Span = Range<usize>;

/// A table: entries in the order of the source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table<'s> {
    pub entries: Vec<Entry<'s>>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'s> {
    pub key: Cow<'s, str>,
    pub key_span: Span,
    pub node: Node<'s>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Node<'s> {
    pub span: Span,
    pub data: Data<'s>,
}

/// A value as it is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Data<'s> {
    /// Quoted text.
    Text(Cow<'s, str>),
    /// A number's literal, exactly as written.
    Number(Cow<'s, str>),
    Bool(bool),
    /// A date or date-time literal, exactly as written.
    Date(Cow<'s, str>),
    /// Unquoted text of a front end without types: front matter, the command line, CSV. The field's type reads it.
    Plain(Cow<'s, str>),
    List(Vec<Node<'s>>),
    Table(Table<'s>),
}

impl<'s> Table<'s> {
    pub fn get(&self, key: &str) -> Option<&Entry<'s>> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The entry of a key that an older format called otherwise.
    fn get_by_old_name(&self, key: &str) -> Option<&Entry<'s>> {
        RENAMES.iter().filter(|rename| rename.to == key).find_map(|rename| self.get(rename.from))
    }

    /// The bytes of the value at a key path, or of the deepest part of it that exists.
    pub fn locate(&self, path: &KeyPath) -> Span {
        self.locate_entry(path).map_or(0..0, |(_, value)| value)
    }

    /// The bytes of the key and of the value at a key path; for a list item both are the item.
    pub fn locate_entry(&self, path: &KeyPath) -> Option<(Span, Span)> {
        let mut table = Some(self);
        let mut list: Option<&[Node<'s>]> = None;
        let mut found: Option<(Span, Span)> = None;
        for step in &path.0 {
            let (key_span, node) = match step {
                Step::Key(key) => match table.and_then(|t| t.get(key).or_else(|| t.get_by_old_name(key))) {
                    Some(entry) => (entry.key_span.clone(), &entry.node),
                    None => return found,
                },
                Step::Index(index) => match list.and_then(|items| items.get(*index)) {
                    Some(node) => (node.span.clone(), node),
                    None => return found,
                },
            };
            found = Some((key_span, node.span.clone()));
            table = if let Data::Table(inner) = &node.data { Some(inner) } else { None };
            list = if let Data::List(items) = &node.data { Some(items) } else { None };
        }
        found
    }
}

/// Parses TOML. The tree is whole only when no finding came; after a syntax error it holds what could be salvaged,
/// which may feed more findings but never a figure.
///
/// Files without a fault, and without what is rare, are read by the quick reader; `toml` judges all others.
pub fn parse_toml<'s>(path: &str, source: &'s str, findings: &mut Vec<Finding>) -> Table<'s> {
    match quick::read(source) {
        Some(table) => {
            // So that every test of the project is one of both readers.
            debug_assert_eq!(table, judge(path, source, &mut Vec::new()));
            table
        }
        None => judge(path, source, findings),
    }
}

/// What the `toml` crate says of a text: the last word on what is TOML.
pub(super) fn judge<'s>(path: &str, source: &'s str, findings: &mut Vec<Finding>) -> Table<'s> {
    let (document, errors) = DeTable::parse_recoverable(source);
    let errors = errors.into_iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned())).collect();
    findings.extend(syntax::findings(path, source, errors));
    let span = document.span();
    let table = table(source, document.into_inner(), span);
    if source.contains(['{', '\\']) {
        toml_1_1(path, source, &table, findings);
    }
    table
}

fn table<'s>(source: &'s str, table: DeTable<'s>, span: Span) -> Table<'s> {
    let entries = table
        .into_iter()
        .map(|(key, value)| Entry { key_span: key.span(), key: key.into_inner(), node: node(source, value) })
        .collect();
    Table { entries, span }
}

fn node<'s>(source: &'s str, value: Spanned<DeValue<'s>>) -> Node<'s> {
    let span = value.span();
    // The parser's own spans lie within the source; after recovery from an error they may be empty.
    let literal = || Cow::Borrowed(source.get(span.clone()).unwrap_or_default());
    let data = match value.into_inner() {
        DeValue::String(text) => Data::Text(text),
        DeValue::Integer(_) | DeValue::Float(_) => Data::Number(literal()),
        DeValue::Boolean(value) => Data::Bool(value),
        DeValue::Datetime(_) => Data::Date(literal()),
        DeValue::Array(items) => Data::List(items.into_iter().map(|item| node(source, item)).collect()),
        DeValue::Table(inner) => Data::Table(table(source, inner, span.clone())),
    };
    Node { span, data }
}

/// Finds syntax that only TOML 1.1 knows: other readers of the book's files would refuse it.
fn toml_1_1(path: &str, source: &str, table: &Table<'_>, findings: &mut Vec<Finding>) {
    if source.as_bytes().get(table.span.start) == Some(&b'{') {
        let mut start = table.span.start + 1;
        for entry in &table.entries {
            gap(path, source, start..entry.key_span.start, " ", findings);
            start = entry.node.span.end;
        }
        let end = table.span.end.saturating_sub(1);
        gap(path, source, start..end, " ", findings);
        if let Some(rest) = source.get(start..end)
            && rest.trim_start().starts_with(',')
        {
            let comma = start + rest.len() - rest.trim_start().len();
            let place = Place::range(path, comma..comma + 1);
            findings.push(Finding::new(&code::TOML_1_1, place).variant("trailing-comma").fix(
                comma..comma + 1,
                "",
                true,
            ));
        }
    }
    for entry in &table.entries {
        toml_1_1_node(path, source, &entry.node, findings);
    }
}

fn toml_1_1_node(path: &str, source: &str, node: &Node<'_>, findings: &mut Vec<Finding>) {
    match &node.data {
        Data::Table(inner) => toml_1_1(path, source, inner, findings),
        Data::List(items) => items.iter().for_each(|item| toml_1_1_node(path, source, item, findings)),
        Data::Text(_) => {
            let raw = source.get(node.span.clone()).unwrap_or_default();
            if !raw.starts_with('"') || !raw.contains('\\') {
                return;
            }
            let bytes = raw.as_bytes();
            let mut i = 0;
            while i + 1 < bytes.len() {
                if bytes[i] != b'\\' {
                    i += 1;
                    continue;
                }
                let start = node.span.start + i;
                let place = |len| Place::range(path, start..start + len);
                match bytes[i + 1] {
                    b'e' => findings.push(Finding::new(&code::TOML_1_1, place(2)).variant("escape").fix(
                        start..start + 2,
                        "\\u001B",
                        true,
                    )),
                    b'x' => {
                        let digits = raw.get(i + 2..i + 4).unwrap_or_default();
                        findings.push(Finding::new(&code::TOML_1_1, place(2 + digits.len())).variant("escape").fix(
                            start..start + 2 + digits.len(),
                            format!("\\u00{digits}"),
                            digits.len() == 2,
                        ));
                    }
                    _ => {}
                }
                i += 2;
            }
        }
        _ => {}
    }
}

/// A newline between the entries of an inline table.
fn gap(path: &str, source: &str, range: Span, instead: &str, findings: &mut Vec<Finding>) {
    let Some(text) = source.get(range.clone()) else { return };
    if !text.contains('\n') {
        return;
    }
    let mechanical = !text.contains('#');
    let comma = if text.trim_start().starts_with(',') { ", " } else { instead };
    let place = Place::range(path, range.clone());
    findings
        .push(Finding::new(&code::TOML_1_1, place).variant("newline-in-inline-table").fix(range, comma, mechanical));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(source: &str) -> Vec<String> {
        let mut findings = Vec::new();
        parse_toml("a.toml", source, &mut findings);
        findings
            .iter()
            .map(|f| format!("{}{}", f.code, f.variant.map(|v| format!("/{v}")).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn numbers_keep_their_text() {
        let mut findings = Vec::new();
        let table = parse_toml("a.toml", "a = 1234.10\nb = 1_000\nc = 0x10\n", &mut findings);
        let text = |key| match &table.get(key).unwrap().node.data {
            Data::Number(text) => text.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!([text("a"), text("b"), text("c")], ["1234.10", "1_000", "0x10"]);
    }

    #[test]
    fn toml_1_1_is_found_and_mended() {
        assert_eq!(ids("a = { b = 1, c = 2 }\n"), [""; 0]);
        assert_eq!(ids("a = { b = 1, c = [\n1,\n] }\n"), [""; 0]);
        assert_eq!(ids("a = {\n b = 1 }\n"), ["E0102/newline-in-inline-table"]);
        assert_eq!(ids("a = { b = 1, }\n"), ["E0102/trailing-comma"]);
        assert_eq!(ids(r#"a = "\e[0m \\e \x41""#), ["E0102/escape", "E0102/escape"]);
        assert_eq!(ids(r"a = '\e'"), [""; 0]);
    }

    #[test]
    fn key_paths_lead_to_places() {
        let source = "[address]\ncity = \"Lille\"\n[[lines]]\ntax = \"x\"\n[[lines]]\ntax = \"yy\"\n";
        let table = parse_toml("a.toml", source, &mut Vec::new());
        let at = |path: KeyPath| &source[table.locate(&path)];
        assert_eq!(at(KeyPath::key("address").and("city")), "\"Lille\"");
        assert_eq!(at(KeyPath::key("lines").at(1).and("tax")), "\"yy\"");
        assert_eq!(at(KeyPath::key("lines").at(1).and("missing")), "[[lines]]");
    }
}
