//! `carnet new`

use clap::Args;

use super::set::answer_document;
use crate::change::{self, Assignment, LineSpec, New as Wish, Scope};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, ask, carry_out, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::model::{Field, Type};

/// Write a new record
///
/// What is missing is asked for at a terminal. A document's lines follow `+`: a product's id or words of
/// your own, then quantity, @price, discount=, tax=, unit=.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet new customer name='ACME Conseil' address.city=Lille tags=web,design
  carnet new deal website customer=acme amount=12000 close=+60d
  carnet new invoice customer=acme + audit-day 4 + 'Travel' 1 @80 tax=fr-20 discount=5%
  carnet new note about=customer/acme title='First call' text=-")]
pub struct New {
    /// What to write: customer, deal, invoice… (or client, facture…)
    #[arg(value_name = "KIND")]
    kind: String,
    /// [ID] key=value… [+ LINE…]
    #[arg(value_name = "WORD", allow_negative_numbers = true)]
    words: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: New, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let scope = scope(&opened);
    let kind = scope.kind(&args.kind).map_err(|error| refuse(cx, &error))?;
    let head = args.words.split(|word| word == "+").next().unwrap_or_default();
    let lines = LineSpec::parse_all(&args.words).map_err(|error| refuse(cx, &error))?;
    let mut id = None;
    let mut assignments = Vec::new();
    for (i, word) in head.iter().enumerate() {
        match Assignment::parse(word) {
            Some(assignment) => assignments.push(assignment),
            None if i == 0 => id = Some(word.as_str()),
            None => {
                let message = cx.text("change-stray-word", &[("word", word)]);
                return Err(CliError::usage(message).hint(cx.text("change-stray-word-help", &[])));
            }
        }
    }
    read_input(cx, &scope, kind, &mut assignments)?;
    if cx.interactive {
        let wish = Wish { kind, id, assignments: &assignments, lines: &lines };
        let missing = change::missing(&scope, &wish);
        for field in missing {
            assignments.push(fill(cx, field)?);
        }
    }
    let wish = Wish { kind, id, assignments: &assignments, lines: &lines };
    let plan = change::new(&scope, &wish).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

/// `text=-` takes the body of a note from standard input.
fn read_input(
    cx: &mut Context<'_>,
    scope: &Scope<'_>,
    kind: crate::model::KindId,
    assignments: &mut [Assignment],
) -> Result<(), CliError> {
    let shape = scope.book.shape(kind);
    for assignment in assignments {
        if assignment.text == "-" && shape.field(&assignment.path).is_some_and(|field| field.ty == Type::Body) {
            assignment.text.clear();
            std::io::Read::read_to_string(cx.input, &mut assignment.text)?;
        }
    }
    Ok(())
}

/// Asks for one required field, until there is an answer.
fn fill(cx: &mut Context<'_>, field: &Field) -> Result<Assignment, CliError> {
    let question = cx.text("change-ask", &[("key", &field.name), ("doc", field.doc.trim_end_matches('.'))]);
    loop {
        match ask(cx, &question)? {
            Some(answer) if answer.is_empty() => continue,
            Some(answer) => return Ok(Assignment::set(&field.name, &answer)),
            None => return Err(CliError::usage(cx.text("change-no-answer", &[("key", &field.name)]))),
        }
    }
}
