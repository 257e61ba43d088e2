//! The parts of the race that can go wrong without a clock: that all programs get the same facts, that their answers are
//! read back right, and that page and chart say what was measured. (`benches/race`; nothing is timed here.)
#![cfg(unix)]
#![allow(dead_code)]

#[path = "../benches/race/answer.rs"]
mod answer;
#[path = "../benches/race/chart.rs"]
mod chart;
#[path = "../benches/race/data.rs"]
mod data;
#[path = "../benches/book/facts.rs"]
mod facts;
#[path = "../benches/book/generate.rs"]
mod generate;
#[path = "../benches/race/goal.rs"]
mod goal;
#[path = "../benches/race/history.rs"]
mod history;
#[path = "../benches/race/other.rs"]
mod other;
#[path = "../benches/race/own.rs"]
mod own;
#[path = "../benches/race/page.rs"]
mod page;
#[path = "../benches/race/paper.rs"]
mod paper;
#[path = "../benches/race/past.rs"]
mod past;
#[path = "../benches/race/peer/mod.rs"]
mod peer;
#[path = "../benches/race/place.rs"]
mod place;
#[path = "../benches/race/program.rs"]
mod program;
#[path = "../benches/race/result.rs"]
mod result;
#[path = "../benches/race/row.rs"]
mod row;
#[path = "../benches/race/run.rs"]
mod run;
#[path = "../benches/race/turns.rs"]
mod turns;

use std::collections::BTreeMap;
use std::path::Path;

use answer::Answer;
use data::Truth;
use result::{Measured, Results};
use row::{How, Key, Section};
use run::{Limits, Outcome, Printed, Sample};

const TODAY: &str = "2026-11-20";

fn text(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory can be written");
    String::from_utf8(bytes).expect("text")
}

/// Cents by month of the lines in which an amount of income stands; each transaction begins with its date.
fn income(text: &str, account: &str) -> BTreeMap<String, i64> {
    let (mut month, mut found) = (String::new(), BTreeMap::new());
    for line in text.lines() {
        if line.starts_with("20") {
            month = line[..7].to_owned();
        }
        if let Some((_, amount)) = line.trim_start().strip_prefix(account).and_then(|rest| rest.split_once("  -")) {
            let cents: i64 = amount.trim_end_matches(" EUR").replace('.', "").parse().expect("an amount");
            *found.entry(month.clone()).or_default() += cents;
        }
    }
    found
}

#[test]
fn every_program_gets_the_same_facts() {
    const RECORDS: usize = 2_000;
    let truth = Truth::of(RECORDS).expect("the truth");
    assert_eq!(truth.invoices, 1_600);
    assert!(truth.months.len() > 100 && truth.owed > 0 && truth.won > 0, "{truth:?}");

    let journal = text(|out| peer::journal::write(RECORDS, out));
    assert_eq!(income(&journal, "income:"), truth.months);
    let beancount = text(|out| peer::beancount::write(RECORDS, out));
    assert_eq!(income(&beancount, "Income:"), truth.months);

    let recutils = text(|out| peer::recutils::write(RECORDS, out));
    let (mut month, mut months) = (String::new(), BTreeMap::new());
    for line in recutils.lines() {
        match line.split_once(": ") {
            Some(("Month", value)) => month = value.to_owned(),
            Some(("Net", net)) => {
                *months.entry(month.clone()).or_default() += net.replace('.', "").parse::<i64>().expect("a net");
            }
            _ => {}
        }
    }
    assert_eq!(months, truth.months);

    let sqlite = text(|out| peer::sqlite::write(RECORDS, out));
    let invoices = sqlite.lines().filter(|line| line.starts_with("insert into invoice "));
    let net = invoices.map(|line| line.trim_end_matches(");").rsplit(',').next().unwrap().parse::<i64>().unwrap());
    assert_eq!(net.sum::<i64>(), truth.months.values().sum::<i64>());
}

#[test]
fn what_programs_print_is_read_to_the_cent() {
    let months = |pairs: &[(&str, i64)]| {
        Ok(Answer::Months(pairs.iter().map(|(month, cents)| ((*month).to_owned(), *cents)).collect()))
    };
    let two = months(&[("2017-01", 12_050), ("2017-03", 700)]);
    assert_eq!(answer::carnet_months("month,count,net,net_currency\n2017-01,2,120.50,EUR\n2017-03,1,7.00,EUR\n"), two);
    assert_eq!(answer::bean_months("year,month,sum\n2017,1,120.50\n2017,3,7.00\n"), two);
    assert_eq!(answer::cents_by_month("2017-01|12050\n2017-03 700\n"), two);
    let hledger = "\"account\",\"2017-01\",\"2017-02\",\"2017-03\"\n\"income\",\"-120.50 EUR\",\"0\",\"-7.00 EUR\"\n";
    assert_eq!(answer::hledger_months(hledger), months(&[("2017-01", 12_050), ("2017-02", 0), ("2017-03", 700)]));

    let owed = Ok(Answer::Owed(2, 1_250));
    assert_eq!(answer::carnet_owed("customer,total,total_currency\nc1,12.00,EUR\nc2,0.50,EUR\n"), owed);
    assert_eq!(
        answer::hledger_owed(
            "\"account\",\"balance\"\n\"a\",\"12.00 EUR\"\n\"b\",\"0.50 EUR\"\n\"total\",\"12.50 EUR\"\n"
        ),
        owed
    );
    assert_eq!(answer::ledger_owed("assets:receivable:c1 12\nassets:receivable:c2 0.5\n"), owed);
    assert_eq!(answer::bean_owed("account,sum\nAssets:C1,12.00\nAssets:C2,0.50\nAssets:C3,0.00\n"), owed);
    assert_eq!(answer::cents_by_customer("c1|1200\nc2|50\n"), owed);

    // Never a guess: what is not an amount is an error.
    assert!(answer::ledger_owed("assets:receivable:c1 1.234,5\n").is_err());
    assert!(answer::carnet_owed("customer,balance\nc1,12.00\n").is_err());
    let truth = Truth { debtors: 2, owed: 1_251, ..Truth::default() };
    assert!(Answer::Owed(2, 1_250).agrees(&truth).is_err());
    assert!(Answer::Owed(2, 1_251).agrees(&truth).is_ok());
}

#[test]
fn a_run_says_what_it_took_and_is_stopped_at_its_limit() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("race-run");
    std::fs::create_dir_all(&folder).unwrap();
    let printed = Printed::below(&folder);
    let limits = Limits { seconds: 30.0, memory: u64::MAX };
    let shell = |line: &str| vec![row::shell(line, &[], &folder)];
    let Ok(Outcome::Done(sample)) = run::run(&mut shell("echo done"), &printed, limits) else { panic!("not done") };
    assert_eq!(printed.text(), "done\n");
    assert!(sample.wall > 0.0 && sample.peak > 100_000, "{sample:?}");

    let error = run::run(&mut shell("echo no such account >&2; exit 3"), &printed, limits).unwrap_err();
    assert!(error.contains("exit status: 3") && error.contains("no such account"), "{error}");

    let limits = Limits { seconds: 0.3, memory: u64::MAX };
    let outcome = run::run(&mut shell("sleep 60; echo never"), &printed, limits);
    assert!(matches!(outcome, Ok(Outcome::TooLong)), "{outcome:?}");
}

/// A run in which everything took a millisecond a thousand records, and carnet a tenth of it.
fn results() -> Results {
    let mut results = Results::default();
    results.set_fact("date", "2026-11-20");
    results.set_fact("command", "cargo bench --bench race");
    for size in [1_000, 10_000, 100_000, 1_000_000] {
        results.set_fact(&format!("text of {size}"), (size * 400).to_string());
        let mut add = |section, label: &str, how, part: f64| {
            let wall = size as f64 / 1e6 * part;
            let sample = Sample { wall, cpu: wall, peak: size as u64 * 900 };
            let key = Key { section, label: label.to_owned(), how };
            results.measured.push(Measured { size, key, samples: vec![sample; 3], note: None });
        };
        add(Section::Floor, other::STATUS, How::Plain, 1.0);
        add(Section::Floor, other::RG, How::Plain, 1.0);
        add(Section::Net, other::SQL_STORED, How::Plain, 1.0);
        add(Section::Net, other::HLEDGER_MONTHS, How::Plain, 10.0);
        add(Section::Net, "bean-query", How::Next, 10.0);
        add(Section::Net, own::NET, How::Next, 0.7);
        add(Section::Check, own::CHECK, How::Anew, 1.9);
        add(Section::Everyday, own::SALES, How::Next, 0.4);
    }
    results
}

#[test]
fn results_are_the_same_when_read_again() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("race-results.tsv");
    let mut results = results();
    results.measured[0].note = Some("over 120 s".to_owned());
    results.save(&file).unwrap();
    let first = std::fs::read_to_string(&file).unwrap();
    let again = Results::load(&file).unwrap();
    again.save(&file).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), first);
    assert_eq!(again.measured[0], results.measured[0]);
}

#[test]
fn goals_are_judged_by_what_was_measured() {
    let judged: Vec<(String, Option<bool>)> =
        goal::goals(&results()).iter().map(|goal| (format!("{}: {}", goal.what, goal.by), goal.is_reached())).collect();
    let of = |words: &str| judged.iter().find(|(what, _)| what.starts_with(words)).map(|(_, reached)| *reached);
    assert_eq!(of("a total by month: `git status`"), Some(Some(false)), "0.7 is more than 0.6: {judged:?}");
    assert_eq!(of("a total by month: `sqlite3`, which has it stored"), Some(Some(true)));
    assert_eq!(of("a total by month: `sqlite3`, of the same lines"), Some(None));
    assert_eq!(of("`check` of everything"), Some(Some(true)));
    assert_eq!(of("memory beyond the text"), Some(Some(true)), "900 bytes less 400");
    assert_eq!(of("ten times the records"), Some(Some(true)));
    assert_eq!(of("a query"), Some(None), "what was not measured is not judged");
}

#[test]
fn a_row_is_expected_to_take_longer_in_proportion_or_as_it_grew() {
    let mut results = results();
    let key = results.measured[0].key.clone();
    assert_eq!(results.expected(500, &key), None);
    results.measured.retain(|row| row.size < 100_000);
    let expected = results.expected(100_000, &key).unwrap();
    assert!((expected.wall - 0.1).abs() < 1e-6, "{expected:?}");
    // With the square: a hundred times for ten times the records.
    for row in results.measured.iter_mut().filter(|row| row.size == 10_000) {
        row.samples.iter_mut().for_each(|sample| sample.wall *= 10.0);
    }
    let expected = results.expected(100_000, &key).unwrap();
    assert!((expected.wall - 10.0).abs() < 1e-6, "{expected:?}");
}

#[test]
fn the_page_has_its_markers_and_only_the_part_between_them_is_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/performance.md")).unwrap();
    let written = page::replaced(&page, &page::write(&results())).expect("docs/performance.md has its markers");
    let around = |text: &str| {
        let (before, rest) = text.split_once(page::BEGIN).unwrap();
        (before.to_owned(), rest.split_once(page::END).unwrap().1.to_owned())
    };
    assert_eq!(around(&page), around(&written));
    assert!(written.contains("| a total by month | `git status` | 0.6 | 0.70 | 0.70 | **not reached** |"), "{written}");
    assert!(written.contains("| `hledger balance -M ^income` | 10 | 100 | 1,000 | 10,000 | 14 |"), "{written}");
    assert_eq!(page::replaced("no markers", ""), None);
    let tables: Vec<&str> = written.lines().filter(|line| line.starts_with('|')).collect();
    assert!(tables.iter().all(|line| line.ends_with('|')), "{tables:#?}");
}

#[test]
fn names_in_the_chart_do_not_cover_each_other() {
    let svg = chart::draw(&results());
    // hledger and beancount took the same time, and end at the same place.
    let y = |name: &str| {
        let line = svg.lines().find(|line| line.ends_with(&format!(">{name}</text>"))).expect(name);
        let y = line.split_once(" y=\"").unwrap().1;
        y.split_once('"').unwrap().0.parse::<f64>().unwrap()
    };
    assert!((y("hledger") - y("beancount")).abs() >= 13.0, "{} {}", y("hledger"), y("beancount"));
    assert!(y("carnet") > y("hledger"), "what is faster stands lower");
    assert_eq!(chart::draw(&Results::default()), "");
}

#[test]
fn a_missing_program_is_named_and_its_rows_stay() {
    let place = place::Place { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("race-empty") };
    assert!(!program::BEAN_QUERY.is_there(&place));
    let data = data::Data { records: 1_000, folder: place.data(1_000), truth: Truth::default() };
    let rows = other::rows(&place, &data);
    let bean: Vec<_> = rows.iter().filter(|row| row.key.label.starts_with("bean")).collect();
    assert_eq!(bean.len(), 4);
    assert!(bean.iter().all(|row| row.missing == Some("not installed")));
}
