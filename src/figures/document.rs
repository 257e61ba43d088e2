//! Invoices, credit notes and payments: totals, what is paid, what is left, and since when it is late.
//!
//! A credit note stores positive quantities; every figure counts it negative. One that names the invoice it credits
//! reduces that invoice's balance and has none of its own.

use rayon::prelude::*;

use super::Figures;
use super::document_input::{Column, InvoiceColumns, currency, items};
use super::totals::Totals;
use crate::book::link::target;
use crate::book::{Book, Record, RecordRef, Values};
use crate::model::Shape;
use crate::value::{Date, Decimal, Money, Terms};

pub use super::document_input::{NoTotals, tax_key, totals_of};

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
}

impl Status {
    pub const ALL: [Status; 6] =
        [Status::Draft, Status::Open, Status::PartlyPaid, Status::Overdue, Status::Paid, Status::Credited];

    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Open => "open",
            Status::PartlyPaid => "partly-paid",
            Status::Overdue => "overdue",
            Status::Paid => "paid",
            Status::Credited => "credited",
        }
    }
}

/// An invoice or credit note with its figures. Amounts are positive for both; see [`Document::signed`].
#[derive(Debug, Clone)]
pub struct Document {
    pub credit_note: bool,
    /// It has a number and its date has come.
    pub issued: bool,
    pub date: Date,
    pub due: Date,
    pub totals: Totals,
    pub customer: Option<RecordRef>,
    /// Who sold it: the document's owner, else the customer's.
    pub owner: Option<RecordRef>,
    /// The invoice that a credit note reduces.
    pub credits: Option<RecordRef>,
    /// Allocations of payments up to the day.
    pub paid: Money,
    /// Credit notes up to the day that name it.
    pub credited: Money,
    /// What is left, with its sign: positive when the customer owes, negative when the firm does.
    pub balance: Money,
    pub status: Status,
}

impl Document {
    /// Without tax (BT-109), positive.
    pub fn net(&self) -> Money {
        self.totals.tax_exclusive()
    }

    /// Tax (BT-110), positive.
    pub fn tax(&self) -> Money {
        Money::new(self.totals.tax, self.totals.currency)
    }

    /// What is to be paid (BT-115), positive.
    pub fn gross(&self) -> Money {
        self.totals.due()
    }

    /// The amount with the sign that figures count it with.
    pub fn signed(&self, money: Money) -> Money {
        if self.credit_note { -money } else { money }
    }

    /// Days after the due date while something is left; 0 otherwise.
    pub fn days_overdue(&self, as_of: Date) -> i64 {
        if self.status == Status::Overdue { as_of.days_since(self.due) } else { 0 }
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

pub(super) fn documents(figures: &Figures<'_>) -> Vec<Option<Document>> {
    let book = figures.book;
    let Some(kind) = figures.invoice else { return Vec::new() };
    let count = book.records(kind).len();
    // Customers are read once, not once a document.
    let parties: Vec<Party<'_>> = figures.customer.map_or(Vec::new(), |kind| {
        (0..book.records(kind).len()).map(|i| Party::new(book, RecordRef { kind, index: i as u32 })).collect()
    });
    let columns = InvoiceColumns::new(book.shape(kind));
    let mut documents: Vec<Option<Document>> = (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map(|index| document(figures, &columns, RecordRef { kind, index: index as u32 }, &parties))
        .collect();
    settle(figures, &mut documents);
    documents
}

/// What documents take from their customer; nothing from one that is not sound.
#[derive(Default)]
struct Party<'b> {
    currency: Option<&'b str>,
    terms: Option<&'b str>,
    owner: Option<&'b str>,
}

impl<'b> Party<'b> {
    fn new(book: &'b Book, customer: RecordRef) -> Party<'b> {
        let (record, shape) = (book.get(customer), book.shape(customer.kind));
        if !record.sound {
            return Party::default();
        }
        let text = |name| record.text(shape, name);
        Party { currency: text("currency"), terms: text("terms"), owner: text("owner") }
    }
}

/// One document before any payment; `None` where the record is not sound or has no totals.
fn document(
    figures: &Figures<'_>,
    columns: &InvoiceColumns,
    record: RecordRef,
    parties: &[Party<'_>],
) -> Option<Document> {
    let book = figures.book;
    let found = book.get(record);
    let values = found.sound.then_some(&found.values)?;
    let date = columns.date.date(values)?;
    let customer = target(book, "customer", columns.customer.text(values)?);
    let party = customer.and_then(|c| parties.get(c.index as usize));
    let currency = currency(book, columns.currency.text(values), party.and_then(|p| p.currency));
    let totals = columns.input(book, values, currency).ok()?.totals().ok()?;
    let firms = || book.firm.file.terms.as_ref().map(|terms| terms.0.as_str());
    let from_terms = || {
        let terms = columns.terms.text(values).or(party.and_then(|p| p.terms)).or_else(firms)?;
        Terms::parse(terms).ok()?.last_due(date)
    };
    let owner = columns.owner.text(values).or(party.and_then(|p| p.owner));
    let zero = Money::zero(currency);
    Some(Document {
        credit_note: columns.invoice_type.text(values) == Some("credit-note"),
        issued: columns.number.text(values).is_some() && date <= figures.as_of,
        date,
        due: columns.due.date(values).or_else(from_terms).unwrap_or(date),
        totals,
        customer,
        owner: owner.and_then(|member| target(book, "member", member)),
        credits: columns.credits.text(values).and_then(|invoice| target(book, "invoice", invoice)),
        paid: zero,
        credited: zero,
        balance: zero,
        status: Status::Draft,
    })
}

/// Applies credit notes and payments, then says what is left.
fn settle(figures: &Figures<'_>, documents: &mut [Option<Document>]) {
    let book = figures.book;
    let mut credits: Vec<(RecordRef, usize, Money)> = Vec::new();
    for (index, note) in documents.iter().enumerate() {
        let Some(note) = note.as_ref().filter(|note| note.credit_note && note.issued) else { continue };
        if let Some(invoice) = note.credits {
            credits.push((invoice, index, note.gross()));
        }
    }
    for (invoice, index, money) in credits {
        let applied = match documents.get_mut(invoice.index as usize).and_then(Option::as_mut) {
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
            note.credited = money;
        }
    }
    if let Some(kind) = figures.payment {
        let columns = PaymentColumns::new(book.shape(kind));
        for (_, record) in book.sound(kind) {
            let values = &record.values;
            if columns.date.date(values).is_none_or(|date| date > figures.as_of) {
                continue;
            }
            let currency = currency(book, columns.currency.text(values), None);
            for (invoice, amount) in columns.allocations(book, values) {
                let Some(document) = invoice.and_then(|i| documents.get_mut(i.index as usize)).and_then(Option::as_mut)
                else {
                    continue;
                };
                if let Ok(paid) = document.paid.checked_add(Money::new(amount, currency)) {
                    document.paid = paid;
                }
            }
        }
    }
    documents.par_iter_mut().with_min_len(256).flatten().filter(|document| document.issued).for_each(|document| {
        let gross = document.gross();
        let settled =
            document.credited.amount + if document.credit_note { -document.paid.amount } else { document.paid.amount };
        let left = Money::new(gross.amount - settled, gross.currency);
        document.balance = document.signed(left);
        document.status = if left.is_zero() {
            let all_credited = !document.credit_note && !gross.is_zero() && document.credited == gross;
            if all_credited { Status::Credited } else { Status::Paid }
        } else if document.balance.amount > Decimal::ZERO && document.due < figures.as_of {
            Status::Overdue
        } else if settled.is_zero() {
            Status::Open
        } else {
            Status::PartlyPaid
        };
    });
}

/// Where the fields of a payment stand that figures are made of.
struct PaymentColumns {
    customer: Column,
    date: Column,
    amount: Column,
    currency: Column,
    allocations: Column,
    allocated_invoice: Column,
    allocated_amount: Column,
}

impl PaymentColumns {
    fn new(shape: &Shape) -> PaymentColumns {
        let shape = Some(shape);
        let allocation = items(shape, "allocations");
        PaymentColumns {
            customer: Column::of(shape, "customer"),
            date: Column::of(shape, "date"),
            amount: Column::of(shape, "amount"),
            currency: Column::of(shape, "currency"),
            allocations: Column::of(shape, "allocations"),
            allocated_invoice: Column::of(allocation, "invoice"),
            allocated_amount: Column::of(allocation, "amount"),
        }
    }

    /// The invoices that a payment names, where they are found, and what is allocated to each.
    fn allocations<'v>(
        &'v self,
        book: &'v Book,
        values: &'v Values,
    ) -> impl Iterator<Item = (Option<RecordRef>, Decimal)> + 'v {
        self.allocations.tables(values).filter_map(move |allocation| {
            let invoice = self.allocated_invoice.text(allocation)?;
            Some((target(book, "invoice", invoice), self.allocated_amount.decimal(allocation)?))
        })
    }
}

pub(super) fn payments(figures: &Figures<'_>) -> Vec<Option<PaymentFigures>> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let columns = PaymentColumns::new(book.shape(kind));
    let payment = |record: &Record| {
        let values = record.sound.then_some(&record.values)?;
        let (date, customer) = (columns.date.date(values)?, columns.customer.text(values)?);
        let currency = currency(book, columns.currency.text(values), None);
        let amount = Money::new(columns.amount.decimal(values)?, currency);
        // What was allocated to something that is not there stays the customer's credit.
        let counts = |invoice: Option<RecordRef>| {
            let document = invoice.and_then(|invoice| figures.document(invoice));
            document.is_some_and(|document| document.totals.currency == currency && document.issued)
        };
        let allocated: Decimal =
            columns.allocations(book, values).filter(|(invoice, _)| counts(*invoice)).map(|(_, amount)| amount).sum();
        Some(PaymentFigures {
            date,
            customer: target(book, "customer", customer),
            amount,
            allocated: Money::new(allocated, currency),
            unallocated: Money::new(amount.amount - allocated, currency),
        })
    };
    // Before the threads: one that waited for it could be given another payment, and wait for itself.
    figures.documents();
    book.records(kind).par_iter().with_min_len(64).map(payment).collect()
}
