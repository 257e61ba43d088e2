//! `carnet doctor`

use std::path::Path;

use clap::Args;

use crate::book::{Book, Source};
use crate::cli::context::{FormatArg, zone};
use crate::cli::{CliError, Context, Exit};
use crate::firm;
use crate::model::kind::FileFormat;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Row, Sheet, Shown, Text};
use crate::store::doctor::{self, Check, Health};
use crate::store::{self, Change, Options, Repo, StoreError};
use crate::value::Date;

/// Look at what stands around the book: git, the repository, this clone's settings, the remote
///
/// Each line is one check, what fails first; behind an arrow stands what to do. Exits with 1 when something fails.
#[derive(Args)]
pub struct Doctor {
    /// Mend what is safe to mend: name the merge driver in this clone's configuration, add the attributes that call it
    #[arg(long)]
    fix: bool,
    /// Ask the remote too
    #[arg(long)]
    online: bool,
    #[command(flatten)]
    format: FormatArg,
}

const ATTRIBUTES: &str = ".gitattributes";
/// What `.gitattributes` needs for records and for notes.
const RECORDS: &str = "*.toml merge=carnet";
const NOTES: &str = "notes/**/*.md merge=carnet";

pub fn run(args: Doctor, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let mut checks = vec![doctor::git_program()];
    let found = store::find_root(&cx.start());
    let root = match &found {
        Ok(root) => root.clone(),
        Err(none) => {
            checks.push(Check::new("book", "none", Health::Failure).arg("path", none.start.display()));
            return finish(cx, &args, Date::today_in("UTC"), &checks);
        }
    };
    cx.speak_as_in(&root)?;
    checks.push(Check::new("book", "good", Health::Good).arg("path", root.display()));
    let bytes = std::fs::read(root.join(firm::PATH)).unwrap_or_default();
    let book = Book::read(cx.kinds.clone(), vec![Source::new(firm::PATH, bytes)]);
    checks.push(match book.firm_sound {
        true => Check::new("settings", "good", Health::Good),
        false => Check::new("settings", "faulty", Health::Failure),
    });
    let today = cx.today(&book)?;
    let repo = Repo::open(&root);
    checks.push(doctor::repository(&root, &repo, |error| error.words(cx.catalogue())));
    if let Ok(Some(repo)) = &repo {
        let samples = samples(cx);
        if args.fix {
            fix(cx, repo, &root, &samples);
        }
        checks.extend(doctor::examine(repo, &samples, args.online));
        checks.push(clock(repo, &book, today));
        checks.push(doctor::cache(&root, repo));
    }
    checks.push(doctor::letter_case(&root));
    finish(cx, &args, today, &checks)
}

/// One path of each kind: what `.gitattributes` says of it, it says of all.
fn samples(cx: &Context<'_>) -> Vec<String> {
    let of_kinds = cx.kinds.iter().map(|(_, kind)| format!("{}/x.{}", kind.folder, kind.format.extension()));
    std::iter::once(firm::PATH.to_string()).chain(of_kinds).collect()
}

/// Mends and says what was done; what cannot be done is said, and the checks go on.
fn fix(cx: &mut Context<'_>, repo: &Repo, root: &Path, samples: &[String]) {
    match store::install_driver(repo) {
        Ok(true) => cx.out.message(&cx.text("doctor-fixed-driver", &[])),
        Ok(false) => {}
        Err(error) => cx.complain(&error.into()),
    }
    let missing = doctor::without_driver(repo, samples);
    if missing.is_empty() {
        return;
    }
    match add_attributes(repo, root, &missing) {
        Ok(()) => cx.out.message(&cx.text("doctor-fixed-attributes", &[("path", ATTRIBUTES)])),
        Err(error) => cx.complain(&error.into()),
    }
}

fn add_attributes(repo: &Repo, root: &Path, missing: &[&str]) -> Result<(), StoreError> {
    let before = store::file::read(root, ATTRIBUTES)?;
    let mut text = String::from_utf8_lossy(before.as_deref().unwrap_or_default()).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let notes = format!(".{}", FileFormat::Note.extension());
    for (line, wanted) in [
        (RECORDS, missing.iter().any(|path| !path.ends_with(&notes))),
        (NOTES, missing.iter().any(|path| path.ends_with(&notes))),
    ] {
        if wanted {
            text.push_str(line);
            text.push('\n');
        }
    }
    let change = Change { path: ATTRIBUTES.to_string(), before, after: Some(text.into_bytes()) };
    store::commit(Some(repo), root, &[change], "book: records merge field by field", Options::default())?;
    Ok(())
}

/// Whether the clock stands before the last commit: dates of documents and of history come from it.
fn clock(repo: &Repo, book: &Book, today: Date) -> Check {
    let zone = zone(book);
    let check = match doctor::last_commit_seconds(repo).map(|seconds| Date::of_instant(seconds, zone)) {
        Some(last) if last > today => Check::new("clock", "behind", Health::Warning).arg("last", last),
        _ => Check::new("clock", "good", Health::Good),
    };
    check.arg("today", today).arg("zone", zone)
}

fn finish(cx: &mut Context<'_>, args: &Doctor, today: Date, checks: &[Check]) -> Result<Exit, CliError> {
    let exit = cx.answer(&answer(today, checks), args.format)?;
    let failed = checks.iter().any(|check| check.health == Health::Failure);
    Ok(if failed { Exit::Findings } else { exit })
}

fn answer(today: Date, checks: &[Check]) -> Answer {
    let column = |key: &'static str, title: &'static str| Column::new(key, Text::key(title), ColumnKind::Text);
    let mut sheet = Sheet::new(
        "checks",
        vec![
            Column::new("health", Text::key("doctor-health"), ColumnKind::Code),
            column("check", "doctor-check"),
            column("result", "doctor-result"),
            column("advice", "doctor-advice").shown(Shown::Filled),
        ],
    );
    // What fails comes first; below each heading the checks stand in their order.
    sheet.layout = Layout::Timeline;
    sheet.groups = 1;
    let mut checks: Vec<&Check> = checks.iter().collect();
    checks.sort_by_key(|check| check.health);
    for check in checks {
        let (health, word) = match check.health {
            Health::Good => ("ok", "doctor-ok"),
            Health::Warning => ("warn", "doctor-warn"),
            Health::Failure => ("fail", "doctor-fail"),
            Health::Unknown => ("unknown", "doctor-unknown"),
        };
        let words = |key: String| {
            // Days are the clock's business alone; a branch may be called like one.
            let cell = |value: &str| match value.parse() {
                Ok(day) if check.name == "clock" => Cell::Date(day),
                _ => Cell::text(value),
            };
            check.args.iter().fold(Text::key(key), |text, (name, value)| text.arg(name, cell(value)))
        };
        let state = format!("{}-{}", check.name, check.state);
        let advice = match check.health {
            Health::Warning | Health::Failure => {
                let advice = words(format!("doctor-{state}-mend"));
                let code = format!("{state}-mend");
                Cell::word(code.clone(), Text::key("doctor-do").arg("advice", Cell::word(code, advice)))
            }
            Health::Good | Health::Unknown => Cell::Empty,
        };
        sheet.rows.push(Row::new(vec![
            Cell::word(health, Text::key(word)),
            Cell::word(check.name, Text::key(format!("doctor-{}", check.name))),
            Cell::word(state.clone(), words(format!("doctor-{state}"))),
            advice,
        ]));
    }
    Answer::new(today).sheet(sheet)
}
