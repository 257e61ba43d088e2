//! An order is invoiced, as far as it was not yet.

use super::{bare, kind, line_values, lines_of, name, written};
use crate::book::record::Values;
use crate::book::{RecordRef, Value};
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::finding::KeyPath;
use crate::model::Shape;
use crate::model::kind::FileFormat;
use crate::value::{Decimal, decimal};

/// A draft invoice of all that no invoice holds yet, from an order or from the order of an accepted quote.
///
/// # Errors
/// There is no order, or nothing is left of it.
pub fn convert(scope: &Scope<'_>, record: RecordRef) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let order = match book.kind(record.kind).name {
        "order" => record,
        "quote" => order_of(scope, record)?,
        other => return Err(ChangeError::new("chain-no-chain").arg("name", book.name(record)).arg("kind", other)),
    };
    let figures = Figures::new(book, scope.periods.today);
    let refused = |key: &'static str| ChangeError::new(key).arg("order", name(scope, order));
    let Some(found) = figures.order(order) else { return Err(refused("chain-order-totals")) };
    let left: Vec<Decimal> = found.lines.iter().map(|line| line.left_to_draft()).collect();
    if left.iter().all(Decimal::is_zero) {
        return Err(refused("chain-nothing-left"));
    }
    let untouched = found.lines.iter().all(|line| (line.invoiced + line.drafted).is_zero());
    let decimals = found.offer.totals.currency.decimals();
    let kind = kind(book, "invoice")?;
    let (values, from, to) = (&book.get(order).values, book.shape(order.kind), book.shape(kind));
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let mut except = vec!["number", "series", "date", "lines", "tags"];
    // What was agreed for the whole order stands in its first invoice.
    if !untouched {
        except.extend(["allowances", "charges"]);
    }
    copy::table(&mut text, &KeyPath::default(), (from, to), values, &except)?;
    let today = scope.periods.today;
    text.set(&KeyPath::key("date"), &bare(today))?;
    if let (Some(from), Some(to)) = (lines_of(from), lines_of(to)) {
        let mut at = 0;
        for (i, values) in line_values(book, order).into_iter().enumerate() {
            let (Some(left), Some(line)) = (left.get(i).filter(|left| !left.is_zero()), found.lines.get(i)) else {
                continue;
            };
            let path = KeyPath::key("lines").at(at);
            at += 1;
            copy::table(&mut text, &path, (from, to), values, &["id", "quantity"])?;
            let quantity = if *left == line.ordered { *left } else { left.normalize() };
            text.set(&path.clone().and("quantity"), &bare(quantity))?;
            text.set(&path.clone().and("order"), &Literal::Text(book.get(order).id.to_string()))?;
            let id = from.position("id").and_then(|id| values[id].as_ref()?.as_text());
            let id = id.map_or_else(|| (i + 1).to_string(), str::to_owned);
            text.set(&path.clone().and("order_line"), &Literal::Text(id))?;
            if *left != line.ordered {
                share_amounts(&mut text, &path, from, values, (*left, line.ordered, decimals))?;
            }
        }
    }
    let (change, name) = written(scope, kind, &text, &spec, today)?;
    let subject = format!("{name}: from {}", book.name(order));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// The order that was written when a quote was accepted.
fn order_of(scope: &Scope<'_>, quote: RecordRef) -> Result<RecordRef, ChangeError> {
    let book = scope.book;
    let orders: Vec<RecordRef> =
        book.links().to(quote).iter().copied().filter(|from| book.kind(from.kind).name == "order").collect();
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

/// Reductions that are amounts of money go with the part of the line that is invoiced.
fn share_amounts(
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
