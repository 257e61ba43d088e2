//! Why a wish cannot become a plan.

use crate::change::text::TextError;
use crate::finding::Args;

/// A message of the catalogue and what to do instead; the wording is not known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeError {
    /// Key of the message, `change-…`.
    pub key: &'static str,
    pub args: Args,
    /// Key of the hint, which takes the same arguments.
    pub hint: Option<&'static str>,
}

impl ChangeError {
    pub fn new(key: &'static str) -> ChangeError {
        ChangeError { key, args: Args::new(), hint: None }
    }

    pub fn arg(mut self, name: &'static str, value: impl ToString) -> ChangeError {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn hint(mut self, key: &'static str) -> ChangeError {
        self.hint = Some(key);
        self
    }

    /// With a hint that proposes `suggestion`, when there is one.
    pub fn suggest(self, suggestion: Option<impl ToString>) -> ChangeError {
        match suggestion {
            Some(word) => self.arg("suggestion", word).hint("change-did-you-mean"),
            None => self,
        }
    }
}

impl From<TextError> for ChangeError {
    fn from(error: TextError) -> ChangeError {
        match error {
            // `edit` shows the fault itself, at its place.
            TextError::Syntax { .. } => ChangeError::new("change-broken-file").hint("change-edit-first"),
            TextError::Absent { path } => ChangeError::new("change-nothing-there").arg("path", path),
            TextError::Literal { literal, message } => {
                ChangeError::new("change-not-written").arg("value", literal).arg("detail", message)
            }
            TextError::Mismatch { path, found } => {
                ChangeError::new("change-mismatch").arg("path", path).arg("found", found).hint("change-edit-instead")
            }
        }
    }
}
