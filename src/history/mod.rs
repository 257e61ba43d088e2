//! What commits tell. All of it is read from the files that differ between commits, never from the words of a message:
//! an edit in vim, a merge or a rebase counts exactly like a command.

#[cfg(test)]
mod again;
pub mod audit;
pub mod blame;
pub mod change;
pub mod chronicle;
pub mod closing;
pub mod deal_life;
pub mod event;
pub mod guard;
pub mod issued;
mod kept;
mod learn;
#[cfg(test)]
pub mod memory;
pub mod record_diff;
pub mod revisions;
pub mod shelf;
mod told;
pub mod trail;
pub mod version;
pub mod witness;

pub use revisions::{BlobId, Commit, CommitId, PathChange, RevisionError, Revisions, TreeFile, Who};

use crate::book::{Book, Source};
use crate::model::Kinds;

/// The book as it was at a commit, read as [`Book::read_past`] does.
pub fn book_at(revisions: &dyn Revisions, kinds: Kinds, commit: CommitId) -> Result<Book, RevisionError> {
    let files = revisions.tree(commit)?;
    let blobs: Vec<BlobId> = files.iter().map(|file| file.blob).collect();
    let texts = revisions.blobs(&blobs)?;
    let sources = files.iter().zip(texts).map(|(file, text)| Source::new(&file.path, text)).collect();
    Ok(Book::read_past(kinds, sources))
}
