//! Books that move: from one folder of their repository to another. Every folder has a history of its own; what one lost
//! and another gained is compared here, so that a move changes nothing on the way.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::walk::Walk;
use super::{Against, Audit, Doubt, Fault, What, fault};
use crate::history::closing::tag_prefix;
use crate::history::issued::{Issued, State};
use crate::history::revisions::{Commit, CommitId, RevisionError};
use crate::history::witness::Witness;

impl Walk<'_, '_> {
    /// Compares the numbers that a commit brings with those that books in other folders bore. `empty`: nothing bore a number
    /// here before; then every commit before it may have held the book elsewhere.
    pub(super) fn came_from_elsewhere(
        &mut self,
        commit: &Commit,
        empty: bool,
        given: &BTreeSet<Box<str>>,
        child: &State,
    ) -> Result<(), RevisionError> {
        let revisions = self.reader.records.revisions;
        let mut here: Option<Vec<String>> = None;
        let mut done: HashSet<String> = HashSet::from([revisions.folder().to_owned()]);
        let earlier: Vec<CommitId> = match empty {
            true => revisions.commits(&commit.parents, &[])?.iter().map(|earlier| earlier.id).collect(),
            false => commit.parents.clone(),
        };
        for earlier in earlier {
            for folder in revisions.books(earlier)? {
                if done.contains(&folder) {
                    continue;
                }
                let here = match &mut here {
                    Some(here) => here,
                    None => here.insert(revisions.books(commit.id)?),
                };
                let gone = !here.contains(&folder);
                let before = self.left(earlier, commit.id, &folder, !gone && !empty)?;
                if before.documents.is_empty() {
                    continue;
                }
                done.insert(folder.clone());
                self.moved(commit, (earlier, &folder, gone), &before, given, child);
            }
        }
        Ok(())
    }

    /// The documents of a book in another folder. `only`: those that are not in that folder any more.
    fn left(&self, earlier: CommitId, commit: CommitId, folder: &str, only: bool) -> Result<State, RevisionError> {
        let mut before = self.reader.state_in(earlier, folder)?;
        if only && !before.documents.is_empty() {
            let files = self.reader.records.revisions.tree_in(commit, folder)?;
            let kept: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
            let stays = |path: &str| kept.contains(path);
            let paths: Vec<Box<str>> = before.documents.keys().filter(|path| stays(path)).cloned().collect();
            for path in paths {
                before.remove(&path);
            }
        }
        Ok(before)
    }

    /// The documents of another folder, and those that came here. `gone`: that folder holds no book any more.
    fn moved(
        &mut self,
        commit: &Commit,
        (earlier, folder, gone): (CommitId, &str, bool),
        before: &State,
        given: &BTreeSet<Box<str>>,
        child: &State,
    ) {
        let (mut same, mut faults) = (0_usize, Vec::new());
        let against = Against::Folder { name: folder.to_owned(), commit: earlier };
        for document in before.documents.values() {
            let candidates: Vec<&Rc<Issued>> = child.bearing(&document.number).collect();
            let Some(first) = candidates.first() else {
                if gone {
                    faults.push(fault(What::Missing, against.clone(), document));
                }
                continue;
            };
            if !given.contains(&document.number) {
                continue;
            }
            let content = self.reader.entries(before, document);
            let (what, fields) = match candidates.iter().find(|one| self.reader.entries(child, one) == content) {
                Some(whole) => (whole, self.reader.beside(document, whole, &|_, _| false)),
                None => (first, self.reader.differing(&document.version, &first.version)),
            };
            match fields.is_empty() {
                true => same += 1,
                false => faults.push(Fault { fields, ..fault(What::Changed, against.clone(), what) }),
            }
        }
        // Two books of one repository may well bear the same numbers, and nothing else in common.
        if gone || same > 0 {
            let told = faults.into_iter().map(|fault| Fault { commit: Some(commit.clone()), ..fault });
            self.audit.faults.extend(told);
            self.audit.doubts.push(Doubt::CameFrom { folder: folder.to_owned(), commit: commit.id });
        }
    }
}

/// The closings of folders that hold no book any more. `books`: the folders that do.
pub(super) fn closings(books: &[String], witness: &Witness, audit: &mut Audit) {
    let prefixes: HashSet<String> = books.iter().map(|folder| tag_prefix(folder)).collect();
    // JOURNAL/PERIOD at the end.
    let of = |tag: &str| tag.rmatch_indices('/').nth(1).map(|(at, _)| tag[..=at].to_owned());
    let mut others =
        witness.other_closings.iter().filter(|tag| of(tag).is_none_or(|prefix| !prefixes.contains(&prefix)));
    if let Some(tag) = others.next() {
        audit.doubts.push(Doubt::OtherClosings { count: 1 + others.count(), tag: tag.clone() });
    }
}
