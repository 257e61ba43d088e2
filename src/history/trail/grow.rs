//! Trails of yesterday, and what was committed since.
//!
//! The walk of [`super::gather`] goes from the newest commit to the oldest. Where one commit follows all that was there, what it
//! says of a name can change what the walk makes of the newest mention of that name only; all older ones are met as before.
//! So a commit is walked alone first, and then joined to what is known of each name that it leaves open. Wherever that would
//! be something else than adding to a trail or beginning one, everything is worked out anew.

use super::chain::{fits, is_plain, not_before, same};
use super::gather::{DEAD, GONE, Gathering, Making, OLD, Paths, TOLD};
use super::{FIRST, HOW, NOW, SHARED, Trail, Trails, Wanted};
use crate::history::change::Records;
use crate::history::chronicle::since;
use crate::history::event::Moment;
use crate::history::revisions::{Commit, CommitId, RevisionError};
use crate::history::told::Told;
use crate::model::KindId;
use crate::value::Date;

/// The trails up to `head`; `None` where they have to be worked out anew.
///
/// # Errors
/// What the repository cannot tell.
pub fn grow(
    mut trails: Trails,
    records: &Records<'_>,
    head: CommitId,
    zone: &str,
    wanted: &Wanted<'_>,
) -> Result<Option<Trails>, RevisionError> {
    // Steps that were written anew leave gaps.
    let gaps = trails.steps.len() > 2 * trails.begun as usize + 10_000;
    let (Some(tip), Some(whole)) = (trails.tip.filter(|_| !gaps), trails.whole) else { return Ok(None) };
    let Some(news) = since(records, tip, head)? else { return Ok(None) };
    let Some(spots) = records.learn_more(&news.iter().collect::<Vec<_>>(), whole)? else { return Ok(None) };
    trails.whole = Some(spots.whole);
    let learnt = records.learnt.borrow();
    let day = Date::of_instants(zone);
    for commit in &news {
        // As the chronicle tells time: it never goes back.
        let before =
            trails.commits.len().checked_sub(1).map_or(i64::MIN, |last| trails.moment((last as u32) << 1).time);
        let time = before.max(commit.author.time);
        let when = Moment { time, date: day(time), clamped: time != commit.author.time };
        if add(&mut trails, commit, when, learnt.told(commit.id), wanted).is_none() {
            return Ok(None);
        }
        trails.tip = Some(commit.id);
    }
    Ok(Some(trails))
}

/// Adds one commit; `None` where it does not simply add something.
fn add(trails: &mut Trails, commit: &Commit, when: Moment, told: Told<'_>, wanted: &Wanted<'_>) -> Option<()> {
    let order = trails.commits.len() as u32;
    trails.put_commit(commit, when);
    let mut gathering = Gathering::new(Paths::of(wanted, trails));
    gathering.take(order, told);
    // A line that was chained by what its record said needs to know what it says now.
    let loose = |kind: Option<KindId>, id: &str| {
        let known = kind.filter(|kind| wanted.iter().any(|(of, _)| of == kind));
        known.and_then(|kind| trails.of(kind, id)).is_some_and(|trail| trail.is_loose())
    };
    let mut named =
        told.changes().flat_map(|seen| [Some((seen.kind, seen.id)), seen.old_id.map(|old| (seen.kind, old))]);
    if gathering.joined
        || named.any(|name| name.is_some_and(|(kind, id)| loose(kind, id)))
        || told.touched()?.into_iter().any(|(kind, id)| loose(kind, id))
    {
        return None;
    }
    for path in gathering.paths.all.iter().skip(trails.paths.len()) {
        trails.put_path(path);
    }
    // Which trail each goes on with.
    let mut goes_on: Vec<Option<usize>> = vec![None; gathering.makings.len()];
    for ((kind, id), making) in &gathering.called {
        let Some(name) = trails.names.find(u32::from(kind.0), id) else { continue };
        let how = trails.whose.at(name, HOW);
        let row = match trails.whose.at(name, FIRST).checked_sub(1) {
            Some(row) => row,
            // Nobody spoke of it.
            None if how != DEAD => continue,
            None => return None,
        };
        let made = gathering.makings[*making].created.is_some();
        match (how, made) {
            (TOLD, false) if goes_on[*making].is_none() => goes_on[*making] = Some(row as usize),
            // What has been there before was another record.
            (GONE | OLD, true) => {}
            _ => return None,
        }
    }
    let mut rows = Vec::with_capacity(goes_on.len());
    for (making, trail) in gathering.makings.iter().zip(goes_on) {
        let kind = making.kind?;
        rows.push(put(trails, kind, making, trail)?);
    }
    for ((kind, id), (making, how)) in &gathering.first {
        let name = trails.name(*kind, id);
        trails.whose.set(name, FIRST, rows[*making] as u32 + 1);
        trails.whose.set(name, HOW, *how);
    }
    for row in rows.into_iter().rev() {
        trails.answer_to_names(row);
    }
    Some(())
}

/// Adds what a commit did to the trail that it goes on with, or begins one.
fn put(trails: &mut Trails, kind: KindId, making: &Making<'_>, trail: Option<usize>) -> Option<usize> {
    let old = match trail {
        Some(row) => trails.trails.row(row),
        None => [0; 6],
    };
    let mut names: Vec<u32> = making.names.iter().map(|id| trails.name(kind, id) as u32).collect();
    let mut lines: Vec<[u32; 3]> = Vec::new();
    if let Some(row) = trail {
        let known = Trail { all: trails, row };
        let mut had = known.name_numbers();
        let called = had.next()?;
        if names.last() != Some(&(called as u32)) || trails.whose.at(called, SHARED) != 0 || old[3] != 0 {
            return None;
        }
        names.extend(had.map(|name| name as u32));
        lines = known.lines().map(|line| trails.lines.row(line)).collect();
        // It is called otherwise from now on, or no more at all.
        if (making.names.len() > 1 || making.removed.is_some()) && trails.whose.at(called, NOW) == row as u32 + 1 {
            trails.whose.set(called, NOW, 0);
        }
    }
    let mut changes = making.changes.clone();
    changes.sort_by_key(|change| change.path);
    for news in changes.chunk_by(|a, b| a.path == b.path) {
        let path = news[0].path;
        let known = lines.iter().position(|line| line[0] == path);
        if is_plain(trails.paths.get(path as usize)?) {
            let last = known.map(|line| lines[line]).filter(|[_, start, end]| start < end);
            let before = last.map(|[.., end]| trails.steps.at(end as usize - 1, 2) as usize);
            let begins = news.last().zip(before);
            if !fits(news) || begins.is_some_and(|(news, before)| !same(news.before, trails.packed_values.get(before)))
            {
                return None;
            }
        }
        // The steps that are there are written anew, so that all stand one after the other.
        let start = trails.steps.len() as u32;
        if let Some([_, first, end]) = known.map(|line| lines[line]) {
            for step in first..end {
                let step = trails.steps.row(step as usize);
                trails.steps.push(step);
            }
        }
        for change in news.iter().rev() {
            let Some(value) = trails.put_value(change.after) else { continue };
            let mut when = change.order << 1;
            if let Some(last) = trails.steps.len().checked_sub(1).filter(|last| *last >= start as usize) {
                when = not_before(when, trails.steps.at(last, 1), |when| trails.moment(when).time);
            }
            trails.steps.push([change.order, when, value]);
        }
        let line = [path, start, trails.steps.len() as u32];
        match known {
            Some(known) => lines[known] = line,
            None => lines.push(line),
        }
    }
    // In the order in which they would stand if all had been worked out at once.
    lines.sort_by_key(|line| line[0]);
    let first = trails.called.len() as u32;
    for name in &names {
        trails.called.push([*name]);
    }
    let start = trails.lines.len() as u32;
    for line in &lines {
        trails.lines.push(*line);
    }
    let [created, removed] = [making.created, making.removed].map(|order| order.map_or(0, |order| order + 1));
    let created = if created == 0 { old[2] } else { created };
    let row = [first, names.len() as u32, created, removed, start, (lines.len() as u32) << 1];
    match trail {
        Some(trail) => {
            row.iter().enumerate().for_each(|(column, number)| trails.trails.set(trail, column, *number));
            Some(trail)
        }
        None => Some(trails.trails.push(row)),
    }
}
