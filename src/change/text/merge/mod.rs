//! Two changed versions of a TOML text made into one, key by key: what only theirs changed is done in ours, the way a
//! careful person would, so that comments, order and spacing of ours stay.

mod comment;
mod list;

use std::collections::HashSet;

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use self::comment::{above, comment_lines, detach_header, merged_comment};
use super::edit::{insert, literal, place_table, remove_key, replace};
use super::format::first_table;
use super::{Source, TableSpec, TextError, class, prefix, set_prefix};
use crate::book;
use crate::finding::KeyPath;
use crate::value::Decimal;

/// Whose value stands where both changed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Ours,
    Theirs,
}

/// A place where both sides changed the same thing to different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Where it stands in the merged text; what is not there has the position of the side that has it.
    pub path: KeyPath,
    /// The same in each version: the items of a list may stand elsewhere in each.
    pub base: KeyPath,
    pub ours: KeyPath,
    pub theirs: KeyPath,
}

/// The merged text, and what had to be decided in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blend {
    pub text: String,
    pub clashes: Vec<Clash>,
}

/// Merges; where both changed the same key, `keep` decides.
///
/// # Errors
/// One of the three is not TOML, or the merged text would not be (a table on one side, dotted keys on the other).
pub fn blend(spec: &TableSpec, base: &str, ours: &str, theirs: &str, keep: Keep) -> Result<Blend, TextError> {
    let (mut base, mut ours, mut theirs) = (Source::parse(base)?, Source::parse(ours)?, Source::parse(theirs)?);
    let header = {
        let [base, ours, theirs] = [&mut base, &mut ours, &mut theirs].map(|s| detach_header(&mut s.document));
        merged_comment(&base, &ours, &theirs).unwrap_or(ours)
    };
    let trailing = {
        let [base, ours, theirs] = [&base, &ours, &theirs].map(|s| s.document.trailing().as_str().unwrap_or_default());
        merged_comment(base, ours, theirs)
    };
    let mut merger = Merger { keep, clashes: Vec::new() };
    let at = At::default();
    let mut root = Ours::Table(ours.document.as_table_mut());
    merger.table(Some(base.document.as_table()), &mut root, theirs.document.as_table(), spec, &at, true);
    attach_header(&mut ours.document, &header);
    if let Some(trailing) = trailing {
        ours.document.set_trailing(trailing);
    }
    let text = ours.print();
    Source::parse(&text)?;
    Ok(Blend { text, clashes: merger.clashes })
}

/// Whether two texts are TOML and say the same: comments, spacing and the order of keys are no difference.
pub fn same_values(a: &str, b: &str) -> bool {
    match (Source::parse(a), Source::parse(b)) {
        (Ok(a), Ok(b)) => values_of(a.document.as_table()) == values_of(b.document.as_table()),
        _ => false,
    }
}

fn attach_header(document: &mut DocumentMut, header: &str) {
    let root = document.as_table_mut();
    let first = root.iter().find(|(_, item)| class(item) == 0).map(|(name, _)| name.to_string());
    if let Some(name) = first {
        let own = prefix(root, &name);
        set_prefix(root, &name, &format!("{header}{}", own.trim_start_matches('\n')));
    } else if let Some(table) = first_table(root) {
        let own = table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
        let text = format!("{header}{}", own.trim_start_matches('\n'));
        table.decor_mut().set_prefix(text);
    } else if !header.is_empty() {
        let trailing = document.trailing().as_str().unwrap_or_default().to_string();
        document.set_trailing(format!("{header}{trailing}"));
    }
}

/// Where the merge stands, in each version.
#[derive(Debug, Clone, Default)]
struct At {
    path: KeyPath,
    base: KeyPath,
    ours: KeyPath,
    theirs: KeyPath,
}

impl At {
    fn key(&self, name: &str) -> At {
        let At { path, base, ours, theirs } = self.clone();
        At { path: path.and(name), base: base.and(name), ours: ours.and(name), theirs: theirs.and(name) }
    }

    /// An item, `path` in the merged list. In a version that does not have it the path leads to nothing.
    fn item(&self, path: usize, item: list::Match) -> At {
        let nowhere = |index: Option<usize>| index.unwrap_or(usize::MAX - 1);
        At {
            path: self.path.clone().at(path),
            base: self.base.clone().at(nowhere(item.base)),
            ours: self.ours.clone().at(nowhere(item.ours)),
            theirs: self.theirs.clone().at(nowhere(item.theirs)),
        }
    }
}

/// A table of ours being changed.
enum Ours<'t> {
    Table(&'t mut Table),
    Inline(&'t mut InlineTable),
}

impl Ours<'_> {
    fn get(&self, name: &str) -> Option<&Item> {
        match self {
            Ours::Table(table) => entry(*table, name),
            Ours::Inline(table) => entry(*table, name),
        }
    }

    fn names(&self) -> Vec<String> {
        let like: &dyn TableLike = match self {
            Ours::Table(table) => *table,
            Ours::Inline(table) => *table,
        };
        like.iter().filter(|(_, item)| !item.is_none()).map(|(name, _)| name.to_string()).collect()
    }

    fn remove(&mut self, name: &str, root: bool) {
        match self {
            Ours::Table(table) => {
                remove_key(table, name, root);
            }
            Ours::Inline(table) => {
                table.remove(name);
            }
        }
    }

    /// Gives a key the item that theirs has there, or removes it.
    fn take(&mut self, theirs: &dyn TableLike, name: &str, spec: &TableSpec, root: bool) {
        let Some(item) = entry(theirs, name) else { return self.remove(name, root) };
        match self {
            Ours::Inline(table) => {
                let Ok(mut value) = plain(item).into_value() else { return };
                value.decor_mut().clear();
                match table.get_mut(name) {
                    Some(old) => replace(old, value),
                    None => {
                        table.insert(name, value);
                    }
                }
            }
            Ours::Table(table) => {
                if let (Some(Item::Value(old)), Item::Value(new)) = (table.get_mut(name), item) {
                    return replace(old, bare(new));
                }
                remove_key(table, name, root);
                let comment = comment_lines(&above(theirs, name)).map(|line| format!("{line}\n")).collect::<String>();
                match plain(item) {
                    Item::Value(value) => {
                        let suffix = value.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default();
                        let suffix = if suffix.contains('#') { suffix.to_string() } else { String::new() };
                        insert(table, spec, name, bare(&value), root);
                        if let Some(value) = table.get_mut(name).and_then(Item::as_value_mut) {
                            value.decor_mut().set_suffix(suffix);
                        }
                        let blank = prefix(table, name);
                        set_prefix(table, name, &format!("{blank}{comment}"));
                    }
                    Item::Table(mut new) => {
                        let blank = if table.is_empty() && root { "" } else { "\n" };
                        new.decor_mut().set_prefix(format!("{blank}{comment}"));
                        place_table(table, spec, name, Item::Table(new));
                    }
                    other => place_table(table, spec, name, other),
                }
            }
        }
    }
}

struct Merger {
    keep: Keep,
    clashes: Vec<Clash>,
}

impl Merger {
    fn table(
        &mut self,
        base: Option<&dyn TableLike>,
        ours: &mut Ours<'_>,
        theirs: &dyn TableLike,
        spec: &TableSpec,
        at: &At,
        root: bool,
    ) {
        let mut names = ours.names();
        let known: HashSet<String> = names.iter().cloned().collect();
        let new = theirs.iter().filter(|(name, item)| !item.is_none() && !known.contains(*name));
        names.extend(new.map(|(name, _)| name.to_string()));
        for name in &names {
            self.entry(base, ours, theirs, name, spec, &at.key(name), root);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn entry(
        &mut self,
        base: Option<&dyn TableLike>,
        ours: &mut Ours<'_>,
        theirs: &dyn TableLike,
        name: &str,
        spec: &TableSpec,
        at: &At,
        root: bool,
    ) {
        let before = base.and_then(|table| entry(table, name));
        let (mine, other) = (ours.get(name), entry(theirs, name));
        let inside = spec.child(name);
        if list::applies(before, mine, other) {
            self.list(before, ours, theirs, name, spec, at, root);
        } else if let (Some(other), true) = (
            other.and_then(Item::as_table_like),
            mine.is_some_and(Item::is_table_like) && before.is_none_or(Item::is_table_like),
        ) {
            let before = before.and_then(Item::as_table_like);
            match ours {
                Ours::Table(table) => match table.get_mut(name) {
                    Some(Item::Table(table)) => self.table(before, &mut Ours::Table(table), other, inside, at, false),
                    Some(Item::Value(Value::InlineTable(table))) => {
                        self.table(before, &mut Ours::Inline(table), other, inside, at, false);
                    }
                    _ => {}
                },
                Ours::Inline(table) => {
                    if let Some(Value::InlineTable(table)) = table.get_mut(name) {
                        self.table(before, &mut Ours::Inline(table), other, inside, at, false);
                    }
                }
            }
        } else if same(before, other) || same(mine, other) {
            // Theirs has nothing new.
        } else if same(before, mine) || self.clash(at) == Keep::Theirs {
            ours.take(theirs, name, spec, root);
        }
        if let Ours::Table(table) = ours {
            comment::carry(base, table, theirs, name);
        }
    }

    /// Notes that both sides changed what stands here, and says whose stays.
    fn clash(&mut self, at: &At) -> Keep {
        let At { path, base, ours, theirs } = at.clone();
        self.clashes.push(Clash { path, base, ours, theirs });
        self.keep
    }
}

/// What a table holds under a name.
fn entry<'t>(table: &'t dyn TableLike, name: &str) -> Option<&'t Item> {
    table.get(name).filter(|item| !item.is_none())
}

/// A value without what stands around it.
fn bare(value: &Value) -> Value {
    let mut value = value.clone();
    value.decor_mut().clear();
    value
}

/// An item of another document, ready for this one: without its place there, and `a.b = 1` as a table.
fn plain(item: &Item) -> Item {
    let mut item = item.clone();
    match &mut item {
        Item::Table(table) => forget_places(table),
        Item::ArrayOfTables(list) => list.iter_mut().for_each(forget_places),
        _ => {}
    }
    item
}

/// Without a position a table is printed after the one before it.
fn forget_places(table: &mut Table) {
    table.set_position(None);
    table.set_dotted(false);
    table.set_implicit(false);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => forget_places(table),
            Item::ArrayOfTables(list) => list.iter_mut().for_each(forget_places),
            _ => {}
        }
    }
}

fn same(a: Option<&Item>, b: Option<&Item>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => value_of(a) == value_of(b),
        (None, None) => true,
        _ => false,
    }
}

/// What an item says, whatever its type: `1000` and `1000.00` are one number, the order of keys means nothing.
fn value_of(item: &Item) -> book::Value {
    match item {
        Item::None => book::Value::List(Box::default()),
        Item::Value(value) => scalar_of(value),
        Item::Table(table) => values_of(table),
        Item::ArrayOfTables(list) => book::Value::List(list.iter().map(|table| values_of(table)).collect()),
    }
}

fn values_of(table: &dyn TableLike) -> book::Value {
    let mut entries: Vec<(&str, &Item)> = table.iter().filter(|(_, item)| !item.is_none()).collect();
    entries.sort_unstable_by_key(|(name, _)| *name);
    let entry = |(name, item): (&str, &Item)| [Some(book::Value::Text(name.into())), Some(value_of(item))];
    book::Value::Table(entries.into_iter().flat_map(entry).collect())
}

fn scalar_of(value: &Value) -> book::Value {
    match value {
        Value::String(text) => book::Value::Text(text.value().as_str().into()),
        Value::Boolean(value) => book::Value::Bool(*value.value()),
        Value::Array(items) => book::Value::List(items.iter().map(scalar_of).collect()),
        Value::InlineTable(table) => values_of(table),
        Value::Integer(_) | Value::Float(_) => {
            let text = literal(value);
            match text.parse::<Decimal>() {
                Ok(number) => book::Value::Decimal(number),
                // `inf`, `0x10`: no quoted text can begin so.
                Err(_) => book::Value::Text(format!("\0{text}").into()),
            }
        }
        Value::Datetime(_) => book::Value::Text(format!("\0{}", literal(value)).into()),
    }
}
