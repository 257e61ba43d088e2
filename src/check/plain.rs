//! Documents about which the rule of documents has nothing to say, seen where their values lie: nearly all of them. A struct
//! of a hundred thousand invoices is not built to find out that each is right.
//!
//! What is said here is said again, in full, by [`super::document`]: a document that is not plain is examined there, and in
//! debug builds a plain one as well, so that every test of the project holds the two to each other.

use crate::book::RecordRef;
use crate::book::view::{TableView, View};
use crate::figures::Figures;
use crate::model::Shape;
use crate::value::{Date, Decimal};

/// What a field of a document is to the rule, by its position.
pub(super) struct Plain {
    fields: Vec<Role>,
    line: Vec<Role>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Nothing.
    Other,
    Number,
    Due,
    Lines,
    Price,
    Tax,
    /// Where it stands, the document is not plain.
    Special,
}

impl Role {
    fn of_document(name: &str) -> Role {
        match name {
            "number" => Role::Number,
            "due" => Role::Due,
            "lines" => Role::Lines,
            // Sorts with rules of their own, reductions, what somebody computed, and other days than its own for its taxes.
            "type" | "credits" | "allowances" | "charges" | "stated" | "delivered" | "period" => Role::Special,
            _ => Role::Other,
        }
    }

    fn of_line(name: &str) -> Role {
        match name {
            "unit_price" => Role::Price,
            "tax" => Role::Tax,
            "allowances" | "charges" => Role::Special,
            _ => Role::Other,
        }
    }
}

impl Plain {
    pub(super) fn new(invoice: &Shape) -> Plain {
        let roles = |shape: &Shape, role: fn(&str) -> Role| shape.fields.iter().map(|f| role(&f.name)).collect();
        let line = invoice.field("lines").and_then(|field| field.ty.shape());
        Plain {
            fields: roles(invoice, Role::of_document),
            line: line.map_or_else(Vec::new, |line| roles(line, Role::of_line)),
        }
    }

    /// Whether a sound document is plain, and right.
    pub(super) fn is_right(&self, figures: &Figures<'_>, record: RecordRef) -> bool {
        let Some(document) = figures.entry(record) else { return false };
        if document.net().amount.saturating_add(document.tax().amount) < Decimal::ZERO {
            return false;
        }
        let (date, mut numbered, mut lines, mut right) = (document.date, false, 0, true);
        let role = |at: usize| self.fields.get(at).copied().unwrap_or(Role::Special);
        let values = figures.book.get(record).values.view();
        values.each_some(
            |at| role(at) != Role::Other,
            |at, value| match (role(at), value) {
                (Role::Number, _) => numbered = true,
                (Role::Due, View::Date(due)) => right &= due >= date,
                (Role::Lines, value @ View::List(_)) => {
                    for line in value.items() {
                        lines += 1;
                        right = right && line.as_table().is_some_and(|line| self.is_right_line(figures, line, date));
                    }
                }
                _ => right = false,
            },
        );
        right && lines > 0 && !(numbered && date > figures.as_of)
    }

    fn is_right_line(&self, figures: &Figures<'_>, line: TableView<'_>, date: Date) -> bool {
        let firm = &figures.book.firm;
        let (mut right, mut named) = (true, false);
        let role = |at: usize| self.line.get(at).copied().unwrap_or(Role::Special);
        line.each_some(
            |at| role(at) != Role::Other,
            |at, value| match (role(at), value) {
                (Role::Price, View::Decimal(price)) => right &= price >= Decimal::ZERO,
                (Role::Tax, View::Text(code)) => {
                    named = true;
                    right &= firm.tax(code).is_some_and(|rate| rate.holds(date));
                }
                _ => right = false,
            },
        );
        let untaxed = || firm.default_tax(date).map_or(firm.file.tax.is_empty(), |rate| rate.holds(date));
        right && (named || untaxed())
    }
}
