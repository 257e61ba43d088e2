//! `carnet feed`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::book::RecordRef;
use crate::cli::context::{FormatArg, Opened};
use crate::cli::history::{authors, head, known_author, manner, open, zone};
use crate::cli::{CliError, Context, Exit, ask};
use crate::history::change::Records;
use crate::model::shape::nearest;
use crate::render::atom;
use crate::report::past::feed::{Feed as News, Question, UnknownSort, sorts};
use crate::report::{Past, ReportError};
use crate::store;
use crate::value::Period;

/// So many days are told where no period is given.
const DAYS: i64 = 14;
/// How many items people are shown when they narrow nothing.
const USUAL: usize = 40;

/// Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention
///
/// News is read from what changed in the files between commits; alerts from the book as it is: overdue invoices, deals
/// whose promised date passed or that stay too long in their stage, next steps that are late, notes that mention
/// somebody (@claire). See `docs/feed.md`.
#[derive(Args)]
pub struct Feed {
    /// Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]
    #[arg(long, short = 'p', value_name = "PERIOD")]
    period: Option<String>,
    /// Only what this author did: a member's id, or a part of a name or address
    #[arg(long, value_name = "AUTHOR")]
    by: Option<String>,
    /// Only what concerns this member: their deals and customers, and where they are mentioned
    #[arg(long = "for", value_name = "MEMBER")]
    member: Option<String>,
    /// Only these sorts of news and alerts: won, lost, opened, moved, issued, paid, note… and overdue, rotting…
    #[arg(long, value_name = "SORT", value_delimiter = ',')]
    only: Vec<String>,
    /// Only the alerts, and all of them
    #[arg(long)]
    alerts: bool,
    /// At most so many items [default: 40 for people who narrow nothing, else all]
    #[arg(long, short = 'n', value_name = "NUMBER")]
    limit: Option<usize>,
    /// Exit with 1 when there is an alert
    #[arg(long)]
    fail_on_alert: bool,
    /// Write an Atom file for feed readers, outside of the book; `-` is standard output
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    atom: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Feed, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let question = question(cx, &opened, &args)?;
    // Alerts are there without any commit, too.
    let news = !question.items.is_empty() || args.atom.is_some();
    let history = match news || opened.repo()?.is_some() {
        true => Some(open(cx, &opened)?),
        false => None,
    };
    let past = match &history {
        Some(history) if news => Some((history, head(cx, history)?)),
        Some(history) => crate::history::Revisions::head(history)?.map(|head| (history, head)),
        None => None,
    };
    if let (Some(by), Some((history, head))) = (args.by.as_deref(), &past) {
        known_author(cx, history, *head, by, &question.authors)?;
    }
    let records = past.map(|(history, head)| (Records::new(history, &opened.book), head));
    let past =
        records.as_ref().map(|(records, head)| Past { records, head: *head, zone: zone(&opened), today: opened.today });

    let figures = opened.figures();
    let feed = News::compute(&figures, past.as_ref(), question).map_err(|fault| match fault {
        ReportError::Revision(fault) => fault.into(),
        fault => CliError::usage(cx.words(&fault.text())),
    })?;
    let exit = match (&args.atom, &past) {
        (Some(file), Some(past)) => {
            let channel = feed.channel(&figures, past)?;
            let mut bytes = Vec::new();
            cx.rendering(|options| atom::write(&channel, options, &mut bytes))?;
            deliver(cx, &opened, file, &bytes)?;
            Exit::Done
        }
        _ => cx.answer(&feed.answer(&figures, manner(args.format, false)), args.format)?,
    };
    Ok(if args.fail_on_alert && !feed.alerts.is_empty() { Exit::Findings } else { exit })
}

fn question(cx: &Context<'_>, opened: &Opened, args: &Feed) -> Result<Question, CliError> {
    let period = match &args.period {
        Some(text) => cx.period(opened, text)?,
        None => Period { from: Some(opened.as_of.plus_days(1 - DAYS)), to: Some(opened.as_of) },
    };
    let mut question = Question::new(period);
    if !args.only.is_empty() {
        question.only(&args.only).map_err(|fault| unknown(cx, &fault))?;
    }
    if args.alerts {
        question.items.clear();
    }
    question.authors = args.by.as_deref().map_or(Vec::new(), |by| authors(opened, by));
    question.member = args.member.as_deref().map(|word| member(cx, opened, word)).transpose()?;
    let narrowed = args.period.is_some() || args.by.is_some() || args.member.is_some() || !args.only.is_empty();
    let people = manner(args.format, false).people && args.atom.is_none();
    question.limit = args.limit.or((people && !narrowed).then_some(USUAL));
    Ok(question)
}

fn unknown(cx: &Context<'_>, fault: &UnknownSort) -> CliError {
    let all = sorts().collect::<Vec<_>>().join(", ");
    let error = CliError::usage(cx.text("feed-unknown-sort", &[("word", &fault.word), ("all", &all)]));
    match fault.nearest {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error,
    }
}

fn member(cx: &Context<'_>, opened: &Opened, word: &str) -> Result<RecordRef, CliError> {
    let book = &opened.book;
    let kind = ask::kind(cx, opened, "member")?;
    let id = word.strip_prefix('@').or(word.strip_prefix("member/")).unwrap_or(word);
    book.find_ignoring_case(kind, id).ok_or_else(|| {
        let error = CliError::refused(cx.text("feed-no-member", &[("word", word)]));
        match nearest(id, book.records(kind).iter().map(|member| &*member.id)) {
            Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
            None => error,
        }
    })
}

/// Writes the file in one step, so that a reader never sees half of it.
fn deliver(cx: &mut Context<'_>, opened: &Opened, file: &Path, bytes: &[u8]) -> Result<(), CliError> {
    if file == Path::new("-") {
        return Ok(cx.out.raw(|out| out.write_all(bytes))?);
    }
    let shown = file.display().to_string();
    let (Some(name), Some(folder)) = (file.file_name().and_then(|name| name.to_str()), file.parent()) else {
        return Err(CliError::usage(cx.text("feed-bad-file", &[("path", &shown)])));
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = folder.canonicalize().map_err(|_| CliError::usage(cx.text("feed-no-folder", &[("path", &shown)])))?;
    if opened.root().canonicalize().is_ok_and(|root| real.starts_with(root)) {
        let error = CliError::usage(cx.text("feed-inside", &[("path", &shown)]));
        return Err(error.hint(cx.text("feed-outside", &[])));
    }
    store::file::replace(&real, name, Some(bytes), store::file::Flush::Name)?;
    cx.out.message(&cx.text("feed-written", &[("path", &shown)]));
    Ok(())
}
