//! The next number of a series.

use std::collections::BTreeMap;

use crate::book::{Book, RecordRef};
use crate::change::ChangeError;
use crate::firm::series::{Pattern, Position};
use crate::firm::{Series, SeriesDocument};
use crate::value::Date;

/// A series as its numbered documents have it, and as those that are being issued go on with it.
pub(super) struct Chain {
    series: String,
    pattern: Pattern,
    /// The number that it starts with, when it has none at all.
    first: u64,
    /// The highest number of each year or month, by its scope.
    highest: BTreeMap<(Option<i32>, Option<u32>), u64>,
    /// The last day of any of its documents, and that document's number.
    last_day: Option<(Date, String)>,
    /// The place of the last number, and the number.
    last: Option<(Position, String)>,
    /// The seal of the last number.
    pub seal: Option<String>,
}

impl Chain {
    /// `here`: the name of this clone.
    ///
    /// # Errors
    /// The series belongs to another clone; or a file of the kind cannot be read, which may hold the number that would be
    /// given.
    pub fn of(book: &Book, series: &Series, here: Option<&str>) -> Result<Chain, ChangeError> {
        let error = |key| ChangeError::new(key).arg("series", &series.id);
        if let Some(owner) = series.clone.as_deref().filter(|owner| Some(*owner) != here) {
            return Err(error("issue-other-clone").arg("clone", owner).hint("issue-other-clone-help"));
        }
        let Some(kind) = book.kinds.named("invoice") else { return Err(error("issue-no-series")) };
        let Some(pattern) = series.pattern.as_deref().and_then(Pattern::parse) else {
            return Err(error("issue-no-series"));
        };
        let folder = format!("{}/", book.kind(kind).folder);
        if let Some(path) = book.unreadable.iter().find(|path| path.starts_with(&folder)) {
            return Err(error("issue-unreadable").arg("path", path).hint("cli-run-check"));
        }
        let first = series.first.as_ref().and_then(|first| u64::try_from(first.0).ok()).unwrap_or(1);
        let mut chain = Chain {
            series: series.id.clone(),
            pattern,
            first,
            highest: BTreeMap::new(),
            last_day: None,
            last: None,
            seal: None,
        };
        // As `check` chains the seals: by place, then by number.
        let mut newest: Option<(Option<Position>, &str, RecordRef)> = None;
        let shape = book.shape(kind);
        for (index, record) in book.records(kind).iter().enumerate() {
            let Some(number) = record.text(shape, "number") else { continue };
            let sort = SeriesDocument::of_invoice(record.text(shape, "type"));
            let of = book.firm.series_for(record.text(shape, "series"), sort);
            if of.is_none_or(|of| of.id != series.id) {
                continue;
            }
            let date = record.date(shape, "date");
            let position = chain.pattern.read(number);
            if let Some(date) = date {
                chain.saw_day(date, number);
            }
            if let Some(position) = position {
                chain.saw(position, number);
            }
            let this = (position, number, RecordRef { kind, index: index as u32 });
            newest = newest.max(Some(this));
        }
        chain.seal = newest.and_then(|(_, _, record)| book.get(record).text(shape, "seal")).map(str::to_owned);
        Ok(chain)
    }

    fn saw_day(&mut self, date: Date, number: &str) {
        if self.last_day.as_ref().is_none_or(|(last, _)| *last <= date) {
            self.last_day = Some((date, number.to_owned()));
        }
    }

    fn saw(&mut self, position: Position, number: &str) {
        let highest = self.highest.entry((position.year, position.month)).or_default();
        *highest = (*highest).max(position.sequence);
        if self.last.as_ref().is_none_or(|(last, _)| *last <= position) {
            self.last = Some((position, number.to_owned()));
        }
    }

    /// The next number on a day, which is taken by that.
    ///
    /// # Errors
    /// The day lies before the last one of the series, or the number would.
    pub fn next(&mut self, date: Date) -> Result<String, ChangeError> {
        if let Some((last, number)) = self.last_day.as_ref().filter(|(last, _)| date < *last) {
            let error = ChangeError::new("issue-date-before").arg("date", date).arg("last", last);
            return Err(error.arg("number", number).arg("series", &self.series).hint("issue-date-before-help"));
        }
        let scope = self.pattern.scope(date);
        let sequence = match self.highest.get(&scope) {
            Some(highest) => highest.checked_add(1),
            // A series that did not begin at 1 did so once: its later years and months begin anew.
            None if self.highest.is_empty() => Some(self.first),
            None => Some(1),
        };
        let full = || ChangeError::new("issue-number-behind").arg("series", &self.series);
        let number = sequence.map(|sequence| self.pattern.write(date, sequence));
        let place = number.as_deref().and_then(|number| self.pattern.read(number));
        let (Some(number), Some(place)) = (number, place) else {
            return Err(full().arg("number", "?").arg("last", "?"));
        };
        if let Some((_, last)) = self.last.as_ref().filter(|(last, _)| *last >= place) {
            return Err(full().arg("number", number).arg("last", last));
        }
        self.saw(place, &number);
        self.saw_day(date, &number);
        Ok(number)
    }
}
