//! What changed between two versions of a record, in values: formatting, comments, the order of keys and the order of
//! list items are no change; `1000` and `1000.00` are one amount.
//!
//! Items of a list belong together when they are equal; else when they bear the same key (`id`, `product`, `customer`,
//! `invoice`); else when at least half of their values are equal. What is left came or went.

use serde::{Deserialize, Serialize};

use super::version::{Version, is_nothing};
use crate::book::{Value, Values};
use crate::finding::{KeyPath, Step};
use crate::model::{Shape, Type};

/// The fields that tell the items of a list apart, the surest first.
const KEYS: [&str; 4] = ["id", "product", "customer", "invoice"];

/// Lists of which more pairs than this would have to be compared are matched by position.
const MOST_PAIRS: usize = 40_000;

/// One value that differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Where it stands. Positions in lists are those of the newer version, except in what was removed.
    pub path: KeyPath,
    /// A whole item came to a list or went from it: a line (`lines.2`), a tag (`tags`).
    pub item: bool,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl FieldChange {
    /// The key of the top-level field.
    pub fn top(&self) -> &str {
        match self.path.0.first() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    /// Whether both are the same decision, told against different parents: a merge is the author of what it decided
    /// against all of them.
    fn agrees(&self, other: &FieldChange) -> bool {
        match (&self.after, &other.after) {
            (None, None) if self.item || other.item => {
                self.item == other.item && self.top() == other.top() && self.before == other.before
            }
            (mine, others) => self.path == other.path && mine == others,
        }
    }
}

/// The differences between two readable versions, in the order of the fields.
pub fn diff(shape: &Shape, before: &Version, after: &Version) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    table(shape, &before.values, &after.values, &KeyPath::default(), &mut changes);
    for (path, value) in &before.extras {
        let after = after.extras.iter().find(|(other, _)| other == path).map(|(_, value)| value);
        if after != Some(value) {
            join(&mut changes, path, Some(value), after);
        }
    }
    for (path, value) in &after.extras {
        if !before.extras.iter().any(|(other, _)| other == path) {
            join(&mut changes, path, None, Some(value));
        }
    }
    changes
}

/// Everything that a version says, against nothing.
pub fn contents(shape: &Shape, version: &Version) -> Vec<FieldChange> {
    diff(shape, &Version { values: vec![None; shape.fields.len()].into(), extras: Vec::new(), readable: true }, version)
}

/// What differs from every parent: those changes against the first that are found against all others.
pub fn against_all(mut against: Vec<Vec<FieldChange>>) -> Vec<FieldChange> {
    if against.is_empty() {
        return Vec::new();
    }
    let mut changes = against.remove(0);
    changes.retain(|change| against.iter().all(|others| others.iter().any(|other| change.agrees(other))));
    changes
}

/// A value that no field holds: where the field's own value came or went at the same time, that is one change.
fn join(changes: &mut Vec<FieldChange>, path: &KeyPath, before: Option<&Value>, after: Option<&Value>) {
    match changes.iter_mut().find(|change| change.path == *path && !change.item) {
        Some(change) => {
            change.before = change.before.take().or(before.cloned());
            change.after = change.after.take().or(after.cloned());
        }
        None => changes.push(FieldChange {
            path: path.clone(),
            item: false,
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

fn table(shape: &Shape, before: &Values, after: &Values, path: &KeyPath, out: &mut Vec<FieldChange>) {
    for (i, field) in shape.fields.iter().enumerate() {
        let value = |values: &'_ Values| values.get(i).cloned().flatten().filter(|value| !is_nothing(value));
        let (old, new) = (before.get(i).and_then(Option::as_ref), after.get(i).and_then(Option::as_ref));
        if old == new {
            continue;
        }
        let path = path.clone().and(&field.name);
        match &field.ty {
            Type::Table(inner) => {
                let nothing: Values = vec![None; inner.fields.len()].into();
                let inside = |value: Option<&Value>| value.and_then(Value::as_table).unwrap_or(&nothing).clone();
                table(inner, &inside(old), &inside(new), &path, out);
            }
            Type::List(item) => {
                let items = |value: Option<&'_ Value>| value.map_or(Vec::new(), |value| value.as_list().to_vec());
                list(item, &items(old), &items(new), &path, out);
            }
            _ => {
                let (before, after) = (value(before), value(after));
                if !same(before.as_ref(), after.as_ref()) {
                    out.push(FieldChange { path, item: false, before, after });
                }
            }
        }
    }
}

/// Line ends are no difference in a text.
fn same(before: Option<&Value>, after: Option<&Value>) -> bool {
    match (before, after) {
        (Some(Value::Text(a)), Some(Value::Text(b))) if a.contains('\r') || b.contains('\r') => a.lines().eq(b.lines()),
        _ => before == after,
    }
}

fn list(item: &Type, before: &[Value], after: &[Value], path: &KeyPath, out: &mut Vec<FieldChange>) {
    let shape = if let Type::Table(shape) = item { Some(&**shape) } else { None };
    let at = |i: usize| if shape.is_some() { path.clone().at(i) } else { path.clone() };
    for (old, new) in pair_items(shape, before, after) {
        match (old, new) {
            (Some(old), Some(new)) => {
                if let (Some(shape), Value::Table(a), Value::Table(b)) = (shape, &before[old], &after[new]) {
                    table(shape, a, b, &path.clone().at(new), out);
                }
            }
            (old, new) => {
                let path = at(new.or(old).unwrap_or_default());
                let before = old.map(|i| before[i].clone());
                let after = new.map(|i| after[i].clone());
                out.push(FieldChange { path, item: true, before, after });
            }
        }
    }
}

/// Which item of the older list is which of the newer: first those of the newer list in their order, then what went.
/// Values that are no tables belong together only when they are equal.
pub fn pair_items(shape: Option<&Shape>, before: &[Value], after: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut origin: Vec<Option<usize>> = vec![None; after.len()];
    let mut free: Vec<bool> = vec![true; before.len()];
    let many = before.len().saturating_mul(after.len()) > MOST_PAIRS;
    let mut pair = |origin: &mut [Option<usize>], test: &dyn Fn(usize, usize) -> bool| {
        for (new, origin) in origin.iter_mut().enumerate().filter(|(_, origin)| origin.is_none()) {
            // The item at the same position goes first, so that equal ones keep their places.
            let near = Some(new).filter(|old| *old < before.len());
            let old = near.into_iter().chain(if many { 0..0 } else { 0..before.len() });
            if let Some(old) = old.into_iter().find(|old| free[*old] && test(*old, new)) {
                *origin = Some(old);
                free[old] = false;
            }
        }
    };
    pair(&mut origin, &|old, new| before[old] == after[new]);
    if let Some(shape) = shape {
        for key in KEYS.iter().filter_map(|key| shape.position(key)) {
            let value = |item: &Value| item.as_table().and_then(|values| values.get(key).cloned().flatten());
            pair(&mut origin, &|old, new| value(&before[old]).is_some_and(|key| value(&after[new]) == Some(key)));
        }
        pair(&mut origin, &|old, new| alike(&before[old], &after[new]));
    }
    let kept = origin.into_iter().enumerate().map(|(new, old)| (old, Some(new)));
    let gone = free.into_iter().enumerate().filter(|(_, free)| *free).map(|(old, _)| (Some(old), None));
    kept.chain(gone).collect()
}

/// Whether at least half of what two items say is the same.
fn alike(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(b)) = (a.as_table(), b.as_table()) else { return false };
    let said = a.iter().zip(b).filter(|(a, b)| a.is_some() || b.is_some()).count();
    let equal = a.iter().zip(b).filter(|(a, b)| a.is_some() && a == b).count();
    equal > 0 && equal * 2 >= said
}

#[cfg(test)]
mod tests {
    use super::super::version::tests::{shape, version};
    use super::*;

    /// `path: before → after`, a nought for nothing.
    fn shown(changes: &[FieldChange]) -> Vec<String> {
        let word = |value: &Option<Value>| match value {
            None => "∅".to_owned(),
            Some(Value::Text(text)) => text.to_string(),
            Some(Value::Decimal(number)) => number.to_string(),
            Some(Value::Date(date)) => date.to_string(),
            Some(Value::Table(_)) => "{…}".to_owned(),
            Some(other) => format!("{other:?}"),
        };
        changes.iter().map(|c| format!("{}: {} → {}", c.path, word(&c.before), word(&c.after))).collect()
    }

    fn changed(kind: &str, before: &str, after: &str) -> Vec<String> {
        let shape = shape(kind);
        shown(&diff(&shape, &version(&shape, before), &version(&shape, after)))
    }

    #[test]
    fn values_count_and_nothing_else() {
        let before = "name = \"Site\"\nstage = \"lead\"\namount = 1000\ntags = [\"a\", \"b\"]\n";
        let after =
            "# moved around\ntags = [\n  \"b\",\n  \"a\",\n]\namount = 1000.00\nstage = 'lead'\n\nname = \"Site\"\n";
        assert_eq!(changed("deal", before, after), [""; 0]);
        assert_eq!(
            changed("deal", before, "name = \"Site\"\nstage = \"won\"\nclosed = 2026-10-03\ntags = [\"b\", \"c\"]\n"),
            ["stage: lead → won", "amount: 1000 → ∅", "tags: ∅ → c", "tags: a → ∅", "closed: ∅ → 2026-10-03"]
        );
    }

    #[test]
    fn a_table_is_told_by_what_is_in_it() {
        let before = "name = \"A\"\n[address]\ncity = \"Lille\"\ncountry = \"FR\"\n";
        assert_eq!(
            changed("customer", before, "name = \"A\"\n[address]\ncity = \"Lyon\"\ncountry = \"FR\"\n"),
            ["address.city: Lille → Lyon"]
        );
        assert_eq!(
            changed("customer", before, "name = \"A\"\n"),
            ["address.city: Lille → ∅", "address.country: FR → ∅"]
        );
    }

    const HEAD: &str = "customer = \"acme\"\ndate = 2026-10-03\n";

    fn line(product: &str, quantity: u32, price: u32) -> String {
        format!("[[lines]]\nproduct = \"{product}\"\nquantity = {quantity}\nunit_price = {price}\n")
    }

    fn invoice(lines: &[String]) -> String {
        format!("{HEAD}{}", lines.concat())
    }

    #[test]
    fn a_line_that_moves_is_no_change() {
        let (audit, widget, travel) = (line("audit", 1, 650), line("widget", 10, 12), line("travel", 1, 80));
        let before = invoice(&[audit.clone(), widget.clone(), travel.clone()]);
        assert_eq!(changed("invoice", &before, &invoice(&[travel, audit, widget])), [""; 0]);
    }

    #[test]
    fn lines_belong_together_by_their_product_and_then_by_what_they_say() {
        let before = invoice(&[line("audit", 1, 650), line("widget", 10, 12)]);
        let after = invoice(&[line("widget", 12, 11), line("audit", 1, 650), line("travel", 1, 80)]);
        assert_eq!(
            changed("invoice", &before, &after),
            ["lines.1.quantity: 10 → 12", "lines.1.unit_price: 12 → 11", "lines.3: ∅ → {…}"]
        );
        let free = |words: &str| format!("{HEAD}[[lines]]\ndescription = \"{words}\"\nquantity = 3\nunit_price = 5\n");
        assert_eq!(
            changed("invoice", &free("Trip"), &free("Trip to Lyon")),
            ["lines.1.description: Trip → Trip to Lyon"]
        );
        assert_eq!(changed("invoice", &before, &invoice(&[line("audit", 1, 650)])), ["lines.2: {…} → ∅"]);
    }

    #[test]
    fn what_no_field_holds_is_told_too() {
        let before = "name = \"A\"\nstage = \"lead\"\ncolour = \"red\"\namount = 5\n";
        let after = "name = \"A\"\nstage = \"lead\"\ncolour = \"blue\"\namount = \"much\"\n";
        assert_eq!(changed("deal", before, after), ["amount: 5 → much", "colour: red → blue"]);
    }

    #[test]
    fn a_merge_decides_only_what_no_parent_had() {
        let shape = shape("deal");
        let deal = |stage: &str, amount: u32, tags: &str| {
            version(&shape, &format!("name = \"S\"\nstage = \"{stage}\"\namount = {amount}\ntags = [{tags}]\n"))
        };
        let (ours, theirs) = (deal("won", 10, "\"a\""), deal("lead", 12, "\"a\""));
        let merged = deal("won", 12, "\"a\"");
        let against = |merged: &Version| vec![diff(&shape, &ours, merged), diff(&shape, &theirs, merged)];
        assert_eq!(shown(&against_all(against(&merged))), [""; 0]);
        let evil = deal("won", 13, "");
        assert_eq!(shown(&against_all(against(&evil))), ["amount: 10 → 13", "tags: a → ∅"]);
    }

    #[test]
    fn long_lists_are_compared_in_reasonable_time() {
        let lines = |from: u32| (from..from + 3_000).map(|i| line(&format!("p{i}"), i, i)).collect::<Vec<_>>();
        let started = std::time::Instant::now();
        assert_eq!(changed("invoice", &invoice(&lines(0)), &invoice(&lines(10_000))).len(), 6_000);
        assert!(started.elapsed().as_secs() < 5);
    }
}
