//! What the TOML parser says, made into findings for people: one for each fault, with the help that fits it.

use std::ops::Range;

use crate::finding::{Finding, Place, code};
use crate::value::Date;

/// More than this many syntax errors in one file help nobody; one last finding says that there are more.
const MOST: usize = 50;

/// The findings for the parser's errors: where each is, and the parser's words. After an error the parser goes on as
/// it can, so that one missing bracket gives many errors: what follows from another one is left out.
pub(super) fn findings(path: &str, source: &str, mut errors: Vec<(Range<usize>, String)>) -> Vec<Finding> {
    errors.sort_by_key(|(span, _)| span.start);
    let never_closed = errors.iter().any(|(_, message)| message.starts_with("unclosed array"));
    let mut findings: Vec<Finding> = Vec::new();
    let mut more = 0;
    let mut last_line: Option<Range<usize>> = None;
    for (span, message) in errors {
        // Sorted, so this is the same line; each line is looked for once, however many errors it has.
        if last_line.as_ref().is_some_and(|line| span.start <= line.end) {
            continue;
        }
        let line = line_around(source, span.start);
        let in_list = message.contains("array") && !message.contains("array table");
        // A list without its end swallows all that follows.
        let swallows = never_closed && in_list;
        let finding = match date(path, source, &line) {
            Some(finding) => finding,
            None if swallows => unclosed_list(path, source, &line, span),
            None => plain(path, source, span, &message),
        };
        last_line = Some(line);
        if findings.len() < MOST {
            findings.push(finding);
        } else {
            more += 1;
        }
        if swallows {
            break;
        }
    }
    if more > 0 {
        findings.push(Finding::new(&code::SYNTAX, Place::file(path)).variant("more").arg("detail", more));
    }
    findings
}

fn plain(path: &str, source: &str, span: Range<usize>, message: &str) -> Finding {
    let comma = decimal_comma(source, span.start);
    let finding = Finding::new(&code::SYNTAX, Place::range(path, span)).arg("detail", message);
    match if comma { Some("comma") } else { advice(message) } {
        Some(variant) => finding.variant(variant),
        None => finding,
    }
}

/// Which help fits the parser's words.
fn advice(message: &str) -> Option<&'static str> {
    const ADVICE: &[(&str, &[&str])] = &[
        ("bracket", &["unclosed", "recurse", "recursion"]),
        ("escape", &["escape", "unicode value"]),
        ("quote", &["opening quote", "basic string", "literal string"]),
        ("number", &["leading zero", "float", "integer", "between digits", "sign"]),
        ("twice", &["duplicate key"]),
        ("separator", &["missing comma", "extra comma"]),
        ("line", &["unexpected key or value", "unexpected content", "no value", "missing value", "key-value pair"]),
    ];
    // "assignment" and "string values must be quoted" are no signs and no strings.
    let message = message.split(", expected").next().unwrap_or(message);
    if message.contains("assignment") {
        return Some("line");
    }
    ADVICE.iter().find(|(_, words)| words.iter().any(|word| message.contains(word))).map(|(variant, _)| *variant)
}

/// The finding for a list that never ends, at the end of the last line that can belong to it.
fn unclosed_list(path: &str, source: &str, line: &Range<usize>, span: Range<usize>) -> Finding {
    let text = source.get(line.clone()).unwrap_or_default();
    let next_statement = text.contains('=') && source.get(line.start..span.start).is_some_and(|t| t.trim().is_empty());
    let before = source.get(..line.start).unwrap_or_default().trim_end();
    let place = match before.char_indices().next_back() {
        Some((start, last)) if next_statement => start..start + last.len_utf8(),
        _ => span,
    };
    Finding::new(&code::SYNTAX, Place::range(path, place)).variant("bracket").arg("detail", "unclosed array")
}

/// Whether a syntax error at `at` is the comma of `12,50`.
fn decimal_comma(source: &str, at: usize) -> bool {
    let bytes = source.as_bytes();
    let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
    bytes.get(at) == Some(&b',') && digit(at.checked_sub(1)) && digit(at.checked_add(1))
}

/// The bytes of the line that holds `at`, without its end.
fn line_around(source: &str, at: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let at = at.min(bytes.len());
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |i| i + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |i| at + i);
    start..end
}

/// A line `key = 20/10/2026`: a date, only not as TOML writes it or not of the calendar.
fn date(path: &str, source: &str, line: &Range<usize>) -> Option<Finding> {
    let text = source.get(line.clone())?;
    let (key, rest) = text.split_once('=')?;
    let value = rest.split('#').next().unwrap_or(rest).trim();
    let [a, b, c] = parts(value)?;
    let start = line.start + key.len() + 1 + (rest.len() - rest.trim_start().len());
    let range = start..start + value.len();
    let number = |text: &str| text.parse::<u32>().ok();
    let (a_number, b_number, c_number) = (number(a)?, number(b)?, number(c)?);
    let day = match (a.len(), c.len()) {
        (4, _) => Some((a_number, b_number, c_number)),
        // Both 10/03 and 03/10 are days: whoever wrote it must say which.
        (_, 4) if a_number <= 12 && b_number <= 12 && a_number != b_number => None,
        (_, 4) if a_number > 12 => Some((c_number, b_number, a_number)),
        (_, 4) => Some((c_number, a_number, b_number)),
        _ => return None,
    };
    let finding = Finding::new(&code::BAD_DATE, Place::range(path, range.clone())).arg("value", value);
    let suggestion = day.and_then(|(year, month, day)| {
        let exists = i32::try_from(year).ok().and_then(|year| Date::new(year, month, day)).is_some();
        exists.then(|| format!("{year:04}-{month:02}-{day:02}"))
    });
    Some(match suggestion.filter(|suggestion| *suggestion != value) {
        Some(suggestion) => finding.fix(range, suggestion, false),
        None => finding,
    })
}

/// The three numbers of a day, joined twice by the same sign.
fn parts(value: &str) -> Option<[&str; 3]> {
    let separator = value.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c))?;
    let parts: Vec<&str> = value.split(separator).collect();
    let digits = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    <[&str; 3]>::try_from(parts).ok().filter(|parts| parts.iter().all(digits))
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse_toml;
    use super::*;

    fn said(source: &str) -> Vec<(&'static str, &'static str, String)> {
        let mut findings: Vec<Finding> = Vec::new();
        parse_toml("a.toml", source, &mut findings);
        let at = |f: &Finding| 1 + source[..f.place.start()].matches('\n').count();
        findings.iter().map(|f| (f.code.id, f.variant.unwrap_or(""), at(f).to_string())).collect()
    }

    fn one(source: &str) -> (&'static str, &'static str, String) {
        let mut found = said(source);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn one_fault_is_one_finding() {
        assert_eq!(one("tags = [\"a\", \"b\"\nowner = \"x\"\nemail = \"y\"\n"), ("E0101", "bracket", "1".to_owned()));
        assert_eq!(one(&format!("a = {}", "[".repeat(20_000))), ("E0101", "bracket", "1".to_owned()));
        assert_eq!(said("a = \nb = 1\nwat wat\n[x\ny = 2\n").len(), 3);
    }

    #[test]
    fn the_help_fits_the_fault() {
        let help = |source| one(source).1;
        assert_eq!(help("a = 12,50\n"), "comma");
        assert_eq!(help("a = \"A\nb = 1\n"), "quote");
        assert_eq!(help("a = \"A\\q\"\n"), "escape");
        assert_eq!(help("a = 007\n"), "number");
        assert_eq!(help("a = 1\na = 2\n"), "twice");
        assert_eq!(help("a = \"A\" \"b\"\n"), "line");
        assert_eq!(help("a = Acme Conseil\n"), "");
        assert_eq!(help("[a\nb = 1\n"), "bracket");
    }

    #[test]
    fn a_date_written_otherwise_is_a_bad_date() {
        let mended = |value: &str| {
            let source = format!("a = {value}\n");
            let mut findings: Vec<Finding> = Vec::new();
            parse_toml("a.toml", &source, &mut findings);
            assert_eq!(findings.len(), 1, "{value}");
            assert_eq!(findings[0].code.id, "E0110", "{value}");
            findings[0].fix.as_ref().map(|fix| fix.edits[0].text.clone())
        };
        assert_eq!(mended("20/10/2026").as_deref(), Some("2026-10-20"));
        assert_eq!(mended("10/20/2026").as_deref(), Some("2026-10-20"));
        assert_eq!(mended("20.10.2026 # paid").as_deref(), Some("2026-10-20"));
        assert_eq!(mended("2026-2-3").as_deref(), Some("2026-02-03"));
        assert_eq!(mended("03/10/2026"), None);
        assert_eq!(mended("2026-02-30"), None);
    }
}
