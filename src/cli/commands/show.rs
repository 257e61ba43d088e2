//! `carnet show`

use clap::Args;

use crate::book::{Book, RecordRef};
use crate::cli::context::FormatArg;
use crate::cli::write::show;
use crate::cli::{CliError, Context, Exit, select};
use crate::figures::FEW;
use crate::finding::{Finding, Level, code};
use crate::render::Format;
use crate::report::record::{self, Detail};

/// Show records with all that is derived from them and all that refers to them
///
/// A record is named by its id (`acme`), the beginning of it (`ac`), its kind and id (`customer/acme`, `client/acme`), a
/// document's number (`F-2026-0042`), its file, or `@`, the record last written here.
#[derive(Args)]
pub struct Show {
    /// The records
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Everything that refers to them, not just the ten most recent of each kind
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Show, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for id in &args.ids {
        match select::record(cx, &opened, id) {
            Ok(found) if records.contains(&found) => {}
            Ok(found) => records.push(found),
            Err(fault) => faults.push(fault),
        }
    }
    let mut exit = Exit::Done;
    if !records.is_empty() {
        let detail = match (args.format.format, args.all) {
            (Format::Csv | Format::Tsv | Format::Ids, _) => Detail::Alone,
            (_, false) => Detail::Some,
            (_, true) => Detail::All,
        };
        let figures = opened.figures();
        // What is derived of an invoice needs the few documents around it; of others, who knows how many.
        if records.len() <= FEW / 2
            && records.iter().all(|record| Some(record.kind) == opened.book.kinds.named("invoice"))
        {
            figures.expect_few();
        }
        exit = cx.answer(&record::answer(&figures, &records, detail), args.format)?;
        if opened.book.past {
            say_unknown_keys(cx, &opened.book, &records);
        }
        for record in records.into_iter().filter(|record| !opened.book.get(*record).sound) {
            let path = opened.book.path(record);
            let message = cx.text("show-as-far-as-read", &[("path", path)]);
            cx.out.message(&message);
            exit = Exit::Findings;
        }
    }
    // What was found is shown; what was not is said below it, each with its own hint.
    let last = faults.pop();
    for fault in faults {
        cx.complain(&fault);
    }
    last.map_or(Ok(exit), Err)
}

/// What an old record says under keys that are not known, or no longer: with the lines themselves, since nothing else
/// of the answer shows them.
fn say_unknown_keys(cx: &mut Context<'_>, book: &Book, records: &[RecordRef]) {
    let here = |finding: &&Finding| {
        finding.code.id == code::UNKNOWN_KEY.id
            && records.iter().any(|record| book.path(*record) == &*finding.place.path)
    };
    let found: Vec<Finding> =
        book.findings.iter().filter(here).map(|finding| Finding { level: Level::Note, ..finding.clone() }).collect();
    if !found.is_empty() {
        cx.out.message(&cx.text("history-unknown-keys", &[]));
        show(cx, &found, book);
    }
}
