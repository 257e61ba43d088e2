//! A question in SQL, answered by SQLite over tables in memory.
//!
//! The statement is prepared over empty tables first: SQLite says which columns it reads, only those are computed and
//! filled in, and then it runs. It can read the tables and nothing else: whatever would write, attach a file, set
//! something or load code is refused before it runs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::{Value as Found, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, Statement};

use super::column::NUMBER_SCALE;
use super::describe::Tables;
use super::row::{Scope, Tally};
use super::sqlite::{create, fill};
use super::view::{Dialect, VIEWS, View};
use crate::model::shape::nearest;
use crate::report::sheet::{Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::value::{Currency, Date, Decimal, Money, decimal};

/// What came of a question.
#[derive(Debug)]
pub struct Answered {
    pub sheet: Sheet,
    /// Of the tables that it read.
    pub tally: Tally,
}

/// How far SQLite may go: a question may have no end.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long it may run, the reading of the book not counted.
    pub time: Option<Duration>,
    /// How many values the answer may have, for all of it is held in memory.
    pub values: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { time: Some(Duration::from_secs(60)), values: 10_000_000 }
    }
}

/// How many of SQLite's own steps lie between two looks at the clock: some hundredths of a second at most.
const STEPS: i32 = 100_000;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It ran for so long: [`Limits::time`].
    TooLong(Duration),
    /// The answer has more values than [`Limits::values`].
    TooLarge(usize),
    /// Nothing was asked.
    Empty,
    /// More than one statement.
    Several,
    /// It would do something else than read the tables: the word for it, such as `DELETE`.
    NotReading(String),
    NoTable {
        name: String,
        suggestion: Option<String>,
    },
    NoColumn {
        name: String,
        suggestion: Option<String>,
        place: Option<usize>,
    },
    /// A name that SQL has another use for; it wants double quotes.
    Reserved {
        name: String,
        place: Option<usize>,
    },
    /// Amounts of several currencies were read, and the answer would not say which is which: the column.
    Mixed(String),
    /// `?` or `:name` other than `:today` and `:as_of`.
    Parameter(String),
    /// What SQLite says, in English, and where.
    Sql {
        message: String,
        place: Option<usize>,
    },
}

impl Fault {
    /// Where in the question, as a byte offset.
    pub fn place(&self) -> Option<usize> {
        match self {
            Fault::NoColumn { place, .. } | Fault::Reserved { place, .. } | Fault::Sql { place, .. } => *place,
            _ => None,
        }
    }
}

/// Columns that a statement reads, by table; and what it may not do, if it tried.
#[derive(Default)]
struct Watch {
    reads: BTreeMap<String, BTreeSet<String>>,
    refused: Option<String>,
}

/// Answers one SQL statement. `:as_of` and `:today` are the two days that a question may be about.
///
/// # Errors
/// [`Fault`]; nothing is changed by any statement.
pub fn ask(scope: Scope<'_, '_>, tables: &Tables, today: Date, sql: &str, limits: Limits) -> Result<Answered, Fault> {
    let as_of = scope.figures.as_of;
    let fault = |error: Error| match (error.sqlite_error_code(), limits.time) {
        (Some(ErrorCode::OperationInterrupted), Some(time)) => Fault::TooLong(time),
        _ => Fault::of(error, sql, tables),
    };
    let mut connection = Connection::open_in_memory().map_err(fault)?;
    // A misspelt name in double quotes is an error, not a text.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false).map_err(fault)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false).map_err(fault)?;
    let mut schema = String::from("PRAGMA journal_mode = OFF; BEGIN;");
    for table in tables.iter() {
        schema.push_str(&create(table, false));
        schema.push(';');
    }
    for view in VIEWS {
        schema.push_str(&view.create(Dialect::Sqlite));
        schema.push(';');
    }
    schema.push_str("COMMIT");
    connection.execute_batch(&schema).map_err(fault)?;

    let watch = Arc::new(Mutex::new(Watch::default()));
    let judge = |watch: &Arc<Mutex<Watch>>| {
        let watch = watch.clone();
        move |context: AuthContext<'_>| watch.lock().unwrap_or_else(PoisonError::into_inner).judge(context.action)
    };
    connection.authorizer(Some(judge(&watch))).map_err(fault)?;
    let prepared = connection.prepare(sql).and_then(|statement| bind(statement, as_of, today).map(|_| ()));
    let mut seen = std::mem::take(&mut *watch.lock().unwrap_or_else(PoisonError::into_inner));
    if let Some(refused) = seen.refused.take() {
        return Err(Fault::NotReading(verb(sql).unwrap_or(refused)));
    }
    prepared.map_err(fault)?;
    // Some statements need no leave, since they would do nothing here.
    if let Some(verb) = verb(sql) {
        return Err(Fault::NotReading(verb));
    }

    connection.authorizer(None::<fn(AuthContext<'_>) -> Authorization>).map_err(fault)?;
    let mut tally = Tally::default();
    for table in tables.iter() {
        let Some(reads) = seen.reads.get(&table.name.to_ascii_lowercase()) else { continue };
        let wanted: Vec<bool> = (table.columns.iter())
            .map(|column| reads.contains(&column.name_in(Dialect::Sqlite).to_ascii_lowercase()))
            .collect();
        tally.add(fill(&connection, table, scope, &wanted).map_err(fault)?);
    }
    connection.authorizer(Some(judge(&watch))).map_err(fault)?;
    if let Some(end) = limits.time.and_then(|time| Instant::now().checked_add(time)) {
        connection.progress_handler(STEPS, Some(move || Instant::now() >= end)).map_err(fault)?;
    }
    let statement = connection.prepare(sql).map_err(fault)?;
    let mut statement = bind(statement, as_of, today).map_err(fault)?;
    let columns: Vec<(String, Option<String>)> =
        (statement.columns()).map(|column| (column.name().to_owned(), column.decl_type().map(str::to_owned))).collect();
    let mut values: Vec<Vec<Found>> = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(fault)? {
        let cells = (0..columns.len()).map(|i| row.get_ref(i).map(owned));
        values.push(cells.collect::<Result<_, _>>().map_err(fault)?);
        if values.len() * columns.len() > limits.values {
            return Err(Fault::TooLarge(limits.values));
        }
    }
    let sheet = sheet(&columns, values, &tally.currencies, scope.figures.book.firm.currency())?;
    Ok(Answered { sheet, tally })
}

impl Watch {
    fn judge(&mut self, action: AuthAction<'_>) -> Authorization {
        let refused = match action {
            AuthAction::Select | AuthAction::Recursive => return Authorization::Allow,
            AuthAction::Read { table_name, .. } if table_name.to_ascii_lowercase().starts_with("sqlite_") => table_name,
            AuthAction::Read { table_name, column_name } => {
                let columns = self.reads.entry(table_name.to_ascii_lowercase()).or_default();
                columns.insert(column_name.to_ascii_lowercase());
                return Authorization::Allow;
            }
            AuthAction::Function { function_name } if !function_name.eq_ignore_ascii_case("load_extension") => {
                return Authorization::Allow;
            }
            AuthAction::Function { function_name } => function_name,
            AuthAction::Insert { .. } => "INSERT",
            AuthAction::Update { .. } => "UPDATE",
            AuthAction::Delete { .. } => "DELETE",
            AuthAction::Attach { .. } => "ATTACH",
            AuthAction::Detach { .. } => "DETACH",
            AuthAction::Pragma { .. } => "PRAGMA",
            AuthAction::Transaction { .. } | AuthAction::Savepoint { .. } => "BEGIN",
            _ => "CREATE, ALTER, DROP",
        };
        self.refused.get_or_insert_with(|| refused.to_owned());
        Authorization::Deny
    }
}

/// The word that a statement begins with, unless it asks.
fn verb(sql: &str) -> Option<String> {
    let word: String = sql.trim_start().chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let word = word.to_ascii_uppercase();
    (!word.is_empty() && !["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(&word.as_str())).then_some(word)
}

/// Gives the statement the two days that it may ask for.
fn bind(mut statement: Statement<'_>, as_of: Date, today: Date) -> Result<Statement<'_>, Error> {
    for index in 1..=statement.parameter_count() {
        let day = match statement.parameter_name(index) {
            Some(":as_of") => as_of,
            Some(":today") => today,
            other => return Err(Error::InvalidParameterName(other.unwrap_or("?").to_owned())),
        };
        statement.raw_bind_parameter(index, day.to_string())?;
    }
    Ok(statement)
}

fn owned(value: ValueRef<'_>) -> Found {
    match value {
        ValueRef::Null => Found::Null,
        ValueRef::Integer(integer) => Found::Integer(integer),
        ValueRef::Real(real) => Found::Real(real),
        ValueRef::Text(text) => Found::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Found::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}

impl Fault {
    fn of(error: Error, sql: &str, tables: &Tables) -> Fault {
        let (message, place) = match error {
            Error::SqlInputError { msg, offset, .. } => (msg, usize::try_from(offset).ok()),
            Error::SqliteFailure(error, message) => (message.unwrap_or_else(|| error.to_string()), None),
            Error::MultipleStatement => return Fault::Several,
            Error::InvalidParameterName(name) => return Fault::Parameter(name),
            other => (other.to_string(), None),
        };
        if sql.trim_matches(|c: char| c.is_whitespace() || c == ';').is_empty() {
            return Fault::Empty;
        }
        if ["authorization denied", "not authorized"].contains(&message.as_str()) {
            return Fault::NotReading(verb(sql).unwrap_or(message));
        }
        if let Some(name) = message.strip_prefix("no such table: ") {
            let known = tables.iter().map(|table| table.name.as_str()).chain(VIEWS.iter().map(|view| view.name));
            let name = name.strip_prefix("main.").unwrap_or(name);
            return Fault::NoTable { name: name.to_owned(), suggestion: nearest(name, known).map(str::to_owned) };
        }
        if let Some(name) = message.strip_prefix("no such column: ") {
            // SQLite says more where the name stood in quotes.
            let name = name.split(" - ").next().unwrap_or(name).trim_matches('"');
            return Fault::NoColumn { name: name.to_owned(), suggestion: like_column(name, sql, tables), place };
        }
        let near = message.strip_prefix("near \"").and_then(|rest| rest.strip_suffix("\": syntax error"));
        if let Some(name) = near
            && (tables.named(name).is_some()
                || tables.iter().any(|table| table.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name))))
            // What stands after the word would else be to blame.
            && !name.eq_ignore_ascii_case("value")
        {
            return Fault::Reserved { name: name.to_owned(), place };
        }
        Fault::Sql { message, place }
    }
}

/// The column that somebody may have meant: one of the tables that the question names, which may be called for the unit
/// that it counts.
fn like_column(name: &str, sql: &str, tables: &Tables) -> Option<String> {
    let words: BTreeSet<String> = sql
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let views = VIEWS.iter().filter(|view| words.contains(view.name)).flat_map(View::columns);
    let named = tables.iter().filter(|table| words.contains(&table.name.to_ascii_lowercase()));
    let columns: Vec<String> = (named.flat_map(|table| table.columns.iter().cloned()).chain(views))
        .map(|column| column.name_in(Dialect::Sqlite).into_owned())
        .collect();
    let (before, last) = name.rsplit_once('.').map_or(("", name), |(before, last)| (before, last));
    let unit = columns.iter().find(|column| {
        ["_cents", "_e8"]
            .iter()
            .any(|unit| column.strip_suffix(unit).is_some_and(|plain| plain.eq_ignore_ascii_case(last)))
    });
    let found = unit.map(String::as_str).or_else(|| nearest(last, columns.iter().map(String::as_str)))?;
    Some(if before.is_empty() { found.to_owned() } else { format!("{before}.{found}") })
}

/// The rows as a sheet. What a column is called decides how it is read, so that the same question gives the same columns
/// whatever stands in the book.
fn sheet(
    columns: &[(String, Option<String>)],
    values: Vec<Vec<Found>>,
    currencies: &BTreeSet<Currency>,
    home: Currency,
) -> Result<Sheet, Fault> {
    let is_currency = |name: &str| name.eq_ignore_ascii_case("currency");
    let currency_at = columns.iter().position(|(name, _)| is_currency(name));
    let mixed = currencies.len() > 1;
    let single = if mixed { None } else { Some(currencies.first().copied().unwrap_or(home)) };
    let mut heads: Vec<Column> = Vec::with_capacity(columns.len());
    let mut readings = Vec::with_capacity(columns.len());
    for (i, (name, declared)) in columns.iter().enumerate() {
        let all = |test: &dyn Fn(&Found) -> bool| values.iter().all(|row| row[i] == Found::Null || test(&row[i]));
        let whole = all(&|value| matches!(value, Found::Integer(_)));
        let (reading, plain) = match unit(name) {
            Some((_, Unit::Cents)) if mixed && currency_at.is_none() => return Err(Fault::Mixed(name.clone())),
            Some((plain, Unit::Cents)) if whole => (Reading::Money, plain),
            Some((plain, Unit::Number)) if whole => (Reading::Number, plain),
            _ if declared.as_deref() == Some("BOOLEAN") && whole => (Reading::Bool, name.clone()),
            _ if !values.is_empty() && all(&is_date) && values.iter().any(|row| row[i] != Found::Null) => {
                (Reading::Date, name.clone())
            }
            _ if whole && values.iter().any(|row| row[i] != Found::Null) => {
                (Reading::Plain(ColumnKind::Integer), name.clone())
            }
            _ if all(&|value| matches!(value, Found::Integer(_) | Found::Real(_)))
                && values.iter().any(|row| row[i] != Found::Null) =>
            {
                (Reading::Plain(ColumnKind::Decimal), name.clone())
            }
            _ if all(&is_code) => (Reading::Plain(ColumnKind::Code), name.clone()),
            _ => (Reading::Plain(ColumnKind::Text), name.clone()),
        };
        // Programs know a value by its column's name: there cannot be two.
        let mut key = plain.clone();
        let mut number = 2;
        while heads.iter().any(|head| head.key == key.as_str()) {
            key = format!("{plain}_{number}");
            number += 1;
        }
        heads.push(Column::new(key.clone(), Text::literal(key), reading.kind()));
        readings.push(reading);
    }
    let mut sheet = Sheet::new("sql", heads);
    sheet.nils = true;
    sheet.empty = Some(Text::key("sql-no-rows"));
    sheet.rows = (values.into_iter())
        .map(|row| {
            let said = currency_at.and_then(|at| match &row[at] {
                Found::Text(code) => Currency::from_code(code),
                _ => None,
            });
            let currency = said.or(single);
            Row::new(row.into_iter().zip(&readings).map(|(value, reading)| reading.cell(value, currency)).collect())
        })
        .collect();
    Ok(sheet)
}

/// How the values of a column are read.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Money,
    /// A number in hundred-millionths.
    Number,
    Bool,
    Date,
    Plain(ColumnKind),
}

impl Reading {
    fn kind(self) -> ColumnKind {
        match self {
            Reading::Money => ColumnKind::Money,
            Reading::Number => ColumnKind::Decimal,
            Reading::Bool => ColumnKind::Bool,
            Reading::Date => ColumnKind::Date,
            Reading::Plain(kind) => kind,
        }
    }

    fn cell(self, value: Found, currency: Option<Currency>) -> Cell {
        match (self, value) {
            (_, Found::Null) => Cell::Empty,
            (Reading::Money, Found::Integer(count)) => match currency {
                Some(currency) => Cell::Money(Money::new(Decimal::new(count, currency.decimals()), currency)),
                None => Cell::Integer(count),
            },
            (Reading::Number, Found::Integer(count)) => Cell::Decimal(Decimal::new(count, NUMBER_SCALE).normalize()),
            (Reading::Bool, Found::Integer(value)) => Cell::Bool(value != 0),
            (Reading::Date, Found::Text(text)) => text.parse().map_or_else(|_| Cell::Text(text.clone()), Cell::Date),
            (_, Found::Integer(count)) => Cell::Integer(count),
            // A quotient or an average: SQLite computed it as a binary float, and so it is shown with all its digits.
            (_, Found::Real(real)) => {
                let readable = real == 0.0 || (1e-9..1e15).contains(&real.abs());
                let number = Some(real.to_string()).filter(|_| readable).and_then(|text| decimal::parse(&text).ok());
                number.map_or_else(|| Cell::Text(format!("{real:e}")), Cell::Decimal)
            }
            (_, Found::Text(text)) => Cell::Text(text),
            (_, Found::Blob(_)) => Cell::Empty,
        }
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Cents,
    Number,
}

/// What a column's name says that its whole numbers count, and its name without that: `balance_cents`, and the name that
/// SQLite gives to a sum without one, `sum(balance_cents)`.
fn unit(name: &str) -> Option<(String, Unit)> {
    for (end, unit) in [("_cents", Unit::Cents), ("_e8", Unit::Number)] {
        if let Some(plain) = name.strip_suffix(end).filter(|plain| is_name(plain)) {
            return Some((plain.to_owned(), unit));
        }
        let inner = name.strip_suffix(')').and_then(|head| head.strip_suffix(end)?.split_once('('));
        if let Some((function, field)) = inner
            && ["sum", "min", "max"].iter().any(|known| function.eq_ignore_ascii_case(known))
            && field.split('.').all(is_name)
        {
            return Some((format!("{function}({field})"), unit));
        }
    }
    None
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

fn is_date(value: &Found) -> bool {
    matches!(value, Found::Text(text) if text.len() == 10 && text.parse::<Date>().is_ok())
}

/// A word that says nothing when it is cut.
fn is_code(value: &Found) -> bool {
    matches!(value, Found::Text(text) if text.len() <= 32 && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_counted() {
        let name = |text: &str| unit(text).map(|(plain, _)| plain);
        assert_eq!(name("balance_cents").as_deref(), Some("balance"));
        assert_eq!(name("sum(i.net_cents)").as_deref(), Some("sum(i.net)"));
        assert_eq!(name("SUM(quantity_e8)").as_deref(), Some("SUM(quantity)"));
        // An average of cents is no number of cents, and what an expression counts nobody knows.
        for text in ["avg(net_cents)", "net_cents / 100", "sum(net_cents * 2_cents)", "cents", "count(net_cents)"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
