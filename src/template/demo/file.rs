//! Writing records in their canonical order: fields, groups separated by a blank line, then tables.

use std::fmt::Display;

use crate::book::walk::quote;

/// The text of a TOML record as it grows.
#[derive(Default)]
pub struct Toml {
    text: String,
    blank: bool,
}

impl Toml {
    /// A blank line before whatever comes next.
    pub fn group(&mut self) -> &mut Toml {
        self.blank = !self.text.is_empty();
        self
    }

    /// A key whose value is written as it is: a number, a date.
    pub fn raw(&mut self, key: &str, value: impl Display) -> &mut Toml {
        self.line(&format!("{key} = {value}"))
    }

    pub fn text(&mut self, key: &str, value: &str) -> &mut Toml {
        self.raw(key, quote(value))
    }

    pub fn some(&mut self, key: &str, value: Option<&str>) -> &mut Toml {
        value.map(|value| self.text(key, value));
        self
    }

    /// A list of texts, several of them one a line so that two people's additions merge; nothing when it is empty.
    pub fn list(&mut self, key: &str, values: &[String]) -> &mut Toml {
        match values {
            [] => self,
            [only] => self.raw(key, format!("[{}]", quote(only))),
            several => {
                let items: String = several.iter().map(|value| format!("  {},\n", quote(value))).collect();
                self.raw(key, format!("[\n{items}]"))
            }
        }
    }

    /// The head of a table: `[address]`, `[[lines]]`.
    pub fn table(&mut self, head: &str) -> &mut Toml {
        self.group().line(head)
    }

    fn line(&mut self, line: &str) -> &mut Toml {
        if std::mem::take(&mut self.blank) {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.text.push('\n');
        self
    }

    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}
