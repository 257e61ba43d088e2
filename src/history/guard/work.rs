//! What a commit is the author of.
//!
//! A commit with one parent: all that differs. A merge: what none of its parents brought. A value that differs from one
//! parent is brought by another only if that one *changed* it since the two parted; to take a value that merely stayed as it
//! was is to undo the first one's work, which is a decision of whoever made the merge. Else anybody could set the branch
//! back to any older state by merging it, and be the author of nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::change::{Event, RecordChange, Records, Subject};
use super::super::event::parents;
use super::super::record_diff::FieldChange;
use super::super::{Commit, CommitId, RevisionError};
use super::{Entry, Guarded};
use crate::finding::{KeyPath, Step};

/// What a commit itself changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Work {
    pub records: Vec<RecordChange>,
    /// What is no record: other files, links, other repositories.
    pub others: Vec<Entry>,
}

impl Work {
    pub fn is_nothing(&self) -> bool {
        self.records.is_empty() && self.others.is_empty()
    }
}

/// Reads what a commit changed.
pub fn work(repo: &dyn Guarded, records: &Records<'_>, commit: &Commit) -> Result<Work, RevisionError> {
    let parents = parents(commit);
    if let [parent] = parents.as_slice() {
        let others = others(repo, records, commit.id, *parent)?;
        return Ok(Work { records: records.of_commit(commit, &|_, _| true)?, others });
    }
    let mut work = Work::default();
    let parents: Vec<CommitId> = parents.into_iter().flatten().collect();
    for parent in &parents {
        let mut mine = Work {
            records: records.between(&repo.changes(commit.id, Some(*parent))?)?,
            others: others(repo, records, commit.id, Some(*parent))?,
        };
        for other in parents.iter().filter(|other| *other != parent) {
            let brought = brought(repo, records, *parent, *other)?;
            brought.take_from(&mut mine);
            if mine.is_nothing() {
                break;
            }
        }
        for change in mine.records {
            if !work.records.contains(&change) {
                work.records.push(change);
            }
        }
        for entry in mine.others {
            if !work.others.contains(&entry) {
                work.others.push(entry);
            }
        }
    }
    Ok(work)
}

/// What differs and is no record.
fn others(
    repo: &dyn Guarded,
    records: &Records<'_>,
    commit: CommitId,
    parent: Option<CommitId>,
) -> Result<Vec<Entry>, RevisionError> {
    let changes = repo.changes(commit, parent)?;
    let ends = changes.iter().flat_map(|change| [&change.path, &change.old_path]).flatten();
    let read: BTreeSet<&str> = ends.map(String::as_str).filter(|path| records.subject(path).is_some()).collect();
    let mut entries = repo.entries(commit, parent)?;
    entries.retain(|entry| !entry.regular || entry.path.as_deref().is_none_or(|path| !read.contains(path)));
    Ok(entries)
}

/// What one parent of a merge changed since it parted from another: one list for each place where they did.
struct Brought {
    since: Vec<Work>,
    /// Ids that records got, by the ones they had.
    renamed: BTreeMap<Subject, Subject>,
}

fn brought(
    repo: &dyn Guarded,
    records: &Records<'_>,
    parent: CommitId,
    other: CommitId,
) -> Result<Brought, RevisionError> {
    let mut bases: Vec<Option<CommitId>> = repo.merge_bases(parent, other)?.into_iter().map(Some).collect();
    if bases.is_empty() {
        bases.push(None);
    }
    let mut brought = Brought { since: Vec::new(), renamed: BTreeMap::new() };
    for base in bases {
        let work = Work {
            records: records.between(&repo.changes(other, base)?)?,
            others: others(repo, records, other, base)?,
        };
        brought.since.push(work);
        // Records that the first parent renamed are called otherwise by the second.
        let renames = records.between(&repo.changes(parent, base)?)?;
        for change in &renames {
            if let Some(old) = &change.old_id {
                brought.renamed.insert(Subject { id: old.clone(), ..change.subject.clone() }, change.subject.clone());
            }
        }
    }
    Ok(brought)
}

impl Brought {
    /// Takes out of `mine` all that was brought since every place where the two parted.
    fn take_from(&self, mine: &mut Work) {
        mine.others.retain(|entry| {
            !self.since.iter().all(|since| since.others.iter().any(|o| o.full == entry.full && o.new == entry.new))
        });
        for change in &mut mine.records {
            change.fields.retain(|field| {
                !self.all(&change.subject, |theirs| theirs.fields.iter().any(|other| same(other, field)))
            });
        }
        mine.records.retain(|change| {
            let whole = |theirs: &RecordChange| {
                theirs.event == change.event
                    && (change.old_id.is_none() || theirs.old_id == change.old_id)
                    && (!change.broken || theirs.broken)
            };
            let plain = change.event == Event::Changed && change.old_id.is_none() && !change.broken;
            !(change.fields.is_empty() && (plain || self.all(&change.subject, whole)))
        });
    }

    /// Whether, since every parting, the other parent did something to this record that passes the test.
    fn all(&self, subject: &Subject, test: impl Fn(&RecordChange) -> bool) -> bool {
        self.since.iter().all(|since| {
            since.records.iter().any(|theirs| {
                let called = self.renamed.get(&theirs.subject).unwrap_or(&theirs.subject);
                (theirs.subject == *subject || called == subject) && test(theirs)
            })
        })
    }
}

/// Whether two changes say the same. Positions in lists differ from side to side: there the earlier value must agree, too.
fn same(a: &FieldChange, b: &FieldChange) -> bool {
    let in_list = |path: &KeyPath| path.0.iter().any(|step| matches!(step, Step::Index(_)));
    let bare =
        |path: &KeyPath| -> Vec<Step> { path.0.iter().filter(|step| matches!(step, Step::Key(_))).cloned().collect() };
    if a.item || b.item || in_list(&a.path) || in_list(&b.path) {
        return a.item == b.item && bare(&a.path) == bare(&b.path) && a.before == b.before && a.after == b.after;
    }
    a.path == b.path && a.after == b.after
}
