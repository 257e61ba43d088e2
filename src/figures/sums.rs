//! The three sums that most figures of a document need.

use super::totals::Totals;
use crate::value::{Currency, Decimal};

/// Amounts of a document, positive, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    pub currency: Currency,
    /// BT-109.
    pub net: Decimal,
    /// BT-110.
    pub tax: Decimal,
    /// BT-115, and BT-113 where something was paid before.
    pub gross: Decimal,
}

impl Sums {
    pub fn of(totals: &Totals) -> Sums {
        let gross = totals.gross().amount;
        Sums { currency: totals.currency, net: totals.tax_exclusive, tax: totals.tax, gross }
    }
}
