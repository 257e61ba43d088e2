//! Documents that were issued, as a sheet: number, day, who owes how much and until when, and the beginning of the seal.

use super::sheet::{Cell, Column, ColumnKind, Link, Row, Sheet, Text};
use crate::book::RecordRef;
use crate::figures::Figures;

/// How many digits of a seal people compare: those that the document prints.
pub const DIGITS: usize = 12;

/// The documents in the given order. `dry`: they would be issued.
pub fn issued(figures: &Figures<'_>, records: &[RecordRef], dry: bool) -> Sheet {
    let book = figures.book;
    let column = |key: &'static str, title: &'static str, kind| Column::new(key, Text::key(title), kind);
    let mut sheet = Sheet::new(
        "issued",
        vec![
            column("invoice", "kind-invoice", ColumnKind::Link),
            column("number", "field-number", ColumnKind::Code),
            column("date", "field-date", ColumnKind::Date),
            column("customer", "field-customer", ColumnKind::Text),
            column("due", "field-due", ColumnKind::Date),
            column("gross", "field-gross", ColumnKind::Money).sums(true),
            column("seal", "issue-seal", ColumnKind::Code),
        ],
    );
    let title = if dry { "issue-title-dry" } else { "issue-title" };
    sheet.title = Some(Text::key(title).arg("count", Cell::Integer(records.len() as i64)));
    for record in records {
        let (found, shape) = (book.get(*record), book.shape(record.kind));
        let document = figures.document(*record);
        let customer = document.and_then(|document| document.customer).map(|customer| book.title(customer).to_owned());
        let seal = found.text(shape, "seal").and_then(|seal| seal.get(..DIGITS)).map(str::to_owned);
        let link = Link::new("invoice", &*found.id);
        sheet.rows.push(Row::of(
            link.clone(),
            vec![
                Cell::Link(link),
                found.text(shape, "number").map(str::to_owned).into(),
                found.date(shape, "date").into(),
                customer.into(),
                document.map(|document| document.due).into(),
                document.map(|document| document.signed(document.gross())).into(),
                seal.into(),
            ],
        ));
    }
    sheet
}
