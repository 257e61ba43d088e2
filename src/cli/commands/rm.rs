//! `carnet rm`

use clap::Args;

use crate::change::remove::{RemoveFault, remove};
use crate::cli::context::Opened;
use crate::cli::write::{WriteArgs, carry_out, confirm, record};
use crate::cli::{CliError, Context, Exit};

/// Remove records that were a mistake
///
/// What others refer to stays, and a document with a number stays always. People and things that you no longer deal with are
/// not removed but archived: carnet set ID archived=today
#[derive(Args)]
pub struct Rm {
    /// The records: ids, or kind/id
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

/// More referring records than this are counted, not named.
const MOST_NAMED: usize = 10;

pub fn run(args: Rm, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let records: Vec<_> = args.ids.iter().map(|id| record(cx, &opened, id)).collect::<Result<_, _>>()?;
    let plan = match remove(&opened.figures(), &records) {
        Ok(plan) => plan,
        Err(faults) => return Err(worded(cx, &opened, &faults)),
    };
    if !confirm(cx, plan.changes.len(), &args.write)? {
        return Ok(Exit::Findings);
    }
    Ok(carry_out(cx, &opened, &plan, &args.write)?.exit)
}

/// All reasons, a line each, and what to do instead of the first.
fn worded(cx: &Context<'_>, opened: &Opened, faults: &[RemoveFault]) -> CliError {
    let book = &opened.book;
    let lines: Vec<String> = faults
        .iter()
        .map(|fault| match fault {
            RemoveFault::Numbered { record, number } => {
                cx.text("upkeep-rm-numbered", &[("name", &book.name(*record)), ("number", number)])
            }
            RemoveFault::NotText { record } => cx.text("upkeep-not-text", &[("path", book.path(*record))]),
            RemoveFault::Mentioned { record, by } => {
                let mut names: Vec<String> = by.iter().take(MOST_NAMED).map(|from| book.name(*from)).collect();
                if by.len() > MOST_NAMED {
                    names.push(cx.text("upkeep-rm-more", &[("count", &(by.len() - MOST_NAMED).to_string())]));
                }
                cx.text("upkeep-rm-mentioned", &[("name", &book.name(*record)), ("by", &names.join(", "))])
            }
        })
        .collect();
    let error = CliError::refused(lines.join("\n"));
    match faults.first() {
        Some(RemoveFault::Numbered { .. }) => error.hint(cx.text("upkeep-rm-credit", &[])),
        Some(RemoveFault::Mentioned { record, .. }) if book.shape(record.kind).position("archived").is_some() => {
            error.hint(cx.text("upkeep-rm-archive", &[("name", &book.name(*record))]))
        }
        _ => error,
    }
}
