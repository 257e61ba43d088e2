//! `carnet schema`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Print the JSON Schema of a kind
#[derive(Args)]
pub struct Schema {}

pub fn run(_args: Schema, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
