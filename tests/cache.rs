//! What is kept of a book's files must never be seen in an answer: between two commands files are edited, moved, deleted,
//! swapped, put back with their old times, replaced by links; branches are switched, books cloned and copied, the kept
//! file itself damaged; and every answer is compared with that of `--no-cache`.
//!
//! `CARNET_STEPS=20000 cargo test --test cache` takes more steps, `CARNET_SEED=7` other ones.
#![cfg(unix)]

mod support;

use std::fs::{self, File, FileTimes};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use carnet::cli::{Cli, Context, Output, Terminal, command, run};
use clap::FromArgMatches;
use support::dice::{Dice, wished};

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"UTC\"\n\n[firm]\nname = \"Atelier\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";

/// Longer than what the clock of a file system cannot tell apart: see `store::cache`.
const SETTLED: Duration = Duration::from_millis(30);

/// Exit code, stdout and stderr of a command.
fn carnet(root: &Path, words: &[&str]) -> (u8, String, String) {
    let mut line = vec!["carnet", "-C", root.to_str().unwrap(), "--today", "2026-11-20", "--lang", "en"];
    line.extend(words);
    let cli = Cli::from_arg_matches(&command().get_matches_from(line)).unwrap();
    let (mut out, mut err, mut input) = (Vec::new(), Vec::new(), &b""[..]);
    let mut cx = Context::new(Output::new(&mut out, &mut err, Terminal::default()), &mut input, false, cli.global);
    let result = run(cli.command, &mut cx);
    let code = cx.conclude(result).code();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn git(root: &Path, words: &[&str]) {
    support::succeed(support::isolated("git", root).args(["-c", "protocol.file.allow=always"]).args(words));
}

fn write(root: &Path, path: &str, text: &str) {
    let full = root.join(path);
    // Not where a link leads nowhere.
    if fs::create_dir_all(full.parent().unwrap()).is_ok() {
        fs::write(full, text).unwrap();
    }
}

fn customer(n: usize) -> String {
    format!("name = \"Customer {n:03}\"\n\n[address]\ncity = \"Lille\"\ncountry = \"FR\"\n")
}

fn invoice(n: usize, price: usize) -> String {
    format!(
        "customer = \"c{:03}\"\nnumber = \"F-{n:04}\"\ndate = 2026-{:02}-{:02}\n\n[[lines]]\ndescription = \"Work\"\nquantity = 2\nunit_price = {}.50\n",
        n % 12,
        n % 10 + 1,
        n % 28 + 1,
        price % 900 + 100
    )
}

fn payment(n: usize) -> String {
    format!("customer = \"c{:03}\"\ndate = 2026-10-{:02}\namount = {}.00\n", n % 12, n % 28 + 1, n % 90 + 10)
}

fn make(root: &Path) {
    write(root, "carnet.toml", SETTINGS);
    (0..12).for_each(|n| write(root, &format!("customers/c{n:03}.toml"), &customer(n)));
    (0..24).for_each(|n| write(root, &format!("invoices/2026/{:02}/i{n:03}.toml", n % 10 + 1), &invoice(n, n * 7)));
    (0..8).for_each(|n| write(root, &format!("payments/2026/10/p{n:03}.toml"), &payment(n)));
    (0..4).for_each(|n| {
        let deal = "name = \"Deal\"\ncustomer = \"c001\"\nstage = \"lead\"\namount = 100.00\n";
        write(root, &format!("deals/d{n}.toml"), deal);
        write(root, &format!("notes/n{n}.md"), "---\ndate: 2026-10-03\nabout: [customer/c001]\n---\nHello\n");
    });
    git(root, &["init", "-q", "-b", "main"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "begin"]);
}

/// Files of the book, by path.
fn files(root: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
        entries.sort_by_key(|entry| entry.file_name());
        for entry in entries {
            let kind = entry.file_type().unwrap();
            if entry.file_name() == ".git" {
            } else if kind.is_dir() {
                walk(&entry.path(), found);
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    let mut found = Vec::new();
    walk(root, &mut found);
    found.retain(|path| !path.ends_with("carnet.toml"));
    found
}

fn times(path: &Path) -> FileTimes {
    let meta = fs::metadata(path).unwrap();
    FileTimes::new().set_modified(meta.modified().unwrap()).set_accessed(meta.accessed().unwrap())
}

fn put_back(path: &Path, times: FileTimes) {
    File::options().append(true).open(path).unwrap().set_times(times).unwrap();
}

/// The text with another digit in it, as long as before.
fn other_digit(text: &str) -> String {
    let digit = |c: char| if c.is_ascii_digit() && c != '9' { ((c as u8) + 1) as char } else { c };
    match text.rfind("unit_price = ").or_else(|| text.rfind("amount = ")).or_else(|| text.rfind("Customer ")) {
        Some(at) => text[..at].to_owned() + &text[at..].chars().map(digit).collect::<String>(),
        None => text.to_owned(),
    }
}

/// One thing that happens to a book. Says what it did.
fn happen(root: &mut PathBuf, base: &Path, dice: &mut Dice, step: usize) -> String {
    let all = files(root);
    let one = all.get(dice.roll(all.len().max(1))).cloned();
    let Some(path) = one.filter(|_| all.len() > 20) else {
        let _ = fs::remove_file(root.join("customers/link"));
        git(root, &["checkout", "-q", "-f", "HEAD", "--", "."]);
        return "everything put back".to_owned();
    };
    let other = all[dice.roll(all.len())].clone();
    let text = fs::read_to_string(&path).unwrap_or_default();
    let kept = root.join(".git/carnet");
    let name = path.strip_prefix(root.as_path()).unwrap().display().to_string();
    match dice.roll(22) {
        0..=3 => {
            fs::write(&path, other_digit(&text)).unwrap();
            format!("{name}: another digit in place")
        }
        4..=5 => {
            let times = times(&path);
            fs::write(&path, other_digit(&text)).unwrap();
            put_back(&path, times);
            format!("{name}: another digit, the old time")
        }
        6 => {
            let times = times(&path);
            let new = path.with_extension("new~");
            fs::write(&new, other_digit(&text)).unwrap();
            put_back(&new, times);
            fs::rename(&new, &path).unwrap();
            format!("{name}: replaced, the old time")
        }
        7 => {
            fs::remove_file(&path).unwrap();
            format!("{name}: removed")
        }
        8 => {
            write(root, &format!("invoices/2026/11/x{step:05}.toml"), &invoice(step, step));
            format!("invoice x{step:05}: added")
        }
        9 => {
            write(root, &format!("customers/y{step:05}.toml"), &customer(step % 999));
            format!("customer y{step:05}: added")
        }
        10 => {
            let (a, b) = (fs::read(&path).unwrap(), fs::read(&other).unwrap());
            fs::write(&path, b).unwrap();
            fs::write(&other, a).unwrap();
            format!("{name} and {}: contents swapped", other.display())
        }
        11 => {
            let between = root.join("between");
            fs::rename(&path, &between).unwrap();
            fs::rename(&other, &path).unwrap_or(());
            fs::rename(&between, &other).unwrap();
            format!("{name} and {}: files swapped", other.display())
        }
        12 => {
            let mut file = File::options().append(true).open(&path).unwrap();
            file.write_all(b"wrong = = 1\n").unwrap();
            format!("{name}: broken")
        }
        13 => {
            git(root, &["checkout", "-q", "-f", "HEAD", "--", "."]);
            "what git knows put back".to_owned()
        }
        14 => {
            git(root, &["add", "-A"]);
            git(root, &["commit", "-q", "--allow-empty", "-m", "more"]);
            git(root, &["checkout", "-q", "-f", "--detach", "HEAD~1"]);
            "an earlier commit".to_owned()
        }
        15 => {
            let next = base.join(format!("clone-{step}"));
            git(root, &["add", "-A"]);
            git(root, &["commit", "-q", "--allow-empty", "-m", "before the clone"]);
            if dice.roll(2) == 0 {
                git(root, &["clone", "-q", ".", next.to_str().unwrap()]);
            } else {
                // With what was kept, whose numbers are those of the other files.
                assert!(Command::new("cp").arg("-a").arg(&*root).arg(&next).status().unwrap().success());
            }
            fs::remove_dir_all(&*root).unwrap();
            *root = next;
            "a clone in its place".to_owned()
        }
        16 => {
            let folder = path.parent().unwrap().to_owned();
            let away = root.join("away");
            if folder == *root || folder.starts_with(&away) {
                return "nothing".to_owned();
            }
            let _ = fs::remove_dir_all(&away);
            fs::rename(&folder, &away).unwrap();
            if dice.roll(2) == 0 {
                symlink(&away, &folder).unwrap();
            }
            format!("{}: moved away, perhaps a link in its place", folder.display())
        }
        17 => {
            let _ = fs::remove_file(root.join("customers/link.toml"));
            symlink(&path, root.join("customers/link.toml")).unwrap_or(());
            "a link among the customers".to_owned()
        }
        18 => {
            let settings = fs::read_to_string(root.join("carnet.toml")).unwrap_or_default();
            let other = match settings.contains("\"EUR\"") {
                true => settings.replace("\"EUR\"", "\"JPY\""),
                false => SETTINGS.to_owned(),
            };
            fs::write(root.join("carnet.toml"), other).unwrap();
            "other settings".to_owned()
        }
        19 => {
            for entry in fs::read_dir(&kept).into_iter().flatten().flatten() {
                if dice.roll(2) == 0 {
                    continue;
                }
                let mut bytes = fs::read(entry.path()).unwrap();
                if !bytes.is_empty() && entry.path().is_file() {
                    let at = dice.roll(bytes.len());
                    bytes[at] ^= 1 << dice.roll(8);
                    let cut = dice.roll(2) * dice.roll(bytes.len());
                    bytes.truncate(bytes.len() - cut);
                    fs::write(entry.path(), bytes).unwrap();
                }
            }
            "what was kept is damaged".to_owned()
        }
        20 => {
            let soon = SystemTime::now() + Duration::from_secs(86400);
            put_back(&path, FileTimes::new().set_modified(soon));
            format!("{name}: of tomorrow")
        }
        _ => {
            let within = path.parent().unwrap().join(".git");
            match within.exists() {
                true => fs::remove_dir_all(&within).unwrap(),
                false => fs::create_dir(&within).unwrap_or(()),
            }
            format!("{}: a repository, or none any more", within.display())
        }
    }
}

const QUESTIONS: &[&[&str]] = &[
    &["check"],
    &["check", "--format", "json"],
    &["list", "invoice", "-f", "json"],
    &["list", "customer", "-f", "csv"],
    &["list", "invoice", "status:overdue", "-f", "json"],
    &["total", "invoice", "--of", "net", "--by", "date:month"],
    &["report", "receivables"],
    &["show", "customer/c001"],
    &["show", "invoice/i003", "-f", "json"],
    &["find", "lille"],
];

#[test]
fn no_answer_depends_on_what_is_kept() {
    let base = tempfile::tempdir().unwrap();
    let base = fs::canonicalize(base.path()).unwrap();
    let mut root = base.join("book");
    fs::create_dir(&root).unwrap();
    make(&root);
    let mut dice = Dice::new(wished("CARNET_SEED", 1));
    let (mut known, mut steps) = (0, Vec::new());
    for step in 0..wished("CARNET_STEPS", 500) as usize {
        steps.push(happen(&mut root, &base, &mut dice, step));
        if dice.roll(3) == 0 {
            sleep(SETTLED);
        }
        let question = QUESTIONS[dice.roll(QUESTIONS.len())];
        let with = carnet(&root, question);
        let without = carnet(&root, &[question, &["--no-cache"]].concat());
        if with != without {
            let lines = |answer: &(u8, String, String)| format!("{}\n{}", answer.1, answer.2);
            let (with, without) = (lines(&with), lines(&without));
            let only =
                |a: &str, b: &str| a.lines().filter(|l| !b.lines().any(|m| m == *l)).collect::<Vec<_>>().join("\n");
            let happened = steps[step.saturating_sub(12)..].join("\n");
            let (more, less) = (only(&with, &without), only(&without, &with));
            panic!(
                "{question:?} after step {step}\n{happened}\n\nonly with what is kept:\n{more}\n\nonly without:\n{less}"
            );
        }
        if step % 10 == 0 {
            let (_, _, said) = carnet(&root, &["list", "customer", "--verbose"]);
            let count = said.split("known from before: ").nth(1).and_then(|rest| rest.lines().next());
            known += count.map_or(0, |count| count.replace(',', "").parse::<usize>().unwrap());
        }
    }
    // Without this, nothing above would have been tested.
    assert!(known > steps.len() / 10 * 5, "only {known} files were known in all");
}

/// A book that nobody changed for a while.
fn settled() -> (tempfile::TempDir, PathBuf) {
    let base = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(base.path()).unwrap().join("book");
    fs::create_dir(&root).unwrap();
    make(&root);
    sleep(SETTLED);
    (base, root)
}

fn binary(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carnet"));
    command.arg("-C").arg(root).args(["--today", "2026-11-20", "--lang", "en"]).env_remove("CARNET_TODAY");
    command
}

fn kept(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join(".git/carnet")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.contains("book-"));
    names.sort();
    names
}

const ALL_READ: &str = "files read: 53; known from before: 0\n";
const ALL_KNOWN: &str = "files read: 1; known from before: 52\n";

#[test]
fn the_second_command_reads_what_changed() {
    let (_base, root) = settled();
    let list = |words: &[&str]| carnet(&root, &[&["list", "customer", "--verbose"], words].concat()).2;
    assert_eq!(list(&[]), ALL_READ);
    assert_eq!(list(&[]), ALL_KNOWN);
    fs::write(root.join("customers/c003.toml"), "name = \"Other\"\n").unwrap();
    assert_eq!(list(&[]), "files read: 2; known from before: 51\n");
    assert_eq!(list(&["--no-cache"]), "files read: 53; known from before: 0\n");
    // With other settings everything may mean something else.
    fs::write(root.join("carnet.toml"), SETTINGS.replace("EUR", "USD")).unwrap();
    sleep(SETTLED);
    assert_eq!(list(&[]), ALL_READ);
    assert_eq!(list(&[]), ALL_KNOWN);
}

#[test]
fn each_work_tree_and_each_book_of_a_repository_has_its_own() {
    let (base, root) = settled();
    let tree = base.path().join("tree");
    git(&root, &["worktree", "add", "-q", "--detach", tree.to_str().unwrap()]);
    fs::create_dir(root.join("second")).unwrap();
    fs::copy(root.join("carnet.toml"), root.join("second/carnet.toml")).unwrap();
    fs::create_dir(root.join("second/customers")).unwrap();
    fs::copy(root.join("customers/c001.toml"), root.join("second/customers/c001.toml")).unwrap();
    sleep(SETTLED);
    for _ in 0..2 {
        carnet(&root, &["list", "customer"]);
        carnet(&tree, &["list", "customer"]);
        carnet(&root.join("second"), &["list", "customer"]);
    }
    assert_eq!(kept(&root).len(), 2);
    assert_eq!(carnet(&root, &["list", "deal", "--verbose"]).2, ALL_KNOWN);
    assert_eq!(carnet(&tree, &["list", "deal", "--verbose"]).2, ALL_KNOWN);
    let second = carnet(&root.join("second"), &["list", "deal", "--verbose"]).2;
    assert_eq!(second, "files read: 1; known from before: 1\n");
}

#[test]
fn outside_git_and_where_nothing_can_be_written_it_works_without() {
    let base = tempfile::tempdir().unwrap();
    write(base.path(), "carnet.toml", SETTINGS);
    write(base.path(), "customers/c001.toml", &customer(1));
    assert_eq!(carnet(base.path(), &["list", "customer", "-f", "ids"]), (0, "c001\n".into(), String::new()));

    let (_base, root) = settled();
    let _ = fs::remove_dir_all(root.join(".git/carnet"));
    fs::write(root.join(".git/carnet"), "not a folder").unwrap();
    let (code, out, said) = carnet(&root, &["list", "customer", "-f", "ids"]);
    assert_eq!((code, out.lines().count(), &*said), (0, 12, ""));
    let said = carnet(&root, &["list", "customer", "--verbose"]).2;
    assert!(said.contains("nothing can be kept for the next command"), "{said}");
}

#[test]
fn killed_at_any_step_the_next_command_is_right() {
    if !cfg!(debug_assertions) {
        return; // release builds have no such steps
    }
    for step in ["cache-open", "cache-half", "cache-rename", "cache-done"] {
        let (_base, root) = settled();
        let killed = binary(&root).args(["list", "customer"]).env("CARNET_FAILPOINT", step).output().unwrap();
        assert_eq!(killed.status.code(), None, "{step}");
        // What was asked for was printed before.
        assert_eq!(String::from_utf8(killed.stdout).unwrap().matches("Customer").count(), 12, "{step}");
        let said = || {
            let done = binary(&root).args(["list", "customer", "--verbose"]).output().unwrap();
            String::from_utf8(done.stderr).unwrap()
        };
        assert_eq!(said(), if step == "cache-done" { ALL_KNOWN } else { ALL_READ }, "{step}");
        assert_eq!(said(), ALL_KNOWN, "{step}");
        // What it left behind is removed when it is old.
        let left: Vec<String> = kept(&root).into_iter().filter(|name| name.starts_with('.')).collect();
        for name in &left {
            let file = File::options().append(true).open(root.join(".git/carnet").join(name)).unwrap();
            file.set_times(FileTimes::new().set_modified(SystemTime::now() - Duration::from_secs(7200))).unwrap();
        }
        fs::remove_file(root.join(".git/carnet").join(kept(&root).last().unwrap())).unwrap();
        said();
        assert_eq!(kept(&root).len(), 1, "{step}: {left:?}");
    }
}

#[test]
fn many_commands_at_once_are_all_right() {
    let (_base, root) = settled();
    let wanted = carnet(&root, &["list", "invoice", "-f", "json", "--no-cache"]).1;
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                for _ in 0..4 {
                    let done = binary(&root).args(["list", "invoice", "-f", "json"]).output().unwrap();
                    assert_eq!(String::from_utf8(done.stdout).unwrap(), wanted);
                    let _ = fs::remove_file(root.join(".git/carnet").join(kept(&root).last().map_or("x", |n| n)));
                }
            });
        }
    });
    carnet(&root, &["list", "customer"]);
    assert_eq!(carnet(&root, &["list", "customer", "--verbose"]).2, ALL_KNOWN);
}
