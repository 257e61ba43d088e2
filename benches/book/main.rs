//! Whole commands over books of 1,000, 10,000 and 100,000 records, beside ripgrep and `git status` over the same files.
//!
//! ```sh
//! cargo bench --bench book
//! cargo bench --bench book -- measure 10000
//! cargo bench --bench book -- generate 10000 /tmp/book
//! cargo bench --bench book -- steps /tmp/book
//! cargo bench --bench book -- history 10000 20000
//! ```
//!
//! All commands take turns, and the medians of the rounds stand side by side: a machine that is busy for a while slows all
//! of them, so the ratios hold where the milliseconds do not.

mod generate;
mod history;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::store;

/// The day that is taken for today in each command.
const TODAY: &str = "2026-11-20";
/// Part of the name of a generated book's folder: to be raised whenever what is generated changes.
const VERSION: u32 = 1;

const COMMANDS: &[&[&str]] = &[
    &["check"],
    &["list", "member"],
    &["list", "deal", "stage:won"],
    &["list", "invoice", "status:overdue"],
    &["total", "invoice", "--of", "net", "--by", "date:month"],
    &["report", "sales"],
    &["report", "receivables"],
];

/// Questions to the commits.
const HISTORY: &[&[&str]] = &[&["report", "velocity"], &["log", "deal-000007"], &["blame", "deal-000007"]];

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.replace(['_', ','], "").parse::<usize>().ok();
    let done = match words.as_slice() {
        [] | ["measure"] => measure(&[1_000, 10_000, 100_000]),
        ["measure", sizes @ ..] if sizes.iter().all(|size| number(size).is_some()) => {
            measure(&sizes.iter().filter_map(|size| number(size)).collect::<Vec<_>>())
        }
        ["generate", size, folder] if number(size).is_some() => {
            generate::generate(number(size).unwrap_or_default(), Path::new(folder))
                .map_err(|e| format!("{folder}: {e}"))
        }
        ["history", deals, commits] if number(deals).is_some() && number(commits).is_some() => {
            measure_history(number(deals).unwrap_or_default(), number(commits).unwrap_or_default())
        }
        ["steps", folder] => steps(Path::new(folder)),
        _ => Err("cargo bench --bench book [-- measure N… | generate N FOLDER | steps FOLDER | history DEALS COMMITS]"
            .to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The generated book of a size, made at the first call.
fn book(records: usize) -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("book-{VERSION}-{records}"));
    if !folder.join("carnet.toml").exists() || !folder.join(".git/whole").exists() {
        let _ = fs::remove_dir_all(&folder);
        let made = generate::generate(records, &folder).and_then(|()| committed(&folder));
        let made = made.and_then(|()| fs::write(folder.join(".git/whole"), ""));
        made.map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// Makes a repository of one commit, so that `git status` has something to compare, and carnet a place for what it keeps.
fn committed(folder: &Path) -> std::io::Result<()> {
    let who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
    for words in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", "begin"], &["gc", "-q"]] {
        let status = Command::new("git").args(who).args(words).current_dir(folder).status()?;
        if !status.success() {
            return Err(std::io::Error::other(format!("git {} ends with {status}", words.join(" "))));
        }
    }
    Ok(())
}

fn measure(sizes: &[usize]) -> Result<(), String> {
    println!(
        "Whole processes, warm file cache; medians; all commands take turns. Each command of carnet stands twice: with"
    );
    println!("`--no-cache`, and as it is, when the one before it has kept what it read.");
    for &records in sizes {
        let folder = book(records)?;
        let rounds = if records > 50_000 { 7 } else { 15 };
        let mut rows: Vec<(String, Command, Vec<Duration>)> = Vec::new();
        if ripgrep_is_there() {
            let mut command = Command::new("rg");
            command.args(["-c", "^number"]).arg(&folder);
            rows.push(("rg -c '^number'".to_owned(), command, Vec::new()));
        } else {
            println!("ripgrep (rg) is not installed: no ratios.");
        }
        let mut status = Command::new("git");
        status.arg("status").current_dir(&folder);
        rows.push(("git status".to_owned(), status, Vec::new()));
        for words in COMMANDS {
            for without in [true, false] {
                let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
                command.args(*words).arg("-C").arg(&folder).env("CARNET_TODAY", TODAY).env("CARNET_LANG", "en");
                command.args(without.then_some("--no-cache"));
                let how = if without { " --no-cache" } else { "" };
                rows.push((format!("carnet {}{how}", words.join(" ")), command, Vec::new()));
            }
        }
        for (name, command, _) in &mut rows {
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            // The first run warms the file cache, and shows that the command works at all.
            let status = command.status().map_err(|error| format!("{name}: {error}"))?;
            if !status.success() {
                return Err(format!("{name} ends with {status} over {}", folder.display()));
            }
        }
        for _ in 0..rounds {
            for (name, command, times) in &mut rows {
                let start = Instant::now();
                command.status().map_err(|error| format!("{name}: {error}"))?;
                times.push(start.elapsed());
            }
        }
        println!("\n{records} records, {rounds} rounds\n");
        println!("| command | ms | of ripgrep | of git status |\n|---|---|---|---|");
        let of = |beginning: &str| rows.iter().find(|row| row.0.starts_with(beginning)).map(|row| median(&row.2));
        let (rg, status) = (of("rg"), of("git status"));
        for (name, _, times) in &rows {
            let ratio = |of: Option<f64>| of.map_or(String::new(), |of| format!("{:.2}", median(times) / of));
            println!("| `{name}` | {:.0} | {} | {} |", median(times), ratio(rg), ratio(status));
        }
    }
    Ok(())
}

/// Questions to a long past: the first time, again, and after one new commit, beside git's own over the same folder.
fn measure_history(deals: usize, commits: usize) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("history-{VERSION}-{deals}-{commits}"));
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    if !folder.join(".git/whole").exists() {
        let _ = fs::remove_dir_all(&folder);
        history::generate(deals, commits, &folder).map_err(fault)?;
        fs::write(folder.join(".git/whole"), "").map_err(fault)?;
    }
    let time = |program: &str, words: &[&str]| -> Result<Duration, String> {
        let mut command = Command::new(program);
        command.args(words).current_dir(&folder).env("CARNET_TODAY", TODAY).env("CARNET_LANG", "en");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().map_err(|error| format!("{program}: {error}"))?;
        if !status.success() {
            return Err(format!("{program} {} ends with {status} in {}", words.join(" "), folder.display()));
        }
        Ok(start.elapsed())
    };
    let carnet = env!("CARGO_BIN_EXE_carnet");
    let query = ["list", "deal", "stage:won"];
    let mut rows: Vec<(String, Vec<Duration>)> = Vec::new();
    let mut note = |name: String, took: Duration| match rows.iter_mut().find(|(known, _)| *known == name) {
        Some((_, times)) => times.push(took),
        None => rows.push((name, vec![took])),
    };
    for round in 0..3 {
        note("git log --raw".to_owned(), time("git", &["log", "--raw", "--", "deals"])?);
        note("git log -p".to_owned(), time("git", &["log", "-p", "--", "deals"])?);
        note(format!("carnet {}", query.join(" ")), time(carnet, &query)?);
        for words in HISTORY {
            history::forget(&folder).map_err(fault)?;
            let name = words.join(" ");
            note(format!("carnet {name}: first"), time(carnet, words)?);
            note(format!("carnet {name}: again"), time(carnet, words)?);
            history::another(&folder, round).map_err(fault)?;
            note(format!("carnet {name}: after one commit"), time(carnet, words)?);
        }
    }
    println!("{deals} deals, {commits} commits; whole processes, warm file cache; medians; all commands take turns.\n");
    println!("| command | ms | of `git log -p` | of the query |\n|---|---|---|---|");
    let reference = |i: usize| rows.get(i).map_or(f64::NAN, |(_, times)| median(times));
    for (name, times) in &rows {
        let took = median(times);
        println!("| `{name}` | {took:.0} | {:.2} | {:.2} |", took / reference(1), took / reference(2));
    }
    Ok(())
}

/// Where the time of one command goes, in one process.
fn steps(folder: &Path) -> Result<(), String> {
    let kinds = Kinds::standard();
    let folders: Vec<&str> = kinds.iter().map(|(_, kind)| kind.folder).collect();
    let mut start = Instant::now();
    let mut step = |name: &str| {
        println!("{:>9.1} ms  {name}", start.elapsed().as_secs_f64() * 1e3);
        start = Instant::now();
    };
    let walked = store::walk(folder, &folders);
    step("walk and read");
    let sources: Vec<Source> =
        walked.files.into_iter().map(|file| Source { path: file.path, bytes: file.bytes }).collect();
    step("sources");
    let book = Book::read_with(kinds.clone(), sources, walked.findings);
    step("parse, walk, build, index");
    let first = book.refs().next();
    first.map(|record| book.referrers(record));
    step("who refers to one record");
    let today = TODAY.parse().map_err(|_| "a bad day".to_owned())?;
    let figures = Figures::new(&book, today);
    figures.documents();
    step("documents");
    figures.accounts();
    step("accounts");
    let findings = carnet::check::check(&figures);
    step("check");
    println!("{} files, {} findings", book.sources().count(), findings.len());
    Ok(())
}

fn ripgrep_is_there() -> bool {
    let probe = Command::new("rg").arg("--version").stdout(Stdio::null()).status();
    !matches!(probe, Err(error) if error.kind() == ErrorKind::NotFound)
}

/// In milliseconds.
fn median(times: &[Duration]) -> f64 {
    let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
