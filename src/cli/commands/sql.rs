//! `carnet sql`
// Built without SQLite, what words its errors is of no use.
#![cfg_attr(not(feature = "sql"), allow(dead_code, unused_imports))]

use clap::Args;

use crate::cli::ask::similar;
use crate::cli::context::{FormatArg, Opened};
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::table::row::Scope;
use crate::table::{Column as TableColumn, Dialect, Tables, VIEWS, View, view};

/// Ask in SQL, over a table of every kind and the views that ship
///
/// SQLite answers, over tables in memory: nothing can be changed. Amounts are whole cents there (`balance_cents`) and
/// shown as amounts; other numbers are hundred-millionths (`quantity_e8`). `:as_of` and `:today` stand for those days. See
/// docs/tables.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet sql 'select customer, sum(balance_cents) from invoice group by customer'
  carnet sql 'select * from receivable order by total_cents desc'
  carnet sql \"select * from invoice_line where quantity_e8 >= 2.5e8\" --format csv
  carnet sql --as-of 2026-06-30 'select * from ageing'
  carnet sql < question.sql
  carnet sql --tables
  carnet sql --schema invoice")]
pub struct Sql {
    /// One SQL statement; read from standard input where it is - or not given
    #[arg(value_name = "STATEMENT", allow_hyphen_values = true)]
    statement: Option<String>,
    /// List the tables and views
    #[arg(long, conflicts_with_all = ["statement", "schema"])]
    tables: bool,
    /// Show the columns of a table or view
    #[arg(long, value_name = "TABLE", conflicts_with = "statement")]
    schema: Option<String>,
    /// Stop a question that runs for so many seconds; 0 lets it run
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Sql, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let tables = Tables::of(&opened.book);
    let answer = match (&args.schema, args.tables) {
        (Some(name), _) => schema(cx, &opened, &tables, name)?,
        (None, true) => list(cx, &opened, &tables),
        (None, false) => {
            let statement = statement(cx, args.statement)?;
            ask(cx, &opened, &tables, &statement, args.timeout)?
        }
    };
    cx.answer(&answer, args.format)
}

/// The statement as it was given, or what standard input holds.
fn statement(cx: &mut Context<'_>, given: Option<String>) -> Result<String, CliError> {
    match given {
        Some(text) if text != "-" => Ok(text),
        None if cx.interactive => Err(CliError::usage(cx.text("sql-empty", &[])).hint(cx.text("sql-empty-help", &[]))),
        _ => {
            let mut text = String::new();
            cx.input.read_to_string(&mut text)?;
            Ok(text)
        }
    }
}

/// The name of the book among others: that of its folder.
pub fn book_name(opened: &Opened) -> String {
    let root = opened.root().canonicalize().unwrap_or_else(|_| opened.root().to_path_buf());
    root.file_name().map_or_else(|| "book".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What is read into the tables of a command.
pub fn scope<'f, 'b>(cx: &Context<'_>, figures: &'f Figures<'b>, book: &'b str) -> Scope<'f, 'b> {
    Scope { figures, book, until_then: cx.global.as_of.is_some() }
}

#[cfg(feature = "sql")]
fn ask(
    cx: &mut Context<'_>,
    opened: &Opened,
    tables: &Tables,
    statement: &str,
    timeout: u64,
) -> Result<Answer, CliError> {
    use crate::table::query;

    let time = (timeout > 0).then(|| std::time::Duration::from_secs(timeout));
    let limits = query::Limits { time, ..query::Limits::default() };
    let figures = opened.figures();
    let name = book_name(opened);
    let asked = query::ask(scope(cx, &figures, &name), tables, opened.today, statement, limits);
    let asked = asked.map_err(|fault| refuse(cx, tables, statement, fault))?;
    let mut sheet = asked.sheet;
    if asked.tally.left_out > 0 {
        sheet.notes.push(Text::key("table-left-out").arg("count", Cell::Integer(asked.tally.left_out as i64)));
    }
    let mut answer = Answer::new(figures.as_of).sheet(sheet);
    answer.unreadable = figures.left_out() + asked.tally.left_out;
    Ok(answer)
}

#[cfg(not(feature = "sql"))]
fn ask(cx: &mut Context<'_>, _: &Opened, _: &Tables, _: &str, _: u64) -> Result<Answer, CliError> {
    Err(not_built(cx, "SQLite"))
}

/// What the program was built without.
pub fn not_built(cx: &Context<'_>, what: &str) -> CliError {
    CliError::usage(cx.text("table-not-built", &[("what", what)])).hint(cx.text("table-not-built-help", &[]))
}

#[cfg(feature = "sql")]
fn refuse(cx: &Context<'_>, tables: &Tables, statement: &str, fault: crate::table::query::Fault) -> CliError {
    use crate::table::query::Fault;
    let place = fault.place();
    let say = |key: &str, args: &[(&str, &str)]| {
        let shown = place.and_then(|place| excerpt(statement, place)).unwrap_or_default();
        CliError::usage(cx.text(key, args) + &shown)
    };
    match fault {
        Fault::TooLong(time) => {
            say("sql-too-long", &[("seconds", &time.as_secs().to_string())]).hint(cx.text("sql-too-long-help", &[]))
        }
        Fault::TooLarge(values) => {
            say("sql-too-large", &[("count", &values.to_string())]).hint(cx.text("sql-too-large-help", &[]))
        }
        Fault::Empty => say("sql-empty", &[]).hint(cx.text("sql-empty-help", &[])),
        Fault::Several => say("sql-several", &[]),
        Fault::NotReading(word) => {
            say("sql-not-reading", &[("word", &word)]).hint(cx.text("sql-not-reading-help", &[]))
        }
        Fault::NoTable { name, suggestion } => no_table(cx, &name, suggestion.or_else(|| by_kind(tables, &name, cx))),
        Fault::NoColumn { name, suggestion, .. } => {
            let error = say("sql-no-column", &[("name", &name)]);
            match suggestion {
                Some(near) => error.hint(similar(cx, &near)),
                None => error.hint(cx.text("sql-no-column-help", &[])),
            }
        }
        Fault::Reserved { name, .. } => {
            say("sql-reserved", &[("name", &name)]).hint(cx.text("sql-reserved-help", &[("name", &name)]))
        }
        Fault::Mixed(column) => say("sql-mixed", &[("column", &column)]).hint(cx.text("sql-mixed-help", &[])),
        Fault::Parameter(name) => say("sql-parameter", &[("name", &name)]),
        Fault::Sql { message, .. } => say("sql-fault", &[("message", &message)]),
    }
}

fn no_table(cx: &Context<'_>, name: &str, suggestion: Option<String>) -> CliError {
    let error = CliError::usage(cx.text("sql-no-table", &[("name", name)]));
    error.hint(suggestion.map_or_else(|| cx.text("sql-no-table-help", &[]), |near| similar(cx, &near)))
}

/// The table of the kind that a person calls so: `factures`.
fn by_kind(tables: &Tables, word: &str, cx: &Context<'_>) -> Option<String> {
    let kind = cx.kinds.called(word)?;
    tables.named(cx.kinds.get(kind).name).map(|table| table.name.clone())
}

/// The line of the statement that a byte stands in, with a caret below it.
#[cfg(feature = "sql")]
fn excerpt(statement: &str, place: usize) -> Option<String> {
    let before = statement.get(..place)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = statement[start..].lines().next()?;
    let caret = " ".repeat(statement[start..place].chars().count());
    Some(format!("\n\n    {line}\n    {caret}^"))
}

/// Every table and view with what a row of it is.
fn list(cx: &Context<'_>, opened: &Opened, tables: &Tables) -> Answer {
    let mut sheet = Sheet::new(
        "tables",
        vec![
            Column::new("name", Text::field("name"), ColumnKind::Code),
            Column::new("sort", Text::key("table-sort"), ColumnKind::Code),
            Column::new("columns", Text::key("table-columns"), ColumnKind::Integer),
            Column::new("meaning", Text::key("table-meaning"), ColumnKind::Text).wraps(),
        ],
    );
    let row = |name: &str, sort: &'static str, columns: usize, meaning: String| {
        let sort = Cell::word(sort, Text::key(format!("table-{sort}")));
        Row::new(vec![Cell::text(name), sort, Cell::Integer(columns as i64), Cell::Text(meaning)])
    };
    let of_view = |view: &View| row(view.name, "view", view.columns().len(), cx.text(&view.doc_key(), &[]));
    sheet.rows = VIEWS.iter().map(of_view).collect();
    sheet.rows.extend(tables.iter().map(|table| row(&table.name, "table", table.columns.len(), table.doc.clone())));
    Answer::new(opened.as_of).sheet(sheet)
}

/// The columns of a table or view, as SQLite knows them.
fn schema(cx: &Context<'_>, opened: &Opened, tables: &Tables, name: &str) -> Result<Answer, CliError> {
    let columns: Vec<TableColumn> = match (tables.named(name), view::named(name)) {
        (Some(table), _) => table.columns.clone(),
        (None, Some(view)) => view.columns(),
        (None, None) => {
            let known = tables.iter().map(|table| table.name.as_str()).chain(VIEWS.iter().map(|view| view.name));
            let near = crate::model::shape::nearest(name, known).map(str::to_owned);
            return Err(no_table(cx, name, near.or_else(|| by_kind(tables, name, cx))));
        }
    };
    let mut sheet = Sheet::new(
        "columns",
        vec![
            Column::new("column", Text::key("table-column"), ColumnKind::Code),
            Column::new("type", Text::field("type"), ColumnKind::Code),
            Column::new("meaning", Text::key("table-meaning"), ColumnKind::Text).wraps(),
        ],
    );
    sheet.rows = (columns.iter())
        .map(|column| {
            Row::new(vec![
                Cell::text(column.name_in(Dialect::Sqlite)),
                Cell::text(column.ty.sql_type(Dialect::Sqlite)),
                Cell::text(&*column.doc),
            ])
        })
        .collect();
    Ok(Answer::new(opened.as_of).sheet(sheet))
}
