//! The views that ship: questions that a firm asks, in SQL that SQLite, DuckDB and Spark read alike. What they add up was
//! computed by carnet; tests hold them to its reports, cent by cent.

use std::fmt::Write as _;

use super::column::{Column, ColumnType};
use super::describe::{Tables, book_column};

use ColumnType::{Date, Integer, Money, Number, Text};

/// An engine, as far as the words of SQL differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    Sqlite,
    /// Over Parquet.
    Duckdb,
    /// Over Parquet.
    Spark,
}

impl Dialect {
    /// Of the engines that read Parquet.
    pub fn parse(name: &str) -> Option<Dialect> {
        match name {
            "duckdb" => Some(Dialect::Duckdb),
            "spark" => Some(Dialect::Spark),
            _ => None,
        }
    }

    /// A name that may be a word of SQL, such as `order`.
    pub fn quoted(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }
}

/// A view.
pub struct View {
    pub name: &'static str,
    columns: &'static [(&'static str, ColumnType, &'static str)],
    /// `{net$}` is a column of amounts, `{quantity#}` one of numbers: each engine has its name for it.
    query: &'static str,
}

/// Every view.
pub static VIEWS: &[View] = &[
    View {
        name: "receivable",
        columns: &[
            ("customer", Text, "Who owes it (a customer)"),
            ("name", Text, "The customer's name"),
            ("currency", Text, "The currency of the amounts"),
            ("not_due", Money, "Not due yet"),
            ("days_1_30", Money, "1 to 30 days late"),
            ("days_31_60", Money, "31 to 60 days late"),
            ("days_61_90", Money, "61 to 90 days late"),
            ("over_90", Money, "More than 90 days late"),
            ("credit", Money, "What the firm owes the customer, negative"),
            ("total", Money, "The sum: the customer's balance"),
        ],
        query: "\
SELECT i.customer, c.name, i.currency,
  SUM(CASE WHEN i.age = 'not_due' THEN i.{balance$} ELSE 0 END) AS {not_due$},
  SUM(CASE WHEN i.age = 'days_1_30' THEN i.{balance$} ELSE 0 END) AS {days_1_30$},
  SUM(CASE WHEN i.age = 'days_31_60' THEN i.{balance$} ELSE 0 END) AS {days_31_60$},
  SUM(CASE WHEN i.age = 'days_61_90' THEN i.{balance$} ELSE 0 END) AS {days_61_90$},
  SUM(CASE WHEN i.age = 'over_90' THEN i.{balance$} ELSE 0 END) AS {over_90$},
  SUM(CASE WHEN i.age = 'credit' THEN i.{balance$} ELSE 0 END) AS {credit$},
  SUM(i.{balance$}) AS {total$},
  i.book
FROM open_item i LEFT JOIN customer c ON c.id = i.customer AND c.book = i.book
GROUP BY i.book, i.customer, c.name, i.currency",
    },
    View {
        name: "ageing",
        columns: &[
            ("age", Text, "not_due, days_1_30, days_31_60, days_61_90, over_90, or credit"),
            ("currency", Text, "The currency of the amount"),
            ("items", Integer, "How many documents and payments"),
            ("balance", Money, "What is left of them"),
        ],
        query: "\
SELECT age, currency, COUNT(*) AS items, SUM({balance$}) AS {balance$}, book
FROM open_item GROUP BY book, age, currency",
    },
    View {
        name: "overdue",
        columns: &[
            ("customer", Text, "Who owes it (a customer)"),
            ("name", Text, "The customer's name"),
            ("invoice", Text, "The document (an invoice)"),
            ("number", Text, "Its number"),
            ("due", Date, "The day it was to be paid"),
            ("days_late", Integer, "Days since then"),
            ("currency", Text, "The currency of the amount"),
            ("balance", Money, "What is left of it"),
        ],
        query: "\
SELECT o.customer, c.name, o.document AS invoice, i.number, o.due, o.days_late, o.currency, o.{balance$}, o.book
FROM open_item o
  LEFT JOIN invoice i ON o.kind = 'invoice' AND i.id = o.document AND i.book = o.book
  LEFT JOIN customer c ON c.id = o.customer AND c.book = o.book
WHERE o.days_late > 0",
    },
    View {
        name: "balance",
        columns: &[
            ("customer", Text, "The customer"),
            ("name", Text, "The customer's name"),
            ("standing", Text, "prospect, customer or lapsed"),
            ("currency", Text, "The currency of the amounts"),
            ("sales", Money, "Everything sold, without tax, credit notes deducted"),
            ("balance", Money, "What the customer owes: issued documents less payments"),
            ("overdue", Money, "The part of the balance whose due date has passed"),
        ],
        query: "\
SELECT a.customer, c.name, c.standing, a.currency, a.{sales$}, a.{balance$}, a.{overdue$}, a.book
FROM customer_account a LEFT JOIN customer c ON c.id = a.customer AND c.book = a.book",
    },
    View {
        name: "sales",
        columns: &[
            ("month", Text, "The month: 2026-10"),
            ("currency", Text, "The currency of the amount"),
            ("net", Money, "Sold, without tax"),
        ],
        query: "SELECT month, currency, SUM({net$}) AS {net$}, book FROM sale GROUP BY book, month, currency",
    },
    View {
        name: "sales_by_customer",
        columns: &[
            ("customer", Text, "Who bought (a customer)"),
            ("name", Text, "The customer's name"),
            ("month", Text, "The month: 2026-10"),
            ("currency", Text, "The currency of the amount"),
            ("net", Money, "Sold, without tax"),
        ],
        query: "\
SELECT s.customer, c.name, s.month, s.currency, SUM(s.{net$}) AS {net$}, s.book
FROM sale s LEFT JOIN customer c ON c.id = s.customer AND c.book = s.book
GROUP BY s.book, s.customer, c.name, s.month, s.currency",
    },
    View {
        name: "sales_by_product",
        columns: &[
            ("product", Text, "What was sold (a product)"),
            ("category", Text, "The product's category"),
            ("month", Text, "The month: 2026-10"),
            ("currency", Text, "The currency of the amount"),
            ("net", Money, "Sold, without tax"),
        ],
        query: "\
SELECT product, category, month, currency, SUM({net$}) AS {net$}, book
FROM sale GROUP BY book, product, category, month, currency",
    },
    View {
        name: "pipeline",
        columns: &[
            ("pipeline", Text, "The pipeline"),
            ("stage", Text, "The stage"),
            ("stage_position", Integer, "The stage's place in the pipeline, from 1"),
            ("currency", Text, "The currency of the amounts"),
            ("deals", Integer, "How many"),
            ("amount", Money, "What they are worth"),
            ("weighted", Money, "Each amount times its deal's chance"),
        ],
        query: "\
SELECT d.pipeline, d.stage, d.stage_position, d.currency, COUNT(*) AS deals,
  SUM(COALESCE(d.{amount$}, 0)) AS {amount$}, SUM(d.{weighted$}) AS {weighted$}, d.book
FROM deal d JOIN book b ON b.book = d.book
WHERE d.outcome = 'open' AND (d.opened IS NULL OR d.opened <= b.as_of)
GROUP BY d.book, d.pipeline, d.stage, d.stage_position, d.currency",
    },
    View {
        name: "line_total",
        columns: &[
            ("kind", Text, "quote, order or invoice"),
            ("document", Text, "The document's id"),
            ("position", Integer, "Which of its lines, from 1"),
            ("product", Text, "What it is about (a product)"),
            ("description", Text, "What is written there"),
            ("quantity", Number, "How many or how much"),
            ("unit", Text, "Of what (UN/ECE)"),
            ("unit_price", Number, "The price of one, as the document's prices are"),
            ("currency", Text, "The currency of the amounts"),
            ("net", Money, "What the line comes to, without tax"),
        ],
        query: "\
SELECT 'quote' AS kind, id AS document, position, product, description, {quantity#}, unit, {unit_price#}, currency, \
{net$}, book FROM quote_line
UNION ALL
SELECT 'order', id, position, product, description, {quantity#}, unit, {unit_price#}, currency, {net$}, book FROM order_line
UNION ALL
SELECT 'invoice', id, position, product, description, {quantity#}, unit, {unit_price#}, currency, {net$}, book \
FROM invoice_line",
    },
];

impl View {
    /// The catalogue key of the sentence that says what a row is.
    pub fn doc_key(&self) -> String {
        format!("table-view-{}", self.name.replace('_', "-"))
    }

    pub fn columns(&self) -> Vec<Column> {
        let own = self.columns.iter().map(|(name, ty, doc)| Column::new(*name, *ty, *doc));
        own.chain(std::iter::once(book_column())).collect()
    }

    /// Its query in the words of an engine.
    pub fn query(&self, dialect: Dialect) -> String {
        let mut text = String::with_capacity(self.query.len());
        let mut rest = self.query;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            // The queries are those of the table above, and a test runs every one of them.
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match name.strip_suffix('$') {
                Some(name) => text.push_str(&Money.name_in(name, dialect)),
                None => text.push_str(&Number.name_in(name.trim_end_matches('#'), dialect)),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// The statement that makes it.
    pub fn create(&self, dialect: Dialect) -> String {
        let head = match dialect {
            Dialect::Sqlite => "CREATE VIEW",
            Dialect::Duckdb => "CREATE OR REPLACE VIEW",
            Dialect::Spark => "CREATE OR REPLACE TEMPORARY VIEW",
        };
        format!("{head} {} AS\n{}", self.name, self.query(dialect))
    }
}

/// The view of this name; engines ignore case.
pub fn named(name: &str) -> Option<&'static View> {
    VIEWS.iter().find(|view| view.name.eq_ignore_ascii_case(name))
}

/// The statements that make the tables and views in an engine, out of Parquet files below `folder`: one book's, or those of
/// many with a star for each (`lake/*`).
pub fn script(dialect: Dialect, tables: &Tables, folder: &str) -> String {
    let folder = folder.trim_end_matches('/').replace('\'', "''");
    let mut out = String::new();
    for table in tables.iter() {
        let (name, file) = (dialect.quoted(&table.name), format!("{folder}/{}.parquet", table.name));
        // A firm's own fields make one book's columns differ from another's.
        let _ = match dialect {
            Dialect::Spark => writeln!(
                out,
                "CREATE OR REPLACE TEMPORARY VIEW {name} USING parquet OPTIONS (path '{file}', mergeSchema 'true');"
            ),
            _ => writeln!(
                out,
                "CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{file}', union_by_name = true);"
            ),
        };
    }
    for view in VIEWS {
        let _ = writeln!(out, "{};", view.create(dialect));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Catalogue, Language};
    use crate::model::Kinds;

    #[test]
    fn a_view_has_a_name_of_its_own() {
        let tables = Tables::standard(&Kinds::standard());
        for (i, view) in VIEWS.iter().enumerate() {
            assert!(tables.named(view.name).is_none(), "{} is a table", view.name);
            assert!(VIEWS[..i].iter().all(|other| other.name != view.name), "{}", view.name);
        }
    }

    #[test]
    fn every_view_has_words() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for view in VIEWS {
                assert!(catalogue.find(&view.doc_key(), &[]).is_some(), "{}", view.doc_key());
            }
        }
    }

    #[test]
    fn each_engine_has_its_names_for_amounts() {
        let view = named("SALES").unwrap();
        assert!(view.query(Dialect::Sqlite).contains("SUM(net_cents) AS net_cents"));
        assert!(view.query(Dialect::Duckdb).contains("SUM(net) AS net,"));
    }

    #[test]
    fn a_script_names_every_table_once_and_quotes_the_folder() {
        let tables = Tables::standard(&Kinds::standard());
        let text = script(Dialect::Spark, &tables, "l'ami/*/");
        assert_eq!(text.matches("USING parquet").count(), tables.iter().count());
        assert!(text.contains("VIEW `order` USING parquet OPTIONS (path 'l''ami/*/order.parquet'"), "{text}");
    }
}
