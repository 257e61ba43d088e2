//! Totals over records: sum, count, average, least and greatest, by one or several fields and by steps of time.

use std::collections::BTreeMap;

use super::filling::Filling;
use super::listing::cell;
use super::sheet::{Answer, Cell, Column, ColumnKind, Link, Row, Sheet, Shown, Text};

use crate::book::RecordRef;
use crate::book::view::View;
use crate::figures::Figures;
use crate::model::KindId;
use crate::query::aggregate::{Aggregate, Figure, Function, GroupKey, Overflow, Tally};
use crate::query::field::PathFault;
use crate::query::{Datum, FieldPath, FieldType};
use crate::threads::in_parts;
use crate::value::period::{PeriodContext, Step};
use crate::value::{Decimal, Money, Moneys};

/// What is added up, and by what.
pub struct Total {
    /// Fields whose values are added up; records are counted where there is none.
    of: Vec<FieldPath>,
    functions: Vec<Function>,
    by: Vec<Group>,
}

struct Group {
    path: FieldPath,
    /// Dates are grouped by this step of the calendar.
    step: Option<Step>,
}

/// What cannot be totalled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalFault {
    Path(PathFault),
    /// Words and dates have no sum.
    NotANumber {
        field: String,
    },
    /// `--by owner:month`: only dates have steps.
    NotADate {
        field: String,
    },
    UnknownStep {
        step: String,
    },
    /// The fields go through two different lists, whose items do not belong together.
    TwoLists {
        first: String,
        second: String,
    },
    /// A sum of more than 28 digits.
    Overflow,
}

impl From<PathFault> for TotalFault {
    fn from(fault: PathFault) -> TotalFault {
        TotalFault::Path(fault)
    }
}

impl Total {
    /// `of` are field paths, `by` are field paths, a date's with its step behind a colon: `date:month`.
    pub fn new(
        figures: &Figures<'_>,
        kind: KindId,
        of: &[String],
        functions: &[Function],
        by: &[String],
    ) -> Result<Total, TotalFault> {
        let of: Vec<FieldPath> =
            of.iter().map(|text| FieldPath::compile(figures, kind, text)).collect::<Result<_, _>>()?;
        for path in &of {
            let adds =
                matches!(path.ty, FieldType::Money | FieldType::Integer | FieldType::Decimal | FieldType::Percent);
            if !adds {
                return Err(TotalFault::NotANumber { field: path.text.clone() });
            }
        }
        let by: Vec<Group> = by.iter().map(|text| Group::new(figures, kind, text)).collect::<Result<_, _>>()?;
        let total = Total { of, functions: functions.to_vec(), by };
        let through: Vec<&FieldPath> = total.paths().filter(|path| path.list().is_some()).collect();
        let other = through
            .first()
            .and_then(|first| through.iter().find(|path| path.list() != first.list()).map(|o| (first, o)));
        if let Some((first, second)) = other {
            return Err(TotalFault::TwoLists { first: first.text.clone(), second: second.text.clone() });
        }
        Ok(total)
    }

    fn paths(&self) -> impl Iterator<Item = &FieldPath> {
        self.of.iter().chain(self.by.iter().map(|group| &group.path))
    }

    /// Adds up these records of one kind.
    pub fn answer(
        &self,
        figures: &Figures<'_>,
        kind: KindId,
        records: &[RecordRef],
        periods: PeriodContext,
        why: bool,
    ) -> Result<Answer, TotalFault> {
        let list = self.paths().find_map(FieldPath::list);
        let mut both = Both::new(self.of.len());
        for part in in_parts(records, |records| self.part(figures, records, list, periods, why)) {
            both.merge(part?).map_err(|_| TotalFault::Overflow)?;
        }
        let Both { sums, behind } = both;
        let mut answer = Answer::new(figures.as_of).sheet(self.sheet(figures, kind, &sums, &behind, list.is_some()));
        if why {
            answer = answer.sheet(self.why_sheet(figures, kind, &behind, list.is_some()));
        }
        answer.unreadable = figures.left_out();
        Ok(answer.parameter("kind", Cell::text(figures.book.kind(kind).name)))
    }

    /// Adds up some of the records.
    fn part(
        &self,
        figures: &Figures<'_>,
        records: &[RecordRef],
        list: Option<usize>,
        periods: PeriodContext,
        why: bool,
    ) -> Result<Both, TotalFault> {
        let book = figures.book;
        let mut filling = Filling::new(self.of.len(), self.by.len());
        let mut behind = Sums::new(self.of.len());
        let mut values: Vec<Vec<Figure>> = vec![Vec::new(); self.of.len()];
        for record in records {
            // Fields of lines are taken line by line, so that each quantity meets its own product.
            let count = list.map(|position| {
                let value = book.values(*record).get(position);
                value.into_iter().flat_map(View::items).count()
            });
            for item in 0..count.unwrap_or(1) {
                let item = list.map(|_| item);
                for (field, group) in self.by.iter().enumerate() {
                    group.path.each_in(figures, *record, group.path.list().and(item), &mut |datum| {
                        filling.key(field, Some(&datum), |datum| group.key(figures, datum, periods));
                    });
                    if filling.lacks(field) {
                        filling.key(field, None, |_| GroupKey::Missing);
                    }
                }
                filling.place();
                let mut add = || -> Result<(), Overflow> {
                    for (field, path) in self.of.iter().enumerate() {
                        let values = &mut values[field];
                        values.clear();
                        path.each_in(figures, *record, path.list().and(item), &mut |datum| {
                            values.extend(figure(&datum));
                        });
                        let sign = self.sign(figures, path, *record);
                        values.iter_mut().for_each(|value| *value = signed(*value, sign));
                        if values.is_empty() {
                            filling.add(field, None)?;
                        }
                        values.iter().try_for_each(|value| filling.add(field, Some(*value)))?;
                    }
                    filling.count()?;
                    if why {
                        let id = GroupKey::text(book.id(*record));
                        let keys = filling.groups().map(|mut keys| {
                            keys.push(id.clone());
                            keys
                        });
                        behind.add(keys.collect(), &values)?;
                    }
                    Ok(())
                };
                add().map_err(|_| TotalFault::Overflow)?;
            }
        }
        let (of, counts) = filling.aggregates().map_err(|_| TotalFault::Overflow)?;
        Ok(Both { sums: Sums { of, counts }, behind })
    }

    /// A credit note stores positive quantities and every figure counts it negative. Derived fields have their sign already.
    fn sign(&self, figures: &Figures<'_>, path: &FieldPath, record: RecordRef) -> Decimal {
        let credit_note = !path.is_derived() && figures.entry(record).is_some_and(|entry| entry.credit_note);
        if credit_note { Decimal::NEGATIVE_ONE } else { Decimal::ONE }
    }

    /// The columns that name a row's groups.
    fn group_columns(&self) -> Vec<Column> {
        let column = |group: &Group| {
            let kind = match group.path.ty {
                FieldType::Text => ColumnKind::Text,
                FieldType::Reference(_) => ColumnKind::Link,
                _ => ColumnKind::Code,
            };
            Column::new(group.name(), Text::field(&group.name()), kind)
        };
        self.by.iter().map(column).collect()
    }

    fn sheet(&self, figures: &Figures<'_>, kind: KindId, sums: &Sums, behind: &Sums, lines: bool) -> Sheet {
        let mut columns = self.group_columns();
        let counted = if lines { "lines" } else { "count" };
        columns.push(Column::new(counted, Text::field(counted), ColumnKind::Integer));
        let functions: Vec<Function> = self.functions.iter().copied().filter(|f| *f != Function::Count).collect();
        for path in &self.of {
            for function in &functions {
                let key =
                    if functions.len() == 1 { path.text.clone() } else { format!("{}_{}", name(*function), path.text) };
                let kind = if path.ty == FieldType::Money { ColumnKind::Money } else { ColumnKind::Decimal };
                let title = if functions.len() == 1 && *function == Function::Sum {
                    Text::field(&path.text)
                } else {
                    Text::key(format!("total-{}", name(*function)))
                        .arg("field", Cell::word(path.text.clone(), Text::field(&path.text)))
                };
                columns.push(Column::new(key, title, kind).sums(kind == ColumnKind::Money));
            }
        }
        let figures_of = |tallies: &[&Tally]| -> Vec<Cell> {
            tallies.iter().flat_map(|tally| functions.iter().map(|function| function_cell(tally, *function))).collect()
        };
        // The records behind each group, whose keys are the group's with the record's id behind them.
        let mut documents: BTreeMap<&[GroupKey], Vec<Link>> = BTreeMap::new();
        for (keys, ..) in behind.groups() {
            if let [group @ .., GroupKey::Text(id)] = keys {
                let link = Link::qualified(figures.book.kind(kind).name, id.text.as_str());
                documents.entry(group).or_default().push(link);
            }
        }
        let mut sheet = Sheet::new("total", columns);
        sheet.nils = true;
        sheet.groups = self.by.len();
        let all = figures.book.count(kind);
        sheet.empty = Some(match all {
            0 => Text::key("list-none-yet"),
            _ => Text::key("list-no-match").arg("count", Cell::Integer(all as i64)),
        });
        for (keys, count, tallies) in sums.groups().filter(|_| !self.by.is_empty()) {
            let mut cells = self.key_cells(figures, keys);
            cells.push(Cell::Integer(count.items as i64));
            cells.extend(figures_of(&tallies));
            sheet.rows.push(Row::new(cells).why(documents.remove(keys).unwrap_or_default()));
        }
        let mut cells: Vec<Cell> = self.by.iter().map(|_| Cell::Empty).collect();
        if let Some(first) = cells.first_mut() {
            *first = Cell::word("total", Text::key("word-total"));
        }
        cells.push(Cell::Integer(sums.counts.total().items as i64));
        cells.extend(figures_of(&sums.of.iter().map(Aggregate::total).collect::<Vec<_>>()));
        // Without groups the total is the answer itself, not a sum below it.
        if self.by.is_empty() {
            sheet.rows.push(Row::new(cells).why(documents.into_values().next().unwrap_or_default()));
        } else {
            sheet.totals.push(Row::new(cells));
        }
        sheet
    }

    fn key_cells(&self, figures: &Figures<'_>, keys: &[GroupKey]) -> Vec<Cell> {
        keys.iter().zip(&self.by).map(|(key, group)| key_cell(figures, group, key)).collect()
    }

    /// Every record of every group with what it adds to it: the records of a group add up to its sums.
    fn why_sheet(&self, figures: &Figures<'_>, kind: KindId, behind: &Sums, lines: bool) -> Sheet {
        let book = figures.book;
        let row = book.kind(kind);
        let mut columns = self.group_columns();
        columns.push(Column::new("record", Text::key(format!("kind-{}", row.name)), ColumnKind::Link));
        let title = Column::new("title", Text::field("title"), ColumnKind::Text).shown(Shown::Room);
        if lines {
            columns.push(Column::new("lines", Text::field("lines"), ColumnKind::Integer));
        }
        for path in &self.of {
            let kind = if path.ty == FieldType::Money { ColumnKind::Money } else { ColumnKind::Decimal };
            columns.push(Column::new(path.text.clone(), Text::field(&path.text), kind).sums(kind == ColumnKind::Money));
        }
        columns.push(title);
        let mut sheet = Sheet::new("why", columns);
        sheet.nils = true;
        sheet.title = Some(Text::key("total-why-title"));
        sheet.groups = self.by.len();
        for (keys, count, tallies) in behind.groups() {
            let Some(GroupKey::Text(id)) = keys.last() else { continue };
            let link = Link::new(row.name, id.text.as_str());
            let mut cells = self.key_cells(figures, keys);
            cells.push(Cell::Link(link.clone()));
            if lines {
                cells.push(Cell::Integer(count.items as i64));
            }
            cells.extend(tallies.iter().map(|tally| function_cell(tally, Function::Sum)));
            let title = book.find(kind, &id.text).map(|record| book.title(record)).filter(|title| *title != id.text);
            cells.push(title.map_or(Cell::Empty, Cell::text));
            sheet.rows.push(Row::of(link, cells));
        }
        sheet
    }
}

/// The sums of groups, and of groups and records.
struct Both {
    sums: Sums,
    behind: Sums,
}

impl Both {
    fn new(fields: usize) -> Both {
        Both { sums: Sums::new(fields), behind: Sums::new(fields) }
    }

    fn merge(&mut self, other: Both) -> Result<(), Overflow> {
        self.sums.merge(other.sums)?;
        self.behind.merge(other.behind)
    }
}

/// Sums by group: one aggregate for each field, and one that only counts. All have the same groups.
struct Sums {
    of: Vec<Aggregate>,
    counts: Aggregate,
}

impl Sums {
    fn new(fields: usize) -> Sums {
        Sums { of: vec![Aggregate::default(); fields], counts: Aggregate::default() }
    }

    /// Adds the values of one item, some for each field, to each of its groups.
    fn add(&mut self, keys: Vec<Vec<GroupKey>>, values: &[Vec<Figure>]) -> Result<(), Overflow> {
        for (sum, values) in self.of.iter_mut().zip(values) {
            if values.is_empty() {
                sum.add(keys.iter().cloned(), None)?;
            }
            for value in values {
                sum.add(keys.iter().cloned(), Some(*value))?;
            }
        }
        self.counts.add(keys, None)
    }

    fn merge(&mut self, other: Sums) -> Result<(), Overflow> {
        self.of.iter_mut().zip(other.of).try_for_each(|(own, other)| own.merge(other))?;
        self.counts.merge(other.counts)
    }

    /// The groups with their count and the tally of each field.
    fn groups(&self) -> impl Iterator<Item = (&[GroupKey], &Tally, Vec<&Tally>)> {
        let mut of: Vec<_> = self.of.iter().map(Aggregate::groups).collect();
        self.counts.groups().map(move |(keys, count)| {
            let tallies = of.iter_mut().filter_map(Iterator::next).map(|(_, tally)| tally).collect();
            (keys, count, tallies)
        })
    }
}

impl Group {
    fn new(figures: &Figures<'_>, kind: KindId, text: &str) -> Result<Group, TotalFault> {
        if let Some((field, step)) = text.split_once(':') {
            let path = FieldPath::compile(figures, kind, field)?;
            let step = Step::parse(step).ok_or_else(|| TotalFault::UnknownStep { step: step.to_owned() })?;
            if path.ty != FieldType::Date {
                return Err(TotalFault::NotADate { field: field.to_owned() });
            }
            return Ok(Group { path, step: Some(step) });
        }
        match FieldPath::compile(figures, kind, text) {
            Ok(path) => Ok(Group { path, step: None }),
            // `--by month` means the kind's own date, unless the kind has a field of that name.
            Err(fault) => match (Step::parse(text), figures.book.kind(kind).date) {
                (Some(step), Some(date)) => {
                    Ok(Group { path: FieldPath::compile(figures, kind, date)?, step: Some(step) })
                }
                _ => Err(fault.into()),
            },
        }
    }

    fn name(&self) -> String {
        match self.step {
            Some(step) => step.name().to_owned(),
            None => self.path.text.clone(),
        }
    }

    fn key(&self, figures: &Figures<'_>, datum: &Datum<'_>, periods: PeriodContext) -> GroupKey {
        match datum {
            Datum::Date(date) => match self.step {
                Some(step) => {
                    let from = step.around(*date, periods).from.unwrap_or(*date);
                    GroupKey::Period { from, label: step.key(*date, periods) }
                }
                None => GroupKey::Date(*date),
            },
            Datum::Text(text) | Datum::Dangling(text) => match &self.path.ty {
                FieldType::Choice(words) => GroupKey::Choice {
                    rank: words.iter().position(|word| **word == **text).unwrap_or(words.len()),
                    name: (*text).to_owned(),
                },
                _ => GroupKey::text(text),
            },
            Datum::Record(record) => match self.path.ty {
                FieldType::Reference(Some(_)) => GroupKey::text(figures.book.id(*record)),
                _ => GroupKey::text(&figures.book.name(*record)),
            },
            Datum::Bool(value) => GroupKey::Choice { rank: usize::from(!value), name: value.to_string() },
            Datum::Integer(value) => GroupKey::Number(Decimal::from(*value)),
            Datum::Decimal(value) | Datum::Percent(value) => GroupKey::Number(*value),
            Datum::Money(money) => GroupKey::text(&money.to_string()),
        }
    }
}

/// The word of a function in column keys and catalogue keys.
pub fn name(function: Function) -> &'static str {
    match function {
        Function::Sum => "sum",
        Function::Count => "count",
        Function::Average => "average",
        Function::Minimum => "minimum",
        Function::Maximum => "maximum",
    }
}

fn figure(datum: &Datum<'_>) -> Option<Figure> {
    match datum {
        Datum::Money(money) => Some(Figure::Money(*money)),
        Datum::Integer(value) => Some(Figure::Number(Decimal::from(*value))),
        Datum::Decimal(value) | Datum::Percent(value) => Some(Figure::Number(*value)),
        _ => None,
    }
}

fn signed(figure: Figure, sign: Decimal) -> Figure {
    if sign == Decimal::ONE {
        return figure;
    }
    match figure {
        Figure::Money(money) => Figure::Money(-money),
        Figure::Number(number) => Figure::Number(-number),
    }
}

fn function_cell(tally: &Tally, function: Function) -> Cell {
    let values = tally.value(function);
    // An average is money like any other: it has the decimals of its currency.
    let moneys: Vec<_> = values
        .iter()
        .filter_map(
            |f| if let Figure::Money(money) = f { Some(Money::new(money.amount, money.currency)) } else { None },
        )
        .collect();
    match (&values[..], &moneys[..]) {
        ([], _) => Cell::Empty,
        (_, [only]) => Cell::Money(*only),
        (_, [_, ..]) => Cell::Moneys(moneys.into_iter().collect::<Moneys>()),
        ([Figure::Number(number), ..], _) => Cell::Decimal(*number),
        _ => Cell::Empty,
    }
}

fn key_cell(figures: &Figures<'_>, group: &Group, key: &GroupKey) -> Cell {
    match key {
        GroupKey::Date(date) => Cell::Date(*date),
        GroupKey::Period { label, .. } => Cell::text(label.as_str()),
        GroupKey::Number(number) => Cell::Decimal(*number),
        GroupKey::Choice { name, .. } => match group.path.ty {
            FieldType::Bool => Cell::Bool(name == "true"),
            _ => cell(figures, &group.path, Datum::Text(name)),
        },
        GroupKey::Text(text) => match group.path.ty {
            FieldType::Reference(Some(kind)) => {
                let link = Link::new(figures.book.kind(kind).name, text.text.as_str());
                Cell::Link(match figures.book.find(kind, &text.text) {
                    Some(record) => link.label(figures.book.title(record)),
                    None => link,
                })
            }
            _ => Cell::text(text.text.as_str()),
        },
        GroupKey::Missing => Cell::word("none", Text::key("word-none")),
    }
}
