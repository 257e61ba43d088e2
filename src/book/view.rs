//! Values as they lie, unpacked or kept: whoever needs three fields of a record does not unpack thirty.

use super::cache::pack::{PackedList, PackedTable};
use super::record::{Value, Values};
use crate::value::{Date, Decimal};

/// One value, borrowed.
#[derive(Debug, Clone, Copy)]
pub enum View<'v> {
    Text(&'v str),
    Bool(bool),
    Integer(i64),
    Decimal(Decimal),
    Date(Date),
    List(ListView<'v>),
    Table(TableView<'v>),
}

/// The values of a table, borrowed.
#[derive(Debug, Clone, Copy)]
pub enum TableView<'v> {
    Values(&'v Values),
    Packed(PackedTable<'v>),
}

/// A list of values, borrowed.
#[derive(Debug, Clone, Copy)]
pub enum ListView<'v> {
    Values(&'v [Value]),
    Packed(PackedList<'v>),
}

impl<'v> View<'v> {
    /// Whether both are the same, where they are neither lists nor tables.
    pub fn is_plainly(self, other: View<'_>) -> bool {
        match (self, other) {
            (View::Text(one), View::Text(other)) => one == other,
            (View::Bool(one), View::Bool(other)) => one == other,
            (View::Integer(one), View::Integer(other)) => one == other,
            (View::Decimal(one), View::Decimal(other)) => one == other,
            (View::Date(one), View::Date(other)) => one == other,
            _ => false,
        }
    }

    pub fn as_text(self) -> Option<&'v str> {
        match self {
            View::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_decimal(self) -> Option<Decimal> {
        match self {
            View::Decimal(decimal) => Some(decimal),
            View::Integer(integer) => Some(Decimal::from(integer)),
            _ => None,
        }
    }

    pub fn as_date(self) -> Option<Date> {
        match self {
            View::Date(date) => Some(date),
            _ => None,
        }
    }

    pub fn as_bool(self) -> Option<bool> {
        match self {
            View::Bool(value) => Some(value),
            _ => None,
        }
    }

    pub fn as_table(self) -> Option<TableView<'v>> {
        match self {
            View::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub fn items(self) -> impl Iterator<Item = View<'v>> {
        let list = match self {
            View::List(list) => list,
            _ => ListView::Values(&[]),
        };
        list.iter()
    }
}

impl<'v> From<&'v Value> for View<'v> {
    fn from(value: &'v Value) -> View<'v> {
        match value {
            Value::Text(text) => View::Text(text),
            Value::Bool(value) => View::Bool(*value),
            Value::Integer(value) => View::Integer(*value),
            Value::Decimal(value) => View::Decimal(*value),
            Value::Date(value) => View::Date(*value),
            Value::List(items) => View::List(ListView::Values(items)),
            Value::Table(values) => View::Table(TableView::Values(values)),
        }
    }
}

impl<'v> TableView<'v> {
    /// The value at a field's position; `None` where it is absent.
    pub fn get(self, position: usize) -> Option<View<'v>> {
        match self {
            TableView::Values(values) => values.get(position)?.as_ref().map(View::from),
            TableView::Packed(table) => table.get(position),
        }
    }

    /// The values that are there, by ascending position; those of which the position is not `wanted` are passed over.
    pub fn iter_some(self, wanted: impl Fn(usize) -> bool + Copy) -> impl Iterator<Item = (usize, View<'v>)> {
        let (values, packed) = match self {
            TableView::Values(values) => (Some(values.present()), None),
            TableView::Packed(table) => (None, Some(table.iter_some(wanted))),
        };
        let there = values.into_iter().flatten().filter(move |(at, _)| wanted(*at));
        let there = there.filter_map(|(at, value)| Some((at, View::from(value.as_ref()?))));
        there.chain(packed.into_iter().flatten())
    }

    /// Calls `see` for each value that is there, by ascending position.
    pub fn each(self, see: impl FnMut(usize, View<'v>)) {
        self.each_some(|_| true, see);
    }

    /// The same for the values of which the position is `wanted`: the others are passed over.
    pub fn each_some(self, wanted: impl Fn(usize) -> bool, mut see: impl FnMut(usize, View<'v>)) {
        match self {
            TableView::Values(values) => {
                for (position, value) in values.present() {
                    if let Some(value) = value.as_ref().filter(|_| wanted(position)) {
                        see(position, value.into());
                    }
                }
            }
            TableView::Packed(table) => table.iter_some(wanted).for_each(|(position, value)| see(position, value)),
        }
    }
}

impl<'v> From<&'v Values> for TableView<'v> {
    fn from(values: &'v Values) -> TableView<'v> {
        TableView::Values(values)
    }
}

impl<'v> ListView<'v> {
    pub fn iter(self) -> impl Iterator<Item = View<'v>> {
        let (mut values, mut packed) = match self {
            ListView::Values(items) => (items.iter(), None),
            ListView::Packed(list) => ([].iter(), Some(list)),
        };
        std::iter::from_fn(move || match &mut packed {
            Some(list) => list.next(),
            None => values.next().map(View::from),
        })
    }

    /// How many items there are.
    pub fn len(self) -> usize {
        match self {
            ListView::Values(items) => items.len(),
            ListView::Packed(list) => list.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}
