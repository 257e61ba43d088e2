//! `carnet demo`

use std::path::PathBuf;

use clap::Args;

use crate::check;
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::finding::Language;
use crate::render::{Format, finding as words};
use crate::report::receivables::Receivables;
use crate::report::{self, Params};
use crate::store::{self, Person, Replay, Repo};
use crate::template::demo::{DemoCommit, DemoLanguage, Moment, demo};
use crate::value::Date;
use crate::value::period::{PeriodContext, parse_date};

/// Write a demonstration firm of two years into a new folder, check it, and show its figures
#[derive(Args)]
pub struct Demo {
    /// The folder to make
    #[arg(value_name = "FOLDER", default_value = "demo")]
    folder: PathBuf,
    /// Another number makes another history
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

pub fn run(args: Demo, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let folder = cx.global.book.take().map_or(args.folder.clone(), |book| book.join(&args.folder));
    let taken = folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file();
    let shown = folder.display().to_string();
    if taken {
        let message = cx.text("demo-not-empty", &[("folder", &shown)]);
        return Err(CliError::usage(message).hint(cx.text("demo-other-folder", &[])));
    }
    let real = Date::today_in("Europe/Paris");
    let today = match cx.global.today.clone().or_else(|| std::env::var("CARNET_TODAY").ok()) {
        Some(text) => parse_date(&text, PeriodContext::new(real))
            .map_err(|_| CliError::usage(cx.text("cli-bad-date", &[("value", &text)])))?,
        None => real,
    };
    let language = match cx.catalogue().language {
        Language::English => DemoLanguage::English,
        Language::French => DemoLanguage::French,
    };
    let commits = demo(args.seed, today, language);
    let repo = store::init_repository(&folder)?;
    store::install_driver(&repo)?;
    write_history(&repo, &commits)?;

    // What any user would do next.
    cx.global.book = Some(folder);
    cx.global.today = Some(today.to_string());
    let opened = cx.open()?;
    let records = opened.book.refs().count().to_string();
    let count = commits.len().to_string();
    let message = cx.text("demo-written", &[("folder", &shown), ("records", &records), ("commits", &count)]);
    cx.out.line(&message)?;

    let figures = opened.figures();
    let findings = check::check(&figures);
    let summary = match findings.is_empty() {
        true => cx.text("upkeep-check-clean", &[("count", &records)]),
        false => words::summary(&findings, cx.catalogue()),
    };
    let at = quoted(&shown);
    cx.out.line(&format!("\n▸ carnet -C {at} check\n{summary}"))?;
    let format = FormatArg { format: Format::Table };
    for (name, by) in [("sales", "quarter"), ("pipeline", "stage"), ("receivables", "")] {
        let by: Vec<String> = [by].into_iter().filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let typed = if by.is_empty() { String::new() } else { format!(" --by {}", by.join(",")) };
        cx.out.line(&format!("\n▸ carnet -C {at} report {name}{typed}"))?;
        let params = Params { by, ..Params::new(opened.periods()) };
        let answer = report::find(name).and_then(|row| row.answer(&figures, &params));
        match answer {
            Ok(answer) => cx.answer(&answer, format)?,
            Err(fault) => return Err(CliError::usage(cx.words(&fault.text()))),
        };
    }
    cx.out.line(&format!("\n{}", cx.text("demo-next", &[])))?;
    let mut next = vec![format!("carnet -C {at} list invoice status:overdue")];
    // The account of whoever is latest.
    let latest = Receivables::compute(&figures, &Params::new(opened.periods()));
    if let Some(customer) = latest.rows.iter().find_map(|row| row.customer) {
        let id = &opened.book.get(customer).id;
        next.push(format!("carnet -C {at} show customer/{id}"));
        next.push(format!("carnet -C {at} report statement --customer {id}"));
    }
    next.push(format!("git -C {at} log --stat"));
    for command in next {
        cx.out.line(&format!("  {command}"))?;
    }
    let errors = findings.iter().any(|finding| finding.level == crate::finding::Level::Error);
    Ok(if errors { Exit::Findings } else { Exit::Done })
}

/// A folder as a shell reads it as one word.
fn quoted(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    if folder.chars().all(plain) { folder.to_owned() } else { format!("'{}'", folder.replace('\'', "'\\''")) }
}

/// Writes the commits with their authors, committers and dates.
fn write_history(repo: &Repo, commits: &[DemoCommit]) -> Result<(), CliError> {
    let mut replay = Replay::begin(repo)?;
    for commit in commits {
        let person = |moment: Moment| Person {
            name: commit.person.name.clone(),
            email: commit.person.email.clone(),
            seconds: moment.seconds,
            offset: moment.offset_minutes,
        };
        let changes: Vec<(String, Option<Vec<u8>>)> =
            commit.changes.iter().map(|(path, text)| (path.clone(), text.clone().map(String::into_bytes))).collect();
        replay.commit(&changes, &commit.message, &person(commit.authored), &person(commit.committed))?;
    }
    Ok(replay.finish()?)
}
