//! Velocity: how long deals stay in each stage, and how long they take from beginning to end.
//!
//! A stay counts in the period in which it ended; what still lasts is told apart and is in no median. Days are whole
//! ones: in and out on the same day is 0, and so is a stay that would end before it began, as where `closed` lies before
//! `opened`; how many deals have such days is said. See [`crate::history::deal_life`] for the dates.

use rustc_hash::FxHashMap;

use super::dimension::{self, Dimension, Group};
use super::lives::{Lives, until};
use super::quantile::Sample;
use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Shown, Text};
use super::{Params, Past, ReportError, as_of_note, column, link, period_note, why};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::firm::Outcome;
use crate::value::{Date, Decimal, Period};

/// What `--by` may say.
pub const DIMENSIONS: &[Dimension] = &[Dimension::Owner];

/// A stay of a deal, or its whole way.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    pub deal: RecordRef,
    pub from: Date,
    /// `None`: it lasts.
    pub to: Option<Date>,
    pub days: i64,
}

/// The stays of a group.
#[derive(Debug, Clone, Default)]
pub struct VelocityRow {
    /// Pipeline (where the firm has several), stage (of stays), owner (where asked for).
    pub groups: Vec<Group>,
    /// How it ended, of whole ways: open ones are told so far.
    pub outcome: Option<Outcome>,
    pub ended: Vec<Stay>,
    pub lasting: Vec<Stay>,
}

#[derive(Debug, Clone)]
pub struct Velocity {
    /// As asked for, within the period.
    pub period: Option<Period>,
    /// Pipeline and stage among them.
    pub dimensions: Vec<Dimension>,
    pub stages: Vec<VelocityRow>,
    /// From the beginning to the decision, won before lost before open.
    pub cycles: Vec<VelocityRow>,
    /// Stays in stages that are in no pipeline any more.
    pub without_stage: usize,
    /// Deals whose own days run backwards.
    pub backwards: usize,
}

impl Velocity {
    pub fn compute(figures: &Figures<'_>, past: &Past<'_>, params: &Params) -> Result<Velocity, ReportError> {
        let book = figures.book;
        let by_owner = !Dimension::parse_all(&params.by, DIMENSIONS)?.is_empty();
        let several = book.firm.file.pipeline.len() > 1;
        let mut dimensions: Vec<Dimension> = several.then_some(Dimension::Pipeline).into_iter().collect();
        dimensions.push(Dimension::Stage);
        dimensions.extend(by_owner.then_some(Dimension::Owner));
        let period = until(params.period, figures.as_of);
        let lives = Lives::read(figures, past)?;

        // By pipeline, stage or outcome, and owner where that is asked for.
        let mut stages: FxHashMap<(usize, usize, Option<Group>), VelocityRow> = FxHashMap::default();
        let mut cycles: FxHashMap<(usize, Outcome, Option<Group>), VelocityRow> = FxHashMap::default();
        for (deal, _, life) in &lives.deals {
            for visit in life.visits.iter().filter(|visit| visit.is_open()) {
                let Some((pipeline, stage)) = visit.stage else { continue };
                if visit.left.is_some_and(|left| !period.contains(left)) {
                    continue;
                }
                let owner = by_owner.then(|| lives.owner(book, visit.owner.as_deref()));
                let days = visit.days(figures.as_of);
                let stay = Stay { deal: *deal, from: visit.entered, to: visit.left, days };
                stages.entry((pipeline, stage, owner)).or_default().add(stay);
            }
            // The whole way: of what was decided in the period, and of what is open.
            let Some(now) = life.now() else { continue };
            let Some((pipeline, _)) = now.stage else { continue };
            let outcome = life.outcome();
            let end = (outcome != Outcome::Open).then_some(now.entered);
            if end.is_some_and(|end| !period.contains(end)) {
                continue;
            }
            let owner = by_owner.then(|| lives.owner(book, now.owner.as_deref()));
            let days = end.unwrap_or(figures.as_of).days_since(life.opened).max(0);
            let way = Stay { deal: *deal, from: life.opened, to: end, days };
            cycles.entry((pipeline, outcome, owner)).or_default().add(way);
        }
        if !by_owner {
            // A stage that nothing left yet is a figure, too.
            for (p, pipeline) in book.firm.file.pipeline.iter().enumerate() {
                for (s, _) in pipeline.stages.iter().enumerate().filter(|(_, s)| s.outcome() == Outcome::Open) {
                    stages.entry((p, s, None)).or_default();
                }
            }
        }
        let groups = |pipeline: usize, stage: Option<Group>, owner: Option<Group>| {
            several.then_some(Group::Pipeline(pipeline)).into_iter().chain(stage).chain(owner).collect::<Vec<Group>>()
        };
        let mut stages: Vec<VelocityRow> = (stages.into_iter())
            .map(|((p, s, owner), row)| VelocityRow { groups: groups(p, Some(Group::Stage(p, s)), owner), ..row })
            .collect();
        let mut cycles: Vec<VelocityRow> = (cycles.into_iter())
            .map(|((p, outcome, owner), row)| VelocityRow {
                groups: groups(p, None, owner),
                outcome: Some(outcome),
                ..row
            })
            .collect();
        let home = book.firm.currency();
        let weight = |row: &VelocityRow| Decimal::from(row.ended.len() + row.lasting.len());
        dimension::sort(book, &dimensions, &mut stages, |row| (&row.groups, home), weight);
        let of_cycles: Vec<Dimension> = dimensions.iter().copied().filter(|d| *d != Dimension::Stage).collect();
        dimension::sort(book, &of_cycles, &mut cycles, |row| (&row.groups, home), weight);
        let rank = |row: &VelocityRow| match row.outcome {
            Some(Outcome::Won) => 0,
            Some(Outcome::Lost) => 1,
            _ => 2,
        };
        cycles.sort_by_key(|row| (row.groups.iter().find(|g| matches!(g, Group::Pipeline(_))).cloned(), rank(row)));
        let without_stage = lives.without_stage();
        let backwards = lives.deals.iter().filter(|(_, _, life)| life.backwards).count();
        Ok(Velocity { period: params.period.map(|_| period), dimensions, stages, cycles, without_stage, backwards })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut answer = Answer::new(figures.as_of);
        if let Some(period) = self.period {
            answer = super::with_period(answer, period);
        }
        let by: Vec<Cell> = self.dimensions.iter().map(|dimension| Cell::text(dimension.name())).collect();
        answer = answer.parameter("by", Cell::List(by));
        answer = answer.sheet(self.stage_sheet(book, figures.as_of, params)).sheet(self.cycle_sheet(book, params));
        if params.why { answer.sheet(self.why_sheet(book)) } else { answer }
    }

    fn notes(&self, as_of: Date) -> Vec<Text> {
        let mut notes = vec![as_of_note(as_of)];
        notes.extend(self.period.map(period_note));
        if self.without_stage > 0 {
            let count = Cell::Integer(self.without_stage as i64);
            notes.push(Text::key("report-note-old-stages").arg("count", count));
        }
        if self.backwards > 0 {
            notes.push(Text::key("report-note-backwards").arg("count", Cell::Integer(self.backwards as i64)));
        }
        notes
    }

    fn stage_sheet(&self, book: &Book, as_of: Date, params: &Params) -> Sheet {
        let mut columns: Vec<Column> = self.dimensions.iter().map(|dimension| dimension.column()).collect();
        columns.extend([
            column("left", ColumnKind::Integer),
            column("median_days", ColumnKind::Decimal),
            column("p80_days", ColumnKind::Integer),
            column("p90_days", ColumnKind::Integer),
            column("still_in", ColumnKind::Integer),
            column("so_far_days", ColumnKind::Decimal),
        ]);
        let mut sheet = Sheet::new("velocity", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-velocity-title"));
        sheet.notes = self.notes(as_of);
        sheet.notes.push(Text::key("report-note-percentiles"));
        sheet.empty = Some(Text::key("report-velocity-empty"));
        sheet.nils = true;
        sheet.rows = (self.stages.iter())
            .map(|row| {
                let (ended, lasting) = (sample(&row.ended), sample(&row.lasting));
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                cells.push(Cell::Integer(ended.count() as i64));
                cells.extend(quantiles(&ended));
                cells.push(Cell::Integer(lasting.count() as i64));
                cells.push(Cell::from(lasting.median()));
                let deals = row.ended.iter().chain(&row.lasting).map(|stay| stay.deal);
                Row::new(cells).why(why(book, params, deals))
            })
            .collect();
        sheet
    }

    fn cycle_sheet(&self, book: &Book, params: &Params) -> Sheet {
        let groups: Vec<Dimension> = self.dimensions.iter().copied().filter(|d| *d != Dimension::Stage).collect();
        let (before, after): (Vec<Dimension>, Vec<Dimension>) =
            groups.iter().partition(|dimension| **dimension == Dimension::Pipeline);
        let mut columns: Vec<Column> = before.iter().map(|dimension| dimension.column()).collect();
        columns.push(column("outcome", ColumnKind::Text));
        columns.extend(after.iter().map(|dimension| dimension.column()));
        columns.extend([
            column("deals", ColumnKind::Integer),
            column("median_days", ColumnKind::Decimal),
            column("p80_days", ColumnKind::Integer),
            column("p90_days", ColumnKind::Integer),
        ]);
        let mut sheet = Sheet::new("cycles", columns);
        sheet.groups = groups.len() + 1;
        sheet.title = Some(Text::key("report-cycles-title"));
        sheet.empty = Some(Text::key("report-velocity-empty"));
        sheet.nils = true;
        sheet.rows = (self.cycles.iter())
            .map(|row| {
                let stays = if row.ended.is_empty() { &row.lasting } else { &row.ended };
                let outcome = row.outcome.unwrap_or(Outcome::Open);
                let word = Cell::word(outcome.name(), Text::key(format!("report-cycle-{}", outcome.name())));
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                cells.insert(before.len(), word);
                let sample = sample(stays);
                cells.push(Cell::Integer(sample.count() as i64));
                cells.extend(quantiles(&sample));
                Row::new(cells).why(why(book, params, stays.iter().map(|stay| stay.deal)))
            })
            .collect();
        sheet
    }

    /// Every stay, the longest of each group first.
    fn why_sheet(&self, book: &Book) -> Sheet {
        let mut columns: Vec<Column> = self.dimensions.iter().map(|dimension| dimension.column()).collect();
        columns.extend([
            column("deal", ColumnKind::Link),
            column("from", ColumnKind::Date),
            column("to", ColumnKind::Date).shown(Shown::Filled),
            column("days", ColumnKind::Integer),
        ]);
        let mut sheet = Sheet::new("why", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-why-deals-title"));
        for row in &self.stages {
            let mut stays: Vec<&Stay> = row.ended.iter().chain(&row.lasting).collect();
            stays.sort_by_key(|stay| (std::cmp::Reverse(stay.days), stay.deal));
            for stay in stays {
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                let deal = link(book, stay.deal);
                cells.extend([Cell::Link(deal.clone()), stay.from.into(), stay.to.into(), stay.days.into()]);
                sheet.rows.push(Row::of(deal, cells));
            }
        }
        sheet
    }
}

impl VelocityRow {
    fn add(&mut self, stay: Stay) {
        if stay.to.is_some() { &mut self.ended } else { &mut self.lasting }.push(stay);
    }
}

fn sample(stays: &[Stay]) -> Sample {
    stays.iter().map(|stay| stay.days).collect()
}

/// Median, 80th and 90th percentile.
fn quantiles(sample: &Sample) -> [Cell; 3] {
    [sample.median().into(), sample.percentile(80).into(), sample.percentile(90).into()]
}
