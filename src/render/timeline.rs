//! A timeline for people: a heading a group, and under it a row's subject and what happened to it, wrapped. Where the last
//! column holds amounts it is a stream instead: a line a row, in columns, the amounts at the right.

use std::io::{self, Write};

use super::Options;
use super::grid::{Grid, Line};
use super::terminal::{Style, cut, measure, paint};

/// Columns before what a row is about, and before what goes on below it.
const INDENT: usize = 2;
const HANGING: usize = 6;
/// Lines are at most so long, also where the width is not known.
const MEASURE: usize = 100;
/// Signs that stand between two values: no line ends before or after them if it can be helped.
const SIGNS: [&str; 4] = ["→", "×", "+", "−"];

/// `groups`: how many leading columns make the heading.
pub fn write(grid: &Grid<'_>, groups: usize, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let width = options.width.unwrap_or(MEASURE).clamp(30, MEASURE);
    let amounts = grid.heads.len() >= groups + 3 && grid.heads.last().is_some_and(|head| head.numeric);
    let lines = grid.all_lines();
    let stream = amounts.then(|| Stream::new(grid, &lines, groups, width));
    for (n, line) in lines.iter().enumerate() {
        let mut cells = line.cells.iter().map(|shown| shown.whole());
        let heading: Vec<String> = cells.by_ref().take(groups).collect();
        // The further amounts of a row in several currencies say nothing else.
        let goes_on = heading.iter().all(String::is_empty);
        if n == 0 || (line.repeats < groups && !goes_on) {
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
        if let Some(stream) = &stream {
            writeln!(out, "{}", stream.line(line, options).trim_end())?;
            continue;
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

/// The columns of a stream after the heading: short labels, what a row is about, a detail, and an amount.
struct Stream {
    groups: usize,
    /// The widths of the labels.
    labels: Vec<usize>,
    /// What a row is about and its detail, together.
    text: usize,
    /// Of the amount: up to its decimal mark and beyond, what follows it, and how many columns the decimals take.
    body: usize,
    tail: usize,
    decimals: usize,
}

/// A label is at most so wide: a name, a word.
const LABEL: usize = 14;
/// What a row is about is not cut below this to make room for its detail.
const ABOUT: usize = 12;
/// Columns between two columns.
const GAP: usize = 2;

impl Stream {
    fn new(grid: &Grid<'_>, lines: &[Line], groups: usize, width: usize) -> Stream {
        let last = grid.heads.len() - 1;
        let widest = |part: &dyn Fn(&Line) -> usize| lines.iter().map(part).max().unwrap_or(0);
        let labels: Vec<usize> =
            (groups..last - 2).map(|i| widest(&|line| measure(&line.cells[i].whole())).min(LABEL)).collect();
        let decimals = widest(&|line| line.cells[last].decimals);
        // Every mark stands under the others.
        let body = widest(&|line| {
            let shown = &line.cells[last];
            if shown.body.is_empty() { 0 } else { measure(&shown.body) + decimals - shown.decimals }
        });
        let tail = widest(&|line| measure(&line.cells[last].tail));
        let text = widest(&|line| {
            let detail = measure(&line.cells[last - 1].whole());
            measure(&line.cells[last - 2].whole()) + if detail > 0 { detail + GAP } else { 0 }
        });
        let amount = if body > 0 { body + tail + GAP } else { 0 };
        let taken = INDENT + labels.iter().map(|label| label + GAP).sum::<usize>() + amount;
        Stream { groups, labels, text: text.min(width.saturating_sub(taken).max(1)), body, tail, decimals }
    }

    fn line(&self, line: &Line, options: &Options) -> String {
        let mut out = " ".repeat(INDENT);
        let mut cells = line.cells[self.groups..].iter();
        for (i, label) in self.labels.iter().enumerate() {
            let text = cells.next().map(|shown| shown.whole()).unwrap_or_default();
            let text = cut(&text, *label);
            let room = " ".repeat(label - measure(&text) + GAP);
            // The last label is the verb of the line.
            let style = if i + 1 == self.labels.len() { Style::Title } else { Style::Quiet };
            out.push_str(&paint(&text, style, options.colour));
            out.push_str(&room);
        }
        let mut text = || cells.next().map(|shown| shown.whole()).unwrap_or_default();
        let (about, detail) = (text(), text());
        let wanted = if detail.is_empty() { 0 } else { measure(&detail) + GAP };
        let about = cut(&about, self.text.saturating_sub(wanted).max(ABOUT.min(self.text))).into_owned();
        let left = self.text - measure(&about);
        let detail = if left > GAP { cut(&detail, left - GAP).into_owned() } else { String::new() };
        out.push_str(&about);
        let mut used = measure(&about);
        if !detail.is_empty() {
            out.push_str(&" ".repeat(GAP));
            out.push_str(&paint(&detail, Style::Quiet, options.colour));
            used += GAP + measure(&detail);
        }
        if let Some(amount) = cells.next().filter(|amount| !amount.body.is_empty()) {
            let after = self.decimals - amount.decimals;
            let before = self.body - measure(&amount.body) - after;
            out.push_str(&" ".repeat(self.text - used + GAP + before));
            out.push_str(&paint(&amount.body, Style::Negative, options.colour && amount.negative));
            out.push_str(&" ".repeat(after));
            out.push_str(&amount.tail);
            out.push_str(&" ".repeat(self.tail - measure(&amount.tail)));
        }
        out
    }
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

    fn stream(width: Option<usize>) -> String {
        let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
        let texts = ["date", "who", "what", "about", "detail"].map(|key| column(key, ColumnKind::Text));
        let mut sheet = Sheet::new("feed", texts.to_vec());
        sheet.columns.push(column("amount", ColumnKind::Money).sums(true));
        sheet.layout = Layout::Timeline;
        sheet.groups = 1;
        let row = |cells: [&str; 5], amounts: &[(&str, &str)]| {
            let moneys = amounts.iter().map(|(amount, currency)| sample::money(amount, currency)).collect();
            let amount = if amounts.is_empty() { Cell::Empty } else { Cell::Moneys(moneys) };
            Row::new(cells.map(Cell::text).into_iter().chain([amount]).collect())
        };
        sheet.rows = vec![
            row(["2026-10-03", "claire", "won", "ACME Conseil · A new site", ""], &[("13500", "EUR")]),
            row(
                ["2026-10-03", "hugo", "stage", "Brasserie du Nord · Tills", "→ Proposal sent"],
                &[("-4500.00", "EUR")],
            ),
            row(["2026-10-03", "hugo", "note", "Brasserie du Nord", ""], &[]),
            row(["2026-10-01", "somebody-with-a-long-name", "paid", "3 payments", ""], &[("1", "EUR"), ("2.5", "USD")]),
        ];
        let options = Options { width, ..Options::plain(Locale(Language::English)) };
        to_string(&Answer::new(sample::date("2026-10-03")).sheet(sheet), Format::Table, &options).unwrap()
    }

    #[test]
    fn a_stream_has_a_line_a_row_and_its_amounts_on_their_decimal_mark() {
        let expected = "\
Amounts in EUR unless marked

2026-10-03
  claire          won    ACME Conseil · A new site                   13,500.00
  hugo            stage  Brasserie du Nord · Tills  → Proposal sent  -4,500.00
  hugo            note   Brasserie du Nord

2026-10-01
  somebody-with…  paid   3 payments                                       1.00
                                                                          2.50 USD
";
        assert_eq!(stream(None), expected);
        assert_eq!(stream(Some(90)), expected);
    }

    #[test]
    fn in_a_narrow_stream_the_detail_and_the_amount_stay() {
        let narrow = stream(Some(70));
        assert!(narrow.contains("  hugo            stage  Brasserie du…  → Proposal sent  -4,500.00\n"), "{narrow}");
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for width in [30, 33, 50, 80] {
            let widest = timeline(Some(width)).lines().map(super::measure).max();
            assert!(widest <= Some(width), "{width}");
        }
        for width in [56, 60, 70, 80, 100] {
            let widest = stream(Some(width)).lines().map(super::measure).max();
            assert!(widest <= Some(width), "{width}: {}", stream(Some(width)));
        }
    }
}
