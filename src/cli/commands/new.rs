//! `carnet new`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Write a new record
#[derive(Args)]
pub struct New {}

pub fn run(_args: New, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
