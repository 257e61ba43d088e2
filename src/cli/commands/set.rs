//! `carnet set`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Change fields of a record
#[derive(Args)]
pub struct Set {}

pub fn run(_args: Set, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
