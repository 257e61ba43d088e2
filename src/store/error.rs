//! What can stand in the way of reading or writing a book, in one sentence each.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::finding::{Args, Catalogue, Language};

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
    /// Another git has the index, and keeps it: nothing was changed.
    IndexBusy { lock: PathBuf },
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

impl StoreError {
    /// The key of its sentence in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            StoreError::Io { .. } => "store-io",
            StoreError::BadPath { .. } => "store-bad-path",
            StoreError::Symlink { .. } => "store-symlink",
            StoreError::Twice { .. } => "store-twice",
            StoreError::ChangedMeanwhile { .. } => "store-changed-meanwhile",
            StoreError::Uncommitted { .. } => "store-uncommitted",
            StoreError::Ignored { .. } => "store-ignored",
            StoreError::Detached => "store-detached",
            StoreError::Unfinished { .. } => "store-unfinished",
            StoreError::Unmerged => "store-unmerged",
            StoreError::Moved { .. } => "store-moved",
            StoreError::Busy { pid: Some(_) } => "store-busy-process",
            StoreError::Busy { pid: None } => "store-busy",
            StoreError::Nested => "store-nested",
            StoreError::IndexBusy { .. } => "store-index-busy",
            StoreError::IndexLocked { .. } => "store-index-locked",
            StoreError::NoIdentity => "store-no-identity",
            StoreError::BadDate => "store-bad-date",
            StoreError::Owner { .. } => "store-owner",
            StoreError::Bare { .. } => "store-bare",
            StoreError::Unsupported { remedy: "", .. } => "store-unsupported",
            StoreError::Unsupported { .. } => "store-unsupported-remedy",
            StoreError::UnknownRevision { .. } => "store-unknown-revision",
            StoreError::NoGit { .. } => "store-no-git",
            StoreError::Refused { .. } => "store-refused",
            StoreError::DamagedIntent { .. } => "store-damaged-intent",
            StoreError::Git(_) => "store-git",
        }
    }

    /// What the sentence is about.
    pub fn args(&self) -> Args {
        let path = |path: &Path| vec![("path", path.display().to_string())];
        match self {
            StoreError::Io { path, source } => {
                vec![("path", path.display().to_string()), ("detail", spoken(source))]
            }
            StoreError::BadPath { path }
            | StoreError::Symlink { path }
            | StoreError::Twice { path }
            | StoreError::ChangedMeanwhile { path }
            | StoreError::Ignored { path } => vec![("path", path.clone())],
            StoreError::Uncommitted { paths } => {
                let more = paths.len().saturating_sub(SHOWN);
                vec![("paths", list(paths)), ("count", paths.len().to_string()), ("more", more.to_string())]
            }
            StoreError::Unfinished { operation } => vec![("operation", (*operation).to_owned())],
            StoreError::Moved { branch } => vec![("branch", branch.clone())],
            StoreError::Busy { pid } => pid.iter().map(|pid| ("pid", pid.to_string())).collect(),
            StoreError::IndexBusy { lock } => vec![("path", lock.display().to_string())],
            StoreError::IndexLocked { commit, lock } => {
                let commit = commit.get(..8).unwrap_or(commit).to_owned();
                vec![("commit", commit), ("path", lock.display().to_string())]
            }
            StoreError::Owner { path: folder }
            | StoreError::Bare { path: folder }
            | StoreError::DamagedIntent { path: folder } => path(folder),
            StoreError::Unsupported { feature, remedy } => {
                vec![("feature", feature.clone()), ("remedy", (*remedy).to_owned())]
            }
            StoreError::UnknownRevision { revision } => vec![("revision", revision.clone())],
            StoreError::NoGit { why } => vec![("why", why.clone())],
            StoreError::Git(error) => vec![("detail", error.message().to_owned())],
            StoreError::Detached
            | StoreError::Unmerged
            | StoreError::Nested
            | StoreError::NoIdentity
            | StoreError::BadDate
            | StoreError::Refused { .. } => Vec::new(),
        }
    }

    /// The sentence in the catalogue's language.
    pub fn words(&self, catalogue: &Catalogue) -> String {
        let args = self.args();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let words = catalogue.text(self.key(), &args);
        match self {
            // What a hook printed has lines of its own, which an argument would lose.
            StoreError::Refused { output } => format!("{words}\n{}", output.trim_end()),
            _ => words,
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(&Catalogue::new(Language::English)))
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

/// What the system says of a file, as an argument of a message: a key (`@os-…`) for what happens often, so that it is said in
/// the reader's language; else the system's own words.
pub fn spoken(error: &std::io::Error) -> String {
    use std::io::ErrorKind::*;
    let key = match error.kind() {
        NotFound => "@os-not-found",
        PermissionDenied => "@os-permission",
        AlreadyExists => "@os-exists",
        NotADirectory => "@os-not-a-folder",
        IsADirectory => "@os-a-folder",
        ReadOnlyFilesystem => "@os-read-only",
        StorageFull | QuotaExceeded => "@os-full",
        _ => return error.to_string(),
    };
    key.to_owned()
}

/// How many paths a sentence names.
const SHOWN: usize = 3;

/// The first paths, between backquotes.
fn list(paths: &[String]) -> String {
    paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
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

    #[test]
    fn what_the_system_says_is_said_in_the_reader_s_language() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let error = StoreError::io(Path::new("/book"), denied);
        assert!(error.to_string().starts_with("/book: you are not allowed to"), "{error}");
        let french = error.words(&Catalogue::new(Language::French));
        assert!(french.starts_with("/book\u{a0}: vous n’en avez pas le droit"), "{french}");
        // What is rare keeps the system's words.
        let odd = StoreError::io(Path::new("/book"), std::io::Error::other("a bad sector"));
        assert_eq!(odd.to_string(), "/book: a bad sector");
    }

    #[test]
    fn every_error_speaks_french_too() {
        let source = include_str!("error.rs");
        let keys: Vec<&str> = source.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        // Those of `spoken` stand behind an `@`, as arguments do.
        let (spoken, keys): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|key| key.starts_with('@'));
        assert_eq!((spoken.len(), keys.len()), (7, 27));
        let catalogue = Catalogue::new(Language::French);
        for key in keys.into_iter().chain(spoken.iter().map(|key| &key[1..])) {
            let (french, english) = (catalogue.text(key, &[]), Catalogue::new(Language::English).text(key, &[]));
            assert!(french != key && (french != english || matches!(key, "store-io" | "store-git")), "{key}");
        }
        let words = StoreError::Busy { pid: Some(12) }.words(&catalogue);
        assert!(words.starts_with("un autre carnet (processus 12)"), "{words}");
    }
}
