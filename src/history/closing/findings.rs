//! What `check` says of closed periods.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::statement::documents;
use super::{ClosingTag, Statement};
use crate::book::{Book, RecordRef};
use crate::figures::seal::{entries, number_in};
use crate::finding::{Finding, KeyPath, Level, Place, code};
use crate::firm;
use crate::history::issued::{Found, Reader, State};
use crate::history::revisions::{BlobId, CommitId, RevisionError};

/// Finds documents that are not what they were when their period was closed, and documents that came into one since.
///
/// `book` is the book as it is or would be; `paths` are those of its files that may differ from the commit `head`. Only files
/// that differ from a closing's commit are read.
///
/// # Errors
/// What the repository cannot tell.
pub fn findings(
    reader: &Reader<'_>,
    head: CommitId,
    tags: &[ClosingTag],
    book: &Book,
    paths: &BTreeSet<String>,
) -> Result<Vec<Finding>, RevisionError> {
    let mut findings = Vec::new();
    for tag in tags {
        let about_tag = |variant| {
            let finding = Finding::new(&code::CLOSING_TAG, Place::file(firm::PATH)).variant(variant);
            finding.arg("tag", &tag.name)
        };
        let (statement, commit) = match (Statement::read(tag), tag.commit) {
            (Ok(statement), Some(commit)) => (statement, commit),
            _ => {
                findings.push(about_tag("unreadable"));
                continue;
            }
        };
        if !tag.on_history {
            findings.push(about_tag("elsewhere"));
            continue;
        }
        closed(reader, head, (tag, &statement, commit), book, paths, &mut findings)?;
    }
    // Closings may overlap, a year and its months: what is wrong with a document is said once.
    let mut said: HashSet<(String, Option<&'static str>, String)> = HashSet::new();
    findings.retain(|finding| {
        let number = finding.args.iter().find(|(name, _)| *name == "number");
        let Some((_, number)) = number else { return true };
        said.insert((finding.place.path.to_string(), finding.variant, number.clone()))
    });
    for finding in &mut findings {
        finding.level = book.firm.level(finding.code);
    }
    findings.retain(|finding| finding.level != Level::Off);
    book.locate(&mut findings);
    Ok(findings)
}

/// The findings of one closing.
fn closed(
    reader: &Reader<'_>,
    head: CommitId,
    (tag, statement, commit): (&ClosingTag, &Statement, CommitId),
    book: &Book,
    paths: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) -> Result<(), RevisionError> {
    let period = statement.span();
    let revisions = reader.records.revisions;
    let changes = revisions.changes(head, Some(commit))?;
    // The files of then and of now that may differ.
    let mut then: HashMap<String, BlobId> = HashMap::new();
    let mut now: BTreeSet<&str> = BTreeSet::new();
    for change in &changes {
        if let (Some(path), Some(blob)) = (&change.old_path, change.old) {
            then.insert(path.clone(), blob);
        }
        now.extend(change.path.as_deref());
    }
    for path in paths.iter().filter(|path| reader.invoice(path).is_some()) {
        now.insert(path);
        if !then.contains_key(path)
            && let Some(blob) = revisions.file(commit, path)?
        {
            then.insert(path.clone(), blob);
        }
    }
    let mut before = State::default();
    for (path, blob) in then.iter().filter(|(path, _)| reader.invoice(path).is_some()) {
        if let Found::Issued(document) = reader.read(path, *blob)? {
            before.insert(document);
        }
    }
    let numbers = |kind: &str, text: &str| number_in(book, kind, text).or_else(|| before.number(kind, text));
    let shape = reader.shape();
    let named = |finding: Finding, number: &str| {
        finding.arg("number", number).arg("period", &statement.period).arg("tag", &tag.name)
    };
    let finding = |record: RecordRef, key: KeyPath, variant| {
        let name = key.to_string();
        Finding::new(&code::CLOSED_PERIOD, book.place(record, key)).variant(variant).arg("key", name)
    };
    for document in documents(&before, period) {
        let content = entries(shape, &document.version.values, &numbers);
        let candidates = book.by_number(reader.kind, &document.number);
        let content_of = |record: RecordRef| entries(book.shape(record.kind), &book.get(record).values, &numbers);
        let equal = candidates.iter().find(|record| content_of(**record) == content);
        let redirected = |record: RecordRef| {
            let (old, new) = (document.customer(shape), book.get(record).text(book.shape(record.kind), "customer"));
            // A customer who is not there any more was renamed.
            let kind = book.kinds.named("customer");
            let there = |id: &str| kind.is_some_and(|kind| book.find(kind, id).is_some());
            old != new && old.is_some_and(there)
        };
        match (equal, candidates.first()) {
            (Some(record), _) if redirected(*record) => {
                findings.push(named(finding(*record, KeyPath::key("customer"), "changed"), &document.number));
            }
            (Some(_), _) => {}
            (None, Some(record)) => {
                let after = content_of(*record);
                let key = first_difference(&content, &after);
                findings.push(named(finding(*record, key, "changed"), &document.number));
            }
            (None, None) => {
                let removed = Finding::new(&code::CLOSED_PERIOD, Place::file(&document.path)).variant("removed");
                findings.push(named(removed.arg("key", "number"), &document.number));
            }
        }
    }
    let tagged: BTreeSet<&str> = documents(&before, period).into_iter().map(|document| &*document.number).collect();
    for path in now {
        let Some(id) = reader.invoice(path) else { continue };
        let Some(record) = book.find(reader.kind, &id).filter(|record| book.path(*record) == path) else { continue };
        let (found, shape) = (book.get(record), book.shape(record.kind));
        if !found.date(shape, "date").is_some_and(|date| period.contains(date)) {
            continue;
        }
        let number = found.text(shape, "number");
        if !number.is_some_and(|number| tagged.contains(number)) {
            let variant = if number.is_some() { "added" } else { "draft" };
            findings.push(named(finding(record, KeyPath::key("date"), variant), number.unwrap_or(&id)));
        }
    }
    Ok(())
}

/// Where two contents differ first; a value that went stands where it stood.
fn first_difference(before: &[(KeyPath, String)], after: &[(KeyPath, String)]) -> KeyPath {
    let old: BTreeMap<&KeyPath, &String> = before.iter().map(|(path, value)| (path, value)).collect();
    let new: BTreeMap<&KeyPath, &String> = after.iter().map(|(path, value)| (path, value)).collect();
    let differs = |path: &&&KeyPath| old.get(**path) != new.get(**path);
    let all: BTreeSet<&KeyPath> = old.keys().chain(new.keys()).copied().collect();
    // What can be pointed at in the file goes first.
    let there = all.iter().filter(|path| new.contains_key(**path)).find(differs);
    there.or_else(|| all.iter().find(differs)).map_or_else(|| KeyPath::key("number"), |path| (*path).clone())
}
