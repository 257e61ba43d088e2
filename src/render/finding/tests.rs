use proptest::prelude::*;

use super::*;
use crate::finding::{Language, code};

const ACME: &str = "nmae = \"ACME\"\ntype = \"company\"\n\n[address]\ncountry = \"FR\"\n";

fn acme(_: &Place) -> Option<Vec<u8>> {
    Some(ACME.as_bytes().to_vec())
}

fn unknown_key() -> Finding {
    Finding::new(&code::UNKNOWN_KEY, Place::range("customers/acme.toml", 0..4))
        .arg("key", "nmae")
        .arg("kind", "@kind-customer")
        .arg("suggestion", "name")
        .variant("suggestion")
        .fix(0..4, "name", false)
}

fn text(finding: Finding, format: FindingFormat) -> String {
    render(&[finding], &acme, &Catalogue::new(Language::English), format, &Options::default())
}

#[test]
fn full_shows_place_excerpt_caret_and_patch() {
    let expected = "\
error[E0104]: unknown key `nmae`
 --> customers/acme.toml:1:1
  |
1 | nmae = \"ACME\"
  | ^^^^ customer has no such key
  |
help: write `name`
  |
1 - nmae = \"ACME\"
1 + name = \"ACME\"
  |

";
    assert_eq!(text(unknown_key(), FindingFormat::Full), expected);
}

#[test]
fn full_speaks_french() {
    let french = Catalogue::new(Language::French);
    let shown = render(&[unknown_key()], &acme, &french, FindingFormat::Full, &Options::default());
    assert!(shown.starts_with("erreur[E0104]: clé inconnue «\u{a0}nmae\u{a0}»\n"), "{shown}");
    assert!(shown.contains("aide: écrivez «\u{a0}name\u{a0}»"), "{shown}");
}

#[test]
fn colour_only_when_asked() {
    let catalogue = Catalogue::new(Language::English);
    let shown = |colour| {
        let options = Options { colour, ..Options::default() };
        render(&[unknown_key()], &acme, &catalogue, FindingFormat::Full, &options)
    };
    assert!(!shown(false).contains('\u{1b}'));
    assert!(shown(true).contains('\u{1b}'));
}

#[test]
fn short_is_one_line_that_editors_know() {
    let expected = "customers/acme.toml:1:1: error[E0104]: unknown key `nmae`\n";
    assert_eq!(text(unknown_key(), FindingFormat::Short), expected);
    let file = Finding::new(&code::STRAY_FILE, Place::file("customers/x.tml"));
    let expected = "customers/x.tml: warning[E0122]: this file is not a record and is not read\n";
    assert_eq!(text(file, FindingFormat::Short), expected);
}

#[test]
fn json_keeps_its_contract() {
    let value: serde_json::Value = serde_json::from_str(&text(unknown_key(), FindingFormat::Json)).unwrap();
    let expected = serde_json::json!({
        "carnet": 1,
        "findings": [{
            "code": "E0104", "name": "unknown-key", "level": "error", "message": "unknown key `nmae`",
            "path": "customers/acme.toml", "line": 1, "column": 1, "end_line": 1, "end_column": 5,
            "label": "customer has no such key", "help": "write `name`",
            "fix": { "mechanical": false, "edits": [{
                "start": 0, "end": 4, "line": 1, "column": 1, "end_line": 1, "end_column": 5, "text": "name" }] },
        }],
        "summary": { "errors": 1, "warnings": 0, "notes": 0, "files": 1 },
    });
    assert_eq!(value, expected);
}

#[test]
fn sarif_names_rules_places_and_fixes() {
    let value: serde_json::Value = serde_json::from_str(&text(unknown_key(), FindingFormat::Sarif)).unwrap();
    let run = &value["runs"][0];
    assert_eq!(value["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "E0104");
    assert_eq!(run["results"][0]["ruleIndex"], 0);
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["endColumn"], 5);
    let change = &run["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "name");
}

#[test]
fn github_escapes_what_would_end_a_command() {
    let finding =
        Finding::new(&code::UNKNOWN_KEY, Place::range("notes/a,b: 100%.md", 0..4)).arg("key", "x\n::error::y%");
    let expected = "::error file=notes/a%2Cb%3A 100%25.md,line=1,endLine=1,col=1,endColumn=5,title=E0104 unknown-key\
                    ::unknown key `x␊::error::y%25`%0Aremove it, or declare it as a custom field in carnet.toml\n";
    assert_eq!(text(finding, FindingFormat::Github), expected);
}

#[test]
fn gitlab_tells_twins_apart() {
    let catalogue = Catalogue::new(Language::English);
    let twins = [unknown_key(), unknown_key()];
    let shown = render(&twins, &acme, &catalogue, FindingFormat::Gitlab, &Options::default());
    let value: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_ne!(value[0]["fingerprint"], value[1]["fingerprint"]);
    assert_eq!(value[0]["location"]["lines"]["begin"], 1);
}

#[test]
fn junit_counts_only_errors_as_failures() {
    let warning = Finding::new(&code::STRAY_FILE, Place::file("a<b>.toml"));
    let shown = text(warning, FindingFormat::Junit);
    assert!(shown.contains("tests=\"1\" failures=\"0\""), "{shown}");
    assert!(shown.contains("a&lt;b&gt;.toml"), "{shown}");
    assert!(text(unknown_key(), FindingFormat::Junit).contains("failures=\"1\""));
}

#[test]
fn levels_set_to_off_are_not_shown() {
    let mut finding = unknown_key();
    finding.level = Level::Off;
    assert_eq!(text(finding.clone(), FindingFormat::Full), "");
    assert_eq!(summary(&[finding], &Catalogue::new(Language::English)), "no findings");
}

#[test]
fn the_summary_counts_in_both_languages() {
    let stray = Finding::new(&code::STRAY_FILE, Place::file("x"));
    let findings = [unknown_key(), unknown_key(), stray];
    assert_eq!(summary(&findings, &Catalogue::new(Language::English)), "2 errors, 1 warning in 2 files");
    let french = Catalogue::new(Language::French);
    assert_eq!(summary(&findings, &french), "2 erreurs, 1 avertissement dans 2 fichiers");
    assert_eq!(summary(&[], &french), "aucun constat");
}

#[test]
fn a_prefix_leads_from_the_reader_to_the_book() {
    let options = Options { prefix: "books/acme/", ..Options::default() };
    let shown = render(&[unknown_key()], &acme, &Catalogue::new(Language::English), FindingFormat::Short, &options);
    assert!(shown.starts_with("books/acme/customers/acme.toml:1:1: "));
}

#[test]
fn a_second_place_in_another_file_is_shown_too() {
    let finding = Finding::new(&code::NUMBER_TWICE, Place::range("invoices/b.toml", 0..4))
        .arg("number", "F-1")
        .arg("other", "invoices/a.toml")
        .label(Place::range("invoices/a.toml", 14..18), "label-first-here", vec![]);
    let shown = text(finding, FindingFormat::Full);
    assert!(shown.contains("::: invoices/a.toml:2:1\n"), "{shown}");
    assert!(shown.contains("---- first used here"), "{shown}");
}

#[test]
fn nothing_in_a_book_reaches_the_terminal_raw() {
    let hostile = |_: &Place| Some(b"a = \"\x1b]0;owned\x07\xc2\x9b2J\"\n".to_vec());
    let finding = Finding::new(&code::UNKNOWN_KEY, Place::range("x\u{1b}[31m.toml", 4..12)).arg("key", "\u{1b}c");
    let catalogue = Catalogue::new(Language::English);
    for format in FindingFormat::ALL {
        let shown = render(std::slice::from_ref(&finding), &hostile, &catalogue, format, &Options::default());
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{format:?}: {shown:?}");
    }
}

#[test]
fn every_code_can_be_explained_within_80_columns() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for code in crate::finding::code::CODES {
            let text = explain(code, &catalogue, 80);
            assert!(text.starts_with(code.id));
            let wide: Vec<_> = text.lines().filter(|line| line.width() > 80).collect();
            assert!(wide.is_empty(), "{} {wide:?}", code.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes, any ranges, any edits: no format panics, and the JSON ones parse.
    #[test]
    fn any_bytes_and_any_range_can_be_shown(
        bytes in proptest::collection::vec(
            prop_oneof![4 => 0x20u8..0x7f, 2 => any::<u8>(), 1 => Just(b'\n'), 1 => Just(b'\t'), 1 => Just(b'\r')], 0..700),
        wide in "\\PC{0,300}",
        range in (0usize..1500, 0usize..1500),
        second in (0usize..1500, 0usize..1500),
        edit in (0usize..900, 0usize..40),
        inserted in "(?s).{0,40}",
        argument in "(?s).{0,40}",
        width in 0usize..200,
        colour in any::<bool>(),
    ) {
        let bytes = [bytes, wide.into_bytes()].concat();
        let finding = Finding::new(&code::UNKNOWN_KEY, Place::range("a.toml", std::ops::Range { start: range.0, end: range.1 }))
            .arg("key", &argument)
            .arg("kind", &argument)
            .label(Place::range("a.toml", second.0..second.1), "label-first-here", vec![])
            .label(Place::range("b.toml", second.0..second.1), "label-first-here", vec![])
            .label(Place::file("c.toml"), "label-first-here", vec![])
            .fix(edit.0..edit.0 + edit.1, inserted, false);
        let sources = |place: &Place| (&*place.path != "c.toml").then(|| bytes.clone());
        let catalogue = Catalogue::new(Language::French);
        let findings = [finding];
        for format in FindingFormat::ALL {
            let options = Options { colour, width, prefix: "" };
            let shown = render(&findings, &sources, &catalogue, format, &options);
            match format {
                FindingFormat::Json | FindingFormat::Sarif | FindingFormat::Gitlab => {
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok());
                }
                FindingFormat::Short | FindingFormat::Github => prop_assert_eq!(shown.lines().count(), 1),
                _ => {}
            }
            if !(colour && format == FindingFormat::Full) {
                prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'));
            }
        }
    }
}
