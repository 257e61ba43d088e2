//! Text without fields, merged by its lines, as git does it.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What a merge by lines gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Both sides changed the same lines, or lines that touch.
    pub conflict: bool,
    /// The merged text; where both changed the same lines, those of ours.
    pub ours_kept: String,
    /// The same with the lines of theirs.
    pub theirs_kept: String,
}

/// Lines of the older text, and of the newer one in their place.
#[derive(Debug, Clone)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// Merges three versions by lines.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Lines {
    let [base, ours, theirs] = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let (mine, other) = (hunks(&base, &ours), hunks(&base, &theirs));
    let mut merged = Lines { conflict: false, ours_kept: String::new(), theirs_kept: String::new() };
    let (mut i, mut j, mut at) = (0, 0, 0);
    loop {
        let start = match (mine.get(i), other.get(j)) {
            (Some(a), Some(b)) => a.old.start.min(b.old.start),
            (Some(a), None) => a.old.start,
            (None, Some(b)) => b.old.start,
            (None, None) => break,
        };
        merged.both(&base[at..start].concat());
        // All that touches belongs together.
        let (first_i, first_j, mut end) = (i, j, start);
        loop {
            if let Some(hunk) = mine.get(i).filter(|hunk| hunk.old.start <= end) {
                end = end.max(hunk.old.end);
                i += 1;
            } else if let Some(hunk) = other.get(j).filter(|hunk| hunk.old.start <= end) {
                end = end.max(hunk.old.end);
                j += 1;
            } else {
                break;
            }
        }
        let old = start..end;
        let a = side(&ours, &mine[first_i..i], &old);
        let b = side(&theirs, &other[first_j..j], &old);
        match (a, b) {
            (Some(text), None) | (None, Some(text)) => merged.both(&text),
            (Some(a), Some(b)) if a == b => merged.both(&a),
            (Some(a), Some(b)) => {
                merged.conflict = true;
                merged.ours_kept.push_str(&a);
                merged.theirs_kept.push_str(&b);
            }
            (None, None) => {}
        }
        at = end;
    }
    merged.both(&base[at..].concat());
    merged
}

impl Lines {
    fn both(&mut self, text: &str) {
        self.ours_kept.push_str(text);
        self.theirs_kept.push_str(text);
    }
}

fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let changes = operations.iter().filter(|operation| operation.tag() != DiffTag::Equal);
    let mut hunks: Vec<Hunk> = Vec::new();
    for operation in changes {
        let (old, new) = (operation.old_range(), operation.new_range());
        match hunks.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => hunks.push(Hunk { old, new }),
        }
    }
    hunks
}

/// What a side has in the place of these older lines; `None` when it did not touch them.
fn side(lines: &[&str], hunks: &[Hunk], old: &Range<usize>) -> Option<String> {
    let (first, last) = (hunks.first()?, hunks.last()?);
    // Outside of its own changes a side has the older lines, one for one.
    let start = first.new.start - (first.old.start - old.start);
    let end = last.new.end + (old.end - last.old.end);
    lines.get(start..end).map(|lines| lines.concat())
}

/// The two texts as one, with conflict markers around the lines in which they differ.
pub fn marked(ours: &str, theirs: &str, ours_name: &str, theirs_name: &str) -> String {
    let crlf = ours.contains("\r\n");
    let theirs = match crlf {
        true => theirs.replace("\r\n", "\n").replace('\n', "\r\n"),
        false => theirs.to_string(),
    };
    let end = if crlf { "\r\n" } else { "\n" };
    let [a, b] = [ours, &theirs].map(|text| text.split_inclusive('\n').collect::<Vec<&str>>());
    let mut text = String::new();
    let mut at = 0;
    for hunk in hunks(&a, &b) {
        text.push_str(&a[at..hunk.old.start].concat());
        text.push_str(&format!("<<<<<<< {ours_name}{end}"));
        for (lines, fence) in
            [(&a[hunk.old.clone()], "=======".to_string()), (&b[hunk.new], format!(">>>>>>> {theirs_name}"))]
        {
            text.push_str(&lines.concat());
            if !text.ends_with('\n') {
                text.push_str(end);
            }
            text.push_str(&format!("{fence}{end}"));
        }
        at = hunk.old.end;
    }
    text.push_str(&a[at..].concat());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(base: &str, ours: &str, theirs: &str) -> String {
        let merged = merge_lines(base, ours, theirs);
        assert!(!merged.conflict, "{merged:?}");
        assert_eq!(merged.ours_kept, merged.theirs_kept);
        merged.ours_kept
    }

    #[test]
    fn changes_apart_are_both_made() {
        assert_eq!(clean("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n"), "A\nb\nC\n");
        assert_eq!(clean("a\nb\nc\n", "b\nc\n", "a\nb\nc\nd\n"), "b\nc\nd\n");
        assert_eq!(clean("a\nb\nc\nd\n", "0\na\nb\nc\nd\n", "a\nb\nd\n"), "0\na\nb\nd\n");
        assert_eq!(clean("a\n", "b\n", "b\n"), "b\n");
        assert_eq!(clean("", "", "x"), "x");
    }

    #[test]
    fn changes_that_touch_are_for_people() {
        let merged = merge_lines("a\nb\nc\nd\n", "a\nB\nc\nd\n", "a\nb\nC\nD\n");
        assert!(merged.conflict);
        assert_eq!(merged.ours_kept, "a\nB\nc\nd\n");
        assert_eq!(merged.theirs_kept, "a\nb\nC\nD\n");
        assert!(merge_lines("a\n", "a\nb\n", "a\nc\n").conflict);
    }

    #[test]
    fn markers_stand_around_what_differs() {
        assert_eq!(
            marked("a\nb\nc\n", "a\nB\nc\n", "ours", "theirs"),
            "a\n<<<<<<< ours\nb\n=======\nB\n>>>>>>> theirs\nc\n"
        );
        assert_eq!(marked("a\r\nb", "a\n", "o", "t"), "a\r\n<<<<<<< o\r\nb\r\n=======\r\n>>>>>>> t\r\n");
        assert_eq!(marked("a\n", "a\n", "o", "t"), "a\n");
    }
}
