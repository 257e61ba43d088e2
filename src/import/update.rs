//! A `list --format csv` that was edited in a spreadsheet comes back: only cells that changed are set.
//!
//! The columns are fields by their path, as `list` writes them: an `id`, money followed by its `_currency`, lists joined
//! with `;`. Spreadsheets save in their own ways, so separator, encoding and byte order mark are found out, decimals may
//! have a comma, and dates may be written the local way: the format is the one in which most cells say what the book says.

use std::collections::HashMap;

use crate::book::RecordRef;
use crate::book::source::path_for;
use crate::change::text::{self, TableSpec, Text};
use crate::change::{FileChange, table_spec};
use crate::figures::{Figures, derived};
use crate::finding::KeyPath;
use crate::model::{KindId, Shape, Type};
use crate::query::field::{Datum, FieldPath, FieldType, PathFault};
use crate::value::{Date, Id, decimal};

use super::convert::{DateFormat, NumberStyle, boolean, number};
use super::draft::quoted;
use super::landing::{Landed, Landing, sift};
use super::mapping::Source;
use super::reason::Reason;
use super::table::{Row, Table, TableFault, decode, separator_of};

/// What is allowed.
#[derive(Debug, Clone, Copy, Default)]
pub struct UpdateOptions {
    /// An empty cell removes the field.
    pub unset_empty: bool,
    /// A row with an unknown id becomes a record.
    pub create: bool,
}

/// What came back.
#[derive(Debug, Default)]
pub struct Update {
    /// In the order of the rows; those without any change are not among them.
    pub records: Vec<UpdatedRecord>,
    /// Rows that say what the book says.
    pub unchanged: usize,
    /// Cells and rows that cannot be taken over.
    pub faults: Vec<CellFault>,
    /// The files to be written, and the records that would be faulty.
    pub landing: Landing,
}

/// A record with its changed cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatedRecord {
    /// `customer/acme`.
    pub name: String,
    pub line: u64,
    pub created: bool,
    pub cells: Vec<UpdatedCell>,
}

/// A changed cell, before and after as the list shows them; empty where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatedCell {
    pub field: String,
    pub before: String,
    pub after: String,
}

/// A cell, or a row, that cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    pub line: u64,
    /// The record's id; empty where the row has none.
    pub id: String,
    /// The column; empty where the whole row is meant.
    pub column: String,
    pub reason: CellReason,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellReason {
    /// The row itself is broken.
    Row(Reason),
    /// The field is computed; what it comes from.
    Derived {
        before: String,
        after: String,
        doc: String,
    },
    /// The field belongs to another record or to the lines of this one.
    Elsewhere {
        before: String,
        after: String,
    },
    /// The currency of an amount is not changed in its `_currency` column.
    Currency {
        before: String,
        after: String,
    },
    NotANumber {
        text: String,
    },
    NotADate {
        text: String,
    },
    NotABool {
        text: String,
    },
    /// A spreadsheet took a text for a number: `7.32829E+13`.
    Mangled {
        text: String,
    },
    /// The cell is empty and the record has a value.
    Emptied {
        before: String,
    },
    /// No record has this id; the nearest one.
    Unknown {
        suggestion: Option<String>,
    },
    /// The id of a new record cannot be one.
    BadId,
    /// The same record stands on this line too.
    Twice {
        line: u64,
    },
    /// The record's file cannot be changed by machine.
    Unwritable {
        detail: String,
    },
}

/// Why nothing can be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpdateFault {
    Table(TableFault),
    /// There is no column `id`.
    NoId,
    /// A column that is no field; the nearest one.
    UnknownColumn {
        column: String,
        suggestion: Option<String>,
    },
    /// A column that is a whole table; its fields.
    TableColumn {
        column: String,
        inner: Vec<String>,
    },
}

/// What a column is.
enum Role {
    Id,
    Field(Box<Column>),
    /// The currency of the column before.
    Currency(usize),
}

struct Column {
    name: String,
    path: FieldPath,
    /// The type of the stored field, where it can be set.
    stored: Option<Type>,
    /// The format of its dates, where they are not ISO.
    dates: Option<DateFormat>,
}

/// Compares the file with the book. Nothing is written here: see [`Landing::plan`].
///
/// # Errors
/// The file is no table, has no `id`, or has a column that is no field of the kind.
pub fn update(
    figures: &Figures<'_>,
    kind: KindId,
    bytes: &[u8],
    options: UpdateOptions,
) -> Result<Update, UpdateFault> {
    let book = figures.book;
    let text = decode(bytes, None).map_err(UpdateFault::Table)?;
    let separator = separator_of(&text);
    let source = Source { separator: Some(separator), ..Source::default() };
    let table = Table::read(bytes, &source).map_err(UpdateFault::Table)?;
    let (id_at, mut roles) = roles(figures, kind, &table.columns)?;
    let spec = table_spec(book.shape(kind));
    let row_record = |row: &Row| row.cells[id_at].as_deref().and_then(|id| book.find(kind, id));
    for (at, role) in roles.iter_mut().enumerate() {
        if let Role::Field(column) = role
            && column.path.ty == FieldType::Date
        {
            let cells: Vec<(Option<RecordRef>, &str)> = table
                .rows
                .iter()
                .filter(|row| row.fault.is_none())
                .filter_map(|row| Some((row_record(row), row.cells[at].as_deref()?)))
                .collect();
            column.dates = date_format(figures, &column.path, &cells);
        }
    }
    let mut update = Update::default();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for row in &table.rows {
        let id = row.cells[id_at].as_deref().unwrap_or_default().to_owned();
        let fault =
            |column: &str, reason| CellFault { line: row.line, id: id.clone(), column: column.to_owned(), reason };
        if let Some(reason) = &row.fault {
            update.faults.push(fault("", CellReason::Row(reason.clone())));
            continue;
        }
        if id.is_empty() {
            update.faults.push(fault("", CellReason::Row(Reason::EmptyKey { columns: "id".to_owned() })));
            continue;
        }
        if let Some(line) = seen.insert(id.clone(), row.line) {
            update.faults.push(fault("", CellReason::Twice { line }));
            continue;
        }
        let record = row_record(row);
        if record.is_none() && !options.create {
            let ids = book.records(kind).iter().map(|record| &*record.id);
            let suggestion = crate::model::shape::nearest(&id, ids).map(str::to_owned);
            update.faults.push(fault("", CellReason::Unknown { suggestion }));
            continue;
        }
        if record.is_none() && (Id::new(&id).is_err() || book.find_ignoring_case(kind, &id).is_some()) {
            update.faults.push(fault("", CellReason::BadId));
            continue;
        }
        let mut cells = Vec::new();
        let mut edits: Vec<(KeyPath, Option<String>)> = Vec::new();
        let before_faults = update.faults.len();
        for (at, role) in roles.iter().enumerate() {
            let text = row.cells[at].as_deref().unwrap_or_default();
            match role {
                Role::Id => {}
                Role::Currency(of) => {
                    let Role::Field(column) = &roles[*of] else { continue };
                    let before = record.and_then(|record| column.path.first(figures, record));
                    let before = match before {
                        Some(Datum::Money(money)) => money.currency.to_string(),
                        _ => continue,
                    };
                    if !text.is_empty() && !before.eq_ignore_ascii_case(text) {
                        let reason = CellReason::Currency { before, after: text.to_owned() };
                        update.faults.push(fault(&table.columns[at], reason));
                    }
                }
                Role::Field(column) => match compare(figures, record, column, text, separator, options) {
                    Ok(None) => {}
                    Ok(Some(change)) => {
                        edits.push((key_path(&column.name), change.literal));
                        cells.push(UpdatedCell {
                            field: column.name.clone(),
                            before: change.before,
                            after: change.after,
                        });
                    }
                    Err(reason) => update.faults.push(fault(&column.name, reason)),
                },
            }
        }
        if update.faults.len() > before_faults {
            continue;
        }
        if edits.is_empty() && record.is_some() {
            update.unchanged += 1;
            continue;
        }
        match change(figures, kind, record, &id, &spec, &edits) {
            Ok(change) => {
                let name = format!("{}/{id}", book.kind(kind).name);
                update.landing.landed.push(Landed { name: name.clone(), change, lines: vec![row.line] });
                update.records.push(UpdatedRecord { name, line: row.line, created: record.is_none(), cells });
            }
            Err(detail) => update.faults.push(fault("", CellReason::Unwritable { detail })),
        }
    }
    sift(book, &mut update.landing, figures.as_of);
    Ok(update)
}

/// What each column is, and where the id stands.
fn roles(figures: &Figures<'_>, kind: KindId, columns: &[String]) -> Result<(usize, Vec<Role>), UpdateFault> {
    let shape = figures.book.shape(kind);
    let mut roles: Vec<Role> = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        if name == "id" {
            roles.push(Role::Id);
            continue;
        }
        let money = |role: &Role| matches!(role, Role::Field(column) if column.path.ty == FieldType::Money);
        if let Some(of) = name.strip_suffix("_currency")
            && at > 0
            && columns[at - 1] == of
            && roles.get(at - 1).is_some_and(money)
        {
            roles.push(Role::Currency(at - 1));
            continue;
        }
        let path = FieldPath::compile(figures, kind, name).map_err(|fault| match fault {
            PathFault::Unknown { suggestion, .. } => UpdateFault::UnknownColumn { column: name.clone(), suggestion },
            PathFault::NothingBeyond { field } => {
                UpdateFault::UnknownColumn { column: name.clone(), suggestion: Some(field) }
            }
            PathFault::Table { inner, .. } => UpdateFault::TableColumn { column: name.clone(), inner },
        })?;
        let stored = stored(shape, name).cloned();
        roles.push(Role::Field(Box::new(Column { name: name.clone(), path, stored, dates: None })));
    }
    match roles.iter().position(|role| matches!(role, Role::Id)) {
        Some(at) => Ok((at, roles)),
        None => Err(UpdateFault::NoId),
    }
}

/// The type of a field that a cell can hold: in the record itself or in a table of it, not in a list of tables.
fn stored<'s>(shape: &'s Shape, path: &str) -> Option<&'s Type> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (&shape.field(first)?.ty, rest) {
        (Type::Table(inner), Some(rest)) => stored(inner, rest),
        (Type::Table(_) | Type::Body, None) | (_, Some(_)) => None,
        (ty, None) if ty.shape().is_some() => None,
        (ty, None) => Some(ty),
    }
}

fn key_path(name: &str) -> KeyPath {
    name.split('.').fold(KeyPath::default(), |path, key| path.and(key))
}

/// A cell that changed.
struct Change {
    before: String,
    after: String,
    /// What is written; `None`: the field goes.
    literal: Option<String>,
}

/// What one cell asks for; `None` when it says what the book says.
fn compare(
    figures: &Figures<'_>,
    record: Option<RecordRef>,
    column: &Column,
    text: &str,
    separator: char,
    options: UpdateOptions,
) -> Result<Option<Change>, CellReason> {
    let data = record.map_or_else(Vec::new, |record| column.path.all(figures, record));
    let old: Vec<String> = data.iter().map(|datum| shown(figures, datum)).collect();
    let before = if column.path.is_many() { join_list(&old) } else { old.first().cloned().unwrap_or_default() };
    if text == before.trim() || (old.is_empty() && text.is_empty()) {
        return Ok(None);
    }
    let Some(ty) = &column.stored else {
        // Computed numbers come back in the spreadsheet's own form.
        if same(&column.path.ty, &before, text, column, separator) {
            return Ok(None);
        }
        let after = text.to_owned();
        let kind = figures.book.kind(column.path.kind).name;
        return Err(match derived::find(kind, &column.name) {
            Some(found) => CellReason::Derived { before, after, doc: found.doc.to_owned() },
            None if column.path.is_derived() => CellReason::Derived { before, after, doc: column.path.doc.clone() },
            None => CellReason::Elsewhere { before, after },
        });
    };
    if text.is_empty() {
        return if options.unset_empty {
            Ok(Some(Change { before, after: String::new(), literal: None }))
        } else {
            Err(CellReason::Emptied { before })
        };
    }
    if let Type::List(item) = ty {
        let parts = split_list(text);
        let values = parts.iter().map(|part| value(item, part, column, separator)).collect::<Result<Vec<_>, _>>()?;
        let after: Vec<String> = values.iter().map(|(plain, _)| plain.clone()).collect();
        if after == old {
            return Ok(None);
        }
        let literals: Vec<&str> = values.iter().map(|(_, literal)| literal.as_str()).collect();
        // One item a line, so that two people may each add one.
        let literal = match literals.as_slice() {
            [] | [_] => format!("[{}]", literals.concat()),
            many => format!("[\n{}]", many.iter().map(|item| format!("  {item},\n")).collect::<String>()),
        };
        return Ok(Some(Change { before, after: join_list(&after), literal: Some(literal) }));
    }
    let (mut after, mut literal) = value(ty, text, column, separator)?;
    let unchanged = match (decimal::parse(&after), decimal::parse(&before)) {
        (Ok(new), Ok(old)) if !ty.is_text() => new == old,
        // 01000 that a spreadsheet made 1000 of is no edit.
        _ => after == before.trim() || (ty.is_text() && lost_zeros(&before, &after)),
    };
    if unchanged {
        return Ok(None);
    }
    if *ty == Type::Amount
        && let Ok(amount) = decimal::parse(&after)
    {
        // An exchange has a currency of its own, which its amount bears already.
        let own =
            data.iter().find_map(|datum| if let Datum::Money(money) = datum { Some(money.currency) } else { None });
        let records = || record.map(|record| crate::query::field::currency_of(figures, record));
        let decimals = own.or_else(records).unwrap_or(figures.book.firm.currency()).decimals();
        if amount.scale() < decimals {
            literal = decimal::fixed(amount, decimals).to_string();
            after.clone_from(&literal);
        }
    }
    Ok(Some(Change { before, after, literal: Some(literal) }))
}

/// A value as `list --format csv` writes it.
fn shown(figures: &Figures<'_>, datum: &Datum<'_>) -> String {
    match datum {
        Datum::Text(text) | Datum::Dangling(text) => (*text).to_owned(),
        Datum::Bool(value) => value.to_string(),
        Datum::Integer(value) => value.to_string(),
        Datum::Decimal(value) | Datum::Percent(value) => value.to_string(),
        Datum::Money(money) => money.amount.to_string(),
        Datum::Date(date) => date.to_string(),
        Datum::Record(record) => figures.book.get(*record).id.to_string(),
    }
}

/// Whether a cell of a field that cannot be set still says the same.
fn same(ty: &FieldType, before: &str, text: &str, column: &Column, separator: char) -> bool {
    let as_type = match ty {
        FieldType::Money | FieldType::Decimal | FieldType::Percent => Type::Quantity,
        FieldType::Integer => Type::Integer,
        FieldType::Date => Type::Date,
        FieldType::Bool => Type::Bool,
        _ => return lost_zeros(before, text),
    };
    match (value(&as_type, text, column, separator), decimal::parse(before)) {
        (Ok((after, _)), Ok(before)) => decimal::parse(&after).is_ok_and(|after| after == before),
        (Ok((after, _)), Err(_)) => after == before,
        (Err(_), _) => false,
    }
}

/// A cell's plain text and TOML literal, by the field's type.
fn value(ty: &Type, text: &str, column: &Column, separator: char) -> Result<(String, String), CellReason> {
    let owned = || text.to_owned();
    let bare = |plain: String| Ok((plain.clone(), plain));
    match ty {
        Type::Integer | Type::Amount | Type::UnitPrice | Type::Quantity | Type::Percent => {
            bare(spreadsheet_number(text, separator).ok_or_else(|| CellReason::NotANumber { text: owned() })?)
        }
        Type::Bool => match boolean(text) {
            Some(value) => bare(value.to_string()),
            None => Err(CellReason::NotABool { text: owned() }),
        },
        Type::Date => {
            let date = text.parse().ok().or_else(|| column.dates.as_ref().and_then(|format| format.read(text)));
            match date {
                Some(date) => bare(Date::to_string(&date)),
                None => Err(CellReason::NotADate { text: owned() }),
            }
        }
        Type::Identifier(_) | Type::Text if is_exponent(text) => Err(CellReason::Mangled { text: owned() }),
        _ => {
            let plain = text.replace("\r\n", "\n");
            let literal = quoted(&plain);
            Ok((plain, literal))
        }
    }
}

/// The plain decimal of a number as spreadsheets write it. The comma of `1,250` is one of thousands only where commas
/// separate the columns: a spreadsheet that writes decimals with a comma does not separate with it.
fn spreadsheet_number(text: &str, separator: char) -> Option<String> {
    let style = |decimal: char, thousands: char| NumberStyle {
        decimal,
        thousands: Some(thousands),
        strip: ["€", "$", "£", "%"].map(str::to_owned).to_vec(),
    };
    match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(dot)) if comma > dot => number(text, &style(',', '.')),
        (Some(_), Some(_)) => number(text, &style('.', ',')),
        (Some(_), None) if separator == ',' => {
            number(text, &style('.', ',')).or_else(|| number(text, &style(',', ' ')))
        }
        (Some(_), None) => number(text, &style(',', ' ')),
        _ => number(text, &style('.', ' ')),
    }
}

/// `7.32829E+13`: what a spreadsheet makes of a long number.
fn is_exponent(text: &str) -> bool {
    let Some((head, tail)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    head.contains(['.', ',']) && digits(&head.replace(['.', ','], "")) && tail.strip_prefix('+').is_some_and(digits)
}

fn lost_zeros(before: &str, after: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    before.starts_with('0') && digits(before) && digits(after) && before.trim_start_matches('0') == after
}

/// The format of a column's dates: the one in which all can be read, and most are what the book says. `None` for ISO.
fn date_format(figures: &Figures<'_>, path: &FieldPath, cells: &[(Option<RecordRef>, &str)]) -> Option<DateFormat> {
    const FORMATS: [&str; 7] = ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%m/%d/%y", "%Y/%m/%d"];
    if cells.iter().all(|(_, cell)| cell.parse::<Date>().is_ok()) {
        return None;
    }
    let known: Vec<(Option<Date>, &str)> = cells
        .iter()
        .map(|(record, cell)| match record.and_then(|record| path.first(figures, record)) {
            Some(Datum::Date(date)) => (Some(date), *cell),
            _ => (None, *cell),
        })
        .collect();
    let mut best: Option<(usize, DateFormat)> = None;
    let mut tied = false;
    for format in FORMATS {
        let Ok(format) = DateFormat::parse(format) else { continue };
        let read = |cell: &str| cell.parse::<Date>().ok().or_else(|| format.read(cell));
        if !known.iter().all(|(_, cell)| read(cell).is_some()) {
            continue;
        }
        let same = known.iter().filter(|(date, cell)| date.is_some() && read(cell) == *date).count();
        match &best {
            Some((most, _)) if *most > same => {}
            Some((most, other)) if *most == same => {
                // Two formats that read every cell alike are one.
                tied |= known.iter().any(|(_, cell)| other.read(cell) != format.read(cell));
            }
            _ => {
                best = Some((same, format));
                tied = false;
            }
        }
    }
    // 03/04/2026 alone could be two days: then no date is read, and each is reported.
    best.filter(|_| !tied).map(|(_, format)| format)
}

/// The file with the edits; a new one where there is no record.
fn change(
    figures: &Figures<'_>,
    kind: KindId,
    record: Option<RecordRef>,
    id: &str,
    spec: &TableSpec,
    edits: &[(KeyPath, Option<String>)],
) -> Result<FileChange, String> {
    let book = figures.book;
    let before = record.map(|record| book.source(record).text().unwrap_or_default().to_owned());
    let mut edited = Text::parse(before.as_deref().unwrap_or_default(), spec).map_err(|error| error.to_string())?;
    for (path, literal) in edits {
        match literal {
            Some(literal) => edited.set(path, literal),
            None => edited.unset(path),
        }
        .map_err(|error| error.to_string())?;
    }
    let after = edited.finish();
    match record {
        Some(record) => Ok(FileChange { path: book.path(record).to_owned(), before, after: Some(after) }),
        None => {
            let after = text::format(&after, spec).map_err(|error| error.to_string())?;
            let date = book.kind(kind).date.and_then(|field| {
                let (_, literal) = edits.iter().find(|(path, _)| *path == KeyPath::key(field))?;
                literal.as_deref()?.parse().ok()
            });
            Ok(FileChange { path: path_for(&book.kinds, kind, id, date), before: None, after: Some(after) })
        }
    }
}

/// As `list --format csv` joins them: a `;` or `\` inside an item has a `\` before it.
fn join_list(items: &[String]) -> String {
    items.iter().map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join(";")
}

fn split_list(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, items.last_mut()) {
            (';', _) => items.push(String::new()),
            ('\\', Some(item)) => item.extend(chars.next()),
            (c, Some(item)) => item.push(c),
            (_, None) => {}
        }
    }
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests;
