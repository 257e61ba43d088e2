//! Invoices, credit notes and payments: totals, what is paid, what is left, and since when it is late.
//!
//! A credit note stores positive quantities; every figure counts it negative. One that names the invoice it credits
//! reduces that invoice's balance and has none of its own, unless it says itself which invoices it pays (`allocations`).
//!
//! A corrected invoice takes the place of another: payments and credit notes of that one count for it, and what it changes
//! is counted at its own date, so that both together count once and no past period changes.

use std::ops::Deref;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Figures;
use super::document_input::{AllocationColumns, Column, InvoiceColumns, currency};
use super::entry::{self, Entry, Members, Party, Source, parties};
use super::totals::{Totals, in_proportion};
use crate::book::link::target_in;
use crate::book::{Record, RecordRef};
use crate::model::Shape;
use crate::model::invoice::Invoice;
use crate::value::{Currency, Date, Decimal, Money, Terms, decimal};

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

/// The documents of all records.
pub(super) fn documents(figures: &Figures<'_>) -> Vec<Option<Document>> {
    let entries = figures.entries();
    let Some(source) = Source::new(figures) else { return Vec::new() };
    let parties = parties(figures);
    let mut documents: Vec<Option<Document>> = (0..entries.len())
        .into_par_iter()
        .with_min_len(64)
        .map_init(Formulas::default, |formulas, index| {
            let entry = entries[index].clone()?;
            let party = entry.customer.and_then(|customer| parties.get(customer.index as usize).copied());
            Some(source.document(source.record(index as u32), entry, party.unwrap_or_default(), formulas))
        })
        .collect();
    let payments: Vec<u32> = figures.payment.map_or(Vec::new(), |kind| {
        let count = figures.book.records(kind).len() as u32;
        (0..count).collect()
    });
    settle(figures, &Members::all(), &mut documents, &payments);
    documents
}

/// The document of one record, as it is among all: made of those that it hangs together with, and of the payments that name
/// them.
pub(super) fn alone(figures: &Figures<'_>, record: RecordRef) -> Option<Document> {
    let source = Source::new(figures)?;
    let party = |customer: Option<RecordRef>| customer.map_or(Party::default(), |customer| source.party(customer));
    let (mut found, payments) = entry::together(figures, &source, record);
    let members = Members::some(found.keys().copied().collect());
    let mut entries: Vec<Option<Entry>> = found.values_mut().map(Option::take).collect();
    entry::replace(&members, source.kind, &mut entries);
    let mut formulas = Formulas::default();
    let numbers = (0..entries.len()).map(|position| members.number(position));
    let mut documents: Vec<Option<Document>> = (numbers.zip(entries))
        .map(|(number, entry)| {
            let entry = entry?;
            let party = party(entry.customer);
            Some(source.document(source.record(number), entry, party, &mut formulas))
        })
        .collect();
    settle(figures, &members, &mut documents, &payments);
    documents.get_mut(members.position(record)?)?.take()
}

/// All totals of the document of a record, where it has any.
pub(super) fn totals(figures: &Figures<'_>, record: RecordRef) -> Option<Totals> {
    let (book, currency) = (figures.book, figures.entry(record)?.currency);
    let columns = InvoiceColumns::new(book.shape(record.kind));
    columns.totals(book, book.get(record).values.view(), currency).ok()
}

/// Terms that hold for many documents are read at the first one.
type Formulas<'b> = FxHashMap<&'b str, Option<Terms>>;

impl<'b> Source<'b> {
    /// A document before any payment.
    fn document(&self, record: RecordRef, entry: Entry, party: Party<'b>, formulas: &mut Formulas<'b>) -> Document {
        let values = self.book.get(record).values.view();
        let head = self.columns.head(values);
        let (date, gross) = (entry.date, entry.gross());
        let firms = || self.book.firm.file.terms.as_ref().map(|terms| &*terms.0);
        let terms = head.terms.or(party.terms).or_else(firms);
        let retention = if head.retention { self.columns.retention.of(values, gross) } else { None };
        // Terms are read where they matter: most issued documents say their only day, and ask for it all then.
        let formula = terms.filter(|terms| head.due.is_none() || terms.contains(' '));
        let formula = formula.and_then(|text| formulas.entry(text).or_insert_with(|| Terms::parse(text).ok()).as_ref());
        let from_terms = formula.and_then(|terms| terms.last_due(date));
        let due = head.due.or(from_terms).unwrap_or(date);
        let formula = formula.filter(|_| from_terms == Some(due));
        let parts = parts(formula, gross, (date, due), retention);
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
}

/// Applies credit notes and payments, then says what is left.
fn settle(figures: &Figures<'_>, members: &Members, documents: &mut [Option<Document>], payments: &[u32]) {
    let mut credits: Vec<(RecordRef, usize, Money)> = Vec::new();
    for (index, note) in documents.iter().enumerate() {
        let Some(note) = note.as_ref().filter(|note| note.credit_note && note.issued) else { continue };
        let applied = note.applied.iter().filter_map(|applied| Some((applied.to?, applied.amount)));
        credits.extend(applied.map(|(to, amount)| (to, index, Money::new(amount, note.currency))));
    }
    for (invoice, index, money) in credits {
        let applied = match members.position(invoice).and_then(|at| documents.get_mut(at)?.as_mut()) {
            // Another currency is a finding; it settles nothing.
            Some(invoice) if invoice.issued && !invoice.credit_note => match invoice.credited.checked_add(money) {
                Ok(sum) => {
                    invoice.credited = sum;
                    true
                }
                Err(_) => false,
            },
            _ => false,
        };
        if applied && let Some(note) = documents[index].as_mut() {
            note.credited = note.credited.checked_add(money).unwrap_or(note.credited);
        }
    }
    for (invoice, amount) in allocated(figures, payments).into_iter().flatten() {
        if let Some(document) = members.position(invoice).and_then(|at| documents.get_mut(at)?.as_mut())
            && let Ok(paid) = document.paid.checked_add(amount)
        {
            document.paid = paid;
        }
    }
    hand_on(members, documents);
    let as_of = figures.as_of;
    documents.par_iter_mut().with_min_len(256).flatten().filter(|document| document.issued).for_each(|document| {
        let gross = document.gross();
        if document.replaced_by.is_some() {
            document.status = Status::Replaced;
            return;
        }
        let settled =
            document.credited.amount + if document.credit_note { -document.paid.amount } else { document.paid.amount };
        let left = Money::new(gross.amount - settled, gross.currency);
        document.balance = document.signed(left);
        if document.balance.amount > Decimal::ZERO {
            let late = document.open_parts().into_iter().filter(|part| part.due < as_of);
            for part in late {
                document.late_since = document.late_since.or(Some(part.due));
                document.overdue.amount = document.overdue.amount.saturating_add(part.amount);
            }
        }
        document.status = if left.is_zero() {
            let all_credited = !document.credit_note && !gross.is_zero() && document.credited == gross;
            if all_credited { Status::Credited } else { Status::Paid }
        } else if document.late_since.is_some() {
            Status::Overdue
        } else if settled.is_zero() {
            Status::Open
        } else {
            Status::PartlyPaid
        };
    });
}

/// What these payments give, up to the day, to invoices that are there, payment by payment.
fn allocated(figures: &Figures<'_>, payments: &[u32]) -> Vec<Vec<(RecordRef, Money)>> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let (columns, records) = (PaymentColumns::new(book.shape(kind)), book.records(kind));
    let of_payment = |index: &u32| {
        let record = records.get(*index as usize)?;
        let values = record.sound.then(|| record.values.view())?;
        columns.date.date(values).filter(|date| *date <= figures.as_of)?;
        let currency = currency(book, columns.currency.text(values), None);
        let allocations = columns.allocations.each(book, values);
        Some(allocations.filter_map(|(invoice, amount)| Some((invoice?, Money::new(amount, currency)))).collect())
    };
    payments.par_iter().with_min_len(64).filter_map(of_payment).collect()
}

/// Corrected invoices take over what was paid and credited of those in whose places they stand; the earliest first, since a
/// correction may be corrected.
fn hand_on(members: &Members, documents: &mut [Option<Document>]) {
    let correction = |(index, document): (usize, &Option<Document>)| {
        let document = document.as_ref()?;
        Some((document.date, index, document.replaces?))
    };
    let mut corrections: Vec<_> = documents.iter().enumerate().filter_map(correction).collect();
    corrections.sort_unstable();
    for (_, index, old) in corrections {
        let taken = members.position(old).and_then(|at| documents.get(at)?.as_ref());
        let Some((paid, credited)) = taken.map(|old| (old.paid, old.credited)) else { continue };
        let Some(document) = documents[index].as_mut() else { continue };
        document.paid = document.paid.checked_add(paid).unwrap_or(document.paid);
        document.credited = document.credited.checked_add(credited).unwrap_or(document.credited);
    }
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
    let Some(kind) = figures.payment else { return Vec::new() };
    let columns = PaymentColumns::new(figures.book.shape(kind));
    // Before the threads: one that waited for it could be given another payment, and wait for itself.
    figures.entries();
    let counted = |invoice| figures.entry(invoice).map(|entry| (entry.currency, entry.issued));
    let payment = |record: &Record| columns.payment(figures, record, counted);
    figures.book.records(kind).par_iter().with_min_len(64).map(payment).collect()
}

/// One payment, and no more documents than it names.
pub(super) fn payment_alone(figures: &Figures<'_>, record: RecordRef) -> Option<PaymentFigures> {
    let source = Source::new(figures)?;
    let columns = PaymentColumns::new(figures.book.shape(record.kind));
    let counted = |invoice| {
        let entry = source.entry(invoice, |customer| Some(source.party(customer)));
        entry.map(|entry| (entry.currency, entry.issued))
    };
    columns.payment(figures, figures.book.get(record), counted)
}

impl PaymentColumns {
    /// A payment, where the currency of each invoice is told and whether it is issued.
    fn payment(
        &self,
        figures: &Figures<'_>,
        record: &Record,
        counted: impl Fn(RecordRef) -> Option<(Currency, bool)>,
    ) -> Option<PaymentFigures> {
        let book = figures.book;
        let values = record.sound.then(|| record.values.view())?;
        let (date, customer) = (self.date.date(values)?, self.customer.text(values)?);
        let currency = currency(book, self.currency.text(values), None);
        let amount = Money::new(self.amount.decimal(values)?, currency);
        // What was allocated to something that is not there stays the customer's credit.
        let counts = |invoice: Option<RecordRef>| invoice.and_then(&counted) == Some((currency, true));
        let given = self.allocations.each(book, values).filter(|(invoice, _)| counts(*invoice));
        let allocated: Decimal = given.map(|(_, amount)| amount).sum();
        Some(PaymentFigures {
            date,
            customer: target_in(book, figures.customer, customer),
            amount,
            allocated: Money::new(allocated, currency),
            unallocated: Money::new(amount.amount - allocated, currency),
        })
    }
}
