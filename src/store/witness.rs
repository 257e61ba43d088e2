//! What else a clone remembers of its history: reflogs, remote branches, closing tags, and the tip that was audited last.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

use git2::{ErrorCode, ObjectType, Oid, Reference};

use super::history::{bytes, text, who};
use super::{Repo, StoreError, file, user_git};
use crate::history::CommitId;
use crate::history::closing::{ClosingTag, PREFIX, Signature, tag_prefix};
use crate::history::revisions::TagId;
use crate::history::witness::{Remote, Witness};

/// The heading of the file that is kept about audits; people may find it.
const AUDITED: &str = "# What carnet audit saw last in this clone: branch, commit; closing, tag.\n# `accepted` tips are no alarm any more.\n";

/// The file about audits.
#[derive(Debug, Default, PartialEq)]
struct Kept {
    /// Full name of the branch and its tip.
    tips: Vec<(String, Oid)>,
    accepted: Vec<(String, Oid)>,
    /// The tag of a closing, below `refs/tags/`, and what it was.
    closings: Vec<(String, Oid)>,
}

impl Repo {
    /// What this clone remembers beside the commits of the checked-out branch.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn witness(&self) -> Result<Witness, StoreError> {
        let (branch, tip) = self.tip()?;
        let mut witness = Witness::default();
        let kept = self.kept()?;
        let ours = kept.closings.iter().filter(|(name, _)| self.is_closing(name));
        witness.closings = ours.map(|(name, id)| (name.clone(), TagId(bytes(*id)))).collect();
        if let Some(branch) = &branch {
            let of = |list: &[(String, Oid)]| {
                list.iter().filter(|(name, _)| name == branch).map(|(_, tip)| commit_id(*tip)).collect::<Vec<_>>()
            };
            witness.branch = Some(super::write::short(branch));
            witness.audited = of(&kept.tips).pop();
            // Of every branch: what was accepted of a remote one is kept with the branch that was checked out.
            witness.accepted = of(&kept.accepted);
            witness.earlier = self.earlier(branch, tip);
        }
        for name in self.git.tag_names(Some(&format!("{PREFIX}*")))?.iter().filter_map(|name| name.ok().flatten()) {
            if !self.is_closing(name) {
                witness.other_closings.push(name.to_owned());
            }
        }
        for reference in self.git.references_glob("refs/heads/*")? {
            let reference = reference?;
            if reference.name().ok() != branch.as_deref()
                && let Ok(commit) = reference.peel_to_commit()
            {
                witness.branches.push(commit_id(commit.id()));
            }
        }
        for reference in self.git.references_glob("refs/remotes/*")? {
            let reference = reference?;
            // `origin/HEAD` only says which branch is the usual one.
            if reference.symbolic_target().ok().flatten().is_some() {
                continue;
            }
            let (Ok(name), Ok(commit)) = (reference.name(), reference.peel_to_commit()) else { continue };
            witness.remotes.push(Remote {
                name: name.trim_start_matches("refs/remotes/").to_owned(),
                tip: commit_id(commit.id()),
                earlier: self.earlier(name, Some(commit.id())),
            });
        }
        witness.remotes.sort_by(|a, b| a.name.cmp(&b.name));
        witness.uncommitted = if tip.is_some() { self.changed_since("HEAD")?.len() } else { 0 };
        Ok(witness)
    }

    /// Where a branch was before, as its reflog tells, as far as the commits are still here.
    fn earlier(&self, branch: &str, tip: Option<Oid>) -> Vec<CommitId> {
        let Ok(log) = self.git.reflog(branch) else { return Vec::new() };
        let mut seen = BTreeSet::new();
        let mut earlier = Vec::new();
        for entry in log.iter() {
            for id in [entry.id_new(), entry.id_old()] {
                if Some(id) != tip && !id.is_zero() && seen.insert(id) && self.git.find_commit(id).is_ok() {
                    earlier.push(commit_id(id));
                }
            }
        }
        earlier
    }

    /// The tags of closings of this book, sorted by name. `judge`: ask the user's `git` about their signatures.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn closings(&self, judge: bool) -> Result<Vec<ClosingTag>, StoreError> {
        let prefix = self.closing_prefix();
        let head = self.tip()?.1;
        let mut tags = Vec::new();
        for reference in self.git.references_glob(&format!("refs/tags/{prefix}*"))? {
            let reference = reference?;
            let Ok(full) = reference.name() else { continue };
            let name = full.trim_start_matches("refs/tags/").to_owned();
            if !self.is_closing(&name) {
                continue;
            }
            tags.push(self.closing(&reference, name, head, judge)?);
        }
        tags.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(tags)
    }

    fn closing(
        &self,
        reference: &Reference<'_>,
        name: String,
        head: Option<Oid>,
        judge: bool,
    ) -> Result<ClosingTag, StoreError> {
        let commit = reference.peel_to_commit().ok().map(|commit| commit.id());
        let object = reference.target().and_then(|id| self.git.find_tag(id).ok());
        let message = object.as_ref().and_then(|tag| tag.message_bytes()).map(text);
        let signed = message.as_ref().is_some_and(|message| message.contains("-----BEGIN "));
        let signature = match (signed, judge) {
            (false, _) => Signature::None,
            (true, false) => Signature::Unverified(String::new()),
            (true, true) => user_git::verify_tag(self, &name),
        };
        // In a shallow clone the way there may be cut off: then nobody can say that it is.
        let on_history = match (commit, head) {
            (Some(commit), Some(head)) => commit == head || self.git.graph_descendant_of(head, commit).unwrap_or(false),
            _ => false,
        };
        Ok(ClosingTag {
            name,
            id: reference.target().map(|id| TagId(bytes(id))),
            commit: commit.map(commit_id),
            message,
            tagger: object.as_ref().and_then(|tag| tag.tagger()).map(|tagger| who(&tagger)),
            signature,
            on_history,
        })
    }

    /// Whether a tag's name is one of this book's closings.
    fn is_closing(&self, name: &str) -> bool {
        // Below the folder of one book may lie another book: JOURNAL/PERIOD and nothing else is this one's.
        name.strip_prefix(&self.closing_prefix()).is_some_and(|rest| rest.matches('/').count() == 1)
    }

    /// What the names of this book's closings begin with.
    pub fn closing_prefix(&self) -> String {
        tag_prefix(&self.prefix)
    }

    /// Makes an annotated tag on a commit, signed when the user signs. Returns whether it is signed.
    ///
    /// # Errors
    /// The tag exists; the user's `git` refuses; nobody to tag as.
    pub fn tag(&self, name: &str, commit: CommitId, message: &str) -> Result<bool, StoreError> {
        let config = self.git.config()?.snapshot()?;
        let flag = |name: &str| config.get_bool(name).ok();
        // Who signs commits signs this, unless they said otherwise of tags.
        let sign = flag("tag.gpgsign").or_else(|| flag("commit.gpgsign")).unwrap_or(false);
        if sign {
            user_git::sign_tag(self, name, &commit.to_string(), message)?;
            return Ok(true);
        }
        let (_, committer) = self.identity()?;
        let object = self.git.find_object(Oid::from_bytes(&commit.0)?, Some(ObjectType::Commit))?;
        match self.git.tag(name, &object, &committer, message, false) {
            Ok(_) => Ok(false),
            Err(error) if error.code() == ErrorCode::Exists => Err(error.into()),
            // libgit2 says only that it failed.
            Err(error) => Err(self.unwritable().unwrap_or_else(|| error.into())),
        }
    }

    /// Why nothing can be written where tags are kept, if that is so.
    fn unwritable(&self) -> Option<StoreError> {
        ["", "objects", "refs/tags"].iter().find_map(|folder| {
            let folder = self.git.commondir().join(folder);
            let probe = folder.join(format!("carnet-{}.tmp", std::process::id()));
            match std::fs::OpenOptions::new().write(true).create_new(true).open(&probe) {
                Ok(_) => {
                    let _ = std::fs::remove_file(&probe);
                    None
                }
                Err(error) => Some(StoreError::io(&folder, error)),
            }
        })
    }

    /// The remote that a push of this branch goes to: the branch's own, else `origin`, else the only one.
    pub fn push_remote(&self) -> Result<Option<String>, StoreError> {
        let own = match self.tip()?.0 {
            Some(branch) => self.git.branch_upstream_remote(&branch).ok(),
            None => None,
        };
        if let Some(own) = own.as_ref().and_then(|own| own.as_str().ok()) {
            return Ok(Some(own.to_owned()));
        }
        let remotes = self.git.remotes()?;
        let names: Vec<&str> = remotes.iter().filter_map(|name| name.ok().flatten()).collect();
        Ok(match names.as_slice() {
            names if names.contains(&"origin") => Some("origin".to_owned()),
            [only] => Some((*only).to_owned()),
            _ => None,
        })
    }

    /// Keeps the checked-out tip as audited, and the closings as seen. `accepted`: earlier tips that are no alarm any more.
    ///
    /// # Errors
    /// The file in the git directory cannot be written.
    pub fn remember_audit(&self, accepted: &[CommitId], closings: &[ClosingTag]) -> Result<(), StoreError> {
        let (Some(branch), Some(tip)) = self.tip()? else { return Ok(()) };
        let mut kept = self.kept()?;
        kept.tips.retain(|(name, _)| *name != branch);
        kept.tips.push((branch.clone(), tip));
        for id in accepted {
            let entry = (branch.clone(), Oid::from_bytes(&id.0)?);
            if !kept.accepted.contains(&entry) {
                kept.accepted.push(entry);
            }
        }
        // Those of other books of the repository stay.
        kept.closings.retain(|(name, _)| !self.is_closing(name));
        kept.see(closings)?;
        self.keep(&kept)
    }

    /// Keeps a closing as seen: it was made here.
    ///
    /// # Errors
    /// The file in the git directory cannot be written.
    pub fn remember_closing(&self, closing: &ClosingTag) -> Result<(), StoreError> {
        let mut kept = self.kept()?;
        kept.closings.retain(|(name, _)| *name != closing.name);
        kept.see(std::slice::from_ref(closing))?;
        self.keep(&kept)
    }

    fn keep(&self, kept: &Kept) -> Result<(), StoreError> {
        let folder = self.git.commondir().join("carnet");
        std::fs::create_dir_all(&folder).map_err(|error| StoreError::io(&folder, error))?;
        file::replace(&folder, "audited", Some(kept.print().as_bytes()), file::Flush::Name)
    }

    fn audited_file(&self) -> PathBuf {
        self.git.commondir().join("carnet/audited")
    }

    fn kept(&self) -> Result<Kept, StoreError> {
        let path = self.audited_file();
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Kept::parse(&text)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Kept::default()),
            Err(error) => Err(StoreError::io(&path, error)),
        }
    }
}

impl Kept {
    fn see(&mut self, closings: &[ClosingTag]) -> Result<(), StoreError> {
        for tag in closings {
            if let Some(id) = tag.id {
                self.closings.push((tag.name.clone(), Oid::from_bytes(&id.0)?));
            }
        }
        Ok(())
    }

    /// Lines that nobody understands are passed over: the audit then says that it remembers nothing.
    fn parse(text: &str) -> Kept {
        let mut kept = Kept::default();
        for line in text.lines() {
            let mut words = line.split(' ');
            if let (Some(sort), Some(branch), Some(id)) = (words.next(), words.next(), words.next())
                && id.len() == 40
                && let Ok(id) = Oid::from_str(id)
            {
                match sort {
                    "tip" => kept.tips.push((branch.to_owned(), id)),
                    "closing" => kept.closings.push((branch.to_owned(), id)),
                    "accepted" => kept.accepted.push((branch.to_owned(), id)),
                    _ => {}
                }
            }
        }
        kept
    }

    fn print(&self) -> String {
        let line = |sort: &str, (branch, id): &(String, Oid)| format!("{sort} {branch} {id}\n");
        let tips = self.tips.iter().map(|entry| line("tip", entry));
        let accepted = self.accepted.iter().map(|entry| line("accepted", entry));
        let closings = self.closings.iter().map(|entry| line("closing", entry));
        let lines: String = tips.chain(closings).chain(accepted).collect();
        format!("{AUDITED}{lines}")
    }
}

fn commit_id(id: Oid) -> CommitId {
    CommitId(bytes(id))
}

/// Whether an error says that the tag is there already.
pub fn tag_exists(error: &StoreError) -> bool {
    matches!(error, StoreError::Git(error) if error.code() == ErrorCode::Exists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_audited_is_read_back() {
        let id = |digit: &str| Oid::from_str(&digit.repeat(40)).unwrap();
        let kept = Kept {
            tips: vec![("refs/heads/main".into(), id("1")), ("refs/heads/été".into(), id("2"))],
            accepted: vec![("refs/heads/main".into(), id("3"))],
            closings: vec![("carnet/closed/sales/2026-10".into(), id("4"))],
        };
        assert_eq!(Kept::parse(&kept.print()), kept);
        assert_eq!(Kept::parse("rubbish\ntip refs/heads/main 12\n\0\n"), Kept::default());
    }
}
