//! The reports of the past on real repositories, against numbers that were computed by hand (in the comments) and, for
//! the real opportunities, from the rows of the CSV.
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use support::{isolated, on, succeed, write};
use tempfile::TempDir;

/// A book in a repository; each commit says its day.
struct Place {
    folder: TempDir,
    today: &'static str,
}

const SETTINGS: &str = r#"format = 2
currency = "EUR"
time_zone = "Europe/Paris"

[firm]
name = "Atelier"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true

[[pipeline]]
id = "sales"

[[pipeline.stages]]
id = "lead"

[[pipeline.stages]]
id = "proposal"

[[pipeline.stages]]
id = "won"
outcome = "won"

[[pipeline.stages]]
id = "lost"
outcome = "lost"
"#;

impl Place {
    fn new(today: &'static str) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap(), today };
        place.git("2024-01-01", &["init", "-q", "-b", "main"]);
        place.write("carnet.toml", SETTINGS);
        place
    }

    fn command(&self, program: &str, day: &str) -> Command {
        let mut command = isolated(program, self.folder.path());
        command.env("CARNET_TODAY", self.today);
        on(&mut command, &format!("{day}T10:00:00+01:00"));
        command
    }

    fn git(&self, day: &str, args: &[&str]) {
        succeed(self.command("git", day).args(args));
    }

    fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    fn commit(&self, day: &str) {
        self.git(day, &["add", "-A"]);
        self.git(day, &["commit", "-q", "-m", "whatever"]);
    }

    fn run(&self, args: &[&str]) -> (String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), self.today).args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (text, output.status.code().unwrap())
    }

    /// A sheet of a report: its records without the keys that are not asked for, each as a list of values.
    fn sheet(&self, args: &[&str], sheet: &str, keys: &[&str]) -> Vec<Value> {
        let (text, _) = self.run(&[&["report"], args, &["--format", "json"]].concat());
        let answer: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        // An answer of one sheet is that sheet.
        let sheets = answer["sheets"].as_array();
        let found = sheets.map_or(Some(&answer), |sheets| sheets.iter().find(|found| found["name"] == sheet));
        let records = found.and_then(|found| found["records"].as_array()).unwrap_or_else(|| panic!("{text}")).iter();
        records.map(|record| keys.iter().map(|key| record[key].clone()).collect()).collect()
    }
}

fn deal(owner: &str, stage: &str, more: &str) -> String {
    format!("name = \"X\"\n\nowner = \"{owner}\"\n\nstage = \"{stage}\"\n{more}")
}

/// Four deals. The days in each stage:
///
/// - `a` (Claire): lead 5 Jan to 15 Jan, 10; proposal to 14 Feb, 30; won. 40 days in all.
/// - `b`: lead 5 Jan to 25 Jan, 20, Claire's until then; proposal to 20 Feb, 26; **back** to lead until 2 Mar, 10; proposal
///   to 11 Mar, 9 (its own date; committed on the 12th); lost. 65 days in all. Paul's since 25 Jan.
/// - `c` (Paul): begins in proposal on 1 Feb, but was opened on 20 Jan. On 1 April: 59 days in proposal, 71 in all.
/// - `d` (Claire): lead since 1 Feb. On 1 April: 59 days.
fn four_deals() -> Place {
    let place = Place::new("2026-04-01");
    for (id, name) in [("claire", "Claire Martin"), ("paul", "Paul Petit")] {
        place.write(&format!("team/{id}.toml"), &format!("name = \"{name}\"\n"));
    }
    let money = |amount: u32, close: &str| format!("\namount = {amount}\n\nclose = {close}\n");
    place.write("deals/a.toml", &deal("claire", "lead", &money(1000, "2026-03-01")));
    place.write("deals/b.toml", &deal("claire", "lead", &money(2000, "2026-03-15")));
    place.commit("2026-01-05");
    place.write("deals/a.toml", &deal("claire", "proposal", &money(1000, "2026-03-01")));
    place.commit("2026-01-15");
    place.write("deals/b.toml", &deal("paul", "proposal", &money(2500, "2026-04-15")));
    place.commit("2026-01-25");
    place.write("deals/c.toml", &deal("paul", "proposal", "\nopened = 2026-01-20\n"));
    place.write("deals/d.toml", &deal("claire", "lead", ""));
    place.commit("2026-02-01");
    // Renamed and decided in commits of their own; the amount of the decision is no expectation.
    place.git("2026-02-10", &["mv", "deals/a.toml", "deals/alpha.toml"]);
    place.commit("2026-02-10");
    let won = money(900, "2026-03-01") + "\nclosed = 2026-02-14\n";
    place.write("deals/alpha.toml", &deal("claire", "won", &won));
    place.commit("2026-02-14");
    place.write("deals/b.toml", &deal("paul", "lead", &money(2500, "2026-04-15")));
    place.commit("2026-02-20");
    place.write("deals/b.toml", &deal("paul", "proposal", &money(2500, "2026-04-05")));
    place.commit("2026-03-02");
    let lost = money(2500, "2026-04-05") + "\nclosed = 2026-03-11\nlost_reason = \"price\"\n";
    place.write("deals/b.toml", &deal("paul", "lost", &lost));
    place.commit("2026-03-12");
    place
}

const STAGES: &[&str] = &["stage", "left", "median_days", "p80_days", "p90_days", "still_in", "so_far_days"];
const CYCLES: &[&str] = &["outcome", "deals", "median_days", "p80_days", "p90_days"];

#[test]
fn velocity() {
    let place = four_deals();
    assert_eq!(
        place.sheet(&["velocity"], "velocity", STAGES),
        [
            // Left: 10, 10, 20. Still in: d.
            json!(["lead", 3, "10", 20, 20, 1, "59"]),
            // Left: 9, 26, 30. Still in: c.
            json!(["proposal", 3, "26", 30, 30, 1, "59"]),
        ]
    );
    assert_eq!(
        place.sheet(&["velocity"], "cycles", CYCLES),
        [
            json!(["won", 1, "40", 40, 40]),
            json!(["lost", 1, "65", 65, 65]),
            // 59 and 71.
            json!(["open", 2, "65", 71, 71]),
        ]
    );
}

#[test]
fn velocity_by_owner_of_that_time() {
    let place = four_deals();
    let keys = &["stage", "owner", "left", "median_days", "still_in"];
    assert_eq!(
        place.sheet(&["velocity", "--by", "owner"], "velocity", keys),
        [
            // 10 and 20: b was Claire's when it first left the stage.
            json!(["lead", "claire", 2, "15", 1]),
            json!(["lead", "paul", 1, "10", 0]),
            // 26 and 9.
            json!(["proposal", "paul", 2, "17.5", 1]),
            json!(["proposal", "claire", 1, "30", 0]),
        ]
    );
    // A member who was renamed is the same member.
    let (text, status) = place.run(&["mv", "member/paul", "paul-petit"]);
    assert_eq!(status, 0, "{text}");
    let owners = place.sheet(&["velocity", "--by", "owner"], "velocity", &["owner"]);
    assert_eq!(owners, [json!(["claire"]), json!(["paul-petit"]), json!(["paul-petit"]), json!(["claire"])]);
}

#[test]
fn velocity_of_a_period_and_of_a_day() {
    let place = four_deals();
    let keys = &["stage", "left", "median_days", "still_in", "so_far_days"];
    // In February a and b left proposal: 30 and 26.
    assert_eq!(
        place.sheet(&["velocity", "-p", "2026-02"], "velocity", keys),
        [json!(["lead", 0, null, 1, "59"]), json!(["proposal", 2, "28", 1, "59"])]
    );
    // On 10 February: a 26 days in proposal, b 16, c 9; d 9 days in lead.
    let then = [json!(["lead", 2, "15", 1, "9"]), json!(["proposal", 0, null, 3, "16"])];
    assert_eq!(place.sheet(&["velocity", "--as-of", "2026-02-10"], "velocity", keys), then);
    assert_eq!(place.sheet(&["velocity", "--at", "2026-02-10"], "velocity", keys), then);
}

#[test]
fn what_is_not_committed_happened_today() {
    let place = four_deals();
    place.write("deals/d.toml", &deal("claire", "proposal", ""));
    place.write("deals/e.toml", &deal("claire", "lead", ""));
    let keys = &["stage", "left", "p80_days", "still_in", "so_far_days"];
    assert_eq!(
        place.sheet(&["velocity"], "velocity", keys),
        // d left lead after 59 days; e is in it since today. d is in proposal since today, c for 59 days.
        [json!(["lead", 4, 59, 1, "0"]), json!(["proposal", 3, 30, 2, "29.5"])]
    );
}

#[test]
fn a_date_of_ones_own_wins_over_the_commits() {
    let place = Place::new("2026-04-01");
    // Imported in one commit on 1 March; stage_since says better.
    place.write("deals/x.toml", &deal("claire", "proposal", "stage_since = 2026-01-10\n\nopened = 2025-12-01\n"));
    // In its pipeline's first stage since it was opened.
    place.write("deals/y.toml", &deal("claire", "lead", "\nopened = 2026-02-01\n"));
    place.commit("2026-03-01");
    // stage_since was forgotten: it is about the stage before, and the commit's day counts.
    place.write("deals/x.toml", &deal("claire", "won", "stage_since = 2026-01-10\n\nopened = 2025-12-01\n"));
    // Entered on the 20th, before the commit.
    place.write("deals/y.toml", &deal("claire", "proposal", "stage_since = 2026-02-20\n\nopened = 2026-02-01\n"));
    place.commit("2026-03-11");
    let keys = &["stage", "left", "median_days", "still_in", "so_far_days"];
    assert_eq!(
        place.sheet(&["velocity"], "velocity", keys),
        // y: 1 to 20 February. x: 10 January to 11 March; y since 20 February.
        [json!(["lead", 1, "19", 0, null]), json!(["proposal", 1, "60", 1, "40"])]
    );
    // 1 December to 11 March.
    assert_eq!(place.sheet(&["velocity"], "cycles", CYCLES)[0], json!(["won", 1, "100", 100, 100]));
}

#[test]
fn funnel() {
    let place = four_deals();
    let keys =
        &["stage", "entered", "skipped", "again", "went_on", "went_on_share", "lost_here", "lost_share", "open_here"];
    assert_eq!(
        place.sheet(&["funnel"], "funnel", keys),
        [
            // All four; c never stayed there, b came back. a, b and c went on.
            json!(["lead", 4, 1, 1, 3, "75.0", 0, "0.0", 1]),
            // a was won, b lost, c is open; b came back to it.
            json!(["proposal", 3, null, 1, 1, "33.3", 1, "33.3", 1]),
        ]
    );
    let keys = &["stage", "entered", "reached_2", "won", "won_share"];
    assert_eq!(
        place.sheet(&["funnel"], "reached", keys),
        [json!(["lead", 4, 3, 1, "25.0"]), json!(["proposal", 3, null, 1, "33.3"])]
    );
    let keys = &["stage", "lost_reason", "lost", "share", "lost_amount"];
    let amount = json!([{ "amount": "2500.00", "currency": "EUR" }]);
    assert_eq!(place.sheet(&["funnel"], "losses", keys), [json!(["proposal", "price", 1, "100.0", amount])]);
    // In January a and b came, and c was opened; what became of them since is told. Nothing came back then.
    let keys = &["stage", "entered", "again", "went_on"];
    assert_eq!(
        place.sheet(&["funnel", "-p", "2026-01"], "funnel", keys),
        [json!(["lead", 3, null, 3]), json!(["proposal", 2, null, 1])]
    );
    // By owner: a, d are Claire's; b, c Paul's.
    let keys = &["owner", "stage", "entered", "went_on"];
    assert_eq!(
        place.sheet(&["funnel", "--by", "owner"], "funnel", keys),
        [
            json!(["paul", "lead", 2, 2]),
            json!(["paul", "proposal", 2, 0]),
            json!(["claire", "lead", 2, 1]),
            json!(["claire", "proposal", 1, 1]),
        ]
    );
}

/// Two pipelines, a deal that was reopened, one that changed its pipeline, one from a stage that is no more.
#[test]
fn unusual_ways() {
    let place = Place::new("2026-02-01");
    let service = "\n[[pipeline]]\nid = \"service\"\n\n[[pipeline.stages]]\nid = \"ask\"\n\n\
                   [[pipeline.stages]]\nid = \"done\"\noutcome = \"won\"\n";
    place.write("carnet.toml", &format!("{SETTINGS}{service}"));
    let write = |id: &str, pipeline: &str, stage: &str| {
        let text = format!("name = \"X\"\n\npipeline = \"{pipeline}\"\nstage = \"{stage}\"\n");
        place.write(&format!("deals/{id}.toml"), &text);
    };
    // x: lead 10 days, won, proposal again 10 days, lost. y: lead 4 days; in the other pipeline 4 days, done.
    // z: in a stage that nobody knows any more, then lead for 26 days until now.
    for (day, id, pipeline, stage) in [
        ("2026-01-01", "x", "sales", "lead"),
        ("2026-01-01", "y", "sales", "lead"),
        ("2026-01-01", "z", "sales", "old"),
        ("2026-01-05", "y", "service", "ask"),
        ("2026-01-06", "z", "sales", "lead"),
        ("2026-01-09", "y", "service", "done"),
        ("2026-01-11", "x", "sales", "won"),
        ("2026-01-21", "x", "sales", "proposal"),
        ("2026-01-31", "x", "sales", "lost"),
    ] {
        write(id, pipeline, stage);
        place.commit(day);
    }
    let keys = &["pipeline", "stage", "left", "median_days", "still_in", "so_far_days"];
    assert_eq!(
        place.sheet(&["velocity"], "velocity", keys),
        [
            json!(["sales", "lead", 2, "7", 1, "26"]),
            json!(["sales", "proposal", 1, "10", 0, null]),
            json!(["service", "ask", 1, "4", 0, null]),
        ]
    );
    let keys = &["pipeline", "outcome", "deals", "median_days"];
    assert_eq!(
        place.sheet(&["velocity"], "cycles", keys),
        [json!(["sales", "lost", 1, "30"]), json!(["sales", "open", 1, "31"]), json!(["service", "won", 1, "8"]),]
    );
    let (text, _) = place.run(&["report", "velocity"]);
    assert!(text.contains("1 stay in a stage that is in no pipeline any more is not counted"), "{text}");
    let keys = &["pipeline", "stage", "entered", "skipped", "again", "went_on", "lost_here", "open_here"];
    assert_eq!(
        place.sheet(&["funnel"], "funnel", keys),
        [
            // x and z. y counts where it went.
            json!(["sales", "lead", 2, null, null, 1, 0, 1]),
            // x jumped over it, came back to it, and was lost there: it is not won.
            json!(["sales", "proposal", 1, 1, 1, 0, 1, 0]),
            json!(["service", "ask", 1, null, null, 1, 0, 0]),
        ]
    );
    let keys = &["pipeline", "stage", "reached_2", "won"];
    assert_eq!(
        place.sheet(&["funnel"], "reached", keys),
        [json!(["sales", "lead", 1, 0]), json!(["sales", "proposal", null, 0]), json!(["service", "ask", null, 1]),]
    );
    // w was won out of the first stage and is back in it: where it never was, it is not open.
    write("w", "sales", "lead");
    place.commit("2026-01-31");
    write("w", "sales", "won");
    place.commit("2026-02-01");
    write("w", "sales", "lead");
    place.commit("2026-02-01");
    let keys = &["pipeline", "stage", "entered", "skipped", "again", "open_here"];
    let told = place.sheet(&["funnel"], "funnel", keys);
    assert_eq!(told[..2], [json!(["sales", "lead", 3, null, 1, 2]), json!(["sales", "proposal", 1, 1, 1, 0])]);
    let keys = &["pipeline", "stage", "lost_reason", "lost"];
    assert_eq!(place.sheet(&["funnel"], "losses", keys), [json!(["sales", "proposal", "none", 1])]);
    // v was won and called off: it was lost from the stage in which it was before.
    for stage in ["lead", "won", "lost"] {
        write("v", "sales", stage);
        place.commit("2026-02-01");
    }
    assert_eq!(
        place.sheet(&["funnel"], "losses", keys),
        [json!(["sales", "lead", "none", 1]), json!(["sales", "proposal", "none", 1])]
    );
}

#[test]
fn slippage() {
    let place = four_deals();
    let keys = &["owner", "deals", "moved", "moved_share", "moves", "later", "earlier", "median_move", "total_days"];
    assert_eq!(
        place.sheet(&["slippage"], "dates", keys),
        [
            // b: 15 March to 15 April, 31 later; to 5 April, 10 earlier.
            json!(["paul", 1, 1, "100.0", 2, 1, 1, "10.5", 21]),
            json!(["claire", 1, 0, "0.0", 0, 0, 0, null, 0]),
        ]
    );
    let keys = &["owner", "revised", "up", "down", "change"];
    // b: 2000 to 2500. What a was won for is no expectation.
    assert_eq!(place.sheet(&["slippage"], "amounts", keys), [json!(["paul", 1, 1, 0, "25.0"])]);
    let keys = &["deal", "moves", "days", "first_date", "last_date"];
    assert_eq!(place.sheet(&["slippage"], "deals", keys), [json!(["b", 2, 21, "2026-03-15", "2026-04-05"])]);
    // In March only the second move.
    assert_eq!(
        place.sheet(&["slippage", "-p", "2026-03"], "deals", keys),
        [json!(["b", 1, -10, "2026-04-15", "2026-04-05"])]
    );
}

/// As of 1 April 2026: of ACME the telephone was changed 365 days ago, the e-mail address confirmed 90 days ago, the rest
/// is 730 days old. 1 − 0.95^(days/365.25) is 4.9967 %, 1.2559 % and 9.7437 %.
#[test]
fn freshness() {
    let place = Place::new("2026-04-01");
    let acme = |phone: &str, email: &str, more: &str| {
        format!("name = \"ACME\"\n\nemail = \"{email}\"\nphone = \"{phone}\"\n\n[address]\ncity = \"Lille\"\n{more}")
    };
    place.write("customers/acme.toml", &acme("+33 3 20 00 00 01", "a@acme.example", ""));
    place.write(
        "contacts/dupont.toml",
        "name = \"Jeanne Dupont\"\n\nemail = \"j@acme.example\"\n\n[[roles]]\ncustomer = \"acme\"\n",
    );
    place.commit("2024-04-01");
    place.write("customers/acme.toml", &acme("+33 3 20 00 00 02", "a@acme.example", ""));
    place.commit("2025-04-01");
    let confirmed = "\n[confirmed]\nemail = 2026-01-01\nphone = 2025-01-01\n";
    place.write("customers/acme.toml", &acme("+33 3 20 00 00 02", "a@acme.example", confirmed));
    place.commit("2026-01-02");
    let keys = &["record", "datum", "since", "seen", "wrong_share"];
    let one = ["freshness", "--customer", "acme"];
    assert_eq!(
        place.sheet(&one, "data", keys),
        [
            json!(["customer/acme", "address", "2024-04-01", "changed", "9.7"]),
            // The confirmation is older than the change.
            json!(["customer/acme", "phone", "2025-04-01", "changed", "5.0"]),
            json!(["customer/acme", "email", "2026-01-01", "confirmed", "1.3"]),
            json!(["contact/dupont", "email", "2024-04-01", "changed", "9.7"]),
            json!(["contact/dupont", "roles", "2024-04-01", "changed", "9.7"]),
        ]
    );
    // 0.097437 × 3 + 0.049967 + 0.012559 = 0.354837 of 5.
    let keys = &["customer", "known", "over_a_year", "expected_wrong", "wrong_share", "oldest", "since"];
    assert_eq!(
        place.sheet(&["freshness"], "customers", keys),
        [json!(["acme", 5, 3, "0.4", "7.1", "address", "2024-04-01"])]
    );
    let keys = &["datum_kind", "datum", "known", "confirmed", "median_age"];
    assert_eq!(
        place.sheet(&["freshness"], "data", keys),
        [
            json!(["customer", "email", 1, 1, "90"]),
            json!(["customer", "phone", 1, 0, "365"]),
            json!(["customer", "address", 1, 0, "730"]),
            json!(["contact", "email", 1, 0, "730"]),
            json!(["contact", "roles", 1, 0, "730"]),
        ]
    );

    // A change after the confirmation makes it void.
    place.write("customers/acme.toml", &acme("+33 3 20 00 00 02", "b@acme.example", confirmed));
    place.commit("2026-03-01");
    let keys = &["datum", "since", "seen"];
    assert!(place.sheet(&one, "data", keys).contains(&json!(["email", "2026-03-01", "changed"])));
    // carnet confirm, and the rate of the firm: half of all is wrong each year.
    let (text, status) = place.run(&["confirm", "acme", "address", "phone"]);
    assert_eq!(status, 0, "{text}");
    place.write("carnet.toml", &SETTINGS.replace("[firm]", "[freshness]\ndecay = 50\n\n[firm]"));
    let keys = &["record", "datum", "since", "seen", "wrong_share"];
    assert_eq!(
        place.sheet(&one, "data", keys),
        [
            // 31 days: 1 − 0.5^(31/365.25) = 5.7130 %.
            json!(["customer/acme", "email", "2026-03-01", "changed", "5.7"]),
            json!(["customer/acme", "phone", "2026-04-01", "confirmed", "0.0"]),
            json!(["customer/acme", "address", "2026-04-01", "confirmed", "0.0"]),
            // 1 − 0.5^(730/365.25) = 74.9762 %.
            json!(["contact/dupont", "email", "2024-04-01", "changed", "75.0"]),
            json!(["contact/dupont", "roles", "2024-04-01", "changed", "75.0"]),
        ]
    );
}

#[test]
fn a_confirmation_that_was_imported_with_its_value_says_since_when() {
    let place = Place::new("2026-04-01");
    place.write(
        "customers/x.toml",
        "name = \"X\"\n\nphone = \"+33 3 20 00 00 01\"\n\n[confirmed]\nphone = 2025-06-01\n",
    );
    place.commit("2026-03-01");
    let keys = &["datum", "since", "seen"];
    assert_eq!(
        place.sheet(&["freshness", "--customer", "x"], "data", keys),
        [json!(["phone", "2025-06-01", "confirmed"])]
    );
    // An unknown datum is a finding.
    place.write("customers/x.toml", "name = \"X\"\n\n[confirmed]\nphon = 2025-06-01\n");
    let (text, status) = place.run(&["check", "--format", "short"]);
    assert!(status == 1 && text.contains("phon") && text.contains("E0104"), "{text}");
}

#[test]
fn a_book_without_commits_says_so() {
    let place = Place::new("2026-04-01");
    for report in ["velocity", "funnel", "slippage", "freshness"] {
        let (text, status) = place.run(&["report", report]);
        assert!(status == 2 && text.contains("no commit"), "{text}");
    }
    let bare = tempfile::tempdir().unwrap();
    std::fs::write(bare.path().join("carnet.toml"), SETTINGS).unwrap();
    let (text, status) = place.run(&["-C", bare.path().to_str().unwrap(), "report", "funnel"]);
    assert!(status == 2 && text.contains("repository"), "{text}");
}

#[test]
fn an_empty_book_has_empty_reports() {
    let place = Place::new("2026-04-01");
    place.commit("2026-01-01");
    for report in ["velocity", "funnel", "slippage", "freshness"] {
        let (text, status) = place.run(&["report", report]);
        assert!(status == 0, "{text}");
    }
}

/// Whole days from a civil date, by the usual formula: the test does not lean on carnet's own.
fn days(text: &str) -> i64 {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().unwrap());
    let (day, month, year) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

/// Twice the median, to stay whole.
fn twice_the_median(mut values: Vec<i64>) -> i64 {
    values.sort_unstable();
    values[(values.len() - 1) / 2] + values[values.len() / 2]
}

fn halves(twice: i64) -> Value {
    json!(if twice % 2 == 0 { (twice / 2).to_string() } else { format!("{}.5", twice / 2) })
}

/// 8,800 opportunities, imported in one commit in 2018: their own dates still tell how long they took.
#[test]
fn a_history_that_was_imported_in_one_commit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/data/opportunities");
    if !folder.is_dir() {
        eprintln!("SKIPPED: the real opportunities are not in ../shared/data");
        return;
    }
    let maps = root.join("data-template/imports");
    let place = Place::new("2018-02-01");
    std::fs::copy(maps.join("opportunities/carnet.toml"), place.folder.path().join("carnet.toml")).unwrap();
    place.commit("2018-01-15");
    let imports = [
        ("sales_teams", "opportunities-teams"),
        ("accounts", "opportunities-accounts"),
        ("products", "opportunities-products"),
        ("sales_pipeline", "opportunities-pipeline"),
    ];
    for (file, map) in imports {
        let file = folder.join(file).with_extension("csv");
        let map = maps.join(map).with_extension("toml");
        let mut command = place.command(env!("CARGO_BIN_EXE_carnet"), "2018-01-15");
        let words = [file.to_str().unwrap(), "--map", map.to_str().unwrap(), "--yes"];
        let output = command.args(["import", "csv"]).args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    let text = std::fs::read_to_string(folder.join("sales_pipeline.csv")).unwrap();
    let mut ways: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    let mut won_by: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [_, agent, _, _, stage, engaged, closed, _] = cells[..] else { panic!("{row}") };
        match stage {
            "Won" | "Lost" => ways.entry(stage).or_default().push(days(closed) - days(engaged)),
            "Engaging" => ways.entry(stage).or_default().push(days("01-02-2018") - days(engaged)),
            // Nobody noted when prospecting began: only the commit is known.
            _ => ways.entry(stage).or_default().push(days("01-02-2018") - days("15-01-2018")),
        }
        if stage == "Won" {
            let id = agent.to_lowercase().replace(' ', "-");
            won_by.entry(id).or_default().push(days(closed) - days(engaged));
        }
    }
    let told = |stage: &str| (ways[stage].len(), halves(twice_the_median(ways[stage].clone())));
    let cycles = place.sheet(&["velocity"], "cycles", &["outcome", "deals", "median_days"]);
    for (outcome, stage) in [("won", "Won"), ("lost", "Lost")] {
        let (count, median) = told(stage);
        assert!(cycles.contains(&json!([outcome, count, median])), "{stage}: {cycles:?}");
    }
    let stages = place.sheet(&["velocity"], "velocity", &["stage", "still_in", "so_far_days"]);
    for (id, stage) in [("engaging", "Engaging"), ("prospecting", "Prospecting")] {
        let (count, median) = told(stage);
        assert!(stages.contains(&json!([id, count, median])), "{stage}: {stages:?}");
    }
    let keys = &["outcome", "owner", "deals", "median_days"];
    let by_owner = place.sheet(&["velocity", "--by", "owner"], "cycles", keys);
    for (owner, ways) in won_by {
        let expected = json!(["won", owner, ways.len(), halves(twice_the_median(ways))]);
        assert!(by_owner.contains(&expected), "{expected}");
    }
}
