//! Currencies by their ISO 4217 code.

use std::fmt;

/// A currency, `EUR` unless said otherwise somewhere visible.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency of an upper-case ISO 4217 code such as `EUR`; `None` when there is no such code.
    pub fn from_code(code: &str) -> Option<Currency> {
        iso_currency::Currency::from_code(code).map(Currency)
    }

    /// The ISO 4217 code, three capital letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals an amount has: 2 for EUR, 0 for JPY, 3 for TND. Currencies without a minor unit (gold) count 2.
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// The euro, what a book uses when it names none.
    pub fn euro() -> Currency {
        Currency(iso_currency::Currency::EUR)
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_minor_units() {
        let decimals = |code| Currency::from_code(code).unwrap().decimals();
        assert_eq!((decimals("EUR"), decimals("JPY"), decimals("TND")), (2, 0, 3));
        assert!(Currency::from_code("EURO").is_none());
        assert!(Currency::from_code("eur").is_none());
    }
}
