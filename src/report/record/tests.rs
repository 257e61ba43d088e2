use super::super::sheet::{Row, Sheet, Text};
use super::*;
use crate::book::{Book, Source};
use crate::model::Kinds;
use crate::value::Date;

const FIRM: &str = r#"
format = 2
currency = "EUR"
language = "en"
time_zone = "Europe/Paris"
[firm]
name = "Atelier"
[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true
[[tax]]
id = "fr-10"
category = "S"
percent = 10
[[pipeline]]
id = "sales"
name = "Sales"
[[pipeline.stages]]
id = "lead"
probability = 10
[[pipeline.stages]]
id = "won"
probability = 100
outcome = "won"
"#;

fn book(files: &[(&str, &str)]) -> Book {
    let firm = [
        ("carnet.toml", FIRM),
        (
            "customers/acme.toml",
            "name = \"ACME\"\n[address]\nstreet = \"Rue 1\"\npostcode = \"59000\"\ncity = \"Lille\"\n",
        ),
    ];
    let sources = firm.iter().chain(files).map(|(path, text)| Source::new(path, text.as_bytes().to_vec()));
    Book::read(Kinds::standard(), sources.collect())
}

#[test]
fn the_amounts_of_an_exchange_are_in_its_own_currency() {
    let invoice = "customer = \"acme\"\ndate = 2026-10-01\ncurrency = \"USD\"\n[[lines]]\nquantity = 1\nunit_price = 100\n\
        [exchange]\ncurrency = \"EUR\"\npair = \"EUR-USD\"\nrate = 1.0856\ntax = 18.42\n";
    let book = book(&[("invoices/a.toml", invoice)]);
    let answer = show(&book, "invoice/a", Detail::Alone);
    let record = &answer.sheets[0].rows[0].cells;
    let exchange = record.iter().find_map(|cell| match cell {
        Cell::Table(entries) => entries.iter().find(|(name, _)| name == "tax"),
        _ => None,
    });
    let (_, tax) = exchange.expect("the tax in euros");
    assert_eq!(*tax, Cell::Money(Money::new("18.42".parse().unwrap(), Currency::from_code("EUR").unwrap())));
}

fn show(book: &Book, name: &str, detail: Detail) -> Answer {
    let (kind, id) = name.split_once('/').unwrap();
    let record = book.find(book.kinds.named(kind).unwrap(), id).unwrap();
    answer(&Figures::new(book, Date::new(2026, 11, 20).unwrap()), &[record], detail)
}

fn sheet<'a>(answer: &'a Answer, name: &str) -> &'a Sheet {
    answer.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// A cell without words and languages.
fn plain(cell: &Cell) -> String {
    let text = |text: &Text| match text {
        Text::Key(key, _) => key.to_string(),
        Text::Literal(text) => text.clone(),
    };
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Word { text: words, .. } => text(words),
        Cell::Link(link) => link.label.clone().unwrap_or_else(|| link.target().into_owned()),
        Cell::Money(money) => money.to_string(),
        Cell::Decimal(value) | Cell::Percent(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Bool(value) => value.to_string(),
        Cell::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Cell::Moneys(_) | Cell::Table(_) => panic!("not for people: {cell:?}"),
    }
}

fn line(row: &Row) -> String {
    row.cells.iter().map(plain).collect::<Vec<_>>().join("|")
}

/// `key: value` for each column of a card.
fn card(sheet: &Sheet) -> Vec<String> {
    sheet
        .columns
        .iter()
        .zip(&sheet.rows[0].cells)
        .map(|(column, cell)| format!("{}: {}", column.key, plain(cell)))
        .collect()
}

fn get<'a>(cell: &'a Cell, key: &str) -> &'a Cell {
    let Cell::Table(entries) = cell else { panic!("{cell:?}") };
    entries.iter().find(|(name, _)| name == key).map_or(&Cell::Empty, |(_, cell)| cell)
}

const INVOICE: &str = r#"
customer = "acme"
number = "F-1"
date = 2026-11-01
[[lines]]
description = "Audit"
quantity = 2
unit_price = 100.00
[[lines.allowances]]
percent = 10
[[lines]]
description = "Book"
quantity = 1
unit_price = 20.00
tax = "fr-10"
[[charges]]
amount = 5.00
tax = "fr-20"
reason = "Freight"
"#;

#[test]
fn an_invoice_shows_its_lines_and_how_its_total_comes_about() {
    let book = book(&[("invoices/jan.toml", INVOICE)]);
    let answer = show(&book, "invoice/jan", Detail::Some);
    assert_eq!(card(&answer.sheets[0]), ["customer: acme (ACME)", "number: F-1", "date: 2026-11-01"]);
    let lines = sheet(&answer, "lines");
    let heads: Vec<&str> = lines.columns.iter().map(|column| &*column.key).collect();
    assert_eq!(heads, ["product", "description", "quantity", "unit_price", "tax", "discount", "net"]);
    let rows: Vec<String> = lines.rows.iter().map(line).collect();
    assert_eq!(rows, ["|Audit|2|100.00||-20.00 EUR|180.00 EUR", "|Book|1|20.00|fr-10||20.00 EUR"]);
    let totals: Vec<String> = lines.totals.iter().map(line).collect();
    assert_eq!(
        totals,
        [
            "show-sum-of-lines||||||200.00 EUR",
            "show-charge|Freight|||||5.00 EUR",
            "field-net||||||205.00 EUR",
            "show-tax|show-taxable|||||2.00 EUR",
            "show-tax|show-taxable|||||37.00 EUR",
            "field-gross||||||244.00 EUR",
            "field-balance||||||244.00 EUR",
        ]
    );
    assert_eq!(card(sheet(&answer, "derived"))[0], "status: word-overdue");
}

#[test]
fn a_credit_note_is_shown_positive_and_says_so() {
    let text = "customer = \"acme\"\ntype = \"credit-note\"\nnumber = \"A-1\"\ndate = 2026-11-02\n[[lines]]\ndescription = \"Back\"\nquantity = 1\nunit_price = 10.00\n";
    let book = book(&[("invoices/back.toml", text)]);
    let answer = show(&book, "invoice/back", Detail::Some);
    let lines = sheet(&answer, "lines");
    assert_eq!(lines.notes, [Text::key("show-credit-note")]);
    assert_eq!(plain(lines.totals[0].cells.last().unwrap()), "10.00 EUR");
    let derived = get(&answer.records.as_ref().unwrap()[0], "derived").clone();
    assert_eq!(plain(get(&derived, "net")), "-10.00 EUR");
}

#[test]
fn those_who_refer_come_open_first_then_the_most_recent_and_no_more_than_ten() {
    let deals: Vec<(String, String)> = (1..=12)
        .map(|day| {
            let stage = if day == 3 { "lead" } else { "won" };
            (
                format!("deals/d{day:02}.toml"),
                format!("name = \"D{day}\"\ncustomer = \"acme\"\nstage = \"{stage}\"\nclose = 2026-10-{day:02}\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = deals.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let book = book(&files);
    let ids = |detail| -> Vec<String> {
        let answer = show(&book, "customer/acme", detail);
        sheet(&answer, "deals").rows.iter().map(|row| row.record.as_ref().unwrap().id.clone()).collect()
    };
    assert_eq!(ids(Detail::Some)[..3], ["d03", "d12", "d11"]);
    assert_eq!(ids(Detail::Some).len(), REFERRERS);
    assert_eq!(ids(Detail::All).len(), 12);
    let answer = show(&book, "customer/acme", Detail::Some);
    let heads: Vec<&str> = sheet(&answer, "deals").columns.iter().map(|column| &*column.key).collect();
    assert_eq!(heads, ["id", "stage", "close", "name"], "the customer goes without saying, and nobody owns these");
    let Cell::List(all) = get(&answer.records.as_ref().unwrap()[0], "referred_by") else { panic!() };
    assert_eq!(all.len(), 12);
}

#[test]
fn a_contact_is_shown_with_the_role_that_it_has_here() {
    let text = "name = \"Jeanne\"\n[[roles]]\ncustomer = \"other\"\nrole = \"technical\"\n[[roles]]\ncustomer = \"acme\"\nrole = \"buyer\"\n";
    let book = book(&[("contacts/jeanne.toml", text), ("customers/other.toml", "name = \"Other\"\n")]);
    let answer = show(&book, "customer/acme", Detail::Some);
    assert_eq!(line(&sheet(&answer, "contacts").rows[0]), "jeanne|Jeanne|buyer");
}

#[test]
fn addresses_are_envelopes_and_dangling_references_are_told() {
    let book = book(&[("deals/d.toml", "name = \"D\"\ncustomer = \"gone\"\nstage = \"lead\"\namount = 10.00\n")]);
    assert_eq!(card(&show(&book, "customer/acme", Detail::Some).sheets[0])[1], "address: Rue 1\n59000 Lille");
    let answer = show(&book, "deal/d", Detail::Some);
    assert_eq!(card(&answer.sheets[0])[1..], ["customer: show-dangling", "stage: lead", "amount: 10.00 EUR"]);
    let fields = get(&answer.records.as_ref().unwrap()[0], "fields").clone();
    assert_eq!(plain(get(&fields, "customer")), "gone");
    assert!(matches!(get(&fields, "amount"), Cell::Money(_)));
}

#[test]
fn an_unsound_record_is_shown_as_far_as_it_was_read() {
    let book = book(&[("deals/d.toml", "name = \"D\"\nstage = \"lead\"\namount = \"much\"\n")]);
    let answer = show(&book, "deal/d", Detail::Some);
    assert_eq!(card(&answer.sheets[0]), ["name: D", "stage: lead"]);
    assert!(answer.sheets[0].notes.contains(&Text::key("show-incomplete")));
    let record = &answer.records.as_ref().unwrap()[0];
    assert_eq!(get(record, "complete"), &Cell::Bool(false));
    assert_eq!(get(record, "derived"), &Cell::Table(Vec::new()));
    assert_eq!(answer.unreadable, 1);
}

#[test]
fn alone_a_record_is_one_row_of_plain_values() {
    let book = book(&[("invoices/jan.toml", INVOICE)]);
    let answer = show(&book, "invoice/jan", Detail::Alone);
    assert_eq!(answer.sheets.len(), 1);
    assert_eq!(answer.sheets[0].rows.len(), 1);
    assert_eq!(plain(&answer.sheets[0].rows[0].cells[0]), "jan");
}

#[test]
fn a_firm_s_own_fields_of_lines_stand_in_the_table_and_units_have_words() {
    let firm = format!("{FIRM}\n[[field]]\nkind = \"invoice\"\nname = \"lines.batch\"\ntype = \"text\"\n");
    let invoice = "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-11-01\n[[lines]]\ndescription = \"Flour\"\nquantity = 2\n\
                   unit = \"KGM\"\nunit_price = 3\nbatch = \"B-7\"\n[[lines]]\ndescription = \"Salt\"\nquantity = 1\nunit = \"XPK\"\n\
                   unit_price = 1\n";
    let sources =
        [("carnet.toml", firm.as_str()), ("customers/acme.toml", "name = \"ACME\"\n"), ("invoices/jan.toml", invoice)];
    let sources = sources.map(|(path, text)| Source::new(path, text.as_bytes().to_vec()));
    let book = Book::read(Kinds::standard(), sources.into_iter().collect());
    let answer = show(&book, "invoice/jan", Detail::Some);
    let lines = sheet(&answer, "lines");
    let heads: Vec<&str> = lines.columns.iter().map(|column| &*column.key).collect();
    assert_eq!(heads, ["product", "description", "quantity", "unit", "unit_price", "batch", "net"]);
    let rows: Vec<String> = lines.rows.iter().map(line).collect();
    assert_eq!(rows, ["|Flour|2|unit-kgm|3|B-7|6.00 EUR", "|Salt|1|XPK|1||1.00 EUR"]);
    assert!(matches!(&lines.rows[0].cells[3], Cell::Word { code, .. } if code == "KGM"));
}

#[test]
fn credit_notes_are_named_where_they_are_counted_among_the_invoices() {
    let credit = INVOICE.replace("F-1", "A-1").replace("customer =", "type = \"credit-note\"\ncustomer =");
    let title = |files: &[(&str, &str)]| {
        let book = book(files);
        plain(&Cell::word(
            "title",
            sheet(&show(&book, "customer/acme", Detail::Some), "invoices").title.clone().unwrap(),
        ))
    };
    assert_eq!(title(&[("invoices/jan.toml", INVOICE)]), "show-section");
    assert_eq!(title(&[("invoices/jan.toml", INVOICE), ("invoices/back.toml", &credit)]), "show-section-credit-notes");
}
