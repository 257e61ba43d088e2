//! Deliveries: what left for a customer, and which orders it fulfils.

use schemars::JsonSchema;
use serde::Deserialize;

use super::customer::Customer;
use super::field::{Date, Quantity, Ref, SeriesCode, Unit};
use super::kind::Model;
use super::order::Order;
use super::product::Product;

/// What was delivered of one order line.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct DeliveryLine {
    /// A short name, unique in the delivery, by which invoices refer to it. Its position where none is given.
    pub id: Option<String>,
    /// The order that it fulfils.
    pub order: Option<Ref<Order>>,
    /// The line of that order: its id, else its position; not needed where only one line has this product.
    pub order_line: Option<String>,
    /// The product.
    pub product: Option<Ref<Product>>,
    /// What the customer reads.
    pub description: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Unit of measure.
    pub unit: Option<Unit>,
}

/// Goods that left, or a service that was rendered.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Delivery {
    /// To whom.
    pub customer: Ref<Customer>,
    /// Number in its series.
    pub number: Option<String>,
    /// Series of `carnet.toml`; the first for deliveries where none is given.
    pub series: Option<SeriesCode>,
    /// The day of the delivery.
    pub date: Date,

    /// The id of the customer's site that it went to.
    #[schemars(extend("x-group" = true))]
    pub site: Option<String>,
    /// Job number, the same from the deal to the invoices.
    pub job: Option<String>,
    /// Who carried it, and the number to follow it with.
    pub carrier: Option<String>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// What was delivered.
    #[serde(default)]
    pub lines: Vec<DeliveryLine>,
}

impl Model for Delivery {
    const NAME: &'static str = "delivery";
    const FOLDER: &'static str = "deliveries";
    const ALIASES: &'static [&'static str] = &["livraison"];
    const TITLE: &'static str = "number";
    const COLUMNS: &'static [&'static str] = &["number", "customer", "status", "left", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
