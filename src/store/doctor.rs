//! What stands around a book: git, the repository, the clone's settings, the remote. Each check says how it stands; the
//! words for it, and for what to do, are the catalogue's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use git2::{AttrCheckFlags, AttrValue, BranchType};

use super::driver::{DRIVER, DRIVER_COMMAND, driver};
use super::git::Head;
use super::{Cache, Repo, StoreError, Trust, intent, user_git};

/// How serious a check's result is; the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// Writes, merges or the team will not work.
    Failure,
    /// It works, and something may go wrong.
    Warning,
    /// It cannot be known, or was not asked.
    Unknown,
    Good,
}

/// One check and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `git`, `identity`, …: the words are under `doctor-git`.
    pub name: &'static str,
    /// Which of its results: the words are under `doctor-git-old`, what to do under `doctor-git-old-mend`.
    pub state: &'static str,
    pub health: Health,
    pub args: Vec<(&'static str, String)>,
}

impl Check {
    pub fn new(name: &'static str, state: &'static str, health: Health) -> Check {
        Check { name, state, health, args: Vec::new() }
    }

    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Check {
        self.args.push((name, value.to_string()));
        self
    }
}

/// The oldest git that every command here works with (`--pathspec-from-file` came with it).
const OLDEST: (u32, u32) = (2, 26);

/// How long a remote may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// The user's git.
pub fn git_program() -> Check {
    let output = Command::new("git").arg("--version").stdin(Stdio::null()).output();
    let Some(text) = output.ok().filter(|output| output.status.success()) else {
        return Check::new("git", "missing", Health::Failure);
    };
    let text = String::from_utf8_lossy(&text.stdout).trim().trim_start_matches("git version ").to_string();
    let mut numbers = text.split(['.', ' ']).map_while(|part| part.parse::<u32>().ok());
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    let good = version >= OLDEST;
    let check = Check::new("git", if good { "good" } else { "old" }, if good { Health::Good } else { Health::Warning });
    check.arg("version", text)
}

/// Whether the file system tells `a` from `A`.
pub fn letter_case(root: &Path) -> Check {
    let twin = root.join("CARNET.TOML");
    match root.join("carnet.toml").exists() && twin.exists() {
        true => Check::new("case", "same", Health::Warning),
        false => Check::new("case", "good", Health::Good),
    }
}

/// What is kept of the book's files between two commands.
pub fn cache(root: &Path, repo: &Repo) -> Check {
    let state = Cache::open(root, &repo.private(), repo.prefix()).state();
    let files = state.files.unwrap_or(0);
    let megabytes = state.size.unwrap_or(0).div_ceil(1_000_000);
    let check = match (state.fault, state.trust, state.files) {
        (Some(reason), ..) => Check::new("cache", "fault", Health::Warning).arg("reason", reason),
        (None, Trust::Contents, _) => Check::new("cache", "contents", Health::Good),
        (None, _, Some(_)) => Check::new("cache", "good", Health::Good),
        (None, _, None) => Check::new("cache", "empty", Health::Good),
    };
    check.arg("files", files).arg("size", megabytes).arg("path", state.path.display())
}

/// Whether there is a repository around the book.
pub fn repository(
    root: &Path,
    repo: &Result<Option<Repo>, StoreError>,
    words: impl Fn(&StoreError) -> String,
) -> Check {
    match repo {
        Ok(Some(repo)) => {
            let check = |state| Check::new("repository", state, Health::Good).arg("path", repo.top.display());
            match repo.prefix.trim_end_matches('/') {
                "" => check("good"),
                folder => check("subfolder").arg("folder", folder),
            }
        }
        Ok(None) if root.join(".git").symlink_metadata().is_ok() => {
            Check::new("repository", "broken", Health::Failure).arg("path", root.join(".git").display())
        }
        Ok(None) => Check::new("repository", "none", Health::Warning),
        Err(error) => Check::new("repository", "refused", Health::Failure).arg("reason", words(error)),
    }
}

/// Everything that is asked of a repository. `attributes` are files of the book (`customers/x.toml`, `notes/x.md`)
/// whose attributes are looked at; nothing need be there. With `online` the remote is asked too.
pub fn examine(repo: &Repo, attributes: &[String], online: bool) -> Vec<Check> {
    let mut checks = vec![identity(repo), branch(repo), unfinished(repo), leftover(repo)];
    if repo.unfinished().is_some() {
        // Why no branch is checked out is said before that none is.
        checks.swap(1, 2);
    }
    checks.extend([merge_driver(repo), merge_attributes(repo, attributes), line_ends(repo), clone(repo), hooks(repo)]);
    checks.extend(remotes(repo, online));
    checks
}

fn identity(repo: &Repo) -> Check {
    match repo.identity() {
        Ok((author, _)) => {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let check = Check::new("identity", "good", Health::Good).arg("name", text(author.name_bytes()));
            check.arg("email", text(author.email_bytes()))
        }
        Err(StoreError::BadDate) => Check::new("identity", "date", Health::Failure),
        Err(_) => Check::new("identity", "missing", Health::Failure),
    }
}

fn branch(repo: &Repo) -> Check {
    match repo.head() {
        Ok(Head { branch: Some(branch), commit: Some(_) }) => {
            Check::new("branch", "good", Health::Good).arg("branch", branch)
        }
        Ok(Head { branch: Some(branch), commit: None }) => {
            Check::new("branch", "unborn", Health::Warning).arg("branch", branch)
        }
        Ok(Head { branch: None, .. }) => match repo.unfinished() {
            Some(operation) => Check::new("branch", "meanwhile", Health::Warning).arg("operation", operation),
            None => Check::new("branch", "detached", Health::Failure),
        },
        Err(error) => Check::new("branch", "unreadable", Health::Failure).arg("reason", error),
    }
}

fn unfinished(repo: &Repo) -> Check {
    match repo.unfinished() {
        None => Check::new("operation", "good", Health::Good),
        Some(operation) => Check::new("operation", "unfinished", Health::Failure).arg("operation", operation),
    }
}

fn leftover(repo: &Repo) -> Check {
    match intent::path(repo).exists() {
        false => Check::new("write", "good", Health::Good),
        true => Check::new("write", "interrupted", Health::Warning),
    }
}

fn merge_driver(repo: &Repo) -> Check {
    match driver(repo) {
        Some(command) if command == DRIVER_COMMAND => Check::new("driver", "good", Health::Good),
        Some(command) => Check::new("driver", "other", Health::Warning).arg("command", command),
        None => Check::new("driver", "missing", Health::Warning),
    }
}

/// The value of an attribute, as text.
fn attribute(repo: &Repo, path: &str, name: &str) -> Option<String> {
    let full = repo.full(path);
    let value = repo.git.get_attr_bytes(Path::new(&full), name, AttrCheckFlags::FILE_THEN_INDEX).ok()?;
    match AttrValue::always_bytes(value) {
        AttrValue::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        AttrValue::True => Some("true".into()),
        AttrValue::False => Some("false".into()),
        AttrValue::String(text) => Some(text.into()),
        AttrValue::Unspecified => None,
    }
}

/// Those of the paths that `.gitattributes` does not give to the driver.
pub fn without_driver<'p>(repo: &Repo, paths: &'p [String]) -> Vec<&'p str> {
    let ours = |path: &&String| attribute(repo, path, "merge").as_deref() != Some(DRIVER);
    paths.iter().filter(ours).map(String::as_str).collect()
}

fn merge_attributes(repo: &Repo, paths: &[String]) -> Check {
    let missing = without_driver(repo, paths);
    let Some(first) = missing.first() else { return Check::new("attributes", "good", Health::Good) };
    let folder = first.rsplit_once('/').map_or(*first, |(folder, _)| folder);
    Check::new("attributes", "missing", Health::Warning).arg("folder", folder).arg("count", missing.len())
}

fn line_ends(repo: &Repo) -> Check {
    let config = repo.git.config().and_then(|mut config| config.snapshot());
    let autocrlf = config.and_then(|config| config.get_string("core.autocrlf").map(|v| v.to_ascii_lowercase()));
    let value = autocrlf.unwrap_or_default();
    let fixed = attribute(repo, "carnet.toml", "eol").is_some()
        || attribute(repo, "carnet.toml", "text").as_deref() == Some("false");
    match !fixed && matches!(value.as_str(), "true" | "input") {
        true => Check::new("lines", "converted", Health::Warning).arg("value", value),
        false => Check::new("lines", "good", Health::Good),
    }
}

fn clone(repo: &Repo) -> Check {
    match repo.git.is_shallow() {
        true => Check::new("clone", "shallow", Health::Warning),
        false => Check::new("clone", "good", Health::Good),
    }
}

fn hooks(repo: &Repo) -> Check {
    match user_git::hooks(repo) {
        Ok(hooks) if !hooks.is_empty() => Check::new("hooks", "some", Health::Good).arg("hooks", hooks.join(", ")),
        Ok(_) => Check::new("hooks", "good", Health::Good),
        Err(error) => Check::new("hooks", "unreadable", Health::Warning).arg("reason", error),
    }
}

/// The remote that the branch goes to, else `origin`, else the only one.
fn remotes(repo: &Repo, online: bool) -> Vec<Check> {
    let names: Vec<String> = match repo.git.remotes() {
        Ok(names) => names.iter().filter_map(|name| name.ok().flatten().map(str::to_string)).collect(),
        Err(_) => Vec::new(),
    };
    let branch = repo.head().ok().and_then(|head| head.branch);
    let refname = branch.as_ref().map(|branch| format!("refs/heads/{branch}"));
    let of_branch = refname.as_ref().and_then(|name| {
        let buffer = repo.git.branch_upstream_remote(name).ok()?;
        buffer.as_str().ok().map(str::to_string)
    });
    let origin = || names.iter().find(|name| *name == "origin").or(names.first()).cloned();
    let Some(name) = of_branch.filter(|name| names.contains(name)).or_else(origin) else {
        return vec![Check::new("remote", "none", Health::Warning)];
    };
    let url =
        repo.git.find_remote(&name).ok().and_then(|remote| remote.url().ok().map(str::to_string)).unwrap_or_default();
    let mut checks =
        vec![Check::new("remote", "good", Health::Good).arg("name", &name).arg("url", without_password(&url))];
    checks.push(match &branch {
        None => Check::new("upstream", "detached", Health::Unknown),
        Some(branch) => {
            let local = repo.git.find_branch(branch, BranchType::Local);
            let upstream = local.and_then(|local| local.upstream()).ok();
            match upstream.and_then(|upstream| upstream.name().ok().flatten().map(str::to_string)) {
                Some(upstream) => Check::new("upstream", "good", Health::Good).arg("upstream", upstream),
                None => Check::new("upstream", "none", Health::Warning).arg("branch", branch).arg("name", &name),
            }
        }
    });
    checks.push(match online {
        true => reachable(repo, &name),
        false => Check::new("answer", "unasked", Health::Unknown),
    });
    checks.push(rewinding(repo, &url));
    checks
}

/// A password in a URL is nobody's business.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_string() };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    match host.rsplit_once('@') {
        Some((user, host)) if user.contains(':') => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}/{path}")
        }
        _ => url.to_string(),
    }
}

/// Asks the remote for its branches, as the user's git does, who never waits for a password.
fn reachable(repo: &Repo, name: &str) -> Check {
    let failure =
        |reason: &str| Check::new("answer", "failed", Health::Failure).arg("name", name).arg("reason", reason);
    let child = Command::new("git")
        .arg("-C")
        .arg(&repo.top)
        .args(["ls-remote", "--quiet", "--heads", "--", name])
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => return failure(&error.to_string()),
    };
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => break,
            Ok(None) if started.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                // Whether or not it can be ended, it is not waited for.
                let _ = child.kill();
                let _ = child.wait();
                return Check::new("answer", "slow", Health::Failure)
                    .arg("name", name)
                    .arg("seconds", PATIENCE.as_secs());
            }
        }
    }
    match child.wait_with_output() {
        Ok(output) if output.status.success() => Check::new("answer", "good", Health::Good).arg("name", name),
        Ok(output) => failure(String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default()),
        Err(error) => failure(&error.to_string()),
    }
}

/// Whether the remote refuses that published commits are taken back. Only a remote on this machine can be asked.
fn rewinding(repo: &Repo, url: &str) -> Check {
    let path = url.strip_prefix("file://").unwrap_or(url);
    let folder: PathBuf = repo.top.join(path);
    let remote = if url.contains("://") && !url.starts_with("file://") { None } else { Some(folder) };
    let config = remote.filter(|folder| folder.is_dir()).and_then(|folder| {
        let places = [folder.join("config"), folder.join(".git/config")];
        places.iter().find(|file| fs::metadata(file).is_ok_and(|meta| meta.is_file())).cloned()
    });
    match config.map(|file| git2::Config::open(&file).and_then(|c| c.get_bool("receive.denynonfastforwards"))) {
        None => Check::new("rewind", "unknown", Health::Unknown),
        Some(Ok(true)) => Check::new("rewind", "good", Health::Good),
        Some(_) => Check::new("rewind", "allowed", Health::Warning).arg("path", path),
    }
}

/// When the last commit was made, in seconds since 1970; `None` before the first commit.
pub fn last_commit_seconds(repo: &Repo) -> Option<i64> {
    Some(repo.git.head().ok()?.peel_to_commit().ok()?.time().seconds())
}
