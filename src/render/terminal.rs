//! What may be written to a terminal, and how wide texts are there.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of the terminal on stdout, in columns; `None` when stdout is not a terminal or does not tell.
pub fn width() -> Option<usize> {
    comfy_table::Table::new().width().map(usize::from).filter(|width| *width > 0)
}

/// The width of the terminal on stderr, whatever stdout is.
pub fn width_of_messages() -> Option<usize> {
    comfy_table::Table::new().use_stderr().width().map(usize::from).filter(|width| *width > 0)
}

/// How many terminal columns a text takes: 2 for each wide character, 0 for combining ones.
pub fn measure(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Characters that would command the terminal or reorder what is read: control characters, line and paragraph separators,
/// and the bidirectional marks that can make a text show as another (CVE-2021-42574).
pub(super) fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What stands in for such a character: its visible picture (`␛` for escape), or `�` where there is none.
fn picture(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ => '�',
    }
}

/// A text from a book, made harmless for a terminal: line ends and tabs stay, anything else that could command the
/// terminal becomes visible.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| commands(c) && !matches!(c, '\n' | '\t')) {
        return Cow::Borrowed(text);
    }
    let harmless = |c: char| if matches!(c, '\n' | '\t') { c } else { visible(c) };
    Cow::Owned(text.replace("\r\n", "\n").chars().map(harmless).collect())
}

/// The same for a place of one line: line ends and tabs become single spaces too.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(commands) {
        return Cow::Borrowed(text);
    }
    let text = text.trim().replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { visible(c) }).collect())
}

fn visible(c: char) -> char {
    if commands(c) { picture(c) } else { c }
}

/// The text, cut with `…` so that it takes at most `width` columns.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    // A text of at most `width` bytes cannot be wider than `width` columns.
    if text.len() <= width || measure(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let next = start + c.len_utf8();
        // The prefix is measured as a whole: sequences (flags, families) are narrower than the sum of their characters.
        if measure(&text[..next]) > width - 1 {
            break;
        }
        end = next;
    }
    // A joiner left at the end would join the ellipsis.
    let kept = text[..end].trim_end_matches(|c: char| c == '\u{200d}' || c == ' ' || c.width() == Some(0));
    Cow::Owned(format!("{kept}…"))
}

/// A semantic style; [`paint`] is the one table of how they look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Title,
    Quiet,
    Negative,
}

/// The text in a style, when there is colour.
pub fn paint(text: &str, style: Style, colour: bool) -> String {
    if !colour || text.is_empty() {
        return text.to_owned();
    }
    let code = match style {
        Style::Title => "1",
        Style::Quiet => "2",
        Style::Negative => "31",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_command_the_terminal() {
        assert_eq!(neutralise("\u{1b}[2J\u{9b}31mx\u{7f}\u{202e}y"), "␛[2J�31mx␡�y");
        assert_eq!(neutralise("two\nlines\tand a tab"), "two\nlines\tand a tab");
        assert_eq!(neutralise("dos\r\nlines\r"), "dos\nlines␍");
        assert_eq!(one_line("two\r\nlines\tand a tab\n"), "two lines and a tab");
    }

    #[test]
    fn cuts_by_columns_not_by_characters() {
        assert_eq!(cut("Conseil", 7), "Conseil");
        assert_eq!(cut("Conseil & Fils", 8), "Conseil…");
        assert_eq!(cut("日本語", 6), "日本語");
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("été", 0), "");
    }
}
