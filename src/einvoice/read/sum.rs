//! Whether what a received document states adds up (BR-CO-10 to BR-CO-17), and whether its head has what the law and the
//! standard want of every invoice. What the elements themselves lack was noted where they were read.

use super::fault::{Fault, FaultKind};
use crate::einvoice::Invoice;
use crate::value::{Decimal, decimal};

/// The tolerance of the official rules for BR-CO-17 and its like: less than one unit of the currency, so that tax that was
/// rounded line by line passes.
const TOLERANCE: Decimal = Decimal::ONE;

/// What the profiles below BASIC of Factur-X leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// MINIMUM: totals only, no lines, no breakdown.
    Totals,
    /// BASIC WL: no lines.
    WithoutLines,
    Whole,
}

impl Extent {
    /// By the specification that the document says it follows (BT-24).
    pub fn of(invoice: &Invoice) -> Extent {
        match invoice.specification.as_deref().map(str::to_ascii_lowercase) {
            Some(id) if id.ends_with(":minimum") => Extent::Totals,
            Some(id) if id.ends_with(":basicwl") => Extent::WithoutLines,
            _ => Extent::Whole,
        }
    }
}

/// What does not add up or is missing. `known`: the faults of reading, whose terms hold placeholders.
pub fn faults(invoice: &Invoice, known: &[Fault]) -> Vec<Fault> {
    let mut found = Found { known, faults: Vec::new() };
    let extent = Extent::of(invoice);
    found.parties(invoice, extent);
    if extent == Extent::Whole && invoice.lines.is_empty() {
        found.missing("BR-16", "BG-25");
    }
    if extent > Extent::Totals && invoice.breakdown.is_empty() {
        found.missing("BR-CO-18", "BG-23");
    }
    found.sums(invoice, extent);
    found.faults
}

struct Found<'k> {
    known: &'k [Fault],
    faults: Vec<Fault>,
}

impl Found<'_> {
    fn missing(&mut self, rule: &'static str, term: &'static str) {
        self.push(rule, term, FaultKind::Missing);
    }

    fn push(&mut self, rule: &'static str, term: &'static str, kind: FaultKind) {
        self.faults.push(Fault { rule, term, kind, line: None, path: None, at: None });
    }

    /// Every one of these terms was read, wherever it stands.
    fn read(&self, terms: &[&str]) -> bool {
        !self.known.iter().any(|fault| fault.is_unread() && terms.contains(&fault.term))
    }

    fn sum(&mut self, rule: &'static str, term: &'static str, stated: Decimal, computed: Decimal) {
        if stated != computed {
            self.push(rule, term, FaultKind::Sum { stated: stated.to_string(), computed: computed.to_string() });
        }
    }

    fn parties(&mut self, invoice: &Invoice, extent: Extent) {
        for (rule, term, missing) in [
            ("BR-06", "BT-27", invoice.seller.name.is_empty()),
            ("BR-07", "BT-44", invoice.buyer.name.is_empty()),
            ("BR-09", "BT-40", invoice.seller.address.country.is_none()),
            ("BR-11", "BT-55", extent > Extent::Totals && invoice.buyer.address.country.is_none()),
        ] {
            if missing {
                self.missing(rule, term);
            }
        }
    }

    fn sums(&mut self, invoice: &Invoice, extent: Extent) {
        let totals = &invoice.totals;
        let decimals = invoice.currency.decimals();
        let some = |amount: Option<Decimal>| amount.unwrap_or_default();
        let add = |amounts: Vec<Decimal>| {
            // Amounts of which two cannot be added are no amounts: the sum is then shown as 0, which is wrong enough.
            let sum =
                amounts.into_iter().try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount)).unwrap_or_default();
            decimal::fixed(sum, decimals)
        };
        if !invoice.lines.is_empty() && self.read(&["BT-131", "BT-106"]) {
            let computed = add(invoice.lines.iter().map(|line| line.net).collect());
            self.sum("BR-CO-10", "BT-106", totals.lines, computed);
        }
        let listed = extent > Extent::Totals;
        if listed && self.read(&["BT-92", "BT-107", "BG-20"]) {
            let computed = add(invoice.allowances.iter().map(|allowance| allowance.amount).collect());
            self.sum("BR-CO-11", "BT-107", some(totals.allowances), computed);
        }
        if listed && self.read(&["BT-99", "BT-108", "BG-20"]) {
            let computed = add(invoice.charges.iter().map(|charge| charge.amount).collect());
            self.sum("BR-CO-12", "BT-108", some(totals.charges), computed);
        }
        if listed && self.read(&["BT-106", "BT-107", "BT-108", "BT-109"]) {
            let computed = add(vec![totals.lines, -some(totals.allowances), some(totals.charges)]);
            self.sum("BR-CO-13", "BT-109", totals.tax_exclusive, computed);
        }
        if !invoice.breakdown.is_empty() && self.read(&["BT-117", "BT-110"]) {
            let computed = add(invoice.breakdown.iter().map(|subtotal| subtotal.tax_amount).collect());
            self.sum("BR-CO-14", "BT-110", some(totals.tax), computed);
        }
        if self.read(&["BT-109", "BT-110", "BT-112"]) {
            let computed = add(vec![totals.tax_exclusive, some(totals.tax)]);
            self.sum("BR-CO-15", "BT-112", totals.tax_inclusive, computed);
        }
        if self.read(&["BT-112", "BT-113", "BT-114", "BT-115"]) {
            let computed = add(vec![totals.tax_inclusive, -some(totals.prepaid), some(totals.rounding)]);
            self.sum("BR-CO-16", "BT-115", totals.due, computed);
        }
        if !self.read(&["BT-116", "BT-117", "BT-119"]) {
            return;
        }
        for subtotal in &invoice.breakdown {
            let percent = some(subtotal.tax.percent);
            let exact = subtotal.taxable.checked_mul(percent).and_then(|tax| tax.checked_div(Decimal::ONE_HUNDRED));
            let computed = decimal::fixed(exact.unwrap_or_default(), decimals);
            if (subtotal.tax_amount - computed).abs() >= TOLERANCE {
                self.sum("BR-CO-17", "BT-117", subtotal.tax_amount, computed);
            }
        }
    }
}
