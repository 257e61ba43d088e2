//! What two clones of a book gave each other, and what both changed: the sheets of `carnet sync`.
//!
//! Keys of a conflict's row: `record` `field` `before` `mine` `theirs` `author` `date`. A record that one side removed
//! has no `field`; its sides are then the words `removed` and `changed`.

use super::wording::{Wording, title};
use super::{Manner, rows, story};
use crate::book::{Book, Value};
use crate::finding::KeyPath;
use crate::history::change::{RecordChange, Records, Subject, type_at};
use crate::history::event::{Entry, Timeline};
use crate::report::sheet::{Cell, Column, ColumnKind, Link, Row, Sheet, Text};

/// Changes that people are shown one by one.
const MOST: usize = 10;

/// The records that commits changed. `name` is the sheet's, `title` what people read above it.
pub fn exchange(
    records: &Records<'_>,
    book: &Book,
    told: &Timeline,
    name: &'static str,
    title: Text,
    manner: Manner,
) -> Sheet {
    let wording = Wording::new(records, book);
    let mut sheet = if manner.people { story(&wording, told, manner) } else { rows(&wording, told) };
    sheet.name = name.into();
    sheet.title = Some(title);
    sheet.empty = Some(Text::key("sync-no-record"));
    let count: usize = told.entries.iter().map(|entry| entry.changes.len()).sum();
    if manner.people && !manner.all && count > MOST + 1 {
        sheet.rows.truncate(MOST);
        let text = Text::key("sync-first").arg("shown", Cell::Integer(sheet.rows.len() as i64));
        sheet.notes.push(text.arg("count", Cell::Integer(count as i64)));
    }
    sheet
}

/// A field that both sides gave different values.
pub struct Dispute {
    pub path: KeyPath,
    pub before: Option<Value>,
    pub mine: Option<Value>,
    pub theirs: Option<Value>,
}

/// A file that both sides changed so that people must decide.
pub struct Clash {
    /// The record; `None` for another file.
    pub subject: Option<Subject>,
    pub path: String,
    /// What the record is called.
    pub title: String,
    /// The fields in conflict; none where the whole file is.
    pub fields: Vec<Dispute>,
    /// For the whole file: whether there is one on the user's side, and on the others'.
    pub there: [bool; 2],
    /// The currency that the record names.
    pub currency: Option<String>,
}

impl Clash {
    /// `deal/site-acme`, or the path of another file.
    pub fn name(&self, book: &Book) -> String {
        match &self.subject {
            Some(Subject { kind: Some(kind), id }) => format!("{}/{id}", book.kind(*kind).name),
            _ => self.path.clone(),
        }
    }
}

/// A value of a conflict, worded.
pub fn value(wording: &Wording<'_>, records: &Records<'_>, clash: &Clash, at: usize, side: &Option<Value>) -> Cell {
    value_for(wording, records, clash, at, side, true)
}

fn value_for(
    wording: &Wording<'_>,
    records: &Records<'_>,
    clash: &Clash,
    at: usize,
    side: &Option<Value>,
    people: bool,
) -> Cell {
    let (Some(value), Some(field)) = (side, clash.fields.get(at)) else {
        return if people { Cell::word("none", Text::key("blame-nothing")) } else { Cell::Empty };
    };
    let ty = type_at(records.shape(clash.subject.as_ref().and_then(|subject| subject.kind)), &field.path.0);
    let currency = wording.currency(clash.currency.as_deref());
    match people {
        true => wording.person_cell(currency, ty, value),
        false => wording.program_cell(currency, ty, value),
    }
}

/// Who of the others last changed a field: the newest of their commits that did.
pub fn last_by<'t>(told: &'t Timeline, clash: &Clash, field: Option<&Dispute>) -> Option<&'t Entry> {
    let top = field.and_then(|field| field.path.0.first());
    let find = |about: &dyn Fn(&RecordChange) -> bool, any: bool| {
        let touches = |change: &RecordChange| {
            about(change) && (any || top.is_none() || change.fields.iter().any(|field| field.path.0.first() == top))
        };
        told.entries.iter().find(|entry| entry.changes.iter().any(touches))
    };
    let subject = clash.subject.as_ref()?;
    let by_name = |change: &RecordChange| {
        change.subject == *subject
            || (change.subject.kind == subject.kind && change.old_id.as_ref() == Some(&subject.id))
    };
    find(&by_name, false).or_else(|| find(&by_name, true))
}

/// What both sides changed, a row a field.
pub fn conflicts(records: &Records<'_>, book: &Book, clashes: &[Clash], told: &Timeline, manner: Manner) -> Sheet {
    let wording = Wording::new(records, book);
    let column = |key: &'static str, words: &'static str, kind| {
        let title = if manner.people { Text::key(words) } else { Text::literal(key) };
        Column::new(key, title, kind)
    };
    let columns = vec![
        column("record", "log-record", ColumnKind::Link),
        column("field", "sync-field", ColumnKind::Text),
        column("before", "sync-before", ColumnKind::Text),
        column("mine", "sync-mine", ColumnKind::Text),
        column("theirs", "sync-theirs", ColumnKind::Text),
        column("author", "sync-author", ColumnKind::Text),
        column("date", "sync-since", ColumnKind::Date),
    ];
    let mut sheet = Sheet::new("conflicts", columns);
    sheet.title = Some(Text::key("sync-conflicts"));
    sheet.groups = usize::from(manner.people);
    for clash in clashes {
        let record = || match &clash.subject {
            Some(Subject { kind: Some(kind), id }) => Cell::Link(Link::qualified(book.kind(*kind).name, &**id)),
            _ => Cell::text(&*clash.path),
        };
        let by = |field: Option<&Dispute>| match last_by(told, clash, field) {
            Some(entry) => [Cell::text(&*entry.commit.author.name), Cell::Date(entry.when.date)],
            None => [Cell::Empty, Cell::Empty],
        };
        for (at, field) in clash.fields.iter().enumerate() {
            let cell = |side: &Option<Value>| value_for(&wording, records, clash, at, side, manner.people);
            let code = field.path.to_string();
            let name = if manner.people { Cell::word(code, title(&field.path)) } else { Cell::text(code) };
            let mut cells = vec![record(), name, cell(&field.before), cell(&field.mine), cell(&field.theirs)];
            cells.extend(by(Some(field)));
            sheet.rows.push(Row::new(cells));
        }
        if clash.fields.is_empty() {
            let side = |there: bool| match there {
                true => Cell::word("changed", Text::key("sync-side-changed")),
                false => Cell::word("removed", Text::key("sync-side-removed")),
            };
            let whole = if manner.people { Cell::word("whole", Text::key("sync-whole")) } else { Cell::Empty };
            let [mine, theirs] = clash.there;
            let mut cells = vec![record(), whole, Cell::Empty, side(mine), side(theirs)];
            cells.extend(by(None));
            sheet.rows.push(Row::new(cells));
        }
    }
    sheet
}
