//! How records stand: what is kept or was read of one is looked at where it lies, and those of its kind are counted, without
//! putting them together. Lists of records are made for those who walk through them.

use super::cache;
use super::load::{Book, KindTable, RecordRef};
use super::record::Record;
use super::roll::Roll;
use super::view::TableView;
use crate::model::KindId;
use crate::value::Date;

/// How a record stands.
enum Stand<'b> {
    /// In what is kept, by the number of its file.
    Kept(&'b cache::Kept, u32),
    There(&'b Record),
}

impl KindTable {
    /// The record that was read from the file of this number.
    pub(super) fn read_from(&self, number: u32) -> Option<&Record> {
        // They were read in the order of the files.
        let place = self.read.binary_search_by_key(&number, |record| record.source).ok()?;
        self.read.get(place)
    }
}

impl Book {
    /// The files of a kind's records; `None` where no file is known.
    pub(super) fn roll(&self, kind: KindId) -> Option<&Roll> {
        let (known, table) = (self.known.as_ref()?, &self.tables[kind.index()]);
        Some(table.roll.get_or_init(|| Roll::of(known, kind, &table.read, |number| self.path_of(number))))
    }

    /// How many records of a kind there are, unsound ones included.
    pub fn count(&self, kind: KindId) -> usize {
        self.roll(kind).map_or_else(|| self.records(kind).len(), Roll::len)
    }

    /// How a record stands, told without putting those of its kind together.
    fn stand(&self, record: RecordRef) -> Stand<'_> {
        let number = self.roll(record.kind).and_then(|roll| roll.number(record.index));
        match (&self.known, number) {
            (Some(known), Some(number)) if number < known.count() => Stand::Kept(&known.kept, number),
            (Some(_), Some(number)) => match self.tables[record.kind.index()].read_from(number) {
                Some(read) => Stand::There(read),
                None => Stand::There(self.get(record)),
            },
            _ => Stand::There(self.get(record)),
        }
    }

    /// Nothing of a record's file was lost in reading.
    pub fn is_sound(&self, record: RecordRef) -> bool {
        match self.stand(record) {
            Stand::Kept(..) => true,
            Stand::There(found) => found.sound,
        }
    }

    /// The values of a record as they lie.
    pub fn values(&self, record: RecordRef) -> TableView<'_> {
        match self.stand(record) {
            Stand::Kept(kept, number) => match kept.table(number) {
                Some(table) => TableView::Packed(table),
                // Damaged: its file is read again.
                None => self.get(record).values.view(),
            },
            Stand::There(found) => found.values.view(),
        }
    }

    /// Whether a word or a part of one may stand in the id or in a text of a record: told by what is kept, without looking at it.
    pub fn may_hold(&self, record: RecordRef, part: &cache::Part) -> bool {
        match self.stand(record) {
            Stand::Kept(kept, number) => kept.may_hold(number, part),
            Stand::There(_) => true,
        }
    }

    /// The day in a field of a record; `None` where it has none.
    pub fn date(&self, record: RecordRef, field: &str) -> Option<Date> {
        self.values(record).get(self.shape(record.kind).position(field)?)?.as_date()
    }

    /// The text in a field of a record; `None` where it has none.
    pub fn text(&self, record: RecordRef, field: &str) -> Option<&str> {
        self.values(record).get(self.shape(record.kind).position(field)?)?.as_text()
    }

    /// What was computed of a record when it was kept, if it was.
    pub fn computed(&self, record: RecordRef) -> Option<cache::Row<'_>> {
        match self.stand(record) {
            Stand::Kept(kept, number) => kept.rows()?.row(number),
            Stand::There(found) => found.values.computed(),
        }
    }

    pub fn id(&self, record: RecordRef) -> &str {
        match self.stand(record) {
            Stand::Kept(kept, number) => kept.index().id(number),
            Stand::There(found) => &found.id,
        }
    }

    /// Files are known from before: something may have been computed of them.
    pub fn keeps(&self) -> bool {
        self.known.is_some()
    }

    /// The sound records of a kind, by id.
    pub fn sound_refs(&self, kind: KindId) -> impl Iterator<Item = RecordRef> + '_ {
        let all = (0..self.count(kind)).map(move |index| RecordRef { kind, index: index as u32 });
        // What is kept is sound: where nothing else is there, nothing needs to be asked.
        let unsure = !matches!(self.roll(kind), Some(Roll::Kept(_)));
        all.filter(move |record| !unsure || self.is_sound(*record))
    }
}
