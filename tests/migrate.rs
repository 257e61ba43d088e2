//! A book of an older format: read at once, written after `carnet migrate`, and its past read through the same table.
#![cfg(unix)]

mod support;

use std::process::Command;

use support::{isolated, on, succeed, write};
use tempfile::TempDir;

/// A book that was begun in format 1, in a repository.
struct Place {
    folder: TempDir,
}

const OLD: &str = "format = 1\ncurrency = \"EUR\"\ntime_zone = \"Europe/Paris\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n";
const PRODUCT: &str = "name = \"Audit\"\ntype = \"service\"   # by the day\nunit = \"DAY\"\n\nprice = 650.00\n";

impl Place {
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        place.git(1, &["init", "-q", "-b", "main"]);
        place.write("carnet.toml", OLD);
        place.write("products/audit.toml", PRODUCT);
        place.write("customers/acme.toml", "name = \"ACME\"\n");
        place.git(1, &["add", "-A"]);
        place.git(1, &["commit", "-q", "-m", "start"]);
        place
    }

    fn command(&self, day: u32, program: &str) -> Command {
        let mut command = isolated(program, self.folder.path());
        on(&mut command, &format!("2026-09-{day:02}T10:00:00+02:00"));
        command
    }

    fn git(&self, day: u32, args: &[&str]) -> String {
        succeed(self.command(day, "git").args(args))
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    /// Standard output, what was said beside it, and the exit code.
    fn carnet(&self, day: u32, args: &[&str]) -> (String, String, i32) {
        let output = self.command(day, env!("CARGO_BIN_EXE_carnet")).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code().unwrap())
    }
}

#[test]
fn an_old_book_is_read_and_says_so_and_is_not_written_into() {
    let place = Place::new();
    let (list, said, exit) = place.carnet(1, &["list", "product", "nature:services", "--format", "ids"]);
    assert_eq!((list.as_str(), exit), ("audit\n", 0), "{said}");
    let (found, _, exit) = place.carnet(1, &["check"]);
    assert!(found.contains("E0706") && exit == 0, "a warning: {found}");

    let (_, said, exit) = place.carnet(2, &["set", "product/audit", "price=700.00"]);
    assert!(said.contains("carnet migrate") && exit == 1, "{said}");
    assert_eq!(place.read("products/audit.toml"), PRODUCT);
}

#[test]
fn migrate_is_one_commit_that_keeps_all_but_the_names() {
    let place = Place::new();
    let (shown, _, exit) = place.carnet(2, &["migrate", "--dry-run"]);
    assert!(shown.contains("+nature = \"services\"   # by the day") && exit == 0, "{shown}");
    assert_eq!(place.read("products/audit.toml"), PRODUCT);

    let (_, said, exit) = place.carnet(2, &["migrate"]);
    assert_eq!(exit, 0, "{said}");
    assert_eq!(place.read("products/audit.toml"), PRODUCT.replace("type = \"service\"", "nature = \"services\""));
    assert_eq!(place.git(2, &["rev-list", "--count", "HEAD"]), "2\n");
    assert_eq!(place.git(2, &["status", "--short"]), "");
    let (found, _, exit) = place.carnet(2, &["check"]);
    assert!(!found.contains("E07") && exit == 0, "{found}");
    let (_, said, exit) = place.carnet(3, &["migrate"]);
    assert!(said.contains("already") && exit == 0, "{said}");
    let (_, said, exit) = place.carnet(3, &["set", "product/audit", "price=700.00"]);
    assert_eq!(exit, 0, "{said}");
}

#[test]
fn the_past_is_read_through_the_same_table() {
    let place = Place::new();
    place.write("products/audit.toml", &PRODUCT.replace("650", "660"));
    place.git(2, &["commit", "-qam", "dearer"]);
    assert_eq!(place.carnet(3, &["migrate"]).2, 0);
    assert_eq!(place.carnet(4, &["set", "product/audit", "nature=goods"]).2, 0);

    // Then, by the name of today.
    let (then, said, exit) =
        place.carnet(5, &["list", "product", "nature:services", "--at", "2026-09-02", "--format", "ids"]);
    assert_eq!((then.as_str(), exit), ("audit\n", 0), "{said}");
    let (now, _, _) = place.carnet(5, &["list", "product", "nature:services", "--format", "ids"]);
    assert_eq!(now, "");

    // The migration changed names and no value: nothing happened to the product that day.
    let (log, _, _) = place.carnet(5, &["log", "product/audit", "--format", "json"]);
    assert!(!log.contains("2026-09-03"), "{log}");
    assert!(log.contains("2026-09-02") && log.contains("2026-09-04"), "{log}");
    assert!(!log.contains("\"type\""), "{log}");
    let (blame, _, _) = place.carnet(5, &["blame", "product/audit", "--all", "--format", "json"]);
    assert!(blame.contains("services") && blame.contains("nature") && !blame.contains("\"service\""), "{blame}");
}
