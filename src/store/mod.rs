//! The disk and git: which files a book has, and how it is changed without ever losing one.
//!
//! Works on paths and bytes; what a record is, nobody here knows. Paths are relative to the book's root and
//! written with `/`, unless said otherwise.

pub mod cache;
mod commit;
pub mod doctor;
pub mod driver;
pub mod error;
pub mod file;
mod folder;
pub mod git;
pub mod guard;
pub mod history;
mod index;
mod index_draft;
pub mod intent;
mod landing;
pub mod lock;
pub mod mail;
mod marks;
pub mod names;
mod objects;
pub mod outbox;
mod pack;
mod ready;
pub mod relocate;
pub mod replay;
mod shelf;
pub mod signature;
mod staged;
pub mod sync;
pub mod template;
mod trees;
mod unnamed;
pub mod user_git;
pub mod walk;
pub mod witness;
pub mod write;

pub use cache::{Cache, CacheState, Save};
pub use driver::{install_driver, merging};
pub use error::{StoreError, spoken};
pub use folder::Trust;
pub use git::{Head, Repo};
pub use guard::Depot;
pub use history::History;
pub use intent::{Outcome, Recovered, recover};
pub use marks::MarksFile;
pub use names::names;
pub use relocate::{Relocation, relocate};
pub use replay::{Person, Replay, init_repository, whoever_commits};
pub use walk::{NoBook, SourceFile, Walked, find_root, walk, walk_reading};
pub use write::{Change, Options, Written, commit};

/// Kills the process here when `CARNET_FAILPOINT` names this step: how the tests prove that a killed write is mended.
/// Release builds have none of it.
pub(crate) fn fail_point(step: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os("CARNET_FAILPOINT").is_some_and(|wanted| wanted == *step) {
        std::process::abort();
    }
    #[cfg(not(debug_assertions))]
    let _ = step;
}
