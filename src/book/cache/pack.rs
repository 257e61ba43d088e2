//! Values in as few bytes as they need, to be kept and read again without asking TOML once more.
//!
//! ```text
//! table    fields, present values, then for each: position, value
//! value    tag, content
//! list     length in bytes of what follows, items, then each value
//! table    length in bytes of what follows, then as above
//! ```
//! Numbers are LEB128; signed ones alternate around zero. Lengths let a reader pass over what it does not want. What cannot be
//! unpacked is nothing, never a panic: the bytes come from a disk.

use crate::book::record::{Value, Values};
use crate::book::view::{ListView, TableView, View};
use crate::value::{Date, Decimal};

const TEXT: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const INTEGER: u8 = 3;
/// A scale and a mantissa of 64 bits.
const DECIMAL: u8 = 4;
/// The sixteen bytes of a number that is longer, or that is minus zero.
const LONG_DECIMAL: u8 = 5;
const DATE: u8 = 6;
const LIST: u8 = 7;
const TABLE: u8 = 8;

/// Records are not nested deeper; only a broken file is.
const DEEPEST: u32 = 64;

/// What is kept of a file: its values.
pub fn blob(values: &Values, capacity: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(capacity);
    pack(values, &mut out);
    out
}

/// Appends the values of a table.
pub fn pack(values: &Values, out: &mut Vec<u8>) {
    number(values.len() as u64, out);
    number(values.present().len() as u64, out);
    for (position, value) in values.present() {
        if let Some(value) = value {
            number(position as u64, out);
            pack_value(value, out);
        }
    }
}

fn pack_value(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Text(text) => put_text(text, out),
        Value::Bool(value) => put_bool(*value, out),
        Value::Integer(value) => put_integer(*value, out),
        Value::Decimal(value) => match i64::try_from(value.mantissa()) {
            Ok(mantissa) if mantissa != 0 || value.is_sign_positive() => put_decimal(mantissa, value.scale(), out),
            _ => {
                out.push(LONG_DECIMAL);
                out.extend_from_slice(&value.serialize());
            }
        },
        Value::Date(date) => put_date(*date, out),
        Value::List(items) => {
            let list = begin_list(out);
            number(items.len() as u64, out);
            items.iter().for_each(|item| pack_value(item, out));
            end(list, out);
        }
        Value::Table(values) => {
            let table = begin_table(out);
            pack(values, out);
            end(table, out);
        }
    }
}

pub(in crate::book) fn put_text(text: &str, out: &mut Vec<u8>) {
    out.push(TEXT);
    number(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

pub(in crate::book) fn put_bool(value: bool, out: &mut Vec<u8>) {
    out.push(if value { TRUE } else { FALSE });
}

pub(in crate::book) fn put_integer(value: i64, out: &mut Vec<u8>) {
    out.push(INTEGER);
    number(zigzag(value), out);
}

/// A number of at most 28 decimals.
pub(in crate::book) fn put_decimal(mantissa: i64, scale: u32, out: &mut Vec<u8>) {
    out.extend_from_slice(&[DECIMAL, scale as u8]);
    number(zigzag(mantissa), out);
}

pub(in crate::book) fn put_date(date: Date, out: &mut Vec<u8>) {
    out.push(DATE);
    number(zigzag(date.day_number()), out);
}

/// Begins a list: how many items follow, then each value. To be ended with what is returned.
pub(in crate::book) fn begin_list(out: &mut Vec<u8>) -> usize {
    out.extend_from_slice(&[LIST, 0]);
    out.len()
}

/// Begins a table in a table or a list: what [`pack`] appends follows. To be ended with what is returned.
pub(in crate::book) fn begin_table(out: &mut Vec<u8>) -> usize {
    out.extend_from_slice(&[TABLE, 0]);
    out.len()
}

/// Says how long what was begun has become.
pub(in crate::book) fn end(begun: usize, out: &mut Vec<u8>) {
    set_number((out.len() - begun) as u64, begun - 1, out);
}

/// Puts a number in the place of the one byte at `at`.
pub(in crate::book) fn set_number(value: u64, at: usize, out: &mut Vec<u8>) {
    if value < 0x80 {
        out[at] = value as u8;
    } else {
        // Lists of a few lines, as invoices have them, are longer than 127 bytes and shorter than 16,384.
        let length = (u64::BITS - value.leading_zeros()).div_ceil(7) as usize;
        let (from, end) = (at + 1, out.len());
        out.resize(end + length - 1, 0);
        out.copy_within(from..end, at + length);
        let mut rest = value;
        for byte in &mut out[at..at + length] {
            *byte = rest as u8 | 0x80;
            rest >>= 7;
        }
        out[at + length - 1] &= 0x7f;
    }
}

/// The values that were packed; `None` where the bytes are not such.
pub fn unpack(bytes: &[u8]) -> Option<Values> {
    let mut reader = Reader { bytes };
    let values = reader.table(0)?;
    reader.bytes.is_empty().then_some(values)
}

/// A packed table, read where it lies. What is damaged in it is absent.
#[derive(Debug, Clone, Copy)]
pub struct PackedTable<'a> {
    bytes: &'a [u8],
}

impl<'a> PackedTable<'a> {
    pub fn new(bytes: &'a [u8]) -> PackedTable<'a> {
        PackedTable { bytes }
    }

    /// The value at a field's position.
    pub fn get(self, wanted: usize) -> Option<View<'a>> {
        let mut reader = Reader { bytes: self.bytes };
        reader.number()?;
        for _ in 0..reader.count()? {
            let position = reader.number()?;
            if position >= wanted as u64 {
                return if position == wanted as u64 { reader.view() } else { None };
            }
            reader.pass()?;
        }
        None
    }

    /// The values that are there, by ascending position; those of which the position is not `wanted` are passed over.
    pub fn iter_some(self, wanted: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, View<'a>)> {
        let mut reader = Reader { bytes: self.bytes };
        let mut left = reader.number().and_then(|_| reader.count()).unwrap_or(0);
        std::iter::from_fn(move || {
            while let Some(rest) = left.checked_sub(1) {
                left = rest;
                let position = usize::try_from(reader.number()?).ok()?;
                if wanted(position) {
                    return Some((position, reader.view()?));
                }
                reader.pass()?;
            }
            None
        })
    }

    /// Calls `see` for each value that is there, by ascending position.
    pub fn each(self, mut see: impl FnMut(usize, View<'a>)) {
        self.iter_some(|_| true).for_each(|(position, value)| see(position, value));
    }
}

/// A packed list, read where it lies.
#[derive(Debug, Clone, Copy)]
pub struct PackedList<'a> {
    left: usize,
    bytes: &'a [u8],
}

impl PackedList<'_> {
    /// How many items are still to come.
    pub fn len(self) -> usize {
        self.left
    }

    pub fn is_empty(self) -> bool {
        self.left == 0
    }
}

impl<'a> Iterator for PackedList<'a> {
    type Item = View<'a>;

    fn next(&mut self) -> Option<View<'a>> {
        self.left = self.left.checked_sub(1)?;
        let mut reader = Reader { bytes: self.bytes };
        let value = reader.view();
        self.bytes = reader.bytes;
        value
    }
}

#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    #[inline(always)]
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    #[inline(always)]
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    #[inline(always)]
    pub(super) fn number(&mut self) -> Option<u64> {
        match self.bytes.split_first() {
            // Nearly every one.
            Some((first, rest)) if *first < 0x80 => {
                self.bytes = rest;
                Some(u64::from(*first))
            }
            _ => self.long_number(),
        }
    }

    #[cold]
    fn long_number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A count of things of which each takes a byte at least: nobody is made to reserve more than there is.
    #[inline(always)]
    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.bytes.len())
    }

    fn table(&mut self, depth: u32) -> Option<Values> {
        let fields = usize::try_from(self.number()?).ok()?;
        let present = self.count()?;
        let mut there = Vec::with_capacity(present);
        for _ in 0..present {
            there.push((u16::try_from(self.number()?).ok()?, self.value(depth)?));
        }
        Values::sparse(fields, there)
    }

    fn value(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        Some(match self.view()? {
            View::Text(text) => Value::Text(text.into()),
            View::Bool(value) => Value::Bool(value),
            View::Integer(value) => Value::Integer(value),
            View::Decimal(value) => Value::Decimal(value),
            View::Date(value) => Value::Date(value),
            View::List(ListView::Packed(list)) => {
                let mut reader = Reader { bytes: list.bytes };
                let mut items = Vec::with_capacity(list.left);
                for _ in 0..list.left {
                    items.push(reader.value(depth + 1)?);
                }
                reader.bytes.is_empty().then_some(Value::List(items.into()))?
            }
            View::Table(TableView::Packed(table)) => {
                let mut reader = Reader { bytes: table.bytes };
                let values = reader.table(depth + 1)?;
                reader.bytes.is_empty().then_some(Value::Table(values))?
            }
            // Packed is what is read here.
            View::List(ListView::Values(_)) | View::Table(TableView::Values(_)) => return None,
        })
    }

    /// The next value, lists and tables unread.
    fn view(&mut self) -> Option<View<'a>> {
        Some(match self.byte()? {
            TEXT => {
                let length = self.count()?;
                View::Text(std::str::from_utf8(self.take(length)?).ok()?)
            }
            FALSE => View::Bool(false),
            TRUE => View::Bool(true),
            INTEGER => View::Integer(self.signed()?),
            DECIMAL => {
                let scale = u32::from(self.byte()?);
                View::Decimal(Decimal::try_from_i128_with_scale(self.signed()?.into(), scale).ok()?)
            }
            LONG_DECIMAL => View::Decimal(Decimal::deserialize(self.take(16)?.try_into().ok()?)),
            DATE => View::Date(Date::from_day_number(self.signed()?)?),
            LIST => {
                let length = self.count()?;
                let mut list = Reader { bytes: self.take(length)? };
                View::List(ListView::Packed(PackedList { left: list.count()?, bytes: list.bytes }))
            }
            TABLE => {
                let length = self.count()?;
                View::Table(TableView::Packed(PackedTable { bytes: self.take(length)? }))
            }
            _ => return None,
        })
    }

    /// Passes over a value without looking into it.
    #[inline(always)]
    fn pass(&mut self) -> Option<()> {
        match self.byte()? {
            TEXT | LIST | TABLE => {
                let length = self.count()?;
                self.take(length)?;
            }
            FALSE | TRUE => {}
            INTEGER | DATE => {
                self.number()?;
            }
            DECIMAL => {
                self.byte()?;
                self.number()?;
            }
            LONG_DECIMAL => {
                self.take(16)?;
            }
            _ => return None,
        }
        Some(())
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

pub(in crate::book) fn number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let decimal = (any::<[u8; 12]>(), 0..=28u32, any::<bool>()).prop_map(|(bytes, scale, negative)| {
            let word = |i: usize| u32::from_le_bytes([bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]]);
            Decimal::from_parts(word(0), word(4), word(8), negative, scale)
        });
        let leaf = prop_oneof![
            ".*".prop_map(|text: String| Value::Text(text.into())),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Integer),
            decimal.prop_map(Value::Decimal),
            (-999_999_999i64..999_999_999, 0..=6u32).prop_map(|(n, scale)| Value::Decimal(Decimal::new(n, scale))),
            (1..3_000_000i64).prop_map(|days| Value::Date(Date::from_day_number(days).unwrap())),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(|items| Value::List(items.into())),
                prop::collection::vec(prop::option::of(inner), 0..5).prop_map(|items| Value::Table(items.into())),
            ]
        })
    }

    fn shown(table: TableView<'_>) -> String {
        let mut text = String::new();
        table.each(|position, value| text += &format!("{position} {}\n", one(value)));
        text
    }

    fn one(value: View<'_>) -> String {
        match value {
            View::List(list) => format!("{} {:?}", list.len(), list.iter().map(one).collect::<Vec<_>>()),
            View::Table(table) => shown(table),
            other => format!("{other:?}"),
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(values in prop::collection::vec(prop::option::of(value()), 0..12)) {
            let values: Values = values.into();
            let mut bytes = Vec::new();
            pack(&values, &mut bytes);
            let back = unpack(&bytes).unwrap();
            // Two numbers may be equal and differ in their decimals: what is printed must be the same, too.
            prop_assert_eq!(format!("{back:?}"), format!("{values:?}"));
            // And read where it lies, it says the same.
            let (packed, there) = (TableView::Packed(PackedTable::new(&bytes)), TableView::Values(&values));
            prop_assert_eq!(shown(packed), shown(there));
            for position in 0..values.len() + 1 {
                prop_assert_eq!(packed.get(position).map(one), there.get(position).map(one));
            }
        }

        #[test]
        fn other_bytes_are_nothing_or_something_but_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&bytes);
            shown(TableView::Packed(PackedTable::new(&bytes)));
        }

        #[test]
        fn a_part_is_nothing(text in "[a-z]{1,40}", cut in 1..8usize) {
            let values: Values = [None, Some(Value::Text(text.into()))].into();
            let mut bytes = Vec::new();
            pack(&values, &mut bytes);
            prop_assert_eq!(unpack(&bytes[..bytes.len() - cut.min(bytes.len())]), None);
        }
    }
}
