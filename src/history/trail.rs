//! The trail of chosen fields: for every record of some kinds, each value that a field had, since when and by whom.
//!
//! One walk over all commits, newest first, gathers what each changed; records are followed through their renamings
//! (`gather`). Commits of parallel branches come interleaved, and their changes of one field need not fit
//! together: so each line is chained **backwards by value** (`chain`). It starts from the value that the record has at the
//! head; the newest change that led to that value is the last step, the newest older one that led to what *that* one began
//! from the step before, and so on. A value that lost in a merge is thereby no step. What two branches did alike is one.
//!
//! A record that was removed and came back begins anew. Items of lists (tags, lines, roles) are not chained: each time
//! one came, changed or went is a step.
//!
//! Trails are kept as they are used: rows of numbers, values still packed and each one once. The next run reads them in a
//! millisecond or two; what was committed since is added (`grow`) where that cannot make anything else of what was there. A
//! few commits are added by each run anew; only when there are more of them are the trails written again.

mod chain;
mod gather;
mod grow;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use super::change::Records;
use super::chronicle::{Chronicle, WORTH};
use super::event::Moment;
use super::kept::{Names, Pieces, Reader, Rows, Writer};
use super::revisions::{CommitId, RevisionError};
use super::told;
use crate::book::Value;
use crate::finding::{KeyPath, Step as PathStep};
use crate::model::KindId;
use crate::value::Date;

/// To be raised whenever trails are kept or made otherwise.
const VERSION: u64 = 2;

/// What is asked for: kinds, each with top-level fields.
pub type Wanted<'w> = [(KindId, &'w [&'w str])];

/// One change of one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'t> {
    /// The place of the commit among all, the oldest 0: of two steps of a trail the one with the smaller came before.
    pub order: usize,
    /// Never before the step that it follows.
    pub when: Moment,
    /// The value from then on.
    pub after: Option<&'t Value>,
}

/// A record's way through the commits.
#[derive(Clone, Copy)]
pub struct Trail<'t> {
    all: &'t Trails,
    row: usize,
}

/// The steps of one value, oldest first.
#[derive(Clone)]
pub struct Line<'t> {
    all: &'t Trails,
    steps: Range<usize>,
}

/// The trails of several kinds, from one walk.
#[derive(Default)]
pub struct Trails {
    tip: Option<CommitId>,
    /// How much of the shelf of what commits did is known: see [`Chronicle::whole`].
    whole: Option<u64>,
    /// Of each commit, the oldest first: time (2), day, author (`number << 1 | clamped`).
    commits: Rows<4>,
    authors: Pieces,
    /// The paths at which anything changed, packed.
    packed_paths: Pieces,
    paths: Vec<KeyPath>,
    /// Every value once, packed; the first is that there is none.
    packed_values: Pieces,
    values: Vec<OnceLock<Option<Value>>>,
    /// Commit, the commit at whose time it counts (`order << 1 | clamped`), value.
    steps: Rows<3>,
    /// Path, first step, end.
    lines: Rows<3>,
    /// Names (first, count), created + 1, removed + 1, lines (first, `count << 1 | loose`).
    trails: Rows<6>,
    /// Numbers of names.
    called: Rows<1>,
    names: Names,
    /// Of each name: the trail of its newest mention + 1 and how it is mentioned there; the trail that is called so now + 1,
    /// and whether another one is; the trail that was called so last + 1.
    whose: Rows<5>,
    /// How many steps there were when all was worked out: what grows leaves gaps.
    begun: u32,
}

/// A line was chained by what the record says now, as its changes do not fit together: nothing can be added to it.
const LOOSE: u32 = 1;

/// Columns of `whose`.
const FIRST: usize = 0;
const HOW: usize = 1;
const NOW: usize = 2;
const SHARED: usize = 3;
const ONCE: usize = 4;

impl<'t> Trail<'t> {
    /// The ids that it had, the newest first.
    pub fn names(&self) -> impl Iterator<Item = &'t str> {
        let all = self.all;
        self.name_numbers().map(|name| all.names.id(name))
    }

    fn name_numbers(&self) -> impl Iterator<Item = usize> + use<'t> {
        let all = self.all;
        let [first, count, ..] = all.trails.row(self.row).map(|number| number as usize);
        (first..first + count).map(|at| all.called.at(at, 0) as usize)
    }

    /// When the commit was that brought it.
    pub fn created(&self) -> Option<Moment> {
        self.all.trails.at(self.row, 2).checked_sub(1).map(|order| self.all.moment(order << 1))
    }

    /// When the commit was that removed it, where it is no more.
    pub fn removed(&self) -> Option<Moment> {
        self.all.trails.at(self.row, 3).checked_sub(1).map(|order| self.all.moment(order << 1))
    }

    /// The steps of a top-level field that is a plain value, oldest first.
    pub fn line(&self, field: &str) -> Line<'t> {
        self.line_of(|path| matches!(path, [PathStep::Key(key)] if **key == *field))
    }

    /// The same of several fields at once.
    pub fn plain_lines<const N: usize>(&self, fields: [&str; N]) -> [Line<'t>; N] {
        let mut found = std::array::from_fn(|_| Line { all: self.all, steps: 0..0 });
        for line in self.lines() {
            if let Some([PathStep::Key(key)]) = self.all.path_of(line).map(|path| &*path.0)
                && let Some(field) = fields.iter().position(|field| **field == **key)
            {
                found[field] = self.all.line(line);
            }
        }
        found
    }

    /// Who wrote the commit of a step.
    pub fn author(&self, step: &Step<'_>) -> &'t str {
        let author = self.all.commits.at(step.order, 3) >> 1;
        self.all.authors.text(author as usize)
    }

    /// The steps of a value inside a table: `confirmed`, `phone`.
    pub fn inner(&self, table: &str, field: &str) -> Line<'t> {
        let inside = |outer: &str, inner: &str| outer == table && inner == field;
        self.line_of(|path| matches!(path, [PathStep::Key(outer), PathStep::Key(inner)] if inside(outer, inner)))
    }

    /// The steps of everything that a top-level field holds, in no particular order.
    pub fn under<'f>(&self, field: &'f str) -> impl Iterator<Item = Step<'t>> + use<'t, 'f> {
        let top = move |path: &KeyPath| matches!(path.0.first(), Some(PathStep::Key(key)) if **key == *field);
        let all = self.all;
        let lines = self.lines().filter(move |line| all.path_of(*line).is_some_and(top));
        lines.flat_map(move |line| all.line(line))
    }

    fn line_of(&self, is: impl Fn(&[PathStep]) -> bool) -> Line<'t> {
        let found = self.lines().find(|line| self.all.path_of(*line).is_some_and(|path| is(&path.0)));
        found.map_or(Line { all: self.all, steps: 0..0 }, |line| self.all.line(line))
    }

    fn lines(&self) -> Range<usize> {
        let [.., first, count] = self.all.trails.row(self.row).map(|number| number as usize);
        first..first + (count >> 1)
    }

    fn is_loose(&self) -> bool {
        self.all.trails.at(self.row, 5) & LOOSE != 0
    }
}

impl<'t> Iterator for Line<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        self.steps.next().map(|step| self.all.step(step))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.steps.size_hint()
    }
}

impl DoubleEndedIterator for Line<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.steps.next_back().map(|step| self.all.step(step))
    }
}

impl ExactSizeIterator for Line<'_> {}

impl Trails {
    /// The trail of the record that is called so now.
    pub fn of(&self, kind: KindId, id: &str) -> Option<Trail<'_>> {
        self.trail(kind, id, NOW)
    }

    /// What a record is called now that was called `id` at some time; the id itself where nothing is known of it.
    pub fn renamed<'t>(&'t self, kind: KindId, id: &'t str) -> &'t str {
        if self.of(kind, id).is_some() {
            return id;
        }
        self.trail(kind, id, ONCE).and_then(|trail| trail.names().next()).unwrap_or(id)
    }

    fn trail(&self, kind: KindId, id: &str, column: usize) -> Option<Trail<'_>> {
        let name = self.names.find(u32::from(kind.0), id)?;
        let row = self.whose.at(name, column).checked_sub(1)? as usize;
        Some(Trail { all: self, row })
    }

    fn path_of(&self, line: usize) -> Option<&KeyPath> {
        self.paths.get(self.lines.at(line, 0) as usize)
    }

    fn line(&self, line: usize) -> Line<'_> {
        let [_, start, end] = self.lines.row(line).map(|number| number as usize);
        Line { all: self, steps: start..end }
    }

    fn step(&self, step: usize) -> Step<'_> {
        let [order, when, value] = self.steps.row(step);
        Step { order: order as usize, when: self.moment(when), after: self.value(value) }
    }

    /// `order << 1 | clamped`.
    fn moment(&self, when: u32) -> Moment {
        let [low, high, day, author] = self.commits.row(when as usize >> 1);
        let time = (u64::from(low) | u64::from(high) << 32) as i64;
        let date = Date::UNIX_EPOCH.plus_days(i64::from(day as i32));
        Moment { time, date, clamped: (author | when) & 1 != 0 }
    }

    fn value(&self, number: u32) -> Option<&Value> {
        let value = self.values.get(number as usize)?;
        value.get_or_init(|| told::value(self.packed_values.get(number as usize)).flatten()).as_ref()
    }

    fn pack(&self, key: u64) -> Vec<u8> {
        let tip = self.tip.map_or([0; 20], |tip| tip.0);
        let whole = self.whole.unwrap_or_default().to_le_bytes();
        let writer = Writer::new(key).bytes(&tip).bytes(&whole).bytes(&self.begun.to_le_bytes()).rows(&self.commits);
        let writer = writer.pieces(&self.authors).pieces(&self.packed_paths).pieces(&self.packed_values);
        let writer = writer.rows(&self.steps).rows(&self.lines).rows(&self.trails).rows(&self.called);
        writer.names(&self.names).rows(&self.whose).finish()
    }

    fn unpack(bytes: Vec<u8>, key: u64) -> Option<Trails> {
        let mut reader = Reader::new(bytes, key)?;
        let mut trails = Trails {
            tip: Some(CommitId(reader.bytes()?.try_into().ok()?)),
            whole: Some(u64::from_le_bytes(reader.bytes()?.try_into().ok()?)),
            begun: u32::from_le_bytes(reader.bytes()?.try_into().ok()?),
            commits: reader.rows()?,
            authors: reader.pieces()?,
            packed_paths: reader.pieces()?,
            packed_values: reader.pieces()?,
            steps: reader.rows()?,
            lines: reader.rows()?,
            trails: reader.rows()?,
            called: reader.rows()?,
            names: reader.names()?,
            whose: reader.rows()?,
            ..Trails::default()
        };
        let path = |number| told::path(trails.packed_paths.get(number));
        trails.paths = (0..trails.packed_paths.len()).map(path).collect::<Option<_>>()?;
        trails.values = vec![OnceLock::new(); trails.packed_values.len()];
        Some(trails)
    }
}

/// The trails of the records of these kinds, each with these top-level fields, up to `head`.
///
/// # Errors
/// What the repository cannot tell; see [`RevisionError`].
pub fn trails(records: &Records<'_>, head: CommitId, zone: &str, wanted: &Wanted<'_>) -> Result<Trails, RevisionError> {
    let hash = |what: &dyn Fn(&mut FxHasher)| {
        let mut hasher = FxHasher::default();
        what(&mut hasher);
        hasher.finish()
    };
    let name = format!("trails-{:016x}", hash(&|hasher| wanted.hash(hasher)));
    let key = hash(&|hasher| (records.key(), VERSION, zone, wanted).hash(hasher));
    let kept = records.revisions.kept(&name).and_then(|bytes| Trails::unpack(bytes, key));
    let mut grown = None;
    if let Some(kept) = kept {
        if kept.tip == Some(head) {
            return Ok(kept);
        }
        let known = kept.commits.len();
        grown = grow::grow(kept, records, head, zone, wanted)?;
        if let Some(few) = grown.take_if(|grown| grown.commits.len() < known + WORTH) {
            return Ok(few);
        }
    }
    let trails = match grown {
        Some(grown) => grown,
        None => {
            let chronicle = Chronicle::open(records, head)?;
            let trails = gather::work_out(records, &chronicle, zone, wanted)?;
            Trails { whole: chronicle.whole(), ..trails }
        }
    };
    if trails.whole.is_some() && records.revisions.head()? == Some(head) {
        records.revisions.keep(&name, &trails.pack(key));
    }
    Ok(trails)
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
        let word = |step: Step<'_>| {
            let stage = step.after.and_then(Value::as_text).unwrap_or("-");
            format!("{stage}@{}", step.when.time / DAY)
        };
        let trail = trails.of(kind, id)?;
        Some(trail.line("stage").map(word).collect::<Vec<_>>().join(" "))
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
