//! How and when to pay.

use serde_json::{Value, json};

use super::{Writer, in_fours, pair};
use crate::document::Sort;

/// The box that tells how to pay: only on what demands money, and only if some is left to pay.
pub fn payment(w: &Writer) -> Value {
    let (view, invoice) = (w.view, &w.view.invoice);
    let demands = view.sort.is_fiscal() && view.sort != Sort::CreditNote && invoice.totals.due.is_sign_positive();
    if !demands || invoice.totals.due.is_zero() {
        return Value::Null;
    }
    let mut rows = Vec::new();
    let mut add = |label: String, value: Option<String>| {
        rows.extend(value.filter(|value| !value.is_empty()).map(|value| pair(label, value)));
    };
    // Instalments tell their amounts and days themselves.
    if view.instalments.is_empty() {
        add(w.label("to-pay"), Some(w.money(invoice.totals.due)));
        add(w.label("due"), invoice.due_date.map(|date| w.date(date)));
    }
    add(w.label("payment-terms"), invoice.payment_terms.clone());
    if let Some(payment) = &invoice.payment {
        let means = payment.means_text.clone().or_else(|| means(&payment.means).map(|key| w.label(key)));
        add(w.label("payment"), means);
        for account in &payment.accounts {
            let holder = account.name.clone().filter(|name| *name != invoice.seller.name);
            add(w.label("pay-to"), holder);
            add(w.label("iban"), Some(in_fours(&account.account, 40)));
            add(w.label("bic"), account.bic.clone());
        }
        if let Some(debit) = &payment.direct_debit {
            add(w.label("mandate"), debit.mandate.clone());
            add(w.label("creditor"), debit.creditor.clone());
            add(w.label("iban"), debit.debited_account.as_ref().map(|account| in_fours(account, 40)));
        }
        let quoted = view.creditor_reference.as_ref().map(|reference| in_fours(reference, 30));
        add(w.label("quote-reference"), quoted.or_else(|| payment.remittance.clone()));
    }
    // The amount alone tells nothing that the totals do not.
    if rows.len() < 2 && view.instalments.is_empty() && view.payment_code.is_none() {
        return Value::Null;
    }
    json!({
        "title": w.label("payment"),
        "rows": rows,
        "code": view.payment_code.as_ref().map(|_| "/payment.svg"),
        "caption": w.label("scan-to-pay"),
    })
}

/// Means of payment (BT-81, UNTDID 4461).
fn means(code: &str) -> Option<&'static str> {
    match code {
        "30" | "31" | "42" | "57" | "58" => Some("means-transfer"),
        "49" | "59" => Some("means-direct-debit"),
        "48" | "54" | "55" => Some("means-card"),
        "20" => Some("means-cheque"),
        "10" => Some("means-cash"),
        _ => None,
    }
}

/// Parts of what is payable, with their days.
pub fn instalments(w: &Writer) -> Value {
    if w.view.instalments.is_empty() {
        return Value::Null;
    }
    let rows = w.view.instalments.iter().map(|part| {
        json!({ "date": w.date(part.due), "amount": w.money(part.amount), "label": part.label.clone().unwrap_or_default() })
    });
    json!({ "title": w.label("instalments"), "rows": rows.collect::<Vec<_>>() })
}
