//! The reports over a small book whose figures were computed by hand, and as people read them on 80 columns.
//!
//! `UPDATE_GOLDEN=1 cargo test --test reports` writes the golden files again; read them before committing.

use std::path::Path;

use carnet::book::{Book, RecordRef, Source};
use carnet::figures::Figures;
use carnet::finding::Language;
use carnet::model::Kinds;
use carnet::render::{Format, Locale, Options, to_string};
use carnet::report::dimension::{Dimension, Group};
use carnet::report::pipeline::Pipeline;
use carnet::report::receivables::Receivables;
use carnet::report::sales::{self, Sales};
use carnet::report::sheet::{Answer, Cell};
use carnet::report::statement::Statement;
use carnet::report::{Params, REPORTS, ReportError, find};
use carnet::value::period::{PeriodContext, Step};
use carnet::value::{Date, Decimal, Money, Moneys, Period};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

const FIRM: &str = r#"
format = 2
currency = "EUR"
terms = "30d"

[[tax]]
id = "fr-20"
name = "TVA 20 %"
category = "S"
percent = 20
default = true

[[tax]]
id = "fr-10"
name = "TVA 10 %"
category = "S"
percent = 10

[[tax]]
id = "export"
category = "G"
percent = 0

[[pipeline]]
id = "sales"
stages = [
  { id = "lead", name = "Lead", probability = 10 },
  { id = "qualified", name = "Qualified", probability = 30 },
  { id = "proposal", name = "Proposal", probability = 50 },
  { id = "negotiation", name = "Negotiation", probability = 75 },
  { id = "won", name = "Won", outcome = "won" },
  { id = "lost", name = "Lost", outcome = "lost" },
]
"#;

/// An invoice as a line: id, number (none for a draft), customer, date, lines as quantity × product @ price, the rest.
type InvoiceRow = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
    &'static str,
);

const INVOICES: &[InvoiceRow] = &[
    ("f25-1", "F-2025-0001", "acme", "2025-09-10", &[("2", "audit-day", "500")], ""),
    ("f25-2", "F-2025-0002", "lefevre", "2025-12-15", &[("10", "widget", "20")], ""),
    ("f1", "F-2026-0001", "acme", "2026-01-20", &[("4", "audit-day", "650")], ""),
    ("f2", "F-2026-0002", "lefevre", "2026-02-10", &[("50", "widget", "12.50")], "[[allowances]]\npercent = 5\n"),
    ("f3", "F-2026-0003", "globex", "2026-03-05", &[("3", "audit-day", "800")], ""),
    ("f4", "F-2026-0004", "mairie", "2026-05-18", &[("1", "audit-day", "900")], ""),
    ("f9", "F-2026-0009", "lefevre", "2026-06-25", &[("8", "widget", "12.50")], ""),
    (
        "f5",
        "F-2026-0005",
        "acme",
        "2026-07-06",
        &[("6", "audit-day", "650")],
        "[[charges]]\namount = 40\nreason = \"Freight\"\n",
    ),
    ("a1", "A-2026-0001", "acme", "2026-07-20", &[("1", "audit-day", "650")], "credits = \"f5\""),
    ("f6", "F-2026-0006", "atelier", "2026-08-20", &[("20", "widget", "12.50")], ""),
    ("a2", "A-2026-0002", "lefevre", "2026-09-01", &[("4", "widget", "12.50")], "type"),
    ("f7", "F-2026-0007", "acme", "2026-09-15", &[("2", "audit-day", "650")], ""),
    ("f8", "F-2026-0008", "globex", "2026-09-20", &[("1", "audit-day", "800"), ("5", "widget", "15")], ""),
    ("draft", "", "acme", "2026-09-30", &[("1", "audit-day", "1000")], ""),
    ("f10", "F-2026-0010", "acme", "2026-10-01", &[("10", "widget", "12.50")], "fr-10"),
    ("f11", "F-2026-0011", "acme", "2026-10-20", &[("1", "audit-day", "7777")], ""),
];

const RECORDS: &[(&str, &str)] = &[
    ("team/claire.toml", "name = \"Claire Martin\"\n"),
    ("team/paul.toml", "name = \"Paul Nguyen\"\n"),
    ("territories/nord.toml", "name = \"Nord\"\n"),
    ("territories/sud.toml", "name = \"Sud\"\n"),
    (
        "customers/acme.toml",
        "name = \"ACME Conseil SAS\"\nowner = \"claire\"\nterritory = \"nord\"\ntags = [\"vip\", \"fair\"]\n[address]\ncountry = \"FR\"\n",
    ),
    (
        "customers/lefevre.toml",
        "name = \"Boulangerie Lefèvre & Filles\"\nowner = \"paul\"\nterritory = \"sud\"\n[address]\ncountry = \"FR\"\n",
    ),
    (
        "customers/atelier.toml",
        "name = \"Atelier du Bois\"\nowner = \"paul\"\nterritory = \"nord\"\nparent = \"acme\"\ntags = [\"fair\"]\n",
    ),
    (
        "customers/globex.toml",
        "name = \"Globex Inc.\"\nowner = \"claire\"\ncurrency = \"USD\"\n[address]\ncountry = \"US\"\n",
    ),
    ("customers/mairie.toml", "name = \"Mairie de Roubaix\"\nowner = \"claire\"\n"),
    ("products/audit-day.toml", "name = \"Security audit, one day\"\ncategory = \"services\"\n"),
    ("products/widget.toml", "name = \"Widget\"\ncategory = \"goods\"\n"),
    // customer, date, amount, then what it pays
    (
        "payments/p1.toml",
        "customer = \"acme\"\ndate = 2025-10-05\namount = 1200\nallocations = [{ invoice = \"f25-1\", amount = 1200 }]\n",
    ),
    (
        "payments/p2.toml",
        "customer = \"acme\"\ndate = 2026-02-15\namount = 3120\nallocations = [{ invoice = \"f1\", amount = 3120 }]\n",
    ),
    (
        "payments/p3.toml",
        "customer = \"lefevre\"\ndate = 2026-03-15\namount = 500\nallocations = [{ invoice = \"f2\", amount = 500 }]\n",
    ),
    (
        "payments/p4.toml",
        "customer = \"globex\"\ndate = 2026-04-02\namount = 2400\ncurrency = \"USD\"\nallocations = [{ invoice = \"f3\", amount = 2400 }]\n",
    ),
    (
        "payments/p5.toml",
        "customer = \"mairie\"\ndate = 2026-06-20\namount = 1080\nallocations = [{ invoice = \"f4\", amount = 1080 }]\n",
    ),
    ("payments/p6.toml", "customer = \"acme\"\ndate = 2026-09-28\namount = 100\nreference = \"VIR ACME\"\n"),
    // ACME settles 40 of an invoice of Lefèvre's.
    (
        "payments/p7.toml",
        "customer = \"acme\"\ndate = 2026-02-01\namount = 40\nallocations = [{ invoice = \"f25-2\", amount = 40 }]\n",
    ),
    (
        "deals/audit-2027.toml",
        "name = \"Audit 2027\"\ncustomer = \"acme\"\nowner = \"claire\"\nstage = \"proposal\"\namount = 12000\nclose = 2026-11-15\nopened = 2026-08-01\n",
    ),
    (
        "deals/widgets.toml",
        "name = \"Widgets, spring\"\ncustomer = \"lefevre\"\nowner = \"paul\"\nstage = \"qualified\"\namount = 800\nclose = 2026-12-01\nopened = 2026-09-02\n",
    ),
    (
        "deals/us.toml",
        "name = \"US roll-out\"\ncustomer = \"globex\"\nowner = \"claire\"\nstage = \"negotiation\"\namount = 9000\ncurrency = \"USD\"\nclose = 2026-10-30\n",
    ),
    (
        "deals/frame.toml",
        "name = \"Framework contract\"\ncustomer = \"mairie\"\nowner = \"claire\"\nstage = \"proposal\"\n",
    ),
    (
        "deals/retrofit.toml",
        "name = \"Retrofit\"\ncustomer = \"atelier\"\nowner = \"paul\"\nstage = \"proposal\"\namount = 3000\nprobability = 40\nclose = 2026-11-20\nopened = 2026-07-14\n",
    ),
    (
        "deals/w1.toml",
        "name = \"Audit 2026\"\ncustomer = \"acme\"\nowner = \"claire\"\nstage = \"won\"\namount = 5000\nclosed = 2026-06-01\n",
    ),
    (
        "deals/w2.toml",
        "name = \"Town hall\"\ncustomer = \"mairie\"\nowner = \"claire\"\nstage = \"won\"\namount = 900\nclosed = 2026-05-10\n",
    ),
    (
        "deals/l1.toml",
        "name = \"Ovens\"\ncustomer = \"lefevre\"\nowner = \"paul\"\nstage = \"lost\"\namount = 700\nclosed = 2026-08-10\n",
    ),
    ("deals/l2.toml", "name = \"Old story\"\nstage = \"lost\"\namount = 1\n"),
    ("deals/odd.toml", "name = \"Odd\"\nstage = \"dreaming\"\namount = 1000000\n"),
];

fn book() -> Book {
    book_with(FIRM, &[])
}

fn book_with(firm: &str, more: &[(&str, &[u8])]) -> Book {
    let mut sources = vec![Source::new("carnet.toml", firm.as_bytes())];
    sources.extend(RECORDS.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
    sources.extend(more.iter().map(|(path, bytes)| Source::new(path, bytes.to_vec())));
    for (id, number, customer, date, lines, rest) in INVOICES {
        let mut text = format!("customer = \"{customer}\"\ndate = {date}\n");
        if !number.is_empty() {
            text += &format!("number = \"{number}\"\nseries = \"{}\"\n", &number[..1]);
        }
        if id.starts_with('a') {
            text += "type = \"credit-note\"\n";
        }
        if rest.starts_with("credits") {
            text += &format!("{rest}\n");
        }
        let tax = match (*customer, *rest) {
            ("globex", _) => "tax = \"export\"\n",
            (_, "fr-10") => "tax = \"fr-10\"\n",
            _ => "",
        };
        for (quantity, product, price) in *lines {
            text += &format!("[[lines]]\nproduct = \"{product}\"\nquantity = {quantity}\nunit_price = {price}\n{tax}");
        }
        if rest.starts_with("[[") {
            text += rest;
        }
        sources.push(Source::new(&format!("invoices/{id}.toml"), text.into_bytes()));
    }
    Book::read(Kinds::standard(), sources)
}

fn today() -> Date {
    "2026-10-02".parse().unwrap()
}

fn params() -> Params {
    Params::new(PeriodContext::new(today()))
}

fn by(words: &[&str]) -> Params {
    Params { by: words.iter().map(|word| word.to_string()).collect(), ..params() }
}

fn period(text: &str) -> Option<Period> {
    Some(Period::parse(text, PeriodContext::new(today())).unwrap())
}

fn customer(book: &Book, id: &str) -> RecordRef {
    book.find(book.kinds.named("customer").unwrap(), id).unwrap()
}

fn answer(book: &Book, name: &str, params: &Params) -> Answer {
    find(name).unwrap().answer(&Figures::new(book, today()), params).unwrap()
}

fn sales(book: &Book, params: &Params) -> Sales {
    Sales::compute(&Figures::new(book, today()), params).unwrap()
}

/// `group/group amount CUR`, one a row.
fn shown(book: &Book, rows: &[sales::SalesRow]) -> Vec<String> {
    let label = |group: &Group| match group.cell(book) {
        Cell::Link(link) => link.id,
        Cell::Text(text) => text,
        Cell::Word { code, .. } => code.into_owned(),
        other => panic!("{other:?}"),
    };
    let groups = |row: &sales::SalesRow| row.groups.iter().map(label).collect::<Vec<_>>().join("/");
    rows.iter().map(|row| format!("{} {}", groups(row), row.amount).trim().to_owned()).collect()
}

// ---- figures, by hand

#[test]
fn the_book_is_sound() {
    let findings = book().findings;
    assert!(findings.is_empty(), "{findings:#?}");
}

/// Net amounts in euro: 2600 + 593.75 (625 less 5 %) + 900 + 100 + 3940 (3900 and 40 freight) − 650 + 250 − 50 + 1300
/// + 125 = 9108.75; in dollars 2400 + 875. The draft and the invoice of 20 October are not sales yet.
#[test]
fn sales_of_the_year_to_date() {
    let book = book();
    let sales = sales(&book, &by(&["customer"]));
    assert_eq!(sales.period.to_string(), "2026-01-01..2026-10-02");
    // 275 days before, and the same days of 2025.
    assert_eq!(sales.previous.unwrap().to_string(), "2025-04-01..2025-12-31");
    assert_eq!(sales.year_before.unwrap().to_string(), "2025-01-01..2025-10-02");
    assert_eq!(
        shown(&book, &sales.rows),
        [
            "acme 7315.00 EUR", // 2600 + 3940 − 650 + 1300 + 125
            "mairie 900.00 EUR",
            "lefevre 643.75 EUR", // 593.75 + 100 − 50
            "atelier 250.00 EUR",
            "globex 3275.00 USD",
        ]
    );
    assert_eq!(shown(&book, &sales.totals), ["9108.75 EUR", "3275.00 USD"]);
    let total = &sales.totals[0];
    assert_eq!(total.previous.unwrap().to_string(), "1200.00 EUR"); // 1000 + 200
    assert_eq!(total.year_before.unwrap().to_string(), "1000.00 EUR");
}

/// Lines: audits 2600 + 900 + 3900 − 650 + 1300 = 8050, widgets 625 + 250 + 100 − 50 + 125 = 1050; of whole documents
/// −31.25 + 40 = 8.75.
#[test]
fn sales_by_product_leave_what_is_of_the_whole_document_to_itself() {
    let book = book();
    assert_eq!(
        shown(&book, &sales(&book, &by(&["product"])).rows),
        [
            "audit-day 8050.00 EUR",
            "audit-day 3200.00 USD",
            "widget 1050.00 EUR",
            "widget 75.00 USD",
            "document 8.75 EUR"
        ]
    );
    // 9108.75 − 125 at 20 %.
    assert_eq!(
        shown(&book, &sales(&book, &by(&["tax"])).rows),
        ["fr-10 125.00 EUR", "fr-20 8983.75 EUR", "export 3275.00 USD"]
    );
}

#[test]
fn every_month_has_a_row_and_is_compared_with_the_month_before_and_the_same_a_year_ago() {
    let book = book();
    let sales = sales(&book, &params());
    let euro: Vec<_> = sales.rows.iter().filter(|row| row.currency.code() == "EUR").cloned().collect();
    assert_eq!(
        shown(&book, &euro),
        [
            "2026-01 2600.00 EUR",
            "2026-02 593.75 EUR",
            "2026-03 0.00 EUR",
            "2026-04 0.00 EUR",
            "2026-05 900.00 EUR",
            "2026-06 100.00 EUR",
            "2026-07 3290.00 EUR",
            "2026-08 250.00 EUR",
            "2026-09 1250.00 EUR",
            "2026-10 125.00 EUR",
        ]
    );
    assert_eq!(euro[0].previous.unwrap().to_string(), "200.00 EUR"); // December 2025
    assert_eq!(euro[1].previous.unwrap().to_string(), "2600.00 EUR");
    // 1 and 2 October stand beside 1 and 2 September: only the credit note of 50.
    assert_eq!(euro[9].previous.unwrap().to_string(), "-50.00 EUR");
    assert_eq!(euro[8].year_before.unwrap().to_string(), "1000.00 EUR");
    assert_eq!(sales.totals[0].previous, None);
    assert_eq!(sales.totals[0].year_before.unwrap().to_string(), "1000.00 EUR");
}

#[test]
fn a_step_may_be_rows_or_columns() {
    let book = book();
    let step = |by: Params| Params { step: Some("quarter".into()), ..by };
    assert_eq!(shown(&book, &sales(&book, &step(params())).rows[..2]), ["2026Q1 3193.75 EUR", "2026Q1 2400.00 USD"]);
    let columns = sales(&book, &step(by(&["territory"])));
    assert_eq!(
        columns.columns.iter().map(|(name, _)| &**name).collect::<Vec<_>>(),
        ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    );
    let nord = &columns.rows[0];
    // 2600; nothing; 3940 − 650 + 250 + 1300; 125
    assert_eq!(
        nord.columns.iter().map(Money::to_string).collect::<Vec<_>>(),
        ["2600.00 EUR", "0.00 EUR", "4840.00 EUR", "125.00 EUR"]
    );
    let error = |params: &Params| Sales::compute(&Figures::new(&book, today()), params).unwrap_err();
    assert_eq!(error(&step(by(&["month"]))), ReportError::TwoTimes);
    let day = Params { step: Some("day".into()), ..by(&["owner"]) };
    assert_eq!(error(&day), ReportError::TooManyColumns { step: "day", count: 275 });
}

#[test]
fn other_dimensions() {
    let book = book();
    let rows = |word: &str| shown(&book, &sales(&book, &by(&[word])).rows);
    assert_eq!(rows("parent")[0], "acme 7565.00 EUR"); // with Atelier du Bois
    assert_eq!(rows("owner"), ["claire 8215.00 EUR", "claire 3275.00 USD", "paul 893.75 EUR"]);
    assert_eq!(rows("country"), ["FR 7958.75 EUR", "US 3275.00 USD", "none 1150.00 EUR"]);
    assert_eq!(rows("series"), ["F 9808.75 EUR", "F 3275.00 USD", "A -700.00 EUR"]);
    // A customer with two tags counts under each.
    assert_eq!(rows("customer-tag")[..2], ["fair 7565.00 EUR", "vip 7315.00 EUR"]);
    let two = shown(&book, &sales(&book, &by(&["owner", "category"])).rows);
    assert_eq!(two[0], "claire/services 8050.00 EUR");
}

/// Whatever the groups, they add up to the documents, and each figure to the documents behind it.
#[test]
fn groups_add_up_to_the_documents() {
    let book = book();
    for period in ["2026", "2025..2026", "2026-07", ".."].map(|text| Period::parse(text, params().context).ok()) {
        let figures = Figures::new(&book, today());
        let wanted = period.unwrap_or_else(|| Period::parse("ytd", params().context).unwrap());
        let documents = figures.issued().filter(|(_, d)| wanted.contains(d.date));
        let expected: Moneys = documents.map(|(_, d)| d.signed(d.net())).collect();
        for one in sales::DIMENSIONS {
            for other in sales::DIMENSIONS {
                let tags = |d: &Dimension| matches!(d, Dimension::Tag | Dimension::CustomerTag);
                let times = matches!((one, other), (Dimension::Time(_), Dimension::Time(_)));
                if (times && one != other) || tags(one) || tags(other) {
                    continue;
                }
                let words = if one == other { vec![one.name()] } else { vec![one.name(), other.name()] };
                let sales = sales(&book, &Params { period, ..by(&words) });
                let sum: Moneys = sales.rows.iter().map(|row| row.amount).collect();
                let nothing = Moneys::default();
                let (sum, total): (Vec<Money>, Moneys) = (
                    sum.iter().filter(|m| !m.is_zero()).collect(),
                    sales.totals.iter().map(|row| row.amount).collect(),
                );
                assert_eq!(sum, expected.iter().collect::<Vec<_>>(), "{words:?}");
                assert!(total == expected || expected == nothing, "{words:?}");
                for row in &sales.rows {
                    let behind = row.documents.iter().fold(Decimal::ZERO, |sum, (_, part)| sum + part.amount);
                    assert_eq!(behind, row.amount.amount, "{words:?}");
                }
            }
        }
    }
}

/// By hand, as of 2 October: Lefèvre 240 − 40 (paid by ACME) + 712.50 − 500 = 412.50 since last winter, 120 since
/// 25 July (69 days), a credit note of 60; ACME 4728 − 780 = 3948 since 5 August (58 days), 1560 + 137.50 not due,
/// 100 paid ahead; Atelier 300 since 19 September.
#[test]
fn receivables_by_age() {
    let book = book();
    let figures = Figures::new(&book, today());
    let receivables = Receivables::compute(&figures, &params());
    let shown = |row: &carnet::report::receivables::ReceivablesRow| {
        let name = row.customer.map_or("total", |customer| &book.get(customer).id);
        let ages: Vec<String> = row.ages.iter().map(|age| age.amount.normalize().to_string()).collect();
        format!("{name}: {} = {}", ages.join(" "), row.total)
    };
    assert_eq!(
        receivables.rows.iter().map(shown).collect::<Vec<_>>(),
        [
            "acme: 1697.5 0 3948 0 0 -100 = 5545.50 EUR",
            "lefevre: 0 0 0 120 412.5 -60 = 472.50 EUR",
            "atelier: 0 300 0 0 0 0 = 300.00 EUR",
            "globex: 875 0 0 0 0 0 = 875.00 USD",
        ]
    );
    assert_eq!(shown(&receivables.totals[0]), "total: 1697.5 300 3948 120 412.5 -160 = 6318.00 EUR");

    // The sum is that of the documents' balances less what payments left over, and each customer's account.
    let mut owed: Moneys = figures.issued().map(|(_, document)| document.balance).collect();
    figures.payments().iter().flatten().for_each(|payment| owed.add(-payment.unallocated));
    assert_eq!(receivables.totals.iter().map(|row| row.total).collect::<Moneys>(), owed);
    for row in &receivables.rows {
        assert_eq!(figures.account(row.customer.unwrap()).unwrap().balance.get(row.currency), row.total);
        let items = row.items.iter().fold(Decimal::ZERO, |sum, item| sum + item.amount.amount);
        assert_eq!(items, row.total.amount);
    }
}

#[test]
fn receivables_on_an_earlier_day() {
    let book = book();
    // On 31 January only the two invoices of the winter were open: F-2025-0002 since 14 January, F-2026-0001 not due.
    let receivables = Receivables::compute(&Figures::new(&book, "2026-01-31".parse().unwrap()), &params());
    let rows: Vec<_> =
        receivables.rows.iter().map(|row| (&*book.get(row.customer.unwrap()).id, row.total.to_string())).collect();
    assert_eq!(rows, [("lefevre", "240.00 EUR".to_owned()), ("acme", "3120.00 EUR".to_owned())]);
}

/// 3120 − 3120 + 4728 − 780 + 1560 − 100 + 137.50 = 5545.50, the customer's balance.
#[test]
fn a_statement_runs_from_the_opening_to_the_closing_balance() {
    let book = book();
    let figures = Figures::new(&book, today());
    let of = |id: &str, text: &str| {
        let params = Params { customer: Some(customer(&book, id)), period: period(text), ..params() };
        Statement::compute(&figures, &params).unwrap().accounts
    };
    let acme = &of("acme", "ytd")[0];
    assert_eq!((acme.opening.to_string(), acme.closing.to_string()), ("0.00 EUR".into(), "5545.50 EUR".into()));
    let balances: Vec<String> = acme.entries.iter().map(|entry| entry.balance.amount.to_string()).collect();
    assert_eq!(balances, ["3120.00", "0.00", "4728.00", "3948.00", "5508.00", "5408.00", "5545.50"]);
    // What ACME paid for Lefèvre is in Lefèvre's account.
    let lefevre = &of("lefevre", "2026-02")[0];
    assert_eq!((lefevre.opening.to_string(), lefevre.closing.to_string()), ("240.00 EUR".into(), "912.50 EUR".into()));
    assert_eq!(lefevre.before.len(), 1);
    for id in ["acme", "lefevre", "atelier", "globex", "mairie"] {
        let balance = &figures.account(customer(&book, id)).unwrap().balance;
        for account in of(id, "..today") {
            assert_eq!(account.closing, balance.get(account.currency), "{id}");
            let moved = account.entries.iter().fold(account.opening.amount, |sum, entry| sum + entry.amount.amount);
            assert_eq!(moved, account.closing.amount, "{id}");
        }
    }
    let nobody = Statement::compute(&figures, &params()).unwrap_err();
    assert_eq!(nobody, ReportError::CustomerMissing);
}

/// Proposals: 12000 × 50 % + 3000 × 40 % = 7200, one without an amount; ages 62 and 80 days.
#[test]
fn the_pipeline_by_stage() {
    let book = book();
    let pipeline =
        Pipeline::compute(&Figures::new(&book, today()), &Params { period: period("2026"), ..params() }).unwrap();
    let rows: Vec<_> = (pipeline.rows.iter())
        .map(|row| (row.deals, row.without_amount, row.amount.to_string(), row.weighted.to_string(), row.average_age))
        .collect();
    assert_eq!(
        rows,
        [
            (0, 0, "0.00 EUR".into(), "0.00 EUR".into(), None),
            (1, 0, "800.00 EUR".into(), "240.00 EUR".into(), Some(30)),
            (3, 1, "15000.00 EUR".into(), "7200.00 EUR".into(), Some(71)),
            (1, 0, "9000.00 USD".into(), "6750.00 USD".to_string(), None),
        ]
    );
    assert_eq!((pipeline.without_stage, pipeline.undated, pipeline.later), (1, 1, 0));
    let decided = &pipeline.decided[0];
    assert_eq!((decided.won, decided.lost), (2, 1));
    assert_eq!(decided.won_amount.to_string(), "5900.00 EUR");
    assert_eq!(decided.win_rate.unwrap().to_string(), "66.7");
    for row in &pipeline.rows {
        let sum =
            row.documents.iter().filter_map(|(_, amount, _)| *amount).fold(Decimal::ZERO, |sum, m| sum + m.amount);
        let weighted = row.documents.iter().fold(Decimal::ZERO, |sum, (_, _, weighted)| sum + weighted.amount);
        assert_eq!((sum, weighted), (row.amount.amount, row.weighted.amount));
    }
}

#[test]
fn several_pipelines_stand_one_after_the_other() {
    let firm = format!("{FIRM}\n[[pipeline]]\nid = \"renewal\"\nstages = [{{ id = \"due\", probability = 90 }}]\n");
    let deal = "name = \"Renew\"\npipeline = \"renewal\"\nstage = \"due\"\namount = 100\n";
    let book = book_with(&firm, &[("deals/renew.toml", deal.as_bytes())]);
    let pipeline = Pipeline::compute(&Figures::new(&book, today()), &params()).unwrap();
    assert_eq!(pipeline.dimensions, [Dimension::Pipeline, Dimension::Stage]);
    assert_eq!(pipeline.rows.last().unwrap().groups, [Group::Pipeline(1), Group::Stage(1, 0)]);
    assert_eq!(pipeline.rows.last().unwrap().weighted.to_string(), "90.00 EUR");
}

// ---- what may be asked

#[test]
fn what_a_report_does_not_take_is_an_error() {
    let book = book();
    let figures = Figures::new(&book, today());
    let error = |report: &str, params: &Params| find(report).unwrap().answer(&figures, params).unwrap_err();
    let allowed = vec!["as-of", "customer", "why"];
    assert_eq!(
        error("receivables", &by(&["owner"])),
        ReportError::NotTaken { report: "receivables", parameter: "by", allowed }
    );
    assert_eq!(error("sales", &by(&["costumer"])).nearest(), Some("customer"));
    assert_eq!(error("pipeline", &by(&["series"])).nearest(), None);
    assert_eq!(error("sales", &Params { step: Some("mnth".into()), ..params() }).nearest(), Some("month"));
    assert_eq!(error("sales", &Params { compare: Some("yaer".into()), ..params() }).nearest(), Some("year"));
    let open = Params { period: period("2026.."), compare: Some("both".into()), ..params() };
    assert_eq!(error("sales", &open), ReportError::OpenPeriod);
}

#[test]
fn files_that_could_not_be_read_are_counted_and_in_no_figure() {
    let book = book_with(FIRM, &[("invoices/torn.toml", b"customer = \"acme\"\ndate = \n")]);
    let torn = answer(&book, "sales", &by(&["customer"]));
    assert_eq!(torn.unreadable, 1);
    assert_eq!(torn.sheets, answer(&self::book(), "sales", &by(&["customer"])).sheets);
}

#[test]
fn why_sheets_add_up_to_the_figures() {
    let book = book();
    let sum = |answer: &Answer, sheet: usize, key: &str| -> Moneys {
        let sheet = &answer.sheets[sheet];
        let column = sheet.columns.iter().position(|column| column.key == key).unwrap();
        let amount = |cell: &Cell| match cell {
            Cell::Money(money) => Some(*money),
            Cell::Empty => None,
            other => panic!("{other:?}"),
        };
        sheet.rows.iter().filter_map(|row| amount(&row.cells[column])).collect()
    };
    let why = |params: Params| Params { why: true, ..params };
    let sales = answer(&book, "sales", &why(by(&["product", "month"])));
    assert_eq!(sum(&sales, 1, "sales"), sum(&sales, 0, "sales"));
    assert!(sales.sheets[0].rows.iter().all(|row| !row.why.is_empty() || row.cells[2] == row_zero(&row.cells[2])));
    let receivables = answer(&book, "receivables", &why(params()));
    assert_eq!(sum(&receivables, 1, "balance"), sum(&receivables, 0, "total"));
    let pipeline = answer(&book, "pipeline", &why(by(&["owner"])));
    assert_eq!(sum(&pipeline, 1, "weighted"), sum(&pipeline, 0, "weighted"));
    assert_eq!(pipeline.sheets[0].rows[0].why[0].target(), "deal/audit-2027");
}

fn row_zero(cell: &Cell) -> Cell {
    match cell {
        Cell::Money(money) => Cell::Money(Money::zero(money.currency)),
        _ => Cell::Empty,
    }
}

// ---- how they look

/// The words of the reports as the program finds them.
fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let (tag, text) = match language {
        Language::English => ("en", include_str!("../src/finding/text/en/report.ftl")),
        Language::French => ("fr", include_str!("../src/finding/text/fr/report.ftl")),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(FluentResource::try_new(text.to_owned()).unwrap()).unwrap();
    bundle
}

fn render(answer: &Answer, language: Language, format: Format) -> String {
    let bundle = bundle(language);
    let words = |key: &str, args: &[(&'static str, String)]| {
        let pattern = bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::new();
        for (name, value) in args {
            let value = value.parse::<u32>().map_or_else(|_| FluentValue::from(value.clone()), FluentValue::from);
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        assert!(errors.is_empty(), "{key}: {errors:?}");
        Some(text)
    };
    let options = Options { width: Some(80), colour: false, terminal: false, locale: Locale(language), words: &words };
    to_string(answer, format, &options).unwrap()
}

fn golden(name: &str, answer: &Answer) {
    for (language, tag) in [(Language::English, "en"), (Language::French, "fr")] {
        let text = render(answer, language, Format::Table);
        assert!(!text.contains("report-"), "a text without words:\n{text}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/reports/{name}.{tag}.txt"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(text, expected, "{}", path.display());
    }
}

#[test]
fn as_people_read_them() {
    let book = book();
    let why = |params: Params| Params { why: true, ..params };
    let of = |id: &str, text: &str| Params { customer: Some(customer(&book, id)), period: period(text), ..params() };
    for (name, report, params) in [
        ("pipeline", "pipeline", params()),
        ("pipeline-period", "pipeline", Params { period: period("2026"), ..by(&["owner", "month"]) }),
        ("pipeline-why", "pipeline", why(by(&["owner"]))),
        ("sales", "sales", Params { customer: Some(customer(&book, "acme")), ..params() }),
        ("sales-currencies", "sales", by(&["customer"])),
        ("sales-two", "sales", Params { period: period("2026Q3"), ..by(&["owner", "product"]) }),
        (
            "sales-columns",
            "sales",
            Params { step: Some("quarter".into()), period: period("2026"), ..by(&["territory"]) },
        ),
        ("sales-why", "sales", why(Params { period: period("2026-07"), ..by(&["product"]) })),
        ("sales-empty", "sales", Params { period: period("2020"), ..by(&["customer"]) }),
        ("receivables", "receivables", params()),
        ("receivables-why", "receivables", why(Params { customer: Some(customer(&book, "lefevre")), ..params() })),
        ("statement", "statement", of("acme", "ytd")),
        ("statement-why", "statement", why(of("lefevre", "2026Q3"))),
    ] {
        golden(name, &answer(&book, report, &params));
    }
}

/// Every key that a report may ask for stands in both languages.
#[test]
fn both_languages_have_all_words() {
    let keys = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|l| l.starts_with("report-"))
            .filter_map(|l| Some(l.split_once(" =")?.0.to_owned()))
            .collect()
    };
    let english = keys(concat!(
        include_str!("../src/finding/text/en/report.ftl"),
        include_str!("../src/finding/text/en/figures.ftl")
    ));
    let french = keys(concat!(
        include_str!("../src/finding/text/fr/report.ftl"),
        include_str!("../src/finding/text/fr/figures.ftl")
    ));
    assert_eq!(english, french);
    let has = |key: String| assert!(english.contains(&key), "{key}");
    for dimension in Dimension::ALL {
        has(format!("report-by-{}", dimension.name()));
    }
    for step in Step::ALL {
        has(format!("report-note-previous-{}", step.name()));
    }
    for age in carnet::report::receivables::Age::ALL {
        has(format!("report-{}", age.name().replace('_', "-")));
    }
    REPORTS.iter().for_each(|row| has(row.doc.to_owned()));
}
