//! Tables as Apache Parquet files, which DuckDB, Spark, ClickHouse, pandas and their kin read.
//!
//! Written column by column with the low-level writer. Every column may be null, so that a book of a newer carnet and one
//! of an older can be read together; nothing in a file depends on the clock: the same book gives the same bytes.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::column::{ColumnType, MONEY_SCALE, NUMBER_SCALE, Value, scaled};
use super::describe::Table;
use super::row::{Scope, Tally};
use crate::value::Date;

/// Rows of one group: what a reader takes at once.
const GROUP: usize = 100_000;

/// Writes a table.
///
/// # Errors
/// What the writer says; a full disk.
pub fn write<W: Write + Send>(out: W, table: &Table, scope: Scope<'_, '_>) -> Result<Tally, ParquetError> {
    let schema = Arc::new(parse_message_type(&message(table))?);
    let about = KeyValue::new("carnet.table".to_owned(), table.doc.clone());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        // Of a thousand small files more would be read than the rows themselves.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by(format!("carnet version {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(vec![about]))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema, Arc::new(properties))?;
    let fresh = || -> Vec<Store> { table.columns.iter().map(|column| Store::new(column.ty)).collect() };
    let mut columns = fresh();
    let (mut rows, mut failed) = (0, None);
    let tally = table.rows(scope, &vec![true; table.columns.len()], &mut |row| {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
        rows += 1;
        if rows == GROUP && failed.is_none() {
            failed = group(&mut writer, std::mem::replace(&mut columns, fresh())).err();
            rows = 0;
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if rows > 0 {
        group(&mut writer, columns)?;
    }
    writer.close()?;
    Ok(tally)
}

/// The schema in Parquet's own language.
fn message(table: &Table) -> String {
    let mut text = format!("message {} {{\n", table.name);
    for column in &table.columns {
        let (ty, meaning) = match column.ty {
            ColumnType::Text => ("BYTE_ARRAY", " (UTF8)".to_owned()),
            ColumnType::Bool => ("BOOLEAN", String::new()),
            ColumnType::Integer => ("INT64", String::new()),
            ColumnType::Date => ("INT32", " (DATE)".to_owned()),
            ColumnType::Money => ("INT64", format!(" (DECIMAL(18,{MONEY_SCALE}))")),
            ColumnType::Number => ("INT64", format!(" (DECIMAL(18,{NUMBER_SCALE}))")),
        };
        text.push_str(&format!("  OPTIONAL {ty} {}{meaning};\n", column.name));
    }
    text.push('}');
    text
}

fn group<W: Write + Send>(writer: &mut SerializedFileWriter<W>, columns: Vec<Store>) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for column in columns {
        column.write(&mut group)?;
    }
    group.close()?;
    Ok(())
}

/// The values of one column, and which rows have one.
struct Store {
    ty: ColumnType,
    values: Values,
    levels: Vec<i16>,
}

enum Values {
    Bytes(Vec<ByteArray>),
    Bools(Vec<bool>),
    Ints(Vec<i32>),
    Longs(Vec<i64>),
}

impl Store {
    fn new(ty: ColumnType) -> Store {
        let values = match ty {
            ColumnType::Text => Values::Bytes(Vec::new()),
            ColumnType::Bool => Values::Bools(Vec::new()),
            ColumnType::Date => Values::Ints(Vec::new()),
            ColumnType::Integer | ColumnType::Money | ColumnType::Number => Values::Longs(Vec::new()),
        };
        Store { ty, values, levels: Vec::new() }
    }

    fn push(&mut self, value: &Value<'_>) {
        let long = match (self.ty, value) {
            (ColumnType::Integer, Value::Integer(integer)) => Some(*integer),
            (ColumnType::Money, Value::Money(money)) => scaled(money.amount, MONEY_SCALE),
            (ColumnType::Number, Value::Number(number)) => scaled(*number, NUMBER_SCALE),
            _ => None,
        };
        let there = match (&mut self.values, value) {
            (Values::Bytes(all), Value::Text(text)) => {
                all.push(ByteArray::from(&**text));
                true
            }
            (Values::Bools(all), Value::Bool(value)) => {
                all.push(*value);
                true
            }
            (Values::Ints(all), Value::Date(date)) => {
                all.push(days(*date));
                true
            }
            (Values::Longs(all), _) => {
                all.extend(long);
                long.is_some()
            }
            _ => false,
        };
        self.levels.push(i16::from(there));
    }

    fn write<W: Write + Send>(self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<(), ParquetError> {
        match self.values {
            Values::Bytes(values) => put::<ByteArrayType, W>(group, &values, &self.levels),
            Values::Bools(values) => put::<BoolType, W>(group, &values, &self.levels),
            Values::Ints(values) => put::<Int32Type, W>(group, &values, &self.levels),
            Values::Longs(values) => put::<Int64Type, W>(group, &values, &self.levels),
        }
    }
}

fn put<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    levels: &[i16],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".to_owned()));
    };
    column.typed::<T>().write_batch(values, Some(levels), None)?;
    column.close()
}

/// Days since 1 January 1970. Dates of a book have four digits for the year, so they fit.
fn days(date: Date) -> i32 {
    Date::new(1970, 1, 1).map_or(0, |epoch| date.days_since(epoch) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let day = |text: &str| days(text.parse().unwrap());
        assert_eq!([day("1970-01-01"), day("1969-12-31"), day("2026-10-03")], [0, -1, 20_729]);
    }
}
