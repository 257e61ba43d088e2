//! Periods: spans of whole days, both ends included.
//!
//! What a person may write is read in `parse`; how a period is cut into months, quarters and so on is in `step`.

mod parse;
mod step;

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::Date;
pub use parse::{DateFault, PeriodFault, WORDS, parse_date};
pub use step::Step;

/// A span of days, **inclusive at both ends**. An end that is `None` is open: no limit on that side.
///
/// When both ends are given, `from` is not after `to`: [`Period::between`] and the parser see to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// What relative dates, fiscal years and the reading of numbers depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodContext {
    /// The book's today.
    pub today: Date,
    /// The month, 1 to 12, on whose first day the fiscal year starts. Values outside are read as the nearest inside.
    ///
    /// **A fiscal year is named for the calendar year in which it ends**: with a start in July, `FY2026` is
    /// 2025-07-01..2026-06-30. With a start in January it is the calendar year.
    pub fiscal_year_start_month: u32,
    /// Whether days may also be written `03/10/2026`, as in France.
    pub day_first: bool,
}

impl PeriodContext {
    /// A context whose fiscal year is the calendar year and whose dates are ISO dates only.
    pub fn new(today: Date) -> PeriodContext {
        PeriodContext { today, fiscal_year_start_month: 1, day_first: false }
    }

    /// The number of the fiscal year that holds the day: see [`PeriodContext::fiscal_year_start_month`].
    pub fn fiscal_year_of(self, date: Date) -> i32 {
        let start = self.start_month();
        if start > 1 && date.month() >= start { date.year() + 1 } else { date.year() }
    }

    /// The days of a fiscal year; `None` beyond the calendar.
    pub fn fiscal_year(self, number: i32) -> Option<Period> {
        let start = self.start_month();
        let first = Date::new(if start > 1 { number - 1 } else { number }, start, 1)?;
        Some(Period::months(first, 12))
    }

    fn start_month(self) -> u32 {
        self.fiscal_year_start_month.clamp(1, 12)
    }
}

impl Period {
    /// No limit on either side: everything.
    pub const ALL: Period = Period { from: None, to: None };

    /// One day.
    pub fn day(date: Date) -> Period {
        Period { from: Some(date), to: Some(date) }
    }

    /// From a day to a day, both included; `None` when they are in the wrong order.
    pub fn between(from: Date, to: Date) -> Option<Period> {
        (from <= to).then_some(Period { from: Some(from), to: Some(to) })
    }

    /// Everything up to a day, that day included.
    pub fn until(to: Date) -> Period {
        Period { from: None, to: Some(to) }
    }

    /// So many whole months from a month's first day.
    pub(crate) fn months(first: Date, count: i32) -> Period {
        Period { from: Some(first), to: Some(first.plus_months(count).plus_days(-1)) }
    }

    /// The ISO 8601 week that starts on the given Monday.
    pub(crate) fn week_from(monday: Date) -> Period {
        Period { from: Some(monday), to: Some(monday.plus_days(6)) }
    }

    /// The days of a numbered ISO week; `None` when that year has no such week.
    pub fn week(year: i32, week: u32) -> Option<Period> {
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(|monday| Period::week_from(Date::from_naive(monday)))
    }

    /// Whether the day lies in the period.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// How many days; `None` when an end is open.
    pub fn days(&self) -> Option<i64> {
        Some(self.to?.days_since(self.from?) + 1)
    }

    /// The period of the same calendar shape just before: whole months (a month, quarter, half-year, year, fiscal
    /// year) give as many whole months, any other span as many days. `None` when an end is open.
    pub fn previous(&self) -> Option<Period> {
        let (from, to) = (self.from?, self.to?);
        if let Some(months) = self.whole_months() {
            return Some(Period::months(from.plus_months(-months), months));
        }
        let days = to.days_since(from) + 1;
        Some(Period { from: Some(from.plus_days(-days)), to: Some(from.plus_days(-1)) })
    }

    /// The same period a year before. Whole months stay whole months, so February 2024 gives all of February 2023 and
    /// 2025 gives all of 2024; an ISO week becomes the week of the same number (week 53 becomes the last); other days
    /// keep month and day, 29 February becoming the 28th. Open ends stay open.
    pub fn year_before(&self) -> Period {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            if let Some(months) = self.whole_months() {
                return Period::months(from.plus_months(-12), months);
            }
            if from.naive().weekday() == Weekday::Mon && to.days_since(from) == 6 {
                let week = from.naive().iso_week();
                let before = |number| Period::week(week.year() - 1, number);
                if let Some(period) = before(week.week()).or_else(|| before(52)) {
                    return period;
                }
            }
        }
        Period { from: self.from.map(|date| date.plus_months(-12)), to: self.to.map(|date| date.plus_months(-12)) }
    }

    /// The short name of a period that has one (`2026`, `FY2026`, `2026Q3`, `2026-07`, `2026-W12`, a day), else the
    /// two ends as printed by `Display`. Reading the label again gives the period.
    pub fn label(&self, context: PeriodContext) -> String {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            if from == to {
                return from.to_string();
            }
            let steps = [Step::Year, Step::FiscalYear, Step::Quarter, Step::Month, Step::Week];
            if let Some(step) = steps.into_iter().find(|step| step.around(from, context) == *self) {
                return step.key(from, context);
            }
        }
        self.to_string()
    }

    /// How many whole calendar months the period is, when it is.
    pub fn whole_months(&self) -> Option<i32> {
        let (from, to) = (self.from?, self.to?);
        let whole = from.day() == 1 && to == to.last_of_month() && from <= to;
        let month = |date: Date| date.year() * 12 + date.month() as i32;
        whole.then(|| month(to) - month(from) + 1)
    }
}

/// The resolved dates: `2026-07-01..2026-07-31`, open ends empty.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        self.to.map_or(Ok(()), |to| write!(f, "{to}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Friday 2026-10-02; fiscal years start in July.
    fn context() -> PeriodContext {
        PeriodContext { fiscal_year_start_month: 7, ..PeriodContext::new(date("2026-10-02")) }
    }

    fn period(text: &str) -> Period {
        Period::parse(text, context()).unwrap()
    }

    #[test]
    fn both_ends_belong_to_it() {
        let july = period("2026-07");
        for (day, inside) in [("2026-06-30", false), ("2026-07-01", true), ("2026-07-31", true), ("2026-08-01", false)]
        {
            assert_eq!(july.contains(date(day)), inside, "{day}");
        }
        assert_eq!(july.days(), Some(31));
        assert!(Period::ALL.contains(date("1900-01-01")));
        assert!(!period("2026..").contains(date("2025-12-31")));
        assert_eq!(Period::between(date("2026-02-01"), date("2026-01-31")), None);
    }

    #[test]
    fn the_period_before_keeps_the_shape() {
        for (now, before) in [
            ("2026-03", "2026-02"),
            ("2026Q1", "2025Q4"),
            ("2026", "2025"),
            ("FY2026", "FY2025"),
            ("2026-W01", "2025-W52"),
            ("2026-10-02", "2026-10-01"),
            ("2026-10-01..2026-10-10", "2026-09-21..2026-09-30"),
            ("2026-01-01..2026-06-30", "2025-07-01..2025-12-31"),
        ] {
            assert_eq!(period(now).previous(), Some(period(before)), "{now}");
        }
        assert_eq!(period("2026..").previous(), None);
    }

    #[test]
    fn the_same_a_year_before() {
        for (now, before) in [
            ("2024-02", "2023-02"),
            ("2025-02", "2024-02"),
            ("2026Q3", "2025Q3"),
            ("FY2026", "FY2025"),
            ("2026-W12", "2025-W12"),
            ("2026-W53", "2025-W52"),
            ("2024-02-29", "2023-02-28"),
            ("2026-01-01..2026-10-02", "2025-01-01..2025-10-02"),
            ("2026-07-01..", "2025-07-01.."),
        ] {
            assert_eq!(period(now).year_before(), period(before), "{now}");
        }
    }

    #[test]
    fn a_label_reads_back_as_the_period() {
        for (text, label) in [
            ("2026-01-01..2026-12-31", "2026"),
            ("2025-07-01..2026-06-30", "FY2026"),
            ("2026-07-01..2026-09-30", "2026Q3"),
            ("2026-02-01..2026-02-28", "2026-02"),
            ("2026-03-16..2026-03-22", "2026-W12"),
            ("2026-03-16..2026-03-16", "2026-03-16"),
            ("2026-03-16..2026-03-23", "2026-03-16..2026-03-23"),
            ("..2026-03-16", "..2026-03-16"),
        ] {
            assert_eq!(period(text).label(context()), label);
            assert_eq!(period(label), period(text));
        }
        assert_eq!(period("2026-07").to_string(), "2026-07-01..2026-07-31");
    }
}
