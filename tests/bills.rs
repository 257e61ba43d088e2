//! E-invoices of suppliers become bills: whose they are, what is written, what makes a draft, what is recognised.

use carnet::book::{Book, Source};
use carnet::check::check;
use carnet::figures::{Figures, derived};
use carnet::finding::{Finding, Level};
use carnet::import::einvoice::{Arrivals, Incoming, Matched, MatchedBy, Outcome, Proposal, receive};
use carnet::model::Kinds;
use carnet::value::Date;

const UBL: &str = include_str!("bills/ubl.xml");
const CII: &str = include_str!("bills/cii.xml");
const FIRM: &str =
    "format = 2\n\n[firm]\nname = \"Atelier Fictif\"\nsiret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n";

fn book(files: &[(&str, &str)]) -> Book {
    let firm = [("carnet.toml", FIRM)];
    let sources = firm.iter().chain(files).map(|(path, text)| Source::new(path, text.as_bytes()));
    Book::read(Kinds::standard(), sources.collect())
}

fn today() -> Date {
    Date::new(2026, 11, 20).expect("a day")
}

fn import(book: &Book, files: &[(&str, &str)]) -> Arrivals {
    let files: Vec<Incoming> = files
        .iter()
        .map(|(name, text)| Incoming { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    receive(book, today(), &files)
}

fn edited(text: &str, edit: &[(&str, &str)]) -> String {
    edit.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

fn proposal(arrivals: &Arrivals, index: usize) -> &Proposal {
    match &arrivals.files[index].outcome {
        Outcome::Bill(proposal) => proposal,
        other => panic!("{other:?}"),
    }
}

fn codes(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.code.id, finding.variant.unwrap_or_default())).collect()
}

/// The figures of a bill as `carnet list` shows them.
fn figures(book: &Book, id: &str) -> Vec<String> {
    let figures = Figures::new(book, today());
    let record = book.find(book.kinds.named("bill").expect("bills"), id).expect("the bill");
    derived::of_kind("bill").map(|field| format!("{} {:?}", field.name, (field.compute)(&figures, record))).collect()
}

#[test]
fn a_file_becomes_a_bill_a_supplier_and_a_copy() {
    let book = book(&[]);
    let arrivals = import(&book, &[("facture.xml", UBL)]);
    let made = proposal(&arrivals, 0);
    assert_eq!((made.record.as_str(), made.draft), ("bill/papeterie-du-nord-2026-117", false));
    assert_eq!(made.supplier, Matched::New("supplier/papeterie-du-nord".into()));
    let paths: Vec<&str> = arrivals.plan.changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, ["suppliers/papeterie-du-nord.toml", "bills/2026/10/papeterie-du-nord-2026-117.toml"]);
    assert_eq!(arrivals.plan.subject, "import: 1 bill, 1 supplier from facture.xml");
    let kept = &arrivals.kept[0];
    assert_eq!(kept.bytes, UBL.as_bytes());
    let bill = arrivals.plan.changes[1].after.as_deref().expect("a new file");
    assert!(bill.contains(&format!("file = \"{}\"", kept.path)), "{bill}");
    // What was written is what is read, without a finding, and comes to what the supplier states.
    let after = arrivals.plan.applied(&book);
    assert_eq!(codes(&check(&Figures::new(&after, today()))), []);
    assert_eq!(
        figures(&after, "papeterie-du-nord-2026-117"),
        [
            "net Some(Money(Money { amount: 160.00, currency: EUR }))",
            "tax Some(Money(Money { amount: 24.75, currency: EUR }))",
            "gross Some(Money(Money { amount: 100.00, currency: EUR }))",
            "status Some(Choice(\"received\"))",
        ]
    );
    let left: Vec<(&str, &str)> = made.left.iter().map(|left| (left.what.as_str(), left.text.as_str())).collect();
    assert_eq!(
        left,
        [
            ("BT-19", "6064"),
            ("BT-82", "Transfer"),
            ("BG-24", "timesheet Hours of October (hours.csv, 6 bytes)"),
            ("Invoice/InvoiceLine[1]/Item/Keyword", "office"),
        ]
    );
}

#[test]
fn without_what_is_stated_the_lines_say_it() {
    let bill = "supplier = \"s\"\nnumber = \"1\"\ndate = 2026-10-03\n[[lines]]\nquantity = 3\nunit_price = 10.00\ntax_category = \"S\"\ntax_percent = 20\n";
    let credit = bill.replace("number = \"1\"", "number = \"2\"\ntype = \"credit-note\"");
    let book = book(&[("suppliers/s.toml", "name = \"S\"\n"), ("bills/a.toml", bill), ("bills/b.toml", &credit)]);
    let amounts = |id| {
        figures(&book, id)[..3].join(" ").replace("Some(Money(Money { amount: ", "").replace(", currency: EUR }))", "")
    };
    assert_eq!(amounts("a"), "net 30.00 tax 6.00 gross 36.00");
    assert_eq!(amounts("b"), "net -30.00 tax -6.00 gross -36.00");
    assert_eq!(Figures::new(&book, today()).left_out(), 0);
}

#[test]
fn a_credit_note_of_another_country() {
    let book = book(&[]);
    let arrivals = import(&book, &[("gutschrift.xml", CII)]);
    let made = proposal(&arrivals, 0);
    assert!(!made.draft, "{:?}", made.findings);
    let bill = arrivals.plan.changes[1].after.as_deref().expect("a new file");
    for part in
        ["type = \"credit-note\"", "exemption_code = \"VATEX-EU-IC\"", "delivered = 2026-10-29", "payable = 50.00"]
    {
        assert!(bill.contains(part), "{part} in\n{bill}");
    }
    let supplier = arrivals.plan.changes[0].after.as_deref().expect("a new file");
    for part in ["vat_id = \"DE136695976\"", "company_id = \"HRB 12345\"", "tax_number = \"12/345/67890\""] {
        assert!(supplier.contains(part), "{part} in\n{supplier}");
    }
    let gross = figures(&arrivals.plan.applied(&book), "schrauben-muster-gmbh-g-31")[2].clone();
    assert!(gross.contains("-50.00"), "{gross}");
}

#[test]
fn the_supplier_is_known_by_number_then_account_then_name() {
    let known = |text: &str| {
        let book = book(&[("suppliers/s.toml", text), ("suppliers/other.toml", "name = \"Other\"\n")]);
        proposal(&import(&book, &[("f.xml", UBL)]), 0).supplier.clone()
    };
    let by = |by| Matched::Known { record: "supplier/s".into(), by };
    let vat = UBL.split("FR57").nth(1).and_then(|rest| rest.get(..9)).expect("the VAT number of the sample");
    assert_eq!(known(&format!("name = \"X\"\nvat_id = \"FR57{vat}\"\n")), by(MatchedBy::VatId));
    assert_eq!(known(&format!("name = \"X\"\nsiret = \"{vat}00016\"\n")), by(MatchedBy::Siret));
    assert_eq!(known(&format!("name = \"X\"\nsiren = \"{vat}\"\n")), by(MatchedBy::Siren));
    let account = "\n[[accounts]]\niban = \"FR76 3000 6000 0112 3456 7890 189\"\n";
    assert_eq!(known(&format!("name = \"X\"\n{account}")), by(MatchedBy::Account));
    assert_eq!(known("name = \"PAPETERIE DU NORD\"\n"), by(MatchedBy::Name));
    // Whoever has another VAT number is somebody else, whatever they are called and wherever they bank.
    let impostor = format!("name = \"Papeterie du Nord\"\nvat_id = \"FR44732829320\"\n{account}");
    assert_eq!(known(&impostor), Matched::New("supplier/papeterie-du-nord".into()));
}

#[test]
fn two_that_fit_are_not_chosen_between() {
    let book = book(&[
        ("suppliers/a.toml", "name = \"Papeterie du Nord\"\n"),
        ("suppliers/b.toml", "name = \"Papeterie du nord\"\n"),
    ]);
    let arrivals = import(&book, &[("f.xml", UBL)]);
    let made = proposal(&arrivals, 0);
    assert_eq!(made.supplier, Matched::Several(vec!["supplier/a".into(), "supplier/b".into()]));
    assert!(made.draft);
    assert_eq!(codes(&made.findings), [("E0621", "no-supplier")]);
}

#[test]
fn what_came_before_is_recognised() {
    let empty = book(&[]);
    let first = import(&empty, &[("facture.xml", UBL), ("copie.xml", UBL)]);
    assert!(matches!(&first.files[1].outcome, Outcome::Known(record) if record == "bill/papeterie-du-nord-2026-117"));
    let after = first.plan.applied(&empty);
    let again = import(&after, &[("facture.xml", UBL), ("rappel.xml", &edited(UBL, &[("Freight", "Port")]))]);
    assert!(matches!(&again.files[0].outcome, Outcome::Known(_)));
    // The same number from another file is kept, as a draft that names the bill which has it.
    let draft = proposal(&again, 1);
    assert!(draft.draft);
    assert_eq!(codes(&draft.findings), [("E0621", "same-number")]);
    let (both, other) = (again.plan.applied(&after), "bill/papeterie-du-nord-2026-117");
    assert!(draft.record.starts_with(other) && draft.record != other, "{}", draft.record);
    assert!(check(&Figures::new(&both, today())).iter().all(|finding| finding.level < Level::Error));
    assert_eq!(again.kept.len(), 1);
}

#[test]
fn two_bills_of_one_new_supplier_make_one_supplier() {
    let book = book(&[]);
    let second = edited(UBL, &[("2026-117", "2026-118")]);
    let arrivals = import(&book, &[("a.xml", UBL), ("b.xml", &second)]);
    assert_eq!((arrivals.suppliers, arrivals.bills), (1, 2));
    assert!(matches!(proposal(&arrivals, 1).supplier, Matched::Known { by: MatchedBy::Siret, .. }));
    assert_eq!(codes(&check(&Figures::new(&arrivals.plan.applied(&book), today()))), []);
}

#[test]
fn a_file_that_is_not_valid_is_a_draft_with_its_reasons() {
    let book = book(&[]);
    let bad = edited(
        UBL,
        &[
            ("<cbc:IssueDate>2026-10-30", "<cbc:IssueDate>30.10.2026"),
            ("<cbc:InvoicedQuantity unitCode=\"C62\">2<", "<cbc:InvoicedQuantity unitCode=\"C62\">2,5<"),
            ("184.75</cbc:TaxInc", "185.75</cbc:TaxInc"),
        ],
    );
    let arrivals = import(&book, &[("bad.xml", &bad)]);
    let made = proposal(&arrivals, 0);
    assert!(made.draft);
    let mut reasons = codes(&made.findings);
    reasons.sort_unstable();
    assert_eq!(
        reasons,
        [("E0621", "no-date"), ("E0621", "total"), ("E0621", "total"), ("E0621", "unread"), ("E0621", "unread")]
    );
    let bill = arrivals.plan.changes[1].after.as_deref().expect("a new file");
    // Neither the day nor the quantity was guessed; what the file says stands with the faults.
    let head = bill.split("\n[original]").next().expect("a head");
    assert!(!head.contains("\ndate = ") && head.contains("draft = true"), "{bill}");
    assert!(!bill.contains("quantity = 2"), "{bill}");
    assert!(bill.contains("text = \"30.10.2026\"") && bill.contains("text = \"2,5\""), "{bill}");
    let after = arrivals.plan.applied(&book);
    assert!(check(&Figures::new(&after, today())).iter().all(|finding| finding.level < Level::Error));
}

#[test]
fn what_is_addressed_to_somebody_else_is_a_draft() {
    let book = book(&[]);
    let buyer = "<cac:PartyTaxScheme><cbc:CompanyID>FR61954506077</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>\n      <cac:PartyLegalEntity><cbc:RegistrationName>Atelier Fictif";
    let other = edited(UBL, &[("<cac:PartyLegalEntity><cbc:RegistrationName>Atelier Fictif", buyer)]);
    let arrivals = import(&book, &[("f.xml", &other)]);
    assert_eq!(codes(&proposal(&arrivals, 0).findings), [("E0621", "other-buyer")]);
    let ours = edited(&other, &[("FR61954506077", "FR44 732 829 320")]);
    assert!(!proposal(&import(&book, &[("f.xml", &ours)]), 0).draft);
}

#[test]
fn another_account_is_a_warning_and_is_never_learnt() {
    let empty = book(&[]);
    let known = import(&empty, &[("a.xml", UBL)]).plan.applied(&empty);
    let swap = [("2026-117", "2026-119"), ("FR76 3000 6000 0112 3456 7890 189", "DE75 5121 0800 1245 1261 99")];
    let arrivals = import(&known, &[("fraud.xml", &edited(UBL, &swap))]);
    let made = proposal(&arrivals, 0);
    assert_eq!(codes(&made.findings), [("E0623", "")]);
    assert_eq!(arrivals.plan.changes.len(), 1, "the supplier's record stays as it is");
    // Paid to somebody else, such as a factor: the account is not the supplier's, and no way to know them by.
    let payee = "<cac:PayeeParty><cac:PartyName><cbc:Name>Affactureur</cbc:Name></cac:PartyName></cac:PayeeParty>\n  <cac:PaymentMeans>";
    let factor = edited(UBL, &[("<cac:PaymentMeans>", payee)]);
    let fresh = import(&empty, &[("f.xml", &factor)]);
    assert!(!fresh.plan.changes[0].after.as_deref().expect("a supplier").contains("[[accounts]]"));
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let book = book(&[]);
    let arrivals = import(&book, &[("x.xml", "<!DOCTYPE a><a/>"), ("facture.xml", UBL), ("y.pdf", "%PDF-1.7 nothing")]);
    assert!(matches!(&arrivals.files[0].outcome, Outcome::Unread(fault) if fault.key() == "bill-read-doctype"));
    assert!(matches!(&arrivals.files[2].outcome, Outcome::Unread(fault) if fault.key() == "bill-read-pdf"));
    assert_eq!(arrivals.bills, 1);
}
