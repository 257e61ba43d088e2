//! What a closing states, as its tag says it and as the documents have it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ClosingTag, SALES, TagFault};
use crate::book::reading::read_values;
use crate::book::{Book, typed};
use crate::figures::document::totals_of;
use crate::figures::seal::digest;
use crate::firm::{Firm, SeriesDocument};
use crate::history::issued::{Issued, Reader, State, in_order};
use crate::model::Shape;
use crate::model::field::{CurrencyCode, Integer, UnitPrice};
use crate::model::kind::schema_of;
use crate::value::{Currency, Date, Decimal, Money, Moneys, Period};

/// The version of the statement's form.
const VERSION: i64 = 1;

/// What a closing states.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Statement {
    /// Of the form of this statement.
    pub version: Integer,
    /// Which documents: `sales`.
    pub journal: String,
    /// The period's name, as in the tag's.
    pub period: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// How many documents.
    pub count: Integer,
    /// Over the fiscal contents of the documents.
    pub digest: String,
    /// By currency; credit notes count negative.
    #[serde(default)]
    pub totals: Vec<Total>,
    /// By series.
    #[serde(default)]
    pub series: Vec<SeriesStatement>,
}

/// What the documents of a currency come to.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Total {
    pub currency: CurrencyCode,
    /// Without tax.
    pub net: UnitPrice,
    pub tax: UnitPrice,
    /// To be paid.
    pub gross: UnitPrice,
}

/// A series in a period.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct SeriesStatement {
    /// Empty for documents of no series.
    pub id: String,
    pub count: Integer,
    /// The lowest number.
    pub first: String,
    /// The highest number.
    pub last: String,
    /// The seal of the last document, where it bears one.
    pub seal: Option<String>,
}

impl Statement {
    pub fn span(&self) -> Period {
        Period { from: Some(self.from), to: Some(self.until) }
    }

    /// First and last day.
    pub fn days(&self) -> (Date, Date) {
        (self.from, self.until)
    }

    /// States what the days from one to another hold. `settings` is a book of the settings and customers to compute totals with.
    ///
    /// # Errors
    /// The number of a document whose totals nobody can compute.
    pub fn of(
        reader: &Reader<'_>,
        state: &State,
        settings: &Book,
        (from, until): (Date, Date),
        name: &str,
    ) -> Result<Statement, Box<str>> {
        let documents = documents(state, Period { from: Some(from), to: Some(until) });
        let mut contents: Vec<String> = documents.iter().map(|document| reader.content(state, document)).collect();
        contents.sort();
        let (net, tax, gross) = totals(reader, settings, state, &documents)?;
        let total = |net: Money| Total {
            currency: CurrencyCode(net.currency.to_string()),
            net: UnitPrice(net.amount),
            tax: UnitPrice(tax.get(net.currency).amount),
            gross: UnitPrice(gross.get(net.currency).amount),
        };
        let mut by_series: BTreeMap<String, Vec<&Rc<Issued>>> = BTreeMap::new();
        for document in &documents {
            let id = state.settings.of(document).map_or_else(String::new, |rule| rule.id.to_string());
            by_series.entry(id).or_default().push(document);
        }
        let series = by_series.into_iter().map(|(id, mut documents)| {
            in_order(state, &mut documents);
            let number = |document: Option<&&Rc<Issued>>| document.map_or_else(String::new, |d| d.number.to_string());
            let seal = documents.last().and_then(|document| document.seal(reader.shape())).map(str::to_owned);
            let (first, last) = (number(documents.first()), number(documents.last()));
            SeriesStatement { id, count: Integer(documents.len() as i64), first, last, seal }
        });
        Ok(Statement {
            version: Integer(VERSION),
            journal: SALES.to_owned(),
            period: name.to_owned(),
            from,
            until,
            count: Integer(documents.len() as i64),
            digest: format!("sha256:{}", digest(&contents.concat())),
            totals: net.iter().map(total).collect(),
            series: series.collect(),
        })
    }

    /// The message of the tag.
    pub fn message(&self) -> String {
        let text = |text: &str| format!("\"{}\"", escaped(text));
        let mut toml = format!(
            "Closed: {} {}, {} document{}\n\nversion = {}\njournal = {}\nperiod = {}\nfrom = {}\nuntil = {}\ncount = {}\ndigest = {}\n",
            self.journal,
            self.period,
            self.count.0,
            if self.count.0 == 1 { "" } else { "s" },
            self.version.0,
            text(&self.journal),
            text(&self.period),
            self.from,
            self.until,
            self.count.0,
            text(&self.digest),
        );
        for total in &self.totals {
            toml += &format!(
                "\n[[totals]]\ncurrency = {}\nnet = {}\ntax = {}\ngross = {}\n",
                text(&total.currency.0),
                total.net.0,
                total.tax.0,
                total.gross.0
            );
        }
        for series in &self.series {
            toml += &format!(
                "\n[[series]]\nid = {}\ncount = {}\nfirst = {}\nlast = {}\n",
                text(&series.id),
                series.count.0,
                text(&series.first),
                text(&series.last)
            );
            if let Some(seal) = &series.seal {
                toml += &format!("seal = {}\n", text(seal));
            }
        }
        toml
    }

    /// Reads a tag's statement.
    pub fn read(tag: &ClosingTag) -> Result<Statement, TagFault> {
        if tag.commit.is_none() {
            return Err(TagFault::NoCommit);
        }
        let message = tag.message.as_deref().ok_or(TagFault::Lightweight)?.replace("\r\n", "\n");
        let (_, body) = message.split_once("\n\n").ok_or(TagFault::NoStatement)?;
        let body = body.split_once("-----BEGIN ").map_or(body, |(body, _)| body);
        let shape = Shape::compile("closing", &schema_of::<Statement>()).map_err(|_| TagFault::NoStatement)?;
        let mut findings = Vec::new();
        let (values, sound) = read_values(&shape, "closing.toml", body, &Firm::fallback(), &mut findings);
        let version = shape.position("version").and_then(|i| values[i].as_ref()).and_then(|value| value.as_decimal());
        if version.is_some_and(|version| version > Decimal::from(VERSION)) {
            return Err(TagFault::Newer);
        }
        let statement: Option<Statement> = if sound { typed::build(&shape, &values).ok() } else { None };
        let statement = statement.filter(|statement| statement.from <= statement.until).ok_or(TagFault::NoStatement)?;
        let named = period_name(statement.span()).is_some_and(|name| name == statement.period)
            && tag.name.ends_with(&format!("/{}/{}", statement.journal, statement.period));
        if named { Ok(statement) } else { Err(TagFault::OtherName) }
    }

    /// What differs from another statement of the same period: key, what this one states, what the other does.
    pub fn differences(&self, other: &Statement) -> Vec<(&'static str, String, String)> {
        let mut found = Vec::new();
        let mut note = |key: &'static str, stated: String, there: String| {
            if stated != there {
                found.push((key, stated, there));
            }
        };
        note("count", self.count.0.to_string(), other.count.0.to_string());
        for (key, stated, there) in totals_differ(&self.totals, &other.totals) {
            note(key, stated, there);
        }
        let numbers = |series: &[SeriesStatement]| {
            let each = |s: &SeriesStatement| format!("{} {}–{} ({})", s.id, s.first, s.last, s.count.0);
            series.iter().map(each).collect::<Vec<_>>().join(", ")
        };
        note("series", numbers(&self.series), numbers(&other.series));
        let seals =
            |series: &[SeriesStatement]| series.iter().filter_map(|s| s.seal.as_deref()).collect::<Vec<_>>().join(", ");
        note("seal", seals(&self.series), seals(&other.series));
        note("digest", self.digest.clone(), other.digest.clone());
        found
    }
}

/// Net, tax and gross that differ, by currency.
pub(super) fn totals_differ(stated: &[Total], found: &[Total]) -> Vec<(&'static str, String, String)> {
    let currencies: BTreeSet<&str> = stated.iter().chain(found).map(|total| total.currency.0.as_str()).collect();
    let mut differing = Vec::new();
    for currency in currencies {
        let part = |totals: &[Total], of: fn(&Total) -> Decimal| {
            let amount = totals.iter().find(|total| total.currency.0 == currency).map_or(Decimal::ZERO, of);
            match Currency::from_code(currency) {
                Some(currency) => Money::new(amount, currency).to_string(),
                None => format!("{amount} {currency}"),
            }
        };
        let mut compare = |key, of: fn(&Total) -> Decimal| {
            let (a, b) = (part(stated, of), part(found, of));
            if a != b {
                differing.push((key, a, b));
            }
        };
        compare("net", |total| total.net.0);
        compare("tax", |total| total.tax.0);
        compare("gross", |total| total.gross.0);
    }
    differing
}

/// Text between the quotes of a TOML basic string.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// The name of a period of whole months: `2026-10`, `2026Q4`, `2026`, else its first and last month (`2026-07_2027-06`).
/// `None` for other periods, which cannot be closed.
pub fn period_name(period: Period) -> Option<String> {
    let months = period.whole_months()?;
    let (from, to) = (period.from?, period.to?);
    Some(match months {
        1 => format!("{:04}-{:02}", from.year(), from.month()),
        3 if from.month() % 3 == 1 => format!("{:04}Q{}", from.year(), from.month() / 3 + 1),
        12 if from.month() == 1 => format!("{:04}", from.year()),
        _ => format!("{:04}-{:02}_{:04}-{:02}", from.year(), from.month(), to.year(), to.month()),
    })
}

/// The documents of a period, in the order of their paths.
pub fn documents(state: &State, period: Period) -> Vec<&Rc<Issued>> {
    let dated = |document: &&Rc<Issued>| document.date.is_some_and(|date| period.contains(date));
    state.documents.values().filter(dated).collect()
}

/// Net, tax and gross; the number of the first document that has none. Of a corrected invoice counts what it changes.
fn totals(
    reader: &Reader<'_>,
    settings: &Book,
    state: &State,
    documents: &[&Rc<Issued>],
) -> Result<(Moneys, Moneys, Moneys), Box<str>> {
    let (mut net, mut tax, mut gross) = (Moneys::default(), Moneys::default(), Moneys::default());
    let mut add = |document: &Issued, negative: bool| -> Result<(), Box<str>> {
        let none = || document.number.clone();
        let values = &document.version.values;
        let totals = totals_of(settings, reader.shape(), values).map_err(|_| none())?;
        let signed = |money: Money| if negative { -money } else { money };
        net.add(signed(totals.tax_exclusive()));
        tax.add(signed(Money::new(totals.tax, totals.currency)));
        gross.add(signed(totals.gross()));
        Ok(())
    };
    for document in documents {
        add(document, document.sort == SeriesDocument::CreditNote)?;
        let replaces = document.version.text(reader.shape(), "replaces");
        let replaces = replaces.filter(|_| document.sort == SeriesDocument::Corrected);
        let other = replaces
            .and_then(|word| state.documents.values().find(|other| &*other.id == word || &*other.number == word));
        if let Some(other) = other {
            add(other, true)?;
        }
    }
    Ok((net, tax, gross))
}
