use super::*;
use crate::book::{Book, Source};
use crate::model::Kinds;

fn book() -> Book {
    let files = [
        (
            "carnet.toml",
            "format = 2\ncurrency = \"EUR\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\noutcome = \"open\"\n",
        ),
        ("team/claire.toml", "name = \"Claire\"\n"),
        ("team/hugo.toml", "name = \"Hugo\"\n"),
        (
            "customers/acme.toml",
            "name = \"ACME\"   # as on the door\n\nowner = \"claire\"\ntags = [\"key\"]\n\n[address]\npostcode = \"01000\"\n",
        ),
        (
            "deals/site.toml",
            "name = \"Site\"\ncustomer = \"acme\"\n\nstage = \"lead\"\n\namount = 1250.50\n\nclose = 2026-12-24\n",
        ),
        (
            "invoices/yen.toml",
            "customer = \"acme\"\ndate = 2026-10-01\ncurrency = \"JPY\"\n\n[exchange]\ncurrency = \"EUR\"\npair = \"EUR-JPY\"\nrate = 171.5\ntax = 18.42\n\n[[lines]]\ndescription = \"survey\"\nquantity = 1\nunit_price = 15800\n",
        ),
    ];
    let book = Book::read(Kinds::standard(), files.map(|(path, text)| Source::new(path, text.as_bytes())).to_vec());
    assert_eq!(book.findings, []);
    book
}

fn back(kind: &str, csv: &str, options: UpdateOptions) -> Result<Update, UpdateFault> {
    let book = book();
    let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
    update(&figures, book.kinds.named(kind).unwrap(), csv.as_bytes(), options)
}

/// The changed cells and the faults, to read at a glance.
fn told(kind: &str, csv: &str) -> Vec<String> {
    let found = back(kind, csv, UpdateOptions::default()).unwrap();
    let cells = found.records.iter().flat_map(|record| &record.cells);
    let cells = cells.map(|cell| format!("{}: {} > {}", cell.field, cell.before, cell.after));
    let faults = found.faults.iter().map(|fault| {
        let reason = format!("{:?}", fault.reason);
        let word = reason.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
        format!("{} {}: {word}", fault.line, fault.column)
    });
    let faulty = found.landing.faulty.iter().map(|faulty| format!("{} {}", faulty.name, faulty.finding.code.name));
    cells.chain(faults).chain(faulty).collect()
}

#[test]
fn only_changed_cells_are_set_and_the_rest_stays() {
    let csv = "id,name,owner,tags,address.postcode\nacme,ACME,hugo,key;late,01000\n";
    let found = back("customer", csv, UpdateOptions::default()).unwrap();
    let after = found.landing.landed[0].change.after.as_deref().unwrap();
    assert_eq!(
        after,
        "name = \"ACME\"   # as on the door\n\nowner = \"hugo\"\ntags = [\n  \"key\",\n  \"late\",\n]\n\n[address]\npostcode = \"01000\"\n"
    );
    assert_eq!(told("customer", csv), ["owner: claire > hugo", "tags: key > key;late"]);
}

#[test]
fn what_a_spreadsheet_rewrites_is_no_change() {
    let none: [&str; 0] = [];
    assert_eq!(told("deal", "id,amount,amount_currency,close\nsite,1250.5,EUR,2026-12-24\n"), none);
    assert_eq!(told("deal", "\u{feff}id;amount;amount_currency;close\r\nsite;1 250,50;EUR;24/12/2026\r\n"), none);
    assert_eq!(told("deal", "id\tamount\tclose\nsite\t\"1,250.50\"\t12/24/2026\n"), none);
    assert_eq!(told("customer", "id;address.postcode\nacme;1000\n"), none);
}

#[test]
fn amounts_keep_their_decimals_and_dates_follow_the_column() {
    assert_eq!(told("deal", "id;amount\nsite;1300,5\n"), ["amount: 1250.50 > 1300.50"]);
    assert_eq!(told("deal", "id;close\nsite;31/12/2026\n"), ["close: 2026-12-24 > 2026-12-31"]);
    // Of an invoice in yen, its exchange in euros.
    assert_eq!(told("invoice", "id,exchange.tax\nyen,19.5\n"), ["exchange.tax: 18.42 > 19.50"]);
    // The 3rd of April or the 4th of March: nobody knows.
    assert_eq!(told("deal", "id;close\nsite;03/04/2026\n"), ["2 close: NotADate"]);
}

#[test]
fn what_cannot_be_set_is_said_cell_by_cell() {
    assert_eq!(told("customer", "id,balance,balance_currency\nacme,5.00,EUR\n"), ["2 balance: Derived"]);
    assert_eq!(told("deal", "id;weighted\nsite;0,0\n"), Vec::<String>::new());
    assert_eq!(told("deal", "id,customer.name\nsite,ACMÉ\n"), ["2 customer.name: Elsewhere"]);
    assert_eq!(told("deal", "id,amount,amount_currency\nsite,1250.50,USD\n"), ["2 amount_currency: Currency"]);
    assert_eq!(told("deal", "id,amount\nsite,a lot\n"), ["2 amount: NotANumber"]);
    assert_eq!(told("customer", "id,phone\nacme,\"3,31234E+10\"\n"), ["2 phone: Mangled"]);
    assert_eq!(told("customer", "id,owner\nacme,\n"), ["2 owner: Emptied"]);
    assert_eq!(told("customer", "id,owner\nacme,claire\nacme,hugo\nacmee,hugo\n"), ["3 : Twice", "4 : Unknown"]);
    assert_eq!(
        told("customer", "id,owner\nacme,nobody\n"),
        ["owner: claire > nobody", "customer/acme dangling-reference"]
    );
    assert_eq!(back("customer", "name\nACME\n", UpdateOptions::default()).unwrap_err(), UpdateFault::NoId);
    assert!(matches!(
        back("customer", "id,nmae\nacme,x\n", UpdateOptions::default()),
        Err(UpdateFault::UnknownColumn { suggestion: Some(near), .. }) if near == "name"
    ));
}

#[test]
fn empty_cells_and_new_rows_want_to_be_asked_for() {
    let options = UpdateOptions { unset_empty: true, create: true };
    let found = back("customer", "id,name,owner\nacme,ACME,\nbistro,Bistro,hugo\n", options).unwrap();
    assert!(found.faults.is_empty());
    let texts: Vec<&str> = found.landing.landed.iter().map(|landed| landed.change.after.as_deref().unwrap()).collect();
    assert!(!texts[0].contains("owner"));
    assert_eq!(found.landing.landed[1].change.path, "customers/bistro.toml");
    assert_eq!(texts[1], "name = \"Bistro\"\n\nowner = \"hugo\"\n");
}

#[test]
fn lists_are_cut_as_they_are_joined() {
    let items = ["a;b".to_owned(), "c\\d".to_owned(), "e".to_owned()];
    assert_eq!(split_list(&join_list(&items)), items);
}
