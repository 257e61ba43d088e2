use super::*;
use crate::finding::{Finding, Place, code};
use crate::model::Kinds;
use crate::model::invoice::Invoice;

pub(crate) fn book(files: &[(&str, &str)]) -> Book {
    let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
    sources.extend(files.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
    Book::read(Kinds::standard(), sources)
}

fn findings(book: &Book) -> Vec<String> {
    book.findings.iter().map(|f| format!("{} {}", f.place.path, f.code.name)).collect()
}

#[test]
fn a_small_book() {
    let book = book(&[
        ("customers/acme.toml", "name = \"ACME\"\n"),
        (
            "invoices/2026/10/F1.toml",
            "customer = \"acme\"\ndate = 2026-10-03\nnumber = \"F-1\"\n[[lines]]\nquantity = 1\nunit_price = 90071992547409.93\n",
        ),
        ("notes/call.md", "---\ndate: 2026-10-03\nabout: [customer/acme, invoice/F-1]\n---\nHello\n"),
    ]);
    assert_eq!(findings(&book), [""; 0]);
    let invoice = book.find(book.kinds.named("invoice").unwrap(), "F1").unwrap();
    let typed: Invoice = book.typed(invoice).unwrap();
    assert_eq!(typed.lines[0].unit_price.0.to_string(), "90071992547409.93");
    let customer = book.find(book.kinds.named("customer").unwrap(), "acme").unwrap();
    let names: Vec<String> = book.referrers(customer).iter().map(|r| book.name(*r)).collect();
    assert_eq!(names, ["invoice/F1", "note/call"]);
    // A number resolves like an id.
    assert_eq!(book.referrers(invoice).len(), 1);
}

#[test]
fn a_bad_file_hides_neither_the_others_nor_itself() {
    let sources = vec![
        Source::new("carnet.toml", "format = 2\n".as_bytes()),
        Source::new("customers/bad.toml", vec![0xff, 0xfe, 0x00]),
        Source::new("customers/good.toml", "name = \"Good\"\n".as_bytes()),
        Source::new("customers/Good.toml", "name = \"Good\"\n".as_bytes()),
        Source::new("customers/torn.toml", "<<<<<<< a\nname = \"x\"\n=======\nname = \"y\"\n>>>>>>> b\n".as_bytes()),
        Source::new("customers/été.toml", "name = \"E\"\n".as_bytes()),
        Source::new("customers/readme.txt", "hello".as_bytes()),
    ];
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(
        findings(&book),
        [
            "customers/bad.toml not-utf-8",
            "customers/good.toml same-id",
            "customers/readme.txt stray-file",
            "customers/torn.toml conflict-marker",
            "customers/été.toml bad-id",
        ]
    );
    assert_eq!(
        book.unreadable.iter().map(|p| &**p).collect::<Vec<_>>(),
        ["customers/bad.toml", "customers/torn.toml", "customers/été.toml"]
    );
}

#[test]
fn a_key_of_another_time_costs_no_record() {
    let sources = || {
        vec![
            Source::new("carnet.toml", "format = 2\nmotto = \"on\"\n".as_bytes()),
            Source::new(
                "customers/a.toml",
                "name = \"A\"\nfax = \"12\"\n[address]\ncity = \"Lille\"\nplanet = 3\n".as_bytes(),
            ),
        ]
    };
    let now = Book::read(Kinds::standard(), sources());
    assert!(!now.firm_sound && now.sound_named("customer").next().is_none());
    let past = Book::read_past(Kinds::standard(), sources());
    assert!(past.firm_sound && past.unreadable.is_empty());
    assert_eq!(past.sound_named("customer").count(), 1);
    let told = ["carnet.toml unknown-key", "customers/a.toml unknown-key", "customers/a.toml unknown-key"];
    assert_eq!(findings(&past), told);
}

#[test]
fn an_unreadable_carnet_toml_leaves_form_to_judge() {
    let sources = vec![
        Source::new("carnet.toml", "format = \n".as_bytes()),
        Source::new("customers/a.toml", "nmae = \"A\"\n".as_bytes()),
    ];
    let book = Book::read(Kinds::standard(), sources);
    assert!(!book.firm_sound);
    assert_eq!(findings(&book), ["carnet.toml syntax", "customers/a.toml unknown-key", "customers/a.toml missing-key"]);
}

#[test]
fn a_newer_format_is_the_only_thing_said_of_the_settings() {
    let settings = |text: &str| {
        let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", text.as_bytes())]);
        assert!(!book.firm_sound);
        findings(&book)
    };
    assert_eq!(settings("format = 3\nfuture = 1\n"), ["carnet.toml newer-format"]);
    assert_eq!(settings("format = 3\nfuture = <1>\n"), ["carnet.toml newer-format"]);
    assert_eq!(settings("format = 0\n"), ["carnet.toml configuration"]);
}

#[test]
fn every_file_that_gives_no_record_is_counted() {
    let found = |code, path: &str, variant| Finding::new(code, Place::file(path)).variant(variant);
    let walked = vec![
        found(&code::BAD_ID, "customers/\u{fffd}.toml", "character"),
        found(&code::BAD_ID, "customers/\u{fffd}.toml", "character"),
        found(&code::BAD_ID, "customers/\u{fffd}.txt", "character"),
        found(&code::SYMLINK, "customers/link.toml", "inside"),
        found(&code::SYMLINK, "customers/readme.txt", "outside"),
        found(&code::SYMLINK, "deals", "outside"),
        found(&code::UNREADABLE_FILE, "customers/scan.toml", "too-large"),
        found(&code::UNREADABLE_FILE, "carnet.toml", "permission"),
    ];
    let book = Book::read_with(Kinds::standard(), Vec::new(), walked);
    let unreadable: Vec<&str> = book.unreadable.iter().map(|path| &**path).collect();
    assert_eq!(
        unreadable,
        ["customers/link.toml", "customers/scan.toml", "customers/\u{fffd}.toml", "customers/\u{fffd}.toml", "deals"]
    );
    // One finding for settings that are there and cannot be read.
    assert!(!findings(&book).contains(&"carnet.toml configuration".to_owned()));
}

#[test]
fn custom_fields_are_fields() {
    let settings = "format = 2\n[[field]]\nkind = \"customer\"\nname = \"sector\"\ntype = \"choice\"\nchoices = [\"food\", \"steel\"]\n[[field]]\nkind = \"invoice\"\nname = \"lines.batch\"\ntype = \"text\"\n";
    let sources = vec![
        Source::new("carnet.toml", settings.as_bytes()),
        Source::new("customers/a.toml", "name = \"A\"\nsector = \"fod\"\n".as_bytes()),
        Source::new(
            "invoices/f.toml",
            "customer = \"a\"\ndate = 2026-01-01\n[[lines]]\nquantity = 1\nunit_price = 1\nbatch = \"7\"\n".as_bytes(),
        ),
    ];
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(findings(&book), ["customers/a.toml not-a-choice"]);
    assert!(book.typed::<Invoice>(book.find(book.kinds.named("invoice").unwrap(), "f").unwrap()).is_some());
}
