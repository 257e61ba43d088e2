//! `carnet rm`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Remove a record that nothing refers to
#[derive(Args)]
pub struct Rm {}

pub fn run(_args: Rm, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
