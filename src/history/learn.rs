//! What commits did, worked out once: many commits at a time on several threads, and kept for the next run.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use super::change::{RecordChange, Records, Subject, name};
use super::event::parents;
use super::revisions::{BlobId, Commit, CommitId, PathChange, RevisionError};
use super::shelf::Shelf;
use super::version::Version;

/// The shelf of what commits did to records.
const CHANGES: &str = "changes";
/// To be raised whenever the same commits would be told in other words: when reading, comparing or keeping changes.
const CHANGES_KEY: u64 = 2;

/// Commits that are worked out at a time.
const AT_A_TIME: usize = 4_096;
/// Versions of records that are held in memory.
const HELD: usize = 60_000;

/// What was learnt of commits, as it is kept.
#[derive(Default)]
pub(super) struct Learnt {
    /// By earlier runs; asked for only once.
    shelf: Option<Shelf>,
    /// By this one.
    fresh: FxHashMap<CommitId, Vec<u8>>,
}

/// What one commit did. Each change is packed by itself: who asks for one record pays for one.
#[derive(Serialize, Deserialize)]
struct Told<'b> {
    #[serde(borrow)]
    changes: Vec<Packed<'b>>,
    /// The records whose files differ from any parent's without a change to tell: comments, order, moves, or a merge
    /// that took one side's file.
    touched: Vec<Subject>,
}

#[derive(Serialize, Deserialize)]
struct Packed<'b> {
    subject: Subject,
    /// The change without its fields.
    change: &'b [u8],
    /// By the key of the top-level field, in the order of the change.
    #[serde(borrow)]
    fields: Vec<(&'b str, &'b [u8])>,
}

impl Learnt {
    fn bytes(&self, commit: CommitId) -> Option<&[u8]> {
        let fresh = self.fresh.get(&commit).map(Vec::as_slice);
        fresh.or_else(|| self.shelf.as_ref()?.get(&commit))
    }

    fn told(&self, commit: CommitId) -> Option<Told<'_>> {
        postcard::from_bytes(self.bytes(commit)?).ok()
    }

    /// What a commit did to those fields of those records that are wanted.
    pub fn of(
        &self,
        commit: CommitId,
        wanted: &dyn Fn(&Subject) -> bool,
        field: &dyn Fn(&Subject, &str) -> bool,
    ) -> Vec<RecordChange> {
        let changes = self.told(commit).map(|told| told.changes).unwrap_or_default();
        let unpack = |packed: Packed<'_>| {
            let mut change: RecordChange = postcard::from_bytes(packed.change).ok()?;
            let fields = packed.fields.iter().filter(|(key, _)| field(&packed.subject, key));
            change.fields = fields.filter_map(|(_, bytes)| postcard::from_bytes(bytes).ok()).collect();
            Some(change)
        };
        changes.into_iter().filter(|packed| wanted(&packed.subject)).filter_map(unpack).collect()
    }

    /// Whether the file of a record differs from any parent's.
    pub fn touches(&self, commit: CommitId, subject: &Subject) -> bool {
        self.told(commit).is_none_or(|told| {
            told.touched.contains(subject) || told.changes.iter().any(|packed| packed.subject == *subject)
        })
    }
}

impl Records<'_> {
    /// Whether a commit has another file of a record than one of its parents, be it only in its comments.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn touches(&self, commit: &Commit, subject: &Subject) -> Result<bool, RevisionError> {
        self.learn(std::slice::from_ref(commit))?;
        Ok(self.learnt.borrow().touches(commit.id, subject))
    }

    /// Works out what commits did, as far as that is not known yet. Many at once is much faster than one by one.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn learn(&self, commits: &[Commit]) -> Result<(), RevisionError> {
        let key = || {
            let mut hasher = FxHasher::default();
            let shapes = format!("{:?}{:?}", self.shapes, self.settings);
            (CHANGES_KEY, env!("CARGO_PKG_VERSION"), shapes, self.currency.code()).hash(&mut hasher);
            hasher.finish()
        };
        if self.learnt.borrow().shelf.is_none() {
            let shelf = self.revisions.recall(CHANGES, key());
            self.learnt.borrow_mut().shelf = Some(shelf);
        }
        let unknown: Vec<&Commit> = {
            let learnt = self.learnt.borrow();
            // What cannot be unpacked is worked out anew.
            commits.iter().filter(|commit| learnt.bytes(commit.id).is_none()).collect()
        };
        if unknown.is_empty() {
            return Ok(());
        }
        let mut news: Vec<(CommitId, Vec<u8>)> = Vec::with_capacity(unknown.len());
        for some in unknown.chunks(AT_A_TIME) {
            self.work_out(some, &mut news)?;
        }
        let entries: Vec<(CommitId, &[u8])> = news.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
        self.revisions.remember(CHANGES, key(), &entries);
        self.learnt.borrow_mut().fresh.extend(news);
        Ok(())
    }

    fn work_out(&self, commits: &[&Commit], news: &mut Vec<(CommitId, Vec<u8>)>) -> Result<(), RevisionError> {
        let edges: Vec<_> =
            commits.iter().flat_map(|commit| parents(commit).into_iter().map(|parent| (commit.id, parent))).collect();
        let mut lists = self.revisions.changes_of(&edges)?.into_iter();
        let lists: Vec<Vec<Vec<PathChange>>> =
            commits.iter().map(|commit| lists.by_ref().take(commit.parents.len().max(1)).collect()).collect();
        self.read_versions(lists.iter().flatten().flatten())?;
        for (commit, lists) in commits.iter().zip(&lists) {
            let changes = self.told(lists, &parents(commit), &|_| true)?;
            let told: FxHashSet<&Subject> = changes.iter().map(|change| &change.subject).collect();
            let ends = lists.iter().flatten().flat_map(|change| [&change.path, &change.old_path]);
            let touched: FxHashSet<Subject> = ends.filter_map(|path| self.subject(path.as_deref()?)).collect();
            let mut touched: Vec<Subject> = touched.into_iter().filter(|subject| !told.contains(subject)).collect();
            touched.sort();
            let mut packed = Vec::with_capacity(changes.len());
            for mut change in changes {
                let fields = std::mem::take(&mut change.fields);
                let fields: Vec<(String, Vec<u8>)> =
                    fields.iter().filter_map(|field| Some((field.top().to_owned(), pack(field)?))).collect();
                packed.extend(pack(&change).map(|bytes| (change.subject, bytes, fields)));
            }
            let changes = packed.iter().map(|(subject, change, fields)| Packed {
                subject: subject.clone(),
                change,
                fields: fields.iter().map(|(key, bytes)| (&**key, &**bytes)).collect(),
            });
            let changes = changes.collect();
            news.extend(pack(&Told { changes, touched }).map(|bytes| (commit.id, bytes)));
        }
        Ok(())
    }

    /// Reads the versions on both sides of many changes at once.
    fn read_versions<'c>(&self, changes: impl Iterator<Item = &'c PathChange>) -> Result<(), RevisionError> {
        let mut versions = self.versions.borrow_mut();
        if versions.len() > HELD {
            versions.clear();
        }
        let mut wanted: Vec<(BlobId, Subject, &str)> = Vec::new();
        let mut listed = FxHashSet::default();
        for change in changes {
            let Some(subject) = self.subject(name(change)) else { continue };
            for (path, blob) in [(&change.path, change.new), (&change.old_path, change.old)] {
                let (Some(path), Some(blob)) = (path, blob) else { continue };
                let key = (blob, subject.kind);
                if !versions.contains_key(&key) && listed.insert(key) {
                    wanted.push((blob, subject.clone(), path));
                }
            }
        }
        let blobs: Vec<BlobId> = wanted.iter().map(|(blob, ..)| *blob).collect();
        let texts = self.revisions.blobs(&blobs)?;
        let shapes: Vec<_> = wanted.iter().map(|(_, subject, _)| self.shape(subject.kind)).collect();
        let currency = self.currency;
        let read: Vec<Arc<Version>> = wanted
            .par_iter()
            .zip(shapes)
            .zip(texts)
            .map(|(((_, _, path), shape), text)| Arc::new(Version::read(shape, path, &text, currency)))
            .collect();
        for ((blob, subject, _), version) in wanted.into_iter().zip(read) {
            versions.insert((blob, subject.kind), version);
        }
        Ok(())
    }
}

fn pack(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_allocvec(value).ok()
}
