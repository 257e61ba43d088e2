//! What all invoices and credit notes of a book say by themselves. Most of them say all that sums ask for in a few numbers that
//! are kept: their entries are made of these when somebody asks, and take no room. The others stand here: what was just read,
//! documents that name others, and those in whose places corrected ones stand.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Figures;
use super::entry::{Entry, Inherited, Members, Source, replace};
use crate::book::{Book, RecordRef};
use crate::value::Date;

/// Where an entry is that stands nowhere.
const MADE: u32 = u32::MAX;

/// The entries of a book's invoices, by the position of their record.
pub(super) struct Entries {
    /// For each record, where in `stored` its entry is, or [`MADE`].
    places: Box<[u32]>,
    /// `None` for records that are not sound or whose arithmetic overflows.
    stored: Vec<Option<Entry>>,
    /// Whose they are, ascending.
    numbers: Members,
    inheritance: Inheritance,
}

/// What documents take from their customers.
struct Inheritance {
    /// By the position of the customer.
    from: Vec<Inherited>,
    nobodys: Inherited,
}

impl Inheritance {
    fn new(figures: &Figures<'_>, source: &Source) -> Inheritance {
        let book = figures.book;
        // Customers are read once, not once a document.
        let customers = figures.customer.map_or(0, |kind| book.count(kind) as u32);
        let from = |index: u32| source.inherited(book, figures.customer.map(|kind| RecordRef { kind, index }));
        let from = (0..customers).into_par_iter().with_min_len(64).map(from).collect();
        Inheritance { from, nobodys: source.inherited(book, None) }
    }

    fn of(&self, customer: Option<RecordRef>) -> Inherited {
        customer.and_then(|customer| self.from.get(customer.index as usize)).copied().unwrap_or(self.nobodys)
    }
}

impl Entries {
    pub(super) fn new(figures: &Figures<'_>, source: &Source) -> Entries {
        let book = figures.book;
        let inheritance = Inheritance::new(figures, source);
        let inherits = |customer| inheritance.of(customer);
        let count = book.count(source.kind) as u32;
        let all = || (0..count).into_par_iter().with_min_len(64);
        if !book.keeps() {
            let read = |index: u32| source.read_entry(book, source.record(index), None, inherits);
            let mut stored: Vec<Option<Entry>> = all().map(read).collect();
            replace(&Members::all(), source.kind, &mut stored);
            let places = (0..count).collect();
            return Entries { places, stored, numbers: Members::all(), inheritance };
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
        Entries { places: places.into(), stored, numbers, inheritance }
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The entry of a record, by its position.
    pub(super) fn get(&self, source: &Source, book: &Book, index: u32) -> Option<Cow<'_, Entry>> {
        match *self.places.get(index as usize)? {
            MADE => {
                let inherits = |customer| self.inheritance.of(customer);
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
    pub(super) fn missing(&self, source: &Source, book: &Book) -> usize {
        let missing = self.stored.iter().enumerate().filter(|(_, entry)| entry.is_none());
        missing.filter(|(place, _)| book.is_sound(source.record(self.numbers.number(*place)))).count()
    }
}
