//! From input to totals, in the order of the standard's rules.

use std::collections::BTreeMap;

use super::spread::largest_remainder;
use super::{
    Adjustment, AdjustmentInput, AdjustmentTotal, DocumentInput, LineInput, LineTotal, Prices, TaxKey, TaxSubtotal,
    Totals, TotalsFault,
};
use crate::value::{Decimal, decimal};

/// No amount is as large as 10^20: with four decimals it still leaves room in 28 digits for sums.
pub(super) const LIMIT: Decimal = Decimal::from_parts(1_661_992_960, 1_808_227_885, 5, false, 0);

pub(super) fn totals(input: &DocumentInput) -> Result<Totals, TotalsFault> {
    let sums = Sums { decimals: input.currency.decimals() };
    let mut lines = input
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| sums.line(index, line))
        .collect::<Result<Vec<LineTotal>, TotalsFault>>()?;

    let mut by_key: BTreeMap<TaxKey, Decimal> = BTreeMap::new();
    let adjusted = !(input.allowances.is_empty() && input.charges.is_empty());
    for (line, total) in input.lines.iter().zip(&lines) {
        let key = checked(line.tax)?;
        if adjusted {
            let sum = by_key.entry(key).or_default();
            *sum = sums.add(*sum, total.agreed)?;
        }
    }
    let mut allowance_parts = sums.adjustments(&input.allowances, &by_key)?;
    let mut charge_parts = sums.adjustments(&input.charges, &by_key)?;

    // Everything that is taxed, with its sign and the place where its net goes.
    let mut items: Vec<Taxed<'_>> = Vec::with_capacity(lines.len() + allowance_parts.len() + charge_parts.len());
    items.extend(lines.iter_mut().map(|line| (line.tax, line.agreed, &mut line.net)));
    items.extend(allowance_parts.iter_mut().map(|part| (part.tax, -part.agreed, &mut part.net)));
    items.extend(charge_parts.iter_mut().map(|part| (part.tax, part.agreed, &mut part.net)));
    // Items of one key keep their order.
    items.sort_by_key(|(tax, ..)| *tax);
    let mut breakdown = Vec::new();
    let mut left = sums.amount(Decimal::ZERO)?;
    for items in items.chunk_by_mut(|(a, ..), (b, ..)| a == b) {
        let (subtotal, rest) = sums.tax(items[0].0, items, input.prices)?;
        left = sums.add(left, rest)?;
        breakdown.push(subtotal);
    }
    for part in &mut allowance_parts {
        part.net = sums.amount(-part.net)?;
    }

    let sum_of_lines = sums.sum(lines.iter().map(|line| line.net))?;
    let allowances = sums.sum(allowance_parts.iter().map(|part| part.net))?;
    let charges = sums.sum(charge_parts.iter().map(|part| part.net))?;
    let tax_exclusive = sums.sum([sum_of_lines, -allowances, charges])?;
    let tax = sums.sum(breakdown.iter().map(|subtotal| subtotal.tax))?;
    let tax_inclusive = sums.add(tax_exclusive, tax)?;
    let prepaid = sums.amount(input.prepaid.unwrap_or_default())?;
    let rounding = sums.add(sums.amount(input.rounding.unwrap_or_default())?, left)?;
    let due = sums.sum([tax_inclusive, -prepaid, rounding])?;
    Ok(Totals {
        currency: input.currency,
        lines,
        allowance_parts,
        charge_parts,
        sum_of_lines,
        allowances,
        charges,
        tax_exclusive,
        tax,
        tax_inclusive,
        prepaid,
        rounding,
        due,
        breakdown,
    })
}

/// What is taxed by one key: its amount as agreed, with its sign, and the place of its net.
type Taxed<'t> = (TaxKey, Decimal, &'t mut Decimal);

/// Arithmetic on amounts of so many decimals, where what does not fit is an error.
struct Sums {
    decimals: u32,
}

impl Sums {
    /// The value as an amount: rounded, with all its decimals, never a negative zero.
    fn amount(&self, value: Decimal) -> Result<Decimal, TotalsFault> {
        // Of machine-word size, it is far below the limit: nearly every amount is.
        let small = i64::try_from(value.mantissa()).is_ok();
        if !small && value.abs() >= LIMIT {
            return Err(TotalsFault::Overflow);
        }
        let mut amount = decimal::fixed(value, self.decimals);
        if amount.is_zero() {
            amount.set_sign_positive(true);
        }
        Ok(amount)
    }

    fn add(&self, a: Decimal, b: Decimal) -> Result<Decimal, TotalsFault> {
        self.amount(a.checked_add(b).ok_or(TotalsFault::Overflow)?)
    }

    fn sum(&self, amounts: impl IntoIterator<Item = Decimal>) -> Result<Decimal, TotalsFault> {
        amounts.into_iter().try_fold(self.amount(Decimal::ZERO)?, |sum, amount| self.add(sum, amount))
    }

    fn line(&self, index: usize, line: &LineInput) -> Result<LineTotal, TotalsFault> {
        let price = line.quantity.checked_mul(line.unit_price).ok_or(TotalsFault::Overflow)?;
        let base = line.price_base_quantity.unwrap_or(Decimal::ONE);
        if base.is_zero() {
            return Err(TotalsFault::ZeroBaseQuantity { line: index });
        }
        // Divided last and once, so that half a cent is half a cent.
        let hundreds = base.checked_mul(Decimal::ONE_HUNDRED).ok_or(TotalsFault::Overflow)?;
        let share = |percent: Decimal| {
            let product = price.checked_mul(percent).and_then(|product| product.checked_div(hundreds));
            product.ok_or(TotalsFault::Overflow)
        };
        let gross = self.amount(if base == Decimal::ONE { price } else { share(Decimal::ONE_HUNDRED)? })?;
        // A line is rounded once: the percentages are taken off the exact price, and what the allowance comes to, in
        // cents, is what is missing from the rounded gross. See docs/decisions/0005-percent-allowances.md.
        let (less, more) = (percent(&line.allowances)?, percent(&line.charges)?);
        let minus = |a: Decimal, b: Decimal| a.checked_sub(b).ok_or(TotalsFault::Overflow);
        let (less, more) = if less.is_zero() && more.is_zero() {
            (less, more)
        } else if less.is_zero() {
            let raised = Decimal::ONE_HUNDRED.checked_add(more).ok_or(TotalsFault::Overflow)?;
            (Decimal::ZERO, minus(self.amount(share(raised)?)?, gross)?)
        } else {
            let reduced = self.amount(share(minus(Decimal::ONE_HUNDRED, less)?)?)?;
            (minus(gross, reduced)?, share(more)?)
        };
        let allowances = self.add(self.amounts(&line.allowances)?, less)?;
        let charges = self.add(self.amounts(&line.charges)?, more)?;
        let agreed = self.sum([gross, -allowances, charges])?;
        Ok(LineTotal { gross, allowances, charges, agreed, net: agreed, tax: line.tax })
    }

    /// The sum of the adjustments that are amounts.
    fn amounts(&self, adjustments: &[Adjustment]) -> Result<Decimal, TotalsFault> {
        adjustments.iter().try_fold(self.amount(Decimal::ZERO)?, |sum, adjustment| match adjustment {
            Adjustment::Amount(amount) => self.add(sum, self.amount(*amount)?),
            Adjustment::Percent(_) => Ok(sum),
        })
    }

    fn adjustment(&self, adjustment: Adjustment, base: Decimal) -> Result<Decimal, TotalsFault> {
        match adjustment {
            Adjustment::Amount(amount) => self.amount(amount),
            Adjustment::Percent(percent) => self.amount(times_percent(base, percent)?),
        }
    }

    /// The document's allowances or charges, one entry for each key that they belong to.
    fn adjustments(
        &self,
        inputs: &[AdjustmentInput],
        by_key: &BTreeMap<TaxKey, Decimal>,
    ) -> Result<Vec<AdjustmentTotal>, TotalsFault> {
        let mut parts = Vec::new();
        for (index, input) in inputs.iter().enumerate() {
            let part = |tax: TaxKey, agreed: Decimal| AdjustmentTotal { input: index, tax, agreed, net: agreed };
            if let Some(tax) = input.tax {
                let base = by_key.get(&checked(tax)?).copied().unwrap_or_default();
                parts.push(part(tax, self.adjustment(input.adjustment, base)?));
                continue;
            }
            let sum = self.sum(by_key.values().copied())?;
            let agreed = self.adjustment(input.adjustment, sum)?;
            if agreed.is_zero() {
                continue;
            }
            if let (1, Some(tax)) = (by_key.len(), by_key.keys().next()) {
                parts.push(part(*tax, agreed));
                continue;
            }
            if sum.is_zero() {
                return Err(TotalsFault::NothingToSpreadOver);
            }
            let weights: Vec<Decimal> = by_key.values().copied().collect();
            let amounts = largest_remainder(agreed, &weights, (agreed, sum), self.decimals)?;
            for (tax, amount) in by_key.keys().zip(amounts) {
                parts.push(part(*tax, self.amount(amount)?));
            }
        }
        Ok(parts)
    }

    /// The breakdown of one key, and what of the agreed amount it cannot hold (only where prices are with tax). Writes
    /// each item's net, signed as the item is.
    fn tax(&self, key: TaxKey, items: &mut [Taxed<'_>], prices: Prices) -> Result<(TaxSubtotal, Decimal), TotalsFault> {
        let agreed = self.sum(items.iter().map(|(_, agreed, _)| *agreed))?;
        let taxable = match prices {
            Prices::Net => agreed,
            Prices::Gross => self.sum([agreed, -self.amount(included_tax(agreed, key.percent)?)?])?,
        };
        let tax = self.amount(times_percent(taxable, key.percent)?)?;
        let left = match prices {
            Prices::Net => self.amount(Decimal::ZERO)?,
            Prices::Gross => self.sum([agreed, -taxable, -tax])?,
        };
        if prices == Prices::Gross {
            let weights: Vec<Decimal> = items.iter().map(|(_, agreed, _)| *agreed).collect();
            let whole = key.percent.checked_add(Decimal::ONE_HUNDRED).ok_or(TotalsFault::Overflow)?;
            let nets = largest_remainder(taxable, &weights, (Decimal::ONE_HUNDRED, whole), self.decimals)?;
            for ((.., place), net) in items.iter_mut().zip(nets) {
                **place = self.amount(net)?;
            }
        } else {
            for (_, agreed, place) in items {
                **place = *agreed;
            }
        }
        Ok((TaxSubtotal { category: key.category, percent: key.percent, taxable, tax }, left))
    }
}

/// The sum of the adjustments that are percentages: several do not cascade.
fn percent(adjustments: &[Adjustment]) -> Result<Decimal, TotalsFault> {
    adjustments.iter().try_fold(Decimal::ZERO, |sum, adjustment| match adjustment {
        Adjustment::Percent(percent) => sum.checked_add(*percent).ok_or(TotalsFault::Overflow),
        Adjustment::Amount(_) => Ok(sum),
    })
}

/// The key, when its rate can be one.
fn checked(tax: TaxKey) -> Result<TaxKey, TotalsFault> {
    if tax.percent < Decimal::ZERO || tax.percent > Decimal::ONE_HUNDRED {
        return Err(TotalsFault::TaxPercent(tax.percent));
    }
    Ok(tax)
}

fn times_percent(base: Decimal, percent: Decimal) -> Result<Decimal, TotalsFault> {
    base.checked_mul(percent).and_then(|product| product.checked_div(Decimal::ONE_HUNDRED)).ok_or(TotalsFault::Overflow)
}

/// The tax in an amount with tax, exact: amount × rate / (100 + rate).
fn included_tax(amount: Decimal, percent: Decimal) -> Result<Decimal, TotalsFault> {
    let whole = percent.checked_add(Decimal::ONE_HUNDRED).ok_or(TotalsFault::Overflow)?;
    amount.checked_mul(percent).and_then(|product| product.checked_div(whole)).ok_or(TotalsFault::Overflow)
}
