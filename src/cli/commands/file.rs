//! `carnet file`

use std::path::PathBuf;

use clap::Args;

use super::import::file_name;
use super::import_einvoice::read;
use super::set::answer_document;
use crate::change::{self, Assignment, New};
use crate::cli::context::FormatArg;
use crate::cli::write::{WriteArgs, carry_out_with, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::einvoice::read::pdf;
use crate::figures::seal::digest_of;
use crate::import::einvoice::kept;
use crate::value::Id;
use crate::value::period::parse_date;

/// The totals that may be typed without their table.
const TOTALS: [&str; 3] = ["net", "tax", "gross"];

/// File a scan as a draft bill, the file itself kept with it
///
/// Whatever is known already may follow as key=value; the rest is added later with `set`, and `set ID --unset draft` when all
/// is right. A PDF that holds an e-invoice is read with `import einvoice` instead.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet file bill scan.pdf supplier=papeterie number=2026-117 date=2026-10-30 gross=120.00
  carnet file bill ticket.jpg supplier=station gross=64.20")]
pub struct File {
    /// What to file it as: bill (or facture-fournisseur)
    #[arg(value_name = "KIND")]
    kind: String,
    /// The scan, picture or PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// key=value…
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// File it as a scan although it holds an e-invoice
    #[arg(long)]
    scan: bool,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: File, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let scope = scope(&opened);
    let kind = scope.kind(&args.kind).map_err(|error| refuse(cx, &error))?;
    let file = args.file.display().to_string();
    if opened.book.kind(kind).name != "bill" {
        return Err(CliError::usage(cx.text("bill-file-kind", &[("file", &file)])));
    }
    let bytes = read(cx, &args.file).map_err(CliError::usage)?;
    if bytes.is_empty() {
        return Err(CliError::usage(cx.text("bill-file-empty", &[("file", &file)])));
    }
    if !args.scan
        && pdf::is_pdf(&bytes)
        && let Ok(embedded) = pdf::invoice(&bytes)
    {
        let error = CliError::refused(cx.text("bill-file-has-xml", &[("name", &embedded.name)]));
        return Err(error.hint(cx.text("bill-file-has-xml-help", &[("file", &file)])));
    }
    let hash = digest_of(&bytes);
    for (record, _) in opened.book.sound_named("bill") {
        let original = opened.book.typed::<crate::model::bill::Bill>(record).and_then(|bill| bill.original);
        if original.is_some_and(|original| original.hash.eq_ignore_ascii_case(&hash)) {
            let name = opened.book.name(record);
            return Err(CliError::refused(cx.text("bill-file-known", &[("record", &name)])));
        }
    }
    let mut assignments = Vec::new();
    for word in &args.words {
        let Some(mut assignment) = Assignment::parse(word) else {
            let error = CliError::usage(cx.text("change-stray-word", &[("word", word)]));
            return Err(error.hint(cx.text("change-stray-word-help", &[])));
        };
        if TOTALS.contains(&assignment.path.as_str()) {
            assignment.path = format!("stated.{}", assignment.path);
        }
        assignments.push(assignment);
    }
    let given = |key: &str| assignments.iter().find(|a| a.path == key).map(|a| a.text.trim().to_owned());
    let date = given("date").and_then(|text| parse_date(&text, opened.periods()).ok());
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let what = given("number").or(date.map(|date| date.to_string())).or(stem).unwrap_or_default();
    let name = given("supplier").map_or(what.clone(), |supplier| format!("{supplier}-{what}"));
    let id = Id::from_name(&name).map(|id| id.to_string()).unwrap_or_else(|| hash[..12].to_owned());
    // Scans are called `scan.pdf` one after the other.
    let id = match opened.book.find_ignoring_case(kind, &id) {
        Some(_) => format!("{}-{}", id.chars().take(Id::MAX - 9).collect::<String>(), &hash[..8]),
        None => id,
    };
    let extension = args.file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let extension = extension.filter(|e| e.chars().all(|c| c.is_ascii_alphanumeric())).unwrap_or_else(|| "bin".into());
    let kept = kept(&id, &hash, &extension, date.unwrap_or(opened.today), &bytes);
    let own = [
        ("draft", "true".to_owned()),
        ("received", opened.today.to_string()),
        ("original.file", kept.path.clone()),
        ("original.hash", hash),
        ("original.name", file_name(&args.file)),
    ];
    for (key, text) in own {
        if !assignments.iter().any(|a| a.path == key) {
            assignments.push(Assignment::set(key, &text));
        }
    }
    let wish = New { kind, id: Some(&id), assignments: &assignments, lines: &[] };
    let plan = change::new(&scope, &wish).map_err(|error| refuse(cx, &error))?;
    let record = plan.touched.last().cloned().unwrap_or_default();
    let done = cx.text("bill-filed", &[("record", &record)]);
    let carried = carry_out_with(cx, &opened, &plan, &[(kept.path, kept.bytes)], &args.write, Some(done))?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}
