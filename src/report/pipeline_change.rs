//! The pipeline as it was beside the pipeline as it is, from two states of the book: what `--compare DATE` shows.
//!
//! A deal counts where it stood in each state, so a row's change is what came, less what went: by a stage, a price, an
//! owner, a decision.

use super::dimension::Dimension;
use super::pipeline::{Pipeline, PipelineRow};
use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use super::{Params, ReportError, total_label};
use crate::figures::Figures;
use crate::value::{Currency, Money};

/// Open deals of a group at one of the two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    pub deals: usize,
    pub amount: Money,
}

/// A group in one currency, then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    /// One a dimension, named as the later state names it; none in a total.
    pub groups: Vec<Cell>,
    pub currency: Currency,
    pub then: Side,
    pub now: Side,
}

/// Two pipelines, row by row.
#[derive(Debug, Clone)]
pub struct PipelineChange {
    pub dimensions: Vec<Dimension>,
    /// In the order of the later state; what is no longer there stands behind what it stood behind.
    pub rows: Vec<ChangeRow>,
    /// By currency.
    pub totals: Vec<ChangeRow>,
}

impl PipelineChange {
    /// # Errors
    /// What [`Pipeline::compute`] refuses.
    pub fn compute(then: &Figures<'_>, now: &Figures<'_>, params: &Params) -> Result<PipelineChange, ReportError> {
        // Stages of two pipelines must not meet in one row because one of the states had only one of them.
        let several = [then, now].iter().any(|figures| figures.book.firm.file.pipeline.len() > 1);
        let before = Pipeline::compute_apart(then, params, several)?;
        let after = Pipeline::compute_apart(now, params, several)?;
        let rows = |figures: &Figures<'_>, rows: &[PipelineRow]| -> Vec<(Vec<Cell>, Currency, Side)> {
            let groups = |row: &PipelineRow| row.groups.iter().map(|group| group.cell(figures.book)).collect();
            rows.iter().map(|row| (groups(row), row.currency, Side { deals: row.deals, amount: row.amount })).collect()
        };
        Ok(PipelineChange {
            rows: beside(rows(then, &before.rows), rows(now, &after.rows)),
            totals: beside(rows(then, &before.totals), rows(now, &after.totals)),
            dimensions: after.dimensions,
        })
    }

    /// `notes` say which two moments are compared.
    pub fn answer(&self, then: &Figures<'_>, now: &Figures<'_>, notes: Vec<Text>) -> Answer {
        let column =
            |key: &'static str, kind| Column::new(key, Text::key(format!("history-{}", key.replace('_', "-"))), kind);
        let mut columns: Vec<Column> = self.dimensions.iter().map(|dimension| dimension.column()).collect();
        for key in ["deals_then", "deals_now", "deals_change"] {
            columns.push(column(key, ColumnKind::Integer));
        }
        for key in ["amount_then", "amount_now", "amount_change"] {
            columns.push(column(key, ColumnKind::Money));
        }
        let mut sheet = Sheet::new("pipeline", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("history-pipeline-title"));
        sheet.notes = notes;
        sheet.empty = Some(Text::key("report-pipeline-empty"));
        sheet.rows = self.rows.iter().map(|row| Row::new(row.cells(row.groups.clone()))).collect();
        let label = total_label(self.dimensions.len());
        sheet.totals = self.totals.iter().map(|row| Row::new(row.cells(label.clone()))).collect();
        let by = self.dimensions.iter().map(|dimension| Cell::text(dimension.name())).collect();
        let mut answer = Answer::new(now.as_of).parameter("by", Cell::List(by)).sheet(sheet);
        answer.parameters.push(("then".into(), Cell::Date(then.as_of)));
        answer.unreadable = then.left_out() + now.left_out();
        answer
    }
}

impl ChangeRow {
    fn cells(&self, mut cells: Vec<Cell>) -> Vec<Cell> {
        let (then, now) = (self.then, self.now);
        cells.extend([then.deals as i64, now.deals as i64, now.deals as i64 - then.deals as i64].map(Cell::Integer));
        cells.extend([Cell::Money(then.amount), Cell::Money(now.amount)]);
        cells.push(Cell::from(now.amount.checked_sub(then.amount).ok()));
        cells
    }
}

/// Joins the rows of the same groups and currency.
fn beside(then: Vec<(Vec<Cell>, Currency, Side)>, now: Vec<(Vec<Cell>, Currency, Side)>) -> Vec<ChangeRow> {
    let none = |currency| Side { deals: 0, amount: Money::zero(currency) };
    let mut rows: Vec<ChangeRow> = (now.into_iter())
        .map(|(groups, currency, now)| ChangeRow { groups, currency, then: none(currency), now })
        .collect();
    let mut behind = 0;
    for (groups, currency, then) in then {
        let same =
            |row: &ChangeRow| row.currency == currency && row.groups.iter().map(code).eq(groups.iter().map(code));
        match rows.iter().position(same) {
            Some(at) => {
                rows[at].then = then;
                behind = at + 1;
            }
            None => {
                rows.insert(behind, ChangeRow { groups, currency, then, now: none(currency) });
                behind += 1;
            }
        }
    }
    rows
}

/// What a group is called in files: the same in two states, whatever people call it by then.
fn code(cell: &Cell) -> &str {
    match cell {
        Cell::Link(link) => &link.id,
        Cell::Word { code, .. } => code,
        Cell::Text(text) => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;
    use crate::value::period::PeriodContext;

    const SETTINGS: &str = "format = 2\n[[pipeline]]\nid = \"sales\"\n\
        stages = [{ id = \"lead\", probability = 10 }, { id = \"offer\", probability = 50 }, { id = \"won\", outcome = \"won\" }]\n";

    fn book(deals: &[(&str, &str)]) -> Book {
        let mut sources = vec![
            Source::new("carnet.toml", SETTINGS.as_bytes()),
            Source::new("customers/a.toml", "name = \"A\"\n".as_bytes()),
        ];
        for (id, text) in deals {
            let text = format!("name = \"{id}\"\ncustomer = \"a\"\n{text}");
            sources.push(Source::new(&format!("deals/{id}.toml"), text.into_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        assert!(book.findings.is_empty(), "{:?}", book.findings);
        book
    }

    /// `group: deals then→now, amount then→now`.
    fn shown(change: &PipelineChange) -> Vec<String> {
        let line = |row: &ChangeRow| {
            let groups: Vec<&str> = row.groups.iter().map(code).collect();
            let (then, now) = (row.then, row.now);
            format!("{}: {}→{}, {}→{}", groups.join("/"), then.deals, now.deals, then.amount.amount, now.amount.amount)
        };
        change.rows.iter().chain(&change.totals).map(line).collect()
    }

    fn compare(then: &Book, now: &Book, by: &str) -> PipelineChange {
        let day = |text: &str| text.parse().unwrap();
        let (then, now) = (Figures::new(then, day("2026-09-30")), Figures::new(now, day("2026-11-20")));
        let mut params = Params::new(PeriodContext::new(day("2026-11-20")));
        params.by = by.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        PipelineChange::compute(&then, &now, &params).unwrap()
    }

    #[test]
    fn a_deal_counts_where_it_stood() {
        let then = book(&[
            ("x", "stage = \"lead\"\namount = 100\nclose = 2026-10-31\n"),
            ("y", "stage = \"lead\"\namount = 50.50\nclose = 2026-12-31\n"),
        ]);
        let now = book(&[
            ("x", "stage = \"offer\"\namount = 120\nclose = 2026-11-30\n"),
            ("y", "stage = \"won\"\namount = 50.50\nclose = 2026-11-02\n"),
            ("z", "stage = \"lead\"\namount = 7\nclose = 2027-01-31\n"),
        ]);
        assert_eq!(
            shown(&compare(&then, &now, "")),
            ["lead: 2→1, 150.50→7.00", "offer: 0→1, 0.00→120.00", ": 2→2, 150.50→127.00"]
        );
        // What is no longer there keeps its place in time.
        assert_eq!(
            shown(&compare(&then, &now, "month")),
            [
                "2026-10: 1→0, 100.00→0.00",
                "2026-12: 1→0, 50.50→0.00",
                "2026-11: 0→1, 0.00→120.00",
                "2027-01: 0→1, 0.00→7.00",
                ": 2→2, 150.50→127.00"
            ]
        );
    }

    #[test]
    fn a_pipeline_that_came_later_keeps_its_stages_apart() {
        let then = book(&[("x", "stage = \"lead\"\namount = 100\n")]);
        let settings =
            format!("{SETTINGS}[[pipeline]]\nid = \"repairs\"\nstages = [{{ id = \"lead\", probability = 10 }}]\n");
        let now = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", settings.into_bytes())]);
        let found = shown(&compare(&then, &now, ""));
        assert_eq!(
            found,
            [
                "sales/lead: 1→0, 100.00→0.00",
                "sales/offer: 0→0, 0.00→0.00",
                "repairs/lead: 0→0, 0.00→0.00",
                "/: 1→0, 100.00→0.00"
            ]
            .map(|line| line.replace("/: ", ": "))
        );
    }
}
