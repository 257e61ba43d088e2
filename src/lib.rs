//! **carnet**: files become a `Book`; a `Book` yields findings and figures; figures become a sheet; a sheet becomes output.
//!
//! The layers, from the ground up. A layer imports only from layers above it in this table;
//! `tests/architecture.rs` reads the `use` lines and enforces it.
//!
//! | module | responsibility | never touches |
//! |---|---|---|
//! | [`threads`] | much of one kind done side by side | anything of ours |
//! | [`value`] | money, currency, quantity, date, period, terms, ids, identifiers | anything of ours |
//! | [`finding`] | finding, code, place, catalogues | all of ours but `value` |
//! | [`einvoice`] | EN 16931 terms; UBL and CII writers and readers; what receivers want | all of ours but `value`, `finding` |
//! | [`model`] | the kinds and their states; the table; `Shape` | I/O, clap |
//! | [`firm`] | `carnet.toml` as data: the firm, series, pipelines, tax rates, custom fields | I/O, clap |
//! | [`book`] | sources (path, kind, bytes) → Records → linked `Book` | fs, git, clap |
//! | [`figures`] | all that is derived, as of a date: document totals, balances, statuses, standing | rendering, I/O |
//! | [`query`] | the query language over records and derived fields; totals by group | rendering, I/O, clap |
//! | [`check`] | rules over a `Book` and its figures → findings | rendering, I/O |
//! | [`history`] | the past over a trait `Revisions` that it defines: commits, files, what changed | git, rendering, clap |
//! | [`report`] | `Book` + parameters → typed report → `Sheet` | rendering, clap |
//! | [`table`] | the book as tables: their description, their rows, SQLite, Parquet | git, clap, rendering |
//! | [`change`] | a wish (new, set, line, mv, rm, fmt) → changed texts | fs, git, clap |
//! | [`document`] | what a document shows: one view for PDF, HTML, text and XML | fs, git, clap, rendering |
//! | [`import`] | foreign tables → records to write | fs, git, clap |
//! | [`template`] | a new book, a demonstration firm, from `data-template/` | fs, git, clap |
//! | [`render`] | sheet, findings → table, CSV, JSON, Markdown… | loading, I/O, clap |
//! | [`store`] | disk walk, atomic write, git | reports, rendering, clap |
//! | [`config`] | the user's preferences, with origins | figures |
//! | [`cli`] | arguments, context, commands, exit codes | nothing imports it |
//!
//! # Where do I add…
//! - a **kind**: one file in `model/`, one row in `model/kind.rs`;
//! - a **report**: one file in `report/`, one row in `report/mod.rs`;
//! - a **view** or a table of figures: one row in `table/view.rs` or `table/figure.rs`;
//! - a **rule**: one function in `check/`, one row in `check/rule.rs`, one code in `finding/code.rs`, its words in `finding/text/`;
//! - a **command**: one file in `cli/commands/`, one variant in `cli/mod.rs`.

pub mod book;
pub mod change;
pub mod check;
pub mod cli;
pub mod config;
pub mod document;
pub mod einvoice;
pub mod figures;
pub mod finding;
pub mod firm;
pub mod history;
pub mod import;
pub mod model;
pub mod query;
pub mod render;
pub mod report;
pub mod store;
pub mod table;
pub mod template;
pub mod threads;
pub mod value;
