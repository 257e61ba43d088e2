//! Characters that the embedded fonts have: all of Latin, Greek and Cyrillic. What they lack (Chinese, Arabic, emoji) must
//! neither stop a document nor vanish without a word: a box stands in its place, and the caller is told.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Stands for what cannot be shown.
const BOX: char = '□';

/// Makes every text of the document showable; gives the characters that were replaced, each once, in order.
pub fn show(value: &mut Value, has: &dyn Fn(char) -> bool) -> Vec<char> {
    let mut unshown = Vec::new();
    walk(value, has, &mut unshown);
    unshown
}

fn walk(value: &mut Value, has: &dyn Fn(char) -> bool, unshown: &mut Vec<char>) {
    match value {
        Value::String(text) => {
            if !text.chars().all(|c| c == '\n' || has(c)) {
                *text = shown(text, has, unshown);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, has, unshown)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, has, unshown)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn shown(text: &str, has: &dyn Fn(char) -> bool, unshown: &mut Vec<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c == '\n' || has(c) {
            out.push(c);
        } else if c == '\t' {
            out.push(' ');
        } else if !(c.is_control() || is_invisible(c)) {
            let alike: String = std::iter::once(c).nfkc().collect();
            if alike.chars().all(has) {
                out.push_str(&alike);
            } else {
                out.push(BOX);
                if !unshown.contains(&c) {
                    unshown.push(c);
                }
            }
        }
    }
    out
}

/// Joiners, marks of direction, variation selectors: they only say how others are drawn.
fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0xad | 0x34f | 0x61c | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0xfe00..=0xfe0f | 0xfeff | 0x1f3fb..=0x1f3ff | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::super::world::Press;
    use super::*;

    fn print(text: &str) -> (String, String) {
        let mut value = Value::String(text.to_owned());
        let unshown = show(&mut value, &|c| Press::shared().shows(c));
        (value.as_str().unwrap_or_default().to_owned(), unshown.into_iter().collect())
    }

    #[test]
    fn european_scripts_are_shown_as_they_are() {
        for text in [
            "Œuvre à 12 € — « ça »",
            "Größe, Maß",
            "Łódź, Žďár, Győr, İstanbul",
            "Αθήνα",
            "Київ, Москва",
            "½ m² ≤ 3 °C, ± №",
        ] {
            assert_eq!(print(text), (text.to_owned(), String::new()));
        }
    }

    #[test]
    fn what_no_font_has_is_a_box_and_is_named_once() {
        assert_eq!(print("株式会社 A株"), ("□□□□ A□".to_owned(), "株式会社".to_owned()));
        assert_eq!(print("مرحبا"), ("□□□□□".to_owned(), "مرحبا".to_owned()));
        assert_eq!(print("ok 👍🏽"), ("ok □".to_owned(), "👍".to_owned()));
    }

    #[test]
    fn what_can_be_written_another_way_is() {
        assert_eq!(print("e\u{301}te\u{301} ＡＢＣ\t١"), ("été ABC □".to_owned(), "١".to_owned()));
        assert_eq!(print("a\u{200d}b\u{fe0f}c\u{7}"), ("abc".to_owned(), String::new()));
    }

    #[test]
    fn all_weights_cover_the_same_characters() {
        let fonts = Press::shared().fonts();
        assert_eq!(fonts.len(), 5);
        for font in fonts {
            assert_eq!(font.info().family, "Inter");
            let same = (0..0x30000).all(|c| font.info().coverage.contains(c) == fonts[0].info().coverage.contains(c));
            assert!(same, "{:?}", font.info().variant);
        }
    }
}
