//! Numbers, dates and a handful of words for people, in their language. Only `table` and `md` use it; every other format
//! is for programs and is never localised.

use crate::finding::Language;
use crate::value::{Date, Decimal};

/// A narrow no-break space: French typography's separator of thousands, and before `%`.
const NARROW: char = '\u{202f}';

/// How a language writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Locale(pub Language);

impl Locale {
    /// `1,234.50` in English, `1 234,50` (narrow no-break space) in French. Decimals are those that the number has.
    pub fn number(self, number: Decimal) -> String {
        let (thousands, mark) = match self.0 {
            Language::English => (',', '.'),
            Language::French => (NARROW, ','),
        };
        let plain = number.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::with_capacity(plain.len() + 8);
        if number.is_sign_negative() && !number.is_zero() {
            text.push('-');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(mark);
            text.push_str(fraction);
        }
        text
    }

    /// The decimal mark.
    pub fn mark(self) -> char {
        match self.0 {
            Language::English => '.',
            Language::French => ',',
        }
    }

    /// What follows a percentage: `12.5%`, `12,5 %` (narrow no-break space).
    pub fn percent_sign(self) -> String {
        match self.0 {
            Language::English => "%".into(),
            Language::French => format!("{NARROW}%"),
        }
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
