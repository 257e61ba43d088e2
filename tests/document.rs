//! Documents of every sort, French and English, as text and as a web page: from the book in `tests/document/book`, whose
//! drafts are issued first, to the pages in `tests/golden/document`. `CARNET_UPDATE=1 cargo test --test document` writes
//! them down: read them then, the web pages in a browser.

use std::path::{Path, PathBuf};

use carnet::book::{Book, RecordRef};
use carnet::change::issue;
use carnet::document::{Ask, DocumentView, Sort, Tongue, view};
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::render::document::{Format, Templates, render};
use carnet::store;
use carnet::value::Date;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn record(book: &Book, kind: &str, id: &str) -> RecordRef {
    book.kinds.named(kind).and_then(|kind| book.find(kind, id)).expect("a record of the book")
}

/// The book, with its drafts issued.
fn book() -> Book {
    let kinds = Kinds::standard();
    let folders: Vec<&str> = kinds.iter().map(|(_, kind)| kind.folder).collect();
    let walked = store::walk(&folder().join("document/book"), &folders);
    let sources =
        walked.files.into_iter().map(|file| carnet::book::Source { path: file.path, bytes: file.bytes }).collect();
    let mut book = Book::read(Kinds::standard(), sources);
    assert_eq!(book.findings, []);
    for (id, date) in [("site", "2026-10-28"), ("consumer", "2026-10-29"), ("credit", "2026-11-03")] {
        let issuing = issue::issue(&book, &[record(&book, "invoice", id)], day(date), None);
        book = issuing.unwrap_or_else(|fault| panic!("{id}: {fault:?}")).plan.applied(&book);
    }
    book
}

fn show(book: &Book, kind: &str, id: &str, sort: Option<Sort>, language: Tongue) -> DocumentView {
    let root = folder().join("document/book");
    let files = |path: &str| store::file::read(&root, path).ok().flatten();
    let ask = Ask { language: Some(language), sort, files: &files, ..Ask::default() };
    let mut views = view(&Figures::new(book, day("2026-11-20")), record(book, kind, id), &ask);
    views.as_mut().unwrap_or_else(|fault| panic!("{kind}/{id}: {fault:?}")).remove(0)
}

/// What is rendered: the name of its page, the record, and as what.
const PAGES: [(&str, &str, &str, Option<Sort>); 8] = [
    ("quote", "quote", "site", None),
    ("order-confirmation", "order", "site", None),
    ("pro-forma", "order", "site", Some(Sort::ProForma)),
    ("delivery-note", "delivery", "badges", None),
    ("invoice", "invoice", "site", None),
    ("invoice-to-a-consumer", "invoice", "consumer", None),
    ("credit-note", "invoice", "credit", None),
    ("statement", "customer", "acme", None),
];

#[test]
fn documents_are_written_as_their_pages_show() {
    let book = book();
    let update = std::env::var_os("CARNET_UPDATE").is_some();
    let mut stale = Vec::new();
    for (name, kind, id, sort) in PAGES {
        for language in [Tongue::French, Tongue::English] {
            let view = show(&book, kind, id, sort, language);
            for format in [Format::Text, Format::Html] {
                let rendered = render(&view, format, &Templates::new(), None);
                let bytes = rendered.unwrap_or_else(|fault| panic!("{name}: {fault:?}")).bytes;
                let file = format!("golden/document/{name}.{}.{}", language.code(), format.extension());
                let path = folder().join(&file);
                if update {
                    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                    std::fs::write(&path, &bytes).expect("it can be written");
                } else if std::fs::read(&path).ok().as_ref() != Some(&bytes) {
                    stale.push(file);
                }
            }
        }
    }
    assert!(stale.is_empty(), "not as they were: {stale:?}; CARNET_UPDATE=1 writes them");
}

#[test]
fn every_document_is_written_in_every_language_and_leaves_no_label_out() {
    let book = book();
    for (name, kind, id, sort) in PAGES {
        for language in Tongue::ALL {
            let view = show(&book, kind, id, sort, language);
            for format in [Format::Text, Format::Html] {
                let bytes = render(&view, format, &Templates::new(), None).expect("it is written").bytes;
                let text = String::from_utf8(bytes).expect("text");
                assert!(!text.contains("{ $") && !text.contains("{$"), "{name} {}", language.code());
            }
        }
    }
}
