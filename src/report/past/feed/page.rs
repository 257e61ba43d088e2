//! The feed as sheets.

use super::alert::{ALERTS, Alert};
use super::item::ITEMS;
use super::{Feed, Item};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::report::past::Manner;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Link, Row, Sheet, Shown, Text};
use crate::report::{period_note, with_period};

/// So many alerts of a sort are shown to people who did not ask for alerts alone.
const ALERTS_OF_A_SORT: usize = 5;

impl Feed {
    /// The alerts, then what happened. People are not shown an empty list of alerts, and of each sort the worst; programs
    /// get all of both that were asked for.
    pub fn answer(&self, figures: &Figures<'_>, manner: Manner) -> Answer {
        let book = figures.book;
        let question = &self.question;
        let names =
            |all: usize, names: Vec<&'static str>| (names.len() < all).then(|| names.into_iter().map(Cell::text));
        let items = names(ITEMS.len(), question.items.iter().map(|row| row.name).collect());
        let alerts = names(ALERTS.len(), question.alerts.iter().map(|row| row.name).collect());
        let mut answer = with_period(Answer::new(figures.as_of), question.period);
        if let Some(member) = question.member {
            answer = answer.parameter("for", Cell::text(&*book.get(member).id));
        }
        if items.is_some() || alerts.is_some() {
            let only = question.items.iter().map(|row| row.name).chain(question.alerts.iter().map(|row| row.name));
            answer = answer.parameter("only", Cell::List(only.map(Cell::text).collect()));
        }
        let alone = question.items.is_empty();
        let asked = !question.alerts.is_empty() && question.authors.is_empty();
        if asked && (!manner.people || alone || !self.alerts.is_empty()) {
            answer.sheets.push(self.alert_sheet(figures, manner, alone));
        }
        if !alone {
            answer.sheets.push(self.item_sheet(book, manner));
        }
        answer.unreadable = figures.left_out();
        answer
    }

    fn alert_sheet(&self, figures: &Figures<'_>, manner: Manner, alone: bool) -> Sheet {
        let book = figures.book;
        let mut columns = vec![column("alert", ColumnKind::Code), column("record", ColumnKind::Link)];
        if manner.people {
            columns.push(column("about", ColumnKind::Text));
            columns.push(column("who", ColumnKind::Code).shown(Shown::Filled));
        } else {
            columns.push(column("customer", ColumnKind::Link));
            columns.push(column("title", ColumnKind::Text));
            columns.push(column("who", ColumnKind::Link));
            columns.push(column("since", ColumnKind::Date));
        }
        columns.push(column("days", ColumnKind::Integer));
        columns.push(column("amount", ColumnKind::Money).shown(Shown::Filled));
        let mut sheet = Sheet::new("alerts", columns);
        sheet.title = Some(Text::key("feed-alerts"));
        sheet.empty = Some(Text::key("feed-no-alert"));
        sheet.groups = 1;
        sheet.notes.push(crate::report::as_of_note(figures.as_of));
        if !self.alerts.is_empty() {
            sheet.notes.push(Text::key("feed-look"));
        }
        let mut left_out = 0;
        for group in self.alerts.chunk_by(|a, b| a.kind == b.kind) {
            let most = if manner.people && !alone { ALERTS_OF_A_SORT } else { usize::MAX };
            left_out += group.len().saturating_sub(most);
            sheet.rows.extend(group.iter().take(most).map(|alert| alert_row(book, manner, alert)));
        }
        if left_out > 0 {
            sheet.notes.push(Text::key("feed-more-alerts").arg("count", Cell::Integer(left_out as i64)));
        }
        sheet
    }

    fn item_sheet(&self, book: &Book, manner: Manner) -> Sheet {
        let mut columns = Vec::new();
        if manner.people {
            columns.push(column("date", ColumnKind::Date));
            columns.push(column("day", ColumnKind::Text));
            columns.push(column("who", ColumnKind::Code));
            columns.push(column("item", ColumnKind::Code));
            columns.push(column("about", ColumnKind::Text));
            columns.push(column("detail", ColumnKind::Text));
        } else {
            columns.push(column("item", ColumnKind::Code));
            columns.push(column("date", ColumnKind::Date));
            columns.push(column("time", ColumnKind::Integer));
            columns.push(column("author", ColumnKind::Text));
            columns.push(column("email", ColumnKind::Text));
            columns.push(column("member", ColumnKind::Link));
            columns.push(column("commit", ColumnKind::Code));
            columns.push(column("record", ColumnKind::Link));
            columns.push(column("count", ColumnKind::Integer));
            columns.push(column("customer", ColumnKind::Link));
            columns.push(column("title", ColumnKind::Text));
            columns.push(column("before", ColumnKind::Text));
            columns.push(column("after", ColumnKind::Text));
            columns.push(column("reason", ColumnKind::Text));
        }
        columns.push(column("amount", ColumnKind::Money).sums(true));
        let mut sheet = Sheet::new("feed", columns);
        sheet.title = Some(Text::key("feed-title"));
        sheet.notes.push(period_note(self.question.period));
        if let Some(member) = self.question.member {
            let text = Text::key("feed-for").arg("member", Cell::text(book.title(member)));
            sheet.notes.push(text);
        }
        if self.more > 0 {
            let shown = Cell::Integer(self.items.len() as i64);
            let all = Cell::Integer((self.items.len() + self.more) as i64);
            sheet.notes.push(Text::key("feed-newest").arg("count", shown).arg("all", all));
        }
        if self.items.iter().any(|item| matches!(item.kind.name, "issued" | "credited")) {
            sheet.notes.push(Text::key("feed-without-tax"));
        }
        sheet.empty = Some(Text::key("feed-empty"));
        if manner.people {
            sheet.layout = Layout::Timeline;
            sheet.groups = 2;
        }
        let row = if manner.people { people } else { program };
        sheet.rows = self.items.iter().map(|item| row(book, item)).collect();
        sheet
    }
}

fn column(key: &'static str, kind: ColumnKind) -> Column {
    Column::new(key, Text::key(format!("feed-column-{key}")), kind)
}

fn id(book: &Book, record: RecordRef) -> &str {
    &book.get(record).id
}

/// As `carnet show` takes it: with its kind where another kind has a record of that id.
fn shown(book: &Book, record: RecordRef) -> Link {
    let id = id(book, record);
    let others = book.kinds.iter().filter(|(kind, _)| book.find_ignoring_case(*kind, id).is_some());
    Link { qualified: others.count() > 1, ..Link::new(book.kind(record.kind).name, id) }
}

fn alert_row(book: &Book, manner: Manner, alert: &Alert) -> Row {
    let word = Cell::word(alert.kind, Text::key(alert.row().key));
    let record = Link::qualified(book.kind(alert.record.kind).name, id(book, alert.record));
    let mut cells = vec![word];
    if manner.people {
        cells.push(Cell::Link(shown(book, alert.record)));
        cells.push(Cell::text(alert.about()));
        cells.push(alert.who.map_or(Cell::Empty, |who| Cell::text(id(book, who))));
    } else {
        cells.push(Cell::Link(record.clone()));
        cells.push(alert.customer.clone().into());
        cells.push(alert.title.clone().into());
        cells.push(alert.who.map_or(Cell::Empty, |who| Cell::Link(Link::new("member", id(book, who)))));
        cells.push(Cell::Date(alert.since));
    }
    cells.push(Cell::Integer(alert.days));
    cells.push(alert.amount.into());
    Row::of(record, cells)
}

fn row(item: &Item, cells: Vec<Cell>) -> Row {
    match &item.record {
        Some(record) => Row::of(record.clone(), cells),
        None => Row::new(cells),
    }
}

fn people(book: &Book, item: &Item) -> Row {
    let who = match item.member {
        Some(member) => Cell::text(id(book, member)),
        None => Cell::text(&*item.author.name),
    };
    let cells = vec![
        Cell::Date(item.when.date),
        Cell::word("day", Text::key(format!("feed-day-{}", item.when.date.weekday() + 1))),
        who,
        Cell::word(item.kind.name, Text::key(item.kind.key)),
        item.about(),
        item.detail.words(book.firm.currency()),
        item.amount.clone().into(),
    ];
    row(item, cells)
}

fn program(book: &Book, item: &Item) -> Row {
    let cells = vec![
        Cell::text(item.kind.name),
        Cell::Date(item.when.date),
        Cell::Integer(item.when.time),
        Cell::text(&*item.author.name),
        Cell::text(&*item.author.email),
        item.member.map(|member| Link::new("member", id(book, member))).into(),
        Cell::text(item.commit.to_string()),
        item.record.clone().into(),
        Cell::Integer(item.count as i64),
        item.customer.clone().into(),
        item.title.clone().into(),
        item.detail.before.clone(),
        item.detail.after.clone(),
        item.detail.reason.clone().into(),
        item.amount.clone().into(),
    ];
    row(item, cells)
}
