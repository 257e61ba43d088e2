//! What happened: commit by commit, the records that each changed, newest first.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::change::{RecordChange, Records, Subject};
use super::revisions::{Commit, CommitId, PathChange, RevisionError};
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
    pub commit: Commit,
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

/// The moments of commits that stand children before parents, as [`super::Revisions::commits`] gives them.
pub fn moments(commits: &[Commit], zone: &str) -> FxHashMap<CommitId, Moment> {
    let mut moments: FxHashMap<CommitId, Moment> = FxHashMap::default();
    for commit in commits.iter().rev() {
        let before = commit.parents.first().and_then(|parent| moments.get(parent)).map(|moment| moment.time);
        let time = before.unwrap_or(i64::MIN).max(commit.author.time);
        let clamped = time != commit.author.time;
        moments.insert(commit.id, Moment { time, date: Date::of_instant(time, zone), clamped });
    }
    moments
}

/// Tells what happened up to `head`.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn timeline(records: &Records<'_>, head: CommitId, zone: &str, scope: &Scope) -> Result<Timeline, RevisionError> {
    let commits = records.revisions.commits(&[head], &[])?;
    let moments = moments(&commits, zone);
    let authors: Vec<String> = scope.authors.iter().map(|author| fold(author).into_owned()).collect();
    let by = |commit: &Commit| {
        let who = || [fold(&commit.author.name), fold(&commit.author.email)];
        authors.is_empty() || authors.iter().any(|author| who().iter().any(|text| text.contains(author.as_str())))
    };

    // A record is followed through its renamings, which asks for the changes of all commits first.
    let mut names: HashSet<Subject> = scope.subjects.iter().cloned().collect();
    let mut read: FxHashMap<CommitId, Vec<Vec<PathChange>>> = FxHashMap::default();
    if !names.is_empty() {
        for commit in &commits {
            let lists = lists(records, commit)?;
            for change in lists.iter().flatten().filter(|change| change.moved()) {
                let ends =
                    [&change.path, &change.old_path].map(|path| path.as_deref().and_then(|p| records.subject(p)));
                if let [Some(new), Some(old)] = ends
                    && names.contains(&new)
                {
                    names.insert(old);
                }
            }
            read.insert(commit.id, lists);
        }
    }
    let everything = names.is_empty() && scope.kinds.is_empty();
    let wanted = |subject: &Subject| {
        everything || names.contains(subject) || subject.kind.is_some_and(|kind| scope.kinds.contains(&kind))
    };

    let mut told = Timeline::default();
    for commit in commits {
        let Some(when) = moments.get(&commit.id).copied() else { continue };
        if !by(&commit) || scope.period.as_ref().is_some_and(|period| !period.contains(when.date)) {
            continue;
        }
        let lists = match read.remove(&commit.id) {
            Some(lists) => lists,
            None => lists(records, &commit)?,
        };
        let changes = records.told(&lists, &parents(&commit), &wanted)?;
        if changes.is_empty() {
            continue;
        }
        if scope.limit == Some(told.entries.len()) {
            told.more = true;
            break;
        }
        told.entries.push(Entry { commit, when, changes });
    }
    Ok(told)
}

/// The parents that a commit is compared with; a root with nothing.
pub(super) fn parents(commit: &Commit) -> Vec<Option<CommitId>> {
    match commit.parents.as_slice() {
        [] => vec![None],
        parents => parents.iter().copied().map(Some).collect(),
    }
}

/// The files that a commit changed, a list a parent.
fn lists(records: &Records<'_>, commit: &Commit) -> Result<Vec<Vec<PathChange>>, RevisionError> {
    parents(commit).into_iter().map(|parent| records.revisions.changes(commit.id, parent)).collect()
}
