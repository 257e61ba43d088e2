//! GitHub Markdown, for a wiki, an issue or a mail.

use std::borrow::Cow;
use std::io::{self, Write};

use super::grid::{Grid, Line, Shown};
use super::{Options, Page};
use crate::report::rows::{Rows, each_part};
use crate::report::sheet::{Layout, Row};

pub fn write(page: &Page<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (i, (sheet, rows)) in page.sheets().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let grid = Grid::new(sheet, rows, options);
        if let Some(title) = &grid.title {
            writeln!(out, "## {}\n", escaped(title))?;
        }
        let notes: Vec<&str> = grid.notes.iter().chain(&grid.caption).map(String::as_str).collect();
        if !notes.is_empty() {
            writeln!(out, "{}\n", escaped(&notes.join(" · ")))?;
        }
        match &grid.empty {
            Some(sentence) => writeln!(out, "{}", escaped(sentence))?,
            None if sheet.layout == Layout::Card => cards(&grid, rows, out)?,
            None => table(&grid, rows, out)?,
        }
    }
    Ok(())
}

fn table(grid: &Grid<'_>, rows: &dyn Rows, out: &mut dyn Write) -> io::Result<()> {
    let titles: Vec<String> = grid.heads.iter().map(|head| escaped(&head.title)).collect();
    writeln!(out, "| {} |", titles.join(" | "))?;
    let rules: Vec<&str> = grid.heads.iter().map(|head| if head.numeric { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    let lines =
        |lines: &[Line]| lines.iter().map(|line| format!("| {} |\n", cells(line).join(" | "))).collect::<String>();
    let body = |first: usize, part: Cow<'_, [Row]>| lines(&grid.lines(first, &part));
    each_part(rows, body, |text| out.write_all(text.as_bytes()))?;
    out.write_all(lines(&grid.totals).as_bytes())
}

fn cells(line: &Line) -> Vec<String> {
    let cell = |(i, text): (usize, String)| {
        let text = if line.strong && !text.is_empty() { format!("**{text}**") } else { text };
        if i == 0 { "&emsp;".repeat(line.level) + &text } else { text }
    };
    let text = |(i, shown): (usize, &Shown)| if i < line.repeats { String::new() } else { escaped(&shown.whole()) };
    line.cells.iter().enumerate().map(text).enumerate().map(cell).collect()
}

fn cards(grid: &Grid<'_>, rows: &dyn Rows, out: &mut dyn Write) -> io::Result<()> {
    let card = |line: &Line| {
        let spoken = grid.heads.iter().zip(&line.cells).filter(|(_, shown)| !shown.body.is_empty());
        spoken.map(|(head, shown)| format!("- **{}**: {}\n", escaped(&head.title), escaped(&shown.whole()))).collect()
    };
    let body = |first: usize, part: Cow<'_, [Row]>| grid.lines(first, &part).iter().map(card).collect();
    let mut above = false;
    let mut write = |cards: Vec<String>| {
        for card in cards {
            let gap = if std::mem::replace(&mut above, true) { "\n" } else { "" };
            write!(out, "{gap}{card}")?;
        }
        Ok::<(), io::Error>(())
    };
    each_part(rows, body, &mut write)?;
    write(grid.totals.iter().map(card).collect())
}

/// Text that Markdown shows as it is: what would end a cell, start markup, a link or HTML is escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '<' => escaped.push_str("&lt;"),
            // Only where it could begin an entity: `Lefèvre & Filles` stays readable.
            '&' if chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => {
                escaped.push_str("&amp;")
            }
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};

    #[test]
    fn a_cell_cannot_break_out_of_its_table() {
        assert_eq!(super::escaped("a|b [x](y) <b>_"), "a\\|b \\[x\\](y) &lt;b>\\_");
        assert_eq!(super::escaped("A & B &lt;"), "A & B &amp;lt;");
    }

    #[test]
    fn totals_are_bold_and_numbers_right() {
        assert_eq!(
            sample::english(&sample::receivables(), Format::Md, None),
            "## Receivables\n\nAs of 2026-10-03 · Amounts in EUR\n\n\
             | Customer | Not due | 1–30 days | Over 30 | Balance |\n| --- | ---: | ---: | ---: | ---: |\n\
             | ACME Conseil SAS | 1,250.00 |  | 12,480.50 | 13,730.50 |\n\
             | Boulangerie Lefèvre & Filles | -80.00 | 312.40 |  | 232.40 |\n\
             | **Total** | **1,170.00** | **312.40** | **12,480.50** | **13,962.90** |\n"
        );
    }
}
