//! Receivables: who owes what, and since when it is late, on a day.
//!
//! A document counts with what is left of it, by the days since it was due. What the firm owes a customer (credit notes
//! that reduce no invoice, overpaid invoices, payments that are allocated to nothing) stands in a column of its own, so
//! that nothing overdue hides behind it. The total is the customer's balance.

use std::collections::BTreeMap;

use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Shown, Text};
use super::{Params, as_of_note, column, link, money, sparse, why};
use crate::book::RecordRef;
use crate::figures::Figures;
use crate::value::{Currency, Date, Decimal, Money};

/// How late something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    NotDue,
    /// 1 to 30 days after the due date.
    To30,
    To60,
    To90,
    Over90,
    /// Not owed by the customer but to it.
    Credit,
}

impl Age {
    pub const ALL: [Age; 6] = [Age::NotDue, Age::To30, Age::To60, Age::To90, Age::Over90, Age::Credit];

    /// Of an amount that is due on a day. On the due day itself it is not late.
    pub fn of(due: Date, as_of: Date) -> Age {
        match as_of.days_since(due) {
            ..=0 => Age::NotDue,
            1..=30 => Age::To30,
            31..=60 => Age::To60,
            61..=90 => Age::To90,
            _ => Age::Over90,
        }
    }

    /// The column's key.
    pub fn name(self) -> &'static str {
        match self {
            Age::NotDue => "not_due",
            Age::To30 => "days_1_30",
            Age::To60 => "days_31_60",
            Age::To90 => "days_61_90",
            Age::Over90 => "over_90",
            Age::Credit => "credit",
        }
    }
}

/// One open item: a document or payment with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub record: RecordRef,
    pub age: Age,
    /// For documents.
    pub due: Option<Date>,
    /// With its sign: negative when the firm owes it.
    pub amount: Money,
}

/// A customer in one currency.
#[derive(Debug, Clone)]
pub struct ReceivablesRow {
    /// `None` for documents whose customer is not there.
    pub customer: Option<RecordRef>,
    pub currency: Currency,
    /// In the order of [`Age::ALL`].
    pub ages: [Money; 6],
    /// Their sum.
    pub total: Money,
    /// By due date, payments last.
    pub items: Vec<Open>,
}

impl ReceivablesRow {
    fn new(customer: Option<RecordRef>, currency: Currency) -> ReceivablesRow {
        let zero = Money::zero(currency);
        ReceivablesRow { customer, currency, ages: [zero; 6], total: zero, items: Vec::new() }
    }

    /// What is late.
    pub fn overdue(&self) -> Money {
        money(self.ages[1..5].iter().fold(Decimal::ZERO, |sum, age| sum.saturating_add(age.amount)), self.currency)
    }

    fn add(&mut self, age: Age, amount: Money) {
        for sum in [&mut self.ages[age as usize], &mut self.total] {
            *sum = money(sum.amount.saturating_add(amount.amount), self.currency);
        }
    }
}

/// What is owed on a day.
#[derive(Debug, Clone)]
pub struct Receivables {
    /// The most overdue first.
    pub rows: Vec<ReceivablesRow>,
    /// By currency; without items.
    pub totals: Vec<ReceivablesRow>,
}

impl Receivables {
    /// Of all customers, or of the one that the parameters name. Nothing here depends on a period.
    pub fn compute(figures: &Figures<'_>, params: &Params) -> Receivables {
        let book = figures.book;
        let as_of = figures.as_of;
        let wanted = |customer: Option<RecordRef>| params.customer.is_none() || customer == params.customer;
        let mut rows: BTreeMap<(Option<RecordRef>, (bool, Currency)), ReceivablesRow> = BTreeMap::new();
        let rank = |currency: Currency| (currency != book.firm.currency(), currency);
        let mut add = |customer: Option<RecordRef>, item: Open| {
            if item.amount.is_zero() || !wanted(customer) {
                return;
            }
            let currency = item.amount.currency;
            let row = rows.entry((customer, rank(currency))).or_insert_with(|| ReceivablesRow::new(customer, currency));
            row.add(item.age, item.amount);
            row.items.push(item);
        };
        for (record, document) in figures.open() {
            let owed = document.balance.amount > Decimal::ZERO;
            for part in document.open_parts() {
                let age = if owed { Age::of(part.due, as_of) } else { Age::Credit };
                let amount = money(part.amount, document.balance.currency);
                add(document.customer, Open { record, age, due: Some(part.due), amount });
            }
        }
        for (index, payment) in figures.payments().iter().enumerate() {
            let (Some(payment), Some(kind)) = (payment, figures.payment) else { continue };
            if payment.date <= as_of {
                let record = RecordRef { kind, index: index as u32 };
                add(payment.customer, Open { record, age: Age::Credit, due: None, amount: -payment.unallocated });
            }
        }
        let mut rows: Vec<ReceivablesRow> = rows.into_values().collect();
        let mut totals: BTreeMap<(bool, Currency), ReceivablesRow> = BTreeMap::new();
        for row in &mut rows {
            row.items.sort_by_key(|item| (item.due.is_none(), item.due, item.record));
            let new = || ReceivablesRow::new(None, row.currency);
            let total = totals.entry(rank(row.currency)).or_insert_with(new);
            for age in Age::ALL {
                total.add(age, row.ages[age as usize]);
            }
        }
        let name = |row: &ReceivablesRow| row.customer.map(|customer| book.title(customer).to_lowercase());
        let key = |row: &ReceivablesRow| (rank(row.currency), -row.overdue().amount, -row.total.amount);
        let mut keyed: Vec<_> = rows.into_iter().map(|row| (key(&row), row)).collect();
        keyed.sort_by(|(a, first), (b, second)| a.cmp(b).then_with(|| name(first).cmp(&name(second))));
        let rows = keyed.into_iter().map(|(_, row)| row).collect();
        Receivables { rows, totals: totals.into_values().collect() }
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut columns: Vec<Column> = vec![column("customer", ColumnKind::Link)];
        columns.extend(Age::ALL.map(|age| column(age.name(), ColumnKind::Money).shown(Shown::Filled)));
        columns.push(column("total", ColumnKind::Money));
        let mut sheet = Sheet::new("receivables", columns);
        sheet.groups = 1;
        sheet.title = Some(Text::key("report-receivables-title"));
        sheet.notes = vec![as_of_note(figures.as_of)];
        sheet.empty = Some(Text::key("report-receivables-empty"));
        let amounts = |mut cells: Vec<Cell>, row: &ReceivablesRow| {
            cells.extend(row.ages.iter().map(|amount| sparse(*amount)));
            cells.push(Cell::Money(row.total));
            cells
        };
        let customer = |row: &ReceivablesRow| match row.customer {
            Some(customer) => Cell::Link(link(book, customer)),
            None => Cell::word("none", Text::key("report-none")),
        };
        sheet.rows = (self.rows.iter())
            .map(|row| {
                let cells = amounts(vec![customer(row)], row);
                Row { record: row.customer.map(|customer| link(book, customer)), ..Row::new(cells) }.why(why(
                    book,
                    params,
                    row.items.iter().map(|item| item.record),
                ))
            })
            .collect();
        sheet.totals = self.totals.iter().map(|row| Row::new(amounts(super::total_label(1), row))).collect();
        let mut answer = Answer::new(figures.as_of).sheet(sheet);
        if params.why {
            answer = answer.sheet(self.why_sheet(figures, customer));
        }
        answer
    }

    /// Every open item: a customer's items add up to its row.
    fn why_sheet(&self, figures: &Figures<'_>, customer: impl Fn(&ReceivablesRow) -> Cell) -> Sheet {
        let book = figures.book;
        let mut sheet = Sheet::new(
            "why",
            vec![
                column("customer", ColumnKind::Link),
                column("document", ColumnKind::Link),
                column("due", ColumnKind::Date),
                column("days_late", ColumnKind::Integer).shown(Shown::Filled),
                column("age", ColumnKind::Code),
                column("balance", ColumnKind::Money),
            ],
        );
        sheet.title = Some(Text::key("report-why-title"));
        sheet.groups = 1;
        for row in &self.rows {
            for item in &row.items {
                let late = item.due.map(|due| figures.as_of.days_since(due));
                let cells = vec![
                    customer(row),
                    Cell::Link(link(book, item.record)),
                    Cell::from(item.due.filter(|_| item.age != Age::Credit)),
                    Cell::from(late.filter(|days| *days > 0 && item.age != Age::Credit)),
                    Cell::word(item.age.name(), Text::key(format!("report-{}", item.age.name().replace('_', "-")))),
                    Cell::Money(item.amount),
                ];
                sheet.rows.push(Row::of(link(book, item.record), cells));
            }
        }
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_late_from_the_day_after_it_was_due() {
        let as_of: Date = "2026-10-02".parse().unwrap();
        let ages = [-5, 0, 1, 30, 31, 60, 61, 90, 91].map(|days| Age::of(as_of.plus_days(-days), as_of));
        use Age::*;
        assert_eq!(ages, [NotDue, NotDue, To30, To30, To60, To60, To90, To90, Over90]);
    }
}
