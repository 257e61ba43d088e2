//! Where shelves stand: in `carnet/history/` of the common git directory, so that all work trees of a clone share them.
//! They are read whole, and grow at their end under a lock; a reader never waits, nor does a writer.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use crate::history::CommitId;
use crate::history::shelf::{Shelf, block_of, head};

/// What stands there under this key; nothing where it cannot be read.
pub(super) fn read(folder: &Path, name: &str, key: u64) -> Shelf {
    fs::read(folder.join(name)).map_or_else(|_| Shelf::default(), |bytes| Shelf::read(bytes, key))
}

/// Adds what is not there yet. Where another carnet is just writing, nothing is added: it will be learnt again.
///
/// # Errors
/// The disk is full or must not be written to: then everything works without, only slower.
pub(super) fn add(folder: &Path, name: &str, key: u64, entries: &[(CommitId, &[u8])]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let lock = File::create(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        return Ok(());
    }
    let path = folder.join(name);
    let there = read(folder, name, key);
    let block = block_of(entries.iter().filter(|(commit, _)| there.get(commit).is_none()).copied());
    if there.whole() == 0 {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&[head(key), block].concat())?;
        file.persist(&path)?;
        return Ok(());
    }
    let mut file = OpenOptions::new().write(true).open(&path)?;
    // Whatever follows was not written to its end.
    file.set_len(there.whole() as u64)?;
    file.seek(SeekFrom::End(0))?;
    file.write_all(&block)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> CommitId {
        CommitId([n; 20])
    }

    #[test]
    fn a_shelf_grows_and_mends_itself() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("history");
        assert_eq!(read(&folder, "x", 1).whole(), 0);
        add(&folder, "x", 1, &[(id(1), b"one"), (id(2), b"two")]).unwrap();
        add(&folder, "x", 1, &[(id(2), b"never a second time"), (id(3), b"three")]).unwrap();
        let shelf = read(&folder, "x", 1);
        assert_eq!([1, 2, 3].map(|n| shelf.get(&id(n)).unwrap()), [&b"one"[..], b"two", b"three"]);

        // The machine went down while the next block was written.
        let mut file = OpenOptions::new().append(true).open(folder.join("x")).unwrap();
        file.write_all(b"half a blo").unwrap();
        add(&folder, "x", 1, &[(id(4), b"four")]).unwrap();
        let shelf = read(&folder, "x", 1);
        assert_eq!([3, 4].map(|n| shelf.get(&id(n)).unwrap()), [&b"three"[..], b"four"]);
        assert_eq!(fs::metadata(folder.join("x")).unwrap().len(), shelf.whole() as u64);

        // Under another key everything begins anew.
        add(&folder, "x", 2, &[(id(5), b"five")]).unwrap();
        let shelf = read(&folder, "x", 2);
        assert_eq!((shelf.get(&id(4)), shelf.get(&id(5))), (None, Some(&b"five"[..])));
    }

    #[test]
    fn two_writers_at_once_lose_nothing_that_was_there() {
        let folder = tempfile::tempdir().unwrap();
        add(folder.path(), "x", 1, &[(id(0), b"first")]).unwrap();
        std::thread::scope(|scope| {
            for n in 1..=8 {
                let folder = folder.path();
                scope.spawn(move || add(folder, "x", 1, &[(id(n), b"more")]).unwrap());
            }
        });
        let shelf = read(folder.path(), "x", 1);
        assert_eq!(shelf.get(&id(0)), Some(&b"first"[..]));
        assert!((1..=8).any(|n| shelf.get(&id(n)).is_some()));
        assert_eq!(fs::metadata(folder.path().join("x")).unwrap().len(), shelf.whole() as u64);
    }
}
