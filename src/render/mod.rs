//! From an [`Answer`] to bytes: [`answer`] is the one place that matches on the format.
//!
//! Two families. `table` and `md` are for people: worded, localised, aligned. All others are for programs: they are the
//! same in every language and on every machine.

pub mod atom;
pub mod csv;
pub mod diff;
pub mod document;
pub mod finding;
mod grid;
mod ids;
mod json;
pub mod letter;
pub mod locale;
mod markdown;
pub mod records;
pub mod schema;
mod survey;
mod table;
pub mod terminal;
mod timeline;
mod yaml;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use crate::report::rows::Rows;
use crate::report::sheet::{Answer, Sheet};
pub use locale::Locale;

/// A format of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Aligned columns for a terminal.
    #[default]
    Table,
    /// The documented contract; see `json.rs`.
    Json,
    /// One record a line.
    Jsonl,
    Csv,
    Tsv,
    /// A GitHub table.
    Md,
    /// The same structure as JSON.
    Yaml,
    /// One id a line, to feed another command.
    Ids,
}

impl Format {
    pub const ALL: [Format; 8] =
        [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv, Format::Md, Format::Yaml, Format::Ids];

    /// Whether it says first of all how much is missing: nothing of it can be written before everything was looked at.
    pub fn says_whether_complete(self) -> bool {
        matches!(self, Format::Json | Format::Yaml)
    }

    /// As `--format` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Md => "md",
            Format::Yaml => "yaml",
            Format::Ids => "ids",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that is no format. Its text lists those that are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        write!(f, "no format `{}`; there are: {}", terminal::one_line(&self.0), names.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// Looks up a message of the catalogues by key and arguments; `None` when there is no such key.
pub type Words<'a> = dyn Fn(&str, &[(&'static str, String)]) -> Option<String> + Sync + 'a;

/// For whom it is rendered.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Columns of the terminal. Without it nothing is cut.
    pub width: Option<usize>,
    pub colour: bool,
    /// The bytes go straight to a terminal: CSV, TSV and YAML are then made harmless for it. (All other formats
    /// always are.)
    pub terminal: bool,
    pub locale: Locale,
    pub words: &'a Words<'a>,
}

impl Options<'static> {
    /// Unlimited width, no colour, and no catalogue: keys stand for themselves.
    pub fn plain(locale: Locale) -> Options<'static> {
        Options { width: None, colour: false, terminal: false, locale, words: &|_, _| None }
    }
}

/// Why nothing could be rendered.
#[derive(Debug)]
pub enum RenderError {
    Io(io::Error),
    /// `--format ids` of rows that are not records.
    NoIds,
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> RenderError {
        RenderError::Io(error)
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Io(error) => error.fmt(f),
            RenderError::NoIds => f.write_str("these rows are not records and have no ids; choose another format"),
        }
    }
}

impl std::error::Error for RenderError {}

/// An answer with its rows, be they in it or still to be made.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    pub answer: &'a Answer,
    /// Those of the first sheet, where they are not in it. Such a sheet is a plain grid: it has no groups and no totals.
    rows: Option<&'a dyn Rows>,
}

impl<'a> Page<'a> {
    pub fn new(answer: &'a Answer) -> Page<'a> {
        Page { answer, rows: None }
    }

    /// The rows of the first sheet are these: they are written while they are made.
    pub fn of(answer: &'a Answer, rows: &'a dyn Rows) -> Page<'a> {
        Page { answer, rows: Some(rows) }
    }

    /// The sheets with their rows.
    fn sheets(&self) -> impl Iterator<Item = (&'a Sheet, &'a dyn Rows)> + use<'a> {
        let rows = self.rows;
        self.answer.sheets.iter().enumerate().map(move |(i, sheet)| {
            let own: &'a dyn Rows = &sheet.rows;
            (sheet, rows.filter(|_| i == 0).unwrap_or(own))
        })
    }
}

/// Writes an answer in a format.
pub fn answer(answer: &Answer, format: Format, options: &Options, out: &mut dyn Write) -> Result<(), RenderError> {
    page(&Page::new(answer), format, options, out)
}

/// The same of an answer whose rows may still have to be made. The one match on formats.
pub fn page(page: &Page<'_>, format: Format, options: &Options, out: &mut dyn Write) -> Result<(), RenderError> {
    match format {
        Format::Table => table::write(page, options, out)?,
        Format::Md => markdown::write(page, options, out)?,
        Format::Json => json::write(page, out)?,
        Format::Jsonl => json::write_lines(page, out)?,
        Format::Yaml => yaml::write(page, options.terminal, out)?,
        Format::Csv => csv::write(page, b',', options.terminal, out)?,
        Format::Tsv => csv::write(page, b'\t', options.terminal, out)?,
        Format::Ids => ids::write(page, out)?,
    }
    Ok(())
}

/// The same into a string, for tests and for callers that need the text itself.
pub fn to_string(answer: &Answer, format: Format, options: &Options) -> Result<String, RenderError> {
    let mut bytes = Vec::new();
    self::answer(answer, format, options, &mut bytes)?;
    String::from_utf8(bytes).map_err(|error| RenderError::Io(io::Error::other(error)))
}

#[cfg(test)]
mod sample;

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::ops::Range;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::report::sheet::Row;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn every_format_tells_a_closed_pipe() {
        // More than fits into any buffer on the way.
        let mut many = sample::invoices();
        let rows = many.sheets[0].rows.clone();
        many.sheets[0].rows = std::iter::repeat_n(rows, 5_000).flatten().collect();
        for format in Format::ALL {
            match answer(&many, format, &Options::plain(Locale::default()), &mut Closed) {
                Err(RenderError::Io(error)) => assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format}"),
                other => panic!("{format}: {other:?}"),
            }
        }
    }

    /// Rows that are made a few at once, and counted.
    struct Made {
        rows: Vec<Row>,
        step: usize,
        made: AtomicUsize,
    }

    impl Rows for Made {
        fn count(&self) -> usize {
            self.rows.len()
        }

        fn part(&self, range: Range<usize>) -> Cow<'_, [Row]> {
            self.made.fetch_add(range.len(), Ordering::Relaxed);
            Cow::Owned(self.rows[range].to_vec())
        }

        fn nested(&self) -> bool {
            self.rows.nested()
        }

        fn step(&self) -> usize {
            self.step
        }
    }

    fn made(rows: &[Row], step: usize) -> Made {
        Made { rows: rows.to_vec(), step, made: AtomicUsize::new(0) }
    }

    #[test]
    fn rows_that_are_made_while_they_are_written_look_as_if_they_were_all_there() {
        for sample in [sample::invoices(), sample::receivables(), sample::total()] {
            for (format, width) in
                Format::ALL.into_iter().flat_map(|format| [None, Some(80), Some(30)].map(|w| (format, w)))
            {
                for (step, colour) in [(1, false), (2, true), (3, false), (1000, true)] {
                    let options = Options { width, colour, ..Options::plain(Locale::default()) };
                    let mut there = Vec::new();
                    let written = answer(&sample, format, &options, &mut there);
                    let rows = made(&sample.sheets[0].rows, step);
                    let mut head = sample.clone();
                    if head.sheets[0].totals.is_empty() && head.sheets[0].groups == 0 {
                        head.sheets[0].rows.clear();
                    }
                    let mut parts = Vec::new();
                    let made = page(&Page::of(&head, &rows), format, &options, &mut parts);
                    assert_eq!(made.is_ok(), written.is_ok(), "{format}");
                    let text = |bytes| String::from_utf8(bytes).unwrap();
                    assert_eq!(text(parts), text(there), "{format}, {width:?} wide, {step} at once");
                }
            }
        }
    }

    #[test]
    fn nobody_makes_rows_for_a_closed_pipe() {
        let mut sample = sample::invoices();
        let rows = std::mem::take(&mut sample.sheets[0].rows);
        let many = made(&std::iter::repeat_n(rows, 5_000).flatten().collect::<Vec<_>>(), 10);
        let threads = rayon::current_num_threads();
        for format in [Format::Csv, Format::Tsv, Format::Jsonl, Format::Ids] {
            many.made.store(0, Ordering::Relaxed);
            assert!(page(&Page::of(&sample, &many), format, &Options::plain(Locale::default()), &mut Closed).is_err());
            assert!(many.made.load(Ordering::Relaxed) <= 10 * threads, "{format}");
        }
    }

    #[test]
    fn an_unknown_format_is_answered_with_the_known_ones() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<Format>().unwrap_err().to_string();
        assert_eq!(error, "no format `xml`; there are: table, json, jsonl, csv, tsv, md, yaml, ids");
    }
}
