//! What one commit did, packed for the next run, so that whoever asks for one record or one field passes over all others
//! without unpacking them, and without an allocation.
//!
//! ```text
//! commit   number of changes, changes…, number of touched records, subjects…
//! change   length, subject, flags (event, broken, mended, renamed), [old id], path, blob (20 bytes), fields…
//! field    length, key, flags (a whole item; a path follows), [path], length and value before, value after
//! subject  kind + 1, or 0 for carnet.toml; id
//! ```
//! Numbers are LEB128, texts and values have their length before them, an absent value is empty, values and paths are
//! `postcard`'s.

use serde::Serialize;

use super::change::{Event, RecordChange, Subject};
use super::record_diff::FieldChange;
use super::revisions::BlobId;
use crate::book::Value;
use crate::finding::{KeyPath, Step};
use crate::model::KindId;

const CREATED: u8 = 0;
const CHANGED: u8 = 1;
const REMOVED: u8 = 2;
const EVENT: u8 = 3;
const BROKEN: u8 = 4;
const MENDED: u8 = 8;
const RENAMED: u8 = 16;

const ITEM: u8 = 1;
const DEEP: u8 = 2;

/// What a commit did.
#[derive(Clone, Copy)]
pub(super) struct Told<'b>(&'b [u8]);

/// What it did to one record, its fields still packed.
#[derive(Clone, Copy)]
pub(super) struct Seen<'b> {
    /// `None`: `carnet.toml`.
    pub kind: Option<KindId>,
    pub id: &'b str,
    pub event: Event,
    pub old_id: Option<&'b str>,
    flags: u8,
    path: &'b str,
    blob: BlobId,
    fields: &'b [u8],
}

/// A value that changed, still packed.
#[derive(Clone, Copy)]
pub(super) struct SeenField<'b> {
    /// Of the top-level field.
    pub key: &'b str,
    /// Where the value stands, packed; empty for the field itself.
    pub path: &'b [u8],
    item: bool,
    pub before: &'b [u8],
    pub after: &'b [u8],
}

impl<'b> Told<'b> {
    pub fn new(bytes: &'b [u8]) -> Told<'b> {
        Told(bytes)
    }

    /// What it did to records. Where the bytes are damaged, nothing more.
    pub fn changes(self) -> impl Iterator<Item = Seen<'b>> {
        let mut rest = self.0;
        let mut left = number(&mut rest).unwrap_or(0);
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            Seen::read(piece(&mut rest)?)
        })
    }

    /// The records whose files differ from any parent's without a change to tell: comments, order, moves, or a merge that
    /// took one side's file. `None` where the bytes are damaged.
    pub fn touched(self) -> Option<Vec<(Option<KindId>, &'b str)>> {
        let mut rest = self.0;
        for _ in 0..number(&mut rest)? {
            piece(&mut rest)?;
        }
        (0..number(&mut rest)?).map(|_| subject(&mut rest)).collect()
    }
}

impl<'b> Seen<'b> {
    fn read(bytes: &'b [u8]) -> Option<Seen<'b>> {
        let mut rest = bytes;
        let (kind, id) = subject(&mut rest)?;
        let flags = byte(&mut rest)?;
        let event = match flags & EVENT {
            CREATED => Event::Created,
            CHANGED => Event::Changed,
            REMOVED => Event::Removed,
            _ => return None,
        };
        let old_id = if flags & RENAMED != 0 { Some(text(&mut rest)?) } else { None };
        let path = text(&mut rest)?;
        let (blob, fields) = rest.split_first_chunk()?;
        Some(Seen { kind, id, event, old_id, flags, path, blob: BlobId(*blob), fields })
    }

    pub fn is(&self, subject: &Subject) -> bool {
        self.kind == subject.kind && *self.id == *subject.id
    }

    pub fn subject(&self) -> Subject {
        Subject { kind: self.kind, id: self.id.into() }
    }

    pub fn fields(&self) -> impl Iterator<Item = SeenField<'b>> {
        let mut rest = self.fields;
        std::iter::from_fn(move || {
            let mut field = piece(&mut rest)?;
            let key = text(&mut field)?;
            let flags = byte(&mut field)?;
            let path = if flags & DEEP != 0 { piece(&mut field)? } else { &[] };
            let before = piece(&mut field)?;
            Some(SeenField { key, path, item: flags & ITEM != 0, before, after: field })
        })
    }

    /// The whole change.
    pub fn change(&self) -> RecordChange {
        RecordChange {
            subject: self.subject(),
            event: self.event,
            old_id: self.old_id.map(Box::from),
            fields: self.fields().filter_map(SeenField::change).collect(),
            broken: self.flags & BROKEN != 0,
            mended: self.flags & MENDED != 0,
            path: self.path.into(),
            blob: self.blob,
        }
    }
}

impl SeenField<'_> {
    /// Where the value stands.
    pub fn place(&self) -> Option<KeyPath> {
        match self.path {
            [] => Some(KeyPath::key(self.key)),
            packed => path(packed),
        }
    }

    fn change(self) -> Option<FieldChange> {
        let (before, after) = (value(self.before)?, value(self.after)?);
        Some(FieldChange { path: self.place()?, item: self.item, before, after })
    }
}

/// A packed value; the outer `None` where the bytes are damaged.
pub(super) fn value(packed: &[u8]) -> Option<Option<Value>> {
    match packed {
        [] => Some(None),
        packed => postcard::from_bytes(packed).ok().map(Some),
    }
}

/// A packed path; `None` where the bytes are damaged.
pub(super) fn path(packed: &[u8]) -> Option<KeyPath> {
    postcard::from_bytes(packed).ok()
}

/// Packs a path.
pub(super) fn pack_path(path: &KeyPath) -> Option<Vec<u8>> {
    packed(path, Vec::new())
}

/// Packs what a commit did. `None` where a value cannot be packed.
pub(super) fn pack(changes: &[RecordChange], touched: &[Subject]) -> Option<Vec<u8>> {
    let (mut out, mut one, mut inner, mut last) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    put_number(&mut out, changes.len());
    for change in changes {
        one.clear();
        put_subject(&mut one, &change.subject);
        let event = match change.event {
            Event::Created => CREATED,
            Event::Changed => CHANGED,
            Event::Removed => REMOVED,
        };
        let flag = |on: bool, flag: u8| if on { flag } else { 0 };
        one.push(
            event | flag(change.broken, BROKEN) | flag(change.mended, MENDED) | flag(change.old_id.is_some(), RENAMED),
        );
        if let Some(old) = &change.old_id {
            put(&mut one, old.as_bytes());
        }
        put(&mut one, change.path.as_bytes());
        one.extend(change.blob.0);
        for field in &change.fields {
            inner.clear();
            put(&mut inner, field.top().as_bytes());
            let deep = !matches!(field.path.0.as_slice(), [Step::Key(_)]);
            inner.push(flag(field.item, ITEM) | flag(deep, DEEP));
            if deep {
                last = packed(&field.path, last)?;
                put(&mut inner, &last);
            }
            last.clear();
            if let Some(before) = &field.before {
                last = packed(before, last)?;
            }
            put(&mut inner, &last);
            if let Some(after) = &field.after {
                last = packed(after, last)?;
                inner.extend(&last);
            }
            put(&mut one, &inner);
        }
        put(&mut out, &one);
    }
    put_number(&mut out, touched.len());
    touched.iter().for_each(|subject| put_subject(&mut out, subject));
    Some(out)
}

/// In the room of `buffer`.
fn packed(value: &impl Serialize, mut buffer: Vec<u8>) -> Option<Vec<u8>> {
    buffer.clear();
    postcard::to_extend(value, buffer).ok()
}

fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_subject(out: &mut Vec<u8>, subject: &Subject) {
    put_number(out, subject.kind.map_or(0, |kind| usize::from(kind.0) + 1));
    put(out, subject.id.as_bytes());
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn number(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0_usize, 0);
    loop {
        let next = byte(bytes)?;
        number |= usize::from(next & 0x7f).checked_shl(shift).filter(|_| shift < 35)?;
        if next & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

fn piece<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = number(bytes)?;
    let (piece, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(piece)
}

fn text<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    std::str::from_utf8(piece(bytes)?).ok()
}

fn subject<'b>(bytes: &mut &'b [u8]) -> Option<(Option<KindId>, &'b str)> {
    let kind = match number(bytes)? {
        0 => None,
        kind => Some(KindId(u16::try_from(kind - 1).ok()?)),
    };
    Some((kind, text(bytes)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject_of(kind: u16, id: &str) -> Subject {
        Subject { kind: Some(KindId(kind)), id: id.into() }
    }

    fn changes() -> Vec<RecordChange> {
        let field = |path: KeyPath, item, before: Option<Value>, after: Option<Value>| FieldChange {
            path,
            item,
            before,
            after,
        };
        let text = |text: &str| Some(Value::Text(text.into()));
        let deep = KeyPath::key("lines").at(1).and("quantity");
        let change = RecordChange {
            subject: subject_of(300, "site"),
            event: Event::Changed,
            old_id: Some("old-site".into()),
            fields: vec![
                field(KeyPath::key("stage"), false, text("lead"), text("won")),
                field(deep, false, None, Some(Value::Decimal(4.into()))),
                field(KeyPath::key("tags"), true, text(&"long ".repeat(40)), None),
            ],
            broken: false,
            mended: true,
            path: "deals/site.toml".into(),
            blob: BlobId([5; 20]),
        };
        let removed = RecordChange {
            subject: Subject::settings(),
            event: Event::Removed,
            old_id: None,
            fields: Vec::new(),
            broken: true,
            mended: false,
            ..change.clone()
        };
        vec![change, removed]
    }

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let bytes = pack(&changes(), &[subject_of(0, "x")]).unwrap();
        let told = Told::new(&bytes);
        assert_eq!(told.changes().map(|seen| seen.change()).collect::<Vec<_>>(), changes());
        assert_eq!(told.touched(), Some(vec![(Some(KindId(0)), "x")]));
        let keys: Vec<&str> = told.changes().next().unwrap().fields().map(|field| field.key).collect();
        assert_eq!(keys, ["stage", "lines", "tags"]);
    }

    #[test]
    fn damaged_bytes_tell_nothing_false() {
        let bytes = pack(&changes(), &[subject_of(0, "x")]).unwrap();
        for cut in 0..bytes.len() {
            let told = Told::new(&bytes[..cut]);
            assert!(told.changes().zip(changes()).all(|(seen, change)| seen.change() == change), "{cut}");
            assert_eq!(told.touched(), None, "{cut}");
        }
    }
}
