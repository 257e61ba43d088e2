//! `carnet line`

use clap::{Args, Subcommand};

use super::set::answer_document;
use crate::change::{self, Assignment, LineSpec};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out, confirm_issued, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};

/// Add, change or remove lines of a document
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet line add site-acme audit-day 4
  carnet line add site-acme 'Travel' 2 @80 discount=10% + widget
  carnet line set site-acme 2 quantity=3 discount=5%
  carnet line rm site-acme 1")]
pub struct Line {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Add lines at the end: a product or words of your own, quantity, @price, key=value
    Add {
        /// The document: its id, number, or @
        document: String,
        /// The line; further ones after +
        #[arg(value_name = "LINE", required = true, allow_negative_numbers = true)]
        words: Vec<String>,
        #[command(flatten)]
        write: WriteArgs,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Change keys of a line
    Set {
        /// The document: its id, number, or @
        document: String,
        /// Which line, from 1
        number: usize,
        /// key=value, or @price
        #[arg(value_name = "KEY=VALUE")]
        words: Vec<String>,
        /// Remove this key
        #[arg(long, value_name = "KEY")]
        unset: Vec<String>,
        #[command(flatten)]
        write: WriteArgs,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Remove a line
    Rm {
        /// The document: its id, number, or @
        document: String,
        /// Which line, from 1
        number: usize,
        #[command(flatten)]
        write: WriteArgs,
        #[command(flatten)]
        format: FormatArg,
    },
}

pub fn run(args: Line, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let scope = scope(&opened);
    let (document, write, format) = match &args.action {
        Action::Add { document, write, format, .. }
        | Action::Set { document, write, format, .. }
        | Action::Rm { document, write, format, .. } => (document, write, *format),
    };
    let record = record(cx, &opened, document)?;
    let plan = match &args.action {
        Action::Add { words, .. } => {
            let words = words.strip_prefix(&["+".to_owned()][..]).unwrap_or(words);
            let specs: Result<Vec<LineSpec>, _> = words.split(|word| word == "+").map(LineSpec::parse).collect();
            specs.and_then(|specs| change::line_add(&scope, record, &specs))
        }
        Action::Set { number, words, unset, .. } => {
            let mut assignments = Vec::new();
            for word in words {
                match (word.strip_prefix('@'), Assignment::parse(word)) {
                    (Some(price), _) => assignments.push(Assignment::set("unit_price", price)),
                    (None, Some(assignment)) => assignments.push(assignment),
                    (None, None) => {
                        let message = cx.text("change-line-word", &[("word", word)]);
                        return Err(CliError::usage(message).hint(cx.text("change-lines-forms", &[])));
                    }
                }
            }
            if assignments.is_empty() && unset.is_empty() {
                return Err(
                    CliError::usage(cx.text("change-set-how", &[])).hint(cx.text("change-line-set-example", &[]))
                );
            }
            change::line_set(&scope, record, *number, &assignments, unset)
        }
        Action::Rm { number, .. } => change::line_remove(&scope, record, *number),
    };
    let plan = plan.map_err(|error| refuse(cx, &error))?;
    if !plan.is_empty() && !confirm_issued(cx, &opened, record, ["lines"], write)? {
        return Ok(Exit::Done);
    }
    let carried = carry_out(cx, &opened, &plan, write)?;
    answer_document(cx, &opened, &carried, &plan, format)
}
