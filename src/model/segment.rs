//! Segments: saved queries over customers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::CustomerQuery;
use super::kind::Model;

/// A named set of customers, always up to date since it is a question and not a list.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Segment {
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The question, as after `carnet list customer`.
    pub query: CustomerQuery,
}

impl Model for Segment {
    const NAME: &'static str = "segment";
    const FOLDER: &'static str = "segments";
    const COLUMNS: &'static [&'static str] = &["name", "query"];
    const QUERIES: bool = true;
}
