//! What is computed of a few records alone is what is computed of them among all, and what a list makes while it is written is
//! what it makes at once. `CARNET_STEPS=2000` takes more books, `CARNET_SEED=7` other ones.

#[path = "support/dice.rs"]
mod dice;

use std::fmt::Write;

use carnet::book::{Book, Source};
use carnet::figures::Figures;
use carnet::model::Kinds;
use carnet::query::threads::in_parts;
use carnet::render::{self, Format, Locale, Options, Page};
use carnet::report::listing::Listing;
use carnet::value::Date;
use dice::{Dice, wished};

const FIRM: &str = "format = 2\n\n[firm]\nname = \"X\"\ncountry = \"FR\"\ncurrency = \"EUR\"\n";

/// A small book in which invoices, credit notes, corrections and payments name each other as chance wants: themselves, drafts,
/// what is not there, in circles, by id and by number, in two currencies.
fn book(dice: &mut Dice) -> Book {
    let mut files = vec![
        ("carnet.toml".to_owned(), FIRM.to_owned()),
        ("customers/c0.toml".to_owned(), "name = \"C 0\"\nterms = \"30%@order 70%@delivery\"\n".to_owned()),
        ("customers/c1.toml".to_owned(), "name = \"C 1\"\ncurrency = \"USD\"\nterms = \"30d\"\n".to_owned()),
    ];
    let count = 2 + dice.roll(9);
    let other = |dice: &mut Dice| match dice.roll(5) {
        0 => format!("F-{}", dice.roll(count)),
        1 if dice.roll(4) == 0 => "nowhere".to_owned(),
        _ => format!("i{}", dice.roll(count)),
    };
    let allocations = |dice: &mut Dice, text: &mut String| {
        for _ in 0..dice.roll(4) {
            let (invoice, amount) = (other(dice), 1 + dice.roll(60));
            writeln!(text, "\n[[allocations]]\ninvoice = \"{invoice}\"\namount = {amount}.00").unwrap();
        }
    };
    for i in 0..count {
        let mut text = format!("customer = \"c{}\"\n", dice.roll(3));
        if dice.roll(6) > 0 {
            writeln!(text, "number = \"F-{i}\"").unwrap();
        }
        writeln!(text, "date = 2026-{:02}-{:02}", 8 + dice.roll(5), 1 + dice.roll(28)).unwrap();
        let sort = *dice.pick(&["", "", "", "credit-note", "credit-note", "corrected", "corrected", "deposit"]);
        if !sort.is_empty() {
            writeln!(text, "type = \"{sort}\"").unwrap();
        }
        match sort {
            "credit-note" if dice.roll(3) > 0 => writeln!(text, "credits = \"{}\"", other(dice)).unwrap(),
            "corrected" => writeln!(text, "replaces = \"{}\"", other(dice)).unwrap(),
            _ => {}
        }
        if dice.roll(3) == 0 {
            text.push_str("currency = \"USD\"\n");
        }
        if sort == "credit-note" {
            allocations(dice, &mut text);
        }
        if dice.roll(12) > 0 {
            writeln!(text, "\n[[lines]]\ndescription = \"x\"\nquantity = {}\nunit_price = 10.00", 1 + dice.roll(9))
                .unwrap();
        } else {
            text.push_str("\n[[lines]]\ndescription = \"no price\"\nquantity = 1\n");
        }
        files.push((format!("invoices/i{i}.toml"), text));
    }
    for i in 0..dice.roll(8) {
        let (customer, month, amount) = (dice.roll(2), 9 + dice.roll(4), 1 + dice.roll(200));
        let mut text = format!("customer = \"c{customer}\"\ndate = 2026-{month:02}-10\namount = {amount}.00\n");
        if dice.roll(4) == 0 {
            text.push_str("currency = \"USD\"\n");
        }
        allocations(dice, &mut text);
        files.push((format!("payments/p{i}.toml"), text));
    }
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes()));
    Book::read(Kinds::standard(), sources.collect())
}

fn books() -> impl Iterator<Item = (u64, Book)> {
    let first = wished("CARNET_SEED", 1);
    (first..first + wished("CARNET_STEPS", 300)).map(|seed| (seed, book(&mut Dice::new(seed))))
}

fn day() -> Date {
    Date::new(2026, 11, 20).unwrap()
}

#[test]
fn a_document_alone_is_what_it_is_among_all() {
    let (mut replaced, mut credited, mut left) = (0, 0, 0);
    for (seed, book) in books() {
        let all = Figures::new(&book, day());
        let kind = |name| book.kinds.named(name).unwrap();
        for (record, _) in book.sound(kind("invoice")) {
            let few = Figures::new(&book, day());
            few.expect_few();
            let (alone, among) = (few.document(record), all.document(record));
            assert_eq!(format!("{alone:?}"), format!("{among:?}"), "{} of book {seed}", book.name(record));
            replaced += usize::from(among.is_some_and(|document| document.others.replaced_by.is_some()));
            credited += usize::from(among.is_some_and(|document| !document.credited.is_zero()));
            left += usize::from(among.is_none());
            assert_eq!(few.left_out() - book.unreadable.len(), usize::from(among.is_none()));
        }
        for (record, _) in book.sound(kind("payment")) {
            let few = Figures::new(&book, day());
            few.expect_few();
            assert_eq!(
                format!("{:?}", few.payment(record)),
                format!("{:?}", all.payment(record)),
                "{} of book {seed}",
                book.name(record)
            );
        }
    }
    assert!(replaced > 10 && credited > 10, "{replaced} replaced, {credited} credited, {left} without totals");
}

#[test]
fn more_than_a_few_are_computed_together() {
    for (seed, book) in books().take(40) {
        let (all, few) = (Figures::new(&book, day()), Figures::new(&book, day()));
        few.expect_few();
        let kind = book.kinds.named("invoice").unwrap();
        let records: Vec<_> = book.sound(kind).map(|(record, _)| record).collect();
        let told = |figures: &Figures<'_>| {
            in_parts(&records, |records| {
                records.iter().map(|record| format!("{:?}", figures.document(*record))).collect::<Vec<_>>()
            })
        };
        assert_eq!(told(&few), told(&all), "book {seed}");
        assert_eq!(few.left_out(), all.left_out());
    }
}

#[test]
fn a_list_that_is_made_while_it_is_written_is_the_list() {
    for (seed, book) in books().take(25) {
        for (kind, sort, limit) in
            [("invoice", "", None), ("invoice", "-balance", None), ("payment", "date", Some(3)), ("customer", "", None)]
        {
            let kind = book.kinds.named(kind).unwrap();
            let records: Vec<_> = book.sound(kind).map(|(record, _)| record).collect();
            let sort: Vec<String> = [sort].into_iter().filter(|sort| !sort.is_empty()).map(str::to_owned).collect();
            for (format, width) in Format::ALL.into_iter().flat_map(|format| [(format, None), (format, Some(50))]) {
                let figures = Figures::new(&book, day());
                let mut listing = Listing::new(&figures, kind, None, &sort).unwrap();
                listing.limit = limit;
                let options = Options { width, ..Options::plain(Locale::default()) };
                let at_once = render::to_string(&listing.answer(&figures, kind, records.clone()), format, &options);
                for step in [1, 3] {
                    let figures = Figures::new(&book, day());
                    let listed = listing.listed(&figures, kind, records.clone()).by(step);
                    let mut answer = listed.answer();
                    if format.says_whether_complete() {
                        listed.look_through();
                        answer.unreadable = listed.left_out();
                    }
                    let mut parts = Vec::new();
                    render::page(&Page::of(&answer, &listed), format, &options, &mut parts).unwrap();
                    let parts = String::from_utf8(parts).unwrap();
                    assert_eq!(parts, *at_once.as_ref().unwrap(), "{format}, {step} at once, book {seed}");
                }
            }
        }
    }
}
