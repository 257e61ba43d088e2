//! Closed periods: a tag states what a period held; afterwards its documents stay as they are.
//!
//! The tag `carnet/closed/JOURNAL/PERIOD` (`carnet/closed/FOLDER/JOURNAL/PERIOD` for a book in a folder of its repository)
//! is annotated, on the commit that was closed. Its message is a line for people, an empty line, and a [`Statement`] in TOML.
//! The documents of a period are those that bear a number and are dated in it.
//!
//! The statement's `digest` is SHA-256 over the fiscal contents ([`crate::figures::seal`]) of the documents, one after the
//! other, sorted by their bytes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::audit::{Against, Fault, What, fault};
use super::issued::{Found, Issued, Reader, State, in_order};
use super::revisions::{CommitId, RevisionError, Who};
use crate::book::load::read_values;
use crate::book::{Book, RecordRef, Source, typed};
use crate::figures::document::totals_of;
use crate::figures::seal::{digest, number_in};
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::{self, Firm};
use crate::model::field::{CurrencyCode, Integer, UnitPrice};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::kind::schema_of;
use crate::model::{Kinds, Shape};
use crate::value::{Currency, Date, Decimal, Money, Moneys, Period};

/// What every closing's tag begins with, below `refs/tags/`.
pub const PREFIX: &str = "carnet/closed/";

/// The journals that can be closed: invoices and credit notes.
pub const SALES: &str = "sales";

/// The version of the statement's form.
const VERSION: i64 = 1;

/// A tag whose name begins with [`PREFIX`], as `store` reads it.
#[derive(Debug, Clone)]
pub struct ClosingTag {
    /// Below `refs/tags/`.
    pub name: String,
    /// The commit that it names, through however many tags; `None` for a tag of something else.
    pub commit: Option<CommitId>,
    /// None for a lightweight tag, which says nothing.
    pub message: Option<String>,
    pub tagger: Option<Who>,
    pub signature: Signature,
    /// Its commit is the checked-out one or an ancestor of it.
    pub on_history: bool,
}

/// What is known of a tag's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    None,
    Good,
    Bad(String),
    /// It is signed, and nobody can judge here by whom: the reason in git's words. Empty: nobody asked.
    Unverified(String),
}

/// Why a tag states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagFault {
    /// It names no commit.
    NoCommit,
    /// It is lightweight: no message, no date, nobody.
    Lightweight,
    /// There is no statement in it, or a damaged one.
    NoStatement,
    /// A later version of carnet made it.
    Newer,
    /// Its name speaks of another period than its statement.
    OtherName,
}

impl TagFault {
    /// The last part of the wording's key.
    pub fn name(self) -> &'static str {
        match self {
            TagFault::NoCommit => "no-commit",
            TagFault::Lightweight => "lightweight",
            TagFault::NoStatement => "no-statement",
            TagFault::Newer => "newer",
            TagFault::OtherName => "other-name",
        }
    }
}

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
        let (net, tax, gross) = totals(reader, settings, &documents)?;
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
fn totals_differ(stated: &[Total], found: &[Total]) -> Vec<(&'static str, String, String)> {
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
        let parts: [(&'static str, fn(&Total) -> Decimal); 3] =
            [("net", |total| total.net.0), ("tax", |total| total.tax.0), ("gross", |total| total.gross.0)];
        for (key, of) in parts {
            let (a, b) = (part(stated, of), part(found, of));
            if a != b {
                differing.push((key, a, b));
            }
        }
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

/// Net, tax and gross; the number of the first document that has none.
fn totals(
    reader: &Reader<'_>,
    settings: &Book,
    documents: &[&Rc<Issued>],
) -> Result<(Moneys, Moneys, Moneys), Box<str>> {
    let (mut net, mut tax, mut gross) = (Moneys::default(), Moneys::default(), Moneys::default());
    for document in documents {
        let none = || document.number.clone();
        let invoice: Invoice = typed::build(reader.shape(), &document.version.values).map_err(|_| none())?;
        let totals = totals_of(settings, &invoice).map_err(|_| none())?;
        let negative = invoice.invoice_type == Some(InvoiceType::CreditNote);
        let signed = |money: Money| if negative { -money } else { money };
        net.add(signed(totals.tax_exclusive()));
        tax.add(signed(Money::new(totals.tax, totals.currency)));
        gross.add(signed(totals.due()));
    }
    Ok((net, tax, gross))
}

/// A book of the settings and customers at a commit: what totals depend on beside the documents.
pub fn settings_at(reader: &Reader<'_>, kinds: &Kinds, commit: CommitId) -> Result<Book, RevisionError> {
    let mut sources = Vec::new();
    for file in reader.records.revisions.tree(commit)? {
        if file.path == firm::PATH || reader.customer(&file.path).is_some() {
            sources.push(Source::new(&file.path, reader.records.revisions.blob(file.blob)?));
        }
    }
    Ok(Book::read_past(kinds.clone(), sources))
}

/// What an audit says of a closing.
#[derive(Debug, Clone)]
pub struct ClosingProof {
    pub tag: String,
    pub commit: Option<CommitId>,
    pub by: Option<Who>,
    pub signature: Signature,
    pub on_history: bool,
    /// `None` where the tag states nothing.
    pub period: Option<Period>,
    pub statement: Option<Statement>,
    /// It states what its commit holds, and the book still does.
    pub holds: bool,
}

impl ClosingProof {
    /// What a tag says, unproved.
    pub fn of(tag: &ClosingTag) -> ClosingProof {
        let statement = Statement::read(tag).ok();
        ClosingProof {
            tag: tag.name.clone(),
            commit: tag.commit,
            by: tag.tagger.clone(),
            signature: tag.signature.clone(),
            on_history: tag.on_history,
            period: statement.as_ref().map(Statement::span),
            statement,
            holds: false,
        }
    }
}

/// Compares a closing's tag with the commit that it names, and that with the book now. `then` and `now`: the documents there.
pub(super) fn prove(
    reader: &Reader<'_>,
    head: CommitId,
    tag: &ClosingTag,
    then: &State,
    now: &State,
    faults: &mut Vec<Fault>,
) -> Result<ClosingProof, RevisionError> {
    let mut proof = ClosingProof::of(tag);
    let against = Against::Closing { tag: tag.name.clone() };
    let about_tag = |what: What| Fault {
        what,
        against: against.clone(),
        commit: None,
        number: Box::default(),
        path: Box::default(),
        fields: Vec::new(),
        version: None,
    };
    let before = faults.len();
    if let Signature::Bad(why) = &tag.signature {
        faults.push(about_tag(What::TagSignature { why: why.clone() }));
    }
    let (statement, commit) = match (Statement::read(tag), tag.commit) {
        (Ok(statement), Some(commit)) => (statement, commit),
        (Ok(_), None) => return Ok(proof),
        (Err(why), _) => {
            faults.push(about_tag(What::TagUnreadable { why }));
            return Ok(proof);
        }
    };
    let period = statement.span();
    let kinds = reader.kinds();
    let settings = settings_at(reader, kinds, commit)?;
    match Statement::of(reader, then, &settings, statement.days(), &statement.period) {
        Ok(found) => {
            for (key, stated, found) in statement.differences(&found) {
                faults.push(about_tag(What::TagDiffers { key, stated, found }));
            }
        }
        Err(number) => {
            let (stated, found) = (statement.count.0.to_string(), number.to_string());
            faults.push(about_tag(What::TagDiffers { key: "document", stated, found }));
        }
    }
    if !tag.on_history {
        // A colleague's closing that is not merged here, or a history that was rewritten: the documents tell.
        faults.push(about_tag(What::TagElsewhere));
    }
    let mut same = faults.len() == before + usize::from(!tag.on_history);
    for document in documents(then, period) {
        let content = reader.entries(then, document);
        let candidates: Vec<&Rc<Issued>> = now.bearing(&document.number).collect();
        if candidates.iter().any(|other| reader.entries(now, other) == content) {
            continue;
        }
        same = false;
        faults.push(match candidates.first() {
            Some(other) => {
                let fields = reader.differing(&document.version, &other.version);
                Fault { fields, ..fault(What::Changed, against.clone(), other) }
            }
            None => fault(What::Missing, against.clone(), document),
        });
    }
    for document in documents(now, period) {
        let known = then.bearing(&document.number).any(|other| other.date.is_some_and(|date| period.contains(date)));
        if !known {
            same = false;
            faults.push(fault(What::Added, against.clone(), document));
        }
    }
    // The same documents, and another total: a rate, a currency, a customer's terms were changed since.
    if same {
        let settings = settings_at(reader, kinds, head)?;
        if let Ok(found) = Statement::of(reader, now, &settings, statement.days(), &statement.period) {
            for (key, stated, found) in totals_differ(&statement.totals, &found.totals) {
                faults.push(about_tag(What::Total { key, stated, found }));
            }
        }
    }
    proof.holds = faults.len() == before;
    Ok(proof)
}

/// What `check` says of closed periods: documents that are not what they were when their period was closed, and documents
/// that came into one since.
///
/// `book` is the book as it is or would be; `paths` are those of its files that may differ from the commit `head`. Only files
/// that differ from a closing's commit are read.
pub fn findings(
    reader: &Reader<'_>,
    head: CommitId,
    tags: &[ClosingTag],
    book: &Book,
    paths: &BTreeSet<String>,
) -> Result<Vec<Finding>, RevisionError> {
    let mut findings = Vec::new();
    for tag in tags {
        let about_tag = |variant| {
            let finding = Finding::new(&code::CLOSING_TAG, Place::file(firm::PATH)).variant(variant);
            finding.arg("tag", &tag.name)
        };
        let (statement, commit) = match (Statement::read(tag), tag.commit) {
            (Ok(statement), Some(commit)) => (statement, commit),
            _ => {
                findings.push(about_tag("unreadable"));
                continue;
            }
        };
        if !tag.on_history {
            findings.push(about_tag("elsewhere"));
            continue;
        }
        closed(reader, head, (tag, &statement, commit), book, paths, &mut findings)?;
    }
    for finding in &mut findings {
        finding.level = book.firm.level(finding.code);
    }
    findings.retain(|finding| finding.level != crate::finding::Level::Off);
    book.locate(&mut findings);
    Ok(findings)
}

/// The findings of one closing.
fn closed(
    reader: &Reader<'_>,
    head: CommitId,
    (tag, statement, commit): (&ClosingTag, &Statement, CommitId),
    book: &Book,
    paths: &BTreeSet<String>,
    findings: &mut Vec<Finding>,
) -> Result<(), RevisionError> {
    let period = statement.span();
    let revisions = reader.records.revisions;
    let changes = revisions.changes(head, Some(commit))?;
    // The files of then and of now that may differ.
    let mut then: HashMap<String, super::BlobId> = HashMap::new();
    let mut now: BTreeSet<&str> = BTreeSet::new();
    for change in &changes {
        if let (Some(path), Some(blob)) = (&change.old_path, change.old) {
            then.insert(path.clone(), blob);
        }
        now.extend(change.path.as_deref());
    }
    for path in paths.iter().filter(|path| reader.invoice(path).is_some()) {
        now.insert(path);
        if !then.contains_key(path)
            && let Some(blob) = revisions.file(commit, path)?
        {
            then.insert(path.clone(), blob);
        }
    }
    let mut before = State::default();
    for (path, blob) in then.iter().filter(|(path, _)| reader.invoice(path).is_some()) {
        if let Found::Issued(document) = reader.read(path, *blob)? {
            before.insert(document);
        }
    }
    let numbers = |kind: &str, text: &str| number_in(book, kind, text).or_else(|| before.number(kind, text));
    let shape = reader.shape();
    let named = |finding: Finding, number: &str| {
        finding.arg("number", number).arg("period", &statement.period).arg("tag", &tag.name)
    };
    let finding = |record: RecordRef, key: KeyPath, variant| {
        let name = key.to_string();
        Finding::new(&code::CLOSED_PERIOD, book.place(record, key)).variant(variant).arg("key", name)
    };
    for document in documents(&before, period) {
        let content = crate::figures::seal::entries(shape, &document.version.values, &numbers);
        let candidates = book.by_number(reader.kind, &document.number);
        let entries = |record: RecordRef| {
            crate::figures::seal::entries(book.shape(record.kind), &book.get(record).values, &numbers)
        };
        let equal = candidates.iter().find(|record| entries(**record) == content);
        let redirected = |record: RecordRef| {
            let (old, new) = (document.customer(shape), book.get(record).text(book.shape(record.kind), "customer"));
            // A customer who is not there any more was renamed.
            let kind = book.kinds.named("customer");
            let there = |id: &str| kind.is_some_and(|kind| book.find(kind, id).is_some());
            old != new && old.is_some_and(there)
        };
        match (equal, candidates.first()) {
            (Some(record), _) if redirected(*record) => {
                findings.push(named(finding(*record, KeyPath::key("customer"), "changed"), &document.number));
            }
            (Some(_), _) => {}
            (None, Some(record)) => {
                let after = entries(*record);
                let key = first_difference(&content, &after);
                findings.push(named(finding(*record, key, "changed"), &document.number));
            }
            (None, None) => {
                let removed = Finding::new(&code::CLOSED_PERIOD, Place::file(&document.path)).variant("removed");
                findings.push(named(removed.arg("key", "number"), &document.number));
            }
        }
    }
    let tagged: BTreeSet<&str> = documents(&before, period).into_iter().map(|document| &*document.number).collect();
    for path in now {
        let Some(id) = reader.invoice(path) else { continue };
        let Some(record) = book.find(reader.kind, &id).filter(|record| book.path(*record) == path) else { continue };
        let (found, shape) = (book.get(record), book.shape(record.kind));
        if !found.date(shape, "date").is_some_and(|date| period.contains(date)) {
            continue;
        }
        let number = found.text(shape, "number");
        if !number.is_some_and(|number| tagged.contains(number)) {
            let variant = if number.is_some() { "added" } else { "draft" };
            findings.push(named(finding(record, KeyPath::key("date"), variant), number.unwrap_or(&id)));
        }
    }
    Ok(())
}

/// Where two contents differ first; a value that went stands where it stood.
fn first_difference(before: &[(KeyPath, String)], after: &[(KeyPath, String)]) -> KeyPath {
    let old: BTreeMap<&KeyPath, &String> = before.iter().map(|(path, value)| (path, value)).collect();
    let new: BTreeMap<&KeyPath, &String> = after.iter().map(|(path, value)| (path, value)).collect();
    let differs = |path: &&&KeyPath| old.get(**path) != new.get(**path);
    let all: BTreeSet<&KeyPath> = old.keys().chain(new.keys()).copied().collect();
    // What can be pointed at in the file goes first.
    let there = all.iter().filter(|path| new.contains_key(**path)).find(differs);
    there.or_else(|| all.iter().find(differs)).map_or_else(|| KeyPath::key("number"), |path| (*path).clone())
}
