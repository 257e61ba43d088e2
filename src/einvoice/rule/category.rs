//! The rules of EN 16931-1 for each tax category: `BR-S-01` to `BR-S-10`, and the same for the others. They differ in what
//! the parties must bear, what the rate is, and whether a reason is given.

use super::{Case, Spot, lacks, rules};
use crate::einvoice::term::{Identifier, Party, Tax};
use crate::value::Decimal;
use crate::value::tax::TaxCategory::{self, *};

/// BR-…-01: what is taxed so stands in the breakdown, once (taxes with rates: once or more).
fn in_breakdown(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    let parts = c.invoice.breakdown.iter().filter(|part| part.tax.category == category).count();
    let several = matches!(category, Standard | Canary | CeutaMelilla);
    let right = match c.has_category(category) {
        true if several => parts > 0,
        true => parts == 1,
        false => parts == 0,
    };
    c.when(!right)
}

/// BR-…-05 to BR-…-07: the rate that goes with the category, wherever the category is named.
fn rates(c: &Case<'_>, category: TaxCategory, right: fn(Option<Decimal>) -> bool) -> Vec<Spot> {
    let wrong = |tax: Tax| tax.category == category && !right(tax.percent);
    let lines = c.lines(|line| wrong(line.tax));
    let whole = [c.allowances(|found| found.tax.is_some_and(wrong)), c.charges(|found| found.tax.is_some_and(wrong))];
    // A breakdown of what is not subject to tax may say zero (BR-DE-14 wants it).
    let part = |tax: Tax| wrong(tax) && !(category == OutOfScope && zero(tax.percent));
    [lines, whole.concat(), c.parts(|found| part(found.tax))].concat()
}

fn above_zero(percent: Option<Decimal>) -> bool {
    percent.is_some_and(|percent| percent > Decimal::ZERO)
}

fn zero(percent: Option<Decimal>) -> bool {
    percent.is_some_and(|percent| percent.is_zero())
}

fn not_negative(percent: Option<Decimal>) -> bool {
    percent.is_some_and(|percent| percent >= Decimal::ZERO)
}

/// BR-…-08: the taxable amount is the sum of what is taxed so. For taxes with rates, at each rate.
fn taxable(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    let by_rate = matches!(category, Standard | Canary | CeutaMelilla);
    c.parts(|part| {
        let same = |tax: Tax| tax.category == category && (!by_rate || tax.percent == part.tax.percent);
        let sum: Decimal = c.taxed().filter(|(tax, _)| same(*tax)).map(|(_, amount)| amount).sum();
        part.tax.category == category && part.taxable != sum
    })
}

/// BR-…-09 of what bears no tax.
fn untaxed(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    c.parts(|part| part.tax.category == category && !part.tax_amount.is_zero())
}

/// BR-…-10: why no tax is charged.
fn reason(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    c.parts(|part| {
        let none = lacks(part.exemption_reason.as_ref()) && lacks(part.exemption_code.as_ref());
        part.tax.category == category && none
    })
}

/// BR-…-10 of what bears tax.
fn no_reason(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    c.parts(|part| {
        let some = part.exemption_reason.is_some() || part.exemption_code.is_some();
        part.tax.category == category && some
    })
}

fn representative<'i>(c: &Case<'i>) -> Option<&'i String> {
    c.invoice.tax_representative.as_ref()?.vat_id.as_ref()
}

/// BR-…-02 to BR-…-04: a VAT number or a tax number of the seller, or the VAT number of who stands for it.
fn seller_taxed(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    let seller = &c.invoice.seller;
    let none = lacks(seller.vat_id.as_ref()) && lacks(seller.tax_number.as_ref()) && lacks(representative(c));
    c.when(c.has_category(category) && none)
}

/// The same where a tax number is not enough.
fn seller_vat(c: &Case<'_>, category: TaxCategory) -> Vec<Spot> {
    let none = lacks(c.invoice.seller.vat_id.as_ref()) && lacks(representative(c));
    c.when(c.has_category(category) && none)
}

fn legal(party: &Party) -> Option<&Identifier> {
    party.legal_id.as_ref()
}

rules! {
    pub(super) RULES:
    "BR-S-01" "BG-23" Sum "" |c| in_breakdown(c, Standard);
    "BR-S-02" "BT-31" Missing "" |c| seller_taxed(c, Standard);
    "BR-S-05" "BT-152" Wrong "above-zero" |c| rates(c, Standard, above_zero);
    "BR-S-08" "BT-116" Sum "" |c| taxable(c, Standard);
    "BR-S-10" "BT-120" Wrong "no-reason" |c| no_reason(c, Standard);

    "BR-Z-01" "BG-23" Sum "" |c| in_breakdown(c, Zero);
    "BR-Z-02" "BT-31" Missing "" |c| seller_taxed(c, Zero);
    "BR-Z-05" "BT-152" Wrong "zero" |c| rates(c, Zero, zero);
    "BR-Z-08" "BT-116" Sum "" |c| taxable(c, Zero);
    "BR-Z-09" "BT-117" Sum "" |c| untaxed(c, Zero);
    "BR-Z-10" "BT-120" Wrong "no-reason" |c| no_reason(c, Zero);

    "BR-E-01" "BG-23" Sum "" |c| in_breakdown(c, Exempt);
    "BR-E-02" "BT-31" Missing "tax-number" |c| seller_taxed(c, Exempt);
    "BR-E-05" "BT-152" Wrong "zero" |c| rates(c, Exempt, zero);
    "BR-E-08" "BT-116" Sum "" |c| taxable(c, Exempt);
    "BR-E-09" "BT-117" Sum "" |c| untaxed(c, Exempt);
    "BR-E-10" "BT-120" Missing "" |c| reason(c, Exempt);

    "BR-AE-01" "BG-23" Sum "" |c| in_breakdown(c, ReverseCharge);
    "BR-AE-02" "BT-31" Missing "" |c| seller_taxed(c, ReverseCharge);
    "BR-AE-02" "BT-48" Missing "" |c| c.when({
        let none = lacks(c.invoice.buyer.vat_id.as_ref()) && legal(&c.invoice.buyer).is_none();
        c.has_category(ReverseCharge) && none
    });
    "BR-AE-05" "BT-152" Wrong "zero" |c| rates(c, ReverseCharge, zero);
    "BR-AE-08" "BT-116" Sum "" |c| taxable(c, ReverseCharge);
    "BR-AE-09" "BT-117" Sum "" |c| untaxed(c, ReverseCharge);
    "BR-AE-10" "BT-120" Missing "" |c| reason(c, ReverseCharge);

    "BR-IC-01" "BG-23" Sum "" |c| in_breakdown(c, IntraCommunity);
    "BR-IC-02" "BT-31" Missing "" |c| seller_vat(c, IntraCommunity);
    "BR-IC-02" "BT-48" Missing "" |c| c.when(c.has_category(IntraCommunity) && lacks(c.invoice.buyer.vat_id.as_ref()));
    "BR-IC-05" "BT-152" Wrong "zero" |c| rates(c, IntraCommunity, zero);
    "BR-IC-08" "BT-116" Sum "" |c| taxable(c, IntraCommunity);
    "BR-IC-09" "BT-117" Sum "" |c| untaxed(c, IntraCommunity);
    "BR-IC-10" "BT-120" Missing "" |c| reason(c, IntraCommunity);
    "BR-IC-11" "BT-72" Missing "" |c| c.when({
        let delivered = c.invoice.delivery.as_ref().is_some_and(|delivery| delivery.date.is_some());
        c.has_category(IntraCommunity) && !delivered && c.invoice.period.is_none()
    });
    "BR-IC-12" "BT-80" Missing "" |c| c.when({
        let address = c.invoice.delivery.as_ref().and_then(|delivery| delivery.address.as_ref());
        c.has_category(IntraCommunity) && lacks(address.and_then(|address| address.country.as_ref()))
    });

    "BR-G-01" "BG-23" Sum "" |c| in_breakdown(c, Export);
    "BR-G-02" "BT-31" Missing "" |c| seller_vat(c, Export);
    "BR-G-05" "BT-152" Wrong "zero" |c| rates(c, Export, zero);
    "BR-G-08" "BT-116" Sum "" |c| taxable(c, Export);
    "BR-G-09" "BT-117" Sum "" |c| untaxed(c, Export);
    "BR-G-10" "BT-120" Missing "" |c| reason(c, Export);

    "BR-O-01" "BG-23" Sum "" |c| in_breakdown(c, OutOfScope);
    "BR-O-02" "BT-31" Wrong "no-vat-number" |c| c.when({
        let some = c.invoice.seller.vat_id.is_some() || representative(c).is_some();
        c.has_category(OutOfScope) && some
    });
    "BR-O-02" "BT-48" Wrong "no-vat-number" |c| c.when({
        c.has_category(OutOfScope) && c.invoice.buyer.vat_id.is_some()
    });
    "BR-O-05" "BT-152" Wrong "no-rate" |c| rates(c, OutOfScope, |percent| percent.is_none());
    "BR-O-08" "BT-116" Sum "" |c| taxable(c, OutOfScope);
    "BR-O-09" "BT-117" Sum "" |c| untaxed(c, OutOfScope);
    "BR-O-10" "BT-120" Missing "" |c| reason(c, OutOfScope);
    "BR-O-11" "BT-118" Wrong "alone" |c| c.when({
        c.has_category(OutOfScope) && c.taxed().any(|(tax, _)| tax.category != OutOfScope)
    });

    "BR-AF-01" "BG-23" Sum "" |c| in_breakdown(c, Canary);
    "BR-AF-02" "BT-31" Missing "" |c| seller_taxed(c, Canary);
    "BR-AF-05" "BT-152" Wrong "not-negative" |c| rates(c, Canary, not_negative);
    "BR-AF-08" "BT-116" Sum "" |c| taxable(c, Canary);
    "BR-AF-10" "BT-120" Wrong "no-reason" |c| no_reason(c, Canary);

    "BR-AG-01" "BG-23" Sum "" |c| in_breakdown(c, CeutaMelilla);
    "BR-AG-02" "BT-31" Missing "" |c| seller_taxed(c, CeutaMelilla);
    "BR-AG-05" "BT-152" Wrong "not-negative" |c| rates(c, CeutaMelilla, not_negative);
    "BR-AG-08" "BT-116" Sum "" |c| taxable(c, CeutaMelilla);
    "BR-AG-10" "BT-120" Wrong "no-reason" |c| no_reason(c, CeutaMelilla);
}

#[cfg(test)]
mod tests {
    use super::super::Rule;
    use super::*;

    #[test]
    fn each_category_of_the_standard_has_its_rules() {
        let names = ["S", "Z", "E", "AE", "IC", "G", "O", "AF", "AG"];
        for name in names {
            let of = |rule: &&Rule| rule.id.starts_with(&format!("BR-{name}-"));
            assert!(RULES.iter().filter(of).count() >= 5, "{name}");
        }
    }
}
