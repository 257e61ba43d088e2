//! Filling a template: languages by line, placeholders by name.
//!
//! - A line that begins with `@en ` or `@fr ` stands only in that language's text, without the mark.
//! - `{{name}}` is replaced; a line with a placeholder that has no value is dropped whole.
//! - A line that is nothing but `{{name}}` may be replaced by several lines.
//!
//! Values are inserted as they are, and never read for placeholders again.

use crate::finding::Language;

/// The text of a template in one language. `value` answers for each placeholder.
pub fn fill(template: &str, language: Language, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    for line in template.lines() {
        let Some(line) = in_language(line, language) else { continue };
        if let Some(filled) = fill_line(line, value) {
            text.push_str(&filled);
            text.push('\n');
        }
    }
    // What was dropped may leave several blank lines.
    while let Some(at) = text.find("\n\n\n") {
        text.remove(at);
    }
    text
}

fn in_language(line: &str, language: Language) -> Option<&str> {
    let (mine, other) = match language {
        Language::English => ("@en ", "@fr "),
        Language::French => ("@fr ", "@en "),
    };
    match line.strip_prefix(mine) {
        Some(line) => Some(line),
        None => (!line.starts_with(other)).then_some(line),
    }
}

fn fill_line(line: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut filled = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}")?;
        filled.push_str(before);
        filled.push_str(&value(name)?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_placeholders() {
        let template = "@en # Name\n@fr # Nom\nname = {{name}}\nphone = {{phone}}\n{{many}}\n";
        let value = |name: &str| match name {
            "name" => Some("\"{{phone}}\"".to_owned()),
            "many" => Some("a = 1\nb = 2".to_owned()),
            _ => None,
        };
        assert_eq!(fill(template, Language::French, &value), "# Nom\nname = \"{{phone}}\"\na = 1\nb = 2\n");
        assert_eq!(fill(template, Language::English, &value), "# Name\nname = \"{{phone}}\"\na = 1\nb = 2\n");
    }
}
