//! Several clones of a book around a bare repository, real git and the built binary.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::{by, isolated, succeed, write};

pub const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"Europe/Paris\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n\n[[pipeline.stages]]\nid = \"proposal\"\n\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";

pub const DEAL: &str = "name = \"Site\"\ncustomer = \"acme\"\n\nstage = \"lead\"\n\namount = 1000.00\n";

pub struct Team {
    pub folder: TempDir,
}

/// One person's clone.
pub struct Clone {
    pub root: PathBuf,
    pub name: &'static str,
    /// The book's folder below `root`.
    pub book: &'static str,
    pub env: Vec<(String, String)>,
}

pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

impl Team {
    /// A bare repository with a book of one commit, made by Claire, and Claire's clone.
    pub fn new() -> (Team, Clone) {
        Team::with("", &[("carnet.toml", SETTINGS)])
    }

    /// The same with the book in a folder, and other settings or files (paths from the top).
    pub fn with(book: &'static str, files: &[(&str, &str)]) -> (Team, Clone) {
        let team = Team { folder: tempfile::tempdir().unwrap() };
        team.git(&["init", "-q", "--bare", "-b", "main", "shared.git"]);
        team.git(&["init", "-q", "-b", "main", "claire"]);
        let claire = team.person("claire", book);
        claire.git(&["remote", "add", "origin", "../shared.git"]);
        let join = |path: &str| if book.is_empty() { path.to_owned() } else { format!("{book}/{path}") };
        claire.write(&join("customers/acme.toml"), "name = \"ACME\"\n");
        claire.write(&join("contacts/zoe.toml"), "name = \"Zoe Petit\"\n\n[[roles]]\ncustomer = \"acme\"\n");
        claire.write(&join("deals/site.toml"), DEAL);
        for (path, text) in files {
            claire.write(path, text);
        }
        claire.commit("start");
        claire.git(&["push", "-q", "-u", "origin", "main"]);
        (team, claire)
    }

    fn git(&self, args: &[&str]) {
        succeed(isolated("git", self.folder.path()).args(args));
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn person(&self, name: &'static str, book: &'static str) -> Clone {
        Clone { root: self.path(name), name, book, env: Vec::new() }
    }

    pub fn clone(&self, name: &'static str) -> Clone {
        self.clone_in(name, "")
    }

    pub fn clone_in(&self, name: &'static str, book: &'static str) -> Clone {
        self.git(&["clone", "-q", "shared.git", name]);
        self.person(name, book)
    }

    /// A program that the server runs before it takes a push.
    pub fn hook(&self, name: &str, script: &str) {
        executable(&self.path("shared.git/hooks").join(name), script);
    }

    /// The tip of the shared branch.
    pub fn tip(&self) -> String {
        succeed(isolated("git", &self.path("shared.git")).args(["rev-parse", "refs/heads/main"])).trim().to_owned()
    }
}

pub fn executable(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

impl Clone {
    pub fn command(&self, program: &str) -> Command {
        let mut command = isolated(program, &self.root);
        by(&mut command, self.name, &format!("{}@example.org", self.name));
        command.stdin(Stdio::null());
        command.envs(self.env.iter().map(|(key, value)| (key, value)));
        command
    }

    pub fn try_git(&self, args: &[&str]) -> Output {
        self.command("git").args(args).output().unwrap()
    }

    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    pub fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    pub fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }

    pub fn has(&self, path: &str, text: &str) {
        let found = self.read(path).unwrap_or_default();
        assert!(found.contains(text), "{}: {path} lacks {text:?}:\n{found}", self.name);
    }

    /// As an editor and `git commit` would do it.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// Writes a file and commits it.
    pub fn change(&self, path: &str, text: &str) {
        self.write(path, text);
        self.commit(path);
    }

    pub fn carnet_command(&self, args: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_carnet"));
        command.current_dir(self.root.join(self.book)).args(args);
        command
    }

    pub fn carnet(&self, args: &[&str]) -> Ran {
        let output = self.carnet_command(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs a command that must succeed.
    pub fn run(&self, args: &[&str]) -> String {
        let ran = self.carnet(args);
        assert_eq!(ran.code, Some(0), "{}: carnet {args:?}:\n{}", self.name, ran.all());
        ran.all()
    }

    pub fn sync(&self, args: &[&str]) -> String {
        self.run(&[&["sync"], args].concat())
    }

    /// A sync that ends with this code and says this, and changes nothing.
    pub fn refused(&self, args: &[&str], code: i32, says: &str) -> String {
        let before = self.state();
        let ran = self.carnet(&[&["sync"], args].concat());
        assert_eq!(ran.code, Some(code), "{}", ran.all());
        assert!(ran.all().contains(says), "{says:?} is not in:\n{}", ran.all());
        assert_eq!(self.state(), before, "something moved");
        ran.all()
    }

    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    pub fn status(&self) -> String {
        self.git(&["status", "--porcelain", "--untracked-files=all"])
    }

    /// All that a refused sync must leave as it is.
    pub fn state(&self) -> (String, String, String) {
        let head = String::from_utf8_lossy(&self.try_git(&["rev-parse", "HEAD"]).stdout).into_owned();
        let diff = String::from_utf8_lossy(&self.try_git(&["diff", "HEAD"]).stdout).into_owned();
        (head, self.status(), diff)
    }

    /// The subjects of the commits, newest first.
    pub fn log(&self) -> Vec<String> {
        self.git(&["log", "--format=%s"]).lines().map(str::to_owned).collect()
    }

    /// Sound, clean, and nothing of ours left lying about.
    pub fn is_sound(&self) {
        assert_eq!(self.status(), "", "{}", self.name);
        self.git(&["fsck", "--strict", "--no-dangling"]);
        let private = self.root.join(".git/carnet");
        let left: Vec<String> = std::fs::read_dir(private)
            .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
            .unwrap_or_default();
        assert!(!left.iter().any(|name| name.starts_with("intent") || name.starts_with("sync-")), "{left:?}");
    }
}
