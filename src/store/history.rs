//! The repository's past, read through libgit2: [`Revisions`] over a book's commits.
//!
//! What was read of a commit is kept for the next run: see [`crate::history::shelf`]. A partial clone is refused when the
//! repository is opened; in a shallow one, commits can be read, but no walk goes past what was cut off.

use std::cell::RefCell;
use std::collections::{BinaryHeap, HashSet};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use git2::{ErrorCode, Oid, Repository, Sort};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::trees::{Folders, Trees};
use super::{Repo, StoreError};
use crate::history::shelf::Shelf;
use crate::history::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who};
use crate::value::Date;

/// The shelf of the commits themselves.
const COMMITS: &str = "commits";
/// To be raised whenever what is kept of a commit, or how, changes.
const COMMITS_KEY: u64 = 1;

/// From so many questions on, several threads look for the answers.
const MANY: usize = 256;

/// The commits of a book's repository.
pub struct History<'r> {
    repo: &'r Repo,
    /// The kinds' folders.
    folders: HashSet<String>,
    /// The oldest commits that a shallow clone has, whose parents were cut off; empty in a whole one.
    boundary: HashSet<Oid>,
    read: RefCell<Folders>,
    known: RefCell<Known>,
    /// Nothing is taken from earlier runs, nor kept for later ones, and every object is compared with its name.
    strict: bool,
}

/// The commits that were read.
#[derive(Default)]
struct Known {
    commits: FxHashMap<CommitId, Read>,
    /// What earlier runs read; asked for only once.
    shelf: Option<Shelf>,
}

/// A commit and its tree.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct Read {
    commit: Commit,
    tree: [u8; 20],
}

impl<'r> History<'r> {
    /// `folders`: those of the kinds, below the book's root.
    ///
    /// # Errors
    /// The list of what a shallow clone lacks cannot be read; or commits were given other parents than they have
    /// (`.git/info/grafts`), behind which anything could be hidden.
    pub fn new<'f>(repo: &'r Repo, folders: impl IntoIterator<Item = &'f str>) -> Result<History<'r>, StoreError> {
        let list = repo.git.commondir().join("shallow");
        let boundary = match std::fs::read_to_string(&list) {
            Ok(text) => text.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => HashSet::new(),
            Err(error) => return Err(StoreError::io(&list, error)),
        };
        let grafts = std::fs::read_to_string(repo.git.commondir().join("info").join("grafts")).unwrap_or_default();
        if grafts.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let feature = "grafts, which give commits other parents than they have".to_owned();
            return Err(StoreError::Unsupported { feature, remedy: "rm .git/info/grafts" });
        }
        let folders = folders.into_iter().map(str::to_owned).collect();
        // Git itself compares an object with its name only when asked (`git fsck`); it costs a quarter of a long walk.
        git2::opts::strict_hash_verification(false);
        // Nothing is asked for twice that is not kept here already.
        git2::opts::enable_caching(false);
        let (read, known) = (RefCell::default(), RefCell::default());
        Ok(History { repo, folders, boundary, read, known, strict: false })
    }

    /// For a proof: nothing is believed that an earlier run wrote down, and every object is compared with its name.
    pub fn strict(mut self) -> History<'r> {
        git2::opts::strict_hash_verification(true);
        self.strict = true;
        self
    }

    fn trees(&self) -> Trees<'_> {
        Trees { git: &self.repo.git, folders: &self.folders, prefix: &self.repo.prefix, read: &self.read }
    }

    /// A commit, from memory where it was read before.
    fn read(&self, id: CommitId) -> Result<Read, RevisionError> {
        let mut known = self.known.borrow_mut();
        if let Some(read) = known.commits.get(&id) {
            return Ok(read.clone());
        }
        if known.shelf.is_none() {
            known.shelf = Some(self.recall(COMMITS, COMMITS_KEY));
        }
        let kept = known.shelf.as_ref().and_then(|shelf| postcard::from_bytes::<Read>(shelf.get(&id)?).ok());
        let read = match kept {
            Some(read) => read,
            None => self.read_object(id)?,
        };
        known.commits.insert(id, read.clone());
        Ok(read)
    }

    fn read_object(&self, id: CommitId) -> Result<Read, RevisionError> {
        let commit = self.repo.git.find_commit(oid(id.0)?)?;
        Ok(Read {
            tree: bytes(commit.tree_id()),
            commit: Commit {
                id,
                parents: commit.parent_ids().map(|id| CommitId(bytes(id))).collect(),
                author: who(&commit.author()),
                committer: who(&commit.committer()),
                subject: commit.summary_bytes().map(text).unwrap_or_default(),
            },
        })
    }

    /// Keeps the commits that no earlier run had read.
    fn keep_read(&self) {
        let known = self.known.borrow();
        let fresh = |id: &CommitId| known.shelf.as_ref().is_none_or(|shelf| shelf.get(id).is_none());
        let entries: Vec<(CommitId, Vec<u8>)> = known
            .commits
            .iter()
            .filter(|(id, _)| fresh(id))
            .filter_map(|(id, read)| Some((*id, postcard::to_allocvec(read).ok()?)))
            .collect();
        if !entries.is_empty() {
            let entries: Vec<(CommitId, &[u8])> = entries.iter().map(|(id, bytes)| (*id, &**bytes)).collect();
            self.remember(COMMITS, COMMITS_KEY, &entries);
        }
    }

    /// Everything that can be reached: children before parents, the newest of those whose turn it is first. A commit of
    /// the boundary is among them, its parents are not.
    fn order(&self, from: &[CommitId]) -> Result<Vec<Commit>, RevisionError> {
        let mut children: FxHashMap<CommitId, u32> = FxHashMap::default();
        let mut found: FxHashMap<CommitId, (Commit, usize)> = FxHashMap::default();
        let mut open: Vec<CommitId> = from.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            if found.contains_key(&id) {
                continue;
            }
            let mut commit = self.read(id)?.commit;
            if self.boundary.contains(&oid(id.0)?) {
                commit.parents.clear();
            }
            for parent in &commit.parents {
                *children.entry(*parent).or_default() += 1;
            }
            open.extend(commit.parents.iter().rev());
            let number = found.len();
            found.insert(id, (commit, number));
        }
        self.keep_read();
        // Among equals the one found first.
        let turn = |(commit, number): &(Commit, usize)| (commit.committer.time, std::cmp::Reverse(*number), commit.id);
        let mut free: BinaryHeap<_> =
            found.iter().filter(|(id, _)| !children.contains_key(id)).map(|(_, entry)| turn(entry)).collect();
        let mut ordered = Vec::with_capacity(found.len());
        while let Some((_, _, id)) = free.pop() {
            let Some((commit, _)) = found.remove(&id) else { continue };
            for parent in &commit.parents {
                if let Some(left) = children.get_mut(parent) {
                    *left -= 1;
                    if *left == 0 {
                        free.extend(found.get(parent).map(turn));
                    }
                }
            }
            ordered.push(commit);
        }
        Ok(ordered)
    }

    /// The same without what can be reached from `not`.
    fn order_without(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Commit>, RevisionError> {
        let mut walk = self.repo.git.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        for id in from {
            walk.push(oid(id.0)?)?;
        }
        for id in not {
            walk.hide(oid(id.0)?)?;
        }
        walk.map(|id| Ok(self.read(CommitId(bytes(id?)))?.commit)).collect()
    }

    /// The tree of the book's folder at a commit; `None` where the commit has no such folder.
    fn book_tree(&self, id: CommitId) -> Result<Option<Oid>, RevisionError> {
        self.trees().book(oid(self.read(id)?.tree)?)
    }

    /// Answers many questions on several threads, each with a repository of its own; the answers are in the order of
    /// the questions.
    fn spread<Q: Sync, A: Send>(
        &self,
        questions: &[Q],
        answer: impl Fn(&Trees<'_>, &Q) -> Result<A, RevisionError> + Sync,
    ) -> Result<Vec<A>, RevisionError> {
        // Where the environment names other objects (in a hook), only the opened repository sees them.
        let alone = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"].map(std::env::var_os);
        if questions.len() < MANY || alone.iter().any(Option::is_some) {
            let trees = self.trees();
            return questions.iter().map(|question| answer(&trees, question)).collect();
        }
        let (path, folders, prefix) = (self.repo.git.path(), &self.folders, &*self.repo.prefix);
        let part = questions.len().div_ceil(rayon::current_num_threads() * 2);
        let parts: Result<Vec<Vec<A>>, RevisionError> = questions
            .par_chunks(part.max(1))
            .map(|questions| {
                let git = Repository::open(path)?;
                let trees = Trees { git: &git, folders, prefix, read: &RefCell::default() };
                questions.iter().map(|question| answer(&trees, question)).collect()
            })
            .collect();
        Ok(parts?.into_iter().flatten().collect())
    }

    /// Where shelves stand.
    fn shelves(&self) -> PathBuf {
        self.repo.git.commondir().join("carnet").join("history")
    }

    /// A shelf holds what is true of one book: a book in a folder of the repository has shelves of its own.
    fn shelf(&self, name: &str, key: u64) -> (String, u64) {
        if name == COMMITS {
            return (name.to_owned(), key);
        }
        let hash = |value: &dyn Fn(&mut FxHasher)| {
            let mut hasher = FxHasher::default();
            value(&mut hasher);
            hasher.finish()
        };
        let mut folders: Vec<&String> = self.folders.iter().collect();
        folders.sort();
        let key = hash(&|hasher| (key, &folders).hash(hasher));
        let prefix = &self.repo.prefix;
        match prefix.is_empty() {
            true => (name.to_owned(), key),
            false => (format!("{name}-{:016x}", hash(&|hasher| prefix.hash(hasher))), key),
        }
    }
}

impl Revisions for History<'_> {
    fn head(&self) -> Result<Option<CommitId>, RevisionError> {
        Ok(self.repo.tip()?.1.map(|id| CommitId(bytes(id))))
    }

    fn resolve(&self, revision: &str) -> Result<CommitId, RevisionError> {
        let found = self.repo.git.revparse_single(revision).and_then(|object| object.peel_to_commit());
        match found {
            Ok(commit) => Ok(CommitId(bytes(commit.id()))),
            Err(error) if error.code() == ErrorCode::Ambiguous => {
                Err(RevisionError::Ambiguous { revision: revision.to_owned() })
            }
            // `HEAD~3` may lie behind what a shallow clone has.
            Err(_) if !self.boundary.is_empty() && revision.contains(['~', '^']) => Err(RevisionError::Shallow),
            Err(_) => Err(RevisionError::Unknown { revision: revision.to_owned() }),
        }
    }

    fn commit(&self, id: CommitId) -> Result<Commit, RevisionError> {
        Ok(self.read(id)?.commit)
    }

    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Commit>, RevisionError> {
        let commits = if not.is_empty() { self.order(from)? } else { self.order_without(from, not)? };
        if !self.boundary.is_empty() {
            for commit in &commits {
                if self.boundary.contains(&oid(commit.id.0)?) {
                    return Err(RevisionError::Shallow);
                }
            }
        }
        Ok(commits)
    }

    fn tree(&self, commit: CommitId) -> Result<Vec<TreeFile>, RevisionError> {
        let mut files = Vec::new();
        if let Some(tree) = self.book_tree(commit)? {
            self.trees().list("", tree, &mut files)?;
        }
        files.sort();
        Ok(files)
    }

    fn file(&self, commit: CommitId, path: &str) -> Result<Option<BlobId>, RevisionError> {
        let tree = self.repo.git.find_commit(oid(commit.0)?)?.tree()?;
        let found = super::git::entry(Some(&tree), &self.repo.full(path))?;
        Ok(found.filter(|(_, mode)| mode & 0o170000 == 0o100000).map(|(id, _)| BlobId(bytes(id))))
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
        content(&self.repo.git, blob)
    }

    fn blobs(&self, blobs: &[BlobId]) -> Result<Vec<Vec<u8>>, RevisionError> {
        self.spread(blobs, |trees, blob| content(trees.git, *blob))
    }

    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError> {
        let new = self.book_tree(commit)?;
        let old = parent.map(|parent| self.book_tree(parent)).transpose()?.flatten();
        self.trees().changes(old, new)
    }

    fn changes_of(&self, edges: &[(CommitId, Option<CommitId>)]) -> Result<Vec<Vec<PathChange>>, RevisionError> {
        let root = |id: CommitId| oid(self.read(id)?.tree);
        let roots: Result<Vec<(Oid, Option<Oid>)>, RevisionError> =
            edges.iter().map(|(new, old)| Ok((root(*new)?, old.map(root).transpose()?))).collect();
        self.spread(&roots?, |trees, (new, old)| {
            let old = old.map(|old| trees.book(old)).transpose()?.flatten();
            trees.changes(old, trees.book(*new)?)
        })
    }

    fn recall(&self, name: &str, key: u64) -> Shelf {
        if self.strict {
            return Shelf::default();
        }
        let (name, key) = self.shelf(name, key);
        super::shelf::read(&self.shelves(), &name, key)
    }

    fn remember(&self, name: &str, key: u64, entries: &[(CommitId, &[u8])]) {
        if !self.strict {
            let (name, key) = self.shelf(name, key);
            // On a full disk, or one that must not be written to, the next run is as slow as this one, and no more.
            let _ = super::shelf::add(&self.shelves(), &name, key, entries);
        }
    }

    /// Only what was cut off *behind* the boundary could be the one that is looked for.
    fn on_day(&self, day: Date, zone: &str) -> Result<Option<CommitId>, RevisionError> {
        let Some(head) = self.head()? else { return Ok(None) };
        for commit in self.order(&[head])? {
            if commit.committer.day(zone) <= day {
                return Ok(Some(commit.id));
            }
            if self.boundary.contains(&oid(commit.id.0)?) {
                return Err(RevisionError::Shallow);
            }
        }
        Ok(None)
    }
}

fn content(git: &Repository, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
    Ok(git.find_blob(oid(blob.0)?)?.content().to_vec())
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(super) fn who(signature: &git2::Signature<'_>) -> Who {
    let when = signature.when();
    Who {
        name: text(signature.name_bytes()),
        email: text(signature.email_bytes()),
        time: when.seconds(),
        offset: when.offset_minutes(),
    }
}

fn oid(id: [u8; 20]) -> Result<Oid, RevisionError> {
    Ok(Oid::from_bytes(&id)?)
}

pub(super) fn bytes(id: Oid) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes.copy_from_slice(id.as_bytes());
    bytes
}

impl From<git2::Error> for RevisionError {
    fn from(error: git2::Error) -> RevisionError {
        StoreError::from(error).into()
    }
}

impl From<StoreError> for RevisionError {
    fn from(error: StoreError) -> RevisionError {
        RevisionError::Repository { message: error.to_string() }
    }
}
