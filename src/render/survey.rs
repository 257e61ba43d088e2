//! What must be known of all rows before the first of them is written for people: which currency goes without saying, which
//! columns have anything to say, and how wide they are. Rows that are made when they are wanted are made once for it and
//! forgotten.

use super::Options;
use super::grid::{amounts, by_currency};
use super::table::WIDEST;
use super::terminal::{cut, measure};
use crate::report::rows::{Rows, each_part};
use crate::report::sheet::{Cell, ColumnKind, Row, Sheet};
use crate::value::Currency;

/// Rows in which the first amount is looked for.
const FIRST: usize = 64;

pub(super) struct Survey {
    /// How often each currency is there, in the order in which they come.
    currencies: Vec<(Currency, usize)>,
    /// By the sheet's columns.
    pub columns: Vec<Seen>,
}

/// What was seen in a column's rows.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// A row has a value in it, other than that of its first column over again.
    pub news: bool,
    /// Texts stand in place of ids.
    pub labels: bool,
    pub wide: Wide,
}

/// How wide a column's cells are.
#[derive(Clone, Copy, Default)]
pub(super) struct Wide {
    /// What follows numbers, and their decimal mark with the decimals: each in a column of its own.
    pub tail: usize,
    pub decimals: usize,
    /// Numbers before their decimal mark, and all else; the second of each with the room by which nested rows are set in.
    number: [usize; 2],
    text: [usize; 2],
}

impl Wide {
    /// Adds a cell, so many columns set in.
    pub fn see(&mut self, body: &str, tail: &str, decimals: usize, numeric: bool, indent: usize) {
        let (body, tail) = (measure(&cut(body, WIDEST)), measure(tail));
        self.decimals = self.decimals.max(decimals);
        self.tail = self.tail.max(tail);
        let (widest, width) = if numeric && body > 0 {
            (&mut self.number, body - decimals.min(body))
        } else {
            (&mut self.text, body + tail)
        };
        widest[0] = widest[0].max(width);
        widest[1] = widest[1].max(width + indent);
    }

    pub fn merge(&mut self, other: &Wide) {
        self.tail = self.tail.max(other.tail);
        self.decimals = self.decimals.max(other.decimals);
        for at in 0..2 {
            self.number[at] = self.number[at].max(other.number[at]);
            self.text[at] = self.text[at].max(other.text[at]);
        }
    }

    /// How wide the column must be for the widest, the first column with what nested rows are set in by.
    pub fn content(&self, first: bool) -> usize {
        let at = usize::from(first);
        let number = self.number[at];
        let number = if number > 0 { number + self.decimals + self.tail } else { 0 };
        number.max(self.text[at])
    }
}

impl Survey {
    pub fn of(sheet: &Sheet, rows: &dyn Rows, options: &Options) -> Survey {
        let some = rows.part(0..rows.count().min(FIRST));
        // As good as always the one that goes without saying in the end.
        let likely = some.iter().find_map(|row| amounts(sheet, row).next());
        let survey = Survey::under(sheet, rows, options, likely);
        match survey.currency() {
            currency if currency == likely => survey,
            currency => Survey::under(sheet, rows, options, currency),
        }
    }

    /// The same where amounts in `bare` go without their currency.
    fn under(sheet: &Sheet, rows: &dyn Rows, options: &Options, bare: Option<Currency>) -> Survey {
        let mut survey = Survey { currencies: Vec::new(), columns: vec![Seen::default(); sheet.columns.len()] };
        let dashes = dashes(sheet, rows);
        let look = |_, part: std::borrow::Cow<'_, [Row]>| {
            let mut own = Survey { currencies: Vec::new(), columns: vec![Seen::default(); sheet.columns.len()] };
            part.iter().for_each(|row| own.look(sheet, row, options, bare, dashes));
            own
        };
        let Ok(()) = each_part(rows, look, |part| -> Result<(), std::convert::Infallible> {
            survey.merge(part);
            Ok(())
        });
        for row in &sheet.totals {
            amounts(sheet, row).for_each(|currency| survey.count(currency, 1));
            for (column, seen) in survey.columns.iter_mut().enumerate() {
                seen.news |= news(row, column);
            }
        }
        survey
    }

    fn look(&mut self, sheet: &Sheet, row: &Row, options: &Options, bare: Option<Currency>, dashes: bool) {
        amounts(sheet, row).for_each(|currency| self.count(currency, 1));
        for (column, seen) in self.columns.iter_mut().enumerate() {
            seen.news |= news(row, column);
            seen.labels |= matches!(row.cells.get(column), Some(Cell::Link(link)) if link.label.is_some());
        }
        for cells in by_currency(row) {
            for ((seen, column), cell) in self.columns.iter_mut().zip(&sheet.columns).zip(cells.iter()) {
                let shown = options.cell(cell, bare.filter(|_| column.kind == ColumnKind::Money), dashes);
                let numeric = column.kind.numeric();
                seen.wide.see(&shown.body, &shown.tail, shown.decimals, numeric, 2 * row.level);
            }
        }
    }

    fn count(&mut self, currency: Currency, times: usize) {
        match self.currencies.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, count)) => *count += times,
            None => self.currencies.push((currency, times)),
        }
    }

    fn merge(&mut self, other: Survey) {
        other.currencies.into_iter().for_each(|(currency, times)| self.count(currency, times));
        for (own, other) in self.columns.iter_mut().zip(other.columns) {
            own.news |= other.news;
            own.labels |= other.labels;
            own.wide.merge(&other.wide);
        }
    }

    /// The currency of most amounts, the first of those that are equally frequent.
    pub fn currency(&self) -> Option<Currency> {
        let most = self.currencies.iter().map(|(_, count)| *count).max();
        self.currencies.iter().find(|(_, count)| Some(*count) == most).map(|(currency, _)| *currency)
    }

    /// Whether there are several.
    pub fn several_currencies(&self) -> bool {
        self.currencies.len() > 1
    }
}

/// In a matrix of many amounts a nil is quieter as a dash; a sum of nothing is said in figures.
pub(super) fn dashes(sheet: &Sheet, rows: &dyn Rows) -> bool {
    !sheet.nils && rows.count() > 1 && sheet.layout == crate::report::sheet::Layout::Grid
}

/// Whether a row says something in a column that its first cell does not say.
fn news(row: &Row, column: usize) -> bool {
    match (row.cells.get(column), row.cells.first()) {
        (None | Some(Cell::Empty), _) => false,
        // The number of an invoice whose id it is.
        (Some(Cell::Text(text)), Some(Cell::Link(first))) => *text != first.id,
        _ => true,
    }
}
