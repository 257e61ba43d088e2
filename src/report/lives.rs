//! The lives of all deals, as the reports of the past need them.

use rayon::prelude::*;

use super::dimension::Group;
use super::{Past, ReportError};
use crate::book::{Book, Record, RecordRef};
use crate::figures::Figures;
use crate::history::deal_life::{DealLife, Scratch, deal_life};
use crate::history::trail::{Trails, trails};
use crate::model::KindId;
use crate::value::Period;

/// Every deal that was there on the day of the figures.
pub struct Lives<'b> {
    pub deals: Vec<(RecordRef, &'b Record, DealLife)>,
    pub trails: Trails,
    member: Option<KindId>,
}

/// So many lives are worked out at once.
const PART: usize = 512;

/// What is read of the commits for a deal's life.
const FIELDS: &[&str] = &["stage", "pipeline", "stage_since", "closed", "owner", "close", "amount"];

impl<'b> Lives<'b> {
    pub fn read(figures: &Figures<'b>, past: &Past<'_>) -> Result<Lives<'b>, ReportError> {
        let book = figures.book;
        let kind = book.kinds.named("deal");
        let member = book.kinds.named("member");
        let wanted: Vec<(KindId, &[&str])> =
            kind.map(|kind| (kind, FIELDS)).into_iter().chain(member.map(|member| (member, &[][..]))).collect();
        let trails = trails(past.records, past.head, past.zone, &wanted)?;
        let (as_of, today) = (figures.as_of, past.today);
        let found: Vec<(RecordRef, &Record)> = book.sound_named("deal").collect();
        let part = |part: &[(RecordRef, &'b Record)]| {
            let mut scratch = Scratch::default();
            let life = |(record, found): &(RecordRef, &'b Record)| {
                let trail = trails.of(record.kind, &found.id);
                let life = deal_life(&mut scratch, &book.firm, trail, found, book.shape(record.kind), as_of, today)?;
                Some((*record, *found, life))
            };
            part.iter().filter_map(life).collect::<Vec<_>>()
        };
        let parts: Vec<Vec<_>> = found.par_chunks(PART).map(part).collect();
        let mut deals = Vec::with_capacity(found.len());
        parts.into_iter().for_each(|part| deals.extend(part));
        Ok(Lives { deals, trails, member })
    }

    /// The member of an id, also of one that was used before a renaming.
    pub fn owner(&self, book: &Book, id: Option<&str>) -> Group {
        let found = self.member.zip(id).and_then(|(kind, id)| book.find(kind, self.trails.renamed(kind, id)));
        found.map_or_else(|| Group::text(id), Group::Record)
    }

    /// Stays in stages that `carnet.toml` does not have (any more).
    pub fn without_stage(&self) -> usize {
        self.deals.iter().flat_map(|(_, _, life)| &life.visits).filter(|visit| visit.stage.is_none()).count()
    }
}

/// A period that does not reach beyond the day of the figures.
pub fn until(period: Option<Period>, as_of: crate::value::Date) -> Period {
    let period = period.unwrap_or(Period { from: None, to: None });
    Period { to: Some(period.to.map_or(as_of, |to| to.min(as_of))), ..period }
}
