//! Which records are to be examined.

use std::collections::BTreeSet;

use crate::book::{Book, Delta, RecordRef, delta};
use crate::model::KindId;

/// The records that rules of single records look at.
pub struct Scope {
    /// For each kind, by the position of its records; all where there is nothing.
    examined: Option<Vec<Vec<bool>>>,
    /// What the changed records are called, and were called.
    names: BTreeSet<Box<str>>,
}

impl Scope {
    /// Every record.
    pub fn whole() -> Scope {
        Scope { examined: None, names: BTreeSet::new() }
    }

    /// The records of changed files and those that name one of them, and the records of these paths.
    pub fn around(book: &Book, delta: &Delta, paths: &BTreeSet<Box<str>>) -> Scope {
        let mut examined: Vec<Vec<bool>> = match delta.is_empty() {
            true => book.kinds.iter().map(|_| Vec::new()).collect(),
            false => delta::around(book, delta),
        };
        for record in paths.iter().filter_map(|path| book.record_at(path)) {
            let of_kind = &mut examined[record.kind.index()];
            of_kind.resize(of_kind.len().max(record.index as usize + 1), false);
            of_kind[record.index as usize] = true;
        }
        Scope { examined: Some(examined), names: delta.names().map(Box::from).collect() }
    }

    /// Ids and numbers of the records that changed, before and after; nothing of every record.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }

    pub fn has(&self, record: RecordRef) -> bool {
        self.examined.as_ref().is_none_or(|examined| {
            examined.get(record.kind.index()).and_then(|kind| kind.get(record.index as usize)).is_some_and(|it| *it)
        })
    }

    /// Whether there is a record of a kind to examine.
    pub fn has_any(&self, kind: Option<KindId>) -> bool {
        let Some(examined) = &self.examined else { return true };
        kind.and_then(|kind| examined.get(kind.index())).is_some_and(|kind| kind.contains(&true))
    }

    /// Whether one that is to be examined has a field.
    pub fn has_any_with(&self, book: &Book, kind: &str, field: &str) -> bool {
        let Some(kind) = book.kinds.named(kind).filter(|kind| self.has_any(Some(*kind))) else { return false };
        let has = |index: usize| {
            let record = RecordRef { kind, index: index as u32 };
            self.has(record) && book.get(record).view(book.shape(kind), field).is_some()
        };
        (0..book.records(kind).len()).any(has)
    }

    /// The records of a book that are to be examined, kind by kind.
    pub fn records<'b>(&'b self, book: &'b Book) -> impl Iterator<Item = RecordRef> + 'b {
        let kinds = book.kinds.iter().map(|(kind, _)| kind).filter(|kind| self.has_any(Some(*kind)));
        let of_kind = |kind| (0..book.records(kind).len()).map(move |index| RecordRef { kind, index: index as u32 });
        kinds.flat_map(of_kind).filter(|record| self.has(*record))
    }

    /// The sound ones of a kind.
    pub fn sound<'b>(&'b self, book: &'b Book, kind: &str) -> impl Iterator<Item = RecordRef> + 'b {
        let kind = book.kinds.named(kind).filter(|kind| self.has_any(Some(*kind)));
        kind.into_iter().flat_map(|kind| book.sound(kind)).map(|(record, _)| record).filter(|record| self.has(*record))
    }
}
