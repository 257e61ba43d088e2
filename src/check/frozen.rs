//! What issuing wrote into documents: whole or not there at all, and no other totals than those of the lines.

use rustc_hash::FxHashMap;

use super::{Scope, at_key, document_name};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::figures::document::computed_totals;
use crate::figures::exchange::converted;
use crate::finding::{Finding, KeyPath, code};
use crate::model::field::Amount;
use crate::model::invoice::Invoice;
use crate::value::{Currency, Decimal, Money};

/// The tables that issuing alone writes.
const PARTS: [&str; 4] = ["seller", "buyer", "totals", "exchange"];

/// Every invoice and credit note.
pub fn frozen(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.sound(book, "invoice") {
        let (found, shape) = (book.get(record), book.shape(record.kind));
        let has = |name: &str| found.view(shape, name).is_some();
        // Most documents of most books: nothing to compare.
        if !PARTS.into_iter().any(has) {
            continue;
        }
        let Some(invoice) = book.typed::<Invoice>(record) else { continue };
        let finding = |key: KeyPath, variant| {
            let finding = at_key(book, &code::FROZEN_PART, record, key.clone()).variant(variant);
            finding.arg("number", document_name(book, record)).arg("key", key)
        };
        if invoice.number.is_none() {
            let part = PARTS.into_iter().find(|name| has(name)).unwrap_or("totals");
            findings.push(finding(KeyPath::key(part), "draft"));
            continue;
        }
        findings.extend(missing(&invoice).into_iter().map(|key| finding(key, "missing")));
        findings.extend(totals(book, record, &invoice));
    }
}

/// The permanent names of documents: no two have the same.
pub fn uids(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let mut uids: FxHashMap<&str, RecordRef> = FxHashMap::default();
    for (record, found) in book.sound_named("invoice") {
        if let Some(uid) = found.text(book.shape(record.kind), "uid") {
            same_uid(book, record, uid, &mut uids, findings);
        }
    }
}

/// The parts that a frozen document has, and this one lacks.
fn missing(invoice: &Invoice) -> Vec<KeyPath> {
    let (seller, buyer, totals) = (invoice.seller.as_ref(), invoice.buyer.as_ref(), invoice.totals.as_ref());
    let mut wanted = vec![
        (KeyPath::key("due"), invoice.due.is_some()),
        (KeyPath::key("currency"), invoice.currency.is_some()),
        (KeyPath::key("seller").and("name"), seller.is_some_and(|seller| seller.name.is_some())),
        (KeyPath::key("seller").and("address"), seller.is_some_and(|seller| seller.address.is_some())),
        (KeyPath::key("buyer").and("name"), buyer.is_some_and(|buyer| buyer.name.is_some())),
        (KeyPath::key("buyer").and("address"), buyer.is_some_and(|buyer| buyer.address.is_some())),
        (KeyPath::key("totals").and("net"), totals.is_some_and(|totals| totals.net.is_some())),
        (KeyPath::key("totals").and("tax"), totals.is_some_and(|totals| totals.tax.is_some())),
        (KeyPath::key("totals").and("gross"), totals.is_some_and(|totals| totals.gross.is_some())),
        (KeyPath::key("totals").and("payable"), totals.is_some_and(|totals| totals.payable.is_some())),
    ];
    for (i, line) in invoice.lines.iter().enumerate() {
        let at = |name: &str| KeyPath::key("lines").at(i).and(name);
        wanted.push((at("id"), line.id.is_some()));
        wanted.push((at("description"), line.description.is_some()));
        wanted.push((at("unit"), line.unit.is_some()));
        wanted.push((at("tax_category"), line.tax_category.is_some()));
        wanted.push((at("tax_percent"), line.tax_percent.is_some()));
    }
    wanted.into_iter().filter(|(_, there)| !there).map(|(key, _)| key).collect()
}

/// The first of the totals that the lines do not make: the others follow from it.
fn totals(book: &Book, record: RecordRef, invoice: &Invoice) -> Option<Finding> {
    let (Some(frozen), Ok(computed)) =
        (&invoice.totals, computed_totals(book, book.shape(record.kind), &book.get(record).values))
    else {
        return None;
    };
    let money = |amount| Money::new(amount, computed.currency);
    let contradicts = |key: KeyPath, frozen: Option<Decimal>, computed: Decimal| {
        let amount = frozen.filter(|amount| *amount != computed)?;
        let finding = at_key(book, &code::FROZEN_TOTAL, record, key.clone()).arg("key", key);
        let finding = finding.arg("number", document_name(book, record)).arg("stated", money(amount));
        Some(finding.arg("computed", money(computed)))
    };
    let at = |name: &str| KeyPath::key("totals").and(name);
    let amount = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.0);
    let nil = |amount: &Option<Amount>| Some(amount.as_ref().map_or(Decimal::ZERO, |amount| amount.0));
    let sums = [
        contradicts(at("lines"), amount(&frozen.lines), computed.sum_of_lines),
        contradicts(at("allowances"), nil(&frozen.allowances), computed.allowances),
        contradicts(at("charges"), nil(&frozen.charges), computed.charges),
        contradicts(at("net"), amount(&frozen.net), computed.tax_exclusive),
        contradicts(at("tax"), amount(&frozen.tax), computed.tax),
        contradicts(at("gross"), amount(&frozen.gross), computed.tax_inclusive),
        contradicts(at("rounding"), nil(&frozen.rounding), computed.rounding),
        contradicts(at("payable"), amount(&frozen.payable), computed.due),
    ];
    let parts = frozen.breakdown.iter().enumerate().flat_map(|(i, part)| {
        let percent = part.percent.as_ref().map(|percent| percent.0);
        let same =
            computed.breakdown.iter().find(|own| Some(own.category) == part.category && Some(own.percent) == percent);
        let (taxable, tax) = same.map_or((Decimal::ZERO, Decimal::ZERO), |own| (own.taxable, own.tax));
        let at = |name: &str| KeyPath::key("totals").and("breakdown").at(i).and(name);
        [contradicts(at("taxable"), amount(&part.taxable), taxable), contradicts(at("tax"), amount(&part.tax), tax)]
    });
    sums.into_iter().chain(parts).flatten().next().or_else(|| exchanged(book, record, invoice, computed.tax))
}

/// The tax in the book's currency, which is not that of the frozen rate.
fn exchanged(book: &Book, record: RecordRef, invoice: &Invoice, tax: Decimal) -> Option<Finding> {
    let exchange = invoice.exchange.as_ref()?;
    let currency = Currency::from_code(&exchange.currency.as_ref()?.0)?;
    let (pair, rate, stated) = (exchange.pair.as_ref()?, exchange.rate.as_ref()?.0, exchange.tax.as_ref()?.0);
    let wanted = converted(tax, pair, rate, currency).filter(|wanted| *wanted != stated)?;
    let key = KeyPath::key("exchange").and("tax");
    let finding = at_key(book, &code::FROZEN_TOTAL, record, key.clone()).arg("key", key);
    let finding = finding.arg("number", document_name(book, record)).arg("stated", Money::new(stated, currency));
    Some(finding.arg("computed", Money::new(wanted, currency)))
}

/// Two documents of one permanent name: a copied file.
fn same_uid<'b>(
    book: &'b Book,
    record: RecordRef,
    uid: &'b str,
    uids: &mut FxHashMap<&'b str, RecordRef>,
    findings: &mut Vec<Finding>,
) {
    match uids.get(uid) {
        None => {
            uids.insert(uid, record);
        }
        Some(first) => {
            // The draft is the copy, whichever comes first.
            let numbered = |record: RecordRef| book.get(record).text(book.shape(record.kind), "number").is_some();
            let (copy, first) = if numbered(record) && !numbered(*first) { (*first, record) } else { (record, *first) };
            let key = KeyPath::key("uid");
            let finding = at_key(book, &code::SAME_UID, copy, key.clone()).arg("uid", uid);
            let finding = finding.arg("other", book.path(first));
            findings.push(finding.label(book.place(first, key), "label-first-here", Vec::new()));
        }
    }
}
