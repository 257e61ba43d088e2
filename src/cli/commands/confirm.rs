//! `carnet confirm`

use clap::Args;

use crate::book::{RecordRef, Value};
use crate::change::{self, Assignment};
use crate::cli::context::Opened;
use crate::cli::history::zone;
use crate::cli::write::{WriteArgs, carry_out, record as record_of, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::history::Revisions;
use crate::history::change::Records;
use crate::model::shape::nearest;
use crate::query::fold;
use crate::report::freshness::{CONFIRMED, fields_of, last_changed};
use crate::report::sheet::Text;
use crate::report::{Past, ReportError};
use crate::store::History;
use crate::value::Date;
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
    let opened = cx.open_to_write(&args.write)?;
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
        return Err(CliError::refused(cx.text("confirm-nothing", &[("name", &name), ("field", &title(cx, field))])));
    }
    let day = day(cx, &opened, args.on.as_deref())?;
    not_older(cx, &opened, record, &fields, &day)?;
    let wishes: Vec<Assignment> =
        fields.iter().map(|field| Assignment::set(&format!("{CONFIRMED}.{field}"), &day.to_string())).collect();
    let mut plan = change::set(&scope(&opened), &[record], &wishes, &[]).map_err(|error| refuse(cx, &error))?;
    plan.subject = format!("{name}: confirmed {}", fields.join(", "));
    Ok(carry_out(cx, &opened, &plan, &args.write)?.exit)
}

/// A word of the command line as the field that it names.
fn field<'k>(cx: &Context<'_>, kind: &str, known: &[&'k str], word: &str) -> Result<&'k str, CliError> {
    if let Some(field) = known.iter().find(|field| **field == word) {
        return Ok(field);
    }
    // The reports name data in the reader's language: `téléphone`, `VAT number`.
    let folded = fold(word);
    if let Some(field) = known.iter().find(|field| fold(&title(cx, field)) == folded) {
        return Ok(field);
    }
    let allowed = known.join(", ");
    let error = CliError::usage(cx.text("confirm-no-field", &[("field", word), ("kind", kind), ("allowed", &allowed)]));
    Err(match nearest(word, known.iter().copied()) {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error,
    })
}

/// What the reports call a field.
fn title(cx: &Context<'_>, field: &str) -> String {
    cx.words(&Text::field(field))
}

/// The day of `--on`, today without it.
fn day(cx: &Context<'_>, opened: &Opened, asked: Option<&str>) -> Result<Date, CliError> {
    let Some(text) = asked else { return Ok(opened.today) };
    let day =
        parse_date(text, opened.periods()).map_err(|_| CliError::usage(cx.text("cli-bad-date", &[("value", text)])))?;
    if day > opened.today {
        return Err(CliError::usage(cx.text("confirm-future", &[("day", &cx.day(day))])));
    }
    Ok(day)
}

/// A day before the datum was confirmed last would take that back; on a day before it was last changed, it was another
/// value that was found right.
fn not_older(
    cx: &Context<'_>,
    opened: &Opened,
    record: RecordRef,
    fields: &[&str],
    day: &Date,
) -> Result<(), CliError> {
    let book = &opened.book;
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let name = book.name(record);
    let refuse = |key: &str, field: &str, later: Date| {
        let word = title(cx, field);
        let args = [("name", &*name), ("field", &*word), ("day", &*cx.day(*day)), ("later", &*cx.day(later))];
        CliError::refused(cx.text(key, &args))
    };
    let inner = shape.field(CONFIRMED).and_then(|field| field.ty.shape());
    let table = found.get(shape, CONFIRMED).and_then(Value::as_table);
    for field in fields {
        let stands = inner.zip(table).and_then(|(inner, values)| values.get(inner.position(field)?)?.as_ref());
        // A day that is still to come is a mistake: it may be put right.
        if let Some(later) = stands.and_then(Value::as_date).filter(|later| later > day && *later <= opened.today) {
            return Err(refuse("confirm-older", field, later).hint(cx.text("confirm-older-hint", &[])));
        }
    }
    let Some(repo) = opened.repo()?.filter(|_| *day < opened.today) else { return Ok(()) };
    let history = History::new(repo, book.kinds.iter().map(|(_, kind)| kind.folder))?;
    let Some(head) = history.head()? else { return Ok(()) };
    let records = Records::new(&history, book);
    let past = Past { records: &records, head, zone: zone(opened), today: opened.today };
    let changed = last_changed(&opened.figures(), &past, record, fields).map_err(|fault| match fault {
        ReportError::Revision(fault) => fault.into(),
        fault => CliError::usage(cx.words(&fault.text())),
    })?;
    for (field, changed) in fields.iter().zip(changed) {
        if let Some(later) = changed.filter(|later| later > day) {
            return Err(refuse("confirm-changed", field, later).hint(cx.text("confirm-changed-hint", &[])));
        }
    }
    Ok(())
}
