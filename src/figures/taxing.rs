//! Whether a rate fits the firm's regime and the document's reader.

use crate::firm::{Regime, TaxRate};
use crate::value::Decimal;

/// Whether a rate is none for a firm under a regime: it charges tax where the regime charges none, or is kept for another one.
pub fn contradicts_regime(rate: &TaxRate, regime: Regime) -> bool {
    let charges = rate.percent.as_ref().is_some_and(|percent| percent.0 > Decimal::ZERO);
    (regime != Regime::Normal && charges) || rate.regime.is_some_and(|own| own != regime)
}
