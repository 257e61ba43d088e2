//! Cutting an amount into parts without losing a cent.

use super::TotalsFault;
use super::compute::LIMIT;
use crate::value::Decimal;

/// Amounts of `decimals` decimals that are near `shares` and sum exactly to `total` (itself of as many decimals, and
/// near the shares' sum): each share is cut off below, and the cents that are left go to the largest remainders, of
/// equal ones to the larger share, then to the earlier.
pub(super) fn largest_remainder(
    total: Decimal,
    shares: &[Decimal],
    decimals: u32,
) -> Result<Vec<Decimal>, TotalsFault> {
    // Currencies have at most 4 decimals.
    let cent = Decimal::try_new(1, decimals).map_err(|_| TotalsFault::Overflow)?;
    let mut parts = Vec::with_capacity(shares.len());
    let mut order = Vec::with_capacity(shares.len());
    let mut left = total;
    for (index, share) in shares.iter().enumerate() {
        if share.abs() >= LIMIT {
            return Err(TotalsFault::Overflow);
        }
        let towards_zero = share.trunc_with_scale(decimals);
        let part = if *share < towards_zero { towards_zero - cent } else { towards_zero };
        order.push((share.checked_sub(part).ok_or(TotalsFault::Overflow)?, share.abs(), index));
        left = left.checked_sub(part).ok_or(TotalsFault::Overflow)?;
        parts.push(part);
    }
    order.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    let step = if left.is_sign_negative() { -cent } else { cent };
    let mut turn = order.iter().cycle();
    while left.abs() >= cent {
        let Some((_, _, index)) = turn.next() else { break };
        parts[*index] = parts[*index].checked_add(step).ok_or(TotalsFault::Overflow)?;
        left -= step;
    }
    Ok(parts)
}

/// Cuts an amount of `decimals` decimals in proportion to weights, to the cent. `None` where the weights sum to zero, or a
/// product does not fit.
pub fn in_proportion(total: Decimal, weights: &[Decimal], decimals: u32) -> Option<Vec<Decimal>> {
    let sum = weights.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight))?;
    if sum.is_zero() {
        return None;
    }
    let share = |weight: &Decimal| total.checked_mul(*weight)?.checked_div(sum);
    let shares: Vec<Decimal> = weights.iter().map(share).collect::<Option<_>>()?;
    largest_remainder(total, &shares, decimals).ok()
}
