//! Files for other programs, outside of the book: written aside and put in place when all of them are whole.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// How the place to write to begins, and the file in it that is locked as long as somebody writes there.
const ASIDE: &str = ".carnet-";
const LOCK: &str = ".lock";

/// A folder into which files are about to be put.
pub struct Outbox {
    folder: PathBuf,
    aside: TempDir,
    /// Let go by the system when the process ends, however it ends.
    _lock: File,
}

impl Outbox {
    /// Makes the folder where it is missing, and a place in it to write to: what fails half way leaves nothing behind.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn new(folder: &Path) -> io::Result<Outbox> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::create_dir_all(folder)?;
        sweep(folder);
        let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(folder)?;
        // It has its name when it is locked, so that nobody finds it free. Where files cannot be locked, nothing is swept.
        let unnamed = aside.path().join(".unlocked");
        let lock = File::create(&unnamed)?;
        if lock.try_lock().is_ok() {
            fs::rename(&unnamed, aside.path().join(LOCK))?;
        }
        Ok(Outbox { folder: folder.to_owned(), aside, _lock: lock })
    }

    /// Where to write the file that is to bear this name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    /// Puts the files in their places, over what bears their names: all are on the disk before the first has its name, and
    /// each has it by one rename. Whoever reads a name finds the old file or the new one, never a part.
    ///
    /// # Errors
    /// A file that was not written, a folder that bears the name of one.
    pub fn publish<'n>(self, names: impl IntoIterator<Item = &'n str> + Clone) -> io::Result<()> {
        for name in names.clone() {
            // Opened for writing, which some systems want for this.
            fs::OpenOptions::new().write(true).open(self.path(name))?.sync_all()?;
        }
        for name in names {
            fs::rename(self.path(name), self.folder.join(name))?;
        }
        // Folders can be opened on Unix only.
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        self.aside.close()
    }
}

/// Removes what a killed export left behind: nobody holds its lock any more.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(ASIDE)) {
        let lock = File::options().write(true).open(entry.path().join(LOCK));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_into_place_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("deep/er");
        let outbox = Outbox::new(&target).unwrap();
        fs::write(outbox.path("a"), "new").unwrap();
        fs::write(target.join("a"), "old").unwrap();
        drop(outbox);
        assert_eq!(fs::read_to_string(target.join("a")).unwrap(), "old");
        assert_eq!(fs::read_dir(&target).unwrap().count(), 1, "something was left behind");

        let outbox = Outbox::new(&target).unwrap();
        fs::write(outbox.path("a"), "new").unwrap();
        outbox.publish(["a"]).unwrap();
        assert_eq!(fs::read_to_string(target.join("a")).unwrap(), "new");
        assert_eq!(fs::read_dir(&target).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_export_left_is_swept_and_what_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let busy = Outbox::new(folder.path()).unwrap();
        fs::write(busy.path("a"), "half").unwrap();
        let dead = folder.path().join(".carnet-dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join("a"), "half").unwrap();
        // Not ours, or of somebody who cannot lock.
        drop(Outbox::new(folder.path()).unwrap());
        assert!(dead.exists());
        fs::write(dead.join(LOCK), "").unwrap();
        drop(Outbox::new(folder.path()).unwrap());
        assert!(!dead.exists());
        busy.publish(["a"]).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
