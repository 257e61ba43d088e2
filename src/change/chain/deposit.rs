//! A deposit invoice: a part of an order before it is delivered, taxed at the order's rates in proportion.

use super::convert::Work;
use super::draft::{AmountLine, agreed_deposit, head};
use super::{bare, kind, written};
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::plan::{Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::figures::share::{self, Share};
use crate::finding::KeyPath;
use crate::model::kind::FileFormat;
use crate::value::{Decimal, Money};

/// So many percent of the order; what was agreed where nobody says.
///
/// # Errors
/// Nothing was agreed, the percentage makes no sense, or the order is worth nothing.
pub(super) fn percent(work: &Work<'_, '_>, percent: Option<Decimal>) -> Result<Plan, ChangeError> {
    let book = work.scope.book;
    let agreed = || agreed_deposit(book, &work.market.orders[0].1);
    let Some(percent) = percent.or_else(agreed) else {
        return Err(work.refused("sorts-no-deposit").hint("sorts-no-deposit-help"));
    };
    if percent <= Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
        return Err(work.refused("sorts-percent").arg("percent", percent));
    }
    let whole = work.market.agreed(book);
    let share = share::percent(&whole, percent, work.market.currency.decimals());
    let words = work.words();
    let order = work.scope.book.title(work.market.base()).to_owned();
    let number = words.percent(percent);
    draft(work, share, &words.text("draft-deposit-percent", &[("percent", &number), ("order", &order)]))
}

/// An amount with tax.
///
/// # Errors
/// It is more than the order, or nothing.
pub(super) fn amount(work: &Work<'_, '_>, amount: Decimal) -> Result<Plan, ChangeError> {
    let market = work.market;
    if amount <= Decimal::ZERO || amount > market.gross().amount {
        let error = work.refused("sorts-amount").arg("amount", Money::new(amount, market.currency));
        return Err(error.arg("most", market.gross()));
    }
    let whole = market.agreed(work.scope.book);
    let share = share::with_tax(&whole, market.prices, amount, market.currency.decimals());
    let order = work.scope.book.title(market.base()).to_owned();
    draft(work, share, &work.words().text("draft-deposit", &[("order", &order)]))
}

fn draft(work: &Work<'_, '_>, share: Option<Share>, description: &str) -> Result<Plan, ChangeError> {
    let (scope, market) = (work.scope, work.market);
    let book = scope.book;
    let share = share.filter(|share| !share.parts.is_empty()).ok_or_else(|| work.refused("sorts-nothing-to-share"))?;
    let kind = kind(book, "invoice")?;
    let (base, order, _) = &market.orders[0];
    let to = book.shape(kind);
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    head(scope, &mut text, (*base, order), to, &["retention", "subject"])?;
    text.set(&KeyPath::key("type"), &Literal::Text("deposit".into()))?;
    text.set(&KeyPath::key("terms"), &Literal::Text("on-receipt".into()))?;
    if let Some(subject) = &order.subject {
        text.set(&KeyPath::key("subject"), &Literal::Text(subject.clone()))?;
    }
    if !share.rounding.is_zero() {
        text.set(&KeyPath::key("rounding"), &bare(share.rounding))?;
    }
    for (key, amount) in share.parts {
        let line = AmountLine {
            description: description.to_owned(),
            amount,
            tax: market.code(book, key),
            more: vec![("order", Literal::Text(book.get(*base).id.to_string()))],
        };
        line.write(&mut text)?;
    }
    let (change, name) = written(scope, kind, &text, &spec, scope.periods.today)?;
    let subject = format!("{name}: deposit of {}", book.name(*base));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}
