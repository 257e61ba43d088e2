//! One draft invoice of several orders and deliveries of a customer: of a delivery what was delivered and is in no invoice yet,
//! of an order all that is in none.
//!
//! What stands together in an invoice was agreed alike: customer, currency, prices with or without tax, terms, retention money.
//! An order with deposits, or with reductions or extras of the whole of it, has invoices of its own: deposits are taken off
//! those as far as they reach, reductions and extras follow the lines in proportion.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::{Part, convert, line_id, order_of, share_amounts};
use super::draft::{Words, adjustments, close, close_lines, due_terms, head, line_shapes, take_off, totals};
use super::progress::due_adjustments;
use super::{Invoicing, bare, kind, line_values, name, written_besides};
use crate::book::link::target;
use crate::book::{RecordRef, Value};
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::line::{self, Header, LineSpec};
use crate::change::literal::Literal;
use crate::change::plan::{FileChange, Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::figures::document::tax_key;
use crate::figures::market::Market;
use crate::figures::share::ByTax;
use crate::figures::totals::Prices;
use crate::finding::KeyPath;
use crate::model::delivery::{Delivery, DeliveryLine};
use crate::model::invoice::InvoiceType;
use crate::model::kind::FileFormat;
use crate::model::order::Order;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, Period};

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

/// A line of the invoice to be.
struct Item {
    /// The order and the line of it.
    order: Option<(RecordRef, usize)>,
    /// The delivery and the line of it.
    delivery: Option<(RecordRef, usize)>,
    quantity: Decimal,
    key: Key,
}

impl Item {
    fn record(&self) -> Option<RecordRef> {
        self.delivery.or(self.order).map(|(record, _)| record)
    }
}

/// What all lines of an invoice have in common.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    customer: Option<RecordRef>,
    currency: Currency,
    prices: Prices,
    terms: Option<String>,
    retention: Option<crate::model::retention::Retention>,
    /// Not subject to tax (category O), which stands with nothing else (BR-O-11).
    outside: bool,
    /// The order that has invoices of its own.
    alone: Option<RecordRef>,
}

impl Key {
    /// # Errors
    /// They were agreed differently.
    fn same(
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
struct Gatherer<'g, 'b> {
    scope: &'g Scope<'b>,
    figures: &'g Figures<'b>,
    /// What is left of order lines that lines were found of.
    left: BTreeMap<(RecordRef, usize), Decimal>,
    markets: BTreeMap<RecordRef, Option<Market<'g>>>,
}

impl<'g, 'b> Gatherer<'g, 'b> {
    fn new(scope: &'g Scope<'b>, figures: &'g Figures<'b>) -> Gatherer<'g, 'b> {
        Gatherer { scope, figures, left: BTreeMap::new(), markets: BTreeMap::new() }
    }

    /// The order that an amendment amends, or itself.
    fn base(&self, order: RecordRef) -> RecordRef {
        self.figures.order(order).and_then(|found| found.amends).unwrap_or(order)
    }

    fn market(&mut self, order: RecordRef) -> Result<&Market<'g>, ChangeError> {
        let base = self.base(order);
        let figures = self.figures;
        let market = self.markets.entry(base).or_insert_with(|| Market::of(figures, base));
        let error = || ChangeError::new("chain-order-totals").arg("order", name(self.scope, base));
        market.as_ref().ok_or_else(error)
    }

    fn left_of(&mut self, line: (RecordRef, usize)) -> &mut Decimal {
        let figures = self.figures;
        let whole = || figures.order(line.0).and_then(|order| Some(order.lines.get(line.1)?.left_to_draft()));
        self.left.entry(line).or_insert_with(|| whole().unwrap_or_default())
    }

    /// What was delivered and is in no invoice: never more than is left of its order.
    ///
    /// # Errors
    /// It has not left yet, its order is invoiced by progress, or a line has no price.
    fn of_delivery(&mut self, record: RecordRef) -> Result<Vec<Item>, ChangeError> {
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
    fn of_order(&mut self, base: RecordRef) -> Result<Vec<Item>, ChangeError> {
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

    fn key(&mut self, order: RecordRef, at: usize) -> Result<Key, ChangeError> {
        let (scope, figures) = (self.scope, self.figures);
        let book = scope.book;
        let market = self.market(order)?;
        let (base, first, _) = &market.orders[0];
        let sorts: Vec<InvoiceType> = market
            .invoices(figures)
            .into_iter()
            .filter_map(|record| figures.document(record))
            .filter(|document| document.replaced_by.is_none())
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
    fn key_without_order(&self, delivery: &Delivery, line: &DeliveryLine) -> Key {
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

    fn no_price(&self, delivery: RecordRef, at: usize) -> ChangeError {
        let error = ChangeError::new("gather-price").arg("name", name(self.scope, delivery)).arg("line", at + 1);
        error.hint("gather-price-help")
    }

    /// The line of what was delivered without an order, with the price of the day on which it left.
    fn priced(
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

    /// The draft of items that were agreed alike.
    fn draft(&mut self, mut items: Vec<Item>, taken: &[String]) -> Result<(FileChange, String), ChangeError> {
        let (scope, figures) = (self.scope, self.figures);
        let book = scope.book;
        let day = |record: RecordRef| book.get(record).date(book.shape(record.kind), "date");
        // Delivery by delivery as they left, each with its orders as they came; then what was not delivered.
        items.sort_by_key(|item| {
            let of = |place: Option<(RecordRef, usize)>| place.map(|(record, at)| (day(record), record, at));
            (item.delivery.is_none(), item.delivery.map(|(d, _)| (day(d), d)), of(item.order), of(item.delivery))
        });
        let invoices = kind(book, "invoice")?;
        let to = book.shape(invoices);
        let spec = table_spec(to);
        let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
        self.write_head(&items, &mut text)?;
        for (i, item) in items.iter().enumerate() {
            self.write_line(item, &KeyPath::key("lines").at(i), &mut text)?;
        }
        let lines = items.iter().enumerate().filter_map(|(i, item)| Some((item.order?, i, item.quantity)));
        let lines: Vec<_> = lines.map(|(order, index, quantity)| Part { order, index, quantity }).collect();
        let customer = items.first().and_then(|item| item.key.customer);
        let words = Words::of(scope, customer.map_or("", |customer| &book.get(customer).id));
        close_lines(scope, figures, invoices, &words, &lines, &mut text)?;
        if let Some(alone) = items.first().and_then(|item| item.key.alone) {
            self.settle(alone, &lines, &words, &mut text)?;
        }
        let asks = totals(scope, invoices, &text).map_or(Decimal::ZERO, |totals| totals.due);
        if asks < Decimal::ZERO {
            let named = customer.map_or_else(String::new, |customer| name(scope, customer));
            return Err(ChangeError::new("gather-negative").arg("name", named).hint("gather-negative-help"));
        }
        written_besides(scope, invoices, &text, &spec, scope.periods.today, taken)
    }

    /// What is the same in all orders; the customer alone where something was delivered without any.
    fn write_head(&self, items: &[Item], text: &mut RecordText<'_>) -> Result<(), ChangeError> {
        let (scope, book) = (self.scope, self.scope.book);
        let to = book.shape(kind(book, "invoice")?);
        let mut orders: Vec<RecordRef> = items.iter().filter_map(|item| item.order).map(|(order, _)| order).collect();
        orders.dedup();
        orders.sort_unstable();
        orders.dedup();
        let first = orders.first().and_then(|order| Some((*order, book.typed::<Order>(*order)?)));
        if let Some((order, typed)) = first {
            let shape = book.shape(order.kind);
            let values = |order: &RecordRef| &book.get(*order).values;
            let differs = |at: &usize| orders.iter().any(|other| values(other)[*at] != values(&order)[*at]);
            let mut except: Vec<&str> = (0..shape.fields.len())
                .filter(|at| differs(at))
                .map(|at| &*shape.fields[at].name)
                .filter(|name| *name != "customer")
                .collect();
            if items.iter().any(|item| item.order.is_none()) {
                except.extend(["reference", "deal", "subject", "job", "owner"]);
            }
            // An amount is kept once, not of each invoice.
            let retained = typed.retention.as_ref().is_some_and(|retention| retention.amount.is_some());
            let before = |order: &RecordRef| {
                let lines = self.figures.order(*order).map_or(&[][..], |order| &order.lines);
                lines.iter().any(|line| line.parts > 0)
            };
            if retained && orders.iter().any(before) {
                except.push("retention");
            }
            return head(scope, text, (order, &typed), to, &except);
        }
        let mut jobs: Vec<Option<String>> = Vec::new();
        for (record, _) in items.iter().filter_map(|item| item.delivery) {
            let Some(delivery) = book.typed::<Delivery>(record) else { continue };
            text.set(&KeyPath::key("customer"), &Literal::Text(delivery.customer.as_str().to_owned()))?;
            jobs.push(delivery.job);
        }
        text.set(&KeyPath::key("date"), &bare(scope.periods.today))?;
        jobs.dedup();
        match &jobs[..] {
            [Some(job)] => text.set(&KeyPath::key("job"), &Literal::Text(job.clone())),
            _ => Ok(()),
        }
    }

    fn write_line(&self, item: &Item, path: &KeyPath, text: &mut RecordText<'_>) -> Result<(), ChangeError> {
        let book = self.scope.book;
        let set = |text: &mut RecordText<'_>, key: &str, value: Literal| text.set(&path.clone().and(key), &value);
        if let Some((order, at)) = item.order {
            let shapes = line_shapes(book, order.kind, kind(book, "invoice")?);
            let values = line_values(book, order);
            let (Some((from, to)), Some(values)) = (shapes, values.get(at)) else { return Ok(()) };
            copy::table(text, path, (from, to), values, &["id", "quantity", "order_line"])?;
            let own = values.get(from.position("quantity").unwrap_or(usize::MAX)).and_then(Option::as_ref);
            let own = own.and_then(Value::as_decimal).unwrap_or(Decimal::ONE);
            let whole = item.quantity == own;
            set(text, "quantity", bare(if whole { own } else { item.quantity.normalize() }))?;
            set(text, "order", Literal::Text(book.get(order).id.to_string()))?;
            set(text, "order_line", Literal::Text(line_id(from, values, at)))?;
            if !whole {
                share_amounts(text, path, from, values, (item.quantity, own, item.key.currency.decimals()))?;
            }
        }
        let Some((record, at)) = item.delivery else { return Ok(()) };
        let Some(delivery) = book.typed::<Delivery>(record) else { return Ok(()) };
        let own = &delivery.lines[at];
        if item.order.is_none() {
            for (key, value) in self.priced(&delivery, (record, at), own, &item.key, item.quantity)? {
                let mut full = path.clone();
                full.0.extend(key.0);
                text.set(&full, &value)?;
            }
            set(text, "quantity", bare(item.quantity.normalize()))?;
        }
        set(text, "delivery", Literal::Text(book.get(record).id.to_string()))?;
        let named = own.id.clone().unwrap_or_else(|| (at + 1).to_string());
        set(text, "delivery_line", Literal::Text(named))
    }

    /// Of an order with invoices of its own: its reductions and extras in proportion, its deposits as far as the lines reach,
    /// and the last cents once nothing is left.
    fn settle(
        &mut self,
        base: RecordRef,
        lines: &[Part],
        words: &Words,
        text: &mut RecordText<'_>,
    ) -> Result<(), ChangeError> {
        let (scope, figures) = (self.scope, self.figures);
        let invoices = kind(scope.book, "invoice")?;
        let market = self.market(base)?;
        let work = super::convert::Work { scope, figures, market, order: base };
        let deposits = work.deposits()?;
        let Some(own) = totals(scope, invoices, text) else { return Ok(()) };
        let mut this = ByTax::new();
        for line in &own.lines {
            *this.entry(line.tax).or_default() += line.agreed;
        }
        let parts = |order: RecordRef, at: usize| lines.iter().filter(move |part| part.order == (order, at));
        let rest = market.orders.iter().flat_map(|(order, _, found)| {
            let left = |(at, line): (usize, &crate::figures::fulfilment::Fulfilment)| {
                line.left_to_draft() - parts(*order, at).map(|part| part.quantity).sum::<Decimal>()
            };
            found.lines.iter().enumerate().map(left)
        });
        let closes = rest.into_iter().all(|left| left.is_zero());
        let due = due_adjustments(&work, &this, closes);
        adjustments(scope, text, market, [&due[0], &due[1]])?;
        let mut open = this;
        let mut taken_off = false;
        for deposit in &deposits {
            let mut amounts = ByTax::new();
            for (key, left) in deposit.left.iter().filter(|(_, left)| **left > Decimal::ZERO) {
                let Some(open) = open.get_mut(key) else { continue };
                let amount = (*left).min(*open);
                if amount > Decimal::ZERO {
                    *open -= amount;
                    amounts.insert(*key, amount);
                }
            }
            if !amounts.is_empty() {
                take_off(scope, figures, text, words, deposit, &amounts)?;
                taken_off = true;
            }
        }
        if taken_off {
            text.set(&KeyPath::key("type"), &Literal::Text("final".into()))?;
        }
        let special = market.invoices(figures).into_iter().filter_map(|record| figures.document(record));
        let special = special.into_iter().any(|d| matches!(d.sort, InvoiceType::Deposit | InvoiceType::Final));
        if closes && special { close(scope, figures, market, invoices, text) } else { Ok(()) }
    }
}
