//! Quotes: what the firm offers, until when, and whether it was accepted. The status is derived, never stored.

use schemars::JsonSchema;
use serde::Deserialize;

use super::adjustment::{DocumentAdjustment, LineAdjustment};
use super::contact::Contact;
use super::customer::Customer;
use super::deal::Deal;
use super::field::{
    AnyRef, CurrencyCode, Date, Percent, Quantity, Ref, SeriesCode, TaxCode, TermsFormula, Unit, UnitPrice,
};
use super::invoice::StatedTotals;
use super::kind::Model;
use super::member::Member;
use super::product::Product;
use super::retention::Retention;

/// What a line of a quote or an order is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LineType {
    /// Something that is sold.
    #[default]
    Item,
    /// A heading; a section begins.
    Title,
    /// Words between the lines.
    Text,
    /// The sum of the lines since the last title or subtotal.
    Subtotal,
}

/// How somebody said yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptanceMeans {
    /// Signed on paper, with the words "bon pour accord".
    BonPourAccord,
    /// An electronic signature.
    ESignature,
    /// A message that says so.
    EMail,
    /// A purchase order of the customer.
    PurchaseOrder,
}

/// The proof that a quote was accepted.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Acceptance {
    /// The day on which the customer said yes.
    pub date: Date,
    /// Who signed.
    #[schemars(extend("x-personal" = true))]
    pub signatory: Option<String>,
    /// How: bon-pour-accord, e-signature, e-mail or purchase-order.
    pub means: Option<AcceptanceMeans>,
    /// The number of the customer's purchase order, of a message, of a signature.
    pub reference: Option<String>,
    /// The signed document, below the book's root: `files/…`.
    pub file: Option<String>,
    /// SHA-256 of that file, in hexadecimal.
    pub hash: Option<String>,
}

/// A line of a quote: something that is offered, or words between.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct QuoteLine {
    /// `item` unless said otherwise; title, text and subtotal have no quantity and no price.
    #[serde(rename = "type")]
    #[schemars(extend("x-fiscal" = true))]
    pub line_type: Option<LineType>,
    /// The product; description, unit, price and tax are copied from it when the line is written.
    pub product: Option<Ref<Product>>,
    /// What the customer reads.
    #[schemars(extend("x-fiscal" = true))]
    pub description: Option<String>,
    /// How many.
    #[schemars(extend("x-fiscal" = true))]
    pub quantity: Option<Quantity>,
    /// Unit of measure.
    #[schemars(extend("x-fiscal" = true))]
    pub unit: Option<Unit>,
    /// Price for one unit, without tax unless the document's prices include it.
    #[schemars(extend("x-fiscal" = true))]
    pub unit_price: Option<UnitPrice>,
    /// Tax rate of `carnet.toml`; the firm's default rate where none is given.
    #[schemars(extend("x-fiscal" = true))]
    pub tax: Option<TaxCode>,
    /// The price list or the product that the price was taken from; none where it was typed.
    pub price_from: Option<AnyRef>,
    /// The group of options that this line belongs to: it enters the total only when it is chosen.
    #[schemars(extend("x-fiscal" = true))]
    pub option: Option<String>,
    /// The customer took this option.
    pub chosen: Option<bool>,
    /// Reductions of this line.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub allowances: Vec<LineAdjustment>,
    /// Extras of this line.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub charges: Vec<LineAdjustment>,
}

/// An offer to a customer; a draft until it is sent, and frozen from then on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Quote {
    /// To whom.
    #[schemars(extend("x-fiscal" = true))]
    pub customer: Ref<Customer>,
    /// Who reads it there.
    pub contact: Option<Ref<Contact>>,
    /// Number in its series: unique, without the rule that none may be missing.
    #[schemars(extend("x-fiscal" = true))]
    pub number: Option<String>,
    /// Series of `carnet.toml`; the first for quotes where none is given.
    pub series: Option<SeriesCode>,
    /// Its date.
    #[schemars(extend("x-fiscal" = true))]
    pub date: Date,
    /// The last day on which it may be accepted.
    #[schemars(extend("x-fiscal" = true))]
    pub valid_until: Option<Date>,
    /// Payment terms; the customer's where none are given.
    #[schemars(extend("x-fiscal" = true))]
    pub terms: Option<TermsFormula>,
    /// The deposit to be paid on the order, in percent; else what the terms ask for on the order.
    #[schemars(extend("x-fiscal" = true))]
    pub deposit: Option<Percent>,
    /// Currency; the customer's, else the book's, where none is given.
    #[schemars(extend("x-fiscal" = true))]
    pub currency: Option<CurrencyCode>,
    /// Whether unit prices include tax.
    #[schemars(extend("x-fiscal" = true))]
    pub prices_include_tax: Option<bool>,

    /// Who sells; the customer's owner where none is given.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,
    /// The deal that it is for.
    pub deal: Option<Ref<Deal>>,
    /// Job number, the same from the deal to the invoices.
    pub job: Option<String>,
    /// What it is about, in a line.
    #[schemars(extend("x-fiscal" = true))]
    pub subject: Option<String>,
    /// The quote that this one replaces.
    pub revision_of: Option<Ref<Quote>>,
    /// Groups of options of which at most one may be chosen.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub exclusive: Vec<String>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// When it was sent: from then on a change is a revision.
    #[schemars(extend("x-group" = true))]
    pub sent: Option<Date>,

    /// When the customer said no.
    #[schemars(extend("x-group" = true))]
    pub declined: Option<Date>,
    /// Why.
    pub declined_reason: Option<String>,

    /// The proof that the customer said yes.
    pub acceptance: Option<Acceptance>,
    /// Retention money: what the customer will keep of each invoice until later.
    #[schemars(extend("x-fiscal" = true))]
    pub retention: Option<Retention>,
    /// The totals as they were sent: a later change of the lines shows.
    pub stated: Option<StatedTotals>,
    /// What is offered.
    #[serde(default)]
    pub lines: Vec<QuoteLine>,
    /// Reductions of the whole document.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub allowances: Vec<DocumentAdjustment>,
    /// Extras of the whole document, such as freight.
    #[serde(default)]
    #[schemars(extend("x-fiscal" = true))]
    pub charges: Vec<DocumentAdjustment>,
}

impl Model for Quote {
    const NAME: &'static str = "quote";
    const FOLDER: &'static str = "quotes";
    const ALIASES: &'static [&'static str] = &["devis"];
    const TITLE: &'static str = "number";
    const COLUMNS: &'static [&'static str] = &["number", "customer", "status", "valid_until", "net", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
