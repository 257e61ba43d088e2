//! Records: values by the position of their field.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::cache::Kept;
use crate::finding::{KeyPath, Step};
use crate::model::{KindId, Shape, Type};
use crate::value::{Date, Decimal, decimal};

/// A value that was read and found right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text, and everything that stands in a file as a text: references, identifiers, codes.
    Text(Box<str>),
    Bool(bool),
    Integer(i64),
    /// Amounts, prices, quantities, percentages: exact, with the decimals that were written.
    Decimal(#[serde(with = "decimal::bytes")] Decimal),
    Date(Date),
    List(Box<[Value]>),
    Table(Values),
}

/// The values of a table, by the position of their field in its [`Shape`].
pub type Values = Box<[Option<Value>]>;

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub kind: KindId,
    /// The file's stem.
    pub id: Box<str>,
    /// The number of its file: see [`super::Book::source_number`].
    pub source: u32,
    /// Nothing of the file was lost in reading: only sound records enter lists and figures.
    pub sound: bool,
    pub values: RecordValues,
}

/// The values of a record. Kept ones are unpacked when they are first looked at.
#[derive(Clone)]
pub struct RecordValues {
    there: OnceLock<Values>,
    kept: Option<(Arc<Kept>, u32)>,
}

impl RecordValues {
    /// Those of a file that was read before, by its number.
    pub(super) fn kept(kept: Arc<Kept>, file: u32) -> RecordValues {
        RecordValues { there: OnceLock::new(), kept: Some((kept, file)) }
    }
}

impl Deref for RecordValues {
    type Target = Values;

    fn deref(&self) -> &Values {
        self.there.get_or_init(|| self.kept.as_ref().map_or_else(Values::default, |(kept, file)| kept.values(*file)))
    }
}

impl From<Values> for RecordValues {
    fn from(values: Values) -> RecordValues {
        RecordValues { there: OnceLock::from(values), kept: None }
    }
}

impl PartialEq for RecordValues {
    fn eq(&self, other: &RecordValues) -> bool {
        **self == **other
    }
}

impl std::fmt::Debug for RecordValues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl Value {
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Value::Decimal(decimal) => Some(*decimal),
            Value::Integer(integer) => Some(Decimal::from(*integer)),
            _ => None,
        }
    }

    pub fn as_date(&self) -> Option<Date> {
        match self {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub fn as_list(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn as_table(&self) -> Option<&Values> {
        match self {
            Value::Table(values) => Some(values),
            _ => None,
        }
    }
}

impl Record {
    /// The value of a field by its name; `None` when it is absent or the kind has no such field.
    pub fn get(&self, shape: &Shape, name: &str) -> Option<&Value> {
        self.values.get(shape.position(name)?)?.as_ref()
    }

    pub fn text(&self, shape: &Shape, name: &str) -> Option<&str> {
        self.get(shape, name)?.as_text()
    }

    pub fn date(&self, shape: &Shape, name: &str) -> Option<Date> {
        self.get(shape, name)?.as_date()
    }

    pub fn decimal(&self, shape: &Shape, name: &str) -> Option<Decimal> {
        self.get(shape, name)?.as_decimal()
    }
}

/// Where a visit stands, borrowed: turned into a [`KeyPath`] only when somebody wants to say it.
#[derive(Debug, Clone, Default)]
pub struct Trail<'a>(Vec<TrailStep<'a>>);

#[derive(Debug, Clone, Copy)]
enum TrailStep<'a> {
    Key(&'a str),
    Index(usize),
}

impl Trail<'_> {
    pub fn to_path(&self) -> KeyPath {
        let step = |step: &TrailStep<'_>| match step {
            TrailStep::Key(key) => Step::Key((*key).into()),
            TrailStep::Index(index) => Step::Index(*index),
        };
        KeyPath(self.0.iter().map(step).collect())
    }

    /// The key of the top-level field.
    pub fn top(&self) -> &str {
        match self.0.first() {
            Some(TrailStep::Key(key)) => key,
            _ => "",
        }
    }

    /// The innermost key.
    pub fn last_key(&self) -> &str {
        self.0
            .iter()
            .rev()
            .find_map(|step| match step {
                TrailStep::Key(key) => Some(*key),
                TrailStep::Index(_) => None,
            })
            .unwrap_or_default()
    }
}

/// Calls `see` for every value, nested ones included, with its type and where it stands.
pub fn visit<'a>(shape: &'a Shape, values: &'a Values, mut see: impl FnMut(&Trail<'a>, &'a Type, &'a Value)) {
    visit_table(shape, values, &mut Trail::default(), &|_| true, &mut see);
}

/// The same for the values of some types only.
pub fn visit_some<'a>(
    shape: &'a Shape,
    values: &'a Values,
    wanted: impl Fn(&Type) -> bool,
    mut see: impl FnMut(&Trail<'a>, &'a Type, &'a Value),
) {
    visit_table(shape, values, &mut Trail::default(), &wanted, &mut see);
}

fn visit_table<'a, W: Fn(&Type) -> bool, S: FnMut(&Trail<'a>, &'a Type, &'a Value)>(
    shape: &'a Shape,
    values: &'a Values,
    trail: &mut Trail<'a>,
    wanted: &W,
    see: &mut S,
) {
    for (field, value) in shape.fields.iter().zip(values) {
        if let Some(value) = value
            && (wanted(&field.ty) || matches!(value, Value::List(_) | Value::Table(_)))
        {
            trail.0.push(TrailStep::Key(&field.name));
            visit_any(&field.ty, value, trail, wanted, see);
            trail.0.pop();
        }
    }
}

fn visit_any<'a, W: Fn(&Type) -> bool, S: FnMut(&Trail<'a>, &'a Type, &'a Value)>(
    ty: &'a Type,
    value: &'a Value,
    trail: &mut Trail<'a>,
    wanted: &W,
    see: &mut S,
) {
    if wanted(ty) {
        see(trail, ty, value);
    }
    match (ty, value) {
        (Type::Table(shape), Value::Table(values)) => visit_table(shape, values, trail, wanted, see),
        (Type::List(item), Value::List(items)) => {
            for (i, value) in items.iter().enumerate() {
                trail.0.push(TrailStep::Index(i));
                visit_any(item, value, trail, wanted, see);
                trail.0.pop();
            }
        }
        _ => {}
    }
}
