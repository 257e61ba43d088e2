//! The typed struct of a record, built from its values (never from TOML, which would pass through binary floats).

use serde::de::value::Error;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::view::{TableView, View};
use crate::model::{Field, Shape, Type};

/// Builds `T` from a record's values. A record that a clean walk gave always builds; a test holds that.
pub fn build<'v, T: DeserializeOwned>(shape: &Shape, values: impl Into<TableView<'v>>) -> Result<T, Error> {
    T::deserialize(Fields { shape, values: values.into() })
}

#[derive(Clone, Copy)]
struct Fields<'a> {
    shape: &'a Shape,
    values: TableView<'a>,
}

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let fields = &self.shape.fields;
        // Custom fields are not part of any struct.
        let own = |at: usize| fields.get(at).is_some_and(|field| !field.custom);
        let present = self.values.iter_some(own).filter_map(|(at, value)| Some((fields.get(at)?, value)));
        visitor.visit_map(Entries { present, value: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Entries<'a, I> {
    present: I,
    value: Option<One<'a>>,
}

impl<'de, 'a, I: Iterator<Item = (&'a Field, View<'a>)>> MapAccess<'de> for Entries<'a, I> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((field, value)) = self.present.next() else { return Ok(None) };
        self.value = Some(One { ty: &field.ty, value });
        seed.deserialize(serde::de::value::StrDeserializer::new(&field.name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(Error::custom("a value was asked for before its key")),
        }
    }
}

#[derive(Clone, Copy)]
struct One<'a> {
    ty: &'a Type,
    value: View<'a>,
}

impl<'de> Deserializer<'de> for One<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.value, self.ty) {
            (View::Text(text), _) => visitor.visit_str(text),
            (View::Bool(value), _) => visitor.visit_bool(value),
            (View::Integer(value), _) => visitor.visit_i64(value),
            (View::Decimal(value), _) => visitor.visit_string(value.to_string()),
            (View::Date(value), _) => visitor.visit_string(value.to_string()),
            (View::List(items), Type::List(item)) => visitor.visit_seq(Items { item, items: items.iter() }),
            (View::Table(values), Type::Table(shape)) => Fields { shape, values }.deserialize_any(visitor),
            _ => Err(Error::custom("a value that is not of its field's type")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// Numbers are handed over as they are, not by way of their text.
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            View::Decimal(value) => visitor.visit_bytes(&value.serialize()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.value.as_text().unwrap_or_default();
        visitor.visit_enum(serde::de::value::StrDeserializer::new(text))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a, I> {
    item: &'a Type,
    items: I,
}

impl<'de, 'a, I: Iterator<Item = View<'a>>> SeqAccess<'de> for Items<'a, I> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(value) = self.items.next() else { return Ok(None) };
        seed.deserialize(One { ty: self.item, value }).map(Some)
    }
}
