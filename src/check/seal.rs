//! Seals: each must be what its document and the seal before it in the series make.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Scope, at_key, document_name};
use crate::book::{Record, RecordRef};
use crate::figures::Figures;
use crate::figures::seal::{SealFault, broken_seals, content_of};
use crate::finding::{Finding, KeyPath, code};
use crate::firm::file::SeriesDocument;
use crate::firm::series::{Pattern, Position};

/// A numbered document: its place in the series, itself, its seal.
type Member<'b> = (Option<Position>, &'b str, RecordRef, Option<&'b str>);

/// Checks the seals of a book, where documents bear any: those of the scope, and those before which another document stood.
pub fn seals(figures: &Figures<'_>, scope: &Scope, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let Some(kind) = book.kinds.named("invoice") else { return };
    let (shape, records) = (book.shape(kind), book.records(kind));
    let Some(sealed) = shape.position("seal") else { return };
    let bears = |record: &Record| record.values.view().get(sealed).is_some();
    if !records.par_iter().with_min_len(1024).any(bears) {
        return;
    }
    let mut series: BTreeMap<&str, (Option<Pattern>, Vec<Member<'_>>)> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        let found = RecordRef { kind, index: index as u32 };
        let seal = record.text(shape, "seal");
        let Some(number) = record.text(shape, "number") else {
            if seal.is_some() {
                findings.push(finding(figures, found, "draft"));
            }
            continue;
        };
        let sort = SeriesDocument::of_invoice(record.text(shape, "type"));
        let own = record.text(shape, "series");
        let of = book.firm.series_for(own, sort);
        let pattern = || of.and_then(|series| series.pattern.as_deref()).and_then(Pattern::parse);
        let (pattern, members) =
            series.entry(of.map_or("", |series| &series.id)).or_insert_with(|| (pattern(), Vec::new()));
        members.push((pattern.as_ref().and_then(|pattern| pattern.read(number)), number, found, seal));
    }
    for (pattern, mut members) in series.into_values() {
        members.sort_unstable();
        let chain: Vec<Option<&str>> = members.iter().map(|(_, _, _, seal)| *seal).collect();
        // What stood where, before: behind it, the seal hangs on another one now.
        let mut examined = vec![false; members.len()];
        for name in scope.names() {
            let place = (pattern.as_ref().and_then(|pattern| pattern.read(name)), name);
            let behind = members.partition_point(|(position, number, ..)| (*position, *number) <= place);
            if let Some(behind) = examined.get_mut(behind) {
                *behind = true;
            }
        }
        let mut after_changed = false;
        for (at, (_, _, record, seal)) in members.iter().enumerate() {
            let changed = scope.has(*record);
            examined[at] |= changed || after_changed;
            // Where there is no seal, the next one hangs on what was before it.
            after_changed = changed || (examined[at] && seal.is_none());
        }
        let content = &mut |at: usize| examined[at].then(|| content_of(book, members[at].2));
        for (at, fault) in broken_seals(&chain, content) {
            let record = members[at].2;
            // What of a file could not be read may be what the seal covers: its own findings say so.
            match fault {
                SealFault::Wrong if !book.get(record).sound => {}
                SealFault::Wrong => findings.push(finding(figures, record, "wrong")),
                SealFault::Missing => findings.push(finding(figures, record, "missing")),
            }
        }
    }
}

fn finding(figures: &Figures<'_>, record: RecordRef, variant: &'static str) -> Finding {
    let key = if variant == "missing" { "number" } else { "seal" };
    let finding = at_key(figures.book, &code::BROKEN_SEAL, record, KeyPath::key(key)).variant(variant);
    finding.arg("number", document_name(figures.book, record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::figures::seal::seal;
    use crate::model::Kinds;
    use crate::value::Date;

    const SETTINGS: &str = "format = 2\n[[tax]]\nid = \"vat\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\
        [[series]]\nid = \"invoices\"\ndocuments = [\"invoice\"]\npattern = \"F-{seq}\"\n";

    fn document(number: u32, price: u32, seal: Option<&str>) -> (String, String) {
        let seal = seal.map_or(String::new(), |seal| format!("seal = \"{seal}\"\n"));
        let text = format!(
            "customer = \"c\"\nnumber = \"F-{number}\"\ndate = 2026-10-01\n{seal}\n[[lines]]\nquantity = 1\nunit_price = {price}\n"
        );
        (format!("invoices/{number}.toml"), text)
    }

    fn book(documents: &[(String, String)]) -> Book {
        let mut sources = vec![
            Source::new("carnet.toml", SETTINGS.as_bytes()),
            Source::new("customers/c.toml", "name = \"C\"\n".as_bytes()),
        ];
        sources.extend(documents.iter().map(|(path, text)| Source::new(path, text.clone().into_bytes())));
        Book::read(Kinds::standard(), sources)
    }

    /// Three documents, each sealed on the one before.
    fn chain() -> Vec<(String, String)> {
        let mut previous: Option<String> = None;
        let mut documents = Vec::new();
        for number in [9, 10, 11] {
            let bare = book(&[document(number, 100, None)]);
            let (record, _) = bare.sound_named("invoice").next().unwrap();
            let own = seal(&content_of(&bare, record), previous.as_deref());
            documents.push(document(number, 100, Some(&own)));
            previous = Some(own);
        }
        documents
    }

    fn found(documents: &[(String, String)]) -> Vec<(String, Option<&'static str>)> {
        let book = book(documents);
        let mut findings = Vec::new();
        seals(&Figures::new(&book, Date::new(2026, 11, 1).unwrap()), &Scope::whole(), &mut findings);
        findings.into_iter().map(|finding| (finding.place.path.to_string(), finding.variant)).collect()
    }

    #[test]
    fn a_whole_chain_has_no_finding() {
        assert_eq!(found(&chain()), []);
        // Sealing may begin at any number.
        assert_eq!(found(&[vec![document(8, 5, None)], chain()].concat()), []);
    }

    #[test]
    fn a_changed_document_breaks_its_seal() {
        let mut documents = chain();
        documents[1].1 = documents[1].1.replace("unit_price = 100", "unit_price = 10");
        assert_eq!(found(&documents), [("invoices/10.toml".to_owned(), Some("wrong"))]);
    }

    #[test]
    fn a_document_sealed_anew_breaks_the_next_seal() {
        let mut documents = chain();
        let bare = book(&[document(9, 90, None)]);
        let (record, _) = bare.sound_named("invoice").next().unwrap();
        documents[0] = document(9, 90, Some(&seal(&content_of(&bare, record), None)));
        assert_eq!(found(&documents), [("invoices/10.toml".to_owned(), Some("wrong"))]);
    }

    #[test]
    fn a_seal_that_was_taken_away_is_missed() {
        let mut documents = chain();
        documents[1] = document(10, 10, None);
        assert_eq!(found(&documents), [("invoices/10.toml".to_owned(), Some("missing"))]);
        documents.remove(1);
        assert_eq!(found(&documents), [("invoices/11.toml".to_owned(), Some("wrong"))]);
    }
}
