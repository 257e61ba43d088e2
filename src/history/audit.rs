//! The proof that issued documents are what they were: edge by edge of the commit graph.
//!
//! On every edge from a parent to a child, a document that has a number in the parent is in the child, wherever its file
//! went, with equal fiscal values. Numbers are given in commits that merge nothing, and each follows the highest of its
//! series. What the edges cannot show (a history that was rewritten) is compared with whatever else this clone remembers:
//! see [`super::witness`] and [`super::closing`]. What is left unproved is said.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::closing::{self, ClosingProof, ClosingTag};
use super::issued::{Content, Found, Highest, Issued, Reader, Scope, State, in_order};
use super::record_diff::FieldChange;
use super::revisions::{Commit, CommitId, PathChange, RevisionError};
use super::version::Version;
use super::witness::Witness;
use crate::figures::seal::{SealFault, broken_seals};
use crate::firm;
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
    /// It is dated before a document of a lower number.
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
            Against::Closing { .. } => "closing",
        }
    }

    /// The commit compared with.
    pub fn commit(&self) -> Option<CommitId> {
        match self {
            Against::Parent(commit) => *commit,
            Against::Earlier(tip) | Against::Audited(tip) => Some(*tip),
            Against::Remote { tip, .. } | Against::RemoteEarlier { tip, .. } => Some(*tip),
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
    /// What tells the currency of the fields.
    pub version: Option<std::sync::Arc<Version>>,
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
    /// Its numbers must follow each other without a gap.
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
    let mut walk = Walk { reader, audit: Audit::default(), kept: HashMap::new() };
    let wanted: HashSet<CommitId> = tags
        .iter()
        .filter_map(|tag| tag.commit)
        .chain(witness.remotes.iter().map(|remote| remote.tip))
        .chain(witness.audited)
        .chain([head])
        .collect();
    walk.edges(head, since, &wanted)?;
    let now = walk.state(head)?;
    let mut audit = std::mem::take(&mut walk.audit);
    summary(reader, &now, &mut audit);
    for document in now.documents.values().filter(|document| document.broken) {
        audit.faults.push(fault(What::Unreadable, Against::Parent(None), document));
    }
    compare_witness(reader, &mut walk, head, &now, witness, &mut audit)?;
    closings(reader, &mut walk, head, &now, tags, &mut audit)?;
    if let Some(commit) = since {
        audit.doubts.push(Doubt::Since { commit });
    }
    Ok(audit)
}

/// The walk over the commits.
struct Walk<'a, 'r> {
    reader: &'a Reader<'r>,
    audit: Audit,
    /// States that are asked for again.
    kept: HashMap<CommitId, Rc<State>>,
}

/// A document on the older side of an edge, worded before the state moves on.
struct Before {
    document: Rc<Issued>,
    content: Content,
    /// Where its file is in the child.
    to: Option<Box<str>>,
}

impl Walk<'_, '_> {
    /// Every edge up to `head`, parents before children.
    fn edges(
        &mut self,
        head: CommitId,
        since: Option<CommitId>,
        wanted: &HashSet<CommitId>,
    ) -> Result<(), RevisionError> {
        let not: Vec<CommitId> = since.into_iter().collect();
        let commits = self.reader.records.revisions.commits(&[head], &not)?;
        // How many children still want a commit's state.
        let mut children: HashMap<CommitId, usize> = HashMap::new();
        for parent in commits.iter().flat_map(|commit| &commit.parents) {
            *children.entry(*parent).or_default() += 1;
        }
        let mut states: HashMap<CommitId, Rc<State>> = HashMap::new();
        for commit in commits.iter().rev() {
            self.audit.commits += 1;
            self.audit.edges += commit.parents.len();
            let mut parents = Vec::with_capacity(commit.parents.len());
            for parent in &commit.parents {
                let left = children.get_mut(parent).map_or(0, |left| {
                    *left -= 1;
                    *left
                });
                let state = if left == 0 { states.remove(parent) } else { states.get(parent).cloned() };
                parents.push(match state {
                    Some(state) => state,
                    None => {
                        let state = Rc::new(self.reader.state(*parent)?);
                        if left > 0 {
                            states.insert(*parent, state.clone());
                        }
                        state
                    }
                });
            }
            let state = self.commit(commit, parents)?;
            if wanted.contains(&commit.id) {
                self.kept.insert(commit.id, state.clone());
            }
            if children.contains_key(&commit.id) {
                states.insert(commit.id, state);
            }
        }
        Ok(())
    }

    /// The documents at a commit, walked or not.
    fn state(&mut self, commit: CommitId) -> Result<Rc<State>, RevisionError> {
        if let Some(state) = self.kept.get(&commit) {
            return Ok(state.clone());
        }
        let state = Rc::new(self.reader.state(commit)?);
        self.kept.insert(commit, state.clone());
        Ok(state)
    }

    /// One commit with the states of its parents: judges its edges and gives its own state.
    fn commit(&mut self, commit: &Commit, mut parents: Vec<Rc<State>>) -> Result<Rc<State>, RevisionError> {
        let reader = self.reader;
        let ids = super::event::parents(commit);
        let mut lists = Vec::with_capacity(ids.len());
        for parent in &ids {
            lists.push(reader.records.revisions.changes(commit.id, *parent)?);
        }
        let touches = |change: &PathChange| {
            let ours = |path: &Option<String>| {
                path.as_deref().is_some_and(|path| path == firm::PATH || reader.invoice(path).is_some())
            };
            ours(&change.path) || ours(&change.old_path)
        };
        if !lists.iter().flatten().any(touches) {
            return Ok(if parents.is_empty() { Rc::default() } else { parents.swap_remove(0) });
        }
        self.audit.touching += 1;

        // What the parents held, before the first one's state becomes the child's.
        let before: Vec<Vec<Before>> =
            lists.iter().zip(&parents).map(|(list, state)| self.before(list, state)).collect();
        let Read { new, broken, settings } = self.read(lists.first().map_or(&[][..], Vec::as_slice))?;
        let given: Vec<&Issued> =
            new.iter().filter(|document| parents.iter().all(|state| !state.has(&document.number))).collect();
        let given: BTreeSet<Box<str>> = given.into_iter().map(|document| document.number.clone()).collect();
        let twice: HashSet<Box<str>> = new
            .iter()
            .filter(|document| parents.iter().any(|state| copies(state, document).len() > 1))
            .map(|document| document.number.clone())
            .collect();
        let known: BTreeMap<Scope, Highest> = highest(&parents);

        // The child's state: the first parent's, changed.
        let first = if parents.is_empty() { Rc::default() } else { parents.swap_remove(0) };
        drop(parents);
        let mut child = Rc::try_unwrap(first).unwrap_or_else(|shared| (*shared).clone());
        let mut carried = Vec::new();
        for change in lists.first().into_iter().flatten() {
            let gone = change.old_path.as_deref().and_then(|path| child.remove(path));
            if let (Some(gone), Some(path)) = (gone, &change.path)
                && broken.contains(path.as_str())
            {
                if !gone.broken {
                    self.audit.doubts.push(Doubt::Mended { number: gone.number.clone(), commit: commit.id });
                }
                carried.push(Issued { path: path.as_str().into(), broken: true, ..(*gone).clone() });
            }
        }
        for document in carried {
            child.insert(document);
        }
        for document in &new {
            child.insert(document.clone());
        }
        // Other rules count the documents anew.
        let known = match settings {
            Some(settings) => {
                child.settings = settings;
                without(&child, &given)
            }
            None => known,
        };
        child.highest = known;
        let unreadable = child.settings.unreadable;
        if unreadable && !given.is_empty() {
            self.audit.doubts.push(Doubt::NoSettings { commit: commit.id });
        }

        for ((before, list), parent) in before.iter().zip(&lists).zip(&ids) {
            self.edge(commit, *parent, before, list, &child);
        }
        let mut told: HashSet<&str> = HashSet::new();
        for document in &new {
            let others = copies(&child, document);
            if others.len() > 1 && !twice.contains(&document.number) && told.insert(&document.number) {
                let other = others.into_iter().find(|other| *other.path != *document.path);
                let other = other.map_or_else(Box::default, |other| other.path.clone());
                self.push(What::Twice { other }, commit, ids.first().copied().flatten(), document);
            }
        }
        let mut fresh: Vec<&Issued> = new.iter().filter(|document| given.contains(&document.number)).collect();
        if commit.parents.len() > 1 {
            for document in fresh {
                self.push(What::InMerge, commit, None, document);
                if let Some((scope, position, _)) = child.position(document) {
                    child.raise(scope, position.sequence, document);
                }
            }
        } else {
            fresh.sort_by_cached_key(|document| child.position(document).map(|(scope, position, _)| (scope, position)));
            for document in fresh {
                self.follows(commit, ids.first().copied().flatten(), document, &mut child);
            }
        }
        Ok(Rc::new(child))
    }

    /// The documents at the older side of the changes.
    fn before(&self, list: &[PathChange], state: &State) -> Vec<Before> {
        let old = list.iter().filter_map(|change| Some((change, change.old_path.as_deref()?)));
        old.filter_map(|(change, path)| {
            let document = state.documents.get(path)?.clone();
            let content = self.reader.entries(state, &document);
            Some(Before { document, content, to: change.path.as_deref().map(Into::into) })
        })
        .collect()
    }

    /// The documents at the newer side of the changes, the files that cannot be read, and the settings if they changed.
    fn read(&self, list: &[PathChange]) -> Result<Read, RevisionError> {
        let mut read = Read { new: Vec::new(), broken: HashSet::new(), settings: None };
        for change in list {
            let (Some(path), Some(blob)) = (change.path.as_deref(), change.new) else {
                if change.old_path.as_deref() == Some(firm::PATH) {
                    read.settings = Some(Rc::default());
                }
                continue;
            };
            if path == firm::PATH {
                read.settings = Some(self.reader.settings(blob)?);
            } else if self.reader.invoice(path).is_some() {
                match self.reader.read(path, blob)? {
                    Found::Issued(document) => read.new.push(document),
                    Found::Broken => {
                        read.broken.insert(path.to_owned());
                    }
                    Found::Draft => {}
                }
            }
        }
        Ok(read)
    }

    /// What was issued in a parent is in the child, unchanged.
    fn edge(
        &mut self,
        commit: &Commit,
        parent: Option<CommitId>,
        before: &[Before],
        list: &[PathChange],
        child: &State,
    ) {
        let renamed: HashMap<Box<str>, Box<str>> = list
            .iter()
            .filter(|change| change.moved())
            .filter_map(|change| {
                let id = |path: &Option<String>| path.as_deref().and_then(|path| self.reader.customer(path));
                Some((id(&change.old_path)?, id(&change.path)?))
            })
            .collect();
        let same = |old: &str, new: &str| renamed.get(old).is_some_and(|to| **to == *new);
        for Before { document, content, to } in before {
            let mut differs: Option<&Rc<Issued>> = None;
            let mut whole: Option<&Rc<Issued>> = None;
            for candidate in child.bearing(&document.number) {
                if self.reader.entries(child, candidate) == *content {
                    whole = Some(candidate);
                    break;
                }
                differs = differs.or(Some(candidate));
            }
            let against = Against::Parent(parent);
            if let Some(whole) = whole {
                let fields = self.reader.beside(document, whole, &same);
                if !fields.is_empty() {
                    let fault = Fault { fields, ..fault(What::Changed, against, whole) };
                    self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
                }
                continue;
            }
            // Where its file is now, another number may stand in it.
            let there = to.as_deref().and_then(|path| child.documents.get(path));
            let renumbered = to.as_deref().filter(|_| there.is_none_or(|there| there.number != document.number));
            let fault = match (renumbered, differs) {
                (Some(path), _) if there.is_some() || differs.is_none() => {
                    let to = there.map(|there| there.number.clone());
                    Fault { path: path.into(), ..fault(What::Renumbered { to }, against, document) }
                }
                (_, Some(candidate)) => {
                    let mut fields = self.reader.differing(&document.version, &candidate.version);
                    fields.extend(self.reader.beside(document, candidate, &same));
                    Fault { fields, ..fault(What::Changed, against, candidate) }
                }
                (_, None) => fault(What::Missing, against, document),
            };
            self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
        }
    }

    /// A new number follows the highest of its series.
    fn follows(&mut self, commit: &Commit, parent: Option<CommitId>, document: &Issued, child: &mut State) {
        let Some((scope, position, rule)) = child.position(document) else {
            return;
        };
        let highest = child.highest.get(&scope).cloned();
        // A series that did not begin at 1 did so once: its later years and months begin anew.
        let begun = child.highest.keys().any(|other| other.0 == scope.0);
        let first = if begun { 1 } else { rule.first };
        let expected = highest.as_ref().map_or(first, |highest| highest.sequence.saturating_add(1));
        let sequence = position.sequence;
        let missing = |sequence: u64| {
            let day = Date::new(scope.1.unwrap_or(2000), scope.2.unwrap_or(1), 1);
            let written = day.zip(rule.pattern.as_ref()).map(|(day, pattern)| pattern.write(day, sequence));
            written.unwrap_or_else(|| sequence.to_string())
        };
        let mut what = Vec::new();
        if rule.gapless && sequence > expected {
            what.push(What::Gap {
                missing: match sequence - expected {
                    1 => missing(expected),
                    _ => format!("{} – {}", missing(expected), missing(sequence - 1)),
                },
            });
        } else if rule.gapless && sequence < expected {
            let highest = highest.as_ref().map_or_else(|| missing(expected).into(), |highest| highest.number.clone());
            what.push(What::Backwards { highest });
        }
        if let Some(highest) = &highest
            && highest.sequence < sequence
            && let (Some(earlier), Some(date)) = (highest.date, document.date)
            && date < earlier
        {
            what.push(What::DateBackwards { date, highest: highest.number.clone(), earlier });
        }
        child.raise(scope, sequence, document);
        for what in what {
            self.push(what, commit, parent, document);
        }
    }

    fn push(&mut self, what: What, commit: &Commit, parent: Option<CommitId>, document: &Issued) {
        let fault = fault(what, Against::Parent(parent), document);
        self.audit.faults.push(Fault { commit: Some(commit.clone()), ..fault });
    }
}

struct Read {
    new: Vec<Issued>,
    broken: HashSet<String>,
    settings: Option<Rc<super::issued::Settings>>,
}

pub(super) fn fault(what: What, against: Against, document: &Issued) -> Fault {
    Fault {
        what,
        against,
        commit: None,
        number: document.number.clone(),
        path: document.path.clone(),
        fields: Vec::new(),
        version: Some(document.version.clone()),
    }
}

/// The documents of one series that bear one number.
fn copies<'s>(state: &'s State, document: &Issued) -> Vec<&'s Rc<Issued>> {
    let series = |document: &Issued| state.settings.of(document).map(|rule| rule.id.clone());
    let own = series(document);
    state.bearing(&document.number).filter(|other| series(other) == own).collect()
}

/// The highest numbers of all parents.
fn highest(parents: &[Rc<State>]) -> BTreeMap<Scope, Highest> {
    let mut all: BTreeMap<Scope, Highest> = BTreeMap::new();
    for (scope, highest) in parents.iter().flat_map(|state| &state.highest) {
        match all.get(scope) {
            Some(known) if known.sequence >= highest.sequence => {}
            _ => {
                all.insert(scope.clone(), highest.clone());
            }
        }
    }
    all
}

/// The highest numbers without those that a commit gave.
fn without(child: &State, given: &BTreeSet<Box<str>>) -> BTreeMap<Scope, Highest> {
    let mut rest = State { settings: child.settings.clone(), ..State::default() };
    for document in child.documents.values().filter(|document| !given.contains(&document.number)) {
        if let Some((scope, position, _)) = child.position(document) {
            rest.raise(scope, position.sequence, document);
        }
    }
    rest.highest
}

/// The series as they are now.
fn summary(reader: &Reader<'_>, now: &State, audit: &mut Audit) {
    audit.documents = now.documents.len();
    let mut series: BTreeMap<Box<str>, Vec<&Rc<Issued>>> = BTreeMap::new();
    for document in now.documents.values() {
        let id = now
            .settings
            .of(document)
            .map_or_else(|| document.series.clone().unwrap_or_default(), |rule| rule.id.clone());
        series.entry(id).or_default().push(document);
    }
    let mut unordered: Vec<&Rc<Issued>> = Vec::new();
    for (id, mut documents) in series {
        in_order(now, &mut documents);
        let rule = documents.first().and_then(|document| now.settings.of(document));
        if rule.is_none_or(|rule| !rule.external) {
            unordered.extend(documents.iter().filter(|document| now.position(document).is_none()));
        }
        seals(reader, now, &documents, &mut audit.faults);
        audit.series.push(SeriesProof {
            id,
            count: documents.len(),
            first: documents.first().map_or_else(Box::default, |document| document.number.clone()),
            last: documents.last().map_or_else(Box::default, |document| document.number.clone()),
            sealed: documents.iter().filter(|document| document.seal(reader.shape()).is_some()).count(),
            gapless: rule.is_some_and(|rule| rule.gapless && !rule.external && rule.pattern.is_some()),
        });
    }
    if let Some(first) = unordered.first() {
        audit.doubts.push(Doubt::NoOrder { count: unordered.len(), first: first.number.clone() });
    }
}

/// The seals of a series, where its documents bear any.
fn seals(reader: &Reader<'_>, now: &State, documents: &[&Rc<Issued>], faults: &mut Vec<Fault>) {
    let shape = reader.shape();
    let chain: Vec<Option<&str>> = documents.iter().map(|document| document.seal(shape)).collect();
    for (at, wrong) in broken_seals(&chain, &mut |at| reader.content(now, documents[at])) {
        let what = match wrong {
            SealFault::Wrong => What::Seal,
            SealFault::Missing => What::Unsealed,
        };
        faults.push(fault(what, Against::Parent(None), documents[at]));
    }
}

/// What was issued in one state is in another, unchanged.
fn compare(reader: &Reader<'_>, before: &State, after: &State, against: &Against) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in before.documents.values().filter(|document| !document.broken) {
        let at_home = after.documents.get(&document.path);
        if at_home.is_some_and(|other| std::sync::Arc::ptr_eq(&other.version, &document.version)) {
            continue;
        }
        let content = reader.entries(before, document);
        let mut candidates = after.bearing(&document.number);
        let Some(first) = candidates.next() else {
            faults.push(fault(What::Missing, against.clone(), document));
            continue;
        };
        let equal = |other: &Rc<Issued>| reader.entries(after, other) == content;
        if !equal(first) && !candidates.any(equal) {
            let fields = reader.differing(&document.version, &first.version);
            faults.push(Fault { fields, ..fault(What::Changed, against.clone(), first) });
        }
    }
    faults
}

/// Whether a document is now as it was audited.
fn as_audited(reader: &Reader<'_>, audited: &State, now: &State, number: &str) -> bool {
    let content = |state: &State| state.bearing(number).next().map(|document| reader.entries(state, document));
    let then = content(audited);
    then.is_some() && then == content(now)
}

/// At most so many tips that are no part of a branch any more are compared, the newest.
const MOST_LOST: usize = 50;

/// Those of the tips that are no part of a history any more, without those that lie behind another one.
fn lost(reader: &Reader<'_>, tips: &[CommitId], head: CommitId) -> Result<Vec<CommitId>, RevisionError> {
    if tips.is_empty() {
        return Ok(Vec::new());
    }
    let gone = reader.records.revisions.commits(tips, &[head])?;
    let behind: HashSet<CommitId> = gone.iter().flat_map(|commit| commit.parents.iter().copied()).collect();
    let mut lost: Vec<CommitId> = gone.iter().map(|commit| commit.id).filter(|id| !behind.contains(id)).collect();
    lost.truncate(MOST_LOST);
    Ok(lost)
}

fn compare_witness(
    reader: &Reader<'_>,
    walk: &mut Walk<'_, '_>,
    head: CommitId,
    now: &State,
    witness: &Witness,
    audit: &mut Audit,
) -> Result<(), RevisionError> {
    // The tip that was audited last, and where the branch was otherwise.
    let on_edges: HashSet<(Box<str>, &'static str)> =
        audit.faults.iter().map(|fault| (fault.number.clone(), fault.what.name())).collect();
    let mut told: HashSet<(Box<str>, &'static str)> = HashSet::new();
    let mut add = |faults: Vec<Fault>, audit: &mut Audit| {
        let new = faults.into_iter().filter(|fault| told.insert((fault.number.clone(), fault.what.name())));
        audit.faults.extend(new);
    };
    let mut audited: Option<Rc<State>> = None;
    match witness.audited {
        None if witness.branch.is_none() => audit.doubts.push(Doubt::Detached),
        None => audit.doubts.push(Doubt::First),
        Some(tip) => match lost(reader, &[tip], head) {
            Err(RevisionError::Shallow) => return Err(RevisionError::Shallow),
            Err(_) => audit.faults.push(Fault {
                what: What::Gone,
                against: Against::Audited(tip),
                commit: None,
                number: Box::default(),
                path: Box::default(),
                fields: Vec::new(),
                version: None,
            }),
            Ok(gone) => {
                audit.audited = Some(tip);
                let before = walk.state(tip)?;
                if !gone.is_empty() {
                    audit.lost.push(tip);
                    add(compare(reader, &before, now, &Against::Audited(tip)), audit);
                }
                audited = Some(before);
            }
        },
    }
    let (accepted, earlier): (Vec<CommitId>, Vec<CommitId>) =
        witness.earlier.iter().partition(|tip| witness.accepted.contains(tip));
    for tip in lost(reader, &earlier, head)? {
        if !audit.lost.contains(&tip) {
            audit.lost.push(tip);
        }
        let before = walk.state(tip)?;
        let mut faults = compare(reader, &before, now, &Against::Earlier(tip));
        // A commit of the branch itself did it, and was named.
        faults.retain(|fault| !on_edges.contains(&(fault.number.clone(), fault.what.name())));
        if let Some(audited) = &audited {
            // What is as it was audited was put back.
            faults.retain(|fault| fault.what != What::Changed || !as_audited(reader, audited, now, &fault.number));
        }
        add(faults, audit);
    }
    if !accepted.is_empty() {
        audit.doubts.push(Doubt::Accepted { count: accepted.len() });
    }
    let gone_here: HashSet<Box<str>> = audit
        .faults
        .iter()
        .filter(|fault| fault.what == What::Missing && fault.commit.is_none())
        .map(|fault| fault.number.clone())
        .collect();

    // Remote branches.
    let mut elsewhere: HashSet<Box<str>> = HashSet::new();
    for remote in &witness.remotes {
        audit.remotes.push((remote.name.clone(), remote.tip));
        let there = walk.state(remote.tip)?;
        elsewhere.extend(there.documents.values().map(|document| document.number.clone()));
        let against = Against::Remote { name: remote.name.clone(), tip: remote.tip };
        if !lost(reader, &[remote.tip], head)?.is_empty() {
            let (missing, changed): (Vec<Fault>, Vec<Fault>) =
                compare(reader, &there, now, &against).into_iter().partition(|fault| fault.what == What::Missing);
            audit.faults.extend(changed);
            // What this branch had and lost was told above; the rest never was here.
            let missing: Vec<&Fault> = missing.iter().filter(|fault| !gone_here.contains(&fault.number)).collect();
            if let Some(first) = missing.first() {
                let (name, count) = (remote.name.clone(), missing.len());
                audit.doubts.push(Doubt::NotMerged { name, count, first: first.number.clone() });
            }
        }
        for tip in lost(reader, &remote.earlier, remote.tip)? {
            if witness.accepted.contains(&tip) {
                continue;
            }
            let before = walk.state(tip)?;
            let against = Against::RemoteEarlier { name: remote.name.clone(), tip };
            audit.faults.extend(compare(reader, &before, &there, &against));
        }
    }
    let only_here = now.documents.values().filter(|document| !elsewhere.contains(&document.number)).count();
    if witness.remotes.is_empty() {
        audit.doubts.push(Doubt::NoRemote);
    } else if only_here > 0 {
        audit.doubts.push(Doubt::NotPushed { count: only_here });
    }
    if witness.uncommitted > 0 {
        audit.doubts.push(Doubt::Uncommitted { count: witness.uncommitted });
    }
    Ok(())
}

fn closings(
    reader: &Reader<'_>,
    walk: &mut Walk<'_, '_>,
    head: CommitId,
    now: &State,
    tags: &[ClosingTag],
    audit: &mut Audit,
) -> Result<(), RevisionError> {
    let mut closed: Vec<crate::value::Period> = Vec::new();
    let mut unsigned: Vec<&str> = Vec::new();
    let remotes: Vec<CommitId> = audit.remotes.iter().map(|(_, tip)| *tip).collect();
    for tag in tags {
        // A colleague's closing that was fetched and is not merged yet.
        if let Some(commit) = tag.commit
            && !tag.on_history
            && !remotes.is_empty()
            && reader.records.revisions.commits(&[commit], &remotes)?.is_empty()
        {
            audit.doubts.push(Doubt::TagNotMerged { tag: tag.name.clone() });
            audit.closings.push(ClosingProof::of(tag));
            continue;
        }
        let then = match tag.commit {
            Some(commit) => walk.state(commit)?,
            None => Rc::default(),
        };
        let proof = closing::prove(reader, head, tag, &then, now, &mut audit.faults)?;
        if let Some(period) = proof.period.filter(|_| proof.on_history) {
            closed.push(period);
        }
        match &tag.signature {
            closing::Signature::None => unsigned.push(&tag.name),
            closing::Signature::Unverified(why) => {
                audit.doubts.push(Doubt::Unverified { tag: tag.name.clone(), why: why.clone() });
            }
            closing::Signature::Good | closing::Signature::Bad(_) => {}
        }
        audit.closings.push(proof);
    }
    if let Some(tag) = unsigned.first() {
        audit.doubts.push(Doubt::Unsigned { count: unsigned.len(), tag: (*tag).to_owned() });
    }
    let open =
        |document: &&Rc<Issued>| !document.date.is_some_and(|date| closed.iter().any(|period| period.contains(date)));
    let mut tail: Vec<&Rc<Issued>> = now.documents.values().filter(open).collect();
    tail.sort_by_key(|document| (document.date, document.number.clone()));
    match (tags.is_empty(), tail.first(), tail.last()) {
        (true, ..) => audit.doubts.push(Doubt::NoClosing),
        (false, Some(first), Some(last)) => {
            let (first, last) = (first.number.clone(), last.number.clone());
            audit.doubts.push(Doubt::OpenTail { count: tail.len(), first, last });
        }
        _ => {}
    }
    Ok(())
}
