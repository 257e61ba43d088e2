//! Every command line in the README and in `docs/` means the same to sh, bash and zsh as to its reader: what is between
//! the spaces, or between quotes, reaches `carnet` as it stands, and nothing else happens.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Stands for `carnet`: prints its arguments, each ended by a NUL.
const PRINTS_ITS_WORDS: &str = "carnet() { [ $# -eq 0 ] || printf '%s\\0' \"$@\"; }";

/// What some shell takes for itself, anywhere outside quotes.
const SPECIAL: &[char] =
    &['<', '>', '*', '?', '[', ']', '{', '}', '!', '#', '&', '|', ';', '(', ')', '$', '`', '^', '~'];

/// A documented line: where it stands, and the line itself, continued lines joined.
struct Documented {
    place: String,
    line: String,
}

/// The lines of `sh` and `console` blocks that run `carnet`.
fn documented(page: &Path, text: &str) -> Vec<Documented> {
    let mut found: Vec<Documented> = Vec::new();
    let mut block: Option<bool> = None;
    let mut continued = false;
    for (number, line) in text.lines().enumerate() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            block = match block {
                Some(_) => None,
                None => Some(matches!(language.trim(), "sh" | "bash" | "console")),
            };
            continued = false;
            continue;
        }
        if block != Some(true) {
            continue;
        }
        let bare = line.strip_prefix("$ ").unwrap_or(line);
        let ends = bare.strip_suffix('\\');
        let part = ends.unwrap_or(bare);
        if continued {
            if let Some(last) = found.last_mut() {
                last.line.push_str(part.strip_prefix("> ").unwrap_or(part).trim_start());
            }
        } else if bare == "carnet" || bare.starts_with("carnet ") {
            found.push(Documented { place: format!("{}:{}", page.display(), number + 1), line: part.to_owned() });
        } else {
            continue;
        }
        continued = ends.is_some();
    }
    found
}

/// The words as POSIX splits them, `carnet` first, or why a shell would do something else. A pipe, or output sent to a file
/// that is plainly one (`> sales.csv`), ends the line: what stands before it counts.
fn split(line: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    let mut rest = line;
    while let Some(c) = chars.next() {
        rest = rest.strip_prefix(c).unwrap_or_default();
        match c {
            ' ' | '\t' => {
                words.extend(word.take());
                continue;
            }
            '\'' => {
                let (inside, after) = rest.split_once('\'').ok_or("an open quote")?;
                word.get_or_insert_default().push_str(inside);
                rest = after;
                chars = rest.chars().peekable();
            }
            '"' => {
                let (inside, after) = rest.split_once('"').ok_or("an open quote")?;
                if let Some(c) = inside.chars().find(|c| "$`\\!".contains(*c)) {
                    return Err(format!("`{c}` inside double quotes"));
                }
                word.get_or_insert_default().push_str(inside);
                rest = after;
                chars = rest.chars().peekable();
            }
            '|' if word.is_none() && rest.starts_with(' ') => return Ok(words),
            '>' if word.is_none() && rest.starts_with(' ') && rest.contains(['.', '/']) => return Ok(words),
            '\\' => return Err("a backslash".to_owned()),
            // `~` and `=` mean something only where a word begins (zsh reads `=ls` as the path of ls).
            '~' if word.is_some() => word.get_or_insert_default().push(c),
            '=' if word.is_none() => return Err("a word that begins with `=`".to_owned()),
            c if SPECIAL.contains(&c) => return Err(format!("`{c}` outside quotes")),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// What a shell passes on, run in an empty folder that must stay empty.
fn passed(shell: &[&str], line: &str, folder: &Path) -> Result<Vec<String>, String> {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg("-c").arg(format!("{PRINTS_ITS_WORDS}\n{line}"));
    command.current_dir(folder).env("HOME", folder).env("ZDOTDIR", folder).env_remove("ENV").env_remove("BASH_ENV");
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if !output.status.success() || !output.stderr.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    if std::fs::read_dir(folder).map_err(|error| error.to_string())?.next().is_some() {
        return Err("a file was made".to_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.split_terminator('\0').map(str::to_owned).collect())
}

/// Without the files that a user's shell starts with, so with the options that each shell has by itself.
fn shells() -> Vec<Vec<&'static str>> {
    let all = [vec!["sh"], vec!["bash", "--norc", "--noprofile"], vec!["zsh", "-f"]];
    let there = |shell: &[&str]| {
        let found = Command::new(shell[0]).arg("-c").arg(":").stdin(Stdio::null()).status().is_ok();
        if !found {
            eprintln!("SKIPPED: {} is not installed; the documented commands were not tried in it", shell[0]);
        }
        found
    };
    all.into_iter().filter(|shell| there(shell)).collect()
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    let docs = std::fs::read_dir(root.join("docs")).into_iter().flatten().flatten().map(|entry| entry.path());
    pages.extend(docs.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    pages.sort();
    pages
}

#[test]
fn no_shell_touches_a_documented_command() {
    let shells = shells();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut tried, mut faults) = (0, Vec::new());
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap_or_default();
        for Documented { place, line } in documented(&page, &text) {
            tried += 1;
            let words = match split(&line) {
                Ok(words) => words,
                Err(why) => {
                    faults.push(format!("{place}: {why}: {line}"));
                    continue;
                }
            };
            // Only the command itself: where its output goes is the shell's business.
            let head = quoted_head(&line, &words);
            for shell in &shells {
                match passed(shell, &head, folder.path()) {
                    Ok(got) if got == words[1..] => {}
                    Ok(got) => faults.push(format!("{place}: {} passes {got:?}: {line}", shell[0])),
                    Err(why) => faults.push(format!("{place}: {} says {why}: {line}", shell[0])),
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(tried >= 5, "only {tried} commands found: were the pages read?");
}

/// The line as it is written, up to the pipe or redirection at which [`split`] ended.
fn quoted_head(line: &str, words: &[String]) -> String {
    let ends = [" | ", " > "].iter().flat_map(|sign| line.match_indices(sign).map(|(at, _)| at));
    let mut heads: Vec<&str> = ends.map(|at| &line[..at]).collect();
    heads.push(line);
    let head = heads.into_iter().find(|head| split(head).is_ok_and(|found| found == words));
    head.unwrap_or(line).to_owned()
}

#[test]
fn what_shells_touch_is_found() {
    for line in [
        "carnet list deal amount>1000",
        "carnet list deal amount > 1000",
        "carnet list customer name:a*",
        "carnet list customer not:!x",
        "carnet list =deal",
        "carnet show ~/x",
        "carnet set acme tags=[a]",
        "carnet list deal # all of them",
        "carnet list deal \"amount:$x\"",
        "carnet find don't",
        "carnet new invoice & carnet check",
    ] {
        assert!(split(line).is_err(), "{line}");
    }
}

#[test]
fn words_are_split_as_posix_does() {
    let words = |line| split(line).unwrap_or_else(|why| panic!("{why}: {line}")).join("|");
    assert_eq!(words("carnet  list deal 'amount > 1000'"), "carnet|list|deal|amount > 1000");
    assert_eq!(words("carnet list customer name:\"ACME Conseil\""), "carnet|list|customer|name:ACME Conseil");
    assert_eq!(
        words("carnet new invoice + 'Déplacement' 1 @80 tax=fr-20"),
        "carnet|new|invoice|+|Déplacement|1|@80|tax=fr-20"
    );
    assert_eq!(words("carnet list customer name:=acme due:..today"), "carnet|list|customer|name:=acme|due:..today");
    assert_eq!(words("carnet list deal --format csv > deals.csv"), "carnet|list|deal|--format|csv");
    assert_eq!(words("carnet list deal --format ids | head"), "carnet|list|deal|--format|ids");
    assert_eq!(words("carnet find ''"), "carnet|find|");
}
