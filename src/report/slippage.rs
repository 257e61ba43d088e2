//! Slippage: how often and how far the expected dates of decision move, and the amounts, while a deal is open.
//!
//! A move is a change from one value to another, on the day of its commit; that a value was given for the first time, or
//! taken away, is none. The commit that decides a deal moves nothing: its date and amount are no expectation any more.
//! Owners are those of the day of the figures.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::dimension::{self, Dimension, Group};
use super::funnel::share;
use super::lives::{Lives, until};
use super::quantile::Sample;
use super::sheet::{Answer, Cell, ColumnKind, Link, Row, Sheet, Shown, Text};
use super::{Params, Past, ReportError, as_of_note, change, column, link, money, percent, period_note, why};
use crate::book::link::reference;
use crate::book::view::View;
use crate::book::{Book, Record, RecordRef};
use crate::figures::Figures;
use crate::firm::{Firm, Outcome};
use crate::history::deal_life::{Point, line};
use crate::history::trail::Trail;
use crate::model::Shape;
use crate::value::{Currency, Date, Decimal, Money, Period};

/// Deals that people are shown unless they ask for all.
const WORST: usize = 15;

/// How one deal's expectations moved in the period.
#[derive(Debug, Clone, PartialEq)]
pub struct DealSlip {
    pub deal: RecordRef,
    pub owner: Group,
    pub outcome: Outcome,
    /// The days of each move of the date: later is positive.
    pub moves: Vec<i64>,
    /// Before the first move and after the last one.
    pub dates: Option<(Date, Date)>,
    /// How often the amount rose and fell.
    pub up: usize,
    pub down: usize,
    /// Before the first change and after the last one.
    pub amounts: Option<(Money, Money)>,
}

impl DealSlip {
    /// From the first date to the last one.
    pub fn days(&self) -> i64 {
        self.dates.map_or(0, |(first, last)| last.days_since(first))
    }

    fn moved(&self) -> bool {
        !self.moves.is_empty() || self.up + self.down > 0
    }
}

/// The expected dates of an owner's deals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DateRow {
    pub groups: Vec<Group>,
    /// Deals that were open in the period with an expected date.
    pub deals: usize,
    /// Of those, the ones whose date moved.
    pub moved: Vec<RecordRef>,
    /// The days of every move.
    pub moves: Sample,
    pub later: usize,
    pub earlier: usize,
}

/// The amounts of an owner's deals that changed, in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountRow {
    pub groups: Vec<Group>,
    pub currency: Currency,
    pub deals: Vec<RecordRef>,
    pub up: usize,
    pub down: usize,
    /// Sums before the first and after the last change of each.
    pub first: Decimal,
    pub last: Decimal,
}

#[derive(Debug, Clone)]
pub struct Slippage {
    pub period: Option<Period>,
    pub dates: Vec<DateRow>,
    /// Of all owners.
    pub total: DateRow,
    pub amounts: Vec<AmountRow>,
    /// Those that moved, the worst first: the most days later.
    pub deals: Vec<DealSlip>,
}

impl Slippage {
    pub fn compute(figures: &Figures<'_>, past: &Past<'_>, params: &Params) -> Result<Slippage, ReportError> {
        let book = figures.book;
        let period = until(params.period, figures.as_of);
        let lives = Lives::read(figures, past)?;
        let mut deals = Vec::new();
        // Every deal with an expected date in the period, moved or not, by owner.
        let mut expected: HashMap<Group, usize> = HashMap::new();
        for (deal, found, life) in &lives.deals {
            let decided = life.now().filter(|visit| !visit.is_open()).map(|visit| visit.entered);
            if period.from.is_some_and(|from| decided.is_some_and(|day| day < from)) {
                continue;
            }
            let trail = lives.trails.of(deal.kind, &found.id);
            let shape = book.shape(deal.kind);
            let open = Expectation { firm: &book.firm, trail, found, shape, today: past.today };
            let owner = lives.owner(book, life.now().and_then(|visit| visit.owner.as_deref()));
            let currency = found.text(shape, "currency").and_then(Currency::from_code).unwrap_or(book.firm.currency());
            let days = open.values("close", |value| value.as_date());
            if days.iter().any(|(day, _)| *day <= figures.as_of) {
                *expected.entry(owner.clone()).or_default() += 1;
            }
            let days = moves(&days, &period);
            let amounts = moves(&open.values("amount", |value| value.as_decimal()), &period);
            let ends = |amounts: &[(Decimal, Decimal)]| Some((amounts.first()?.0, amounts.last()?.1));
            let slip = DealSlip {
                deal: *deal,
                owner,
                outcome: life.outcome(),
                moves: days.iter().map(|(from, to)| to.days_since(*from)).collect(),
                dates: days.first().zip(days.last()).map(|(first, last)| (first.0, last.1)),
                up: amounts.iter().filter(|(from, to)| to > from).count(),
                down: amounts.iter().filter(|(from, to)| to < from).count(),
                amounts: ends(&amounts).map(|(first, last)| (money(first, currency), money(last, currency))),
            };
            if slip.moved() {
                deals.push(slip);
            }
        }
        deals.sort_by_key(|slip| (Reverse(slip.days()), Reverse(slip.moves.len()), slip.deal));

        let home = book.firm.currency();
        let mut dates: Vec<DateRow> = (expected.iter())
            .map(|(owner, count)| {
                DateRow::new(vec![owner.clone()], *count, deals.iter().filter(|slip| slip.owner == *owner))
            })
            .collect();
        let moved = |row: &DateRow| Decimal::from(row.moves.count());
        dimension::sort(book, &[Dimension::Owner], &mut dates, |row| (&row.groups, home), moved);
        let total = DateRow::new(Vec::new(), expected.values().sum(), deals.iter());
        let mut amounts: HashMap<(Group, Currency), AmountRow> = HashMap::new();
        for slip in &deals {
            let Some((first, last)) = slip.amounts else { continue };
            let currency = last.currency;
            let row = amounts.entry((slip.owner.clone(), currency)).or_insert_with(|| AmountRow {
                groups: vec![slip.owner.clone()],
                currency,
                deals: Vec::new(),
                up: 0,
                down: 0,
                first: Decimal::ZERO,
                last: Decimal::ZERO,
            });
            row.deals.push(slip.deal);
            (row.up, row.down) = (row.up + slip.up, row.down + slip.down);
            row.first = row.first.saturating_add(first.amount);
            row.last = row.last.saturating_add(last.amount);
        }
        let mut amounts: Vec<AmountRow> = amounts.into_values().collect();
        let weight = |row: &AmountRow| Decimal::from(row.deals.len());
        dimension::sort(book, &[Dimension::Owner], &mut amounts, |row| (&row.groups, row.currency), weight);
        Ok(Slippage { period: params.period.map(|_| period), dates, total, amounts, deals })
    }

    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Answer {
        let book = figures.book;
        let mut answer = Answer::new(figures.as_of);
        if let Some(period) = self.period {
            answer = super::with_period(answer, period);
        }
        let answer = answer.sheet(self.date_sheet(figures, params)).sheet(self.amount_sheet(book, params));
        answer.sheet(self.deal_sheet(book, params.why))
    }

    fn date_sheet(&self, figures: &Figures<'_>, params: &Params) -> Sheet {
        let mut sheet = Sheet::new(
            "dates",
            vec![
                Dimension::Owner.column(),
                column("deals", ColumnKind::Integer),
                column("moved", ColumnKind::Integer),
                column("moved_share", ColumnKind::Percent),
                column("moves", ColumnKind::Integer),
                column("later", ColumnKind::Integer),
                column("earlier", ColumnKind::Integer),
                column("median_move", ColumnKind::Decimal),
                column("total_days", ColumnKind::Integer),
            ],
        );
        sheet.groups = 1;
        sheet.title = Some(Text::key("report-slippage-title"));
        sheet.notes = vec![as_of_note(figures.as_of)];
        sheet.notes.extend(self.period.map(period_note));
        sheet.empty = Some(Text::key("report-slippage-empty"));
        sheet.nils = true;
        let cells = |mut cells: Vec<Cell>, row: &DateRow| {
            cells.extend([
                Cell::Integer(row.deals as i64),
                Cell::Integer(row.moved.len() as i64),
                percent(share(row.moved.len(), row.deals)),
                Cell::Integer(row.moves.count() as i64),
                Cell::Integer(row.later as i64),
                Cell::Integer(row.earlier as i64),
                Cell::from(row.moves.median()),
                Cell::Integer(row.moves.sum()),
            ]);
            cells
        };
        sheet.rows = (self.dates.iter())
            .map(|row| {
                let groups = row.groups.iter().map(|group| group.cell(figures.book)).collect();
                Row::new(cells(groups, row)).why(why(figures.book, params, row.moved.iter().copied()))
            })
            .collect();
        if sheet.rows.len() > 1 {
            sheet.totals.push(Row::new(cells(super::total_label(1), &self.total)));
        }
        sheet
    }

    fn amount_sheet(&self, book: &Book, params: &Params) -> Sheet {
        let mut sheet = Sheet::new(
            "amounts",
            vec![
                Dimension::Owner.column(),
                column("revised", ColumnKind::Integer),
                column("up", ColumnKind::Integer),
                column("down", ColumnKind::Integer),
                column("first_amount", ColumnKind::Money),
                column("last_amount", ColumnKind::Money),
                column("change", ColumnKind::Percent),
            ],
        );
        sheet.groups = 1;
        sheet.title = Some(Text::key("report-revised-title"));
        sheet.empty = Some(Text::key("report-revised-empty"));
        sheet.nils = true;
        sheet.rows = (self.amounts.iter())
            .map(|row| {
                let [first, last] = [row.first, row.last].map(|amount| money(amount, row.currency));
                let mut cells: Vec<Cell> = row.groups.iter().map(|group| group.cell(book)).collect();
                cells.extend([
                    Cell::Integer(row.deals.len() as i64),
                    Cell::Integer(row.up as i64),
                    Cell::Integer(row.down as i64),
                    Cell::Money(first),
                    Cell::Money(last),
                    percent(change(first, last)),
                ]);
                Row::new(cells).why(why(book, params, row.deals.iter().copied()))
            })
            .collect();
        sheet
    }

    /// The worst; `all`: every deal that moved.
    fn deal_sheet(&self, book: &Book, all: bool) -> Sheet {
        let mut sheet = Sheet::new(
            "deals",
            vec![
                column("deal", ColumnKind::Link),
                column("moves", ColumnKind::Integer),
                column("days", ColumnKind::Integer),
                column("first_date", ColumnKind::Date).shown(Shown::Room),
                column("last_date", ColumnKind::Date),
                column("outcome", ColumnKind::Text),
                column("last_amount", ColumnKind::Money),
                column("change", ColumnKind::Percent),
                column("customer", ColumnKind::Link).shown(Shown::Room),
            ],
        );
        let most = if all { usize::MAX } else { WORST };
        sheet.title = Some(Text::key("report-slipped-title"));
        if self.deals.len() > most {
            let note = Text::key("report-note-worst").arg("count", Cell::Integer(most as i64));
            sheet.notes.push(note.arg("all", Cell::Integer(self.deals.len() as i64)));
        }
        sheet.empty = Some(Text::key("report-slippage-none"));
        sheet.nils = true;
        sheet.rows = (self.deals.iter().take(most))
            .map(|slip| {
                // Deals are often called alike: the id tells them apart.
                let deal = Link { label: None, ..link(book, slip.deal) };
                let customer = reference(book, slip.deal, "customer");
                let outcome = slip.outcome.name();
                let cells = vec![
                    Cell::Link(deal.clone()),
                    Cell::Integer(slip.moves.len() as i64),
                    Cell::Integer(slip.days()),
                    slip.dates.map(|(first, _)| first).into(),
                    slip.dates.map(|(_, last)| last).into(),
                    Cell::word(outcome, Text::key(format!("report-outcome-{outcome}"))),
                    slip.amounts.map(|(_, last)| last).into(),
                    percent(slip.amounts.and_then(|(first, last)| change(first, last))),
                    customer.map(|customer| link(book, customer)).into(),
                ];
                Row::of(deal, cells)
            })
            .collect();
        sheet
    }
}

impl DateRow {
    fn new<'s>(groups: Vec<Group>, deals: usize, slips: impl Iterator<Item = &'s DealSlip>) -> DateRow {
        let slips: Vec<&DealSlip> = slips.filter(|slip| !slip.moves.is_empty()).collect();
        let moves = || slips.iter().flat_map(|slip| slip.moves.iter().copied());
        DateRow {
            groups,
            deals,
            moved: slips.iter().map(|slip| slip.deal).collect(),
            later: moves().filter(|days| *days > 0).count(),
            earlier: moves().filter(|days| *days < 0).count(),
            moves: moves().collect(),
        }
    }
}

/// What the files said of a deal while it was open.
struct Expectation<'e> {
    firm: &'e Firm,
    trail: Option<Trail<'e>>,
    found: &'e Record,
    shape: &'e Shape,
    today: Date,
}

impl Expectation<'_> {
    /// The values that a field had while the deal was open, each with the day of its commit.
    fn values<T: PartialEq>(&self, field: &str, read: impl Fn(View<'_>) -> Option<T>) -> Vec<(Date, T)> {
        let line = |field| line(self.trail, self.found, self.shape, field, self.today);
        let (stages, pipelines) = (line("stage"), line("pipeline"));
        let text = |points: &[Point<'_>], order: usize| {
            let point = points.iter().rev().find(|point| point.order <= order);
            point.and_then(|point| point.value?.as_text()).map(str::to_owned)
        };
        let open = |order: usize| {
            let pipeline = self.firm.pipeline(text(&pipelines, order).as_deref());
            let stage = pipeline.zip(text(&stages, order)).and_then(|(pipeline, stage)| pipeline.stage(&stage));
            stage.is_none_or(|stage| stage.outcome() == Outcome::Open)
        };
        let mut values: Vec<(Date, T)> = Vec::new();
        for point in line(field) {
            let Some(value) = point.value.and_then(&read).filter(|_| open(point.order)) else { continue };
            if values.last().is_none_or(|(_, last)| *last != value) {
                values.push((point.date, value));
            }
        }
        values
    }
}

/// From which value to which, of the moves of the period.
fn moves<T: Copy>(values: &[(Date, T)], period: &Period) -> Vec<(T, T)> {
    let pairs = values.windows(2).filter(|pair| period.contains(pair[1].0));
    pairs.map(|pair| (pair[0].1, pair[1].1)).collect()
}
