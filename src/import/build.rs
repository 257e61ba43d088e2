//! Rows and a mapping → drafts.

use std::collections::{HashMap, HashSet};

use crate::value::Id;

use super::country::normalised;
use super::draft::{Draft, DraftTable, DraftValue, ScalarKind};
use super::join::Rows;
use super::mapping::{Differ, Fields, Mapping, Node, RecordRule, Rule};
use super::pattern::{Pattern, Rendered, View};
use super::reason::{Note, Reason};
use super::table::Row;
use super::value::{holds, shown, value};
use super::{ImportFault, ImportPlan, Rejected};

/// Makes the plan.
pub(super) fn build(mut rows: Rows, mapping: &Mapping) -> Result<ImportPlan, ImportFault> {
    names_exist(&rows, mapping)?;
    let mut plan = ImportPlan {
        rejected: std::mem::take(&mut rows.rejected),
        notes: std::mem::take(&mut rows.notes),
        rows: rows.count,
        ..ImportPlan::default()
    };
    let wanted = skip(&rows, mapping, &mut plan);
    let mut builder = Builder { rows: &rows, mapping, plan, made: HashMap::new(), taken: HashSet::new() };
    for &i in &wanted {
        if let Some(reason) = &rows.rows[i].fault {
            builder.reject(i, None, reason.clone());
        }
    }
    // Records that are made once give way to those that rows are meant to become, so they come last.
    let mut drafts: Vec<Vec<Draft>> = vec![Vec::new(); mapping.record.len()];
    for once in [false, true] {
        for (target, rule) in mapping.record.iter().enumerate().filter(|(_, rule)| rule.once == once) {
            drafts[target] = builder.records(rule, &wanted);
        }
    }
    for &i in &wanted {
        if rows.rows[i].fault.is_none() && !builder.taken.contains(&i) {
            builder.reject(i, None, Reason::NoRecord);
        }
    }
    let mut plan = builder.plan;
    for draft in drafts.into_iter().flatten() {
        match plan.counts.iter_mut().find(|(kind, _)| *kind == draft.kind) {
            Some((_, count)) => *count += 1,
            None => plan.counts.push((draft.kind.clone(), 1)),
        }
        plan.drafts.push(draft);
    }
    // A row that a join widened into several says the same thing once.
    plan.rejected.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    plan.rejected.dedup();
    Ok(plan)
}

/// Every column that the mapping names is in the file, and no column's name stands where its text was meant.
fn names_exist(rows: &Rows, mapping: &Mapping) -> Result<(), ImportFault> {
    let mut named: Vec<&str> = mapping.skip.iter().flat_map(|skip| skip.when.columns()).collect();
    let mut literals = Vec::new();
    for record in &mapping.record {
        named.extend(record.id.columns());
        named.extend(record.group_by.0.iter().map(String::as_str));
        named.extend(record.when.columns());
        for fields in std::iter::once(&record.fields).chain(&record.line) {
            fields.columns(&mut named);
            fields.literals(&mut literals);
        }
    }
    let fault = |word: &str, message: String| Err(ImportFault::Mapping(mapping.fault(word, message)));
    for name in named {
        if !rows.columns.contains_key(name) {
            return fault(name, format!("there is no column `{name}`{}", nearest(name, rows)));
        }
    }
    for text in literals {
        if rows.columns.contains_key(text) {
            return fault(
                text,
                format!(
                    "`{text}` is a column: write \"{{{text}}}\" for its text, or {{ constant = \"{text}\" }} for the word itself"
                ),
            );
        }
    }
    Ok(())
}

fn nearest(name: &str, rows: &Rows) -> String {
    let mut names: Vec<&String> = rows.columns.keys().collect();
    names.sort_unstable_by_key(|column| rows.columns[*column]);
    let likeness = |column: &str| strsim::jaro_winkler(&normalised(column), &normalised(name));
    let mut best: Option<(&str, f64)> = None;
    for column in &names {
        let likeness = likeness(column);
        if likeness > best.map_or(0.8, |(_, most)| most) {
            best = Some((column, likeness));
        }
    }
    match best {
        Some((column, _)) => format!("; did you mean `{column}`?"),
        None => {
            let names: Vec<&str> = names.iter().take(30).map(|name| name.as_str()).collect();
            format!("; the columns are {}", names.join(", "))
        }
    }
}

/// The rows that no `[[skip]]` leaves out, by position. A row that is broken is never skipped: its cells are shifted.
fn skip(rows: &Rows, mapping: &Mapping, plan: &mut ImportPlan) -> Vec<usize> {
    let mut skipped: Vec<Vec<u64>> = vec![Vec::new(); mapping.skip.len()];
    let mut wanted = Vec::with_capacity(rows.rows.len());
    for (i, row) in rows.rows.iter().enumerate() {
        let view = View { columns: &rows.columns, cells: &row.cells };
        let rule = match row.fault {
            Some(_) => None,
            // A sign that cannot be read skips nothing; the field that wants the number says so.
            None => mapping.skip.iter().position(|skip| holds(&skip.when, view, mapping).unwrap_or(false)),
        };
        match rule {
            Some(rule) => skipped[rule].push(row.line),
            None => wanted.push(i),
        }
    }
    for (skip, mut lines) in mapping.skip.iter().zip(skipped) {
        lines.dedup();
        if !lines.is_empty() {
            plan.notes.push(Note::Skipped { because: skip.because.clone(), lines });
        }
    }
    wanted
}

struct Builder<'a> {
    rows: &'a Rows,
    mapping: &'a Mapping,
    plan: ImportPlan,
    /// The first line of each record that was made, by kind and id without case.
    made: HashMap<(String, String), u64>,
    /// Rows that a record wanted.
    taken: HashSet<usize>,
}

/// Rows that become one record.
#[derive(Default)]
struct Group {
    rows: Vec<usize>,
}

/// What was wrong with a group, by row.
type Faults = Vec<(usize, Reason)>;

impl<'a> Builder<'a> {
    fn view(&self, row: usize) -> View<'a> {
        View { columns: &self.rows.columns, cells: &self.rows.rows[row].cells }
    }

    fn row(&self, row: usize) -> &'a Row {
        &self.rows.rows[row]
    }

    fn render(&self, pattern: &Pattern, row: usize) -> Rendered {
        pattern.render(self.view(row), &self.mapping.values)
    }

    fn reject(&mut self, row: usize, kind: Option<&str>, reason: Reason) {
        let source = self.row(row);
        let excerpt = self.rows.table.excerpt(source);
        self.plan.rejected.push(Rejected {
            file: None,
            line: source.line,
            kind: kind.map(str::to_owned),
            reason,
            excerpt,
        });
    }

    /// All records of one `[[record]]`, in the order of their first rows.
    fn records(&mut self, rule: &RecordRule, wanted: &[usize]) -> Vec<Draft> {
        let groups = self.groups(rule, wanted);
        let mut drafts = Vec::new();
        for group in groups {
            let mut faults: Faults = Vec::new();
            let mut notes = Vec::new();
            let draft = self.record(rule, &group, &mut faults, &mut notes);
            // A broken row was reported as such already; here it only spoils its record.
            let broken = group.rows.iter().copied().find(|row| self.row(*row).fault.is_some());
            match (draft, faults.first().map(|(row, _)| *row).or(broken)) {
                (Some(draft), None) => {
                    let key = (draft.kind.clone(), draft.id.to_lowercase());
                    let line = draft.lines.first().copied().unwrap_or(0);
                    match self.made.get(&key) {
                        None => {
                            self.made.insert(key, line);
                            self.plan.notes.append(&mut notes);
                            drafts.push(draft);
                        }
                        Some(_) if rule.once => {}
                        Some(&line) => {
                            let reason = Reason::SameId { id: draft.id.clone(), line };
                            for row in group.rows {
                                self.reject(row, Some(&rule.kind), reason.clone());
                            }
                        }
                    }
                }
                (_, Some(faulty)) => {
                    let line = self.row(faulty).line;
                    for row in group.rows {
                        let own = faults.iter().position(|(at, _)| *at == row);
                        if let Some(at) = own {
                            self.reject(row, Some(&rule.kind), faults[at].1.clone());
                        } else if self.row(row).fault.is_none() && self.row(row).line != line {
                            self.reject(row, Some(&rule.kind), Reason::SameRecord { line });
                        }
                    }
                }
                // No record and no fault: a related record without an id, such as the customer of a deal without one.
                (None, None) => {}
            }
        }
        drafts
    }

    /// The rows that meet the record's conditions, grouped.
    fn groups(&mut self, rule: &RecordRule, wanted: &[usize]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let has_main = self.mapping.record.iter().any(|rule| !rule.once);
        let grouped = !rule.group_by.0.is_empty();
        for &row in wanted {
            let broken = self.row(row).fault.is_some();
            if broken && !grouped {
                continue;
            }
            match holds(&rule.when, self.view(row), self.mapping) {
                Ok(false) => continue,
                Err(_) if broken => {}
                Err(reason) => {
                    self.taken.insert(row);
                    self.reject(row, Some(&rule.kind), reason);
                    continue;
                }
                Ok(true) => {}
            }
            let key = if rule.once {
                let id = self.render(&rule.id, row);
                if !id.any || id.text.is_empty() {
                    continue;
                }
                Some(id.text.to_lowercase())
            } else if grouped {
                let cells: Vec<&str> =
                    rule.group_by.0.iter().map(|column| self.view(row).get(column).unwrap_or("")).collect();
                if cells.iter().all(|cell| cell.is_empty()) {
                    self.taken.insert(row);
                    if !broken {
                        let columns = rule.group_by.0.join(", ");
                        self.reject(row, Some(&rule.kind), Reason::EmptyKey { columns });
                    }
                    continue;
                }
                Some(cells.join("\u{1f}"))
            } else {
                None
            };
            if !rule.once || !has_main {
                self.taken.insert(row);
            }
            match key {
                Some(key) => {
                    let at = *by_key.entry(key).or_insert_with(|| {
                        groups.push(Group::default());
                        groups.len() - 1
                    });
                    groups[at].rows.push(row);
                }
                None => groups.push(Group { rows: vec![row] }),
            }
        }
        groups
    }

    fn record(&self, rule: &RecordRule, group: &Group, faults: &mut Faults, notes: &mut Vec<Note>) -> Option<Draft> {
        let id = self.id(rule, group, faults);
        // The cells of a broken row are shifted, so they are not judged.
        let rows: Vec<usize> = group.rows.iter().copied().filter(|row| self.row(*row).fault.is_none()).collect();
        let scope = Scope { kind: &rule.kind, id: id.as_deref().unwrap_or(""), differ: rule.differ, rows: &rows };
        let mut values = self.table(&rule.fields, &scope, "", faults, notes).map(|made| made.table).unwrap_or_default();
        if let Some(line) = &rule.line {
            let mut lines = Vec::new();
            for row in &rows {
                let scope = Scope { rows: std::slice::from_ref(row), ..scope };
                let made = self.table(line, &scope, &rule.line_field, faults, notes);
                lines.extend(made.filter(Made::says_something).map(|made| made.table));
            }
            if !lines.is_empty() {
                values.0.push((rule.line_field.clone(), DraftValue::Tables(lines)));
            }
        }
        let mut lines: Vec<u64> = group.rows.iter().map(|row| self.row(*row).line).collect();
        lines.sort_unstable();
        lines.dedup();
        Some(Draft { kind: rule.kind.clone(), id: id?, values, lines })
    }

    fn id(&self, rule: &RecordRule, group: &Group, faults: &mut Faults) -> Option<String> {
        let mut first: Option<String> = None;
        for &row in group.rows.iter().filter(|row| self.row(**row).fault.is_none()) {
            let id = self.render(&rule.id, row);
            if !id.complete {
                let empty = |column: &&str| self.view(row).get(column).is_none();
                let mut columns: Vec<&str> = rule.id.columns().filter(empty).collect();
                if columns.is_empty() {
                    columns = rule.id.columns().collect();
                }
                faults.push((row, Reason::EmptyKey { columns: columns.join(", ") }));
                continue;
            }
            match &first {
                None if Id::new(&id.text).is_err() => faults.push((row, Reason::BadId { text: id.text })),
                None => first = Some(id.text),
                // Records that are made once are grouped by the id without case.
                Some(kept) if *kept != id.text && !rule.once => {
                    faults.push((row, Reason::IdsDiffer { first: kept.clone(), other: id.text }));
                }
                Some(_) => {}
            }
        }
        first
    }

    /// The fields of one table; `None` when its condition does not hold.
    fn table(
        &self,
        fields: &Fields,
        scope: &Scope<'_>,
        path: &str,
        faults: &mut Faults,
        notes: &mut Vec<Note>,
    ) -> Option<Made> {
        let &first = scope.rows.first()?;
        match holds(&fields.when, self.view(first), self.mapping) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(reason) => {
                faults.push((first, reason));
                return None;
            }
        }
        let mut made = Made::default();
        for (key, node) in &fields.nodes {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let value = match node {
                Node::Rule(rule) => {
                    let value = self.agreed(rule, scope, &path, faults, notes);
                    let fixed = rule.constant.is_some()
                        || rule.text.0.iter().all(|text| text.literal().is_some() && rule.column.0.is_empty());
                    made.variable |= !fixed;
                    made.filled |= !fixed && value.is_some();
                    value
                }
                Node::Table(inner) => self.table(inner, scope, &path, faults, notes).and_then(|inner| {
                    made.absorb(&inner);
                    inner.says_something().then_some(DraftValue::Table(inner.table))
                }),
                Node::Tables(items) => {
                    let mut tables = Vec::new();
                    for item in items {
                        let Some(item) = self.table(item, scope, &path, faults, notes) else { continue };
                        made.absorb(&item);
                        if item.says_something() {
                            tables.push(item.table);
                        }
                    }
                    (!tables.is_empty()).then_some(DraftValue::Tables(tables))
                }
            };
            if let Some(value) = value {
                made.table.0.push((key.clone(), value));
            }
        }
        Some(made)
    }

    /// One value for all rows of the record.
    fn agreed(
        &self,
        rule: &Rule,
        scope: &Scope<'_>,
        path: &str,
        faults: &mut Faults,
        notes: &mut Vec<Note>,
    ) -> Option<DraftValue> {
        let mut kept: Option<(DraftValue, usize)> = None;
        let mut others: Vec<DraftValue> = Vec::new();
        let before = faults.len();
        let mut applies = false;
        for &row in scope.rows {
            let value = match value(rule, self.view(row), self.mapping, path) {
                Ok(Some(value)) => {
                    applies = true;
                    value
                }
                Ok(None) => {
                    applies |= holds(&rule.when, self.view(row), self.mapping).unwrap_or(false);
                    continue;
                }
                Err(reason) => {
                    faults.push((row, reason));
                    continue;
                }
            };
            let Some((first, first_row)) = &kept else {
                kept = Some((value, row));
                continue;
            };
            if *first == value || others.contains(&value) {
                continue;
            }
            match rule.differ.unwrap_or(scope.differ) {
                Differ::First => {}
                Differ::Last => kept = Some((value, row)),
                Differ::Join => others.push(value),
                Differ::Report => {
                    notes.push(Note::Kept {
                        kind: scope.kind.to_owned(),
                        id: scope.id.to_owned(),
                        field: path.to_owned(),
                        kept: shown(first),
                        other: shown(&value),
                        line: self.row(row).line,
                    });
                    others.push(value);
                }
                Differ::Error => faults.push((
                    row,
                    Reason::RowsDiffer {
                        field: path.to_owned(),
                        first: shown(&value),
                        other: shown(first),
                        line: self.row(*first_row).line,
                    },
                )),
            }
        }
        let mut value = kept.map(|(value, _)| value);
        if rule.differ.unwrap_or(scope.differ) == Differ::Join
            && let Some(DraftValue::Scalar(text, ScalarKind::Text)) = &mut value
        {
            for other in &others {
                text.push_str(", ");
                text.push_str(&shown(other));
            }
        }
        if value.is_none() && rule.required && applies && faults.len() == before {
            faults.push((scope.rows[0], Reason::Empty { field: path.to_owned() }));
        }
        value
    }
}

/// Whose values are being made, from which rows.
#[derive(Clone, Copy)]
struct Scope<'a> {
    kind: &'a str,
    id: &'a str,
    differ: Differ,
    rows: &'a [usize],
}

/// A table that was made, and whether the file had anything to say in it.
#[derive(Default)]
struct Made {
    table: DraftTable,
    /// It has fields that come from columns.
    variable: bool,
    /// One of them has a value.
    filled: bool,
}

impl Made {
    /// A table whose columns are all empty says nothing, whatever its constants.
    fn says_something(&self) -> bool {
        !self.table.is_empty() && (self.filled || !self.variable)
    }

    fn absorb(&mut self, inner: &Made) {
        self.variable |= inner.variable;
        self.filled |= inner.filled;
    }
}
