//! An invoice over several orders and deliveries: what is one for all lines stands in the head, what is not above the lines
//! that it holds for.

use super::label::Labels;
use super::view::Row;
use crate::einvoice::term;
use crate::figures::source::common;
use crate::model::frozen::FrozenSource;
use crate::value::{Date, Decimal};

/// What is the same of all lines that come from anywhere.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// BT-14.
    pub order: Option<String>,
    pub order_date: Option<Date>,
    /// BT-13, where the document does not say it itself.
    pub reference: Option<String>,
    /// BT-16.
    pub delivery: Option<String>,
    pub delivery_date: Option<Date>,
}

impl Heads {
    /// `sources`: what each line comes from.
    pub fn of(sources: &[Option<FrozenSource>]) -> Heads {
        let Some(first) = sources.iter().flatten().next() else { return Heads::default() };
        let order = common(sources, |source| source.order.as_ref());
        let delivery = common(sources, |source| source.delivery.as_ref());
        Heads {
            order_date: first.order_date.filter(|_| order.is_some()),
            delivery_date: first.delivery_date.filter(|_| delivery.is_some()),
            reference: common(sources, |source| source.reference.as_ref()),
            order,
            delivery,
        }
    }

    /// Writes what a line comes from into its terms, where the head does not say it. `heading`: the words above the line, for
    /// receivers that have no terms for it.
    pub fn line(&self, source: &FrozenSource, heading: Option<&str>, line: &mut term::Line) {
        line.order_line = source.order_line.clone();
        if self.order.is_none() {
            line.sales_order = source.order.clone();
        }
        if self.reference.is_none() {
            line.order = source.reference.clone();
        }
        if self.delivery.is_none() {
            line.despatch = source.delivery.clone().map(|number| term::Despatch {
                number,
                line: source.delivery_line.clone(),
                date: source.delivery_date,
            });
        }
        line.note = heading.map(|heading| heading.replace('\u{a0}', " "));
    }

    /// "Order C-2026-0004 of 03/10/2026 (your order PO-1) · Delivery note BL-7 of 05/10/2026", as far as the head does
    /// not say it.
    fn words(&self, source: &FrozenSource, labels: &Labels) -> Option<String> {
        // A number and its day stay on one line.
        let of_day = |number: &String, date: Option<Date>| match date {
            Some(date) => {
                let day = labels.tongue.short_date(date);
                labels.with("document-of-day", &[("number", number), ("date", &day)]).replace(' ', "\u{a0}")
            }
            None => number.clone(),
        };
        let mut parts: Vec<String> = Vec::new();
        if let Some(order) = source.order.as_ref().filter(|_| self.order.is_none()) {
            let mut words = labels.with("on-order", &[("number", &of_day(order, source.order_date))]);
            if let Some(theirs) = source.reference.as_ref().filter(|_| self.reference.is_none()) {
                words += &format!(" ({})", labels.with("on-purchase-order", &[("number", theirs)]));
            }
            parts.push(words);
        }
        if let Some(delivery) = source.delivery.as_ref().filter(|_| self.delivery.is_none()) {
            parts.push(labels.with("on-delivery", &[("number", &of_day(delivery, source.delivery_date))]));
        }
        parts.extend(source.place.clone());
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// The headings above the lines, and the sum below each group of them.
pub(super) struct Groups {
    headings: Vec<Option<String>>,
    /// A sum below groups of more than one line, where there are several.
    sums: bool,
    sum: Decimal,
    /// How many lines it is of.
    count: usize,
}

impl Groups {
    pub fn of(sources: &[Option<FrozenSource>], heads: &Heads, labels: &Labels) -> Groups {
        let heading = |source: &Option<FrozenSource>| heads.words(source.as_ref()?, labels);
        let headings: Vec<Option<String>> = sources.iter().map(heading).collect();
        let starts = |i: &usize| headings[*i].is_some() && (*i == 0 || headings[*i] != headings[*i - 1]);
        let count = (0..headings.len()).filter(starts).count();
        Groups { sums: count > 1, headings, sum: Decimal::ZERO, count: 0 }
    }

    /// The words above a line.
    pub fn heading(&self, line: usize) -> Option<&str> {
        self.headings.get(line)?.as_deref()
    }

    /// What stands before a line of an amount: the sum of the group that ended, the heading of the one that begins.
    pub fn before(&mut self, line: usize, amount: Decimal) -> Vec<Row> {
        let mut rows = Vec::new();
        let earlier = line.checked_sub(1).and_then(|before| self.headings.get(before)?.as_ref());
        let own = self.headings.get(line).and_then(Option::as_ref);
        if earlier != own {
            rows.extend(self.total(earlier.is_some()));
            rows.extend(own.cloned().map(Row::Title));
            (self.sum, self.count) = (Decimal::ZERO, 0);
        }
        self.sum += amount;
        self.count += 1;
        rows
    }

    /// What stands below the last line.
    pub fn end(&self) -> Option<Row> {
        self.total(self.headings.last().is_some_and(Option::is_some))
    }

    fn total(&self, grouped: bool) -> Option<Row> {
        (grouped && self.sums && self.count > 1).then_some(Row::Subtotal { label: None, amount: self.sum })
    }
}
