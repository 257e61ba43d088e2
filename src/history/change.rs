//! From the files that a commit changed to the records that it changed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::learn::Learnt;
use super::record_diff::{FieldChange, against_all, contents, diff};
use super::revisions::{BlobId, CommitId, PathChange, RevisionError, Revisions, pair_moves};
use super::version::Version;
use crate::book::reading::firm_shape;
use crate::book::{Book, source};
use crate::finding::Step;
use crate::firm;
use crate::model::{KindId, Kinds, Shape, Shapes, Type};
use crate::value::Currency;

/// How many commits are gone back to find what a broken file said before.
const FARTHEST: usize = 2_000;

/// What a file is about: a record, or `carnet.toml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// `None`: `carnet.toml`.
    pub kind: Option<KindId>,
    pub id: Box<str>,
}

impl Subject {
    /// The firm's own settings.
    pub fn settings() -> Subject {
        Subject { kind: None, id: firm::PATH.into() }
    }
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Event {
    Created,
    Changed,
    Removed,
}

impl Event {
    pub fn name(self) -> &'static str {
        match self {
            Event::Created => "created",
            Event::Changed => "changed",
            Event::Removed => "removed",
        }
    }
}

/// What one commit, or the way between two states, did to one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordChange {
    /// The record under its newer id.
    pub subject: Subject,
    pub event: Event,
    /// The id that it had before, where that was another.
    pub old_id: Option<Box<str>>,
    /// The values that changed; of a new record all that it says, of a removed one none.
    pub fields: Vec<FieldChange>,
    /// The file cannot be read from now on.
    pub broken: bool,
    /// The file can be read again; what changed is told against the last version that could.
    pub mended: bool,
    /// Where the newer version stands (of a removed record the last one), and its content: see
    /// [`Records::version_of`].
    pub path: Box<str>,
    pub blob: BlobId,
}

/// Equal contents of two kinds are two versions.
pub(super) type Versions = FxHashMap<(BlobId, Option<KindId>), Arc<Version>>;

/// How files are read: what all threads share.
pub(super) struct Reading<'r> {
    pub kinds: &'r Kinds,
    pub shapes: &'r Shapes,
    pub currency: Currency,
}

/// Where the versions come from that a commit is told with.
pub(super) trait Source {
    /// The version of a record that a content is.
    fn version(&self, subject: &Subject, path: &str, blob: BlobId) -> Result<Arc<Version>, RevisionError>;

    /// The last version before `at` (first parents only) that can be read.
    fn readable_before(
        &self,
        subject: &Subject,
        at: CommitId,
        path: &str,
    ) -> Result<Option<Arc<Version>>, RevisionError>;
}

/// Reads versions of records, each content once.
pub struct Records<'r> {
    pub revisions: &'r dyn Revisions,
    pub(super) reading: Reading<'r>,
    pub(super) versions: RefCell<Versions>,
    /// What commits did, as far as it was asked for.
    pub(super) learnt: RefCell<Learnt>,
    /// Contents that are in no commit, and how many of them got a name.
    uncommitted: RefCell<FxHashMap<BlobId, Arc<[u8]>>>,
    named: Cell<u64>,
}

impl<'r> Records<'r> {
    /// Old versions are read with the shapes of the book as it is now.
    pub fn new(revisions: &'r dyn Revisions, book: &'r Book) -> Records<'r> {
        Records {
            revisions,
            reading: Reading { kinds: &book.kinds, shapes: book.shapes(), currency: book.firm.currency() },
            versions: RefCell::default(),
            learnt: RefCell::default(),
            uncommitted: RefCell::default(),
            named: Cell::new(0),
        }
    }

    /// What a path below the book's root is about; `None` for files that are no record.
    pub fn subject(&self, path: &str) -> Option<Subject> {
        self.reading.subject(path)
    }

    pub fn shape(&self, kind: Option<KindId>) -> &Shape {
        self.reading.shape(kind)
    }

    /// The version of a record that a content is.
    pub fn version(&self, subject: &Subject, path: &str, blob: BlobId) -> Result<Arc<Version>, RevisionError> {
        Source::version(self, subject, path, blob)
    }

    /// The version that a change led to; one that says nothing where the repository cannot give it any more.
    pub fn version_of(&self, change: &RecordChange) -> Arc<Version> {
        self.version(&change.subject, &change.path, change.blob)
            .unwrap_or_else(|_| Arc::new(Version { values: Default::default(), extras: Vec::new(), readable: false }))
    }

    fn bytes(&self, blob: BlobId) -> Result<Arc<[u8]>, RevisionError> {
        if let Some(bytes) = self.uncommitted.borrow().get(&blob) {
            return Ok(bytes.clone());
        }
        Ok(self.revisions.blob(blob)?.into())
    }

    /// What differs between two states, from the files that do.
    pub fn between(&self, changes: &[PathChange]) -> Result<Vec<RecordChange>, RevisionError> {
        let mut told = Vec::new();
        for change in changes {
            let Some(subject) = self.subject(name(change)) else { continue };
            told.extend(self.reading.compare(self, &subject, change, None)?);
        }
        self.reading.forget_followed(changes, &mut told);
        Ok(told)
    }

    /// The files that differ between a commit and the work tree, of which `book` was read. `paths` holds at least those
    /// that differ.
    pub fn uncommitted(
        &self,
        from: CommitId,
        book: &Book,
        paths: &BTreeSet<String>,
    ) -> Result<Vec<PathChange>, RevisionError> {
        let mut changes = Vec::new();
        let tree = self.revisions.tree(from)?;
        let mut gone: FxHashMap<Arc<[u8]>, BlobId> = FxHashMap::default();
        let at = |path: &str| tree.binary_search_by(|file| (*file.path).cmp(path)).ok().map(|i| tree[i].blob);
        for path in paths.iter().filter(|path| book.source_at(path).is_none()) {
            if let Some(blob) = at(path) {
                gone.insert(self.bytes(blob)?, blob);
            }
        }
        for path in paths {
            let old = at(path);
            let new = book.source_at(path).map(|source| match gone.get(&*source.bytes) {
                Some(blob) => *blob,
                None => self.name(Arc::from(&*source.bytes)),
            });
            let there = |blob: Option<BlobId>| blob.map(|_| path.clone());
            if old.is_some() || new.is_some() {
                changes.push(PathChange { path: there(new), old_path: there(old), old, new });
            }
        }
        Ok(pair_moves(changes))
    }

    /// Names a content that is in no commit. Git's own names are hashes; these begin with twelve bytes that no hash of
    /// a book's life will have.
    fn name(&self, bytes: Arc<[u8]>) -> BlobId {
        let number = self.named.replace(self.named.get() + 1);
        let mut id = [0xff; 20];
        id[12..].copy_from_slice(&number.to_be_bytes());
        self.uncommitted.borrow_mut().insert(BlobId(id), bytes);
        BlobId(id)
    }
}

impl Drop for Records<'_> {
    /// Many versions are given back while the caller goes on.
    fn drop(&mut self) {
        let versions = self.versions.take();
        if versions.len() > FARTHEST {
            rayon::spawn(move || drop(versions));
        }
    }
}

impl Source for Records<'_> {
    fn version(&self, subject: &Subject, path: &str, blob: BlobId) -> Result<Arc<Version>, RevisionError> {
        let key = (blob, subject.kind);
        if let Some(version) = self.versions.borrow().get(&key) {
            return Ok(version.clone());
        }
        let version = Arc::new(self.reading.version(subject.kind, path, &self.bytes(blob)?));
        self.versions.borrow_mut().insert(key, version.clone());
        Ok(version)
    }

    fn readable_before(
        &self,
        subject: &Subject,
        at: CommitId,
        path: &str,
    ) -> Result<Option<Arc<Version>>, RevisionError> {
        let (mut at, mut path) = (at, path.to_owned());
        for _ in 0..FARTHEST {
            let commit = self.revisions.commit(at)?;
            let parent = commit.parents.first().copied();
            let changes = self.revisions.changes(at, parent)?;
            if let Some(change) = changes.iter().find(|change| change.path.as_deref() == Some(&*path)) {
                let (Some(old_path), Some(old)) = (&change.old_path, change.old) else { return Ok(None) };
                let version = self.version(subject, old_path, old)?;
                if version.readable {
                    return Ok(Some(version));
                }
                path = old_path.clone();
            }
            match parent {
                Some(parent) => at = parent,
                None => return Ok(None),
            }
        }
        Ok(None)
    }
}

impl Reading<'_> {
    pub fn subject(&self, path: &str) -> Option<Subject> {
        let (kind, id) = self.address(path)?;
        Some(Subject { kind, id: id.into() })
    }

    /// What a path is about, without an allocation.
    pub fn address<'p>(&self, path: &'p str) -> Option<(Option<KindId>, &'p str)> {
        if path == firm::PATH {
            return Some((None, path));
        }
        let address = source::address(self.kinds, path).ok()??;
        Some((Some(address.kind), address.id))
    }

    pub fn shape(&self, kind: Option<KindId>) -> &Shape {
        match kind {
            Some(kind) => self.shapes.get(kind),
            None => firm_shape(),
        }
    }

    pub fn version(&self, kind: Option<KindId>, path: &str, bytes: &[u8]) -> Version {
        Version::read(self.shape(kind), path, bytes, self.currency)
    }

    /// What a commit did, from the files that differ from its parents, a list a parent.
    pub fn told(
        &self,
        source: &impl Source,
        lists: &[Vec<PathChange>],
        parents: &[Option<CommitId>],
    ) -> Result<Vec<RecordChange>, RevisionError> {
        let Some((first, others)) = lists.split_first() else { return Ok(Vec::new()) };
        // Only what differs from every parent can be the work of this commit.
        let others: Vec<FxHashMap<&str, &PathChange>> =
            others.iter().map(|list| list.iter().map(|change| (name(change), change)).collect()).collect();
        let mut told = Vec::new();
        for change in first {
            let Some(subject) = self.subject(name(change)) else { continue };
            let Some(same) = others.iter().map(|list| list.get(name(change))).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let mut against = Vec::with_capacity(parents.len());
            for (change, parent) in [change].into_iter().chain(same.into_iter().copied()).zip(parents) {
                against.extend(self.compare(source, &subject, change, *parent)?);
            }
            if against.len() == parents.len() {
                told.extend(combine(against));
            }
        }
        self.forget_followed(first, &mut told);
        Ok(told)
    }

    /// One file against one older state; `None` when no value differs.
    fn compare(
        &self,
        source: &impl Source,
        subject: &Subject,
        change: &PathChange,
        parent: Option<CommitId>,
    ) -> Result<Option<RecordChange>, RevisionError> {
        let read = |path: &Option<String>, blob: Option<BlobId>| match (path, blob) {
            (Some(path), Some(blob)) => source.version(subject, path, blob).map(Some),
            _ => Ok(None),
        };
        let (old, new) = (read(&change.old_path, change.old)?, read(&change.path, change.new)?);
        let old_id = change.old_path.as_deref().and_then(|path| self.subject(path)).map(|subject| subject.id);
        let old_id = old_id.filter(|id| change.path.is_some() && *id != subject.id);
        let Some(blob) = change.new.or(change.old) else { return Ok(None) };
        let told = |event, fields| RecordChange {
            subject: subject.clone(),
            event,
            old_id: old_id.clone(),
            fields,
            broken: false,
            mended: false,
            path: name(change).into(),
            blob,
        };
        let shape = self.shape(subject.kind);
        Ok(match (old, new) {
            (None, None) => None,
            (None, Some(new)) => {
                let fields = if new.readable { contents(shape, &new) } else { Vec::new() };
                Some(RecordChange { broken: !new.readable, ..told(Event::Created, fields) })
            }
            (Some(_), None) => Some(told(Event::Removed, Vec::new())),
            (Some(old), Some(new)) => {
                let mut told = told(Event::Changed, Vec::new());
                if old.readable && new.readable {
                    told.fields = diff(shape, &old, &new);
                } else {
                    told.broken = old.readable;
                    told.mended = new.readable;
                }
                if told.mended
                    && let (Some(parent), Some(path)) = (parent, &change.old_path)
                {
                    match source.readable_before(subject, parent, path)? {
                        Some(sound) => told.fields = diff(shape, &sound, &new),
                        None => told.fields = contents(shape, &new),
                    }
                }
                let says = told.broken || told.mended || told.old_id.is_some() || !told.fields.is_empty();
                says.then_some(told)
            }
        })
    }

    /// Takes out references that only follow a renaming, and records of which nothing else changed.
    fn forget_followed(&self, changes: &[PathChange], told: &mut Vec<RecordChange>) {
        let mut renamed: FxHashMap<(&str, Box<str>), Box<str>> = FxHashMap::default();
        for change in changes.iter().filter(|change| change.moved()) {
            let ends = [&change.old_path, &change.path].map(|path| path.as_deref().and_then(|path| self.subject(path)));
            if let [Some(old), Some(Subject { kind: Some(kind), id })] = ends
                && old.id != id
            {
                renamed.insert((self.kinds.get(kind).name, old.id), id);
            }
        }
        if renamed.is_empty() {
            return;
        }
        for change in told.iter_mut().filter(|change| change.event == Event::Changed) {
            let shape = self.shape(change.subject.kind);
            let target = |field: &FieldChange, text: &str| -> Option<String> {
                match type_at(shape, &field.path.0)?.item() {
                    Type::Ref(kind) => renamed.get(&(&**kind, text.into())).map(|id| id.to_string()),
                    Type::AnyRef => {
                        let (kind, id) = text.split_once('/')?;
                        renamed.get(&(kind, id.into())).map(|id| format!("{kind}/{id}"))
                    }
                    _ => None,
                }
            };
            let text = |value: &Option<crate::book::Value>| value.as_ref().and_then(|v| v.as_text()).map(str::to_owned);
            // In a list of references the old id goes and the new one comes.
            let moved: Vec<(String, String)> = change
                .fields
                .iter()
                .filter_map(|field| {
                    let old = text(&field.before)?;
                    Some((old.clone(), target(field, &old)?))
                })
                .collect();
            change.fields.retain(|field| {
                let (before, after) = (text(&field.before), text(&field.after));
                let follows = moved.iter().any(|(old, new)| match (&before, &after) {
                    (Some(before), Some(after)) => before == old && after == new,
                    (Some(before), None) if field.item => before == old,
                    (None, Some(after)) if field.item => after == new,
                    _ => false,
                });
                !follows
            });
        }
        told.retain(|change| {
            change.event != Event::Changed
                || change.broken
                || change.mended
                || change.old_id.is_some()
                || !change.fields.is_empty()
        });
    }
}

/// The path that names a change: where the file is, or was.
pub(super) fn name(change: &PathChange) -> &str {
    change.path.as_deref().or(change.old_path.as_deref()).unwrap_or_default()
}

/// The type of the value at a path.
pub fn type_at<'s>(shape: &'s Shape, path: &[Step]) -> Option<&'s Type> {
    let (Step::Key(key), mut rest) = path.split_first()? else { return None };
    let mut ty = &shape.field(key)?.ty;
    while let Some((step, further)) = rest.split_first() {
        ty = match (step, ty) {
            (Step::Index(_), Type::List(item)) => item,
            (Step::Key(_), Type::Table(inner)) => return type_at(inner, rest),
            _ => return None,
        };
        rest = further;
    }
    Some(ty)
}

/// What all parents agree on.
fn combine(mut against: Vec<RecordChange>) -> Option<RecordChange> {
    if against.len() == 1 {
        return against.pop();
    }
    let all = |test: &dyn Fn(&RecordChange) -> bool| against.iter().all(test);
    let event = match () {
        () if all(&|change| change.event == Event::Created) => Event::Created,
        () if all(&|change| change.event == Event::Removed) => Event::Removed,
        () => Event::Changed,
    };
    let (broken, mended) = (all(&|change| change.broken), all(&|change| change.mended));
    let first = against.first()?;
    let old_id = first.old_id.clone().filter(|_| all(&|change| change.old_id.is_some()));
    let told = RecordChange { event, old_id, broken, mended, fields: Vec::new(), ..first.clone() };
    let fields = against_all(against.into_iter().map(|change| change.fields).collect());
    let told = RecordChange { fields, ..told };
    let says = event != Event::Changed || broken || mended || told.old_id.is_some() || !told.fields.is_empty();
    says.then_some(told)
}
