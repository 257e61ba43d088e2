//! A wish (new, set, line, mv, rm, fmt) → changed texts. Pure: a [`Book`](crate::book::Book) goes in, a [`Plan`] comes
//! out; nobody here knows a disk, git or a terminal.

pub mod assign;
pub mod chain;
pub mod copy;
pub mod error;
pub mod format;
pub mod identify;
pub mod issue;
pub mod layout;
pub mod line;
pub mod literal;
pub mod mention;
pub mod merge;
pub mod migrate;
pub mod new;
pub mod note;
pub mod number;
pub mod original;
pub mod plan;
pub mod record_text;
pub mod remove;
pub mod rename;
pub mod scope;
pub mod set;
pub mod settle;
pub mod text;
pub mod transmit;

pub use assign::{Assignment, Op};
pub use error::ChangeError;
pub use issue::{IssueFault, Issued, Issuing, belong_to, dated, issue, issued_before};
pub use line::{LineSpec, line_add, line_remove, line_set};
pub use merge::{Conflict, ConflictKind, FieldConflict, Merged, Side, merge};
pub use new::{Gap, New, missing, new};
pub use plan::{FileChange, Plan, table_spec};
pub use scope::Scope;
pub use set::{set, set_settings};
pub use settle::{Whose, settle};

#[cfg(test)]
mod tests;
