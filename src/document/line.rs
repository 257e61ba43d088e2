//! Lines: as they are agreed and printed ([`ItemRow`]), and without tax, in the standard's terms ([`term::Line`]).

use super::ViewFault;
use super::view::{ItemRow, RowAdjustment};
use crate::change::ChangeError;
use crate::einvoice::term;
use crate::figures::totals::{Adjustment, AdjustmentTotal, LineInput, LineParts, LineTotal, Prices, TaxKey, Totals};
use crate::model::adjustment::{DocumentAdjustment, LineAdjustment};
use crate::value::Decimal;
use crate::value::tax::TaxCategory;

/// What a line says besides its numbers.
pub(super) struct Words {
    pub id: String,
    pub description: String,
    pub unit: String,
    pub option: Option<(String, bool)>,
    pub reference: Option<String>,
}

/// The numbers of a line.
pub(super) struct Numbers<'n> {
    pub prices: Prices,
    pub decimals: u32,
    pub input: &'n LineInput,
    pub total: &'n LineTotal,
    pub allowances: &'n [LineAdjustment],
    pub charges: &'n [LineAdjustment],
}

/// A line in both forms. `place`: which of the invoice's lines it is; none where it is no part of the total.
///
/// # Errors
/// Numbers beyond what can be added up.
pub(super) fn line(
    words: Words,
    numbers: &Numbers<'_>,
    place: Option<usize>,
) -> Result<(ItemRow, term::Line), ViewFault> {
    let Numbers { prices, decimals, input, total, allowances, charges } = *numbers;
    let parts = LineParts::of(prices, decimals, input, total).map_err(|_| ChangeError::new("render-too-large"))?;
    let row = |list: &[LineAdjustment], amounts: &[Decimal], sign: Decimal| -> Vec<RowAdjustment> {
        let adjustment = |(adjustment, amount): (&LineAdjustment, &Decimal)| RowAdjustment {
            percent: percent(adjustment),
            amount: amount * sign,
            reason: adjustment.reason.clone(),
        };
        list.iter().zip(amounts).map(adjustment).collect()
    };
    let mut adjustments = row(allowances, &parts.agreed_allowances, Decimal::NEGATIVE_ONE);
    adjustments.extend(row(charges, &parts.agreed_charges, Decimal::ONE));
    let standard = |list: &[LineAdjustment], amounts: &[Decimal]| -> Vec<term::Adjustment> {
        let adjustment = |(adjustment, amount): (&LineAdjustment, &Decimal)| term::Adjustment {
            amount: *amount,
            // Of prices with tax, a percent of a base without tax may miss the amount by a cent.
            base: percent(adjustment).filter(|_| prices == Prices::Net).map(|_| total.gross),
            percent: percent(adjustment).filter(|_| prices == Prices::Net),
            reason: adjustment.reason.clone(),
            reason_code: None,
            tax: None,
        };
        list.iter().zip(amounts).map(adjustment).collect()
    };
    let (name, description) = match words.description.trim().split_once('\n') {
        Some((name, rest)) => (name.trim().to_owned(), Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty())),
        None => (words.description.trim().to_owned(), None),
    };
    let tax = tax(input.tax);
    let standard = term::Line {
        net: total.net,
        allowances: standard(allowances, &parts.allowances),
        charges: standard(charges, &parts.charges),
        price_base: input.price_base_quantity,
        description,
        ..term::Line::new(words.id, name, input.quantity, words.unit.clone(), parts.price, tax)
    };
    let row = ItemRow {
        line: place,
        description: words.description.trim().to_owned(),
        quantity: input.quantity,
        unit: words.unit,
        unit_price: input.unit_price,
        adjustments,
        tax_percent: charged(input.tax),
        amount: total.agreed,
        option: words.option,
        reference: words.reference,
        progress: None,
    };
    Ok((row, standard))
}

fn percent(adjustment: &LineAdjustment) -> Option<Decimal> {
    adjustment.percent.as_ref().filter(|_| adjustment.amount.is_none()).map(|percent| percent.0)
}

/// The category and rate of the standard: what is out of the tax's scope has no rate.
pub(super) fn tax(key: TaxKey) -> term::Tax {
    let without = matches!(key.category, TaxCategory::OutOfScope | TaxCategory::None);
    term::Tax { category: key.category, percent: (!without).then(|| key.percent.normalize()) }
}

/// The percent that is printed: none where no tax is charged.
pub(super) fn charged(key: TaxKey) -> Option<Decimal> {
    use TaxCategory::{Canary, CeutaMelilla, Standard, Zero};
    matches!(key.category, Standard | Zero | Canary | CeutaMelilla).then(|| key.percent.normalize())
}

/// The allowances or charges of a whole document: as agreed, with a sign, and in the standard's terms, one for each rate.
pub(super) fn of_document(
    list: &[DocumentAdjustment],
    parts: &[AdjustmentTotal],
    totals: &Totals,
    inputs: &[&LineInput],
    sign: Decimal,
) -> (Vec<RowAdjustment>, Vec<term::Adjustment>) {
    let percent = |i: usize| {
        let adjustment = list.get(i).filter(|adjustment| adjustment.amount.is_none())?;
        adjustment.percent.as_ref().map(|percent| percent.0)
    };
    let reason = |i: usize| list.get(i).and_then(|adjustment| adjustment.reason.clone());
    let mut rows: Vec<(usize, RowAdjustment)> = Vec::new();
    let mut standard = Vec::new();
    for part in parts {
        match rows.iter_mut().find(|(input, _)| *input == part.input) {
            Some((_, row)) => row.amount += part.agreed * sign,
            None => rows.push((
                part.input,
                RowAdjustment { percent: percent(part.input), amount: part.agreed * sign, reason: reason(part.input) },
            )),
        }
        let of_key = inputs.iter().zip(&totals.lines).filter(|(line, _)| line.tax == part.tax);
        let base = percent(part.input).map(|_| of_key.map(|(_, total)| total.net).sum());
        standard.push(term::Adjustment {
            amount: part.net,
            base,
            percent: percent(part.input),
            reason: reason(part.input),
            reason_code: None,
            tax: Some(tax(part.tax)),
        });
    }
    (rows.into_iter().map(|(_, row)| row).collect(), standard)
}

/// A line's adjustments as the arithmetic takes them.
pub(super) fn inputs(list: &[LineAdjustment]) -> Vec<Adjustment> {
    list.iter().map(crate::figures::offer::line_adjustment).collect()
}
