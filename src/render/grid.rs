//! A sheet in people's words: titles looked up, numbers and dates localised, currencies said once. What the terminal's
//! table and Markdown share before each lays it out.

use std::collections::BTreeSet;

use super::Options;
use super::terminal::one_line;
use crate::report::sheet::{Cell, ColumnKind, Row, Sheet, Text};
use crate::value::{Currency, Money, Moneys};

/// A sheet whose every cell is text.
pub struct Grid {
    pub title: Option<String>,
    pub notes: Vec<String>,
    pub heads: Vec<Head>,
    pub rows: Vec<Line>,
    pub totals: Vec<Line>,
    /// The sentence to print instead of a table without rows.
    pub empty: Option<String>,
}

pub struct Head {
    pub title: String,
    pub numeric: bool,
    /// Holds ids or numbers: never cut.
    pub whole: bool,
}

pub struct Line {
    pub cells: Vec<Shown>,
    pub level: usize,
    /// A total, or a row that others are nested under.
    pub strong: bool,
}

/// A cell's text, in the parts that alignment needs.
#[derive(Default)]
pub struct Shown {
    /// The value up to and including its decimals.
    pub body: String,
    /// What follows a number: a currency, a percent sign.
    pub tail: String,
    /// How many columns the decimal mark and decimals take.
    pub decimals: usize,
    pub negative: bool,
}

impl Grid {
    /// A currency is said once: in the caption when several money columns share it, in the heading of a column that has
    /// just one, and in each cell where a column mixes several.
    pub fn new(sheet: &Sheet, options: &Options) -> Grid {
        let currencies: Vec<Option<Currency>> = (0..sheet.columns.len()).map(|i| only_currency(sheet, i)).collect();
        let money = |i: &usize| sheet.columns[*i].kind == ColumnKind::Money;
        let money_columns: Vec<usize> = (0..sheet.columns.len()).filter(money).collect();
        let shared = match money_columns[..] {
            [first, _, ..] => {
                currencies[first].filter(|_| money_columns.iter().all(|i| currencies[*i] == currencies[first]))
            }
            _ => None,
        };
        let mut notes: Vec<String> = sheet.notes.iter().map(|note| options.text(note)).collect();
        if let Some(currency) = shared {
            notes.push(format!("{} {currency}", options.word("sheet-amounts-in")));
        }
        let heads = sheet.columns.iter().enumerate().map(|(i, column)| {
            let mut title = options.text(&column.title);
            if let (Some(currency), None, ColumnKind::Money) = (currencies[i], shared, column.kind) {
                title = format!("{title} {currency}");
            }
            Head { title, numeric: column.kind.numeric(), whole: whole(sheet, i) }
        });
        let nested = sheet.nested();
        let lines = |rows: &[Row], total: bool| -> Vec<Line> {
            rows.iter()
                .flat_map(|row| {
                    let strong = total || (nested && row.level == 0);
                    by_currency(row).into_iter().map(move |cells| (cells, row.level, strong))
                })
                .map(|(cells, level, strong)| {
                    let shown = |i: usize| {
                        cells.get(i).map_or_else(Shown::default, |cell| options.shown(cell, currencies[i].is_none()))
                    };
                    Line { cells: (0..sheet.columns.len()).map(shown).collect(), level, strong }
                })
                .collect()
        };
        let empty = sheet.rows.is_empty().then(|| match &sheet.empty {
            Some(text) => options.text(text),
            None => options.word("sheet-empty"),
        });
        Grid {
            title: sheet.title.as_ref().map(|title| options.text(title)),
            notes,
            heads: heads.collect(),
            rows: lines(&sheet.rows, false),
            totals: lines(&sheet.totals, true),
            empty,
        }
    }
}

/// The currency of a column, when all its amounts have the same one.
fn only_currency(sheet: &Sheet, column: usize) -> Option<Currency> {
    let mut found = BTreeSet::new();
    for row in sheet.rows.iter().chain(&sheet.totals) {
        match row.cells.get(column) {
            Some(Cell::Money(money)) => drop(found.insert(money.currency)),
            Some(Cell::Moneys(moneys)) => found.extend(moneys.iter().map(|money| money.currency)),
            _ => {}
        }
        if found.len() > 1 {
            return None;
        }
    }
    found.first().copied()
}

/// Free text may be cut, and so may labels that stand for ids; ids, numbers and dates never.
fn whole(sheet: &Sheet, column: usize) -> bool {
    match sheet.columns[column].kind {
        ColumnKind::Text | ColumnKind::List => false,
        ColumnKind::Link => !sheet
            .rows
            .iter()
            .any(|row| matches!(row.cells.get(column), Some(Cell::Link(link)) if link.label.is_some())),
        _ => true,
    }
}

/// A row whose sums are in several currencies is as many lines, one currency each; the rest stands on the first.
fn by_currency(row: &Row) -> Vec<Vec<Cell>> {
    match split(row) {
        None => vec![row.cells.clone()],
        Some(mut lines) => {
            for line in lines.iter_mut().skip(1) {
                for (cell, original) in line.iter_mut().zip(&row.cells) {
                    if !matches!(original, Cell::Money(_) | Cell::Moneys(_)) {
                        *cell = Cell::Empty;
                    }
                }
            }
            lines
        }
    }
}

/// The row once for each of its currencies, each with the amounts in that currency only and everything else repeated;
/// `None` when no cell sums several currencies.
pub fn split(row: &Row) -> Option<Vec<Vec<Cell>>> {
    if !row.cells.iter().any(|cell| matches!(cell, Cell::Moneys(moneys) if moneys.iter().count() > 1)) {
        return None;
    }
    let amounts = |cell: &Cell| -> Moneys {
        match cell {
            Cell::Money(money) => [*money].into_iter().collect(),
            Cell::Moneys(moneys) => moneys.clone(),
            _ => Moneys::default(),
        }
    };
    let currencies: BTreeSet<Currency> = row
        .cells
        .iter()
        .flat_map(|cell| amounts(cell).iter().map(|money| money.currency).collect::<Vec<_>>())
        .collect();
    let line = |currency: &Currency| {
        let one = |cell: &Cell| match cell {
            Cell::Money(_) | Cell::Moneys(_) => {
                amounts(cell).iter().find(|money| money.currency == *currency).map_or(Cell::Empty, Cell::Money)
            }
            other => other.clone(),
        };
        row.cells.iter().map(one).collect()
    };
    Some(currencies.iter().map(line).collect())
}

impl Options<'_> {
    /// A title or sentence in the reader's language, on one line. A key that no catalogue knows stands for itself.
    pub fn text(&self, text: &Text) -> String {
        match text {
            Text::Literal(text) => one_line(text).into_owned(),
            Text::Key(key, args) => {
                let args: Vec<(&'static str, String)> =
                    args.iter().map(|(name, cell)| (*name, self.shown(cell, true).whole())).collect();
                let found = (self.words)(key, &args).or_else(|| self.locale.word(key).map(str::to_owned));
                // A field that no catalogue words, such as one of the firm's own, is called by its name.
                let name = key.strip_prefix("field-").map(|name| name.replace('_', " "));
                one_line(found.or(name).as_deref().unwrap_or(key)).into_owned()
            }
        }
    }

    pub(super) fn word(&self, key: &'static str) -> String {
        self.text(&Text::key(key))
    }

    /// A cell as people read it.
    pub(super) fn shown(&self, cell: &Cell, with_currency: bool) -> Shown {
        let number = |value, tail: String| {
            let body = self.locale.number(value);
            let decimals = body.rfind(self.locale.mark()).filter(|_| value.scale() > 0).map_or(0, |at| body.len() - at);
            Shown { negative: body.starts_with('-'), decimals, body, tail }
        };
        let money = |money: &Money| {
            number(money.amount, if with_currency { format!(" {}", money.currency) } else { String::new() })
        };
        let plain = |body: String| Shown { body, ..Shown::default() };
        match cell {
            Cell::Empty => Shown::default(),
            Cell::Text(text) => plain(one_line(text).into_owned()),
            Cell::Word { text, .. } => plain(self.text(text)),
            Cell::Link(link) => plain(match &link.label {
                Some(label) => one_line(label).into_owned(),
                None => one_line(&link.target()).into_owned(),
            }),
            Cell::Money(amount) => money(amount),
            Cell::Moneys(moneys) => match moneys.single() {
                Some(amount) => money(&amount),
                None => plain(moneys.iter().map(|m| money(&m).whole()).collect::<Vec<_>>().join(" + ")),
            },
            Cell::Decimal(value) => number(*value, String::new()),
            Cell::Integer(value) => number((*value).into(), String::new()),
            Cell::Percent(value) => number(*value, self.locale.percent_sign()),
            Cell::Date(date) => plain(self.locale.date(*date)),
            Cell::Bool(true) => plain(self.word("yes")),
            Cell::Bool(false) => plain(self.word("no")),
            Cell::List(items) => {
                let separator = if items.iter().any(|item| matches!(item, Cell::Table(_))) { "; " } else { ", " };
                plain(items.iter().map(|item| self.shown(item, true).whole()).collect::<Vec<_>>().join(separator))
            }
            Cell::Table(entries) => {
                let entry =
                    |(key, value): &(String, Cell)| format!("{}: {}", one_line(key), self.shown(value, true).whole());
                plain(entries.iter().filter(|(_, value)| !value.is_empty()).map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

impl Shown {
    /// The text without any alignment.
    pub fn whole(&self) -> String {
        format!("{}{}", self.body, self.tail)
    }
}
