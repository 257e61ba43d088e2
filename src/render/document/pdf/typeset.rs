//! A document through Typst: words and files in, PDF/A-3b out.

use serde_json::{Value, json};
use typst::comemo;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::Smart;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::attachment::FILE_NAME;
use super::world::Desk;
use super::{Attachment, PdfFault, Place, Printed, Templates, Unshown, glyph, worded, xmp};
use crate::document::{DocumentView, Sort};

/// Results of Typst's functions that this many documents did not use are forgotten. What documents share (fonts, the
/// templates) is used by each; more would only grow.
const REMEMBERED: usize = 2;

pub fn typeset(
    view: &DocumentView,
    templates: &Templates,
    attachment: Option<&Attachment>,
) -> Result<Printed, PdfFault> {
    let mut words = worded(view);
    let mut desk = Desk::new(templates);
    let unshown = glyph::show(&mut words, &|c| desk.shows(c));
    if let Some((bytes, ending)) = &view.style.logo {
        desk.lay(&format!("/logo.{ending}"), bytes.clone());
    }
    if let Some(text) = &view.payment_code {
        match crate::render::document::code::svg(text) {
            Some(svg) => desk.lay("/payment.svg", svg.into_bytes()),
            None => words["payment"]["code"] = Value::Null,
        }
    }
    desk.lay("/about.json", about(view, &words, attachment).to_string().into_bytes());
    desk.lay("/document.json", words.to_string().into_bytes());
    if let Some(attachment) = attachment {
        desk.lay("/carnet/attached", attachment.bytes.clone());
    }
    let printed = press(&desk, view, attachment, unshown);
    comemo::evict(REMEMBERED);
    printed
}

fn press(
    desk: &Desk,
    view: &DocumentView,
    attachment: Option<&Attachment>,
    unshown: Vec<Unshown>,
) -> Result<Printed, PdfFault> {
    let compiled = typst::compile::<PagedDocument>(desk);
    let remarks = compiled.warnings.iter().map(|warning| fault(desk, warning)).collect();
    let paper = compiled.output.map_err(|errors| first(desk, view, &errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3b]);
    let options = PdfOptions {
        // What tells one document from all others: it becomes the file's identifier, which PDF/A wants.
        ident: Smart::Custom(format!("{} {} {}", view.record, view.sort.name(), view.invoice.number)),
        creator: Smart::Custom(Some(concat!("carnet ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: standards.map_err(|fault| PdfFault::Internal { message: fault.message().to_string() })?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&paper, &options).map_err(|errors| first(desk, view, &errors))?;
    let bytes = match attachment {
        Some(attachment) => xmp::hybrid(&bytes, attachment)
            .ok_or_else(|| PdfFault::Internal { message: "the metadata of the PDF have another form".to_owned() })?,
        None => bytes,
    };
    Ok(Printed { bytes, pages: paper.pages().len(), unshown, remarks })
}

/// What the PDF says about itself.
fn about(view: &DocumentView, words: &Value, attachment: Option<&Attachment>) -> Value {
    let (number, day) = (&view.invoice.number, view.invoice.issue_date);
    let title = words["title"].as_str().unwrap_or_default();
    let template = if view.sort == Sort::Statement { "/statement.typ" } else { "/document.typ" };
    json!({
        "title": format!("{title} {number}").trim(),
        "author": words["seller"]["name"],
        "date": { "year": day.year(), "month": day.month(), "day": day.day() },
        "template": template,
        "attachment": attachment.map(|attachment| json!({
            "name": FILE_NAME,
            "options": {
                "relationship": attachment.relationship(),
                "mime-type": "text/xml",
                "description": format!("Factur-X {} {number}", attachment.level()).trim(),
            },
        })),
    })
}

/// The first error: those after it mostly follow from it.
fn first(desk: &Desk, view: &DocumentView, errors: &[SourceDiagnostic]) -> PdfFault {
    let error = errors.iter().find(|error| error.severity == Severity::Error).or(errors.first());
    let Some(error) = error else {
        return PdfFault::Internal { message: "no reason was given".to_owned() };
    };
    let fault = fault(desk, error);
    match (&fault, &view.style.logo) {
        // The built-in templates load one image that is not ours.
        (PdfFault::Internal { message }, Some(_)) if message.contains("image") || message.contains("SVG") => {
            PdfFault::Logo { message: message.clone() }
        }
        _ => fault,
    }
}

/// With its place, if that is in a template of the book: the innermost call that stands in one.
fn fault(desk: &Desk, diagnostic: &SourceDiagnostic) -> PdfFault {
    let message = diagnostic.message.to_string();
    let hints = diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect();
    let spans = std::iter::once(diagnostic.span).chain(diagnostic.trace.iter().map(|point| point.span.into()));
    for span in spans {
        let Some(id) = span.id().filter(|id| desk.is_own(*id)) else { continue };
        let place = desk.range(span).and_then(|range| {
            let source = desk.source(id).ok()?;
            let (line, column) = source.lines().byte_to_line_column(range.start)?;
            let file = id.vpath().get_without_slash().to_owned();
            Some(Place { file, line: line + 1, column: column + 1 })
        });
        return PdfFault::Template { place, message, hints };
    }
    if desk.has_own() { PdfFault::Template { place: None, message, hints } } else { PdfFault::Internal { message } }
}
