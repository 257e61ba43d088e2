//! A draft as it would be issued, without a number: what documents show before they are documents. Nothing is written.

use super::earlier;
use super::freeze;
use super::want::Draft;
use crate::book::reading::read_values;
use crate::book::typed::build;
use crate::book::{Book, RecordRef, Values};
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::table_spec;
use crate::change::record_text::RecordText;
use crate::figures::document::totals_of;
use crate::figures::totals::Totals;
use crate::finding::{KeyPath, Step};
use crate::firm::SeriesDocument;
use crate::model::field::LanguageTag;
use crate::model::frozen::{FrozenBuyer, FrozenSeller};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::kind::FileFormat;
use crate::value::Date;

/// A document with all that issuing writes into it, and its totals.
#[derive(Debug, Clone)]
pub struct Preview {
    pub invoice: Invoice,
    pub totals: Totals,
    /// It was read from what was frozen, and from nothing else.
    pub frozen: bool,
}

/// An invoice as it stands on paper. One that was issued is read from what was frozen in it. In a draft, and in one that was
/// numbered elsewhere and lacks such parts, what lacks is what issuing on its own date would write; `language` (two letters)
/// goes before what a draft would take.
///
/// # Errors
/// The file is not sound, or has no totals.
pub fn preview(book: &Book, record: RecordRef, language: Option<&str>) -> Result<Preview, ChangeError> {
    let (shape, found) = (book.shape(record.kind), book.get(record));
    let unsound = || ChangeError::new("render-unsound").arg("name", book.name(record)).hint("cli-run-check");
    let mut invoice = book.typed::<Invoice>(record).ok_or_else(unsound)?;
    let totals = |values: &Values| totals_of(book, shape, values).map_err(|_| unsound());
    let frozen = invoice.number.is_some() && invoice.seller.is_some() && invoice.totals.is_some();
    if frozen {
        return Ok(Preview { totals: totals(&found.values)?, invoice, frozen });
    }
    if let Some(language) = language {
        invoice.language = Some(LanguageTag(language.to_owned()));
    }
    let source = book.source(record);
    let text = source.text().ok_or_else(|| ChangeError::new("change-not-utf8").arg("path", &source.path))?;
    let (invoice, totals) = completed(book, record, text, invoice).map_err(|error| error.unwrap_or_else(unsound))?;
    Ok(Preview { invoice, totals, frozen })
}

/// Seller and buyer of a document of another kind (a quote, an order), as an invoice of that day would have them.
///
/// # Errors
/// The settings or the customer cannot be read.
pub fn parties(
    book: &Book,
    customer: &str,
    date: Date,
) -> Result<(Option<FrozenSeller>, Option<FrozenBuyer>), ChangeError> {
    let unsound = || ChangeError::new("render-unsound").arg("name", format!("customer/{customer}"));
    let kind = book.kinds.named("invoice").ok_or_else(unsound)?;
    // With a name of its own, since there is no file that one could be made of.
    let customer = Literal::Text(customer.to_owned()).toml();
    let text = format!("customer = {customer}\ndate = {date}\nuid = \"none\"\n");
    let shape = book.shape(kind);
    let (values, _) = read_values(shape, "", &text, &book.firm, &mut Vec::new());
    let invoice = build::<Invoice>(shape, &values).map_err(|_| unsound())?;
    // No record of the book is meant: an invoice has no file yet.
    let record = RecordRef { kind, index: 0 };
    let (invoice, _) = completed(book, record, &text, invoice).map_err(|error| error.unwrap_or_else(unsound))?;
    Ok((invoice.seller, invoice.buyer))
}

/// The invoice of a text after issuing has added what the text does not say, with its totals. `Err(None)`: it cannot be read.
fn completed(
    book: &Book,
    record: RecordRef,
    text: &str,
    invoice: Invoice,
) -> Result<(Invoice, Totals), Option<ChangeError>> {
    let shape = book.shape(record.kind);
    let sort = SeriesDocument::from(invoice.invoice_type.unwrap_or(InvoiceType::Invoice));
    let date = invoice.date;
    let draft = Draft::new(book, record, invoice, sort);
    let spec = table_spec(shape);
    let mut written = RecordText::parse(FileFormat::Toml, text, &spec).map_err(Some)?;
    let read = |written: &RecordText<'_>| {
        let (values, sound) = read_values(shape, "", &written.finish(), &book.firm, &mut Vec::new());
        let invoice = build::<Invoice>(shape, &values).ok().filter(|_| sound).ok_or(None)?;
        Ok::<_, Option<ChangeError>>((values, invoice))
    };
    let mut parts = freeze::parts(&draft, "", date);
    parts.extend(earlier::parts(book, &draft, date));
    for (path, value) in parts.iter().filter(|(path, _)| is_wanted(&draft.invoice, path)) {
        written.set(path, value).map_err(Some)?;
    }
    let (values, invoice) = read(&written)?;
    let totals = totals_of(book, shape, &values).map_err(|_| None)?;
    for (path, value) in freeze::totals(&draft, &totals, &invoice).iter().chain(&earlier::retained(&draft, &totals)) {
        written.set(path, value).map_err(Some)?;
    }
    let (_, invoice) = read(&written)?;
    Ok((invoice, totals))
}

/// Whether a document takes a part from today's records: what names it among documents it gets on issue only, what it says
/// itself stays, and one that was numbered elsewhere said what it had to say.
fn is_wanted(invoice: &Invoice, path: &KeyPath) -> bool {
    let (Some(Step::Key(top)), second) = (path.0.first(), path.0.get(1)) else { return false };
    match (&**top, second) {
        ("number" | "uid" | "date", _) => false,
        ("seller", _) => invoice.seller.is_none(),
        ("buyer", _) => invoice.buyer.is_none(),
        ("due", _) => invoice.due.is_none(),
        ("terms", _) => invoice.terms.is_none(),
        ("currency", _) => invoice.currency.is_none(),
        ("notes" | "tax_point", _) => invoice.number.is_none(),
        ("lines", Some(Step::Index(i))) => {
            let frozen = invoice.lines.get(*i).is_some_and(|line| line.tax_category.is_some());
            let of_rate = |key: &str| key.starts_with("tax_") || key.starts_with("exemption");
            !(frozen && matches!(path.0.last(), Some(Step::Key(key)) if of_rate(key)))
        }
        _ => true,
    }
}
