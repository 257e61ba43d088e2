//! The JSON Schema of a kind, for editors: what a file may hold, with the firm's own fields.
//!
//! Made from the [`Shape`], not from the struct, so that it says exactly what the walk accepts. Draft 7 is what TOML
//! editors (taplo, tombi) agree on. Formats are hints there; `carnet check` is the judge.

use serde_json::{Map, Value as Json, json};

use crate::model::{Field, Kinds, Shape, Type};
use crate::value::identifier::IdentifierKind;

/// The schema of a file with this shape. `folder` tells an editor's user where such files stand.
pub fn json_schema(shape: &Shape, folder: Option<&str>) -> Json {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".into(), json!(&*shape.name));
    if let Some(folder) = folder {
        schema.insert("$comment".into(), json!(format!("Files in {folder}/")));
    }
    schema.insert("x-tombi-toml-version".into(), json!("v1.0.0"));
    if let Json::Object(table) = table(shape) {
        schema.extend(table);
    }
    Json::Object(schema)
}

/// The schemas of all kinds, by name.
pub fn all<'s>(kinds: &Kinds, shape: &dyn Fn(crate::model::KindId) -> &'s Shape) -> Json {
    let entries = kinds.iter().map(|(id, kind)| (kind.name.to_owned(), json_schema(shape(id), Some(kind.folder))));
    Json::Object(entries.collect())
}

fn table(shape: &Shape) -> Json {
    let properties: Map<String, Json> =
        shape.fields.iter().filter(|f| f.ty != Type::Body).map(|f| (f.name.to_string(), field(f))).collect();
    let required: Vec<&str> = shape.fields.iter().filter(|f| f.required).map(|f| &*f.name).collect();
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    if !shape.doc.is_empty() {
        schema.insert("description".into(), json!(&*shape.doc));
    }
    schema.insert("properties".into(), Json::Object(properties));
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema.insert("additionalProperties".into(), json!(false));
    Json::Object(schema)
}

fn field(field: &Field) -> Json {
    let mut schema = of_type(&field.ty);
    if let Json::Object(schema) = &mut schema {
        if !field.doc.is_empty() {
            schema.insert("description".into(), json!(&*field.doc));
        }
        for (mark, is) in [("x-fiscal", field.fiscal), ("x-personal", field.personal)] {
            if is {
                schema.insert(mark.into(), json!(true));
            }
        }
    }
    schema
}

fn of_type(ty: &Type) -> Json {
    const ID: &str = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}";
    match ty {
        Type::Text | Type::Body | Type::Terms | Type::FirmCode(_) | Type::Query(_) => json!({ "type": "string" }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Amount | Type::UnitPrice | Type::Quantity | Type::Percent => json!({ "type": "number" }),
        Type::Date => json!({ "type": "string", "format": "date" }),
        Type::Choice(words) => json!({ "type": "string", "enum": words.iter().map(|w| &**w).collect::<Vec<_>>() }),
        // An id or a document's number.
        Type::Ref(kind) => json!({ "type": "string", "minLength": 1, "x-target": &**kind }),
        Type::AnyRef => json!({ "type": "string", "pattern": format!("^[a-z]+/({ID}|.+)$") }),
        Type::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Type::Identifier(kind) => identifier(*kind),
        Type::List(item) => json!({ "type": "array", "items": of_type(item) }),
        Type::Table(shape) => table(shape),
    }
}

fn identifier(kind: IdentifierKind) -> Json {
    match kind {
        IdentifierKind::Email => json!({ "type": "string", "format": "email" }),
        IdentifierKind::Url => json!({ "type": "string", "format": "uri" }),
        IdentifierKind::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        IdentifierKind::Siren => json!({ "type": "string", "pattern": "^[0-9]{9}$" }),
        IdentifierKind::Siret => json!({ "type": "string", "pattern": "^[0-9]{14}$" }),
        _ => json!({ "type": "string" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};

    #[test]
    fn a_kind_with_a_field_of_the_firms_own() {
        let settings = "format = 2\n[[field]]\nkind = \"customer\"\nname = \"sector\"\ntype = \"choice\"\nchoices = [\"food\", \"steel\"]\n";
        let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", settings.as_bytes())]);
        let customer = book.kinds.named("customer").unwrap();
        let schema = json_schema(book.shape(customer), Some("customers"));
        assert_eq!(schema["required"], json!(["name"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["properties"]["owner"]["x-target"], "member");
        assert_eq!(schema["properties"]["sector"]["enum"], json!(["food", "steel"]));
        assert_eq!(schema["properties"]["sites"]["items"]["required"], json!(["id"]));
        assert_eq!(schema["properties"]["archived"]["format"], "date");
        let all = all(&book.kinds, &|kind| book.shape(kind));
        assert_eq!(all.as_object().unwrap().len(), book.kinds.len());
        // The text of a note stands below its front matter, not in it.
        assert!(all["note"]["properties"].get("text").is_none());
    }
}
