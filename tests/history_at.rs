//! The past of real repositories: `--at`, `--compare`, and what [`carnet::history::Revisions`] says about their commits,
//! against what git itself says.
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use carnet::history::{CommitId, PathChange, RevisionError, Revisions};
use carnet::model::Kinds;
use carnet::store::{History, Repo};
use support::dice::Dice;
use support::{isolated, on, succeed, write};

const SETTINGS: &str = "format = 2\ntime_zone = \"Europe/Paris\"\n\n[[pipeline]]\nid = \"sales\"\nstages = [\n  \
    { id = \"lead\", probability = 10 },\n  { id = \"offer\", probability = 50 },\n  { id = \"won\", outcome = \"won\" },\n]\n";

/// A folder with a repository and a home of its own.
struct Place {
    root: PathBuf,
    home: PathBuf,
    _folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place::without_repository();
        place.git(&["init", "-q", "-b", "main"]);
        place
    }

    fn without_repository() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        let (root, home) = (top.join("book"), top.join("home"));
        std::fs::create_dir_all(&root).unwrap();
        std::fs::create_dir_all(&home).unwrap();
        Place { root, home, _folder: folder }
    }

    fn command(&self, program: &str, date: &str) -> Command {
        let mut command = isolated(program, &self.root);
        command.env("HOME", &self.home).env("CARNET_TODAY", "2026-11-20");
        on(&mut command, date);
        command
    }

    fn try_git(&self, date: &str, words: &[&str]) -> Output {
        self.command("git", date).args(words).output().unwrap()
    }

    fn git(&self, words: &[&str]) -> String {
        self.git_on("2026-01-01T12:00:00Z", words)
    }

    fn git_on(&self, date: &str, words: &[&str]) -> String {
        succeed(self.command("git", date).args(words))
    }

    /// Writes files and commits them; gives the commit's id.
    fn commit(&self, date: &str, files: &[(&str, &str)]) -> String {
        for (path, text) in files {
            self.write(path, text);
        }
        self.git(&["add", "-A"]);
        self.git_on(date, &["commit", "-qm", "a change", "--allow-empty"]);
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    /// Exit status and both outputs of carnet.
    fn run(&self, words: &str) -> (i32, String) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), "2026-11-20T12:00:00Z").args(words.split(' ')).output();
        let output = output.unwrap();
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), text)
    }

    fn carnet(&self, words: &str) -> String {
        let (status, text) = self.run(words);
        assert_eq!(status, 0, "carnet {words}: {text}");
        text
    }

    /// The ids of the deals in a state.
    fn deals(&self, at: &str) -> Vec<String> {
        self.carnet(&format!("--at {at} list deal -f ids")).lines().map(str::to_owned).collect()
    }

    fn refusal(&self, words: &str) -> String {
        let (status, text) = self.run(words);
        assert_eq!(status, 2, "carnet {words}: {text}");
        text
    }
}

/// Reads the history of the book in `root` with a closure.
fn with_history<T>(root: &Path, read: impl FnOnce(&History<'_>) -> T) -> T {
    let repo = Repo::open(root).unwrap().expect("a repository");
    let kinds = Kinds::standard();
    let history = History::new(&repo, kinds.iter().map(|(_, kind)| kind.folder)).unwrap();
    read(&history)
}

fn deal(stage: &str, amount: u32) -> String {
    format!("name = \"A deal\"\ncustomer = \"acme\"\nstage = \"{stage}\"\namount = {amount}.00\n")
}

const ACME: (&str, &str) = ("customers/acme.toml", "name = \"ACME\"\n");

#[test]
fn a_day_is_a_day_of_the_book_wherever_the_committer_was() {
    let place = Place::new();
    let deal = deal("lead", 100);
    place.commit("2026-09-29T12:00:00Z", &[("carnet.toml", SETTINGS), ACME]);
    // 23:30 in Paris on the 30th; the committer's clock in Tokyo shows the 1st already.
    place.commit("2026-10-01T06:30:00+09:00", &[("deals/tokyo.toml", &deal)]);
    // 00:30 in Paris on the 1st; in New York it is still the 30th.
    place.commit("2026-09-30T18:30:00-04:00", &[("deals/york.toml", &deal)]);
    assert_eq!(place.deals("2026-09-29"), [""; 0]);
    assert_eq!(place.deals("2026-09-30"), ["tokyo"]);
    assert_eq!(place.deals("2026-10-01"), ["tokyo", "york"]);
    assert_eq!(place.deals("HEAD~1"), ["tokyo"]);
    let text = place.carnet("--at 2026-09-30 report pipeline");
    assert!(text.contains("As of 2026-09-30") && text.contains("of 2026-09-30"), "{text}");
    // A revision's figures are as of its own day; --as-of has the last word.
    assert!(place.carnet("--at HEAD report pipeline").contains("As of 2026-10-01"));
    assert!(place.carnet("--at HEAD --as-of 2026-11-01 report pipeline").contains("As of 2026-11-01"));
}

#[test]
fn the_work_tree_is_neither_read_nor_touched() {
    let place = Place::new();
    place.commit("2026-09-01T12:00:00Z", &[("carnet.toml", SETTINGS), ACME, ("deals/x.toml", &deal("lead", 100))]);
    place.write("deals/x.toml", "broken [");
    place.write("deals/new.toml", "title = 7");
    place.write("carnet.toml", "format = \n");
    let status = place.git(&["status", "--porcelain"]);
    assert_eq!(place.deals("HEAD"), ["x"]);
    assert!(place.carnet("--at HEAD check").contains("The book at commit"));
    assert!(place.carnet("--at HEAD find acme").contains("customer/acme"));
    assert_eq!(place.git(&["status", "--porcelain"]), status);
    assert!(!place.root.join(".git/carnet").exists() && !place.root.join(".carnet").exists());
}

#[test]
fn errors_name_what_is_missing() {
    let place = Place::without_repository();
    place.write("carnet.toml", SETTINGS);
    assert!(place.refusal("--at HEAD list deal").contains("no git repository"));
    place.git(&["init", "-q", "-b", "main"]);
    assert!(place.refusal("--at 2026-09-30 list deal").contains("no commit yet"));
    place.commit("2026-09-01T12:00:00Z", &[ACME]);
    let before = place.refusal("--at 2026-08-31 list deal");
    assert!(before.contains("its history begins on 2026-09-01"), "{before}");
    assert!(place.refusal("--at 2026-11-21 list deal").contains("2026-11-21"));
    assert!(place.refusal("--at 2026-02-30 list deal").contains("2026-02-30"));
    let unknown = place.refusal("--at nowhere list deal");
    assert!(unknown.contains("`nowhere` names no commit") && unknown.contains("HEAD~3"), "{unknown}");
    assert!(place.refusal("--at HEAD:carnet.toml list deal").contains("names no commit"));
    for words in ["set acme name=B", "new customer name=B", "rm acme", "fmt", "init", "edit acme", "mv acme b"] {
        assert!(place.refusal(&format!("--at HEAD {words}")).contains("which nothing can change"), "{words}");
    }
    assert!(place.refusal("--at HEAD check --fix").contains("--fix"));
    assert!(place.refusal("--at HEAD check --since HEAD").contains("--since"));
    assert_eq!(place.git(&["status", "--porcelain"]), "");
}

#[test]
fn a_book_in_a_subfolder_has_a_past_of_its_own() {
    let place = Place::new();
    let begin =
        place.commit("2026-09-01T12:00:00Z", &[("README.md", "hello"), ("deals/elsewhere.toml", &deal("lead", 1))]);
    let first = place.commit(
        "2026-09-02T12:00:00Z",
        &[("books/acme/carnet.toml", SETTINGS), ("books/acme/customers/acme.toml", "name = \"ACME\"\n")],
    );
    let second =
        place.commit("2026-09-03T12:00:00Z", &[("books/acme/deals/x.toml", &deal("lead", 100)), ("README.md", "!")]);
    let third = place.commit("2026-09-04T12:00:00Z", &[("README.md", "?")]);
    assert_eq!(place.carnet("-C books/acme --at 2026-09-30 list deal -f ids"), "x\n");
    assert_eq!(place.carnet("-C books/acme --at HEAD~2 list deal -f ids"), "");
    assert!(place.refusal("-C books/acme --at 2026-09-01 list deal").contains("the book was not there"));
    with_history(&place.root.join("books/acme"), |history| {
        let id = |text: &str| text.parse::<CommitId>().unwrap();
        let paths = |commit: &str, parent: &str| -> Vec<Option<String>> {
            history.changes(id(commit), Some(id(parent))).unwrap().into_iter().map(|change| change.path).collect()
        };
        assert_eq!(paths(&second, &first), [Some("deals/x.toml".to_owned())]);
        assert_eq!(paths(&third, &second), [None; 0]);
        assert_eq!(history.tree(id(&begin)).unwrap(), []);
        assert_eq!(history.tree(id(&third)).unwrap().len(), 3);
        assert_eq!(history.file(id(&begin), "carnet.toml").unwrap(), None);
    });
}

#[test]
fn a_shallow_clone_says_no_more_than_it_knows() {
    let place = Place::new();
    place.commit("2026-09-01T12:00:00Z", &[("carnet.toml", SETTINGS), ACME, ("deals/a.toml", &deal("lead", 1))]);
    place.commit("2026-09-02T12:00:00Z", &[("deals/b.toml", &deal("lead", 1))]);
    place.commit("2026-09-03T12:00:00Z", &[("deals/c.toml", &deal("lead", 1))]);
    let clone = Place::without_repository();
    let url = format!("file://{}", place.root.display());
    clone.git(&["clone", "-q", "--depth", "2", &url, "."]);
    assert_eq!(clone.deals("HEAD"), ["a", "b", "c"]);
    assert_eq!(clone.deals("2026-09-02"), ["a", "b"]);
    for at in ["2026-09-01", "HEAD~2"] {
        let text = clone.refusal(&format!("--at {at} list deal"));
        assert!(text.contains("shallow") && text.contains("git fetch --unshallow"), "{at}: {text}");
    }
    with_history(&clone.root, |history| {
        let head = history.head().unwrap().unwrap();
        assert_eq!(history.commits(&[head], &[]), Err(RevisionError::Shallow));
        let parent = history.commit(head).unwrap().parents[0];
        assert_eq!(history.commits(&[head], &[parent]).unwrap().len(), 1);
    });

    let partial = Place::without_repository();
    place.git(&["config", "uploadpack.allowFilter", "true"]);
    partial.git(&["clone", "-q", "--filter=blob:none", &url, "."]);
    let text = partial.refusal("--at HEAD list deal");
    assert!(text.contains("partial clone"), "{text}");
}

#[test]
fn detached_heads_and_linked_work_trees_look_back() {
    let place = Place::new();
    place.commit("2026-09-01T12:00:00Z", &[("carnet.toml", SETTINGS), ACME, ("deals/a.toml", &deal("lead", 1))]);
    place.commit("2026-09-02T12:00:00Z", &[("deals/b.toml", &deal("lead", 1))]);
    let other = place.root.with_file_name("other");
    place.git(&["worktree", "add", "-q", "--detach", &other.to_string_lossy(), "HEAD~1"]);
    let linked = format!("-C {}", other.display());
    assert_eq!(place.carnet(&format!("{linked} --at 2026-09-30 list deal -f ids")), "a\n");
    assert_eq!(place.carnet(&format!("{linked} --at main list deal -f ids")), "a\nb\n");
    place.git(&["checkout", "-q", "HEAD~1"]);
    assert_eq!(place.deals("2026-09-30"), ["a"]);
}

#[test]
fn a_merge_brings_the_days_of_both_its_sides() {
    let place = Place::new();
    place.commit("2026-09-01T12:00:00Z", &[("carnet.toml", SETTINGS), ACME]);
    place.git(&["switch", "-qc", "side"]);
    place.commit("2026-09-05T12:00:00Z", &[("deals/side.toml", &deal("lead", 1))]);
    place.git(&["switch", "-q", "main"]);
    place.commit("2026-09-03T12:00:00Z", &[("deals/main.toml", &deal("lead", 1))]);
    place.git_on("2026-09-10T12:00:00Z", &["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    assert_eq!(place.deals("2026-09-04"), ["main"]);
    // Newest first: the commit of the side is the nearest to that day, and main's deal was not in it.
    assert_eq!(place.deals("2026-09-09"), ["side"]);
    assert_eq!(place.deals("2026-09-10"), ["main", "side"]);
}

#[test]
fn what_was_written_in_another_time_is_no_error() {
    let place = Place::new();
    let settings = format!("{SETTINGS}\n[gadget]\ncolour = \"red\"\n");
    let old = [("carnet.toml", &*settings), ("customers/acme.toml", "name = \"ACME\"\nfax = \"0320\"\n")];
    place.commit("2026-09-01T12:00:00Z", &old);
    place.commit("2026-09-02T12:00:00Z", &[("carnet.toml", SETTINGS), ACME]);
    assert_eq!(place.carnet("--at HEAD~1 list customer -f ids"), "acme\n");
    let shown = place.carnet("--at HEAD~1 show acme");
    assert!(shown.contains("fax = \"0320\""), "{shown}");
    let checked = place.carnet("--at HEAD~1 check");
    assert!(checked.contains("note") && !checked.contains("error["), "{checked}");
    assert!(!place.carnet("--at HEAD show acme").contains("fax"));
    // Today the same key is a mistake.
    place.write("customers/acme.toml", old[1].1);
    assert_eq!(place.run("check").0, 1);
}

#[test]
fn the_pipeline_beside_itself() {
    let place = Place::new();
    let first =
        [("carnet.toml", SETTINGS), ACME, ("deals/x.toml", &deal("lead", 100)), ("deals/y.toml", &deal("lead", 50))];
    place.commit("2026-09-30T12:00:00Z", &first);
    let won = deal("won", 50) + "close = 2026-10-02\n";
    let now = [("deals/x.toml", &*deal("offer", 120)), ("deals/y.toml", &won), ("deals/z.toml", &deal("lead", 7))];
    place.commit("2026-10-02T12:00:00Z", &now);
    let csv = "stage,deals_then,deals_now,deals_change,amount_then,amount_then_currency,amount_now,\
        amount_now_currency,amount_change,amount_change_currency\n\
        lead,2,1,-1,150.00,EUR,7.00,EUR,-143.00,EUR\noffer,0,1,1,0.00,EUR,120.00,EUR,120.00,EUR\n";
    for then in ["2026-09-30", "2026-10-01", "HEAD~1", "main~1"] {
        assert_eq!(place.carnet(&format!("report pipeline --compare {then} -f csv")), csv, "{then}");
    }
    let text = place.carnet("report pipeline --compare 2026-10-01");
    assert!(text.contains("Then: 2026-10-01") && text.contains("Now: 2026-11-20"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for (words, said) in [
        ("--compare nowhere", "names no commit"),
        ("--compare 2026-10-01 --period 2026", "--period"),
        ("--compare 2026-10-01 --why", "--why"),
        ("--compare 2026-10-01 --step month", "--step"),
    ] {
        assert!(place.refusal(&format!("report pipeline {words}")).contains(said), "{words}");
    }
}

/// Lines of a git command as sorted sets are compared.
fn lines(text: &str) -> BTreeSet<String> {
    text.lines().map(str::to_owned).collect()
}

#[test]
fn history_is_what_git_says_it_is() {
    let place = Place::new();
    place.commit("2026-01-01T12:00:00Z", &[("carnet.toml", SETTINGS), ("other/x.toml", "")]);
    let mut dice = Dice::new(7);
    let folders = ["customers", "deals/2026", "deals/2026/10", "deals", "notes", "elsewhere", "deals/.hidden"];
    for step in 0..60 {
        let date = format!("2026-{:02}-{:02}T12:00:00Z", 1 + step / 6, 1 + dice.roll(28)); // clocks that run back
        match dice.roll(10) {
            0 => {
                place.git(&["switch", "-qC", "side", &format!("HEAD~{}", dice.roll(2))]);
            }
            1 | 2 if !place.git(&["branch", "--list", "side"]).is_empty() => {
                let words = ["merge", "-q", "--no-ff", "-X", "ours", "-m", "merge", "main", "side"];
                if !place.try_git(&date, &words).status.success() {
                    place.try_git(&date, &["merge", "--abort"]);
                    place.git(&["reset", "-q", "--hard"]);
                }
            }
            3 => {
                place.git(&["switch", "-q", "main"]);
            }
            _ => {
                for _ in 0..1 + dice.roll(3) {
                    let path = format!("{}/r{}.toml", folders[dice.roll(7)], dice.roll(6));
                    if dice.roll(4) == 0 {
                        let _ = std::fs::remove_file(place.root.join(&path));
                    } else if !place.root.join(&path).is_dir() {
                        place.write(&path, &format!("n = {}\n", dice.roll(4)));
                    }
                }
                place.commit(&date, &[]);
            }
        }
    }
    let ours = |path: &str| {
        let known = path == "carnet.toml" || ["customers/", "deals/", "notes/"].iter().any(|top| path.starts_with(top));
        known && !path.contains("/.")
    };
    with_history(&place.root, |history| {
        let head = history.head().unwrap().unwrap();
        let commits = history.commits(&[head], &[]).unwrap();
        let order: Vec<String> = commits.iter().map(|commit| commit.id.to_string()).collect();
        assert_eq!(order.join("\n"), place.git(&["rev-list", "--date-order", "HEAD"]).trim());
        assert!(order.len() > 20 && commits.iter().any(|commit| commit.parents.len() > 1), "no history to speak of");
        for commit in &commits {
            let id = commit.id.to_string();
            let facts = place.git(&["log", "-1", "--format=%P|%an|%ae|%at|%ct|%s", &id]);
            let parents: Vec<String> = commit.parents.iter().map(CommitId::to_string).collect();
            let (author, when) = (&commit.author, commit.committer.time);
            let told = format!(
                "{}|{}|{}|{}|{when}|{}",
                parents.join(" "),
                author.name,
                author.email,
                author.time,
                commit.subject
            );
            assert_eq!(told, facts.trim());

            let listed = place.git(&["ls-tree", "-r", "--format=%(objectname) %(path)", &id]);
            let listed = lines(&listed).into_iter().filter(|line| ours(&line[41..])).collect::<BTreeSet<_>>();
            let tree = history.tree(commit.id).unwrap();
            assert_eq!(tree.iter().map(|file| format!("{} {}", file.blob, file.path)).collect::<BTreeSet<_>>(), listed);

            for parent in &commit.parents {
                let text = place.git(&["diff-tree", "-r", "--no-renames", "--no-abbrev", &parent.to_string(), &id]);
                let wanted = text.lines().filter_map(|line| {
                    let (facts, path) = line.split_once('\t')?;
                    let facts: Vec<&str> = facts.split(' ').collect();
                    ours(path).then(|| format!("{} {} {path}", facts[2], facts[3]))
                });
                assert_eq!(
                    apart(&history.changes(commit.id, Some(*parent)).unwrap()),
                    wanted.collect(),
                    "{parent}..{id}"
                );
            }
        }
        // A walk that leaves out what is known is the rest.
        let middle = commits[commits.len() / 2].id;
        let rest = history.commits(&[head], &[middle]).unwrap();
        let wanted = place.git(&["rev-list", "--date-order", "HEAD", &format!("^{middle}")]);
        assert_eq!(rest.iter().map(|c| c.id.to_string()).collect::<Vec<_>>().join("\n"), wanted.trim());
    });
}

/// Changes as `diff-tree --no-renames` tells them: `old new path`, a move being one that went and one that came.
fn apart(changes: &[PathChange]) -> BTreeSet<String> {
    let none = "0".repeat(40);
    let mut told = BTreeSet::new();
    for change in changes {
        let old = change.old.map_or(none.clone(), |id| id.to_string());
        let new = change.new.map_or(none.clone(), |id| id.to_string());
        match (&change.old_path, &change.path) {
            (Some(from), Some(to)) if from != to => {
                told.insert(format!("{old} {none} {from}"));
                told.insert(format!("{none} {new} {to}"));
            }
            (from, to) => {
                told.insert(format!("{old} {new} {}", to.as_ref().or(from.as_ref()).unwrap()));
            }
        }
    }
    told
}

/// Looking back is what checking out that commit would show, for every command.
#[test]
fn the_demo_book_looks_back_as_a_checkout_does() {
    let place = Place::without_repository();
    place.carnet("demo .");
    let commits = place.git(&["rev-list", "--date-order", "HEAD"]);
    let commits: Vec<&str> = commits.lines().collect();
    assert!(commits.len() > 10, "the demo book has a history");
    let step = commits.len() / 4;
    for commit in commits.iter().skip(1).step_by(step.max(1)) {
        let day = place.git(&["show", "-s", "--format=%cd", "--date=format-local:%Y-%m-%d", commit]);
        let day = day.trim();
        let commands = [
            "list deal",
            "list invoice",
            "total payment --of amount --by month",
            "report pipeline",
            "report receivables",
        ];
        let past = commands.map(|command| place.run(&format!("--at {commit} --as-of {day} {command} -f csv")));
        place.git(&["checkout", "-q", commit]);
        let then = commands.map(|command| place.run(&format!("--as-of {day} {command} -f csv")));
        place.git(&["checkout", "-q", "-"]);
        assert_eq!(past, then, "{commit} of {day}");
        assert!(past.iter().all(|(status, _)| *status == 0), "{past:?}");
    }
}

/// What `docs/history.md` shows is what the page `tests/transcripts/at.md`, which is run, shows.
#[test]
fn the_documented_output_is_that_of_the_transcript() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let (page, run) = (read("docs/history.md"), read("tests/transcripts/at.md"));
    let hidden = |word: &str| {
        let id = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        if id { "[COMMIT]".to_owned() } else { word.to_owned() }
    };
    let mut compared = 0;
    for block in page.split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        if ["--at ", "--as-of ", "--compare "].iter().any(|option| block.lines().next().unwrap().contains(option)) {
            let text: Vec<String> =
                block.lines().map(|line| line.split(' ').map(hidden).collect::<Vec<_>>().join(" ")).collect();
            assert!(run.contains(&text.join("\n")), "docs/history.md shows what no transcript does:\n{block}");
            compared += 1;
        }
    }
    assert!(compared >= 4, "{compared}");
}
