//! `migrate`: the files of an older format, written as today's. Only names and words that the format changed are touched;
//! all else in a file stays as it is, byte for byte.

use super::{FileChange, Plan};
use crate::book::reading::{firm_shape, parse};
use crate::book::source::address;
use crate::book::tree::{Data, Table};
use crate::book::{Book, Source};
use crate::firm::{FORMAT, PATH};
use crate::model::{Shape, Type, migration};

/// Brings a book to the format of this program: every file that says something by an old name, and `carnet.toml`. Nothing is
/// planned for a book that is of this format already. A file whose syntax is broken stays as it is, and is listed.
pub fn migrate(book: &Book) -> (Plan, Vec<String>) {
    let from = book.firm.file.format.0;
    let mut plan = Plan { subject: format!("migrate: format {from} to {FORMAT}"), ..Plan::default() };
    let mut skipped = Vec::new();
    if from >= FORMAT {
        return (plan, skipped);
    }
    for source in book.sources() {
        let shape = match address(&book.kinds, &source.path) {
            _ if *source.path == *PATH => firm_shape(),
            Ok(Some(address)) => book.shape(address.kind),
            Ok(None) | Err(_) => continue,
        };
        match migrated(source, shape) {
            Some((before, after)) if before != after => {
                plan.changes.push(FileChange {
                    path: source.path.to_string(),
                    before: Some(before.to_owned()),
                    after: Some(after),
                });
            }
            Some(_) => {}
            None => skipped.push(source.path.to_string()),
        }
    }
    (plan, skipped)
}

/// The text before and after; `None` when it cannot be read.
fn migrated<'s>(source: &'s Source, shape: &Shape) -> Option<(&'s str, String)> {
    let text = source.text()?;
    let mut findings = Vec::new();
    let table = parse(&source.path, text, &mut findings);
    if findings.iter().any(|finding| finding.code.id != crate::finding::code::TOML_1_1.id) {
        return None;
    }
    let mut edits = Vec::new();
    gather(text, shape, &table, &mut edits);
    if *source.path == *PATH
        && let Some(format) = table.get("format")
    {
        edits.push((format.node.span.clone(), FORMAT.to_string()));
    }
    // From the end, so that what stands before keeps its place.
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut after = text.to_owned();
    for (span, new) in edits {
        after.replace_range(span, &new);
    }
    Some((text, after))
}

/// The bytes to replace, by what: keys, and the words of their values within their quotes.
fn gather(text: &str, shape: &Shape, table: &Table<'_>, edits: &mut Vec<(std::ops::Range<usize>, String)>) {
    for entry in &table.entries {
        let renamed = migration::renamed(&shape.name, &entry.key).filter(|rename| table.get(rename.to).is_none());
        if let Some(rename) = renamed {
            edits.push((entry.key_span.clone(), rename.to.to_owned()));
            if let Data::Text(word) | Data::Plain(word) = &entry.node.data
                && let Some(written) = text.get(entry.node.span.clone())
                && rename.word(word) != *word
            {
                edits.push((entry.node.span.clone(), written.replacen(&**word, &rename.word(word), 1)));
            }
            continue;
        }
        let Some(position) = shape.position(&entry.key) else { continue };
        match (&shape.fields[position].ty, &entry.node.data) {
            (Type::Table(inner), Data::Table(table)) => gather(text, inner, table, edits),
            (Type::List(item), Data::List(nodes)) => {
                let Type::Table(inner) = &**item else { continue };
                for node in nodes {
                    if let Data::Table(table) = &node.data {
                        gather(text, inner, table, edits);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kinds;

    fn book(files: &[(&str, &str)]) -> Book {
        Book::read(Kinds::standard(), files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect())
    }

    const PRODUCT: &str = "# what we sell\nname = \"Audit\"\ntype = \"service\"   # by the day\nunit = \"DAY\"\n";

    #[test]
    fn names_and_words_change_and_nothing_else() {
        let old = book(&[("carnet.toml", "format = 1 # ours\n"), ("products/audit.toml", PRODUCT)]);
        let (plan, skipped) = migrate(&old);
        let text = |path| plan.changes.iter().find(|change| change.path == path).unwrap().after.clone().unwrap();
        assert_eq!(text("carnet.toml"), format!("format = {FORMAT} # ours\n"));
        let new = "# what we sell\nname = \"Audit\"\nnature = \"services\"   # by the day\nunit = \"DAY\"\n";
        assert_eq!(text("products/audit.toml"), new);
        assert_eq!((plan.changes.len(), skipped.len()), (2, 0));
        assert_eq!(migrate(&plan.applied(&old)).0.changes, []);
    }

    #[test]
    fn the_values_are_the_same_before_and_after() {
        let old = book(&[("carnet.toml", "format = 1\n"), ("products/audit.toml", PRODUCT)]);
        let new = migrate(&old).0.applied(&old);
        let values = |book: &Book| {
            let kind = book.kinds.named("product").unwrap();
            book.get(book.find(kind, "audit").unwrap()).values.clone()
        };
        assert_eq!(values(&old), values(&new));
        let codes = |book: &Book| book.findings.iter().map(|finding| finding.code.name).collect::<Vec<_>>();
        assert_eq!((codes(&old), codes(&new)), (vec!["old-format"], vec![]));
    }

    #[test]
    fn an_old_name_in_a_new_book_is_a_mistake_with_a_suggestion() {
        let new = book(&[("carnet.toml", "format = 2\n"), ("products/audit.toml", PRODUCT)]);
        let finding = new.findings.iter().find(|finding| finding.code.name == "unknown-key").unwrap();
        assert!(finding.args.iter().any(|(key, value)| *key == "suggestion" && value == "nature"));
    }

    #[test]
    fn a_broken_file_stays_as_it_is() {
        let old = book(&[("carnet.toml", "format = 1\n"), ("products/audit.toml", "type = \"good\"\nname = <\n")]);
        let (plan, skipped) = migrate(&old);
        assert_eq!((plan.changes.len(), skipped), (1, vec!["products/audit.toml".to_owned()]));
    }
}
