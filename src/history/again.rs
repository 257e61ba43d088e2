//! What is kept between two questions changes no answer: random histories with branches, merges, renamings, broken files and
//! clocks that run backwards are asked after each commit, with what was kept and without.

use std::fmt::Write;

use proptest::prelude::*;

use super::Revisions;
use super::blame::blame;
use super::change::{Records, Subject};
use super::event::{Scope, timeline};
use super::memory::MemoryRevisions;
use super::revisions::CommitId;
use super::trail::{Step, Trails, trails};
use crate::book::{Book, Source};
use crate::model::{KindId, Kinds};

const DEALS: &[&str] = &["a", "b", "c", "d"];
const MEMBERS: &[&str] = &["zoe", "sam", "lou"];
const FIELDS: &[&str] = &["stage", "owner", "amount", "tags", "name"];
const STAGES: &[&str] = &["lead", "offer", "won"];

/// A history in the making.
struct Past {
    git: MemoryRevisions,
    book: Book,
    /// Every commit that was made, for branches.
    commits: Vec<CommitId>,
    clock: i64,
}

/// Something that somebody does, and two numbers that say with what.
type Act = (u8, usize, usize);

impl Past {
    fn new() -> Past {
        let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", "format = 2\n".as_bytes())]);
        let git = MemoryRevisions::new();
        git.keeps.set(true);
        let mut past = Past { git, book, commits: Vec::new(), clock: 0 };
        MEMBERS.iter().take(2).for_each(|id| past.git.write(&format!("team/{id}.toml"), "name = \"X\"\n"));
        past.save(1);
        past
    }

    fn save(&mut self, hours: i64) {
        self.clock += 3_600;
        let authored = (self.clock + hours * 3_600).max(0);
        let id = self.git.save_dated(&format!("commit {}", self.commits.len()), authored, self.clock);
        self.commits.push(id);
    }

    fn head(&self) -> CommitId {
        self.git.head().unwrap().unwrap()
    }

    fn path(&self, n: usize) -> String {
        format!("deals/{}.toml", DEALS[n % DEALS.len()])
    }

    fn there(&self, path: &str) -> bool {
        self.git.work().contains_key(path)
    }

    /// Does something in the files; what cannot be done is not.
    fn act(&mut self, (act, a, b): Act) {
        let path = self.path(a);
        let to = self.path(b);
        let deal = |amount: usize| {
            format!(
                "name = \"N{}\"\nowner = \"{}\"\nstage = \"{}\"\namount = {amount}\ntags = [\"t{}\", \"u\"]\n",
                b % 2,
                MEMBERS[b % MEMBERS.len()],
                STAGES[b % STAGES.len()],
                b % 3
            )
        };
        match act % 10 {
            0..=3 => self.git.write(&path, &deal(b % 4)),
            4 if self.there(&path) => self.git.remove(&path),
            5 if self.there(&path) && !self.there(&to) => self.git.rename(&path, &to),
            // The place that became free is taken at once.
            6 if self.there(&path) && !self.there(&to) => {
                self.git.rename(&path, &to);
                self.git.write(&path, &deal(9));
            }
            7 => self.git.write(&path, "name = \n"),
            8 => self.git.write(&path, "# only a comment\nname = \"N0\"\nstage = \"lead\"\namount = 1.00\n"),
            // A member gets another id, and the deals follow.
            9 => {
                let (old, new) = (MEMBERS[a % MEMBERS.len()], MEMBERS[b % MEMBERS.len()]);
                let [from, to] = [old, new].map(|id| format!("team/{id}.toml"));
                if self.there(&from) && !self.there(&to) {
                    self.git.rename(&from, &to);
                    for (path, text) in self.git.work() {
                        if path.starts_with("deals/") {
                            self.git.write(&path, &text.replace(&format!("\"{old}\""), &format!("\"{new}\"")));
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Goes on, merges, goes elsewhere, or puts another commit in place of the last one.
    fn commit(&mut self, (act, a, b): Act) {
        let hours = a as i64 % 7 - 3;
        let other = self.commits[b % self.commits.len()];
        match act % 12 {
            0 if other != self.head() => {
                self.clock += 3_600;
                let id = self.git.merge("merge", self.clock, &[other]);
                self.commits.push(id);
            }
            1 => self.git.checkout(other),
            2 => {
                if let [parent] = self.git.commit_of(self.head()).parents[..] {
                    let work = self.git.work();
                    self.git.checkout(parent);
                    for path in self.git.work().into_keys() {
                        self.git.remove(&path);
                    }
                    work.iter().for_each(|(path, text)| self.git.write(path, text));
                }
                self.save(hours);
            }
            _ => self.save(hours),
        }
    }

    fn wanted(&self) -> [(KindId, &'static [&'static str]); 2] {
        let kind = |name| self.book.kinds.named(name).unwrap();
        [(kind("deal"), FIELDS), (kind("member"), &[])]
    }

    /// All answers about the checked-out commit.
    fn told(&self) -> String {
        let mut out = String::new();
        let head = self.head();
        // Each question by a run of its own.
        let records = || Records::new(&self.git, &self.book);
        let found = trails(&records(), head, "Europe/Paris", &self.wanted()).unwrap();
        for (kind, _) in self.wanted() {
            DEALS.iter().chain(MEMBERS).for_each(|id| write_trail(&mut out, &found, kind, id));
        }
        let deal = self.wanted()[0].0;
        let subjects = DEALS.iter().map(|id| vec![Subject { kind: Some(deal), id: (*id).into() }]);
        let scopes = subjects.map(|subjects| Scope { subjects, ..Scope::default() });
        let of_kind = Scope { kinds: vec![deal], limit: Some(3), ..Scope::default() };
        for scope in scopes.chain([of_kind, Scope::default()]) {
            let told = timeline(&records(), head, "Europe/Paris", &scope).unwrap();
            for entry in told.entries {
                writeln!(out, "{} {:?} {:?}", entry.commit.subject, entry.when, entry.changes).unwrap();
            }
        }
        for file in self.git.tree(head).unwrap().iter().filter(|file| file.path.starts_with("deals/")) {
            for story in blame(&records(), head, file, "UTC", true).unwrap() {
                let origins = story.iter().map(|origin| (&origin.value, &origin.commit.subject, origin.when));
                writeln!(out, "{} {:?}", story[0].path, origins.collect::<Vec<_>>()).unwrap();
            }
        }
        out
    }

    fn answers_hold(&self, after: &dyn std::fmt::Debug) {
        let with = self.told();
        self.git.keeps.set(false);
        let without = self.told();
        self.git.keeps.set(true);
        assert_eq!(with, without, "after {after:?}");
        assert_eq!(self.told(), without, "again, after {after:?}");
    }
}

fn write_trail(out: &mut String, trails: &Trails, kind: KindId, id: &str) {
    let renamed = trails.renamed(kind, id);
    let Some(trail) = trails.of(kind, id) else { return writeln!(out, "{id}: {renamed}").unwrap() };
    let names: Vec<&str> = trail.names().collect();
    writeln!(out, "{id}: {renamed} {names:?} {:?} {:?}", trail.created(), trail.removed()).unwrap();
    for field in FIELDS {
        let line: Vec<Step<'_>> = trail.line(field).collect();
        let mut under: Vec<String> =
            trail.under(field).map(|step| format!("{step:?} {}", trail.author(&step))).collect();
        under.sort();
        writeln!(out, "  {field}: {line:?} {under:?}").unwrap();
    }
}

fn acts() -> impl Strategy<Value = Vec<(Vec<Act>, Act)>> {
    let act = || (any::<u8>(), 0..12_usize, 0..12_usize);
    proptest::collection::vec((proptest::collection::vec(act(), 1..4), act()), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_changes_no_answer(steps in acts()) {
        let mut past = Past::new();
        for (i, (acts, commit)) in steps.iter().enumerate() {
            acts.iter().for_each(|act| past.act(*act));
            past.commit(*commit);
            // Sometimes several commits come at once.
            if commit.1 % 3 != 0 || i + 1 == steps.len() {
                past.answers_hold(commit);
            }
        }
    }
}

#[test]
fn commits_that_follow_are_added_and_nothing_is_walked_again() {
    let mut past = Past::new();
    for n in 0..4 {
        past.git.write(&past.path(n), &format!("name = \"N\"\nstage = \"lead\"\namount = {n}\n"));
        past.save(0);
    }
    past.answers_hold(&"the first commits");
    past.git.walks.set(0);
    let mut ask = |change: &dyn Fn(&mut MemoryRevisions)| {
        change(&mut past.git);
        past.save(0);
        past.told();
        let walks = past.git.walks.get();
        past.answers_hold(&"a commit more");
        past.git.walks.set(0);
        walks
    };
    let deal = |stage: &str, amount: u32| format!("name = \"N\"\nstage = \"{stage}\"\namount = {amount}\n");
    assert_eq!(ask(&|git| git.write("deals/a.toml", &deal("won", 0))), 0, "changed");
    assert_eq!(ask(&|git| git.rename("deals/a.toml", "deals/e.toml")), 0, "renamed");
    assert_eq!(ask(&|git| git.write("deals/a.toml", &deal("lead", 7))), 0, "the id is given to another");
    assert_eq!(ask(&|git| git.remove("deals/b.toml")), 0, "removed");
    assert_eq!(ask(&|git| git.write("deals/b.toml", &deal("lead", 7))), 0, "begun anew");
    // A merge is another order of all commits.
    let (ours, root) = (past.head(), past.commits[2]);
    past.git.checkout(root);
    past.git.write("deals/d.toml", &deal("lead", 3));
    past.save(0);
    let theirs = past.head();
    past.git.checkout(ours);
    past.clock += 3_600;
    past.git.merge("merge", past.clock, &[theirs]);
    past.git.walks.set(0);
    past.told();
    assert_eq!(past.git.walks.get(), 1, "once for all questions");
    past.answers_hold(&"a merge");
}

#[test]
fn damaged_files_are_worked_out_anew() {
    let mut past = Past::new();
    for n in 0..6 {
        past.act((0, n, n));
        past.save(0);
    }
    let whole = past.told();
    let names: Vec<String> = past.git.files.borrow().keys().cloned().collect();
    assert_eq!(names.len(), 3, "{names:?}");
    for name in names {
        let sound = past.git.files.borrow()[&name].clone();
        for (i, damage) in [Vec::new(), sound[..sound.len() / 2].to_vec(), vec![7; sound.len()]].into_iter().enumerate()
        {
            past.git.files.borrow_mut().insert(name.clone(), damage);
            assert_eq!(past.told(), whole, "{name}, damage {i}");
        }
        for at in (0..sound.len()).step_by(sound.len() / 40 + 1) {
            let mut damage = sound.clone();
            damage[at] ^= 0x21;
            past.git.files.borrow_mut().insert(name.clone(), damage);
            assert_eq!(past.told(), whole, "{name}, byte {at}");
        }
    }
}
