//! Why a book could not be brought together with the others' one, in a sentence each.

use crate::finding::{Args, Catalogue};
use crate::store::StoreError;

/// What stands in the way of a sync. Nothing of the book has moved, unless the variant says otherwise.
#[derive(Debug)]
pub enum SyncError {
    /// What any write may meet.
    Store(StoreError),
    /// The repository knows no other one.
    NoRemote,
    /// No remote is called so.
    NoSuchRemote { remote: String, known: Vec<String> },
    /// The branch follows none of the remotes.
    NoUpstream { branch: String, remotes: Vec<String> },
    /// `git fetch` is not set up to bring this branch of the remote.
    NotFetched { remote: String, branch: String },
    /// Older commits are not here, so nobody can say what both sides have in common.
    Shallow,
    /// `git fetch` failed; it said why.
    Unreachable { remote: String, output: String },
    /// The server, or a hook, does not take the commits; it said why. They are on top of the others' ones here.
    PushRefused { upstream: String, output: String },
    /// Commits that the remote had are gone from it.
    Rewritten { upstream: String },
    /// The remote has the branch no more.
    Gone { upstream: String, remote: String },
    /// The two histories have no commit in common.
    Unrelated { upstream: String },
    /// One side has a file where the other one has a folder with files.
    FileAndFolder { path: String },
    /// Files that would be overwritten have edits, or are not known to git.
    InTheWay { edited: Vec<String>, untracked: Vec<String> },
    /// Somebody was faster, every time. What came in is here.
    Crowded { upstream: String, attempts: usize },
}

impl From<StoreError> for SyncError {
    fn from(error: StoreError) -> SyncError {
        SyncError::Store(error)
    }
}

impl From<git2::Error> for SyncError {
    fn from(error: git2::Error) -> SyncError {
        SyncError::Store(error.into())
    }
}

impl SyncError {
    /// Its sentence, and what to do instead.
    pub fn words(&self, catalogue: &Catalogue) -> (String, Option<String>) {
        let (key, hint, args): (&str, Option<&str>, Args) = match self {
            SyncError::Store(error) => return (error.words(catalogue), None),
            SyncError::NoRemote => ("sync-no-remote", Some("sync-no-remote-help"), Vec::new()),
            SyncError::NoSuchRemote { remote, known } => {
                let args = vec![("remote", remote.clone()), ("known", known.join(", "))];
                ("sync-no-such-remote", (!known.is_empty()).then_some("sync-remotes"), args)
            }
            SyncError::NoUpstream { branch, remotes } => {
                let remote = remotes.first().cloned().unwrap_or_default();
                let args = vec![("branch", branch.clone()), ("remote", remote), ("known", remotes.join(", "))];
                ("sync-no-upstream", Some("sync-no-upstream-help"), args)
            }
            SyncError::NotFetched { remote, branch } => {
                let args = vec![("remote", remote.clone()), ("branch", branch.clone())];
                ("sync-not-fetched", Some("sync-not-fetched-help"), args)
            }
            SyncError::Shallow => ("sync-shallow", Some("sync-shallow-help"), Vec::new()),
            SyncError::Unreachable { remote, .. } => ("sync-unreachable", None, vec![("remote", remote.clone())]),
            SyncError::PushRefused { upstream, .. } => {
                ("sync-push-refused", Some("sync-push-refused-help"), vec![("upstream", upstream.clone())])
            }
            SyncError::Rewritten { upstream } => {
                ("sync-rewritten", Some("sync-rewritten-help"), vec![("upstream", upstream.clone())])
            }
            SyncError::Gone { upstream, remote } => {
                ("sync-gone", Some("sync-gone-help"), vec![("upstream", upstream.clone()), ("remote", remote.clone())])
            }
            SyncError::FileAndFolder { path } => ("sync-file-and-folder", None, vec![("path", path.clone())]),
            SyncError::Unrelated { upstream } => ("sync-unrelated", None, vec![("upstream", upstream.clone())]),
            SyncError::InTheWay { edited, untracked } => {
                let (key, help, paths) = match edited.is_empty() {
                    false => ("sync-edited", "sync-edited-help", edited),
                    true => ("sync-untracked", "sync-untracked-help", untracked),
                };
                let args = vec![
                    ("paths", paths.iter().take(SHOWN).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")),
                    ("count", paths.len().to_string()),
                    ("more", paths.len().saturating_sub(SHOWN).to_string()),
                ];
                (key, Some(help), args)
            }
            SyncError::Crowded { upstream, attempts } => {
                ("sync-crowded", None, vec![("upstream", upstream.clone()), ("attempts", attempts.to_string())])
            }
        };
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let words = catalogue.text(key, &args);
        let words = match self {
            // What git and the server printed has lines of its own, which an argument would lose.
            SyncError::Unreachable { output, .. } | SyncError::PushRefused { output, .. } => {
                format!("{words}\n{}", output.trim_end())
            }
            _ => words,
        };
        (words, hint.map(|hint| catalogue.text(hint, &args)))
    }

    /// Whether it is about the state of the work and not about the surroundings: exit code 1, not 2.
    pub fn refused(&self) -> bool {
        matches!(
            self,
            SyncError::PushRefused { .. }
                | SyncError::Rewritten { .. }
                | SyncError::Gone { .. }
                | SyncError::FileAndFolder { .. }
                | SyncError::InTheWay { .. }
                | SyncError::Crowded { .. }
        )
    }
}

/// How many paths a sentence names.
const SHOWN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;

    #[test]
    fn every_error_speaks_both_languages_and_says_what_to_do() {
        let text = || "x/y".to_owned();
        let errors = [
            SyncError::NoRemote,
            SyncError::NoSuchRemote { remote: text(), known: vec![text()] },
            SyncError::NoUpstream { branch: text(), remotes: vec![text()] },
            SyncError::NotFetched { remote: text(), branch: text() },
            SyncError::Shallow,
            SyncError::Unreachable { remote: text(), output: "one\ntwo\n".to_owned() },
            SyncError::PushRefused { upstream: text(), output: "one\ntwo\n".to_owned() },
            SyncError::Rewritten { upstream: text() },
            SyncError::Unrelated { upstream: text() },
            SyncError::FileAndFolder { path: text() },
            SyncError::InTheWay { edited: vec![text(); 7], untracked: Vec::new() },
            SyncError::InTheWay { edited: Vec::new(), untracked: vec![text()] },
            SyncError::Crowded { upstream: text(), attempts: 15 },
            SyncError::Gone { upstream: text(), remote: text() },
        ];
        for error in &errors {
            let [english, french] = Language::ALL.map(|language| error.words(&Catalogue::new(language)));
            assert!(english.0.contains(' ') && !english.0.starts_with("sync-"), "{english:?}");
            assert_ne!(english.0, french.0);
            for hint in [&english.1, &french.1].into_iter().flatten() {
                assert!(hint.contains(' ') && !hint.starts_with("sync-"), "{hint}");
            }
        }
        let words = |error: &SyncError| error.words(&Catalogue::new(Language::English)).0;
        assert!(words(&errors[5]).ends_with("git said:\none\ntwo"));
        assert!(words(&errors[10]).contains("and 2 more have edits"), "{}", words(&errors[10]));
        assert!(words(&errors[11]).contains("`x/y` is not known to git"));
    }
}
