//! The names of a book's files without their contents, or a look at any of them: what completion asks for at every key.

use std::path::Path;

use rayon::prelude::*;

use super::cache;
use super::folder::{Folder, NameKind, Trust};
use super::walk::is_leftover;
use crate::book::cache::Index;
use crate::book::cache::index::partition_point;

/// Paths below the root, with `/`, of the files in the given top folders whose names begin so, in no order. Links, leftovers
/// and repositories within the book are passed over; what cannot be listed has no names.
///
/// A folder that is as it was when it was kept has the names that it had then: only others are listed.
pub fn names(root: &Path, folders: &[&str], beginning: &str) -> Vec<String> {
    let kept = cache::kept(root);
    let known =
        kept.as_ref().map(|(kept, trust)| Known { index: kept.index(), trust: *trust, below: kept.index().below() });
    let search = Search { root, beginning, known };
    let top = |folder: &&str| Below {
        path: (*folder).to_owned(),
        number: search.known.as_ref().and_then(|known| known.index.top_folder(folder)),
    };
    let mut found = Vec::new();
    let mut level: Vec<Below> = folders.iter().map(top).collect();
    while !level.is_empty() {
        let parts: Vec<_> = level.par_iter().map(|folder| search.look(folder)).collect();
        level = Vec::new();
        for listed in parts {
            found.extend(listed.files);
            level.extend(listed.below);
        }
    }
    found
}

struct Search<'s> {
    root: &'s Path,
    beginning: &'s str,
    known: Option<Known<'s>>,
}

/// What is kept of folders.
struct Known<'k> {
    index: &'k Index,
    trust: Trust,
    /// See [`Index::below`].
    below: Vec<Vec<u32>>,
}

/// A folder to look into.
struct Below {
    path: String,
    /// Its number, where it is known.
    number: Option<u32>,
}

/// What is in a folder.
#[derive(Default)]
struct Listed {
    files: Vec<String>,
    below: Vec<Below>,
}

impl Search<'_> {
    fn look(&self, folder: &Below) -> Listed {
        let full = self.root.join(&folder.path);
        let Ok(opened) = Folder::open(&full) else { return Listed::default() };
        match (&self.known, folder.number) {
            (Some(known), Some(number)) => {
                let stamp = opened.stamp(known.trust);
                if stamp.is_some() && stamp == known.index.folder_stamp(number) {
                    return self.kept(known, number);
                }
                let mut listed = self.listed(&folder.path, &opened, &full);
                for below in &mut listed.below {
                    let mut all = known.below[number as usize].iter().copied();
                    below.number = all.find(|number| known.index.folder_path(*number) == below.path);
                }
                listed
            }
            _ => self.listed(&folder.path, &opened, &full),
        }
    }

    /// The names that a folder had.
    fn kept(&self, known: &Known<'_>, number: u32) -> Listed {
        let index = known.index;
        let children = index.children(number);
        let first = partition_point(children.clone(), |child| index.name(child) < self.beginning);
        let wanted = (first..children.end).take_while(|child| index.name(*child).starts_with(self.beginning));
        let folder = index.folder_path(number);
        let below = known.below[number as usize].iter();
        Listed {
            files: wanted.map(|child| [folder, "/", index.name(child)].concat()).collect(),
            below: below
                .map(|number| Below { path: index.folder_path(*number).to_owned(), number: Some(*number) })
                .collect(),
        }
    }

    fn listed(&self, folder: &str, opened: &Folder, full: &Path) -> Listed {
        let mut listed = Listed::default();
        let mut repository = false;
        // A thousand names are passed over for one that is wanted: those cost nothing but the look.
        opened.each_name(full, |name, kind| {
            repository |= name == b".git";
            let wanted = match kind {
                NameKind::File => name.starts_with(self.beginning.as_bytes()),
                NameKind::Folder => true,
                NameKind::Other => false,
            };
            let Some(name) = std::str::from_utf8(name).ok().filter(|name| wanted && !is_leftover(name)) else { return };
            let path = [folder, "/", name].concat();
            match kind {
                NameKind::Folder => listed.below.push(Below { path, number: None }),
                NameKind::File | NameKind::Other => listed.files.push(path),
            }
        });
        // A folder of a kind is the book's own, whatever is in it.
        if repository && folder.contains('/') { Listed::default() } else { listed }
    }
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
