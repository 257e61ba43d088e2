//! `carnet check`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Find every fault of the book
#[derive(Args)]
pub struct Check {}

pub fn run(_args: Check, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
