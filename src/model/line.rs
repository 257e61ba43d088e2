//! A line of a document (BG-25).

use schemars::JsonSchema;
use serde::Deserialize;

use super::adjustment::LineAdjustment;
use super::delivery::Delivery;
use super::field::{AnyRef, Percent, Quantity, Ref, TaxCode, Unit, UnitPrice};
use super::frozen::{FrozenSource, Span};
use super::invoice::Invoice;
use super::order::Order;
use super::product::{Nature, Product};
use crate::value::tax::TaxCategory;

/// What is sold, how many, at which price.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Line {
    /// Short permanent name in the document, written on issue (BT-126).
    #[schemars(extend("x-fiscal" = true))]
    pub id: Option<String>,
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
    /// What the rate was on the day of issue (BT-151); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub tax_category: Option<TaxCategory>,
    /// Its percentage on the day of issue (BT-152); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub tax_percent: Option<Percent>,
    /// Why no tax is charged (BT-120); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub exemption: Option<String>,
    /// The same by the list VATEX (BT-121); written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub exemption_code: Option<String>,
    /// Goods or services; the product's nature, else the firm's `nature`, where nothing is given. Written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub nature: Option<Nature>,
    /// The price list or the product that the price was taken from; none where it was typed.
    pub price_from: Option<AnyRef>,
    /// The order that it invoices.
    pub order: Option<Ref<Order>>,
    /// The line of that order: its id, else its position; not needed where only one line has this product.
    pub order_line: Option<String>,
    /// The delivery that it invoices.
    pub delivery: Option<Ref<Delivery>>,
    /// The line of that delivery: its id, else its position; not needed where only one line of it fits.
    pub delivery_line: Option<String>,
    /// Of a progress invoice: how much of the order line is invoiced with it, in percent of the whole line.
    #[schemars(extend("x-fiscal" = true))]
    pub progress: Option<Percent>,
    /// Of a progress invoice: how much of the order line was invoiced before, in percent.
    #[schemars(extend("x-fiscal" = true))]
    pub earlier: Option<Percent>,
    /// The invoice that this line takes back: on a final invoice a deposit, on a credit note over several invoices the one
    /// that it credits.
    pub invoice: Option<Ref<Invoice>>,
    /// Of a credit note: the line of the credited invoice, by its id.
    pub invoice_line: Option<String>,
    /// What time it covers, where that is not the document's (BG-26).
    #[schemars(extend("x-fiscal" = true))]
    pub period: Option<Span>,
    /// The order and the delivery that it comes from, as they were numbered; written by issuing.
    #[schemars(extend("x-fiscal" = true))]
    pub source: Option<FrozenSource>,
    /// Reductions of this line (BG-27).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub allowances: Vec<LineAdjustment>,
    /// Extras of this line (BG-28).
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub charges: Vec<LineAdjustment>,
}
