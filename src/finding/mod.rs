//! Findings: what is wrong, where, and what to write instead.
//!
//! A finding names a [`Code`] and carries arguments; the words come from the catalogues in `src/finding/text/`,
//! one Fluent message a code and language, whose attributes also hold the text of `carnet explain CODE`.

mod bundle;
pub mod catalogue;
pub mod code;
pub mod label;
pub mod place;
pub mod tongue;
pub mod visible;

use std::ops::Range;

pub use catalogue::{Catalogue, Language};
pub use code::{Code, Level};
pub use label::Labels;
pub use place::{At, KeyPath, Place, Step};
pub use tongue::Tongue;

/// The arguments of a message: names as in the catalogue, values already in words or digits.
pub type Args = Vec<(&'static str, String)>;

/// One fault at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub code: &'static Code,
    /// The code's own level until the firm's `[check]` table is applied.
    pub level: Level,
    pub place: Place,
    pub args: Args,
    /// Which wording of the code: an attribute suffix such as `exponent`, for codes that have several. See [`Catalogue`].
    pub variant: Option<&'static str>,
    /// Other places that matter ("first used here").
    pub labels: Vec<Label>,
    pub fix: Option<Fix>,
}

/// A second place with a message of its own (a key of the catalogue).
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub place: Place,
    pub message: &'static str,
    pub args: Args,
}

/// What to write instead, as edits of the finding's own file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    pub edits: Vec<Edit>,
    /// Nothing is lost or guessed: `check --fix` applies it. Otherwise it is only proposed.
    pub mechanical: bool,
}

/// Replaces a byte range of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

impl Finding {
    pub fn new(code: &'static Code, place: Place) -> Finding {
        Finding { code, level: code.level, place, args: Vec::new(), variant: None, labels: Vec::new(), fix: None }
    }

    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn variant(mut self, variant: &'static str) -> Finding {
        self.variant = Some(variant);
        self
    }

    pub fn label(mut self, place: Place, message: &'static str, args: Args) -> Finding {
        self.labels.push(Label { place, message, args });
        self
    }

    /// Proposes to replace `range` of the finding's file by `text`.
    pub fn fix(mut self, range: Range<usize>, text: impl Into<String>, mechanical: bool) -> Finding {
        self.fix = Some(Fix { edits: vec![Edit { range, text: text.into() }], mechanical });
        self
    }
}

/// Sorts by file, place and code, so that two runs print the same bytes.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.place.path.clone(), f.place.start(), f.code.id);
        key(a).cmp(&key(b)).then_with(|| a.args.cmp(&b.args))
    });
}
