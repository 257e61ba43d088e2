//! `carnet mv`

use clap::Args;

use crate::change::rename::{RenameFault, rename};
use crate::cli::write::{WriteArgs, carry_out_saying, record};
use crate::cli::{CliError, Context, Exit};

/// Rename a record and every reference to it
///
/// The file gets the new id as its name and stays in its folder. References follow wherever they are: in fields, lines, the
/// front matter of notes, fields of your own and saved queries. References by a document's number stay, as the number does.
#[derive(Args)]
pub struct Mv {
    /// The record: its id, or kind/id
    id: String,
    /// Its new id
    new: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Mv, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let record = record(cx, &opened, &args.id)?;
    let kind = opened.book.kind(record.kind).name;
    // `mv customer/acme customer/acme-sas` says the same.
    let new = args.new.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&args.new);
    let renaming = rename(&opened.figures(), record, new).map_err(|fault| worded(cx, fault, new))?;
    // The file that goes and the one that comes are one file to a person.
    let files = renaming.plan.changes.iter().filter(|change| change.after.is_some() && change.before != change.after);
    let (old, files) = (opened.book.name(record), files.count().to_string());
    let done = cx.text("upkeep-mv-done", &[("old", &old), ("new", &format!("{kind}/{new}")), ("count", &files)]);
    let carried = carry_out_saying(cx, &opened, &renaming.plan, &args.write, Some(done))?;
    if renaming.references > 0 && !args.write.dry_run {
        cx.out.message(&cx.text("upkeep-mv-references", &[("count", &renaming.references.to_string())]));
    }
    for path in &renaming.doubtful {
        cx.out.message(&cx.text("upkeep-mv-doubtful", &[("path", path)]));
    }
    Ok(carried.exit)
}

fn worded(cx: &Context<'_>, fault: RenameFault, new: &str) -> CliError {
    match fault {
        RenameFault::Same => CliError::refused(cx.text("upkeep-mv-same", &[("id", new)])),
        RenameFault::BadId { suggestion } => {
            let error = CliError::usage(cx.text("upkeep-mv-bad-id", &[("id", new)]));
            match suggestion {
                Some(id) => error.hint(cx.text("upkeep-mv-bad-id-suggestion", &[("id", &id)])),
                None => error.hint(cx.text("upkeep-mv-bad-id-rule", &[])),
            }
        }
        RenameFault::Taken { path } => CliError::refused(cx.text("upkeep-mv-taken", &[("id", new), ("path", &path)])),
        RenameFault::Number { path } => CliError::refused(cx.text("upkeep-mv-number", &[("id", new), ("path", &path)])),
        RenameFault::Occupied { path } => CliError::refused(cx.text("upkeep-mv-occupied", &[("path", &path)])),
        RenameFault::NotText { path } => CliError::refused(cx.text("upkeep-not-text", &[("path", &path)])),
    }
}
