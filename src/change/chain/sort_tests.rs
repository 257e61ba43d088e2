//! Invoices of every sort, from an order to the last cent.

use super::*;
use crate::book::Source;
use crate::change::issue::issue;
use crate::figures::document::Status;
use crate::figures::fulfilment::OrderStatus;
use crate::figures::market::progress as progress_of;
use crate::figures::{Document, Figures};
use crate::finding::Level;
use crate::model::Kinds;
use crate::value::period::PeriodContext;

pub(super) const FIRM: &str = r#"format = 2
currency = "EUR"
terms = "30d"

[firm]
name = "Atelier Martin"
siret = "73282932000074"
vat_id = "FR44732829320"

[firm.address]
city = "Lille"
country = "FR"

[conditions]
late_interest = "12%"

[[tax]]
id = "t20"
category = "S"
percent = 20
default = true

[[tax]]
id = "t55"
category = "S"
percent = 5.5

[[tax]]
id = "t21"
category = "S"
percent = 2.1

[[series]]
id = "F"
documents = ["invoice"]
pattern = "F-{year}-{seq:4}"

[[series]]
id = "A"
documents = ["credit-note"]
pattern = "A-{year}-{seq:4}"
"#;

pub(super) const ACME: &str = "name = \"ACME\"\n\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n";

const ORDER: &str = "customer = \"acme\"\ndate = 2026-10-01\n\n\
    [[lines]]\nid = \"1\"\ndescription = \"Masonry\"\nquantity = 3\nunit_price = 333.33\n\n\
    [[lines]]\nid = \"2\"\ndescription = \"Insulation\"\nquantity = 7\nunit_price = 14.29\ntax = \"t55\"\n";

fn today() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

fn book(files: &[(&str, &str)]) -> Book {
    let mut all = vec![("carnet.toml", FIRM), ("customers/acme.toml", ACME), ("orders/o.toml", ORDER)];
    for (path, text) in files {
        match all.iter_mut().find(|(known, _)| known == path) {
            Some(known) => known.1 = text,
            None => all.push((path, text)),
        }
    }
    let book =
        Book::read(Kinds::standard(), all.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect());
    assert_eq!(book.findings, []);
    book
}

fn scope(book: &Book) -> Scope<'_> {
    Scope { book, periods: PeriodContext::new(today()), last: None }
}

/// The book after a plan, without an error.
fn after(book: &Book, plan: &Plan) -> Book {
    let next = plan.applied(book);
    let found = crate::check::check(&Figures::new(&next, today()));
    let errors: Vec<_> = found.iter().filter(|finding| finding.level == Level::Error).collect();
    let written = plan.changes.last().and_then(|change| change.after.as_deref()).unwrap_or_default();
    assert!(errors.is_empty(), "{errors:?}\n{written}");
    next
}

pub(super) fn record(book: &Book, name: &str) -> RecordRef {
    let (kind, id) = name.split_once('/').unwrap();
    book.find(book.kinds.named(kind).unwrap(), id).unwrap()
}

/// The book with all drafts issued.
fn issued(book: &Book) -> Book {
    let kind = book.kinds.named("invoice").unwrap();
    let draft = |(index, found): (usize, &crate::book::Record)| {
        let none = found.text(book.shape(kind), "number").is_none();
        none.then_some(RecordRef { kind, index: index as u32 })
    };
    let drafts: Vec<RecordRef> = book.records(kind).iter().enumerate().filter_map(draft).collect();
    let issuing = issue(book, &drafts, today(), None).unwrap();
    after(book, &issuing.plan)
}

/// The book after an act, the draft issued, and the name of it.
fn act(book: &Book, plan: Result<Plan, ChangeError>) -> (Book, String) {
    let plan = plan.unwrap();
    let name = plan.touched.last().unwrap().clone();
    (issued(&after(book, &plan)), name)
}

fn invoice(book: &Book, how: Invoicing) -> (Book, String) {
    act(book, convert(&scope(book), record(book, "order/o"), &how))
}

fn document(book: &Book, name: &str) -> Document {
    Figures::new(book, today()).document(record(book, name)).unwrap().clone()
}

pub(super) fn text<'b>(book: &'b Book, name: &str) -> &'b str {
    book.source(record(book, name)).text().unwrap()
}

fn percent(percent: u32) -> Invoicing {
    Invoicing::Progress(vec![(None, percent.into())])
}

/// What all invoices ask for, less credit notes.
fn asked(book: &Book) -> String {
    let figures = Figures::new(book, today());
    let sum: Decimal = figures.issued().map(|(_, document)| document.counted_gross().amount).sum();
    sum.to_string()
}

#[test]
fn a_deposit_and_the_final_invoice_that_takes_it_off() {
    let book = book(&[]);
    let (book, deposit) = invoice(&book, Invoicing::DepositPercent(Some(30.into())));
    let written = text(&book, &deposit);
    assert!(written.contains("type = \"deposit\"") && written.contains("terms = \"on-receipt\""), "{written}");
    assert!(written.contains("description = \"Deposit of 30% on order o\""), "{written}");
    assert_eq!(document(&book, &deposit).net().to_string(), "330.01 EUR");
    let figures = Figures::new(&book, today());
    let order = figures.order(record(&book, "order/o")).unwrap();
    // A deposit invoices nothing of the order.
    assert_eq!((order.status(), order.left().to_string()), (OrderStatus::Open, "1100.02 EUR".to_string()));

    let (book, last) = invoice(&book, Invoicing::Rest);
    let written = text(&book, &last);
    assert!(written.contains("type = \"final\""), "{written}");
    assert!(written.contains("quantity = -1\n") && written.contains("invoice = \"acme-2026-11-20\""), "{written}");
    assert!(written.contains("[[preceding]]\nnumber = \"F-2026-0001\"\ndate = 2026-11-20\n"), "{written}");
    // 999.99 at 20 % and 100.03 at 5.5 %.
    assert_eq!(asked(&book), "1305.52");
    let figures = Figures::new(&book, today());
    assert_eq!(figures.order(record(&book, "order/o")).unwrap().status(), OrderStatus::Invoiced);
    let again = convert(&scope(&book), record(&book, "order/o"), &Invoicing::Rest);
    assert_eq!(again.unwrap_err().key, "chain-nothing-left");
}

#[test]
fn a_deposit_of_an_amount_is_that_amount() {
    let book = book(&[]);
    let (book, deposit) = invoice(&book, Invoicing::DepositAmount("500.00".parse().unwrap()));
    assert_eq!(document(&book, &deposit).gross().to_string(), "500.00 EUR");
    let more = convert(&scope(&book), record(&book, "order/o"), &Invoicing::DepositAmount(5000.into()));
    assert_eq!(more.unwrap_err().key, "sorts-amount");
}

#[test]
fn a_deposit_that_is_no_invoice_yet_cannot_be_taken_off() {
    let book = book(&[]);
    let plan = convert(&scope(&book), record(&book, "order/o"), &Invoicing::DepositPercent(Some(30.into()))).unwrap();
    let book = after(&book, &plan);
    let last = convert(&scope(&book), record(&book, "order/o"), &Invoicing::Rest);
    assert_eq!(last.unwrap_err().key, "sorts-deposit-draft");
}

#[test]
fn progress_in_cumulative_percent_closes_the_order_to_the_cent() {
    let mut now = book(&[]);
    let mut names = Vec::new();
    for step in [percent(33), Invoicing::Progress(vec![(Some("2".into()), 71.into())]), percent(90), Invoicing::Rest] {
        let (next, name) = invoice(&now, step);
        now = next;
        names.push(name);
    }
    assert_eq!(asked(&now), "1305.52");
    let stand = |name: &String| {
        let figures = Figures::new(&now, today());
        let found = progress_of(&figures, record(&now, name)).unwrap();
        [found.market, found.amendments, found.earlier, found.this, found.rest].map(|money| money.amount.to_string())
    };
    assert_eq!(stand(&names[0]), ["1100.02", "0.00", "0.00", "363.01", "737.01"]);
    assert_eq!(stand(&names[1]), ["1100.02", "0.00", "363.01", "38.01", "699.00"]);
    assert_eq!(stand(&names[3]), ["1100.02", "0.00", "990.02", "110.00", "0.00"]);
    let second = text(&now, &names[1]);
    assert!(second.contains("order_line = \"2\"\nprogress = 71\nearlier = 33\n"), "{second}");
    assert!(second.contains("[progress]\nnumber = 2\nmarket = 1100.02\n"), "{second}");
    let back = convert(&scope(&now), record(&now, "order/o"), &percent(101));
    assert_eq!(back.unwrap_err().key, "sorts-percent");
}

#[test]
fn a_deposit_that_is_taken_off_is_no_less_work() {
    let (now, _) = invoice(&book(&[]), Invoicing::DepositPercent(Some(30.into())));
    let (now, first) = invoice(&now, percent(50));
    let figures = Figures::new(&now, today());
    let stand = progress_of(&figures, record(&now, &first)).unwrap();
    // Half of the market, whatever is to be paid of it now.
    assert_eq!((stand.this.amount.to_string(), stand.rest.amount.to_string()), ("550.02".into(), "550.00".into()));
    assert!(figures.document(record(&now, &first)).unwrap().net().amount < stand.this.amount);
    let (now, second) = invoice(&now, Invoicing::Rest);
    let stand = progress_of(&Figures::new(&now, today()), record(&now, &second)).unwrap();
    assert_eq!((stand.earlier.amount.to_string(), stand.rest.amount.to_string()), ("550.02".into(), "0.00".into()));
    assert_eq!(asked(&now), "1305.52");
}

#[test]
fn progress_does_not_run_backwards_and_does_not_mix_with_quantities() {
    let (now, _) = invoice(&book(&[]), percent(50));
    let order = record(&now, "order/o");
    let back = Invoicing::Progress(vec![(Some("1".into()), 40.into())]);
    assert_eq!(convert(&scope(&now), order, &back).unwrap_err().key, "sorts-backwards");
    for not_further in [percent(50), percent(30)] {
        assert_eq!(convert(&scope(&now), order, &not_further).unwrap_err().key, "sorts-no-progress");
    }
    let nothing = Invoicing::Progress(vec![(Some("9".into()), 40.into())]);
    assert_eq!(convert(&scope(&now), order, &nothing).unwrap_err().key, "sorts-no-line");
    let part = "customer = \"acme\"\ndate = 2026-10-09\n[[lines]]\ndescription = \"Masonry\"\norder = \"o\"\norder_line = \"1\"\nquantity = 1\nunit_price = 333.33\n";
    let now = book(&[("invoices/part.toml", part)]);
    assert_eq!(convert(&scope(&now), record(&now, "order/o"), &percent(50)).unwrap_err().key, "sorts-mixed");
}

#[test]
fn amendments_are_a_part_of_the_market() {
    let less = "customer = \"acme\"\ndate = 2026-10-20\namends = \"o\"\n\n\
        [[lines]]\nid = \"1\"\ndescription = \"Masonry\"\nquantity = -1\nunit_price = 333.33\norder_line = \"1\"\n\n\
        [[lines]]\nid = \"2\"\ndescription = \"Painting\"\nquantity = 2\nunit_price = 45.55\n";
    let book = book(&[("orders/more.toml", less)]);
    let figures = Figures::new(&book, today());
    let order = figures.order(record(&book, "order/o")).unwrap();
    assert_eq!(order.lines[0].ordered, Decimal::TWO);
    assert_eq!(order.left().to_string(), "766.69 EUR");
    let (book, first) = invoice(&book, percent(50));
    let figures = Figures::new(&book, today());
    let stand = progress_of(&figures, record(&book, &first)).unwrap();
    assert_eq!((stand.market.to_string(), stand.amendments.to_string()), ("1100.02 EUR".into(), "-242.23 EUR".into()));
    assert_eq!(stand.rest.to_string(), "428.89 EUR");
    let (book, _) = invoice(&book, Invoicing::Rest);
    // 1305.52 and what the amendment is: -333.33 + 91.10 with 20 %.
    assert_eq!(asked(&book), "1014.84");
}

#[test]
fn retention_money_is_due_later_and_no_discount() {
    let kept = ORDER.replace(
        "\n\n[[lines]]\nid = \"1\"",
        "\n\n[retention]\npercent = 5\ndue = 2027-11-20\n\n[[lines]]\nid = \"1\"",
    );
    let (book, name) = invoice(&book(&[("orders/o.toml", &kept)]), Invoicing::Rest);
    let found = document(&book, &name);
    let parts: Vec<String> = found.parts.iter().map(|part| format!("{} {}", part.due, part.amount)).collect();
    assert_eq!(parts, ["2026-12-20 1240.24", "2027-11-20 65.28"]);
    assert!(text(&book, &name).contains("amount = 65.28"));
    let later = Figures::new(&book, Date::new(2027, 1, 20).unwrap());
    let found = later.document(record(&book, &name)).unwrap();
    assert_eq!((found.status, found.overdue.to_string()), (Status::Overdue, "1240.24 EUR".to_string()));
    let paid = "customer = \"acme\"\ndate = 2026-12-19\namount = 1240.24\n[[allocations]]\ninvoice = \"acme-2026-11-20\"\namount = 1240.24\n";
    let change = FileChange { path: "payments/p.toml".into(), before: None, after: Some(paid.into()) };
    let book = Plan { changes: vec![change], ..Plan::default() }.applied(&book);
    let later = Figures::new(&book, Date::new(2027, 1, 20).unwrap());
    let found = later.document(record(&book, &name)).unwrap();
    assert_eq!((found.status, found.balance.to_string()), (Status::PartlyPaid, "65.28 EUR".to_string()));
}

#[test]
fn a_prepayment_is_used_when_the_invoice_is_issued() {
    let paid = "customer = \"acme\"\ndate = 2026-10-05\namount = 500.00\norder = \"o\"\n";
    let (book, name) = invoice(&book(&[("payments/p.toml", paid)]), Invoicing::Rest);
    let written = text(&book, &name);
    assert!(written.contains("prepaid = 500.00\npayable = 805.52\n"), "{written}");
    assert!(text(&book, "payment/p").contains("[[allocations]]\ninvoice = \"acme-2026-11-20\"\namount = 500.00\n"));
    let found = document(&book, &name);
    assert_eq!((found.gross().to_string(), found.balance.to_string()), ("1305.52 EUR".into(), "805.52 EUR".into()));
}

fn wish(part: Part) -> Credit {
    Credit { part, cause: "Late".into() }
}

#[test]
fn credit_notes_for_all_a_line_and_an_amount() {
    let (book, name) = invoice(&book(&[]), Invoicing::Rest);
    let one = record(&book, &name);
    let (whole, note) = act(&book, credit(&scope(&book), one, &wish(Part::Whole)));
    assert_eq!(document(&whole, &name).status, Status::Credited);
    assert!(text(&whole, &note).contains("cause = \"Late\"") && asked(&whole) == "0.00");
    let again = credit(&scope(&whole), record(&whole, &name), &wish(Part::Whole));
    assert_eq!(again.unwrap_err().key, "sorts-credited-before");
    // All of it is to be invoiced again.
    let figures = Figures::new(&whole, today());
    assert_eq!(figures.order(record(&whole, "order/o")).unwrap().status(), OrderStatus::Open);

    let (line, note) = act(&book, credit(&scope(&book), one, &wish(Part::Lines(vec![(1, Some(Decimal::ONE))]))));
    assert_eq!(document(&line, &note).net().to_string(), "333.33 EUR");
    assert!(text(&line, &note).contains("invoice_line = \"1\""));
    let (amount, note) = act(&line, credit(&scope(&line), record(&line, &name), &wish(Part::Amount(100.into()))));
    assert_eq!(document(&amount, &note).gross().to_string(), "100.00 EUR");
    let (rest, _) = act(&amount, credit(&scope(&amount), record(&amount, &name), &wish(Part::Whole)));
    assert_eq!(asked(&rest), "0.00");
    let much = credit(&scope(&amount), record(&amount, &name), &wish(Part::Amount(1000.into())));
    assert_eq!(much.unwrap_err().key, "sorts-credit-amount");
}

#[test]
fn a_rebate_names_each_invoice_and_is_the_customer_s_until_it_pays_one() {
    let plain = |number: &str, price: &str| {
        format!(
            "customer = \"acme\"\nnumber = \"{number}\"\ndate = 2026-10-{}\n[[lines]]\ndescription = \"x\"\nquantity = 1\nunit_price = {price}\n",
            &number[9..]
        )
    };
    let (one, two) = (plain("F-2026-0001", "100.00"), plain("F-2026-0002", "49.99"));
    let book = book(&[("invoices/i1.toml", &one), ("invoices/i2.toml", &two)]);
    let all = [record(&book, "invoice/i1"), record(&book, "invoice/i2")];
    let (book, note) = act(&book, rebate(&scope(&book), &all, 10.into(), "Rebate of the year"));
    let written = text(&book, &note);
    assert!(
        written.contains("description = \"Rebate of 10% on invoice F-2026-0001 of 1\u{a0}October 2026\""),
        "{written}"
    );
    assert!(written.contains("[[preceding]]\nnumber = \"F-2026-0001\"") && written.contains("\"F-2026-0002\""));
    assert_eq!(document(&book, &note).balance.to_string(), "-18.00 EUR");
    let to = record(&book, "invoice/i2");
    let book = after(&book, &allocate(&scope(&book), record(&book, &note), to, None).unwrap());
    assert_eq!(document(&book, &note).balance.to_string(), "0.00 EUR");
    assert_eq!(document(&book, "invoice/i2").balance.to_string(), "41.99 EUR");
    let more = allocate(&scope(&book), record(&book, &note), record(&book, "invoice/i1"), Some(Decimal::ONE));
    assert_eq!(more.unwrap_err().key, "sorts-allocate");
}

#[test]
fn a_corrected_invoice_counts_in_place_of_the_first() {
    let (book, name) = invoice(&book(&[]), Invoicing::Rest);
    let paid = "customer = \"acme\"\ndate = 2026-11-20\namount = 300.00\n[[allocations]]\ninvoice = \"acme-2026-11-20\"\namount = 300.00\n";
    let change = FileChange { path: "payments/p.toml".into(), before: None, after: Some(paid.into()) };
    let book = Plan { changes: vec![change], ..Plan::default() }.applied(&book);
    let plan = correct(&scope(&book), record(&book, &name), "Wrong quantity").unwrap();
    let corrected = plan.touched[0].clone();
    let mut plan = plan;
    // Two walls, not three.
    let text = plan.changes[0].after.as_mut().unwrap();
    *text = text.replace("quantity = 3", "quantity = 2");
    let book = issued(&after(&book, &plan));
    let (old, new) = (document(&book, &name), document(&book, &corrected));
    assert_eq!((old.status, old.balance.to_string()), (Status::Replaced, "0.00 EUR".to_string()));
    assert_eq!(new.gross().to_string(), "905.52 EUR");
    assert_eq!(new.counted_gross().to_string(), "-400.00 EUR");
    assert_eq!(new.balance.to_string(), "605.52 EUR");
    assert_eq!(asked(&book), "905.52");
    let figures = Figures::new(&book, today());
    assert_eq!(figures.accounts()[0].balance.iter().map(|money| money.to_string()).collect::<Vec<_>>(), ["605.52 EUR"]);
    assert_eq!(figures.order(record(&book, "order/o")).unwrap().lines[0].left_to_invoice(), Decimal::ONE);
    let twice = correct(&scope(&book), record(&book, &name), "x");
    assert_eq!(twice.unwrap_err().key, "sorts-replaced");
}

/// A source of numbers that are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn random_order(dice: &mut Dice) -> String {
    let mut order = String::from("customer = \"acme\"\ndate = 2026-10-01\n");
    if dice.roll(2) == 0 {
        order += "prices_include_tax = true\n";
    }
    for id in 1..=1 + dice.roll(4) {
        let tax = ["t20", "t55", "t21"][dice.roll(3) as usize];
        let (quantity, euros, cents) = (1 + dice.roll(9), dice.roll(500), 1 + dice.roll(99));
        order += &format!(
            "\n[[lines]]\nid = \"{id}\"\ndescription = \"x\"\nquantity = {quantity}\nunit_price = {euros}.{cents:02}\ntax = \"{tax}\"\n"
        );
        if dice.roll(3) == 0 {
            order += &format!("allowances = [{{ percent = {} }}]\n", 1 + dice.roll(20));
        }
    }
    if dice.roll(3) == 0 {
        order += &format!("\n[[allowances]]\npercent = {}\n", 1 + dice.roll(20));
    }
    order
}

#[test]
fn all_invoices_of_an_order_add_up_to_it() {
    let mut dice = Dice(7);
    for round in 0..24 {
        let order = random_order(&mut dice);
        let mut now = book(&[("orders/o.toml", &order)]);
        let figures = Figures::new(&now, today());
        let agreed = figures.order(record(&now, "order/o")).unwrap().offer.clone();
        if dice.roll(2) == 0 {
            let how = match dice.roll(2) {
                0 => Invoicing::DepositPercent(Some((1 + dice.roll(60)).into())),
                _ => Invoicing::DepositAmount((agreed.gross().amount / Decimal::from(2 + dice.roll(5))).round_dp(2)),
            };
            now = invoice(&now, how).0;
        }
        if dice.roll(2) == 0 {
            let mut reached = 0;
            for _ in 0..dice.roll(4) {
                reached += 1 + dice.roll(30);
                now = invoice(&now, percent(reached as u32)).0;
            }
        }
        now = invoice(&now, Invoicing::Rest).0;
        assert_eq!(asked(&now), agreed.gross().amount.to_string(), "round {round}\n{order}");
        let figures = Figures::new(&now, today());
        let net: Decimal = figures.issued().map(|(_, document)| document.counted_net().amount).sum();
        let apart = (net - agreed.net().amount).abs();
        // Without tax, prices with tax may leave cents to the rates of each document; prices without tax leave none.
        let most = if order.contains("include_tax") { Decimal::new(5, 2) } else { Decimal::ZERO };
        assert!(apart <= most, "round {round}: {net} instead of {}\n{order}", agreed.net());
        let found = crate::check::check(&figures);
        assert!(found.iter().all(|finding| finding.code.name != "order-sum"), "{found:?}");
    }
}

#[test]
fn what_is_drafted_is_in_the_customer_s_language() {
    let of = |language: &str| {
        let acme = ACME.replace("\n\n", &format!("\nlanguage = \"{language}\"\n\n"));
        let (book, name) =
            invoice(&book(&[("customers/acme.toml", &acme)]), Invoicing::DepositPercent(Some(30.into())));
        text(&book, &name).lines().find_map(|line| line.strip_prefix("description = ").map(str::to_owned)).unwrap()
    };
    let words = ["en", "fr", "de", "es", "it", "nl"].map(of);
    assert_eq!(
        words,
        [
            "\"Deposit of 30% on order o\"",
            "\"Acompte de 30\u{202f}% sur la commande o\"",
            "\"Anzahlung von 30\u{a0}% zum Auftrag o\"",
            "\"Anticipo del 30\u{a0}% del pedido o\"",
            "\"Acconto del 30% sull’ordine o\"",
            "\"Voorschot van 30% op order o\"",
        ]
    );
    // One in which no document is written: the firm's.
    assert_eq!(of("pt"), words[0]);
}
