//! A part of what was agreed, cut over its tax rates: a deposit, a credit note of an amount, a rebate.

use std::collections::BTreeMap;

use super::totals::{Prices, TaxKey, in_proportion};
use crate::value::{Decimal, decimal};

/// Amounts by category and rate, as the prices of their document are (with or without tax).
pub type ByTax = BTreeMap<TaxKey, Decimal>;

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// One amount for each rate of the whole, as its prices are; none that is zero.
    pub parts: Vec<(TaxKey, Decimal)>,
    /// What the document must add (BT-114) to ask for exactly what was wanted.
    pub rounding: Decimal,
}

/// A percentage of a whole: the cents go to the rates with the largest remainders. `None` where nothing is there to share.
pub fn percent(whole: &ByTax, percent: Decimal, decimals: u32) -> Option<Share> {
    let sum = sum(whole.values())?;
    let part = decimal::fixed(sum.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?, decimals);
    let weights: Vec<Decimal> = whole.values().copied().collect();
    let amounts = in_proportion(part, &weights, decimals)?;
    let parts = whole.keys().copied().zip(amounts).filter(|(_, amount)| !amount.is_zero()).collect();
    Some(Share { parts, rounding: Decimal::ZERO })
}

/// An amount with tax, in proportion to what the rates of the whole come to with tax. Where no amounts without tax give it
/// exactly, the cents that are left are [`Share::rounding`].
pub fn with_tax(whole: &ByTax, prices: Prices, amount: Decimal, decimals: u32) -> Option<Share> {
    let gross = |(key, agreed): (&TaxKey, &Decimal)| match prices {
        Prices::Gross => Some(*agreed),
        Prices::Net => agreed.checked_add(tax(*agreed, key.percent)?),
    };
    let weights: Vec<Decimal> = whole.iter().map(gross).collect::<Option<_>>()?;
    let mut parts = Vec::new();
    let mut reached = Decimal::ZERO;
    for (key, amount) in whole.keys().zip(in_proportion(amount, &weights, decimals)?) {
        let part = match prices {
            Prices::Gross => amount,
            Prices::Net => {
                let whole = key.percent.checked_add(Decimal::ONE_HUNDRED)?;
                let included = amount.checked_mul(key.percent)?.checked_div(whole)?;
                decimal::fixed(amount - included, decimals)
            }
        };
        if part.is_zero() {
            continue;
        }
        let with_tax = match prices {
            Prices::Gross => part,
            Prices::Net => part + decimal::fixed(tax(part, key.percent)?, decimals),
        };
        reached = reached.checked_add(with_tax)?;
        parts.push((*key, part));
    }
    Some(Share { parts, rounding: decimal::fixed(amount - reached, decimals) })
}

fn tax(amount: Decimal, percent: Decimal) -> Option<Decimal> {
    amount.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)
}

fn sum<'d>(amounts: impl Iterator<Item = &'d Decimal>) -> Option<Decimal> {
    amounts.copied().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::tax::TaxCategory;

    fn whole(parts: &[(&str, &str)]) -> ByTax {
        let key = |percent: &str| TaxKey { category: TaxCategory::Standard, percent: percent.parse().unwrap() };
        parts.iter().map(|(percent, amount)| (key(percent), amount.parse().unwrap())).collect()
    }

    fn words(share: &Share) -> String {
        let parts: Vec<String> = share.parts.iter().map(|(key, part)| format!("{part} at {}", key.percent)).collect();
        format!("{}, rounding {}", parts.join(" + "), share.rounding)
    }

    #[test]
    fn a_percentage_of_all_rates_loses_no_cent() {
        let order = whole(&[("5.5", "100.01"), ("20", "224.99")]);
        assert_eq!(words(&percent(&order, 30.into(), 2).unwrap()), "30.00 at 5.5 + 67.50 at 20, rounding 0");
        assert_eq!(percent(&whole(&[]), 30.into(), 2), None);
    }

    #[test]
    fn an_amount_with_tax_is_met_to_the_cent() {
        let order = whole(&[("5.5", "100.00"), ("20", "200.00")]);
        let share = with_tax(&order, Prices::Net, "100.00".parse().unwrap(), 2).unwrap();
        assert_eq!(words(&share), "28.95 at 5.5 + 57.88 at 20, rounding 0.00");
        // No price without tax gives 0.03 at 20 %: 0.02 + 0.00 or 0.03 + 0.01.
        let share = with_tax(&whole(&[("20", "1.00")]), Prices::Net, "0.03".parse().unwrap(), 2).unwrap();
        assert_eq!(words(&share), "0.03 at 20, rounding -0.01");
        let share = with_tax(&order, Prices::Gross, "100.00".parse().unwrap(), 2).unwrap();
        assert_eq!(words(&share), "33.33 at 5.5 + 66.67 at 20, rounding 0.00");
    }
}
