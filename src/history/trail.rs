//! The trail of chosen fields: for every record of some kinds, each value that a field had, since when and by whom.
//!
//! One walk over all commits, newest first, gathers what each changed ([`Records::of_commit`]); records are followed
//! through their renamings. Commits of parallel branches come interleaved, and their changes of one field need not fit
//! together: so each line is chained **backwards by value**. It starts from the value that the record has at the head;
//! the newest change that led to that value is the last step, the newest older one that led to what *that* one began
//! from the step before, and so on. A value that lost in a merge is thereby no step. What two branches did alike is one.
//!
//! A record that was removed and came back begins anew. Items of lists (tags, lines, roles) are not chained: each time
//! one came, changed or went is a step.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::change::{Event, Records, Subject};
use super::event::{Moment, moments};
use super::revisions::{Commit, CommitId, RevisionError, TreeFile};
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
    pub before: Option<Value>,
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
    /// By where the value stands, the steps of each oldest first.
    lines: BTreeMap<KeyPath, Vec<Step>>,
}

impl Trail {
    /// The steps of a top-level field that is a plain value, oldest first.
    pub fn line(&self, field: &str) -> &[Step] {
        self.lines.get(&KeyPath::key(field)).map_or(&[], Vec::as_slice)
    }

    /// The steps of a value inside a table: `confirmed`, `phone`.
    pub fn inner(&self, table: &str, field: &str) -> &[Step] {
        self.lines.get(&KeyPath::key(table).and(field)).map_or(&[], Vec::as_slice)
    }

    /// The steps of everything that a top-level field holds, in no particular order.
    pub fn under<'t>(&'t self, field: &'t str) -> impl Iterator<Item = &'t Step> {
        let top = move |path: &KeyPath| matches!(path.0.first(), Some(PathStep::Key(key)) if **key == *field);
        self.lines.iter().filter(move |(path, _)| top(path)).flat_map(|(_, steps)| steps)
    }
}

/// The trails of several kinds, from one walk.
#[derive(Debug, Clone, Default)]
pub struct Trails {
    trails: Vec<Trail>,
    /// Of records that share an id, one after the other, the newest.
    now: FxHashMap<(KindId, Box<str>), usize>,
    /// Ids that are used no more, with whose they were last.
    once: FxHashMap<(KindId, Box<str>), usize>,
}

impl Trails {
    /// The trail of the record that is called so now.
    pub fn of(&self, kind: KindId, id: &str) -> Option<&Trail> {
        self.now.get(&(kind, id.into())).map(|index| &self.trails[*index])
    }

    /// What a record is called now that was called `id` at some time; the id itself where nothing is known of it.
    pub fn renamed<'t>(&'t self, kind: KindId, id: &'t str) -> &'t str {
        let key = (kind, Box::from(id));
        if self.now.contains_key(&key) {
            return id;
        }
        let name = self.once.get(&key).and_then(|index| self.trails[*index].names.first());
        name.map_or(id, |name| name)
    }
}

/// A change as it is gathered, before the lines are chained.
type Gathered = BTreeMap<KeyPath, Vec<Step>>;

/// A trail in the making.
#[derive(Default)]
struct Making {
    kind: Option<KindId>,
    trail: Trail,
    /// Newest first.
    changes: Gathered,
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
    let fields = |kind: KindId| wanted.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, fields)| *fields);
    let asked = |subject: &Subject| subject.kind.is_some_and(|kind| wanted.iter().any(|(of, _)| *of == kind));
    let mut makings: Vec<Making> = Vec::new();
    // Whose trail an id belongs to, at the commit that the walk has reached.
    let mut called: FxHashMap<Subject, usize> = FxHashMap::default();
    let newest = commits.len();
    // All at once is faster than one by one.
    records.learn(&commits)?;
    for (back, commit) in commits.into_iter().enumerate() {
        let field = |subject: &Subject, key: &str| subject.kind.is_some_and(|kind| fields(kind).contains(&key));
        let changes = records.of_commit_in(&commit, &asked, &field)?;
        if changes.is_empty() {
            continue;
        }
        let (Some(when), order) = (moments.get(&commit.id).copied(), newest - 1 - back) else { continue };
        let commit = Arc::new(commit);
        let mut renamings = Vec::new();
        for change in changes {
            let Some(kind) = change.subject.kind else { continue };
            let known = called.get(&change.subject).copied();
            // A removal that something newer speaks of did not last, unless the record was made anew since.
            let gone = change.event == Event::Removed;
            let known = known.filter(|index| !gone || makings[*index].trail.created.is_none());
            let index = known.unwrap_or_else(|| {
                let trail = Trail { names: vec![change.subject.id.clone()], ..Trail::default() };
                makings.push(Making { kind: Some(kind), trail, changes: Gathered::new() });
                makings.len() - 1
            });
            called.insert(change.subject.clone(), index);
            let making = &mut makings[index];
            if gone && known.is_none() {
                making.trail.removed = Some((when, commit.clone()));
            }
            if change.event == Event::Created {
                making.trail.created = Some((when, commit.clone()));
            }
            for field in change.fields {
                let step = Step { order, when, commit: commit.clone(), before: field.before, after: field.after };
                making.changes.entry(field.path).or_default().push(step);
            }
            if let Some(old) = change.old_id {
                renamings.push((change.subject, Subject { kind: Some(kind), id: old }, index));
            }
        }
        for (new, ..) in &renamings {
            called.remove(new);
        }
        for (_, old, index) in renamings {
            makings[index].trail.names.push(old.id.clone());
            let other = called.insert(old, index).filter(|other| *other != index);
            // Another branch went on with the old id: that is the same record.
            if let Some(other) = other.filter(|other| makings[*other].trail.created.is_none()) {
                let other = std::mem::take(&mut makings[other]);
                for (path, steps) in other.changes {
                    makings[index].changes.entry(path).or_default().extend(steps);
                }
            }
        }
    }
    chain_all(records, head, makings)
}

fn chain_all(records: &Records<'_>, head: CommitId, makings: Vec<Making>) -> Result<Trails, RevisionError> {
    let mut trails = Trails::default();
    let mut files: Option<FxHashMap<Subject, TreeFile>> = None;
    for Making { kind, mut trail, changes } in makings {
        let (Some(kind), Some(id)) = (kind, trail.names.first().cloned()) else { continue };
        for (path, mut steps) in changes {
            steps.sort_by_key(|step| std::cmp::Reverse(step.order));
            let plain = !path.0.iter().any(|step| matches!(step, PathStep::Index(_)));
            let fits = steps.windows(2).all(|pair| pair[0].before == pair[1].after);
            if plain && !fits {
                let now = match trail.removed {
                    Some(_) => None,
                    None => value_at_head(records, head, &mut files, kind, &id, &path)?,
                };
                steps = chain(steps, now);
            }
            steps.reverse();
            keep_in_order(&mut steps);
            trail.lines.insert(path, steps);
        }
        let index = trails.trails.len();
        let target = if trail.removed.is_none() { &mut trails.now } else { &mut trails.once };
        target.entry((kind, id)).or_insert(index);
        for name in trail.names.iter().skip(1) {
            trails.once.entry((kind, name.clone())).or_insert(index);
        }
        trails.trails.push(trail);
    }
    Ok(trails)
}

/// The steps, newest first, that lead to `now`, backwards by value; where none leads there (a reference that followed a
/// renaming), those that lead to the newest one.
fn chain(steps: Vec<Step>, now: Option<Option<Value>>) -> Vec<Step> {
    let leads = |to: &Option<Value>| steps.iter().any(|step| step.after == *to);
    let mut sought = match now.filter(leads) {
        Some(now) => now,
        None => steps.first().and_then(|step| step.after.clone()),
    };
    let mut chained = Vec::new();
    for step in steps {
        if step.after == sought {
            sought = step.before.clone();
            chained.push(step);
        }
    }
    chained
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
