//! One draft invoice of several orders and deliveries of a customer: of a delivery what was delivered and is in no invoice yet,
//! of an order all that is in none.
//!
//! What stands together in an invoice was agreed alike: customer, currency, prices with or without tax, terms, retention money.
//! An order with deposits, or with reductions or extras of the whole of it, has invoices of its own: deposits are taken off
//! those as far as they reach, reductions and extras follow the lines in proportion.
mod find;
mod write;

use std::collections::BTreeSet;

use super::convert::{convert, order_of};
use super::{Invoicing, name};
use crate::book::RecordRef;
use crate::book::link::target;
use crate::change::error::ChangeError;
use crate::change::plan::Plan;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::value::{Date, Period};
use find::{Gatherer, Item, Key};

/// Drafts of what was delivered, and why some of it is in none of them.
#[derive(Debug, Default)]
pub struct Gathered {
    pub plan: Plan,
    pub left_out: Vec<ChangeError>,
}

/// A draft invoice of the deliveries and orders that are named (or accepted quotes, for their orders).
///
/// # Errors
/// One of them has nothing left or was agreed otherwise than the others; see [`Gatherer::of_delivery`], [`Gatherer::of_order`].
pub fn gather(scope: &Scope<'_>, records: &[RecordRef]) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    let mut gatherer = Gatherer::new(scope, &figures);
    let (mut orders, mut deliveries) = (BTreeSet::new(), BTreeSet::new());
    for record in records {
        match book.kind(record.kind).name {
            "delivery" => deliveries.insert(*record),
            "order" => orders.insert(*record),
            "quote" => orders.insert(order_of(scope, *record)?),
            other => return Err(ChangeError::new("chain-no-chain").arg("name", book.name(*record)).arg("kind", other)),
        };
    }
    let bases: BTreeSet<RecordRef> = orders.iter().map(|order| gatherer.base(*order)).collect();
    if let (Some(only), 1, true) = (bases.first(), bases.len(), deliveries.is_empty()) {
        return convert(scope, *only, &Invoicing::Rest);
    }
    let mut items: Vec<Item> = Vec::new();
    // Deliveries first: what is left of an order then is what they did not deliver.
    for record in &deliveries {
        items.extend(some(scope, *record, gatherer.of_delivery(*record)?)?);
    }
    for base in bases {
        let rest = gatherer.of_order(base)?;
        // All of it may be among the deliveries.
        let delivered = items.iter().any(|item| item.order.is_some_and(|(order, _)| gatherer.base(order) == base));
        items.extend(if delivered { rest } else { some(scope, base, rest)? });
    }
    let Some(first) = items.first() else { return Err(ChangeError::new("gather-none")) };
    for item in &items {
        first.key.same(&item.key, (first.record(), item.record()), scope)?;
    }
    let (change, name) = gatherer.draft(items, &[])?;
    let of: Vec<String> = records.iter().map(|record| book.name(*record)).collect();
    let subject = format!("{name}: from {}", of.join(", "));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// Draft invoices of all that was delivered and is in no invoice yet, of one customer or of all, in a period or ever: as few as
/// what was agreed allows.
///
/// # Errors
/// Nothing is left, or nothing of what is can be invoiced.
pub fn delivered(
    scope: &Scope<'_>,
    customer: Option<RecordRef>,
    period: Option<Period>,
) -> Result<Gathered, ChangeError> {
    let book = scope.book;
    let figures = Figures::new(book, scope.periods.today);
    let mut gatherer = Gatherer::new(scope, &figures);
    let mut gathered = Gathered::default();
    let mut groups: Vec<(Key, Vec<Item>)> = Vec::new();
    let mut deliveries: Vec<(Date, RecordRef)> = Vec::new();
    for (record, found) in book.sound_named("delivery") {
        let shape = book.shape(record.kind);
        let of = found.text(shape, "customer").and_then(|id| target(book, "customer", id));
        let date = found.date(shape, "date").filter(|date| *date <= figures.as_of);
        if let Some(date) = date.filter(|date| period.is_none_or(|period| period.contains(*date)))
            && (customer.is_none() || of == customer)
        {
            deliveries.push((date, record));
        }
    }
    deliveries.sort_unstable();
    for (_, record) in deliveries {
        match gatherer.of_delivery(record) {
            Ok(items) => {
                for item in items {
                    match groups.iter_mut().find(|(key, _)| *key == item.key) {
                        Some((_, group)) => group.push(item),
                        None => groups.push((item.key.clone(), vec![item])),
                    }
                }
            }
            Err(error) if gathered.left_out.contains(&error) => {}
            Err(error) => gathered.left_out.push(error),
        }
    }
    groups.sort_by_key(|(key, _)| key.customer);
    let mut taken: Vec<String> = Vec::new();
    for (_, items) in groups {
        match gatherer.draft(items, &taken) {
            Ok((change, name)) => {
                taken.extend(name.split_once('/').map(|(_, id)| id.to_owned()));
                gathered.plan.changes.push(change);
                gathered.plan.touched.push(name);
            }
            Err(error) if gathered.left_out.contains(&error) => {}
            Err(error) => gathered.left_out.push(error),
        }
    }
    gathered.plan.subject = match &gathered.plan.touched[..] {
        [] => return Err(gathered.left_out.into_iter().next().unwrap_or_else(|| ChangeError::new("gather-none"))),
        [only] => format!("{only}: from what was delivered"),
        several => format!("{} invoices of what was delivered", several.len()),
    };
    Ok(gathered)
}

fn some(scope: &Scope<'_>, record: RecordRef, items: Vec<Item>) -> Result<Vec<Item>, ChangeError> {
    match items.is_empty() {
        true => Err(ChangeError::new("gather-nothing").arg("name", name(scope, record))),
        false => Ok(items),
    }
}
