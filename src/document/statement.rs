//! Statements of account: one for each currency in which a customer has one.

use super::build::{self, Head};
use super::label::Labels;
use super::view::{DocumentView, Sort, Statement as View, StatementEntry};
use super::{Ask, ViewFault, unsound};
use crate::book::{Book, RecordRef};
use crate::change::issue::parties;
use crate::figures::Figures;
use crate::report::Params;
use crate::report::statement::{AccountStatement, Entry, EntryKind, Statement};
use crate::value::Money;
use crate::value::period::PeriodContext;

pub(super) fn views(figures: &Figures<'_>, record: RecordRef, ask: &Ask<'_>) -> Result<Vec<DocumentView>, ViewFault> {
    let book = figures.book;
    let context =
        PeriodContext { fiscal_year_start_month: book.firm.fiscal_year_start(), ..PeriodContext::new(figures.as_of) };
    let params = Params { customer: Some(record), period: ask.period, ..Params::new(context) };
    let statement = Statement::compute(figures, &params).map_err(|_| unsound(book, record))?;
    let id = book.get(record).id.to_string();
    let labels = Labels::of(build::tongue(book, None, &id, ask));
    let mut accounts = statement.accounts.clone();
    if accounts.is_empty() {
        // Nothing has moved: that, too, may be stated.
        let (currency, zero) = (book.firm.currency(), Money::zero(book.firm.currency()));
        accounts.push(AccountStatement {
            currency,
            opening: zero,
            before: Vec::new(),
            entries: Vec::new(),
            closing: zero,
        });
    }
    let until = statement.period.to.map_or(figures.as_of, |to| to.min(figures.as_of));
    let (seller, buyer) = parties(book, &id, until)?;
    let view = |account: &AccountStatement| {
        let head = Head {
            sort: Sort::Statement,
            record,
            number: None,
            date: until,
            currency: account.currency,
            seller: seller.as_ref(),
            buyer: buyer.as_ref(),
            terms: None,
        };
        let mut view = build::begin(book, &head, &labels, ask)?;
        view.invoice.totals.due = account.closing.amount;
        build::payment(&mut view, &head, false);
        view.statement = Some(View {
            from: statement.period.from,
            until,
            opening: account.opening.amount,
            entries: account.entries.iter().map(|entry| said(book, entry, &labels)).collect(),
            closing: account.closing.amount,
        });
        Ok(view)
    };
    accounts.iter().map(view).collect()
}

/// An entry in the reader's language: a document by its number, a payment by what the bank said.
fn said(book: &Book, entry: &Entry, labels: &Labels) -> StatementEntry {
    let found = book.get(entry.record);
    let shape = book.shape(entry.record.kind);
    let number = build::number(book, entry.record);
    let label = match entry.kind {
        EntryKind::Invoice | EntryKind::CreditNote => {
            labels.with(&format!("entry-{}", entry.kind.name()), &[("number", &number)])
        }
        EntryKind::Payment => match found.text(shape, "reference") {
            Some(reference) => labels.with("entry-payment-with", &[("reference", reference)]),
            None => labels.text("entry-payment"),
        },
        EntryKind::Refund => labels.text("entry-refund"),
    };
    StatementEntry {
        date: entry.date,
        label,
        due: entry.due,
        amount: entry.amount.amount,
        balance: entry.balance.amount,
    }
}
