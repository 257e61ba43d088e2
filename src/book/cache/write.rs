//! Writing the file that [`super::index`] reads. Values stay where they are until they are written: a book's are not held twice.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::computed::{self, Computed};
use super::filter;
use super::index::{Counts, HEAD, Head, MAGIC, NONE, Stamp, checksum, id, split};
use super::pack::PackedTable;
use crate::model::KindId;

/// Values are read this many bytes at once: one record costs little, all of them few reads.
const CHUNK_SIZE: usize = 256 * 1024;

/// A folder to be written.
#[derive(Debug, Clone)]
pub struct FolderRow {
    /// Below the root, with `/`.
    pub path: Box<str>,
    /// None where it must be listed again in any case.
    pub stamp: Stamp,
}

/// A file to be written.
#[derive(Debug)]
pub struct FileRow<'a> {
    pub path: &'a str,
    pub stamp: Stamp,
    /// The kind, and what is kept of it; none where the file must be read again in any case.
    pub values: Option<(KindId, &'a [u8])>,
    /// What was computed of it.
    pub computed: Option<Computed<'a>>,
}

/// A file to be written: what stands before the values, these, and what stands behind them.
pub struct Written<'a> {
    front: Vec<u8>,
    files: Vec<FileRow<'a>>,
    filters: Vec<u8>,
}

/// The values that are read at once.
struct Chunk {
    /// One past the last of its files.
    end: usize,
    length: usize,
}

impl<'a> Written<'a> {
    /// Of folders and files in any order. Every folder of a file must be among the folders; a file without one is left out.
    pub fn new(key: u64, kinds: usize, mut folders: Vec<FolderRow>, mut files: Vec<FileRow<'a>>) -> Written<'a> {
        folders.sort_unstable_by(|a, b| depth(&a.path).cmp(&depth(&b.path)).then_with(|| a.path.cmp(&b.path)));
        let number_of: FxHashMap<&str, u32> =
            folders.iter().enumerate().map(|(i, folder)| (&*folder.path, i as u32)).collect();
        files.retain(|file| number_of.contains_key(split(file.path).0));
        files.sort_unstable_by(|a, b| {
            let rank = |file: &FileRow<'_>| file.values.map_or(usize::MAX, |(kind, _)| kind.index());
            rank(a).cmp(&rank(b)).then_with(|| id(a.path).cmp(id(b.path))).then_with(|| a.path.cmp(b.path))
        });
        let kept = files.iter().take_while(|file| file.values.is_some()).count();

        let mut names = String::new();
        let mut name = |text: &str| {
            let start = names.len() as u32;
            names.push_str(text);
            [start, text.len() as u32]
        };
        let (mut chunks, mut open): (Vec<Chunk>, _) = (Vec::new(), Chunk { end: 0, length: 0 });
        let (mut file_rows, mut children) = (Vec::new(), vec![Vec::new(); folders.len()]);
        let mut kind_rows = vec![[0u32; 4]; kinds];
        for (number, file) in files.iter().enumerate() {
            let folder = number_of.get(split(file.path).0).copied().unwrap_or(NONE);
            if let Some(list) = children.get_mut(folder as usize) {
                list.push(number as u32);
            }
            let mut place = [NONE, 0, 0];
            if let Some((kind, values)) = file.values {
                place = [chunks.len() as u32, open.length as u32, values.len() as u32];
                open = Chunk { end: number + 1, length: open.length + values.len() };
                if open.length >= CHUNK_SIZE {
                    chunks.push(std::mem::replace(&mut open, Chunk { end: number + 1, length: 0 }));
                }
                if let Some(row) = kind_rows.get_mut(kind.index()) {
                    if row[1] == 0 {
                        row[0] = number as u32;
                    }
                    row[1] = number as u32 + 1;
                }
            }
            put(&mut file_rows, &name(file.path));
            put(&mut file_rows, &[folder]);
            put(&mut file_rows, &place);
            put_stamp(&mut file_rows, file.stamp);
        }
        if open.length > 0 {
            chunks.push(open);
        }
        let mut rows = computed::Writer::default();
        for row in &mut kind_rows {
            let of_kind = files.get(row[0] as usize..row[1] as usize).unwrap_or_default();
            let [start, length] = rows.kind(of_kind.iter().map(|file| file.computed));
            row[2..].copy_from_slice(&[start, length]);
        }
        let (rows, computed) = rows.finish();

        let (mut folder_rows, mut child_rows) = (Vec::new(), Vec::new());
        for (folder, mut list) in folders.iter().zip(children) {
            list.sort_by_key(|file| split(files[*file as usize].path).1);
            put(&mut child_rows, &list);
            put(&mut folder_rows, &name(&folder.path));
            let parent = number_of.get(split(&folder.path).0).copied().unwrap_or(NONE);
            put(&mut folder_rows, &[parent, (child_rows.len() / 4) as u32]);
            put_stamp(&mut folder_rows, folder.stamp);
        }
        let counts = Counts {
            folders: folders.len(),
            kept,
            files: files.len(),
            chunks: chunks.len(),
            kinds,
            names: names.len(),
        };
        let mut index = folder_rows;
        index.extend_from_slice(&file_rows);
        index.extend_from_slice(&child_rows);
        kind_rows.iter().for_each(|row| put(&mut index, row));
        let first = HEAD + counts.starts()[5] + names.len() + rows.len();
        let filters = filters(&chunks, &files);
        put_chunks(&mut index, &chunks, &filters, first, &files);
        let checksums = [checksum(&index), checksum(names.as_bytes()), checksum(&rows)];
        let words = [
            MAGIC,
            key,
            counts.folders as u64,
            counts.kept as u64,
            counts.files as u64,
            counts.chunks as u64,
            counts.kinds as u64,
            counts.names as u64,
            checksums[0],
            checksums[1],
            computed.rows as u64,
            computed.names as u64,
            computed.text as u64,
            checksums[2],
        ];
        let mut front = Vec::with_capacity(first);
        words.iter().for_each(|word| front.extend_from_slice(&word.to_le_bytes()));
        front.extend_from_slice(&index);
        front.extend_from_slice(names.as_bytes());
        front.extend_from_slice(&rows);
        let mut filters = filters.concat();
        let sum = checksum(&filters);
        filters.extend_from_slice(&sum.to_le_bytes());
        Written { front, files, filters }
    }

    /// The head of the file.
    pub fn head(&self, key: u64) -> Option<Head> {
        Head::read(self.front.first_chunk()?, key)
    }

    /// What stands before the values.
    pub fn front(&self) -> &[u8] {
        &self.front
    }

    /// The values, one file's after the other's.
    pub fn values(&self) -> impl Iterator<Item = &'a [u8]> {
        values(&self.files)
    }

    /// What stands behind the values: filters, and their checksum.
    pub fn filters(&self) -> &[u8] {
        &self.filters
    }
}

fn values<'a>(files: &[FileRow<'a>]) -> impl Iterator<Item = &'a [u8]> {
    files.iter().filter_map(|file| file.values.map(|(_, values)| values))
}

/// What tells of each chunk which names stand in it.
fn filters(chunks: &[Chunk], files: &[FileRow<'_>]) -> Vec<Vec<u8>> {
    let filter = |number: usize| {
        let begin = number.checked_sub(1).map_or(0, |before| chunks[before].end);
        filter::of(values(&files[begin..chunks[number].end]).map(PackedTable::new))
    };
    (0..chunks.len()).into_par_iter().map(filter).collect()
}

/// Where each chunk stands, the first at `first`, how long its filter is, and its checksum.
fn put_chunks(out: &mut Vec<u8>, chunks: &[Chunk], filters: &[Vec<u8>], first: usize, files: &[FileRow<'_>]) {
    let (mut offset, mut begin, mut bytes) = (first, 0, Vec::with_capacity(CHUNK_SIZE * 2));
    for (chunk, filter) in chunks.iter().zip(filters) {
        bytes.clear();
        values(&files[begin..chunk.end]).for_each(|values| bytes.extend_from_slice(values));
        out.extend_from_slice(&(offset as u64).to_le_bytes());
        put(out, &[chunk.length as u32, filter.len() as u32]);
        out.extend_from_slice(&checksum(&bytes).to_le_bytes());
        (offset, begin) = (offset + chunk.length, chunk.end);
    }
}

fn put(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

fn put_stamp(out: &mut Vec<u8>, stamp: Stamp) {
    let words = [stamp.size, stamp.inode, stamp.modified as u64, stamp.changed as u64];
    words.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
}

fn depth(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}
