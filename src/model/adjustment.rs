//! Allowances and charges on a line or on a whole document (BG-20, BG-21, BG-27, BG-28).

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Amount, Percent, TaxCode};
use crate::value::tax::TaxCategory;

/// A reduction of a line: an amount, or a percentage of the line before reductions.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct LineAdjustment {
    /// Money, without tax unless the document's prices include it.
    pub amount: Option<Amount>,
    /// Percentage of quantity × price.
    pub percent: Option<Percent>,
    /// Why.
    pub reason: Option<String>,
}

/// A reduction or an extra of the whole document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct DocumentAdjustment {
    /// Money, without tax unless the document's prices include it.
    pub amount: Option<Amount>,
    /// Percentage of the sum of the lines.
    pub percent: Option<Percent>,
    /// Why: "Freight", "Loyalty discount".
    pub reason: Option<String>,
    /// Tax rate; the firm's default rate where none is given.
    pub tax: Option<TaxCode>,
    /// What the rate was on the day of issue (BT-95, BT-102); written by issuing.
    pub tax_category: Option<TaxCategory>,
    /// Its percentage on the day of issue (BT-96, BT-103); written by issuing.
    pub tax_percent: Option<Percent>,
    /// Why no tax is charged (BT-120); written by issuing.
    pub exemption: Option<String>,
    /// The same by the list VATEX (BT-121); written by issuing.
    pub exemption_code: Option<String>,
}
