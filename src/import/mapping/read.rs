//! How the parts of a mapping file are read: one text or many, a pattern or a table, a rule or a table of fields.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};

use super::{
    Condition, Conditions, Constant, Fields, Filters, Header, Node, Patterns, Rule, Texts, Type, Values, ValuesElse,
};
use crate::import::pattern::{Filter, Pattern, Translation};

/// The keys by which a table is a rule and not a table of fields.
const RULE_KEYS: [&str; 3] = ["column", "text", "constant"];

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Fields;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table of fields")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "when" {
                        fields.when = map.next_value()?;
                    } else {
                        let node = map.next_value()?;
                        fields.insert(&key, node).map_err(A::Error::custom)?;
                    }
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

impl Fields {
    /// Puts a node at a path: `"address.city"` in quotes is the same as `address.city` without.
    fn insert(&mut self, path: &str, node: Node) -> Result<(), String> {
        let Some((first, rest)) = path.split_once('.') else {
            if self.nodes.iter().any(|(key, _)| key == path) {
                return Err(format!("{path} is given twice"));
            }
            self.nodes.push((path.to_owned(), node));
            return Ok(());
        };
        let at = match self.nodes.iter().position(|(key, _)| key == first) {
            Some(at) => at,
            None => {
                self.nodes.push((first.to_owned(), Node::Table(Fields::default())));
                self.nodes.len() - 1
            }
        };
        match &mut self.nodes[at].1 {
            Node::Table(inner) => inner.insert(rest, node),
            _ => Err(format!("{first} is a value and cannot hold {rest}")),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Node;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a pattern such as \"{column}\", a table such as { column = \"…\", type = \"date\" }, or a list of tables")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Node, E> {
                let pattern = Pattern::parse(text).map_err(E::custom)?;
                Ok(Node::Rule(Box::new(Rule { text: Patterns(vec![pattern]), ..Rule::default() })))
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Node, E> {
                let constant = Some(Constant(value.to_string()));
                Ok(Node::Rule(Box::new(Rule { constant, kind: Type::Bool, ..Rule::default() })))
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Node, E> {
                let constant = Some(Constant(value.to_string()));
                Ok(Node::Rule(Box::new(Rule { constant, kind: Type::Number, ..Rule::default() })))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Node::Tables(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Node, A::Error> {
                let table = toml::Table::deserialize(MapAccessDeserializer::new(map))?;
                let message = |fault: toml::de::Error| A::Error::custom(fault.message());
                if RULE_KEYS.iter().any(|key| table.contains_key(*key)) {
                    return Ok(Node::Rule(Box::new(Rule::deserialize(table).map_err(message)?)));
                }
                Ok(Node::Table(Fields::deserialize(table).map_err(message)?))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Reads one text or a list of texts; `what` says what is expected.
fn texts<'de, D: Deserializer<'de>>(deserializer: D, what: &'static str) -> Result<Vec<String>, D::Error> {
    struct OneOrMany(&'static str);
    impl<'de> Visitor<'de> for OneOrMany {
        type Value = Vec<String>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<String>, E> {
            Ok(vec![text.to_owned()])
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<String>, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                items.push(item);
            }
            Ok(items)
        }
    }
    deserializer.deserialize_any(OneOrMany(what))
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        texts(deserializer, "a text or a list of texts").map(Texts)
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Patterns, D::Error> {
        let texts = texts(deserializer, "a pattern such as \"{column}\", or a list of them")?;
        let patterns: Result<_, _> = texts.iter().map(|text| Pattern::parse(text)).collect();
        patterns.map(Patterns).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pattern, D::Error> {
        Pattern::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Filters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Filters, D::Error> {
        Filter::parse_all(&String::deserialize(deserializer)?).map(Filters).map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for ValuesElse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ValuesElse, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "error" => ValuesElse::Error,
            "keep" => ValuesElse::Keep,
            "drop" => ValuesElse::Drop,
            text => ValuesElse::Text(text.to_owned()),
        })
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Values;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("translations such as { Won = \"won\" }, or the name of a [values.NAME]")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Values, E> {
                Ok(Values::Named(name.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Values, A::Error> {
                Translation::deserialize(MapAccessDeserializer::new(map)).map(Values::Here)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for Constant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Constant, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Constant;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, a whole number, or true or false (a number with decimals stands in quotes)")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Constant, E> {
                Ok(Constant(text.to_owned()))
            }
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Constant, E> {
                Ok(Constant(value.to_string()))
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Constant, E> {
                Ok(Constant(value.to_string()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Header, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Header;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false, or the list of the columns' names")
            }
            fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Header, E> {
                Ok(if value { Header::FirstRow } else { Header::None })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Header, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = seq.next_element()? {
                    names.push(name);
                }
                Ok(Header::Names(names))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for Conditions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Conditions, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Conditions;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a condition such as { column = \"…\", is = \"…\" }, or a list of them")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Conditions, A::Error> {
                let condition = Condition::deserialize(MapAccessDeserializer::new(map))?;
                condition.complete().map_err(A::Error::custom)?;
                Ok(Conditions(vec![condition]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Conditions, A::Error> {
                let mut conditions = Vec::new();
                while let Some(condition) = seq.next_element::<Condition>()? {
                    condition.complete().map_err(A::Error::custom)?;
                    conditions.push(condition);
                }
                Ok(Conditions(conditions))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}
