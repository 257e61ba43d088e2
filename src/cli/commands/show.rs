//! `carnet show`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Show a record with everything that refers to it
#[derive(Args)]
pub struct Show {}

pub fn run(_args: Show, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
