//! What a document shows: one [`DocumentView`] feeds the PDF, the HTML, the text and the XML, so that they cannot differ.
//!
//! [`view`] builds it from a record: one file a kind. An invoice that was issued is read from what was frozen in it and from
//! nothing else; a draft is shown as it would be issued. Numbers come from [`crate::figures::totals`] alone.

mod build;
pub mod country;
mod delivery;
pub mod einvoice;
mod group;
mod invoice;
mod line;
mod offer;
mod order;
mod party;
pub mod payment;
mod quote;
pub mod recipient;
mod statement;
mod style;
pub mod terms;
pub mod view;

use crate::book::{Book, RecordRef};
use crate::change::ChangeError;
use crate::figures::Figures;
use crate::value::Period;

pub use crate::finding::label::{self, Labels};
pub use crate::finding::tongue::{self, Tongue};
pub use view::{DocumentView, Sort};

/// How a record is to be shown.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Another language than the customer's.
    pub language: Option<Tongue>,
    /// As another document than it is: pro forma, order confirmation, statement.
    pub sort: Option<Sort>,
    /// Of a statement.
    pub period: Option<Period>,
    /// Say that it is a duplicate: the original was sent.
    pub duplicate: bool,
    /// The bytes of a file below the book's root, where it is there: the logo.
    pub files: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

impl Default for Ask<'_> {
    fn default() -> Self {
        Ask { language: None, sort: None, period: None, duplicate: false, files: &|_| None }
    }
}

/// Why there is nothing to show: a key of the catalogue and what to do.
pub type ViewFault = ChangeError;

/// What a record shows as a document: one view; of a statement, one for each currency of the account.
///
/// # Errors
/// The record is no document, cannot be shown as what was asked for, or is not sound; the logo is missing.
pub fn view(figures: &Figures<'_>, record: RecordRef, ask: &Ask<'_>) -> Result<Vec<DocumentView>, ViewFault> {
    let book = figures.book;
    let kind = book.kind(record.kind).name;
    if !book.get(record).sound {
        return Err(unsound(book, record));
    }
    match (kind, ask.sort) {
        ("customer", None | Some(Sort::Statement)) => statement::views(figures, record, ask),
        ("invoice", None) => invoice::view(book, record, ask).map(|view| vec![view]),
        ("invoice", Some(Sort::ProForma)) => invoice::pro_forma(book, record, ask).map(|view| vec![view]),
        ("quote", None | Some(Sort::Quote | Sort::ProForma)) => quote::view(book, record, ask).map(|view| vec![view]),
        ("order", None | Some(Sort::OrderConfirmation | Sort::ProForma)) => {
            order::view(book, record, ask).map(|view| vec![view])
        }
        ("delivery", None | Some(Sort::DeliveryNote)) => delivery::view(book, record, ask).map(|view| vec![view]),
        (_, Some(sort)) if sorts(kind).is_some() => {
            let known = sorts(kind).unwrap_or_default();
            let fault = ChangeError::new("render-not-as").arg("name", book.name(record)).arg("sort", sort.name());
            Err(match known {
                "" => fault,
                known => fault.arg("sorts", known).hint("render-not-as-help"),
            })
        }
        _ => Err(ChangeError::new("render-no-document").arg("name", book.name(record)).hint("render-no-document-help")),
    }
}

/// As what a kind may be shown; `None` for one that is no document.
fn sorts(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "customer" => "statement",
        "invoice" => "pro-forma",
        "quote" => "quote, pro-forma",
        "order" => "order-confirmation, pro-forma",
        "delivery" => "delivery-note",
        _ => return None,
    })
}

fn unsound(book: &Book, record: RecordRef) -> ViewFault {
    ChangeError::new("render-unsound").arg("name", book.name(record)).hint("cli-run-check")
}

#[cfg(test)]
mod tests;
