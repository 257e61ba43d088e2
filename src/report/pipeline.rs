//! The pipeline: open deals by stage, owner, month of the expected decision…, plain and weighted with their chances.
//! Over a period, also what was won and lost.
//!
//! The stage is the one that the files say now: a day in the past (`--as-of`) moves ages and what was decided by then,
//! not the stages, and the report says so where it matters.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::dimension::{self, Dimension, Group};
use super::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Shown, Text};
use super::{Params, ReportError, as_of_note, column, link, money, percent, period_note, why};
use crate::book::link::reference;
use crate::book::{Book, Record, RecordRef};
use crate::figures::{DealFigures, Figures};
use crate::firm::Outcome;
use crate::value::period::{PeriodContext, Step};
use crate::value::{Currency, Decimal, Money, Period, decimal};

/// What `--by` may say.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension::Stage,
    Dimension::Pipeline,
    Dimension::Owner,
    Dimension::Customer,
    Dimension::Parent,
    Dimension::Territory,
    Dimension::Industry,
    Dimension::Country,
    Dimension::Source,
    Dimension::Product,
    Dimension::Category,
    Dimension::Tag,
    Dimension::CustomerTag,
    Dimension::Time(Step::Day),
    Dimension::Time(Step::Week),
    Dimension::Time(Step::Month),
    Dimension::Time(Step::Quarter),
    Dimension::Time(Step::Year),
    Dimension::Time(Step::FiscalYear),
];

/// Open deals of a group in one currency.
#[derive(Debug, Clone)]
pub struct PipelineRow {
    /// One a dimension; none in a total.
    pub groups: Vec<Group>,
    pub currency: Currency,
    /// How many, those without an amount included.
    pub deals: usize,
    pub without_amount: usize,
    pub amount: Money,
    /// Each amount times its deal's chance.
    pub weighted: Money,
    /// Days since they were opened, on average over the deals that say when; whole days.
    pub average_age: Option<i64>,
    /// The deals, each with its amount (none where it says none) and weighted amount.
    pub documents: Vec<(RecordRef, Option<Money>, Money)>,
}

/// A deal, whether it was won or lost, and its amount.
pub type DecidedDeal = (RecordRef, Outcome, Money);

/// What was decided within a period, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub currency: Currency,
    pub won: usize,
    pub won_amount: Money,
    pub lost: usize,
    pub lost_amount: Money,
    /// Deals won of all decided, in percent with one decimal.
    pub win_rate: Option<Decimal>,
    pub documents: Vec<DecidedDeal>,
}

/// The open deals of the book, and those that were decided in the period if one is given.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// As asked for, with the pipeline before its stages where the firm has several.
    pub dimensions: Vec<Dimension>,
    /// In reading order; every open stage has a row when rows are stages.
    pub rows: Vec<PipelineRow>,
    /// Of all deals, each counted once, by currency.
    pub totals: Vec<PipelineRow>,
    pub period: Option<Period>,
    pub decided: Vec<Decided>,
    /// Deals whose stage stands in no pipeline: in no figure.
    pub without_stage: usize,
    /// Deals opened or decided after the day of the figures: counted as the files show them now.
    pub later: usize,
    /// Decided deals without a date: in no period.
    pub undated: usize,
}

/// Sums in the making.
#[derive(Default)]
struct Sums {
    amount: Decimal,
    weighted: Decimal,
    days: i64,
    aged: i64,
    documents: Vec<(RecordRef, Option<Money>, Money)>,
}

impl Pipeline {
    pub fn compute(figures: &Figures<'_>, params: &Params) -> Result<Pipeline, ReportError> {
        Pipeline::compute_apart(figures, params, figures.book.firm.file.pipeline.len() > 1)
    }

    /// The same; `several`: the pipeline stands before its stages.
    pub(super) fn compute_apart(
        figures: &Figures<'_>,
        params: &Params,
        several: bool,
    ) -> Result<Pipeline, ReportError> {
        let book = figures.book;
        let home = book.firm.currency();
        let mut dimensions = Dimension::parse_all(&params.by, DIMENSIONS)?;
        if dimensions.is_empty() {
            dimensions.push(Dimension::Stage);
        }
        let pipelines = &book.firm.file.pipeline;
        if let Some(stage) = dimensions.iter().position(|dimension| *dimension == Dimension::Stage)
            && several
            && !dimensions.contains(&Dimension::Pipeline)
        {
            dimensions.insert(stage, Dimension::Pipeline);
        }
        let mut sums: FxHashMap<(Vec<Group>, Currency), Sums> = FxHashMap::default();
        let mut totals: BTreeMap<(bool, Currency), Sums> = BTreeMap::new();
        let mut decided: BTreeMap<(bool, Currency), Vec<DecidedDeal>> = BTreeMap::new();
        let (mut without_stage, mut later, mut undated) = (0, 0, 0);
        for (record, found) in book.sound_named("deal") {
            let Some(deal) = figures.deal(record) else {
                without_stage += 1;
                continue;
            };
            let shape = book.shape(record.kind);
            let opened = found.date(shape, "opened");
            let decision = deal.close.filter(|_| deal.outcome() != Outcome::Open);
            // It was not there yet.
            if opened.is_some_and(|date| date > figures.as_of) {
                continue;
            }
            // It was open then, but the files no longer say in which stage.
            if decision.is_some_and(|date| date > figures.as_of) {
                later += 1;
                continue;
            }
            let currency = deal.amount.currency;
            let rank = (currency != home, currency);
            if deal.outcome() != Outcome::Open {
                match (params.period, deal.close) {
                    (Some(period), Some(close)) if period.contains(close) && close <= figures.as_of => {
                        decided.entry(rank).or_default().push((record, deal.outcome(), deal.amount));
                    }
                    (Some(_), None) => undated += 1,
                    _ => {}
                }
                continue;
            }
            let amount = found.decimal(shape, "amount").map(|_| deal.amount);
            let age = opened.map(|opened| figures.as_of.days_since(opened).max(0));
            let lists: Vec<Vec<Group>> = (dimensions.iter())
                .map(|dimension| groups(book, *dimension, record, found, &deal, params.context))
                .collect();
            for key in dimension::combinations(&lists) {
                sums.entry((key, currency)).or_default().count(record, amount, deal.weighted(), age);
            }
            totals.entry(rank).or_default().count(record, amount, deal.weighted(), age);
        }
        if let [Dimension::Stage] | [Dimension::Pipeline, Dimension::Stage] = dimensions[..] {
            // A stage without deals is a figure, too.
            for (p, pipeline) in pipelines.iter().enumerate() {
                for (s, _) in pipeline.stages.iter().enumerate().filter(|(_, s)| s.outcome() == Outcome::Open) {
                    let mut key = vec![Group::Stage(p, s)];
                    if dimensions.len() == 2 {
                        key.insert(0, Group::Pipeline(p));
                    }
                    if !sums.keys().any(|(groups, _)| *groups == key) {
                        sums.insert((key, home), Sums::default());
                    }
                }
            }
        }
        let mut rows: Vec<PipelineRow> =
            sums.into_iter().map(|((groups, currency), sums)| sums.row(groups, currency)).collect();
        dimension::sort(book, &dimensions, &mut rows, |row| (&row.groups, row.currency), |row| row.amount.amount);
        let totals = totals.into_iter().map(|((_, currency), sums)| sums.row(Vec::new(), currency)).collect();
        let decided = decided.into_iter().map(|((_, currency), deals)| Decided::new(currency, deals)).collect();
        let period = params.period;
        Ok(Pipeline { dimensions, rows, totals, period, decided, without_stage, later, undated })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut columns = self.group_columns();
        columns.push(column("deals", ColumnKind::Integer));
        columns.push(column("without_amount", ColumnKind::Integer).shown(Shown::Filled));
        columns.push(column("amount", ColumnKind::Money));
        columns.push(column("weighted", ColumnKind::Money));
        columns.push(column("average_age", ColumnKind::Integer).shown(Shown::Filled));
        let mut sheet = Sheet::new("pipeline", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-pipeline-title"));
        sheet.notes = vec![as_of_note(figures.as_of)];
        let mut note = |key: &'static str, count: usize| {
            if count > 0 {
                sheet.notes.push(Text::key(key).arg("count", Cell::Integer(count as i64)));
            }
        };
        note("report-note-without-stage", self.without_stage);
        note("report-note-later", self.later);
        if self.dimensions.iter().any(|d| matches!(d, Dimension::Tag | Dimension::CustomerTag)) {
            sheet.notes.push(Text::key("report-note-tags"));
        }
        sheet.empty = Some(Text::key("report-pipeline-empty"));
        let cells = |mut cells: Vec<Cell>, row: &PipelineRow| {
            cells.push(Cell::Integer(row.deals as i64));
            cells.push(Cell::from((row.without_amount > 0).then_some(row.without_amount as i64)));
            cells.push(Cell::Money(row.amount));
            cells.push(Cell::Money(row.weighted));
            cells.push(Cell::from(row.average_age));
            cells
        };
        sheet.rows = (self.rows.iter())
            .map(|row| {
                let groups = row.groups.iter().map(|group| group.cell(book)).collect();
                let deals = row.documents.iter().map(|(record, ..)| *record);
                Row::new(cells(groups, row)).why(why(book, params, deals))
            })
            .collect();
        sheet.totals =
            self.totals.iter().map(|row| Row::new(cells(super::total_label(self.dimensions.len()), row))).collect();
        let by = self.dimensions.iter().map(|dimension| Cell::text(dimension.name())).collect();
        let mut answer = Answer::new(figures.as_of).parameter("by", Cell::List(by)).sheet(sheet);
        if let Some(period) = self.period {
            answer = super::with_period(answer, period).sheet(self.decided_sheet(book, period, params));
        }
        if params.why {
            answer = answer.sheet(self.why_sheet(book));
        }
        answer
    }

    fn group_columns(&self) -> Vec<Column> {
        self.dimensions.iter().map(|dimension| dimension.column()).collect()
    }

    fn decided_sheet(&self, book: &Book, period: Period, params: &Params) -> Sheet {
        let mut sheet = Sheet::new(
            "decided",
            vec![
                column("won", ColumnKind::Integer),
                column("won_amount", ColumnKind::Money),
                column("lost", ColumnKind::Integer),
                column("lost_amount", ColumnKind::Money),
                column("win_rate", ColumnKind::Percent),
            ],
        );
        sheet.title = Some(Text::key("report-decided-title"));
        sheet.notes = vec![period_note(period)];
        if self.undated > 0 {
            sheet.notes.push(Text::key("report-note-undated").arg("count", Cell::Integer(self.undated as i64)));
        }
        sheet.empty = Some(Text::key("report-decided-empty"));
        sheet.rows = (self.decided.iter())
            .map(|row| {
                let cells = vec![
                    Cell::Integer(row.won as i64),
                    Cell::Money(row.won_amount),
                    Cell::Integer(row.lost as i64),
                    Cell::Money(row.lost_amount),
                    percent(row.win_rate),
                ];
                Row::new(cells).why(why(book, params, row.documents.iter().map(|(record, ..)| *record)))
            })
            .collect();
        sheet
    }

    /// Every deal of every row: a row's deals add up to its amounts; those that were decided follow.
    fn why_sheet(&self, book: &Book) -> Sheet {
        let mut columns = self.group_columns();
        columns.push(column("deal", ColumnKind::Link));
        columns.push(column("outcome", ColumnKind::Code));
        columns.push(column("amount", ColumnKind::Money));
        columns.push(column("weighted", ColumnKind::Money));
        let mut sheet = Sheet::new("why", columns);
        sheet.groups = self.dimensions.len();
        sheet.title = Some(Text::key("report-why-deals-title"));
        let outcome =
            |outcome: Outcome| Cell::word(outcome.name(), Text::key(format!("report-outcome-{}", outcome.name())));
        for row in &self.rows {
            for (record, amount, weighted) in &row.documents {
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                let deal = link(book, *record);
                cells.extend([Cell::Link(deal.clone()), outcome(Outcome::Open), Cell::from(*amount)]);
                cells.push(Cell::from(amount.map(|_| *weighted)));
                sheet.rows.push(Row::of(deal, cells));
            }
        }
        for (record, how, amount) in self.decided.iter().flat_map(|decided| &decided.documents) {
            let mut cells = vec![Cell::Empty; self.dimensions.len()];
            let deal = link(book, *record);
            cells.extend([Cell::Link(deal.clone()), outcome(*how), Cell::Money(*amount)]);
            sheet.rows.push(Row::of(deal, cells));
        }
        sheet
    }
}

/// What groups a deal falls into.
fn groups(
    book: &Book,
    dimension: Dimension,
    record: RecordRef,
    found: &Record,
    deal: &DealFigures<'_>,
    context: PeriodContext,
) -> Vec<Group> {
    use Dimension::*;
    let shape = book.shape(record.kind);
    // The deal's pipeline was taken from this very list.
    let pipeline = || book.firm.file.pipeline.iter().position(|p| p.id == deal.pipeline.id).unwrap_or(0);
    let product = || reference(book, record, "product");
    vec![match dimension {
        Stage => Group::Stage(pipeline(), deal.stage_index),
        Pipeline => Group::Pipeline(pipeline()),
        Owner => Group::record(reference(book, record, "owner")),
        Source => Group::text(found.text(shape, "source")),
        Product => Group::record(product()),
        Category => {
            Group::text(product().and_then(|product| book.get(product).text(book.shape(product.kind), "category")))
        }
        Time(step) => Group::unit(step, deal.close, context),
        Tag => return dimension::tags(book, record),
        _ => return dimension::of_customer(book, dimension, reference(book, record, "customer")),
    }]
}

impl Sums {
    fn count(&mut self, record: RecordRef, amount: Option<Money>, weighted: Money, age: Option<i64>) {
        self.amount = self.amount.saturating_add(amount.map_or(Decimal::ZERO, |amount| amount.amount));
        self.weighted = self.weighted.saturating_add(weighted.amount);
        if let Some(age) = age {
            self.days = self.days.saturating_add(age);
            self.aged += 1;
        }
        self.documents.push((record, amount, weighted));
    }

    fn row(self, groups: Vec<Group>, currency: Currency) -> PipelineRow {
        PipelineRow {
            groups,
            currency,
            deals: self.documents.len(),
            without_amount: self.documents.iter().filter(|(_, amount, _)| amount.is_none()).count(),
            amount: money(self.amount, currency),
            weighted: money(self.weighted, currency),
            // Rounded half up: ages are not negative.
            average_age: (self.aged > 0).then(|| (2 * self.days + self.aged) / (2 * self.aged)),
            documents: self.documents,
        }
    }
}

impl Decided {
    fn new(currency: Currency, documents: Vec<DecidedDeal>) -> Decided {
        let of = |outcome: Outcome| {
            let deals = documents.iter().filter(move |(_, how, _)| *how == outcome);
            deals
                .fold((0, Decimal::ZERO), |(count, sum), (_, _, amount)| (count + 1, sum.saturating_add(amount.amount)))
        };
        let ((won, won_amount), (lost, lost_amount)) = (of(Outcome::Won), of(Outcome::Lost));
        let rate = Decimal::from(100 * won).checked_div(Decimal::from(won + lost));
        Decided {
            currency,
            won,
            won_amount: money(won_amount, currency),
            lost,
            lost_amount: money(lost_amount, currency),
            win_rate: rate.map(|rate| decimal::fixed(rate, 1)),
            documents,
        }
    }
}
