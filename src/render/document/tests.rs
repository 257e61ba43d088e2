//! Documents of every sort for the tests of their renderings.

use crate::book::{Book, Source};
use crate::document::view::Progress;
use crate::document::{Ask, DocumentView, Sort, view};
use crate::figures::Figures;
use crate::model::Kinds;
use crate::value::{Date, Decimal};

use super::*;

const FIRM: &str = r#"
format = 2
currency = "EUR"
language = "en"
terms = "30d"

[firm]
name = "Atelier <Martin> & fils"
siret = "73282932000074"

[firm.address]
city = "Lille"
country = "FR"

[[firm.bank]]
iban = "FR7630006000011234567890189"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
"#;

const LINES: &str =
    "[[lines]]\ndescription = \"Audit\\nof <all> shops\"\nquantity = 4\nunit = \"DAY\"\nunit_price = 650\n";

/// A document of a sort; those that are no kind of their own are an invoice called so.
pub fn sample(sort: Sort) -> DocumentView {
    let head = "customer = \"acme\"\nnumber = \"N-1\"\ndate = 2026-10-03\n";
    let delivery = "customer = \"acme\"\nnumber = \"N-1\"\ndate = 2026-10-03\n\n[[lines]]\ndescription = \"Widget\"\nquantity = 4\n";
    let files = [
        ("carnet.toml", FIRM.to_owned()),
        ("customers/acme.toml", "name = \"ACME\"\n".to_owned()),
        ("invoices/a.toml", format!("{head}{LINES}")),
        ("quotes/a.toml", format!("{head}{LINES}")),
        ("orders/a.toml", format!("{head}{LINES}")),
        ("deliveries/a.toml", delivery.to_owned()),
    ];
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    let book = Book::read(Kinds::standard(), sources);
    assert_eq!(book.findings, []);
    let kind = match sort {
        Sort::Quote | Sort::ProForma => "quote",
        Sort::OrderConfirmation => "order",
        Sort::DeliveryNote => "delivery",
        Sort::Statement => "customer",
        _ => "invoice",
    };
    let id = if kind == "customer" { "acme" } else { "a" };
    let record = book.find(book.kinds.named(kind).unwrap(), id).unwrap();
    let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
    let mut shown = view(&figures, record, &Ask::default()).unwrap().remove(0);
    shown.sort = sort;
    if sort == Sort::Progress {
        let zero = Decimal::ZERO;
        shown.progress =
            Some(Progress { market: zero, amendments: zero, earlier: zero, this: zero, rest: zero, number: 1 });
    }
    shown
}

#[test]
fn every_sort_is_written_as_text_within_its_columns() {
    use unicode_width::UnicodeWidthStr;
    for sort in Sort::ALL {
        let text = text::text(&sample(sort));
        assert!(text.contains("Atelier <Martin> & fils"), "{}", sort.name());
        for line in text.lines() {
            assert!(line.width() <= text::WIDTH && line == line.trim_end(), "{}: {line:?}", sort.name());
        }
    }
}

#[test]
fn a_format_is_known_by_its_name_and_by_that_of_its_files() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(format));
        assert_eq!(Format::of_path(&format!("a/b.c.{}", format.extension())), Some(format));
    }
    assert_eq!(Format::of_path("a/b"), None);
    assert!("odt".parse::<Format>().is_err());
}
