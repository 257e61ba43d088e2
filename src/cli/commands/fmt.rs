//! `carnet fmt`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Bring files into canonical form
#[derive(Args)]
pub struct Fmt {}

pub fn run(_args: Fmt, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
