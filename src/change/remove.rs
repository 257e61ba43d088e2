//! `rm`: for mistakes. What others refer to stays, and what bears a number stays always.

use super::mention::{Mention, each_mention};
use super::{FileChange, Plan};
use crate::book::RecordRef;
use crate::figures::Figures;

/// Why a record cannot go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoveFault {
    /// An issued document: the law wants it kept, and its number would be missing.
    Numbered { record: RecordRef, number: String },
    /// Others refer to it, each once, in the book's order.
    Mentioned { record: RecordRef, by: Vec<RecordRef> },
    /// Its file is no text that could be brought back in a plan.
    NotText { record: RecordRef },
}

/// The plan of removing records; those that go together may refer to each other.
///
/// # Errors
/// Every reason against it, record by record.
pub fn remove(figures: &Figures<'_>, records: &[RecordRef]) -> Result<Plan, Vec<RemoveFault>> {
    let book = figures.book;
    let mut going: Vec<RecordRef> = records.to_vec();
    going.sort_unstable();
    going.dedup();
    let mut mentioned: Vec<Vec<RecordRef>> = vec![Vec::new(); going.len()];
    let mut kinds: Vec<_> = going.iter().map(|record| record.kind).collect();
    kinds.dedup();
    for from in book.refs().filter(|from| going.binary_search(from).is_err()) {
        for kind in &kinds {
            each_mention(figures, from, *kind, &mut |Mention { target, .. }| {
                if let Ok(at) = going.binary_search(&target)
                    && mentioned[at].last() != Some(&from)
                {
                    mentioned[at].push(from);
                }
            });
        }
    }
    let mut faults = Vec::new();
    let mut changes = Vec::new();
    for (record, by) in going.iter().copied().zip(mentioned) {
        let number = book.get(record).text(book.shape(record.kind), "number");
        match (number, book.source(record).text()) {
            (Some(number), _) => faults.push(RemoveFault::Numbered { record, number: number.to_owned() }),
            _ if !by.is_empty() => faults.push(RemoveFault::Mentioned { record, by }),
            (None, None) => faults.push(RemoveFault::NotText { record }),
            (None, Some(text)) => {
                let (path, before) = (book.path(record).to_owned(), Some(text.to_owned()));
                changes.push(FileChange { path, before, after: None });
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let subject = match &going[..] {
        [only] => format!("{}: removed", book.name(*only)),
        several => format!("{} records removed", several.len()),
    };
    Ok(Plan { changes, subject, touched: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;
    use crate::value::Date;

    #[test]
    fn what_is_needed_stays() {
        let files = [
            ("carnet.toml", "format = 2\n"),
            ("team/claire.toml", "name = \"Claire\"\n"),
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("invoices/draft.toml", "customer = \"acme\"\ndate = 2026-01-01\n"),
            ("invoices/issued.toml", "customer = \"acme\"\ndate = 2026-01-01\nnumber = \"F-1\"\n"),
            ("segments/hers.toml", "name = \"S\"\nquery = \"owner:claire\"\n"),
        ];
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let book = Book::read(Kinds::standard(), sources);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        let at = |kind: &str, id: &str| book.find(book.kinds.named(kind).unwrap(), id).unwrap();
        let (acme, draft, issued) = (at("customer", "acme"), at("invoice", "draft"), at("invoice", "issued"));

        let plan = remove(&figures, &[draft, draft]).unwrap();
        assert_eq!(plan.changes.len(), 1);
        assert_eq!(plan.subject, "invoice/draft: removed");
        assert_eq!(
            remove(&figures, &[acme, draft]).unwrap_err(),
            [RemoveFault::Mentioned { record: acme, by: vec![issued] }]
        );
        assert_eq!(
            remove(&figures, &[issued]).unwrap_err(),
            [RemoveFault::Numbered { record: issued, number: "F-1".into() }]
        );
        // A saved query is a mention, too.
        assert_eq!(
            remove(&figures, &[at("member", "claire")]).unwrap_err(),
            [RemoveFault::Mentioned { record: at("member", "claire"), by: vec![at("segment", "hers")] }]
        );
    }
}
