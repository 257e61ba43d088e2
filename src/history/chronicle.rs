//! The commits up to one, in their order, and which of them speak of which record: what every question about the past
//! begins with.
//!
//! It is worked out once from all commits and kept; the next run takes it as it is, and adds what was committed since where
//! that is one commit after the other. After a merge, a rebase or on another branch it is worked out anew, from what was
//! learnt of each commit ([`Records::learn`]). So who asks for one record reads no commit that does not speak of it.

use std::cell::OnceCell;
use std::collections::BinaryHeap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Records, Subject};
use super::event::{Moment, moments};
use super::kept::{Names, Reader, Rows, Writer};
use super::learn::{Spot, Spots};
use super::revisions::{Commit, CommitId, RevisionError};
use crate::model::KindId;
use crate::value::Date;

/// The file that is kept.
const FILE: &str = "chronicle";
/// To be raised whenever the file is written otherwise.
const VERSION: u64 = 1;

/// So many commits at most are added to what is kept.
const MOST: usize = 1_000;
/// What is kept is written anew when so many have come: adding a few each time takes less than writing two or three megabytes.
pub(super) const WORTH: usize = if cfg!(test) { 2 } else { 16 };

/// The first parent is the commit before, and there is no other.
const FOLLOWS: u32 = 1;
/// The author's clock said an earlier time than the commit before.
const CLAMPED: u32 = 2;
/// Nobody can say what it did.
const UNTOLD: u32 = 4;

/// A mention is of a change, not only of a file that differs from some parent's.
const TOLD: u32 = 1;
/// It had another id before.
const RENAMED: u32 = 2;

/// The commits up to a head, the oldest 0, and who speaks of whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chronicle {
    /// Name (5 numbers), first parent + 1, time (2), flags, spot on the shelf (2, length, sum).
    commits: Rows<13>,
    names: Names,
    /// Of each name the newest mention + 1.
    newest: Rows<1>,
    /// Commit and flags (`order << 2 | flags`), the mention before of the same name + 1.
    mentions: Rows<2>,
    /// How much of the shelf is known; `None` where what commits did is nowhere kept.
    whole: Option<u64>,
    /// Worked out when first asked for: how many commits at the end follow one another.
    straight: OnceCell<usize>,
}

/// That a commit speaks of a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mention {
    /// The commit, the oldest 0.
    pub order: usize,
    /// There is something to tell, not only a file that differs.
    pub told: bool,
    /// The record had another id before.
    pub renamed: bool,
}

impl Chronicle {
    /// The chronicle up to `head`.
    ///
    /// # Errors
    /// What the repository cannot tell; see [`RevisionError`].
    pub fn open(records: &Records<'_>, head: CommitId) -> Result<Chronicle, RevisionError> {
        let kept = records.revisions.kept(FILE).and_then(|bytes| Chronicle::unpack(bytes, records.key() ^ VERSION));
        let mut followed = None;
        if let Some(mut kept) = kept {
            let known = kept.len();
            if kept.tip() == Some(head) || kept.follow(records, head)? {
                if kept.len() < known + WORTH {
                    return Ok(kept);
                }
                followed = Some(kept);
            }
        }
        let chronicle = match followed {
            Some(chronicle) => chronicle,
            None => Chronicle::work_out(records, head)?,
        };
        // What somebody looks at in the past is not what he will ask for next.
        if chronicle.whole.is_some() && records.revisions.head()? == Some(head) {
            records.revisions.keep(FILE, &chronicle.pack(records.key() ^ VERSION));
        }
        Ok(chronicle)
    }

    fn work_out(records: &Records<'_>, head: CommitId) -> Result<Chronicle, RevisionError> {
        let commits = records.revisions.commits(&[head], &[])?;
        // All at once is faster than one by one.
        records.learn(&commits)?;
        let spots = records.spots(&commits);
        Ok(Chronicle::of(records, &commits, spots))
    }

    /// The chronicle of the commits that can be reached from one, but not from others.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn between(records: &Records<'_>, not: &[CommitId], head: CommitId) -> Result<Chronicle, RevisionError> {
        let commits = records.revisions.commits(&[head], not)?;
        records.learn(&commits)?;
        Ok(Chronicle::of(records, &commits, None))
    }

    /// Commits that were learnt, children before parents.
    fn of(records: &Records<'_>, commits: &[Arc<Commit>], spots: Option<Spots>) -> Chronicle {
        let moments = moments(commits, "UTC");
        let mut chronicle = Chronicle { whole: spots.as_ref().map(|spots| spots.whole), ..Chronicle::default() };
        let mut orders: Option<FxHashMap<CommitId, usize>> = None;
        let count = commits.len();
        for (order, commit) in commits.iter().rev().enumerate() {
            let before = order.checked_sub(1);
            let first = commit.parents.first().and_then(|parent| match before {
                Some(before) if commits[count - 1 - before].id == *parent => Some(before),
                _ => {
                    let all = || commits.iter().rev().enumerate().map(|(order, commit)| (commit.id, order)).collect();
                    orders.get_or_insert_with(all).get(parent).copied()
                }
            });
            let position = count - 1 - order;
            let spot = spots.as_ref().map(|spots| spots.spots[position]);
            chronicle.add(records, commit, first, moments[position], spot);
        }
        chronicle
    }

    /// Where a commit stands; those around a place are looked at first.
    pub fn order_of(&self, id: CommitId, before: usize) -> Option<usize> {
        (0..before.min(self.len())).rev().find(|order| self.id(*order) == id)
    }

    /// Adds what was committed since, where that is one commit after the other; false where it is not.
    fn follow(&mut self, records: &Records<'_>, head: CommitId) -> Result<bool, RevisionError> {
        let (Some(tip), Some(whole)) = (self.tip(), self.whole) else { return Ok(false) };
        let Some(news) = since(records, tip, head)? else { return Ok(false) };
        let Some(spots) = records.learn_more(&news.iter().collect::<Vec<_>>(), whole)? else { return Ok(false) };
        self.whole = Some(spots.whole);
        for (commit, spot) in news.iter().zip(spots.spots) {
            let before = self.len().checked_sub(1);
            let time = before.map_or(i64::MIN, |before| self.time(before)).max(commit.author.time);
            let when = Moment { time, date: Date::UNIX_EPOCH, clamped: time != commit.author.time };
            self.add(records, commit, before, when, Some(spot));
        }
        Ok(true)
    }

    /// Adds a commit, which was learnt.
    fn add(&mut self, records: &Records<'_>, commit: &Commit, first: Option<usize>, when: Moment, spot: Option<Spot>) {
        let order = self.len();
        let learnt = records.learnt.borrow();
        let told = learnt.told(commit.id);
        let touched = told.touched();
        let follows = commit.parents.len() == 1 && first.is_some_and(|first| first + 1 == order);
        let flag = |on: bool, flag: u32| if on { flag } else { 0 };
        let flags = flag(follows, FOLLOWS) | flag(when.clamped, CLAMPED) | flag(touched.is_none(), UNTOLD);
        let spot = spot.unwrap_or(Spot { at: 0, length: 0, sum: 0 });
        let [time, at] = [when.time as u64, spot.at].map(|number| [number as u32, (number >> 32) as u32]);
        let id: [u32; 5] = std::array::from_fn(|i| word(&commit.id.0[i * 4..]));
        let first = first.map_or(0, |first| first as u32 + 1);
        self.commits.push([
            id[0],
            id[1],
            id[2],
            id[3],
            id[4],
            first,
            time[0],
            time[1],
            flags,
            at[0],
            at[1],
            spot.length,
            spot.sum,
        ]);
        for seen in told.changes() {
            self.mention(seen.kind, seen.id, TOLD | flag(seen.old_id.is_some(), RENAMED));
        }
        for (kind, id) in touched.unwrap_or_default() {
            self.mention(kind, id, 0);
        }
    }

    /// The newest commit mentions a record.
    fn mention(&mut self, kind: Option<KindId>, id: &str, flags: u32) {
        let order = self.len() as u32 - 1;
        let (name, new) = self.names.number(number(kind), id);
        if new {
            self.newest.push([0]);
        }
        let before = self.newest.at(name, 0);
        let mention = self.mentions.push([order << 2 | flags, before]);
        self.newest.set(name, 0, mention as u32 + 1);
    }

    /// How many commits there are.
    pub fn len(&self) -> usize {
        self.commits.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn id(&self, order: usize) -> CommitId {
        let mut id = [0; 20];
        for (column, bytes) in id.chunks_exact_mut(4).enumerate() {
            bytes.copy_from_slice(&self.commits.at(order, column).to_le_bytes());
        }
        CommitId(id)
    }

    fn tip(&self) -> Option<CommitId> {
        Some(self.id(self.len().checked_sub(1)?))
    }

    /// The order of a commit's first parent; `None` for a root.
    pub fn first_parent(&self, order: usize) -> Option<usize> {
        self.commits.at(order, 5).checked_sub(1).map(|parent| parent as usize)
    }

    /// When a commit happened, in seconds since 1970 in UTC.
    pub fn time(&self, order: usize) -> i64 {
        (u64::from(self.commits.at(order, 6)) | u64::from(self.commits.at(order, 7)) << 32) as i64
    }

    /// When a commit happened; `day` as [`Date::of_instants`] gives it.
    pub fn moment(&self, order: usize, day: impl Fn(i64) -> Date) -> Moment {
        let time = self.time(order);
        Moment { time, date: day(time), clamped: self.commits.at(order, 8) & CLAMPED != 0 }
    }

    /// Whether all commits from this one on follow one another, and this one the one before it.
    pub fn is_straight_from(&self, order: usize) -> bool {
        let straight = || (0..self.len()).rev().take_while(|order| self.commits.at(*order, 8) & FOLLOWS != 0).count();
        order + *self.straight.get_or_init(straight) >= self.len()
    }

    /// How much of the shelf of what commits did is known; `None` where that is nowhere kept, and so will not be at hand
    /// for the next run.
    pub fn whole(&self) -> Option<u64> {
        self.whole
    }

    /// Whether nobody can say what a commit did: it may have touched anything.
    pub fn is_untold(&self, order: usize) -> bool {
        self.commits.at(order, 8) & UNTOLD != 0
    }

    /// The commits that speak of a record under this id, newest first; one may come twice.
    pub fn mentions(&self, kind: Option<KindId>, id: &str) -> impl Iterator<Item = Mention> {
        let name = self.names.find(number(kind), id);
        self.mentions_of(name.map_or(0, |name| self.newest.at(name, 0)))
    }

    fn mentions_of(&self, newest: u32) -> impl Iterator<Item = Mention> {
        let mut next = newest;
        std::iter::from_fn(move || {
            let [mention, before] = self.mentions.row(next.checked_sub(1)? as usize);
            // Always an older one: a damaged file ends the search.
            next = if before < next { before } else { 0 };
            let (told, renamed) = (mention & TOLD != 0, mention & RENAMED != 0);
            Some(Mention { order: (mention >> 2) as usize, told, renamed })
        })
    }

    /// Marks the commits that changed any record of a kind.
    pub fn mark_kind(&self, kind: KindId, marks: &mut [bool]) {
        let of_kind = (0..self.names.len()).filter(|name| self.names.kind(*name) == number(Some(kind)));
        for mention in of_kind.flat_map(|name| self.mentions_of(self.newest.at(name, 0))) {
            if let Some(mark) = marks.get_mut(mention.order).filter(|_| mention.told) {
                *mark = true;
            }
        }
    }

    /// All names under which a record is met on the way from the newest commit to the oldest: those that are given, and
    /// each that it had before a renaming.
    pub fn follow_names(&self, records: &Records<'_>, given: &[Subject]) -> Result<Vec<Subject>, RevisionError> {
        let (mut names, mut known): (Vec<Subject>, FxHashSet<Subject>) = Default::default();
        // The renamings that lie ahead, the newest on top.
        let mut ahead: BinaryHeap<(usize, usize)> = BinaryHeap::new();
        let mut meet = |names: &mut Vec<Subject>,
                        ahead: &mut BinaryHeap<(usize, usize)>,
                        name: Subject,
                        below: usize| {
            if known.insert(name.clone()) {
                let renamings = self.mentions(name.kind, &name.id).filter(|mention| mention.told && mention.renamed);
                ahead.extend(renamings.filter(|mention| mention.order < below).map(|found| (found.order, names.len())));
                names.push(name);
            }
        };
        given.iter().for_each(|subject| meet(&mut names, &mut ahead, subject.clone(), usize::MAX));
        while let Some((order, name)) = ahead.pop() {
            self.learn(records, &[order])?;
            let learnt = records.learnt.borrow();
            let renamed = learnt.told(self.id(order)).changes().filter(|seen| seen.is(&names[name]));
            let old: Vec<Subject> =
                renamed.filter_map(|seen| Some(Subject { kind: seen.kind, id: seen.old_id?.into() })).collect();
            old.into_iter().for_each(|old| meet(&mut names, &mut ahead, old, order));
        }
        Ok(names)
    }

    /// Has what some commits did at hand, in [`Records`].
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn learn(&self, records: &Records<'_>, orders: &[usize]) -> Result<(), RevisionError> {
        if self.whole.is_some() {
            let spot = |order: usize| {
                let [.., low, high, length, sum] = self.commits.row(order);
                Spot { at: u64::from(low) | u64::from(high) << 32, length, sum }
            };
            records.recollect(&orders.iter().map(|order| (self.id(*order), spot(*order))).collect::<Vec<_>>());
        }
        // What was not on the shelf any more.
        let missing: Vec<CommitId> = {
            let learnt = records.learnt.borrow();
            orders.iter().map(|order| self.id(*order)).filter(|id| !learnt.knows(*id)).collect()
        };
        if missing.is_empty() {
            return Ok(());
        }
        if self.whole.is_some() {
            // The shelf is another one: the next run finds out where things stand now.
            records.revisions.keep(FILE, &[]);
        }
        records.learn(&records.revisions.commits_called(&missing)?)
    }

    /// Some commits.
    ///
    /// # Errors
    /// What the repository cannot tell.
    pub fn commits(&self, records: &Records<'_>, orders: &[usize]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        records.revisions.commits_called(&orders.iter().map(|order| self.id(*order)).collect::<Vec<_>>())
    }

    fn pack(&self, key: u64) -> Vec<u8> {
        let whole = self.whole.unwrap_or_default();
        let writer = Writer::new(key).bytes(&whole.to_le_bytes()).rows(&self.commits).names(&self.names);
        writer.rows(&self.newest).rows(&self.mentions).finish()
    }

    fn unpack(bytes: Vec<u8>, key: u64) -> Option<Chronicle> {
        let mut reader = Reader::new(bytes, key)?;
        Some(Chronicle {
            whole: Some(u64::from_le_bytes(reader.bytes()?.try_into().ok()?)),
            commits: reader.rows()?,
            names: reader.names()?,
            newest: reader.rows()?,
            mentions: reader.rows()?,
            straight: OnceCell::new(),
        })
    }
}

/// What was committed after `tip`, the oldest first, where that is one commit after the other, and not too many.
pub(super) fn since(
    records: &Records<'_>,
    tip: CommitId,
    head: CommitId,
) -> Result<Option<Vec<Commit>>, RevisionError> {
    let mut news: Vec<Commit> = Vec::new();
    let mut id = head;
    while id != tip {
        let commit = records.revisions.commit(id)?;
        let [parent] = commit.parents[..] else { return Ok(None) };
        if news.len() == MOST {
            return Ok(None);
        }
        id = parent;
        news.push(commit);
    }
    news.reverse();
    Ok(Some(news))
}

/// As names are kept: a kind, or 0 for the firm's settings.
fn number(kind: Option<KindId>) -> u32 {
    kind.map_or(0, |kind| u32::from(kind.0) + 1)
}

fn word(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
