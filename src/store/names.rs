//! The names of a book's files without their contents: what completion asks for at every key.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::folder::{Folder, NameKind};
use super::walk::is_leftover;

/// Paths below the root, with `/`, of the files in the given top folders whose names begin so, in no order. Links, leftovers
/// and repositories within the book are passed over; what cannot be listed has no names.
pub fn names(root: &Path, folders: &[&str], beginning: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut level: Vec<String> = folders.iter().map(|folder| (*folder).to_owned()).collect();
    while !level.is_empty() {
        let parts: Vec<_> = level.par_iter().map(|folder| listed(root, folder, beginning)).collect();
        level = Vec::new();
        for (files, below) in parts {
            found.extend(files);
            level.extend(below);
        }
    }
    found
}

/// The files of a folder, and the folders in it.
fn listed(root: &Path, folder: &str, beginning: &str) -> (Vec<String>, Vec<String>) {
    let (mut files, mut below) = (Vec::new(), Vec::new());
    let full = root.join(folder);
    let Ok(opened) = Folder::open(&full) else { return (files, below) };
    // A thousand names are passed over for one that is wanted: those cost nothing but the look.
    opened.each_name(&full, |name, kind| {
        let Ok(name) = std::str::from_utf8(name) else { return };
        match kind {
            NameKind::Folder => below.push(format!("{folder}/{name}")),
            NameKind::File if name.starts_with(beginning) => files.push(format!("{folder}/{name}")),
            NameKind::File | NameKind::Other => {}
        }
    });
    files.retain(|path| !is_leftover(path.rsplit('/').next().unwrap_or(path)));
    below.retain(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        !is_leftover(name) && fs::symlink_metadata(root.join(path).join(".git")).is_err()
    });
    (files, below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::walk;

    #[test]
    fn the_same_files_as_the_walk_that_reads() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("invoices/2026/10")).unwrap();
        fs::create_dir_all(root.join("customers/.hidden")).unwrap();
        for path in ["carnet.toml", "invoices/2026/10/a.toml", "invoices/b.toml", "customers/acme.toml", "customers/x~"]
        {
            fs::write(root.join(path), "name = \"x\"\n").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.join("invoices"), root.join("customers/more")).unwrap();
        let mut found = names(root, &["customers", "invoices", "deals"], "");
        found.sort();
        let walked = walk(root, &["customers", "invoices", "deals"]).files;
        let paths: Vec<&str> = walked.iter().map(|file| &*file.path).filter(|path| *path != "carnet.toml").collect();
        assert_eq!(found, paths);
        assert_eq!(found, ["customers/acme.toml", "invoices/2026/10/a.toml", "invoices/b.toml"]);
        assert_eq!(names(root, &["customers", "invoices"], "b"), ["invoices/b.toml"]);
    }
}
