//! Retention money: a part of what is to be paid that the customer keeps until later.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Amount, Date, Percent};

/// What the customer keeps, and until when. In France at most 5 % of works, with tax, for a year after they were accepted
/// (law 71-584 of 16 July 1971).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Retention {
    /// Of what is to be paid, with tax.
    pub percent: Option<Percent>,
    /// Or an amount; written by issuing from the percentage.
    pub amount: Option<Amount>,
    /// When it is to be paid.
    pub due: Option<Date>,
}
