//! See the table in `lib.rs`.

pub mod document;
pub mod sheet;
