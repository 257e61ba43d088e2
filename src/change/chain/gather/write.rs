//! The draft of what was found: its head, its lines, and what settles an order that has invoices of its own.

use super::super::convert::{Part, Work, line_id, share_amounts};
use super::super::draft::{Words, adjustments, close, close_lines, head, line_shapes, take_off, totals};
use super::super::progress::due_adjustments;
use super::super::{bare, kind, line_values, name, written_besides};
use super::find::{Gatherer, Item};
use crate::book::{RecordRef, Value};
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{FileChange, table_spec};
use crate::change::record_text::RecordText;
use crate::figures::fulfilment::Fulfilment;
use crate::figures::share::ByTax;
use crate::finding::KeyPath;
use crate::model::delivery::Delivery;
use crate::model::invoice::InvoiceType;
use crate::model::kind::FileFormat;
use crate::model::order::Order;
use crate::value::Decimal;

impl Gatherer<'_, '_> {
    /// The draft of items that were agreed alike.
    pub(super) fn draft(
        &mut self,
        mut items: Vec<Item>,
        taken: &[String],
    ) -> Result<(FileChange, String), ChangeError> {
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
        let words = Words::of(scope, None, customer.map_or("", |customer| &book.get(customer).id));
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
        let work = Work { scope, figures, market, order: base };
        let deposits = work.deposits()?;
        let Some(own) = totals(scope, invoices, text) else { return Ok(()) };
        let mut this = ByTax::new();
        for line in &own.lines {
            *this.entry(line.tax).or_default() += line.agreed;
        }
        let parts = |order: RecordRef, at: usize| lines.iter().filter(move |part| part.order == (order, at));
        let rest = market.orders.iter().flat_map(|(order, _, found)| {
            let left = |(at, line): (usize, &Fulfilment)| {
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
