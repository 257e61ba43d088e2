//! Tests of the index that is read before anything else.

use super::super::computed::Computed;
use super::super::write::{FileRow, FolderRow, Rows, Written};
use super::*;

/// Paths with their stamps; each has its path for values, but those that begin with `!`, of which nothing is kept.
struct Files(Vec<(&'static str, Stamp)>);

impl Rows for Files {
    fn count(&self) -> u32 {
        self.0.len() as u32
    }

    fn path(&self, number: u32) -> &str {
        self.0[number as usize].0
    }

    fn file(&self, number: u32) -> FileRow<'_> {
        let (path, stamp) = self.0[number as usize];
        let kind = KindId(u16::from(!path.starts_with("a/")));
        let values = (!split(path).1.starts_with('!')).then_some((kind, path.as_bytes()));
        FileRow { path, stamp, values }
    }

    fn computed(&self, _: u32) -> Option<Computed<'_>> {
        None
    }
}

fn index(files: &Files, folders: &[&str]) -> Index {
    let stamp = |n: usize| Stamp::new(n as i64 + 1, [0; 3]);
    let folder = |(n, path): (usize, &&str)| FolderRow { path: (*path).into(), stamp: stamp(n) };
    let written = Written::new(1, 2, folders.iter().enumerate().map(folder).collect(), files);
    let bytes = written.front().concat();
    let head = Head::read(bytes.first_chunk().unwrap(), 1).unwrap();
    let fill = |at: u64, out: &mut [u8]| {
        bytes.get(at as usize..at as usize + out.len()).map(|found| out.copy_from_slice(found)).is_some()
    };
    Index::read(head, fill).unwrap()
}

#[test]
fn each_file_is_found_by_its_number_and_by_its_place_in_its_folder() {
    let paths = ["a/z.toml", "a/!later.toml", "a/b.toml", "b/2026/10/k.toml", "b/é.md", "b/2026/a.toml", "a-b/x.toml"];
    let stamp = |n: usize| Stamp::new(n as i64, [n as u64, 1, 2]);
    let files = Files(paths.iter().enumerate().map(|(n, path)| (*path, stamp(n))).collect());
    let index = index(&files, &["b/2026/10", "a", "b", "b/2026", "empty", "a-b"]);
    assert_eq!((index.files(), index.kept(), index.folders()), (7, 6, 6));
    let all: Vec<String> = (0..7).map(|file| index.path(file)).collect();
    // By kind and id, what is not kept last.
    assert_eq!(all[..2], ["a/b.toml", "a/z.toml"]);
    assert_eq!(all[6], "a/!later.toml");
    assert_eq!(all.iter().map(|path| id(path)).collect::<Vec<_>>(), (0..7).map(|f| index.id(f)).collect::<Vec<_>>());
    for (file, path) in (0..).zip(&all) {
        assert_eq!(index.stamp(file), stamp(paths.iter().position(|one| one == path).unwrap()), "{path}");
        for (other, second) in (0..).zip(&all) {
            assert_eq!(index.compare_paths(file, other), path.cmp(second), "{path} {second}");
        }
    }
    let mut seen = Vec::new();
    for folder in 0..index.folders() {
        let names: Vec<&str> = index.children(folder).map(|child| index.name(child)).collect();
        assert!(names.is_sorted());
        for child in index.children(folder) {
            assert_eq!(index.name_to_ask(child).to_bytes(), index.name(child).as_bytes());
            assert_eq!(index.path(index.file(child)), format!("{}/{}", index.folder_path(folder), index.name(child)));
            assert_eq!(index.child_stamp(child), index.stamp(index.file(child)));
            seen.push(index.file(child));
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..7).collect::<Vec<_>>());
    // The values follow each other in one piece; what has none is in no piece.
    let mut end = 0;
    for (file, path) in (0..6).zip(&all) {
        assert_eq!(index.values(file), (0, end..end + path.len()));
        end += path.len();
    }
    assert_eq!(index.values(6), (1, 0..0));
}

#[test]
fn a_stamp_differs_where_anything_that_is_looked_at_does() {
    let stamp = Stamp::new(5, [1, 2, 3]);
    for other in
        [Stamp::new(6, [1, 2, 3]), Stamp::new(5, [2, 2, 3]), Stamp::new(5, [1, 1, 3]), Stamp::new(5, [1, 2, 4])]
    {
        assert_ne!(stamp, other);
    }
    assert!(stamp.is_some() && !Stamp::NONE.is_some());
}

#[test]
fn numbers_that_make_no_sense_end_nothing() {
    let files = Files(vec![("a/b.toml", Stamp::new(1, [1; 3])), ("a/c.toml", Stamp::new(2, [2; 3]))]);
    let mut index = index(&files, &["a"]);
    index.bytes.fill(0xff);
    for number in [0, 1, 7, u32::MAX - 1] {
        let _ = (index.path(number), index.id(number), index.values(number), index.name_to_ask(number));
        let _ = (index.children(number).count().min(1), index.folder_path(number), index.file(number));
    }
}
