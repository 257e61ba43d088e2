//! Documents that bear a number, as commits hold them: their fiscal values must never change.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::change::{Records, Subject};
use super::record_diff::{FieldChange, diff};
use super::revisions::{BlobId, CommitId, RevisionError, TreeFile};
use super::version::Version;
use crate::book::{Book, Source};
use crate::figures::seal::{content, entries, is_fiscal, word};
use crate::finding::{KeyPath, Step};
use crate::firm;
use crate::firm::series::{Pattern, Position};
use crate::firm::{SeriesDocument, first_series};
use crate::model::{KindId, Kinds, Shape};
use crate::value::{Currency, Date};

/// A document that bears a number, at some commit.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Below the book's root.
    pub path: Box<str>,
    pub id: Box<str>,
    pub number: Box<str>,
    pub sort: SeriesDocument,
    /// The series that it names itself.
    pub series: Option<Box<str>>,
    pub date: Option<Date>,
    /// Its content, and what that says.
    pub blob: BlobId,
    pub version: Arc<Version>,
    /// The file cannot be read at that commit; everything else is what it said before.
    pub broken: bool,
}

impl Issued {
    /// Whom it is addressed to. Not part of the fiscal content, since `mv` may change the id; but nobody else may.
    pub fn customer<'i>(&'i self, shape: &Shape) -> Option<&'i str> {
        self.version.text(shape, "customer")
    }

    /// It says when it is to be paid: the day, or terms of its own.
    pub fn says_due(&self, shape: &Shape) -> bool {
        self.version.says(shape, "due") || self.version.says(shape, "terms")
    }

    pub fn seal<'i>(&'i self, shape: &Shape) -> Option<&'i str> {
        self.version.text(shape, "seal")
    }
}

/// What a file of the kind holds.
pub enum Found {
    Issued(Issued),
    /// No number: a draft.
    Draft,
    /// Nobody can say.
    Broken,
}

/// The rules of a series at some commit.
#[derive(Debug, Clone)]
pub struct SeriesRule {
    pub id: Box<str>,
    documents: Vec<SeriesDocument>,
    pub pattern: Option<Pattern>,
    pub first: u64,
    pub gapless: bool,
    /// Numbers come from elsewhere: no rule of order.
    pub external: bool,
}

/// What `carnet.toml` says of numbers at some commit.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    series: Vec<SeriesRule>,
    /// Category and percentage of the tax rates, by id.
    taxes: BTreeMap<String, String>,
    /// Which of them lines have that name none, by day.
    firm: Option<firm::Firm>,
    pub currency: Option<Currency>,
    pub terms: Option<String>,
    pub prices_include_tax: bool,
    /// It could not be read: nobody knows the rules.
    pub unreadable: bool,
}

impl Settings {
    fn read(kinds: &Kinds, bytes: Vec<u8>) -> Settings {
        let book = Book::read_past(kinds.clone(), vec![Source::new(firm::PATH, bytes)]);
        let rule = |series: &firm::Series| SeriesRule {
            id: series.id.as_str().into(),
            documents: series.documents.clone(),
            pattern: series.pattern.as_deref().and_then(Pattern::parse),
            first: series.first.as_ref().and_then(|first| u64::try_from(first.0).ok()).unwrap_or(1),
            gapless: series.gapless != Some(false),
            external: series.external == Some(true),
        };
        let file = &book.firm.file;
        let rate = |rate: &firm::TaxRate| {
            let percent = rate.percent.as_ref().map_or_else(String::new, |percent| percent.0.normalize().to_string());
            (rate.id.clone(), format!("{:?} {percent}", rate.category))
        };
        Settings {
            series: file.series.iter().map(rule).collect(),
            taxes: file.tax.iter().map(rate).collect(),
            currency: Some(book.firm.currency()),
            terms: file.terms.as_ref().map(|terms| terms.0.clone()),
            prices_include_tax: file.prices_include_tax == Some(true),
            unreadable: !book.firm_sound,
            firm: Some(book.firm),
        }
    }

    /// Every document is surely taxed as by other settings.
    pub fn same_taxes(&self, other: &Settings) -> bool {
        let says = |settings: &Settings| {
            let firm = settings.firm.as_ref()?;
            Some((firm.file.tax.clone(), firm.file.firm.as_ref().map(|firm| firm.vat.clone())))
        };
        says(self) == says(other)
    }

    /// How lines of a code are taxed on a day; those of none by the default.
    pub fn tax(&self, code: Option<&str>, date: Option<Date>) -> Option<&str> {
        let default = || Some(self.firm.as_ref()?.default_tax(date?)?.id.as_str());
        self.taxes.get(code.or_else(default)?).map(String::as_str)
    }

    /// What was loosened of series that documents have, against other settings: the series, and what of it.
    pub fn loosened<'s>(&self, before: &'s Settings) -> Vec<(&'s SeriesRule, &'static str)> {
        let mut loosened = Vec::new();
        if self.unreadable || before.unreadable {
            return loosened;
        }
        for old in &before.series {
            let what = match self.series.iter().find(|new| new.id == old.id) {
                None => "removed",
                Some(new) if new.external && !old.external => "external",
                Some(new) if old.gapless && !new.gapless => "gapless",
                Some(new) if new.pattern != old.pattern => "pattern",
                Some(_) => continue,
            };
            loosened.push((old, what));
        }
        loosened
    }

    /// The series of a document: the one that it names, else the first for its sort.
    pub fn of(&self, document: &Issued) -> Option<&SeriesRule> {
        match &document.series {
            Some(id) => self.series.iter().find(|series| series.id == *id),
            None => {
                self.series.get(first_series(self.series.iter().map(|series| &series.documents[..]), document.sort)?)
            }
        }
    }
}

/// What a number counts within: a series, and there a year, a month, or everything.
pub type Scope = (Box<str>, Option<i32>, Option<u32>);

/// The highest number of a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Highest {
    pub sequence: u64,
    pub number: Box<str>,
    pub date: Option<Date>,
}

/// All numbered documents at a commit.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// By path.
    pub documents: BTreeMap<Box<str>, Rc<Issued>>,
    /// The paths of those that bear a number.
    pub(super) numbers: FxHashMap<Box<str>, Vec<Box<str>>>,
    pub highest: BTreeMap<Scope, Highest>,
    /// The latest date of each series, over all its years and months, and its number.
    pub latest: BTreeMap<Box<str>, (Date, Box<str>)>,
    pub settings: Rc<Settings>,
}

impl State {
    /// The documents that bear a number: one, if all is well.
    pub fn bearing<'s>(&'s self, number: &str) -> impl Iterator<Item = &'s Rc<Issued>> {
        let paths = self.numbers.get(number).map_or(&[][..], Vec::as_slice);
        paths.iter().filter_map(|path| self.documents.get(path))
    }

    pub fn has(&self, number: &str) -> bool {
        self.numbers.contains_key(number)
    }

    pub fn insert(&mut self, document: Issued) {
        self.remove(&document.path.clone());
        self.numbers.entry(document.number.clone()).or_default().push(document.path.clone());
        self.documents.insert(document.path.clone(), Rc::new(document));
    }

    pub fn remove(&mut self, path: &str) -> Option<Rc<Issued>> {
        let gone = self.documents.remove(path)?;
        if let Some(paths) = self.numbers.get_mut(&gone.number) {
            paths.retain(|other| **other != *path);
            if paths.is_empty() {
                self.numbers.remove(&gone.number);
            }
        }
        Some(gone)
    }

    /// Where a number stands in its series; `None` where no pattern reads it or no rule of order applies.
    pub fn position(&self, document: &Issued) -> Option<(Scope, Position, &SeriesRule)> {
        self.place(document).filter(|(.., rule)| !rule.external)
    }

    /// The same, whether a rule of order applies or not.
    fn place(&self, document: &Issued) -> Option<(Scope, Position, &SeriesRule)> {
        let rule = self.settings.of(document)?;
        let position = rule.pattern.as_ref()?.read(&document.number)?;
        Some(((rule.id.clone(), position.year, position.month), position, rule))
    }

    /// Takes a number into account.
    pub fn raise(&mut self, scope: Scope, sequence: u64, document: &Issued) {
        if let Some(date) = document.date {
            let latest = self.latest.get(&scope.0).is_some_and(|(latest, _)| *latest >= date);
            if !latest {
                self.latest.insert(scope.0.clone(), (date, document.number.clone()));
            }
        }
        let known = self.highest.get(&scope).is_some_and(|highest| highest.sequence >= sequence);
        if !known {
            self.highest.insert(scope, Highest { sequence, number: document.number.clone(), date: document.date });
        }
    }

    /// Counts anew, by other rules.
    pub fn recount(&mut self, settings: Rc<Settings>) {
        self.settings = settings;
        self.highest.clear();
        self.latest.clear();
        let documents: Vec<Rc<Issued>> = self.documents.values().cloned().collect();
        for document in documents {
            if let Some((scope, position, _)) = self.position(&document) {
                self.raise(scope, position.sequence, &document);
            }
        }
    }

    /// The number that a reference to a document means.
    pub fn number(&self, kind: &str, text: &str) -> Option<String> {
        if kind != "invoice" {
            return None;
        }
        let by_id = self.documents.values().find(|document| *document.id == *text);
        by_id.map(|document| document.number.to_string())
    }
}

/// Reads the numbered documents of commits.
pub struct Reader<'r> {
    pub records: &'r Records<'r>,
    kinds: &'r Kinds,
    pub kind: KindId,
    customers: Option<KindId>,
    settings: std::cell::RefCell<FxHashMap<BlobId, Rc<Settings>>>,
}

/// A fiscal value of a document as its content words it.
pub type Content = Vec<(KeyPath, String)>;

impl<'r> Reader<'r> {
    /// `None` for a book whose kinds know no invoice.
    pub fn new(records: &'r Records<'r>, kinds: &'r Kinds) -> Option<Reader<'r>> {
        let kind = kinds.named("invoice")?;
        Some(Reader { records, kinds, kind, customers: kinds.named("customer"), settings: Default::default() })
    }

    pub fn kinds(&self) -> &'r Kinds {
        self.kinds
    }

    pub fn shape(&self) -> &Shape {
        self.records.shape(Some(self.kind))
    }

    /// The id, where a path is one of an invoice's file.
    pub fn invoice(&self, path: &str) -> Option<Box<str>> {
        self.id_of(path, Some(self.kind))
    }

    /// The id, where a path is one of a customer's file.
    pub fn customer(&self, path: &str) -> Option<Box<str>> {
        self.id_of(path, self.customers)
    }

    fn id_of(&self, path: &str, kind: Option<KindId>) -> Option<Box<str>> {
        let kind = kind?;
        // The folder first: most files are of another kind.
        let folder = self.kinds.get(kind).folder;
        path.strip_prefix(folder).filter(|rest| rest.starts_with('/'))?;
        self.records.subject(path).filter(|subject| subject.kind == Some(kind)).map(|subject| subject.id)
    }

    /// What an invoice's file holds.
    pub fn read(&self, path: &str, blob: BlobId) -> Result<Found, RevisionError> {
        let Some(id) = self.invoice(path) else { return Ok(Found::Draft) };
        let subject = Subject { kind: Some(self.kind), id: id.clone() };
        let version = self.records.version(&subject, path, blob)?;
        if !version.readable {
            return Ok(Found::Broken);
        }
        let shape = self.shape();
        let Some(number) = version.text(shape, "number") else { return Ok(Found::Draft) };
        Ok(Found::Issued(Issued {
            path: path.into(),
            id,
            number: number.into(),
            sort: SeriesDocument::of_invoice(version.text(shape, "type")),
            series: version.text(shape, "series").map(Into::into),
            date: version.get(shape, &KeyPath::key("date")).and_then(|value| value.as_date()),
            blob,
            version,
            broken: false,
        }))
    }

    pub fn settings(&self, blob: BlobId) -> Result<Rc<Settings>, RevisionError> {
        if let Some(known) = self.settings.borrow().get(&blob) {
            return Ok(known.clone());
        }
        let settings = Rc::new(Settings::read(self.kinds, self.records.revisions.blob(blob)?));
        self.settings.borrow_mut().insert(blob, settings.clone());
        Ok(settings)
    }

    /// Reads a whole commit.
    pub fn state(&self, commit: CommitId) -> Result<State, RevisionError> {
        self.state_of(self.records.revisions.tree(commit)?)
    }

    /// Reads a book of another folder at a commit.
    pub fn state_in(&self, commit: CommitId, folder: &str) -> Result<State, RevisionError> {
        self.state_of(self.records.revisions.tree_in(commit, folder)?)
    }

    fn state_of(&self, files: Vec<TreeFile>) -> Result<State, RevisionError> {
        let mut state = State::default();
        let mut settings = Rc::default();
        for file in files {
            if file.path == firm::PATH {
                settings = self.settings(file.blob)?;
            } else if self.invoice(&file.path).is_some()
                && let Found::Issued(document) = self.read(&file.path, file.blob)?
            {
                state.insert(document);
            }
        }
        state.recount(settings);
        Ok(state)
    }

    /// The fiscal content of a document. What was written in a fiscal field and cannot be its value counts as it was written.
    pub fn entries(&self, state: &State, document: &Issued) -> Content {
        let shape = self.shape();
        let mut found = entries(shape, &document.version.values, &|kind, text| state.number(kind, text));
        let extras = document.version.extras.iter().filter(|(path, _)| {
            let top = matches!(path.0.first(), Some(Step::Key(key)) if shape.field(key).is_some());
            top && is_fiscal(shape, &path.0)
        });
        found.extend(extras.map(|(path, value)| (path.clone(), word(value))));
        found.sort();
        found
    }

    /// The tax codes of a document's lines, allowances and charges; `None` for lines that name none.
    pub fn taxes(&self, document: &Issued) -> Vec<Option<String>> {
        let entries = entries(self.shape(), &document.version.values, &|_, _| None);
        let tax = |path: &KeyPath| matches!(path.0.last(), Some(Step::Key(key)) if &**key == "tax");
        let line = |path: &KeyPath| match path.0.as_slice() {
            [Step::Key(key), Step::Index(at), ..] if &**key == "lines" => Some(*at),
            _ => None,
        };
        let mut lines: BTreeMap<usize, Option<String>> = BTreeMap::new();
        let mut codes = Vec::new();
        for (path, value) in entries {
            match line(&path) {
                Some(at) => {
                    let code = lines.entry(at).or_default();
                    if tax(&path) {
                        *code = Some(value);
                    }
                }
                None if tax(&path) => codes.push(Some(value)),
                None => {}
            }
        }
        codes.extend(lines.into_values());
        codes
    }

    /// The same as bytes, for digests.
    pub fn content(&self, state: &State, document: &Issued) -> String {
        content(self.shape(), &document.version.values, &|kind, text| state.number(kind, text))
    }

    /// The fiscal fields that differ between two versions, one at least: the caller knows that the contents differ.
    pub fn differing(&self, before: &Version, after: &Version) -> Vec<FieldChange> {
        let shape = self.shape();
        let mut fields = diff(shape, before, after);
        fields.retain(|change| is_fiscal(shape, &change.path.0));
        if fields.is_empty() {
            // Only the order of the lines, or what a reference leads to.
            fields.push(FieldChange { path: KeyPath::key("lines"), item: false, before: None, after: None });
        }
        fields
    }

    /// What must stay beside the fiscal content: whom it is addressed to (`same`: a customer's old and new id), and its seal.
    pub fn beside(&self, before: &Issued, after: &Issued, same: &dyn Fn(&str, &str) -> bool) -> Vec<FieldChange> {
        let shape = self.shape();
        let follows = match (before.customer(shape), after.customer(shape)) {
            (Some(old), Some(new)) => old == new || same(old, new),
            (old, new) => old == new,
        };
        let sealed = before.seal(shape).is_none_or(|seal| after.seal(shape) == Some(seal));
        let value = |document: &Issued, path: &KeyPath| document.version.get(shape, path).cloned();
        let change = |name: &str| {
            let path = KeyPath::key(name);
            FieldChange { item: false, before: value(before, &path), after: value(after, &path), path }
        };
        [("customer", follows), ("seal", sealed)]
            .iter()
            .filter(|(_, kept)| !kept)
            .map(|(name, _)| change(name))
            .collect()
    }
}

/// Documents in the order of their numbers; of their dates, where the series has no form that tells.
pub fn in_order(state: &State, documents: &mut [&Rc<Issued>]) {
    documents.sort_by_cached_key(|document| {
        let position = state.place(document).map(|(_, position, _)| position);
        let date = document.date.filter(|_| position.is_none());
        (position, date, document.number.clone(), document.path.clone())
    });
}
