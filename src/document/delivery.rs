//! Delivery notes: what left, of which order, without prices.

use super::build::{self, Head};
use super::label::Labels;
use super::view::{DocumentView, Row, Sort};
use super::{Ask, ViewFault, party, unsound};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::change::issue::parties;
use crate::einvoice::term;
use crate::model::customer::Customer;
use crate::model::delivery::{Delivery, DeliveryLine};
use crate::model::order::Order;

pub(super) fn view(book: &Book, record: RecordRef, ask: &Ask<'_>) -> Result<DocumentView, ViewFault> {
    let own = book.typed::<Delivery>(record).ok_or_else(|| unsound(book, record))?;
    let labels = Labels::of(build::tongue(book, None, own.customer.as_str(), ask));
    let (seller, buyer) = parties(book, own.customer.as_str(), own.date)?;
    let head = Head {
        sort: Sort::DeliveryNote,
        record,
        number: own.number.as_deref(),
        date: own.date,
        currency: book.firm.currency(),
        seller: seller.as_ref(),
        buyer: buyer.as_ref(),
        terms: None,
    };
    let mut view = build::begin(book, &head, &labels, ask)?;
    view.job = own.job.clone();
    view.invoice.project_reference = own.job.clone();
    let site = own.site.as_deref().and_then(|site| site_of(book, own.customer.as_str(), site));
    // Its own date is that of the delivery.
    view.invoice.delivery = site;
    if let Some(carrier) = &own.carrier {
        view.mentions.push(labels.with("carried-by", &[("carrier", carrier)]));
    }
    // Who receives the goods signs for them.
    view.signature = true;
    let orders: Vec<Option<RecordRef>> =
        own.lines.iter().map(|line| target(book, "order", line.order.as_ref()?.as_str())).collect();
    let same = orders.first().copied().flatten().filter(|first| orders.iter().all(|other| *other == Some(*first)));
    if let Some(order) = same {
        view.invoice.sales_order = Some(build::number(book, order));
        view.invoice.purchase_order = book.get(order).text(book.shape(order.kind), "reference").map(str::to_owned);
    }
    for (line, order) in own.lines.iter().zip(orders) {
        let (description, unit) = words(book, line, order);
        let mut row = build::without_price(description, line.quantity.0, unit);
        row.reference = order
            .filter(|_| same.is_none())
            .map(|order| labels.with("on-order", &[("number", &build::number(book, order))]));
        view.rows.push(Row::Item(row));
    }
    Ok(view)
}

/// A place of the customer.
fn site_of(book: &Book, customer: &str, site: &str) -> Option<term::Delivery> {
    let customer = book.typed::<Customer>(target(book, "customer", customer)?)?;
    let site = customer.sites.iter().find(|own| own.id == site)?;
    Some(term::Delivery {
        name: site.name.clone(),
        address: site.address.as_ref().map(party::address),
        ..Default::default()
    })
}

/// What a line says, else what the order's line does, else the product.
fn words(book: &Book, line: &DeliveryLine, order: Option<RecordRef>) -> (String, String) {
    let order = order.and_then(|order| book.typed::<Order>(order));
    let ordered = order.as_ref().and_then(|order| {
        let by_name = line.order_line.as_ref().and_then(|name| {
            let place = |i: usize| name.parse::<usize>().is_ok_and(|place| place == i + 1);
            let named = order.lines.iter().find(|own| own.id.as_ref() == Some(name));
            named.or_else(|| order.lines.iter().enumerate().find(|(i, _)| place(*i)).map(|(_, own)| own))
        });
        let product = line.product.as_ref();
        by_name.or_else(|| order.lines.iter().find(|own| product.is_some() && own.product.as_ref() == product))
    });
    let id = line.product.as_ref().or(ordered.and_then(|own| own.product.as_ref()));
    let product = build::product(book, id.map(|id| id.as_str()));
    let (name, unit) = product.map_or((String::new(), None), |(name, unit)| (name, unit));
    let description = line.description.clone().or_else(|| ordered?.description.clone()).unwrap_or(name);
    let unit = line.unit.as_ref().or(ordered.and_then(|own| own.unit.as_ref())).map(|unit| unit.0.clone()).or(unit);
    (description, unit.unwrap_or_else(|| build::ONE.to_owned()))
}
