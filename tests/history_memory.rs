//! What is kept of commits between two runs changes no answer: whatever happens to the repository or to the files that
//! keep it, a run with them prints what a run without them does. And the rarer shapes of a history: merges of three
//! branches, submodules, other line ends, linked work trees, two books in one repository.
#![cfg(unix)]

mod support;

use std::cell::Cell;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{isolated, on, write};

const SETTINGS: &str = r#"format = 2
currency = "EUR"
time_zone = "Europe/Paris"

[[pipeline]]
id = "sales"
stages = [
  { id = "lead" },
  { id = "offer" },
  { id = "won", outcome = "won" },
]
"#;

/// What is asked after each step.
const QUESTIONS: &[&[&str]] = &[
    &["log", "--all", "--format", "json"],
    &["log", "deal/d1", "--format", "json"],
    &["blame", "deal/d1", "--all", "--format", "json"],
    &["report", "velocity", "--format", "json"],
    &["report", "slippage", "--format", "json"],
    &["feed", "--period", "2026", "--format", "json"],
];

/// A book in a repository whose clock goes an hour forward with each command of git.
struct Place {
    root: PathBuf,
    hour: Cell<u32>,
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("book");
        fs::create_dir(&root).unwrap();
        let place = Place { root, hour: Cell::new(0), folder };
        place.git(&["init", "-q", "-b", "main"]);
        place.write("carnet.toml", SETTINGS);
        for i in 0..4 {
            place.write(&format!("deals/d{i}.toml"), &deal("lead", 1_000, &format!("Project {i}")));
        }
        place.commit("start");
        place
    }

    fn command(&self, program: &str) -> Command {
        let mut command = isolated(program, &self.root);
        let hour = self.hour.get();
        on(&mut command, &format!("2026-09-{:02}T{:02}:00:00Z", 1 + hour / 24, hour % 24));
        command
    }

    fn try_git(&self, args: &[&str]) -> Output {
        self.hour.set(self.hour.get() + 1);
        self.command("git").args(args).output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn change(&self, path: &str, text: &str) {
        self.write(path, text);
        self.commit("a change");
    }

    fn run(&self, args: &[&str]) -> (String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet")).args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (text, output.status.code().unwrap())
    }

    /// The answer of a command that must succeed.
    fn told(&self, args: &[&str]) -> String {
        let (text, status) = self.run(args);
        assert_eq!(status, 0, "carnet {args:?}: {text}");
        text
    }

    fn kept(&self) -> PathBuf {
        self.root.join(".git/carnet/history")
    }

    /// Every answer with what is kept, and without.
    fn answers_hold(&self, after: &str) {
        let with: Vec<_> = QUESTIONS.iter().map(|question| self.run(question)).collect();
        let again: Vec<_> = QUESTIONS.iter().map(|question| self.run(question)).collect();
        let aside = self.folder.path().join("aside");
        let moved = fs::rename(self.kept(), &aside).is_ok();
        for ((question, with), again) in QUESTIONS.iter().zip(with).zip(again) {
            let _ = fs::remove_dir_all(self.kept());
            let without = self.run(question);
            assert_eq!(with, without, "after {after}: carnet {question:?}");
            assert_eq!(again, without, "after {after}, again: carnet {question:?}");
        }
        let _ = fs::remove_dir_all(self.kept());
        if moved {
            fs::rename(&aside, self.kept()).unwrap();
        }
    }
}

fn deal(stage: &str, amount: u32, name: &str) -> String {
    format!(
        "name = \"{name}\"\n\nowner = \"claire\"\n\nstage = \"{stage}\"\n\namount = {amount}\n\nclose = 2026-12-01\n"
    )
}

/// The text of a deal, with one line changed.
fn edited(place: &Place, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(place.root.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    place.write(path, &text.replace(from, to));
}

#[test]
fn what_is_kept_changes_no_answer() {
    let place = Place::new();
    place.answers_hold("the first commit");
    for name in ["changes", "commits", "chronicle"] {
        assert!(place.kept().join(name).is_file(), "{name} is kept");
    }

    edited(&place, "deals/d1.toml", "lead", "offer");
    place.commit("d1 moves");
    place.answers_hold("one more commit");

    place.git(&["mv", "deals/d1.toml", "deals/tmp.toml"]);
    place.commit("renamed");
    place.git(&["mv", "deals/tmp.toml", "deals/d1.toml"]);
    place.commit("and back");
    place.answers_hold("renamings");

    place.git(&["checkout", "-qb", "side"]);
    edited(&place, "deals/d1.toml", "amount = 1000", "amount = 1500");
    place.commit("on the side");
    place.git(&["checkout", "-q", "main"]);
    edited(&place, "deals/d1.toml", "stage = \"offer\"", "stage = \"won\"");
    place.commit("on main");
    place.answers_hold("two branches");
    place.git(&["merge", "-q", "-m", "merge", "side"]);
    place.answers_hold("a merge");

    edited(&place, "deals/d2.toml", "lead", "offer");
    place.commit("to be amended");
    place.answers_hold("a commit");
    edited(&place, "deals/d2.toml", "amount = 1000", "amount = 900");
    place.git(&["commit", "-qa", "--amend", "--no-edit"]);
    place.answers_hold("it was amended");

    place.git(&["rm", "-q", "deals/d0.toml"]);
    place.commit("gone");
    place.write("deals/d0.toml", &deal("lead", 12, "Another"));
    place.commit("and a new one of that name");
    place.answers_hold("two commits at once");

    // What a broken file said, and what a new field makes of an old one, follows from the settings of today.
    let sound = fs::read_to_string(place.root.join("deals/d3.toml")).unwrap();
    place.change("deals/d3.toml", "name = \n");
    place.answers_hold("a broken file");
    place.change("deals/d3.toml", &format!("{sound}\ncolour = \"red\"\n"));
    place.change(
        "carnet.toml",
        &format!("{SETTINGS}\n[[field]]\nkind = \"deal\"\nname = \"colour\"\ntype = \"text\"\n"),
    );
    place.answers_hold("a field of the firm's own");
    place.change("carnet.toml", &SETTINGS.replace("EUR", "CHF"));
    place.answers_hold("another currency");

    place.git(&["reset", "-q", "--hard", "HEAD~3"]);
    place.answers_hold("going back");
}

#[test]
fn damaged_files_change_no_answer_and_are_mended() {
    let place = Place::new();
    for i in 1..6 {
        place.change("deals/d1.toml", &deal("lead", 1_000 + i, "Project 1"));
    }
    let whole: Vec<String> = QUESTIONS.iter().map(|question| place.told(question)).collect();
    let names = fs::read_dir(place.kept()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != "lock").collect();
    names.sort();
    assert!(names.len() == 4 && names[3].starts_with("trails-"), "{names:?}");
    for name in names {
        let path = place.kept().join(&name);
        let sound = fs::read(&path).unwrap();
        let mut flipped = sound.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 0xff;
        let damages: [&[u8]; 5] =
            [b"", b"rubbish", &sound[..sound.len() / 2], &flipped, &[&sound[..], b"\x08\0\0\0"].concat()];
        for (i, damage) in damages.iter().enumerate() {
            fs::write(&path, damage).unwrap();
            if name == "commits" {
                // They are read only where their order has to be worked out.
                fs::remove_file(place.kept().join("chronicle")).unwrap();
            }
            for (question, whole) in QUESTIONS.iter().zip(&whole) {
                assert_eq!(place.told(question), *whole, "{name}, damage {i}: carnet {question:?}");
            }
            assert!(fs::read(&path).unwrap().len() >= sound.len(), "{name}, damage {i}: it is whole again");
        }
    }
}

/// Several commands at once read and write the same files, on two branches, between commits that follow and merges.
#[test]
fn many_at_once_answer_as_one_does() {
    let place = Place::new();
    let tree = place.folder.path().join("linked");
    place.git(&["worktree", "add", "-q", "-b", "linked", tree.to_str().unwrap()]);
    let linked = ["-C", tree.to_str().unwrap()];
    for round in 0..4 {
        edited(&place, "deals/d1.toml", &format!("amount = {}", 1_000 + round), &format!("amount = {}", 1_001 + round));
        place.commit("main goes on");
        place.git(&["-C", linked[1], "commit", "-q", "--allow-empty", "-m", "the other branch, too"]);
        if round == 2 {
            place.git(&["merge", "-q", "-m", "merge", "linked"]);
        }
        let commands: Vec<Command> = (0..12)
            .map(|i| {
                let mut command = place.command(env!("CARGO_BIN_EXE_carnet"));
                command.args(&linked[..if i % 3 == 0 { 2 } else { 0 }]).args(QUESTIONS[i % QUESTIONS.len()]);
                command.stdout(std::process::Stdio::piped());
                command
            })
            .collect();
        let running: Vec<_> = commands.into_iter().map(|mut command| command.spawn().unwrap()).collect();
        let answers: Vec<Output> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        for (i, answer) in answers.into_iter().enumerate() {
            let _ = fs::remove_dir_all(place.kept());
            let alone: Vec<&str> = linked[..if i % 3 == 0 { 2 } else { 0 }]
                .iter()
                .chain(QUESTIONS[i % QUESTIONS.len()])
                .copied()
                .collect();
            assert_eq!(String::from_utf8(answer.stdout).unwrap(), place.told(&alone), "round {round}: {alone:?}");
        }
    }
}

#[test]
fn a_repository_that_must_not_be_written_to_answers_all_the_same() {
    let place = Place::new();
    let git = place.root.join(".git");
    let mode = |mode| fs::set_permissions(&git, fs::Permissions::from_mode(mode)).unwrap();
    let whole = place.told(&["log", "--format", "json"]);
    fs::remove_dir_all(git.join("carnet")).unwrap();
    // A file where the folder should be: nothing can be kept, whoever asks.
    fs::write(git.join("carnet"), "").unwrap();
    assert_eq!(place.told(&["log", "--format", "json"]), whole);
    fs::remove_file(git.join("carnet")).unwrap();
    mode(0o555);
    let (text, status) = place.run(&["log", "--format", "json"]);
    mode(0o755);
    assert_eq!((text, status), (whole, 0));
}

#[test]
fn a_merge_of_three_branches_is_nobodys_work() {
    let place = Place::new();
    for (branch, path, from, to) in [
        ("a", "deals/d1.toml", "stage = \"lead\"", "stage = \"offer\""),
        ("b", "deals/d1.toml", "close = 2026-12-01", "close = 2027-01-15"),
        ("c", "deals/d2.toml", "stage = \"lead\"", "stage = \"won\""),
    ] {
        place.git(&["checkout", "-qb", branch, "main"]);
        edited(&place, path, from, to);
        place.commit(branch);
    }
    place.git(&["checkout", "-q", "main"]);
    place.commit("main goes on");
    place.git(&["merge", "-q", "-m", "octopus", "a", "b", "c"]);
    assert_eq!(place.git(&["rev-list", "--parents", "-1", "HEAD"]).split_whitespace().count(), 5);

    let log = place.told(&["log", "--messages"]);
    assert!(!log.contains("octopus"), "{log}");
    for (record, field, message) in [("deal/d1", "stage", "a"), ("deal/d1", "close", "b"), ("deal/d2", "stage", "c")] {
        let blame = place.told(&["blame", record, "--format", "json"]);
        let blame: serde_json::Value = serde_json::from_str(&blame).unwrap();
        let row = blame["records"].as_array().unwrap().iter().find(|row| row["field"] == field).unwrap();
        let commit = row["commit"].as_str().unwrap();
        assert_eq!(place.git(&["log", "-1", "--format=%s", commit]).trim(), message, "{record} {field}");
    }
    place.answers_hold("an octopus merge");

    // What is decided while merging is the merge's.
    place.git(&["checkout", "-qb", "d", "main~1"]);
    place.commit("aside");
    place.git(&["checkout", "-q", "main"]);
    place.git(&["merge", "-q", "--no-commit", "--no-ff", "d"]);
    edited(&place, "deals/d3.toml", "amount = 1000", "amount = 1");
    place.git(&["commit", "-qam", "decided"]);
    let log = place.told(&["log", "deal/d3", "--messages"]);
    assert!(log.contains("decided") && log.contains("amount 1,000.00 → 1.00"), "{log}");
}

#[test]
fn links_and_repositories_within_are_passed_over() {
    let place = Place::new();
    let other = place.folder.path().join("other");
    fs::create_dir(&other).unwrap();
    place.git(&["init", "-q", "-b", "main", other.to_str().unwrap()]);
    place.git(&["-C", other.to_str().unwrap(), "commit", "-q", "--allow-empty", "-m", "elsewhere"]);
    let url = other.to_str().unwrap();
    for path in ["tools", "deals/within"] {
        place.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, path]);
    }
    place.commit("submodules");
    edited(&place, "deals/d1.toml", "lead", "won");
    place.commit("won");
    let log = place.told(&["log"]);
    assert!(log.contains("stage lead → won") && !log.contains("within"), "{log}");
    assert_eq!(place.told(&["list", "deal", "-f", "ids", "--at", "HEAD"]).lines().count(), 4);
    place.answers_hold("submodules");
}

#[test]
fn other_line_ends_are_no_change() {
    let place = Place::new();
    place.git(&["config", "core.autocrlf", "true"]);
    for i in 0..4 {
        fs::remove_file(place.root.join(format!("deals/d{i}.toml"))).unwrap();
    }
    place.git(&["checkout", "-q", "--", "deals"]);
    let text = fs::read_to_string(place.root.join("deals/d1.toml")).unwrap();
    assert!(text.contains("\r\n"), "git writes other line ends into the work tree");
    assert!(place.told(&["diff", "HEAD"]).starts_with("No value of any record differs."));
    place.told(&["set", "deal/d1", "stage=offer"]);
    assert_eq!(place.git(&["status", "--porcelain"]), "");
    assert!(place.told(&["log", "deal/d1"]).contains("stage lead → offer"));
    assert!(!place.git(&["show", "HEAD:deals/d1.toml"]).contains('\r'), "the commit has none of them");
    place.answers_hold("other line ends");
}

#[test]
fn linked_work_trees_share_what_is_kept_and_two_books_do_not() {
    let place = Place::new();
    place.told(&["log"]);
    let tree = place.folder.path().join("linked");
    place.git(&["worktree", "add", "-q", "-b", "linked", tree.to_str().unwrap()]);
    let before = fs::read(place.kept().join("changes")).unwrap();
    place.told(&["-C", tree.to_str().unwrap(), "log"]);
    assert!(!tree.join(".git").is_dir() && fs::read(place.kept().join("changes")).unwrap() == before);

    place.write("second/carnet.toml", SETTINGS);
    place.write("second/deals/d1.toml", &deal("offer", 7, "Of the second firm"));
    place.commit("a second book");
    let second = place.told(&["-C", "second", "log", "--format", "json"]);
    assert!(second.contains("Of the second firm") && !second.contains("Project"), "{second}");
    let first = place.told(&["log", "--format", "json"]);
    assert!(!first.contains("Of the second firm"), "{first}");
    let names = |folder: &Path| {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("changes")).count()
    };
    assert_eq!(names(&place.kept()), 2);
    assert_eq!(place.told(&["-C", "second", "log", "--format", "json"]), second);
}

#[test]
fn parents_that_no_commit_has_are_refused() {
    let place = Place::new();
    place.change("deals/d1.toml", &deal("won", 50, "Project 1"));
    place.change("deals/d1.toml", &deal("won", 1_000, "Project 1"));
    let whole = place.told(&["log", "--format", "json"]);
    let ids = place.git(&["rev-parse", "HEAD", "HEAD~2"]).replace('\n', " ");
    fs::create_dir_all(place.root.join(".git/info")).unwrap();
    fs::write(place.root.join(".git/info/grafts"), ids.trim()).unwrap();
    for question in [&["log"][..], &["audit"], &["blame", "deal/d1"], &["list", "deal", "--at", "HEAD~1"]] {
        let (text, status) = place.run(question);
        assert!(status == 2 && text.contains("grafts"), "carnet {question:?}: {text}");
    }
    fs::remove_file(place.root.join(".git/info/grafts")).unwrap();
    assert_eq!(place.told(&["log", "--format", "json"]), whole);
    place.answers_hold("a graft that is gone");
}
