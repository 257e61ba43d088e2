//! A timeline for people: a heading a group, and under it a row's subject and what happened to it, wrapped.

use std::io::{self, Write};

use super::Options;
use super::grid::Grid;
use super::terminal::{Style, cut, measure, paint};

/// Columns before what a row is about, and before what goes on below it.
const INDENT: usize = 2;
const HANGING: usize = 6;
/// Lines are at most so long, also where the width is not known.
const MEASURE: usize = 100;
/// Signs that stand between two values: no line ends before or after them if it can be helped.
const SIGNS: [&str; 4] = ["→", "×", "+", "−"];

/// `groups`: how many leading columns make the heading.
pub fn write(grid: &Grid, groups: usize, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let width = options.width.unwrap_or(MEASURE).clamp(30, MEASURE);
    for (n, line) in grid.rows.iter().enumerate() {
        let mut cells = line.cells.iter().map(|shown| shown.whole());
        let heading: Vec<String> = cells.by_ref().take(groups).collect();
        if line.repeats < groups || n == 0 {
            if n > 0 {
                writeln!(out)?;
            }
            let (first, rest) = heading.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
            let rest: Vec<&str> = rest.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let rest = cut(&rest.join("  "), width.saturating_sub(measure(first) + 2)).into_owned();
            let first = paint(&capital(first), Style::Title, options.colour);
            let gap = if rest.is_empty() { "" } else { "  " };
            writeln!(out, "{first}{gap}{}", paint(&rest, Style::Quiet, options.colour))?;
        }
        let label = cut(&cells.next().unwrap_or_default(), width - INDENT).into_owned();
        let text = cells.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("  ");
        let mut lines = wrap(&text, width - HANGING, (width - HANGING).saturating_sub(measure(&label))).into_iter();
        let first = lines.next().unwrap_or_default();
        let gap = if first.is_empty() { "" } else { "  " };
        writeln!(out, "{:INDENT$}{}{gap}{first}", "", paint(&label, Style::Title, options.colour))?;
        for text in lines {
            writeln!(out, "{:HANGING$}{text}", "")?;
        }
    }
    Ok(())
}

/// Breaks at spaces, the first line at most `first` wide, which may be nothing; a word longer than a line is cut.
fn wrap(text: &str, width: usize, first: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = first;
    for word in words(text, width) {
        let word = cut(&word, width);
        if let Some(line) = lines.last_mut() {
            let gap = usize::from(!line.is_empty());
            if measure(line) + gap + measure(&word) <= room {
                line.push_str(&" "[..gap]);
                line.push_str(&word);
                continue;
            }
        }
        room = width;
        lines.push(word.into_owned());
    }
    lines
}

/// The words of a text; what a sign joins is one, where it is short enough to stand together.
fn words(text: &str, width: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let sign = SIGNS.contains(&word);
        match words.last_mut() {
            Some(last) if (sign || joins) && (measure(last) + 1 + measure(word)) * 2 <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        joins = sign;
    }
    words
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Locale, Options, sample, to_string};
    use crate::finding::Language;
    use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Row, Sheet, Text};

    fn timeline(width: Option<usize>) -> String {
        let column = |key: &'static str| Column::new(key, Text::literal(key), ColumnKind::Text);
        let mut sheet = Sheet::new("log", vec![column("date"), column("author"), column("record"), column("changes")]);
        sheet.layout = Layout::Timeline;
        sheet.groups = 2;
        let row = |cells: [&str; 4]| Row::new(cells.map(Cell::text).to_vec());
        sheet.rows = vec![
            row(["2026-10-03", "Claire", "deal/site", "stage proposal → won, amount 10,000.00 → 12,000.00"]),
            row(["2026-10-03", "Claire", "customer/a-very-long-id-that-fits-no-column", "new"]),
            row(["2026-10-01", "\u{1b}[2J", "deal/site", "new"]),
        ];
        let options = Options { width, ..Options::plain(Locale(Language::English)) };
        to_string(&Answer::new(sample::date("2026-10-03")).sheet(sheet), Format::Table, &options).unwrap()
    }

    #[test]
    fn a_heading_a_group_and_a_wrapped_line_a_row() {
        let expected = "\
2026-10-03  Claire
  deal/site  stage proposal → won,
      amount 10,000.00 → 12,000.00
  customer/a-very-long-id-that-fits-no-c…
      new

2026-10-01  ␛[2J
  deal/site  new
";
        assert_eq!(timeline(Some(41)), expected);
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for width in [30, 33, 50, 80] {
            let widest = timeline(Some(width)).lines().map(super::measure).max();
            assert!(widest <= Some(width), "{width}");
        }
    }
}
