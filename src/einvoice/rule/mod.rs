//! The rules that an e-invoice must pass, checked over the terms before anything is written: those of EN 16931-1 (`BR-…`),
//! and of who receives it. A fault names the business term, so that whoever knows the files can say which key lacks.
//!
//! The official Schematron checks the same on the XML; `tests/einvoice.rs` holds the two against each other.

mod category;
mod code_list;
mod core;
mod france;
mod germany;
mod house;
mod peppol;

use super::Profile;
use super::target::{Spec, Target};
use super::term::{Adjustment, Attachment, DocumentReference, Invoice, Line, Note, Tax, TaxSubtotal, TypeCode};
use super::xml::Unwritable;
use crate::value::Decimal;
use crate::value::tax::TaxCategory;

/// Whose rules they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Set {
    /// The standard's own, and what no syntax can hold.
    Core,
    /// What Peppol asks and XRechnung took over.
    Network,
    /// Peppol BIS Billing 3 alone.
    Peppol,
    /// XRechnung: `BR-DE-…`.
    Germany,
    /// The French reform: `BR-FR-…`.
    France,
    /// French public buyers.
    FrancePublic,
}

/// What sort of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A term that must be there is not.
    Missing,
    /// A term says something that it may not say.
    Wrong,
    /// Figures that contradict each other.
    Sum,
    /// Nothing that could be written helps: this receiver takes no such document.
    Impossible,
    /// A character that XML cannot hold.
    Illegal,
}

/// Where in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    Document,
    Line(usize),
    /// The second counts in the line's allowances or charges.
    LineAllowance(usize, usize),
    LineCharge(usize, usize),
    Allowance(usize),
    Charge(usize),
    /// Of the breakdown.
    Part(usize),
    Note(usize),
    Preceding(usize),
    Attachment(usize),
}

/// A rule: a row of the tables below.
pub struct Rule {
    /// As the source calls it: `BR-CO-10`, `PEPPOL-EN16931-R120`, `BR-FR-05`; `CARNET-…` are ours.
    pub id: &'static str,
    /// The business term that is at fault: `BT-106`.
    pub term: &'static str,
    pub kind: FaultKind,
    /// What exactly is wanted, as a word for the catalogue; empty where the term says all.
    pub hint: &'static str,
    pub check: fn(&Case<'_>) -> Vec<Spot>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.id, self.term)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Every rule, with whose it is: all that is checked stands in these tables.
pub static RULES: &[(Set, &[Rule])] = &[
    (Set::Core, house::RULES),
    (Set::Core, core::RULES),
    (Set::Core, category::RULES),
    (Set::Network, peppol::NETWORK),
    (Set::Peppol, peppol::RULES),
    (Set::Germany, germany::RULES),
    (Set::France, france::RULES),
    (Set::FrancePublic, france::PUBLIC),
];

/// A broken rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub rule: &'static Rule,
    pub spot: Spot,
}

impl Fault {
    /// The fault of a text that no rule looked at.
    pub(super) fn unwritable(_: &Unwritable) -> Fault {
        Fault { rule: &house::ILLEGAL, spot: Spot::Document }
    }
}

/// What is wrong with an invoice for a target. Empty: it may be written.
pub fn check(invoice: &Invoice, target: Target) -> Vec<Fault> {
    let spec = target.spec();
    let case = Case { invoice, spec };
    let wanted = RULES.iter().filter(|(set, _)| *set == Set::Core || spec.rules.contains(set));
    let rules = wanted.flat_map(|(_, rules)| rules.iter());
    rules.flat_map(|rule| (rule.check)(&case).into_iter().map(move |spot| Fault { rule, spot })).collect()
}

/// An invoice and whom it is for, with what the rules ask of them.
pub struct Case<'i> {
    pub invoice: &'i Invoice,
    pub spec: &'static Spec,
}

impl Case<'_> {
    /// The whole document is at fault.
    fn when(&self, fault: bool) -> Vec<Spot> {
        if fault { vec![Spot::Document] } else { Vec::new() }
    }

    fn lines(&self, fault: impl Fn(&Line) -> bool) -> Vec<Spot> {
        spots(&self.invoice.lines, fault, Spot::Line)
    }

    fn parts(&self, fault: impl Fn(&TaxSubtotal) -> bool) -> Vec<Spot> {
        spots(&self.invoice.breakdown, fault, Spot::Part)
    }

    fn notes(&self, fault: impl Fn(&Note) -> bool) -> Vec<Spot> {
        spots(&self.invoice.notes, fault, Spot::Note)
    }

    fn preceding(&self, fault: impl Fn(&DocumentReference) -> bool) -> Vec<Spot> {
        spots(&self.invoice.preceding, fault, Spot::Preceding)
    }

    fn attachments(&self, fault: impl Fn(&Attachment) -> bool) -> Vec<Spot> {
        spots(&self.invoice.attachments, fault, Spot::Attachment)
    }

    fn allowances(&self, fault: impl Fn(&Adjustment) -> bool) -> Vec<Spot> {
        spots(&self.invoice.allowances, fault, Spot::Allowance)
    }

    fn charges(&self, fault: impl Fn(&Adjustment) -> bool) -> Vec<Spot> {
        spots(&self.invoice.charges, fault, Spot::Charge)
    }

    fn line_allowances(&self, fault: impl Fn(&Adjustment) -> bool) -> Vec<Spot> {
        let of = |i: usize, line: &Line| spots(&line.allowances, &fault, |j| Spot::LineAllowance(i, j));
        self.invoice.lines.iter().enumerate().flat_map(|(i, line)| of(i, line)).collect()
    }

    fn line_charges(&self, fault: impl Fn(&Adjustment) -> bool) -> Vec<Spot> {
        let of = |i: usize, line: &Line| spots(&line.charges, &fault, |j| Spot::LineCharge(i, j));
        self.invoice.lines.iter().enumerate().flat_map(|(i, line)| of(i, line)).collect()
    }

    /// Allowances and charges, wherever they stand.
    fn adjustments(&self, fault: impl Fn(&Adjustment) -> bool) -> Vec<Spot> {
        let whole = [self.allowances(&fault), self.charges(&fault)];
        [whole.concat(), self.line_allowances(&fault), self.line_charges(&fault)].concat()
    }

    /// What is taxed, with its sign: lines, allowances and charges of the document.
    fn taxed(&self) -> impl Iterator<Item = (Tax, Decimal)> + '_ {
        let lines = self.invoice.lines.iter().map(|line| (line.tax, line.net));
        let less = self.invoice.allowances.iter().filter_map(|found| Some((found.tax?, -found.amount)));
        lines.chain(less).chain(self.invoice.charges.iter().filter_map(|found| Some((found.tax?, found.amount))))
    }

    fn has_category(&self, category: TaxCategory) -> bool {
        self.taxed().any(|(tax, _)| tax.category == category)
    }

    fn is_type(&self, codes: &[u16]) -> bool {
        let TypeCode(own) = self.invoice.type_code;
        codes.contains(&own)
    }

    fn holds(&self, profile: Profile) -> bool {
        self.spec.profile >= profile
    }
}

fn spots<T>(list: &[T], fault: impl Fn(&T) -> bool, spot: impl Fn(usize) -> Spot) -> Vec<Spot> {
    list.iter().enumerate().filter(|(_, item)| fault(item)).map(|(i, _)| spot(i)).collect()
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Missing or blank.
fn lacks(text: Option<&String>) -> bool {
    text.is_none_or(|text| blank(text))
}

fn sum<'a>(adjustments: &'a [Adjustment]) -> Decimal {
    adjustments.iter().map(|found: &'a Adjustment| found.amount).sum()
}

/// One row a rule: `"BR-02" "BT-1" Missing "" |case| …`.
macro_rules! rules {
    ($(#[$doc:meta])* $visibility:vis $name:ident: $($id:literal $term:literal $kind:ident $hint:literal $check:expr;)*) => {
        $(#[$doc])*
        $visibility const $name: &[$crate::einvoice::rule::Rule] = &[$($crate::einvoice::rule::Rule {
            id: $id,
            term: $term,
            kind: $crate::einvoice::rule::FaultKind::$kind,
            hint: $hint,
            check: $check,
        }),*];
    };
}
use rules;
