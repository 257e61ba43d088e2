//! `carnet demo`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Write a demonstration firm of two years and show its figures
#[derive(Args)]
pub struct Demo {}

pub fn run(_args: Demo, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
