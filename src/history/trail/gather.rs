//! From what commits did to trails: whose each change is.

use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::chain::{Chain, Change, chain, value_at_head};
use super::{FIRST, HOW, LOOSE, NOW, ONCE, SHARED, Trails, Wanted};
use crate::finding::KeyPath;
use crate::history::change::{Event, Records, Subject};
use crate::history::chronicle::Chronicle;
use crate::history::event::Moment;
use crate::history::revisions::{Commit, RevisionError, TreeFile};
use crate::history::told::{self, SeenField, Told};
use crate::model::KindId;
use crate::value::Date;

/// How the newest mention of a name speaks of it: a change, that it went, that a record with another name had it; or of a record
/// that turned out to be another.
pub const TOLD: u32 = 0;
pub const GONE: u32 = 1;
pub const OLD: u32 = 2;
pub const DEAD: u32 = 3;

/// A trail in the making.
#[derive(Default)]
pub struct Making<'b> {
    /// `None`: it turned out to be another's.
    pub kind: Option<KindId>,
    /// The newest first.
    pub names: Vec<&'b str>,
    pub created: Option<u32>,
    pub removed: Option<u32>,
    /// Newest first.
    pub changes: Vec<Change<'b>>,
}

/// The paths at which anything changed, each once.
pub struct Paths<'w> {
    /// The fields that are asked for, by kind, with the numbers of their paths.
    wanted: Vec<(KindId, Vec<(&'w str, u32)>)>,
    pub all: Vec<KeyPath>,
    /// Those inside of a field, by their packed form.
    deep: FxHashMap<Box<[u8]>, u32>,
}

impl<'w> Paths<'w> {
    pub fn new(wanted: &Wanted<'w>) -> Paths<'w> {
        let mut paths = Paths { wanted: Vec::new(), all: Vec::new(), deep: FxHashMap::default() };
        for (kind, fields) in wanted {
            let numbered = fields.iter().map(|field| (*field, paths.add(KeyPath::key(field))));
            let numbered = numbered.collect();
            paths.wanted.push((*kind, numbered));
        }
        paths
    }

    /// With the numbers that paths have in these trails.
    pub fn of(wanted: &Wanted<'w>, trails: &Trails) -> Paths<'w> {
        let mut paths = Paths::new(wanted);
        for (number, path) in trails.paths.iter().enumerate().skip(paths.all.len()) {
            paths.deep.insert(trails.packed_paths.get(number).into(), number as u32);
            paths.all.push(path.clone());
        }
        paths
    }

    fn add(&mut self, path: KeyPath) -> u32 {
        self.all.push(path);
        self.all.len() as u32 - 1
    }

    /// The number of a field's path, where the field is asked for.
    fn number(&mut self, kind: usize, field: &SeenField<'_>) -> Option<u32> {
        let plain = self.wanted[kind].1.iter().find(|(key, _)| *key == field.key).map(|(_, number)| *number)?;
        if field.path.is_empty() {
            return Some(plain);
        }
        if let Some(number) = self.deep.get(field.path) {
            return Some(*number);
        }
        let number = self.add(field.place()?);
        self.deep.insert(field.path.into(), number);
        Some(number)
    }
}

/// A record under one of its ids.
pub type Name<'b> = (KindId, &'b str);

/// A walk from the newest commit to the oldest.
pub struct Gathering<'w, 'b> {
    pub paths: Paths<'w>,
    pub makings: Vec<Making<'b>>,
    /// Whose trail an id belongs to, at the commit that the walk has reached.
    pub called: FxHashMap<Name<'b>, usize>,
    /// Of each name the newest mention: whose, and how.
    pub first: FxHashMap<Name<'b>, (usize, u32)>,
    /// Two trails turned out to be one.
    pub joined: bool,
}

impl<'w, 'b> Gathering<'w, 'b> {
    pub fn new(paths: Paths<'w>) -> Gathering<'w, 'b> {
        let (makings, called, first) = Default::default();
        Gathering { paths, makings, called, first, joined: false }
    }

    /// The next older commit.
    pub fn take(&mut self, order: u32, told: Told<'b>) {
        let mut renamings: Vec<(Name<'b>, Name<'b>, usize)> = Vec::new();
        for seen in told.changes() {
            let Some(kind) = seen.kind else { continue };
            let Some(which) = self.paths.wanted.iter().position(|(of, _)| *of == kind) else { continue };
            let subject = (kind, seen.id);
            let known = self.called.get(&subject).copied();
            // A removal that something newer speaks of did not last, unless the record was made anew since.
            let gone = seen.event == Event::Removed;
            let trail = known.filter(|index| !gone || self.makings[*index].created.is_none());
            let index = trail.unwrap_or_else(|| {
                self.makings.push(Making { kind: Some(kind), names: vec![seen.id], ..Making::default() });
                self.makings.len() - 1
            });
            if known != Some(index) {
                self.called.insert(subject, index);
            }
            self.first.entry(subject).or_insert((index, if gone { GONE } else { TOLD }));
            let making = &mut self.makings[index];
            if gone && trail.is_none() {
                making.removed = Some(order);
            }
            if seen.event == Event::Created {
                making.created = Some(order);
            }
            for field in seen.fields() {
                if let Some(path) = self.paths.number(which, &field) {
                    making.changes.push(Change { path, order, before: field.before, after: field.after });
                }
            }
            renamings.extend(seen.old_id.map(|old| (subject, (kind, old), index)));
        }
        for (new, ..) in &renamings {
            self.called.remove(new);
        }
        for (_, old, index) in renamings {
            self.makings[index].names.push(old.1);
            self.first.entry(old).or_insert((index, OLD));
            let other = self.called.insert(old, index).filter(|other| *other != index);
            // Another branch went on with the old id: that is the same record.
            if let Some(other) = other.filter(|other| self.makings[*other].created.is_none()) {
                let other = std::mem::take(&mut self.makings[other]);
                self.makings[index].changes.extend(other.changes);
                self.joined = true;
            }
        }
    }
}

/// The trails of all commits.
pub fn work_out(
    records: &Records<'_>,
    chronicle: &Chronicle,
    zone: &str,
    wanted: &Wanted<'_>,
) -> Result<Trails, RevisionError> {
    let orders: Vec<usize> = (0..chronicle.len()).collect();
    chronicle.learn(records, &orders)?;
    let commits = chronicle.commits(records, &orders)?;
    let learnt = records.learnt.borrow();
    let mut gathering = Gathering::new(Paths::new(wanted));
    for (order, commit) in commits.iter().enumerate().rev() {
        gathering.take(order as u32, learnt.told(commit.id));
    }
    let mut trails = Trails::default();
    trails.put_value(&[]);
    let day = Date::of_instants(zone);
    for (order, commit) in commits.iter().enumerate() {
        trails.put_commit(commit, chronicle.moment(order, &day));
    }
    let paths = &gathering.paths.all;
    let times: Vec<i64> = (0..chronicle.len()).map(|order| chronicle.time(order)).collect();
    // Nearly all lines fit together by themselves. The others ask what the record says now, which one thread can do.
    let alone: Vec<Option<Chain<'_>>> = gathering
        .makings
        .par_iter()
        .with_min_len(256)
        .map(|making| chain(paths, &times, &making.changes, making.removed.is_some(), &mut |_| None))
        .collect();
    let Some(head) = commits.last().map(|commit| commit.id) else { return Ok(trails) };
    let mut files: Option<FxHashMap<Subject, TreeFile>> = None;
    let mut interned: FxHashMap<&[u8], Option<u32>> = FxHashMap::default();
    interned.insert(&[], Some(0));
    let mut rows: Vec<Option<usize>> = Vec::with_capacity(alone.len());
    for (making, alone) in gathering.makings.iter().zip(alone) {
        let (Some(kind), Some(id)) = (making.kind, making.names.first().copied()) else {
            rows.push(None);
            continue;
        };
        let chain = match alone {
            Some(alone) => alone,
            None => {
                let mut failed = None;
                let mut now = |path: &KeyPath| {
                    let value = value_at_head(records, head, &mut files, kind, id, path);
                    Some(value.unwrap_or_else(|error| {
                        failed = Some(error);
                        None
                    }))
                };
                let chain = chain(paths, &times, &making.changes, making.removed.is_some(), &mut now);
                if let Some(error) = failed {
                    return Err(error);
                }
                chain.unwrap_or_default()
            }
        };
        rows.push(Some(
            trails
                .put(making, &chain, |trails, bytes| *interned.entry(bytes).or_insert_with(|| trails.put_value(bytes))),
        ));
    }
    for path in paths {
        trails.put_path(path);
    }
    for ((kind, id), (making, how)) in &gathering.first {
        let name = trails.name(*kind, id);
        let row = rows[*making];
        trails.whose.set(name, FIRST, row.map_or(0, |row| row as u32 + 1));
        trails.whose.set(name, HOW, if row.is_some() { *how } else { DEAD });
    }
    for row in rows.into_iter().flatten().rev() {
        trails.answer_to_names(row);
    }
    trails.tip = Some(head);
    trails.begun = trails.steps.len() as u32;
    Ok(trails)
}

impl Trails {
    /// The number of a name.
    pub fn name(&mut self, kind: KindId, id: &str) -> usize {
        let (name, new) = self.names.number(u32::from(kind.0), id);
        if new {
            self.whose.push([0; 5]);
        }
        name
    }

    pub fn put_commit(&mut self, commit: &Commit, when: Moment) {
        let known = (0..self.authors.len()).rev().find(|author| self.authors.text(*author) == commit.author.name);
        let author = known.map_or_else(|| self.authors.push(commit.author.name.as_bytes()), |author| author as u32);
        let time = when.time as u64;
        let day = when.date.days_since(Date::UNIX_EPOCH) as i32 as u32;
        self.commits.push([time as u32, (time >> 32) as u32, day, author << 1 | u32::from(when.clamped)]);
    }

    pub fn put_path(&mut self, path: &KeyPath) {
        // A path is a list of texts and numbers, which can be packed.
        self.packed_paths.push(&told::pack_path(path).unwrap_or_default());
        self.paths.push(path.clone());
    }

    /// `None` for bytes that are no value.
    pub fn put_value(&mut self, packed: &[u8]) -> Option<u32> {
        told::value(packed)?;
        self.values.push(OnceLock::new());
        Some(self.packed_values.push(packed))
    }

    /// Adds a trail.
    fn put<'b>(
        &mut self,
        making: &Making<'b>,
        chain: &Chain<'b>,
        mut value: impl FnMut(&mut Trails, &'b [u8]) -> Option<u32>,
    ) -> usize {
        let first = self.called.len() as u32;
        for id in &making.names {
            let name = making.kind.map_or(0, |kind| self.name(kind, id));
            self.called.push([name as u32]);
        }
        let lines = self.lines.len() as u32;
        for (path, steps) in &chain.lines {
            let start = self.steps.len() as u32;
            for step in &chain.steps[steps.clone()] {
                if let Some(value) = value(self, step.after) {
                    self.steps.push([step.order, step.when, value]);
                }
            }
            self.lines.push([*path, start, self.steps.len() as u32]);
        }
        let [created, removed] = [making.created, making.removed].map(|order| order.map_or(0, |order| order + 1));
        let count = (chain.lines.len() as u32) << 1 | if chain.loose { LOOSE } else { 0 };
        self.trails.push([first, making.names.len() as u32, created, removed, lines, count])
    }

    /// Gives a trail its names, before all others that have them.
    pub fn answer_to_names(&mut self, row: usize) {
        let names: Vec<usize> = super::Trail { all: self, row }.name_numbers().collect();
        let answer = row as u32 + 1;
        for (i, name) in names.into_iter().enumerate() {
            if i > 0 || self.trails.at(row, 3) != 0 {
                self.whose.set(name, ONCE, answer);
                continue;
            }
            let other = self.whose.at(name, NOW);
            if other != 0 && other != answer {
                self.whose.set(name, SHARED, 1);
            }
            self.whose.set(name, NOW, answer);
        }
    }
}
