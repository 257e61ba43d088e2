//! What keys were called in older formats of the book: the one table from which old files are read, now and in the history,
//! and from which `carnet migrate` writes them anew.
//!
//! A key's old name is never given another meaning, so that a file of any time can be read without asking which format it
//! was written in.

use std::borrow::Cow;

/// A key that has another name since a format.
#[derive(Debug, PartialEq, Eq)]
pub struct Rename {
    /// The first format that has the new name.
    pub format: i64,
    /// The table that it stands in, by the name of its shape: a kind, or what a kind calls a table of its own.
    pub table: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    /// Words of a choice that are written otherwise, too: old and new.
    pub words: &'static [(&'static str, &'static str)],
}

/// Every change of the format, the oldest first.
///
/// Format 2: the law asks of every line whether it sells goods or services (directive 2006/112/EC, art. 226; in France art.
/// 242 nonies A, I-8° bis of annex II to the tax code), so products say it by the same key and words as lines.
pub static RENAMES: &[Rename] = &[Rename {
    format: 2,
    table: "product",
    from: "type",
    to: "nature",
    words: &[("good", "goods"), ("service", "services")],
}];

/// What a key of a table that has no field of that name is called today.
pub fn renamed(table: &str, key: &str) -> Option<&'static Rename> {
    RENAMES.iter().find(|rename| rename.table == table && rename.from == key)
}

impl Rename {
    /// How a word of its value is written today.
    pub fn word<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match self.words.iter().find(|(old, _)| *old == word) {
            Some((_, new)) => Cow::Borrowed(new),
            None => Cow::Borrowed(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::firm::FORMAT;
    use crate::model::{Kinds, Shape};

    #[test]
    fn old_names_are_free_and_new_ones_exist() {
        let kinds = Kinds::standard();
        for rename in RENAMES {
            assert!((2..=FORMAT).contains(&rename.format), "{rename:?}");
            let kind = kinds.named(rename.table).unwrap_or_else(|| panic!("{rename:?}: no such kind"));
            let shape = Shape::compile(rename.table, &(kinds.get(kind).schema)()).unwrap();
            assert!(shape.position(rename.to).is_some(), "{rename:?}: no such field");
            assert!(shape.position(rename.from).is_none(), "{rename:?}: the old name has another meaning");
        }
    }

    #[test]
    fn words_are_translated_and_others_stay() {
        let rename = renamed("product", "type").unwrap();
        assert_eq!(rename.word("service"), "services");
        assert_eq!(rename.word("both"), "both");
        assert_eq!(renamed("product", "name"), None);
    }
}
