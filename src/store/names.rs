//! The names of a book's files without their contents: what completion asks for at every key.

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
        for listed in parts {
            found.extend(listed.files);
            level.extend(listed.below);
        }
    }
    found
}

/// What is in a folder.
#[derive(Default)]
struct Listed {
    files: Vec<String>,
    below: Vec<String>,
}

fn listed(root: &Path, folder: &str, beginning: &str) -> Listed {
    let mut listed = Listed::default();
    let full = root.join(folder);
    let Ok(opened) = Folder::open(&full) else { return listed };
    let mut repository = false;
    // A thousand names are passed over for one that is wanted: those cost nothing but the look.
    opened.each_name(&full, |name, kind| {
        repository |= name == b".git";
        let wanted = match kind {
            NameKind::File if name.starts_with(beginning.as_bytes()) => &mut listed.files,
            NameKind::Folder => &mut listed.below,
            NameKind::File | NameKind::Other => return,
        };
        if let Ok(name) = std::str::from_utf8(name)
            && !is_leftover(name)
        {
            wanted.push([folder, "/", name].concat());
        }
    });
    // A folder of a kind is the book's own, whatever is in it.
    if repository && folder.contains('/') { Listed::default() } else { listed }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::walk;

    #[test]
    fn the_same_files_as_the_walk_that_reads() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("invoices/2026/10")).unwrap();
        fs::create_dir_all(root.join("customers/.hidden")).unwrap();
        fs::create_dir_all(root.join("customers/clone/.git")).unwrap();
        fs::create_dir_all(root.join("customers/.git")).unwrap();
        fs::create_dir_all(root.join("customers/tree")).unwrap();
        for path in [
            "carnet.toml",
            "invoices/2026/10/a.toml",
            "invoices/b.toml",
            "customers/acme.toml",
            "customers/x~",
            "customers/clone/b.toml",
            "customers/tree/.git",
            "customers/tree/c.toml",
        ] {
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
