//! The user's own `git`, where only it can do what `git commit` would: run hooks, sign, apply filters such as git-lfs.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use git2::{AttrCheckFlags, AttrValue};

use super::intent::{Intent, Step};
use super::landing::land_files;
use super::lock::INSIDE_A_WRITE;
use super::staged::Staged;
use super::write::{Written, short};
use super::{Repo, StoreError, fail_point};
use crate::history::closing::Signature;

/// The hooks that `git commit` runs.
const HOOKS: [&str; 6] =
    ["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction", "post-index-change"];

/// Settings that make git keep data in the index which libgit2 would drop or misread.
const INDEX_FEATURES: [&str; 3] = ["core.untrackedcache", "core.splitindex", "feature.manyfiles"];

/// Attributes of files whose bytes another program changes on their way into the repository.
const ATTRIBUTES: [&str; 2] = ["filter", "working-tree-encoding"];

/// Where the attributes of all users of a machine stand. git knows its own place only; these are the usual ones.
const SYSTEM: [&str; 4] = ["/etc", "/usr/etc", "/usr/local/etc", "/opt/homebrew/etc"];

/// Whether one of [`ATTRIBUTES`] may be set for one of these paths: whether its name stands in a file that says what
/// attributes paths have. libgit2 knows for certain, but reads the whole index to tell.
fn attributes_matter(repo: &Repo, config: &git2::Config, steps: &[Step], staged: &Staged) -> bool {
    if !cfg!(unix) {
        return true;
    }
    let mut folders: HashSet<&str> = HashSet::from([""]);
    for step in steps {
        let mut path = step.path.as_str();
        while let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| folders.insert(folder)) {
            path = folder;
        }
    }
    let files: Vec<String> =
        folders.iter().map(|folder| format!("{folder}/.gitattributes").trim_start_matches('/').to_owned()).collect();
    let named =
        |bytes: &[u8]| ATTRIBUTES.iter().any(|name| bytes.windows(name.len()).any(|word| word == name.as_bytes()));
    // What cannot be read may say anything.
    let read = |path: &Path| match std::fs::read(path) {
        Ok(bytes) => named(&bytes),
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    // A file that is only in the index counts as well.
    let in_index = staged.find(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let staged =
        in_index.into_iter().flatten().any(|(id, _)| repo.git.find_blob(id).map_or(true, |blob| named(blob.content())));
    let home = |name: &str, below: &str| std::env::var_os(name).map(|folder| Path::new(&folder).join(below));
    let user = match config.get_path("core.attributesfile") {
        Ok(path) => Some(path),
        Err(_) => home("XDG_CONFIG_HOME", "git/attributes").or_else(|| home("HOME", ".config/git/attributes")),
    };
    let mut outside = SYSTEM.iter().map(|folder| Path::new(folder).join("gitattributes")).chain(user);
    staged
        || files.iter().any(|file| read(&repo.top.join(file)))
        || read(&repo.git.commondir().join("info/attributes"))
        || outside.any(|path| read(&path))
}

/// Why this write needs the user's `git`, in words; `None` when it does not.
pub(super) fn needed(repo: &Repo, steps: &[Step], staged: &Staged) -> Result<Option<String>, StoreError> {
    let config = repo.git.config()?.snapshot()?;
    if config.get_bool("commit.gpgsign").unwrap_or(false) {
        return Ok(Some("commits are signed".into()));
    }
    if let Some(hook) = hooks(repo)?.first() {
        return Ok(Some(format!("there is a {hook} hook")));
    }
    // Hooks of newer gits stand in the configuration.
    if let Ok(mut entries) = config.entries(Some("hook\\..*\\.command"))
        && let Some(Ok(_)) = entries.next()
    {
        return Ok(Some("hooks are configured".into()));
    }
    if let Some(name) = INDEX_FEATURES.iter().find(|name| config.get_bool(name).unwrap_or(false)) {
        return Ok(Some(format!("{name} is set")));
    }
    if config.get_string("core.fsmonitor").is_ok_and(|value| !value.is_empty() && value != "false") {
        return Ok(Some("core.fsmonitor is set".into()));
    }
    if !attributes_matter(repo, &config, steps, staged) {
        return Ok(None);
    }
    for step in steps {
        for name in ATTRIBUTES {
            let value = repo.git.get_attr_bytes(Path::new(&step.path), name, AttrCheckFlags::FILE_THEN_INDEX)?;
            if matches!(AttrValue::always_bytes(value), AttrValue::Bytes(_)) {
                return Ok(Some(format!("`{}` has a {name} attribute", step.path)));
            }
        }
    }
    Ok(None)
}

/// Whether the user's `git` will make the commit, whatever it is about: see [`needed`].
pub(super) fn is_usual(repo: &Repo) -> bool {
    let signs = repo.git.config().and_then(|config| config.get_bool("commit.gpgsign")).unwrap_or(false);
    signs || hooks(repo).is_ok_and(|hooks| !hooks.is_empty())
}

/// The hooks of this repository that `git commit` runs.
pub(crate) fn hooks(repo: &Repo) -> Result<Vec<&'static str>, StoreError> {
    let folder = hooks_folder(repo, &repo.git.config()?.snapshot()?);
    Ok(HOOKS.into_iter().filter(|hook| is_program(&folder.join(hook))).collect())
}

/// `core.hooksPath`, taken from the top of the work tree, or `hooks` in the git directory.
fn hooks_folder(repo: &Repo, config: &git2::Config) -> PathBuf {
    match config.get_path("core.hookspath") {
        Ok(path) => repo.top.join(path),
        Err(_) => repo.git.commondir().join("hooks"),
    }
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}

/// How a write's files get their bytes.
pub(crate) type Bytes<'b> = dyn FnMut(&Step) -> Result<Option<Vec<u8>>, StoreError> + 'b;

/// Writes the files, then `git commit` of these paths only. When git refuses, the files are put back. What stood in the
/// files and what is to stand in them must be kept as objects already.
pub(crate) fn commit(
    repo: &Repo,
    intent: Intent,
    after: &mut Bytes<'_>,
    message: &str,
    why: &str,
) -> Result<Written, StoreError> {
    intent.save(repo)?;
    fail_point("git-after-intent");
    match write_and_commit(repo, &intent, after, message, why) {
        Ok(written) => {
            Intent::remove(repo)?;
            Ok(written)
        }
        Err(error) => {
            // Where even this fails, the intent stays, and the next command tries again.
            intent.put_back(repo)?;
            Intent::remove(repo)?;
            Err(error)
        }
    }
}

/// Whether there is a git at all, before anything is touched.
pub(crate) fn is_there(repo: &Repo, why: &str) -> Result<(), StoreError> {
    run(repo, why, &["--version"], None).map(|_| ())
}

fn write_and_commit(
    repo: &Repo,
    intent: &Intent,
    after: &mut Bytes<'_>,
    message: &str,
    why: &str,
) -> Result<Written, StoreError> {
    let left = land_files(repo, intent.steps.iter(), after)?;
    if let Some(path) = left.into_iter().next() {
        return Err(StoreError::ChangedMeanwhile { path });
    }
    fail_point("git-after-files");

    // Neither known to git nor on the disk afterwards: nothing to commit about it.
    let known: Vec<&Step> = intent.steps.iter().filter(|step| step.tracked || step.after.is_some()).collect();
    let all: Vec<&str> = known.iter().map(|step| step.path.as_str()).collect();
    let output = if all.len() >= MANY {
        commit_many(repo, &all, message, why)?
    } else {
        let new: Vec<&str> = known.iter().filter(|step| !step.tracked).map(|step| step.path.as_str()).collect();
        let from_file = |paths: &[&str]| -> Result<String, StoreError> {
            let file = repo.private().join("paths");
            std::fs::write(&file, paths.join("\0")).map_err(|error| StoreError::io(&file, error))?;
            Ok(format!("--pathspec-from-file={}", file.display()))
        };
        if !new.is_empty() {
            // `--only` takes nothing that git has never heard of.
            let list = from_file(&new)?;
            refused(run(repo, why, &["add", "--intent-to-add", &list, "--pathspec-file-nul"], None)?)?;
        }
        let list = from_file(&all)?;
        let arguments = ["commit", "--quiet", "--only", "--file=-", &list, "--pathspec-file-nul"];
        refused(run(repo, why, &arguments, Some(message))?)?
    };
    fail_point("git-after-commit");
    let id = repo.tip()?.1.map(|tip| tip.to_string()).unwrap_or_default();
    Ok(Written::Commit { id, branch: short(&intent.branch), said: text(&output), left: Vec::new() })
}

/// As `git commit --only` does it: in an index of its own, which is the commit before with these paths in it, and then in
/// the user's.
fn commit_many(repo: &Repo, paths: &[&str], message: &str, why: &str) -> Result<Output, StoreError> {
    let index = repo.private().join("index");
    let own: [(&str, &OsStr); 1] = [("GIT_INDEX_FILE", index.as_os_str())];
    let copied = std::fs::copy(repo.git.path().join("index"), &index);
    copied.map_err(|error| StoreError::io(&index, error))?;
    let commit = || {
        if repo.tip()?.1.is_some() {
            // With -m, what is the same keeps its times, and need not be read.
            refused(run_with(repo, why, &["read-tree", "-m", "HEAD"], None, &own)?)?;
        }
        update_index(repo, why, paths, &own)?;
        refused(run_with(repo, why, &["commit", "--quiet", "--file=-"], Some(message), &own)?)
    };
    let committed = commit();
    let _ = std::fs::remove_file(&index);
    let committed = committed?;
    follow(repo, why, paths)?;
    Ok(committed)
}

/// Brings the user's index to what stands at these paths on the disk.
pub(crate) fn follow(repo: &Repo, why: &str, paths: &[&str]) -> Result<(), StoreError> {
    update_index(repo, why, paths, &[])
}

/// `git commit --only` compares each path of the index with each that it is given: from so many on, an index of our own is
/// faster.
pub(crate) const MANY: usize = 500;

fn update_index(repo: &Repo, why: &str, paths: &[&str], env: &[(&str, &OsStr)]) -> Result<(), StoreError> {
    let list: String = paths.iter().map(|path| format!("{path}\0")).collect();
    let arguments = ["update-index", "--add", "--remove", "-z", "--stdin"];
    refused(run_with(repo, why, &arguments, Some(&list), env)?).map(|_| ())
}

/// `git tag -s`: with the user's key and program.
pub(crate) fn sign_tag(repo: &Repo, name: &str, commit: &str, message: &str) -> Result<(), StoreError> {
    let arguments = ["tag", "--sign", "--cleanup=verbatim", "--file=-", name, commit];
    refused(run(repo, "tags are signed", &arguments, Some(message))?).map(|_| ())
}

/// What the user's `git verify-tag` says.
pub(crate) fn verify_tag(repo: &Repo, name: &str) -> Signature {
    let output = match run(repo, "the tag is signed", &["verify-tag", "--raw", name], None) {
        Ok(output) => output,
        Err(error) => return Signature::Unverified(error.to_string()),
    };
    let said = text(&output);
    let line = |line: &str| line.trim_start_matches("error: ").trim().to_owned();
    let bad = |said: &str| ["[GNUPG:] BADSIG", "incorrect signature"].iter().any(|words| said.contains(words));
    match output.status.success() {
        true => Signature::Good,
        false if bad(&said) => Signature::Bad(said.lines().next().map(line).unwrap_or_default()),
        false => Signature::Unverified(said.lines().next().map(line).unwrap_or_default()),
    }
}

/// `git push REMOTE refs/tags/NAME`; what git printed.
///
/// # Errors
/// The remote refuses or cannot be reached: its words.
pub fn push_tag(repo: &Repo, remote: &str, name: &str) -> Result<String, StoreError> {
    let tag = format!("refs/tags/{name}");
    let output = refused(run(repo, "to push", &["push", "--quiet", remote, &format!("{tag}:{tag}")], None)?)?;
    Ok(text(&output))
}

/// Takes paths out of the index that were not in it before; the files are not touched.
pub(crate) fn forget(repo: &Repo, paths: &[&str]) -> Result<(), StoreError> {
    let output = run(
        repo,
        "to put the index back",
        &["update-index", "-z", "--force-remove", "--stdin"],
        Some(&paths.iter().map(|path| format!("{path}\0")).collect::<String>()),
    )?;
    refused(output).map(|_| ())
}

fn run(repo: &Repo, why: &str, arguments: &[&str], input: Option<&str>) -> Result<Output, StoreError> {
    run_with(repo, why, arguments, input, &[])
}

fn run_with(
    repo: &Repo,
    why: &str,
    arguments: &[&str],
    input: Option<&str>,
    env: &[(&str, &OsStr)],
) -> Result<Output, StoreError> {
    let no_git = |_: std::io::Error| StoreError::NoGit { why: why.to_string() };
    let mut child = Command::new("git")
        .arg("-C")
        .arg(&repo.top)
        .args(arguments)
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env(INSIDE_A_WRITE, "1")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(no_git)?;
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        // git reads all of it before it prints; one that ends early shows in its status.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output().map_err(no_git)
}

fn refused(output: Output) -> Result<Output, StoreError> {
    if output.status.success() { Ok(output) } else { Err(StoreError::Refused { output: text(&output) }) }
}

/// What it printed, both streams.
fn text(output: &Output) -> String {
    let both = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    both.concat()
}
