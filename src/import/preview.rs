//! What a plan looks like, as data that any table can show.

use super::draft::to_toml;
use super::reason::{Note, Reason};
use super::{Draft, ImportPlan, Rejected};

/// Counts, the first records, the rejected rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview<'a> {
    pub rows: usize,
    pub rejected_rows: usize,
    /// Drafts by kind.
    pub counts: &'a [(String, usize)],
    /// The first records of each kind.
    pub records: Vec<PreviewRow<'a>>,
    pub rejected: &'a [Rejected],
    /// Rejections by reason, the most frequent first.
    pub reasons: Vec<(&'static str, usize)>,
    pub notes: &'a [Note],
}

/// One record of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewRow<'a> {
    pub draft: &'a Draft,
    /// Its plain TOML.
    pub toml: String,
}

/// The preview with the first `most` records of each kind.
pub fn preview(plan: &ImportPlan, most: usize) -> Preview<'_> {
    let mut records = Vec::new();
    for (kind, _) in &plan.counts {
        let of_kind = plan.drafts.iter().filter(|draft| draft.kind == *kind).take(most);
        records.extend(of_kind.map(|draft| PreviewRow { draft, toml: to_toml(draft) }));
    }
    let mut reasons: Vec<(&'static str, usize)> = Vec::new();
    for name in plan.rejected.iter().map(|row| Reason::name(&row.reason)) {
        match reasons.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => reasons.push((name, 1)),
        }
    }
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    Preview {
        rows: plan.rows,
        rejected_rows: plan.rejected_rows(),
        counts: &plan.counts,
        records,
        rejected: &plan.rejected,
        reasons,
        notes: &plan.notes,
    }
}
