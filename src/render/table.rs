//! The table on a terminal: quiet, aligned on the decimal mark, as wide as the terminal at most.
//!
//! How a grid is made to fit: headings break into several lines; columns that may give way are left out, which is said
//! below; sums in several currencies become a table each; the widest texts are cut with `…`; and when even that is not
//! enough, each row becomes a card of its own. Numbers and ids are never cut.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width};

use super::grid::{Grid, Head, Line, apart};
use super::survey::Wide;
use super::terminal::{Style, cut, measure, neutralise, paint};
use super::{Options, Page, timeline};
use crate::report::rows::{Rows, each_part};
use crate::report::sheet::{self, Layout, Row, Sheet, Text};

/// Columns between two columns.
const GAP: usize = 2;
/// A text column is not cut below this as long as there is another way to fit.
const READABLE: usize = 16;
/// A text column is never cut below this.
const NARROWEST: usize = 10;
/// Notes are set in lines of this length at most, also where the width is not known.
const MEASURE: usize = 100;
/// The widest cell of all: what comfy-table counts in 16 bits stays far from their end.
pub(super) const WIDEST: usize = 8_000;

pub fn write(page: &Page<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (i, (sheet, rows)) in page.sheets().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        write_sheet(sheet, rows, options, out)?;
    }
    Ok(())
}

fn write_sheet(sheet: &Sheet, rows: &dyn Rows, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = Grid::new(sheet, rows, options);
    if let Some(sentence) = &grid.empty {
        opening(&grid, None, options, out)?;
        return paragraph(sentence, Style::Quiet, options, out);
    }
    if sheet.layout == Layout::Grid && as_table(sheet, rows, &mut grid, options, out)? {
        return Ok(());
    }
    opening(&grid, grid.caption.as_deref(), options, out)?;
    match sheet.layout {
        Layout::Timeline => timeline::write(&grid, sheet.groups, options, out),
        Layout::Grid | Layout::Card => cards(rows, &grid, options, out),
    }
}

/// Writes one table; else one for each currency; else either with texts cut as far as they can be. `false`, with nothing
/// written and the grid as it was, where there is no room for any.
fn as_table(
    sheet: &Sheet,
    rows: &dyn Rows,
    whole: &mut Grid<'_>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let contents = contents(whole);
    // A sheet with sums is cut apart when there is no other way.
    let apart = LazyCell::new(|| apart(sheet));
    for narrowest in [READABLE, NARROWEST] {
        if let Some((kept, columns)) = room(&whole.heads, &contents, options.width, narrowest) {
            let hidden = whole.keep(&kept);
            opening(whole, whole.caption.as_deref(), options, out)?;
            lines(whole, rows, &columns, options, out)?;
            no_room(hidden, options, out)?;
            return Ok(true);
        }
        let settled = apart.iter().flatten().map(|part| {
            let grid = Grid::new(part, &part.rows, options);
            let heads: Vec<&Head> = grid.heads.iter().collect();
            let columns = fit(&heads, &self::contents(&grid), options.width, narrowest)?;
            Some((part, grid, columns))
        });
        let settled: Vec<_> = settled.collect::<Option<_>>().unwrap_or_default();
        if settled.is_empty() {
            continue;
        }
        opening(whole, None, options, out)?;
        for (i, (part, grid, columns)) in settled.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            opening(grid, grid.caption.as_deref(), options, out)?;
            lines(grid, &part.rows, columns, options, out)?;
        }
        return Ok(true);
    }
    Ok(false)
}

/// Title, notes and caption, with an empty line below.
fn opening(grid: &Grid<'_>, caption: Option<&str>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if let Some(title) = &grid.title {
        paragraph(title, Style::Title, options, out)?;
    }
    let said: Vec<&str> = grid.notes.iter().map(String::as_str).chain(caption).collect();
    notes(&said, options, out)?;
    if grid.title.is_some() || !said.is_empty() { writeln!(out) } else { Ok(()) }
}

/// What is said under the title: as many notes a line as fit, a dot between two.
fn notes(notes: &[&str], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let most = options.width.unwrap_or(MEASURE).min(MEASURE);
    let mut line = String::new();
    for note in notes {
        if !line.is_empty() && measure(&line) + 3 + measure(note) > most {
            paragraph(&line, Style::Quiet, options, out)?;
            line.clear();
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(note);
    }
    if line.is_empty() { Ok(()) } else { paragraph(&line, Style::Quiet, options, out) }
}

/// Which columns gave way.
fn no_room(hidden: Vec<String>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if hidden.is_empty() {
        return Ok(());
    }
    let columns = sheet::Cell::text(hidden.join(", ").to_lowercase());
    let count = sheet::Cell::Integer(hidden.len() as i64);
    let text = Text::key("sheet-no-room").arg("columns", columns).arg("count", count);
    writeln!(out)?;
    paragraph(&options.text(&text), Style::Quiet, options, out)
}

/// A sentence, wrapped to the width.
fn paragraph(text: &str, style: Style, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut table = bare(options);
    table.add_row([Cell::new(cut(text, WIDEST))]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
    }
    for line in table.lines() {
        writeln!(out, "{}", paint(line.trim_end(), style, options.colour))?;
    }
    Ok(())
}

/// A table without any line or border that looks at no environment.
fn bare(options: &Options) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING).force_no_tty();
    if options.colour {
        table.enforce_styling();
        table.style_text_only();
    }
    if let Some(width) = options.width {
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX)).set_content_arrangement(ContentArrangement::Dynamic);
    }
    table
}

/// Every cell's full text: numbers padded so that their decimal marks stand under each other.
fn aligned(grid: &Grid<'_>, widths: &[Wide], lines: &[Line]) -> Vec<Vec<String>> {
    let cell = |i: usize, line: &Line| {
        if i < line.repeats {
            return String::new();
        }
        let shown = &line.cells[i];
        let mut text = if i == 0 { "  ".repeat(line.level) } else { String::new() };
        text.push_str(&cut(&shown.body, WIDEST));
        if grid.heads[i].numeric && !shown.body.is_empty() {
            text.extend(std::iter::repeat_n(' ', widths[i].decimals.saturating_sub(shown.decimals)));
            text.push_str(&shown.tail);
            text.extend(std::iter::repeat_n(' ', widths[i].tail.saturating_sub(measure(&shown.tail))));
        } else {
            text.push_str(&shown.tail);
        }
        text
    };
    lines.iter().map(|line| (0..grid.heads.len()).map(|i| cell(i, line)).collect()).collect()
}

/// A column's final width and the lines of its heading.
struct Fitted {
    width: usize,
    head: Vec<String>,
    /// Its texts go on in the next line, where those of others are cut.
    wraps: bool,
}

/// The widest text of each column, without its heading.
fn contents(grid: &Grid<'_>) -> Vec<usize> {
    grid.widths().iter().enumerate().map(|(i, wide)| wide.content(i == 0)).collect()
}

/// Which columns there is room for, and how they fit: all that must be there, then each that may be, from the left.
fn room(
    heads: &[Head],
    contents: &[usize],
    width: Option<usize>,
    narrowest: usize,
) -> Option<(Vec<usize>, Vec<Fitted>)> {
    let fit = |kept: &[usize]| {
        let heads: Vec<&Head> = kept.iter().map(|i| &heads[*i]).collect();
        fit(&heads, &kept.iter().map(|i| contents[*i]).collect::<Vec<_>>(), width, narrowest)
    };
    let all: Vec<usize> = (0..heads.len()).collect();
    if let Some(columns) = fit(&all) {
        return Some((all, columns));
    }
    let mut kept: Vec<usize> = all.iter().copied().filter(|i| !heads[*i].spare).collect();
    let mut columns = fit(&kept)?;
    for spare in all.into_iter().filter(|i| heads[*i].spare) {
        let mut more = kept.clone();
        more.insert(kept.partition_point(|i| *i < spare), spare);
        if let Some(fitted) = fit(&more) {
            (kept, columns) = (more, fitted);
        }
    }
    Some((kept, columns))
}

/// The columns as they fit into `width`, no text cut below `narrowest`; `None` when they cannot.
fn fit(heads: &[&Head], contents: &[usize], width: Option<usize>, narrowest: usize) -> Option<Vec<Fitted>> {
    let mut columns: Vec<Fitted> = heads
        .iter()
        .zip(contents)
        .map(|(head, content)| Fitted {
            // A column is at least one wide, be there nothing in it.
            width: measure(&head.title).max(*content).max(1),
            head: vec![head.title.clone()],
            wraps: head.wraps,
        })
        .collect();
    let Some(width) = width else { return Some(columns) };
    let gaps = GAP * heads.len().saturating_sub(1);
    let total = |columns: &[Fitted]| columns.iter().map(|column| column.width).sum::<usize>() + gaps;

    if total(&columns) > width {
        for (column, content) in columns.iter_mut().zip(contents) {
            column.head = broken(&column.head[0], *content);
            column.width = column.head.iter().map(|line| measure(line)).max().unwrap_or(0).max(*content).max(1);
        }
    }
    let mut excess = total(&columns).saturating_sub(width);
    while excess > 0 {
        let widest = (0..heads.len())
            .filter(|i| !heads[*i].whole && columns[*i].width > narrowest)
            .max_by_key(|i| columns[*i].width)?;
        // In one step down to the next widest, so that a text of thousands of characters costs no thousand rounds.
        let next = (0..heads.len())
            .filter(|i| !heads[*i].whole && columns[*i].width < columns[widest].width)
            .map(|i| columns[i].width)
            .max()
            .unwrap_or(narrowest)
            .max(narrowest);
        let step = (columns[widest].width - next).clamp(1, excess);
        columns[widest].width -= step;
        excess -= step;
    }
    for column in &mut columns {
        column.head = column.head.iter().map(|line| cut(line, column.width).into_owned()).collect();
    }
    Some(columns)
}

/// A heading's words on as few lines as keep it within the column's content, one word a line at worst.
fn broken(title: &str, content: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split(' ') {
        match lines.last_mut() {
            Some(line) if measure(line) + 1 + measure(word) <= content => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Writes the heads, the rows part by part, and the totals.
fn lines(
    grid: &Grid<'_>,
    rows: &dyn Rows,
    columns: &[Fitted],
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let widths = grid.widths();
    let wide = columns.iter().map(|column| column.width).sum::<usize>() + GAP * columns.len().saturating_sub(1);
    let rule = paint(&"─".repeat(wide), Style::Quiet, options.colour);
    let tall = columns.iter().map(|column| column.head.len()).max().unwrap_or(1);
    // Headings stand on the rule: those with fewer lines start lower.
    let head = |column: &Fitted| {
        let text = "\n".repeat(tall - column.head.len()) + &column.head.join("\n");
        bold(Cell::new(text), options.colour)
    };
    let mut table = bare(options);
    table.set_header(columns.iter().map(head));
    writeln!(out, "{}{rule}", settled(table, grid, columns))?;
    let body = |first: usize, part: Cow<'_, [Row]>| block(grid, &widths, &grid.lines(first, &part), columns, options);
    each_part(rows, body, |text| out.write_all(text.as_bytes()))?;
    if !grid.totals.is_empty() {
        write!(out, "{rule}\n{}", block(grid, &widths, &grid.totals, columns, options))?;
    }
    Ok(())
}

/// Some lines of a table, each with its end.
fn block(grid: &Grid<'_>, widths: &[Wide], lines: &[Line], columns: &[Fitted], options: &Options) -> String {
    // Without colours and texts that go on below, a line is its cells and blanks.
    if !options.colour && !columns.iter().any(|column| column.wraps) {
        return plain(grid, &aligned(grid, widths, lines), columns);
    }
    let mut table = bare(options);
    for (line, row) in lines.iter().zip(aligned(grid, widths, lines)) {
        table.add_row(line.cells.iter().zip(&row).zip(columns).map(|((shown, text), column)| {
            let cell = if column.wraps { Cell::new(text) } else { Cell::new(cut(text, column.width)) };
            let cell = if line.strong && !text.is_empty() { bold(cell, options.colour) } else { cell };
            if shown.negative && options.colour { cell.fg(Color::Red) } else { cell }
        }));
    }
    settled(table, grid, columns)
}

/// Rows of texts that stand in one line each.
fn plain(grid: &Grid<'_>, rows: &[Vec<String>], columns: &[Fitted]) -> String {
    let mut out = String::new();
    for row in rows {
        let start = out.len();
        for (i, (text, column)) in row.iter().zip(columns).enumerate() {
            let text = cut(text, column.width);
            let room = std::iter::repeat_n(' ', column.width.saturating_sub(measure(&text)));
            if i > 0 {
                out.extend(std::iter::repeat_n(' ', GAP));
            }
            match grid.heads[i].numeric {
                true => {
                    out.extend(room);
                    out.push_str(&text);
                }
                false => {
                    out.push_str(&text);
                    out.extend(room);
                }
            }
        }
        out.truncate(start + out[start..].trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

/// A table whose widths are settled: nothing is left to arrange.
fn settled(mut table: Table, grid: &Grid<'_>, columns: &[Fitted]) -> String {
    table.set_content_arrangement(ContentArrangement::Disabled);
    let last = columns.len().saturating_sub(1);
    for (i, head) in grid.heads.iter().enumerate() {
        if let Some(column) = table.column_mut(i) {
            column.set_padding((0, if i == last { 0 } else { GAP as u16 }));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                u16::try_from(columns[i].width + if i == last { 0 } else { GAP }).unwrap_or(u16::MAX),
            )));
            column.set_cell_alignment(if head.numeric { CellAlignment::Right } else { CellAlignment::Left });
        }
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
    text
}

fn bold(cell: Cell, colour: bool) -> Cell {
    if colour { cell.add_attribute(Attribute::Bold) } else { cell }
}

/// Each row as a block of `heading  value` lines, empty cells left out, long values wrapped.
fn cards(rows: &dyn Rows, grid: &Grid<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let most = options.width.map_or(WIDEST, |width| (width / 2).max(8));
    let titles: Vec<_> = grid.heads.iter().map(|head| cut(&head.title, most)).collect();
    let title_width = titles.iter().map(|title| measure(title)).max().unwrap_or(0) + GAP;
    let card = |line: &Line, row: Option<&Row>| {
        let mut table = bare(options);
        for (i, shown) in line.cells.iter().enumerate().filter(|(_, shown)| !shown.body.is_empty()) {
            // A text of several lines keeps them here.
            let value = match row.and_then(|row| row.cells.get(grid.heads[i].column)) {
                Some(sheet::Cell::Text(text)) => neutralise(text.trim_end()).replace('\t', "    "),
                _ => shown.whole(),
            };
            let value = Cell::new(value);
            let value = if shown.negative && options.colour { value.fg(Color::Red) } else { value };
            table.add_row([bold(Cell::new(&titles[i]), options.colour), value]);
        }
        for (i, padding) in [(0, GAP as u16), (1, 0)] {
            if let Some(column) = table.column_mut(i) {
                column.set_padding((0, padding));
            }
        }
        if let Some(column) = table.column_mut(0) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                u16::try_from(title_width).unwrap_or(u16::MAX),
            )));
        }
        table.lines().map(|line| format!("{}\n", line.trim_end_matches(' '))).collect::<String>()
    };
    let body = |first: usize, part: Cow<'_, [Row]>| -> String {
        let lines = grid.lines(first, &part);
        let one = |(n, line): (usize, &Line)| {
            let gap = if first + n > 0 { "\n" } else { "" };
            format!("{gap}{}", card(line, part.get(line.row)))
        };
        lines.iter().enumerate().map(one).collect()
    };
    each_part(rows, body, |text| out.write_all(text.as_bytes()))?;
    for line in &grid.totals {
        write!(out, "\n{}", card(line, None))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::terminal::{commands, measure};
    use super::super::{Format, Locale, Options, sample, to_string};
    use crate::finding::Language;
    use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Link, Row, Sheet, Shown, Text};

    fn one(sheet: Sheet) -> Answer {
        Answer::new(sample::date("2026-10-03")).sheet(sheet)
    }

    fn column(title: &str, kind: ColumnKind) -> Column {
        Column::new("k", Text::literal(title), kind)
    }

    #[test]
    fn a_report_says_its_currency_once() {
        let expected = "\
Receivables
As of 2026-10-03 · Amounts in EUR

Customer                       Not due  1–30 days    Over 30    Balance
───────────────────────────────────────────────────────────────────────
ACME Conseil SAS              1,250.00             12,480.50  13,730.50
Boulangerie Lefèvre & Filles    -80.00     312.40                232.40
───────────────────────────────────────────────────────────────────────
Total                         1,170.00     312.40  12,480.50  13,962.90
";
        assert_eq!(sample::english(&sample::receivables(), Format::Table, Some(80)), expected);
        assert_eq!(sample::english(&sample::receivables(), Format::Table, None), expected);
    }

    #[test]
    fn the_same_in_french() {
        let expected = "\
Créances clients
Au 03/10/2026 · Montants en EUR

Client                        À échoir  1–30 jours  Plus de 30      Solde
─────────────────────────────────────────────────────────────────────────
ACME Conseil SAS              1_250,00               12_480,50  13_730,50
Boulangerie Lefèvre & Filles    -80,00      312,40                 232,40
─────────────────────────────────────────────────────────────────────────
Total                         1_170,00      312,40   12_480,50  13_962,90
";
        let narrow = |text: &str| text.replace('_', "\u{202f}");
        assert_eq!(sample::french(&sample::receivables(), Format::Table, Some(80)), narrow(expected));
    }

    #[test]
    fn in_a_narrow_terminal_headings_break_then_texts_are_cut_but_never_numbers() {
        let expected = "\
Receivables
As of 2026-10-03 · Amounts in EUR

                                  1–30
Customer               Not due    days    Over 30    Balance
────────────────────────────────────────────────────────────
ACME Conseil SAS      1,250.00          12,480.50  13,730.50
Boulangerie Lefèvre…    -80.00  312.40                232.40
────────────────────────────────────────────────────────────
Total                 1,170.00  312.40  12,480.50  13,962.90
";
        assert_eq!(sample::english(&sample::receivables(), Format::Table, Some(60)), expected);
    }

    #[test]
    fn where_no_grid_fits_each_row_is_a_card() {
        let text = sample::english(&sample::receivables(), Format::Table, Some(40));
        assert!(
            text.contains(
                "
Customer   ACME Conseil SAS
Not due    1,250.00
Over 30    12,480.50
Balance    13,730.50

Customer   Boulangerie Lefèvre & Filles
"
            ),
            "{text}"
        );
    }

    #[test]
    fn numbers_stand_on_their_decimal_mark_and_mixed_currencies_in_the_cell() {
        let expected = "\
Amounts in EUR unless marked

Id           Customer      Date        Quantity             Net  Tags
───────────────────────────────────────────────────────────────────────────────
site-acme    acme          2026-10-03      4       2,600.00      audit, on site
F-2026-0001  acme          2026-09-01      2.5    12,480.50
F-2026-0002  Smith, \"Bob\"  2026-08-15     -1         -80.00 USD  a;b
F-2026-0003  日本商事      2026-08-15     10.25  120,000    JPY
";
        assert_eq!(sample::english(&sample::invoices(), Format::Table, Some(80)), expected);
    }

    #[test]
    fn a_sum_in_two_currencies_takes_two_lines() {
        let expected = "\
Amounts in EUR unless marked

Stage  Count        Net
───────────────────────
won        3  10.00
               7.50 USD
lost       1   1.00
───────────────────────
Total      4  11.00
               7.50 USD
";
        assert_eq!(sample::english(&sample::total(), Format::Table, Some(80)), expected);
    }

    #[test]
    fn groups_are_indented_and_percentages_follow_the_language() {
        let mut sheet = Sheet::new(
            "sales",
            vec![
                column("Territory", ColumnKind::Text),
                column("Sales", ColumnKind::Money),
                column("Share", ColumnKind::Percent),
            ],
        );
        let row = |name: &str, amount: &str, share: &str| {
            let share = Cell::Percent(sample::number(share));
            Row::new(vec![Cell::text(name), Cell::Money(sample::money(amount, "EUR")), share])
        };
        sheet.rows = vec![
            row("Nord", "1500", "100.0"),
            row("Lille", "1000", "66.7").level(1),
            row("Lens", "500", "33.3").level(1),
        ];
        assert_eq!(
            sample::english(&one(sheet.clone()), Format::Table, Some(80)),
            "\
Amounts in EUR

Territory     Sales   Share
───────────────────────────
Nord       1,500.00  100.0%
  Lille    1,000.00   66.7%
  Lens       500.00   33.3%
"
        );
        assert!(sample::french(&one(sheet), Format::Table, Some(80)).contains("  66,7\u{202f}%\n"));
    }

    /// Sums of two customers in euros and dollars, the second without a claim that is due.
    fn two_currencies() -> Sheet {
        let money = |title: &str| column(title, ColumnKind::Money);
        let mut sheet = Sheet::new(
            "x",
            vec![
                column("Customer", ColumnKind::Text),
                money("Not due"),
                money("Late").shown(Shown::Filled),
                money("Owed"),
            ],
        );
        let row = |name: &str, currency: &str, amounts: [&str; 3]| {
            let cell = |amount: &&str| match *amount {
                "" => Cell::Empty,
                amount => Cell::Money(sample::money(amount, currency)),
            };
            Row::new(std::iter::once(Cell::text(name)).chain(amounts.iter().map(cell)).collect())
        };
        sheet.groups = 1;
        sheet.rows = vec![
            row("ACME Conseil SAS", "EUR", ["1000", "0", "1000"]),
            row("ACME Conseil SAS", "USD", ["700.5", "", "700.5"]),
            row("Boulangerie Lefèvre", "EUR", ["12000", "500", "12500"]),
        ];
        sheet.totals =
            vec![row("Total", "EUR", ["13000", "500", "13500"]), row("Total", "USD", ["700.5", "", "700.5"])];
        sheet
    }

    #[test]
    fn the_usual_currency_is_said_once_and_a_group_too() {
        let expected = "\
Amounts in EUR unless marked

Customer                   Not due    Late           Owed
─────────────────────────────────────────────────────────
ACME Conseil SAS      1,000.00        –      1,000.00
                        700.50 USD             700.50 USD
Boulangerie Lefèvre  12,000.00      500.00  12,500.00
─────────────────────────────────────────────────────────
Total                13,000.00      500.00  13,500.00
                        700.50 USD             700.50 USD
";
        assert_eq!(sample::english(&one(two_currencies()), Format::Table, Some(60)), expected);
    }

    #[test]
    fn what_is_too_wide_together_stands_apart_by_currency() {
        let expected = "\
Amounts in EUR

Customer         Not due    Late       Owed
───────────────────────────────────────────
ACME Conseil…   1,000.00    –      1,000.00
Boulangerie…   12,000.00  500.00  12,500.00
───────────────────────────────────────────
Total          13,000.00  500.00  13,500.00

Amounts in USD

Customer          Not due    Owed
─────────────────────────────────
ACME Conseil SAS   700.50  700.50
─────────────────────────────────
Total              700.50  700.50
";
        assert_eq!(sample::english(&one(two_currencies()), Format::Table, Some(43)), expected);
    }

    #[test]
    fn columns_without_room_are_left_out_and_named() {
        let mut sheet = Sheet::new("x", vec![column("Id", ColumnKind::Link)]);
        for title in ["Number", "Status", "Due", "Nothing"] {
            sheet.columns.push(column(title, ColumnKind::Code).shown(Shown::Room));
        }
        let cells = |id: &str| {
            let more = [id, "overdue", "2026-10-03"].map(Cell::text);
            std::iter::once(Cell::Link(Link::new("invoice", id))).chain(more).collect()
        };
        sheet.rows = vec![Row::new(cells("F-2026-0001"))];
        // The number is the id over again, and the last column has no value.
        let wide = "Id           Status   Due\n────────────────────────────────\nF-2026-0001  overdue  2026-10-03\n";
        assert_eq!(sample::english(&one(sheet.clone()), Format::Table, Some(32)), wide);
        let narrow = "Id           Status\n────────────────────\nF-2026-0001  overdue\n\nNo room for: due\n";
        assert_eq!(sample::english(&one(sheet), Format::Table, Some(31)), narrow);
    }

    #[test]
    fn nothing_is_said_in_a_sentence() {
        let mut sheet = Sheet::new("invoices", vec![column("Id", ColumnKind::Code)]);
        assert_eq!(sample::english(&one(sheet.clone()), Format::Table, Some(80)), "Nothing matches.\n");
        assert_eq!(sample::french(&one(sheet.clone()), Format::Table, Some(80)), "Rien ne correspond.\n");
        sheet.empty = Some(Text::literal("No invoice is overdue."));
        assert_eq!(sample::english(&one(sheet), Format::Table, Some(80)), "No invoice is overdue.\n");
    }

    #[test]
    fn a_card_shows_one_record_and_loses_nothing() {
        let mut sheet = Sheet::new(
            "customer",
            vec![
                column("Name", ColumnKind::Text),
                column("E-mail", ColumnKind::Text),
                column("Remarks", ColumnKind::Text),
            ],
        );
        sheet.layout = Layout::Card;
        let remarks = "Call before noon; the entrance is behind the yard.\nKey at reception.";
        sheet.rows = vec![Row::new(vec![Cell::text("ACME"), Cell::Empty, Cell::text(remarks)])];
        assert_eq!(
            sample::english(&one(sheet), Format::Table, Some(40)),
            "\
Name     ACME
Remarks  Call before noon; the entrance
         is behind the yard.
         Key at reception.
"
        );
    }

    #[test]
    fn colour_makes_headings_and_totals_bold_and_rules_quiet() {
        let text = sample::render(&sample::total(), Format::Table, Language::English, Some(80), true);
        let lines: Vec<&str> = text.lines().collect();
        let lines = &lines[2..];
        assert_eq!(lines[0], "\u{1b}[1mStage\u{1b}[0m  \u{1b}[1mCount\u{1b}[0m        \u{1b}[1mNet\u{1b}[0m");
        assert_eq!(lines[1], "\u{1b}[2m───────────────────────\u{1b}[0m");
        assert_eq!(lines[2], "won        3  10.00");
        assert!(lines[6].starts_with("\u{1b}[1mTotal\u{1b}[0m"), "{text}");
        assert_eq!(lines[7], "               \u{1b}[1m7.50 USD\u{1b}[0m");
    }

    fn anything() -> impl Strategy<Value = Answer> {
        let text = || prop_oneof![any::<String>(), "[a-zé日\u{200d}\u{fe0f}\u{301}👩👧 \n\u{1b}\u{9b}\u{202e}]{0,90}"];
        let row = (text(), text(), -10_000_000i64..10_000_000, 0usize..3);
        let rows = prop::collection::vec(row, 0..5);
        (text(), prop::array::uniform4(text()), rows, any::<bool>()).prop_map(|(title, heads, rows, card)| {
            let kinds = [ColumnKind::Text, ColumnKind::Link, ColumnKind::Money, ColumnKind::Integer];
            let columns = heads.iter().zip(kinds).map(|(head, kind)| column(head, kind)).collect();
            let mut sheet = Sheet::new("x", columns);
            sheet.title = Some(Text::literal(title));
            sheet.layout = if card { Layout::Card } else { Layout::Grid };
            sheet.rows = rows
                .into_iter()
                .map(|(name, label, number, level)| {
                    Row::new(vec![
                        Cell::Text(name),
                        Cell::Link(Link::new("customer", "acme").label(label)),
                        Cell::Money(sample::money(&number.to_string(), "EUR")),
                        Cell::Integer(number),
                    ])
                    .level(level)
                })
                .collect();
            one(sheet)
        })
    }

    proptest! {
        #[test]
        fn the_width_is_never_exceeded(answer in anything(), width in 20usize..120) {
            let text = sample::english(&answer, Format::Table, Some(width));
            for line in text.lines() {
                prop_assert!(measure(line) <= width, "{} > {width}: {line:?}\n{text}", measure(line));
            }
        }

        #[test]
        fn no_text_of_a_book_commands_the_terminal(answer in anything(), width in prop::option::of(20usize..120)) {
            let options = Options { width, terminal: true, ..Options::plain(Locale::default()) };
            for format in Format::ALL {
                let text = to_string(&answer, format, &options).unwrap();
                let bad = text.chars().find(|c| !matches!(c, '\n' | '\t') && commands(*c));
                prop_assert_eq!(bad, None, "{}: {:?}", format, text);
            }
        }
    }
}
