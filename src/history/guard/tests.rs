//! What a merge is the author of, and what roles make of it, on histories in memory. Pushes and keys are in `tests/guard.rs`.

use std::collections::HashSet;

use super::super::memory::MemoryRevisions;
use super::*;

impl Guarded for MemoryRevisions {
    fn merge_bases(&self, a: CommitId, b: CommitId) -> Result<Vec<CommitId>, RevisionError> {
        let behind = |id: CommitId| -> Result<HashSet<CommitId>, RevisionError> {
            Ok(self.commits(&[id], &[])?.into_iter().map(|commit| commit.id).collect())
        };
        let common: HashSet<CommitId> = behind(a)?.intersection(&behind(b)?).copied().collect();
        let mut best = Vec::new();
        for id in &common {
            let others = common.iter().filter(|other| *other != id);
            let behind_another = others.map(|other| behind(*other)).collect::<Result<Vec<_>, _>>()?;
            if !behind_another.iter().any(|behind| behind.contains(id)) {
                best.push(*id);
            }
        }
        best.sort();
        Ok(best)
    }

    fn entries(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<Entry>, RevisionError> {
        let mut entries = Vec::new();
        for change in self.changes(commit, parent)? {
            let entry = |path: &String, new: Option<(i32, [u8; 20])>| Entry {
                path: Some(path.clone()),
                full: path.clone(),
                new,
                regular: true,
            };
            if let Some(path) = &change.path {
                entries.push(entry(path, change.new.map(|blob| (0o100_644, blob.0))));
            }
            if let Some(path) = change.old_path.as_ref().filter(|old| Some(*old) != change.path.as_ref()) {
                entries.push(entry(path, None));
            }
        }
        entries.sort();
        Ok(entries)
    }

    /// A commit is whose name stands before the `@`; a stranger's is nobody's.
    fn signatures(&self, commits: &[CommitId], keys: &[(String, SigningKey)]) -> Result<Vec<Signature>, RevisionError> {
        let of = |id: &CommitId| {
            let email = &self.commit_of(*id).author.email;
            let name = email.split('@').next().unwrap_or_default();
            match keys.iter().any(|(member, _)| member == name) {
                true => Signature::Member(name.to_owned()),
                false => Signature::None,
            }
        };
        Ok(commits.iter().map(of).collect())
    }

    fn closings(&self, _: CommitId) -> Result<Vec<ClosingTag>, RevisionError> {
        Ok(Vec::new())
    }

    fn tag_signature(&self, _: [u8; 20], _: &[(String, SigningKey)]) -> Result<Signature, RevisionError> {
        Ok(Signature::None)
    }
}

fn law() -> Book {
    Book::read(Kinds::standard(), vec![Source::new("carnet.toml", "format = 2\n".as_bytes())])
}

/// `created deal/x (name, stage)` of all that a commit did itself, files by their path.
fn told(git: &MemoryRevisions, commit: CommitId) -> Vec<String> {
    let book = law();
    let records = Records::new(git, &book);
    let work = work(git, &records, git.commit_of(commit)).unwrap();
    let record = |change: &super::super::change::RecordChange| {
        let fields: Vec<String> = change.fields.iter().map(|field| field.path.to_string()).collect();
        let shape = records.shape(change.subject.kind);
        format!("{} {}/{} ({})", change.event.name(), shape.name, change.subject.id, fields.join(", "))
    };
    let files = work.others.iter().map(|entry| entry.full.clone());
    work.records.iter().map(record).chain(files).collect()
}

fn deal(more: &str) -> String {
    format!("name = \"X\"\nstage = \"lead\"\n{more}")
}

#[test]
fn a_merge_takes_what_a_side_changed_and_decides_all_else() {
    let amount = |value: Option<u32>| deal(&value.map_or(String::new(), |value| format!("amount = {value}\n")));
    let values = [None, Some(1), Some(2), Some(3)];
    for base in values {
        for left in values {
            for right in values {
                for merged in values {
                    let mut git = MemoryRevisions::new();
                    git.write("deals/x.toml", &amount(base));
                    let root = git.save("root", 0);
                    git.write("deals/x.toml", &amount(left));
                    let ours = git.save("left", 1);
                    git.checkout(root);
                    git.write("deals/x.toml", &amount(right));
                    let theirs = git.save("right", 2);
                    git.checkout(ours);
                    git.write("deals/x.toml", &amount(merged));
                    let merge = git.merge("merge", 3, &[theirs]);
                    let as_it_was = merged == left && merged == right;
                    let brought = (merged == left && left != base) || (merged == right && right != base);
                    let decided = !told(&git, merge).is_empty();
                    assert_eq!(decided, !(as_it_was || brought), "{base:?} → {left:?}, {right:?} → {merged:?}");
                }
            }
        }
    }
}

#[test]
fn whole_records_are_brought_or_decided_as_values_are() {
    let files = |git: &mut MemoryRevisions, there: bool, text: &str| {
        if there {
            git.write("deals/x.toml", &deal(text));
        } else if git.tree(git.head().unwrap().unwrap()).unwrap().iter().any(|file| file.path == "deals/x.toml") {
            git.remove("deals/x.toml");
        }
    };
    for base in [false, true] {
        for left in [false, true] {
            for right in [false, true] {
                for merged in [false, true] {
                    let mut git = MemoryRevisions::new();
                    git.write("customers/a.toml", "name = \"A\"\n");
                    git.save("begun", 0);
                    files(&mut git, base, "");
                    let root = git.save("root", 1);
                    files(&mut git, left, "");
                    let ours = git.save("left", 2);
                    git.checkout(root);
                    files(&mut git, right, "");
                    let theirs = git.save("right", 3);
                    git.checkout(ours);
                    files(&mut git, merged, "");
                    let merge = git.merge("merge", 4, &[theirs]);
                    let as_it_was = merged == left && merged == right;
                    let brought = (merged == left && left != base) || (merged == right && right != base);
                    let decided = !told(&git, merge).is_empty();
                    assert_eq!(decided, !(as_it_was || brought), "{base} → {left}, {right} → {merged}");
                }
            }
        }
    }
}

#[test]
fn files_that_are_no_records_follow_the_same_rule() {
    let mut git = MemoryRevisions::new();
    git.write("README.md", "one");
    git.write("deals/x.toml", &deal(""));
    let root = git.save("root", 0);
    git.write("README.md", "two");
    let ours = git.save("ours", 1);
    git.checkout(root);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let theirs = git.save("theirs", 2);
    git.checkout(ours);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let merge = git.merge("honest", 3, &[theirs]);
    assert_eq!(told(&git, merge), [""; 0]);
    git.checkout(ours);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    git.write("README.md", "one");
    let merge = git.merge("undone", 3, &[theirs]);
    assert_eq!(told(&git, merge), ["README.md"]);
}

#[test]
fn lines_that_both_sides_added_are_brought_wherever_they_stand() {
    let line = |name: &str| format!("[[lines]]\ndescription = \"{name}\"\nquantity = 1\nunit_price = 5\n");
    let invoice = |lines: &[&str]| {
        let lines: String = lines.iter().map(|name| line(name)).collect();
        format!("customer = \"a\"\ndate = 2026-10-03\n{lines}")
    };
    let mut git = MemoryRevisions::new();
    git.write("invoices/i.toml", &invoice(&["a"]));
    let root = git.save("root", 0);
    git.write("invoices/i.toml", &invoice(&["a", "b"]));
    let ours = git.save("ours", 1);
    git.checkout(root);
    git.write("invoices/i.toml", &invoice(&["a", "c"]));
    let theirs = git.save("theirs", 2);
    git.checkout(ours);
    git.write("invoices/i.toml", &invoice(&["a", "b", "c"]));
    let merge = git.merge("honest", 3, &[theirs]);
    assert_eq!(told(&git, merge), [""; 0]);
    git.checkout(ours);
    git.write("invoices/i.toml", &invoice(&["a", "b", "c", "d"]));
    let merge = git.merge("one more", 3, &[theirs]);
    assert_eq!(told(&git, merge), ["changed invoice/i (lines.4)"]);
}

#[test]
fn a_record_that_one_side_renamed_is_the_same() {
    let mut git = MemoryRevisions::new();
    git.write("deals/x.toml", &deal(""));
    let root = git.save("root", 0);
    git.rename("deals/x.toml", "deals/y.toml");
    let ours = git.save("renamed", 1);
    git.checkout(root);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let theirs = git.save("changed", 2);
    git.checkout(ours);
    git.write("deals/y.toml", &deal("amount = 1\n"));
    let merge = git.merge("honest", 3, &[theirs]);
    assert_eq!(told(&git, merge), [""; 0]);
    git.checkout(ours);
    git.write("deals/y.toml", &deal("amount = 2\n"));
    let merge = git.merge("evil", 3, &[theirs]);
    assert!(!told(&git, merge).is_empty());
}

#[test]
fn after_a_criss_cross_every_parting_counts() {
    let mut git = MemoryRevisions::new();
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let root = git.save("root", 0);
    git.write("deals/x.toml", &deal("amount = 2\n"));
    let a = git.save("a", 1);
    git.checkout(root);
    git.write("customers/c.toml", "name = \"C\"\n");
    let b = git.save("b", 2);
    let both = |git: &mut MemoryRevisions, on: CommitId, with: CommitId, time: i64| {
        git.checkout(on);
        git.write("deals/x.toml", &deal("amount = 2\n"));
        git.write("customers/c.toml", "name = \"C\"\n");
        git.merge("both", time, &[with])
    };
    let (left, right) = (both(&mut git, a, b, 3), both(&mut git, b, a, 4));
    assert_eq!(git.merge_bases(left, right).unwrap().len(), 2);
    // What is new since both is brought.
    git.checkout(right);
    git.write("customers/c.toml", "name = \"C and sons\"\n");
    let named = git.save("named", 5);
    git.checkout(left);
    git.write("customers/c.toml", "name = \"C and sons\"\n");
    let merge = git.merge("honest", 6, &[named]);
    assert_eq!(told(&git, merge), [""; 0]);
    // The published side takes the price back; the other still has it. The two places disagree on who changed it, so that
    // either choice is the merge's own.
    git.checkout(left);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let published = git.save("taken back", 5);
    let merge = git.merge("kept", 6, &[right]);
    assert_eq!(told(&git, merge), ["changed deal/x (amount)"]);
    // Seen from b alone, the other side brought 2; seen from a, it was there all along.
    git.checkout(published);
    git.write("deals/x.toml", &deal("amount = 2\n"));
    let merge = git.merge("brought back", 6, &[right]);
    assert_eq!(told(&git, merge), ["changed deal/x (amount)"]);
}

#[test]
fn what_is_put_back_counts_too() {
    let mut git = MemoryRevisions::new();
    let key = |digit: char| {
        let digits: String = std::iter::repeat_n(digit, 40).collect();
        format!("keys = [\"{digits}\"]\n")
    };
    git.write("carnet.toml", "format = 2\n[[role]]\nid = \"r\"\nwrite = [\"deal.stage\"]\n");
    git.write("team/claire.toml", &format!("name = \"C\"\nroles = [\"r\"]\n{}", key('1')));
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let old = git.save("start", 0);
    git.author("Claire", "claire@firm.example");
    git.write("deals/x.toml", &deal("amount = 2\n"));
    git.save("changed", 1);
    git.write("deals/x.toml", &deal("amount = 1\n"));
    let new = git.save("put back", 2);
    let day = Date::new(2026, 11, 20).unwrap();
    let update = Update { law: Some(old), known: vec![old], new, standing: Standing::Arbitrating };
    let verdict = judge(&git, &Kinds::standard(), day, &update).unwrap();
    let keys: Vec<&str> = verdict.refusals.iter().map(|refusal| refusal.key).collect();
    assert_eq!((keys, verdict.commits), (vec!["guard-write", "guard-write"], 2));
    // Two members with one key: it is nobody's.
    git.checkout(old);
    git.write("team/hugo.toml", &format!("name = \"H\"\nroles = [\"r\"]\n{}", key('1')));
    let shared = git.save("shared", 3);
    let book = strictly(&git, &Kinds::standard(), shared).unwrap();
    assert_eq!(Policy::of(&book, day).keys(), []);
    // Who leaves today has no key from today on.
    git.checkout(old);
    git.write("team/claire.toml", &format!("name = \"C\"\nroles = [\"r\"]\n{}archived = 2026-11-20\n", key('1')));
    let left = git.save("left", 4);
    let book = strictly(&git, &Kinds::standard(), left).unwrap();
    let keys = |day| Policy::of(&book, day).keys().len();
    assert_eq!((keys(day), keys(Date::new(2026, 11, 19).unwrap())), (0, 1));
}

#[test]
fn a_state_whose_settings_cannot_be_read_lets_nothing_in() {
    let mut git = MemoryRevisions::new();
    git.write("carnet.toml", "format = 2\n[[role]]\nid = \n");
    let old = git.save("broken", 0);
    git.write("carnet.toml", "format = 2\n");
    let new = git.save("mended by anybody", 1);
    let update = Update { law: Some(old), known: vec![old], new, standing: Standing::Arbitrating };
    let verdict = judge(&git, &Kinds::standard(), Date::new(2026, 11, 20).unwrap(), &update).unwrap();
    assert_eq!(verdict.refusals[0].key, "guard-no-settings");
}
