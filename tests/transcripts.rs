//! Transcripts: the pages of `tests/transcripts/` show commands and what they print, and are run.
//!
//! Each page runs from top to bottom in a fresh copy of the book `tests/transcripts/book/`, a git repository with one
//! commit; a page that holds the line `<!-- empty folder -->` starts in an empty folder instead, and one with
//! `<!-- needs ssh-keygen -->` is skipped where that is not installed. The README and `docs/invoices.md` are such pages. In a block marked
//! `console`, a line `$ …` is a command for `sh` (`> …` continues it), `? 1` below it its exit status where that is not 0,
//! and the rest is what it prints, stderr included. A line `...` stands for any lines, `[..]` for anything within a line,
//! `[COMMIT]` for a commit's id.
//!
//! `CARNET_UPDATE=1 cargo test --test transcripts` writes down what the commands print now; read the diff before you
//! commit it. `CARNET_TRANSCRIPT=mv` runs one page.
#![cfg(unix)]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// A part of a page.
enum Part {
    Prose(String),
    /// A command with its `$ ` and `> ` lines as written, then the status and output that the page expects.
    Run {
        lines: Vec<String>,
        expected: Vec<String>,
    },
}

#[test]
fn the_pages_print_what_they_show() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let only = std::env::var("CARNET_TRANSCRIPT").ok();
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("tests/transcripts can be read")
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| only.as_deref().is_none_or(|only| path.file_stem().is_some_and(|stem| stem == only)))
        .collect();
    // What a newcomer reads first is what is printed.
    for page in ["README.md", "docs/invoices.md"] {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        if only.as_deref().is_none_or(|only| page.file_stem().is_some_and(|stem| stem == only)) {
            pages.push(page);
        }
    }
    pages.sort();
    assert!(!pages.is_empty(), "no page to run");
    let queue = Mutex::new(pages.into_iter());
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some(page) = queue.lock().expect("no thread panics with the lock").next() else { break };
                    if let Err(fault) = run_page(&page, &folder.join("book")) {
                        faults.lock().expect("no thread panics with the lock").push(fault);
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no thread panics with the lock");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_command_has_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = std::fs::read_dir(root.join("src/cli/commands")).expect("the commands can be read");
    for entry in commands {
        let file = entry.expect("a folder entry").path();
        let name = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let page = root.join(format!("tests/transcripts/{name}.md"));
        // `import_update.rs` is a part of `import`.
        let is_command = name != "mod" && !name.contains('_');
        assert!(!is_command || page.exists(), "no page for `carnet {name}`: write {}", page.display());
    }
}

/// Runs a page; the fault is a readable comparison.
fn run_page(page: &Path, book: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(page).map_err(|error| format!("{}: {error}", page.display()))?;
    if text.contains("<!-- needs ssh-keygen -->") && Command::new("ssh-keygen").arg("-?").output().is_err() {
        eprintln!("SKIPPED: {} needs ssh-keygen, which is not installed", page.display());
        return Ok(());
    }
    let mut parts = parse(&text);
    let root = tempfile::tempdir().expect("a temporary folder");
    let top = root.path().canonicalize().expect("the temporary folder exists");
    let (home, cwd) = (top.join("home"), top.join("book"));
    std::fs::create_dir_all(&home).expect("a folder can be made");
    std::fs::create_dir_all(&cwd).expect("a folder can be made");
    if !text.contains("<!-- empty folder -->") {
        copy(book, &cwd);
        for words in ["init -q -b main", "add -A", "commit -q -m start"] {
            let done = isolated("git", &top).args(words.split(' ')).status();
            assert!(done.is_ok_and(|status| status.success()), "git {words}");
        }
    }
    let mut faults = String::new();
    for part in &mut parts {
        let Part::Run { lines, expected } = part else { continue };
        let command: Vec<&str> = lines.iter().map(|line| &line[2..]).collect();
        let found = run(&command.join("\n"), &top);
        if !matches(expected, &found) {
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            let _ = writeln!(faults, "{name}: {}", lines.join("\n"));
            let _ = writeln!(faults, "  the page shows:\n{}", indent(expected));
            let _ = writeln!(faults, "  it printed:\n{}", indent(&found));
            *expected = found;
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    if std::env::var_os("CARNET_UPDATE").is_some() {
        return std::fs::write(page, print(&parts)).map_err(|error| format!("{}: {error}", page.display()));
    }
    Err(faults)
}

/// Output of one command as page lines, status first where it is not 0.
fn run(command: &str, top: &Path) -> Vec<String> {
    let output = isolated("sh", top)
        .arg("-c")
        .arg(format!("exec 2>&1\n{command}"))
        .stdin(Stdio::null())
        .output()
        .expect("sh runs");
    let text = String::from_utf8_lossy(&output.stdout).replace(&*top.to_string_lossy(), "[TOP]");
    let mut lines: Vec<String> = text.lines().map(|line| hide_commits(line.trim_end())).collect();
    match output.status.code() {
        Some(0) => {}
        Some(code) => lines.insert(0, format!("? {code}")),
        None => lines.insert(0, "? killed".to_owned()),
    }
    lines
}

/// Nothing of the machine, the user or the clock.
fn isolated(program: &str, top: &Path) -> Command {
    let mut command = support::isolated(program, &top.join("book"));
    command.env("HOME", top.join("home")).env("GIT_CEILING_DIRECTORIES", top).env("CARNET_TODAY", "2026-11-20");
    command.env_remove("GIT_EDITOR");
    support::on(&mut command, "2026-11-20T09:00:00+01:00");
    support::finds_carnet(&mut command);
    command
}

/// Abbreviated and whole commit ids change with every byte of the book.
fn hide_commits(line: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut String| {
        let hex = word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let mixed = word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_lowercase());
        // One id in thirty has only digits among its first seven.
        let id = hex && (matches!(word.len(), 7 | 12 | 40) || mixed && (7..=12).contains(&word.len()));
        out.push_str(if id { "[COMMIT]" } else { word });
        word.clear();
    };
    for c in line.chars() {
        if c.is_alphanumeric() || c == '-' || c == '_' {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    out
}

fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut console = false;
    for line in text.lines() {
        if !console {
            console = line.trim_end() == "```console";
            parts.push(Part::Prose(line.to_owned()));
        } else if line.trim_end() == "```" {
            console = false;
            parts.push(Part::Prose(line.to_owned()));
        } else if line.starts_with("$ ") {
            parts.push(Part::Run { lines: vec![line.to_owned()], expected: Vec::new() });
        } else if let Some(Part::Run { lines, expected }) = parts.last_mut() {
            if line.starts_with("> ") && expected.is_empty() {
                lines.push(line.to_owned());
            } else {
                expected.push(line.to_owned());
            }
        } else {
            parts.push(Part::Prose(line.to_owned()));
        }
    }
    // Empty lines before the next command or the fence are layout.
    for part in &mut parts {
        if let Part::Run { expected, .. } = part {
            while expected.last().is_some_and(|line| line.is_empty()) {
                expected.pop();
            }
        }
    }
    parts
}

fn print(parts: &[Part]) -> String {
    let mut out = String::new();
    let mut after_run = false;
    for part in parts {
        match part {
            Part::Prose(line) => {
                let _ = writeln!(out, "{line}");
                after_run = false;
            }
            Part::Run { lines, expected } => {
                if after_run {
                    out.push('\n');
                }
                for line in lines.iter().chain(expected) {
                    let _ = writeln!(out, "{line}");
                }
                after_run = true;
            }
        }
    }
    out
}

/// Whether the output is what the page shows, wildcards allowed there; empty lines at the end do not count.
fn matches(expected: &[String], found: &[String]) -> bool {
    match expected.split_first() {
        None => found.iter().all(|line| line.is_empty()),
        Some((first, rest)) if first == "..." => (0..=found.len()).any(|skip| matches(rest, &found[skip..])),
        Some((first, rest)) => match found.split_first() {
            Some((line, others)) => line_matches(first, line) && matches(rest, others),
            None => false,
        },
    }
}

fn line_matches(pattern: &str, line: &str) -> bool {
    match pattern.split_once("[..]") {
        None => pattern.trim_end() == line,
        Some((before, after)) => line.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| line_matches(after, &rest[at..]))
        }),
    }
}

fn indent(lines: &[String]) -> String {
    lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("the sample book can be read") {
        let entry = entry.expect("a folder entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder can be made");
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

#[test]
fn wildcards() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&lines("a\n...\nz"), &lines("a\nb\nc\nz")));
    assert!(matches(&lines("it took [..] s"), &lines("it took 0.3 s")));
    assert!(!matches(&lines("a"), &lines("a\nb")));
    assert!(!matches(&lines("a\n...\nz"), &lines("a\nb")));
    assert_eq!(hide_commits("main 1a2b3c4d: F-2026-0001 decade"), "main [COMMIT]: F-2026-0001 decade");
    assert_eq!(hide_commits("commit 0292715, 29271 facade"), "commit [COMMIT], 29271 facade");
}
