//! `carnet total`

use clap::Args;

use crate::cli::{CliError, Context, Exit};

/// Add up records
#[derive(Args)]
pub struct Total {}

pub fn run(_args: Total, _cx: &mut Context<'_>) -> Result<Exit, CliError> {
    Err(CliError::usage("not built yet"))
}
