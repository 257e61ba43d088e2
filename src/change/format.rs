//! `fmt`: the canonical form of every file, so that two people's edits merge and a diff shows only what changed.

use std::collections::HashMap;

use super::text::{self, TableSpec, TextError};
use super::{FileChange, Plan, table_spec};
use crate::book::front_matter;
use crate::book::reading::{firm_shape, parse};
use crate::book::source::address;
use crate::book::tree::{Data, Table};
use crate::book::{Book, Source};
use crate::firm;
use crate::model::kind::FileFormat;
use crate::model::{KindId, Shape};

/// What formatting comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatting {
    /// The files that are not canonical.
    pub plan: Plan,
    /// Files that cannot be read whole, and so stay as they are.
    pub skipped: Vec<String>,
    /// How many files were looked at.
    pub looked_at: usize,
}

/// Formats the files of records and `carnet.toml`, those for which `wanted` says so.
pub fn format_book(book: &Book, wanted: &dyn Fn(&str) -> bool) -> Formatting {
    let mut formatting =
        Formatting { plan: Plan { subject: "fmt".into(), ..Plan::default() }, skipped: Vec::new(), looked_at: 0 };
    let settings = table_spec(firm_shape());
    let specs: HashMap<KindId, TableSpec> =
        book.kinds.iter().map(|(kind, _)| (kind, table_spec(book.shape(kind)))).collect();
    let canonical = |source: &Source| {
        if *source.path == *firm::PATH {
            return Some(format_toml(source, &settings));
        }
        match address(&book.kinds, &source.path) {
            Ok(Some(address)) => Some(match book.kind(address.kind).format {
                FileFormat::Toml => specs.get(&address.kind).and_then(|spec| format_toml(source, spec)),
                FileFormat::Note => format_note(source, book.shape(address.kind)),
            }),
            // No file of a record.
            Ok(None) | Err(_) => None,
        }
    };
    // Of a file that is canonical nothing is held.
    let found = book.each_source(wanted, |source| {
        Some(match (canonical(source)?, source.text()) {
            (Some(after), Some(before)) if after != before => Found::Change(FileChange {
                path: source.path.to_string(),
                before: Some(before.to_owned()),
                after: Some(after),
            }),
            (Some(_), _) => Found::Canonical,
            (None, _) => Found::Skipped(source.path.to_string()),
        })
    });
    for found in found.into_iter().flatten() {
        formatting.looked_at += 1;
        match found {
            Found::Canonical => {}
            Found::Change(change) => formatting.plan.changes.push(change),
            Found::Skipped(path) => formatting.skipped.push(path),
        }
    }
    formatting.plan.subject = match &formatting.plan.changes[..] {
        [only] => format!("{}: fmt", only.path),
        several => format!("fmt of {} files", several.len()),
    };
    formatting
}

/// What is found of a file.
enum Found {
    Canonical,
    Change(FileChange),
    /// By its path.
    Skipped(String),
}

/// `None` when the file is not TOML.
fn format_toml(source: &Source, spec: &TableSpec) -> Option<String> {
    let before = source.text()?;
    let after = text::format(before, spec).map_err(|_: TextError| ()).ok()?;
    // A file that would say something else stays as it is: order and spacing carry no meaning, so this is a safety net.
    let same = after == before || meaning(&source.path, before) == meaning(&source.path, &after);
    Some(if same { after } else { before.to_owned() })
}

/// The front matter in the shape's order, its lines otherwise as they are; the text below is never touched.
fn format_note(source: &Source, shape: &Shape) -> Option<String> {
    let before = source.text()?;
    let said = meaning(&source.path, before)?;
    let parts = front_matter::parts(before)?;
    let mut blocks: Vec<(usize, String)> = Vec::new();
    let mut pending = String::new();
    for line in before[parts.front.clone()].split_inclusive('\n') {
        let bare = line.trim_end();
        let key = bare.split_once(':').map(|(key, _)| key).filter(|_| !bare.starts_with([' ', '\t', '-', '#']));
        match key {
            Some(key) => {
                let key = key.trim().trim_matches(['"', '\'']);
                let rank = shape.position(key).unwrap_or(shape.fields.len());
                blocks.push((rank, std::mem::take(&mut pending) + line));
            }
            // A comment or blank line belongs to the key below it; the rest goes on with the value above.
            None if bare.is_empty() || bare.starts_with('#') || blocks.is_empty() => pending.push_str(line),
            None => {
                if let Some((_, block)) = blocks.last_mut() {
                    block.push_str(&std::mem::take(&mut pending));
                    block.push_str(line);
                }
            }
        }
    }
    blocks.sort_by_key(|(rank, _)| *rank);
    let mut after = before[..parts.front.start].to_owned();
    after.extend(blocks.into_iter().map(|(_, block)| block));
    after.push_str(&pending);
    after.push_str(&before[parts.front.end..]);
    let same = meaning(&source.path, &after).as_ref() == Some(&said);
    Some(if same { after } else { before.to_owned() })
}

/// A value without its place.
#[derive(Debug, PartialEq)]
enum Said {
    Scalar(String),
    List(Vec<Said>),
    /// By key.
    Table(Vec<(String, Said)>),
}

/// What a file says; `None` when it cannot be read whole.
fn meaning(path: &str, text: &str) -> Option<Said> {
    let mut findings = Vec::new();
    // The reader wants no byte order mark, which formatting keeps.
    let table = parse(path, text, &mut findings);
    findings.iter().all(|finding| finding.code.id == crate::finding::code::TOML_1_1.id).then(|| of_table(&table))
}

fn of_table(table: &Table<'_>) -> Said {
    let mut entries: Vec<(String, Said)> =
        table.entries.iter().map(|entry| (entry.key.to_string(), of_data(&entry.node.data))).collect();
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    Said::Table(entries)
}

fn of_data(data: &Data<'_>) -> Said {
    match data {
        Data::Text(text) => Said::Scalar(format!("\"{}", text.replace("\r\n", "\n"))),
        Data::Plain(text) | Data::Number(text) | Data::Date(text) => Said::Scalar(text.to_string()),
        Data::Bool(value) => Said::Scalar(value.to_string()),
        Data::List(items) => Said::List(items.iter().map(|item| of_data(&item.data)).collect()),
        Data::Table(table) => of_table(table),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Kinds;

    fn book(files: &[(&str, &str)]) -> Book {
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        Book::read(Kinds::standard(), sources)
    }

    fn formatted(path: &str, text: &str) -> Formatting {
        format_book(&book(&[(path, text)]), &|_| true)
    }

    fn after(path: &str, text: &str) -> String {
        let mut formatting = formatted(path, text);
        formatting.plan.changes.pop().and_then(|change| change.after).unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn records_notes_and_settings() {
        assert_eq!(
            after("customers/a.toml", "# who\r\n\r\nowner=\"claire\"\r\nname='A' # short\r\n"),
            "# who\r\n\r\nname = 'A' # short\r\n\r\nowner = \"claire\"\r\n"
        );
        assert_eq!(
            after("carnet.toml", "[[tax]]\nid = \"x\"\ncategory = \"S\"\n[firm]\nname = \"A\"\n"),
            "[firm]\nname = \"A\"\n\n[[tax]]\nid = \"x\"\ncategory = \"S\"\n"
        );
        let note =
            "---\n# of the call\ntags:\n  - a\n\n  - b\n# when\ndate: 2026-01-01\nzzz: 1\n---\ntags: x\ndate: y\n";
        assert_eq!(
            after("notes/n.md", note),
            "---\n# when\ndate: 2026-01-01\n# of the call\ntags:\n  - a\n\n  - b\nzzz: 1\n---\ntags: x\ndate: y\n"
        );
        // What is no record is nobody's business.
        assert_eq!(formatted("templates/x.toml", "b=1\n").looked_at, 0);
    }

    #[test]
    fn what_cannot_be_read_stays() {
        for (path, text) in [("customers/a.toml", "name = \nowner=1\n"), ("notes/n.md", "---\ndate: [\n---\n")] {
            let formatting = formatted(path, text);
            assert_eq!(formatting.skipped, [path]);
            assert!(formatting.plan.changes.is_empty());
        }
    }

    /// Lines that a customer's file may consist of, in any order, with comments and blank lines between.
    fn any_customer() -> impl Strategy<Value = String> {
        let lines = prop::sample::subsequence(
            vec![
                "name = \"A\"",
                "type='company' # of any sort",
                "owner   =  \"claire\"",
                "tags = [ \"a\",'b',\n  # why\n \"c\" ]",
                "email = \"a@b.example\"",
                "terms=\"30d\"",
                "unknown.key = 1",
                "annual_revenue = 1234.10",
                "archived = 2026-01-01",
            ],
            0..=9,
        )
        .prop_shuffle();
        let tables = prop::sample::subsequence(
            vec![
                "[[sites]]\nname = \"S\"\nid='x'\n[sites.address]\ncountry=\"FR\"\ncity = \"L\"",
                "[address] # here\ncity=\"Lille\"\n# up\nstreet = \"1 rue\"",
                "[zzz]\nb = 1\na = 2",
            ],
            0..=3,
        )
        .prop_shuffle();
        let between =
            prop::collection::vec(prop::sample::select(vec!["\n", "\n\n", "\n# note\n", "\n\n# par\n\n"]), 14);
        (lines, tables, between, any::<bool>()).prop_map(|(lines, tables, between, crlf)| {
            let mut text = String::new();
            for (line, gap) in lines.into_iter().chain(tables).zip(between) {
                text += line;
                text += gap;
            }
            if crlf { text.replace('\n', "\r\n") } else { text }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn twice_is_once_and_nothing_is_lost(text in any_customer()) {
            let once = after("customers/a.toml", &text);
            prop_assert_eq!(after("customers/a.toml", &once), once.clone());
            prop_assert_eq!(meaning("customers/a.toml", &once), meaning("customers/a.toml", &text));
            let comments = |text: &str| {
                let mut all: Vec<String> = text.lines().filter_map(|l| l.split_once('#')).map(|(_, c)| c.trim().to_owned()).collect();
                all.sort();
                all
            };
            prop_assert_eq!(comments(&once), comments(&text));
            prop_assert_eq!(once.contains("\r\n"), text.contains("\r\n"));
        }
    }
}
