//! Finds a book and reads its files.
//!
//! **Links** are never followed, wherever they lead: a record is read once, at the place where it really is. Each link is
//! a finding that says where it points: `outside` the book, `inside` it, `broken`, or in a `cycle`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::finding::{self, Finding, Place, code};

/// The file that makes a folder a book.
pub const BOOK_FILE: &str = "carnet.toml";

/// A record is a page of text; what is larger is not one. In bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// A file of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Below the root, with `/`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What [`walk`] found.
#[derive(Debug, Default)]
pub struct Walked {
    /// Sorted by path.
    pub files: Vec<SourceFile>,
    /// Files that could not be read, links, impossible names.
    pub findings: Vec<Finding>,
    /// Visible entries of the root that were not asked for, folders with a `/` at the end: so that `custmers/` can be
    /// told from nothing at all. Sorted.
    pub others: Vec<String>,
}

/// No folder from here upwards is a book.
#[derive(Debug)]
pub struct NoBook {
    pub start: PathBuf,
}

impl std::fmt::Display for NoBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "there is no {BOOK_FILE} in {} nor in any folder above it: go to your book, or make one with `carnet init`",
            self.start.display()
        )
    }
}

impl std::error::Error for NoBook {}

/// The nearest folder from `start` upwards that holds a `carnet.toml`.
///
/// # Errors
/// [`NoBook`] when there is none.
pub fn find_root(start: &Path) -> Result<PathBuf, NoBook> {
    let absolute = fs::canonicalize(start).or_else(|_| std::path::absolute(start));
    let absolute = absolute.unwrap_or_else(|_| start.to_path_buf());
    let found = absolute.ancestors().find(|folder| fs::symlink_metadata(folder.join(BOOK_FILE)).is_ok());
    found.map(Path::to_path_buf).ok_or(NoBook { start: absolute.clone() })
}

/// Reads `carnet.toml` and all files below the given top folders, in parallel.
///
/// Hidden files and folders, what editors leave behind (`a~`, `#a#`, `a.swp`, …) and repositories within the book are
/// passed over. Nothing else is: whatever cannot be read becomes a finding.
pub fn walk(root: &Path, folders: &[&str]) -> Walked {
    let real_root = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mut walked = Walked::default();
    let mut paths: Vec<(String, PathBuf)> = Vec::new();

    let top = root.join(BOOK_FILE);
    match fs::symlink_metadata(&top) {
        Ok(meta) if meta.file_type().is_symlink() => walked.findings.push(link(&real_root, BOOK_FILE, &top)),
        Ok(_) => paths.push((BOOK_FILE.to_string(), top)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => walked.findings.push(unreadable(BOOK_FILE, &error)),
    }
    for folder in folders {
        list(root, &real_root, folder, &mut paths, &mut walked.findings);
    }
    walked.others = others(root, folders);

    paths.sort_unstable();
    paths.dedup_by(|a, b| a.0 == b.0);
    let read: Vec<Result<SourceFile, Box<Finding>>> =
        paths.into_par_iter().with_min_len(64).map(|(path, full)| read(path, &full)).collect();
    walked.files.reserve(read.len());
    for result in read {
        match result {
            Ok(file) => walked.files.push(file),
            Err(finding) => walked.findings.push(*finding),
        }
    }
    finding::sort(&mut walked.findings);
    walked
}

/// Collects the files below one top folder.
fn list(root: &Path, real_root: &Path, folder: &str, paths: &mut Vec<(String, PathBuf)>, findings: &mut Vec<Finding>) {
    let start = root.join(folder);
    match fs::symlink_metadata(&start) {
        Ok(meta) if meta.file_type().is_symlink() => return findings.push(link(real_root, folder, &start)),
        Ok(meta) if !meta.is_dir() => return, // a file that bears a kind's name: among the others
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
        Err(error) => return findings.push(unreadable(folder, &error)),
    }
    let mut entries = WalkDir::new(&start).follow_links(false).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (path, _) = relative(root, error.path().unwrap_or(&start));
                match error.io_error() {
                    // Removed while we looked: it is simply not there any more.
                    Some(gone) if gone.kind() == std::io::ErrorKind::NotFound => {}
                    Some(io) => findings.push(unreadable(&path, io)),
                    None => {
                        findings.push(Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).arg("reason", &error))
                    }
                }
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let kind = entry.file_type();
        if is_leftover(&entry.file_name().to_string_lossy()) {
            if kind.is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        let (path, lossy) = relative(root, entry.path());
        if lossy {
            if kind.is_dir() {
                entries.skip_current_dir();
            }
            findings.push(
                Finding::new(&code::BAD_ID, Place::file(&path))
                    .variant("character")
                    .arg("character", '\u{fffd}')
                    .arg("id", &path),
            );
        } else if kind.is_symlink() {
            findings.push(link(real_root, &path, entry.path()));
        } else if kind.is_dir() {
            if fs::symlink_metadata(entry.path().join(".git")).is_ok() {
                entries.skip_current_dir();
                findings.push(Finding::new(&code::STRAY_FILE, Place::file(&path)).arg("path", &path));
            }
        } else if kind.is_file() {
            paths.push((path, entry.into_path()));
        } else {
            // Opening a pipe would wait for ever.
            findings.push(Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("special"));
        }
    }
}

/// Hidden, or left behind by an editor or a desktop.
pub(crate) fn is_leftover(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".swx"].iter().any(|ending| name.ends_with(ending))
        || ["Thumbs.db", "desktop.ini"].contains(&name)
}

fn read(path: String, full: &Path) -> Result<SourceFile, Box<Finding>> {
    let too_large = || {
        let finding = Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("too-large");
        Box::new(finding.arg("limit", LARGEST / 1024 / 1024))
    };
    let mut file = fs::File::open(full).map_err(|error| Box::new(unreadable(&path, &error)))?;
    let size = file.metadata().map(|meta| meta.len()).unwrap_or(0);
    if size > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // The file may grow while it is read.
    let count =
        file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Box::new(unreadable(&path, &error)))?;
    if count as u64 > LARGEST { Err(too_large()) } else { Ok(SourceFile { path, bytes }) }
}

fn unreadable(path: &str, error: &std::io::Error) -> Finding {
    let finding = Finding::new(&code::UNREADABLE_FILE, Place::file(path)).arg("reason", error);
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => finding.variant("permission"),
        _ => finding,
    }
}

/// The finding about a link: where does it lead?
fn link(real_root: &Path, path: &str, full: &Path) -> Finding {
    let target = fs::read_link(full).map(|target| target.to_string_lossy().into_owned()).unwrap_or_default();
    let variant = match fs::canonicalize(full) {
        Ok(real) if !real.starts_with(real_root) => "outside",
        // A folder that contains its own link: following it would never end.
        Ok(real) if fs::canonicalize(full.parent().unwrap_or(full)).is_ok_and(|parent| parent.starts_with(&real)) => {
            "cycle"
        }
        Ok(_) => "inside",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "broken",
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => "outside",
        Err(_) => "cycle",
    };
    Finding::new(&code::SYMLINK, Place::file(path)).variant(variant).arg("path", path).arg("target", target)
}

/// The path below the root with `/`, and whether it is not UTF-8 (then it is an approximation).
fn relative(root: &Path, full: &Path) -> (String, bool) {
    let below = full.strip_prefix(root).unwrap_or(full);
    let lossy = below.to_str().is_none();
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    (parts.join("/"), lossy)
}

fn others(root: &Path, folders: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let name = entry.file_name().to_string_lossy().into_owned();
            let known = name == BOOK_FILE || (folders.contains(&name.as_str()) && !entry.path().is_file());
            (!known && !is_leftover(&name)).then(|| if folder { name + "/" } else { name })
        })
        .collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let full = root.path().join(file);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, format!("# {file}\n")).unwrap();
        }
        root
    }

    fn paths(walked: &Walked) -> Vec<&str> {
        walked.files.iter().map(|file| file.path.as_str()).collect()
    }

    fn variants(walked: &Walked) -> Vec<(&str, &str)> {
        walked.findings.iter().map(|f| (&*f.place.path, f.variant.unwrap_or(""))).collect()
    }

    #[test]
    fn the_book_is_found_from_any_folder_in_it() {
        let root = book(&["carnet.toml", "invoices/2026/10/a.toml"]);
        let real = fs::canonicalize(root.path()).unwrap();
        assert_eq!(find_root(&root.path().join("invoices/2026")).unwrap(), real);
        let empty = book(&[]);
        assert!(find_root(empty.path()).unwrap_err().to_string().contains("carnet init"));
    }

    #[test]
    fn reads_the_kinds_in_order_and_passes_over_leftovers() {
        let root = book(&[
            "carnet.toml",
            "README.md",
            "customers/b.toml",
            "customers/a.toml",
            "customers/target/c.toml",
            "customers/.a.toml.swp",
            "customers/a.toml~",
            "customers/#a.toml#",
            "customers/.hidden/x.toml",
            "custmers/d.toml",
            "files/x.toml",
        ]);
        let walked = walk(root.path(), &["customers", "deals"]);
        assert_eq!(paths(&walked), ["carnet.toml", "customers/a.toml", "customers/b.toml", "customers/target/c.toml"]);
        assert_eq!(walked.files[1].bytes, b"# customers/a.toml\n");
        assert_eq!(walked.others, ["README.md", "custmers/", "files/"]);
        assert!(walked.findings.is_empty());
    }

    #[test]
    fn a_repository_within_is_not_entered() {
        let root = book(&["carnet.toml", "customers/clone/.git/HEAD", "customers/clone/x.toml", "customers/a.toml"]);
        let walked = walk(root.path(), &["customers"]);
        assert_eq!(paths(&walked), ["carnet.toml", "customers/a.toml"]);
        assert_eq!(variants(&walked), [("customers/clone", "")]);
    }

    #[test]
    fn a_huge_file_is_a_finding() {
        let root = book(&["customers/a.toml"]);
        fs::File::create(root.path().join("customers/b.toml")).unwrap().set_len(LARGEST + 1).unwrap();
        let walked = walk(root.path(), &["customers"]);
        assert_eq!(paths(&walked), ["customers/a.toml"]);
        assert_eq!(variants(&walked), [("customers/b.toml", "too-large")]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_never_followed() {
        use std::os::unix::fs::symlink;
        let (root, outside) = (book(&["carnet.toml", "customers/a.toml"]), book(&["secret.toml"]));
        let at = |name: &str| root.path().join("customers").join(name);
        symlink(outside.path().join("secret.toml"), at("b.toml")).unwrap();
        symlink("nowhere.toml", at("c.toml")).unwrap();
        symlink("a.toml", at("d.toml")).unwrap();
        symlink("e.toml", at("e.toml")).unwrap();
        symlink("..", at("f")).unwrap();
        symlink("user@host.1234", at(".#a.toml")).unwrap(); // an Emacs lock
        symlink(outside.path(), root.path().join("deals")).unwrap();
        let walked = walk(root.path(), &["customers", "deals"]);
        assert_eq!(paths(&walked), ["carnet.toml", "customers/a.toml"]);
        assert_eq!(
            variants(&walked),
            [
                ("customers/b.toml", "outside"),
                ("customers/c.toml", "broken"),
                ("customers/d.toml", "inside"),
                ("customers/e.toml", "cycle"),
                ("customers/f", "cycle"),
                ("deals", "outside"),
            ]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_text_are_findings() {
        use std::os::unix::ffi::OsStrExt;
        let root = book(&["customers/a.toml"]);
        fs::write(root.path().join("customers").join(std::ffi::OsStr::from_bytes(b"caf\xe9.toml")), "x").unwrap();
        let walked = walk(root.path(), &["customers"]);
        assert_eq!(paths(&walked), ["customers/a.toml"]);
        assert_eq!(variants(&walked), [("customers/caf\u{fffd}.toml", "character")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_opened() {
        let root = book(&["customers/a.toml"]);
        // A socket is the special file that the standard library can make.
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("customers/s.toml")).unwrap();
        let walked = walk(root.path(), &["customers"]);
        assert_eq!(variants(&walked), [("customers/s.toml", "special")]);
    }
}
