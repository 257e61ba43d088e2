//! `carnet convert`

use clap::Args;

use super::set::answer_document;
use crate::change::chain::{self, Invoicing};
use crate::change::{ChangeError, Scope};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};

/// Write a draft invoice of an order: what is left of it, a deposit, or as far as the work has progressed
///
/// Each line of the invoice names the order line that it is about, so what is left is always known. Drafts count: what one
/// holds is not invoiced again. Deposits that were invoiced are taken off, and amendments of the order are a part of it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet convert C-2026-0001
  carnet convert D-2026-0001
  carnet convert C-2026-0001 --deposit 30%
  carnet convert C-2026-0001 --progress 60%
  carnet convert C-2026-0001 --progress 1=100%,2=40%")]
pub struct Convert {
    /// The order, or the quote that it was written for: its id, number, or @
    #[arg(value_name = "ID")]
    id: String,
    /// A deposit invoice: a percentage, or an amount with tax [default: what was agreed]
    #[arg(long, value_name = "30%|AMOUNT", num_args = 0..=1, default_missing_value = "", conflicts_with = "progress")]
    deposit: Option<String>,
    /// A progress invoice: how much is done by now, of all lines or of each, from the beginning
    #[arg(long, value_name = "60%|LINE=60%,…", value_delimiter = ',')]
    progress: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Convert, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let from = record(cx, &opened, &args.id)?;
    let scope = scope(&opened);
    let how = invoicing(&scope, &args).map_err(|error| refuse(cx, &error))?;
    let plan = chain::convert(&scope, from, &how).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

fn invoicing(scope: &Scope<'_>, args: &Convert) -> Result<Invoicing, ChangeError> {
    Ok(match args.deposit.as_deref() {
        Some("") => Invoicing::DepositPercent(None),
        Some(text) if text.trim_end().ends_with('%') => {
            Invoicing::DepositPercent(Some(chain::number(scope, "deposit", text)?))
        }
        Some(text) => Invoicing::DepositAmount(chain::number(scope, "deposit", text)?),
        None if args.progress.is_empty() => Invoicing::Rest,
        None => {
            let wish = |word: &String| {
                let (line, percent) = match word.split_once('=') {
                    Some((line, percent)) => (Some(line.trim().to_owned()), percent),
                    None => (None, word.as_str()),
                };
                Ok((line, chain::number(scope, "progress", percent)?))
            };
            Invoicing::Progress(args.progress.iter().map(wish).collect::<Result<_, ChangeError>>()?)
        }
    })
}
