//! What of each delivery is invoiced and left to invoice.
//!
//! A line of an invoice says which delivery it is about (`delivery`, `delivery_line`). What is invoiced of an order line without
//! naming a delivery counts for the earliest deliveries of that line: so an order that was invoiced at once leaves nothing to
//! invoice of its deliveries, whenever they leave. What was delivered and not ordered is sold without an order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Figures;
use super::fulfilment::{StepSort, line_of, rest, steps, typed_deliveries, typed_orders};
use crate::book::RecordRef;
use crate::book::link::target;
use crate::value::{Date, Decimal, Money, Moneys, decimal};

/// Where a delivery stands on the day of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryStatus {
    /// It is still to come.
    Planned,
    /// Nothing of it is invoiced.
    Delivered,
    /// A part of it is invoiced.
    PartlyInvoiced,
    /// All of it is invoiced.
    Invoiced,
}

impl DeliveryStatus {
    pub const ALL: [DeliveryStatus; 4] =
        [DeliveryStatus::Planned, DeliveryStatus::Delivered, DeliveryStatus::PartlyInvoiced, DeliveryStatus::Invoiced];

    pub fn name(self) -> &'static str {
        match self {
            DeliveryStatus::Planned => "planned",
            DeliveryStatus::Delivered => "delivered",
            DeliveryStatus::PartlyInvoiced => "partly-invoiced",
            DeliveryStatus::Invoiced => "invoiced",
        }
    }
}

/// What became of one line of a delivery, in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shipped {
    /// The order and the line of it that it fulfils.
    pub order: Option<(RecordRef, usize)>,
    pub delivered: Decimal,
    /// By invoices that were issued, less credit notes.
    pub invoiced: Decimal,
    /// By invoices that are still drafts.
    pub drafted: Decimal,
}

impl Shipped {
    /// What no issued invoice holds.
    pub fn left_to_invoice(&self) -> Decimal {
        rest(self.delivered, self.invoiced)
    }

    /// What no invoice holds, drafts included: what the next one would be about.
    pub fn left_to_draft(&self) -> Decimal {
        rest(self.delivered, self.invoiced.saturating_add(self.drafted))
    }
}

/// A delivery with its figures.
#[derive(Debug, Clone)]
pub struct DeliveryFigures {
    /// Its date has come.
    pub happened: bool,
    /// Line by line.
    pub lines: Vec<Shipped>,
}

impl DeliveryFigures {
    pub fn status(&self) -> DeliveryStatus {
        let all = self.lines.iter().all(|line| line.left_to_invoice().is_zero());
        let none = self.lines.iter().all(|line| line.invoiced.is_zero());
        match (self.happened, all, none) {
            (false, ..) => DeliveryStatus::Planned,
            (true, true, _) => DeliveryStatus::Invoiced,
            (true, false, true) => DeliveryStatus::Delivered,
            (true, false, false) => DeliveryStatus::PartlyInvoiced,
        }
    }

    /// The net of what is left to invoice, by the prices of the orders. `None` where no line is of an order.
    pub fn left(&self, figures: &Figures<'_>) -> Option<Moneys> {
        let mut sums = Moneys::default();
        let mut any = false;
        for line in &self.lines {
            let Some((order, at)) = line.order else { continue };
            let Some((found, ordered)) = figures.order(order).and_then(|order| Some((order, order.lines.get(at)?)))
            else {
                continue;
            };
            // What was delivered beyond the order is not the order's to invoice.
            let left = line.left_to_invoice().min(ordered.left_to_invoice().max(Decimal::ZERO));
            let currency = found.offer.totals.currency;
            let worth = ordered.worth(left).unwrap_or_default();
            sums.add(Money::new(decimal::fixed(worth, currency.decimals()), currency));
            any = true;
        }
        any.then_some(sums)
    }
}

/// A line of a delivery: its day, the position of the delivery, that of the line.
type Place = (Date, usize, usize);

/// What invoices hold: issued, and as drafts.
type Held = (Decimal, Decimal);

pub(super) fn deliveries(figures: &Figures<'_>) -> Vec<Option<DeliveryFigures>> {
    let book = figures.book;
    let Some(kind) = book.kinds.named("delivery") else { return Vec::new() };
    let (orders, typed) = (typed_orders(book), typed_deliveries(book));
    let mut named: FxHashMap<(RecordRef, usize), Held> = FxHashMap::default();
    // Of order lines, what is invoiced without naming a delivery.
    let mut unnamed: FxHashMap<(RecordRef, usize), Held> = FxHashMap::default();
    for step in steps(figures, &orders, &typed) {
        let held = match (step.delivery, step.order.zip(step.line)) {
            (Some((delivery, Some(line))), _) => named.entry((delivery, line)).or_default(),
            (_, Some(line)) if step.sort != StepSort::Delivers => unnamed.entry(line).or_default(),
            _ => continue,
        };
        let sum = if step.sort == StepSort::Invoices { &mut held.0 } else { &mut held.1 };
        *sum = sum.saturating_add(step.quantity);
    }
    let mut found: Vec<Option<DeliveryFigures>> = Vec::with_capacity(typed.len());
    // The lines of each order line, the earliest first.
    let mut of_order: BTreeMap<(RecordRef, usize), Vec<Place>> = BTreeMap::new();
    for (index, delivery) in typed.iter().enumerate() {
        let Some(delivery) = delivery else {
            found.push(None);
            continue;
        };
        let record = RecordRef { kind, index: index as u32 };
        let happened = delivery.date <= figures.as_of;
        let lines = delivery.lines.iter().enumerate().map(|(at, line)| {
            let order = line.order.as_ref().and_then(|order| target(book, "order", order.as_str())).and_then(|order| {
                let product = line.product.as_ref().map(|product| product.as_str());
                let typed = orders.get(order.index as usize)?.as_ref()?;
                Some((order, line_of(typed, line.order_line.as_deref(), product)?))
            });
            if let Some(order) = order.filter(|_| happened) {
                of_order.entry(order).or_default().push((delivery.date, index, at));
            }
            let (invoiced, drafted) = named.get(&(record, at)).copied().unwrap_or_default();
            let delivered = if happened { line.quantity.0 } else { Decimal::ZERO };
            Shipped { order, delivered, invoiced, drafted }
        });
        let lines = lines.collect();
        found.push(Some(DeliveryFigures { happened, lines }));
    }
    for (order, mut places) in of_order {
        let Some((mut issued, mut drafted)) = unnamed.get(&order).copied() else { continue };
        places.sort_unstable();
        for draft in [false, true] {
            let pool = if draft { &mut drafted } else { &mut issued };
            for (_, index, at) in &places {
                let Some(line) = found[*index].as_mut().and_then(|delivery| delivery.lines.get_mut(*at)) else {
                    continue;
                };
                let part = line.left_to_draft().min(*pool);
                if part <= Decimal::ZERO {
                    continue;
                }
                *pool = pool.saturating_sub(part);
                let sum = if draft { &mut line.drafted } else { &mut line.invoiced };
                *sum = sum.saturating_add(part);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;

    const ORDER: &str = "customer = \"acme\"\ndate = 2026-10-01\n\
        [[lines]]\nid = \"1\"\nproduct = \"widget\"\nquantity = 10\nunit_price = 12.50\n";

    fn delivery(date: &str, quantity: &str) -> String {
        format!(
            "customer = \"acme\"\ndate = {date}\n[[lines]]\norder = \"o\"\nproduct = \"widget\"\nquantity = {quantity}\n"
        )
    }

    fn invoice(number: &str, source: &str, quantity: &str) -> String {
        format!(
            "customer = \"acme\"\n{number}date = 2026-11-02\n[[lines]]\nproduct = \"widget\"\n{source}\
             quantity = {quantity}\nunit_price = 12.50\n"
        )
    }

    /// Invoiced and left of the deliveries of 4 (on the 5th) and 6 (on the 9th), the status of each, and what the order has
    /// left.
    fn after(invoices: &[String]) -> String {
        let (a, b) = (delivery("2026-10-05", "4"), delivery("2026-10-09", "6"));
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
            Source::new("products/widget.toml", "name = \"Widget\"\n".as_bytes()),
            Source::new("orders/o.toml", ORDER.as_bytes()),
            // Their names are not in the order of their dates.
            Source::new("deliveries/z.toml", a.as_bytes()),
            Source::new("deliveries/b.toml", b.as_bytes()),
        ];
        let paths: Vec<String> = (0..invoices.len()).map(|i| format!("invoices/i{i}.toml")).collect();
        sources.extend(paths.iter().zip(invoices).map(|(path, text)| Source::new(path, text.as_bytes())));
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        let kind = book.kinds.named("delivery").unwrap();
        let one = |id: &str| {
            let found = figures.delivery(book.find(kind, id).unwrap()).unwrap();
            let line = found.lines[0];
            let left = found.left(&figures).unwrap().iter().map(|m| m.to_string()).collect::<String>();
            format!("{}+{} {} ({left})", line.invoiced, line.drafted, found.status().name())
        };
        let order = figures.orders()[0].as_ref().unwrap();
        format!("{}, {}; {}", one("z"), one("b"), order.left())
    }

    #[test]
    fn an_invoice_of_a_delivery_takes_from_that_one() {
        assert_eq!(after(&[]), "0+0 delivered (50.00 EUR), 0+0 delivered (75.00 EUR); 125.00 EUR");
        let issued = invoice("number = \"F-1\"\n", "delivery = \"b\"\n", "5");
        // It needs not say which order that was.
        assert_eq!(after(&[issued]), "0+0 delivered (50.00 EUR), 5+0 partly-invoiced (12.50 EUR); 62.50 EUR");
        let draft = invoice("", "delivery = \"z\"\ndelivery_line = \"1\"\norder = \"o\"\n", "4");
        assert_eq!(after(&[draft]), "0+4 delivered (50.00 EUR), 0+0 delivered (75.00 EUR); 125.00 EUR");
    }

    #[test]
    fn what_names_no_delivery_counts_for_the_earliest() {
        let of_order = |quantity| invoice("number = \"F-1\"\n", "order = \"o\"\n", quantity);
        assert_eq!(after(&[of_order("6")]), "4+0 invoiced (0.00 EUR), 2+0 partly-invoiced (50.00 EUR); 50.00 EUR");
        assert_eq!(after(&[of_order("10")]), "4+0 invoiced (0.00 EUR), 6+0 invoiced (0.00 EUR); 0.00 EUR");
        let named = invoice("number = \"F-2\"\n", "delivery = \"z\"\n", "4");
        let both = after(&[of_order("2"), named]);
        assert_eq!(both, "4+0 invoiced (0.00 EUR), 2+0 partly-invoiced (50.00 EUR); 50.00 EUR");
    }

    #[test]
    fn a_credit_note_gives_back_to_the_delivery() {
        let issued = invoice("number = \"F-1\"\n", "delivery = \"z\"\n", "4");
        let credit = invoice("number = \"A-1\"\ntype = \"credit-note\"\n", "delivery = \"z\"\n", "1");
        let left = after(&[issued, credit]);
        assert_eq!(left, "3+0 partly-invoiced (12.50 EUR), 0+0 delivered (75.00 EUR); 87.50 EUR");
    }
}
