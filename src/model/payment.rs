//! Money that came in (or went back), and which invoices it pays.

use schemars::JsonSchema;
use serde::Deserialize;

use super::customer::Customer;
use super::field::{Amount, CurrencyCode, Date, Ref};
use super::invoice::Invoice;
use super::kind::Model;
use super::order::Order;
use super::quote::Quote;

/// How money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentMethod {
    Transfer,
    Card,
    DirectDebit,
    Cheque,
    Cash,
    Other,
}

/// The part of a payment that settles one invoice.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Allocation {
    /// The invoice.
    pub invoice: Ref<Invoice>,
    /// How much of the payment goes there.
    pub amount: Amount,
}

/// A payment received; negative when money was given back.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Payment {
    /// Who paid.
    pub customer: Ref<Customer>,
    /// The day it reached the account.
    pub date: Date,
    /// How much.
    pub amount: Amount,
    /// Currency; the book's where none is given.
    pub currency: Option<CurrencyCode>,
    /// How.
    pub method: Option<PaymentMethod>,
    /// What the bank statement says.
    pub reference: Option<String>,
    /// The order that it was paid for before any invoice: it is allocated when the invoice is issued.
    pub order: Option<Ref<Order>>,
    /// The quote that it was paid for before any order.
    pub quote: Option<Ref<Quote>>,

    /// Which invoices it pays; what is left is the customer's credit.
    #[serde(default)]
    #[schemars(extend("x-group" = true))]
    pub allocations: Vec<Allocation>,
}

impl Model for Payment {
    const NAME: &'static str = "payment";
    const FOLDER: &'static str = "payments";
    const ALIASES: &'static [&'static str] = &["paiement", "règlement", "reglement"];
    const TITLE: &'static str = "reference";
    const COLUMNS: &'static [&'static str] = &["customer", "amount", "date", "unallocated", "method"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
