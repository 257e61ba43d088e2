//! A `check` that examines only what changed says exactly what one says that examines everything.
//!
//! `CARNET_STEPS=5000 cargo test --test check_again` takes more steps, `CARNET_SEED=7` other ones.

#[path = "support/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use carnet::book::{Book, Delta, Source};
use carnet::check::{Marks, check, check_again, check_around};
use carnet::figures::Figures;
use carnet::finding::Finding;
use carnet::model::Kinds;
use carnet::template::demo::{DemoLanguage, demo};
use carnet::value::Date;
use dice::{Dice, wished};

/// Texts of files, by path.
type Files = BTreeMap<String, String>;

fn day() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn read(files: &Files) -> Book {
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
    Book::read(Kinds::standard(), sources.collect())
}

/// Whatever differs between two states.
fn paths<'f>(before: &'f Files, after: &'f Files) -> Vec<&'f str> {
    let changed = |path: &&String| before.get(*path) != after.get(*path);
    let mut paths: Vec<&str> = before.keys().chain(after.keys()).filter(changed).map(String::as_str).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// A state of a book.
struct State<'f> {
    files: &'f Files,
    book: Book,
}

impl State<'_> {
    fn of(files: &Files) -> State<'_> {
        State { files, book: read(files) }
    }

    fn figures(&self) -> Figures<'_> {
        Figures::new(&self.book, day())
    }

    /// What differs in another state; `None` where the settings do.
    fn delta(&self, other: &State<'_>) -> Option<Delta> {
        Delta::between(&self.book, &other.book, paths(self.files, other.files))
    }
}

/// A check of `after` with the marks of a check of `before`, where the state `kept` is the one that both are told against.
fn again(kept: &State<'_>, before: &State<'_>, after: &State<'_>) -> Result<(), String> {
    let (Some(first), Some(second)) = (kept.delta(before), kept.delta(after)) else { return Ok(()) };
    let (_, marks): (_, Option<Marks>) = check_again(&before.figures(), None, first);
    let (found, _) = check_again(&after.figures(), marks.as_ref(), second);
    differ(&found, &check(&after.figures()))
}

/// What a write would add is the same, whether everything is judged before and after, or only what is near.
fn around(before: &State<'_>, after: &State<'_>) -> Result<(), String> {
    let Some(delta) = before.delta(after) else { return Ok(()) };
    let near = |state: &State<'_>| check_around(&state.figures(), Some(&delta));
    let all = |state: &State<'_>| check(&state.figures());
    differ(&added(near(before), near(after)), &added(all(before), all(after)))?;
    differ(&added(near(after), near(before)), &added(all(after), all(before)))
}

/// The new findings that are not among the old ones. The same fault may be told with another suggestion.
fn added(mut old: Vec<Finding>, mut new: Vec<Finding>) -> Vec<Finding> {
    let same = |a: &Finding, b: &Finding| (a.code.id, &a.place) == (b.code.id, &b.place);
    new.retain(|finding| match old.iter().position(|other| same(other, finding)) {
        Some(at) => {
            old.swap_remove(at);
            false
        }
        None => true,
    });
    new
}

fn differ(found: &[Finding], wanted: &[Finding]) -> Result<(), String> {
    let shown = |findings: &[Finding], others: &[Finding]| {
        let only = findings.iter().filter(|finding| !others.contains(finding));
        only.map(|f| format!("  {} {} {:?} {:?}\n", f.code.name, f.place.path, f.variant, f.args)).collect::<String>()
    };
    match found == wanted {
        true => Ok(()),
        false => Err(format!("too much:\n{}too little:\n{}", shown(found, wanted), shown(wanted, found))),
    }
}

/// The files of a folder, by their path below it.
fn files(folder: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), text);
            }
        }
    }
    let mut found = Files::new();
    walk(folder, folder, &mut found);
    found
}

#[test]
fn whichever_file_of_a_faulty_book_comes_or_goes() {
    let mut tried = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")).unwrap() {
        let folder = entry.unwrap().path();
        let whole = files(&folder.join("book"));
        let with = State::of(&whole);
        for path in whole.keys().filter(|path| *path != "carnet.toml") {
            let mut files = whole.clone();
            files.remove(path);
            let without = State::of(&files);
            let done = again(&without, &without, &with)
                .and_then(|()| again(&with, &with, &without))
                .and_then(|()| again(&with, &without, &with))
                .and_then(|()| around(&without, &with));
            done.unwrap_or_else(|fault| panic!("{}: {path}\n{fault}", folder.display()));
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried} files");
}

/// The demonstration firm with the books of all findings' folders that need no settings of their own, so that each kind is
/// there.
fn rich() -> Files {
    let mut files = Files::new();
    for commit in demo(1, Date::new(2026, 10, 3).unwrap(), DemoLanguage::English) {
        for (path, text) in commit.changes {
            match text {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
        }
    }
    // Two years of it are too much to be read thousands of times.
    let mut dice = Dice::new(3);
    files.retain(|path, _| path == "carnet.toml" || !path.contains("/20") || dice.roll(4) == 0);
    files
}

/// One thing that happens to a file: another value of the same key, a key less, a copy, another name, nothing left of it.
fn happen(files: &mut Files, dice: &mut Dice, step: usize) -> String {
    let all: Vec<String> = files.keys().filter(|path| *path != "carnet.toml").cloned().collect();
    let path = all[dice.roll(all.len())].clone();
    let lines: Vec<String> = files[&path].lines().map(str::to_owned).collect();
    let at = dice.roll(lines.len());
    let joined = |lines: &[String]| lines.join("\n") + "\n";
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    match dice.roll(8) {
        0..=3 => {
            let Some(wanted) = lines.get(at).and_then(|line| key(line)) else { return "nothing".to_owned() };
            let values: Vec<&str> = files
                .iter()
                .filter(|(other, _)| *other != "carnet.toml")
                .flat_map(|(_, text)| text.lines())
                .filter(|line| key(line).as_deref() == Some(&wanted))
                .collect();
            let value = values[dice.roll(values.len())].to_owned();
            let mut lines = lines.clone();
            lines[at] = value.clone();
            files.insert(path.clone(), joined(&lines));
            format!("{path}: {value}")
        }
        4 => {
            let mut lines = lines.clone();
            let gone = if lines.is_empty() { String::new() } else { lines.remove(at) };
            files.insert(path.clone(), joined(&lines));
            format!("{path}: without `{gone}`")
        }
        5 => {
            // A file beside carnet.toml has no folder.
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let copy = format!("{folder}copy-{step}.toml");
            files.insert(copy.clone(), joined(&lines));
            format!("{copy}: a copy of {path}")
        }
        6 => {
            let other = all[dice.roll(all.len())].clone();
            let (Some(one), Some(two)) = (files.remove(&path), files.remove(&other)) else {
                let text = joined(&lines);
                files.insert(path.clone(), text);
                return "nothing".to_owned();
            };
            files.insert(path.clone(), two);
            files.insert(other.clone(), one);
            format!("{path} and {other}: swapped")
        }
        _ => {
            files.remove(&path);
            format!("{path}: removed")
        }
    }
}

#[test]
fn whatever_happens_to_a_book() {
    let mut dice = Dice::new(wished("CARNET_SEED", 1));
    let start = rich();
    let (mut kept, mut before, mut said) = (start.clone(), start.clone(), Vec::new());
    for step in 0..wished("CARNET_STEPS", 60) as usize {
        let mut after = before.clone();
        for _ in 0..=dice.roll(3) {
            said.push(happen(&mut after, &mut dice, step));
        }
        let told = || said[said.len().saturating_sub(8)..].join("\n");
        let (one, two, three) = (State::of(&kept), State::of(&before), State::of(&after));
        let done = again(&one, &two, &three).and_then(|()| around(&two, &three));
        done.unwrap_or_else(|fault| panic!("step {step}\n{}\n{fault}", told()));
        before = after;
        match dice.roll(12) {
            0 => kept = before.clone(),
            1 => (kept, before) = (start.clone(), start.clone()),
            _ => {}
        }
    }
}
