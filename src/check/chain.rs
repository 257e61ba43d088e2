//! The chain from quote to invoice: quotes that contradict themselves, orders that got more than was ordered.

use rustc_hash::FxHashMap;

use super::settings::percent_range;
use super::state::out_of_order;
use super::{Scope, at_key, document_name, fix};
use crate::book::RecordRef;
use crate::book::link::{Target, reference, resolve};
use crate::figures::Figures;
use crate::figures::document::{NoTotals, tax_key};
use crate::figures::fulfilment::{StepSort, steps, typed_deliveries, typed_orders};
use crate::figures::offer::{self, QuoteStatus};
use crate::figures::totals::TotalsFault;
use crate::finding::{Finding, KeyPath, code};
use crate::model::Type;
use crate::model::adjustment::{DocumentAdjustment, LineAdjustment};
use crate::model::field::{Amount, Percent, TaxCode};
use crate::model::order::Order;
use crate::model::pricelist::PriceList;
use crate::model::quote::{LineType, Quote};
use crate::value::{Decimal, Money};

/// Every quote.
pub fn quotes(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (record, _) in book.sound_named("quote") {
        let Some(quote) = book.typed::<Quote>(record) else { continue };
        let key = |name: &str| KeyPath::key(name);
        let accepted = quote.acceptance.as_ref().map(|acceptance| acceptance.date);
        for (later, earlier, days) in [
            ("valid_until", "date", (quote.valid_until, Some(quote.date))),
            ("sent", "date", (quote.sent, Some(quote.date))),
            ("declined", "sent", (quote.declined, quote.sent)),
        ] {
            if let (Some(day), Some(before)) = days
                && day < before
            {
                findings.push(out_of_order(book, record, (later, day), (earlier, before)));
            }
        }
        if let (Some(day), Some(before)) = (accepted, quote.sent.or(Some(quote.date)))
            && day < before
        {
            let other = if quote.sent.is_some() { "sent" } else { "date" };
            let finding = at_key(book, &code::DATES, record, key("acceptance").and("date")).arg("date", day);
            let finding = finding.arg("other", other).arg("earlier_date", before);
            findings.push(finding.label(book.place(record, key(other)), "label-also-here", Vec::new()));
        }
        let state = |variant| at_key(book, &code::QUOTE_STATE, record, key("declined")).variant(variant);
        if accepted.is_some() && quote.declined.is_some() {
            findings.push(state("both").label(book.place(record, key("acceptance")), "label-also-here", Vec::new()));
        }
        if let Some(acceptance) = &quote.acceptance
            && acceptance.file.is_some() != acceptance.hash.is_some()
        {
            let (there, wanted) = if acceptance.file.is_some() { ("file", "hash") } else { ("hash", "file") };
            let finding = at_key(book, &code::QUOTE_STATE, record, key("acceptance").and(there)).variant("no-hash");
            findings.push(finding.arg("wanted", wanted));
        }
        revision(figures, record, &quote, findings);
        options(figures, record, &quote, findings);
        lines(
            figures,
            record,
            quote.lines.iter().map(|line| Priced {
                sort: line.line_type.unwrap_or_default(),
                priced: line.unit_price.is_some(),
                amounts: [line.unit_price.as_ref().map(|p| p.0), line.quantity.as_ref().map(|q| q.0)],
                tax: &line.tax,
                allowances: &line.allowances,
                charges: &line.charges,
            }),
            (&quote.allowances, &quote.charges),
            findings,
        );
        match figures.quote(record) {
            Some(found) => {
                if found.status == QuoteStatus::Expired
                    && let Some(day) = quote.valid_until
                {
                    let finding = at_key(book, &code::EXPIRED_QUOTE, record, key("valid_until")).arg("date", day);
                    findings.push(finding.arg("number", document_name(book, record)));
                }
                stated(figures, record, &quote, &found.offer, findings);
            }
            None => no_totals(figures, record, offer::quote(book, &quote).err(), findings),
        }
    }
}

/// A revision replaces a quote that went out, and only one revision takes its place.
fn revision(figures: &Figures<'_>, record: RecordRef, quote: &Quote, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let Some(earlier) = &quote.revision_of else { return };
    let Target::Record(target) = resolve(book, &Type::Ref("quote".into()), earlier.as_str()) else { return };
    let Some(replaced) = book.typed::<Quote>(target).filter(|_| target != record) else { return };
    let finding = |variant| {
        let finding = at_key(book, &code::QUOTE_STATE, record, KeyPath::key("revision_of")).variant(variant);
        finding.arg("target", document_name(book, target))
    };
    if replaced.sent.is_none() && quote.sent.is_some() {
        findings.push(finding("of-draft"));
    }
    if replaced.acceptance.is_some() && quote.acceptance.is_some() {
        let label = book.place(target, KeyPath::key("acceptance"));
        findings.push(finding("both-accepted").label(label, "label-also-here", Vec::new()));
    }
}

/// Of an exclusive group one line at most is chosen; what is chosen is an option; a group that is named has lines.
fn options(figures: &Figures<'_>, record: RecordRef, quote: &Quote, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let at = |i: usize, key: &str| KeyPath::key("lines").at(i).and(key);
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, line) in quote.lines.iter().enumerate() {
        let Some(group) = &line.option else {
            if line.chosen.is_some() {
                findings.push(at_key(book, &code::OPTIONS, record, at(i, "chosen")).variant("no-option"));
            }
            continue;
        };
        if line.chosen != Some(true) || !quote.exclusive.contains(group) {
            continue;
        }
        match first.get(group.as_str()) {
            Some(other) => {
                let finding = at_key(book, &code::OPTIONS, record, at(i, "chosen")).arg("group", group);
                findings.push(finding.label(book.place(record, at(*other, "chosen")), "label-first-here", Vec::new()));
            }
            None => {
                first.insert(group, i);
            }
        }
    }
    for (i, group) in quote.exclusive.iter().enumerate() {
        if !quote.lines.iter().any(|line| line.option.as_ref() == Some(group)) {
            let finding = at_key(book, &code::OPTIONS, record, KeyPath::key("exclusive").at(i)).variant("no-lines");
            findings.push(finding.arg("group", group));
        }
    }
}

/// What the totals were when it was sent: a quote that was sent is not changed, but replaced by a revision.
fn stated(figures: &Figures<'_>, record: RecordRef, quote: &Quote, found: &offer::Offer, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let Some(stated) = &quote.stated else { return };
    let totals = &found.totals;
    for (name, amount, computed) in [
        ("net", &stated.net, totals.tax_exclusive),
        ("tax", &stated.tax, totals.tax),
        ("gross", &stated.gross, totals.tax_inclusive),
    ] {
        let Some(amount) = amount.as_ref().filter(|amount| amount.0 != computed) else { continue };
        let money = |amount| Money::new(amount, totals.currency);
        let key = KeyPath::key("stated").and(name);
        let finding = at_key(book, &code::STATED_TOTAL, record, key).arg("stated", money(amount.0));
        let finding = finding.arg("computed", money(computed)).arg("literal", computed);
        let finding = if quote.sent.is_some() { finding.variant("sent") } else { finding };
        findings.push(fix::propose(finding, &computed.to_string(), false));
    }
}

/// Every order: its lines, and what deliveries and invoices make of them.
pub fn orders(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let orders = typed_orders(book);
    for (record, _) in book.sound_named("order") {
        let Some(order) = orders.get(record.index as usize).and_then(Option::as_ref) else { continue };
        if let Some(promised) = order.promised.filter(|day| *day < order.date) {
            findings.push(out_of_order(book, record, ("promised", promised), ("date", order.date)));
        }
        same_line_ids(figures, record, order, findings);
        lines(
            figures,
            record,
            order.lines.iter().map(|line| Priced {
                sort: line.line_type.unwrap_or_default(),
                priced: line.unit_price.is_some(),
                amounts: [line.unit_price.as_ref().map(|p| p.0), line.quantity.as_ref().map(|q| q.0)],
                tax: &line.tax,
                allowances: &line.allowances,
                charges: &line.charges,
            }),
            (&order.allowances, &order.charges),
            findings,
        );
        if figures.order(record).is_none() {
            no_totals(figures, record, offer::order(book, order).err(), findings);
        }
    }
    fulfilment(figures, &orders, findings);
}

fn same_line_ids(figures: &Figures<'_>, record: RecordRef, order: &Order, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (i, id) in order.lines.iter().enumerate().filter_map(|(i, line)| Some((i, line.id.as_deref()?))) {
        let key = |i: usize| KeyPath::key("lines").at(i).and("id");
        match first.get(id) {
            Some(other) => {
                let finding = at_key(book, &code::ORDER_LINE, record, key(i)).variant("same").arg("line", id);
                findings.push(finding.label(book.place(record, key(*other)), "label-first-here", Vec::new()));
            }
            None => {
                first.insert(id, i);
            }
        }
    }
}

/// Lines that name an order: which line of it, whose order, and not more than was ordered.
fn fulfilment(figures: &Figures<'_>, orders: &[Option<Order>], findings: &mut Vec<Finding>) {
    let book = figures.book;
    // (order, line, delivered rather than invoiced) → what was counted so far.
    let mut sums: FxHashMap<(RecordRef, usize, bool), Decimal> = FxHashMap::default();
    let mut steps = steps(figures, orders, &typed_deliveries(book));
    let day = |from: RecordRef| book.get(from).date(book.shape(from.kind), "date");
    steps.sort_by_key(|step| (day(step.from), step.from, step.at));
    for step in steps {
        let key = |name: &str| KeyPath::key("lines").at(step.at).and(name);
        // What is invoiced of a delivery alone is judged with the deliveries.
        let Some(order) = step.order else { continue };
        let number = document_name(book, order).to_owned();
        let Some(line) = step.line else {
            if orders.get(order.index as usize).is_some_and(Option::is_some) {
                let named = book.typed::<crate::model::delivery::Delivery>(step.from);
                let has = |name: Option<&str>| name.map(str::to_owned);
                // An order that follows from the delivery is the delivery's to mend.
                let follows = step.delivery.is_some() && {
                    let invoice = book.typed::<crate::model::invoice::Invoice>(step.from);
                    invoice.is_some_and(|invoice| invoice.lines.get(step.at).is_some_and(|line| line.order.is_none()))
                };
                if follows {
                    continue;
                }
                let said = match named {
                    Some(delivery) => has(delivery.lines.get(step.at).and_then(|line| line.order_line.as_deref())),
                    None => book
                        .typed::<crate::model::invoice::Invoice>(step.from)
                        .and_then(|invoice| has(invoice.lines.get(step.at)?.order_line.as_deref())),
                };
                let at = if said.is_some() { "order_line" } else { "order" };
                let finding = at_key(book, &code::ORDER_LINE, step.from, key(at)).arg("order", number);
                findings.push(match said {
                    Some(line) => finding.arg("line", line),
                    None => finding.variant("which").arg("line", "-"),
                });
            }
            continue;
        };
        let customer = |record: RecordRef| reference(book, record, "customer");
        if let (Some(theirs), Some(ours)) = (customer(order), customer(step.from))
            && theirs != ours
            && step.delivery.is_none()
        {
            let finding = at_key(book, &code::ORDER_LINE, step.from, key("order")).variant("customer");
            let finding = finding.arg("order", &number).arg("customer", &book.get(theirs).id).arg("line", "-");
            let label = book.place(order, KeyPath::key("customer"));
            findings.push(finding.label(label, "label-also-here", Vec::new()));
        }
        let delivers = step.sort == StepSort::Delivers;
        let sum = sums.entry((order, line, delivers)).or_default();
        let before = *sum;
        *sum = sum.saturating_add(step.quantity);
        let ordered = figures
            .order(order)
            .and_then(|order| order.lines.get(line))
            .map_or(Decimal::MAX, |fulfilment| fulfilment.ordered);
        // The line that goes over is the one to look at, and every one after it.
        // A percent beyond the whole has a finding of its own.
        if *sum > ordered && *sum > before && step.progress.is_none() {
            let finding = at_key(book, &code::BEYOND_ORDER, step.from, key("quantity"));
            let finding = finding.variant(if delivers { "delivered" } else { "invoiced" }).arg("order", &number);
            let finding = finding.arg("ordered", ordered.normalize()).arg("total", sum.normalize());
            let label = book.place(order, KeyPath::key("lines").at(line).and("quantity"));
            findings.push(finding.label(label, "label-ordered-here", Vec::new()));
        }
    }
}

/// What is judged of a line of a quote or an order.
struct Priced<'l> {
    sort: LineType,
    priced: bool,
    /// Price and quantity.
    amounts: [Option<Decimal>; 2],
    tax: &'l Option<TaxCode>,
    allowances: &'l [LineAdjustment],
    charges: &'l [LineAdjustment],
}

fn lines<'l>(
    figures: &Figures<'_>,
    record: RecordRef,
    lines: impl Iterator<Item = Priced<'l>>,
    whole: (&[DocumentAdjustment], &[DocumentAdjustment]),
    findings: &mut Vec<Finding>,
) {
    let book = figures.book;
    let mut adjustment = |path: KeyPath, amount: &Option<Amount>, percent: &Option<Percent>| {
        let variant = match (amount, percent) {
            (Some(_), Some(_)) => Some("both"),
            (None, None) => Some("neither"),
            _ => None,
        };
        if let Some(variant) = variant {
            findings.push(at_key(book, &code::ADJUSTMENT, record, path.clone()).variant(variant));
        }
        if let Some(amount) = amount.as_ref().filter(|amount| amount.0 < Decimal::ZERO) {
            let finding = at_key(book, &code::SIGN, record, path.clone().and("amount")).variant("adjustment");
            findings.push(finding.arg("value", amount.0));
        }
        if let Some(percent) = percent {
            findings.extend(percent_range(book.place(record, path.and("percent")), "percent", percent.0));
        }
    };
    let mut own: Vec<Finding> = Vec::new();
    let date = book.get(record).date(book.shape(record.kind), "date");
    for (i, line) in lines.enumerate() {
        let path = KeyPath::key("lines").at(i);
        for (name, list) in [("allowances", line.allowances), ("charges", line.charges)] {
            for (j, item) in list.iter().enumerate() {
                adjustment(path.clone().and(name).at(j), &item.amount, &item.percent);
            }
        }
        let [price, quantity] = line.amounts;
        if line.sort != LineType::Item {
            let key = if price.is_some() { "unit_price" } else { "quantity" };
            if price.or(quantity).is_some() {
                own.push(at_key(book, &code::LINE_TYPE, record, path.and(key)));
            }
            continue;
        }
        if !line.priced {
            own.push(at_key(book, &code::LINE_TYPE, record, path.clone()).variant("no-price"));
        }
        if price.is_some_and(|price| price < Decimal::ZERO) {
            own.push(at_key(book, &code::SIGN, record, path.clone().and("unit_price")).variant("price"));
        }
        if line.tax.is_none() && date.is_some_and(|date| tax_key(book, None, date).is_none()) {
            own.push(at_key(book, &code::NO_TAX, record, path).arg("line", i + 1));
        }
    }
    for (name, list) in [("allowances", whole.0), ("charges", whole.1)] {
        for (j, item) in list.iter().enumerate() {
            adjustment(KeyPath::key(name).at(j), &item.amount, &item.percent);
        }
    }
    findings.append(&mut own);
}

fn no_totals(figures: &Figures<'_>, record: RecordRef, fault: Option<NoTotals>, findings: &mut Vec<Finding>) {
    // A line that nobody can tax has its finding at the line; a rate beyond 100 % in carnet.toml.
    let Some(NoTotals::Arithmetic(fault)) = fault else { return };
    if matches!(fault, TotalsFault::TaxPercent(_)) {
        return;
    }
    let finding = at_key(figures.book, &code::NO_TOTALS, record, KeyPath::key("lines")).variant(fault.name());
    findings.push(finding);
}

/// Price lists: dates, prices, and rows that say the same thing twice.
pub fn pricelists(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for record in scope.sound(book, "pricelist") {
        let Some(list) = book.typed::<PriceList>(record) else { continue };
        if let (Some(from), Some(until)) = (list.from, list.until)
            && until < from
        {
            findings.push(out_of_order(book, record, ("until", until), ("from", from)));
        }
        let mut first: FxHashMap<(&str, Option<Decimal>), usize> = FxHashMap::default();
        for (i, row) in list.prices.iter().enumerate() {
            let key = |i: usize, name: &str| KeyPath::key("prices").at(i).and(name);
            if row.price.0 < Decimal::ZERO {
                findings.push(at_key(book, &code::SIGN, record, key(i, "price")).variant("price"));
            }
            let meaning = (row.product.as_str(), row.from_quantity.as_ref().map(|quantity| quantity.0.normalize()));
            match first.get(&meaning) {
                Some(other) => {
                    let finding = at_key(book, &code::SAME_PRICE, record, key(i, "product"));
                    let finding = finding.arg("product", row.product.as_str());
                    let label = book.place(record, key(*other, "product"));
                    findings.push(finding.label(label, "label-first-here", Vec::new()));
                }
                None => {
                    first.insert(meaning, i);
                }
            }
        }
    }
}
