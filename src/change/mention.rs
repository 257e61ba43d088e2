//! Where a record is mentioned: in references of every kind and in saved queries.

use crate::book::RecordRef;
use crate::book::link::{Target, resolve};
use crate::book::record::visit;
use crate::book::view::View;
use crate::figures::Figures;
use crate::finding::KeyPath;
use crate::model::{KindId, Type};
use crate::query::field::{FieldPath, FieldType};
use crate::query::term::{Leaf, Term, Test, Text, Value as Asked};
use crate::query::{Query, parse_text};

/// One place at which a record mentions another.
#[derive(Debug, Clone)]
pub struct Mention<'b> {
    /// Where, in the record that mentions.
    pub path: KeyPath,
    /// Who is meant.
    pub target: RecordRef,
    /// How it is written there.
    pub written: Written<'b>,
}

/// How a record is written where it is mentioned.
#[derive(Debug, Clone)]
pub enum Written<'b> {
    /// The value of a reference: an id, a number, `kind/id`.
    Reference(&'b str),
    /// A value in a saved query.
    InQuery { query: &'b str, value: Text },
}

/// Calls `see` for each mention that a record makes of records of `kind`.
pub fn each_mention<'b>(figures: &Figures<'b>, from: RecordRef, kind: KindId, see: &mut dyn FnMut(Mention<'b>)) {
    let book = figures.book;
    visit(book.shape(from.kind), book.get(from).values.view(), |trail, ty, value| match (ty, value) {
        (Type::Ref(_) | Type::AnyRef, View::Text(text)) => {
            if let Target::Record(target) = resolve(book, ty, text)
                && target.kind == kind
            {
                see(Mention { path: trail.to_path(), target, written: Written::Reference(text) });
            }
        }
        (Type::Query(over), View::Text(text)) => {
            let (Some(over), Ok(query)) = (book.kinds.named(over), parse_text(text)) else { return };
            for (value, target) in in_query(figures, over, &query, kind) {
                see(Mention { path: trail.to_path(), target, written: Written::InQuery { query: text, value } });
            }
        }
        _ => {}
    });
}

/// The values of a query over the records of `over` that mean records of `kind`.
fn in_query(figures: &Figures<'_>, over: KindId, query: &Query, kind: KindId) -> Vec<(Text, RecordRef)> {
    let book = figures.book;
    let mut found = Vec::new();
    for leaf in query.root.iter().flat_map(|root| root.leaves()) {
        let Leaf::Term(term) = leaf else { continue };
        let means = match meaning(figures, over, term) {
            Some(means) if means.is_none_or(|means| means == kind) => means,
            _ => continue,
        };
        let values: Vec<&Text> = match &term.test {
            Test::Any(values) => values.iter().flat_map(Asked::texts).collect(),
            Test::Compare(_, value) => vec![value],
            Test::Missing | Test::Present => continue,
        };
        for value in values {
            let ty = means.map_or(Type::AnyRef, |kind| Type::Ref(book.kind(kind).name.into()));
            // Where any kind could stand, and where one is certain, `kind/id` is understood.
            let target = match resolve(book, &ty, &value.text) {
                Target::Record(target) => Some(target),
                _ => match resolve(book, &Type::AnyRef, &value.text) {
                    Target::Record(target) => Some(target),
                    _ => None,
                },
            };
            if let Some(target) = target.filter(|target| target.kind == kind) {
                found.push((value.clone(), target));
            }
        }
    }
    found
}

/// What the values of a term are: records of a kind (`Some(Some)`), of any kind (`Some(None)`), or no records.
fn meaning(figures: &Figures<'_>, over: KindId, term: &Term) -> Option<Option<KindId>> {
    let kinds = &figures.book.kinds;
    if term.field.text == "segment" && kinds.get(over).name == "customer" {
        return kinds.named("segment").map(Some);
    }
    let path = FieldPath::compile(figures, over, &term.field.text).ok()?;
    match path.ty {
        FieldType::Reference(target) => Some(target),
        FieldType::Id => Some(Some(owner_of_id(figures, over, &term.field.text))),
        _ => None,
    }
}

/// Whose id `customer.parent.id` is.
fn owner_of_id(figures: &Figures<'_>, over: KindId, path: &str) -> KindId {
    let before = path.rsplit_once('.').and_then(|(before, _)| FieldPath::compile(figures, over, before).ok());
    match before.map(|path| path.ty) {
        Some(FieldType::Reference(Some(kind))) => kind,
        _ => over,
    }
}
