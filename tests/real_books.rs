//! The three public sets of `../shared/data`, each as a book of its own: the mappings that carnet ships are applied in
//! order, `check` has no error, and carnet's own figures are those that a separate Python script computes from the CSV.
//! Skipped, loudly, where the data or Python is absent.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use carnet::book::{Book, Source};
use carnet::check::check;
use carnet::figures::Figures;
use carnet::finding::{Finding, Level};
use carnet::import::{LandingOptions, Mapping, land, plan};
use carnet::model::Kinds;
use carnet::value::{Date, Decimal, decimal};
use serde_json::Value;

/// After the last document of every set.
const TODAY: &str = "2026-11-20";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a set and what its script prints; `None` when the set or Python is absent.
fn set(name: &str, script: &str) -> Option<(PathBuf, Value)> {
    let folder = root().join("../shared/data").join(name);
    if !folder.is_dir() {
        eprintln!("SKIPPED: the real data of {name} is not in ../shared/data");
        return None;
    }
    let Ok(output) = Command::new("python3").arg(root().join("tests/real_data").join(script)).arg(&folder).output()
    else {
        eprintln!("SKIPPED: python3 is needed to compute the totals of {name}");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some((folder, serde_json::from_slice(&output.stdout).unwrap()))
}

fn today() -> Date {
    TODAY.parse().unwrap()
}

fn settings(set: &str) -> PathBuf {
    root().join("data-template/imports").join(set).join("carnet.toml")
}

fn mapping(name: &str) -> PathBuf {
    root().join("data-template/imports").join(name).with_extension("toml")
}

fn errors(book: &Book) -> Vec<Finding> {
    check(&Figures::new(book, today())).into_iter().filter(|finding| finding.level == Level::Error).collect()
}

/// The book that a set becomes; importing everything again is found to change nothing.
fn book(set: &str, folder: &Path, imports: &[(&str, &str)]) -> Book {
    let firm = Source::new("carnet.toml", std::fs::read(settings(set)).unwrap());
    let mut book = Book::read(Kinds::standard(), vec![firm]);
    let options = LandingOptions { overwrite: false, today: today() };
    for round in ["first", "again"] {
        for (file, map) in imports {
            let mapping = Mapping::parse(&std::fs::read_to_string(mapping(map)).unwrap()).unwrap();
            let read = |path: &str| std::fs::read(folder.join(path)).map_err(|error| error.to_string());
            let plan = plan(&read(file).unwrap(), &mapping, &mut |path| read(path)).unwrap();
            // No row of the three sets is rejected: what surplus commas cost without `surplus`, tests/import_real.rs pins.
            assert_eq!(plan.rejected, [], "{file}");
            let landing = land(&book, &plan.drafts, options).unwrap();
            assert!(landing.faulty.is_empty(), "{file}: {:?}", landing.faulty.first());
            assert!(landing.differing.is_empty(), "{file}: {:?}", landing.differing.first());
            let (written, unchanged) = (landing.landed.len(), landing.unchanged);
            let expected = if round == "first" { (plan.drafts.len(), 0) } else { (0, plan.drafts.len()) };
            assert_eq!((written, unchanged), expected, "{round}: {file}");
            if written > 0 {
                let mut sources = book.sources().cloned().collect::<Vec<_>>();
                let new = landing.landed.iter().filter_map(|l| Some((&l.change.path, l.change.after.clone()?)));
                sources.extend(new.map(|(path, text)| Source::new(path, text.into_bytes())));
                book = Book::read(Kinds::standard(), sources);
            }
        }
    }
    assert_eq!(errors(&book), []);
    assert!(book.unreadable.is_empty());
    book
}

fn same(found: Decimal, expected: &Value) {
    assert_eq!(found, decimal::parse(expected.as_str().unwrap()).unwrap());
}

fn count(expected: &Value) -> usize {
    usize::try_from(expected.as_u64().unwrap()).unwrap()
}

/// Net of issued documents with their sign, without charges such as freight, by the key of their date.
fn lines_by(figures: &Figures<'_>, digits: usize) -> BTreeMap<String, Decimal> {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for (record, document) in figures.issued() {
        let lines = figures.totals(record).unwrap().sum_of_lines;
        let signed = if document.credit_note { -lines } else { lines };
        *sums.entry(document.date.to_string()[..digits].to_owned()).or_default() += signed;
    }
    sums
}

/// Net of lines by product, from each line's own total.
fn by_product(book: &Book, figures: &Figures<'_>) -> BTreeMap<String, Decimal> {
    let kind = book.kinds.named("invoice").unwrap();
    let shape = book.shape(kind);
    let lines_at = shape.position("lines").unwrap();
    let line_shape = shape.fields[lines_at].ty.shape().unwrap();
    let product_at = line_shape.position("product").unwrap();
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for (record, document) in figures.issued() {
        let lines = book.get(record).values[lines_at].as_ref().unwrap().as_list();
        for (line, total) in lines.iter().zip(&figures.totals(record).unwrap().lines) {
            let product = line.as_table().unwrap()[product_at].as_ref().unwrap().as_text().unwrap();
            let signed = if document.credit_note { -total.net } else { total.net };
            *sums.entry(product.to_owned()).or_default() += signed;
        }
    }
    sums
}

fn compare(found: &BTreeMap<String, Decimal>, expected: &Value) {
    let expected = expected.as_object().unwrap();
    assert_eq!(found.keys().collect::<Vec<_>>().len(), expected.len());
    for (key, value) in expected {
        assert_eq!(found.get(key), Some(&decimal::parse(value.as_str().unwrap()).unwrap()), "{key}");
    }
}

const NORTHWIND: &[(&str, &str)] = &[
    ("employees.csv", "northwind-employees"),
    ("customers.csv", "northwind-customers"),
    ("territories.csv", "northwind-territories"),
    ("products.csv", "northwind-products"),
    ("orders.csv", "northwind-orders"),
];

#[test]
fn northwind() {
    let Some((folder, facts)) = set("northwind", "northwind.py") else { return };
    let book = book("northwind", &folder, NORTHWIND);
    let figures = Figures::new(&book, today());
    assert_eq!(figures.issued().count(), count(&facts["orders"]));
    let years = lines_by(&figures, 4);
    compare(&years, &facts["net_by_year"]);
    assert_eq!(years.values().sum::<Decimal>().to_string(), "1265793.29", "rounded once a line");
    let freight: Decimal =
        figures.issued().filter_map(|(record, _)| figures.totals(record)).map(|totals| totals.charges).sum();
    same(freight, &facts["freight"]);
    let net: Decimal = figures.issued().map(|(_, document)| document.net().amount).sum();
    assert_eq!(net, years.values().sum::<Decimal>() + freight);
    compare(&by_product(&book, &figures), &facts["net_by_product"]);
}

#[test]
fn online_retail() {
    let Some((folder, facts)) = set("online-retail", "online_retail.py") else { return };
    let book = book("online-retail", &folder, &[("online_retail.csv", "online-retail")]);
    let figures = Figures::new(&book, today());
    compare(&lines_by(&figures, 7), &facts["by_month"]);
    let of = |credit_note: bool| -> Decimal {
        figures.issued().filter(|(_, d)| d.credit_note == credit_note).map(|(_, d)| d.signed(d.net()).amount).sum()
    };
    same(of(false), &facts["invoiced"]);
    same(of(true), &facts["credited"]);
    compare(&by_product(&book, &figures), &facts["by_product"]);
}

#[test]
fn opportunities() {
    let Some((folder, facts)) = set("opportunities", "opportunities.py") else { return };
    let imports = [
        ("sales_teams.csv", "opportunities-teams"),
        ("accounts.csv", "opportunities-accounts"),
        ("products.csv", "opportunities-products"),
        ("sales_pipeline.csv", "opportunities-pipeline"),
    ];
    let book = book("opportunities", &folder, &imports);
    let figures = Figures::new(&book, today());
    let mut stages: BTreeMap<String, (usize, Decimal)> = BTreeMap::new();
    for (record, _) in book.sound_named("deal") {
        let deal = figures.deal(record).expect("every stage stands in the pipeline");
        let stage = stages.entry(deal.stage.id.to_string()).or_default();
        stage.0 += 1;
        stage.1 += deal.amount.amount;
    }
    assert_eq!(stages.values().map(|(deals, _)| deals).sum::<usize>(), count(&facts["deals"]));
    for (stage, deals) in facts["by_stage"].as_object().unwrap() {
        assert_eq!(stages[stage].0, count(deals), "{stage}");
        same(stages[stage].1, &facts["amount_by_stage"][stage]);
    }
}

/// The same with the program itself, in a git repository: one commit an import, and nothing the second time.
#[test]
fn northwind_with_the_program() {
    let Some((folder, _)) = set("northwind", "northwind.py") else { return };
    let temp = tempfile::tempdir().unwrap();
    let book = temp.path().join("book");
    std::fs::create_dir(&book).unwrap();
    std::fs::copy(settings("northwind"), book.join("carnet.toml")).unwrap();
    let run = |program: &str, args: &[&str]| {
        let mut command = support::isolated(program, &book);
        support::by(&mut command, "Nancy", "nancy@example.org");
        let output = command.args(args).env("CARNET_TODAY", TODAY).output().unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code(), text)
    };
    let carnet = env!("CARGO_BIN_EXE_carnet");
    for words in ["init -q -b main", "add -A", "commit -q -m start"] {
        let (code, text) = run("git", &words.split(' ').collect::<Vec<_>>());
        assert_eq!(code, Some(0), "{text}");
    }
    let import = |file: &str, map: &str, more: &[&str]| {
        let (file, map) = (folder.join(file), mapping(map));
        let mut args = vec!["import", "csv", file.to_str().unwrap(), "--map", map.to_str().unwrap()];
        args.extend(more);
        run(carnet, &args)
    };
    // Deals and documents refer to people and products: without them nothing is written.
    let (code, text) = import("orders.csv", "northwind-orders", &["--yes"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("nothing was imported"), "{text}");
    assert!(!book.join("invoices").exists());
    for (file, map) in NORTHWIND {
        let (code, text) = import(file, map, &["--yes"]);
        assert_eq!(code, Some(0), "{file}: {text}");
    }
    let commits = || run("git", &["rev-list", "--count", "HEAD"]).1.trim().to_owned();
    assert_eq!(commits(), "6");
    for (file, map) in NORTHWIND {
        let (code, text) = import(file, map, &["--yes"]);
        assert_eq!((code, text.contains("nothing to write")), (Some(0), true), "{file}: {text}");
    }
    assert_eq!(commits(), "6");
    assert_eq!(run("git", &["status", "--porcelain"]).1, "");
    assert!(book.join("invoices/1996/07/10248.toml").is_file());
}
