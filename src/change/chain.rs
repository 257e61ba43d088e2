//! The acts of the chain: a quote for a deal, sent, revised, accepted; an order from it; an invoice from the order.

use super::assign::Assignment;
use super::copy;
use super::error::ChangeError;
use super::identify;
use super::line::LineSpec;
use super::literal::Literal;
use super::new::{New, new};
use super::number;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::set::edit;
use super::text::format;
use crate::book::load::read_values;
use crate::book::record::Values;
use crate::book::source::path_for;
use crate::book::{Book, RecordRef, Value};
use crate::figures::Figures;
use crate::figures::offer::QuoteStatus;
use crate::finding::KeyPath;
use crate::firm::{Outcome, SeriesDocument};
use crate::model::kind::FileFormat;
use crate::model::quote::{LineType, Quote};
use crate::model::{KindId, Shape};
use crate::value::{Date, Decimal, decimal};

/// How long a quote may be accepted where nobody says, in days.
pub const VALID_DAYS: i64 = 30;

/// A draft quote for a deal: its customer, contact, owner and job; the deal's product where no line is given.
///
/// # Errors
/// The deal has no customer, or a value does not fit.
pub fn quote(
    scope: &Scope<'_>,
    deal: RecordRef,
    assignments: &[Assignment],
    lines: &[LineSpec],
) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let (kind, found, shape) = (kind(book, "quote")?, book.get(deal), book.shape(deal.kind));
    let given = |name: &str| assignments.iter().any(|a| a.path == name);
    if found.text(shape, "customer").is_none() && !given("customer") {
        return Err(ChangeError::new("chain-no-customer").arg("deal", &found.id).hint("chain-no-customer-help"));
    }
    let mut wishes: Vec<Assignment> = Vec::new();
    let mut wish = |name: &str, text: &str| {
        if !given(name) && !text.trim().is_empty() {
            wishes.push(Assignment::set(name, text));
        }
    };
    for name in ["customer", "contact", "currency", "owner", "job"] {
        wish(name, found.text(shape, name).unwrap_or_default());
    }
    wish("deal", &found.id);
    wish("subject", found.text(shape, "name").unwrap_or_default());
    let date = date_of(scope, assignments)?;
    wish("date", &date.to_string());
    wish("valid_until", &date.plus_days(VALID_DAYS).to_string());
    let series = assignments.iter().find(|a| a.path == "series").map(|a| a.text.as_str());
    if let Some(number) = number::next(book, kind, SeriesDocument::Quote, series, date) {
        wish("number", &number);
    }
    wishes.extend(assignments.iter().cloned());
    let product = found.text(shape, "product").map(|product| LineSpec { subject: product.to_owned(), ..LineSpec::default() });
    let own: Vec<LineSpec> = if lines.is_empty() { product.into_iter().collect() } else { lines.to_vec() };
    new(scope, &New { kind, id: None, assignments: &wishes, lines: &own })
}

/// The date that a wish names, else today.
fn date_of(scope: &Scope<'_>, assignments: &[Assignment]) -> Result<Date, ChangeError> {
    let Some(wish) = assignments.iter().find(|a| a.path == "date") else { return Ok(scope.periods.today) };
    let bad = |_| ChangeError::new("change-no-date").arg("key", "date").arg("value", &wish.text);
    crate::value::period::parse_date(&wish.text, scope.periods).map_err(bad)
}

/// Marks a quote as sent: from then on its lines are what the customer has, and its totals are written down beside them.
///
/// # Errors
/// It was sent before, or has no totals.
pub fn send(scope: &Scope<'_>, record: RecordRef, day: Date) -> Result<Plan, ChangeError> {
    let quote = typed(scope, record)?;
    if let Some(sent) = quote.sent {
        let error = ChangeError::new("chain-sent-before").arg("quote", name(scope, record)).arg("date", sent);
        return Err(error.hint("chain-revise-help"));
    }
    let book = scope.book;
    let number = match &quote.number {
        Some(_) => None,
        None => {
            let series = quote.series.as_ref().map(|series| series.0.as_str());
            number::next(book, record.kind, SeriesDocument::Quote, series, quote.date)
        }
    };
    let spec = table_spec(book.shape(record.kind));
    let change = edit(scope, record, &spec, |text| {
        if let Some(number) = &number {
            text.set(&KeyPath::key("number"), &Literal::Text(number.clone()))?;
        }
        text.set(&KeyPath::key("sent"), &bare(day))?;
        state_totals(scope, record, &quote, text)
    })?;
    Ok(one(scope, record, change, &format!("sent={day}")))
}

/// Writes the totals of a quote as it stands into `[stated]`.
fn state_totals(
    scope: &Scope<'_>,
    record: RecordRef,
    quote: &Quote,
    text: &mut RecordText<'_>,
) -> Result<(), ChangeError> {
    let offer = crate::figures::offer::quote(scope.book, quote)
        .map_err(|_| ChangeError::new("chain-no-totals").arg("quote", name(scope, record)))?;
    let key = |name: &str| KeyPath::key("stated").and(name);
    text.set(&key("net"), &bare(offer.totals.tax_exclusive))?;
    text.set(&key("tax"), &bare(offer.totals.tax))?;
    text.set(&key("gross"), &bare(offer.totals.tax_inclusive))
}

/// A draft that replaces a quote which was sent: the same lines, a new number, dated `day`.
///
/// # Errors
/// The quote was never sent (then it is simply changed), or was accepted.
pub fn revise(scope: &Scope<'_>, record: RecordRef, day: Date) -> Result<Plan, ChangeError> {
    let quote = typed(scope, record)?;
    let book = scope.book;
    let error = |key: &'static str| Err(ChangeError::new(key).arg("quote", name(scope, record)));
    if quote.acceptance.is_some() {
        return error("chain-accepted-before");
    }
    if quote.sent.is_none() {
        return error("chain-draft").map_err(|error: ChangeError| error.hint("chain-draft-help"));
    }
    let (found, shape) = (book.get(record), book.shape(record.kind));
    let spec = table_spec(shape);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let except = ["number", "date", "valid_until", "revision_of", "sent", "declined", "declined_reason", "stated"];
    copy::table(&mut text, &KeyPath::default(), (shape, shape), &found.values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("date", bare(day))?;
    // As many days as the first one gave.
    if let Some(until) = quote.valid_until {
        set("valid_until", bare(day.plus_days(until.days_since(quote.date).clamp(0, 10_000))))?;
    }
    set("revision_of", Literal::Text(found.id.to_string()))?;
    let series = quote.series.as_ref().map(|series| series.0.as_str());
    if let Some(number) = number::next(book, record.kind, SeriesDocument::Quote, series, day) {
        set("number", Literal::Text(number))?;
    }
    let (change, name) = written(scope, record.kind, &text, &spec, day)?;
    let subject = format!("{name}: revises {}", book.name(record));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// What is known of a yes.
#[derive(Debug, Clone, Default)]
pub struct Yes {
    /// Today where it is not given.
    pub date: Option<Date>,
    pub signatory: Option<String>,
    /// One of the means of the model, as typed.
    pub means: Option<String>,
    pub reference: Option<String>,
    /// The signed document: its path below the book's root and its SHA-256.
    pub file: Option<(String, String)>,
    /// Chosen options: line numbers, products, or groups that have one line.
    pub options: Vec<String>,
}

/// Records that a quote was accepted, moves its deal to the stage that the pipeline calls won, and writes the order.
///
/// # Errors
/// The quote was answered before, an option is not there, two of an exclusive group are chosen.
pub fn accept(scope: &Scope<'_>, record: RecordRef, yes: &Yes) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let mut quote = typed(scope, record)?;
    let day = yes.date.unwrap_or(scope.periods.today);
    let refused = |key: &'static str| ChangeError::new(key).arg("quote", name(scope, record));
    if quote.acceptance.is_some() {
        return Err(refused("chain-accepted-before"));
    }
    let figures = Figures::new(book, scope.periods.today);
    match figures.quote(record).map(|quote| quote.status) {
        Some(QuoteStatus::Declined) => return Err(refused("chain-declined").hint("chain-declined-help")),
        Some(QuoteStatus::Revised) => return Err(refused("chain-revised")),
        Some(_) => {}
        None => return Err(refused("chain-no-totals")),
    }
    let chosen = choose(&quote, &yes.options)?;
    for line in &chosen {
        quote.lines[*line].chosen = Some(true);
    }
    let spec = table_spec(book.shape(record.kind));
    let change = edit(scope, record, &spec, |text| {
        let key = |name: &str| KeyPath::key("acceptance").and(name);
        text.set(&key("date"), &bare(day))?;
        if let Some(signatory) = &yes.signatory {
            text.set(&key("signatory"), &Literal::Text(signatory.clone()))?;
        }
        if let Some(means) = &yes.means {
            let spot = super::assign::spot("quote", book.shape(record.kind), "acceptance.means")?;
            text.set(&spot.path, &super::literal::read(scope, spot.ty, "means", means)?)?;
        }
        if let Some(reference) = &yes.reference {
            text.set(&key("reference"), &Literal::Text(reference.clone()))?;
        }
        if let Some((file, hash)) = &yes.file {
            text.set(&key("file"), &Literal::Text(file.clone()))?;
            text.set(&key("hash"), &Literal::Text(hash.clone()))?;
        }
        for line in &chosen {
            text.set(&KeyPath::key("lines").at(*line).and("chosen"), &bare(true))?;
        }
        // The customer's choice is no change of the offer: the totals that were sent become those that were agreed.
        if quote.stated.is_some() { state_totals(scope, record, &quote, text) } else { Ok(()) }
    })?;
    let mut plan = one(scope, record, change, "accepted");
    if let Some((deal, change)) = won(scope, &quote, day)? {
        plan.touched.insert(0, book.name(deal));
        plan.changes.push(change);
    }
    let (order, name) = order(scope, record, &quote, yes, day)?;
    plan.changes.push(order);
    plan.subject = format!("{}, {name}", plan.subject);
    plan.touched.push(name);
    Ok(plan)
}

/// The lines that the words choose, from 0.
fn choose(quote: &Quote, words: &[String]) -> Result<Vec<usize>, ChangeError> {
    let mut chosen: Vec<usize> = Vec::new();
    let options: Vec<usize> = (0..quote.lines.len()).filter(|i| quote.lines[*i].option.is_some()).collect();
    for word in words {
        let by_number = word.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|i| options.contains(i));
        let fits = |i: &&usize| {
            let line = &quote.lines[**i];
            let product = line.product.as_ref().is_some_and(|product| product.as_str() == word);
            product || line.option.as_deref() == Some(word) || line.description.as_deref() == Some(word)
        };
        let found: Vec<usize> = match by_number {
            Some(line) => vec![line],
            None => options.iter().filter(fits).copied().collect(),
        };
        let known = || {
            let words: Vec<String> = options.iter().map(|i| describe(quote, *i)).collect();
            words.join(", ")
        };
        match found[..] {
            [line] => chosen.push(line),
            [] => return Err(ChangeError::new("chain-no-option").arg("option", word).arg("options", known())),
            _ => return Err(ChangeError::new("chain-which-option").arg("option", word).arg("options", known())),
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    for group in &quote.exclusive {
        let of_group = |i: &usize| quote.lines[*i].option.as_ref() == Some(group);
        let taken = |i: &usize| chosen.contains(i) || quote.lines[*i].chosen == Some(true);
        if options.iter().filter(|i| of_group(i) && taken(i)).count() > 1 {
            return Err(ChangeError::new("chain-exclusive").arg("group", group));
        }
    }
    Ok(chosen)
}

/// `4 (Report on paper)`.
fn describe(quote: &Quote, line: usize) -> String {
    let found = &quote.lines[line];
    let words = found.description.as_deref().or(found.product.as_ref().map(|p| p.as_str()));
    format!("{} ({})", line + 1, words.unwrap_or_default())
}

/// The deal of an accepted quote in the first stage that its pipeline calls won; `None` where it is decided, or where no
/// stage is called so.
fn won(scope: &Scope<'_>, quote: &Quote, day: Date) -> Result<Option<(RecordRef, FileChange)>, ChangeError> {
    let book = scope.book;
    let Some(deal) = quote.deal.as_ref().and_then(|id| book.find(book.kinds.named("deal")?, id.as_str())) else {
        return Ok(None);
    };
    let figures = Figures::new(book, scope.periods.today);
    let Some(found) = figures.deal(deal).filter(|deal| deal.outcome() == Outcome::Open) else { return Ok(None) };
    let Some(stage) = found.pipeline.stages.iter().find(|stage| stage.outcome() == Outcome::Won) else {
        return Ok(None);
    };
    let spec = table_spec(book.shape(deal.kind));
    let change = edit(scope, deal, &spec, |text| {
        text.set(&KeyPath::key("stage"), &Literal::Text(stage.id.clone()))?;
        text.set(&KeyPath::key("closed"), &bare(day))
    })?;
    Ok(Some((deal, change)))
}

/// The order that an accepted quote becomes: its lines without the options that were not chosen.
fn order(
    scope: &Scope<'_>,
    record: RecordRef,
    quote: &Quote,
    yes: &Yes,
    day: Date,
) -> Result<(FileChange, String), ChangeError> {
    let book = scope.book;
    let kind = kind(book, "order")?;
    let (found, from, to) = (book.get(record), book.shape(record.kind), book.shape(kind));
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let except = ["number", "series", "date", "lines", "tags"];
    copy::table(&mut text, &KeyPath::default(), (from, to), &found.values, &except)?;
    let mut set = |name: &str, value: Literal| text.set(&KeyPath::key(name), &value);
    set("date", bare(day))?;
    set("quote", Literal::Text(found.id.to_string()))?;
    if let Some(reference) = &yes.reference {
        set("reference", Literal::Text(reference.clone()))?;
    }
    if let Some(number) = number::next(book, kind, SeriesDocument::Order, None, day) {
        set("number", Literal::Text(number))?;
    }
    if let (Some(from), Some(to)) = (lines_of(from), lines_of(to)) {
        let mut items = 0;
        let mut at = 0;
        for (line, values) in quote.lines.iter().zip(line_values(book, record)) {
            if line.option.is_some() && line.chosen != Some(true) {
                continue;
            }
            let path = KeyPath::key("lines").at(at);
            at += 1;
            if line.line_type.unwrap_or_default() == LineType::Item {
                items += 1;
                text.set(&path.clone().and("id"), &Literal::Text(items.to_string()))?;
            }
            copy::table(&mut text, &path, (from, to), values, &[])?;
        }
    }
    written(scope, kind, &text, &spec, day)
}

/// A draft invoice of all that no invoice holds yet, from an order or from the order of an accepted quote.
///
/// # Errors
/// There is no order, or nothing is left of it.
pub fn convert(scope: &Scope<'_>, record: RecordRef) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let order = match book.kind(record.kind).name {
        "order" => record,
        "quote" => order_of(scope, record)?,
        other => return Err(ChangeError::new("chain-no-chain").arg("name", book.name(record)).arg("kind", other)),
    };
    let figures = Figures::new(book, scope.periods.today);
    let refused = |key: &'static str| ChangeError::new(key).arg("order", name(scope, order));
    let Some(found) = figures.order(order) else { return Err(refused("chain-order-totals")) };
    let left: Vec<Decimal> = found.lines.iter().map(|line| line.left_to_draft()).collect();
    if left.iter().all(Decimal::is_zero) {
        return Err(refused("chain-nothing-left"));
    }
    let untouched = found.lines.iter().all(|line| (line.invoiced + line.drafted).is_zero());
    let decimals = found.offer.totals.currency.decimals();
    let kind = kind(book, "invoice")?;
    let (values, from, to) = (&book.get(order).values, book.shape(order.kind), book.shape(kind));
    let spec = table_spec(to);
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    let mut except = vec!["number", "series", "date", "lines", "tags"];
    // What was agreed for the whole order stands in its first invoice.
    if !untouched {
        except.extend(["allowances", "charges"]);
    }
    copy::table(&mut text, &KeyPath::default(), (from, to), values, &except)?;
    let today = scope.periods.today;
    text.set(&KeyPath::key("date"), &bare(today))?;
    if let (Some(from), Some(to)) = (lines_of(from), lines_of(to)) {
        let mut at = 0;
        for (i, values) in line_values(book, order).into_iter().enumerate() {
            let (Some(left), Some(line)) = (left.get(i).filter(|left| !left.is_zero()), found.lines.get(i)) else {
                continue;
            };
            let path = KeyPath::key("lines").at(at);
            at += 1;
            copy::table(&mut text, &path, (from, to), values, &["quantity"])?;
            let quantity = if *left == line.ordered { *left } else { left.normalize() };
            text.set(&path.clone().and("quantity"), &bare(quantity))?;
            text.set(&path.clone().and("order"), &Literal::Text(book.get(order).id.to_string()))?;
            let id = from.position("id").and_then(|id| values[id].as_ref()?.as_text());
            let id = id.map_or_else(|| (i + 1).to_string(), str::to_owned);
            text.set(&path.clone().and("order_line"), &Literal::Text(id))?;
            if *left != line.ordered {
                share_amounts(&mut text, &path, from, values, (*left, line.ordered, decimals))?;
            }
        }
    }
    let (change, name) = written(scope, kind, &text, &spec, today)?;
    let subject = format!("{name}: from {}", book.name(order));
    Ok(Plan { changes: vec![change], subject, touched: vec![name] })
}

/// The order that was written when a quote was accepted.
fn order_of(scope: &Scope<'_>, quote: RecordRef) -> Result<RecordRef, ChangeError> {
    let book = scope.book;
    let orders: Vec<RecordRef> =
        book.links().to(quote).iter().copied().filter(|from| book.kind(from.kind).name == "order").collect();
    let error = |key: &'static str| ChangeError::new(key).arg("quote", name(scope, quote));
    match orders[..] {
        [only] => Ok(only),
        [] => Err(error("chain-no-order").hint("chain-no-order-help")),
        _ => {
            let names: Vec<String> = orders.iter().map(|order| book.name(*order)).collect();
            Err(error("chain-several-orders").arg("orders", names.join(", ")))
        }
    }
}

/// Reductions that are amounts of money go with the part of the line that is invoiced.
fn share_amounts(
    text: &mut RecordText<'_>,
    path: &KeyPath,
    shape: &Shape,
    values: &Values,
    (part, whole, decimals): (Decimal, Decimal, u32),
) -> Result<(), ChangeError> {
    for name in ["allowances", "charges"] {
        let Some(at) = shape.position(name) else { continue };
        let Some(amount) = shape.fields[at].ty.item().shape().and_then(|shape| shape.position("amount")) else {
            continue;
        };
        let items = values[at].as_ref().map_or(&[][..], Value::as_list);
        for (i, item) in items.iter().filter_map(Value::as_table).enumerate() {
            let money = item[amount].as_ref().and_then(Value::as_decimal);
            let share = money.and_then(|money| money.checked_mul(part)?.checked_div(whole));
            if let Some(share) = share {
                let path = path.clone().and(name).at(i).and("amount");
                text.set(&path, &bare(decimal::fixed(share, decimals)))?;
            }
        }
    }
    Ok(())
}

/// The values of each line of a record.
fn line_values(book: &Book, record: RecordRef) -> Vec<&Values> {
    let lines = book.get(record).get(book.shape(record.kind), "lines");
    lines.map_or(&[][..], Value::as_list).iter().filter_map(Value::as_table).collect()
}

fn lines_of(shape: &Shape) -> Option<&Shape> {
    super::set::lines_shape(shape)
}

/// The file of a new record with an id proposed from what it holds, and its name.
fn written(
    scope: &Scope<'_>,
    kind: KindId,
    text: &RecordText<'_>,
    spec: &super::text::TableSpec,
    day: Date,
) -> Result<(FileChange, String), ChangeError> {
    let book = scope.book;
    let text = text.finish();
    let values = read_values(book.shape(kind), "new.toml", &text, &book.firm, &mut Vec::new()).0;
    let id = identify::propose(scope, kind, &values)?;
    let path = path_for(&book.kinds, kind, id.as_str(), Some(day));
    let name = format!("{}/{}", book.kind(kind).name, id.as_str());
    Ok((FileChange { path, before: None, after: Some(format(&text, spec)?) }, name))
}

fn typed(scope: &Scope<'_>, record: RecordRef) -> Result<Quote, ChangeError> {
    let book = scope.book;
    let kind = book.kind(record.kind).name;
    if kind != "quote" {
        let error = ChangeError::new("change-wrong-kind").arg("name", book.name(record));
        return Err(error.arg("expected", "@kind-quote"));
    }
    let broken = || ChangeError::new("change-broken-file").hint("change-run-check");
    book.typed(record).ok_or_else(broken)
}

fn kind(book: &Book, name: &str) -> Result<KindId, ChangeError> {
    let none = || ChangeError::new("change-no-kind").arg("word", name).arg("kinds", "-");
    book.kinds.named(name).ok_or_else(none)
}

/// What people call a document: its number, else its id.
fn name(scope: &Scope<'_>, record: RecordRef) -> String {
    scope.book.title(record).to_owned()
}

fn one(scope: &Scope<'_>, record: RecordRef, change: FileChange, what: &str) -> Plan {
    let name = scope.book.name(record);
    Plan { changes: vec![change], subject: format!("{name}: {what}"), touched: vec![name] }
}

fn bare(value: impl ToString) -> Literal {
    Literal::Bare(value.to_string())
}
