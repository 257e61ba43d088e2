//! Who may change what: judges the commits of a push by the roles and keys that stood in the book **before** it.
//!
//! A commit is somebody's by the key that signed it; the author's address is what the commit says about itself, and proves
//! nothing. What it changed is read from its files, value by value. The result of the whole is then checked like a book: what
//! was sound must stay so.

mod policy;
#[cfg(test)]
mod tests;
mod work;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use policy::{Policy, Refusal};
pub use work::{Work, work};

use super::change::Records;
use super::closing::{self, ClosingTag};
use super::issued::Reader;
use super::{Commit, CommitId, RevisionError, Revisions};
use crate::book::{Book, Source};
use crate::check::baseline::introduced;
use crate::check::check;
use crate::figures::Figures;
use crate::finding::Finding;
use crate::firm;
use crate::model::Kinds;
use crate::value::Date;
use crate::value::key::SigningKey;

/// Whose a commit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// Nobody signed it.
    None,
    /// The member (their id) whose key did.
    Member(String),
    /// A sound signature by a key that is no member's: what it is called.
    Unknown(String),
    /// It does not hold: what the verifying program said.
    Bad(String),
}

/// One path of the repository that differs between two commits, whatever lies there: records, other files, links.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Below the book's root; `None` where it lies outside.
    pub path: Option<String>,
    /// Below the repository's root.
    pub full: String,
    /// Mode and id of what lies there now.
    pub new: Option<(i32, [u8; 20])>,
    /// Neither side is a link or another repository.
    pub regular: bool,
}

/// What the guard asks of a repository besides the book's past.
pub trait Guarded: Revisions {
    /// The best common ancestors of two commits; several after criss-cross merges, none of unrelated histories.
    fn merge_bases(&self, a: CommitId, b: CommitId) -> Result<Vec<CommitId>, RevisionError>;

    /// All that differs from a parent (`None`: from nothing), in the whole repository, sorted by path.
    fn entries(&self, commit: CommitId, parent: Option<CommitId>) -> Result<Vec<Entry>, RevisionError>;

    /// Whose each commit is, by these keys, in their order.
    fn signatures(&self, commits: &[CommitId], keys: &[(String, SigningKey)]) -> Result<Vec<Signature>, RevisionError>;

    /// The tags of closed periods, and whether they lie behind a commit.
    fn closings(&self, behind: CommitId) -> Result<Vec<ClosingTag>, RevisionError>;

    /// Whose a tag is, by the id of the tag's object.
    fn tag_signature(&self, tag: [u8; 20], keys: &[(String, SigningKey)]) -> Result<Signature, RevisionError>;
}

/// What somebody wants a branch to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The state that holds now, whose roles and keys count; `None` where there is none yet.
    pub law: Option<CommitId>,
    /// What is there already and was judged when it came.
    pub known: Vec<CommitId>,
    pub new: CommitId,
    pub standing: Standing,
}

/// What becomes of the new state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds from now on: it must contain the one before, and the book must be as sound.
    Arbitrating,
    /// It shall be merged: it need not contain what others did meanwhile, but must break nothing of what it began with.
    Proposed,
    /// A branch of somebody's own, whose book may be half done.
    Aside,
}

/// What the guard says of an update.
#[derive(Default)]
pub struct Verdict {
    /// How many commits are new.
    pub commits: usize,
    pub refusals: Vec<Refusal>,
    /// The faults of the new state that the old one did not have, and the new state.
    pub findings: Vec<Finding>,
    pub book: Option<Book>,
    /// Commits that name another member as their author than the one who signed.
    pub borrowed: Vec<Borrowed>,
    /// No role is declared: anybody may change anything that leaves the book sound.
    pub open: bool,
}

/// A commit whose author is said to be somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrowed {
    pub commit: CommitId,
    pub author: String,
    pub member: String,
}

impl Verdict {
    pub fn passes(&self) -> bool {
        self.refusals.is_empty() && self.findings.is_empty()
    }
}

/// Judges an update. `today` is the day on which keys are good and dates lie in the future.
///
/// # Errors
/// What the repository cannot tell: a commit that is not here, a shallow clone.
pub fn judge(repo: &dyn Guarded, kinds: &Kinds, today: Date, update: &Update) -> Result<Verdict, RevisionError> {
    let law = match update.law {
        Some(commit) => strictly(repo, kinds, commit)?,
        None => Book::read(kinds.clone(), Vec::new()),
    };
    let mut verdict = Verdict::default();
    if let Some(old) = update.law
        && update.standing == Standing::Arbitrating
        && repo.merge_bases(old, update.new)? != [old]
    {
        verdict.refusals.push(Refusal::of_all("guard-rewound", vec![("old", old.short())]));
        return Ok(verdict);
    }
    let there = |book: &Book| book.source_at(firm::PATH).is_some();
    if there(&law) && !law.firm_sound {
        verdict.refusals.push(Refusal::of_all("guard-no-settings", Vec::new()));
        return Ok(verdict);
    }
    // Where there is none before and after, the guard looks in a folder that is not the book's.
    if update.law.is_some() && !there(&law) && repo.file(update.new, firm::PATH)?.is_none() {
        verdict.refusals.push(Refusal::of_all("guard-nowhere", Vec::new()));
        return Ok(verdict);
    }
    let commits = repo.commits(&[update.new], &update.known)?;
    verdict.commits = commits.len();
    let policy = Policy::of(&law, today);
    verdict.open = !policy.watches();
    if policy.watches() {
        by_roles(repo, &law, &policy, &commits, &mut verdict)?;
    }
    check_state(repo, kinds, today, update, law, &mut verdict)?;
    Ok(verdict)
}

/// Judges a new tag that closes a period: where there are roles, it is signed by somebody who issues.
///
/// # Errors
/// As [`judge`].
pub fn judge_closing(
    repo: &dyn Guarded,
    kinds: &Kinds,
    today: Date,
    law: Option<CommitId>,
    tag: (&str, [u8; 20]),
) -> Result<Verdict, RevisionError> {
    let mut verdict = Verdict::default();
    let Some(law) = law else { return Ok(verdict) };
    let law = strictly(repo, kinds, law)?;
    let policy = Policy::of(&law, today);
    let (name, id) = tag;
    if policy.watches() && !policy.may_issue(&repo.tag_signature(id, &policy.keys())?) {
        verdict.refusals.push(Refusal::of_all("guard-closing", vec![("tag", name.to_owned())]));
    }
    Ok(verdict)
}

/// The commits in the order in which they were made.
fn by_roles(
    repo: &dyn Guarded,
    law: &Book,
    policy: &Policy,
    commits: &[Arc<Commit>],
    verdict: &mut Verdict,
) -> Result<(), RevisionError> {
    let ids: Vec<CommitId> = commits.iter().map(|commit| commit.id).collect();
    let signatures = repo.signatures(&ids, &policy.keys())?;
    let records = Records::new(repo, law);
    let mut told = BTreeSet::new();
    for (commit, signature) in commits.iter().zip(signatures).rev() {
        let work = work(repo, &records, commit)?;
        // A merge that decides nothing only joins what others signed.
        if commit.parents.len() > 1 && work.is_nothing() {
            continue;
        }
        if let Signature::Member(member) = &signature
            && let Some(author) = policy.named_by(&commit.author.email).filter(|author| author != member)
        {
            let member = member.clone();
            verdict.borrowed.push(Borrowed { commit: commit.id, author, member });
        }
        for refusal in policy.judge(&records, commit, &signature, &work) {
            if told.insert((refusal.commit, refusal.key, format!("{:?}", refusal.args))) {
                verdict.refusals.push(refusal);
            }
        }
    }
    Ok(())
}

/// Checks the state that would hold against the one before.
fn check_state(
    repo: &dyn Guarded,
    kinds: &Kinds,
    today: Date,
    update: &Update,
    law: Book,
    verdict: &mut Verdict,
) -> Result<(), RevisionError> {
    // Before the first state there is nothing that could be broken.
    let Some(holds) = update.law else { return Ok(()) };
    let old = match update.standing {
        Standing::Aside => return Ok(()),
        Standing::Arbitrating => Some(holds),
        Standing::Proposed => repo.merge_bases(holds, update.new)?.first().copied(),
    };
    let moved = repo.changes(update.new, old)?;
    if moved.is_empty() {
        return Ok(());
    }
    let new = strictly(repo, kinds, update.new)?;
    let there = |book: &Book| book.source_at(firm::PATH).is_some();
    let old_book = match old {
        Some(commit) if update.law != old => strictly(repo, kinds, commit)?,
        _ => law,
    };
    if !there(&new) {
        if there(&old_book) {
            verdict.refusals.push(Refusal::of_all("guard-no-book", Vec::new()));
        }
        return Ok(());
    }
    let mut before = check(&Figures::new(&old_book, today));
    if let Some(old) = old {
        before.extend(closed_periods(repo, &old_book, old)?);
    }
    for finding in &mut before {
        // A file that moves takes its faults along.
        let path = moved.iter().find(|change| change.old_path.as_deref() == Some(&*finding.place.path));
        if let Some(path) = path.and_then(|change| change.path.as_deref()) {
            finding.place.path = path.into();
        }
    }
    let mut after = check(&Figures::new(&new, today));
    after.extend(closed_periods(repo, &new, update.new)?);
    verdict.findings = introduced(&before, &after).into_iter().cloned().collect();
    verdict.book = Some(new);
    Ok(())
}

/// What changed in periods that are closed.
fn closed_periods(repo: &dyn Guarded, book: &Book, commit: CommitId) -> Result<Vec<Finding>, RevisionError> {
    let tags = repo.closings(commit)?;
    let records = Records::new(repo, book);
    match Reader::new(&records, &book.kinds) {
        Some(reader) if !tags.is_empty() => closing::findings(&reader, commit, &tags, book, &BTreeSet::new()),
        _ => Ok(Vec::new()),
    }
}

/// The book at a commit, judged as it is now: an unknown key is an error.
fn strictly(repo: &dyn Guarded, kinds: &Kinds, commit: CommitId) -> Result<Book, RevisionError> {
    let mut sources = Vec::new();
    for file in repo.tree(commit)? {
        sources.push(Source::new(&file.path, repo.blob(file.blob)?));
    }
    Ok(Book::read(kinds.clone(), sources))
}
