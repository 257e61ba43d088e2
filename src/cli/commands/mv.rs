//! `carnet mv`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Rename a record and every reference to it
#[derive(Args)]
pub struct Mv {}

pub fn run(_args: Mv, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
