//! Who refers to a record: a table a kind, what is open first, then the most recent.

use std::cmp::Reverse;

use super::super::listing::{Listing, cell};
use super::super::sheet::{Cell, Column, ColumnKind, Link, Sheet, Text};
use crate::book::RecordRef;
use crate::figures::Figures;
use crate::figures::derived::{self, Figure};
use crate::model::KindId;
use crate::query::{Datum, FieldPath};
use crate::value::Date;

/// Where a kind refers to records from the items of a list, what its items say about the bond: the kind, the list, the
/// reference, the field, and the column's title.
const BONDS: [(&str, &str, &str, &str, &str); 2] = [
    ("contact", "roles", "customer", "role", "field-role"),
    ("payment", "allocations", "invoice", "amount", "show-allocated"),
];

/// One sheet for each kind that refers to the record, with at most `limit` rows.
pub fn sheets(figures: &Figures<'_>, record: RecordRef, limit: usize) -> Vec<Sheet> {
    let all = figures.book.referrers(record);
    let kinds = figures.book.kinds.iter().map(|(kind, _)| kind);
    kinds
        .filter_map(|kind| {
            let mut from: Vec<RecordRef> = all.iter().copied().filter(|from| from.kind == kind).collect();
            if figures.book.kind(kind).name == "status" {
                // What came back of a document is said of its transmissions.
                let sendings = figures.sendings().of(record).iter();
                from.extend(sendings.flat_map(|sending| sending.answers.iter().map(|reply| reply.record)));
            }
            if from.is_empty() { None } else { section(figures, record, kind, from, limit) }
        })
        .collect()
}

fn section(
    figures: &Figures<'_>,
    record: RecordRef,
    kind: KindId,
    mut from: Vec<RecordRef>,
    limit: usize,
) -> Option<Sheet> {
    let book = figures.book;
    let row = book.kind(kind);
    let count = from.len();
    // The derived number of invoices does not count the credit notes that stand here among them.
    let credit_notes = from.iter().any(|from| figures.document(*from).is_some_and(|document| document.credit_note));
    from.sort_by_cached_key(|from| {
        (archived(figures, *from), !is_open(figures, *from), Reverse(date(figures, *from)), from.index)
    });
    from.truncate(limit);
    // The columns of the table of kinds always compile (a test of `listing` holds that).
    let listing = Listing::new(figures, kind, None, &[]).ok()?;
    let mut sheet = listing.answer(figures, kind, from.clone()).sheets.pop()?;
    let name = Cell::word(row.folder, Text::key(format!("kind-{}.plural", row.name)));
    let title = if credit_notes { "show-section-credit-notes" } else { "show-section" };
    sheet.title = Some(Text::key(title).arg("kind", name).arg("count", Cell::Integer(count as i64)));
    if from.len() < count {
        sheet.notes.push(Text::key("show-more").arg("shown", Cell::Integer(from.len() as i64)));
    }
    say_bond(figures, record, kind, &from, &mut sheet);
    if row.name == "status" && figures.sendings().of(record).len() == 1 {
        // Of one going-out, which one is meant is no question.
        drop_column(&mut sheet, "transmission");
    }
    drop_idle_columns(&mut sheet, &Link::new(book.kind(record.kind).name, &*book.get(record).id));
    Some(sheet)
}

/// Adds what the items that refer to the record say: the role that a contact has *here*.
fn say_bond(figures: &Figures<'_>, record: RecordRef, kind: KindId, from: &[RecordRef], sheet: &mut Sheet) {
    let name = figures.book.kind(kind).name;
    for (_, list, reference, field, title) in BONDS.iter().filter(|bond| bond.0 == name) {
        let compile = |field: &str| FieldPath::compile(figures, kind, &format!("{list}.{field}")).ok();
        let (Some(reference), Some(said)) = (compile(reference), compile(field)) else { continue };
        let cells: Vec<Cell> = from
            .iter()
            .map(|from| {
                let shape = figures.book.shape(kind);
                let items = figures.book.get(*from).get(shape, list).map_or(0, |value| value.as_list().len());
                let mut words = Vec::new();
                for item in 0..items {
                    let mut here = false;
                    reference.each_in(figures, *from, Some(item), &mut |datum| {
                        here = here || datum == Datum::Record(record);
                    });
                    if here {
                        said.each_in(figures, *from, Some(item), &mut |datum| words.push(cell(figures, &said, datum)));
                    }
                }
                if words.len() > 1 { Cell::List(words) } else { words.pop().unwrap_or_default() }
            })
            .collect();
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        let column = match &cells[..] {
            cells if cells.iter().any(|cell| matches!(cell, Cell::Money(_))) => ColumnKind::Money,
            _ => ColumnKind::Code,
        };
        sheet.columns.push(Column::new(said.text.clone(), Text::key(*title), column));
        for (row, cell) in sheet.rows.iter_mut().zip(cells) {
            row.cells.push(cell);
        }
    }
}

fn drop_column(sheet: &mut Sheet, key: &str) {
    let Some(at) = sheet.columns.iter().position(|column| column.key == key) else { return };
    sheet.columns.remove(at);
    for row in sheet.rows.iter_mut().filter(|row| row.cells.len() > at) {
        row.cells.remove(at);
    }
}

/// Columns that say nothing here: empty ones, and the reference to the very record that is shown.
fn drop_idle_columns(sheet: &mut Sheet, shown: &Link) {
    let is_shown = |cell: &Cell| match cell {
        Cell::Link(link) => link.kind == shown.kind && link.id == shown.id,
        _ => false,
    };
    // What else a note is about is worth saying, not that it is about this.
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells[1..]) {
        if let Cell::List(items) = cell {
            items.retain(|item| !is_shown(item));
        }
    }
    for i in (1..sheet.columns.len()).rev() {
        let idle = |cell: Option<&Cell>| match cell {
            None | Some(Cell::Empty) => true,
            Some(Cell::List(items)) => items.is_empty(),
            Some(cell) => is_shown(cell),
        };
        if sheet.rows.iter().all(|row| idle(row.cells.get(i))) {
            sheet.columns.remove(i);
            for row in sheet.rows.iter_mut().filter(|row| row.cells.len() > i) {
                row.cells.remove(i);
            }
        }
    }
}

fn archived(figures: &Figures<'_>, record: RecordRef) -> bool {
    let book = figures.book;
    book.get(record).date(book.shape(record.kind), "archived").is_some_and(|date| date <= figures.as_of)
}

/// Whether something is still to be done about it: a deal to decide, an order to fulfil, an invoice to settle.
fn is_open(figures: &Figures<'_>, record: RecordRef) -> bool {
    let kind = figures.book.kind(record.kind).name;
    let state = ["status", "outcome"].iter().find_map(|name| derived::find(kind, name));
    match state.and_then(|state| (state.compute)(figures, record)) {
        Some(Figure::Choice(word)) => {
            !matches!(word, "paid" | "credited" | "won" | "lost" | "accepted" | "declined" | "revised" | "invoiced")
        }
        _ => false,
    }
}

fn date(figures: &Figures<'_>, record: RecordRef) -> Option<Date> {
    let book = figures.book;
    book.get(record).date(book.shape(record.kind), book.kind(record.kind).date?)
}
