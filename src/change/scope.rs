//! What the words of a command line are read against.

use super::error::ChangeError;
use crate::book::link::{Target, resolve};
use crate::book::source::address;
use crate::book::{Book, RecordRef};
use crate::model::shape::nearest;
use crate::model::{KindId, Type};
use crate::value::period::PeriodContext;

/// A book, its day, and the record that was written last.
#[derive(Clone, Copy)]
pub struct Scope<'b> {
    pub book: &'b Book,
    /// Today, and whether numbers and days may be written as in France (`day_first`).
    pub periods: PeriodContext,
    /// What `@` means.
    pub last: Option<RecordRef>,
}

impl<'b> Scope<'b> {
    /// The record of exactly this id, document number, `kind/id`, file path, or `@`. Writes never guess from a beginning.
    ///
    /// # Errors
    /// Nothing or several things are called so; the nearest or all of them are named.
    pub fn record(&self, text: &str) -> Result<RecordRef, ChangeError> {
        if text == "@" {
            return self.last.ok_or_else(|| ChangeError::new("change-no-last"));
        }
        // Who names the kind does not make the others look into their records for a number.
        if let Some((word, id)) = text.split_once('/')
            && let Some(kind) = self.book.kinds.called(word)
            && let Some(found) = self.book.find(kind, id)
        {
            return Ok(found);
        }
        let mut found: Vec<RecordRef> = Vec::new();
        for (kind, _) in self.book.kinds.iter() {
            found.extend(self.in_kind(kind, text));
        }
        if found.is_empty()
            && let Ok(Some(address)) = address(&self.book.kinds, text)
        {
            found.extend(self.book.find(address.kind, address.id));
        }
        match found[..] {
            [only] => return Ok(only),
            [] => {}
            _ => {
                let names: Vec<String> = found.iter().map(|record| self.book.name(*record)).collect();
                let error = ChangeError::new("change-ambiguous").arg("id", text).arg("candidates", names.join(", "));
                return Err(error.hint("change-say-kind"));
            }
        }
        let Some((word, id)) = text.split_once('/') else {
            let near = nearest(text, self.book.refs().map(|record| &*self.book.get(record).id));
            let near = near.and_then(|id| self.book.refs().find(|record| &*self.book.get(*record).id == id));
            let error = ChangeError::new("change-no-record").arg("id", text);
            return Err(error.suggest(near.map(|record| self.book.name(record))));
        };
        let kind = self.kind(word)?;
        match self.in_kind(kind, id)[..] {
            [only] => Ok(only),
            [] => Err(self.unknown(kind, id)),
            ref several => {
                let names: Vec<String> = several.iter().map(|record| self.book.name(*record)).collect();
                Err(ChangeError::new("change-ambiguous").arg("id", id).arg("candidates", names.join(", ")))
            }
        }
    }

    /// The kind that a person calls so, in English or French, singular or plural.
    pub fn kind(&self, word: &str) -> Result<KindId, ChangeError> {
        let kinds = &self.book.kinds;
        kinds.called(word).ok_or_else(|| {
            let words = kinds.iter().flat_map(|(_, k)| [k.name, k.folder].into_iter().chain(k.aliases.iter().copied()));
            let names: Vec<&str> = kinds.iter().map(|(_, kind)| kind.name).collect();
            let error = ChangeError::new("change-no-kind").arg("word", word).arg("kinds", names.join(", "));
            match nearest(word, words) {
                Some(near) => error.suggest(Some(near)),
                None => error.hint("change-kinds"),
            }
        })
    }

    /// The text of a reference to a record of `kind`, as it is written in files: a bare id.
    pub fn reference(&self, kind: &str, text: &str) -> Result<String, ChangeError> {
        let Some(id) = self.book.kinds.named(kind) else { return Ok(text.to_owned()) };
        if text == "@" || text.contains('/') {
            let record = self.record(text)?;
            if record.kind != id {
                let error = ChangeError::new("change-wrong-kind").arg("name", self.book.name(record));
                return Err(error.arg("expected", format!("@kind-{kind}")));
            }
            return Ok(self.book.get(record).id.to_string());
        }
        match resolve(self.book, &Type::Ref(kind.into()), text) {
            Target::Record(record) => Ok(self.book.get(record).id.to_string()),
            Target::Ambiguous(several) => {
                let names: Vec<String> = several.iter().map(|record| self.book.name(*record)).collect();
                Err(ChangeError::new("change-ambiguous").arg("id", text).arg("candidates", names.join(", ")))
            }
            _ => match self.book.find_ignoring_case(id, text) {
                Some(record) => Ok(self.book.get(record).id.to_string()),
                None => Err(self.unknown(id, text)),
            },
        }
    }

    fn in_kind(&self, kind: KindId, text: &str) -> Vec<RecordRef> {
        match self.book.find(kind, text) {
            Some(found) => vec![found],
            None => self.book.by_number(kind, text).to_vec(),
        }
    }

    fn unknown(&self, kind: KindId, id: &str) -> ChangeError {
        let near = nearest(id, self.book.records(kind).iter().map(|record| &*record.id));
        let name = self.book.kind(kind).name;
        let error = ChangeError::new("change-no-such").arg("id", id).arg("kind", format!("@kind-{name}"));
        match near {
            Some(near) => error.suggest(Some(near)),
            None => error.arg("name", name).hint("change-create-it"),
        }
    }
}
