//! `carnet report`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Print a report
#[derive(Args)]
pub struct Report {}

pub fn run(_args: Report, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
