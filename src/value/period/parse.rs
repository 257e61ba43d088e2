//! Reading what a person writes for a day or a period.

use std::fmt;
use std::str::FromStr;

use super::{Date, Period, PeriodContext, Step};

/// A text that is not a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// Not written like a day: see [`PeriodFault::Unknown`].
    Unknown,
    /// Written like a day, but the calendar has none: 30 February.
    NoSuchDay,
    /// `03/10/2026` in a book that is not French: the third of October or the tenth of March?
    Ambiguous,
    /// So far away that it has no four-digit year.
    TooFar,
}

/// A text that is not a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodFault {
    /// None of the accepted forms, which [`PeriodFault::forms`] lists. Holds the part that was not understood.
    Unknown(String),
    /// Nothing, or only `..`: no period would mean every period.
    Empty,
    /// `-30d` alone: `-30d..` (since then), `..-30d` (until then) or a day?
    RelativeAlone(String),
    /// The calendar has no such day, month, quarter or week.
    NoSuch(String),
    /// The end lies before the start.
    Backwards { from: Date, to: Date },
    /// `03/10/2026` in a book that is not French.
    Ambiguous(String),
    /// A date without a four-digit year.
    TooFar(String),
}

/// The words that stand for a day or a period; French ones after the English. For suggestions and completion.
pub const WORDS: &[&str] = &[
    "today",
    "yesterday",
    "tomorrow",
    "this-week",
    "last-week",
    "next-week",
    "this-month",
    "last-month",
    "next-month",
    "this-quarter",
    "last-quarter",
    "next-quarter",
    "this-year",
    "last-year",
    "next-year",
    "this-fy",
    "last-fy",
    "next-fy",
    "ytd",
    "aujourdhui",
    "hier",
    "demain",
    "cette-semaine",
    "semaine-derniere",
    "semaine-prochaine",
    "ce-mois",
    "mois-dernier",
    "mois-prochain",
    "ce-trimestre",
    "trimestre-dernier",
    "trimestre-prochain",
    "cette-annee",
    "annee-derniere",
    "annee-prochaine",
    "cet-exercice",
    "exercice-dernier",
    "exercice-prochain",
];

impl PeriodFault {
    /// The accepted forms, one example each, for a message.
    pub fn forms() -> &'static str {
        "2026, 2026-07, 2026Q3, 2026-W12, FY2026, 2026-07-14, today, last-month, ytd, 2026-01..2026-06, -30d.."
    }

    /// A stable word for the fault: the variant of the message that words it.
    pub fn name(&self) -> &'static str {
        match self {
            PeriodFault::Unknown(_) => "unknown",
            PeriodFault::Empty => "empty",
            PeriodFault::RelativeAlone(_) => "relative-alone",
            PeriodFault::NoSuch(_) => "no-such",
            PeriodFault::Backwards { .. } => "backwards",
            PeriodFault::Ambiguous(_) => "ambiguous",
            PeriodFault::TooFar(_) => "too-far",
        }
    }
}

impl fmt::Display for PeriodFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeriodFault::Unknown(text)
            | PeriodFault::RelativeAlone(text)
            | PeriodFault::NoSuch(text)
            | PeriodFault::Ambiguous(text)
            | PeriodFault::TooFar(text) => write!(f, "{}: {text}", self.name()),
            PeriodFault::Empty => f.write_str(self.name()),
            PeriodFault::Backwards { from, to } => write!(f, "{}: {from}..{to}", self.name()),
        }
    }
}

impl std::error::Error for PeriodFault {}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateFault::Unknown => "unknown",
            DateFault::NoSuchDay => "no-such-day",
            DateFault::Ambiguous => "ambiguous",
            DateFault::TooFar => "too-far",
        })
    }
}

impl std::error::Error for DateFault {}

impl DateFault {
    fn of(self, text: &str) -> PeriodFault {
        match self {
            DateFault::Unknown => PeriodFault::Unknown(text.to_string()),
            DateFault::NoSuchDay => PeriodFault::NoSuch(text.to_string()),
            DateFault::Ambiguous => PeriodFault::Ambiguous(text.to_string()),
            DateFault::TooFar => PeriodFault::TooFar(text.to_string()),
        }
    }
}

/// Reads one day: `2026-10-03`, `today`, `yesterday`, `tomorrow` (or French), `-30d`, `+2w`, `-3m`, `-1y`, and
/// `03/10/2026` where the context says that days come first. Months are the calendar's: a month after 31 January is
/// the last day of February.
pub fn parse_date(text: &str, context: PeriodContext) -> Result<Date, DateFault> {
    let text = text.trim();
    if let Some(date) = relative(text, context.today) {
        return date;
    }
    match fold(text).as_str() {
        "today" | "aujourdhui" => return Ok(context.today),
        "yesterday" | "hier" => return Ok(context.today.plus_days(-1)),
        "tomorrow" | "demain" => return Ok(context.today.plus_days(1)),
        _ => {}
    }
    if let Ok(date) = Date::from_str(text) {
        return Ok(date);
    }
    if has_shape(text, "9999-99-99") {
        return Err(DateFault::NoSuchDay);
    }
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts[..] else { return Err(DateFault::Unknown) };
    if !(digits(day, 1..=2) && digits(month, 1..=2) && digits(year, 4..=4)) {
        return Err(DateFault::Unknown);
    }
    if !context.day_first {
        return Err(DateFault::Ambiguous);
    }
    let (day, month, year) = (number(day), number(month), number(year));
    Date::new(year as i32, month, day).ok_or(DateFault::NoSuchDay)
}

impl Period {
    /// Reads a period: a year, month, quarter, ISO week, fiscal year, day, a word such as `last-month`, or a range
    /// `A..B` whose ends are any of these or relative days, or empty for an open end.
    ///
    /// Both ends of a range are included: it runs from the first day of A to the last day of B.
    pub fn parse(text: &str, context: PeriodContext) -> Result<Period, PeriodFault> {
        let text = text.trim();
        let Some((start, end)) = text.split_once("..") else {
            if text.is_empty() {
                return Err(PeriodFault::Empty);
            }
            if relative(text, context.today).is_some() {
                return Err(PeriodFault::RelativeAlone(text.to_string()));
            }
            return single(text, context);
        };
        let (start, end) = (start.trim(), end.trim());
        if start.is_empty() && end.is_empty() {
            return Err(PeriodFault::Empty);
        }
        let side = |text: &str| if text.is_empty() { Ok(Period::ALL) } else { end_of_range(text, context) };
        let (from, to) = (side(start)?.from, side(end)?.to);
        if let (Some(from), Some(to)) = (from, to) {
            return Period::between(from, to).ok_or(PeriodFault::Backwards { from, to });
        }
        Ok(Period { from, to })
    }
}

fn end_of_range(text: &str, context: PeriodContext) -> Result<Period, PeriodFault> {
    match relative(text, context.today) {
        Some(date) => date.map(Period::day).map_err(|fault| fault.of(text)),
        None => single(text, context),
    }
}

/// A period without `..`, all of whose days have a four-digit year.
fn single(text: &str, context: PeriodContext) -> Result<Period, PeriodFault> {
    let period = unchecked(text, context)?;
    let printable = |date: Option<Date>| date.is_none_or(|date| (0..=9999).contains(&date.year()));
    if printable(period.from) && printable(period.to) { Ok(period) } else { Err(PeriodFault::TooFar(text.to_string())) }
}

fn unchecked(text: &str, context: PeriodContext) -> Result<Period, PeriodFault> {
    let folded = fold(text);
    if let Some(period) = word(&folded, context) {
        return Ok(period);
    }
    let no_such = || PeriodFault::NoSuch(text.to_string());
    let year = |range: std::ops::Range<usize>| number(&folded[range]) as i32;
    if has_shape(&folded, "9999") {
        return Date::new(year(0..4), 1, 1).map(|first| Period::months(first, 12)).ok_or_else(no_such);
    }
    if has_shape(&folded, "fy9999") {
        return context.fiscal_year(year(2..6)).ok_or_else(no_such);
    }
    if has_shape(&folded, "9999-99") {
        let first = Date::new(year(0..4), number(&folded[5..7]), 1);
        return first.map(|first| Period::months(first, 1)).ok_or_else(no_such);
    }
    if has_shape(&folded, "9999-w99") {
        return Period::week(year(0..4), number(&folded[6..8])).ok_or_else(no_such);
    }
    for shape in ["9999q9", "9999-q9", "9999t9", "9999-t9"] {
        if has_shape(&folded, shape) {
            let quarter = number(&folded[shape.len() - 1..]);
            let month = quarter.checked_sub(1).map(|before| before * 3 + 1);
            let first = month.and_then(|month| Date::new(year(0..4), month, 1));
            return first.map(|first| Period::months(first, 3)).ok_or_else(no_such);
        }
    }
    parse_date(text, context).map(Period::day).map_err(|fault| fault.of(text))
}

/// The period of one of [`WORDS`].
fn word(folded: &str, context: PeriodContext) -> Option<Period> {
    let (step, count) = match folded {
        "today" | "aujourdhui" => (Step::Day, 0),
        "yesterday" | "hier" => (Step::Day, -1),
        "tomorrow" | "demain" => (Step::Day, 1),
        "cette-semaine" => (Step::Week, 0),
        "semaine-derniere" => (Step::Week, -1),
        "semaine-prochaine" => (Step::Week, 1),
        "ce-mois" => (Step::Month, 0),
        "mois-dernier" => (Step::Month, -1),
        "mois-prochain" => (Step::Month, 1),
        "ce-trimestre" => (Step::Quarter, 0),
        "trimestre-dernier" => (Step::Quarter, -1),
        "trimestre-prochain" => (Step::Quarter, 1),
        "cette-annee" => (Step::Year, 0),
        "annee-derniere" => (Step::Year, -1),
        "annee-prochaine" => (Step::Year, 1),
        "cet-exercice" => (Step::FiscalYear, 0),
        "exercice-dernier" => (Step::FiscalYear, -1),
        "exercice-prochain" => (Step::FiscalYear, 1),
        "ytd" => {
            return Some(Period { to: Some(context.today), ..Step::Year.around(context.today, context) });
        }
        _ => {
            let (which, step) = folded.split_once('-')?;
            let count = match which {
                "this" => 0,
                "last" => -1,
                "next" => 1,
                _ => return None,
            };
            let step = match step {
                "week" => Step::Week,
                "month" => Step::Month,
                "quarter" => Step::Quarter,
                "year" => Step::Year,
                "fy" => Step::FiscalYear,
                _ => return None,
            };
            (step, count)
        }
    };
    Some(step.shifted(context.today, count, context))
}

/// `-30d`, `+2w`, `-3m`, `-1y` from a day; `None` when the text is not of that form. French `j` (jour), `s` (semaine)
/// and `a` (an) are read too.
fn relative(text: &str, today: Date) -> Option<Result<Date, DateFault>> {
    let (sign, rest) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => return None,
    };
    let unit = rest.chars().next_back()?;
    let count = &rest[..rest.len() - unit.len_utf8()];
    if !digits(count, 1..=20) || !matches!(unit.to_ascii_lowercase(), 'd' | 'j' | 'w' | 's' | 'm' | 'y' | 'a') {
        return None;
    }
    if count.len() > 7 {
        return Some(Err(DateFault::TooFar));
    }
    // At most seven digits: neither the days of the weeks nor the months of the years overflow.
    let count = sign * number(count) as i32;
    let date = match unit.to_ascii_lowercase() {
        'd' | 'j' => today.plus_days(i64::from(count)),
        'w' | 's' => today.plus_days(7 * i64::from(count)),
        'm' => today.plus_months(count),
        _ => today.plus_months(12 * count),
    };
    // A move that chrono's calendar cannot make stays put, which must not pass for an answer.
    let moved = count == 0 || date != today;
    Some(if moved && (1..=9999).contains(&date.year()) { Ok(date) } else { Err(DateFault::TooFar) })
}

/// Lower case without accents or apostrophes: `Aujourd’hui` becomes `aujourdhui`.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the text has the shape, where `9` stands for any digit and other characters for themselves.
fn has_shape(text: &str, shape: &str) -> bool {
    let fits = |(c, class): (u8, u8)| if class == b'9' { c.is_ascii_digit() } else { c == class };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

/// The number that at most nine ASCII digits write.
fn number(digits: &str) -> u32 {
    digits.bytes().fold(0, |number, c| number * 10 + u32::from(c - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Friday 2 October 2026, fiscal years from July.
    fn context() -> PeriodContext {
        let today = "2026-10-02".parse().unwrap();
        PeriodContext { fiscal_year_start_month: 7, ..PeriodContext::new(today) }
    }

    fn dates(text: &str) -> String {
        Period::parse(text, context()).map_or_else(|fault| fault.to_string(), |period| period.to_string())
    }

    #[test]
    fn every_form() {
        for (text, resolved) in [
            ("2026", "2026-01-01..2026-12-31"),
            ("2026-07", "2026-07-01..2026-07-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026Q3", "2026-07-01..2026-09-30"),
            ("2026-q4", "2026-10-01..2026-12-31"),
            ("2026T1", "2026-01-01..2026-03-31"),
            ("2026-W12", "2026-03-16..2026-03-22"),
            ("2026-w53", "2026-12-28..2027-01-03"),
            ("FY2026", "2025-07-01..2026-06-30"),
            ("2026-07-14", "2026-07-14..2026-07-14"),
            ("today", "2026-10-02..2026-10-02"),
            ("yesterday", "2026-10-01..2026-10-01"),
            ("this-week", "2026-09-28..2026-10-04"),
            ("last-week", "2026-09-21..2026-09-27"),
            ("next-month", "2026-11-01..2026-11-30"),
            ("last-quarter", "2026-07-01..2026-09-30"),
            ("next-quarter", "2027-01-01..2027-03-31"),
            ("last-year", "2025-01-01..2025-12-31"),
            ("this-fy", "2026-07-01..2027-06-30"),
            ("last-fy", "2025-07-01..2026-06-30"),
            ("ytd", "2026-01-01..2026-10-02"),
            ("2026-01..2026-06", "2026-01-01..2026-06-30"),
            ("2026Q1 .. today", "2026-01-01..2026-10-02"),
            ("-30d..", "2026-09-02.."),
            ("-3m..+2w", "2026-07-02..2026-10-16"),
            ("-1y..yesterday", "2025-10-02..2026-10-01"),
            ("..2026", "..2026-12-31"),
            ("Aujourd’hui", "2026-10-02..2026-10-02"),
            ("mois-dernier", "2026-09-01..2026-09-30"),
            ("année-dernière", "2025-01-01..2025-12-31"),
            ("ce-trimestre", "2026-10-01..2026-12-31"),
        ] {
            assert_eq!(dates(text), resolved, "{text}");
        }
        for word in WORDS {
            assert!(Period::parse(word, context()).is_ok(), "{word}");
        }
    }

    #[test]
    fn every_fault() {
        for (text, fault) in [
            ("", "empty"),
            ("..", "empty"),
            ("lastmonth", "unknown: lastmonth"),
            ("this-day", "unknown: this-day"),
            ("2026-13", "no-such: 2026-13"),
            ("2026Q5", "no-such: 2026Q5"),
            ("2026Q0", "no-such: 2026Q0"),
            ("2025-W53", "no-such: 2025-W53"),
            ("2026-02-30", "no-such: 2026-02-30"),
            ("-30d", "relative-alone: -30d"),
            ("2026-07..2026-06", "backwards: 2026-07-01..2026-06-30"),
            ("03/10/2026", "ambiguous: 03/10/2026"),
            ("-99999999d..", "too-far: -99999999d"),
            ("-9999y..", "too-far: -9999y"),
            ("FY0000", "too-far: FY0000"),
            ("9999-W52..", "too-far: 9999-W52"),
            ("1..2..3", "unknown: 1"),
            ("２０２６", "unknown: ２０２６"),
        ] {
            assert_eq!(dates(text), fault, "{text}");
        }
    }

    #[test]
    fn one_day() {
        let iso = context();
        let french = PeriodContext { day_first: true, ..iso };
        let day = |text, context| parse_date(text, context).map(|date| date.to_string());
        assert_eq!(day("2026-10-03", iso).as_deref(), Ok("2026-10-03"));
        assert_eq!(day("tomorrow", iso).as_deref(), Ok("2026-10-03"));
        assert_eq!(day("-30d", iso).as_deref(), Ok("2026-09-02"));
        assert_eq!(day("+2w", iso).as_deref(), Ok("2026-10-16"));
        assert_eq!(day("-0d", iso).as_deref(), Ok("2026-10-02"));
        assert_eq!(day("03/10/2026", french).as_deref(), Ok("2026-10-03"));
        assert_eq!(day("3/1/2026", french).as_deref(), Ok("2026-01-03"));
        assert_eq!(day("31/02/2026", french), Err(DateFault::NoSuchDay));
        assert_eq!(day("03/10/2026", iso), Err(DateFault::Ambiguous));
        assert_eq!(day("2026-02-30", iso), Err(DateFault::NoSuchDay));
        assert_eq!(day("2026-02", iso), Err(DateFault::Unknown));
        assert_eq!(day("+9999999y", iso), Err(DateFault::TooFar));
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,20}|[-+.0-9dwmyqWFY/é]{0,16}") {
            let french = PeriodContext { day_first: true, ..context() };
            if let Ok(period) = Period::parse(&text, french) {
                prop_assert!(period.from.is_some() || period.to.is_some());
                prop_assert_eq!(Period::parse(&period.to_string(), french), Ok(period));
            }
        }
    }
}
