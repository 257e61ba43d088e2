//! `carnet set`

use clap::Args;

use crate::book::RecordRef;
use crate::change::{self, Assignment, Plan};
use crate::cli::ask::{Question, select};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::write::{Carried, WriteArgs, carry_out, confirm, confirm_issued, record as record_of, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;
use crate::firm;
use crate::report::record::{self, Detail};

/// Change fields of a record
///
/// A record is named by its id, its number, kind/id, or @ for the one written last; the firm's settings are `carnet.toml`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet set website stage=won closed=today
  carnet set customer/acme tags+=vip address.postcode=01000 --unset phone
  carnet set site-acme lines.2.quantity=3
  carnet set carnet.toml firm.phone='+33 3 20 00 00 00' firm.bank.1.iban=FR7630006000011234567890189
  carnet set --where deal 'stage:proposal owner:claire' owner=paul --dry-run")]
pub struct Set {
    /// Records or carnet.toml, then key=value, key+=item, key-=item
    #[arg(value_name = "WORD", required = true, allow_negative_numbers = true)]
    words: Vec<String>,
    /// Remove this key
    #[arg(long, value_name = "KEY")]
    unset: Vec<String>,
    /// All records of a kind that match a query, besides those that are named
    #[arg(long = "where", value_names = ["KIND", "QUERY"], num_args = 2)]
    which: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Set, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let scope = scope(&opened);
    let mut records = Vec::new();
    let mut assignments = Vec::new();
    let mut settings = false;
    for word in &args.words {
        match Assignment::parse(word) {
            Some(assignment) => assignments.push(assignment),
            None if word == firm::PATH => settings = true,
            None => {
                let record = record_of(cx, &opened, word)?;
                if !records.contains(&record) {
                    records.push(record);
                }
            }
        }
    }
    if let [kind, query] = &args.which[..] {
        let question = Question { kind: kind.clone(), query: vec![query.clone()], period: None, archived: false };
        let selected = select(cx, &opened, &opened.figures(), &question)?.records;
        if selected.is_empty() && records.is_empty() {
            return Err(CliError::refused(cx.text("change-none-match", &[("query", query)])));
        }
        let named = records.clone();
        records.extend(selected.into_iter().filter(|record| !named.contains(record)));
    }
    if settings {
        return set_settings(cx, &opened, &args, &assignments, &records);
    }
    if records.is_empty() || (assignments.is_empty() && args.unset.is_empty()) {
        let key = if records.is_empty() { "change-set-what" } else { "change-set-how" };
        return Err(CliError::usage(cx.text(key, &[])).hint(cx.text("change-set-example", &[])));
    }
    if records.iter().any(|record| record.kind != records[0].kind) {
        return Err(CliError::usage(cx.text("change-one-kind", &[])));
    }
    let plan = change::set(&scope, &records, &assignments, &args.unset).map_err(|error| refuse(cx, &error))?;
    if !confirm(cx, records.len(), &args.write)? {
        cx.out.message(&cx.text("change-untouched", &[]));
        return Ok(Exit::Done);
    }
    for record in &records {
        let paths = assignments.iter().map(|a| a.path.as_str()).chain(args.unset.iter().map(String::as_str));
        if !plan.is_empty() && !confirm_issued(cx, &opened, *record, paths, &args.write)? {
            return Ok(Exit::Done);
        }
    }
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    let lines =
        assignments.iter().any(|a| a.path.starts_with("lines.")) || args.unset.iter().any(|p| p.starts_with("lines"));
    if lines { answer_document(cx, &opened, &carried, &plan, args.format) } else { Ok(carried.exit) }
}

/// The firm's settings, which are no record: alone in a commit.
fn set_settings(
    cx: &mut Context<'_>,
    opened: &Opened,
    args: &Set,
    assignments: &[Assignment],
    records: &[RecordRef],
) -> Result<Exit, CliError> {
    if !records.is_empty() || !args.which.is_empty() {
        return Err(CliError::usage(cx.text("change-settings-alone", &[])));
    }
    if assignments.is_empty() && args.unset.is_empty() {
        return Err(CliError::usage(cx.text("change-set-how", &[])).hint(cx.text("change-set-example", &[])));
    }
    let plan = change::set_settings(&scope(opened), assignments, &args.unset).map_err(|error| refuse(cx, &error))?;
    carry_out(cx, opened, &plan, &args.write).map(|carried| carried.exit)
}

/// Answers a write with the document that it is about, its lines and totals; other records need no answer.
pub(super) fn answer_document(
    cx: &mut Context<'_>,
    opened: &Opened,
    carried: &Carried,
    plan: &Plan,
    format: FormatArg,
) -> Result<Exit, CliError> {
    let book = &carried.book;
    let record = plan.touched.last().and_then(|name| name.split_once('/')).and_then(|(kind, id)| {
        let kind = book.kinds.named(kind)?;
        book.find(kind, id)
    });
    if let Some(record) = record.filter(|record| book.shape(record.kind).field("lines").is_some()) {
        cx.answer(&record::answer(&Figures::new(book, opened.as_of), &[record], Detail::Some), format)?;
    }
    Ok(carried.exit)
}
