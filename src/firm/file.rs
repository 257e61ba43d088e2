//! The struct of `carnet.toml`, read by the same machine as every record.

use crate::einvoice::Target;
use crate::value::tax::TaxCategory;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::address::Address;
use crate::model::field::{
    Amount, Bic, CurrencyCode, Date, Email, Endpoint, Iban, Integer, LanguageTag, Percent, Phone, Siren, Siret,
    TermsFormula, TimeZone, Url, VatId,
};
pub use crate::model::frozen::TaxPoint;
use crate::model::product::Nature;

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
    /// What lines sell that do not say it and name no product that does: `goods` or `services`.
    pub nature: Option<Nature>,

    /// Who the firm is.
    pub firm: Option<Identity>,
    /// Conditions of payment, as documents must state them.
    pub conditions: Option<Conditions>,
    /// How documents look and what they say besides.
    pub documents: Option<Documents>,
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
            nature: None,
            firm: None,
            conditions: None,
            documents: None,
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
    /// How large it is, which decides from when some laws hold; micro where it is not given.
    pub size: Option<FirmSize>,
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
    /// Electronic address with its scheme (BT-34): `0225:732829320`.
    pub endpoint: Option<Endpoint>,
    /// The e-invoice that customers get who name none; `facturx` where none is given.
    pub einvoice: Option<Target>,
    /// Builds or renovates: documents must state the insurance, and progress and final invoices are construction invoices
    /// (types 875 and 877) where the receiver's e-invoices know them.
    pub builder: Option<bool>,

    /// Postal address (BG-5).
    pub address: Option<Address>,
    /// Bank accounts (BG-17), the preferred one first.
    #[serde(default)]
    pub bank: Vec<BankAccount>,
    /// VAT regimes by date.
    #[serde(default)]
    pub vat: Vec<VatRegime>,
}

/// The size of a firm in the sense of article 3 of the French decree 2008-1354: persons employed, turnover, balance sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FirmSize {
    /// Fewer than 10 persons, and at most 2 million EUR of turnover or balance sheet.
    Micro,
    /// Fewer than 250 persons, and at most 50 million EUR of turnover or 43 million EUR of balance sheet.
    Small,
    /// Fewer than 5000 persons, and at most 1.5 billion EUR of turnover or 2 billion EUR of balance sheet.
    Mid,
    /// Any larger one.
    Large,
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

/// Conditions of payment, as the law wants them said on documents.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Conditions {
    /// Interest a year for late payment: `12%`; `ecb+10`, ten points above the European Central Bank's rate (also `boe`,
    /// `basic`); `legal*3`, three times the legal rate of France.
    pub late_interest: Option<String>,
    /// A discount for early payment: `2% 10d`, two percent within ten days. None is offered where none is given.
    pub early_discount: Option<String>,
    /// Contracts are made at a distance or away from the firm's premises: consumers are told that they may withdraw.
    pub distance_selling: Option<bool>,
}

/// How quotes, invoices and other documents are printed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Documents {
    /// Colour of headings and rules: `#1f4e79`.
    pub colour: Option<String>,
    /// The logo, below the book's root: an svg, png or jpg file.
    pub logo: Option<String>,
    /// Paper: a4 unless said otherwise, or letter.
    pub paper: Option<PaperSize>,
    /// Whether the payer is asked to quote a creditor reference (ISO 11649, `RF18…`), made of the document's number.
    pub creditor_reference: Option<bool>,
    /// Before the lines of quotes, orders and invoices, by language.
    pub introduction: Option<Wordings>,
    /// After their totals, by language.
    pub closing: Option<Wordings>,
    /// At the foot of each page, by language.
    pub footer: Option<Wordings>,
}

/// A text in the languages of documents; where the document's has none, that of the book's language is taken.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
pub struct Wordings {
    /// English.
    pub en: Option<String>,
    /// French.
    pub fr: Option<String>,
    /// German.
    pub de: Option<String>,
    /// Spanish.
    pub es: Option<String>,
    /// Italian.
    pub it: Option<String>,
    /// Dutch.
    pub nl: Option<String>,
}

impl Wordings {
    /// The text in a language of two letters.
    pub fn get(&self, language: &str) -> Option<&str> {
        let text = match language {
            "en" => &self.en,
            "fr" => &self.fr,
            "de" => &self.de,
            "es" => &self.es,
            "it" => &self.it,
            "nl" => &self.nl,
            _ => &None,
        };
        text.as_deref()
    }
}

/// Sizes of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperSize {
    #[default]
    A4,
    Letter,
}

impl Documents {
    /// Whether a text is a colour as `colour` wants it.
    pub fn is_colour(text: &str) -> bool {
        text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// The end of a logo's name, where it is one that documents can show and its path stays below the book's root.
    pub fn logo_form(path: &str) -> Option<&'static str> {
        let inside = !path.starts_with('/')
            && !path.contains(['\\', ':'])
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let (_, end) = path.rsplit_once('.').filter(|_| inside)?;
        Some(match end.to_ascii_lowercase().as_str() {
            "svg" => "svg",
            "png" => "png",
            "jpg" | "jpeg" => "jpg",
            _ => return None,
        })
    }
}

/// The firm's VAT regime from a day on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct VatRegime {
    /// First day.
    pub from: Date,
    /// Which regime.
    pub regime: Regime,
    /// What makes the tax on services fall due: `invoice` (in France the option for debits) or `payment` (elsewhere than in
    /// France: cash accounting). Documents say it.
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

impl Regime {
    pub fn name(self) -> &'static str {
        match self {
            Regime::Normal => "normal",
            Regime::Franchise => "franchise",
            Regime::Exempt => "exempt",
        }
    }
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
    /// The same by the list VATEX (BT-121): `VATEX-FR-FRANCHISE`; AE, K, G and O have one of their own where none is given.
    pub reason_code: Option<String>,
    /// Applies to lines that name no rate, while it is in force.
    pub default: Option<bool>,
    /// Applies to lines that name no rate while the firm is under this regime: `franchise`, `exempt`.
    pub regime: Option<Regime>,
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
