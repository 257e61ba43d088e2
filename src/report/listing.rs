//! Records as a sheet: chosen columns, sorted, cut to a number. Their cells are made while they are written.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::OnceLock;

use super::record::unit_cell;
use super::rows::{PART, Rows, each_part};
use super::sheet::{Answer, Cell, Column, ColumnKind, Link, Row, Sheet, Shown, Text};
use crate::book::RecordRef;
use crate::figures::Figures;
use crate::model::KindId;
use crate::query::field::PathFault;
use crate::query::{Datum, FieldPath, FieldType, fold};
use crate::threads::in_parts;
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

    /// These records of one kind, in their order and as many as are wanted; their cells are still to be made.
    pub fn listed<'l>(&'l self, figures: &'l Figures<'l>, kind: KindId, records: Vec<RecordRef>) -> Listed<'l> {
        let mut records = self.sorted(figures, records);
        let found = records.len();
        if let Some(limit) = self.limit {
            records.truncate(limit);
        }
        Listed { listing: self, figures, kind, records, found, step: PART, few: OnceLock::new() }
    }

    /// The sheet of these records of one kind.
    pub fn answer(&self, figures: &Figures<'_>, kind: KindId, records: Vec<RecordRef>) -> Answer {
        let listed = self.listed(figures, kind, records);
        let mut answer = listed.answer();
        let mut rows = Vec::with_capacity(listed.count());
        let Ok(()) = each_part(
            &listed,
            |_, part| part,
            |part| -> Result<(), Infallible> {
                rows.extend(part.into_owned());
                Ok(())
            },
        );
        if let Some(sheet) = answer.sheets.first_mut() {
            sheet.rows = rows;
        }
        answer.unreadable = figures.left_out();
        answer
    }

    /// The records by the fields to sort by: nothing else is read of them.
    fn sorted(&self, figures: &Figures<'_>, records: Vec<RecordRef>) -> Vec<RecordRef> {
        if self.sort.is_empty() {
            return records;
        }
        let keys = |records: &[RecordRef]| -> Vec<(Vec<Option<Datum<'_>>>, RecordRef)> {
            let key = |record: &RecordRef| self.sort.iter().map(|(path, _)| path.first(figures, *record)).collect();
            records.iter().map(|record| (key(record), *record)).collect()
        };
        let mut keyed: Vec<_> = in_parts(&records, keys).into_iter().flatten().collect();
        keyed.sort_by(|(a, first), (b, second)| {
            let by_field = self.sort.iter().zip(a.iter().zip(b)).map(|((path, down), (a, b))| {
                let order = order(figures, path, a.as_ref(), b.as_ref());
                // What is missing comes last in both directions.
                if *down && a.is_some() && b.is_some() { order.reverse() } else { order }
            });
            by_field.fold(Ordering::Equal, Ordering::then).then(first.cmp(second))
        });
        keyed.into_iter().map(|(_, record)| record).collect()
    }

    fn columns(&self) -> Vec<Column> {
        let shown = if self.usual { Shown::Room } else { Shown::Always };
        let column = |path: &FieldPath| {
            Column::new(path.text.clone(), Text::field(&path.text), column_kind(path)).shown(shown).sums(path.is_sum())
        };
        let id = Column::new("id", Text::field("id"), ColumnKind::Link);
        std::iter::once(id).chain(self.columns.iter().map(column)).collect()
    }
}

/// Records that are listed: the rows of a sheet, made when they are wanted.
pub struct Listed<'l> {
    listing: &'l Listing,
    figures: &'l Figures<'l>,
    kind: KindId,
    records: Vec<RecordRef>,
    /// How many there are without the limit.
    found: usize,
    step: usize,
    /// The rows, where they are made at once.
    few: OnceLock<Vec<Row>>,
}

impl Listed<'_> {
    /// The same, made so many at once.
    pub fn by(mut self, step: usize) -> Self {
        self.step = step;
        self
    }

    /// The answer without its rows.
    pub fn answer(&self) -> Answer {
        let book = self.figures.book;
        let folder = book.kind(self.kind).folder;
        let mut sheet = Sheet::new(folder, self.listing.columns());
        sheet.nils = true;
        // What cannot be read was not asked whether it matches.
        let all = book.sound_refs(self.kind).count();
        let unreadable = book.count(self.kind) - all;
        sheet.empty = Some(match all {
            0 if unreadable > 0 => Text::key("list-unreadable").arg("count", Cell::Integer(unreadable as i64)),
            0 => Text::key("list-none-yet"),
            _ => Text::key("list-no-match").arg("count", Cell::Integer(all as i64)),
        });
        if self.records.len() < self.found {
            let shown = Text::key("list-shown").arg("shown", Cell::Integer(self.records.len() as i64));
            sheet.notes.push(shown.arg("found", Cell::Integer(self.found as i64)));
        }
        Answer::new(self.figures.as_of).sheet(sheet)
    }

    /// Asks for every figure of the rows and forgets it: all that is computed for them is computed then.
    pub fn look_through(&self) {
        if self.records.len() <= self.step {
            self.few.get_or_init(|| self.rows(&self.records));
            return;
        }
        let derived: Vec<&FieldPath> = self.listing.columns.iter().filter(|path| path.is_derived()).collect();
        in_parts(&self.records, |records| {
            for record in records {
                derived.iter().for_each(|path| path.each(self.figures, *record, &mut |_| ()));
            }
        });
    }

    /// How many records are missing from the rows that were made so far: see [`Figures::left_out`].
    pub fn left_out(&self) -> usize {
        self.figures.left_out()
    }

    fn rows(&self, records: &[RecordRef]) -> Vec<Row> {
        let (figures, name) = (self.figures, self.figures.book.kind(self.kind).name);
        let row = |record: &RecordRef| {
            let link = Link::new(name, figures.book.id(*record));
            let mut cells = Vec::with_capacity(self.listing.columns.len() + 1);
            cells.push(Cell::Link(link.clone()));
            cells.extend(self.listing.columns.iter().map(|path| cell_of(figures, path, *record)));
            Row::of(link, cells)
        };
        records.iter().map(row).collect()
    }
}

impl Rows for Listed<'_> {
    fn count(&self) -> usize {
        self.records.len()
    }

    fn part(&self, range: Range<usize>) -> Cow<'_, [Row]> {
        if self.records.len() <= self.step {
            return Cow::Borrowed(&self.few.get_or_init(|| self.rows(&self.records))[range]);
        }
        Cow::Owned(self.rows(&self.records[range]))
    }

    fn nested(&self) -> bool {
        false
    }

    fn step(&self) -> usize {
        self.step
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
    if !path.is_many() {
        // One value, or sums in several currencies.
        let (mut last, mut several): (Option<Datum<'_>>, Vec<Datum<'_>>) = (None, Vec::new());
        path.each(figures, record, &mut |datum| several.extend(last.replace(datum)));
        let Some(last) = last else { return Cell::Empty };
        if several.is_empty() || !several.iter().chain([&last]).all(|datum| matches!(datum, Datum::Money(_))) {
            return cell(figures, path, last);
        }
        several.push(last);
        let sums = several.into_iter();
        let sums = sums.filter_map(|datum| if let Datum::Money(money) = datum { Some(money) } else { None });
        return Cell::Moneys(sums.collect::<Moneys>());
    }
    let all = path.all(figures, record);
    if all.is_empty() {
        return Cell::Empty;
    }
    Cell::List(all.into_iter().map(|datum| cell(figures, path, datum)).collect())
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
            let (kind, id) = (book.kind(target.kind).name, book.id(target));
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
        (Datum::Record(a), Datum::Record(b)) => figures.book.id(*a).cmp(figures.book.id(*b)),
        _ => Ordering::Equal,
    }
}
