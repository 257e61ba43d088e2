//! One invoice of several orders and deliveries, month after month.

use proptest::prelude::*;

use super::sort_tests::{ACME, FIRM, record, text};
use super::*;
use crate::book::Source;
use crate::change::issue::issue;
use crate::figures::Figures;
use crate::finding::code;
use crate::model::Kinds;
use crate::value::Period;
use crate::value::period::PeriodContext;

const FIRST: &str = "customer = \"acme\"\nnumber = \"C-1\"\ndate = 2026-10-03\nreference = \"PO-7\"\n\n\
    [[lines]]\nid = \"1\"\nproduct = \"widget\"\ndescription = \"Widget\"\nquantity = 10\nunit_price = 12.50\n\n\
    [[lines]]\nid = \"2\"\ndescription = \"Fitting\"\nquantity = 3\nunit_price = 33.333\n";

const SECOND: &str = "customer = \"acme\"\nnumber = \"C-2\"\ndate = 2026-10-12\n\n\
    [[lines]]\nid = \"1\"\nproduct = \"widget\"\ndescription = \"Widget\"\nquantity = 5\nunit_price = 11.90\n";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A delivery of lines: order, its line, quantity.
fn delivery(number: &str, date: &str, lines: &[(&str, &str, &str)]) -> String {
    let mut text = format!("customer = \"acme\"\nnumber = \"{number}\"\ndate = {date}\n");
    for (order, line, quantity) in lines {
        text += &format!("\n[[lines]]\norder = \"{order}\"\norder_line = \"{line}\"\nquantity = {quantity}\n");
    }
    text
}

/// Two orders, and three deliveries of October.
fn october(more: &[(&str, &str)]) -> Book {
    let deliveries = [
        delivery("BL-1", "2026-10-05", &[("a", "1", "4")]),
        delivery("BL-2", "2026-10-19", &[("b", "1", "5"), ("a", "1", "6")]),
        delivery("BL-3", "2026-10-30", &[("a", "2", "1")]),
    ];
    let mut files = vec![
        ("carnet.toml", FIRM),
        ("customers/acme.toml", ACME),
        ("products/widget.toml", "name = \"Widget\"\nprice = 12.50\ntax = \"t20\"\n"),
        ("orders/a.toml", FIRST),
        ("orders/b.toml", SECOND),
        ("deliveries/x.toml", &deliveries[0]),
        ("deliveries/y.toml", &deliveries[1]),
        ("deliveries/z.toml", &deliveries[2]),
    ];
    for (path, text) in more {
        match files.iter_mut().find(|(known, _)| known == path) {
            Some(known) => known.1 = text,
            None => files.push((path, text)),
        }
    }
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(book.findings, []);
    book
}

fn on<'b>(book: &'b Book, date: &str) -> Scope<'b> {
    Scope { book, periods: PeriodContext::new(day(date)), last: None }
}

fn month(text: &str) -> Option<Period> {
    Some(Period::parse(text, PeriodContext::new(day("2026-11-02"))).unwrap())
}

/// What stands in the lines: `4 of a/1 by x/1`.
fn lines(book: &Book, name: &str) -> Vec<String> {
    let invoice = book.typed::<crate::model::invoice::Invoice>(record(book, name)).unwrap();
    let one = |line: &crate::model::line::Line| {
        let order = line.order.as_ref().map_or("-", |order| order.as_str());
        let place = line.order_line.as_deref().unwrap_or("-");
        let delivery = line.delivery.as_ref().map_or("-", |delivery| delivery.as_str());
        format!("{} of {order}/{place} by {delivery}/{}", line.quantity.0, line.delivery_line.as_deref().unwrap_or("-"))
    };
    invoice.lines.iter().map(one).collect()
}

fn refused(result: Result<Plan, ChangeError>) -> String {
    let error = result.unwrap_err();
    let args: Vec<&str> = error.args.iter().map(|(_, value)| value.as_str()).collect();
    format!("{} {}", error.key, args.join(" "))
}

fn errors(book: &Book, date: Date) -> Vec<String> {
    let found = crate::check::check(&Figures::new(book, date));
    let bad = |finding: &&crate::finding::Finding| {
        finding.level == crate::finding::Level::Error
            || [&code::BEYOND_ORDER, &code::BEYOND_DELIVERY, &code::ORDER_SUM, &code::COVERED]
                .iter()
                .any(|code| code.id == finding.code.id)
    };
    found.iter().filter(bad).map(|finding| format!("{} {}", finding.code.id, finding.place.path)).collect()
}

fn issued(book: &Book, date: &str) -> Book {
    let kind = book.kinds.named("invoice").unwrap();
    let drafts = (0..book.records(kind).len()).map(|index| RecordRef { kind, index: index as u32 });
    let drafts: Vec<RecordRef> =
        drafts.filter(|record| book.get(*record).text(book.shape(kind), "number").is_none()).collect();
    issue(book, &drafts, day(date), None).unwrap().plan.applied(book)
}

#[test]
fn what_was_delivered_in_a_month_is_one_invoice() {
    let book = october(&[]);
    let gathered = delivered(&on(&book, "2026-11-02"), None, month("2026-10")).unwrap();
    assert_eq!(gathered.left_out, []);
    assert_eq!(gathered.plan.subject, "invoice/acme-2026-11-02: from what was delivered");
    let book = gathered.plan.applied(&book);
    let name = "invoice/acme-2026-11-02";
    // Delivery by delivery, in each order by order.
    assert_eq!(lines(&book, name), ["4 of a/1 by x/1", "6 of a/1 by y/2", "5 of b/1 by y/1", "1 of a/2 by z/1"]);
    // The two orders have references of their own: neither is that of the whole.
    assert!(!text(&book, name).contains("PO-7"), "{}", text(&book, name));
    assert_eq!(errors(&book, day("2026-11-02")), [] as [&str; 0]);
    // Drafts count: nothing is left to gather again, and of the first order what was not delivered.
    assert_eq!(delivered(&on(&book, "2026-11-02"), None, None).unwrap_err().key, "gather-none");
    let x = record(&book, "delivery/x");
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &[x])), "gather-nothing BL-1");
    let orders = [record(&book, "order/a"), record(&book, "order/b")];
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &orders)), "gather-nothing C-2");
    let rest = gather(&on(&book, "2026-11-02"), &orders[..1]).unwrap();
    assert_eq!(lines(&rest.applied(&book), "invoice/acme-2026-11-02-2"), ["2 of a/2 by -/-"]);
}

#[test]
fn orders_and_deliveries_that_are_named_are_gathered_each_piece_once() {
    let book = october(&[]);
    let named = ["order/b", "delivery/z", "delivery/y"].map(|name| record(&book, name));
    let plan = gather(&on(&book, "2026-11-02"), &named).unwrap();
    assert_eq!(plan.subject, "invoice/acme-2026-11-02: from order/b, delivery/z, delivery/y");
    // Of the order nothing is left beside what was delivered.
    let book = plan.applied(&book);
    assert_eq!(lines(&book, "invoice/acme-2026-11-02"), ["6 of a/1 by y/2", "5 of b/1 by y/1", "1 of a/2 by z/1"]);
}

#[test]
fn what_was_agreed_differently_is_not_put_together() {
    let second = SECOND.replace("date = 2026-10-12\n", "date = 2026-10-12\nterms = \"on-receipt\"\n");
    let book = october(&[("orders/b.toml", &second)]);
    let named = ["delivery/x", "delivery/y"].map(|name| record(&book, name));
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &named)), "gather-terms BL-1 BL-2");
    // All that was delivered becomes as many drafts as it takes, with names of their own.
    let gathered = delivered(&on(&book, "2026-11-02"), None, None).unwrap();
    assert_eq!(gathered.plan.touched, ["invoice/acme-2026-11-02", "invoice/acme-2026-11-02-2"]);
    let book = gathered.plan.applied(&book);
    assert_eq!(lines(&book, "invoice/acme-2026-11-02-2"), ["5 of b/1 by y/1"]);
    let foreign = SECOND.replace("date = 2026-10-12\n", "date = 2026-10-12\ncurrency = \"USD\"\n");
    let book = october(&[("orders/b.toml", &foreign)]);
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &named)), "gather-currency BL-1 BL-2");
    let gross = SECOND.replace("date = 2026-10-12\n", "date = 2026-10-12\nprices_include_tax = true\n");
    let book = october(&[("orders/b.toml", &gross)]);
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &named)), "gather-prices BL-1 BL-2");
}

#[test]
fn a_delivery_to_come_is_not_invoiced() {
    let book = october(&[]);
    let z = record(&book, "delivery/z");
    assert_eq!(refused(gather(&on(&book, "2026-10-25"), &[z])), "gather-planned BL-3 2026-10-30");
    let gathered = delivered(&on(&book, "2026-10-25"), None, None).unwrap();
    let name = gathered.plan.touched[0].clone();
    assert_eq!(lines(&gathered.plan.applied(&book), &name).len(), 3);
}

#[test]
fn more_than_was_ordered_is_delivered_but_not_invoiced() {
    let more = delivery("BL-1", "2026-10-05", &[("a", "1", "12")]);
    let book = october(&[("deliveries/x.toml", &more)]);
    let named = [record(&book, "delivery/x")];
    let plan = gather(&on(&book, "2026-11-02"), &named).unwrap();
    assert_eq!(lines(&plan.applied(&book), "invoice/acme-2026-11-02"), ["10 of a/1 by x/1"]);
}

#[test]
fn goods_without_an_order_have_the_price_of_the_day_they_left() {
    let list = "name = \"October\"\nfrom = 2026-10-01\nuntil = 2026-10-31\n\n[[prices]]\nproduct = \"widget\"\nprice = 11.00\n";
    let loose = "customer = \"acme\"\nnumber = \"BL-9\"\ndate = 2026-10-20\njob = \"J-1\"\n\n\
        [[lines]]\nproduct = \"widget\"\ndescription = \"Widget, blue\"\nquantity = 3\n";
    let book = october(&[("pricelists/p.toml", list), ("deliveries/w.toml", loose)]);
    let plan = gather(&on(&book, "2026-11-02"), &[record(&book, "delivery/w")]).unwrap();
    let book = plan.applied(&book);
    let written = text(&book, "invoice/acme-2026-11-02");
    assert_eq!(
        written,
        "customer = \"acme\"\ndate = 2026-11-02\n\njob = \"J-1\"\n\n[[lines]]\nproduct = \"widget\"\n\
         description = \"Widget, blue\"\nquantity = 3\nunit_price = 11.00\ntax = \"t20\"\nprice_from = \"pricelist/p\"\n\
         delivery = \"w\"\ndelivery_line = \"1\"\n"
    );
    let nothing = "customer = \"acme\"\nnumber = \"BL-9\"\ndate = 2026-10-20\n\n[[lines]]\ndescription = \"Sample\"\nquantity = 3\n";
    let book = october(&[("deliveries/w.toml", nothing)]);
    let w = record(&book, "delivery/w");
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &[w])), "gather-price BL-9 1");
    // All the others are invoiced, and this one is told of.
    let gathered = delivered(&on(&book, "2026-11-02"), None, None).unwrap();
    assert_eq!((gathered.plan.touched.len(), gathered.left_out[0].key), (1, "gather-price"));
}

#[test]
fn deposits_are_taken_off_as_far_as_the_deliveries_reach() {
    let book = october(&[]);
    let half = Invoicing::DepositPercent(Some(50.into()));
    let plan = convert(&on(&book, "2026-10-04"), record(&book, "order/a"), &half).unwrap();
    let draft = plan.applied(&book);
    // Nobody knows yet what to take off: the other order is invoiced all the same.
    let gathered = delivered(&on(&draft, "2026-11-02"), None, None).unwrap();
    assert_eq!((gathered.plan.touched.len(), gathered.left_out[0].key), (1, "sorts-deposit-draft"));
    let book = issued(&draft, "2026-10-04");
    let named = ["delivery/x", "delivery/y"].map(|name| record(&book, name));
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &named)), "gather-alone C-1");
    // 50.00 was delivered, and 112.50 was paid of 225.00: nothing is to be paid yet.
    let plan = gather(&on(&book, "2026-11-02"), &named[..1]).unwrap();
    let book = issued(&plan.applied(&book), "2026-11-02");
    let name = plan.touched[0].clone();
    assert!(text(&book, &name).contains("type = \"final\""), "{}", text(&book, &name));
    let figures = Figures::new(&book, day("2026-11-02"));
    assert_eq!(figures.document(record(&book, &name)).unwrap().gross().to_string(), "0.00 EUR");
    // What is left of it is taken off the next one; the last one closes the order to the cent.
    let gathered = delivered(&on(&book, "2026-11-03"), None, None).unwrap();
    assert_eq!(gathered.left_out, []);
    let book = issued(&gathered.plan.applied(&book), "2026-11-03");
    let rest = convert(&on(&book, "2026-11-04"), record(&book, "order/a"), &Invoicing::Rest).unwrap();
    let book = issued(&rest.applied(&book), "2026-11-04");
    assert_eq!(errors(&book, day("2026-11-04")), [] as [&str; 0]);
    let figures = Figures::new(&book, day("2026-11-04"));
    let asked: Decimal = figures.issued().map(|(_, document)| document.gross().amount).sum();
    let agreed: Decimal = figures.orders().iter().flatten().map(|order| order.offer.totals.due).sum();
    assert_eq!(asked, agreed);
}

#[test]
fn freight_of_a_whole_order_follows_its_deliveries() {
    let freight = format!("{FIRST}\n[[charges]]\namount = 45.00\nreason = \"Freight\"\ntax = \"t20\"\n");
    let book = october(&[("orders/a.toml", &freight)]);
    // 225.00 was ordered, 50.00 of it is on the first note: 10.00 of the freight.
    let plan = gather(&on(&book, "2026-11-02"), &[record(&book, "delivery/x")]).unwrap();
    let book = plan.applied(&book);
    let written = text(&book, "invoice/acme-2026-11-02");
    assert!(written.contains("[[charges]]\namount = 10.00\nreason = \"Freight\"\ntax = \"t20\"\n"), "{written}");
    let rest = convert(&on(&book, "2026-11-02"), record(&book, "order/a"), &Invoicing::Rest).unwrap();
    let book = rest.applied(&book);
    let written = text(&book, "invoice/acme-2026-11-02-2");
    assert!(written.contains("[[charges]]\namount = 35.00\n"), "{written}");
}

#[test]
fn what_came_back_is_taken_off() {
    let back = delivery("BL-4", "2026-10-31", &[("a", "1", "-2")]);
    let book = october(&[("deliveries/back.toml", &back)]);
    let named = ["delivery/x", "delivery/back"].map(|name| record(&book, name));
    let plan = gather(&on(&book, "2026-11-02"), &named).unwrap();
    assert_eq!(lines(&plan.applied(&book), "invoice/acme-2026-11-02"), ["4 of a/1 by x/1", "-2 of a/1 by back/1"]);
    assert_eq!(refused(gather(&on(&book, "2026-11-02"), &named[1..])), "gather-negative ACME");
}

#[test]
fn issuing_freezes_what_lines_come_from_and_the_days_they_cover() {
    let book = october(&[]);
    let gathered = delivered(&on(&book, "2026-11-02"), None, None).unwrap();
    let book = issued(&gathered.plan.applied(&book), "2026-11-02");
    let written = text(&book, "invoice/acme-2026-11-02").to_owned();
    assert!(written.contains("[period]\nfrom = 2026-10-05\nto = 2026-10-30\n"), "{written}");
    assert!(
        written.contains(
            "[lines.source]\norder = \"C-1\"\norder_date = 2026-10-03\norder_line = \"1\"\nreference = \"PO-7\"\n\
             delivery = \"BL-1\"\ndelivery_line = \"1\"\ndelivery_date = 2026-10-05\n"
        ),
        "{written}"
    );
    assert_eq!(errors(&book, day("2026-11-02")), [] as [&str; 0]);
    // One day is the day of the delivery.
    let book = october(&[]);
    let plan = gather(&on(&book, "2026-11-02"), &[record(&book, "delivery/x")]).unwrap();
    let book = issued(&plan.applied(&book), "2026-11-02");
    let written = text(&book, "invoice/acme-2026-11-02");
    assert!(written.contains("delivered = 2026-10-05\n") && !written.contains("[period]"), "{written}");
    assert!(written.contains("reference = \"PO-7\"\n"), "{written}");
}

/// An order of a few lines: quantities in tenths, prices in hundredths of a cent, and perhaps a reduction of the line.
fn order_lines() -> impl Strategy<Value = Vec<(u32, u32, u8)>> {
    prop::collection::vec((1u32..200, 1u32..2_000_000, 0u8..4), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is delivered when, and gathered how: every piece is invoiced once, what is left is right after each step, and
    /// where all was delivered the invoices come to what was ordered, to the cent.
    #[test]
    fn invoices_of_random_deliveries_come_to_the_orders(
        orders in prop::collection::vec((order_lines(), 0u8..5), 1..4),
        months in prop::collection::vec((prop::collection::vec(0u32..=100, 12), 0u8..4, any::<bool>()), 1..4),
        gross in any::<bool>(),
    ) {
        let mut files = vec![("carnet.toml".to_owned(), FIRM.to_owned()), ("customers/acme.toml".to_owned(), ACME.to_owned())];
        for (i, (lines, extra)) in orders.iter().enumerate() {
            let mut text = format!("customer = \"acme\"\ndate = 2026-01-0{}\nprices_include_tax = {gross}\n", i + 1);
            for (at, (quantity, price, reduced)) in lines.iter().enumerate() {
                let (quantity, price) = (Decimal::new(i64::from(*quantity), 1), Decimal::new(i64::from(*price), 4));
                let tax = if at % 2 == 0 { "t20" } else { "t55" };
                text += &format!(
                    "\n[[lines]]\nid = \"{at}\"\ndescription = \"Line {at}\"\nquantity = {quantity}\nunit_price = {price}\ntax = \"{tax}\"\n"
                );
                match reduced {
                    1 => text += "\n[[lines.allowances]]\npercent = 7.5\n",
                    2 => text += "\n[[lines.charges]]\namount = 1.11\n",
                    _ => {}
                }
            }
            match extra {
                0 => text += "\n[[charges]]\namount = 17.77\nreason = \"Freight\"\ntax = \"t20\"\n",
                1 => text += "\n[[allowances]]\npercent = 3\n",
                _ => {}
            }
            files.push((format!("orders/o{i}.toml"), text));
        }
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let mut book = Book::read(Kinds::standard(), sources);
        let mut left: Vec<Vec<u32>> = orders.iter().map(|(lines, _)| lines.iter().map(|line| line.0).collect()).collect();
        let last = months.len();
        for (month, (shares, how, issues)) in months.iter().chain([&(vec![100; 12], 0, true)]).enumerate() {
            let date = format!("2026-0{}-15", month + 2);
            // One delivery of a part of each order line; the last month brings the rest.
            let mut text = format!("customer = \"acme\"\ndate = {date}\n");
            let mut any = false;
            for (at, (order, line, rest)) in
                left.iter_mut().enumerate().flat_map(|(o, lines)| lines.iter_mut().enumerate().map(move |(l, rest)| (o, l, rest))).enumerate()
            {
                let part = *rest * shares[at % shares.len()] / 100;
                if part > 0 {
                    let quantity = Decimal::new(i64::from(part), 1);
                    text += &format!("\n[[lines]]\norder = \"o{order}\"\norder_line = \"{line}\"\nquantity = {quantity}\n");
                    *rest -= part;
                    any = true;
                }
            }
            if any {
                let change = FileChange { path: format!("deliveries/d{month}.toml"), before: None, after: Some(text) };
                book = Plan { changes: vec![change], ..Plan::default() }.applied(&book);
            }
            let scope = on(&book, &date);
            let plan = match how {
                1 => None,
                2 => {
                    let order = record(&book, "order/o0");
                    convert(&scope, order, &Invoicing::Rest).ok()
                }
                3 if any => gather(&scope, &[record(&book, &format!("delivery/d{month}"))]).ok(),
                _ => delivered(&scope, None, None).ok().map(|gathered| {
                    assert_eq!(gathered.left_out, []);
                    gathered.plan
                }),
            };
            if let Some(plan) = plan {
                book = plan.applied(&book);
            }
            if *issues {
                book = issued(&book, &date);
            }
            prop_assert_eq!(errors(&book, day(&date)), Vec::<String>::new());
            let figures = Figures::new(&book, day(&date));
            for delivery in figures.deliveries().iter().flatten() {
                for line in &delivery.lines {
                    let held = line.invoiced + line.drafted;
                    prop_assert_eq!(held + line.left_to_draft(), line.delivered);
                    prop_assert!(held >= Decimal::ZERO);
                }
            }
            for (found, quantities) in figures.orders().iter().zip(&left) {
                let lines = &found.as_ref().unwrap().lines;
                for (line, rest) in lines.iter().zip(quantities) {
                    prop_assert_eq!(line.left_to_deliver(), Decimal::new(i64::from(*rest), 1));
                    prop_assert!(line.left_to_draft() >= Decimal::ZERO);
                }
            }
            if month == last {
                for found in figures.deliveries().iter().flatten().flat_map(|delivery| &delivery.lines) {
                    prop_assert!(found.left_to_invoice().is_zero());
                }
                let sums = |totals: &crate::figures::totals::Totals| if gross { totals.due } else { totals.tax_exclusive };
                let asked: Decimal = figures.issued().filter_map(|(record, _)| figures.totals(record)).map(sums).sum();
                let agreed: Decimal = figures.orders().iter().flatten().map(|order| sums(&order.offer.totals)).sum();
                prop_assert_eq!(asked, agreed);
                for line in figures.orders().iter().flatten().flat_map(|order| &order.lines) {
                    prop_assert_eq!(line.billed, line.agreed);
                }
            }
        }
    }
}
