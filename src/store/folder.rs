//! Files opened by their name in a folder that is open already: the system looks up one name instead of a whole path.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// An open folder.
pub(super) struct Folder {
    #[cfg(unix)]
    handle: File,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl Folder {
    /// # Errors
    /// As the system words them: not there, not allowed.
    #[cfg(unix)]
    pub(super) fn open(path: &Path) -> io::Result<Folder> {
        Ok(Folder { handle: File::open(path)? })
    }

    #[cfg(not(unix))]
    pub(super) fn open(path: &Path) -> io::Result<Folder> {
        Ok(Folder { path: path.to_owned() })
    }

    /// Opens a file of the folder for reading; one that has become a link since the folder was listed is an error.
    #[cfg(unix)]
    fn file(&self, name: &OsStr) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        Ok(openat(&self.handle, name, flags, Mode::empty()).map(File::from)?)
    }

    #[cfg(not(unix))]
    fn file(&self, name: &OsStr) -> io::Result<File> {
        File::open(self.path.join(name))
    }

    /// Reads a file as long as it is now into `buffer`; `None` when it is longer than `largest`.
    ///
    /// # Errors
    /// As the system words them.
    pub(super) fn read<'b>(&self, name: &OsStr, largest: u64, buffer: &'b mut Vec<u8>) -> io::Result<Option<&'b [u8]>> {
        let mut file = self.file(name)?;
        let Ok(size) = usize::try_from(file.metadata()?.len().min(largest.saturating_add(1))) else {
            return Ok(None);
        };
        if size as u64 > largest {
            return Ok(None);
        }
        if buffer.len() < size {
            buffer.resize(size, 0);
        }
        let mut filled = 0;
        // One read for all but the rarest; what is cut while it is read ends where it ends.
        while filled < size {
            match file.read(&mut buffer[filled..size]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Some(&buffer[..filled]))
    }
}
