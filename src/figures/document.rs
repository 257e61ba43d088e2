//! Invoices, credit notes and payments: totals, what is paid, what is left, and since when it is late.
//!
//! A credit note stores positive quantities; every figure counts it negative. One that names the invoice it credits
//! reduces that invoice's balance and has none of its own, unless it says itself which invoices it pays (`allocations`).
//!
//! A corrected invoice takes the place of another: payments and credit notes of that one count for it, and what it changes
//! is counted at its own date, so that both together count once and no past period changes.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::Figures;
use super::document_input::{AllocationColumns, Column, InvoiceColumns, currency};
use super::sums::Sums;
use super::totals::{Totals, in_proportion};
use crate::book::link::target;
use crate::book::{Book, Record, RecordRef};
use crate::model::Shape;
use crate::model::invoice::{Invoice, InvoiceType};
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

/// An invoice or credit note with its figures. Amounts are positive for both; see [`Document::signed`].
#[derive(Debug, Clone)]
pub struct Document {
    pub credit_note: bool,
    /// It has a number and its date has come.
    pub issued: bool,
    pub sort: InvoiceType,
    pub date: Date,
    /// When it is to be paid; what is retained apart.
    pub due: Date,
    /// Where that is not one day: the parts, by date. Empty otherwise.
    pub parts: Vec<Part>,
    /// Of all its amounts.
    pub currency: Currency,
    /// Without tax (BT-109), tax (BT-110), and what it asks for; all of its totals: [`Figures::totals`].
    sums: Sums,
    pub customer: Option<RecordRef>,
    /// Who sold it: the document's owner, else the customer's.
    pub owner: Option<RecordRef>,
    /// The invoice that a credit note reduces.
    pub credits: Option<RecordRef>,
    /// Allocations of payments up to the day.
    pub paid: Money,
    /// Credit notes up to the day that name it; for a credit note, what of it went to invoices.
    pub credited: Money,
    /// What a credit note is meant to pay.
    pub applied: Vec<Applied>,
    /// The invoice that a corrected one takes the place of, when both are issued.
    pub replaces: Option<RecordRef>,
    /// The corrected invoice that took its place.
    pub replaced_by: Option<RecordRef>,
    /// Net, tax and gross of the invoice that it takes the place of.
    replaced: Option<Sums>,
    /// What is left, with its sign: positive when the customer owes, negative when the firm does.
    pub balance: Money,
    /// The part of the balance whose day has passed.
    pub overdue: Money,
    /// The first day that has passed unpaid.
    pub late_since: Option<Date>,
    pub status: Status,
}

impl Document {
    /// Without tax (BT-109), positive.
    pub fn net(&self) -> Money {
        Money::new(self.sums.net, self.currency)
    }

    /// Tax (BT-110), positive.
    pub fn tax(&self) -> Money {
        Money::new(self.sums.tax, self.currency)
    }

    /// What it asks for (BT-115, and BT-113 where something was paid before), positive.
    pub fn gross(&self) -> Money {
        Money::new(self.sums.gross, self.currency)
    }

    /// What sums count as its net: signed, and of a corrected invoice what it changes.
    pub fn counted_net(&self) -> Money {
        self.counted(self.net(), |replaced| replaced.net)
    }

    pub fn counted_tax(&self) -> Money {
        self.counted(self.tax(), |replaced| replaced.tax)
    }

    pub fn counted_gross(&self) -> Money {
        self.counted(self.gross(), |replaced| replaced.gross)
    }

    fn counted(&self, own: Money, which: impl Fn(&Sums) -> Decimal) -> Money {
        let signed = self.signed(own);
        match &self.replaced {
            // Of another currency (a finding), nothing can be taken off.
            Some(replaced) => signed.checked_sub(Money::new(which(replaced), replaced.currency)).unwrap_or(signed),
            None => signed,
        }
    }

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

    /// The amount with the sign that figures count it with.
    pub fn signed(&self, money: Money) -> Money {
        if self.credit_note { -money } else { money }
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

pub(super) fn documents(figures: &Figures<'_>) -> Vec<Option<Document>> {
    let book = figures.book;
    let Some(kind) = figures.invoice else { return Vec::new() };
    let count = book.records(kind).len();
    // Customers are read once, not once a document.
    let parties: Vec<Party<'_>> = figures.customer.map_or(Vec::new(), |kind| {
        (0..book.records(kind).len()).map(|i| Party::new(book, RecordRef { kind, index: i as u32 })).collect()
    });
    let firms = book.firm.file.terms.as_ref().map(|terms| Agreed::of(&terms.0));
    let columns = InvoiceColumns::new(book.shape(kind));
    let mut documents: Vec<Option<Document>> = (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map(|index| document(figures, &columns, RecordRef { kind, index: index as u32 }, &parties, firms.as_ref()))
        .collect();
    settle(figures, &mut documents);
    documents
}

/// All totals of the document of a record, where it has any.
pub(super) fn totals(figures: &Figures<'_>, record: RecordRef) -> Option<Totals> {
    let (book, currency) = (figures.book, figures.document(record)?.currency);
    let columns = InvoiceColumns::new(book.shape(record.kind));
    columns.totals(book, book.get(record).values.view(), currency).ok()
}

/// What documents take from their customer; nothing from one that is not sound.
#[derive(Default)]
struct Party<'b> {
    currency: Option<&'b str>,
    terms: Option<Agreed<'b>>,
    owner: Option<&'b str>,
}

/// Terms that hold for many documents: read at the first one.
struct Agreed<'b> {
    text: &'b str,
    /// They may ask for several payments.
    several: bool,
    read: OnceLock<Option<Terms>>,
}

impl<'b> Agreed<'b> {
    fn of(text: &'b str) -> Agreed<'b> {
        Agreed { text, several: text.contains(' '), read: OnceLock::new() }
    }

    fn read(&self) -> &Option<Terms> {
        self.read.get_or_init(|| Terms::parse(self.text).ok())
    }
}

impl<'b> Party<'b> {
    fn new(book: &'b Book, customer: RecordRef) -> Party<'b> {
        let (record, shape) = (book.get(customer), book.shape(customer.kind));
        if !record.sound {
            return Party::default();
        }
        let text = |name| record.text(shape, name);
        Party { currency: text("currency"), terms: text("terms").map(Agreed::of), owner: text("owner") }
    }
}

/// One document before any payment; `None` where the record is not sound or has no totals.
fn document(
    figures: &Figures<'_>,
    columns: &InvoiceColumns,
    record: RecordRef,
    parties: &[Party<'_>],
    firms: Option<&Agreed<'_>>,
) -> Option<Document> {
    let book = figures.book;
    let found = book.get(record);
    let values = found.sound.then(|| found.values.view())?;
    let head = columns.head(values);
    let date = head.date?;
    let customer = target(book, "customer", head.customer?);
    let party = customer.and_then(|c| parties.get(c.index as usize));
    let currency = currency(book, head.currency, party.and_then(|p| p.currency));
    let kept = found.values.computed().and_then(Sums::read).filter(|sums| sums.currency == currency);
    let sums = match kept {
        Some(sums) => sums,
        None => Sums::of(&columns.totals(book, values, currency).ok()?),
    };
    let own = head.terms.map(Agreed::of);
    let terms = own.as_ref().or(party.and_then(|p| p.terms.as_ref())).or(firms);
    let gross = Money::new(sums.gross, currency);
    let retention = if head.retention { columns.retention.of(values, gross) } else { None };
    // Terms are read where they matter: most issued documents say their only day.
    let formula = terms.filter(|terms| head.due.is_none() || terms.several).and_then(|terms| terms.read().as_ref());
    let from_terms = formula.and_then(|terms| terms.last_due(date));
    let due = head.due.or(from_terms).unwrap_or(date);
    let formula = formula.filter(|_| from_terms == Some(due));
    let parts = parts(formula, gross, (date, due), retention);
    let sort = InvoiceType::from_name(head.invoice_type);
    let credits = head.credits.and_then(|invoice| target(book, "invoice", invoice));
    let replaces = head.replaces.filter(|_| sort == InvoiceType::Corrected);
    let applied = match sort {
        InvoiceType::CreditNote => {
            let allocations = columns.allocations.each(book, values).enumerate();
            let mut applied: Vec<Applied> =
                allocations.map(|(i, (to, amount))| Applied { to, amount, allocation: Some(i) }).collect();
            if applied.is_empty() && credits.is_some() {
                applied.push(Applied { to: credits, amount: gross.amount, allocation: None });
            }
            applied
        }
        _ => Vec::new(),
    };
    let owner = head.owner.or(party.and_then(|p| p.owner));
    let zero = Money::zero(currency);
    Some(Document {
        credit_note: sort == InvoiceType::CreditNote,
        sort,
        issued: head.numbered && date <= figures.as_of,
        date,
        due,
        parts,
        currency,
        sums,
        customer,
        owner: owner.and_then(|member| target(book, "member", member)),
        credits,
        applied,
        replaces: replaces.and_then(|invoice| target(book, "invoice", invoice)).filter(|other| *other != record),
        replaced_by: None,
        replaced: None,
        paid: zero,
        credited: zero,
        balance: zero,
        overdue: zero,
        late_since: None,
        status: Status::Draft,
    })
}

/// Applies credit notes and payments, then says what is left.
fn settle(figures: &Figures<'_>, documents: &mut [Option<Document>]) {
    let mut credits: Vec<(RecordRef, usize, Money)> = Vec::new();
    for (index, note) in documents.iter().enumerate() {
        let Some(note) = note.as_ref().filter(|note| note.credit_note && note.issued) else { continue };
        let applied = note.applied.iter().filter_map(|applied| Some((applied.to?, applied.amount)));
        credits.extend(applied.map(|(to, amount)| (to, index, Money::new(amount, note.currency))));
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
            note.credited = note.credited.checked_add(money).unwrap_or(note.credited);
        }
    }
    for (invoice, amount) in allocated(figures).into_iter().flatten() {
        if let Some(document) = documents.get_mut(invoice.index as usize).and_then(Option::as_mut)
            && let Ok(paid) = document.paid.checked_add(amount)
        {
            document.paid = paid;
        }
    }
    replace(figures, documents);
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

/// What payments up to the day give to invoices that are there, payment by payment.
fn allocated(figures: &Figures<'_>) -> Vec<Vec<(RecordRef, Money)>> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let columns = PaymentColumns::new(book.shape(kind));
    let of_payment = |record: &Record| {
        let values = record.sound.then(|| record.values.view())?;
        columns.date.date(values).filter(|date| *date <= figures.as_of)?;
        let currency = currency(book, columns.currency.text(values), None);
        let allocations = columns.allocations.each(book, values);
        Some(allocations.filter_map(|(invoice, amount)| Some((invoice?, Money::new(amount, currency)))).collect())
    };
    book.records(kind).par_iter().with_min_len(64).filter_map(of_payment).collect()
}

/// Corrected invoices take the places of those that they name, with what was paid and credited; the earliest first, since
/// a correction may be corrected. Of two for one invoice the first holds (the other is a finding).
fn replace(figures: &Figures<'_>, documents: &mut [Option<Document>]) {
    let Some(kind) = figures.invoice else { return };
    let mut corrections: Vec<(Date, usize)> = Vec::new();
    for (index, document) in documents.iter_mut().enumerate() {
        let Some(document) = document.as_mut().filter(|document| document.replaces.is_some()) else { continue };
        if document.issued {
            corrections.push((document.date, index));
        } else {
            document.replaces = None;
        }
    }
    corrections.sort_unstable();
    for (_, index) in corrections {
        let Some(old) = documents[index].as_ref().and_then(|document| document.replaces) else { continue };
        let by = RecordRef { kind, index: index as u32 };
        // A circle is a finding, and replaces nothing.
        let mut up = Some(by);
        let mut round = false;
        while let Some(found) = up.filter(|_| !round) {
            up = documents[found.index as usize].as_ref().and_then(|document| document.replaced_by);
            round = found == old;
        }
        let Some(found) = documents.get_mut(old.index as usize).and_then(Option::as_mut) else { continue };
        if round || !found.issued || found.credit_note || found.replaced_by.is_some() {
            if let Some(document) = documents[index].as_mut() {
                document.replaces = None;
            }
            continue;
        }
        found.replaced_by = Some(by);
        let taken = (found.paid, found.credited, found.sums);
        let Some(document) = documents[index].as_mut() else { continue };
        document.paid = document.paid.checked_add(taken.0).unwrap_or(document.paid);
        document.credited = document.credited.checked_add(taken.1).unwrap_or(document.credited);
        document.replaced = Some(taken.2);
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
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let columns = PaymentColumns::new(book.shape(kind));
    let payment = |record: &Record| {
        let values = record.sound.then(|| record.values.view())?;
        let (date, customer) = (columns.date.date(values)?, columns.customer.text(values)?);
        let currency = currency(book, columns.currency.text(values), None);
        let amount = Money::new(columns.amount.decimal(values)?, currency);
        // What was allocated to something that is not there stays the customer's credit.
        let counts = |invoice: Option<RecordRef>| {
            let document = invoice.and_then(|invoice| figures.document(invoice));
            document.is_some_and(|document| document.currency == currency && document.issued)
        };
        let allocated: Decimal = columns
            .allocations
            .each(book, values)
            .filter(|(invoice, _)| counts(*invoice))
            .map(|(_, amount)| amount)
            .sum();
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
