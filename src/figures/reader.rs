//! Who reads a document: its language.

use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::finding::tongue::Tongue;

/// The language of a document to a customer: its own, the language of whom the customer has invoiced, the customer's, the firm's;
/// the first of them in which documents can be written.
pub fn tongue(book: &Book, own: Option<&str>, customer: &str) -> Tongue {
    let of = |record: RecordRef, key: &str| book.get(record).text(book.shape(record.kind), key);
    let customer = target(book, "customer", customer);
    let payer = customer.and_then(|customer| target(book, "customer", of(customer, "bill_to")?));
    let spoken = |record: RecordRef| of(record, "language").and_then(Tongue::parse);
    let theirs = || payer.and_then(spoken).or_else(|| customer.and_then(spoken));
    let firm = || Tongue::parse(book.firm.document_language());
    own.and_then(Tongue::parse).or_else(theirs).or_else(firm).unwrap_or_default()
}
