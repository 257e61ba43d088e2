//! The life of a deal: which stages it was in, from which day to which, and in whose hands.
//!
//! The stages are those that the commits tell ([`super::trail`]); **a record's own date wins over the commit's**, so that
//! a history which was imported in one commit still tells how long things took:
//! - a stage was entered on the day that `stage_since` gave while the deal was in it; a stale one, which came before
//!   the deal entered the stage, says nothing of it;
//! - a decided stage was entered on `closed`, else on `stage_since`;
//! - a deal whose first known stage is its pipeline's first entered it when it was `opened`;
//! - without such a date, a stage was entered on the day of the commit, but never after the day on which it was left.
//!
//! What is not committed yet happened today.

use std::sync::Arc;

use super::trail::{Line, Trail};
use crate::book::Record;
use crate::book::view::View;
use crate::firm::{Firm, Outcome};
use crate::model::Shape;
use crate::value::Date;

/// A stay in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// Positions of pipeline and stage in `carnet.toml`; `None` for a stage that is not there (any more).
    pub stage: Option<(usize, usize)>,
    pub outcome: Option<Outcome>,
    pub entered: Date,
    /// `None`: it is still there on the day of the figures.
    pub left: Option<Date>,
    /// Who had the deal when it left the stage, or has it now: an id, perhaps one that is used no more.
    pub owner: Option<Arc<str>>,
}

impl Visit {
    /// How long it lasted; so far, for one that lasts.
    pub fn days(&self, as_of: Date) -> i64 {
        self.left.unwrap_or(as_of).days_since(self.entered).max(0)
    }

    pub fn is_open(&self) -> bool {
        self.outcome == Some(Outcome::Open)
    }
}

/// A deal as its commits and its own dates tell it, up to a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DealLife {
    /// When it began: `opened`, else its first stage, else its first commit.
    pub opened: Date,
    /// One after the other; none where the deal was open then, but nothing tells in which stage.
    pub visits: Vec<Visit>,
    /// A day that the record gives lies before one that it gives for something earlier, as `closed` before `opened`: what
    /// was between them counts as no days.
    pub backwards: bool,
}

impl DealLife {
    /// Where it is on the day of the figures.
    pub fn now(&self) -> Option<&Visit> {
        self.visits.last()
    }

    /// What it is on the day of the figures: open where nothing else is known.
    pub fn outcome(&self) -> Outcome {
        self.now().and_then(|visit| visit.outcome).unwrap_or(Outcome::Open)
    }
}

/// The fields that tell a deal's life.
const LIFE: [&str; 5] = ["stage", "pipeline", "stage_since", "closed", "owner"];

/// A value of a line: from which step on, and the day of its commit.
pub struct Point<'v> {
    /// The step's [`super::trail::Step::order`]; the greatest there is for what is not committed.
    pub order: usize,
    pub date: Date,
    pub value: Option<View<'v>>,
}

/// Every value that a plain field had, oldest first, the one that the file has now the last.
pub fn line<'v>(
    trail: Option<Trail<'v>>,
    record: &'v Record,
    shape: &Shape,
    field: &str,
    today: Date,
) -> Vec<Point<'v>> {
    points(trail.map(|trail| trail.line(field)), record.view(shape, field), today)
}

fn points<'v>(line: Option<Line<'v>>, now: Option<View<'v>>, today: Date) -> Vec<Point<'v>> {
    let mut points = Vec::new();
    put_points(&mut points, line, now, today);
    points
}

fn put_points<'v>(points: &mut Vec<Point<'v>>, line: Option<Line<'v>>, now: Option<View<'v>>, today: Date) {
    points.clear();
    let steps = line.into_iter().flatten();
    points.extend(steps.map(|step| Point {
        order: step.order,
        date: step.when.date,
        value: step.after.map(View::from),
    }));
    let last = points.last().and_then(|point: &Point<'v>| point.value);
    let same = match (last, now) {
        (Some(last), Some(now)) => last.is_plainly(now),
        (last, now) => last.is_none() && now.is_none(),
    };
    if !same {
        points.push(Point { order: usize::MAX, date: today, value: now });
    }
}

fn at<'v>(line: &[Point<'v>], order: usize) -> Option<View<'v>> {
    line.iter().rev().find(|point| point.order <= order).and_then(|point| point.value)
}

/// Where a stay began, and in what.
struct Stay<'v> {
    order: usize,
    date: Date,
    pipeline: Option<&'v str>,
    stage: &'v str,
}

/// Where the fields of a deal stand.
#[derive(Debug, Clone, Copy)]
struct Places {
    life: [Option<usize>; LIFE.len()],
    opened: Option<usize>,
}

impl Places {
    fn of(shape: &Shape) -> Places {
        Places { life: LIFE.map(|field| shape.position(field)), opened: shape.position("opened") }
    }
}

/// What is needed to work out a life, to be used for the next one of a record of the same kind.
#[derive(Default)]
pub struct Scratch<'v> {
    /// The same for all lives.
    places: Option<Places>,
    lines: [Vec<Point<'v>>; LIFE.len()],
    orders: Vec<usize>,
    stays: Vec<Stay<'v>>,
    /// Of each visit, whether it was entered by a day of its own.
    own: Vec<bool>,
    /// Most deals are in the hands of whom the one before was in.
    owner: Option<Arc<str>>,
}

/// The life of a deal up to `as_of`; `None` when it began later.
pub fn deal_life<'v>(
    scratch: &mut Scratch<'v>,
    firm: &Firm,
    trail: Option<Trail<'v>>,
    record: &'v Record,
    shape: &Shape,
    as_of: Date,
    today: Date,
) -> Option<DealLife> {
    let lines = trail.map(|trail| trail.plain_lines(LIFE));
    let places = *scratch.places.get_or_insert_with(|| Places::of(shape));
    let values = record.values.view();
    for (field, points) in scratch.lines.iter_mut().enumerate() {
        let line = lines.as_ref().map(|lines| lines[field].clone());
        put_points(points, line, places.life[field].and_then(|place| values.get(place)), today);
    }
    let Scratch {
        lines: [stages, pipelines, since, closed, owners],
        orders,
        stays,
        own: by_own,
        owner: last_owner,
        ..
    } = scratch;
    orders.clear();
    stays.clear();
    by_own.clear();
    orders.extend(stages.iter().chain(&*pipelines).map(|point| point.order));
    orders.sort_unstable();
    orders.dedup();

    for order in orders.drain(..) {
        let pipeline = at(pipelines, order).and_then(View::as_text);
        let Some(stage) = at(stages, order).and_then(View::as_text) else { continue };
        if stays.last().is_some_and(|last| (last.pipeline, last.stage) == (pipeline, stage)) {
            continue;
        }
        let date = stages.iter().chain(&*pipelines).filter(|point| point.order == order).map(|point| point.date).max();
        stays.push(Stay { order, date: date.unwrap_or(today), pipeline, stage });
    }

    let opened = places.opened.and_then(|place| values.get(place)).and_then(View::as_date);
    let mut visits: Vec<Visit> = Vec::with_capacity(stays.len());
    for (i, stay) in stays.iter().enumerate() {
        let end = stays.get(i + 1).map_or(usize::MAX, |next| next.order);
        let last = i + 1 == stays.len();
        let within = |point: &&Point<'_>| point.order >= stay.order && (last || point.order < end);
        let own = |line: &[Point<'_>]| line.iter().filter(within).filter_map(|p| p.value?.as_date()).next_back();
        let pipeline = firm.pipeline(stay.pipeline);
        let position = pipeline.and_then(|pipeline| {
            let at = firm.file.pipeline.iter().position(|other| other.id == pipeline.id)?;
            Some((at, pipeline.stages.iter().position(|stage| stage.id == stay.stage)?))
        });
        let outcome = position.map(|(p, s)| firm.file.pipeline[p].stages[s].outcome());
        let first = || opened.filter(|_| i == 0 && position.is_some_and(|(_, stage)| stage == 0));
        let own = match outcome {
            Some(Outcome::Won | Outcome::Lost) => own(closed).or_else(|| own(since)),
            _ => own(since).or_else(first),
        };
        // The owner just before it went on.
        let owner = owners.iter().rev().find(|point| match last {
            true => point.date <= as_of,
            false => point.order < end,
        });
        let owner = owner.or(owners.first()).and_then(|point| point.value?.as_text());
        let owner = owner.map(|owner| match last_owner {
            Some(last) if **last == *owner => last.clone(),
            _ => last_owner.insert(owner.into()).clone(),
        });
        visits.push(Visit { stage: position, outcome, entered: own.unwrap_or(stay.date), left: None, owner });
        by_own.push(own.is_some());
    }
    // A day of its own holds against the commit before it; else time only goes forward.
    for i in (1..visits.len()).rev() {
        let next = visits[i].entered;
        if !by_own[i - 1] && visits[i - 1].entered > next {
            visits[i - 1].entered = next;
        }
    }
    let mut backwards = false;
    for i in 1..visits.len() {
        let before = visits[i - 1].entered;
        backwards |= visits[i].entered < before && visits[i].entered <= as_of;
        visits[i].entered = visits[i].entered.max(before);
    }
    let begun = trail.and_then(|trail| trail.created()).map_or(today, |when| when.date);
    let opened = opened.or(visits.first().map(|visit| visit.entered)).unwrap_or(begun);
    if opened > as_of {
        return None;
    }
    let decided = visits.last().filter(|visit| matches!(visit.outcome, Some(Outcome::Won | Outcome::Lost)));
    backwards |= decided.is_some_and(|visit| visit.entered < opened);
    visits.retain(|visit| visit.entered <= as_of);
    for i in 1..visits.len() {
        visits[i - 1].left = Some(visits[i].entered);
    }
    Some(DealLife { opened, visits, backwards })
}
