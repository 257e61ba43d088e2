//! Rates of exchange: how much of one currency another was worth, day by day.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Date, Quantity, Url};
use super::kind::Model;

/// The rate of a day.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct DayRate {
    /// The day from which it holds, until the next one.
    pub date: Date,
    /// How many of the second currency one of the first is worth.
    pub rate: Quantity,
}

/// The rates between two currencies, which the file's name says: `EUR-USD` holds how many dollars one euro is.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Rate {
    /// Where the rates come from: "European Central Bank".
    pub source: Option<String>,
    /// The page that publishes them.
    pub website: Option<Url>,
    /// A rate a line, in any order; a day has the last one on or before it.
    pub rates: Vec<DayRate>,
}

impl Model for Rate {
    const NAME: &'static str = "rate";
    const FOLDER: &'static str = "rates";
    const ALIASES: &'static [&'static str] = &["cours"];
    const TITLE: &'static str = "";
    const COLUMNS: &'static [&'static str] = &["source"];
}
