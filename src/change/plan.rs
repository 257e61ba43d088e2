//! What a write will do, before anybody does it.

use crate::book::{Book, Source};
use crate::change::text::{KeySpec, TableSpec};
use crate::model::{Shape, Type};

/// One file of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Below the book's root, with `/`.
    pub path: String,
    /// What stands there now; `None`: there is no such file.
    pub before: Option<String>,
    /// What shall stand there; `None`: the file goes.
    pub after: Option<String>,
}

/// The files that a wish changes, as one commit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Each path once; files that stay as they are may be among them.
    pub changes: Vec<FileChange>,
    /// First line of the commit message, English: `invoice/site-acme: new`, `deal/website: stage=won`.
    pub subject: String,
    /// The records that the wish was about, as `kind/id`, the most important one last: `@` means it afterwards.
    pub touched: Vec<String>,
}

impl Plan {
    /// Nothing would change.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.before == change.after)
    }

    /// The book as it would be: the changed files in place of the old ones, everything read again.
    pub fn applied(&self, book: &Book) -> Book {
        let touched = self.changes.iter().map(|change| &*change.path).collect();
        let after = |change: &FileChange| Some(Source::new(&change.path, change.after.clone()?.into_bytes()));
        book.with(self.changes.iter().filter_map(after).collect(), &touched)
    }
}

/// The canonical order of a kind's file, as its shape has it.
pub fn table_spec(shape: &Shape) -> TableSpec {
    let mut spec = TableSpec::default();
    for field in &shape.fields {
        match (&field.ty, field.ty.shape()) {
            (Type::Table(_) | Type::List(_), Some(inner)) => {
                spec.children.push((field.name.to_string(), table_spec(inner)));
            }
            _ => spec.keys.push(KeySpec { name: field.name.to_string(), starts_group: field.starts_group }),
        }
    }
    spec
}
