//! The reference of tables and views, in Markdown: the text of `docs/tables.md`.

use std::fmt::Write as _;

use super::column::{Column, ColumnType};
use super::describe::Tables;
use super::view::{Dialect, VIEWS};
use crate::finding::{Catalogue, Language};
use crate::model::Kinds;

const INTRODUCTION: &str = "\
# Tables

*Generated from the kinds in `src/model/` and the figures and views in `src/table/`; `CARNET_UPDATE=1 cargo test --test
generated` writes it anew.*

These are the tables and views of `carnet sql`, `carnet export sqlite` and `carnet export parquet`. Each kind is a table with
a row a record, and each list in it a table with a row an item: `id` is the record that it stands in, `position` its place,
and both together join (`invoice JOIN invoice_line USING (id)`; where tables hold several books, `USING (book, id)`). A table
inside a record is columns (`address_city`); derived fields are columns like the others. The firm's own fields and their
lists are there by themselves. `carnet sql --tables` and `carnet sql --schema TABLE` show them with those.

**Amounts and numbers are exact.** SQLite has no decimals, so its columns are whole numbers, and their names say of what:
`balance_cents` counts the minor units of the row's `currency` (cents of a euro; yen have none), `quantity_e8`
hundred-millionths, so that `quantity_e8 >= 2.5e8` means 2.5 and more. Parquet has decimals: there the same columns are
`balance`, DECIMAL(18, 4), and `quantity`, DECIMAL(18, 8). A row with a number of more digits is left out, and that is said.
Dates are texts such as `2026-10-03` in SQLite, which sort and compare as days, and DATE in Parquet. Credit notes count negative.
Amounts of two currencies are not to be added: group by `currency`. What is in another currency than its row (`exchange_tax`)
is a plain number.

References hold ids, also where a file names a document by its number; a reference to any kind is `kind/id`. `order` is a word
of SQL: write it `\"order\"`.
";

/// Every table of any book, and every view.
pub fn reference(kinds: &Kinds) -> String {
    let tables = Tables::standard(kinds);
    let words = Catalogue::new(Language::English);
    let mut out = String::from(INTRODUCTION);
    out.push_str("\n## Views\n\n| view | what it is |\n|---|---|\n");
    for view in VIEWS {
        let _ = writeln!(out, "| [{0}](#{0}) | {1} |", view.name, cell(&words.text(&view.doc_key(), &[])));
    }
    out.push_str("\n## The tables\n\n| table | a row is |\n|---|---|\n");
    for table in tables.iter() {
        let _ = writeln!(out, "| [{0}](#{0}) | {1} |", table.name, cell(&table.doc));
    }
    for view in VIEWS {
        let _ = write!(out, "\n### {}\n\n{}.\n\n", view.name, words.text(&view.doc_key(), &[]));
        columns(&mut out, &view.columns());
        let _ = write!(out, "\n```sql\n{}\n```\n", view.query(Dialect::Sqlite));
    }
    for table in tables.iter() {
        let _ = write!(out, "\n### {}\n\n{}.\n\n", table.name, table.doc);
        columns(&mut out, &table.columns);
    }
    out
}

fn columns(out: &mut String, columns: &[Column]) {
    out.push_str("| column | | what it is |\n|---|---|---|\n");
    for column in columns {
        let _ = writeln!(out, "| `{}` | {} | {} |", column.name, type_words(column.ty), cell(&column.doc));
    }
}

/// The type, with what SQLite adds to the name.
pub fn type_words(ty: ColumnType) -> &'static str {
    match ty {
        ColumnType::Text => "text",
        ColumnType::Bool => "true or false",
        ColumnType::Integer => "whole number",
        ColumnType::Date => "date",
        ColumnType::Money => "amount, `_cents`",
        ColumnType::Number => "number, `_e8`",
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
