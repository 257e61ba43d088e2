//! What issuing writes into a document: the parties, totals and tax as the law calls them the document. A draft has none of
//! it; an issued document is read from it, whatever becomes of the customer, the firm or a rate later.
//!
//! Every key may be missing here, since old and imported documents have none: `check` says when a part is incomplete.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::Address;
use super::customer::PartyType;
use super::field::{
    Amount, Bic, CurrencyCode, Date, Email, Endpoint, Iban, Integer, Percent, Phone, Quantity, Siren, Siret, VatId,
};
use crate::value::tax::TaxCategory;

/// The seller as it was on the day of issue (BG-4).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenSeller {
    /// Registered name (BT-27).
    pub name: Option<String>,
    /// Trade name (BT-28).
    pub trade_name: Option<String>,
    /// Legal form, a part of BT-33.
    pub legal_form: Option<String>,
    /// Share capital with its currency, a part of BT-33.
    pub capital: Option<String>,
    /// Company number (BT-30, scheme 0002).
    pub siren: Option<Siren>,
    /// Establishment number (BT-29, scheme 0009).
    pub siret: Option<Siret>,
    /// Trade register entry, a part of BT-33.
    pub register: Option<String>,
    /// VAT identification number (BT-31).
    pub vat_id: Option<VatId>,
    /// E-mail address (BT-43).
    pub email: Option<Email>,
    /// Telephone (BT-42).
    pub phone: Option<Phone>,
    /// Electronic address (BT-34).
    pub endpoint: Option<Endpoint>,
    /// Professional insurance, as the document states it.
    pub insurance: Option<String>,
    /// Builds or renovates: its progress invoices are construction invoices (BT-3).
    pub builder: Option<bool>,
    /// Postal address (BG-5).
    pub address: Option<Address>,
    /// Where to pay (BG-17).
    pub bank: Option<FrozenBank>,
}

/// A file that is kept as it was sent.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Original {
    /// Where it stands, below the book's root: `files/…`.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
}

/// The account to pay into (BG-17).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenBank {
    /// Account number (BT-84).
    pub iban: Option<Iban>,
    /// Bank (BT-86).
    pub bic: Option<Bic>,
    /// Account name (BT-85).
    pub name: Option<String>,
}

/// The buyer as it was on the day of issue (BG-7).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenBuyer {
    /// Registered name (BT-44).
    #[schemars(extend("x-personal" = true))]
    pub name: Option<String>,
    /// Trade name where it differs (BT-45).
    pub trade_name: Option<String>,
    /// Company, person, public body or association: which law holds.
    #[serde(rename = "type")]
    pub party_type: Option<PartyType>,
    /// Company number (BT-47, scheme 0002).
    pub siren: Option<Siren>,
    /// Establishment number (BT-46, scheme 0009).
    pub siret: Option<Siret>,
    /// VAT identification number (BT-48).
    pub vat_id: Option<VatId>,
    /// Electronic address (BT-49).
    pub endpoint: Option<Endpoint>,
    /// Postal address (BG-8).
    pub address: Option<Address>,
}

/// The totals as they were printed (BG-22).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenTotals {
    /// Sum of the lines (BT-106).
    pub lines: Option<Amount>,
    /// Allowances of the whole document (BT-107).
    pub allowances: Option<Amount>,
    /// Charges of the whole document (BT-108).
    pub charges: Option<Amount>,
    /// Without tax (BT-109).
    pub net: Option<Amount>,
    /// Tax (BT-110).
    pub tax: Option<Amount>,
    /// With tax (BT-112).
    pub gross: Option<Amount>,
    /// Rounding (BT-114).
    pub rounding: Option<Amount>,
    /// Paid before, without any invoice (BT-113).
    pub prepaid: Option<Amount>,
    /// What is to be paid (BT-115).
    pub payable: Option<Amount>,
    /// By category and rate (BG-23).
    #[serde(default)]
    pub breakdown: Vec<FrozenTax>,
}

/// One category and rate of the totals (BG-23).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenTax {
    /// BT-118.
    pub category: Option<TaxCategory>,
    /// BT-119.
    pub percent: Option<Percent>,
    /// What is taxed (BT-116).
    pub taxable: Option<Amount>,
    /// The tax (BT-117).
    pub tax: Option<Amount>,
    /// Why no tax is charged (BT-120).
    pub exemption: Option<String>,
    /// The same by the list VATEX (BT-121).
    pub exemption_code: Option<String>,
}

/// What the document comes to in the book's currency, where it is in another one.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenExchange {
    /// The book's currency, in which tax is accounted for (BT-6).
    pub currency: Option<CurrencyCode>,
    /// The two currencies of the rate: `EUR-USD` says how many dollars one euro was.
    pub pair: Option<String>,
    /// The rate, as `rates/` had it. None where no tax is charged and no rate is known.
    pub rate: Option<Quantity>,
    /// The day of the rate: the last on or before that of the document.
    pub date: Option<Date>,
    /// The tax in the book's currency (BT-111).
    pub tax: Option<Amount>,
}

/// A text on the document (BG-1).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct DocumentNote {
    /// What it is about (BT-21), by UNTDID 4451: `PMD` late payment, `PMT` recovery costs, `AAB` discount for early payment.
    pub subject: Option<String>,
    /// What the customer reads (BT-22).
    pub text: String,
}

/// What a document sells, by its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentNature {
    Goods,
    Services,
    Mixed,
}

impl DocumentNature {
    pub fn name(self) -> &'static str {
        match self {
            DocumentNature::Goods => "goods",
            DocumentNature::Services => "services",
            DocumentNature::Mixed => "mixed",
        }
    }
}

/// What makes tax fall due (BT-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TaxPoint {
    /// The invoice.
    Invoice,
    /// The payment.
    Payment,
}

impl TaxPoint {
    pub fn name(self) -> &'static str {
        match self {
            TaxPoint::Invoice => "invoice",
            TaxPoint::Payment => "payment",
        }
    }
}

/// An earlier invoice (BG-3).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Preceding {
    /// Its number (BT-25).
    pub number: String,
    /// Its date (BT-26).
    pub date: Option<Date>,
}

/// Some days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct Span {
    /// The first day (BT-73, of a line BT-134).
    pub from: Date,
    /// The last day (BT-74, of a line BT-135).
    pub to: Date,
}

/// Which order and which delivery a line comes from, as they were called when it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct FrozenSource {
    /// The order's number (BT-14, where it is that of all lines).
    pub order: Option<String>,
    /// When it was ordered.
    pub order_date: Option<Date>,
    /// The line of the order (BT-132).
    pub order_line: Option<String>,
    /// What the customer calls the order (BT-13, where it is that of all lines).
    pub reference: Option<String>,
    /// The delivery note's number (BT-16, where it is that of all lines).
    pub delivery: Option<String>,
    /// The line of the delivery note.
    pub delivery_line: Option<String>,
    /// When it was delivered.
    pub delivery_date: Option<Date>,
    /// Where it was delivered, where not all lines were delivered at one place.
    pub place: Option<String>,
}

/// Where the order of a progress invoice stood when it was issued, without tax.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FrozenProgress {
    /// Which progress invoice of its order it is, from 1.
    pub number: Option<Integer>,
    /// What was first agreed.
    pub market: Option<Amount>,
    /// What amendments changed.
    pub amendments: Option<Amount>,
    /// Invoiced before.
    pub earlier: Option<Amount>,
    /// Invoiced by this document.
    pub this: Option<Amount>,
    /// What is left to invoice.
    pub rest: Option<Amount>,
}
