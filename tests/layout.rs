//! `carnet fmt --layout`: files go to the folders of their months, and nothing else changes, for nobody.
#![cfg(unix)]

mod support;

use support::team::{Clone, SETTINGS, Team, executable};

fn invoice(day: &str) -> String {
    format!(
        "customer = \"acme\"\ndate = {day}\n\nsubject = \"Work\"\n\n[[lines]]\ndescription = \"Work\"\nquantity = 1\nunit_price = 100.00\ntax = \"fr-20\"\n"
    )
}

const NOTE: &str = "---\ndate: 2026-10-05\nabout: [customer/acme]\ntitle: A call\n---\n\nThey called.\n";

/// A book of before folders by month were a habit.
fn old_book() -> (Team, Clone) {
    let (may, june) = (invoice("2026-05-04"), invoice("2026-06-30"));
    Team::with(
        "",
        &[
            ("carnet.toml", SETTINGS),
            ("invoices/a.toml", &may),
            ("invoices/b.toml", &june),
            ("invoices/2026/wrong/c.toml", &june),
            ("invoices/2026/05/right.toml", &may),
            ("invoices/scan.pdf", "%PDF"),
            ("notes/call.md", NOTE),
        ],
    )
}

const MOVED: [(&str, &str); 4] = [
    ("invoices/2026/wrong/c.toml", "invoices/2026/06/c.toml"),
    ("invoices/a.toml", "invoices/2026/05/a.toml"),
    ("invoices/b.toml", "invoices/2026/06/b.toml"),
    ("notes/call.md", "notes/2026/10/call.md"),
];

fn is_new(clone: &Clone) -> bool {
    MOVED.iter().all(|(from, to)| clone.read(from).is_none() && clone.read(to).is_some())
}

fn is_old(clone: &Clone) -> bool {
    MOVED.iter().all(|(from, to)| clone.read(from).is_some() && clone.read(to).is_none())
}

#[test]
fn one_commit_that_only_moves() {
    let (_team, claire) = old_book();
    let before: Vec<_> = MOVED.iter().map(|(from, _)| claire.read(from)).collect();
    let checked = claire.carnet(&["check"]).all();
    let blame = claire.carnet(&["blame", "invoice/a"]).out;
    let tree = claire.git(&["ls-tree", "-r", "HEAD"]);

    let asked = claire.carnet(&["fmt", "--layout"]);
    assert_eq!(asked.code, Some(2), "{}", asked.err);
    assert!(asked.err.contains("this moves 4 files") && is_old(&claire), "{}", asked.err);
    let dry = claire.carnet(&["fmt", "--layout", "--dry-run"]);
    assert!(dry.out.contains("invoices/a.toml -> invoices/2026/05/a.toml\n") && is_old(&claire), "{}", dry.out);
    let listed = claire.carnet(&["fmt", "--layout", "--check"]);
    assert_eq!((listed.code, listed.out.lines().count()), (Some(1), 4));

    let done = claire.carnet(&["fmt", "--layout", "--yes"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(is_new(&claire));
    assert_eq!(before, MOVED.iter().map(|(_, to)| claire.read(to)).collect::<Vec<_>>());
    assert_eq!(claire.git(&["rev-list", "--count", "HEAD"]).trim(), "2");
    assert_eq!(claire.git(&["status", "--porcelain"]), "");
    assert_eq!(claire.git(&["diff", "--name-status", "--find-renames=100%", "HEAD~1"]).matches("R100").count(), 4);
    assert_eq!(claire.git(&["ls-tree", "-r", "HEAD"]).lines().count(), tree.lines().count());
    assert_eq!(claire.git(&["write-tree"]), claire.git(&["rev-parse", "HEAD^{tree}"]));
    // What is no record stays, and so does its folder; what is empty is gone.
    assert_eq!(claire.read("invoices/scan.pdf").as_deref(), Some("%PDF"));
    assert!(!claire.root.join("invoices/2026/wrong").exists());

    // The past is whole: for git, and for carnet.
    assert_eq!(claire.git(&["log", "--follow", "--format=%s", "invoices/2026/05/a.toml"]).lines().count(), 2);
    assert_eq!(
        claire.carnet(&["check"]).all().replace("2026/05/a", "a").replace("2026/06/b", "b").lines().count(),
        checked.lines().count()
    );
    assert_eq!(claire.carnet(&["blame", "invoice/a"]).out.replace("2026/05/", ""), blame);
    let told = claire.carnet(&["log", "invoice/a"]).out;
    assert!(!told.contains("removed") && !told.contains("renamed"), "{told}");

    let again = claire.carnet(&["fmt", "--layout"]);
    assert_eq!((again.code, again.err.as_str()), (Some(0), "8 records, all in their places\n"));
}

#[test]
fn only_what_is_asked_for() {
    let (_team, claire) = old_book();
    let done = claire.carnet(&["fmt", "--layout", "notes"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(claire.read("notes/2026/10/call.md").is_some() && claire.read("invoices/a.toml").is_some());
}

#[test]
fn edits_are_refused_or_taken_along() {
    let (_team, claire) = old_book();
    claire.write("invoices/a.toml", &invoice("2026-05-05"));
    claire.write("invoices/new.toml", &invoice("2026-07-01"));
    claire.write("customers/acme.toml", "name = \"ACME SA\"\n");
    claire.git(&["add", "customers/acme.toml"]);
    let refused = claire.carnet(&["fmt", "--layout", "--yes"]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    assert!(refused.err.contains("`invoices/a.toml`, `invoices/new.toml` have edits"), "{}", refused.err);
    assert!(is_old(&claire));
    let done = claire.carnet(&["fmt", "--layout", "--yes", "--with-my-edits"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(is_new(&claire));
    assert!(claire.git(&["show", "HEAD:invoices/2026/05/a.toml"]).contains("2026-05-05"));
    assert!(claire.git(&["show", "HEAD:invoices/2026/07/new.toml"]).contains("2026-07-01"));
    // What is staged elsewhere is nobody's business.
    assert_eq!(claire.git(&["status", "--porcelain"]), "M  customers/acme.toml");
}

#[test]
fn a_place_that_is_taken() {
    let (_team, claire) = old_book();
    claire.write("invoices/2026/05/a.toml", &invoice("2026-05-04"));
    claire.commit("twice");
    let done = claire.carnet(&["fmt", "--layout", "--yes"]);
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert!(
        done.err.contains("invoices/a.toml stays where it is: invoices/2026/05/a.toml has the same id"),
        "{}",
        done.err
    );
    assert!(claire.read("invoices/a.toml").is_some() && claire.read("invoices/2026/06/b.toml").is_some());
}

#[test]
fn line_ends_and_programs_stay_as_they_are() {
    let (_team, claire) = old_book();
    claire.git(&["config", "core.autocrlf", "true"]);
    let crlf = invoice("2026-05-04").replace('\n', "\r\n");
    claire.write("invoices/a.toml", &crlf);
    executable(&claire.root.join("invoices/b.toml"), "");
    claire.write("invoices/b.toml", &invoice("2026-06-30"));
    claire.commit("ends");
    assert_eq!(claire.git(&["status", "--porcelain"]), "");
    let done = claire.carnet(&["fmt", "--layout", "--yes"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(claire.read("invoices/2026/05/a.toml"), Some(crlf));
    assert!(claire.git(&["ls-files", "-s", "invoices/2026/06/b.toml"]).starts_with("100755"));
    assert_eq!(claire.git(&["status", "--porcelain"]), "");
}

#[test]
fn killed_at_each_step() {
    let steps = ["after-objects", "after-intent", "after-ref", "between-files", "after-files", "after-index"];
    for step in steps {
        let (_team, claire) = old_book();
        let killed = claire
            .command(env!("CARGO_BIN_EXE_carnet"))
            .args(["fmt", "--layout", "--yes"])
            .env("CARNET_FAILPOINT", step)
            .output();
        assert!(!killed.unwrap().status.success(), "{step}");
        let next = claire.carnet(&["list", "invoice", "--format", "ids"]);
        assert_eq!(next.out.lines().count(), 4, "{step}: {}", next.all());
        let moved = claire.git(&["rev-list", "--count", "HEAD"]).trim() == "2";
        assert_eq!(moved, !["after-objects", "after-intent"].contains(&step), "{step}");
        assert!(if moved { is_new(&claire) } else { is_old(&claire) }, "{step}");
        assert_eq!(claire.git(&["status", "--porcelain"]), "", "{step}");
        claire.git(&["fsck", "--strict"]);
        assert!(!claire.root.join(".git/carnet/intent").exists(), "{step}");
    }
}

/// A hook runs, also where so many files move that git is not asked for each; killed then, too.
#[test]
fn a_hook_runs_and_may_refuse() {
    for count in [3, 700] {
        for (step, moved) in [
            ("", true),
            ("git-after-intent", false),
            ("between-files", false),
            ("git-after-files", false),
            ("git-after-commit", true),
        ] {
            let (_team, claire) = Team::new();
            for n in 0..count {
                claire.write(&format!("invoices/i{n}.toml"), &invoice("2026-05-04"));
            }
            claire.write("notes/call.md", NOTE);
            claire.commit("many");
            claire.write("deals/site.toml", "name = \"Edited\"\nstage = \"lead\"\n");
            claire.git(&["add", "deals/site.toml"]);
            executable(
                &claire.root.join(".git/hooks/pre-commit"),
                "git diff --cached --name-only --no-renames | wc -l > seen",
            );
            let mut command = claire.command(env!("CARGO_BIN_EXE_carnet"));
            command.args(["fmt", "--layout", "--yes"]);
            if !step.is_empty() {
                command.env("CARNET_FAILPOINT", step);
            }
            let ran = command.output().unwrap();
            assert_eq!(ran.status.success(), step.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
            claire.carnet(&["list", "deal"]);
            let at = format!("{count} files, {step}");
            assert_eq!(claire.read("invoices/2026/05/i0.toml").is_some(), moved, "{at}");
            assert_eq!(claire.read("invoices/i0.toml").is_none(), moved, "{at}");
            if moved {
                assert_eq!(claire.read("seen").map(|seen| seen.trim().to_owned()), Some((2 * count + 2).to_string()));
                std::fs::remove_file(claire.root.join("seen")).unwrap();
            }
            assert_eq!(claire.git(&["status", "--porcelain"]), "M  deals/site.toml", "{at}");
            claire.git(&["fsck", "--strict"]);
        }
        let (_team, claire) = old_book();
        executable(&claire.root.join(".git/hooks/pre-commit"), "exit 1");
        let refused = claire.carnet(&["fmt", "--layout", "--yes"]);
        assert_ne!(refused.code, Some(0));
        assert!(is_old(&claire));
        assert_eq!(claire.git(&["status", "--porcelain"]), "");
    }
}

#[test]
fn without_a_repository() {
    let (_team, claire) = old_book();
    std::fs::remove_dir_all(claire.root.join(".git")).unwrap();
    let done = claire.carnet(&["fmt", "--layout", "--yes"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(is_new(&claire));
}

/// What a colleague did meanwhile: edited a file that moves, and added one at an old place.
fn meanwhile(paul: &Clone) {
    paul.write("invoices/a.toml", &invoice("2026-05-04").replace("Work", "Painting"));
    paul.write("invoices/later.toml", &invoice("2026-08-01"));
    paul.commit("meanwhile");
}

fn is_joined(clone: &Clone) {
    assert!(clone.read("invoices/2026/05/a.toml").is_some_and(|text| text.contains("Painting")));
    assert!(clone.read("invoices/a.toml").is_none());
    assert!(clone.read("invoices/later.toml").is_some(), "it is where its author put it");
    assert_eq!(clone.git(&["status", "--porcelain"]), "");
    assert_eq!(clone.carnet(&["list", "invoice", "--format", "ids"]).out.lines().count(), 5);
}

#[test]
fn a_colleagues_edits_merge_both_ways() {
    for first_moves in [true, false] {
        let (team, claire) = old_book();
        let paul = team.clone("paul");
        meanwhile(&paul);
        let done = claire.carnet(&["fmt", "--layout", "--yes"]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let (first, second) = if first_moves { (&claire, &paul) } else { (&paul, &claire) };
        first.git(&["push", "-q", "origin", "main"]);
        second.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
        is_joined(second);
        second.git(&["push", "-q", "origin", "main"]);
        first.git(&["pull", "-q"]);
        is_joined(first);
    }
}

#[test]
fn sync_joins_them_both_ways() {
    for first_moves in [true, false] {
        let (team, claire) = old_book();
        let paul = team.clone("paul");
        meanwhile(&paul);
        let done = claire.carnet(&["fmt", "--layout", "--yes"]);
        assert_eq!(done.code, Some(0), "{}", done.err);
        let (first, second) = if first_moves { (&claire, &paul) } else { (&paul, &claire) };
        for clone in [first, second, first] {
            let ran = clone.carnet(&["sync"]);
            assert_eq!(ran.code, Some(0), "{}", ran.all());
        }
        is_joined(first);
        is_joined(second);
    }
}

/// Closings, the audit, roles and the questions to the past know records, not paths.
#[test]
fn closed_periods_and_the_past_do_not_mind() {
    let (team, claire) = Team::new();
    let demo = team.path("demo");
    claire.run(&["demo", demo.to_str().unwrap()]);
    let root = Clone { root: demo, name: "claire", book: "", env: vec![("CARNET_LANG".into(), "en".into())] };
    for kind in ["invoices", "payments", "notes"] {
        for path in root.git(&["ls-files", kind]).lines() {
            root.git(&["mv", path, kind]);
        }
    }
    root.git(&["commit", "-qm", "flat"]);
    for line in ["close 2024-01..2025-12", "audit"] {
        root.run(&line.split(' ').collect::<Vec<_>>());
    }
    let ask = || {
        ["check", "report velocity", "report freshness"]
            .map(|line| root.carnet(&line.split(' ').collect::<Vec<_>>()).all())
    };
    let before = ask();
    root.run(&["fmt", "--layout", "--yes"]);
    assert_eq!(
        root.git(&["ls-files", "invoices/*.toml"]).lines().filter(|path| path.matches('/').count() < 3).count(),
        0
    );
    assert_eq!(before, ask());
    root.run(&["audit"]);
    root.run(&["guard", "HEAD~1..HEAD"]);
    assert_eq!(root.status(), "");
}

/// What carnet itself writes lies where `fmt --layout` would put it.
#[test]
fn what_is_written_today_is_in_its_place() {
    let (team, claire) = Team::new();
    let demo = team.path("demo");
    assert_eq!(claire.carnet(&["demo", demo.to_str().unwrap()]).code, Some(0));
    let layout = |book: &str| claire.carnet(&["-C", book, "--lang", "en", "fmt", "--layout", "--check"]);
    let ran = layout(demo.to_str().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.all());
    for words in [
        &["new", "invoice", "customer=acme", "date=2026-03-01", "+", "Work", "1", "@100", "tax=fr-20"][..],
        &["new", "note", "about=customer/acme", "title=Call", "date=2026-03-01"],
    ] {
        let ran = claire.carnet(words);
        assert_eq!(ran.code, Some(0), "{words:?}: {}", ran.all());
    }
    assert_eq!(layout(".").code, Some(0));
    // A date that changes later moves nothing: that is for whoever wants the folders tidy.
    claire.run(&["set", "invoice/acme-2026-03-01", "date=2026-04-01"]);
    let ran = layout(".");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), "invoices/2026/03/acme-2026-03-01.toml\n"), "{}", ran.err);
}
