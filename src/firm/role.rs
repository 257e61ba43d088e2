//! What a role of `carnet.toml` allows.

use crate::model::{KindId, Kinds};

/// One entry of `write`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// `*`: every kind, but for the roles and keys of members.
    Everything,
    /// `customer`: its records, whole.
    Kind(KindId),
    /// `deal.stage`, `customer.address.city`: a field of records that are there, and all that is below it.
    Field(KindId, Vec<Box<str>>),
    /// `files/`: what lies in a folder and is no record.
    Folder(Box<str>),
}

impl Grant {
    /// Reads an entry. `None` where no kind is called so; whether a kind has a field, its shape knows.
    pub fn parse(kinds: &Kinds, text: &str) -> Option<Grant> {
        if text == "*" {
            return Some(Grant::Everything);
        }
        if let Some(folder) = text.strip_suffix('/') {
            let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
            return folder.split('/').all(plain).then(|| Grant::Folder(text.into()));
        }
        let mut parts = text.split('.');
        let kind = kinds.named(parts.next()?)?;
        let field: Vec<Box<str>> = parts.map(Into::into).collect();
        match field.as_slice() {
            [] => Some(Grant::Kind(kind)),
            parts if parts.iter().any(|part| part.is_empty()) => None,
            _ => Some(Grant::Field(kind, field)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_kind_a_field_or_a_folder() {
        let kinds = Kinds::standard();
        let deal = kinds.named("deal").unwrap();
        let read = |text: &str| Grant::parse(&kinds, text);
        assert_eq!(read("*"), Some(Grant::Everything));
        assert_eq!(read("deal"), Some(Grant::Kind(deal)));
        assert_eq!(read("deal.stage"), Some(Grant::Field(deal, vec!["stage".into()])));
        assert_eq!(read("files/"), Some(Grant::Folder("files/".into())));
        // Names of kinds as in `kind/id`: a plural or an alias would be guessed at, here of all places.
        for text in ["", "deals", "Deal", "deal.", "deal..stage", ".stage", "/", "../", "a/../b/"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
