//! One id a line, to feed another command: `carnet list invoice due:..today --format ids | xargs carnet remind`.

use std::io::Write;

use super::RenderError;
use super::terminal::one_line;
use crate::report::sheet::{Answer, Cell, Link, Row};

pub fn write(answer: &Answer, out: &mut dyn Write) -> Result<(), RenderError> {
    let rows = || answer.sheets.iter().flat_map(|sheet| &sheet.rows);
    if rows().next().is_some() && !rows().any(|row| link(row).is_some()) {
        return Err(RenderError::NoIds);
    }
    for link in rows().filter_map(link) {
        writeln!(out, "{}", one_line(&link.target()))?;
    }
    Ok(())
}

/// The row's own record, or else the first that it names (the customer of a balance).
fn link(row: &Row) -> Option<&Link> {
    row.record.as_ref().or_else(|| {
        row.cells.iter().find_map(|cell| match cell {
            Cell::Link(link) => Some(link),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Locale, Options, RenderError, sample, to_string};

    #[test]
    fn one_id_a_line() {
        assert_eq!(sample::english(&sample::receivables(), Format::Ids, None), "acme\nlefevre\n");
    }

    #[test]
    fn rows_that_are_no_records_have_none() {
        let result = to_string(&sample::total(), Format::Ids, &Options::plain(Locale::default()));
        assert!(matches!(result, Err(RenderError::NoIds)));
    }
}
