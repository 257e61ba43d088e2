//! An order is invoiced: what is left of it, a deposit, or as far as the work has progressed.

use super::draft::{Words, adjustments, close, close_lines, head, line_shapes, take_off};
use super::{bare, deposit, kind, line_values, name, progress, written};
use crate::book::record::Values;
use crate::book::{RecordRef, Value};
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::figures::market::{Deposit, Market};
use crate::figures::share::ByTax;
use crate::finding::KeyPath;
use crate::model::Shape;
use crate::model::kind::FileFormat;
use crate::value::{Decimal, decimal};

/// How much of an order is invoiced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Invoicing {
    /// All that no invoice holds yet, less the deposits.
    #[default]
    Rest,
    /// A deposit of so many percent; `None`: what was agreed.
    DepositPercent(Option<Decimal>),
    /// A deposit of an amount, with tax.
    DepositAmount(Decimal),
    /// Work progressed to so many percent: of all lines, or of those that are named.
    Progress(Vec<(Option<String>, Decimal)>),
}

/// A draft invoice from an order, or from the order of an accepted quote. Amendments of the order are a part of it.
///
/// # Errors
/// There is no order, or nothing is left of it; what each sort of invoice refuses.
pub fn convert(scope: &Scope<'_>, record: RecordRef, how: &Invoicing) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let order = match book.kind(record.kind).name {
        "order" => record,
        "quote" => order_of(scope, record)?,
        other => return Err(ChangeError::new("chain-no-chain").arg("name", book.name(record)).arg("kind", other)),
    };
    let figures = Figures::new(book, scope.periods.today);
    let refused = |key: &'static str| ChangeError::new(key).arg("order", name(scope, order));
    let Some(market) = Market::of(&figures, order) else { return Err(refused("chain-order-totals")) };
    let work = Work { scope, figures: &figures, market: &market, order };
    match how {
        Invoicing::DepositPercent(percent) => deposit::percent(&work, *percent),
        Invoicing::DepositAmount(amount) => deposit::amount(&work, *amount),
        Invoicing::Progress(wishes) => progress::progress(&work, wishes),
        // What began by percents ends by percents.
        Invoicing::Rest if work.has_progress() => progress::progress(&work, &[(None, Decimal::ONE_HUNDRED)]),
        Invoicing::Rest => rest(&work),
    }
}

/// So much of an order line, as a line of a draft.
pub(super) struct Part {
    pub order: (RecordRef, usize),
    /// Which line of the draft.
    pub index: usize,
    pub quantity: Decimal,
}

/// What all sorts of invoices are made from.
pub(super) struct Work<'w, 'b> {
    pub scope: &'w Scope<'b>,
    pub figures: &'w Figures<'b>,
    pub market: &'w Market<'w>,
    /// The order that was named: the market's first, or an amendment.
    pub order: RecordRef,
}

impl Work<'_, '_> {
    pub fn refused(&self, key: &'static str) -> ChangeError {
        ChangeError::new(key).arg("order", name(self.scope, self.order))
    }

    pub fn words(&self) -> Words {
        Words::of(self.scope, None, self.market.orders[0].1.customer.as_str())
    }

    fn has_progress(&self) -> bool {
        self.market.orders.iter().flat_map(|(.., order)| &order.lines).any(|line| !line.progress.is_zero())
    }

    /// The deposits that are to be taken off.
    ///
    /// # Errors
    /// One is still a draft: nobody knows what to take off.
    pub fn deposits(&self) -> Result<Vec<Deposit>, ChangeError> {
        let mut deposits = self.market.deposits(self.figures);
        deposits.retain(|deposit| deposit.left.values().any(|left| *left > Decimal::ZERO));
        match deposits.iter().find(|deposit| !deposit.issued) {
            Some(draft) => {
                let name = self.scope.book.name(draft.record);
                Err(self.refused("sorts-deposit-draft").arg("deposit", name).hint("sorts-deposit-draft-help"))
            }
            None => Ok(deposits),
        }
    }
}

/// What no invoice holds yet.
fn rest(work: &Work<'_, '_>) -> Result<Plan, ChangeError> {
    let (scope, market) = (work.scope, work.market);
    let book = scope.book;
    let left = |order: usize| market.orders[order].2.lines.iter().map(|line| line.left_to_draft());
    if (0..market.orders.len()).flat_map(left).all(|left| left.is_zero()) {
        return Err(work.refused("chain-nothing-left"));
    }
    let deposits = work.deposits()?;
    let untouched =
        market.orders.iter().flat_map(|(.., order)| &order.lines).all(|line| (line.invoiced + line.drafted).is_zero());
    let decimals = market.currency.decimals();
    let kind = kind(book, "invoice")?;
    let (base, first, _) = &market.orders[0];
    let (from, to) = (book.shape(base.kind), book.shape(kind));
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    head(scope, &mut text, (*base, first), to, &[])?;
    if !deposits.is_empty() {
        text.set(&KeyPath::key("type"), &Literal::Text("final".into()))?;
    }
    // What was agreed for the whole order stands in its first invoice; as amounts, where other lines than the order's would
    // change what a percentage is of.
    if untouched {
        let only = market.orders.iter().all(|(_, order, _)| order.amends.is_none() || plain(order));
        if deposits.is_empty() && (only && market.orders.len() == 1) {
            let others: Vec<&str> =
                from.fields.iter().map(|f| &*f.name).filter(|n| !["allowances", "charges"].contains(n)).collect();
            copy::table(&mut text, &KeyPath::default(), (from, to), &book.get(*base).values, &others)?;
        } else {
            adjustments(scope, &mut text, market, [&market.allowances(), &market.charges()])?;
        }
    } else {
        // Invoices of deliveries took their part of them.
        let due = progress::due_adjustments(work, &ByTax::new(), true);
        adjustments(scope, &mut text, market, [&due[0], &due[1]])?;
    }
    let Some((from, to)) = line_shapes(book, base.kind, kind) else { return Err(work.refused("chain-order-totals")) };
    let mut parts: Vec<Part> = Vec::new();
    for (order, _, figures) in &market.orders {
        for (i, (values, line)) in line_values(book, *order).into_iter().zip(&figures.lines).enumerate() {
            let left = line.left_to_draft();
            if left.is_zero() {
                continue;
            }
            let path = KeyPath::key("lines").at(parts.len());
            parts.push(Part { order: (*order, i), index: parts.len(), quantity: left });
            copy::table(&mut text, &path, (from, to), values, &["id", "quantity", "order_line"])?;
            let own = values.get(from.position("quantity").unwrap_or(usize::MAX)).and_then(Option::as_ref);
            let own = own.and_then(Value::as_decimal).unwrap_or(Decimal::ONE);
            let quantity = if left == own { own } else { left.normalize() };
            text.set(&path.clone().and("quantity"), &bare(quantity))?;
            text.set(&path.clone().and("order"), &Literal::Text(book.get(*order).id.to_string()))?;
            text.set(&path.clone().and("order_line"), &Literal::Text(line_id(from, values, i)))?;
            if left != own {
                share_amounts(&mut text, &path, from, values, (left, own, decimals))?;
            }
        }
    }
    let words = work.words();
    if !untouched {
        close_lines(scope, work.figures, kind, &words, &parts, &mut text)?;
    }
    for deposit in &deposits {
        let left: ByTax = deposit.left.iter().filter(|(_, l)| **l > Decimal::ZERO).map(|(k, l)| (*k, *l)).collect();
        take_off(scope, work.figures, &mut text, &words, deposit, &left)?;
    }
    if !deposits.is_empty() {
        close(scope, work.figures, market, kind, &mut text)?;
    }
    let (change, name) = written(scope, kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: from {}", book.name(work.order));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// Nothing is taken off or added to the whole of it.
fn plain(order: &crate::model::order::Order) -> bool {
    order.allowances.is_empty() && order.charges.is_empty()
}

/// What invoices call a line of an order: its id, else its position.
pub(super) fn line_id(shape: &Shape, values: &Values, index: usize) -> String {
    let id = shape.position("id").and_then(|id| values[id].as_ref()?.as_text());
    id.map_or_else(|| (index + 1).to_string(), str::to_owned)
}

/// The order that was written when a quote was accepted; its amendments do not count.
pub(super) fn order_of(scope: &Scope<'_>, quote: RecordRef) -> Result<RecordRef, ChangeError> {
    let book = scope.book;
    let amends = |order: &RecordRef| book.get(*order).text(book.shape(order.kind), "amends").is_some();
    let orders: Vec<RecordRef> = book
        .referrers(quote)
        .into_iter()
        .filter(|from| book.kind(from.kind).name == "order" && !amends(from))
        .collect();
    let error = |key: &'static str| ChangeError::new(key).arg("quote", name(scope, quote));
    match orders[..] {
        [only] => Ok(only),
        [] => Err(error("chain-no-order").hint("chain-no-order-help")),
        _ => {
            let names: Vec<String> = orders.iter().map(|order| book.name(*order)).collect();
            Err(error("chain-several-orders").arg("orders", names.join(", ")))
        }
    }
}

/// Reductions that are amounts of money go with the part of the line that is invoiced or credited.
pub(super) fn share_amounts(
    text: &mut RecordText<'_>,
    path: &KeyPath,
    shape: &Shape,
    values: &Values,
    (part, whole, decimals): (Decimal, Decimal, u32),
) -> Result<(), ChangeError> {
    for name in ["allowances", "charges"] {
        let Some(at) = shape.position(name) else { continue };
        let Some(amount) = shape.fields[at].ty.item().shape().and_then(|shape| shape.position("amount")) else {
            continue;
        };
        let items = values[at].as_ref().map_or(&[][..], Value::as_list);
        for (i, item) in items.iter().filter_map(Value::as_table).enumerate() {
            let money = item[amount].as_ref().and_then(Value::as_decimal);
            let share = money.and_then(|money| money.checked_mul(part)?.checked_div(whole));
            if let Some(share) = share {
                let path = path.clone().and(name).at(i).and("amount");
                text.set(&path, &bare(decimal::fixed(share, decimals)))?;
            }
        }
    }
    Ok(())
}
