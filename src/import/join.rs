//! The imported file's rows, widened by the columns of joined files.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::mapping::{Join, Mapping, Source};
use super::reason::{Note, Reason};
use super::table::{Row, Table};
use super::{ImportFault, Rejected};

/// All rows and what to call their columns.
pub(super) struct Rows {
    /// Column name → position; those of joined files are `NAME.column`.
    pub columns: HashMap<String, usize>,
    pub rows: Vec<Row>,
    /// The imported file, for excerpts.
    pub table: Table,
    /// Faulty rows of joined files.
    pub rejected: Vec<Rejected>,
    pub notes: Vec<Note>,
    /// Rows of the imported file.
    pub count: usize,
}

/// Reads the imported file and what is joined to it.
pub(super) fn read(
    bytes: &[u8],
    mapping: &Mapping,
    open: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<Rows, ImportFault> {
    let mut table = Table::read(bytes, &mapping.source).map_err(|fault| ImportFault::Table { file: None, fault })?;
    let columns = table.columns.iter().enumerate().map(|(i, name)| (name.clone(), i)).collect();
    let notes = notes(None, &table, &mapping.source);
    let rows = std::mem::take(&mut table.rows);
    let mut rows = Rows { columns, count: rows.len(), rows, table, rejected: Vec::new(), notes };
    for join in &mapping.join {
        let bytes = open(&join.file).map_err(|message| ImportFault::File { file: join.file.clone(), message })?;
        let source = Source { null: mapping.source.null.clone(), surplus: join.surplus.clone(), ..Source::default() };
        let table = Table::read(&bytes, &source)
            .map_err(|fault| ImportFault::Table { file: Some(join.file.clone()), fault })?;
        rows.notes.extend(self::notes(Some(&join.file), &table, &source));
        rows.join(join, &table, mapping)?;
    }
    Ok(rows)
}

fn notes(file: Option<&str>, table: &Table, source: &Source) -> Vec<Note> {
    let file = file.map(str::to_owned);
    let mut notes = Vec::new();
    if let (Some(column), true) = (&source.surplus, table.surplus > 0) {
        notes.push(Note::Surplus { file: file.clone(), column: column.clone(), rows: table.surplus });
    }
    if table.blank > 0 {
        notes.push(Note::Blank { file, rows: table.blank });
    }
    notes
}

impl Rows {
    fn join(&mut self, join: &Join, table: &Table, mapping: &Mapping) -> Result<(), ImportFault> {
        let fault = |word: &str, message: String| Err(ImportFault::Mapping(mapping.fault(word, message)));
        let Some(on) = table.columns.iter().position(|name| *name == join.on) else {
            return fault(&join.on, format!("{} has no column `{}`", join.file, join.on));
        };
        let Some(&with) = self.columns.get(&join.with) else {
            let message = format!("there is no column `{}` to join {} with; write with = \"…\"", join.with, join.file);
            return fault(&join.with, message);
        };
        let width = self.columns.len();
        for (i, column) in table.columns.iter().enumerate() {
            let name = format!("{}.{column}", join.name);
            if self.columns.insert(name.clone(), width + i).is_some() {
                return fault(
                    &join.file,
                    format!("two columns are called `{name}`; give one file another name: as = \"…\""),
                );
            }
        }
        let mut partners: HashMap<&str, Vec<usize>> = HashMap::new();
        for (i, row) in table.rows.iter().enumerate() {
            if let Some(key) = row.cells[on].as_deref() {
                partners.entry(key).or_default().push(i);
            }
            if let Some(reason) = &row.fault {
                self.reject(join, table, row, reason.clone());
            }
        }
        let mut met: HashSet<Rc<str>> = HashSet::new();
        let mut joined = Vec::with_capacity(self.rows.len());
        for mut row in std::mem::take(&mut self.rows) {
            let key = row.cells[with].clone();
            let found = key.as_deref().and_then(|key| partners.get(key)).map_or(&[][..], Vec::as_slice);
            if let Some(key) = &key {
                met.insert(key.clone());
            }
            let wanted = !join.many && found.len() > 1 || join.required && found.is_empty();
            if wanted && row.fault.is_none() {
                let text = key.as_deref().unwrap_or("").to_owned();
                let file = join.file.clone();
                row.fault = Some(Reason::Partners { file, column: join.on.clone(), text, found: found.len() });
            }
            let found = if join.many { found } else { &found[..found.len().min(1)] };
            if found.is_empty() {
                row.cells.resize(width + table.columns.len(), None);
                joined.push(row);
                continue;
            }
            for partner in found.iter().map(|i| &table.rows[*i]) {
                let mut wide = row.clone();
                wide.cells.extend(partner.cells.iter().cloned());
                if partner.fault.is_some() && wide.fault.is_none() {
                    wide.fault = Some(Reason::JoinedRow { file: join.file.clone(), line: partner.line });
                }
                joined.push(wide);
            }
        }
        self.rows = joined;
        if join.many {
            for row in table.rows.iter().filter(|row| row.fault.is_none()) {
                let key = row.cells[on].as_deref().unwrap_or("");
                if !met.contains(key) {
                    let reason = Reason::NoPartner { column: join.on.clone(), text: key.to_owned() };
                    self.reject(join, table, row, reason);
                }
            }
        }
        Ok(())
    }

    fn reject(&mut self, join: &Join, table: &Table, row: &Row, reason: Reason) {
        let excerpt = table.excerpt(row);
        self.rejected.push(Rejected { file: Some(join.file.clone()), line: row.line, kind: None, reason, excerpt });
    }
}
