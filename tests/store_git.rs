//! Writes and reads as the real `git` sees them. Each test does its work in a process of its own, whose environment is fixed.

mod support;

use carnet::store::{Options, Person, Replay, Repo, StoreError, Written, commit, init_repository};
use support::store::{Place, change, child, is_child, open, write};

/// A test whose body runs as a child on a book that `$make` made.
macro_rules! book_test {
    ($(#[$meta:meta])* $name:ident, $make:expr, |$place:ident| $body:block) => {
        $(#[$meta])*
        #[test]
        fn $name() {
            let Some(root) = is_child() else {
                let place: Place = $make;
                place.run(stringify!($name));
                return;
            };
            let $place = Place::given(root);
            $body
        }
    };
}

fn one(place: &Place, path: &str, text: &str) -> Result<Written, StoreError> {
    write(place.root(), &[change(place.root(), path, Some(text))], "customers: a change")
}

book_test!(one_commit_of_just_these_paths, Place::new(), |place| {
    place.write("customers/b.toml", "staged = 1\n");
    place.git(&["add", "customers/b.toml"]);
    place.write("carnet.toml", "unstaged = 1\n");
    let written = one(&place, "customers/a.toml", "new = 1.10\n").unwrap();
    let Written::Commit { id, branch, .. } = written else { panic!("{written:?}") };
    assert_eq!(branch, "main");
    assert_eq!(place.git(&["rev-parse", "HEAD"]).trim(), id);
    assert_eq!(place.git(&["show", "--format=", "--name-status", "HEAD"]), "M\tcustomers/a.toml\n");
    assert_eq!(
        place.git(&["log", "-1", "--format=%an %ae %aI|%cn %ce %cI|%s"]),
        "Claire Martin claire@example.com 2026-10-03T10:00:00+02:00|\
         Paul Durand paul@example.com 2026-10-04T11:00:00+02:00|customers: a change\n"
    );
    assert_eq!(place.status(), " M carnet.toml\nM  customers/b.toml\n");
    let reflog = place.git(&["reflog", "-1", "--format=%gn %gs"]);
    assert_eq!(reflog, "Paul Durand commit: customers: a change\n");
    assert!(place.git(&["reflog", "-1", "main"]).contains("commit: customers: a change"));
    assert_eq!(one(&place, "customers/a.toml", "new = 1.10\n").unwrap(), Written::Nothing);
    place.is_sound();
});

book_test!(the_first_commit_of_a_repository, Place::empty(), |place| {
    one(&place, "deals/2026/10/x.toml", "x = 1\n").unwrap();
    assert_eq!(place.git(&["ls-files"]), "deals/2026/10/x.toml\n");
    assert_eq!(place.status(), "");
    assert!(place.git(&["reflog", "-1"]).contains("commit (initial)"));
    place.is_sound();
});

book_test!(uncommitted_edits_are_refused_or_taken_along, Place::new(), |place| {
    place.write("customers/a.toml", "mine = 1\n");
    let error = one(&place, "customers/a.toml", "mine = 1\nnew = 2\n").unwrap_err();
    assert!(error.to_string().contains("`customers/a.toml` has edits that are not committed yet"), "{error}");
    place.write("customers/untracked.toml", "mine = 1\n");
    assert!(matches!(one(&place, "customers/untracked.toml", "x = 1\n"), Err(StoreError::Uncommitted { .. })));
    assert_eq!(open(place.root()).dirty(&["customers/a.toml", "customers/b.toml"]).unwrap(), ["customers/a.toml"]);

    let both = change(place.root(), "customers/a.toml", Some("mine = 1\nnew = 2\n"));
    let options = Options { with_my_edits: true };
    commit(Some(&open(place.root())), place.root(), &[both], "with mine", options).unwrap();
    assert_eq!(place.git(&["show", "HEAD:customers/a.toml"]), "mine = 1\nnew = 2\n");
    assert_eq!(place.status(), "?? customers/untracked.toml\n");
    let same = change(place.root(), "customers/a.toml", Some("mine = 1\nnew = 2\n"));
    assert_eq!(commit(Some(&open(place.root())), place.root(), &[same], "again", options).unwrap(), Written::Nothing);
});

book_test!(a_file_that_changed_meanwhile_is_not_overwritten, Place::new(), |place| {
    let prepared = change(place.root(), "customers/a.toml", Some("new = 1\n"));
    place.write("customers/a.toml", "quick = 1\n");
    assert!(matches!(write(place.root(), &[prepared], "x"), Err(StoreError::ChangedMeanwhile { .. })));
    let mut new = change(place.root(), "customers/c.toml", Some("new = 1\n"));
    place.write("customers/c.toml", "quick = 1\n");
    assert!(matches!(write(place.root(), std::slice::from_ref(&new), "x"), Err(StoreError::ChangedMeanwhile { .. })));
    new.path = "../outside.toml".into();
    assert!(matches!(write(place.root(), &[new], "x"), Err(StoreError::BadPath { .. })));
    assert_eq!(place.read("customers/a.toml").unwrap(), "quick = 1\n");
});

book_test!(not_on_a_detached_head_nor_in_a_merge, Place::new(), |place| {
    place.git(&["switch", "-qc", "side"]);
    one(&place, "customers/a.toml", "side = 1\n").unwrap();
    place.git(&["switch", "-q", "main"]);
    one(&place, "customers/a.toml", "main = 1\n").unwrap();
    place.try_git(&["merge", "side"]);
    let error = one(&place, "customers/b.toml", "x = 1\n").unwrap_err();
    assert!(error.to_string().starts_with("a merge is not finished"), "{error}");
    place.git(&["merge", "--abort"]);
    place.try_git(&["cherry-pick", "side"]);
    assert!(one(&place, "customers/b.toml", "x = 1\n").unwrap_err().to_string().contains("cherry-pick"));
    place.git(&["cherry-pick", "--abort"]);
    place.try_git(&["rebase", "side"]);
    assert!(one(&place, "customers/b.toml", "x = 1\n").unwrap_err().to_string().contains("rebase"));
    place.git(&["rebase", "--abort"]);
    place.git(&["switch", "-q", "--detach"]);
    assert!(matches!(one(&place, "customers/b.toml", "x = 1\n"), Err(StoreError::Detached)));
    assert_eq!(open(place.root()).head().unwrap().branch, None);
    assert_eq!(place.status(), "");
});

book_test!(end_of_line_rules, Place::new(), |place| {
    place.write(".gitattributes", "*.toml text\n");
    place.git(&["add", "."]);
    place.git(&["commit", "-qm", "rules"]);
    one(&place, "customers/a.toml", "crlf = 1\r\n").unwrap();
    assert_eq!(place.git(&["show", "HEAD:customers/a.toml"]), "crlf = 1\n");
    assert_eq!(place.read("customers/a.toml").unwrap(), "crlf = 1\r\n");
    assert_eq!(place.status(), "");
    // Clean in git's eyes, so it may be changed again.
    one(&place, "customers/a.toml", "crlf = 2\r\n").unwrap();
    assert_eq!(place.status(), "");
    place.is_sound();
});

book_test!(a_book_in_a_subfolder, Place::new(), |place| {
    place.write("books/acme/carnet.toml", "x = 1\n");
    place.git(&["add", "."]);
    place.git(&["commit", "-qm", "a book below"]);
    let root = place.root().join("books/acme");
    write(&root, &[change(&root, "deals/d.toml", Some("y = 1\n"))], "deals: d").unwrap();
    assert_eq!(place.git(&["show", "--format=", "--name-only", "HEAD"]), "books/acme/deals/d.toml\n");
    place.write("books/acme/deals/untracked.toml", "z = 1\n");
    place.write("elsewhere.toml", "z = 1\n");
    let repo = open(&root);
    let changed: Vec<String> = repo.changed_since("HEAD~1").unwrap().into_iter().collect();
    assert_eq!(changed, ["deals/d.toml", "deals/untracked.toml"]);
    assert_eq!(repo.read_at("HEAD", "deals/d.toml").unwrap().unwrap(), b"y = 1\n");
    assert_eq!(repo.read_at("HEAD~1", "deals/d.toml").unwrap(), None);
    assert!(matches!(repo.changed_since("nowhere"), Err(StoreError::UnknownRevision { .. })));
});

book_test!(ignored_paths_and_ignored_books, Place::new(), |place| {
    place.write(".gitignore", "/demo\nsecret*\n");
    let error = one(&place, "customers/secret.toml", "x = 1\n").unwrap_err();
    assert!(matches!(error, StoreError::Ignored { .. }));
    place.write("demo/carnet.toml", "x = 1\n");
    assert!(Repo::open(&place.root().join("demo")).unwrap().is_none());
});

book_test!(without_a_repository, Place::bare_folder(), |place| {
    assert!(Repo::open(place.root()).unwrap().is_none());
    let new = change(place.root(), "customers/a.toml", Some("x = 1\n"));
    let written = commit(None, place.root(), &[new], "", Options::default()).unwrap();
    assert_eq!(written, Written::Files);
    assert_eq!(place.read("customers/a.toml").unwrap(), "x = 1\n");
});

#[test]
fn nobody_to_commit_as() {
    let Some(root) = is_child() else {
        let place = Place::new();
        let unset = [("GIT_AUTHOR_NAME", ""), ("GIT_COMMITTER_NAME", "")];
        let output = child("nobody_to_commit_as", place.root(), place.home(), &unset);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    };
    let error = write(&root, &[change(&root, "customers/a.toml", Some("x = 1\n"))], "x").unwrap_err();
    assert!(error.to_string().contains("git config --global user.name"), "{error}");
}

/// Dates of the environment in the forms that git takes; what is no date is refused.
#[test]
fn dates_of_the_environment() {
    let Some(root) = is_child() else {
        for (date, seen) in [
            ("@1700000000 +0100", "1700000000"),
            ("1700000000 +0100", "1700000000"),
            ("Tue, 14 Nov 2023 22:13:20 +0000", "1700000000"),
            ("soon", "refused"),
        ] {
            let place = Place::new();
            let output = child("dates_of_the_environment", place.root(), place.home(), &[("GIT_AUTHOR_DATE", date)]);
            assert!(output.status.success(), "{date}: {}", String::from_utf8_lossy(&output.stdout));
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            let expected = if seen == "refused" { "GIT_AUTHOR_DATE or" } else { seen };
            assert!(said.contains(expected), "{date}: {said}");
        }
        return;
    };
    match write(&root, &[change(&root, "customers/a.toml", Some("x = 1\n"))], "x") {
        Ok(_) => println!("{}", Place::given(root).git(&["log", "-1", "--format=%at"])),
        Err(error) => println!("{error}"),
    }
}

#[cfg(unix)]
fn hook(place: &Place, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    place.write(&format!(".git/hooks/{name}"), &format!("#!/bin/sh\n{script}\n"));
    let path = place.root().join(".git/hooks").join(name);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
book_test!(a_hook_may_refuse, Place::new(), |place| {
    hook(&place, "pre-commit", "echo 'not on a Sunday' >&2; exit 1");
    let changes = [
        change(place.root(), "customers/a.toml", Some("x = 1\n")),
        change(place.root(), "customers/b.toml", None),
        change(place.root(), "deals/new.toml", Some("x = 1\n")),
    ];
    let error = write(place.root(), &changes, "x").unwrap_err().to_string();
    assert!(error.contains("not on a Sunday"), "{error}");
    assert_eq!(place.status(), "");
    assert!(place.read("deals/new.toml").is_none());
    place.is_sound();
});

#[cfg(unix)]
book_test!(hooks_run_and_other_edits_stay_staged, Place::new(), |place| {
    hook(&place, "commit-msg", "echo 'Ticket: 7' >> \"$1\"");
    place.write("carnet.toml", "staged = 1\n");
    place.git(&["add", "carnet.toml"]);
    let changes =
        [change(place.root(), "customers/a.toml", None), change(place.root(), "deals/new [1].toml", Some("x = 1\n"))];
    write(place.root(), &changes, "deals: one").unwrap();
    assert!(place.git(&["log", "-1", "--format=%B"]).contains("Ticket: 7"));
    assert_eq!(
        place.git(&["show", "--format=", "--name-status", "HEAD"]),
        "D\tcustomers/a.toml\nA\tdeals/new [1].toml\n"
    );
    assert_eq!(place.status(), "M  carnet.toml\n");
    place.is_sound();
});

#[cfg(unix)]
book_test!(a_filter_goes_through_git, Place::new(), |place| {
    place.git(&["config", "filter.upper.clean", "tr a-z A-Z"]);
    place.write(".gitattributes", "*.toml filter=upper\n");
    one(&place, "customers/a.toml", "abc = 1\n").unwrap();
    assert_eq!(place.git(&["show", "HEAD:customers/a.toml"]), "ABC = 1\n");
    assert_eq!(place.read("customers/a.toml").unwrap(), "abc = 1\n");
});

book_test!(signing_that_fails_leaves_everything, Place::new(), |place| {
    place.git(&["config", "commit.gpgsign", "true"]);
    place.git(&["config", "gpg.program", "false"]);
    assert!(matches!(one(&place, "customers/a.toml", "x = 1\n"), Err(StoreError::Refused { .. })));
    assert_eq!(place.status(), "");
});

book_test!(repositories_that_cannot_be_read, Place::new(), |place| {
    let refused = |what: &str, arguments: &[&str]| {
        let folder = place.root().join(what);
        let mut all = vec!["init", "-q"];
        all.extend_from_slice(arguments);
        let path = folder.display().to_string();
        all.push(&path);
        if !place.try_git(&all).status.success() {
            println!("SKIPPED: this git makes no {what} repository");
            return;
        }
        let error = Repo::open(&folder).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(what), "{what}: {error}");
    };
    refused("reftable", &["--ref-format=reftable"]);
    refused("SHA-256", &["--object-format=sha256"]);
    refused("bare", &["--bare"]);
    place.git(&["config", "remote.origin.promisor", "true"]);
    assert!(Repo::open(place.root()).err().unwrap().to_string().contains("partial clone"));
    place.git(&["config", "--unset", "remote.origin.promisor"]);

    place.git(&["update-index", "--split-index"]);
    let error = one(&place, "customers/a.toml", "x = 1\n").unwrap_err().to_string();
    assert!(error.contains("split index"), "{error}");
    place.git(&["update-index", "--no-split-index"]);
    place.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "deals"]);
    let error = one(&place, "carnet.toml", "x = 1\n").unwrap_err().to_string();
    assert!(error.contains("sparse index"), "{error}");
});

#[cfg(unix)]
book_test!(a_repository_of_somebody_else, Place::new(), |place| {
    if std::os::unix::fs::chown(place.root(), Some(12345), None).is_err() {
        println!("SKIPPED: only root can give a folder away");
        return;
    }
    let error = Repo::open(place.root()).err().unwrap().to_string();
    assert!(error.contains("git config --global --add safe.directory '"), "{error}");
});

book_test!(hundreds_of_commits_at_once, Place::bare_folder(), |place| {
    let repo = init_repository(place.root()).unwrap();
    let person = |name: &str, day: i64| Person {
        name: name.into(),
        email: format!("{name}@example.com"),
        seconds: 1_700_000_000 + day * 86_400,
        offset: 60,
    };
    let mut replay = Replay::begin(&repo).unwrap();
    for day in 0..300 {
        let path = format!("deals/2026/{:02}/d{day}.toml", day % 12 + 1);
        let mut changes = vec![
            (path, Some(format!("day = {day}\n").into_bytes())),
            ("carnet.toml".into(), Some(day.to_string().into())),
        ];
        if day > 100 {
            changes.push((format!("deals/2026/{:02}/d{}.toml", (day - 50) % 12 + 1, day - 50), None));
        }
        let who = if day % 2 == 0 { "claire" } else { "paul" };
        replay.commit(&changes, &format!("day {day}"), &person(who, day), &person("paul", day + 1)).unwrap();
    }
    replay.finish().unwrap();
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]), "300\n");
    assert_eq!(place.status(), "");
    assert_eq!(place.read("carnet.toml").unwrap(), "299");
    assert_eq!(place.git(&["log", "-1", "--format=%an %at %cn %ct"]), "paul 1725833600 paul 1725920000\n");
    place.is_sound();
});

/// Eight processes write at once, each to files of its own and to a common one.
#[test]
fn writers_at_once() {
    if let Some(root) = is_child() {
        let me = std::env::var("WRITER").unwrap();
        for turn in 0..5 {
            // The common file is read and counted up: whoever was faster makes us read again.
            loop {
                let old: u32 = std::fs::read_to_string(root.join("count.toml")).unwrap().trim().parse().unwrap();
                let both = [
                    change(&root, &format!("customers/{me}-{turn}.toml"), Some("x = 1\n")),
                    change(&root, "count.toml", Some(&format!("{}\n", old + 1))),
                ];
                if both[1].before.as_deref() != Some(format!("{old}\n").as_bytes()) {
                    continue;
                }
                match write(&root, &both, &format!("{me} {turn}")) {
                    Ok(Written::Commit { left, .. }) => break assert!(left.is_empty()),
                    Err(StoreError::ChangedMeanwhile { .. }) => continue,
                    other => panic!("{other:?}"),
                }
            }
        }
        return;
    }
    let place = Place::new();
    place.write("count.toml", "0\n");
    place.git(&["add", "."]);
    place.git(&["commit", "-qm", "count"]);
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let place = &place;
            scope.spawn(move || {
                let output = child("writers_at_once", place.root(), place.home(), &[("WRITER", &format!("w{writer}"))]);
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            });
        }
    });
    assert_eq!(place.read("count.toml").unwrap(), "40\n");
    assert_eq!(place.git(&["rev-list", "--count", "HEAD"]), "42\n");
    assert_eq!(place.git(&["ls-files", "customers"]).lines().count(), 42);
    assert_eq!(place.status(), "");
    place.is_sound();
}
