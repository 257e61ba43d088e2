//! Invoices, credit notes and payments: totals, what is paid, what is left, and since when it is late.
//!
//! A credit note stores positive quantities; every figure counts it negative. One that names the invoice it credits
//! reduces that invoice's balance and has none of its own.

use rayon::prelude::*;

use super::Figures;
use super::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, Prices, TaxKey, Totals, TotalsFault};
use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::model::Type;
use crate::model::adjustment::{DocumentAdjustment, LineAdjustment};
use crate::model::customer::Customer;
use crate::model::field::{Amount, Percent, TaxCode};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::model::payment::Payment;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, Money, Terms};

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

/// The currency of a record that may name one: its own, else its customer's, else the book's.
pub(super) fn currency(book: &Book, own: Option<&str>, customer: Option<&Customer>) -> Currency {
    own.or(customer.and_then(|c| c.currency.as_ref()).map(|c| c.0.as_str()))
        .and_then(Currency::from_code)
        .unwrap_or(book.firm.currency())
}

pub(super) fn target(book: &Book, kind: &str, id: &str) -> Option<RecordRef> {
    match resolve(book, &Type::Ref(kind.into()), id) {
        Target::Record(found) => Some(found),
        _ => None,
    }
}

/// How the lines, allowances and charges of an invoice enter the arithmetic of EN 16931.
///
/// # Errors
/// [`NoTotals::Tax`] where nobody can say how something is taxed: a total without its tax would be a wrong one.
pub fn totals_input(book: &Book, invoice: &Invoice, currency: Currency) -> Result<DocumentInput, NoTotals> {
    let tax = |code: &Option<TaxCode>| tax_key(book, code.as_ref().map(|c| c.0.as_str())).ok_or(NoTotals::Tax);
    let line = |line: &Line| {
        Ok(LineInput {
            quantity: line.quantity.0,
            unit_price: line.unit_price.0,
            price_base_quantity: None,
            allowances: line.allowances.iter().map(line_adjustment).collect(),
            charges: line.charges.iter().map(line_adjustment).collect(),
            tax: tax(&line.tax)?,
        })
    };
    let adjustment = |a: &DocumentAdjustment| {
        let tax = a.tax.is_some().then(|| tax(&a.tax)).transpose()?;
        Ok(AdjustmentInput { adjustment: either(&a.amount, &a.percent), tax })
    };
    let gross = invoice.prices_include_tax.or(book.firm.file.prices_include_tax).unwrap_or(false);
    Ok(DocumentInput {
        currency,
        prices: if gross { Prices::Gross } else { Prices::Net },
        lines: invoice.lines.iter().map(line).collect::<Result<_, NoTotals>>()?,
        allowances: invoice.allowances.iter().map(adjustment).collect::<Result<_, NoTotals>>()?,
        charges: invoice.charges.iter().map(adjustment).collect::<Result<_, NoTotals>>()?,
        ..DocumentInput::default()
    })
}

/// Why a document has no totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTotals {
    /// A line names a tax rate that the firm does not have, or none where the firm has rates and no default.
    Tax,
    /// The numbers themselves.
    Arithmetic(TotalsFault),
}

impl From<TotalsFault> for NoTotals {
    fn from(fault: TotalsFault) -> NoTotals {
        NoTotals::Arithmetic(fault)
    }
}

pub(super) fn line_adjustment(adjustment: &LineAdjustment) -> Adjustment {
    either(&adjustment.amount, &adjustment.percent)
}

pub(super) fn either(amount: &Option<Amount>, percent: &Option<Percent>) -> Adjustment {
    match (amount, percent) {
        (Some(amount), _) => Adjustment::Amount(amount.0),
        (None, Some(percent)) => Adjustment::Percent(percent.0),
        (None, None) => Adjustment::Amount(Decimal::ZERO),
    }
}

/// The category and rate of a tax code. Without a code the firm's default holds; a firm that declares no rates at all
/// says nothing about tax. `None` where the code is unknown, or none is given and the firm has rates but no default
/// (both are findings).
pub fn tax_key(book: &Book, code: Option<&str>) -> Option<TaxKey> {
    let rate = match code {
        Some(code) => book.firm.tax(code),
        None => book.firm.default_tax(),
    };
    match rate {
        Some(rate) => {
            Some(TaxKey { category: rate.category, percent: rate.percent.as_ref().map_or(Decimal::ZERO, |p| p.0) })
        }
        None if code.is_none() && book.firm.file.tax.is_empty() => {
            Some(TaxKey { category: TaxCategory::None, percent: Decimal::ZERO })
        }
        None => None,
    }
}

/// The totals of one invoice record, or why there are none.
pub fn totals_of(book: &Book, invoice: &Invoice) -> Result<Totals, NoTotals> {
    let customer = target(book, "customer", invoice.customer.as_str()).and_then(|c| book.typed::<Customer>(c));
    let currency = currency(book, invoice.currency.as_ref().map(|c| c.0.as_str()), customer.as_ref());
    Ok(totals_input(book, invoice, currency)?.totals()?)
}

pub(super) fn documents(figures: &Figures<'_>) -> Vec<Option<Document>> {
    let book = figures.book;
    let Some(kind) = figures.invoice else { return Vec::new() };
    let count = book.records(kind).len();
    // Customers are read once, not once a document.
    let customers: Vec<Option<Customer>> = figures.customer.map_or(Vec::new(), |kind| {
        (0..book.records(kind).len()).map(|i| book.typed(RecordRef { kind, index: i as u32 })).collect()
    });
    let mut documents: Vec<Option<Document>> = (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map(|index| document(figures, RecordRef { kind, index: index as u32 }, &customers))
        .collect();
    settle(figures, &mut documents);
    documents
}

/// One document before any payment.
fn document(figures: &Figures<'_>, record: RecordRef, customers: &[Option<Customer>]) -> Option<Document> {
    let book = figures.book;
    let invoice: Invoice = book.typed(record)?;
    let customer = target(book, "customer", invoice.customer.as_str());
    let party = customer.and_then(|c| customers.get(c.index as usize)).and_then(Option::as_ref);
    let currency = currency(book, invoice.currency.as_ref().map(|c| c.0.as_str()), party);
    let totals = totals_input(book, &invoice, currency).ok()?.totals().ok()?;
    let terms = invoice.terms.as_ref().or(party.and_then(|c| c.terms.as_ref())).or(book.firm.file.terms.as_ref());
    let from_terms = || terms.and_then(|t| Terms::parse(&t.0).ok()).and_then(|t| t.last_due(invoice.date));
    let owner = invoice.owner.as_ref().or(party.and_then(|c| c.owner.as_ref()));
    let zero = Money::zero(currency);
    Some(Document {
        credit_note: invoice.invoice_type == Some(InvoiceType::CreditNote),
        issued: invoice.number.is_some() && invoice.date <= figures.as_of,
        date: invoice.date,
        due: invoice.due.or_else(from_terms).unwrap_or(invoice.date),
        totals,
        customer,
        owner: owner.and_then(|m| target(book, "member", m.as_str())),
        credits: invoice.credits.as_ref().and_then(|i| target(book, "invoice", i.as_str())),
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
        for (record, _) in book.sound(kind) {
            let Some(payment) = book.typed::<Payment>(record).filter(|payment| payment.date <= figures.as_of) else {
                continue;
            };
            let currency = payment_currency(book, &payment);
            for allocation in &payment.allocations {
                let Some(invoice) = target(book, "invoice", allocation.invoice.as_str()) else { continue };
                let Some(document) = documents.get_mut(invoice.index as usize).and_then(Option::as_mut) else {
                    continue;
                };
                if let Ok(paid) = document.paid.checked_add(Money::new(allocation.amount.0, currency)) {
                    document.paid = paid;
                }
            }
        }
    }
    for document in documents.iter_mut().flatten().filter(|document| document.issued) {
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
    }
}

fn payment_currency(book: &Book, payment: &Payment) -> Currency {
    payment.currency.as_ref().and_then(|c| Currency::from_code(&c.0)).unwrap_or(book.firm.currency())
}

pub(super) fn payments(figures: &Figures<'_>) -> Vec<Option<PaymentFigures>> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    (0..book.records(kind).len())
        .map(|index| {
            let payment: Payment = book.typed(RecordRef { kind, index: index as u32 })?;
            let currency = payment_currency(book, &payment);
            let amount = Money::new(payment.amount.0, currency);
            // What was allocated to something that is not there stays the customer's credit.
            let allocated: Decimal = payment
                .allocations
                .iter()
                .filter(|a| {
                    target(book, "invoice", a.invoice.as_str())
                        .and_then(|i| figures.document(i))
                        .is_some_and(|document| document.totals.currency == currency && document.issued)
                })
                .map(|a| a.amount.0)
                .sum();
            Some(PaymentFigures {
                date: payment.date,
                customer: target(book, "customer", payment.customer.as_str()),
                amount,
                allocated: Money::new(allocated, currency),
                unallocated: Money::new(amount.amount - allocated, currency),
            })
        })
        .collect()
}
