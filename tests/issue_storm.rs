//! Hundreds of documents issued at once by real processes in several clones of one bare repository, while everything goes
//! wrong: processes are killed at random moments and at chosen steps, the server refuses, the server dies after it took a
//! push, connections break before and after a push went through, calendars disagree by a day, colleagues push other things.
//!
//! In the end all is as if one person had issued everything, one document after the other. The dice are seeded, so the same
//! trouble is asked for in every run; which of the processes meet is up to the machine.
//!
//! `CARNET_STORM=1000 cargo test --test issue_storm -- --nocapture` issues a thousand; `CARNET_STORM_SEED` rolls other dice.
#![cfg(unix)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use support::dice::{Dice, wished};
use support::team::{Clone, Team};

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"Europe/Paris\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\nsiret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[conditions]\nlate_interest = \"ecb+10\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[series]]\nid = \"A\"\ndocuments = [\"credit-note\"]\npattern = \"A-{year}-{seq:4}\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n";
const ACME: &str = "name = \"ACME\"\n\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n";
const DRAFT: &str =
    "customer = \"acme\"\ndate = 2026-10-05\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 2\nunit_price = 650.00\n";

/// The steps of issuing at which a process can be told to die.
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

/// What a command may end with while the storm lasts: refusals that change nothing, and the honest "nobody can say".
const TROUBLE: [&str; 7] =
    ["busy", "lies before", "nobody can say", "faster", "hung up", "cannot lock ref", "unable to access"];

/// A `git` before the real one: it breaks the connection before or after a push, when it is told to.
fn lossy_git(team: &Team) -> String {
    let path = std::env::var("PATH").unwrap_or_default();
    let real = path.split(':').map(|folder| Path::new(folder).join("git")).find(|git| git.is_file()).expect("git");
    let gone = "echo 'fatal: the remote end hung up unexpectedly' >&2; exit 128";
    let real = real.display();
    support::team::executable(
        &team.path("bin/git"),
        &format!(
            "case \" $* \" in *' push '*)\n  case \"$STORM_LOSE\" in\n    before) {gone};;\n    after) {real} \"$@\" >/dev/null 2>&1; {gone};;\n  esac;;\nesac\nexec {real} \"$@\""
        ),
    );
    format!("{}:{path}", team.path("bin").display())
}

/// Runs a command; it is killed after a while where a moment is given. What it started goes on without it, as a push does
/// whose program died.
fn run(mut command: Command, kill_after: Option<Duration>) -> (Option<i32>, String, String) {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id();
    let reader = thread::spawn(move || child.wait_with_output());
    if let Some(after) = kill_after {
        let begin = Instant::now();
        while begin.elapsed() < after && !reader.is_finished() {
            thread::sleep(Duration::from_millis(5));
        }
        if !reader.is_finished() {
            // The child was not waited for yet, or ended this very moment: its id is nobody else's.
            let _ = Command::new("kill").args(["-9", &id.to_string()]).stderr(Stdio::null()).status();
        }
    }
    let Output { status, stdout, stderr } = reader.join().unwrap().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

/// Ids and numbers of a table in CSV.
fn pairs(csv: &str) -> Vec<(String, String)> {
    let mut rows = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let Some(head) = rows.next() else { return Vec::new() };
    let at = |name: &str| head.iter().position(|column| *column == name);
    let (Some(id), Some(number)) = (at("id"), at("number")) else { return Vec::new() };
    rows.filter(|row| row.len() == head.len() && !row[number].is_empty())
        .map(|row| (row[id].to_owned(), row[number].to_owned()))
        .collect()
}

/// Synced, sound, checked, audited; and the number and day of each document.
fn whole(clone: &Clone) -> BTreeMap<String, (String, String)> {
    clone.sync(&[]);
    clone.is_sound();
    clone.run(&["check"]);
    clone.run(&["audit"]);
    let listed = clone.run(&["list", "invoice", "--columns", "number,date", "--format", "csv"]);
    let rows = listed.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let rows = rows.filter(|row| row.len() == 3 && !row[1].is_empty());
    rows.map(|row| (row[0].clone(), (row[1].clone(), row[2].clone()))).collect()
}

#[derive(Default, Debug)]
struct Tally {
    calls: AtomicUsize,
    done: AtomicUsize,
    killed: AtomicUsize,
    refused: AtomicUsize,
    unknown: AtomicUsize,
}

#[test]
fn whatever_happens_no_number_is_given_twice_and_none_is_missing() {
    let count = wished("CARNET_STORM", 240);
    let seed = wished("CARNET_STORM_SEED", 20_261_122);
    let ids: Vec<String> = (0..count).map(|n| format!("d{n:04}")).collect();
    let paths: Vec<String> = ids.iter().map(|id| format!("invoices/{id}.toml")).collect();
    let mut files = vec![("carnet.toml", SETTINGS), ("customers/acme.toml", ACME)];
    files.extend(paths.iter().map(|path| (path.as_str(), DRAFT)));
    let (team, claire) = Team::with("", &files);
    let mut clones = [claire, team.clone("hugo"), team.clone("paul"), team.clone("zoe")];
    let path = lossy_git(&team);
    for clone in &mut clones {
        clone.env.push(("PATH".into(), path.clone()));
    }
    team.hook("pre-receive", "[ $(( $$ % 7 )) = 0 ] && { echo 'busy' >&2; exit 1; }\nexit 0");
    team.hook("reference-transaction", "[ \"$1\" = committed ] && [ $(( $$ % 9 )) = 0 ] && kill -9 $PPID\nexit 0");

    let begin = Instant::now();
    // A storm is over at some time, whatever is left of it.
    let limit = Duration::from_secs(30 + count / 8);
    let (tally, told) = (Tally::default(), Mutex::new(BTreeMap::<String, String>::new()));
    thread::scope(|scope| {
        for (who, clone) in (0u64..).zip(&clones) {
            let (ids, tally, told) = (&ids, &tally, &told);
            scope.spawn(move || {
                let mut dice = Dice::new(seed.wrapping_add(who.wrapping_mul(0x9e37_79b9)));
                let mut at = 0;
                // Each goes through all of them, beginning elsewhere: most drafts are in several hands.
                while at < count && begin.elapsed() < limit {
                    let size = (4 + dice.roll(13) as u64).min(count - at);
                    let first = (at + who * count / 4) % count;
                    let batch: Vec<&str> = (0..size).map(|n| ids[((first + n) % count) as usize].as_str()).collect();
                    let mut words = vec!["issue", "--format", "csv"];
                    words.extend(&batch);
                    let mut command = clone.carnet_command(&words);
                    // The days go on while the storm lasts, and one clone is a day behind.
                    let day = 18 + 2 * at / count + u64::from(who != 3);
                    command.env("CARNET_TODAY", format!("2026-10-{day}"));
                    let mut kill_after = None;
                    match dice.roll(10) {
                        0 => drop(command.env("CARNET_FAILPOINT", dice.pick(&STEPS))),
                        1 | 2 => kill_after = Some(Duration::from_millis(20 + dice.roll(1500) as u64)),
                        3 => drop(command.env("STORM_LOSE", "before")),
                        4 => drop(command.env("STORM_LOSE", "after")),
                        _ => {}
                    }
                    let (code, out, said) = run(command, kill_after);
                    tally.calls.fetch_add(1, Ordering::Relaxed);
                    match code {
                        None => drop(tally.killed.fetch_add(1, Ordering::Relaxed)),
                        Some(0) => {
                            tally.done.fetch_add(1, Ordering::Relaxed);
                            // What was said once holds for ever.
                            for (id, number) in pairs(&out) {
                                let before = told.lock().unwrap().insert(id.clone(), number.clone());
                                assert!(before.is_none_or(|before| before == number), "{id} was told two numbers");
                            }
                        }
                        Some(_) => {
                            let known = TROUBLE.iter().any(|words| said.contains(words));
                            assert!(known, "{}: {words:?}: {said}", clone.name);
                            let unknown = said.contains("nobody can say");
                            let which = if unknown { &tally.unknown } else { &tally.refused };
                            which.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    // A colleague does something else in between.
                    if dice.roll(6) == 0 {
                        let text = format!("{}# {who} {at}\n", support::team::DEAL);
                        clone.write(&format!("deals/{}-{at}.toml", clone.name), &text);
                        let commit = || {
                            clone.try_git(&["add", "deals"]).status.success()
                                && clone.try_git(&["commit", "-q", "-m", "a deal"]).status.success()
                        };
                        // Whoever died in the middle of landing holds git's index until a carnet has gone on from there.
                        if !commit() {
                            clone.run(&["list", "customer"]);
                            assert!(commit(), "{}: git is not free", clone.name);
                        }
                    }
                    at += size;
                }
            });
        }
    });
    for hook in ["pre-receive", "reference-transaction"] {
        std::fs::remove_file(team.path("shared.git/hooks").join(hook)).unwrap();
    }
    let storm = begin.elapsed();
    // The last pushes of processes that were killed arrive, or have arrived.
    thread::sleep(Duration::from_millis(500));
    for clone in &mut clones {
        clone.env.push(("CARNET_TODAY".into(), "2026-10-25".into()));
    }
    let claire = &clones[0];
    let before = whole(claire);
    let left: Vec<&str> = ids.iter().filter(|id| !before.contains_key(*id)).map(String::as_str).collect();
    println!("{count} drafts, seed {seed}: {} issued in {storm:?}, {} left; {tally:?}", before.len(), left.len());
    assert!(before.len() as u64 * 2 > count, "the storm issued too little to prove anything");
    assert!(tally.killed.load(Ordering::Relaxed) > 0 && tally.refused.load(Ordering::Relaxed) > 0, "it was no storm");
    // All of them are asked for once more: those that have a number keep it.
    let all: Vec<&str> = ids.iter().map(String::as_str).collect();
    claire.run(&[&["issue"], &all[..]].concat());
    let after = whole(claire);
    assert!(before.iter().all(|(id, number)| after.get(id) == Some(number)), "a document lost its number");
    for (id, number) in told.into_inner().unwrap() {
        assert_eq!(after.get(&id).map(|(number, _)| number), Some(&number), "{id} was told another number");
    }
    let wanted: BTreeSet<String> = (1..=count).map(|n| format!("F-2026-{n:04}")).collect();
    assert_eq!(after.len() as u64, count);
    assert_eq!(after.values().map(|(number, _)| number.clone()).collect::<BTreeSet<_>>(), wanted);
    let mut in_order: Vec<&(String, String)> = after.values().collect();
    in_order.sort();
    assert!(in_order.windows(2).all(|pair| pair[0].1 <= pair[1].1), "the dates run backwards");
    for clone in &clones[1..] {
        whole(clone);
        assert_eq!(clone.head(), team.tip(), "{}", clone.name);
    }
}
