//! How documents look, from `[documents]` in `carnet.toml`.

use super::tongue::Tongue;
use super::view::{Paper, Sort, Style};
use super::{Ask, ViewFault};
use crate::book::Book;
use crate::change::ChangeError;
use crate::firm::file::{PaperSize, Wordings};
use crate::firm::{Documents, PATH};

/// # Errors
/// The logo is not there: a document without it would not be the firm's.
pub(super) fn style(book: &Book, sort: Sort, tongue: Tongue, ask: &Ask<'_>) -> Result<Style, ViewFault> {
    let mut style = Style::default();
    let Some(documents) = &book.firm.file.documents else { return Ok(style) };
    if let Some(colour) = documents.colour.as_ref().filter(|colour| Documents::is_colour(colour)) {
        style.colour = colour.to_ascii_lowercase();
    }
    // A path that leads elsewhere is a finding, and shows nothing.
    if let Some((path, form)) = documents.logo.as_ref().and_then(|path| Some((path, Documents::logo_form(path)?))) {
        let fault = || ChangeError::new("render-no-logo").arg("path", path).arg("settings", PATH);
        let bytes = (ask.files)(path).ok_or_else(|| fault().hint("render-no-logo-help"))?;
        style.logo = Some((bytes, form.to_owned()));
    }
    style.paper = match documents.paper.unwrap_or_default() {
        PaperSize::A4 => Paper::A4,
        PaperSize::Letter => Paper::Letter,
    };
    let home = book.firm.file.language.as_ref().and_then(|tag| Tongue::parse(&tag.0)).unwrap_or_default();
    let text = |wordings: &Option<Wordings>| {
        let wordings = wordings.as_ref()?;
        wordings.get(tongue.code()).or_else(|| wordings.get(home.code())).map(|text| text.trim().to_owned())
    };
    // Words for a customer who buys: nobody thanks for a credit note.
    if !matches!(sort, Sort::CreditNote | Sort::DeliveryNote | Sort::Statement) {
        style.introduction = text(&documents.introduction);
        style.closing = text(&documents.closing);
    }
    style.footer = text(&documents.footer);
    Ok(style)
}
