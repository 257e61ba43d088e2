//! A line of a document (BG-25).

use schemars::JsonSchema;
use serde::Deserialize;

use super::adjustment::LineAdjustment;
use super::field::{AnyRef, Quantity, Ref, TaxCode, Unit, UnitPrice};
use super::order::Order;
use super::product::Product;

/// What is sold, how many, at which price.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Line {
    /// The product; description, unit, price and tax are copied from it when the line is written.
    pub product: Option<Ref<Product>>,
    /// What the customer reads.
    #[schemars(extend("x-fiscal" = true))]
    pub description: Option<String>,
    /// How many (BT-129).
    #[schemars(extend("x-fiscal" = true))]
    pub quantity: Quantity,
    /// Unit of measure (BT-130).
    #[schemars(extend("x-fiscal" = true))]
    pub unit: Option<Unit>,
    /// Price for one unit (BT-146), without tax unless the document's prices include it.
    #[schemars(extend("x-fiscal" = true))]
    pub unit_price: UnitPrice,
    /// Tax rate of `carnet.toml`; the firm's default rate where none is given.
    #[schemars(extend("x-fiscal" = true))]
    pub tax: Option<TaxCode>,
    /// The price list that the price was taken from; none where it is the product's own or was typed.
    pub price_from: Option<AnyRef>,
    /// The order that it invoices.
    pub order: Option<Ref<Order>>,
    /// The line of that order: its id, else its position; not needed where only one line has this product.
    pub order_line: Option<String>,
    /// Reductions of this line (BG-27).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub allowances: Vec<LineAdjustment>,
    /// Extras of this line (BG-28).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub charges: Vec<LineAdjustment>,
}
