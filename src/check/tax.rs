//! Tax beyond arithmetic: codes and schemes of rates, conditions of payment, rates of exchange, and whether the lines of drafts
//! are taxed as the firm's regime and their reader want. What was issued cannot be changed any more, and is not judged here.

use std::collections::BTreeMap;

use super::{Scope, at_key};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::figures::exchange::{currencies, pair};
use crate::figures::taxing::{Sale, contradicts_regime, misfit};
use crate::figures::{Figures, nature};
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::condition::{EarlyDiscount, LateInterest};
use crate::firm::{PATH, Regime};
use crate::model::customer::Customer;
use crate::model::field::TaxCode;
use crate::model::invoice::Invoice;
use crate::model::product::Nature;
use crate::model::quote::{LineType, Quote};
use crate::model::rate::Rate;
use crate::value::{Date, Decimal, exemption};

/// The reason codes of rates, and the formulas of `[conditions]`.
pub fn settings(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let file = &figures.book.firm.file;
    for (i, rate) in file.tax.iter().enumerate() {
        let Some(own) = &rate.reason_code else { continue };
        let place = Place::key(PATH, KeyPath::key("tax").at(i).and("reason_code"));
        let finding = |code, variant| {
            let finding = Finding::new(code, place.clone()).variant(variant);
            finding.arg("value", own).arg("category", rate.category.code())
        };
        if !exemption::is_code(own) {
            let known = crate::model::shape::nearest(own, exemption::CODES.iter().copied());
            findings.push(match known {
                Some(known) => finding(&code::EXEMPTION_CODE, "unknown-nearest").arg("suggestion", known),
                None => finding(&code::EXEMPTION_CODE, "unknown"),
            });
        } else if exemption::is_margin(own) {
            findings.push(finding(&code::UNSUPPORTED_SCHEME, "margin"));
        } else if !exemption::fits(own, rate.category) {
            findings.push(finding(&code::EXEMPTION_CODE, "category"));
        }
    }
    let Some(conditions) = &file.conditions else { return };
    if let Some(text) = conditions.late_interest.as_deref().filter(|text| LateInterest::parse(text).is_none()) {
        findings.push(condition("late_interest", text, "interest"));
    }
    if let Some(text) = conditions.early_discount.as_deref().filter(|text| EarlyDiscount::parse(text).is_none()) {
        findings.push(condition("early_discount", text, "discount"));
    }
}

fn condition(key: &'static str, text: &str, variant: &'static str) -> Finding {
    let place = Place::key(PATH, KeyPath::key("conditions").and(key));
    Finding::new(&code::CONDITION, place).variant(variant).arg("key", key).arg("value", text)
}

/// Words for VAT schemes that carnet does not know, as people would write them, and the variant that explains each.
const SCHEMES: &[(&str, &str)] = &[
    ("margin", "margin"),
    ("margin-scheme", "margin"),
    ("marge", "margin"),
    ("tva-sur-marge", "margin"),
    ("second-hand", "margin"),
    ("travel", "margin"),
    ("travel-agent", "margin"),
    ("travel-agency", "margin"),
    ("agence-de-voyage", "margin"),
    ("tour-operator", "margin"),
    ("oss", "one-stop-shop"),
    ("ioss", "one-stop-shop"),
    ("moss", "one-stop-shop"),
    ("one-stop-shop", "one-stop-shop"),
    ("guichet-unique", "one-stop-shop"),
    ("flat-rate", "flat-rate"),
    ("flat-rate-farmer", "flat-rate"),
    ("forfait", "flat-rate"),
    ("agricole", "flat-rate"),
];

/// A word that is no regime and no category, but a scheme of the law: it is named, so that nobody takes it for a typing error.
pub(super) fn name_scheme(finding: &mut Finding) {
    let arg = |name: &str| finding.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_lowercase());
    let about = ["regime", "category"].into_iter().any(|key| arg("key").is_some_and(|own| own.ends_with(key)));
    if finding.code.id != code::NOT_A_CHOICE.id || &*finding.place.path != PATH || !about {
        return;
    }
    let value = arg("value").unwrap_or_default().replace([' ', '_'], "-");
    if let Some((_, variant)) = SCHEMES.iter().find(|(word, _)| *word == value) {
        finding.code = &code::UNSUPPORTED_SCHEME;
        finding.level = code::UNSUPPORTED_SCHEME.level;
        finding.variant = Some(variant);
        finding.fix = None;
    }
}

/// Rates of exchange: a file for each pair, a day once, nothing at nothing.
pub fn exchange(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (record, found) in book.sound_named("rate") {
        match currencies(&found.id) {
            None => {
                let finding = Finding::new(&code::EXCHANGE_RATE, Place::file(book.path(record))).variant("pair");
                findings.push(finding.arg("id", &found.id));
            }
            Some((one, many)) => {
                // Of two files that say the same, one would be forgotten.
                let other = target(book, "rate", &pair(many, one)).filter(|other| other.index < record.index);
                if let Some(other) = other {
                    let finding = Finding::new(&code::EXCHANGE_RATE, Place::file(book.path(record)));
                    let finding = finding.variant("both-ways").arg("id", &found.id).arg("other", book.path(other));
                    findings.push(finding.label(Place::file(book.path(other)), "label-also-here", Vec::new()));
                }
            }
        }
        let Some(rates) = book.typed::<Rate>(record) else { continue };
        if rates.rates.is_empty() {
            let finding = at_key(book, &code::EXCHANGE_RATE, record, KeyPath::key("rates")).variant("none");
            findings.push(finding.arg("id", &found.id));
        }
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        for (i, rate) in rates.rates.iter().enumerate() {
            let key = |name: &str| KeyPath::key("rates").at(i).and(name);
            if rate.rate.0 <= Decimal::ZERO {
                let finding = at_key(book, &code::EXCHANGE_RATE, record, key("rate")).variant("nothing");
                findings.push(finding.arg("id", &found.id));
            }
            if let Some(first) = days.insert(rate.date, i) {
                let finding = at_key(book, &code::EXCHANGE_RATE, record, key("date")).variant("twice");
                let label = book.place(record, KeyPath::key("rates").at(first).and("date"));
                let finding = finding.arg("id", &found.id).arg("date", rate.date);
                findings.push(finding.label(label, "label-first-here", Vec::new()));
            }
        }
    }
}

/// What is taxed in a draft: where, with which code, and what it is.
type Taxed<'d> = (KeyPath, Option<&'d TaxCode>, Option<Nature>);

/// Drafts of invoices and quotes that were not sent.
pub fn drafts(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.sound(book, "invoice") {
        if book.get(record).text(book.shape(record.kind), "number").is_some() {
            continue;
        }
        let Some(invoice) = book.typed::<Invoice>(record) else { continue };
        let lines = invoice.lines.iter().enumerate();
        let mut taxed: Vec<Taxed<'_>> = lines
            .map(|(i, line)| (KeyPath::key("lines").at(i), line.tax.as_ref(), nature::of_line(book, line)))
            .collect();
        for (name, list) in [("allowances", &invoice.allowances), ("charges", &invoice.charges)] {
            let own = list.iter().enumerate().filter(|(_, adjustment)| adjustment.tax.is_some());
            taxed.extend(own.map(|(i, adjustment)| (KeyPath::key(name).at(i), adjustment.tax.as_ref(), None)));
        }
        let there = invoice.delivery.as_ref().and_then(|address| address.country.as_ref());
        let there = there.map(|country| country.0.as_str());
        let day = invoice.tax_date();
        judge(book, record, (invoice.customer.as_str(), there, day), &taxed, findings);
    }
    for record in scope.sound(book, "quote") {
        let Some(quote) = book.typed::<Quote>(record) else { continue };
        if quote.sent.is_some() || quote.acceptance.is_some() || quote.declined.is_some() {
            continue;
        }
        let items = quote.lines.iter().enumerate();
        let items = items.filter(|(_, line)| line.line_type.unwrap_or_default() == LineType::Item);
        let taxed: Vec<Taxed<'_>> = items
            .map(|(i, line)| {
                let product = line.product.as_ref().map(|product| product.as_str());
                (KeyPath::key("lines").at(i), line.tax.as_ref(), nature::of_product(book, product))
            })
            .collect();
        judge(book, record, (quote.customer.as_str(), None, quote.date), &taxed, findings);
    }
}

/// Judges what is taxed in a draft to a customer, which goes to a country, on a day.
fn judge(
    book: &Book,
    record: RecordRef,
    (customer, there, date): (&str, Option<&str>, Date),
    taxed: &[Taxed<'_>],
    findings: &mut Vec<Finding>,
) {
    let regime = book.firm.regime(date).map_or(Regime::Normal, |regime| regime.regime);
    let customer = target(book, "customer", customer).and_then(|found| Some((found, book.typed::<Customer>(found)?)));
    for (path, own, nature) in taxed {
        let rate = match own {
            Some(own) => book.firm.tax(&own.0),
            None => book.firm.default_tax(date),
        };
        let Some(rate) = rate else { continue };
        let path = if own.is_some() { path.clone().and("tax") } else { path.clone() };
        if contradicts_regime(rate, regime) {
            let finding = at_key(book, &code::TAX_REGIME, record, path).variant(regime.name());
            findings.push(finding.arg("value", &rate.id).arg("date", date));
            continue;
        }
        let (Some((found, buyer)), Some(seller)) = (&customer, book.firm.country()) else { continue };
        let sale = Sale { seller, buyer, destination: there, nature: *nature, date };
        if let Some(misfit) = misfit(rate, &sale) {
            let finding = at_key(book, &code::TAX_BUYER, record, path).variant(misfit.name());
            let finding = finding.arg("value", &rate.id).arg("customer", book.title(*found));
            let about = if buyer.vat_id.is_some() { KeyPath::key("vat_id") } else { KeyPath::key("address") };
            findings.push(finding.label(book.place(*found, about), "tax-customer-here", Vec::new()));
        }
    }
}
