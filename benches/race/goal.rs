//! The goals, and whether they are reached: each is a number that may not be exceeded.

use crate::other;
use crate::own;
use crate::page;
use crate::past;
use crate::result::{Measured, Results};
use crate::row::{How, Section};

/// The size that the goals speak of.
pub const SIZE: usize = 100_000;

pub struct Goal {
    /// In Markdown.
    pub what: String,
    /// In Markdown: what it is measured by.
    pub by: &'static str,
    pub at_most: f64,
    /// By the clock; nothing where a row is missing.
    pub wall: Option<f64>,
    /// In the processor's time, where that means something.
    pub cpu: Option<f64>,
    pub unit: &'static str,
}

impl Goal {
    pub fn is_reached(&self) -> Option<bool> {
        self.wall.map(|wall| wall <= self.at_most)
    }
}

pub fn goals(results: &Results) -> Vec<Goal> {
    let size = SIZE;
    let at = |section, label: &str, how| results.timed(size, section, label, how);
    let rg = at(Section::Floor, other::RG, How::Plain);
    let status = at(Section::Floor, other::STATUS, How::Plain);
    let [lines, stored] = [other::SQL_LINES, other::SQL_STORED].map(|label| at(Section::Net, label, How::Plain));
    let net = at(Section::Net, own::NET, How::Next);
    let reports = [at(Section::Owed, own::OWED, How::Next), at(Section::Everyday, own::SALES, How::Next)];
    let slowest = reports.into_iter().flatten().max_by(|a, b| a.wall().total_cmp(&b.wall()));
    let past = |label: &str, how| results.timed(0, Section::Past, label, how);
    let first = past(past::VELOCITY, How::First);
    let again = past(past::VELOCITY, How::Committed);
    let set = at(Section::Write, own::SET, How::Next);
    let completion = at(Section::Everyday, own::COMPLETION, How::Plain);
    let growth = growth(results);
    let memory = memory(results, size);
    vec![
        ratio("everything read, nothing kept", "`rg`", 1.0, at(Section::Floor, own::FULL_READ, How::Anew), rg),
        ratio("`check` of everything, nothing kept", "`rg`", 2.0, at(Section::Check, own::CHECK, How::Anew), rg),
        ratio("a query", "`git status`", 0.6, at(Section::Won, own::WON, How::Next), status),
        ratio("a total by month", "`git status`", 0.6, net, status),
        ratio("a total by month", "`sqlite3`, of the same lines", 2.0, net, lines),
        ratio("a total by month", "`sqlite3`, which has it stored", 2.0, net, stored),
        ratio("a report, the slower of two", "`git status`", 1.0, slowest, status),
        ratio(
            "one change, written and committed",
            "`git add`, `git commit`",
            0.5,
            set,
            at(Section::Write, other::ADD_COMMIT, How::Plain),
        ),
        ratio(
            "stage changes in 20,000 commits, the first time",
            "`git log -p`",
            0.5,
            first,
            past(past::LOG_P, How::Plain),
        ),
        ratio("the same, after one more commit", "a query", 1.2, again, past(past::QUERY, How::Next)),
        Goal {
            what: "completion of an id".to_owned(),
            by: "the clock",
            at_most: 20.0,
            wall: completion.map(|row| row.wall() * 1e3),
            cpu: completion.map(|row| row.cpu() * 1e3),
            unit: " ms",
        },
        Goal {
            what: format!("memory beyond the text, a record{}", most(&memory)),
            by: "bytes",
            at_most: 1024.0,
            wall: memory.map(|(held, _)| held),
            cpu: None,
            unit: " B",
        },
        Goal {
            what: format!("ten times the records{}", most(&growth)),
            by: "the time at 100,000",
            at_most: 10.0,
            wall: growth.map(|(times, _)| times),
            cpu: None,
            unit: "",
        },
    ]
}

/// What a command of carnet holds at most beyond the book's own text, a record, in bytes.
pub fn beyond_text(results: &Results, row: &Measured) -> Option<f64> {
    let text: u64 = results.fact(&format!("text of {}", row.size))?.parse().ok()?;
    let taken = !row.samples.is_empty() && row.key.label.trim_start_matches('`').starts_with("carnet");
    taken.then(|| (row.peak().saturating_sub(text)) as f64 / row.size as f64)
}

fn ratio(what: &str, by: &'static str, at_most: f64, row: Option<&Measured>, reference: Option<&Measured>) -> Goal {
    let both = row.zip(reference);
    let wall = both.map(|(row, reference)| row.wall() / reference.wall());
    let cpu = both.map(|(row, reference)| row.cpu() / reference.cpu());
    Goal { what: what.to_owned(), by, at_most, wall, cpu, unit: "" }
}

/// What the largest of carnet's rows holds beyond the text, a record, and which it is.
fn memory(results: &Results, size: usize) -> Option<(f64, String)> {
    let rows = results.measured.iter().filter(|row| row.size == size);
    let held = rows.filter_map(|row| Some((beyond_text(results, row)?, row)));
    held.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(held, row)| (held, row.key.label.clone()))
}

/// How much longer the worst of carnet's rows takes over ten times as many records, and which it is.
fn growth(results: &Results) -> Option<(f64, String)> {
    let large = results.measured.iter().filter(|row| row.size == 10 * SIZE && !row.samples.is_empty());
    let grown = large.filter(|row| row.key.label.trim_start_matches('`').starts_with("carnet")).filter_map(|row| {
        let small = results.timed(SIZE, row.key.section, &row.key.label, row.key.how)?;
        Some((row.wall() / small.wall(), row))
    });
    grown.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(times, row)| (times, row.key.label.clone()))
}

fn most(worst: &Option<(f64, String)>) -> String {
    worst.as_ref().map_or_else(String::new, |(_, label)| format!(" (worst: {})", page::named(label, How::Plain)))
}
