//! One carnet writes at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::StoreError;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Set for the programs (hooks) that a write starts, so that a carnet among them does not wait for its own parent.
pub(crate) const INSIDE_A_WRITE: &str = "CARNET_INSIDE_A_WRITE";

/// Held while a book is written. The operating system drops it when the process ends, however it ends: it is never stale.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "holds the lock until dropped")] File);

impl Lock {
    /// Waits for the lock file in `folder` (made when missing), at most ten seconds.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another carnet keeps it, [`StoreError::Nested`] inside a hook of a write.
    pub fn take(folder: &Path) -> Result<Lock, StoreError> {
        Lock::take_within(folder, PATIENCE)
    }

    fn take_within(folder: &Path, patience: Duration) -> Result<Lock, StoreError> {
        if inside_a_write() {
            return Err(StoreError::Nested);
        }
        std::fs::create_dir_all(folder).map_err(|error| StoreError::io(folder, error))?;
        let path = folder.join("lock");
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(|error| StoreError::io(&path, error))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(TryLockError::WouldBlock) => {
                    let mut text = String::new();
                    // On Windows a locked file cannot be read: then the process stays unnamed.
                    let _ = file.read_to_string(&mut text);
                    return Err(StoreError::Busy { pid: text.trim().parse().ok() });
                }
                Err(TryLockError::Error(error)) => return Err(StoreError::io(&path, error)),
            }
        }
        // The number only serves the message of whoever waits in vain. It is written over the last one: to make a file empty and
        // fill it again has some systems wait for the disk.
        let _ = file.seek(SeekFrom::Start(0));
        let _ = file.write_all(format!("{:<10}\n", std::process::id()).as_bytes());
        Ok(Lock(file))
    }
}

/// Was this process started by a hook of a carnet that is writing?
pub(crate) fn inside_a_write() -> bool {
    std::env::var_os(INSIDE_A_WRITE).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_writer_is_told_who_writes() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        match Lock::take_within(folder.path(), Duration::ZERO) {
            Err(StoreError::Busy { pid }) if cfg!(unix) => assert_eq!(pid, Some(std::process::id())),
            Err(StoreError::Busy { .. }) => {}
            other => panic!("{other:?}"),
        }
        drop(first);
        assert!(Lock::take_within(folder.path(), Duration::ZERO).is_ok());
    }

    #[test]
    fn a_lock_file_left_behind_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("lock"), "99999\n").unwrap();
        assert!(Lock::take_within(folder.path(), Duration::ZERO).is_ok());
    }
}
