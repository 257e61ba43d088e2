//! `carnet doctor` in surroundings that are not well.
#![cfg(unix)]

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{isolated, succeed, write};
use tempfile::TempDir;

struct Place {
    folder: TempDir,
}

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\n";

impl Place {
    /// A book in a repository with one commit.
    fn new() -> Place {
        let place = Place::bare();
        place.git(&["init", "-q", "-b", "main"]);
        place.git(&["add", "-A"]);
        place.git(&["commit", "-qm", "start"]);
        place
    }

    fn bare() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        place.write("carnet.toml", SETTINGS);
        place
    }

    fn command(&self, program: &str) -> Command {
        let mut command = isolated(program, self.folder.path());
        command.env("GIT_CEILING_DIRECTORIES", "/tmp");
        command
    }

    fn git(&self, args: &[&str]) {
        succeed(self.command("git").args(args));
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    fn doctor(&self, args: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_carnet")).arg("doctor").args(args).output().unwrap()
    }

    /// The codes of all results, such as `branch-good`, and the exit status.
    fn results(&self, args: &[&str]) -> (Vec<String>, i32) {
        let output = self.doctor(&[args, &["--format", "tsv"]].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        let result = |line: &str| line.split('\t').nth(2).unwrap_or_default().to_owned();
        (text.lines().skip(1).map(result).collect(), output.status.code().unwrap())
    }

    #[track_caller]
    fn says(&self, result: &str, exit: i32) {
        let (results, status) = self.results(&[]);
        assert!(results.iter().any(|found| found == result), "no {result} in {results:?}");
        assert_eq!(status, exit, "{results:?}");
        // What is not well is worded, and so is what to do; no text lacks an argument.
        for language in ["en", "fr"] {
            let output = self.doctor(&["--lang", language]);
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(!text.contains("doctor-") && !text.contains("{$") && !text.contains("{ $"), "{text}");
        }
    }
}

#[test]
fn nothing_fails_in_a_fresh_book() {
    let place = Place::new();
    place.says("driver-missing", 0);
    place.says("attributes-missing", 0);
    place.says("remote-none", 0);
    place.says("repository-good", 0);
}

#[test]
fn fix_mends_what_is_safe_and_only_once() {
    let place = Place::new();
    place.write(".gitattributes", "*.pdf -text");
    place.git(&["add", "-A"]);
    place.git(&["commit", "-qm", "attributes"]);
    let said = String::from_utf8(place.doctor(&["--fix"]).stderr).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    assert_eq!(place.read(".gitattributes"), "*.pdf -text\n*.toml merge=carnet\nnotes/**/*.md merge=carnet\n");
    assert_eq!(place.doctor(&["--fix"]).stderr, b"");
    place.says("driver-good", 0);
    place.says("attributes-good", 0);
    let status = place.command("git").args(["status", "--short"]).output().unwrap();
    assert_eq!(status.stdout, b"");
}

#[test]
fn fix_never_overwrites_edits() {
    let place = Place::new();
    place.write(".gitattributes", "# mine\n");
    let output = place.doctor(&["--fix"]);
    assert!(!output.stderr.is_empty());
    assert_eq!(place.read(".gitattributes"), "# mine\n");
    place.says("driver-good", 0);
    place.says("attributes-missing", 0);
}

#[test]
fn a_driver_of_somebody_else_is_named() {
    let place = Place::new();
    place.git(&["config", "merge.carnet.driver", "evil %A"]);
    place.says("driver-other", 0);
    place.doctor(&["--fix"]);
    place.says("driver-good", 0);
}

#[test]
fn what_stops_writes_fails() {
    let place = Place::new();
    place.git(&["checkout", "-q", "--detach"]);
    place.says("branch-detached", 1);

    let place = Place::new();
    place.git(&["switch", "-qc", "other"]);
    place.write("x", "1\n");
    place.git(&["add", "-A"]);
    place.git(&["commit", "-qm", "one"]);
    place.git(&["switch", "-q", "main"]);
    place.write("x", "2\n");
    place.git(&["add", "-A"]);
    place.git(&["commit", "-qm", "two"]);
    assert!(!place.command("git").args(["merge", "-q", "other"]).output().unwrap().status.success());
    place.says("operation-unfinished", 1);

    let place = Place::new();
    place.write("carnet.toml", "format = \n");
    place.says("settings-faulty", 1);
}

#[test]
fn nobody_to_sign_for_a_commit() {
    let place = Place::new();
    let mut command = place.command(env!("CARGO_BIN_EXE_carnet"));
    for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
        command.env_remove(name);
    }
    let output = command.args(["doctor"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("git config --global user.name"), "{output:?}");
}

#[test]
fn without_git_or_repository_or_book() {
    let place = Place::bare();
    place.says("repository-none", 0);
    std::fs::write(place.path(".git"), "gitdir: nowhere\n").unwrap();
    let (_, status) = place.results(&[]);
    assert_eq!(status, 1);

    let place = Place::new();
    let output =
        place.command(env!("CARGO_BIN_EXE_carnet")).env("PATH", "/nonexistent").arg("doctor").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("there is no git program"), "{output:?}");

    let empty = tempfile::tempdir().unwrap();
    let output = place
        .command(env!("CARGO_BIN_EXE_carnet"))
        .current_dir(empty.path())
        .args(["doctor", "--fix"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("carnet init"), "{output:?}");
}

#[test]
fn an_interrupted_write_is_told_and_left_to_the_next_command() {
    let place = Place::new();
    place.write(".git/carnet/intent", "{}");
    place.says("write-interrupted", 0);
    assert_eq!(place.read(".git/carnet/intent"), "{}");
}

#[test]
fn a_book_below_the_top_hooks_and_line_ends() {
    let place = Place { folder: tempfile::tempdir().unwrap() };
    place.git(&["init", "-q", "-b", "main"]);
    place.write("books/acme/carnet.toml", SETTINGS);
    place.write(".git/hooks/pre-commit", "#!/bin/sh\n");
    place.command("chmod").args(["+x", ".git/hooks/pre-commit"]).status().unwrap();
    place.git(&["config", "core.autocrlf", "true"]);
    let output = place
        .command(env!("CARGO_BIN_EXE_carnet"))
        .current_dir(place.path("books/acme"))
        .args(["doctor", "--format", "tsv"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for result in ["repository-subfolder", "hooks-some", "lines-converted", "branch-unborn"] {
        assert!(text.contains(result), "{result}: {text}");
    }
    // The book's own attributes decide.
    place.write("books/acme/.gitattributes", "*.toml text eol=lf merge=carnet\nnotes/**/*.md merge=carnet\n");
    let output = place
        .command(env!("CARGO_BIN_EXE_carnet"))
        .current_dir(place.path("books/acme"))
        .args(["doctor", "--format", "tsv"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("lines-good") && text.contains("attributes-good"), "{text}");
}

#[test]
fn the_remote() {
    let place = Place::new();
    let remote = tempfile::tempdir().unwrap();
    let address = remote.path().join("book.git");
    place.git(&["init", "-q", "--bare", "-b", "main", address.to_str().unwrap()]);
    place.git(&["remote", "add", "origin", address.to_str().unwrap()]);
    place.says("upstream-none", 0);
    place.git(&["push", "-q", "-u", "origin", "main"]);
    place.says("upstream-good", 0);
    place.says("answer-unasked", 0);
    place.says("rewind-allowed", 0);
    place.git(&["--git-dir", address.to_str().unwrap(), "config", "receive.denyNonFastForwards", "true"]);
    place.says("rewind-good", 0);
    let (results, _) = place.results(&["--online"]);
    assert!(results.contains(&"answer-good".to_owned()), "{results:?}");

    // A shallow clone of it.
    let shallow = Place { folder: tempfile::tempdir().unwrap() };
    place.write("customers/a.toml", "name = \"A\"\n");
    place.git(&["add", "-A"]);
    place.git(&["commit", "-qm", "a"]);
    place.git(&["push", "-q"]);
    let from = format!("file://{}", address.display());
    shallow.git(&["clone", "-q", "--depth=1", &from, "."]);
    shallow.says("clone-shallow", 0);
    shallow.says("rewind-good", 0);

    // A partial one: the objects that are missing would be fetched one by one.
    let partial = Place { folder: tempfile::tempdir().unwrap() };
    place.git(&["--git-dir", address.to_str().unwrap(), "config", "uploadpack.allowFilter", "true"]);
    partial.git(&["clone", "-q", "--filter=blob:none", &from, "."]);
    partial.says("repository-refused", 1);

    // Gone, and elsewhere.
    std::fs::remove_dir_all(Path::new(&address)).unwrap();
    let (results, status) = place.results(&["--online"]);
    assert!(results.contains(&"answer-failed".to_owned()) && status == 1, "{results:?}");
    place.git(&["remote", "set-url", "origin", "https://claire:secret@example.org/book.git"]);
    place.says("rewind-unknown", 0);
    let text = String::from_utf8(place.doctor(&[]).stdout).unwrap();
    assert!(text.contains("https://claire:…@example.org/book.git") && !text.contains("secret"), "{text}");
}

#[test]
fn init_installs_the_driver() {
    let place = Place { folder: tempfile::tempdir().unwrap() };
    let flags = ["init", "book", "--name", "B", "--member-name", "C", "--country", "FR", "--email", "c@example.org"];
    let output = place.command(env!("CARGO_BIN_EXE_carnet")).args(flags).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let config = place.read("book/.git/config");
    assert!(config.contains("driver = carnet merge-driver %O %A %B %P"), "{config}");
    let output =
        place.command(env!("CARGO_BIN_EXE_carnet")).args(["-C", "book", "doctor", "--format", "tsv"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("driver-good") && text.contains("attributes-good"), "{text}");
}
