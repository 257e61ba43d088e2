//! `carnet sync`

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use clap::Args;

use super::sync_conflict::{Choices, Desk};
use super::sync_sound::{sound, united};
use crate::book::Book;
use crate::cli::context::{FormatArg, Opened};
use crate::cli::history::{manner, open, zone};
use crate::cli::write::{ask, yes};
use crate::cli::{CliError, Context, Exit};
use crate::firm;
use crate::history::change::Records;
use crate::history::event::{Scope, Timeline, timeline};
use crate::history::{CommitId, Revisions};
use crate::render::Format;
use crate::render::finding::wrap;
use crate::report::past::Manner;
use crate::report::past::exchange::{Clash, conflicts, exchange};
use crate::report::sheet::{Answer, Cell, Text};
use crate::store::Repo;
use crate::store::sync::{Joined, Look, State, SyncError, Upstream, has_moved, only_one};

/// What is left of 80 columns after `help: `, and after its French sister.
const HELP_WIDTH: usize = 73;

/// How often to begin again when somebody else was faster.
const ATTEMPTS: usize = 15;

/// Bring your commits and those of your colleagues together, and send yours
///
/// Fetches what is new, puts your unsent commits on top of it (or merges, where carnet.toml says `[sync] strategy =
/// "merge"`), checks the book that comes of it, and pushes. Records are merged field by field. Nothing of your book moves
/// before all of that is known to be sound.
#[derive(Args)]
pub struct Sync {
    /// Show what would come and go, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Bring in what is new and send nothing
    #[arg(long)]
    no_push: bool,
    /// Where both changed the same, keep yours: everywhere, or in this record or field
    #[arg(long, value_name = "RECORD[.FIELD]", num_args = 0..=1, default_missing_value = "")]
    mine: Vec<String>,
    /// Where both changed the same, take theirs: everywhere, or in this record or field
    #[arg(long, value_name = "RECORD[.FIELD]", num_args = 0..=1, default_missing_value = "")]
    theirs: Vec<String>,
    /// Bring together with this remote, and follow it from now on [default: the one the branch follows]
    #[arg(long, value_name = "NAME")]
    remote: Option<String>,
    #[command(flatten)]
    format: FormatArg,
}

/// How a sync went so far.
#[derive(Default)]
pub struct Course {
    /// How the two stood when it began.
    state: Option<State>,
    /// Where the clone was before anything moved, and where the remote was before anything was sent.
    mine: Option<CommitId>,
    theirs: Option<CommitId>,
    /// Where both are, or would be.
    result: Option<CommitId>,
    pushed: bool,
    merged: bool,
    dropped: usize,
    /// Commits that were made one, since the book between them would have been broken.
    pub united: usize,
    /// Errors that the remote's book did not have.
    pub new_errors: usize,
    left: Vec<String>,
}

pub fn run(args: Sync, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    if let Some(word) = Choices::new(&args.mine, &args.theirs).contradiction() {
        let key = if word.is_empty() { "sync-both-all" } else { "sync-both-words" };
        return Err(CliError::usage(cx.text(key, &[("word", word)])));
    }
    let opened = cx.open_any()?;
    let Some(repo) = opened.repo()? else {
        return Err(CliError::usage(cx.text("history-no-repository", &[])));
    };
    let mut remote = args.remote.clone();
    let upstream = loop {
        match Upstream::find(repo, remote.as_deref()) {
            Err(SyncError::NoUpstream { branch, remotes }) if cx.interactive && remotes.len() == 1 => {
                let words = [("branch", branch.as_str()), ("remote", remotes[0].as_str())];
                let question = cx.text("sync-follow", &words);
                if !yes(&ask(cx, &question)?.unwrap_or_default()) {
                    return Err(refusal(cx, &SyncError::NoUpstream { branch, remotes }));
                }
                remote = remotes.into_iter().next();
            }
            found => break found.map_err(|error| refusal(cx, &error))?,
        }
    };
    let _lock = only_one(repo).map_err(|error| refusal(cx, &error))?;
    let mut course = Course::default();
    let done = go(&args, cx, &opened, repo, &upstream, &mut course);
    // What came in is told also when the rest failed: it is here.
    let landed = course.result.is_some();
    if landed || done.is_ok() {
        tell(&args, cx, &opened, repo, &upstream, &course)?;
    }
    done?;
    if !args.dry_run && !upstream.configured {
        upstream.configure(repo).map_err(|error| refusal(cx, &error))?;
        let words = [("branch", upstream.local_name()), ("upstream", &upstream.name())];
        cx.out.message(&cx.text("sync-follows", &words));
    }
    Ok(Exit::Done)
}

fn go(
    args: &Sync,
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    upstream: &Upstream,
    course: &mut Course,
) -> Result<(), CliError> {
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            wait(attempt);
        }
        // What need not be fetched to be refused.
        Look::at(repo, upstream).map(|_| ()).or_else(later).map_err(|error| refusal(cx, &error))?;
        upstream.fetch(repo, cx.interactive).map_err(|error| refusal(cx, &error))?;
        let look = Look::at(repo, upstream).map_err(|error| refusal(cx, &error))?;
        if course.state.is_none() {
            course.state = Some(look.state);
            course.mine = look.mine();
        }
        if matches!(look.state, State::Behind | State::Diverged) {
            look.is_clear().map_err(|error| refusal(cx, &error))?;
        }
        let result = match look.state {
            State::Same => look.mine(),
            State::Ahead => {
                if let (Some(mine), Some(_)) = (look.mine(), look.theirs()) {
                    sound(cx, opened, repo, &look, (mine, &[]), course)?;
                }
                look.mine()
            }
            State::Behind => look.theirs(),
            State::Diverged => Some(bring_together(args, cx, opened, repo, &look, course)?),
        };
        if args.dry_run {
            (course.theirs, course.result) = (look.theirs(), result);
            return Ok(());
        }
        let Some(result) = result else { return Ok(()) };
        match look.land(result) {
            Ok(left) => course.left.extend(left),
            // Somebody committed here in the meantime.
            Err(error) if has_moved(&error) => continue,
            Err(error) => return Err(refusal(cx, &error)),
        }
        (course.theirs, course.result) = (look.theirs(), Some(result));
        if args.no_push || look.theirs() == Some(result) {
            return Ok(());
        }
        if look.push(result, cx.interactive).map_err(|error| refusal(cx, &error))? {
            course.pushed = true;
            return Ok(());
        }
    }
    Err(refusal(cx, &SyncError::Crowded { upstream: upstream.name(), attempts: ATTEMPTS }))
}

/// Brings in what is new and sends nothing, for a command that goes on from there: the clone then holds what the remote
/// has, and the user's own commits on top of it, checked.
///
/// # Errors
/// As those of the sync.
pub(super) fn bring_up(
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    upstream: &Upstream,
) -> Result<(), CliError> {
    let args = Sync {
        dry_run: false,
        no_push: true,
        mine: Vec::new(),
        theirs: Vec::new(),
        remote: None,
        format: FormatArg { format: Format::Table },
    };
    let mut course = Course::default();
    go(&args, cx, opened, repo, upstream, &mut course)?;
    for path in &course.left {
        cx.out.message(&cx.text("change-left", &[("path", path)]));
    }
    Ok(())
}

/// A first look before the fetch may find a remote that was rewritten, which the fetch may mend.
fn later(error: SyncError) -> Result<(), SyncError> {
    match error {
        SyncError::Rewritten { .. } | SyncError::Unrelated { .. } => Ok(()),
        error => Err(error),
    }
}

/// The commit that holds both sides, checked.
fn bring_together(
    args: &Sync,
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    look: &Look<'_>,
    course: &mut Course,
) -> Result<CommitId, CliError> {
    let history = open(cx, opened)?;
    let records = Records::new(&history, &opened.book);
    let told = between(&records, opened, look.theirs(), look.base())?;
    let choices = Choices::new(&args.mine, &args.theirs);
    let strategy = opened.book.firm.sync_strategy();
    let renamed = look.both_renamed().map_err(|error| refusal(cx, &error))?;
    let (joined, open, asked, error) = {
        let mut desk = Desk {
            cx,
            opened,
            records: &records,
            told: &told,
            choices: &choices,
            renamed: &renamed,
            decided: Default::default(),
            open: Vec::new(),
            error: None,
        };
        let joined = look.join(strategy, &mut |both| desk.settle(both));
        let asked = !desk.decided.is_empty() || !desk.open.is_empty();
        (joined, desk.open, asked, desk.error)
    };
    if let Some(error) = error {
        return Err(error);
    }
    let Joined::Commit { id, merged, dropped, steps, names } = joined.map_err(|error| refusal(cx, &error))? else {
        if let Some(word) = choices.unused_beside(&open, &opened.book) {
            let error = CliError::usage(cx.text("sync-no-such-conflict", &[("word", word)]));
            return Err(
                error.hint(cx.text("sync-in-conflict-are", &[("names", &disputed(&open, &opened.book).join(", "))]))
            );
        }
        let sheet = conflicts(&records, &opened.book, &open, &told, manner(args.format, true));
        let count: usize = open.iter().map(|clash| clash.fields.len().max(1)).sum();
        let mut answer = Answer::new(opened.as_of).sheet(sheet);
        if !manner(args.format, true).people {
            answer = answer.parameter("state", Cell::text("conflict"));
        }
        cx.answer(&answer, args.format)?;
        let error = CliError::refused(cx.text("sync-in-conflict", &[("count", &count.to_string())]));
        return Err(error.hint(how_to_decide(cx, &open, &opened.book)));
    };
    if let Some(word) = choices.unused().filter(|_| asked) {
        return Err(CliError::usage(cx.text("sync-no-such-conflict", &[("word", word)])));
    }
    course.merged = merged && strategy != firm::SyncStrategy::Merge;
    course.dropped += dropped;
    sound(cx, opened, repo, look, (id, &names), course)?;
    united(cx, opened, repo, look, (id, merged, &steps), course)
}

/// What `--mine` and `--theirs` can be said of: `deal/site.amount`, or a whole record or file.
fn disputed(open: &[Clash], book: &Book) -> Vec<String> {
    let of = |clash: &Clash| -> Vec<String> {
        let name = clash.name(book);
        match clash.fields.is_empty() {
            true => vec![name],
            false => clash.fields.iter().map(|field| format!("{name}.{}", field.path)).collect(),
        }
    };
    open.iter().flat_map(of).collect()
}

/// The commands that decide, with the names of what is in conflict.
fn how_to_decide(cx: &Context<'_>, open: &[Clash], book: &Book) -> String {
    let mut commands = vec![("carnet sync --theirs".to_owned(), "sync-all-theirs")];
    commands.push(("carnet sync --mine".to_owned(), "sync-all-mine"));
    if let Some(clash) = open.first() {
        commands.push((format!("carnet sync --mine {}", clash.name(book)), "sync-one-mine"));
    }
    if let Some(field) = open
        .iter()
        .find(|clash| !clash.fields.is_empty())
        .and_then(|clash| disputed(std::slice::from_ref(clash), book).into_iter().next())
    {
        commands.push((format!("carnet sync --theirs {field}"), "sync-field-theirs"));
    }
    let width = commands.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    let mut lines = vec![cx.text("sync-in-conflict-help", &[])];
    lines.extend(commands.iter().map(|(command, key)| format!("  {command:width$}  {}", cx.text(key, &[]))));
    lines.join("\n")
}

/// What the commits up to one say that another does not hold.
fn between(
    records: &Records<'_>,
    opened: &Opened,
    to: Option<CommitId>,
    from: Option<CommitId>,
) -> Result<Timeline, CliError> {
    let Some(to) = to else { return Ok(Timeline::default()) };
    let scope = Scope { not: from.into_iter().collect(), ..Scope::default() };
    Ok(timeline(records, to, zone(opened), &scope)?)
}

/// Says what came in and what went out.
fn tell(
    args: &Sync,
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    upstream: &Upstream,
    course: &Course,
) -> Result<(), CliError> {
    let history = open(cx, opened)?;
    let records = Records::new(&history, &opened.book);
    let Manner { people, .. } = manner(args.format, false);
    let name = upstream.name();
    let count = |to: Option<CommitId>, from: Option<CommitId>| -> Result<usize, CliError> {
        let Some(to) = to else { return Ok(0) };
        Ok(history.commits(&[to], &from.into_iter().collect::<Vec<_>>())?.len())
    };
    let came = count(course.theirs, course.mine)?;
    let went = count(course.result, course.theirs)?;
    let mut answer = Answer::new(opened.as_of);
    let mut sheet = |name_of: &'static str, key: &'static str, to, from, count: usize| -> Result<(), CliError> {
        if people && count == 0 {
            return Ok(());
        }
        let told = between(&records, opened, to, from)?;
        let title = Text::key(key).arg("upstream", Cell::text(&*name)).arg("count", Cell::Integer(count as i64));
        answer.sheets.push(exchange(&records, &opened.book, &told, name_of, title, manner(args.format, false)));
        Ok(())
    };
    let [incoming, outgoing] = match (args.dry_run, course.pushed) {
        (true, _) => ["sync-would-come", "sync-would-go"],
        (false, true) => ["sync-came", "sync-went"],
        (false, false) => ["sync-came", "sync-waits"],
    };
    sheet("incoming", incoming, course.theirs, course.mine, came)?;
    sheet("outgoing", outgoing, course.result, course.theirs, went)?;
    if !people {
        let state = course.state.map_or("same", State::name);
        answer = answer
            .parameter("state", Cell::text(state))
            .parameter("branch", Cell::text(upstream.local_name()))
            .parameter("upstream", Cell::text(&*name))
            .parameter("incoming", Cell::Integer(came as i64))
            .parameter("outgoing", Cell::Integer(went as i64))
            .parameter("pushed", Cell::Bool(course.pushed))
            .parameter("dry_run", Cell::Bool(args.dry_run));
        if let Some(result) = course.result {
            answer = answer.parameter("commit", Cell::text(result.to_string()));
        }
    }
    if !answer.sheets.is_empty() {
        cx.answer(&answer, args.format)?;
    }
    conclude(args, cx, repo, upstream, course, came, went)
}

/// The last lines, on stderr.
fn conclude(
    args: &Sync,
    cx: &mut Context<'_>,
    repo: &Repo,
    upstream: &Upstream,
    course: &Course,
    came: usize,
    went: usize,
) -> Result<(), CliError> {
    let mut say = |key: &str, words: &[(&str, &str)]| {
        let text = cx.text(key, words);
        cx.out.message(&text);
    };
    for path in &course.left {
        say("change-left", &[("path", path)]);
    }
    if course.merged {
        say("sync-merged", &[]);
    }
    if course.dropped > 0 {
        say("sync-dropped", &[("count", &course.dropped.to_string())]);
    }
    if course.united > 0 {
        say("sync-united", &[("count", &course.united.to_string())]);
    }
    if course.new_errors > 0 && went > 0 {
        say("sync-new-errors", &[("count", &course.new_errors.to_string())]);
    }
    let commit = course.result.map(|id| id.short()).unwrap_or_default();
    let name = upstream.name();
    let words = [("branch", upstream.local_name()), ("upstream", &*name), ("commit", &*commit)];
    match (args.dry_run, course.pushed) {
        _ if course.state == Some(State::Same) && course.mine.is_none() => say("sync-no-commit", &words),
        _ if came == 0 && went == 0 => say("sync-same", &words),
        (true, _) => say("sync-dry-run", &[]),
        (false, true) => say("sync-done", &words),
        (false, false) if went == 0 => say("sync-done", &words),
        (false, false) if args.no_push => say("sync-no-push", &words),
        // The error that follows says why.
        (false, false) => {}
    }
    let edited = if args.dry_run || went == 0 { 0 } else { repo.changed_since("HEAD").map_or(0, |paths| paths.len()) };
    if edited > 0 {
        say("sync-uncommitted", &[("count", &edited.to_string())]);
    }
    Ok(())
}

/// A little while, longer with each attempt, and not the same for everybody.
pub(super) fn wait(attempt: usize) {
    let random = RandomState::new().build_hasher().finish();
    let most = 60 * attempt as u64;
    std::thread::sleep(Duration::from_millis(20 + random % most));
}

/// Words a fault of the sync.
pub fn refusal(cx: &Context<'_>, error: &SyncError) -> CliError {
    let (message, hint) = error.words(cx.catalogue());
    let worded = if error.refused() { CliError::refused(message) } else { CliError::usage(message) };
    match hint {
        Some(hint) => worded.hint(wrap(&hint, HELP_WIDTH)),
        None => worded,
    }
}
