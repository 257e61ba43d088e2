use super::*;
use crate::book::Source;
use crate::document::view::{DocumentView, Style};
use crate::einvoice::rule::RULES;
use crate::einvoice::target::TARGETS;
use crate::einvoice::term;
use crate::finding::{Catalogue, Language};
use crate::model::Kinds;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal};

const SETTINGS: &str = r#"format = 2
currency = "EUR"
nature = "services"

[firm]
name = "Atelier Martin"
siret = "73282932000074"
vat_id = "FR44732829320"
phone = "+33 3 20 00 00 00"
einvoice = "france"

[firm.address]
street = "12 rue des Lilas"
postcode = "59000"
city = "Lille"
country = "FR"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true
"#;

const ACME: &str = r#"name = "ACME"
type = "company"
siret = "73282932000074"

[address]
city = "Paris"
country = "FR"
"#;

const INVOICE: &str = r#"customer = "acme"
number = "F-2026-0001"
date = 2026-10-03

[[lines]]
id = "1"
description = "Audit"
quantity = 1
unit = "DAY"
unit_price = 100.00
"#;

fn d(text: &str) -> Decimal {
    crate::value::decimal::parse(text).unwrap()
}

fn book(settings: &str, customer: &str, invoice: &str) -> Book {
    let source = |path: &str, text: &str| Source::new(path, text.as_bytes());
    Book::read(
        Kinds::standard(),
        vec![
            source("carnet.toml", settings),
            source("customers/acme.toml", customer),
            source("invoices/2026/10/a.toml", invoice),
        ],
    )
}

/// What the view of the invoice above is.
fn view() -> DocumentView {
    let tax = term::Tax { category: TaxCategory::Standard, percent: Some(d("20")) };
    let party = |name: &str, siren: &str| term::Party {
        name: name.to_owned(),
        legal_id: Some(Identifier::new(siren, "0002")),
        ids: vec![Identifier::new(format!("{siren}00074"), "0009")],
        vat_id: Some("FR44732829320".to_owned()),
        address: term::Address { city: Some("Lille".into()), country: Some("FR".into()), ..Default::default() },
        ..Default::default()
    };
    let line = term::Line {
        net: d("100.00"),
        ..term::Line::new("1".to_owned(), "Audit".to_owned(), d("1"), "DAY".to_owned(), d("100"), tax)
    };
    let invoice = term::Invoice {
        due_date: Date::new(2026, 11, 3),
        notes: ["PMT", "PMD", "AAB"]
            .map(|subject| term::Note { subject: Some(subject.to_owned()), text: "12 %".to_owned() })
            .to_vec(),
        seller: party("Atelier Martin", "732829320"),
        buyer: party("ACME", "732829320"),
        totals: term::Totals {
            lines: d("100.00"),
            tax_exclusive: d("100.00"),
            tax: Some(d("20.00")),
            tax_inclusive: d("120.00"),
            due: d("120.00"),
            ..Default::default()
        },
        breakdown: vec![term::TaxSubtotal {
            taxable: d("100.00"),
            tax_amount: d("20.00"),
            tax,
            exemption_reason: None,
            exemption_code: None,
        }],
        lines: vec![line],
        ..term::Invoice::new(
            "F-2026-0001".to_owned(),
            Date::new(2026, 10, 3).unwrap(),
            term::TypeCode::INVOICE,
            Currency::euro(),
        )
    };
    DocumentView {
        sort: Sort::Invoice,
        record: "invoice/a".to_owned(),
        language: "en".to_owned(),
        draft: false,
        duplicate: false,
        invoice,
        subject: None,
        job: None,
        valid_until: None,
        promised: None,
        order_date: None,
        despatch_date: None,
        prices_include_tax: false,
        rows: Vec::new(),
        rows_total: d("100.00"),
        adjustments: Vec::new(),
        instalments: Vec::new(),
        progress: None,
        statement: None,
        exchange_rate: None,
        payment_code: None,
        creditor_reference: None,
        mentions: Vec::new(),
        signature: false,
        style: Style::default(),
        seal: None,
    }
}

/// `(file, key, message, help)` of each finding.
fn said(findings: &[Finding], language: Language) -> Vec<(String, String, String)> {
    let catalogue = Catalogue::new(language);
    let one = |finding: &Finding| {
        let words = catalogue.words(finding);
        (finding.place.path.to_string(), words.message, words.help.unwrap_or_default())
    };
    findings.iter().map(one).collect()
}

#[test]
fn an_invoice_for_france_with_all_that_it_takes() {
    let book = book(SETTINGS, ACME, INVOICE);
    let view = view();
    assert_eq!(target(&book, &view), Target::France);
    let xml = xml(&book, &view, None).unwrap();
    assert_eq!((xml.name.as_str(), xml.target), ("F-2026-0001.xml", Target::France));
    let text = String::from_utf8(xml.bytes).unwrap();
    for part in [
        "<cbc:ProfileID>S1</cbc:ProfileID>",
        "<cbc:Note>#PMD#12 %</cbc:Note>",
        "<cbc:Note>#BAR#B2B</cbc:Note>",
        "<cbc:EndpointID schemeID=\"0225\">732829320</cbc:EndpointID>",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn the_customers_target_goes_before_the_firms_and_routes_may_be_written_after_the_issue() {
    let customer =
        format!("einvoice = \"peppol\"\nendpoint = \"0088:4012345000009\"\nbuyer_reference = \"7-4\"\n{ACME}");
    let settings = SETTINGS.replace("einvoice =", "endpoint = \"0225:732829320\"\neinvoice =");
    let book = book(&settings, &customer, INVOICE);
    assert_eq!(book.findings, [], "the keys are known");
    let xml = xml(&book, &view(), None).unwrap();
    let text = String::from_utf8(xml.bytes).unwrap();
    assert!(text.contains("<cbc:EndpointID schemeID=\"0088\">4012345000009</cbc:EndpointID>"));
    assert!(text.contains("<cbc:BuyerReference>7-4</cbc:BuyerReference>"));
}

#[test]
fn what_lacks_is_said_at_the_key_to_write() {
    let draft = INVOICE.replace("number = \"F-2026-0001\"\n", "");
    let book =
        book(SETTINGS, "name = \"ACME\"\ntype = \"company\"\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n", &draft);
    let mut view = view();
    view.draft = true;
    view.invoice.number.clear();
    view.invoice.buyer.legal_id = None;
    view.invoice.buyer.ids.clear();
    view.invoice.lines[0].unit = "PCE".to_owned();
    let findings = lacks(&book, &view, None);
    let said_in = |language| said(&findings, language);
    let of = |path: &str, message: &str, help: &str| (path.to_owned(), message.to_owned(), help.to_owned());
    assert_eq!(
        said_in(Language::English),
        [
            of(
                "customers/acme.toml",
                "france wants the buyer's company number (BT-47): the nine digits of a SIREN",
                "write `siren` in customers/acme.toml (rule BR-FR-11)",
            ),
            of(
                "customers/acme.toml",
                "france wants the buyer's electronic address (BT-49), which is missing",
                "write `endpoint` in customers/acme.toml (rule BR-FR-12)",
            ),
            of(
                "invoices/2026/10/a.toml",
                "france does not accept a unit (BT-130): a code of UN/ECE recommendation 20: `HUR`, `DAY`, `C62`, `KGM`…",
                "correct `lines.1.unit` in invoices/2026/10/a.toml (rule BR-CL-23)",
            ),
        ]
    );
    assert_eq!(
        said_in(Language::French)[0].1,
        "france veut le numéro d’entreprise de l’acheteur (BT-47)\u{a0}: les neuf chiffres d’un SIREN"
    );
}

#[test]
fn what_was_issued_is_not_changed_any_more() {
    let book = book(SETTINGS, ACME, INVOICE);
    let mut view = view();
    view.invoice.seller.legal_id = None;
    view.invoice.seller.ids.clear();
    let findings = xml(&book, &view, None).unwrap_err();
    let said = said(&findings, Language::English);
    assert!(said.iter().all(|(_, _, help)| !help.contains("write `seller")), "{said:?}");
    let siren = said.iter().find(|(_, message, _)| message.contains("BT-30")).unwrap();
    assert_eq!(siren.0, "invoices/2026/10/a.toml");
    assert!(siren.2.contains("cancel the document by a credit note"), "{}", siren.2);
}

#[test]
fn drafts_quotes_and_three_decimals_are_no_e_invoices() {
    let book = book(SETTINGS, ACME, INVOICE);
    let message = |view: &DocumentView| said(&xml(&book, view, None).unwrap_err(), Language::English)[0].1.clone();
    let mut draft = view();
    draft.draft = true;
    assert_eq!(message(&draft), "no e-invoice can be made of invoice/a: it is a draft");
    let mut quote = view();
    quote.sort = Sort::Quote;
    assert_eq!(message(&quote), "no e-invoice can be made of invoice/a: it is a quote");
    let mut dinar = view();
    dinar.invoice.currency = Currency::from_code("TND").unwrap();
    let said = said(&xml(&book, &dinar, None).unwrap_err(), Language::English);
    assert!(said.iter().any(|(_, message, _)| message.contains("three decimals")), "{said:?}");
    let mut escape = view();
    escape.invoice.lines[0].name = "Audit\u{1b}[31m".to_owned();
    assert_eq!(message(&escape), "the description of a line (BT-153) contains a control character");
}

/// Every term and every hint has its words in both languages, and every target passes what it can.
#[test]
fn every_fault_has_words() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for rule in RULES.iter().flat_map(|(_, rules)| rules.iter()) {
            let term = format!("einvoice-term-{}", rule.term.to_ascii_lowercase());
            assert!(catalogue.find(&term, &[]).is_some(), "{term} of {}", rule.id);
            let hint = format!("einvoice-hint-{}", rule.hint);
            assert!(rule.hint.is_empty() || catalogue.find(&hint, &[]).is_some(), "{hint} of {}", rule.id);
        }
        for (term, _) in key::KEYS {
            assert!(catalogue.find(&format!("einvoice-term-{}", term.to_ascii_lowercase()), &[]).is_some(), "{term}");
        }
        for sort in Sort::ALL {
            assert!(catalogue.find(&format!("einvoice-sort-{}", sort.name()), &[]).is_some(), "{sort:?}");
        }
    }
    assert!(TARGETS.iter().all(|spec| reference().contains(spec.name)));
}

#[test]
fn each_sort_of_fault_has_its_code() {
    let book = book(SETTINGS, ACME, INVOICE);
    let codes = |change: fn(&mut DocumentView)| {
        let mut view = view();
        change(&mut view);
        xml(&book, &view, None).unwrap_err().iter().map(|finding| finding.code.id).collect::<Vec<_>>()
    };
    assert_eq!(codes(|view| view.invoice.notes.truncate(2)), ["E0601"]);
    assert_eq!(codes(|view| view.invoice.lines[0].unit = "PCE".to_owned()), ["E0602"]);
    assert_eq!(codes(|view| view.invoice.totals.due = d("121.00")), ["E0603"]);
    assert_eq!(codes(|view| view.draft = true), ["E0604"]);
    assert_eq!(codes(|view| view.invoice.lines[0].name = "Audit\u{b}".to_owned()), ["E0605"]);
}
