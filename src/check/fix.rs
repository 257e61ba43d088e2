//! What to write instead: from a proposal of a rule to edits of files.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::book::Book;
use crate::book::walk::quote;
use crate::finding::{At, Edit, Finding};

/// Stands in a proposal for the bytes of the finding's own place, which are known only once it is located.
const HERE: Range<usize> = usize::MAX..usize::MAX;

/// Proposes to write `text` instead of the scalar that the finding points to. Mechanical: nothing is lost or guessed.
pub(super) fn propose(finding: Finding, text: &str, mechanical: bool) -> Finding {
    finding.fix(HERE, text, mechanical)
}

/// Gives proposals their place, in the quotes of what stands there; drops those whose place is not one scalar.
pub(super) fn place(book: &Book, findings: &mut [Finding]) {
    for finding in findings {
        let Some(fix) = finding.fix.as_mut().filter(|fix| fix.edits.iter().any(|edit| edit.range == HERE)) else {
            continue;
        };
        let written = match &finding.place.at {
            At::Range(range) => book
                .source_at(&finding.place.path)
                .and_then(|source| source.text()?.get(range.clone()))
                .map(|raw| (range.clone(), raw)),
            _ => None,
        };
        match written {
            // A list of front matter whose items could not be told apart is no place for one item's fix.
            Some((range, raw)) if !raw.starts_with(['[', '{', '-']) && !raw.contains('\n') => {
                for edit in &mut fix.edits {
                    if raw.starts_with(['"', '\'']) {
                        edit.text = quote(&edit.text);
                    }
                    edit.range = range.clone();
                }
            }
            _ => finding.fix = None,
        }
    }
}

/// The edits of `check --fix`, by file: the mechanical fixes, in order, none overlapping another (the first one wins;
/// the next run sees what is left).
pub fn fixes(findings: &[Finding]) -> BTreeMap<String, Vec<Edit>> {
    let mut files: BTreeMap<String, Vec<&[Edit]>> = BTreeMap::new();
    for finding in findings {
        if let Some(fix) = finding.fix.as_ref().filter(|fix| fix.mechanical && finding.place.revision.is_none()) {
            files.entry(finding.place.path.to_string()).or_default().push(&fix.edits);
        }
    }
    files.into_iter().map(|(path, fixes)| (path, without_overlap(fixes))).collect()
}

/// A fix is taken whole or not at all.
fn without_overlap(mut fixes: Vec<&[Edit]>) -> Vec<Edit> {
    let first = |edits: &[Edit]| edits.iter().map(|edit| edit.range.start).min().unwrap_or(0);
    let last = |edits: &[Edit]| edits.iter().map(|edit| edit.range.end).max().unwrap_or(0);
    fixes.sort_by_key(|edits| (first(edits), last(edits)));
    let mut kept: Vec<Edit> = Vec::new();
    let mut end = None;
    for edits in fixes {
        if end.is_none_or(|end| first(edits) >= end) {
            kept.extend_from_slice(edits);
            // An insertion and another edit at the same byte have no order between them.
            end = Some(last(edits).max(first(edits) + 1));
        }
    }
    kept.sort_by_key(|edit| edit.range.start);
    kept
}

/// The text with the edits of [`fixes`] applied. An edit that does not lie on the text's characters is left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.range.start < at || text.get(edit.range.clone()).is_none() {
            continue;
        }
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::figures::Figures;
    use crate::finding::{Place, code};
    use crate::model::Kinds;
    use crate::value::Date;

    fn finding(range: Range<usize>, text: &str, mechanical: bool) -> Finding {
        Finding::new(&code::SYNTAX, Place::range("a", range.clone())).fix(range, text, mechanical)
    }

    #[test]
    fn only_mechanical_fixes_that_do_not_overlap() {
        let findings = [
            finding(4..6, "XY", true),
            finding(0..2, "z", true),
            finding(1..3, "no", true),
            finding(6..7, "no", false),
        ];
        let edits = &fixes(&findings)["a"];
        assert_eq!(apply("abcdefg", edits), "zcdXYg");
    }

    #[test]
    fn hostile_edits_change_nothing() {
        let edits = [Edit { range: 1..2, text: "x".into() }, Edit { range: 90..91, text: "x".into() }];
        assert_eq!(apply("é", &edits), "é");
    }

    #[test]
    fn a_fixed_book_needs_no_fix() {
        let files = [
            ("carnet.toml", "format = 2\n"),
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("invoices/a.toml", "customer = 'ACME'\ndate = \"2026-10-03\"\n"),
            ("invoices/b.toml", "customer = \"customer/acme\" # who\ndate = 2026-10-03\n"),
            ("notes/n.md", "---\ndate: 2026-10-03\nabout: [customer/Acme]\n---\n"),
        ];
        let check = |files: &[(&str, String)]| {
            let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
            let book = Book::read(Kinds::standard(), sources);
            super::super::check(&Figures::new(&book, Date::new(2026, 11, 1).unwrap()))
        };
        let before = files.map(|(path, text)| (path, text.to_owned()));
        let edits = fixes(&check(&before));
        assert_eq!(edits.len(), 3);
        let after = before.map(|(path, text)| {
            let edits = edits.get(path).cloned().unwrap_or_default();
            (path, apply(&text, &edits))
        });
        assert_eq!(check(&after), []);
        assert_eq!(after[2].1, "customer = \"acme\"\ndate = 2026-10-03\n");
        assert_eq!(after[3].1, "customer = \"acme\" # who\ndate = 2026-10-03\n");
        assert_eq!(after[4].1, "---\ndate: 2026-10-03\nabout: [customer/acme]\n---\n");
    }
}
