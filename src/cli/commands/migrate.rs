//! `carnet migrate`

use clap::Args;

use crate::change::migrate::migrate;
use crate::cli::write::{WriteArgs, carry_out};
use crate::cli::{CliError, Context, Exit};

/// Bring a book of an older format to this carnet's
///
/// Keys and words that the format changed are written as they are called today, in one commit; comments, order and values
/// stay. A book of an older format can be read without it, and so can every past state of it; written it can only be after.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Migrate, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let (plan, skipped) = migrate(&opened.book);
    for path in &skipped {
        cx.out.message(&cx.text("upkeep-fmt-skipped", &[("path", path)]));
    }
    if !skipped.is_empty() {
        return Err(CliError::refused(cx.text("upkeep-migrate-broken", &[("count", &skipped.len().to_string())])));
    }
    if plan.is_empty() {
        cx.out.message(&cx.text("upkeep-migrate-current", &[("format", &crate::firm::FORMAT.to_string())]));
        return Ok(Exit::Done);
    }
    Ok(carry_out(cx, &opened, &plan, &args.write)?.exit)
}
