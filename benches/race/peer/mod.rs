//! The same facts in the form of each other program. Where a form has no place for a fact (deals and notes in a ledger,
//! the description of a line), it is left out, to that program's advantage.

pub mod beancount;
pub mod journal;
pub mod recutils;
pub mod sqlite;
