//! A folder for every finding code: `tests/findings/E0201-dangling-reference/book/` is what goes in, `expected.txt` is
//! what must be printed. `CARNET_UPDATE=1 cargo test --test findings` rewrites the expected texts: read them then.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use carnet::book::{Book, Source};
use carnet::check::{apply, fixes};
use carnet::figures::Figures;
use carnet::finding::code::CODES;
use carnet::finding::{Catalogue, Finding, Language, Place};
use carnet::model::Kinds;
use carnet::render::finding::{FindingFormat, Options, render, summary};
use carnet::store::walk::walk;
use carnet::value::Date;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings")
}

const EINVOICE: &str = "src/document/einvoice/tests.rs";

/// Codes that take the commits of a repository or a command of their own to find, and the tests that show them.
const SHOWN_ELSEWHERE: &[(&str, &str)] = &[
    ("E0423", "tests/issue.rs"),
    ("E0601", EINVOICE),
    ("E0602", EINVOICE),
    ("E0603", EINVOICE),
    ("E0604", EINVOICE),
    ("E0605", EINVOICE),
    ("E0802", "tests/audit.rs"),
    ("E0803", "tests/audit.rs"),
];

/// The cases, by name.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("tests/findings exists");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The sources and what the walk of the disk finds.
fn read(book: &Path) -> (Vec<Source>, Vec<Finding>) {
    let kinds = Kinds::standard();
    let folders: Vec<&str> = kinds.iter().map(|(_, kind)| kind.folder).collect();
    let walked = walk(book, &folders);
    (walked.files.into_iter().map(|file| Source::new(&file.path, file.bytes)).collect(), walked.findings)
}

/// All findings on 1 November 2026.
fn check(sources: Vec<Source>, walked: &[Finding]) -> Vec<Finding> {
    let book = Book::read_with(Kinds::standard(), sources, walked.to_vec());
    let today = Date::new(2026, 11, 1).expect("a day");
    carnet::check::check(&Figures::new(&book, today))
}

/// Some faults cannot be kept under git: they are made here, in a copy.
fn prepared(case: &str) -> (PathBuf, Option<tempfile::TempDir>) {
    let book = folder().join(case).join("book");
    if !case.starts_with("E0126") {
        return (book, None);
    }
    let copy = tempfile::tempdir().expect("a folder for the copy");
    fs::create_dir(copy.path().join("customers")).expect("a folder");
    for file in ["carnet.toml", "customers/acme.toml"] {
        fs::copy(book.join(file), copy.path().join(file)).expect("the file is copied");
    }
    // Far larger than any record, and empty on the disk.
    let scan = fs::File::create(copy.path().join("customers/scan.toml")).expect("a file");
    scan.set_len(1 << 30).expect("a sparse file");
    (copy.path().to_path_buf(), Some(copy))
}

fn printed(case: &str) -> (Vec<Finding>, String) {
    let (book, _copy) = prepared(case);
    let (sources, walked) = read(&book);
    let findings = check(sources.clone(), &walked);
    let bytes = |place: &Place| sources.iter().find(|s| s.path == place.path).map(|s| s.bytes.to_vec());
    let mut out = String::new();
    for (language, format) in [
        (Language::English, FindingFormat::Short),
        (Language::French, FindingFormat::Short),
        (Language::English, FindingFormat::Full),
    ] {
        let catalogue = Catalogue::new(language);
        out += &format!("## {} {}\n", format.name(), language.tag());
        out += &render(&findings, &bytes, &catalogue, format, &Options::default());
        out += &format!("{}\n\n", summary(&findings, &catalogue));
    }
    out.truncate(out.trim_end().len() + 1);
    (findings, out)
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = cases();
    for code in CODES {
        if let Some((_, test)) = SHOWN_ELSEWHERE.iter().find(|(id, _)| *id == code.id) {
            let text = fs::read_to_string(folder().join("../..").join(test)).expect("the test is there");
            assert!(text.contains(code.id), "{test} does not show {}", code.id);
            continue;
        }
        let name = format!("{}-{}", code.id, code.name);
        assert!(cases.contains(&name), "tests/findings/{name} is missing");
        let shown = printed(&name).0.iter().any(|finding| finding.code.id == code.id);
        assert!(shown, "tests/findings/{name} does not show {}", code.id);
    }
    for case in &cases {
        let known = CODES.iter().any(|code| case.starts_with(code.id));
        assert!(known || case.starts_with("clean"), "tests/findings/{case} is of no code");
    }
}

#[test]
fn findings_are_printed_as_expected() {
    let update = std::env::var_os("CARNET_UPDATE").is_some();
    let mut stale = Vec::new();
    for case in cases() {
        let (_, wanted) = printed(&case);
        let path = folder().join(&case).join("expected.txt");
        if update {
            fs::write(&path, &wanted).expect("expected.txt can be written");
        }
        let present = fs::read_to_string(&path).unwrap_or_default();
        if present != wanted {
            stale.push(format!("=== {case}\n{wanted}"));
        }
    }
    assert!(stale.is_empty(), "printed otherwise:\n{}", stale.join("\n"));
}

#[test]
fn no_message_lacks_an_argument() {
    for case in cases() {
        let (_, text) = printed(&case);
        assert!(!text.contains("{$"), "{case}: {text}");
    }
}

#[test]
fn clean_books_have_no_finding() {
    let clean: Vec<String> = cases().into_iter().filter(|case| case.starts_with("clean")).collect();
    assert!(!clean.is_empty());
    for case in clean {
        assert_eq!(printed(&case).0, [], "{case}");
    }
}

/// Mechanical fixes, applied until none is left, add no finding and end.
#[test]
fn mechanical_fixes_mend() {
    let mut mended = BTreeSet::new();
    for case in cases() {
        let (book, _copy) = prepared(&case);
        let (mut sources, walked) = read(&book);
        let before = check(sources.clone(), &walked);
        let mut rounds = 0;
        let after = loop {
            let findings = check(sources.clone(), &walked);
            let edits = fixes(&findings);
            if edits.is_empty() {
                break findings;
            }
            rounds += 1;
            assert!(rounds < 5, "{case}: fixes without end");
            for source in &mut sources {
                if let (Some(edits), Some(text)) = (edits.get(&*source.path), source.text()) {
                    *source = Source::new(&source.path, apply(text, edits).into_bytes());
                }
            }
        };
        assert!(after.len() + rounds.min(1) <= before.len(), "{case}: {before:#?} became {after:#?}");
        if rounds > 0 {
            mended.insert(case);
        }
    }
    assert!(mended.len() > 5, "{mended:?}");
}
