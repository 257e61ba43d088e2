//! `carnet list`

use clap::Args;

use crate::cli::ask::{self, Question, limit};
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::figures::FEW;
use crate::report::listing::Listing;

/// List records of a kind
///
/// The query narrows the list: `stage:won`, `amount:1000..`, `due:..today`, `customer.territory:nord`,
/// `not:tags:test`, `no:email`, or a word. See `docs/query.md`.
#[derive(Args)]
pub struct List {
    #[command(flatten)]
    question: Question,
    /// Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`
    #[arg(long, short = 'c', value_name = "FIELDS", value_delimiter = ',')]
    columns: Option<Vec<String>>,
    /// Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`
    #[arg(long, short = 's', value_name = "FIELDS", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    /// Show at most so many
    #[arg(long, short = 'n', value_name = "NUMBER", value_parser = limit)]
    limit: Option<usize>,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: List, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let figures = opened.figures();
    let asked = ask::select(cx, &opened, &figures, &args.question)?;
    let mut listing = Listing::new(&figures, asked.kind, args.columns.as_deref(), &args.sort)
        .map_err(|fault| ask::path_error(cx, fault))?;
    listing.limit = args.limit;
    if args.limit.unwrap_or(usize::MAX).min(asked.records.len()) <= FEW && listing.sort.is_empty() {
        figures.expect_few();
    }
    let listed = listing.listed(&figures, asked.kind, asked.records.clone());
    let mut answer = listed.answer();
    asked.say(&mut answer);
    cx.list(answer, &listed, args.format)
}
