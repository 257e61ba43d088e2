//! Everything that is derived from the records, as of a date. Each number is computed here and nowhere else.

pub mod account;
pub mod bill;
pub mod deal;
pub mod delivered;
pub mod derived;
pub mod document;
mod document_input;
mod entries;
pub mod entry;
pub mod exchange;
mod few;
pub mod fulfilment;
pub mod kept;
pub mod market;
pub mod mention;
pub mod nature;
pub mod offer;
pub mod platform;
pub mod price;
pub mod reader;
pub mod seal;
pub mod share;
pub mod source;
pub mod sums;
pub mod taxing;
pub mod totals;
pub mod transmission;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::book::{Book, RecordRef};
use crate::model::KindId;
use crate::threads::{in_parts, in_ranges};
use crate::value::{Date, Decimal};

pub use account::Account;
pub use bill::BillFigures;
pub use deal::DealFigures;
pub use delivered::DeliveryFigures;
pub use document::{Document, Standing, Status};
use entries::Entries;
pub use entry::Entry;
use few::Few;
pub use fulfilment::OrderFigures;
pub use offer::{Offer, QuoteFigures};
use totals::Totals;

/// So many documents are looked for alone, where no more are expected.
pub const FEW: usize = 4;

/// By the position of the record; each computed when it is asked for.
type AllTotals = Box<[OnceLock<Option<Box<Totals>>>]>;
type AllDocuments = Box<[OnceLock<Option<Box<Document>>>]>;

/// The figures of a book on a day. Costly ones are computed at the first question.
pub struct Figures<'b> {
    pub book: &'b Book,
    pub as_of: Date,
    pub(crate) invoice: Option<KindId>,
    pub(crate) payment: Option<KindId>,
    pub(crate) customer: Option<KindId>,
    entries: OnceLock<Entries>,
    source: OnceLock<Option<entry::Source>>,
    given: OnceLock<Vec<document::Given>>,
    settled: OnceLock<Vec<document::Settled>>,
    documents: OnceLock<AllDocuments>,
    /// Documents that were asked for alone.
    few: Few<Option<Document>, FEW>,
    few_payments: Few<Option<document::PaymentFigures>, 16>,
    only_few: AtomicBool,
    totals: OnceLock<AllTotals>,
    payments: OnceLock<Vec<Option<document::PaymentFigures>>>,
    accounts: OnceLock<Vec<Account>>,
    quotes: OnceLock<Vec<Option<QuoteFigures>>>,
    orders: OnceLock<Vec<Option<OrderFigures>>>,
    deliveries: OnceLock<Vec<Option<DeliveryFigures>>>,
    sendings: OnceLock<transmission::Sendings>,
    bills: OnceLock<Vec<Option<BillFigures>>>,
}

impl<'b> Figures<'b> {
    pub fn new(book: &'b Book, as_of: Date) -> Figures<'b> {
        let kind = |name| book.kinds.named(name);
        Figures {
            book,
            as_of,
            invoice: kind("invoice"),
            payment: kind("payment"),
            customer: kind("customer"),
            entries: OnceLock::new(),
            source: OnceLock::new(),
            given: OnceLock::new(),
            settled: OnceLock::new(),
            documents: OnceLock::new(),
            few: Few::default(),
            few_payments: Few::default(),
            only_few: AtomicBool::new(false),
            totals: OnceLock::new(),
            payments: OnceLock::new(),
            accounts: OnceLock::new(),
            quotes: OnceLock::new(),
            orders: OnceLock::new(),
            deliveries: OnceLock::new(),
            sendings: OnceLock::new(),
            bills: OnceLock::new(),
        }
    }

    /// Only few documents will be asked for: each is then looked for alone instead of computing all of them. The answers are the
    /// same.
    pub fn expect_few(&self) {
        self.only_few.store(true, Ordering::Relaxed);
    }

    /// The document of a record of kind invoice.
    pub fn document(&self, record: RecordRef) -> Option<&Document> {
        if Some(record.kind) != self.invoice {
            return None;
        }
        match self.alone(record) {
            Some(document) => document,
            None => {
                let settled = *self.settled().get(record.index as usize)?;
                let new = || std::iter::repeat_with(OnceLock::new).take(self.settled().len()).collect();
                let own = self.documents.get_or_init(new).get(record.index as usize)?;
                let make =
                    || Some(Box::new(document::document(self, record, self.entry(record)?.into_owned(), settled)?));
                own.get_or_init(make).as_deref()
            }
        }
    }

    /// When the document of a record of kind invoice is to be paid; the document is not made for it.
    pub fn due(&self, record: RecordRef) -> Option<Date> {
        if let Some(document) = self.alone(record) {
            return document.map(|document| document.due);
        }
        let made = self.documents.get().filter(|_| Some(record.kind) == self.invoice);
        match made.and_then(|documents| documents.get(record.index as usize)?.get()) {
            Some(document) => document.as_deref().map(|document| document.due),
            None => Some(self.source()?.days(self.book, record, &*self.entry(record)?).0),
        }
    }

    /// What became of the document of a record of kind invoice: what it is made of is not looked at for it.
    pub fn standing(&self, record: RecordRef) -> Option<Standing> {
        let entry = self.entry(record)?;
        match self.alone(record) {
            Some(document) => document.map(Document::standing),
            None => Some(Standing::of(&entry, *self.settled().get(record.index as usize)?)),
        }
    }

    /// Where the document of a record of kind invoice stands.
    pub fn status(&self, record: RecordRef) -> Option<Status> {
        let known = self.standing(record)?.status;
        known.or_else(|| self.document(record).map(|document| document.status))
    }

    /// The same document, if its customer still owes something of it: only such a one can be late.
    pub fn owed(&self, record: RecordRef) -> Option<&Document> {
        self.standing(record).filter(|standing| standing.balance.amount > Decimal::ZERO)?;
        self.document(record)
    }

    /// Where the fields of invoices stand.
    fn source(&self) -> Option<&entry::Source> {
        self.source.get_or_init(|| entry::Source::new(self)).as_ref()
    }

    /// What payments give to invoices.
    fn given(&self) -> &[document::Given] {
        self.given.get_or_init(|| document::given(self))
    }

    /// What became of each document, by the position of its record.
    fn settled(&self) -> &[document::Settled] {
        self.settled.get_or_init(|| document::settled(self))
    }

    /// The same, looked for alone; `None` where all are computed, or should be.
    fn alone(&self, record: RecordRef) -> Option<Option<&Document>> {
        if self.entries.get().is_some() || !self.only_few.load(Ordering::Relaxed) {
            return None;
        }
        self.few.get(record, || document::alone(self, record)).map(Option::as_ref)
    }

    /// What invoices and credit notes say by themselves, and where it is read; `None` in a book without such a kind.
    fn entries(&self) -> Option<(&Entries, &entry::Source)> {
        let source = self.source()?;
        Some((self.entries.get_or_init(|| Entries::new(self, source)), source))
    }

    /// What the document of a record of kind invoice says by itself; `None` for a record that is not sound or whose arithmetic
    /// overflows.
    pub fn entry(&self, record: RecordRef) -> Option<Cow<'_, Entry>> {
        if Some(record.kind) != self.invoice {
            return None;
        }
        match self.alone(record) {
            Some(document) => document.map(|document| Cow::Borrowed(&**document)),
            None => {
                let (entries, source) = self.entries()?;
                entries.get(source, self.book, record.index)
            }
        }
    }

    /// The day of a document of which it is known already what it says.
    pub fn date_at_hand(&self, record: RecordRef) -> Option<Date> {
        let entries = self.entries.get().filter(|_| Some(record.kind) == self.invoice)?;
        entries.date(self.source()?, self.book, record.index)
    }

    /// Its customer.
    pub fn customer_at_hand(&self, record: RecordRef) -> Option<RecordRef> {
        let entries = self.entries.get().filter(|_| Some(record.kind) == self.invoice)?;
        entries.customer(self.source()?, self.book, record.index)
    }

    /// All that invoices and credit notes say by themselves, with their records.
    pub fn all_entries(&self) -> impl Iterator<Item = (RecordRef, Cow<'_, Entry>)> {
        self.entries().into_iter().flat_map(|(entries, source)| {
            let entry = |index| Some((source.record(index), entries.get(source, self.book, index)?));
            (0..entries.count() as u32).filter_map(entry)
        })
    }

    /// Issued documents (dated on or before the day) as they are by themselves, with their records.
    pub fn issued_entries(&self) -> impl Iterator<Item = (RecordRef, Cow<'_, Entry>)> {
        self.all_entries().filter(|(_, entry)| entry.issued)
    }

    /// All totals of the document of a record of kind invoice, with its lines and its tax by rate: computed when they are
    /// asked for, since most figures need three sums.
    pub fn totals(&self, record: RecordRef) -> Option<&Totals> {
        self.entry(record)?;
        let count = self.book.count(record.kind);
        let all = self.totals.get_or_init(|| std::iter::repeat_with(OnceLock::new).take(count).collect());
        let own = all.get(record.index as usize)?;
        own.get_or_init(|| document::totals(self, record).map(Box::new)).as_deref()
    }

    /// How many records are in none of the figures that were computed so far: files that were not read whole, and
    /// documents whose totals nobody can compute. To be asked last: an answer that needed no totals misses none.
    pub fn left_out(&self) -> usize {
        let without_totals = self.entries.get().and_then(|entries| Some((entries, self.source()?))).map_or_else(
            || {
                let asked = self.few.iter();
                asked.filter(|(record, document)| document.is_none() && self.book.is_sound(*record)).count()
            },
            |(entries, source)| entries.missing(source, self.book),
        );
        let sound = |kind| self.book.sound_named(kind).count();
        let quotes = self.quotes.get().map_or(0, |all| sound("quote") - all.iter().flatten().count());
        let orders = self.orders.get().map_or(0, |all| sound("order") - all.iter().flatten().count());
        // A draft is sure of nothing, and counts nowhere anyway.
        let unsure = |bill: &Option<BillFigures>| bill.as_ref().is_some_and(|bill| !bill.draft && bill.gross.is_none());
        let bills = self.bills.get().map_or(0, |all| all.iter().filter(|bill| unsure(bill)).count());
        self.book.unreadable.len() + without_totals + quotes + orders + bills
    }

    /// Quotes with totals and status, by the position of their record; `None` as for [`Figures::entries`].
    pub fn quotes(&self) -> &[Option<QuoteFigures>] {
        self.quotes.get_or_init(|| offer::quotes(self))
    }

    pub fn quote(&self, record: RecordRef) -> Option<&QuoteFigures> {
        if self.book.kind(record.kind).name != "quote" {
            return None;
        }
        self.quotes().get(record.index as usize)?.as_ref()
    }

    /// Orders with totals and what is delivered, invoiced and left, by the position of their record.
    pub fn orders(&self) -> &[Option<OrderFigures>] {
        self.orders.get_or_init(|| fulfilment::orders(self))
    }

    pub fn order(&self, record: RecordRef) -> Option<&OrderFigures> {
        if self.book.kind(record.kind).name != "order" {
            return None;
        }
        self.orders().get(record.index as usize)?.as_ref()
    }

    /// Deliveries with what is invoiced and left of them, by the position of their record; `None` for records that are not
    /// sound.
    pub fn deliveries(&self) -> &[Option<DeliveryFigures>] {
        self.deliveries.get_or_init(|| delivered::deliveries(self))
    }

    pub fn delivery(&self, record: RecordRef) -> Option<&DeliveryFigures> {
        if self.book.kind(record.kind).name != "delivery" {
            return None;
        }
        self.deliveries().get(record.index as usize)?.as_ref()
    }

    /// Bills with what they come to, by the position of their record; `None` for records that are not sound.
    pub fn bills(&self) -> &[Option<BillFigures>] {
        self.bills.get_or_init(|| bill::bills(self))
    }

    pub fn bill(&self, record: RecordRef) -> Option<&BillFigures> {
        if self.book.kind(record.kind).name != "bill" {
            return None;
        }
        self.bills().get(record.index as usize)?.as_ref()
    }

    /// The totals of a quote or an order.
    pub fn offer(&self, record: RecordRef) -> Option<&Offer> {
        self.quote(record).map(|quote| &quote.offer).or_else(|| self.order(record).map(|order| &order.offer))
    }

    /// Issued documents (dated on or before the day), with their records.
    pub fn issued(&self) -> impl Iterator<Item = (RecordRef, &Document)> {
        self.made(self.issued_records(|_, _| true))
    }

    /// Those of them of which something is left, on the one side or the other.
    pub fn open(&self) -> impl Iterator<Item = (RecordRef, &Document)> {
        let settled = self.settled();
        let left = |index: u32, entry: &Entry| settled.get(index as usize).is_some_and(|settled| settled.leaves(entry));
        self.made(self.issued_records(left))
    }

    /// The records of issued documents of which something holds.
    fn issued_records(&self, holds: impl Fn(u32, &Entry) -> bool + Sync) -> Vec<RecordRef> {
        let Some((entries, source)) = self.entries() else { return Vec::new() };
        let is_one = |index: &u32| {
            let entry = entries.get(source, self.book, *index).filter(|entry| entry.issued);
            entry.is_some_and(|entry| holds(*index, &entry))
        };
        let some = |range: Range<usize>| -> Vec<RecordRef> {
            (range.start as u32..range.end as u32).filter(is_one).map(|index| source.record(index)).collect()
        };
        in_ranges(entries.count(), some).concat()
    }

    /// The documents of these records, made side by side.
    fn made(&self, records: Vec<RecordRef>) -> impl Iterator<Item = (RecordRef, &Document)> {
        self.settled();
        in_parts(&records, |records| records.iter().filter(|record| self.document(**record).is_some()).count());
        records.into_iter().filter_map(|record| Some((record, self.document(record)?)))
    }

    /// Payments with what is allocated, by the position of their record.
    pub fn payments(&self) -> &[Option<document::PaymentFigures>] {
        self.payments.get_or_init(|| document::payments(self))
    }

    pub fn payment(&self, record: RecordRef) -> Option<&document::PaymentFigures> {
        if Some(record.kind) != self.payment {
            return None;
        }
        if self.entries.get().is_none() && self.only_few.load(Ordering::Relaxed) {
            let alone = self.few_payments.get(record, || document::payment_alone(self, record));
            if let Some(payment) = alone {
                return payment.as_ref();
            }
        }
        self.payments().get(record.index as usize)?.as_ref()
    }

    /// What went to whom, and what came back.
    pub fn sendings(&self) -> &transmission::Sendings {
        self.sendings.get_or_init(|| transmission::sendings(self))
    }

    /// What stands between the firm and each customer, by the position of the customer's record.
    pub fn accounts(&self) -> &[Account] {
        self.accounts.get_or_init(|| account::accounts(self))
    }

    pub fn account(&self, record: RecordRef) -> Option<&Account> {
        if Some(record.kind) != self.customer {
            return None;
        }
        self.accounts().get(record.index as usize)
    }
}
