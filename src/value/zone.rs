//! Time zones by their names in the IANA database, which is built in: the same answer on every machine.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone.
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of this name, in whatever case; `None` where there is none.
    pub fn named(name: &str) -> Option<Zone> {
        ZONES.get(name).ok().map(Zone)
    }

    /// The zone of this name, else UTC.
    pub fn or_utc(name: &str) -> Zone {
        Zone::named(name).unwrap_or(Zone(TimeZone::UTC))
    }

    /// `Europe/Paris`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// How many seconds its clocks are ahead of UTC at an instant (seconds since 1970 in UTC).
    pub fn ahead(&self, seconds: i64) -> i64 {
        let known = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        Timestamp::from_second(known).map_or(0, |instant| self.0.to_offset(instant).seconds().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_go_forward_in_spring_wherever_they_do() {
        let ahead = |name, seconds| Zone::or_utc(name).ahead(seconds) / 60;
        // The first seconds of 29 March 2026, 1:00 in UTC, and the one before.
        assert_eq!([ahead("Europe/Paris", 1_774_745_999), ahead("Europe/Paris", 1_774_746_000)], [60, 120]);
        assert_eq!([ahead("Asia/Kolkata", 0), ahead("Nowhere/Else", 0)], [330, 0]);
        // No law says what will be then; beyond the calendar there is an answer all the same.
        assert_eq!([ahead("Europe/Paris", i64::MAX), ahead("UTC", i64::MIN)], [60, 0]);
    }

    #[test]
    fn a_name_is_found_in_whatever_case() {
        assert_eq!(Zone::named("europe/paris").map(|zone| zone.name().to_owned()).as_deref(), Some("Europe/Paris"));
        assert_eq!(Zone::or_utc("Nowhere/Else").name(), "UTC");
        assert!(Zone::named("").is_none() && Zone::named("Europe").is_none());
    }
}
