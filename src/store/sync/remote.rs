//! The other repository: found in the configuration, read and written by the user's own `git`, which knows their
//! passwords, keys and proxies.

use std::process::{Command, Output, Stdio};

use git2::Oid;

use super::SyncError;
use crate::store::{Repo, StoreError};

/// The branch of a remote that the checked-out branch belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// `origin`
    pub remote: String,
    /// Its name there: `refs/heads/main`.
    pub branch: String,
    /// Where git keeps here what it last saw of it: `refs/remotes/origin/main`.
    pub tracking: String,
    /// The checked-out branch, whole: `refs/heads/main`.
    pub local: String,
    /// The branch's own configuration says so.
    pub configured: bool,
}

impl Upstream {
    /// Finds it in the branch's configuration; `remote` goes before that.
    ///
    /// # Errors
    /// HEAD is detached, there is no remote, or none is named and the branch follows none.
    pub fn find(repo: &Repo, remote: Option<&str>) -> Result<Upstream, SyncError> {
        // A rebase detaches HEAD: that it is not finished says more.
        if let Some(operation) = repo.unfinished() {
            return Err(StoreError::Unfinished { operation }.into());
        }
        let (Some(local), _) = repo.tip()? else { return Err(StoreError::Detached.into()) };
        let names = repo.git.remotes()?;
        let known: Vec<String> = names.iter().flatten().flatten().map(str::to_owned).collect();
        let short = local.strip_prefix("refs/heads/").unwrap_or(&local).to_owned();
        let text =
            |found: Result<git2::Buf, git2::Error>| found.ok().and_then(|buf| buf.as_str().ok().map(str::to_owned));
        let follows = text(repo.git.branch_upstream_remote(&local)).filter(|name| known.contains(name));
        let merges = text(repo.git.branch_upstream_merge(&local)).filter(|_| follows.is_some());
        let (remote, branch, configured) = match (remote, follows, merges) {
            (Some(wanted), _, _) if !known.iter().any(|name| name == wanted) => {
                return Err(match known.is_empty() {
                    true => SyncError::NoRemote,
                    false => SyncError::NoSuchRemote { remote: wanted.to_owned(), known },
                });
            }
            (None, Some(follows), Some(merges)) => (follows, merges, true),
            (Some(wanted), Some(follows), Some(merges)) if wanted == follows => (follows, merges, true),
            (Some(wanted), _, _) => (wanted.to_owned(), local.clone(), false),
            (None, _, _) if known.is_empty() => return Err(SyncError::NoRemote),
            (None, _, _) => return Err(SyncError::NoUpstream { branch: short, remotes: known }),
        };
        let found = repo.git.find_remote(&remote)?;
        let tracking = found
            .refspecs()
            .filter(|spec| spec.direction() == git2::Direction::Fetch && spec.src_matches(&branch))
            .find_map(|spec| text(spec.transform(&branch)));
        match tracking {
            Some(tracking) => Ok(Upstream { remote, branch, tracking, local, configured }),
            None => Err(SyncError::NotFetched { remote, branch: strip(&branch).to_owned() }),
        }
    }

    /// `origin/main`
    pub fn name(&self) -> String {
        format!("{}/{}", self.remote, strip(&self.branch))
    }

    /// `main`
    pub fn local_name(&self) -> &str {
        strip(&self.local)
    }

    /// Asks the remote what is new. Passwords are asked for only where somebody is at the terminal.
    ///
    /// # Errors
    /// [`SyncError::Unreachable`], [`SyncError::Gone`], or there is no git.
    pub fn fetch(&self, repo: &Repo, interactive: bool) -> Result<(), SyncError> {
        let output = git(repo, interactive, &["fetch", "--quiet", &self.remote])?;
        match output.status.success() {
            true if self.is_gone(repo) => Err(SyncError::Gone { upstream: self.name(), remote: self.remote.clone() }),
            true => Ok(()),
            false => Err(SyncError::Unreachable { remote: self.remote.clone(), output: said(&output) }),
        }
    }

    /// Whether the branch that was seen at the remote before is not among what was just fetched. (`git fetch` alone keeps
    /// what it once saw; `--prune` would forget other branches too.)
    fn is_gone(&self, repo: &Repo) -> bool {
        if repo.git.find_reference(&self.tracking).is_err() {
            return false;
        }
        let Ok(fetched) = std::fs::read_to_string(repo.git.path().join("FETCH_HEAD")) else { return false };
        let named = format!("\tbranch '{}' of ", strip(&self.branch));
        // A branch that is none of `refs/heads` stands there under another word.
        self.branch.starts_with("refs/heads/") && !fetched.lines().any(|line| line.contains(&named))
    }

    /// Offers exactly this commit to the remote's branch, never by force. The user's pre-push hook runs.
    pub(super) fn push(&self, repo: &Repo, commit: Oid, interactive: bool) -> Result<Pushed, SyncError> {
        let refspec = format!("{commit}:{}", self.branch);
        let output = git(repo, interactive, &["push", "--porcelain", &self.remote, &refspec])?;
        if output.status.success() {
            return Ok(Pushed::Done);
        }
        // `--porcelain` prints a line `!`, the refs and the reason, which no translation touches.
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let rejected = told.lines().filter(|line| line.starts_with('!'));
        // The last ones: two pushes met in the server at the same moment.
        let late = ["(fetch first)", "(non-fast-forward)", "(stale info)", "cannot lock ref", "failed to update ref"]
            .iter()
            .chain(&["incorrect old value", "reference already exists"])
            .any(|reason| rejected.clone().any(|line| line.contains(reason)));
        let output = said(&output);
        Ok(if late { Pushed::TooLate } else { Pushed::Refused { output } })
    }

    /// Writes down in this clone's configuration that the branch follows this one.
    ///
    /// # Errors
    /// The configuration cannot be written.
    pub fn configure(&self, repo: &Repo) -> Result<(), SyncError> {
        let name = format!("branch.{}", self.local_name());
        let mut config = repo.git.config()?;
        config.set_str(&format!("{name}.remote"), &self.remote)?;
        config.set_str(&format!("{name}.merge"), &self.branch)?;
        Ok(())
    }
}

/// What became of a push.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pushed {
    Done,
    /// The remote has commits that are not here yet.
    TooLate,
    Refused {
        output: String,
    },
}

fn strip(branch: &str) -> &str {
    branch.strip_prefix("refs/heads/").unwrap_or(branch)
}

fn git(repo: &Repo, interactive: bool, arguments: &[&str]) -> Result<Output, SyncError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(&repo.top).args(arguments);
    if interactive {
        command.stdin(Stdio::inherit());
    } else {
        command.stdin(Stdio::null()).env("GIT_TERMINAL_PROMPT", "0");
    }
    let why = if arguments[0] == "fetch" { "to fetch" } else { "to push" };
    command.output().map_err(|_| StoreError::NoGit { why: why.to_owned() }.into())
}

/// What git and the server printed, without git's advice on what to do next: that is said by whoever quotes it.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines = text.lines().map(str::trim_end).filter(|line| !line.starts_with("hint: ") && !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    match lines.is_empty() {
        true => String::from_utf8_lossy(&output.stdout).trim_end().to_owned(),
        false => lines.join("\n"),
    }
}
