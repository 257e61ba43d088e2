//! What a `check` leaves for the next one: what need not be examined again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{RULES, Reach};
use crate::book::Delta;
use crate::finding::Finding;
use crate::value::Date;

/// What was found quiet, and in which state of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Rules look at the day.
    pub(super) as_of: Date,
    /// Rules of whole kinds and series without a finding.
    pub(super) quiet: BTreeSet<String>,
    /// The files in which rules of single records, or of those that hang together, found something. In all others they found
    /// nothing.
    pub(super) loud: BTreeSet<Box<str>>,
    /// The files that were not as they were kept, and what they were.
    pub delta: Delta,
}

impl Marks {
    /// Of what the rules found, in the order of their table; a rule that did not run had nothing to find.
    pub(super) fn new(as_of: Date, delta: Delta, found: &[Option<Vec<Finding>>]) -> Marks {
        let mut marks = Marks { as_of, quiet: BTreeSet::new(), loud: BTreeSet::new(), delta };
        for (rule, found) in RULES.iter().zip(found) {
            let found = found.as_deref().unwrap_or_default();
            match rule.reach {
                Reach::Record(_) | Reach::Together(..) | Reach::Chain(..) => {
                    marks.loud.extend(found.iter().map(|finding| finding.place.path.clone()));
                }
                Reach::Places(..) | Reach::Kinds(..) | Reach::Book(_) => {}
            }
            if found.is_empty() && matches!(rule.reach, Reach::Places(..) | Reach::Chain(..) | Reach::Kinds(..)) {
                marks.quiet.insert(rule.name.to_owned());
            }
        }
        marks
    }
}
