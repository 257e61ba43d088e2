//! Comparisons between a record's value and what a query asks for. Pure; a missing value is the caller's matter (it matches
//! nothing).

use std::collections::BTreeSet;

use super::term::Comparison;
use crate::book::cache::Part;
use crate::book::{Book, RecordRef};
use crate::value::decimal::{self, DecimalFault};
use crate::value::{Currency, Date, Decimal, Money, fold};

/// A text that is looked for, folded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(String, Part);

impl Needle {
    pub fn new(text: &str) -> Needle {
        let folded = fold(text.trim()).into_owned();
        let part = Part::new(&folded);
        Needle(folded, part)
    }

    /// Whether it may stand in the id or in a text of a record; where not, nobody need look.
    pub fn may_be_in(&self, book: &Book, record: RecordRef) -> bool {
        book.may_hold(record, &self.1)
    }

    /// Whether the text contains it, ignoring case and accents. A needle that folds to nothing is contained nowhere.
    pub fn is_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        if text.is_ascii() {
            let (needle, text) = (self.0.as_bytes(), text.as_bytes());
            return text.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle));
        }
        fold(text).contains(&self.0)
    }

    /// Whether it is the whole text, ignoring case, accents and blanks around it.
    pub fn is_all_of(&self, text: &str) -> bool {
        !self.0.is_empty() && fold(text.trim()) == self.0.as_str()
    }

    /// Whether the text lies between two needles, both included, in the order of folded texts.
    pub fn within(text: &str, from: Option<&Needle>, to: Option<&Needle>) -> bool {
        let text = fold(text.trim());
        from.is_none_or(|from| *text >= *from.0) && to.is_none_or(|to| *text <= *to.0)
    }

    /// Whether `text comparison needle` holds, in the order of folded texts.
    pub fn compares(&self, text: &str, comparison: Comparison) -> bool {
        ordered(comparison, &*fold(text.trim()), self.0.as_str())
    }
}

/// Whether the value lies between the ends, both included.
pub fn within<T: PartialOrd>(value: T, from: Option<T>, to: Option<T>) -> bool {
    from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to)
}

/// Whether `value comparison other` holds.
pub fn ordered<T: PartialOrd + ?Sized>(comparison: Comparison, value: &T, other: &T) -> bool {
    match comparison {
        Comparison::Less => value < other,
        Comparison::AtMost => value <= other,
        Comparison::Greater => value > other,
        Comparison::AtLeast => value >= other,
        Comparison::Differs => value != other,
    }
}

/// First and last day of a period, both included; `None` is an open end.
pub type Days = (Option<Date>, Option<Date>);

/// Whether the day lies in the period.
pub fn date_within(date: Date, (from, to): Days) -> bool {
    within(date, from, to)
}

/// Whether `date comparison period` holds: before its first day, up to its last day, and so on. Nothing is before a period
/// that never began, or after one that never ends.
pub fn date_compares(date: Date, comparison: Comparison, (from, to): Days) -> bool {
    match comparison {
        Comparison::Less => from.is_some_and(|from| date < from),
        Comparison::AtMost => to.is_none_or(|to| date <= to),
        Comparison::Greater => to.is_some_and(|to| date > to),
        Comparison::AtLeast => from.is_none_or(|from| date >= from),
        Comparison::Differs => !date_within(date, (from, to)),
    }
}

/// An amount as written in a query: `1000`, `1000EUR`, `-12.50 usd`, `1000€`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub amount: Decimal,
    /// `None` where no currency was written.
    pub currency: Option<Currency>,
}

/// Why a query's amount cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountFault {
    /// The number's text is not one.
    Number(DecimalFault),
    /// `1000XYZ`.
    UnknownCurrency(String),
    /// A plain number, but the records hold several currencies (these): write `1000EUR`.
    SeveralCurrencies(Vec<Currency>),
    /// `1000EUR..2000USD`.
    TwoCurrencies(Currency, Currency),
}

impl Asked {
    pub fn parse(text: &str) -> Result<Asked, AmountFault> {
        let text = text.trim();
        let split = text.find(|c: char| c.is_alphabetic() || c == '€').unwrap_or(text.len());
        let (number, code) = (text[..split].trim_end(), &text[split..]);
        // `1e3`, `0x10`, `inf` are numbers of other notations, not currencies.
        if code.contains(|c: char| c.is_ascii_digit()) || matches!(text, "inf" | "nan" | "-inf" | "-nan") {
            return Err(AmountFault::Number(decimal::parse(text).err().unwrap_or(DecimalFault::NotANumber)));
        }
        let amount = decimal::parse(number).map_err(AmountFault::Number)?;
        let currency = match code {
            "" => None,
            "€" => Some(Currency::euro()),
            code => {
                let known = Currency::from_code(&code.to_uppercase());
                Some(known.ok_or_else(|| AmountFault::UnknownCurrency(code.to_owned()))?)
            }
        };
        Ok(Asked { amount, currency })
    }

    /// The currency that this amount is in: the one written, else the only one that the compared records `hold`. `None` when
    /// they hold none: then there is nothing to compare with.
    pub fn currency_among(&self, hold: &BTreeSet<Currency>) -> Result<Option<Currency>, AmountFault> {
        match (self.currency, hold.len()) {
            (None, _) if self.amount.is_zero() => Ok(None),
            (Some(currency), _) => Ok(Some(currency)),
            (None, 0 | 1) => Ok(hold.first().copied()),
            (None, _) => Err(AmountFault::SeveralCurrencies(hold.iter().copied().collect())),
        }
    }
}

/// A range of amounts in one currency. Money in another currency is never in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyRange {
    from: Option<Decimal>,
    to: Option<Decimal>,
    currency: Option<Currency>,
}

impl MoneyRange {
    /// The range between two ends, both included, for records that `hold` these currencies. One end may name the currency
    /// for both.
    pub fn new(from: Option<Asked>, to: Option<Asked>, hold: &BTreeSet<Currency>) -> Result<MoneyRange, AmountFault> {
        let named = |end: Option<Asked>| end.and_then(|end| end.currency);
        let currency = match (named(from), named(to), from.or(to)) {
            (Some(a), Some(b), _) if a != b => return Err(AmountFault::TwoCurrencies(a, b)),
            (Some(currency), ..) | (None, Some(currency), _) => Some(currency),
            // Zero is zero in every currency; the other end says which one, if it is not zero.
            (None, None, Some(_)) => {
                let ends = [from, to].into_iter().flatten();
                ends.clone().find(|end| !end.amount.is_zero()).map_or(Ok(None), |end| end.currency_among(hold))?
            }
            (None, None, None) => None,
        };
        Ok(MoneyRange { from: from.map(|end| end.amount), to: to.map(|end| end.amount), currency })
    }

    pub fn contains(&self, money: Money) -> bool {
        let zeros = [self.from, self.to].iter().flatten().all(|end| end.is_zero());
        (self.currency == Some(money.currency) || self.currency.is_none() && zeros)
            && within(money.amount, self.from, self.to)
    }
}

/// Whether `money comparison asked` holds, where `currency` is [`Asked::currency_among`] the records. Money in another
/// currency compares with nothing, except that it differs.
pub fn money_compares(money: Money, comparison: Comparison, asked: Asked, currency: Option<Currency>) -> bool {
    let any = currency.is_none() && asked.amount.is_zero();
    match any || currency == Some(money.currency) {
        true => ordered(comparison, &money.amount, &asked.amount),
        false => comparison == Comparison::Differs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currencies(codes: &[&str]) -> BTreeSet<Currency> {
        codes.iter().map(|code| Currency::from_code(code).unwrap()).collect()
    }

    fn money(amount: &str, code: &str) -> Money {
        Money::new(decimal::parse(amount).unwrap(), Currency::from_code(code).unwrap())
    }

    #[test]
    fn text_is_found_whatever_its_case_and_accents() {
        let societe = Needle::new("SOCIETE");
        assert!(
            societe.is_in("La Société Générale")
                && societe.is_in("societe")
                && !societe.is_in("La Société".split_at(6).0)
        );
        assert!(societe.is_all_of(" Société ") && !societe.is_all_of("La Société"));
        assert!(!Needle::new("é").is_in("") && Needle::new("é").is_in("E"));
        assert!(!Needle::new("\u{301}").is_in("anything") && !Needle::new("").is_all_of(""));
        let (a, b) = (Needle::new("F-001"), Needle::new("f-010"));
        assert!(Needle::within("F-010", Some(&a), Some(&b)) && !Needle::within("F-011", Some(&a), Some(&b)));
        assert!(Needle::new("b").compares("A", Comparison::Less));
    }

    #[test]
    fn days_compare_with_the_ends_of_a_period() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let third_quarter = (Some(day("2026-07-01")), Some(day("2026-09-30")));
        assert!(date_within(day("2026-09-30"), third_quarter) && !date_within(day("2026-10-01"), third_quarter));
        for (date, comparison, holds) in [
            ("2026-06-30", Comparison::Less, true),
            ("2026-07-01", Comparison::Less, false),
            ("2026-08-01", Comparison::AtMost, true),
            ("2026-09-30", Comparison::Greater, false),
            ("2026-10-01", Comparison::Greater, true),
            ("2026-07-01", Comparison::AtLeast, true),
            ("2026-08-01", Comparison::Differs, false),
        ] {
            assert_eq!(date_compares(day(date), comparison, third_quarter), holds, "{date} {comparison:?}");
        }
        assert!(!date_compares(day("2026-01-01"), Comparison::Greater, (Some(day("2020-01-01")), None)));
    }

    #[test]
    fn a_plain_number_needs_records_in_one_currency() {
        let thousand = Asked::parse("1000").unwrap();
        let range = |hold: &[&str]| MoneyRange::new(Some(thousand), None, &currencies(hold));
        assert!(range(&["EUR"]).unwrap().contains(money("1000", "EUR")));
        assert!(!range(&["EUR"]).unwrap().contains(money("999.99", "EUR")));
        let both = vec![Currency::euro(), Currency::from_code("USD").unwrap()];
        assert_eq!(range(&["USD", "EUR"]), Err(AmountFault::SeveralCurrencies(both)));
        assert!(!range(&[]).unwrap().contains(money("2000", "EUR")));
    }

    #[test]
    fn a_number_with_a_currency_compares_with_that_currency_only() {
        let hold = currencies(&["EUR", "USD"]);
        let asked = |text| Some(Asked::parse(text).unwrap());
        let range = MoneyRange::new(asked("1000EUR"), asked("2000"), &hold).unwrap();
        assert!(range.contains(money("2000", "EUR")) && !range.contains(money("1500", "USD")));
        assert!(matches!(MoneyRange::new(asked("1€"), asked("2 usd"), &hold), Err(AmountFault::TwoCurrencies(..))));
        let euros = Asked::parse("5EUR").unwrap();
        let currency = euros.currency_among(&hold).unwrap();
        assert!(money_compares(money("6", "EUR"), Comparison::Greater, euros, currency));
        assert!(!money_compares(money("6", "USD"), Comparison::Greater, euros, currency));
        assert!(money_compares(money("5", "USD"), Comparison::Differs, euros, currency));
    }

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        assert_eq!(Asked::parse("-12.50 usd").unwrap().amount.to_string(), "-12.50");
        assert_eq!(Asked::parse("1e3"), Err(AmountFault::Number(DecimalFault::Exponent)));
        assert_eq!(Asked::parse("inf"), Err(AmountFault::Number(DecimalFault::NotFinite)));
        assert_eq!(Asked::parse("EUR"), Err(AmountFault::Number(DecimalFault::NotANumber)));
        assert_eq!(Asked::parse("12,50"), Err(AmountFault::Number(DecimalFault::NotANumber)));
        assert_eq!(Asked::parse("5 euros"), Err(AmountFault::UnknownCurrency("euros".into())));
    }
}
