//! Totals, taxes by rate, and the state of a market.

use serde_json::{Value, json};

use super::Writer;
use crate::document::Sort;
use crate::document::view::RowAdjustment;
use crate::einvoice::term::TaxSubtotal;

/// More rates than this are summed up in one row: the table of taxes has them.
const RATES: usize = 3;

#[derive(Clone, Copy)]
enum Weight {
    Plain,
    Quiet,
    Strong,
}

fn row(label: impl Into<String>, value: String, weight: Weight) -> Value {
    let (label, strong, quiet) = (label.into(), matches!(weight, Weight::Strong), matches!(weight, Weight::Quiet));
    json!({ "label": label, "value": value, "strong": strong, "quiet": quiet })
}

fn without_tax(w: &Writer) -> bool {
    w.view.invoice.breakdown.iter().all(|subtotal| subtotal.tax_amount.is_zero())
}

/// The column of totals, top to bottom; the last is the one that matters.
pub fn totals(w: &Writer) -> Vec<Value> {
    let totals = &w.view.invoice.totals;
    if !w.sort().has_prices() || w.sort() == Sort::Statement {
        return vec![];
    }
    let (mut rows, untaxed, gross) = (Vec::new(), without_tax(w), w.view.prices_include_tax);
    let adjusted = !w.view.adjustments.is_empty();
    if adjusted {
        rows.push(row(w.label("total-lines"), w.amount(w.view.rows_total), Weight::Plain));
        rows.extend(w.view.adjustments.iter().map(|adjustment| self::adjustment(w, adjustment)));
    }
    if !gross {
        if !untaxed || adjusted {
            rows.push(row(w.label("total-without-tax"), w.amount(totals.tax_exclusive), Weight::Plain));
        }
        rows.extend(tax_rows(w, "tax-rate"));
    }
    let due = totals.due;
    let partly_paid =
        totals.prepaid.is_some_and(|paid| !paid.is_zero()) || totals.rounding.is_some_and(|cents| !cents.is_zero());
    let total = if untaxed { "total" } else { "total-with-tax" };
    if w.sort().is_fiscal() && (!untaxed || partly_paid) {
        rows.push(row(w.label(total), w.amount(totals.tax_inclusive), Weight::Plain));
    }
    if gross {
        rows.extend(tax_rows(w, "tax-included"));
    }
    if let Some(rounding) = totals.rounding.filter(|cents| !cents.is_zero()) {
        rows.push(row(w.label("rounding"), w.amount(rounding), Weight::Quiet));
    }
    if let Some(paid) = totals.prepaid.filter(|paid| !paid.is_zero()) {
        rows.push(row(w.label("prepaid"), w.amount(-paid), Weight::Quiet));
    }
    let last = match w.sort() {
        Sort::CreditNote => "to-credit",
        sort if sort.is_fiscal() => "to-pay",
        _ => total,
    };
    rows.push(row(w.label(last), w.money(due), Weight::Strong));
    rows
}

fn adjustment(w: &Writer, adjustment: &RowAdjustment) -> Value {
    let key = if adjustment.amount.is_sign_negative() { "allowance" } else { "charge" };
    let mut label = adjustment.reason.clone().unwrap_or_else(|| w.label(key));
    if let Some(percent) = adjustment.percent {
        label.push_str(&format!(" {}", w.percent(percent.abs())));
    }
    row(label, w.amount(adjustment.amount), Weight::Quiet)
}

fn tax_rows(w: &Writer, key: &str) -> Vec<Value> {
    let taxed: Vec<&TaxSubtotal> = w.view.invoice.breakdown.iter().filter(|tax| !tax.tax_amount.is_zero()).collect();
    if taxed.len() > RATES {
        let sum = w.view.invoice.totals.tax.unwrap_or_default();
        return vec![row(w.label("total-tax"), w.amount(sum), Weight::Quiet)];
    }
    let one = |tax: &&TaxSubtotal| {
        let percent = w.percent(tax.tax.percent.unwrap_or_default());
        row(w.labels.with(key, &[("percent", &percent)]), w.amount(tax.tax_amount), Weight::Quiet)
    };
    taxed.iter().map(one).collect()
}

/// Taxes by rate: where there are several, or where the law wants to know why there is none.
pub fn taxes(w: &Writer) -> Value {
    let invoice = &w.view.invoice;
    let told = invoice.breakdown.len() > 1 || invoice.breakdown.iter().any(|tax| tax.exemption_reason.is_some());
    let foreign = in_tax_currency(w);
    if !w.sort().has_prices() || !(told || foreign.is_some()) {
        return Value::Null;
    }
    let rows = invoice.breakdown.iter().map(|tax| {
        let percent = tax.tax.percent.filter(|percent| !percent.is_zero());
        let label = match percent {
            Some(percent) => w.labels.with("tax-rate", &[("percent", &w.percent(percent))]),
            None => w.label("tax-none"),
        };
        // A reason that stands among the mentions, too, is said once.
        let reason = tax.exemption_reason.as_ref().filter(|reason| !w.view.mentions.contains(reason));
        json!({ "label": label, "base": w.amount(tax.taxable), "tax": w.amount(tax.tax_amount), "reason": reason })
    });
    json!({
        "heads": [w.label("tax"), w.label("taxable"), w.label("total-tax")],
        "rows": rows.collect::<Vec<_>>(),
        "note": foreign,
    })
}

/// The tax in the currency in which it is accounted for (BT-111).
fn in_tax_currency(w: &Writer) -> Option<String> {
    let invoice = &w.view.invoice;
    let (currency, tax) = (invoice.tax_currency?, invoice.totals.tax_in_accounting_currency?);
    let amount = w.tongue.money(tax, currency);
    Some(match w.view.exchange_rate {
        Some((rate, date)) => w.labels.with(
            "tax-in-currency",
            &[
                ("currency", currency.code()),
                ("amount", &amount),
                ("rate", &w.tongue.quantity(rate)),
                ("date", &w.tongue.short_date(date)),
            ],
        ),
        None => w.labels.with("tax-in-currency-only", &[("currency", currency.code()), ("amount", &amount)]),
    })
}

/// Market, amendments, earlier, this, rest.
pub fn progress(w: &Writer) -> Value {
    let Some(progress) = &w.view.progress else { return Value::Null };
    let rows = [
        ("market", progress.market, false),
        ("amendments", progress.amendments, false),
        ("earlier", progress.earlier, false),
        ("this", progress.this, true),
        ("rest", progress.rest, false),
    ];
    let rows = rows.into_iter().filter(|(key, amount, _)| *key != "amendments" || !amount.is_zero());
    let rows =
        rows.map(|(key, amount, strong)| json!({ "label": w.label(key), "value": w.amount(amount), "strong": strong }));
    json!({ "title": w.label("progress"), "rows": rows.collect::<Vec<_>>() })
}
