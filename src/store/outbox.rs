//! Files for other programs, outside of the book: written aside and put in place when all of them are whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder into which files are about to be put.
pub struct Outbox {
    folder: PathBuf,
    aside: TempDir,
}

impl Outbox {
    /// Makes the folder where it is missing, and a place in it to write to: what fails half way leaves nothing behind.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn new(folder: &Path) -> io::Result<Outbox> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        fs::create_dir_all(folder)?;
        let aside = tempfile::Builder::new().prefix(".carnet-").tempdir_in(folder)?;
        Ok(Outbox { folder: folder.to_owned(), aside })
    }

    /// Where to write the file that is to bear this name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.aside.path().join(name)
    }

    /// Puts the files in their places, each by one rename, over what bears their names. Nothing is waited for: an export can
    /// be written again.
    ///
    /// # Errors
    /// A file that was not written, a folder that bears the name of one.
    pub fn publish<'n>(self, names: impl IntoIterator<Item = &'n str>) -> io::Result<()> {
        for name in names {
            fs::rename(self.path(name), self.folder.join(name))?;
        }
        self.aside.close()
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
}
