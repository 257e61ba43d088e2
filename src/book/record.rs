//! Records: values by the position of their field.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::cache::{Kept, PackedTable, Row, pack};
use super::view::{TableView, View};
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

/// The values of a table, by the position of their field in its [`Shape`]. It looks like a slice with a place for every field;
/// only those that are there take room: most fields of most records are absent.
#[derive(Clone, Default, PartialEq)]
pub struct Values {
    /// By position, none of them absent.
    there: Box<[(u16, Option<Value>)]>,
    /// How many fields the table has.
    fields: u16,
}

/// What stands at the position of an absent field.
static ABSENT: Option<Value> = None;

impl Values {
    /// Those of a table of so many fields: positions that ascend, and their values. `None` where they do not, or where there
    /// are more fields than 65,535.
    pub fn sparse(fields: usize, there: Vec<(u16, Value)>) -> Option<Values> {
        let ascend = there.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let within = there.last().is_none_or(|(last, _)| usize::from(*last) < fields);
        let fields = u16::try_from(fields).ok().filter(|_| ascend && within)?;
        Some(Values { there: there.into_iter().map(|(at, value)| (at, Some(value))).collect(), fields })
    }

    /// How many fields there are, absent ones included.
    pub fn len(&self) -> usize {
        self.fields.into()
    }

    pub fn is_empty(&self) -> bool {
        self.fields == 0
    }

    /// The value at a position; `None` beyond the last field.
    pub fn get(&self, position: usize) -> Option<&Option<Value>> {
        if position >= self.len() {
            return None;
        }
        // A handful: looking at them in turn is faster than halving.
        Some(self.there.iter().find(|(at, _)| usize::from(*at) == position).map_or(&ABSENT, |(_, value)| value))
    }

    /// Every field's, absent ones included.
    pub fn iter(&self) -> ValuesIter<'_> {
        ValuesIter { there: &self.there, positions: 0..self.fields }
    }

    /// Those that are there, with their positions.
    pub fn present(&self) -> impl ExactSizeIterator<Item = (usize, &Option<Value>)> {
        self.there.iter().map(|(at, value)| (usize::from(*at), value))
    }
}

/// The values of every field of a table.
#[derive(Clone)]
pub struct ValuesIter<'v> {
    /// What is still to come.
    there: &'v [(u16, Option<Value>)],
    positions: std::ops::Range<u16>,
}

impl<'v> Iterator for ValuesIter<'v> {
    type Item = &'v Option<Value>;

    fn next(&mut self) -> Option<&'v Option<Value>> {
        let position = self.positions.next()?;
        match self.there.split_first() {
            Some(((at, value), rest)) if *at == position => {
                self.there = rest;
                Some(value)
            }
            _ => Some(&ABSENT),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.positions.size_hint()
    }
}

impl ExactSizeIterator for ValuesIter<'_> {}

impl<'v> IntoIterator for &'v Values {
    type Item = &'v Option<Value>;
    type IntoIter = ValuesIter<'v>;

    fn into_iter(self) -> ValuesIter<'v> {
        self.iter()
    }
}

impl FromIterator<Option<Value>> for Values {
    fn from_iter<I: IntoIterator<Item = Option<Value>>>(values: I) -> Values {
        values.into_iter().collect::<Vec<_>>().into()
    }
}

impl std::ops::Index<usize> for Values {
    type Output = Option<Value>;

    /// # Panics
    /// Beyond the last field, as slices do.
    fn index(&self, position: usize) -> &Option<Value> {
        match self.get(position) {
            Some(value) => value,
            None => panic!("field {position} of {}", self.fields),
        }
    }
}

impl From<Vec<Option<Value>>> for Values {
    /// What stands beyond field 65,535 is left out; no kind has so many.
    fn from(values: Vec<Option<Value>>) -> Values {
        let fields = u16::try_from(values.len()).unwrap_or(u16::MAX);
        let mut there = Vec::with_capacity(values.iter().flatten().count());
        there.extend((0..fields).zip(values).filter(|(_, value)| value.is_some()));
        Values { there: there.into(), fields }
    }
}

impl<const N: usize> From<[Option<Value>; N]> for Values {
    fn from(values: [Option<Value>; N]) -> Values {
        Vec::from(values).into()
    }
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Like a list with a place for every field.
impl Serialize for Values {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        Vec::deserialize(deserializer).map(Values::from)
    }
}

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

/// The values of a record. Packed ones are unpacked when they are first looked at.
#[derive(Clone)]
pub struct RecordValues {
    there: OnceLock<Box<Values>>,
    packed: Packed,
}

/// Where the packed values of a record are.
#[derive(Clone)]
enum Packed {
    Nowhere,
    /// Beside those of other files that were read.
    Blob(Bytes),
    /// They were read before: by the number of their file.
    Kept(Arc<Shelf>, u32),
}

/// Kept values, held for many records: each thread that makes records has its own, or they would all count at the same place.
pub(super) struct Shelf(pub(super) Arc<Kept>);

impl RecordValues {
    /// Those of a file that was read before, by its number.
    pub(super) fn kept(kept: Arc<Shelf>, file: u32) -> RecordValues {
        RecordValues { there: OnceLock::new(), packed: Packed::Kept(kept, file) }
    }

    /// Those of a file that was just read, as [`pack::blob`] makes them.
    pub(super) fn from_blob(blob: Bytes) -> RecordValues {
        RecordValues { there: OnceLock::new(), packed: Packed::Blob(blob) }
    }

    /// None yet.
    pub(super) fn nowhere() -> RecordValues {
        RecordValues { there: OnceLock::new(), packed: Packed::Nowhere }
    }

    /// The values as they lie: nothing is unpacked for it.
    pub fn view(&self) -> TableView<'_> {
        let packed = || match &self.packed {
            Packed::Nowhere => None,
            Packed::Blob(blob) => Some(PackedTable::new(blob)),
            Packed::Kept(kept, file) => kept.0.table(*file),
        };
        match self.there.get().is_none().then(packed).flatten() {
            Some(table) => TableView::Packed(table),
            None => TableView::Values(self),
        }
    }

    /// What they are packed in, if it lies beside that of other files that were read.
    pub(super) fn blob(&self) -> Option<&Bytes> {
        match &self.packed {
            Packed::Blob(blob) => Some(blob),
            _ => None,
        }
    }

    /// Where they are kept, as long as nobody asked for them unpacked.
    pub(super) fn kept_at(&self) -> Option<(&Kept, u32)> {
        match &self.packed {
            Packed::Kept(kept, file) if self.there.get().is_none() => Some((&kept.0, *file)),
            _ => None,
        }
    }

    /// What was computed of the record when it was kept, if it was.
    pub fn computed(&self) -> Option<Row<'_>> {
        let Packed::Kept(kept, file) = &self.packed else { return None };
        kept.0.rows()?.row(*file)
    }
}

impl Deref for RecordValues {
    type Target = Values;

    fn deref(&self) -> &Values {
        self.there.get_or_init(|| {
            Box::new(match &self.packed {
                Packed::Nowhere => Values::default(),
                Packed::Blob(blob) => pack::unpack(blob).unwrap_or_default(),
                Packed::Kept(kept, file) => kept.0.values(*file),
            })
        })
    }
}

impl From<Values> for RecordValues {
    fn from(values: Values) -> RecordValues {
        RecordValues { there: OnceLock::from(Box::new(values)), packed: Packed::Nowhere }
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
    /// The same record in another book, by the number of its file there.
    pub(super) fn again(&self, source: u32) -> Record {
        let values = self.values.blob().map(|blob| RecordValues::from_blob(blob.clone()));
        let values = values.unwrap_or_else(|| self.values.clone());
        Record { kind: self.kind, id: self.id.clone(), source, sound: self.sound, values }
    }

    /// The value of a field by its name; `None` when it is absent or the kind has no such field.
    pub fn get(&self, shape: &Shape, name: &str) -> Option<&Value> {
        self.values.get(shape.position(name)?)?.as_ref()
    }

    /// The same, borrowed as it lies.
    pub fn view(&self, shape: &Shape, name: &str) -> Option<View<'_>> {
        self.values.view().get(shape.position(name)?)
    }

    pub fn text(&self, shape: &Shape, name: &str) -> Option<&str> {
        self.view(shape, name)?.as_text()
    }

    pub fn date(&self, shape: &Shape, name: &str) -> Option<Date> {
        self.view(shape, name)?.as_date()
    }

    pub fn decimal(&self, shape: &Shape, name: &str) -> Option<Decimal> {
        self.view(shape, name)?.as_decimal()
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

/// Calls `see` for every value, nested ones included, with its type and where it stands. Nothing is unpacked for it.
pub fn visit<'a>(shape: &'a Shape, values: TableView<'a>, mut see: impl FnMut(&Trail<'a>, &'a Type, View<'a>)) {
    visit_table(shape, values, &mut Trail::default(), &|_| true, &mut see);
}

/// The same for the values of some types only.
pub fn visit_some<'a>(
    shape: &'a Shape,
    values: TableView<'a>,
    wanted: impl Fn(&Type) -> bool,
    mut see: impl FnMut(&Trail<'a>, &'a Type, View<'a>),
) {
    visit_table(shape, values, &mut Trail::default(), &wanted, &mut see);
}

fn visit_table<'a, W: Fn(&Type) -> bool, S: FnMut(&Trail<'a>, &'a Type, View<'a>)>(
    shape: &'a Shape,
    values: TableView<'a>,
    trail: &mut Trail<'a>,
    wanted: &W,
    see: &mut S,
) {
    let wants = |ty: &Type| wanted(ty) || matches!(ty, Type::List(_) | Type::Table(_));
    let wants_at = |at: usize| shape.fields.get(at).is_some_and(|field| wants(&field.ty));
    values.each_some(wants_at, |at, value| {
        if let Some(field) = shape.fields.get(at) {
            trail.0.push(TrailStep::Key(&field.name));
            visit_any(&field.ty, value, trail, wanted, see);
            trail.0.pop();
        }
    });
}

fn visit_any<'a, W: Fn(&Type) -> bool, S: FnMut(&Trail<'a>, &'a Type, View<'a>)>(
    ty: &'a Type,
    value: View<'a>,
    trail: &mut Trail<'a>,
    wanted: &W,
    see: &mut S,
) {
    if wanted(ty) {
        see(trail, ty, value);
    }
    match (ty, value) {
        (Type::Table(shape), View::Table(values)) => visit_table(shape, values, trail, wanted, see),
        (Type::List(item), View::List(items)) => {
            for (i, value) in items.iter().enumerate() {
                trail.0.push(TrailStep::Index(i));
                visit_any(item, value, trail, wanted, see);
                trail.0.pop();
            }
        }
        _ => {}
    }
}
