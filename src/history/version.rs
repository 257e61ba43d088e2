//! A record as one commit had it.
//!
//! Old files are read with today's shapes and nothing in them is an error: a key that is no field (any more), or a value
//! that its field cannot hold, is kept as it was written. Only a file whose syntax is broken tells nothing.

use crate::book::reading::parse;
use crate::book::source::conflict_markers;
use crate::book::tree::{Data, Node, Table};
use crate::book::walk::Walk;
use crate::book::{Value, Values};
use crate::finding::{KeyPath, Step, code};
use crate::model::{Shape, Type, migration};
use crate::value::{Currency, decimal};

/// What a file said at one point of its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// By the position of their field in the shape that it was read with.
    pub values: Values,
    /// What no field holds: where it stands and what is written there.
    pub extras: Vec<(KeyPath, Value)>,
    /// False where the file cannot be read at all: no text, conflict markers, broken syntax. Then nothing else is known.
    pub readable: bool,
}

impl Version {
    /// Reads a file's bytes. `path` decides between TOML and notes; `currency` is the book's.
    pub fn read(shape: &Shape, path: &str, bytes: &[u8], currency: Currency) -> Version {
        let unreadable =
            || Version { values: vec![None; shape.fields.len()].into(), extras: Vec::new(), readable: false };
        let Ok(text) = std::str::from_utf8(bytes) else { return unreadable() };
        if !conflict_markers(path, text).is_empty() {
            return unreadable();
        }
        let mut findings = Vec::new();
        let table = parse(path, text, &mut findings);
        if findings.iter().any(|finding| finding.code.id != code::TOML_1_1.id) {
            return unreadable();
        }
        let mut walk =
            Walk { path, kind: &shape.name, currency, past: true, renames: true, findings: &mut findings, sound: true };
        let values = walk.record(shape, &table);
        let mut extras = Vec::new();
        leftovers(shape, &values, &table, &KeyPath::default(), &mut extras);
        Version { values, extras, readable: true }
    }

    /// Whether a field has a value.
    pub fn says(&self, shape: &Shape, key: &str) -> bool {
        self.get(shape, &KeyPath::key(key)).is_some()
    }

    /// The value at a path, among the fields or what no field holds. An empty list or table is no value.
    pub fn get(&self, shape: &Shape, path: &KeyPath) -> Option<&Value> {
        let found = find(shape, &self.values, &path.0).filter(|value| !is_nothing(value));
        found.or_else(|| self.extras.iter().find(|(at, _)| at == path).map(|(_, value)| value))
    }

    /// The text of a top-level field.
    pub fn text(&self, shape: &Shape, name: &str) -> Option<&str> {
        self.values.get(shape.position(name)?)?.as_ref()?.as_text()
    }
}

/// Whether a value says nothing: an empty list, a table without values.
pub fn is_nothing(value: &Value) -> bool {
    match value {
        Value::List(items) => items.is_empty(),
        Value::Table(values) => values.iter().flatten().all(is_nothing),
        _ => false,
    }
}

fn find<'v>(shape: &Shape, values: &'v Values, path: &[Step]) -> Option<&'v Value> {
    let (Step::Key(key), rest) = path.split_first()? else { return None };
    let position = shape.position(key)?;
    let value = values.get(position)?.as_ref()?;
    inside(&shape.fields[position].ty, value, rest)
}

fn inside<'v>(ty: &Type, value: &'v Value, path: &[Step]) -> Option<&'v Value> {
    match (path.first(), value, ty) {
        (None, value, _) => Some(value),
        (Some(Step::Key(_)), Value::Table(values), Type::Table(shape)) => find(shape, values, path),
        (Some(Step::Index(index)), Value::List(items), Type::List(item)) => {
            inside(item, items.get(*index)?, &path[1..])
        }
        _ => None,
    }
}

/// Gathers what the walk could give to no field.
fn leftovers(shape: &Shape, values: &Values, table: &Table<'_>, above: &KeyPath, out: &mut Vec<(KeyPath, Value)>) {
    for entry in &table.entries {
        // What was read under its name of today.
        if migration::renamed(&shape.name, &entry.key).is_some_and(|rename| table.get(rename.to).is_none()) {
            continue;
        }
        let path = above.clone().and(&entry.key);
        let known = shape.position(&entry.key).map(|i| (&shape.fields[i].ty, values[i].as_ref()));
        match (known, &entry.node.data) {
            (None | Some((_, None)), _) => as_written(&entry.node, path, out),
            (Some((Type::Table(inner), Some(Value::Table(values)))), Data::Table(table)) => {
                leftovers(inner, values, table, &path, out);
            }
            (Some((Type::List(item), Some(Value::List(items)))), Data::List(nodes)) => {
                let Type::Table(inner) = &**item else { continue };
                for (i, (value, node)) in items.iter().zip(nodes).enumerate() {
                    if let (Value::Table(values), Data::Table(table)) = (value, &node.data) {
                        leftovers(inner, values, table, &path.clone().at(i), out);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A value without a type, as it stands in the file.
fn as_written(node: &Node<'_>, path: KeyPath, out: &mut Vec<(KeyPath, Value)>) {
    let value = match &node.data {
        Data::Number(text) => match decimal::parse(text) {
            Ok(number) => Value::Decimal(number),
            Err(_) => Value::Text((&**text).into()),
        },
        Data::Date(text) => match text.parse() {
            Ok(date) => Value::Date(date),
            Err(_) => Value::Text((&**text).into()),
        },
        Data::Plain(text) if text.is_empty() => return,
        Data::Text(text) | Data::Plain(text) => Value::Text((&**text).into()),
        Data::Bool(value) => Value::Bool(*value),
        Data::List(nodes) => {
            return nodes.iter().enumerate().for_each(|(i, node)| as_written(node, path.clone().at(i), out));
        }
        Data::Table(table) => {
            return table.entries.iter().for_each(|entry| as_written(&entry.node, path.clone().and(&entry.key), out));
        }
    };
    out.push((path, value));
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Kinds;

    /// The shape of a kind of the standard table.
    pub(crate) fn shape(kind: &str) -> Shape {
        let kinds = Kinds::standard();
        let kind = kinds.get(kinds.named(kind).expect("a kind of the table"));
        Shape::compile(kind.name, &(kind.schema)()).expect("kinds compile")
    }

    /// A version of a record, from the text of its file.
    pub(crate) fn version(shape: &Shape, text: &str) -> Version {
        Version::read(shape, "x.toml", text.as_bytes(), Currency::euro())
    }

    #[test]
    fn what_no_field_holds_is_kept_as_it_was_written() {
        let shape = shape("invoice");
        let text = "customer = \"acme\"\ndate = 2026-10-03\ncolour = \"red\"\nterms = 30\n\
                    [[lines]]\nquantity = 1\nunit_price = 2\nbatch = 7\n[old]\nway = 2020-01-01\n";
        let version = version(&shape, text);
        let extras: Vec<String> = version.extras.iter().map(|(path, _)| path.to_string()).collect();
        assert_eq!(extras, ["colour", "terms", "lines.1.batch", "old.way"]);
        assert!(version.readable);
        assert_eq!(version.text(&shape, "customer"), Some("acme"));
        let price = KeyPath::key("lines").at(0).and("unit_price");
        assert_eq!(version.get(&shape, &price), Some(&Value::Decimal(2.into())));
        assert_eq!(version.get(&shape, &KeyPath::key("colour")), Some(&Value::Text("red".into())));
        assert_eq!(version.get(&shape, &KeyPath::key("tags")), None);
    }

    #[test]
    fn broken_files_tell_nothing() {
        let shape = shape("customer");
        let conflict = "<<<<<<< a\nname = \"x\"\n=======\nname = \"y\"\n>>>>>>> b\n";
        for bytes in ["name = \n".as_bytes(), conflict.as_bytes(), &[0xff, 0xfe][..]] {
            let version = Version::read(&shape, "customers/a.toml", bytes, Currency::euro());
            assert!(!version.readable && version.values.iter().all(Option::is_none));
        }
        assert!(!Version::read(&shape, "notes/a.md", b"no front matter", Currency::euro()).readable);
    }
}
