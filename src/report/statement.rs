//! The statement of a customer's account: what it owed at first, what was invoiced, credited and paid since, and what it
//! owes at the end, currency by currency.
//!
//! A document counts for the customer that it names, whoever is billed. A payment counts where it is allocated: the
//! part that settles another customer's invoice is in that customer's account. So the closing balance on the day of the
//! figures is the customer's balance everywhere else.

use std::collections::BTreeMap;

use super::sheet::{Answer, Cell, ColumnKind, Row, Sheet, Shown, Text};
use super::{Params, ReportError, as_of_note, column, link, money, period_note, why};
use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::figures::{Document, Figures};
use crate::model::Type;
use crate::model::payment::Payment;
use crate::value::{Currency, Date, Decimal, Money, Period};

/// What moved the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Invoice,
    CreditNote,
    Payment,
    /// Money that went back.
    Refund,
}

impl EntryKind {
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Invoice => "invoice",
            EntryKind::CreditNote => "credit-note",
            EntryKind::Payment => "payment",
            EntryKind::Refund => "refund",
        }
    }
}

/// One line of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub date: Date,
    pub kind: EntryKind,
    pub record: RecordRef,
    /// Of an invoice.
    pub due: Option<Date>,
    /// Positive when the customer owes more by it.
    pub amount: Money,
    /// After it.
    pub balance: Money,
}

/// The account in one currency.
#[derive(Debug, Clone)]
pub struct AccountStatement {
    pub currency: Currency,
    /// Before the first day.
    pub opening: Money,
    /// What the opening balance is made of.
    pub before: Vec<Entry>,
    /// In the order of their dates.
    pub entries: Vec<Entry>,
    /// After the last day.
    pub closing: Money,
}

/// One customer's account over a period.
#[derive(Debug, Clone)]
pub struct Statement {
    pub customer: RecordRef,
    pub period: Period,
    /// The book's currency first.
    pub accounts: Vec<AccountStatement>,
}

impl Statement {
    /// This year up to the day of the figures, where no period is given.
    pub fn compute(figures: &Figures<'_>, params: &Params) -> Result<Statement, ReportError> {
        let customer = params.customer.ok_or(ReportError::CustomerMissing)?;
        let period = params.period.unwrap_or_else(|| super::year_to_date(figures.as_of, params.context));
        let home = figures.book.firm.currency();
        let mut accounts: BTreeMap<(bool, Currency), AccountStatement> = BTreeMap::new();
        for mut entry in entries(figures, customer) {
            if period.to.is_some_and(|to| to < entry.date) {
                continue;
            }
            let currency = entry.amount.currency;
            let zero = Money::zero(currency);
            let account = accounts.entry((currency != home, currency)).or_insert_with(|| AccountStatement {
                currency,
                opening: zero,
                before: Vec::new(),
                entries: Vec::new(),
                closing: zero,
            });
            account.closing = money(account.closing.amount.saturating_add(entry.amount.amount), currency);
            entry.balance = account.closing;
            if period.from.is_some_and(|from| entry.date < from) {
                account.opening = account.closing;
                account.before.push(entry);
            } else {
                account.entries.push(entry);
            }
        }
        // A currency that was settled before and has not moved since is no news.
        let speaks = |account: &AccountStatement| !account.entries.is_empty() || !account.opening.is_zero();
        Ok(Statement { customer, period, accounts: accounts.into_values().filter(speaks).collect() })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut sheet = Sheet::new(
            "statement",
            vec![
                column("date", ColumnKind::Date),
                column("entry", ColumnKind::Text),
                column("document", ColumnKind::Link),
                column("due", ColumnKind::Date).shown(Shown::Filled),
                column("amount", ColumnKind::Money),
                column("balance", ColumnKind::Money),
            ],
        );
        sheet.title = Some(Text::key("report-statement-title").arg("customer", Cell::Link(link(book, self.customer))));
        sheet.notes = vec![period_note(self.period), as_of_note(figures.as_of)];
        sheet.empty = Some(Text::key("report-statement-empty"));
        let word = |code: &'static str| Cell::word(code, Text::key(format!("report-entry-{code}")));
        for account in &self.accounts {
            if self.period.from.is_some() {
                let cells = vec![
                    Cell::from(self.period.from),
                    word("opening"),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Money(account.opening),
                ];
                let documents = account.before.iter().map(|entry| entry.record);
                sheet.rows.push(Row::new(cells).why(why(book, params, documents)));
            }
            for entry in &account.entries {
                let cells = vec![
                    Cell::Date(entry.date),
                    word(entry.kind.name()),
                    Cell::Link(link(book, entry.record)),
                    Cell::from(entry.due),
                    Cell::Money(entry.amount),
                    Cell::Money(entry.balance),
                ];
                let documents = std::iter::once(entry.record);
                sheet.rows.push(Row::of(link(book, entry.record), cells).why(why(book, params, documents)));
            }
            let moved = account.entries.iter().fold(Decimal::ZERO, |sum, e| sum.saturating_add(e.amount.amount));
            sheet.totals.push(Row::new(vec![
                Cell::Date(self.period.to.map_or(figures.as_of, |to| to.min(figures.as_of))),
                word("closing"),
                Cell::Empty,
                Cell::Empty,
                Cell::Money(money(moved, account.currency)),
                Cell::Money(account.closing),
            ]));
        }
        let customer = Cell::Link(link(book, self.customer));
        let mut answer =
            super::with_period(Answer::new(figures.as_of).parameter("customer", customer), self.period).sheet(sheet);
        if params.why && self.period.from.is_some() {
            answer = answer.sheet(self.why_sheet(book));
        }
        answer
    }

    /// What the opening balance is made of; everything after it already stands line by line.
    fn why_sheet(&self, book: &Book) -> Sheet {
        let mut sheet = Sheet::new(
            "why",
            vec![
                column("date", ColumnKind::Date),
                column("entry", ColumnKind::Text),
                column("document", ColumnKind::Link),
                column("amount", ColumnKind::Money),
                column("balance", ColumnKind::Money),
            ],
        );
        sheet.title = Some(Text::key("report-why-opening-title"));
        sheet.empty = Some(Text::key("report-why-opening-empty"));
        for entry in self.accounts.iter().flat_map(|account| &account.before) {
            let kind = entry.kind.name();
            let cells = vec![
                Cell::Date(entry.date),
                Cell::word(kind, Text::key(format!("report-entry-{kind}"))),
                Cell::Link(link(book, entry.record)),
                Cell::Money(entry.amount),
                Cell::Money(entry.balance),
            ];
            sheet.rows.push(Row::of(link(book, entry.record), cells));
        }
        sheet
    }
}

/// Everything that moved the customer's account up to the day of the figures, by date; running balances are not set.
fn entries(figures: &Figures<'_>, customer: RecordRef) -> Vec<Entry> {
    let book = figures.book;
    let ours = |other: Option<RecordRef>| other == Some(customer);
    let mut entries = Vec::new();
    let mut add = |date, kind, record, due, amount: Money| {
        if !amount.is_zero() {
            entries.push(Entry { date, kind, record, due, amount, balance: amount });
        }
    };
    for (record, document) in figures.issued() {
        if !document.credit_note {
            if ours(document.customer) {
                // A corrected invoice stands with what it changes: the one that it replaces has its own entry.
                add(document.date, EntryKind::Invoice, record, Some(document.due), document.counted_gross());
            }
            continue;
        }
        // A credit note counts in the account of the invoice that it reduces, and what is left of it in its own.
        let gross = document.gross().amount;
        let mut amount = Decimal::ZERO;
        for applied in &document.others.applied {
            let reduced = applied.to.and_then(|invoice| figures.document(invoice));
            let same = |d: &&Document| d.issued && !d.credit_note && d.currency == document.currency;
            if ours(reduced.filter(same).and_then(|d| d.customer)) {
                amount -= applied.amount;
            }
        }
        if ours(document.customer) {
            amount -= gross - document.credited.amount;
        }
        add(document.date, EntryKind::CreditNote, record, None, money(amount, document.currency));
    }
    let to_invoice = Type::Ref("invoice".into());
    for (index, payment) in figures.payments().iter().enumerate() {
        let (Some(payment), Some(kind)) = (payment, figures.payment) else { continue };
        if payment.date > figures.as_of {
            continue;
        }
        let record = RecordRef { kind, index: index as u32 };
        let currency = payment.amount.currency;
        let mut paid = if ours(payment.customer) { payment.unallocated.amount } else { Decimal::ZERO };
        let allocations = book.typed::<Payment>(record).map_or(Vec::new(), |payment| payment.allocations);
        for allocation in allocations {
            let Target::Record(invoice) = resolve(book, &to_invoice, allocation.invoice.as_str()) else { continue };
            let settles =
                figures.document(invoice).is_some_and(|d| d.issued && d.currency == currency && ours(d.customer));
            if settles {
                paid = paid.saturating_add(allocation.amount.0);
            }
        }
        let kind = if paid < Decimal::ZERO { EntryKind::Refund } else { EntryKind::Payment };
        add(payment.date, kind, record, None, money(-paid, currency));
    }
    let id = |entry: &Entry| book.title(entry.record).to_owned();
    entries.sort_by_cached_key(|entry| (entry.date, entry.kind, id(entry)));
    entries
}
