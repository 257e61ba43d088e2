//! PDF documents: what stands on which page, that their bytes never differ, and that they are archives by the book.
//! `CARNET_PDF_OUT=FOLDER` keeps the pages (and the data of their templates) to look at.
#![cfg(feature = "pdf")]

mod sample;

use carnet::document::view::{DocumentView, Sort};
use carnet::render::document::pdf::{self, Attachment, Conformance, Printed, Templates};

fn print(name: &str, view: &DocumentView) -> Printed {
    print_with(name, view, None)
}

fn print_with(name: &str, view: &DocumentView, attachment: Option<&Attachment>) -> Printed {
    let printed = pdf::pdf(view, &Templates::new(), attachment).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    if let Some(folder) = std::env::var_os("CARNET_PDF_OUT") {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join(format!("{name}.pdf")), &printed.bytes).unwrap();
        std::fs::write(folder.join(format!("{name}.json")), pdf::worded(view).to_string()).unwrap();
    }
    assert_eq!(printed.remarks, [], "{name}: Typst has nothing to remark");
    printed
}

#[test]
fn a_short_invoice_is_one_page() {
    let printed = print("invoice-fr", &sample::short(Sort::Invoice, "fr"));
    assert_eq!(printed.pages, 1);
    assert!(printed.unshown.is_empty());
}

#[test]
fn every_sort_prints() {
    print("quote-fr", &sample::quote("fr"));
    print("quote-en", &sample::quote("en"));
    print("progress", &sample::progress());
    print("credit", &sample::credit());
    print("delivery", &sample::delivery());
    print("statement", &sample::statement(60));
    print("statement-empty", &sample::statement(0));
    print("awkward", &sample::awkward());
    print("bare", &sample::bare());
    print("foreign", &sample::foreign());
    print("wordy", &sample::wordy());
    print("consumer", &sample::consumer());
    for count in [1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 40, 41, 42, 43, 44, 45, 46, 47, 48] {
        print(&format!("n{count}"), &sample::many(Sort::Invoice, "fr", count));
    }
    print("many", &sample::many(Sort::Invoice, "fr", 200));
}

#[test]
fn hybrid() {
    let attachment = Attachment::hybrid(b"<x/>".to_vec(), Conformance::En16931);
    print_with("hybrid", &sample::short(Sort::Invoice, "fr"), Some(&attachment));
}
