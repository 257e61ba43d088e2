//! What `log`, `diff`, `blame`, `feed`, `audit` and `close` share: the commits behind a book.

use std::collections::BTreeSet;

use super::context::{FormatArg, Opened};
use super::{CliError, Context};
use crate::book::Book;
use crate::finding::Finding;
use crate::history::change::{Records, Subject};
use crate::history::event::{Fate, fate, is_by};
use crate::history::issued::Reader;
use crate::history::{CommitId, Revisions, closing};
use crate::model::shape::nearest;
use crate::query::fold;
use crate::render::Format;
use crate::report::past::Manner;
use crate::store::History;
use crate::value::Date;

/// So many authors are named to somebody who gave an unknown one.
const AUTHORS: usize = 8;

/// The commits of the book's repository.
pub fn open<'o>(cx: &Context<'_>, opened: &'o Opened) -> Result<History<'o>, CliError> {
    match opened.repo()? {
        Some(repo) => Ok(History::new(repo, opened.book.kinds.iter().map(|(_, kind)| kind.folder))?),
        None => Err(CliError::usage(cx.text("history-no-repository", &[]))),
    }
}

/// The checked-out commit.
pub fn head(cx: &Context<'_>, history: &History<'_>) -> Result<CommitId, CliError> {
    history.head()?.ok_or_else(|| CliError::usage(cx.text("history-no-commit", &[])))
}

/// The findings about closed periods: of the book as it is, or would be with other files at `paths`. None for a book that
/// is in no repository, has no commit, or is looked at in the past.
///
/// # Errors
/// What the repository cannot tell.
pub fn closed_periods(
    opened: &Opened,
    book: &Book,
    paths: Option<&BTreeSet<String>>,
) -> Result<Vec<Finding>, CliError> {
    let Ok(Some(repo)) = opened.repo() else { return Ok(Vec::new()) };
    if book.past {
        return Ok(Vec::new());
    }
    let tags = repo.closings(false)?;
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let history = History::new(repo, book.kinds.iter().map(|(_, kind)| kind.folder))?;
    let Some(head) = history.head()? else { return Ok(Vec::new()) };
    let records = Records::new(&history, book);
    let Some(reader) = Reader::new(&records, &book.kinds) else { return Ok(Vec::new()) };
    let uncommitted;
    let paths = match paths {
        Some(paths) => paths,
        None => {
            uncommitted = repo.changed_since("HEAD")?;
            &uncommitted
        }
    };
    Ok(closing::findings(&reader, head, &tags, book, paths)?)
}

/// The time zone in which the book's days begin.
pub fn zone(opened: &Opened) -> &str {
    opened.book.firm.file.time_zone.as_ref().map_or("UTC", |zone| zone.0.as_str())
}

/// The record that a word means now.
pub fn subject(cx: &Context<'_>, opened: &Opened, word: &str) -> Result<Subject, CliError> {
    if word == crate::firm::PATH {
        return Ok(Subject::settings());
    }
    let record = super::select::record(cx, opened, word)?;
    Ok(Subject { kind: Some(record.kind), id: opened.book.get(record).id.clone() })
}

/// The records that a word may have meant before: its id under the kind that it names, or under any.
pub fn once(opened: &Opened, word: &str) -> Vec<Subject> {
    let kinds = &opened.book.kinds;
    let (named, id) = match word.split_once('/') {
        Some((kind, id)) => (kinds.called(kind).into_iter().collect::<Vec<_>>(), id),
        None => (kinds.iter().map(|(kind, _)| kind).collect(), word),
    };
    named.into_iter().map(|kind| Subject { kind: Some(kind), id: id.into() }).collect()
}

/// What became of the records that a word meant once, in sentences.
pub fn fates(
    cx: &Context<'_>,
    opened: &Opened,
    records: &Records<'_>,
    head: CommitId,
    word: &str,
) -> Result<Vec<String>, CliError> {
    let mut told = Vec::new();
    for subject in once(opened, word) {
        let name = |subject: &Subject| {
            format!("{}/{}", subject.kind.map_or("firm", |kind| opened.book.kind(kind).name), subject.id)
        };
        let was = name(&subject);
        let removed = |was: &str, author: &str, on: Date| {
            cx.text("log-was-removed", &[("was", was), ("author", author), ("day", &cx.day(on))])
        };
        match fate(records, head, zone(opened), &subject)? {
            Some(Fate::Renamed(now)) => {
                told.push(cx.text("log-is-called", &[("was", &was), ("now", &name(&now))]));
                if let Some(Fate::Removed { author, on }) = fate(records, head, zone(opened), &now)? {
                    told.push(removed(&name(&now), &author, on));
                }
            }
            Some(Fate::Removed { author, on }) => told.push(removed(&was, &author, on)),
            None => {}
        }
    }
    Ok(told)
}

/// Refuses an author whom no commit and no member knows, with the nearest one.
pub fn known_author(
    cx: &Context<'_>,
    history: &History<'_>,
    head: CommitId,
    by: &str,
    authors: &[String],
) -> Result<(), CliError> {
    let folded: Vec<String> = authors.iter().map(|author| fold(author).into_owned()).collect();
    let commits = history.commits(&[head], &[])?;
    // A member who has not committed yet is somebody all the same.
    if authors.len() > 1 || commits.iter().any(|commit| is_by(commit, &folded)) {
        return Ok(());
    }
    let names: BTreeSet<&str> = commits.iter().map(|commit| commit.author.name.as_str()).collect();
    let error = CliError::refused(cx.text("log-no-author", &[("author", by)]));
    // A first or a last name may be meant.
    let parts = names.iter().flat_map(|name| name.split(' ').chain([*name]).map(move |part| (part, *name)));
    let parts: Vec<(&str, &str)> = parts.collect();
    let near = nearest(by, parts.iter().map(|(part, _)| *part));
    Err(match near.and_then(|near| parts.iter().find(|(part, _)| *part == near)) {
        Some((_, name)) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", name)])),
        None => {
            let some: Vec<&str> = names.into_iter().take(AUTHORS).collect();
            error.hint(cx.text("log-authors", &[("authors", &some.join(", "))]))
        }
    })
}

/// How it is told: in sentences to people, in typed values to programs.
pub fn manner(format: FormatArg, all: bool) -> Manner {
    Manner { people: matches!(format.format, Format::Table | Format::Md), all, messages: false }
}

/// What an author may be called: a member's id stands for the member's name and address, too.
pub fn authors(opened: &Opened, by: &str) -> Vec<String> {
    let mut names = vec![by.to_owned()];
    let book = &opened.book;
    if let Some(kind) = book.kinds.named("member")
        && let Some(member) = book.find_ignoring_case(kind, by)
    {
        let (record, shape) = (book.get(member), book.shape(kind));
        names.extend(["name", "email"].iter().filter_map(|field| record.text(shape, field)).map(str::to_owned));
    }
    names
}
