//! A corrected invoice: a draft of the same document, which takes the place of the one that was wrong when it is issued.

use super::credit::{NOT_COPIED, issued};
use super::{bare, written};
use crate::book::RecordRef;
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::finding::KeyPath;
use crate::model::kind::FileFormat;

/// A draft that replaces an issued invoice: its lines as they are, to be changed before it is issued.
///
/// # Errors
/// It was not issued, is a credit note, or was replaced before.
pub fn correct(scope: &Scope<'_>, record: RecordRef, cause: &str) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    issued(scope, &figures, record)?;
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let spec = table_spec(shape);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let mut except = NOT_COPIED.to_vec();
    except.retain(|name| !["lines", "allowances", "charges", "rounding", "terms", "retention"].contains(name));
    copy::table(&mut text, &KeyPath::default(), (shape, shape), &found.values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("type", Literal::Text("corrected".into()))?;
    set("date", bare(scope.periods.today))?;
    set("replaces", Literal::Text(found.id.to_string()))?;
    set("cause", Literal::Text(cause.to_owned()))?;
    let lines = text.len(&KeyPath::key("lines"));
    for line in 0..lines {
        for name in ["tax_category", "tax_percent", "exemption", "source"] {
            let path = KeyPath::key("lines").at(line).and(name);
            match text.unset(&path) {
                Err(error) if error.key != "change-nothing-there" => return Err(error),
                _ => {}
            }
        }
    }
    let (change, name) = written(scope, record.kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: corrects {}", book.name(record));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}
