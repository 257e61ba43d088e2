//! The steps by which figures are grouped over time.

use std::fmt;

use chrono::Datelike;

use super::{Date, Period, PeriodContext};

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Day,
    /// ISO 8601: from Monday, numbered in the year that holds its Thursday.
    Week,
    Month,
    /// Of the calendar year, whenever the fiscal year starts.
    Quarter,
    Year,
    /// Named for the calendar year in which it ends.
    FiscalYear,
}

impl Step {
    pub const ALL: [Step; 6] = [Step::Day, Step::Week, Step::Month, Step::Quarter, Step::Year, Step::FiscalYear];

    /// Reads `day`, `week`, `month`, `quarter`, `year`, `fy` (or `fiscal-year`), and the French names, in any case.
    pub fn parse(text: &str) -> Option<Step> {
        Some(match text.to_lowercase().as_str() {
            "day" | "jour" => Step::Day,
            "week" | "semaine" => Step::Week,
            "month" | "mois" => Step::Month,
            "quarter" | "trimestre" => Step::Quarter,
            "year" | "annee" | "année" => Step::Year,
            "fy" | "fiscal-year" | "exercice" => Step::FiscalYear,
            _ => return None,
        })
    }

    /// The name that [`Step::parse`] reads: `month`.
    pub fn name(self) -> &'static str {
        match self {
            Step::Day => "day",
            Step::Week => "week",
            Step::Month => "month",
            Step::Quarter => "quarter",
            Step::Year => "year",
            Step::FiscalYear => "fy",
        }
    }

    /// The step's unit that holds the day.
    pub fn around(self, date: Date, context: PeriodContext) -> Period {
        let january = || date.first_of_month().plus_months(1 - date.month() as i32);
        match self {
            Step::Day => Period::day(date),
            Step::Week => Period::week_from(date.plus_days(-i64::from(date.naive().weekday().num_days_from_monday()))),
            Step::Month => Period::months(date.first_of_month(), 1),
            Step::Quarter => {
                let into = (date.month() as i32 - 1) % 3;
                Period::months(date.first_of_month().plus_months(-into), 3)
            }
            Step::Year => Period::months(january(), 12),
            // The calendar ends hundreds of thousands of years from any date that can be written.
            Step::FiscalYear => {
                context.fiscal_year(context.fiscal_year_of(date)).unwrap_or(Period::months(january(), 12))
            }
        }
    }

    /// The name of the unit that holds the day, in a form that sorts as time runs: `2026-07-14`, `2026-W12`,
    /// `2026-07`, `2026Q3`, `2026`, `FY2026`.
    pub fn key(self, date: Date, context: PeriodContext) -> String {
        match self {
            Step::Day => date.to_string(),
            Step::Week => {
                let week = date.naive().iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Step::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Step::Quarter => format!("{:04}Q{}", date.year(), (date.month() - 1) / 3 + 1),
            Step::Year => format!("{:04}", date.year()),
            Step::FiscalYear => format!("FY{:04}", context.fiscal_year_of(date)),
        }
    }

    /// The unit just before or after the one that holds the day, `count` units away.
    pub(super) fn shifted(self, date: Date, count: i32, context: PeriodContext) -> Period {
        let moved = match self {
            Step::Day => date.plus_days(i64::from(count)),
            Step::Week => date.plus_days(7 * i64::from(count)),
            Step::Month => date.first_of_month().plus_months(count),
            Step::Quarter => date.first_of_month().plus_months(3 * count),
            Step::Year | Step::FiscalYear => date.first_of_month().plus_months(12 * count),
        };
        self.around(moved, context)
    }

    /// Cuts the period into the step's units, in order, each with its name; the first and the last end where the
    /// period does. Empty when an end of the period is open: close it first, say with the first and last document.
    pub fn split(self, period: Period, context: PeriodContext) -> Vec<(String, Period)> {
        let (Some(from), Some(to)) = (period.from, period.to) else { return Vec::new() };
        let mut parts = Vec::new();
        let mut start = from;
        while start <= to {
            let end = self.around(start, context).to.unwrap_or(to);
            parts.push((self.key(start, context), Period { from: Some(start), to: Some(end.min(to)) }));
            let next = end.plus_days(1);
            if next <= start {
                break; // the end of the calendar, where `plus_days` stays put
            }
            start = next;
        }
        parts
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn context(start: u32) -> PeriodContext {
        PeriodContext { fiscal_year_start_month: start, ..PeriodContext::new(date("2026-10-02")) }
    }

    #[test]
    fn keys() {
        let keys = |day: &str| Step::ALL.map(|step| step.key(date(day), context(4)));
        assert_eq!(keys("2026-03-16"), ["2026-03-16", "2026-W12", "2026-03", "2026Q1", "2026", "FY2026"]);
        assert_eq!(keys("2027-01-01"), ["2027-01-01", "2026-W53", "2027-01", "2027Q1", "2027", "FY2027"]);
        assert_eq!(Step::FiscalYear.key(date("2026-04-01"), context(4)), "FY2027");
        assert_eq!(Step::FiscalYear.key(date("2026-04-01"), context(1)), "FY2026");
        assert_eq!(Step::FiscalYear.key(date("2026-04-01"), context(0)), "FY2026");
    }

    #[test]
    fn names_read_back() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.name()), Some(step));
        }
        assert_eq!(Step::parse("Trimestre"), Some(Step::Quarter));
        assert_eq!(Step::parse("fortnight"), None);
    }

    #[test]
    fn the_parts_of_a_period_are_the_period() {
        let period = Period::between(date("2026-02-10"), date("2026-05-03")).unwrap();
        for step in Step::ALL {
            let parts = step.split(period, context(4));
            assert_eq!(parts.iter().filter_map(|(_, part)| part.days()).sum::<i64>(), period.days().unwrap(), "{step}");
            assert!(parts.windows(2).all(|two| two[0].0 < two[1].0), "{step}");
        }
        let months: Vec<String> =
            Step::Month.split(period, context(1)).iter().map(|(key, part)| format!("{key} {part}")).collect();
        assert_eq!(
            months,
            [
                "2026-02 2026-02-10..2026-02-28",
                "2026-03 2026-03-01..2026-03-31",
                "2026-04 2026-04-01..2026-04-30",
                "2026-05 2026-05-01..2026-05-03"
            ]
        );
        assert!(Step::Month.split(Period::ALL, context(1)).is_empty());
    }
}
