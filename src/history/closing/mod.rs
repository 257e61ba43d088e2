//! Closed periods: a tag states what a period held; afterwards its documents stay as they are.
//!
//! The tag `carnet/closed/JOURNAL/PERIOD` (`carnet/closed/FOLDER/JOURNAL/PERIOD` for a book in a folder of its repository)
//! is annotated, on the commit that was closed. Its message is a line for people, an empty line, and a [`Statement`] in TOML.
//! The documents of a period are those that bear a number and are dated in it.
//!
//! The statement's `digest` is SHA-256 over the fiscal contents ([`crate::figures::seal`]) of the documents, one after the
//! other, sorted by their bytes.

mod findings;
mod statement;

use std::rc::Rc;

use super::audit::{Against, Fault, What, fault};
use super::issued::{Issued, Reader, State};
use super::revisions::{CommitId, RevisionError, TagId, Who};
use crate::book::{Book, Source};
use crate::firm;
use crate::model::Kinds;
use crate::value::Period;

pub use findings::findings;
pub use statement::{SeriesStatement, Statement, Total, documents, period_name};

use statement::totals_differ;

/// What every closing's tag begins with, below `refs/tags/`.
pub const PREFIX: &str = "carnet/closed/";

/// What the names of the closings of the book in a folder begin with; `folder` is empty, or has a `/` at its end.
pub fn tag_prefix(folder: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_');
    let folder: String = folder.chars().map(|c| if kept(c) { c } else { '-' }).collect();
    format!("{PREFIX}{folder}")
}

/// The journals that can be closed: invoices and credit notes.
pub const SALES: &str = "sales";

/// A tag whose name begins with [`PREFIX`], as `store` reads it.
#[derive(Debug, Clone)]
pub struct ClosingTag {
    /// Below `refs/tags/`.
    pub name: String,
    /// `None` for a reference that leads nowhere.
    pub id: Option<TagId>,
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
        blob: None,
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
