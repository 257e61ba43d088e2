//! `carnet template`

use clap::{Args, Subcommand};

use crate::change::{FileChange, Plan};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out};
use crate::cli::{CliError, Context, Exit};
use crate::model::shape::nearest;
use crate::render::document::built_in;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::store;

/// Show the templates of documents, or copy one into the book to change it
///
/// A template in the book's folder `templates/` goes before the built-in one of the same name.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet template list
  carnet template eject letter.typ")]
pub struct Template {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The templates, and which of them are the book's own
    #[command(aliases = ["liste"])]
    List {
        #[command(flatten)]
        format: FormatArg,
    },
    /// Copy a built-in template into the book
    #[command(aliases = ["copier"])]
    Eject {
        /// Its name: `carnet template list` shows them
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        write: WriteArgs,
    },
}

/// Where a book's own templates stand.
pub const FOLDER: &str = "templates";

pub fn run(args: Template, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    match args.what {
        What::List { format } => list(cx, format),
        What::Eject { name, write } => eject(cx, &name, &write),
    }
}

fn list(cx: &mut Context<'_>, format: FormatArg) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let own = store::template::files_below(opened.root(), FOLDER)?;
    let column = |key: &'static str, kind| Column::new(key, Text::key(format!("template-column-{key}")), kind);
    let mut sheet = Sheet::new(
        "templates",
        vec![column("name", ColumnKind::Code), column("from", ColumnKind::Text), column("what", ColumnKind::Text)],
    );
    let word = |code: &'static str| Cell::word(code, Text::key(format!("template-{code}")));
    for (name, _) in built_in() {
        let from = if own.contains_key(name) { "own" } else { "built-in" };
        let what = match name {
            "document.typ" => "pdf",
            "statement.typ" => "statement",
            "letter.typ" => "letter",
            _ => "html",
        };
        sheet.rows.push(Row::new(vec![Cell::text(name), word(from), word(what)]));
    }
    for name in own.keys().filter(|name| built_in().all(|(known, _)| known != name.as_str())) {
        sheet.rows.push(Row::new(vec![Cell::text(name.clone()), word("own"), Cell::Empty]));
    }
    cx.answer(&Answer::new(opened.today).sheet(sheet), format)
}

fn eject(cx: &mut Context<'_>, name: &str, write: &WriteArgs) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let Some((name, text)) = built_in().find(|(known, _)| *known == name) else {
        let error = CliError::usage(cx.text("template-unknown", &[("name", name)]));
        return Err(match nearest(name, built_in().map(|(known, _)| known)) {
            Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
            None => error.hint(cx.text("template-unknown-help", &[])),
        });
    };
    let path = format!("{FOLDER}/{name}");
    if store::file::read(opened.root(), &path)?.is_some() {
        return Err(CliError::refused(cx.text("template-there", &[("path", &path)])));
    }
    let change = FileChange { path, before: None, after: Some(text.to_owned()) };
    let plan = Plan { changes: vec![change], subject: format!("template {name}: copied"), touched: Vec::new() };
    carry_out(cx, &opened, &plan, write)?;
    Ok(Exit::Done)
}
