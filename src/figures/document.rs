//! Invoices, credit notes and payments: totals, what is paid, what is left, and since when it is late.
//!
//! A credit note stores positive quantities; every figure counts it negative. One that names the invoice it credits
//! reduces that invoice's balance and has none of its own, unless it says itself which invoices it pays (`allocations`).
//!
//! A corrected invoice takes the place of another: payments and credit notes of that one count for it, and what it changes
//! is counted at its own date, so that both together count once and no past period changes.

use std::borrow::Cow;
use std::ops::Deref;

use rayon::prelude::*;

use super::Figures;
use super::document_input::{AllocationColumns, Column, Head, currency};
use super::entry::{self, Entry, Members, Source};
use super::kept::KeptRow;
use super::sums::Sums;
use super::totals::{Totals, in_proportion};
use crate::book::link::target_in;
use crate::book::{Book, RecordRef};
use crate::model::Shape;
use crate::model::invoice::Invoice;
use crate::value::{Date, Decimal, Money, Terms, decimal};

pub use super::document_input::{NoTotals, computed_totals, tax_key, totals_of};

/// Where a document stands on the day of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It has no number yet, or its date is still to come.
    Draft,
    /// Nothing of it is paid, and it is not due.
    Open,
    /// A part is paid, and the rest is not due.
    PartlyPaid,
    /// Something is left and the due date has passed.
    Overdue,
    /// Nothing is left.
    Paid,
    /// Nothing is left, since credit notes took it all.
    Credited,
    /// A corrected invoice took its place.
    Replaced,
}

impl Status {
    pub const ALL: [Status; 7] = [
        Status::Draft,
        Status::Open,
        Status::PartlyPaid,
        Status::Overdue,
        Status::Paid,
        Status::Credited,
        Status::Replaced,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Open => "open",
            Status::PartlyPaid => "partly-paid",
            Status::Overdue => "overdue",
            Status::Paid => "paid",
            Status::Credited => "credited",
            Status::Replaced => "replaced",
        }
    }
}

/// A part of what a document asks for, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub due: Date,
    pub amount: Decimal,
    /// Retention money.
    pub retained: bool,
}

/// What a credit note pays of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// `None` where there is no such invoice.
    pub to: Option<RecordRef>,
    pub amount: Decimal,
    /// Which of its allocations; `None` where it reduces the invoice that it credits.
    pub allocation: Option<usize>,
}

/// An invoice or credit note with its figures. Amounts are positive for both; see [`Entry::signed`].
#[derive(Debug, Clone)]
pub struct Document {
    entry: Entry,
    /// When it is to be paid; what is retained apart.
    pub due: Date,
    /// Where that is not one day: the parts, by date. Empty otherwise.
    pub parts: Vec<Part>,
    /// Allocations of payments up to the day.
    pub paid: Money,
    /// Credit notes up to the day that name it; for a credit note, what of it went to invoices.
    pub credited: Money,
    /// What is left, with its sign: positive when the customer owes, negative when the firm does.
    pub balance: Money,
    /// The part of the balance whose day has passed.
    pub overdue: Money,
    /// The first day that has passed unpaid.
    pub late_since: Option<Date>,
    pub status: Status,
}

impl Deref for Document {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.entry
    }
}

impl Document {
    /// What is left of each part, by date: the earliest parts are paid first. With the sign of the balance.
    pub fn open_parts(&self) -> Vec<Part> {
        let whole = Part { due: self.due, amount: self.balance.amount, retained: false };
        if self.parts.is_empty() || self.balance.amount <= Decimal::ZERO {
            return vec![whole];
        }
        let mut settled = self.gross().amount.saturating_sub(self.balance.amount);
        let mut open = Vec::new();
        for part in &self.parts {
            let paid = settled.min(part.amount).max(Decimal::ZERO);
            settled = settled.saturating_sub(paid);
            if paid < part.amount {
                open.push(Part { amount: part.amount - paid, ..*part });
            }
        }
        open
    }

    /// Days after the due date while something is left; 0 otherwise.
    pub fn days_overdue(&self, as_of: Date) -> i64 {
        self.late_since.map_or(0, |due| as_of.days_since(due))
    }
}

/// A payment with what became of it.
#[derive(Debug, Clone)]
pub struct PaymentFigures {
    pub date: Date,
    pub customer: Option<RecordRef>,
    pub amount: Money,
    pub allocated: Money,
    pub unallocated: Money,
}

/// What became of a document up to the day, whatever is still to be said of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settled {
    /// Allocations of payments.
    paid: Decimal,
    /// Credit notes that name it; for a credit note, what of it went to invoices.
    credited: Decimal,
}

impl Settled {
    /// What is taken off what it asks for.
    fn taken_off(&self, entry: &Entry) -> Decimal {
        self.credited + if entry.credit_note { -self.paid } else { self.paid }
    }

    /// Whether something is left of an issued document: nothing is of one in whose place another stands.
    pub(super) fn leaves(&self, entry: &Entry) -> bool {
        entry.others.replaced_by.is_none() && entry.gross().amount != self.taken_off(entry)
    }
}

/// What became of a document up to the day, before anybody asks when it is due. Amounts as in [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub paid: Money,
    pub credited: Money,
    pub balance: Money,
    /// `None` where something is left of an issued document: then its days decide.
    pub status: Option<Status>,
}

impl Standing {
    pub(super) fn of(entry: &Entry, settled: Settled) -> Standing {
        let (currency, gross) = (entry.currency, entry.gross());
        let [paid, credited] = [settled.paid, settled.credited].map(|amount| Money::new(amount, currency));
        let nothing = |status| Standing { paid, credited, balance: Money::zero(currency), status: Some(status) };
        if !entry.issued {
            return nothing(Status::Draft);
        }
        if entry.others.replaced_by.is_some() {
            return nothing(Status::Replaced);
        }
        let left = Money::new(gross.amount - settled.taken_off(entry), currency);
        let all_credited = !entry.credit_note && !gross.is_zero() && credited == gross;
        let settled = if all_credited { Status::Credited } else { Status::Paid };
        Standing { paid, credited, balance: entry.signed(left), status: left.is_zero().then_some(settled) }
    }
}

/// What became of all documents, by the position of their record.
pub(super) fn settled(figures: &Figures<'_>) -> Vec<Settled> {
    let Some((entries, source)) = figures.entries() else { return Vec::new() };
    let find = |record: RecordRef| {
        let own = Some(record.kind) == figures.invoice;
        Some((record.index as usize, entries.get(source, figures.book, record.index).filter(|_| own)?))
    };
    settle(entries.count(), entries.stored(), find, figures.given())
}

/// The document of a record, of what it says by itself and what became of it.
pub(super) fn document(figures: &Figures<'_>, record: RecordRef, entry: Entry, settled: Settled) -> Option<Document> {
    let source = figures.source()?;
    let mut document = source.document(figures.book, record, entry);
    document.settle(settled, figures.as_of);
    Some(document)
}

/// The document of one record, as it is among all: made of those that it hangs together with, and of the payments that name
/// them.
pub(super) fn alone(figures: &Figures<'_>, record: RecordRef) -> Option<Document> {
    let source = figures.source()?;
    let (mut found, payments) = entry::together(figures, source, record);
    let members = Members::some(found.keys().copied().collect());
    let mut entries: Vec<Option<Entry>> = found.values_mut().map(Option::take).collect();
    entry::replace(&members, source.kind, &mut entries);
    let all = entries.iter().enumerate().filter_map(|(position, entry)| Some((position, entry.as_ref()?)));
    let find = |record: RecordRef| {
        let position = members.position(record)?;
        Some((position, Cow::Borrowed(entries.get(position)?.as_ref()?)))
    };
    let settled = settle(entries.len(), all, find, &given_by(figures, &payments));
    let position = members.position(record)?;
    let settled = *settled.get(position)?;
    document(figures, record, entries.swap_remove(position)?, settled)
}

/// All totals of the document of a record, where it has any.
pub(super) fn totals(figures: &Figures<'_>, record: RecordRef) -> Option<Totals> {
    let (book, currency) = (figures.book, figures.entry(record)?.currency);
    figures.source()?.columns.totals(book, book.values(record), currency).ok()
}

impl Source {
    /// A document before any payment.
    fn document(&self, book: &Book, record: RecordRef, entry: Entry) -> Document {
        let (due, parts) = self.days(book, record, &entry);
        let zero = Money::zero(entry.currency);
        Document {
            entry,
            due,
            parts,
            paid: zero,
            credited: zero,
            balance: zero,
            overdue: zero,
            late_since: None,
            status: Status::Draft,
        }
    }

    /// When a document is to be paid, and its parts where that is not one day.
    pub(super) fn days(&self, book: &Book, record: RecordRef, entry: &Entry) -> (Date, Vec<Part>) {
        let customers = || self.party(book, entry.customer?).terms;
        let firms = || book.firm.file.terms.as_ref().map(|terms| &*terms.0);
        let inherited = || customers().or_else(firms);
        let kept = book.computed(record).and_then(KeptRow::of).filter(|kept| kept.says_all()).and_then(KeptRow::due);
        let kept = kept.filter(|due| due.own || !inherited().is_some_and(has_parts));
        let from_values = || {
            let values = book.values(record);
            let head = self.columns.head(values);
            let retention = if head.retention { self.columns.retention.of(values, entry.gross()) } else { None };
            days(&head, head.terms.or_else(inherited), (entry.date, entry.gross()), retention)
        };
        let days = match kept {
            Some(due) => (due.day, Vec::new()),
            None => from_values(),
        };
        // So that every test of the project is one of both ways.
        debug_assert!(kept.is_none() || days == from_values());
        days
    }
}

/// Whether terms may speak of several days.
fn has_parts(terms: &str) -> bool {
    terms.contains(' ')
}

/// When a document of a date and a gross amount is to be paid, by its own due day and the terms that hold for it; and its parts,
/// where that is not one day.
fn days(
    head: &Head<'_>,
    terms: Option<&str>,
    (date, gross): (Date, Money),
    retention: Option<(Decimal, Date)>,
) -> (Date, Vec<Part>) {
    // Terms are read where they matter: most issued documents say their only day, and ask for it all then.
    let formula = terms.filter(|terms| head.due.is_none() || has_parts(terms));
    let formula = formula.and_then(|text| Terms::parse(text).ok());
    let from_terms = formula.as_ref().and_then(|terms| terms.last_due(date));
    let due = head.due.or(from_terms).unwrap_or(date);
    let formula = formula.filter(|_| from_terms == Some(due));
    (due, parts(formula.as_ref(), gross, (date, due), retention))
}

/// The only day on which a document is to be paid of which nothing is retained, under these terms; `None` where there are several.
pub(super) fn only_due(head: &Head<'_>, terms: Option<&str>, sums: &Sums) -> Option<Date> {
    let (due, parts) = days(head, terms, (head.date?, Money::new(sums.gross, sums.currency)), None);
    parts.is_empty().then_some(due)
}

impl Document {
    /// Says what is left, and since when it is late.
    fn settle(&mut self, settled: Settled, as_of: Date) {
        let standing = Standing::of(self, settled);
        (self.paid, self.credited, self.balance) = (standing.paid, standing.credited, standing.balance);
        if self.balance.amount > Decimal::ZERO {
            for part in self.open_parts().into_iter().filter(|part| part.due < as_of) {
                self.late_since = self.late_since.or(Some(part.due));
                self.overdue.amount = self.overdue.amount.saturating_add(part.amount);
            }
        }
        self.status = match standing.status {
            Some(status) => status,
            None if self.late_since.is_some() => Status::Overdue,
            None if settled.taken_off(self).is_zero() => Status::Open,
            None => Status::PartlyPaid,
        };
    }

    /// The same as [`super::Figures::standing`].
    pub(super) fn standing(&self) -> Standing {
        let Document { paid, credited, balance, status, .. } = *self;
        Standing { paid, credited, balance, status: Some(status) }
    }
}

/// Applies credit notes and payments to so many documents; then corrected invoices take over what was paid and credited of those
/// in whose places they stand. `naming` are the documents that name others, in their order; `find` gives the place of one among
/// all, and what it says.
fn settle<'e>(
    count: usize,
    naming: impl Iterator<Item = (usize, &'e Entry)>,
    find: impl Fn(RecordRef) -> Option<(usize, Cow<'e, Entry>)> + Sync,
    given: &[Given],
) -> Vec<Settled> {
    let mut settled = vec![Settled::default(); count];
    let mut corrections = Vec::new();
    for (index, note) in naming {
        corrections.extend(note.others.replaces.map(|old| (note.date, index, note.currency, old)));
        if !(note.credit_note && note.issued) {
            continue;
        }
        for applied in &note.others.applied {
            let invoice = applied.to.and_then(&find).filter(|(_, invoice)| invoice.issued && !invoice.credit_note);
            // Another currency is a finding; it settles nothing.
            if let Some((position, _)) = invoice.filter(|(_, invoice)| invoice.currency == note.currency) {
                settled[position].credited += applied.amount;
                settled[index].credited += applied.amount;
            }
        }
    }
    // To whom it goes is looked up side by side; what is found is added up in its order.
    let of = |given: &Given| {
        let found = given.counts.then(|| find(given.invoice)).flatten();
        found.filter(|(_, entry)| entry.currency == given.amount.currency).map(|(position, _)| position)
    };
    let found: Vec<Option<usize>> = given.par_iter().with_min_len(TOGETHER).map(of).collect();
    for (given, position) in given.iter().zip(found) {
        if let Some(position) = position {
            settled[position].paid += given.amount.amount;
        }
    }
    // The earliest first, since a correction may be corrected.
    corrections.sort_unstable_by_key(|(date, index, ..)| (*date, *index));
    for (_, index, currency, old) in corrections {
        // Of another currency (a finding), nothing can be taken over.
        if let Some((position, _)) = find(old).filter(|(_, old)| old.currency == currency) {
            let taken = settled[position];
            settled[index].paid += taken.paid;
            settled[index].credited += taken.credited;
        }
    }
    settled
}

/// Of so many allocations or more each thread looks up where they go.
const TOGETHER: usize = 512;

/// What a payment gives to an invoice that is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// The number of the payment.
    payment: u32,
    invoice: RecordRef,
    amount: Money,
    /// The payment's day has come.
    counts: bool,
}

/// What all payments give, payment by payment.
pub(super) fn given(figures: &Figures<'_>) -> Vec<Given> {
    let count = figures.payment.map_or(0, |kind| figures.book.count(kind) as u32);
    given_by(figures, &(0..count).collect::<Vec<_>>())
}

/// What some payments give.
fn given_by(figures: &Figures<'_>, payments: &[u32]) -> Vec<Given> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let columns = PaymentColumns::new(book.shape(kind));
    let of_payment = |index: &u32| -> Vec<Given> {
        let record = RecordRef { kind, index: *index };
        if !book.is_sound(record) {
            return Vec::new();
        }
        let values = book.values(record);
        let counts = columns.date.date(values).is_some_and(|date| date <= figures.as_of);
        let currency = currency(book, columns.currency.text(values), None);
        let given = |(invoice, amount): (Option<RecordRef>, Decimal)| {
            Some(Given { payment: *index, invoice: invoice?, amount: Money::new(amount, currency), counts })
        };
        columns.allocations.each(book, values).filter_map(given).collect()
    };
    payments.par_iter().with_min_len(64).flat_map_iter(of_payment).collect()
}

/// What is to be paid of an invoice when, by date, after what was prepaid; empty where it is all due on one day.
pub fn instalments(invoice: &Invoice, totals: &Totals) -> Vec<Part> {
    let formula = invoice.terms.as_ref().and_then(|terms| Terms::parse(&terms.0).ok());
    let from_terms = formula.as_ref().and_then(|terms| terms.last_due(invoice.date));
    let due = invoice.due.or(from_terms).unwrap_or(invoice.date);
    let retention = invoice.retention.as_ref().and_then(|retention| {
        let gross = totals.gross();
        let share = || gross.amount.checked_mul(retention.percent.as_ref()?.0)?.checked_div(Decimal::ONE_HUNDRED);
        let amount = retention.amount.as_ref().map(|amount| amount.0).or_else(share)?;
        Some((decimal::fixed(amount, gross.currency.decimals()), retention.due?))
    });
    let formula = formula.filter(|_| from_terms == Some(due));
    let mut parts = parts(formula.as_ref(), totals.gross(), (invoice.date, due), retention);
    let mut prepaid = totals.prepaid;
    for part in &mut parts {
        let paid = prepaid.min(part.amount).max(Decimal::ZERO);
        part.amount -= paid;
        prepaid -= paid;
    }
    parts.retain(|part| !part.amount.is_zero());
    parts
}

/// The parts of what a document asks for, where it is not all due on one day: by its terms, and by what is retained.
fn parts(
    terms: Option<&Terms>,
    gross: Money,
    (date, due): (Date, Date),
    retention: Option<(Decimal, Date)>,
) -> Vec<Part> {
    let instalments = terms.map_or(Vec::new(), |terms| terms.due(date));
    if retention.is_none() && instalments.len() < 2 {
        return Vec::new();
    }
    let retained = retention.map_or(Decimal::ZERO, |(amount, _)| amount);
    let now = gross.amount.saturating_sub(retained);
    let percents: Vec<Decimal> = instalments.iter().map(|part| part.percent).collect();
    let amounts = in_proportion(now, &percents, gross.currency.decimals()).filter(|amounts| amounts.len() > 1);
    let mut parts: Vec<Part> = match amounts {
        // What waits for an event is due with the rest.
        Some(amounts) => (instalments.iter().zip(amounts))
            .map(|(part, amount)| Part { due: part.due.unwrap_or(due), amount, retained: false })
            .collect(),
        None => vec![Part { due, amount: now, retained: false }],
    };
    parts.extend(retention.map(|(amount, due)| Part { due, amount, retained: true }));
    parts.sort_by_key(|part| (part.due, part.retained));
    parts
}

/// Where the fields of a payment stand that figures are made of.
struct PaymentColumns {
    customer: Column,
    date: Column,
    amount: Column,
    currency: Column,
    allocations: AllocationColumns,
}

impl PaymentColumns {
    fn new(shape: &Shape) -> PaymentColumns {
        let shape = Some(shape);
        PaymentColumns {
            customer: Column::of(shape, "customer"),
            date: Column::of(shape, "date"),
            amount: Column::of(shape, "amount"),
            currency: Column::of(shape, "currency"),
            allocations: AllocationColumns::new(shape),
        }
    }
}

pub(super) fn payments(figures: &Figures<'_>) -> Vec<Option<PaymentFigures>> {
    let Some((kind, (entries, source))) = figures.payment.zip(figures.entries()) else { return Vec::new() };
    let columns = PaymentColumns::new(figures.book.shape(kind));
    let mut allocated = vec![Decimal::ZERO; figures.book.count(kind)];
    let is_allocated = |given: &Given| {
        let entry = entries.get(source, figures.book, given.invoice.index);
        entry.is_some_and(|entry| given.is_allocated(&entry))
    };
    let given = figures.given();
    let found: Vec<bool> = given.par_iter().with_min_len(TOGETHER).map(is_allocated).collect();
    for (given, _) in given.iter().zip(found).filter(|(_, is_allocated)| *is_allocated) {
        allocated[given.payment as usize] += given.amount.amount;
    }
    let payment = |(index, allocated): (usize, &Decimal)| {
        columns.payment(figures, RecordRef { kind, index: index as u32 }, *allocated)
    };
    allocated.par_iter().enumerate().with_min_len(64).map(payment).collect()
}

/// One payment, and no more documents than it names.
pub(super) fn payment_alone(figures: &Figures<'_>, record: RecordRef) -> Option<PaymentFigures> {
    let (book, source) = (figures.book, figures.source()?);
    let given = given_by(figures, &[record.index]);
    let is_allocated = |given: &&Given| {
        let entry = source.entry(book, given.invoice, |customer| source.inherited(book, customer));
        entry.is_some_and(|entry| given.is_allocated(&entry))
    };
    let allocated = given.iter().filter(is_allocated).map(|given| given.amount.amount).sum();
    PaymentColumns::new(book.shape(record.kind)).payment(figures, record, allocated)
}

impl Given {
    /// What was allocated to something that is not there stays the customer's credit, and so does what is in another currency.
    fn is_allocated(&self, entry: &Entry) -> bool {
        entry.issued && entry.currency == self.amount.currency
    }
}

impl PaymentColumns {
    fn payment(&self, figures: &Figures<'_>, record: RecordRef, allocated: Decimal) -> Option<PaymentFigures> {
        let book = figures.book;
        let values = book.is_sound(record).then(|| book.values(record))?;
        let (date, customer) = (self.date.date(values)?, self.customer.text(values)?);
        let currency = currency(book, self.currency.text(values), None);
        let amount = Money::new(self.amount.decimal(values)?, currency);
        Some(PaymentFigures {
            date,
            customer: target_in(book, figures.customer, customer),
            amount,
            allocated: Money::new(allocated, currency),
            unallocated: Money::new(amount.amount - allocated, currency),
        })
    }
}
