//! `carnet audit`

use clap::Args;

use crate::cli::context::FormatArg;
use crate::cli::history::{head, manner, open, zone};
use crate::cli::{CliError, Context, Exit};
use crate::history::Revisions;
use crate::history::audit::audit;
use crate::history::change::Records;
use crate::history::issued::Reader;
use crate::report::past;
use crate::report::past::audit::Told;

/// Prove that issued documents are what they were, commit by commit, or name where they are not
///
/// Compares every commit with its parents, and the result with closed periods, with remote branches as they were last
/// fetched, and with what this clone audited last. Says what nobody can prove. Exits with 1 when something fails. See
/// `docs/audit.md`.
#[derive(Args)]
pub struct Audit {
    /// Look only at what came after this commit; the comparisons are made all the same
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Take the book as it is now for audited, whatever was found: earlier states of this branch raise no alarm any more
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Audit, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let history = open(cx, &opened)?;
    let head = head(cx, &history)?;
    let Some(repo) = opened.repo()? else { return Err(CliError::usage(cx.text("history-no-repository", &[]))) };
    let since = args.since.as_deref().map(|since| history.resolve(since)).transpose()?;
    let records = Records::new(&history, &opened.book);
    let Some(reader) = Reader::new(&records, &opened.book.kinds) else { return Ok(Exit::Done) };
    let witness = repo.witness()?;
    let tags = repo.closings(true)?;
    let found = audit(&reader, head, since, &witness, &tags)?;
    let told = Told {
        records: &records,
        book: &opened.book,
        as_of: opened.as_of,
        zone: zone(&opened),
        head,
        branch: witness.branch.as_deref(),
        people: manner(args.format, true).people,
    };
    cx.answer(&past::audit::audit(&told, &found), args.format)?;
    let failed = !found.faults.is_empty();
    if witness.branch.is_none() {
        return Ok(if failed { Exit::Findings } else { Exit::Done });
    }
    if args.accept {
        let earlier: Vec<_> =
            witness.earlier.iter().chain(witness.remotes.iter().flat_map(|remote| &remote.earlier)).copied().collect();
        repo.remember_audit(&earlier, &tags)?;
        cx.out.message(&cx.text("audit-accepted", &[("commit", &head.short())]));
    } else if !failed && since.is_none() {
        // Only what was found whole is a tip to compare with later.
        // The proof stands without it: an accountant may look at a copy that must not be written to.
        if let Err(error) = repo.remember_audit(&[], &tags) {
            cx.out.message(&cx.text("audit-not-kept", &[("why", &error.words(cx.catalogue()))]));
        }
    }
    Ok(if failed { Exit::Findings } else { Exit::Done })
}
