//! Price lists: prices for a customer, a segment or everybody, by quantity and by date.

use schemars::JsonSchema;
use serde::Deserialize;

use super::customer::Customer;
use super::field::{CurrencyCode, Date, Quantity, Ref, UnitPrice};
use super::kind::Model;
use super::product::Product;
use super::segment::Segment;

/// The price of a product from a quantity on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct ListPrice {
    /// The product.
    pub product: Ref<Product>,
    /// The price holds from this quantity on; from any where none is given.
    pub from_quantity: Option<Quantity>,
    /// Price for one unit, without tax unless the firm's prices include it.
    pub price: UnitPrice,
}

/// Prices that hold for some customers, or for all, between two days.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct PriceList {
    /// What people call it.
    pub name: String,
    /// Currency of its prices; the book's where none is given.
    pub currency: Option<CurrencyCode>,
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Last day on which it holds.
    pub until: Option<Date>,

    /// The customer that it holds for.
    #[schemars(extend("x-group" = true))]
    pub customer: Option<Ref<Customer>>,
    /// The segment whose customers it holds for; for everybody where neither is given.
    pub segment: Option<Ref<Segment>>,

    /// Its prices.
    #[serde(default)]
    pub prices: Vec<ListPrice>,
}

impl Model for PriceList {
    const NAME: &'static str = "pricelist";
    const FOLDER: &'static str = "pricelists";
    const ALIASES: &'static [&'static str] = &["tarif"];
    const COLUMNS: &'static [&'static str] = &["name", "currency", "from", "until", "customer", "segment"];
}
