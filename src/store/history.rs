//! The repository's past, read through libgit2: [`Revisions`] over a book's commits.
//!
//! What was read of a commit is kept for the next run: see [`crate::history::shelf`]. A partial clone is refused when the
//! repository is opened; in a shallow one, commits can be read, but no walk goes past what was cut off.

use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashSet};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use git2::{ErrorCode, ObjectType, Oid, Sort};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::file::read_side_by_side;
use super::objects::Objects;
use super::pack::{Kind, Packs, Reader};
use super::trees::{Folders, Trees};
use super::{Repo, StoreError};
use crate::finding::{Catalogue, Language};
use crate::history::shelf::{Shelf, Tail};
use crate::history::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who};
use crate::value::Date;

/// The shelf of the commits themselves.
const COMMITS: &str = "commits";
/// To be raised whenever what is kept of a commit, or how, changes.
const COMMITS_KEY: u64 = 2;

/// Books are looked for in folders up to this depth.
const DEEPEST: usize = 16;

/// From so many questions on, several threads look for the answers.
const MANY: usize = 256;

/// So many commits are read from their objects before the shelf is: that takes about as long.
const FEW: usize = 64;

/// The commits of a book's repository.
pub struct History<'r> {
    repo: &'r Repo,
    /// The kinds' folders.
    folders: HashSet<String>,
    /// The oldest commits that a shallow clone has, whose parents were cut off; empty in a whole one.
    boundary: HashSet<Oid>,
    read: RefCell<Folders>,
    known: RefCell<Known>,
    /// Opened when many objects are asked for.
    packs: OnceCell<Packs>,
    /// The books below a folder of the repository, by its tree.
    books: RefCell<FxHashMap<Oid, Rc<[String]>>>,
    /// Nothing is taken from earlier runs, nor kept for later ones, and every object is compared with its name.
    strict: bool,
}

/// The commits that were read.
#[derive(Default)]
struct Known {
    commits: FxHashMap<CommitId, Read>,
    /// What earlier runs read; asked for only once.
    shelf: Option<Shelf>,
    /// How many had to be read from their objects, and are kept for no later run yet.
    missed: usize,
    /// How many were read without asking the shelf, which is worth reading only for more than a few.
    alone: usize,
}

/// A commit and its tree.
#[derive(Clone)]
struct Read {
    commit: Arc<Commit>,
    tree: [u8; 20],
    /// No earlier run had read it.
    fresh: bool,
}

impl From<(Commit, [u8; 20])> for Read {
    fn from((commit, tree): (Commit, [u8; 20])) -> Read {
        Read { commit: Arc::new(commit), tree, fresh: true }
    }
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
        let (read, known, books) = (RefCell::default(), RefCell::default(), RefCell::default());
        let packs = OnceCell::new();
        Ok(History { repo, folders, boundary, read, known, packs, books, strict: false })
    }

    /// For a proof: nothing is believed that an earlier run wrote down, and every object is compared with its name.
    pub fn strict(mut self) -> History<'r> {
        git2::opts::strict_hash_verification(true);
        self.strict = true;
        self
    }

    fn trees(&self) -> Trees<'_> {
        let objects = Objects::new(&self.repo.git, None);
        Trees { objects, folders: &self.folders, prefix: &self.repo.prefix, read: &self.read }
    }

    /// The packs, for whoever asks for many objects. None for a proof, which believes libgit2 alone; nor where the
    /// environment names other objects (in a hook), which only the opened repository sees.
    fn packs(&self) -> Option<&Packs> {
        let elsewhere = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"].map(std::env::var_os);
        if self.strict || elsewhere.iter().any(Option::is_some) {
            return None;
        }
        Some(self.packs.get_or_init(|| Packs::open(&self.repo.git.commondir().join("objects"))))
    }

    /// A commit, from memory where it was read before.
    fn read(&self, id: CommitId) -> Result<Read, RevisionError> {
        self.read_near(id, &mut None)
    }

    /// The same; `reader` is opened when many were in no memory.
    fn read_near<'h>(&'h self, id: CommitId, reader: &mut Option<Reader<'h>>) -> Result<Read, RevisionError> {
        let mut known = self.known.borrow_mut();
        if let Some(read) = known.commits.get(&id) {
            return Ok(read.clone());
        }
        if known.shelf.is_none() && known.alone < FEW {
            known.alone += 1;
            let read = self.read_object(id)?;
            known.commits.insert(id, read.clone());
            return Ok(read);
        }
        self.open_shelf(&mut known);
        let kept = known.shelf.as_ref().and_then(|shelf| super::commit::unpack(id, shelf.get(&id)?));
        let read = match kept {
            // What is kept there need not be kept here.
            Some(read) => return Ok(Read { fresh: false, ..read.into() }),
            None => {
                known.missed += 1;
                if known.missed > MANY && reader.is_none() {
                    *reader = self.packs().map(Packs::reader);
                }
                match reader.as_mut().and_then(|reader| packed(reader, id)) {
                    Some(read) => read,
                    None => self.read_object(id)?,
                }
            }
        };
        known.commits.insert(id, read.clone());
        Ok(read)
    }

    /// Reads what earlier runs read, and knows which of the commits that were read without it are new to it.
    fn open_shelf(&self, known: &mut Known) {
        if known.shelf.is_none() {
            let shelf = self.recall(COMMITS, COMMITS_KEY);
            for (id, read) in &mut known.commits {
                read.fresh &= shelf.get(id).is_none();
                known.missed += usize::from(read.fresh);
            }
            known.shelf = Some(shelf);
        }
    }

    fn read_object(&self, id: CommitId) -> Result<Read, RevisionError> {
        let commit = self.repo.git.find_commit(oid(id.0)?)?;
        let read = Commit {
            id,
            parents: commit.parent_ids().map(|id| CommitId(bytes(id))).collect(),
            author: who(&commit.author()),
            committer: who(&commit.committer()),
            subject: commit.summary_bytes().map(text).unwrap_or_default(),
        };
        Ok((read, bytes(commit.tree_id())).into())
    }

    /// Keeps the commits that no earlier run had read.
    fn keep_read(&self, ids: impl Iterator<Item = CommitId>) {
        let mut known = self.known.borrow_mut();
        if known.missed == 0 {
            return;
        }
        known.missed = 0;
        let mut entries: Vec<(CommitId, Vec<u8>)> = Vec::new();
        // In the order in which they will be asked for.
        for id in ids {
            if let Some(read) = known.commits.get_mut(&id).filter(|read| read.fresh) {
                read.fresh = false;
                entries.extend(super::commit::pack(&read.commit, &read.tree).map(|bytes| (id, bytes)));
            }
        }
        drop(known);
        let entries: Vec<(CommitId, &[u8])> = entries.iter().map(|(id, bytes)| (*id, &**bytes)).collect();
        if !entries.is_empty() {
            self.remember(COMMITS, COMMITS_KEY, &entries);
        }
    }

    /// Everything that can be reached: children before parents, the newest of those whose turn it is first. A commit of
    /// the boundary is among them, its parents are not.
    fn order(&self, from: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        let mut numbers: FxHashMap<CommitId, u32> = FxHashMap::default();
        let mut found: Vec<Arc<Commit>> = Vec::new();
        let mut open: Vec<CommitId> = from.iter().rev().copied().collect();
        let mut reader = None;
        self.open_shelf(&mut self.known.borrow_mut());
        while let Some(id) = open.pop() {
            let Entry::Vacant(number) = numbers.entry(id) else { continue };
            number.insert(found.len() as u32);
            let mut commit = self.read_near(id, &mut reader)?.commit;
            if !self.boundary.is_empty() && self.boundary.contains(&oid(id.0)?) {
                commit = Arc::new(Commit { parents: Vec::new(), ..(*commit).clone() });
            }
            open.extend(commit.parents.iter().rev());
            found.push(commit);
        }
        self.keep_read(found.iter().map(|commit| commit.id));
        // Mostly a commit's parent is the one found next.
        let number = |after: usize, id: &CommitId| match found.get(after + 1) {
            Some(next) if next.id == *id => Some(after + 1),
            _ => numbers.get(id).map(|number| *number as usize),
        };
        let mut children = vec![0_u32; found.len()];
        for (at, commit) in found.iter().enumerate() {
            commit.parents.iter().filter_map(|parent| number(at, parent)).for_each(|parent| children[parent] += 1);
        }
        // Among equals the one found first.
        let turn = |at: usize| (found[at].committer.time, std::cmp::Reverse(at));
        let mut free: BinaryHeap<_> = (0..found.len()).filter(|at| children[*at] == 0).map(turn).collect();
        let mut ordered = Vec::with_capacity(found.len());
        while let Some((_, std::cmp::Reverse(at))) = free.pop() {
            for parent in found[at].parents.iter().filter_map(|parent| number(at, parent)) {
                children[parent] -= 1;
                if children[parent] == 0 {
                    free.push(turn(parent));
                }
            }
            ordered.push(found[at].clone());
        }
        Ok(ordered)
    }

    /// The same without what can be reached from `not`.
    fn order_without(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
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
    fn book_tree(&self, id: CommitId) -> Result<Option<[u8; 20]>, RevisionError> {
        self.trees().book(self.read(id)?.tree)
    }

    /// The folders below a tree that hold a book, each with a `/` at its end, or empty for the tree itself.
    fn books_below(&self, tree: Oid, depth: usize) -> Result<Rc<[String]>, RevisionError> {
        if let Some(known) = self.books.borrow().get(&tree) {
            return Ok(known.clone());
        }
        let entries = self.repo.git.find_tree(tree)?;
        let mut found = Vec::new();
        let book = entries.get_name(super::walk::BOOK_FILE).is_some();
        if book {
            found.push(String::new());
        }
        for entry in &entries {
            let Ok(name) = entry.name() else { continue };
            // The records of a book are no books; and nobody keeps one deeper than that.
            let records = book && self.folders.contains(name);
            if entry.kind() == Some(ObjectType::Tree) && !records && depth < DEEPEST {
                let below = self.books_below(entry.id(), depth + 1)?;
                found.extend(below.iter().map(|folder| format!("{name}/{folder}")));
            }
        }
        let found: Rc<[String]> = found.into();
        self.books.borrow_mut().insert(tree, found.clone());
        Ok(found)
    }

    /// Answers many questions on several threads, each with a way of its own to the objects; the answers are in the
    /// order of the questions.
    fn spread<Q: Sync, A: Send>(
        &self,
        questions: &[Q],
        answer: impl Fn(&Trees<'_>, &Q) -> Result<A, RevisionError> + Sync,
    ) -> Result<Vec<A>, RevisionError> {
        let packs = if questions.len() < MANY { None } else { self.packs() };
        let Some(packs) = packs else {
            let trees = self.trees();
            return questions.iter().map(|question| answer(&trees, question)).collect();
        };
        let (path, folders, prefix) = (self.repo.git.path(), &self.folders, &*self.repo.prefix);
        let part = questions.len().div_ceil(rayon::current_num_threads() * 2);
        let parts: Result<Vec<Vec<A>>, RevisionError> = questions
            .par_chunks(part.max(1))
            .map(|questions| {
                let (objects, read) = (Objects::apart(path, Some(packs)), RefCell::default());
                let trees = Trees { objects, folders, prefix, read: &read };
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
        Ok((*self.read(id)?.commit).clone())
    }

    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
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
        self.tree_in(commit, &self.repo.prefix)
    }

    fn file(&self, commit: CommitId, path: &str) -> Result<Option<BlobId>, RevisionError> {
        let tree = self.repo.git.find_commit(oid(commit.0)?)?.tree()?;
        let found = super::git::entry(Some(&tree), &self.repo.full(path))?;
        Ok(found.filter(|(_, mode)| mode & 0o170000 == 0o100000).map(|(id, _)| BlobId(bytes(id))))
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
        self.trees().objects.blob(blob.0, None)
    }

    fn blobs(&self, blobs: &[BlobId]) -> Result<Vec<Vec<u8>>, RevisionError> {
        let packs = if blobs.len() < MANY { None } else { self.packs() };
        // In the order of the disk, what is a delta of another follows it.
        let place = |blob: &BlobId| packs.and_then(|packs| packs.place(&blob.0));
        let mut order: Vec<_> = blobs.iter().enumerate().map(|(i, blob)| (place(blob), i)).collect();
        order.sort_unstable();
        let texts = self.spread(&order, |trees, (place, i)| trees.objects.blob(blobs[*i].0, *place))?;
        let mut sorted = vec![Vec::new(); blobs.len()];
        for ((_, i), text) in order.into_iter().zip(texts) {
            sorted[i] = text;
        }
        Ok(sorted)
    }

    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError> {
        let new = self.book_tree(commit)?;
        let old = parent.map(|parent| self.book_tree(parent)).transpose()?.flatten();
        self.trees().changes(old, new)
    }

    fn changes_of(&self, edges: &[(CommitId, Option<CommitId>)]) -> Result<Vec<Vec<PathChange>>, RevisionError> {
        type Root = [u8; 20];
        let root = |id: CommitId| -> Result<Root, RevisionError> { Ok(self.read(id)?.tree) };
        let roots: Result<Vec<(Root, Option<Root>)>, RevisionError> =
            edges.iter().map(|(new, old)| Ok((root(*new)?, old.map(root).transpose()?))).collect();
        self.spread(&roots?, |trees, (new, old)| {
            let old = old.map(|old| trees.book(old)).transpose()?.flatten();
            trees.changes(old, trees.book(*new)?)
        })
    }

    fn folder(&self) -> &str {
        &self.repo.prefix
    }

    fn books(&self, commit: CommitId) -> Result<Vec<String>, RevisionError> {
        Ok(self.books_below(oid(self.read(commit)?.tree)?, 0)?.to_vec())
    }

    fn tree_in(&self, commit: CommitId, folder: &str) -> Result<Vec<TreeFile>, RevisionError> {
        let read = RefCell::default();
        let objects = Objects::new(&self.repo.git, self.packs());
        let trees = Trees { objects, folders: &self.folders, prefix: folder, read: &read };
        let mut files = Vec::new();
        if let Some(tree) = trees.book(self.read(commit)?.tree)? {
            trees.list("", tree, &mut files)?;
        }
        files.sort();
        Ok(files)
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

    fn extend(&self, name: &str, key: u64, whole: u64, entries: &[(CommitId, &[u8])]) -> Option<Tail> {
        if self.strict {
            return None;
        }
        let (name, key) = self.shelf(name, key);
        super::shelf::grow(&self.shelves(), &name, key, whole, entries).ok().flatten()
    }

    fn parts(&self, name: &str, ranges: &[Range<u64>]) -> Option<Vec<Vec<u8>>> {
        super::shelf::parts(&self.shelves(), &self.shelf(name, 0).0, ranges).ok()
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        // Behind what a shallow clone has, there may be anything.
        let usable = !self.strict && self.boundary.is_empty();
        usable.then(|| read_side_by_side(&self.shelves().join(self.shelf(name, 0).0)).ok())?
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        if !self.strict && self.boundary.is_empty() {
            // As for the shelves: without it the next run is slower, and no more.
            let _ = super::shelf::keep(&self.shelves(), &self.shelf(name, 0).0, bytes);
        }
    }

    fn commits_called(&self, ids: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        if ids.len() > FEW {
            self.open_shelf(&mut self.known.borrow_mut());
        }
        let mut reader = None;
        ids.iter().map(|id| Ok(self.read_near(*id, &mut reader)?.commit)).collect()
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

fn packed(reader: &mut Reader<'_>, id: CommitId) -> Option<Read> {
    let (kind, raw) = reader.object(&id.0)?;
    let (commit, tree) = (kind == Kind::Commit).then(|| super::commit::read(id, &raw))??;
    Some((commit, tree).into())
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
        let french = error.words(&Catalogue::new(Language::French));
        RevisionError::Repository { message: error.to_string(), french: Some(french) }
    }
}
