//! See the table in `lib.rs`.

pub mod text;
