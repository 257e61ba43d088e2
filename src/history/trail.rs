//! The trail of chosen fields: for every record of some kinds, each value that a field had, since when and by whom.
//!
//! One walk over all commits, newest first, gathers what each changed ([`Records::learn`]); records are followed
//! through their renamings. Commits of parallel branches come interleaved, and their changes of one field need not fit
//! together: so each line is chained **backwards by value**. It starts from the value that the record has at the head;
//! the newest change that led to that value is the last step, the newest older one that led to what *that* one began
//! from the step before, and so on. A value that lost in a merge is thereby no step. What two branches did alike is one.
//!
//! A record that was removed and came back begins anew. Items of lists (tags, lines, roles) are not chained: each time
//! one came, changed or went is a step.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::change::{Event, Records, Subject};
use super::event::{Moment, moments};
use super::revisions::{Commit, CommitId, RevisionError, TreeFile};
use super::told::{SeenField, value};
use crate::book::Value;
use crate::finding::{KeyPath, Step as PathStep};
use crate::model::KindId;

/// One change of one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The place of the commit among all, the oldest 0: of two steps of a trail the one with the smaller came before.
    pub order: usize,
    /// Never before the step that it follows.
    pub when: Moment,
    pub commit: Arc<Commit>,
    /// The value from then on.
    pub after: Option<Value>,
}

/// A record's way through the commits.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    /// The ids that it had, the newest first.
    pub names: Vec<Box<str>>,
    /// The commit that brought it.
    pub created: Option<(Moment, Arc<Commit>)>,
    /// The commit that removed it, where it is no more.
    pub removed: Option<(Moment, Arc<Commit>)>,
    /// The steps of each value one after the other, oldest first.
    steps: Vec<Step>,
    /// Where each value stands, and which of the steps are its.
    lines: Vec<(Arc<KeyPath>, Range<u32>)>,
}

impl Trail {
    /// The steps of a top-level field that is a plain value, oldest first.
    pub fn line(&self, field: &str) -> &[Step] {
        self.steps_of(|path| matches!(path, [PathStep::Key(key)] if **key == *field))
    }

    /// The steps of a value inside a table: `confirmed`, `phone`.
    pub fn inner(&self, table: &str, field: &str) -> &[Step] {
        let inside = |outer: &str, inner: &str| outer == table && inner == field;
        self.steps_of(|path| matches!(path, [PathStep::Key(outer), PathStep::Key(inner)] if inside(outer, inner)))
    }

    /// The steps of everything that a top-level field holds, in no particular order.
    pub fn under<'t>(&'t self, field: &'t str) -> impl Iterator<Item = &'t Step> {
        let top = move |path: &KeyPath| matches!(path.0.first(), Some(PathStep::Key(key)) if **key == *field);
        self.lines.iter().filter(move |(path, _)| top(path)).flat_map(|(_, range)| self.steps_in(range))
    }

    fn steps_of(&self, is: impl Fn(&[PathStep]) -> bool) -> &[Step] {
        self.lines.iter().find(|(path, _)| is(&path.0)).map_or(&[], |(_, range)| self.steps_in(range))
    }

    fn steps_in(&self, range: &Range<u32>) -> &[Step] {
        &self.steps[range.start as usize..range.end as usize]
    }
}

/// The trails of several kinds, from one walk.
#[derive(Debug, Clone, Default)]
pub struct Trails {
    trails: Vec<Trail>,
    /// Of records that share an id, one after the other, the newest.
    now: Ids,
    /// Ids that are used no more, with whose they were last.
    once: Ids,
}

/// Positions of trails by kind and id.
type Ids = FxHashMap<KindId, FxHashMap<Box<str>, usize>>;

fn position(ids: &Ids, kind: KindId, id: &str) -> Option<usize> {
    ids.get(&kind)?.get(id).copied()
}

impl Trails {
    /// The trail of the record that is called so now.
    pub fn of(&self, kind: KindId, id: &str) -> Option<&Trail> {
        position(&self.now, kind, id).map(|index| &self.trails[index])
    }

    /// What a record is called now that was called `id` at some time; the id itself where nothing is known of it.
    pub fn renamed<'t>(&'t self, kind: KindId, id: &'t str) -> &'t str {
        if position(&self.now, kind, id).is_some() {
            return id;
        }
        let name = position(&self.once, kind, id).and_then(|index| self.trails[index].names.first());
        name.map_or(id, |name| name)
    }
}

/// A change as it is gathered, its values still packed.
#[derive(Clone, Copy)]
struct Change<'b> {
    /// Among [`Paths`].
    path: u32,
    /// Among the commits, the newest 0.
    commit: u32,
    before: &'b [u8],
    after: &'b [u8],
}

/// A trail in the making.
#[derive(Default)]
struct Making<'b> {
    /// `None`: it turned out to be another's.
    kind: Option<KindId>,
    names: Vec<&'b str>,
    created: Option<u32>,
    removed: Option<u32>,
    /// Newest first.
    changes: Vec<Change<'b>>,
}

/// The paths at which anything changed, each once.
struct Paths<'w, 'b> {
    /// The fields that are asked for, by kind, with the numbers of their paths.
    wanted: Vec<(KindId, Vec<(&'w str, u32)>)>,
    all: Vec<Arc<KeyPath>>,
    /// Those inside of a field, by their packed form.
    deep: FxHashMap<&'b [u8], u32>,
}

impl<'w, 'b> Paths<'w, 'b> {
    fn new(wanted: &[(KindId, &[&'w str])]) -> Paths<'w, 'b> {
        let mut paths = Paths { wanted: Vec::new(), all: Vec::new(), deep: FxHashMap::default() };
        for (kind, fields) in wanted {
            let numbered = fields.iter().map(|field| (*field, paths.add(KeyPath::key(field))));
            let numbered = numbered.collect();
            paths.wanted.push((*kind, numbered));
        }
        paths
    }

    fn add(&mut self, path: KeyPath) -> u32 {
        self.all.push(Arc::new(path));
        self.all.len() as u32 - 1
    }

    /// The number of a field's path, where the field is asked for.
    fn number(&mut self, kind: usize, field: &SeenField<'b>) -> Option<u32> {
        let plain = self.wanted[kind].1.iter().find(|(key, _)| *key == field.key).map(|(_, number)| *number)?;
        if field.path.is_empty() {
            return Some(plain);
        }
        if let Some(number) = self.deep.get(field.path) {
            return Some(*number);
        }
        let number = self.add(field.place()?);
        self.deep.insert(field.path, number);
        Some(number)
    }
}

/// The trails of the records of these kinds, each with these top-level fields, up to `head`.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn trails(
    records: &Records<'_>,
    head: CommitId,
    zone: &str,
    wanted: &[(KindId, &[&str])],
) -> Result<Trails, RevisionError> {
    let commits = records.revisions.commits(&[head], &[])?;
    let moments = moments(&commits, zone);
    // All at once is faster than one by one.
    records.learn(&commits)?;
    let learnt = records.learnt.borrow();
    let mut paths = Paths::new(wanted);
    let mut makings: Vec<Making<'_>> = Vec::new();
    // Whose trail an id belongs to, at the commit that the walk has reached.
    type Name<'n> = (KindId, &'n str);
    let mut called: FxHashMap<Name<'_>, usize> = FxHashMap::default();
    let mut renamings: Vec<(Name<'_>, Name<'_>, usize)> = Vec::new();
    for (back, commit) in commits.iter().enumerate() {
        for seen in learnt.told(commit.id).changes() {
            let Some(kind) = seen.kind else { continue };
            let Some(which) = wanted.iter().position(|(of, _)| *of == kind) else { continue };
            let subject = (kind, seen.id);
            let known = called.get(&subject).copied();
            // A removal that something newer speaks of did not last, unless the record was made anew since.
            let gone = seen.event == Event::Removed;
            let trail = known.filter(|index| !gone || makings[*index].created.is_none());
            let index = trail.unwrap_or_else(|| {
                makings.push(Making { kind: Some(kind), names: vec![seen.id], ..Making::default() });
                makings.len() - 1
            });
            if known != Some(index) {
                called.insert(subject, index);
            }
            let making = &mut makings[index];
            if gone && trail.is_none() {
                making.removed = Some(back as u32);
            }
            if seen.event == Event::Created {
                making.created = Some(back as u32);
            }
            for field in seen.fields() {
                if let Some(path) = paths.number(which, &field) {
                    let (before, after) = (field.before, field.after);
                    making.changes.push(Change { path, commit: back as u32, before, after });
                }
            }
            renamings.extend(seen.old_id.map(|old| (subject, (kind, old), index)));
        }
        for (new, ..) in &renamings {
            called.remove(new);
        }
        for (_, old, index) in renamings.drain(..) {
            makings[index].names.push(old.1);
            let other = called.insert(old, index).filter(|other| *other != index);
            // Another branch went on with the old id: that is the same record.
            if let Some(other) = other.filter(|other| makings[*other].created.is_none()) {
                let other = std::mem::take(&mut makings[other]);
                makings[index].changes.extend(other.changes);
            }
        }
    }
    let chaining = Chaining { paths: &paths.all, commits: &commits, moments: &moments };
    // Nearly all lines fit together by themselves. The others ask what the record says now, which one thread can do.
    let alone: Vec<Option<Trail>> =
        makings.par_iter().with_min_len(256).map(|making| chaining.trail(making, &mut |_| None)).collect();
    let mut files: Option<FxHashMap<Subject, TreeFile>> = None;
    let mut trails = Trails::default();
    for (making, trail) in makings.iter().zip(alone) {
        let (Some(kind), Some(id)) = (making.kind, making.names.first().copied()) else { continue };
        let trail = match trail {
            Some(trail) => trail,
            None => {
                let mut failed = None;
                let mut now = |path: &KeyPath| {
                    let value = value_at_head(records, head, &mut files, kind, id, path);
                    Some(value.unwrap_or_else(|error| {
                        failed = Some(error);
                        None
                    }))
                };
                let trail = chaining.trail(making, &mut now).unwrap_or_default();
                match failed {
                    Some(error) => return Err(error),
                    None => trail,
                }
            }
        };
        let index = trails.trails.len();
        let target = if trail.removed.is_none() { &mut trails.now } else { &mut trails.once };
        target.entry(kind).or_default().entry(id.into()).or_insert(index);
        for name in making.names.iter().skip(1) {
            trails.once.entry(kind).or_default().entry((*name).into()).or_insert(index);
        }
        trails.trails.push(trail);
    }
    Ok(trails)
}

/// What all trails are chained with.
struct Chaining<'c> {
    paths: &'c [Arc<KeyPath>],
    /// The newest first.
    commits: &'c [Arc<Commit>],
    moments: &'c [Moment],
}

/// The value at a path at the head; the outer `None` where it is not known what that is.
type Now<'n> = &'n mut dyn FnMut(&KeyPath) -> Option<Option<Option<Value>>>;

impl Chaining<'_> {
    fn at(&self, commit: u32) -> (Moment, Arc<Commit>) {
        (self.moments[commit as usize], self.commits[commit as usize].clone())
    }

    /// Chains the lines of a record; `None` where `now` was needed and does not know.
    fn trail(&self, making: &Making<'_>, now: Now<'_>) -> Option<Trail> {
        let mut trail = Trail {
            names: making.names.iter().copied().map(Box::from).collect(),
            created: making.created.map(|commit| self.at(commit)),
            removed: making.removed.map(|commit| self.at(commit)),
            steps: Vec::with_capacity(making.changes.len()),
            lines: Vec::new(),
        };
        let mut changes = making.changes.clone();
        changes.sort_by_key(|change| (change.path, change.commit));
        for line in changes.chunk_by(|a, b| a.path == b.path) {
            let path = &self.paths[line[0].path as usize];
            let plain = !path.0.iter().any(|step| matches!(step, PathStep::Index(_)));
            let fits = line.windows(2).all(|pair| same(pair[0].before, pair[1].after));
            let mut chained: Vec<&Change<'_>> = Vec::new();
            if plain && !fits {
                let now = if trail.removed.is_some() { None } else { now(path)? };
                chain(line, now, &mut chained);
            } else {
                chained.extend(line);
            }
            let start = trail.steps.len();
            for change in chained.into_iter().rev() {
                let Some(after) = value(change.after) else { continue };
                let (when, commit) = self.at(change.commit);
                let order = self.commits.len() - 1 - change.commit as usize;
                trail.steps.push(Step { order, when, commit, after });
            }
            keep_in_order(&mut trail.steps[start..]);
            trail.lines.push((path.clone(), start as u32..trail.steps.len() as u32));
        }
        Some(trail)
    }
}

/// Whether two packed values are equal: `1000` and `1000.00` are, though their bytes differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a == b || !a.is_empty() && !b.is_empty() && value(a) == value(b)
}

/// The changes, newest first, that lead to `now`, backwards by value; where none leads there (a reference that followed a
/// renaming), those that lead to the newest one.
fn chain<'c, 'b>(line: &'c [Change<'b>], now: Option<Option<Value>>, chained: &mut Vec<&'c Change<'b>>) {
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
fn value_at_head(
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
fn keep_in_order(steps: &mut [Step]) {
    for i in 1..steps.len() {
        let before = steps[i - 1].when;
        if steps[i].when.time < before.time {
            steps[i].when = Moment { clamped: true, ..before };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Revisions;
    use super::super::memory::MemoryRevisions;
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;

    const DAY: i64 = 86_400;

    fn deal(stage: &str, amount: u32) -> String {
        format!("name = \"X\"\nstage = \"{stage}\"\namount = {amount}\n")
    }

    /// The trail of a deal: `stage@day` from the oldest to the newest.
    fn told(git: &MemoryRevisions, id: &str) -> Option<String> {
        let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", "format = 2\n".as_bytes())]);
        let records = Records::new(git, &book);
        let kind = book.kinds.named("deal").unwrap();
        let head = git.head().unwrap().unwrap();
        let trails = trails(&records, head, "UTC", &[(kind, &["stage"])]).unwrap();
        let word = |step: &Step| {
            let stage = step.after.as_ref().and_then(Value::as_text).unwrap_or("-");
            format!("{stage}@{}", step.when.time / DAY)
        };
        let trail = trails.of(kind, id)?;
        Some(trail.line("stage").iter().map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_record_is_followed_through_its_renamings() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", &deal("lead", 1));
        git.save("begun", 0);
        git.write("deals/x.toml", &deal("proposal", 1));
        git.save("offered", 3 * DAY);
        git.write("deals/x.toml", &deal("proposal", 2)); // not the stage: no step
        git.save("dearer", 4 * DAY);
        git.rename("deals/x.toml", "deals/y.toml");
        git.save("renamed", 5 * DAY);
        git.write("deals/y.toml", &deal("won", 2));
        git.save("won", 9 * DAY);
        assert_eq!(told(&git, "y").as_deref(), Some("lead@0 proposal@3 won@9"));
        assert_eq!(told(&git, "x"), None);
        // The old id given to another deal is another trail.
        git.write("deals/x.toml", &deal("lead", 7));
        git.save("another", 10 * DAY);
        assert_eq!(told(&git, "x").as_deref(), Some("lead@10"));
        assert_eq!(told(&git, "y").as_deref(), Some("lead@0 proposal@3 won@9"));
    }

    #[test]
    fn what_lost_in_a_merge_is_no_step() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", &deal("lead", 1));
        let root = git.save("root", 0);
        git.write("deals/x.toml", &deal("proposal", 1));
        let ours = git.save("ours", DAY);
        git.checkout(root);
        git.write("deals/x.toml", &deal("lost", 1));
        let theirs = git.save("theirs", 2 * DAY);
        // The merge takes ours although theirs is newer.
        git.checkout(ours);
        git.merge("merge", 3 * DAY, &[theirs]);
        assert_eq!(told(&git, "x").as_deref(), Some("lead@0 proposal@1"));
        // The merge decides by itself.
        git.checkout(ours);
        git.write("deals/x.toml", &deal("won", 1));
        git.merge("merge", 3 * DAY, &[theirs]);
        let line = told(&git, "x").unwrap();
        assert!(line == "lead@0 lost@2 won@3" || line == "lead@0 proposal@1 won@3", "{line}");
    }

    #[test]
    fn what_two_branches_did_alike_is_one_step() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", &deal("lead", 1));
        let root = git.save("root", 0);
        git.write("deals/x.toml", &deal("proposal", 1));
        let ours = git.save("ours", DAY);
        git.checkout(root);
        git.write("deals/x.toml", &deal("proposal", 1));
        let theirs = git.save("theirs", 2 * DAY);
        git.checkout(ours);
        git.merge("merge", 3 * DAY, &[theirs]);
        git.write("deals/x.toml", &deal("won", 1));
        git.save("won", 4 * DAY);
        assert_eq!(told(&git, "x").as_deref(), Some("lead@0 proposal@2 won@4"));
    }

    #[test]
    fn a_record_that_came_back_begins_anew() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", &deal("lead", 1));
        git.save("begun", 0);
        git.write("deals/x.toml", &deal("lost", 1));
        git.save("lost", DAY);
        git.remove("deals/x.toml");
        git.save("removed", 2 * DAY);
        assert_eq!(told(&git, "x"), None);
        git.write("deals/x.toml", &deal("lead", 1));
        git.save("again", 3 * DAY);
        assert_eq!(told(&git, "x").as_deref(), Some("lead@3"));
    }

    #[test]
    fn a_branch_that_went_on_with_the_old_id_is_the_same_record() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", &deal("lead", 1));
        let root = git.save("root", 0);
        git.rename("deals/x.toml", "deals/y.toml");
        let ours = git.save("renamed", DAY);
        git.checkout(root);
        git.write("deals/x.toml", &deal("proposal", 1));
        let theirs = git.save("offered", 2 * DAY);
        git.checkout(ours);
        git.write("deals/y.toml", &deal("proposal", 1));
        git.merge("merge", 3 * DAY, &[theirs]);
        let line = told(&git, "y").unwrap();
        assert!(line.starts_with("lead@0 proposal@"), "{line}");
    }
}
