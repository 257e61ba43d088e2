//! Why there is no PDF.

use std::fmt;

/// Where in a template. Line and column count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Below the book's `templates/`.
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Why a document could not be printed. [`PdfFault::key`], [`PdfFault::args`] and
/// [`PdfFault::hint`] word it through the catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfFault {
    /// The program was built without the feature `pdf`.
    NoPdf,
    /// A template says what Typst does not understand, in Typst's words.
    Template { place: Option<Place>, message: String, hints: Vec<String> },
    /// The logo is no image that can be read, or one that an archive may not hold.
    Logo { message: String },
    /// Something in a paper of ours that should not be: to report.
    Internal { message: String },
}

impl PdfFault {
    /// The message in the catalogues.
    pub fn key(&self) -> &'static str {
        match self {
            PdfFault::NoPdf => "pdf-not-built",
            PdfFault::Template { place: Some(_), .. } => "pdf-template",
            PdfFault::Template { place: None, .. } => "pdf-template-somewhere",
            PdfFault::Logo { .. } => "pdf-logo",
            PdfFault::Internal { .. } => "pdf-internal",
        }
    }

    /// What to do, in the catalogues.
    pub fn hint(&self) -> &'static str {
        match self {
            PdfFault::NoPdf => "pdf-not-built-help",
            PdfFault::Template { .. } => "pdf-template-help",
            PdfFault::Logo { .. } => "pdf-logo-help",
            PdfFault::Internal { .. } => "pdf-internal-help",
        }
    }

    /// What the message says.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            PdfFault::NoPdf => vec![],
            PdfFault::Template { place, message, hints } => {
                let mut args = vec![("message", with_hints(message, hints))];
                if let Some(place) = place {
                    args.push(("place", place.to_string()));
                }
                args
            }
            PdfFault::Logo { message } | PdfFault::Internal { message } => vec![("message", message.clone())],
        }
    }
}

fn with_hints(message: &str, hints: &[String]) -> String {
    std::iter::once(message).chain(hints.iter().map(String::as_str)).collect::<Vec<_>>().join("; ")
}

impl fmt::Display for PdfFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfFault::NoPdf => f.write_str("this program was built without PDF (feature `pdf`)"),
            PdfFault::Template { place, message, hints } => {
                if let Some(place) = place {
                    write!(f, "templates/{place}: ")?;
                }
                f.write_str(&with_hints(message, hints))
            }
            PdfFault::Logo { message } => write!(f, "the logo cannot be printed: {message}"),
            PdfFault::Internal { message } => write!(f, "the document cannot be printed: {message}"),
        }
    }
}

impl std::error::Error for PdfFault {}
