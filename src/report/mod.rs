//! See the table in `lib.rs`.

pub mod listing;
pub mod sheet;
pub mod total;
