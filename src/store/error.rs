//! What can stand in the way of reading or writing a book, in one sentence each.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why the store could not do what it was asked. `Display` says what is wrong and what to do.
#[derive(Debug)]
pub enum StoreError {
    /// A file or folder could not be read or written.
    Io { path: PathBuf, source: std::io::Error },
    /// The path of a change is not one that a book may have (`..`, absolute, inside `.git`, empty).
    BadPath { path: String },
    /// The path, or a folder on the way to it, is a symbolic link: writing would leave the book.
    Symlink { path: String },
    /// The same path is changed twice in one write.
    Twice { path: String },
    /// The file on disk is not what was read when the change was prepared.
    ChangedMeanwhile { path: String },
    /// Files that the write would change have edits that are not committed yet.
    Uncommitted { paths: Vec<String> },
    /// git is told to ignore this path, so it could never be committed.
    Ignored { path: String },
    /// HEAD points to a commit and not to a branch.
    Detached,
    /// A merge, rebase, cherry-pick… is not finished.
    Unfinished { operation: &'static str },
    /// The index holds files in conflict.
    Unmerged,
    /// The branch was moved by another program between reading and writing, several times in a row.
    Moved { branch: String },
    /// Another carnet is writing.
    Busy { pid: Option<u32> },
    /// A carnet that was started by a hook of a write tried to write.
    Nested,
    /// git's own lock on its index stayed; the commit is made and the next command finishes the rest.
    IndexLocked { commit: String, lock: PathBuf },
    /// Nobody to commit as.
    NoIdentity,
    /// GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is not a date.
    BadDate,
    /// The repository belongs to another user.
    Owner { path: PathBuf },
    /// The repository has no work tree.
    Bare { path: PathBuf },
    /// The repository uses a feature that is not supported.
    Unsupported { feature: String, remedy: &'static str },
    /// No such commit, branch or tag.
    UnknownRevision { revision: String },
    /// The user's `git` is needed and could not be started.
    NoGit { why: String },
    /// The user's `git commit` refused (a hook, or signing failed); the files are as they were.
    Refused { output: String },
    /// The note about an interrupted write cannot be read.
    DamagedIntent { path: PathBuf },
    /// Anything else that libgit2 says.
    Git(git2::Error),
}

impl StoreError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> StoreError {
        StoreError::Io { path: path.to_path_buf(), source }
    }
}

impl From<git2::Error> for StoreError {
    fn from(error: git2::Error) -> StoreError {
        let message = error.message();
        if message.contains("unsupported mandatory extension") {
            let feature = if message.contains("link") { "a split index" } else { "a sparse index" }.to_string();
            let remedy = if message.contains("link") {
                "git update-index --no-split-index"
            } else {
                "git sparse-checkout init --no-sparse-index"
            };
            return StoreError::Unsupported { feature, remedy };
        }
        StoreError::Git(error)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Io { path, source } => write!(f, "{}: {source}", path.display()),
            StoreError::BadPath { path } => write!(f, "`{path}` is not a path inside the book"),
            StoreError::Symlink { path } => {
                write!(f, "`{path}` is, or lies behind, a symbolic link; carnet writes only real files inside the book")
            }
            StoreError::Twice { path } => write!(f, "`{path}` would be written twice in one change"),
            StoreError::ChangedMeanwhile { path } => {
                write!(f, "`{path}` was changed by someone else in the meantime; nothing was written: run the command again")
            }
            StoreError::Uncommitted { paths } => write!(
                f,
                "{} {} edits that are not committed yet: commit them first, or take them along with --with-my-edits",
                list(paths),
                if paths.len() == 1 { "has" } else { "have" }
            ),
            StoreError::Ignored { path } => {
                write!(f, "git ignores `{path}` (see `git check-ignore -v {path}`), so it could not be committed")
            }
            StoreError::Detached => f.write_str(
                "HEAD is detached: a commit made here would belong to no branch. Go back to one with `git switch BRANCH`",
            ),
            StoreError::Unfinished { operation } => {
                write!(f, "a {operation} is not finished: complete or abort it first (`git status` says how)")
            }
            StoreError::Unmerged => {
                f.write_str("some files are in conflict: settle them and `git add` them first (`git status` lists them)")
            }
            StoreError::Moved { branch } => {
                write!(f, "`{branch}` keeps being moved by another program; nothing was written: try again")
            }
            StoreError::Busy { pid: Some(pid) } => {
                write!(f, "another carnet (process {pid}) is writing to this book: try again in a moment")
            }
            StoreError::Busy { pid: None } => f.write_str("another carnet is writing to this book: try again in a moment"),
            StoreError::Nested => {
                f.write_str("this carnet was started by a git hook of a carnet that is writing: it may read, not write")
            }
            StoreError::IndexLocked { commit, lock } => write!(
                f,
                "commit {} is made, but another git holds {}: the next carnet command will bring the index up to date \
                 (if no git is running, delete that file)",
                commit.get(..8).unwrap_or(commit),
                lock.display()
            ),
            StoreError::NoIdentity => f.write_str(
                "git does not know who you are. Tell it once: `git config --global user.name \"Your Name\"` and \
                 `git config --global user.email you@example.com`",
            ),
            StoreError::BadDate => {
                f.write_str("GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is not a date that git understands, such as 2026-10-03T10:00:00+02:00")
            }
            StoreError::Owner { path } => write!(
                f,
                "the repository belongs to another user. If you trust it: git config --global --add safe.directory '{}'",
                path.display()
            ),
            StoreError::Bare { path } => {
                write!(f, "{} is a bare repository, which has no files to work on: clone it first", path.display())
            }
            StoreError::Unsupported { feature, remedy } => {
                write!(f, "the repository uses {feature}, which carnet cannot read")?;
                if remedy.is_empty() { Ok(()) } else { write!(f, "; to do without: {remedy}") }
            }
            StoreError::UnknownRevision { revision } => {
                write!(f, "`{revision}` names no commit, branch or tag of this repository")
            }
            StoreError::NoGit { why } => write!(f, "git itself is needed here ({why}) and could not be started"),
            StoreError::Refused { output } => {
                write!(f, "git refused the commit; the files are as they were before. It said:\n{}", output.trim_end())
            }
            StoreError::DamagedIntent { path } => write!(
                f,
                "a write was interrupted and its note {} cannot be read: look at `git status`, then delete that file",
                path.display()
            ),
            StoreError::Git(error) => write!(f, "git: {}", error.message()),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StoreError::Io { source, .. } => Some(source),
            StoreError::Git(error) => Some(error),
            _ => None,
        }
    }
}

/// Up to three paths in words.
fn list(paths: &[String]) -> String {
    let shown: Vec<String> = paths.iter().take(3).map(|path| format!("`{path}`")).collect();
    match paths.len() {
        0..=3 => shown.join(", "),
        n => format!("{} and {} more", shown.join(", "), n - 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_speak_in_sentences_with_the_command_to_run() {
        let owner = StoreError::Owner { path: "/srv/books".into() }.to_string();
        assert!(owner.ends_with("git config --global --add safe.directory '/srv/books'"), "{owner}");
        let many = StoreError::Uncommitted { paths: ["a", "b", "c", "d", "e"].map(String::from).to_vec() }.to_string();
        assert!(many.starts_with("`a`, `b`, `c` and 2 more have edits"), "{many}");
    }

    #[test]
    fn mandatory_index_extensions_are_named() {
        let sparse = git2::Error::from_str("unsupported mandatory extension: 'sdir'");
        assert!(StoreError::from(sparse).to_string().contains("sparse index"));
        let split = git2::Error::from_str("unsupported mandatory extension: 'link'");
        assert!(StoreError::from(split).to_string().contains("--no-split-index"));
    }
}
