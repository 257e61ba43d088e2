//! A postal address, as EN 16931 divides it (BG-5, BG-8).

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::Country;

/// A postal address.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Address {
    /// Street and number, first line.
    #[schemars(extend("x-personal" = true))]
    pub street: Option<String>,
    /// Second line: building, floor, care of.
    #[schemars(extend("x-personal" = true))]
    pub street2: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State, province or region.
    pub region: Option<String>,
    /// Country, two letters (ISO 3166-1).
    pub country: Option<Country>,
}
