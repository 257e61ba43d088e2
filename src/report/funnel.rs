//! The funnel: of the deals that entered a stage in the period, how many reached each later one, and where and why the
//! others were lost.
//!
//! As the trade counts:
//! - a deal that **jumps** has passed the stages between, on the day of the jump; one that begins in a later stage, or is
//!   decided at once, has passed the earlier ones. They are shown as skipped. So every deal entered the first stage, on the
//!   day on which it was opened, and no stage has more deals than the one before it.
//! - a deal that **comes back** to a stage (or to one that it had passed) is counted once, on the first day; how often that
//!   happened in the period is shown.
//! - what became of a deal is what it is on the day of the figures, also after the end of the period; one that was won and
//!   reopened is not won, and the stages that it only passed by being won are forgotten: it is open where it truly came
//!   furthest, even if it stands in an earlier stage now.
//! - a deal that changed its pipeline counts in the last one, with what it did there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::dimension::{self, Dimension, Group};
use super::lives::{Lives, until};
use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Shown, Text};
use super::{Params, Past, ReportError, as_of_note, column, link, percent, period_note, why, year_to_date};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::firm::{Firm, Outcome};
use crate::history::deal_life::DealLife;
use crate::value::{Date, Decimal, Moneys, Period, decimal};

/// What `--by` may say.
pub const DIMENSIONS: &[Dimension] = &[Dimension::Owner, Dimension::Source];

/// How a deal went through the stages of its pipeline. Slots are the open stages in order, then that of being won.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    pub pipeline: usize,
    /// Position in the pipeline of the stage of each slot but the last.
    pub stages: Vec<usize>,
    /// The day on which it first entered each slot, or passed it.
    pub first: Vec<Option<Date>>,
    /// Whether it passed it without having stayed there.
    pub skipped: Vec<bool>,
    /// The days on which it came back to it.
    pub again: Vec<Vec<Date>>,
    pub outcome: Outcome,
    /// The slot from which it was lost (`None`: nobody knows), and when.
    pub lost: Option<(Option<usize>, Date)>,
}

impl Passage {
    /// `None` for a deal of which no stage is known.
    pub fn of(firm: &Firm, life: &DealLife) -> Option<Passage> {
        let pipeline = life.visits.iter().rev().find_map(|visit| visit.stage)?.0;
        let all = &firm.file.pipeline.get(pipeline)?.stages;
        let stages: Vec<usize> = (0..all.len()).filter(|stage| all[*stage].outcome() == Outcome::Open).collect();
        let won = stages.len();
        let mut passage = Passage {
            pipeline,
            first: vec![None; won + 1],
            skipped: vec![false; won + 1],
            again: vec![Vec::new(); won + 1],
            outcome: life.outcome(),
            lost: None,
            stages,
        };
        let mut slot = None;
        let mut stayed = vec![false; won + 1];
        for visit in &life.visits {
            let Some((_, stage)) = visit.stage.filter(|(at, _)| *at == pipeline) else { continue };
            passage.lost = None;
            slot = match all[stage].outcome() {
                Outcome::Open => passage.stages.iter().position(|at| *at == stage),
                Outcome::Won => Some(won),
                Outcome::Lost => {
                    // One that was won before was lost from the stage in which it last stayed.
                    let from =
                        slot.and_then(|slot| if slot < won { Some(slot) } else { stayed.iter().rposition(|s| *s) });
                    passage.lost = Some((from, visit.entered));
                    None
                }
            };
            let Some(slot) = slot else { continue };
            stayed[slot] = slot < won;
            if passage.first[slot].is_some() {
                passage.again[slot].push(visit.entered);
            }
            for passed in 0..=slot {
                if passage.first[passed].is_none() {
                    passage.first[passed] = Some(visit.entered);
                    passage.skipped[passed] = passed < slot;
                }
            }
        }
        // What was lost at once has been in the first stage, whatever the files still know.
        passage.skipped[0] |= passage.first[0].is_none();
        let begun = *passage.first[0].get_or_insert(life.opened);
        // Unless it came from another pipeline.
        let here = life.visits.first().and_then(|visit| visit.stage).is_some_and(|(at, _)| at == pipeline);
        passage.first[0] = Some(if here { begun.min(life.opened) } else { begun });
        if passage.outcome != Outcome::Won {
            // It was reopened: what lies beyond the stages in which it stayed was only passed by being won.
            let furthest = stayed.iter().rposition(|stayed| *stayed).unwrap_or(0);
            for slot in furthest + 1..=won {
                passage.first[slot] = None;
                passage.skipped[slot] = false;
                passage.again[slot].clear();
            }
        }
        Some(passage)
    }

    fn reached(&self, slot: usize) -> bool {
        self.first.get(slot).is_some_and(Option::is_some)
    }
}

/// The deals that entered a stage in the period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FunnelRow {
    /// Pipeline (where the firm has several), what was asked for, stage.
    pub groups: Vec<Group>,
    pub entered: Vec<RecordRef>,
    /// Of those, how many never stayed there.
    pub skipped: usize,
    /// How often a deal came back to it in the period.
    pub again: usize,
    /// Of those that entered, how many reached the stage after it, the one after that, …, and were won.
    pub reached: Vec<usize>,
    /// Of those that entered and went no further: lost.
    pub lost: usize,
    /// The same: open.
    pub open: usize,
}

/// Deals that were lost in the period from one stage for one reason.
#[derive(Debug, Clone, Default)]
pub struct LossRow {
    /// Pipeline (where the firm has several), what was asked for, stage: none where nobody knows.
    pub groups: Vec<Group>,
    pub reason: Option<Box<str>>,
    pub deals: Vec<RecordRef>,
    pub amount: Moneys,
    /// Of all that were lost in the period, in percent.
    pub share: Option<Decimal>,
}

#[derive(Debug, Clone)]
pub struct Funnel {
    pub period: Period,
    pub dimensions: Vec<Dimension>,
    pub rows: Vec<FunnelRow>,
    pub losses: Vec<LossRow>,
    pub without_stage: usize,
}

impl Funnel {
    pub fn compute(figures: &Figures<'_>, past: &Past<'_>, params: &Params) -> Result<Funnel, ReportError> {
        let book = figures.book;
        let asked = Dimension::parse_all(&params.by, DIMENSIONS)?;
        let several = book.firm.file.pipeline.len() > 1;
        let mut dimensions: Vec<Dimension> = several.then_some(Dimension::Pipeline).into_iter().collect();
        dimensions.extend(&asked);
        dimensions.push(Dimension::Stage);
        let period = params.period.unwrap_or_else(|| year_to_date(figures.as_of, params.context));
        let period = until(Some(period), figures.as_of);
        let lives = Lives::read(figures, past)?;

        let mut rows: HashMap<Vec<Group>, FunnelRow> = HashMap::new();
        let mut losses: BTreeMap<(Vec<Group>, Option<Box<str>>), LossRow> = BTreeMap::new();
        for (deal, found, life) in &lives.deals {
            let Some(passage) = Passage::of(&book.firm, life) else { continue };
            let shape = book.shape(deal.kind);
            let mut head: Vec<Group> = several.then_some(Group::Pipeline(passage.pipeline)).into_iter().collect();
            for dimension in &asked {
                head.push(match dimension {
                    Dimension::Owner => lives.owner(book, life.now().and_then(|visit| visit.owner.as_deref())),
                    _ => Group::text(found.text(shape, "source")),
                });
            }
            let key = |slot: usize| {
                let stage = Group::Stage(passage.pipeline, passage.stages[slot]);
                head.iter().cloned().chain([stage]).collect::<Vec<_>>()
            };
            for slot in 0..passage.stages.len() {
                let row = rows.entry(key(slot)).or_default();
                row.again += passage.again[slot].iter().filter(|day| period.contains(**day)).count();
                if passage.first[slot].is_some_and(|day| period.contains(day)) {
                    row.entered.push(*deal);
                    row.skipped += usize::from(passage.skipped[slot]);
                    let later = passage.stages.len() - slot;
                    row.reached.resize(later.max(row.reached.len()), 0);
                    for (i, count) in row.reached.iter_mut().enumerate() {
                        *count += usize::from(passage.reached(slot + 1 + i));
                    }
                    match passage.outcome {
                        _ if passage.reached(slot + 1) => {}
                        Outcome::Lost => row.lost += 1,
                        _ => row.open += 1,
                    }
                }
            }
            if let Some((slot, day)) = passage.lost
                && period.contains(day)
            {
                let mut groups = head.clone();
                groups.push(slot.map_or(Group::None, |slot| Group::Stage(passage.pipeline, passage.stages[slot])));
                let reason = found.text(shape, "lost_reason").map(Box::from);
                let row = losses.entry((groups, reason)).or_default();
                row.deals.push(*deal);
                if let Some(figures) = figures.deal(*deal) {
                    row.amount.add(figures.amount);
                }
            }
        }
        // Stages without deals belong to the funnel; of groups without any deal in the period nothing is said.
        let heads: Vec<Vec<Group>> = match asked.is_empty() {
            true => (0..book.firm.file.pipeline.len())
                .map(|p| several.then_some(Group::Pipeline(p)).into_iter().collect())
                .collect(),
            false => Vec::new(),
        };
        for (p, head) in heads.into_iter().enumerate() {
            for (s, stage) in book.firm.file.pipeline[p].stages.iter().enumerate() {
                if stage.outcome() == Outcome::Open {
                    rows.entry(head.iter().cloned().chain([Group::Stage(p, s)]).collect()).or_default();
                }
            }
        }
        let busy = |groups: &[Group]| {
            let head = &groups[..groups.len() - 1];
            rows.iter().any(|(key, row)| key.starts_with(head) && (!row.entered.is_empty() || row.again > 0))
        };
        let mut rows: Vec<FunnelRow> = (rows.iter())
            .filter(|(groups, _)| asked.is_empty() || busy(groups))
            .map(|(groups, row)| FunnelRow { groups: groups.clone(), ..row.clone() })
            .collect();
        let home = book.firm.currency();
        let entered = |row: &FunnelRow| Decimal::from(row.entered.len());
        dimension::sort(book, &dimensions, &mut rows, |row| (&row.groups, home), entered);
        let all: usize = losses.values().map(|row| row.deals.len()).sum();
        let mut losses: Vec<LossRow> = (losses.into_iter())
            .map(|((groups, reason), row)| {
                let share = share(row.deals.len(), all);
                LossRow { groups, reason, share, ..row }
            })
            .collect();
        // Within a stage the most frequent reason first; no reason last.
        losses.sort_by_key(|row| (row.reason.is_none(), Reverse(row.deals.len()), row.reason.clone()));
        let lost = |row: &LossRow| Decimal::from(row.deals.len());
        dimension::sort(book, &dimensions, &mut losses, |row| (&row.groups, home), lost);
        Ok(Funnel { period, dimensions, rows, losses, without_stage: lives.without_stage() })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let by: Vec<Cell> = self.dimensions.iter().map(|dimension| Cell::text(dimension.name())).collect();
        let answer = super::with_period(Answer::new(figures.as_of), self.period).parameter("by", Cell::List(by));
        let answer = answer.sheet(self.funnel_sheet(figures, params)).sheet(self.reached_sheet(book));
        let answer = answer.sheet(self.loss_sheet(book, params));
        if params.why { answer.sheet(self.why_sheet(book)) } else { answer }
    }

    fn group_columns(&self) -> Vec<Column> {
        self.dimensions.iter().map(|dimension| dimension.column()).collect()
    }

    fn funnel_sheet(&self, figures: &Figures<'_>, params: &Params) -> Sheet {
        let mut columns = self.group_columns();
        columns.extend([
            column("entered", ColumnKind::Integer),
            column("skipped", ColumnKind::Integer).shown(Shown::Room),
            column("again", ColumnKind::Integer).shown(Shown::Room),
            column("went_on", ColumnKind::Integer),
            column("went_on_share", ColumnKind::Percent),
            column("lost_here", ColumnKind::Integer),
            column("lost_share", ColumnKind::Percent),
            column("open_here", ColumnKind::Integer),
        ]);
        let mut sheet = Sheet::new("funnel", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-funnel-title"));
        sheet.notes = vec![period_note(self.period), as_of_note(figures.as_of)];
        if self.rows.iter().any(|row| row.skipped > 0) {
            sheet.notes.push(Text::key("report-note-skipped"));
        }
        if self.rows.iter().any(|row| row.again > 0) {
            sheet.notes.push(Text::key("report-note-again"));
        }
        if self.without_stage > 0 {
            let count = Cell::Integer(self.without_stage as i64);
            sheet.notes.push(Text::key("report-note-old-stages").arg("count", count));
        }
        sheet.empty = Some(Text::key("report-funnel-empty"));
        sheet.nils = true;
        let some = |count: usize| Cell::from((count > 0).then_some(count as i64));
        sheet.rows = (self.rows.iter())
            .map(|row| {
                let entered = row.entered.len();
                let on = row.reached.first().copied().unwrap_or(0);
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(figures.book)).collect();
                cells.extend([
                    Cell::Integer(entered as i64),
                    some(row.skipped),
                    some(row.again),
                    Cell::Integer(on as i64),
                    percent(share(on, entered)),
                    Cell::Integer(row.lost as i64),
                    percent(share(row.lost, entered)),
                    Cell::Integer(row.open as i64),
                ]);
                Row::new(cells).why(why(figures.book, params, row.entered.iter().copied()))
            })
            .collect();
        sheet
    }

    /// One column a later slot: its title is the stage's name, where there is one pipeline; else its place.
    fn reached_sheet(&self, book: &Book) -> Sheet {
        let mut columns = self.group_columns();
        columns.push(column("entered", ColumnKind::Integer));
        let pipelines = &book.firm.file.pipeline;
        let open = |p: usize| pipelines[p].stages.iter().filter(|stage| stage.outcome() == Outcome::Open);
        let most = (0..pipelines.len()).map(|p| open(p).count()).max().unwrap_or(0);
        for slot in 1..most {
            let title = match (pipelines.len(), open(0).nth(slot)) {
                (1, Some(stage)) => Text::literal(stage.name.as_deref().unwrap_or(&stage.id)),
                _ => Text::key("report-reached-stage").arg("place", Cell::Integer(slot as i64 + 1)),
            };
            // Beside a stage all fit; beside an owner and a stage some may not.
            let shown = if self.dimensions.len() > 1 { Shown::Room } else { Shown::Always };
            columns.push(Column::new(format!("reached_{}", slot + 1), title, ColumnKind::Integer).shown(shown));
        }
        columns.push(column("won", ColumnKind::Integer));
        columns.push(column("won_share", ColumnKind::Percent));
        let mut sheet = Sheet::new("reached", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-reached-title"));
        sheet.notes = vec![Text::key("report-note-cohorts")];
        sheet.empty = Some(Text::key("report-funnel-empty"));
        sheet.nils = true;
        for row in &self.rows {
            let Some(Group::Stage(pipeline, stage)) = row.groups.last() else { continue };
            let slots: Vec<usize> = (0..pipelines[*pipeline].stages.len())
                .filter(|s| pipelines[*pipeline].stages[*s].outcome() == Outcome::Open)
                .collect();
            let slot = slots.iter().position(|s| s == stage).unwrap_or(0);
            let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
            cells.push(Cell::Integer(row.entered.len() as i64));
            let reached = |later: usize| row.reached.get(later - slot - 1).copied().unwrap_or(0);
            for later in 1..most {
                let there = later > slot && later < slots.len();
                cells.push(if there { Cell::Integer(reached(later) as i64) } else { Cell::Empty });
            }
            cells.push(Cell::Integer(reached(slots.len()) as i64));
            cells.push(percent(share(reached(slots.len()), row.entered.len())));
            sheet.rows.push(Row::new(cells));
        }
        sheet
    }

    fn loss_sheet(&self, book: &Book, params: &Params) -> Sheet {
        let mut columns = self.group_columns();
        columns.extend([
            column("lost_reason", ColumnKind::Text),
            column("lost", ColumnKind::Integer),
            column("share", ColumnKind::Percent),
            column("lost_amount", ColumnKind::Money).sums(true),
        ]);
        let mut sheet = Sheet::new("losses", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-losses-title"));
        sheet.notes = vec![period_note(self.period)];
        sheet.empty = Some(Text::key("report-losses-empty"));
        let (mut lost, mut amount) = (0, Moneys::default());
        for row in &self.losses {
            let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
            if let (Some(Group::None), Some(last)) = (row.groups.last(), cells.last_mut()) {
                *last = Cell::word("unknown", Text::key("report-stage-unknown"));
            }
            let none = || Cell::word("none", Text::key("report-none"));
            cells.push(row.reason.as_deref().map_or_else(none, Cell::text));
            cells.extend([Cell::Integer(row.deals.len() as i64), percent(row.share), Cell::Moneys(row.amount.clone())]);
            lost += row.deals.len();
            row.amount.iter().for_each(|money| amount.add(money));
            sheet.rows.push(Row::new(cells).why(why(book, params, row.deals.iter().copied())));
        }
        if sheet.rows.len() > 1 {
            let mut total = super::total_label(self.dimensions.len() + 1);
            total.extend([Cell::Integer(lost as i64), Cell::Empty, Cell::Moneys(amount)]);
            sheet.totals.push(Row::new(total));
        }
        sheet
    }

    /// The deals that entered each stage, then those that were lost.
    fn why_sheet(&self, book: &Book) -> Sheet {
        let mut columns = self.group_columns();
        columns.push(column("deal", ColumnKind::Link));
        let mut sheet = Sheet::new("why", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-why-entered-title"));
        for row in &self.rows {
            for deal in &row.entered {
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                let deal = link(book, *deal);
                cells.push(Cell::Link(deal.clone()));
                sheet.rows.push(Row::of(deal, cells));
            }
        }
        sheet
    }
}

/// A part of a whole in percent, with one decimal; none of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<Decimal> {
    let ratio = Decimal::from(100 * part).checked_div(Decimal::from(whole))?;
    Some(decimal::fixed(ratio, 1))
}
