//! A repository as the guard sees it: objects only, with a work tree or without, and in a hook also those that a push
//! brings and that are not let in yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use git2::{Delta, DiffOptions, ErrorCode, FileMode, ObjectType, Oid, Repository, TreeWalkMode, TreeWalkResult};

use super::git::{open_at, unsupported_in};
use super::staged::Foreseen;
use super::walk::BOOK_FILE;
use super::{History, Repo, StoreError, signature};
use crate::history::closing::ClosingTag;
use crate::history::guard::{Entry, Guarded, Signature};
use crate::history::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile};
use crate::value::Date;
use crate::value::key::SigningKey;

/// A repository whose objects are read, and nothing else.
pub struct Depot {
    repo: Repo,
}

impl Depot {
    /// Opens the repository of a hook (`GIT_DIR`), else the one that holds `start`, bare or not; `None` where there is none.
    /// In a hook the objects in quarantine (`GIT_OBJECT_DIRECTORY`) are seen, too.
    ///
    /// # Errors
    /// Repositories that cannot be read, as [`Repo::open`].
    pub fn open(start: &Path) -> Result<Option<Depot>, StoreError> {
        let named = std::env::var_os("GIT_DIR").map(PathBuf::from);
        let git = match &named {
            Some(folder) => Repository::open(folder),
            None => match Repository::discover(start) {
                Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
                // The words for what is not supported are found there.
                found => found.or_else(|error| open_at(start).map_err(|_| error)),
            },
        };
        let folder = named.as_deref().unwrap_or(start);
        let git = git.map_err(|error| match error.code() {
            ErrorCode::Owner => StoreError::Owner { path: folder.to_path_buf() },
            _ => error.into(),
        })?;
        if let Some(error) = unsupported_in(&git.config()?) {
            return Err(error);
        }
        if let Some(objects) = std::env::var_os("GIT_OBJECT_DIRECTORY") {
            let mut folders = vec![PathBuf::from(objects)];
            if let Some(more) = std::env::var_os("GIT_ALTERNATE_OBJECT_DIRECTORIES") {
                folders.extend(std::env::split_paths(&more).filter(|path| !path.as_os_str().is_empty()));
            }
            let store = git.odb()?;
            for folder in folders.iter().filter(|folder| folder.is_dir()) {
                let Some(folder) = folder.to_str() else {
                    return Err(StoreError::BadPath { path: folder.display().to_string() });
                };
                store.add_disk_alternate(folder)?;
            }
        }
        let top = git.workdir().unwrap_or(git.path()).to_path_buf();
        Ok(Some(Depot { repo: Repo { git, top, prefix: String::new(), foreseen: Foreseen::nothing() } }))
    }

    /// The folders of the books at a commit, the top one as nothing: that alone where there is one, else all.
    pub fn books(&self, commit: CommitId) -> Result<Vec<String>, StoreError> {
        let tree = self.repo.git.find_commit(Oid::from_bytes(&commit.0)?)?.tree()?;
        let regular = |kind: Option<ObjectType>| kind == Some(ObjectType::Blob);
        if tree.get_name(BOOK_FILE).is_some_and(|entry| regular(entry.kind())) {
            return Ok(vec![String::new()]);
        }
        let mut found = Vec::new();
        tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            if regular(entry.kind()) && entry.name_bytes() == BOOK_FILE.as_bytes() {
                found.push(folder.to_owned());
            }
            TreeWalkResult::Ok
        })?;
        Ok(found)
    }

    /// Says where the book lies: nothing, or a folder with `/` at its end.
    pub fn set_book(&mut self, folder: &str) {
        let folder = folder.trim_matches('/');
        self.repo.prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    }

    /// Where the book lies, as [`Depot::set_book`] was told.
    pub fn book(&self) -> &str {
        &self.repo.prefix
    }

    /// The branch that HEAD names, whether there is one or not; `None` when HEAD is detached.
    pub fn head_branch(&self) -> Result<Option<String>, StoreError> {
        Ok(self.repo.tip()?.0)
    }

    /// The branch that the remote `origin` goes by, as this clone knows it (`refs/remotes/origin/main`).
    pub fn remote_head(&self) -> Option<String> {
        let head = self.repo.git.find_reference("refs/remotes/origin/HEAD").ok()?;
        head.symbolic_target().ok().flatten().map(str::to_owned)
    }

    /// The commit of a reference, by its full name.
    pub fn tip(&self, reference: &str) -> Result<Option<CommitId>, StoreError> {
        match self.repo.git.find_reference(reference) {
            Ok(found) => Ok(Some(commit_id(found.peel_to_commit()?.id()))),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether it has any branch.
    pub fn has_branches(&self) -> Result<bool, StoreError> {
        Ok(self.repo.git.references_glob("refs/heads/*")?.next().is_some())
    }

    /// The book's folder in the work tree, where the repository has one: what a person works in.
    pub fn has_work_tree(&self) -> bool {
        self.repo.git.workdir().is_some()
    }

    /// The past of the book, for [`crate::history::guard::judge`]. `folders`: those of the kinds.
    ///
    /// # Errors
    /// As [`History::new`].
    pub fn watched<'r, 'f>(&'r self, folders: impl IntoIterator<Item = &'f str>) -> Result<Watched<'r>, StoreError> {
        // Nothing that an earlier run wrote down is believed, and nothing is kept of what may be refused.
        Ok(Watched { repo: &self.repo, history: History::new(&self.repo, folders)?.strict() })
    }
}

/// The commits of a [`Depot`].
pub struct Watched<'r> {
    repo: &'r Repo,
    history: History<'r>,
}

impl Revisions for Watched<'_> {
    fn head(&self) -> Result<Option<CommitId>, RevisionError> {
        self.history.head()
    }

    fn resolve(&self, revision: &str) -> Result<CommitId, RevisionError> {
        self.history.resolve(revision)
    }

    fn commit(&self, id: CommitId) -> Result<Commit, RevisionError> {
        self.history.commit(id)
    }

    fn commits(&self, from: &[CommitId], not: &[CommitId]) -> Result<Vec<Arc<Commit>>, RevisionError> {
        self.history.commits(from, not)
    }

    fn tree(&self, commit: CommitId) -> Result<Vec<TreeFile>, RevisionError> {
        self.history.tree(commit)
    }

    fn file(&self, commit: CommitId, path: &str) -> Result<Option<BlobId>, RevisionError> {
        self.history.file(commit, path)
    }

    fn blob(&self, blob: BlobId) -> Result<Vec<u8>, RevisionError> {
        self.history.blob(blob)
    }

    fn changes(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<PathChange>, RevisionError> {
        self.history.changes(commit, parent)
    }

    fn changes_of(&self, edges: &[(CommitId, Option<CommitId>)]) -> Result<Vec<Vec<PathChange>>, RevisionError> {
        self.history.changes_of(edges)
    }

    fn blobs(&self, blobs: &[BlobId]) -> Result<Vec<Vec<u8>>, RevisionError> {
        self.history.blobs(blobs)
    }

    fn on_day(&self, day: Date, zone: &str) -> Result<Option<CommitId>, RevisionError> {
        self.history.on_day(day, zone)
    }
}

impl Guarded for Watched<'_> {
    fn merge_bases(&self, a: CommitId, b: CommitId) -> Result<Vec<CommitId>, RevisionError> {
        let (a, b) = (Oid::from_bytes(&a.0)?, Oid::from_bytes(&b.0)?);
        match self.repo.git.merge_bases(a, b) {
            Ok(bases) => Ok(bases.iter().map(|id| commit_id(*id)).collect()),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Vec::new()),
            Err(error) => Err(error.into()),
        }
    }

    fn entries(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<Entry>, RevisionError> {
        let git = &self.repo.git;
        let tree =
            |id: CommitId| -> Result<git2::Tree<'_>, git2::Error> { git.find_commit(Oid::from_bytes(&id.0)?)?.tree() };
        let (new, old) = (tree(commit)?, parent.map(tree).transpose()?);
        let mut options = DiffOptions::new();
        options.include_typechange(true).context_lines(0);
        let diff = git.diff_tree_to_tree(old.as_ref(), Some(&new), Some(&mut options))?;
        let regular = |mode: FileMode| {
            matches!(
                mode,
                FileMode::Blob | FileMode::BlobExecutable | FileMode::BlobGroupWritable | FileMode::Unreadable
            )
        };
        let mut entries = Vec::new();
        for delta in diff.deltas() {
            let (old, new) = (delta.old_file(), delta.new_file());
            let Some(path) = new.path_bytes().or(old.path_bytes()) else { continue };
            let full = String::from_utf8_lossy(path).into_owned();
            let path = full.strip_prefix(&self.repo.prefix).map(str::to_owned);
            let there = delta.status() != Delta::Deleted;
            let mut id = [0; 20];
            id.copy_from_slice(new.id().as_bytes());
            let new = there.then(|| (u32::from(new.mode()) as i32, id)).filter(|_| there);
            let regular = regular(old.mode()) && regular(delta.new_file().mode());
            entries.push(Entry { path, full, new, regular });
        }
        entries.sort();
        Ok(entries)
    }

    fn signatures(&self, commits: &[CommitId], keys: &[(String, SigningKey)]) -> Result<Vec<Signature>, RevisionError> {
        let ids = commits.iter().map(|id| Oid::from_bytes(&id.0)).collect::<Result<Vec<_>, _>>()?;
        Ok(signature::verify(&self.repo.git, &ids, keys)?)
    }

    fn closings(&self, behind: CommitId) -> Result<Vec<ClosingTag>, RevisionError> {
        let behind = Oid::from_bytes(&behind.0)?;
        let mut tags = self.repo.closings(false)?;
        for tag in &mut tags {
            tag.on_history = match tag.commit {
                Some(commit) => {
                    let commit = Oid::from_bytes(&commit.0)?;
                    commit == behind || self.repo.git.graph_descendant_of(behind, commit)?
                }
                None => false,
            };
        }
        Ok(tags)
    }

    fn tag_signature(&self, tag: [u8; 20], keys: &[(String, SigningKey)]) -> Result<Signature, RevisionError> {
        Ok(signature::verify_tag(&self.repo.git, Oid::from_bytes(&tag)?, keys)?)
    }
}

fn commit_id(id: Oid) -> CommitId {
    let mut bytes = [0; 20];
    bytes.copy_from_slice(id.as_bytes());
    CommitId(bytes)
}
