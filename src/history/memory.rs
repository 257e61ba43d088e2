//! A repository in memory, for tests.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::revisions::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who, pair_moves};
use super::shelf::{Shelf, Tail, begins, block_of, head};

/// Commits of which each holds all the files written so far.
#[derive(Default)]
pub struct MemoryRevisions {
    commits: HashMap<CommitId, (Commit, BTreeMap<String, BlobId>)>,
    blobs: HashMap<BlobId, Vec<u8>>,
    work: BTreeMap<String, BlobId>,
    head: Option<CommitId>,
    author: Option<(String, String)>,
    /// What was learnt is kept from one question to the next.
    pub keeps: Cell<bool>,
    pub files: RefCell<BTreeMap<String, Vec<u8>>>,
    /// How often all commits were asked for.
    pub walks: Cell<usize>,
}

impl MemoryRevisions {
    pub fn new() -> MemoryRevisions {
        MemoryRevisions::default()
    }

    pub fn write(&mut self, path: &str, text: &str) {
        let id = BlobId(twenty(text));
        self.blobs.insert(id, text.as_bytes().to_vec());
        self.work.insert(path.to_owned(), id);
    }

    pub fn remove(&mut self, path: &str) {
        assert!(self.work.remove(path).is_some(), "no file {path}");
    }

    pub fn rename(&mut self, from: &str, to: &str) {
        let id = self.work.remove(from).expect("a file to rename");
        self.work.insert(to.to_owned(), id);
    }

    /// Who writes the next commits.
    pub fn author(&mut self, name: &str, email: &str) {
        self.author = Some((name.to_owned(), email.to_owned()));
    }

    /// A commit on the head, written and committed at `time` (seconds since 1970).
    pub fn save(&mut self, subject: &str, time: i64) -> CommitId {
        self.save_dated(subject, time, time)
    }

    /// A commit whose author and committer dates differ, as after a rebase.
    pub fn save_dated(&mut self, subject: &str, authored: i64, committed: i64) -> CommitId {
        let parents = self.head.into_iter().collect();
        self.record(subject, authored, committed, parents)
    }

    /// A merge of `others` into the head; the files are those written so far.
    pub fn merge(&mut self, subject: &str, time: i64, others: &[CommitId]) -> CommitId {
        let parents = self.head.into_iter().chain(others.iter().copied()).collect();
        self.record(subject, time, time, parents)
    }

    /// Goes back to a commit and its files.
    pub fn checkout(&mut self, id: CommitId) {
        self.work = self.commits[&id].1.clone();
        self.head = Some(id);
    }

    /// The files as they are, committed or not.
    pub fn work(&self) -> BTreeMap<String, String> {
        let text = |blob: &BlobId| String::from_utf8_lossy(&self.blobs[blob]).into_owned();
        self.work.iter().map(|(path, blob)| (path.clone(), text(blob))).collect()
    }

    pub fn commit_of(&self, id: CommitId) -> &Commit {
        &self.commits[&id].0
    }

    fn record(&mut self, subject: &str, authored: i64, committed: i64, parents: Vec<CommitId>) -> CommitId {
        let id = CommitId(twenty(&(subject, authored, committed, &parents, &self.work)));
        let (name, email) =
            self.author.clone().unwrap_or_else(|| ("Claire".to_owned(), "claire@firm.example".to_owned()));
        let who = |time| Who { name: name.clone(), email: email.clone(), time, offset: 0 };
        let commit =
            Commit { id, parents, author: who(authored), committer: who(committed), subject: subject.to_owned() };
        self.commits.insert(id, (commit, self.work.clone()));
        self.head = Some(id);
        id
    }

    fn files(&self, id: CommitId) -> Result<&BTreeMap<String, BlobId>, RevisionError> {
        let unknown = || RevisionError::Unknown { revision: id.to_string() };
        self.commits.get(&id).map(|(_, files)| files).ok_or_else(unknown)
    }

    fn reachable(&self, from: &[CommitId]) -> HashSet<CommitId> {
        let mut seen = HashSet::new();
        let mut next = from.to_vec();
        while let Some(id) = next.pop() {
            if seen.insert(id) {
                next.extend(&self.commits[&id].0.parents);
            }
        }
        seen
    }
}

impl Revisions for MemoryRevisions {
    fn head(&self) -> Result<Option<CommitId>, RevisionError> {
        Ok(self.head)
    }

    fn resolve(&self, revision: &str) -> Result<CommitId, RevisionError> {
        if revision == "HEAD" {
            return self.head.ok_or_else(|| RevisionError::Unknown { revision: revision.to_owned() });
        }
        let mut found = self.commits.keys().filter(|id| id.to_string().starts_with(revision));
        found.next().copied().ok_or_else(|| RevisionError::Unknown { revision: revision.to_owned() })
    }

    fn commit(&self, id: CommitId) -> Result<Commit, RevisionError> {
        self.files(id).map(|_| self.commit_of(id).clone())
    }

    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        self.walks.set(self.walks.get() + 1);
        let hidden = self.reachable(not);
        let mut left: HashSet<CommitId> = self.reachable(from).difference(&hidden).copied().collect();
        let mut list = Vec::new();
        while !left.is_empty() {
            let parents: HashSet<CommitId> = left.iter().flat_map(|id| self.commits[id].0.parents.clone()).collect();
            let free = left.iter().filter(|id| !parents.contains(id));
            let next = free.max_by_key(|id| (self.commits[id].0.committer.time, **id)).copied().expect("no cycle");
            left.remove(&next);
            list.push(Arc::new(self.commits[&next].0.clone()));
        }
        Ok(list)
    }

    fn tree(&self, commit: CommitId) -> Result<Vec<TreeFile>, RevisionError> {
        Ok(self.files(commit)?.iter().map(|(path, blob)| TreeFile { path: path.clone(), blob: *blob }).collect())
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
        self.blobs.get(&blob).cloned().ok_or_else(|| RevisionError::Unknown { revision: blob.to_string() })
    }

    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError> {
        let none = BTreeMap::new();
        let new = self.files(commit)?;
        let old = parent.map_or(Ok(&none), |parent| self.files(parent))?;
        let paths: HashSet<&String> = old.keys().chain(new.keys()).collect();
        let differing = paths.into_iter().filter(|path| old.get(*path) != new.get(*path));
        let change = |path: &String| PathChange {
            path: new.contains_key(path).then(|| path.clone()),
            old_path: old.contains_key(path).then(|| path.clone()),
            old: old.get(path).copied(),
            new: new.get(path).copied(),
        };
        Ok(pair_moves(differing.map(change).collect()))
    }

    fn recall(&self, name: &str, key: u64) -> Shelf {
        self.kept(name).map_or_else(Shelf::default, |bytes| Shelf::read(bytes, key))
    }

    fn remember(&self, name: &str, key: u64, entries: &[(CommitId, &[u8])]) {
        let there = self.recall(name, key);
        let block = block_of(entries.iter().filter(|(commit, _)| there.get(commit).is_none()).copied());
        let mut files = self.files.borrow_mut();
        let file = files.entry(name.to_owned()).or_default();
        file.truncate(there.whole());
        if file.is_empty() {
            file.extend(head(key));
        }
        file.extend(block);
    }

    fn extend(&self, name: &str, key: u64, whole: u64, entries: &[(CommitId, &[u8])]) -> Option<Tail> {
        let mut files = self.files.borrow_mut();
        let file = files.get_mut(name).filter(|file| self.keeps.get() && begins(file, key))?;
        let mut tail = Tail::read(file.get(whole as usize..)?, whole)?;
        let news: Vec<(CommitId, &[u8])> = entries.iter().filter(|(commit, _)| !tail.holds(commit)).copied().collect();
        if news.is_empty() {
            return Some(tail);
        }
        let block = block_of(news);
        file.extend(&block);
        tail.add(&block).then_some(tail)
    }

    fn parts(&self, name: &str, ranges: &[Range<u64>]) -> Option<Vec<Vec<u8>>> {
        let bytes = self.kept(name)?;
        ranges.iter().map(|range| Some(bytes.get(range.start as usize..range.end as usize)?.to_vec())).collect()
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.files.borrow().get(name).filter(|_| self.keeps.get()).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        if self.keeps.get() {
            self.files.borrow_mut().insert(name.to_owned(), bytes.to_vec());
        }
    }
}

/// Twenty bytes that tell contents apart, as a test needs it.
fn twenty(value: &(impl Hash + ?Sized)) -> [u8; 20] {
    let mut id = [0; 20];
    for (salt, chunk) in id.chunks_mut(8).enumerate() {
        let mut hasher = DefaultHasher::new();
        (salt, value).hash(&mut hasher);
        chunk.copy_from_slice(&hasher.finish().to_be_bytes()[..chunk.len()]);
    }
    id
}
