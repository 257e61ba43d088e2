//! `carnet close`

use std::collections::BTreeSet;

use clap::Args;

use crate::book::RecordRef;
use crate::check::check;
use crate::cli::context::{FormatArg, Opened};
use crate::cli::history::{closed_periods, head, open, zone};
use crate::cli::{CliError, Context, Exit, write};
use crate::finding::{Finding, Level};
use crate::firm;
use crate::history::change::Records;
use crate::history::closing::{ClosingProof, ClosingTag, SALES, Statement, documents, period_name};
use crate::history::issued::{Reader, State};
use crate::report::past::closing;
use crate::report::sheet::Answer;
use crate::store::Repo;
use crate::store::user_git::push_tag;
use crate::store::witness::tag_exists;
use crate::value::{Date, Period};

/// Close a period: its issued documents stay as they are from then on
///
/// Makes a tag that states the period's documents, totals and last numbers, signed when you sign your commits.
/// Afterwards `check` and every write refuse to change their fiscal fields, to remove them, or to date another document into the
/// period; payments stay possible. `carnet audit` compares with the tag. See `docs/audit.md`.
#[derive(Args)]
pub struct Close {
    /// Whole months that are over: 2026-10, 2026Q3, 2026, 2024-01..2026-09
    #[arg(value_name = "PERIOD", required_unless_present = "list")]
    period: Option<String>,
    /// Which documents: sales (invoices and credit notes)
    #[arg(long, value_name = "JOURNAL", default_value = SALES)]
    journal: String,
    /// Show what is closed
    #[arg(long, conflicts_with_all = ["period", "dry_run", "push"])]
    list: bool,
    /// Show what would be stated, and close nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Push the tag to the remote at once
    #[arg(long, conflicts_with = "dry_run")]
    push: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Close, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let Some(repo) = opened.repo()? else { return Err(CliError::usage(cx.text("history-no-repository", &[]))) };
    if !matches!(args.journal.as_str(), SALES | "ventes") {
        return Err(CliError::usage(cx.text("close-no-journal", &[("journal", &args.journal)])));
    }
    let tags = repo.closings(args.list)?;
    if args.list {
        let proofs: Vec<ClosingProof> = tags.iter().map(ClosingProof::of).collect();
        let answer = Answer::new(opened.as_of).sheet(closing::closings(&proofs, zone(&opened), false));
        return cx.answer(&answer, args.format);
    }
    let typed = args.period.as_deref().unwrap_or_default();
    let period = cx.period(&opened, typed)?;
    let (Some(from), Some(until), Some(name)) = (period.from, period.to, period_name(period)) else {
        return Err(CliError::usage(cx.text("close-whole-months", &[("period", typed)])));
    };
    let history = open(cx, &opened)?;
    let head = head(cx, &history)?;
    let tag = format!("{}{SALES}/{name}", repo.closing_prefix());
    over(cx, &opened, until, &name)?;
    unclosed(cx, &tags, (from, until), &tag)?;
    committed(cx, repo)?;
    let closed = closed_periods(&opened, &opened.book, Some(&BTreeSet::new()))?;
    sound(cx, &opened, period, &name, closed)?;

    let records = Records::new(&history, &opened.book);
    let Some(reader) = Reader::new(&records, &opened.book.kinds) else { return Ok(Exit::Done) };
    let state = reader.state(head)?;
    in_turn(cx, &tags, &state, from)?;
    let statement = Statement::of(&reader, &state, &opened.book, (from, until), &name)
        .map_err(|number| CliError::refused(cx.text("close-no-totals", &[("number", &number)])))?;
    if args.dry_run {
        let exit = cx.answer(&closing::statement(&statement, &tag, opened.as_of), args.format)?;
        cx.out.message(&cx.text("close-dry-run", &[("tag", &tag)]));
        return Ok(exit);
    }
    let signed = match repo.tag(&tag, head, &statement.message()) {
        Ok(signed) => signed,
        Err(error) if tag_exists(&error) => {
            return Err(CliError::refused(cx.text("close-already", &[("tag", &tag)])));
        }
        Err(error) => return Err(error.into()),
    };
    let exit = cx.answer(&closing::statement(&statement, &tag, opened.as_of), args.format)?;
    let done = if signed { "close-done-signed" } else { "close-done" };
    cx.out.message(&cx.text(done, &[("period", &name), ("tag", &tag), ("commit", &head.short())]));
    if let Some(made) = repo.closings(false)?.iter().find(|made| made.name == tag)
        && let Err(error) = repo.remember_closing(made)
    {
        cx.out.message(&cx.text("audit-not-kept", &[("why", &error.words(cx.catalogue()))]));
    }
    let remote = repo.push_remote()?;
    match (args.push, remote) {
        (true, None) => return Err(CliError::usage(cx.text("close-no-remote", &[]))),
        (true, Some(remote)) => {
            push_tag(repo, &remote, &tag)?;
            cx.out.message(&cx.text("close-pushed", &[("remote", &remote)]));
        }
        (false, Some(remote)) => {
            cx.out.message(&cx.text("close-push", &[("remote", &remote), ("tag", &tag)]));
        }
        (false, None) => cx.out.message(&cx.text("close-only-here", &[])),
    }
    Ok(exit)
}

/// The period must be over.
fn over(cx: &Context<'_>, opened: &Opened, until: Date, name: &str) -> Result<(), CliError> {
    match until < opened.today {
        true => Ok(()),
        false => Err(CliError::refused(cx.text("close-not-over", &[("period", name), ("until", &until.to_string())]))),
    }
}

/// None of its days may be closed for good already.
fn unclosed(cx: &Context<'_>, tags: &[ClosingTag], (from, until): (Date, Date), tag: &str) -> Result<(), CliError> {
    for other in tags {
        let covers = Statement::read(other).is_ok_and(|closed| closed.from <= from && until <= closed.until);
        if covers || other.name == tag {
            return Err(CliError::refused(cx.text("close-already", &[("tag", &other.name)])));
        }
    }
    Ok(())
}

/// What is closed is a commit: nothing may stand in files alone.
fn committed(cx: &Context<'_>, repo: &Repo) -> Result<(), CliError> {
    let changed = repo.changed_since("HEAD")?;
    match changed.first() {
        None => Ok(()),
        Some(path) => {
            let count = changed.len().to_string();
            Err(CliError::refused(cx.text("close-uncommitted", &[("path", path), ("count", &count)])))
        }
    }
}

/// No error and no draft in the period.
fn sound(
    cx: &mut Context<'_>,
    opened: &Opened,
    period: Period,
    name: &str,
    closed: Vec<Finding>,
) -> Result<(), CliError> {
    let book = &opened.book;
    let mut findings = check(&opened.figures());
    findings.extend(closed);
    let ours = |finding: &Finding| {
        let path = &*finding.place.path;
        let record = book.refs().find(|record| book.path(*record) == path);
        let day = record.and_then(|record| date_of(opened, record));
        let invoice = path.split('/').next() == book.kinds.named("invoice").map(|kind| book.kinds.get(kind).folder);
        let settled = book.kinds.named("payment").is_some_and(|kind| record.is_some_and(|record| record.kind == kind));
        finding.level == Level::Error
            && match day {
                Some(day) => period.contains(day) && (invoice || settled),
                None => invoice || path == firm::PATH,
            }
    };
    findings.retain(|finding| ours(finding));
    if !findings.is_empty() {
        write::show(cx, &findings, book);
        let count = findings.len().to_string();
        return Err(CliError::refused(cx.text("close-errors", &[("period", name), ("count", &count)])));
    }
    let drafts: Vec<&str> = book
        .sound_named("invoice")
        .filter(|(record, found)| {
            let shape = book.shape(record.kind);
            let dated = found.date(shape, "date").is_some_and(|date| period.contains(date));
            dated && found.text(shape, "number").is_none()
        })
        .map(|(_, found)| &*found.id)
        .collect();
    match drafts.as_slice() {
        [] => Ok(()),
        drafts => {
            let (count, first) =
                (drafts.len().to_string(), drafts.iter().take(3).copied().collect::<Vec<_>>().join(", "));
            let args = [("period", name), ("count", &count), ("drafts", &first)];
            Err(CliError::refused(cx.text("close-drafts", &args)).hint(cx.text("close-drafts-help", &[])))
        }
    }
}

fn date_of(opened: &Opened, record: RecordRef) -> Option<Date> {
    let book = &opened.book;
    book.get(record).date(book.shape(record.kind), "date")
}

/// Earlier documents are closed before later ones.
fn in_turn(cx: &Context<'_>, tags: &[ClosingTag], state: &State, from: Date) -> Result<(), CliError> {
    let closed: Vec<Period> =
        tags.iter().filter_map(|tag| Statement::read(tag).ok()).map(|closed| closed.span()).collect();
    let open = |date: &Date| !closed.iter().any(|period| period.contains(*date));
    let earlier = documents(state, Period::until(from.plus_days(-1)));
    let mut days: Vec<Date> = earlier.iter().filter_map(|document| document.date).filter(open).collect();
    days.sort();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Ok(()) };
    let month = |date: &Date| format!("{:04}-{:02}", date.year(), date.month());
    let (first, last) = (month(first), month(last));
    let range = if first == last { first } else { format!("{first}..{last}") };
    let count = days.len().to_string();
    let error = CliError::refused(cx.text("close-earlier-open", &[("count", &count), ("range", &range)]));
    Err(error.hint(cx.text("close-earlier-first", &[("range", &range)])))
}
