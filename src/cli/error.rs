//! What stops a command: few kinds, each with its exit code, worded for the person at the terminal.

use crate::finding::{Catalogue, Language};
use crate::history::RevisionError;
use crate::render::RenderError;
use crate::store::{NoBook, StoreError, spoken};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// Findings of error level, figures that are not complete, or nothing found where something was named.
    Findings,
    /// Usage, environment, unreadable `carnet.toml`.
    Usage,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
        }
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct CliError {
    /// What is wrong, in a sentence; several lines where a place is shown.
    pub message: String,
    /// What to do instead.
    pub hint: Option<String>,
    /// The message in French, where it was made before the reader's language was known.
    pub french: Option<String>,
    pub exit: Exit,
}

impl CliError {
    /// The person asked for something that cannot be.
    pub fn usage(message: impl Into<String>) -> CliError {
        CliError { message: message.into(), hint: None, french: None, exit: Exit::Usage }
    }

    /// What was asked for is refused or not there.
    pub fn refused(message: impl Into<String>) -> CliError {
        CliError { message: message.into(), hint: None, french: None, exit: Exit::Findings }
    }

    /// The same, by a key of the catalogue, where the reader's language is not known yet.
    pub fn in_both(key: &str, args: &[(&str, &str)]) -> CliError {
        let words = |language| Catalogue::new(language).text(key, args);
        CliError { french: Some(words(Language::French)), ..CliError::usage(words(Language::English)) }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> CliError {
        self.hint = Some(hint.into());
        self
    }
}

impl From<NoBook> for CliError {
    fn from(error: NoBook) -> CliError {
        CliError::in_both("store-no-book", &[("path", &error.start.display().to_string())])
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> CliError {
        CliError::from(&error)
    }
}

impl From<&StoreError> for CliError {
    fn from(error: &StoreError) -> CliError {
        let french = error.words(&Catalogue::new(Language::French));
        CliError { french: Some(french), ..CliError::usage(error.to_string()) }
    }
}

impl From<RevisionError> for CliError {
    fn from(error: RevisionError) -> CliError {
        let french = error.words(&Catalogue::new(Language::French));
        CliError { french: Some(french), ..CliError::usage(error.to_string()) }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> CliError {
        let said = spoken(&error);
        match said.strip_prefix('@') {
            Some(key) => CliError::in_both(key, &[]),
            None => CliError::usage(said),
        }
    }
}

impl From<RenderError> for CliError {
    fn from(error: RenderError) -> CliError {
        match error {
            RenderError::NoIds => CliError::in_both("cli-no-ids", &[]),
            RenderError::Io(error) => error.into(),
        }
    }
}
