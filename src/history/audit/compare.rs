//! What the edges cannot show: the state that they lead to, compared with what else the clone remembers.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::walk::{Walk, missing};
use super::{Against, Audit, Doubt, Fault, SeriesProof, What, fault};
use crate::figures::seal::{SealFault, broken_seals};
use crate::history::closing::{self, ClosingProof, ClosingTag, Signature};
use crate::history::issued::{Issued, Reader, Scope, State, in_order};
use crate::history::revisions::{CommitId, RevisionError};
use crate::history::witness::Witness;
use crate::value::Period;

/// The series as they are now. `whole`: every commit was walked.
pub(super) fn summary(reader: &Reader<'_>, now: &State, whole: bool, audit: &mut Audit) {
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
        let gaps = gaps(now, &documents);
        let gapless = rule.is_some_and(|rule| rule.gapless && !rule.external && rule.pattern.is_some());
        // What a commit did was told; here it is what no rule forbade when it was done.
        let told = audit.faults.iter().any(|fault| {
            matches!(fault.what, What::Gap { .. } | What::Missing | What::Renumbered { .. } | What::InMerge)
        });
        if gapless && whole && !told {
            audit.faults.extend(gaps.iter().map(|(missing, document)| {
                fault(What::Gap { missing: missing.clone() }, Against::Parent(None), document)
            }));
        }
        audit.series.push(SeriesProof {
            id,
            count: documents.len(),
            first: documents.first().map_or_else(Box::default, |document| document.number.clone()),
            last: documents.last().map_or_else(Box::default, |document| document.number.clone()),
            sealed: documents.iter().filter(|document| document.seal(reader.shape()).is_some()).count(),
            gapless: gapless && gaps.is_empty() && documents.iter().all(|document| now.position(document).is_some()),
        });
    }
    if let Some(first) = unordered.first() {
        audit.doubts.push(Doubt::NoOrder { count: unordered.len(), first: first.number.clone() });
    }
}

/// The numbers that are missing among those of a series, as `check` finds them, each with the document after it.
fn gaps<'d>(now: &State, documents: &[&'d Rc<Issued>]) -> Vec<(String, &'d Rc<Issued>)> {
    let mut gaps = Vec::new();
    let mut scope: Option<Scope> = None;
    let mut expected = 1;
    for document in documents {
        let Some((its, position, rule)) = now.position(document) else { continue };
        if scope.as_ref() != Some(&its) {
            // A series that did not begin at 1 did so once: its later years and months begin anew.
            expected = if scope.is_none() { rule.first } else { 1 };
        }
        if position.sequence > expected {
            gaps.push((missing(&its, rule, expected, position.sequence), *document));
        }
        expected = expected.max(position.sequence.saturating_add(1));
        scope = Some(its);
    }
    gaps
}

/// The seals of a series, where its documents bear any.
fn seals(reader: &Reader<'_>, now: &State, documents: &[&Rc<Issued>], faults: &mut Vec<Fault>) {
    let shape = reader.shape();
    let chain: Vec<Option<&str>> = documents.iter().map(|document| document.seal(shape)).collect();
    for (at, wrong) in broken_seals(&chain, &mut |at| Some(reader.content(now, documents[at]))) {
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
        if at_home.is_some_and(|other| Arc::ptr_eq(&other.version, &document.version)) {
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

pub(super) fn witness(
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
                blob: None,
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

/// The closings that this clone saw before are still there, and the same.
pub(super) fn remembered(witness: &Witness, tags: &[ClosingTag], audit: &mut Audit) {
    for (name, was) in &witness.closings {
        let what = match tags.iter().find(|tag| tag.name == *name) {
            None => What::TagGone { was: *was },
            Some(tag) if tag.id == Some(*was) => continue,
            Some(tag) => What::TagReplaced { was: *was, now: tag.id },
        };
        audit.faults.push(Fault {
            what,
            against: Against::Closing { tag: name.clone() },
            commit: None,
            number: Box::default(),
            path: Box::default(),
            fields: Vec::new(),
            blob: None,
        });
    }
}

pub(super) fn closings(
    reader: &Reader<'_>,
    walk: &mut Walk<'_, '_>,
    head: CommitId,
    now: &State,
    witness: &Witness,
    tags: &[ClosingTag],
    audit: &mut Audit,
) -> Result<(), RevisionError> {
    let mut closed: Vec<Period> = Vec::new();
    let mut unsigned: Vec<&str> = Vec::new();
    let elsewhere: Vec<CommitId> =
        witness.remotes.iter().map(|remote| remote.tip).chain(witness.branches.iter().copied()).collect();
    for tag in tags {
        // A closing of another branch, such as a colleague's that was fetched and is not merged yet. What it lacks or has
        // besides is that branch's business; two contents of one number are everybody's.
        if let Some(commit) = tag.commit
            && !tag.on_history
            && !elsewhere.is_empty()
            && reader.records.revisions.commits(&[commit], &elsewhere)?.is_empty()
        {
            let then = walk.state(commit)?;
            let mut faults = compare(reader, &then, now, &Against::Closing { tag: tag.name.clone() });
            faults.retain(|fault| fault.what == What::Changed);
            audit.faults.extend(faults);
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
            Signature::None => unsigned.push(&tag.name),
            Signature::Unverified(why) => {
                audit.doubts.push(Doubt::Unverified { tag: tag.name.clone(), why: why.clone() });
            }
            Signature::Good | Signature::Bad(_) => {}
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
