//! What no file holds: columns that figures add to the tables of kinds, and tables of figures. Each number is computed by
//! the figures and reports that carnet shows; here it only gets its place.

use std::borrow::Cow;

use super::column::{ColumnType, Value};
use crate::book::RecordRef;
use crate::figures::Figures;
use crate::query::field::currency_of;
use crate::report::Params;
use crate::report::receivables::{Age, Receivables};
use crate::report::sold::Cutter;
use crate::value::period::PeriodContext;
use crate::value::{Date, Decimal, Money};

use ColumnType::{Date as DateType, Integer, Money as MoneyType, Number, Text};

/// A column that is added to a table of records or of their lists.
pub struct Extra {
    pub table: &'static str,
    pub name: &'static str,
    pub ty: ColumnType,
    pub doc: &'static str,
    /// Of the record, with the places (from 0) of the item in its lists.
    pub compute: for<'b> fn(&Figures<'b>, RecordRef, &[usize]) -> Value<'b>,
}

/// Every such column.
pub static EXTRAS: &[Extra] = &[
    Extra {
        table: "invoice_line",
        name: "net",
        ty: MoneyType,
        doc: "What the line comes to without tax (BT-131), as the document says it: positive on a credit note, too",
        compute: |figures, record, places| {
            let line = figures.totals(record).zip(places.first());
            let total = line.and_then(|(totals, place)| totals.lines.get(*place));
            total.map(|total| Money::new(total.net, currency_of(figures, record))).into()
        },
    },
    Extra {
        table: "quote_line",
        name: "net",
        ty: MoneyType,
        doc: "What the line comes to without tax, of an option that is not chosen, too; none for titles and texts",
        compute: offer_net,
    },
    Extra {
        table: "order_line",
        name: "net",
        ty: MoneyType,
        doc: "What the line comes to without tax; none for titles and texts",
        compute: offer_net,
    },
    Extra {
        table: "order_line",
        name: "delivered",
        ty: Number,
        doc: "The quantity that was delivered up to the day",
        compute: |figures, record, places| fulfilled(figures, record, places, |line| line.delivered),
    },
    Extra {
        table: "order_line",
        name: "left_to_deliver",
        ty: Number,
        doc: "The quantity that is left to deliver",
        compute: |figures, record, places| fulfilled(figures, record, places, |line| line.left_to_deliver()),
    },
    Extra {
        table: "order_line",
        name: "invoiced",
        ty: Number,
        doc: "The quantity that was invoiced up to the day, less credit notes",
        compute: |figures, record, places| fulfilled(figures, record, places, |line| line.invoiced),
    },
    Extra {
        table: "deal",
        name: "pipeline",
        ty: Text,
        doc: "The pipeline of its stage, written or the firm's first; none where the stage stands in no pipeline",
        compute: |figures, record, _| figures.deal(record).map(|deal| deal.pipeline.id.as_str()).into(),
    },
    Extra {
        table: "deal",
        name: "stage_position",
        ty: Integer,
        doc: "The place of its stage in the pipeline, from 1",
        compute: |figures, record, _| figures.deal(record).map(|deal| deal.stage_index as i64 + 1).into(),
    },
];

fn offer_net<'b>(figures: &Figures<'b>, record: RecordRef, places: &[usize]) -> Value<'b> {
    let line = figures.offer(record).zip(places.first());
    let net = line.and_then(|(offer, place)| Some(Money::new((*offer.nets.get(*place)?)?, offer.totals.currency)));
    net.into()
}

fn fulfilled<'b>(
    figures: &Figures<'b>,
    record: RecordRef,
    places: &[usize],
    quantity: impl Fn(&crate::figures::fulfilment::Fulfilment) -> Decimal,
) -> Value<'b> {
    let line = figures.order(record).zip(places.first());
    line.and_then(|(order, place)| order.lines.get(*place)).map(quantity).into()
}

/// A table of figures.
pub struct Figure {
    pub name: &'static str,
    pub doc: &'static str,
    pub columns: &'static [(&'static str, ColumnType, &'static str)],
    pub key: &'static [&'static str],
    /// Calls with each row, without the name of the book.
    pub rows: for<'b> fn(&Figures<'b>, &mut dyn FnMut(Vec<Value<'b>>)),
}

/// Every such table.
pub static FIGURES: &[Figure] = &[
    Figure {
        name: "book",
        doc: "The book itself: one row, with the day of every figure here",
        columns: &[
            ("name", Text, "The firm's name"),
            ("currency", Text, "The book's currency (ISO 4217)"),
            ("as_of", DateType, "The day that every figure is computed for"),
            ("records", Integer, "How many records are in the tables"),
            ("unreadable", Integer, "How many files could not be read and are in no table"),
        ],
        key: &[],
        rows: |figures, see| {
            let book = figures.book;
            let name = book.firm.file.firm.as_ref().map(|firm| firm.name.as_str());
            see(vec![
                name.into(),
                book.firm.currency().code().into(),
                figures.as_of.into(),
                Value::Integer(book.refs().filter(|record| book.get(*record).sound).count() as i64),
                Value::Integer(book.unreadable.len() as i64),
            ]);
        },
    },
    Figure {
        name: "customer_account",
        doc: "What stands between the firm and a customer, one row a currency",
        columns: &[
            ("customer", Text, "Whose account (a customer)"),
            ("currency", Text, "The currency of its amounts (ISO 4217)"),
            ("balance", MoneyType, "What the customer owes: issued documents less payments"),
            ("overdue", MoneyType, "The part of the balance whose due date has passed"),
            ("sales", MoneyType, "Everything sold, without tax, credit notes deducted"),
            ("unallocated", MoneyType, "Payments that pay no invoice yet"),
        ],
        key: &["customer", "currency"],
        rows: accounts,
    },
    Figure {
        name: "open_item",
        doc: "What is owed: each document and payment with what is left of it, a row a day on which something is due",
        columns: &[
            ("customer", Text, "Who owes it, or is owed it (a customer)"),
            ("kind", Text, "invoice, or payment for what pays no invoice yet"),
            ("document", Text, "The id of the invoice, credit note or payment"),
            ("due", DateType, "The day it is to be paid; none for payments"),
            ("age", Text, "not_due, days_1_30, days_31_60, days_61_90, over_90, or credit for what the firm owes"),
            ("days_late", Integer, "Days since it was due; none where it is not late"),
            ("currency", Text, "The currency of its amount (ISO 4217)"),
            ("balance", MoneyType, "What is left; negative where the firm owes it"),
        ],
        key: &[],
        rows: open_items,
    },
    Figure {
        name: "sale",
        doc: "What was sold: the lines of issued invoices less those of credit notes, and each rate's share of what was taken \
              off or added on a whole document",
        columns: &[
            ("invoice", Text, "The document that counts it, on its date (an invoice)"),
            ("line_of", Text, "The document that it stands in: the same, or the one that a corrected invoice replaced"),
            ("part", Text, "line, or allowance or charge of the whole document"),
            ("position", Integer, "Which line, allowance or charge of that document, from 1"),
            ("date", DateType, "The date of the document that counts it"),
            ("year", Integer, "The calendar year of the date"),
            ("month", Text, "The month of the date: 2026-10"),
            ("customer", Text, "Who bought (a customer)"),
            ("owner", Text, "Who sold: the document's owner, else the customer's (a member)"),
            ("product", Text, "What was sold (a product)"),
            ("category", Text, "The product's category"),
            ("tax_category", Text, "How it is taxed (UNTDID 5305, BT-151)"),
            ("tax_percent", Number, "The rate of tax, in percent (BT-152)"),
            ("currency", Text, "The currency of its amount (ISO 4217)"),
            ("net", MoneyType, "Without tax; negative where it is taken off"),
        ],
        key: &[],
        rows: sales,
    },
];

fn accounts<'b>(figures: &Figures<'b>, see: &mut dyn FnMut(Vec<Value<'b>>)) {
    let Some(kind) = figures.customer else { return };
    for (record, found) in figures.book.sound(kind) {
        let Some(account) = figures.account(record) else { continue };
        let sums = [&account.balance, &account.overdue, &account.sales, &account.unallocated];
        let mut currencies: Vec<_> = sums.iter().flat_map(|sum| sum.iter()).map(|money| money.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let mut row = vec![Value::text(&found.id), currency.code().into()];
            row.extend(sums.iter().map(|sum| Value::Money(sum.get(currency))));
            see(row);
        }
    }
}

/// The params of a report over everything, as of the day of the figures.
fn everything(figures: &Figures<'_>) -> Params {
    Params::new(PeriodContext::new(figures.as_of))
}

fn open_items<'b>(figures: &Figures<'b>, see: &mut dyn FnMut(Vec<Value<'b>>)) {
    let book = figures.book;
    let receivables = Receivables::compute(figures, &everything(figures));
    for row in &receivables.rows {
        for item in &row.items {
            let late = item.due.map(|due| figures.as_of.days_since(due));
            see(vec![
                id(figures, row.customer),
                book.kind(item.record.kind).name.into(),
                id(figures, Some(item.record)),
                item.due.into(),
                item.age.name().into(),
                late.filter(|days| *days > 0 && item.age != Age::Credit).into(),
                item.amount.currency.code().into(),
                item.amount.into(),
            ]);
        }
    }
}

fn sales<'b>(figures: &Figures<'b>, see: &mut dyn FnMut(Vec<Value<'b>>)) {
    let book = figures.book;
    let cutter = Cutter::new(book);
    for (record, document) in figures.issued() {
        let currency = document.currency;
        cutter.counted(figures, record, document, &mut |part| {
            let category =
                part.product.and_then(|product| book.get(product).text(book.shape(product.kind), "category"));
            see(vec![
                id(figures, Some(record)),
                id(figures, Some(part.record)),
                part.sort.name().into(),
                Value::Integer(part.position as i64 + 1),
                document.date.into(),
                Value::Integer(i64::from(document.date.year())),
                Value::Text(Cow::Owned(month(document.date))),
                id(figures, document.customer),
                id(figures, document.owner),
                id(figures, part.product),
                category.into(),
                part.tax.category.code().into(),
                part.tax.percent.into(),
                currency.code().into(),
                Money::new(part.net, currency).into(),
            ]);
        });
    }
}

fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

fn id<'b>(figures: &Figures<'b>, record: Option<RecordRef>) -> Value<'b> {
    record.map(|record| &*figures.book.get(record).id).into()
}
