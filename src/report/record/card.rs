//! What stands in a record, for people: a line a field, and a table for each of its lists of tables.

use super::super::sheet::{Cell, Column, ColumnKind, Layout, Link, Row, Sheet, Text};
use super::{derived_of, document, stored_cell};
use crate::book::link::{Target, resolve};
use crate::book::record::{Value, Values};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::figures::derived::Figure;
use crate::model::{Shape, Type};
use crate::query::field::own_currency;
use crate::value::{Currency, Money};

/// The record's fields, one below the other, in canonical order.
pub fn stored(figures: &Figures<'_>, record: RecordRef) -> Sheet {
    let book = figures.book;
    let found = book.get(record);
    let (mut columns, mut cells) = (Vec::new(), Vec::new());
    let document = figures.document(record).is_some();
    fields(figures, record, book.shape(record.kind), &found.values, "", &mut |key, cell| {
        if document && document::is_frozen(key) {
            return;
        }
        columns.push(Column::new(key.to_owned(), title(key), ColumnKind::Text));
        cells.push(with_currency(cell));
    });
    let mut sheet = Sheet::new("record", columns);
    sheet.layout = Layout::Card;
    sheet.title = Some(Text::literal(book.title(record)));
    sheet.notes = vec![Text::literal(book.name(record)), Text::literal(book.path(record))];
    if !found.sound {
        sheet.notes.push(Text::key("show-incomplete"));
    }
    sheet.rows = vec![Row::of(link(book, record), cells)];
    sheet
}

/// The record as one row of plain values: what `list` would give with all stored fields.
pub fn plain(figures: &Figures<'_>, record: RecordRef) -> Sheet {
    let book = figures.book;
    let mut columns = vec![Column::new("id", Text::field("id"), ColumnKind::Link)];
    // All rows of the sheet are of one kind: the id alone, as in lists.
    let mut cells = vec![Cell::Link(Link::new(book.kind(record.kind).name, &*book.get(record).id))];
    for (field, value) in book.shape(record.kind).fields.iter().zip(book.get(record).values.iter()) {
        columns.push(Column::new(field.name.to_string(), Text::field(&field.name), column_kind(&field.ty)));
        cells.push(value.as_ref().map_or(Cell::Empty, |value| stored_cell(figures, record, None, &field.ty, value)));
    }
    let mut sheet = Sheet::new("record", columns);
    sheet.rows = vec![Row::of(link(book, record), cells)];
    sheet
}

/// The lists of tables in a record: a document's lines with its totals, a contact's roles, a payment's allocations.
pub fn lists(figures: &Figures<'_>, record: RecordRef) -> Vec<Sheet> {
    let book = figures.book;
    let mut sheets = Vec::new();
    let document = document::sheet(figures, record);
    for (field, value) in book.shape(record.kind).fields.iter().zip(book.get(record).values.iter()) {
        let (Type::List(item), Some(Value::List(items))) = (&field.ty, value) else { continue };
        let Some(shape) = item.shape().filter(|_| !items.is_empty()) else { continue };
        // The totals of a document hold its lines, allowances and charges.
        if document.is_some() && document::FIELDS.contains(&&*field.name) {
            continue;
        }
        let rows = || items.iter().filter_map(Value::as_table);
        let rows = || rows().filter(|values| document.is_none() || !document::is_mention(&field.name, shape, values));
        if rows().next().is_none() {
            continue;
        }
        let used: Vec<usize> = (0..shape.fields.len()).filter(|i| rows().any(|values| values[*i].is_some())).collect();
        let column = |i: &usize| {
            let field = &shape.fields[*i];
            Column::new(field.name.to_string(), Text::field(&field.name), column_kind(&field.ty))
        };
        let mut sheet = Sheet::new(field.name.to_string(), used.iter().map(column).collect());
        sheet.nils = true;
        sheet.title = Some(Text::field(&field.name));
        sheet.rows = rows()
            .map(|values| {
                let own = own_currency(shape, values);
                let cell = |i: &usize| match &values[*i] {
                    Some(value) => people_cell(figures, record, own, &shape.fields[*i].ty, value),
                    None => Cell::Empty,
                };
                Row::new(used.iter().map(cell).collect())
            })
            .collect();
        if let Some(delivery) = figures.delivery(record).filter(|_| &*field.name == "lines") {
            let title = Text::key("chain-to-invoice");
            sheet.columns.push(Column::new("to_invoice", title, ColumnKind::Decimal));
            for (row, line) in sheet.rows.iter_mut().zip(&delivery.lines) {
                row.cells.push(Cell::Decimal(line.left_to_invoice().normalize()));
            }
        }
        sheets.push(sheet);
    }
    sheets.extend(document);
    sheets
}

/// The derived values, apart from what is stored. What is zero is left out, but for a balance; so is what the totals of a
/// document show, and what the file says itself.
pub fn derived(figures: &Figures<'_>, record: RecordRef) -> Option<Sheet> {
    let book = figures.book;
    let found = book.get(record);
    let is_document = document::is_document(figures, record);
    let (mut columns, mut cells) = (Vec::new(), Vec::new());
    for (name, figure) in derived_of(figures, record) {
        let written = found.get(book.shape(record.kind), name).is_some();
        if written || (is_document && document::FIGURES.contains(&name)) {
            continue;
        }
        let cell = match figure {
            Figure::Money(money) if money.is_zero() && name != "balance" => continue,
            Figure::Integer(0) => continue,
            Figure::Money(money) => Cell::Money(money),
            Figure::Moneys(sums) => {
                let sums: Vec<Cell> = sums.iter().filter(|money| !money.is_zero()).map(Cell::Money).collect();
                match (sums.is_empty(), name) {
                    (false, _) => Cell::List(sums),
                    (true, "balance") => Cell::Money(Money::zero(book.firm.currency())),
                    (true, _) => continue,
                }
            }
            Figure::Percent(percent) => Cell::Percent(percent),
            Figure::Integer(integer) => Cell::Integer(integer),
            Figure::Date(date) => Cell::Date(date),
            Figure::Choice(word) => Cell::word(word, Text::key(format!("word-{word}"))),
            Figure::Record(target) => Cell::Link(labelled(book, target, false)),
        };
        columns.push(Column::new(name, Text::field(name), ColumnKind::Text));
        cells.push(with_currency(cell));
    }
    if columns.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("derived", columns);
    sheet.layout = Layout::Card;
    sheet.title = Some(Text::key("show-derived"));
    sheet.notes = vec![Text::key("show-as-of").arg("date", Cell::Date(figures.as_of))];
    sheet.rows = vec![Row::new(cells)];
    Some(sheet)
}

/// Calls `see` with the dotted name and value of each field; tables inside are gone through, except addresses.
fn fields(
    figures: &Figures<'_>,
    record: RecordRef,
    shape: &Shape,
    values: &Values,
    above: &str,
    see: &mut dyn FnMut(&str, Cell),
) {
    let own = own_currency(shape, values);
    for (field, value) in shape.fields.iter().zip(values) {
        let Some(value) = value else { continue };
        let name = if above.is_empty() { field.name.to_string() } else { format!("{above}.{}", field.name) };
        match (&field.ty, value) {
            (Type::List(item), _) if item.shape().is_some() => {}
            (Type::Table(inner), Value::Table(values)) if !is_address(inner) => {
                fields(figures, record, inner, values, &name, see);
            }
            (ty, value) => see(&name, people_cell(figures, record, own, ty, value)),
        }
    }
}

/// `stated.net` reads "stated: net".
fn title(path: &str) -> Text {
    match path.split_once('.') {
        None => Text::field(path),
        Some((outer, inner)) => Text::key("show-inside")
            .arg("outer", Cell::word(outer.to_owned(), Text::field(outer)))
            .arg("inner", Cell::word(inner.to_owned(), title(inner))),
    }
}

/// A value as people want to read it: references with the name of what they mean, addresses as on an envelope.
///
/// `own` is the currency of the table around it, where that names one.
pub fn people_cell(figures: &Figures<'_>, record: RecordRef, own: Option<Currency>, ty: &Type, value: &Value) -> Cell {
    let book = figures.book;
    match (ty, value) {
        (Type::Ref(_) | Type::AnyRef, Value::Text(text)) => match resolve(book, ty, text) {
            Target::Record(target) => Cell::Link(labelled(book, target, *ty == Type::AnyRef)),
            _ => {
                let words = Text::key("show-dangling").arg("reference", Cell::text(&**text));
                Cell::word(text.to_string(), words)
            }
        },
        (Type::Table(shape), Value::Table(values)) if is_address(shape) => Cell::Text(envelope(shape, values)),
        (Type::List(item), Value::List(items)) => {
            Cell::List(items.iter().map(|value| people_cell(figures, record, own, item, value)).collect())
        }
        _ => stored_cell(figures, record, own, ty, value),
    }
}

/// A reference to a record with its name: `acme (ACME Conseil SAS)`.
pub fn labelled(book: &Book, target: RecordRef, qualified: bool) -> Link {
    let link = Link { qualified, ..link(book, target) };
    let title = book.title(target);
    if title == link.id {
        return link;
    }
    let label = format!("{} ({title})", link.target());
    link.label(label)
}

/// The record as `kind/id`.
pub fn link(book: &Book, record: RecordRef) -> Link {
    Link::qualified(book.kind(record.kind).name, &*book.get(record).id)
}

fn is_address(shape: &Shape) -> bool {
    ["street", "postcode", "city", "country"].iter().all(|name| shape.position(name).is_some())
}

/// An address, a line of the envelope a line.
fn envelope(shape: &Shape, values: &Values) -> String {
    let part = |name: &str| shape.position(name).and_then(|i| values[i].as_ref()).and_then(Value::as_text);
    let town: Vec<&str> = [part("postcode"), part("city")].into_iter().flatten().collect();
    let town = town.join(" ");
    let lines = [part("street"), part("street2"), Some(town.as_str()), part("region"), part("country")];
    let lines: Vec<&str> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// In a card there is no column that could name the currency once: an item of a list always bears its own.
fn with_currency(cell: Cell) -> Cell {
    match cell {
        Cell::Money(_) => Cell::List(vec![cell]),
        other => other,
    }
}

/// How values of a type stand in a column.
pub fn column_kind(ty: &Type) -> ColumnKind {
    match ty {
        Type::Bool => ColumnKind::Bool,
        Type::Integer => ColumnKind::Integer,
        Type::Amount => ColumnKind::Money,
        Type::UnitPrice | Type::Quantity => ColumnKind::Decimal,
        Type::Percent => ColumnKind::Percent,
        Type::Date => ColumnKind::Date,
        Type::Ref(_) | Type::AnyRef => ColumnKind::Link,
        Type::Choice(_) | Type::Identifier(_) | Type::FirmCode(_) | Type::Currency => ColumnKind::Code,
        Type::List(_) => ColumnKind::List,
        _ => ColumnKind::Text,
    }
}
