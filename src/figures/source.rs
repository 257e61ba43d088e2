//! Which order and which delivery the lines of an invoice come from, and what days those make the invoice cover. Of an issued
//! document as it was frozen; of a draft as the orders and deliveries are today.

use super::fulfilment::delivery_line_of;
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::address::Address;
use crate::model::customer::{Customer, Site};
use crate::model::delivery::Delivery;
use crate::model::frozen::{FrozenSource, Span};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::value::Date;

/// What each line comes from, by position; `None` for what comes from nowhere.
pub fn sources(book: &Book, invoice: &Invoice) -> Vec<Option<FrozenSource>> {
    let frozen: Vec<Option<FrozenSource>> = invoice.lines.iter().map(|line| line.source.clone()).collect();
    // Documents that were issued before this was frozen have the links alone.
    if invoice.number.is_some() && frozen.iter().any(Option::is_some) {
        return frozen;
    }
    let origins = origins(book, invoice);
    let mut sites: Vec<&Option<Site>> =
        origins.iter().filter(|origin| origin.delivery.is_some()).map(|origin| &origin.site).collect();
    sites.dedup_by_key(|site| site.as_ref().map(|site| &site.id));
    let several = sites.len() > 1;
    let named = |(origin, line): (&Origin, &Line)| origin.named(book, line, several);
    origins.iter().zip(&invoice.lines).map(named).collect()
}

/// What is the same of all lines that come from anywhere.
pub fn common(sources: &[Option<FrozenSource>], of: impl Fn(&FrozenSource) -> Option<&String>) -> Option<String> {
    let mut known = sources.iter().flatten();
    let first = of(known.next()?)?;
    known.all(|source| of(source) == Some(first)).then(|| first.clone())
}

/// When it was delivered, where its lines say so and the document itself does not: one day, or the first and the last of
/// several.
pub fn covered(book: &Book, invoice: &Invoice) -> Option<Span> {
    let written = invoice.delivered.is_some() || invoice.period.is_some();
    // Deposits come before, and what is taken back was delivered long ago.
    let sort = invoice.invoice_type.unwrap_or(InvoiceType::Invoice);
    if written || matches!(sort, InvoiceType::Deposit | InvoiceType::CreditNote) {
        return None;
    }
    let days = sources(book, invoice).into_iter().flatten().filter_map(|source| source.delivery_date);
    let days: Vec<Date> = days.collect();
    Some(Span { from: *days.iter().min()?, to: *days.iter().max()? })
}

/// The address of the place that all its deliveries went to; `None` where none is named, or several are.
pub fn delivered_to(book: &Book, invoice: &Invoice) -> Option<Address> {
    let origins = origins(book, invoice);
    let mut places = origins.iter().filter(|origin| origin.delivery.is_some()).map(|origin| origin.site.as_ref());
    let first = places.next()??;
    let same = places.all(|other| other.is_some_and(|other| other.id == first.id));
    first.address.clone().filter(|_| same)
}

/// Where a line comes from, today.
struct Origin {
    order: Option<RecordRef>,
    delivery: Option<RecordRef>,
    /// Which of the customer's places it was delivered to.
    site: Option<Site>,
}

fn origins(book: &Book, invoice: &Invoice) -> Vec<Origin> {
    let mut customer: Option<Option<Customer>> = None;
    let lines = invoice.lines.iter().map(|line| {
        let delivery = line.delivery.as_ref().and_then(|id| target(book, "delivery", id.as_str()));
        let typed = delivery.and_then(|delivery| book.typed::<Delivery>(delivery));
        let own = line.order.as_ref().map(|order| order.as_str().to_owned());
        let order = own.or_else(|| {
            let typed = typed.as_ref()?;
            Some(typed.lines.get(delivery_line_of(typed, line)?)?.order.as_ref()?.as_str().to_owned())
        });
        let site = typed.and_then(|delivery| delivery.site).and_then(|id| {
            let read = || book.typed::<Customer>(target(book, "customer", invoice.customer.as_str())?);
            let customer = customer.get_or_insert_with(read).as_ref()?;
            customer.sites.iter().find(|site| site.id == id).cloned()
        });
        Origin { order: order.and_then(|order| target(book, "order", &order)), delivery, site }
    });
    lines.collect()
}

impl Origin {
    fn named(&self, book: &Book, line: &Line, several: bool) -> Option<FrozenSource> {
        if self.order.is_none() && self.delivery.is_none() {
            return None;
        }
        let text = |record: RecordRef, key: &str| book.get(record).text(book.shape(record.kind), key);
        let number = |record: RecordRef| text(record, "number").unwrap_or(&book.get(record).id).to_owned();
        let date = |record: RecordRef| book.get(record).date(book.shape(record.kind), "date");
        let place = self.site.as_ref().filter(|_| several).map(|site| {
            let city = site.address.as_ref().and_then(|address| address.city.clone());
            let parts = [site.name.clone(), city].into_iter().flatten().collect::<Vec<_>>();
            if parts.is_empty() { site.id.clone() } else { parts.join(", ") }
        });
        Some(FrozenSource {
            order: self.order.map(number),
            order_date: self.order.and_then(date),
            order_line: line.order_line.clone().filter(|_| self.order.is_some()),
            reference: self.order.and_then(|order| text(order, "reference")).map(str::to_owned),
            delivery: self.delivery.map(number),
            delivery_line: line.delivery_line.clone().filter(|_| self.delivery.is_some()),
            delivery_date: self.delivery.and_then(date),
            place,
        })
    }
}
