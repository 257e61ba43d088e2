//! Finds a book and reads its files.
//!
//! **Links** are never followed, wherever they lead: a record is read once, at the place where it really is. Each link is
//! a finding that says where it points: `outside` the book, `inside` it, `broken`, or in a `cycle`.

use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::folder::Folder;
use crate::finding::{self, Finding, Place, code};

/// The file that makes a folder a book.
pub const BOOK_FILE: &str = "carnet.toml";

/// A record is a page of text; what is larger is not one. In bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// How many files of one folder a thread reads before it looks for other work.
const FILES_AT_ONCE: usize = 128;

/// A file of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Below the root, with `/`.
    pub path: Box<str>,
    pub bytes: Arc<[u8]>,
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
    match fs::symlink_metadata(root.join(BOOK_FILE)) {
        Ok(meta) if meta.file_type().is_symlink() => {
            walked.findings.push(link(&real_root, BOOK_FILE, &root.join(BOOK_FILE)));
        }
        Ok(_) => match Folder::open(root) {
            Ok(folder) => walked.read(&folder, BOOK_FILE.into(), OsStr::new(BOOK_FILE), &mut Vec::new()),
            Err(error) => walked.findings.push(unreadable(BOOK_FILE, &error)),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => walked.findings.push(unreadable(BOOK_FILE, &error)),
    }
    let mut level: Vec<Listed> = Vec::new();
    for folder in folders {
        let start = root.join(folder);
        match fs::symlink_metadata(&start) {
            Ok(meta) if meta.file_type().is_symlink() => walked.findings.push(link(&real_root, folder, &start)),
            Ok(meta) if !meta.is_dir() => {} // a file that bears a kind's name: among the others
            Ok(_) => level.push(Listed { path: (*folder).into(), full: start }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => walked.findings.push(unreadable(folder, &error)),
        }
    }
    // Level by level rather than by recursion: folders may be nested as deep as whoever made them likes.
    while !level.is_empty() {
        let found: Vec<(Walked, Vec<Listed>)> = level.par_iter().map(|folder| folder.read(&real_root)).collect();
        level = Vec::new();
        for (part, below) in found {
            walked.files.extend(part.files);
            walked.findings.extend(part.findings);
            level.extend(below);
        }
    }
    walked.others = others(root, folders);
    // The stable sort is the one that gains from parts which are sorted already.
    walked.files.par_sort_by(|a, b| a.path.cmp(&b.path));
    walked.files.dedup_by(|a, b| a.path == b.path);
    finding::sort(&mut walked.findings);
    walked
}

/// A folder that was found.
struct Listed {
    /// Below the root, with `/`.
    path: Box<str>,
    full: PathBuf,
}

impl Listed {
    /// Reads its files, and names the folders in it.
    fn read(&self, real_root: &Path) -> (Walked, Vec<Listed>) {
        let (mut walked, mut below) = (Walked::default(), Vec::new());
        let opened = Folder::open(&self.full).and_then(|folder| Ok((folder, fs::read_dir(&self.full)?)));
        let (folder, entries) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                walked.missing(&self.path, &error);
                return (walked, below);
            }
        };
        let mut names: Vec<OsString> = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry.file_name()))) {
                Ok((kind, name))
                    if kind.is_file() && !is_leftover(&name.to_string_lossy()) && name.to_str().is_some() =>
                {
                    names.push(name);
                }
                Ok((kind, name)) => self.other(real_root, kind, &name, &mut walked, &mut below),
                Err(error) => walked.missing(&self.path, &error),
            }
        }
        names.sort_unstable();
        let parts: Vec<Walked> = names
            .par_chunks(FILES_AT_ONCE)
            .map(|names| {
                let (mut part, mut buffer) = (Walked::default(), Vec::new());
                part.files.reserve(names.len());
                for name in names {
                    let path = format!("{}/{}", self.path, name.to_string_lossy());
                    part.read(&folder, path.into(), name, &mut buffer);
                }
                part
            })
            .collect();
        for part in parts {
            walked.files.extend(part.files);
            walked.findings.extend(part.findings);
        }
        (walked, below)
    }

    /// An entry that is no file to be read.
    fn other(&self, real_root: &Path, kind: FileType, name: &OsStr, walked: &mut Walked, below: &mut Vec<Listed>) {
        let text = name.to_string_lossy();
        if is_leftover(&text) {
            return;
        }
        let (path, full) = (format!("{}/{text}", self.path), self.full.join(name));
        if name.to_str().is_none() {
            walked.findings.push(
                Finding::new(&code::BAD_ID, Place::file(&path))
                    .variant("character")
                    .arg("character", '\u{fffd}')
                    .arg("id", &path),
            );
        } else if kind.is_symlink() {
            walked.findings.push(link(real_root, &path, &full));
        } else if !kind.is_dir() {
            // Opening a pipe would wait for ever.
            walked.findings.push(Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("special"));
        } else if fs::symlink_metadata(full.join(".git")).is_ok() {
            walked.findings.push(Finding::new(&code::STRAY_FILE, Place::file(&path)).arg("path", &path));
        } else {
            below.push(Listed { path: path.into(), full });
        }
    }
}

impl Walked {
    /// Reads one file of a folder, or finds why it cannot be read.
    fn read(&mut self, folder: &Folder, path: Box<str>, name: &OsStr, buffer: &mut Vec<u8>) {
        match folder.read(name, LARGEST, buffer) {
            Ok(Some(bytes)) => self.files.push(SourceFile { path, bytes: bytes.into() }),
            Ok(None) => {
                let finding = Finding::new(&code::UNREADABLE_FILE, Place::file(&path)).variant("too-large");
                self.findings.push(finding.arg("limit", LARGEST / 1024 / 1024));
            }
            Err(error) => self.findings.push(unreadable(&path, &error)),
        }
    }

    /// A folder could not be listed. Removed while we looked, it is simply not there any more.
    fn missing(&mut self, path: &str, error: &std::io::Error) {
        if error.kind() != ErrorKind::NotFound {
            self.findings.push(unreadable(path, error));
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
        walked.files.iter().map(|file| &*file.path).collect()
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
        assert_eq!(*walked.files[1].bytes, *b"# customers/a.toml\n");
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

    #[test]
    fn many_and_deep_folders_give_the_same_order() {
        let names: Vec<String> = (0..300).map(|i| format!("notes/{}/n{i:03}.md", i % 7)).collect();
        let mut files: Vec<&str> = names.iter().map(String::as_str).collect();
        files.extend(["notes/a.md", "notes/a/b.md", "notes/a-b.md", "notes/a/b/c/d/e/f/g.md", "notes/0.md"]);
        let root = book(&files);
        files.sort_unstable();
        assert_eq!(paths(&walk(root.path(), &["notes"])), files);
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
