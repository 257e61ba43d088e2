//! `carnet edit`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Open a record in your editor
#[derive(Args)]
pub struct Edit {}

pub fn run(_args: Edit, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
