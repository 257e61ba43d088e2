//! The names of a book's files without their contents: what completion asks for at every key.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::walk::is_leftover;

/// Paths below the root, with `/`, of the files in the given top folders, in no order. Links, leftovers and repositories within
/// the book are passed over; what cannot be listed has no names.
pub fn names(root: &Path, folders: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut level: Vec<String> = folders.iter().map(|folder| (*folder).to_owned()).collect();
    while !level.is_empty() {
        let parts: Vec<(Vec<String>, Vec<String>)> = level.par_iter().map(|folder| listed(root, folder)).collect();
        level = Vec::new();
        for (files, below) in parts {
            found.extend(files);
            level.extend(below);
        }
    }
    found
}

/// The files of a folder, and the folders in it.
fn listed(root: &Path, folder: &str) -> (Vec<String>, Vec<String>) {
    let (mut files, mut below) = (Vec::new(), Vec::new());
    let full = root.join(folder);
    if fs::symlink_metadata(&full).is_ok_and(|meta| meta.file_type().is_symlink()) {
        return (files, below);
    }
    for entry in fs::read_dir(&full).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let (Some(name), Ok(kind)) = (name.to_str(), entry.file_type()) else { continue };
        if is_leftover(name) {
            continue;
        }
        if kind.is_file() {
            files.push(format!("{folder}/{name}"));
        } else if kind.is_dir() && fs::symlink_metadata(full.join(name).join(".git")).is_err() {
            below.push(format!("{folder}/{name}"));
        }
    }
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
        let mut found = names(root, &["customers", "invoices", "deals"]);
        found.sort();
        let walked = walk(root, &["customers", "invoices", "deals"]).files;
        let paths: Vec<&str> = walked.iter().map(|file| &*file.path).filter(|path| *path != "carnet.toml").collect();
        assert_eq!(found, paths);
        assert_eq!(found, ["customers/acme.toml", "invoices/2026/10/a.toml", "invoices/b.toml"]);
    }
}
