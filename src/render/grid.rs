//! A sheet in people's words: titles looked up, numbers and dates localised, currencies said once. What the terminal's
//! table and Markdown share before each lays it out.

use std::collections::BTreeSet;

use super::Options;
use super::terminal::one_line;
use crate::report::sheet::{self, Cell, Column, ColumnKind, Layout, Row, Sheet, Text};
use crate::value::{Currency, Money, Moneys};

/// A sheet whose every cell is text.
pub struct Grid {
    pub title: Option<String>,
    pub notes: Vec<String>,
    /// Which currency goes without saying.
    pub caption: Option<String>,
    pub heads: Vec<Head>,
    pub rows: Vec<Line>,
    pub totals: Vec<Line>,
    /// The sentence to print instead of a table without rows.
    pub empty: Option<String>,
}

pub struct Head {
    pub title: String,
    /// Which of the sheet's columns it heads.
    pub column: usize,
    pub numeric: bool,
    /// Holds ids or numbers: never cut.
    pub whole: bool,
    /// Gives way where there is no room.
    pub spare: bool,
    /// Wraps instead of being cut.
    pub wraps: bool,
}

pub struct Line {
    pub cells: Vec<Shown>,
    pub level: usize,
    /// A total, or a row that others are nested under.
    pub strong: bool,
    /// How many leading cells say the same as the line above.
    pub repeats: usize,
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
    /// A currency is said once, in the caption: that of most amounts. Amounts in another carry its code.
    pub fn new(sheet: &Sheet, options: &Options) -> Grid {
        let (currency, others) = currency_of(sheet);
        let caption = currency.map(|currency| {
            let key = if others { "sheet-amounts-unless-marked" } else { "sheet-amounts-in" };
            options.text(&Text::key(key).arg("currency", Cell::text(currency.to_string())))
        });
        let kept: Vec<usize> = (0..sheet.columns.len()).filter(|i| speaks(sheet, *i)).collect();
        let heads = kept.iter().map(|i| {
            let column = &sheet.columns[*i];
            Head {
                title: options.heading(&column.title),
                column: *i,
                numeric: column.kind.numeric(),
                whole: whole(sheet, *i),
                spare: column.shown == sheet::Shown::Room,
                wraps: column.wraps,
            }
        });
        let nested = sheet.nested();
        let lines = |rows: &[Row], total: bool| -> Vec<Line> {
            // In a matrix of many amounts a nil is quieter as a dash; a sum of nothing is said in figures.
            let dashes = !sheet.nils && !total && rows.len() > 1 && sheet.layout == Layout::Grid;
            let shown = |cells: &[Cell], i: usize| match cells.get(i) {
                None => Shown::default(),
                Some(Cell::Word { text, .. }) if total && i == 0 => {
                    Shown { body: options.heading(text), ..Shown::default() }
                }
                Some(Cell::Money(money)) if dashes && money.is_zero() => {
                    Shown { body: "–".into(), ..Shown::default() }
                }
                Some(cell) => {
                    let bare = currency.filter(|_| sheet.columns[i].kind == ColumnKind::Money);
                    options.shown(cell, bare)
                }
            };
            let mut lines = Vec::new();
            for (n, row) in rows.iter().enumerate() {
                let above = n.checked_sub(1).map(|n| &rows[n].cells);
                let same = |i: &usize| above.is_some_and(|above| above.get(*i) == row.cells.get(*i));
                let repeats = (0..sheet.groups).take_while(same).count();
                for cells in by_currency(row) {
                    let cells = kept.iter().map(|i| shown(&cells, *i)).collect();
                    lines.push(Line { cells, level: row.level, strong: total || (nested && row.level == 0), repeats });
                }
            }
            lines
        };
        let empty = sheet.rows.is_empty().then(|| match &sheet.empty {
            Some(text) => options.text(text),
            None => options.word("sheet-empty"),
        });
        let mut grid = Grid {
            title: sheet.title.as_ref().map(|title| options.heading(title)),
            notes: sheet.notes.iter().map(|note| options.heading(note)).collect(),
            caption,
            heads: heads.collect(),
            rows: lines(&sheet.rows, false),
            totals: lines(&sheet.totals, true),
            empty,
        };
        if sheet.layout == Layout::Grid && sheet.groups == 0 {
            grid.close_up();
        }
        grid
    }

    /// Leaves out a first column in which only the totals say something: they are named in the next one.
    fn close_up(&mut self) {
        let silent = self.rows.iter().all(|line| line.level == 0 && line.cells[0].body.is_empty());
        if self.rows.is_empty() || !silent || self.heads.len() < 2 || self.heads[1].numeric {
            return;
        }
        self.heads.remove(0);
        for line in self.rows.iter_mut().chain(&mut self.totals) {
            let name = line.cells.remove(0).body;
            let detail = std::mem::take(&mut line.cells[0].body);
            line.cells[0].body =
                [name, detail].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }

    /// Leaves out all other columns, and returns their headings.
    pub fn keep(&mut self, kept: &[usize]) -> Vec<String> {
        for line in self.rows.iter_mut().chain(&mut self.totals) {
            line.cells = kept.iter().map(|i| std::mem::take(&mut line.cells[*i])).collect();
        }
        let (heads, hidden): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.heads).into_iter().enumerate().partition(|(i, _)| kept.contains(i));
        self.heads = heads.into_iter().map(|(_, head)| head).collect();
        hidden.into_iter().map(|(_, head)| head.title).collect()
    }
}

/// The sheet apart for each of its currencies, for where one table is too wide; `None` where there is only one, or where
/// a row belongs to several. A list, whose order matters, is never taken apart: only sheets with sums are.
pub fn apart(sheet: &Sheet) -> Option<Vec<Sheet>> {
    let mut currencies: Vec<Currency> = Vec::new();
    for row in sheet.rows.iter().chain(&sheet.totals) {
        let found: BTreeSet<Currency> = amounts(sheet, row).collect();
        let (Some(currency), 1) = (found.first(), found.len()) else { return None };
        if !currencies.contains(currency) {
            currencies.push(*currency);
        }
    }
    if sheet.totals.is_empty() || currencies.len() < 2 {
        return None;
    }
    let part = |currency: &Currency| {
        let of = |rows: &[Row]| -> Vec<Row> {
            rows.iter().filter(|row| amounts(sheet, row).any(|found| found == *currency)).cloned().collect()
        };
        Sheet { title: None, notes: Vec::new(), rows: of(&sheet.rows), totals: of(&sheet.totals), ..sheet.clone() }
    };
    Some(currencies.iter().map(part).collect())
}

/// The currencies of a row's amounts, one by one.
fn amounts<'a>(sheet: &'a Sheet, row: &'a Row) -> impl Iterator<Item = Currency> + 'a {
    let money = |(cell, column): (&'a Cell, &Column)| match cell {
        _ if column.kind != ColumnKind::Money => Vec::new(),
        Cell::Money(money) => vec![money.currency],
        Cell::Moneys(moneys) => moneys.iter().map(|money| money.currency).collect(),
        _ => Vec::new(),
    };
    row.cells.iter().zip(&sheet.columns).flat_map(money)
}

/// The currency of most amounts, the first of those that are equally frequent; and whether there are others.
fn currency_of(sheet: &Sheet) -> (Option<Currency>, bool) {
    let mut counts: Vec<(Currency, usize)> = Vec::new();
    for currency in sheet.rows.iter().chain(&sheet.totals).flat_map(|row| amounts(sheet, row)) {
        match counts.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((currency, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    (counts.iter().find(|(_, count)| Some(*count) == most).map(|(currency, _)| *currency), counts.len() > 1)
}

/// Whether a column has anything to say to people.
fn speaks(sheet: &Sheet, column: usize) -> bool {
    let news = |row: &Row| match (row.cells.get(column), row.cells.first()) {
        (None | Some(Cell::Empty), _) => false,
        // The number of an invoice whose id it is.
        (Some(Cell::Text(text)), Some(Cell::Link(first))) => *text != first.id,
        _ => true,
    };
    sheet.layout == Layout::Card
        || sheet.columns[column].shown == sheet::Shown::Always
        || sheet.rows.is_empty()
        || sheet.rows.iter().chain(&sheet.totals).any(news)
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
                    args.iter().map(|(name, cell)| (*name, self.shown(cell, None).whole())).collect();
                let found = (self.words)(key, &args).or_else(|| {
                    let own = self.locale.word(key)?.to_owned();
                    Some(args.iter().fold(own, |text, (name, value)| text.replace(&format!("{{{name}}}"), value)))
                });
                // A field or kind that no catalogue words, such as one of the firm's own, is called by its name.
                let name = key.strip_prefix("field-").or_else(|| key.strip_prefix("kind-"));
                let name = name.map(|name| name.replace('_', " "));
                one_line(found.or(name).as_deref().unwrap_or(key)).into_owned()
            }
        }
    }

    /// The same as a title, a note, or the name of a column or sum: with a capital, unless it is a text that stands as it is.
    pub fn heading(&self, text: &Text) -> String {
        let words = self.text(text);
        let mut chars = words.chars();
        match (text, chars.next()) {
            (Text::Key(..), Some(first)) => first.to_uppercase().chain(chars).collect(),
            _ => words,
        }
    }

    pub(super) fn word(&self, key: &'static str) -> String {
        self.text(&Text::key(key))
    }

    /// A cell as people read it. Amounts in `bare` go without their currency.
    pub(super) fn shown(&self, cell: &Cell, bare: Option<Currency>) -> Shown {
        let number = |value, tail: String| {
            let body = self.locale.number(value);
            let decimals = body.rfind(self.locale.mark()).filter(|_| value.scale() > 0).map_or(0, |at| body.len() - at);
            Shown { negative: body.starts_with('-'), decimals, body, tail }
        };
        let money = |money: &Money| {
            let marked = bare != Some(money.currency);
            number(money.amount, if marked { format!(" {}", money.currency) } else { String::new() })
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
            Cell::Percent(value) => number(*value, self.locale.percent_sign().to_owned()),
            Cell::Date(date) => plain(self.locale.date(*date)),
            Cell::Bool(true) => plain(self.word("yes")),
            Cell::Bool(false) => plain(self.word("no")),
            Cell::List(items) => {
                let separator = if items.iter().any(|item| matches!(item, Cell::Table(_))) { "; " } else { ", " };
                plain(items.iter().map(|item| self.shown(item, None).whole()).collect::<Vec<_>>().join(separator))
            }
            Cell::Table(entries) => {
                let entry =
                    |(key, value): &(String, Cell)| format!("{}: {}", one_line(key), self.shown(value, None).whole());
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
