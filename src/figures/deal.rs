//! Figures of a deal: its chance, its weight, whether it is open.

use super::Figures;
use crate::book::RecordRef;
use crate::firm::{Outcome, Pipeline, Stage};
use crate::value::{Currency, Date, Decimal, Money};

/// Nobody waits longer for a deal, and no date leaves the calendar.
const MOST_DAYS: i64 = 100_000;

/// A deal with what its pipeline says of it.
#[derive(Debug, Clone, Copy)]
pub struct DealFigures<'b> {
    pub pipeline: &'b Pipeline,
    pub stage: &'b Stage,
    /// Position of the stage in its pipeline.
    pub stage_index: usize,
    /// Chance in percent: the deal's own, else its stage's.
    pub probability: Decimal,
    /// Zero where the deal names none.
    pub amount: Money,
    /// Expected or, for decided deals, actual date of decision.
    pub close: Option<Date>,
}

impl DealFigures<'_> {
    pub fn outcome(&self) -> Outcome {
        self.stage.outcome()
    }

    /// The first day on which an open deal that entered its stage on `since` has been there longer than the stage allows
    /// (`rotting_days`); none where the stage does not say, or the deal is decided.
    pub fn rots_from(&self, since: Date) -> Option<Date> {
        let most = self.stage.rotting_days.as_ref().filter(|_| self.outcome() == Outcome::Open)?;
        Some(since.plus_days(most.0.clamp(0, MOST_DAYS) + 1))
    }

    /// Amount × probability.
    pub fn weighted(&self) -> Money {
        // 28 digits times a percentage can overflow: then the deal weighs what it is worth.
        let weighted =
            self.amount.amount.checked_mul(self.probability).and_then(|v| v.checked_div(Decimal::ONE_HUNDRED));
        Money::new(weighted.unwrap_or(self.amount.amount), self.amount.currency)
    }
}

impl<'b> Figures<'b> {
    /// `None` when the record is not sound or its stage stands in no pipeline.
    pub fn deal(&self, record: RecordRef) -> Option<DealFigures<'b>> {
        let found = self.book.get(record);
        if !found.sound {
            return None;
        }
        let shape = self.book.shape(record.kind);
        let firm = &self.book.firm;
        let pipeline = firm.pipeline(found.text(shape, "pipeline"))?;
        let stage_id = found.text(shape, "stage")?;
        let stage_index = pipeline.stages.iter().position(|stage| stage.id == stage_id)?;
        let stage = &pipeline.stages[stage_index];
        let currency = found.text(shape, "currency").and_then(Currency::from_code).unwrap_or(firm.currency());
        let close = match stage.outcome() {
            Outcome::Open => found.date(shape, "close"),
            _ => found.date(shape, "closed").or_else(|| found.date(shape, "close")),
        };
        Some(DealFigures {
            pipeline,
            stage,
            stage_index,
            probability: found.decimal(shape, "probability").unwrap_or(stage.probability()),
            amount: Money::new(found.decimal(shape, "amount").unwrap_or_default(), currency),
            close,
        })
    }
}
