//! A process killed at any step of a write leaves a book that the next command makes whole.

mod support;

use carnet::store::{Outcome, recover};
use support::store::{Place, change, child, is_child, open, write};

const FILES: [&str; 4] = ["carnet.toml", "customers/a.toml", "customers/b.toml", "deals/2026/new.toml"];

/// The write that gets killed: one file changed, one removed, one changed, one new.
#[test]
fn writer() {
    let Some(root) = is_child() else { return };
    let changes = [
        change(&root, FILES[0], Some("new = 0\n")),
        change(&root, FILES[1], None),
        change(&root, FILES[2], Some("new = 2\n")),
        change(&root, FILES[3], Some("new = 3\n")),
    ];
    println!("{:?}", write(&root, &changes, "deals: four files").unwrap());
}

/// What every command does first.
#[test]
fn next_command() {
    let Some(root) = is_child() else { return };
    let recovered = recover(&open(&root)).unwrap();
    println!("outcome={:?}", recovered.as_ref().map(|r| r.outcome));
    if let Some(recovered) = recovered {
        println!("{recovered}");
    }
    assert_eq!(recover(&open(&root)).unwrap(), None, "the second time there is nothing left to do");
}

fn is_old(place: &Place) -> bool {
    FILES[..3].iter().all(|path| place.read(path) == Some(format!("old = \"{path}\"\n")))
        && place.read(FILES[3]).is_none()
}

fn is_new(place: &Place) -> bool {
    let read = FILES.map(|path| place.read(path));
    read == [Some("new = 0\n".into()), None, Some("new = 2\n".into()), Some("new = 3\n".into())]
}

/// Kills the writer at the step, runs the next command, and tells its outcome.
fn kill_at(place: &Place, step: &str) -> Option<Outcome> {
    place.write("customers/b.toml.mine", "an untracked file of the user\n");
    let killed = child("writer", place.root(), place.home(), &[("CARNET_FAILPOINT", step)]);
    assert!(!killed.status.success(), "{step}: the writer should have been killed");
    let said = place.run("next_command");
    let outcome = if said.contains("outcome=Some(Completed)") {
        Some(Outcome::Completed)
    } else if said.contains("outcome=Some(Undone)") {
        Some(Outcome::Undone)
    } else {
        None
    };
    let commits = place.git(&["rev-list", "--count", "HEAD"]).trim().to_string();
    match outcome {
        Some(Outcome::Completed) => assert!(is_new(place) && commits == "2", "{step}: {said}"),
        _ => assert!(is_old(place) && commits == "1", "{step}: {said}"),
    }
    assert_eq!(place.status(), "?? customers/b.toml.mine\n", "{step}");
    place.is_sound();
    // And the book goes on.
    if outcome != Some(Outcome::Completed) {
        place.run("writer");
        assert!(is_new(place), "{step}");
        assert_eq!(place.status(), "?? customers/b.toml.mine\n", "{step}");
    }
    outcome
}

#[test]
fn killed_at_each_step() {
    if is_child().is_some() {
        return;
    }
    let steps = [
        ("after-objects", None),
        ("after-intent", Some(Outcome::Undone)),
        ("index-held", Some(Outcome::Undone)),
        ("after-ref", Some(Outcome::Completed)),
        ("between-files", Some(Outcome::Completed)),
        ("after-files", Some(Outcome::Completed)),
        ("after-index", Some(Outcome::Completed)),
    ];
    for (step, expected) in steps {
        assert_eq!(kill_at(&Place::new(), step), expected, "{step}");
    }
}

#[cfg(unix)]
#[test]
fn killed_at_each_step_with_a_hook() {
    if is_child().is_some() {
        return;
    }
    let steps = [
        ("git-after-intent", Some(Outcome::Undone)),
        ("between-files", Some(Outcome::Undone)),
        ("git-after-files", Some(Outcome::Undone)),
        ("git-after-commit", Some(Outcome::Completed)),
    ];
    for (step, expected) in steps {
        let place = Place::new();
        hook(&place, "exit 0");
        assert_eq!(kill_at(&place, step), expected, "{step}");
    }
}

#[cfg(unix)]
fn hook(place: &Place, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    place.write(".git/hooks/pre-commit", &format!("#!/bin/sh\n{script}\n"));
    let path = place.root().join(".git/hooks/pre-commit");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn the_first_commit_killed() {
    if is_child().is_some() {
        return;
    }
    let place = Place::empty();
    let killed = child("writer", place.root(), place.home(), &[("CARNET_FAILPOINT", "after-ref")]);
    assert!(!killed.status.success());
    assert!(place.run("next_command").contains("Completed"));
    assert_eq!(place.read(FILES[3]).unwrap(), "new = 3\n");
    assert_eq!(place.status(), "");
    place.is_sound();
}

/// Between the crash and the next command of carnet the user commits by hand. The files and the index are as they were
/// before the write, or half of them: committed, they would take back what the write did, and nobody would see it.
#[cfg(unix)]
#[test]
fn a_commit_by_hand_after_the_crash_takes_nothing_back() {
    if is_child().is_some() {
        return;
    }
    for step in ["index-held", "after-ref", "between-files", "after-files", "after-index"] {
        let place = Place::new();
        let killed = child("writer", place.root(), place.home(), &[("CARNET_FAILPOINT", step)]);
        assert!(!killed.status.success(), "{step}");
        place.write("customers/mine.toml", "name = \"Mine\"\n");
        let by_hand = || {
            let added = place.try_git(&["add", "customers/mine.toml"]).status.success();
            added && place.try_git(&["commit", "-aqm", "by hand"]).status.success()
        };
        let free = step == "after-index";
        assert_eq!(by_hand(), free, "{step}: git should be free only after the index has followed");
        place.run("next_command");
        if !free {
            assert!(by_hand(), "{step}: git should be free again");
        }
        let written = place.git(&["diff", "--name-status", "HEAD~1", "HEAD"]);
        assert_eq!(written, "A\tcustomers/mine.toml\n", "{step}");
        if step != "index-held" {
            assert!(is_new(&place), "{step}");
        }
        assert_eq!(place.status(), "", "{step}");
        place.is_sound();
    }
}

/// An edit made after the crash is not overwritten.
#[test]
fn an_edit_after_the_crash_stays() {
    if is_child().is_some() {
        return;
    }
    let place = Place::new();
    child("writer", place.root(), place.home(), &[("CARNET_FAILPOINT", "after-ref")]);
    place.write(FILES[2], "mine = true\n");
    assert!(place.run("next_command").contains("Completed"));
    assert_eq!(place.read(FILES[2]).unwrap(), "mine = true\n");
    assert_eq!(place.status(), format!(" M {}\n", FILES[2]));
    place.is_sound();
}

/// The user turned back after the crash: nothing is forced upon them.
#[test]
fn a_branch_that_moved_is_left_alone() {
    if is_child().is_some() {
        return;
    }
    let place = Place::new();
    child("writer", place.root(), place.home(), &[("CARNET_FAILPOINT", "between-files")]);
    // What git says to do about a lock that nobody seems to hold.
    #[cfg(unix)]
    std::fs::remove_file(place.root().join(".git/index.lock")).unwrap();
    place.git(&["reset", "-q", "--hard", "HEAD~1"]);
    place.git(&["commit", "-q", "--allow-empty", "-m", "elsewhere"]);
    assert!(place.run("next_command").contains("Forgotten"));
    assert!(is_old(&place));
    assert_eq!(place.status(), "");
}
