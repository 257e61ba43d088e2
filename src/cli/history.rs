//! What `log`, `diff`, `blame`, `feed`, `audit` and `close` share: the commits behind a book.

use std::collections::BTreeSet;

use super::context::{FormatArg, Opened};
use super::{CliError, Context};
use crate::book::Book;
use crate::finding::Finding;
use crate::history::change::{Records, Subject};
use crate::history::issued::Reader;
use crate::history::{CommitId, Revisions, closing};
use crate::render::Format;
use crate::report::past::Manner;
use crate::store::History;

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
