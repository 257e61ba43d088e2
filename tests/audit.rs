//! `carnet audit` and `carnet close` on real repositories that somebody tampers with: each way is caught, or is named as
//! what only a tag, a second clone or the customer's copy can prove.
#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use support::{by, isolated, write};
use tempfile::TempDir;

/// A folder for clones and remotes.
struct Place {
    folder: TempDir,
}

/// A clone of the book.
struct Clone {
    root: PathBuf,
    /// Where the book lies in it.
    book: PathBuf,
    who: &'static str,
}

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\ntime_zone = \"Europe/Paris\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"invoices\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[series]]\nid = \"credits\"\ndocuments = [\"credit-note\"]\npattern = \"A-{year}-{seq:4}\"\n";

/// An invoice of ACME: one line at a price.
fn invoice(number: Option<u32>, date: &str, price: u32) -> String {
    let number = number.map_or(String::new(), |number| format!("number = \"F-2026-{number:04}\"\n"));
    format!(
        "customer = \"acme\"\n{number}date = {date}\n\n[[lines]]\ndescription = \"Work\"\nquantity = 1\nunit_price = {price}\n"
    )
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().unwrap() }
    }

    /// A book with three issued invoices, each in a commit of its own.
    fn start(&self) -> Clone {
        let clone = self.clone_at("claire", "claire");
        clone.git(&["init", "-q", "-b", "main"]);
        clone.write("carnet.toml", SETTINGS);
        clone.write("customers/acme.toml", "name = \"ACME\"\n");
        clone.write("customers/other.toml", "name = \"Other\"\n");
        clone.commit("start");
        for (number, date, price) in [(1, "2026-09-10", 100), (2, "2026-10-05", 200), (3, "2026-10-20", 300)] {
            clone.issue(number, date, price);
        }
        clone
    }

    fn clone_at(&self, name: &str, who: &'static str) -> Clone {
        let root = self.folder.path().join(name);
        std::fs::create_dir_all(&root).unwrap();
        Clone { book: root.clone(), root, who }
    }

    /// A bare repository that `clone` pushes to.
    fn remote(&self, clone: &Clone) {
        let bare = self.folder.path().join("remote.git");
        clone.git(&["init", "-q", "--bare", "-b", "main", bare.to_str().unwrap()]);
        clone.git(&["remote", "add", "origin", bare.to_str().unwrap()]);
        clone.git(&["push", "-q", "-u", "origin", "main"]);
    }

    /// A second clone of the remote.
    fn second(&self) -> Clone {
        let clone = self.clone_at("hugo", "hugo");
        std::fs::remove_dir(&clone.root).unwrap();
        let bare = self.folder.path().join("remote.git");
        let done = clone.command("git", self.folder.path()).args(["clone", "-q"]).arg(bare).arg("hugo").status();
        assert!(done.unwrap().success());
        clone
    }
}

impl Clone {
    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = isolated(program, folder);
        command.env("CARNET_TODAY", "2026-11-20");
        by(&mut command, self.who, &format!("{}@example.org", self.who));
        command
    }

    fn try_git(&self, args: &[&str]) -> Output {
        self.command("git", &self.root).args(args).output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.book, path, text);
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.book.join(path)).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn issue(&self, number: u32, date: &str, price: u32) {
        self.write(&format!("invoices/{}/i{number}.toml", &date[..4]), &invoice(Some(number), date, price));
        self.commit(&format!("issue {number}"));
    }

    /// Both streams and the exit code.
    fn carnet(&self, args: &[&str]) -> (String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), &self.book).args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (text, output.status.code().unwrap())
    }

    fn done(&self, args: &[&str]) -> String {
        let (text, status) = self.carnet(args);
        assert_eq!(status, 0, "carnet {args:?}: {text}");
        text
    }

    fn refused(&self, args: &[&str]) -> String {
        let (text, status) = self.carnet(args);
        assert_eq!(status, 1, "carnet {args:?}: {text}");
        text
    }

    /// A sheet of the audit, as JSON records.
    fn sheet(&self, name: &str, args: &[&str]) -> Vec<Value> {
        let (text, status) = self.carnet(&[&["audit", "--format", "json"], args].concat());
        assert!(status < 2, "{text}");
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let sheets = json["sheets"].as_array().unwrap();
        let sheet = sheets.iter().find(|sheet| sheet["name"] == name).unwrap();
        let faults = sheets.iter().find(|sheet| sheet["name"] == "faults").unwrap()["records"].as_array().unwrap();
        assert_eq!(status == 1, !faults.is_empty(), "the exit code says whether something fails");
        sheet["records"].as_array().unwrap().clone()
    }

    /// What fails: `fault number against`.
    fn faults(&self) -> Vec<String> {
        let word = |record: &Value, key: &str| record[key].as_str().unwrap_or("-").to_owned();
        let told = |record: &Value| {
            format!("{} {} {}", word(record, "fault"), word(record, "number"), word(record, "against"))
        };
        self.sheet("faults", &[]).iter().map(told).collect()
    }

    /// What is not proved.
    fn doubts(&self) -> Vec<String> {
        let told = |record: &Value| record["doubt"].as_str().unwrap().to_owned();
        self.sheet("unproved", &[]).iter().map(told).collect()
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }
}

const NONE: [&str; 0] = [];

#[test]
fn a_record_that_nobody_touched_is_whole() {
    let place = Place::new();
    let clone = place.start();
    // Everything that may change about an issued document.
    clone.done(&["mv", "invoice/i1", "site-acme"]);
    clone.done(&["mv", "customer/acme", "acme-sas"]);
    clone.done(&["set", "invoice/site-acme", "subject=Website", "tags+=web", "--yes"]);
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "# agreed\nunit_price = 200.00");
    clone.commit("by hand");
    clone.git(&["mv", "invoices/2026/i3.toml", "invoices/i3.toml"]);
    clone.commit("another folder");
    // Two branches, of which one issues.
    clone.git(&["switch", "-q", "-c", "side"]);
    clone.write("customers/new.toml", "name = \"New\"\n");
    clone.commit("a customer");
    clone.git(&["switch", "-q", "main"]);
    clone.issue(4, "2026-11-02", 400);
    clone.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(clone.faults(), NONE);
    let series = clone.sheet("series", &[]);
    assert_eq!(series[0]["first"], "F-2026-0001");
    assert_eq!((&series[0]["last"], &series[0]["documents"]), (&Value::from("F-2026-0004"), &Value::from(4)));
}

#[test]
fn an_old_file_that_was_edited() {
    let place = Place::new();
    let clone = place.start();
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 90");
    clone.commit("typo");
    assert_eq!(clone.faults(), ["changed F-2026-0001 parent"]);
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains("unit price 100.00 → 90.00"), "{text}");
    // To put it back is a change too: the record says both.
    clone.edit("invoices/2026/i1.toml", "unit_price = 90", "unit_price = 100");
    clone.commit("back");
    assert_eq!(clone.faults(), ["changed F-2026-0001 parent", "changed F-2026-0001 parent"]);
}

#[test]
fn an_edit_through_a_renaming() {
    let place = Place::new();
    let clone = place.start();
    clone.git(&["mv", "invoices/2026/i1.toml", "invoices/2026/site.toml"]);
    clone.edit("invoices/2026/site.toml", "unit_price = 100", "unit_price = 90");
    clone.commit("tidy up");
    assert_eq!(clone.faults(), ["changed F-2026-0001 parent"]);
}

#[test]
fn another_customer() {
    let place = Place::new();
    let clone = place.start();
    clone.edit("invoices/2026/i1.toml", "acme", "other");
    clone.commit("for them");
    assert_eq!(clone.faults(), ["changed F-2026-0001 parent"]);
}

#[test]
fn a_document_that_went() {
    let place = Place::new();
    let clone = place.start();
    clone.git(&["rm", "-q", "invoices/2026/i2.toml"]);
    clone.commit("never happened");
    assert_eq!(clone.faults(), ["missing F-2026-0002 parent"]);
}

#[test]
fn two_numbers_that_were_swapped_and_one_that_was_taken_away() {
    let place = Place::new();
    let clone = place.start();
    clone.edit("invoices/2026/i1.toml", "F-2026-0001", "F-2026-0002");
    clone.edit("invoices/2026/i2.toml", "F-2026-0002", "F-2026-0001");
    clone.commit("swap");
    assert_eq!(clone.faults(), ["renumbered F-2026-0001 parent", "renumbered F-2026-0002 parent"]);
    clone.edit("invoices/2026/i3.toml", "number = \"F-2026-0003\"\n", "");
    clone.commit("a draft again");
    assert_eq!(clone.faults()[2..], ["renumbered F-2026-0003 parent"]);
    assert!(clone.carnet(&["audit"]).0.contains("its number was taken away"));
}

#[test]
fn gaps_and_numbers_and_dates_that_run_backwards() {
    let place = Place::new();
    let clone = place.start();
    clone.issue(6, "2026-11-03", 1);
    assert_eq!(clone.faults(), ["gap F-2026-0006 parent"]);
    assert!(clone.carnet(&["audit"]).0.contains("F-2026-0004 – F-2026-0005"));
    clone.issue(4, "2026-11-04", 1);
    assert_eq!(clone.faults()[1..], ["backwards F-2026-0004 parent"]);
    clone.issue(7, "2026-10-01", 1);
    assert_eq!(clone.faults()[2..], ["date-backwards F-2026-0007 parent"]);
    // A draft that gets a number is a new number; one more of a number that is given is not.
    clone.write("invoices/2026/copy.toml", &invoice(Some(7), "2026-10-01", 1));
    clone.commit("copy");
    assert_eq!(clone.faults()[3..], ["twice F-2026-0007 parent"]);
}

#[test]
fn a_gap_that_the_rules_allowed_for_a_while() {
    for rule in ["gapless = false", "external = true"] {
        let place = Place::new();
        let clone = place.start();
        let loose = SETTINGS.replacen("documents = [\"invoice\"]", &format!("documents = [\"invoice\"]\n{rule}"), 1);
        clone.write("carnet.toml", &loose);
        clone.commit("settings");
        clone.issue(6, "2026-11-03", 1);
        assert_eq!(clone.faults(), NONE, "{rule}");
        assert!(clone.doubts().contains(&"loosened".to_owned()));
        assert_eq!(clone.sheet("series", &[])[0]["gapless"], false);
        clone.write("carnet.toml", SETTINGS);
        clone.commit("settings again");
        // Nobody broke a rule in any commit; but the rule is not kept.
        assert_eq!(clone.faults(), ["gap F-2026-0006 parent"], "{rule}");
        assert_eq!(clone.sheet("series", &[])[0]["gapless"], false);
        assert_eq!(clone.doubts().iter().filter(|doubt| *doubt == "loosened").count(), 1);
        let (text, _) = clone.carnet(&["audit"]);
        assert!(text.contains("F-2026-0004 – F-2026-0005"), "{text}");
        assert!(clone.refused(&["check"]).contains("E0401"));
    }
    // What is whole is said to be so.
    let place = Place::new();
    let clone = place.start();
    assert_eq!(clone.sheet("series", &[])[0]["gapless"], true);
}

#[test]
fn a_number_of_last_year_after_this_year_has_begun() {
    let place = Place::new();
    let clone = place.start();
    let old = |number: u32, date: &str| invoice(Some(number), date, 1).replace("F-2026", "F-2025");
    clone.write("invoices/2025/i1.toml", &old(1, "2025-12-31"));
    clone.commit("backdated");
    assert_eq!(clone.faults(), ["date-backwards F-2025-0001 parent"]);
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains("before F-2026-0003"), "{text}");
    // A past that is imported in one commit comes in the order of its files.
    let place = Place::new();
    let clone = place.clone_at("imported", "claire");
    clone.git(&["init", "-q", "-b", "main"]);
    clone.write("carnet.toml", SETTINGS);
    clone.write("customers/acme.toml", "name = \"ACME\"\n");
    clone.write("invoices/2026/a.toml", &invoice(Some(1), "2026-01-05", 1));
    clone.write("invoices/2026/b.toml", &invoice(Some(2), "2026-01-06", 1));
    clone.write("invoices/2025/z.toml", &old(1, "2025-12-31"));
    clone.commit("import");
    assert_eq!(clone.faults(), NONE);
}

#[test]
fn external_series_have_no_order_and_years_begin_anew() {
    let place = Place::new();
    let clone = place.start();
    let external = "\n[[series]]\nid = \"shop\"\nexternal = true\n";
    clone.write("carnet.toml", &format!("{SETTINGS}{external}"));
    for number in ["S-9", "S-2"] {
        let text = invoice(None, "2026-11-02", 5)
            .replace("date =", &format!("number = \"{number}\"\nseries = \"shop\"\ndate ="));
        clone.write(&format!("invoices/{number}.toml"), &text);
        clone.commit(number);
    }
    let text = invoice(Some(1), "2027-01-04", 5).replace("F-2026-0001", "F-2027-0001");
    clone.write("invoices/2027/i1.toml", &text);
    clone.commit("new year");
    assert_eq!(clone.faults(), NONE);
}

#[test]
fn a_merge_that_drops_what_came_from_one_side() {
    let place = Place::new();
    let clone = place.start();
    clone.git(&["switch", "-q", "-c", "side"]);
    clone.issue(4, "2026-11-02", 400);
    clone.git(&["switch", "-q", "main"]);
    clone.commit("meanwhile");
    // Keeps our side as it is, whatever theirs says.
    clone.git(&["merge", "-q", "--no-edit", "-s", "ours", "side"]);
    assert_eq!(clone.faults(), ["missing F-2026-0004 parent"]);
}

#[test]
fn a_merge_with_its_parents_the_wrong_way_round() {
    let place = Place::new();
    let clone = place.start();
    let ours = clone.head();
    clone.git(&["switch", "-q", "-c", "side", "HEAD~1"]);
    clone.commit("a side without the third invoice");
    let theirs = clone.head();
    // The tree of the side, and the main branch as the second parent: first parents alone look innocent.
    let tree = clone.git(&["rev-parse", "side^{tree}"]);
    let merge = clone.git(&["commit-tree", &tree, "-p", &theirs, "-p", &ours, "-m", "merge"]);
    clone.git(&["reset", "-q", "--hard", &merge]);
    assert_eq!(clone.faults(), ["missing F-2026-0003 parent"]);
}

#[test]
fn a_merge_that_changes_or_gives_numbers() {
    let place = Place::new();
    let clone = place.start();
    clone.git(&["switch", "-q", "-c", "side"]);
    clone.write("customers/new.toml", "name = \"New\"\n");
    clone.commit("a customer");
    clone.git(&["switch", "-q", "main"]);
    clone.commit("meanwhile");
    clone.git(&["merge", "-q", "--no-commit", "side"]);
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 1");
    clone.write("invoices/2026/i4.toml", &invoice(Some(4), "2026-11-02", 400));
    clone.commit("merge");
    // Both parents are contradicted, and the number is nobody's.
    assert_eq!(
        clone.faults(),
        ["changed F-2026-0001 parent", "changed F-2026-0001 parent", "in-merge F-2026-0004 parent"]
    );
}

#[test]
fn one_number_on_both_sides_of_a_merge() {
    let place = Place::new();
    let clone = place.start();
    clone.git(&["switch", "-q", "-c", "side"]);
    clone.write("invoices/2026/theirs.toml", &invoice(Some(4), "2026-11-02", 44));
    clone.commit("theirs");
    clone.git(&["switch", "-q", "main"]);
    clone.issue(4, "2026-11-02", 400);
    clone.git(&["merge", "-q", "--no-edit", "side"]);
    assert_eq!(clone.faults(), ["twice F-2026-0004 parent"]);
}

#[test]
fn an_amended_commit() {
    let place = Place::new();
    let clone = place.start();
    assert_eq!(clone.faults(), NONE);
    clone.edit("invoices/2026/i3.toml", "unit_price = 300", "unit_price = 30");
    clone.git(&["commit", "-q", "-a", "--amend", "--no-edit"]);
    // Every edge is innocent; what this clone audited before is not.
    assert_eq!(clone.faults(), ["changed F-2026-0003 audited"]);
    // Put back, it is as it was audited.
    clone.git(&["reset", "-q", "--hard", "HEAD@{1}"]);
    assert_eq!(clone.faults(), NONE);
    clone.git(&["reset", "-q", "--hard", "HEAD@{1}"]);
    // Without an audit before, git's own notes of where the branch was tell.
    std::fs::remove_file(clone.root.join(".git/carnet/audited")).unwrap();
    assert_eq!(clone.faults(), ["changed F-2026-0003 earlier"]);
    // Somebody who knows why may say so, and the audit says that they did.
    clone.carnet(&["audit", "--accept"]);
    assert_eq!(clone.faults(), NONE);
    assert!(clone.doubts().contains(&"accepted".to_owned()));
}

#[test]
fn a_rebase_that_drops_a_commit() {
    let place = Place::new();
    let clone = place.start();
    clone.commit("after");
    assert_eq!(clone.faults(), NONE);
    // `git rebase -i` with the second invoice's line taken out; the third then comes after the first.
    clone.git(&["rebase", "-q", "--onto", "HEAD~3", "HEAD~2"]);
    assert_eq!(clone.faults(), ["gap F-2026-0003 parent", "missing F-2026-0002 audited"]);
}

#[test]
fn what_was_audited_last_may_be_gone_altogether() {
    let place = Place::new();
    let clone = place.start();
    clone.done(&["audit"]);
    clone.git(&["reset", "-q", "--hard", "HEAD~1"]);
    clone.git(&["reflog", "expire", "--expire=now", "--all"]);
    clone.git(&["gc", "-q", "--prune=now"]);
    assert_eq!(clone.faults(), ["gone - audited"]);
    clone.carnet(&["audit", "--accept"]);
    assert_eq!(clone.faults(), NONE);
}

#[test]
fn a_remote_that_was_rewritten_by_force() {
    let place = Place::new();
    let claire = place.start();
    place.remote(&claire);
    let hugo = place.second();
    assert_eq!(hugo.faults(), NONE);
    claire.edit("invoices/2026/i3.toml", "unit_price = 300", "unit_price = 30");
    claire.git(&["commit", "-q", "-a", "--amend", "--no-edit"]);
    claire.git(&["push", "-q", "--force"]);
    hugo.git(&["fetch", "-q"]);
    // Hugo's clone still has what was; it contradicts the remote, and the remote contradicts itself.
    assert_eq!(hugo.faults(), ["changed F-2026-0003 remote", "changed F-2026-0003 remote-earlier"]);
    // Claire's own clone knows, too.
    assert!(claire.faults().contains(&"changed F-2026-0003 earlier".to_owned()));
    // Hugo gives in: his clone remembers all the same.
    hugo.git(&["reset", "-q", "--hard", "origin/main"]);
    assert_eq!(hugo.faults(), ["changed F-2026-0003 audited", "changed F-2026-0003 remote-earlier"]);
}

#[test]
fn not_yet_merged_is_told_from_rewritten_here() {
    let place = Place::new();
    let claire = place.start();
    place.remote(&claire);
    let hugo = place.second();
    claire.issue(4, "2026-11-02", 400);
    claire.git(&["push", "-q"]);
    hugo.git(&["fetch", "-q"]);
    // Hugo never had the fourth invoice.
    assert_eq!(hugo.faults(), NONE);
    assert!(hugo.doubts().contains(&"not-merged".to_owned()));
    // Claire had it.
    claire.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(claire.faults(), ["missing F-2026-0004 earlier"]);
    assert!(!claire.doubts().contains(&"not-merged".to_owned()));
    // What is here and on no remote yet is no fault.
    hugo.git(&["merge", "-q", "--ff-only", "origin/main"]);
    hugo.issue(5, "2026-11-03", 5);
    assert_eq!(hugo.faults(), NONE);
    assert!(hugo.doubts().contains(&"not-pushed".to_owned()));
}

#[test]
fn a_file_that_could_not_be_read_for_a_while() {
    let place = Place::new();
    let clone = place.start();
    clone.edit("invoices/2026/i1.toml", "date =", "date ==");
    clone.commit("a slip");
    assert_eq!(clone.faults(), ["unreadable F-2026-0001 parent"]);
    clone.edit("invoices/2026/i1.toml", "date ==", "date =");
    clone.commit("mended");
    assert_eq!(clone.faults(), NONE);
    assert!(clone.doubts().contains(&"mended".to_owned()));
    clone.edit("invoices/2026/i2.toml", "date =", "date ==");
    clone.commit("a cover");
    clone.edit("invoices/2026/i2.toml", "date ==", "date =");
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 2");
    clone.commit("and a change below it");
    assert_eq!(clone.faults(), ["changed F-2026-0002 parent"]);
}

#[test]
fn a_shallow_clone_is_refused() {
    let place = Place::new();
    let claire = place.start();
    place.remote(&claire);
    let bare = format!("file://{}", place.folder.path().join("remote.git").display());
    let target = place.folder.path().join("shallow");
    claire.git(&["clone", "-q", "--depth", "2", &bare, target.to_str().unwrap()]);
    let shallow = Clone { book: target.clone(), root: target, who: "hugo" };
    let (text, status) = shallow.carnet(&["audit"]);
    assert!(status == 2 && text.contains("shallow"), "{text}");
}

/// Closes September and October.
fn closed(place: &Place) -> Clone {
    let clone = place.start();
    clone.done(&["close", "2026-09"]);
    clone.done(&["close", "2026-10"]);
    clone
}

#[test]
fn a_closed_period_stays_as_it_is() {
    let place = Place::new();
    let clone = closed(&place);
    assert_eq!(clone.faults(), NONE);
    // What is no part of the document may change; payments come later anyway.
    clone.write("team/claire.toml", "name = \"Claire\"\n");
    clone.write(
        "payments/p1.toml",
        "customer = \"acme\"\ndate = 2026-11-10\namount = 240\n\n[[allocations]]\ninvoice = \"i2\"\namount = 240\n",
    );
    clone.edit("invoices/2026/i2.toml", "date =", "owner = \"claire\"\nsubject = \"Site\"\ntags = [\"x\"]\ndate =");
    clone.commit("owner, payment");
    clone.done(&["mv", "invoice/i3", "another"]);
    clone.done(&["check"]);

    // Writes that would change it are refused, also with --yes.
    let said = clone.refused(&["set", "invoice/i2", "date=2026-10-06", "--yes"]);
    assert!(said.contains("E0802") && said.contains("carnet/closed/sales/2026-10"), "{said}");
    assert!(
        clone.refused(&["rm", "invoice/i2", "--yes"]).contains("E0802")
            || clone.refused(&["rm", "invoice/i2"]).contains("i2")
    );
    let said = clone.refused(&["new", "invoice", "late", "customer=acme", "date=2026-10-30"]);
    assert!(said.contains("the draft late is dated into 2026-10"), "{said}");

    // An editor does not ask; `check` tells before the commit and after it.
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    assert!(clone.refused(&["check"]).contains("`lines.1.unit_price` differs"));
    clone.commit("secretly");
    assert!(clone.refused(&["check"]).contains("`lines.1.unit_price` differs"));
    assert_eq!(clone.faults(), ["changed F-2026-0002 parent", "changed F-2026-0002 closing"]);
}

#[test]
fn documents_that_leave_or_enter_a_closed_period() {
    let place = Place::new();
    let clone = closed(&place);
    clone.git(&["rm", "-q", "invoices/2026/i3.toml"]);
    let said = clone.refused(&["check"]);
    assert!(said.contains("F-2026-0003 is gone, though 2026-10 is closed"), "{said}");
    clone.git(&["reset", "-q", "--hard"]);
    clone.write("invoices/2026/i4.toml", &invoice(Some(4), "2026-10-31", 1));
    let said = clone.refused(&["check"]);
    assert!(said.contains("F-2026-0004 is dated into 2026-10, which is closed"), "{said}");
    clone.commit("late");
    assert_eq!(clone.faults(), ["added F-2026-0004 closing"]);
}

#[test]
fn a_rate_that_is_changed_after_closing() {
    let place = Place::new();
    let clone = closed(&place);
    clone.edit("carnet.toml", "percent = 20", "percent = 10");
    clone.commit("cheaper");
    let faults = clone.faults();
    assert!(!faults.is_empty() && faults.iter().all(|fault| fault == "total - closing"), "{faults:?}");
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains("600.00 EUR") && text.contains("550.00 EUR"), "{text}");
}

#[test]
fn what_documents_take_from_elsewhere() {
    let place = Place::new();
    let clone = place.start();
    assert!(!clone.doubts().contains(&"taken".to_owned()));
    let taken = |word: &str, source: &str| {
        let (text, _) = clone.carnet(&["audit"]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("do not say {word}")) && text.contains(source), "{word}: {text}");
        assert_eq!(clone.faults(), NONE);
    };
    // A document that says it itself is not concerned; nor is one that is issued with the change.
    clone.write(
        "invoices/2026/i4.toml",
        &invoice(Some(4), "2026-11-02", 1).replace("date =", "terms = \"30d\"\ndate ="),
    );
    clone.commit("terms of its own");
    clone.done(&["set", "customer/acme", "terms=60d", "--yes"]);
    taken("when it is due", "customers/acme.toml");
    assert!(clone.carnet(&["audit"]).0.contains("3 issued documents (F-2026-0001…)"));
    clone.edit("carnet.toml", "percent = 20", "percent = 10");
    clone.commit("cheaper");
    taken("the rate behind its tax code", "carnet.toml");
    clone.edit("carnet.toml", "\"EUR\"", "\"USD\"");
    clone.commit("dollars");
    taken("the currency", "carnet.toml");
    clone.edit("customers/acme.toml", "\"ACME\"", "\"ACME SAS\"");
    clone.commit("another name");
    taken("the customer’s name and address", "customers/acme.toml");
    // Another customer's terms concern nobody.
    let place = Place::new();
    let clone = place.start();
    clone.done(&["set", "customer/other", "terms=60d", "--yes"]);
    assert!(!clone.doubts().contains(&"taken".to_owned()));
}

#[test]
fn closings_that_overlap_say_a_thing_once() {
    let place = Place::new();
    let clone = closed(&place);
    clone.done(&["close", "2026-09..2026-10"]);
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    let said = clone.refused(&["check", "--format", "short"]);
    assert_eq!(said.matches("E0802").count(), 1, "{said}");
}

#[test]
fn amounts_in_french() {
    let place = Place::new();
    let clone = closed(&place);
    clone.edit("carnet.toml", "percent = 20", "percent = 10");
    clone.commit("cheaper");
    let (text, _) = clone.carnet(&["audit", "--lang", "fr"]);
    assert!(text.contains("600,00") && !text.contains("600.00"), "{text}");
}

#[test]
fn a_tag_that_was_moved() {
    let place = Place::new();
    let clone = closed(&place);
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    clone.commit("secretly");
    let message = clone.git(&["tag", "-l", "--format=%(contents)", "carnet/closed/sales/2026-10"]);
    clone.git(&["tag", "-f", "--cleanup=verbatim", "-m", &message, "carnet/closed/sales/2026-10"]);
    let faults = clone.faults();
    assert!(faults.contains(&"tag-differs - closing".to_owned()), "{faults:?}");
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains("the tag was moved or forged"), "{text}");
}

#[test]
fn a_tag_that_was_forged_replaced_or_copied() {
    let place = Place::new();
    let clone = closed(&place);
    let tag = "carnet/closed/sales/2026-10";
    let message = clone.git(&["tag", "-l", "--format=%(contents)", tag]);
    // What this clone remembers of the tag is gone: only the tag itself speaks.
    std::fs::remove_file(clone.root.join(".git/carnet/audited")).unwrap();
    // Another total.
    let forged = message.replace("gross = 600.00", "gross = 60.00");
    assert_ne!(forged, message);
    clone.git(&["tag", "-f", "--cleanup=verbatim", "-m", &forged, tag]);
    assert_eq!(clone.faults(), ["tag-differs - closing"]);
    // No statement, no message, no commit.
    clone.git(&["tag", "-f", "-m", "closed", tag]);
    assert_eq!(clone.faults(), ["tag-unreadable - closing"]);
    assert!(clone.done(&["check"]).contains("E0803"));
    clone.git(&["tag", "-f", tag]);
    assert_eq!(clone.faults(), ["tag-unreadable - closing"]);
    clone.git(&["tag", "-f", tag, "HEAD:carnet.toml"]);
    assert_eq!(clone.faults(), ["tag-unreadable - closing"]);
    // The statement of another month.
    let september = clone.git(&["tag", "-l", "--format=%(contents)", "carnet/closed/sales/2026-09"]);
    clone.git(&["tag", "-f", "--cleanup=verbatim", "-m", &september, tag]);
    assert_eq!(clone.faults(), ["tag-unreadable - closing"]);
}

#[test]
fn a_closing_that_was_deleted_or_made_anew() {
    let place = Place::new();
    let clone = closed(&place);
    let tag = "carnet/closed/sales/2026-10";
    let id = clone.git(&["rev-parse", tag]);
    // This clone made it: no audit need have seen it.
    clone.git(&["tag", "-d", tag]);
    assert_eq!(clone.faults(), ["tag-gone - closing"]);
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains(&id) && text.contains("is gone, though it was seen here"), "{text}");
    // A fault is told until it is mended or accepted.
    assert_eq!(clone.faults(), ["tag-gone - closing"]);
    // Opened, changed and closed again by hand.
    clone.edit("invoices/2026/i3.toml", "date = 2026-10-20", "date = 2026-10-20 # a remark");
    clone.commit("a remark");
    let other = clone.git(&["rev-parse", "carnet/closed/sales/2026-09"]);
    clone.git(&["update-ref", &format!("refs/tags/{tag}"), &other]);
    assert!(clone.faults().contains(&"tag-replaced - closing".to_owned()));
    clone.git(&["update-ref", &format!("refs/tags/{tag}"), &id]);
    assert_eq!(clone.faults(), NONE);
    // Another clone saw it in an audit.
    place.remote(&clone);
    clone.git(&["push", "-q", "--tags"]);
    let hugo = place.second();
    assert_eq!(hugo.faults(), NONE);
    hugo.git(&["tag", "-d", tag]);
    assert_eq!(hugo.faults(), ["tag-gone - closing"]);
    hugo.git(&["fetch", "-q", "--tags"]);
    assert_eq!(hugo.faults(), NONE);
    // Somebody who may decide it opens October again.
    hugo.git(&["tag", "-d", tag]);
    hugo.carnet(&["audit", "--accept"]);
    assert_eq!(hugo.faults(), NONE);
}

#[test]
fn a_history_that_was_rewritten_before_a_closing() {
    let place = Place::new();
    let clone = closed(&place);
    clone.git(&["switch", "-q", "--orphan", "fresh"]);
    clone.git(&["checkout", "-q", "main", "--", "."]);
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 1");
    clone.commit("all anew");
    clone.git(&["branch", "-q", "-M", "fresh", "main"]);
    let faults = clone.faults();
    for wanted in ["tag-elsewhere - closing", "changed F-2026-0001 closing"] {
        assert!(faults.contains(&wanted.to_owned()), "{faults:?}");
    }
    assert!(clone.carnet(&["check", "--format", "short"]).0.contains("is not in this history"));
}

#[test]
fn branches_that_were_begun_before_a_closing() {
    let place = Place::new();
    let clone = closed(&place);
    clone.git(&["switch", "-q", "-c", "side", "HEAD~2"]);
    clone.write("customers/new.toml", "name = \"New\"\n");
    clone.commit("a customer");
    // The closings are of another branch, and so are the documents that this one lacks.
    assert_eq!(clone.faults(), NONE);
    assert_eq!(clone.doubts().iter().filter(|doubt| *doubt == "tag-not-merged").count(), 2);
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 1");
    clone.commit("secretly");
    let faults = clone.faults();
    assert_eq!(faults[0], "changed F-2026-0001 parent");
    assert_eq!(faults[1..], ["changed F-2026-0001 closing", "changed F-2026-0001 closing"]);
    // No branch at all.
    clone.git(&["switch", "-q", "--detach", "main~1"]);
    assert_eq!(clone.faults(), NONE);
    assert!(clone.doubts().contains(&"detached".to_owned()));
}

/// Somebody who may write everything rewrites everything, tags included, and leaves no trace: nothing in this folder can
/// show it, and the audit says exactly that.
#[test]
fn what_only_others_can_prove() {
    let place = Place::new();
    let clone = closed(&place);
    clone.done(&["audit"]);
    for tag in ["carnet/closed/sales/2026-09", "carnet/closed/sales/2026-10"] {
        clone.git(&["tag", "-d", tag]);
    }
    clone.git(&["switch", "-q", "--orphan", "fresh"]);
    clone.git(&["checkout", "-q", "main", "--", "."]);
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 1");
    clone.commit("all anew");
    clone.git(&["branch", "-q", "-M", "fresh", "main"]);
    clone.git(&["reflog", "expire", "--expire=now", "--all"]);
    clone.git(&["gc", "-q", "--prune=now"]);
    std::fs::remove_file(clone.root.join(".git/carnet/audited")).unwrap();
    clone.done(&["close", "2026-09"]);
    clone.done(&["close", "2026-10"]);
    let doubts = clone.doubts();
    assert_eq!(doubts, ["first", "no-remote", "unsigned"]);
    assert_eq!(clone.faults(), NONE);
    let (text, _) = clone.carnet(&["audit"]);
    for words in ["this folder is the only copy", "are not signed"] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn closings_are_refused_until_the_period_is_in_order() {
    let place = Place::new();
    let clone = place.start();
    let (text, status) = clone.carnet(&["close", "2026-10-05"]);
    assert!(status == 2 && text.contains("whole months"), "{text}");
    assert_eq!(clone.carnet(&["close", "2026-09", "--journal", "purchases"]).1, 2);
    assert!(clone.refused(&["close", "2026-11"]).contains("is not over"));
    let said = clone.refused(&["close", "2026-10"]);
    assert!(said.contains("carnet close 2026-09"), "{said}");
    clone.write("invoices/2026/draft.toml", &invoice(None, "2026-09-30", 1));
    assert!(clone.refused(&["close", "2026-09"]).contains("not committed"));
    clone.commit("a draft");
    assert!(clone.refused(&["close", "2026-09"]).contains("a draft is dated in 2026-09: draft"));
    clone.git(&["rm", "-q", "invoices/2026/draft.toml"]);
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 100\ntax = \"xx\"");
    clone.commit("an error");
    let said = clone.refused(&["close", "2026-09"]);
    assert!(said.contains("E0206") && said.contains("2026-09 has"), "{said}");
    clone.git(&["reset", "-q", "--hard", "HEAD~2"]);
    assert!(clone.done(&["close", "2026-09", "--dry-run"]).contains("nothing is closed"));
    assert!(clone.done(&["close", "2026-09"]).contains("not signed"));
    assert!(clone.refused(&["close", "2026-09"]).contains("closed already"));
    // Several months at once; the year covers them all.
    let said = clone.done(&["close", "2026-01..2026-10"]);
    assert!(said.contains("carnet/closed/sales/2026-01_2026-10"), "{said}");
    assert!(clone.refused(&["close", "2026-10"]).contains("closed already"));
    assert!(clone.done(&["close", "--list"]).contains("2026-01_2026-10"));
}

#[test]
fn a_repository_that_must_not_be_written_to_says_so() {
    let place = Place::new();
    let clone = place.start();
    // A file where the folder of what carnet keeps should be.
    clone.write(".git/carnet", "");
    let said = clone.done(&["audit"]);
    assert!(said.contains("Audit: nothing fails") && said.contains("cannot be kept here"), "{said}");
    let tags = clone.root.join(".git/refs/tags");
    let mode = |mode| std::fs::set_permissions(&tags, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    if std::fs::write(tags.join("probe"), "").is_ok() {
        eprintln!("SKIPPED: root may write anywhere; a closing in a read-only repository was not tried");
        return;
    }
    let (text, status) = clone.carnet(&["close", "2026-09"]);
    mode(0o755);
    assert!(status == 2 && text.contains("refs/tags: you are not allowed to"), "{text}");
}

#[test]
fn a_closing_travels_with_a_push() {
    let place = Place::new();
    let claire = place.start();
    place.remote(&claire);
    let hugo = place.second();
    let said = claire.done(&["close", "2026-09"]);
    assert!(said.contains("git push origin carnet/closed/sales/2026-09"), "{said}");
    claire.git(&["push", "-q", "origin", "carnet/closed/sales/2026-09"]);
    assert!(claire.done(&["close", "2026-10", "--push"]).contains("the tag is on origin"));
    hugo.git(&["fetch", "-q", "--tags"]);
    assert!(hugo.refused(&["set", "invoice/i2", "date=2026-10-06", "--yes"]).contains("E0802"));
    // A closing of commits that Hugo fetched and has not merged is no fault of his.
    claire.issue(4, "2026-11-02", 400);
    claire.git(&["push", "-q"]);
    let tag = ["tag", "-f", "--cleanup=verbatim", "-m"];
    let message = claire.git(&["tag", "-l", "--format=%(contents)", "carnet/closed/sales/2026-10"]);
    claire.git(&[&tag[..], &[&message, "carnet/closed/sales/2026-10", "HEAD"]].concat());
    claire.git(&["push", "-q", "--force", "origin", "carnet/closed/sales/2026-10"]);
    hugo.git(&["fetch", "-q", "--tags", "--force"]);
    assert_eq!(hugo.faults(), NONE);
    assert!(hugo.doubts().contains(&"tag-not-merged".to_owned()));
}

#[test]
fn signed_closings() {
    let place = Place::new();
    let clone = place.start();
    let key = place.folder.path().join("key");
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "claire", "-f"]).arg(&key).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: ssh-keygen is not installed; signed closings were not tried");
        return;
    }
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let allowed = place.folder.path().join("allowed");
    std::fs::write(&allowed, format!("claire@example.org {public}")).unwrap();
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("user.signingkey", key.to_str().unwrap()),
        ("tag.gpgsign", "true"),
        ("gpg.ssh.allowedSignersFile", allowed.to_str().unwrap()),
    ] {
        clone.git(&["config", name, value]);
    }
    assert!(clone.done(&["close", "2026-09"]).contains("signed tag"));
    let closings = clone.sheet("closings", &[]);
    assert_eq!((&closings[0]["signature"], &closings[0]["holds"]), (&Value::from("good"), &Value::from(true)));
    assert!(!clone.doubts().contains(&"unsigned".to_owned()));
    // Who the key belongs to, nobody knows.
    std::fs::write(&allowed, "").unwrap();
    assert!(clone.doubts().contains(&"unverified".to_owned()));
    std::fs::write(&allowed, format!("claire@example.org {public}")).unwrap();
    // The signature of one statement below another.
    let tag = "carnet/closed/sales/2026-09";
    let object = clone.git(&["cat-file", "tag", tag]).replace("gross = 120.00", "gross = 12.00") + "\n";
    let file = place.folder.path().join("object");
    std::fs::write(&file, object).unwrap();
    let id = clone.git(&["hash-object", "-t", "tag", "-w", file.to_str().unwrap()]);
    clone.git(&["update-ref", &format!("refs/tags/{tag}"), &id]);
    assert_eq!(clone.faults(), ["tag-replaced - closing", "tag-signature - closing", "tag-differs - closing"]);
}

#[test]
fn a_book_in_a_folder_of_its_repository() {
    let place = Place::new();
    let mut clone = place.clone_at("firm", "claire");
    clone.git(&["init", "-q", "-b", "main"]);
    clone.book = clone.root.join("books/my firm");
    clone.write("carnet.toml", SETTINGS);
    clone.write("customers/acme.toml", "name = \"ACME\"\n");
    clone.issue(1, "2026-09-10", 100);
    assert!(clone.done(&["close", "2026-09"]).contains("carnet/closed/books/my-firm/sales/2026-09"));
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 1");
    assert!(clone.refused(&["check"]).contains("E0802"));
    clone.commit("secretly");
    assert_eq!(clone.faults(), ["changed F-2026-0001 parent", "changed F-2026-0001 closing"]);
}

/// Moves the whole book into a folder.
fn into_folder(clone: &mut Clone, folder: &str) {
    std::fs::create_dir_all(clone.root.join(folder)).unwrap();
    clone.git(&["mv", "carnet.toml", "customers", "invoices", folder]);
    clone.book = clone.root.join(folder);
}

#[test]
fn a_book_that_is_moved_into_a_folder_or_out_of_one() {
    let place = Place::new();
    let mut clone = closed(&place);
    into_folder(&mut clone, "sub");
    clone.commit("tidy up");
    assert_eq!(clone.faults(), NONE);
    let doubts = clone.doubts();
    for doubt in ["came-from", "other-closings"] {
        assert!(doubts.contains(&doubt.to_owned()), "{doubts:?}");
    }
    let (text, _) = clone.carnet(&["audit"]);
    assert!(text.contains("carnet/closed/sales/2026-09"), "{text}");
    // Out again, with an edit on the way and a document that is left behind.
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 90");
    clone.git(&["rm", "-q", "sub/invoices/2026/i3.toml"]);
    for what in ["carnet.toml", "customers", "invoices"] {
        clone.git(&["mv", &format!("sub/{what}"), &format!("up-{what}")]);
    }
    for what in ["carnet.toml", "customers", "invoices"] {
        clone.git(&["mv", &format!("up-{what}"), what]);
    }
    clone.book = clone.root.clone();
    clone.commit("untidy");
    let faults = clone.faults();
    for fault in ["changed F-2026-0001 folder", "missing F-2026-0003 folder"] {
        assert!(faults.contains(&fault.to_owned()), "{faults:?}");
    }
}

#[test]
fn an_edit_on_the_way_into_a_folder() {
    let place = Place::new();
    let mut clone = place.start();
    into_folder(&mut clone, "sub");
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 90");
    clone.commit("tidy up");
    assert_eq!(clone.faults(), ["changed F-2026-0001 folder"]);
    assert!(clone.carnet(&["audit"]).0.contains("unit price 100.00 → 90.00"));
}

#[test]
fn a_book_that_goes_first_and_comes_later() {
    let place = Place::new();
    let mut clone = place.start();
    let old = clone.head();
    clone.git(&["rm", "-q", "-r", "carnet.toml", "customers", "invoices"]);
    clone.commit("begin anew");
    clone.git(&["checkout", "-q", &old, "--", "."]);
    into_folder(&mut clone, "sub");
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    clone.commit("begun");
    assert_eq!(clone.faults(), ["changed F-2026-0002 folder"]);
}

#[test]
fn a_book_that_is_copied_beside_the_old_one() {
    let place = Place::new();
    let mut clone = place.start();
    for what in ["carnet.toml", "customers", "invoices"] {
        let folder = clone.root.join("sub");
        std::fs::create_dir_all(&folder).unwrap();
        let done = clone.command("cp", &clone.root).args(["-r", what, "sub"]).status().unwrap();
        assert!(done.success());
    }
    clone.book = clone.root.join("sub");
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    clone.commit("a copy");
    assert_eq!(clone.faults(), ["changed F-2026-0002 folder"]);
    // Moved later into a book that was begun before, and still beside the old one.
    let place = Place::new();
    let mut clone = place.start();
    clone.write("sub/carnet.toml", SETTINGS);
    clone.write("sub/customers/acme.toml", "name = \"ACME\"\n");
    clone.write("sub/invoices/2026/i0.toml", &invoice(Some(1), "2026-09-01", 1).replace("F-2026", "F-2025"));
    clone.commit("another book");
    clone.book = clone.root.join("sub");
    assert!(!clone.doubts().contains(&"came-from".to_owned()));
    clone.git(&["mv", "invoices/2026/i1.toml", "invoices/2026/i2.toml", "sub/invoices/2026"]);
    clone.edit("invoices/2026/i2.toml", "unit_price = 200", "unit_price = 20");
    clone.commit("over");
    assert!(clone.faults().contains(&"changed F-2026-0002 folder".to_owned()));
}

#[test]
fn two_books_of_one_repository_with_the_same_numbers() {
    let place = Place::new();
    let mut clone = place.start();
    clone.book = clone.root.join("other");
    clone.write("carnet.toml", SETTINGS);
    clone.write("customers/acme.toml", "name = \"ACME\"\n");
    clone.issue(1, "2026-09-11", 77);
    clone.issue(2, "2026-09-12", 78);
    assert_eq!(clone.faults(), NONE);
    let doubts = clone.doubts();
    assert!(!doubts.contains(&"came-from".to_owned()) && !doubts.contains(&"other-closings".to_owned()), "{doubts:?}");
}

#[test]
fn a_credit_note_keeps_to_its_invoice() {
    let place = Place::new();
    let clone = place.start();
    let note = "customer = \"acme\"\ntype = \"credit-note\"\nnumber = \"A-2026-0001\"\ndate = 2026-11-02\ncredits = \"i1\"\n\n\
        [[lines]]\nquantity = 1\nunit_price = 10\n";
    clone.write("invoices/note.toml", note);
    clone.commit("credit note");
    // The invoice gets another id, and the note follows it: the same document is credited.
    clone.done(&["mv", "invoice/i1", "site"]);
    assert_eq!(clone.faults(), NONE);
    clone.edit("invoices/note.toml", "\"site\"", "\"i2\"");
    clone.commit("another invoice");
    assert_eq!(clone.faults(), ["changed A-2026-0001 parent"]);
}

#[test]
fn seals_that_were_taken_away_or_do_not_match() {
    let place = Place::new();
    let clone = place.start();
    let sealed = |number: u32, seal: &str| {
        let text = invoice(Some(number), "2026-11-02", 400).replace("\n\n", &format!("\n\nseal = \"{seal}\"\n\n"));
        clone.write(&format!("invoices/2026/i{number}.toml"), &text);
        clone.commit("sealed");
    };
    let content = |number: u32| {
        format!(
            "carnet fiscal content 1\ndate=2026-11-02\nlines.1.description=Work\nlines.1.quantity=1\nlines.1.unit_price=400\nnumber=F-2026-{number:04}\n"
        )
    };
    let fourth = carnet::figures::seal::seal(&content(4), None);
    let fifth = carnet::figures::seal::seal(&content(5), Some(&fourth));
    sealed(4, &fourth);
    sealed(5, &fifth);
    assert_eq!(clone.faults(), NONE);
    assert_eq!(clone.sheet("series", &[])[0]["sealed"], 2);
    sealed(6, &fifth);
    assert_eq!(clone.faults(), ["seal F-2026-0006 parent"]);
    clone.edit("invoices/2026/i5.toml", &format!("seal = \"{fifth}\"\n"), "");
    clone.commit("without a seal");
    assert_eq!(clone.faults(), ["changed F-2026-0005 parent", "unsealed F-2026-0005 parent"]);
}

#[test]
fn only_what_came_since() {
    let place = Place::new();
    let clone = place.start();
    clone.edit("invoices/2026/i1.toml", "unit_price = 100", "unit_price = 90");
    clone.commit("known to the accountant");
    clone.issue(4, "2026-11-02", 400);
    assert_eq!(clone.faults().len(), 1);
    let faults = clone.sheet("faults", &["--since", "HEAD~1"]);
    assert_eq!(faults.len(), 0);
    clone.issue(6, "2026-11-03", 1);
    let faults = clone.sheet("faults", &["--since", "HEAD~2"]);
    assert_eq!(faults[0]["fault"], "gap");
}
