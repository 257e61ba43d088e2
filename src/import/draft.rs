//! What an import makes: the values of records to be written, and their plain TOML text.

use std::fmt::Write as _;

/// A record to be, before anybody has checked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The kind's name, as `invoice`.
    pub kind: String,
    /// A valid id; the same input always gives the same one, so importing twice changes nothing.
    pub id: String,
    /// Field by field, in the mapping's order.
    pub values: DraftTable,
    /// The lines of the imported file that this record was made of, rising, counted from 1.
    pub lines: Vec<u64>,
}

/// What a scalar is, so that its text can be written right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarKind {
    /// Any text.
    Text,
    /// A plain decimal: `-1234.50`.
    Number,
    /// An ISO date: `2026-10-03`.
    Date,
    /// `true` or `false`.
    Bool,
}

/// A value of a draft. Scalars carry their canonical text: no number passes through binary floating point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftValue {
    Scalar(String, ScalarKind),
    /// A list of scalars, such as tags.
    List(Vec<DraftValue>),
    /// `[address]`.
    Table(DraftTable),
    /// `[[lines]]`.
    Tables(Vec<DraftTable>),
}

/// An ordered table: each key once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftTable(pub Vec<(String, DraftValue)>);

impl DraftTable {
    /// The value at a key.
    pub fn get(&self, key: &str) -> Option<&DraftValue> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text of the scalar at a path such as `address.city`.
    pub fn text(&self, path: &str) -> Option<&str> {
        match path.split_once('.') {
            None => match self.get(path)? {
                DraftValue::Scalar(text, _) => Some(text),
                _ => None,
            },
            Some((first, rest)) => match self.get(first)? {
                DraftValue::Table(table) => table.text(rest),
                _ => None,
            },
        }
    }

    /// The tables at a key; none when the key is absent.
    pub fn tables(&self, key: &str) -> &[DraftTable] {
        match self.get(key) {
            Some(DraftValue::Tables(tables)) => tables,
            _ => &[],
        }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The draft as plain TOML: scalars first, then tables, then arrays of tables; numbers and dates bare.
/// The canonical order and the groups of a kind are another layer's work.
pub fn to_toml(draft: &Draft) -> String {
    let mut out = String::new();
    write_table(&mut out, &draft.values, "");
    out
}

fn write_table(out: &mut String, table: &DraftTable, path: &str) {
    for (key, value) in &table.0 {
        if matches!(value, DraftValue::Scalar(..) | DraftValue::List(_)) {
            let _ = write!(out, "{} = ", key_text(key));
            write_value(out, value);
            out.push('\n');
        }
    }
    let below = |key: &str| if path.is_empty() { key_text(key) } else { format!("{path}.{}", key_text(key)) };
    for (key, value) in &table.0 {
        if let DraftValue::Table(inner) = value {
            header(out, &format!("[{}]", below(key)));
            write_table(out, inner, &below(key));
        }
    }
    for (key, value) in &table.0 {
        if let DraftValue::Tables(items) = value {
            for item in items {
                header(out, &format!("[[{}]]", below(key)));
                write_table(out, item, &below(key));
            }
        }
    }
}

fn header(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

/// A value as a TOML literal.
pub(super) fn literal(value: &DraftValue) -> String {
    let mut out = String::new();
    write_value(&mut out, value);
    out
}

fn write_value(out: &mut String, value: &DraftValue) {
    match value {
        DraftValue::Scalar(text, ScalarKind::Text) => out.push_str(&quoted(text)),
        DraftValue::Scalar(text, _) => out.push_str(text),
        DraftValue::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                write_value(out, item);
            }
            out.push(']');
        }
        // Tables stand under headers of their own; the mapping cannot put one into a list of scalars.
        DraftValue::Table(_) | DraftValue::Tables(_) => out.push_str("{}"),
    }
}

fn key_text(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { key.to_owned() } else { quoted(key) }
}

/// A TOML basic string: quotes, backslashes and control characters are escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> DraftValue {
        DraftValue::Scalar(text.into(), ScalarKind::Text)
    }

    fn number(text: &str) -> DraftValue {
        DraftValue::Scalar(text.into(), ScalarKind::Number)
    }

    #[test]
    fn scalars_stand_before_tables_whatever_the_mapping_says() {
        let allowance = DraftTable(vec![("percent".into(), number("5"))]);
        let line = DraftTable(vec![
            ("allowances".into(), DraftValue::Tables(vec![allowance])),
            ("quantity".into(), number("3")),
        ]);
        let address = DraftTable(vec![("city".into(), text("Lille \"centre\"\n"))]);
        let draft = Draft {
            kind: "invoice".into(),
            id: "1".into(),
            values: DraftTable(vec![
                ("lines".into(), DraftValue::Tables(vec![line.clone(), line])),
                ("address".into(), DraftValue::Table(address)),
                ("date".into(), DraftValue::Scalar("2026-10-03".into(), ScalarKind::Date)),
                ("tags".into(), DraftValue::List(vec![text("a"), text("b c")])),
            ]),
            lines: vec![2],
        };
        let toml = to_toml(&draft);
        assert_eq!(
            toml,
            "date = 2026-10-03\ntags = [\"a\", \"b c\"]\n\n[address]\ncity = \"Lille \\\"centre\\\"\\n\"\n\n\
             [[lines]]\nquantity = 3\n\n[[lines.allowances]]\npercent = 5\n\n\
             [[lines]]\nquantity = 3\n\n[[lines.allowances]]\npercent = 5\n"
        );
        let read: toml::Table = toml::from_str(&toml).unwrap();
        assert_eq!(read["lines"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn any_text_survives_quoting() {
        for value in ["", "a\u{7}b", "\\", "é\r\n", "\u{85}", "\u{0}"] {
            let read: toml::Table = toml::from_str(&format!("k = {}", quoted(value))).unwrap();
            assert_eq!(read["k"].as_str(), Some(value));
        }
    }
}
