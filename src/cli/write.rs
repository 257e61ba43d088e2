//! The one path of every write: checked first, shown or committed, and said in a line.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use clap::Args;

use super::context::Opened;
use super::history::closed_periods;
use super::{CliError, Context, Exit, select};
use crate::book::source::address;
use crate::book::{Book, Delta, RecordRef};
use crate::change::{ChangeError, Plan, Scope};
use crate::check::{check, check_around};
use crate::figures::Figures;
use crate::figures::seal::content_of;
use crate::finding::{Finding, Level};
use crate::firm::FORMAT;
use crate::render::diff;
use crate::render::finding::{FindingFormat, Options as FindingOptions, render};
use crate::store::{self, Change, Options, Written};
use crate::value::Date;
use crate::value::period::parse_date;

/// How to write: flattened into every command that does.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Writing")]
pub struct WriteArgs {
    /// Show what would change, and change nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,
    /// Commit your own uncommitted edits of these files along
    #[arg(long)]
    pub with_my_edits: bool,
    /// Do not ask before changing several records
    #[arg(long, short = 'y')]
    pub yes: bool,
    /// Words for the commit instead of carnet's own
    #[arg(long, short = 'm', value_name = "TEXT")]
    pub message: Option<String>,
}

/// What became of a plan.
pub struct Carried {
    /// The book as it is now, or would be after a dry run. Never dropped, as [`Opened::book`].
    pub book: ManuallyDrop<Book>,
    pub exit: Exit,
}

/// Checks the would-be book, then shows the difference (`--dry-run`) or writes and commits, and says what was done.
///
/// # Errors
/// The plan would add an error to the book (the findings are printed); git or the disk refuses.
pub fn carry_out(cx: &mut Context<'_>, opened: &Opened, plan: &Plan, args: &WriteArgs) -> Result<Carried, CliError> {
    carry_out_saying(cx, opened, plan, args, None)
}

/// The same, with words of the caller's own for what was done.
///
/// # Errors
/// As [`carry_out`].
pub fn carry_out_saying(
    cx: &mut Context<'_>,
    opened: &Opened,
    plan: &Plan,
    args: &WriteArgs,
    done: Option<String>,
) -> Result<Carried, CliError> {
    carry_out_with(cx, opened, plan, &[], args, done)
}

/// The same, with files that are kept as they came (path below the book's root, bytes) in the same commit.
///
/// # Errors
/// As [`carry_out`].
pub fn carry_out_with(
    cx: &mut Context<'_>,
    opened: &Opened,
    plan: &Plan,
    files: &[(String, Vec<u8>)],
    args: &WriteArgs,
    done: Option<String>,
) -> Result<Carried, CliError> {
    let book = ManuallyDrop::new(plan.applied(&opened.book));
    may_be_written(cx, opened, plan, &book)?;
    if plan.is_empty() && !args.with_my_edits {
        cx.out.message(&cx.text("change-nothing", &[]));
        return Ok(Carried { book, exit: Exit::Done });
    }
    if args.dry_run {
        for change in &plan.changes {
            let text = diff::unified(&change.path, change.before.as_deref(), change.after.as_deref());
            cx.out.raw(|out| out.write_all(text.as_bytes()))?;
        }
        for (path, bytes) in files {
            cx.out.line(&cx.text("bill-binary", &[("path", path), ("size", &bytes.len().to_string())]))?;
        }
        cx.out.message(&cx.text("change-dry-run", &[]));
        return Ok(Carried { book, exit: Exit::Done });
    }
    let bytes = |text: &Option<String>| text.as_ref().map(|text| text.clone().into_bytes());
    let texts = plan.changes.iter();
    let mut changes: Vec<Change> = texts
        .map(|change| Change { path: change.path.clone(), before: bytes(&change.before), after: bytes(&change.after) })
        .collect();
    for (path, bytes) in files {
        // The same bytes may be kept already: a document that is sent twice.
        let before = store::file::read(opened.root(), path)?;
        changes.push(Change { path: path.clone(), before, after: Some(bytes.clone()) });
    }
    let message = args.message.as_deref().unwrap_or(&plan.subject);
    let options = Options { with_my_edits: args.with_my_edits };
    let written = store::commit(opened.repo()?, opened.root(), &changes, message, options)?;
    say(cx, plan, &written, done);
    if let Some(name) = plan.touched.last() {
        remember(opened, name);
    }
    Ok(Carried { book, exit: Exit::Done })
}

/// Whether the book takes a plan: its format, what issuing sealed, and the errors that it would add.
///
/// # Errors
/// Why not; the findings are printed.
pub fn may_be_written(cx: &mut Context<'_>, opened: &Opened, plan: &Plan, would: &Book) -> Result<(), CliError> {
    if opened.book.disturbed() {
        return Err(CliError::refused(cx.text("cache-disturbed", &[])));
    }
    format_of_today(cx, opened, would)?;
    frozen(cx, opened, plan, would)?;
    let added = added(opened, plan, would)?;
    if added.is_empty() {
        return Ok(());
    }
    show(cx, &added, would);
    Err(CliError::refused(cx.text("change-would-break", &[("count", &added.len().to_string())])))
}

/// A book of an older format is not written into, except to bring it to the format of today.
///
/// # Errors
/// The book is of an older format and would stay so.
pub fn format_of_today(cx: &Context<'_>, opened: &Opened, would: &Book) -> Result<(), CliError> {
    let format = opened.book.firm.file.format.0;
    if format >= FORMAT || would.firm.file.format.0 >= FORMAT || !opened.book.firm_sound {
        return Ok(());
    }
    let versions = [("format", format.to_string()), ("current", FORMAT.to_string())];
    let error = CliError::refused(cx.text("upkeep-migrate-first", &versions.each_ref().map(|(key, n)| (*key, &**n))));
    Err(error.hint(cx.text("upkeep-migrate-first-help", &[])))
}

/// A document that issuing sealed stays as it is, whoever asks and whatever they say.
///
/// # Errors
/// The plan would change what the law calls the document, whom it is addressed to, or its seal.
pub fn frozen(cx: &Context<'_>, opened: &Opened, plan: &Plan, would: &Book) -> Result<(), CliError> {
    let book = &opened.book;
    for change in plan.changes.iter().filter(|change| change.before != change.after) {
        let Ok(Some(place)) = address(&book.kinds, &change.path) else { continue };
        let Some(record) = book.find(place.kind, place.id).filter(|record| book.path(*record) == change.path) else {
            continue;
        };
        let (found, shape) = (book.get(record), book.shape(record.kind));
        let (Some(number), Some(seal)) = (found.text(shape, "number"), found.text(shape, "seal")) else { continue };
        let same = |after: &RecordRef| {
            let (new, shape) = (would.get(*after), would.shape(after.kind));
            let (old_customer, new_customer) = (found.text(shape, "customer"), new.text(shape, "customer"));
            // Who is only called otherwise is still the same one.
            let stays = |id: &str| would.kinds.named("customer").is_some_and(|kind| would.find(kind, id).is_some());
            new.text(shape, "seal") == Some(seal)
                && (old_customer == new_customer || !old_customer.is_some_and(stays))
                && content_of(book, record) == content_of(would, *after)
        };
        // It may have been moved.
        if !would.by_number(record.kind, number).iter().any(same) {
            let name = book.name(record);
            let error = CliError::refused(cx.text("issue-frozen", &[("name", &name), ("number", number)]));
            return Err(error.hint(cx.text("issue-frozen-help", &[])));
        }
    }
    Ok(())
}

/// The findings of error level that a plan would add: those that the book has already are no reason to refuse.
///
/// # Errors
/// The repository cannot tell what was closed.
pub fn added(opened: &Opened, plan: &Plan, would: &Book) -> Result<Vec<Finding>, CliError> {
    // A file that moves takes its findings along.
    let moves = plan.changes.iter().filter(|change| change.before.is_some() != change.after.is_some());
    let moves: HashSet<&str> = moves.map(|change| &*change.path).collect();
    let moved = |path: &str| moves.contains(path);
    let paths: BTreeSet<String> = plan.changes.iter().map(|change| change.path.clone()).collect();
    let delta = Delta::between(&opened.book, would, paths.iter().map(String::as_str));
    let all = |book: &Book| -> Result<Vec<Finding>, CliError> {
        let mut errors = check_around(&Figures::new(book, opened.as_of), delta.as_ref());
        errors.retain(|finding| finding.level == Level::Error);
        let closed = closed_periods(opened, book, Some(&paths))?;
        errors.extend(closed.into_iter().filter(|finding| finding.level == Level::Error));
        Ok(errors)
    };
    let new = all(would)?;
    // A book without errors has none that were there before: no need to look at it as it is now.
    if new.is_empty() { Ok(new) } else { Ok(new_errors(all(&opened.book)?, new, &moved)) }
}

/// Those of the `new` findings that are not among the `old` ones. `moved`: files that come, or go to another place.
pub fn new_errors(old: Vec<Finding>, mut new: Vec<Finding>, moved: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let key = |finding: &Finding| {
        let what = ["key", "target", "number", "value"].into_iter();
        let what = what.filter_map(|name| finding.args.iter().find(|(arg, _)| *arg == name));
        let what: Vec<String> = what.map(|(_, value)| value.clone()).take(1).collect();
        let path = if moved(&finding.place.path) { "" } else { &finding.place.path };
        (finding.code.id, path.to_owned(), what)
    };
    let mut known: HashMap<_, usize> = HashMap::new();
    for finding in &old {
        *known.entry(key(finding)).or_default() += 1;
    }
    new.retain(|finding| match known.get_mut(&key(finding)) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    });
    new
}

/// The errors of a book, by the level that its `carnet.toml` gives them.
pub fn errors(book: &Book, as_of: Date) -> Vec<Finding> {
    let mut findings = check(&Figures::new(book, as_of));
    findings.retain(|finding| finding.level == Level::Error);
    findings
}

/// Prints findings on stderr, with the excerpts of the book that they are about.
pub fn show(cx: &mut Context<'_>, findings: &[Finding], book: &Book) {
    if findings.is_empty() {
        return;
    }
    let sources = |place: &crate::finding::Place| book.source_at(&place.path).map(|source| source.bytes.to_vec());
    let width = cx.out.terminal.width.unwrap_or(80);
    let options = FindingOptions { colour: cx.out.terminal.err_colour, width, prefix: "" };
    let text = render(findings, &sources, cx.catalogue(), FindingFormat::Full, &options);
    cx.out.styled_message(text.trim_end_matches('\n'));
}

/// `invoice/site-acme written (invoices/2026/10/site-acme.toml), commit 1a2b3c4`.
fn say(cx: &mut Context<'_>, plan: &Plan, written: &Written, done: Option<String>) {
    let files: Vec<&str> = plan.changes.iter().filter(|c| c.before != c.after).map(|c| c.path.as_str()).collect();
    let count = plan.touched.len().to_string();
    let file_count = files.len().to_string();
    let record = plan.touched.last().map_or("", String::as_str);
    let what = match (plan.touched.len(), &files[..]) {
        _ if done.is_some() => done.unwrap_or_default(),
        (0, [path]) if plan.changes.iter().all(|change| change.after.is_none()) => {
            cx.text("upkeep-removed", &[("path", path)])
        }
        (0, [path]) => cx.text("change-written-file", &[("path", path)]),
        (1, [path]) => cx.text("change-written", &[("record", record), ("path", path)]),
        (0, _) => cx.text("upkeep-changed", &[("count", &file_count)]),
        (1, _) => cx.text("change-written-files", &[("record", record), ("count", &file_count)]),
        _ => cx.text("change-written-several", &[("count", &count)]),
    };
    say_written(cx, &what, written);
}

/// Says what became of a write; `what` was done.
pub fn say_written(cx: &mut Context<'_>, what: &str, written: &Written) {
    match written {
        Written::Nothing => cx.out.message(&cx.text("change-nothing", &[])),
        Written::Files => cx.out.message(what),
        Written::Commit { id, said, left, .. } => {
            if !said.trim().is_empty() {
                cx.out.message(said.trim_end());
            }
            let commit = id.get(..7).unwrap_or(id);
            cx.out.message(&cx.text("change-committed", &[("what", what), ("commit", commit)]));
            for path in left {
                cx.out.message(&cx.text("change-left", &[("path", path)]));
            }
        }
    }
}

/// Says how many records a bulk write is about, and asks where a person is at the terminal.
///
/// # Errors
/// Nobody is there to answer, and `--yes` was not given.
pub fn confirm(cx: &mut Context<'_>, count: usize, args: &WriteArgs) -> Result<bool, CliError> {
    confirm_saying(cx, count, args, ["change-bulk", "change-confirm"])
}

/// The same with the caller's words, by their keys: what would be done, and the question.
///
/// # Errors
/// As [`confirm`].
pub fn confirm_saying(
    cx: &mut Context<'_>,
    count: usize,
    args: &WriteArgs,
    [bulk, question]: [&str; 2],
) -> Result<bool, CliError> {
    if count < 2 || args.yes || args.dry_run {
        return Ok(true);
    }
    let question = cx.text(question, &[("count", &count.to_string())]);
    if !cx.interactive {
        let bulk = cx.text(bulk, &[("count", &count.to_string())]);
        return Err(CliError::usage(bulk).hint(cx.text("change-confirm-yes", &[])));
    }
    Ok(yes(&ask(cx, &question)?.unwrap_or_default()))
}

/// Asks a person; `None` at the end of the input.
pub fn ask(cx: &mut Context<'_>, question: &str) -> Result<Option<String>, CliError> {
    cx.out.message(question);
    let mut line = String::new();
    if cx.input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}

/// Whether an answer means yes, in English or French.
pub fn yes(answer: &str) -> bool {
    matches!(answer.to_lowercase().as_str(), "y" | "yes" | "o" | "oui")
}

/// The scope in which the words of a command line are read.
pub fn scope<'b>(opened: &'b Opened) -> Scope<'b> {
    Scope { book: &opened.book, periods: opened.periods(), last: last(opened) }
}

/// The record that a write is about. The beginning of an id is no name here: it is proposed, and at a terminal asked for.
///
/// # Errors
/// No record or several are called so.
pub fn record(cx: &mut Context<'_>, opened: &Opened, word: &str) -> Result<RecordRef, CliError> {
    let error = match scope(opened).record(word) {
        Ok(record) => return not_in_conflict(cx, opened, opened.book.path(record)).map(|()| record),
        Err(error) => error,
    };
    let stem =
        |path: &str| path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem.to_owned());
    let id = word.rsplit('/').next().unwrap_or(word);
    for path in opened.book.unreadable.iter().filter(|path| stem(path).as_deref() == Some(id)) {
        not_in_conflict(cx, opened, path)?;
    }
    if !matches!(error.key, "change-no-record" | "change-no-such") {
        return Err(refuse(cx, &error));
    }
    match select::find(&opened.book, word, None) {
        Ok(meant) => {
            let name = opened.book.name(meant);
            if cx.interactive {
                let question = cx.text("change-is-it", &[("name", &name)]);
                if yes(&ask(cx, &question)?.unwrap_or_default()) {
                    return Ok(meant);
                }
            }
            let refused = refuse(cx, &error);
            Err(refused.hint(cx.text("change-did-you-mean", &[("suggestion", &name)])))
        }
        Err(_) => Err(refuse(cx, &error)),
    }
}

/// A file in the middle of a merge has two contents: which of them would be changed?
fn not_in_conflict(cx: &Context<'_>, opened: &Opened, path: &str) -> Result<(), CliError> {
    let text = opened.book.source_at(path).and_then(|source| source.text()).unwrap_or_default();
    match text.lines().any(|line| line.starts_with("<<<<<<< ")) {
        true => {
            let error = CliError::usage(cx.text("change-in-conflict", &[("path", path)]));
            Err(error.hint(cx.text("change-in-conflict-help", &[])))
        }
        false => Ok(()),
    }
}

/// A day of the command line.
///
/// # Errors
/// The text is no day.
pub fn day(cx: &Context<'_>, opened: &Opened, text: &str) -> Result<Date, CliError> {
    parse_date(text, opened.periods()).map_err(|_| CliError::usage(cx.text("cli-bad-date", &[("value", text)])))
}

/// Asks before the fiscal fields of an issued document are changed. `fields` are paths of keys.
///
/// # Errors
/// Nobody is there to answer, and `--yes` was not given.
pub fn confirm_issued<'p>(
    cx: &mut Context<'_>,
    opened: &Opened,
    record: RecordRef,
    fields: impl IntoIterator<Item = &'p str>,
    args: &WriteArgs,
) -> Result<bool, CliError> {
    let shape = opened.book.shape(record.kind);
    let fiscal = |path: &str| {
        let top = path.split('.').next().unwrap_or(path);
        top == "lines" || shape.field(top).is_some_and(|field| field.fiscal)
    };
    let fiscal = fields.into_iter().any(fiscal) && shape.fields.iter().any(|field| field.fiscal);
    let found = opened.book.get(record);
    // Quotes have a number from the beginning: what freezes them is that the customer has them.
    if shape.field("sent").is_some() && found.date(shape, "sent").is_none() {
        return Ok(true);
    }
    let Some(number) = found.text(shape, "number").filter(|_| fiscal) else { return Ok(true) };
    if let Some(sent) = found.date(shape, "sent").filter(|_| !args.yes && !args.dry_run) {
        let frozen = cx.text("chain-frozen", &[("quote", number), ("date", &sent.to_string())]);
        return Err(CliError::refused(frozen).hint(cx.text("chain-frozen-help", &[("quote", number)])));
    }
    // What is sealed is refused by the write itself.
    if args.yes || args.dry_run || found.text(shape, "seal").is_some() {
        return Ok(true);
    }
    let name = opened.book.name(record);
    let issued = cx.text("change-issued", &[("name", &name), ("number", number)]);
    if !cx.interactive {
        return Err(CliError::refused(issued).hint(cx.text("change-issued-yes", &[])));
    }
    let question = format!("{issued}\n{}", cx.text("change-issued-ask", &[]));
    let agreed = yes(&ask(cx, &question)?.unwrap_or_default());
    if !agreed {
        cx.out.message(&cx.text("change-untouched", &[]));
    }
    Ok(agreed)
}

/// Words a fault of the wish.
pub fn refuse(cx: &Context<'_>, error: &ChangeError) -> CliError {
    let args: Vec<(&str, &str)> = error.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let message = cx.text(error.key, &args);
    let named = ["change-no-record", "change-no-such", "change-no-last", "change-no-line", "gather-none"];
    let named = named.contains(&error.key);
    let refused = if named { CliError::refused(message) } else { CliError::usage(message) };
    match error.hint {
        Some(hint) => refused.hint(cx.text(hint, &args)),
        None => match args[..] {
            [("id", word)] if error.key == "change-no-record" => {
                refused.hint(cx.text("show-try-find", &[("word", word)]))
            }
            _ => refused,
        },
    }
}

/// Where the name of the record that was written last is kept: beside the repository's own state, never in the book.
fn memory(opened: &Opened) -> PathBuf {
    match opened.repo() {
        Ok(Some(repo)) => repo.private().join("last"),
        _ => opened.root().join(".carnet").join("last"),
    }
}

/// Keeps the name of the record that was written last: `@` means it.
pub fn remember(opened: &Opened, name: &str) {
    let path = memory(opened);
    // `@` is a convenience: that it could not be kept is no reason to fail a write that is done.
    if let Some(folder) = path.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    // Over the last name, not after making the file empty: some systems wait for the disk then.
    let file = std::fs::OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let text = format!("{name}\n");
    let _ = file.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.set_len(text.len() as u64)));
}

fn last(opened: &Opened) -> Option<RecordRef> {
    let text = std::fs::read_to_string(memory(opened)).ok()?;
    let (kind, id) = text.lines().next()?.split_once('/')?;
    opened.book.find(opened.book.kinds.named(kind)?, id)
}
