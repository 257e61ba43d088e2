//! `carnet check`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::book::Source;
use crate::change::{FileChange, Plan};
use crate::check::baseline::{self, Baseline};
use crate::check::{apply, check, fixes, limit_to};
use crate::cli::context::Opened;
use crate::cli::history::closed_periods;
use crate::cli::target::{Targets, prefix};
use crate::cli::write::{WriteArgs, carry_out};
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;
use crate::finding::{Catalogue, Finding, Language, Level, Place, code};
use crate::firm::PATH;
use crate::model::shape::nearest;
use crate::render::finding::{FindingFormat, Options, render, summary};
use crate::store::{Repo, StoreError, file};

/// Find every fault of the book, in one run
///
/// Exits with 1 when there is an error; warnings and notes alone do not; with 2 when carnet.toml cannot be read. The level of each finding can be set in the
/// [check] table of carnet.toml; `carnet explain CODE` says more about one.
#[derive(Args)]
pub struct Check {
    /// Only these files, folders, kinds or records [default: the whole book]
    #[arg(value_name = "PATH|ID")]
    targets: Vec<String>,
    /// Only what concerns files changed since this commit; what they refer to is checked all the same
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,
    /// Mend what can be mended without losing or guessing anything, as one commit
    #[arg(long)]
    fix: bool,
    /// Leave out the findings that this file holds [default: `baseline` in the [check] table of carnet.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, so that from now on only others are shown
    #[arg(long, value_name = "FILE", conflicts_with_all = ["targets", "since", "fix", "baseline"])]
    write_baseline: Option<PathBuf>,
    /// How to print findings
    #[arg(long, short = 'f', default_value = "full", value_parser = format_parser())]
    format: FindingFormat,
    /// Show findings of this level and above
    #[arg(long, default_value = "note", value_parser = level_parser())]
    level: Level,
    #[command(flatten)]
    write: WriteArgs,
}

fn format_parser() -> impl TypedValueParser<Value = FindingFormat> {
    let names = FindingFormat::ALL.map(FindingFormat::name);
    PossibleValuesParser::new(names).try_map(|name| FindingFormat::parse(&name).ok_or("no such format"))
}

fn level_parser() -> impl TypedValueParser<Value = Level> {
    const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];
    PossibleValuesParser::new(LEVELS.map(Level::name))
        .try_map(|name| LEVELS.into_iter().find(|level| level.name() == name).ok_or("no such level"))
}

pub fn run(args: Check, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    if cx.global.at.is_some()
        && let Some(option) = [
            ("--fix", args.fix),
            ("--since", args.since.is_some()),
            ("--write-baseline", args.write_baseline.is_some()),
        ]
        .iter()
        .find(|(_, given)| *given)
    {
        return Err(CliError::usage(cx.text("history-not-with", &[("option", option.0)])));
    }
    let mut opened = cx.open_any()?;
    if let Some(path) = &args.write_baseline {
        return write_baseline(cx, &opened, &args, path);
    }
    let targets = Targets::read(cx, &opened, &args.targets)?;
    let known = known(cx, &opened, &args)?;
    let (mut findings, mut sifted) = wanted(cx, &opened, &args, &targets, known.as_ref())?;
    if args.fix {
        let plan = mend(&opened, &findings);
        if plan.is_empty() {
            cx.out.message(&cx.text("upkeep-check-nothing-to-fix", &[]));
        } else {
            carry_out(cx, &opened, &plan, &args.write)?;
            if !args.write.dry_run {
                opened = cx.open_any()?;
                (findings, sifted) = wanted(cx, &opened, &args, &targets, known.as_ref())?;
            }
        }
    }
    let exit = print(cx, &opened, &args, &findings)?;
    if let Some(known) = &known {
        let count = sifted.known.to_string();
        if sifted.known > 0 {
            cx.out.message(&cx.text("baseline-known", &[("count", &count)]));
        }
        let count = sifted.mended.to_string();
        // Of an old state, it says nothing that somebody could act upon.
        if sifted.mended > 0 && !opened.book.past {
            cx.out.message(&cx.text("baseline-mended", &[("count", &count), ("path", &known.path)]));
        }
    }
    Ok(exit)
}

/// A baseline, and the path that it is called by.
struct Known {
    baseline: Baseline,
    path: String,
}

/// How many findings the baseline took out, and how many of its own were not there.
#[derive(Clone, Copy, Default)]
struct Sifted {
    known: usize,
    mended: usize,
}

/// The baseline of the command line, else of the settings.
fn known(cx: &Context<'_>, opened: &Opened, args: &Check) -> Result<Option<Known>, CliError> {
    let named = opened.book.firm.file.check.as_ref().and_then(|check| check.baseline.as_deref());
    let (path, bytes) = match (&args.baseline, named) {
        (Some(path), _) => {
            let shown = path.display().to_string();
            let bytes = match std::fs::read(path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                bytes => Some(bytes.map_err(|source| StoreError::Io { path: path.clone(), source })?),
            };
            (shown, bytes)
        }
        (None, Some(path)) => (format!("{}{path}", prefix(opened.root())), file::read(opened.root(), path)?),
        (None, None) => return Ok(None),
    };
    let Some(bytes) = bytes else {
        // An old state may name a file that is no more.
        if opened.book.past && args.baseline.is_none() {
            return Ok(None);
        }
        let error = CliError::usage(cx.text("baseline-missing", &[("path", &path)]));
        return Err(error.hint(cx.text("baseline-missing-hint", &[("path", &path)])));
    };
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| CliError::usage(cx.text("baseline-not-text", &[("path", &path)])))?;
    let baseline = Baseline::parse(&text).map_err(|bad| {
        let line = bad.0.to_string();
        let error = CliError::usage(cx.text("baseline-bad-line", &[("path", &path), ("line", &line)]));
        error.hint(cx.text("baseline-bad-line-hint", &[("path", &path)]))
    })?;
    Ok(Some(Known { baseline, path }))
}

/// Writes down all that is found, so that it is known from now on.
fn write_baseline(cx: &mut Context<'_>, opened: &Opened, args: &Check, path: &Path) -> Result<Exit, CliError> {
    let (findings, _) = wanted(cx, opened, args, &Targets::read(cx, opened, &[])?, None)?;
    let text = baseline::text(&findings, &cx.text("baseline-head", &[]));
    let shown = path.display().to_string();
    if args.write.dry_run {
        cx.out.raw(|out| out.write_all(text.as_bytes()))?;
        return Ok(Exit::Done);
    }
    let (folder, name) = baseline_place(cx, opened, path, &shown)?;
    file::replace(&folder, &name, Some(text.as_bytes()), file::Flush::Name)?;
    let count = findings.len().to_string();
    cx.out.message(&cx.text("baseline-written", &[("count", &count), ("path", &shown)]));
    Ok(Exit::Done)
}

/// The folder and the name of a baseline to be written: never a file that holds something else.
fn baseline_place(cx: &Context<'_>, opened: &Opened, path: &Path, shown: &str) -> Result<(PathBuf, String), CliError> {
    let io = |source| StoreError::Io { path: path.to_owned(), source };
    let refused = |key| CliError::refused(cx.text(key, &[("path", shown)])).hint(cx.text("baseline-other-hint", &[]));
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(refused("baseline-other"));
    };
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(io)?;
    let root = opened.root().canonicalize().map_err(io)?;
    let here = |path: &Path| {
        let below = path.strip_prefix(&root).ok().and_then(Path::to_str).unwrap_or_default();
        let kind = below.split_once('/').and_then(|(top, _)| opened.book.kinds.in_folder(top));
        kind.is_some() || below.eq_ignore_ascii_case(PATH)
    };
    let full = folder.join(name);
    // What a link leads to counts, too.
    if here(&full) || full.canonicalize().is_ok_and(|target| here(&target)) {
        return Err(refused("baseline-record"));
    }
    match std::fs::symlink_metadata(&full) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(refused("baseline-other")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((folder, name.to_owned())),
        Err(error) => return Err(io(error).into()),
    }
    let text = String::from_utf8(std::fs::read(&full).map_err(io)?).map_err(|_| refused("baseline-other"))?;
    let heads = Language::ALL.map(|language| Catalogue::new(language).text("baseline-head", &[]));
    match baseline::is_one(&text, &heads) {
        true => Ok((folder, name.to_owned())),
        false => Err(refused("baseline-other")),
    }
}

/// The findings that were asked for.
fn wanted(
    cx: &mut Context<'_>,
    opened: &Opened,
    args: &Check,
    targets: &Targets,
    known: Option<&Known>,
) -> Result<(Vec<Finding>, Sifted), CliError> {
    let mut findings = cx.check(opened);
    findings.extend(stray_folders(opened));
    findings.extend(closed_periods(opened, &opened.book, None)?);
    crate::finding::sort(&mut findings);
    let mut sifted = Sifted::default();
    if let Some(known) = known {
        let found = known.baseline.sift(findings);
        findings = found.new;
        sifted = Sifted { known: found.known, mended: found.mended };
    }
    if let Some(revision) = &args.since {
        let Some(repo) = opened.repo()? else {
            return Err(CliError::usage(cx.text("upkeep-check-no-repository", &[])));
        };
        let changed = repo.changed_since(revision)?;
        let mut before = earlier(opened, repo, revision, &changed)?;
        before.extend(stray_folders(opened));
        findings = limit_to(findings, &changed, &before);
    }
    findings.retain(|finding| {
        let here = |place: &Place| targets.contains(&place.path);
        finding.level >= args.level && (here(&finding.place) || finding.labels.iter().any(|label| here(&label.place)))
    });
    Ok((findings, sifted))
}

/// What `check` would have said of the book as it was at `revision`.
fn earlier(opened: &Opened, repo: &Repo, revision: &str, changed: &BTreeSet<String>) -> Result<Vec<Finding>, CliError> {
    let book = &opened.book;
    let mut sources: Vec<Source> = Vec::new();
    for path in changed {
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let read =
            path == PATH || path.split_once('/').is_some_and(|(folder, _)| book.kinds.in_folder(folder).is_some());
        if hidden || !read {
            continue;
        }
        match repo.read_at(revision, path) {
            Ok(Some(bytes)) => sources.push(Source::new(path, bytes)),
            // A name that cannot be a record's was none then.
            Ok(None) | Err(StoreError::BadPath { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    // What the walk of the disk found about files that are as they were.
    let walked = |finding: &&Finding| {
        let path = &*finding.place.path;
        book.source_at(path).is_none() && !changed.contains(path) && path != PATH
    };
    let walked: Vec<Finding> = book.findings.iter().filter(walked).cloned().collect();
    let changed = changed.iter().map(String::as_str).collect();
    let book = book.with_found(sources, &changed, walked);
    Ok(check(&Figures::new(&book, opened.as_of)))
}

/// Folders that a later version or the firm has a use for, however much they look like one of a kind.
const OTHER_FOLDERS: &[&str] = &[
    "absences",
    "activities",
    "bills",
    "campaigns",
    "cases",
    "commissions",
    "contracts",
    "counts",
    "dashboards",
    "deliveries",
    "docs",
    "documents",
    "expenses",
    "files",
    "imports",
    "leads",
    "movements",
    "orders",
    "pricelists",
    "productions",
    "projects",
    "purchases",
    "quotes",
    "rates",
    "receipts",
    "reminders",
    "returns",
    "scripts",
    "suppliers",
    "targets",
    "templates",
    "tests",
    "timesheets",
    "transmissions",
];

/// Folders that look like the mistyped folder of a kind: nothing in them is read.
fn stray_folders(opened: &Opened) -> Vec<Finding> {
    let kinds = &opened.book.kinds;
    let level = opened.book.firm.level(&code::STRAY_FILE);
    let stray = |other: &String| {
        let name = other.strip_suffix('/').filter(|name| !OTHER_FOLDERS.contains(name))?;
        let called = kinds.called(name).map(|kind| kinds.get(kind).folder);
        let folder = called.or_else(|| nearest(name, kinds.iter().map(|(_, kind)| kind.folder)))?;
        let finding = Finding::new(&code::STRAY_FILE, Place::file(other)).variant("folder");
        let mut finding = finding.arg("path", other).arg("suggestion", format!("{folder}/"));
        finding.level = level;
        Some(finding)
    };
    if level == Level::Off { Vec::new() } else { opened.others.iter().filter_map(stray).collect() }
}

/// Every mechanical fix; those that came into view through others, too.
fn mend(opened: &Opened, findings: &[Finding]) -> Plan {
    /// A fix that needs more rounds than this is no fix.
    const MOST_ROUNDS: usize = 5;
    let mut texts: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut count = 0;
    let mut edits = fixes(findings);
    let mut plan = Plan::default();
    for _ in 0..MOST_ROUNDS {
        if edits.is_empty() {
            break;
        }
        for (path, edits) in &edits {
            let Some(before) = opened.book.source_at(path).and_then(|source| source.text()) else { continue };
            let (_, after) = texts.entry(path.clone()).or_insert_with(|| (before.to_owned(), before.to_owned()));
            *after = apply(after, edits);
            count += edits.len();
        }
        let change = |(path, (before, after)): (&String, &(String, String))| FileChange {
            path: path.clone(),
            before: Some(before.clone()),
            after: Some(after.clone()),
        };
        plan.changes = texts.iter().map(change).collect();
        let book = plan.applied(&opened.book);
        // Only what was asked to be mended.
        edits = fixes(&check(&Figures::new(&book, opened.as_of)));
        edits.retain(|path, _| texts.contains_key(path));
    }
    let name = |path: &String| {
        let record = opened.book.refs().find(|record| opened.book.path(*record) == path)?;
        Some(opened.book.name(record))
    };
    plan.touched = texts.keys().filter_map(name).collect();
    plan.subject = match count {
        1 => "check: 1 fix".to_owned(),
        _ => format!("check: {count} fixes"),
    };
    plan
}

fn print(cx: &mut Context<'_>, opened: &Opened, args: &Check, findings: &[Finding]) -> Result<Exit, CliError> {
    let sources = |place: &Place| opened.book.source_at(&place.path).map(|source| source.bytes.to_vec());
    let prefix = prefix(opened.root());
    let terminal = cx.out.terminal;
    let options = Options { colour: terminal.out_colour, width: terminal.width.unwrap_or(80), prefix: &prefix };
    let text = render(findings, &sources, cx.catalogue(), args.format, &options);
    cx.out.raw(|out| out.write_all(text.as_bytes()))?;
    cx.say_past();
    let records = opened.book.refs().count().to_string();
    if findings.is_empty() {
        let limited = args.since.is_some() || !args.targets.is_empty();
        let key = if limited { "upkeep-check-clean-there" } else { "upkeep-check-clean" };
        cx.out.message(&cx.text(key, &[("count", &records)]));
        return Ok(Exit::Done);
    }
    cx.out.message(&summary(findings, cx.catalogue()));
    let mechanical = findings.iter().filter(|f| f.fix.as_ref().is_some_and(|fix| fix.mechanical)).count();
    if mechanical > 0 && !args.fix && !opened.book.past {
        cx.out.message(&cx.text("upkeep-check-fixable", &[("count", &mechanical.to_string())]));
    }
    let errors = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(match opened.book.firm_sound {
        // Most rules could not be applied: whoever reads the exit code must know.
        false => Exit::Usage,
        true if errors => Exit::Findings,
        true => Exit::Done,
    })
}
