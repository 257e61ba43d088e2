//! Money: an exact amount that knows its currency, and sums that never mix two of them.

use std::collections::BTreeMap;
use std::fmt;

use super::{Currency, Decimal, decimal};

/// An amount in one currency. Two currencies cannot be added: see [`Moneys`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    pub amount: Decimal,
    pub currency: Currency,
}

/// Two amounts in different currencies were to be added or compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyMismatch(pub Currency, pub Currency);

impl Money {
    /// The amount, rounded to the currency's decimals (half away from zero) and always showing them.
    pub fn new(amount: Decimal, currency: Currency) -> Money {
        Money { amount: decimal::fixed(amount, currency.decimals()), currency }
    }

    pub fn zero(currency: Currency) -> Money {
        Money::new(Decimal::ZERO, currency)
    }

    pub fn checked_add(self, other: Money) -> Result<Money, CurrencyMismatch> {
        if self.currency != other.currency {
            return Err(CurrencyMismatch(self.currency, other.currency));
        }
        Ok(Money::new(self.amount + other.amount, self.currency))
    }

    pub fn checked_sub(self, other: Money) -> Result<Money, CurrencyMismatch> {
        self.checked_add(-other)
    }

    pub fn is_zero(self) -> bool {
        self.amount.is_zero()
    }
}

impl std::ops::Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money::new(-self.amount, self.currency)
    }
}

/// `1234.50 EUR`: the unlocalised form, for logs and machine formats.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// Sums by currency, in the order of their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moneys(BTreeMap<Currency, Decimal>);

impl Moneys {
    pub fn add(&mut self, money: Money) {
        let sum = self.0.entry(money.currency).or_default();
        *sum += money.amount;
    }

    pub fn get(&self, currency: Currency) -> Money {
        Money::new(self.0.get(&currency).copied().unwrap_or_default(), currency)
    }

    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        self.0.iter().map(|(currency, amount)| Money::new(*amount, *currency))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum when there is exactly one currency.
    pub fn single(&self) -> Option<Money> {
        (self.0.len() == 1).then(|| self.iter().next()).flatten()
    }
}

impl FromIterator<Money> for Moneys {
    fn from_iter<I: IntoIterator<Item = Money>>(items: I) -> Moneys {
        let mut sums = Moneys::default();
        items.into_iter().for_each(|money| sums.add(money));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_adds_two_currencies() {
        let euro = Money::new(Decimal::from(3), Currency::euro());
        let dollar = Money::new(Decimal::from(4), Currency::from_code("USD").unwrap());
        assert!(euro.checked_add(dollar).is_err());
        let sums: Moneys = [euro, dollar, euro].into_iter().collect();
        assert_eq!(sums.iter().map(|m| m.to_string()).collect::<Vec<_>>(), ["6.00 EUR", "4.00 USD"]);
        assert_eq!(sums.single(), None);
    }
}
