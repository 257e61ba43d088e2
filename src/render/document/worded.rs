//! A document in words: what a template reads as `document.json`. All figures, days and labels are texts already, written as
//! the document's language writes them, so that templates compute nothing. docs/templates.md lists the fields.

mod party;
mod payment;
mod sums;
mod table;

use serde_json::{Value, json};

use crate::document::label::Labels;
use crate::document::tongue::Tongue;
use crate::document::view::Paper;
use crate::document::{DocumentView, Sort};
use crate::value::{Currency, Date, Decimal};

/// Writes one document in its language.
struct Writer<'a> {
    view: &'a DocumentView,
    labels: Labels,
    tongue: Tongue,
    currency: Currency,
}

impl Writer<'_> {
    fn label(&self, key: &str) -> String {
        self.labels.text(key)
    }

    /// For columns that name their currency.
    fn amount(&self, amount: Decimal) -> String {
        minus(self.tongue.amount(amount, self.currency))
    }

    fn money(&self, amount: Decimal) -> String {
        minus(self.tongue.money(amount, self.currency))
    }

    fn percent(&self, percent: Decimal) -> String {
        minus(self.tongue.percent(percent))
    }

    fn date(&self, date: Date) -> String {
        self.tongue.date(date)
    }

    /// What amounts of lines are: with tax or without.
    fn sort(&self) -> Sort {
        self.view.sort
    }
}

/// A hyphen is too short for a figure's sign.
fn minus(figure: String) -> String {
    figure.replace('-', "\u{2212}")
}

/// A label and its value.
fn pair(label: impl Into<String>, value: impl Into<String>) -> Value {
    json!({ "label": label.into(), "value": value.into() })
}

/// The document, as its template reads it.
pub fn worded(view: &DocumentView) -> Value {
    let tongue = Tongue::parse(&view.language).unwrap_or_default();
    let writer = Writer { view, labels: Labels::of(tongue), tongue, currency: view.invoice.currency };
    let w = &writer;
    let style = &view.style;
    let mut document = json!({
        "sort": view.sort.name(),
        "language": tongue.code(),
        "mark": tongue.mark().to_string(),
        "title": title(w),
        "number": some(&view.invoice.number),
        "subject": view.subject,
        "watermark": watermark(w),
        "seller": party::seller(w),
        "buyer": party::buyer(w),
        "parties": party::others(w),
        "facts": facts(w),
        "introduction": style.introduction,
        "heads": table::heads(w),
        "rows": table::rows(w),
        "remarks": table::remarks(w),
        "totals": sums::totals(w),
        "taxes": sums::taxes(w),
        "progress": sums::progress(w),
        "instalments": payment::instalments(w),
        "payment": payment::payment(w),
        "closing": style.closing,
        "signature": signature(w),
        "mentions": mentions(w),
        "foot": party::foot(w),
        "seal": view.seal.as_ref().map(|seal| w.labels.with("seal", &[("seal", &in_fours(seal, 12))])),
        "labels": w.labels.all(),
        "pages": w.labels.with("page", &[("page", "\u{1}"), ("pages", "\u{2}")]),
        "style": {
            "colour": style.colour,
            "logo": style.logo.as_ref().map(|(_, ending)| format!("/logo.{ending}")),
            "paper": match style.paper { Paper::A4 => "a4", Paper::Letter => "us-letter" },
            "address": if french_window(w) { "right" } else { "left" },
        },
    });
    document["statement"] = statement(w);
    // The marks that stand for the page's number and the number of pages.
    let pages = document["pages"].as_str().unwrap_or_default().to_owned();
    let mut parts = pages.split(['\u{1}', '\u{2}']).map(str::to_owned);
    let part = |parts: &mut dyn Iterator<Item = String>| parts.next().unwrap_or_default();
    document["pages"] = json!([part(&mut parts), part(&mut parts), part(&mut parts)]);
    document
}

/// France, Belgium, Spain and Italy have the envelope's window on the right; a letter sheet has it on the left.
fn french_window(w: &Writer) -> bool {
    let country = w.view.invoice.seller.address.country.as_deref();
    let right = match country {
        Some(country) => matches!(country, "FR" | "BE" | "LU" | "ES" | "IT" | "PT" | "MC"),
        None => matches!(w.tongue, Tongue::French | Tongue::Spanish | Tongue::Italian),
    };
    right && w.view.style.paper == Paper::A4
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn title(w: &Writer) -> String {
    match &w.view.progress {
        Some(progress) => w.labels.with("progress-number", &[("number", &progress.number.to_string())]),
        None => w.label(&format!("title-{}", w.sort().name())),
    }
}

fn watermark(w: &Writer) -> Option<String> {
    match (w.view.draft, w.view.duplicate) {
        (true, _) => Some(w.label("draft")),
        (false, true) => Some(w.label("duplicate")),
        (false, false) => None,
    }
}

/// What is said about the document above its table.
fn facts(w: &Writer) -> Vec<Value> {
    let (view, invoice) = (w.view, &w.view.invoice);
    let mut facts = vec![pair(w.label("date"), w.date(invoice.issue_date))];
    let mut add = |key: &str, value: Option<String>| facts.extend(value.map(|value| pair(w.label(key), value)));
    let day = |date: Option<Date>| date.map(|date| w.date(date));
    if let Some(statement) = &view.statement {
        add("period", Some(period(w, statement.from, Some(statement.until))));
    }
    if view.sort.is_fiscal() && view.sort != Sort::CreditNote && view.instalments.is_empty() {
        add("due", day(invoice.due_date));
    }
    add("valid-until", day(view.valid_until));
    add("promised", day(view.promised));
    add("delivery-date", day(invoice.delivery.as_ref().and_then(|delivery| delivery.date)));
    add("period", invoice.period.map(|covered| period(w, covered.start, covered.end)));
    add("tax-point", day(invoice.tax_point_date.filter(|date| *date != invoice.issue_date)));
    let preceding = invoice.preceding.iter().map(|other| match other.date {
        Some(date) => w.labels.with("document-of-day", &[("number", &other.number), ("date", &w.date(date))]),
        None => other.number.clone(),
    });
    add("preceding", Some(preceding.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty()));
    add("purchase-order", invoice.purchase_order.clone());
    let of_day = |number: &Option<String>, date: Option<Date>| {
        let number = number.as_ref()?;
        let Some(date) = date else { return Some(number.clone()) };
        Some(w.labels.with("document-of-day", &[("number", number), ("date", &w.date(date))]))
    };
    add("sales-order", of_day(&invoice.sales_order, view.order_date));
    add("despatch-advice", of_day(&invoice.despatch_advice, view.despatch_date));
    add("buyer-reference", invoice.buyer_reference.clone());
    add("contract", invoice.contract_reference.clone());
    add("job", view.job.clone().or_else(|| invoice.project_reference.clone()));
    if !view.sort.is_fiscal() && view.sort.has_prices() {
        add("payment-terms", invoice.payment_terms.clone());
    }
    facts
}

fn period(w: &Writer, start: Option<Date>, end: Option<Date>) -> String {
    match (start, end) {
        (Some(start), Some(end)) => w.labels.with("from-until", &[("from", &w.date(start)), ("until", &w.date(end))]),
        (Some(one), None) => w.date(one),
        (None, Some(end)) => w.labels.with("until", &[("until", &w.date(end))]),
        (None, None) => String::new(),
    }
}

fn signature(w: &Writer) -> Value {
    let fields: Vec<String> =
        ["signature-date", "signature-name", "signature-sign"].iter().map(|key| w.label(key)).collect();
    match (w.view.signature, w.sort()) {
        (false, _) => Value::Null,
        (true, Sort::DeliveryNote) => json!({ "title": w.label("received-by"), "words": null, "fields": fields }),
        (true, _) => json!({ "title": w.label("signature"), "words": w.label("signature-words"), "fields": fields }),
    }
}

fn mentions(w: &Writer) -> Vec<String> {
    let mut mentions = Vec::new();
    if w.sort() == Sort::ProForma {
        mentions.push(w.label("pro-forma-note"));
    }
    mentions.extend(w.view.mentions.iter().cloned());
    mentions
}

fn statement(w: &Writer) -> Value {
    let Some(statement) = &w.view.statement else { return Value::Null };
    let rows = statement.entries.iter().map(|entry| {
        let (charge, credit) =
            if entry.amount.is_sign_negative() { (None, Some(-entry.amount)) } else { (Some(entry.amount), None) };
        json!({
            "date": w.tongue.short_date(entry.date),
            "label": entry.label,
            "due": entry.due.map(|due| w.tongue.short_date(due)),
            "charge": charge.map(|amount| w.amount(amount)),
            "credit": credit.map(|amount| w.amount(amount)),
            "balance": w.amount(entry.balance),
        })
    });
    let owed = !statement.closing.is_sign_negative();
    json!({
        "opening": pair(w.label("opening"), w.amount(statement.opening)),
        "rows": rows.collect::<Vec<_>>(),
        "closing": pair(w.label("closing"), w.amount(statement.closing)),
        "balance": pair(w.label(if owed { "balance-owed" } else { "balance-yours" }), w.money(statement.closing.abs())),
        "amounts": w.labels.with("in-currency", &[("currency", w.currency.code())]),
    })
}

/// In groups of four, as IBANs are written and seals are compared.
fn in_fours(text: &str, most: usize) -> String {
    let plain: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).take(most).collect();
    plain.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}
