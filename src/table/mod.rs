//! The book as tables: for SQL at the command line, and for the engines of whoever outgrows one machine.
//!
//! [`Tables::of`] derives them from the Shapes of the kinds, so that a new kind or a firm's own field has its place by
//! itself: a table a kind with a row a record, a table a list below it (`invoice_line`) with the record's `id` and the
//! item's `position`, and the derived fields among the columns. [`figure`] adds what no file holds (open items, what was
//! sold, accounts, each computed by the figures and reports that carnet itself shows), and [`view`] the views over them.
//!
//! Numbers are exact everywhere, and never binary floats: see [`column`]. The engines are two files, each behind a
//! feature: `sqlite` with `query`, and `parquet`.

pub mod column;
pub mod describe;
pub mod figure;
#[cfg(feature = "parquet")]
pub mod parquet;
#[cfg(feature = "sql")]
pub mod query;
pub mod reference;
pub mod row;
#[cfg(feature = "sql")]
pub mod sqlite;
pub mod view;

pub use column::{Column, ColumnType, Value};
pub use describe::{Table, Tables};
pub use view::{Dialect, VIEWS, View};
