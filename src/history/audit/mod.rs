//! The proof that issued documents are what they were: edge by edge of the commit graph.
//!
//! On every edge from a parent to a child, a document that has a number in the parent is in the child, wherever its file
//! went, with equal fiscal values. Numbers are given in commits that merge nothing, and each follows the highest of its
//! series. What the edges cannot show (a history that was rewritten) is compared with whatever else this clone remembers:
//! see [`super::witness`] and [`super::closing`]. What is left unproved is said.

mod compare;
mod elsewhere;
mod taken;
mod walk;

use std::collections::HashSet;

use self::walk::Walk;
use super::closing::{self, ClosingProof, ClosingTag};
use super::issued::{Issued, Reader};
use super::record_diff::FieldChange;
use super::revisions::{BlobId, Commit, CommitId, RevisionError, TagId};
use super::witness::Witness;
use crate::value::Date;

/// What is wrong with a document or a number.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Fiscal values differ.
    Changed,
    /// It is not there any more.
    Missing,
    /// Its number was taken away, or another one put in its place.
    Renumbered { to: Option<Box<str>> },
    /// Two documents of a series bear its number.
    Twice { other: Box<str> },
    /// The number was given in a commit that merges.
    InMerge,
    /// Numbers before it were left out.
    Gap { missing: String },
    /// It does not follow the highest number that the series had.
    Backwards { highest: Box<str> },
    /// It is dated before a document of a lower number, or before one that was issued earlier.
    DateBackwards { date: Date, highest: Box<str>, earlier: Date },
    /// Its file cannot be read.
    Unreadable,
    /// Its seal is not what the document and the seal before it make.
    Seal,
    /// It bears no seal, though the document before it does.
    Unsealed,
    /// It came into a period after that was closed.
    Added,
    /// The tag of a closing holds no statement that can be read, or does not hold what its name says.
    TagUnreadable { why: closing::TagFault },
    /// What the tag states is not what its commit holds.
    TagDiffers { key: &'static str, stated: String, found: String },
    /// The tag that the last audit saw is not there any more.
    TagGone { was: TagId },
    /// Another tag stands in the place of the one that the last audit saw.
    TagReplaced { was: TagId, now: Option<TagId> },
    /// The tag's commit is not among the ancestors of the checked-out one.
    TagElsewhere,
    /// The tag's signature is not good.
    TagSignature { why: String },
    /// The history was rewritten, and the commit compared with is not in this clone any more.
    Gone,
    /// The documents of a closed period make another total with the settings of today.
    Total { key: &'static str, stated: String, found: String },
}

impl What {
    /// For programs, and the last part of the wording's key.
    pub fn name(&self) -> &'static str {
        match self {
            What::Changed => "changed",
            What::Missing => "missing",
            What::Renumbered { .. } => "renumbered",
            What::Twice { .. } => "twice",
            What::InMerge => "in-merge",
            What::Gap { .. } => "gap",
            What::Backwards { .. } => "backwards",
            What::DateBackwards { .. } => "date-backwards",
            What::Unreadable => "unreadable",
            What::Seal => "seal",
            What::Unsealed => "unsealed",
            What::Added => "added",
            What::TagUnreadable { .. } => "tag-unreadable",
            What::TagDiffers { .. } => "tag-differs",
            What::TagGone { .. } => "tag-gone",
            What::TagReplaced { .. } => "tag-replaced",
            What::TagElsewhere => "tag-elsewhere",
            What::TagSignature { .. } => "tag-signature",
            What::Gone => "gone",
            What::Total { .. } => "total",
        }
    }
}

/// What a state of the book is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// The edge from this parent; `None` for a root.
    Parent(Option<CommitId>),
    /// Where this branch was before.
    Earlier(CommitId),
    /// The tip that this clone last audited.
    Audited(CommitId),
    /// A branch of a remote.
    Remote { name: String, tip: CommitId },
    /// Where a branch of a remote was before: it was rewritten there.
    RemoteEarlier { name: String, tip: CommitId },
    /// The book in another folder of the repository, from which it was moved.
    Folder { name: String, commit: CommitId },
    /// The tag of a closing.
    Closing { tag: String },
}

impl Against {
    /// For programs.
    pub fn name(&self) -> &'static str {
        match self {
            Against::Parent(_) => "parent",
            Against::Earlier(_) => "earlier",
            Against::Audited(_) => "audited",
            Against::Remote { .. } => "remote",
            Against::RemoteEarlier { .. } => "remote-earlier",
            Against::Folder { .. } => "folder",
            Against::Closing { .. } => "closing",
        }
    }

    /// The commit compared with.
    pub fn commit(&self) -> Option<CommitId> {
        match self {
            Against::Parent(commit) => *commit,
            Against::Earlier(tip) | Against::Audited(tip) => Some(*tip),
            Against::Remote { tip, .. } | Against::RemoteEarlier { tip, .. } => Some(*tip),
            Against::Folder { commit, .. } => Some(*commit),
            Against::Closing { .. } => None,
        }
    }
}

/// One thing that should not be.
#[derive(Debug, Clone)]
pub struct Fault {
    pub what: What,
    pub against: Against,
    /// The commit that did it; for comparisons none.
    pub commit: Option<Commit>,
    /// The document's number; empty where it is about a tag.
    pub number: Box<str>,
    /// Where its file is, or was.
    pub path: Box<str>,
    pub fields: Vec<FieldChange>,
    /// Its content there.
    pub blob: Option<BlobId>,
}

/// What could not be proved.
#[derive(Debug, Clone, PartialEq)]
pub enum Doubt {
    /// Nothing but this clone holds the book.
    NoRemote,
    /// So many documents are on no remote branch that this clone knows of.
    NotPushed { count: usize },
    /// Documents of a remote branch that is not merged here.
    NotMerged { name: String, count: usize, first: Box<str> },
    /// No period was ever closed.
    NoClosing,
    /// So many documents are in no closed period.
    OpenTail { count: usize, first: Box<str>, last: Box<str> },
    /// A closing that nobody signed: whoever can write the repository can make such a tag.
    Unsigned { count: usize, tag: String },
    /// A closing whose signature this machine cannot judge.
    Unverified { tag: String, why: String },
    /// A closing whose commit is not merged here.
    TagNotMerged { tag: String },
    /// The files of this document could not be read for a while.
    Mended { number: Box<str>, commit: CommitId },
    /// Numbers that no pattern of a series reads: no rule of order was applied to them.
    NoOrder { count: usize, first: Box<str> },
    /// At this commit `carnet.toml` could not be read: no rule of order was applied.
    NoSettings { commit: CommitId },
    /// This branch was never audited in this clone.
    First,
    /// HEAD is detached: what this clone remembers of a branch was not compared.
    Detached,
    /// Files differ from the checked-out commit: they are no part of the record yet.
    Uncommitted { count: usize },
    /// From this commit on, the numbers of a series with documents were held to less: `gapless`, `external`, `pattern`, or the
    /// series was `removed`.
    Loosened { series: Box<str>, what: &'static str, commit: CommitId },
    /// The book came here from another folder of its repository (empty: the top) with this commit. What was before that was
    /// not looked at.
    CameFrom { folder: String, commit: CommitId },
    /// Closings of books that are not there any more: nothing here was compared with them.
    OtherClosings { count: usize, tag: String },
    /// So many documents do not say this themselves, and what they take it from was changed after they were issued, by
    /// this commit last: `tax` `prices` `currency` `due` `party`.
    Taken { what: &'static str, count: usize, first: Box<str>, source: String, commit: CommitId },
    /// Only what came after this commit was looked at.
    Since { commit: CommitId },
    /// Faults before the tip that was accepted are not told of earlier states of the branch.
    Accepted { count: usize },
}

/// A series at the checked-out commit.
#[derive(Debug, Clone)]
pub struct SeriesProof {
    /// Empty for documents of no series.
    pub id: Box<str>,
    pub count: usize,
    pub first: Box<str>,
    pub last: Box<str>,
    /// How many bear a seal.
    pub sealed: usize,
    /// Its numbers must follow each other without a gap, and do.
    pub gapless: bool,
}

/// What an audit found.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    pub commits: usize,
    pub edges: usize,
    /// Commits that touched an invoice's file.
    pub touching: usize,
    pub documents: usize,
    pub series: Vec<SeriesProof>,
    pub closings: Vec<ClosingProof>,
    /// The remote branches compared with.
    pub remotes: Vec<(String, CommitId)>,
    pub audited: Option<CommitId>,
    /// Tips of this branch that are no part of its history any more.
    pub lost: Vec<CommitId>,
    pub faults: Vec<Fault>,
    pub doubts: Vec<Doubt>,
}

/// Audits the history of the checked-out commit.
///
/// # Errors
/// [`RevisionError::Shallow`] where commits are missing; what the repository cannot tell.
pub fn audit(
    reader: &Reader<'_>,
    head: CommitId,
    since: Option<CommitId>,
    witness: &Witness,
    tags: &[ClosingTag],
) -> Result<Audit, RevisionError> {
    let mut walk = Walk::new(reader);
    let wanted: HashSet<CommitId> = tags
        .iter()
        .filter_map(|tag| tag.commit)
        .chain(witness.remotes.iter().map(|remote| remote.tip))
        .chain(witness.audited)
        .chain([head])
        .collect();
    walk.edges(head, since, &wanted)?;
    let now = walk.state(head)?;
    walk.taken_doubts();
    let mut audit = std::mem::take(&mut walk.audit);
    compare::summary(reader, &now, since.is_none(), &mut audit);
    for document in now.documents.values().filter(|document| document.broken) {
        audit.faults.push(fault(What::Unreadable, Against::Parent(None), document));
    }
    compare::witness(reader, &mut walk, head, &now, witness, &mut audit)?;
    elsewhere::closings(&reader.records.revisions.books(head)?, witness, &mut audit);
    compare::remembered(witness, tags, &mut audit);
    compare::closings(reader, &mut walk, head, &now, witness, tags, &mut audit)?;
    if let Some(commit) = since {
        audit.doubts.push(Doubt::Since { commit });
    }
    Ok(audit)
}

pub(super) fn fault(what: What, against: Against, document: &Issued) -> Fault {
    Fault {
        what,
        against,
        commit: None,
        number: document.number.clone(),
        path: document.path.clone(),
        fields: Vec::new(),
        blob: Some(document.blob),
    }
}
