//! Asking: the query language, comparisons and totals by group. See the table in `lib.rs`.
//!
//! [`parse`] turns shell words or a saved text into a [`term::Query`], without knowing any field; [`compare`] holds the
//! comparisons that a resolved query makes, and [`aggregate`] adds up what it found.

pub mod aggregate;
pub mod compare;
pub mod eval;
pub mod fault;
pub mod field;
mod lex;
pub mod parse;
pub mod search;
pub mod term;

pub use crate::value::fold;
pub use eval::Filter;
pub use fault::{FaultKind, QueryFault};
pub use field::{Datum, FieldPath, FieldType};
pub use parse::{join, parse_text, parse_words};
pub use search::Search;
pub use term::{Comparison, Expr, Leaf, Path, Query, Term, Test, Text, Value};
