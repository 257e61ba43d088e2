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
mod table;
pub mod terminal;
mod timeline;
mod yaml;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use crate::report::sheet::Answer;
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
pub type Words<'a> = dyn Fn(&str, &[(&'static str, String)]) -> Option<String> + 'a;

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

/// Writes an answer in a format. The one match on formats.
pub fn answer(answer: &Answer, format: Format, options: &Options, out: &mut dyn Write) -> Result<(), RenderError> {
    match format {
        Format::Table => table::write(answer, options, out)?,
        Format::Md => markdown::write(answer, options, out)?,
        Format::Json => json::write(answer, out)?,
        Format::Jsonl => json::write_lines(answer, out)?,
        Format::Yaml => yaml::write(answer, options.terminal, out)?,
        Format::Csv => csv::write(answer, b',', options.terminal, out)?,
        Format::Tsv => csv::write(answer, b'\t', options.terminal, out)?,
        Format::Ids => ids::write(answer, out)?,
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
    use super::*;

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

    #[test]
    fn an_unknown_format_is_answered_with_the_known_ones() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<Format>().unwrap_err().to_string();
        assert_eq!(error, "no format `xml`; there are: table, json, jsonl, csv, tsv, md, yaml, ids");
    }
}
