//! A repository to try things in, and the real `git` to judge the result.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use carnet::store::{Change, Options, Repo, StoreError, Written, commit};

/// What makes git behave the same on every machine.
pub fn environment(home: &Path) -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_string();
    vec![
        ("HOME", home.display().to_string()),
        ("XDG_CONFIG_HOME", home.display().to_string()),
        ("GIT_CONFIG_GLOBAL", text("/dev/null")),
        ("GIT_CONFIG_NOSYSTEM", text("1")),
        ("GIT_AUTHOR_NAME", text("Claire Martin")),
        ("GIT_AUTHOR_EMAIL", text("claire@example.com")),
        ("GIT_AUTHOR_DATE", text("2026-10-03T10:00:00+02:00")),
        ("GIT_COMMITTER_NAME", text("Paul Durand")),
        ("GIT_COMMITTER_EMAIL", text("paul@example.com")),
        ("GIT_COMMITTER_DATE", text("2026-10-04T11:00:00+02:00")),
    ]
}

/// Variables that a hook around the test run would set.
const FOREIGN: [&str; 6] =
    ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "CARNET_INSIDE_A_WRITE"];

fn without_foreign(command: &mut Command) {
    for name in FOREIGN {
        command.env_remove(name);
    }
}

/// Runs a test of this same binary again in a process of its own, in which `CHILD` names the book: there the
/// environment is ours alone, and it may be killed.
pub fn child(test: &str, book: &Path, home: &Path, more: &[(&str, &str)]) -> Output {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    without_foreign(&mut command);
    command.env("CHILD", book).envs(environment(home)).envs(more.iter().copied()).output().unwrap()
}

/// The book that this process is to work on, when it is a [`child`].
pub fn is_child() -> Option<PathBuf> {
    std::env::var_os("CHILD").map(PathBuf::from)
}

pub struct Place {
    root: PathBuf,
    home: PathBuf,
    /// Removed at the end by whoever made them.
    _folders: Vec<tempfile::TempDir>,
}

impl Place {
    /// A repository with one commit: `carnet.toml`, `customers/a.toml` and `customers/b.toml`.
    pub fn new() -> Place {
        let place = Place::empty();
        for path in ["carnet.toml", "customers/a.toml", "customers/b.toml"] {
            place.write(path, &format!("old = \"{path}\"\n"));
        }
        place.git(&["add", "."]);
        place.git(&["commit", "-qm", "begin"]);
        place
    }

    pub fn empty() -> Place {
        let place = Place::bare_folder();
        place.git(&["init", "-q", "-b", "main"]);
        place
    }

    /// No repository at all.
    pub fn bare_folder() -> Place {
        let (root, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        Place { root: root.path().into(), home: home.path().into(), _folders: vec![root, home] }
    }

    /// The place that a child was given.
    pub fn given(root: PathBuf) -> Place {
        Place { root, home: std::env::var_os("HOME").map(PathBuf::from).unwrap(), _folders: Vec::new() }
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn write(&self, path: &str, text: &str) {
        super::write(&self.root, path, text);
    }

    pub fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root().join(path)).ok()
    }

    pub fn try_git(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        without_foreign(&mut command);
        command.arg("-C").arg(self.root()).args(arguments).envs(environment(&self.home)).output().unwrap()
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.try_git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub fn status(&self) -> String {
        self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    /// The repository is sound and nothing of ours is left lying about.
    pub fn is_sound(&self) {
        let output = self.try_git(&["fsck", "--strict"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(!self.root().join(".git/carnet/intent").exists());
        assert!(!self.root().join(".git/index.lock").exists());
    }

    /// Runs the test `name` of this binary as a child on this book and expects it to pass.
    pub fn run(&self, name: &str) -> String {
        let output = child(name, self.root(), &self.home, &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        said
    }
}

pub fn open(root: &Path) -> Repo {
    Repo::open(root).unwrap().expect("a repository")
}

/// A change of what is on disk now.
pub fn change(root: &Path, path: &str, after: Option<&str>) -> Change {
    let before = std::fs::read(root.join(path)).ok();
    Change { path: path.into(), before, after: after.map(|text| text.as_bytes().to_vec()) }
}

pub fn write(root: &Path, changes: &[Change], message: &str) -> Result<Written, StoreError> {
    let repo = open(root);
    // As commands do that know of their write beforehand, and as others do.
    if changes.len().is_multiple_of(2) {
        repo.foresee_write();
    }
    commit(Some(&repo), root, changes, message, Options::default())
}
