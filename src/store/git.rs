//! The repository that a book lies in, read through libgit2.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, Oid, Repository, RepositoryOpenFlags, RepositoryState, Status};

use super::StoreError;
use super::staged::{Committed, Entry, Foreseen, Staged};
use crate::history::BlobId;

/// A git repository with a work tree, and the place of the book in it.
pub struct Repo {
    pub(crate) git: Repository,
    /// The repository's work tree, links resolved.
    pub(crate) top: PathBuf,
    /// Where the book lies below `top`: empty, or `books/acme/`.
    pub(crate) prefix: String,
    pub(crate) foreseen: Foreseen,
}

/// What is checked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The branch's short name (`main`); `None` when HEAD is detached.
    pub branch: Option<String>,
    /// The commit as 40 hexadecimal digits; `None` before the first one.
    pub commit: Option<String>,
}

impl Repo {
    /// Opens the repository that holds the book. `None` when there is none, or when the repository around it ignores the
    /// book's folder: the book then lives without history.
    ///
    /// # Errors
    /// Repositories that cannot be read (another owner, bare, reftable, SHA-256, partial clone), each in a sentence.
    pub fn open(book_root: &Path) -> Result<Option<Repo>, StoreError> {
        let root = fs::canonicalize(book_root).map_err(|error| StoreError::io(book_root, error))?;
        for folder in root.ancestors() {
            if fs::symlink_metadata(folder.join(".git")).is_ok() {
                match open_at(folder) {
                    // As git does: a `.git` that is no repository does not hide one further up.
                    Err(StoreError::Git(error)) if error.code() == ErrorCode::NotFound => continue,
                    Err(error) => return Err(error),
                    Ok(git) => return Repo::around(git, &root),
                }
            }
            if folder.join("HEAD").is_file() && folder.join("objects").is_dir() && folder.join("refs").is_dir() {
                return Err(StoreError::Bare { path: folder.to_path_buf() });
            }
        }
        Ok(None)
    }

    fn around(git: Repository, root: &Path) -> Result<Option<Repo>, StoreError> {
        let Some(top) = git.workdir() else { return Err(StoreError::Bare { path: git.path().to_path_buf() }) };
        let top = fs::canonicalize(top).map_err(|error| StoreError::io(top, error))?;
        let Ok(below) = root.strip_prefix(&top) else { return Ok(None) };
        let mut prefix = String::new();
        for part in below.components() {
            let Some(part) = part.as_os_str().to_str() else {
                return Err(StoreError::BadPath { path: root.display().to_string() });
            };
            prefix.push_str(part);
            prefix.push('/');
        }
        if !prefix.is_empty() && git.is_path_ignored(&prefix)? {
            return Ok(None);
        }
        Ok(Some(Repo { git, top, prefix, foreseen: Foreseen::nothing() }))
    }

    /// The branch and the commit that are checked out.
    pub fn head(&self) -> Result<Head, StoreError> {
        let (refname, tip) = self.tip()?;
        let branch = refname.map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_string());
        Ok(Head { branch, commit: tip.map(|tip| tip.to_string()) })
    }

    /// The full name of the branch (`None`: detached) and its commit (`None`: none yet).
    pub(crate) fn tip(&self) -> Result<(Option<String>, Option<Oid>), StoreError> {
        let head = self.git.find_reference("HEAD")?;
        match head.symbolic_target()? {
            Some(name) => {
                let tip = match self.git.refname_to_id(name) {
                    Ok(tip) => Some(tip),
                    Err(error) if error.code() == ErrorCode::NotFound => None,
                    Err(error) => return Err(error.into()),
                };
                Ok((Some(name.to_string()), tip))
            }
            None => Ok((None, head.target())),
        }
    }

    /// What git is in the middle of (`merge`, `rebase`, …), if anything.
    pub fn unfinished(&self) -> Option<&'static str> {
        match self.git.state() {
            RepositoryState::Clean => None,
            RepositoryState::Merge => Some("merge"),
            RepositoryState::Revert | RepositoryState::RevertSequence => Some("revert"),
            RepositoryState::CherryPick | RepositoryState::CherryPickSequence => Some("cherry-pick"),
            RepositoryState::Bisect => Some("bisect"),
            RepositoryState::Rebase | RepositoryState::RebaseInteractive | RepositoryState::RebaseMerge => {
                Some("rebase")
            }
            RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => Some("series of patches (git am)"),
        }
    }

    /// Those of the paths whose content on disk or in the index is not the committed one. A file that git does not know
    /// counts; one that exists nowhere does not.
    pub fn dirty(&self, paths: &[&str]) -> Result<Vec<String>, StoreError> {
        let fulls: Vec<String> = paths.iter().map(|path| self.full(path)).collect();
        let staged = Staged::read(self)?.find(&fulls.iter().map(String::as_str).collect::<Vec<_>>());
        let mut committed = Committed::new(self, self.head_tree()?);
        let mut dirty = Vec::new();
        for ((path, full), staged) in paths.iter().zip(&fulls).zip(staged) {
            let bytes = super::file::read(&self.root(), path)?;
            if self.differs(committed.entry(full)?, staged, full, bytes.as_deref())? {
                dirty.push((*path).to_string());
            }
        }
        Ok(dirty)
    }

    /// What git calls a content; `None` where it cannot be hashed.
    pub fn blob_id(&self, bytes: &[u8]) -> Option<BlobId> {
        Oid::hash_object(git2::ObjectType::Blob, bytes).ok().map(|id| BlobId(super::history::bytes(id)))
    }

    /// Whether what was committed at a path (as git names it), what the index says of it and what stands on the disk are
    /// not one thing.
    pub(super) fn differs(
        &self,
        committed: Option<Entry>,
        staged: Option<Entry>,
        full: &str,
        on_disk: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        if committed != staged {
            return Ok(true);
        }
        Ok(match (committed, on_disk) {
            (None, None) => false,
            (Some(_), None) | (None, Some(_)) => true,
            (Some((id, _)), Some(bytes)) => {
                // Equal bytes are the usual case; otherwise only git knows what end-of-line rules make of them.
                Oid::hash_object(git2::ObjectType::Blob, bytes)? != id
                    && self.git.status_file(Path::new(full))?.intersects(
                        Status::WT_MODIFIED | Status::WT_TYPECHANGE | Status::WT_DELETED | Status::CONFLICTED,
                    )
            }
        })
    }

    /// The book's files that differ between a commit and the work tree: changed, added (also those that git does not
    /// know yet) and deleted. Ignored files are not among them.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`].
    pub fn changed_since(&self, revision: &str) -> Result<BTreeSet<String>, StoreError> {
        let tree = self.commit_of(revision)?.tree()?;
        let mut options = git2::DiffOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true).include_typechange(true).context_lines(0);
        if !self.prefix.is_empty() {
            options.pathspec(&self.prefix).disable_pathspec_match(true);
        }
        let diff = self.git.diff_tree_to_workdir_with_index(Some(&tree), Some(&mut options))?;
        let mut changed = BTreeSet::new();
        for delta in diff.deltas() {
            for file in [delta.old_file(), delta.new_file()] {
                let path = file.path_bytes().map(String::from_utf8_lossy);
                if let Some(path) = path.as_deref().and_then(|path| path.strip_prefix(&self.prefix)) {
                    changed.insert(path.to_string());
                }
            }
        }
        Ok(changed)
    }

    /// The committed bytes of a file at a revision; `None` when it was not there (or was a folder or a link).
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`].
    pub fn read_at(&self, revision: &str, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
        super::file::check_path(path)?;
        let tree = self.commit_of(revision)?.tree()?;
        match entry(Some(&tree), &self.full(path))? {
            Some((id, mode)) if mode == 0o100644 || mode == 0o100755 => {
                Ok(Some(self.git.find_blob(id)?.content().to_vec()))
            }
            _ => Ok(None),
        }
    }

    /// The full id (40 digits) of the commit that a revision (`main`, `v1.0`, `HEAD~3`, `4f2a…`) names.
    ///
    /// # Errors
    /// [`StoreError::UnknownRevision`].
    pub fn resolve(&self, revision: &str) -> Result<String, StoreError> {
        Ok(self.commit_of(revision)?.id().to_string())
    }

    fn commit_of(&self, revision: &str) -> Result<git2::Commit<'_>, StoreError> {
        let found = self.git.revparse_single(revision).and_then(|object| object.peel_to_commit());
        found.map_err(|_| StoreError::UnknownRevision { revision: revision.to_string() })
    }

    /// The tree of the checked-out commit; `None` before the first one.
    pub(crate) fn head_tree(&self) -> Result<Option<git2::Tree<'_>>, StoreError> {
        match self.tip()?.1 {
            Some(tip) => Ok(Some(self.git.find_commit(tip)?.tree()?)),
            None => Ok(None),
        }
    }

    /// The index as it is on disk now.
    pub(crate) fn index(&self) -> Result<git2::Index, StoreError> {
        let mut index = self.git.index()?;
        index.read(false)?;
        Ok(index)
    }

    /// Author and committer as `git commit` would take them: configuration, `GIT_AUTHOR_*` and `GIT_COMMITTER_*`, dates too.
    ///
    /// # Errors
    /// [`StoreError::NoIdentity`] (with the two commands that help), [`StoreError::BadDate`].
    pub fn identity(&self) -> Result<(git2::Signature<'static>, git2::Signature<'static>), StoreError> {
        let explain = |error: git2::Error| {
            if error.code() == ErrorCode::NotFound || error.message().contains("empty name") {
                StoreError::NoIdentity
            } else if ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].iter().any(|name| std::env::var_os(name).is_some()) {
                StoreError::BadDate
            } else {
                StoreError::NoIdentity
            }
        };
        let author = self.git.author_from_env().map_err(explain)?;
        let committer = self.git.committer_from_env().map_err(explain)?;
        Ok((author, committer))
    }

    /// The folder of the book.
    pub fn root(&self) -> PathBuf {
        self.top.join(&self.prefix)
    }

    /// Where the book lies in the repository: nothing, or a folder with `/` at its end.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A path of the book as git names it.
    pub(crate) fn full(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// carnet's own folder in this work tree's git directory (`git rev-parse --git-path carnet`).
    pub fn private(&self) -> PathBuf {
        self.git.path().join("carnet")
    }
}

/// Id and mode of a path in a tree.
pub(crate) fn entry(tree: Option<&git2::Tree<'_>>, full: &str) -> Result<Option<(Oid, i32)>, StoreError> {
    let Some(tree) = tree else { return Ok(None) };
    match tree.get_path(Path::new(full)) {
        Ok(entry) => Ok(Some((entry.id(), entry.filemode()))),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens the repository whose `.git` lies in `folder`.
pub(crate) fn open_at(folder: &Path) -> Result<Repository, StoreError> {
    let mut flags = RepositoryOpenFlags::NO_SEARCH;
    // The environment (GIT_INDEX_FILE in a hook, GIT_CONFIG_GLOBAL) counts unless it speaks of another repository.
    let elsewhere = std::env::var_os("GIT_DIR").is_some_and(|dir| {
        let named = fs::canonicalize(dir).ok();
        named.is_none() || named != fs::canonicalize(folder.join(".git")).ok()
    });
    if !elsewhere {
        flags |= RepositoryOpenFlags::FROM_ENV;
    }
    let opened = Repository::open_ext(folder, flags, std::iter::empty::<&Path>());
    let git = opened.map_err(|error| match error.code() {
        ErrorCode::Owner => StoreError::Owner { path: folder.to_path_buf() },
        _ => unsupported(folder).unwrap_or(StoreError::Git(error)),
    })?;
    match unsupported_in(&git.config()?) {
        Some(error) => Err(error),
        None => Ok(git),
    }
}

/// Why libgit2 could not open it, read from the repository's own configuration.
fn unsupported(folder: &Path) -> Option<StoreError> {
    let dot_git = folder.join(".git");
    let mut git_dir = dot_git.clone();
    if let Ok(text) = fs::read_to_string(&dot_git) {
        git_dir = folder.join(text.strip_prefix("gitdir:")?.trim());
    }
    if let Ok(common) = fs::read_to_string(git_dir.join("commondir")) {
        git_dir = git_dir.join(common.trim());
    }
    unsupported_in(&git2::Config::open(&git_dir.join("config")).ok()?)
}

pub(crate) fn unsupported_in(config: &git2::Config) -> Option<StoreError> {
    let text = |name: &str| config.get_string(name).ok().map(|value| value.to_ascii_lowercase());
    let refuse =
        |feature: &str, remedy: &'static str| Some(StoreError::Unsupported { feature: feature.to_string(), remedy });
    if text("extensions.refstorage").is_some_and(|value| value != "files") {
        return refuse("the reftable format", "git refs migrate --ref-format=files");
    }
    if text("extensions.objectformat").is_some_and(|value| value != "sha1") {
        return refuse("SHA-256 object names", "");
    }
    let promisor =
        config.entries(Some("remote\\..*\\.promisor")).is_ok_and(|mut entries| matches!(entries.next(), Some(Ok(_))));
    if text("extensions.partialclone").is_some() || promisor {
        return refuse("a partial clone, whose objects are not all here", "clone it without --filter");
    }
    let known = ["noop", "objectformat", "worktreeconfig", "preciousobjects", "relativeworktrees", "refstorage"];
    let mut entries = config.entries(Some("extensions\\..*")).ok()?;
    while let Some(Ok(entry)) = entries.next() {
        let name = entry.name().unwrap_or_default().trim_start_matches("extensions.").to_ascii_lowercase();
        if !known.contains(&name.as_str()) {
            return refuse(&format!("the extension `{name}`"), "");
        }
    }
    None
}
