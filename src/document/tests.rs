//! Views, built from books.

use super::*;
use crate::book::Source;
use crate::change::issue;
use crate::document::view::{ItemRow, Row};
use crate::einvoice::term::TypeCode;
use crate::model::Kinds;
use crate::value::{Date, Decimal};

const FIRM: &str = r#"
format = 2
currency = "EUR"
language = "en"
terms = "30d-eom"

[firm]
name = "Atelier Martin"
legal_form = "SARL"
capital = 10000.00
siret = "73282932000074"
register = "RCS Lille 732 829 320"
vat_id = "FR44732829320"
insurance = "AXA 1234567"

[firm.address]
street = "4 rue de la Clef"
postcode = "59800"
city = "Lille"
country = "FR"

[[firm.bank]]
iban = "FR7630006000011234567890189"
bic = "AGRIFRPP"

[conditions]
late_interest = "12%"

[documents]
creditor_reference = true

[documents.closing]
en = "Thank you."

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true

[[tax]]
id = "fr-10"
category = "S"
percent = 10

[[tax]]
id = "abroad"
category = "AE"
percent = 0
reason = "Reverse charge"

[[series]]
id = "invoices"
documents = ["invoice"]
pattern = "F-{year}-{seq:4}"

[[series]]
id = "credits"
documents = ["credit-note"]
pattern = "A-{year}-{seq:4}"
"#;

const ACME: &str = r#"
name = "ACME Conseil"
legal_name = "ACME Conseil SAS"
type = "company"
siret = "55208131766522"
vat_id = "FR03552081317"
language = "fr"

[address]
street = "12 rue des Lilas"
postcode = "59000"
city = "Lille"
country = "FR"

[[sites]]
id = "depot"
name = "Dépôt"

[sites.address]
city = "Roubaix"
country = "FR"
"#;

const DRAFT: &str = r#"
customer = "acme"
date = 2026-10-03
reference = "BC-77"

[[lines]]
product = "audit-day"
quantity = 4
unit_price = 650.00

[[lines.allowances]]
percent = 5
reason = "Loyalty"

[[lines]]
description = "Travel\nby train"
quantity = 1
unit_price = 80
tax = "fr-10"

[[charges]]
amount = 12.00
reason = "Freight"
tax = "fr-20"
"#;

fn book(files: &[(&str, &str)]) -> Book {
    let product = "name = \"Audit\"\ndescription = \"Security audit\"\nunit = \"DAY\"\n";
    let own = [("carnet.toml", FIRM), ("customers/acme.toml", ACME), ("products/audit-day.toml", product)];
    let own = own.iter().filter(|(path, _)| !files.iter().any(|(other, _)| other == path));
    let all = own.chain(files).map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let book = Book::read(Kinds::standard(), all);
    assert_eq!(book.findings, []);
    book
}

fn record(book: &Book, kind: &str, id: &str) -> RecordRef {
    book.find(book.kinds.named(kind).unwrap(), id).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    crate::value::decimal::parse(text).unwrap()
}

fn only(book: &Book, kind: &str, id: &str, ask: &Ask<'_>) -> DocumentView {
    let figures = Figures::new(book, day("2026-11-20"));
    let mut views = view(&figures, record(book, kind, id), ask).unwrap();
    assert_eq!(views.len(), 1);
    views.remove(0)
}

fn items(view: &DocumentView) -> Vec<&ItemRow> {
    view.rows.iter().filter_map(|row| if let Row::Item(item) = row { Some(item) } else { None }).collect()
}

/// The book after its draft `site` was issued.
fn issued(book: &Book) -> Book {
    let issuing = issue::issue(book, &[record(book, "invoice", "site")], day("2026-10-03"), None);
    issuing.unwrap_or_else(|fault| panic!("{fault:?}")).plan.applied(book)
}

#[test]
fn a_draft_is_shown_as_it_would_be_issued() {
    let book = book(&[("invoices/site.toml", DRAFT)]);
    let draft = only(&book, "invoice", "site", &Ask::default());
    assert_eq!((draft.sort, draft.draft, draft.language.as_str()), (Sort::Invoice, true, "fr"));
    let issued = only(&issued(&book), "invoice", "site", &Ask::default());
    assert_eq!((issued.invoice.number.as_str(), issued.draft), ("F-2026-0001", false));
    // All but what a number brings along.
    let mut same = issued.clone();
    same.invoice.number = String::new();
    same.draft = true;
    (same.seal, same.payment_code, same.creditor_reference) = (None, None, None);
    same.invoice.payment.as_mut().unwrap().remittance = None;
    assert_eq!(draft, same);
}

#[test]
fn the_standards_terms_stand_in_the_view() {
    let book = issued(&book(&[("invoices/site.toml", DRAFT)]));
    let view = only(&book, "invoice", "site", &Ask::default());
    let invoice = &view.invoice;
    assert_eq!(
        invoice.seller.legal_information.as_deref(),
        Some("SARL, au capital de 10\u{202f}000\u{a0}€, RCS Lille 732 829 320")
    );
    assert_eq!(invoice.buyer.name, "ACME Conseil SAS");
    assert_eq!(invoice.buyer.legal_id.as_ref().unwrap().id, "552081317");
    assert_eq!(invoice.payment_terms.as_deref(), Some("30 jours fin de mois"));
    assert_eq!(invoice.due_date, Some(day("2026-11-30")));
    assert_eq!(invoice.purchase_order.as_deref(), Some("BC-77"));
    let totals = &invoice.totals;
    assert_eq!(
        [totals.lines, totals.tax_exclusive, totals.tax.unwrap(), totals.due],
        ["2550.00", "2562.00", "504.40", "3066.40"].map(number)
    );
    assert_eq!((invoice.lines[1].name.as_str(), invoice.lines[1].description.as_deref()), ("Travel", Some("by train")));
    assert_eq!(invoice.lines[0].allowances[0].amount, number("130.00"));
    assert_eq!(invoice.lines[0].allowances[0].base, Some(number("2600.00")));
    assert_eq!(items(&view)[0].adjustments[0].amount, number("-130.00"));
    assert_eq!(view.adjustments[0].amount, number("12.00"));
    assert_eq!(view.creditor_reference.as_deref(), Some("RF12F20260001"));
    assert!(payment::is_creditor_reference("RF12F20260001"));
    assert!(view.payment_code.as_deref().unwrap().ends_with("\nEUR3066.40\n\nRF12F20260001"));
    assert!(view.seal.is_some());
}

#[test]
fn an_issued_invoice_is_read_from_nothing_else() {
    let before = issued(&book(&[("invoices/site.toml", DRAFT)]));
    let text = before.source(record(&before, "invoice", "site")).text().unwrap().to_owned();
    let changed = FIRM
        .replace("Atelier Martin", "Other Firm")
        .replace("percent = 20", "percent = 19")
        .replace("FR7630006000011234567890189", "DE89370400440532013000")
        .replace("AXA", "Nobody")
        .replace("terms = \"30d-eom\"", "terms = \"60d\"\nprices_include_tax = true");
    let customer = ACME.replace("ACME", "Emca").replace("Lilas", "Roses").replace("55208131766522", "73282932000074");
    let product = "name = \"Other\"\nunit = \"HUR\"\n";
    let files = [
        ("carnet.toml", changed.as_str()),
        ("customers/acme.toml", &customer),
        ("products/audit-day.toml", product),
        ("invoices/site.toml", &text),
    ];
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let after = Book::read(Kinds::standard(), sources);
    assert_eq!(only(&before, "invoice", "site", &Ask::default()), only(&after, "invoice", "site", &Ask::default()));
}

#[test]
fn a_credit_note_names_what_it_reduces_and_asks_for_no_money() {
    let before = issued(&book(&[("invoices/site.toml", DRAFT)]));
    let text = before.source(record(&before, "invoice", "site")).text().unwrap().to_owned();
    let note = "customer = \"acme\"\ntype = \"credit-note\"\ndate = 2026-10-09\ncredits = \"site\"\n\n[[lines]]\ndescription = \"Less\"\nquantity = 1\nunit_price = 100\n";
    let book = book(&[("invoices/site.toml", &text), ("invoices/less.toml", note)]);
    let view = only(&book, "invoice", "less", &Ask::default());
    assert_eq!(view.sort, Sort::CreditNote);
    let preceding = &view.invoice.preceding[0];
    assert_eq!((preceding.number.as_str(), preceding.date), ("F-2026-0001", Some(day("2026-10-03"))));
    assert_eq!((view.invoice.payment.is_none(), view.payment_code.is_none()), (true, true));
    assert_eq!(view.invoice.totals.due, number("120.00"));
}

const HOUSE: &str = r#"
customer = "acme"
number = "C-1"
date = 2026-09-01

[[lines]]
id = "1"
description = "Walls"
quantity = 1
unit_price = 1000.00
"#;

#[test]
fn a_progress_invoice_says_where_its_order_stands_and_what_is_retained() {
    let progress = |at: &str, amount: &str, percents: &str| {
        format!(
            "customer = \"acme\"\ntype = \"progress\"\ndate = {at}\n\n[retention]\npercent = 5\ndue = 2027-10-03\n\n\
             [[lines]]\ndescription = \"Walls\"\nquantity = 1\nunit_price = {amount}\norder = \"house\"\n\
             order_line = \"1\"\n{percents}"
        )
    };
    let first = progress("2026-10-02", "300.00", "progress = 30\n");
    let second = progress("2026-10-03", "400.00", "progress = 70\nearlier = 30\n");
    let before = book(&[("orders/house.toml", HOUSE), ("invoices/site.toml", &first)]);
    let first = issued(&before).source(record(&before, "invoice", "site")).text().unwrap().to_owned();
    let files =
        [("orders/house.toml", HOUSE), ("invoices/first.toml", first.as_str()), ("invoices/site.toml", &second)];
    let book = book(&files);
    let draft = only(&book, "invoice", "site", &Ask::default());
    let view = only(&issued(&book), "invoice", "site", &Ask::default());
    assert_eq!((view.sort, draft.progress.as_ref()), (Sort::Progress, view.progress.as_ref()));
    let stand = view.progress.as_ref().unwrap();
    assert_eq!((stand.number, stand.earlier, stand.this, stand.rest), (2, number("300"), number("400"), number("300")));
    assert_eq!(view.invoice.preceding[0].number, "F-2026-0001");
    assert_eq!(items(&view)[0].progress, Some(number("70")));
    let due: Vec<_> = view.instalments.iter().map(|i| (i.due, i.amount, i.label.as_deref())).collect();
    let kept = "Retenue de garantie 5\u{202f}%";
    assert_eq!(due, [(day("2026-11-30"), number("456"), None), (day("2027-10-03"), number("24"), Some(kept))]);
    assert_eq!(draft.instalments, view.instalments);
    assert_eq!(view.invoice.totals.due, number("480"));
    assert_eq!(view.invoice.type_code, TypeCode::INVOICE);
}

#[test]
fn a_builders_progress_invoices_are_construction_invoices_and_the_last_is_the_final_one() {
    let site = "customer = \"acme\"\ntype = \"progress\"\ndate = 2026-10-02\n\n\
        [[lines]]\ndescription = \"Walls\"\nquantity = 1\nunit_price = AMOUNT\norder = \"house\"\n\
        order_line = \"1\"\nprogress = PERCENT\n";
    let type_of = |builder: &str, sort: &str, percent: &str, amount: &str| {
        let firm = FIRM.replace("insurance =", &format!("builder = {builder}\ninsurance ="));
        let site =
            site.replace("AMOUNT", amount).replace("PERCENT", percent).replace("progress\"", &format!("{sort}\""));
        let files = [("carnet.toml", firm.as_str()), ("orders/house.toml", HOUSE), ("invoices/site.toml", &site)];
        let view = only(&issued(&book(&files)), "invoice", "site", &Ask::default());
        view.invoice.type_code
    };
    assert_eq!(type_of("true", "progress", "30", "300.00"), TypeCode::PARTIAL_CONSTRUCTION);
    assert_eq!(type_of("true", "progress", "100", "1000.00"), TypeCode::FINAL_CONSTRUCTION);
    assert_eq!(type_of("false", "progress", "30", "300.00"), TypeCode::INVOICE);
}

#[test]
fn terms_of_several_days_are_instalments() {
    let terms = DRAFT.replace("reference =", "terms = \"50%@30d 50%@60d\"\nreference =");
    let view = only(&book(&[("invoices/site.toml", &terms)]), "invoice", "site", &Ask::default());
    let due: Vec<_> = view.instalments.iter().map(|part| (part.due, part.amount, part.label.as_deref())).collect();
    let half = number("1533.20");
    assert_eq!(due, [(day("2026-11-02"), half, None), (day("2026-12-02"), half, None)]);
}

#[test]
fn a_final_invoice_refers_to_its_deposit_and_a_correction_to_what_was_wrong() {
    let deposit = "customer = \"acme\"\ntype = \"deposit\"\ndate = 2026-10-01\n\n[[lines]]\ndescription = \"Deposit\"\nquantity = 1\nunit_price = 300\norder = \"house\"\n";
    let before = book(&[("orders/house.toml", HOUSE), ("invoices/site.toml", deposit)]);
    let shown = only(&issued(&before), "invoice", "site", &Ask::default());
    assert_eq!((shown.sort, shown.invoice.type_code.0), (Sort::Deposit, 386));
    let deposit = issued(&before).source(record(&before, "invoice", "site")).text().unwrap().to_owned();
    let last = "customer = \"acme\"\ntype = \"final\"\ndate = 2026-10-03\n\n[[lines]]\ndescription = \"Walls\"\nquantity = 1\nunit_price = 1000\norder = \"house\"\n\n[[lines]]\ndescription = \"Less\"\nquantity = -1\nunit_price = 300\ninvoice = \"deposit\"\n";
    let fixed = "customer = \"acme\"\ntype = \"corrected\"\ndate = 2026-10-03\nreplaces = \"deposit\"\ncause = \"Wrong amount\"\n\n[[lines]]\ndescription = \"Deposit\"\nquantity = 1\nunit_price = 200\norder = \"house\"\n";
    let book = book(&[
        ("orders/house.toml", HOUSE),
        ("invoices/deposit.toml", &deposit),
        ("invoices/last.toml", last),
        ("invoices/fixed.toml", fixed),
    ]);
    let last = only(&book, "invoice", "last", &Ask::default());
    assert_eq!((last.sort, last.invoice.preceding[0].number.as_str()), (Sort::Final, "F-2026-0001"));
    assert_eq!(last.invoice.totals.due, number("840"));
    let fixed = only(&book, "invoice", "fixed", &Ask::default());
    assert_eq!((fixed.sort, fixed.invoice.type_code.0), (Sort::Corrected, 384));
    assert_eq!(fixed.invoice.preceding[0].number, "F-2026-0001");
    assert_eq!(fixed.invoice.notes[0].text, "Wrong amount");
}

const QUOTE: &str = r#"
customer = "acme"
number = "D-1"
date = 2026-10-01
valid_until = 2026-10-31
prices_include_tax = true
exclusive = ["care"]

[[lines]]
type = "title"
description = "Work"

[[lines]]
product = "audit-day"
quantity = 3
unit_price = 19.99

[[lines.allowances]]
percent = 10

[[lines]]
type = "subtotal"

[[lines]]
description = "Care"
quantity = 12
unit = "MON"
unit_price = 10.00
option = "care"
"#;

#[test]
fn a_quote_shows_its_sections_and_options_as_agreed() {
    let book = book(&[("quotes/q.toml", QUOTE)]);
    let view = only(&book, "quote", "q", &Ask { language: Some(Tongue::German), ..Ask::default() });
    assert_eq!((view.language.as_str(), view.draft, view.signature), ("de", false, true));
    assert!(matches!(&view.rows[0], Row::Title(text) if text == "Work"));
    // 59.97 less 10 %, with tax as agreed.
    assert!(matches!(&view.rows[2], Row::Subtotal { label: None, amount } if *amount == number("53.97")));
    let items = items(&view);
    assert_eq!((items[0].amount, items[0].line), (number("53.97"), Some(0)));
    assert_eq!((items[1].amount, items[1].line), (number("120.00"), None));
    assert_eq!(items[1].option, Some(("care".to_owned(), false)));
    assert_eq!((view.rows_total, view.invoice.totals.due), (number("53.97"), number("53.97")));
    // Without tax, the parts of the line make its net.
    let line = &view.invoice.lines[0];
    let gross = crate::value::decimal::fixed(line.price * line.quantity, 2);
    assert_eq!(gross - line.allowances[0].amount, line.net);
}

#[test]
fn a_quote_or_a_draft_may_be_shown_as_pro_forma() {
    let book = book(&[("quotes/q.toml", QUOTE), ("invoices/site.toml", DRAFT)]);
    let ask = Ask { sort: Some(Sort::ProForma), ..Ask::default() };
    for (kind, id) in [("quote", "q"), ("invoice", "site")] {
        let view = only(&book, kind, id, &ask);
        assert_eq!((view.sort, view.draft, view.invoice.type_code.0), (Sort::ProForma, false, 325), "{kind}");
    }
    let issued = issued(&book);
    let figures = Figures::new(&issued, day("2026-11-20"));
    let fault = view(&figures, record(&issued, "invoice", "site"), &ask).unwrap_err();
    assert_eq!(fault.key, "render-issued-pro-forma");
}

#[test]
fn a_delivery_note_says_what_left_and_of_which_order() {
    let order = "customer = \"acme\"\nnumber = \"C-1\"\ndate = 2026-10-02\nreference = \"BC-9\"\n\n[[lines]]\nid = \"a\"\nproduct = \"audit-day\"\ndescription = \"Audit of the shop\"\nquantity = 4\nunit_price = 650\n";
    let delivery = "customer = \"acme\"\nnumber = \"L-1\"\ndate = 2026-10-09\nsite = \"depot\"\ncarrier = \"Bike\"\n\n[[lines]]\norder = \"c\"\norder_line = \"a\"\nquantity = 2\n";
    let book = book(&[("orders/c.toml", order), ("deliveries/l.toml", delivery)]);
    let view = only(&book, "delivery", "l", &Ask::default());
    let row = items(&view)[0];
    assert_eq!((row.description.as_str(), row.quantity, row.unit.as_str()), ("Audit of the shop", Decimal::TWO, "DAY"));
    assert_eq!(view.invoice.sales_order.as_deref(), Some("C-1"));
    assert_eq!(view.invoice.purchase_order.as_deref(), Some("BC-9"));
    let delivered = view.invoice.delivery.as_ref().unwrap();
    assert_eq!(delivered.name.as_deref(), Some("Dépôt"));
    let confirmation = only(&book, "order", "c", &Ask::default());
    assert_eq!((confirmation.sort, confirmation.invoice.totals.due), (Sort::OrderConfirmation, number("3120.00")));
}

/// Two orders, delivered on two notes of October, and a draft of all of it.
fn gathered() -> Book {
    let order = |number: &str, date: &str, more: &str| {
        format!(
            "customer = \"acme\"\nnumber = \"{number}\"\ndate = {date}\n{more}\n[[lines]]\nid = \"1\"\nproduct = \"audit-day\"\n\
             description = \"Audit\"\nquantity = 4\nunit_price = 650\n"
        )
    };
    let delivery = |number: &str, date: &str, lines: &[(&str, &str)]| {
        let mut text = format!("customer = \"acme\"\nnumber = \"{number}\"\ndate = {date}\n");
        for (order, quantity) in lines {
            text += &format!("\n[[lines]]\norder = \"{order}\"\norder_line = \"1\"\nquantity = {quantity}\n");
        }
        text
    };
    let mut draft = "customer = \"acme\"\ndate = 2026-10-31\n".to_owned();
    for (order, delivery, line, quantity) in [("a", "x", "1", "1"), ("a", "y", "1", "2"), ("b", "y", "2", "4")] {
        draft += &format!(
            "\n[[lines]]\nproduct = \"audit-day\"\ndescription = \"Audit\"\nquantity = {quantity}\nunit_price = 650\n\
             order = \"{order}\"\norder_line = \"1\"\ndelivery = \"{delivery}\"\ndelivery_line = \"{line}\"\n"
        );
    }
    draft += "\n[[lines]]\ndescription = \"Travel\"\nquantity = 1\nunit_price = 80\n";
    book(&[
        ("orders/a.toml", &order("C-1", "2026-10-02", "reference = \"PO-7\"\n")),
        ("orders/b.toml", &order("C-2", "2026-10-05", "")),
        ("deliveries/x.toml", &delivery("BL-1", "2026-10-09", &[("a", "1")])),
        ("deliveries/y.toml", &delivery("BL-2", "2026-10-20", &[("a", "2"), ("b", "4")])),
        ("invoices/site.toml", &draft),
    ])
}

fn rows(view: &DocumentView) -> Vec<String> {
    let one = |row: &Row| match row {
        Row::Title(text) => format!("# {}", text.replace('\u{a0}', " ")),
        Row::Subtotal { amount, .. } => format!("= {amount}"),
        Row::Item(item) => format!("{} {}", item.quantity, item.amount),
        Row::Text(text) => text.clone(),
    };
    view.rows.iter().map(one).collect()
}

#[test]
fn what_several_orders_and_deliveries_hold_stands_below_their_names() {
    let book = gathered();
    let ask = Ask { language: Some(Tongue::English), ..Ask::default() };
    let expected = [
        "# Order C-1 of 02/10/2026 (your order PO-7) · Delivery note BL-1 of 09/10/2026",
        "1 650.00",
        "# Order C-1 of 02/10/2026 (your order PO-7) · Delivery note BL-2 of 20/10/2026",
        "2 1300.00",
        "# Order C-2 of 05/10/2026 · Delivery note BL-2 of 20/10/2026",
        "4 2600.00",
        "1 80.00",
    ];
    let draft = only(&book, "invoice", "site", &ask);
    assert_eq!(rows(&draft), expected);
    assert_eq!((&draft.invoice.sales_order, &draft.invoice.despatch_advice), (&None, &None));
    let period = draft.invoice.period.unwrap();
    assert_eq!((period.start, period.end), (Some(day("2026-10-09")), Some(day("2026-10-20"))));
    let line = &draft.invoice.lines[0];
    assert_eq!((line.order.as_deref(), line.sales_order.as_deref()), (Some("PO-7"), Some("C-1")));
    assert_eq!(line.despatch.as_ref().map(|d| (d.number.as_str(), d.date)), Some(("BL-1", Some(day("2026-10-09")))));
    assert_eq!(line.note.as_deref(), Some(expected[0].trim_start_matches("# ")));

    // Once it is issued, orders and deliveries may be called what they will.
    let issued = issued(&book);
    let renamed = issued.sources().map(|source| {
        let text = source.text().unwrap();
        let other = ["orders/", "deliveries/"].iter().any(|folder| source.path.starts_with(folder));
        let changed = text.replace("number = \"", "number = \"NEW-").replace("date = 2026-10-0", "date = 2026-09-0");
        Source::new(&source.path, if other { changed.into_bytes() } else { text.as_bytes().to_vec() })
    });
    let renamed = Book::read(Kinds::standard(), renamed.collect());
    let before = only(&issued, "invoice", "site", &ask);
    assert_eq!(rows(&before), expected);
    assert_eq!(only(&renamed, "invoice", "site", &ask), before);
}

#[test]
fn one_order_and_one_delivery_stand_in_the_head() {
    let book = gathered();
    let text = book.source(record(&book, "invoice", "site")).text().unwrap().to_owned();
    let one = text.split("\n[[lines]]").take(2).collect::<Vec<_>>().join("\n[[lines]]");
    let sources = book.sources().map(|source| match &*source.path {
        "invoices/site.toml" => Source::new(&source.path, one.as_bytes()),
        _ => source.clone(),
    });
    let book = Book::read(Kinds::standard(), sources.collect());
    let view = only(&book, "invoice", "site", &Ask::default());
    assert_eq!(rows(&view), ["1 650.00"]);
    assert_eq!((view.invoice.sales_order.as_deref(), view.order_date), (Some("C-1"), Some(day("2026-10-02"))));
    assert_eq!((view.invoice.despatch_advice.as_deref(), view.despatch_date), (Some("BL-1"), Some(day("2026-10-09"))));
    assert_eq!(view.invoice.purchase_order.as_deref(), Some("PO-7"));
    assert_eq!(view.invoice.delivery.as_ref().and_then(|delivery| delivery.date), Some(day("2026-10-09")));
    assert_eq!((view.invoice.period, view.invoice.lines[0].note.as_deref()), (None, None));
    assert_eq!(view.invoice.lines[0].order_line.as_deref(), Some("1"));
}

#[test]
fn a_statement_runs_from_the_opening_to_the_closing_balance() {
    let before = issued(&book(&[("invoices/site.toml", DRAFT)]));
    let text = before.source(record(&before, "invoice", "site")).text().unwrap().to_owned();
    let payment = "customer = \"acme\"\ndate = 2026-11-04\namount = 1000\nreference = \"VIR 77\"\n\nallocations = [{ invoice = \"site\", amount = 1000 }]\n";
    let book = book(&[("invoices/site.toml", &text), ("payments/p.toml", payment)]);
    let period = Period { from: Some(day("2026-11-01")), to: Some(day("2026-11-30")) };
    let view = only(&book, "customer", "acme", &Ask { period: Some(period), ..Ask::default() });
    let statement = view.statement.as_ref().unwrap();
    assert_eq!((statement.opening, statement.closing), (number("3066.40"), number("2066.40")));
    assert_eq!(statement.until, day("2026-11-20"));
    let entry = &statement.entries[0];
    assert_eq!((entry.label.as_str(), entry.amount), ("Règlement, VIR 77", number("-1000.00")));
}

#[test]
fn what_is_no_document_says_so() {
    let book = book(&[("invoices/site.toml", DRAFT)]);
    let figures = Figures::new(&book, day("2026-11-20"));
    let fault =
        |kind, id, sort| view(&figures, record(&book, kind, id), &Ask { sort, ..Ask::default() }).unwrap_err().key;
    assert_eq!(fault("product", "audit-day", None), "render-no-document");
    assert_eq!(fault("invoice", "site", Some(Sort::Statement)), "render-not-as");
    let logo = FIRM.replace("[documents]", "[documents]\nlogo = \"files/logo.svg\"");
    let sources = [("carnet.toml", logo.as_str()), ("customers/acme.toml", ACME)];
    let book = Book::read(Kinds::standard(), sources.iter().map(|(p, t)| Source::new(p, t.as_bytes())).collect());
    let figures = Figures::new(&book, day("2026-11-20"));
    let customer = record(&book, "customer", "acme");
    assert_eq!(view(&figures, customer, &Ask::default()).unwrap_err().key, "render-no-logo");
    let files = |path: &str| (path == "files/logo.svg").then(|| b"<svg/>".to_vec());
    let views = view(&figures, customer, &Ask { files: &files, ..Ask::default() }).unwrap();
    assert_eq!(views[0].style.logo.as_ref().unwrap().1, "svg");
}

#[test]
fn every_sort_of_document_has_a_title() {
    for tongue in Tongue::ALL {
        for sort in Sort::ALL {
            assert!(Labels::of(tongue).find(&format!("title-{}", sort.name()), &[]).is_some(), "{}", sort.name());
        }
    }
}
