//! When a French firm works, and how much it sells then.

use super::Moment;
use crate::value::Date;

/// Where instants are counted from.
///
/// # Panics
/// Never: the calendar has such a day.
fn epoch() -> Date {
    Date::new(1970, 1, 1).expect("1 January 1970 is a day")
}

/// 0 for Monday to 6 for Sunday; the epoch was a Thursday.
pub fn weekday(date: Date) -> i64 {
    (date.days_since(epoch()) + 3).rem_euclid(7)
}

/// Monday to Friday, but for the legal holidays (Code du travail, article L3133-1).
pub fn is_working(date: Date) -> bool {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Easter Monday, Ascension and Whit Monday.
    let movable = [1, 39, 50].map(|days| easter(date.year()).plus_days(days));
    weekday(date) < 5 && !fixed.contains(&(date.month(), date.day())) && !movable.contains(&date)
}

/// The first working day on or after this one.
pub fn working_from(date: Date) -> Date {
    (0..14).map(|days| date.plus_days(days)).find(|day| is_working(*day)).unwrap_or(date)
}

/// The last working day before this one.
pub fn working_before(date: Date) -> Date {
    (1..14).map(|days| date.plus_days(-days)).find(|day| is_working(*day)).unwrap_or(date)
}

/// Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher).
fn easter(year: i32) -> Date {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let unsigned = |n: i32| u32::try_from(n).unwrap_or(1);
    // The method gives a day of March or April.
    Date::new(year, unsigned(n / 31), unsigned(n % 31 + 1)).unwrap_or(epoch())
}

/// How much is sold on a day, relative to others: by month, and a sixth more in a year's time.
pub fn demand(date: Date, start: Date) -> i64 {
    const MONTHS: [i64; 12] = [80, 88, 106, 104, 96, 118, 84, 38, 112, 122, 128, 92];
    let season = MONTHS[(date.month() as usize + 11) % 12];
    season * (2000 + date.days_since(start).max(0)) / 2000
}

/// A local time in France as an instant: an hour ahead of UTC, two from the last Sunday of March to that of October
/// (directive 2000/84/EC; the nights of change themselves do not matter to people who work by day).
pub fn moment(date: Date, minute: i64, second: i64) -> Moment {
    let last_sunday = |month: u32| {
        let end = Date::new(date.year(), month, 31).unwrap_or(date);
        end.plus_days(-((weekday(end) + 1) % 7))
    };
    let summer = date >= last_sunday(3) && date < last_sunday(10);
    let offset_minutes = if summer { 120 } else { 60 };
    let days = date.days_since(epoch());
    Moment { seconds: days * 86_400 + (minute - i64::from(offset_minutes)) * 60 + second, offset_minutes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn weekdays() {
        assert_eq!((weekday(date("2026-11-16")), weekday(date("2026-11-22")), weekday(date("1969-12-31"))), (0, 6, 2));
    }

    #[test]
    fn holidays() {
        for day in ["2025-04-21", "2025-05-29", "2025-06-09", "2026-04-06", "2026-05-14", "2026-07-14", "2026-10-03"] {
            assert!(!is_working(date(day)), "{day}");
        }
        assert_eq!(working_from(date("2025-05-01")), date("2025-05-02"));
        assert_eq!(working_before(date("2026-01-01")), date("2025-12-31"));
    }

    #[test]
    fn summer_time() {
        assert_eq!(moment(date("1970-01-01"), 60, 0).seconds, 0);
        assert_eq!(moment(date("2026-03-30"), 0, 0).offset_minutes, 120);
        assert_eq!(moment(date("2026-10-23"), 0, 0).offset_minutes, 120);
        assert_eq!(moment(date("2026-10-26"), 0, 0).offset_minutes, 60);
    }
}
