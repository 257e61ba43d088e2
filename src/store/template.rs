//! The files of a folder of the book that are no records: templates, and what they use.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::StoreError;
use super::file;

/// The largest file that is read, in bytes: a template with a picture is far below.
const LARGEST: u64 = 16 << 20;

/// All files below a folder of the book, by their path below it, with `/`. Links are left out, since they may lead anywhere;
/// so are hidden files and those of more than 16 MiB. No such folder has no files.
///
/// # Errors
/// What is there cannot be read.
pub fn files_below(root: &Path, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    file::check_path(folder)?;
    let mut found = BTreeMap::new();
    let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|meta| meta.is_dir());
    if is_folder(&root.join(folder)) {
        collect(root, folder, "", &mut found)?;
    }
    Ok(found)
}

fn collect(root: &Path, folder: &str, below: &str, found: &mut BTreeMap<String, Vec<u8>>) -> Result<(), StoreError> {
    let here = root.join(folder).join(below);
    let entries = fs::read_dir(&here).map_err(|error| StoreError::io(&here, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| StoreError::io(&here, error))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let Ok(meta) = entry.path().symlink_metadata() else { continue };
        if name.starts_with('.') || file::check_path(&path).is_err() {
            continue;
        }
        if meta.is_dir() {
            collect(root, folder, &path, found)?;
        } else if meta.is_file()
            && meta.len() <= LARGEST
            && let Some(bytes) = file::read(root, &format!("{folder}/{path}"))?
        {
            found.insert(path, bytes);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_with_what_is_below_it_and_nothing_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        };
        ["templates/a.typ", "templates/parts/b.typ", "templates/.hidden", "secret"].into_iter().for_each(write);
        #[cfg(unix)]
        std::os::unix::fs::symlink("../secret", root.path().join("templates/link.typ")).unwrap();
        let found = files_below(root.path(), "templates").unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), ["a.typ", "parts/b.typ"]);
        assert!(files_below(root.path(), "none").unwrap().is_empty());
        assert!(files_below(root.path(), "../x").is_err());
    }
}
