//! What the drafts of all sorts of invoices have in common: lines that ask for an amount, their words, their last cents.

use super::convert::Part;
use super::{bare, lines_of};
use crate::book::reading::read_values;
use crate::book::{Book, RecordRef};
use crate::change::copy;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::figures::Figures;
use crate::figures::document::totals_of;
use crate::figures::market::{Deposit, Market, code_of};
use crate::figures::reader;
use crate::figures::share::ByTax;
use crate::figures::totals::{Prices, TaxKey, Totals};
use crate::finding::KeyPath;
use crate::finding::label::Labels;
use crate::model::customer::Customer;
use crate::model::field::{LanguageTag, TaxCode};
use crate::model::invoice::InvoiceType;
use crate::model::order::Order;
use crate::model::{KindId, Shape};
use crate::value::terms::Event;
use crate::value::{Date, Decimal, Terms};

/// A line that asks for an amount instead of a quantity at a price.
pub(super) struct AmountLine<'a> {
    pub description: String,
    /// As the prices are; a negative one becomes a negative quantity, since no price is (BR-27).
    pub amount: Decimal,
    pub tax: Option<TaxCode>,
    /// The other keys, in any order.
    pub more: Vec<(&'a str, Literal)>,
}

impl AmountLine<'_> {
    /// Writes it as the next line.
    pub fn write(self, text: &mut RecordText<'_>) -> Result<(), ChangeError> {
        let at = KeyPath::key("lines").at(text.len(&KeyPath::key("lines")));
        let mut set = |name: &str, value: &Literal| text.set(&at.clone().and(name), value);
        set("description", &Literal::Text(self.description))?;
        set("quantity", &bare(if self.amount < Decimal::ZERO { "-1" } else { "1" }))?;
        set("unit_price", &bare(self.amount.abs()))?;
        if let Some(tax) = self.tax {
            set("tax", &Literal::Text(tax.0))?;
        }
        for (name, value) in &self.more {
            set(name, value)?;
        }
        Ok(())
    }
}

/// The words that a customer reads, as on its documents: in its language, else in the firm's.
pub(super) struct Words(Labels);

impl Words {
    /// `language`: the document's own, where it has one.
    pub fn of(scope: &Scope<'_>, language: Option<&LanguageTag>, customer: &str) -> Words {
        Words(Labels::of(reader::tongue(scope.book, language.map(|tag| tag.0.as_str()), customer)))
    }

    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.0.with(key, args)
    }

    pub fn date(&self, date: Date) -> String {
        self.0.tongue.date(date)
    }

    pub fn percent(&self, percent: Decimal) -> String {
        self.0.tongue.percent(percent)
    }
}

fn customer_of(book: &Book, id: &str) -> Option<Customer> {
    book.typed(book.find(book.kinds.named("customer")?, id)?)
}

/// What the whole invoice takes from its order, but its lines, allowances and charges; dated today.
pub(super) fn head(
    scope: &Scope<'_>,
    text: &mut RecordText<'_>,
    (order, typed): (RecordRef, &Order),
    to: &Shape,
    except: &[&str],
) -> Result<(), ChangeError> {
    let book = scope.book;
    let mut all = vec!["number", "series", "date", "lines", "tags", "allowances", "charges", "terms"];
    all.extend(except);
    let (values, from) = (&book.get(order).values, book.shape(order.kind));
    copy::table(text, &KeyPath::default(), (from, to), values, &all)?;
    text.set(&KeyPath::key("date"), &bare(scope.periods.today))?;
    // Terms that wait for an event have waited long enough when there is something to invoice.
    let own = typed.terms.as_ref().map(|terms| terms.0.clone());
    let due = due_terms(book, typed);
    match if due == terms(book, typed) { own } else { due } {
        Some(terms) => text.set(&KeyPath::key("terms"), &Literal::Text(terms)),
        None => Ok(()),
    }
}

/// The terms of an order: its own, its customer's, the firm's.
pub(super) fn terms(book: &Book, order: &Order) -> Option<String> {
    let customers = || customer_of(book, order.customer.as_str())?.terms;
    let terms = order.terms.clone().or_else(customers).or_else(|| book.firm.file.terms.clone());
    terms.map(|terms| terms.0)
}

/// The terms that an invoice of an order has: what waited for an event has waited long enough.
pub(super) fn due_terms(book: &Book, order: &Order) -> Option<String> {
    let own = terms(book, order)?;
    let formula = Terms::parse(&own).ok().filter(waits);
    Some(formula.map_or(own, |formula| formula.after_order().to_string()))
}

fn waits(terms: &Terms) -> bool {
    Event::ALL.iter().any(|event| terms.upon(*event).is_some())
}

/// The deposit that was agreed, in percent.
pub(super) fn agreed_deposit(book: &Book, order: &Order) -> Option<Decimal> {
    let own = order.deposit.as_ref().map(|percent| percent.0);
    own.or_else(|| Terms::parse(&terms(book, order)?).ok()?.upon(Event::Order))
}

/// The totals of a draft as it stands.
pub(super) fn totals(scope: &Scope<'_>, kind: KindId, text: &RecordText<'_>) -> Option<Totals> {
    let book = scope.book;
    let values = read_values(book.shape(kind), "new.toml", &text.finish(), &book.firm, &mut Vec::new()).0;
    totals_of(book, book.shape(kind), &values).ok()
}

/// Allowances and charges as amounts, one for each rate.
pub(super) fn adjustments(
    scope: &Scope<'_>,
    text: &mut RecordText<'_>,
    market: &Market<'_>,
    amounts: [&ByTax; 2],
) -> Result<(), ChangeError> {
    let orders = &market.orders;
    let reasons = [
        orders.iter().flat_map(|(_, order, _)| &order.allowances).find_map(|a| a.reason.clone()),
        orders.iter().flat_map(|(_, order, _)| &order.charges).find_map(|a| a.reason.clone()),
    ];
    for ((name, amounts), reason) in ["allowances", "charges"].into_iter().zip(amounts).zip(reasons) {
        for (i, (key, amount)) in amounts.iter().filter(|(_, amount)| !amount.is_zero()).enumerate() {
            let at = |key: &str| KeyPath::key(name).at(i).and(key);
            text.set(&at("amount"), &bare(amount))?;
            if let Some(reason) = &reason {
                text.set(&at("reason"), &Literal::Text(reason.clone()))?;
            }
            if let Some(code) = market.code(scope.book, *key) {
                text.set(&at("tax"), &Literal::Text(code.0))?;
            }
        }
    }
    Ok(())
}

/// Takes amounts of a deposit off, one line for each rate.
pub(super) fn take_off(
    scope: &Scope<'_>,
    figures: &Figures<'_>,
    text: &mut RecordText<'_>,
    words: &Words,
    deposit: &Deposit,
    amounts: &ByTax,
) -> Result<(), ChangeError> {
    let book = scope.book;
    let (found, shape) = (book.get(deposit.record), book.shape(deposit.record.kind));
    let number = found.text(shape, "number").unwrap_or_default();
    let date = figures.document(deposit.record).map_or_else(String::new, |document| words.date(document.date));
    for (key, amount) in amounts.iter().filter(|(_, amount)| !amount.is_zero()) {
        let line = AmountLine {
            description: words.text("draft-less-deposit", &[("number", number), ("date", &date)]),
            amount: -*amount,
            tax: code_of(book, *key, scope.periods.today),
            more: vec![("invoice", Literal::Text(found.id.to_string()))],
        };
        line.write(text)?;
    }
    Ok(())
}

/// The cents (BT-114) that a last invoice adds, so that all invoices of a market ask for exactly what was agreed: tax is
/// rounded in each of them (BR-CO-17). More than rounding can make is somebody's wish, and left alone.
pub(super) fn close(
    scope: &Scope<'_>,
    figures: &Figures<'_>,
    market: &Market<'_>,
    kind: KindId,
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let Some(own) = totals(scope, kind, text).filter(|_| market.prices == Prices::Net) else { return Ok(()) };
    let cent = Decimal::new(1, market.currency.decimals());
    let mut rates: Vec<TaxKey> = market.lines(scope.book).into_keys().collect();
    rates.dedup();
    let mut asked = own.due;
    let mut documents = market.orders.len() + 1;
    for document in market.invoices(figures).into_iter().filter_map(|record| figures.document(record)) {
        let counts = document.issued || document.sort != InvoiceType::Corrected;
        if !counts || document.others.replaced_by.is_some() || document.currency != market.currency {
            continue;
        }
        documents += 1;
        asked = asked.saturating_add(document.signed(document.gross()).amount);
        if document.sort == InvoiceType::Deposit {
            asked = asked.saturating_sub(document.credited.amount);
        }
    }
    let left = market.gross().amount.saturating_sub(asked);
    let most = cent.saturating_mul(Decimal::from(documents * rates.len().max(1)));
    if left.is_zero() || left.abs() > most {
        return Ok(());
    }
    text.set(&KeyPath::key("rounding"), &bare(left))
}

/// The cents that lines of an order lose when it is invoiced in parts, on the last line of each: what is rounded in every
/// invoice adds up to what was agreed. More than rounding can make is somebody's wish, and left alone.
pub(super) fn close_lines(
    scope: &Scope<'_>,
    figures: &Figures<'_>,
    kind: KindId,
    words: &Words,
    parts: &[Part],
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let Some(own) = totals(scope, kind, text) else { return Ok(()) };
    let cent = Decimal::new(1, own.currency.decimals());
    for (i, part) in parts.iter().enumerate() {
        let same = || parts.iter().filter(|other| other.order == part.order);
        let last = !parts[i + 1..].iter().any(|other| other.order == part.order);
        let found = figures.order(part.order.0).and_then(|order| order.lines.get(part.order.1));
        let Some(line) = found.filter(|line| last && line.progress.is_zero()) else { continue };
        let quantity: Decimal = same().map(|part| part.quantity).sum();
        if line.left_to_draft() != quantity || line.ordered.is_zero() {
            continue;
        }
        let asked: Decimal = same().filter_map(|part| own.lines.get(part.index)).map(|line| line.agreed).sum();
        let lost = line.agreed - line.billed - asked;
        let most = cent * Decimal::from(line.parts as usize + same().count());
        if lost.is_zero() || lost.abs() > most {
            continue;
        }
        let list = KeyPath::key("lines").at(part.index);
        let list = list.and(if lost < Decimal::ZERO { "allowances" } else { "charges" });
        let at = text.len(&list);
        text.set(&list.clone().at(at).and("amount"), &bare(lost.abs()))?;
        let reason = words.text("gather-rounding", &[]);
        text.set(&list.at(at).and("reason"), &Literal::Text(reason))?;
    }
    Ok(())
}

/// The lines' shapes of two kinds.
pub(super) fn line_shapes(book: &Book, from: KindId, to: KindId) -> Option<(&Shape, &Shape)> {
    Some((lines_of(book.shape(from))?, lines_of(book.shape(to))?))
}
