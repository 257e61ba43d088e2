//! New books, the examples of the kinds and the demonstration firm are valid books.

use carnet::book::Book;
use carnet::book::source::Source;
use carnet::model::Kinds;
use carnet::template::{Answers, example, files};
use proptest::prelude::*;

fn read(files: &[(String, String)]) -> Book {
    let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
    Book::read(Kinds::standard(), sources)
}

/// No finding, nothing unreadable.
fn assert_clean(files: &[(String, String)]) -> Book {
    let book = read(files);
    assert!(book.firm_sound);
    assert!(book.findings.is_empty(), "{:#?}", book.findings.first());
    assert_eq!(book.unreadable.len(), 0);
    book
}

fn answers(country: &str, language: &str, vat: &str) -> Answers {
    let answers = Answers {
        name: "Atelier Exemple".into(),
        country: country.into(),
        language: language.into(),
        vat: vat.into(),
        email: "claire@example.com".into(),
        member_name: "Claire Exemple".into(),
        first_number: "137".into(),
        ..Answers::default()
    };
    answers.complete().unwrap()
}

#[test]
fn a_new_book_is_clean_in_every_country_and_language() {
    for country in ["FR", "MC", "BE", "DE", "US"] {
        for language in ["en", "fr", "fr-CH"] {
            for vat in ["normal", "franchise"] {
                let book = assert_clean(&files(&answers(country, language, vat)));
                let default = book.firm.default_tax().expect("one rate is the default");
                let expected = match (country, vat) {
                    ("US", _) => "no-tax",
                    ("FR" | "MC", "normal") => "fr-20",
                    ("FR" | "MC", _) => "fr-franchise",
                    ("BE", "normal") => "be-21",
                    ("BE", _) => "be-franchise",
                    (_, "normal") => "de-19",
                    _ => "de-franchise",
                };
                assert_eq!(default.id, expected);
                assert_eq!(book.firm.file.series[0].first.as_ref().map(|first| first.0), Some(137));
                assert!(book.sound_named("member").count() == 1);
            }
        }
    }
}

#[test]
fn a_new_book_reads_like_its_language() {
    let text = |language| files(&answers("FR", language, "normal"))[0].1.clone();
    assert!(text("fr").contains("# Taux de TVA") && !text("fr").contains("@en") && !text("fr").contains("{{"));
    assert!(text("en").contains("# VAT rates") && !text("en").contains("@fr") && !text("en").contains("{{"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Quotes, backslashes, any script: what was answered is what the book says.
    #[test]
    fn any_name_is_written_so_that_it_is_read_back(name in "[^\\p{Cc}]{0,30}[\\\\\"'{}#=]{0,6}[^\\p{Cc}]{1,12}") {
        let mut given = answers("FR", "fr", "normal");
        let name = name.trim();
        prop_assume!(!name.is_empty());
        given.name = name.to_owned();
        given.member_name = name.to_owned();
        let book = assert_clean(&files(&given));
        prop_assert_eq!(&book.firm.file.firm.as_ref().unwrap().name, name);
        let (member, _) = book.sound_named("member").next().unwrap();
        prop_assert_eq!(book.title(member), name);
    }
}

#[test]
fn each_kind_has_an_example_and_together_they_are_a_book() {
    let kinds = Kinds::standard();
    let mut all = files(&answers("FR", "en", "normal"));
    all[0].1 = all[0].1.replace("first = 137\n", "");
    all.retain(|(path, _)| !path.starts_with("team/"));
    for (id, kind) in kinds.iter() {
        let example = example(kind.name).unwrap_or_else(|| panic!("{} has no example in data-template", kind.name));
        let path = example.path().unwrap();
        assert_eq!(kinds.in_folder(path.split('/').next().unwrap()), Some(id), "{path}");
        assert_eq!(example.format(), kind.format, "{path}");
        all.push((path.to_owned(), example.text.to_owned()));
    }
    let book = assert_clean(&all);
    // Every reference leads somewhere.
    for record in book.refs() {
        carnet::book::link::each_reference(&book, record, &mut |_, _, text, target| {
            assert!(matches!(target, carnet::book::link::Target::Record(_)), "{} -> {text}", book.name(record));
        });
    }
    let figures = carnet::figures::Figures::new(&book, "2026-12-31".parse().unwrap());
    let (invoice, _) = book.sound_named("invoice").next().unwrap();
    assert_eq!(figures.document(invoice).unwrap().status, carnet::figures::Status::Paid);
}
