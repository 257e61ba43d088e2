//! The struct of `carnet.toml`, read by the same machine as every record.

use crate::value::tax::TaxCategory;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::address::Address;
use crate::model::field::{
    Amount, Bic, CurrencyCode, Date, Email, Iban, Integer, LanguageTag, Percent, Phone, Siren, Siret, TermsFormula,
    TimeZone, Url, VatId,
};

/// What stands in `carnet.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct FirmFile {
    /// Version of the book's format.
    pub format: Integer,

    /// Currency of amounts that name none.
    #[schemars(extend("x-group" = true))]
    pub currency: Option<CurrencyCode>,
    /// Language of findings, reports and documents.
    pub language: Option<LanguageTag>,
    /// Time zone in which a day begins and ends.
    pub time_zone: Option<TimeZone>,
    /// First month of the fiscal year, 1 to 12.
    pub fiscal_year_start: Option<Integer>,
    /// Payment terms where neither the invoice nor the customer says.
    pub terms: Option<TermsFormula>,
    /// Whether unit prices include tax where the document does not say.
    pub prices_include_tax: Option<bool>,

    /// Who the firm is.
    pub firm: Option<Identity>,
    /// Levels of findings, by code or name.
    pub check: Option<CheckLevels>,
    /// How the commits of several people come together.
    pub sync: Option<SyncSettings>,
    /// How fast contact data grow old.
    pub freshness: Option<Freshness>,
    /// Tax rates.
    #[serde(default)]
    pub tax: Vec<TaxRate>,
    /// Number series.
    #[serde(default)]
    pub series: Vec<Series>,
    /// Sales pipelines.
    #[serde(default)]
    pub pipeline: Vec<Pipeline>,
    /// Who may change what, where `carnet guard` watches.
    #[serde(default)]
    pub role: Vec<Role>,
    /// Fields of the firm's own.
    #[serde(default)]
    pub field: Vec<CustomField>,
}

impl Default for FirmFile {
    fn default() -> FirmFile {
        FirmFile {
            format: Integer(super::FORMAT),
            currency: None,
            language: None,
            time_zone: None,
            fiscal_year_start: None,
            terms: None,
            prices_include_tax: None,
            firm: None,
            check: None,
            sync: None,
            freshness: None,
            tax: Vec::new(),
            series: Vec::new(),
            pipeline: Vec::new(),
            role: Vec::new(),
            field: Vec::new(),
        }
    }
}

/// The seller (BG-4).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Identity {
    /// Registered name (BT-27).
    pub name: String,
    /// Trade name (BT-28).
    pub trade_name: Option<String>,
    /// Legal form: "SARL", "EI".
    pub legal_form: Option<String>,
    /// Share capital.
    pub capital: Option<Amount>,
    /// Company number.
    pub siren: Option<Siren>,
    /// Establishment number.
    pub siret: Option<Siret>,
    /// Trade register entry: "RCS Lille 732 829 320".
    pub register: Option<String>,
    /// VAT identification number (BT-31).
    pub vat_id: Option<VatId>,

    /// E-mail address (BT-43).
    #[schemars(extend("x-group" = true))]
    pub email: Option<Email>,
    /// Telephone (BT-42).
    pub phone: Option<Phone>,
    /// Web site.
    pub website: Option<Url>,
    /// Professional insurance, as documents must state it.
    pub insurance: Option<String>,
    /// Consumer mediator, as documents must state it.
    pub mediator: Option<String>,

    /// Postal address (BG-5).
    pub address: Option<Address>,
    /// Bank accounts (BG-17), the preferred one first.
    #[serde(default)]
    pub bank: Vec<BankAccount>,
    /// VAT regimes by date.
    #[serde(default)]
    pub vat: Vec<VatRegime>,
}

/// A bank account of the firm.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct BankAccount {
    /// Account number (BT-84).
    pub iban: Iban,
    /// Bank (BT-86).
    pub bic: Option<Bic>,
    /// Account name (BT-85).
    pub name: Option<String>,
}

/// The firm's VAT regime from a day on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct VatRegime {
    /// First day.
    pub from: Date,
    /// Which regime.
    pub regime: Regime,
    /// When tax falls due.
    pub due: Option<TaxPoint>,
}

/// How the firm is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    Normal,
    Franchise,
    Exempt,
}

/// What makes tax fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TaxPoint {
    Invoice,
    Payment,
}

/// A tax rate, by the categories of EN 16931 (BT-151; UNTDID 5305).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct TaxRate {
    /// What lines call it: `fr-20`.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// S standard, Z zero, E exempt, AE reverse charge, K intra-community, G export, O outside the scope; `none` where
    /// nothing is known about tax.
    pub category: TaxCategory,
    /// Percentage.
    pub percent: Option<Percent>,
    /// Why no tax is charged (BT-120).
    pub reason: Option<String>,
    /// Applies to lines that name no rate.
    pub default: Option<bool>,
    /// First day on which it may be used.
    pub from: Option<Date>,
    /// Last day on which it may be used.
    pub until: Option<Date>,
}

/// A series of document numbers.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Series {
    /// What documents call it.
    pub id: String,
    /// What its documents are; the first series for a sort is the one used when a document names none.
    #[serde(default)]
    pub documents: Vec<SeriesDocument>,
    /// How a number is written: `F-{year}-{seq:4}`; with `{year}` or `{month}` it starts anew.
    pub pattern: Option<String>,
    /// The number that it starts with.
    pub first: Option<Integer>,
    /// Whether a missing number is a fault, and a date that runs backwards: yes for invoices and credit notes unless said
    /// otherwise, no for series of quotes, orders and deliveries alone, which are numbered without asking anybody.
    pub gapless: Option<bool>,
    /// Numbers come from elsewhere: no pattern, gap or date rule.
    pub external: Option<bool>,
    /// The only clone that issues in it, also where the remote is out of reach: its name, which it bears as `carnet.clone`
    /// in its own git configuration.
    pub clone: Option<String>,
}

/// Sorts of documents that a series numbers. Deposit, final, progress and corrected invoices are numbered with the other
/// invoices where no series is declared for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeriesDocument {
    Invoice,
    CreditNote,
    Deposit,
    Final,
    Progress,
    Corrected,
    Quote,
    Order,
    Delivery,
}

/// A pipeline: the stages a deal goes through, in order.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Pipeline {
    /// What deals call it.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// Its stages, in order.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// A stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Stage {
    /// What deals call it.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// Chance of winning, in percent.
    pub probability: Option<Percent>,
    /// Whether a deal in it is open, won or lost.
    pub outcome: Option<Outcome>,
    /// After so many days in it, a deal needs attention.
    pub rotting_days: Option<Integer>,
}

/// What a stage means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Open,
    Won,
    Lost,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Open => "open",
            Outcome::Won => "won",
            Outcome::Lost => "lost",
        }
    }
}

/// What the members who have it may change. Nothing that no role allows is allowed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Role {
    /// What members call it.
    pub id: String,
    /// What people call it.
    pub name: Option<String>,
    /// Kinds (`customer`), fields (`deal.stage`), other folders (`files/`), or `*` for every kind: what may be written.
    #[serde(default)]
    pub write: Vec<String>,
    /// Kinds whose records may be removed, or `*`.
    #[serde(default)]
    pub remove: Vec<String>,
    /// May number documents, and change numbered ones.
    pub issue: Option<bool>,
    /// May change carnet.toml, the roles and keys of members, and all files that are no records.
    pub settings: Option<bool>,
}

/// A field of the firm's own, on every record of a kind.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct CustomField {
    /// The kind: `customer`.
    pub kind: String,
    /// The key; `lines.batch` for a field of each line.
    pub name: String,
    /// text, integer, amount, quantity, percent, date, bool, choice, ref, email, phone, url, country…
    #[serde(rename = "type")]
    pub field_type: String,
    /// For `choice`: the words.
    #[serde(default)]
    pub choices: Vec<String>,
    /// For `ref`: the kind referred to.
    pub target: Option<String>,
    /// Whether a record holds several.
    pub list: Option<bool>,
    /// Whether every record must have it.
    pub required: Option<bool>,
    /// Personal data in the sense of the GDPR.
    pub personal: Option<bool>,
    /// What it is, in a sentence.
    pub description: Option<String>,
}

/// How `carnet sync` works in this book.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct SyncSettings {
    /// `rebase`: commits that were not sent yet are replayed on top of the others'; `merge`: they stay, below a merge.
    pub strategy: Option<SyncStrategy>,
}

/// How one's own commits and the others' come together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SyncStrategy {
    #[default]
    Rebase,
    Merge,
}

/// How fast contact data grow old.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Freshness {
    /// Percent of the data that are expected to become wrong in a year; 5 where nothing is said.
    pub decay: Option<Percent>,
}

/// Levels of findings in this book.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct CheckLevels {
    /// Codes that make `check` fail.
    #[serde(default)]
    pub error: Vec<String>,
    /// Codes that are only shown.
    #[serde(default)]
    pub warning: Vec<String>,
    /// Codes that are mentioned.
    #[serde(default)]
    pub note: Vec<String>,
    /// Codes that are not looked at.
    #[serde(default)]
    pub off: Vec<String>,
    /// A file of known findings, below the book's root: `check` counts them and shows only others.
    pub baseline: Option<String>,
}

impl CheckLevels {
    /// The four lists with the keys they stand under.
    pub fn lists(&self) -> [(&'static str, &[String]); 4] {
        [("error", &self.error), ("warning", &self.warning), ("note", &self.note), ("off", &self.off)]
    }
}
