//! One id a line, to feed another command: `carnet list invoice due:..today --format ids | xargs carnet remind`.

use std::borrow::Cow;
use std::io::Write;

use super::terminal::one_line;
use super::{Page, RenderError};
use crate::report::rows::each_part;
use crate::report::sheet::{Cell, Link, Row};

pub fn write(page: &Page<'_>, out: &mut dyn Write) -> Result<(), RenderError> {
    let (mut any, mut ids) = (false, false);
    for (_, rows) in page.sheets() {
        let lines = |_: usize, part: Cow<'_, [Row]>| -> String {
            part.iter().filter_map(link).map(|link| format!("{}\n", one_line(&link.target()))).collect()
        };
        any = any || rows.count() > 0;
        each_part(rows, lines, |text| {
            ids = ids || !text.is_empty();
            out.write_all(text.as_bytes())
        })?;
    }
    if any && !ids { Err(RenderError::NoIds) } else { Ok(()) }
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
