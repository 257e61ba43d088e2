//! Calendar dates: never instants, never with a time zone.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::zone::Zone;

/// A day of the calendar, printed and read as `2026-10-03`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// A text that is not a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl Date {
    /// 1970-01-01, from which machines count.
    pub const UNIX_EPOCH: Date = match NaiveDate::from_ymd_opt(1970, 1, 1) {
        Some(day) => Date(day),
        None => panic!("decided when carnet is compiled"),
    };

    /// `None` when the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// Today in a time zone of the IANA database; in UTC where the name is none.
    pub fn today_in(zone: &str) -> Date {
        Date::of_instant(chrono::Utc::now().timestamp(), zone)
    }

    /// The day of an instant (seconds since 1970 in UTC) in a time zone of the IANA database; in UTC where the name is
    /// none. An instant beyond the calendar is on its first or last day.
    pub fn of_instant(seconds: i64, zone: &str) -> Date {
        Date::of_instants(zone)(seconds)
    }

    /// The same for many instants: the zone is looked up once.
    pub fn of_instants(zone: &str) -> impl Fn(i64) -> Date {
        let zone = Zone::or_utc(zone);
        move |seconds| match DateTime::from_timestamp(seconds.saturating_add(zone.ahead(seconds)), 0) {
            Some(there) => Date(there.date_naive()),
            None if seconds < 0 => Date(NaiveDate::MIN),
            None => Date(NaiveDate::MAX),
        }
    }

    /// The time of day of an instant (seconds since 1970 in UTC) in a time zone: `09:42`.
    pub fn clock_of_instant(seconds: i64, zone: &str) -> String {
        let ahead = Zone::or_utc(zone).ahead(seconds);
        DateTime::from_timestamp(seconds.saturating_add(ahead), 0).unwrap_or_default().format("%H:%M").to_string()
    }

    pub fn from_naive(date: NaiveDate) -> Date {
        Date(date)
    }

    pub fn naive(self) -> NaiveDate {
        self.0
    }

    /// Days since the first of January of the year 1, which is day 1.
    pub fn day_number(self) -> i64 {
        self.0.num_days_from_ce().into()
    }

    /// The day of this number; `None` where the calendar does not reach.
    pub fn from_day_number(days: i64) -> Option<Date> {
        NaiveDate::from_num_days_from_ce_opt(days.try_into().ok()?).map(Date)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 366.
    pub fn day_of_year(self) -> u32 {
        self.0.ordinal()
    }

    /// `None` where the year has no such day.
    pub fn from_day_of_year(year: i32, day: u32) -> Option<Date> {
        NaiveDate::from_yo_opt(year, day).map(Date)
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// This day moved by `days`, which may be negative; stays put at the ends of chrono's calendar.
    pub fn plus_days(self, days: i64) -> Date {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        Date(moved.unwrap_or(self.0))
    }

    /// This day moved by whole months, on the last day where the month is shorter: 31 January + 1 is 28 or 29 February.
    pub fn plus_months(self, months: i32) -> Date {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) };
        Date(moved.unwrap_or(self.0))
    }

    pub fn first_of_month(self) -> Date {
        Date(self.0.with_day(1).unwrap_or(self.0))
    }

    pub fn last_of_month(self) -> Date {
        self.first_of_month().plus_months(1).plus_days(-1)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    /// Exactly `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Date, NotADate> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(NotADate);
        }
        let number = |range: std::ops::Range<usize>| -> Result<u32, NotADate> {
            bytes[range]
                .iter()
                .try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')).ok_or(NotADate))
        };
        let year = i32::try_from(number(0..4)?).map_err(|_| NotADate)?;
        Date::new(year, number(5..7)?, number(8..10)?).ok_or(NotADate)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match u32::try_from(self.year()) {
            Ok(year @ 0..10_000) => {
                let digit = |number: u32| b'0' + (number % 10) as u8;
                let (month, day) = (self.month(), self.day());
                let text = [
                    digit(year / 1000),
                    digit(year / 100),
                    digit(year / 10),
                    digit(year),
                    b'-',
                    digit(month / 10),
                    digit(month),
                    b'-',
                    digit(day / 10),
                    digit(day),
                ];
                f.write_str(std::str::from_utf8(&text).unwrap_or_default())
            }
            _ => write!(f, "{}", self.0.format("%Y-%m-%d")),
        }
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|NotADate| serde::de::Error::custom("not a date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_the_iso_form() {
        assert_eq!("2026-10-03".parse::<Date>().unwrap().to_string(), "2026-10-03");
        for text in ["2026-02-30", "2026-1-03", "03/10/2026", "2026-10-03T00:00", "20261003", "２026-10-3"] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_day_begins_earlier_in_the_east() {
        let new_year = 1_798_761_600; // 2027-01-01T00:00Z
        let day = |seconds, zone| Date::of_instant(seconds, zone).to_string();
        assert_eq!(day(new_year - 1, "UTC"), "2026-12-31");
        assert_eq!(day(new_year - 1, "Europe/Paris"), "2027-01-01");
        assert_eq!(day(new_year, "America/New_York"), "2026-12-31");
        assert_eq!(day(new_year, "Nowhere/At_All"), "2027-01-01");
        assert!(Date::of_instant(i64::MIN, "UTC") < Date::of_instant(i64::MAX, "UTC"));
    }

    #[test]
    fn months_end_where_the_month_ends() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(date("2026-01-31").plus_months(1), date("2026-02-28"));
        assert_eq!(date("2026-02-10").last_of_month(), date("2026-02-28"));
        assert_eq!(date("2026-03-01").plus_days(-1), date("2026-02-28"));
    }
}
