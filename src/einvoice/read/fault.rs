//! What can be wrong with a document that was received.

use crate::finding::Args;

/// A spot in a text; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Position {
    /// The spot of a byte.
    pub fn of(text: &str, byte: usize) -> Position {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = &text[..byte];
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFault {
    pub kind: ReadFaultKind,
    pub at: Option<Position>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFaultKind {
    /// More than so many megabytes.
    TooLarge { megabytes: usize },
    /// Nothing in it.
    Empty,
    /// An encoding that is not read.
    Encoding { name: String },
    /// Bytes that are not what the encoding says.
    NotText,
    /// `<!DOCTYPE …>`, which may pull in other files and grow without end.
    DocType,
    /// `&name;`, not one of the five of XML.
    Entity { name: String },
    /// A character that XML forbids.
    Character { code: String },
    /// Elements nested more deeply than this.
    TooDeep { limit: usize },
    /// More elements than this.
    TooMany { limit: usize },
    /// An element with more attributes than this.
    Attributes { limit: usize },
    /// Not well-formed; in the words of the parser, English.
    Malformed { detail: String },
    /// Well-formed, but neither UBL nor CII.
    UnknownRoot { name: String, namespace: String },
    /// No PDF that can be read; in the words of the parser, English.
    Pdf { detail: String },
    /// A PDF that wants a password.
    Encrypted,
    /// A PDF without the XML of an invoice; the names of the files that it does contain.
    NoXml { files: Vec<String> },
}

impl ReadFault {
    pub(crate) fn new(kind: ReadFaultKind) -> ReadFault {
        ReadFault { kind, at: None }
    }

    /// The message's key in the catalogue; the hint has the same with `-help`.
    pub fn key(&self) -> &'static str {
        match self.kind {
            ReadFaultKind::TooLarge { .. } => "bill-read-too-large",
            ReadFaultKind::Empty => "bill-read-empty",
            ReadFaultKind::Encoding { .. } => "bill-read-encoding",
            ReadFaultKind::NotText => "bill-read-not-text",
            ReadFaultKind::DocType => "bill-read-doctype",
            ReadFaultKind::Entity { .. } => "bill-read-entity",
            ReadFaultKind::Character { .. } => "bill-read-character",
            ReadFaultKind::TooDeep { .. } => "bill-read-too-deep",
            ReadFaultKind::TooMany { .. } => "bill-read-too-many",
            ReadFaultKind::Attributes { .. } => "bill-read-attributes",
            ReadFaultKind::Malformed { .. } => "bill-read-malformed",
            ReadFaultKind::UnknownRoot { .. } => "bill-read-unknown",
            ReadFaultKind::Pdf { .. } => "bill-read-pdf",
            ReadFaultKind::Encrypted => "bill-read-encrypted",
            ReadFaultKind::NoXml { .. } => "bill-read-no-xml",
        }
    }

    /// The message's arguments.
    pub fn args(&self) -> Args {
        match &self.kind {
            ReadFaultKind::TooLarge { megabytes } => vec![("limit", megabytes.to_string())],
            ReadFaultKind::Encoding { name } | ReadFaultKind::Entity { name } => vec![("name", name.clone())],
            ReadFaultKind::Character { code } => vec![("code", code.clone())],
            ReadFaultKind::TooDeep { limit }
            | ReadFaultKind::TooMany { limit }
            | ReadFaultKind::Attributes { limit } => vec![("limit", limit.to_string())],
            ReadFaultKind::Malformed { detail } | ReadFaultKind::Pdf { detail } => vec![("detail", detail.clone())],
            ReadFaultKind::UnknownRoot { name, namespace } => {
                vec![("name", name.clone()), ("namespace", namespace.clone())]
            }
            ReadFaultKind::NoXml { files } => {
                vec![("count", files.len().to_string()), ("files", files.join(", "))]
            }
            _ => Vec::new(),
        }
    }
}

/// A datum that a document lacks, writes wrongly, or contradicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule of EN 16931 that is broken: `BR-CO-15`. Empty where the standard has no rule, only a form.
    pub rule: &'static str,
    /// The business term: `BT-112`.
    pub term: &'static str,
    pub kind: FaultKind,
    /// The line of the invoice (BG-25) that it is about, from 0.
    pub line: Option<usize>,
    /// Where it stands, with the local names from the root; `None` for what is missing.
    pub path: Option<String>,
    pub at: Option<Position>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// It must be there.
    Missing,
    /// A text that is no decimal number.
    NotANumber { text: String },
    /// More decimals than the currency has.
    Decimals { text: String },
    /// A text that is no day.
    NotADate { text: String },
    /// A code that its list does not have.
    NotACode { text: String },
    /// Base64 that is none.
    NotBase64,
    /// An amount in another currency than the document's.
    Currency { text: String },
    /// What is stated is not what it is the sum of.
    Sum { stated: String, computed: String },
}

impl Fault {
    /// The term holds nothing that was read.
    pub fn is_unread(&self) -> bool {
        !matches!(self.kind, FaultKind::Sum { .. })
    }

    /// A stable word for the fault, kept in records.
    pub fn word(&self) -> &'static str {
        match self.kind {
            FaultKind::Missing => "missing",
            FaultKind::NotANumber { .. } => "not-a-number",
            FaultKind::Decimals { .. } => "decimals",
            FaultKind::NotADate { .. } => "not-a-date",
            FaultKind::NotACode { .. } => "not-a-code",
            FaultKind::NotBase64 => "not-base64",
            FaultKind::Currency { .. } => "currency",
            FaultKind::Sum { .. } => "sum",
        }
    }

    /// What the document says instead.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            FaultKind::Missing | FaultKind::NotBase64 => None,
            FaultKind::NotANumber { text }
            | FaultKind::Decimals { text }
            | FaultKind::NotADate { text }
            | FaultKind::NotACode { text }
            | FaultKind::Currency { text } => Some(text),
            FaultKind::Sum { stated, .. } => Some(stated),
        }
    }
}
