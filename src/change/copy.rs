//! Values of one record written into the text of another: an order has the lines of its quote.

use super::error::ChangeError;
use super::literal::Literal;
use super::record_text::RecordText;
use crate::book::Value;
use crate::book::record::Values;
use crate::finding::KeyPath;
use crate::model::{Shape, Type};

/// Writes every value of a table that the other shape has a field of the same name and type for, except those named.
pub fn table(
    text: &mut RecordText<'_>,
    at: &KeyPath,
    (from, to): (&Shape, &Shape),
    values: &Values,
    except: &[&str],
) -> Result<(), ChangeError> {
    for (field, value) in from.fields.iter().zip(values) {
        let (Some(value), Some(other)) = (value, to.field(&field.name)) else { continue };
        if !except.contains(&&*field.name) {
            let mut path = at.clone();
            path.0.extend(KeyPath::key(&field.name).0);
            write(text, &path, (&field.ty, &other.ty), value)?;
        }
    }
    Ok(())
}

fn write(
    text: &mut RecordText<'_>,
    path: &KeyPath,
    (from, to): (&Type, &Type),
    value: &Value,
) -> Result<(), ChangeError> {
    match (value, from.item().shape(), to.item().shape()) {
        (Value::List(items), Some(inner), Some(other)) => {
            for (i, values) in items.iter().filter_map(Value::as_table).enumerate() {
                table(text, &path.clone().at(i), (inner, other), values, &[])?;
            }
            Ok(())
        }
        (Value::Table(values), Some(inner), Some(other)) => table(text, path, (inner, other), values, &[]),
        (Value::Table(_), ..) => Ok(()),
        _ => text.set(path, &literal(value)),
    }
}

/// A value as files hold it; numbers with the decimals that were written.
pub fn literal(value: &Value) -> Literal {
    match value {
        Value::Text(text) => Literal::Text(text.to_string()),
        Value::Bool(value) => Literal::Bare(value.to_string()),
        Value::Integer(value) => Literal::Bare(value.to_string()),
        Value::Decimal(value) => Literal::Bare(value.to_string()),
        Value::Date(value) => Literal::Bare(value.to_string()),
        Value::List(items) => Literal::List(items.iter().map(literal).collect()),
        // Tables inside lists of values do not exist in any shape.
        Value::Table(_) => Literal::List(Vec::new()),
    }
}
