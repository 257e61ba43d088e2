//! A kind is one struct and one row: this test adds one and touches nothing else.

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::finding::Catalogue;
use carnet::model::customer::Customer;
use carnet::model::field::{Amount, Date, Ref};
use carnet::model::{Kind, Kinds, Model};
use carnet::query::aggregate::Function;
use carnet::query::{Filter, parse_words};
use carnet::render::{self, Format, Locale, Options};
use carnet::report::listing::Listing;
use carnet::report::total::Total;
use carnet::value::period::PeriodContext;
use schemars::JsonSchema;
use serde::Deserialize;

/// A machine at a customer's, looked after by the firm.
#[derive(Debug, Deserialize, JsonSchema)]
#[allow(dead_code)]
struct Machine {
    /// What it is.
    name: String,
    /// Where it stands.
    customer: Ref<Customer>,
    /// When it was installed.
    installed: Date,
    /// What the firm gets a year for looking after it.
    fee: Option<Amount>,
    /// What it can do.
    #[serde(default)]
    functions: Vec<String>,
}

impl Model for Machine {
    const NAME: &'static str = "machine";
    const FOLDER: &'static str = "machines";
    const COLUMNS: &'static [&'static str] = &["name", "customer.name", "installed", "fee"];
    const DATE: Option<&'static str> = Some("installed");
}

fn book(machines: &[(&str, &str)]) -> Book {
    let mut sources = vec![
        Source::new("carnet.toml", "format = 2\n".as_bytes()),
        Source::new("customers/acme.toml", "name = \"ACME Conseil\"\n".as_bytes()),
    ];
    sources.extend(machines.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
    Book::read(Kinds::standard().and(Kind::of::<Machine>()), sources)
}

const PRESS: &str = "name = \"Press\"\ncustomer = \"acme\"\ninstalled = 2026-03-01\nfee = 1200.00\n";
const LATHE: &str =
    "name = \"Lathe\"\ncustomer = \"acme\"\ninstalled = 2026-05-10\nfee = 800.50\nfunctions = [\"turn\"]\n";

#[test]
fn it_has_tables() {
    let book = book(&[("machines/press.toml", PRESS), ("machines/lathe.toml", LATHE)]);
    let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
    let scope = carnet::table::row::Scope { figures: &figures, book: "here", until_then: false };
    let tables = carnet::table::Tables::of(&book);
    let rows = |name: &str| {
        let table = tables.named(name).unwrap();
        let mut rows = Vec::new();
        table.rows(scope, &vec![true; table.columns.len()], &mut |row| rows.push(format!("{row:?}")));
        (table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(" "), rows)
    };
    let (columns, machines) = rows("machine");
    assert_eq!(columns, "id name customer installed fee currency book");
    assert_eq!(machines.len(), 2);
    assert!(machines[0].contains("\"lathe\"") && machines[0].contains("800.50"), "{machines:?}");
    let (columns, functions) = rows("machine_function");
    assert_eq!((columns.as_str(), functions.len()), ("id position value book", 1));
}

#[test]
fn it_is_checked() {
    let book = book(&[
        ("machines/press.toml", "nam = \"Press\"\ncustomer = \"acme\"\ninstalled = 2026-03-01\nfee = 1.234\n"),
        ("machines/saw.toml", "name = \"Saw\"\ncustomer = \"nobody\"\ninstalled = 2026-03-01\n"),
    ]);
    let found: Vec<String> = carnet::check::check(&Figures::new(&book, Date::new(2026, 11, 20).unwrap()))
        .iter()
        .map(|finding| format!("{} {}", finding.place.path, finding.code.name))
        .collect();
    assert_eq!(
        found,
        [
            "machines/press.toml unknown-key",
            "machines/press.toml missing-key",
            "machines/press.toml too-many-decimals",
            "machines/saw.toml dangling-reference",
        ]
    );
}

#[test]
fn it_is_listed_queried_and_totalled() {
    let book = book(&[("machines/press.toml", PRESS), ("machines/lathe.toml", LATHE)]);
    assert_eq!(book.findings, []);
    let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
    let periods = PeriodContext::new(figures.as_of);
    let kind = book.kinds.called("machines").unwrap();
    let query = parse_words(&["fee:1000..".to_owned(), "customer.name:acme".to_owned()]).unwrap();
    let records = Filter::new(&figures, kind, &query, periods).unwrap().select(&figures, kind);
    assert_eq!(records.iter().map(|record| book.name(*record)).collect::<Vec<_>>(), ["machine/press"]);

    let all: Vec<_> = book.sound(kind).map(|(record, _)| record).collect();
    let catalogue = Catalogue::new(Default::default());
    let words = |key: &str, _: &[(&'static str, String)]| catalogue.find(key, &[]);
    let options = Options { words: &words, ..Options::plain(Locale(Default::default())) };
    let listing = Listing::new(&figures, kind, None, &["-fee".to_owned()]).unwrap().answer(&figures, kind, all.clone());
    let table = render::to_string(&listing, Format::Csv, &options).unwrap();
    assert_eq!(
        table,
        "id,name,customer.name,installed,fee,fee_currency\n\
         press,Press,ACME Conseil,2026-03-01,1200.00,EUR\n\
         lathe,Lathe,ACME Conseil,2026-05-10,800.50,EUR\n"
    );

    let total = Total::new(&figures, kind, &["fee".to_owned()], &[Function::Sum], &["quarter".to_owned()]).unwrap();
    let sums = total.answer(&figures, kind, &all, periods, false).unwrap();
    let table = render::to_string(&sums, Format::Csv, &options).unwrap();
    assert_eq!(table, "quarter,count,fee,fee_currency\n2026Q1,1,1200.00,EUR\n2026Q2,1,800.50,EUR\n");
}

#[test]
fn who_refers_to_a_customer_now_includes_it() {
    let book = book(&[("machines/press.toml", PRESS)]);
    let customer = book.find(book.kinds.named("customer").unwrap(), "acme").unwrap();
    let names: Vec<String> = book.referrers(customer).iter().map(|record| book.name(*record)).collect();
    assert_eq!(names, ["machine/press"]);
}
