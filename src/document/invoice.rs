//! Invoices and credit notes, issued or drafts, and drafts as pro forma.

use super::build::{self, Amounts, Head};
use super::group::{Groups, Heads};
use super::label::Labels;
use super::line::{self, Numbers, Words};
use super::tongue::Tongue;
use super::view::{DocumentView, Instalment, Progress, Row, Sort};
use super::{Ask, ViewFault, party};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::change::ChangeError;
use crate::change::issue::{Preview, preview};
use crate::einvoice::term;
use crate::figures::document::{Part, instalments as instalments_of};
use crate::figures::source::sources;
use crate::figures::totals::{LineInput, Prices, TaxKey, Totals};
use crate::model::field::Amount;
use crate::model::frozen::{FrozenProgress, FrozenTax, Preceding, Span, TaxPoint};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal};

/// An invoice or credit note, whatever its sort.
pub(super) fn view(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let preview = preview(book, record, ask.language.map(Tongue::code))?;
    let sort = sort(&preview.invoice);
    build_view(book, record, &preview, sort, ask)
}

/// A draft shown as a pro forma invoice.
pub(super) fn pro_forma(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let preview = preview(book, record, ask.language.map(Tongue::code))?;
    if let Some(number) = &preview.invoice.number {
        let fault = ChangeError::new("render-issued-pro-forma").arg("name", book.name(record));
        return Err(fault.arg("number", number));
    }
    build_view(book, record, &preview, Sort::ProForma, ask)
}

fn sort(invoice: &Invoice) -> Sort {
    match invoice.invoice_type {
        Some(InvoiceType::Deposit) => Sort::Deposit,
        Some(InvoiceType::Final) => Sort::Final,
        Some(InvoiceType::Progress) => Sort::Progress,
        Some(InvoiceType::CreditNote) => Sort::CreditNote,
        Some(InvoiceType::Corrected) => Sort::Corrected,
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
    let labels = Labels::of(build::tongue(book, invoice.language.as_ref(), invoice.customer.as_str(), ask));
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
    // As issuing froze them, or would.
    let preceding = |other: &Preceding| term::DocumentReference { number: other.number.clone(), date: other.date };
    view.invoice.preceding = invoice.preceding.iter().map(preceding).collect();
    if view.invoice.preceding.is_empty() {
        // Those of before they were frozen name it by its id.
        let named = invoice.credits.iter().chain(&invoice.replaces);
        view.invoice.preceding = named.filter_map(|id| reference(book, id.as_str())).collect();
    }
    view.progress = invoice.progress.as_ref().map(progress);
    if invoice.seller.as_ref().is_some_and(|seller| seller.builder == Some(true)) {
        view.invoice.type_code = of_works(&view);
    }
    // A credit note delivers nothing.
    let delivers = sort != Sort::CreditNote;
    let delivered = term::Delivery {
        date: invoice.delivered.filter(|_| delivers),
        address: invoice.delivery.as_ref().filter(|_| delivers).map(party::address),
        ..Default::default()
    };
    view.invoice.delivery = (delivered != term::Delivery::default()).then_some(delivered);
    view.invoice.period = invoice.period.map(period);
    view.invoice.tax_point_code = invoice.tax_point.map(|point| match point {
        TaxPoint::Invoice => term::TaxPointCode::Invoice,
        TaxPoint::Payment => term::TaxPointCode::Payment,
    });
    notes(&mut view, invoice, &labels);

    let prices = if invoice.prices_include_tax == Some(true) { Prices::Gross } else { Prices::Net };
    let inputs: Vec<LineInput> = invoice.lines.iter().map(input).collect();
    rows(book, &mut view, preview, prices, &inputs, &labels)?;
    let frozen = invoice.totals.as_ref().map_or(&[][..], |totals| &totals.breakdown);
    let exemption = |key: TaxKey| exemption(frozen, key);
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
    exchange(&mut view, invoice);
    if sort == Sort::CreditNote {
        // What the firm owes has no day on which the customer pays it.
        view.invoice.payment_terms = None;
    } else {
        view.invoice.due_date = invoice.due;
        view.instalments = instalments(invoice, totals, &labels);
        let reference = book.firm.file.documents.as_ref().and_then(|documents| documents.creditor_reference);
        build::payment(&mut view, &head, reference == Some(true));
    }
    Ok(view)
}

/// An earlier invoice by its record.
fn reference(book: &Book, id: &str) -> Option<term::DocumentReference> {
    let record = target(book, "invoice", id)?;
    let date = book.get(record).date(book.shape(record.kind), "date");
    Some(term::DocumentReference { number: build::number(book, record), date })
}

/// BT-3 of a builder: construction invoices have types of their own (UNTDID 1001, 875 and 877), which XRechnung's operators
/// ask for and EN 16931, Factur-X and Peppol take; the targets that do not know them say 380. The last progress invoice of an
/// order, and the one that settles deposits, are the final ones.
fn of_works(view: &DocumentView) -> term::TypeCode {
    match (view.sort, &view.progress) {
        (Sort::Progress, Some(stand)) if stand.rest.is_zero() => term::TypeCode::FINAL_CONSTRUCTION,
        (Sort::Progress, _) => term::TypeCode::PARTIAL_CONSTRUCTION,
        (Sort::Final, _) => term::TypeCode::FINAL_CONSTRUCTION,
        _ => view.invoice.type_code,
    }
}

/// Where the order of a progress invoice stands.
fn progress(frozen: &FrozenProgress) -> Progress {
    let amount = |amount: &Option<Amount>| amount.as_ref().map_or(Decimal::ZERO, |amount| amount.0);
    Progress {
        market: amount(&frozen.market),
        amendments: amount(&frozen.amendments),
        earlier: amount(&frozen.earlier),
        this: amount(&frozen.this),
        rest: amount(&frozen.rest),
        number: frozen.number.as_ref().and_then(|number| u32::try_from(number.0).ok()).unwrap_or(1),
    }
}

/// What is to be paid when, where its terms or retention money make it more than one day.
fn instalments(invoice: &Invoice, totals: &Totals, labels: &Labels) -> Vec<Instalment> {
    let percent = invoice.retention.as_ref().and_then(|retention| retention.percent.as_ref());
    let percent = percent.map(|percent| labels.tongue.percent(percent.0.normalize()));
    let label = labels.with("retention", &[("percent", percent.as_deref().unwrap_or_default())]);
    let part = |part: Part| Instalment {
        due: part.due,
        amount: part.amount,
        label: part.retained.then(|| label.trim_end().to_owned()),
    };
    instalments_of(invoice, totals).into_iter().map(part).collect()
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
    let sources = sources(book, invoice);
    let heads = Heads::of(&sources);
    view.invoice.sales_order = heads.order.clone();
    view.order_date = heads.order_date;
    view.invoice.despatch_advice = heads.delivery.clone();
    view.despatch_date = heads.delivery_date;
    if view.invoice.purchase_order.is_none() {
        view.invoice.purchase_order = heads.reference.clone();
    }
    let mut groups = Groups::of(&sources, &heads, labels);
    for (i, line) in invoice.lines.iter().enumerate() {
        let (Some(input), Some(total)) = (inputs.get(i), totals.lines.get(i)) else { continue };
        view.rows.extend(groups.before(i, total.agreed));
        let words = Words {
            id: line.id.clone().unwrap_or_else(|| (i + 1).to_string()),
            description: line.description.clone().unwrap_or_default(),
            unit: line.unit.as_ref().map_or(build::ONE, |unit| &unit.0).to_owned(),
            option: None,
            reference: None,
        };
        let decimals = totals.currency.decimals();
        let numbers = Numbers { prices, decimals, input, total, allowances: &line.allowances, charges: &line.charges };
        let (mut row, mut standard) = line::line(words, &numbers, Some(view.invoice.lines.len()))?;
        row.progress = line.progress.as_ref().map(|percent| percent.0);
        standard.period = line.period.map(period);
        if let Some(source) = sources.get(i).and_then(Option::as_ref) {
            heads.line(source, groups.heading(i), &mut standard);
        }
        view.rows.push(Row::Item(row));
        view.invoice.lines.push(standard);
    }
    view.rows.extend(groups.end());
    Ok(())
}

/// BG-14, BG-26.
fn period(span: Span) -> term::Period {
    term::Period { start: Some(span.from), end: Some(span.to) }
}

/// What the law and the firm want to be read, in the order in which it was frozen.
fn notes(view: &mut DocumentView, invoice: &Invoice, labels: &Labels) {
    // Why something was credited or corrected comes first.
    if let Some(cause) = &invoice.cause {
        view.invoice.notes.push(term::Note { subject: None, text: cause.clone() });
        view.mentions.push(cause.clone());
    }
    for note in &invoice.notes {
        view.invoice.notes.push(term::Note { subject: note.subject.clone(), text: note.text.clone() });
        view.mentions.push(note.text.clone());
    }
    // Documents of before mentions were frozen have the insurance with the seller.
    let insurance = invoice.seller.as_ref().and_then(|seller| seller.insurance.as_deref());
    if let Some(text) = insurance.filter(|text| !view.mentions.iter().any(|mention| mention.contains(text))) {
        view.mentions.push(labels.with("insurance", &[("text", text)]));
    }
}

/// The tax in the book's currency (BT-6, BT-111), and the rate that made it.
fn exchange(view: &mut DocumentView, invoice: &Invoice) {
    let Some(exchange) = &invoice.exchange else { return };
    let currency = exchange.currency.as_ref().and_then(|code| Currency::from_code(&code.0));
    let tax = exchange.tax.as_ref().map(|tax| tax.0);
    if let (Some(currency), Some(tax)) = (currency, tax) {
        view.invoice.tax_currency = Some(currency);
        view.invoice.totals.tax_in_accounting_currency = Some(tax);
        view.exchange_rate = exchange.rate.as_ref().map(|rate| rate.0).zip(exchange.date);
    }
}

/// Why no tax is charged, as it was frozen for the category and rate.
fn exemption(frozen: &[FrozenTax], key: TaxKey) -> (Option<String>, Option<String>) {
    let of_rate = frozen.iter().find(|part| {
        part.category == Some(key.category) && part.percent.as_ref().is_some_and(|percent| percent.0 == key.percent)
    });
    of_rate.map_or((None, None), |part| (part.exemption.clone(), part.exemption_code.clone()))
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
        exemption_code: part.exemption_code.clone(),
    }
}
