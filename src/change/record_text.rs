//! The text of a record, whatever its format, changed by key path.

use super::assign::{Assignment, Op, Spot};
use super::error::ChangeError;
use super::literal::{self, Literal};
use super::note::NoteText;
use super::scope::Scope;
use super::text::{TableSpec, Text, TextError};
use crate::book::tree::{Data, parse_toml};
use crate::finding::{KeyPath, Step};
use crate::model::Type;
use crate::model::kind::FileFormat;

/// A record's file being changed.
pub enum RecordText<'s> {
    Toml(Text<'s>),
    Note(NoteText<'s>),
}

impl<'s> RecordText<'s> {
    /// # Errors
    /// A file that cannot be read is not changed.
    pub fn parse(format: FileFormat, text: &str, spec: &'s TableSpec) -> Result<RecordText<'s>, ChangeError> {
        Ok(match format {
            FileFormat::Toml => RecordText::Toml(Text::parse(text, spec)?),
            FileFormat::Note => RecordText::Note(NoteText::parse(text, spec)?),
        })
    }

    /// A file with nothing in it yet.
    pub fn empty(format: FileFormat, spec: &'s TableSpec) -> Result<RecordText<'s>, ChangeError> {
        let nothing = if format == FileFormat::Note { "---\n---\n" } else { "" };
        RecordText::parse(format, nothing, spec)
    }

    pub fn finish(&self) -> String {
        match self {
            RecordText::Toml(text) => text.finish(),
            RecordText::Note(note) => note.finish(),
        }
    }

    /// Does what one assignment asks for at the spot that its path leads to.
    pub fn apply(&mut self, scope: &Scope<'_>, spot: &Spot<'_>, wish: &Assignment) -> Result<(), ChangeError> {
        if wish.op == Op::Set {
            let value = literal::read(scope, spot.ty, &wish.path, &wish.text)?;
            return self.set(&spot.path, &value);
        }
        if !matches!(spot.ty, Type::List(item) if !matches!(**item, Type::Table(_))) {
            return Err(ChangeError::new("change-no-list").arg("key", &wish.path).arg("word", wish.to_word()));
        }
        let Literal::List(items) = literal::read(scope, spot.ty, &wish.path, &wish.text)? else { return Ok(()) };
        if wish.op == Op::Add { self.add(&spot.path, items) } else { self.remove(&spot.path, &items, wish) }
    }

    /// Gives the value at a path; tables and list items on the way are made, the next item of a list too.
    pub fn set(&mut self, path: &KeyPath, value: &Literal) -> Result<(), ChangeError> {
        match self {
            RecordText::Note(note) => match &path.0[..] {
                [Step::Key(key)] => note.set(key, value),
                [Step::Key(key), Step::Index(index)] => {
                    let mut items: Vec<Literal> = note.items(key).into_iter().map(Literal::Text).collect();
                    let count = items.len();
                    match items.get_mut(*index) {
                        Some(item) => *item = value.clone(),
                        None if *index == count => items.push(value.clone()),
                        None => return Err(beyond(path, count)),
                    }
                    note.set(key, &Literal::List(items));
                }
                _ => return Err(ChangeError::new("change-nothing-there").arg("path", path)),
            },
            RecordText::Toml(text) => {
                make_items(text, path)?;
                let push = match path.0.split_last() {
                    Some((Step::Index(index), list)) => {
                        let list = KeyPath(list.to_vec());
                        let len = text.len(&list);
                        if *index > len {
                            return Err(beyond(path, len));
                        }
                        (*index == len).then_some(list)
                    }
                    _ => None,
                };
                match push {
                    Some(list) => text.push(&list, &value.toml())?,
                    None => text.set(path, &value.toml())?,
                }
            }
        }
        Ok(())
    }

    /// Removes what stands at a path.
    ///
    /// # Errors
    /// `change-nothing-there`.
    pub fn unset(&mut self, path: &KeyPath) -> Result<(), ChangeError> {
        let absent = || ChangeError::new("change-nothing-there").arg("path", path);
        match self {
            RecordText::Toml(text) => Ok(text.unset(path)?),
            RecordText::Note(note) => match &path.0[..] {
                [Step::Key(key)] => note.unset(key).then_some(()).ok_or_else(absent),
                [Step::Key(key), Step::Index(index)] => {
                    let mut items = note.items(key);
                    if *index >= items.len() {
                        return Err(absent());
                    }
                    items.remove(*index);
                    note.set(key, &Literal::List(items.into_iter().map(Literal::Text).collect()));
                    Ok(())
                }
                _ => Err(absent()),
            },
        }
    }

    /// How many items the list at a path has.
    pub fn len(&mut self, path: &KeyPath) -> usize {
        match (self, &path.0[..]) {
            (RecordText::Toml(text), _) => text.len(path),
            (RecordText::Note(note), [Step::Key(key)]) => note.items(key).len(),
            _ => 0,
        }
    }

    fn add(&mut self, path: &KeyPath, new: Vec<Literal>) -> Result<(), ChangeError> {
        for item in new {
            match self {
                RecordText::Toml(text) => {
                    if position(text, path, &item).is_none() {
                        text.push(path, &item.toml())?;
                    }
                }
                RecordText::Note(note) => {
                    let [Step::Key(key)] = &path.0[..] else { continue };
                    let mut items: Vec<Literal> = note.items(key).into_iter().map(Literal::Text).collect();
                    if !items.contains(&item) {
                        items.push(item);
                        note.set(key, &Literal::List(items));
                    }
                }
            }
        }
        Ok(())
    }

    fn remove(&mut self, path: &KeyPath, gone: &[Literal], wish: &Assignment) -> Result<(), ChangeError> {
        let absent = || ChangeError::new("change-not-in-list").arg("key", &wish.path).arg("value", &wish.text);
        for item in gone {
            match self {
                RecordText::Toml(text) => {
                    let index = position(text, path, item).ok_or_else(absent)?;
                    let last = text.len(path) == 1;
                    let which = if last { path.clone() } else { path.clone().at(index) };
                    text.unset(&which)?;
                }
                RecordText::Note(note) => {
                    let [Step::Key(key)] = &path.0[..] else { continue };
                    let mut items: Vec<Literal> = note.items(key).into_iter().map(Literal::Text).collect();
                    let index = items.iter().position(|other| other == item).ok_or_else(absent)?;
                    items.remove(index);
                    if items.is_empty() {
                        note.unset(key);
                    } else {
                        note.set(key, &Literal::List(items));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Makes the tables of lists that a path leads through, where it names the one after the last.
fn make_items(text: &mut Text<'_>, path: &KeyPath) -> Result<(), ChangeError> {
    for (depth, step) in path.0.iter().enumerate() {
        let Step::Index(index) = step else { continue };
        if depth + 1 == path.0.len() {
            break;
        }
        let list = KeyPath(path.0[..depth].to_vec());
        let len = text.len(&list);
        if *index > len {
            return Err(beyond(&list.at(*index), len));
        }
        if *index == len {
            match text.append_table(&list, &[]) {
                Ok(_) => {}
                // `allowances = [{ percent = 5 }]`: somebody wrote the tables inline.
                Err(TextError::Mismatch { .. }) => text.push(&list, "{}")?,
                Err(other) => return Err(other.into()),
            }
        }
    }
    Ok(())
}

fn beyond(path: &KeyPath, len: usize) -> ChangeError {
    ChangeError::new("change-beyond").arg("path", path).arg("count", len)
}

/// Where an item stands in a list, however it is quoted.
fn position(text: &mut Text<'_>, path: &KeyPath, item: &Literal) -> Option<usize> {
    let value = |literal: &str| {
        let source = format!("v = {literal}");
        let table = parse_toml("", &source, &mut Vec::new());
        table.get("v").and_then(|entry| match &entry.node.data {
            Data::Text(text) | Data::Number(text) | Data::Date(text) => Some(text.to_string()),
            Data::Bool(value) => Some(value.to_string()),
            Data::Plain(_) | Data::List(_) | Data::Table(_) => None,
        })
    };
    let wanted = value(&item.toml())?;
    let len = text.len(path);
    (0..len).find(|index| {
        text.get(&path.clone().at(*index)).and_then(|literal| value(&literal)).is_some_and(|found| found == wanted)
    })
}
