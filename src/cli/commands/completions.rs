//! `carnet completions`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Print a completion script for your shell
#[derive(Args)]
pub struct Completions {}

pub fn run(_args: Completions, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
