//! `carnet.toml` itself, as far as it contradicts itself: what makes figures impossible although its form is right.

use std::collections::BTreeSet;

use crate::figures::Figures;
use crate::figures::derived::DERIVED;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::{PATH, TaxRate};
use crate::value::Decimal;

/// Percentages, months, dates of rates, stages named twice, two default rates, custom fields that hide derived ones.
pub fn settings(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let file = &figures.book.firm.file;
    let place = |key: KeyPath| Place::key(PATH, key);
    if let Some(month) = file.fiscal_year_start.as_ref().filter(|month| !(1..=12).contains(&month.0)) {
        findings.push(out_of_range(place(KeyPath::key("fiscal_year_start")), "fiscal_year_start", month.0, 1, 12));
    }
    let mut defaults: Vec<usize> = Vec::new();
    for (i, rate) in file.tax.iter().enumerate() {
        let key = |name: &str| KeyPath::key("tax").at(i).and(name);
        if let Some(percent) = &rate.percent {
            findings.extend(percent_range(place(key("percent")), "percent", percent.0));
        }
        if let (Some(from), Some(until)) = (rate.from, rate.until)
            && until < from
        {
            let finding = Finding::new(&code::DATES, place(key("until"))).arg("key", "until").arg("date", until);
            let finding = finding.arg("other", "from").arg("earlier_date", from);
            findings.push(finding.label(place(key("from")), "label-also-here", Vec::new()));
        }
        if rate.default == Some(true) {
            let both = |first: &usize| share_a_day(&file.tax[*first], rate);
            if let Some(first) = defaults.iter().copied().find(both) {
                let first = place(KeyPath::key("tax").at(first).and("default"));
                let finding = Finding::new(&code::CONFIG, place(key("default"))).variant("two-defaults");
                findings.push(finding.arg("detail", &rate.id).label(first, "label-first-here", Vec::new()));
            }
            defaults.push(i);
        }
    }
    if let Some(decay) = file.freshness.as_ref().and_then(|freshness| freshness.decay.as_ref()) {
        findings.extend(percent_range(place(KeyPath::key("freshness").and("decay")), "decay", decay.0));
    }
    for (i, field) in file.field.iter().enumerate() {
        // Lists and queries would show one and mean the other.
        if DERIVED.iter().any(|derived| derived.kind == field.kind && derived.name == field.name) {
            let finding = Finding::new(&code::CUSTOM_FIELD, place(KeyPath::key("field").at(i).and("name")));
            let finding = finding.variant("derived").arg("field", &field.name).arg("kind", &field.kind);
            findings.push(finding.arg("detail", &field.name));
        }
    }
    for (i, pipeline) in file.pipeline.iter().enumerate() {
        let mut ids = BTreeSet::new();
        for (j, stage) in pipeline.stages.iter().enumerate() {
            let key = |name: &str| place(KeyPath::key("pipeline").at(i).and("stages").at(j).and(name));
            if !ids.insert(&stage.id) {
                let finding = Finding::new(&code::CONFIG, key("id")).variant("twice");
                findings.push(finding.arg("detail", &stage.id));
            }
            if let Some(probability) = &stage.probability {
                findings.extend(percent_range(key("probability"), "probability", probability.0));
            }
        }
    }
}

/// Whether two rates hold on one day, under one regime.
fn share_a_day(a: &TaxRate, b: &TaxRate) -> bool {
    let before = |a: &TaxRate, b: &TaxRate| a.until.zip(b.from).is_some_and(|(until, from)| until < from);
    let regimes = a.regime.zip(b.regime).is_none_or(|(a, b)| a == b);
    regimes && !before(a, b) && !before(b, a)
}

/// The finding about a percentage below 0 or above 100.
pub(super) fn percent_range(place: Place, key: &str, value: Decimal) -> Option<Finding> {
    let outside = value < Decimal::ZERO || value > Decimal::ONE_HUNDRED;
    outside.then(|| out_of_range(place, key, value, 0, 100))
}

fn out_of_range(place: Place, key: &str, value: impl ToString, min: u32, max: u32) -> Finding {
    let finding = Finding::new(&code::OUT_OF_RANGE, place).variant("both").arg("key", key).arg("value", value);
    finding.arg("min", min).arg("max", max)
}
