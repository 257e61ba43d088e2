//! Orders: what a customer has bought. What is delivered, invoiced and left is derived, never stored.

use schemars::JsonSchema;
use serde::Deserialize;

use super::adjustment::{DocumentAdjustment, LineAdjustment};
use super::customer::Customer;
use super::deal::Deal;
use super::field::{
    AnyRef, CurrencyCode, Date, Percent, Quantity, Ref, SeriesCode, TaxCode, TermsFormula, Unit, UnitPrice,
};
use super::kind::Model;
use super::member::Member;
use super::product::Product;
use super::quote::{LineType, Quote};
use super::retention::Retention;

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct OrderLine {
    /// A short permanent name, unique in the order: deliveries and invoices refer to it. Its position where none is given.
    pub id: Option<String>,
    /// `item` unless said otherwise; title, text and subtotal have no quantity and no price.
    #[serde(rename = "type")]
    pub line_type: Option<LineType>,
    /// The product; description, unit, price and tax are copied from it when the line is written.
    pub product: Option<Ref<Product>>,
    /// What the customer reads.
    pub description: Option<String>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Unit of measure.
    pub unit: Option<Unit>,
    /// Price for one unit, without tax unless the document's prices include it.
    pub unit_price: Option<UnitPrice>,
    /// Tax rate of `carnet.toml`; the firm's default rate where none is given.
    pub tax: Option<TaxCode>,
    /// The price list or the product that the price was taken from; none where it was typed.
    pub price_from: Option<AnyRef>,
    /// Of an amendment: the line of the amended order whose quantity this one changes (less, where it is negative), at the
    /// same price. What has another price, or is new, is a line of its own.
    pub order_line: Option<String>,
    /// When this line is promised; the order's date where none is given.
    pub promised: Option<Date>,
    /// Reductions of this line.
    #[serde(default)]
    pub allowances: Vec<LineAdjustment>,
    /// Extras of this line.
    #[serde(default)]
    pub charges: Vec<LineAdjustment>,
}

/// What a customer has ordered.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Order {
    /// Who ordered.
    pub customer: Ref<Customer>,
    /// Number in its series.
    pub number: Option<String>,
    /// Series of `carnet.toml`; the first for orders where none is given.
    pub series: Option<SeriesCode>,
    /// When it was ordered.
    pub date: Date,
    /// When all of it is promised.
    pub promised: Option<Date>,
    /// Payment terms; the customer's where none are given.
    pub terms: Option<TermsFormula>,
    /// The deposit that was agreed, in percent; else what the terms ask for on the order.
    pub deposit: Option<Percent>,
    /// Currency; the customer's, else the book's, where none is given.
    pub currency: Option<CurrencyCode>,
    /// Whether unit prices include tax.
    pub prices_include_tax: Option<bool>,

    /// Who sold; the customer's owner where none is given.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,
    /// The quote that was accepted.
    pub quote: Option<Ref<Quote>>,
    /// The order that this one amends: its lines are added to that one's, negative ones taken off.
    pub amends: Option<Ref<Order>>,
    /// The deal that it comes from.
    pub deal: Option<Ref<Deal>>,
    /// Job number, the same from the deal to the invoices.
    pub job: Option<String>,
    /// The customer's purchase order number.
    pub reference: Option<String>,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// Retention money: what the customer keeps of each invoice until later.
    pub retention: Option<Retention>,
    /// What was ordered.
    #[serde(default)]
    pub lines: Vec<OrderLine>,
    /// Reductions of the whole document.
    #[serde(default)]
    pub allowances: Vec<DocumentAdjustment>,
    /// Extras of the whole document, such as freight.
    #[serde(default)]
    pub charges: Vec<DocumentAdjustment>,
}

impl Model for Order {
    const NAME: &'static str = "order";
    const FOLDER: &'static str = "orders";
    const ALIASES: &'static [&'static str] = &["commande"];
    const TITLE: &'static str = "number";
    const COLUMNS: &'static [&'static str] = &["number", "customer", "status", "promised", "left", "net", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
