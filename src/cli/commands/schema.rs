//! `carnet schema`

use std::mem::ManuallyDrop;

use clap::Args;
use serde_json::Value as Json;

use crate::book::reading::firm_shape;
use crate::book::{Book, Source};
use crate::cli::{CliError, Context, Exit};
use crate::firm;
use crate::model::shape::nearest;
use crate::render::schema;
use crate::store;

/// Print the JSON Schema of a kind, for editors
///
/// Inside a book, the firm's own fields are in it. Editors that know taplo or tombi then complete and check the files as you
/// type: save the schema, and name it in a first line `#:schema PATH`.
#[derive(Args)]
pub struct Schema {
    /// A kind, or carnet.toml for the settings
    #[arg(value_name = "KIND", required_unless_present = "all")]
    kind: Option<String>,
    /// All kinds, in one object by their names
    #[arg(long, conflicts_with = "kind")]
    all: bool,
}

pub fn run(args: Schema, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    // Outside a book, or where its settings cannot be read, the standard fields are all that is known.
    let book = match store::find_root(&cx.start()) {
        Ok(_) => ManuallyDrop::into_inner(cx.open_any()?.book),
        Err(_) if cx.global.book.is_none() => Book::read(cx.kinds.clone(), vec![Source::new(firm::PATH, Vec::new())]),
        Err(error) => return Err(error.into()),
    };
    let json = match args.kind.as_deref() {
        None => schema::all(&book.kinds, &|kind| book.shape(kind)),
        Some(firm::PATH) => schema::json_schema(firm_shape(), None),
        Some(word) => match book.kinds.called(word) {
            Some(kind) => schema::json_schema(book.shape(kind), Some(book.kind(kind).folder)),
            None => return Err(unknown_kind(cx, &book, word)),
        },
    };
    print(cx, &json)
}

fn print(cx: &mut Context<'_>, json: &Json) -> Result<Exit, CliError> {
    let text = serde_json::to_string_pretty(json).map_err(std::io::Error::from)?;
    cx.out.raw(|out| writeln!(out, "{text}"))?;
    Ok(Exit::Done)
}

fn unknown_kind(cx: &Context<'_>, book: &Book, word: &str) -> CliError {
    let error = CliError::usage(cx.text("upkeep-no-kind", &[("word", word)]));
    match nearest(word, book.kinds.iter().map(|(_, kind)| kind.name)) {
        Some(kind) => error.hint(cx.text("upkeep-did-you-mean", &[("word", kind)])),
        None => {
            let kinds: Vec<&str> = book.kinds.iter().map(|(_, kind)| kind.name).collect();
            error.hint(cx.text("upkeep-kinds", &[("kinds", &kinds.join(", "))]))
        }
    }
}
