//! `carnet convert`

use clap::Args;

use super::set::answer_document;
use crate::change::chain;
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};

/// Write a draft invoice of what is left to invoice of an order
///
/// Each line of the invoice names the order line that it is about, so what is left is always known. Drafts count: what one
/// holds is not invoiced again.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet convert C-2026-0001
  carnet convert D-2026-0001")]
pub struct Convert {
    /// The order, or the quote that it was written for: its id, number, or @
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Convert, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let from = record(cx, &opened, &args.id)?;
    let plan = chain::convert(&scope(&opened), from).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}
