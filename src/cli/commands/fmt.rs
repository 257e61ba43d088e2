//! `carnet fmt`

use clap::Args;

use crate::change::format::format_book;
use crate::cli::target::{Targets, prefix};
use crate::cli::write::{WriteArgs, carry_out};
use crate::cli::{CliError, Context, Exit};

/// Bring files into their canonical form
///
/// Fields in their order and groups, one list item a line, so that a diff shows only what changed and the edits of two
/// people merge. Comments stay with their lines, and no value changes. One commit for all files.
#[derive(Args)]
pub struct Fmt {
    /// Only these files, folders, kinds or records [default: the whole book]
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    /// List the files that are not in canonical form, change nothing, and exit with 1 if there are any
    #[arg(long, conflicts_with_all = ["dry_run", "with_my_edits", "message"])]
    check: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Fmt, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let targets = Targets::read(cx, &opened, &args.targets)?;
    let formatting = format_book(&opened.book, &|path| targets.contains(path));
    for path in &formatting.skipped {
        cx.out.message(&cx.text("upkeep-fmt-skipped", &[("path", path)]));
    }
    let count = formatting.plan.changes.len().to_string();
    let mut exit = if formatting.skipped.is_empty() { Exit::Done } else { Exit::Findings };
    if args.check {
        let prefix = prefix(opened.root());
        for change in &formatting.plan.changes {
            cx.out.line(&format!("{prefix}{}", change.path))?;
        }
        if !formatting.plan.is_empty() {
            cx.out.message(&cx.text("upkeep-fmt-check", &[("count", &count)]));
            exit = Exit::Findings;
        }
        return Ok(exit);
    }
    if formatting.plan.is_empty() {
        cx.out.message(&cx.text("upkeep-fmt-clean", &[("count", &formatting.looked_at.to_string())]));
        return Ok(exit);
    }
    carry_out(cx, &opened, &formatting.plan, &args.write)?;
    Ok(exit)
}
