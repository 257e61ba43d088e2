//! What `log`, `diff` and `blame` share: the commits behind a book.

use super::context::{FormatArg, Opened};
use super::{CliError, Context};
use crate::history::change::Subject;
use crate::history::{CommitId, Revisions};
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
