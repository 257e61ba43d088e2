//! Characters that the fonts have: the embedded one all of Latin, Greek and Cyrillic, the book's own whatever they bring. What
//! they lack (Chinese, Arabic, emoji) must neither stop a document nor vanish without a word: a box stands in its place, and the
//! caller is told.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::Unshown;

/// Stands for what cannot be shown.
const BOX: char = '□';

/// Makes every text of the document showable; gives the characters that were replaced, each once, in order.
pub fn show(value: &mut Value, has: &dyn Fn(char) -> bool) -> Vec<Unshown> {
    let mut unshown = Vec::new();
    walk(value, &mut String::new(), has, &mut unshown);
    unshown
}

fn walk(value: &mut Value, path: &mut String, has: &dyn Fn(char) -> bool, unshown: &mut Vec<Unshown>) {
    let len = path.len();
    let below = |path: &mut String, name: &str, value: &mut Value, unshown: &mut Vec<Unshown>| {
        if len > 0 {
            path.push('.');
        }
        path.push_str(name);
        walk(value, path, has, unshown);
        path.truncate(len);
    };
    match value {
        Value::String(text) => {
            if !text.chars().all(|c| c == '\n' || has(c)) {
                *text = shown(text, path, has, unshown);
            }
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(i, item)| below(path, &(i + 1).to_string(), item, unshown));
        }
        Value::Object(fields) => fields.iter_mut().for_each(|(name, field)| below(path, name, field, unshown)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn shown(text: &str, path: &str, has: &dyn Fn(char) -> bool, unshown: &mut Vec<Unshown>) -> String {
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
                if !unshown.iter().any(|known| known.character == c) {
                    unshown.push(Unshown { character: c, field: path.to_owned() });
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
    use super::super::Templates;
    use super::super::world::{Desk, Press};
    use super::*;

    fn print(text: &str) -> (String, String) {
        let mut value = Value::String(text.to_owned());
        let desk = Templates::new();
        let desk = Desk::new(&desk);
        let unshown = show(&mut value, &|c| desk.shows(c));
        (value.as_str().unwrap_or_default().to_owned(), unshown.into_iter().map(|unshown| unshown.character).collect())
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
    fn it_is_said_where_they_stand() {
        let mut value = serde_json::json!({"buyer": {"name": "株式会社"}, "rows": [{"text": "ok"}, {"text": "株 مر"}]});
        let has = |c: char| c.is_ascii();
        let fields: Vec<String> = show(&mut value, &has).into_iter().map(|unshown| unshown.field).collect();
        assert_eq!(fields, ["buyer.name", "buyer.name", "buyer.name", "buyer.name", "rows.2.text", "rows.2.text"]);
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
