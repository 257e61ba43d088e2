//! `docs/findings.md` is generated from the catalogue: `CARNET_UPDATE=1 cargo test --test findings_reference` rewrites it.

use carnet::finding::{Language, catalogue};

#[test]
fn the_reference_of_findings_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/findings.md");
    let wanted = catalogue::reference(Language::English);
    if std::env::var_os("CARNET_UPDATE").is_some() {
        std::fs::write(path, &wanted).expect("docs/findings.md can be written");
    }
    let present = std::fs::read_to_string(path).unwrap_or_default();
    assert!(present == wanted, "docs/findings.md is stale: run this test with CARNET_UPDATE=1");
}
