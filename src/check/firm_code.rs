//! Codes that the firm defines in `carnet.toml`: tax rates, pipelines, stages, series, wherever they are named.

use super::{Scope, at_key, fix};
use crate::book::record::visit_some;
use crate::book::view::View;
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::model::Type;
use crate::model::shape::{FirmList, nearest};

/// Every code in every record, custom fields included.
pub fn firm_codes(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.records(book) {
        let found = book.get(record);
        let firms = |ty: &Type| matches!(ty, Type::FirmCode(_));
        visit_some(book.shape(record.kind), found.values.view(), firms, |trail, ty, value| {
            let (Type::FirmCode(list), View::Text(text)) = (ty, value) else { return };
            match list {
                FirmList::Stage => stage(book, record, || trail.to_path(), text, findings),
                list if known(book, *list, text) => {}
                list => {
                    let finding = at_key(book, &code::UNKNOWN_CODE, record, trail.to_path()).arg("value", text);
                    let finding = finding.arg("table", table(*list));
                    findings.push(with_choices(finding, "choices", &declared(book, *list), text));
                }
            }
        });
    }
}

fn known(book: &Book, list: FirmList, id: &str) -> bool {
    match list {
        FirmList::Tax => book.firm.tax(id).is_some(),
        FirmList::Pipeline | FirmList::Stage => book.firm.pipeline(Some(id)).is_some(),
        FirmList::Series => book.firm.series(id).is_some(),
    }
}

fn declared(book: &Book, list: FirmList) -> Vec<&str> {
    let file = &book.firm.file;
    match list {
        FirmList::Tax => file.tax.iter().map(|tax| tax.id.as_str()).collect(),
        FirmList::Pipeline | FirmList::Stage => file.pipeline.iter().map(|pipeline| pipeline.id.as_str()).collect(),
        FirmList::Series => file.series.iter().map(|series| series.id.as_str()).collect(),
    }
}

fn table(list: FirmList) -> &'static str {
    match list {
        FirmList::Tax => "@table-tax",
        FirmList::Pipeline => "@table-pipeline",
        FirmList::Stage => "@table-stage",
        FirmList::Series => "@table-series",
    }
}

/// A stage of the record's pipeline, or of the first one where it names none.
fn stage(book: &Book, record: RecordRef, path: impl Fn() -> KeyPath, text: &str, findings: &mut Vec<Finding>) {
    let own = book.get(record).text(book.shape(record.kind), "pipeline");
    let finding = || at_key(book, &code::STAGE, record, path()).arg("stage", text);
    match book.firm.pipeline(own) {
        Some(pipeline) if pipeline.stage(text).is_some() => {}
        Some(pipeline) => {
            let stages: Vec<&str> = pipeline.stages.iter().map(|stage| stage.id.as_str()).collect();
            findings.push(with_choices(finding().arg("pipeline", &pipeline.id), "stages", &stages, text));
        }
        // An unknown pipeline is a finding of its own.
        None if own.is_some() => {}
        None => {
            findings.push(finding().variant("no-pipeline").arg("pipeline", "-").arg("stages", "-"));
        }
    }
}

/// Adds what may stand there, and the nearest of them where one is near.
fn with_choices(finding: Finding, name: &'static str, choices: &[&str], text: &str) -> Finding {
    let list = if choices.is_empty() { "-".to_owned() } else { choices.join(", ") };
    let finding = finding.arg(name, list);
    match nearest(text, choices.iter().copied()) {
        Some(better) => {
            let finding = finding.variant("suggestion").arg("suggestion", better);
            fix::propose(finding, better, better.eq_ignore_ascii_case(text))
        }
        None => finding,
    }
}
