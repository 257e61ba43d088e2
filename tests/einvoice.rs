//! Electronic invoices against the official schemas and Schematron, run by `tests/einvoice/validate.py`.

#[path = "einvoice/sample.rs"]
mod sample;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use carnet::einvoice::{Profile, cii, ubl};

fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    target.join("einvoice")
}

#[test]
fn first() {
    let folder = folder();
    fs::create_dir_all(folder.join("files")).unwrap();
    let mut manifest = String::new();
    for case in sample::cases() {
        let mut invoice = case.invoice;
        invoice.specification = Some("urn:cen.eu:en16931:2017".to_owned());
        let path = folder.join("files").join(format!("{}-ubl.xml", case.name));
        fs::write(&path, ubl::write(&invoice, Profile::En16931).unwrap()).unwrap();
        let xsd = if invoice.type_code.is_credit() { "xsd-ubl-credit-note" } else { "xsd-ubl-invoice" };
        writeln!(manifest, "{}\t{xsd},en16931-ubl", path.display()).unwrap();
        if invoice.totals.rounding.is_some() {
            continue;
        }
        for (profile, name, specification) in [
            (Profile::Minimum, "minimum", "urn:factur-x.eu:1p0:minimum"),
            (Profile::BasicWl, "basic-wl", "urn:factur-x.eu:1p0:basicwl"),
            (Profile::Basic, "basic", "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"),
            (Profile::En16931, "en16931", "urn:cen.eu:en16931:2017"),
            (Profile::Extended, "extended", "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"),
        ] {
            invoice.specification = Some(specification.to_owned());
            let path = folder.join("files").join(format!("{}-{name}.xml", case.name));
            fs::write(&path, cii::write(&invoice, profile).unwrap()).unwrap();
            let more = if profile == Profile::En16931 { ",en16931-cii,xsd-cii-d22b" } else { "" };
            writeln!(manifest, "{}\txsd-facturx-{name},facturx-{name}{more}", path.display()).unwrap();
        }
    }
    let list = folder.join("manifest.tsv");
    fs::write(&list, manifest).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/einvoice/validate.py");
    let out = Command::new("python3").arg(script).arg(&folder).arg(&list).output().unwrap();
    println!("{}\n{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(!String::from_utf8_lossy(&out.stdout).contains("\tfatal\t"));
}
