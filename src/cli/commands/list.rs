//! `carnet list`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// List records
#[derive(Args)]
pub struct List {}

pub fn run(_args: List, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
