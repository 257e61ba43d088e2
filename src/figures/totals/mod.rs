//! The arithmetic of a document, after EN 16931-1: the one place where totals are computed.
//!
//! It knows no record, only numbers: whoever has an invoice, a quote or a line typed at the terminal builds a
//! [`DocumentInput`] and gets [`Totals`], whose items carry the standard's business terms (BT) in their descriptions.
//!
//! Everything is rounded to the currency's decimals, half away from zero, and only where the standard rounds: a line
//! (BT-131), an allowance or charge, and the tax of a category and rate (BT-117, on the sum, not line by line). A
//! percentage off a line is taken off the exact price, so that quantity × price × (1 − percentage) is rounded once; the
//! allowance's amount (BT-136) is the rounded gross less that (`docs/decisions/0005-percent-allowances.md`).
//!
//! **Prices with tax** ([`Prices::Gross`]): what was agreed is what is due. For each category and rate the taxable
//! amount is the agreed amount less its rounded tax, and the lines' nets are cut from it by largest remainder. Where
//! no taxable amount gives exactly the agreed amount under BR-CO-17 (0.03 at 20 %: 0.02 + 0.00 or 0.03 + 0.01), the
//! cent that is left goes into the rounding amount (BT-114).

mod compute;
mod part;
mod spread;
#[cfg(test)]
mod tests;

use std::fmt;

pub use part::LineParts;
pub use spread::in_proportion;

pub use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal, Money};

/// What is taxed alike: one category and rate make one VAT breakdown (BG-23). Percents compare as numbers: 20 is 20.00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxKey {
    pub category: TaxCategory,
    /// 0 to 100.
    pub percent: Decimal,
}

/// Whether a document's prices and adjustments are without tax (between firms) or with it (to consumers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prices {
    #[default]
    Net,
    Gross,
}

/// An allowance or charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    Amount(Decimal),
    /// Of a line's exact quantity × price, or of the lines' sum: several percents do not cascade.
    Percent(Decimal),
}

/// An allowance (BG-20) or charge (BG-21) of the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdjustmentInput {
    pub adjustment: Adjustment,
    /// The key that it belongs to; a percent is then of the lines of that key. `None`: of all lines, and spread over
    /// their keys in proportion to their sums, as the standard wants one allowance a rate.
    pub tax: Option<TaxKey>,
}

/// A line (BG-25). Amounts are with or without tax as the document's [`Prices`] say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineInput {
    /// BT-129.
    pub quantity: Decimal,
    /// BT-146.
    pub unit_price: Decimal,
    /// BT-149: the price is for so many units; 1 when absent.
    pub price_base_quantity: Option<Decimal>,
    /// BG-27.
    pub allowances: Vec<Adjustment>,
    /// BG-28.
    pub charges: Vec<Adjustment>,
    pub tax: TaxKey,
}

/// All that totals depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentInput {
    pub currency: Currency,
    pub prices: Prices,
    pub lines: Vec<LineInput>,
    pub allowances: Vec<AdjustmentInput>,
    pub charges: Vec<AdjustmentInput>,
    /// BT-113: what was paid before, with tax.
    pub prepaid: Option<Decimal>,
    /// BT-114 as agreed, such as to 0.05 for cash; added to what prices with tax leave.
    pub rounding: Option<Decimal>,
}

/// A line, computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineTotal {
    /// Quantity × price, as the prices are (with or without tax).
    pub gross: Decimal,
    /// Sum of the line's allowances (BT-136), as the prices are.
    pub allowances: Decimal,
    /// Sum of the line's charges (BT-141), as the prices are.
    pub charges: Decimal,
    /// `gross` − `allowances` + `charges`: what was agreed for the line, as the prices are.
    pub agreed: Decimal,
    /// BT-131, without tax. The same as `agreed` where prices are without tax.
    pub net: Decimal,
    /// How it is taxed (BT-151, BT-152).
    pub tax: TaxKey,
}

/// One category and rate's share of an allowance or charge of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdjustmentTotal {
    /// Which entry of the input's `allowances` or `charges`.
    pub input: usize,
    pub tax: TaxKey,
    /// As the prices are.
    pub agreed: Decimal,
    /// BT-92 or BT-99, without tax.
    pub net: Decimal,
}

/// One line of the VAT breakdown (BG-23).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxSubtotal {
    /// BT-118.
    pub category: TaxCategory,
    /// BT-119.
    pub percent: Decimal,
    /// BT-116.
    pub taxable: Decimal,
    /// BT-117 = BT-116 × BT-119 / 100, rounded (BR-CO-17).
    pub tax: Decimal,
}

/// A document's totals (BG-22 and what they are made of), all in `currency` and with its decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    pub currency: Currency,
    /// In the order of the input.
    pub lines: Vec<LineTotal>,
    /// BG-20, in the order of the input, then by key.
    pub allowance_parts: Vec<AdjustmentTotal>,
    /// BG-21, likewise.
    pub charge_parts: Vec<AdjustmentTotal>,
    /// BT-106: sum of BT-131 (BR-CO-10).
    pub sum_of_lines: Decimal,
    /// BT-107: sum of BT-92 (BR-CO-11).
    pub allowances: Decimal,
    /// BT-108: sum of BT-99 (BR-CO-12).
    pub charges: Decimal,
    /// BT-109 = BT-106 − BT-107 + BT-108 (BR-CO-13).
    pub tax_exclusive: Decimal,
    /// BT-110: sum of BT-117 (BR-CO-14).
    pub tax: Decimal,
    /// BT-112 = BT-109 + BT-110 (BR-CO-15).
    pub tax_inclusive: Decimal,
    /// BT-113.
    pub prepaid: Decimal,
    /// BT-114.
    pub rounding: Decimal,
    /// BT-115 = BT-112 − BT-113 + BT-114 (BR-CO-16).
    pub due: Decimal,
    /// By category and rate.
    pub breakdown: Vec<TaxSubtotal>,
}

/// Why there are no totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalsFault {
    /// An amount beyond 10^20, or a product beyond what 28 digits hold.
    Overflow,
    /// The price of a line (counted from 0) is for a quantity of zero.
    ZeroBaseQuantity { line: usize },
    /// A tax rate below 0 or above 100.
    TaxPercent(Decimal),
    /// An amount for the whole document without a tax key, where the lines' sum is zero over several keys, or there
    /// are no lines: nobody can say how it is taxed.
    NothingToSpreadOver,
}

impl TotalsFault {
    /// A stable word for the fault: the variant of the message that words it.
    pub fn name(self) -> &'static str {
        match self {
            TotalsFault::Overflow => "overflow",
            TotalsFault::ZeroBaseQuantity { .. } => "zero-base-quantity",
            TotalsFault::TaxPercent(_) => "tax-percent",
            TotalsFault::NothingToSpreadOver => "nothing-to-spread-over",
        }
    }
}

impl fmt::Display for TotalsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TotalsFault::ZeroBaseQuantity { line } => write!(f, "{}: line {}", self.name(), line + 1),
            TotalsFault::TaxPercent(percent) => write!(f, "{}: {percent}", self.name()),
            _ => f.write_str(self.name()),
        }
    }
}

impl std::error::Error for TotalsFault {}

impl Default for DocumentInput {
    /// An empty document in euro, prices without tax.
    fn default() -> DocumentInput {
        DocumentInput {
            currency: Currency::euro(),
            prices: Prices::Net,
            lines: Vec::new(),
            allowances: Vec::new(),
            charges: Vec::new(),
            prepaid: None,
            rounding: None,
        }
    }
}

impl DocumentInput {
    /// The totals, or why there are none. Never panics, whatever the numbers.
    pub fn totals(&self) -> Result<Totals, TotalsFault> {
        compute::totals(self)
    }
}

impl Totals {
    /// BT-115 and what was paid before it (BT-113): what the document asks for in all.
    pub fn gross(&self) -> Money {
        Money::new(self.due.saturating_add(self.prepaid), self.currency)
    }

    /// BT-115 as money.
    pub fn due(&self) -> Money {
        Money::new(self.due, self.currency)
    }

    /// BT-109 as money.
    pub fn tax_exclusive(&self) -> Money {
        Money::new(self.tax_exclusive, self.currency)
    }

    /// BT-112 as money.
    pub fn tax_inclusive(&self) -> Money {
        Money::new(self.tax_inclusive, self.currency)
    }
}
