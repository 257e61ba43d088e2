//! Sales territories.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Date, Ref};
use super::kind::Model;
use super::member::Member;

/// A part of the market, possibly within a larger one.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Territory {
    /// What people call it.
    pub name: String,
    /// The territory that it belongs to.
    pub parent: Option<Ref<Territory>>,
    /// Who answers for it.
    pub manager: Option<Ref<Member>>,
    /// No longer used since that day.
    pub archived: Option<Date>,
}

impl Model for Territory {
    const NAME: &'static str = "territory";
    const FOLDER: &'static str = "territories";
    const ALIASES: &'static [&'static str] = &["territoire", "secteur"];
    const COLUMNS: &'static [&'static str] = &["name", "parent", "manager"];
}
