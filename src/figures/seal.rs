//! The fiscal content of a document as bytes, and its seal.
//!
//! **The fiscal content** is what the law calls the document: the fields marked `x-fiscal` in the kind's schema. A marked
//! table or list counts with all that is in it; in one that is not marked, the marked fields inside count (so of a line its
//! description, quantity, unit, price, tax and adjustments, and not the product that it was copied from). Byte by byte:
//!
//! ```text
//! carnet fiscal content 1
//! currency=EUR
//! date=2026-10-03
//! lines.1.description=Security audit, on site
//! lines.1.quantity=4
//! number=F-2026-0042
//! ```
//! - UTF-8; every line, the last one too, ends with one LF; the first line is the version of this form;
//! - a line a value: its path, `=`, the value. In a path, keys and positions (from 1) are joined by dots; lines are sorted by
//!   path, keys by their bytes, positions as numbers. List items stand in the order of the document;
//! - a decimal has no trailing zeros, no `+`, no exponent, and nil is `0`; a date is `YYYY-MM-DD`; `true` or `false`;
//! - in a text, CR LF becomes LF; then `\` becomes `\\`, LF `\n`, CR `\r`. Nothing else is touched;
//! - a reference to a document is that document's number (its id, where it has none): `mv` changes ids, never numbers;
//! - what is absent or empty has no line, so fields that a later version of carnet adds change no old content.
//!
//! **The seal** is SHA-256 over the seal of the number before it in the series (64 lower-case hexadecimal digits; nothing
//! where that document bears none), one LF, and the content; written in 64 lower-case hexadecimal digits.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef, Value, Values};
use crate::finding::{KeyPath, Step};
use crate::model::{Shape, Type};
use crate::value::Decimal;

/// The first line of a content.
const VERSION: &str = "carnet fiscal content 1";

/// The number of a document that a reference (its kind, its text) means; `None` where it has none.
pub type Numbers<'n> = dyn Fn(&str, &str) -> Option<String> + 'n;

/// The fiscal values of a document, worded as in its content, in the content's order.
pub fn entries(shape: &Shape, values: &Values, numbers: &Numbers<'_>) -> Vec<(KeyPath, String)> {
    let mut found = Vec::new();
    table(shape, values, false, &KeyPath::default(), numbers, &mut found);
    found.sort();
    found
}

/// The fiscal content of a document: see the head of this file.
pub fn content(shape: &Shape, values: &Values, numbers: &Numbers<'_>) -> String {
    let mut content = format!("{VERSION}\n");
    for (path, value) in entries(shape, values, numbers) {
        // Writing to a text never fails.
        let _ = writeln!(content, "{path}={value}");
    }
    content
}

/// The fiscal content of a record of a book.
pub fn content_of(book: &Book, record: RecordRef) -> String {
    content(book.shape(record.kind), &book.get(record).values, &|kind, text| number_in(book, kind, text))
}

/// The number that a reference of a book's record leads to.
pub fn number_in(book: &Book, kind: &str, text: &str) -> Option<String> {
    match resolve(book, &Type::Ref(kind.into()), text) {
        Target::Record(found) => book.get(found).text(book.shape(found.kind), "number").map(str::to_owned),
        _ => None,
    }
}

/// The seal of a content behind the seal of its predecessor.
pub fn seal(content: &str, previous: Option<&str>) -> String {
    digest(&format!("{}\n{content}", previous.unwrap_or_default()))
}

/// What is wrong with a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealFault {
    /// It is not what the document and the seal before it make.
    Wrong,
    /// There is none, though the document before bears one.
    Missing,
}

/// The faults of a series' seals, which stand in the order of the numbers; `content` gives a document's content, and nothing of
/// one that is known to be right.
pub fn broken_seals(
    seals: &[Option<&str>],
    content: &mut dyn FnMut(usize) -> Option<String>,
) -> Vec<(usize, SealFault)> {
    let mut faults = Vec::new();
    let mut previous: Option<&str> = None;
    // Behind a seal that is missing, nobody can say what the next one hangs on.
    let mut unknown = false;
    for (at, own) in seals.iter().enumerate() {
        match (own, previous) {
            (Some(own), _) => {
                if !unknown && content(at).is_some_and(|content| *own != seal(&content, previous)) {
                    faults.push((at, SealFault::Wrong));
                }
                (previous, unknown) = (Some(*own), false);
            }
            (None, Some(_)) => {
                faults.push((at, SealFault::Missing));
                (previous, unknown) = (None, true);
            }
            (None, None) => {}
        }
    }
    faults
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn digest(text: &str) -> String {
    digest_of(text.as_bytes())
}

/// The same of any bytes: a file that was signed.
pub fn digest_of(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Whether the value at a path is part of the fiscal content.
pub fn is_fiscal(shape: &Shape, path: &[Step]) -> bool {
    let Some((Step::Key(key), rest)) = path.split_first() else { return false };
    let Some(field) = shape.field(key) else { return false };
    if field.fiscal {
        return true;
    }
    let rest = match rest.first() {
        Some(Step::Index(_)) => &rest[1..],
        _ => rest,
    };
    match field.ty.shape() {
        // A whole line that came or went.
        Some(inner) if rest.is_empty() => inner.fields.iter().any(|field| field.fiscal),
        Some(inner) => is_fiscal(inner, rest),
        None => false,
    }
}

/// `whole`: the table belongs to a fiscal field, with all that is in it.
fn table(
    shape: &Shape,
    values: &Values,
    whole: bool,
    path: &KeyPath,
    numbers: &Numbers<'_>,
    found: &mut Vec<(KeyPath, String)>,
) {
    for (field, value) in shape.fields.iter().zip(values) {
        if let Some(value) = value {
            any(&field.ty, value, whole || field.fiscal, path.clone().and(&field.name), numbers, found);
        }
    }
}

fn any(
    ty: &Type,
    value: &Value,
    fiscal: bool,
    path: KeyPath,
    numbers: &Numbers<'_>,
    found: &mut Vec<(KeyPath, String)>,
) {
    let worded = match (ty, value) {
        (Type::Table(inner), Value::Table(values)) => return table(inner, values, fiscal, &path, numbers, found),
        (Type::List(item), Value::List(items)) => {
            for (i, value) in items.iter().enumerate() {
                any(item, value, fiscal, path.clone().at(i), numbers, found);
            }
            return;
        }
        _ if !fiscal => return,
        (Type::Ref(kind), Value::Text(text)) => escaped(&numbers(kind, text).unwrap_or_else(|| text.to_string())),
        _ => word(value),
    };
    found.push((path, worded));
}

/// A value as it stands in a content; a table or list, which no field of its own type holds, as nothing.
pub fn word(value: &Value) -> String {
    match value {
        Value::Text(text) => escaped(text),
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Decimal(value) => plain(*value),
        Value::Date(date) => date.to_string(),
        Value::List(_) | Value::Table(_) => String::new(),
    }
}

fn plain(value: Decimal) -> String {
    if value.is_zero() { "0".to_owned() } else { value.normalize().to_string() }
}

fn escaped(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn content_of_text(text: &str) -> String {
        let sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("invoices/x.toml", text.as_bytes()),
            Source::new("invoices/first.toml", "customer = \"a\"\nnumber = \"F-1\"\ndate = 2026-10-01\n".as_bytes()),
        ];
        let book = Book::read(Kinds::standard(), sources);
        let kind = book.kinds.named("invoice").unwrap();
        content_of(&book, book.find(kind, "x").unwrap())
    }

    const DOCUMENT: &str = "customer = \"acme\"\ntype = \"credit-note\"\nnumber = \"A-1\"\ndate = 2026-10-03\n\
        credits = \"first\"\nowner = \"claire\"\nsubject = \"About\"\n\n[delivery]\ncity = \"Lille\"\n\n\
        [[lines]]\nproduct = \"p\"\ndescription = \"Two\\nlines \\\\\"\nquantity = 4.00\nunit_price = 650\n\
        allowances = [{ amount = 10.50, reason = \"kind\" }]\n\n[[lines]]\nquantity = 1\nunit_price = 0.0\n";

    #[test]
    fn the_content_is_what_the_law_calls_the_document() {
        assert_eq!(
            content_of_text(DOCUMENT),
            "carnet fiscal content 1\n\
             credits=F-1\n\
             date=2026-10-03\n\
             delivery.city=Lille\n\
             lines.1.allowances.1.amount=10.5\n\
             lines.1.allowances.1.reason=kind\n\
             lines.1.description=Two\\nlines \\\\\n\
             lines.1.quantity=4\n\
             lines.1.unit_price=650\n\
             lines.2.quantity=1\n\
             lines.2.unit_price=0\n\
             number=A-1\n\
             type=credit-note\n"
        );
    }

    #[test]
    fn spelling_changes_no_content() {
        let other = "# a comment\r\nnumber = 'A-1'\r\ndate = 2026-10-03\r\ntype = \"credit-note\"\r\ncustomer = \"moved\"\r\n\
            credits = \"F-1\"\r\ntags = [\"x\"]\r\nlines = [\r\n{ quantity = 4, unit_price = 650.0, description = \"\"\"Two\r\n\
            lines \\\\\"\"\", allowances = [{ reason = \"kind\", amount = 10.5 }] },\r\n{ unit_price = 0, quantity = 1 }]\r\n\
            [delivery]\r\ncity = \"Lille\"\r\n";
        assert_eq!(content_of_text(other), content_of_text(DOCUMENT));
    }

    #[test]
    fn every_fiscal_value_changes_the_content() {
        for (from, to) in
            [("quantity = 4.00", "quantity = 4.01"), ("Lille", "Lyon"), ("first", "other"), ("10.50", "10.5001")]
        {
            assert_ne!(content_of_text(&DOCUMENT.replace(from, to)), content_of_text(DOCUMENT), "{to}");
        }
        for (from, to) in [("claire", "hugo"), ("About", "Else"), ("product = \"p\"", "product = \"q\"")] {
            assert_eq!(content_of_text(&DOCUMENT.replace(from, to)), content_of_text(DOCUMENT), "{to}");
        }
    }

    #[test]
    fn a_seal_hangs_on_the_one_before() {
        // As `printf '\nx' | sha256sum` says.
        assert_eq!(seal("x", None), "bbe56d7c2d0f1f7271eb6f829800598a0a1c5a54f09cb49c47607e0698af7d6f");
        let first = seal("a", None);
        assert_ne!(seal("b", Some(&first)), seal("b", None));
        assert_ne!(seal("b", Some(&first)), seal("b", Some(&seal("c", None))));
    }
}
