//! Tables in SQLite: in memory for a question, or as a file for other programs.

use std::path::Path;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error};

use super::column::{NUMBER_SCALE, Value, scaled};
use super::describe::{Table, Tables};
use super::row::{Scope, Tally};
use super::view::{Dialect, VIEWS};

/// Marks a file as carnet's own (`PRAGMA application_id`): `crnt`.
pub const APPLICATION_ID: u32 = 0x6372_6e74;

const DIALECT: Dialect = Dialect::Sqlite;

/// The statement that makes a table. For a file each column says what it is, and the key is declared; in memory that
/// would only cost time.
pub(super) fn create(table: &Table, file: bool) -> String {
    let mut text = String::new();
    if file {
        text.push_str(&format!("-- {}\n", table.doc));
    }
    text.push_str(&format!("CREATE TABLE {} (", DIALECT.quoted(&table.name)));
    let key: Vec<String> = table.key.iter().map(|name| DIALECT.quoted(name)).collect();
    let last = if file && !key.is_empty() { usize::MAX } else { table.columns.len() - 1 };
    for (i, column) in table.columns.iter().enumerate() {
        let (name, ty) = (DIALECT.quoted(&column.name_in(DIALECT)), column.ty.sql_type(DIALECT));
        let comma = if i == last { "" } else { "," };
        match file {
            true => text.push_str(&format!("\n  {name} {ty}{comma} -- {}", column.doc.replace('\n', " "))),
            false => text.push_str(&format!("{name} {ty}{comma}")),
        }
    }
    match file {
        true if !key.is_empty() => text.push_str(&format!("\n  PRIMARY KEY ({})\n)", key.join(", "))),
        true => text.push_str("\n)"),
        false => text.push(')'),
    }
    text
}

/// Fills a table with its rows; columns that are not wanted stay null.
pub(super) fn fill(
    connection: &Connection,
    table: &Table,
    scope: Scope<'_, '_>,
    wanted: &[bool],
) -> Result<Tally, Error> {
    let chosen: Vec<usize> = (0..wanted.len()).filter(|column| wanted[*column]).collect();
    let name = DIALECT.quoted(&table.name);
    let sql = if chosen.is_empty() {
        format!("INSERT INTO {name} DEFAULT VALUES")
    } else {
        let names: Vec<String> =
            chosen.iter().map(|column| DIALECT.quoted(&table.columns[*column].name_in(DIALECT))).collect();
        format!("INSERT INTO {name} ({}) VALUES ({})", names.join(", "), vec!["?"; chosen.len()].join(", "))
    };
    let mut insert = connection.prepare(&sql)?;
    let mut failed = None;
    let tally = table.rows(scope, wanted, &mut |row| {
        if failed.is_some() {
            return;
        }
        let bound =
            chosen.iter().enumerate().try_for_each(|(i, column)| insert.raw_bind_parameter(i + 1, &row[*column]));
        if let Err(error) = bound.and_then(|()| insert.raw_execute()) {
            failed = Some(error);
        }
    });
    failed.map_or(Ok(tally), Err)
}

/// As SQLite holds it; see [`super::column`]. A row holds only what fits.
impl ToSql for Value<'_> {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>, Error> {
        let integer = |count: Option<i64>| count.map_or(ToSqlOutput::from(rusqlite::types::Null), ToSqlOutput::from);
        Ok(match self {
            Value::Null => ToSqlOutput::from(rusqlite::types::Null),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Bool(value) => ToSqlOutput::from(*value),
            Value::Integer(value) => ToSqlOutput::from(*value),
            Value::Date(date) => ToSqlOutput::from(date.to_string()),
            Value::Money(money) => integer(scaled(money.amount, money.currency.decimals())),
            Value::Number(number) => integer(scaled(*number, NUMBER_SCALE)),
        })
    }
}

/// Writes every table and view into a new SQLite file.
///
/// # Errors
/// The file is there already, or cannot be written.
pub fn export(path: &Path, tables: &Tables, scope: Scope<'_, '_>) -> Result<Tally, Error> {
    let connection = Connection::open(path)?;
    // The file is new and nobody else's: what is left of it after a crash is thrown away.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = {APPLICATION_ID}; BEGIN"
    ))?;
    let mut tally = Tally::default();
    for table in tables.iter() {
        connection.execute_batch(&create(table, true))?;
        tally.add(fill(&connection, table, scope, &vec![true; table.columns.len()])?);
    }
    for view in VIEWS {
        connection.execute_batch(&view.create(DIALECT))?;
    }
    connection.execute_batch("COMMIT")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(tally)
}

/// Whether a file is one that [`export`] wrote: its header says so.
pub fn is_ours(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0") && bytes.get(68..72) == Some(&APPLICATION_ID.to_be_bytes())
}
