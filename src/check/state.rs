//! Deals and products: states and amounts that contradict each other.

use super::settings::percent_range;
use super::{Scope, at_key};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::firm::Outcome;
use crate::model::deal::Deal;
use crate::value::{Date, Decimal};

/// Decided deals without day or reason, open ones whose day has passed, dates in the wrong order.
pub fn deals(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.sound(book, "deal") {
        let Some(deal) = book.typed::<Deal>(record) else { continue };
        let key = |name: &str| KeyPath::key(name);
        negative(book, record, "amount", deal.amount.as_ref().map(|amount| amount.0), findings);
        if let Some(probability) = &deal.probability {
            findings.extend(percent_range(book.place(record, key("probability")), "probability", probability.0));
        }
        for (later, earlier, days) in [
            ("stage_since", "opened", (deal.stage_since, deal.opened)),
            ("closed", "opened", (deal.closed, deal.opened)),
        ] {
            if let (Some(day), Some(before)) = days
                && day < before
            {
                findings.push(out_of_order(book, record, (later, day), (earlier, before)));
            }
        }
        let Some(state) = figures.deal(record) else { continue };
        let closed = |variant, place: &str| {
            at_key(book, &code::CLOSED_DEAL, record, key(place)).variant(variant).arg("stage", &deal.stage.0)
        };
        match state.outcome() {
            Outcome::Open => {
                if deal.closed.is_some() {
                    findings.push(closed("still-open", "closed"));
                }
                if let Some(close) = deal.close.filter(|close| *close < figures.as_of) {
                    findings.push(at_key(book, &code::STALE_DEAL, record, key("close")).arg("date", close));
                }
            }
            outcome => {
                if deal.closed.is_none() {
                    findings.push(closed("no-date", "stage"));
                }
                if outcome == Outcome::Lost && deal.lost_reason.is_none() {
                    findings.push(closed("no-reason", "stage"));
                }
            }
        }
    }
}

/// Prices and costs below zero.
pub fn products(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.sound(book, "product") {
        let product = book.get(record);
        for name in ["price", "cost"] {
            negative(book, record, name, product.decimal(book.shape(record.kind), name), findings);
        }
    }
}

fn negative(book: &Book, record: RecordRef, name: &str, value: Option<Decimal>, findings: &mut Vec<Finding>) {
    if value.is_some_and(|value| value < Decimal::ZERO) {
        findings.push(at_key(book, &code::SIGN, record, KeyPath::key(name)));
    }
}

/// A day that lies before the one that it must follow, both in the same record.
pub(super) fn out_of_order(book: &Book, record: RecordRef, later: (&str, Date), earlier: (&str, Date)) -> Finding {
    let finding = at_key(book, &code::DATES, record, KeyPath::key(later.0)).arg("date", later.1);
    let finding = finding.arg("other", earlier.0).arg("earlier_date", earlier.1);
    finding.label(book.place(record, KeyPath::key(earlier.0)), "label-also-here", Vec::new())
}
