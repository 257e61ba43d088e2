//! Arbitrary text as a query over a small book: records or a fault, never a panic; and what prints reads back.
#![no_main]

#[path = "../../tests/fuzz_smoke/entry.rs"]
#[allow(dead_code)]
mod entry;

use std::cell::OnceCell;

use carnet::book::Book;
use carnet::figures::Figures;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static BOOK: OnceCell<Book> = const { OnceCell::new() };
}

fuzz_target!(|bytes: &[u8]| {
    BOOK.with(|book| entry::query(bytes, &Figures::new(book.get_or_init(entry::small_book), entry::today())));
});
