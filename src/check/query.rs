//! Saved queries, such as those of segments: they must be readable and name fields that there are.

use super::at_key;
use crate::book::record::visit;
use crate::figures::Figures;
use crate::finding::{Finding, Language, code};
use crate::model::Type;
use crate::query::{Filter, QueryFault, parse_text};
use crate::value::period::PeriodContext;

/// Every saved query of the book.
pub fn saved_queries(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let today = PeriodContext {
        today: figures.as_of,
        fiscal_year_start_month: book.firm.fiscal_year_start(),
        day_first: book.firm.language() == Language::French,
    };
    for (kind, _) in book.kinds.iter().filter(|(_, kind)| kind.queries) {
        for (record, found) in book.sound(kind) {
            visit(book.shape(kind), found.values.view(), |trail, ty, value| {
                let (Type::Query(over), Some(text)) = (ty, value.as_text()) else { return };
                let Some(over) = book.kinds.named(over) else { return };
                let resolved = parse_text(text).and_then(|query| Filter::new(figures, over, &query, today));
                if let Err(fault) = resolved {
                    findings.push(bad(at_key(book, &code::BAD_QUERY, record, trail.to_path()), &fault));
                }
            });
        }
    }
}

/// The fault's own words are a message of the catalogue, with arguments of their own.
fn bad(finding: Finding, fault: &QueryFault) -> Finding {
    let mut finding = finding.arg("detail", format!("@{}", fault.kind.key()));
    finding.args.extend(fault.kind.args());
    finding
}
