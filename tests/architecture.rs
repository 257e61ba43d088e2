//! The house's order: a layer imports only from layers above it in the table of `src/lib.rs`, each dependency has one
//! door, and nothing prints past the one door to the terminal.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `(path below src, text without comments and without the tests at its end)`.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let name = |file: &Path| file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
    files.iter().map(|file| (name(file), code(&std::fs::read_to_string(file).expect("a source is text")))).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("a folder entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Tests may use whatever they like; they stand at the end of a file.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

fn is_test(path: &str) -> bool {
    path.contains("tests/") || path.ends_with("tests.rs") || path.ends_with("_test.rs")
}

/// The layers in the order of the table.
fn layers() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

/// Names of our modules after `crate::`, single or in braces.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split("crate::").skip(1) {
        let names = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match part.strip_prefix('{') {
            None => found.push(names(part)),
            Some(group) => {
                // Only the first name of each item at the top of the group.
                let (mut depth, mut start) = (0, true);
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            found.push(names(&group[i..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

#[test]
fn a_layer_imports_only_from_layers_above_it() {
    let layers = layers();
    assert!(layers.len() > 12, "the table of src/lib.rs was not found");
    let rank = |module: &str| layers.iter().position(|layer| layer == module);
    let mut faults = BTreeMap::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let Some(own) = path.split_once('/').and_then(|(module, _)| rank(module)) else { continue };
        for import in imports(text) {
            if rank(&import).is_some_and(|other| other > own) {
                faults.insert(format!("src/{path} imports {import}"), ());
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.into_keys().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let mut declared: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut listed = layers();
    declared.sort_unstable();
    listed.sort_unstable();
    assert_eq!(declared, listed);
}

/// A dependency and the folders or files that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("git2", &["store/"]),
    ("postcard", &["history/told.rs"]),
    ("zlib_rs", &["store/pack.rs"]),
    ("rustix", &["store/folder.rs", "store/unnamed.rs"]),
    ("memchr", &["book/cache/", "finding/bundle.rs"]),
    ("comfy_table", &["render/"]),
    ("quick_xml", &["render/atom.rs", "einvoice/"]),
    ("lopdf", &["einvoice/"]),
    ("parquet", &["table/parquet.rs"]),
    ("rusqlite", &["table/sqlite.rs", "table/query.rs"]),
    ("typst", &["render/document/"]),
    ("typst_layout", &["render/document/"]),
    ("typst_pdf", &["render/document/"]),
    ("qrcode", &["render/document/"]),
    ("minijinja", &["render/document/"]),
    ("lettre", &["store/mail"]),
    ("annotate_snippets", &["render/"]),
    ("chrono", &["value/"]),
    ("jiff", &["value/zone.rs"]),
    ("toml_edit", &["change/text/"]),
    // `record_text` asks whether two literals are one value, however they are quoted.
    (
        "toml",
        &[
            "book/tree.rs",
            "book/walk.rs",
            "change/record_text.rs",
            "import/",
            "config/",
            "render/letter.rs",
            "template/demo/data.rs",
        ],
    ),
    ("serde_yaml", &["book/front_matter.rs", "render/yaml.rs", "change/note.rs"]),
    ("fluent_bundle", &["finding/bundle.rs"]),
    ("unic_langid", &["finding/bundle.rs"]),
    ("rust_decimal", &["value/"]),
    ("sha1", &["store/index.rs"]),
    ("sha2", &["figures/seal.rs", "store/folder.rs"]),
    // `render::csv` is a module of ours that uses it.
    ("csv", &["import/", "render/csv.rs", "render/mod.rs"]),
];

#[test]
fn each_dependency_has_one_door() {
    let mut faults = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        for (dependency, doors) in DOORS {
            let named = names(text, dependency);
            if named && !doors.iter().any(|door| path == door || (!door.ends_with(".rs") && path.starts_with(door))) {
                faults.push(format!("src/{path} uses {dependency}, whose door is {}", doors.join(", ")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// `use toml::…`, `toml::Value`, but not `crate::toml::…` or `my_toml::`.
fn names(text: &str, dependency: &str) -> bool {
    text.match_indices(&format!("{dependency}::")).any(|(at, _)| {
        let before = &text[..at];
        !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn nothing_prints_past_the_one_door_and_nothing_is_left_over() {
    const BANNED: &[&str] = &["println!", "eprintln!", "print!", "eprint!", "dbg!", "todo!", "unimplemented!"];
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            for banned in BANNED {
                let found = line.match_indices(banned).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '`')
                });
                if found {
                    faults.push(format!("src/{path}: {banned} near line {}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn imports_are_found() {
    let text =
        "use crate::book::{Book, link};\nuse crate::{finding, value::{Date, Id}};\nfn f() { crate::store::walk() }";
    assert_eq!(imports(text), ["book", "finding", "value", "store"]);
    assert!(names("let x = toml::Value::X", "toml") && !names("my_toml::X crate::toml::Y", "toml"));
}
