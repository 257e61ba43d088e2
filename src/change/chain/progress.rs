//! A progress invoice: how far each line of an order has come, in cumulative percent, less what was invoiced before.

use super::convert::{Work, line_id};
use super::draft::{AmountLine, adjustments, close, head, line_shapes, take_off};
use super::{bare, kind, line_values, written};
use crate::book::RecordRef;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::figures::document::tax_key;
use crate::figures::share::ByTax;
use crate::finding::KeyPath;
use crate::model::invoice::InvoiceType;
use crate::model::kind::FileFormat;
use crate::value::{Decimal, decimal};

/// A line of the market, with where it comes to.
struct Reached {
    order: RecordRef,
    line: usize,
    percent: Decimal,
    /// Of all its percents, as the prices are.
    cumulative: Decimal,
    agreed: Decimal,
}

/// A draft of what the lines have progressed. `wishes` are cumulative percents, of all lines or of one by its id.
///
/// # Errors
/// A percent that is below what was invoiced or above 100, a line that is not there or was invoiced by quantity, nothing new.
pub(super) fn progress(work: &Work<'_, '_>, wishes: &[(Option<String>, Decimal)]) -> Result<Plan, ChangeError> {
    let (scope, market) = (work.scope, work.market);
    let book = scope.book;
    let lines = reached(work, wishes)?;
    let before = |line: &Reached| fulfilment(work, line).progress;
    if lines.iter().all(|line| line.percent == before(line)) {
        let least = lines.iter().map(before).min().filter(|least| *least < Decimal::ONE_HUNDRED);
        return Err(match least {
            Some(least) => work.refused("sorts-no-progress").arg("before", least.normalize()),
            None => work.refused("chain-nothing-left"),
        });
    }
    let deposits = work.deposits()?;
    let closes = lines.iter().all(|line| line.percent == Decimal::ONE_HUNDRED);
    let kind = kind(book, "invoice")?;
    let (base, first, _) = &market.orders[0];
    let to = book.shape(kind);
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    head(scope, &mut text, (*base, first), to, &[])?;
    text.set(&KeyPath::key("type"), &Literal::Text("progress".into()))?;

    let (mut cumulative, mut agreed) = (ByTax::new(), ByTax::new());
    let shapes = line_shapes(book, base.kind, kind);
    for line in &lines {
        let Some((_, order, _)) = market.orders.iter().find(|(record, ..)| *record == line.order) else { continue };
        let typed = &order.lines[line.line];
        if let Some(key) = tax_key(book, typed.tax.as_ref().map(|code| code.0.as_str()), order.date) {
            *cumulative.entry(key).or_default() += line.cumulative;
            *agreed.entry(key).or_default() += line.agreed;
        }
        if line.percent == before(line) {
            continue;
        }
        let found = fulfilment(work, line);
        let values = line_values(book, line.order);
        let id = match (shapes, values.get(line.line)) {
            (Some((from, _)), Some(values)) => line_id(from, values, line.line),
            _ => (line.line + 1).to_string(),
        };
        let mut more = vec![
            ("order", Literal::Text(book.get(line.order).id.to_string())),
            ("order_line", Literal::Text(id)),
            ("progress", bare(line.percent.normalize())),
        ];
        if !found.progress.is_zero() {
            more.push(("earlier", bare(found.progress.normalize())));
        }
        if let Some(product) = &typed.product {
            more.push(("product", Literal::Text(product.as_str().to_owned())));
        }
        let line = AmountLine {
            description: typed.description.clone().unwrap_or_default(),
            amount: decimal::fixed(line.cumulative - found.billed, market.currency.decimals()),
            tax: typed.tax.clone(),
            more,
        };
        line.write(&mut text)?;
    }
    let words = work.words();
    let (sum, whole) = (total(&cumulative), total(&agreed));
    for deposit in &deposits {
        // A deposit is taken off as the work progresses.
        let due = |(key, all): (&_, &Decimal)| {
            let left = deposit.left.get(key).copied().unwrap_or_default();
            let so_far = if closes { *all } else { part(*all, sum, whole, market.currency.decimals()) };
            let amount = (so_far - (*all - left)).min(left);
            (amount > Decimal::ZERO).then_some((*key, amount))
        };
        let amounts: ByTax = deposit.whole.iter().filter_map(due).collect();
        take_off(scope, work.figures, &mut text, &words, deposit, &amounts)?;
    }
    let earlier = earlier(work);
    let due = |whole: ByTax, earlier: &ByTax| -> ByTax {
        let amount = |(key, all): (_, Decimal)| {
            let (reached, of) = (cumulative.get(&key).copied()?, agreed.get(&key).copied()?);
            let so_far = if closes { all } else { part(all, reached, of, market.currency.decimals()) };
            Some((key, so_far - earlier.get(&key).copied().unwrap_or_default()))
        };
        whole.into_iter().filter_map(amount).filter(|(_, amount)| *amount > Decimal::ZERO).collect()
    };
    let parts = [due(market.allowances(), &earlier[0]), due(market.charges(), &earlier[1])];
    adjustments(scope, &mut text, market, [&parts[0], &parts[1]])?;
    if closes {
        close(scope, work.figures, market, kind, &mut text)?;
    }
    let (change, name) = written(scope, kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: progress of {}", book.name(*base));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

fn fulfilment(work: &Work<'_, '_>, line: &Reached) -> crate::figures::fulfilment::Fulfilment {
    let order = work.market.orders.iter().find(|(record, ..)| *record == line.order);
    order.and_then(|(.., figures)| figures.lines.get(line.line)).copied().unwrap_or_default()
}

/// Every line that is sold, with the percent that it comes to.
fn reached(work: &Work<'_, '_>, wishes: &[(Option<String>, Decimal)]) -> Result<Vec<Reached>, ChangeError> {
    let (market, decimals) = (work.market, work.market.currency.decimals());
    for (_, percent) in wishes {
        if *percent < Decimal::ZERO || *percent > Decimal::ONE_HUNDRED {
            return Err(work.refused("sorts-percent").arg("percent", percent));
        }
    }
    let mut used = vec![false; wishes.len()];
    let mut lines = Vec::new();
    for (record, order, figures) in &market.orders {
        for (i, (typed, found)) in order.lines.iter().zip(&figures.lines).enumerate() {
            if found.ordered.is_zero() {
                continue;
            }
            let id = typed.id.clone().unwrap_or_else(|| (i + 1).to_string());
            let named = wishes.iter().position(|(name, _)| *record == work.order && name.as_ref() == Some(&id));
            let all = wishes.iter().position(|(name, _)| name.is_none());
            let wish = named.or(all);
            if let Some(wish) = wish {
                used[wish] = true;
            }
            let percent = match wish.map(|wish| wishes[wish].1) {
                Some(percent) if percent < found.progress && named.is_some() => {
                    let error = work.refused("sorts-backwards").arg("line", id).arg("percent", percent.normalize());
                    return Err(error.arg("before", found.progress));
                }
                Some(percent) => percent.max(found.progress),
                None => found.progress,
            };
            if found.by_quantity && percent != found.progress {
                let error = work.refused("sorts-mixed").arg("line", id);
                return Err(error.hint("sorts-mixed-help"));
            }
            let cumulative = part(found.agreed, percent, Decimal::ONE_HUNDRED, decimals);
            lines.push(Reached { order: *record, line: i, percent, cumulative, agreed: found.agreed });
        }
    }
    match wishes.iter().zip(used).find(|(_, used)| !used) {
        Some(((name, _), _)) => {
            let line = name.clone().unwrap_or_default();
            Err(work.refused("sorts-no-line").arg("line", line))
        }
        None => Ok(lines),
    }
}

/// What an invoice of a part of a market takes off and adds for the whole of it: in proportion to the lines that are invoiced by
/// then (`this` is what its own come to), less what earlier invoices did; all the rest where it `closes` the market.
pub(super) fn due_adjustments(work: &Work<'_, '_>, this: &ByTax, closes: bool) -> [ByTax; 2] {
    let (book, market) = (work.scope.book, work.market);
    let agreed = market.lines(book);
    let mut reached = this.clone();
    for (_, order, figures) in &market.orders {
        for (typed, line) in order.lines.iter().zip(&figures.lines) {
            let key = tax_key(book, typed.tax.as_ref().map(|code| code.0.as_str()), order.date);
            if let Some(key) = key.filter(|_| !line.billed.is_zero()) {
                *reached.entry(key).or_default() += line.billed;
            }
        }
    }
    let earlier = earlier(work);
    let due = |whole: ByTax, earlier: &ByTax| -> ByTax {
        let amount = |(key, all): (_, Decimal)| {
            let (so_far, of) = (reached.get(&key).copied().unwrap_or_default(), agreed.get(&key).copied()?);
            let so_far = if closes { all } else { part(all, so_far, of, market.currency.decimals()) };
            Some((key, so_far - earlier.get(&key).copied().unwrap_or_default()))
        };
        whole.into_iter().filter_map(amount).filter(|(_, amount)| *amount > Decimal::ZERO).collect()
    };
    [due(market.allowances(), &earlier[0]), due(market.charges(), &earlier[1])]
}

/// What earlier invoices, drafts included, took off and added for the whole of the market, less credit notes.
fn earlier(work: &Work<'_, '_>) -> [ByTax; 2] {
    let mut sums = [ByTax::new(), ByTax::new()];
    for record in work.market.invoices(work.figures) {
        let document = work.figures.document(record).filter(|d| d.others.replaced_by.is_none());
        let Some(document) = document.filter(|d| d.sort != InvoiceType::Deposit) else { continue };
        let Some(totals) = work.figures.totals(record) else { continue };
        for (sum, parts) in sums.iter_mut().zip([&totals.allowance_parts, &totals.charge_parts]) {
            for adjustment in parts {
                *sum.entry(adjustment.tax).or_default() +=
                    if document.credit_note { -adjustment.agreed } else { adjustment.agreed };
            }
        }
    }
    sums
}

fn total(sums: &ByTax) -> Decimal {
    sums.values().fold(Decimal::ZERO, |sum, amount| sum.saturating_add(*amount))
}

/// `amount × of / whole`, rounded; all of it where both are the same.
fn part(amount: Decimal, of: Decimal, whole: Decimal, decimals: u32) -> Decimal {
    if of == whole {
        return amount;
    }
    let share = amount.checked_mul(of).and_then(|product| product.checked_div(whole));
    decimal::fixed(share.unwrap_or_default(), decimals)
}
