//! Chains of one field that lead back to where they began: a customer that is its own grandparent.

use super::{Scope, at_key};
use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, code};
use crate::model::{Field, KindId, Type};

/// A circle longer than this is shown by its beginning.
const MOST_SHOWN: usize = 8;

/// Every built-in field by which a kind refers to itself (`parent`, `bill_to`, `manager`, `credits`), followed from the records of
/// the scope: a new circle goes through one of them. A field of the firm's own may well go round: "partner" does.
pub fn cycles(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (kind, _) in book.kinds.iter().filter(|(kind, _)| scope.has_any(Some(*kind))) {
        for field in to_its_own(book, kind) {
            of_field(book, kind, (&field.name, &field.ty), scope, findings);
        }
    }
}

fn to_its_own(book: &Book, kind: KindId) -> impl Iterator<Item = &Field> {
    let fields = book.shape(kind).fields.iter().filter(|field| !field.custom);
    fields.filter(move |field| matches!(&field.ty, Type::Ref(target) if **target == *book.kind(kind).name))
}

fn of_field(book: &Book, kind: KindId, (field, ty): (&str, &Type), scope: &Scope, findings: &mut Vec<Finding>) {
    let (records, position) = (book.records(kind), book.shape(kind).position(field));
    let next = |index: usize| match resolve(book, ty, records[index].values.view().get(position?)?.as_text()?) {
        Target::Record(to) => Some(to.index as usize),
        _ => None,
    };
    // 0 for records not yet seen, else the walk that saw them: one that meets its own trace has found a circle.
    let mut seen = vec![0_usize; records.len()];
    for start in (0..records.len()).filter(|index| scope.has(RecordRef { kind, index: *index as u32 })) {
        let walk = start + 1;
        let mut at = Some(start);
        // Where the walk meets its own trace it stands on a circle; where the chain ends it does not.
        while let Some(here) = at {
            match seen[here] {
                0 => (seen[here], at) = (walk, next(here)),
                trace if trace == walk => {
                    let members = circle(&next, here);
                    // One to which a record of the scope only leads is none of its own.
                    if members.iter().any(|index| scope.has(RecordRef { kind, index: *index as u32 })) {
                        findings.push(finding(book, kind, field, members));
                    }
                    break;
                }
                _ => break,
            }
        }
    }
}

/// The records of a circle, the first by id at first.
fn circle(next: &impl Fn(usize) -> Option<usize>, on: usize) -> Vec<usize> {
    let mut members = vec![on];
    let mut at = on;
    while let Some(to) = next(at).filter(|to| *to != on) {
        members.push(to);
        at = to;
    }
    let first = members.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(i, _)| i);
    members.rotate_left(first);
    members
}

/// The finding, at the first record of the circle.
fn finding(book: &Book, kind: KindId, field: &str, members: Vec<usize>) -> Finding {
    let record = |index: usize| RecordRef { kind, index: index as u32 };
    let mut names: Vec<&str> = members.iter().take(MOST_SHOWN).map(|m| &*book.get(record(*m)).id).collect();
    if members.len() > MOST_SHOWN {
        names.push("…");
    }
    names.push(names[0]);
    let path = KeyPath::key(field);
    let mut finding = at_key(book, &code::CYCLE, record(members[0]), path.clone()).arg("path", names.join(" → "));
    for member in members.iter().skip(1).take(MOST_SHOWN) {
        finding = finding.label(book.place(record(*member), path.clone()), "label-also-here", Vec::new());
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;
    use crate::value::Date;

    fn circles(parents: &[(&str, &str)]) -> Vec<String> {
        let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
        for (id, parent) in parents {
            let text = format!("name = \"x\"\nparent = \"{parent}\"\n");
            sources.push(Source::new(&format!("customers/{id}.toml"), text.into_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        let mut findings = Vec::new();
        cycles(&Figures::new(&book, Date::new(2026, 1, 1).unwrap()), &Scope::whole(), &mut findings);
        findings.iter().map(|finding| finding.args[1].1.clone()).collect()
    }

    #[test]
    fn each_circle_once_and_no_chain() {
        assert_eq!(circles(&[("a", "a")]), ["a → a"]);
        assert_eq!(circles(&[("a", "b"), ("b", "c"), ("c", "x")]), [""; 0]);
        // `a` and `z` lead into the circle and are not part of it.
        assert_eq!(circles(&[("a", "c"), ("b", "c"), ("c", "b"), ("z", "b")]), ["b → c → b"]);
        assert_eq!(circles(&[("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]), ["a → b → a", "c → d → c"]);
    }
}
