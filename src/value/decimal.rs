//! Exact decimal numbers, read from the very text that stands in a file.

use std::fmt;

pub use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;
use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Why a number's text is not one that carnet keeps exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalFault {
    /// `1e3`: TOML allows it, but nobody reads it at a glance.
    Exponent,
    /// `1_000`, `0x10`, `0o7`, `0b1`.
    Notation,
    /// `inf` or `nan`.
    NotFinite,
    /// More digits than 96 bits hold (28 significant digits).
    TooLong,
    /// Not a number at all.
    NotANumber,
}

impl fmt::Display for DecimalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DecimalFault::Exponent => "exponent",
            DecimalFault::Notation => "notation",
            DecimalFault::NotFinite => "not-finite",
            DecimalFault::TooLong => "too-long",
            DecimalFault::NotANumber => "not-a-number",
        })
    }
}

/// For `#[serde(with = "decimal::bytes")]`: the sixteen bytes of a number, in formats for machines.
pub mod bytes {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Decimal;

    pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        <[u8; 16]>::deserialize(deserializer).map(Decimal::deserialize)
    }
}

/// For `#[serde(deserialize_with = "decimal::exact")]`: the sixteen bytes of a number, as values give them, or its text.
/// A binary float is refused.
pub fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    struct Exact;

    impl Visitor<'_> for Exact {
        type Value = Decimal;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an exact number")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Decimal, E> {
            let bytes = bytes.try_into().map_err(|_| E::invalid_length(bytes.len(), &self))?;
            Ok(Decimal::deserialize(bytes))
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
            parse(text).map_err(E::custom)
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
            Ok(Decimal::from(number))
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
            Ok(Decimal::from(number))
        }
    }

    deserializer.deserialize_bytes(Exact)
}

/// Reads a plain decimal (`-1234.50`, `+3`, `0.5`) without ever passing through binary floating point.
/// The number of decimals written is kept: `10.00` prints as `10.00`.
pub fn parse(text: &str) -> Result<Decimal, DecimalFault> {
    short(text).map_or_else(|| long(text), Ok)
}

fn short(text: &str) -> Option<Decimal> {
    parse_short(text).map(|(digits, decimals)| Decimal::new(digits, decimals))
}

/// A number of at most eighteen digits, nearly every one there is, as its digits and how many of them are decimals: they fit
/// into one machine word. `None` for all others, and for what is none.
pub fn parse_short(text: &str) -> Option<(i64, u32)> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let point = digits.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = match point {
        Some(point) => (&digits[..point], &digits[point + 1..]),
        None => (digits, &[][..]),
    };
    let count = whole.len() + fraction.len();
    if whole.is_empty() || (point.is_some() && fraction.is_empty()) || count > 18 {
        return None;
    }
    let mut sum: i64 = 0;
    for byte in whole.iter().chain(fraction) {
        sum = 10 * sum + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    // Nothing keeps the sign that was written before it.
    (sum != 0 || !negative).then_some((if negative { -sum } else { sum }, fraction.len() as u32))
}

fn long(text: &str) -> Result<Decimal, DecimalFault> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(digits, "inf" | "nan") {
        return Err(DecimalFault::NotFinite);
    }
    if digits.starts_with("0x") || digits.starts_with("0o") || digits.starts_with("0b") || digits.contains('_') {
        return Err(DecimalFault::Notation);
    }
    if digits.contains(['e', 'E']) {
        return Err(DecimalFault::Exponent);
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(DecimalFault::NotANumber);
    }
    Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text)).map_err(|_| DecimalFault::TooLong)
}

/// Rounds half away from zero, as EN 16931 and French invoices do.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// The value with exactly `decimals` decimals, rounding half away from zero: `3` becomes `3.00`.
pub fn fixed(value: Decimal, decimals: u32) -> Decimal {
    if value.scale() == decimals && (value.is_sign_positive() || !value.is_zero()) {
        return value;
    }
    let mut fixed = round(value, decimals);
    fixed.rescale(decimals);
    // There is no negative nothing: -0.004 is 0.00.
    if fixed.is_zero() {
        fixed.set_sign_positive(true);
    }
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_binary_floats_lose() {
        assert_eq!(parse("90071992547409.93").unwrap().to_string(), "90071992547409.93");
        assert_eq!(parse("10.00").unwrap().to_string(), "10.00");
        assert_eq!(parse("-0.10").unwrap().to_string(), "-0.10");
        assert_eq!(parse("+3").unwrap().to_string(), "3");
    }

    #[test]
    fn refuses_what_toml_allows_and_people_misread() {
        for (text, fault) in [
            ("1e3", DecimalFault::Exponent),
            ("1_000", DecimalFault::Notation),
            ("0x10", DecimalFault::Notation),
            ("inf", DecimalFault::NotFinite),
            ("-nan", DecimalFault::NotFinite),
            ("1.", DecimalFault::NotANumber),
            ("", DecimalFault::NotANumber),
            ("12,50", DecimalFault::NotANumber),
            ("123456789012345678901234567890", DecimalFault::TooLong),
            ("0.12345678901234567890123456789012345", DecimalFault::TooLong),
        ] {
            assert_eq!(parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn short_and_long_numbers_are_read_alike() {
        for text in
            ["0", "-0", "+0", "-0.00", "007", "0.10", "-12.5", "+3", "123456789012345678", "0.123456789012345678"]
        {
            let (read, slowly) = (parse(text).unwrap(), long(text).unwrap());
            assert_eq!((read.serialize(), read.to_string()), (slowly.serialize(), slowly.to_string()), "{text}");
        }
        for text in ["", "-", "+", ".", "1.", ".1", "1.2.3", "--1", "+-1", "1e3", "1_0", "inf", "٣", "1 "] {
            assert_eq!(parse(text), long(text), "{text}");
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(fixed(parse("2.345").unwrap(), 2).to_string(), "2.35");
        assert_eq!(fixed(parse("-2.345").unwrap(), 2).to_string(), "-2.35");
        assert_eq!(fixed(parse("3").unwrap(), 2).to_string(), "3.00");
        assert_eq!(fixed(parse("-0.004").unwrap(), 2).to_string(), "0.00");
    }
}
