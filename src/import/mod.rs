//! Foreign tables → records to write.
//!
//! Bytes of CSV or TSV and a [`Mapping`] become an [`ImportPlan`]: drafts, rejected rows, notes. Nothing here reads a
//! disk or a book: the caller hands over the bytes, also those of joined files, and compares the drafts with its records.
//! The same input always gives the same drafts in the same order, so importing a file twice changes nothing.
//!
//! **What happens to a faulty row.** It is rejected with its line and the reason, never dropped in silence. Where several
//! rows make one record (`group_by`), one faulty row rejects the whole record and all its lines are listed: half an
//! invoice is worse than none. Related records (`once`) stand on the good rows.

mod build;
mod convert;
mod country;
mod draft;
pub mod einvoice;
mod guess;
mod join;
mod landing;
mod mapping;
mod pattern;
mod preview;
mod reason;
mod synonym;
mod table;
mod update;
mod value;

use std::collections::BTreeSet;

use crate::finding::Language;

pub use country::{Country, country};
pub use draft::{Draft, DraftTable, DraftValue, ScalarKind, to_toml};
pub use guess::{GuessFault, GuessField, GuessKind, guess};
pub use landing::{Differing, Faulty, Landed, Landing, LandingFault, LandingOptions, faulty_lines, land};
pub use mapping::{Mapping, MappingFault};
pub use preview::{Preview, PreviewRow, preview};
pub use reason::{Note, Reason};
pub use table::TableFault;
pub use update::{CellFault, CellReason, Update, UpdateFault, UpdateOptions, UpdatedCell, UpdatedRecord, update};

/// What an import would write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// In the order of the mapping's `[[record]]`s, then of the rows.
    pub drafts: Vec<Draft>,
    /// Sorted by file (the imported one first) and line.
    pub rejected: Vec<Rejected>,
    /// How many drafts of each kind, in the mapping's order.
    pub counts: Vec<(String, usize)>,
    pub notes: Vec<Note>,
    /// How many rows the imported file has, blank ones and the header apart.
    pub rows: usize,
}

impl ImportPlan {
    /// How many rows of the imported file are rejected by at least one `[[record]]`.
    pub fn rejected_rows(&self) -> usize {
        self.rejected.iter().filter(|row| row.file.is_none()).map(|row| row.line).collect::<BTreeSet<_>>().len()
    }
}

/// A row that gave no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// `None` for the imported file, else a joined one.
    pub file: Option<String>,
    /// The line that the row starts on, counted from 1.
    pub line: u64,
    /// The kind of the record that it would have been part of; `None` when the row itself is broken.
    pub kind: Option<String>,
    pub reason: Reason,
    /// The row's beginning, without control characters.
    pub excerpt: String,
}

/// Why nothing can be imported at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFault {
    /// The mapping does not fit the file.
    Mapping(MappingFault),
    /// A file that is no table; `file` is `None` for the imported one.
    Table { file: Option<String>, fault: TableFault },
    /// A joined file that the caller could not read, with the caller's reason.
    File { file: String, message: String },
}

impl std::fmt::Display for ImportFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImportFault::Mapping(fault) => write!(f, "mapping: {fault}"),
            ImportFault::File { file, message } => write!(f, "{file}: {message}"),
            ImportFault::Table { file, fault } => {
                if let Some(file) = file {
                    write!(f, "{file}: ")?;
                }
                f.write_str(&fault.words(Language::English))
            }
        }
    }
}

impl ImportFault {
    /// What is wrong and what to do, in one sentence.
    pub fn words(&self, language: Language) -> String {
        let colon = if language == Language::French { "\u{a0}:" } else { ":" };
        match self {
            ImportFault::Table { file, fault } => {
                let file = file.as_ref().map(|file| format!("{file}{colon} ")).unwrap_or_default();
                format!("{file}{}", fault.words(language))
            }
            ImportFault::Mapping(fault) if language == Language::French => {
                format!("correspondance\u{a0}: {}", fault.words(language))
            }
            other => other.to_string(),
        }
    }
}

/// Reads the file and makes the plan. `open` gives the bytes of a joined file by its path relative to the imported
/// file, or a sentence that says why not; paths that leave the folder were refused when the mapping was read.
pub fn plan(
    bytes: &[u8],
    mapping: &Mapping,
    open: &mut dyn FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<ImportPlan, ImportFault> {
    let rows = join::read(bytes, mapping, open)?;
    build::build(rows, mapping)
}
