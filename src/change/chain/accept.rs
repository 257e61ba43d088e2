//! A customer says yes: the quote is accepted, the deal won, the order written.

use super::convert::{Invoicing, convert};
use super::draft::agreed_deposit;
use super::quote::state_totals;
use super::{bare, kind, line_values, lines_of, name, one, typed, written};
use crate::book::RecordRef;
use crate::change::assign::spot;
use crate::change::error::ChangeError;
use crate::change::literal::{self, Literal};
use crate::change::plan::{FileChange, Plan, table_spec};
use crate::change::record_text::RecordText;
use crate::change::scope::Scope;
use crate::change::set::edit;
use crate::change::{copy, number};
use crate::figures::Figures;
use crate::figures::offer::QuoteStatus;
use crate::finding::KeyPath;
use crate::firm::{Outcome, SeriesDocument};
use crate::model::kind::FileFormat;
use crate::model::quote::{LineType, Quote};
use crate::value::Date;

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
    let earliest = quote.sent.unwrap_or(quote.date);
    if day < earliest {
        return Err(refused("chain-too-early").arg("date", day).arg("earliest", earliest));
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
            let spot = spot("quote", book.shape(record.kind), "acceptance.means")?;
            text.set(&spot.path, &literal::read(scope, spot.ty, "means", means)?)?;
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
    plan.touched.push(name.clone());
    deposit(scope, &name, plan)
}

/// The draft of the deposit that was agreed, where one was: the order stays what the act was about.
fn deposit(scope: &Scope<'_>, order: &str, mut plan: Plan) -> Result<Plan, ChangeError> {
    let would = plan.applied(scope.book);
    let find = || would.find(would.kinds.named("order")?, order.split_once('/')?.1);
    let Some(record) = find() else { return Ok(plan) };
    let Some(typed) = would.typed::<crate::model::order::Order>(record) else { return Ok(plan) };
    if agreed_deposit(&would, &typed).is_none() {
        return Ok(plan);
    }
    let scope = Scope { book: &would, last: None, ..*scope };
    let draft = convert(&scope, record, &Invoicing::DepositPercent(None))?;
    plan.changes.extend(draft.changes);
    let at = plan.touched.len().saturating_sub(1);
    plan.touched.splice(at..at, draft.touched);
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
