//! Records that hang together. What is found of a payment depends on the invoices that it pays, on their credit notes, on the
//! other payments of those, and so on; but a customer does not bind its documents to each other.
//!
//! From what has changed, those that hang together with it are found by following what they name and what names them, until
//! nothing new comes. They and whatever they name make a small book of their own, in which the rules run as in any other: what
//! they find there of the records that hang together is what they would find in the whole book.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::book::link::{Target, each_reference, resolve};
use crate::book::record::visit_some;
use crate::book::source::address;
use crate::book::view::View;
use crate::book::{Book, Delta, RecordRef, delta};
use crate::model::{KindId, Type};

/// What binds records to each other.
#[derive(Debug, PartialEq)]
pub struct Bond {
    /// Records of these kinds hang together where one names the other.
    pub kinds: &'static [&'static str],
    /// When records of these kinds change, those that name them are concerned. They bind nobody.
    pub hubs: &'static [&'static str],
    /// Of this one of the kinds, two hang together also where they are about the same record, of whatever kind.
    pub about: Option<&'static str>,
}

/// Everything from the quote to the money and the proof of its sending.
pub static DEALINGS: Bond = Bond {
    kinds: &["quote", "order", "delivery", "invoice", "payment", "transmission", "status"],
    hubs: &["customer"],
    about: Some("transmission"),
};

/// Quotes and their revisions.
pub static REVISIONS: Bond = Bond { kinds: &["quote"], hubs: &["customer"], about: None };

/// Where these are not all after so many rounds, or are so many, all links of the book are followed at once.
const ROUNDS: usize = 8;
const MANY: usize = delta::FEW / 2;

/// Those that are more than one of so many are judged in the whole book.
const MOST: usize = 3;

/// The records that hang together with what has changed.
pub struct Part {
    /// With what they name; nothing where they are so many that it is the whole book.
    book: Option<Book>,
    /// Their files.
    paths: FxHashSet<Box<str>>,
}

impl Part {
    /// What hangs together with what has changed, and with the records of some files.
    pub fn around(bond: &Bond, book: &Book, delta: &Delta, paths: &BTreeSet<Box<str>>) -> Part {
        let kinds: Vec<KindId> = bond.kinds.iter().filter_map(|kind| book.kinds.named(kind)).collect();
        let about = bond.about.and_then(|kind| book.kinds.named(kind));
        let binding = Binding { bond, book, kinds, about };
        let found = binding.together(binding.first(delta, paths));
        let own = |record: &&RecordRef| binding.binds(record.kind);
        let paths: FxHashSet<Box<str>> = found.iter().filter(own).map(|record| book.path(*record).into()).collect();
        let all = || binding.kinds.iter().map(|kind| book.records(*kind).len()).sum::<usize>();
        let few = paths.len() < MANY || paths.len() * MOST <= all();
        Part { book: (few && !paths.is_empty()).then(|| book.part(&with_named(book, found))), paths }
    }

    /// The book in which they are judged.
    pub fn book<'b>(&'b self, whole: &'b Book) -> &'b Book {
        self.book.as_ref().unwrap_or(whole)
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether what is found in a file is true: others may lack something that they hang together with.
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }
}

/// The same with all that they name, and what those name.
fn with_named(book: &Book, records: BTreeSet<RecordRef>) -> BTreeSet<RecordRef> {
    let mut fresh: Vec<RecordRef> = records.iter().copied().collect();
    let mut all = records;
    while let Some(from) = fresh.pop() {
        each_reference(book, from, &mut |_, _, _, target| {
            let targets = match target {
                Target::Record(to) => vec![to],
                // With fewer of them it would not be ambiguous.
                Target::Ambiguous(several) => several,
                _ => return,
            };
            fresh.extend(targets.into_iter().filter(|to| all.insert(*to)));
        });
    }
    all
}

/// A bond in a book.
struct Binding<'b> {
    bond: &'b Bond,
    book: &'b Book,
    kinds: Vec<KindId>,
    about: Option<KindId>,
}

impl Binding<'_> {
    fn binds(&self, kind: KindId) -> bool {
        self.kinds.contains(&kind)
    }

    /// The records of files that changed, those that name them now or named them before, those that they named before, and the
    /// records of these files.
    fn first(&self, delta: &Delta, paths: &BTreeSet<Box<str>>) -> BTreeSet<RecordRef> {
        let (bond, book) = (self.bond, self.book);
        let mut found: BTreeSet<RecordRef> = paths.iter().filter_map(|path| book.record_at(path)).collect();
        for path in delta.paths() {
            // Of several with one id, another one may be meant by it now.
            let place = address(&book.kinds, path).ok().flatten();
            found.extend(place.into_iter().flat_map(|place| book.called(place.kind, place.id)));
        }
        found.retain(|record| self.binds(record.kind));
        let named_before = |text: &str| match resolve(book, &Type::AnyRef, text) {
            Target::Record(to) => Some(to),
            _ => None,
        };
        let own = |kind: &str| bond.kinds.contains(&kind);
        found.extend(delta.refers(own).filter_map(named_before).filter(|to| self.binds(to.kind)));
        found.extend(delta.refers(|kind| Some(kind) == bond.about).filter_map(named_before));

        let is_hub = |kind: &str| bond.hubs.contains(&kind);
        let hubs: Vec<KindId> = bond.hubs.iter().filter_map(|kind| book.kinds.named(kind)).collect();
        let concerns = |kind: Option<&str>| kind.is_some_and(|kind| own(kind) || is_hub(kind));
        let mut names: BTreeSet<&str> = delta.names_of(concerns).collect();
        // Customers hang together by their groups: who may pay for whom.
        let mut fresh: Vec<&str> = delta.names_of(|kind| kind.is_some_and(is_hub)).collect();
        while !fresh.is_empty() {
            let naming = delta::naming(book, &hubs, fresh.into_iter());
            fresh = naming.into_iter().map(|hub| &*book.get(hub).id).filter(|id| names.insert(id)).collect();
        }
        if !names.is_empty() {
            found.extend(delta::naming(book, &self.kinds, names.into_iter()));
        }
        let mut others = delta.names_of(|kind| !concerns(kind)).peekable();
        if let Some(about) = self.about.filter(|_| others.peek().is_some()) {
            found.extend(delta::naming(book, &[about], others));
        }
        found
    }

    /// Calls `see` for each record that one is bound to by naming it.
    fn each_named(&self, from: RecordRef, see: &mut dyn FnMut(RecordRef)) {
        if !self.binds(from.kind) {
            return;
        }
        let is_about = Some(from.kind) == self.about;
        let refers = |ty: &Type| match ty {
            Type::Ref(kind) => self.bond.kinds.contains(&&**kind),
            Type::AnyRef => true,
            _ => false,
        };
        visit_some(self.book.shape(from.kind), self.book.get(from).values.view(), refers, |_, ty, value| {
            if let View::Text(text) = value
                && let Target::Record(to) = resolve(self.book, ty, text)
                && (is_about || self.binds(to.kind))
            {
                see(to);
            }
        });
    }

    /// All that hang together with some.
    fn together(&self, first: BTreeSet<RecordRef>) -> BTreeSet<RecordRef> {
        let book = self.book;
        let mut found = first.clone();
        let mut fresh = first.clone();
        for _ in 0..ROUNDS {
            if fresh.is_empty() || found.len() > MANY {
                break;
            }
            let mut next: BTreeSet<RecordRef> = BTreeSet::new();
            for from in &fresh {
                self.each_named(*from, &mut |to| next.extend([to]));
            }
            let names = fresh.iter().flat_map(|record| {
                let found = book.get(*record);
                [Some(&*found.id), found.text(book.shape(record.kind), "number")].into_iter().flatten()
            });
            for from in delta::naming(book, &self.kinds, names) {
                if !found.contains(&from) {
                    self.each_named(from, &mut |to| {
                        if fresh.contains(&to) {
                            next.insert(from);
                        }
                    });
                }
            }
            next.retain(|record| found.insert(*record));
            fresh = next;
        }
        if !fresh.is_empty() {
            return self.together_of_all(found);
        }
        // So that every test of the project is one of both ways.
        debug_assert_eq!(found, self.together_of_all(first));
        found
    }

    /// The same, where so many records are looked through that all links are put together for it.
    fn together_of_all(&self, first: BTreeSet<RecordRef>) -> BTreeSet<RecordRef> {
        let all = self.kinds.iter().flat_map(|kind| {
            let count = self.book.records(*kind).len() as u32;
            (0..count).map(|index| RecordRef { kind: *kind, index })
        });
        let all: Vec<RecordRef> = all.collect();
        let of_some = |records: &[RecordRef]| {
            let mut links: Vec<(RecordRef, RecordRef)> = Vec::new();
            for from in records {
                self.each_named(*from, &mut |to| links.push((*from, to)));
            }
            links
        };
        let links: Vec<Vec<(RecordRef, RecordRef)>> = all.par_chunks(1024).map(of_some).collect();
        let mut beside: FxHashMap<RecordRef, Vec<RecordRef>> = FxHashMap::default();
        for (from, to) in links.into_iter().flatten() {
            beside.entry(from).or_default().push(to);
            beside.entry(to).or_default().push(from);
        }
        let mut fresh: Vec<RecordRef> = first.iter().copied().collect();
        let mut found = first;
        while let Some(record) = fresh.pop() {
            let beside = beside.get(&record).into_iter().flatten();
            fresh.extend(beside.filter(|other| found.insert(**other)));
        }
        found
    }
}
