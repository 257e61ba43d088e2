//! For every value of a record: since when it is so, by whom, and what it was before.
//!
//! Each value is handed from a commit to the first parent that had the same one; where no parent had, the commit is its
//! author. A merge is so the author only of values that differ from all its parents, and an edit in an editor counts like a
//! command. Renamed files and moved lines are followed. Where a file could not be read for a while, its values belong to
//! the commit that made it readable again, unless they are those of before.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::change::{Records, Subject};
use super::chronicle::Chronicle;
use super::event::{Moment, parents};
use super::record_diff::pair_items;
use super::revisions::{BlobId, Commit, CommitId, RevisionError, TreeFile};
use super::version::{Version, is_nothing};
use crate::book::{Value, Values};
use crate::finding::{KeyPath, Step};
use crate::model::{Shape, Type};
use crate::value::Date;

/// One value and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// Where it stands in the newest version.
    pub path: KeyPath,
    /// `None`: there was no value (any more) from this commit on.
    pub value: Option<Value>,
    pub commit: Arc<Commit>,
    pub when: Moment,
}

/// The history of one value, newest first; the first is the one of now.
pub type Story = Vec<Origin>;

/// A value on its way back through the commits.
struct Sought {
    /// Whose story it is: the position of the field.
    story: usize,
    /// Where it stands in the version at hand.
    path: KeyPath,
    value: Option<Value>,
    /// The commit that made the file readable again after this value, among all.
    mended: Option<usize>,
}

/// The file at a commit, as far as the walk knows it.
#[derive(Clone)]
struct At {
    path: String,
    blob: BlobId,
}

/// Explains every value of the record that `file` is at `head`. `all`: with what they were before, back to the first
/// commit; else the walk ends as soon as each is explained.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn blame(
    records: &Records<'_>,
    head: CommitId,
    file: &TreeFile,
    zone: &str,
    all: bool,
) -> Result<Vec<Story>, RevisionError> {
    let Some(subject) = records.subject(&file.path) else { return Ok(Vec::new()) };
    let shape = records.shape(subject.kind);
    let chronicle = Chronicle::open(records, head)?;
    let day = Date::of_instants(zone);
    let newest = records.version(&subject, &file.path, file.blob)?;
    let paths = leaves(shape, &newest);
    let mut stories: Vec<Story> = vec![Story::new(); paths.len()];
    let started = paths.iter().cloned().enumerate().map(|(story, path)| {
        let value = value_at(shape, &newest, &path);
        Sought { story, path, value, mended: None }
    });
    // By the order of the commit that the walk has come to, the newest last.
    let mut sought: BTreeMap<usize, (At, Vec<Sought>)> = BTreeMap::new();
    let Some(last) = chronicle.len().checked_sub(1) else { return Ok(Vec::new()) };
    sought.insert(last, (At { path: file.path.clone(), blob: file.blob }, started.collect()));
    let mut touching = Touching { chronicle: &chronicle, known: FxHashMap::default() };

    while let Some((mut order, (at, mut pending))) = sought.pop_last() {
        // A commit that has the same file as its parents is nobody's author.
        if let Some(named) = records.subject(&at.path) {
            while let Some(parent) = chronicle.first_parent(order)
                && !touching.touches(&named, order)
            {
                // Another branch's turn, or the same commit's: they go on together.
                if sought.last_key_value().is_some_and(|(other, _)| *other >= parent) {
                    sought.entry(parent).or_insert_with(|| (at.clone(), Vec::new())).1.append(&mut pending);
                    break;
                }
                order = parent;
            }
            if pending.is_empty() {
                continue;
            }
        }
        let commit = commit_at(records, &chronicle, order)?;
        let here = records.version(&subject, &at.path, at.blob)?;
        let before = before(records, &subject, &commit, &at)?;
        let parent_order = |id: CommitId| match chronicle.first_parent(order) {
            Some(first) if chronicle.id(first) == id => Some(first),
            _ => chronicle.order_of(id, order),
        };
        for item in pending {
            // The parent that had the value takes it over.
            let heir = before.iter().find(|parent| parent.takes(shape, &here, &item));
            if let Some(parent) = heir
                && let Some((id, at)) = &parent.file
                && let Some(to) = parent_order(*id)
            {
                let entry = sought.entry(to).or_insert_with(|| (at.clone(), Vec::new()));
                entry.1.push(parent.handed(shape, &here, item, order));
                continue;
            }
            let (author, when) = match item.mended {
                Some(mended) => (commit_at(records, &chronicle, mended)?, chronicle.moment(mended, &day)),
                None => (commit.clone(), chronicle.moment(order, &day)),
            };
            let path = paths[item.story].clone();
            stories[item.story].push(Origin { path, value: item.value.clone(), commit: author, when });
            // What it was before: the first parent's value.
            if all
                && let Some(parent) = before.first()
                && let Some((id, at)) = &parent.file
                && let Some(to) = parent_order(*id)
            {
                let place = parent.place(shape, &here, &item.path);
                let older = place.as_ref().and_then(|path| value_at(shape, &parent.version, path));
                if let (Some(path), true) = (place, parent.version.readable) {
                    let older = Sought { story: item.story, path, value: older, mended: None };
                    sought.entry(to).or_insert_with(|| (at.clone(), Vec::new())).1.push(older);
                }
            }
        }
    }
    for story in &mut stories {
        // That there was no value before the first one goes without saying.
        while story.len() > 1 && story.last().is_some_and(|origin| origin.value.is_none()) {
            story.pop();
        }
    }
    Ok(stories)
}

fn commit_at(records: &Records<'_>, chronicle: &Chronicle, order: usize) -> Result<Arc<Commit>, RevisionError> {
    let found = chronicle.commits(records, &[order])?.pop();
    found.ok_or_else(|| RevisionError::Unknown { revision: chronicle.id(order).to_string() })
}

/// Which commits have another file of a record than one of their parents, be it only in its comments.
struct Touching<'c> {
    chronicle: &'c Chronicle,
    /// Newest first.
    known: FxHashMap<Subject, Vec<usize>>,
}

impl Touching<'_> {
    fn touches(&mut self, subject: &Subject, order: usize) -> bool {
        if self.chronicle.is_untold(order) {
            return true;
        }
        let known = match self.known.get(subject) {
            Some(known) => known,
            None => {
                let orders = self.chronicle.mentions(subject.kind, &subject.id).map(|mention| mention.order);
                self.known.entry(subject.clone()).or_insert(orders.collect())
            }
        };
        known.binary_search_by(|there| order.cmp(there)).is_ok()
    }
}

/// The file at a parent.
struct Parent {
    /// `None` where the parent had no such file.
    file: Option<(CommitId, At)>,
    version: Arc<Version>,
    /// It had the very same content.
    same: bool,
}

impl Parent {
    /// Where a value of the newer version stood here.
    fn place(&self, shape: &Shape, newer: &Version, path: &KeyPath) -> Option<KeyPath> {
        if self.same || !newer.readable || !self.version.readable {
            return Some(path.clone());
        }
        older_path(shape, newer, &self.version, path)
    }

    fn takes(&self, shape: &Shape, newer: &Version, item: &Sought) -> bool {
        if self.file.is_none() {
            return false;
        }
        // What cannot be read may have said anything: the question goes further back.
        if self.same || !self.version.readable {
            return true;
        }
        let value = self.place(shape, newer, &item.path).and_then(|path| value_at(shape, &self.version, &path));
        value == item.value
    }

    fn handed(&self, shape: &Shape, newer: &Version, item: Sought, from: usize) -> Sought {
        let path = self.place(shape, newer, &item.path).unwrap_or_else(|| item.path.clone());
        let mended = match (self.version.readable, newer.readable) {
            (true, _) => None,
            (false, true) => Some(from),
            (false, false) => item.mended,
        };
        Sought { path, mended, ..item }
    }
}

/// The file at each parent of a commit.
fn before(records: &Records<'_>, subject: &Subject, commit: &Commit, at: &At) -> Result<Vec<Parent>, RevisionError> {
    let mut found = Vec::new();
    for parent in parents(commit) {
        let changes = records.revisions.changes(commit.id, parent)?;
        let change = changes.iter().find(|change| change.path.as_deref() == Some(&*at.path));
        let old = match (parent, change) {
            (None, _) => None,
            (Some(parent), None) => Some((parent, at.clone())),
            (Some(parent), Some(change)) => match (&change.old_path, change.old) {
                (Some(path), Some(blob)) => Some((parent, At { path: path.clone(), blob })),
                _ => None,
            },
        };
        let (file, version) = match old {
            Some((parent, old)) => {
                let version = records.version(subject, &old.path, old.blob)?;
                (Some((parent, old)), version)
            }
            None => (None, Arc::new(Version { values: Values::default(), extras: Vec::new(), readable: true })),
        };
        let same = file.as_ref().is_some_and(|(_, old)| old.blob == at.blob);
        found.push(Parent { file, version, same });
    }
    // A parent with the very same file goes before one that merely had the same value.
    found.sort_by_key(|parent| Reverse(parent.same));
    Ok(found)
}

/// The values that stories are told of: each field, each field of a table, each field of each item of a list of tables.
/// A list of plain values is one value.
fn leaves(shape: &Shape, version: &Version) -> Vec<KeyPath> {
    let mut paths = Vec::new();
    gather(shape, &version.values, &KeyPath::default(), true, &mut paths);
    let known: BTreeSet<KeyPath> = paths.iter().cloned().collect();
    paths.extend(version.extras.iter().map(|(path, _)| path.clone()).filter(|path| !known.contains(path)));
    paths
}

fn gather(shape: &Shape, values: &Values, above: &KeyPath, top: bool, out: &mut Vec<KeyPath>) {
    for (field, value) in shape.fields.iter().zip(values) {
        let Some(value) = value.as_ref().filter(|value| !is_nothing(value)) else { continue };
        let path = above.clone().and(&field.name);
        match (&field.ty, value) {
            (Type::Table(inner), Value::Table(values)) => gather(inner, values, &path, top, out),
            (Type::List(item), Value::List(items)) if top && matches!(**item, Type::Table(_)) => {
                for (i, value) in items.iter().enumerate() {
                    if let (Type::Table(inner), Value::Table(values)) = (&**item, value) {
                        gather(inner, values, &path.clone().at(i), false, out);
                    }
                }
            }
            _ => out.push(path),
        }
    }
}

/// The value at a path, the items of a plain list in an order of their own, so that moving them is no change.
fn value_at(shape: &Shape, version: &Version, path: &KeyPath) -> Option<Value> {
    let value = version.get(shape, path)?;
    let plain = |items: &[Value]| items.iter().all(|item| matches!(item, Value::Text(_)));
    match value {
        Value::List(items) if plain(items) => {
            let sorted: BTreeMap<&str, &Value> =
                items.iter().filter_map(|item| Some((item.as_text()?, item))).collect();
            Some(Value::List(sorted.into_values().cloned().collect()))
        }
        other => Some(other.clone()),
    }
}

/// Where a value of the newer version stood in the older one: the same path, but for the items of lists.
fn older_path(shape: &Shape, newer: &Version, older: &Version, path: &KeyPath) -> Option<KeyPath> {
    let Some(at) = path.0.iter().position(|step| matches!(step, Step::Index(_))) else { return Some(path.clone()) };
    let list = KeyPath(path.0[..at].to_vec());
    let items = |version: &Version| version.get(shape, &list).map_or(Vec::new(), |value| value.as_list().to_vec());
    let inner = match super::change::type_at(shape, &list.0)?.item() {
        Type::Table(inner) => Some(inner.clone()),
        _ => None,
    };
    let pairs = pair_items(inner.as_deref(), &items(older), &items(newer));
    let Step::Index(index) = path.0[at] else { return None };
    let old = pairs.iter().find(|(_, new)| *new == Some(index)).and_then(|(old, _)| *old)?;
    let mut steps = path.0.clone();
    steps[at] = Step::Index(old);
    Some(KeyPath(steps))
}

#[cfg(test)]
mod tests {
    use super::super::memory::MemoryRevisions;
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;

    const DAY: i64 = 86_400;

    fn book() -> Book {
        Book::read(Kinds::standard(), vec![Source::new("carnet.toml", "format = 2\n".as_bytes())])
    }

    /// `field: value (subject of the commit) < earlier (…)`.
    fn told(git: &MemoryRevisions, path: &str, all: bool) -> Vec<String> {
        use super::super::Revisions;
        let book = book();
        let records = Records::new(git, &book);
        let head = git.head().unwrap().unwrap();
        let file = git.tree(head).unwrap().into_iter().find(|file| file.path == path).unwrap();
        let word = |value: &Option<Value>| match value {
            Some(Value::Text(text)) => text.to_string(),
            Some(Value::Decimal(number)) => number.to_string(),
            Some(Value::List(items)) => format!("{} items", items.len()),
            other => format!("{other:?}"),
        };
        let stories = blame(&records, head, &file, "UTC", all).unwrap();
        let line = |story: &Story| {
            let origins: Vec<String> =
                story.iter().map(|origin| format!("{} ({})", word(&origin.value), origin.commit.subject)).collect();
            format!("{}: {}", story[0].path, origins.join(" < "))
        };
        stories.iter().map(line).collect()
    }

    #[test]
    fn each_value_has_its_own_author() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", "name = \"X\"\nstage = \"lead\"\n");
        git.save("begun", 0);
        git.write("deals/x.toml", "name = \"X\"\nstage = \"won\"\namount = 5\n");
        git.save("won", DAY);
        git.rename("deals/x.toml", "deals/y.toml");
        git.save("renamed", 2 * DAY);
        git.write("deals/y.toml", "# only a comment\namount = 5.00\nname = \"X\"\nstage = \"won\"\n");
        git.save("formatted", 3 * DAY);
        assert_eq!(told(&git, "deals/y.toml", false), ["name: X (begun)", "stage: won (won)", "amount: 5.00 (won)"]);
        assert_eq!(
            told(&git, "deals/y.toml", true),
            ["name: X (begun)", "stage: won (won) < lead (begun)", "amount: 5.00 (won)"]
        );
    }

    #[test]
    fn a_reverted_change_is_told_whole() {
        let mut git = MemoryRevisions::new();
        let deal = |stage: &str| format!("name = \"X\"\nstage = \"{stage}\"\n");
        for (i, (stage, subject)) in [("lead", "a"), ("won", "b"), ("lead", "c")].into_iter().enumerate() {
            git.write("deals/x.toml", &deal(stage));
            git.save(subject, i as i64 * DAY);
        }
        assert_eq!(told(&git, "deals/x.toml", true), ["name: X (a)", "stage: lead (c) < won (b) < lead (a)"]);
    }

    #[test]
    fn a_merge_is_the_author_of_what_no_parent_had() {
        let mut git = MemoryRevisions::new();
        let deal = |stage: &str, amount: u32| format!("name = \"X\"\nstage = \"{stage}\"\namount = {amount}\n");
        git.write("deals/x.toml", &deal("lead", 1));
        let root = git.save("root", 0);
        git.write("deals/x.toml", &deal("won", 1));
        let ours = git.save("ours", DAY);
        git.checkout(root);
        git.write("deals/x.toml", &deal("lead", 2));
        let theirs = git.save("theirs", 2 * DAY);
        git.checkout(ours);
        git.write("deals/x.toml", &deal("won", 2));
        git.merge("merge", 3 * DAY, &[theirs]);
        assert_eq!(told(&git, "deals/x.toml", false), ["name: X (root)", "stage: won (ours)", "amount: 2 (theirs)"]);
        git.checkout(ours);
        git.write("deals/x.toml", &deal("won", 3));
        git.merge("merge", 3 * DAY, &[theirs]);
        assert_eq!(told(&git, "deals/x.toml", false)[2], "amount: 3 (merge)");
    }

    #[test]
    fn a_broken_file_between_hides_nothing() {
        let mut git = MemoryRevisions::new();
        git.write("deals/x.toml", "name = \"X\"\nstage = \"lead\"\n");
        git.save("begun", 0);
        git.write("deals/x.toml", "name = \nstage = \"won\"\n");
        git.save("broken", DAY);
        git.write("deals/x.toml", "name = \"X\"\nstage = \"won\"\n");
        git.save("mended", 2 * DAY);
        git.write("deals/x.toml", "name = \"X\"\nstage = \"won\"\namount = 1\n");
        git.save("amount", 3 * DAY);
        let told = told(&git, "deals/x.toml", false);
        assert_eq!(told, ["name: X (begun)", "stage: won (mended)", "amount: 1 (amount)"]);
    }

    #[test]
    fn lines_that_move_keep_their_authors() {
        let mut git = MemoryRevisions::new();
        let line =
            |product: &str, n: u32| format!("[[lines]]\nproduct = \"{product}\"\nquantity = {n}\nunit_price = 1\n");
        let invoice = |lines: &[String]| format!("customer = \"a\"\ndate = 2026-10-03\n{}", lines.concat());
        git.write("invoices/f.toml", &invoice(&[line("a", 1), line("b", 1)]));
        git.save("begun", 0);
        git.write("invoices/f.toml", &invoice(&[line("b", 2), line("a", 1)]));
        git.save("moved", DAY);
        let told = told(&git, "invoices/f.toml", false);
        assert_eq!(told[2..4], ["lines.1.product: b (begun)", "lines.1.quantity: 2 (moved)"]);
        assert_eq!(told[6], "lines.2.quantity: 1 (begun)");
    }
}
