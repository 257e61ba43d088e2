//! `carnet correct`

use clap::Args;

use super::set::answer_document;
use crate::change::chain;
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};

/// Write a corrected invoice: a draft that takes the place of an invoice that was wrong
///
/// The draft has the lines of the invoice; change what was wrong, then issue it. From its date on it counts in place of the
/// first one, with what was paid of that one.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet correct F-2026-0042 --cause 'Wrong address of the customer'")]
pub struct Correct {
    /// The invoice: its id, number, or @
    #[arg(value_name = "INVOICE")]
    id: String,
    /// Why, as the customer reads it
    #[arg(long, value_name = "TEXT")]
    cause: String,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Correct, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let invoice = record(cx, &opened, &args.id)?;
    let plan = chain::correct(&scope(&opened), invoice, &args.cause).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}
