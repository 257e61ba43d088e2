//! A kind's schema, compiled once: ordered fields, types, what is required and what they refer to.
//!
//! Structs, options, lists, unit enums and newtypes only; anything else is refused by [`Shape::compile`], and a test
//! compiles every kind. Custom fields of `carnet.toml` are appended: from there on nothing distinguishes them.

use std::sync::Arc;

use schemars::Schema;
use serde_json::{Map, Value as Json};

use crate::value::identifier::IdentifierKind;

/// The fields of a record or of a table inside it, in canonical order.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// `customer`, `lines`: what the table is called in messages.
    pub name: Box<str>,
    pub doc: Box<str>,
    pub fields: Vec<Field>,
}

/// One field.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: Box<str>,
    pub ty: Type,
    pub required: bool,
    /// A blank line stands before it in canonical form.
    pub starts_group: bool,
    /// Part of what the law calls the document: frozen at issue.
    pub fiscal: bool,
    /// Personal data in the sense of the GDPR.
    pub personal: bool,
    /// Declared in `carnet.toml`, not by carnet.
    pub custom: bool,
    /// What it is, in a sentence (the struct's doc comment, or the firm's).
    pub doc: Box<str>,
}

/// What a field may hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    Text,
    /// Text below the front matter of a note.
    Body,
    Bool,
    Integer,
    /// Money in the record's currency.
    Amount,
    UnitPrice,
    Quantity,
    Percent,
    Date,
    Choice(Arc<[Box<str>]>),
    /// A record of this kind, by bare id.
    Ref(Box<str>),
    /// A record of any kind, `kind/id`.
    AnyRef,
    Currency,
    Terms,
    /// A saved query over the records of this kind.
    Query(Box<str>),
    Identifier(IdentifierKind),
    /// A code that the firm defines in `carnet.toml`.
    FirmCode(FirmList),
    List(Box<Type>),
    Table(Arc<Shape>),
}

/// The lists of `carnet.toml` that fields name entries of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirmList {
    Tax,
    Pipeline,
    /// A stage of the record's pipeline.
    Stage,
    Series,
}

impl PartialEq for Shape {
    fn eq(&self, other: &Shape) -> bool {
        self.name == other.name && self.fields.iter().map(|f| &f.name).eq(other.fields.iter().map(|f| &f.name))
    }
}

impl Type {
    /// Numbers that may have decimals.
    pub fn is_decimal(&self) -> bool {
        matches!(self, Type::Amount | Type::UnitPrice | Type::Quantity | Type::Percent)
    }

    /// Values that stand in a file as a quoted text.
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            Type::Text
                | Type::Body
                | Type::Choice(_)
                | Type::Ref(_)
                | Type::AnyRef
                | Type::Currency
                | Type::Terms
                | Type::Query(_)
                | Type::Identifier(_)
                | Type::FirmCode(_)
        )
    }

    /// The catalogue key of the type's name in words.
    pub fn name_key(&self) -> &'static str {
        match self {
            Type::Text | Type::Body => "type-text",
            Type::Bool => "type-bool",
            Type::Integer => "type-integer",
            Type::Amount => "type-amount",
            Type::UnitPrice => "type-unit-price",
            Type::Quantity => "type-quantity",
            Type::Percent => "type-percent",
            Type::Date => "type-date",
            Type::Choice(_) => "type-choice",
            Type::Ref(_) | Type::AnyRef => "type-reference",
            Type::Currency => "type-currency",
            Type::Terms => "type-terms",
            Type::Query(_) => "type-query",
            Type::Identifier(_) => "type-identifier",
            Type::FirmCode(_) => "type-code",
            Type::List(_) => "type-list",
            Type::Table(_) => "type-table",
        }
    }

    /// The item type of a list, or the type itself.
    pub fn item(&self) -> &Type {
        match self {
            Type::List(item) => item,
            other => other,
        }
    }

    /// The shape of a table or of the tables in a list.
    pub fn shape(&self) -> Option<&Arc<Shape>> {
        match self.item() {
            Type::Table(shape) => Some(shape),
            _ => None,
        }
    }
}

/// A schema that a Shape cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAShape {
    /// Where in the schema, dotted.
    pub path: String,
    pub reason: &'static str,
}

impl Shape {
    /// Compiles the schema of a struct.
    pub fn compile(name: &str, schema: &Schema) -> Result<Shape, NotAShape> {
        let object = schema.as_object().ok_or_else(|| NotAShape { path: name.into(), reason: "not an object" })?;
        compile_table(name, object)
    }

    /// The position of a field.
    pub fn position(&self, name: &str) -> Option<usize> {
        // One letter tells nearly all names apart.
        let first = name.as_bytes().first();
        self.fields.iter().position(|field| field.name.as_bytes().first() == first && *field.name == *name)
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| &*field.name == name)
    }

    /// The known name that is nearest to a mistyped one, if any is near.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.fields.iter().map(|field| &*field.name))
    }
}

/// The word that is most like `word`, if one is close enough that a slip of the finger explains the difference.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let length = folded.chars().count();
    let most = |candidate: &str| 1 + candidate.len().min(word.len()) / 4;
    known
        .into_iter()
        .map(|candidate| (candidate, candidate.to_lowercase()))
        // Words of very different lengths are never near; the word may be a megabyte long.
        .filter(|(candidate, lower)| lower.chars().count().abs_diff(length) <= most(candidate))
        .map(|(candidate, lower)| (strsim::damerau_levenshtein(&folded, &lower), candidate))
        .filter(|(distance, candidate)| *distance <= most(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn text_of<'a>(object: &'a Map<String, Json>, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Json::as_str)
}

fn flag(object: &Map<String, Json>, key: &str) -> bool {
    object.get(key).and_then(Json::as_bool).unwrap_or(false)
}

fn compile_table(path: &str, object: &Map<String, Json>) -> Result<Shape, NotAShape> {
    let refuse = |reason| NotAShape { path: path.into(), reason };
    let required: Vec<&str> =
        object.get("required").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
    let properties = match object.get("properties") {
        Some(Json::Object(properties)) => properties,
        _ => return Err(refuse("a table without named fields")),
    };
    let fields = properties
        .iter()
        .map(|(name, schema)| {
            let path = format!("{path}.{name}");
            let schema =
                schema.as_object().ok_or_else(|| NotAShape { path: path.clone(), reason: "a field of any type" })?;
            Ok(Field {
                name: name.as_str().into(),
                ty: compile_type(&path, schema)?,
                required: required.contains(&name.as_str()),
                starts_group: flag(schema, "x-group"),
                fiscal: flag(schema, "x-fiscal"),
                personal: flag(schema, "x-personal"),
                custom: false,
                doc: text_of(schema, "description").unwrap_or_default().into(),
            })
        })
        .collect::<Result<_, NotAShape>>()?;
    let name = path.rsplit('.').next().unwrap_or(path);
    Ok(Shape { name: name.into(), doc: text_of(object, "description").unwrap_or_default().into(), fields })
}

fn compile_type(path: &str, schema: &Map<String, Json>) -> Result<Type, NotAShape> {
    let refuse = |reason| NotAShape { path: path.into(), reason };
    // Option<Table> and Option<Enum> come as a choice between it and null.
    if let Some(Json::Array(choices)) = schema.get("anyOf") {
        let mut real = choices.iter().filter(|c| c.get("type").and_then(Json::as_str) != Some("null"));
        return match (real.next().and_then(Json::as_object), real.next()) {
            (Some(only), None) => compile_type(path, only),
            _ => Err(refuse("an untagged enum")),
        };
    }
    if let Some(Json::Array(variants)) = schema.get("oneOf") {
        let words: Option<Vec<Box<str>>> =
            variants.iter().map(|v| v.get("const").and_then(Json::as_str).map(Box::from)).collect();
        return words.map(|w| Type::Choice(w.into())).ok_or_else(|| refuse("an enum whose variants carry data"));
    }
    if let Some(Json::Array(words)) = schema.get("enum") {
        return Ok(Type::Choice(words.iter().filter_map(Json::as_str).map(Box::from).collect()));
    }
    if let Some(x_type) = text_of(schema, "x-type") {
        let target = text_of(schema, "x-target");
        return named_type(x_type, target).ok_or_else(|| refuse("an x-type that nobody knows"));
    }
    let json_type = match schema.get("type") {
        Some(Json::String(one)) => one.as_str(),
        Some(Json::Array(several)) => {
            several.iter().filter_map(Json::as_str).find(|t| *t != "null").ok_or_else(|| refuse("only null"))?
        }
        _ => return Err(refuse("no type")),
    };
    match json_type {
        "string" => Ok(Type::Text),
        "boolean" => Ok(Type::Bool),
        "array" => {
            let items = schema.get("items").and_then(Json::as_object).ok_or_else(|| refuse("a list of anything"))?;
            Ok(Type::List(Box::new(compile_type(path, items)?)))
        }
        "object" => Ok(Type::Table(Arc::new(compile_table(path, schema)?))),
        _ => Err(refuse("a bare number: say amount, quantity, percent or integer")),
    }
}

/// The type that a word means: the `x-type` of a schema, or the `type` of a custom field.
pub fn named_type(word: &str, target: Option<&str>) -> Option<Type> {
    use IdentifierKind as I;
    Some(match word {
        "text" => Type::Text,
        "body" => Type::Body,
        "bool" => Type::Bool,
        "integer" => Type::Integer,
        "amount" => Type::Amount,
        "unit-price" => Type::UnitPrice,
        "quantity" => Type::Quantity,
        "percent" => Type::Percent,
        "date" => Type::Date,
        "ref" => Type::Ref(target?.into()),
        "any-ref" => Type::AnyRef,
        "currency" => Type::Currency,
        "terms" => Type::Terms,
        "query" => Type::Query(target.unwrap_or("customer").into()),
        "tax-code" => Type::FirmCode(FirmList::Tax),
        "pipeline-code" => Type::FirmCode(FirmList::Pipeline),
        "stage-code" => Type::FirmCode(FirmList::Stage),
        "series-code" => Type::FirmCode(FirmList::Series),
        "email" => Type::Identifier(I::Email),
        "phone" => Type::Identifier(I::Phone),
        "url" => Type::Identifier(I::Url),
        "country" => Type::Identifier(I::Country),
        "language" => Type::Identifier(I::Language),
        "time-zone" => Type::Identifier(I::TimeZone),
        "vat-id" => Type::Identifier(I::VatId),
        "siren" => Type::Identifier(I::Siren),
        "siret" => Type::Identifier(I::Siret),
        "endpoint" => Type::Identifier(I::Endpoint),
        "iban" => Type::Identifier(I::Iban),
        "bic" => Type::Identifier(I::Bic),
        "unit" => Type::Identifier(I::Unit),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;

    use super::*;
    use crate::model::kind::{Kinds, schema_of};

    #[test]
    fn every_kind_has_a_shape() {
        for (_, kind) in Kinds::standard().iter() {
            let shape = Shape::compile(kind.name, &(kind.schema)()).unwrap_or_else(|e| panic!("{e:?}"));
            assert!(shape.fields.len() > 1, "{}", kind.name);
            for field in &shape.fields {
                assert!(!field.doc.is_empty(), "{}.{} has no doc comment", kind.name, field.name);
            }
            if !kind.title.is_empty() {
                assert!(shape.position(kind.title).is_some(), "{}: title field {}", kind.name, kind.title);
            }
        }
    }

    #[test]
    fn every_newtype_is_known() {
        for word in crate::model::field::X_TYPES {
            assert!(named_type(word, Some("customer")).is_some(), "{word}");
        }
    }

    #[test]
    fn shapes_refuse_what_the_walk_cannot_read() {
        #[derive(JsonSchema)]
        #[schemars(untagged)]
        #[allow(dead_code)]
        enum Either {
            A(String),
            B(bool),
        }
        #[derive(JsonSchema)]
        #[allow(dead_code)]
        struct Bad {
            either: Either,
        }
        #[derive(JsonSchema)]
        #[allow(dead_code)]
        struct Float {
            amount: f64,
        }
        assert!(Shape::compile("bad", &schema_of::<Bad>()).is_err());
        assert!(Shape::compile("float", &schema_of::<Float>()).is_err());
    }

    #[test]
    fn the_nearest_word() {
        assert_eq!(nearest("emial", ["name", "email", "phone"]), Some("email"));
        assert_eq!(nearest("zzz", ["name", "email", "phone"]), None);
    }
}
