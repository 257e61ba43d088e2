//! `carnet sync`: several people, one book.
#![cfg(unix)]

mod support;

use carnet::cli::output::{Output, Terminal};
use carnet::cli::{Cli, Context};
use clap::Parser;
use support::team::{Clone, DEAL, SETTINGS, Team, executable};

fn deal(stage: &str, amount: u32) -> String {
    DEAL.replace("\"lead\"", &format!("\"{stage}\"")).replace("1000.00", &format!("{amount}.00"))
}

fn invoice(number: &str, date: &str) -> String {
    format!(
        "number = \"{number}\"\ncustomer = \"acme\"\ndate = {date}\n\n[[lines]]\ndescription = \"Work\"\nquantity = 1\nunit_price = 100.00\n"
    )
}

#[test]
fn nothing_to_do_only_to_send_only_to_take() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    assert!(claire.sync(&[]).contains("main and origin/main are the same: nothing came"));

    paul.run(&["set", "site", "amount=1200"]);
    let said = paul.sync(&[]);
    assert!(said.contains("To origin/main: 1 commit\n") && said.contains("amount 1,000.00 → 1,200.00"), "{said}");
    assert_eq!(team.tip(), paul.head());

    let said = claire.sync(&[]);
    assert!(said.contains("From origin/main: 1 commit\n") && said.contains("deal/site  amount 1,000.00"), "{said}");
    assert!(said.contains("paul"), "by whom: {said}");
    assert_eq!(claire.head(), paul.head());
    claire.has("deals/site.toml", "1200");
    claire.is_sound();
}

#[test]
fn both_changed_one_record_in_different_fields() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.write("deals/site.toml", &deal("lead", 1500));
    claire.git(&["add", "-A"]);
    let message = "Amount agreed\n\nOn the phone, with an accent: é\n";
    claire.git(&["commit", "-q", "-m", message, "--date=2026-10-01T09:30:00+0530"]);
    let said = claire.sync(&[]);
    assert!(said.contains("From origin/main: 1 commit") && said.contains("To origin/main: 1 commit"), "{said}");
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500));
    assert_eq!(claire.log(), ["Amount agreed", "deals/site.toml", "start"]);
    assert_eq!(
        claire.git(&["log", "-1", "--format=%an %aI|%cn|%B"]).trim_end(),
        format!("claire 2026-10-01T09:30:00+05:30|claire|{message}").trim_end()
    );
    assert_eq!(team.tip(), claire.head());
    paul.sync(&[]);
    assert_eq!(paul.head(), claire.head());
    claire.is_sound();
    paul.is_sound();
}

#[test]
fn where_the_firm_says_merge() {
    let settings = format!("{SETTINGS}\n[sync]\nstrategy = \"merge\"\n");
    let (team, claire) = Team::with("", &[("carnet.toml", &settings)]);
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1500));
    let (theirs, mine) = (paul.head(), claire.head());
    claire.sync(&[]);
    assert_eq!(claire.git(&["log", "-1", "--format=%P"]), format!("{theirs} {mine}"));
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500));
    assert_eq!(claire.carnet(&["check"]).code, Some(0));
    // Renamed and edited in commits of their own.
    paul.sync(&[]);
    paul.run(&["set", "deal/site", "stage=won"]);
    paul.sync(&[]);
    claire.run(&["mv", "deal/site", "website"]);
    claire.run(&["set", "deal/website", "amount=1600", "name=Web"]);
    claire.sync(&[]);
    assert!(claire.read("deals/site.toml").is_none());
    claire.has("deals/website.toml", "1600");
    claire.has("deals/website.toml", "won");
    // And a conflict.
    paul.sync(&[]);
    paul.run(&["set", "deal/website", "amount=1700"]);
    paul.sync(&[]);
    claire.run(&["set", "deal/website", "amount=1800"]);
    claire.refused(&[], 1, "changed 1 value differently");
    claire.sync(&["--mine"]);
    claire.has("deals/website.toml", "1800");
    claire.is_sound();
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn commits_that_others_may_know_are_merged_not_replayed() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.change("customers/b.toml", "name = \"B\"\n");
    claire.git(&["tag", "sent-to-the-accountant"]);
    let tagged = claire.head();
    assert!(claire.sync(&[]).contains("merged, not replayed"));
    assert!(claire.git(&["branch", "--contains", &tagged]).contains("main"));

    // A merge among one's own commits.
    paul.sync(&[]);
    paul.change("customers/c.toml", "name = \"C\"\n");
    paul.sync(&[]);
    claire.git(&["switch", "-q", "-c", "side"]);
    claire.change("customers/d.toml", "name = \"D\"\n");
    claire.git(&["switch", "-q", "main"]);
    claire.change("customers/e.toml", "name = \"E\"\n");
    claire.git(&["merge", "-q", "--no-edit", "side"]);
    let merge = claire.head();
    assert!(claire.sync(&[]).contains("merged, not replayed"));
    claire.git(&["merge-base", "--is-ancestor", &merge, "HEAD"]);
    for id in ["b", "c", "d", "e"] {
        assert!(claire.read(&format!("customers/{id}.toml")).is_some(), "{id}");
    }
    claire.is_sound();
}

#[test]
fn the_same_field_waits_for_a_decision() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("won", 1400));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("proposal", 1300));
    let said = claire.refused(&[], 1, "changed 2 values differently");
    for word in ["stage", "lead", "proposal", "won", "1,000.00", "1,300.00", "1,400.00", "paul"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let json = claire.carnet(&["sync", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["records"][1]["field"], "amount");
    assert_eq!(json["records"][1]["mine"]["amount"], "1300.00");
    claire.refused(&["--mine", "deal/site.amount"], 1, "changed 2 values differently");
    claire.refused(&["--theirs", "--mine", "deal/sitee"], 2, "nothing that both sides changed is called deal/sitee");
    // A slip of the pen is named while other values are undecided, too; both at once is nonsense.
    let said = claire.refused(&["--theirs", "site.amont"], 2, "nothing that both sides changed is called site.amont");
    assert!(said.contains("in conflict: deal/site.stage, deal/site.amount"), "{said}");
    claire.refused(&["--theirs", "deal/sitee", "--mine", "site.stage"], 2, "is called deal/sitee");
    claire.refused(&["--mine", "--theirs"], 2, "both said of everything");
    claire.refused(&["--mine", "site", "--theirs", "site"], 2, "both said of site");
    // The help names what is in conflict, and is no wider than 80 columns.
    let said = claire.refused(&["--theirs", "site.amount"], 1, "changed 2 values differently");
    assert!(said.contains("  carnet sync --mine deal/site "), "{said}");
    assert!(said.contains("  carnet sync --theirs deal/site.stage  theirs, in this field"), "{said}");
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    claire.sync(&["--mine", "deal/site.amount", "--theirs", "site.stage"]);
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("won", 1300));
    paul.sync(&[]);
    assert_eq!(paul.head(), claire.head());
    paul.is_sound();
}

#[test]
fn one_decision_holds_for_all_commits_of_a_sync() {
    for (flag, amount) in [("--mine", 3000), ("--theirs", 1400)] {
        let (team, claire) = Team::new();
        let paul = team.clone("paul");
        paul.change("deals/site.toml", &deal("lead", 1400));
        paul.sync(&[]);
        claire.change("deals/site.toml", &deal("lead", 2000));
        claire.change("deals/site.toml", &deal("lead", 3000));
        claire.change("customers/b.toml", "name = \"B\"\n");
        claire.sync(&[flag]);
        assert_eq!(claire.read("deals/site.toml").unwrap(), deal("lead", amount), "{flag}");
        assert!(claire.read("customers/b.toml").is_some());
        claire.is_sound();
    }
}

#[test]
fn removed_here_changed_there() {
    for (flag, there) in [("--mine", false), ("--theirs", true)] {
        let (team, claire) = Team::new();
        let paul = team.clone("paul");
        paul.change("deals/site.toml", &deal("won", 1000));
        paul.sync(&[]);
        claire.git(&["rm", "-q", "deals/site.toml"]);
        claire.git(&["commit", "-q", "-m", "no deal"]);
        let said = claire.refused(&[], 1, "(all of it)");
        assert!(said.contains("removed") && said.contains("changed"), "{said}");
        claire.sync(&[flag]);
        assert_eq!(claire.read("deals/site.toml").is_some(), there, "{flag}");
        claire.is_sound();
    }
}

#[test]
fn a_renamed_record_is_found_under_its_new_name() {
    // They rename, I edit.
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.run(&["mv", "deal/site", "website"]);
    paul.run(&["set", "website", "stage=proposal"]);
    paul.sync(&[]);
    claire.run(&["set", "site", "amount=1700"]);
    claire.run(&["set", "site", "amount=1800"]);
    claire.sync(&[]);
    assert!(claire.read("deals/site.toml").is_none());
    claire.has("deals/website.toml", "1800");
    claire.has("deals/website.toml", "proposal");
    claire.is_sound();
    // I rename, they edit.
    claire.run(&["mv", "deal/website", "site"]);
    paul.sync(&[]);
    paul.run(&["set", "website", "amount=1900"]);
    paul.sync(&[]);
    claire.sync(&[]);
    assert!(claire.read("deals/website.toml").is_none());
    claire.has("deals/site.toml", "1900");
    claire.is_sound();
}

#[test]
fn names_that_meet() {
    // Both gave the same record a new name: the others' one stands, and what refers to mine is refused.
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.run(&["mv", "deal/site", "theirs"]);
    paul.sync(&[]);
    claire.run(&["mv", "deal/site", "mine"]);
    claire.run(&["set", "deal/mine", "amount=1100"]);
    claire.sync(&[]);
    assert!(claire.read("deals/mine.toml").is_none() && claire.read("deals/site.toml").is_none());
    claire.has("deals/theirs.toml", "1100");
    claire.is_sound();
    // My new name is that of a record which the others made meanwhile.
    paul.sync(&[]);
    paul.change("deals/taken.toml", &deal("won", 7));
    paul.sync(&[]);
    claire.run(&["mv", "deal/theirs", "taken"]);
    claire.refused(&[], 1, "deal/taken");
    claire.sync(&["--theirs"]);
    assert_eq!(claire.read("deals/taken.toml").unwrap(), deal("won", 7));
    // Both made the same record, equal but for one field.
    paul.sync(&[]);
    paul.change("customers/new.toml", "name = \"New\"\nowner = \"paul\"\n");
    paul.git(&["push", "-q"]);
    claire.change("customers/new.toml", "name = \"New\"\n");
    claire.sync(&[]);
    claire.has("customers/new.toml", "owner = \"paul\"");
}

/// The commands that a refusal advises, without `carnet`, run as they stand there.
fn follow(person: &Clone, said: &str) {
    let lines = said.lines().filter_map(|line| line.strip_prefix("  "));
    let commands: Vec<&str> = lines.filter(|line| line.starts_with("carnet ") || line.starts_with("git ")).collect();
    assert!(!commands.is_empty(), "{said}");
    let carnet = std::path::Path::new(env!("CARGO_BIN_EXE_carnet")).parent().unwrap();
    for line in commands {
        let path = format!("PATH={}:$PATH; {line}", carnet.display());
        let output = person.command("sh").args(["-c", &path]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{line}: {text}\nadvised by:\n{said}");
    }
}

fn nothing_is_wrong(people: &[&Clone]) {
    for person in people {
        assert_eq!(person.carnet(&["audit"]).code, Some(0), "{}", person.carnet(&["audit"]).all());
        assert_eq!(person.carnet(&["check"]).code, Some(0), "{}", person.carnet(&["check"]).all());
        person.is_sound();
    }
    assert!(people.iter().all(|person| person.head() == people[0].head()));
}

#[test]
fn both_renamed_one_record_and_somebody_refers_to_it() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.run(&["mv", "customer/acme", "theirs"]);
    paul.sync(&[]);
    claire.run(&["mv", "customer/acme", "mine"]);
    claire.change("deals/new.toml", &DEAL.replace("acme", "mine"));
    let said = claire.refused(&[], 1, "it is customer/mine here and customer/theirs there");
    assert!(said.contains("  carnet mv customer/mine theirs\n  carnet sync"), "{said}");
    assert!(!said.contains("E0201"), "{said}");
    follow(&claire, &said);
    claire.has("deals/new.toml", "customer = \"theirs\"");
    claire.has("deals/site.toml", "customer = \"theirs\"");
    assert!(claire.read("customers/mine.toml").is_none());
    assert_eq!(team.tip(), claire.head());
    paul.sync(&[]);
    nothing_is_wrong(&[&claire, &paul]);
}

#[test]
fn whose_the_other_value_is_stands_there_for_a_renamed_record_too() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.run(&["set", "deal/site", "amount=1100"]);
    paul.run(&["mv", "deal/site", "theirs"]);
    paul.sync(&[]);
    claire.run(&["set", "deal/site", "amount=1200"]);
    claire.run(&["mv", "deal/site", "mine"]);
    let said = claire.refused(&[], 1, "changed 1 value differently");
    assert!(said.lines().any(|line| line.starts_with("deal/") && line.contains("paul")), "{said}");
}

#[test]
fn a_branch_that_was_deleted_is_missed() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.git(&["push", "-q", "origin", "main:other"]);
    paul.git(&["--git-dir", "../shared.git", "update-ref", "-d", "refs/heads/main"]);
    let said = claire.refused(&[], 1, "origin/main is not there any more");
    assert!(said.lines().all(|line| line.chars().count() <= 80 || line.starts_with("error")), "{said}");
    claire.change("customers/b.toml", "name = \"B\"\n");
    claire.refused(&[], 1, "origin/main is not there any more");
    claire.git(&["fetch", "-q", "--prune", "origin"]);
    claire.sync(&[]);
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn two_invoices_with_one_number_are_refused_and_the_advice_works() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("invoices/2026/p.toml", &invoice("F-2026-0001", "2026-10-03"));
    paul.sync(&[]);
    claire.change("customers/b.toml", "name = \"B\"\n");
    claire.change("invoices/2026/c.toml", &invoice("F-2026-0001", "2026-10-02"));
    claire.change("customers/d.toml", "name = \"D\"\n");
    claire.change("invoices/2026/e.toml", &invoice("F-2026-0002", "2026-10-04"));
    let said = claire.refused(&[], 1, "E0402");
    assert!(said.contains("neither has alone; nothing has moved"), "{said}");
    for command in [
        "  carnet set invoice/c invoice/e --unset number --yes\n  carnet sync\n",
        "  carnet set invoice/c number=F-2026-0002 date=2026-10-03\n",
        "  carnet set invoice/e number=F-2026-0003\n  carnet sync\n",
    ] {
        assert!(said.contains(command), "{command}\n{said}");
    }
    follow(&claire, &said);
    assert_eq!(team.tip(), claire.head());
    let log = claire.log();
    assert_eq!(log[log.len() - 4..], ["sync: 4 commits made one", "customers/b.toml", "invoices/2026/p.toml", "start"]);
    paul.sync(&[]);
    nothing_is_wrong(&[&claire, &paul]);
}

#[test]
fn a_number_that_is_mended_on_the_way_is_never_published() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("invoices/2026/p.toml", &invoice("F-2026-0001", "2026-10-01"));
    paul.sync(&[]);
    claire.change("invoices/2026/c.toml", &invoice("F-2026-0001", "2026-10-02"));
    claire.refused(&[], 1, "E0402");
    claire.write("invoices/2026/c.toml", &invoice("F-2026-0002", "2026-10-02"));
    claire.git(&["commit", "-q", "-a", "-m", "another number", "--date=2026-10-01T09:30:00+0530"]);
    claire.change("customers/b.toml", "name = \"B\"\n");
    let said = claire.sync(&[]);
    assert!(said.contains("2 commits of yours were made one"), "{said}");
    assert_eq!(claire.log(), ["customers/b.toml", "sync: 2 commits made one", "invoices/2026/p.toml", "start"]);
    assert_eq!(
        claire.git(&["log", "-1", "--format=%an %aI|%b", "HEAD~1"]),
        "claire 2026-10-01T09:30:00+05:30|- invoices/2026/c.toml\n- another number"
    );
    assert_eq!(team.tip(), claire.head());
    paul.sync(&[]);
    nothing_is_wrong(&[&claire, &paul]);
}

#[test]
fn a_merge_does_not_publish_a_number_given_twice() {
    let settings = format!("{SETTINGS}\n[sync]\nstrategy = \"merge\"\n");
    let (team, claire) = Team::with("", &[("carnet.toml", &settings)]);
    let paul = team.clone("paul");
    paul.change("invoices/2026/p.toml", &invoice("F-2026-0001", "2026-10-01"));
    paul.sync(&[]);
    claire.change("invoices/2026/c.toml", &invoice("F-2026-0001", "2026-10-02"));
    claire.refused(&[], 1, "E0402");
    claire.change("invoices/2026/c.toml", &invoice("F-2026-0002", "2026-10-02"));
    let said = claire.refused(&[], 1, "gives invoice/c the number F-2026-0001");
    follow(&claire, &said);
    assert_eq!(team.tip(), claire.head());
    paul.sync(&[]);
    nothing_is_wrong(&[&claire, &paul]);
}

#[test]
fn an_allocation_beyond_what_was_invoiced_is_refused() {
    let (team, claire) = Team::new();
    claire.change("invoices/2026/a.toml", &invoice("F-2026-0001", "2026-10-01"));
    claire.sync(&[]);
    let paul = team.clone("paul");
    let payment = "customer = \"acme\"\ndate = 2026-10-10\namount = 100.00\n\n[[allocations]]\ninvoice = \"a\"\namount = 100.00\n";
    paul.change("payments/2026/p.toml", payment);
    paul.sync(&[]);
    claire.change("payments/2026/c.toml", payment);
    let said = claire.refused(&[], 1, "nothing has moved");
    assert!(said.contains("E0302") || said.contains("E0303"), "{said}");
}

#[test]
fn a_reference_to_what_the_others_removed_is_refused() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.run(&["rm", "contact/zoe"]);
    paul.sync(&[]);
    claire.run(&["set", "site", "contact=zoe"]);
    claire.refused(&[], 1, "E0201");
}

#[test]
fn a_period_that_was_closed_meanwhile_stays_closed() {
    let (team, claire) = Team::new();
    claire.change("invoices/2026/a.toml", &invoice("F-2026-0001", "2026-09-01"));
    claire.sync(&[]);
    let paul = team.clone("paul");
    claire.run(&["close", "2026-09", "--push"]);
    claire.change("customers/b.toml", "name = \"B\"\n");
    claire.sync(&[]);
    // Paul did not know yet.
    let dearer = invoice("F-2026-0001", "2026-09-01").replace("100.00", "120.00");
    paul.change("invoices/2026/a.toml", &dearer);
    let said = paul.refused(&[], 1, "your commits change a period that is closed");
    assert!(said.contains("F-2026-0001"), "{said}");
    paul.git(&["revert", "--no-edit", "HEAD"]);
    paul.change("customers/c.toml", "name = \"C\"\n");
    // What changed the period and what took that back say nothing together, and are not published.
    paul.sync(&[]);
    assert_eq!(paul.log(), ["customers/c.toml", "customers/b.toml", "invoices/2026/a.toml", "start"]);
    assert_eq!(team.tip(), paul.head());
    assert_eq!(paul.carnet(&["audit"]).code, Some(0), "{}", paul.carnet(&["audit"]).all());
}

#[test]
fn old_errors_are_nobody_s_hindrance() {
    let (team, claire) = Team::with("", &[("carnet.toml", SETTINGS), ("customers/bad.toml", "nme = \"Bad\"\n")]);
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1500));
    claire.sync(&[]);
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn uncommitted_edits_stay_or_stop_it() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    // Elsewhere: stays, staged or not.
    claire.write("customers/acme.toml", "name = \"ACME SAS\"\n");
    claire.write("customers/staged.toml", "name = \"S\"\n");
    claire.git(&["add", "customers/staged.toml"]);
    claire.sync(&[]);
    assert_eq!(claire.status(), " M customers/acme.toml\nA  customers/staged.toml");
    claire.has("deals/site.toml", "proposal");

    // What they removed while I edit it.
    paul.git(&["rm", "-q", "contacts/zoe.toml"]);
    paul.git(&["commit", "-q", "-m", "no zoe"]);
    paul.sync(&[]);
    claire.write("contacts/zoe.toml", "name = \"Zoe Grand\"\n");
    claire.refused(&[], 1, "`contacts/zoe.toml` has edits that are not committed yet");
    claire.git(&["checkout", "-q", "contacts/zoe.toml"]);

    // In the way.
    paul.change("deals/site.toml", &deal("won", 1000));
    paul.change("customers/new.toml", "name = \"New\"\n");
    paul.sync(&[]);
    claire.write("deals/site.toml", &deal("proposal", 9999));
    claire.refused(&[], 1, "`deals/site.toml` has edits that are not committed yet");
    claire.git(&["checkout", "-q", "deals/site.toml"]);
    claire.write("customers/new.toml", "name = \"Another\"\n");
    claire.refused(&[], 1, "`customers/new.toml` is not known to git");
    // The very same file is not in the way.
    claire.write("customers/new.toml", "name = \"New\"\n");
    claire.sync(&[]);
    assert_eq!(claire.status(), " M customers/acme.toml\nA  customers/staged.toml");
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn a_file_where_a_folder_comes_and_the_other_way_round() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("files/a/b.txt", "b\n");
    paul.change("files/c", "c\n");
    paul.sync(&[]);
    claire.write("files/a", "in the way\n");
    claire.refused(&[], 1, "`files/a` is not known to git");
    std::fs::remove_file(claire.root.join("files/a")).unwrap();
    claire.write("files/c/mine", "in the way\n");
    claire.refused(&[], 1, "`files/c/` is not known to git");
    std::fs::remove_dir_all(claire.root.join("files/c")).unwrap();
    claire.sync(&[]);
    // Committed: a file becomes a folder, a folder a file.
    paul.git(&["rm", "-q", "-r", "files"]);
    paul.write("files/a", "a\n");
    paul.write("files/c/d.txt", "d\n");
    paul.commit("turned round");
    paul.sync(&[]);
    claire.sync(&[]);
    assert_eq!(claire.read("files/a").unwrap(), "a\n");
    assert_eq!(claire.read("files/c/d.txt").unwrap(), "d\n");
    claire.is_sound();
    // And replayed on top of something else.
    paul.change("customers/b.toml", "name = \"B\"\n");
    paul.sync(&[]);
    claire.git(&["rm", "-q", "-r", "files"]);
    claire.write("files/a/b.txt", "b\n");
    claire.write("files/c", "c\n");
    claire.commit("turned back");
    claire.sync(&[]);
    assert_eq!(claire.read("files/a/b.txt").unwrap(), "b\n");
    assert_eq!(claire.read("files/c").unwrap(), "c\n");
    claire.is_sound();
    // Both at the same place.
    paul.sync(&[]);
    paul.change("files/x/y.txt", "y\n");
    paul.sync(&[]);
    claire.change("files/x", "x\n");
    claire.refused(&[], 1, "`files/x` cannot be brought in");
}

#[test]
fn what_makes_it_impossible_is_said() {
    let (team, claire) = Team::new();
    claire.git(&["checkout", "-q", "--detach"]);
    claire.refused(&[], 2, "HEAD is detached");
    claire.git(&["switch", "-q", "main"]);

    // In the middle of a merge.
    claire.git(&["switch", "-q", "-c", "side"]);
    claire.change("deals/site.toml", &deal("proposal", 1));
    claire.git(&["switch", "-q", "main"]);
    claire.change("deals/site.toml", &deal("won", 1));
    assert!(!claire.try_git(&["merge", "side"]).status.success());
    claire.refused(&[], 2, "a merge is not finished");
    claire.git(&["merge", "--abort"]);
    // And of a rebase, which detaches HEAD.
    assert!(!claire.try_git(&["rebase", "side"]).status.success());
    let said = claire.refused(&[], 2, "a rebase is not finished: finish it with `git rebase --continue`");
    assert!(said.contains("`git rebase --abort`") && !said.contains("git switch"), "{said}");
    let said = claire.carnet(&["doctor"]).all();
    assert!(said.contains("git rebase --continue, or git rebase --abort") && !said.contains("git switch"), "{said}");
    claire.git(&["rebase", "--abort"]);
    claire.git(&["reset", "-q", "--hard", "origin/main"]);

    claire.git(&["branch", "--unset-upstream"]);
    claire.refused(&[], 2, "carnet sync --remote origin");
    claire.refused(&["--remote", "nobody"], 2, "no remote is called nobody");
    assert!(claire.sync(&["--remote", "origin"]).contains("main follows origin/main from now on"));
    claire.sync(&[]);

    claire.git(&["config", "remote.origin.fetch", "+refs/heads/other:refs/remotes/origin/other"]);
    claire.refused(&[], 2, "git remote set-branches --add origin main");
    claire.git(&["config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"]);

    claire.git(&["remote", "set-url", "origin", "../gone.git"]);
    claire.refused(&[], 2, "origin could not be asked");
    claire.git(&["remote", "set-url", "origin", "../shared.git"]);
    claire.git(&["remote", "remove", "origin"]);
    claire.refused(&[], 2, "knows no other one");

    let url = format!("file://{}", team.path("shared.git").display());
    let paul = team.person("paul", "");
    claire.git(&["clone", "-q", "--depth", "1", &url, "../paul"]);
    // One commit alone is whole.
    paul.git(&["commit", "-q", "--allow-empty", "-m", "two"]);
    paul.git(&["push", "-q"]);
    let hugo = team.person("hugo", "");
    claire.git(&["clone", "-q", "--depth", "1", &url, "../hugo"]);
    hugo.refused(&[], 2, "git fetch --unshallow");

    let lone = team.person("lone", "");
    claire.git(&["init", "-q", "-b", "main", "../lone"]);
    lone.write("carnet.toml", SETTINGS);
    lone.commit("another book");
    lone.git(&["remote", "add", "origin", "../shared.git"]);
    lone.refused(&["--remote", "origin"], 2, "two different books");
}

#[test]
fn nothing_committed_anywhere_is_not_called_the_same() {
    let (team, claire) = Team::new();
    claire.git(&["init", "-q", "--bare", "-b", "main", "../new.git"]);
    claire.git(&["init", "-q", "-b", "main", "../lone"]);
    let lone = team.person("lone", "");
    lone.write("carnet.toml", SETTINGS);
    lone.git(&["remote", "add", "origin", "../new.git"]);
    let said = lone.sync(&["--remote", "origin"]);
    assert!(said.contains("main has no commit yet, and origin/main has none") && !said.contains("the same"), "{said}");
}

#[test]
fn an_empty_remote_gets_the_book() {
    let (team, claire) = Team::new();
    claire.git(&["init", "-q", "--bare", "-b", "main", "../new.git"]);
    claire.git(&["remote", "add", "new", "../new.git"]);
    let said = claire.sync(&["--remote", "new"]);
    assert!(said.contains("To new/main: 1 commit") && said.contains("main follows new/main"), "{said}");
    claire.git(&["clone", "-q", "../new.git", "../copy"]);
    assert_eq!(team.person("copy", "").head(), claire.head());
}

#[test]
fn a_rewritten_remote_is_refused_each_time() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("won", 1000));
    paul.sync(&[]);
    claire.sync(&[]);
    paul.git(&["commit", "-q", "--amend", "-m", "another history"]);
    paul.git(&["push", "-q", "--force"]);
    claire.refused(&[], 1, "its history was rewritten");
    claire.refused(&[], 1, "its history was rewritten");
    claire.change("customers/b.toml", "name = \"B\"\n");
    claire.refused(&[], 1, "its history was rewritten");
    assert_eq!(team.tip(), paul.head());
    // Wound back.
    paul.git(&["reset", "-q", "--hard", "HEAD~1"]);
    paul.git(&["push", "-q", "--force"]);
    claire.refused(&[], 1, "its history was rewritten");
}

#[test]
fn a_refusal_of_the_server_is_quoted_and_what_came_in_stays() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    team.hook("pre-receive", "echo 'the office is closed'; exit 1");
    claire.change("deals/site.toml", &deal("lead", 1500));
    let ran = claire.carnet(&["sync"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("the office is closed") && ran.out.contains("From origin/main"), "{}", ran.all());
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500));
    assert_eq!(team.tip(), paul.head());
    claire.is_sound();
    std::fs::remove_file(team.path("shared.git/hooks/pre-receive")).unwrap();
    // One's own hook, too.
    executable(&claire.root.join(".git/hooks/pre-push"), "echo 'not on Fridays' >&2; exit 1");
    let ran = claire.carnet(&["sync"]);
    assert!(ran.code == Some(1) && ran.err.contains("not on Fridays"), "{}", ran.all());
    executable(&claire.root.join(".git/hooks/pre-push"), "carnet=1; cat > ../pushed");
    claire.sync(&[]);
    assert!(team.path("pushed").exists(), "the hook ran");
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn somebody_faster_is_no_obstacle() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    claire.change("deals/site.toml", &deal("lead", 1500));
    // Just before Claire's push, Paul's: once.
    let once = team.path("once");
    let script = format!(
        "test -e {once} && exit 0; touch {once}; unset GIT_DIR; cd {paul} && git -c user.name=paul -c user.email=p@e.org commit -q --allow-empty -m faster && git push -q",
        once = once.display(),
        paul = paul.root.display()
    );
    executable(&claire.root.join(".git/hooks/pre-push"), &script);
    let said = claire.sync(&[]);
    assert!(said.contains("are the same now"), "{said}");
    assert_eq!(claire.log(), ["deals/site.toml", "faster", "start"]);
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn a_dry_run_and_no_push() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1500));
    let state = claire.state();
    let said = claire.sync(&["--dry-run"]);
    assert!(
        said.contains("Would come from origin/main: 1 commit") && said.contains("Would go to origin/main"),
        "{said}"
    );
    assert_eq!(claire.state(), state);
    let said = claire.sync(&["--no-push"]);
    assert!(said.contains("Not sent to origin/main yet: 1 commit"), "{said}");
    assert_eq!(team.tip(), paul.head());
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500));
    let json = claire.carnet(&["sync", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["parameters"]["state"], "ahead");
    assert_eq!(json["parameters"]["pushed"], true);
    assert_eq!(json["parameters"]["outgoing"], 1);
    assert_eq!(json["parameters"]["commit"], claire.head());
}

#[test]
fn a_book_in_a_folder_among_foreign_files() {
    let files = [
        ("books/acme/carnet.toml", SETTINGS),
        ("README.md", "one\n2\n3\n4\nfive\n"),
        ("src/run.sh", "echo run\n"),
        ("picture.png", "\0\u{1}\u{2}"),
    ];
    let (team, claire) = Team::with("books/acme", &files);
    let paul = team.clone_in("paul", "books/acme");
    paul.change("README.md", "ONE\n2\n3\n4\nfive\n");
    paul.change("books/acme/deals/site.toml", &deal("proposal", 1000));
    // A program, a link.
    executable(&paul.root.join("src/run.sh"), "echo run");
    std::os::unix::fs::symlink("src/run.sh", paul.root.join("run")).unwrap();
    paul.commit("tools");
    let said = paul.sync(&[]);
    assert!(said.contains("deal/site  stage lead → proposal") && !said.contains("README"), "{said}");
    claire.change("README.md", "one\n2\n3\n4\nFIVE\n");
    claire.change("books/acme/deals/site.toml", &deal("lead", 1500));
    claire.sync(&[]);
    assert_eq!(claire.read("README.md").unwrap(), "ONE\n2\n3\n4\nFIVE\n");
    assert_eq!(claire.read("books/acme/deals/site.toml").unwrap(), deal("proposal", 1500));
    assert_eq!(std::fs::read_link(claire.root.join("run")).unwrap().to_str(), Some("src/run.sh"));
    claire.is_sound();

    // Foreign files in conflict: refused, unless a side is chosen.
    paul.sync(&[]);
    paul.change("README.md", "1\n");
    paul.change("picture.png", "\0\u{3}");
    paul.sync(&[]);
    claire.change("README.md", "eins\n");
    claire.change("picture.png", "\0\u{4}");
    let said = claire.refused(&[], 1, "README.md");
    assert!(said.contains("picture.png") && said.contains("changed 2 values"), "{said}");
    claire.sync(&["--mine", "README.md", "--theirs", "picture.png"]);
    assert_eq!(claire.read("README.md").unwrap(), "eins\n");
    assert_eq!(claire.read("picture.png").unwrap(), "\0\u{3}");
    claire.is_sound();
}

#[test]
fn submodules_keep_their_pointers() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    let id = paul.head();
    let pointer = |id: &str| format!("160000,{id},vendor");
    paul.git(&["update-index", "--add", "--cacheinfo", &pointer(&id)]);
    paul.git(&["commit", "-q", "-m", "a submodule"]);
    std::fs::create_dir_all(paul.root.join("vendor")).unwrap();
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1500));
    claire.sync(&[]);
    assert!(claire.git(&["ls-tree", "HEAD", "vendor"]).contains(&id));
    assert_eq!(claire.status(), "");
    paul.sync(&[]);
    paul.git(&["update-index", "--cacheinfo", &pointer(&paul.head())]);
    paul.git(&["commit", "-q", "-m", "newer"]);
    let newer = paul.git(&["ls-tree", "HEAD", "vendor"]);
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("won", 1500));
    claire.sync(&[]);
    assert_eq!(claire.git(&["ls-tree", "HEAD", "vendor"]), newer);
    assert_eq!(claire.status(), "");
}

#[test]
fn another_work_tree_syncs_its_own_branch() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    claire.git(&["worktree", "add", "-q", "-b", "proposals", "../second", "origin/main"]);
    let second = team.person("second", "");
    second.git(&["branch", "-q", "--set-upstream-to=origin/main"]);
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    second.change("deals/site.toml", &deal("lead", 1500));
    let main = claire.head();
    let said = second.sync(&[]);
    assert!(said.contains("proposals and origin/main are the same now"), "{said}");
    assert_eq!(second.read("deals/site.toml").unwrap(), deal("proposal", 1500));
    assert_eq!((claire.head(), claire.status()), (main, String::new()), "the other work tree stays");
    assert_eq!(team.tip(), second.head());
    claire.sync(&[]);
}

#[test]
fn line_ends_and_filters_are_those_of_the_clone() {
    let (team, claire) = Team::with("", &[("carnet.toml", SETTINGS), (".gitattributes", "*.up filter=shout\n")]);
    let paul = team.clone("paul");
    claire.git(&["config", "core.autocrlf", "true"]);
    claire.git(&["config", "filter.shout.smudge", "tr a-z A-Z"]);
    claire.git(&["config", "filter.shout.clean", "tr A-Z a-z"]);
    claire.git(&["rm", "-q", "--cached", "-r", "."]);
    claire.git(&["reset", "-q", "--hard"]);
    claire.has("deals/site.toml", "\r\n");
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.change("files/word.up", "word\n");
    paul.sync(&[]);
    claire.write("deals/site.toml", &deal("lead", 1500).replace('\n', "\r\n"));
    claire.commit("amount");
    claire.sync(&[]);
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500).replace('\n', "\r\n"));
    assert_eq!(claire.read("files/word.up").unwrap(), "WORD\r\n");
    claire.is_sound();
    paul.sync(&[]);
    assert_eq!(paul.read("deals/site.toml").unwrap(), deal("proposal", 1500));
}

#[test]
fn signed_commits_are_signed_again() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    let gpg = team.path("gpg");
    executable(
        &gpg,
        "cat > /dev/null; echo '[GNUPG:] SIG_CREATED D 1 8 00 1 0' >&2; echo '-----BEGIN PGP SIGNATURE-----'; echo made-by-nobody; echo '-----END PGP SIGNATURE-----'",
    );
    claire.git(&["config", "gpg.program", gpg.to_str().unwrap()]);
    claire.git(&["config", "commit.gpgsign", "true"]);
    paul.change("deals/site.toml", &deal("proposal", 1000));
    paul.sync(&[]);
    claire.write("deals/site.toml", &deal("lead", 1500));
    claire.git(&["add", "-A"]);
    claire.git(&["commit", "-q", "-m", "signed", "--date=2026-10-01T09:30:00+0530"]);
    claire.sync(&[]);
    let commit = claire.git(&["cat-file", "commit", "HEAD"]);
    assert!(commit.contains("gpgsig -----BEGIN PGP SIGNATURE-----\n made-by-nobody"), "{commit}");
    assert!(commit.contains("author claire <claire@example.org> 1790827200 +0530"), "{commit}");
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn features_of_the_clone_that_are_not_git_s_defaults() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    for (key, value) in [("core.fileMode", "false"), ("core.untrackedCache", "true"), ("index.version", "4")] {
        claire.git(&["config", key, value]);
    }
    claire.git(&["update-index", "--untracked-cache", "--index-version", "4"]);
    paul.change("tool.sh", "echo\n");
    paul.sync(&[]);
    claire.sync(&[]);
    executable(&paul.root.join("tool.sh"), "echo");
    paul.git(&["update-index", "--chmod=+x", "tool.sh"]);
    paul.commit("a program");
    paul.write("tool.sh", "echo more\n");
    paul.commit("a program still");
    paul.git(&["update-index", "--chmod=-x", "tool.sh"]);
    paul.git(&["commit", "-q", "-m", "no program"]);
    paul.git(&["checkout", "-q", "."]);
    paul.sync(&[]);
    claire.sync(&[]);
    claire.is_sound();
    paul.git(&["update-index", "--chmod=+x", "tool.sh"]);
    paul.git(&["commit", "-q", "-m", "only the mode"]);
    paul.git(&["checkout", "-q", "."]);
    paul.sync(&[]);
    claire.sync(&[]);
    assert!(claire.git(&["ls-files", "-s", "tool.sh"]).starts_with("100755"));
    claire.is_sound();

    // A sparse checkout stays sparse where nothing comes in, and is no edit.
    claire.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/contacts/"]);
    paul.change("contacts/zoe.toml", "name = \"Zoe\"\n");
    paul.sync(&[]);
    claire.sync(&[]);
    assert_eq!(claire.status(), "");

    claire.git(&["config", "core.splitIndex", "true"]);
    claire.git(&["update-index", "--split-index"]);
    claire.refused(&[], 2, "a split index");
}

#[test]
fn errors_that_one_sends_are_counted() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    claire.change("customers/bad.toml", "nme = \"Bad\"\n");
    assert!(claire.sync(&[]).contains("your commits bring 2 errors that were not in the shared book"));
    paul.change("customers/fine.toml", "name = \"Fine\"\n");
    let said = paul.sync(&[]);
    assert!(!said.contains("your commits bring"), "{said}");
    assert_eq!(team.tip(), paul.head());
}

#[test]
fn settings_of_both_sides_are_merged() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    let stage = "\n[[pipeline.stages]]\nid = \"lost\"\noutcome = \"lost\"\n";
    paul.change("carnet.toml", &format!("{SETTINGS}{stage}"));
    paul.sync(&[]);
    claire.change("carnet.toml", &SETTINGS.replace("percent = 20", "percent = 20\nname = \"VAT\""));
    claire.sync(&[]);
    claire.has("carnet.toml", "id = \"lost\"");
    claire.has("carnet.toml", "name = \"VAT\"");
}

/// `carnet sync` with somebody at the terminal who types these lines. Returns the exit code and what was said.
fn at_a_terminal(clone: &Clone, typed: &str) -> (u8, String) {
    for (key, value) in [("user.name", clone.name), ("user.email", "somebody@example.org")] {
        clone.git(&["config", key, value]);
    }
    let cli = Cli::parse_from(["carnet", "--lang", "en", "-C", clone.root.to_str().unwrap(), "sync"]);
    let (mut out, mut err, mut input) = (Vec::new(), Vec::new(), typed.as_bytes());
    let exit = {
        let output = Output::new(&mut out, &mut err, Terminal::default());
        let mut cx = Context::new(output, &mut input, true, cli.global);
        let result = carnet::cli::run(cli.command, &mut cx);
        cx.conclude(result)
    };
    (exit.code(), String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap())
}

#[test]
fn at_a_terminal_it_asks() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("deals/site.toml", &deal("won", 1400));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("proposal", 1300));
    let before = claire.state();
    // Nothing is decided by silence, nor by quitting.
    for typed in ["", "q\n", "m\nq\n"] {
        let (code, said) = at_a_terminal(&claire, typed);
        assert!(code == 1 && said.contains("stopped; nothing has moved"), "{said}");
        assert_eq!(claire.state(), before);
    }
    let (code, said) = at_a_terminal(&claire, "m\nwhat?\nt\n");
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains(
            "deal/site (Site): both sides changed stage\n  before:  lead\n  yours:   proposal\n  theirs:  won  (paul, "
        ),
        "{said}"
    );
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1400));
    assert_eq!(team.tip(), claire.head());

    // One answer for all fields of a record; and the editor.
    paul.sync(&[]);
    paul.change("deals/site.toml", &deal("won", 1500));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1600));
    assert_eq!(at_a_terminal(&claire, "M\n").0, 0);
    assert_eq!(claire.read("deals/site.toml").unwrap(), deal("lead", 1600));
    paul.sync(&[]);
    paul.change("deals/site.toml", &deal("lead", 1700));
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1800));
    let editor = team.path("editor");
    executable(
        &editor,
        "grep -q '<<<<<<< mine' \"$1\" && sed -i -e '/^[<>=][<>=]/d' -e 's/^amount = 1700.00$//' \"$1\"",
    );
    claire.git(&["config", "core.editor", editor.to_str().unwrap()]);
    let (code, said) = at_a_terminal(&claire, "e\n");
    assert_eq!(code, 0, "{said}");
    claire.has("deals/site.toml", "amount = 1800.00");
    claire.is_sound();
}

#[test]
fn at_a_terminal_it_offers_the_only_remote() {
    let (team, claire) = Team::new();
    claire.git(&["branch", "--unset-upstream"]);
    let (code, said) = at_a_terminal(&claire, "n\n");
    assert!(code == 2 && said.contains("Follow origin/main from now on?"), "{said}");
    let (code, said) = at_a_terminal(&claire, "y\n");
    assert_eq!(code, 0, "{said}");
    assert_eq!(claire.git(&["config", "branch.main.merge"]), "refs/heads/main");
    assert_eq!(team.tip(), claire.head());
}

#[test]
fn in_french() {
    let (_team, claire) = Team::new();
    assert!(claire.run(&["--lang", "fr", "synchroniser"]).contains("sont identiques"));
}
