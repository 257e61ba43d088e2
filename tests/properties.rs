//! What holds for any book: reading and checking never panic, order changes nothing, sound records have their struct.

use carnet::book::{Book, RecordRef, Source};
use carnet::check::{apply, check, fixes};
use carnet::figures::Figures;
use carnet::finding::Finding;
use carnet::model::bill::Bill;
use carnet::model::contact::Contact;
use carnet::model::customer::Customer;
use carnet::model::deal::Deal;
use carnet::model::delivery::Delivery;
use carnet::model::invoice::Invoice;
use carnet::model::member::Member;
use carnet::model::note::Note;
use carnet::model::order::Order;
use carnet::model::payment::Payment;
use carnet::model::pricelist::PriceList;
use carnet::model::product::Product;
use carnet::model::quote::Quote;
use carnet::model::rate::Rate;
use carnet::model::segment::Segment;
use carnet::model::shape::FirmList;
use carnet::model::status::Status;
use carnet::model::supplier::Supplier;
use carnet::model::territory::Territory;
use carnet::model::transmission::Transmission;
use carnet::model::{Kinds, Shape, Type};
use carnet::value::Date;
use carnet::value::identifier::IdentifierKind;
use proptest::prelude::*;
use proptest::sample::select;

const FIRM: &str = "format = 2\n[[tax]]\nid = \"t\"\ncategory = \"S\"\npercent = 20\n[[series]]\nid = \"s\"\n\
    documents = [\"invoice\"]\npattern = \"F-{seq}\"\n[[pipeline]]\nid = \"p\"\n[[pipeline.stages]]\nid = \"open\"\n";

fn findings(book: &Book) -> Vec<Finding> {
    check(&Figures::new(book, Date::new(2026, 11, 1).unwrap()))
}

fn read(files: &[(String, Vec<u8>)]) -> Book {
    let sources = files.iter().map(|(path, bytes)| Source::new(path, bytes.clone()));
    Book::read(Kinds::standard(), sources.collect())
}

/// Whether the struct of the record's kind builds; a kind that is not named here fails the test.
fn builds(book: &Book, record: RecordRef) -> bool {
    match book.kind(record.kind).name {
        "member" => book.typed::<Member>(record).is_some(),
        "customer" => book.typed::<Customer>(record).is_some(),
        "contact" => book.typed::<Contact>(record).is_some(),
        "deal" => book.typed::<Deal>(record).is_some(),
        "product" => book.typed::<Product>(record).is_some(),
        "invoice" => book.typed::<Invoice>(record).is_some(),
        "payment" => book.typed::<Payment>(record).is_some(),
        "territory" => book.typed::<Territory>(record).is_some(),
        "segment" => book.typed::<Segment>(record).is_some(),
        "note" => book.typed::<Note>(record).is_some(),
        "quote" => book.typed::<Quote>(record).is_some(),
        "order" => book.typed::<Order>(record).is_some(),
        "delivery" => book.typed::<Delivery>(record).is_some(),
        "pricelist" => book.typed::<PriceList>(record).is_some(),
        "supplier" => book.typed::<Supplier>(record).is_some(),
        "bill" => book.typed::<Bill>(record).is_some(),
        "rate" => book.typed::<Rate>(record).is_some(),
        "transmission" => book.typed::<Transmission>(record).is_some(),
        "status" => book.typed::<Status>(record).is_some(),
        other => panic!("no struct is named for the kind {other}"),
    }
}

/// A path below the folder of a kind, with an id of few, so that records meet.
fn path() -> impl Strategy<Value = String> {
    let kinds = Kinds::standard();
    let paths: Vec<String> = kinds
        .iter()
        .flat_map(|(_, kind)| {
            ["a", "b", "F-1", "é"].map(|id| format!("{}/{id}.{}", kind.folder, kind.format.extension()))
        })
        .chain(["carnet.toml".to_owned()])
        .collect();
    select(paths)
}

/// Pieces that TOML, front matter and the walk trip over.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let piece = select(vec![
        "name = \"A\"\n",
        "customer = \"a\"\n",
        "date = 2026-10-03\n",
        "number = \"F-1\"\n",
        "number = \"F-9\"\n",
        "[[lines]]\n",
        "quantity = 1\n",
        "unit_price = 999999999999999\n",
        "quantity = 999999999999999\n",
        "unit_price = -0.00000001\n",
        "tax = \"t\"\n",
        "type = \"credit-note\"\n",
        "credits = \"F-1\"\n",
        "credits = \"a\"\n",
        "amount = 100.00\n",
        "[[allocations]]\n",
        "invoice = \"F-1\"\n",
        "invoice = \"a\"\n",
        "amount = -999999999999999\n",
        "parent = \"a\"\n",
        "parent = \"b\"\n",
        "bill_to = \"b\"\n",
        "manager = \"a\"\n",
        "stage = \"open\"\n",
        "stage = \"won\"\n",
        "query = \"segment:a\"\n",
        "query = \"name:(\"\n",
        "archived = 2026-01-01\n",
        "[[charges]]\n",
        "percent = 999\n",
        "[stated]\n",
        "gross = 1.5\n",
        "---\n",
        "about: [customer/a, b]\n",
        "date: 2026-10-03\n",
        "currency = \"JPY\"\n",
        "due = 0001-01-01\n",
        "date = 9999-12-31\n",
        "terms = \"eom-30d\"\n",
        "format = 2\n",
        "[[tax]]\n",
        "id = \"t\"\n",
        "category = \"S\"\n",
        "[[series]]\n",
        "pattern = \"F-{year}-{seq}\"\n",
        "documents = [\"invoice\"]\n",
        "first = -5\n",
        "= \n",
        "[",
        "]",
        "\"",
        "'''",
        "\u{0}",
        "\u{202e}",
        "{",
        "}",
        "\\x",
        "é",
        "<<<<<<< a\n",
        ">>>>>>> b\n",
        "\r\n",
        "# x\n",
    ]);
    prop_oneof![
        6 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..64),
    ]
}

/// A value of a type as it stands in a file, mostly right.
fn value(ty: &Type) -> BoxedStrategy<String> {
    let quoted = |words: Vec<&str>| select(words.into_iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>());
    match ty {
        Type::Bool => any::<bool>().prop_map(|value| value.to_string()).boxed(),
        Type::Integer => any::<i32>().prop_map(|value| value.to_string()).boxed(),
        Type::Amount => {
            (-999_999_i64..999_999, 0..99_u8).prop_map(|(whole, cents)| format!("{whole}.{cents:02}")).boxed()
        }
        Type::UnitPrice | Type::Quantity | Type::Percent => {
            (0..999_i64, 0..9999_u16).prop_map(|(whole, rest)| format!("{whole}.{rest:04}")).boxed()
        }
        Type::Date => (1990..2040_i32, 1..13_u32, 1..29_u32)
            .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
            .boxed(),
        Type::Choice(words) => quoted(words.iter().map(|word| &**word).collect()).boxed(),
        Type::AnyRef => quoted(vec!["customer/a", "invoice/b"]).boxed(),
        Type::Currency => quoted(vec!["EUR", "USD"]).boxed(),
        Type::Terms => quoted(vec!["30d", "30d-eom", "30%@order 70%@delivery"]).boxed(),
        Type::FirmCode(FirmList::Tax) => quoted(vec!["t"]).boxed(),
        Type::FirmCode(_) => quoted(vec!["p", "s", "open"]).boxed(),
        Type::Identifier(IdentifierKind::Email) => quoted(vec!["a@example.com"]).boxed(),
        Type::Identifier(_) => quoted(vec!["FR", "fr", "12345"]).boxed(),
        Type::List(item) => match &**item {
            Type::Table(_) => Just(String::new()).boxed(),
            item => {
                prop::collection::vec(value(item), 0..3).prop_map(|items| format!("[{}]", items.join(", "))).boxed()
            }
        },
        Type::Table(_) => Just(String::new()).boxed(),
        _ => quoted(vec!["a", "b", "Something", "name:x"]).boxed(),
    }
}

/// The text of a table: required keys nearly always, the others now and then.
fn table(shape: &Shape, header: &str) -> BoxedStrategy<String> {
    let mut keys: Vec<BoxedStrategy<String>> = Vec::new();
    let mut tables: Vec<BoxedStrategy<String>> = Vec::new();
    for field in &shape.fields {
        let name = field.name.to_string();
        let there = if field.required { 0.99 } else { 0.3 };
        if let Some(inner) = field.ty.shape() {
            let path = if header.is_empty() { name } else { format!("{header}.{name}") };
            let list = matches!(field.ty, Type::List(_));
            let open = if list { format!("[[{path}]]\n") } else { format!("[{path}]\n") };
            let body = table(inner, &path).prop_map(move |body| format!("{open}{body}"));
            let most = if list { 3 } else { 2 };
            tables.push(prop::collection::vec(body, 0..most).prop_map(|all| all.concat()).boxed());
        } else {
            let value = prop::option::weighted(there, value(&field.ty));
            keys.push(value.prop_map(move |v| v.map_or(String::new(), |v| format!("{name} = {v}\n"))).boxed());
        }
    }
    (keys, tables).prop_map(|(keys, tables)| keys.concat() + &tables.concat()).boxed()
}

/// A book whose records are mostly sound.
fn plausible() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let kinds = Kinds::standard();
    let one = kinds.iter().filter(|(_, kind)| kind.format.extension() == "toml").map(|(_, kind)| {
        let shape = Shape::compile(kind.name, &(kind.schema)()).unwrap();
        let folder = kind.folder;
        let file = move |(id, text): (&str, String)| (format!("{folder}/{id}.toml"), text.into_bytes());
        (select(vec!["a", "b", "c", "d"]), table(&shape, "")).prop_map(file).boxed()
    });
    prop::collection::vec(proptest::strategy::Union::new(one), 1..12).prop_map(|mut files| {
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        files.push(("carnet.toml".to_owned(), FIRM.as_bytes().to_vec()));
        files
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(mut files in prop::collection::vec((path(), text()), 0..12), firm in any::<bool>()) {
        if firm {
            files.push(("carnet.toml".to_owned(), FIRM.as_bytes().to_vec()));
        }
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        let book = read(&files);
        let found = findings(&book);
        for (path, edits) in fixes(&found) {
            if let Some(text) = book.source_at(&path).and_then(|source| source.text()) {
                apply(text, &edits);
            }
        }
        // No file of a kind is silently dropped: it is a record, or it has a finding.
        for (path, _) in files.iter().filter(|(path, _)| path != "carnet.toml") {
            let record = book.refs().any(|record| book.path(record) == path);
            prop_assert!(record || found.iter().any(|finding| *finding.place.path == **path), "{}", path);
        }
    }

    #[test]
    fn the_order_of_sources_changes_nothing(files in plausible(), seed in any::<u64>()) {
        let mut shuffled = files.clone();
        shuffled.sort_by_key(|(path, _)| path.bytes().fold(seed, |hash, b| hash.wrapping_mul(31).wrapping_add(u64::from(b))));
        prop_assert_eq!(findings(&read(&files)), findings(&read(&shuffled)));
    }

    #[test]
    fn a_sound_record_builds_its_struct(files in plausible()) {
        let book = read(&files);
        for record in book.refs().filter(|record| book.get(*record).sound) {
            prop_assert!(builds(&book, record), "{}", book.path(record));
        }
    }
}

#[test]
fn most_plausible_records_are_sound() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut sound, mut all) = (0, 0);
    for _ in 0..40 {
        let book = read(&plausible().new_tree(&mut runner).unwrap().current());
        all += book.refs().count();
        sound += book.refs().filter(|record| book.get(*record).sound).count();
    }
    assert!(sound * 2 > all, "{sound} of {all}");
}
