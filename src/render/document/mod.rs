//! Documents for people and machines: one [`DocumentView`] as PDF, web page, e-invoice or plain text.

pub mod code;
pub mod html;
pub mod pdf;
pub mod text;
pub mod worded;

use crate::document::DocumentView;
use crate::einvoice::target::Xml;
use pdf::Attachment;

pub use html::HtmlFault;
pub use pdf::{PdfFault, Templates};
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
    /// Characters that no embedded font has: a box stands in their place, which must be said.
    pub unshown: Vec<char>,
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

/// A document without its e-invoice. `templates` are the book's own, which go before the built-in ones.
///
/// # Errors
/// [`RenderFault`].
pub fn render(view: &DocumentView, format: Format, templates: &Templates) -> Result<Rendered, RenderFault> {
    render_with(view, format, templates, None)
}

/// The same with its e-invoice, where it has one: by itself as XML, and inside of the PDF if its target is a hybrid. The one
/// place that matches on the format.
///
/// # Errors
/// [`RenderFault`].
pub fn render_with(
    view: &DocumentView,
    format: Format,
    templates: &Templates,
    einvoice: Option<&Xml>,
) -> Result<Rendered, RenderFault> {
    let plain = |text: String| Rendered { bytes: text.into_bytes(), unshown: Vec::new(), remarks: Vec::new() };
    match format {
        Format::Pdf => {
            let hybrid = einvoice.filter(|xml| xml.target.spec().hybrid);
            let attachment = hybrid.map(|xml| Attachment { bytes: xml.bytes.clone(), profile: xml.profile });
            let printed = pdf::pdf(view, templates, attachment.as_ref())?;
            let remarks = printed.remarks.iter().map(ToString::to_string).collect();
            Ok(Rendered { bytes: printed.bytes, unshown: printed.unshown, remarks })
        }
        Format::Html => Ok(plain(html::html(view, templates)?)),
        Format::Text => Ok(plain(text::text(view))),
        Format::Xml => {
            let xml = einvoice.ok_or(RenderFault::NoXml)?;
            Ok(Rendered { bytes: xml.bytes.clone(), unshown: Vec::new(), remarks: Vec::new() })
        }
    }
}

#[cfg(test)]
mod tests;
