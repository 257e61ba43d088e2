//! How document numbers are written: `F-{year}-{seq:4}`.

use crate::value::Date;

/// A series' pattern, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(String),
    Year,
    Month,
    /// The running number with at least so many digits.
    Sequence(usize),
}

/// A number taken apart: in which year or month it counts, and its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub sequence: u64,
}

impl Pattern {
    /// `None` unless the braces close, hold `year`, `month` or `seq` (`seq:4` for at least four digits), and hold `seq` once.
    pub fn parse(text: &str) -> Option<Pattern> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((literal, after)) = rest.split_once('{') {
            let (word, after) = after.split_once('}')?;
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.to_owned()));
            }
            parts.push(match word {
                "year" => Part::Year,
                "month" => Part::Month,
                "seq" => Part::Sequence(1),
                _ => Part::Sequence(word.strip_prefix("seq:")?.parse().ok().filter(|n| (1..=12).contains(n))?),
            });
            rest = after;
        }
        if rest.contains('}') {
            return None;
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.to_owned()));
        }
        let sequences = parts.iter().filter(|part| matches!(part, Part::Sequence(_))).count();
        (sequences == 1).then_some(Pattern(parts))
    }

    /// The number of that place.
    pub fn write(&self, date: Date, sequence: u64) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Part::Literal(text) => text.clone(),
                Part::Year => format!("{:04}", date.year()),
                Part::Month => format!("{:02}", date.month()),
                Part::Sequence(digits) => format!("{sequence:0digits$}"),
            })
            .collect()
    }

    /// Takes a number apart; `None` when it was not written with this pattern.
    pub fn read(&self, number: &str) -> Option<Position> {
        let mut position = Position { year: None, month: None, sequence: 0 };
        let mut rest = number;
        let digits = |text: &str, n: usize| -> Option<u32> {
            let head = text.get(..n)?;
            head.bytes().all(|b| b.is_ascii_digit()).then(|| head.parse().ok()).flatten()
        };
        for part in &self.0 {
            match part {
                Part::Literal(text) => rest = rest.strip_prefix(text.as_str())?,
                Part::Year => {
                    position.year = Some(i32::try_from(digits(rest, 4)?).ok()?);
                    rest = &rest[4..];
                }
                Part::Month => {
                    position.month = Some(digits(rest, 2).filter(|m| (1..=12).contains(m))?);
                    rest = &rest[2..];
                }
                Part::Sequence(least) => {
                    let end = rest.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
                    // `00042` is not how `{seq:4}` writes 42.
                    if end < *least || (end > *least && rest.starts_with('0')) {
                        return None;
                    }
                    position.sequence = rest[..end].parse().ok()?;
                    rest = &rest[end..];
                }
            }
        }
        rest.is_empty().then_some(position)
    }

    /// What a number of that day counts within.
    pub fn scope(&self, date: Date) -> (Option<i32>, Option<u32>) {
        let has = |part: &Part| self.0.contains(part);
        (has(&Part::Year).then(|| date.year()), has(&Part::Month).then(|| date.month()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_numbers_are_read_back() {
        let pattern = Pattern::parse("F-{year}-{seq:4}").unwrap();
        let date = Date::new(2026, 10, 3).unwrap();
        assert_eq!(pattern.write(date, 42), "F-2026-0042");
        assert_eq!(pattern.read("F-2026-0042"), Some(Position { year: Some(2026), month: None, sequence: 42 }));
        assert_eq!(pattern.read(&pattern.write(date, 123456)).unwrap().sequence, 123456);
        for wrong in ["F-2026-042", "F-2026-00042", "G-2026-0042", "F-26-0042", "F-2026-0042x", ""] {
            assert_eq!(pattern.read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn patterns_that_make_no_sense() {
        for wrong in ["F-{year}", "F-{seq}-{seq}", "F-{seq", "F-seq}", "{seq:0}", "{day}{seq}"] {
            assert_eq!(Pattern::parse(wrong), None, "{wrong}");
        }
    }
}
