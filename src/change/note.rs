//! The text of a note, changed by whole lines: front matter is flat, so a key is its line and the list items below it.

use super::error::ChangeError;
use super::literal::Literal;
use super::text::TableSpec;
use crate::book::front_matter::{self, BODY};
use crate::book::tree::Data;

/// A note being changed. What is not touched stays as it was, line ends too.
#[derive(Debug, Clone)]
pub struct NoteText<'s> {
    text: String,
    crlf: bool,
    spec: &'s TableSpec,
}

impl<'s> NoteText<'s> {
    /// # Errors
    /// The front matter cannot be read.
    pub fn parse(text: &str, spec: &'s TableSpec) -> Result<NoteText<'s>, ChangeError> {
        let crlf = text.matches("\r\n").count() * 2 > text.matches('\n').count();
        let text = text.replace("\r\n", "\n");
        let mut findings = Vec::new();
        front_matter::parse("note.md", &text, &mut findings);
        if !findings.is_empty() {
            return Err(ChangeError::new("change-broken-note").hint("change-edit-first"));
        }
        Ok(NoteText { text, crlf, spec })
    }

    pub fn finish(&self) -> String {
        if self.crlf { self.text.replace('\n', "\r\n") } else { self.text.clone() }
    }

    /// The items of a list, as text; empty when there is none.
    pub fn items(&self, key: &str) -> Vec<String> {
        let table = front_matter::parse("note.md", &self.text, &mut Vec::new());
        match table.get(key).map(|entry| &entry.node.data) {
            Some(Data::List(nodes)) => nodes.iter().map(|node| scalar(&node.data)).collect(),
            Some(Data::Table(_)) | None => Vec::new(),
            // A single value stands for a list of one.
            Some(data) => vec![scalar(data)],
        }
    }

    pub fn set(&mut self, key: &str, value: &Literal) {
        if key == BODY {
            let body = match value {
                Literal::Text(text) | Literal::Bare(text) => text.replace("\r\n", "\n"),
                Literal::List(_) => return,
            };
            if let Some(parts) = front_matter::parts(&self.text) {
                self.text.replace_range(parts.body, &format!("\n{}\n", body.trim_matches('\n')));
            }
            return;
        }
        self.write(key, &lines(key, value));
    }

    /// False when there is no such key.
    pub fn unset(&mut self, key: &str) -> bool {
        if key == BODY {
            let Some(parts) = front_matter::parts(&self.text).filter(|p| !self.text[p.body.clone()].trim().is_empty())
            else {
                return false;
            };
            self.text.replace_range(parts.body, "");
            return true;
        }
        match self.span(key) {
            Some(span) => {
                self.text.replace_range(span, "");
                true
            }
            None => false,
        }
    }

    /// The keys of the front matter and what each says; text alone, or a list.
    pub(super) fn entries(&self) -> Vec<(String, Literal)> {
        let table = front_matter::parse("note.md", &self.text, &mut Vec::new());
        let text = |data: &Data<'_>| Literal::Text(scalar(data));
        let value = |data: &Data<'_>| match data {
            Data::List(nodes) => Literal::List(nodes.iter().map(|node| text(&node.data)).collect()),
            data => text(data),
        };
        let entries = table.entries.iter().filter(|entry| entry.key != BODY);
        entries.map(|entry| (entry.key.to_string(), value(&entry.node.data))).collect()
    }

    /// The lines of a key, as they stand.
    pub(super) fn lines(&self, key: &str) -> Option<&str> {
        self.span(key).and_then(|span| self.text.get(span))
    }

    /// The front matter and the body, as they stand.
    pub(super) fn parts(&self) -> (&str, &str) {
        let parts = front_matter::parts(&self.text);
        parts.map_or(("", ""), |parts| (&self.text[parts.front], &self.text[parts.body]))
    }

    /// Replaces the body, exactly.
    pub(super) fn replace_body(&mut self, body: &str) {
        if let Some(parts) = front_matter::parts(&self.text) {
            self.text.replace_range(parts.body, body);
        }
    }

    /// Puts a line above a key's.
    pub(super) fn put_above(&mut self, key: &str, line: &str) {
        if let Some(span) = self.span(key) {
            self.text.insert_str(span.start, &format!("{line}\n"));
        }
    }

    /// Replaces the lines of a key, or puts them at its canonical place.
    pub(super) fn write(&mut self, key: &str, lines: &str) {
        if let Some(span) = self.span(key) {
            self.text.replace_range(span, lines);
            return;
        }
        let Some(parts) = front_matter::parts(&self.text) else { return };
        let before = self.spec.keys.iter().take_while(|spec| spec.name != key);
        let after = before.filter_map(|spec| self.span(&spec.name)).map(|span| span.end).max();
        self.text.insert_str(after.unwrap_or(parts.front.start), lines);
    }

    /// The bytes of a key's lines in the front matter.
    fn span(&self, key: &str) -> Option<std::ops::Range<usize>> {
        let front = front_matter::parts(&self.text)?.front;
        let (mut start, mut end, mut at) = (None, front.end, front.start);
        for line in self.text[front].split_inclusive('\n') {
            let head = line.split(':').next().unwrap_or_default().trim_end().trim_matches(['"', '\'']);
            let continues = line.starts_with([' ', '\t', '-']);
            match start {
                None if !continues && line.contains(':') && head == key => start = Some(at),
                Some(_) if !continues => {
                    end = at;
                    break;
                }
                _ => {}
            }
            at += line.len();
        }
        start.map(|start| start..end)
    }
}

fn scalar(data: &Data<'_>) -> String {
    match data {
        Data::Text(text) | Data::Plain(text) | Data::Number(text) | Data::Date(text) => text.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::List(_) | Data::Table(_) => String::new(),
    }
}

fn lines(key: &str, value: &Literal) -> String {
    match value {
        Literal::List(items) => {
            let items: String = items.iter().map(|item| format!("  - {}\n", yaml(item))).collect();
            format!("{key}:\n{items}")
        }
        one => format!("{key}: {}\n", yaml(one)),
    }
}

/// A scalar as YAML. Text stands without quotes only where no YAML reader could take it for anything else; a JSON string
/// is a double-quoted YAML one.
fn yaml(value: &Literal) -> String {
    let text = match value {
        Literal::Bare(text) => return text.clone(),
        Literal::Text(text) => text,
        Literal::List(_) => return String::new(),
    };
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’' | '(' | ')' | ',');
    let word = !matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null"
    );
    let safe = word && text.starts_with(char::is_alphabetic) && !text.ends_with(' ') && text.chars().all(plain);
    if safe { text.clone() } else { serde_json::Value::String(text.clone()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::text::KeySpec;
    use super::*;

    fn spec() -> TableSpec {
        let key = |name: &str| KeySpec { name: name.into(), starts_group: false };
        TableSpec { keys: ["date", "about", "author", "title"].map(key).to_vec(), children: Vec::new() }
    }

    #[test]
    fn a_key_is_its_line_and_its_items() {
        let spec = spec();
        let note = "---\n# kept\ndate: 2026-10-03\nabout:\n  - customer/acme\ntitle: Call\n---\n\nBody\n";
        let mut text = NoteText::parse(note, &spec).unwrap();
        assert_eq!(text.items("about"), ["customer/acme"]);
        text.set("about", &Literal::List(vec![Literal::Text("customer/b".into()), Literal::Text("deal/c".into())]));
        text.set("title", &Literal::Text("Call: the end".into()));
        text.set("author", &Literal::Text("claire".into()));
        assert_eq!(
            text.finish(),
            "---\n# kept\ndate: 2026-10-03\nabout:\n  - customer/b\n  - deal/c\nauthor: claire\ntitle: \"Call: the end\"\n---\n\nBody\n"
        );
        assert!(text.unset("about") && text.unset(BODY) && !text.unset("about"));
        assert_eq!(text.finish(), "---\n# kept\ndate: 2026-10-03\nauthor: claire\ntitle: \"Call: the end\"\n---\n");
    }

    #[test]
    fn line_ends_stay() {
        let spec = spec();
        let mut text = NoteText::parse("---\r\ndate: 2026-10-03\r\n---\r\nBody\r\n", &spec).unwrap();
        text.set("title", &Literal::Text("x".into()));
        assert_eq!(text.finish(), "---\r\ndate: 2026-10-03\r\ntitle: x\r\n---\r\nBody\r\n");
    }

    #[test]
    fn whatever_is_written_is_read_back() {
        let spec = spec();
        for title in
            ["yes", "12", "- x", "a: b", "# c", "l’été", "\"q\"", " lead", "a #b", "null", "2026-01-01", "é\\n"]
        {
            let mut text = NoteText::parse("---\ndate: 2026-10-03\n---\n", &spec).unwrap();
            text.set("title", &Literal::Text(title.into()));
            assert_eq!(text.items("title"), [title]);
        }
    }
}
