//! Any party that is sold to or courted. Standing (prospect, customer, lapsed) is derived from what it bought.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::Address;
use super::field::{
    Amount, CurrencyCode, Date, Email, Endpoint, Integer, LanguageTag, Phone, Ref, Siren, Siret, TermsFormula, Url,
    VatId,
};
use super::kind::Model;
use super::member::Member;
use super::territory::Territory;
use crate::einvoice::Target;

/// What the law calls the party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartyType {
    Company,
    Person,
    Public,
    Association,
}

/// A place of the customer with its own purpose: delivery, billing, worksite.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Site {
    /// Short permanent name, unique in the customer.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// What happens there.
    pub purpose: Option<SitePurpose>,
    /// Establishment number.
    pub siret: Option<Siret>,
    /// How to get in: gate code, opening hours.
    pub access: Option<String>,
    /// Where it is.
    pub address: Option<Address>,
}

/// What a site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SitePurpose {
    Delivery,
    Billing,
    Worksite,
    Office,
}

/// A party that is sold to or courted.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Customer {
    /// What people call it.
    pub name: String,
    /// Registered name where it differs.
    pub legal_name: Option<String>,
    /// Company, person, public body or association.
    #[serde(rename = "type")]
    pub party_type: Option<PartyType>,
    /// Line of business.
    pub industry: Option<String>,
    /// French company number; follows from the SIRET where that is given.
    pub siren: Option<Siren>,
    /// French establishment number.
    pub siret: Option<Siret>,
    /// VAT identification number.
    pub vat_id: Option<VatId>,

    /// Who looks after it.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,
    /// Sales territory.
    pub territory: Option<Ref<Territory>>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// General e-mail address.
    #[schemars(extend("x-group" = true, "x-personal" = true))]
    pub email: Option<Email>,
    /// General telephone number.
    #[schemars(extend("x-personal" = true))]
    pub phone: Option<Phone>,
    /// Web site.
    pub website: Option<Url>,
    /// Language of its documents.
    pub language: Option<LanguageTag>,

    /// Payment terms; the firm's where none are given.
    #[schemars(extend("x-group" = true))]
    pub terms: Option<TermsFormula>,
    /// Currency of its documents; the book's where none is given.
    pub currency: Option<CurrencyCode>,
    /// Who is invoiced instead.
    pub bill_to: Option<Ref<Customer>>,
    /// The group that it belongs to.
    pub parent: Option<Ref<Customer>>,
    /// Whether it is liable to VAT.
    pub taxable: Option<bool>,
    /// A reference that every invoice must bear (BT-10, BT-13).
    pub order_reference: Option<String>,

    /// The e-invoice that it takes; the firm's `einvoice` where none is given.
    #[schemars(extend("x-group" = true))]
    pub einvoice: Option<Target>,
    /// Its electronic address with the scheme (BT-49): `0225:732829320`, `EM:invoices@acme.example`.
    pub endpoint: Option<Endpoint>,
    /// What it routes invoices by (BT-10): the service code of a French public body, the Leitweg-ID of a German one.
    pub buyer_reference: Option<String>,

    /// How many people work there.
    #[schemars(extend("x-group" = true))]
    pub employees: Option<Integer>,
    /// Yearly turnover, in its currency.
    pub annual_revenue: Option<Amount>,
    /// Year in which it was founded.
    pub founded: Option<Integer>,

    /// No longer a customer since that day: hidden from lists and from new references.
    #[schemars(extend("x-group" = true))]
    pub archived: Option<Date>,

    /// Main postal address.
    pub address: Option<Address>,
    /// When its contact data were last found right.
    pub confirmed: Option<ConfirmedCustomer>,
    /// Other places.
    #[serde(default)]
    pub sites: Vec<Site>,
}

/// The day on which each datum of a customer was last found right. A later change of the datum makes it void.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct ConfirmedCustomer {
    /// The company number.
    pub siren: Option<Date>,
    /// The establishment number.
    pub siret: Option<Date>,
    /// The VAT identification number.
    pub vat_id: Option<Date>,
    /// The e-mail address.
    pub email: Option<Date>,
    /// The telephone number.
    pub phone: Option<Date>,
    /// The web site.
    pub website: Option<Date>,
    /// The postal address.
    pub address: Option<Date>,
}

impl Model for Customer {
    const NAME: &'static str = "customer";
    const FOLDER: &'static str = "customers";
    const ALIASES: &'static [&'static str] = &["client"];
    const COLUMNS: &'static [&'static str] = &["name", "standing", "balance", "owner"];
}
