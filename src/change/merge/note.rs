//! A note merged: its front matter by key, its body by lines.

use std::collections::HashSet;

use super::line::merge_lines;
use crate::book::front_matter::BODY;
use crate::change::error::ChangeError;
use crate::change::literal::Literal;
use crate::change::note::NoteText;
use crate::change::text::{Blend, Clash, Keep, TableSpec};
use crate::finding::KeyPath;

const EMPTY: &str = "---\n---\n";

/// Merges; where both changed the same key, or the same lines of the body, `keep` decides.
///
/// # Errors
/// The front matter of one of the three cannot be read.
pub fn blend(spec: &TableSpec, base: &str, ours: &str, theirs: &str, keep: Keep) -> Result<Blend, ChangeError> {
    let read = |text: &str| NoteText::parse(if text.is_empty() { EMPTY } else { text }, spec);
    let (base, mut merged, theirs) = (read(base)?, read(ours)?, read(theirs)?);
    let mut clashes = Vec::new();
    let mut clash = |key: &str| {
        let path = KeyPath::key(key);
        clashes.push(Clash { path: path.clone(), base: path.clone(), ours: path.clone(), theirs: path });
        keep
    };
    let [before, mine, other] = [&base, &merged, &theirs].map(NoteText::entries);
    let mut seen = HashSet::new();
    for (key, _) in mine.iter().chain(&other).filter(|(key, _)| seen.insert(key.clone())) {
        let [b, o, t] = [&before, &mine, &other].map(|entries| find(entries, key));
        if b == t || o == t {
            continue;
        }
        if let Some(list) = merged_list(b, o, t) {
            match list.is_empty() {
                true => {
                    merged.unset(key);
                }
                false => merged.set(key, &Literal::List(list)),
            }
        } else if b == o || clash(key) == Keep::Theirs {
            match theirs.lines(key) {
                Some(lines) => merged.write(key, lines),
                None => {
                    merged.unset(key);
                }
            }
        }
    }
    for (comment, key) in new_comments(&base, &merged, &theirs) {
        merged.put_above(&key, &comment);
    }
    let body = merge_lines(base.parts().1, merged.parts().1, theirs.parts().1);
    let keeps = if body.conflict { clash(BODY) } else { keep };
    merged.replace_body(if keeps == Keep::Ours { &body.ours_kept } else { &body.theirs_kept });
    Ok(Blend { text: merged.finish(), clashes })
}

/// Whether two notes say the same: comments and the order of keys are no difference.
pub fn same_values(spec: &TableSpec, a: &str, b: &str) -> bool {
    let read = |text: &str| NoteText::parse(text, spec).ok();
    let (Some(a), Some(b)) = (read(a), read(b)) else { return false };
    let entries = |note: &NoteText<'_>| {
        let mut entries = note.entries();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries
    };
    entries(&a) == entries(&b) && a.parts().1 == b.parts().1
}

fn find<'e>(entries: &'e [(String, Literal)], key: &str) -> Option<&'e Literal> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}

/// Lists are sets whose order is that of ours; what theirs added comes last. `None` when the three are no list.
fn merged_list(base: Option<&Literal>, ours: Option<&Literal>, theirs: Option<&Literal>) -> Option<Vec<Literal>> {
    if [base, ours, theirs].into_iter().flatten().count() < 2 {
        return None;
    }
    let items = |value: Option<&Literal>| match value {
        None => Some(Vec::new()),
        Some(Literal::List(items)) => Some(items.clone()),
        Some(_) => None,
    };
    let (base, ours, theirs) = (items(base)?, items(ours)?, items(theirs)?);
    let mut list: Vec<Literal> =
        ours.iter().filter(|item| theirs.contains(item) || !base.contains(item)).cloned().collect();
    let new = theirs.into_iter().filter(|item| !base.contains(item) && !ours.contains(item));
    list.extend(new);
    Some(list)
}

/// The comments that only theirs has, each with the key below it.
fn new_comments(base: &NoteText<'_>, ours: &NoteText<'_>, theirs: &NoteText<'_>) -> Vec<(String, String)> {
    let known: HashSet<&str> = base.parts().0.lines().chain(ours.parts().0.lines()).collect();
    let keys: Vec<String> = theirs.entries().into_iter().map(|(key, _)| key).collect();
    let mut waiting: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for line in theirs.parts().0.lines() {
        if line.starts_with('#') {
            if !known.contains(line) {
                waiting.push(line.to_string());
            }
        } else if let Some(key) = keys.iter().find(|key| theirs.lines(key).is_some_and(|own| own.starts_with(line))) {
            found.extend(waiting.drain(..).map(|comment| (comment, key.clone())));
        }
    }
    found
}
