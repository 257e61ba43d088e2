//! Numbers, dates and a handful of words for people, in their language. Only `table` and `md` use it; every other format
//! is for programs and is never localised.

use crate::finding::{Language, Tongue};
use crate::value::{Date, Decimal};

/// How a language writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locale(pub Language);

impl Locale {
    /// The language as documents know it: numbers are written there.
    fn tongue(self) -> Tongue {
        self.0.tongue()
    }

    /// `1,234.50` in English, `1 234,50` (narrow no-break space) in French. Decimals are those that the number has.
    pub fn number(self, number: Decimal) -> String {
        self.tongue().number(number)
    }

    /// The decimal mark.
    pub fn mark(self) -> char {
        self.tongue().mark()
    }

    /// What follows a percentage: `12.5%`, `12,5 %` (narrow no-break space).
    pub fn percent_sign(self) -> &'static str {
        self.tongue().percent_sign()
    }

    /// `2026-10-03` in English, `03/10/2026` in French.
    pub fn date(self, date: Date) -> String {
        match self.0 {
            Language::English => date.to_string(),
            Language::French => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
        }
    }

    /// The few words that rendering itself needs; a catalogue that has the key goes before.
    pub(super) fn word(self, key: &str) -> Option<&'static str> {
        let (english, french) = match key {
            "sheet-empty" => ("Nothing matches.", "Rien ne correspond."),
            "sheet-amounts-in" => ("Amounts in {currency}", "Montants en {currency}"),
            "sheet-amounts-unless-marked" => {
                ("Amounts in {currency} unless marked", "Montants en {currency} sauf mention contraire")
            }
            "sheet-no-room" => ("No room for: {columns}", "Sans place pour\u{a0}: {columns}"),
            "yes" => ("yes", "oui"),
            "no" => ("no", "non"),
            _ => return None,
        };
        Some(match self.0 {
            Language::English => english,
            Language::French => french,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal::parse;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let both = |text: &str| {
            let number = parse(text).unwrap();
            [Locale(Language::English).number(number), Locale(Language::French).number(number)]
        };
        assert_eq!(both("1234.50"), ["1,234.50", "1\u{202f}234,50"]);
        assert_eq!(both("-1234567.8"), ["-1,234,567.8", "-1\u{202f}234\u{202f}567,8"]);
        assert_eq!(both("999"), ["999", "999"]);
        assert_eq!(both("-0.00"), ["0.00", "0,00"]);
    }

    #[test]
    fn each_language_writes_dates_its_own_way() {
        let date = Date::new(2026, 10, 3).unwrap();
        assert_eq!(Locale(Language::English).date(date), "2026-10-03");
        assert_eq!(Locale(Language::French).date(date), "03/10/2026");
    }
}
