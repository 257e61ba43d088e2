//! Notes: what was said and seen, bound to any record.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{AnyRef, Body, Date, Ref};
use super::kind::{FileFormat, Model};
use super::member::Member;

/// How a conversation took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Call,
    Email,
    Meeting,
    Letter,
    Message,
    Other,
}

/// A Markdown text below a few lines of front matter.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Note {
    /// The day it is about.
    pub date: Date,
    /// Records that it is about, as `kind/id`.
    #[serde(default)]
    pub about: Vec<AnyRef>,
    /// Who wrote it.
    pub author: Option<Ref<Member>>,
    /// A line to find it by.
    pub title: Option<String>,
    /// How the conversation took place.
    pub channel: Option<Channel>,
    /// Free words to group by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The text below the front matter.
    pub text: Option<Body>,
}

impl Model for Note {
    const NAME: &'static str = "note";
    const FOLDER: &'static str = "notes";
    const FORMAT: FileFormat = FileFormat::Note;
    const TITLE: &'static str = "title";
    const COLUMNS: &'static [&'static str] = &["title", "about", "date", "author"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
