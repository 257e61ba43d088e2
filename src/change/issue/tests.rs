use super::*;
use crate::book::Source;
use crate::figures::Figures;
use crate::model::Kinds;

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\n\
    siret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n\
    [[firm.bank]]\niban = \"FR7630006000011234567890189\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\n\
    default = true\n\n[[tax]]\nid = \"reverse\"\ncategory = \"AE\"\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\n\
    pattern = \"F-{year}-{seq:4}\"\nfirst = 137\n";
const ACME: &str =
    "name = \"ACME\"\nlegal_name = \"ACME SAS\"\n\n[address]\nstreet = \"1 rue\"\ncity = \"Paris\"\ncountry = \"FR\"\n";
const PRODUCT: &str = "name = \"Audit\"\nunit = \"DAY\"\n";
const DRAFT: &str = "# Ours.\ncustomer = \"acme\"\ndate = 2026-10-01\n\n[[lines]]\nproduct = \"audit\"\nquantity = 3\nunit_price = 33.335\n";

fn book(files: &[(&str, &str)]) -> Book {
    let mut all = vec![("carnet.toml", SETTINGS), ("customers/acme.toml", ACME), ("products/audit.toml", PRODUCT)];
    for (path, text) in files {
        match all.iter_mut().find(|(known, _)| known == path) {
            Some(known) => known.1 = text,
            None => all.push((path, text)),
        }
    }
    let sources = all.iter().map(|(path, text)| Source::new(path, text.as_bytes().to_vec())).collect();
    Book::read(Kinds::standard(), sources)
}

fn day(day: u32) -> Date {
    Date::new(2026, 10, day).unwrap()
}

fn drafts(book: &Book) -> Vec<RecordRef> {
    let found = book.sound_named("invoice");
    let kind = book.kinds.named("invoice").unwrap();
    found.filter(|(_, record)| record.text(book.shape(kind), "number").is_none()).map(|(record, _)| record).collect()
}

fn numbers(issuing: &Issuing) -> Vec<(&str, &str)> {
    issuing.documents.iter().map(|issued| (issued.name.as_str(), issued.number.as_str())).collect()
}

fn wanting(files: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    let book = book(files);
    match issue(&book, &drafts(&book), day(20), None) {
        Err(IssueFault::Wanting(findings)) => {
            findings.iter().map(|f| (f.place.path.to_string(), f.variant.unwrap_or("-"))).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_that_the_law_calls_the_document_is_written_into_it() {
    let book = book(&[("invoices/x.toml", DRAFT)]);
    let issuing = issue(&book, &drafts(&book), day(20), None).unwrap();
    assert_eq!(numbers(&issuing), [("invoice/x", "F-2026-0137")]);
    assert_eq!(issuing.plan.subject, "invoice/x: issued as F-2026-0137");
    let text = issuing.plan.changes[0].after.clone().unwrap();
    let (head, seal) = text.split_once("seal = \"").unwrap();
    let (seal, rest) = seal.split_once("\"\nuid = \"").unwrap();
    let (uid, rest) = rest.split_once("\"\n").unwrap();
    assert_eq!((seal.len(), uid.len()), (64, 16));
    assert_eq!(
        head,
        "# Ours.\ncustomer = \"acme\"\nnumber = \"F-2026-0137\"\ndate = 2026-10-20\ndue = 2026-11-19\nterms = \"30d\"\n\
         currency = \"EUR\"\n\n"
    );
    assert_eq!(
        rest,
        "\n[seller]\nname = \"Atelier Martin\"\nsiren = \"732829320\"\nsiret = \"73282932000074\"\n\
         vat_id = \"FR44732829320\"\n\n[seller.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[seller.bank]\n\
         iban = \"FR7630006000011234567890189\"\n\n[buyer]\nname = \"ACME SAS\"\ntrade_name = \"ACME\"\n\n[buyer.address]\n\
         street = \"1 rue\"\ncity = \"Paris\"\ncountry = \"FR\"\n\n[totals]\nlines = 100.01\nnet = 100.01\ntax = 20.00\n\
         gross = 120.01\npayable = 120.01\n\n[[totals.breakdown]]\ncategory = \"S\"\npercent = 20\ntaxable = 100.01\n\
         tax = 20.00\n\n[[lines]]\nid = \"1\"\nproduct = \"audit\"\ndescription = \"Audit\"\nquantity = 3\nunit = \"DAY\"\n\
         unit_price = 33.335\ntax_category = \"S\"\ntax_percent = 20\n"
    );
}

#[test]
fn an_issued_document_is_read_from_itself() {
    let book = book(&[("invoices/x.toml", DRAFT)]);
    let would = issue(&book, &drafts(&book), day(20), None).unwrap().plan.applied(&book);
    let findings = crate::check::check(&Figures::new(&would, day(20)));
    assert_eq!(findings, []);
    // Whatever the firm says later: another rate, prices with tax, other terms.
    let later = SETTINGS.replace("percent = 20", "percent = 10").replace("30d\"", "60d\"\nprices_include_tax = true");
    let sources = would.sources().iter().map(|source| match &*source.path {
        "carnet.toml" => Source::new("carnet.toml", later.clone().into_bytes()),
        _ => source.clone(),
    });
    let later = Book::read(Kinds::standard(), sources.collect());
    let figures = Figures::new(&later, day(21));
    let document = figures.documents()[0].as_ref().unwrap();
    assert_eq!((document.gross().to_string(), document.due.to_string()), ("120.01 EUR".into(), "2026-11-19".into()));
    assert_eq!(crate::check::check(&figures), []);
}

#[test]
fn numbers_go_with_the_days_of_the_drafts_and_seals_hang_together() {
    let dated = |day: u32| DRAFT.replace("2026-10-01", &format!("2026-10-{day:02}"));
    let (late, early) = (dated(9), dated(2));
    let files = [("invoices/a.toml", late.as_str()), ("invoices/b.toml", &early), ("invoices/c.toml", &late)];
    let book = book(&files);
    let issuing = issue(&book, &drafts(&book), day(20), None).unwrap();
    let wanted = [("invoice/b", "F-2026-0137"), ("invoice/a", "F-2026-0138"), ("invoice/c", "F-2026-0139")];
    assert_eq!(numbers(&issuing), wanted);
    assert_eq!(issuing.plan.subject, "3 documents issued, F-2026-0137 to F-2026-0139");
    let would = issuing.plan.applied(&book);
    assert_eq!(crate::check::check(&Figures::new(&would, day(20))), []);
    // The next year begins anew.
    let sources = would.sources().iter().cloned().chain([Source::new("invoices/d.toml", DRAFT.as_bytes().to_vec())]);
    let book = Book::read(Kinds::standard(), sources.collect());
    let issuing = issue(&book, &drafts(&book), Date::new(2027, 1, 2).unwrap(), None).unwrap();
    assert_eq!(numbers(&issuing), [("invoice/d", "F-2027-0001")]);
    let would = issuing.plan.applied(&book);
    assert_eq!(crate::check::check(&Figures::new(&would, Date::new(2027, 1, 3).unwrap())), []);
}

#[test]
fn no_day_before_the_last_of_the_series() {
    let last = format!("number = \"F-2026-0140\"\n{}", DRAFT.replace("2026-10-01", "2026-10-15"));
    let book = book(&[("invoices/last.toml", last.as_str()), ("invoices/x.toml", DRAFT)]);
    let fault = |date| match issue(&book, &drafts(&book), date, None) {
        Err(IssueFault::Refused(error)) => error.key,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(day(14)), "issue-date-before");
    let issuing = issue(&book, &drafts(&book), day(15), None).unwrap();
    assert_eq!(numbers(&issuing), [("invoice/x", "F-2026-0141")]);
}

#[test]
fn what_lacks_is_said_where_it_is_to_be_written() {
    let reverse = DRAFT.to_owned() + "tax = \"reverse\"\n";
    let bare = "customer = \"acme\"\ndate = 2026-10-01\ndue = 2026-10-05\n\n[[lines]]\nquantity = 1\nunit_price = 1\n";
    let nobody = SETTINGS.split("[firm]").next().unwrap().replace("terms = \"30d\"\n", "")
        + "[[tax]]\nid = \"x\"\ncategory = \"S\"\npercent = 20\n";
    let stateless = SETTINGS.replace("vat_id", "#").replace("siret", "#").replace("city", "#");
    for (files, wanted) in [
        (
            vec![("invoices/x.toml", reverse.as_str())],
            vec![("carnet.toml", "exemption"), ("customers/acme.toml", "buyer-vat-id")],
        ),
        (
            vec![("customers/acme.toml", "name = \"A\"\n"), ("invoices/x.toml", DRAFT)],
            vec![("customers/acme.toml", "buyer-address")],
        ),
        (vec![("invoices/x.toml", bare)], vec![("invoices/x.toml", "due-before"), ("invoices/x.toml", "description")]),
        (vec![("invoices/x.toml", "customer = \"acme\"\ndate = 2026-10-01\n")], vec![("invoices/x.toml", "lines")]),
        (
            vec![("carnet.toml", stateless.as_str()), ("invoices/x.toml", DRAFT)],
            vec![
                ("carnet.toml", "seller-address"),
                ("carnet.toml", "seller-identifier"),
                ("carnet.toml", "seller-vat-id"),
            ],
        ),
    ] {
        let mut found = wanting(&files);
        found.sort();
        let mut wanted: Vec<(String, &str)> = wanted.into_iter().map(|(path, name)| (path.to_owned(), name)).collect();
        wanted.sort();
        assert_eq!(found, wanted);
    }
    let found: Vec<&str> =
        wanting(&[("carnet.toml", &nobody), ("invoices/x.toml", DRAFT)]).into_iter().map(|(_, name)| name).collect();
    for name in ["seller-name", "due", "series"] {
        assert!(found.contains(&name), "{found:?}");
    }
}

#[test]
fn every_row_of_the_table_has_its_words() {
    for language in crate::finding::Language::ALL {
        let catalogue = crate::finding::Catalogue::new(language);
        for wanted in WANTED {
            let book = book(&[("invoices/x.toml", DRAFT)]);
            let draft = read(&book, &drafts(&book)).unwrap().remove(0);
            let finding = wanted.finding(&draft, crate::finding::Place::file("x"));
            let variant = finding.variant.unwrap();
            let words = catalogue.words(&finding);
            let general = catalogue.words(&Finding { variant: None, ..finding });
            assert_ne!(words.message, general.message, "{variant}");
            assert_ne!(words.help, general.help, "{variant}");
        }
    }
}

#[test]
fn a_draft_is_known_again_under_another_id() {
    let book1 = book(&[("invoices/x.toml", DRAFT)]);
    let would = issue(&book1, &drafts(&book1), day(20), None).unwrap().plan.applied(&book1);
    let uid = would.get(would.find(would.kinds.named("invoice").unwrap(), "x").unwrap());
    let uid = uid.text(would.shape(would.kinds.named("invoice").unwrap()), "uid").unwrap().to_owned();
    let copy = format!("uid = \"{uid}\"\n{DRAFT}");
    let sources = would.sources().iter().cloned().chain([Source::new("invoices/y.toml", copy.into_bytes())]);
    let book = Book::read(Kinds::standard(), sources.collect());
    let copy = drafts(&book)[0];
    assert_eq!(issued_before(&book, copy).map(|record| book.name(record)), Some("invoice/x".to_owned()));
    let findings = crate::check::check(&Figures::new(&book, day(20)));
    let codes: Vec<_> = findings.iter().map(|finding| (finding.code.id, &*finding.place.path)).collect();
    assert_eq!(codes, [("E0422", "invoices/y.toml")]);
}

#[test]
fn a_series_of_one_clone() {
    let settings = SETTINGS.to_owned() + "clone = \"office\"\n";
    let book = book(&[("carnet.toml", settings.as_str()), ("invoices/x.toml", DRAFT)]);
    for here in [None, Some("laptop")] {
        match issue(&book, &drafts(&book), day(20), here) {
            Err(IssueFault::Refused(error)) => assert_eq!(error.key, "issue-other-clone"),
            other => panic!("{other:?}"),
        }
    }
    assert!(issue(&book, &drafts(&book), day(20), Some("office")).is_ok());
    assert!(belong_to(&book, &drafts(&book), "office") && !belong_to(&book, &drafts(&book), "laptop"));
}
