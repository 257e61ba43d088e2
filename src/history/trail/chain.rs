//! The changes of one record, chained backwards by value: see [`super`].

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::book::Value;
use crate::finding::{KeyPath, Step as PathStep};
use crate::history::change::{Records, Subject};
use crate::history::revisions::{CommitId, RevisionError, TreeFile};
use crate::history::told::value;
use crate::model::KindId;

/// A change as it is gathered, its values still packed.
#[derive(Clone, Copy)]
pub struct Change<'b> {
    /// Among [`super::gather::Paths`].
    pub path: u32,
    /// Among the commits, the oldest 0.
    pub order: u32,
    pub before: &'b [u8],
    pub after: &'b [u8],
}

/// A change that is a step.
#[derive(Clone, Copy)]
pub struct Chained<'b> {
    pub order: u32,
    /// The commit at whose time it counts: `order << 1 | clamped`.
    pub when: u32,
    pub after: &'b [u8],
}

/// The lines of a record.
#[derive(Default)]
pub struct Chain<'b> {
    /// Line by line, each with the oldest first.
    pub steps: Vec<Chained<'b>>,
    /// Path and steps.
    pub lines: Vec<(u32, Range<usize>)>,
    /// The changes of some line do not fit together.
    pub loose: bool,
}

/// The value at a path at the head; the outer `None` where it is not known what that is.
type Now<'n> = &'n mut dyn FnMut(&KeyPath) -> Option<Option<Option<Value>>>;

/// Chains the lines of a record whose changes come newest first; `None` where `now` was needed and does not know. `times`
/// are those of the commits.
pub fn chain<'b>(
    paths: &[KeyPath],
    times: &[i64],
    changes: &[Change<'b>],
    removed: bool,
    now: Now<'_>,
) -> Option<Chain<'b>> {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| (change.path, Reverse(change.order)));
    let mut chain = Chain { steps: Vec::with_capacity(changes.len()), ..Chain::default() };
    for line in changes.chunk_by(|a, b| a.path == b.path) {
        let path = &paths[line[0].path as usize];
        let start = chain.steps.len();
        let mut add = |change: &Change<'b>| {
            chain.steps.push(Chained { order: change.order, when: change.order << 1, after: change.after });
        };
        if is_plain(path) && !fits(line) {
            chain.loose = true;
            let now = if removed { None } else { now(path)? };
            let mut chained = Vec::new();
            by_value(line, now, &mut chained);
            chained.into_iter().rev().for_each(&mut add);
        } else {
            line.iter().rev().for_each(&mut add);
        }
        keep_in_order(times, &mut chain.steps[start..]);
        chain.lines.push((line[0].path, start..chain.steps.len()));
    }
    Some(chain)
}

/// Whether a path leads to no item of a list.
pub fn is_plain(path: &KeyPath) -> bool {
    !path.0.iter().any(|step| matches!(step, PathStep::Index(_)))
}

/// Whether each change, newest first, begins from what the one before led to.
pub fn fits(line: &[Change<'_>]) -> bool {
    line.windows(2).all(|pair| same(pair[0].before, pair[1].after))
}

/// Whether two packed values are equal: `1000` and `1000.00` are, though their bytes differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a == b || !a.is_empty() && !b.is_empty() && value(a) == value(b)
}

/// The changes, newest first, that lead to `now`, backwards by value; where none leads there (a reference that followed a
/// renaming), those that lead to the newest one.
fn by_value<'c, 'b>(line: &'c [Change<'b>], now: Option<Option<Value>>, chained: &mut Vec<&'c Change<'b>>) {
    let ends = |change: &Change<'_>| Some((value(change.before)?, value(change.after)?));
    let line: Vec<(&Change<'b>, Option<Value>, Option<Value>)> =
        line.iter().filter_map(|change| ends(change).map(|(before, after)| (change, before, after))).collect();
    let leads = |to: &Option<Value>| line.iter().any(|(_, _, after)| after == to);
    let mut sought = match now.filter(leads) {
        Some(now) => now,
        None => line.first().and_then(|(_, _, after)| after.clone()),
    };
    for (change, before, after) in line {
        if after == sought {
            sought = before;
            chained.push(change);
        }
    }
}

/// The value at a path of a record at the head; the outer `None` where its file is not there or cannot be read.
pub fn value_at_head(
    records: &Records<'_>,
    head: CommitId,
    files: &mut Option<FxHashMap<Subject, TreeFile>>,
    kind: KindId,
    id: &str,
    path: &KeyPath,
) -> Result<Option<Option<Value>>, RevisionError> {
    let files = match files {
        Some(files) => files,
        None => {
            let tree = records.revisions.tree(head)?.into_iter();
            files.insert(tree.filter_map(|file| Some((records.subject(&file.path)?, file))).collect())
        }
    };
    let subject = Subject { kind: Some(kind), id: id.into() };
    let Some(file) = files.get(&subject) else { return Ok(None) };
    let version = records.version(&subject, &file.path, file.blob)?;
    Ok(version.readable.then(|| version.get(records.shape(Some(kind)), path).cloned()))
}

/// Clocks of parallel branches differ: no step is before the one that it follows.
fn keep_in_order(times: &[i64], steps: &mut [Chained<'_>]) {
    let time = |when: u32| times.get(when as usize >> 1).copied().unwrap_or_default();
    for i in 1..steps.len() {
        steps[i].when = not_before(steps[i].when, steps[i - 1].when, time);
    }
}

/// When a step counts that follows another.
pub fn not_before(when: u32, before: u32, time: impl Fn(u32) -> i64) -> u32 {
    if time(when) < time(before) { before | 1 } else { when }
}
