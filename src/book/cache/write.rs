//! Writing the file that [`super::index`] reads. Values stay where they are until they are written: a book's are not held twice.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::computed::{self, Computed};
use super::index::{Counts, HEAD, Head, MAGIC, NONE, Stamp, checksum, checksum_of_halves, id, split};
use super::pack::PackedTable;
use super::{filter, grams};
use crate::book::view::TableView;
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
#[derive(Debug, Clone, Copy)]
pub struct FileRow<'a> {
    pub path: &'a str,
    pub stamp: Stamp,
    /// The kind, and what is kept of it; none where the file must be read again in any case.
    pub values: Option<(KindId, &'a [u8])>,
}

/// The files to be written, each by a number of its own. Rows are made when they are looked at: of a million files a list of them
/// would be a hundred megabytes.
pub trait Rows: Sync {
    fn count(&self) -> u32;

    /// What [`Rows::file`] says of it; asked for often.
    fn path(&self, number: u32) -> &str;

    fn file(&self, number: u32) -> FileRow<'_>;

    /// What was computed of a file.
    fn computed(&self, number: u32) -> Option<Computed<'_>>;
}

/// A file to be written: what stands before the values, these, and what stands behind them.
pub struct Written<'a> {
    head: Vec<u8>,
    index: Vec<u8>,
    names: String,
    computed: Vec<u8>,
    files: Sorted<'a>,
    filters: Vec<u8>,
    grams: Vec<u8>,
}

/// Files in the order in which they are written.
struct Sorted<'a> {
    files: &'a dyn Rows,
    order: Vec<u32>,
}

impl<'a> Sorted<'a> {
    /// Those with values first, by kind and id. Files of no folder are left out.
    fn new(files: &'a dyn Rows, folders: &FxHashMap<&str, u32>) -> Sorted<'a> {
        let mut order: Vec<(usize, u32)> = (0..files.count())
            .map(|number| (number, files.file(number)))
            .filter(|(_, file)| folders.contains_key(split(file.path).0))
            .map(|(number, file)| (file.values.map_or(usize::MAX, |(kind, _)| kind.index()), number))
            .collect();
        order.par_sort_unstable_by(|(a_rank, a), (b_rank, b)| {
            let by_name = || {
                let (a, b) = (files.path(*a), files.path(*b));
                id(a).cmp(id(b)).then_with(|| a.cmp(b))
            };
            a_rank.cmp(b_rank).then_with(by_name)
        });
        Sorted { files, order: order.into_iter().map(|(_, number)| number).collect() }
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn file(&self, position: usize) -> FileRow<'a> {
        self.files.file(self.order[position])
    }

    fn iter(&self) -> impl Iterator<Item = FileRow<'a>> {
        self.order.iter().map(|number| self.files.file(*number))
    }

    /// What is kept of those at these positions.
    fn values(&self, positions: Range<usize>) -> impl Iterator<Item = &'a [u8]> {
        positions.filter_map(|position| self.file(position).values.map(|(_, values)| values))
    }
}

/// The values that are read at once.
struct Chunk {
    /// One past the last of its files.
    end: usize,
    length: usize,
}

impl<'a> Written<'a> {
    /// Of folders and files in any order. Every folder of a file must be among the folders; a file without one is left out.
    pub fn new(key: u64, kinds: usize, mut folders: Vec<FolderRow>, files: &'a dyn Rows) -> Written<'a> {
        folders.sort_unstable_by(|a, b| depth(&a.path).cmp(&depth(&b.path)).then_with(|| a.path.cmp(&b.path)));
        let number_of: FxHashMap<&str, u32> =
            folders.iter().enumerate().map(|(i, folder)| (&*folder.path, i as u32)).collect();
        let files = Sorted::new(files, &number_of);

        // How much there is of everything, so that no list is longer than it will be.
        let mut kept = 0;
        let (mut chunks, mut open): (Vec<Chunk>, _) = (Vec::new(), Chunk { end: 0, length: 0 });
        let (mut ends, mut children) = (Vec::with_capacity(files.len()), Children::new(folders.len(), files.len()));
        let mut kind_rows = vec![[0u32; 4]; kinds];
        let mut names_length = folders.iter().map(|folder| folder.path.len()).sum();
        for (number, file) in files.iter().enumerate() {
            names_length += split(file.path).1.len() + 1;
            children.count(number_of.get(split(file.path).0).copied().unwrap_or(NONE));
            if let Some((kind, values)) = file.values {
                kept += 1;
                open = Chunk { end: number + 1, length: open.length + values.len() };
                ends.push(open.length as u32);
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
        }
        if open.length > 0 {
            chunks.push(open);
        }
        let children = children.fill(|file| split(files.files.path(files.order[file as usize])).1);
        let mut rows = computed::Writer::default();
        for row in &mut kind_rows {
            let of_kind = files.order.get(row[0] as usize..row[1] as usize).unwrap_or_default();
            let [start, length] = rows.kind(of_kind.iter().map(|number| files.files.computed(*number)));
            row[2..].copy_from_slice(&[start, length]);
        }
        let (rows, computed) = rows.finish();

        let counts = Counts {
            folders: folders.len(),
            kept,
            files: files.len(),
            chunks: chunks.len(),
            kinds,
            names: names_length,
        };
        let (mut index, mut names) = (Vec::with_capacity(counts.numbers()), String::with_capacity(names_length));
        for (folder, end) in folders.iter().zip(&children.ends) {
            put(&mut index, &[names.len() as u32, folder.path.len() as u32]);
            names.push_str(&folder.path);
            let parent = number_of.get(split(&folder.path).0).copied().unwrap_or(NONE);
            put(&mut index, &[parent, *end]);
            put_stamp(&mut index, folder.stamp);
        }
        let mut places = vec![0; files.len()];
        for (child, file) in (0..).zip(&children.files) {
            let row = files.file(*file as usize);
            names.push_str(split(row.path).1);
            put_stamp(&mut index, row.stamp);
            put(&mut index, &[*file, names.len() as u32]);
            names.push('\0');
            places[*file as usize] = child;
        }
        put(&mut index, &places);
        put(&mut index, &ends);
        kind_rows.iter().for_each(|row| put(&mut index, row));
        let first = HEAD + counts.numbers() + names.len() + rows.len();
        let (filters, grams): (Vec<Vec<u8>>, Vec<Vec<u8>>) = told(&chunks, &files).into_iter().unzip();
        put_chunks(&mut index, &chunks, &filters, first, &files);
        let in_halves = |bytes: &[u8]| {
            let (first, second) = bytes.split_at(bytes.len() / 2);
            checksum_of_halves([checksum(first), checksum(second)])
        };
        let checksums = [in_halves(&index), checksum(names.as_bytes()), in_halves(&rows)];
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
        let head = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let (filters, grams) = (summed(filters), summed(grams));
        Written { head, index, names, computed: rows, files, filters, grams }
    }

    /// The head of the file.
    pub fn head(&self, key: u64) -> Option<Head> {
        Head::read(self.head.first_chunk()?, key)
    }

    /// What stands before the values, in parts that follow each other.
    pub fn front(&self) -> [&[u8]; 4] {
        [&self.head, &self.index, self.names.as_bytes(), &self.computed]
    }

    /// The values, one file's after the other's.
    pub fn values(&self) -> impl Iterator<Item = &'a [u8]> {
        self.files.values(0..self.files.len())
    }

    /// What stands behind the values, in parts that follow each other: what tells of the chunks what stands in them.
    pub fn back(&self) -> [&[u8]; 2] {
        [&self.filters, &self.grams]
    }
}

/// Which files stand in which folder.
struct Children {
    /// By the number of a file.
    folder_of: Vec<u32>,
    /// How many files stand in each folder; then, where they end in `files`.
    ends: Vec<u32>,
    /// Those of the first folder by name, then those of the second…
    files: Vec<u32>,
}

impl Children {
    fn new(folders: usize, files: usize) -> Children {
        Children { folder_of: Vec::with_capacity(files), ends: vec![0; folders], files: Vec::new() }
    }

    /// The next file stands in this folder.
    fn count(&mut self, folder: u32) {
        self.folder_of.push(folder);
        if let Some(count) = self.ends.get_mut(folder as usize) {
            *count += 1;
        }
    }

    fn fill<'n>(mut self, name: impl Fn(u32) -> &'n str + Sync) -> Children {
        self.files = vec![0; self.folder_of.len()];
        // Where each folder begins; filling moves that to where it ends.
        let mut start = 0;
        for end in &mut self.ends {
            (start, *end) = (start + *end, start);
        }
        for (file, folder) in (0..).zip(&self.folder_of) {
            if let Some(end) = self.ends.get_mut(*folder as usize) {
                self.files[*end as usize] = file;
                *end += 1;
            }
        }
        let mut start = 0;
        for end in &self.ends {
            self.files[start..*end as usize].sort_by_key(|file| name(*file));
            start = *end as usize;
        }
        self
    }
}

/// What tells of each chunk which names and which words stand in it.
fn told(chunks: &[Chunk], files: &Sorted<'_>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let told = |number: usize| {
        let begin = number.checked_sub(1).map_or(0, |before| chunks[before].end);
        let (mut names, mut words) = (filter::Names::default(), grams::Block::new());
        for file in (begin..chunks[number].end).map(|position| files.file(position)) {
            let Some((_, values)) = file.values else { continue };
            words.add(id(file.path));
            filter::each_text(TableView::Packed(PackedTable::new(values)), &mut |text| {
                names.add(text);
                words.add(text);
            });
        }
        (names.into_filter(), words.into_bytes())
    };
    (0..chunks.len()).into_par_iter().map(told).collect()
}

/// All of them, and their checksum.
fn summed(parts: Vec<Vec<u8>>) -> Vec<u8> {
    let mut bytes = parts.concat();
    let sum = checksum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes
}

/// Where each chunk stands, the first at `first`, how long its filter is, and its checksum.
fn put_chunks(out: &mut Vec<u8>, chunks: &[Chunk], filters: &[Vec<u8>], first: usize, files: &Sorted<'_>) {
    let (mut offset, mut begin, mut bytes) = (first, 0, Vec::with_capacity(CHUNK_SIZE * 2));
    for (chunk, filter) in chunks.iter().zip(filters) {
        bytes.clear();
        files.values(begin..chunk.end).for_each(|values| bytes.extend_from_slice(values));
        out.extend_from_slice(&(offset as u64).to_le_bytes());
        put(out, &[chunk.length as u32, filter.len() as u32, chunk.end as u32]);
        out.extend_from_slice(&checksum(&bytes).to_le_bytes());
        (offset, begin) = (offset + chunk.length, chunk.end);
    }
}

fn put(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

fn put_stamp(out: &mut Vec<u8>, stamp: Stamp) {
    stamp.to_words().iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
}

fn depth(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}
