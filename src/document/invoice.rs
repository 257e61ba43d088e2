//! Invoices and credit notes, issued or drafts, and drafts as pro forma.

use super::build::{self, Amounts, Head};
use super::label::Labels;
use super::line::{self, Numbers, Words};
use super::view::{DocumentView, Row, Sort};
use super::{Ask, ViewFault, party};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::change::ChangeError;
use crate::change::issue::{Preview, preview};
use crate::einvoice::term;
use crate::figures::totals::{LineInput, Prices, TaxKey};
use crate::model::frozen::FrozenTax;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal};

/// An invoice or credit note, whatever its sort.
pub(super) fn view(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let preview = preview(book, record)?;
    let sort = sort(&preview.invoice);
    build_view(book, record, &preview, sort, ask)
}

/// A draft shown as a pro forma invoice.
pub(super) fn pro_forma(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let preview = preview(book, record)?;
    if let Some(number) = &preview.invoice.number {
        let fault = ChangeError::new("render-issued-pro-forma").arg("name", book.name(record));
        return Err(fault.arg("number", number));
    }
    build_view(book, record, &preview, Sort::ProForma, ask)
}

fn sort(invoice: &Invoice) -> Sort {
    match invoice.invoice_type {
        Some(InvoiceType::CreditNote) => Sort::CreditNote,
        Some(InvoiceType::Invoice) | None => Sort::Invoice,
    }
}

fn build_view(
    book: &Book,
    record: RecordRef,
    preview: &Preview,
    sort: Sort,
    ask: &Ask<'_>,
) -> Result<DocumentView, ViewFault> {
    let Preview { invoice, totals, .. } = preview;
    let labels = Labels::of(build::tongue(book, invoice.customer.as_str(), ask));
    let home = book.firm.currency();
    let currency = invoice.currency.as_ref().and_then(|code| Currency::from_code(&code.0)).unwrap_or(home);
    let head = Head {
        sort,
        record,
        number: invoice.number.as_deref(),
        date: invoice.date,
        currency,
        seller: invoice.seller.as_ref(),
        buyer: invoice.buyer.as_ref(),
        terms: invoice.terms.as_ref().map(|terms| terms.0.as_str()),
    };
    let mut view = build::begin(book, &head, &labels, ask)?;
    view.subject = invoice.subject.clone();
    view.job = invoice.job.clone();
    view.seal = invoice.seal.clone();
    view.invoice.project_reference = invoice.job.clone();
    view.invoice.purchase_order = invoice.reference.clone();
    view.invoice.preceding = invoice.credits.iter().filter_map(|id| preceding(book, id.as_str())).collect();
    view.invoice.delivery =
        invoice.delivery.as_ref().map(|to| term::Delivery { address: Some(party::address(to)), ..Default::default() });

    let prices = if invoice.prices_include_tax == Some(true) { Prices::Gross } else { Prices::Net };
    let inputs: Vec<LineInput> = invoice.lines.iter().map(input).collect();
    rows(book, &mut view, preview, prices, &inputs, &labels)?;
    let frozen = invoice.totals.as_ref().map_or(&[][..], |totals| &totals.breakdown);
    let exemption = |key: TaxKey| exemption(invoice, frozen, key);
    build::amounts(
        &mut view,
        &Amounts {
            prices,
            totals,
            inputs: inputs.iter().collect(),
            allowances: &invoice.allowances,
            charges: &invoice.charges,
            exemption: &exemption,
        },
    );
    if !frozen.is_empty() && preview.frozen {
        view.invoice.breakdown = frozen.iter().map(subtotal).collect();
    }
    if sort == Sort::CreditNote {
        // What the firm owes has no day on which the customer pays it.
        view.invoice.payment_terms = None;
    } else {
        view.invoice.due_date = invoice.due;
        let reference = book.firm.file.documents.as_ref().and_then(|documents| documents.creditor_reference);
        build::payment(&mut view, &head, reference == Some(true));
    }
    Ok(view)
}

/// The invoice that a credit note reduces (BG-3).
fn preceding(book: &Book, id: &str) -> Option<term::DocumentReference> {
    let record = target(book, "invoice", id)?;
    let date = book.get(record).date(book.shape(record.kind), "date");
    Some(term::DocumentReference { number: build::number(book, record), date })
}

/// A line as its totals were computed: the rate that was frozen, which previews have too.
fn input(line: &Line) -> LineInput {
    let percent = line.tax_percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0);
    LineInput {
        quantity: line.quantity.0,
        unit_price: line.unit_price.0,
        price_base_quantity: None,
        allowances: line::inputs(&line.allowances),
        charges: line::inputs(&line.charges),
        tax: TaxKey { category: line.tax_category.unwrap_or(TaxCategory::None), percent },
    }
}

fn rows(
    book: &Book,
    view: &mut DocumentView,
    preview: &Preview,
    prices: Prices,
    inputs: &[LineInput],
    labels: &Labels,
) -> Result<(), ViewFault> {
    let Preview { invoice, totals, .. } = preview;
    let order = |line: &Line| {
        let order = target(book, "order", line.order.as_ref()?.as_str())?;
        Some(build::number(book, order))
    };
    let orders: Vec<Option<String>> = invoice.lines.iter().map(order).collect();
    // One order of all lines stands in the head; several stand in the lines.
    let same = orders.first().cloned().flatten().filter(|first| orders.iter().flatten().all(|other| other == first));
    view.invoice.sales_order = same.clone();
    for (i, (line, order)) in invoice.lines.iter().zip(orders).enumerate() {
        let (Some(input), Some(total)) = (inputs.get(i), totals.lines.get(i)) else { continue };
        let order = order.filter(|_| same.is_none());
        let words = Words {
            id: line.id.clone().unwrap_or_else(|| (i + 1).to_string()),
            description: line.description.clone().unwrap_or_default(),
            unit: line.unit.as_ref().map_or(build::ONE, |unit| &unit.0).to_owned(),
            option: None,
            reference: order.as_ref().map(|number| labels.with("on-order", &[("number", number)])),
            order,
        };
        let decimals = totals.currency.decimals();
        let numbers = Numbers { prices, decimals, input, total, allowances: &line.allowances, charges: &line.charges };
        let (row, standard) = line::line(words, &numbers, Some(view.invoice.lines.len()))?;
        view.rows.push(Row::Item(row));
        view.invoice.lines.push(standard);
    }
    Ok(())
}

/// Why no tax is charged: as it was frozen for the rate, else for one of its lines.
fn exemption(invoice: &Invoice, frozen: &[FrozenTax], key: TaxKey) -> Option<String> {
    let of_rate = frozen.iter().find(|part| {
        part.category == Some(key.category) && part.percent.as_ref().is_some_and(|percent| percent.0 == key.percent)
    });
    let of_line = || {
        let same = |line: &&Line| {
            line.tax_category == Some(key.category)
                && line.tax_percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0) == key.percent
        };
        invoice.lines.iter().filter(same).find_map(|line| line.exemption.clone())
    };
    of_rate.and_then(|part| part.exemption.clone()).or_else(of_line)
}

/// A category and rate as it was issued.
fn subtotal(part: &FrozenTax) -> term::TaxSubtotal {
    let percent = part.percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0);
    let key = TaxKey { category: part.category.unwrap_or(TaxCategory::None), percent };
    let amount = |amount: &Option<crate::model::field::Amount>| amount.as_ref().map_or(Decimal::ZERO, |a| a.0);
    term::TaxSubtotal {
        taxable: amount(&part.taxable),
        tax_amount: amount(&part.tax),
        tax: line::tax(key),
        exemption_reason: part.exemption.clone(),
        exemption_code: None,
    }
}
