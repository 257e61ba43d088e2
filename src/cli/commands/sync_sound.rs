//! Whether what `carnet sync` would send is sound: the book that comes of both sides, and each commit on the way to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::sync::{Course, refusal};
use crate::book::source::address;
use crate::book::{Book, RecordRef, Source};
use crate::check::number::series_of;
use crate::cli::context::Opened;
use crate::cli::write::{errors, new_errors, show};
use crate::cli::{CliError, Context};
use crate::finding::{Finding, Level, code};
use crate::firm::SeriesDocument;
use crate::firm::series::{Pattern, Position};
use crate::history::change::Records;
use crate::history::closing::ClosingTag;
use crate::history::issued::Reader;
use crate::history::{BlobId, CommitId, Revisions, closing};
use crate::store::sync::{Look, Step};
use crate::store::{History, Repo};
use crate::value::Date;

/// Refuses a book with an error that neither side had alone, or with a change to a closed period.
pub fn sound(
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    look: &Look<'_>,
    (result, names): (CommitId, &[(String, String)]),
    course: &mut Course,
) -> Result<(), CliError> {
    let Some(theirs) = look.theirs() else { return Ok(()) };
    let mut states = States { history: open_history(cx, repo)?, contents: HashMap::new() };
    let would = states.book(cx, result)?;
    let tags = repo.closings(false)?;
    let mut closed = states.closed(&tags, &would, result)?;
    let mut added = errors(&would, opened.as_of);
    if added.is_empty() && closed.is_empty() {
        return Ok(());
    }
    let book = states.book(cx, theirs)?;
    // Their book is their affair, a closed period too.
    closed = new_errors(states.closed(&tags, &book, theirs)?, closed, &|_| false);
    if !closed.is_empty() {
        show(cx, &closed, &would);
        let error = CliError::refused(cx.text("sync-closed", &[]));
        return Err(error.hint(cx.text("sync-closed-help", &[])));
    }
    added = new_errors(errors(&book, opened.as_of), added, &|_| false);
    course.new_errors = added.len();
    let Some(mine) = look.mine().filter(|mine| *mine != result && !added.is_empty()) else { return Ok(()) };
    let book = states.book(cx, mine)?;
    added = new_errors(errors(&book, opened.as_of), added, &|_| false);
    if added.is_empty() {
        return Ok(());
    }
    if added.iter().all(|finding| *finding.code == code::DANGLING)
        && let Some(error) = both_renamed(cx, names, &book)
    {
        return Err(error);
    }
    show(cx, &added, &would);
    let error = CliError::refused(cx.text("sync-would-break", &[("count", &added.len().to_string())]));
    let theirs = states.book(cx, theirs)?;
    let help = if added.iter().any(|finding| *finding.code == code::NUMBER_TWICE) {
        renumbered(cx, &book, &theirs, &would)
    } else {
        None
    };
    Err(error.hint(help.unwrap_or_else(|| cx.text("sync-would-break-help", &[]))))
}

pub(super) fn open_history<'r>(cx: &Context<'_>, repo: &'r Repo) -> Result<History<'r>, CliError> {
    Ok(History::new(repo, cx.kinds.iter().map(|(_, kind)| kind.folder))?)
}

/// The book as commits have it; what is equal in several is read once.
pub(super) struct States<'r> {
    pub history: History<'r>,
    pub contents: HashMap<BlobId, Arc<[u8]>>,
}

impl States<'_> {
    /// Read as strictly as the files of today.
    pub fn book(&mut self, cx: &Context<'_>, commit: CommitId) -> Result<Book, CliError> {
        let mut sources = Vec::new();
        for file in self.history.tree(commit)? {
            let bytes = match self.contents.get(&file.blob) {
                Some(bytes) => bytes.clone(),
                None => {
                    let bytes: Arc<[u8]> = self.history.blob(file.blob)?.into();
                    self.contents.insert(file.blob, bytes.clone());
                    bytes
                }
            };
            sources.push(Source::new(&file.path, bytes));
        }
        Ok(Book::read(cx.kinds.clone(), sources))
    }

    /// What the book at a commit says against the periods that were closed on the way to it.
    fn closed(&self, tags: &[ClosingTag], book: &Book, commit: CommitId) -> Result<Vec<Finding>, CliError> {
        let mut here = Vec::new();
        for tag in tags {
            if let Some(closed) = tag.commit.filter(|_| tag.message.is_some())
                && self.history.commits(&[closed], &[commit])?.is_empty()
            {
                here.push(ClosingTag { on_history: true, ..tag.clone() });
            }
        }
        let records = Records::new(&self.history, book);
        let Some(reader) = Reader::new(&records, &book.kinds).filter(|_| !here.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut findings = closing::findings(&reader, commit, &here, book, &BTreeSet::new())?;
        findings.retain(|finding| finding.level == Level::Error);
        Ok(findings)
    }
}

/// A record that both sides renamed stands under the others' name, so what the user wrote with the own one refers to
/// nothing: the command that takes over their name, and lets everything follow.
fn both_renamed(cx: &Context<'_>, names: &[(String, String)], mine: &Book) -> Option<CliError> {
    let mut lines = Vec::new();
    let mut said = None;
    for (own, other) in names {
        let kinds = &mine.kinds;
        let (Ok(Some(own)), Ok(Some(other))) = (address(kinds, own), address(kinds, other)) else { continue };
        if mine.find(own.kind, own.id).is_none() {
            continue;
        }
        let kind = mine.kind(own.kind).name;
        let words = [("mine", &*format!("{kind}/{}", own.id)), ("theirs", &format!("{kind}/{}", other.id))];
        said.get_or_insert_with(|| cx.text("sync-both-renamed", &words));
        lines.push(format!("  carnet mv {kind}/{} {}", own.id, other.id));
    }
    lines.insert(0, cx.text("sync-both-renamed-help", &[]));
    lines.push("  carnet sync".to_owned());
    Some(CliError::refused(said?).hint(lines.join("\n")))
}

/// The tip to send, without states on the way that break the book where a later commit mends it: what is published stays
/// in the history for good, and a number given there is given. The commits from the first broken one to the one that
/// mends it are made one.
///
/// # Errors
/// A merge would publish such a state: its commits cannot be replayed.
pub fn united(
    cx: &mut Context<'_>,
    opened: &Opened,
    repo: &Repo,
    look: &Look<'_>,
    (result, merged, steps): (CommitId, bool, &[Step]),
    course: &mut Course,
) -> Result<CommitId, CliError> {
    let (Some(theirs), Some(base)) = (look.theirs(), look.base()) else { return Ok(result) };
    let mut states = States { history: open_history(cx, repo)?, contents: HashMap::new() };
    if merged {
        given_before(cx, &mut states, look, base, theirs)?;
        return Ok(result);
    }
    let Some((_, on_the_way)) = steps.split_last().filter(|(_, rest)| !rest.is_empty()) else { return Ok(result) };
    let tags = repo.closings(false)?;
    let their_book = states.book(cx, theirs)?;
    let mut known = errors(&their_book, opened.as_of);
    known.extend(states.closed(&tags, &their_book, theirs)?);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, step) in on_the_way.iter().enumerate() {
        let book = states.book(cx, step.replayed)?;
        let mut added = errors(&book, opened.as_of);
        added.extend(states.closed(&tags, &book, step.replayed)?);
        added = new_errors(known.clone(), added, &|_| false);
        if !added.is_empty() {
            // An error that the commit had where it was made is the user's own, and no matter of the two sides.
            let alone = states.book(cx, step.original)?;
            added = new_errors(errors(&alone, opened.as_of), added, &|_| false);
        }
        match ranges.last_mut() {
            _ if added.is_empty() => {}
            Some((_, last)) if *last == at => *last = at + 1,
            _ => ranges.push((at, at + 1)),
        }
    }
    if ranges.is_empty() {
        return Ok(result);
    }
    course.united = ranges.iter().map(|(first, last)| last - first + 1).sum();
    let message = |subjects: &[String]| {
        let head = cx.text("sync-united-message", &[("count", &subjects.len().to_string())]);
        let list: String = subjects.iter().map(|subject| format!("- {subject}\n")).collect();
        format!("{head}\n\n{list}")
    };
    let tip = look.unite(steps, &ranges, &message).map_err(|error| refusal(cx, &error))?;
    Ok(tip.unwrap_or(result))
}

/// Refuses to publish commits below a merge where one gives a document a number that is another one's by now.
fn given_before(
    cx: &Context<'_>,
    states: &mut States<'_>,
    look: &Look<'_>,
    base: CommitId,
    theirs: CommitId,
) -> Result<(), CliError> {
    let (base_book, their_book) = (states.book(cx, base)?, states.book(cx, theirs)?);
    for commit in look.unsent() {
        let book = states.book(cx, commit)?;
        let mut unsent = documents(&book).filter(|document| !document.stands_in(&base_book));
        let Some(document) = unsent.find(|document| document.is_taken_in(&their_book)) else { continue };
        let name = book.name(document.record);
        let error = CliError::refused(cx.text("sync-number-given", &[("record", &name), ("number", document.number)]));
        let message = cx.text("sync-number-given-message", &[("record", &name)]);
        let lines = [
            cx.text("sync-number-given-help", &[]),
            format!("  git reset --soft {}", base.short()),
            format!("  git commit -m \"{message}\""),
            // Below a merge the number would leave a gap in the history of its own line.
            format!("  git rebase {}", look.upstream()),
            "  carnet sync".to_owned(),
        ];
        return Err(error.hint(lines.join("\n")));
    }
    Ok(())
}

/// An invoice or credit note with a number.
struct Numbered<'b> {
    record: RecordRef,
    id: &'b str,
    number: &'b str,
}

impl Numbered<'_> {
    /// Whether another book has the same document with the same number.
    fn stands_in(&self, book: &Book) -> bool {
        documents(book).any(|other| other.id == self.id && other.number == self.number)
    }

    /// Whether another book has the number for another document.
    fn is_taken_in(&self, book: &Book) -> bool {
        !self.stands_in(book) && documents(book).any(|other| other.number == self.number)
    }
}

fn documents(book: &Book) -> impl Iterator<Item = Numbered<'_>> {
    let kind = book.kinds.named("invoice");
    kind.into_iter().flat_map(move |kind| {
        let shape = book.shape(kind);
        book.records(kind).iter().enumerate().filter_map(move |(index, document)| {
            let number = document.text(shape, "number")?;
            Some(Numbered { record: RecordRef { kind, index: index as u32 }, id: &document.id, number })
        })
    })
}

/// The way out when unsent documents bear numbers that others gave meanwhile: the commands, in their order. The document
/// gives its number back, what came in comes in, and then it gets the number that is next.
///
/// `None` where numbers do not follow a pattern.
fn renumbered(cx: &Context<'_>, mine: &Book, theirs: &Book, would: &Book) -> Option<String> {
    let kind = would.kinds.named("invoice")?;
    let (shape, all) = (would.shape(kind), &would.firm.file.series);
    let place = |book: &Book, document: &Numbered<'_>| -> Option<(usize, Position)> {
        let series = series_of(all, shape, book.get(document.record), SeriesDocument::Invoice)?;
        Some((series, Pattern::parse(all[series].pattern.as_deref()?)?.read(document.number)?))
    };
    let unsent = || documents(would).filter(|document| !document.stands_in(theirs));
    // In each series, and there in each year or month: from the first number on that is another document's.
    type Scope = (usize, Option<i32>, Option<u32>);
    let mut from: BTreeMap<Scope, u64> = BTreeMap::new();
    for document in unsent().filter(|document| document.is_taken_in(theirs)) {
        let (series, at) = place(would, &document)?;
        let first = from.entry((series, at.year, at.month)).or_insert(at.sequence);
        *first = at.sequence.min(*first);
    }
    let mut back = Vec::new();
    for document in unsent() {
        let Some((series, at)) = place(would, &document) else { continue };
        let scope = (series, at.year, at.month);
        if from.get(&scope).is_some_and(|first| at.sequence >= *first) && mine.find(kind, document.id).is_some() {
            back.push((scope, at.sequence, document));
        }
    }
    back.sort_by_key(|(scope, sequence, document)| (*scope, *sequence, document.record));
    let names: Vec<String> = back.iter().map(|(_, _, document)| would.name(document.record)).collect();
    let sealed = back.iter().any(|(_, _, document)| would.get(document.record).text(shape, "seal").is_some());
    let seal = if sealed { " --unset seal" } else { "" };
    let mut lines = vec![cx.text("sync-renumber-help", &[])];
    lines.push(format!("  carnet set {} --unset number{seal} --yes", names.join(" ")));
    lines.push("  carnet sync".to_owned());
    let mut highest: BTreeMap<Scope, (u64, Option<Date>)> = BTreeMap::new();
    for document in documents(theirs) {
        let Some((series, at)) = place(theirs, &document) else { continue };
        let (sequence, date) = highest.entry((series, at.year, at.month)).or_default();
        *sequence = at.sequence.max(*sequence);
        *date = theirs.get(document.record).date(shape, "date").max(*date);
    }
    for (name, (scope, _, document)) in names.iter().zip(&back) {
        let (sequence, latest) = highest.entry(*scope).or_default();
        *sequence += 1;
        let date = would.get(document.record).date(shape, "date")?;
        let number = Pattern::parse(all[scope.0].pattern.as_deref()?)?.write(date, *sequence);
        // A number that comes later must not bear an earlier day.
        let later = latest.filter(|latest| *latest > date);
        *latest = Some(later.unwrap_or(date));
        let date = later.map_or(String::new(), |later| format!(" date={later}"));
        let number = if number.contains(' ') { format!("'number={number}'") } else { format!("number={number}") };
        lines.push(format!("  carnet set {name} {number}{date}"));
    }
    lines.push("  carnet sync".to_owned());
    (!names.is_empty()).then(|| lines.join("\n"))
}
