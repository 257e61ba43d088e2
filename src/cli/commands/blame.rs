//! `carnet blame`

use clap::Args;

use crate::cli::context::FormatArg;
use crate::cli::history::{fates, head, manner, open, subject, zone};
use crate::cli::{CliError, Context, Exit};
use crate::firm;
use crate::history::blame::blame;
use crate::history::change::Records;
use crate::history::{Revisions, TreeFile};
use crate::report::past;

/// Tell for every value of a record since when it is so, and by whom
///
/// Renamed records and moved lines are followed; formatting and comments have no author.
#[derive(Args)]
pub struct Blame {
    /// The record: `acme`, `deal/site`, a document's number, `carnet.toml`
    #[arg(value_name = "ID")]
    id: String,
    /// The earlier values too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Blame, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let history = open(cx, &opened)?;
    let head = head(cx, &history)?;
    let subject = match subject(cx, &opened, &args.id) {
        Ok(subject) => subject,
        Err(error) => {
            let records = Records::new(&history, &opened.book);
            let told = fates(cx, &opened, &records, head, &args.id)?;
            let tell = || CliError::refused(told.join("\n")).hint(cx.text("blame-log", &[("id", &args.id)]));
            return Err(if told.is_empty() { error } else { tell() });
        }
    };
    let path = match subject.kind.and_then(|kind| opened.book.find(kind, &subject.id)) {
        Some(record) => opened.book.path(record),
        None => firm::PATH,
    };
    let Some(blob) = history.file(head, path)? else {
        return Err(CliError::refused(cx.text("blame-uncommitted", &[("path", path)])));
    };
    let file = TreeFile { path: path.to_owned(), blob };
    let records = Records::new(&history, &opened.book);
    let version = records.version(&subject, path, file.blob)?;
    if !version.readable {
        return Err(
            CliError::refused(cx.text("show-unreadable", &[("path", path)])).hint(cx.text("cli-run-check", &[]))
        );
    }
    let stories = blame(&records, head, &file, zone(&opened), args.all)?;
    let manner = manner(args.format, args.all);
    let mut answer = past::blame(&records, &opened.book, opened.as_of, subject.kind, &stories, manner);
    if let Some(sheet) = answer.sheets.first_mut() {
        sheet.title = Some(crate::report::sheet::Text::literal(path));
    }
    let exit = cx.answer(&answer, args.format)?;
    // Git's index is asked only where the file is not the one that was explained.
    if let Some(repo) = opened.repo()?
        && opened.book.source_at(path).is_none_or(|source| repo.blob_id(&source.bytes) != Some(blob))
        && !repo.dirty(&[path])?.is_empty()
    {
        cx.out.message(&cx.text("blame-edited", &[("path", path)]));
    }
    Ok(exit)
}
