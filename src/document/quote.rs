//! Quotes, and quotes shown as pro forma invoices.

use super::build;
use super::label::Labels;
use super::offer::{self, Source, SourceLine};
use super::view::{DocumentView, Sort};
use super::{Ask, ViewFault, unsound};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::einvoice::term;
use crate::figures::offer::quote;
use crate::model::contact::Contact;
use crate::model::quote::{Quote, QuoteLine};

pub(super) fn view(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let own = book.typed::<Quote>(record).ok_or_else(|| unsound(book, record))?;
    let totals = quote(book, &own).map_err(|_| unsound(book, record))?;
    let labels = Labels::of(build::tongue(book, None, own.customer.as_str(), ask));
    let source = Source {
        sort: if ask.sort == Some(Sort::ProForma) { Sort::ProForma } else { Sort::Quote },
        record,
        customer: own.customer.as_str(),
        number: own.number.as_deref(),
        date: own.date,
        terms: own.terms.as_ref(),
        lines: own.lines.iter().map(line).collect(),
        allowances: &own.allowances,
        charges: &own.charges,
    };
    let mut view = offer::view(book, &source, &totals, &labels, ask)?;
    view.subject = own.subject.clone();
    view.job = own.job.clone();
    view.invoice.project_reference = own.job.clone();
    view.invoice.buyer.contact = own.contact.as_ref().and_then(|id| contact(book, id.as_str()));
    if view.sort == Sort::Quote {
        view.valid_until = own.valid_until;
        // Signed already, it asks for no signature.
        view.signature = own.acceptance.is_none();
    }
    Ok(view)
}

fn line(line: &QuoteLine) -> SourceLine<'_> {
    SourceLine {
        id: None,
        sort: line.line_type.unwrap_or_default(),
        product: line.product.as_ref().map(|product| product.as_str()),
        description: line.description.as_deref(),
        unit: line.unit.as_ref().map(|unit| unit.0.as_str()),
        tax: line.tax.as_ref(),
        option: line.option.clone().map(|group| (group, line.chosen == Some(true))),
        allowances: &line.allowances,
        charges: &line.charges,
    }
}

/// Who reads it there.
fn contact(book: &Book, id: &str) -> Option<term::Contact> {
    let found = book.typed::<Contact>(target(book, "contact", id)?)?;
    Some(term::Contact {
        name: Some(found.name),
        phone: found.phone.or(found.mobile).map(|phone| phone.0),
        email: found.email.map(|email| email.0),
    })
}
