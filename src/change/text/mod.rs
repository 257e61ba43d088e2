//! The text of a TOML file, changed the way a careful person would: comments, order, spacing and line ends stay.
//!
//! The only door to `toml_edit`. Values come in and go out as TOML literals, so that `1234.10` stays `1234.10`.

mod edit;
mod format;
mod merge;

use std::fmt;

use toml_edit::{DocumentMut, Item, Key, Table};

pub use edit::{Text, set_value};
pub use format::format;
pub use merge::{Blend, Clash, Keep, blend, same_values};

/// The canonical order of a table: what [`format`] brings about and where new keys go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableSpec {
    /// The plain keys, in order.
    pub keys: Vec<KeySpec>,
    /// Tables and lists of tables below, in order; those that a kind does not know come after them.
    pub children: Vec<(String, TableSpec)>,
}

/// A key and whether a blank line goes before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySpec {
    pub name: String,
    pub starts_group: bool,
}

impl TableSpec {
    /// The spec of a child; an empty one when it has none.
    pub fn child(&self, name: &str) -> &TableSpec {
        static EMPTY: TableSpec = TableSpec { keys: Vec::new(), children: Vec::new() };
        self.children.iter().find(|(child, _)| child == name).map_or(&EMPTY, |(_, spec)| spec)
    }

    /// Where a key stands; after all known ones when it is unknown.
    fn rank(&self, name: &str) -> usize {
        self.keys.iter().position(|key| key.name == name).unwrap_or(self.keys.len())
    }

    fn child_rank(&self, name: &str) -> usize {
        self.children.iter().position(|(child, _)| child == name).unwrap_or(self.children.len())
    }

    /// Does a blank line part two keys of these ranks?
    fn parted(&self, before: usize, after: usize) -> bool {
        let (low, high) = (before.min(after), before.max(after));
        let known = (low + 1..=high).any(|rank| self.keys.get(rank).is_some_and(|key| key.starts_group));
        // Unknown keys are a group of their own.
        known || (high == self.keys.len() && low < high)
    }
}

/// Why a text could not be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextError {
    /// The file is not TOML.
    Syntax { message: String },
    /// The new value is not a TOML value.
    Literal { literal: String, message: String },
    /// There is nothing at this path.
    Absent { path: String },
    /// The path leads into or through something of another kind.
    Mismatch { path: String, found: &'static str },
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextError::Syntax { message } => {
                write!(f, "the file cannot be changed while it has a syntax error: {message}")
            }
            TextError::Literal { literal, message } => write!(f, "`{literal}` is not a TOML value: {message}"),
            TextError::Absent { path } => write!(f, "there is no `{path}`"),
            TextError::Mismatch { path, found } => {
                let article = if found.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
                write!(f, "`{path}` is {article} {found}, so it cannot be changed this way")
            }
        }
    }
}

impl std::error::Error for TextError {}

/// A parsed file, and what the parser does not keep.
#[derive(Debug, Clone)]
struct Source {
    document: DocumentMut,
    crlf: bool,
    bom: bool,
}

impl Source {
    fn parse(text: &str) -> Result<Source, TextError> {
        let bom = text.starts_with('\u{feff}');
        let text = text.trim_start_matches('\u{feff}');
        // A file of mixed line ends gets those of its majority.
        let crlf = text.matches("\r\n").count() * 2 > text.matches('\n').count();
        let document = text.replace("\r\n", "\n").parse::<DocumentMut>();
        let document = document.map_err(|error| TextError::Syntax { message: error.message().to_string() })?;
        Ok(Source { document, crlf, bom })
    }

    fn print(&self) -> String {
        let mut text = self.document.to_string();
        if self.crlf {
            text = text.replace('\n', "\r\n");
        }
        if self.bom {
            text.insert(0, '\u{feff}');
        }
        text
    }
}

/// What is printed where: values (dotted keys too) before tables before lists of tables.
fn class(item: &Item) -> u8 {
    match item {
        Item::Table(table) if !table.is_dotted() => 1,
        Item::ArrayOfTables(_) => 2,
        _ => 0,
    }
}

/// The key that carries the text before a line: for `a.b = 1` that is `b`.
fn leaf<'t>(table: &'t Table, name: &str) -> Option<&'t Key> {
    let (key, item) = table.get_key_value(name)?;
    match item {
        Item::Table(below) if below.is_dotted() => {
            let (first, _) = below.iter().next()?;
            leaf(below, first)
        }
        _ => Some(key),
    }
}

/// The text before a key's line: blank lines and comments.
fn prefix(table: &Table, name: &str) -> String {
    let text = leaf(table, name).and_then(|key| key.leaf_decor().prefix()).and_then(|raw| raw.as_str());
    text.unwrap_or_default().to_string()
}

fn set_prefix(table: &mut Table, name: &str, text: &str) {
    let Some((mut key, item)) = table.get_key_value_mut(name) else { return };
    match item {
        Item::Table(below) if below.is_dotted() => {
            let first = below.iter().next().map(|(first, _)| first.to_string());
            if let Some(first) = first {
                set_prefix(below, &first, text);
            }
        }
        _ => key.leaf_decor_mut().set_prefix(text),
    }
}

/// Puts the entries into the order of `names`; those that are not among them come last.
fn reorder(table: &mut Table, names: &[String]) {
    let place = |key: &Key| names.iter().position(|name| name == key.get()).unwrap_or(names.len());
    table.sort_values_by(|a, _, b, _| place(a).cmp(&place(b)));
}

/// Splits the text before the first line of a file: the file's own comment (up to its last blank line), and the comment of
/// that line.
fn split_header(text: &str) -> (&str, &str) {
    let mut end = 0;
    let mut at = 0;
    let mut comment = false;
    for line in text.split_inclusive('\n') {
        at += line.len();
        comment |= line.trim_start().starts_with('#');
        if line.trim().is_empty() && line.ends_with('\n') && comment {
            end = at;
        }
    }
    text.split_at(end)
}
