//! Cutting an amount into parts without losing a cent.

use super::TotalsFault;
use crate::value::Decimal;

/// Amounts of `decimals` decimals that are near the shares `weight` × `factor` / `divisor`, and sum exactly to `total` (itself
/// of as many decimals, as the weights are, and near the shares' sum): each share is cut off below, and the cents that are left
/// go to the largest remainders, of equal ones to the larger share, then to the earlier. Remainders are compared as fractions:
/// two that are equal are equal, however many digits a decimal would need for them.
///
/// # Errors
/// [`TotalsFault::Overflow`] for amounts whose product 128 bits do not hold, and for a divisor of nil.
pub(super) fn largest_remainder(
    total: Decimal,
    weights: &[Decimal],
    (factor, divisor): (Decimal, Decimal),
    decimals: u32,
) -> Result<Vec<Decimal>, TotalsFault> {
    exact(total, weights, (factor, divisor), decimals).ok_or(TotalsFault::Overflow)
}

/// Everything as whole cents and whole numbers; `None`: see the errors of [`largest_remainder`].
fn exact(
    total: Decimal,
    weights: &[Decimal],
    (factor, divisor): (Decimal, Decimal),
    decimals: u32,
) -> Option<Vec<Decimal>> {
    let cents = |amount: Decimal| {
        let missing = decimals.checked_sub(amount.scale())?;
        amount.mantissa().checked_mul(10i128.checked_pow(missing)?)
    };
    // factor / divisor as a fraction of whole numbers, the divisor positive.
    let (factor, divisor) = (factor.normalize(), divisor.normalize());
    let common = factor.scale().max(divisor.scale());
    let whole = |number: Decimal| number.mantissa().checked_mul(10i128.checked_pow(common - number.scale())?);
    let (factor, divisor) = (whole(factor)?, whole(divisor)?);
    let sign = divisor.signum();
    let (factor, divisor) = (factor.checked_mul(sign)?, divisor.checked_mul(sign)?);
    let mut parts: Vec<i128> = Vec::with_capacity(weights.len());
    let mut order = Vec::with_capacity(weights.len());
    let mut left = cents(total)?;
    for (index, weight) in weights.iter().enumerate() {
        let share = cents(*weight)?.checked_mul(factor)?;
        let part = share.checked_div_euclid(divisor)?;
        order.push((share.checked_rem_euclid(divisor)?, share.checked_abs()?, index));
        left = left.checked_sub(part)?;
        parts.push(part);
    }
    order.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    if let Some(count) = i128::try_from(order.len()).ok().filter(|count| *count > 0) {
        // Whole rounds first, should the total be far from the shares' sum.
        let (each, more) = (left / count, left % count);
        for (turn, (_, _, index)) in order.iter().enumerate() {
            let one = if (turn as i128) < more.abs() { more.signum() } else { 0 };
            parts[*index] = parts[*index].checked_add(each)?.checked_add(one)?;
        }
    }
    parts.into_iter().map(|part| Decimal::try_from_i128_with_scale(part, decimals).ok()).collect()
}

/// Cuts an amount of `decimals` decimals in proportion to weights, to the cent. `None` where the weights sum to zero, or a
/// product does not fit.
pub fn in_proportion(total: Decimal, weights: &[Decimal], decimals: u32) -> Option<Vec<Decimal>> {
    // Weights may have more decimals than amounts have: as whole numbers they have none.
    let scale = weights.iter().map(|weight| weight.normalize().scale()).max().unwrap_or(0);
    let whole = |weight: &Decimal| {
        let weight = weight.normalize();
        let number = weight.mantissa().checked_mul(10i128.checked_pow(scale - weight.scale())?)?;
        Decimal::try_from_i128_with_scale(number, 0).ok()
    };
    let weights: Vec<Decimal> = weights.iter().map(whole).collect::<Option<_>>()?;
    let sum = weights.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))?;
    if sum.is_zero() {
        return None;
    }
    largest_remainder(total, &weights, (total, sum), decimals).ok()
}
