//! The text that a finding points into: lines, columns, excerpts. Any bytes and any range are good enough.

use std::cell::Cell;
use std::ops::Range;

use crate::finding::visible::shown;

/// A file's bytes and where its lines begin.
pub(super) struct Source {
    bytes: Vec<u8>,
    starts: Vec<usize>,
    utf8: bool,
    /// Line, offset and column of the start and of the end asked for last: findings come in order, and a line may be a
    /// megabyte long.
    last: [Cell<(usize, usize, usize)>; 2],
}

/// Lines and columns count from 1; columns in Unicode characters, where a byte that is not UTF-8 counts as one.
/// The end is exclusive, so a caret at one character has `end_column == column + 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// Lines that can be shown on a terminal, and where the marks are in them (bytes).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub text: String,
    pub first_line: usize,
    pub marks: Vec<Range<usize>>,
}

/// Longer lines are cut around the mark. In characters.
const LONGEST_LINE: usize = 400;
/// How much of a long line stays before and after the mark's start. In bytes.
const AROUND: (usize, usize) = (160, 240);
const BOM: &[u8] = b"\xef\xbb\xbf";

impl Source {
    pub fn new(bytes: Vec<u8>) -> Source {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(i, _)| i + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let utf8 = std::str::from_utf8(&bytes).is_ok();
        Source { bytes, starts, utf8, last: [const { Cell::new((usize::MAX, 0, 0)) }; 2] }
    }

    /// The nearest range that lies in the text and cuts no character.
    pub fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.boundary(range.start.min(self.bytes.len()));
        let end = self.boundary(range.end.clamp(start, self.bytes.len()));
        start..end.max(start)
    }

    pub fn spot(&self, range: &Range<usize>) -> Spot {
        let range = self.clamp(range);
        let (line, column) = self.position(range.start, &self.last[0]);
        let (end_line, end_column) = self.position(range.end, &self.last[1]);
        Spot { line, column, end_line, end_column }
    }

    fn position(&self, offset: usize, last: &Cell<(usize, usize, usize)>) -> (usize, usize) {
        let line = self.line_at(offset);
        let (last_line, last_offset, last_column) = last.get();
        let column = if self.utf8 && last_line == line && last_offset <= offset {
            last_column + count(&self.bytes[last_offset..offset])
        } else {
            let start = self.line(line).start;
            count(&self.bytes[start.min(offset)..offset]) + 1
        };
        last.set((line, offset, column));
        (line + 1, column)
    }

    /// Zero-based.
    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Without its end of line, and without a byte-order mark.
    fn line(&self, line: usize) -> Range<usize> {
        let mut start = self.starts[line];
        if start == 0 && self.bytes.starts_with(BOM) {
            start = BOM.len();
        }
        let mut end = self.starts.get(line + 1).map_or(self.bytes.len(), |next| next - 1);
        if end > start && self.starts.get(line + 1).is_some() && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        start..end.max(start)
    }

    /// Steps back to the first byte of the character at this offset.
    fn boundary(&self, offset: usize) -> usize {
        let continues = |at: usize| self.bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
        let back = (0..4).find(|back| *back <= offset && !continues(offset - back));
        offset - back.unwrap_or(0)
    }

    /// The lines from the first to the last mark. A mark over several lines is shown on its first one only.
    pub fn excerpt(&self, ranges: &[Range<usize>]) -> Excerpt {
        let ranges: Vec<Range<usize>> = ranges.iter().map(|range| self.clamp(range)).collect();
        let lines = ranges.iter().map(|range| self.line_at(range.start));
        let (first, last) = (lines.clone().min().unwrap_or(0), lines.max().unwrap_or(0));
        let mut excerpt = Excerpt { text: String::new(), first_line: first + 1, marks: vec![0..0; ranges.len()] };
        for line in first..=last {
            if line > first {
                excerpt.text.push('\n');
            }
            let whole = self.line(line);
            let here: Vec<usize> = (0..ranges.len()).filter(|i| self.line_at(ranges[*i].start) == line).collect();
            let focus = here.iter().map(|i| ranges[*i].start).min().unwrap_or(whole.start);
            let (cut, before, after) = self.window(&whole, focus);
            if before {
                excerpt.text.push('…');
            }
            let pieces = pieces(&self.bytes[cut.clone()], cut.start);
            let base = excerpt.text.len();
            let mut shown_line = String::new();
            // Source offset of each character → where it stands in the excerpt.
            let mut places = Vec::with_capacity(pieces.len() + 1);
            for (offset, c) in &pieces {
                places.push((*offset, base + shown_line.len()));
                shown_line.push(if *c == '\t' { '\t' } else { shown(*c) });
            }
            places.push((cut.end, base + shown_line.len()));
            let place = |offset: usize| {
                let next = places.partition_point(|(source, _)| *source < offset);
                places.get(next).or(places.last()).map_or(base, |(_, here)| *here)
            };
            for i in here {
                let Range { start, end } = ranges[i].clone();
                let from = place(start);
                // At least one character, where there is one, so that the caret stands under something.
                let next = places.iter().map(|(_, here)| *here).find(|here| *here > from).unwrap_or(from);
                let trimmed = if end > whole.end { base + shown_line.trim_end().len() } else { place(end) };
                excerpt.marks[i] = from..trimmed.max(next);
            }
            excerpt.text.push_str(&shown_line);
            if after {
                excerpt.text.push('…');
            }
        }
        excerpt
    }

    /// The part of a line that is shown, and whether something is left out before and after.
    fn window(&self, line: &Range<usize>, focus: usize) -> (Range<usize>, bool, bool) {
        // A line of up to 400 bytes has no more characters than that; longer ones are counted only while short.
        let long = line.len() > LONGEST_LINE
            && (line.len() > 4 * LONGEST_LINE || count(&self.bytes[line.clone()]) > LONGEST_LINE);
        if !long {
            return (line.clone(), false, false);
        }
        let focus = focus.clamp(line.start, line.end);
        let start = self.boundary(focus.saturating_sub(AROUND.0).max(line.start)).max(line.start);
        let end = self.boundary((focus + AROUND.1).min(line.end)).clamp(focus, line.end);
        (start..end, start > line.start, end < line.end)
    }

    /// Whole lines around the edits, with the edits' ranges in them: for showing a change. `None` where that would be
    /// long, or where the text cannot be shown as it is.
    pub fn patchable(&self, ranges: &[Range<usize>]) -> Option<Excerpt> {
        const MOST_LINES: usize = 8;
        let start = ranges.iter().map(|range| range.start).min()?;
        let end = ranges.iter().map(|range| range.end).max()?;
        if end > self.bytes.len() || ranges.iter().any(|range| range.start > range.end || self.clamp(range) != *range) {
            return None;
        }
        let (first, last) = (self.line_at(start), self.line_at(end));
        let whole = self.line(first).start.min(start)..self.line(last).end.max(end);
        if last - first >= MOST_LINES || whole.len() > LONGEST_LINE {
            return None;
        }
        let text = std::str::from_utf8(&self.bytes[whole.clone()]).ok()?;
        if !text.chars().all(|c| matches!(c, '\n' | '\t') || shown(c) == c) {
            return None;
        }
        let marks = ranges.iter().map(|range| range.start - whole.start..range.end - whole.start).collect();
        Some(Excerpt { text: text.to_owned(), first_line: first + 1, marks })
    }
}

/// Characters in bytes that may not be UTF-8; each faulty sequence counts as one.
fn count(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty())).sum()
}

/// Characters with their offsets; a faulty sequence becomes `�`.
fn pieces(bytes: &[u8], offset: usize) -> Vec<(usize, char)> {
    let (mut pieces, mut at) = (Vec::new(), offset);
    for chunk in bytes.utf8_chunks() {
        pieces.extend(chunk.valid().char_indices().map(|(i, c)| (at + i, c)));
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            pieces.push((at, '\u{fffd}'));
            at += chunk.invalid().len();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(text: &[u8], range: Range<usize>) -> (usize, usize, usize, usize) {
        let spot = Source::new(text.to_vec()).spot(&range);
        (spot.line, spot.column, spot.end_line, spot.end_column)
    }

    #[test]
    fn columns_count_characters_from_one() {
        assert_eq!(spot(b"a = 1\nb = 2\n", 6..7), (2, 1, 2, 2));
        assert_eq!(spot("é = \"ü\" # x".as_bytes(), 10..11), (1, 9, 1, 10));
        assert_eq!(spot(b"a\xff\xfeb", 3..4), (1, 4, 1, 5));
        assert_eq!(spot(b"\xef\xbb\xbfa = 1", 3..4), (1, 1, 1, 2));
    }

    #[test]
    fn ranges_beyond_the_end_are_clamped() {
        assert_eq!(spot(b"", 5..9), (1, 1, 1, 1));
        assert_eq!(spot(b"a\n", 99..103), (2, 1, 2, 1));
    }

    fn excerpt(text: &[u8], range: Range<usize>) -> (String, String) {
        let excerpt = Source::new(text.to_vec()).excerpt(&[range]);
        let mark = excerpt.text[excerpt.marks[0].clone()].to_owned();
        (excerpt.text, mark)
    }

    #[test]
    fn the_excerpt_is_the_line_of_the_mark() {
        assert_eq!(excerpt(b"a = 1\r\nb = 2\r\n", 11..12), ("b = 2".into(), "2".into()));
        assert_eq!(excerpt(b"a = [1,  \n2]", 4..12), ("a = [1,  ".into(), "[1,".into()));
        assert_eq!(excerpt(b"x = \"\x1b[2J\xff\"", 5..9), ("x = \"␛[2J\u{fffd}\"".into(), "␛[2J".into()));
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_mark() {
        let text = format!("{}HERE{}", "é".repeat(5000), "x".repeat(5000));
        let (shown, mark) = excerpt(text.as_bytes(), 10_000..10_004);
        assert_eq!(mark, "HERE");
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.chars().count() < 420);
    }
}
