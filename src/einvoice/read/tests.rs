//! Documents of others, read: what goes where, what is left, what is wrong.

use lopdf::{Document, Object, Stream, dictionary};

use super::*;
use crate::einvoice::term::{TaxPointCode, TypeCode};
use crate::value::Decimal;
use crate::value::tax::TaxCategory;

const UBL: &str = include_str!("../../../tests/bills/ubl.xml");
const CII: &str = include_str!("../../../tests/bills/cii.xml");

fn ubl(edit: &[(&str, &str)]) -> Received {
    received(UBL, edit)
}

fn received(text: &str, edit: &[(&str, &str)]) -> Received {
    let mut text = text.to_owned();
    for (from, to) in edit {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// `BR-CO-15 BT-112 sum`, of line 2 `BR-22 BT-129 (2) missing`.
fn faults(received: &Received) -> Vec<String> {
    let line = |fault: &Fault| fault.line.map(|line| format!(" ({})", line + 1)).unwrap_or_default();
    received.faults.iter().map(|f| format!("{} {}{} {}", f.rule, f.term, line(f), f.word())).collect()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn ubl_goes_into_the_terms() {
    let read = ubl(&[]);
    let invoice = &read.invoice;
    assert_eq!(faults(&read), [""; 0]);
    assert_eq!(read.syntax, Syntax::UblInvoice);
    assert_eq!((invoice.number.as_str(), invoice.issue_date.to_string().as_str()), ("2026-117", "2026-10-30"));
    assert_eq!(invoice.type_code, TypeCode::INVOICE);
    assert_eq!(invoice.notes[0].subject.as_deref(), Some("PMD"));
    assert_eq!(invoice.notes[1].text, "Thank you for your order");
    assert_eq!(invoice.preceding[0].number, "2026-090");
    assert_eq!(invoice.purchase_order.as_deref(), Some("PO-88"));
    assert_eq!(invoice.period.unwrap().end.unwrap().to_string(), "2026-10-31");
    let seller = &invoice.seller;
    assert_eq!(
        (seller.name.as_str(), seller.trade_name.as_deref()),
        ("Papeterie du Nord SARL", Some("Papeterie du Nord"))
    );
    assert_eq!(seller.ids[0].scheme.as_deref(), Some("0009"));
    assert!(seller.vat_id.as_deref().is_some_and(|id| id.starts_with("FR")));
    assert_eq!(seller.address.city.as_deref(), Some("Lille"));
    let payment = invoice.payment.as_ref().unwrap();
    assert_eq!((payment.means.as_str(), payment.accounts.len()), ("30", 1));
    assert_eq!(invoice.charges[0].reason.as_deref(), Some("Freight"));
    assert_eq!(invoice.totals.due, dec("100.00"));
    assert_eq!(invoice.totals.tax, Some(dec("24.75")));
    assert_eq!(invoice.breakdown[1].tax.percent, Some(dec("5.5")));
    assert_eq!(invoice.attachments[0].content.as_ref().unwrap().bytes, b"hours\n");
    let line = &invoice.lines[0];
    assert_eq!((line.quantity, line.price, line.price_base), (dec("4"), dec("2500"), Some(dec("100"))));
    assert_eq!((line.allowances.len(), line.charges.len()), (1, 1));
    assert_eq!(line.tax.category, TaxCategory::Standard);
    let unplaced: Vec<_> = read.unplaced.iter().map(|u| (u.path.as_str(), u.text.as_str())).collect();
    assert_eq!(unplaced, [("Invoice/InvoiceLine[1]/Item/Keyword", "office")]);
}

#[test]
fn cii_goes_into_the_terms() {
    let read = received(CII, &[]);
    let invoice = &read.invoice;
    assert_eq!((faults(&read), read.unplaced.as_slice()), (vec![], &[][..]));
    assert_eq!((invoice.type_code, invoice.type_code.is_credit()), (TypeCode::CREDIT_NOTE, true));
    assert_eq!(invoice.issue_date.to_string(), "2026-11-03");
    assert_eq!(invoice.seller.tax_number.as_deref(), Some("12/345/67890"));
    assert_eq!(invoice.seller.vat_id.as_deref(), Some("DE136695976"));
    assert_eq!(invoice.project_reference.as_deref(), Some("Atelier"));
    assert_eq!(invoice.preceding[0].date.unwrap().to_string(), "2026-10-15");
    assert_eq!(invoice.delivery.as_ref().unwrap().date.unwrap().to_string(), "2026-10-29");
    assert_eq!(invoice.breakdown[0].exemption_code.as_deref(), Some("VATEX-EU-IC"));
    let line = &invoice.lines[0];
    assert_eq!((line.gross_price, line.price_discount), (Some(dec("0.12")), Some(dec("0.02"))));
    assert_eq!(line.standard_item.as_ref().unwrap().id, "04012345678901");
}

#[test]
fn prefixes_may_be_any() {
    let plain = ubl(&[]);
    let renamed = ubl(&[("cbc:", "x:"), ("xmlns:cbc", "xmlns:x"), ("cac:", "yy:"), ("xmlns:cac", "xmlns:yy")]);
    assert_eq!(renamed.invoice, plain.invoice);
    // The same names in another namespace are another matter.
    let other = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-9";
    let foreign = ubl(&[("urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2", other)]);
    assert!(foreign.invoice.number.is_empty() && !foreign.has("BT-1"));
    assert!(foreign.unplaced.iter().any(|u| u.path == "Invoice/ID" && u.text == "2026-117"));
}

#[test]
fn what_is_missing_or_unreadable_is_said_and_not_invented() {
    let read = ubl(&[
        ("<cbc:ID>2026-117</cbc:ID>", ""),
        ("<cbc:IssueDate>2026-10-30", "<cbc:IssueDate>30/10/2026"),
        ("<cbc:InvoicedQuantity unitCode=\"C62\">2<", "<cbc:InvoicedQuantity>2,5<"),
        ("<cbc:LineExtensionAmount currencyID=\"EUR\">50.00", "<cbc:LineExtensionAmount currencyID=\"USD\">50.00"),
        ("<cbc:TaxExclusiveAmount currencyID=\"EUR\">160.00", "<cbc:TaxExclusiveAmount currencyID=\"EUR\">160.001"),
    ]);
    assert_eq!(
        faults(&read),
        [
            " BT-2 not-a-date",
            "BR-02 BT-1 missing",
            " BT-109 decimals",
            "BR-23 BT-130 (2) missing",
            " BT-129 (2) not-a-number",
            " BT-131 (2) currency",
        ]
    );
    let date = &read.faults[0];
    assert_eq!(date.path.as_deref(), Some("Invoice/IssueDate"));
    assert_eq!((date.text(), date.at.map(|at| (at.line, at.column))), (Some("30/10/2026"), Some((8, 3))));
    assert_eq!(read.faults[5].text(), Some("50.00 USD"));
    assert!(!read.has("BT-2") && !read.line_has(1, "BT-131") && read.line_has(0, "BT-131"));
}

#[test]
fn sums_are_checked() {
    let read = ubl(&[("184.75</cbc:TaxInc", "185.75</cbc:TaxInc")]);
    assert_eq!(faults(&read), ["BR-CO-15 BT-112 sum", "BR-CO-16 BT-115 sum"]);
    assert!(read.has("BT-112"));
    assert_eq!(faults(&ubl(&[(">150.00<", ">151.00<")])), ["BR-CO-10 BT-106 sum", "BR-CO-13 BT-109 sum"]);
    // Tax that was rounded line by line passes, as with the official rules; tax that is wrong does not.
    let cent =
        [(">22.00<", ">22.04<"), (">24.75<", ">24.79<"), ("184.75", "184.79"), ("100.00</cbc:Pay", "100.04</cbc:Pay")];
    assert_eq!(faults(&ubl(&cent)), [""; 0]);
    assert_eq!(faults(&ubl(&[(">22.00<", ">12.00<"), (">24.75<", ">14.75<")]))[0], "BR-CO-15 BT-112 sum");
    assert!(faults(&ubl(&[(">22.00<", ">12.00<"), (">24.75<", ">14.75<")])).contains(&"BR-CO-17 BT-117 sum".into()));
}

#[test]
fn the_lesser_profiles_need_no_lines() {
    let start = CII.find("<ram:IncludedSupplyChainTradeLineItem>").unwrap();
    let end = CII.find("<ram:ApplicableHeaderTradeAgreement>").unwrap();
    let without = format!("{}{}", &CII[..start], &CII[end..]);
    assert_eq!(faults(&received(&without, &[])), ["BR-16 BG-25 missing"]);
    let basic = "urn:factur-x.eu:1p0:basicwl";
    assert_eq!(faults(&received(&without, &[("urn:cen.eu:en16931:2017", basic)])), [""; 0]);
    let minimum = "urn:factur-x.eu:1p0:minimum";
    let line_total = "<ram:LineTotalAmount>50.00</ram:LineTotalAmount>\n        <ram:TaxBasis";
    let read = received(&without, &[("urn:cen.eu:en16931:2017", minimum), (line_total, "<ram:TaxBasis")]);
    assert_eq!(faults(&read), [""; 0]);
    assert!(!read.has("BT-106") && read.has("BT-109"));
}

#[test]
fn tax_points_and_their_codes() {
    let code = "<ram:DueDateTypeCode>72</ram:DueDateTypeCode><ram:RateApplicablePercent>0</ram:RateApplicablePercent>\n      </ram:ApplicableTradeTax>\n      <ram:SpecifiedTradePaymentTerms>";
    let from = "<ram:RateApplicablePercent>0</ram:RateApplicablePercent>\n      </ram:ApplicableTradeTax>\n      <ram:SpecifiedTradePaymentTerms>";
    let read = received(CII, &[(from, code)]);
    assert_eq!(read.invoice.tax_point_code, Some(TaxPointCode::Payment));
    let wrong = code.replace("72", "99");
    assert_eq!(faults(&received(CII, &[(from, &wrong)])), ["BR-CL-06 BT-8 not-a-code"]);
}

#[test]
fn a_fault_of_reading_names_line_and_column() {
    let fault = |text: &str| read(text.as_bytes()).unwrap_err();
    assert_eq!(fault("").key(), "bill-read-empty");
    let unknown = fault("<?xml version=\"1.0\"?>\n <Order xmlns=\"urn:x\"/>");
    assert_eq!((unknown.key(), unknown.at), ("bill-read-unknown", Some(Position { line: 2, column: 2 })));
    assert_eq!(unknown.args(), [("name", "Order".to_owned()), ("namespace", "urn:x".to_owned())]);
    let mangled = UBL.replace("</cac:PaymentTerms>", "</cac:PaymentTerm>");
    let at = fault(&mangled).at.unwrap();
    let line = mangled.lines().position(|line| line.contains("</cac:PaymentTerm>")).unwrap() + 1;
    assert_eq!(at.line as usize, line);
}

/// A PDF with these embedded files: names, and whether they hang on the tree of names or on `AF`.
fn hybrid(files: &[(&str, &[u8])], tree: bool, af: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
    let mut specifications = Vec::new();
    for (name, bytes) in files {
        let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile", "Subtype" => "text/xml" }, bytes.to_vec());
        stream.compress().unwrap();
        let stream = document.add_object(stream);
        let specification = document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => Object::string_literal(*name),
            "UF" => Object::string_literal(*name),
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => stream, "UF" => stream },
        });
        specifications.push((*name, specification));
    }
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if tree {
        let names: Vec<Object> = specifications
            .iter()
            .flat_map(|(name, id)| [Object::string_literal(*name), Object::Reference(*id)])
            .collect();
        let leaf = document.add_object(dictionary! { "Names" => names });
        let root = document.add_object(dictionary! { "Kids" => vec![Object::Reference(leaf)] });
        catalog.set("Names", dictionary! { "EmbeddedFiles" => root });
    }
    if af {
        catalog.set("AF", specifications.iter().map(|(_, id)| Object::Reference(*id)).collect::<Vec<_>>());
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_xml_of_a_pdf_is_found_by_name() {
    for (tree, af) in [(true, false), (false, true), (true, true)] {
        let bytes = hybrid(&[("timesheet.csv", b"x"), ("factur-x.xml", CII.as_bytes())], tree, af);
        assert!(pdf::is_pdf(&bytes));
        let embedded = pdf::invoice(&bytes).unwrap();
        assert_eq!((embedded.name.as_str(), embedded.bytes.as_slice()), ("factur-x.xml", CII.as_bytes()));
    }
    for name in ["ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml"] {
        assert_eq!(pdf::invoice(&hybrid(&[(name, CII.as_bytes())], true, false)).unwrap().name, name);
    }
    let fault = pdf::invoice(&hybrid(&[("notes.txt", b"x")], true, true)).unwrap_err();
    assert_eq!(fault.kind, ReadFaultKind::NoXml { files: vec!["notes.txt".into()] });
    let fault = pdf::invoice(&hybrid(&[], false, false)).unwrap_err();
    assert_eq!(fault.kind, ReadFaultKind::NoXml { files: vec![] });
}

#[test]
fn a_pdf_that_cannot_be_read_is_an_error() {
    let whole = hybrid(&[("factur-x.xml", CII.as_bytes())], true, true);
    assert_eq!(pdf::invoice(b"%PDF-1.7\nnonsense").unwrap_err().key(), "bill-read-pdf");
    for part in 1..8 {
        // Whatever is left of it: an answer, never a panic.
        let _ = pdf::invoice(&whole[..whole.len() * part / 8]);
    }
    let encrypted = String::from_utf8_lossy(&whole).contains("/Encrypt");
    assert!(!encrypted);
    let mut document = Document::load_mem(&whole).unwrap();
    document.trailer.set("ID", vec![Object::string_literal("a"), Object::string_literal("a")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert_eq!(pdf::invoice(&bytes).unwrap_err().key(), "bill-read-encrypted");
}

#[test]
fn a_tree_of_names_without_end_ends() {
    let bytes = hybrid(&[("notes.txt", b"x")], true, false);
    let mut document = Document::load_mem(&bytes).unwrap();
    let ids: Vec<_> = document.objects.keys().copied().collect();
    for id in ids {
        if let Ok(Object::Dictionary(node)) = document.get_object_mut(id)
            && node.has(b"Kids")
            && !node.has(b"Count")
        {
            node.set("Kids", vec![Object::Reference(id), Object::Reference(id)]);
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert_eq!(pdf::invoice(&bytes).unwrap_err().key(), "bill-read-no-xml");
}

#[test]
fn every_named_term_and_every_fault_has_its_words() {
    use crate::finding::{Catalogue, Language};
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for term in fault::NAMED {
            assert!(catalogue.find(&name_key(term), &[]).is_some(), "{term}");
        }
        assert!(catalogue.find(&name_key("BT-999"), &[]).is_some());
    }
    assert_eq!(name_key("BT-129"), "bill-term-bt-129");
}
