//! `carnet init`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Start a new book
#[derive(Args)]
pub struct Init {}

pub fn run(_args: Init, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
