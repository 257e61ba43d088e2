//! Records as a sheet: chosen columns, sorted, cut to a number.

use std::cmp::Ordering;

use super::record::unit_cell;
use super::sheet::{Answer, Cell, Column, ColumnKind, Link, Row, Sheet, Shown, Text};
use crate::book::RecordRef;
use crate::figures::Figures;
use crate::model::KindId;
use crate::query::field::PathFault;
use crate::query::threads::in_parts;
use crate::query::{Datum, FieldPath, FieldType, fold};
use crate::value::Moneys;

/// What a list shows.
pub struct Listing {
    pub columns: Vec<FieldPath>,
    /// Fields to sort by, the most important first; `true` sorts downwards.
    pub sort: Vec<(FieldPath, bool)>,
    /// At most so many records.
    pub limit: Option<usize>,
    /// Whether the columns are the kind's usual ones: those may be left out where they say nothing or there is no room.
    usual: bool,
}

impl Listing {
    /// The kind's usual columns, or those that were asked for; the id always comes first.
    pub fn new(
        figures: &Figures<'_>,
        kind: KindId,
        columns: Option<&[String]>,
        sort: &[String],
    ) -> Result<Listing, PathFault> {
        let compile = |text: &str| FieldPath::compile(figures, kind, text);
        let usual = columns.is_none();
        let columns = match columns {
            Some(asked) => {
                asked.iter().filter(|text| *text != "id").map(|text| compile(text)).collect::<Result<_, _>>()?
            }
            None => figures.book.kind(kind).columns.iter().map(|text| compile(text)).collect::<Result<_, _>>()?,
        };
        let sort = sort.iter().map(|text| match text.strip_prefix('-') {
            Some(field) => compile(field).map(|path| (path, true)),
            None => compile(text).map(|path| (path, false)),
        });
        Ok(Listing { columns, sort: sort.collect::<Result<_, _>>()?, limit: None, usual })
    }

    /// The sheet of these records of one kind.
    pub fn answer(&self, figures: &Figures<'_>, kind: KindId, mut records: Vec<RecordRef>) -> Answer {
        let book = figures.book;
        if !self.sort.is_empty() {
            let mut keyed: Vec<(Vec<Option<Datum<'_>>>, RecordRef)> = records
                .into_iter()
                .map(|record| (self.sort.iter().map(|(path, _)| path.first(figures, record)).collect(), record))
                .collect();
            keyed.sort_by(|(a, first), (b, second)| {
                let by_field = self.sort.iter().zip(a.iter().zip(b)).map(|((path, down), (a, b))| {
                    let order = order(figures, path, a.as_ref(), b.as_ref());
                    // What is missing comes last in both directions.
                    if *down && a.is_some() && b.is_some() { order.reverse() } else { order }
                });
                by_field.fold(Ordering::Equal, Ordering::then).then(first.cmp(second))
            });
            records = keyed.into_iter().map(|(_, record)| record).collect();
        }
        let found = records.len();
        if let Some(limit) = self.limit {
            records.truncate(limit);
        }
        let mut columns = vec![Column::new("id", Text::field("id"), ColumnKind::Link)];
        let shown = if self.usual { Shown::Room } else { Shown::Always };
        columns.extend(self.columns.iter().map(|path| {
            Column::new(path.text.clone(), Text::field(&path.text), column_kind(path)).shown(shown).sums(path.is_sum())
        }));
        let mut sheet = Sheet::new(book.kind(kind).folder, columns);
        sheet.nils = true;
        let name = book.kind(kind).name;
        let row = |record: &RecordRef| {
            let link = Link::new(name, &*book.get(*record).id);
            let mut cells = vec![Cell::Link(link.clone())];
            cells.extend(self.columns.iter().map(|path| cell_of(figures, path, *record)));
            Row::of(link, cells)
        };
        let rows = in_parts(&records, |records| records.iter().map(row).collect::<Vec<_>>());
        sheet.rows = rows.into_iter().flatten().collect();
        // What cannot be read was not asked whether it matches.
        let all = book.sound_named(name).count();
        let unreadable = book.records(kind).len() - all;
        sheet.empty = Some(match all {
            0 if unreadable > 0 => Text::key("list-unreadable").arg("count", Cell::Integer(unreadable as i64)),
            0 => Text::key("list-none-yet"),
            _ => Text::key("list-no-match").arg("count", Cell::Integer(all as i64)),
        });
        if records.len() < found {
            let shown = Text::key("list-shown").arg("shown", Cell::Integer(records.len() as i64));
            sheet.notes.push(shown.arg("found", Cell::Integer(found as i64)));
        }
        let mut answer = Answer::new(figures.as_of).sheet(sheet);
        answer.unreadable = figures.left_out();
        answer
    }
}

/// Texts that are worth nothing when they are cut.
const WHOLE: [&str; 6] = ["number", "reference", "siret", "siren", "email", "phone"];

/// How a field's values stand in a column.
pub fn column_kind(path: &FieldPath) -> ColumnKind {
    if path.is_many() {
        return ColumnKind::List;
    }
    match path.ty {
        FieldType::Id | FieldType::Choice(_) => ColumnKind::Code,
        FieldType::Text if path.text.rsplit('.').next().is_some_and(|name| WHOLE.contains(&name)) => ColumnKind::Code,
        FieldType::Text => ColumnKind::Text,
        FieldType::Reference(_) => ColumnKind::Link,
        FieldType::Bool => ColumnKind::Bool,
        FieldType::Integer => ColumnKind::Integer,
        FieldType::Decimal => ColumnKind::Decimal,
        FieldType::Percent => ColumnKind::Percent,
        FieldType::Money => ColumnKind::Money,
        FieldType::Date => ColumnKind::Date,
    }
}

/// The cell of a field: its value, its values, or nothing.
pub fn cell_of(figures: &Figures<'_>, path: &FieldPath, record: RecordRef) -> Cell {
    let mut all = path.all(figures, record);
    if path.is_many() {
        return if all.is_empty() {
            Cell::Empty
        } else {
            Cell::List(all.into_iter().map(|datum| cell(figures, path, datum)).collect())
        };
    }
    if all.len() > 1 && all.iter().all(|datum| matches!(datum, Datum::Money(_))) {
        let sums = all.into_iter().filter_map(|datum| if let Datum::Money(money) = datum { Some(money) } else { None });
        return Cell::Moneys(sums.collect::<Moneys>());
    }
    match all.pop() {
        Some(datum) => cell(figures, path, datum),
        None => Cell::Empty,
    }
}

/// One value as a cell.
pub fn cell(figures: &Figures<'_>, path: &FieldPath, datum: Datum<'_>) -> Cell {
    let book = figures.book;
    match datum {
        // The firm's own name of a stage, as reports say it.
        Datum::Text(text) if path.text.rsplit('.').next() == Some("stage") => {
            let stages = book.firm.file.pipeline.iter().flat_map(|pipeline| &pipeline.stages);
            match stages.into_iter().find(|stage| stage.id == text).and_then(|stage| stage.name.as_ref()) {
                Some(name) => Cell::word(text.to_owned(), Text::literal(name)),
                None => Cell::text(text),
            }
        }
        Datum::Text(text) if path.text.rsplit('.').next() == Some("unit") => unit_cell(text),
        Datum::Text(text) if path.is_derived() => Cell::word(text.to_owned(), Text::key(format!("word-{text}"))),
        Datum::Text(text) | Datum::Dangling(text) => Cell::text(text),
        Datum::Bool(value) => Cell::Bool(value),
        Datum::Integer(value) => Cell::Integer(value),
        Datum::Decimal(value) => Cell::Decimal(value),
        Datum::Percent(value) => Cell::Percent(value),
        Datum::Money(money) => Cell::Money(money),
        Datum::Date(date) => Cell::Date(date),
        Datum::Record(target) => {
            let (kind, id) = (book.kind(target.kind).name, &*book.get(target).id);
            // As in reports, people read the name; programs get the id.
            match path.ty {
                FieldType::Reference(Some(_)) => Cell::Link(Link::new(kind, id).label(book.title(target))),
                _ => Cell::Link(Link::qualified(kind, id)),
            }
        }
    }
}

/// Sorts values of one field: words in the order of their list, texts without case and accents, missing ones last.
pub fn order(figures: &Figures<'_>, path: &FieldPath, a: Option<&Datum<'_>>, b: Option<&Datum<'_>>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else { return b.is_some().cmp(&a.is_some()) };
    match (a, b) {
        (Datum::Text(a), Datum::Text(b)) => match &path.ty {
            FieldType::Choice(words) => {
                let rank = |text: &str| words.iter().position(|word| **word == *text);
                rank(a).cmp(&rank(b))
            }
            _ => fold(a).cmp(&fold(b)).then(a.cmp(b)),
        },
        (Datum::Bool(a), Datum::Bool(b)) => a.cmp(b),
        (Datum::Integer(a), Datum::Integer(b)) => a.cmp(b),
        (Datum::Decimal(a), Datum::Decimal(b)) | (Datum::Percent(a), Datum::Percent(b)) => a.cmp(b),
        (Datum::Money(a), Datum::Money(b)) => a.currency.cmp(&b.currency).then(a.amount.cmp(&b.amount)),
        (Datum::Date(a), Datum::Date(b)) => a.cmp(b),
        (Datum::Record(a), Datum::Record(b)) => figures.book.get(*a).id.cmp(&figures.book.get(*b).id),
        _ => Ordering::Equal,
    }
}
