//! A `check` that examines only what changed says exactly what one says that examines everything.
//!
//! `CARNET_STEPS=5000 cargo test --test check_again` takes more steps, `CARNET_SEED=7` other ones.

#[path = "support/dice.rs"]
mod dice;
#[path = "support/trade.rs"]
mod trade;

use std::fs;
use std::path::Path;
use std::rc::Rc;

use carnet::book::{Book, Delta, Source};
use carnet::check::{Marks, RULES, check, check_again, check_around};
use carnet::figures::Figures;
use carnet::finding::Finding;
use carnet::model::Kinds;
use carnet::store::{Cache, Save};
use carnet::template::demo::{DemoLanguage, demo};
use carnet::value::Date;
use dice::{Dice, wished};
use trade::{Files, trade};

fn day() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn read(files: &Files) -> Book {
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
    Book::read(Kinds::standard(), sources.collect())
}

/// Whatever differs between two states.
fn paths<'f>(before: &'f Files, after: &'f Files) -> Vec<&'f str> {
    let changed = |path: &&String| before.get(*path) != after.get(*path);
    let mut paths: Vec<&str> = before.keys().chain(after.keys()).filter(changed).map(String::as_str).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// A state of a book.
struct State {
    files: Files,
    book: Book,
}

impl State {
    fn of(files: &Files) -> Rc<State> {
        Rc::new(State { files: files.clone(), book: read(files) })
    }

    /// What differs in another state; `None` where the settings do.
    fn delta(&self, other: &State) -> Option<Delta> {
        Delta::between(&self.book, &other.book, paths(&self.files, &other.files))
    }
}

/// A check of `after` on a day with the marks of a check of `before` on another, where the state `kept` is the one that both are
/// told against.
fn again(kept: &State, (before, first_day): (&State, Date), (after, second_day): (&State, Date)) -> Result<(), String> {
    let (Some(first), Some(second)) = (kept.delta(before), kept.delta(after)) else { return Ok(()) };
    let (_, marks): (_, Option<Marks>) = check_again(&Figures::new(&before.book, first_day), None, first);
    let figures = Figures::new(&after.book, second_day);
    let (found, marks) = check_again(&figures, marks.as_ref(), second.clone());
    differ(&found, &check(&figures))?;
    // What was left the second time is as good as what a whole check leaves.
    let (found, _) = check_again(&figures, marks.as_ref(), second);
    differ(&found, &check(&figures))
}

/// What a write would add is the same, whether everything is judged before and after, or only what is near.
fn around(before: &State, after: &State, day: Date) -> Result<(), String> {
    let Some(delta) = before.delta(after) else { return Ok(()) };
    let near = |state: &State| check_around(&Figures::new(&state.book, day), Some(&delta));
    let all = |state: &State| check(&Figures::new(&state.book, day));
    differ(&added(near(before), near(after)), &added(all(before), all(after)))?;
    differ(&added(near(after), near(before)), &added(all(after), all(before)))
}

/// The new findings that are not among the old ones. The same fault may be told with another suggestion, and stand elsewhere in a
/// file that was changed.
fn added(mut old: Vec<Finding>, mut new: Vec<Finding>) -> Vec<Finding> {
    let key = |finding: &Finding| finding.args.iter().find(|(name, _)| *name == "key").cloned();
    let same = |a: &Finding, b: &Finding| (a.code.id, &a.place.path, key(a)) == (b.code.id, &b.place.path, key(b));
    new.retain(|finding| match old.iter().position(|other| same(other, finding)) {
        Some(at) => {
            old.swap_remove(at);
            false
        }
        None => true,
    });
    new
}

fn differ(found: &[Finding], wanted: &[Finding]) -> Result<(), String> {
    let shown = |findings: &[Finding], others: &[Finding]| {
        let only = findings.iter().filter(|finding| !others.contains(finding));
        only.map(|f| format!("  {} {} {:?} {:?}\n", f.code.name, f.place.path, f.variant, f.args)).collect::<String>()
    };
    match found == wanted {
        true => Ok(()),
        false => Err(format!("too much:\n{}too little:\n{}", shown(found, wanted), shown(wanted, found))),
    }
}

/// The files of a folder, by their path below it.
fn files(folder: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), text);
            }
        }
    }
    let mut found = Files::new();
    walk(folder, folder, &mut found);
    found
}

#[test]
fn whichever_file_of_a_faulty_book_comes_or_goes() {
    let mut tried = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")).unwrap() {
        let folder = entry.unwrap().path();
        let whole = files(&folder.join("book"));
        let with = State::of(&whole);
        for path in whole.keys().filter(|path| *path != "carnet.toml") {
            let mut files = whole.clone();
            files.remove(path);
            let without = State::of(&files);
            let (today, later) = (day(), day().plus_days(40));
            let done = again(&without, (&without, today), (&with, today))
                .and_then(|()| again(&with, (&with, today), (&without, today)))
                .and_then(|()| again(&with, (&without, today), (&with, today)))
                .and_then(|()| again(&with, (&without, later), (&with, today)))
                .and_then(|()| again(&with, (&with, today), (&with, later)))
                .and_then(|()| around(&without, &with, today));
            done.unwrap_or_else(|fault| panic!("{}: {path}\n{fault}", folder.display()));
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried} files");
}

/// The demonstration firm, as its files are on a day.
fn demonstration() -> Files {
    let mut files = Files::new();
    for commit in demo(1, Date::new(2026, 10, 3).unwrap(), DemoLanguage::English) {
        for (path, text) in commit.changes {
            match text {
                Some(text) => files.insert(path, text),
                None => files.remove(&path),
            };
        }
    }
    // Two years of it are too much to be read thousands of times.
    let mut dice = Dice::new(3);
    files.retain(|path, _| path == "carnet.toml" || !path.contains("/20") || dice.roll(4) == 0);
    files
}

/// Keys on which findings about several records depend: they are changed more often than others.
const KEYS: &[&str] = &[
    "customer",
    "invoice",
    "credits",
    "replaces",
    "number",
    "date",
    "amount",
    "order",
    "order_line",
    "delivery",
    "quote",
    "revision_of",
    "amends",
    "transmission",
    "document",
    "status",
    "parent",
    "bill_to",
    "type",
    "uid",
    "seal",
    "series",
    "quantity",
    "currency",
    "archived",
    "sent",
    "valid_until",
    "result",
    "earlier",
    "supplier",
    "close",
];

/// Lines that nobody wrote yet, and where: above the first table.
const NEW: &[&str] = &[
    "currency = \"USD\"",
    "archived = 2026-10-15",
    "type = \"credit-note\"",
    "type = \"deposit\"",
    "credits = \"i0\"",
    "replaces = \"i4\"",
    "number = \"F-2026-0003\"",
    "number = \"i0\"",
    "order = \"o1\"",
    "parent = \"c1\"",
    "bill_to = \"c2\"",
    "date = 2026-12-24",
    "revision_of = \"q1\"",
    "amends = \"o2\"",
    "result = \"unknown\"",
    "document = \"customer/c1\"",
    "declined = 2026-10-10",
    "uid = \"u-i0\"",
    "series = \"D\"",
    "stage = \"won\"",
];

/// One thing that happens to a file: another value of the same key, a key more or less, a copy, another name, nothing left of it.
fn happen(files: &mut Files, dice: &mut Dice, step: usize) -> String {
    let all: Vec<String> = files.keys().filter(|path| *path != "carnet.toml").cloned().collect();
    let path = all[dice.roll(all.len())].clone();
    let mut lines: Vec<String> = files[&path].lines().map(str::to_owned).collect();
    let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
    let telling: Vec<usize> =
        (0..lines.len()).filter(|at| key(&lines[*at]).is_some_and(|key| KEYS.contains(&key.as_str()))).collect();
    let at = if telling.is_empty() || dice.roll(4) == 0 { dice.roll(lines.len()) } else { *dice.pick(&telling) };
    let joined = |lines: &[String]| lines.join("\n") + "\n";
    match dice.roll(12) {
        0..=5 => {
            let Some(wanted) = lines.get(at).and_then(|line| key(line)) else { return "nothing".to_owned() };
            let values: Vec<&str> = files
                .iter()
                .filter(|(other, _)| *other != "carnet.toml")
                .flat_map(|(_, text)| text.lines())
                .filter(|line| key(line).as_deref() == Some(&wanted))
                .collect();
            let value = values[dice.roll(values.len())].to_owned();
            lines[at] = value.clone();
            files.insert(path.clone(), joined(&lines));
            format!("{path}: {value}")
        }
        6 => {
            let line = *dice.pick(NEW);
            lines.retain(|other| key(other) != key(line));
            lines.insert(0, line.to_owned());
            files.insert(path.clone(), joined(&lines));
            format!("{path}: now {line}")
        }
        7 => {
            let gone = if lines.is_empty() { String::new() } else { lines.remove(at) };
            files.insert(path.clone(), joined(&lines));
            format!("{path}: without `{gone}`")
        }
        8 => {
            // A file beside carnet.toml has no folder.
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let copy = format!("{folder}copy-{step}.toml");
            files.insert(copy.clone(), joined(&lines));
            format!("{copy}: a copy of {path}")
        }
        9 => {
            // The same id a second time, in another folder.
            let Some((folder, name)) = path.rsplit_once('/') else { return "nothing".to_owned() };
            let copy = format!("{folder}/again/{name}");
            files.insert(copy.clone(), joined(&lines));
            format!("{copy}: a copy of {path}")
        }
        10 => {
            let other = all[dice.roll(all.len())].clone();
            let (Some(one), Some(two)) = (files.remove(&path), files.remove(&other)) else {
                files.insert(path.clone(), joined(&lines));
                return "nothing".to_owned();
            };
            files.insert(path.clone(), two);
            files.insert(other.clone(), one);
            format!("{path} and {other}: swapped")
        }
        _ => {
            files.remove(&path);
            format!("{path}: removed")
        }
    }
}

fn whatever_happens(start: &Files, seed: u64) {
    let mut dice = Dice::new(wished("CARNET_SEED", 1) + seed);
    let first = State::of(start);
    let (mut kept, mut before, mut today) = (first.clone(), first.clone(), day());
    let mut said = Vec::new();
    for step in 0..wished("CARNET_STEPS", 60) as usize {
        let mut files = before.files.clone();
        for _ in 0..=dice.roll(3) {
            said.push(happen(&mut files, &mut dice, step));
        }
        let then = today;
        match dice.roll(6) {
            0 => today = today.plus_days(1),
            1 => today = day().plus_days(dice.roll(120) as i64 - 60),
            _ => {}
        }
        let told = || said[said.len().saturating_sub(8)..].join("\n");
        let after = State::of(&files);
        let done = again(&kept, (&before, then), (&after, today)).and_then(|()| around(&before, &after, today));
        done.unwrap_or_else(|fault| panic!("step {step}, from {then} to {today}\n{}\n{fault}", told()));
        before = after;
        match dice.roll(12) {
            0 => kept = before.clone(),
            1 => (kept, before) = (first.clone(), first.clone()),
            _ => {}
        }
    }
}

#[test]
fn whatever_happens_to_the_demonstration_firm() {
    whatever_happens(&demonstration(), 0);
}

#[test]
fn whatever_happens_to_a_firm_that_sells_from_the_quote_to_the_money() {
    let start = trade();
    let found = check(&Figures::new(&read(&start), day()));
    // Where much is wrong already, much is looked at anyway.
    let told = |f: &Finding| format!("{} {} {:?}\n", f.code.name, f.place.path, f.args);
    assert!(found.len() < 12, "{}", found.iter().map(told).collect::<String>());
    whatever_happens(&start, 1000);
}

/// Brings files on the disk from one state to another.
fn put(root: &Path, before: &Files, after: &Files) {
    for path in paths(before, after) {
        let place = root.join(path);
        match after.get(path) {
            Some(text) => {
                fs::create_dir_all(place.parent().unwrap()).unwrap();
                fs::write(place, text).unwrap();
            }
            None => fs::remove_file(place).unwrap(),
        }
    }
}

/// The book at a place, of which is not read what is kept; and what would be kept of it.
fn open(root: &Path, private: &Path) -> (Book, Option<Save>) {
    let kinds = Kinds::standard();
    let (walked, known, save) = Cache::open(root, private, "").look(&kinds);
    let sources = walked.files.into_iter().map(|file| Source { path: file.path, bytes: file.bytes });
    (Book::read_known(kinds, sources.collect(), walked.findings, known), save)
}

#[test]
fn whatever_happens_to_a_firm_of_which_most_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (root, private) = (folder.path().join("book"), folder.path().join("private"));
    let start = trade();
    put(&root, &Files::new(), &start);
    // What was written this very moment is not kept.
    std::thread::sleep(std::time::Duration::from_millis(100));
    let (book, save) = open(&root, &private);
    let mut save = save.unwrap();
    save.take(&book);
    save.write(&Kinds::standard()).unwrap();

    let mut dice = Dice::new(wished("CARNET_SEED", 1) + 2000);
    let (mut files, mut today, mut marks, mut said) = (start.clone(), day(), None, Vec::new());
    for step in 0..wished("CARNET_STEPS", 60) as usize {
        let before = files.clone();
        match dice.roll(12) {
            0 => files = start.clone(),
            1 => today = day().plus_days(dice.roll(120) as i64 - 60),
            2 => today = today.plus_days(1),
            _ => (0..=dice.roll(2)).for_each(|_| said.push(happen(&mut files, &mut dice, step))),
        }
        put(&root, &before, &files);
        let (book, _) = open(&root, &private);
        assert!(book.keeps());
        let fresh = book.fresh().unwrap();
        assert!(fresh.len() <= paths(&start, &files).len(), "{:?}", fresh.paths().collect::<Vec<_>>());
        let (found, left) = check_again(&Figures::new(&book, today), marks.as_ref(), fresh);
        let told = || said[said.len().saturating_sub(8)..].join("\n");
        let whole = check(&Figures::new(&read(&files), today));
        differ(&found, &whole).unwrap_or_else(|fault| panic!("step {step}, on {today}\n{}\n{fault}", told()));
        marks = left;
    }
}

/// What is put over files of the firm: at each path a text, or nothing where the file goes.
type Change<'t> = &'t [(&'t str, Option<&'t str>)];

fn changed(files: &Files, changes: Change<'_>) -> Files {
    let mut files = files.clone();
    for (path, text) in changes {
        match text {
            Some(text) => files.insert((*path).to_owned(), (*text).to_owned()),
            None => files.remove(*path),
        };
    }
    files
}

/// Each is a way in which a finding hangs on a file that is far from it: what the book is first, and what happens then.
const FAR: &[(&str, Change<'static>, Change<'static>)] = &[
    (
        "the customer's currency is that of its documents",
        &[],
        &[("customers/c0.toml", Some("name = \"C\"\ncurrency = \"USD\"\n"))],
    ),
    (
        "a customer two steps above no longer binds the payer to the customer",
        &[
            ("customers/c1.toml", Some("name = \"C\"\nparent = \"c3\"\n")),
            (
                "payments/far.toml",
                Some(
                    "customer = \"c2\"\ndate = 2026-10-10\namount = 1\n[[allocations]]\ninvoice = \"i6\"\namount = 1\n",
                ),
            ),
            (
                "invoices/i6.toml",
                Some("customer = \"c4\"\nnumber = \"X\"\ndate = 2026-10-01\n[[lines]]\nquantity = 1\nunit_price = 9\n"),
            ),
        ],
        &[("customers/c1.toml", Some("name = \"C\"\n"))],
    ),
    (
        "another invoice of the same id takes what one was paid",
        &[
            (
                "invoices/z.toml",
                Some(
                    "customer = \"c0\"\nnumber = \"Z\"\ndate = 2026-10-01\n[[lines]]\nquantity = 1\nunit_price = 90\n",
                ),
            ),
            (
                "payments/one.toml",
                Some(
                    "customer = \"c0\"\ndate = 2026-10-10\namount = 9\n[[allocations]]\ninvoice = \"z\"\namount = 9\n",
                ),
            ),
            (
                "payments/two.toml",
                Some(
                    "customer = \"c0\"\ndate = 2026-10-10\namount = -9\n[[allocations]]\ninvoice = \"Z\"\namount = -9\n",
                ),
            ),
        ],
        &[(
            "invoices/again/z.toml",
            Some("customer = \"c0\"\ndate = 2026-10-01\n[[lines]]\nquantity = 1\nunit_price = 90\n"),
        )],
    ),
    (
        "an earlier sending is the last one of what is no document",
        &[
            (
                "transmissions/one.toml",
                Some("document = \"contact/k0\"\nchannel = \"email\"\ndate = 2026-10-01\nresult = \"unknown\"\n"),
            ),
            ("transmissions/two.toml", Some("document = \"contact/k0\"\nchannel = \"email\"\ndate = 2026-10-02\n")),
        ],
        &[("transmissions/two.toml", None)],
    ),
    (
        "the same, where the later one is said to be of another",
        &[
            (
                "transmissions/one.toml",
                Some("document = \"contact/k0\"\nchannel = \"email\"\ndate = 2026-10-01\nresult = \"unknown\"\n"),
            ),
            ("transmissions/two.toml", Some("document = \"contact/k0\"\nchannel = \"email\"\ndate = 2026-10-02\n")),
        ],
        &[("transmissions/two.toml", Some("document = \"contact/k1\"\nchannel = \"email\"\ndate = 2026-10-02\n"))],
    ),
    (
        "what was sent comes to be",
        &[("transmissions/one.toml", Some("document = \"contact/new\"\nchannel = \"email\"\ndate = 2026-10-01\n"))],
        &[("contacts/new.toml", Some("name = \"New\"\n"))],
    ),
    (
        "of two invoices of one number, neither is meant",
        &[
            (
                "invoices/one.toml",
                Some(
                    "customer = \"c0\"\nnumber = \"N\"\ndate = 2026-10-01\n[[lines]]\nquantity = 1\nunit_price = 10\n",
                ),
            ),
            (
                "invoices/two.toml",
                Some(
                    "customer = \"c0\"\nnumber = \"N\"\ndate = 2026-10-01\n[[lines]]\nquantity = 1\nunit_price = 10\n",
                ),
            ),
            (
                "payments/one.toml",
                Some(
                    "customer = \"c0\"\ndate = 2026-10-10\namount = 24\n[[allocations]]\ninvoice = \"N\"\namount = 12\n\
                 [[allocations]]\ninvoice = \"one\"\namount = 11\n",
                ),
            ),
        ],
        &[(
            "payments/one.toml",
            Some(
                "customer = \"c0\"\ndate = 2026-12-10\namount = 24\n[[allocations]]\ninvoice = \"N\"\namount = 12\n\
             [[allocations]]\ninvoice = \"one\"\namount = 11\n",
            ),
        )],
    ),
    ("a seal hangs on the document before it", &[], &[("invoices/k3.toml", None)]),
    (
        "a revision gives way to a day",
        &[],
        &[(
            "quotes/r7.toml",
            Some("customer = \"c1\"\ndate = 2026-10-05\nrevision_of = \"q7\"\n[[lines]]\nunit_price = 5\n"),
        )],
    ),
    (
        "an invoice that goes leaves its order to be invoiced",
        &[("payments/left.toml", Some("customer = \"c0\"\ndate = 2026-08-20\namount = 5\norder = \"o0\"\n"))],
        &[("invoices/i0.toml", None)],
    ),
    (
        "a circle that is closed far from its first record",
        &[("customers/c0.toml", Some("name = \"C\"\nparent = \"c4\"\n"))],
        &[("customers/c3.toml", Some("name = \"C\"\nparent = \"c0\"\n"))],
    ),
];

#[test]
fn what_is_far_from_a_change_and_hangs_on_it() {
    let firm = trade();
    for (name, first, then) in FAR {
        let before = State::of(&changed(&firm, first));
        let after = State::of(&changed(&before.files, then));
        let whole = |state: &State| check(&Figures::new(&state.book, day()));
        assert_ne!(whole(&before), whole(&after), "{name}");
        let done = again(&before, (&before, day()), (&after, day()))
            .and_then(|()| again(&before, (&after, day()), (&before, day())))
            .and_then(|()| around(&before, &after, day()));
        done.unwrap_or_else(|fault| panic!("{name}\n{fault}"));
    }
}

#[test]
fn rules_that_do_not_look_at_the_day_find_the_same_on_all_days() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")).unwrap();
    let faulty = folders.map(|entry| files(&entry.unwrap().path().join("book")));
    for book in faulty.chain([demonstration(), trade()]).map(|files| read(&files)) {
        let found = |day: Date| -> Vec<Vec<Finding>> {
            let figures = Figures::new(&book, day);
            let sorted = |mut found: Vec<Finding>| {
                found.sort_by_key(|finding| format!("{finding:?}"));
                found
            };
            RULES.iter().map(|rule| sorted(rule.found(&figures))).collect()
        };
        let first = found(Date::new(2060, 12, 31).unwrap());
        for later in [-12_000, -1000, -180, -90, -49, -48, -30, -7, -1, 0, 1, 30, 400] {
            let (today, other) = (day().plus_days(later), found(day().plus_days(later)));
            for (at, rule) in RULES.iter().enumerate() {
                assert!(
                    rule.day || first[at] == other[at],
                    "{} on {today}: {:#?}\n{:#?}",
                    rule.name,
                    first[at],
                    other[at]
                );
            }
        }
    }
}
