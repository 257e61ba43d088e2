//! Arbitrary bytes as the files of a book: findings and figures, never a panic.
#![no_main]

#[path = "../../tests/fuzz_smoke/entry.rs"]
#[allow(dead_code)]
mod entry;

use std::cell::OnceCell;

use carnet::finding::Catalogue;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static CATALOGUES: OnceCell<[Catalogue; 2]> = const { OnceCell::new() };
}

fuzz_target!(|bytes: &[u8]| {
    CATALOGUES.with(|catalogues| entry::load(bytes, catalogues.get_or_init(entry::catalogues)));
});
