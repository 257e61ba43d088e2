//! Questions to 20,000 commits: the first time, again, and after one more commit, beside git's own over the same folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::history;
use crate::place::Place;
use crate::row::{How, Row, Section, row, shell};

const DEALS: usize = 10_000;
const COMMITS: usize = 20_000;

pub const LOG_P: &str = "git log -p -- deals";
pub const QUERY: &str = "carnet list deal stage:won";
pub const VELOCITY: &str = "carnet report velocity";

const QUESTIONS: [&str; 7] = [
    VELOCITY,
    "carnet report funnel",
    "carnet report slippage",
    "carnet report freshness",
    "carnet log deal-000007",
    "carnet blame deal-000007",
    "carnet feed -n 20",
];

/// The repository, made in a process of its own where it is missing.
pub fn folder(place: &Place) -> Result<PathBuf, String> {
    let folder = place.past(DEALS, COMMITS);
    if !folder.exists() {
        eprintln!("making {COMMITS} commits");
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let status = Command::new(program).arg("past").status().map_err(|error| error.to_string())?;
        if !status.success() {
            return Err(format!("{} could not be made", folder.display()));
        }
    }
    Ok(folder)
}

pub fn make(place: &Place) -> std::io::Result<()> {
    let part = place.root.join("part.past");
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    history::generate(DEALS, COMMITS, &part)?;
    fs::rename(part, place.past(DEALS, COMMITS))
}

pub fn rows(carnet: &Path, folder: &Path) -> Vec<Row> {
    let git = |label: &str| {
        let words: Vec<&str> = label.split(' ').skip(1).collect();
        row(Section::Past, label, How::Plain, Path::new("git"), &words, folder)
    };
    let ask = |label: &str, how| {
        let words: Vec<&str> = label.split(' ').skip(1).collect();
        row(Section::Past, label, how, carnet, &words, folder)
    };
    let mut rows = vec![git("git log --raw -- deals"), git(LOG_P), ask(QUERY, How::Next)];
    for question in QUESTIONS {
        let here = folder.to_owned();
        rows.push(ask(question, How::First).before(move |_| history::forget(&here)));
        rows.push(ask(question, How::Next));
        let here = folder.to_owned();
        rows.push(ask(question, How::Committed).before(move |round| history::another(&here, round)));
    }
    rows.push(ask("carnet list deal stage:won --at HEAD~10000", How::Plain));
    let files = "git ls-tree -r HEAD~10000 deals | cut -f 1 | cut -d ' ' -f 3 | git cat-file --batch";
    let here = folder.to_owned();
    let label = "`git ls-tree HEAD~10000`, `git cat-file --batch`";
    rows.push(Row::new(Section::Past, label, How::Plain, move |_| vec![shell(files, &[], &here)]));
    rows
}
