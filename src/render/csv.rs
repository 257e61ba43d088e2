//! CSV and TSV: RFC 4180 quoting, UTF-8 without a byte order mark, line feeds, never localised.
//!
//! - The head holds the columns' machine names. A money column `k` is **always** followed by `k_currency`, whatever the
//!   data, so that a file's shape does not depend on its rows. A `level` column leads when rows are nested.
//! - Only rows: totals would be counted twice. A row that sums several currencies is one row for each of them;
//!   its counts and other plain numbers stand on the first only, so that a sum over the file counts them once.
//! - Lists are joined with `;` (a `;` or `\` inside an item has a `\` before it; [`split_list`] reads them back); what
//!   nests deeper is compact JSON.
//! - Several sheets follow each other with an empty line between them, each with its own head.
//! - Cells are written **as they are**, also those starting with `=`, `+`, `-` or `@`, which a spreadsheet may take for
//!   a formula: a guard would not survive the way back through `import --update`. Open a book that you do not trust with
//!   the spreadsheet's text import.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Page;
use super::json::compact;
use super::terminal::neutralise;
use crate::report::rows::{Rows, each_part};
use crate::report::sheet::{Cell, ColumnKind, Row, Sheet};

/// `terminal`: the bytes go to a terminal and must not command it; only then a cell can differ from its value.
pub fn write(page: &Page<'_>, delimiter: u8, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    for (i, (sheet, rows)) in page.sheets().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        write_sheet(sheet, rows, delimiter, terminal, out)?;
    }
    Ok(())
}

fn write_sheet(sheet: &Sheet, rows: &dyn Rows, delimiter: u8, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let nested = rows.nested();
    let mut fields: Vec<String> = Vec::new();
    if nested {
        fields.push("level".into());
    }
    for column in &sheet.columns {
        fields.push(column.key.to_string());
        if column.kind == ColumnKind::Money {
            fields.push(format!("{}_currency", column.key));
        }
    }
    out.write_all(&records(delimiter, |writer| writer.write_record(&fields))?)?;
    let body = |_: usize, part: Cow<'_, [Row]>| {
        records(delimiter, |writer| {
            let mut fields = Vec::new();
            part.iter().try_for_each(|row| write_row(sheet, row, nested, terminal, &mut fields, writer))
        })
    };
    each_part(rows, body, |text| out.write_all(&text?))
}

type Writer = csv::Writer<Vec<u8>>;

/// The lines that `write` writes.
fn records(delimiter: u8, write: impl FnOnce(&mut Writer) -> csv::Result<()>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    write(&mut writer).map_err(io_error)?;
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn write_row(
    sheet: &Sheet,
    row: &Row,
    nested: bool,
    terminal: bool,
    fields: &mut Vec<String>,
    writer: &mut Writer,
) -> csv::Result<()> {
    let lines = super::grid::split(row);
    let several = lines.as_ref().map_or(0, Vec::len);
    for (i, cells) in lines.as_deref().unwrap_or(std::slice::from_ref(&row.cells)).iter().enumerate() {
        // A number that is not money would count once for each currency: only the first of the lines has it.
        let once: Vec<Cell>;
        let cells = if i > 0 && several > 1 {
            let number = |cell: &Cell| matches!(cell, Cell::Integer(_) | Cell::Decimal(_) | Cell::Percent(_));
            once = cells.iter().map(|cell| if number(cell) { Cell::Empty } else { cell.clone() }).collect();
            &once
        } else {
            cells
        };
        record(sheet, row, cells, nested, fields);
        if terminal {
            fields.iter_mut().for_each(|field| *field = neutralise(field).into_owned());
        }
        writer.write_record(&*fields)?;
    }
    Ok(())
}

/// The library's error as what it was: its own conversion would hide that the reader went away.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn record(sheet: &Sheet, row: &Row, cells: &[Cell], nested: bool, fields: &mut Vec<String>) {
    fields.clear();
    if nested {
        fields.push(row.level.to_string());
    }
    for (i, column) in sheet.columns.iter().enumerate() {
        let cell = cells.get(i).unwrap_or(&Cell::Empty);
        let money = match cell {
            Cell::Money(money) => Some(*money),
            Cell::Moneys(moneys) => moneys.single(),
            _ => None,
        };
        fields.push(money.map_or_else(|| field(cell), |money| money.amount.to_string()));
        if column.kind == ColumnKind::Money {
            fields.push(money.map_or_else(String::new, |money| money.currency.to_string()));
        }
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Word { code, .. } => code.to_string(),
        Cell::Link(link) => link.target().into_owned(),
        Cell::Money(money) => money.to_string(),
        // Several are split into rows before, and one is an amount: what is left is none.
        Cell::Moneys(moneys) => moneys.iter().map(|money| money.to_string()).collect::<Vec<_>>().join(";"),
        Cell::Decimal(value) | Cell::Percent(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::List(items) if items.iter().any(|item| matches!(item, Cell::List(_) | Cell::Table(_))) => compact(cell),
        Cell::List(items) => join_list(items.iter().map(field)),
        Cell::Table(_) => compact(cell),
    }
}

fn join_list(items: impl Iterator<Item = String>) -> String {
    let escape = |item: String| item.replace('\\', "\\\\").replace(';', "\\;");
    items.map(escape).collect::<Vec<_>>().join(";")
}

/// The items of a list cell. The empty text is the empty list.
pub fn split_list(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let item = match c {
            ';' => {
                items.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or('\\'),
            c => c,
        };
        if let Some(last) = items.last_mut() {
            last.push(item);
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Format, Locale, Options, sample, to_string};
    use super::*;
    use crate::report::sheet::{Answer, Column, Text};
    use crate::value::Date;

    #[test]
    fn money_is_a_plain_number_with_its_currency_beside() {
        assert_eq!(
            sample::english(&sample::invoices(), Format::Csv, None),
            "id,customer,date,quantity,net,net_currency,tags\n\
             site-acme,acme,2026-10-03,4,2600.00,EUR,audit;on site\n\
             F-2026-0001,acme,2026-09-01,2.5,12480.50,EUR,\n\
             F-2026-0002,\"Smith, \"\"Bob\"\"\",2026-08-15,-1,-80.00,USD,a\\;b\n\
             F-2026-0003,日本商事,2026-08-15,10.25,120000,JPY,\n"
        );
        let french = Options::plain(Locale(crate::finding::Language::French));
        assert_eq!(
            to_string(&sample::invoices(), Format::Csv, &french).unwrap(),
            sample::english(&sample::invoices(), Format::Csv, None)
        );
    }

    #[test]
    fn a_sum_in_two_currencies_is_two_rows() {
        assert_eq!(
            sample::english(&sample::total(), Format::Tsv, None),
            "stage\tcount\tnet\tnet_currency\nwon\t3\t10.00\tEUR\nwon\t\t7.50\tUSD\nlost\t1\t1.00\tEUR\n"
        );
    }

    #[test]
    fn a_terminal_gets_no_escape_sequences_but_a_file_gets_the_very_value() {
        let column = Column::new("name", Text::literal("Name"), ColumnKind::Text);
        let mut sheet = Sheet::new("x", vec![column]);
        sheet.rows.push(Row::new(vec![Cell::text("\u{1b}[2J=1+1")]));
        let answer = Answer::new(Date::new(2026, 10, 3).unwrap()).sheet(sheet);
        let mut options = Options::plain(Locale::default());
        assert_eq!(to_string(&answer, Format::Csv, &options).unwrap(), "name\n\u{1b}[2J=1+1\n");
        options.terminal = true;
        assert_eq!(to_string(&answer, Format::Csv, &options).unwrap(), "name\n␛[2J=1+1\n");
    }

    proptest! {
        #[test]
        fn parses_back_to_the_same_cells(rows in prop::collection::vec(prop::collection::vec(any::<String>(), 3), 0..6), tab: bool) {
            let columns = ["a", "b", "c"].map(|key| Column::new(key, Text::literal(key), ColumnKind::Text));
            let mut sheet = Sheet::new("x", columns.to_vec());
            sheet.rows = rows.iter().map(|row| Row::new(row.iter().map(Cell::text).collect())).collect();
            let answer = Answer::new(Date::new(2026, 10, 3).unwrap()).sheet(sheet);
            let (format, delimiter) = if tab { (Format::Tsv, b'\t') } else { (Format::Csv, b',') };
            let text = to_string(&answer, format, &Options::plain(Locale::default())).unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn lists_come_back(items in prop::collection::vec("[a-z;\\\\ é]{1,6}", 0..5)) {
            prop_assert_eq!(split_list(&join_list(items.clone().into_iter())), items);
        }
    }
}
