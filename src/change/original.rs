//! The original of an issued document: the very file that was sent, kept beside the record with its hash.

use super::error::ChangeError;
use super::literal::Literal;
use super::plan::{Plan, table_spec};
use super::scope::Scope;
use super::set::edit;
use crate::book::typed::build;
use crate::book::{Book, RecordRef};
use crate::figures::seal::digest_of;
use crate::finding::KeyPath;
use crate::model::frozen::Original;

/// Writes into a document that this file is its original. The file itself, `path` below the book's root, is written beside.
///
/// # Errors
/// The document has no number yet, or has an original already: a document is sent once.
pub fn keep(scope: &Scope<'_>, record: RecordRef, path: &str, bytes: &[u8]) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let (found, shape, name) = (book.get(record), book.shape(record.kind), book.name(record));
    if shape.field("original").is_none() || found.text(shape, "number").is_none() {
        return Err(ChangeError::new("render-keep-draft").arg("name", name));
    }
    if found.get(shape, "original").is_some() {
        return Err(ChangeError::new("render-kept-already").arg("name", name).hint("render-kept-already-help"));
    }
    let spec = table_spec(shape);
    let at = |key: &str| KeyPath::key("original").and(key);
    let change = edit(scope, record, &spec, |text| {
        text.set(&at("file"), &Literal::Text(path.to_owned()))?;
        text.set(&at("hash"), &Literal::Text(digest_of(bytes)))
    })?;
    let subject = format!("{name}: original kept");
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// The original of a record, where it has one.
pub fn of(book: &Book, record: RecordRef) -> Option<Original> {
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let field = shape.field("original")?;
    let inner = field.ty.shape()?;
    let table = found.get(shape, "original")?.as_table()?;
    build(inner, table).ok()
}
