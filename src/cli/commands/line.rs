//! `carnet line`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Add, change or remove lines of a document
#[derive(Args)]
pub struct Line {}

pub fn run(_args: Line, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
