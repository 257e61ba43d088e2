//! PDF documents, through the Typst library that is embedded in the program: no network, no command, no font of the machine. Fonts that the book has in `templates/` stand in where the embedded ones lack a
//! character.
//!
//! [`pdf()`] words the view ([`worded`]), hands it to a template (`data-template/documents/`, or the book's own in
//! `templates/`) and gives PDF/A-3b: the same view gives the same bytes on every machine. An [`Attachment`] makes it a
//! hybrid invoice (Factur-X, ZUGFeRD).

mod attachment;
mod fault;
#[cfg(feature = "pdf")]
mod glyph;
#[cfg(feature = "pdf")]
mod typeset;
#[cfg(feature = "pdf")]
mod world;
#[cfg(feature = "pdf")]
mod xmp;

use std::collections::BTreeMap;

pub use super::worded::worded;
use crate::document::DocumentView;
pub use attachment::Attachment;
pub use fault::{PdfFault, Place};

/// The templates that are built in: file names and texts, as `template eject` copies them out.
pub const TEMPLATES: [(&str, &str); 3] = [
    ("document.typ", include_str!("../../../../data-template/documents/document.typ")),
    ("letter.typ", include_str!("../../../../data-template/documents/letter.typ")),
    ("statement.typ", include_str!("../../../../data-template/documents/statement.typ")),
];

/// The book's own templates and what they use (images, other templates): paths below `templates/`, with `/`. They go before
/// the built-in ones of the same name.
pub type Templates = BTreeMap<String, Vec<u8>>;

/// A character that no font has, and where it stands first: a path in the document's words, `buyer.name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unshown {
    pub character: char,
    pub field: String,
}

/// A document on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// Characters that no font has, each once, in order: a box stands in their place. A caller must say so.
    pub unshown: Vec<Unshown>,
    /// What Typst remarks about a template: never about those that are built in.
    pub remarks: Vec<PdfFault>,
}

/// The document as a PDF.
///
/// # Errors
/// The fault of a template, with its file, line and column; a logo that cannot be read; and, in a program that was built
/// without the feature `pdf`, that there is no PDF.
#[cfg(feature = "pdf")]
pub fn pdf(view: &DocumentView, templates: &Templates, attachment: Option<&Attachment>) -> Result<Printed, PdfFault> {
    typeset::typeset(view, templates, attachment)
}

/// There is no PDF in this program: it was built without the feature `pdf`.
#[cfg(not(feature = "pdf"))]
pub fn pdf(_: &DocumentView, _: &Templates, _: Option<&Attachment>) -> Result<Printed, PdfFault> {
    Err(PdfFault::NoPdf)
}
