//! What bills come to. The supplier's document is what is owed, so what it states counts; what it does not state is computed
//! from its lines by the arithmetic of EN 16931. `check` compares the two.

use rayon::prelude::*;

use super::Figures;
use super::document_input::{NoTotals, currency, rate_key};
use super::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, TaxKey, Totals, TotalsFault};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::bill::{Bill, BillAdjustment, BillLine};
use crate::model::field::{Amount, Percent};
use crate::model::invoice::InvoiceType;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Decimal, Money};

/// A bill with its figures. Amounts are positive for credit notes too; see [`BillFigures::signed`].
#[derive(Debug, Clone)]
pub struct BillFigures {
    pub credit_note: bool,
    /// Nothing is sure yet: it counts nowhere.
    pub draft: bool,
    pub supplier: Option<RecordRef>,
    pub currency: Currency,
    /// Without tax (BT-109).
    pub net: Option<Money>,
    /// Tax (BT-110).
    pub tax: Option<Money>,
    /// What is to be paid (BT-115).
    pub gross: Option<Money>,
}

impl BillFigures {
    /// The amount with the sign that figures count it with.
    pub fn signed(&self, money: Money) -> Money {
        if self.credit_note { -money } else { money }
    }

    /// `draft` or `received`.
    pub fn status(&self) -> &'static str {
        if self.draft { STATUSES[0] } else { STATUSES[1] }
    }
}

/// The words of [`BillFigures::status`].
pub const STATUSES: &[&str] = &["draft", "received"];

pub(super) fn bills(figures: &Figures<'_>) -> Vec<Option<BillFigures>> {
    let book = figures.book;
    let Some(kind) = book.kinds.named("bill") else { return Vec::new() };
    let records = 0..book.records(kind).len() as u32;
    let bill = |index| {
        let record = RecordRef { kind, index };
        Some(figures_of(book, &book.typed::<Bill>(record)?))
    };
    records.into_par_iter().with_min_len(64).map(bill).collect()
}

/// The figures of one bill.
pub fn figures_of(book: &Book, bill: &Bill) -> BillFigures {
    let supplier = bill.supplier.as_ref().and_then(|supplier| target(book, "supplier", supplier.as_str()));
    let currency = currency_of(book, bill, supplier);
    let computed = computed_totals(book, bill, currency).ok();
    let stated = |get: fn(&crate::model::bill::BillTotals) -> &Option<Amount>| {
        bill.stated.as_ref().and_then(|stated| get(stated).as_ref()).map(|amount| amount.0)
    };
    let money = |amount: Option<Decimal>| amount.map(|amount| Money::new(amount, currency));
    let of = |get: fn(&Totals) -> Decimal| computed.as_ref().map(get);
    let gross = stated(|s| &s.payable).or_else(|| {
        // What was paid before, and rounding, are known only where they are stated.
        let adjusted = stated(|s| &s.prepaid).is_some() || stated(|s| &s.rounding).is_some();
        stated(|s| &s.gross).filter(|_| !adjusted)
    });
    BillFigures {
        credit_note: bill.bill_type == Some(InvoiceType::CreditNote),
        draft: bill.draft == Some(true),
        supplier,
        currency,
        net: money(stated(|s| &s.net).or(of(|t| t.tax_exclusive))),
        tax: money(stated(|s| &s.tax).or(of(|t| t.tax))),
        gross: money(gross.or(of(|t| t.due))),
    }
}

/// The currency of a bill: its own, else its supplier's, else the book's.
pub fn currency_of(book: &Book, bill: &Bill, supplier: Option<RecordRef>) -> Currency {
    let suppliers = supplier.and_then(|supplier| {
        let found = book.get(supplier);
        found.sound.then(|| found.text(book.shape(supplier.kind), "currency")).flatten()
    });
    currency(book, bill.currency.as_ref().map(|currency| currency.0.as_str()), suppliers)
}

/// The totals that the lines, allowances and charges of a bill make. A line counts with the net amount that it states (as
/// BR-CO-10 has it), else with quantity × price.
///
/// # Errors
/// No lines and no charges, a line without an amount, one that nobody can tax, or numbers beyond all bounds.
pub fn computed_totals(book: &Book, bill: &Bill, currency: Currency) -> Result<Totals, NoTotals> {
    if bill.lines.is_empty() && bill.charges.is_empty() {
        return Err(NoTotals::Incomplete);
    }
    let amount = |get: fn(&crate::model::bill::BillTotals) -> &Option<Amount>| {
        bill.stated.as_ref().and_then(|stated| get(stated).as_ref()).map(|amount| amount.0)
    };
    let adjustments = |list: &[BillAdjustment]| -> Result<Vec<AdjustmentInput>, NoTotals> {
        let input = |item: &BillAdjustment| {
            let tax = item.tax_category.map(|category| key(category, &item.tax_percent));
            Ok(AdjustmentInput { adjustment: adjustment(item)?, tax })
        };
        list.iter().map(input).collect()
    };
    let input = DocumentInput {
        currency,
        lines: bill.lines.iter().map(|line| line_input(book, line)).collect::<Result<_, _>>()?,
        allowances: adjustments(&bill.allowances)?,
        charges: adjustments(&bill.charges)?,
        prepaid: amount(|s| &s.prepaid),
        rounding: amount(|s| &s.rounding),
        ..DocumentInput::default()
    };
    Ok(input.totals()?)
}

fn line_input(book: &Book, line: &BillLine) -> Result<LineInput, NoTotals> {
    let tax = line_tax(book, line).ok_or(NoTotals::Tax)?;
    if let Some(net) = &line.net {
        return Ok(plain(Decimal::ONE, net.0, tax));
    }
    priced(line, tax)
}

/// A line by its quantity and price, whatever net it states.
fn priced(line: &BillLine, tax: TaxKey) -> Result<LineInput, NoTotals> {
    let (Some(quantity), Some(price)) = (&line.quantity, &line.unit_price) else { return Err(NoTotals::Incomplete) };
    let list = |list: &[BillAdjustment]| list.iter().map(adjustment).collect::<Result<_, _>>();
    Ok(LineInput {
        price_base_quantity: line.price_base.as_ref().map(|base| base.0),
        allowances: list(&line.allowances)?,
        charges: list(&line.charges)?,
        ..plain(quantity.0, price.0, tax)
    })
}

fn plain(quantity: Decimal, unit_price: Decimal, tax: TaxKey) -> LineInput {
    LineInput { quantity, unit_price, price_base_quantity: None, allowances: Vec::new(), charges: Vec::new(), tax }
}

/// What a line's quantity and price come to without tax; `None` where it lacks one of them.
pub fn line_amount(line: &BillLine, currency: Currency) -> Option<Decimal> {
    let tax = TaxKey { category: TaxCategory::None, percent: Decimal::ZERO };
    let input = DocumentInput { currency, lines: vec![priced(line, tax).ok()?], ..DocumentInput::default() };
    let totals: Result<Totals, TotalsFault> = input.totals();
    totals.ok().map(|totals| totals.tax_exclusive)
}

/// How a line is taxed: as the supplier states it, else by a rate of the firm's that was written. A firm that has no rates
/// says nothing about tax.
fn line_tax(book: &Book, line: &BillLine) -> Option<TaxKey> {
    match (line.tax_category, &line.tax) {
        (Some(category), _) => Some(key(category, &line.tax_percent)),
        (None, Some(code)) => book.firm.tax(&code.0).map(rate_key),
        (None, None) => book.firm.file.tax.is_empty().then_some(key(TaxCategory::None, &None)),
    }
}

fn key(category: TaxCategory, percent: &Option<Percent>) -> TaxKey {
    TaxKey { category, percent: percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0) }
}

/// The amount counts, the percentage only where there is none.
fn adjustment(item: &BillAdjustment) -> Result<Adjustment, NoTotals> {
    match (&item.amount, &item.percent) {
        (Some(amount), _) => Ok(Adjustment::Amount(amount.0)),
        (None, Some(percent)) => Ok(Adjustment::Percent(percent.0)),
        (None, None) => Err(NoTotals::Incomplete),
    }
}
