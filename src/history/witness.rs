//! What else a clone remembers of a book's history, beside the checked-out commits: to be compared with.

use super::revisions::{CommitId, TagId};

/// What a clone remembers. `store` gathers it.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// The checked-out branch (`main`); `None` when HEAD is detached.
    pub branch: Option<String>,
    /// Where that branch was before, as far as this clone still knows and has the commits.
    pub earlier: Vec<CommitId>,
    /// The tips of the other branches here.
    pub branches: Vec<CommitId>,
    /// The branches of remotes as they were last fetched or pushed.
    pub remotes: Vec<Remote>,
    /// The tip of this branch that was last audited here.
    pub audited: Option<CommitId>,
    /// Earlier tips that somebody has seen and accepted since.
    pub accepted: Vec<CommitId>,
    /// The closings' tags that the last audit saw here, or that were made here since, by name.
    pub closings: Vec<(String, TagId)>,
    /// The closings' tags of books in other folders of the repository.
    pub other_closings: Vec<String>,
    /// Files of the book that differ from the checked-out commit.
    pub uncommitted: usize,
}

/// A branch of a remote.
#[derive(Debug, Clone)]
pub struct Remote {
    /// `origin/main`.
    pub name: String,
    pub tip: CommitId,
    /// Where it was before.
    pub earlier: Vec<CommitId>,
}
