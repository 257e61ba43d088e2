//! What the parts of a line or of a document come to, where the totals only hold their sum.

use super::spread::in_proportion;
use super::{Adjustment, LineInput, LineTotal, Prices, TotalsFault};
use crate::value::{Decimal, decimal};

/// A line's allowances and charges one by one, as agreed and without tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineParts {
    /// As the prices are; they sum to [`LineTotal::allowances`].
    pub agreed_allowances: Vec<Decimal>,
    /// As the prices are; they sum to [`LineTotal::charges`].
    pub agreed_charges: Vec<Decimal>,
    /// BT-146: the price of one unit without tax; of prices with tax at most eight decimals of it.
    pub price: Decimal,
    /// BT-136.
    pub allowances: Vec<Decimal>,
    /// BT-141.
    pub charges: Vec<Decimal>,
}

impl LineParts {
    /// The parts of a line whose totals are known. Amounts have `decimals` decimals. Without tax, quantity × price less the
    /// allowances and with the charges is the line's net (BT-131), but for the cent that a price with tax may not allow.
    ///
    /// # Errors
    /// [`TotalsFault::Overflow`].
    pub fn of(prices: Prices, decimals: u32, line: &LineInput, total: &LineTotal) -> Result<LineParts, TotalsFault> {
        let agreed_allowances = shares(&line.allowances, total.allowances, decimals)?;
        let agreed_charges = shares(&line.charges, total.charges, decimals)?;
        if prices == Prices::Net {
            return Ok(LineParts {
                price: line.unit_price,
                allowances: agreed_allowances.clone(),
                charges: agreed_charges.clone(),
                agreed_allowances,
                agreed_charges,
            });
        }
        let over = || TotalsFault::Overflow;
        let whole = line.tax.percent.checked_add(Decimal::ONE_HUNDRED).ok_or_else(over)?;
        let net = |agreed: Decimal| agreed.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        let price = decimal::round(net(line.unit_price).ok_or_else(over)?, 8).normalize();
        let base = line.price_base_quantity.filter(|base| !base.is_zero()).unwrap_or(Decimal::ONE);
        let exact = line.quantity.checked_mul(price).and_then(|product| product.checked_div(base)).ok_or_else(over)?;
        let gross = decimal::fixed(exact, decimals);
        let charges_sum = match line.allowances.is_empty() {
            // All that the net has more than the price is what the charges are.
            true if !line.charges.is_empty() => total.net - gross,
            _ => decimal::fixed(net(total.charges).ok_or_else(over)?, decimals),
        };
        let allowances_sum = gross - total.net + charges_sum;
        let like = |agreed: &[Decimal], sum: Decimal| split(sum, agreed, decimals);
        Ok(LineParts {
            allowances: like(&agreed_allowances, allowances_sum)?,
            charges: like(&agreed_charges, charges_sum)?,
            price,
            agreed_allowances,
            agreed_charges,
        })
    }
}

/// What each adjustment comes to: amounts are what they are, percents share the rest of the sum.
fn shares(adjustments: &[Adjustment], sum: Decimal, decimals: u32) -> Result<Vec<Decimal>, TotalsFault> {
    let fixed = |adjustment: &Adjustment| match adjustment {
        Adjustment::Amount(amount) => Some(decimal::fixed(*amount, decimals)),
        Adjustment::Percent(_) => None,
    };
    let weights = adjustments.iter().filter_map(|adjustment| match adjustment {
        Adjustment::Percent(percent) => Some(*percent),
        Adjustment::Amount(_) => None,
    });
    let rest = sum - adjustments.iter().filter_map(fixed).sum::<Decimal>();
    let mut parts = split(rest, &weights.collect::<Vec<_>>(), decimals)?.into_iter();
    Ok(adjustments.iter().map(|adjustment| fixed(adjustment).or_else(|| parts.next()).unwrap_or_default()).collect())
}

/// Cuts a sum in proportion to weights, without losing a cent. Weights that are all nil get equal parts.
///
/// # Errors
/// [`TotalsFault::Overflow`].
fn split(sum: Decimal, weights: &[Decimal], decimals: u32) -> Result<Vec<Decimal>, TotalsFault> {
    if weights.is_empty() {
        return Ok(Vec::new());
    }
    let nil = weights.iter().copied().sum::<Decimal>().is_zero();
    let ones = vec![Decimal::ONE; weights.len()];
    let parts = in_proportion(sum, if nil { &ones } else { weights }, decimals).ok_or(TotalsFault::Overflow)?;
    Ok(parts.into_iter().map(|part| decimal::fixed(part, decimals)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{DocumentInput, TaxKey};
    use super::*;
    use crate::value::decimal::parse;
    use crate::value::tax::TaxCategory;

    fn number(text: &str) -> Decimal {
        parse(text).unwrap()
    }

    fn parts(prices: Prices, price: &str, allowances: &[Adjustment], charges: &[Adjustment]) -> (LineTotal, LineParts) {
        let line = LineInput {
            quantity: number("3"),
            unit_price: number(price),
            price_base_quantity: None,
            allowances: allowances.to_vec(),
            charges: charges.to_vec(),
            tax: TaxKey { category: TaxCategory::Standard, percent: number("20") },
        };
        let input = DocumentInput { prices, lines: vec![line.clone()], ..DocumentInput::default() };
        let total = input.totals().unwrap().lines[0];
        (total, LineParts::of(prices, 2, &line, &total).unwrap())
    }

    #[test]
    fn percents_share_what_is_left_of_the_sum() {
        let allowances =
            [Adjustment::Percent(number("5")), Adjustment::Amount(number("1")), Adjustment::Percent(number("2.5"))];
        let (total, parts) = parts(Prices::Net, "33.33", &allowances, &[]);
        assert_eq!(parts.agreed_allowances, ["5.00", "1.00", "2.50"].map(number));
        assert_eq!(parts.agreed_allowances.iter().sum::<Decimal>(), total.allowances);
        assert_eq!(parts.allowances, parts.agreed_allowances);
    }

    #[test]
    fn without_tax_the_parts_make_the_net() {
        for (price, allowances, charges) in [
            ("19.99", vec![Adjustment::Percent(number("10")), Adjustment::Amount(number("0.55"))], vec![]),
            ("19.99", vec![], vec![Adjustment::Amount(number("3.10"))]),
            ("0.07", vec![Adjustment::Percent(number("33"))], vec![Adjustment::Percent(number("12"))]),
        ] {
            let (total, parts) = parts(Prices::Gross, price, &allowances, &charges);
            let gross = decimal::fixed(parts.price * number("3"), 2);
            let (less, more): (Decimal, Decimal) = (parts.allowances.iter().sum(), parts.charges.iter().sum());
            assert_eq!(gross - less + more, total.net, "{price}");
        }
    }

    #[test]
    fn nothing_is_lost_in_cutting() {
        assert_eq!(split(number("100"), &[Decimal::ONE; 3], 2).unwrap(), ["33.34", "33.33", "33.33"].map(number));
        assert_eq!(split(number("0.05"), &[number("30"), number("70")], 2).unwrap(), ["0.01", "0.04"].map(number));
        assert_eq!(split(number("1"), &[Decimal::ZERO; 2], 2).unwrap(), ["0.50", "0.50"].map(number));
        assert_eq!(split(number("1"), &[], 2).unwrap(), Vec::<Decimal>::new());
    }
}
