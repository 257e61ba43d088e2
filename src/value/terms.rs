//! Payment terms as formulas.
//!
//! | written | due |
//! |---|---|
//! | `on-receipt` | on the document's date |
//! | `30d` | 30 days after it |
//! | `30d-eom` | 30 days after it, then at that month's end |
//! | `eom`, `eom-30d` | at the month's end, then 30 days |
//! | `30d-eom-10`, `eom-30d-10` | as before, then on the first 10th that is on or after that day |
//! | `30%@order 70%@delivery` | parts, waiting for an event |
//! | `50%@30d 50%@60d` | parts, each with a formula |
//!
//! "30 jours fin de mois" is read both as `30d-eom` and as `eom-30d`; the Code de commerce (L441-10) allows either as
//! long as the contract says which, and so does the file.

use std::fmt;
use std::str::FromStr;

use super::{Date, Decimal, decimal};

/// When a document is to be paid: one part or several, whose percents add up to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    parts: Vec<Part>,
}

/// A part of the formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `None` where none was written: the only part, 100 %.
    pub percent: Option<Decimal>,
    pub moment: Moment,
}

/// When a part is to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    OnReceipt,
    /// So many days, then perhaps on the next such day of a month.
    Formula {
        days: Days,
        on_day: Option<u32>,
    },
    Event(Event),
}

/// From the document's date to the day of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    Plain(u32),
    ThenMonthEnd(u32),
    /// `eom` alone is `None`: nothing is added after the month's end.
    AfterMonthEnd(Option<u32>),
}

/// What a part of the price may wait for, when no calendar gives its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// The customer's order.
    Order,
    /// The start of the work.
    Start,
    /// The delivery of goods or service.
    Delivery,
    /// The end of the work, as accepted by the customer.
    Completion,
}

/// One part of what is to be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// Of the amount due, in percent; the instalments of a document add up to 100.
    pub percent: Decimal,
    /// What it waits for, when it waits for an event.
    pub event: Option<Event>,
    /// Its date, when the document's date gives it.
    pub due: Option<Date>,
}

/// Why a text is not a formula of payment terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermsFault {
    Empty,
    /// A part in none of the forms.
    Unknown(String),
    /// More days than anybody grants (999).
    TooManyDays(String),
    /// A day of the month that is not 1 to 31.
    DayOfMonth(String),
    /// A percent that is not above 0 and at most 100, with at most 4 decimals.
    Percent(String),
    /// Several parts, of which this one has no percent.
    WithoutPercent(String),
    /// The percents add up to this instead of 100.
    Sum(Decimal),
}

impl Event {
    pub const ALL: [Event; 4] = [Event::Order, Event::Start, Event::Delivery, Event::Completion];

    /// As written in a formula: `order`.
    pub fn name(self) -> &'static str {
        match self {
            Event::Order => "order",
            Event::Start => "start",
            Event::Delivery => "delivery",
            Event::Completion => "completion",
        }
    }
}

impl Terms {
    /// Reads a formula; the parts are separated by blanks.
    pub fn parse(text: &str) -> Result<Terms, TermsFault> {
        let parts: Vec<Part> = text.split_whitespace().map(Part::parse).collect::<Result<_, _>>()?;
        if parts.is_empty() {
            return Err(TermsFault::Empty);
        }
        if parts.len() > 1
            && let Some(part) = parts.iter().find(|part| part.percent.is_none())
        {
            return Err(TermsFault::WithoutPercent(part.to_string()));
        }
        let hundred = Decimal::ONE_HUNDRED;
        // Each percent is at most 100 with 4 decimals: a sum of 28 digits would take more parts than memory holds.
        let sum: Decimal = parts.iter().map(|part| part.percent.unwrap_or(hundred)).sum();
        if sum != hundred {
            return Err(TermsFault::Sum(sum.normalize()));
        }
        Ok(Terms { parts })
    }

    /// The parts as they are written, for whoever says them in words.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts of what is to be paid for a document of this date, in the order in which they are written.
    pub fn due(&self, document_date: Date) -> Vec<Instalment> {
        let instalment = |part: &Part| {
            let percent = part.percent.unwrap_or(Decimal::ONE_HUNDRED);
            match part.moment {
                Moment::Event(event) => Instalment { percent, event: Some(event), due: None },
                Moment::OnReceipt => Instalment { percent, event: None, due: Some(document_date) },
                Moment::Formula { days, on_day } => {
                    Instalment { percent, event: None, due: Some(formula(document_date, days, on_day)) }
                }
            }
        };
        self.parts.iter().map(instalment).collect()
    }

    /// The percent that waits for an event, when some does.
    pub fn upon(&self, event: Event) -> Option<Decimal> {
        let waiting = self.parts.iter().filter(|part| part.moment == Moment::Event(event));
        waiting.map(|part| part.percent.unwrap_or(Decimal::ONE_HUNDRED)).reduce(|sum, percent| sum + percent)
    }

    /// The terms of an invoice for what is left once the order's part was invoiced: what waited for another event has
    /// waited long enough, and of several dates the last one counts where their shares no longer make a whole.
    pub fn after_order(&self) -> Terms {
        let rest = self.parts.iter().filter(|part| part.moment != Moment::Event(Event::Order));
        let mut moments: Vec<Moment> = Vec::new();
        for part in rest {
            let moment = if matches!(part.moment, Moment::Event(_)) { Moment::OnReceipt } else { part.moment };
            if !moments.contains(&moment) {
                moments.push(moment);
            }
        }
        if moments.len() > 1 && self.parts.iter().all(|part| !matches!(part.moment, Moment::Event(_))) {
            return self.clone();
        }
        Terms { parts: vec![Part { percent: None, moment: moments.pop().unwrap_or(Moment::OnReceipt) }] }
    }

    /// The latest date that the calendar gives: the day after which a document is overdue as a whole. `None` when all
    /// parts wait for events.
    pub fn last_due(&self, document_date: Date) -> Option<Date> {
        self.due(document_date).into_iter().filter_map(|instalment| instalment.due).max()
    }
}

fn formula(date: Date, days: Days, on_day: Option<u32>) -> Date {
    let date = match days {
        Days::Plain(days) => date.plus_days(i64::from(days)),
        Days::ThenMonthEnd(days) => date.plus_days(i64::from(days)).last_of_month(),
        Days::AfterMonthEnd(days) => date.last_of_month().plus_days(i64::from(days.unwrap_or(0))),
    };
    on_day.map_or(date, |day| first_on_or_after(date, day))
}

/// The first such day of a month that is on or after the date; a month that is too short gives its last day.
fn first_on_or_after(date: Date, day: u32) -> Date {
    let in_month = |first: Date| first.plus_days(i64::from(day) - 1).min(first.last_of_month());
    let this_month = in_month(date.first_of_month());
    if this_month >= date { this_month } else { in_month(date.first_of_month().plus_months(1)) }
}

impl Part {
    fn parse(text: &str) -> Result<Part, TermsFault> {
        let (percent, moment) = match text.split_once('@') {
            Some((percent, moment)) => (Some(parse_percent(percent)?), moment),
            None => (None, text),
        };
        Ok(Part { percent, moment: Moment::parse(moment)? })
    }
}

fn parse_percent(text: &str) -> Result<Decimal, TermsFault> {
    let fault = || TermsFault::Percent(text.to_string());
    let percent = decimal::parse(text.strip_suffix('%').ok_or_else(fault)?).map_err(|_| fault())?;
    let sound = percent > Decimal::ZERO && percent <= Decimal::ONE_HUNDRED && percent.scale() <= 4;
    if sound { Ok(percent) } else { Err(fault()) }
}

impl Moment {
    fn parse(text: &str) -> Result<Moment, TermsFault> {
        if text == "on-receipt" {
            return Ok(Moment::OnReceipt);
        }
        if let Some(event) = Event::ALL.into_iter().find(|event| event.name() == text) {
            return Ok(Moment::Event(event));
        }
        let words: Vec<&str> = text.split('-').collect();
        let days = |word: &str| word.strip_suffix('d').and_then(digits);
        let unknown = || TermsFault::Unknown(text.to_string());
        let (formula, rest) = match words[..] {
            ["eom", word, ref rest @ ..] if days(word).is_some() => (Days::AfterMonthEnd(days(word)), rest),
            ["eom", ref rest @ ..] => (Days::AfterMonthEnd(None), rest),
            [word, "eom", ref rest @ ..] => (Days::ThenMonthEnd(days(word).ok_or_else(unknown)?), rest),
            [word] => (Days::Plain(days(word).ok_or_else(unknown)?), &[][..]),
            _ => return Err(unknown()),
        };
        let (Days::Plain(count) | Days::ThenMonthEnd(count) | Days::AfterMonthEnd(Some(count))) = formula else {
            return on_day(rest, text).map(|on_day| Moment::Formula { days: formula, on_day });
        };
        if count > 999 {
            return Err(TermsFault::TooManyDays(text.to_string()));
        }
        on_day(rest, text).map(|on_day| Moment::Formula { days: formula, on_day })
    }
}

/// What follows `eom`: nothing, or a day of the month.
fn on_day(words: &[&str], text: &str) -> Result<Option<u32>, TermsFault> {
    match words {
        [] => Ok(None),
        [word] => match digits(word) {
            Some(day @ 1..=31) => Ok(Some(day)),
            Some(_) => Err(TermsFault::DayOfMonth(text.to_string())),
            None => Err(TermsFault::Unknown(text.to_string())),
        },
        _ => Err(TermsFault::Unknown(text.to_string())),
    }
}

/// A number in ASCII digits, without a leading zero; those too long count as more than any limit.
fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().unwrap_or(u32::MAX))
}

impl FromStr for Terms {
    type Err = TermsFault;

    fn from_str(text: &str) -> Result<Terms, TermsFault> {
        Terms::parse(text)
    }
}

/// The formula, in the form that [`Terms::parse`] reads.
impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.parts.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(percent) = self.percent {
            write!(f, "{percent}%@")?;
        }
        match self.moment {
            Moment::OnReceipt => f.write_str("on-receipt"),
            Moment::Event(event) => f.write_str(event.name()),
            Moment::Formula { days, on_day } => {
                match days {
                    Days::Plain(days) => write!(f, "{days}d")?,
                    Days::ThenMonthEnd(days) => write!(f, "{days}d-eom")?,
                    Days::AfterMonthEnd(None) => f.write_str("eom")?,
                    Days::AfterMonthEnd(Some(days)) => write!(f, "eom-{days}d")?,
                }
                on_day.map_or(Ok(()), |day| write!(f, "-{day}"))
            }
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl TermsFault {
    /// The accepted forms, for a message.
    pub fn forms() -> &'static str {
        "on-receipt, 30d, 30d-eom, eom-30d, eom-30d-10, 30%@order 70%@delivery"
    }

    /// A stable word for the fault: the variant of the message that words it.
    pub fn name(&self) -> &'static str {
        match self {
            TermsFault::Empty => "empty",
            TermsFault::Unknown(_) => "unknown",
            TermsFault::TooManyDays(_) => "too-many-days",
            TermsFault::DayOfMonth(_) => "day-of-month",
            TermsFault::Percent(_) => "percent",
            TermsFault::WithoutPercent(_) => "without-percent",
            TermsFault::Sum(_) => "sum",
        }
    }

    /// The part of the text at fault, or the sum of the percents.
    pub fn detail(&self) -> String {
        match self {
            TermsFault::Empty => String::new(),
            TermsFault::Unknown(part)
            | TermsFault::TooManyDays(part)
            | TermsFault::DayOfMonth(part)
            | TermsFault::Percent(part)
            | TermsFault::WithoutPercent(part) => part.clone(),
            TermsFault::Sum(sum) => sum.to_string(),
        }
    }
}

impl fmt::Display for TermsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.detail())
    }
}

impl std::error::Error for TermsFault {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn one_date() {
        for (terms, document, due) in [
            ("on-receipt", "2026-10-03", "2026-10-03"),
            ("0d", "2026-10-03", "2026-10-03"),
            ("30d", "2026-10-03", "2026-11-02"),
            ("30d-eom", "2026-10-03", "2026-11-30"),
            ("eom", "2026-10-03", "2026-10-31"),
            ("eom-30d", "2026-10-03", "2026-11-30"),
            // The two readings of "45 jours fin de mois" differ.
            ("45d-eom", "2026-10-03", "2026-11-30"),
            ("eom-45d", "2026-10-03", "2026-12-15"),
            ("eom-30d-10", "2026-10-03", "2026-12-10"),
            ("30d-eom-10", "2026-10-03", "2026-12-10"),
            ("eom-10d-10", "2026-10-03", "2026-11-10"),
            ("eom-30d-31", "2026-01-15", "2026-03-31"),
            ("eom-15", "2026-10-15", "2026-11-15"),
            ("30d-eom", "2026-01-31", "2026-03-31"),
            ("eom-28d-31", "2026-01-15", "2026-02-28"),
        ] {
            assert_eq!(Terms::parse(terms).unwrap().last_due(date(document)), Some(date(due)), "{terms} {document}");
        }
    }

    #[test]
    fn parts() {
        let terms: Terms = "30%@order 70%@delivery".parse().unwrap();
        assert_eq!(
            terms.due(date("2026-10-03")),
            [
                Instalment { percent: Decimal::from(30), event: Some(Event::Order), due: None },
                Instalment { percent: Decimal::from(70), event: Some(Event::Delivery), due: None },
            ]
        );
        assert_eq!(terms.last_due(date("2026-10-03")), None);
        let terms: Terms = "30%@order 35%@30d 35%@60d".parse().unwrap();
        assert_eq!(terms.last_due(date("2026-10-03")), Some(date("2026-12-02")));
        assert_eq!(terms.due(date("2026-10-03"))[1].due, Some(date("2026-11-02")));
    }

    #[test]
    fn every_fault() {
        for (text, fault) in [
            ("", "empty: "),
            ("30", "unknown: 30"),
            ("30 d", "unknown: 30"),
            ("30days", "unknown: 30days"),
            ("30d-10", "unknown: 30d-10"),
            ("eom-30d-10-2", "unknown: eom-30d-10-2"),
            ("@order", "percent: "),
            ("1000d", "too-many-days: 1000d"),
            ("99999999999d-eom", "too-many-days: 99999999999d-eom"),
            ("eom-30d-32", "day-of-month: eom-30d-32"),
            ("30@order 70@delivery", "percent: 30"),
            ("0%@order 100%@30d", "percent: 0%"),
            ("33.33333%@order", "percent: 33.33333%"),
            ("30%@order 30d", "without-percent: 30d"),
            ("30%@order 60%@delivery", "sum: 90"),
            ("30%@30d", "sum: 30"),
        ] {
            assert_eq!(Terms::parse(text).unwrap_err().to_string(), fault, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_prints_as_it_was_written(
            text in "(0|[1-9][0-9]{0,2})d(-eom(-([1-9]|[12][0-9]|3[01]))?)?|eom(-[1-9][0-9]?d)?(-[1-9])?|33\\.5%@order 66\\.50%@eom-30d"
        ) {
            let terms = Terms::parse(&text).unwrap();
            prop_assert_eq!(terms.to_string(), text);
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,20}|[0-9deom%@. -]{0,20}") {
            if let Ok(terms) = Terms::parse(&text) {
                prop_assert_eq!(Terms::parse(&terms.to_string()), Ok(terms));
            }
        }
    }
}
