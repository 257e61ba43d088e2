//! What is measured: each row is a question, the program that answers it, and how.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::answer::Reader;

/// A table of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Looking at all files, without understanding them.
    Floor,
    /// Net sales by month.
    Net,
    /// Who owes what.
    Owed,
    /// Every fault.
    Check,
    /// The deals that were won.
    Won,
    /// What one asks all day, of carnet alone.
    Everyday,
    /// One change and its commit.
    Write,
    /// Questions to many commits.
    Past,
    /// PDF.
    Documents,
}

impl Section {
    pub const ALL: [Section; 9] = [
        Section::Floor,
        Section::Net,
        Section::Owed,
        Section::Check,
        Section::Won,
        Section::Everyday,
        Section::Write,
        Section::Past,
        Section::Documents,
    ];

    /// As results and `--only` name it.
    pub fn name(self) -> &'static str {
        match self {
            Section::Floor => "floor",
            Section::Net => "net",
            Section::Owed => "owed",
            Section::Check => "check",
            Section::Won => "won",
            Section::Everyday => "everyday",
            Section::Write => "write",
            Section::Past => "history",
            Section::Documents => "documents",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Section::Floor => "Looking at every file",
            Section::Net => "Net sales by month",
            Section::Owed => "What each customer owes",
            Section::Check => "Every fault of the book",
            Section::Won => "The deals that were won",
            Section::Everyday => "Everyday questions",
            Section::Write => "One change and its commit",
            Section::Past => "Questions to 20,000 commits",
            Section::Documents => "Documents",
        }
    }

    pub fn named(name: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.name() == name)
    }
}

/// What a program may remember.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// There is nothing to remember, or it is not to be had otherwise.
    Plain,
    /// With what is remembered passed by: everything is read.
    Anew,
    /// Nothing is remembered yet, and this run writes it.
    First,
    /// What runs before have written is there.
    Next,
    /// The same, after one file was changed.
    Edited,
    /// The same, after one more commit.
    Committed,
}

impl How {
    pub const ALL: [How; 6] = [How::Plain, How::Anew, How::First, How::Next, How::Edited, How::Committed];

    /// As results name it.
    pub fn name(self) -> &'static str {
        match self {
            How::Plain => "plain",
            How::Anew => "anew",
            How::First => "first",
            How::Next => "next",
            How::Edited => "edited",
            How::Committed => "committed",
        }
    }

    pub fn named(name: &str) -> Option<How> {
        How::ALL.into_iter().find(|how| how.name() == name)
    }
}

/// What tells a row from all others of its size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub section: Section,
    /// What the page calls it: the command without its options of format.
    pub label: String,
    pub how: How,
}

type Step = Box<dyn Fn(usize) -> io::Result<()>>;

pub struct Row {
    pub key: Key,
    /// One after the other; they are told the number of the round, from 1.
    commands: Box<dyn Fn(usize) -> Vec<Command>>,
    /// Before each run, not timed.
    before: Vec<Step>,
    /// After each run, not timed.
    after: Vec<Step>,
    pub reader: Option<Reader>,
    /// Why it cannot run at all.
    pub missing: Option<&'static str>,
}

impl Row {
    pub fn new(section: Section, label: &str, how: How, commands: impl Fn(usize) -> Vec<Command> + 'static) -> Row {
        let key = Key { section, label: label.to_owned(), how };
        Row { key, commands: Box::new(commands), before: Vec::new(), after: Vec::new(), reader: None, missing: None }
    }

    pub fn commands(&self, round: usize) -> Vec<Command> {
        (self.commands)(round)
    }

    /// The same row, run otherwise.
    pub fn running(mut self, commands: impl Fn(usize) -> Vec<Command> + 'static) -> Row {
        self.commands = Box::new(commands);
        self
    }

    /// What it prints is an answer, and must be the right one.
    pub fn read_by(mut self, reader: Reader) -> Row {
        self.reader = Some(reader);
        self
    }

    pub fn before(mut self, step: impl Fn(usize) -> io::Result<()> + 'static) -> Row {
        self.before.push(Box::new(step));
        self
    }

    pub fn after(mut self, step: impl Fn(usize) -> io::Result<()> + 'static) -> Row {
        self.after.push(Box::new(step));
        self
    }

    /// Without the program it stands in the table, with these words.
    pub fn unless_there(mut self, there: bool) -> Row {
        if !there {
            self.missing = Some("not installed");
        }
        self
    }

    pub fn prepare(&self, round: usize) -> io::Result<()> {
        self.before.iter().try_for_each(|step| step(round))
    }

    pub fn tidy(&self, round: usize) -> io::Result<()> {
        self.after.iter().try_for_each(|step| step(round))
    }
}

/// A command in a folder.
pub fn command(program: &Path, words: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder);
    command
}

/// A line for the shell, in a folder. The words after it are `$1`, `$2`…
pub fn shell(line: &str, words: &[&str], folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line, "sh"]).args(words).current_dir(folder);
    command
}

/// A row of one command.
pub fn row(section: Section, label: &str, how: How, program: &Path, words: &[&str], folder: &Path) -> Row {
    let (program, folder): (PathBuf, PathBuf) = (program.to_owned(), folder.to_owned());
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    Row::new(section, label, how, move |_| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        vec![command(&program, &words, &folder)]
    })
}
