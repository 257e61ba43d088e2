//! `carnet audit` as sheets: what was proved, what fails, what nobody could prove. Keys for programs:
//! - sheet `audit`: `commit` `commits` `edges` `touching` `documents` `faults` `audited`;
//! - `series`: `series` `documents` `first` `last` `sealed` `gapless`; `closings`: see [`super::closing`];
//! - `faults`: `fault` `number` `path` `against` `other` (the commit compared with) `tag` `commit` `date` `author` `email`
//!   `fields` (a list of `field`, `before`, `after`) `stated` `found`;
//! - `unproved`: `doubt` `about` `count`.

use super::closing::closings;
use super::wording::Wording;
use crate::book::Book;
use crate::history::CommitId;
use crate::history::audit::{Against, Audit, Doubt, Fault, What};
use crate::history::change::{Event, RecordChange, Records, Subject};
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Row, Sheet, Text};
use crate::value::{Currency, Date, Money, decimal};

/// For whom, and about what.
pub struct Told<'a> {
    pub records: &'a Records<'a>,
    pub book: &'a Book,
    pub as_of: Date,
    /// The book's time zone.
    pub zone: &'a str,
    pub head: CommitId,
    pub branch: Option<&'a str>,
    /// Sentences rather than typed values.
    pub people: bool,
}

/// The result of an audit.
pub fn audit(told: &Told<'_>, audit: &Audit) -> Answer {
    let mut answer = Answer::new(told.as_of).sheet(proved(told, audit)).sheet(series(audit));
    if !audit.closings.is_empty() || !told.people {
        answer.sheets.push(closings(&audit.closings, told.zone, true));
    }
    let wording = Wording::new(told.records, told.book);
    if !audit.faults.is_empty() || !told.people {
        answer.sheets.push(if told.people {
            fault_story(told, &wording, audit)
        } else {
            fault_rows(told, &wording, audit)
        });
    }
    if !audit.doubts.is_empty() || !told.people {
        answer.sheets.push(if told.people { doubt_story(audit) } else { doubt_rows(audit) });
    }
    answer
}

/// What was looked at.
fn proved(told: &Told<'_>, audit: &Audit) -> Sheet {
    let key = |key: &'static str, title: &'static str, kind| Column::new(key, Text::key(title), kind);
    let number = |count: usize| Cell::Integer(count as i64);
    let commit = if told.people { Cell::text(told.head.short()) } else { Cell::text(told.head.to_string()) };
    let mut columns = vec![
        key("commit", "log-commit", ColumnKind::Code),
        key("commits", "audit-commits", ColumnKind::Integer),
        key("edges", "audit-edges", ColumnKind::Integer),
        key("touching", "audit-touching", ColumnKind::Integer),
        key("documents", "audit-documents", ColumnKind::Integer),
    ];
    let mut cells =
        vec![commit, number(audit.commits), number(audit.edges), number(audit.touching), number(audit.documents)];
    columns.push(key("compared", "audit-compared", ColumnKind::List));
    let mut compared: Vec<Cell> = Vec::new();
    if let Some(tip) = audit.audited {
        compared.push(Cell::word("audited", Text::key("audit-with-audited").arg("commit", Cell::text(tip.short()))));
    }
    compared.extend(audit.remotes.iter().map(|(name, _)| Cell::text(name.as_str())));
    if !audit.closings.is_empty() {
        let count = Cell::Integer(audit.closings.len() as i64);
        compared.push(Cell::word("closings", Text::key("audit-with-closings").arg("count", count)));
    }
    if compared.is_empty() {
        compared.push(Cell::word("nothing", Text::key("audit-with-nothing")));
    }
    cells.push(Cell::List(compared));
    columns.push(key("faults", "audit-fault-count", ColumnKind::Integer));
    cells.push(match audit.faults.len() {
        0 if told.people => Cell::word("0", Text::key("audit-none")),
        count => number(count),
    });
    let mut sheet = Sheet::new("audit", columns);
    sheet.layout = Layout::Card;
    sheet.nils = true;
    sheet.title = Some(match audit.faults.len() {
        0 => Text::key("audit-title-whole"),
        count => Text::key("audit-title-faults").arg("count", number(count)),
    });
    if let Some(branch) = told.branch {
        sheet.notes.push(Text::key("audit-branch").arg("branch", Cell::text(branch)));
    }
    if audit.faults.is_empty() && audit.edges > 0 {
        sheet.notes.push(Text::key("audit-proved").arg("edges", number(audit.edges)));
    }
    sheet.rows = vec![Row::new(cells)];
    sheet
}

fn series(audit: &Audit) -> Sheet {
    let key = |key: &'static str, title: &'static str, kind| Column::new(key, Text::key(title), kind);
    let mut sheet = Sheet::new(
        "series",
        vec![
            key("series", "field-series", ColumnKind::Code),
            key("documents", "audit-documents", ColumnKind::Integer),
            key("first", "audit-first", ColumnKind::Code),
            key("last", "audit-last", ColumnKind::Code),
            key("gapless", "audit-gapless", ColumnKind::Bool),
            key("sealed", "audit-sealed", ColumnKind::Integer),
        ],
    );
    sheet.title = Some(Text::key("audit-series"));
    sheet.empty = Some(Text::key("audit-no-document"));
    sheet.nils = true;
    for proof in &audit.series {
        let id = match &*proof.id {
            "" => Cell::word("", Text::key("audit-no-series")),
            id => Cell::text(id),
        };
        sheet.rows.push(Row::new(vec![
            id,
            Cell::Integer(proof.count as i64),
            Cell::text(&*proof.first),
            Cell::text(&*proof.last),
            Cell::Bool(proof.gapless),
            Cell::Integer(proof.sealed as i64),
        ]));
    }
    sheet
}

fn fault_story(told: &Told<'_>, wording: &Wording<'_>, audit: &Audit) -> Sheet {
    let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
    let mut sheet = Sheet::new(
        "faults",
        vec![
            column("when", ColumnKind::Text),
            column("author", ColumnKind::Text),
            column("commit", ColumnKind::Code),
            column("number", ColumnKind::Code),
            column("fault", ColumnKind::Text),
        ],
    );
    sheet.title = Some(Text::key("audit-faults"));
    sheet.layout = Layout::Timeline;
    sheet.groups = 3;
    for fault in &audit.faults {
        let mut cells = match &fault.commit {
            Some(commit) => vec![
                Cell::Date(commit.committer.day(told.zone)),
                Cell::text(&*commit.author.name),
                Cell::text(commit.id.short()),
            ],
            None => vec![
                Cell::word(fault.against.name(), against(&fault.against)),
                Cell::Empty,
                fault.against.commit().map_or(Cell::Empty, |commit| Cell::text(commit.short())),
            ],
        };
        let number = match &*fault.number {
            "" if fault.what == What::Gone => Cell::word("history", Text::key("audit-the-history")),
            "" => Cell::word("tag", Text::key("audit-the-tag")),
            number => Cell::text(number),
        };
        cells.push(number);
        cells.push(Cell::word(fault.what.name(), sentence(wording, fault)));
        sheet.rows.push(Row::new(cells));
    }
    sheet
}

/// What a fault was found against.
fn against(against: &Against) -> Text {
    let text = Text::key(format!("audit-against-{}", against.name()));
    match against {
        Against::Remote { name, .. } | Against::RemoteEarlier { name, .. } => {
            text.arg("name", Cell::text(name.as_str()))
        }
        Against::Closing { tag } => text.arg("tag", Cell::text(tag.as_str())),
        Against::Folder { name, .. } => text.arg("name", Cell::text(name.as_str())),
        Against::Parent(_) | Against::Earlier(_) | Against::Audited(_) => text,
    }
}

/// What is wrong, in a sentence.
fn sentence(wording: &Wording<'_>, fault: &Fault) -> Text {
    let mut text = match &fault.what {
        What::Renumbered { to: None } => Text::key("audit-fault-unnumbered"),
        What::TagUnreadable { why } => Text::key(format!("audit-fault-tag-{}", why.name())),
        what => Text::key(format!("audit-fault-{}", what.name())),
    };
    let literal = |value: &str| Cell::text(value.to_owned());
    text = text.arg("path", literal(&fault.path)).arg("number", literal(&fault.number));
    let of_key = |key: &&'static str| Cell::word(*key, Text::key(format!("close-part-{key}")));
    match &fault.what {
        What::Changed => text.arg("fields", fields(wording, fault, true)),
        What::Renumbered { to: Some(to) } => text.arg("to", literal(to)),
        What::Twice { other } => text.arg("other", literal(other)),
        What::Gap { missing } => text.arg("missing", literal(missing)),
        What::Backwards { highest } => text.arg("highest", literal(highest)),
        What::DateBackwards { date, highest, earlier } => {
            text.arg("date", Cell::Date(*date)).arg("highest", literal(highest)).arg("earlier", Cell::Date(*earlier))
        }
        What::TagGone { was } => {
            let Against::Closing { tag } = &fault.against else { return text };
            text.arg("tag", literal(tag)).arg("was", literal(&was.to_string()))
        }
        What::TagReplaced { was, .. } => text.arg("was", literal(&was.to_string())),
        What::TagSignature { why } => text.arg("why", literal(why)),
        What::TagDiffers { key, stated, found } | What::Total { key, stated, found } => {
            text.arg("key", of_key(key)).arg("stated", amount(stated)).arg("found", amount(found))
        }
        _ => text,
    }
}

/// A total as people write it (`120.00 EUR`); anything else as it stands.
fn amount(value: &str) -> Cell {
    let money = value
        .split_once(' ')
        .and_then(|(amount, currency)| Some(Money::new(decimal::parse(amount).ok()?, Currency::from_code(currency)?)));
    money.map_or_else(|| Cell::text(value), Cell::Money)
}

/// The fields that differ: words for people, values for programs.
fn fields(wording: &Wording<'_>, fault: &Fault, people: bool) -> Cell {
    let Some(blob) = fault.blob else { return Cell::Empty };
    let kind = wording.kind_named("invoice");
    let change = RecordChange {
        subject: Subject { kind, id: Box::default() },
        event: Event::Changed,
        old_id: None,
        fields: fault.fields.clone(),
        broken: false,
        mended: false,
        path: fault.path.clone(),
        blob,
    };
    if people { wording.told(&change, None) } else { wording.fields(&change) }
}

fn fault_rows(told: &Told<'_>, wording: &Wording<'_>, audit: &Audit) -> Sheet {
    let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
    let columns = vec![
        column("fault", ColumnKind::Code),
        column("number", ColumnKind::Code),
        column("path", ColumnKind::Code),
        column("against", ColumnKind::Code),
        column("other", ColumnKind::Code),
        column("tag", ColumnKind::Code),
        column("commit", ColumnKind::Code),
        column("date", ColumnKind::Date),
        column("author", ColumnKind::Text),
        column("email", ColumnKind::Text),
        column("fields", ColumnKind::List),
        column("stated", ColumnKind::Text),
        column("found", ColumnKind::Text),
    ];
    let mut sheet = Sheet::new("faults", columns);
    let some = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
    for fault in &audit.faults {
        let tag = match &fault.against {
            Against::Closing { tag } => Cell::text(tag.as_str()),
            _ => Cell::Empty,
        };
        let (stated, found) = match &fault.what {
            What::TagDiffers { key, stated, found } | What::Total { key, stated, found } => {
                (format!("{key}: {stated}"), found.clone())
            }
            What::Renumbered { to } => (fault.number.to_string(), to.as_deref().unwrap_or_default().to_owned()),
            What::Twice { other } => (String::new(), other.to_string()),
            What::Gap { missing } => (missing.clone(), String::new()),
            What::Backwards { highest } => (highest.to_string(), String::new()),
            What::DateBackwards { date, earlier, .. } => (earlier.to_string(), date.to_string()),
            What::TagGone { was } => (was.to_string(), String::new()),
            What::TagReplaced { was, now } => (was.to_string(), now.map(|id| id.to_string()).unwrap_or_default()),
            What::TagSignature { why } => (String::new(), why.clone()),
            What::TagUnreadable { why } => (String::new(), why.name().to_owned()),
            _ => (String::new(), String::new()),
        };
        let commit = fault.commit.as_ref();
        let changed = if fault.fields.is_empty() { Cell::Empty } else { fields(wording, fault, false) };
        sheet.rows.push(Row::new(vec![
            Cell::text(fault.what.name()),
            some(&fault.number),
            some(&fault.path),
            Cell::text(fault.against.name()),
            fault.against.commit().map_or(Cell::Empty, |commit| Cell::text(commit.to_string())),
            tag,
            commit.map_or(Cell::Empty, |commit| Cell::text(commit.id.to_string())),
            commit.map_or(Cell::Empty, |commit| Cell::Date(commit.committer.day(told.zone))),
            commit.map_or(Cell::Empty, |commit| Cell::text(&*commit.author.name)),
            commit.map_or(Cell::Empty, |commit| Cell::text(&*commit.author.email)),
            changed,
            some(&stated),
            some(&found),
        ]));
    }
    sheet
}

/// A folder of the repository, as people write it.
fn place(folder: &str) -> String {
    format!("./{folder}")
}

/// The name of a doubt, what it is about, and how many.
fn parts(doubt: &Doubt) -> (&'static str, String, usize) {
    let none = String::new;
    match doubt {
        Doubt::NoRemote => ("no-remote", none(), 0),
        Doubt::NotPushed { count } => ("not-pushed", none(), *count),
        Doubt::NotMerged { name, count, .. } => ("not-merged", name.clone(), *count),
        Doubt::NoClosing => ("no-closing", none(), 0),
        Doubt::OpenTail { count, first, last } => ("open-tail", format!("{first} – {last}"), *count),
        Doubt::Unsigned { count, tag } => ("unsigned", tag.clone(), *count),
        Doubt::Unverified { tag, .. } => ("unverified", tag.clone(), 0),
        Doubt::TagNotMerged { tag } => ("tag-not-merged", tag.clone(), 0),
        Doubt::Mended { number, .. } => ("mended", number.to_string(), 0),
        Doubt::NoOrder { count, first } => ("no-order", first.to_string(), *count),
        Doubt::NoSettings { commit } => ("no-settings", commit.short(), 0),
        Doubt::Loosened { series, .. } => ("loosened", series.to_string(), 0),
        Doubt::CameFrom { folder, .. } => ("came-from", place(folder), 0),
        Doubt::OtherClosings { count, tag } => ("other-closings", tag.clone(), *count),
        Doubt::Taken { first, count, .. } => ("taken", first.to_string(), *count),
        Doubt::First => ("first", none(), 0),
        Doubt::Detached => ("detached", none(), 0),
        Doubt::Uncommitted { count } => ("uncommitted", none(), *count),
        Doubt::Since { commit } => ("since", commit.short(), 0),
        Doubt::Accepted { count } => ("accepted", none(), *count),
    }
}

/// A line a doubt, under one heading.
fn doubt_story(audit: &Audit) -> Sheet {
    let column = |key: &'static str| Column::new(key, Text::literal(key), ColumnKind::Text);
    let mut sheet = Sheet::new("unproved", vec![column("heading"), column("about"), column("doubt")]);
    sheet.layout = Layout::Timeline;
    sheet.groups = 1;
    for doubt in &audit.doubts {
        let (name, about, count) = parts(doubt);
        let mut text = Text::key(format!("audit-doubt-{name}"));
        text = text.arg("about", Cell::text(about)).arg("count", Cell::Integer(count as i64));
        text = match doubt {
            Doubt::Unverified { why, .. } => text.arg("why", Cell::text(why.as_str())),
            Doubt::Loosened { what, commit, .. } => text
                .arg("what", Cell::word(*what, Text::key(format!("audit-loosened-{what}"))))
                .arg("commit", Cell::text(commit.short())),
            Doubt::CameFrom { commit, .. } => text.arg("commit", Cell::text(commit.short())),
            Doubt::Taken { what, source, commit, .. } => text
                .arg("what", Cell::word(*what, Text::key(format!("audit-taken-{what}"))))
                .arg("source", Cell::text(source.as_str()))
                .arg("commit", Cell::text(commit.short())),
            Doubt::Mended { commit, .. } => text.arg("commit", Cell::text(commit.short())),
            Doubt::NotMerged { first, .. } => text.arg("first", Cell::text(&**first)),
            _ => text,
        };
        let subject = match name {
            "no-remote" | "not-pushed" | "not-merged" => "audit-about-remote",
            "no-closing" | "open-tail" | "other-closings" | "tag-not-merged" => "audit-about-closing",
            "unsigned" | "unverified" => "audit-about-signature",
            "first" | "accepted" | "detached" => "audit-about-last",
            "mended" | "no-settings" => "audit-about-files",
            "taken" => "audit-about-taken",
            "uncommitted" => "audit-about-work",
            "since" | "came-from" => "audit-about-since",
            _ => "audit-about-order",
        };
        sheet.rows.push(Row::new(vec![
            Cell::word("unproved", Text::key("audit-unproved")),
            Cell::word(subject, Text::key(subject)),
            Cell::word(name, text),
        ]));
    }
    sheet
}

fn doubt_rows(audit: &Audit) -> Sheet {
    let column = |key: &'static str, kind| Column::new(key, Text::literal(key), kind);
    let columns = vec![
        column("doubt", ColumnKind::Code),
        column("about", ColumnKind::Text),
        column("count", ColumnKind::Integer),
    ];
    let mut sheet = Sheet::new("unproved", columns);
    for doubt in &audit.doubts {
        let (name, about, count) = parts(doubt);
        let about = if about.is_empty() { Cell::Empty } else { Cell::text(about) };
        let count = if count == 0 { Cell::Empty } else { Cell::Integer(count as i64) };
        sheet.rows.push(Row::new(vec![Cell::text(name), about, count]));
    }
    sheet
}
