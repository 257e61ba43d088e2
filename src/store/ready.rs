//! The new bytes of files reach the disk while the objects of their commit are made. They have no names yet: of a write that does not
//! take place nothing is left.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread::JoinHandle;

use super::unnamed::Unnamed;

/// A file that will be written: its path in the repository, its place, its bytes.
pub(super) type Wanted = (String, PathBuf, Vec<u8>);

/// Files on their way to the disk.
pub(super) struct Ready(Option<JoinHandle<HashMap<String, Unnamed>>>);

impl Ready {
    pub fn none() -> Ready {
        Ready(None)
    }

    /// Begins to write these. What cannot be written is not among those that come.
    pub fn begin(wanted: Vec<Wanted>) -> Ready {
        let write = move || {
            let ready = |(path, place, bytes): Wanted| Some((path, write(&place, &bytes).ok()??));
            wanted.into_iter().filter_map(ready).collect()
        };
        Ready(std::thread::Builder::new().spawn(write).ok())
    }

    /// By their paths in the repository.
    pub fn files(self) -> HashMap<String, Unnamed> {
        // A thread that failed has written nothing that counts.
        self.0.and_then(|writing| writing.join().ok()).unwrap_or_default()
    }
}

/// One file, flushed, with the permissions of the one that stands in its place.
fn write(place: &PathBuf, bytes: &[u8]) -> io::Result<Option<Unnamed>> {
    let Some(unnamed) = place.parent().and_then(Unnamed::in_folder) else { return Ok(None) };
    let mut file = unnamed.file();
    file.write_all(bytes)?;
    if let Ok(meta) = fs::metadata(place) {
        file.set_permissions(meta.permissions())?;
    }
    file.sync_all()?;
    Ok(Some(unnamed))
}
