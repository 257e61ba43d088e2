//! `carnet import einvoice`

use std::path::{Path, PathBuf};

use clap::Args;

use super::import::file_name;
use crate::cli::write::{WriteArgs, carry_out_with, confirm};
use crate::cli::{CliError, Context, Exit};
use crate::einvoice::read::pdf::MEGABYTES;
use crate::einvoice::read::{ReadFault, name_key};
use crate::finding::{Finding, code};
use crate::import::einvoice::{Arrival, Incoming, Left, Matched, Outcome, Proposal, receive};
use crate::report::sheet::{Cell, Text};
use crate::value::{Date, Money};

/// How much of what no field holds is listed unless `--all` is given.
const MOST: usize = 12;

/// Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD
///
/// Each file becomes a bill; its supplier is found by VAT number, SIRET, SIREN, bank account, then name, or written anew. The
/// file itself is kept under files/ with its hash. What no field holds is listed. A file that breaks a rule, or whose sums do
/// not add up, becomes a draft, and so does one whose number the supplier has used before. Importing the same file twice changes nothing. See docs/bills.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet import einvoice facture.xml --dry-run
  carnet import einvoice october.xml november.pdf --yes")]
pub struct Einvoice {
    /// The files: XML, or PDF that holds XML
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// List all that no field holds, not only the first of it
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Einvoice, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let mut incoming = Vec::with_capacity(args.files.len());
    let mut exit = Exit::Done;
    for path in &args.files {
        match read(cx, path) {
            Ok(bytes) => incoming.push(Incoming { name: file_name(path), bytes }),
            Err(message) => {
                cx.out.message(&message);
                exit = Exit::Findings;
            }
        }
    }
    let arrivals = receive(&opened.book, opened.today, &incoming);
    for arrival in &arrivals.files {
        if !say(cx, arrival, args.all)? {
            exit = Exit::Findings;
        }
    }
    if arrivals.plan.is_empty() {
        cx.out.message(&cx.text("bill-nothing", &[]));
        return Ok(exit);
    }
    if !confirm(cx, arrivals.bills, &args.write)? {
        return Ok(exit);
    }
    let kept: Vec<(String, Vec<u8>)> = arrivals.kept.into_iter().map(|kept| (kept.path, kept.bytes)).collect();
    let record = arrivals.plan.touched.last().cloned().unwrap_or_default();
    let (bills, suppliers) = (arrivals.bills.to_string(), arrivals.suppliers.to_string());
    let done = cx.text("bill-done", &[("record", &record), ("bills", &bills), ("suppliers", &suppliers)]);
    carry_out_with(cx, &opened, &arrivals.plan, &kept, &args.write, Some(done))?;
    Ok(exit)
}

/// The bytes of a file that is not too large, or the message that says why not.
pub fn read(cx: &Context<'_>, path: &Path) -> Result<Vec<u8>, String> {
    let name = path.display().to_string();
    let missing =
        |error: std::io::Error| cx.text("bill-missing", &[("file", &name), ("detail", &crate::store::spoken(&error))]);
    let size = std::fs::metadata(path).map_err(missing)?.len();
    if size > (MEGABYTES as u64) << 20 {
        return Err(cx.text("bill-file-large", &[("file", &name), ("limit", &MEGABYTES.to_string())]));
    }
    std::fs::read(path).map_err(missing)
}

/// Says what becomes of a file; whether all is well with it.
fn say(cx: &mut Context<'_>, arrival: &Arrival, all: bool) -> Result<bool, CliError> {
    let file = arrival.file.as_str();
    match &arrival.outcome {
        Outcome::Bill(proposal) => {
            propose(cx, file, proposal, all)?;
            Ok(true)
        }
        Outcome::Known(record) => {
            cx.out.line(&cx.text("bill-known-file", &[("file", file), ("record", record)]))?;
            Ok(true)
        }
        Outcome::Unread(fault) => {
            cx.complain(&unread(cx, file, fault));
            Ok(false)
        }
        Outcome::Faulty(finding) => {
            let words = cx.catalogue().words(finding);
            let error = CliError::refused(cx.text("bill-faulty", &[("file", file), ("message", &words.message)]));
            cx.complain(&match words.help {
                Some(help) => error.hint(help),
                None => error,
            });
            Ok(false)
        }
    }
}

/// Why a file cannot be read, at its line and column.
pub fn unread(cx: &Context<'_>, file: &str, fault: &ReadFault) -> CliError {
    let own = fault.args();
    let mut args: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    args.push(("file", file));
    let message = cx.text(fault.key(), &args);
    let error = CliError::refused(match fault.at {
        Some(at) => {
            let (line, column) = (at.line.to_string(), at.column.to_string());
            cx.text("bill-at", &[("file", file), ("line", &line), ("column", &column), ("message", &message)])
        }
        None => cx.text("bill-unread", &[("file", file), ("message", &message)]),
    });
    match cx.catalogue().find(&format!("{}-help", fault.key()), &args) {
        Some(help) => error.hint(help),
        None => error,
    }
}

fn propose(cx: &mut Context<'_>, file: &str, proposal: &Proposal, all: bool) -> Result<(), CliError> {
    let number = proposal.number.clone().unwrap_or_else(|| cx.text("bill-no-number", &[]));
    let seller = match proposal.seller.as_str() {
        "" => cx.text("bill-nobody", &[]),
        seller => seller.to_owned(),
    };
    let mut args = vec![("file", file), ("syntax", proposal.syntax), ("number", &number), ("seller", &seller)];
    let mut head = match &proposal.embedded {
        Some(name) => {
            args.push(("embedded", name));
            cx.text("bill-head-embedded", &args)
        }
        None => cx.text("bill-head", &args),
    };
    if let Some(date) = proposal.date {
        head += &cx.text("bill-from", &[("date", &day(cx, date))]);
    }
    if let Some(amount) = proposal.payable {
        head += &cx.text("bill-amount", &[("amount", &money(cx, amount))]);
    }
    cx.out.line(&head)?;
    let supplier = match &proposal.supplier {
        Matched::Known { record, by } => {
            let by = cx.text(by.key(), &[]);
            cx.text("bill-supplier-known", &[("record", record), ("by", &by)])
        }
        Matched::New(record) => cx.text("bill-supplier-new", &[("record", record)]),
        Matched::Several(records) => cx.text("bill-supplier-several", &[("records", &records.join(", "))]),
        Matched::None => cx.text("bill-supplier-none", &[]),
    };
    cx.out.line(&format!("  {supplier}"))?;
    let (reasons, warnings): (Vec<&Finding>, Vec<&Finding>) =
        proposal.findings.iter().partition(|finding| finding.code.id == code::BILL_DRAFT.id);
    for (key, findings) in [("bill-draft", reasons), ("bill-warning", warnings)] {
        if findings.is_empty() {
            continue;
        }
        cx.out.line(&format!("  {}", cx.text(key, &[])))?;
        for finding in findings {
            let words = cx.catalogue().words(finding);
            cx.out.line(&format!("    {}: {}", finding.code.id, words.message))?;
        }
    }
    leftovers(cx, &proposal.left, all)
}

fn leftovers(cx: &mut Context<'_>, left: &[Left], all: bool) -> Result<(), CliError> {
    if left.is_empty() {
        return Ok(());
    }
    cx.out.line(&format!("  {}", cx.text("bill-left", &[("count", &left.len().to_string())])))?;
    let most = if all { left.len() } else { MOST };
    for item in left.iter().take(most) {
        let key = if item.line.is_some() { "bill-left-line" } else { "bill-left-term" };
        let line = item.line.map(|line| line.to_string()).or(item.item.map(|item| item.to_string()));
        let line = line.unwrap_or_else(|| "0".to_owned());
        let text = item.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = cx.text(&name_key(&item.what), &[]);
        let words = cx.text(key, &[("name", &name), ("what", &item.what), ("line", &line), ("text", &text)]);
        cx.out.line(&format!("    {words}"))?;
    }
    if left.len() > most {
        let more = (left.len() - most).to_string();
        cx.out.line(&format!("    {}", cx.text("bill-more", &[("count", &more)])))?;
    }
    Ok(())
}

/// A day and an amount as the reader writes them.
fn day(cx: &Context<'_>, date: Date) -> String {
    cx.words(&Text::key("bill-cell").arg("cell", Cell::Date(date)))
}

fn money(cx: &Context<'_>, amount: Money) -> String {
    cx.words(&Text::key("bill-cell").arg("cell", Cell::Money(amount)))
}
