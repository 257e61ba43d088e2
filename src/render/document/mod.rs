//! Documents for people and machines: one [`DocumentView`] as PDF, web page, e-invoice or plain text.

pub mod code;
pub mod html;
pub mod pdf;
pub mod text;
pub mod worded;

use crate::document::DocumentView;
use crate::einvoice::target::Xml;
pub use html::HtmlFault;
pub use pdf::{Attachment, PdfFault, Templates, Unshown};
pub use worded::worded;

/// What a document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Pdf,
    Html,
    /// An e-invoice.
    Xml,
    Text,
}

impl Format {
    pub const ALL: [Format; 4] = [Format::Pdf, Format::Html, Format::Xml, Format::Text];

    /// As it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Html => "html",
            Format::Xml => "xml",
            Format::Text => "text",
        }
    }

    /// The end of its files' names.
    pub fn extension(self) -> &'static str {
        if self == Format::Text { "txt" } else { self.name() }
    }

    /// The format of a file by the end of its name.
    pub fn of_path(path: &str) -> Option<Format> {
        let (_, end) = path.rsplit_once('.')?;
        Format::ALL.into_iter().find(|format| end.eq_ignore_ascii_case(format.extension()))
    }
}

impl std::str::FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        let found = Format::ALL.into_iter().find(|format| format.name() == text || format.extension() == text);
        found.ok_or_else(|| "pdf, html, xml or text".to_owned())
    }
}

/// A document, written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    /// Characters that no font has: a box stands in their place, which must be said.
    pub unshown: Vec<Unshown>,
    /// What a template of the book's own was told by Typst.
    pub remarks: Vec<String>,
}

/// Why a document is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenderFault {
    Pdf(PdfFault),
    Html(HtmlFault),
    /// There is no e-invoice of this document.
    NoXml,
}

impl From<PdfFault> for RenderFault {
    fn from(fault: PdfFault) -> RenderFault {
        RenderFault::Pdf(fault)
    }
}

impl From<HtmlFault> for RenderFault {
    fn from(fault: HtmlFault) -> RenderFault {
        RenderFault::Html(fault)
    }
}

/// The templates that are built in, by name: those of the PDF and that of the web page.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    pdf::TEMPLATES.into_iter().chain([(html::TEMPLATE, html::BUILT_IN)])
}

/// The one place that matches on the format. `templates` are the book's own, which go before the built-in ones; `einvoice` is
/// what the XML says, and stands inside of a PDF whose target is a hybrid one (Factur-X).
///
/// # Errors
/// [`RenderFault`].
pub fn render(
    view: &DocumentView,
    format: Format,
    templates: &Templates,
    einvoice: Option<&Xml>,
) -> Result<Rendered, RenderFault> {
    let of_bytes = |bytes: Vec<u8>| Rendered { bytes, unshown: Vec::new(), remarks: Vec::new() };
    let plain = |text: String| of_bytes(text.into_bytes());
    match format {
        Format::Pdf => {
            let hybrid = einvoice.filter(|xml| xml.target.spec().hybrid);
            let inside = hybrid.map(|xml| Attachment { bytes: xml.bytes.clone(), profile: xml.profile });
            let printed = pdf::pdf(view, templates, inside.as_ref())?;
            let remarks = printed.remarks.iter().map(ToString::to_string).collect();
            Ok(Rendered { bytes: printed.bytes, unshown: printed.unshown, remarks })
        }
        Format::Html => Ok(plain(html::html(view, templates)?)),
        Format::Text => Ok(plain(text::text(view))),
        Format::Xml => einvoice.map(|xml| of_bytes(xml.bytes.clone())).ok_or(RenderFault::NoXml),
    }
}

#[cfg(test)]
mod tests;
