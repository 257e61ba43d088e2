//! `carnet diff`

use std::collections::BTreeSet;

use clap::Args;

use crate::cli::context::FormatArg;
use crate::cli::history::{manner, open};
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;
use crate::history::Revisions;
use crate::history::change::Records;
use crate::report::past::difference;

/// Tell what differs between two states of the book, and what that makes of its figures
///
/// A state is a day (`2026-09-30`, `yesterday`) or what git calls a commit (`HEAD~3`, `main`, a tag). Each state's figures
/// are as of its day.
#[derive(Args)]
pub struct Diff {
    /// A..B; A alone compares with the files as they are now, A.. with the last commit
    #[arg(value_name = "A..B", allow_hyphen_values = true)]
    range: String,
    /// Every record, however many
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Diff, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let history = open(cx, &opened)?;
    let (from, to) = match args.range.split_once("..") {
        None => (args.range.as_str(), None),
        Some((from, "")) => (from, Some("HEAD")),
        Some((from, to)) => (from, Some(to)),
    };
    if from.is_empty() || to.is_some_and(|to| to.starts_with('.')) {
        return Err(CliError::usage(cx.text("diff-range", &[("range", &args.range)])));
    }
    let (then, before, _) = cx.look_back(opened.repo()?, from)?;
    let then_figures = Figures::new(&before, then.day());
    let manner = manner(args.format, args.all);
    let records = Records::new(&history, &opened.book);
    let answer = match to {
        Some(to) => {
            let (now, after, _) = cx.look_back(opened.repo()?, to)?;
            let changes = records.between(&history.changes(now.commit, Some(then.commit))?)?;
            difference(&records, &changes, &then_figures, &Figures::new(&after, now.day()), manner)
        }
        None => {
            let paths = match opened.repo()? {
                Some(repo) => repo.changed_since(&then.commit.to_string())?,
                None => BTreeSet::new(),
            };
            let changes = records.between(&records.uncommitted(then.commit, &opened.book, &paths)?)?;
            difference(&records, &changes, &then_figures, &opened.figures(), manner)
        }
    };
    cx.answer(&answer, args.format)
}
