//! What commits tell. All of it is read from the files that differ between commits, never from the words of a message:
//! an edit in vim, a merge or a rebase counts exactly like a command.

#[cfg(test)]
pub mod memory;
pub mod revisions;

pub use revisions::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who};
