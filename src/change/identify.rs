//! The id that a new record gets when nobody chose one.

use super::error::ChangeError;
use super::scope::Scope;
use crate::book::record::Values;
use crate::book::source::path_for;
use crate::model::{KindId, Shape};
use crate::value::{Date, Id};

/// The kinds whose proposed ids differ from each other, too.
const CHAIN: [&str; 4] = ["quote", "order", "delivery", "invoice"];

/// An id for a record with these values: from its name; `c-0001` for people, whose names would stay in the history;
/// `customer-date` for documents. Free for use.
///
/// # Errors
/// Nothing in the values makes an id.
pub fn propose(scope: &Scope<'_>, kind: KindId, values: &Values) -> Result<Id, ChangeError> {
    propose_besides(scope, kind, values, &[])
}

/// The same where other new records, whose ids are `taken`, are written along.
///
/// # Errors
/// Nothing in the values makes an id.
pub fn propose_besides(scope: &Scope<'_>, kind: KindId, values: &Values, taken: &[String]) -> Result<Id, ChangeError> {
    let row = scope.book.kind(kind);
    let shape = scope.book.shape(kind);
    let text = |name: &str| field(shape, values, name).and_then(|value| value.as_text());
    let date = row.date.and_then(|name| field(shape, values, name)).and_then(|value| value.as_date());
    if is_person(row.name, shape, values) {
        return neutral(scope, kind);
    }
    let name = match (text("customer"), date) {
        (Some(customer), Some(date)) if row.by_month => Some(format!("{customer}-{date}")),
        _ => text(row.title).map(str::to_owned).or(date.map(|date| date.to_string())),
    };
    let base = name.as_deref().and_then(Id::from_name);
    let needs = || ChangeError::new("change-needs-id").arg("kind", row.name).hint("change-needs-id-example");
    unique(scope, kind, &base.ok_or_else(needs)?, date, taken).ok_or_else(needs)
}

/// The id that a person chose, checked.
///
/// # Errors
/// It breaks the rule for ids, or is taken.
pub fn chosen(scope: &Scope<'_>, kind: KindId, text: &str) -> Result<Id, ChangeError> {
    let row = scope.book.kind(kind);
    let id = match Id::new(text) {
        Ok(id) => id,
        Err(_) => return Err(ChangeError::new("change-bad-id").arg("id", text).suggest(Id::from_name(text))),
    };
    match scope.book.find_ignoring_case(kind, text) {
        Some(taken) => {
            let error = ChangeError::new("change-taken").arg("name", scope.book.name(taken)).arg("kind", row.name);
            Err(error.arg("path", scope.book.path(taken)).hint("change-use-set"))
        }
        None => Ok(id),
    }
}

fn field<'v>(shape: &Shape, values: &'v Values, name: &str) -> Option<&'v crate::book::Value> {
    values.get(shape.position(name)?)?.as_ref()
}

/// Natural persons outside the firm. The members' names stand in the commits anyway.
fn is_person(kind: &str, shape: &Shape, values: &Values) -> bool {
    let named = shape.field("name").is_some_and(|field| field.personal) && kind != "member";
    named || field(shape, values, "type").and_then(|value| value.as_text()) == Some("person")
}

fn neutral(scope: &Scope<'_>, kind: KindId) -> Result<Id, ChangeError> {
    let number = |id: &str| id.strip_prefix("c-").and_then(|digits| digits.parse::<u64>().ok());
    let last = scope.book.records(kind).iter().filter_map(|record| number(&record.id)).max().unwrap_or(0);
    let id = format!("c-{:04}", last.saturating_add(1));
    Id::new(&id).map_err(|_| ChangeError::new("change-bad-id").arg("id", id))
}

/// The id, or with -2, -3… behind it when it is taken.
fn unique(scope: &Scope<'_>, kind: KindId, base: &Id, date: Option<Date>, taken: &[String]) -> Option<Id> {
    // The documents of one sale and one day name each other: a bare id shall mean one of them.
    let kinds: Vec<KindId> = match CHAIN.contains(&scope.book.kind(kind).name) {
        true => CHAIN.iter().filter_map(|name| scope.book.kinds.named(name)).collect(),
        false => vec![kind],
    };
    let free = |id: &Id| {
        let path = path_for(&scope.book.kinds, kind, id.as_str(), date);
        kinds.iter().all(|kind| scope.book.find_ignoring_case(*kind, id.as_str()).is_none())
            && scope.book.source_at(&path).is_none()
            && !taken.iter().any(|other| other.eq_ignore_ascii_case(id.as_str()))
    };
    if free(base) {
        return Some(base.clone());
    }
    // Room for the number, should the id be as long as an id may be.
    let stem: String = base.as_str().chars().take(Id::MAX - 6).collect();
    let stem = stem.trim_end_matches(['-', '.']);
    (2..100_000).filter_map(|number| Id::new(&format!("{stem}-{number}")).ok()).find(free)
}
