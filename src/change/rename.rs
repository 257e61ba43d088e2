//! `mv`: another id for a record, in its file's name and wherever it is mentioned.
//!
//! Only the bytes of the references change; comments, order and the text of notes stay.

use std::collections::BTreeMap;
use std::ops::Range;

use super::mention::{Mention, Written, each_mention};
use super::{FileChange, Plan};
use crate::book::reading::parse;
use crate::book::tree::Table;
use crate::book::walk::quote;
use crate::book::{Book, RecordRef, Source};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::model::kind::FileFormat;
use crate::query::term::Text;
use crate::value::Id;

/// A renaming that can be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    pub plan: Plan,
    /// How many references are rewritten.
    pub references: usize,
    /// Files that cannot be read whole and contain the old id: whether they refer to the record, nobody can tell.
    pub doubtful: Vec<String>,
}

/// Why a record cannot have this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameFault {
    /// It has it.
    Same,
    /// No id at all; what it could be instead.
    BadId { suggestion: Option<String> },
    /// Another record has it, perhaps in other case.
    Taken { path: String },
    /// Another document bears it as its number, and references by that number would now mean this record.
    Number { path: String },
    /// A file stands where the record would go.
    Occupied { path: String },
    /// The record's file is not UTF-8.
    NotText { path: String },
}

/// The plan of giving a record the id `new`.
pub fn rename(figures: &Figures<'_>, record: RecordRef, new: &str) -> Result<Renaming, RenameFault> {
    let book = figures.book;
    let old = &*book.get(record).id;
    judge(book, record, new)?;
    let path = book.path(record);
    let new_path = sibling(path, new, book.kind(record.kind).format);
    if book.source(record).text().is_none() {
        return Err(RenameFault::NotText { path: path.to_owned() });
    }
    if book.source_at(&new_path).is_some() {
        return Err(RenameFault::Occupied { path: new_path });
    }

    let mut files: BTreeMap<u32, Vec<(KeyPath, Edit)>> = BTreeMap::new();
    let mut references = 0;
    for from in book.refs() {
        let mut queries: BTreeMap<KeyPath, (&str, Vec<Text>)> = BTreeMap::new();
        let source = book.get(from).source;
        each_mention(figures, from, record.kind, &mut |Mention { path, target, written }| match written {
            _ if target != record => {}
            Written::Reference(text) => {
                let (kind, id) = text.rsplit_once('/').map_or((None, text), |(kind, id)| (Some(kind), id));
                // A reference by the document's number stays one, also where the number was the id, too.
                if id == old && !book.by_number(record.kind, old).contains(&record) {
                    let after = kind.map_or_else(|| new.to_owned(), |kind| format!("{kind}/{new}"));
                    files.entry(source).or_default().push((path, Edit { before: text.to_owned(), after }));
                    references += 1;
                }
            }
            Written::InQuery { query, value } => {
                queries.entry(path).or_insert_with(|| (query, Vec::new())).1.push(value);
            }
        });
        for (path, (query, values)) in queries {
            let after = in_query(query, values, old, new, &mut references);
            if after != query {
                files.entry(source).or_default().push((path, Edit { before: query.to_owned(), after }));
            }
        }
    }

    let mut doubtful: Vec<String> = Vec::new();
    let mut changes = Vec::new();
    let own = book.get(record).source;
    files.entry(own).or_default();
    for (source, edits) in files {
        let source_file = book.source_number(source);
        let after = edited(source_file, &edits);
        if after.is_none() && !edits.is_empty() {
            references -= edits.len().min(references);
        }
        // Where no place is certain, the file stays as it is; it may still move.
        let text = source_file.text().unwrap_or_default().to_owned();
        let after = after.unwrap_or_else(|| text.clone());
        if source == own {
            changes.push(FileChange { path: path.to_owned(), before: Some(text), after: None });
            changes.push(FileChange { path: new_path.clone(), before: None, after: Some(after) });
        } else if after != text {
            changes.push(FileChange { path: source_file.path.to_string(), before: Some(text), after: Some(after) });
        }
    }
    let unreadable = |path: &str| book.unreadable.binary_search_by(|unread| (**unread).cmp(path)).is_ok();
    for source in book.sources_of(unreadable) {
        if source.text().is_some_and(|text| has_word(text, old) && !parses(source, text)) && *source.path != *path {
            doubtful.push(source.path.to_string());
        }
    }
    let kind = book.kind(record.kind).name;
    let plan =
        Plan { changes, subject: format!("{kind}/{old}: renamed to {new}"), touched: vec![format!("{kind}/{new}")] };
    Ok(Renaming { plan, references, doubtful })
}

fn judge(book: &Book, record: RecordRef, new: &str) -> Result<(), RenameFault> {
    if *book.get(record).id == *new {
        return Err(RenameFault::Same);
    }
    if Id::new(new).is_err() {
        let suggestion = Id::from_name(new).map(|id| id.to_string()).filter(|id| **id != *book.get(record).id);
        return Err(RenameFault::BadId { suggestion });
    }
    let path = |other: RecordRef| book.path(other).to_owned();
    if let Some(other) = book.find_ignoring_case(record.kind, new).filter(|other| *other != record) {
        return Err(RenameFault::Taken { path: path(other) });
    }
    match book.by_number(record.kind, new).iter().find(|other| **other != record) {
        Some(other) => Err(RenameFault::Number { path: path(*other) }),
        None => Ok(()),
    }
}

/// The file of another id in the same folder.
fn sibling(path: &str, id: &str, format: FileFormat) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{id}.{}", format.extension())
}

/// What happens to the value at a key path.
struct Edit {
    before: String,
    after: String,
}

/// The query with its values rewritten, from the last to the first so that spans stay true.
fn in_query(query: &str, mut values: Vec<Text>, old: &str, new: &str, references: &mut usize) -> String {
    values.sort_by_key(|value| std::cmp::Reverse(value.span.start));
    let mut after = query.to_owned();
    for value in values {
        let (kind, id) = value.text.rsplit_once('/').map_or((None, &*value.text), |(kind, id)| (Some(kind), id));
        let Some(raw) = query.get(value.span.clone()).filter(|_| id == old) else { continue };
        let text = kind.map_or_else(|| new.to_owned(), |kind| format!("{kind}/{new}"));
        let quoted = raw.starts_with('"');
        after.replace_range(value.span.clone(), &Text::new(text, quoted, value.span.clone()).to_string());
        *references += 1;
    }
    after
}

/// The file with its edits; `None` when it cannot be read whole, so that no place in it is certain.
fn edited(source: &Source, edits: &[(KeyPath, Edit)]) -> Option<String> {
    let text = source.text()?;
    let mut findings = Vec::new();
    let table = parse(&source.path, text, &mut findings);
    if findings.iter().any(|finding: &Finding| finding.code.id != code::TOML_1_1.id) {
        return None;
    }
    let note = source.path.ends_with(".md");
    let mut spans: Vec<(Range<usize>, String)> = Vec::new();
    for (path, Edit { before, after }) in edits {
        let span = exact(&table, path)?;
        let raw = text.get(span.clone())?;
        let written = if note { in_note(raw, before, after) } else { in_toml(raw, before, after) };
        // Items of a list whose places are not known apart share the span of the list.
        match spans.iter_mut().find(|(other, _)| *other == span) {
            Some((_, already)) => *already = in_note(already, before, after),
            None => spans.push((span, written)),
        }
    }
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut out = text.to_owned();
    for (span, written) in spans {
        out.replace_range(span, &written);
    }
    Some(out)
}

fn exact(table: &Table<'_>, path: &KeyPath) -> Option<Range<usize>> {
    table.locate_entry(path).map(|(_, value)| value).filter(|span| !span.is_empty())
}

/// The same quotes where they can stay.
fn in_toml(raw: &str, before: &str, after: &str) -> String {
    for mark in ['"', '\''] {
        let plain = raw.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) == Some(before);
        if plain && !after.contains(['\'', '"', '\\']) {
            return format!("{mark}{after}{mark}");
        }
    }
    quote(after)
}

/// A scalar of front matter, or every such item in the text of a list.
fn in_note(raw: &str, before: &str, after: &str) -> String {
    // YAML would read it as no value at all.
    let bare = if after.eq_ignore_ascii_case("null") { format!("\"{after}\"") } else { after.to_owned() };
    if raw == before {
        return bare;
    }
    let mut out = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find(before) {
        let end = at + before.len();
        let quoted = rest[..at].ends_with(['"', '\'']);
        let whole = !rest[..at].ends_with(in_reference) && !rest[end..].starts_with(in_reference);
        out.push_str(&rest[..at]);
        out.push_str(match (whole, quoted) {
            (false, _) => before,
            (true, true) => after,
            (true, false) => &bare,
        });
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// What a reference may be written with.
fn in_reference(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/')
}

fn has_word(text: &str, word: &str) -> bool {
    let mut start = 0;
    while let Some(at) = text[start..].find(word).map(|at| start + at) {
        let end = at + word.len();
        // `customer/acme` contains the word, `acme-2` does not.
        let inner = |c: char| in_reference(c) && c != '/';
        if !text[..at].ends_with(inner) && !text[end..].starts_with(inner) {
            return true;
        }
        start = end;
    }
    false
}

fn parses(source: &Source, text: &str) -> bool {
    let mut findings = Vec::new();
    parse(&source.path, text, &mut findings);
    findings.iter().all(|finding| finding.code.id == code::TOML_1_1.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kinds;
    use crate::value::Date;

    fn book(files: &[(&str, &str)]) -> Book {
        let settings = "format = 2\n[[field]]\nkind = \"customer\"\nname = \"sponsor\"\ntype = \"ref\"\ntarget = \"member\"\n[[field]]\nkind = \"invoice\"\nname = \"lines.seller\"\ntype = \"ref\"\ntarget = \"member\"\n";
        let mut sources = vec![Source::new("carnet.toml", settings.as_bytes())];
        sources.extend(files.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        Book::read(Kinds::standard(), sources)
    }

    fn renamed(book: &Book, name: &str, new: &str) -> Result<Renaming, RenameFault> {
        let (kind, id) = name.split_once('/').unwrap();
        let record = book.find(book.kinds.named(kind).unwrap(), id).unwrap();
        rename(&Figures::new(book, Date::new(2026, 11, 20).unwrap()), record, new)
    }

    fn after<'r>(renaming: &'r Renaming, path: &str) -> &'r str {
        let change =
            renaming.plan.changes.iter().find(|change| change.path == path).unwrap_or_else(|| panic!("{path}"));
        change.after.as_deref().unwrap_or("(gone)")
    }

    #[test]
    fn every_mention_follows() {
        let book = book(&[
            ("team/claire.toml", "name = \"Claire\"\n"),
            ("team/hugo.toml", "name = \"Hugo\"\nmanager = 'claire' # his boss, claire\n"),
            ("customers/acme.toml", "# claire's\nname = \"claire\"\nowner=\"claire\"\r\nsponsor = \"\\u0063laire\"\n"),
            (
                "invoices/f.toml",
                "customer = \"acme\"\ndate = 2026-01-01\n[[lines]]\nquantity = 1\nunit_price = 1\nseller = \"claire\"\n",
            ),
            ("segments/hers.toml", "name = \"S\"\nquery = \"owner:claire,hugo not:parent.owner:claire name:claire\"\n"),
            (
                "notes/n.md",
                "---\ndate: 2026-10-03\nauthor: claire # herself\nabout: [\"member/claire\", 'member/hugo', member/claire]\n---\nmember/claire said\n",
            ),
        ]);
        let renaming = renamed(&book, "member/claire", "cmartin").unwrap();
        assert_eq!(after(&renaming, "team/claire.toml"), "(gone)");
        assert_eq!(after(&renaming, "team/cmartin.toml"), "name = \"Claire\"\n");
        assert_eq!(after(&renaming, "team/hugo.toml"), "name = \"Hugo\"\nmanager = 'cmartin' # his boss, claire\n");
        assert_eq!(
            after(&renaming, "customers/acme.toml"),
            "# claire's\nname = \"claire\"\nowner=\"cmartin\"\r\nsponsor = \"cmartin\"\n"
        );
        assert!(after(&renaming, "invoices/f.toml").ends_with("seller = \"cmartin\"\n"));
        assert_eq!(
            after(&renaming, "segments/hers.toml"),
            "name = \"S\"\nquery = \"owner:cmartin,hugo not:parent.owner:cmartin name:claire\"\n"
        );
        assert_eq!(
            after(&renaming, "notes/n.md"),
            "---\ndate: 2026-10-03\nauthor: cmartin # herself\nabout: [\"member/cmartin\", 'member/hugo', member/cmartin]\n---\nmember/claire said\n"
        );
        assert_eq!(renaming.references, 9);
        // The book afterwards has no reference to nobody, and the way back is the way there.
        let there = renaming.plan.applied(&book);
        assert_eq!(there.findings, []);
        let back = renamed(&there, "member/cmartin", "claire").unwrap();
        assert_eq!(back.references, 9);
        assert!(back.plan.applied(&there).find(book.kinds.named("member").unwrap(), "claire").is_some());
    }

    #[test]
    fn references_by_number_stay() {
        let files = [
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("invoices/2026/draft-1.toml", "customer = \"acme\"\ndate = 2026-01-01\nnumber = \"F-1\"\n"),
            (
                "payments/p.toml",
                "customer = \"acme\"\ndate = 2026-01-01\namount = 2\n[[allocations]]\ninvoice = \"F-1\"\namount = 1\n[[allocations]]\ninvoice = \"draft-1\"\namount = 1\n",
            ),
        ];
        let book = book(&files);
        let renaming = renamed(&book, "invoice/draft-1", "site").unwrap();
        assert_eq!(renaming.references, 1);
        assert!(
            after(&renaming, "payments/p.toml")
                .contains("invoice = \"F-1\"\namount = 1\n[[allocations]]\ninvoice = \"site\"")
        );
        assert_eq!(after(&renaming, "invoices/2026/site.toml"), files[1].1);
    }

    #[test]
    fn what_cannot_be_an_id() {
        let book = book(&[
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("customers/Beta.toml", "name = \"Beta\"\n"),
            ("invoices/a.toml", "customer = \"acme\"\ndate = 2026-01-01\nnumber = \"F-1\"\n"),
            ("invoices/b.toml", "customer = \"acme\"\ndate = 2026-01-01\n"),
        ]);
        let fault = |name, new| renamed(&book, name, new).unwrap_err();
        assert_eq!(fault("customer/acme", "acme"), RenameFault::Same);
        assert_eq!(fault("customer/acme", "ACMÉ SAS"), RenameFault::BadId { suggestion: Some("acme-sas".into()) });
        assert_eq!(fault("customer/acme", "../x"), RenameFault::BadId { suggestion: Some("x".into()) });
        assert_eq!(fault("customer/acme", "beta"), RenameFault::Taken { path: "customers/Beta.toml".into() });
        assert_eq!(fault("invoice/b", "F-1"), RenameFault::Number { path: "invoices/a.toml".into() });
        // Only the case.
        assert_eq!(
            after(&renamed(&book, "customer/Beta", "beta").unwrap(), "customers/beta.toml"),
            "name = \"Beta\"\n"
        );
        assert!(
            after(&renamed(&book, "customer/acme", "ACME").unwrap(), "invoices/a.toml")
                .starts_with("customer = \"ACME\"")
        );
    }

    #[test]
    fn files_with_syntax_errors_are_told() {
        let book = book(&[
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("invoices/torn.toml", "customer = \"acme\"\ndate = \n"),
            ("invoices/other.toml", "customer = \"acme-2\"\ndate = \n"),
        ]);
        let renaming = renamed(&book, "customer/acme", "b").unwrap();
        assert_eq!(renaming.doubtful, ["invoices/torn.toml"]);
        assert_eq!(renaming.plan.changes.len(), 2);
    }
}
