//! Committed files that are generated: a test says when they are stale, `CARNET_UPDATE=1 cargo test --test generated`
//! writes them.

use std::path::Path;

use carnet::cli::commands::completions;
use carnet::model::Kinds;
use carnet::render::records;

fn assert_fresh(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("CARNET_UPDATE").is_some() {
        std::fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(&file, wanted).expect("the file can be written");
    }
    // On Windows git may have given it other line ends.
    let present = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(present == wanted, "{path} is stale: run `CARNET_UPDATE=1 cargo test --test generated`");
}

#[test]
fn the_reference_of_records_is_fresh() {
    assert_fresh("docs/records.md", &records::reference(&Kinds::standard()));
}

#[test]
fn the_reference_of_tables_is_fresh() {
    assert_fresh("docs/tables.md", &carnet::table::reference::reference(&Kinds::standard()));
}

#[test]
fn the_reference_of_e_invoices_is_fresh() {
    assert_fresh("docs/einvoice-terms.md", &carnet::document::einvoice::reference());
}

#[test]
fn the_completion_scripts_are_fresh() {
    for (name, script) in completions::scripts() {
        assert_fresh(&format!("completions/{name}"), &script);
    }
}
