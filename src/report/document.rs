//! One document looked at: who, when, its lines and its totals. Everything is computed by `figures`.

use super::sheet::{Answer, Cell, Column, ColumnKind, Layout, Link, Row, Sheet, Text};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::figures::document::totals_of;
use crate::figures::totals::Totals;
use crate::model::invoice::Invoice;
use crate::value::{Currency, Date, Decimal, Money};

/// The card of a document and the sheet of its lines; `None` for a record that has no lines or cannot be computed.
pub fn document(book: &Book, record: RecordRef, as_of: Date) -> Option<Answer> {
    let invoice: Invoice = book.typed(record)?;
    let totals = totals_of(book, &invoice).ok()?;
    let figures = Figures::new(book, as_of);
    let answer = Answer::new(as_of).sheet(card(&figures, record, &invoice)).sheet(lines(&invoice, &totals));
    Some(answer)
}

fn column(key: &'static str, kind: ColumnKind) -> Column {
    Column::new(key, Text::key(format!("change-col-{key}")), kind)
}

fn card(figures: &Figures<'_>, record: RecordRef, invoice: &Invoice) -> Sheet {
    let book = figures.book;
    let columns = vec![
        column("id", ColumnKind::Link),
        column("number", ColumnKind::Code),
        column("customer", ColumnKind::Link),
        column("date", ColumnKind::Date),
        column("due", ColumnKind::Date),
    ];
    let link = Link::new(book.kind(record.kind).name, &*book.get(record).id);
    let customer = invoice.customer.as_str();
    let party = book.kinds.named("customer").and_then(|kind| book.find(kind, customer));
    let mut to = Link::new("customer", customer);
    if let Some(party) = party {
        to = to.label(book.title(party));
    }
    let due = figures.document(record).map(|document| document.due);
    let cells = vec![
        Cell::Link(link.clone()),
        Cell::from(invoice.number.clone()),
        Cell::Link(to),
        Cell::Date(invoice.date),
        Cell::from(due),
    ];
    Sheet { layout: Layout::Card, rows: vec![Row::of(link, cells)], ..Sheet::new("document", columns) }
}

fn lines(invoice: &Invoice, totals: &Totals) -> Sheet {
    let currency = totals.currency;
    let columns = vec![
        column("line", ColumnKind::Integer),
        column("description", ColumnKind::Text),
        column("quantity", ColumnKind::Decimal),
        column("unit", ColumnKind::Code),
        column("unit_price", ColumnKind::Decimal),
        column("discount", ColumnKind::Money),
        column("tax", ColumnKind::Code),
        column("amount", ColumnKind::Money),
    ];
    let mut rows = Vec::new();
    for (i, (line, total)) in invoice.lines.iter().zip(&totals.lines).enumerate() {
        let name = line.description.clone().or_else(|| line.product.as_ref().map(|p| p.as_str().to_owned()));
        let less = total.allowances - total.charges;
        rows.push(Row::new(vec![
            Cell::Integer(i as i64 + 1),
            Cell::from(name),
            Cell::Decimal(line.quantity.0),
            Cell::from(line.unit.as_ref().map(|unit| unit.0.clone())),
            Cell::Decimal(line.unit_price.0),
            if less.is_zero() { Cell::Empty } else { Cell::Money(Money::new(-less, currency)) },
            Cell::from(line.tax.as_ref().map(|tax| tax.0.clone())),
            Cell::Money(Money::new(total.net, currency)),
        ]));
    }
    let mut sums = Vec::new();
    if !totals.allowances.is_zero() {
        sums.push(sum("allowances", Text::key("change-sum-allowances"), -totals.allowances, currency));
    }
    if !totals.charges.is_zero() {
        sums.push(sum("charges", Text::key("change-sum-charges"), totals.charges, currency));
    }
    sums.push(sum("net", Text::key("change-sum-net"), totals.tax_exclusive, currency));
    for part in &totals.breakdown {
        let text = Text::key("change-sum-tax").arg("percent", Cell::Percent(part.percent.normalize()));
        sums.push(sum("tax", text, part.tax, currency));
    }
    sums.push(sum("gross", Text::key("change-sum-gross"), totals.due, currency));
    Sheet { rows, totals: sums, ..Sheet::new("lines", columns) }
}

fn sum(code: &'static str, text: Text, amount: Decimal, currency: Currency) -> Row {
    let mut cells = vec![Cell::Empty; 8];
    cells[1] = Cell::word(code, text);
    cells[7] = Cell::Money(Money::new(amount, currency));
    Row::new(cells)
}
