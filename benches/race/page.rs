//! The measured part of `docs/performance.md`: tables in Markdown, between two markers.

use std::fmt::Write;

use crate::goal::{SIZE, beyond_text, goals};
use crate::other;
use crate::paper;
use crate::past;
use crate::result::{Measured, Results};
use crate::row::{How, Key, Section};

pub const BEGIN: &str =
    "<!-- race: begin. Written by `cargo bench --bench race`; what is changed here by hand is lost. -->";
pub const END: &str = "<!-- race: end -->";

/// The text of a page with its measured part written anew; nothing where the markers are missing.
pub fn replaced(page: &str, measured: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{measured}\n{END}{after}"))
}

/// Everything between the markers.
pub fn write(results: &Results) -> String {
    let mut out = String::new();
    surroundings(results, &mut out);
    out.push_str("### Goals\n\n");
    goal_table(results, &mut out);
    out.push_str("\n### The race\n\n![Time by number of records, on logarithmic scales: carnet, sqlite3, hledger, ledger, beancount and recutils](race.svg)\n");
    for section in
        [Section::Net, Section::Owed, Section::Check, Section::Won, Section::Floor, Section::Everyday, Section::Write]
    {
        sizes_table(results, section, &mut out);
    }
    out.push_str("\n### In detail\n\nAll rows, with the processor's time, and the memory of the largest process.\n");
    for size in results.sizes() {
        detail_table(results, size, &mut out);
    }
    past_table(results, &mut out);
    documents(results, &mut out);
    out
}

fn surroundings(results: &Results, out: &mut String) {
    let fact = |name: &str| results.fact(name).unwrap_or("unknown").to_owned();
    let _ = writeln!(out, "Measured on {} with `{}`.\n", fact("date"), fact("command"));
    out.push_str("| | |\n|---|---|\n");
    for (name, value) in results.facts.iter().filter(|(name, _)| !["date", "command"].contains(&name.as_str())) {
        if !name.starts_with("text of") && !name.starts_with("files of") {
            let _ = writeln!(out, "| {name} | {value} |");
        }
    }
    out.push('\n');
}

fn goal_table(results: &Results, out: &mut String) {
    let _ = writeln!(out, "At {} records.\n", count(SIZE));
    out.push_str("| what | of | at most | by the clock | by CPU time | |\n|---|---|--:|--:|--:|---|\n");
    for goal in goals(results) {
        let number = |number: f64| match goal.unit {
            "" if number < 9.95 => format!("{number:.2}"),
            "" => format!("{number:.1}"),
            unit => format!("{number:.0}{unit}"),
        };
        let cell = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), number);
        let reached = match goal.is_reached() {
            Some(true) => "reached",
            Some(false) => "**not reached**",
            None => "not measured",
        };
        let most = if goal.unit.is_empty() { format!("{}", goal.at_most) } else { number(goal.at_most) };
        let (wall, cpu) = (cell(goal.wall), cell(goal.cpu));
        let _ = writeln!(out, "| {} | {} | {most} | {wall} | {cpu} | {reached} |", goal.what, goal.by);
    }
}

/// One question: all programs, carnet first, and all sizes, by the clock.
fn sizes_table(results: &Results, section: Section, out: &mut String) {
    let sizes = results.sizes();
    let mut keys = Vec::new();
    for measured in results.measured.iter().filter(|measured| measured.key.section == section) {
        if !keys.contains(&&measured.key) {
            keys.push(&measured.key);
        }
    }
    let Some(first) = keys.iter().find(|key| is_own(key) && key.how == How::Next) else { return };
    let own = results.timed(SIZE, section, &first.label, first.how);
    // Where carnet answers several questions, or is looked at beside what it needs not beat, no multiple means anything.
    let own = own.filter(|_| ![Section::Everyday, Section::Floor].contains(&section));
    keys.sort_by_key(|key| !is_own(key));
    let _ = write!(out, "\n#### {}\n\n| ms, by records |", section.title());
    let heads: Vec<String> = sizes.iter().map(|size| count(*size)).collect();
    let multiple = own.map_or(String::new(), |_| format!(" × carnet, again, at {} |", count(SIZE)));
    let columns = sizes.len() + usize::from(own.is_some());
    let _ = writeln!(out, " {} |{multiple}\n|---|{}", heads.join(" | "), "--:|".repeat(columns));
    for key in keys {
        let cells = sizes.iter().map(|size| match results.row(*size, key.section, &key.label, key.how) {
            None => "–".to_owned(),
            Some(row) => clock(row),
        });
        let cells: Vec<String> = cells.collect();
        let times = own.map(|own| match results.timed(SIZE, key.section, &key.label, key.how) {
            Some(row) => format!(" {} |", ratio(row.wall() / own.wall())),
            None => " – |".to_owned(),
        });
        let times = times.unwrap_or_default();
        let _ = writeln!(out, "| {} | {} |{times}", named(&key.label, key.how), cells.join(" | "));
    }
}

fn is_own(key: &Key) -> bool {
    key.label.trim_start_matches('`').starts_with("carnet")
}

/// One size: all rows, with the processor's time, the ratios and the memory.
fn detail_table(results: &Results, size: usize, out: &mut String) {
    let text = |name: &str| results.fact(&format!("{name} of {size}")).and_then(|text| text.parse::<f64>().ok());
    let _ = writeln!(out, "\n<details><summary>{} records</summary>\n", count(size));
    if let (Some(files), Some(bytes)) = (text("files"), text("text")) {
        let _ = writeln!(out, "{} files, {:.1} MB of text.\n", count(files as usize), bytes / 1e6);
    }
    // In a small book the program itself is most of what is held.
    let by_record = size >= SIZE;
    let (head, rule) = if by_record { (" beyond the text, B a record |", "--:|") } else { ("", "") };
    let _ = writeln!(out, "| | runs | ms | CPU, ms | of `rg` | of `git status` | of `sqlite3` | MB |{head}");
    let _ = writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|{rule}");
    let reference = |section, label: &str| results.timed(size, section, label, How::Plain);
    let rg = reference(Section::Floor, other::RG);
    let status = reference(Section::Floor, other::STATUS);
    let sqlite = reference(Section::Net, other::SQL_STORED);
    for section in Section::ALL {
        let rows = results.measured.iter().filter(|row| row.size == size && row.key.section == section);
        let mut rows: Vec<&Measured> = rows.filter(|row| !row.samples.is_empty()).collect();
        rows.sort_by_key(|row| !is_own(&row.key));
        if !rows.is_empty() {
            let _ = writeln!(out, "| **{}** |{}", section.title(), " |".repeat(7 + usize::from(by_record)));
        }
        for row in rows {
            let of = |reference: Option<&Measured>| match reference {
                Some(reference) if section != Section::Write => ratio(row.wall() / reference.wall()),
                _ => String::new(),
            };
            let beyond = beyond_text(results, row).map_or(String::new(), |bytes| count(bytes as usize));
            let beyond = if by_record { format!(" {beyond} |") } else { String::new() };
            let name = named(&row.key.label, row.key.how);
            let (runs, wall, cpu) = (row.samples.len(), clock(row), milliseconds(row.cpu()));
            let (rg, status, sqlite) = (of(rg), of(status), of(sqlite));
            let peak = count((row.peak() as f64 / 1e6).round() as usize);
            let _ = writeln!(out, "| {name} | {runs} | {wall} | {cpu} | {rg} | {status} | {sqlite} | {peak} |{beyond}");
        }
    }
    out.push_str("\n</details>\n");
}

fn past_table(results: &Results, out: &mut String) {
    let rows: Vec<&Measured> = results.measured.iter().filter(|row| row.key.section == Section::Past).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n### {}\n", Section::Past.title());
    out.push_str("10,000 deals, of which each commit moves one to three.\n\n");
    out.push_str("| | ms | CPU, ms | of `git log -p` | of the query |\n|---|--:|--:|--:|--:|\n");
    let log = results.timed(0, Section::Past, past::LOG_P, How::Plain);
    let query = results.timed(0, Section::Past, past::QUERY, How::Next);
    for row in rows.into_iter().filter(|row| !row.samples.is_empty()) {
        let of = |reference: Option<&Measured>| reference.map_or(String::new(), |it| ratio(row.wall() / it.wall()));
        let (name, cpu) = (named(&row.key.label, row.key.how), milliseconds(row.cpu()));
        let _ = writeln!(out, "| {name} | {} | {cpu} | {} | {} |", clock(row), of(log), of(query));
    }
}

fn documents(results: &Results, out: &mut String) {
    let rows: Vec<&Measured> = results.measured.iter().filter(|row| row.key.section == Section::Documents).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n### {}\n\n| PDF, in a book of 1,000 records | ms | CPU, ms | MB |\n|---|--:|--:|--:|",
        Section::Documents.title()
    );
    for row in &rows {
        let (cpu, peak) = (milliseconds(row.cpu()), count((row.peak() as f64 / 1e6).round() as usize));
        let blank = row.samples.is_empty();
        let (cpu, peak) = if blank { (String::new(), String::new()) } else { (cpu, peak) };
        let _ = writeln!(out, "| {} | {} | {cpu} | {peak} |", named(&row.key.label, row.key.how), clock(row));
    }
    let one = rows.iter().find(|row| row.key.label == paper::ONE && !row.samples.is_empty());
    let many = rows.iter().find(|row| row.key.label != paper::ONE && !row.samples.is_empty());
    let number = |row: &Measured| row.key.label.strip_suffix(paper::MANY)?.rsplit(' ').next()?.parse::<f64>().ok();
    if let (Some(one), Some(many)) = (one, many)
        && let Some(number) = number(many).filter(|number| *number > 1.0)
    {
        let each = (many.wall() - one.wall()) / (number - 1.0);
        let _ = writeln!(out, "\nEach further invoice takes {} ms.", milliseconds(each));
    }
}

/// `` `carnet check`, again ``
pub fn named(label: &str, how: How) -> String {
    let how = match how {
        How::Plain => "",
        How::Anew if label.starts_with("carnet") => ", `--no-cache`",
        How::Anew => ", its cache passed by",
        How::First => ", the first time",
        How::Next => ", again",
        How::Edited => ", after a change",
        How::Committed => ", after one more commit",
    };
    // A label that is not a command as it stands has its own marks.
    match label.contains('`') {
        true => format!("{label}{how}"),
        false => format!("`{}`{how}", label.replace('|', "\\|")),
    }
}

fn clock(row: &Measured) -> String {
    match (&row.note, row.samples.is_empty()) {
        (Some(note), true) => note.clone(),
        (None, true) => "–".to_owned(),
        _ => milliseconds(row.wall()),
    }
}

fn milliseconds(seconds: f64) -> String {
    let milliseconds = seconds * 1e3;
    if milliseconds < 9.95 { format!("{milliseconds:.1}") } else { count(milliseconds.round() as usize) }
}

fn ratio(ratio: f64) -> String {
    if ratio < 9.995 { format!("{ratio:.2}") } else { count(ratio.round() as usize) }
}

/// `100,000`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(",")
}
