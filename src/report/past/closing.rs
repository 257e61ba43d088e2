//! Closings as sheets: `carnet close` and `carnet close --list`.

use crate::history::closing::{ClosingProof, Signature, Statement};
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Layout, Row, Sheet, Shown, Text};
use crate::value::{Currency, Date, Decimal, Money, Moneys};

/// What a closing states, or would.
pub fn statement(statement: &Statement, tag: &str, as_of: Date) -> Answer {
    let key = |key: &'static str, title: &'static str, kind| Column::new(key, Text::key(title), kind);
    let mut sheet = Sheet::new(
        "closing",
        vec![
            key("journal", "close-journal", ColumnKind::Code),
            key("period", "close-period", ColumnKind::Code),
            key("from", "close-from", ColumnKind::Date),
            key("until", "close-until", ColumnKind::Date),
            key("documents", "audit-documents", ColumnKind::Integer),
            key("net", "field-net", ColumnKind::Money).sums(true),
            key("tax", "field-tax", ColumnKind::Money).sums(true),
            key("gross", "field-gross", ColumnKind::Money).sums(true),
            key("tag", "close-tag", ColumnKind::Code),
            key("digest", "close-digest", ColumnKind::Code),
        ],
    );
    sheet.layout = Layout::Card;
    sheet.nils = true;
    sheet.title = Some(Text::key("close-title").arg("period", Cell::text(statement.period.as_str())));
    let (net, tax, gross) = totals(statement);
    sheet.rows = vec![Row::new(vec![
        journal(&statement.journal),
        Cell::text(statement.period.as_str()),
        Cell::Date(statement.from),
        Cell::Date(statement.until),
        Cell::Integer(statement.count.0),
        Cell::Moneys(net),
        Cell::Moneys(tax),
        Cell::Moneys(gross),
        Cell::text(tag),
        Cell::text(statement.digest.as_str()),
    ])];
    let mut series = Sheet::new(
        "series",
        vec![
            key("series", "field-series", ColumnKind::Code),
            key("documents", "audit-documents", ColumnKind::Integer),
            key("first", "audit-first", ColumnKind::Code),
            key("last", "audit-last", ColumnKind::Code),
            key("seal", "close-seal", ColumnKind::Code).shown(Shown::Filled),
        ],
    );
    series.title = Some(Text::key("audit-series"));
    series.empty = Some(Text::key("close-empty"));
    for line in &statement.series {
        series.rows.push(Row::new(vec![
            Cell::text(line.id.as_str()),
            Cell::Integer(line.count.0),
            Cell::text(line.first.as_str()),
            Cell::text(line.last.as_str()),
            line.seal.clone().into(),
        ]));
    }
    Answer::new(as_of).sheet(sheet).sheet(series)
}

/// The closings of a book. `proved`: whether each holds is known.
pub fn closings(proofs: &[ClosingProof], zone: &str, proved: bool) -> Sheet {
    let key = |key: &'static str, title: &'static str, kind| Column::new(key, Text::key(title), kind);
    let mut columns = vec![
        key("period", "close-period", ColumnKind::Code),
        key("documents", "audit-documents", ColumnKind::Integer),
        key("gross", "field-gross", ColumnKind::Money).sums(true),
        key("closed", "close-on", ColumnKind::Date),
        key("by", "close-by", ColumnKind::Text).shown(if proved { Shown::Room } else { Shown::Always }),
        key("signature", "close-signature", ColumnKind::Code),
    ];
    if proved {
        columns.push(key("holds", "close-holds", ColumnKind::Bool));
    }
    columns.push(key("tag", "close-tag", ColumnKind::Code));
    let mut sheet = Sheet::new("closings", columns);
    sheet.title = Some(Text::key("close-list-title"));
    sheet.empty = Some(Text::key("close-list-empty"));
    sheet.nils = true;
    for proof in proofs {
        let statement = proof.statement.as_ref();
        let signature = match proof.signature {
            Signature::None => "unsigned",
            Signature::Good => "good",
            Signature::Bad(_) => "bad",
            Signature::Unverified(_) => "unverified",
        };
        let mut cells = vec![
            match statement {
                Some(statement) => Cell::text(statement.period.as_str()),
                None => Cell::word("unreadable", Text::key("close-unreadable")),
            },
            statement.map_or(Cell::Empty, |statement| Cell::Integer(statement.count.0)),
            statement.map_or(Cell::Empty, |statement| Cell::Moneys(totals(statement).2)),
            proof.by.as_ref().map_or(Cell::Empty, |who| Cell::Date(who.day(zone))),
            proof.by.as_ref().map_or(Cell::Empty, |who| Cell::text(who.name.as_str())),
            Cell::word(signature, Text::key(format!("close-signature-{signature}"))),
        ];
        if proved {
            cells.push(Cell::Bool(proof.holds));
        }
        cells.push(Cell::text(proof.tag.as_str()));
        sheet.rows.push(Row::new(cells));
    }
    sheet
}

fn journal(name: &str) -> Cell {
    Cell::word(name.to_owned(), Text::Key(format!("close-journal-{name}").into(), Vec::new()))
}

/// Net, tax and gross by currency. A currency that nobody knows any more is left out.
fn totals(statement: &Statement) -> (Moneys, Moneys, Moneys) {
    let sum = |of: fn(&crate::history::closing::Total) -> Decimal| {
        let money = |total: &crate::history::closing::Total| {
            Currency::from_code(&total.currency.0).map(|currency| Money::new(of(total), currency))
        };
        statement.totals.iter().filter_map(money).collect::<Moneys>()
    };
    (sum(|total| total.net.0), sum(|total| total.tax.0), sum(|total| total.gross.0))
}
