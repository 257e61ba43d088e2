//! `carnet find`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Find records by words
#[derive(Args)]
pub struct Find {}

pub fn run(_args: Find, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
