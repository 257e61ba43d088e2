//! What of each order is delivered, invoiced and left: from the lines of deliveries and invoices that name it.
//!
//! A line names an order and, where several lines of it have the same product, the order line: by its `id`, else by its
//! position from 1. Money is the net of the order's lines in proportion to quantity; reductions and extras of the whole
//! order are not spread over it.

use super::Figures;
use super::offer::{self, Offer};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::delivery::Delivery;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::order::{Order, OrderLine};
use crate::model::quote::LineType;
use crate::value::{Decimal, Money, decimal};

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
    /// Zero for titles, texts and subtotals.
    pub ordered: Decimal,
    pub delivered: Decimal,
    /// By invoices that were issued, less credit notes.
    pub invoiced: Decimal,
    /// By invoices that are still drafts.
    pub drafted: Decimal,
}

impl Fulfilment {
    /// Never below zero: what is too much is a finding, not a debt.
    pub fn left_to_deliver(&self) -> Decimal {
        rest(self.ordered, self.delivered)
    }

    /// What no issued invoice holds.
    pub fn left_to_invoice(&self) -> Decimal {
        rest(self.ordered, self.invoiced)
    }

    /// What no invoice holds, drafts included: what the next one would be about.
    pub fn left_to_draft(&self) -> Decimal {
        rest(self.ordered, self.invoiced.saturating_add(self.drafted))
    }
}

fn rest(whole: Decimal, part: Decimal) -> Decimal {
    whole.saturating_sub(part).max(Decimal::ZERO)
}

/// An order with its figures.
#[derive(Debug, Clone)]
pub struct OrderFigures {
    pub offer: Offer,
    /// Line by line.
    pub lines: Vec<Fulfilment>,
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
        let share = |(line, net): (&Fulfilment, &Option<Decimal>)| {
            let net = net.filter(|_| !line.ordered.is_zero())?;
            // The whole net where all of it is meant, so that cents do not get lost.
            match quantity(line) {
                all if all == line.ordered => Some(net),
                part => net.checked_mul(part)?.checked_div(line.ordered),
            }
        };
        let shares = self.lines.iter().zip(&self.offer.nets).filter_map(share);
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

/// One line somewhere that fulfils a line of an order.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub order: RecordRef,
    /// The order line; `None` where nobody can say which one.
    pub line: Option<usize>,
    /// The delivery or invoice, and the position of the line in it.
    pub from: RecordRef,
    pub at: usize,
    pub quantity: Decimal,
    pub sort: StepSort,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepSort {
    Delivers,
    Invoices,
    /// As a draft.
    Drafts,
}

/// Every line of a delivery or an invoice that names an order.
pub fn steps(figures: &Figures<'_>, orders: &[Option<Order>]) -> Vec<Step> {
    let book = figures.book;
    let find = |order: &str, named: Option<&str>, product: Option<&str>| {
        let found = target(book, "order", order)?;
        let line = orders.get(found.index as usize).and_then(Option::as_ref);
        Some((found, line.and_then(|order| line_of(order, named, product))))
    };
    let mut steps = Vec::new();
    for (from, _) in book.sound_named("delivery") {
        let Some(delivery) = book.typed::<Delivery>(from).filter(|delivery| delivery.date <= figures.as_of) else {
            continue;
        };
        for (at, line) in delivery.lines.iter().enumerate() {
            let Some(order) = &line.order else { continue };
            let product = line.product.as_ref().map(|product| product.as_str());
            let Some((order, found)) = find(order.as_str(), line.order_line.as_deref(), product) else { continue };
            let quantity = line.quantity.0;
            steps.push(Step { order, line: found, from, at, quantity, sort: StepSort::Delivers });
        }
    }
    let Some(kind) = book.kinds.named("invoice") else { return steps };
    let lines = book.shape(kind).position("lines");
    for (from, record) in book.sound(kind) {
        if lines.is_none_or(|lines| !names_order(book, kind, record.values[lines].as_ref())) {
            continue;
        }
        let Some(invoice) = book.typed::<Invoice>(from) else { continue };
        let issued = invoice.number.is_some() && invoice.date <= figures.as_of;
        let credit_note = invoice.invoice_type == Some(InvoiceType::CreditNote);
        for (at, line) in invoice.lines.iter().enumerate() {
            let Some(order) = &line.order else { continue };
            let product = line.product.as_ref().map(|product| product.as_str());
            let Some((order, found)) = find(order.as_str(), line.order_line.as_deref(), product) else { continue };
            let quantity = if credit_note { -line.quantity.0 } else { line.quantity.0 };
            let sort = if issued { StepSort::Invoices } else { StepSort::Drafts };
            steps.push(Step { order, line: found, from, at, quantity, sort });
        }
    }
    steps
}

/// Most invoices come from no order: they are not built only to see that.
fn names_order(book: &Book, kind: crate::model::KindId, lines: Option<&crate::book::Value>) -> bool {
    let shape = book.shape(kind).field("lines").and_then(|field| field.ty.item().shape());
    let Some(order) = shape.and_then(|shape| shape.position("order")) else { return false };
    lines.is_some_and(|lines| {
        lines.as_list().iter().filter_map(|line| line.as_table()).any(|values| values[order].is_some())
    })
}

/// The orders of the book, by the position of their record.
pub fn typed_orders(book: &Book) -> Vec<Option<Order>> {
    let Some(kind) = book.kinds.named("order") else { return Vec::new() };
    (0..book.records(kind).len()).map(|index| book.typed(RecordRef { kind, index: index as u32 })).collect()
}

pub(super) fn orders(figures: &Figures<'_>) -> Vec<Option<OrderFigures>> {
    let book = figures.book;
    let typed = typed_orders(book);
    if typed.is_empty() {
        return Vec::new();
    }
    let blank = |order: &Order| {
        let ordered = |line: &OrderLine| match line.line_type.unwrap_or_default() {
            LineType::Item => line.quantity.as_ref().map_or(Decimal::ONE, |quantity| quantity.0),
            _ => Decimal::ZERO,
        };
        let fulfilment = |line| Fulfilment { ordered: ordered(line), ..Fulfilment::default() };
        Some(OrderFigures {
            offer: offer::order(book, order).ok()?,
            lines: order.lines.iter().map(fulfilment).collect(),
        })
    };
    let mut orders: Vec<Option<OrderFigures>> = typed.iter().map(|order| blank(order.as_ref()?)).collect();
    for step in steps(figures, &typed) {
        let order = orders.get_mut(step.order.index as usize).and_then(Option::as_mut);
        let Some(line) = step.line.and_then(|line| order?.lines.get_mut(line)) else { continue };
        let sum = match step.sort {
            StepSort::Delivers => &mut line.delivered,
            StepSort::Invoices => &mut line.invoiced,
            StepSort::Drafts => &mut line.drafted,
        };
        *sum = sum.saturating_add(step.quantity);
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;
    use crate::value::Date;

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
