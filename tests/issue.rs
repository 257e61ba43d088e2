//! `carnet issue` through real git: several clones, a bare repository, processes that are killed, a server that refuses, and
//! connections that break after the server has taken a push. No number twice, none missing, nothing lost.
#![cfg(unix)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use support::team::{Clone, Team};

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"Europe/Paris\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\nsiret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[conditions]\nlate_interest = \"ecb+10\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[series]]\nid = \"A\"\ndocuments = [\"credit-note\"]\npattern = \"A-{year}-{seq:4}\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n";
const ACME: &str = "name = \"ACME\"\n\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n";
const DRAFT: &str =
    "customer = \"acme\"\ndate = 2026-10-05\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 2\nunit_price = 650.00\n";

/// A team whose book holds these drafts, dated one day after the other.
fn team(drafts: &[&str]) -> (Team, Clone) {
    let paths: Vec<String> = drafts.iter().map(|id| format!("invoices/{id}.toml")).collect();
    let mut files = vec![("carnet.toml", SETTINGS), ("customers/acme.toml", ACME)];
    files.extend(paths.iter().map(|path| (path.as_str(), DRAFT)));
    Team::with("", &files)
}

fn number(clone: &Clone, id: &str) -> Option<String> {
    field(clone, id, "number")
}

fn field(clone: &Clone, id: &str, key: &str) -> Option<String> {
    let text = clone.read(&format!("invoices/{id}.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")))?.to_owned();
    Some(line.trim_matches('"').to_owned())
}

fn issue(clone: &Clone, words: &[&str]) -> String {
    clone.run(&[&["issue"], words].concat())
}

/// An attempt that changes nothing, here or there.
fn refused(team: &Team, clone: &Clone, words: &[&str], code: i32, says: &str) -> String {
    let (before, tip) = (clone.state(), team.tip());
    let ran = clone.carnet(&[&["issue"], words].concat());
    assert_eq!(ran.code, Some(code), "{}", ran.all());
    assert!(ran.all().contains(says), "{says:?} is not in:\n{}", ran.all());
    assert_eq!((clone.state(), team.tip()), (before, tip), "something moved");
    ran.all()
}

/// Synced, clean, checked, audited; and what the book holds.
fn whole(clone: &Clone) -> BTreeMap<String, String> {
    clone.sync(&[]);
    clone.is_sound();
    clone.run(&["check"]);
    clone.run(&["audit"]);
    let listed = clone.run(&["list", "invoice", "--columns", "number", "--format", "csv"]);
    let rows = listed.lines().skip(1).filter_map(|line| line.split_once(','));
    rows.filter(|(_, number)| !number.is_empty()).map(|(id, number)| (id.to_owned(), number.to_owned())).collect()
}

#[test]
fn the_remote_takes_the_document_and_then_it_is_here() {
    let (team, claire) = team(&["a", "b"]);
    let hugo = team.clone("hugo");
    // What was not sent yet goes along.
    claire.change("deals/site.toml", &support::team::DEAL.replace("1000.00", "1200.00"));
    let said = issue(&claire, &["a"]);
    assert!(said.contains("F-2026-0001") && said.contains("1,560.00"), "{said}");
    assert!(said.contains("origin/main took commit"), "{said}");
    assert_eq!(claire.head(), team.tip());
    claire.is_sound();
    // The same draft again, from anywhere: the number that it has.
    let said = issue(&hugo, &["a"]);
    assert!(said.contains("invoice/a was issued before, as F-2026-0001"), "{said}");
    assert_eq!(hugo.head(), team.tip());
    let said = issue(&hugo, &["a", "b"]);
    assert!(said.contains("as F-2026-0001") && said.contains("F-2026-0002"), "{said}");
    assert_eq!(whole(&claire).len(), 2);
    assert_eq!(field(&claire, "b", "due").as_deref(), Some("2026-11-19"));
}

#[test]
fn many_documents_are_one_commit_in_the_order_of_their_days() {
    let (team, claire) = team(&["a", "b", "c"]);
    claire.change("invoices/z.toml", &DRAFT.replace("10-05", "10-02"));
    claire
        .change("invoices/note.toml", &DRAFT.replace("customer", "type = \"credit-note\"\ncredits = \"a\"\ncustomer"));
    claire.change("invoices/planned.toml", &DRAFT.replace("2026-10-05", "2026-11-05"));
    let before: usize = claire.log().len();
    let ran = claire.carnet(&["issue", "--query", "status:draft"]);
    assert!(ran.code == Some(2) && ran.err.contains("5 drafts would be issued"), "{}", ran.all());
    let said = issue(&claire, &["--query", "status:draft", "--yes"]);
    assert!(said.contains("1 draft is dated later"), "{said}");
    assert_eq!(number(&claire, "planned"), None);
    assert_eq!(claire.log().len(), before + 1);
    assert_eq!(claire.head(), team.tip());
    for (id, wanted) in [("z", 1), ("a", 2), ("b", 3), ("c", 4)] {
        assert_eq!(number(&claire, id), Some(format!("F-2026-000{wanted}")), "{id}");
    }
    assert_eq!(number(&claire, "note").as_deref(), Some("A-2026-0001"));
    whole(&claire);
}

#[test]
fn what_stands_in_the_way_is_said_and_nothing_moves() {
    let (team, claire) = team(&["a", "b"]);
    refused(&team, &claire, &["a", "--date", "2026-10-21"], 1, "still to come");
    refused(&team, &claire, &["customer/acme"], 2, "is not an invoice");
    claire.write("invoices/new.toml", DRAFT);
    refused(&team, &claire, &["new"], 1, "invoice/new is not committed");
    std::fs::remove_file(claire.root.join("invoices/new.toml")).unwrap();
    claire.write("invoices/a.toml", &DRAFT.replace("650", "600"));
    refused(&team, &claire, &["a"], 1, "has edits that are not committed");
    claire.git(&["checkout", "-q", "--", "."]);
    issue(&claire, &["a", "--date", "2026-10-15"]);
    refused(&team, &claire, &["b", "--date", "2026-10-14"], 1, "lies before 2026-10-15");
    // What lacks is a finding at the key to write (E0423).
    claire.change("customers/acme.toml", "name = \"ACME\"\n");
    claire.sync(&[]);
    let said = refused(&team, &claire, &["b"], 1, "E0423");
    assert!(said.contains("customers/acme.toml") && said.contains("under [address]"), "{said}");
    assert!(said.contains("1 thing is to be put right"), "{said}");
    // An error of `check` in the document itself.
    claire.change("customers/acme.toml", ACME);
    claire.change("invoices/b.toml", &format!("{DRAFT}tax = \"fr-99\"\n"));
    claire.sync(&[]);
    refused(&team, &claire, &["b"], 1, "fr-99");
    // A dry run shows everything and asks nobody.
    claire.change("invoices/b.toml", DRAFT);
    team.hook("pre-receive", "exit 1");
    let said = refused(&team, &claire, &["b", "--dry-run"], 0, "+number = \"F-2026-0002\"");
    assert!(said.contains("Would be issued: 1 document") && said.contains("dry run"), "{said}");
}

#[test]
fn only_the_branch_that_decides() {
    let (team, _) = team(&["a"]);
    let hugo = team.clone("hugo");
    hugo.git(&["checkout", "-q", "-b", "trial"]);
    refused(&team, &hugo, &["a"], 2, "follows no branch of a remote");
    hugo.git(&["push", "-q", "-u", "origin", "trial"]);
    refused(&team, &hugo, &["a"], 1, "documents are issued on origin/main alone");
    hugo.git(&["checkout", "-q", "main"]);
    issue(&hugo, &["a"]);
}

#[test]
fn a_server_that_refuses_is_quoted() {
    let (team, claire) = team(&["a"]);
    team.hook("pre-receive", "echo 'Only the accountant issues.' >&2; exit 1");
    let said = refused(&team, &claire, &["a"], 1, "Only the accountant issues.");
    assert!(said.contains("nothing is issued"), "{said}");
    std::fs::remove_file(team.path("shared.git/hooks/pre-receive")).unwrap();
    // Out of reach: nobody can give a number.
    claire.git(&["remote", "set-url", "origin", "../gone.git"]);
    refused(&team, &claire, &["a"], 2, "origin");
    claire.git(&["remote", "set-url", "origin", "../shared.git"]);
    issue(&claire, &["a"]);
    whole(&claire);
}

/// The server takes the push and dies before it says so.
const LOST: &str = "[ \"$1\" = committed ] || exit 0\n[ -e lose ] && rm lose && kill -9 $PPID\nexit 0";

#[test]
fn a_reply_that_was_lost_is_looked_up() {
    let (team, claire) = team(&["a", "b"]);
    team.hook("reference-transaction", LOST);
    std::fs::write(team.path("shared.git/lose"), "").unwrap();
    let said = issue(&claire, &["a"]);
    assert!(said.contains("the connection broke before the remote answered"), "{said}");
    assert_eq!((claire.head(), number(&claire, "a").as_deref()), (team.tip(), Some("F-2026-0001")));
    issue(&claire, &["b"]);
    assert_eq!(whole(&claire).len(), 2);
}

const STEPS: [&str; 10] = [
    "offer-after-commit",
    "sync-before-push",
    "sync-after-push",
    "sync-before-landing",
    "sync-after-objects",
    "sync-after-intent",
    "index-held",
    "sync-after-ref",
    "sync-after-files",
    "sync-after-index",
];

#[test]
fn killed_anywhere_the_next_command_goes_on() {
    let (team, claire) = team(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
    for (step, id) in STEPS.into_iter().zip(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]) {
        let before = team.tip();
        let killed = claire.carnet_command(&["issue", id]).env("CARNET_FAILPOINT", step).output().unwrap();
        assert_eq!(killed.status.code(), None, "{step} was not reached: {}", String::from_utf8_lossy(&killed.stderr));
        let taken = team.tip() != before;
        assert_eq!(taken, !matches!(step, "offer-after-commit" | "sync-before-push"), "{step}");
        let said = issue(&claire, &[id]);
        assert_eq!(said.contains("was issued before"), taken, "{step}: {said}");
        assert_eq!(claire.head(), team.tip(), "{step}");
        claire.is_sound();
    }
    let numbers = whole(&claire);
    let wanted: BTreeSet<String> = (1..=STEPS.len()).map(|n| format!("F-2026-{n:04}")).collect();
    assert_eq!(numbers.into_values().collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn without_a_remote_the_branch_decides() {
    let (_team, claire) = team(&["a", "b", "c", "d", "e", "f"]);
    claire.git(&["remote", "remove", "origin"]);
    thread::scope(|scope| {
        for ids in [["a", "b", "c"], ["d", "e", "f"], ["c", "a", "e"]] {
            let claire = &claire;
            scope.spawn(move || {
                for id in ids {
                    issue(claire, &[id]);
                }
            });
        }
    });
    let numbers: BTreeSet<String> =
        ["a", "b", "c", "d", "e", "f"].iter().filter_map(|id| number(&claire, id)).collect();
    assert_eq!(numbers, (1..=6).map(|n| format!("F-2026-{n:04}")).collect());
    claire.run(&["check"]);
    claire.run(&["audit"]);
    claire.is_sound();
    let killed = claire.carnet_command(&["issue", "a"]).output().unwrap();
    assert!(killed.status.success());
}

#[test]
fn what_is_issued_stays_as_it_is() {
    let (team, claire) = team(&["a", "b"]);
    issue(&claire, &["a", "b"]);
    let no = |words: &[&str]| {
        let before = claire.state();
        let ran = claire.carnet(words);
        assert_eq!(ran.code, Some(1), "{words:?}: {}", ran.all());
        assert!(ran.err.contains("credit note"), "{words:?}: {}", ran.all());
        assert_eq!(claire.state(), before);
    };
    no(&["set", "a", "lines.1.quantity=3", "--yes"]);
    no(&["set", "F-2026-0001", "date=2026-10-01", "--yes"]);
    no(&["set", "a", "buyer.name=Other", "--yes"]);
    no(&["set", "a", "--unset", "seal", "--yes"]);
    no(&["set", "a", "--unset", "number", "--yes"]);
    no(&["line", "add", "a", "Travel", "1", "@80", "--yes"]);
    no(&["line", "rm", "a", "1", "--yes"]);
    no(&["rm", "a", "--yes"]);
    let path = claire.root.join("edit.sh");
    support::team::executable(&path, "sed -i 's/650/600/' \"$1\"");
    let edit = claire.carnet_command(&["edit", "a"]).env("GIT_EDITOR", &path).output().unwrap();
    std::fs::remove_file(path).unwrap();
    assert!(String::from_utf8_lossy(&edit.stderr).contains("cannot be changed any more"), "{edit:?}");
    // What is no part of it may change; so may the names of what it came from.
    claire.run(&["set", "a", "tags+=paid-late"]);
    claire.run(&["mv", "customer/acme", "acme-paris"]);
    claire.run(&["mv", "invoice/a", "site"]);
    claire.run(&["check"]);
    // By other means it is seen.
    let text = claire.read("invoices/b.toml").unwrap();
    claire.change("invoices/b.toml", &text.replace("unit_price = 650.00", "unit_price = 600.00"));
    let ran = claire.carnet(&["check"]);
    assert!(ran.code == Some(1) && ran.out.contains("E0801") && ran.out.contains("E0421"), "{}", ran.all());
    assert_eq!(claire.carnet(&["audit"]).code, Some(1));
    drop(team);
}

#[test]
fn a_series_of_one_clone_is_issued_offline() {
    let settings = SETTINGS.replacen("{seq:4}\"\n", "{seq:4}\"\nclone = \"office\"\n", 1);
    let (team, claire) = Team::with(
        "",
        &[
            ("carnet.toml", &settings),
            ("customers/acme.toml", ACME),
            ("invoices/a.toml", DRAFT),
            ("invoices/b.toml", DRAFT),
        ],
    );
    let hugo = team.clone("hugo");
    refused(&team, &hugo, &["a"], 1, "series F is issued by the clone office alone");
    claire.git(&["config", "carnet.clone", "office"]);
    hugo.change("deals/site.toml", &support::team::DEAL.replace("1000.00", "1200.00"));
    hugo.sync(&[]);
    for clone in [&claire, &hugo] {
        clone.git(&["remote", "set-url", "origin", "../gone.git"]);
    }
    refused(&team, &hugo, &["a"], 2, "nothing is issued");
    let said = issue(&claire, &["a"]);
    assert!(said.contains("F-2026-0001") && said.contains("sends it later"), "{said}");
    for clone in [&claire, &hugo] {
        clone.git(&["remote", "set-url", "origin", "../shared.git"]);
    }
    issue(&claire, &["b"]);
    assert_eq!(number(&claire, "b").as_deref(), Some("F-2026-0002"));
    assert_eq!(claire.head(), team.tip());
    assert_eq!(whole(&hugo), whole(&claire));
}
