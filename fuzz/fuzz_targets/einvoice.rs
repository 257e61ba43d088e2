//! Arbitrary bytes as an e-invoice (XML, or a PDF that holds one): a bill or a reason why not, never a panic.
#![no_main]

#[path = "../../tests/fuzz_smoke/entry.rs"]
#[allow(dead_code)]
mod entry;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| entry::einvoice(bytes));
