//! What a search found, as a sheet.

use super::sheet::{Answer, Cell, Column, ColumnKind, Link, Row, Sheet, Shown, Text};
use crate::book::Book;
use crate::query::search::{Hit, Rank};
use crate::value::Date;

/// The answer of a search: the record, its title, and where the words stand in it.
pub fn answer(book: &Book, as_of: Date, mut hits: Vec<Hit>, limit: Option<usize>) -> Answer {
    let count = hits.len();
    hits.truncate(limit.unwrap_or(usize::MAX));
    let mut sheet = Sheet::new(
        "found",
        vec![
            Column::new("id", Text::field("id"), ColumnKind::Link),
            Column::new("title", Text::field("title"), ColumnKind::Text),
            Column::new("field", Text::key("show-field"), ColumnKind::Code).shown(Shown::Room),
            Column::new("text", Text::field("text"), ColumnKind::Text).shown(Shown::Room),
        ],
    );
    if hits.len() < count {
        let shown = Text::key("list-shown").arg("shown", Cell::Integer(hits.len() as i64));
        sheet.notes.push(shown.arg("found", Cell::Integer(count as i64)));
    }
    sheet.rows = hits
        .into_iter()
        .map(|hit| {
            let link = Link::qualified(book.kind(hit.record.kind).name, &*book.get(hit.record).id);
            let title = book.title(hit.record);
            let title = if title == link.id { Cell::Empty } else { Cell::text(title) };
            // A hit in id or title explains itself.
            let (field, text) = match hit.rank {
                Rank::Exact | Rank::Start | Rank::Title => (Cell::Empty, Cell::Empty),
                Rank::Field | Rank::Reference => (Cell::Text(hit.field), Cell::Text(hit.snippet)),
            };
            Row::of(link.clone(), vec![Cell::Link(link), title, field, text])
        })
        .collect();
    // Where every hit explains itself, nothing is left to say.
    if sheet.rows.iter().all(|row| row.cells[2].is_empty()) {
        sheet.columns.truncate(2);
        sheet.rows.iter_mut().for_each(|row| row.cells.truncate(2));
    }
    let mut answer = Answer::new(as_of).sheet(sheet);
    answer.unreadable = book.unreadable.len();
    answer
}
