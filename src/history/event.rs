//! What happened: commit by commit, the records that each changed, newest first.

use std::borrow::Borrow;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::change::{Event, RecordChange, Records, Subject};
use super::chronicle::Chronicle;
use super::revisions::{Commit, CommitId, RevisionError};
use crate::model::KindId;
use crate::query::fold;
use crate::value::{Date, Period};

/// Which part of the past is asked for. The default is all of it.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// These records, under every id that they had.
    pub subjects: Vec<Subject>,
    /// Every record of these kinds.
    pub kinds: Vec<KindId>,
    /// Only what these commits do not hold yet.
    pub not: Vec<CommitId>,
    /// Commits by somebody whose name or address contains one of these texts, whatever the case and accents.
    pub authors: Vec<String>,
    /// Commits of these days.
    pub period: Option<Period>,
    /// At most so many commits, the newest.
    pub limit: Option<usize>,
}

/// A commit that changed something, and what.
#[derive(Debug, Clone)]
pub struct Entry {
    pub commit: Arc<Commit>,
    pub when: Moment,
    pub changes: Vec<RecordChange>,
}

/// When a commit happened: its author date, but never before its first parent's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub time: i64,
    /// The day in the book's zone.
    pub date: Date,
    /// The author's clock said an earlier time than the commit before.
    pub clamped: bool,
}

/// What happened.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// The limit left something out.
    pub more: bool,
}

impl Timeline {
    /// How many of the entries had a clock that ran behind.
    pub fn clamped(&self) -> usize {
        self.entries.iter().filter(|entry| entry.when.clamped).count()
    }
}

/// The moments of commits that stand children before parents, as [`super::Revisions::commits`] gives them; in their order.
pub fn moments<C: Borrow<Commit>>(commits: &[C], zone: &str) -> Vec<Moment> {
    let day = Date::of_instants(zone);
    let mut moments: Vec<Moment> = Vec::with_capacity(commits.len());
    let id = |position: usize| commits.get(position).map(|commit| commit.borrow().id);
    // Only where branches meet is a commit's first parent not the next one.
    let mut positions: Option<FxHashMap<CommitId, usize>> = None;
    for (position, commit) in commits.iter().map(Borrow::borrow).enumerate().rev() {
        let parent = commit.parents.first().and_then(|parent| match id(position + 1) == Some(*parent) {
            true => Some(position + 1),
            false => {
                let all = || commits.iter().enumerate().map(|(at, commit)| (commit.borrow().id, at)).collect();
                positions.get_or_insert_with(all).get(parent).copied()
            }
        });
        // `moments` grows from the oldest, and is turned round at the end.
        let before = parent.and_then(|parent| moments.get(commits.len() - 1 - parent)).map(|moment| moment.time);
        let time = before.unwrap_or(i64::MIN).max(commit.author.time);
        let clamped = time != commit.author.time;
        moments.push(Moment { time, date: day(time), clamped });
    }
    moments.reverse();
    moments
}

/// Tells what happened up to `head`.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn timeline(records: &Records<'_>, head: CommitId, zone: &str, scope: &Scope) -> Result<Timeline, RevisionError> {
    let chronicle = match &scope.not[..] {
        [] => Chronicle::open(records, head)?,
        not => Chronicle::between(records, not, head)?,
    };
    let authors: Vec<String> = scope.authors.iter().map(|author| fold(author).into_owned()).collect();
    let by = |commit: &Commit| authors.is_empty() || is_by(commit, &authors);

    // The commits that speak of the records, under whatever name.
    let mut names = Names::default();
    let everything = scope.subjects.is_empty() && scope.kinds.is_empty();
    let mut speaking = vec![everything; chronicle.len()];
    for subject in chronicle.follow_names(records, &scope.subjects)? {
        let told = chronicle.mentions(subject.kind, &subject.id).filter(|mention| mention.told);
        told.for_each(|mention| speaking[mention.order] = true);
        names.add(subject.kind, &subject.id);
    }
    scope.kinds.iter().for_each(|kind| chronicle.mark_kind(*kind, &mut speaking));
    let wanted = |kind: Option<KindId>, id: &str| {
        everything || names.has(kind, id) || kind.is_some_and(|kind| scope.kinds.contains(&kind))
    };

    let day = Date::of_instants(zone);
    let within =
        |order: &usize| scope.period.as_ref().is_none_or(|period| period.contains(chronicle.moment(*order, &day).date));
    let mut asked: Vec<usize> = (0..chronicle.len()).rev().filter(|order| speaking[*order]).filter(within).collect();
    let mut told = Timeline::default();
    // Where a few are wanted, most commits need not be looked at; where many are, many at once are faster.
    let mut some = scope.limit.map_or(usize::MAX, |limit| limit.max(16));
    while !asked.is_empty() {
        let rest = asked.split_off(some.min(asked.len()));
        let orders = std::mem::replace(&mut asked, rest);
        let commits = chronicle.commits(records, &orders)?;
        let found: Vec<(usize, Arc<Commit>)> =
            orders.into_iter().zip(commits).filter(|(_, commit)| by(commit)).collect();
        chronicle.learn(records, &found.iter().map(|(order, _)| *order).collect::<Vec<_>>())?;
        for (order, commit) in found {
            let changes = records.of_commit(&commit, &wanted)?;
            if changes.is_empty() {
                continue;
            }
            if scope.limit == Some(told.entries.len()) {
                told.more = true;
                return Ok(told);
            }
            told.entries.push(Entry { commit, when: chronicle.moment(order, &day), changes });
        }
        some = some.saturating_mul(4);
    }
    Ok(told)
}

/// Records by kind and id.
#[derive(Default)]
struct Names(FxHashMap<Option<KindId>, FxHashSet<Box<str>>>);

impl Names {
    fn add(&mut self, kind: Option<KindId>, id: &str) {
        self.0.entry(kind).or_default().insert(id.into());
    }

    fn has(&self, kind: Option<KindId>, id: &str) -> bool {
        self.0.get(&kind).is_some_and(|ids| ids.contains(id))
    }
}

/// Whether the author's name or address contains one of these texts, which are folded already.
pub fn is_by(commit: &Commit, authors: &[String]) -> bool {
    let who = [fold(&commit.author.name), fold(&commit.author.email)];
    authors.iter().any(|author| who.iter().any(|text| text.contains(author.as_str())))
}

/// What became of a record that is not there under this id any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is called so now, or was when it went.
    Renamed(Subject),
    /// Its file was removed.
    Removed { author: String, on: Date },
}

/// Follows an id from the first commit to `head`; `None` where no commit knows it.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn fate(
    records: &Records<'_>,
    head: CommitId,
    zone: &str,
    subject: &Subject,
) -> Result<Option<Fate>, RevisionError> {
    let commits = records.revisions.commits(&[head], &[])?;
    let moments = moments(&commits, zone);
    records.learn(&commits)?;
    let learnt = records.learnt.borrow();
    let (mut called, mut fate) = (subject.clone(), None);
    for (commit, moment) in commits.iter().zip(&moments).rev() {
        for change in learnt.told(commit.id).changes().filter(|change| change.kind == subject.kind) {
            let was = change.old_id.is_some_and(|old| *old == *called.id);
            if was && !change.is(&called) {
                called = change.subject();
                fate = (called != *subject).then(|| Fate::Renamed(called.clone()));
            } else if change.is(&called) && change.event == Event::Removed && called == *subject {
                fate = Some(Fate::Removed { author: commit.author.name.clone(), on: moment.date });
            } else if change.is(subject) && change.event == Event::Created {
                // Another record took the id.
                (called, fate) = (subject.clone(), None);
            }
        }
    }
    Ok(fate)
}

/// The parents that a commit is compared with; a root with nothing.
pub(super) fn parents(commit: &Commit) -> Vec<Option<CommitId>> {
    match commit.parents.as_slice() {
        [] => vec![None],
        parents => parents.iter().copied().map(Some).collect(),
    }
}
