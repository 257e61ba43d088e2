//! git's index after a write of ours is what git itself would have made of it: the same entries, the same answers.

mod support;

use std::path::Path;

use support::dice::Dice;
use support::store::{self, Place, change, is_child, open, write};

fn any_path(dice: &mut Dice) -> String {
    // Names beside each other in the order of bytes, folders within folders, and one longer than an entry tells.
    let folder = ["", "a/", "a-b/", "a/b/", "a/b/c/", "b/", "ü/"][dice.roll(7)];
    let name = ["x", "x-y", "x.toml", "xy", "z"][dice.roll(5)];
    if dice.roll(20) == 0 { format!("{folder}{}", "long/".repeat(820) + name) } else { format!("{folder}f{name}") }
}

/// Edits, stages and commits as a user does, between writes of ours; then looks.
#[test]
fn walk() {
    let Some(root) = is_child() else { return };
    let seed = std::env::var("SEED").unwrap().parse().unwrap();
    let place = Place::given(root.clone());
    let mut dice = Dice::new(seed);
    let text = |dice: &mut Dice| format!("v = {}\n", 10 + dice.roll(90));
    let mut written = 0;
    for step in 0..60 {
        let path = any_path(&mut dice);
        let short = path.len() < 200;
        match dice.roll(10) {
            0 | 1 if short => place.write(&path, &text(&mut dice)),
            2 if short => {
                let _ = std::fs::remove_file(root.join(&path));
            }
            3 if short && place.read(&path).is_some() => drop(place.git(&["add", &path])),
            4 => drop(place.try_git(&["commit", "-qam", "all"])),
            5 if short => drop(place.try_git(&["update-index", "--chmod=+x", &path])),
            6 => drop(place.try_git(&["update-index", "--index-version", ["2", "3", "4"][dice.roll(3)]])),
            7 => drop(place.git(&["status", "--porcelain"])),
            8 if short => drop(place.try_git(&["rm", "-q", "--cached", &path])),
            _ => {
                let mut changes = Vec::new();
                for _ in 0..1 + dice.roll(4) {
                    let path = any_path(&mut dice);
                    if path.len() < 200 && changes.iter().all(|one: &carnet::store::Change| one.path != path) {
                        let after = (dice.roll(4) > 0).then(|| text(&mut dice));
                        changes.push(change(&root, &path, after.as_deref()));
                    }
                }
                // Some of it is refused, since the user has edited it.
                written += usize::from(write(&root, &changes, "ours").is_ok());
                agrees(&place, &format!("seed {seed}, step {step}"));
            }
        }
    }
    assert!(written > 3, "seed {seed}: {written}");
    assert!(open(&root).head().unwrap().commit.is_some());
}

/// What git answers is what it answers with an index that it makes anew of the same entries: nothing is believed unseen.
fn agrees(place: &Place, at: &str) {
    let index = place.root().join(".git/index");
    let fresh = place.home().join("index");
    let _ = std::fs::remove_file(&fresh);
    let entries = place.git(&["ls-files", "-s", "-z"]);
    let with = |index: &Path, words: &[&str], input: &str| {
        let mut command = std::process::Command::new("git");
        command.arg("-C").arg(place.root()).args(words).envs(store::environment(place.home()));
        command.env("GIT_INDEX_FILE", index).env("GIT_OPTIONAL_LOCKS", "0");
        let mut child = command
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{at}: git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    with(&fresh, &["update-index", "-z", "--index-info"], &entries);
    for words in [&["write-tree"][..], &["status", "--porcelain", "-uall"], &["diff", "--cached", "--raw"]] {
        assert_eq!(with(&index, words, ""), with(&fresh, words, ""), "{at}: git {words:?}");
    }
    // The sum at the end, and the order.
    with(&index, &["-c", "index.threads=1", "fsck", "--no-dangling", "--strict"], "");
}

#[test]
fn git_agrees() {
    if is_child().is_some() {
        return;
    }
    let seeds = std::env::var("SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(6);
    for seed in 0..seeds {
        let place = Place::new();
        place.git(&["config", "user.name", "X"]);
        let seed = seed.to_string();
        let output = store::child("walk", place.root(), place.home(), &[("SEED", &seed)]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

/// The extensions that a git may keep in its index: ours go through it as git's own would.
#[test]
fn indexes_of_every_sort() {
    if is_child().is_some() {
        return;
    }
    for setup in [
        &["update-index", "--index-version", "4"][..],
        &["update-index", "--untracked-cache"],
        &[
            "-c",
            "index.recordEndOfIndexEntries=true",
            "-c",
            "index.recordOffsetTable=true",
            "-c",
            "index.threads=2",
            "add",
            ".",
        ],
        &["update-index", "--skip-worktree", "customers/b.toml"],
        &["update-index", "--assume-unchanged", "customers/b.toml"],
    ] {
        let place = Place::new();
        place.git(setup);
        let said = place.run("one_write");
        assert!(said.contains("Commit"), "{setup:?}: {said}");
        assert_eq!(place.status(), "", "{setup:?}");
        let flags = place.git(&["ls-files", "-v", "customers/b.toml"]);
        let kept = setup.contains(&"--skip-worktree") || setup.contains(&"--assume-unchanged");
        assert_eq!(!flags.starts_with('H'), kept, "{setup:?}: {flags}");
        place.is_sound();
        agrees(&place, &format!("{setup:?}"));
    }
}

#[test]
fn one_write() {
    let Some(root) = is_child() else { return };
    let changes =
        [change(&root, "customers/a.toml", Some("new = 1\n")), change(&root, "deals/new.toml", Some("new = 2\n"))];
    println!("{:?}", write(&root, &changes, "one").unwrap());
}

/// What a write was prepared for is another index when it comes: the user staged something meanwhile.
#[test]
fn what_was_foreseen_is_looked_at_again() {
    if is_child().is_some() {
        return;
    }
    let place = Place::new();
    let said = place.run("foreseen_write");
    assert!(said.contains("Commit"), "{said}");
    assert_eq!(place.status(), "A  customers/mine.toml\n");
    place.is_sound();
    agrees(&place, "foreseen");
}

#[test]
fn foreseen_write() {
    let Some(root) = is_child() else { return };
    let place = Place::given(root.clone());
    let repo = open(&root);
    repo.foresee_write();
    std::thread::sleep(std::time::Duration::from_millis(50));
    place.write("customers/mine.toml", "mine = 1\n");
    place.git(&["add", "customers/mine.toml"]);
    let changes = [change(&root, "customers/a.toml", Some("new = 1\n"))];
    println!("{:?}", carnet::store::commit(Some(&repo), &root, &changes, "foreseen", Default::default()).unwrap());
}

/// Who wants no sum at the end of an index (`index.skipHash`) gets none.
#[test]
fn a_sum_that_nobody_wants_is_left_out() {
    if is_child().is_some() {
        return;
    }
    let place = Place::new();
    let sum = |place: &Place| -> [u8; 20] {
        *std::fs::read(place.root().join(".git/index")).unwrap().last_chunk().expect("an index")
    };
    place.run("one_write");
    assert_ne!(sum(&place), [0; 20]);
    place.git(&["config", "index.skipHash", "true"]);
    place.write("customers/a.toml", "old = 1\n");
    place.git(&["commit", "-qam", "again"]);
    place.git(&["rm", "-q", "deals/new.toml"]);
    place.git(&["commit", "-qm", "without"]);
    place.run("one_write");
    assert_eq!((sum(&place), place.status().as_str()), ([0; 20], ""));
}
