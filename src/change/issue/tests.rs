use super::*;
use crate::book::Source;
use crate::figures::Figures;
use crate::model::Kinds;

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\n\
    siret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n\
    [conditions]\nlate_interest = \"12%\"\n\n[[firm.bank]]\niban = \"FR7630006000011234567890189\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\n\
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
         currency = \"EUR\"\nlanguage = \"en\"\n\n"
    );
    assert_eq!(
        rest,
        "\n[seller]\nname = \"Atelier Martin\"\nsiren = \"732829320\"\nsiret = \"73282932000074\"\n\
         vat_id = \"FR44732829320\"\n\n[seller.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[seller.bank]\n\
         iban = \"FR7630006000011234567890189\"\n\n[buyer]\nname = \"ACME SAS\"\ntrade_name = \"ACME\"\n\n[buyer.address]\n\
         street = \"1 rue\"\ncity = \"Paris\"\ncountry = \"FR\"\n\n[totals]\nlines = 100.01\nnet = 100.01\ntax = 20.00\n\
         gross = 120.01\npayable = 120.01\n\n[[totals.breakdown]]\ncategory = \"S\"\npercent = 20\ntaxable = 100.01\n\
         tax = 20.00\n\n[[notes]]\nsubject = \"PMD\"\ntext = \"Late payment: interest at 12% a year from the day after the \
         due date, without reminder.\"\n\n[[notes]]\nsubject = \"PMT\"\ntext = \"Late payment: fixed compensation of EUR 40 for \
         recovery costs.\"\n\n[[notes]]\nsubject = \"AAB\"\ntext = \"No discount for early payment.\"\n\n[[lines]]\nid = \"1\"\nproduct = \"audit\"\ndescription = \"Audit\"\nquantity = 3\nunit = \"DAY\"\n\
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
    let sources = would.sources().map(|source| match &*source.path {
        "carnet.toml" => Source::new("carnet.toml", later.clone().into_bytes()),
        _ => source.clone(),
    });
    let later = Book::read(Kinds::standard(), sources.collect());
    let figures = Figures::new(&later, day(21));
    let document = figures.issued().next().unwrap().1;
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
    let sources = would.sources().cloned().chain([Source::new("invoices/d.toml", DRAFT.as_bytes().to_vec())]);
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
    let sources = would.sources().cloned().chain([Source::new("invoices/y.toml", copy.into_bytes())]);
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

/// The text of a draft as issued on the 20th, in a book of these files.
fn issued(files: &[(&str, &str)]) -> String {
    let book = book(files);
    assert_eq!(book.findings, []);
    let issuing = match issue(&book, &drafts(&book), day(20), None) {
        Ok(issuing) => issuing,
        Err(fault) => panic!("{fault:?}"),
    };
    let would = issuing.plan.applied(&book);
    assert_eq!(crate::check::check(&Figures::new(&would, day(20))), []);
    issuing.plan.changes[0].after.clone().unwrap()
}

/// The settings with rates of every category.
fn rates() -> String {
    let rates = "[[tax]]\nid = \"k\"\ncategory = \"K\"\nreason = \"art. 262 ter, I du CGI\"\n\n[[tax]]\nid = \"g\"\ncategory = \"G\"\n\
        reason = \"art. 262, I du CGI\"\n\n[[tax]]\nid = \"o\"\ncategory = \"O\"\nreason = \"art. 259-1 du CGI\"\n\n[[tax]]\n\
        id = \"btp\"\ncategory = \"AE\"\nreason = \"Autoliquidation, art. 283-2 nonies du CGI\"\nreason_code = \"VATEX-FR-AE\"\n\n\
        [[tax]]\nid = \"free\"\ncategory = \"E\"\npercent = 0\nreason = \"TVA non applicable, art. 293 B du CGI\"\n\
        reason_code = \"VATEX-FR-FRANCHISE\"\nregime = \"franchise\"\n\n";
    SETTINGS.replace("[[series]]", &format!("{rates}[[series]]"))
}

const GERMAN: &str = "name = \"Müller\"\ntype = \"company\"\nvat_id = \"DE136695976\"\nlanguage = \"de\"\n\n[address]\ncity = \"Bonn\"\n\
    country = \"DE\"\n";

fn taxed(tax: &str) -> String {
    format!("{DRAFT}tax = \"{tax}\"\n")
}

fn wants(files: &[(&str, &str)]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = wanting(files).into_iter().map(|(_, name)| name).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_reason_for_charging_no_tax_is_frozen_with_its_code() {
    let settings = rates();
    let subcontractor = ACME.replace("\n\n[address]", "\nsiret = \"73282932000074\"\n\n[address]");
    let draft = taxed("btp");
    let text = issued(&[
        ("carnet.toml", settings.as_str()),
        ("customers/acme.toml", &subcontractor),
        ("invoices/x.toml", &draft),
    ]);
    // On the line and in the breakdown; at home the customer's company number does.
    assert_eq!(text.matches("exemption = \"Autoliquidation, art. 283-2 nonies du CGI\"\n").count(), 2, "{text}");
    assert_eq!(text.matches("exemption_code = \"VATEX-FR-AE\"\n").count(), 2, "{text}");
    // The document is in English, and the reason is not.
    assert!(text.contains("text = \"Reverse charge\""), "{text}");
}

#[test]
fn goods_for_another_member_state() {
    let settings = rates();
    let goods = "name = \"Audit\"\nunit = \"C62\"\nnature = \"goods\"\n";
    let draft = taxed("k");
    let files = |customer: &'static str, product: &'static str, draft: &'_ str| {
        wants(&[
            ("carnet.toml", settings.as_str()),
            ("customers/acme.toml", customer),
            ("products/audit.toml", product),
            ("invoices/x.toml", draft),
        ])
    };
    let whole = draft.replace("date = 2026-10-01", "date = 2026-10-01\ndelivered = 2026-10-02");
    assert_eq!(files(GERMAN, goods, &draft), ["delivered"]);
    assert_eq!(files(ACME, goods, &whole), ["buyer-vat-id", "to-member"]);
    let service = "name = \"Audit\"\nnature = \"services\"\n";
    assert_eq!(files(GERMAN, service, &whole), ["service-as-goods"]);
    let home = whole.replace("\n\n[[lines]]", "\n\n[delivery]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[[lines]]");
    assert_eq!(files(GERMAN, goods, &home), ["to-member"]);
    let text = issued(&[
        ("carnet.toml", settings.as_str()),
        ("customers/acme.toml", GERMAN),
        ("products/audit.toml", goods),
        ("invoices/x.toml", &whole),
    ]);
    for wanted in [
        "language = \"de\"\nnature = \"goods\"\n",
        "exemption_code = \"VATEX-EU-IC\"\nnature = \"goods\"\n",
        "Verzugszinsen: 12",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in\n{text}");
    }
}

#[test]
fn exports_leave_the_union_and_what_is_outside_stands_alone() {
    let settings = rates();
    let american = "name = \"Acme Inc\"\n\n[address]\ncity = \"Boston\"\ncountry = \"US\"\n";
    let of = |customer: &str, draft: &str| {
        wants(&[("carnet.toml", settings.as_str()), ("customers/acme.toml", customer), ("invoices/x.toml", draft)])
    };
    assert_eq!(of(GERMAN, &taxed("g")), ["out-of-union"]);
    let mixed = taxed("o") + "\n[[lines]]\ndescription = \"x\"\nquantity = 1\nunit_price = 1\n";
    assert_eq!(of(american, &mixed), ["outside-mixed"]);
    let text = issued(&[
        ("carnet.toml", settings.as_str()),
        ("customers/acme.toml", american),
        ("invoices/x.toml", &taxed("g")),
    ]);
    assert!(text.contains("exemption_code = \"VATEX-EU-G\""), "{text}");
}

#[test]
fn the_regime_of_the_day_gives_the_rate_and_the_sentence() {
    let vat = "[[firm.vat]]\nfrom = 2026-01-01\nregime = \"franchise\"\n\n[[firm.vat]]\nfrom = 2026-10-15\nregime = \"normal\"\n\
        due = \"invoice\"\n\n";
    let settings = rates().replace("[[firm.bank]]", &format!("{vat}[[firm.bank]]"));
    let service = "name = \"Audit\"\nnature = \"services\"\n";
    let files = |draft: &'_ str| {
        issued(&[("carnet.toml", settings.as_str()), ("products/audit.toml", service), ("invoices/x.toml", draft)])
    };
    // Issued on the 20th: normal, with the option for debits.
    let text = files(DRAFT);
    assert!(text.contains("tax_category = \"S\"\ntax_percent = 20\n"), "{text}");
    assert!(text.contains("tax_point = \"invoice\"") && text.contains("d’après les débits"), "{text}");
    // Rendered on the 10th, when the firm charged no tax.
    let earlier = DRAFT.replace("date = 2026-10-01", "date = 2026-10-01\ndelivered = 2026-10-10");
    let text = files(&earlier);
    assert!(
        text.contains("exemption = \"TVA non applicable, art. 293 B du CGI\"\nexemption_code = \"VATEX-FR-FRANCHISE\"")
    );
    assert!(text.contains("tax = 0.00") && !text.contains("tax_point"), "{text}");
    let charging = earlier + "tax = \"fr-20\"\n";
    let files = [("carnet.toml", settings.as_str()), ("invoices/x.toml", &charging)];
    assert_eq!(wants(&files), ["against-regime"]);
    let exempt_now = taxed("free");
    assert_eq!(wants(&[("carnet.toml", settings.as_str()), ("invoices/x.toml", &exempt_now)]), ["against-regime"]);
}

#[test]
fn another_currency_freezes_its_rate_and_the_tax_in_the_books() {
    let dollars = DRAFT.replace("date = 2026-10-01", "date = 2026-10-01\ncurrency = \"USD\"");
    assert_eq!(wanting(&[("invoices/x.toml", &dollars)]), [("rates/EUR-USD.toml".to_owned(), "exchange-rate")]);
    let rates = "rates = [\n    { date = 2026-10-16, rate = 1.0856 },\n    { date = 2026-10-21, rate = 2 },\n]\n";
    let text = issued(&[("rates/EUR-USD.toml", rates), ("invoices/x.toml", &dollars)]);
    // 20.00 / 1.0856 = 18.4229…
    let wanted = "[exchange]\ncurrency = \"EUR\"\npair = \"EUR-USD\"\nrate = 1.0856\ndate = 2026-10-16\ntax = 18.42\n";
    assert!(text.contains(wanted), "{text}");
    // A tax that is not what the frozen rate makes is a finding, as every total is.
    let changed = text.replace("tax = 18.42", "tax = 18.43");
    let later = book(&[("rates/EUR-USD.toml", rates), ("invoices/x.toml", &changed)]);
    let found = crate::check::check(&Figures::new(&later, day(20)));
    assert!(found.iter().any(|finding| finding.code.name == "frozen-total"), "{found:?}");
    // Nothing of nothing is nothing at any rate.
    let untaxed = SETTINGS.replace("percent = 20", "percent = 0").replace("category = \"S\"", "category = \"Z\"");
    let text = issued(&[("carnet.toml", untaxed.as_str()), ("invoices/x.toml", &dollars)]);
    assert!(text.contains("[exchange]\ncurrency = \"EUR\"\ntax = 0.00\n"), "{text}");
}

#[test]
fn mentions_that_lack_something_stop_the_document() {
    let silent = SETTINGS.replace("[conditions]\nlate_interest = \"12%\"\n", "");
    assert_eq!(wants(&[("carnet.toml", silent.as_str()), ("invoices/x.toml", DRAFT)]), ["late-interest"]);
    // The draft may say it in words of its own.
    let own = DRAFT.replace("\n\n[[lines]]", "\n\n[[notes]]\nsubject = \"PMD\"\ntext = \"Ours\"\n\n[[lines]]");
    let text = issued(&[("carnet.toml", silent.as_str()), ("invoices/x.toml", &own)]);
    assert_eq!(text.matches("subject = \"PMD\"").count(), 1, "{text}");
    let person = ACME.replace("\n\n[address]", "\ntype = \"person\"\n\n[address]");
    let files = [("carnet.toml", silent.as_str()), ("customers/acme.toml", &person), ("invoices/x.toml", DRAFT)];
    assert_eq!(wants(&files), ["mediator"]);
    let company = SETTINGS.replace("siret =", "legal_form = \"SARL\"\nbuilder = true\nsiret =");
    let wanted = ["capital", "insurance", "register"];
    assert_eq!(wants(&[("carnet.toml", company.as_str()), ("invoices/x.toml", DRAFT)]), wanted);
}

#[test]
fn goods_go_to_the_customers_site_for_deliveries() {
    let site = format!(
        "{ACME}\n[[sites]]\nid = \"depot\"\npurpose = \"delivery\"\n\n[sites.address]\ncity = \"Lyon\"\ncountry = \"FR\"\n"
    );
    let text = issued(&[("customers/acme.toml", site.as_str()), ("invoices/x.toml", DRAFT)]);
    assert!(text.contains("[delivery]\ncity = \"Lyon\"\ncountry = \"FR\"\n"), "{text}");
    let service = "name = \"Audit\"\nnature = \"services\"\n";
    let files = [("customers/acme.toml", site.as_str()), ("products/audit.toml", service), ("invoices/x.toml", DRAFT)];
    assert!(!issued(&files).contains("[delivery]"));
}

#[test]
fn the_mentions_of_the_reform_are_wanted_when_it_comes() {
    let company = ACME.replace("\n\n[address]", "\ntype = \"company\"\n\n[address]");
    let book = book(&[("customers/acme.toml", company.as_str()), ("invoices/x.toml", DRAFT)]);
    let on = |year| match issue(&book, &drafts(&book), Date::new(year, 9, 1).unwrap(), None) {
        Err(IssueFault::Wanting(findings)) => findings.iter().filter_map(|finding| finding.variant).collect(),
        _ => Vec::new(),
    };
    assert_eq!(on(2026), [""; 0]);
    assert_eq!(on(2027), ["buyer-siren", "nature"]);
}
