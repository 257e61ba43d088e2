//! The marks of the last `check`, beside the cache: they speak of the state that it keeps, and are worth nothing under another.
//!
//! The first line is the identity of the cache, and a checksum of the marks that follow it.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use super::cache::Saved;
use crate::book::cache::index::checksum;
use crate::check::Marks;

/// Where the marks stand, and what they would have to speak of.
#[derive(Debug, Clone)]
pub struct MarksFile {
    pub(super) path: PathBuf,
    /// Of the cache that was there.
    pub(super) identity: Option<u64>,
}

impl MarksFile {
    /// The marks of the state that is kept.
    pub fn read(&self) -> Option<Marks> {
        let written = fs::read_to_string(&self.path).ok()?;
        let (head, marks) = written.split_once('\n')?;
        (head == head_of(self.identity?, marks)).then(|| serde_json::from_str(marks).ok()).flatten()
    }

    /// Writes what a `check` found quiet: of the state that was kept when it began, or of the one that was `saved` since.
    ///
    /// # Errors
    /// The disk is full or must not be written to: then the next `check` examines everything again.
    pub fn write(&self, mut marks: Marks, saved: Option<Saved>) -> io::Result<()> {
        let kept = match (saved, self.identity) {
            (Some(saved), _) => {
                marks.delta = saved.unkept;
                saved.identity
            }
            (None, Some(kept)) => kept,
            (None, None) => return Ok(()),
        };
        let marks = serde_json::to_string(&marks)?;
        let folder = self.path.parent().unwrap_or(&self.path);
        let mut file = tempfile::Builder::new().prefix(".book-").tempfile_in(folder)?;
        write!(file, "{}\n{marks}", head_of(kept, &marks))?;
        file.persist(&self.path)?;
        Ok(())
    }
}

fn head_of(kept: u64, marks: &str) -> String {
    format!("{kept:016x} {:016x}", checksum(marks.as_bytes()))
}
