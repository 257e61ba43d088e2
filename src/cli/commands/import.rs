//! `carnet import`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::commands::{import_einvoice, import_update};
use crate::cli::context::Opened;
use crate::cli::write::{self, WriteArgs};
use crate::cli::{CliError, Context, Exit};
use crate::finding::{Catalogue, Language};
use crate::import::{
    self, Faulty, GuessFault, GuessField, GuessKind, ImportPlan, Landing, LandingFault, LandingOptions, Mapping,
    faulty_lines,
};
use crate::model::kind::FileFormat;
use crate::model::{Shape, Type};
use crate::store::{self, Change, Options, Written};

/// How many rows, notes and differences are listed unless `--all` is given.
const MOST: usize = 20;
/// How many records of each kind a preview shows.
const SHOWN: usize = 2;

/// Import records from another program's file
#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    format: ImportFormat,
}

#[derive(Subcommand)]
enum ImportFormat {
    Csv(Csv),
    #[command(aliases = ["facture", "efacture"])]
    Einvoice(import_einvoice::Einvoice),
}

/// Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update
///
/// Start with `--guess`, which writes a first mapping, then look at the result with `--dry-run`. Nothing is written while
/// rows are faulty, unless `--skip-faulty` says to leave them out. Importing the same file twice changes nothing. See
/// docs/importing.md.
#[derive(Args)]
pub struct Csv {
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The mapping: which column goes into which field
    #[arg(long, value_name = "MAP.toml")]
    map: Option<PathBuf>,
    /// Write a first mapping (to --map, or to the screen) and preview what it gives
    #[arg(long, conflicts_with = "update")]
    guess: bool,
    /// Take back a `list KIND --format csv` that was edited in a spreadsheet
    #[arg(long, value_name = "KIND", conflicts_with = "map")]
    pub update: Option<String>,
    /// Import the sound rows although others are faulty
    #[arg(long)]
    pub skip_faulty: bool,
    /// Give records that are in the book the file's values
    #[arg(long, conflicts_with = "update")]
    overwrite: bool,
    /// With --update: an empty cell removes the field
    #[arg(long, requires = "update")]
    pub unset_empty: bool,
    /// With --update: a row with a new id becomes a record
    #[arg(long, requires = "update")]
    pub create: bool,
    /// List all faulty rows, differences and notes, not only the first of them
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub write: WriteArgs,
}

pub fn run(args: Import, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let args = match args.format {
        ImportFormat::Csv(args) => args,
        ImportFormat::Einvoice(args) => return import_einvoice::run(args, cx),
    };
    let opened = cx.open()?;
    let bytes = std::fs::read(&args.file).map_err(|error| unreadable(cx, &args.file, &error))?;
    if let Some(kind) = &args.update {
        return import_update::run(&args, kind, &bytes, &opened, cx);
    }
    let text = match (&args.map, args.guess) {
        (map, true) => {
            let guessed = import::guess(&bytes, &file_name(&args.file), &guess_kinds(&opened));
            let text = guessed.map_err(|fault| guess_error(cx, &args.file, &fault))?;
            write_guess(cx, map.as_deref(), &text)?;
            text
        }
        (Some(map), false) => std::fs::read_to_string(map).map_err(|error| unreadable(cx, map, &error))?,
        (None, false) => {
            return Err(CliError::usage(cx.text("import-no-map", &[("file", &file_name(&args.file))]))
                .hint(cx.text("import-no-map-hint", &[])));
        }
    };
    let map = args.map.as_deref().map(|map| map.display().to_string()).unwrap_or_default();
    let mapping = Mapping::parse(&text)
        .map_err(|fault| CliError::usage(format!("{map}: {}", fault.words(cx.catalogue().language))))?;
    let folder = args.file.parent().unwrap_or(Path::new(""));
    let mut open = |path: &str| std::fs::read(folder.join(path)).map_err(|error| error.to_string());
    let plan = import::plan(&bytes, &mapping, &mut open)
        .map_err(|fault| CliError::usage(fault.words(cx.catalogue().language)))?;
    let options = LandingOptions { overwrite: args.overwrite, today: opened.as_of };
    let landing = import::land(&opened.book, &plan.drafts, options).map_err(|fault| landing_error(cx, &fault))?;
    conclude(&args, &plan, &landing, &opened, cx)
}

/// Says what was read and what is wrong with it, then writes or previews.
fn conclude(
    args: &Csv,
    plan: &ImportPlan,
    landing: &Landing,
    opened: &Opened,
    cx: &mut Context<'_>,
) -> Result<Exit, CliError> {
    let file = file_name(&args.file);
    let read =
        plan.counts.iter().map(|(kind, count)| counted(cx.catalogue(), kind, *count)).collect::<Vec<_>>().join(", ");
    let rows = plan.rows.to_string();
    cx.out.line(&cx.catalogue().text("import-read", &[("file", &file), ("count", &rows), ("records", &read)]))?;
    let language = cx.catalogue().language;
    let notes: Vec<String> = plan.notes.iter().map(|note| note.words(language)).collect();
    listed(cx, args.all, "import-note", &notes)?;

    let mut faults: Vec<(u64, String)> = Vec::new();
    for row in &plan.rejected {
        let place = match &row.file {
            Some(file) => format!("{file}:{}", row.line),
            None => cx.text("import-line", &[("lines", &row.line.to_string())]),
        };
        let text = format!("{place}: {}\n    {}", row.reason.words(language), row.excerpt);
        // Those of joined files come last.
        faults.push((if row.file.is_none() { row.line } else { u64::MAX }, text));
    }
    let landed = landing.faulty.iter();
    faults.extend(landed.map(|faulty| (faulty.lines.first().copied().unwrap_or(0), fault_line(cx, faulty))));
    faults.sort_by_key(|(line, _)| *line);
    let faults: Vec<String> = faults.into_iter().map(|(_, text)| text).collect();
    listed(cx, args.all, "import-faulty", &faults)?;
    let differing: Vec<String> = landing
        .differing
        .iter()
        .map(|record| {
            let lines = lines_words(cx, &record.lines);
            let fields = record.fields.join(", ");
            cx.text("import-differs", &[("record", &record.name), ("fields", &fields), ("lines", &lines)])
        })
        .collect();
    listed(cx, args.all, "import-differing", &differing)?;

    let count = |number: usize| number.to_string();
    summary(
        cx,
        &[
            ("import-new-count", landing.created()),
            ("import-overwritten-count", landing.overwritten()),
            ("import-same-count", landing.unchanged),
            ("import-differing-count", landing.differing.len()),
        ],
    )?;
    if !landing.differing.is_empty() {
        cx.out.message(&cx.text("import-overwrite-hint", &[]));
    }
    let faulty = plan.rejected.len() + landing.faulty.len();
    let exit = if faulty > 0 { Exit::Findings } else { Exit::Done };
    if args.write.dry_run || args.guess {
        preview(cx, landing)?;
        cx.out.message(&cx.text("import-dry-run", &[]));
        return Ok(exit);
    }
    if faulty > 0 && !args.skip_faulty {
        let mut lines = faulty_lines(&landing.faulty);
        lines.extend(plan.rejected.iter().filter(|row| row.file.is_none()).map(|row| row.line));
        let message = cx.text("import-refused", &[("count", &count(lines.len().max(1)))]);
        return Err(CliError::refused(message).hint(cx.text("import-skip-hint", &[])));
    }
    let subject = format!("import: {} from {file}", subject_counts(landing));
    write(cx, opened, landing, subject, args)?;
    Ok(exit)
}

/// Writes what was checked when it landed: one commit.
pub fn write(
    cx: &mut Context<'_>,
    opened: &Opened,
    landing: &Landing,
    subject: String,
    args: &Csv,
) -> Result<(), CliError> {
    write::format_of_today(cx, opened, &opened.book)?;
    let count = landing.landed.len().to_string();
    if landing.landed.is_empty() {
        let all = landing.differing.is_empty() && landing.faulty.is_empty();
        cx.out.message(&cx.text(if all { "import-nothing-new" } else { "import-nothing" }, &[]));
        return Ok(());
    }
    if landing.landed.len() > 1 && !args.write.yes {
        if !cx.interactive {
            let message = cx.text("import-many", &[("count", &count)]);
            return Err(CliError::usage(message).hint(cx.text("import-confirm-yes", &[])));
        }
        let question = cx.text("import-confirm", &[("count", &count)]);
        if !write::yes(&write::ask(cx, &question)?.unwrap_or_default()) {
            cx.out.message(&cx.text("import-nothing", &[]));
            return Ok(());
        }
    }
    let plan = landing.plan(subject);
    let changes: Vec<Change> = plan
        .changes
        .into_iter()
        .map(|change| Change {
            path: change.path,
            before: change.before.map(String::into_bytes),
            after: change.after.map(String::into_bytes),
        })
        .collect();
    let message = args.write.message.as_deref().unwrap_or(&plan.subject);
    let options = Options { with_my_edits: args.write.with_my_edits };
    match store::commit(opened.repo()?, opened.root(), &changes, message, options)? {
        Written::Nothing => cx.out.message(&cx.text("import-nothing", &[])),
        Written::Files => cx.out.message(&cx.text("import-written", &[("count", &count)])),
        Written::Commit { id, said, left, .. } => {
            if !said.trim().is_empty() {
                cx.out.message(said.trim_end());
            }
            let commit = id.get(..7).unwrap_or(&id);
            cx.out.message(&cx.text("import-committed", &[("count", &count), ("commit", commit)]));
            for path in left {
                cx.out.message(&cx.text("import-left", &[("path", &path)]));
            }
        }
    }
    if let Some(name) = plan.touched.last() {
        write::remember(opened, name);
    }
    Ok(())
}

/// Prints counts in one line, those of nothing left out.
pub fn summary(cx: &mut Context<'_>, counts: &[(&str, usize)]) -> Result<(), CliError> {
    let words = |(key, count): &(&str, usize)| cx.text(key, &[("count", &count.to_string())]);
    let some: Vec<String> = counts.iter().filter(|(_, count)| *count > 0).map(words).collect();
    if !some.is_empty() {
        cx.out.line(&some.join(", "))?;
    }
    Ok(())
}

/// Prints a heading with the number of items, and the first of them.
pub fn listed(cx: &mut Context<'_>, all: bool, key: &str, items: &[String]) -> Result<(), CliError> {
    if items.is_empty() {
        return Ok(());
    }
    cx.out.line(&cx.catalogue().text(key, &[("count", &items.len().to_string())]))?;
    let most = if all { items.len() } else { MOST };
    for item in items.iter().take(most) {
        for line in item.lines() {
            cx.out.line(&format!("  {line}"))?;
        }
    }
    if items.len() > most {
        let more = (items.len() - most).to_string();
        let text = cx.text("import-more", &[("count", &more)]);
        cx.out.line(&format!("  {text}"))?;
    }
    Ok(())
}

/// A record that would be faulty: its lines, the finding, what to write instead.
pub fn fault_line(cx: &Context<'_>, faulty: &Faulty) -> String {
    let words = cx.catalogue().words(&faulty.finding);
    let lines = lines_words(cx, &faulty.lines);
    let help = words.help.map(|help| format!("\n    {}: {help}", cx.text("cli-hint", &[]))).unwrap_or_default();
    format!("{lines}: {}: {}{help}", faulty.name, words.message)
}

/// `line 12`, `lines 2 to 8`, `lines 2, 5 and 9`.
pub fn lines_words(cx: &Context<'_>, lines: &[u64]) -> String {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    if lines.len() == 1 {
        return cx.text("import-line", &[("lines", &first.to_string())]);
    }
    let run = last - first + 1 == lines.len() as u64;
    let text = match lines {
        _ if run && lines.len() > 2 => format!("{first}–{last}"),
        few if few.len() <= 5 => few.iter().map(u64::to_string).collect::<Vec<_>>().join(", "),
        [first, second, ..] => format!("{first}, {second}, … {last}"),
        _ => String::new(),
    };
    cx.text("import-lines", &[("lines", &text)])
}

/// The first records of each kind, as their files would be.
fn preview(cx: &mut Context<'_>, landing: &Landing) -> Result<(), CliError> {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for landed in &landing.landed {
        let kind = landed.name.split('/').next().unwrap_or_default();
        let count = shown.entry(kind).or_default();
        *count += 1;
        if *count > SHOWN {
            continue;
        }
        let lines = lines_words(cx, &landed.lines);
        cx.out.line(&format!("\n# {} ({lines})", landed.change.path))?;
        for line in landed.change.after.as_deref().unwrap_or_default().lines() {
            cx.out.line(line)?;
        }
    }
    Ok(())
}

/// `3 customers, 1 invoice`, in English, for the commit.
pub fn subject_counts(landing: &Landing) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for landed in &landing.landed {
        let kind = landed.name.split('/').next().unwrap_or_default();
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let english = Catalogue::new(Language::English);
    counts.iter().map(|(kind, count)| counted(&english, kind, *count)).collect::<Vec<_>>().join(", ")
}

fn counted(catalogue: &Catalogue, kind: &str, count: usize) -> String {
    let key = if count == 1 { format!("kind-{kind}") } else { format!("kind-{kind}.plural") };
    let word = catalogue.find(&key, &[]).unwrap_or_else(|| kind.to_owned());
    format!("{count} {word}")
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn unreadable(cx: &Context<'_>, path: &Path, error: &std::io::Error) -> CliError {
    let path = path.display().to_string();
    CliError::usage(cx.text("import-unreadable", &[("path", &path), ("detail", &crate::store::spoken(error))]))
}

fn guess_error(cx: &Context<'_>, file: &Path, fault: &GuessFault) -> CliError {
    let path = file.display().to_string();
    match fault {
        GuessFault::NotText => {
            let error = CliError::usage(cx.text("import-not-text", &[("path", &path)]));
            error.hint(cx.text("import-not-text-hint", &[]))
        }
        GuessFault::Table(fault) => {
            let detail = fault.words(cx.catalogue().language);
            CliError::usage(cx.text("import-unreadable", &[("path", &path), ("detail", &detail)]))
        }
    }
}

fn landing_error(cx: &Context<'_>, fault: &LandingFault) -> CliError {
    let (message, suggestion) = match fault {
        LandingFault::Kind { kind, suggestion } => (cx.text("import-no-kind", &[("word", kind)]), suggestion),
        LandingFault::Field { kind, field, suggestion } => {
            (cx.text("import-no-field", &[("kind", kind), ("field", field)]), suggestion)
        }
        LandingFault::Note => (cx.text("import-no-notes", &[]), &None),
    };
    let error = CliError::usage(message);
    match suggestion {
        Some(near) => error.hint(cx.text("import-did-you-mean", &[("suggestion", near)])),
        None => error,
    }
}

/// The guessed mapping goes to the file that was named, which must not be there yet, else to stdout.
fn write_guess(cx: &mut Context<'_>, map: Option<&Path>, text: &str) -> Result<(), CliError> {
    let Some(map) = map else {
        cx.out.raw(|out| out.write_all(text.as_bytes()))?;
        cx.out.line("")?;
        return Ok(());
    };
    let path = map.display().to_string();
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(map);
    match file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes())) {
        Ok(()) => {
            cx.out.message(&cx.text("import-guessed", &[("path", &path)]));
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(CliError::usage(cx.text("import-map-there", &[("path", &path)])))
        }
        Err(error) => Err(unreadable(cx, map, &error)),
    }
}

/// What the guess may fill: the kinds with their fields, custom ones too.
fn guess_kinds(opened: &Opened) -> Vec<GuessKind> {
    let book = &opened.book;
    let kinds = book.kinds.iter().filter(|(_, kind)| kind.format == FileFormat::Toml);
    kinds
        .map(|(id, kind)| {
            let mut fields = Vec::new();
            guess_fields(book.shape(id), "", &mut fields);
            GuessKind { name: kind.name.to_owned(), fields }
        })
        .collect()
}

fn guess_fields(shape: &Shape, above: &str, fields: &mut Vec<GuessField>) {
    for field in &shape.fields {
        let name = if above.is_empty() { field.name.to_string() } else { format!("{above}.{}", field.name) };
        match (&field.ty, field.ty.shape()) {
            // Below a line, and in lists other than lines, no column of a plain table is meant.
            (Type::List(_), Some(inner)) if name == "lines" => guess_fields(inner, &name, fields),
            (Type::List(_), Some(_)) => {}
            (_, Some(inner)) if above.is_empty() => guess_fields(inner, &name, fields),
            (_, Some(_)) => {}
            (ty, None) => {
                fields.push(GuessField { name, type_name: type_name(ty).to_owned(), aliases: Vec::new() });
            }
        }
    }
}

fn type_name(ty: &Type) -> &'static str {
    use crate::value::identifier::IdentifierKind;
    match ty {
        Type::Date => "date",
        Type::Amount => "amount",
        Type::UnitPrice => "price",
        Type::Integer => "integer",
        Type::Quantity => "quantity",
        Type::Percent => "percent",
        Type::Bool => "bool",
        Type::Ref(_) => "ref",
        Type::List(_) => "list",
        Type::Identifier(IdentifierKind::Country) => "country",
        _ => "text",
    }
}
