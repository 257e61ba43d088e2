//! The table: its heads, its rows, and the sums that are carried from page to page.

use serde_json::{Value, json};

use super::{Writer, minus, period};
use crate::document::view::{ItemRow, Row, RowAdjustment};
use crate::value::Decimal;

fn items<'a>(w: &'a Writer) -> impl Iterator<Item = &'a ItemRow> {
    w.view.rows.iter().filter_map(|row| match row {
        Row::Item(item) => Some(item),
        _ => None,
    })
}

/// The heads of the columns; null for one that this document does not have.
pub fn heads(w: &Writer) -> Value {
    let (priced, gross) = (w.sort().has_prices(), w.view.prices_include_tax);
    let taxed = priced && items(w).any(|item| item.tax_percent.is_some_and(|percent| !percent.is_zero()));
    let progress = priced && items(w).any(|item| item.progress.is_some());
    let head = |shown: bool, key: &str| shown.then(|| w.label(key));
    let amount = w.label(if gross { "amount-with-tax" } else { "amount" });
    json!({
        "description": w.label("description"),
        "quantity": w.label("quantity"),
        "unit_price": head(priced, if gross { "unit-price-with-tax" } else { "unit-price" }),
        "progress": head(progress, "progress"),
        "tax": head(taxed, "tax"),
        "amount": priced.then(|| format!("{amount}, {}", w.currency.code())),
    })
}

/// The rows. An item that counts has with it the sum of all items down to it, for the foot of its page.
pub fn rows(w: &Writer) -> Vec<Value> {
    let mut running = Decimal::ZERO;
    let mut rows = Vec::with_capacity(w.view.rows.len());
    for row in &w.view.rows {
        rows.push(match row {
            Row::Title(text) => json!({ "kind": "title", "text": text }),
            Row::Text(text) => json!({ "kind": "text", "text": text }),
            Row::Subtotal { label, amount } => json!({
                "kind": "subtotal",
                "label": label.clone().unwrap_or_else(|| w.label("subtotal")),
                "amount": w.amount(*amount),
            }),
            Row::Item(item) => {
                if item.line.is_some() {
                    running += item.amount;
                }
                self::item(w, item, running)
            }
        });
    }
    rows
}

fn item(w: &Writer, item: &ItemRow, running: Decimal) -> Value {
    let counted = item.line.is_some();
    let (name, rest) = item.description.split_once('\n').unwrap_or((&item.description, ""));
    let mut details = Vec::new();
    if !rest.trim().is_empty() {
        details.push(rest.trim_end().to_owned());
    }
    let line = item.line.and_then(|at| w.view.invoice.lines.get(at));
    details.extend(line.and_then(|line| line.period).map(|covered| period(w, covered.start, covered.end)));
    details.extend(item.reference.clone());
    if w.sort().has_prices() {
        details.extend(item.adjustments.iter().map(|adjustment| self::adjustment(w, adjustment)));
    }
    let option = item.option.as_ref().map(|(group, chosen)| {
        let label = w.label(if *chosen { "option-chosen" } else { "option" });
        json!({ "label": if group.is_empty() { label } else { format!("{label} · {group}") }, "chosen": chosen })
    });
    json!({
        "kind": "item",
        "name": name,
        "details": details,
        "quantity": minus(w.tongue.quantity(item.quantity)),
        "unit": w.labels.unit(&item.unit, item.quantity),
        "unit_price": minus(w.tongue.price(item.unit_price, w.currency)),
        "tax": item.tax_percent.map(|percent| w.percent(percent)).unwrap_or_default(),
        "progress": item.progress.map(|percent| w.percent(percent)).unwrap_or_default(),
        "amount": w.amount(item.amount),
        "option": option,
        "counted": counted,
        "running": (counted && w.sort().has_prices()).then(|| w.amount(running)),
    })
}

/// "Loyalty 10 %, −12,00".
fn adjustment(w: &Writer, adjustment: &RowAdjustment) -> String {
    let kind = if adjustment.amount.is_sign_negative() { "discount" } else { "extra" };
    let mut text = adjustment.reason.clone().unwrap_or_else(|| w.label(kind));
    if let Some(percent) = adjustment.percent {
        text.push_str(&format!(" {}", w.percent(percent.abs())));
    }
    let sign = if adjustment.amount.is_sign_negative() { "" } else { "+" };
    text.push_str(&format!(", {sign}{}", w.amount(adjustment.amount)));
    text
}

/// What must be known to read the table.
pub fn remarks(w: &Writer) -> Vec<String> {
    let apart = items(w).any(|item| item.line.is_none() && item.option.is_some());
    apart.then(|| w.label("options-apart")).into_iter().collect()
}
