//! References: from the text in a field to the record that it means, and back.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::delta;
use super::load::{Book, RecordRef};
use super::record::{Trail, visit_some};
use super::view::View;
use crate::model::{KindId, Type};

/// What a reference's text means in this book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Record(RecordRef),
    /// Nothing of the expected kind has this id or number.
    Missing {
        kind: Option<KindId>,
    },
    /// `kind/id` whose kind is not a kind.
    UnknownKind,
    /// A reference to any kind that names no kind.
    NoKind,
    /// Several documents bear this number.
    Ambiguous(Vec<RecordRef>),
}

/// Who refers to whom.
#[derive(Debug, Default)]
struct Links {
    /// For each kind and record, those that refer to it, in the book's order, each once.
    incoming: Vec<Vec<Vec<RecordRef>>>,
}

/// The links of a book: all of them, once enough was asked for.
#[derive(Debug, Default)]
pub struct LazyLinks {
    all: OnceLock<Links>,
    asked: AtomicUsize,
}

/// For so many records it is faster to look for those that name them than to follow every reference of the book.
const FEW: usize = 4;

impl LazyLinks {
    /// The records that refer to one, in the book's order, each once.
    pub(super) fn to(&self, book: &Book, target: RecordRef) -> Vec<RecordRef> {
        if self.all.get().is_none() && self.asked.fetch_add(1, Ordering::Relaxed) < FEW {
            return referrers(book, target);
        }
        self.all.get_or_init(|| Links::new(book)).to(target).to_vec()
    }
}

/// The records that refer to one, found by its names.
fn referrers(book: &Book, target: RecordRef) -> Vec<RecordRef> {
    let found = book.get(target);
    let names = [Some(&*found.id), found.text(book.shape(target.kind), "number")];
    let refers = |from: &RecordRef| {
        let mut refers = false;
        each_reference(book, *from, &mut |_, _, _, to| refers = refers || to == Target::Record(target));
        refers
    };
    let kinds: Vec<KindId> = book.kinds.iter().map(|(kind, _)| kind).collect();
    delta::naming(book, &kinds, names.into_iter().flatten()).into_iter().filter(refers).collect()
}

impl Links {
    /// Reads every reference of the book once.
    fn new(book: &Book) -> Links {
        let mut incoming: Vec<Vec<Vec<RecordRef>>> =
            book.kinds.iter().map(|(kind, _)| vec![Vec::new(); book.records(kind).len()]).collect();
        for from in book.refs() {
            each_reference(book, from, &mut |_, _, _, target| {
                if let Target::Record(to) = target {
                    let list = &mut incoming[to.kind.index()][to.index as usize];
                    if list.last() != Some(&from) {
                        list.push(from);
                    }
                }
            });
        }
        Links { incoming }
    }

    /// The records that refer to this one.
    fn to(&self, target: RecordRef) -> &[RecordRef] {
        self.incoming
            .get(target.kind.index())
            .and_then(|kind| kind.get(target.index as usize))
            .map_or(&[], Vec::as_slice)
    }
}

/// Calls `see` for every reference of a record: where it stands, its type, its text and what it means.
pub fn each_reference<'b>(book: &'b Book, from: RecordRef, see: &mut dyn FnMut(&Trail<'b>, &'b Type, &'b str, Target)) {
    let record = book.get(from);
    let refers = |ty: &Type| matches!(ty, Type::Ref(_) | Type::AnyRef);
    visit_some(book.shape(from.kind), record.values.view(), refers, |trail, ty, value| {
        if let View::Text(text) = value {
            see(trail, ty, text, resolve(book, ty, text));
        }
    });
}

/// What the text of a reference of this type means.
pub fn resolve(book: &Book, ty: &Type, text: &str) -> Target {
    match ty {
        Type::Ref(kind) => match book.kinds.named(kind) {
            Some(kind) => in_kind(book, kind, text),
            None => Target::UnknownKind,
        },
        _ => match text.split_once('/') {
            Some((kind, id)) => match book.kinds.named(kind) {
                Some(kind) => in_kind(book, kind, id),
                None => Target::UnknownKind,
            },
            None => Target::NoKind,
        },
    }
}

/// The record that a reference field names.
pub fn reference(book: &Book, record: RecordRef, field: &str) -> Option<RecordRef> {
    let shape = book.shape(record.kind);
    let text = book.get(record).text(shape, field)?;
    match resolve(book, &shape.fields.get(shape.position(field)?)?.ty, text) {
        Target::Record(found) => Some(found),
        _ => None,
    }
}

/// The one record of a kind, called by its name, that a reference means.
pub fn target(book: &Book, kind: &str, text: &str) -> Option<RecordRef> {
    target_in(book, book.kinds.named(kind), text)
}

/// The same of a kind that is known; `None` where there is no such kind.
pub fn target_in(book: &Book, kind: Option<KindId>, text: &str) -> Option<RecordRef> {
    match in_kind(book, kind?, text) {
        Target::Record(found) => Some(found),
        _ => None,
    }
}

/// By id, else by document number.
fn in_kind(book: &Book, kind: KindId, text: &str) -> Target {
    if let Some(found) = book.find(kind, text) {
        return Target::Record(found);
    }
    match book.by_number(kind, text) {
        [only] => Target::Record(*only),
        [] => Target::Missing { kind: Some(kind) },
        several => Target::Ambiguous(several.to_vec()),
    }
}
