//! From a deal to an invoice, on a small book.

use super::*;
use crate::book::Source;
use crate::change::{Assignment, LineSpec};
use crate::figures::Figures;
use crate::finding::Level;
use crate::model::Kinds;
use crate::value::period::PeriodContext;

const FIRM: &str = r#"format = 2

[[tax]]
id = "vat"
category = "S"
percent = 20

[[series]]
id = "quotes"
documents = ["quote"]
pattern = "D-{year}-{seq:3}"

[[series]]
id = "orders"
documents = ["order"]
pattern = "C-{year}-{seq:3}"

[[pipeline]]
id = "sales"

[[pipeline.stages]]
id = "lead"

[[pipeline.stages]]
id = "signed"
outcome = "won"
"#;

fn book() -> Book {
    let files = [
        ("carnet.toml", FIRM),
        ("customers/acme.toml", "name = \"ACME\"\n"),
        ("segments/big.toml", "name = \"Big\"\nquery = \"name:acme\"\n"),
        ("deals/site.toml", "name = \"New site\"\ncustomer = \"acme\"\njob = \"J-17\"\n\nstage = \"lead\"\n"),
        ("deals/nobody.toml", "name = \"Who?\"\n\nstage = \"lead\"\n"),
        ("products/widget.toml", "name = \"Widget\"\n\nprice = 12.50\n"),
        (
            "pricelists/big.toml",
            "name = \"Big\"\n\nsegment = \"big\"\n\n[[prices]]\nproduct = \"widget\"\nfrom_quantity = 10\nprice = 11.00\n",
        ),
    ];
    let book =
        Book::read(Kinds::standard(), files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect());
    assert_eq!(book.findings, []);
    book
}

fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn scope(book: &Book) -> Scope<'_> {
    Scope { book, periods: PeriodContext::new(today()), last: None }
}

/// The book after a plan, without an error.
fn after(book: &Book, plan: &Plan) -> Book {
    let next = plan.applied(book);
    let found = crate::check::check(&Figures::new(&next, today()));
    let errors: Vec<_> = found.iter().filter(|finding| finding.level == Level::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    next
}

fn record(book: &Book, name: &str) -> RecordRef {
    let (kind, id) = name.split_once('/').unwrap();
    book.find(book.kinds.named(kind).unwrap(), id).unwrap()
}

fn text<'b>(book: &'b Book, name: &str) -> &'b str {
    book.source(record(book, name)).text().unwrap()
}

fn lines(words: &str) -> Vec<LineSpec> {
    let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
    LineSpec::parse_all(&words).unwrap()
}

const QUOTE: &str = "quote/acme-2026-11-20";
const ORDER: &str = "order/acme-2026-11-20-2";
const LINES: &str =
    "+ Work type=title + widget 12 + Fitting 2 @100 discount=30.00 + Care 1 @50 option=care + Gold 1 @90 option=care";

fn quoted() -> Book {
    let book = book();
    let exclusive = [Assignment::set("exclusive", "care")];
    let plan = quote(&scope(&book), record(&book, "deal/site"), &exclusive, &lines(LINES)).unwrap();
    after(&book, &plan)
}

fn sent() -> Book {
    let book = quoted();
    let plan = send(&scope(&book), record(&book, QUOTE), today()).unwrap();
    after(&book, &plan)
}

fn accepted(options: &[&str]) -> Book {
    let book = sent();
    let yes = Yes { options: options.iter().map(|word| word.to_string()).collect(), ..Yes::default() };
    let plan = accept(&scope(&book), record(&book, QUOTE), &yes).unwrap();
    assert_eq!(plan.touched, ["deal/site", QUOTE, ORDER]);
    after(&book, &plan)
}

fn refusal(plan: Result<Plan, ChangeError>) -> &'static str {
    plan.unwrap_err().key
}

#[test]
fn a_quote_takes_what_the_deal_knows_and_prices_from_the_lists() {
    let book = quoted();
    let text = text(&book, QUOTE);
    for line in [
        "customer = \"acme\"",
        "number = \"D-2026-001\"",
        "valid_until = 2026-12-20",
        "deal = \"site\"",
        "job = \"J-17\"",
        "subject = \"New site\"",
        "unit_price = 11.00\nprice_from = \"pricelist/big\"",
        "type = \"title\"\ndescription = \"Work\"",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let figures = Figures::new(&book, today());
    assert_eq!(figures.quote(record(&book, QUOTE)).unwrap().offer.net().to_string(), "302.00 EUR");
}

#[test]
fn a_deal_without_a_customer_has_no_quote() {
    let book = book();
    let about = record(&book, "deal/nobody");
    assert_eq!(refusal(quote(&scope(&book), about, &[], &[])), "chain-no-customer");
    assert!(quote(&scope(&book), about, &[Assignment::set("customer", "acme")], &[]).is_ok());
}

#[test]
fn a_sent_quote_states_its_totals_and_a_later_change_shows() {
    let book = sent();
    assert!(text(&book, QUOTE).contains("[stated]\nnet = 302.00\ntax = 60.40\ngross = 362.40\n"));
    assert_eq!(refusal(send(&scope(&book), record(&book, QUOTE), today())), "chain-sent-before");
    let source = book.source(record(&book, QUOTE));
    let tampered = source.text().unwrap().replace("quantity = 12", "quantity = 13");
    let change = FileChange { path: source.path.to_string(), before: None, after: Some(tampered) };
    let next = Plan { changes: vec![change], ..Plan::default() }.applied(&book);
    let found = crate::check::check(&Figures::new(&next, today()));
    let words: Vec<_> = found.iter().map(|finding| (finding.code.name, finding.variant)).collect();
    assert_eq!(words, [("stated-total", Some("sent")); 3]);
}

#[test]
fn a_revision_is_a_draft_of_its_own() {
    let book = sent();
    let plan = revise(&scope(&book), record(&book, QUOTE), today().plus_days(5)).unwrap();
    let next = after(&book, &plan);
    let text = text(&next, plan.touched.last().unwrap());
    assert!(text.contains("number = \"D-2026-002\"\ndate = 2026-11-25\nvalid_until = 2026-12-25\n"), "{text}");
    assert!(
        text.contains("revision_of = \"acme-2026-11-20\"") && !text.contains("sent =") && !text.contains("[stated]")
    );
    let book = quoted();
    assert_eq!(refusal(revise(&scope(&book), record(&book, QUOTE), today())), "chain-draft");
}

#[test]
fn a_yes_wins_the_deal_and_writes_the_order() {
    let book = accepted(&["Gold"]);
    assert!(text(&book, "deal/site").contains("stage = \"signed\"\n\nclosed = 2026-11-20\n"));
    let order = text(&book, ORDER);
    assert!(order.contains("number = \"C-2026-001\"") && order.contains("quote = \"acme-2026-11-20\""));
    assert!(order.contains("id = \"3\"\ndescription = \"Gold\"") && !order.contains("Care"), "{order}");
    let figures = Figures::new(&book, today());
    let quote = figures.quote(record(&book, QUOTE)).unwrap();
    assert_eq!(quote.status.name(), "accepted");
    // What the customer agreed to is what the order is worth.
    let order = figures.order(record(&book, ORDER)).unwrap();
    assert_eq!(quote.offer.net(), order.offer.net());
    assert_eq!(quote.offer.gross(), order.offer.gross());
}

#[test]
fn only_what_can_be_accepted_is() {
    let book = sent();
    let try_options = |options: &[&str]| {
        let yes = Yes { options: options.iter().map(|word| word.to_string()).collect(), ..Yes::default() };
        refusal(accept(&scope(&book), record(&book, QUOTE), &yes))
    };
    assert_eq!(try_options(&["care"]), "chain-which-option");
    assert_eq!(try_options(&["4", "Gold"]), "chain-exclusive");
    assert_eq!(try_options(&["2"]), "chain-no-option");
    let early = Yes { date: Some(today().plus_days(-1)), ..Yes::default() };
    assert_eq!(refusal(accept(&scope(&book), record(&book, QUOTE), &early)), "chain-too-early");
    let book = accepted(&[]);
    assert_eq!(refusal(accept(&scope(&book), record(&book, QUOTE), &Yes::default())), "chain-accepted-before");
    let deal = record(&book, "deal/site");
    assert_eq!(refusal(accept(&scope(&book), deal, &Yes::default())), "change-wrong-kind");
}

#[test]
fn an_invoice_holds_what_is_left_and_a_second_one_the_rest() {
    let book = accepted(&["4"]);
    let plan = convert(&scope(&book), record(&book, QUOTE), &Invoicing::Rest).unwrap();
    let book = after(&book, &plan);
    let name = plan.touched.last().unwrap();
    assert!(text(&book, name).contains("job = \"J-17\""));
    assert_eq!(refusal(convert(&scope(&book), record(&book, ORDER), &Invoicing::Rest)), "chain-nothing-left");
    let figures = Figures::new(&book, today());
    let order = figures.order(record(&book, ORDER)).unwrap();
    assert_eq!(figures.document(record(&book, name)).unwrap().net(), order.offer.net());

    // Half of the fitting is taken out of the draft: the rest comes with half of its reduction.
    let source = book.source(record(&book, name));
    let half = source.text().unwrap().replace("quantity = 2\n", "quantity = 1\n");
    let change = FileChange { path: source.path.to_string(), before: None, after: Some(half) };
    let book = Plan { changes: vec![change], ..Plan::default() }.applied(&book);
    let plan = convert(&scope(&book), record(&book, ORDER), &Invoicing::Rest).unwrap();
    let book = after(&book, &plan);
    let rest = text(&book, plan.touched.last().unwrap());
    assert!(rest.contains("quantity = 1\nunit_price = 100\n") && rest.contains("amount = 15.00"), "{rest}");
    assert!(!rest.contains("Widget"), "{rest}");
}

#[test]
fn what_is_no_order_is_not_converted() {
    let book = sent();
    assert_eq!(refusal(convert(&scope(&book), record(&book, QUOTE), &Invoicing::Rest)), "chain-no-order");
    assert_eq!(refusal(convert(&scope(&book), record(&book, "deal/site"), &Invoicing::Rest)), "chain-no-chain");
}

#[test]
fn another_quantity_reaches_another_break_of_the_list() {
    let book = quoted();
    let set = |word: &str| {
        let (path, value) = word.split_once('=').unwrap();
        let plan =
            crate::change::line_set(&scope(&book), record(&book, QUOTE), 2, &[Assignment::set(path, value)], &[]);
        plan.unwrap().changes[0].after.clone().unwrap()
    };
    assert!(set("quantity=9").contains("unit_price = 12.50\nprice_from = \"product/widget\""), "{}", set("quantity=9"));
    assert!(set("quantity=20").contains("quantity = 20\nunit_price = 11.00\nprice_from = \"pricelist/big\""));
    // A price that was typed stays.
    let typed = set("unit_price=10.00");
    assert!(typed.contains("unit_price = 10.00\n") && !typed.contains("price_from"), "{typed}");
}

#[test]
fn a_deposit_that_was_agreed_is_drafted_with_the_yes() {
    let book = quoted();
    let terms = [Assignment::set("terms", "30%@order 70%@delivery")];
    let plan = crate::change::set(&scope(&book), &[record(&book, QUOTE)], &terms, &[]).unwrap();
    let book = after(&book, &plan);
    let plan = accept(&scope(&book), record(&book, QUOTE), &Yes::default()).unwrap();
    assert_eq!(plan.touched, ["deal/site", QUOTE, "invoice/acme-2026-11-20-3", ORDER]);
    let book = after(&book, &plan);
    let deposit = text(&book, "invoice/acme-2026-11-20-3");
    assert!(deposit.contains("type = \"deposit\"\ndate = 2026-11-20\nterms = \"on-receipt\"\n"), "{deposit}");
    assert!(deposit.contains("unit_price = 90.60\n") && deposit.contains("order = \"acme-2026-11-20-2\""), "{deposit}");
}
