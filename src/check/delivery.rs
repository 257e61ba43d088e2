//! What is invoiced of deliveries: which line of which delivery, not more than was delivered, in the days that the document
//! says it covers.

use rustc_hash::FxHashMap;

use super::{at_key, document_name};
use crate::book::link::{Target, reference, resolve, target};
use crate::book::view::{TableView, View};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::figures::fulfilment::{Step, line_of, steps, typed_deliveries, typed_orders};
use crate::finding::{Finding, KeyPath, code};
use crate::model::Type;
use crate::model::delivery::Delivery;
use crate::model::frozen::Span;
use crate::model::invoice::Invoice;
use crate::model::order::Order;
use crate::value::Decimal;

/// Every delivery and every invoice that names one, and the periods of all invoices.
pub fn deliveries(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    periods(book, findings);
    let typed = typed_deliveries(book);
    if typed.is_empty() {
        return;
    }
    let orders = typed_orders(book);
    for (record, _) in book.sound_named("delivery") {
        if let Some(delivery) = typed.get(record.index as usize).and_then(Option::as_ref) {
            same_line_ids(book, record, delivery, findings);
        }
    }
    // (delivery, line) → what was invoiced so far.
    let mut sums: FxHashMap<(RecordRef, usize), Decimal> = FxHashMap::default();
    let mut steps = steps(figures, &orders, &typed);
    let day = |from: RecordRef| book.get(from).date(book.shape(from.kind), "date");
    steps.retain(|step| step.delivery.is_some());
    steps.sort_by_key(|step| (day(step.from), step.from, step.at));
    for step in &steps {
        let Some((delivery, line)) = step.delivery else { continue };
        let Some(found) = typed.get(delivery.index as usize).and_then(Option::as_ref) else { continue };
        let key = |name: &str| KeyPath::key("lines").at(step.at).and(name);
        let number = document_name(book, delivery);
        invoice_line(book, step, (delivery, found), &orders, findings);
        let Some(line) = line else { continue };
        let sum = sums.entry((delivery, line)).or_default();
        let before = *sum;
        *sum = sum.saturating_add(step.quantity);
        let delivered = found.lines[line].quantity.0;
        if *sum > delivered.max(Decimal::ZERO) && *sum > before {
            let finding = at_key(book, &code::BEYOND_DELIVERY, step.from, key("quantity")).arg("delivery", number);
            let finding = finding.arg("delivered", delivered.normalize()).arg("total", sum.normalize());
            let label = book.place(delivery, KeyPath::key("lines").at(line).and("quantity"));
            findings.push(finding.label(label, "label-delivered-here", Vec::new()));
        }
    }
}

fn same_line_ids(book: &Book, record: RecordRef, delivery: &Delivery, findings: &mut Vec<Finding>) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, id) in delivery.lines.iter().enumerate().filter_map(|(i, line)| Some((i, line.id.as_deref()?))) {
        let key = |i: usize| KeyPath::key("lines").at(i).and("id");
        match first.get(id) {
            Some(other) => {
                let finding = at_key(book, &code::DELIVERY_LINE, record, key(i)).variant("same");
                let finding = finding.arg("delivery", document_name(book, record)).arg("line", id);
                findings.push(finding.label(book.place(record, key(*other)), "label-first-here", Vec::new()));
            }
            None => {
                first.insert(id, i);
            }
        }
    }
}

/// The line of an invoice means one line of the delivery, of the same customer, product and order.
fn invoice_line(
    book: &Book,
    step: &Step,
    (delivery, found): (RecordRef, &Delivery),
    orders: &[Option<Order>],
    findings: &mut Vec<Finding>,
) {
    let key = |name: &str| KeyPath::key("lines").at(step.at).and(name);
    let finding = |name: &str| {
        at_key(book, &code::DELIVERY_LINE, step.from, key(name)).arg("delivery", document_name(book, delivery))
    };
    let invoice = book.typed::<Invoice>(step.from);
    let Some(own) = invoice.as_ref().and_then(|invoice| invoice.lines.get(step.at)) else { return };
    let Some(at) = step.delivery.and_then(|(_, line)| line) else {
        findings.push(match &own.delivery_line {
            Some(line) => finding("delivery_line").arg("line", line),
            None => finding("delivery").variant("which").arg("line", "-"),
        });
        return;
    };
    let customer = |record: RecordRef| reference(book, record, "customer");
    if let (Some(theirs), Some(ours)) = (customer(delivery), customer(step.from))
        && theirs != ours
    {
        let finding = finding("delivery").variant("customer").arg("customer", &book.get(theirs).id).arg("line", "-");
        let label = book.place(delivery, KeyPath::key("customer"));
        findings.push(finding.label(label, "label-also-here", Vec::new()));
    }
    let line = &found.lines[at];
    let inside = |name: &str| book.place(delivery, KeyPath::key("lines").at(at).and(name));
    if let (Some(delivered), Some(invoiced)) = (&line.product, &own.product)
        && delivered.as_str() != invoiced.as_str()
    {
        let finding = finding("product").variant("product").arg("product", delivered.as_str()).arg("line", "-");
        findings.push(finding.label(inside("product"), "label-also-here", Vec::new()));
    }
    let delivered = line.order.as_ref().and_then(|order| {
        let Target::Record(record) = resolve(book, &Type::Ref("order".into()), order.as_str()) else { return None };
        let typed = orders.get(record.index as usize)?.as_ref()?;
        Some((record, line_of(typed, line.order_line.as_deref(), line.product.as_ref().map(|p| p.as_str()))?))
    });
    if let (Some(delivered), Some(invoiced)) = (delivered, step.order.zip(step.line))
        && delivered != invoiced
    {
        let name = if own.order_line.is_some() && delivered.0 == invoiced.0 { "order_line" } else { "order" };
        let finding = finding(name).variant("order").arg("order", document_name(book, delivered.0)).arg("line", "-");
        findings.push(finding.label(inside("order"), "label-also-here", Vec::new()));
    }
}

/// A period ends after it began; lines, and the deliveries of a draft, lie in the document's.
fn periods(book: &Book, findings: &mut Vec<Finding>) {
    let Some(kind) = book.kinds.named("invoice") else { return };
    let shape = book.shape(kind);
    let (whole, lines) = (shape.position("period"), shape.position("lines"));
    let of_line = shape.field("lines").and_then(|field| field.ty.item().shape()?.position("period"));
    for (record, found) in book.sound(kind) {
        let values = found.values.view();
        let stands = |values: TableView<'_>, at: Option<usize>| at.is_some_and(|at| values.get(at).is_some());
        let in_lines = || {
            let lines = lines.and_then(|at| values.get(at)).into_iter().flat_map(View::items);
            lines.filter_map(View::as_table).any(|line| stands(line, of_line))
        };
        // Most documents cover no period: they are not built only to see that.
        if !stands(values, whole) && !in_lines() {
            continue;
        }
        let Some(invoice) = book.typed::<Invoice>(record) else { continue };
        let backwards = |key: KeyPath, span: &Span| {
            (span.to < span.from).then(|| {
                let finding = at_key(book, &code::DATES, record, key.clone().and("to")).arg("date", span.to);
                let finding = finding.arg("other", key.clone().and("from")).arg("earlier_date", span.from);
                finding.label(book.place(record, key.and("from")), "label-also-here", Vec::new())
            })
        };
        let own = invoice.period;
        findings.extend(own.as_ref().and_then(|span| backwards(KeyPath::key("period"), span)));
        for (i, line) in invoice.lines.iter().enumerate() {
            let key = |name: &str| KeyPath::key("lines").at(i).and(name);
            if let Some(span) = &line.period {
                findings.extend(backwards(key("period"), span));
            }
            let Some(own) = own else { continue };
            let outside = |finding: Finding| {
                let label = book.place(record, KeyPath::key("period"));
                let finding = finding.arg("from", own.from).arg("to", own.to);
                finding.label(label, "label-also-here", Vec::new())
            };
            let beyond = |span: &Span| {
                let day = if span.from < own.from || own.to < span.from { span.from } else { span.to };
                (day < own.from || own.to < day).then_some(day)
            };
            if let Some(date) = line.period.as_ref().and_then(beyond) {
                findings.push(outside(at_key(book, &code::COVERED, record, key("period")).arg("date", date)));
            }
            // What was issued is not judged by what deliveries say today.
            let delivery = line.delivery.as_ref().filter(|_| invoice.number.is_none());
            let date = delivery.and_then(|delivery| {
                let record = target(book, "delivery", delivery.as_str())?;
                book.get(record).date(book.shape(record.kind), "date")
            });
            if let Some(date) = date.filter(|date| *date < own.from || own.to < *date) {
                let finding = at_key(book, &code::COVERED, record, key("delivery")).variant("delivery");
                findings.push(outside(finding.arg("date", date)));
            }
        }
    }
}
