//! The words, in English and French.

/// A language that carnet speaks to its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
}

/// The messages of one language.
pub struct Catalogue {
    pub language: Language,
}
