//! The typed struct of a record, built from its values (never from TOML, which would pass through binary floats).

use serde::de::value::Error;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::record::{Value, Values};
use crate::model::{Shape, Type};

/// Builds `T` from a record's values. A record that a clean walk gave always builds; a test holds that.
pub fn build<T: DeserializeOwned>(shape: &Shape, values: &Values) -> Result<T, Error> {
    T::deserialize(Fields { shape, values })
}

#[derive(Clone, Copy)]
struct Fields<'a> {
    shape: &'a Shape,
    values: &'a Values,
}

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Entries { fields: self, next: 0 })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Entries<'a> {
    fields: Fields<'a>,
    next: usize,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        // Custom fields are not part of any struct.
        while let Some(value) = self.fields.values.get(self.next) {
            let field = &self.fields.shape.fields[self.next];
            if value.is_some() && !field.custom {
                return seed.deserialize(serde::de::value::StrDeserializer::new(&field.name)).map(Some);
            }
            self.next += 1;
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let position = self.next;
        self.next += 1;
        match self.fields.values.get(position) {
            Some(Some(value)) => seed.deserialize(One { ty: &self.fields.shape.fields[position].ty, value }),
            _ => Err(Error::custom("a value was asked for before its key")),
        }
    }
}

#[derive(Clone, Copy)]
struct One<'a> {
    ty: &'a Type,
    value: &'a Value,
}

impl<'de> Deserializer<'de> for One<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.value, self.ty) {
            (Value::Text(text), _) => visitor.visit_str(text),
            (Value::Bool(value), _) => visitor.visit_bool(*value),
            (Value::Integer(value), _) => visitor.visit_i64(*value),
            (Value::Decimal(value), _) => visitor.visit_string(value.to_string()),
            (Value::Date(value), _) => visitor.visit_string(value.to_string()),
            (Value::List(items), Type::List(item)) => visitor.visit_seq(Items { item, items }),
            (Value::Table(values), Type::Table(shape)) => Fields { shape, values }.deserialize_any(visitor),
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
            Value::Decimal(value) => visitor.visit_bytes(&value.serialize()),
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

struct Items<'a> {
    item: &'a Type,
    items: &'a [Value],
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((value, rest)) = self.items.split_first() else { return Ok(None) };
        self.items = rest;
        seed.deserialize(One { ty: self.item, value }).map(Some)
    }
}
