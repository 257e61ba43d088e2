//! A book of any size, and where the time of a command over it goes.
//!
//! ```sh
//! cargo bench --bench book -- generate 10000 /tmp/book
//! cargo bench --bench book -- steps /tmp/book
//! ```
//!
//! Whole commands are timed by the race, which writes its facts with the same code: `benches/race`.

mod facts;
mod generate;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::store;

/// The day that is taken for today.
const TODAY: &str = "2026-11-20";

const USAGE: &str = "cargo bench --bench book -- generate N FOLDER | steps FOLDER";

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.replace(['_', ','], "").parse::<usize>().ok();
    let done = match words.as_slice() {
        ["generate", size, folder] if number(size).is_some() => {
            generate::generate(number(size).unwrap_or_default(), Path::new(folder))
                .map_err(|e| format!("{folder}: {e}"))
        }
        ["steps", folder] => steps(Path::new(folder)),
        // `cargo bench` runs all benches without words.
        [] => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
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
    figures.issued().count();
    step("documents");
    figures.accounts();
    step("accounts");
    let findings = carnet::check::check(&figures);
    step("check");
    println!("{} files, {} findings", book.sources().count(), findings.len());
    Ok(())
}
