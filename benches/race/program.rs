//! The programs that run: how each is found, which package brings it, and its version.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::place::Place;

/// A program beside carnet.
pub struct Program {
    pub name: &'static str,
    /// Where `--install` gets it.
    pub source: Source,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Source {
    /// A package of Debian's.
    Debian(&'static str),
    /// A requirement for pip.
    Python(&'static str),
}

pub const GIT: Program = debian("git", "git");
pub const RIPGREP: Program = debian("rg", "ripgrep");
pub const SQLITE: Program = debian("sqlite3", "sqlite3");
pub const HLEDGER: Program = debian("hledger", "hledger");
pub const LEDGER: Program = debian("ledger", "ledger");
pub const RECUTILS: Program = debian("recsel", "recutils");
/// Comes with recsel.
pub const RECFIX: Program = debian("recfix", "recutils");
pub const BEAN_CHECK: Program = python("bean-check", "beancount==3.2.3");
pub const BEAN_QUERY: Program = python("bean-query", "beanquery==0.2.0");

pub const ALL: [Program; 8] = [GIT, RIPGREP, SQLITE, HLEDGER, LEDGER, RECUTILS, BEAN_CHECK, BEAN_QUERY];

const fn debian(name: &'static str, package: &'static str) -> Program {
    Program { name, source: Source::Debian(package) }
}

const fn python(name: &'static str, requirement: &'static str) -> Program {
    Program { name, source: Source::Python(requirement) }
}

impl Program {
    /// What to run: its name, or where it lies in the virtual environment.
    pub fn path(&self, place: &Place) -> PathBuf {
        match self.source {
            Source::Debian(_) => PathBuf::from(self.name),
            Source::Python(_) => place.venv().join("bin").join(self.name),
        }
    }

    pub fn is_there(&self, place: &Place) -> bool {
        self.version(place).is_some()
    }

    /// `hledger 1.25`: the first line of what it says, without what is said of licences.
    pub fn version(&self, place: &Place) -> Option<String> {
        let out = Command::new(self.path(place)).arg("--version").stdin(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        let line = text.lines().next()?;
        // The first word that begins with a digit; sqlite3 says nothing else first.
        let number = line.split([' ', ',']).find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(format!("{} {number}", self.package()))
    }

    /// What people call it.
    pub fn package(&self) -> &'static str {
        match self.source {
            Source::Debian(package) => package,
            Source::Python(requirement) => requirement.split("==").next().unwrap_or(requirement),
        }
    }
}

/// Installs what is missing; where that is not possible, what is missing stays missing, and is named.
pub fn install(place: &Place) {
    let missing = || ALL.into_iter().filter(|program| !program.is_there(place));
    let mut packages = Vec::new();
    let mut requirements = Vec::new();
    for program in missing() {
        match program.source {
            Source::Debian(package) => packages.push(package),
            Source::Python(requirement) => requirements.push(requirement),
        }
    }
    if !packages.is_empty() {
        let options = ["install", "-y", "-qq", "--no-install-recommends"];
        let _ = run(Command::new("apt-get").args(["update", "-qq"]));
        let _ = run(Command::new("apt-get").args(options).args(&packages).env("DEBIAN_FRONTEND", "noninteractive"));
    }
    if !requirements.is_empty() {
        let python = place.venv().join("bin/python");
        if run(Command::new("python3").args(["-m", "venv"]).arg(place.venv())).is_some() {
            let _ = run(Command::new(python).args(["-m", "pip", "install", "-q"]).args(&requirements));
        }
    }
    for program in missing() {
        eprintln!("could not be installed: {}", program.package());
    }
}

fn run(command: &mut Command) -> Option<()> {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Some(()),
        Ok(status) => {
            eprintln!("{} ends with {status}", super::run::words(command));
            None
        }
        Err(error) => {
            eprintln!("{}: {error}", super::run::words(command));
            None
        }
    }
}
