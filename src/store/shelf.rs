//! Where shelves stand: in `carnet/history/` of the common git directory, so that all work trees of a clone share them.
//! They grow at their end under a lock; a reader never waits, nor does a writer. Beside them stand files that are kept whole
//! (`history::kept`).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use crate::history::CommitId;
use crate::history::shelf::{Shelf, Tail, begins, block_of, head};

/// What stands there under this key; nothing where it cannot be read.
pub(super) fn read(folder: &Path, name: &str, key: u64) -> Shelf {
    fs::read(folder.join(name)).map_or_else(|_| Shelf::default(), |bytes| Shelf::read(bytes, key))
}

/// Held by the one carnet that writes.
struct Lock(File);

impl Lock {
    /// `None` where another one writes.
    fn take(folder: &Path) -> io::Result<Option<Lock>> {
        let file = File::create(folder.join("lock"))?;
        Ok(file.try_lock().is_ok().then_some(Lock(file)))
    }
}

impl Drop for Lock {
    /// Closing the file is not enough: a program that another thread has just started may have it open for a moment, too.
    fn drop(&mut self) {
        // What fails here ends with the process.
        let _ = self.0.unlock();
    }
}

/// Adds what is not there yet. Where another carnet is just writing, nothing is added: it will be learnt again.
///
/// # Errors
/// The disk is full or must not be written to: then everything works without, only slower.
pub(super) fn add(folder: &Path, name: &str, key: u64, entries: &[(CommitId, &[u8])]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let Some(_lock) = Lock::take(folder)? else { return Ok(()) };
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

/// The same for a file whose first `whole` bytes are known, and are not read again. Where the entries stand now, and those that
/// another carnet added since; `None` where the file is not what it was, or another carnet is just writing.
///
/// # Errors
/// As [`add`].
pub(super) fn grow(
    folder: &Path,
    name: &str,
    key: u64,
    whole: u64,
    entries: &[(CommitId, &[u8])],
) -> io::Result<Option<Tail>> {
    let Some(_lock) = Lock::take(folder)? else { return Ok(None) };
    let mut file = OpenOptions::new().read(true).write(true).open(folder.join(name))?;
    let mut beginning = vec![0; head(key).len()];
    file.read_exact(&mut beginning)?;
    if !begins(&beginning, key) || file.metadata()?.len() < whole {
        return Ok(None);
    }
    let mut after = Vec::new();
    file.seek(SeekFrom::Start(whole))?;
    file.read_to_end(&mut after)?;
    let Some(mut tail) = Tail::read(&after, whole) else { return Ok(None) };
    let news: Vec<(CommitId, &[u8])> = entries.iter().filter(|(commit, _)| !tail.holds(commit)).copied().collect();
    if news.is_empty() {
        return Ok(Some(tail));
    }
    let block = block_of(news);
    file.write_all(&block)?;
    Ok(tail.add(&block).then_some(tail))
}

/// Parts of a file, as they stand there.
///
/// # Errors
/// The file is not there, or shorter.
pub(super) fn parts(folder: &Path, name: &str, ranges: &[Range<u64>]) -> io::Result<Vec<Vec<u8>>> {
    let mut file = File::open(folder.join(name))?;
    let size = file.metadata()?.len();
    let part = |range: &Range<u64>| {
        if range.start > range.end || range.end > size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut part = vec![0; (range.end - range.start) as usize];
        file.seek(SeekFrom::Start(range.start))?;
        file.read_exact(&mut part)?;
        Ok(part)
    };
    ranges.iter().map(part).collect()
}

/// Keeps a whole file in place of the one that is there: whoever reads sees the one or the other.
///
/// # Errors
/// As [`add`].
pub(super) fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name))?;
    Ok(())
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
    fn a_shelf_grows_without_being_read() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let grown = |whole: u64, key, entries: &[(CommitId, &[u8])]| grow(folder, "x", key, whole, entries);
        assert!(grown(0, 1, &[]).is_err(), "there is no file");
        add(folder, "x", 1, &[(id(1), b"one")]).unwrap();
        let whole = read(folder, "x", 1).whole() as u64;
        let tail = grown(whole, 1, &[(id(2), b"two")]).unwrap().unwrap();
        assert_eq!(tail.whole, read(folder, "x", 1).whole() as u64);
        let ranges: Vec<_> = tail.entries.iter().map(|(_, range)| range.clone()).collect();
        assert_eq!(parts(folder, "x", &ranges).unwrap(), [b"two"]);
        // Somebody who knew less finds what came since, and writes nothing twice.
        let tail = grown(whole, 1, &[(id(2), b"two"), (id(3), b"three")]).unwrap().unwrap();
        assert_eq!(tail.entries.iter().map(|(commit, _)| *commit).collect::<Vec<_>>(), [id(2), id(3)]);
        let shelf = read(folder, "x", 1);
        assert_eq!((shelf.get(&id(3)), shelf.whole() as u64), (Some(&b"three"[..]), tail.whole));
        // Not the file that it was: another key, shorter, torn at its end.
        assert_eq!(grown(whole, 2, &[]).unwrap(), None);
        assert_eq!(grown(tail.whole + 1, 1, &[]).unwrap(), None);
        assert_eq!(grown(whole + 1, 1, &[]).unwrap(), None);
        OpenOptions::new().append(true).open(folder.join("x")).unwrap().write_all(b"half").unwrap();
        assert_eq!(grown(whole, 1, &[(id(4), b"four")]).unwrap(), None);
        assert!(parts(folder, "x", std::slice::from_ref(&(0..1 << 40))).is_err());
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
