//! An opportunity to sell, on its way through a pipeline.

use schemars::JsonSchema;
use serde::Deserialize;

use super::contact::Contact;
use super::customer::Customer;
use super::field::{Amount, CurrencyCode, Date, Percent, PipelineCode, Ref, StageCode};
use super::kind::Model;
use super::member::Member;
use super::product::Product;

/// An opportunity. Fields that change often stand apart from each other, so that two people's edits merge.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Deal {
    /// What it is about.
    pub name: String,
    /// Who may buy; unknown for a first lead.
    pub customer: Option<Ref<Customer>>,
    /// Who decides there.
    pub contact: Option<Ref<Contact>>,
    /// Job number, the same from the deal to the invoices.
    pub job: Option<String>,

    /// Who sells.
    #[schemars(extend("x-group" = true))]
    pub owner: Option<Ref<Member>>,

    /// The pipeline; the firm's first one where none is given.
    #[schemars(extend("x-group" = true))]
    pub pipeline: Option<PipelineCode>,
    /// Stage in that pipeline.
    pub stage: StageCode,
    /// When it entered that stage, where the commits do not tell.
    pub stage_since: Option<Date>,

    /// What it is worth, without tax.
    #[schemars(extend("x-group" = true))]
    pub amount: Option<Amount>,
    /// Currency of the amount; the book's where none is given.
    pub currency: Option<CurrencyCode>,
    /// Chance in percent; the stage's where none is given.
    pub probability: Option<Percent>,

    /// When it should be decided.
    #[schemars(extend("x-group" = true))]
    pub close: Option<Date>,

    /// When it began.
    #[schemars(extend("x-group" = true))]
    pub opened: Option<Date>,
    /// Where it came from.
    pub source: Option<String>,
    /// What it is mostly about.
    pub product: Option<Ref<Product>>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,

    /// What to do next.
    #[schemars(extend("x-group" = true))]
    pub next_step: Option<String>,
    /// By when.
    pub next_step_on: Option<Date>,

    /// When it was won or lost.
    #[schemars(extend("x-group" = true))]
    pub closed: Option<Date>,
    /// Why it was lost.
    pub lost_reason: Option<String>,
}

impl Model for Deal {
    const NAME: &'static str = "deal";
    const FOLDER: &'static str = "deals";
    const ALIASES: &'static [&'static str] = &["affaire", "opportunité", "opportunite"];
    const COLUMNS: &'static [&'static str] = &["customer", "stage", "amount", "close", "owner", "name"];
    const DATE: Option<&'static str> = Some("close");
    const SINCE: Option<&'static str> = Some("opened");
}
