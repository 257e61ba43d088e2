//! The acts of the chain: a quote for a deal, sent, revised, accepted; an order from it; invoices of every sort from the
//! order; credit notes and corrections of invoices.

mod accept;
mod convert;
mod correct;
mod credit;
mod deposit;
mod draft;
mod gather;
#[cfg(test)]
mod gather_tests;
mod progress;
mod quote;
#[cfg(test)]
mod sort_tests;
#[cfg(test)]
mod tests;

use super::error::ChangeError;
use super::identify;
use super::literal::{self, Literal};
use super::plan::{FileChange, Plan};
use super::record_text::RecordText;
use super::scope::Scope;
use super::text::{TableSpec, format};
use crate::book::reading::read_values;
use crate::book::record::Values;
use crate::book::source::path_for;
use crate::book::{Book, RecordRef, Value};
use crate::model::quote::Quote;
use crate::model::{KindId, Shape, Type};
use crate::value::{Date, Decimal, decimal};

pub use accept::{Yes, accept};
pub use convert::{Invoicing, convert};
pub use correct::correct;
pub use credit::{Credit, Part, allocate, credit, rebate};
pub use gather::{Gathered, delivered, gather};
pub use quote::{VALID_DAYS, quote, revise, send};

/// The values of each line of a record.
fn line_values(book: &Book, record: RecordRef) -> Vec<&Values> {
    let lines = book.get(record).get(book.shape(record.kind), "lines");
    lines.map_or(&[][..], Value::as_list).iter().filter_map(Value::as_table).collect()
}

fn lines_of(shape: &Shape) -> Option<&Shape> {
    super::set::lines_shape(shape)
}

/// The file of a new record with an id proposed from what it holds, and its name.
fn written(
    scope: &Scope<'_>,
    kind: KindId,
    text: &RecordText<'_>,
    spec: &TableSpec,
    day: Date,
) -> Result<(FileChange, String), ChangeError> {
    written_besides(scope, kind, text, spec, day, &[])
}

/// The same beside other new records, whose ids are taken.
fn written_besides(
    scope: &Scope<'_>,
    kind: KindId,
    text: &RecordText<'_>,
    spec: &TableSpec,
    day: Date,
    taken: &[String],
) -> Result<(FileChange, String), ChangeError> {
    let book = scope.book;
    let text = text.finish();
    let values = read_values(book.shape(kind), "new.toml", &text, &book.firm, &mut Vec::new()).0;
    let id = identify::propose_besides(scope, kind, &values, taken)?;
    let path = path_for(&book.kinds, kind, id.as_str(), Some(day));
    let name = format!("{}/{}", book.kind(kind).name, id.as_str());
    Ok((FileChange { path, before: None, after: Some(format(&text, spec)?) }, name))
}

fn typed(scope: &Scope<'_>, record: RecordRef) -> Result<Quote, ChangeError> {
    let book = scope.book;
    let kind = book.kind(record.kind).name;
    if kind != "quote" {
        let error = ChangeError::new("change-wrong-kind").arg("name", book.name(record));
        return Err(error.arg("expected", "@kind-quote"));
    }
    let broken = || ChangeError::new("change-broken-file").hint("change-run-check");
    book.typed(record).ok_or_else(broken)
}

fn kind(book: &Book, name: &str) -> Result<KindId, ChangeError> {
    let none = || ChangeError::new("change-no-kind").arg("word", name).arg("kinds", "-");
    book.kinds.named(name).ok_or_else(none)
}

/// What people call a document: its number, else its id.
fn name(scope: &Scope<'_>, record: RecordRef) -> String {
    scope.book.title(record).to_owned()
}

fn one(scope: &Scope<'_>, record: RecordRef, change: FileChange, what: &str) -> Plan {
    let name = scope.book.name(record);
    Plan { changes: vec![change], subject: format!("{name}: {what}"), touched: vec![name] }
}

fn bare(value: impl ToString) -> Literal {
    Literal::Bare(value.to_string())
}

/// A percentage or an amount as it was typed: `30%`, `1250.00`.
///
/// # Errors
/// It is no number.
pub fn number(scope: &Scope<'_>, key: &str, text: &str) -> Result<Decimal, ChangeError> {
    let ty = if text.trim_end().ends_with('%') { Type::Percent } else { Type::Amount };
    let fault = || ChangeError::new("change-no-number").arg("key", key).arg("value", text).hint("change-number-forms");
    match literal::read(scope, &ty, key, text)? {
        Literal::Bare(text) => decimal::parse(&text).map_err(|_| fault()),
        _ => Err(fault()),
    }
}
