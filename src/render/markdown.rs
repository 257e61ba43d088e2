//! GitHub Markdown, for a wiki, an issue or a mail.

use std::io::{self, Write};

use super::Options;
use super::grid::{Grid, Line, Shown};
use crate::report::sheet::{Answer, Layout};

pub fn write(answer: &Answer, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for (i, sheet) in answer.sheets.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let grid = Grid::new(sheet, options);
        if let Some(title) = &grid.title {
            writeln!(out, "## {}\n", escaped(title))?;
        }
        let notes: Vec<&str> = grid.notes.iter().chain(&grid.caption).map(String::as_str).collect();
        if !notes.is_empty() {
            writeln!(out, "{}\n", escaped(&notes.join(" · ")))?;
        }
        match &grid.empty {
            Some(sentence) => writeln!(out, "{}", escaped(sentence))?,
            None if sheet.layout == Layout::Card => cards(&grid, out)?,
            None => table(&grid, out)?,
        }
    }
    Ok(())
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let titles: Vec<String> = grid.heads.iter().map(|head| escaped(&head.title)).collect();
    writeln!(out, "| {} |", titles.join(" | "))?;
    let rules: Vec<&str> = grid.heads.iter().map(|head| if head.numeric { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for line in grid.rows.iter().chain(&grid.totals) {
        writeln!(out, "| {} |", cells(line).join(" | "))?;
    }
    Ok(())
}

fn cells(line: &Line) -> Vec<String> {
    let cell = |(i, text): (usize, String)| {
        let text = if line.strong && !text.is_empty() { format!("**{text}**") } else { text };
        if i == 0 { "&emsp;".repeat(line.level) + &text } else { text }
    };
    let text = |(i, shown): (usize, &Shown)| if i < line.repeats { String::new() } else { escaped(&shown.whole()) };
    line.cells.iter().enumerate().map(text).enumerate().map(cell).collect()
}

fn cards(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    for (n, line) in grid.rows.iter().chain(&grid.totals).enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        for (head, shown) in grid.heads.iter().zip(&line.cells).filter(|(_, shown)| !shown.body.is_empty()) {
            writeln!(out, "- **{}**: {}", escaped(&head.title), escaped(&shown.whole()))?;
        }
    }
    Ok(())
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
