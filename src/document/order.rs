//! Order confirmations, and orders shown as pro forma invoices.

use super::build;
use super::label::Labels;
use super::offer::{self, Source, SourceLine};
use super::view::{DocumentView, Sort};
use super::{Ask, ViewFault, unsound};
use crate::book::{Book, RecordRef};
use crate::figures::offer::order;
use crate::model::order::{Order, OrderLine};

pub(super) fn view(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let own = book.typed::<Order>(record).ok_or_else(|| unsound(book, record))?;
    let totals = order(book, &own).map_err(|_| unsound(book, record))?;
    let labels = Labels::of(build::tongue(book, None, own.customer.as_str(), ask));
    let source = Source {
        sort: if ask.sort == Some(Sort::ProForma) { Sort::ProForma } else { Sort::OrderConfirmation },
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
    view.promised = own.promised;
    view.invoice.project_reference = own.job.clone();
    view.invoice.purchase_order = own.reference.clone();
    Ok(view)
}

fn line(line: &OrderLine) -> SourceLine<'_> {
    SourceLine {
        id: line.id.as_deref(),
        sort: line.line_type.unwrap_or_default(),
        product: line.product.as_ref().map(|product| product.as_str()),
        description: line.description.as_deref(),
        unit: line.unit.as_ref().map(|unit| unit.0.as_str()),
        tax: line.tax.as_ref(),
        option: None,
        allowances: &line.allowances,
        charges: &line.charges,
    }
}
