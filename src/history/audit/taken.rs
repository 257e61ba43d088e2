//! What a document does not say itself: a percentage stands in `carnet.toml`, a due date comes from a customer's terms. The
//! text of a document stays, and what it means changes with them; the audit says where that was.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Doubt;
use super::walk::Walk;
use crate::firm;
use crate::history::change::Subject;
use crate::history::issued::{Issued, Settings, State};
use crate::history::record_diff::diff;
use crate::history::revisions::{Commit, CommitId, PathChange, RevisionError};

/// The fields of a customer that stand on a document.
const PARTY: [&str; 7] = ["name", "legal_name", "siren", "siret", "vat_id", "address", "sites"];

/// What was changed behind documents.
pub(super) struct Taken {
    /// Their numbers.
    documents: BTreeSet<Box<str>>,
    /// Where it stands, and what changed it last.
    source: String,
    commit: CommitId,
}

impl Walk<'_, '_> {
    /// A commit changed `carnet.toml`. `before`: the settings of its parents.
    pub(super) fn settings_changed(
        &mut self,
        commit: &Commit,
        before: &[Rc<Settings>],
        child: &State,
        given: &BTreeSet<Box<str>>,
    ) {
        let now = child.settings.clone();
        let known = |settings: &Rc<Settings>| !settings.unreadable;
        let Some(old) = before.first().filter(|old| known(old) && known(&now)) else { return };
        // What a merge brings from a branch was judged there.
        let new = |differs: &dyn Fn(&Settings) -> bool| before.iter().all(|old| differs(old));
        let issued = || child.documents.values().filter(|document| !given.contains(&document.number));
        let reader = self.reader;
        let says = |document: &Issued, key: &str| document.version.text(reader.shape(), key).is_some();
        let mut found: Vec<(&'static str, Vec<Box<str>>)> = Vec::new();
        let mut add = |what, depends: &dyn Fn(&Issued) -> bool| {
            let documents = issued().filter(|document| depends(document)).map(|document| document.number.clone());
            found.push((what, documents.collect()));
        };
        if new(&|old| !old.same_taxes(&now)) {
            add("tax", &|document| {
                let codes = reader.taxes(document);
                codes.iter().any(|code| {
                    let then = old.tax(code.as_deref(), document.date);
                    then.is_some() && then != now.tax(code.as_deref(), document.date)
                })
            });
        }
        if new(&|old| old.currency.is_some() && old.currency != now.currency) {
            add("currency", &|document| !says(document, "currency"));
        }
        if new(&|old| old.terms != now.terms) {
            add("due", &|document| !document.says_due(reader.shape()));
        }
        if new(&|old| old.prices_include_tax != now.prices_include_tax) {
            add("prices", &|document| !document.version.says(reader.shape(), "prices_include_tax"));
        }
        for (what, documents) in found {
            self.take(what, documents, firm::PATH, commit);
        }
    }

    /// A commit changed customers. `before`: the documents of its first parent.
    pub(super) fn customers_changed(
        &mut self,
        commit: &Commit,
        lists: &[Vec<PathChange>],
        before: Option<&Rc<State>>,
    ) -> Result<(), RevisionError> {
        let (Some(before), Some((first, others))) = (before, lists.split_first()) else { return Ok(()) };
        let reader = self.reader;
        let Some(kind) = reader.kinds().named("customer") else { return Ok(()) };
        for change in first {
            let (Some(old_path), Some(path), Some(old), Some(new)) =
                (&change.old_path, &change.path, change.old, change.new)
            else {
                continue;
            };
            let (Some(was), Some(id)) = (reader.customer(old_path), reader.customer(path)) else { continue };
            let everywhere = others.iter().all(|list| list.iter().any(|other| other.path.as_ref() == Some(path)));
            if old == new || !everywhere || before.documents.is_empty() {
                continue;
            }
            let subject = |id: &str| Subject { kind: Some(kind), id: id.into() };
            let then = reader.records.version(&subject(&was), old_path, old)?;
            let now = reader.records.version(&subject(&id), path, new)?;
            if !then.readable || !now.readable {
                continue;
            }
            let changed: BTreeSet<&'static str> = diff(reader.records.shape(Some(kind)), &then, &now)
                .iter()
                .filter_map(|field| match field.top() {
                    "terms" => Some("due"),
                    "currency" => Some("currency"),
                    top if PARTY.contains(&top) => Some("party"),
                    _ => None,
                })
                .collect();
            let shape = reader.shape();
            for what in changed {
                let theirs = before.documents.values().filter(|document| document.customer(shape) == Some(&was));
                let depends = |document: &&Rc<Issued>| match what {
                    "due" => !document.says_due(shape),
                    "currency" => document.version.text(shape, "currency").is_none(),
                    _ => true,
                };
                let documents = theirs.filter(depends).map(|document| document.number.clone()).collect();
                self.take(what, documents, path, commit);
            }
        }
        Ok(())
    }

    fn take(&mut self, what: &'static str, documents: Vec<Box<str>>, source: &str, commit: &Commit) {
        if documents.is_empty() {
            return;
        }
        let empty = || Taken { documents: BTreeSet::new(), source: String::new(), commit: commit.id };
        let taken = self.taken.entry(what).or_insert_with(empty);
        taken.documents.extend(documents);
        taken.source = source.to_owned();
        taken.commit = commit.id;
    }

    /// Says what was found.
    pub(super) fn taken_doubts(&mut self) {
        for (what, taken) in std::mem::take::<BTreeMap<_, _>>(&mut self.taken) {
            let first = taken.documents.first().cloned().unwrap_or_default();
            let (count, source, commit) = (taken.documents.len(), taken.source, taken.commit);
            self.audit.doubts.push(Doubt::Taken { what, count, first, source, commit });
        }
    }
}
