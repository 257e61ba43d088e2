//! Confirmations of contact data: on a day that is still to come nothing was found right.

use super::{Scope, at_key};
use crate::book::Value;
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};

/// The table of confirmations in customers and contacts.
const CONFIRMED: &str = "confirmed";

/// Days of `[confirmed]` after the day of the figures.
pub fn confirmations(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in ["customer", "contact"].into_iter().flat_map(|kind| scope.sound(book, kind)) {
        let found = book.get(record);
        let shape = book.shape(record.kind);
        let inner = shape.field(CONFIRMED).and_then(|field| field.ty.shape());
        let values = found.get(shape, CONFIRMED).and_then(Value::as_table);
        for (field, value) in inner.zip(values).into_iter().flat_map(|(inner, values)| inner.fields.iter().zip(values))
        {
            let day = value.as_ref().and_then(Value::as_date);
            if let Some(day) = day.filter(|day| *day > figures.as_of) {
                let key = KeyPath::key(CONFIRMED).and(&field.name);
                let finding = at_key(book, &code::FUTURE_DATE, record, key).variant("confirmation");
                findings.push(finding.arg("date", day).arg("today", figures.as_of));
            }
        }
    }
}
