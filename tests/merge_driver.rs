//! `carnet merge-driver` as git's own driver, in real merges, rebases and cherry-picks.
#![cfg(unix)]

mod support;

use std::path::PathBuf;
use std::process::{Command, Output};

use support::{finds_carnet, isolated, write};
use tempfile::TempDir;

/// A book in a repository whose configuration names the driver, on branch `main`.
struct Place {
    folder: TempDir,
    /// The book, below the repository: empty or `books/acme/`.
    prefix: &'static str,
}

const SETTINGS: &str =
    "format = 2\ncurrency = \"EUR\"\n\n[[field]]\nkind = \"deal\"\nname = \"colour\"\ntype = \"text\"\n";
const DEAL: &str =
    "# The site\nname = \"Site\"\ncustomer = \"acme\"\n\nstage = \"lead\"\nowner = \"claire\"\namount = 1000\n";
const INVOICE: &str =
    "customer = \"acme\"\ndate = 2026-10-03\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 1\nunit_price = 650\n";
const NOTE: &str =
    "---\ndate: 2026-10-03\ntitle: Call\nabout:\n  - customer/acme\n---\n\nFirst.\n\nSecond.\n\nThird.\n";

impl Place {
    fn new() -> Place {
        Place::below("")
    }

    fn below(prefix: &'static str) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap(), prefix };
        place.git(&["init", "-q", "-b", "main"]);
        place.git(&["config", "merge.carnet.driver", "carnet merge-driver %O %A %B %P"]);
        place.write("carnet.toml", SETTINGS);
        place.write(".gitattributes", "*.toml merge=carnet\nnotes/**/*.md merge=carnet\n");
        place.write("customers/acme.toml", "name = \"ACME\"\n");
        place.write("deals/site.toml", DEAL);
        place.write("invoices/one.toml", INVOICE);
        place.write("notes/call.md", NOTE);
        place.commit("start");
        place
    }

    fn command(&self, program: &str) -> Command {
        let mut command = isolated(program, self.folder.path());
        finds_carnet(&mut command);
        command
    }

    fn try_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {args:?}: {text}");
        text
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(self.prefix).join(path)
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.path(""), path, text);
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", message]);
    }

    /// Theirs on the branch `theirs`, ours on `main`.
    fn diverge(&self, path: &str, ours: &str, theirs: &str) {
        self.git(&["switch", "-qc", "theirs"]);
        self.write(path, theirs);
        self.commit("theirs");
        self.git(&["switch", "-q", "main"]);
        self.write(path, ours);
        self.commit("ours");
    }

    fn check_is_clean(&self) {
        let output = self.command("carnet").arg("-C").arg(self.path("")).arg("check").output().unwrap();
        assert!(!String::from_utf8_lossy(&output.stderr).contains("E01"), "{output:?}");
    }
}

fn both(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

const WON: (&str, &str) = ("\"lead\"", "\"won\"");
const LUC: (&str, &str) = ("\"claire\"", "\"luc\"");
const MORE: (&str, &str) = ("amount = 1000", "amount = 1200");
const MUCH_MORE: (&str, &str) = ("amount = 1000", "amount = 1300");

#[test]
fn fields_on_lines_that_touch() {
    let place = Place::new();
    place.diverge("deals/site.toml", &both(DEAL, &[WON, MORE]), &both(DEAL, &[LUC]));
    // What git does alone.
    let override_file = place.folder.path().join(".git/info/attributes");
    std::fs::create_dir_all(override_file.parent().unwrap()).unwrap();
    std::fs::write(&override_file, "*.toml merge=text\n").unwrap();
    let alone = place.try_git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(alone.status.code(), Some(1), "git merges these lines by itself: the test shows nothing");
    place.git(&["merge", "--abort"]);
    std::fs::remove_file(&override_file).unwrap();
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, MORE, LUC]));
    place.check_is_clean();
}

#[test]
fn a_rebase_and_a_cherry_pick_merge_so_too() {
    for words in [&["rebase", "theirs"][..], &["cherry-pick", "theirs"]] {
        let place = Place::new();
        place.diverge("deals/site.toml", &both(DEAL, &[WON]), &both(DEAL, &[LUC, MORE]));
        place.git(words);
        assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, MORE, LUC]), "{words:?}");
        assert_eq!(place.git(&["status", "--short"]), "");
    }
}

#[test]
fn lines_that_both_add_are_both_there() {
    let place = Place::new();
    let line = |text: &str| format!("{INVOICE}\n[[lines]]\ndescription = \"{text}\"\nquantity = 2\nunit_price = 80\n");
    let (ours, theirs) = (line("Travel"), line("Hotel").replace("650", "700"));
    place.diverge("invoices/one.toml", &ours, &theirs);
    place.git(&["merge", "--no-edit", "theirs"]);
    let hotel = "\n[[lines]]\ndescription = \"Hotel\"\nquantity = 2\nunit_price = 80\n";
    assert_eq!(place.read("invoices/one.toml"), format!("{}{hotel}", ours.replace("650", "700")));
}

#[test]
fn only_one_field_with_two_values_is_left_to_people() {
    let place = Place::new();
    place.diverge("deals/site.toml", &both(DEAL, &[WON, MORE]), &both(DEAL, &[LUC, MUCH_MORE]));
    let output = place.try_git(&["merge", "--no-edit", "theirs"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("deals/site.toml: amount is 1200 on one side and 1300 on the other"), "{said}");
    assert_eq!(
        place.read("deals/site.toml"),
        both(DEAL, &[WON, LUC])
            .replace("amount = 1000\n", "<<<<<<< ours\namount = 1200\n=======\namount = 1300\n>>>>>>> theirs\n")
    );
    // The conflict is git's: its three stages are there, and it can be dropped.
    assert_eq!(place.git(&["ls-files", "-u"]).lines().count(), 3);
    place.git(&["merge", "--abort"]);
    assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, MORE]));
}

#[test]
fn comments_of_both_sides_are_kept() {
    let place = Place::new();
    let ours = both(DEAL, &[("stage = \"lead\"", "stage = \"won\" # signed")]);
    let theirs = both(DEAL, &[("owner =", "# until May\nowner ="), ("# The site", "# The new site"), LUC]);
    place.diverge("deals/site.toml", &ours, &theirs);
    place.git(&["merge", "--no-edit", "theirs"]);
    let merged = place.read("deals/site.toml");
    assert_eq!(
        merged,
        "# The new site\nname = \"Site\"\ncustomer = \"acme\"\n\nstage = \"won\" # signed\n# until May\nowner = \"luc\"\namount = 1000\n"
    );
}

#[test]
fn the_firms_own_fields_go_to_their_place() {
    let place = Place::new();
    let theirs = format!("{DEAL}colour = \"red\"\n");
    place.diverge("deals/site.toml", &format!("{}close = 2026-12-01\n", both(DEAL, &[WON])), &theirs);
    place.git(&["merge", "--no-edit", "theirs"]);
    let merged = place.read("deals/site.toml");
    assert!(merged.contains("close = 2026-12-01\n") && merged.ends_with("colour = \"red\"\n"), "{merged}");
    place.check_is_clean();
}

#[test]
fn notes_by_their_front_matter_and_their_lines() {
    let place = Place::new();
    let ours = both(
        NOTE,
        &[("Call", "The call"), ("First", "1"), ("  - customer/acme\n", "  - customer/acme\n  - deal/site\n")],
    );
    let theirs = both(NOTE, &[("2026-10-03", "2026-10-04"), ("Third", "3")]);
    place.diverge("notes/call.md", &ours, &theirs);
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(place.read("notes/call.md"), both(&ours, &[("2026-10-03", "2026-10-04"), ("Third", "3")]));
    // The same line of the body, twice.
    let place = Place::new();
    place.diverge("notes/call.md", &both(NOTE, &[("Second", "2")]), &both(NOTE, &[("Second", "II"), ("Call", "x")]));
    assert!(!place.try_git(&["merge", "--no-edit", "theirs"]).status.success());
    let merged = place.read("notes/call.md");
    assert!(merged.starts_with("---\ndate: 2026-10-03\ntitle: x\n"), "{merged}");
    assert!(merged.contains("First.\n\n<<<<<<< ours\n2.\n=======\nII.\n>>>>>>> theirs\n\nThird.\n"), "{merged}");
}

#[test]
fn a_renamed_record_takes_the_other_sides_change() {
    let place = Place::new();
    place.git(&["switch", "-qc", "theirs"]);
    place.git(&["mv", "deals/site.toml", "deals/new-site.toml"]);
    place.write("deals/new-site.toml", &both(DEAL, &[LUC]));
    place.commit("theirs");
    place.git(&["switch", "-q", "main"]);
    place.write("deals/site.toml", &both(DEAL, &[WON]));
    place.commit("ours");
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(place.read("deals/new-site.toml"), both(DEAL, &[WON, LUC]));
    assert!(!place.path("deals/site.toml").exists());
}

#[test]
fn line_ends_stay() {
    let place = Place::new();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    place.write("deals/site.toml", &crlf(DEAL));
    place.commit("as on Windows");
    place.diverge("deals/site.toml", &crlf(&both(DEAL, &[WON])), &crlf(&both(DEAL, &[LUC])));
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(place.read("deals/site.toml"), crlf(&both(DEAL, &[WON, LUC])));
}

#[test]
fn a_book_below_the_top_merged_from_anywhere() {
    let place = Place::below("books/acme/");
    place.diverge("deals/site.toml", &both(DEAL, &[WON, MORE]), &both(DEAL, &[LUC]));
    let folder = place.path("deals");
    let output = place.command("git").current_dir(&folder).args(["merge", "--no-edit", "theirs"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, MORE, LUC]));
}

#[test]
fn a_work_tree_of_its_own_and_a_git_directory_elsewhere() {
    let place = Place::new();
    place.diverge("deals/site.toml", &both(DEAL, &[WON]), &both(DEAL, &[LUC]));
    let second = tempfile::tempdir().unwrap();
    let tree = second.path().join("tree");
    place.git(&["worktree", "add", "-q", "--detach", tree.to_str().unwrap(), "main"]);
    let output = place.command("git").current_dir(&tree).args(["merge", "--no-edit", "theirs"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(std::fs::read_to_string(tree.join("deals/site.toml")).unwrap(), both(DEAL, &[WON, LUC]));

    let git_dir = place.folder.path().join(".git");
    let output = place
        .command("git")
        .current_dir("/")
        .env("GIT_DIR", &git_dir)
        .env("GIT_WORK_TREE", place.folder.path())
        .args(["merge", "--no-edit", "theirs"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, LUC]));
}

#[test]
fn the_settings_merge_too_even_when_they_are_broken() {
    let place = Place::new();
    let tax = |id: &str| format!("{SETTINGS}\n[[tax]]\nid = \"{id}\"\ncategory = \"S\"\npercent = 20\n");
    place.diverge("carnet.toml", &tax("fr-20"), &tax("fr-10"));
    place.git(&["merge", "--no-edit", "theirs"]);
    let merged = place.read("carnet.toml");
    assert!(merged.contains("fr-20") && merged.contains("fr-10"), "{merged}");

    let place = Place::new();
    place.write("carnet.toml", "format = \n");
    place.commit("broken");
    place.diverge("deals/site.toml", &both(DEAL, &[WON]), &both(DEAL, &[LUC]));
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(place.read("deals/site.toml"), both(DEAL, &[WON, LUC]));
}

#[test]
fn files_that_are_no_text_or_no_record() {
    let place = Place::new();
    std::fs::write(place.path("deals/site.toml"), b"name = \"\xe9\"\nx = 1\ny = 1\nz = 1\n").unwrap();
    place.commit("latin-1");
    place.git(&["switch", "-qc", "theirs"]);
    std::fs::write(place.path("deals/site.toml"), b"name = \"\xe9\"\nx = 1\ny = 1\nz = 2\n").unwrap();
    place.commit("theirs");
    place.git(&["switch", "-q", "main"]);
    std::fs::write(place.path("deals/site.toml"), b"name = \"\xe8\"\nx = 1\ny = 1\nz = 1\n").unwrap();
    place.commit("ours");
    place.git(&["merge", "--no-edit", "theirs"]);
    assert_eq!(std::fs::read(place.path("deals/site.toml")).unwrap(), b"name = \"\xe8\"\nx = 1\ny = 1\nz = 2\n");
}

#[test]
fn what_it_is_called_with_may_be_anything() {
    let place = Place::new();
    for words in [&["a", "b", "c", "d"][..], &["", "", "", ""], &["deals", "deals", "deals", "../../x"]] {
        let output = place.command("carnet").arg("merge-driver").args(words).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
    place.write("x", "a\n");
    let output = place.command("carnet").args(["merge-driver", "x", "x", "x", "\u{202e}/../é"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
