//! Single changes of a TOML text.

use toml_edit::{Array, ArrayOfTables, Decor, InlineTable, Item, Key, Table, Value};

use super::format::{first_table, one_a_line};
use super::{Source, TableSpec, TextError, class, prefix, reorder, set_prefix, split_header};
use crate::finding::{KeyPath, Step};

/// A TOML file being changed. What is not touched is printed as it was read.
#[derive(Debug, Clone)]
pub struct Text<'s> {
    source: Source,
    spec: &'s TableSpec,
}

/// What a path leads to.
enum Node<'t> {
    Table(&'t mut Table),
    Inline(&'t mut InlineTable),
    Array(&'t mut Array),
    Tables(&'t mut ArrayOfTables),
    Other(&'static str),
}

impl<'s> Text<'s> {
    /// # Errors
    /// [`TextError::Syntax`]: a file that cannot be read is not changed.
    pub fn parse(text: &str, spec: &'s TableSpec) -> Result<Text<'s>, TextError> {
        Ok(Text { source: Source::parse(text)?, spec })
    }

    /// The file as it is to be written.
    pub fn finish(&self) -> String {
        self.source.print()
    }

    /// The literal at a path (`1234.10`, `"ACME"`); `None` when there is none, or a table.
    pub fn get(&self, path: &KeyPath) -> Option<String> {
        let mut item: &Item = self.source.document.as_item();
        let mut value: Option<&Value> = None;
        for step in &path.0 {
            match (value, step) {
                (None, Step::Key(name)) => item = item.as_table_like()?.get(name)?,
                (None, Step::Index(index)) => match item {
                    Item::ArrayOfTables(list) => {
                        // A table of a list is no Item: go on by hand.
                        let rest =
                            KeyPath(path.0.iter().skip_while(|s| !std::ptr::eq(*s, step)).skip(1).cloned().collect());
                        return get_in(list.get(*index)?, &rest.0);
                    }
                    other => value = Some(other.as_array()?.get(*index)?),
                },
                (Some(found), Step::Key(name)) => value = Some(found.as_inline_table()?.get(name)?),
                (Some(found), Step::Index(index)) => value = Some(found.as_array()?.get(*index)?),
            }
        }
        value.or_else(|| item.as_value()).map(literal)
    }

    /// How many items a list or a list of tables has; 0 when there is none.
    pub fn len(&mut self, path: &KeyPath) -> usize {
        match self.node(&path.0, false) {
            Ok((Node::Array(array), _)) => array.len(),
            Ok((Node::Tables(list), _)) => list.len(),
            _ => 0,
        }
    }

    /// Gives the key (or list item) at `path` a value, written exactly as `literal`. A trailing comment stays; a new key
    /// goes to its canonical place; tables on the way are made.
    ///
    /// # Errors
    /// [`TextError::Literal`]; [`TextError::Mismatch`] when a table stands there; [`TextError::Absent`] for an item beyond
    /// the end of its list.
    pub fn set(&mut self, path: &KeyPath, literal: &str) -> Result<(), TextError> {
        let new = parse_literal(literal)?;
        let (last, parents) = path.0.split_last().ok_or(TextError::Absent { path: String::new() })?;
        let root = parents.is_empty();
        let (node, spec) = self.node(parents, true)?;
        match (node, last) {
            (Node::Table(table), Step::Key(name)) => match table.get_mut(name) {
                Some(Item::Value(old)) => replace(old, new),
                Some(Item::None) | None => insert(table, spec, name, new, root),
                Some(other) => return Err(mismatch(path, other.type_name())),
            },
            (Node::Inline(table), Step::Key(name)) => match table.get_mut(name) {
                Some(old) => replace(old, new),
                None => {
                    table.insert(&**name, new);
                }
            },
            (Node::Array(array), Step::Index(index)) => match array.get_mut(*index) {
                Some(old) => replace(old, new),
                None => return Err(TextError::Absent { path: path.to_string() }),
            },
            (Node::Other(found), _) => return Err(mismatch(path, found)),
            _ => return Err(TextError::Absent { path: path.to_string() }),
        }
        Ok(())
    }

    /// Removes the key, list item, table or list of tables at `path`. A table left empty goes too.
    ///
    /// # Errors
    /// [`TextError::Absent`].
    pub fn unset(&mut self, path: &KeyPath) -> Result<(), TextError> {
        let absent = || TextError::Absent { path: path.to_string() };
        let (last, parents) = path.0.split_last().ok_or_else(absent)?;
        let (node, _) = self.node(parents, false)?;
        let mut emptied = false;
        match (node, last) {
            (Node::Table(table), Step::Key(name)) => {
                remove_key(table, name, parents.is_empty()).ok_or_else(absent)?;
                emptied = table.is_empty() && matches!(parents.last(), Some(Step::Key(_)));
            }
            (Node::Inline(table), Step::Key(name)) => {
                table.remove(name).ok_or_else(absent)?;
            }
            (Node::Array(array), Step::Index(index)) if *index < array.len() => remove_item(array, *index),
            (Node::Tables(list), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
                emptied = list.is_empty();
            }
            _ => return Err(absent()),
        }
        if emptied { self.unset(&KeyPath(parents.to_vec())) } else { Ok(()) }
    }

    /// Adds an item to the list at `path`, which is made when there is none. A list that stands one item a line goes on so.
    ///
    /// # Errors
    /// As [`Text::set`].
    pub fn push(&mut self, path: &KeyPath, literal: &str) -> Result<(), TextError> {
        let new = parse_literal(literal)?;
        match self.node(&path.0, false) {
            Ok((Node::Array(array), _)) => {
                push_item(array, new);
                Ok(())
            }
            Ok((Node::Other(found), _)) => Err(mismatch(path, found)),
            Ok(_) => Err(mismatch(path, "table")),
            Err(TextError::Absent { .. }) => self.set(path, &format!("[{}]", literal.trim())),
            Err(other) => Err(other),
        }
    }

    /// Adds a table to the list of tables at `path` (`[[lines]]`), with a blank line before it, and returns its index.
    ///
    /// # Errors
    /// As [`Text::set`].
    pub fn append_table(&mut self, path: &KeyPath, entries: &[(String, String)]) -> Result<usize, TextError> {
        let index = self.make_tables(path)?;
        if let (Node::Tables(list), _) = self.node(&path.0, false)? {
            list.push(Table::new());
        }
        let at = path.clone().at(index);
        for (name, literal) in entries {
            self.set(&at.clone().and(name), literal)?;
        }
        let nothing_above = self.source.document.iter().all(|(_, item)| class(item) > 0)
            && index == 0
            && self.source.document.iter().count() == 1
            && path.0.len() == 1;
        if let (Node::Table(table), _) = self.node(&at.0, false)? {
            table.decor_mut().set_prefix(if nothing_above { "" } else { "\n" });
        }
        Ok(index)
    }

    /// Gives a table of a list exactly these entries: keys that stay keep their comments, others go.
    ///
    /// # Errors
    /// As [`Text::set`]; [`TextError::Absent`] beyond the end of the list.
    pub fn replace_table(
        &mut self,
        path: &KeyPath,
        index: usize,
        entries: &[(String, String)],
    ) -> Result<(), TextError> {
        let at = path.clone().at(index);
        let (Node::Table(table), _) = self.node(&at.0, false)? else { return Err(mismatch(&at, "value")) };
        let gone = |name: &str| !entries.iter().any(|(kept, _)| kept == name);
        let old: Vec<String> = table.iter().map(|(name, _)| name.to_string()).filter(|name| gone(name)).collect();
        for name in old {
            remove_key(table, &name, false);
        }
        for (name, literal) in entries {
            self.set(&at.clone().and(name), literal)?;
        }
        Ok(())
    }

    /// Makes the list of tables at `path` when there is none; returns how many tables it has.
    fn make_tables(&mut self, path: &KeyPath) -> Result<usize, TextError> {
        match self.node(&path.0, false) {
            Ok((Node::Tables(list), _)) => return Ok(list.len()),
            Ok((Node::Array(_), _)) => return Err(mismatch(path, "list of values")),
            Ok((Node::Other(found), _)) => return Err(mismatch(path, found)),
            Ok(_) => return Err(mismatch(path, "table")),
            Err(TextError::Absent { .. }) => {}
            Err(other) => return Err(other),
        }
        let Some((Step::Key(name), parents)) = path.0.split_last() else {
            return Err(TextError::Absent { path: path.to_string() });
        };
        let (Node::Table(table), spec) = self.node(parents, true)? else {
            return Err(mismatch(path, "value"));
        };
        place_table(table, spec, name, Item::ArrayOfTables(ArrayOfTables::new()));
        Ok(0)
    }

    fn node(&mut self, steps: &[Step], create: bool) -> Result<(Node<'_>, &'s TableSpec), TextError> {
        let mut node = Node::Table(self.source.document.as_table_mut());
        let mut spec = self.spec;
        for (depth, step) in steps.iter().enumerate() {
            let so_far = || KeyPath(steps[..=depth].to_vec());
            let absent = || TextError::Absent { path: so_far().to_string() };
            node = match (node, step) {
                (Node::Table(table), Step::Key(name)) => {
                    if create && table.get(name).is_none_or(Item::is_none) {
                        let above = !table.is_empty() || depth > 0;
                        let mut child = Table::new();
                        child.decor_mut().set_prefix(if above { "\n" } else { "" });
                        place_table(table, spec, name, Item::Table(child));
                    }
                    spec = spec.child(name);
                    match table.get_mut(name).ok_or_else(absent)? {
                        Item::Table(table) => Node::Table(table),
                        Item::ArrayOfTables(list) => Node::Tables(list),
                        Item::Value(value) => value_node(value),
                        Item::None => return Err(absent()),
                    }
                }
                (Node::Inline(table), Step::Key(name)) => value_node(table.get_mut(name).ok_or_else(absent)?),
                (Node::Array(array), Step::Index(index)) => value_node(array.get_mut(*index).ok_or_else(absent)?),
                (Node::Tables(list), Step::Index(index)) => Node::Table(list.get_mut(*index).ok_or_else(absent)?),
                (Node::Other(found), _) => return Err(mismatch(&so_far(), found)),
                _ => return Err(absent()),
            };
        }
        Ok((node, spec))
    }
}

/// One value set in one text: see [`Text::set`].
///
/// # Errors
/// As [`Text::parse`] and [`Text::set`].
pub fn set_value(text: &str, spec: &TableSpec, path: &KeyPath, literal: &str) -> Result<String, TextError> {
    let mut text = Text::parse(text, spec)?;
    text.set(path, literal)?;
    Ok(text.finish())
}

fn get_in(table: &Table, steps: &[Step]) -> Option<String> {
    let (Step::Key(name), rest) = steps.split_first()? else { return None };
    match (table.get(name)?, rest) {
        (Item::Table(below), rest) => get_in(below, rest),
        (Item::ArrayOfTables(list), [Step::Index(index), rest @ ..]) => get_in(list.get(*index)?, rest),
        (Item::Value(value), rest) => {
            let mut value = value;
            for step in rest {
                value = match step {
                    Step::Key(name) => value.as_inline_table()?.get(name)?,
                    Step::Index(index) => value.as_array()?.get(*index)?,
                };
            }
            Some(literal(value))
        }
        _ => None,
    }
}

pub(super) fn literal(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().trim().to_string()
}

fn value_node(value: &mut Value) -> Node<'_> {
    match value {
        Value::InlineTable(table) => Node::Inline(table),
        Value::Array(array) => Node::Array(array),
        other => Node::Other(other.type_name()),
    }
}

fn mismatch(path: &KeyPath, found: &'static str) -> TextError {
    TextError::Mismatch { path: path.to_string(), found }
}

fn parse_literal(literal: &str) -> Result<Value, TextError> {
    let parsed = literal.replace("\r\n", "\n").trim().parse::<Value>();
    let error = |error: toml_edit::TomlError| TextError::Literal {
        literal: literal.to_string(),
        message: error.message().to_string(),
    };
    let mut value = parsed.map_err(error)?;
    value.decor_mut().clear();
    Ok(value)
}

/// The new value in the old one's place: its spacing and its trailing comment stay.
pub(super) fn replace(old: &mut Value, mut new: Value) {
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

/// A new key at its canonical place; blank lines part it from other groups.
pub(super) fn insert(table: &mut Table, spec: &TableSpec, name: &str, mut value: Value, root: bool) {
    let rank = spec.rank(name);
    let mut names: Vec<String> =
        table.iter().filter(|(_, item)| class(item) == 0).map(|(key, _)| key.to_string()).collect();
    let rest: Vec<String> = table.iter().filter(|(_, item)| class(item) > 0).map(|(key, _)| key.to_string()).collect();
    // After the nearest key that comes before it, wherever the user put that one.
    let before = names
        .iter()
        .enumerate()
        .filter(|(_, key)| spec.rank(key) <= rank)
        .max_by_key(|(at, key)| (spec.rank(key), *at));
    let place = before.map_or(0, |(at, _)| at + 1);
    let parted_above = place > 0 && spec.parted(spec.rank(&names[place - 1]), rank);
    let mut text = if parted_above { "\n".to_string() } else { String::new() };
    if let Some(next) = names.get(place).cloned() {
        let old = prefix(table, &next);
        let parted_below = spec.parted(rank, spec.rank(&next));
        if place == 0 {
            let (header, own) = if root { split_header(&old) } else { ("", old.as_str()) };
            text = header.to_string();
            let own = own.trim_start_matches('\n');
            let blank = if parted_below { "\n" } else { "" };
            set_prefix(table, &next, &format!("{blank}{own}"));
        } else if parted_above && parted_below && !old.starts_with('\n') {
            set_prefix(table, &next, &format!("\n{old}"));
        } else if parted_above && !parted_below && old.starts_with('\n') {
            // It opened the group until now.
            set_prefix(table, &next, &old[1..]);
        }
    } else if place == 0 && root {
        // The first value of a file of tables: what stood at the top stays at the top.
        if let Some(first) = first_table(table) {
            let old = first.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
            let (header, own) = split_header(&old);
            text = header.to_string();
            first.decor_mut().set_prefix(format!("\n{}", own.trim_start_matches('\n')));
        }
    }
    value.decor_mut().set_prefix(" ");
    value.decor_mut().set_suffix("");
    let mut key = Key::new(name);
    *key.leaf_decor_mut() = Decor::new(text, " ");
    table.insert_formatted(&key, Item::Value(value));
    names.insert(place, name.to_string());
    names.extend(rest);
    reorder(table, &names);
}

/// A new table or list of tables at its canonical place among its like.
pub(super) fn place_table(table: &mut Table, spec: &TableSpec, name: &str, item: Item) {
    let rank = (class(&item), spec.child_rank(name));
    let rank_of = |key: &str, item: &Item| if class(item) == 0 { (0, 0) } else { (class(item), spec.child_rank(key)) };
    let mut names: Vec<String> = Vec::new();
    let mut place = 0;
    for (at, (key, old)) in table.iter().enumerate() {
        names.push(key.to_string());
        if rank_of(key, old) <= rank {
            place = at + 1;
        }
    }
    names.insert(place, name.to_string());
    table.insert(name, item);
    // A table without a position is printed after the one before it.
    reorder(table, &names);
}

/// Removes a key with its own comments; the blank line and the file's comment above it stay for the next one.
pub(super) fn remove_key(table: &mut Table, name: &str, root: bool) -> Option<()> {
    let item = table.get(name)?;
    if class(item) == 0 {
        let names: Vec<String> =
            table.iter().filter(|(_, item)| class(item) == 0).map(|(key, _)| key.to_string()).collect();
        let at = names.iter().position(|key| key == name)?;
        let old = prefix(table, name);
        if let Some(next) = names.get(at + 1) {
            let mut text = prefix(table, next);
            if at == 0 {
                let header = if root { split_header(&old).0 } else { "" };
                text = format!("{header}{}", text.trim_start_matches('\n'));
            } else if old.starts_with('\n') && !text.starts_with('\n') {
                text = format!("\n{text}");
            }
            set_prefix(table, next, &text);
        }
    }
    table.remove(name).map(|_| ())
}

fn raw(text: Option<&toml_edit::RawString>) -> String {
    text.and_then(|raw| raw.as_str()).unwrap_or_default().to_string()
}

/// Adds an item, on a line of its own where the others have one.
pub(super) fn push_item(array: &mut Array, mut new: Value) {
    let count = array.len();
    // Without a trailing comma, what follows the last item belongs to it: bring it to where a comma would leave it.
    if !array.trailing_comma()
        && let Some(last) = count.checked_sub(1).and_then(|last| array.get_mut(last))
    {
        let after = raw(last.decor().suffix());
        if after.contains('\n') {
            last.decor_mut().set_suffix("");
            let trailing = raw(Some(array.trailing()));
            array.set_trailing(format!("{after}{trailing}"));
        }
    }
    let trailing = raw(Some(array.trailing()));
    let first = array.get(0).map(|item| raw(item.decor().prefix())).unwrap_or_default();
    let many_lines = first.contains('\n') || trailing.contains('\n');
    if many_lines {
        let indent = first.rsplit('\n').next().filter(|indent| first.contains('\n') && indent.trim().is_empty());
        let indent = indent.unwrap_or("  ").to_string();
        // Comments after the last item stay above the new one.
        let (above, closing) = trailing.rsplit_once('\n').unwrap_or(("", ""));
        new.decor_mut().set_prefix(format!("{above}\n{indent}"));
        new.decor_mut().set_suffix("");
        let closing = format!("\n{closing}");
        array.push_formatted(new);
        array.set_trailing(closing);
        array.set_trailing_comma(true);
    } else {
        new.decor_mut().set_prefix(if count == 0 { "" } else { " " });
        array.push_formatted(new);
        if count < 2 {
            one_a_line(array);
        }
    }
}

pub(super) fn remove_item(array: &mut Array, index: usize) {
    let gone = array.remove(index);
    let (before, after) = (raw(gone.decor().prefix()), raw(gone.decor().suffix()));
    if index == 0
        && let Some(first) = array.get_mut(0)
        && !raw(first.decor().prefix()).contains('\n')
    {
        first.decor_mut().set_prefix(before);
    } else if index == array.len()
        && after.contains('\n')
        && let Some(last) = index.checked_sub(1).and_then(|last| array.get_mut(last))
    {
        last.decor_mut().set_suffix(after);
    }
    if array.is_empty() {
        array.set_trailing("");
        array.set_trailing_comma(false);
    }
}

#[cfg(test)]
mod tests {
    use super::super::KeySpec;
    use super::*;

    fn key(name: &str, starts_group: bool) -> KeySpec {
        KeySpec { name: name.into(), starts_group }
    }

    fn spec() -> TableSpec {
        let line =
            TableSpec { keys: vec![key("product", false), key("quantity", false), key("tax", true)], children: vec![] };
        let address = TableSpec { keys: vec![key("street", false), key("city", false)], children: vec![] };
        TableSpec {
            keys: vec![
                key("name", false),
                key("type", false),
                key("owner", true),
                key("amount", false),
                key("tags", true),
            ],
            children: vec![("address".into(), address), ("lines".into(), line)],
        }
    }

    fn path(text: &str) -> KeyPath {
        KeyPath(
            text.split('.')
                .map(|s| s.parse().map_or_else(|_| Step::Key(s.into()), |i: usize| Step::Index(i - 1)))
                .collect(),
        )
    }

    fn change(text: &str, change: impl FnOnce(&mut Text<'_>)) -> String {
        let spec = spec();
        let mut edited = Text::parse(text, &spec).unwrap();
        change(&mut edited);
        let printed = edited.finish();
        assert!(Text::parse(&printed, &spec).is_ok(), "{printed}");
        printed
    }

    fn set(text: &str, at: &str, literal: &str) -> String {
        change(text, |t| t.set(&path(at), literal).unwrap())
    }

    #[test]
    fn a_value_changes_and_its_comment_stays() {
        let text = "# ACME\nname = \"ACME\"   # legal name\nowner='x'\n";
        assert_eq!(set(text, "name", "\"Acme SAS\""), "# ACME\nname = \"Acme SAS\"   # legal name\nowner='x'\n");
        assert_eq!(set("amount = 1.0\r\n", "amount", "1234.10"), "amount = 1234.10\r\n");
    }

    #[test]
    fn a_new_key_finds_its_place_and_its_group() {
        let text = "# the file\n\nname = 1\n\n# since May\nowner = 2\n";
        assert_eq!(set(text, "type", "9"), "# the file\n\nname = 1\ntype = 9\n\n# since May\nowner = 2\n");
        assert_eq!(set(text, "amount", "9"), "# the file\n\nname = 1\n\n# since May\nowner = 2\namount = 9\n");
        assert_eq!(set(text, "tags", "[]"), "# the file\n\nname = 1\n\n# since May\nowner = 2\n\ntags = []\n");
        assert_eq!(set("name = 1\n\namount = 2\n", "owner", "9"), "name = 1\n\nowner = 9\namount = 2\n");
        assert_eq!(set("# top\n\n# who\nowner = 2\n", "name", "1"), "# top\n\nname = 1\n\n# who\nowner = 2\n");
        assert_eq!(set("", "name", "1"), "name = 1\n");
        assert_eq!(set("[address]\ncity = 1\n", "name", "1"), "name = 1\n\n[address]\ncity = 1\n");
        assert_eq!(set("name = 1", "unknown", "1"), "name = 1\n\nunknown = 1\n");
    }

    #[test]
    fn tables_on_the_way_are_made() {
        let text = "name = 1\n\n[[lines]]\nproduct = 1\n";
        assert_eq!(
            set(text, "address.city", "\"Lille\""),
            "name = 1\n\n[address]\ncity = \"Lille\"\n\n[[lines]]\nproduct = 1\n"
        );
        assert_eq!(set("address = { city = 1 }\n", "address.city", "2"), "address = { city = 2 }\n");
    }

    #[test]
    fn unset_leaves_the_rest_in_shape() {
        let unset = |text: &str, at: &str| change(text, |t| t.unset(&path(at)).unwrap());
        assert_eq!(unset("# top\n\nname = 1\n# t\ntype = 2\n", "name"), "# top\n\n# t\ntype = 2\n");
        assert_eq!(unset("name = 1\n\nowner = 2\namount = 3\n", "owner"), "name = 1\n\namount = 3\n");
        assert_eq!(unset("name = 1\n\n[address]\ncity = 2\n", "address.city"), "name = 1\n");
        assert_eq!(unset("tags = [\"a\", \"b\"]\n", "tags.1"), "tags = [\"b\"]\n");
        assert_eq!(unset("tags = [\n  \"a\",\n  \"b\"\n]\n", "tags.2"), "tags = [\n  \"a\"\n]\n");
        let spec = spec();
        let error = Text::parse("name = 1\n", &spec).unwrap().unset(&path("owner")).unwrap_err();
        assert_eq!(error.to_string(), "there is no `owner`");
    }

    #[test]
    fn list_items_stand_one_a_line() {
        let push = |text: &str| change(text, |t| t.push(&path("tags"), "\"z\"").unwrap());
        assert_eq!(
            push("tags = [\n  \"a\",\n  \"b\", # why\n]\n"),
            "tags = [\n  \"a\",\n  \"b\", # why\n  \"z\",\n]\n"
        );
        assert_eq!(push("tags = [\n    \"a\"\n]\n"), "tags = [\n    \"a\",\n    \"z\",\n]\n");
        assert_eq!(push("tags = [\"a\"]\n"), "tags = [\n  \"a\",\n  \"z\",\n]\n");
        assert_eq!(push("tags = []\n"), "tags = [\"z\"]\n");
        assert_eq!(push("tags = [1, 2] # t\n"), "tags = [1, 2, \"z\"] # t\n");
        assert_eq!(push("name = 1\n"), "name = 1\n\ntags = [\"z\"]\n");
    }

    #[test]
    fn lines_are_added_changed_and_removed() {
        let entries =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>();
        let new = entries(&[("tax", "\"fr-20\""), ("product", "\"b\""), ("quantity", "1.50")]);
        let one = change("name = 1\n", |t| assert_eq!(t.append_table(&path("lines"), &new).unwrap(), 0));
        assert_eq!(one, "name = 1\n\n[[lines]]\nproduct = \"b\"\nquantity = 1.50\n\ntax = \"fr-20\"\n");

        let two = "name = 1\n\n# first\n[[lines]]\nproduct = \"a\" # keep\nquantity = 1\n\n[[lines]]\nproduct = \"c\"\n\n[other]\nx = 1\n";
        let three = change(two, |t| assert_eq!(t.append_table(&path("lines"), &new[1..2]).unwrap(), 2));
        assert!(three.contains("product = \"c\"\n\n[[lines]]\nproduct = \"b\"\n\n[other]"), "{three}");
        let fewer = change(two, |t| t.unset(&path("lines.1")).unwrap());
        assert_eq!(fewer, "name = 1\n\n[[lines]]\nproduct = \"c\"\n\n[other]\nx = 1\n");
        let other = change(two, |t| t.replace_table(&path("lines"), 0, &new[1..2]).unwrap());
        assert!(other.contains("# first\n[[lines]]\nproduct = \"b\" # keep\n\n[[lines]]"), "{other}");
        let quantity = set(two, "lines.1.quantity", "3");
        assert!(quantity.contains("# keep\nquantity = 3\n\n[[lines]]"), "{quantity}");
    }

    #[test]
    fn values_are_read_as_written() {
        let spec = spec();
        let text = Text::parse("amount = 1234.10 # x\n[[lines]]\nproduct = 'p'\ntags = [1, 2.50]\n", &spec).unwrap();
        assert_eq!(text.get(&path("amount")).unwrap(), "1234.10");
        assert_eq!(text.get(&path("lines.1.product")).unwrap(), "'p'");
        assert_eq!(text.get(&path("lines.1.tags.2")).unwrap(), "2.50");
        assert_eq!(text.get(&path("lines.2.product")), None);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let spec = spec();
        let mut text = Text::parse("name = 1\n[address]\n", &spec).unwrap();
        assert!(text.set(&path("name"), "12,50").unwrap_err().to_string().contains("not a TOML value"));
        assert_eq!(
            text.set(&path("address"), "1").unwrap_err().to_string(),
            "`address` is a table, so it cannot be changed this way"
        );
        assert!(text.set(&path("name.x"), "1").is_err());
        assert!(Text::parse("name = \n", &spec).is_err());
    }
}
