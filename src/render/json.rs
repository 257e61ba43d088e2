//! The JSON contract, version 1. YAML writes the same structure.
//!
//! ```json
//! {"carnet": 1, "as_of": "2026-10-03", "complete": true, "parameters": {…}, "records": [{…}], "totals": [{…}]}
//! ```
//! - `carnet` is the version of this contract. `complete` is false when files could not be read; `unreadable` then counts
//!   them. `parameters` and `totals` are absent when there are none.
//! - An answer of several sheets has `"sheets": [{"name": …, "records": […], "totals": […]}]` instead of `records`.
//! - With `--why`, an answer of one sheet keeps its `records` and has `"why": [{…}]` beside them: the records behind them.
//! - Keys of a record are the columns' machine names; what has no value has no key. `level` (when above 0) says how deep a
//!   row is nested; `why` lists the documents behind it as `kind/id`.
//! - Decimals and percentages are strings (`"12.5"` is 12.5 %), dates `"2026-10-03"`, money
//!   `{"amount": "650.00", "currency": "EUR"}`, sums that may have several currencies always a list of those, references
//!   their id (`"acme"`, or `"customer/acme"` where any kind could stand), counts numbers.
//!
//! JSON Lines has one record a line, without the envelope; `sheet` names the sheet when there are several.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::Page;
use super::terminal::commands;
use crate::report::rows::{Rows, each_part};
use crate::report::sheet::{Cell, Row, Sheet};
use crate::value::Money;

/// The version of the contract.
const CONTRACT: u32 = 1;

pub fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut harmless = Escaping(out);
    serde_json::to_writer_pretty(&mut harmless, &Envelope(page))?;
    writeln!(out)
}

pub fn write_lines(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(records) = &page.answer.records {
        for record in records {
            serde_json::to_writer(&mut Escaping(out), &Value(record))?;
            writeln!(out)?;
        }
        return Ok(());
    }
    let several = page.answer.sheets.len() > 1;
    for (sheet, rows) in page.sheets() {
        let lines = |_: usize, part: Cow<'_, [Row]>| -> io::Result<Vec<u8>> {
            let mut text = Vec::new();
            for row in part.iter() {
                serde_json::to_writer(&mut Escaping(&mut text), &Record { sheet, row, named: several })?;
                text.push(b'\n');
            }
            Ok(text)
        };
        each_part(rows, lines, |text| out.write_all(&text?))?;
    }
    Ok(())
}

/// A cell as a single JSON value, for places that hold text only.
pub fn compact(cell: &Cell) -> String {
    serde_json::to_string(&Value(cell)).unwrap_or_default()
}

/// The whole answer.
pub struct Envelope<'a>(pub &'a Page<'a>);

impl Serialize for Envelope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Envelope(page) = self;
        let answer = page.answer;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("carnet", &CONTRACT)?;
        map.serialize_entry("as_of", &answer.as_of)?;
        map.serialize_entry("complete", &answer.complete())?;
        if answer.unreadable > 0 {
            map.serialize_entry("unreadable", &answer.unreadable)?;
        }
        if !answer.parameters.is_empty() {
            map.serialize_entry("parameters", &Map(&answer.parameters))?;
        }
        let sheets: Vec<_> = page.sheets().collect();
        match (&answer.records, &sheets[..]) {
            (Some(records), _) => map.serialize_entry("records", &Values(records))?,
            (None, [sheet]) => contents(&mut map, *sheet)?,
            (None, [sheet, (why, rows)]) if why.name == "why" => {
                contents(&mut map, *sheet)?;
                map.serialize_entry("why", &Records(why, *rows))?;
            }
            (None, sheets) => {
                map.serialize_entry("sheets", &sheets.iter().map(|sheet| Named(*sheet)).collect::<Vec<_>>())?;
            }
        }
        map.end()
    }
}

fn contents<M: SerializeMap>(map: &mut M, (sheet, rows): (&Sheet, &dyn Rows)) -> Result<(), M::Error> {
    map.serialize_entry("records", &Records(sheet, rows))?;
    if !sheet.totals.is_empty() {
        map.serialize_entry("totals", &Records(sheet, &sheet.totals))?;
    }
    Ok(())
}

/// One of several sheets.
struct Named<'a>((&'a Sheet, &'a dyn Rows));

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.0.0.name)?;
        contents(&mut map, self.0)?;
        map.end()
    }
}

struct Records<'a>(&'a Sheet, &'a dyn Rows);

impl Serialize for Records<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Records(sheet, rows) = self;
        let mut seq = serializer.serialize_seq(Some(rows.count()))?;
        let write = |part: Cow<'_, [Row]>| {
            part.iter().try_for_each(|row| seq.serialize_element(&Record { sheet, row, named: false }))
        };
        each_part(*rows, |_, part| part, write)?;
        seq.end()
    }
}

/// A row with its columns' keys.
struct Record<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
    /// Says which sheet it is from.
    named: bool,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.named {
            map.serialize_entry("sheet", &self.sheet.name)?;
        }
        if self.row.level > 0 {
            map.serialize_entry("level", &self.row.level)?;
        }
        for (column, cell) in self.sheet.columns.iter().zip(&self.row.cells).filter(|(_, cell)| !cell.is_empty()) {
            match cell {
                Cell::Money(money) if column.sums => map.serialize_entry(&*column.key, &[Amount(*money)])?,
                cell => map.serialize_entry(&*column.key, &Value(cell))?,
            }
        }
        if !self.row.why.is_empty() {
            let links = self.row.why.iter().map(|link| format!("{}/{}", link.kind, link.id));
            map.serialize_entry("why", &links.collect::<Vec<_>>())?;
        }
        map.end()
    }
}

struct Value<'a>(&'a Cell);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Empty => serializer.serialize_unit(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Word { code, .. } => serializer.serialize_str(code),
            Cell::Link(link) => serializer.serialize_str(&link.target()),
            Cell::Money(money) => Amount(*money).serialize(serializer),
            Cell::Moneys(moneys) => serializer.collect_seq(moneys.iter().map(Amount)),
            Cell::Decimal(value) | Cell::Percent(value) => serializer.collect_str(value),
            Cell::Integer(value) => serializer.serialize_i64(*value),
            Cell::Date(date) => date.serialize(serializer),
            Cell::Bool(value) => serializer.serialize_bool(*value),
            Cell::List(items) => Values(items).serialize(serializer),
            Cell::Table(entries) => Map(entries).serialize(serializer),
        }
    }
}

struct Amount(Money);

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("amount", &self.0.amount.to_string())?;
        map.serialize_entry("currency", self.0.currency.code())?;
        map.end()
    }
}

struct Values<'a>(&'a [Cell]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for cell in self.0 {
            seq.serialize_element(&Value(cell))?;
        }
        seq.end()
    }
}

struct Map<'a, K>(&'a [(K, Cell)]);

impl<K: AsRef<str>> Serialize for Map<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, cell) in self.0.iter().filter(|(_, cell)| !cell.is_empty()) {
            map.serialize_entry(key.as_ref(), &Value(cell))?;
        }
        map.end()
    }
}

/// Writes as `\uXXXX` what JSON allows raw but a terminal may obey: DEL, the C1 control characters, bidirectional marks.
/// serde_json hands over whole characters, and these stand only in strings, where the escape means the same.
struct Escaping<'a>(&'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) if text.contains(escaped) => {
                for c in text.chars() {
                    // All of them are in the basic plane: one escape of four digits.
                    if escaped(c) { write!(self.0, "\\u{:04x}", c as u32)? } else { write!(self.0, "{c}")? }
                }
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn escaped(c: char) -> bool {
    c >= '\u{7f}' && commands(c)
}

#[cfg(test)]
mod tests {
    use super::super::{Format, sample};
    use super::*;
    use crate::report::sheet::{Answer, ColumnKind};
    use crate::value::Date;

    #[test]
    fn the_contract() {
        let text = sample::english(&sample::receivables(), Format::Json, None);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let amount = |amount: &str| serde_json::json!({"amount": amount, "currency": "EUR"});
        assert_eq!(
            value,
            serde_json::json!({
                "carnet": 1, "as_of": "2026-10-03", "complete": true,
                "parameters": {"as_of": "2026-10-03"},
                "records": [
                    {"customer": "acme", "not_due": amount("1250.00"), "over_30": amount("12480.50"), "balance": amount("13730.50"),
                     "why": ["invoice/F-2026-0001"]},
                    {"customer": "lefevre", "not_due": amount("-80.00"), "late": amount("312.40"), "balance": amount("232.40")},
                ],
                "totals": [
                    {"customer": "total", "not_due": [amount("1170.00")], "late": [amount("312.40")],
                     "over_30": [amount("12480.50")], "balance": [amount("13962.90")]},
                ],
            })
        );
        assert!(
            text.starts_with("{\n  \"carnet\": 1,\n  \"as_of\": \"2026-10-03\",\n  \"complete\": true,\n"),
            "{text}"
        );
    }

    #[test]
    fn an_incomplete_answer_says_so() {
        let mut answer = sample::invoices();
        answer.unreadable = 3;
        let value: serde_json::Value = serde_json::from_str(&sample::english(&answer, Format::Json, None)).unwrap();
        assert_eq!((&value["complete"], &value["unreadable"]), (&false.into(), &3.into()));
    }

    #[test]
    fn several_sheets_are_named() {
        let mut answer = sample::receivables();
        answer.sheets.extend(sample::invoices().sheets);
        let value: serde_json::Value = serde_json::from_str(&sample::english(&answer, Format::Json, None)).unwrap();
        assert_eq!(value["sheets"][1]["name"], "invoices");
        let lines = sample::english(&answer, Format::Jsonl, None);
        assert_eq!(lines.lines().count(), 2 + 4);
        assert!(lines.lines().last().unwrap().starts_with("{\"sheet\":\"invoices\",\"id\":"), "{lines}");
    }

    #[test]
    fn why_stands_beside_the_records() {
        let mut answer = sample::receivables();
        let plain: serde_json::Value = serde_json::from_str(&sample::english(&answer, Format::Json, None)).unwrap();
        let mut why = sample::invoices().sheets.remove(0);
        why.name = "why".into();
        why.columns.iter_mut().for_each(|column| column.sums = column.kind == ColumnKind::Money);
        answer.sheets.push(why);
        let value: serde_json::Value = serde_json::from_str(&sample::english(&answer, Format::Json, None)).unwrap();
        assert_eq!((&value["records"], &value["totals"]), (&plain["records"], &plain["totals"]));
        assert_eq!(value["why"].as_array().unwrap().len(), 4);
        assert!(value.get("sheets").is_none());
        // Sums are lists also where they are of one currency.
        let amounts = value["why"][0].as_object().unwrap().values().filter(|value| value.is_array());
        assert!(amounts.flat_map(|list| list.as_array().unwrap()).any(|amount| amount["currency"] == "EUR"), "{value}");
    }

    #[test]
    fn whole_records_keep_their_tree_and_terminals_are_safe() {
        let mut answer = Answer::new(Date::new(2026, 10, 3).unwrap());
        answer.records = Some(vec![Cell::Table(vec![
            ("name".into(), Cell::text("\u{9b}31m\u{1b}é")),
            ("email".into(), Cell::Empty),
            ("lines".into(), Cell::List(vec![Cell::Table(vec![("quantity".into(), Cell::Decimal(4.into()))])])),
        ])]);
        assert_eq!(
            sample::english(&answer, Format::Jsonl, None),
            "{\"name\":\"\\u009b31m\\u001bé\",\"lines\":[{\"quantity\":\"4\"}]}\n"
        );
    }
}
