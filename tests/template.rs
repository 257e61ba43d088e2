//! New books, the examples of the kinds and the demonstration firm are valid books.

use carnet::book::Book;
use carnet::book::source::Source;
use carnet::change::format::format_book;
use carnet::check::check;
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::template::{Answers, example, files};
use carnet::value::Date;
use proptest::prelude::*;

fn read(files: &[(String, String)]) -> Book {
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    Book::read(Kinds::standard(), sources)
}

/// No finding of any level, nothing unreadable, every file in canonical form.
fn assert_clean(files: &[(String, String)]) -> Book {
    let book = read(files);
    assert!(book.firm_sound);
    let findings = check(&Figures::new(&book, "2026-12-31".parse().unwrap()));
    assert!(findings.is_empty(), "{:#?}", findings.first());
    assert_eq!(book.unreadable.len(), 0);
    assert_canonical(&book);
    book
}

fn assert_canonical(book: &Book) {
    let formatting = format_book(book, &|_| true);
    if let Some(change) = formatting.plan.changes.first() {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        panic!("{}:\n{}\nshould be:\n{}", change.path, text(&change.before), text(&change.after));
    }
}

fn answers(country: &str, language: &str, vat: &str) -> Answers {
    let answers = Answers {
        name: "Atelier Exemple".into(),
        country: country.into(),
        language: language.into(),
        vat: vat.into(),
        email: "claire@example.com".into(),
        member_name: "Claire Exemple".into(),
        first_number: "137".into(),
        ..Answers::default()
    };
    answers.complete().unwrap()
}

#[test]
fn a_new_book_is_clean_in_every_country_and_language() {
    for country in ["FR", "MC", "BE", "DE", "ES", "IT", "NL", "GB", "US"] {
        for language in ["en", "fr", "fr-CH"] {
            for vat in ["normal", "franchise"] {
                let book = assert_clean(&files(&answers(country, language, vat)));
                let default = book.firm.default_tax(Date::new(2026, 11, 20).unwrap()).expect("one rate is the default");
                let expected = match (country, vat) {
                    ("US", _) => "no-tax",
                    ("FR" | "MC", "normal") => "fr-20",
                    ("FR" | "MC", _) => "fr-franchise",
                    ("GB", "normal") => "gb-20",
                    ("GB", _) => "gb-unregistered",
                    ("ES", _) => "es-21",
                    ("IT", "normal") => "it-22",
                    ("IT", _) => "it-forfettario",
                    ("NL", "normal") => "nl-21",
                    ("NL", _) => "nl-kor",
                    ("BE", "normal") => "be-21",
                    ("BE", _) => "be-franchise",
                    (_, "normal") => "de-19",
                    _ => "de-franchise",
                };
                assert_eq!(default.id, expected);
                assert_eq!(book.firm.file.series[0].first.as_ref().map(|first| first.0), Some(137));
                assert!(book.sound_named("member").count() == 1);
            }
        }
    }
}

#[test]
fn a_new_book_reads_like_its_language() {
    let text = |language| files(&answers("FR", language, "normal"))[0].1.clone();
    assert!(text("fr").contains("# Taux de TVA") && !text("fr").contains("@en") && !text("fr").contains("{{"));
    assert!(text("en").contains("# VAT rates") && !text("en").contains("@fr") && !text("en").contains("{{"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Quotes, backslashes, any script: what was answered is what the book says.
    #[test]
    fn any_name_is_written_so_that_it_is_read_back(name in "[^\\p{Cc}]{0,30}[\\\\\"'{}#=]{0,6}[^\\p{Cc}]{1,12}") {
        let mut given = answers("FR", "fr", "normal");
        let name = name.trim();
        prop_assume!(!name.is_empty());
        given.name = name.to_owned();
        given.member_name = name.to_owned();
        let book = assert_clean(&files(&given));
        prop_assert_eq!(&book.firm.file.firm.as_ref().unwrap().name, name);
        let (member, _) = book.sound_named("member").next().unwrap();
        prop_assert_eq!(book.title(member), name);
    }
}

#[test]
fn each_kind_has_an_example_and_together_they_are_a_book() {
    let kinds = Kinds::standard();
    let mut all = files(&answers("FR", "en", "normal"));
    all[0].1 = all[0].1.replace("first = 137\n", "");
    all.retain(|(path, _)| !path.starts_with("team/"));
    for (id, kind) in kinds.iter() {
        let example = example(kind.name).unwrap_or_else(|| panic!("{} has no example in data-template", kind.name));
        let path = example.path().unwrap();
        assert_eq!(kinds.in_folder(path.split('/').next().unwrap()), Some(id), "{path}");
        assert_eq!(example.format(), kind.format, "{path}");
        all.push((path.to_owned(), example.text.to_owned()));
    }
    let book = assert_clean(&all);
    // Every reference leads somewhere.
    for record in book.refs() {
        carnet::book::link::each_reference(&book, record, &mut |_, _, text, target| {
            assert!(matches!(target, carnet::book::link::Target::Record(_)), "{} -> {text}", book.name(record));
        });
    }
    let figures = Figures::new(&book, "2026-12-31".parse().unwrap());
    let (invoice, _) = book.sound_named("invoice").next().unwrap();
    assert_eq!(figures.document(invoice).unwrap().status, carnet::figures::Status::Paid);
}

mod demo {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{assert_canonical, read};
    use carnet::book::Book;
    use carnet::check::check;
    use carnet::figures::{Figures, Status};
    use carnet::template::{DemoCommit, DemoLanguage, demo};
    use carnet::value::{Date, Decimal};

    const SEED: u64 = 1;

    fn today() -> Date {
        "2026-11-16".parse().unwrap()
    }

    /// The files after each commit, handed to `see` with the commit's position.
    fn replay(commits: &[DemoCommit], mut see: impl FnMut(usize, &BTreeMap<String, String>)) {
        let mut tree = BTreeMap::new();
        for (i, commit) in commits.iter().enumerate() {
            for (path, text) in &commit.changes {
                match text {
                    Some(text) => tree.insert(path.clone(), text.clone()),
                    None => tree.remove(path),
                };
            }
            see(i, &tree);
        }
    }

    /// `check` on that day finds nothing: no error, no warning.
    fn assert_valid(tree: &BTreeMap<String, String>, day: Date, what: &str) -> Book {
        let files: Vec<(String, String)> = tree.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
        let book = read(&files);
        let findings = check(&Figures::new(&book, day));
        let summary: Vec<_> = findings.iter().map(|f| (f.code.name, &f.place.path)).take(12).collect();
        assert!(findings.is_empty(), "{what}: {} findings, {summary:#?}", findings.len());
        book
    }

    /// The day of a commit, by its author's clock.
    fn day(commit: &DemoCommit) -> Date {
        let local = commit.authored.seconds + i64::from(commit.authored.offset_minutes) * 60;
        Date::new(1970, 1, 1).unwrap().plus_days(local.div_euclid(86_400))
    }

    fn last(commits: &[DemoCommit]) -> Book {
        let mut book = None;
        replay(commits, |i, tree| {
            if i + 1 == commits.len() {
                book = Some(assert_valid(tree, day(&commits[i]), "at the end"));
            }
        });
        book.unwrap()
    }

    #[test]
    fn the_same_seed_and_day_give_the_same_history() {
        assert_eq!(demo(SEED, today(), DemoLanguage::English), demo(SEED, today(), DemoLanguage::English));
        assert_ne!(demo(SEED, today(), DemoLanguage::English), demo(2, today(), DemoLanguage::English));
    }

    #[test]
    fn every_state_on_the_way_is_valid() {
        for language in [DemoLanguage::English, DemoLanguage::French] {
            let commits = demo(SEED, today(), language);
            replay(&commits, |i, tree| {
                if i % 25 == 0 || i + 1 == commits.len() {
                    assert_valid(tree, day(&commits[i]), &format!("{language:?}, commit {i}, {}", commits[i].message));
                }
            });
        }
    }

    #[test]
    fn other_seeds_and_days_end_valid_too() {
        for (seed, today) in [(2, "2024-02-29"), (3, "2026-01-01"), (4, "2027-08-15"), (5, "2026-05-04")] {
            last(&demo(seed, today.parse().unwrap(), DemoLanguage::English));
        }
    }

    #[test]
    fn its_files_are_canonical() {
        assert_canonical(&last(&demo(SEED, today(), DemoLanguage::English)));
        assert_canonical(&last(&demo(SEED, today(), DemoLanguage::French)));
    }

    #[test]
    fn commits_come_in_order_by_several_people() {
        let commits = demo(SEED, today(), DemoLanguage::English);
        assert!((500..=900).contains(&commits.len()), "{} commits", commits.len());
        let people: BTreeSet<&str> = commits.iter().map(|commit| commit.person.name.as_str()).collect();
        assert_eq!(people.len(), 5);
        let midnight = |date: Date| date.naive().and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        for pair in commits.windows(2) {
            assert!(pair[0].authored.seconds < pair[1].authored.seconds);
            assert!(pair[0].committed.seconds <= pair[1].committed.seconds);
        }
        let mut later = 0;
        for commit in &commits {
            assert!(!commit.changes.is_empty() && !commit.message.is_empty());
            assert!(commit.authored.seconds <= commit.committed.seconds);
            later += usize::from(commit.authored.seconds < commit.committed.seconds);
            assert!(commit.committed.seconds < midnight(today()) - 3600, "{commit:?}");
            let local = commit.authored.seconds + i64::from(commit.authored.offset_minutes) * 60;
            assert!((8 * 3600..20 * 3600).contains(&local.rem_euclid(86_400)), "out of hours: {}", commit.message);
        }
        assert!(later > 50, "committer dates differ from author dates at times");
        assert!(commits[0].authored.seconds >= midnight(today().plus_months(-24)));
    }

    #[test]
    fn files_change_in_every_commit_that_names_them() {
        let mut before = BTreeMap::new();
        let mut versions: BTreeMap<String, usize> = BTreeMap::new();
        for commit in demo(SEED, today(), DemoLanguage::English) {
            for (path, text) in commit.changes {
                assert_ne!(before.get(&path), Some(&text), "{path} does not change: {}", commit.message);
                *versions.entry(path.clone()).or_default() += 1;
                before.insert(path, text);
            }
        }
        let evolving = versions.iter().filter(|(path, count)| path.starts_with("deals/") && **count >= 3).count();
        assert!(evolving > 60, "{evolving} deals move");
        // What was sent is never edited.
        assert!(versions.iter().all(|(path, count)| !path.starts_with("invoices/") || *count == 1));
    }

    #[test]
    fn numbers_have_no_gap_and_dates_no_step_back() {
        let book = last(&demo(SEED, today(), DemoLanguage::English));
        let shape = book.shape(book.kinds.named("invoice").unwrap());
        let mut numbers: BTreeMap<String, Vec<(u32, Date)>> = BTreeMap::new();
        for (_, record) in book.sound_named("invoice") {
            let number = record.text(shape, "number").unwrap();
            let (series, count) = number.rsplit_once('-').unwrap();
            let entry = (count.parse().unwrap(), record.date(shape, "date").unwrap());
            numbers.entry(series.to_owned()).or_default().push(entry);
        }
        assert!(numbers.len() >= 5, "invoices and credit notes of three calendar years: {:?}", numbers.keys());
        for (series, mut list) in numbers {
            list.sort_unstable();
            assert!(list.iter().enumerate().all(|(i, (count, _))| *count as usize == i + 1), "{series}");
            assert!(list.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{series}");
        }
    }

    #[test]
    fn the_firm_looks_like_one() {
        let commits = demo(SEED, today(), DemoLanguage::English);
        let book = last(&commits);
        let count = |kind: &str| book.sound_named(kind).count();
        let expected = [
            ("member", 5, 5),
            ("customer", 45, 45),
            ("contact", 55, 80),
            ("territory", 4, 4),
            ("segment", 3, 3),
            ("product", 20, 20),
            ("deal", 95, 120),
            ("invoice", 230, 320),
            ("payment", 150, 290),
            ("note", 60, 110),
        ];
        for (kind, least, most) in expected {
            assert!((least..=most).contains(&count(kind)), "{} {kind}", count(kind));
        }
        let figures = Figures::new(&book, today().plus_days(-1));
        let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
        let mut years: BTreeMap<(i64, String), Decimal> = BTreeMap::new();
        let mut months: BTreeMap<String, Decimal> = BTreeMap::new();
        let mut customers: BTreeMap<_, Decimal> = BTreeMap::new();
        let mut owed: BTreeMap<String, (Decimal, Decimal)> = BTreeMap::new();
        for (_, document) in figures.issued() {
            *statuses.entry(document.status.name()).or_default() += 1;
            let net = document.signed(document.net());
            let currency = net.currency.to_string();
            let year = i64::from(today().days_since(document.date) > 365);
            *years.entry((1 - year, currency.clone())).or_default() += net.amount;
            *months.entry(document.date.to_string()[..7].to_owned()).or_default() += net.amount;
            *customers.entry(document.customer.map(|c| book.title(c).to_owned())).or_default() += net.amount;
            let sums = owed.entry(currency).or_default();
            sums.0 += document.balance.amount;
            if document.status == Status::Overdue {
                sums.1 += document.balance.amount;
            }
        }
        let credit: Decimal = figures.payments().iter().flatten().map(|payment| payment.unallocated.amount).sum();
        let mut ranking: Vec<_> = customers.into_iter().map(|(name, net)| (net, name)).collect();
        ranking.sort_unstable_by(|a, b| b.cmp(a));
        let kinds: Vec<(&str, usize)> = expected.iter().map(|(kind, ..)| (*kind, count(kind))).collect();
        println!("{} commits, {kinds:?}", commits.len());
        println!("statuses {statuses:?}\nsales {years:?}\nmonths {months:?}\nowed, overdue {owed:?}, credit {credit}");
        println!("{:?}, {} credit notes", &ranking[..8], figures.issued().filter(|(_, d)| d.credit_note).count());
        assert_eq!(credit, Decimal::ONE_HUNDRED, "one overpayment");
        assert!(statuses["overdue"] >= 4 && statuses["overdue"] <= 40);
        assert!(statuses["paid"] > 200 && statuses["partly-paid"] > 0 && statuses["open"] > 3);
        let euros = |year| years[&(year, "EUR".to_owned())];
        assert!(euros(1) > euros(0) && euros(1) < euros(0) * Decimal::TWO, "sales grow");
        assert!(ranking[0].0 > ranking[8].0 * Decimal::TWO, "a few large customers");
        let deals: Vec<_> = book.sound_named("deal").filter_map(|(deal, _)| figures.deal(deal)).collect();
        let outcome = |name: &str| deals.iter().filter(|deal| deal.outcome().name() == name).count();
        println!("deals: {} open, {} won, {} lost", outcome("open"), outcome("won"), outcome("lost"));
        assert!(outcome("open") >= 5 && outcome("won") > 30 && outcome("lost") > 20);
    }
}
