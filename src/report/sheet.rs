//! The typed, neutral grid that every list, total and report becomes before anything is written.
//!
//! A command's result is an [`Answer`]: one or several [`Sheet`]s of typed [`Cell`]s. Nothing here is worded,
//! localised or aligned: that is `render`'s work, in one place for all of them. [`Cell`] is also the tree in which
//! whole records travel to JSON and YAML ([`Cell::List`] and [`Cell::Table`] nest).

use std::borrow::Cow;

use crate::value::{Date, Decimal, Money, Moneys};

/// All that one command answers: its sheets, and how far they can be trusted.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The business date that every figure was computed for.
    pub as_of: Date,
    /// How many files could not be read and are in no figure. Above 0 the answer is not [complete](Answer::complete).
    pub unreadable: usize,
    /// What the question resolved to (`from`, `to`, `by`…), for programs: `"parameters"` in JSON. People read the notes.
    pub parameters: Vec<(Cow<'static, str>, Cell)>,
    pub sheets: Vec<Sheet>,
    /// Whole records, each a [`Cell::Table`]. When given, JSON and YAML write them *instead of* the sheets, which are then
    /// only how the same records look to people (`carnet show`).
    pub records: Option<Vec<Cell>>,
}

impl Answer {
    pub fn new(as_of: Date) -> Answer {
        Answer { as_of, unreadable: 0, parameters: Vec::new(), sheets: Vec::new(), records: None }
    }

    /// This answer with one more sheet.
    pub fn sheet(mut self, sheet: Sheet) -> Answer {
        self.sheets.push(sheet);
        self
    }

    /// This answer with one more resolved parameter.
    pub fn parameter(mut self, key: impl Into<Cow<'static, str>>, value: Cell) -> Answer {
        self.parameters.push((key.into(), value));
        self
    }

    /// Whether every file of the book is in the figures.
    pub fn complete(&self) -> bool {
        self.unreadable == 0
    }
}

/// One grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Machine name (`"ageing"`), which tells the sheets of one answer apart.
    pub name: Cow<'static, str>,
    pub title: Option<Text>,
    /// Said under the title: the period with its resolved dates, the date of the figures, the query.
    pub notes: Vec<Text>,
    pub columns: Vec<Column>,
    /// How many leading columns name the group that a row belongs to. What repeats the row above is said once to people.
    pub groups: usize,
    pub rows: Vec<Row>,
    /// Sums over the rows. Never among the records of CSV, TSV and JSON Lines, where they would be counted twice.
    pub totals: Vec<Row>,
    /// What people read when there is no row; a general sentence when not given.
    pub empty: Option<Text>,
    pub layout: Layout,
    /// A nil reads `0.00`. Without it, a nil in a grid of several rows is a dash: for the sparse matrices of reports.
    pub nils: bool,
}

/// How people see a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A line a row. A grid that cannot fit the width even so is shown as cards.
    #[default]
    Grid,
    /// A block a row, a line a cell: one record looked at closely. Long texts wrap; nothing is cut.
    Card,
    /// The leading `groups` columns are a heading, said once; below it a line a row, whose last column is a sentence that
    /// wraps: what happened, commit by commit. Where the last column holds amounts, each row is one line instead: short
    /// labels in columns, then what it is about, a detail, and the amount at the right.
    Timeline,
}

impl Sheet {
    pub fn new(name: impl Into<Cow<'static, str>>, columns: Vec<Column>) -> Sheet {
        Sheet { name: name.into(), columns, ..Sheet::default() }
    }

    /// Whether some rows are nested under others.
    pub fn nested(&self) -> bool {
        self.rows.iter().any(|row| row.level > 0)
    }
}

/// Words for people: a key of the catalogues with arguments, or a text that stands as it is (a custom field's label).
#[derive(Debug, Clone, PartialEq)]
pub enum Text {
    /// The arguments are cells, so that dates and amounts in a sentence follow the reader's language too.
    Key(Cow<'static, str>, Vec<(&'static str, Cell)>),
    Literal(String),
}

impl Text {
    pub fn key(key: impl Into<Cow<'static, str>>) -> Text {
        Text::Key(key.into(), Vec::new())
    }

    pub fn literal(text: impl Into<String>) -> Text {
        Text::Literal(text.into())
    }

    /// A field's name for people: the catalogue's word for it, else the name itself with spaces. A path reads as what it
    /// goes through: `customer.name` is "customer: name".
    pub fn field(name: &str) -> Text {
        match name.split_once('.') {
            None => Text::Key(format!("field-{name}").into(), Vec::new()),
            Some((outer, inner)) => Text::key("show-inside")
                .arg("outer", Cell::word(outer.to_owned(), Text::field(outer)))
                .arg("inner", Cell::word(inner.to_owned(), Text::field(inner))),
        }
    }

    /// This text with one more argument; a literal takes none and stays as it is.
    pub fn arg(mut self, name: &'static str, value: Cell) -> Text {
        if let Text::Key(_, args) = &mut self {
            args.push((name, value));
        }
        self
    }
}

/// A column: its machine name is the key in JSON and the head in CSV, its title is for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub key: Cow<'static, str>,
    pub title: Text,
    pub kind: ColumnKind,
    pub shown: Shown,
    /// Its amounts are sums that may be in several currencies: programs always get a list, also of one.
    pub sums: bool,
    /// Sentences: where there is little room they go on in the next line instead of being cut.
    pub wraps: bool,
}

impl Column {
    pub fn new(key: impl Into<Cow<'static, str>>, title: Text, kind: ColumnKind) -> Column {
        Column { key: key.into(), title, kind, shown: Shown::Always, sums: false, wraps: false }
    }

    /// This column, whose amounts are sums that may be in several currencies.
    pub fn sums(mut self, sums: bool) -> Column {
        self.sums = sums;
        self
    }

    /// This column, whose texts are sentences.
    pub fn wraps(mut self) -> Column {
        self.wraps = true;
        self
    }

    /// This column, seen by people only then.
    pub fn shown(mut self, shown: Shown) -> Column {
        self.shown = shown;
        self
    }
}

/// When people see a column. Programs always do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// It was asked for, or nothing makes sense without it.
    #[default]
    Always,
    /// Where a row has a value in it, other than the value of its first column over again.
    Filled,
    /// The same, and only where there is room; earlier columns go before, and people are told which are missing.
    Room,
}

/// What a column holds. It decides alignment and whether a narrow terminal may cut it, never the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Free text: the only kind, with lists and labelled links, that is cut to fit.
    Text,
    /// An id, a number, a status: never cut.
    Code,
    /// References to records: cut only where their labels are shown instead of their ids.
    Link,
    Money,
    Decimal,
    Integer,
    Percent,
    Date,
    Bool,
    List,
}

impl ColumnKind {
    /// Right-aligned on the decimal mark.
    pub fn numeric(self) -> bool {
        matches!(self, ColumnKind::Money | ColumnKind::Decimal | ColumnKind::Integer | ColumnKind::Percent)
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// One for each column; missing ones at the end are empty.
    pub cells: Vec<Cell>,
    /// How deep the row is nested below the row above it: 0 for a plain row or a group, 1 for what the group contains.
    pub level: usize,
    /// The record that the row is, for `--format ids`.
    pub record: Option<Link>,
    /// The documents behind the row's figures.
    pub why: Vec<Link>,
}

impl Row {
    pub fn new(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }

    /// The row of one record.
    pub fn of(record: Link, cells: Vec<Cell>) -> Row {
        Row { cells, record: Some(record), ..Row::default() }
    }

    /// This row, nested `level` deep.
    pub fn level(mut self, level: usize) -> Row {
        self.level = level;
        self
    }

    /// This row with the documents behind its figures.
    pub fn why(mut self, why: Vec<Link>) -> Row {
        self.why = why;
        self
    }
}

/// A reference to a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// The kind's name: `customer`.
    pub kind: Cow<'static, str>,
    pub id: String,
    /// What people read instead of the id.
    pub label: Option<String>,
    /// The kind does not go without saying: written `customer/acme` rather than `acme`.
    pub qualified: bool,
}

impl Link {
    pub fn new(kind: impl Into<Cow<'static, str>>, id: impl Into<String>) -> Link {
        Link { kind: kind.into(), id: id.into(), label: None, qualified: false }
    }

    /// A reference where any kind could stand: written `kind/id`.
    pub fn qualified(kind: impl Into<Cow<'static, str>>, id: impl Into<String>) -> Link {
        Link { qualified: true, ..Link::new(kind, id) }
    }

    pub fn label(mut self, label: impl Into<String>) -> Link {
        self.label = Some(label.into());
        self
    }

    /// As files and the command line write it: `acme`, or `customer/acme`.
    pub fn target(&self) -> Cow<'_, str> {
        if self.qualified { Cow::Owned(format!("{}/{}", self.kind, self.id)) } else { Cow::Borrowed(&self.id) }
    }
}

/// A typed value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// No value: the key is absent in JSON and YAML, the field empty elsewhere.
    #[default]
    Empty,
    Text(String),
    /// A word that programs know by a code and people in their language: a status, a stage, "total".
    Word {
        code: Cow<'static, str>,
        text: Text,
    },
    Link(Link),
    Money(Money),
    /// Sums by currency. People see one line a currency; so do CSV and TSV.
    Moneys(Moneys),
    Decimal(Decimal),
    Integer(i64),
    /// In hundredths: `12.5` is 12.5 %.
    Percent(Decimal),
    Date(Date),
    Bool(bool),
    List(Vec<Cell>),
    /// Keys and values in order.
    Table(Vec<(String, Cell)>),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub fn word(code: impl Into<Cow<'static, str>>, text: Text) -> Cell {
        Cell::Word { code: code.into(), text }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Empty, Into::into)
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Cell {
            fn from(value: $type) -> Cell {
                Cell::$variant(value)
            }
        })*
    };
}

from!(String => Text, Link => Link, Money => Money, Moneys => Moneys, Decimal => Decimal, i64 => Integer, Date => Date, bool => Bool);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_its_kind_only_where_any_kind_could_stand() {
        assert_eq!(Link::new("customer", "acme").target(), "acme");
        assert_eq!(Link::qualified("customer", "acme").label("ACME").target(), "customer/acme");
    }

    #[test]
    fn an_answer_with_unreadable_files_is_not_complete() {
        let mut answer = Answer::new(Date::new(2026, 10, 3).unwrap());
        assert!(answer.complete());
        answer.unreadable = 2;
        assert!(!answer.complete());
    }
}
