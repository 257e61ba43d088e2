//! Comments of both sides.

use toml_edit::{DocumentMut, Item, Table, TableLike};

use super::super::format::first_table;
use super::super::{class, prefix, set_prefix, split_header};

/// The text above a key's line or above a table's header: blank lines and comments.
pub(super) fn above(table: &dyn TableLike, name: &str) -> String {
    let text = match table.get(name) {
        Some(Item::Table(below)) if below.is_dotted() => {
            return below.iter().next().map(|(first, _)| above(below, first)).unwrap_or_default();
        }
        Some(Item::Table(below)) => below.decor().prefix(),
        Some(Item::Value(_)) => table.key(name).and_then(|key| key.leaf_decor().prefix()),
        _ => None,
    };
    text.and_then(|raw| raw.as_str()).unwrap_or_default().to_string()
}

/// The text between a value, or a table's header, and the end of its line.
fn beside(item: Option<&Item>) -> &str {
    let text = match item {
        Some(Item::Value(value)) => value.decor().suffix(),
        Some(Item::Table(table)) if !table.is_dotted() => table.decor().suffix(),
        _ => None,
    };
    text.and_then(|raw| raw.as_str()).unwrap_or_default()
}

/// The comments in the text above something.
pub(super) fn comment_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| line.starts_with('#'))
}

/// The text with the comments of both sides; `None` where ours may stay as it is.
pub(super) fn merged_comment(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let lines = |text| comment_lines(text).collect::<Vec<_>>();
    let (base, mine, other) = (lines(base), lines(ours), lines(theirs));
    if other == base || other == mine {
        return None;
    }
    if mine == base {
        let blank = &ours[..ours.len() - ours.trim_start_matches('\n').len()];
        return Some(format!("{blank}{}", theirs.trim_start_matches('\n')));
    }
    // Both wrote: ours, then what theirs added.
    let mut text = ours.to_string();
    for line in other.iter().filter(|line| !base.contains(line) && !mine.contains(line)) {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
    }
    Some(text)
}

/// Brings the comments that theirs wrote, changed or removed at a key which both have.
pub(super) fn carry(base: Option<&dyn TableLike>, ours: &mut Table, theirs: &dyn TableLike, name: &str) {
    if ours.get(name).is_none_or(Item::is_none) || theirs.get(name).is_none_or(Item::is_none) {
        return;
    }
    let base_above = base.map(|table| above(table, name)).unwrap_or_default();
    if let Some(text) = merged_comment(&base_above, &above(ours, name), &above(theirs, name)) {
        match ours.get_mut(name) {
            Some(Item::Table(table)) if !table.is_dotted() => table.decor_mut().set_prefix(text),
            _ => set_prefix(ours, name, &text),
        }
    }
    let old = base.map(|table| beside(table.get(name))).unwrap_or_default().trim();
    let new = beside(theirs.get(name));
    if new.trim() != old && beside(ours.get(name)).trim() == old {
        match ours.get_mut(name) {
            Some(Item::Value(value)) => value.decor_mut().set_suffix(new),
            Some(Item::Table(table)) if !table.is_dotted() => table.decor_mut().set_suffix(new),
            _ => {}
        }
    }
}

/// The comments above and beside the header of an item of a list (`[[lines]]`).
pub(super) fn carry_item(base: Option<&Table>, ours: &mut Table, theirs: &Table) {
    let text = |table: &Table| table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
    let end = |table: &Table| table.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
    if let Some(merged) = merged_comment(&base.map(text).unwrap_or_default(), &text(ours), &text(theirs)) {
        ours.decor_mut().set_prefix(merged);
    }
    let old = base.map(end).unwrap_or_default();
    if end(theirs).trim() != old.trim() && end(ours).trim() == old.trim() {
        ours.decor_mut().set_suffix(end(theirs));
    }
}

/// Takes the file's own comment, which stands above its first line, off that line.
pub(super) fn detach_header(document: &mut DocumentMut) -> String {
    let root = document.as_table_mut();
    let first = root.iter().find(|(_, item)| class(item) == 0).map(|(name, _)| name.to_string());
    if let Some(name) = first {
        let text = prefix(root, &name);
        let (header, own) = split_header(&text);
        set_prefix(root, &name, own);
        return header.to_string();
    }
    let Some(table) = first_table(root) else { return String::new() };
    let text = table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
    let (header, own) = split_header(&text);
    table.decor_mut().set_prefix(own);
    header.to_string()
}
