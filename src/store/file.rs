//! One file at a time: read, replaced or removed, never half written and never through a link.

use std::collections::HashSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::unnamed::Unnamed;

/// Refuses what cannot be a path inside a book: empty, absolute, with `..`, `.` or `\`, or inside a git directory.
///
/// # Errors
/// [`StoreError::BadPath`].
pub fn check_path(path: &str) -> Result<(), StoreError> {
    let part_is_bad = |part: &str| {
        part.is_empty()
            || part == "."
            || part == ".."
            || part.eq_ignore_ascii_case(".git")
            || part.eq_ignore_ascii_case("git~1")
            || part.contains(['\\', '\0', ':'])
    };
    if path.split('/').any(part_is_bad) { Err(StoreError::BadPath { path: path.into() }) } else { Ok(()) }
}

/// The bytes of `path` below `root`; `None` when there is no such file.
///
/// # Errors
/// [`StoreError::Symlink`] when it, or a folder on the way, is a link; [`StoreError::Io`] else.
pub fn read(root: &Path, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
    check_path(path)?;
    read_what(root, path, false)
}

/// The same, but a link is read as git does: its content is where it points to.
///
/// # Errors
/// As [`read`], for a folder on the way.
pub fn read_or_link(root: &Path, path: &str) -> Result<Option<Vec<u8>>, StoreError> {
    check_path(path)?;
    read_what(root, path, true)
}

fn read_what(root: &Path, path: &str, link: bool) -> Result<Option<Vec<u8>>, StoreError> {
    let mut full = root.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        full.push(part);
        match fs::symlink_metadata(&full) {
            Ok(meta) if link && meta.file_type().is_symlink() && parts.peek().is_none() => {
                let target = fs::read_link(&full).map_err(|error| StoreError::io(&full, error))?;
                return Ok(Some(target.to_string_lossy().replace('\\', "/").into_bytes()));
            }
            Ok(meta) if meta.file_type().is_symlink() => return Err(StoreError::Symlink { path: path.into() }),
            Ok(_) => {}
            Err(error) if absent(&error) => return Ok(None),
            Err(error) => return Err(StoreError::io(&full, error)),
        }
    }
    match fs::read(&full) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if absent(&error) => Ok(None),
        Err(error) => Err(StoreError::io(&full, error)),
    }
}

/// What of a file that is written is on the disk before anything else is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flush {
    Nothing,
    /// Its bytes, before it has its name.
    Bytes,
    /// Its bytes, and then its name in the folder.
    Name,
}

/// Has the names in a folder on the disk.
///
/// # Errors
/// As the system words them.
pub fn flush_folder(folder: &Path) -> std::io::Result<()> {
    // Other systems flush no folders.
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Writes (or with `None` removes) `path` below `root`: a temporary file beside it, then a rename. Folders are made, and
/// folders that become empty are removed.
///
/// # Errors
/// As [`read`]; the old file is then still whole.
pub fn replace(root: &Path, path: &str, bytes: Option<&[u8]>, flush: Flush) -> Result<(), StoreError> {
    check_path(path)?;
    let full = root.join(path);
    let Some(bytes) = bytes else {
        return match fs::remove_file(&full) {
            Ok(()) => {
                remove_empty_folders(root, path);
                Ok(())
            }
            Err(error) if absent(&error) => Ok(()),
            Err(error) => Err(StoreError::io(&full, error)),
        };
    };
    let folder = full.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| StoreError::io(folder, error))?;
    let temporary = temporary(root, path);
    // A leftover is removed rather than opened: it might be a link that leads out of the book.
    match fs::remove_file(&temporary) {
        Err(error) if !absent(&error) => return Err(StoreError::io(&temporary, error)),
        _ => {}
    }
    let write = || -> std::io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        if let Ok(meta) = fs::metadata(&full) {
            fs::set_permissions(&temporary, meta.permissions())?;
        }
        if flush != Flush::Nothing {
            file.sync_all()?;
        }
        drop(file);
        fs::rename(&temporary, &full)?;
        if flush == Flush::Name { flush_folder(folder) } else { Ok(()) }
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&temporary);
        StoreError::io(&full, error)
    })
}

/// Puts a file that is ready, with its bytes on the disk, in the place of `path`, whose folder is there.
///
/// # Errors
/// As [`replace`].
pub(super) fn put(root: &Path, path: &str, ready: &Unnamed) -> Result<(), StoreError> {
    check_path(path)?;
    let (full, temporary) = (root.join(path), temporary(root, path));
    let put = || -> std::io::Result<()> {
        match fs::remove_file(&temporary) {
            Err(error) if !absent(&error) => return Err(error),
            _ => {}
        }
        ready.name(&temporary)?;
        fs::rename(&temporary, &full)
    };
    put().map_err(|error| StoreError::io(&full, error))
}

/// Puts a link to `target` in the place of `path`.
///
/// # Errors
/// As [`replace`]. Where the system has no links, a file with the target is written, as git does.
pub fn replace_by_link(root: &Path, path: &str, target: &[u8]) -> Result<(), StoreError> {
    #[cfg(not(unix))]
    return replace(root, path, Some(target), Flush::Name);
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        check_path(path)?;
        let full = root.join(path);
        let temporary = temporary(root, path);
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(full.parent().unwrap_or(root))?;
            match fs::remove_file(&temporary) {
                Err(error) if !absent(&error) => return Err(error),
                _ => {}
            }
            std::os::unix::fs::symlink(std::ffi::OsStr::from_bytes(target), &temporary)?;
            fs::rename(&temporary, &full)
        };
        write().map_err(|error| StoreError::io(&full, error))
    }
}

/// Makes a file a program, or none.
///
/// # Errors
/// [`StoreError::Io`].
pub fn set_executable(root: &Path, path: &str, executable: bool) -> Result<(), StoreError> {
    check_path(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let full = root.join(path);
        let set = || -> std::io::Result<()> {
            let meta = fs::symlink_metadata(&full)?;
            if !meta.is_file() {
                return Ok(());
            }
            let mode = meta.permissions().mode();
            // Whoever may read may run.
            let wanted = if executable { mode | (mode & 0o444) >> 2 } else { mode & !0o111 };
            if wanted == mode { Ok(()) } else { fs::set_permissions(&full, fs::Permissions::from_mode(wanted)) }
        };
        set().map_err(|error| StoreError::io(&full, error))?;
    }
    #[cfg(not(unix))]
    let _ = (root, executable);
    Ok(())
}

/// Removes the temporary file that a killed [`replace`] of `path` may have left.
pub fn remove_temporary(root: &Path, path: &str) {
    let _ = fs::remove_file(temporary(root, path));
}

/// Removes the folders of `path` that hold nothing, up to (not with) `root`, as git does.
pub fn remove_empty_folders(root: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(below) = folder.filter(|below| !below.as_os_str().is_empty()) {
        if fs::remove_dir(root.join(below)).is_err() {
            break;
        }
        folder = below.parent();
    }
}

/// The same for many paths: each folder is tried once.
pub fn remove_folders_of<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) {
    let folders: HashSet<&Path> = paths.filter_map(|path| Path::new(path).parent()).collect();
    // Deepest first: one that holds only empty ones goes with them.
    let mut folders: Vec<&Path> = folders.into_iter().collect();
    folders.sort_unstable_by_key(|folder| std::cmp::Reverse(folder.components().count()));
    for folder in folders {
        // Any name will do: it is the folders above it that go.
        remove_empty_folders(root, &folder.join("-").to_string_lossy());
    }
}

/// Gives a file another place, where none may stand; its folders are made, those that it leaves are not removed.
///
/// # Errors
/// [`StoreError::Io`].
pub fn rename(root: &Path, from: &str, to: &str) -> Result<(), StoreError> {
    check_path(from)?;
    check_path(to)?;
    let (old, new) = (root.join(from), root.join(to));
    let folder = new.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(|error| StoreError::io(folder, error))?;
    fs::rename(&old, &new).map_err(|error| StoreError::io(&new, error))
}

/// Fills these with bytes of a file, from an offset on.
///
/// # Errors
/// As the system words them; the file is shorter.
#[cfg(unix)]
pub(super) fn read_at(file: &fs::File, bytes: &mut [u8], offset: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

/// The same. Several threads may read at once.
#[cfg(windows)]
pub(super) fn read_at(file: &fs::File, mut bytes: &mut [u8], mut offset: u64) -> std::io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

/// A file, both halves of it read side by side: of a long one, making room for it in memory takes longer than copying it.
///
/// # Errors
/// As the system words them.
pub(super) fn read_side_by_side(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let too_long = |_| std::io::Error::from(ErrorKind::OutOfMemory);
    let mut bytes = vec![0; usize::try_from(file.metadata()?.len()).map_err(too_long)?];
    let half = bytes.len() / 2;
    let (first, second) = bytes.split_at_mut(half);
    let (first, second) = rayon::join(|| read_at(&file, first, 0), || read_at(&file, second, half as u64));
    first.and(second)?;
    Ok(bytes)
}

/// Hidden, so that nothing reads it as a record, and always the same, so that it can be found again.
fn temporary(root: &Path, path: &str) -> PathBuf {
    let full = root.join(path);
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    full.with_file_name(format!(".{name}.carnet-tmp"))
}

fn absent(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_book() {
        for good in ["carnet.toml", "customers/acme.toml", "invoices/2026/10/a..b.toml", "x/.gitignore"] {
            assert!(check_path(good).is_ok(), "{good}");
        }
        for bad in
            ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a/", ".git/config", "a/.GIT/hooks/x", "a\\b", "C:x"]
        {
            assert!(check_path(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn replaced_and_removed_without_leftovers() {
        let root = tempfile::tempdir().unwrap();
        replace(root.path(), "invoices/2026/a.toml", Some(b"x = 1\n"), Flush::Name).unwrap();
        replace(root.path(), "invoices/2026/a.toml", Some(b"x = 2\n"), Flush::Nothing).unwrap();
        assert_eq!(read(root.path(), "invoices/2026/a.toml").unwrap().unwrap(), b"x = 2\n");
        assert_eq!(fs::read_dir(root.path().join("invoices/2026")).unwrap().count(), 1);
        replace(root.path(), "invoices/2026/a.toml", None, Flush::Name).unwrap();
        assert_eq!(read(root.path(), "invoices/2026/a.toml").unwrap(), None);
        assert!(!root.path().join("invoices").exists());
    }

    #[cfg(unix)]
    #[test]
    fn never_through_a_link() {
        let (root, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(outside.path(), root.path().join("customers")).unwrap();
        fs::write(outside.path().join("acme.toml"), "secret").unwrap();
        assert!(matches!(read(root.path(), "customers/acme.toml"), Err(StoreError::Symlink { .. })));

        // A link where the temporary file would be: the link goes, what it points to stays.
        fs::create_dir(root.path().join("deals")).unwrap();
        let trap = root.path().join("deals/.a.toml.carnet-tmp");
        std::os::unix::fs::symlink(outside.path().join("acme.toml"), &trap).unwrap();
        replace(root.path(), "deals/a.toml", Some(b"y = 1\n"), Flush::Nothing).unwrap();
        assert_eq!(fs::read(outside.path().join("acme.toml")).unwrap(), b"secret");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.toml");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        replace(root.path(), "a.toml", Some(b"y"), Flush::Nothing).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
