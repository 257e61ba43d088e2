//! Git's packs, read for one purpose: many thousands of objects in little time.
//!
//! libgit2 stays the judge. What is not in a pack of the repository itself (loose objects, alternates), and whatever looks
//! unusual or damaged, is `None` here, and the caller asks libgit2, which reads it or says in its own words what is wrong.
//! The formats are those of `gitformat-pack(5)`: index version 2, pack versions 2 and 3, names of twenty bytes.
//!
//! Why it is faster: no lock, no copy of what is at hand, one inflater a thread that is never made anew; and every step of
//! a chain of deltas is kept for the next object, so that each delta is undone about once, whichever end of the chain is
//! asked for first.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use zlib_rs::{Inflate, InflateFlush, Status};

/// A pack is read in blocks of so many bytes, each when it is first needed: attachments stay on the disk.
const BLOCK: usize = 1 << 20;
/// What a reader keeps of objects that others may be deltas of, in bytes.
const KEPT: usize = 32 << 20;
/// Larger objects are libgit2's business.
const LARGEST: usize = 64 << 20;
/// Git itself makes chains of 50, and of 4,095 at most.
const LONGEST: usize = 4_095;

const HEAD: usize = 8;
const FAN: usize = 256 * 4;

/// An object's bytes, shared with what a reader keeps.
pub(super) type Content = Rc<Vec<u8>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Commit,
    Tree,
    Blob,
    Tag,
}

/// The packs of a repository, for any number of readers.
#[derive(Default)]
pub(super) struct Packs(Vec<Pack>);

struct Pack {
    /// The whole index: 28 bytes an object.
    index: Vec<u8>,
    objects: usize,
    file: File,
    size: u64,
    blocks: Vec<OnceLock<Option<Box<[u8]>>>>,
}

/// One thread's way to the objects.
pub(super) struct Reader<'p> {
    packs: &'p [Pack],
    inflate: Inflate,
    kept: Kept,
    /// The pack of the object found last.
    last: usize,
    /// Room for a delta.
    delta: Vec<u8>,
}

/// Objects by pack and offset; when there is no more room, the one that came first goes.
#[derive(Default)]
struct Kept {
    objects: FxHashMap<(usize, u64), (Kind, Content)>,
    order: VecDeque<(usize, u64)>,
    bytes: usize,
    /// Of the object that went last.
    room: Vec<u8>,
}

/// How an object is packed: whole, or as what differs from another, and where its compressed bytes begin.
#[derive(Clone, Copy)]
struct Entry {
    base: Base,
    size: usize,
    at: u64,
}

#[derive(Clone, Copy)]
enum Base {
    Whole(Kind),
    At(u64),
}

impl Packs {
    /// The packs in `objects/pack` of a repository; those that cannot be read are left out.
    pub fn open(objects: &Path) -> Packs {
        let Ok(list) = fs::read_dir(objects.join("pack")) else { return Packs::default() };
        let paths = list.filter_map(|entry| Some(entry.ok()?.path()));
        let mut indices: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "idx")).collect();
        indices.sort();
        Packs(indices.iter().filter_map(|path| Pack::open(path)).collect())
    }

    pub fn reader(&self) -> Reader<'_> {
        let inflate = Inflate::new(true, 15);
        Reader { packs: &self.0, inflate, kept: Kept::default(), last: 0, delta: Vec::new() }
    }

    /// Where an object lies, for reading many of them in the order of the disk.
    pub fn place(&self, id: &[u8; 20]) -> Option<(usize, u64)> {
        self.0.iter().enumerate().find_map(|(number, pack)| Some((number, pack.find(id)?)))
    }
}

impl Pack {
    fn open(path: &Path) -> Option<Pack> {
        let index = fs::read(path).ok()?;
        let sound = index.get(..HEAD) == Some(b"\xfftOc\0\0\0\x02");
        let objects = number(&index, HEAD + FAN - 4)? as usize;
        // Names, checksums and places of all objects, and two checksums at the end.
        if !sound || index.len() < HEAD + FAN + objects.checked_mul(28)? + 40 {
            return None;
        }
        let file = File::open(path.with_extension("pack")).ok()?;
        let size = file.metadata().ok()?.len();
        let blocks = usize::try_from(size).ok()?.div_ceil(BLOCK);
        let pack = Pack { index, objects, file, size, blocks: (0..blocks).map(|_| OnceLock::new()).collect() };
        let head = pack.block(0)?;
        let known =
            head.get(..4)? == b"PACK" && matches!(number(head, 4)?, 2 | 3) && number(head, 8)? as usize == objects;
        known.then_some(pack)
    }

    /// The offset of an object.
    fn find(&self, id: &[u8; 20]) -> Option<u64> {
        let fan = |byte: usize| number(&self.index, HEAD + byte * 4).map(|count| count as usize);
        let first = usize::from(id[0]);
        let (mut low, mut high) = (if first == 0 { 0 } else { fan(first - 1)? }, fan(first)?.min(self.objects));
        let names = HEAD + FAN;
        // Names are spread evenly, being hashes: where one would have to stand is nearly where it stands. Each look at
        // another part of the index waits for memory.
        let sought = start(id);
        let (mut least, mut most) = ((first as u64) << 56, (first as u64) << 56 | u64::MAX >> 8);
        let mut guesses = 0..3;
        while low < high {
            let middle = match guesses.next() {
                Some(_) if least <= sought && sought <= most => {
                    let share = u128::from(sought - least) * (high - low) as u128 / (u128::from(most - least) + 1);
                    low + share as usize
                }
                _ => low + (high - low) / 2,
            };
            let name: &[u8; 20] = self.index.get(names + middle * 20..)?.first_chunk()?;
            let beginning = start(name);
            match beginning.cmp(&sought).then_with(|| name.cmp(id)) {
                Ordering::Less => (low, least) = (middle + 1, beginning),
                Ordering::Greater => (high, most) = (middle, beginning),
                Ordering::Equal => return self.offset(middle),
            }
        }
        None
    }

    fn offset(&self, position: usize) -> Option<u64> {
        let places = HEAD + FAN + self.objects * 24;
        let place = number(&self.index, places + position * 4)?;
        if place >> 31 == 0 {
            return Some(u64::from(place));
        }
        // Beyond two gigabytes: the place of the place.
        let far = places + self.objects * 4 + (place & 0x7fff_ffff) as usize * 8;
        let (high, low) = (number(&self.index, far)?, number(&self.index, far + 4)?);
        Some(u64::from(high) << 32 | u64::from(low))
    }

    fn block(&self, number: usize) -> Option<&[u8]> {
        let read = || {
            let start = number as u64 * BLOCK as u64;
            let mut block = vec![0; usize::try_from(self.size.checked_sub(start)?).ok()?.min(BLOCK)];
            read_at(&self.file, &mut block, start).ok()?;
            Some(block.into_boxed_slice())
        };
        self.blocks.get(number)?.get_or_init(read).as_deref()
    }

    /// The bytes from an offset to the end of its block.
    fn from(&self, at: u64) -> Option<&[u8]> {
        let number = usize::try_from(at / BLOCK as u64).ok()?;
        self.block(number)?.get((at % BLOCK as u64) as usize..).filter(|bytes| !bytes.is_empty())
    }

    /// The head of an object: its kind, its size, and what it is a delta of.
    fn entry(&self, at: u64) -> Option<Entry> {
        // Enough for the longest head.
        let mut buffer = [0; 40];
        let near = self.from(at)?;
        let head = match near.get(..buffer.len()) {
            Some(head) => head,
            None => {
                buffer[..near.len()].copy_from_slice(near);
                let far = self.from(at + near.len() as u64).unwrap_or_default();
                let more = far.len().min(buffer.len() - near.len());
                buffer[near.len()..near.len() + more].copy_from_slice(&far[..more]);
                &buffer[..near.len() + more]
            }
        };
        let mut bytes = head.iter().copied();
        let first = bytes.next()?;
        let (mut size, mut shift, mut byte) = (usize::from(first & 15), 4, first);
        while byte & 0x80 != 0 {
            byte = bytes.next()?;
            size |= usize::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 40)?;
            shift += 7;
        }
        let base = match first >> 4 & 7 {
            1 => Base::Whole(Kind::Commit),
            2 => Base::Whole(Kind::Tree),
            3 => Base::Whole(Kind::Blob),
            4 => Base::Whole(Kind::Tag),
            6 => {
                let mut byte = bytes.next()?;
                let mut distance = u64::from(byte & 0x7f);
                while byte & 0x80 != 0 {
                    byte = bytes.next()?;
                    distance = (distance + 1).checked_mul(128)? | u64::from(byte & 0x7f);
                }
                Base::At(at.checked_sub(distance).filter(|base| *base < at)?)
            }
            7 => {
                let mut id = [0; 20];
                for digit in &mut id {
                    *digit = bytes.next()?;
                }
                Base::At(self.find(&id)?)
            }
            _ => return None,
        };
        let used = head.len() - bytes.len();
        (size <= LARGEST).then_some(Entry { base, size, at: at + used as u64 })
    }
}

impl Reader<'_> {
    /// An object; `None`: ask libgit2.
    pub fn object(&mut self, id: &[u8; 20]) -> Option<(Kind, Content)> {
        let order = (self.last..self.packs.len()).chain(0..self.last);
        let packs = self.packs;
        let (number, at) = order.into_iter().find_map(|number| Some((number, packs[number].find(id)?)))?;
        self.last = number;
        self.at((number, at))
    }

    /// The object at a place that [`Packs::place`] gave.
    pub fn at(&mut self, (number, at): (usize, u64)) -> Option<(Kind, Content)> {
        let packs = self.packs;
        let pack = packs.get(number)?;
        let mut chain: Vec<(u64, Entry)> = Vec::new();
        let mut place = at;
        let (kind, mut content) = loop {
            if let Some((kind, content)) = self.kept.objects.get(&(number, place)) {
                break (*kind, content.clone());
            }
            let entry = pack.entry(place)?;
            match entry.base {
                Base::At(base) if chain.len() < LONGEST => {
                    chain.push((place, entry));
                    place = base;
                }
                Base::At(_) => return None,
                Base::Whole(kind) => {
                    let mut bytes = Vec::new();
                    inflate(&mut self.inflate, pack, entry, &mut bytes)?;
                    let content = Content::new(bytes);
                    if !chain.is_empty() {
                        self.kept.keep((number, place), kind, &content);
                    }
                    break (kind, content);
                }
            }
        };
        for (place, entry) in chain.into_iter().rev() {
            inflate(&mut self.inflate, pack, entry, &mut self.delta)?;
            let room = std::mem::take(&mut self.kept.room);
            content = Content::new(undo(&content, &self.delta, room)?);
            self.kept.keep((number, place), kind, &content);
        }
        Some((kind, content))
    }
}

impl Kept {
    fn keep(&mut self, place: (usize, u64), kind: Kind, content: &Content) {
        if content.len() > KEPT / 16 {
            return;
        }
        while self.bytes + content.len() > KEPT {
            let Some(oldest) = self.order.pop_front() else { break };
            if let Some((_, gone)) = self.objects.remove(&oldest) {
                self.bytes -= gone.len();
                if let Ok(room) = Content::try_unwrap(gone) {
                    self.room = room;
                }
            }
        }
        self.bytes += content.len();
        self.objects.insert(place, (kind, content.clone()));
        self.order.push_back(place);
    }
}

/// Inflates an entry, all of it, into `out`.
fn inflate(inflate: &mut Inflate, pack: &Pack, entry: Entry, out: &mut Vec<u8>) -> Option<()> {
    out.clear();
    out.try_reserve_exact(entry.size).ok()?;
    out.resize(entry.size, 0);
    inflate.reset(true);
    let mut at = entry.at;
    loop {
        let input = pack.from(at)?;
        let (before, done) = (inflate.total_in(), inflate.total_out() as usize);
        let status = inflate.decompress(input, out.get_mut(done..)?, InflateFlush::NoFlush).ok()?;
        match status {
            Status::StreamEnd => return (inflate.total_out() as usize == entry.size).then_some(()),
            // It goes on in the next block.
            Status::Ok | Status::BufError if inflate.total_in() - before == input.len() as u64 => {
                at += input.len() as u64
            }
            Status::Ok | Status::BufError => return None,
        }
    }
}

/// Applies a delta to what it was made against, in the room of `out`.
fn undo(base: &[u8], delta: &[u8], mut out: Vec<u8>) -> Option<Vec<u8>> {
    let mut delta = delta;
    if length(&mut delta)? != base.len() {
        return None;
    }
    let size = length(&mut delta)?;
    if size > LARGEST {
        return None;
    }
    out.clear();
    out.try_reserve_exact(size).ok()?;
    while let Some((&code, rest)) = delta.split_first() {
        delta = rest;
        if code & 0x80 == 0 {
            // New bytes; a code of nought means nothing yet.
            let (new, rest) = delta.split_at_checked(usize::from(code)).filter(|_| code != 0)?;
            out.extend_from_slice(new);
            delta = rest;
            continue;
        }
        let mut part = |bits: u8, shift: usize| -> Option<usize> {
            let mut value = 0;
            for bit in 0..bits {
                if code >> (shift + usize::from(bit)) & 1 == 1 {
                    let (&byte, rest) = delta.split_first()?;
                    delta = rest;
                    value |= usize::from(byte) << (bit * 8);
                }
            }
            Some(value)
        };
        let start = part(4, 0)?;
        let count = Some(part(3, 4)?).filter(|count| *count != 0).unwrap_or(0x1_0000);
        out.extend_from_slice(base.get(start..start.checked_add(count)?)?);
        if out.len() > size {
            return None;
        }
    }
    (out.len() == size).then_some(out)
}

/// A length in a delta: seven bits a byte, the lowest first.
fn length(bytes: &mut &[u8]) -> Option<usize> {
    let (mut value, mut shift) = (0_usize, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 40)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

/// The beginning of a name, which mostly decides.
fn start(id: &[u8; 20]) -> u64 {
    id.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut buffer: &mut [u8], mut at: u64) -> std::io::Result<()> {
    while !buffer.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, buffer, at)?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        buffer = &mut buffer[read..];
        at += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    fn git(folder: &Path, words: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Sam", "-c", "user.email=sam@firm.example"]).args(words).current_dir(folder);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// A repository of thirty commits, each a little different from the one before, packed as `repack` says.
    fn packed(repack: &[&str], picture: bool) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        git(path, &["init", "--quiet", "--initial-branch=main"]);
        for commit in 0..30_u32 {
            for file in 0..20 {
                let stage = if file % 30 <= commit % 20 { commit } else { 0 };
                let text = format!("name = \"Deal {file}\"\nstage = \"{stage}\"\n{}", "note = \"long\"\n".repeat(20));
                fs::write(path.join(format!("deal-{file}.toml")), text).unwrap();
            }
            if picture && commit % 10 == 0 {
                // Longer than a block: it goes on in the next one.
                let mut noise = 1_u64;
                let mut next = || {
                    noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (noise >> 56) as u8
                };
                let bytes: Vec<u8> = (0..BLOCK + BLOCK / 4 - commit as usize).map(|_| next()).collect();
                fs::write(path.join("picture"), bytes).unwrap();
            }
            git(path, &["add", "-A"]);
            git(path, &["commit", "--quiet", "-m", &format!("commit {commit}")]);
        }
        git(path, &["tag", "-a", "-m", "the end", "end"]);
        git(path, repack);
        folder
    }

    fn ids(path: &Path) -> Vec<[u8; 20]> {
        let list = git(path, &["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]);
        let id = |line: &str| git2::Oid::from_str(line).unwrap().as_bytes().try_into().unwrap();
        list.lines().map(id).collect()
    }

    #[test]
    fn every_object_is_the_one_that_libgit2_reads() {
        let ways: [&[&str]; 4] = [
            &["repack", "-adfq"],
            &["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--depth=200", "--window=40"],
            &["-c", "pack.indexVersion=1", "repack", "-adfq"],
            &["-c", "pack.packSizeLimit=1m", "repack", "-adfq"],
        ];
        for (way, repack) in ways.iter().enumerate() {
            let folder = packed(repack, true);
            let repository = git2::Repository::open(folder.path()).unwrap();
            let odb = repository.odb().unwrap();
            let packs = Packs::open(&folder.path().join(".git/objects"));
            let mut reader = packs.reader();
            let mut ids = ids(folder.path());
            assert!(ids.len() > 100);
            for _ in 0..2 {
                for id in &ids {
                    let theirs = odb.read(git2::Oid::from_bytes(id).unwrap()).unwrap();
                    // An index of the first version is libgit2's business.
                    let Some((kind, ours)) = reader.object(id) else {
                        assert_eq!(way, 2);
                        continue;
                    };
                    assert_ne!(way, 2);
                    let theirs = (theirs.kind(), theirs.data());
                    let kind = match kind {
                        Kind::Commit => git2::ObjectType::Commit,
                        Kind::Tree => git2::ObjectType::Tree,
                        Kind::Blob => git2::ObjectType::Blob,
                        Kind::Tag => git2::ObjectType::Tag,
                    };
                    assert!((kind, ours.as_slice()) == theirs, "{way}: {id:x?}");
                }
                ids.reverse();
            }
            assert!(reader.object(&[7; 20]).is_none());
        }
    }

    #[test]
    fn what_is_loose_or_damaged_is_left_to_libgit2() {
        let folder = packed(&["repack", "-q"], false);
        let objects = folder.path().join(".git/objects");
        let ids = ids(folder.path());
        fs::write(folder.path().join("loose.toml"), "name = \"Loose\"\n").unwrap();
        let loose = git(folder.path(), &["hash-object", "-w", "loose.toml"]);
        let loose = git2::Oid::from_str(loose.trim()).unwrap();
        let packs = Packs::open(&objects);
        assert!(packs.reader().object(loose.as_bytes().try_into().unwrap()).is_none());

        let find = |end: &str| {
            let list = fs::read_dir(objects.join("pack")).unwrap();
            list.map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some_and(|e| e == end)).unwrap()
        };
        let (pack, index) = (find("pack"), find("idx"));
        let (whole, whole_index) = (fs::read(&pack).unwrap(), fs::read(&index).unwrap());
        let read = || {
            let packs = Packs::open(&objects);
            let mut reader = packs.reader();
            ids.iter().filter(|id| reader.object(id).is_some()).count()
        };
        assert_eq!(read(), ids.len());
        let place = |path: &Path, bytes: &[u8]| {
            fs::remove_file(path).unwrap();
            fs::write(path, bytes).unwrap();
        };
        for cut in [0, 7, 11, 12, 400, whole.len() / 2, whole.len() - 30] {
            place(&pack, &whole[..cut]);
            assert!(read() < ids.len(), "{cut}");
        }
        // A changed byte is found by zlib, or leads to another object of another size; it never leads to a panic.
        for at in (0..whole.len().min(40_000)).step_by(997) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            place(&pack, &bytes);
            read();
        }
        place(&pack, &whole);
        for at in (0..whole_index.len()).step_by(61) {
            let mut bytes = whole_index.clone();
            bytes[at] ^= 0x81;
            place(&index, &bytes);
            read();
            place(&index, &whole_index[..at]);
            assert_eq!(read(), 0, "{at}");
        }
    }

    #[test]
    fn a_delta_is_undone() {
        let base = b"name = \"Site\"\nstage = \"lead\"\n";
        // Copy all up to the stage, write another, copy the end.
        let delta = [&[29, 28, 0x90, 23][..], &[3], b"won", &[0x91, 27, 2]].concat();
        assert_eq!(undo(base, &delta, Vec::new()).as_deref(), Some(&b"name = \"Site\"\nstage = \"won\"\n"[..]));
        for cut in 0..delta.len() {
            assert_eq!(undo(base, &delta[..cut], Vec::new()), None, "{cut}");
        }
        assert_eq!(undo(&base[1..], &delta, Vec::new()), None);
        assert_eq!(undo(base, &[29, 2, 0x91, 28, 2], Vec::new()), None, "beyond the end");
        assert_eq!(undo(base, &[29, 0, 0], Vec::new()), None, "a code of nought");
        assert_eq!(length(&mut &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1][..]), None);
    }
}
