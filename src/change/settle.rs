//! A merge that people finish: for each field in conflict, one side's value.

use super::merge::{Conflict, ConflictKind, FieldConflict};
use super::note::NoteText;
use super::plan::table_spec;
use super::text::{TableSpec, Text};
use crate::finding::Step;
use crate::history::version::Version;
use crate::model::Shape;
use crate::value::Currency;

/// Whose value a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// That of [`super::Side::ours`].
    Ours,
    Theirs,
}

/// The text with one side's value in each field, in the order of [`Conflict::fields`]. `None` where the two choices cannot
/// be told apart in the text (items of a list that one side took away): then the whole record has to be chosen.
pub fn settle(shape: &Shape, path: &str, conflict: &Conflict, whose: &[Whose], currency: Currency) -> Option<String> {
    if whose.iter().all(|side| *side == Whose::Ours) {
        return Some(conflict.ours_kept.clone());
    }
    if whose.iter().all(|side| *side == Whose::Theirs) {
        return Some(conflict.theirs_kept.clone());
    }
    if conflict.kind_of != ConflictKind::Fields || whose.len() != conflict.fields.len() {
        return None;
    }
    let spec = table_spec(shape);
    let pick = || conflict.fields.iter().zip(whose);
    let wanted: Vec<&FieldConflict> = pick().filter(|(_, side)| **side == Whose::Theirs).map(|(f, _)| f).collect();
    let text = match path.ends_with(".md") {
        true => note(&spec, conflict, &wanted)?,
        false => toml(&spec, conflict, &wanted)?,
    };
    let found = Version::read(shape, path, text.as_bytes(), currency);
    let right = pick().all(|(field, side)| {
        let value = if *side == Whose::Ours { &field.ours } else { &field.theirs };
        found.get(shape, &field.path) == value.as_ref()
    });
    (found.readable && right).then_some(text)
}

fn toml(spec: &TableSpec, conflict: &Conflict, wanted: &[&FieldConflict]) -> Option<String> {
    let mut text = Text::parse(&conflict.ours_kept, spec).ok()?;
    let theirs = Text::parse(&conflict.theirs_kept, spec).ok()?;
    for field in wanted {
        match theirs.get(&field.path) {
            Some(literal) => text.set(&field.path, &literal).ok()?,
            None if field.theirs.is_none() => text.unset(&field.path).ok()?,
            None => return None,
        }
    }
    Some(text.finish())
}

fn note(spec: &TableSpec, conflict: &Conflict, wanted: &[&FieldConflict]) -> Option<String> {
    let mut text = NoteText::parse(&conflict.ours_kept, spec).ok()?;
    let theirs = NoteText::parse(&conflict.theirs_kept, spec).ok()?;
    for field in wanted {
        let [Step::Key(key)] = &field.path.0[..] else { return None };
        match (&**key, theirs.lines(key)) {
            (crate::book::front_matter::BODY, _) => text.replace_body(theirs.parts().1),
            (key, Some(lines)) => text.write(key, lines),
            (key, None) => {
                text.unset(key);
            }
        }
    }
    Some(text.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Merged, Side, merge};
    use crate::model::Kinds;

    fn conflict(kind: &str, path: &str, [base, ours, theirs]: [&str; 3]) -> (Shape, Conflict) {
        let kinds = Kinds::standard();
        let kind = kinds.get(kinds.named(kind).unwrap());
        let shape = Shape::compile(kind.name, &(kind.schema)()).unwrap();
        let sides = Side { base: Some(base), ours: Some(ours), theirs: Some(theirs) };
        match merge(&shape, path, sides, Currency::euro()) {
            Merged::Conflict(conflict) => (shape, conflict),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_field_by_its_own_choice() {
        let deal = |amount: u32, stage: &str| {
            format!("name = \"Site\"\n\nstage = \"{stage}\"\n\namount = {amount} # a comment\n")
        };
        let [base, ours, theirs] = [deal(1, "lead"), deal(2, "won"), deal(3, "lost")];
        let (shape, found) = conflict("deal", "deals/site.toml", [&base, &ours, &theirs]);
        let fields: Vec<String> = found.fields.iter().map(|field| field.path.to_string()).collect();
        assert_eq!(fields, ["stage", "amount"]);
        let settle = |whose: &[Whose]| settle(&shape, "deals/site.toml", &found, whose, Currency::euro()).unwrap();
        assert_eq!(settle(&[Whose::Ours, Whose::Ours]), ours);
        assert_eq!(settle(&[Whose::Theirs, Whose::Theirs]), theirs);
        assert_eq!(settle(&[Whose::Theirs, Whose::Ours]), deal(2, "lost"));
        assert_eq!(settle(&[Whose::Ours, Whose::Theirs]), deal(3, "won"));
    }

    #[test]
    fn a_note_s_key_and_its_text() {
        let note = |subject: &str, text: &str| format!("---\ntitle: {subject}\n---\n{text}\n");
        let [base, ours, theirs] = [note("A", "a"), note("B", "b"), note("C", "c")];
        let (shape, found) = conflict("note", "notes/n.md", [&base, &ours, &theirs]);
        assert_eq!(found.fields.len(), 2);
        let body = |field: &FieldConflict| field.path.to_string() == "text";
        let whose: Vec<Whose> =
            found.fields.iter().map(|field| if body(field) { Whose::Theirs } else { Whose::Ours }).collect();
        assert_eq!(settle(&shape, "notes/n.md", &found, &whose, Currency::euro()).unwrap(), note("B", "c"));
    }
}
