//! The rows of a table, one after the other. Only the columns that are wanted are computed: a count needs none.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::column::Value;
use super::describe::{Rows, Source, Table};
use crate::book::link::{Target, resolve};
use crate::book::record::Value as Stored;
use crate::book::{Book, Record, RecordRef, Values};
use crate::figures::Figures;
use crate::figures::derived::Figure;
use crate::model::{KindId, Type};
use crate::query::field::currency_of;
use crate::value::{Currency, Money};

/// What came of reading a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: usize,
    /// Rows that hold a number of more than eighteen digits, or an amount with more decimals than its currency has: no
    /// engine would hold them exactly.
    pub left_out: usize,
    /// Of all amounts.
    pub currencies: BTreeSet<Currency>,
}

impl Tally {
    pub fn add(&mut self, other: Tally) {
        self.rows += other.rows;
        self.left_out += other.left_out;
        self.currencies.extend(other.currencies);
    }
}

/// What is read into tables.
#[derive(Clone, Copy)]
pub struct Scope<'f, 'b> {
    pub figures: &'f Figures<'b>,
    /// What the book is called among others.
    pub book: &'b str,
    /// Somebody asked for a day (`--as-of`): records that came after it were not there, as in lists.
    pub until_then: bool,
}

impl Scope<'_, '_> {
    fn was_there(&self, kind: KindId, record: &Record) -> bool {
        let book = self.figures.book;
        let since = book.kind(kind).since.filter(|_| self.until_then);
        since.and_then(|field| record.date(book.shape(kind), field)).is_none_or(|date| date <= self.figures.as_of)
    }
}

impl Table {
    /// Calls `see` with each row, in the order of the records; values of columns that are not `wanted` are
    /// [`Value::Null`]. Only records that were read whole have rows.
    pub fn rows<'b>(&self, scope: Scope<'_, 'b>, wanted: &[bool], see: &mut dyn FnMut(&[Value<'b>])) -> Tally {
        let Scope { figures, book, .. } = scope;
        let mut tally = Tally::default();
        let mut check = |row: &[Value<'b>]| {
            if row.iter().all(Value::fits) {
                tally.rows += 1;
                let currency =
                    |value: &Value<'_>| if let Value::Money(money) = value { Some(money.currency) } else { None };
                tally.currencies.extend(row.iter().filter_map(currency));
                see(row);
            } else {
                tally.left_out += 1;
            }
        };
        match &self.rows {
            Rows::Figures(figure) => {
                // Of a table of figures a row is computed as a whole; what is not wanted is only not kept.
                (figure.rows)(figures, &mut |mut row| {
                    row.push(Value::text(book));
                    for (value, wanted) in row.iter_mut().zip(wanted) {
                        if !wanted {
                            *value = Value::Null;
                        }
                    }
                    check(&row);
                });
            }
            Rows::Records { kind, lists, sources } => {
                let mut reading = Reading {
                    figures,
                    sources,
                    wanted,
                    book,
                    row: vec![Value::Null; sources.len()],
                    places: Vec::new(),
                };
                for (record, found) in figures.book.sound(*kind).filter(|(_, found)| scope.was_there(*kind, found)) {
                    let currency = OnceCell::new();
                    reading.places.clear();
                    reading.descend(Here { record, values: &found.values, currency: &currency }, lists, &mut check);
                }
            }
        }
        tally
    }
}

/// A record, or an item of a list in it.
#[derive(Clone, Copy)]
struct Here<'b, 'c> {
    record: RecordRef,
    values: &'b Values,
    currency: &'c OnceCell<Currency>,
}

struct Reading<'r, 'b> {
    figures: &'r Figures<'b>,
    sources: &'r [Source],
    wanted: &'r [bool],
    book: &'b str,
    row: Vec<Value<'b>>,
    /// Where in each list, from 0.
    places: Vec<usize>,
}

impl<'b> Reading<'_, 'b> {
    fn descend(&mut self, here: Here<'b, '_>, lists: &[Vec<usize>], see: &mut dyn FnMut(&[Value<'b>])) {
        let Some((list, inner)) = lists.split_first() else {
            self.fill(here, None);
            return see(&self.row);
        };
        let items = at(here.values, list).map_or(&[][..], Stored::as_list);
        for (place, item) in items.iter().enumerate() {
            self.places.push(place);
            match item {
                Stored::Table(values) => self.descend(Here { values, ..here }, inner, see),
                item => {
                    self.fill(here, Some(item));
                    see(&self.row);
                }
            }
            self.places.pop();
        }
    }

    fn fill(&mut self, here: Here<'b, '_>, item: Option<&'b Stored>) {
        for column in 0..self.sources.len() {
            if self.wanted[column] {
                self.row[column] = self.value(&self.sources[column], here, item);
            }
        }
    }

    fn value(&self, source: &Source, here: Here<'b, '_>, item: Option<&'b Stored>) -> Value<'b> {
        let figures = self.figures;
        let currency = || *here.currency.get_or_init(|| currency_of(figures, here.record));
        match source {
            Source::Id => Value::text(&figures.book.get(here.record).id),
            Source::Position(level) => self.places.get(*level).map(|place| *place as i64 + 1).into(),
            Source::Currency => currency().code().into(),
            Source::Stored(path, ty) => {
                at(here.values, path).map_or(Value::Null, |value| stored(figures.book, ty, value, &currency))
            }
            Source::Item(ty) => item.map_or(Value::Null, |value| stored(figures.book, ty, value, &currency)),
            Source::Derived(derived) => match (derived.compute)(figures, here.record) {
                None => Value::Null,
                Some(Figure::Money(money)) => Value::Money(money),
                // Such a field has no column: see `Building::derived`.
                Some(Figure::Moneys(_)) => Value::Null,
                Some(Figure::Percent(percent)) => Value::Number(percent),
                Some(Figure::Integer(integer)) => Value::Integer(integer),
                Some(Figure::Date(date)) => Value::Date(date),
                Some(Figure::Choice(word)) => Value::text(word),
                Some(Figure::Record(record)) => Value::text(&figures.book.get(record).id),
            },
            Source::Extra(extra) => (extra.compute)(figures, here.record, &self.places),
            Source::Book => Value::text(self.book),
        }
    }
}

/// The value at the end of a path through tables.
fn at<'b>(values: &'b Values, path: &[usize]) -> Option<&'b Stored> {
    let (first, rest) = path.split_first()?;
    let value = values.get(*first)?.as_ref()?;
    if rest.is_empty() { Some(value) } else { at(value.as_table()?, rest) }
}

fn stored<'b>(book: &'b Book, ty: &Type, value: &'b Stored, currency: &dyn Fn() -> Currency) -> Value<'b> {
    match (ty, value) {
        // A document may be referred to by its number; tables are joined by ids.
        (Type::Ref(_) | Type::AnyRef, Stored::Text(text)) => match (resolve(book, ty, text), ty) {
            (Target::Record(found), Type::AnyRef) => {
                Value::Text(Cow::Owned(format!("{}/{}", book.kind(found.kind).name, book.get(found).id)))
            }
            (Target::Record(found), _) => Value::text(&book.get(found).id),
            _ => Value::text(text),
        },
        (_, Stored::Text(text)) => Value::text(text),
        (_, Stored::Bool(value)) => Value::Bool(*value),
        (Type::Integer, Stored::Integer(value)) => Value::Integer(*value),
        (_, Stored::Date(date)) => Value::Date(*date),
        (Type::Amount, value) => value.as_decimal().map(|amount| Money::new(amount, currency())).into(),
        (_, Stored::Decimal(_) | Stored::Integer(_)) => value.as_decimal().into(),
        (_, Stored::List(_) | Stored::Table(_)) => Value::Null,
    }
}
