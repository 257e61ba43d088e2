//! The terms of a received invoice as the values of a bill, and what of them no field holds.

use super::super::{DraftTable, DraftValue, ScalarKind};
use super::Left;
use super::supplier::{another, tidy};
use crate::book::walk::PRICE_DECIMALS;
use crate::book::{Book, RecordRef};
use crate::einvoice::Invoice;
use crate::einvoice::read::{Fault, FaultKind, Received};
use crate::einvoice::term::{Adjustment, CreditTransfer, Line, Tax, TaxSubtotal, TypeCode};
use crate::value::identifier::IdentifierKind;
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal};

pub(super) type Table = DraftTable;

/// So many faults of a file are kept with the bill: one that has more is wrong everywhere, which the first of them tell.
const MOST_FAULTS: usize = 50;

pub(super) fn put(table: &mut Table, key: &str, text: String, kind: ScalarKind) {
    table.0.push((key.to_owned(), DraftValue::Scalar(text, kind)));
}

/// A text, unless it is empty.
pub(super) fn put_text(table: &mut Table, key: &str, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        put(table, key, text.to_owned(), ScalarKind::Text);
    }
}

fn some_text(table: &mut Table, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        put_text(table, key, text);
    }
}

fn date(table: &mut Table, key: &str, date: Option<Date>) {
    if let Some(date) = date {
        put(table, key, date.to_string(), ScalarKind::Date);
    }
}

fn number(table: &mut Table, key: &str, number: Option<Decimal>) {
    if let Some(number) = number {
        put(table, key, number.to_string(), ScalarKind::Number);
    }
}

/// The values of the bill. What cannot stand in a field as it is (a price with nine decimals) goes to `left`. `known`: the
/// record of the supplier, where the book has it.
pub(super) fn values(
    book: &Book,
    received: &Received,
    supplier: Option<&str>,
    known: Option<RecordRef>,
    left: &mut Vec<Left>,
) -> Table {
    let invoice = &received.invoice;
    let mut bill = Table::default();
    some_text(&mut bill, "supplier", supplier);
    if received.has("BT-3") {
        if invoice.type_code.is_credit() {
            put_text(&mut bill, "type", "credit-note");
        }
        if ![TypeCode::INVOICE, TypeCode::CREDIT_NOTE].contains(&invoice.type_code) {
            put(&mut bill, "type_code", invoice.type_code.0.to_string(), ScalarKind::Number);
        }
    }
    put_text(&mut bill, "number", &invoice.number);
    date(&mut bill, "date", Some(invoice.issue_date).filter(|_| received.has("BT-2")));
    date(&mut bill, "due", invoice.due_date);
    some_text(&mut bill, "terms", invoice.payment_terms.as_deref());
    let usual = known
        .and_then(|record| book.get(record).text(book.shape(record.kind), "currency"))
        .unwrap_or(book.firm.currency().code());
    if received.has("BT-5") && (invoice.currency.code() != usual || known.is_none() && usual != invoice.currency.code())
    {
        put_text(&mut bill, "currency", invoice.currency.code());
    }
    for (key, text) in [
        ("order", &invoice.purchase_order),
        ("sales_order", &invoice.sales_order),
        ("contract", &invoice.contract_reference),
        ("project", &invoice.project_reference),
        ("reference", &invoice.buyer_reference),
        ("delivery_note", &invoice.despatch_advice),
    ] {
        some_text(&mut bill, key, text.as_deref());
    }
    date(&mut bill, "delivered", invoice.delivery.as_ref().and_then(|delivery| delivery.date));
    date(&mut bill, "from", invoice.period.and_then(|period| period.start));
    date(&mut bill, "until", invoice.period.and_then(|period| period.end));
    payment(&mut bill, invoice, left);
    stated(&mut bill, received);
    let tables = |bill: &mut Table, key: &str, tables: Vec<Table>| {
        if !tables.is_empty() {
            bill.0.push((key.to_owned(), DraftValue::Tables(tables)));
        }
    };
    let exact = received.faults.iter().all(|fault| !["BT-116", "BT-117", "BT-119"].contains(&fault.term));
    tables(&mut bill, "breakdown", invoice.breakdown.iter().filter(|_| exact).map(subtotal).collect());
    if !exact {
        let words = |tax: &TaxSubtotal| format!("{}: {} / {}", tax.tax.category.code(), tax.taxable, tax.tax_amount);
        left.extend(invoice.breakdown.iter().map(|tax| Left::term("BG-23", words(tax))));
    }
    let lines = invoice.lines.iter().enumerate().map(|(index, line)| self::line(received, index, line, left));
    let lines = lines.collect();
    tables(&mut bill, "lines", lines);
    tables(&mut bill, "allowances", invoice.allowances.iter().map(adjustment).collect());
    tables(&mut bill, "charges", invoice.charges.iter().map(adjustment).collect());
    let preceding = invoice.preceding.iter().filter(|preceding| !preceding.number.is_empty()).map(|preceding| {
        let mut table = Table::default();
        put_text(&mut table, "number", &preceding.number);
        date(&mut table, "date", preceding.date);
        table
    });
    tables(&mut bill, "preceding", preceding.collect());
    let notes = invoice.notes.iter().filter(|note| !note.text.is_empty()).map(|note| {
        let mut table = Table::default();
        some_text(&mut table, "subject", note.subject.as_deref());
        put_text(&mut table, "text", &note.text);
        table
    });
    tables(&mut bill, "notes", notes.collect());
    bill
}

/// The accounts of the seller itself, as banks compare them: not those of somebody who is paid instead, and none that is no
/// IBAN.
pub(super) fn own_accounts(invoice: &Invoice) -> impl Iterator<Item = (String, &CreditTransfer)> {
    let accounts = invoice.payment.iter().flat_map(|payment| &payment.accounts);
    accounts
        .filter(|_| invoice.payee.is_none())
        .map(|account| (tidy(&account.account), account))
        .filter(|(iban, _)| IdentifierKind::Iban.check(iban).is_ok())
}

fn payment(bill: &mut Table, invoice: &Invoice, left: &mut Vec<Left>) {
    if let Some(payee) = &invoice.payee {
        put_text(bill, "payee", &payee.name);
    }
    let Some(payment) = &invoice.payment else { return };
    put_text(bill, "means", &payment.means);
    if let Some(account) = payment.accounts.first() {
        let iban = tidy(&account.account);
        match IdentifierKind::Iban.check(&iban) {
            Ok(()) => put_text(bill, "iban", &iban),
            Err(_) => put_text(bill, "account", &account.account),
        }
        let bic = account.bic.as_deref().map(tidy);
        match bic.as_deref().map(|bic| IdentifierKind::Bic.check(bic).is_ok()) {
            Some(true) => some_text(bill, "bic", bic.as_deref()),
            Some(false) => left.push(Left::term("BT-86", bic.unwrap_or_default())),
            None => {}
        }
        some_text(bill, "account_name", account.name.as_deref());
    }
    some_text(bill, "remittance", payment.remittance.as_deref());
}

fn stated(bill: &mut Table, received: &Received) {
    let totals = &received.invoice.totals;
    let mut stated = Table::default();
    for (key, term, amount) in [
        ("lines", "BT-106", Some(totals.lines)),
        ("allowances", "BT-107", totals.allowances),
        ("charges", "BT-108", totals.charges),
        ("net", "BT-109", Some(totals.tax_exclusive)),
        ("tax", "BT-110", totals.tax),
        ("gross", "BT-112", Some(totals.tax_inclusive)),
        ("prepaid", "BT-113", totals.prepaid),
        ("rounding", "BT-114", totals.rounding),
        ("payable", "BT-115", Some(totals.due)),
    ] {
        number(&mut stated, key, amount.filter(|_| received.has(term)));
    }
    if !stated.is_empty() {
        bill.0.push(("stated".into(), DraftValue::Table(stated)));
    }
}

fn subtotal(subtotal: &TaxSubtotal) -> Table {
    let mut table = Table::default();
    put_tax(&mut table, ["category", "percent"], &subtotal.tax);
    number(&mut table, "taxable", Some(subtotal.taxable));
    number(&mut table, "tax", Some(subtotal.tax_amount));
    some_text(&mut table, "exemption", subtotal.exemption_reason.as_deref());
    some_text(&mut table, "exemption_code", subtotal.exemption_code.as_deref());
    table
}

/// A category that could not be read is none.
fn put_tax(table: &mut Table, [category, percent]: [&str; 2], tax: &Tax) {
    if tax.category != TaxCategory::None {
        put_text(table, category, tax.category.code());
        number(table, percent, tax.percent);
    }
}

fn adjustment(adjustment: &Adjustment) -> Table {
    let mut table = Table::default();
    number(&mut table, "amount", Some(adjustment.amount));
    number(&mut table, "percent", adjustment.percent);
    number(&mut table, "base", adjustment.base);
    some_text(&mut table, "reason", adjustment.reason.as_deref());
    some_text(&mut table, "reason_code", adjustment.reason_code.as_deref());
    if let Some(tax) = &adjustment.tax {
        put_tax(&mut table, ["tax_category", "tax_percent"], tax);
    }
    table
}

fn line(received: &Received, index: usize, line: &Line, left: &mut Vec<Left>) -> Table {
    let mut table = Table::default();
    put_text(&mut table, "id", &line.id);
    put_text(&mut table, "description", &line.name);
    let details: Vec<&str> = [line.description.as_deref(), line.note.as_deref()].into_iter().flatten().collect();
    put_text(&mut table, "details", &details.join("\n"));
    some_text(&mut table, "item", line.seller_item.as_deref());
    // A field holds eight decimals; what has more is listed, never rounded.
    let mut short = |table: &mut Table, key: &str, term: &'static str, value: Option<Decimal>| {
        let Some(value) = value.filter(|_| received.line_has(index, term)) else { return };
        // Zeros at the end say nothing, but `12.50` is how a price is written.
        let value = if value.scale() > 2 { value.normalize() } else { value };
        match value.scale() <= PRICE_DECIMALS {
            true => number(table, key, Some(value)),
            false => left.push(Left::of_line(term, index, value.to_string())),
        }
    };
    short(&mut table, "quantity", "BT-129", Some(line.quantity));
    short(&mut table, "unit_price", "BT-146", Some(line.price));
    short(&mut table, "price_base", "BT-149", line.price_base.filter(|base| *base != Decimal::ONE));
    match IdentifierKind::Unit.check(&line.unit) {
        Ok(()) => put_text(&mut table, "unit", &line.unit),
        Err(_) if line.unit.is_empty() => {}
        Err(_) => left.push(Left::of_line("BT-130", index, line.unit.clone())),
    }
    number(&mut table, "net", Some(line.net).filter(|_| received.line_has(index, "BT-131")));
    put_tax(&mut table, ["tax_category", "tax_percent"], &line.tax);
    some_text(&mut table, "order", line.order.as_deref());
    some_text(&mut table, "order_line", line.order_line.as_deref());
    some_text(&mut table, "sales_order", line.sales_order.as_deref());
    some_text(&mut table, "delivery_note", line.despatch.as_ref().map(|despatch| despatch.number.as_str()));
    date(&mut table, "from", line.period.and_then(|period| period.start));
    date(&mut table, "until", line.period.and_then(|period| period.end));
    for (key, list) in [("allowances", &line.allowances), ("charges", &line.charges)] {
        if !list.is_empty() {
            table.0.push((key.to_owned(), DraftValue::Tables(list.iter().map(adjustment).collect())));
        }
    }
    table
}

/// What is wrong with the file, kept in the bill as the reasons of a draft.
pub(super) fn faults<'v>(book: &Book, received: &Received, values: &'v mut Table) -> &'v [Table] {
    let mut faults: Vec<Table> = Vec::new();
    let firm = &book.firm.file.firm;
    let ours = firm.as_ref().map(|firm| {
        let siren = firm.siren.as_ref().map(|siren| siren.0.as_str());
        let siret = firm.siret.as_ref().and_then(|siret| siret.0.get(..9));
        (firm.vat_id.as_ref().map(|id| id.0.as_str()), siren.or(siret))
    });
    if let Some((term, theirs, ours)) = ours.and_then(|ours| another(ours, &received.invoice.buyer)) {
        let mut table = Table::default();
        put_text(&mut table, "fault", "other-buyer");
        put_text(&mut table, "term", term);
        put_text(&mut table, "text", &theirs);
        put_text(&mut table, "expected", &ours);
        faults.push(table);
    }
    // Sums, and what every bill has, `check` judges anew whenever somebody corrects the bill.
    let judged = |fault: &&Fault| match fault.kind {
        FaultKind::Sum { .. } => fault.rule != "BR-CO-17",
        FaultKind::Missing => ["BT-1", "BT-2"].contains(&fault.term),
        _ => false,
    };
    for fault in received.faults.iter().filter(|fault| !judged(fault)).take(MOST_FAULTS) {
        let mut table = Table::default();
        put_text(&mut table, "fault", fault.word());
        put_text(&mut table, "rule", fault.rule);
        put_text(&mut table, "term", fault.term);
        if let Some(line) = fault.line {
            put(&mut table, "line", (line + 1).to_string(), ScalarKind::Number);
        }
        some_text(&mut table, "path", fault.path.as_deref());
        some_text(&mut table, "text", fault.text());
        if let FaultKind::Sum { computed, .. } = &fault.kind {
            put_text(&mut table, "expected", computed);
        }
        faults.push(table);
    }
    if !faults.is_empty() {
        values.0.push(("faults".into(), DraftValue::Tables(faults)));
    }
    values.tables("faults")
}

/// The terms that were read and that neither the bill nor its supplier has a field for. How the file was written (BT-23,
/// BT-24), who the firm itself is, and what the supplier's record says anyway are not among them.
pub(super) fn left(received: &Received) -> Vec<Left> {
    let invoice = &received.invoice;
    let mut left = Vec::new();
    let mut say = |term: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            left.push(Left::term(term, text));
        }
    };
    let totals = &invoice.totals;
    say("BT-6", invoice.tax_currency.map(|currency| currency.code().to_owned()));
    say("BT-111", totals.tax_in_accounting_currency.map(|amount| amount.to_string()));
    say("BT-7", invoice.tax_point_date.map(|date| date.to_string()));
    say("BT-8", invoice.tax_point_code.map(|code| format!("{code:?}")));
    say("BT-15", invoice.receiving_advice.clone());
    say("BT-17", invoice.tender.clone());
    say("BT-18", invoice.object.as_ref().map(|object| object.id.clone()));
    say("BT-19", invoice.accounting_reference.clone());
    say("BT-33", invoice.seller.legal_information.clone());
    if let Some(representative) = &invoice.tax_representative {
        say("BT-62", Some(representative.name.clone()));
        say("BT-63", representative.vat_id.clone());
    }
    if let Some(payee) = &invoice.payee {
        say("BT-60", payee.id.as_ref().map(|id| id.id.clone()));
        say("BT-61", payee.legal_id.as_ref().map(|id| id.id.clone()));
    }
    if let Some(delivery) = &invoice.delivery {
        say("BT-70", delivery.name.clone());
        say("BT-71", delivery.location.as_ref().map(|id| id.id.clone()));
        let address = delivery.address.as_ref().map(|address| {
            let parts = [&address.line1, &address.line2, &address.line3, &address.postcode, &address.city];
            parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
        });
        say("BG-15", address);
    }
    if let Some(payment) = &invoice.payment {
        say("BT-82", payment.means_text.clone());
        for account in payment.accounts.iter().skip(1) {
            say("BT-84", Some(account.account.clone()));
        }
        if let Some(debit) = &payment.direct_debit {
            say("BT-89", debit.mandate.clone());
            say("BT-90", debit.creditor.clone());
            say("BT-91", debit.debited_account.clone());
        }
    }
    for attachment in &invoice.attachments {
        let name = attachment.content.as_ref().map(|file| format!(" ({}, {} bytes)", file.name, file.bytes.len()));
        let about = [attachment.description.as_deref(), attachment.location.as_deref()].into_iter().flatten();
        let about: String = about.map(|text| format!(" {text}")).collect();
        say("BG-24", Some(format!("{}{about}{}", attachment.reference, name.unwrap_or_default())));
    }
    for (index, line) in invoice.lines.iter().enumerate() {
        let mut of_line = |term: &str, text: Option<String>| {
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                left.push(Left::of_line(term, index, text));
            }
        };
        of_line("BT-128", line.object.as_ref().map(|id| id.id.clone()));
        of_line("BT-133", line.accounting_reference.clone());
        of_line("BT-147", line.price_discount.filter(|amount| !amount.is_zero()).map(|amount| amount.to_string()));
        of_line("BT-148", line.gross_price.filter(|price| *price != line.price).map(|price| price.to_string()));
        of_line("BT-156", line.buyer_item.clone());
        of_line("BT-157", line.standard_item.as_ref().map(|id| id.id.clone()));
        for class in &line.classifications {
            of_line("BT-158", Some(class.id.clone()));
        }
        of_line("BT-159", line.origin_country.clone());
        for (name, value) in &line.attributes {
            of_line("BT-160", Some(format!("{name}: {value}")));
        }
    }
    left
}
