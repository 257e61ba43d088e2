//! What is left of deliveries and orders, each piece once, with what was agreed for it.

use std::collections::BTreeMap;

use super::super::draft::{due_terms, line_shapes};
use super::super::{kind, name};
use crate::book::RecordRef;
use crate::book::link::target;
use crate::change::error::ChangeError;
use crate::change::line::{self, Header, LineSpec};
use crate::change::literal::Literal;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::figures::document::tax_key;
use crate::figures::market::Market;
use crate::figures::totals::Prices;
use crate::finding::KeyPath;
use crate::model::delivery::{Delivery, DeliveryLine};
use crate::model::invoice::InvoiceType;
use crate::model::retention::Retention;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal};

/// A line of the invoice to be.
pub(super) struct Item {
    /// The order and the line of it.
    pub(super) order: Option<(RecordRef, usize)>,
    /// The delivery and the line of it.
    pub(super) delivery: Option<(RecordRef, usize)>,
    pub(super) quantity: Decimal,
    pub(super) key: Key,
}

impl Item {
    pub(super) fn record(&self) -> Option<RecordRef> {
        self.delivery.or(self.order).map(|(record, _)| record)
    }
}

/// What all lines of an invoice have in common.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) customer: Option<RecordRef>,
    pub(super) currency: Currency,
    prices: Prices,
    terms: Option<String>,
    retention: Option<Retention>,
    /// Not subject to tax (category O), which stands with nothing else (BR-O-11).
    outside: bool,
    /// The order that has invoices of its own.
    pub(super) alone: Option<RecordRef>,
}

impl Key {
    /// # Errors
    /// They were agreed differently.
    pub(super) fn same(
        &self,
        other: &Key,
        (ours, theirs): (Option<RecordRef>, Option<RecordRef>),
        scope: &Scope<'_>,
    ) -> Result<(), ChangeError> {
        if let (true, Some(alone)) = (self.alone != other.alone, self.alone.or(other.alone)) {
            let error = ChangeError::new("gather-alone").arg("name", name(scope, alone));
            return Err(error.hint("gather-alone-help"));
        }
        let differs = [
            (self.customer != other.customer, "gather-customer"),
            (self.currency != other.currency, "gather-currency"),
            (self.prices != other.prices, "gather-prices"),
            (self.terms != other.terms, "gather-terms"),
            (self.retention != other.retention, "gather-retention"),
            (self.outside != other.outside, "gather-scheme"),
        ];
        let Some((_, key)) = differs.into_iter().find(|(differs, _)| *differs) else { return Ok(()) };
        let named = |record: Option<RecordRef>| record.map_or_else(String::new, |record| name(scope, record));
        let error = ChangeError::new(key).arg("name", named(ours)).arg("other", named(theirs));
        Err(error.hint("gather-together-help"))
    }
}

/// Finds what is left, each piece of it once.
pub(super) struct Gatherer<'g, 'b> {
    pub(super) scope: &'g Scope<'b>,
    pub(super) figures: &'g Figures<'b>,
    /// What is left of order lines that lines were found of.
    left: BTreeMap<(RecordRef, usize), Decimal>,
    markets: BTreeMap<RecordRef, Option<Market<'g>>>,
}

impl<'g, 'b> Gatherer<'g, 'b> {
    pub(super) fn new(scope: &'g Scope<'b>, figures: &'g Figures<'b>) -> Gatherer<'g, 'b> {
        Gatherer { scope, figures, left: BTreeMap::new(), markets: BTreeMap::new() }
    }

    /// The order that an amendment amends, or itself.
    pub(super) fn base(&self, order: RecordRef) -> RecordRef {
        self.figures.order(order).and_then(|found| found.amends).unwrap_or(order)
    }

    pub(super) fn market(&mut self, order: RecordRef) -> Result<&Market<'g>, ChangeError> {
        let base = self.base(order);
        let figures = self.figures;
        let market = self.markets.entry(base).or_insert_with(|| Market::of(figures, base));
        let error = || ChangeError::new("chain-order-totals").arg("order", name(self.scope, base));
        market.as_ref().ok_or_else(error)
    }

    pub(super) fn left_of(&mut self, line: (RecordRef, usize)) -> &mut Decimal {
        let figures = self.figures;
        let whole = || figures.order(line.0).and_then(|order| Some(order.lines.get(line.1)?.left_to_draft()));
        self.left.entry(line).or_insert_with(|| whole().unwrap_or_default())
    }

    /// What was delivered and is in no invoice: never more than is left of its order.
    ///
    /// # Errors
    /// It has not left yet, its order is invoiced by progress, or a line has no price.
    pub(super) fn of_delivery(&mut self, record: RecordRef) -> Result<Vec<Item>, ChangeError> {
        let left = self.left.clone();
        let pieces = self.pieces(record);
        if pieces.is_err() {
            // What it would have taken is left for others.
            self.left = left;
        }
        pieces
    }

    fn pieces(&mut self, record: RecordRef) -> Result<Vec<Item>, ChangeError> {
        let book = self.scope.book;
        let broken = || ChangeError::new("change-broken-file").hint("change-run-check");
        let delivery: Delivery = book.typed(record).ok_or_else(broken)?;
        let figures = self.figures;
        let found = figures.delivery(record).ok_or_else(broken)?;
        if !found.happened {
            let error = ChangeError::new("gather-planned").arg("name", name(self.scope, record));
            return Err(error.arg("date", delivery.date));
        }
        let mut items = Vec::new();
        for (at, (line, shipped)) in delivery.lines.iter().zip(&found.lines).enumerate() {
            let mut quantity = shipped.left_to_draft();
            if quantity.is_zero() {
                continue;
            }
            let key = match (shipped.order, &line.order) {
                (Some((order, place)), _) => {
                    let left = self.left_of((order, place));
                    quantity = quantity.min(*left);
                    if quantity.is_zero() {
                        continue;
                    }
                    *left = left.saturating_sub(quantity);
                    self.key(order, place)?
                }
                (None, None) if line.product.is_some() => {
                    let key = self.key_without_order(&delivery, line);
                    self.priced(&delivery, (record, at), line, &key, quantity)?;
                    key
                }
                _ => return Err(self.no_price(record, at)),
            };
            items.push(Item { order: shipped.order, delivery: Some((record, at)), quantity, key });
        }
        Ok(items)
    }

    /// What is left of an order and its amendments.
    ///
    /// # Errors
    /// It is invoiced by progress, or its totals cannot be computed.
    pub(super) fn of_order(&mut self, base: RecordRef) -> Result<Vec<Item>, ChangeError> {
        let orders: Vec<(RecordRef, usize)> =
            self.market(base)?.orders.iter().map(|(record, order, _)| (*record, order.lines.len())).collect();
        let mut items = Vec::new();
        for (order, at) in orders.into_iter().flat_map(|(order, count)| (0..count).map(move |at| (order, at))) {
            let quantity = std::mem::take(self.left_of((order, at)));
            if !quantity.is_zero() {
                items.push(Item { order: Some((order, at)), delivery: None, quantity, key: self.key(order, at)? });
            }
        }
        Ok(items)
    }

    pub(super) fn key(&mut self, order: RecordRef, at: usize) -> Result<Key, ChangeError> {
        let (scope, figures) = (self.scope, self.figures);
        let book = scope.book;
        let market = self.market(order)?;
        let (base, first, _) = &market.orders[0];
        let sorts: Vec<InvoiceType> = market
            .invoices(figures)
            .into_iter()
            .filter_map(|record| figures.document(record))
            .filter(|document| document.others.replaced_by.is_none())
            .map(|document| document.sort)
            .collect();
        if sorts.contains(&InvoiceType::Progress) {
            let error = ChangeError::new("gather-progress").arg("name", name(scope, *base));
            return Err(error.hint("gather-progress-help"));
        }
        let of_amount = first.retention.as_ref().is_some_and(|retention| retention.amount.is_some());
        let alone = of_amount
            || sorts.iter().any(|sort| matches!(sort, InvoiceType::Deposit | InvoiceType::Final))
            || !market.allowances().is_empty()
            || !market.charges().is_empty();
        let own = market.orders.iter().find(|(record, ..)| *record == order).map_or(first, |(_, typed, _)| typed);
        let tax = own.lines.get(at).and_then(|line| line.tax.as_ref()).map(|code| code.0.as_str());
        let outside = tax_key(book, tax, own.date).is_some_and(|key| key.category == TaxCategory::OutOfScope);
        Ok(Key {
            customer: target(book, "customer", first.customer.as_str()),
            currency: market.currency,
            prices: market.prices,
            terms: due_terms(book, first),
            retention: first.retention.clone(),
            outside,
            alone: alone.then_some(*base),
        })
    }

    /// What is sold without an order is sold as the customer and the firm have it.
    pub(super) fn key_without_order(&self, delivery: &Delivery, line: &DeliveryLine) -> Key {
        let book = self.scope.book;
        let customer = target(book, "customer", delivery.customer.as_str());
        let of = |record: Option<RecordRef>, key: &str| {
            let record = record?;
            book.get(record).text(book.shape(record.kind), key)
        };
        let product = line.product.as_ref().and_then(|product| target(book, "product", product.as_str()));
        let category = tax_key(book, of(product, "tax"), delivery.date).map(|key| key.category);
        let gross = book.firm.file.prices_include_tax == Some(true);
        Key {
            customer,
            currency: of(customer, "currency").and_then(Currency::from_code).unwrap_or(book.firm.currency()),
            prices: if gross { Prices::Gross } else { Prices::Net },
            terms: of(customer, "terms").or(book.firm.file.terms.as_ref().map(|terms| &*terms.0)).map(str::to_owned),
            retention: None,
            outside: category == Some(TaxCategory::OutOfScope),
            alone: None,
        }
    }

    pub(super) fn no_price(&self, delivery: RecordRef, at: usize) -> ChangeError {
        let error = ChangeError::new("gather-price").arg("name", name(self.scope, delivery)).arg("line", at + 1);
        error.hint("gather-price-help")
    }

    /// The line of what was delivered without an order, with the price of the day on which it left.
    pub(super) fn priced(
        &self,
        delivery: &Delivery,
        (record, at): (RecordRef, usize),
        own: &DeliveryLine,
        key: &Key,
        quantity: Decimal,
    ) -> Result<Vec<(KeyPath, Literal)>, ChangeError> {
        let book = self.scope.book;
        let shape = line_shapes(book, record.kind, kind(book, "invoice")?).map(|(_, to)| to);
        let (Some(shape), Some(product)) = (shape, &own.product) else { return Err(self.no_price(record, at)) };
        let header = Header::on(delivery.date, key.currency, key.prices == Prices::Gross, delivery.customer.as_str());
        // Price lists ask how many at once; what came back has the price of as many.
        let (subject, quantity) = (product.as_str().to_owned(), Some(quantity.abs().normalize().to_string()));
        let spec = LineSpec { subject, quantity, ..LineSpec::default() };
        let values = line::values(self.scope, shape, &header, &spec);
        let mut values = values.map_err(|_| self.no_price(record, at))?;
        let said = [("description", own.description.clone()), ("unit", own.unit.as_ref().map(|unit| unit.0.clone()))];
        for (name, text) in said {
            if let Some(text) = text {
                values.retain(|(path, _)| *path != KeyPath::key(name));
                values.push((KeyPath::key(name), Literal::Text(text)));
            }
        }
        Ok(values)
    }
}
