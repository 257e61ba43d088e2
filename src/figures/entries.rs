//! What all invoices and credit notes of a book say by themselves. Most of them say all that sums ask for in a few numbers that
//! are kept: their entries are made of these when somebody asks, and take no room. The others stand here: what was just read,
//! documents that name others, and those in whose places corrected ones stand.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Figures;
use super::entry::{Entry, Inherited, Members, Source, replace};
use crate::book::{Book, RecordRef};
use crate::model::KindId;
use crate::value::Date;

/// Where an entry is that stands nowhere.
const MADE: u32 = u32::MAX;

/// The entries of a book's invoices, by the position of their record.
pub(super) struct Entries {
    kind: Option<KindId>,
    /// For each record, where in `stored` its entry is, or [`MADE`].
    places: Box<[u32]>,
    /// `None` for records that are not sound or whose arithmetic overflows.
    stored: Vec<Option<Entry>>,
    /// Whose they are, ascending.
    numbers: Members,
    /// What documents take from their customers, by the position of these.
    inherited: Vec<Inherited>,
}

impl Entries {
    pub(super) fn new(figures: &Figures<'_>) -> Entries {
        let book = figures.book;
        let Some(source) = figures.source() else {
            let numbers = Members::all();
            return Entries { kind: None, places: [].into(), stored: Vec::new(), numbers, inherited: Vec::new() };
        };
        // Customers are read once, not once a document.
        let customers = figures.customer.map_or(0, |kind| book.count(kind) as u32);
        let inherited = |index: u32| {
            let customer = figures.customer.map(|kind| RecordRef { kind, index });
            source.inherited(book, customer)
        };
        let inherited: Vec<Inherited> = (0..customers).into_par_iter().with_min_len(64).map(inherited).collect();
        let none = source.inherited(book, None);
        let inherits = |customer: Option<RecordRef>| {
            customer.and_then(|customer| inherited.get(customer.index as usize)).copied().unwrap_or(none)
        };
        let count = book.count(source.kind) as u32;
        let all = || (0..count).into_par_iter().with_min_len(64);
        if !book.keeps() {
            let read = |index: u32| source.read_entry(book, source.record(index), None, inherits);
            let mut stored: Vec<Option<Entry>> = all().map(read).collect();
            replace(&Members::all(), source.kind, &mut stored);
            let places = (0..count).collect();
            return Entries { kind: Some(source.kind), places, stored, numbers: Members::all(), inherited };
        }
        let read = |index: u32| {
            let record = source.record(index);
            (!source.keeps(book, record, inherits)).then(|| (index, source.entry(book, record, inherits)))
        };
        let mut read: Vec<(u32, Option<Entry>)> = all().filter_map(read).collect();
        // What is replaced is said of it, too.
        let replaced = |(_, entry): &(u32, Option<Entry>)| entry.as_ref()?.others.replaces.map(|old| old.index);
        let mut old: Vec<u32> = read.iter().filter_map(replaced).collect();
        old.sort_unstable();
        old.dedup();
        old.retain(|index| read.binary_search_by_key(index, |(index, _)| *index).is_err());
        read.extend(old.into_iter().map(|index| (index, source.entry(book, source.record(index), inherits))));
        read.sort_unstable_by_key(|(index, _)| *index);
        let mut places = vec![MADE; count as usize];
        for (place, (index, _)) in read.iter().enumerate() {
            places[*index as usize] = place as u32;
        }
        let (numbers, mut stored): (Vec<u32>, Vec<Option<Entry>>) = read.into_iter().unzip();
        let numbers = Members::some(numbers);
        replace(&numbers, source.kind, &mut stored);
        Entries { kind: Some(source.kind), places: places.into(), stored, numbers, inherited }
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The entry of a record, by its position.
    pub(super) fn get(&self, source: &Source, book: &Book, index: u32) -> Option<Cow<'_, Entry>> {
        match *self.places.get(index as usize)? {
            MADE => {
                let none = || source.inherited(book, None);
                let inherits = |customer: Option<RecordRef>| {
                    let found = customer.and_then(|customer| self.inherited.get(customer.index as usize));
                    found.copied().unwrap_or_else(none)
                };
                source.kept_entry(book, source.record(index), inherits).map(Cow::Owned)
            }
            place => self.stored.get(place as usize)?.as_ref().map(Cow::Borrowed),
        }
    }

    /// The day of the entry of a record, by its position.
    pub(super) fn date(&self, source: &Source, book: &Book, index: u32) -> Option<Date> {
        match *self.places.get(index as usize)? {
            MADE => Source::kept_date(book, source.record(index)),
            place => Some(self.stored.get(place as usize)?.as_ref()?.date),
        }
    }

    /// Its customer.
    pub(super) fn customer(&self, source: &Source, book: &Book, index: u32) -> Option<RecordRef> {
        match *self.places.get(index as usize)? {
            MADE => source.kept_customer(book, source.record(index)),
            place => self.stored.get(place as usize)?.as_ref()?.customer,
        }
    }

    /// Those that stand here, with the positions of their records: among them all that name others.
    pub(super) fn stored(&self) -> impl Iterator<Item = (usize, &Entry)> {
        let stored = self.stored.iter().enumerate();
        stored.filter_map(|(place, entry)| Some((self.numbers.number(place) as usize, entry.as_ref()?)))
    }

    /// How many sound records have none.
    pub(super) fn missing(&self, book: &Book) -> usize {
        let Some(kind) = self.kind else { return 0 };
        let record = |place: usize| RecordRef { kind, index: self.numbers.number(place) };
        let missing = self.stored.iter().enumerate().filter(|(_, entry)| entry.is_none());
        missing.filter(|(place, _)| book.is_sound(record(*place))).count()
    }
}
