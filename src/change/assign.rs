//! `key=value` of the command line, and where in a record the key leads.

use super::error::ChangeError;
use crate::figures::derived;
use crate::finding::KeyPath;
use crate::model::{Field, Kinds, Shape, Type};

/// Keys that issuing alone writes: nobody is told to type them.
const ISSUED: [&str; 11] = [
    "seal",
    "uid",
    "seller",
    "buyer",
    "totals",
    "exchange",
    "tax_point",
    "tax_category",
    "tax_percent",
    "exemption",
    "exemption_code",
];

/// What is done with the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `key=value`
    Set,
    /// `key+=value`: one more item of a list.
    Add,
    /// `key-=value`: that item of the list goes.
    Remove,
}

/// One wish: a key, what to do, and the value's text as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Dotted, positions counted from 1: `lines.2.quantity`.
    pub path: String,
    pub op: Op,
    pub text: String,
}

impl Assignment {
    pub fn set(path: &str, text: &str) -> Assignment {
        Assignment { path: path.to_owned(), op: Op::Set, text: text.to_owned() }
    }

    /// Reads `key=value`, `key+=value` or `key-=value`; `None` when the word is something else, such as an id.
    pub fn parse(word: &str) -> Option<Assignment> {
        let (head, text) = word.split_once('=')?;
        let (path, op) = match head.strip_suffix('+') {
            Some(path) => (path, Op::Add),
            None => head.strip_suffix('-').map_or((head, Op::Set), |path| (path, Op::Remove)),
        };
        let key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let fits = path.starts_with(char::is_alphabetic) && path.chars().all(key);
        fits.then(|| Assignment { path: path.to_owned(), op, text: text.to_owned() })
    }

    /// As it was typed.
    pub fn to_word(&self) -> String {
        let sign = match self.op {
            Op::Set => "=",
            Op::Add => "+=",
            Op::Remove => "-=",
        };
        format!("{}{sign}{}", self.path, self.text)
    }
}

/// Where a path leads: the steps, the type there, and the field that it belongs to.
#[derive(Debug, Clone)]
pub struct Spot<'s> {
    pub path: KeyPath,
    pub ty: &'s Type,
    pub field: &'s Field,
}

/// Follows a dotted path through the shape of a kind.
///
/// # Errors
/// An unknown key (with the nearest known one), a derived field (with where it comes from), a position where there is no
/// list or none where there is one.
pub fn spot<'s>(kind: &str, shape: &'s Shape, path: &str) -> Result<Spot<'s>, ChangeError> {
    let mut words = path.split('.').peekable();
    let mut table = shape;
    let mut steps = KeyPath::default();
    while let Some(word) = words.next() {
        let Some(field) = table.field(word) else {
            if steps.0.is_empty()
                && let Some(derived) = derived::find(kind, word)
            {
                return Err(derived_field(kind, derived));
            }
            let error = ChangeError::new("change-unknown-key").arg("key", word).arg("table", table_name(kind, &steps));
            let of_line = table.field("tax_category").is_some();
            let typed = |name: &&str| !(ISSUED.contains(name) || (of_line && ["id", "source"].contains(name)));
            let keys: Vec<&str> = table.fields.iter().map(|field| &*field.name).filter(typed).collect();
            // `client=` for `customer=`: the word for a kind in another language.
            let kinds = Kinds::standard();
            let translated = kinds.called(word).map(|kind| kinds.get(kind).name);
            return Err(match translated.filter(|name| table.field(name).is_some()).or(table.nearest(word)) {
                Some(near) => error.suggest(Some(near)),
                None => error.arg("keys", keys.join(", ")).hint("change-known-keys"),
            });
        };
        steps = steps.and(word);
        let mut ty = &field.ty;
        if let Type::List(item) = ty
            && words.peek().is_some()
        {
            let word = words.next().unwrap_or_default();
            let Some(position) = word.parse::<usize>().ok().filter(|position| *position > 0) else {
                let error = ChangeError::new("change-needs-position").arg("path", &steps).arg("key", word);
                return Err(error.hint("change-position-example"));
            };
            steps = steps.at(position - 1);
            ty = item;
        }
        match (words.peek(), ty) {
            (None, ty) => return Ok(Spot { path: steps, ty, field }),
            (Some(_), Type::Table(inner)) => table = inner,
            (Some(next), _) => {
                return Err(ChangeError::new("change-no-table").arg("path", &steps).arg("key", next));
            }
        }
    }
    Err(ChangeError::new("change-unknown-key").arg("key", path).arg("table", kind))
}

fn table_name(kind: &str, steps: &KeyPath) -> String {
    if steps.0.is_empty() { kind.to_owned() } else { format!("{kind} {steps}") }
}

fn derived_field(kind: &str, derived: &derived::Derived) -> ChangeError {
    ChangeError::new("change-derived").arg("key", derived.name).arg("kind", kind).arg("doc", derived.doc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::schema_of;
    use crate::model::{customer::Customer, invoice::Invoice};

    #[test]
    fn words_that_are_assignments_and_words_that_are_not() {
        let read = |word| Assignment::parse(word).map(|a| (a.path, a.op, a.text));
        assert_eq!(read("name=ACME = best"), Some(("name".into(), Op::Set, "ACME = best".into())));
        assert_eq!(read("tags+=x"), Some(("tags".into(), Op::Add, "x".into())));
        assert_eq!(read("tags-=x"), Some(("tags".into(), Op::Remove, "x".into())));
        assert_eq!(read("lines.2.quantity=3"), Some(("lines.2.quantity".into(), Op::Set, "3".into())));
        assert_eq!(read("F-2026-0001"), None);
        assert_eq!(read("=x"), None);
        assert_eq!(read("2 = 1"), None);
    }

    #[test]
    fn paths_lead_through_tables_and_lists() {
        let customer = Shape::compile("customer", &schema_of::<Customer>()).unwrap();
        let invoice = Shape::compile("invoice", &schema_of::<Invoice>()).unwrap();
        let at = |kind, shape, path| match spot(kind, shape, path) {
            Ok(spot) => spot.path.to_string(),
            Err(error) => format!("{} {:?}", error.key, error.args.last().map(|(_, value)| value.as_str())),
        };
        assert_eq!(at("customer", &customer, "address.city"), "address.city");
        assert_eq!(at("customer", &customer, "sites.1.address.city"), "sites.1.address.city");
        assert_eq!(at("invoice", &invoice, "lines.2.allowances.1.percent"), "lines.2.allowances.1.percent");
        assert_eq!(at("customer", &customer, "adress.city"), "change-unknown-key Some(\"address\")");
        assert_eq!(at("invoice", &invoice, "client"), "change-unknown-key Some(\"customer\")");
        assert_eq!(at("invoice", &invoice, "lines.quantity"), "change-needs-position Some(\"quantity\")");
        assert_eq!(at("invoice", &invoice, "date.year"), "change-no-table Some(\"year\")");
        assert!(at("invoice", &invoice, "balance").starts_with("change-derived"));
        // What is derived only where it is not written may be written.
        assert_eq!(at("invoice", &invoice, "due"), "due");
    }
}
