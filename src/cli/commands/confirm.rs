//! `carnet confirm`

use clap::Args;

use crate::change::{self, Assignment};
use crate::cli::context::Opened;
use crate::cli::write::{WriteArgs, carry_out, record as record_of, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::model::shape::nearest;
use crate::report::freshness::{CONFIRMED, fields_of};
use crate::value::period::parse_date;

/// Record that contact data of a customer or contact are still right
///
/// The day stands in the record's [confirmed] table; `carnet report freshness` counts a datum's age from it. A later change of
/// the datum makes it void.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet confirm acme phone email
  carnet confirm contact/dupont --all
  carnet confirm acme address --on 2026-11-02")]
pub struct Confirm {
    /// A customer or contact
    #[arg(value_name = "ID")]
    id: String,
    /// What was found right: phone, email, address, …
    #[arg(value_name = "FIELD")]
    fields: Vec<String>,
    /// All contact data that the record has
    #[arg(long, conflicts_with = "fields")]
    all: bool,
    /// When it was found right [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Confirm, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let record = record_of(cx, &opened, &args.id)?;
    let book = &opened.book;
    let (kind, name) = (book.kind(record.kind).name, book.name(record));
    let known: Vec<&str> = fields_of(kind).collect();
    if known.is_empty() {
        return Err(CliError::usage(cx.text("confirm-no-kind", &[("kind", kind)])));
    }
    let found = book.get(record);
    let has = |field: &&str| {
        found.get(book.shape(record.kind), field).is_some_and(|v| !crate::history::version::is_nothing(v))
    };
    let fields: Vec<&str> = match args.all {
        true => known.iter().copied().filter(has).collect(),
        false => args.fields.iter().map(|word| field(cx, kind, &known, word)).collect::<Result<_, _>>()?,
    };
    if fields.is_empty() {
        return Err(match args.all {
            true => CliError::refused(cx.text("confirm-no-data", &[("name", &name)])),
            false => CliError::usage(cx.text("confirm-what", &[]))
                .hint(cx.text("confirm-what-hint", &[("allowed", &known.join(", "))])),
        });
    }
    if let Some(field) = fields.iter().find(|field| !has(field)) {
        return Err(CliError::refused(cx.text("confirm-nothing", &[("name", &name), ("field", field)])));
    }
    let day = day(cx, &opened, args.on.as_deref())?;
    let wishes: Vec<Assignment> =
        fields.iter().map(|field| Assignment::set(&format!("{CONFIRMED}.{field}"), &day)).collect();
    let mut plan = change::set(&scope(&opened), &[record], &wishes, &[]).map_err(|error| refuse(cx, &error))?;
    plan.subject = format!("{name}: confirmed {}", fields.join(", "));
    Ok(carry_out(cx, &opened, &plan, &args.write)?.exit)
}

/// A word of the command line as the field that it names.
fn field<'k>(cx: &Context<'_>, kind: &str, known: &[&'k str], word: &str) -> Result<&'k str, CliError> {
    if let Some(field) = known.iter().find(|field| **field == word) {
        return Ok(field);
    }
    let allowed = known.join(", ");
    let error = CliError::usage(cx.text("confirm-no-field", &[("field", word), ("kind", kind), ("allowed", &allowed)]));
    Err(match nearest(word, known.iter().copied()) {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error,
    })
}

/// The day of `--on`, today without it.
fn day(cx: &Context<'_>, opened: &Opened, asked: Option<&str>) -> Result<String, CliError> {
    let Some(text) = asked else { return Ok(opened.today.to_string()) };
    let day =
        parse_date(text, opened.periods()).map_err(|_| CliError::usage(cx.text("cli-bad-date", &[("value", text)])))?;
    if day > opened.today {
        return Err(CliError::usage(cx.text("confirm-future", &[("day", &day.to_string())])));
    }
    Ok(day.to_string())
}
