//! `carnet log`

use clap::Args;

use crate::cli::ask::{self, Question};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::history::{authors, fates, head, known_author, manner, once, open, subject, zone};
use crate::cli::{CliError, Context, Exit};
use crate::history::change::{Records, Subject};
use crate::history::event::{Scope, timeline};
use crate::report::past::{self, Manner};

/// How many commits people are shown when they narrow nothing.
const USUAL: usize = 20;

/// Tell what happened: who changed what, newest first
///
/// Read from what changed in the files between commits, never from messages: an edit in an editor counts like a command.
/// Records are followed through renamings; `log deal stage:won` tells of the deals that are won now. See
/// `docs/history-changes.md`.
#[derive(Args)]
pub struct Log {
    /// Records (`acme`, `deal/site`, `carnet.toml`), or a kind and a query over it (`deal`, `deal stage:won`)
    #[arg(value_name = "ID|KIND|QUERY")]
    words: Vec<String>,
    /// Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B
    #[arg(long, short = 'p', value_name = "PERIOD")]
    period: Option<String>,
    /// Only commits of this author: a member's id, or a part of a name or address
    #[arg(long, value_name = "AUTHOR")]
    by: Option<String>,
    /// At most so many commits [default: 20 for people who narrow nothing, else all]
    #[arg(long, short = 'n', value_name = "NUMBER")]
    limit: Option<usize>,
    /// Every record of every commit, however many
    #[arg(long)]
    all: bool,
    /// Show the first lines of the commits' messages too
    #[arg(long)]
    messages: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Log, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let history = open(cx, &opened)?;
    let head = head(cx, &history)?;
    let (mut scope, doubt) = scope(cx, &opened, &args.words)?;
    scope.period = args.period.as_deref().map(|text| cx.period(&opened, text)).transpose()?;
    if let Some(by) = &args.by {
        scope.authors = authors(&opened, by);
        known_author(cx, &history, head, by, &scope.authors)?;
    }
    let manner = Manner { messages: args.messages, ..manner(args.format, args.all) };
    let narrowed = !scope.subjects.is_empty() || scope.period.is_some();
    scope.limit = args.limit.or((manner.people && !narrowed && !args.all).then_some(USUAL));

    let records = Records::new(&history, &opened.book);
    let told = timeline(&records, head, zone(&opened), &scope)?;
    if told.entries.is_empty()
        && let Some(error) = doubt
    {
        return Err(error);
    }
    let exit = cx.answer(&past::log(&records, &opened.book, opened.as_of, &told, manner), args.format)?;
    if doubt.is_some() {
        for word in &args.words {
            if subject(cx, &opened, word).is_err() {
                fates(cx, &opened, &records, head, word)?.iter().for_each(|line| cx.out.message(line));
            }
        }
    }
    Ok(exit)
}

/// What the words narrow the log to. A name that means no record now may have meant one: the error is kept for when the
/// commits know it no better.
fn scope(cx: &Context<'_>, opened: &Opened, words: &[String]) -> Result<(Scope, Option<CliError>), CliError> {
    let mut scope = Scope::default();
    let Some((first, query)) = words.split_first() else { return Ok((scope, None)) };
    let kinds = &opened.book.kinds;
    if let Some(kind) = kinds.called(first) {
        if query.is_empty() {
            scope.kinds.push(kind);
            return Ok((scope, None));
        }
        let question = Question { kind: first.clone(), query: query.to_vec(), period: None, archived: true };
        let asked = ask::select(cx, opened, &opened.figures(), &question)?;
        let subject =
            |record: &crate::book::RecordRef| Subject { kind: Some(kind), id: opened.book.get(*record).id.clone() };
        scope.subjects = asked.records.iter().map(subject).collect();
        return match scope.subjects.is_empty() {
            true => Err(CliError::refused(cx.text("log-no-match", &[("query", &query.join(" "))]))),
            false => Ok((scope, None)),
        };
    }
    let mut doubt = None;
    for word in words {
        match subject(cx, opened, word) {
            Ok(found) => scope.subjects.push(found),
            Err(error) if word.contains(':') => return Err(error.hint(cx.text("log-query-needs-kind", &[]))),
            Err(error) => {
                let subjects = once(opened, word);
                if subjects.is_empty() {
                    return Err(error);
                }
                scope.subjects.extend(subjects);
                doubt = Some(error);
            }
        }
    }
    Ok((scope, doubt))
}
