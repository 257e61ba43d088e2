//! The canonical form: keys in order, groups parted by one blank line, tables after values, lists of tables last.

use toml_edit::{Array, Item, Table, Value};

use super::{Source, TableSpec, TextError, class, leaf, prefix, reorder, set_prefix, split_header};

/// The file in canonical form. A comment goes with the line below it; the comment at the top of the file (parted from the
/// first key by a blank line) stays at the top. Doing it twice changes nothing more.
///
/// # Errors
/// [`TextError::Syntax`].
pub fn format(text: &str, spec: &TableSpec) -> Result<String, TextError> {
    let mut source = Source::parse(text)?;
    let header = take_header(source.document.as_table_mut());
    let mut position = 0;
    let mut first = true;
    arrange(source.document.as_table_mut(), spec, &mut position, &mut first);
    let top = tidy(&header);
    if !top.is_empty() {
        let blank = if first { "" } else { "\n" };
        prepend(source.document.as_table_mut(), &format!("{top}{blank}"));
    }
    let trailing = source.document.trailing().as_str().unwrap_or_default();
    let parted = trailing.starts_with('\n') && !first;
    let comments = tidy(trailing);
    let trailing = if parted && !comments.is_empty() { format!("\n{comments}") } else { comments };
    source.document.set_trailing(trailing);
    Ok(source.print())
}

/// Orders one table and all below it, and numbers the tables in the order in which they are printed.
fn arrange(table: &mut Table, spec: &TableSpec, position: &mut isize, first: &mut bool) {
    let mut order: Vec<(u8, usize, String)> = table
        .iter()
        .map(|(name, item)| {
            let class = class(item);
            (class, if class == 0 { spec.rank(name) } else { spec.child_rank(name) }, name.to_string())
        })
        .collect();
    order.sort_by_key(|(class, rank, _)| (*class, *rank));
    let names: Vec<String> = order.iter().map(|(_, _, name)| name.clone()).collect();
    reorder(table, &names);

    let mut before: Option<usize> = None;
    for (_, rank, name) in order.iter().filter(|(class, _, _)| *class == 0) {
        let blank = if before.is_some_and(|before| spec.parted(before, *rank)) { "\n" } else { "" };
        let text = format!("{blank}{}", tidy(&prefix(table, name)));
        spread(table, name);
        set_prefix(table, name, &text);
        before = Some(*rank);
        *first = false;
    }
    for (_, _, name) in order.iter().filter(|(class, _, _)| *class > 0) {
        let below = spec.child(name);
        match table.get_mut(name) {
            Some(Item::Table(child)) => heading(child, below, position, first),
            Some(Item::ArrayOfTables(list)) => list.iter_mut().for_each(|child| heading(child, below, position, first)),
            _ => {}
        }
    }
}

/// A table with its `[header]`.
fn heading(table: &mut Table, spec: &TableSpec, position: &mut isize, first: &mut bool) {
    *position += 1;
    table.set_position(Some(*position));
    let printed = !(table.is_implicit() && table.iter().all(|(_, item)| class(item) > 0));
    if printed {
        let comments = tidy(table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default());
        let blank = if *first { "" } else { "\n" };
        table.decor_mut().set_prefix(format!("{blank}{comments}"));
        let suffix = table.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default().trim_end().to_string();
        table.decor_mut().set_suffix(suffix);
        *first = false;
    }
    arrange(table, spec, position, first);
}

/// Spaces around `=`, one array item a line; for dotted keys, all of them.
fn spread(table: &mut Table, name: &str) {
    let Some((mut key, item)) = table.get_key_value_mut(name) else { return };
    match item {
        Item::Table(below) => {
            let names: Vec<String> = below.iter().map(|(name, _)| name.to_string()).collect();
            for name in names {
                let text = tidy(&prefix(below, &name));
                spread(below, &name);
                if leaf(below, &name).is_some() {
                    set_prefix(below, &name, &text);
                }
            }
        }
        Item::Value(value) => {
            key.leaf_decor_mut().set_suffix(" ");
            let suffix = value.decor().suffix().and_then(|raw| raw.as_str()).unwrap_or_default().trim_end().to_string();
            value.decor_mut().set_prefix(" ");
            value.decor_mut().set_suffix(suffix);
            if let Value::Array(array) = value {
                one_a_line(array);
            }
        }
        _ => {}
    }
}

/// Two items and more stand one a line, so that two people may each add one. An array with comments in it stays as it is.
pub(super) fn one_a_line(array: &mut Array) {
    let text = |raw: Option<&toml_edit::RawString>| raw.and_then(|raw| raw.as_str()).unwrap_or_default().contains('#');
    if text(Some(array.trailing())) || array.iter().any(|v| text(v.decor().prefix()) || text(v.decor().suffix())) {
        return;
    }
    let many = array.len() > 1;
    for item in array.iter_mut() {
        item.decor_mut().set_prefix(if many { "\n  " } else { "" });
        item.decor_mut().set_suffix("");
    }
    array.set_trailing(if many { "\n" } else { "" });
    array.set_trailing_comma(many);
}

/// Takes the file's own comment off the first line of the file.
fn take_header(root: &mut Table) -> String {
    let first_value = root.iter().find(|(_, item)| class(item) == 0).map(|(name, _)| name.to_string());
    if let Some(name) = first_value {
        let text = prefix(root, &name);
        let (header, rest) = split_header(&text);
        set_prefix(root, &name, rest);
        return header.to_string();
    }
    let Some(table) = first_table(root) else { return String::new() };
    let text = table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default().to_string();
    let (header, rest) = split_header(&text);
    table.decor_mut().set_prefix(rest);
    header.to_string()
}

/// Puts text before everything else.
fn prepend(root: &mut Table, text: &str) {
    let first_value = root.iter().find(|(_, item)| class(item) == 0).map(|(name, _)| name.to_string());
    if let Some(name) = first_value {
        let old = prefix(root, &name);
        set_prefix(root, &name, &format!("{text}{old}"));
    } else if let Some(table) = first_table(root) {
        let old = table.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
        let new = format!("{text}{old}");
        table.decor_mut().set_prefix(new);
    }
}

/// The table whose header is printed first.
pub(super) fn first_table(root: &mut Table) -> Option<&mut Table> {
    let mut tables = Vec::new();
    collect(root, &mut tables);
    tables.into_iter().min_by_key(|table| table.position().unwrap_or(isize::MAX))
}

fn collect<'t>(table: &'t mut Table, tables: &mut Vec<&'t mut Table>) {
    let printed = |table: &Table| !(table.is_implicit() && table.iter().all(|(_, item)| class(item) > 0));
    for (_, item) in table.iter_mut() {
        let children: Vec<&mut Table> = match item {
            Item::Table(child) if !child.is_dotted() => vec![child],
            Item::ArrayOfTables(list) => list.iter_mut().collect(),
            _ => continue,
        };
        for child in children {
            if printed(child) { tables.push(child) } else { collect(child, tables) }
        }
    }
}

/// Comments without blank lines around them and at most one between them.
fn tidy(text: &str) -> String {
    let mut tidy = String::new();
    let mut blank = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank && !tidy.is_empty() {
            tidy.push('\n');
        }
        blank = false;
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::super::KeySpec;
    use super::*;
    use proptest::prelude::*;

    fn keys(names: &str) -> Vec<KeySpec> {
        let mut keys = Vec::new();
        for group in names.split('|') {
            for (i, name) in group.split_whitespace().enumerate() {
                keys.push(KeySpec { name: name.into(), starts_group: i == 0 && !keys.is_empty() });
            }
        }
        keys
    }

    fn spec() -> TableSpec {
        let address = TableSpec { keys: keys("street postcode city"), children: vec![] };
        let lines = TableSpec {
            keys: keys("product quantity | tax"),
            children: vec![("charges".into(), TableSpec::default())],
        };
        TableSpec {
            keys: keys("name type | owner terms | tags"),
            children: vec![("address".into(), address), ("lines".into(), lines)],
        }
    }

    #[test]
    fn order_groups_and_comments() {
        let messy = "\
# ACME, since 2019

# who looks after them
owner=\"claire\"   # not Paul
[[lines]]
tax = \"fr-20\"
product = \"audit\"

[address]   # HQ
city = \"Lille\"
# the door on the left
street = \"12 rue des Lilas\"
# the end
";
        let messy = messy.replace("[[lines]]", "zzz = 1\ntags = ['a', 'b']\nname = \"ACME\"\n[[lines]]");
        assert_eq!(
            format(&messy, &spec()).unwrap(),
            "\
# ACME, since 2019

name = \"ACME\"

# who looks after them
owner = \"claire\"   # not Paul

tags = [
  'a',
  'b',
]

zzz = 1

[address]   # HQ
# the door on the left
street = \"12 rue des Lilas\"
city = \"Lille\"

[[lines]]
product = \"audit\"

tax = \"fr-20\"
# the end
"
        );
    }

    #[test]
    fn numbers_and_line_ends_stay() {
        let text = "type = 'x'\r\nname = 1234.10\r\n";
        assert_eq!(format(text, &spec()).unwrap(), "name = 1234.10\r\ntype = 'x'\r\n");
    }

    #[test]
    fn an_empty_file_and_a_comment_alone() {
        assert_eq!(format("", &spec()).unwrap(), "");
        assert_eq!(format("\n\n# nothing yet\n", &spec()).unwrap(), "# nothing yet\n");
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("   ".to_string()),
            "# [a-z]{0,5}",
            "(name|type|owner|terms|tags|x|y\\.a|y\\.b|z) ?= ?(1\\.10|'v'|\\['a', 'b'\\]|\\[\\]|\\{a=1\\})( # c)?",
            "\\[(address|other|address\\.sub)\\]( # t)?",
            "\\[\\[(lines|more|lines\\.charges)\\]\\]",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        /// Twice is once; no comment and no value is lost.
        #[test]
        fn fmt_twice_is_fmt_once(lines in prop::collection::vec(line(), 0..14)) {
            let text = lines.join("\n") + "\n";
            if let Ok(once) = format(&text, &spec()) {
                prop_assert_eq!(&format(&once, &spec()).unwrap(), &once);
                let count = |text: &str| text.matches('#').count();
                prop_assert_eq!(count(&once), count(&text), "{}", once);
                let value = |text: &str| text.parse::<toml::Table>().unwrap();
                prop_assert_eq!(value(&once), value(&text));
            }
        }
    }
}
