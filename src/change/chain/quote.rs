//! A quote is written for a deal, sent, and replaced by a revision.

use super::{bare, kind, name, one, typed, written};
use crate::book::RecordRef;
use crate::change::assign::Assignment;
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::line::LineSpec;
use crate::change::literal::Literal;
use crate::change::new::{New, new};
use crate::change::number;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::change::set::edit;
use crate::figures::offer;
use crate::finding::KeyPath;
use crate::firm::SeriesDocument;
use crate::model::kind::FileFormat;
use crate::model::quote::Quote;
use crate::value::Date;
use crate::value::period::parse_date;

/// How long a quote may be accepted where nobody says, in days.
pub const VALID_DAYS: i64 = 30;

/// A draft quote for a deal: its customer, contact, owner and job; the deal's product where no line is given.
///
/// # Errors
/// The deal has no customer, or a value does not fit.
pub fn quote(
    scope: &Scope<'_>,
    deal: RecordRef,
    assignments: &[Assignment],
    lines: &[LineSpec],
) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let (kind, found, shape) = (kind(book, "quote")?, book.get(deal), book.shape(deal.kind));
    let given = |name: &str| assignments.iter().any(|a| a.path == name);
    if found.text(shape, "customer").is_none() && !given("customer") {
        return Err(ChangeError::new("chain-no-customer").arg("deal", &found.id).hint("chain-no-customer-help"));
    }
    let mut wishes: Vec<Assignment> = Vec::new();
    let mut wish = |name: &str, text: &str| {
        if !given(name) && !text.trim().is_empty() {
            wishes.push(Assignment::set(name, text));
        }
    };
    for name in ["customer", "contact", "currency", "owner", "job"] {
        wish(name, found.text(shape, name).unwrap_or_default());
    }
    wish("deal", &found.id);
    wish("subject", found.text(shape, "name").unwrap_or_default());
    let date = date_of(scope, assignments)?;
    wish("date", &date.to_string());
    wish("valid_until", &date.plus_days(VALID_DAYS).to_string());
    let series = assignments.iter().find(|a| a.path == "series").map(|a| a.text.as_str());
    if let Some(number) = number::next(book, kind, SeriesDocument::Quote, series, date) {
        wish("number", &number);
    }
    wishes.extend(assignments.iter().cloned());
    let product =
        found.text(shape, "product").map(|product| LineSpec { subject: product.to_owned(), ..LineSpec::default() });
    let own: Vec<LineSpec> = if lines.is_empty() { product.into_iter().collect() } else { lines.to_vec() };
    new(scope, &New { kind, id: None, assignments: &wishes, lines: &own })
}

/// The date that a wish names, else today.
fn date_of(scope: &Scope<'_>, assignments: &[Assignment]) -> Result<Date, ChangeError> {
    let Some(wish) = assignments.iter().find(|a| a.path == "date") else { return Ok(scope.periods.today) };
    let bad = |_| ChangeError::new("change-no-date").arg("key", "date").arg("value", &wish.text);
    parse_date(&wish.text, scope.periods).map_err(bad)
}

/// Marks a quote as sent: from then on its lines are what the customer has, and its totals are written down beside them.
///
/// # Errors
/// It was sent before, or has no totals.
pub fn send(scope: &Scope<'_>, record: RecordRef, day: Date) -> Result<Plan, ChangeError> {
    let quote = typed(scope, record)?;
    if let Some(sent) = quote.sent {
        let error = ChangeError::new("chain-sent-before").arg("quote", name(scope, record)).arg("date", sent);
        return Err(error.hint("chain-revise-help"));
    }
    let book = scope.book;
    let number = match &quote.number {
        Some(_) => None,
        None => {
            let series = quote.series.as_ref().map(|series| series.0.as_str());
            number::next(book, record.kind, SeriesDocument::Quote, series, quote.date)
        }
    };
    let spec = table_spec(book.shape(record.kind));
    let change = edit(scope, record, &spec, |text| {
        if let Some(number) = &number {
            text.set(&KeyPath::key("number"), &Literal::Text(number.clone()))?;
        }
        text.set(&KeyPath::key("sent"), &bare(day))?;
        state_totals(scope, record, &quote, text)
    })?;
    Ok(one(scope, record, change, &format!("sent={day}")))
}

/// Writes the totals of a quote as it stands into `[stated]`.
pub(super) fn state_totals(
    scope: &Scope<'_>,
    record: RecordRef,
    quote: &Quote,
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let offer = offer::quote(scope.book, quote)
        .map_err(|_| ChangeError::new("chain-no-totals").arg("quote", name(scope, record)))?;
    let key = |name: &str| KeyPath::key("stated").and(name);
    text.set(&key("net"), &bare(offer.totals.tax_exclusive))?;
    text.set(&key("tax"), &bare(offer.totals.tax))?;
    text.set(&key("gross"), &bare(offer.totals.tax_inclusive))
}

/// A draft that replaces a quote which was sent: the same lines, a new number, dated `day`.
///
/// # Errors
/// The quote was never sent (then it is simply changed), or was accepted.
pub fn revise(scope: &Scope<'_>, record: RecordRef, day: Date) -> Result<Plan, ChangeError> {
    let quote = typed(scope, record)?;
    let book = scope.book;
    let error = |key: &'static str| Err(ChangeError::new(key).arg("quote", name(scope, record)));
    if quote.acceptance.is_some() {
        return error("chain-accepted-before");
    }
    if quote.sent.is_none() {
        return error("chain-draft").map_err(|error: ChangeError| error.hint("chain-draft-help"));
    }
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let spec = table_spec(shape);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let except = ["number", "date", "valid_until", "revision_of", "sent", "declined", "declined_reason", "stated"];
    copy::table(&mut text, &KeyPath::default(), (shape, shape), &found.values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("date", bare(day))?;
    // As many days as the first one gave.
    if let Some(until) = quote.valid_until {
        set("valid_until", bare(day.plus_days(until.days_since(quote.date).clamp(0, 10_000))))?;
    }
    set("revision_of", Literal::Text(found.id.to_string()))?;
    let series = quote.series.as_ref().map(|series| series.0.as_str());
    if let Some(number) = number::next(book, record.kind, SeriesDocument::Quote, series, day) {
        set("number", Literal::Text(number))?;
    }
    let (change, name) = written(scope, record.kind, &text, &spec, day)?;
    let subject = format!("{name}: revises {}", book.name(record));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}
