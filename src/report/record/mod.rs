//! A record looked at closely: all that its file says, what is derived from it, and who refers to it.
//!
//! People get a card, the lists of the record as tables, the derived values apart, and a table for each kind that refers
//! to it. Programs get one nested object:
//!
//! ```json
//! {"kind": "customer", "id": "acme", "path": "customers/acme.toml", "complete": true,
//!  "fields": {…}, "derived": {…}, "referred_by": [{"kind": "deal", "id": "site"}]}
//! ```
//! `fields` holds what stands in the file, under the file's own keys; amounts become money in the record's currency.
//! `complete` is false when something of the file could not be read; then nothing is derived. A document's `derived` also
//! has `lines` (each line's net) and `taxes` (its tax by category and rate).

mod card;
mod document;
mod referrer;

use super::sheet::{Answer, Cell, Link, Text};
use crate::book::RecordRef;
use crate::book::record::{Value, Values};
use crate::figures::Figures;
use crate::figures::derived::{self, Figure};
use crate::model::{Shape, Type};
use crate::query::field::{currency_of, own_currency};
use crate::value::identifier::IdentifierKind;
use crate::value::{Currency, Money};

/// How many records of one kind are shown among those that refer to a record, unless all are asked for.
pub const REFERRERS: usize = 10;

/// How much of a record is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// The record alone, one row of plain values: for CSV and ids.
    Alone,
    /// The record with [`REFERRERS`] of each kind that refers to it.
    #[default]
    Some,
    /// With all that refer to it.
    All,
}

/// The answer that shows records. Unsound ones are shown as far as they were read.
pub fn answer(figures: &Figures<'_>, records: &[RecordRef], detail: Detail) -> Answer {
    let mut answer = Answer::new(figures.as_of);
    answer.unreadable = figures.left_out();
    for record in records.iter().copied() {
        if detail == Detail::Alone {
            answer.sheets.push(card::plain(figures, record));
            continue;
        }
        answer.sheets.push(card::stored(figures, record));
        answer.sheets.extend(card::lists(figures, record));
        answer.sheets.extend(card::derived(figures, record));
        let limit = if detail == Detail::All { usize::MAX } else { REFERRERS };
        answer.sheets.extend(referrer::sheets(figures, record, limit));
    }
    answer.records = Some(records.iter().map(|record| whole(figures, *record)).collect());
    answer
}

/// A record for programs.
fn whole(figures: &Figures<'_>, record: RecordRef) -> Cell {
    let book = figures.book;
    let found = book.get(record);
    let referred = book.referrers(record).into_iter().map(|from| {
        Cell::Table(vec![
            ("kind".into(), Cell::text(book.kind(from.kind).name)),
            ("id".into(), Cell::text(&*book.get(from).id)),
        ])
    });
    Cell::Table(vec![
        ("kind".into(), Cell::text(book.kind(record.kind).name)),
        ("id".into(), Cell::text(&*found.id)),
        ("path".into(), Cell::text(book.path(record))),
        ("complete".into(), Cell::Bool(found.sound)),
        ("fields".into(), table_cell(figures, record, None, book.shape(record.kind), &found.values)),
        ("derived".into(), derived_table(figures, record)),
        ("referred_by".into(), Cell::List(referred.collect())),
    ])
}

fn table_cell(
    figures: &Figures<'_>,
    record: RecordRef,
    outer: Option<Currency>,
    shape: &Shape,
    values: &Values,
) -> Cell {
    let own = own_currency(shape, values).or(outer);
    let entries = shape.fields.iter().zip(values).filter_map(|(field, value)| {
        let value = value.as_ref()?;
        Some((field.name.to_string(), stored_cell(figures, record, own, &field.ty, value)))
    });
    Cell::Table(entries.collect())
}

/// The codes of UN/ECE recommendation 20 that have a word here.
const UNITS: [&str; 12] = ["C62", "H87", "DAY", "HUR", "MIN", "MON", "MTR", "MTK", "KMT", "LTR", "KGM", "TNE"];

/// A unit of sale: people read its word where there is one, programs its code.
pub fn unit_cell(code: &str) -> Cell {
    match UNITS.contains(&code) {
        true => Cell::word(code.to_owned(), Text::key(format!("unit-{}", code.to_lowercase()))),
        false => Cell::text(code),
    }
}

/// A value as it stands in the file; an amount with its currency: `own` where the table around it names one, else the record's.
fn stored_cell(figures: &Figures<'_>, record: RecordRef, own: Option<Currency>, ty: &Type, value: &Value) -> Cell {
    match (value, ty) {
        (Value::Text(text), Type::Identifier(IdentifierKind::Unit)) => unit_cell(text),
        (Value::Text(text), _) => Cell::text(&**text),
        (Value::Bool(value), _) => Cell::Bool(*value),
        (Value::Integer(value), _) => Cell::Integer(*value),
        (Value::Date(date), _) => Cell::Date(*date),
        (Value::Decimal(value), Type::Amount) => {
            Cell::Money(Money::new(*value, own.unwrap_or_else(|| currency_of(figures, record))))
        }
        (Value::Decimal(value), Type::Percent) => Cell::Percent(*value),
        (Value::Decimal(value), _) => Cell::Decimal(*value),
        (Value::List(items), ty) => {
            Cell::List(items.iter().map(|item| stored_cell(figures, record, own, ty.item(), item)).collect())
        }
        (Value::Table(values), ty) => match ty.shape() {
            Some(shape) => table_cell(figures, record, own, shape, values),
            None => Cell::Empty,
        },
    }
}

/// The derived fields of a record, by their names; nothing where the record was not read whole.
fn derived_of(figures: &Figures<'_>, record: RecordRef) -> Vec<(&'static str, Figure)> {
    let book = figures.book;
    if !book.get(record).sound {
        return Vec::new();
    }
    derived::of_kind(book.kind(record.kind).name)
        .filter_map(|row| Some((row.name, (row.compute)(figures, record)?)))
        .collect()
}

fn derived_table(figures: &Figures<'_>, record: RecordRef) -> Cell {
    let book = figures.book;
    let cell = |figure: Figure| match figure {
        Figure::Money(money) => Cell::Money(money),
        Figure::Moneys(sums) => Cell::Moneys(sums),
        Figure::Percent(percent) => Cell::Percent(percent),
        Figure::Integer(integer) => Cell::Integer(integer),
        Figure::Date(date) => Cell::Date(date),
        Figure::Choice(word) => Cell::text(word),
        Figure::Record(target) => Cell::Link(Link::new(book.kind(target.kind).name, &*book.get(target).id)),
    };
    let mut entries: Vec<(String, Cell)> =
        derived_of(figures, record).into_iter().map(|(name, figure)| (name.to_owned(), cell(figure))).collect();
    entries.extend(document::entries(figures, record));
    Cell::Table(entries)
}

#[cfg(test)]
mod tests;
