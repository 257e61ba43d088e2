//! `carnet explain`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Explain a finding
#[derive(Args)]
pub struct Explain {}

pub fn run(_args: Explain, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
