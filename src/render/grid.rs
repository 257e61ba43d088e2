//! A sheet in people's words: titles looked up, numbers and dates localised, currencies said once. What the terminal's
//! table and Markdown share before each lays it out.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Options;
use super::survey::{Survey, Wide, dashes};
use super::terminal::one_line;
use crate::report::rows::Rows;
use crate::report::sheet::{self, Cell, Column, ColumnKind, Layout, Row, Sheet, Text};
use crate::value::{Currency, Money, Moneys};

/// A sheet in words: all of it but its rows, which [`Grid::lines`] makes part by part.
pub struct Grid<'a> {
    sheet: &'a Sheet,
    rows: &'a dyn Rows,
    options: &'a Options<'a>,
    pub title: Option<String>,
    pub notes: Vec<String>,
    /// Which currency goes without saying.
    pub caption: Option<String>,
    pub heads: Vec<Head>,
    pub totals: Vec<Line>,
    /// The sentence to print instead of a table without rows.
    pub empty: Option<String>,
    survey: Survey,
    /// A first column in which only the totals say something: they are named in the next one.
    closed_up: Option<usize>,
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
    /// The row that it comes from, among those that lines were made of.
    pub row: usize,
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

impl<'a> Grid<'a> {
    /// A currency is said once, in the caption: that of most amounts. Amounts in another carry its code.
    pub fn new(sheet: &'a Sheet, rows: &'a dyn Rows, options: &'a Options<'a>) -> Grid<'a> {
        let survey = Survey::of(sheet, rows, options);
        let caption = survey.currency().map(|currency| {
            let key = if survey.several_currencies() { "sheet-amounts-unless-marked" } else { "sheet-amounts-in" };
            options.text(&Text::key(key).arg("currency", Cell::text(currency.to_string())))
        });
        let speaks = |column: &usize| {
            sheet.layout == Layout::Card
                || sheet.columns[*column].shown == sheet::Shown::Always
                || rows.count() == 0
                || survey.columns[*column].news
        };
        let head = |column: usize| {
            let found = &sheet.columns[column];
            Head {
                title: options.heading(&found.title),
                column,
                numeric: found.kind.numeric(),
                // Free text may be cut, and so may labels that stand for ids; ids, numbers and dates never.
                whole: match found.kind {
                    ColumnKind::Text | ColumnKind::List => false,
                    ColumnKind::Link => !survey.columns[column].labels,
                    _ => true,
                },
                spare: found.shown == sheet::Shown::Room,
                wraps: found.wraps,
            }
        };
        let mut heads: Vec<Head> = (0..sheet.columns.len()).filter(speaks).map(head).collect();
        let empty = (rows.count() == 0).then(|| match &sheet.empty {
            Some(text) => options.text(text),
            None => options.word("sheet-empty"),
        });
        let silent = |head: &Head| survey.columns[head.column].wide.content(true) == 0 && !rows.nested();
        let closes_up = sheet.layout == Layout::Grid
            && sheet.groups == 0
            && rows.count() > 0
            && heads.len() > 1
            && silent(&heads[0])
            && !heads[1].numeric;
        let closed_up = closes_up.then(|| heads.remove(0).column);
        let mut grid = Grid {
            sheet,
            rows,
            options,
            title: sheet.title.as_ref().map(|title| options.heading(title)),
            notes: sheet.notes.iter().map(|note| options.heading(note)).collect(),
            caption,
            heads,
            totals: Vec::new(),
            empty,
            survey,
            closed_up,
        };
        grid.totals = grid.put(&sheet.totals, None, true);
        grid
    }

    /// The lines of a part of the rows; the number of its first row is given.
    pub fn lines(&self, first: usize, part: &[Row]) -> Vec<Line> {
        // Only groups are compared with what stands above.
        let above = if self.sheet.groups > 0 { first.checked_sub(1) } else { None };
        let above = above.map(|above| self.rows.part(above..first));
        self.put(part, above.as_ref().and_then(|above| above.first()), false)
    }

    /// All lines, for what cannot be laid out part by part.
    pub fn all_lines(&self) -> Vec<Line> {
        self.lines(0, &self.rows.part(0..self.rows.count()))
    }

    fn put(&self, rows: &[Row], above: Option<&Row>, total: bool) -> Vec<Line> {
        let (sheet, options) = (self.sheet, self.options);
        let dashes = !total && dashes(sheet, self.rows);
        let nested = self.rows.nested();
        let shown = |cells: &[Cell], i: usize| match cells.get(i) {
            None => Shown::default(),
            Some(Cell::Word { text, .. }) if total && i == 0 => {
                Shown { body: options.heading(text), ..Shown::default() }
            }
            Some(cell) => {
                let bare = self.survey.currency().filter(|_| sheet.columns[i].kind == ColumnKind::Money);
                options.cell(cell, bare, dashes)
            }
        };
        let mut lines = Vec::with_capacity(rows.len());
        for (n, row) in rows.iter().enumerate() {
            let above = n.checked_sub(1).map(|n| &rows[n]).or(above);
            let same = |i: &usize| above.is_some_and(|above| above.cells.get(*i) == row.cells.get(*i));
            let repeats = (0..sheet.groups).take_while(same).count();
            for cells in by_currency(row) {
                let mut line: Vec<Shown> = self.heads.iter().map(|head| shown(&cells, head.column)).collect();
                if let (Some(column), Some(first)) = (self.closed_up, line.first_mut()) {
                    let name = shown(&cells, column).body;
                    let detail = std::mem::take(&mut first.body);
                    let parts = [name, detail].into_iter().filter(|part| !part.is_empty());
                    first.body = parts.collect::<Vec<_>>().join(" ");
                }
                let strong = total || (nested && row.level == 0);
                lines.push(Line { row: n, cells: line, level: row.level, strong, repeats });
            }
        }
        lines
    }

    /// How wide the cells of each column are, totals included.
    pub fn widths(&self) -> Vec<Wide> {
        let mut widths: Vec<Wide> = self.heads.iter().map(|head| self.survey.columns[head.column].wide).collect();
        for line in &self.totals {
            for ((wide, head), shown) in widths.iter_mut().zip(&self.heads).zip(&line.cells).skip(line.repeats) {
                wide.see(&shown.body, &shown.tail, shown.decimals, head.numeric, 2 * line.level);
            }
        }
        widths
    }

    /// Leaves out all other columns, and returns their headings.
    pub fn keep(&mut self, kept: &[usize]) -> Vec<String> {
        for line in &mut self.totals {
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
pub(super) fn amounts<'a>(sheet: &'a Sheet, row: &'a Row) -> impl Iterator<Item = Currency> + 'a {
    let money = |(cell, column): (&'a Cell, &Column)| {
        let (one, several) = match cell {
            Cell::Money(money) => (Some(money.currency), None),
            Cell::Moneys(moneys) => (None, Some(moneys)),
            _ => (None, None),
        };
        let found =
            one.into_iter().chain(several.into_iter().flat_map(|moneys| moneys.iter().map(|money| money.currency)));
        let is_money = column.kind == ColumnKind::Money;
        found.filter(move |_| is_money)
    };
    row.cells.iter().zip(&sheet.columns).flat_map(money)
}

/// A row whose sums are in several currencies is as many lines, one currency each; the rest stands on the first.
pub(super) fn by_currency(row: &Row) -> Vec<Cow<'_, [Cell]>> {
    let Some(mut lines) = split(row) else { return vec![Cow::Borrowed(&row.cells)] };
    for line in lines.iter_mut().skip(1) {
        for (cell, original) in line.iter_mut().zip(&row.cells) {
            if !matches!(original, Cell::Money(_) | Cell::Moneys(_)) {
                *cell = Cell::Empty;
            }
        }
    }
    lines.into_iter().map(Cow::Owned).collect()
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

    /// A cell of a grid: see [`Options::shown`]. With `dashes`, no money is a dash.
    pub(super) fn cell(&self, cell: &Cell, bare: Option<Currency>, dashes: bool) -> Shown {
        match cell {
            Cell::Money(money) if dashes && money.is_zero() => Shown { body: "–".into(), ..Shown::default() },
            cell => self.shown(cell, bare),
        }
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
