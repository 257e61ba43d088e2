//! `carnet fmt`

use clap::Args;

use crate::change::format::format_book;
use crate::change::layout::{Layout, Stays, layout};
use crate::cli::context::Opened;
use crate::cli::target::{Targets, prefix};
use crate::cli::write::{WriteArgs, carry_out, confirm_saying, format_of_today, say_written};
use crate::cli::{CliError, Context, Exit};
use crate::store::{Options, Relocation, relocate};

/// Bring files into their canonical form
///
/// Fields in their order and groups, one list item a line, so that a diff shows only what changed and the edits of two
/// people merge. Comments stay with their lines, and no value changes. One commit for all files.
///
/// With --layout, files go to the folders that they would be written into today, as they are: YEAR/MONTH of their date for
/// what grows without end (invoices, payments, notes…). A file below its folder is in its place. Ids, references and
/// history are not about folders: nothing else changes.
#[derive(Args)]
pub struct Fmt {
    /// Only these files, folders, kinds or records [default: the whole book]
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    /// Move files to their folders, and change nothing in them
    #[arg(long)]
    layout: bool,
    /// List the files that are not in canonical form (with --layout: in their place), change nothing, and exit with 1 if
    /// there are any
    #[arg(long, conflicts_with_all = ["dry_run", "with_my_edits", "message"])]
    check: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Fmt, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let targets = Targets::read(cx, &opened, &args.targets)?;
    if args.layout {
        let layout = layout(&opened.book, &|path| targets.contains(path));
        return run_layout(&args, cx, &opened, &layout);
    }
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
        cx.out.message(
            &cx.text("upkeep-fmt-clean", &[("count", &(formatting.looked_at - formatting.skipped.len()).to_string())]),
        );
        return Ok(exit);
    }
    carry_out(cx, &opened, &formatting.plan, &args.write)?;
    Ok(exit)
}

fn run_layout(args: &Fmt, cx: &mut Context<'_>, opened: &Opened, layout: &Layout) -> Result<Exit, CliError> {
    for stays in &layout.stays {
        let text = match stays {
            Stays::Unreadable { path } => cx.text("layout-unreadable", &[("path", path)]),
            Stays::Taken { path, by } => cx.text("layout-taken", &[("path", path), ("by", by)]),
            Stays::NoFolder { path, file } => cx.text("layout-no-folder", &[("path", path), ("file", file)]),
        };
        cx.out.message(&text);
    }
    let exit = if layout.stays.is_empty() { Exit::Done } else { Exit::Findings };
    let count = layout.moves.len().to_string();
    if layout.moves.is_empty() {
        let placed = (layout.looked_at.saturating_sub(layout.stays.len())).to_string();
        cx.out.message(&cx.text("layout-clean", &[("count", &placed)]));
        return Ok(exit);
    }
    if args.check || args.write.dry_run {
        let prefix = prefix(opened.root());
        for one in &layout.moves {
            cx.out.line(&match args.check {
                true => format!("{prefix}{}", one.from),
                false => format!("{} -> {}", one.from, one.to),
            })?;
        }
        let key = if args.check { "layout-check" } else { "layout-dry-run" };
        cx.out.message(&cx.text(key, &[("count", &count)]));
        return Ok(if args.check { Exit::Findings } else { exit });
    }
    // The same conditions as for any write, but for those about what stands in files: that does not change.
    if opened.book.disturbed() {
        return Err(CliError::refused(cx.text("cache-disturbed", &[])));
    }
    format_of_today(cx, opened, &opened.book)?;
    if !confirm_saying(cx, layout.moves.len(), &args.write, ["layout-bulk", "layout-confirm"])? {
        return Ok(Exit::Done);
    }
    let moves: Vec<Relocation> = layout.moves.iter().map(|one| (one.from.clone(), one.to.clone())).collect();
    let subject = match &layout.moves[..] {
        [only] => format!("{}: moved to {}", only.from, only.to),
        several => format!("layout: {} files moved to the folders of their months", several.len()),
    };
    let message = args.write.message.as_deref().unwrap_or(&subject);
    let options = Options { with_my_edits: args.write.with_my_edits };
    let repo = opened.repo()?;
    let progress = cx.watch();
    let written = relocate(repo, opened.root(), &moves, message, options, &progress);
    cx.out.unwatch();
    let what = cx.text("layout-done", &[("count", &count)]);
    say_written(cx, &what, &written?);
    Ok(exit)
}
