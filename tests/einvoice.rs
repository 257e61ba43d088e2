//! Electronic invoices against the official schemas and Schematron, and our own rules against both: every kind of document
//! and tax case for every target, and documents with one thing wrong. `tests/einvoice/validate.py` runs the official rules.
//!
//! The files and the report stay in `target/einvoice` until the next run.

#[path = "einvoice/mutation.rs"]
mod mutation;
#[path = "einvoice/random.rs"]
mod random;
#[path = "einvoice/sample.rs"]
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use carnet::einvoice::rule::check;
use carnet::einvoice::target::{Clientele, Facts, Syntax, TARGETS};
use carnet::einvoice::{Invoice, Profile, Target};

/// What the reform has to be told: services, or goods where the case sells some.
fn facts(name: &str, invoice: &Invoice) -> Facts {
    let goods = matches!(name, "zero" | "intra-community" | "export" | "with-tax");
    let business = invoice.buyer.legal_id.is_some() || invoice.buyer.vat_id.is_some();
    Facts {
        letter: Some(if goods { 'B' } else { 'S' }),
        clientele: if business { Clientele::Business } else { Clientele::Unknown },
        settles_deposits: name == "final",
    }
}

/// What the official rules have for a target, in the words of `validate.py`.
fn checks(target: Target, invoice: &Invoice) -> Vec<&'static str> {
    let spec = target.spec();
    let mut checks = match (spec.syntax, invoice.type_code.is_credit()) {
        (Syntax::Ubl, false) => vec!["xsd-ubl-invoice"],
        (Syntax::Ubl, true) => vec!["xsd-ubl-credit-note"],
        // One file for both issues of the Cross Industry Invoice: D16B, which EN 16931 binds, and D22B, from which Factur-X
        // is cut today. The schemas of the profiles are subsets, so that of EXTENDED holds whatever has lines.
        (Syntax::Cii, _) => match spec.profile {
            Profile::Minimum => vec!["xsd-cii-d16b-minimum", "xsd-cii-d22b"],
            Profile::BasicWl => vec!["xsd-cii-d16b-basic-wl", "xsd-cii-d22b"],
            // EXTENDED learnt to name the seller's order of a line later than its last release that was cut from D16B.
            Profile::Extended if invoice.lines.iter().any(|line| line.sales_order.is_some()) => vec!["xsd-cii-d22b"],
            _ => vec!["xsd-cii-d16b", "xsd-cii-d22b"],
        },
    };
    use Target::*;
    checks.extend_from_slice(match target {
        En16931 | Peppol => &["en16931-ubl"],
        En16931Cii => &["en16931-cii"],
        Facturx => &["xsd-facturx-en16931", "facturx-en16931"],
        FacturxMinimum => &["xsd-facturx-minimum", "facturx-minimum"],
        FacturxBasicWl => &["xsd-facturx-basic-wl", "facturx-basic-wl"],
        FacturxBasic => &["xsd-facturx-basic", "facturx-basic"],
        FacturxExtended => &["xsd-facturx-extended", "facturx-extended"],
        Xrechnung => &["en16931-ubl", "xrechnung-ubl"],
        XrechnungCii => &["en16931-cii", "xrechnung-cii"],
        France | FrancePublic => &["en16931-ubl", "france-ubl"],
        FranceCii | FranceFacturx | FrancePublicFacturx => &["facturx-en16931", "xsd-facturx-en16931", "france-cii"],
        FranceExtended => &["france-extended-ubl", "france-ubl"],
        FranceExtendedCii => &["france-extended-cii", "france-cii"],
    });
    checks
}

/// Files to validate, each once however many targets make the same one, and what is expected of them.
struct Bench {
    folder: PathBuf,
    files: BTreeMap<(Vec<u8>, Vec<&'static str>), String>,
    /// Names that must be refused; all others must pass.
    refused: BTreeSet<String>,
}

impl Bench {
    fn new() -> Bench {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"));
        let folder = target.join("einvoice");
        let _ = fs::remove_dir_all(folder.join("files"));
        fs::create_dir_all(folder.join("files")).expect("a folder below target");
        Bench { folder, files: BTreeMap::new(), refused: BTreeSet::new() }
    }

    fn add(&mut self, name: &str, target: Target, invoice: &Invoice, refused: bool) {
        let bytes = target.written(invoice).expect("texts that XML can hold");
        let name = self.files.entry((bytes, checks(target, invoice))).or_insert_with(|| name.to_owned());
        if refused {
            self.refused.insert(name.clone());
        }
    }

    /// Broken rules by the name of the file; `None` where the validator cannot be had, which it says loudly.
    fn run(&self) -> Option<BTreeMap<String, Vec<String>>> {
        let mut manifest = String::new();
        for ((bytes, checks), name) in &self.files {
            let path = self.folder.join("files").join(format!("{name}.xml"));
            fs::write(&path, bytes).expect("a file below target");
            manifest += &format!("{}\t{}\n", path.display(), checks.join(","));
        }
        let list = self.folder.join("manifest.tsv");
        fs::write(&list, manifest).expect("a file below target");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/einvoice/validate.py");
        let out = match Command::new("python3").arg(script).arg(&self.folder).arg(&list).output() {
            Ok(out) => out,
            Err(error) => {
                println!("SKIPPED: e-invoices are not validated, python3 cannot be run: {error}");
                return None;
            }
        };
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        if out.status.code() == Some(3) {
            println!("SKIPPED: e-invoices are not validated. {said}");
            return None;
        }
        assert!(out.status.success(), "validate.py failed:\n{said}");
        let text = String::from_utf8(out.stdout).expect("the report is UTF-8");
        fs::write(self.folder.join("report.tsv"), &text).expect("a file below target");
        assert!(text.lines().last().is_some_and(|line| line.starts_with("done\t")), "the report is cut:\n{said}");
        let mut broken: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            // Warnings are advice, some of it mistaken (the -08rev rules of the extensions).
            if let [path, _, rule, level, text] = fields[..]
                && !["warning", "information"].contains(&level)
            {
                let name = Path::new(path).file_stem().expect("a file").to_string_lossy().into_owned();
                broken.entry(name).or_default().push(format!("{rule}: {text}"));
            }
        }
        Some(broken)
    }
}

/// What a target does not take, with the rule that says so; the official rules have none for public buyers.
const NOT_TAKEN: &[(&str, &str, &str)] = &[
    ("france-public", "reverse-charge-abroad", "CHORUS-SIRET"),
    ("france-public", "intra-community", "CHORUS-SIRET"),
    ("france-public", "export", "CHORUS-SIRET"),
    ("france-public", "yen", "CHORUS-SIRET"),
    ("france-public-facturx", "reverse-charge-abroad", "CHORUS-SIRET"),
    ("france-public-facturx", "intra-community", "CHORUS-SIRET"),
    ("france-public-facturx", "export", "CHORUS-SIRET"),
    ("france-public-facturx", "yen", "CHORUS-SIRET"),
    ("facturx-basic", "rounding", "CARNET-ROUNDING"),
    ("facturx-basic", "everything", "CARNET-ROUNDING"),
    ("facturx-basic-wl", "rounding", "CARNET-ROUNDING"),
    ("facturx-basic-wl", "everything", "CARNET-ROUNDING"),
];

#[test]
fn the_official_rules_pass_what_ours_pass_and_refuse_what_ours_refuse() {
    let mut bench = Bench::new();
    let mut wrong = Vec::new();
    // Every kind of document and tax case, for every target.
    for spec in TARGETS {
        for case in sample::cases() {
            let name = format!("{}--{}", spec.name, case.name);
            let invoice = spec.target.prepare(&case.invoice, &facts(case.name, &case.invoice));
            let mut found: Vec<&str> = check(&invoice, spec.target).iter().map(|fault| fault.rule.id).collect();
            found.dedup();
            let row = |row: &&(&str, &str, &str)| row.0 == spec.name && row.1 == case.name;
            let expected: Vec<&str> = NOT_TAKEN.iter().filter(row).map(|row| row.2).collect();
            if found != expected {
                wrong.push(format!("{name}: our rules find {found:?}, not {expected:?}"));
            }
            let refused = expected.iter().any(|rule| !rule.starts_with("CHORUS"));
            bench.add(&name, spec.target, &invoice, refused);
        }
    }
    // One thing wrong: ours name it, and the official rules refuse it too.
    for mutation in mutation::MUTATIONS {
        let name = format!("wrong--{}--{}", mutation.target.spec().name, mutation.name);
        let mut base = sample::case(mutation.base);
        if mutation.when == "early" {
            (mutation.change)(&mut base);
        }
        let mut invoice = mutation.target.prepare(&base, &facts(mutation.base, &base));
        if mutation.when == "late" {
            (mutation.change)(&mut invoice);
        }
        let faults = check(&invoice, mutation.target);
        if !faults.iter().any(|fault| fault.rule.id == mutation.rule) {
            wrong.push(format!("{name}: our rules do not find {} but {faults:?}", mutation.rule));
        }
        if mutation.whose == "both" {
            bench.add(&name, mutation.target, &invoice, true);
        }
    }
    // Invoices that nobody thought of.
    for (i, invoice) in random::invoices(20).into_iter().enumerate() {
        for target in [Target::En16931, Target::Facturx, Target::France, Target::Xrechnung] {
            let name = format!("random--{}--{i}", target.spec().name);
            let invoice = target.prepare(&invoice, &facts("", &invoice));
            let faults = check(&invoice, target);
            if !faults.is_empty() {
                wrong.push(format!("{name}: {faults:?}"));
            }
            bench.add(&name, target, &invoice, false);
        }
    }
    if let Some(broken) = bench.run() {
        for name in bench.files.values() {
            match (broken.get(name), bench.refused.contains(name)) {
                (Some(rules), false) => wrong.push(format!("{name}: refused by\n    {}", rules.join("\n    "))),
                (None, true) => wrong.push(format!("{name}: the official rules pass it")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_thousand_random_invoices_pass_our_own_rules() {
    for (i, invoice) in random::invoices(1000).into_iter().enumerate() {
        for spec in TARGETS.iter().filter(|spec| spec.profile >= Profile::En16931) {
            let invoice = spec.target.prepare(&invoice, &facts("", &invoice));
            let faults = check(&invoice, spec.target);
            assert!(faults.is_empty(), "{i} for {}: {faults:?}\n{invoice:#?}", spec.name);
        }
    }
}

#[test]
fn the_same_invoice_gives_the_same_bytes_and_no_empty_element() {
    for spec in TARGETS {
        let everything = sample::everything();
        let invoice = spec.target.prepare(&everything, &facts("everything", &everything));
        let bytes = spec.target.written(&invoice).expect("it can be written");
        assert_eq!(spec.target.written(&invoice).expect("again"), bytes);
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(!text.contains("><"), "{}", spec.name);
        for line in text.lines().filter(|line| line.ends_with("/>")) {
            assert!(line.contains("ApplicableHeaderTradeDelivery"), "{}: {line}", spec.name);
        }
    }
}

/// A measure, not a limit: `cargo test --release --test einvoice -- --ignored --nocapture`.
#[test]
#[ignore = "a measure"]
fn how_many_a_second() {
    let invoice = sample::case("mixed");
    for target in [Target::En16931, Target::Facturx] {
        let invoice = target.prepare(&invoice, &facts("mixed", &invoice));
        let start = std::time::Instant::now();
        for _ in 0..5000 {
            assert!(target.write(&invoice).is_ok());
        }
        println!("{}: {:.0} a second", target.spec().name, 5000.0 / start.elapsed().as_secs_f64());
    }
}
