//! From what a person types to the record that is meant: `acme`, `ac`, `customer/acme`, `client/acme`, `F-2026-0042`,
//! `customers/acme.toml`, or `@` for the record last written here.
//!
//! An exact id goes before a document's number, that before an id in another case, that before the beginning of an id or
//! number. Within one of these, several records are never decided by chance: they are listed.
//!
//! This is how reads resolve names. Writes take no beginnings: see `change::Scope`.

use super::context::Opened;
use super::write::scope;
use super::{CliError, Context};
use crate::book::{Book, RecordRef};
use crate::model::KindId;
use crate::model::shape::nearest;

/// How many candidates a message names.
const CANDIDATES: usize = 10;

/// Why a word means no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectFault {
    /// `custmer/acme`, with the nearest kind.
    UnknownKind { kind: String, suggestion: Option<&'static str> },
    /// Nothing is called so. The nearest ids as `kind/id`, and the file of that name that cannot be read.
    Unknown { suggestions: Vec<String>, unreadable: Option<String> },
    /// Several records could be meant: the first ones as `kind/id`, and how many there are.
    Ambiguous { candidates: Vec<String>, count: usize },
    /// `@` where nothing was written yet, or what was written is gone.
    NothingWritten,
}

/// The record that a word means. `last` is the record last written here.
pub fn find(book: &Book, word: &str, last: Option<RecordRef>) -> Result<RecordRef, SelectFault> {
    if word == "@" {
        return last.ok_or(SelectFault::NothingWritten);
    }
    if let Some(found) = at_path(book, word) {
        return Ok(found);
    }
    let (kinds, id) = match word.split_once('/') {
        None => (book.kinds.iter().map(|(kind, _)| kind).collect::<Vec<_>>(), word),
        Some((kind, id)) => match book.kinds.called(kind) {
            Some(kind) => (vec![kind], id),
            None => {
                let names = book.kinds.iter().flat_map(|(_, k)| [k.name].into_iter().chain(k.aliases.iter().copied()));
                return Err(SelectFault::UnknownKind { kind: kind.to_owned(), suggestion: nearest(kind, names) });
            }
        },
    };
    let exact = || kinds.iter().filter_map(|kind| book.find(*kind, id)).collect::<Vec<_>>();
    let number = || kinds.iter().flat_map(|kind| book.by_number(*kind, id).iter().copied()).collect::<Vec<_>>();
    let other_case = || kinds.iter().filter_map(|kind| book.find_ignoring_case(*kind, id)).collect::<Vec<_>>();
    let prefix = || if id.is_empty() { Vec::new() } else { beginning(book, &kinds, id) };
    let steps: [&dyn Fn() -> Vec<RecordRef>; 4] = [&exact, &number, &other_case, &prefix];
    for step in steps {
        match step()[..] {
            [] => {}
            [only] => return Ok(only),
            ref several => {
                let candidates = several.iter().take(CANDIDATES).map(|record| book.name(*record)).collect();
                return Err(SelectFault::Ambiguous { candidates, count: several.len() });
            }
        }
    }
    Err(unknown(book, &kinds, id))
}

/// The record of a file, named by its path below the book's root (which shells complete).
fn at_path(book: &Book, word: &str) -> Option<RecordRef> {
    let path = word.strip_prefix("./").unwrap_or(word);
    let (folder, rest) = path.split_once('/')?;
    let (stem, _) = rest.rsplit('/').next()?.rsplit_once('.')?;
    book.source_at(path)?;
    book.find(book.kinds.in_folder(folder)?, stem).filter(|found| book.path(*found) == path)
}

/// Records whose id or number begins so, ignoring case.
fn beginning(book: &Book, kinds: &[KindId], start: &str) -> Vec<RecordRef> {
    let begins = |text: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let of_kind = |kind: KindId| {
        let shape = book.shape(kind);
        book.records(kind).iter().enumerate().filter_map(move |(index, record)| {
            let found = begins(&record.id) || record.text(shape, "number").is_some_and(begins);
            found.then_some(RecordRef { kind, index: index as u32 })
        })
    };
    kinds.iter().flat_map(|kind| of_kind(*kind)).collect()
}

fn unknown(book: &Book, kinds: &[KindId], id: &str) -> SelectFault {
    let suggestions = kinds.iter().filter_map(|kind| {
        let near = nearest(id, book.records(*kind).iter().map(|record| &*record.id))?;
        Some(format!("{}/{near}", book.kind(*kind).name))
    });
    let stem = |path: &str| path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem == id);
    let unreadable = book.unreadable.iter().find(|path| stem(path) == Some(true)).map(|path| path.to_string());
    SelectFault::Unknown { suggestions: suggestions.take(CANDIDATES).collect(), unreadable }
}

/// The record that a word of the command line means, for reading.
pub fn record(cx: &Context<'_>, opened: &Opened, word: &str) -> Result<RecordRef, CliError> {
    find(&opened.book, word, scope(opened).last).map_err(|fault| error(cx, word, fault))
}

fn error(cx: &Context<'_>, word: &str, fault: SelectFault) -> CliError {
    let did_you_mean = |suggestion: &str| cx.text("ask-did-you-mean", &[("suggestion", suggestion)]);
    match fault {
        SelectFault::UnknownKind { kind, suggestion } => {
            let error = CliError::refused(cx.text("ask-unknown-kind", &[("word", &kind)]));
            match suggestion {
                Some(suggestion) => error.hint(did_you_mean(suggestion)),
                None => error,
            }
        }
        SelectFault::Unknown { unreadable: Some(path), .. } => {
            CliError::refused(cx.text("show-unreadable", &[("path", &path)])).hint(cx.text("cli-run-check", &[]))
        }
        SelectFault::Unknown { suggestions, unreadable: None } => {
            let error = CliError::refused(cx.text("show-unknown", &[("word", word)]));
            match suggestions.is_empty() {
                // A search knows no `kind/id`.
                true => error.hint(cx.text("show-try-find", &[("word", word.rsplit('/').next().unwrap_or(word))])),
                false => error.hint(did_you_mean(&suggestions.join("`, `"))),
            }
        }
        SelectFault::Ambiguous { mut candidates, count } => {
            if candidates.len() < count {
                candidates.push("…".to_owned());
            }
            let count = count.to_string();
            let error = CliError::refused(cx.text("show-ambiguous", &[("word", word), ("count", &count)]));
            error.hint(cx.text("show-which", &[]) + "\n    " + &candidates.join("\n    "))
        }
        SelectFault::NothingWritten => CliError::refused(cx.text("show-nothing-written", &[])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn book() -> Book {
        let file = |path: &str, text: &str| Source::new(path, text.as_bytes().to_vec());
        Book::read(
            Kinds::standard(),
            vec![
                file("customers/acme.toml", "name = \"ACME\"\n"),
                file("customers/acme-lyon.toml", "name = \"ACME Lyon\"\n"),
                file("customers/Brasserie.toml", "name = \"Brasserie\"\n"),
                file("customers/broken.toml", "name = \n"),
                file("deals/site.toml", "name = \"Site\"\nstage = \"won\"\n"),
                file("products/site.toml", "name = \"Web site\"\n"),
                file("invoices/2026/10/jan.toml", "customer = \"acme\"\nnumber = \"F-2026-0042\"\ndate = 2026-01-02\n"),
                file("invoices/feb.toml", "customer = \"acme\"\nnumber = \"F-2026-0043\"\ndate = 2026-02-02\n"),
            ],
        )
    }

    fn read(word: &str) -> Result<String, SelectFault> {
        let book = book();
        let last = book.kinds.named("deal").and_then(|deal| book.find(deal, "site"));
        find(&book, word, last).map(|found| book.name(found))
    }

    #[test]
    fn whatever_names_one_record_finds_it() {
        for (word, name) in [
            ("acme", "customer/acme"),
            ("customer/acme", "customer/acme"),
            ("client/acme", "customer/acme"),
            ("customers/acme", "customer/acme"),
            ("customers/acme.toml", "customer/acme"),
            ("./invoices/2026/10/jan.toml", "invoice/jan"),
            ("acme-", "customer/acme-lyon"),
            ("brass", "customer/Brasserie"),
            ("BRASSERIE", "customer/Brasserie"),
            ("F-2026-0042", "invoice/jan"),
            ("facture/F-2026-0043", "invoice/feb"),
            ("ja", "invoice/jan"),
            ("deal/s", "deal/site"),
            ("@", "deal/site"),
        ] {
            assert_eq!(read(word).as_deref(), Ok(name), "{word}");
        }
    }

    #[test]
    fn several_are_listed_and_never_chosen_from() {
        let several = |names: &[&str]| {
            let candidates: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Err(SelectFault::Ambiguous { count: candidates.len(), candidates })
        };
        assert_eq!(read("site"), several(&["deal/site", "product/site"]));
        assert_eq!(read("F-2026"), several(&["invoice/feb", "invoice/jan"]));
        assert_eq!(read("ac"), several(&["customer/acme", "customer/acme-lyon"]));
    }

    #[test]
    fn what_is_not_there_is_told_from_what_cannot_be_read() {
        let unknown = |names: &[&str]| {
            let suggestions = names.iter().map(|name| (*name).to_owned()).collect();
            Err(SelectFault::Unknown { suggestions, unreadable: None })
        };
        assert_eq!(read("acmee"), unknown(&["customer/acme"]));
        assert_eq!(read("zzzzzz"), unknown(&[]));
        assert_eq!(read(""), unknown(&[]));
        assert_eq!(read("é"), unknown(&[]));
        let fault = SelectFault::UnknownKind { kind: "custmer".into(), suggestion: Some("customer") };
        assert_eq!(read("custmer/acme"), Err(fault));
        assert_eq!(find(&book(), "@", None), Err(SelectFault::NothingWritten));
    }
}
