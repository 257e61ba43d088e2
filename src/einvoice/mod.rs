//! Electronic invoices after EN 16931-1: the terms of the standard ([`term`]), which the writers and readers of UBL and CII
//! share, and what a receiver wants beyond them.
//!
//! Nothing here knows a book: an [`Invoice`] of business terms goes in or comes out. [`Target::prepare`] makes it what a
//! receiver wants, [`rule::check`] says what is wrong with it, [`Target::write`] writes it.

pub mod cii;
pub mod profile;
pub mod read;
pub mod rule;
pub mod target;
pub mod term;
pub mod ubl;
pub mod xml;

pub use profile::Profile;
pub use target::Target;
pub use term::Invoice;
