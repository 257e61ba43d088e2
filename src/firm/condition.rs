//! The firm's conditions of payment, as far as the law wants them said on documents: interest for late payment, discounts for
//! early payment. Both are short formulas, so that a document says them in its reader's language.

use crate::value::{Decimal, decimal};

/// A published rate that interest builds upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseRate {
    /// The European Central Bank's main refinancing operations (directive 2011/7/EU, article 2, 7).
    Ecb,
    /// The Bank of England's base rate.
    BankOfEngland,
    /// The legal rate of interest of France (article L313-2 of the monetary code).
    Legal,
    /// The Basiszinssatz of Germany (§ 247 BGB).
    Basic,
}

impl BaseRate {
    /// Each with the word that formulas use.
    pub const ALL: [(&'static str, BaseRate); 4] = [
        ("ecb", BaseRate::Ecb),
        ("boe", BaseRate::BankOfEngland),
        ("legal", BaseRate::Legal),
        ("basic", BaseRate::Basic),
    ];
}

/// Interest a year for late payment: `12%`, `ecb+10`, `legal*3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateInterest {
    /// So many percent.
    Percent(Decimal),
    /// A published rate and so many points.
    Above(BaseRate, Decimal),
    /// So many times a published rate.
    Times(BaseRate, Decimal),
}

impl LateInterest {
    /// `None` where the text is no such formula, or the number is not between 0 and 100.
    pub fn parse(text: &str) -> Option<LateInterest> {
        let number = |digits: &str| {
            let number = decimal::parse(digits).ok()?;
            (number >= Decimal::ZERO && number <= Decimal::ONE_HUNDRED).then_some(number)
        };
        let base = |word: &str| BaseRate::ALL.into_iter().find(|(own, _)| *own == word).map(|(_, base)| base);
        if let Some(percent) = text.strip_suffix('%') {
            return number(percent.trim_end()).map(LateInterest::Percent);
        }
        if let Some((word, points)) = text.split_once('+') {
            return Some(LateInterest::Above(base(word.trim())?, number(points.trim())?));
        }
        let (word, factor) = text.split_once('*')?;
        Some(LateInterest::Times(base(word.trim())?, number(factor.trim())?))
    }
}

/// A discount for early payment: `2% 10d`, two percent within ten days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyDiscount {
    pub percent: Decimal,
    pub days: u32,
}

impl EarlyDiscount {
    /// `None` where the text is no such formula, or the percentage is not between 0 and 100.
    pub fn parse(text: &str) -> Option<EarlyDiscount> {
        let (percent, days) = text.split_once('%')?;
        let percent = decimal::parse(percent.trim()).ok()?;
        let days = days.trim().strip_suffix('d')?.parse().ok()?;
        let sensible = percent > Decimal::ZERO && percent < Decimal::ONE_HUNDRED && (1..=365).contains(&days);
        sensible.then_some(EarlyDiscount { percent, days })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interest_is_a_number_or_builds_upon_a_published_rate() {
        let read = LateInterest::parse;
        assert_eq!(read("12%"), Some(LateInterest::Percent(Decimal::from(12))));
        assert_eq!(read("ecb+10"), Some(LateInterest::Above(BaseRate::Ecb, Decimal::TEN)));
        assert_eq!(read("boe + 8"), Some(LateInterest::Above(BaseRate::BankOfEngland, Decimal::from(8))));
        assert_eq!(read("legal*3"), Some(LateInterest::Times(BaseRate::Legal, Decimal::from(3))));
        for wrong in ["", "12", "ecb", "ecb-1", "fed+3", "ecb+", "101%", "-1%", "legal*x", "1e1%"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_discount_is_a_percentage_and_days() {
        assert_eq!(EarlyDiscount::parse("2% 10d"), Some(EarlyDiscount { percent: Decimal::TWO, days: 10 }));
        for wrong in ["", "2%", "10d", "0% 10d", "100% 10d", "2% 0d", "2% ten"] {
            assert_eq!(EarlyDiscount::parse(wrong), None, "{wrong}");
        }
    }
}
