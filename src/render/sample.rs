//! Answers that the tests of every format render.

use super::{Format, Locale, Options, to_string};
use crate::finding::Language;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Link, Row, Sheet, Text};
use crate::value::{Currency, Date, Decimal, Money, Moneys, decimal};

/// The few words of the samples.
fn words(language: Language) -> impl Fn(&str, &[(&'static str, String)]) -> Option<String> {
    move |key, args| {
        let (english, french) = match key {
            "receivables" => ("Receivables", "Créances clients"),
            "as-of" => ("As of {date}", "Au {date}"),
            "customer" => ("Customer", "Client"),
            "not-due" => ("Not due", "À échoir"),
            "late" => ("1–30 days", "1–30 jours"),
            "over-30" => ("Over 30", "Plus de 30"),
            "balance" => ("Balance", "Solde"),
            "total" => ("Total", "Total"),
            _ => return None,
        };
        let mut text = if language == Language::French { french } else { english }.to_owned();
        for (name, value) in args {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Some(text)
    }
}

pub fn render(answer: &Answer, format: Format, language: Language, width: Option<usize>, colour: bool) -> String {
    let words = words(language);
    let options = Options { width, colour, terminal: false, locale: Locale(language), words: &words };
    to_string(answer, format, &options).unwrap()
}

pub fn english(answer: &Answer, format: Format, width: Option<usize>) -> String {
    render(answer, format, Language::English, width, false)
}

pub fn french(answer: &Answer, format: Format, width: Option<usize>) -> String {
    render(answer, format, Language::French, width, false)
}

pub fn number(text: &str) -> Decimal {
    decimal::parse(text).unwrap()
}

pub fn money(amount: &str, currency: &str) -> Money {
    Money::new(number(amount), Currency::from_code(currency).unwrap())
}

fn euro(amount: &str) -> Cell {
    if amount.is_empty() { Cell::Empty } else { Cell::Money(money(amount, "EUR")) }
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A report: one currency in several columns, a total, a negative amount, labelled links.
pub fn receivables() -> Answer {
    let money_column = |key: &'static str, title: &'static str| Column::new(key, Text::key(title), ColumnKind::Money);
    let mut sheet = Sheet::new(
        "receivables",
        vec![
            Column::new("customer", Text::key("customer"), ColumnKind::Link),
            money_column("not_due", "not-due"),
            money_column("late", "late"),
            money_column("over_30", "over-30"),
            money_column("balance", "balance"),
        ],
    );
    sheet.title = Some(Text::key("receivables"));
    sheet.notes = vec![Text::key("as-of").arg("date", Cell::Date(date("2026-10-03")))];
    let row = |id: &str, name: &str, amounts: [&str; 4]| {
        let customer = Cell::Link(Link::new("customer", id).label(name));
        Row::new(std::iter::once(customer).chain(amounts.map(euro)).collect())
    };
    sheet.rows = vec![
        row("acme", "ACME Conseil SAS", ["1250", "", "12480.5", "13730.5"])
            .why(vec![Link::new("invoice", "F-2026-0001")]),
        row("lefevre", "Boulangerie Lefèvre & Filles", ["-80", "312.4", "", "232.4"]),
    ];
    let sum = |amount: &str| Cell::Moneys([money(amount, "EUR")].into_iter().collect::<Moneys>());
    sheet.totals = vec![Row::new(vec![
        Cell::word("total", Text::key("total")),
        sum("1170"),
        sum("312.4"),
        sum("12480.5"),
        sum("13962.9"),
    ])];
    let date = Cell::Date(date("2026-10-03"));
    Answer::new(self::date("2026-10-03")).parameter("as_of", date).sheet(sheet)
}

/// A list: several currencies in a column, decimals of different lengths, lists, awkward texts.
pub fn invoices() -> Answer {
    let column = |key: &'static str, title: &str, kind| Column::new(key, Text::literal(title), kind);
    let mut sheet = Sheet::new(
        "invoices",
        vec![
            column("id", "Id", ColumnKind::Code),
            column("customer", "Customer", ColumnKind::Text),
            column("date", "Date", ColumnKind::Date),
            column("quantity", "Quantity", ColumnKind::Decimal),
            column("net", "Net", ColumnKind::Money),
            column("tags", "Tags", ColumnKind::List),
        ],
    );
    let row = |id: &str, customer: &str, day: &str, quantity: &str, net: Money, tags: &[&str]| {
        let tags =
            if tags.is_empty() { Cell::Empty } else { Cell::List(tags.iter().map(|tag| Cell::text(*tag)).collect()) };
        Row::of(
            Link::new("invoice", id),
            vec![
                Cell::text(id),
                Cell::text(customer),
                Cell::Date(date(day)),
                Cell::Decimal(number(quantity)),
                Cell::Money(net),
                tags,
            ],
        )
    };
    sheet.rows = vec![
        row("site-acme", "acme", "2026-10-03", "4", money("2600", "EUR"), &["audit", "on site"]),
        row("F-2026-0001", "acme", "2026-09-01", "2.5", money("12480.5", "EUR"), &[]),
        row("F-2026-0002", "Smith, \"Bob\"", "2026-08-15", "-1", money("-80", "USD"), &["a;b"]),
        row("F-2026-0003", "日本商事", "2026-08-15", "10.25", money("120000", "JPY"), &[]),
    ];
    Answer::new(date("2026-10-03")).sheet(sheet)
}

/// A total by stage whose sums are in two currencies.
pub fn total() -> Answer {
    let column = |key: &'static str, title: &str, kind| Column::new(key, Text::literal(title), kind);
    let mut sheet = Sheet::new(
        "total",
        vec![
            column("stage", "Stage", ColumnKind::Code),
            column("count", "Count", ColumnKind::Integer),
            column("net", "Net", ColumnKind::Money),
        ],
    );
    let sums = |amounts: &[(&str, &str)]| {
        Cell::Moneys(amounts.iter().map(|(amount, currency)| money(amount, currency)).collect())
    };
    sheet.rows = vec![
        Row::new(vec![Cell::text("won"), Cell::Integer(3), sums(&[("10", "EUR"), ("7.5", "USD")])]),
        Row::new(vec![Cell::text("lost"), Cell::Integer(1), sums(&[("1", "EUR")])]),
    ];
    sheet.totals = vec![Row::new(vec![
        Cell::word("total", Text::key("total")),
        Cell::Integer(4),
        sums(&[("11", "EUR"), ("7.5", "USD")]),
    ])];
    Answer::new(date("2026-10-03")).sheet(sheet)
}
