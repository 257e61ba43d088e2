//! What issuing writes of the invoices and payments before a document: the numbers of those that it refers to (BG-3), where
//! its order stood, what is retained, and what was paid before there was any invoice (BT-113).

use std::collections::BTreeMap;

use super::want::Draft;
use crate::book::{Book, RecordRef};
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{FileChange, table_spec};
use crate::change::record_text::RecordText;
use crate::figures::Figures;
use crate::figures::market::{markets_of, preceding, prepayments, progress};
use crate::figures::totals::Totals;
use crate::finding::KeyPath;
use crate::model::invoice::InvoiceType;
use crate::model::kind::FileFormat;
use crate::value::{Date, Decimal, decimal};

fn bare(value: impl ToString) -> Literal {
    Literal::Bare(value.to_string())
}

/// The earlier invoices and, of a progress invoice, the state of its order.
pub(super) fn parts(book: &Book, draft: &Draft<'_>, date: Date) -> Vec<(KeyPath, Literal)> {
    let figures = Figures::new(book, date);
    let mut parts = Vec::new();
    for (i, earlier) in preceding(&figures, draft.record, &draft.invoice).into_iter().enumerate() {
        let at = |name: &str| KeyPath::key("preceding").at(i).and(name);
        let (found, shape) = (book.get(earlier), book.shape(earlier.kind));
        let number = found.text(shape, "number").unwrap_or_default();
        parts.push((at("number"), Literal::Text(number.to_owned())));
        if let Some(day) = found.date(shape, "date") {
            parts.push((at("date"), bare(day)));
        }
    }
    if draft.invoice.invoice_type == Some(InvoiceType::Progress)
        && let Some(stand) = progress(&figures, draft.record)
    {
        let at = |name: &str| KeyPath::key("progress").and(name);
        parts.push((at("number"), bare(stand.number)));
        for (name, money) in [
            ("market", stand.market),
            ("amendments", stand.amendments),
            ("earlier", stand.earlier),
            ("this", stand.this),
            ("rest", stand.rest),
        ] {
            parts.push((at(name), bare(money.amount)));
        }
    }
    parts
}

/// The amount that a percentage of retention money comes to.
pub(super) fn retained(draft: &Draft<'_>, totals: &Totals) -> Option<(KeyPath, Literal)> {
    let retention = draft.invoice.retention.as_ref().filter(|retention| retention.amount.is_none())?;
    let share = totals.gross().amount.checked_mul(retention.percent.as_ref()?.0)?.checked_div(Decimal::ONE_HUNDRED)?;
    let amount = decimal::fixed(share, totals.currency.decimals());
    Some((KeyPath::key("retention").and("amount"), bare(amount)))
}

/// Payments for orders, given out to the invoices of those orders as they are issued.
#[derive(Default)]
pub(super) struct Prepaid {
    /// What of a payment was given out.
    taken: BTreeMap<RecordRef, Vec<(String, Decimal)>>,
}

impl Prepaid {
    /// What was paid for the order of a draft before: not more than the draft asks for. Noted as allocated to it.
    pub fn take(&mut self, book: &Book, draft: &Draft<'_>, totals: &Totals, date: Date) -> Option<Decimal> {
        if draft.invoice.invoice_type == Some(InvoiceType::CreditNote) {
            return None;
        }
        draft.invoice.lines.iter().find(|line| line.order.is_some())?;
        let figures = Figures::new(book, date);
        let mut markets = markets_of(&figures, &draft.invoice);
        markets.retain(|market| market.currency == totals.currency);
        let mut open = totals.gross().amount;
        let mut prepaid = Decimal::ZERO;
        for (payment, left) in markets.iter().flat_map(|market| prepayments(&figures, market)) {
            let taken = self.taken.entry(payment).or_default();
            let given: Decimal = taken.iter().map(|(_, amount)| *amount).sum();
            let part = (left.amount - given).min(open);
            if part > Decimal::ZERO {
                taken.push((book.get(draft.record).id.to_string(), part));
                open -= part;
                prepaid += part;
            }
        }
        (prepaid > Decimal::ZERO).then_some(prepaid)
    }

    /// The payments, with what was given out of them written into them.
    pub fn changes(self, book: &Book) -> Result<Vec<FileChange>, ChangeError> {
        let mut changes = Vec::new();
        for (payment, taken) in self.taken.into_iter().filter(|(_, taken)| !taken.is_empty()) {
            let source = book.source(payment);
            let before = source.text().ok_or_else(|| ChangeError::new("change-not-utf8").arg("path", &source.path))?;
            let spec = table_spec(book.shape(payment.kind));
            let mut text = RecordText::parse(FileFormat::Toml, before, &spec)?;
            for (invoice, amount) in taken {
                let list = KeyPath::key("allocations");
                let at = list.clone().at(text.len(&list));
                text.set(&at.clone().and("invoice"), &Literal::Text(invoice))?;
                text.set(&at.and("amount"), &bare(amount))?;
            }
            let (path, before) = (source.path.to_string(), Some(before.to_owned()));
            changes.push(FileChange { path, before, after: Some(text.finish()) });
        }
        Ok(changes)
    }
}
