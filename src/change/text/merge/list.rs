//! Lists: of tables by the identity of their items, of plain values as sets whose order is kept.

use toml_edit::{Array, Item, Table, TableLike, Value};

use super::super::edit::{push_item, remove_item};
use super::comment::carry_item;
use super::{At, Keep, Merger, Ours, TableSpec, bare, entry, forget_places, scalar_of, value_of};
use crate::book;
use crate::history::record_diff::pair_items;
use crate::model::shape::Field;
use crate::model::{Shape, Type};

/// The fields by which two items that were added on both sides are the same one. A product does not do: two people may
/// each sell some of it.
const IDENTITY: [&str; 3] = ["id", "customer", "invoice"];

/// Above this many pairs, items that both sides added are told apart only by being equal at the same position.
const MOST_PAIRS: usize = 40_000;

/// An item and where it stands in each version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[[lines]]`, or `lines = [{ … }]`.
    Tables,
    Plain,
    Empty,
}

fn form(item: &Item) -> Option<Form> {
    match item {
        Item::ArrayOfTables(_) => Some(Form::Tables),
        Item::Value(Value::Array(array)) if array.is_empty() => Some(Form::Empty),
        Item::Value(Value::Array(array)) => {
            let tables = array.iter().filter(|value| value.is_inline_table()).count();
            match tables {
                0 => Some(Form::Plain),
                all if all == array.len() => Some(Form::Tables),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether the three are versions of one list that is merged item by item.
pub(super) fn applies(base: Option<&Item>, ours: Option<&Item>, theirs: Option<&Item>) -> bool {
    let form = |item: Option<&Item>| item.map_or(Some(Form::Empty), form);
    let (Some(b), Some(o), Some(t)) = (form(base), form(ours), form(theirs)) else { return false };
    let forms = [b, o, t];
    let (tables, plain) = (forms.contains(&Form::Tables), forms.contains(&Form::Plain));
    match (ours, theirs) {
        _ if tables == plain => false,
        (Some(_), Some(_)) if tables => o == Form::Tables && t == Form::Tables,
        (Some(_), Some(_)) => true,
        (None, None) => false,
        // Removed as a whole, by one side.
        _ => plain && base.is_some(),
    }
}

/// The items as values, with a shape made of the names that they have.
fn items(list: &[Option<&Item>; 3]) -> (Option<Shape>, [Vec<book::Value>; 3]) {
    let tables = list.each_ref().map(|item| tables_of(*item));
    if tables.iter().all(Vec::is_empty) {
        let plain = |item: &Option<&Item>| match item {
            Some(Item::Value(Value::Array(array))) => array.iter().map(scalar_of).collect(),
            _ => Vec::new(),
        };
        return (None, list.each_ref().map(plain));
    }
    let mut shape = Shape::default();
    for table in tables.iter().flatten() {
        for (name, item) in table.iter() {
            if !item.is_none() && shape.position(name).is_none() {
                shape.fields.push(Field {
                    name: name.into(),
                    ty: Type::Text,
                    required: false,
                    starts_group: false,
                    fiscal: false,
                    personal: false,
                    custom: false,
                    doc: Box::default(),
                });
            }
        }
    }
    let values = tables.map(|tables| {
        let values = |table: &dyn TableLike| shape.fields.iter().map(|f| entry(table, &f.name).map(value_of)).collect();
        tables.into_iter().map(|table| book::Value::Table(values(table))).collect()
    });
    (Some(shape), values)
}

fn tables_of(item: Option<&Item>) -> Vec<&dyn TableLike> {
    match item {
        Some(Item::ArrayOfTables(list)) => list.iter().map(|table| table as &dyn TableLike).collect(),
        Some(Item::Value(Value::Array(array))) => {
            array.iter().filter_map(|value| value.as_inline_table().map(|table| table as &dyn TableLike)).collect()
        }
        _ => Vec::new(),
    }
}

/// Which item is which in the three versions.
fn matches(shape: Option<&Shape>, [base, ours, theirs]: &[Vec<book::Value>; 3]) -> Vec<Match> {
    let mut all: Vec<Match> = (0..base.len()).map(|i| Match { base: Some(i), ours: None, theirs: None }).collect();
    let mut added = Vec::new();
    for (old, new) in pair_items(shape, base, ours) {
        match old {
            Some(old) => all[old].ours = new,
            None => added.push(Match { base: None, ours: new, theirs: None }),
        }
    }
    let mut theirs_added = Vec::new();
    for (old, new) in pair_items(shape, base, theirs) {
        match (old, new) {
            (Some(old), new) => all[old].theirs = new,
            (None, Some(new)) => theirs_added.push(new),
            (None, None) => {}
        }
    }
    let identity: Vec<usize> =
        IDENTITY.iter().filter_map(|name| shape.and_then(|shape| shape.position(name))).collect();
    let many = added.len().saturating_mul(theirs_added.len()) > MOST_PAIRS;
    let keyed = |mine: &book::Value, other: &book::Value| {
        let (Some(mine), Some(other)) = (mine.as_table(), other.as_table()) else { return false };
        identity.iter().any(|key| mine[*key].is_some() && mine[*key] == other[*key])
    };
    let equal = |mine: &book::Value, other: &book::Value| mine == other;
    let tests: [&dyn Fn(&book::Value, &book::Value) -> bool; 2] = [&equal, &keyed];
    for test in tests {
        theirs_added.retain(|new| {
            let free = |item: &Match| item.theirs.is_none();
            let fits = |item: &Match| item.ours.is_some_and(|mine| test(&ours[mine], &theirs[*new]));
            let near = |item: &Match| !many || item.ours == Some(*new);
            match added.iter_mut().find(|item| free(item) && near(item) && fits(item)) {
                Some(item) => item.theirs = Some(*new),
                None => return true,
            }
            false
        });
    }
    all.extend(added);
    all.extend(theirs_added.into_iter().map(|new| Match { base: None, ours: None, theirs: Some(new) }));
    all
}

/// The order of the merged list: ours, unless only theirs changed the order; what the other side added stands behind
/// what it stood behind there, after what the first side added at the same place.
fn ordered(all: &[Match], kept: &[bool]) -> Vec<Match> {
    let sorted = |key: fn(&Match) -> Option<usize>, only: &dyn Fn(&Match) -> bool| {
        let mut sorted: Vec<usize> = (0..all.len()).filter(|i| only(&all[*i]) && key(&all[*i]).is_some()).collect();
        sorted.sort_by_key(|i| key(&all[*i]));
        sorted
    };
    let common = |item: &Match| item.base.is_some() && item.ours.is_some() && item.theirs.is_some();
    let old = sorted(|item| item.base, &common);
    let theirs_lead = sorted(|item| item.ours, &common) == old && sorted(|item| item.theirs, &common) != old;
    let (lead, follow): (fn(&Match) -> Option<usize>, fn(&Match) -> Option<usize>) =
        if theirs_lead { (|item| item.theirs, |item| item.ours) } else { (|item| item.ours, |item| item.theirs) };
    let mut order: Vec<usize> = sorted(lead, &|_| true).into_iter().filter(|i| kept[*i]).collect();
    let mut behind: Option<usize> = None;
    for i in sorted(follow, &|_| true) {
        if !kept[i] {
            continue;
        }
        if lead(&all[i]).is_none() {
            let mut place = behind.and_then(|before| order.iter().position(|j| *j == before)).map_or(0, |at| at + 1);
            while order.get(place).is_some_and(|j| follow(&all[*j]).is_none()) {
                place += 1;
            }
            order.insert(place, i);
        }
        behind = Some(i);
    }
    order.into_iter().map(|i| all[i]).collect()
}

impl Merger {
    /// Merges the list under `name`, for which [`applies`] holds.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn list(
        &mut self,
        base: Option<&Item>,
        ours: &mut Ours<'_>,
        theirs: &dyn TableLike,
        name: &str,
        spec: &TableSpec,
        at: &At,
        root: bool,
    ) {
        let other = entry(theirs, name);
        let versions = [base, ours.get(name), other];
        let (shape, values) = items(&versions);
        let all = matches(shape.as_ref(), &values);
        let unchanged =
            |side: &[book::Value], item: Option<usize>, old: usize| item.is_some_and(|new| side[new] == values[0][old]);
        let mut clashes = Vec::new();
        let mut kept = Vec::new();
        for (i, item) in all.iter().enumerate() {
            kept.push(match (item.base, item.ours, item.theirs) {
                (_, Some(_), Some(_)) | (None, _, _) => true,
                (Some(_), None, None) => false,
                // One side removed it: the other has not touched it, or this is for people.
                (Some(old), mine, other) => {
                    if unchanged(&values[1], mine, old) || unchanged(&values[2], other, old) {
                        false
                    } else {
                        clashes.push(i);
                        (self.keep == Keep::Ours) == mine.is_some()
                    }
                }
            });
        }
        let order = ordered(&all, &kept);
        for i in clashes {
            let index = order.iter().position(|item| *item == all[i]);
            self.clash(&at.item(index.or(all[i].theirs).unwrap_or_default(), all[i]));
        }
        if order.is_empty() && values[1].is_empty() {
            return;
        }
        if order.is_empty() && !(base.is_some_and(|item| form(item) == Some(Form::Empty)) && other.is_some()) {
            return ours.remove(name, root);
        }
        if ours.get(name).is_none() {
            // Ours removed the list, theirs added to it: what theirs added remains.
            ours.take(theirs, name, spec, root);
            if let Some(array) = array_of(ours, name) {
                let gone = |index: &usize| !order.iter().any(|item| item.theirs == Some(*index));
                (0..array.len()).rev().filter(gone).collect::<Vec<_>>().into_iter().for_each(|i| remove_item(array, i));
            }
            return;
        }
        let inside = spec.child(name);
        if let Ours::Table(table) = ours
            && let Some(Item::ArrayOfTables(list)) = table.get_mut(name)
        {
            let old: Vec<Table> = list.iter().cloned().collect();
            let moved = !order.iter().filter_map(|item| item.ours).is_sorted();
            list.clear();
            for (index, item) in order.iter().enumerate() {
                let mut table = match (item.ours, item.theirs) {
                    (Some(mine), _) => old[mine].clone(),
                    (None, Some(new)) => new_table(other, new),
                    (None, None) => continue,
                };
                if moved {
                    forget_places(&mut table);
                }
                let (before, new) = (tables_of(base), tables_of(other));
                let new = item.theirs.and_then(|i| new.get(i).copied());
                if let (Some(_), Some(new)) = (item.ours, new) {
                    let before = item.base.and_then(|old| before.get(old).copied());
                    self.table(before, &mut Ours::Table(&mut table), new, inside, &at.item(index, *item), false);
                    if let (Some(Item::ArrayOfTables(theirs)), Some(new)) = (other, item.theirs)
                        && let Some(theirs) = theirs.get(new)
                    {
                        let base = match (base, item.base) {
                            (Some(Item::ArrayOfTables(base)), Some(old)) => base.get(old),
                            _ => None,
                        };
                        carry_item(base, &mut table, theirs);
                    }
                }
                list.push(table);
            }
        } else if let Some(array) = array_of(ours, name) {
            self.array(base, array, other, &order, inside, at);
        }
    }

    /// An array of values, or of inline tables.
    fn array(
        &mut self,
        base: Option<&Item>,
        array: &mut Array,
        other: Option<&Item>,
        order: &[Match],
        spec: &TableSpec,
        at: &At,
    ) {
        let (before, new) = (tables_of(base), tables_of(other));
        for (index, item) in order.iter().enumerate() {
            let mine = item.ours.and_then(|mine| array.get_mut(mine)).and_then(Value::as_inline_table_mut);
            let new = item.theirs.and_then(|other| new.get(other).copied());
            if let (Some(mine), Some(new)) = (mine, new) {
                let before = item.base.and_then(|old| before.get(old).copied());
                self.table(before, &mut Ours::Inline(mine), new, spec, &at.item(index, *item), false);
            }
        }
        let mut now: Vec<Match> = Vec::new();
        for mine in 0..array.len() {
            now.extend(order.iter().find(|item| item.ours == Some(mine)));
        }
        for mine in (0..array.len()).rev() {
            if !order.iter().any(|item| item.ours == Some(mine)) {
                remove_item(array, mine);
            }
        }
        for item in order.iter().filter(|item| item.ours.is_none()) {
            if let Some(value) = item.theirs.and_then(|new| new_value(other, new)) {
                push_item(array, value);
                now.push(*item);
            }
        }
        arrange(array, &now, order);
    }
}

/// Brings the values into an order; each place keeps its spacing. A comment may belong to the value before it or after
/// it: where there is one, nothing is moved.
fn arrange(array: &mut Array, now: &[Match], order: &[Match]) {
    let values: Vec<Value> = array.iter().cloned().collect();
    let noted = values.iter().any(|value| {
        [value.decor().prefix(), value.decor().suffix()]
            .into_iter()
            .flatten()
            .any(|raw| raw.as_str().is_some_and(|text| text.contains('#')))
    });
    if now == order || noted || values.len() != order.len() || now.len() != order.len() {
        return;
    }
    for (slot, item) in order.iter().enumerate() {
        let from = now.iter().position(|other| other == item);
        if let (Some(place), Some(value)) = (array.get_mut(slot), from.and_then(|from| values.get(from))) {
            super::replace(place, bare(value));
        }
    }
}

fn array_of<'t>(ours: &'t mut Ours<'_>, name: &str) -> Option<&'t mut Array> {
    match ours {
        Ours::Table(table) => table.get_mut(name).and_then(Item::as_array_mut),
        Ours::Inline(table) => table.get_mut(name).and_then(Value::as_array_mut),
    }
}

/// An item of their list, for a list of tables.
fn new_table(list: Option<&Item>, index: usize) -> Table {
    let mut table = match list {
        Some(Item::ArrayOfTables(list)) => list.get(index).cloned().unwrap_or_default(),
        Some(Item::Value(Value::Array(array))) => {
            let table = array.get(index).and_then(Value::as_inline_table).cloned();
            let mut table = table.unwrap_or_default().into_table();
            table.fmt();
            table
        }
        _ => Table::new(),
    };
    forget_places(&mut table);
    let text = table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
    if !text.starts_with('\n') {
        let text = format!("\n{text}");
        table.decor_mut().set_prefix(text);
    }
    table
}

/// An item of their list, for an array.
fn new_value(list: Option<&Item>, index: usize) -> Option<Value> {
    let mut value = match list? {
        Item::ArrayOfTables(list) => Value::InlineTable(list.get(index)?.clone().into_inline_table()),
        other => bare(other.as_array()?.get(index)?),
    };
    value.decor_mut().clear();
    Some(value)
}
