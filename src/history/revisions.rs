//! The past of a book as the layers above git see it: commits, the files that each holds, and what changed between two.
//! `store` reads them from a repository, tests from memory.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::shelf::{Shelf, Tail};
use crate::finding::{Catalogue, Language};
use crate::value::Date;

macro_rules! object_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub [u8; 20]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            /// Exactly 40 hexadecimal digits.
            fn from_str(text: &str) -> Result<$name, NotAnId> {
                let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
                let digits = digits.filter(|digits| digits.len() == 40).ok_or(NotAnId)?;
                let mut id = [0; 20];
                for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
                    *byte = (pair[0] * 16 + pair[1]) as u8;
                }
                Ok($name(id))
            }
        }
    };
}

object_id! {
    /// The name of a commit.
    CommitId
}
object_id! {
    /// The name of a file's content: equal ids are equal bytes.
    BlobId
}

object_id! {
    /// The name of what a tag's reference points at: an annotated tag, or anything else.
    TagId
}

impl CommitId {
    /// The first twelve digits, enough for people: no book grows so large that two commits share them.
    pub fn short(&self) -> String {
        let mut digits = self.to_string();
        digits.truncate(12);
        digits
    }
}

/// A text that is not the name of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

/// Who wrote or committed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    pub name: String,
    pub email: String,
    /// Seconds since 1970 in UTC.
    pub time: i64,
    /// The writer's clock, in minutes east of UTC.
    pub offset: i32,
}

impl Who {
    /// The day of the act in a zone of the IANA database.
    pub fn day(&self, zone: &str) -> Date {
        Date::of_instant(self.time, zone)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    pub id: CommitId,
    /// None for a root; two and more for a merge.
    pub parents: Vec<CommitId>,
    pub author: Who,
    pub committer: Who,
    /// The first line of the message.
    pub subject: String,
}

/// A file of the book at a commit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TreeFile {
    /// Below the book's root, with `/`.
    pub path: String,
    pub blob: BlobId,
}

/// One file that differs between two states of the book.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathChange {
    /// Where it is now; `None`: deleted.
    pub path: Option<String>,
    /// Where it was: differs from `path` when it moved; `None`: new.
    pub old_path: Option<String>,
    pub old: Option<BlobId>,
    pub new: Option<BlobId>,
}

impl PathChange {
    /// The file went to another path, its content changed or not.
    pub fn moved(&self) -> bool {
        self.path.is_some() && self.old_path.is_some() && self.path != self.old_path
    }
}

/// Why the past cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionError {
    /// No commit is called so.
    Unknown { revision: String },
    /// Several commits' ids begin so.
    Ambiguous { revision: String },
    /// The clone holds only the newest commits.
    Shallow,
    /// The repository said why, in a sentence; in French too, where it is a known one.
    Repository { message: String, french: Option<String> },
}

impl RevisionError {
    /// The sentence in the catalogue's language.
    pub fn words(&self, catalogue: &Catalogue) -> String {
        match self {
            RevisionError::Unknown { revision } => catalogue.text("store-unknown-revision", &[("revision", revision)]),
            RevisionError::Ambiguous { revision } => catalogue.text("history-ambiguous", &[("revision", revision)]),
            RevisionError::Shallow => catalogue.text("history-shallow", &[]),
            RevisionError::Repository { message, french } => match (catalogue.language, french) {
                (Language::French, Some(french)) => french.clone(),
                _ => message.clone(),
            },
        }
    }
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(&Catalogue::new(Language::English)))
    }
}

impl std::error::Error for RevisionError {}

/// The commits of a book's repository, confined to the book: `carnet.toml` and the folders of the kinds, paths relative
/// to the book's root. Only regular files count.
pub trait Revisions {
    /// The checked-out commit, detached or on a branch; `None` before the first one.
    fn head(&self) -> Result<Option<CommitId>, RevisionError>;

    /// The commit that a revision (`HEAD~3`, `main`, a tag, the first digits of an id) names.
    fn resolve(&self, revision: &str) -> Result<CommitId, RevisionError>;

    /// One commit. In a shallow clone the oldest ones look like roots: only [`Revisions::commits`] knows better.
    fn commit(&self, id: CommitId) -> Result<Commit, RevisionError>;

    /// The commits that can be reached from `from` and not from `not`: children before their parents, and among those
    /// whose turn it is the newest by committer date first, as `git log --date-order`.
    ///
    /// # Errors
    /// [`RevisionError::Shallow`] where older commits were cut off.
    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError>;

    /// The files of the book at a commit, sorted by path.
    fn tree(&self, commit: CommitId) -> Result<Vec<TreeFile>, RevisionError>;

    /// The content of one path below the book's root at a commit; `None` where there is no such file.
    fn file(&self, commit: CommitId, path: &str) -> Result<Option<BlobId>, RevisionError> {
        Ok(self.tree(commit)?.into_iter().find(|file| file.path == path).map(|file| file.blob))
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError>;

    /// What a commit changed against one of its parents (or against any other commit; `None`: against nothing), sorted
    /// by the newer path; files that moved are one change (see [`pair_moves`]).
    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError>;

    /// Where the book lies in its repository: empty, or with a `/` at the end.
    fn folder(&self) -> &str {
        ""
    }

    /// The folders of all books of the repository at a commit, this one's among them where it is there.
    fn books(&self, _commit: CommitId) -> Result<Vec<String>, RevisionError> {
        Ok(vec![self.folder().to_owned()])
    }

    /// The files of the book in another folder at a commit, sorted by path below it. That folder need hold no `carnet.toml`.
    fn tree_in(&self, commit: CommitId, _folder: &str) -> Result<Vec<TreeFile>, RevisionError> {
        self.tree(commit)
    }

    /// The same for many commits at once, each with one of its parents.
    fn changes_of(&self, edges: &[(CommitId, Option<CommitId>)]) -> Result<Vec<Vec<PathChange>>, RevisionError> {
        edges.iter().map(|(commit, parent)| self.changes(*commit, *parent)).collect()
    }

    /// The same as [`Revisions::blob`] for many contents at once.
    fn blobs(&self, blobs: &[BlobId]) -> Result<Vec<Vec<u8>>, RevisionError> {
        blobs.iter().map(|blob| self.blob(*blob)).collect()
    }

    /// What an earlier run learnt of commits: kept under a name, worth nothing under another key.
    fn recall(&self, _name: &str, _key: u64) -> Shelf {
        Shelf::default()
    }

    /// Keeps what was learnt, where there is a place for it.
    fn remember(&self, _name: &str, _key: u64, _entries: &[(CommitId, &[u8])]) {}

    /// The same where the first `whole` bytes of the shelf are known: they are not read again. Where the entries stand now;
    /// `None` where the shelf is not what it was.
    fn extend(&self, _name: &str, _key: u64, _whole: u64, _entries: &[(CommitId, &[u8])]) -> Option<Tail> {
        None
    }

    /// Parts of a shelf; who asks has to see whether they are what he looks for.
    fn parts(&self, _name: &str, _ranges: &[Range<u64>]) -> Option<Vec<Vec<u8>>> {
        None
    }

    /// A file that an earlier run kept whole, see `history::kept`.
    fn kept(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// Keeps a file whole, where there is a place for it.
    fn keep(&self, _name: &str, _bytes: &[u8]) {}

    /// The same as [`Revisions::commit`] for many commits at once.
    fn commits_called(&self, ids: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        ids.iter().map(|id| Ok(Arc::new(self.commit(*id)?))).collect()
    }

    /// The book at the end of a day: the first commit, in the order of [`Revisions::commits`] from the checked-out one,
    /// whose committer date is on or before that day in the zone. `None` when the book is younger.
    fn on_day(&self, day: Date, zone: &str) -> Result<Option<CommitId>, RevisionError> {
        let Some(head) = self.head()? else { return Ok(None) };
        let commits = self.commits(&[head], &[])?;
        Ok(commits.iter().find(|commit| commit.committer.day(zone) <= day).map(|commit| commit.id))
    }
}

/// Makes one change of a file that went and a file that came, where they are the same: first those of equal content and
/// name, then a record of one kind that keeps its id (`invoices/2026/a.toml` → `invoices/2026/10/a.toml`), then those of
/// equal content within a kind. A record whose id *and* content changed at once is one that went and one that came. Sorts.
pub fn pair_moves(changes: Vec<PathChange>) -> Vec<PathChange> {
    let (mut gone, mut rest): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| change.path.is_none());
    let (mut come, other): (Vec<_>, Vec<_>) = rest.drain(..).partition(|change| change.old_path.is_none());
    let mut done = other;
    if !gone.is_empty() && !come.is_empty() {
        gone.sort();
        come.sort();
        pair(&mut gone, &mut come, &mut done, id_and_blob);
        pair(&mut gone, &mut come, &mut done, id_only);
        pair(&mut gone, &mut come, &mut done, blob_only);
    }
    done.extend(gone);
    done.extend(come);
    done.sort_by(|a, b| a.path.as_ref().or(a.old_path.as_ref()).cmp(&b.path.as_ref().or(b.old_path.as_ref())));
    done
}

/// The folder of the kind, the id, the content: what of them counts.
type Key<'p> = (&'p str, Option<&'p str>, Option<BlobId>);

fn id_and_blob(path: &str, blob: Option<BlobId>) -> Key<'_> {
    let (folder, id) = identity(path);
    (folder, Some(id), blob)
}

fn id_only(path: &str, _: Option<BlobId>) -> Key<'_> {
    let (folder, id) = identity(path);
    (folder, Some(id), None)
}

fn blob_only(path: &str, blob: Option<BlobId>) -> Key<'_> {
    (identity(path).0, None, blob)
}

/// Pairs what has the same key; among equals in the order of their paths.
fn pair(
    gone: &mut Vec<PathChange>,
    come: &mut Vec<PathChange>,
    done: &mut Vec<PathChange>,
    key: fn(&str, Option<BlobId>) -> Key<'_>,
) {
    let mut waiting: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
    for (i, change) in gone.iter().enumerate().rev() {
        waiting.entry(key(change.old_path.as_deref().unwrap_or_default(), change.old)).or_default().push(i);
    }
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, change) in come.iter().enumerate() {
        let found = waiting.get_mut(&key(change.path.as_deref().unwrap_or_default(), change.new)).and_then(Vec::pop);
        if let Some(old) = found {
            pairs.insert(i, old);
        }
    }
    if pairs.is_empty() {
        return;
    }
    let mut taken = vec![false; gone.len()];
    let mut left = Vec::new();
    for (i, mut change) in std::mem::take(come).into_iter().enumerate() {
        match pairs.get(&i) {
            Some(old) => {
                taken[*old] = true;
                change.old_path = gone[*old].old_path.clone();
                change.old = gone[*old].old;
                done.push(change);
            }
            None => left.push(change),
        }
    }
    *come = left;
    let mut position = 0;
    gone.retain(|_| {
        position += 1;
        !taken[position - 1]
    });
}

/// The kind's folder and the id that a path speaks of: `invoices/2026/10/a.toml` → (`invoices`, `a`).
fn identity(path: &str) -> (&str, &str) {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    (folder, file.rsplit_once('.').map_or(file, |(id, _)| id))
}

#[cfg(test)]
mod tests {
    use super::super::memory::MemoryRevisions;
    use super::*;

    /// `old → new (same|changed)` of each change.
    fn shown(changes: &[PathChange]) -> Vec<String> {
        let word = |path: &Option<String>| path.clone().unwrap_or_else(|| "∅".to_owned());
        let same = |change: &PathChange| if change.old == change.new { "same" } else { "changed" };
        changes.iter().map(|c| format!("{} → {} {}", word(&c.old_path), word(&c.path), same(c))).collect()
    }

    #[test]
    fn an_id_is_forty_digits() {
        let text = "0123456789abcdef0123456789abcdef01234567";
        let id: CommitId = text.parse().unwrap();
        assert_eq!((id.to_string().as_str(), id.short().as_str()), (text, "0123456789ab"));
        for text in ["", "0123", &text[1..], "0123456789abcdef0123456789abcdef0123456g", "é".repeat(20).as_str()] {
            assert_eq!(text.parse::<BlobId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn a_moved_record_is_one_change() {
        let mut git = MemoryRevisions::new();
        git.write("customers/acme.toml", "name = \"Acme\"\n");
        git.write("invoices/2026/a.toml", "draft\n");
        git.write("invoices/2026/b.toml", "draft\n");
        git.write("deals/x.toml", "title = \"X\"\n");
        let first = git.save("one", 0);
        git.rename("customers/acme.toml", "customers/acme-sa.toml"); // another id, equal content
        git.rename("invoices/2026/a.toml", "invoices/2026/10/a.toml"); // equal twins: the id decides
        git.rename("invoices/2026/b.toml", "invoices/2026/10/b.toml");
        git.write("invoices/2026/10/b.toml", "issued\n"); // moved and edited at once
        git.remove("deals/x.toml");
        git.write("deals/y.toml", "title = \"Y\"\n"); // neither id nor content: another deal
        let second = git.save("two", 1);
        assert_eq!(
            shown(&git.changes(second, Some(first)).unwrap()),
            [
                "customers/acme.toml → customers/acme-sa.toml same",
                "deals/x.toml → ∅ changed",
                "∅ → deals/y.toml changed",
                "invoices/2026/a.toml → invoices/2026/10/a.toml same",
                "invoices/2026/b.toml → invoices/2026/10/b.toml changed",
            ]
        );
        assert_eq!(git.changes(first, None).unwrap().len(), 4);
        assert!(git.changes(second, Some(second)).unwrap().is_empty());
    }

    #[test]
    fn equal_content_in_another_kind_is_no_move() {
        let mut git = MemoryRevisions::new();
        git.write("customers/a.toml", "name = \"A\"\n");
        let first = git.save("one", 0);
        git.rename("customers/a.toml", "contacts/a.toml");
        let second = git.save("two", 1);
        assert_eq!(
            shown(&git.changes(second, Some(first)).unwrap()),
            ["∅ → contacts/a.toml changed", "customers/a.toml → ∅ changed"]
        );
    }

    #[test]
    fn a_day_ends_where_the_book_lives() {
        let mut git = MemoryRevisions::new();
        git.write("carnet.toml", "");
        let noon = 1_790_769_600; // 2026-09-30T12:00Z
        let first = git.save("on the 30th", noon);
        let second = git.save("23:30 in Paris, still the 30th", noon + 9 * 3600 + 1800);
        let third = git.save("00:30 in Paris, the 1st", noon + 10 * 3600 + 1800);
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(git.on_day(day("2026-09-29"), "Europe/Paris").unwrap(), None);
        assert_eq!(git.on_day(day("2026-09-30"), "Europe/Paris").unwrap(), Some(second));
        assert_eq!(git.on_day(day("2026-09-30"), "UTC").unwrap(), Some(third));
        assert_eq!(git.on_day(day("2026-10-01"), "Europe/Paris").unwrap(), Some(third));
        assert_eq!(git.resolve(&first.short()).unwrap(), first);
        assert!(matches!(git.resolve("main~9"), Err(RevisionError::Unknown { .. })));
    }

    #[test]
    fn children_come_before_their_parents_whatever_their_clocks_say() {
        let mut git = MemoryRevisions::new();
        let root = git.save("root", 100);
        let ahead = git.save("a clock that runs ahead", 9_000);
        let left = git.save("left", 300);
        git.checkout(root);
        let right = git.save("right", 200);
        let merge = git.merge("merge", 400, &[left]);
        let ids = |list: Vec<Arc<Commit>>| list.into_iter().map(|commit| commit.id).collect::<Vec<_>>();
        assert_eq!(ids(git.commits(&[merge], &[]).unwrap()), [merge, left, ahead, right, root]);
        assert_eq!(ids(git.commits(&[merge], &[left]).unwrap()), [merge, right]);
        assert_eq!(git.commit_of(merge).parents, [right, left]);
    }
}
