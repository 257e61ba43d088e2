//! `carnet import`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Import records from another program's file
#[derive(Args)]
pub struct Import {}

pub fn run(_args: Import, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
