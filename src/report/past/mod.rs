//! What happened, as sheets: `carnet log`, `carnet diff`, `carnet blame`.
//!
//! People get sentences ([`Layout::Timeline`]); programs get a row a record with its fields typed. Keys of the rows:
//! - log: `commit` `date` `time` `author` `email` `clamped` `merge` `message` + those of a change;
//! - a change: `record` `event` (created, changed, removed) `was` (its id before) `state` (broken, mended) `fields`
//!   (a list of `field`, `before`, `after`);
//! - blame: `field` `value` `since` `by` `email` `commit` `current`.

pub mod audit;
pub mod closing;
pub mod exchange;
pub mod feed;
pub mod wording;

use self::wording::{Wording, title};
use crate::book::Book;
use crate::figures::Figures;
use crate::finding::Step;
use crate::firm::Outcome;
use crate::history::blame::Story;
use crate::history::change::{Event, RecordChange, Records, type_at};
use crate::history::event::{Entry, Timeline};
use crate::model::{KindId, Type};
use crate::report::Params;
use crate::report::receivables::Receivables;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Link, Row, Sheet, Text};
use crate::value::period::PeriodContext;
use crate::value::{Date, Moneys};

/// Records of one commit that people are shown unless they ask for all.
const RECORDS: usize = 10;
/// Records of a kind that people are shown of a difference unless they ask for all.
const RECORDS_OF_KIND: usize = 20;

/// For whom, and how much.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Sentences rather than typed values.
    pub people: bool,
    /// Every record, however many.
    pub all: bool,
    /// The subjects of the commits too.
    pub messages: bool,
}

/// Who changed what, newest first.
pub fn log(records: &Records<'_>, book: &Book, as_of: Date, told: &Timeline, manner: Manner) -> Answer {
    let wording = Wording::new(records, book);
    let mut sheet = if manner.people { story(&wording, told, manner) } else { rows(&wording, told) };
    sheet.empty = Some(Text::key("log-empty"));
    if told.more {
        sheet.notes.push(Text::key("log-newest").arg("count", Cell::Integer(told.entries.len() as i64)));
    }
    if told.clamped() > 0 {
        sheet.notes.push(Text::key("log-clamped").arg("count", Cell::Integer(told.clamped() as i64)));
    }
    Answer::new(as_of).sheet(sheet)
}

fn story(wording: &Wording<'_>, told: &Timeline, manner: Manner) -> Sheet {
    let mut columns = vec![
        Column::new("date", Text::field("date"), ColumnKind::Date),
        Column::new("author", Text::key("log-author"), ColumnKind::Text),
        Column::new("commit", Text::key("log-commit"), ColumnKind::Code),
    ];
    if manner.messages {
        columns.push(Column::new("message", Text::key("log-message"), ColumnKind::Text));
    }
    let groups = columns.len();
    columns.push(Column::new("record", Text::key("log-record"), ColumnKind::Link));
    columns.push(Column::new("changes", Text::key("log-changes"), ColumnKind::List));
    let mut sheet = Sheet::new("log", columns);
    sheet.layout = Layout::Timeline;
    sheet.groups = groups;
    for entry in &told.entries {
        let head = || {
            let mut cells = vec![
                Cell::Date(entry.when.date),
                Cell::text(&*entry.commit.author.name),
                Cell::text(entry.commit.id.short()),
            ];
            if manner.messages {
                cells.push(Cell::text(&*entry.commit.subject));
            }
            cells
        };
        let most = if manner.all || entry.changes.len() <= RECORDS + 1 { usize::MAX } else { RECORDS };
        for change in entry.changes.iter().take(most) {
            let mut cells = head();
            cells.push(subject(wording, change));
            cells.push(wording.told(change, Some(entry.when.date)));
            sheet.rows.push(row(wording, change, cells));
        }
        if let Some(rest) = entry.changes.get(most..).filter(|rest| !rest.is_empty()) {
            let mut cells = head();
            cells.extend(more(wording, rest));
            sheet.rows.push(Row::new(cells));
        }
    }
    sheet
}

fn rows(wording: &Wording<'_>, told: &Timeline) -> Sheet {
    let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
    let mut columns = vec![
        column("commit", ColumnKind::Code),
        column("date", ColumnKind::Date),
        column("time", ColumnKind::Integer),
        column("author", ColumnKind::Text),
        column("email", ColumnKind::Text),
        column("clamped", ColumnKind::Bool),
        column("merge", ColumnKind::Bool),
        column("message", ColumnKind::Text),
    ];
    columns.extend(change_columns());
    let mut sheet = Sheet::new("log", columns);
    let flag = |value: bool| if value { Cell::Bool(true) } else { Cell::Empty };
    let head = |entry: &Entry| {
        vec![
            Cell::text(entry.commit.id.to_string()),
            Cell::Date(entry.when.date),
            Cell::Integer(entry.when.time),
            Cell::text(&*entry.commit.author.name),
            Cell::text(&*entry.commit.author.email),
            flag(entry.when.clamped),
            flag(entry.commit.parents.len() > 1),
            Cell::text(&*entry.commit.subject),
        ]
    };
    for entry in &told.entries {
        for change in &entry.changes {
            let mut cells = head(entry);
            cells.extend(change_cells(wording, change));
            sheet.rows.push(row(wording, change, cells));
        }
    }
    sheet
}

fn change_columns() -> Vec<Column> {
    let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
    vec![
        column("record", ColumnKind::Link),
        column("event", ColumnKind::Code),
        column("was", ColumnKind::Code),
        column("state", ColumnKind::Code),
        column("fields", ColumnKind::List),
    ]
}

fn change_cells(wording: &Wording<'_>, change: &RecordChange) -> Vec<Cell> {
    let state = match (change.broken, change.mended) {
        (true, _) => Cell::text("broken"),
        (_, true) => Cell::text("mended"),
        _ => Cell::Empty,
    };
    vec![
        subject(wording, change),
        Cell::text(change.event.name()),
        change.old_id.as_deref().map_or(Cell::Empty, Cell::text),
        state,
        wording.fields(change),
    ]
}

fn row(wording: &Wording<'_>, change: &RecordChange, cells: Vec<Cell>) -> Row {
    match change.subject.kind {
        Some(kind) => Row::of(Link::qualified(wording.kind_name(Some(kind)), &*change.subject.id), cells),
        None => Row::new(cells),
    }
}

/// `deal/site`, `carnet.toml`.
fn subject(wording: &Wording<'_>, change: &RecordChange) -> Cell {
    match change.subject.kind {
        Some(kind) => Cell::Link(Link::qualified(wording.kind_name(Some(kind)), &*change.subject.id)),
        None => Cell::text(&*change.subject.id),
    }
}

/// The records that are not shown one by one, counted by kind.
fn more(wording: &Wording<'_>, rest: &[RecordChange]) -> Vec<Cell> {
    let mut kinds: Vec<(Option<KindId>, i64)> = Vec::new();
    for change in rest {
        match kinds.iter_mut().find(|(kind, _)| *kind == change.subject.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((change.subject.kind, 1)),
        }
    }
    let kinds = kinds.into_iter().map(|(kind, count)| {
        let text =
            Text::key("log-count-of").arg("count", Cell::Integer(count)).arg("kind", plural(wording, kind, count));
        Cell::word("count", text)
    });
    let text = Text::key("log-more-records").arg("count", Cell::Integer(rest.len() as i64));
    vec![Cell::word("more", text), Cell::List(kinds.collect())]
}

fn plural(wording: &Wording<'_>, kind: Option<KindId>, count: i64) -> Cell {
    let name = wording.kind_name(kind);
    let key = if count == 1 { format!("kind-{name}") } else { format!("kind-{name}.plural") };
    Cell::word(name, Text::key(key))
}

/// What differs between two states: the records that do, how many of each kind, and the firm's main figures in both.
pub fn difference(
    records: &Records<'_>,
    changes: &[RecordChange],
    then: &Figures<'_>,
    now: &Figures<'_>,
    manner: Manner,
) -> Answer {
    let wording = Wording::new(records, now.book);
    let mut changes: Vec<&RecordChange> = changes.iter().collect();
    changes.sort_by(|a, b| a.subject.cmp(&b.subject));
    let mut answer = Answer::new(now.as_of);
    answer.unreadable = now.book.unreadable.len();
    answer.sheets.push(if manner.people {
        by_kind(&wording, &changes, manner)
    } else {
        let mut sheet = Sheet::new("changes", change_columns());
        sheet.rows = changes.iter().map(|change| row(&wording, change, change_cells(&wording, change))).collect();
        sheet
    });
    if !changes.is_empty() {
        answer.sheets.push(counts(&wording, &changes));
    }
    answer.sheets.push(moved(then, now));
    answer
}

fn by_kind(wording: &Wording<'_>, changes: &[&RecordChange], manner: Manner) -> Sheet {
    let columns = vec![
        Column::new("kind", Text::key("log-kind"), ColumnKind::Text),
        Column::new("record", Text::key("log-record"), ColumnKind::Link),
        Column::new("changes", Text::key("log-changes"), ColumnKind::List),
    ];
    let mut sheet = Sheet::new("changes", columns);
    sheet.layout = Layout::Timeline;
    sheet.groups = 1;
    sheet.empty = Some(Text::key("diff-empty"));
    for group in changes.chunk_by(|a, b| a.subject.kind == b.subject.kind) {
        let kind = || plural(wording, group[0].subject.kind, 2);
        // What was there before is told before what is new: there a change means more.
        let mut group: Vec<&RecordChange> = group.to_vec();
        group.sort_by_key(|change| change.event == Event::Created);
        let most = if manner.all || group.len() <= RECORDS_OF_KIND + 1 { usize::MAX } else { RECORDS_OF_KIND };
        for change in group.iter().take(most) {
            let label = Cell::text(&*change.subject.id);
            sheet.rows.push(row(wording, change, vec![kind(), label, wording.told(change, None)]));
        }
        if let Some(rest) = group.get(most..).filter(|rest| !rest.is_empty()) {
            let text = Text::key("log-more-records").arg("count", Cell::Integer(rest.len() as i64));
            sheet.rows.push(Row::new(vec![
                kind(),
                Cell::word("more", text),
                Cell::Word { code: "all".into(), text: Text::key("diff-all") },
            ]));
        }
    }
    sheet
}

/// How many records of each kind came, changed and went.
fn counts(wording: &Wording<'_>, changes: &[&RecordChange]) -> Sheet {
    let mut columns = vec![Column::new("kind", Text::key("log-kind"), ColumnKind::Text)];
    let events = [(Event::Created, "diff-created"), (Event::Changed, "diff-changed"), (Event::Removed, "diff-removed")];
    columns.extend(events.iter().map(|(event, key)| Column::new(event.name(), Text::key(*key), ColumnKind::Integer)));
    let mut sheet = Sheet::new("records", columns);
    sheet.title = Some(Text::key("diff-records"));
    let count = |changes: &[&RecordChange]| {
        events.map(|(event, _)| match changes.iter().filter(|change| change.event == event).count() {
            0 => Cell::Empty,
            count => Cell::Integer(count as i64),
        })
    };
    for group in changes.chunk_by(|a, b| a.subject.kind == b.subject.kind) {
        let mut cells = vec![plural(wording, group[0].subject.kind, 2)];
        cells.extend(count(group));
        sheet.rows.push(Row::new(cells));
    }
    let mut cells = vec![Cell::word("total", Text::key("diff-total"))];
    cells.extend(count(changes));
    sheet.totals = vec![Row::new(cells)];
    sheet
}

/// The firm's main figures in both states, each as of its day.
fn moved(then: &Figures<'_>, now: &Figures<'_>) -> Sheet {
    let columns = vec![
        Column::new("figure", Text::key("diff-figure"), ColumnKind::Text),
        Column::new("before", Text::key("diff-before"), ColumnKind::Money),
        Column::new("after", Text::key("diff-after"), ColumnKind::Money),
        Column::new("difference", Text::key("diff-difference"), ColumnKind::Money),
    ];
    let mut sheet = Sheet::new("figures", columns);
    sheet.title = Some(Text::key("diff-figures"));
    sheet.notes =
        vec![Text::key("diff-days").arg("before", Cell::Date(then.as_of)).arg("after", Cell::Date(now.as_of))];
    type Compute = fn(&Figures<'_>) -> Moneys;
    let figures: [(&'static str, &'static str, Compute); 4] = [
        ("pipeline", "diff-pipeline", open_deals),
        ("invoiced", "diff-invoiced", invoiced),
        ("paid", "diff-paid", paid),
        ("balance", "diff-balance", owed),
    ];
    for (code, key, compute) in figures {
        let (before, after) = (compute(then), compute(now));
        let mut difference = after.clone();
        before.iter().for_each(|money| difference.add(-money));
        let cell = |moneys: Moneys| Cell::Moneys(moneys);
        sheet.rows.push(Row::new(vec![Cell::word(code, Text::key(key)), cell(before), cell(after), cell(difference)]));
    }
    sheet
}

fn open_deals(figures: &Figures<'_>) -> Moneys {
    let deals = figures.book.sound_named("deal").filter_map(|(record, _)| figures.deal(record));
    deals.filter(|deal| deal.outcome() == Outcome::Open).map(|deal| deal.amount).collect()
}

fn invoiced(figures: &Figures<'_>) -> Moneys {
    figures.issued().map(|(_, document)| document.signed(document.net())).collect()
}

fn paid(figures: &Figures<'_>) -> Moneys {
    let payments = figures.payments().iter().flatten();
    payments.filter(|payment| payment.date <= figures.as_of).map(|payment| payment.amount).collect()
}

/// The total of `report receivables`.
fn owed(figures: &Figures<'_>) -> Moneys {
    let params = Params::new(PeriodContext::new(figures.as_of));
    Receivables::compute(figures, &params).totals.iter().map(|row| row.total).collect()
}

/// Where every value of a record comes from.
pub fn blame(
    records: &Records<'_>,
    book: &Book,
    as_of: Date,
    kind: Option<KindId>,
    stories: &[Story],
    manner: Manner,
) -> Answer {
    let wording = Wording::new(records, book);
    let shape = records.shape(kind);
    let currency =
        stories.iter().filter_map(|story| story.first()).find(|origin| origin.path.to_string() == "currency");
    let currency =
        wording.currency(currency.and_then(|origin| origin.value.as_ref()).and_then(|value| value.as_text()));
    let cell = |ty: Option<&Type>, value: &Option<crate::book::Value>| match value {
        Some(value) if manner.people => wording.person_cell(currency, ty, value),
        Some(value) => wording.program_cell(currency, ty, value),
        None if manner.people => Cell::word("none", Text::key("blame-nothing")),
        None => Cell::Empty,
    };
    let mut columns = vec![
        Column::new("field", Text::key("blame-field"), ColumnKind::Text),
        Column::new("value", Text::key("blame-value"), ColumnKind::Text),
        Column::new("since", Text::key("blame-since"), ColumnKind::Date),
        Column::new("by", Text::key("blame-by"), ColumnKind::Text),
    ];
    if !manner.people {
        columns.push(Column::new("email", Text::literal("email"), ColumnKind::Text));
    }
    columns.push(Column::new("commit", Text::key("log-commit"), ColumnKind::Code));
    if !manner.people {
        columns.push(Column::new("current", Text::literal("current"), ColumnKind::Bool));
    }
    let mut sheet = Sheet::new("blame", columns);
    sheet.groups = usize::from(manner.people);
    sheet.empty = Some(Text::key("blame-empty"));
    for story in stories {
        for (i, origin) in story.iter().enumerate() {
            let ty = type_at(shape, &origin.path.0);
            let code = origin.path.to_string();
            let name = match origin.path.0.first() {
                Some(Step::Key(_)) if manner.people => Cell::word(code, title(&origin.path)),
                _ => Cell::text(code),
            };
            let mut cells = vec![
                name,
                cell(ty, &origin.value),
                Cell::Date(origin.when.date),
                Cell::text(&*origin.commit.author.name),
            ];
            if manner.people {
                cells.push(Cell::text(origin.commit.id.short()));
            } else {
                cells.push(Cell::text(&*origin.commit.author.email));
                cells.push(Cell::text(origin.commit.id.to_string()));
                cells.push(Cell::Bool(i == 0));
            }
            sheet.rows.push(Row::new(cells));
        }
    }
    Answer::new(as_of).sheet(sheet)
}
