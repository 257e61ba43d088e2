//! Files opened by their name in a folder that is open already: the system looks up one name instead of a whole path. And how
//! they look: see [`Stamp`].

use std::ffi::{CStr, OsStr};
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::book::cache::Stamp;

/// What tells that a file is still the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Its size, its number and its times, on the device of this number: they cannot stay the same when it changes.
    Stat { device: u64 },
    /// What stands in it: on file systems that keep no numbers, or no times that a program cannot set.
    Contents,
}

/// An open folder.
pub(super) struct Folder {
    #[cfg(unix)]
    handle: File,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

/// How much of a file is read at once whose length nobody has asked for.
const AT_ONCE: usize = 16 * 1024;
/// The smallest piece in which systems keep what stands in files.
const PAGE: usize = 4096;

/// Where files are read into, one behind the other.
#[derive(Default)]
pub(super) struct Buffer {
    bytes: Vec<u8>,
    filled: usize,
}

/// What a name in a folder names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    File,
    Folder,
    /// A link, a pipe, what cannot be looked at.
    Other,
}

/// Bytes of names that are asked for at once.
#[cfg(target_os = "linux")]
const NAMES: usize = 64 * 1024;

/// A file of a folder.
pub(super) struct Content {
    /// Where in the buffer it is.
    pub range: Range<usize>,
    /// Before it was read, if it was the same afterwards.
    pub stamp: Stamp,
}

impl Folder {
    /// # Errors
    /// As the system words them: not there, not allowed, a link.
    #[cfg(unix)]
    pub(super) fn open(path: &Path) -> io::Result<Folder> {
        use rustix::fs::{CWD, Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::DIRECTORY;
        Ok(Folder { handle: openat(CWD, path, flags, Mode::empty()).map(File::from)? })
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

    /// Calls `see` for each name in the folder, which lies at this path, and what it names; what cannot be listed any further ends it.
    #[cfg(target_os = "linux")]
    pub(super) fn each_name(&self, _path: &Path, mut see: impl FnMut(&[u8], NameKind)) {
        use rustix::fs::{AtFlags, FileType, RawDir, statat};
        let mut buffer = Vec::with_capacity(NAMES);
        let mut names = RawDir::new(&self.handle, buffer.spare_capacity_mut());
        while let Some(Ok(entry)) = names.next() {
            let name = entry.file_name();
            let kind = match entry.file_type() {
                // Some file systems do not say it in the list.
                FileType::Unknown => statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW)
                    .map_or(FileType::Unknown, |stat| FileType::from_raw_mode(stat.st_mode)),
                kind => kind,
            };
            match (kind, name.to_bytes()) {
                (_, b"." | b"..") => {}
                (FileType::RegularFile, name) => see(name, NameKind::File),
                (FileType::Directory, name) => see(name, NameKind::Folder),
                (_, name) => see(name, NameKind::Other),
            }
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(super) fn each_name(&self, path: &Path, mut see: impl FnMut(&[u8], NameKind)) {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            let kind = match entry.file_type() {
                Ok(kind) if kind.is_file() => NameKind::File,
                Ok(kind) if kind.is_dir() => NameKind::Folder,
                _ => NameKind::Other,
            };
            see(entry.file_name().as_encoded_bytes(), kind);
        }
    }

    /// How the folder itself looks; nothing where that does not tell whether its list of names is the same.
    pub(super) fn stamp(&self, trust: Trust) -> Stamp {
        #[cfg(unix)]
        if let Trust::Stat { device } = trust {
            return rustix::fs::fstat(&self.handle).map_or(Stamp::NONE, |stat| stamp_of(&stat, device));
        }
        let _ = trust;
        Stamp::NONE
    }

    /// How a file of the folder looks, without reading it where that is not needed.
    pub(super) fn stamp_of(&self, name: &CStr, trust: Trust, largest: u64) -> Stamp {
        match trust {
            #[cfg(unix)]
            Trust::Stat { device } => {
                let stat = rustix::fs::statat(&self.handle, name, rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
                stat.map_or(Stamp::NONE, |stat| stamp_of(&stat, device))
            }
            #[cfg(not(unix))]
            Trust::Stat { .. } => Stamp::NONE,
            Trust::Contents => {
                match self.read(OsStr::new(&*name.to_string_lossy()), largest, Some(trust), &mut Buffer::default()) {
                    Ok(Some(content)) => content.stamp,
                    _ => Stamp::NONE,
                }
            }
        }
    }

    /// Reads a file as long as it is now to the end of `buffer`; `None` when it is longer than `largest`. Where nobody says
    /// what to trust, it bears no stamp.
    ///
    /// # Errors
    /// As the system words them.
    pub(super) fn read(
        &self,
        name: &OsStr,
        largest: u64,
        trust: Option<Trust>,
        buffer: &mut Buffer,
    ) -> io::Result<Option<Content>> {
        let file = self.file(name)?;
        let start = buffer.filled;
        let (mut before, mut size) = (Stamp::NONE, None);
        if trust.is_some() {
            let (stamp, length) = look(&file, trust)?;
            (before, size) = (stamp, Some(length));
        }
        // One read for all but the rarest; what is cut while it is read ends where it ends.
        loop {
            let filled = (buffer.filled - start) as u64;
            if size.is_some_and(|size| size > largest) {
                buffer.filled = start;
                return Ok(None);
            }
            let wanted = size.map_or(AT_ONCE as u64, |size| size - filled.min(size));
            let Ok(wanted) = usize::try_from(wanted) else { return Ok(None) };
            let count = if wanted == 0 { 0 } else { buffer.fill(&file, wanted)? };
            // Less than a page, where more was asked for, is all there is: no system hands out a page in parts. How long
            // anything else is, is asked for.
            if count == 0 || (size.is_none() && filled == 0 && count < PAGE) {
                break;
            }
            if size.is_none() {
                size = Some(look(&file, trust)?.1);
            }
        }
        let range = start..buffer.filled;
        let stamp = match trust {
            None => Stamp::NONE,
            Some(Trust::Contents) => stamp_of_bytes(&buffer.bytes[range.clone()]),
            Some(Trust::Stat { .. }) if look(&file, trust)?.0 == before => before,
            Some(Trust::Stat { .. }) => Stamp::NONE,
        };
        Ok(Some(Content { range, stamp }))
    }
}

impl Buffer {
    /// What files were read into it, end to end.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.filled]
    }

    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.filled);
        self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.filled = 0;
    }

    /// Appends at most so many bytes of a file, and says how many.
    fn fill(&mut self, file: &File, wanted: usize) -> io::Result<usize> {
        if self.bytes.len() - self.filled < wanted {
            self.bytes.resize((self.filled + wanted).max(2 * self.bytes.len()), 0);
        }
        let room = &mut self.bytes[self.filled..self.filled + wanted];
        loop {
            match read(file, room) {
                Ok(count) => {
                    self.filled += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(unix)]
fn read(file: &File, room: &mut [u8]) -> io::Result<usize> {
    Ok(rustix::io::read(file, room)?)
}

#[cfg(not(unix))]
fn read(mut file: &File, room: &mut [u8]) -> io::Result<usize> {
    io::Read::read(&mut file, room)
}

/// How an open file looks, and its length in bytes.
#[cfg(unix)]
fn look(file: &File, trust: Option<Trust>) -> io::Result<(Stamp, u64)> {
    let stat = rustix::fs::fstat(file)?;
    let stamp = match trust {
        Some(Trust::Stat { device }) => stamp_of(&stat, device),
        _ => Stamp::NONE,
    };
    Ok((stamp, stat.st_size.max(0) as u64))
}

#[cfg(not(unix))]
fn look(file: &File, _: Option<Trust>) -> io::Result<(Stamp, u64)> {
    Ok((Stamp::NONE, file.metadata()?.len()))
}

/// Nothing for what lies on another device, where numbers begin anew, or is neither a file nor a folder.
// The types of these fields differ from system to system.
#[cfg(unix)]
#[allow(clippy::unnecessary_cast)]
fn stamp_of(stat: &rustix::fs::Stat, device: u64) -> Stamp {
    use rustix::fs::FileType;
    let kind = FileType::from_raw_mode(stat.st_mode);
    if stat.st_dev as u64 != device || !(kind == FileType::RegularFile || kind == FileType::Directory) {
        return Stamp::NONE;
    }
    let nanoseconds = |seconds: i64, rest: i64| seconds.wrapping_mul(1_000_000_000).wrapping_add(rest);
    let changed = nanoseconds(stat.st_ctime as i64, stat.st_ctime_nsec as i64);
    let modified = nanoseconds(stat.st_mtime as i64, stat.st_mtime_nsec as i64);
    Stamp::new(changed, [stat.st_size as u64, stat.st_ino as u64, modified as u64])
}

/// The stamp of contents: their hash.
fn stamp_of_bytes(bytes: &[u8]) -> Stamp {
    let hash = Sha256::digest(bytes);
    let word = |i: usize| hash[i * 8..].iter().take(8).fold(0u64, |word, byte| word << 8 | u64::from(*byte));
    Stamp::new(word(0) as i64, [word(1), word(2), word(3)])
}

/// What to trust of the files below this folder.
pub(super) fn trust_of(root: &Path) -> Trust {
    #[cfg(unix)]
    if let Ok(folder) = Folder::open(root)
        && keeps_times(&folder)
        && let Ok(stat) = rustix::fs::fstat(&folder.handle)
    {
        #[allow(clippy::unnecessary_cast)]
        return Trust::Stat { device: stat.st_dev as u64 };
    }
    let _ = root;
    Trust::Contents
}

/// File systems of this machine that number their files and note when each was changed.
#[cfg(target_os = "linux")]
fn keeps_times(folder: &Folder) -> bool {
    // Numbers of linux/magic.h: ext2 to ext4, xfs, btrfs, tmpfs, f2fs, overlayfs, bcachefs; and OpenZFS.
    const LOCAL: &[u64] =
        &[0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0xf2f5_2010, 0x794c_7630, 0xca45_1a4e, 0x2fc1_2fc1];
    rustix::fs::fstatfs(&folder.handle).is_ok_and(|system| LOCAL.contains(&(system.f_type as u64 & 0xffff_ffff)))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn keeps_times(_: &Folder) -> bool {
    cfg!(target_os = "macos")
}
