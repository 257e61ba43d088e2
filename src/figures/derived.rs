//! The table of derived fields: queried, listed and totalled like stored ones, never written.
//!
//! A derived field that bears the name of a stored one is that field's effective value: an invoice's `due` follows
//! from its terms where it is not written.

use super::Figures;
use super::market::{Market, prepayments};
use crate::book::RecordRef;
use crate::value::{Date, Decimal, Money, Moneys};

/// What a derived field may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    Money(Money),
    /// Sums in several currencies.
    Moneys(Moneys),
    Percent(Decimal),
    Integer(i64),
    Date(Date),
    /// One word of a fixed set.
    Choice(&'static str),
    Record(RecordRef),
}

/// The type of a derived field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureType {
    Money,
    Percent,
    Integer,
    Date,
    Choice(&'static [&'static str]),
    /// A record of this kind.
    Ref(&'static str),
}

/// One row of the table.
pub struct Derived {
    pub kind: &'static str,
    pub name: &'static str,
    pub ty: FigureType,
    /// What it is and what it comes from, in a sentence.
    pub doc: &'static str,
    pub compute: fn(&Figures<'_>, RecordRef) -> Option<Figure>,
}

const STATUSES: &[&str] = &["draft", "open", "partly-paid", "overdue", "paid", "credited", "replaced"];
const QUOTE_STATUSES: &[&str] = &["draft", "sent", "accepted", "declined", "expired", "revised"];
const ORDER_STATUSES: &[&str] = &["open", "delivered", "invoiced"];
const DELIVERY_STATUSES: &[&str] = &["planned", "delivered", "partly-invoiced", "invoiced"];
const STANDINGS: &[&str] = &["prospect", "customer", "lapsed"];
/// What [`super::transmission`] may say of a document: the two of the sending itself, then the answers.
const DELIVERY: &[&str] = &[
    "sent",
    "unknown",
    "deposited",
    "emitted",
    "received",
    "available",
    "taken-up",
    "approved",
    "partly-approved",
    "disputed",
    "suspended",
    "completed",
    "refused",
    "payment-sent",
    "paid",
    "rejected",
];
const OUTCOMES: &[&str] = &["open", "won", "lost"];

use FigureType::{Choice, Date as DateType, Integer, Money as MoneyType, Percent, Ref};

/// Every derived field.
pub static DERIVED: &[Derived] = &[
    Derived {
        kind: "invoice",
        name: "net",
        ty: MoneyType,
        doc: "Total without tax (BT-109), from the lines; negative for a credit note, what it changes for a corrected invoice",
        compute: |figures, record| figures.entry(record).map(|entry| Figure::Money(entry.counted_net())),
    },
    Derived {
        kind: "invoice",
        name: "tax",
        ty: MoneyType,
        doc: "Total tax (BT-110), from the lines and their rates; negative for a credit note, what it changes for a corrected invoice",
        compute: |figures, record| figures.entry(record).map(|entry| Figure::Money(entry.counted_tax())),
    },
    Derived {
        kind: "invoice",
        name: "gross",
        ty: MoneyType,
        doc: "What it asks for (BT-115, and BT-113 where it was prepaid); negative for a credit note, what it changes for a corrected invoice",
        compute: |figures, record| figures.entry(record).map(|entry| Figure::Money(entry.counted_gross())),
    },
    Derived {
        kind: "invoice",
        name: "paid",
        ty: MoneyType,
        doc: "Allocations of payments up to the day",
        compute: |figures, record| figures.standing(record).map(|s| Figure::Money(s.paid)),
    },
    Derived {
        kind: "invoice",
        name: "credited",
        ty: MoneyType,
        doc: "Credit notes up to the day that reduce the invoice; for a credit note, what of it went to invoices",
        compute: |figures, record| figures.standing(record).map(|s| Figure::Money(s.credited)),
    },
    Derived {
        kind: "invoice",
        name: "balance",
        ty: MoneyType,
        doc: "What is left: gross less payments and credit notes; 0 for a draft",
        compute: |figures, record| figures.standing(record).map(|s| Figure::Money(s.balance)),
    },
    Derived {
        kind: "invoice",
        name: "overdue",
        ty: MoneyType,
        doc: "The part of the balance whose day has passed: retention money and later instalments are not in it",
        compute: |figures, record| {
            let none = Money::zero(figures.entry(record)?.currency);
            Some(Figure::Money(figures.owed(record).map_or(none, |document| document.overdue)))
        },
    },
    Derived {
        kind: "invoice",
        name: "status",
        ty: Choice(STATUSES),
        doc: "draft, open, partly-paid, overdue, paid, credited or replaced (by a corrected one), from number, date, payments and credit notes",
        compute: |figures, record| figures.status(record).map(|status| Figure::Choice(status.name())),
    },
    Derived {
        kind: "invoice",
        name: "due",
        ty: DateType,
        doc: "The day it is to be paid (BT-9): written, or from the terms of invoice, customer or firm",
        compute: |figures, record| figures.due(record).map(Figure::Date),
    },
    Derived {
        kind: "invoice",
        name: "days_overdue",
        ty: Integer,
        doc: "Days since it was due while something is left; 0 otherwise",
        compute: |figures, record| {
            figures.entry(record)?;
            Some(Figure::Integer(figures.owed(record).map_or(0, |document| document.days_overdue(figures.as_of))))
        },
    },
    Derived {
        kind: "invoice",
        name: "owner",
        ty: Ref("member"),
        doc: "Who sold it: the invoice's owner, else the customer's",
        compute: |figures, record| figures.entry(record)?.owner.map(Figure::Record),
    },
    Derived {
        kind: "quote",
        name: "net",
        ty: MoneyType,
        doc: "Total without tax, from the lines; options only when chosen",
        compute: |figures, record| figures.quote(record).map(|d| Figure::Money(d.offer.net())),
    },
    Derived {
        kind: "quote",
        name: "tax",
        ty: MoneyType,
        doc: "Total tax, from the lines and their rates",
        compute: |figures, record| figures.quote(record).map(|d| Figure::Money(d.offer.tax())),
    },
    Derived {
        kind: "quote",
        name: "gross",
        ty: MoneyType,
        doc: "Total with tax",
        compute: |figures, record| figures.quote(record).map(|d| Figure::Money(d.offer.gross())),
    },
    Derived {
        kind: "quote",
        name: "status",
        ty: Choice(QUOTE_STATUSES),
        doc: "draft, sent, accepted, declined, expired or revised, from what was written of it",
        compute: |figures, record| figures.quote(record).map(|d| Figure::Choice(d.status.name())),
    },
    Derived {
        kind: "quote",
        name: "owner",
        ty: Ref("member"),
        doc: "Who sells: the quote's owner, else the customer's",
        compute: |figures, record| figures.quote(record)?.offer.owner.map(Figure::Record),
    },
    Derived {
        kind: "order",
        name: "net",
        ty: MoneyType,
        doc: "Total without tax, from the lines",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.offer.net())),
    },
    Derived {
        kind: "order",
        name: "tax",
        ty: MoneyType,
        doc: "Total tax, from the lines and their rates",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.offer.tax())),
    },
    Derived {
        kind: "order",
        name: "gross",
        ty: MoneyType,
        doc: "Total with tax",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.offer.gross())),
    },
    Derived {
        kind: "order",
        name: "status",
        ty: Choice(ORDER_STATUSES),
        doc: "open, delivered (but not all invoiced) or invoiced, from deliveries and invoices that name it",
        compute: |figures, record| figures.order(record).map(|d| Figure::Choice(d.status().name())),
    },
    Derived {
        kind: "order",
        name: "delivered",
        ty: MoneyType,
        doc: "Net of the lines that were delivered up to the day",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.delivered())),
    },
    Derived {
        kind: "order",
        name: "invoiced",
        ty: MoneyType,
        doc: "Net of the lines that were invoiced up to the day, less credit notes",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.invoiced())),
    },
    Derived {
        kind: "order",
        name: "left",
        ty: MoneyType,
        doc: "Net of the lines that are left to invoice",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.left())),
    },
    Derived {
        kind: "order",
        name: "amended",
        ty: MoneyType,
        doc: "Net that amendments add to the order",
        compute: |figures, record| {
            let amendments = &figures.order(record)?.amendments;
            Market::of(figures, record)
                .filter(|_| !amendments.is_empty())
                .map(|market| Figure::Money(market.amendments()))
        },
    },
    Derived {
        kind: "order",
        name: "deposited",
        ty: MoneyType,
        doc: "Deposits that were invoiced, as the prices are, and that no final invoice took off yet",
        compute: |figures, record| {
            let market = Market::of(figures, record).filter(|market| market.base() == record)?;
            let deposits = market.deposits(figures);
            let left = deposits.iter().filter(|deposit| deposit.issued).flat_map(|deposit| deposit.left.values());
            let sum = left.fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount));
            (!deposits.is_empty()).then(|| Figure::Money(Money::new(sum, market.currency)))
        },
    },
    Derived {
        kind: "order",
        name: "prepaid",
        ty: MoneyType,
        doc: "Payments for the order or its quote that no invoice has used up",
        compute: |figures, record| {
            let market = Market::of(figures, record).filter(|market| market.base() == record)?;
            let payments = prepayments(figures, &market);
            let sum = payments.iter().fold(Decimal::ZERO, |sum, (_, left)| sum.saturating_add(left.amount));
            (!payments.is_empty()).then(|| Figure::Money(Money::new(sum, market.currency)))
        },
    },
    Derived {
        kind: "order",
        name: "left_to_deliver",
        ty: MoneyType,
        doc: "Net of the lines that are left to deliver",
        compute: |figures, record| figures.order(record).map(|d| Figure::Money(d.left_to_deliver())),
    },
    Derived {
        kind: "order",
        name: "owner",
        ty: Ref("member"),
        doc: "Who sells: the order's owner, else the customer's",
        compute: |figures, record| figures.order(record)?.offer.owner.map(Figure::Record),
    },
    Derived {
        kind: "invoice",
        name: "sent",
        ty: DateType,
        doc: "The day on which it first went to its reader, from its transmissions",
        compute: |figures, record| figures.sendings().first_sent(record).map(Figure::Date),
    },
    Derived {
        kind: "invoice",
        name: "delivery_status",
        ty: Choice(DELIVERY),
        doc: "Where its last transmission stands: the latest answer, else sent, or unknown where the answer was lost",
        compute: |figures, record| figures.sendings().delivery(record).map(Figure::Choice),
    },
    Derived {
        kind: "quote",
        name: "delivery_status",
        ty: Choice(DELIVERY),
        doc: "Where its last transmission stands: the latest answer, else sent, or unknown where the answer was lost",
        compute: |figures, record| figures.sendings().delivery(record).map(Figure::Choice),
    },
    Derived {
        kind: "order",
        name: "sent",
        ty: DateType,
        doc: "The day on which it first went to its reader, from its transmissions",
        compute: |figures, record| figures.sendings().first_sent(record).map(Figure::Date),
    },
    Derived {
        kind: "order",
        name: "delivery_status",
        ty: Choice(DELIVERY),
        doc: "Where its last transmission stands: the latest answer, else sent, or unknown where the answer was lost",
        compute: |figures, record| figures.sendings().delivery(record).map(Figure::Choice),
    },
    Derived {
        kind: "delivery",
        name: "status",
        ty: Choice(DELIVERY_STATUSES),
        doc: "planned (its date is to come), delivered, partly-invoiced or invoiced, from the invoices of it and of its orders",
        compute: |figures, record| figures.delivery(record).map(|d| Figure::Choice(d.status().name())),
    },
    Derived {
        kind: "delivery",
        name: "left",
        ty: MoneyType,
        doc: "Net of what was delivered of orders and is left to invoice",
        compute: |figures, record| figures.delivery(record)?.left(figures).map(Figure::Moneys),
    },
    Derived {
        kind: "delivery",
        name: "sent",
        ty: DateType,
        doc: "The day on which it first went to its reader, from its transmissions",
        compute: |figures, record| figures.sendings().first_sent(record).map(Figure::Date),
    },
    Derived {
        kind: "delivery",
        name: "delivery_status",
        ty: Choice(DELIVERY),
        doc: "Where its last transmission stands: the latest answer, else sent, or unknown where the answer was lost",
        compute: |figures, record| figures.sendings().delivery(record).map(Figure::Choice),
    },
    Derived {
        kind: "transmission",
        name: "status",
        ty: Choice(DELIVERY),
        doc: "The latest answer, else sent, or unknown where the answer was lost",
        compute: |figures, record| figures.sendings().state(record).map(Figure::Choice),
    },
    Derived {
        kind: "payment",
        name: "allocated",
        ty: MoneyType,
        doc: "What of it pays invoices",
        compute: |figures, record| figures.payment(record).map(|p| Figure::Money(p.allocated)),
    },
    Derived {
        kind: "payment",
        name: "unallocated",
        ty: MoneyType,
        doc: "What of it pays no invoice yet: the customer's credit",
        compute: |figures, record| figures.payment(record).map(|p| Figure::Money(p.unallocated)),
    },
    Derived {
        kind: "bill",
        name: "net",
        ty: MoneyType,
        doc: "Total without tax (BT-109), as the supplier states it, else from the lines; negative for a credit note",
        compute: |figures, record| {
            let b = figures.bill(record)?;
            b.net.map(|money| Figure::Money(b.signed(money)))
        },
    },
    Derived {
        kind: "bill",
        name: "tax",
        ty: MoneyType,
        doc: "Total tax (BT-110), as the supplier states it, else from the lines; negative for a credit note",
        compute: |figures, record| {
            let b = figures.bill(record)?;
            b.tax.map(|money| Figure::Money(b.signed(money)))
        },
    },
    Derived {
        kind: "bill",
        name: "gross",
        ty: MoneyType,
        doc: "What is to be paid (BT-115), as the supplier states it, else from the lines; negative for a credit note",
        compute: |figures, record| {
            let b = figures.bill(record)?;
            b.gross.map(|money| Figure::Money(b.signed(money)))
        },
    },
    Derived {
        kind: "bill",
        name: "status",
        ty: Choice(super::bill::STATUSES),
        doc: "draft while somebody has to look at it, received otherwise",
        compute: |figures, record| figures.bill(record).map(|b| Figure::Choice(b.status())),
    },
    Derived {
        kind: "customer",
        name: "balance",
        ty: MoneyType,
        doc: "What the customer owes: issued documents less payments",
        compute: |figures, record| figures.account(record).map(|a| Figure::Moneys(a.balance.clone())),
    },
    Derived {
        kind: "customer",
        name: "overdue",
        ty: MoneyType,
        doc: "The part of the balance whose due date has passed",
        compute: |figures, record| figures.account(record).map(|a| Figure::Moneys(a.overdue.clone())),
    },
    Derived {
        kind: "customer",
        name: "sales",
        ty: MoneyType,
        doc: "Everything sold, without tax, credit notes deducted",
        compute: |figures, record| figures.account(record).map(|a| Figure::Moneys(a.sales.clone())),
    },
    Derived {
        kind: "customer",
        name: "unallocated",
        ty: MoneyType,
        doc: "Payments that pay no invoice yet",
        compute: |figures, record| figures.account(record).map(|a| Figure::Moneys(a.unallocated.clone())),
    },
    Derived {
        kind: "customer",
        name: "invoices",
        ty: Integer,
        doc: "Number of invoices",
        compute: |figures, record| figures.account(record).map(|a| Figure::Integer(a.invoices as i64)),
    },
    Derived {
        kind: "customer",
        name: "first_sale",
        ty: DateType,
        doc: "Date of the first invoice",
        compute: |figures, record| figures.account(record)?.first_sale.map(Figure::Date),
    },
    Derived {
        kind: "customer",
        name: "last_sale",
        ty: DateType,
        doc: "Date of the last invoice",
        compute: |figures, record| figures.account(record)?.last_sale.map(Figure::Date),
    },
    Derived {
        kind: "customer",
        name: "standing",
        ty: Choice(STANDINGS),
        doc: "prospect (never bought), customer (bought within twelve months) or lapsed",
        compute: |figures, record| figures.account(record).map(|a| Figure::Choice(a.standing(figures.as_of).name())),
    },
    Derived {
        kind: "deal",
        name: "probability",
        ty: Percent,
        doc: "Chance in percent: written, or the stage's",
        compute: |figures, record| figures.deal(record).map(|d| Figure::Percent(d.probability)),
    },
    Derived {
        kind: "deal",
        name: "weighted",
        ty: MoneyType,
        doc: "Amount × probability",
        compute: |figures, record| figures.deal(record).map(|d| Figure::Money(d.weighted())),
    },
    Derived {
        kind: "deal",
        name: "outcome",
        ty: Choice(OUTCOMES),
        doc: "open, won or lost, as the pipeline says of the stage",
        compute: |figures, record| figures.deal(record).map(|d| Figure::Choice(d.outcome().name())),
    },
];

/// The derived field of a kind.
pub fn find(kind: &str, name: &str) -> Option<&'static Derived> {
    DERIVED.iter().find(|derived| derived.kind == kind && derived.name == name)
}

/// The derived fields of a kind, in the order of the table.
pub fn of_kind(kind: &str) -> impl Iterator<Item = &'static Derived> + '_ {
    DERIVED.iter().filter(move |derived| derived.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::account::Standing;
    use crate::figures::delivered::DeliveryStatus;
    use crate::figures::document::Status;
    use crate::figures::fulfilment::OrderStatus;
    use crate::figures::offer::QuoteStatus;
    use crate::figures::transmission;
    use crate::model::Kinds;

    #[test]
    fn rows_are_unique_and_name_kinds() {
        let kinds = Kinds::standard();
        for (i, row) in DERIVED.iter().enumerate() {
            assert!(kinds.named(row.kind).is_some(), "{}", row.kind);
            assert!(!DERIVED[..i].iter().any(|other| (other.kind, other.name) == (row.kind, row.name)), "{}", row.name);
        }
    }

    #[test]
    fn the_words_are_those_of_the_types() {
        assert_eq!(STATUSES, Status::ALL.map(Status::name));
        assert_eq!(QUOTE_STATUSES, QuoteStatus::ALL.map(QuoteStatus::name));
        assert_eq!(ORDER_STATUSES, OrderStatus::ALL.map(OrderStatus::name));
        assert_eq!(DELIVERY_STATUSES, DeliveryStatus::ALL.map(DeliveryStatus::name));
        let answers = crate::model::status::Answer::ALL.map(crate::model::status::Answer::name);
        assert_eq!(DELIVERY[..2], [transmission::SENT, transmission::UNKNOWN]);
        assert_eq!(DELIVERY[2..], answers);
        assert_eq!(STANDINGS, Standing::ALL.map(Standing::name));
    }
}
