//! What of each order is delivered, invoiced and left: from the lines of deliveries and invoices that name it.
//!
//! A line names an order and, where several lines of it have the same product, the order line: by its `id`, else by its
//! position from 1. Money is the net of the order's lines in proportion to quantity; reductions and extras of the whole
//! order are not spread over it.
//!
//! A line of an invoice that names a delivery is about the order line that was delivered, whether it says so itself or not.
//! What each delivery has left to invoice is in [`super::delivered`].
//!
//! A line of an amendment that names a line of the amended order changes what was ordered of that one. A progress invoice
//! counts by its percents. A deposit invoices no line, and an invoice that was corrected none any more.

use rustc_hash::FxHashMap;

use super::Figures;
use super::offer::{self, Offer};
use crate::book::link::target;
use crate::book::view::{TableView, View};
use crate::book::{Book, RecordRef};
use crate::model::KindId;
use crate::model::delivery::{Delivery, DeliveryLine};
use crate::model::field::{Percent, Ref};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::model::order::{Order, OrderLine};
use crate::model::quote::LineType;
use crate::value::{Date, Decimal, Money, decimal};

/// Where an order stands on the day of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderStatus {
    /// Something is left to invoice.
    Open,
    /// All of it was delivered, and something is left to invoice.
    Delivered,
    /// All of it is invoiced.
    Invoiced,
}

impl OrderStatus {
    pub const ALL: [OrderStatus; 3] = [OrderStatus::Open, OrderStatus::Delivered, OrderStatus::Invoiced];

    pub fn name(self) -> &'static str {
        match self {
            OrderStatus::Open => "open",
            OrderStatus::Delivered => "delivered",
            OrderStatus::Invoiced => "invoiced",
        }
    }
}

/// What became of one line of an order, in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fulfilment {
    /// With its amendments. Zero for titles, texts and subtotals.
    pub ordered: Decimal,
    /// What was agreed for it, as the order's prices are, with its amendments.
    pub agreed: Decimal,
    /// The same without tax.
    pub net: Decimal,
    pub delivered: Decimal,
    /// By invoices that were issued, less credit notes.
    pub invoiced: Decimal,
    /// By invoices that are still drafts.
    pub drafted: Decimal,
    /// What invoices, drafts included, asked for it, as the prices are, less credit notes.
    pub billed: Decimal,
    /// The percent that progress invoices reached, drafts included.
    pub progress: Decimal,
    /// Something of it is invoiced by quantity.
    pub by_quantity: bool,
    /// How many lines of invoices, drafts and credit notes included, are about it: each may have been rounded.
    pub parts: u32,
}

impl Fulfilment {
    /// Never below zero: what is too much is a finding, not a debt.
    pub fn left_to_deliver(&self) -> Decimal {
        // What was left out by an amendment is not delivered.
        rest(self.ordered.max(Decimal::ZERO), self.delivered)
    }

    /// What no issued invoice holds.
    pub fn left_to_invoice(&self) -> Decimal {
        rest(self.ordered, self.invoiced)
    }

    /// What no invoice holds, drafts included: what the next one would be about.
    pub fn left_to_draft(&self) -> Decimal {
        rest(self.ordered, self.invoiced.saturating_add(self.drafted))
    }

    /// The net of so much of it, not rounded; all of it where all is meant, so that cents do not get lost. `None` where nothing
    /// was ordered.
    pub fn worth(&self, quantity: Decimal) -> Option<Decimal> {
        match quantity {
            _ if self.ordered.is_zero() => None,
            all if all == self.ordered => Some(self.net),
            part => self.net.checked_mul(part)?.checked_div(self.ordered),
        }
    }
}

/// What is left of a whole, with its sign: a part that is too large leaves nothing.
pub(super) fn rest(whole: Decimal, part: Decimal) -> Decimal {
    let left = whole.saturating_sub(part);
    if whole < Decimal::ZERO { left.min(Decimal::ZERO) } else { left.max(Decimal::ZERO) }
}

/// An order with its figures.
#[derive(Debug, Clone)]
pub struct OrderFigures {
    pub offer: Offer,
    /// Line by line.
    pub lines: Vec<Fulfilment>,
    /// The order that it amends.
    pub amends: Option<RecordRef>,
    /// The orders that amend it, by date.
    pub amendments: Vec<RecordRef>,
}

impl OrderFigures {
    /// The net of what was delivered.
    pub fn delivered(&self) -> Money {
        self.worth(|line| line.delivered)
    }

    /// The net of what was invoiced.
    pub fn invoiced(&self) -> Money {
        self.worth(|line| line.invoiced)
    }

    /// The net of what is left to invoice.
    pub fn left(&self) -> Money {
        self.worth(Fulfilment::left_to_invoice)
    }

    /// The net of what is left to deliver.
    pub fn left_to_deliver(&self) -> Money {
        self.worth(Fulfilment::left_to_deliver)
    }

    pub fn status(&self) -> OrderStatus {
        let done = |left: fn(&Fulfilment) -> Decimal| self.lines.iter().all(|line| left(line).is_zero());
        match (done(Fulfilment::left_to_invoice), done(Fulfilment::left_to_deliver)) {
            (true, _) => OrderStatus::Invoiced,
            (false, true) => OrderStatus::Delivered,
            (false, false) => OrderStatus::Open,
        }
    }

    fn worth(&self, quantity: impl Fn(&Fulfilment) -> Decimal) -> Money {
        let currency = self.offer.totals.currency;
        let share = |line: &Fulfilment| line.worth(quantity(line));
        let shares = self.lines.iter().filter_map(share);
        let sum =
            shares.fold(Decimal::ZERO, |sum, share| sum.saturating_add(decimal::fixed(share, currency.decimals())));
        Money::new(decimal::fixed(sum, currency.decimals()), currency)
    }
}

/// The position of the order line that a line of a delivery or an invoice means; `None` where none or several fit.
pub fn line_of(order: &Order, named: Option<&str>, product: Option<&str>) -> Option<usize> {
    let sold = |line: &OrderLine| line.line_type.unwrap_or_default() == LineType::Item;
    if let Some(name) = named {
        let by_id = order.lines.iter().position(|line| line.id.as_deref() == Some(name));
        let by_position = || {
            let index = name.parse::<usize>().ok()?.checked_sub(1)?;
            order.lines.get(index).filter(|line| line.id.is_none()).map(|_| index)
        };
        return by_id.or_else(by_position).filter(|index| sold(&order.lines[*index]));
    }
    let mut fits =
        order.lines.iter().enumerate().filter(|(_, line)| {
            sold(line) && (product.is_none() || line.product.as_ref().map(|p| p.as_str()) == product)
        });
    match (fits.next(), fits.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}

/// The position of the delivery line that a line of an invoice means, by its name (id, else position), else as the only one
/// that fits: of the product, and of the order and its line where the invoice says them. `None` where none or several fit.
pub fn delivery_line_of(delivery: &Delivery, line: &Line) -> Option<usize> {
    if let Some(name) = line.delivery_line.as_deref() {
        let by_id = delivery.lines.iter().position(|own| own.id.as_deref() == Some(name));
        let by_position = || {
            let index = name.parse::<usize>().ok()?.checked_sub(1)?;
            delivery.lines.get(index).filter(|own| own.id.is_none()).map(|_| index)
        };
        return by_id.or_else(by_position);
    }
    let same = |said: Option<&str>, own: Option<&str>| said.is_none() || own.is_none() || said == own;
    let fits = |own: &DeliveryLine| {
        same(line.product.as_ref().map(Ref::as_str), own.product.as_ref().map(Ref::as_str))
            && same(line.order.as_ref().map(Ref::as_str), own.order.as_ref().map(Ref::as_str))
            && same(line.order_line.as_deref(), own.order_line.as_deref())
    };
    let mut found = delivery.lines.iter().enumerate().filter(|(_, own)| fits(own));
    match (found.next(), found.next()) {
        (Some((index, _)), None) => Some(index),
        _ => None,
    }
}

/// One line of a delivery or an invoice that fulfils a line of an order, or invoices one of a delivery.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// None of what is sold without an order.
    pub order: Option<RecordRef>,
    /// The order line; `None` where nobody can say which one.
    pub line: Option<usize>,
    /// Of an invoice: the delivery that it names, and the line of it; no line where nobody can say which one.
    pub delivery: Option<(RecordRef, Option<usize>)>,
    /// The delivery or invoice, and the position of the line in it.
    pub from: RecordRef,
    pub at: usize,
    /// In the unit of the order line; negative for a credit note.
    pub quantity: Decimal,
    pub sort: StepSort,
    /// What an invoice asks for it, as its prices are.
    pub amount: Decimal,
    /// Of a progress invoice: the percents that it adds.
    pub progress: Option<Decimal>,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepSort {
    Delivers,
    Invoices,
    /// As a draft.
    Drafts,
}

/// Every line of a delivery or an invoice that names an order, and every line of an invoice that names a delivery.
pub fn steps(figures: &Figures<'_>, orders: &[Option<Order>], deliveries: &[Option<Delivery>]) -> Vec<Step> {
    let book = figures.book;
    let find = |order: &str, named: Option<&str>, product: Option<&str>| {
        let found = target(book, "order", order)?;
        let line = orders.get(found.index as usize).and_then(Option::as_ref);
        Some((found, line.and_then(|order| line_of(order, named, product))))
    };
    // The order and the line of it that a line of a delivery is about.
    let of_delivery = |line: &DeliveryLine| {
        let product = line.product.as_ref().map(|product| product.as_str());
        find(line.order.as_ref()?.as_str(), line.order_line.as_deref(), product)
    };
    let mut steps = Vec::new();
    for (from, _) in book.sound_named("delivery") {
        let delivery = deliveries.get(from.index as usize).and_then(Option::as_ref);
        let Some(delivery) = delivery.filter(|delivery| delivery.date <= figures.as_of) else { continue };
        for (at, line) in delivery.lines.iter().enumerate() {
            let Some((order, found)) = of_delivery(line) else { continue };
            steps.push(Step {
                order: Some(order),
                line: found,
                delivery: None,
                from,
                at,
                quantity: line.quantity.0,
                sort: StepSort::Delivers,
                amount: Decimal::ZERO,
                progress: None,
            });
        }
    }
    let Some(kind) = book.kinds.named("invoice") else { return steps };
    let amended = amended(book, orders);
    let lines = book.shape(kind).position("lines");
    for (from, record) in book.sound(kind) {
        if lines.is_none_or(|lines| !names_source(book, kind, record.values.view().get(lines))) {
            continue;
        }
        let Some(invoice) = book.typed::<Invoice>(from) else { continue };
        let issued = invoice.number.is_some() && invoice.date <= figures.as_of;
        let sort = invoice.invoice_type.unwrap_or(InvoiceType::Invoice);
        let document = figures.document(from);
        let totals = figures.totals(from);
        let replaced = document.is_some_and(|document| document.others.replaced_by.is_some());
        // Until a correction is issued, what it corrects holds.
        if sort == InvoiceType::Deposit || replaced || (sort == InvoiceType::Corrected && !issued) {
            continue;
        }
        let credit_note = sort == InvoiceType::CreditNote;
        for (at, line) in invoice.lines.iter().enumerate() {
            let delivery =
                line.delivery.as_ref().and_then(|id| target(book, "delivery", id.as_str())).map(|delivery| {
                    let typed = deliveries.get(delivery.index as usize).and_then(Option::as_ref);
                    (delivery, typed.and_then(|typed| delivery_line_of(typed, line)))
                });
            let product = line.product.as_ref().map(|product| product.as_str());
            let of_order = match &line.order {
                Some(order) => find(order.as_str(), line.order_line.as_deref(), product),
                None => delivery.and_then(|(delivery, at)| {
                    of_delivery(deliveries.get(delivery.index as usize)?.as_ref()?.lines.get(at?)?)
                }),
            };
            if of_order.is_none() && delivery.is_none() {
                continue;
            }
            let (order, found) = (of_order.map(|(order, _)| order), of_order.and_then(|(_, found)| found));
            let signed = |amount: Decimal| if credit_note { -amount } else { amount };
            let amount = totals.and_then(|totals| totals.lines.get(at)).map_or(Decimal::ZERO, |line| line.agreed);
            let percent = |percent: &Option<Percent>| percent.as_ref().map(|percent| percent.0);
            // A progress line is one, of which a credit note may take back a part.
            let progress = percent(&line.progress).map(|now| {
                let added = now.saturating_sub(percent(&line.earlier).unwrap_or_default());
                signed(added.saturating_mul(line.quantity.0.abs()))
            });
            let quantity = match (progress, order.zip(found)) {
                (Some(added), Some((order, found))) => {
                    let typed = orders.get(order.index as usize).and_then(Option::as_ref);
                    let own = typed.and_then(|typed| typed.lines.get(found)).map_or(Decimal::ZERO, ordered);
                    let more = amended.get(&(order, found)).copied().unwrap_or_default();
                    let whole = own.saturating_add(more).saturating_mul(added);
                    whole.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default().normalize()
                }
                _ => signed(line.quantity.0),
            };
            let sort = if issued { StepSort::Invoices } else { StepSort::Drafts };
            let amount = signed(amount);
            steps.push(Step { order, line: found, delivery, from, at, quantity, sort, amount, progress });
        }
    }
    steps
}

/// Most invoices come from no order and no delivery: they are not built only to see that.
fn names_source(book: &Book, kind: KindId, lines: Option<View<'_>>) -> bool {
    let shape = book.shape(kind).field("lines").and_then(|field| field.ty.item().shape());
    let position = |name| shape.and_then(|shape| shape.position(name));
    let sources = [position("order"), position("delivery")];
    let names = |line: TableView<'_>| sources.iter().flatten().any(|at| line.get(*at).is_some());
    lines.is_some_and(|lines| lines.items().filter_map(View::as_table).any(names))
}

/// The orders of the book, by the position of their record.
pub fn typed_orders(book: &Book) -> Vec<Option<Order>> {
    let Some(kind) = book.kinds.named("order") else { return Vec::new() };
    (0..book.records(kind).len()).map(|index| book.typed(RecordRef { kind, index: index as u32 })).collect()
}

/// The deliveries of the book, by the position of their record.
pub fn typed_deliveries(book: &Book) -> Vec<Option<Delivery>> {
    let Some(kind) = book.kinds.named("delivery") else { return Vec::new() };
    (0..book.records(kind).len()).map(|index| book.typed(RecordRef { kind, index: index as u32 })).collect()
}

/// What a line asks for; nothing where it is words.
fn ordered(line: &OrderLine) -> Decimal {
    match line.line_type.unwrap_or_default() {
        LineType::Item => line.quantity.as_ref().map_or(Decimal::ONE, |quantity| quantity.0),
        _ => Decimal::ZERO,
    }
}

/// The order line that a line of an amendment changes.
fn changed(book: &Book, orders: &[Option<Order>], order: &Order, line: &OrderLine) -> Option<(RecordRef, usize)> {
    let base = target(book, "order", order.amends.as_ref()?.as_str())?;
    let found = orders.get(base.index as usize)?.as_ref()?;
    Some((base, line_of(found, Some(line.order_line.as_deref()?), None)?))
}

/// What amendments add to the quantities of order lines.
fn amended(book: &Book, orders: &[Option<Order>]) -> FxHashMap<(RecordRef, usize), Decimal> {
    let mut more: FxHashMap<(RecordRef, usize), Decimal> = FxHashMap::default();
    for order in orders.iter().flatten().filter(|order| order.amends.is_some()) {
        for line in &order.lines {
            if let Some(changed) = changed(book, orders, order, line) {
                let sum = more.entry(changed).or_default();
                *sum = sum.saturating_add(ordered(line));
            }
        }
    }
    more
}

pub(super) fn orders(figures: &Figures<'_>) -> Vec<Option<OrderFigures>> {
    let book = figures.book;
    let typed = typed_orders(book);
    let Some(kind) = book.kinds.named("order").filter(|_| !typed.is_empty()) else { return Vec::new() };
    let blank = |order: &Order| {
        let offer = offer::order(book, order).ok()?;
        let fulfilment = |(i, line): (usize, &OrderLine)| {
            let item = line.line_type.unwrap_or_default() == LineType::Item;
            let total = offer.places[i].filter(|_| item).and_then(|place| offer.totals.lines.get(place));
            Fulfilment {
                ordered: ordered(line),
                agreed: total.map_or(Decimal::ZERO, |line| line.agreed),
                net: total.map_or(Decimal::ZERO, |line| line.net),
                ..Fulfilment::default()
            }
        };
        let lines = order.lines.iter().enumerate().map(fulfilment).collect();
        let amends = order.amends.as_ref().and_then(|base| target(book, "order", base.as_str()));
        Some(OrderFigures { lines, offer, amends, amendments: Vec::new() })
    };
    let mut orders: Vec<Option<OrderFigures>> = typed.iter().map(|order| blank(order.as_ref()?)).collect();
    amend(book, kind, &typed, &mut orders);
    for step in steps(figures, &typed, &typed_deliveries(book)) {
        let order = step.order.and_then(|order| orders.get_mut(order.index as usize)?.as_mut());
        let Some(line) = step.line.and_then(|line| order?.lines.get_mut(line)) else { continue };
        let sum = match step.sort {
            StepSort::Delivers => &mut line.delivered,
            StepSort::Invoices => &mut line.invoiced,
            StepSort::Drafts => &mut line.drafted,
        };
        *sum = sum.saturating_add(step.quantity);
        if step.sort != StepSort::Delivers {
            line.billed = line.billed.saturating_add(step.amount);
            line.parts += 1;
            match step.progress {
                Some(added) => line.progress = line.progress.saturating_add(added).normalize(),
                None => line.by_quantity = true,
            }
        }
    }
    orders
}

/// Moves what amendments say of lines to those lines, and tells orders of their amendments.
fn amend(book: &Book, kind: KindId, typed: &[Option<Order>], orders: &mut [Option<OrderFigures>]) {
    let mut amendments: Vec<(Date, RecordRef)> = (typed.iter().enumerate())
        .filter_map(|(index, order)| {
            let order = order.as_ref().filter(|order| order.amends.is_some())?;
            Some((order.date, RecordRef { kind, index: index as u32 }))
        })
        .collect();
    amendments.sort_unstable();
    for (_, record) in amendments {
        let index = record.index as usize;
        let (Some(order), Some(base)) = (&typed[index], orders[index].as_ref().and_then(|order| order.amends)) else {
            continue;
        };
        if base != record
            && let Some(base) = orders[base.index as usize].as_mut()
        {
            base.amendments.push(record);
        }
        for (i, line) in order.lines.iter().enumerate() {
            let Some((base, at)) = changed(book, typed, order, line).filter(|(base, _)| *base != record) else {
                continue;
            };
            let Some(moved) = orders[index].as_mut().and_then(|order| order.lines.get_mut(i)).map(std::mem::take)
            else {
                continue;
            };
            let Some(line) = orders[base.index as usize].as_mut().and_then(|order| order.lines.get_mut(at)) else {
                continue;
            };
            line.ordered = line.ordered.saturating_add(moved.ordered);
            line.agreed = line.agreed.saturating_add(moved.agreed);
            line.net = line.net.saturating_add(moved.net);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    const ORDER: &str = "customer = \"acme\"\ndate = 2026-10-01\n\
        [[lines]]\nid = \"1\"\nproduct = \"widget\"\nquantity = 10\nunit_price = 12.50\n\
        [[lines]]\nid = \"2\"\ntype = \"title\"\ndescription = \"Work\"\n\
        [[lines]]\nid = \"3\"\ndescription = \"Fitting\"\nquantity = 3\nunit_price = 33.33\n";

    fn read(files: &[(&str, &str)]) -> Book {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
            Source::new("products/widget.toml", "name = \"Widget\"\n".as_bytes()),
            Source::new("orders/o.toml", ORDER.as_bytes()),
        ];
        sources.extend(files.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        book
    }

    fn delivery(quantity: &str) -> String {
        format!(
            "customer = \"acme\"\ndate = 2026-10-05\n[[lines]]\norder = \"o\"\nproduct = \"widget\"\nquantity = {quantity}\n"
        )
    }

    fn invoice(head: &str, line: &str, quantity: &str) -> String {
        format!(
            "customer = \"acme\"\ndate = 2026-10-09\n{head}[[lines]]\norder = \"o\"\norder_line = \"{line}\"\n\
             quantity = {quantity}\nunit_price = 12.50\n"
        )
    }

    fn order(files: &[(&str, &str)]) -> OrderFigures {
        let book = read(files);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        figures.orders()[0].clone().unwrap()
    }

    #[test]
    fn a_fresh_order_is_all_left() {
        let order = order(&[]);
        assert_eq!(order.status(), OrderStatus::Open);
        assert_eq!(order.offer.net().to_string(), "224.99 EUR");
        assert_eq!(order.left().to_string(), "224.99 EUR");
        assert_eq!(order.left_to_deliver().to_string(), "224.99 EUR");
        assert_eq!(order.delivered().to_string(), "0.00 EUR");
    }

    #[test]
    fn partial_deliveries_and_invoices_leave_the_rest() {
        let (first, second) = (delivery("4"), delivery("2.5"));
        let issued = invoice("number = \"F-1\"\n", "1", "6");
        let draft = invoice("", "3", "1");
        let order = order(&[
            ("deliveries/a.toml", &first),
            ("deliveries/b.toml", &second),
            ("invoices/a.toml", &issued),
            ("invoices/b.toml", &draft),
        ]);
        let widget = order.lines[0];
        assert_eq!(widget.left_to_deliver().to_string(), "3.5");
        assert_eq!(widget.left_to_invoice().to_string(), "4");
        let fitting = order.lines[2];
        assert_eq!((fitting.left_to_invoice(), fitting.left_to_draft()), (Decimal::from(3), Decimal::from(2)));
        assert_eq!(order.delivered().to_string(), "81.25 EUR");
        assert_eq!(order.invoiced().to_string(), "75.00 EUR");
        assert_eq!(order.left().to_string(), "149.99 EUR");
    }

    #[test]
    fn a_credit_note_gives_back() {
        let issued = invoice("number = \"F-1\"\n", "1", "10");
        let credit = invoice("number = \"A-1\"\ntype = \"credit-note\"\n", "1", "4");
        let order = order(&[("invoices/a.toml", &issued), ("invoices/b.toml", &credit)]);
        assert_eq!(order.lines[0].left_to_invoice(), Decimal::from(4));
    }

    #[test]
    fn all_invoiced_is_done() {
        let (one, three) = (invoice("number = \"F-1\"\n", "1", "10"), invoice("number = \"F-2\"\n", "3", "3"));
        let order = order(&[("invoices/a.toml", &one), ("invoices/b.toml", &three)]);
        assert_eq!(order.status(), OrderStatus::Invoiced);
        assert!(order.left().is_zero());
    }

    #[test]
    fn a_line_is_found_by_id_or_as_the_only_one_of_its_product() {
        let book = read(&[]);
        let (found, _) = book.sound_named("order").next().unwrap();
        let order: Order = book.typed(found).unwrap();
        assert_eq!(line_of(&order, Some("3"), None), Some(2));
        assert_eq!(line_of(&order, None, Some("widget")), Some(0));
        // A title is not sold, and without any word two lines fit.
        assert_eq!(line_of(&order, Some("2"), None), None);
        assert_eq!(line_of(&order, None, None), None);
        assert_eq!(line_of(&order, Some("9"), Some("widget")), None);
    }
}
