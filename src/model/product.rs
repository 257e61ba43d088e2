//! What is sold: goods and services.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{CurrencyCode, Date, TaxCode, Unit, UnitPrice};
use super::kind::Model;

/// Goods or services: the law treats them differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    Goods,
    Services,
}

impl Nature {
    pub fn name(self) -> &'static str {
        match self {
            Nature::Goods => "goods",
            Nature::Services => "services",
        }
    }
}

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Product {
    /// What people call it.
    pub name: String,
    /// What the customer reads on documents; the name where none is given.
    pub description: Option<String>,
    /// Goods or services.
    pub nature: Option<Nature>,
    /// Family of products.
    pub category: Option<String>,
    /// Unit of sale, by its code of UN/ECE recommendation 20: `DAY`, `HUR` (hour), `C62` (one), `KGM`.
    pub unit: Option<Unit>,

    /// Price for one unit, without tax unless the firm's prices include it.
    #[schemars(extend("x-group" = true))]
    pub price: Option<UnitPrice>,
    /// What one unit costs.
    pub cost: Option<UnitPrice>,
    /// Currency of price and cost; the book's where none is given.
    pub currency: Option<CurrencyCode>,
    /// Tax rate of `carnet.toml`.
    pub tax: Option<TaxCode>,

    /// Free words to group by.
    #[serde(default)]
    #[schemars(extend("x-group" = true))]
    pub tags: Vec<String>,

    /// No longer sold since that day.
    #[schemars(extend("x-group" = true))]
    pub archived: Option<Date>,
}

impl Model for Product {
    const NAME: &'static str = "product";
    const FOLDER: &'static str = "products";
    const ALIASES: &'static [&'static str] = &["produit", "article"];
    const COLUMNS: &'static [&'static str] = &["name", "price", "unit", "tax", "category"];
}
