//! A new index written before it is known.
//!
//! Where 100,000 files are entered, the disk takes longer to take the index than all the rest of a write. But nearly all
//! bytes of the new index are those of the old one, at the same place: so these are copied, and reach the disk, while the book is looked
//! at or the objects of the commit are made. What differs is put over them in the end. The draft has no name until it is
//! whole: a process that is killed, or has nothing to write, leaves nothing of it.

use std::io::{self, Write};
use std::path::Path;

use super::index::NewIndex;
use super::unnamed::Unnamed;

/// A file without a name that holds the bytes of an index.
pub(in crate::store) struct Draft {
    unnamed: Unnamed,
    /// The disk has it, or had a fault.
    flushed: bool,
}

#[cfg(unix)]
impl Draft {
    /// Copies the index that stands at this path; `None` where the system has no files without a name.
    pub fn of(bytes: &[u8], path: &Path) -> Option<Draft> {
        let unnamed = Unnamed::in_folder(path.parent()?)?;
        unnamed.file().write_all(bytes).ok()?;
        Some(Draft { unnamed, flushed: false })
    }

    /// Makes the new index of it and gives it a name. Its bytes are on the disk before the name is.
    ///
    /// # Errors
    /// As the system words them; there may be a file of this name then.
    pub fn finish(self, index: &NewIndex<'_>, sum: [u8; 20], old: &Path, name: &Path) -> io::Result<()> {
        use std::os::unix::fs::FileExt;

        let (file, mut at) = (self.unnamed.file(), 0);
        for (bytes, before) in index.pieces() {
            if before != Some(at) {
                file.write_all_at(bytes, at as u64)?;
            }
            at += bytes.len();
        }
        file.write_all_at(&sum, at as u64)?;
        file.set_len((at + sum.len()) as u64)?;
        super::index::same_permissions(file, old)?;
        file.sync_data()?;
        self.unnamed.name(name)
    }
}

#[cfg(not(unix))]
impl Draft {
    pub fn of(_: &[u8], _: &Path) -> Option<Draft> {
        None
    }

    pub fn finish(self, _: &NewIndex<'_>, _: [u8; 20], _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Draft {
    /// Has the disk take what is written, while others work; once, since to ask for it again may take as long as the first time.
    pub fn flush(&mut self) {
        if !self.flushed {
            // What goes wrong here goes wrong again in the end.
            let _ = self.unnamed.file().sync_data();
            self.flushed = true;
        }
    }
}
