//! Whom the firm buys from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::Address;
use super::customer::PartyType;
use super::field::{
    Bic, CurrencyCode, Date, Email, Iban, LanguageTag, Phone, Ref, Siren, Siret, TermsFormula, Url, VatId,
};
use super::kind::Model;
use super::member::Member;

/// A bank account of a supplier that is known to be theirs: a bill that asks for payment into another one is a warning.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct SupplierAccount {
    /// Account number.
    pub iban: Iban,
    /// Bank.
    pub bic: Option<Bic>,
    /// In whose name.
    pub name: Option<String>,
    /// When somebody asked the supplier, by a way that they knew before, whether it is theirs.
    pub confirmed: Option<Date>,
}

/// A party that the firm buys from.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Supplier {
    /// What people call it.
    pub name: String,
    /// Registered name where it differs.
    pub legal_name: Option<String>,
    /// Company, person, public body or association.
    #[serde(rename = "type")]
    pub party_type: Option<PartyType>,
    /// French company number; follows from the SIRET where that is given.
    pub siren: Option<Siren>,
    /// French establishment number.
    pub siret: Option<Siret>,
    /// VAT identification number.
    pub vat_id: Option<VatId>,
    /// Company number in the register of another country (BT-30).
    pub company_id: Option<String>,
    /// Tax number that is no VAT number (BT-32).
    pub tax_number: Option<String>,
    /// What the firm is called in the supplier's books.
    pub customer_number: Option<String>,

    /// Who looks after it.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// General e-mail address.
    #[schemars(extend("x-group" = true, "x-personal" = true))]
    pub email: Option<Email>,
    /// General telephone number.
    #[schemars(extend("x-personal" = true))]
    pub phone: Option<Phone>,
    /// Who answers there.
    #[schemars(extend("x-personal" = true))]
    pub contact: Option<String>,
    /// Web site.
    pub website: Option<Url>,
    /// Language to write in.
    pub language: Option<LanguageTag>,

    /// Payment terms that were agreed.
    #[schemars(extend("x-group" = true))]
    pub terms: Option<TermsFormula>,
    /// Currency of its bills; the book's where none is given.
    pub currency: Option<CurrencyCode>,

    /// No longer a supplier since that day: hidden from lists and from new references.
    #[schemars(extend("x-group" = true))]
    pub archived: Option<Date>,

    /// Main postal address.
    pub address: Option<Address>,
    /// Bank accounts that are known to be theirs.
    #[serde(default)]
    pub accounts: Vec<SupplierAccount>,
}

impl Model for Supplier {
    const NAME: &'static str = "supplier";
    const FOLDER: &'static str = "suppliers";
    const ALIASES: &'static [&'static str] = &["fournisseur"];
    const COLUMNS: &'static [&'static str] = &["name", "vat_id", "siret", "owner"];
}
