//! Makes control characters visible, so that nothing in a book can steer the reader's terminal.

use std::borrow::Cow;

/// The text with every control character replaced by one harmless character of width one: `\n` and escape become their
/// pictures (`␊`, `␛`), what could reverse or hide text becomes `�`. Letters, spaces and signs stay as they are.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

/// What stands for this character on a terminal. See [`visible`].
pub fn shown(c: char) -> char {
    match c {
        // The block "Control Pictures" mirrors the first 32 characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls (0x9b starts an escape sequence), marks of direction, line separators, tags and non-characters.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0000}'..='\u{e007f}' => '\u{fffd}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_lose_their_power_and_words_stay() {
        assert_eq!(visible("\u{1b}[2J\n\u{9b}x\u{202e}"), "␛[2J␊\u{fffd}x\u{fffd}");
        assert!(matches!(visible("Café « du Nord » 👩‍🔧"), Cow::Borrowed(_)));
    }
}
