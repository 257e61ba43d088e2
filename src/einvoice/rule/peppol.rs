//! Peppol BIS Billing 3 (`PEPPOL-EN16931-…`, release of November 2025), and what XRechnung took over from it.

use super::{lacks, rules};
use crate::einvoice::term::{Adjustment, Period};
use crate::value::tax::TaxCategory::{Exempt, Export, IntraCommunity, OutOfScope, ReverseCharge};
use crate::value::{Date, Decimal};

/// By how much an amount may miss what it follows from.
const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

fn half(adjustment: &Adjustment) -> bool {
    adjustment.percent.is_some() && adjustment.base.is_none()
}

fn other_half(adjustment: &Adjustment) -> bool {
    adjustment.base.is_some() && adjustment.percent.is_none()
}

fn misses(adjustment: &Adjustment) -> bool {
    let (Some(base), Some(percent)) = (adjustment.base, adjustment.percent) else { return false };
    (adjustment.amount - base * percent / Decimal::ONE_HUNDRED).abs() > SLACK
}

/// Outside of the document's period.
fn outside(whole: Option<Period>, own: Option<Period>, end: fn(Period) -> Option<Date>, later: bool) -> bool {
    match (whole.and_then(end), own.and_then(end)) {
        (Some(whole), Some(own)) if later => own > whole,
        (Some(whole), Some(own)) => own < whole,
        _ => false,
    }
}

rules! {
    /// Both Peppol and XRechnung.
    pub(super) NETWORK:
    "PEPPOL-EN16931-R001" "BT-23" Missing "" |c| c.when(lacks(c.invoice.process.as_ref()));
    "PEPPOL-EN16931-R010" "BT-49" Missing "" |c| c.when(c.invoice.buyer.endpoint.is_none());
    "PEPPOL-EN16931-R020" "BT-34" Missing "" |c| c.when(c.invoice.seller.endpoint.is_none());
    "PEPPOL-EN16931-R040" "BT-93" Sum "" |c| c.adjustments(misses);
    "PEPPOL-EN16931-R041" "BT-93" Missing "" |c| c.adjustments(half);
    "PEPPOL-EN16931-R042" "BT-94" Missing "" |c| c.adjustments(other_half);
    "PEPPOL-EN16931-R046" "BT-146" Sum "" |c| c.lines(|line| {
        line.gross_price.is_some_and(|gross| line.price != gross - line.price_discount.unwrap_or_default())
    });
    "PEPPOL-EN16931-R055" "BT-111" Wrong "same-sign" |c| c.when({
        let (tax, other) = (c.invoice.totals.tax.unwrap_or_default(), c.invoice.totals.tax_in_accounting_currency);
        let zero = Decimal::ZERO;
        other.is_some_and(|other| !(tax <= zero && other <= zero || tax >= zero && other >= zero))
    });
    "PEPPOL-EN16931-R061" "BT-89" Missing "" |c| c.when(c.invoice.payment.as_ref().is_some_and(|payment| {
        let mandate = payment.direct_debit.as_ref().and_then(|debit| debit.mandate.as_ref());
        matches!(payment.means.as_str(), "49" | "59") && lacks(mandate)
    }));
    "PEPPOL-EN16931-R110" "BT-134" Wrong "within-period" |c| c.lines(|line| {
        outside(c.invoice.period, line.period, |period| period.start, false)
    });
    "PEPPOL-EN16931-R111" "BT-135" Wrong "within-period" |c| c.lines(|line| {
        outside(c.invoice.period, line.period, |period| period.end, true)
    });
    "PEPPOL-EN16931-R121" "BT-149" Wrong "above-zero" |c| c.lines(|line| {
        line.price_base.is_some_and(|base| base <= Decimal::ZERO)
    });
}

rules! {
    pub(super) RULES:
    // XRechnung only warns of it.
    "PEPPOL-EN16931-R120" "BT-131" Sum "" |c| c.lines(|line| {
        let base = line.price_base.filter(|base| *base > Decimal::ZERO).unwrap_or(Decimal::ONE);
        let exact = line.quantity * line.price / base + super::sum(&line.charges) - super::sum(&line.allowances);
        (line.net - exact).abs() > SLACK
    });
    "PEPPOL-EN16931-R003" "BT-10" Missing "or-order" |c| c.when({
        lacks(c.invoice.buyer_reference.as_ref()) && lacks(c.invoice.purchase_order.as_ref())
            && lacks(c.invoice.sales_order.as_ref())
    });
    "PEPPOL-EN16931-P0100" "BT-3" Impossible "type" |c| c.when({
        const TYPES: &[u16] = &[
            71, 80, 82, 84, 102, 218, 219, 326, 331, 380, 382, 383, 384, 386, 388, 393, 395, 553, 575, 623, 780, 817,
            870, 875, 876, 877,
        ];
        !c.invoice.type_code.is_credit() && !c.is_type(TYPES)
    });
    "PEPPOL-EN16931-P0101" "BT-3" Impossible "type" |c| c.when({
        c.invoice.type_code.is_credit() && !c.is_type(&[381, 396, 81, 83, 532])
    });
    "PEPPOL-EN16931-P0104" "BT-121" Wrong "category-code" |c| c.parts(|part| {
        let wanted = match part.exemption_code.as_deref() {
            Some("VATEX-EU-G") => Export,
            Some("VATEX-EU-O") => OutOfScope,
            Some("VATEX-EU-IC") => IntraCommunity,
            Some("VATEX-EU-AE") => ReverseCharge,
            Some("VATEX-EU-D" | "VATEX-EU-F" | "VATEX-EU-I" | "VATEX-EU-J") => Exempt,
            _ => return false,
        };
        part.tax.category != wanted
    });
    "PEPPOL-COMMON-R040" "BT-49" Wrong "gln" |c| c.when({
        let ends = [&c.invoice.seller.endpoint, &c.invoice.buyer.endpoint].into_iter().flatten();
        ends.filter(|id| id.scheme.as_deref() == Some("0088")).any(|id| !is_gln(&id.id))
    });
    "PEPPOL-COMMON-R043" "BT-49" Wrong "belgian" |c| c.when({
        let ends = [&c.invoice.seller.endpoint, &c.invoice.buyer.endpoint].into_iter().flatten();
        ends.filter(|id| id.scheme.as_deref() == Some("0208")).any(|id| !is_belgian(&id.id))
    });
}

/// GS1's check digit: weights 3 and 1 from the right.
fn is_gln(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some((last, rest)) = digits.as_deref().and_then(|digits| digits.split_last()) else { return false };
    let sum: u32 = rest.iter().rev().enumerate().map(|(i, digit)| if i % 2 == 0 { 3 * digit } else { *digit }).sum();
    (10 - sum % 10) % 10 == *last
}

/// Ten digits, the last two of them 97 less the rest of the others modulo 97.
fn is_belgian(text: &str) -> bool {
    let number: Option<u64> =
        text.parse().ok().filter(|_| text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit()));
    number.is_some_and(|number| 97 - (number / 100) % 97 == number % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_networks() {
        assert!(is_gln("4012345000009") && !is_gln("4012345000008") && !is_gln("") && !is_gln("x"));
        assert!(is_belgian("0202239951") && !is_belgian("0202239952") && !is_belgian("202239951"));
        assert_eq!(SLACK.to_string(), "0.02");
    }
}
