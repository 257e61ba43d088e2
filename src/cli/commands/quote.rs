//! `carnet quote`

use clap::Args;

use super::set::answer_document;
use crate::change::{self, Assignment, LineSpec};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out, day, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};

/// Write a quote for a deal, mark a quote as sent, or revise it
///
/// A quote for a deal takes its customer, contact, owner and job; it may be accepted for 30 days unless valid_until= says
/// otherwise. From the day it is sent a quote is not changed any more: --revise writes a draft that replaces it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet quote site-acme + audit-day 4 + 'Travel' 1 @80
  carnet quote site-acme valid_until=+60d + audit-day 2 + 'Training' 1 @900 option=training
  carnet quote D-2026-0001 --sent
  carnet quote D-2026-0001 --revise")]
pub struct Quote {
    /// A deal; with --sent or --revise a quote: its id, number, or @
    #[arg(value_name = "ID")]
    id: String,
    /// key=value… [+ LINE…]
    #[arg(value_name = "WORD", allow_negative_numbers = true, conflicts_with_all = ["sent", "revise"])]
    words: Vec<String>,
    /// It went to the customer on this day [default: today]
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today", conflicts_with = "revise")]
    sent: Option<String>,
    /// Write a draft that replaces it: the same lines, a new number
    #[arg(long)]
    revise: bool,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Quote, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let scope = scope(&opened);
    let about = record(cx, &opened, &args.id)?;
    let plan = if let Some(sent) = &args.sent {
        let sent = day(cx, &opened, sent)?;
        change::chain::send(&scope, about, sent)
    } else if args.revise {
        change::chain::revise(&scope, about, opened.today)
    } else if opened.book.kind(about.kind).name != "deal" {
        let name = opened.book.name(about);
        return Err(CliError::usage(cx.text("chain-not-a-deal", &[("name", &name)]))
            .hint(cx.text("chain-not-a-deal-help", &[])));
    } else {
        let head = args.words.split(|word| word == "+").next().unwrap_or_default();
        let lines = LineSpec::parse_all(&args.words).map_err(|error| refuse(cx, &error))?;
        let mut assignments = Vec::new();
        for word in head {
            let Some(assignment) = Assignment::parse(word) else {
                let message = cx.text("change-stray-word", &[("word", word)]);
                return Err(CliError::usage(message).hint(cx.text("change-stray-word-help", &[])));
            };
            assignments.push(assignment);
        }
        change::chain::quote(&scope, about, &assignments, &lines)
    };
    let plan = plan.map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}
