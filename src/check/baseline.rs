//! The findings that a book had when it adopted the check: counted from then on, and not shown.
//!
//! A text file, one finding a line: `E0201 9f86d081e2f34a5b customers/acme.toml owner`. The code and the hash of what the
//! finding says name it; path and key stand there for people. No line or column is in it, so that it survives edits
//! elsewhere in a file, and the lines are sorted, so that two branches merge.

use std::collections::HashMap;
use std::fmt;

use crate::finding::visible::visible;
use crate::finding::{Code, Finding, code};

/// Findings that are known, each as often as it stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(HashMap<Key, usize>);

/// The id of the code, and the hash.
type Key = (&'static str, u64);

/// A line that names no finding, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLine(pub usize);

/// What a baseline leaves of a list of findings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sifted {
    /// Those that it does not hold, in their order.
    pub new: Vec<Finding>,
    /// How many it holds.
    pub known: usize,
    /// How many of its own did not occur.
    pub mended: usize,
}

impl Baseline {
    /// Reads a baseline. Lines that begin with `#` and empty ones say nothing.
    ///
    /// # Errors
    /// The first line that is none: a conflict marker, a code that does not exist.
    pub fn parse(text: &str) -> Result<Baseline, BadLine> {
        let mut known = HashMap::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some(key) = read(line) else { return Err(BadLine(i + 1)) };
            *known.entry(key).or_default() += 1;
        }
        Ok(Baseline(known))
    }

    /// Takes out what is known. A finding that stands there once is known once.
    pub fn sift(&self, findings: Vec<Finding>) -> Sifted {
        let mut left = self.0.clone();
        let mut sifted = Sifted::default();
        for finding in findings {
            // A baseline of before says the folders, too.
            let keys = [key(&finding), key_at(&finding, &finding.place.path)];
            let known = keys.iter().find(|key| left.get(key).is_some_and(|count| *count > 0));
            match known.and_then(|key| left.get_mut(key)) {
                Some(count) => {
                    *count -= 1;
                    sifted.known += 1;
                }
                None => sifted.new.push(finding),
            }
        }
        sifted.mended = left.values().sum();
        sifted
    }
}

/// What a line names.
fn read(line: &str) -> Option<Key> {
    let mut words = line.split_whitespace();
    let code = words.next().and_then(code::find)?;
    let hash = words.next().filter(|word| word.len() == 16)?;
    Some((code.id, u64::from_str_radix(hash, 16).ok()?))
}

/// Whether a text is a baseline, be it one that a merge has left marks in: it names a finding, or holds nothing but
/// comments that begin with one of the `heads`, or nothing.
pub fn is_one(text: &str, heads: &[String]) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let Some(first) = lines.peek().copied() else { return true };
    let ours = |head: &String| first.strip_prefix("# ") == head.lines().next().map(str::trim);
    let comments = heads.iter().any(ours) && lines.clone().all(|line| line.starts_with('#'));
    comments || lines.any(|line| read(line).is_some())
}

/// The text of a baseline that holds these findings; `head` are words for whoever opens the file.
pub fn text(findings: &[Finding], head: &str) -> String {
    let mut lines: Vec<(&str, String)> = findings
        .iter()
        .map(|finding| {
            let (id, hash) = key(finding);
            let arg = argument(finding, "key").map_or(String::new(), |key| format!(" {key}"));
            let path = &*finding.place.path;
            (path, visible(&format!("{id} {hash:016x} {path}{arg}")).into_owned())
        })
        .collect();
    lines.sort();
    let head = head.lines().map(|line| format!("# {line}\n"));
    head.chain(lines.into_iter().map(|(_, line)| format!("{line}\n"))).collect()
}

/// The findings of error level that `old` did not have: of each sort in a file, as many as there are more than before.
///
/// A sort is what stands still while a fault is worked on: code, file, and the key, target, number or value that it is
/// about. That a gap of three numbers becomes one of two is no new fault.
pub fn introduced<'f>(old: &[Finding], new: &'f [Finding]) -> Vec<&'f Finding> {
    use crate::finding::Level;
    let sort = |finding: &Finding| -> (&'static str, Box<str>, Option<String>) {
        let about = ["key", "target", "number", "value"].iter().find_map(|name| argument(finding, name));
        (finding.code.id, finding.place.path.clone(), about.map(str::to_owned))
    };
    let mut before: HashMap<_, usize> = HashMap::new();
    for finding in old.iter().filter(|finding| finding.level == Level::Error) {
        *before.entry(sort(finding)).or_default() += 1;
    }
    let mut introduced = Vec::new();
    for finding in new.iter().filter(|finding| finding.level == Level::Error) {
        match before.get_mut(&sort(finding)) {
            Some(count @ 1..) => *count -= 1,
            _ => introduced.push(finding),
        }
    }
    introduced
}

/// Folders below that of a kind mean nothing: a file that moves among them takes its findings along.
fn key(finding: &Finding) -> Key {
    let path = &*finding.place.path;
    match (path.split_once('/'), path.rsplit_once('/')) {
        (Some((top, _)), Some((_, name))) => key_at(finding, &format!("{top}/{name}")),
        _ => key_at(finding, path),
    }
}

fn key_at(finding: &Finding, path: &str) -> Key {
    let Finding { code, args, variant, .. } = finding;
    let Code { id, .. } = **code;
    let parts = [id, path, variant.unwrap_or_default()].into_iter();
    let args = args.iter().flat_map(|(name, value)| [*name, value.as_str()]);
    (id, hash(parts.chain(args)))
}

fn argument<'f>(finding: &'f Finding, name: &str) -> Option<&'f str> {
    finding.args.iter().find(|(arg, _)| *arg == name).map(|(_, value)| value.as_str())
}

/// FNV-1a, 64 bits: the same on every machine and in every version, which the standard library does not promise.
fn hash<'p>(parts: impl Iterator<Item = &'p str>) -> u64 {
    let bytes = parts.flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    fn finding(path: &str, at: usize, key: &str) -> Finding {
        Finding::new(&code::UNKNOWN_KEY, Place::range(path, at..at + 1)).arg("key", key)
    }

    #[test]
    fn what_is_a_baseline_and_may_be_written_anew() {
        let heads = ["Known.\nWritten by".to_owned()];
        let line = "E0201 9f86d081e2f34a5b customers/acme.toml owner\n";
        for text in
            ["", "\n", "# Known.\n# Written by\n", line, &format!("<<<<<<< mine\n{line}=======\n>>>>>>> theirs\n")]
        {
            assert!(is_one(text, &heads), "{text:?}");
        }
        for text in ["# build\n", "name = \"ACME\"\n", "# Known.\nname = 1\n", "E0201 is what to look at\n"] {
            assert!(!is_one(text, &heads), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_is_known_wherever_it_stands_in_its_file() {
        let old = [finding("b.toml", 3, "x"), finding("a.toml", 9, "y")];
        let text = text(&old, "Known findings.\nRemove what is mended.");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["# Known findings.", "# Remove what is mended."]);
        assert!(lines[2].starts_with("E0104 ") && lines[2].ends_with(" a.toml y"), "{}", lines[2]);
        let baseline = Baseline::parse(&text).unwrap();
        let now = vec![finding("a.toml", 2000, "y"), finding("b.toml", 4, "z")];
        let sifted = baseline.sift(now.clone());
        assert_eq!((sifted.new, sifted.known, sifted.mended), (vec![now[1].clone()], 1, 1));
    }

    #[test]
    fn what_moves_below_its_kind_stays_known() {
        let (flat, sorted) = (finding("invoices/a.toml", 3, "x"), finding("invoices/2026/10/a.toml", 3, "x"));
        for (before, after) in [(&flat, &sorted), (&sorted, &flat)] {
            let baseline = Baseline::parse(&text(std::slice::from_ref(before), "")).unwrap();
            assert_eq!(baseline.sift(vec![after.clone()]).known, 1);
        }
        // As it was written before folders were left out.
        let (id, hash) = key_at(&sorted, &sorted.place.path);
        let baseline = Baseline::parse(&format!("{id} {hash:016x} invoices/2026/10/a.toml x\n")).unwrap();
        assert_eq!(baseline.sift(vec![sorted.clone()]).known, 1);
        assert_eq!(baseline.sift(vec![finding("notes/a.toml", 3, "x")]).known, 0);
    }

    #[test]
    fn twins_are_counted() {
        let twins = vec![finding("a.toml", 1, "x"), finding("a.toml", 5, "x")];
        let baseline = Baseline::parse(&text(&twins[..1], "")).unwrap();
        let sifted = baseline.sift(twins);
        assert_eq!((sifted.new.len(), sifted.known, sifted.mended), (1, 1, 0));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let line = |text: &str| Baseline::parse(text).map_err(|bad| bad.0);
        assert_eq!(line("\n# words\n\r\n"), Ok(Baseline::default()));
        assert_eq!(line("# words\n<<<<<<< HEAD\n"), Err(2));
        assert_eq!(line("E9999 0123456789abcdef a.toml"), Err(1));
        assert_eq!(line("E0104 0123 a.toml"), Err(1));
        assert_eq!(line("E0104"), Err(1));
    }

    #[test]
    fn an_odd_path_keeps_to_its_line() {
        let odd = vec![finding("customers/a b\nE0104.toml", 0, "x\u{1b}")];
        let text = text(&odd, "");
        assert_eq!(text.lines().count(), 1);
        assert_eq!(Baseline::parse(&text).unwrap().sift(odd).known, 1);
    }

    #[test]
    fn a_fault_that_shrinks_is_not_new() {
        let gap =
            |from: &str| Finding::new(&code::NUMBER_GAP, Place::file("i/c.toml")).arg("series", "F").arg("from", from);
        assert_eq!(introduced(&[gap("3")], &[gap("4")]), Vec::<&Finding>::new());
        let note = Finding { level: crate::finding::Level::Note, ..gap("9") };
        assert_eq!(introduced(&[], &[gap("4"), note]).len(), 1);
        assert_eq!(introduced(&[finding("a", 0, "x")], &[finding("a", 1, "x"), finding("a", 2, "y")]).len(), 1);
    }
}
