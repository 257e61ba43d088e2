//! What is not as it was: files, and what their records were and are called. Whatever else looks at them does so by one of
//! these names.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use super::cache::Finder;
use super::cache::filter::hash;
use super::cache::index::{checksum, id};
use super::load::{Book, RecordRef};
use super::record::visit_some;
use super::source;
use super::view::{TableView, View};
use crate::model::{KindId, Type};

/// Files that differ between two states of a book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// By their paths below the book's root.
    files: BTreeMap<Box<str>, Changed>,
}

/// What is known of a file that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Changed {
    /// Id and document number of its record, before and after.
    names: BTreeSet<Box<str>>,
    /// The kind of its record, or that its folder is for.
    kind: Option<Box<str>>,
    /// What its record refers to, before and after, each as `kind/id`.
    refers: BTreeSet<Box<str>>,
    /// What stands for the values by which it has its place among the others of its kind, before and after: see [`ORDERING`].
    place: BTreeSet<u64>,
    /// What tells the bytes that it has now from others; `None` where it is gone.
    now: Option<u64>,
}

/// The fields by which a record has its place among the others of its kind: in a series of numbers, in a chain of seals.
pub const ORDERING: [&str; 6] = ["number", "series", "type", "date", "uid", "seal"];

/// A record that is not there has no place.
const NOWHERE: u64 = 0;

impl Delta {
    /// What two states of a book differ in, where only these files do; `None` where the settings are among them, which change
    /// what is said of everything.
    pub fn between<'p>(before: &Book, after: &Book, paths: impl IntoIterator<Item = &'p str>) -> Option<Delta> {
        let mut delta = Delta::default();
        for path in paths {
            if path == crate::firm::PATH {
                return None;
            }
            delta.add(before, path);
            delta.add(after, path);
        }
        Some(delta)
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many files differ.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }

    /// Ids and document numbers of the files' records, before and after.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names_of(|_| true)
    }

    /// Those of the files that are for some kinds; `None` is said of a file that is for none.
    pub fn names_of(&self, wanted: impl Fn(Option<&str>) -> bool) -> impl Iterator<Item = &str> {
        let files = self.files.values().filter(move |changed| wanted(changed.kind.as_deref()));
        files.flat_map(|changed| &changed.names).map(|name| &**name)
    }

    /// What the files' records of some kinds refer to, before and after, as `kind/id`.
    pub fn refers(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let files = self.files.values().filter(move |changed| changed.kind.as_deref().is_some_and(&wanted));
        files.flat_map(|changed| &changed.refers).map(|name| &**name)
    }

    /// The kinds of the files' records; one may come several times.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.files.values().filter_map(|changed| changed.kind.as_deref())
    }

    /// The kinds of those that came, went, or have another place among the others of their kind.
    pub fn moved(&self) -> impl Iterator<Item = &str> {
        self.files.values().filter(|changed| changed.place.len() > 1).filter_map(|changed| changed.kind.as_deref())
    }

    /// Adds a file as it is in a book, where it is; to be called for the book before and then for the book after.
    pub fn add(&mut self, book: &Book, path: &str) {
        let now = book.source_at(path).map(|source| checksum(&source.bytes));
        let record = book.record_at(path).map(|record| book.get(record));
        self.is(book, path, record.map(|record| (record.sound, record.values.view()))).now = now;
    }

    /// Adds a file as it was in the state that is kept; `None` where it is not in it.
    pub(crate) fn was(&mut self, book: &Book, path: &str, kept: Option<TableView<'_>>) {
        self.is(book, path, kept.map(|values| (true, values)));
    }

    /// Adds the file of a record that is as it was, and is to be looked at nevertheless.
    pub fn touch(&mut self, book: &Book, record: RecordRef) {
        if !self.files.contains_key(book.path(record)) {
            self.add(book, book.path(record));
        }
    }

    /// Whether a file is among them.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Adds what a file is in a state: whether it is sound, and its values.
    fn is(&mut self, book: &Book, path: &str, state: Option<(bool, TableView<'_>)>) -> &mut Changed {
        let changed = self.files.entry(path.into()).or_default();
        changed.names.insert(id(path).into());
        let kind = match source::address(&book.kinds, path) {
            Ok(Some(address)) => Some(address.kind),
            _ => path.split_once('/').and_then(|(folder, _)| book.kinds.in_folder(folder)),
        };
        let Some(kind) = kind else { return changed };
        changed.kind = Some(book.kind(kind).name.into());
        let Some((sound, values)) = state else {
            changed.place.insert(NOWHERE);
            return changed;
        };
        let shape = book.shape(kind);
        let field = |name: &str| shape.position(name).and_then(|position| values.get(position));
        changed.names.extend(field("number").and_then(View::as_text).map(Box::from));
        let refers = |ty: &Type| matches!(ty, Type::Ref(_) | Type::AnyRef);
        visit_some(shape, values, refers, |_, ty, value| {
            let Some(text) = value.as_text() else { return };
            changed.refers.insert(match ty {
                Type::Ref(kind) => format!("{kind}/{text}").into(),
                _ => text.into(),
            });
        });
        let place = ORDERING.map(|name| field(name).map(|value| (value.as_text(), value.as_date())));
        let mut hasher = FxHasher::default();
        (sound, place).hash(&mut hasher);
        changed.place.insert(hasher.finish().max(NOWHERE + 1));
        changed
    }

    /// What two states differ in, both told by what they differ in from a third one: this one from an earlier one.
    pub fn since(&self, earlier: &Delta) -> Delta {
        let mut since = Delta::default();
        for (path, changed) in &self.files {
            if earlier.files.get(path) != Some(changed) {
                since.files.insert(path.clone(), changed.clone());
            }
        }
        for (path, before) in &earlier.files {
            if self.files.get(path) != Some(before) {
                let changed = since.files.entry(path.clone()).or_insert_with(|| before.clone());
                changed.names.extend(before.names.iter().cloned());
                changed.refers.extend(before.refers.iter().cloned());
                changed.place.extend(&before.place);
            }
        }
        since
    }
}

/// For each kind, by the position of a record: whether its file is one of these, or it names one of their records (or
/// seems to: any text counts that is such a name). What stands behind the last such record of a kind is left out.
pub fn around(book: &Book, delta: &Delta) -> Vec<Vec<bool>> {
    let kinds: Vec<KindId> = book.kinds.iter().map(|(kind, _)| kind).collect();
    let mut near: Vec<Vec<bool>> = vec![Vec::new(); kinds.len()];
    let files = delta.paths().filter_map(|path| book.record_at(path));
    for record in naming(book, &kinds, delta.names()).into_iter().chain(files) {
        let of_kind = &mut near[record.kind.index()];
        of_kind.resize(of_kind.len().max(record.index as usize + 1), false);
        of_kind[record.index as usize] = true;
    }
    near
}

/// The records of some kinds in which one of these names stands as a text, or behind a kind, in the book's order.
pub fn naming<'n>(book: &Book, kinds: &[KindId], names: impl Iterator<Item = &'n str>) -> Vec<RecordRef> {
    let names = Names::new(names);
    let finders = names.finders();
    let said = |kind: &&KindId| {
        finders.as_ref().is_none_or(|finders| book.may_say(**kind, finders, |values| names.are_in(values)))
    };
    let of_kind = |kind: &KindId| {
        let (kind, records) = (*kind, book.records(*kind));
        // Most pieces of what is kept say nothing of them: their records are passed over together.
        let mut pieces: Vec<(Option<usize>, Range<usize>)> = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let piece = finders.as_ref().and_then(|_| record.values.kept_at()).map(|(kept, file)| kept.piece(file));
            match pieces.last_mut() {
                Some((last, range)) if *last == piece && range.len() < PIECE => range.end = index + 1,
                _ => pieces.push((piece, index..index + 1)),
            }
        }
        let in_piece = |(piece, range): (Option<usize>, Range<usize>)| {
            let kept = |index: usize| records[index].values.kept_at();
            let at = piece.zip(kept(range.start)).zip(finders.as_ref());
            // Where their bytes stand in the piece; nothing where nobody can tell.
            let said = at.and_then(|((piece, (kept, _)), finders)| kept.said_at(piece, finders));
            let range = if said.as_ref().is_some_and(Vec::is_empty) { 0..0 } else { range };
            let may = |index: &usize| match (&said, kept(*index)) {
                (Some(said), Some((kept, file))) => {
                    let own = kept.bytes_of(file);
                    said.get(said.partition_point(|at| *at < own.start)).is_some_and(|at| *at < own.end)
                }
                _ => true,
            };
            let naming = range.filter(may).filter(|index| names.are_in(records[*index].values.view()));
            naming.map(|index| RecordRef { kind, index: index as u32 }).collect::<Vec<_>>()
        };
        pieces.into_par_iter().flat_map_iter(in_piece).collect::<Vec<_>>()
    };
    kinds.iter().filter(said).flat_map(of_kind).collect()
}

/// Records that are not kept are looked at so many at once.
const PIECE: usize = 2048;

/// More names than this are looked for record by record.
pub const FEW: usize = 512;

/// Names to be looked for.
struct Names<'d> {
    names: FxHashSet<&'d str>,
    /// Which lengths they have, up to 127 bytes: most texts are told apart by that.
    lengths: u128,
}

impl<'d> Names<'d> {
    fn new(names: impl Iterator<Item = &'d str>) -> Names<'d> {
        let names: FxHashSet<&str> = names.collect();
        Names { lengths: names.iter().fold(0, |lengths, name| lengths | bit(name)), names }
    }

    /// What tells where they may stand, and what finds them among bytes; `None` where there are too many for that.
    fn finders(&self) -> Option<Vec<(Option<u64>, Finder<'d>)>> {
        let finder = |name: &&'d str| (hash(name), Finder::new(name.as_bytes()));
        (self.names.len() <= FEW).then(|| self.names.iter().map(finder).collect())
    }

    fn are_in(&self, table: TableView<'_>) -> bool {
        let mut found = false;
        table.each(|_, value| found = found || self.is_in(value));
        found
    }

    fn is_in(&self, value: View<'_>) -> bool {
        match value {
            // A reference to any kind is `kind/id`.
            View::Text(text) => self.has(text) || text.split_once('/').is_some_and(|(_, id)| self.has(id)),
            View::List(list) => list.iter().any(|item| self.is_in(item)),
            View::Table(table) => self.are_in(table),
            _ => false,
        }
    }

    fn has(&self, text: &str) -> bool {
        self.lengths & bit(text) != 0 && self.names.contains(text)
    }
}

fn bit(text: &str) -> u128 {
    1 << text.len().min(127)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn book(files: &[(&str, &str)]) -> Book {
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        Book::read(Kinds::standard(), sources)
    }

    fn delta(kept: &Book, now: &Book, paths: &[&str]) -> Delta {
        Delta::between(kept, now, paths.iter().copied()).unwrap()
    }

    #[test]
    fn what_differs_from_what_is_kept_as_it_did_before_is_no_change() {
        const A: &str = "invoices/a.toml";
        const B: &str = "invoices/b.toml";
        let kept = book(&[(A, "number = \"F-1\"\n"), (B, "number = \"F-2\"\n")]);
        let earlier = book(&[(A, "number = \"F-3\"\n"), (B, "number = \"F-2\"\n")]);
        let before = delta(&kept, &earlier, &[A]);
        assert!(before.since(&before).is_empty());

        // Another file.
        let now = book(&[(A, "number = \"F-3\"\n")]);
        let since = delta(&kept, &now, &[A, B]).since(&before);
        assert_eq!(since.paths().collect::<Vec<_>>(), [B]);
        assert_eq!(since.names().collect::<Vec<_>>(), ["F-2", "b"]);
        assert_eq!(since.kinds().collect::<Vec<_>>(), ["invoice"]);

        // The same file, changed once more: what names its number of before is looked at too.
        let now = book(&[(A, "number = \"F-4\"\n"), (B, "number = \"F-2\"\n")]);
        let since = delta(&kept, &now, &[A]).since(&before);
        assert_eq!(since.names().collect::<Vec<_>>(), ["F-1", "F-3", "F-4", "a"]);

        // As it is kept again.
        let since = Delta::default().since(&before);
        assert_eq!((since.paths().collect::<Vec<_>>(), since.names().count()), (vec![A], 3));
    }
}
