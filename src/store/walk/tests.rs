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
