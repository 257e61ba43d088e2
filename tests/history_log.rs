//! `log`, `diff` and `blame` on real repositories: what happened is read from the files, whoever wrote them.
#![cfg(unix)]

mod support;

use std::cell::Cell;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use support::{isolated, on, succeed, write};
use tempfile::TempDir;

/// A book in a repository, whose clock goes a day forward with each commit.
struct Place {
    folder: TempDir,
    day: Cell<u32>,
}

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\ntime_zone = \"Europe/Paris\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n\n[[pipeline.stages]]\nid = \"proposal\"\n\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";

impl Place {
    fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap(), day: Cell::new(0) };
        place.git(&["init", "-q", "-b", "main"]);
        place.write("carnet.toml", SETTINGS);
        place.write("customers/acme.toml", "name = \"ACME\"\n");
        place.write("deals/site.toml", &deal("lead", 1000, ""));
        place.commit("start");
        place
    }

    fn command(&self, program: &str) -> Command {
        let mut command = isolated(program, self.folder.path());
        on(&mut command, &format!("2026-09-{:02}T10:00:00+02:00", self.day.get().max(1)));
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

    /// All that is in the folder, as an editor and `git commit -a` would do it.
    fn commit(&self, message: &str) {
        self.day.set(self.day.get() + 1);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn run(&self, args: &[&str]) -> (String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet")).args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (text, output.status.code().unwrap())
    }

    /// What a command prints, without commit ids and headings.
    fn told(&self, args: &[&str]) -> Vec<String> {
        let (text, status) = self.run(args);
        assert_eq!(status, 0, "{text}");
        // What wraps is one line here.
        let mut lines: Vec<String> = Vec::new();
        for line in text.lines().filter(|line| line.starts_with("  ")) {
            match (line.strip_prefix("      "), lines.last_mut()) {
                (Some(more), Some(last)) => *last = format!("{last} {}", more.trim()),
                _ => lines.push(line.trim().to_owned()),
            }
        }
        lines
    }

    fn json(&self, args: &[&str]) -> Value {
        let (text, _) = self.run(&[args, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

fn deal(stage: &str, amount: u32, more: &str) -> String {
    format!("name = \"Website\"\ncustomer = \"acme\"\n\nstage = \"{stage}\"\n\namount = {amount}\n{more}")
}

#[test]
fn an_edit_in_an_editor_counts_like_a_command() {
    let place = Place::new();
    place.write("deals/site.toml", &deal("proposal", 1200, ""));
    place.commit("whatever");
    place.day.set(2);
    place.run(&["set", "deal/site", "stage=won"]);
    assert_eq!(
        place.told(&["log", "deal/site"]),
        [
            "deal/site  stage proposal → won",
            "deal/site  stage lead → proposal, amount 1,000.00 → 1,200.00",
            "deal/site  new: Website, customer acme, stage lead, amount 1,000.00",
        ]
    );
}

#[test]
fn formatting_is_no_event() {
    let place = Place::new();
    place.write(
        "deals/site.toml",
        "# a comment\namount = 1000.00\nstage = 'lead'\ncustomer=\"acme\"\nname=\"Website\"\n",
    );
    place.commit("format");
    assert_eq!(place.told(&["log", "deal/site"]).len(), 1);
    assert!(place.run(&["diff", "HEAD~1..HEAD"]).0.contains("No value of any record differs."));
}

#[test]
fn a_record_is_followed_through_its_renamings() {
    let place = Place::new();
    let (text, status) = place.run(&["mv", "customer/acme", "acme-sas"]);
    assert_eq!(status, 0, "{text}");
    place.write("customers/acme-sas.toml", "name = \"ACME SAS\"\n");
    place.commit("the name");
    assert_eq!(
        place.told(&["log", "acme-sas"]),
        ["customer/acme-sas  name ACME → ACME SAS", "customer/acme-sas  renamed, was acme", "customer/acme  new: ACME"]
    );
    // The deal's reference follows: it means the same customer.
    assert_eq!(place.told(&["log", "deal/site"]).len(), 1);
    // The old name still leads there.
    assert!(place.told(&["log", "customer/acme"]).contains(&"customer/acme  new: ACME".to_owned()));
    let (text, status) = place.run(&["log", "customer/nobody"]);
    assert!(status == 1 && text.contains("no record"), "{text}");
}

#[test]
fn a_merge_is_the_author_of_what_no_parent_had() {
    let place = Place::new();
    place.git(&["checkout", "-q", "-b", "other"]);
    place.write("deals/site.toml", &deal("lead", 1500, ""));
    place.commit("other");
    place.git(&["checkout", "-q", "main"]);
    place.write("deals/site.toml", &deal("proposal", 1000, ""));
    place.commit("ours");
    place.git(&["merge", "-q", "--no-commit", "other"]);
    place.commit("a clean merge");
    let told = place.told(&["log", "deal/site"]);
    assert_eq!(told.len(), 3, "{told:?}");
    // What is decided in a merge is the merge's work.
    place.git(&["reset", "-q", "--hard", "HEAD~1"]);
    place.git(&["merge", "-q", "--no-commit", "other"]);
    place.write("deals/site.toml", &deal("won", 1500, ""));
    place.commit("an evil merge");
    assert_eq!(place.told(&["log", "deal/site"])[0], "deal/site  stage proposal → won");
    let log = place.json(&["log", "deal/site"]);
    assert_eq!(log["records"][0]["merge"], true);
    let blame = place.json(&["blame", "deal/site"]);
    let since = |field: &str| {
        let rows = blame["records"].as_array().unwrap();
        rows.iter().find(|row| row["field"] == field).unwrap()["since"].as_str().unwrap().to_owned()
    };
    assert_eq!([since("name"), since("amount"), since("stage")], ["2026-09-01", "2026-09-02", "2026-09-05"]);
}

#[test]
fn a_broken_file_between_is_said_and_hides_nothing() {
    let place = Place::new();
    place.write("deals/site.toml", "name = \"Web\nstage = \n");
    place.commit("broken");
    place.write("deals/site.toml", &deal("won", 1000, ""));
    place.commit("mended");
    assert_eq!(
        place.told(&["log", "deal/site"])[..2],
        ["deal/site  can be read again, stage lead → won", "deal/site  cannot be read from here on"]
    );
}

#[test]
fn a_reverted_change_is_two_events_and_no_difference() {
    let place = Place::new();
    place.write("deals/site.toml", &deal("won", 1000, ""));
    place.commit("won");
    place.write("deals/site.toml", &deal("lead", 1000, ""));
    place.commit("not won");
    assert_eq!(place.told(&["log", "deal/site"])[..2], ["deal/site  stage won → lead", "deal/site  stage lead → won"]);
    assert!(place.run(&["diff", "HEAD~2..HEAD"]).0.contains("No value of any record differs."));
    let blame = place.json(&["blame", "deal/site", "--all"]);
    let stages: Vec<&str> = blame["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["field"] == "stage")
        .map(|row| row["value"].as_str().unwrap())
        .collect();
    assert_eq!(stages, ["lead", "won", "lead"]);
}

#[test]
fn invoices_are_issued_and_payments_paid() {
    let place = Place::new();
    let draft = "customer = \"acme\"\ndate = 2026-09-02\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 2\nunit_price = 500\n";
    place.write("invoices/audit.toml", draft);
    place.commit("draft");
    place.write("invoices/audit.toml", &draft.replace("date", "number = \"F-1\"\ndate"));
    place.commit("issue");
    place.write(
        "payments/p.toml",
        "customer = \"acme\"\ndate = 2026-09-03\namount = 1200\n\n[[allocations]]\ninvoice = \"audit\"\namount = 1200\n",
    );
    place.commit("pay");
    assert_eq!(
        place.told(&["log", "-n", "2"]),
        ["payment/p  paid 1,200.00 by acme for F-1", "invoice/audit  issued as F-1 to acme, 1,000.00 without tax"]
    );
    let diff = place.json(&["diff", "HEAD~2..HEAD"]);
    let figures = diff["sheets"].as_array().unwrap().iter().find(|sheet| sheet["name"] == "figures").unwrap();
    let difference = |figure: &str| {
        let row = figures["records"].as_array().unwrap().iter().find(|row| row["figure"] == figure).unwrap();
        row["difference"][0]["amount"].as_str().unwrap_or_default().to_owned()
    };
    // Nobody owed anything before, and nobody does now.
    assert_eq!([difference("invoiced"), difference("paid"), difference("balance")], ["1000.00", "1200.00", ""]);
}

#[test]
fn a_difference_reaches_to_what_is_not_committed() {
    let place = Place::new();
    place.write("deals/site.toml", &deal("won", 1000, ""));
    place.write("deals/shop.toml", &deal("lead", 300, ""));
    std::fs::remove_file(place.path("customers/acme.toml")).unwrap();
    let told = place.told(&["diff", "HEAD"]);
    assert!(told.contains(&"site  stage lead → won".to_owned()), "{told:?}");
    assert!(told.contains(&"acme  removed".to_owned()), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("shop  new: Website")), "{told:?}");
    assert!(place.run(&["diff", "HEAD.."]).0.contains("No value of any record differs."));
    let (text, _) = place.run(&["blame", "deal/site"]);
    assert!(text.contains("has edits that are not committed"), "{text}");
    assert_eq!(place.run(&["blame", "deal/shop"]).1, 1);
}

#[test]
fn personal_data_is_told_as_changed() {
    let place = Place::new();
    place.write("contacts/c.toml", "name = \"Jeanne Secret\"\nphone = \"+33 3 20 00 00 00\"\n");
    place.commit("contact");
    place.write("contacts/c.toml", "name = \"Jeanne Secret\"\nphone = \"+33 3 20 00 00 01\"\n");
    place.commit("phone");
    assert_eq!(place.told(&["log", "contact"]), ["contact/c  phone changed", "contact/c  new"]);
}

#[test]
fn a_clock_that_runs_behind_stands_right_after_its_predecessor_and_is_counted() {
    let place = Place::new();
    place.day.set(9);
    place.write("deals/site.toml", &deal("proposal", 1000, ""));
    place.commit("the tenth");
    place.day.set(2);
    place.write("deals/site.toml", &deal("won", 1000, ""));
    place.commit("says the third");
    let log = place.json(&["log", "deal/site"]);
    assert_eq!([&log["records"][0]["date"], &log["records"][1]["date"]], ["2026-09-10", "2026-09-10"]);
    assert_eq!(log["records"][0]["clamped"], true);
    assert!(place.run(&["log"]).0.contains("1 commit says an earlier time"));
}

#[test]
fn it_can_be_narrowed() {
    let place = Place::new();
    place.write("deals/site.toml", &deal("won", 1000, ""));
    place.commit("won");
    let count = |args: &[&str]| place.told(args).len();
    assert_eq!(count(&["log", "--period", "2026-09-02"]), 1);
    assert_eq!(count(&["log", "deal", "stage:won"]), 2);
    assert_eq!(count(&["log", "customer"]), 1);
    assert_eq!(count(&["log", "--by", "MARTIN"]), 4);
    assert_eq!(place.run(&["log", "--by", "paul"]).1, 1, "nobody of that name");
    assert_eq!(count(&["log", "carnet.toml"]), 1);
    assert_eq!(count(&["log", "-n", "1"]), 1);
    let (text, status) = place.run(&["log", "stage:won"]);
    assert!(status != 0 && text.contains("behind its kind"), "{text}");
    assert_eq!(place.run(&["diff", "..HEAD"]).1, 2);
    assert_eq!(place.run(&["diff", "nothing..HEAD"]).1, 2);
    assert_eq!(place.run(&["diff", "2020-01-01..HEAD"]).1, 2);
}
