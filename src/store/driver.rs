//! The merge driver: where the clone's own configuration names it, and what git tells it when it runs.
//!
//! Never anything from the tree: a `.gitattributes` may ask for a driver by its name, but which program that is says
//! only the configuration of each clone.

use std::fs;
use std::path::{Path, PathBuf};

use git2::{ConfigLevel, Repository};

use super::{Repo, StoreError};

/// The driver's name in `.gitattributes`.
pub const DRIVER: &str = "carnet";
/// What git runs: base, ours (where the result goes), theirs, and the path in the repository.
pub const DRIVER_COMMAND: &str = "carnet merge-driver %O %A %B %P";

const BOOK_FILE: &str = "carnet.toml";

/// The command that the clone's configuration has for the driver, from wherever it comes.
pub fn driver(repo: &Repo) -> Option<String> {
    repo.git
        .config()
        .ok()?
        .snapshot()
        .ok()?
        .get_string("merge.carnet.driver")
        .ok()
        .filter(|command| !command.is_empty())
}

/// Names the driver in the clone's own configuration. False when it was there already.
///
/// # Errors
/// The configuration cannot be written.
pub fn install_driver(repo: &Repo) -> Result<bool, StoreError> {
    if driver(repo).as_deref() == Some(DRIVER_COMMAND) {
        return Ok(false);
    }
    let mut config = repo.git.config()?.open_level(ConfigLevel::Local)?;
    config.set_str("merge.carnet.name", "carnet: records merge field by field")?;
    config.set_str("merge.carnet.driver", DRIVER_COMMAND)?;
    Ok(true)
}

/// The book that a path of the repository belongs to, as the driver finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merging {
    /// The path below the book's root.
    pub path: String,
    /// The bytes of the book's `carnet.toml`: the committed one, since the one in the work tree may be half merged.
    pub settings: Option<Vec<u8>>,
    /// The book's folder in the work tree, if it is there.
    pub root: Option<PathBuf>,
}

/// Finds the book around a path, which git gives from the top of the repository. git's environment (`GIT_DIR`,
/// `GIT_WORK_TREE`) says which repository; without one, the current folder does.
pub fn merging(full: &str) -> Merging {
    let repo = Repository::open_from_env().ok();
    let top =
        repo.as_ref().and_then(|repo| repo.workdir().map(Path::to_path_buf)).unwrap_or_else(|| PathBuf::from("."));
    let tree = repo.as_ref().and_then(|repo| repo.head().ok()?.peel_to_tree().ok());
    let committed = |path: &Path| {
        let entry = tree.as_ref()?.get_path(path).ok()?;
        let blob = repo.as_ref()?.find_blob(entry.id()).ok()?;
        Some(blob.content().to_vec())
    };
    let plain = |path: &Path| {
        let file = top.join(path);
        let meta = fs::symlink_metadata(&file).ok()?;
        if meta.is_file() { fs::read(&file).ok() } else { None }
    };
    for folder in Path::new(full).ancestors().skip(1) {
        let file = folder.join(BOOK_FILE);
        if let Some(settings) = committed(&file).or_else(|| plain(&file)) {
            let below = Path::new(full).strip_prefix(folder).ok().and_then(Path::to_str).unwrap_or(full);
            return Merging {
                path: below.to_string(),
                settings: Some(settings),
                root: Some(top.join(folder)).filter(|root| root.is_dir()),
            };
        }
    }
    Merging { path: full.to_string(), settings: None, root: None }
}
