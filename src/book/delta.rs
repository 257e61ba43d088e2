//! What is not as it was: files, and what their records were and are called. Whatever else looks at them does so by one of
//! these names.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::cache::index::id;
use super::load::{Book, RecordRef};
use super::source;
use super::view::{TableView, View};

/// Files that differ between two states of a book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// Below the book's root.
    pub paths: BTreeSet<Box<str>>,
    /// Ids and document numbers of their records, before and after.
    pub names: BTreeSet<Box<str>>,
    /// The kinds of their records.
    pub kinds: BTreeSet<Box<str>>,
}

impl Delta {
    /// What two states of a book differ in, where only these files do; `None` where the settings are among them, which change
    /// what is said of everything.
    pub fn between<'p>(before: &Book, after: &Book, paths: impl IntoIterator<Item = &'p str>) -> Option<Delta> {
        let mut delta = Delta::default();
        for path in paths {
            if path == crate::firm::PATH {
                return None;
            }
            delta.add(before, path);
            delta.add(after, path);
        }
        Some(delta)
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Adds a file as it is in a book, where it is; to be called for the book before and the book after.
    pub fn add(&mut self, book: &Book, path: &str) {
        self.name(book, path, book.record_at(path).and_then(|record| number(book, record)));
    }

    pub(super) fn name(&mut self, book: &Book, path: &str, number: Option<&str>) {
        self.paths.insert(path.into());
        if let Ok(Some(address)) = source::address(&book.kinds, path) {
            self.kinds.insert(book.kind(address.kind).name.into());
        } else if let Some((folder, _)) = path.split_once('/')
            && let Some(kind) = book.kinds.in_folder(folder)
        {
            self.kinds.insert(book.kind(kind).name.into());
        }
        self.names.insert(id(path).into());
        self.names.extend(number.map(Box::from));
    }

    /// This one and another.
    pub fn extend(&mut self, other: &Delta) {
        self.paths.extend(other.paths.iter().cloned());
        self.names.extend(other.names.iter().cloned());
        self.kinds.extend(other.kinds.iter().cloned());
    }
}

fn number(book: &Book, record: RecordRef) -> Option<&str> {
    book.get(record).text(book.shape(record.kind), "number")
}

/// For each kind, by the position of a record: whether its file is one of these, or it names one of their records (or
/// seems to: any text counts that is such a name).
pub fn around(book: &Book, delta: &Delta) -> Vec<Vec<bool>> {
    let paths: FxHashSet<&str> = delta.paths.iter().map(|path| &**path).collect();
    let names = Names::new(delta.names.iter().map(|name| &**name));
    let of_kind = |(kind, _)| {
        let records = book.records(kind).par_iter().enumerate().with_min_len(256);
        let is_near = |(index, record): (usize, &super::Record)| {
            let path = || book.path(RecordRef { kind, index: index as u32 });
            names.are_in(record.values.view()) || paths.contains(path())
        };
        records.map(is_near).collect()
    };
    book.kinds.iter().map(of_kind).collect()
}

/// The records in which one of these names stands as a text, or behind a kind, in the book's order.
pub fn naming<'n>(book: &Book, names: impl Iterator<Item = &'n str>) -> Vec<RecordRef> {
    let names = Names::new(names);
    let of_kind = |(kind, _)| {
        let records = book.records(kind).par_iter().enumerate().with_min_len(256);
        let naming = records.filter(|(_, record)| names.are_in(record.values.view()));
        naming.map(move |(index, _)| RecordRef { kind, index: index as u32 }).collect::<Vec<_>>()
    };
    book.kinds.iter().flat_map(of_kind).collect()
}

/// Names to be looked for.
struct Names<'d> {
    names: FxHashSet<&'d str>,
    /// Which lengths they have, up to 127 bytes: most texts are told apart by that.
    lengths: u128,
}

impl<'d> Names<'d> {
    fn new(names: impl Iterator<Item = &'d str>) -> Names<'d> {
        let names: FxHashSet<&str> = names.collect();
        Names { lengths: names.iter().fold(0, |lengths, name| lengths | bit(name)), names }
    }

    fn are_in(&self, table: TableView<'_>) -> bool {
        let mut found = false;
        table.each(|_, value| found = found || self.is_in(value));
        found
    }

    fn is_in(&self, value: View<'_>) -> bool {
        match value {
            // A reference to any kind is `kind/id`.
            View::Text(text) => self.has(text) || text.split_once('/').is_some_and(|(_, id)| self.has(id)),
            View::List(list) => list.iter().any(|item| self.is_in(item)),
            View::Table(table) => self.are_in(table),
            _ => false,
        }
    }

    fn has(&self, text: &str) -> bool {
        self.lengths & bit(text) != 0 && self.names.contains(text)
    }
}

fn bit(text: &str) -> u128 {
    1 << text.len().min(127)
}
