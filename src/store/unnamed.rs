//! Files without a name: what stands in one is seen by nobody until it gets its name, and of one that got none nothing is left, even
//! where the process is killed.

use std::fs::File;
use std::io;
use std::path::Path;

/// Such a file, open for writing.
pub(super) struct Unnamed(File);

#[cfg(target_os = "linux")]
impl Unnamed {
    /// On the disk of this folder; `None` where the system has no such files.
    pub fn in_folder(folder: &Path) -> Option<Unnamed> {
        use rustix::fs::{CWD, Mode, OFlags, openat};
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        openat(CWD, folder, flags, Mode::from_raw_mode(0o666)).ok().map(|file| Unnamed(file.into()))
    }

    /// Gives it a name that nothing else has.
    ///
    /// # Errors
    /// As the system words them.
    pub fn name(&self, name: &Path) -> io::Result<()> {
        use std::os::fd::AsRawFd;

        use rustix::fs::{AtFlags, CWD, linkat};
        let open = format!("/proc/self/fd/{}", self.0.as_raw_fd());
        Ok(linkat(CWD, open, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
    }
}

#[cfg(not(target_os = "linux"))]
impl Unnamed {
    pub fn in_folder(_: &Path) -> Option<Unnamed> {
        None
    }

    pub fn name(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Unnamed {
    pub fn file(&self) -> &File {
        &self.0
    }
}
