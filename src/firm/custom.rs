//! Custom fields: appended to a kind's shape, from where on nothing distinguishes them.

use std::sync::Arc;

use super::file::CustomField;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::model::shape::named_type;
use crate::model::{Field, Kinds, Shape, Shapes, Type};

/// Words that mean something of their own in queries and on the command line.
const RESERVED: &[&str] = &["id", "kind", "path", "segment", "no", "has", "not", "and", "or"];

/// Appends the firm's fields to the shapes of their kinds.
pub fn append(fields: &[CustomField], kinds: &Kinds, shapes: &mut Shapes) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, custom) in fields.iter().enumerate() {
        let mut refuse = |key: &str, variant: &'static str, detail: &str| {
            let place = Place::key(super::PATH, KeyPath::key("field").at(i).and(key));
            let finding = Finding::new(&code::CUSTOM_FIELD, place).variant(variant);
            findings.push(finding.arg("field", &custom.name).arg("kind", &custom.kind).arg("detail", detail));
        };
        let Some(kind) = kinds.named(&custom.kind) else {
            refuse("kind", "kind", &custom.kind);
            continue;
        };
        let mut ty = match custom.field_type.as_str() {
            "choice" if !custom.choices.is_empty() => {
                Type::Choice(custom.choices.iter().map(|c| c.as_str().into()).collect())
            }
            "choice" | "body" => {
                refuse("type", "type", &custom.field_type);
                continue;
            }
            "ref" => match custom.target.as_deref().filter(|target| kinds.named(target).is_some()) {
                Some(target) => Type::Ref(target.into()),
                None => {
                    match &custom.target {
                        Some(target) => refuse("target", "target", target),
                        None => refuse("type", "no-target", ""),
                    }
                    continue;
                }
            },
            word => match named_type(word, custom.target.as_deref()) {
                Some(ty) => ty,
                None => {
                    refuse("type", "type", word);
                    continue;
                }
            },
        };
        if custom.list == Some(true) {
            ty = Type::List(Box::new(ty));
        }
        let (prefix, name) = match custom.name.rsplit_once('.') {
            Some((prefix, name)) => (Some(prefix), name),
            None => (None, custom.name.as_str()),
        };
        let valid = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !valid {
            refuse("name", "name", name);
            continue;
        }
        if RESERVED.contains(&name) {
            refuse("name", "reserved", name);
            continue;
        }
        if fields[..i].iter().any(|earlier| earlier.kind == custom.kind && earlier.name == custom.name) {
            refuse("name", "twice", name);
            continue;
        }
        let field = Field {
            name: name.into(),
            ty,
            required: custom.required == Some(true),
            starts_group: false,
            fiscal: false,
            personal: custom.personal == Some(true),
            custom: true,
            doc: custom.description.as_deref().unwrap_or_default().into(),
        };
        if !add(shapes.own(kind), prefix, field) {
            refuse("name", "clash", &custom.name);
        }
    }
    findings
}

/// Puts the field behind the last scalar field, so that TOML's tables stay last. False when it is there already
/// or when there is no such table.
fn add(shape: &mut Shape, prefix: Option<&str>, mut field: Field) -> bool {
    let Some(prefix) = prefix else {
        if shape.position(&field.name).is_some() {
            return false;
        }
        let first_table = shape.fields.iter().position(|f| f.ty.shape().is_some());
        let position = first_table.unwrap_or(shape.fields.len());
        // The firm's fields are a group of their own.
        field.starts_group = position == 0 || !shape.fields[position - 1].custom;
        shape.fields.insert(position, field);
        return true;
    };
    let (head, rest) = match prefix.split_once('.') {
        Some((head, rest)) => (head, Some(rest)),
        None => (prefix, None),
    };
    let Some(outer) = shape.fields.iter_mut().find(|f| &*f.name == head) else { return false };
    let inner = match &mut outer.ty {
        Type::Table(inner) => inner,
        Type::List(item) => match &mut **item {
            Type::Table(inner) => inner,
            _ => return false,
        },
        _ => return false,
    };
    add(Arc::make_mut(inner), rest, field)
}
