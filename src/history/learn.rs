//! What commits did, worked out once: many commits at a time on several threads, and kept for the next run.

use std::borrow::Borrow;
use std::cell::OnceCell;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::change::{Reading, RecordChange, Records, Source, Subject, Versions, name};
use super::event::parents;
use super::kept::checksum;
use super::revisions::{BlobId, Commit, CommitId, PathChange, RevisionError};
use super::shelf::Shelf;
use super::told::{Told, pack};
use super::version::Version;
use crate::model::KindId;

/// The shelf of what commits did to records.
const CHANGES: &str = "changes";
/// To be raised whenever the same commits would be told in other words: when reading, comparing or keeping changes.
const CHANGES_KEY: u64 = 3;
/// The [`outline`] of the shapes of all kinds and of the settings, by which old versions are read: to work it out each time
/// would mean to compile them all. A test says what it is.
const SHAPES: u64 = 0x068a_711a_e2af_b0ab;

/// Commits that are worked out at a time.
const AT_A_TIME: usize = 32_768;
/// Taking more pieces from the shelf takes longer than reading it.
const PIECES: usize = 1_000;
/// Versions of records that are held in memory.
const HELD: usize = 60_000;

/// What was learnt of commits, as it is kept.
#[derive(Default)]
pub(super) struct Learnt {
    /// The key under which that is worth something.
    key: OnceCell<u64>,
    /// By earlier runs; asked for only once.
    shelf: Option<Shelf>,
    /// By this one, or taken from the shelf piece by piece.
    fresh: FxHashMap<CommitId, Vec<u8>>,
}

/// Where on the shelf stands what a commit did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub at: u64,
    pub length: u32,
    /// The lower half of its [`checksum`].
    pub sum: u32,
}

impl Spot {
    fn new(range: Range<u64>, bytes: &[u8]) -> Spot {
        Spot { at: range.start, length: bytes.len() as u32, sum: checksum(bytes) as u32 }
    }

    fn range(&self) -> Range<u64> {
        self.at..self.at + u64::from(self.length)
    }
}

/// Where things stand on the shelf, of which so much is known.
pub(super) struct Spots {
    pub whole: u64,
    /// In the order of the commits that were asked for.
    pub spots: Vec<Spot>,
}

impl Learnt {
    fn bytes(&self, commit: CommitId) -> Option<&[u8]> {
        let fresh = if self.fresh.is_empty() { None } else { self.fresh.get(&commit).map(Vec::as_slice) };
        fresh.or_else(|| self.shelf.as_ref()?.get(&commit))
    }

    /// Whether that is at hand.
    pub fn knows(&self, commit: CommitId) -> bool {
        self.bytes(commit).is_some()
    }

    /// What a commit did, once it was learnt.
    pub fn told(&self, commit: CommitId) -> Told<'_> {
        Told::new(self.bytes(commit).unwrap_or_default())
    }
}

/// The versions that were read before anything is told.
struct Held<'v>(&'v Versions);

impl Source for Held<'_> {
    fn version(&self, subject: &Subject, _: &str, blob: BlobId) -> Result<Arc<Version>, RevisionError> {
        self.0.get(&(blob, subject.kind)).cloned().ok_or_else(elsewhere)
    }

    fn readable_before(&self, _: &Subject, _: CommitId, _: &str) -> Result<Option<Arc<Version>>, RevisionError> {
        Err(elsewhere())
    }
}

/// Not at hand: the repository has to be asked, which one thread can do. Nobody sees these words.
fn elsewhere() -> RevisionError {
    RevisionError::Repository { message: String::new(), french: None }
}

impl Reading<'_> {
    /// What all depends on that is told of commits, besides the commits.
    fn key(&self) -> u64 {
        struct Hashed(FxHasher);
        impl Write for Hashed {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                text.hash(&mut self.0);
                Ok(())
            }
        }
        let mut hashed = Hashed(FxHasher::default());
        (CHANGES_KEY, env!("CARGO_PKG_VERSION"), self.currency.code()).hash(&mut hashed.0);
        self.kinds.iter().for_each(|(_, kind)| kind.folder.hash(&mut hashed.0));
        SHAPES.hash(&mut hashed.0);
        // Writing there cannot fail.
        self.shapes.changed().for_each(|shape| {
            let _ = write!(hashed, "{shape:?}");
        });
        hashed.0.finish()
    }

    /// What a commit did, packed, from the files that differ from its parents.
    fn packed(
        &self,
        source: &impl Source,
        commit: &Commit,
        lists: &[Vec<PathChange>],
    ) -> Result<Option<Vec<u8>>, RevisionError> {
        let changes = self.told(source, lists, &parents(commit))?;
        let told: FxHashSet<(Option<KindId>, &str)> =
            changes.iter().map(|change| (change.subject.kind, &*change.subject.id)).collect();
        let ends = lists.iter().flatten().flat_map(|change| [&change.path, &change.old_path]);
        let mut touched: Vec<Subject> = ends
            .filter_map(|path| self.address(path.as_deref()?))
            .filter(|address| !told.contains(address))
            .map(|(kind, id)| Subject { kind, id: id.into() })
            .collect();
        touched.sort();
        touched.dedup();
        Ok(pack(&changes, &touched))
    }
}

impl Records<'_> {
    /// What a commit did to the records that `wanted` lets through, in the order of their files.
    ///
    /// A merge is the author only of what differs from all its parents. A reference that follows a record which the same
    /// commit renamed is no change: it means the same record.
    pub fn of_commit(
        &self,
        commit: &Commit,
        wanted: &dyn Fn(Option<KindId>, &str) -> bool,
    ) -> Result<Vec<RecordChange>, RevisionError> {
        self.learn(std::slice::from_ref(commit))?;
        let learnt = self.learnt.borrow();
        let seen = learnt.told(commit.id).changes().filter(|seen| wanted(seen.kind, seen.id));
        Ok(seen.map(|seen| seen.change()).collect())
    }

    /// What all depends on that is kept of commits, besides the commits.
    pub(super) fn key(&self) -> u64 {
        self.key_of(&self.learnt.borrow())
    }

    /// Works out what commits did, as far as that is not known yet. Many at once is much faster than one by one.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn learn<C: Borrow<Commit>>(&self, commits: &[C]) -> Result<(), RevisionError> {
        let unknown = || {
            let learnt = self.learnt.borrow();
            let all = commits.iter().map(Borrow::borrow);
            all.filter(|commit| learnt.bytes(commit.id).is_none()).collect::<Vec<&Commit>>()
        };
        let mut left = unknown();
        if !left.is_empty() && self.learnt.borrow().shelf.is_none() {
            let shelf = self.revisions.recall(CHANGES, self.key());
            self.learnt.borrow_mut().shelf = Some(shelf);
            left = unknown();
        }
        if left.is_empty() {
            return Ok(());
        }
        let mut news: Vec<(CommitId, Vec<u8>)> = Vec::with_capacity(left.len());
        for some in left.chunks(AT_A_TIME) {
            self.work_out(some, &mut news)?;
        }
        let entries: Vec<(CommitId, &[u8])> = news.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
        self.revisions.remember(CHANGES, self.key(), &entries);
        self.learnt.borrow_mut().fresh.extend(news);
        Ok(())
    }

    /// The same for commits that are not among the first `whole` bytes of the shelf, which are known. What an earlier run
    /// learnt since then is taken from behind them. `None` where the shelf is not what it was: then it is of no use to
    /// know where things stand.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub(super) fn learn_more(&self, commits: &[&Commit], whole: u64) -> Result<Option<Spots>, RevisionError> {
        let Some(mut tail) = self.revisions.extend(CHANGES, self.key(), whole, &[]) else { return Ok(None) };
        let mut there: FxHashMap<CommitId, Range<u64>> = tail.entries.drain(..).collect();
        let (known, unknown): (Vec<&Commit>, Vec<&Commit>) =
            commits.iter().partition(|commit| there.contains_key(&commit.id));
        let ranges: Vec<Range<u64>> = known.iter().filter_map(|commit| there.get(&commit.id).cloned()).collect();
        let Some(parts) = (if ranges.is_empty() { Some(Vec::new()) } else { self.revisions.parts(CHANGES, &ranges) })
        else {
            return Ok(None);
        };
        let mut learnt: FxHashMap<CommitId, Vec<u8>> = known.iter().map(|commit| commit.id).zip(parts).collect();
        if !unknown.is_empty() {
            let mut news: Vec<(CommitId, Vec<u8>)> = Vec::with_capacity(unknown.len());
            self.work_out(&unknown, &mut news)?;
            let entries: Vec<(CommitId, &[u8])> = news.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
            let Some(more) = self.revisions.extend(CHANGES, self.key(), tail.whole, &entries) else { return Ok(None) };
            tail = more;
            there.extend(tail.entries.drain(..));
            learnt.extend(news);
        }
        let spot = |commit: &&Commit| {
            let (bytes, range) = (learnt.get(&commit.id)?, there.get(&commit.id)?.clone());
            (range.end - range.start == bytes.len() as u64).then(|| Spot::new(range, bytes))
        };
        let spots: Option<Vec<Spot>> = commits.iter().map(spot).collect();
        let spots = spots.map(|spots| Spots { whole: tail.whole, spots });
        self.learnt.borrow_mut().fresh.extend(learnt);
        Ok(spots)
    }

    /// Where on the shelf stands what commits did that were learnt; `None` where any of it does not.
    pub(super) fn spots<C: Borrow<Commit>>(&self, commits: &[C]) -> Option<Spots> {
        let mut learnt = self.learnt.borrow_mut();
        if !learnt.fresh.is_empty() || learnt.shelf.is_none() {
            // It grew since it was read.
            learnt.shelf = Some(self.revisions.recall(CHANGES, self.key_of(&learnt)));
        }
        let shelf = learnt.shelf.as_ref()?;
        let spot = |commit: &C| {
            let id = &commit.borrow().id;
            let range = shelf.range(id)?;
            Some(Spot::new(range.start as u64..range.end as u64, shelf.get(id)?))
        };
        let spots: Option<Vec<Spot>> = commits.iter().map(spot).collect();
        Some(Spots { whole: shelf.whole() as u64, spots: spots? })
    }

    fn key_of(&self, learnt: &Learnt) -> u64 {
        *learnt.key.get_or_init(|| self.reading.key())
    }

    /// Takes from the shelf what commits did, where that is known to stand. What is not there is left out.
    pub(super) fn recollect(&self, sought: &[(CommitId, Spot)]) {
        let mut learnt = self.learnt.borrow_mut();
        let sought: Vec<&(CommitId, Spot)> = sought.iter().filter(|(id, _)| learnt.bytes(*id).is_none()).collect();
        if sought.is_empty() || learnt.shelf.is_some() {
            return;
        }
        if sought.len() > PIECES {
            learnt.shelf = Some(self.revisions.recall(CHANGES, self.key_of(&learnt)));
            return;
        }
        let ranges: Vec<Range<u64>> = sought.iter().map(|(_, spot)| spot.range()).collect();
        let Some(parts) = self.revisions.parts(CHANGES, &ranges) else { return };
        let sound = sought.into_iter().zip(parts).filter(|((_, spot), bytes)| checksum(bytes) as u32 == spot.sum);
        learnt.fresh.extend(sound.map(|((id, _), bytes)| (*id, bytes)));
    }

    fn work_out(&self, commits: &[&Commit], news: &mut Vec<(CommitId, Vec<u8>)>) -> Result<(), RevisionError> {
        let edges: Vec<_> =
            commits.iter().flat_map(|commit| parents(commit).into_iter().map(|parent| (commit.id, parent))).collect();
        let mut lists = self.revisions.changes_of(&edges)?.into_iter();
        let lists: Vec<Vec<Vec<PathChange>>> =
            commits.iter().map(|commit| lists.by_ref().take(commit.parents.len().max(1)).collect()).collect();
        self.read_versions(lists.iter().flatten().flatten())?;
        let packed: Vec<Option<Vec<u8>>> = {
            let versions = self.versions.borrow();
            let (reading, held) = (&self.reading, Held(&versions));
            let told = commits.par_iter().zip(&lists).with_min_len(64);
            told.map(|(commit, lists)| reading.packed(&held, commit, lists).ok().flatten()).collect()
        };
        for ((commit, lists), packed) in commits.iter().zip(&lists).zip(packed) {
            let packed = match packed {
                Some(packed) => Some(packed),
                None => self.reading.packed(self, commit, lists)?,
            };
            news.extend(packed.map(|bytes| (commit.id, bytes)));
        }
        Ok(())
    }

    /// Reads the versions on both sides of many changes at once.
    fn read_versions<'c>(&self, changes: impl Iterator<Item = &'c PathChange>) -> Result<(), RevisionError> {
        let mut versions = self.versions.borrow_mut();
        if versions.len() > HELD {
            versions.clear();
        }
        let mut wanted: Vec<(BlobId, Option<KindId>, &str)> = Vec::new();
        let mut listed = FxHashSet::default();
        for change in changes {
            let Some((kind, _)) = self.reading.address(name(change)) else { continue };
            for (path, blob) in [(&change.path, change.new), (&change.old_path, change.old)] {
                let (Some(path), Some(blob)) = (path, blob) else { continue };
                let key = (blob, kind);
                if listed.insert(key) && !versions.contains_key(&key) {
                    wanted.push((blob, kind, path));
                }
            }
        }
        let blobs: Vec<BlobId> = wanted.iter().map(|(blob, ..)| *blob).collect();
        let texts = self.revisions.blobs(&blobs)?;
        let reading = &self.reading;
        let read: Vec<Arc<Version>> = wanted
            .par_iter()
            .zip(texts)
            .with_min_len(64)
            .map(|((_, kind, path), text)| Arc::new(reading.version(*kind, path, &text)))
            .collect();
        versions.extend(wanted.into_iter().map(|(blob, kind, _)| (blob, kind)).zip(read));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::reading::firm_shape;
    use crate::model::{Kinds, Shape, Type};

    /// What decides how a file is read: the fields and their types.
    fn outline(shape: &Shape, out: &mut String) {
        let _ = write!(out, "{}(", shape.name);
        for field in &shape.fields {
            let _ = write!(out, "{} ", field.name);
            let mut ty = &field.ty;
            while let Type::List(item) = ty {
                out.push_str("list of ");
                ty = item;
            }
            match ty {
                Type::Table(inner) => outline(inner, out),
                plain => {
                    let _ = write!(out, "{plain:?},");
                }
            }
        }
        out.push(')');
    }

    #[test]
    fn what_is_kept_is_of_these_shapes() {
        let (mut out, kinds) = (String::new(), Kinds::standard());
        kinds.iter().for_each(|(_, kind)| outline(kind.shape(), &mut out));
        outline(firm_shape(), &mut out);
        let now = checksum(out.as_bytes());
        assert_eq!(
            SHAPES, now,
            "fields have changed: put {now:#018x} there, so that no older carnet's memory is believed"
        );
    }
}
