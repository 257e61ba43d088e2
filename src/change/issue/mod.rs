//! `carnet issue`: drafts become documents. Each gets the next number of its series, the day, all that the law calls the
//! document written into it (see [`freeze`]), and a seal over that and the seal before it.
//!
//! Pure, as every change: whether the numbers are really the next ones is decided by who takes the commit.

mod earlier;
mod freeze;
mod number;
mod preview;
mod tax;
mod want;

use std::collections::BTreeMap;

use super::error::ChangeError;
use super::literal::Literal;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use crate::book::{Book, RecordRef};
use crate::figures::document::computed_totals;
use crate::figures::seal::{content_of, digest, seal};
use crate::finding::{Finding, KeyPath};
use crate::firm::SeriesDocument;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::kind::FileFormat;
use crate::value::Date;
use number::Chain;
pub use preview::{Preview, parties, preview};
use want::{Draft, WANTED};

/// What issuing would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuing {
    pub plan: Plan,
    /// The documents in the order of their numbers.
    pub documents: Vec<Issued>,
}

/// A document and the number that it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// `invoice/site-acme`
    pub name: String,
    pub number: String,
}

/// Why nothing is issued.
#[derive(Debug, Clone, PartialEq)]
pub enum IssueFault {
    /// What documents lack, each at the key to write.
    Wanting(Vec<Finding>),
    /// The day, the series, or a file that cannot be changed.
    Refused(ChangeError),
}

impl From<ChangeError> for IssueFault {
    fn from(error: ChangeError) -> IssueFault {
        IssueFault::Refused(error)
    }
}

/// Plans the issue of drafts on a day: numbers in the order of the drafts' own dates, then of their ids. `here` is the name of
/// this clone, where it has one.
///
/// # Errors
/// [`IssueFault`]; then nothing is planned for any document.
pub fn issue(book: &Book, drafts: &[RecordRef], date: Date, here: Option<&str>) -> Result<Issuing, IssueFault> {
    let mut drafts = read(book, drafts)?;
    drafts.sort_by(|a, b| (a.invoice.date, &book.get(a.record).id).cmp(&(b.invoice.date, &book.get(b.record).id)));
    let mut wanting: Vec<Finding> = Vec::new();
    for draft in &drafts {
        for wanted in WANTED {
            wanting.extend((wanted.places)(draft, date).into_iter().map(|place| wanted.finding(draft, place)));
        }
    }
    if !wanting.is_empty() {
        // What is the firm's fault is said once, however many documents it stops.
        let mut once: Vec<Finding> = Vec::new();
        for finding in wanting {
            if !once.iter().any(|known| known.place == finding.place && known.variant == finding.variant) {
                once.push(finding);
            }
        }
        book.locate(&mut once);
        crate::finding::sort(&mut once);
        return Err(IssueFault::Wanting(once));
    }

    let mut chains: BTreeMap<&str, Chain> = BTreeMap::new();
    let mut plan = Plan::default();
    let mut documents: Vec<(Issued, &str)> = Vec::new();
    for draft in &drafts {
        // `WANTED` has a row for documents without a series.
        let Some(series) = draft.series() else { continue };
        let chain = match chains.entry(&series.id) {
            std::collections::btree_map::Entry::Occupied(found) => found.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => place.insert(Chain::of(book, series, here)?),
        };
        let number = chain.next(date)?;
        let name = book.name(draft.record);
        let mut parts = freeze::parts(draft, &number, date);
        parts.extend(earlier::parts(book, draft, date));
        plan.changes.push(change(book, draft.record, &parts)?);
        plan.touched.push(name.clone());
        documents.push((Issued { name, number }, &series.id));
    }
    plan.subject = match &documents[..] {
        [(only, _)] => format!("{}: issued as {}", only.name, only.number),
        several => {
            let number = |at: Option<&(Issued, &str)>| at.map_or(String::new(), |(found, _)| found.number.clone());
            format!("{} documents issued, {} to {}", several.len(), number(several.first()), number(several.last()))
        }
    };

    // Totals follow from what is written by now, seals from what is written then: each is read again from the text.
    let would = plan.applied(book);
    let mut prepaid = earlier::Prepaid::default();
    for (change, draft) in plan.changes.iter_mut().zip(&drafts) {
        let (record, invoice) = again(&would, book, draft)?;
        let mut totals = computed_totals(&would, would.shape(record.kind), &would.get(record).values)
            .map_err(|_| unsound(&would, record))?;
        let mut parts: Vec<(KeyPath, Literal)> = earlier::retained(draft, &totals).into_iter().collect();
        if let Some(paid) = prepaid.take(book, draft, &totals, date) {
            totals.prepaid = paid;
            totals.due -= paid;
            parts.push((KeyPath::key("totals").and("prepaid"), Literal::Bare(paid.to_string())));
        }
        parts.extend(freeze::totals(draft, &totals, &invoice));
        add(change, &would, record, &parts)?;
    }
    let would = plan.applied(book);
    for ((change, draft), (_, series)) in plan.changes.iter_mut().zip(&drafts).zip(&documents) {
        let (record, _) = again(&would, book, draft)?;
        let Some(chain) = chains.get_mut(series) else { continue };
        let own = seal(&content_of(&would, record), chain.seal.as_deref());
        add(change, &would, record, &[(KeyPath::key("seal"), Literal::Text(own.clone()))])?;
        chain.seal = Some(own);
    }
    plan.changes.extend(prepaid.changes(book)?);
    Ok(Issuing { plan, documents: documents.into_iter().map(|(issued, _)| issued).collect() })
}

/// The drafts as they would stand on the day of issue, and nothing else of it: some rules judge drafts alone, by their date.
///
/// # Errors
/// A file that cannot be changed.
pub fn dated(book: &Book, drafts: &[RecordRef], date: Date) -> Result<Plan, ChangeError> {
    let mut plan = Plan::default();
    for record in drafts {
        if book.get(*record).date(book.shape(record.kind), "date") != Some(date) {
            plan.changes.push(change(book, *record, &[(KeyPath::key("date"), Literal::Bare(date.to_string()))])?);
        }
    }
    Ok(plan)
}

/// Whether the series of all these drafts belong to this clone alone: then nobody else can give their numbers.
pub fn belong_to(book: &Book, drafts: &[RecordRef], here: &str) -> bool {
    read(book, drafts).is_ok_and(|drafts| {
        drafts.iter().all(|draft| draft.series().is_some_and(|series| series.clone.as_deref() == Some(here)))
    })
}

/// The number that a draft was given already, under whatever id: its permanent name stands in another document.
pub fn issued_before(book: &Book, draft: RecordRef) -> Option<RecordRef> {
    let shape = book.shape(draft.kind);
    let numbered = |record: &RecordRef| book.get(*record).text(shape, "number").is_some();
    if numbered(&draft) {
        return Some(draft);
    }
    let uid = book.get(draft).text(shape, "uid")?;
    let all = (0..book.records(draft.kind).len()).map(|index| RecordRef { kind: draft.kind, index: index as u32 });
    all.filter(numbered).find(|record| book.get(*record).text(shape, "uid") == Some(uid))
}

/// The name that a draft keeps for ever: made of what it is called and says, so that whoever issues the same draft gives it
/// the same one.
fn uid(book: &Book, record: RecordRef) -> String {
    let text = book.source(record).text().unwrap_or_default();
    digest(&format!("carnet uid 1\n{}\n{text}", book.name(record)))[..16].to_owned()
}

fn read<'b>(book: &'b Book, records: &[RecordRef]) -> Result<Vec<Draft<'b>>, IssueFault> {
    let mut drafts = Vec::with_capacity(records.len());
    for record in records {
        let Some(invoice) = book.typed::<Invoice>(*record) else { return Err(unsound(book, *record)) };
        let sort = SeriesDocument::from(invoice.invoice_type.unwrap_or(InvoiceType::Invoice));
        drafts.push(Draft::new(book, *record, invoice, sort));
    }
    Ok(drafts)
}

/// The document in the book as it would be.
fn again(would: &Book, book: &Book, draft: &Draft<'_>) -> Result<(RecordRef, Invoice), IssueFault> {
    let id = &book.get(draft.record).id;
    let record = would.find(draft.record.kind, id).ok_or_else(|| unsound(book, draft.record))?;
    let invoice = would.typed::<Invoice>(record).ok_or_else(|| unsound(would, record))?;
    Ok((record, invoice))
}

/// What is wrong with the form of a document's file.
fn unsound(book: &Book, record: RecordRef) -> IssueFault {
    let path = book.path(record);
    let mut findings: Vec<Finding> =
        book.findings.iter().filter(|finding| &*finding.place.path == path).cloned().collect();
    if findings.is_empty() {
        return ChangeError::new("issue-no-totals").arg("name", book.name(record)).hint("cli-run-check").into();
    }
    book.locate(&mut findings);
    IssueFault::Wanting(findings)
}

fn change(book: &Book, record: RecordRef, parts: &[(KeyPath, Literal)]) -> Result<FileChange, ChangeError> {
    let source = book.source(record);
    let before = source.text().ok_or_else(|| ChangeError::new("change-not-utf8").arg("path", &source.path))?;
    let mut change =
        FileChange { path: source.path.to_string(), before: Some(before.to_owned()), after: Some(before.to_owned()) };
    add(&mut change, book, record, parts)?;
    Ok(change)
}

fn add(
    change: &mut FileChange,
    book: &Book,
    record: RecordRef,
    parts: &[(KeyPath, Literal)],
) -> Result<(), ChangeError> {
    let spec = table_spec(book.shape(record.kind));
    let mut text = RecordText::parse(FileFormat::Toml, change.after.as_deref().unwrap_or_default(), &spec)?;
    for (path, value) in parts {
        text.set(path, value)?;
    }
    change.after = Some(text.finish());
    Ok(())
}

#[cfg(test)]
mod tests;
