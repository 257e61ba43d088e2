//! Transmissions: how and when a document went to its reader, and the proof of it. What comes back is a record of its own
//! (see [`super::status`]), so that two people who write down two answers never touch one file.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{AnyRef, Date};
use super::kind::Model;

/// By what way a document went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A message with the document attached.
    Email,
    /// A letter.
    Post,
    /// An approved platform of the French reform, or another operator.
    Platform,
    /// The Peppol network.
    Peppol,
    /// A public portal, such as Chorus Pro.
    Portal,
    /// Given by hand.
    Hand,
}

impl Channel {
    pub const ALL: [Channel; 6] =
        [Channel::Email, Channel::Post, Channel::Platform, Channel::Peppol, Channel::Portal, Channel::Hand];

    pub fn name(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Post => "post",
            Channel::Platform => "platform",
            Channel::Peppol => "peppol",
            Channel::Portal => "portal",
            Channel::Hand => "hand",
        }
    }

    /// Whether the document goes as structured data through an operator, as the law may want it.
    pub fn is_electronic_invoice(self) -> bool {
        matches!(self, Channel::Platform | Channel::Peppol | Channel::Portal)
    }
}

/// What is known of a going-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SendingResult {
    /// It was taken.
    Sent,
    /// The connection broke after the document was handed over, before the other side answered: it went or it did not.
    Unknown,
}

/// A file as it was sent.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct SentFile {
    /// Below the book's root: `files/…`.
    pub file: String,
    /// SHA-256 of it, in hexadecimal.
    pub hash: Option<String>,
}

/// One going-out of a document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Transmission {
    /// What went: `invoice/site-acme`, `quote/…`, `order/…` or `delivery/…`.
    pub document: AnyRef,
    /// How: email, post, platform, peppol, portal or hand.
    pub channel: Channel,
    /// The day, in the book's time zone.
    pub date: Date,
    /// The time of that day, where it is known: "09:42".
    pub time: Option<String>,
    /// `sent` unless said otherwise; `unknown` where the connection broke before the answer.
    pub result: Option<SendingResult>,

    /// To whom: e-mail addresses, a postal address, an electronic address of a network.
    #[serde(default)]
    #[schemars(extend("x-group" = true, "x-personal" = true))]
    pub recipients: Vec<String>,
    /// The number that the message bears: its Message-ID, a platform's flow number, a tracking number.
    pub message_id: Option<String>,
    /// What the other side answered when it took it.
    pub receipt: Option<String>,

    /// What was sent, as it was sent.
    #[serde(default)]
    pub files: Vec<SentFile>,
}

impl Model for Transmission {
    const NAME: &'static str = "transmission";
    const FOLDER: &'static str = "transmissions";
    const ALIASES: &'static [&'static str] = &["envoi"];
    const TITLE: &'static str = "";
    const COLUMNS: &'static [&'static str] = &["document", "channel", "status", "recipients", "date"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}
