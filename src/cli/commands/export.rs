//! `carnet export`
// Built without one of the two, the rest of what it needs is of no use.
#![cfg_attr(not(all(feature = "sql", feature = "parquet")), allow(dead_code, unused_imports))]

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

#[cfg(not(all(feature = "sql", feature = "parquet")))]
use super::sql::not_built;
use super::sql::{book_name, scope};
use crate::cli::context::Opened;
use crate::cli::{CliError, Context, Exit};
use crate::store::outbox::Outbox;
use crate::table::row::Tally;
use crate::table::{Dialect, Tables, view};

/// Write the book as tables for other programs
///
/// The same tables and views as those of `carnet sql`: see docs/tables.md, and docs/scale.md for many books at once.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet export sqlite book.sqlite
  carnet export parquet lake/acme
  carnet export parquet lake/acme --name acme --as-of 2026-12-31
  carnet export views duckdb 'lake/*' > views.sql")]
pub struct Export {
    #[command(subcommand)]
    to: To,
}

#[derive(Subcommand)]
enum To {
    /// One SQLite file with every table and view
    Sqlite {
        /// The file to write
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin
    Parquet {
        /// The folder to write into
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        #[command(flatten)]
        how: How,
    },
    // People ask for what every other program has, so they are told where it is.
    #[command(external_subcommand)]
    Other(Vec<String>),
    /// Print the SQL that makes the tables and views out of folders of Parquet
    #[command(aliases = ["vues"])]
    Views {
        /// duckdb or spark
        #[arg(value_name = "ENGINE", value_parser = PossibleValuesParser::new(["duckdb", "spark"]), hide_possible_values = true)]
        engine: String,
        /// The folder of a book, or of many with a star: 'lake/*'
        #[arg(value_name = "FOLDERS")]
        folders: String,
    },
}

#[derive(Args)]
struct How {
    /// What the column `book` says, where tables of several books are read together [default: the book's folder]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Write over a file that `carnet export` did not write
    #[arg(long)]
    force: bool,
}

pub fn run(args: Export, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    match args.to {
        To::Sqlite { file, how } => sqlite(cx, &file, &how),
        To::Parquet { folder, how } => parquet(cx, &folder, &how),
        To::Other(words) => {
            let word = words.first().map_or("", String::as_str);
            let error = CliError::usage(cx.text("export-unknown", &[("word", word)]));
            Err(error.hint(cx.text("export-unknown-help", &[])))
        }
        To::Views { engine, folders } => views(cx, &engine, &folders),
    }
}

/// The book, its tables, and what it is called.
fn open(cx: &mut Context<'_>, how: &How) -> Result<(Opened, Tables, String), CliError> {
    let opened = cx.open()?;
    cx.say_past();
    let tables = Tables::of(&opened.book);
    let name = how.name.clone().unwrap_or_else(|| book_name(&opened));
    Ok((opened, tables, name))
}

fn taken(cx: &Context<'_>, path: &Path) -> CliError {
    let error = CliError::refused(cx.text("export-taken", &[("path", &path.display().to_string())]));
    error.hint(cx.text("export-taken-help", &[]))
}

fn failed(cx: &Context<'_>, path: &Path, detail: &(dyn std::error::Error + 'static)) -> CliError {
    let detail = detail.downcast_ref().map_or_else(|| detail.to_string(), crate::store::spoken);
    let path = path.display().to_string();
    CliError::usage(cx.text("export-failed", &[("path", &path), ("detail", &detail)]))
}

/// Says what was written, and what is not in it.
fn done(cx: &mut Context<'_>, path: &Path, tables: usize, tally: &Tally, missing: usize) -> Exit {
    let (path, tables, rows) = (path.display().to_string(), tables.to_string(), tally.rows.to_string());
    let said = cx.text("export-done", &[("path", &path), ("tables", &tables), ("rows", &rows)]);
    cx.out.message(&said);
    if tally.left_out > 0 {
        let said = cx.text("table-left-out", &[("count", &tally.left_out.to_string())]);
        cx.out.message(&said);
    }
    if missing > 0 {
        let said = cx.text("cli-unreadable", &[("count", &missing.to_string())]);
        cx.out.message(&said);
    }
    if missing + tally.left_out > 0 { Exit::Findings } else { Exit::Done }
}

#[cfg(feature = "sql")]
fn sqlite(cx: &mut Context<'_>, file: &Path, how: &How) -> Result<Exit, CliError> {
    use crate::table::sqlite;
    use std::io::Read;

    let (opened, tables, name) = open(cx, how)?;
    let bad = |error: &(dyn std::error::Error + 'static)| failed(cx, file, error);
    let Some(file_name) = file.file_name().and_then(|name| name.to_str()).filter(|_| !file.is_dir()) else {
        return Err(CliError::usage(cx.text("export-no-file", &[("path", &file.display().to_string())])));
    };
    let mut head = Vec::new();
    match std::fs::File::open(file) {
        Ok(there) => {
            there.take(100).read_to_end(&mut head).map_err(|error| bad(&error))?;
            if !sqlite::is_ours(&head) && !how.force {
                return Err(taken(cx, file));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(bad(&error)),
    }
    let figures = opened.figures();
    let outbox = Outbox::new(file.parent().unwrap_or(Path::new("."))).map_err(|error| bad(&error))?;
    let tally =
        sqlite::export(&outbox.path(file_name), &tables, scope(cx, &figures, &name)).map_err(|error| bad(&error))?;
    outbox.publish([file_name]).map_err(|error| bad(&error))?;
    Ok(done(cx, file, tables.iter().count(), &tally, figures.left_out()))
}

#[cfg(not(feature = "sql"))]
fn sqlite(cx: &mut Context<'_>, _: &Path, how: &How) -> Result<Exit, CliError> {
    open(cx, how)?;
    Err(not_built(cx, "SQLite"))
}

/// The file of an export's folder that says which of its files are ours. Engines pass over names that begin with `_`.
#[cfg(feature = "parquet")]
const LIST: &str = "_carnet.json";

#[cfg(feature = "parquet")]
fn parquet(cx: &mut Context<'_>, folder: &Path, how: &How) -> Result<Exit, CliError> {
    let (opened, tables, name) = open(cx, how)?;
    let bad = |error: &(dyn std::error::Error + 'static)| failed(cx, folder, error);
    let earlier = ours(folder);
    let files: Vec<String> = tables.iter().map(|table| format!("{}.parquet", table.name)).collect();
    let foreign = files.iter().map(String::as_str).chain([LIST]).find(|file| {
        // The list is ours where it can be read as one.
        let known = if *file == LIST { !earlier.is_empty() } else { earlier.iter().any(|ours| ours == file) };
        !known && folder.join(file).symlink_metadata().is_ok()
    });
    if let Some(foreign) = foreign.filter(|_| !how.force) {
        return Err(taken(cx, &folder.join(foreign)));
    }
    let figures = opened.figures();
    let outbox = Outbox::new(folder).map_err(|error| bad(&error))?;
    let mut tally = Tally::default();
    for (table, file) in tables.iter().zip(&files) {
        let out = std::fs::File::create(outbox.path(file)).map_err(|error| bad(&error))?;
        tally.add(crate::table::parquet::write(out, table, scope(cx, &figures, &name)).map_err(|error| bad(&error))?);
    }
    let list = serde_json::json!({ "carnet": 1, "book": name, "as_of": opened.as_of.to_string(), "files": files });
    std::fs::write(outbox.path(LIST), format!("{list:#}\n")).map_err(|error| bad(&error))?;
    outbox.publish(files.iter().map(String::as_str).chain([LIST])).map_err(|error| bad(&error))?;
    // Tables that there are no more, such as of a field that the firm gave up.
    for stale in earlier.iter().filter(|file| !files.contains(file)) {
        std::fs::remove_file(folder.join(stale)).map_err(|error| bad(&error))?;
    }
    Ok(done(cx, folder, files.len(), &tally, figures.left_out()))
}

/// The files that an earlier export wrote into the folder. Only plain names of tables are taken from its list.
#[cfg(feature = "parquet")]
fn ours(folder: &Path) -> Vec<String> {
    let list = std::fs::read(folder.join(LIST)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let list: serde_json::Value = list.unwrap_or_default();
    let files = list.get("files").and_then(|files| files.as_array()).into_iter().flatten();
    let plain = |name: &&str| {
        name.strip_suffix(".parquet").is_some_and(|stem| stem.chars().all(|c| c.is_alphanumeric() || c == '_'))
    };
    let files = files.filter_map(|file| file.as_str()).filter(plain).map(str::to_owned);
    files.filter(|file| folder.join(file).is_file()).collect()
}

#[cfg(not(feature = "parquet"))]
fn parquet(cx: &mut Context<'_>, _: &Path, how: &How) -> Result<Exit, CliError> {
    open(cx, how)?;
    Err(not_built(cx, "Parquet"))
}

/// No book is needed: the tables are those of every book.
fn views(cx: &mut Context<'_>, engine: &str, folders: &str) -> Result<Exit, CliError> {
    // The argument's parser takes no other word.
    let dialect = Dialect::parse(engine).unwrap_or(Dialect::Duckdb);
    let script = view::script(dialect, &Tables::standard(&cx.kinds), folders);
    cx.out.raw(|out| out.write_all(script.as_bytes()))?;
    Ok(Exit::Done)
}
