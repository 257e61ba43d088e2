//! E-invoices of suppliers → bills to write.
//!
//! Bytes of UBL, CII or a hybrid PDF become a bill, the record of its supplier where that is new, and a copy of the file as
//! it came. What the book has no field for is listed; nothing is invented. A file that breaks a rule, whose sums do not add
//! up, that is addressed to somebody else or whose supplier is not clear becomes a draft that says so.

mod draft;
mod supplier;

use std::collections::HashSet;

use super::draft::to_toml;
use super::{Draft, DraftTable, DraftValue, ScalarKind};
use crate::book::reading::read_values;
use crate::book::source::path_for;
use crate::book::{Book, RecordRef};
use crate::change::text;
use crate::change::{FileChange, Plan, table_spec};
use crate::check::bill::same_number;
use crate::check::check;
use crate::einvoice::read::{self, ReadFault, Received, pdf};
use crate::figures::Figures;
use crate::figures::seal::digest_of;
use crate::finding::{Args, Finding, Level};
use crate::model::KindId;
use crate::value::{Date, Id, Money};

use supplier::Suppliers;
pub use supplier::{Matched, MatchedBy};

/// A file that came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its own name, without folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What becomes of the files.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// In the order of the files.
    pub files: Vec<Arrival>,
    /// The records to write: new suppliers, then bills.
    pub plan: Plan,
    /// The copies of the originals.
    pub kept: Vec<Kept>,
    /// How many suppliers and bills are among the records.
    pub suppliers: usize,
    pub bills: usize,
}

/// A copy of a file that the book keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Below the book's root: `files/bills/2026/11/acme-f-17.3f2a9c0d1b4e.xml`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// One file.
#[derive(Debug)]
pub struct Arrival {
    pub file: String,
    pub outcome: Outcome,
}

#[derive(Debug)]
pub enum Outcome {
    /// A bill is written.
    Bill(Box<Proposal>),
    /// This very file was imported before, as this record.
    Known(String),
    /// It cannot be read.
    Unread(ReadFault),
    /// The bill would be a faulty record, draft or not.
    Faulty(Box<Finding>),
}

/// A bill to be.
#[derive(Debug)]
pub struct Proposal {
    /// `bill/acme-f-17`.
    pub record: String,
    /// What the file is: `UBL Invoice`, `CII`.
    pub syntax: &'static str,
    /// The XML inside a PDF.
    pub embedded: Option<String>,
    pub number: Option<String>,
    pub date: Option<Date>,
    pub seller: String,
    pub payable: Option<Money>,
    pub supplier: Matched,
    pub draft: bool,
    /// What `check` will say of the new record.
    pub findings: Vec<Finding>,
    pub left: Vec<Left>,
}

/// What the file says and no field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// A term, `BT-19`, or the path of an element.
    pub what: String,
    pub text: String,
    /// The line of the file where an element is left.
    pub line: Option<u32>,
    /// The line of the invoice, from 1, where a term of one is left.
    pub item: Option<usize>,
}

impl Left {
    /// A term of the whole document.
    fn term(term: &str, text: String) -> Left {
        Left { what: term.to_owned(), text, line: None, item: None }
    }

    /// A term of a line, counted from 0.
    fn of_line(term: &str, index: usize, text: String) -> Left {
        Left { item: Some(index + 1), ..Left::term(term, text) }
    }
}

/// The words of a fault, for whoever prints it: a key of the catalogue and its arguments.
pub fn words_of(fault: &ReadFault) -> (&'static str, Args) {
    (fault.key(), fault.args())
}

/// What importing these files into the book would write.
pub fn receive(book: &Book, today: Date, files: &[Incoming]) -> Arrivals {
    let mut arriving = Arriving {
        book,
        today,
        suppliers: Suppliers::of(book),
        known: known(book),
        numbers: numbers(book),
        taken: HashSet::new(),
        arrivals: Arrivals::default(),
    };
    for file in files {
        let outcome = arriving.file(file);
        arriving.arrivals.files.push(Arrival { file: file.name.clone(), outcome });
    }
    let mut arrivals = arriving.arrivals;
    let some = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let from = if let [name] = names[..] { format!(" from {name}") } else { String::new() };
    let suppliers = (arrivals.suppliers > 0).then(|| format!(", {}", some(arrivals.suppliers, "supplier")));
    arrivals.plan.subject = format!("import: {}{}{from}", some(arrivals.bills, "bill"), suppliers.unwrap_or_default());
    arrivals
}

/// The originals that the book has: hash and record.
fn known(book: &Book) -> Vec<(String, String)> {
    let originals = book.sound_named("bill").filter_map(|(record, _)| {
        let bill = book.typed::<crate::model::bill::Bill>(record)?;
        Some((bill.original?.hash.to_lowercase(), book.name(record)))
    });
    originals.collect()
}

/// The numbers that each supplier has used: supplier, number.
fn numbers(book: &Book) -> Vec<(String, String)> {
    let numbered = book.sound_named("bill").filter_map(|(record, found)| {
        let shape = book.shape(record.kind);
        let (supplier, number) = (found.text(shape, "supplier")?, found.text(shape, "number")?);
        Some((supplier.to_owned(), same_number(number)))
    });
    numbered.collect()
}

struct Arriving<'b> {
    book: &'b Book,
    today: Date,
    suppliers: Suppliers,
    known: Vec<(String, String)>,
    numbers: Vec<(String, String)>,
    /// Names of records of this import.
    taken: HashSet<String>,
    arrivals: Arrivals,
}

impl Arriving<'_> {
    fn file(&mut self, file: &Incoming) -> Outcome {
        let hash = digest_of(&file.bytes);
        if let Some((_, record)) = self.known.iter().find(|(known, _)| *known == hash) {
            return Outcome::Known(record.clone());
        }
        let (received, embedded) = match unpack(&file.bytes) {
            Ok(unpacked) => unpacked,
            Err(fault) => return Outcome::Unread(fault),
        };
        match self.bill(file, &hash, &received, embedded) {
            Ok(outcome) | Err(outcome) => outcome,
        }
    }

    fn bill(
        &mut self,
        file: &Incoming,
        hash: &str,
        received: &Received,
        embedded: Option<String>,
    ) -> Result<Outcome, Outcome> {
        let invoice = &received.invoice;
        let matched = self.suppliers.find(invoice);
        let mut left = Vec::new();
        let new = match &matched {
            Matched::None => self.suppliers.propose(self.book, invoice, &mut left),
            _ => None,
        };
        let matched = match &new {
            Some(draft) => Matched::New(format!("supplier/{}", draft.id)),
            None => matched,
        };
        let supplier = matched.id().map(str::to_owned);
        // From another file: the invoice once more, a correction, or a number that was used twice. Somebody has to look.
        let number = Some(same_number(&invoice.number)).filter(|number| !number.is_empty());
        let mut numbers = self.numbers.iter();
        let again = numbers.any(|(other, used)| supplier.as_ref() == Some(other) && number.as_ref() == Some(used));
        let known =
            new.is_none().then_some(()).and(supplier.as_deref()).and_then(|id| self.suppliers.record(self.book, id));
        let mut values = draft::values(self.book, received, supplier.as_deref(), known, &mut left);
        let date = received.has("BT-2").then_some(invoice.issue_date);
        let id = self.id(supplier.as_deref(), received, hash);
        let extension = if embedded.is_some() { "pdf" } else { "xml" };
        let kept = kept(&id, hash, extension, date.unwrap_or(self.today), &file.bytes);
        draft::put(&mut values, "received", self.today.to_string(), ScalarKind::Date);
        let original = [("file", kept.path.as_str()), ("hash", hash), ("name", file.name.as_str())];
        let original = original.map(|(key, text)| (key.to_owned(), DraftValue::Scalar(text.into(), ScalarKind::Text)));
        values.0.push(("original".into(), DraftValue::Table(DraftTable(original.into()))));
        let faulty = !draft::faults(self.book, received, &mut values).is_empty() || !received.faults.is_empty();
        let mut unsure = faulty || again;

        let record = format!("bill/{id}");
        let mut changes: Vec<FileChange> = Vec::new();
        if let Some(draft) = &new {
            changes.push(self.change("supplier", &draft.id, &draft.values, None));
        }
        // What our rules find beyond those of the standard makes a draft too; what they find in a draft still is a fault of
        // the record.
        let findings = loop {
            let mut tried = changes.clone();
            let mut of_bill = values.clone();
            if unsure {
                draft::put(&mut of_bill, "draft", "true".into(), ScalarKind::Bool);
            }
            tried.push(self.change("bill", &id, &of_bill, date));
            let findings = self.findings(&tried);
            match findings.iter().find(|finding| finding.level == Level::Error) {
                Some(error) if unsure => return Err(Outcome::Faulty(Box::new(error.clone()))),
                Some(_) => unsure = true,
                None => {
                    changes = tried;
                    break findings;
                }
            }
        };
        left.extend(draft::left(received));
        left.extend(received.unplaced.iter().map(|unplaced| Left {
            what: unplaced.path.clone(),
            text: unplaced.text.clone(),
            line: Some(unplaced.at.line),
            item: None,
        }));
        self.land(changes, new, &record, kept, hash);
        if let (Some(supplier), Some(number)) = (supplier, number) {
            self.numbers.push((supplier, number));
        }
        let money = received.has("BT-115").then(|| Money::new(invoice.totals.due, invoice.currency));
        Ok(Outcome::Bill(Box::new(Proposal {
            record,
            syntax: received.syntax.name(),
            embedded,
            number: Some(invoice.number.clone()).filter(|number| !number.is_empty()),
            date,
            seller: supplier::name_of(invoice).to_owned(),
            payable: money.filter(|_| received.has("BT-5")),
            supplier: matched,
            draft: unsure,
            findings,
            left,
        })))
    }

    fn land(&mut self, changes: Vec<FileChange>, new: Option<Draft>, record: &str, kept: Kept, hash: &str) {
        let arrivals = &mut self.arrivals;
        arrivals.plan.changes.extend(changes);
        if let Some(draft) = new {
            arrivals.suppliers += 1;
            arrivals.plan.touched.push(format!("supplier/{}", draft.id));
            self.suppliers.add(&draft);
        }
        arrivals.bills += 1;
        arrivals.plan.touched.push(record.to_owned());
        arrivals.kept.push(kept);
        self.known.push((hash.to_owned(), record.to_owned()));
        self.taken.insert(record.to_owned());
    }

    /// The same file always gives the same id: supplier and number; where the number is missing, supplier and date, or the
    /// beginning of the hash.
    fn id(&self, supplier: Option<&str>, received: &Received, hash: &str) -> String {
        let invoice = &received.invoice;
        let who = supplier.unwrap_or(supplier::name_of(invoice));
        let what = match (invoice.number.is_empty(), received.has("BT-2")) {
            (false, _) => invoice.number.clone(),
            (true, true) => invoice.issue_date.to_string(),
            (true, false) => hash[..8].to_owned(),
        };
        let base = Id::from_name(&format!("{who}-{what}")).map_or_else(|| hash[..12].to_owned(), |id| id.to_string());
        let kind = self.book.kinds.named("bill");
        let free = |id: &str| {
            kind.is_none_or(|kind| self.book.find_ignoring_case(kind, id).is_none())
                && !self.taken.contains(&format!("bill/{id}"))
        };
        if free(&base) {
            return base;
        }
        // Another number that gives the same id: `F/1` and `F-1`.
        let stem: String = base.chars().take(Id::MAX - 9).collect();
        format!("{}-{}", stem.trim_end_matches(['-', '.']), &hash[..8])
    }

    fn change(&self, kind: &str, id: &str, values: &DraftTable, date: Option<Date>) -> FileChange {
        let draft = Draft { kind: kind.into(), id: id.into(), values: values.clone(), lines: Vec::new() };
        let text = to_toml(&draft);
        let Some(kind) = self.book.kinds.named(kind) else {
            // The table of kinds has both; a book without them would be a test's.
            return FileChange { path: format!("{kind}/{id}.toml"), before: None, after: Some(text) };
        };
        let text = text::format(&text, &table_spec(self.book.shape(kind))).unwrap_or(text);
        FileChange { path: path_for(&self.book.kinds, kind, id, date), before: None, after: Some(text) }
    }

    /// What `check` says of the files as they would be.
    fn findings(&self, changes: &[FileChange]) -> Vec<Finding> {
        let plan =
            Plan { changes: self.arrivals.plan.changes.iter().chain(changes).cloned().collect(), ..Plan::default() };
        let mut findings = Vec::new();
        for change in changes {
            let text = change.after.as_deref().unwrap_or_default();
            let Some(kind) = kind_of(self.book, &change.path) else { continue };
            read_values(self.book.shape(kind), &change.path, text, &self.book.firm, &mut findings);
        }
        // Faults of form are cheap to find and make the rest moot.
        if findings.iter().any(|finding| finding.level == Level::Error) {
            return findings;
        }
        let book = plan.applied(self.book);
        let mut findings = check(&Figures::new(&book, self.today));
        findings.retain(|finding| changes.iter().any(|change| *change.path == *finding.place.path));
        findings
    }
}

fn kind_of(book: &Book, path: &str) -> Option<KindId> {
    book.kinds.in_folder(path.split('/').next()?)
}

/// Reads XML, or the XML inside a PDF (with its name).
///
/// # Errors
/// See [`read::read`] and [`pdf::invoice`].
pub fn unpack(bytes: &[u8]) -> Result<(Received, Option<String>), ReadFault> {
    if !pdf::is_pdf(bytes) {
        return Ok((read::read(bytes)?, None));
    }
    let embedded = pdf::invoice(bytes)?;
    Ok((read::read(&embedded.bytes)?, Some(embedded.name)))
}

/// Where the copy of an original goes: by the day of the bill, named for the record and its hash.
pub fn kept(id: &str, hash: &str, extension: &str, date: Date, bytes: &[u8]) -> Kept {
    let (year, month, hash) = (date.year(), date.month(), hash.get(..12).unwrap_or(hash));
    Kept { path: format!("files/bills/{year:04}/{month:02}/{id}.{hash}.{extension}"), bytes: bytes.to_vec() }
}

impl Suppliers {
    fn record(&self, book: &Book, id: &str) -> Option<RecordRef> {
        book.find(book.kinds.named("supplier")?, id)
    }
}
