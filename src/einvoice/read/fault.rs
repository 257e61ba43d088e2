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

/// The terms that have a name in the catalogue, `bill-term-bt-1`.
pub const NAMED: &[&str] = &[
    "BT-1", "BT-2", "BT-3", "BT-5", "BT-6", "BT-7", "BT-8", "BT-9", "BT-15", "BT-17", "BT-18", "BT-19", "BT-25",
    "BT-26", "BT-27", "BT-29", "BT-30", "BT-31", "BT-33", "BT-40", "BT-42", "BT-43", "BT-44", "BT-47", "BT-48",
    "BT-55", "BT-59", "BT-60", "BT-61", "BT-62", "BT-63", "BT-70", "BT-71", "BT-72", "BG-15", "BT-73", "BT-74",
    "BT-81", "BT-82", "BT-84", "BT-86", "BT-89", "BT-90", "BT-91", "BT-92", "BT-93", "BT-94", "BT-95", "BT-96",
    "BT-99", "BT-102", "BT-103", "BG-20", "BG-27", "BT-106", "BT-107", "BT-108", "BT-109", "BT-110", "BT-111",
    "BT-112", "BT-113", "BT-114", "BT-115", "BG-23", "BT-116", "BT-117", "BT-118", "BT-119", "BG-24", "BT-122",
    "BT-125", "BG-25", "BT-126", "BT-128", "BT-129", "BT-130", "BT-131", "BT-133", "BT-134", "BT-135", "BT-136",
    "BT-141", "BT-146", "BT-147", "BT-148", "BT-149", "BT-151", "BT-152", "BT-153", "BT-156", "BT-157", "BT-158",
    "BT-159", "BT-160",
];

/// The catalogue key of a term's name.
pub fn name_key(term: &str) -> String {
    match NAMED.contains(&term) {
        true => format!("bill-term-{}", term.to_ascii_lowercase()),
        false => "bill-term-other".to_owned(),
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
