use super::rule::RULES;
use super::words::ALL;
use super::*;
use crate::book::{Book, Source};
use crate::model::Kinds;
use crate::value::europe::is_member;

/// A firm of these settings.
fn firm(settings: &str) -> Firm {
    let text = format!("format = 2\nlanguage = \"fr\"\n{settings}");
    let book = Book::read(Kinds::standard(), vec![Source::new("carnet.toml", text.into_bytes())]);
    assert_eq!(book.findings, []);
    book.firm
}

fn of_country(country: &str, more: &str, conditions: &str) -> Firm {
    firm(&format!(
        "[firm]\nname = \"Claire Martin\"\n{more}\n[firm.address]\ncity = \"X\"\ncountry = \"{country}\"\n[conditions]\n{conditions}\n"
    ))
}

fn day(year: i32) -> Date {
    Date::new(year, 10, 3).unwrap()
}

fn case<'c>(firm: &'c Firm, buyer: PartyType, occasion: Occasion) -> Case<'c> {
    Case { buyer: Some(buyer), ..Case::new(firm, None, occasion, day(2026)) }
}

fn names(case: &Case<'_>) -> Vec<&'static str> {
    of(case).iter().map(|mention| mention.name).collect()
}

fn texts(case: &Case<'_>) -> Vec<String> {
    of(case).into_iter().map(|mention| mention.text.replace('\u{202f}', " ")).collect()
}

#[test]
fn between_businesses_in_france_three_sentences_are_due() {
    let firm = of_country("FR", "", "late_interest = \"ecb+10\"");
    let invoice = case(&firm, PartyType::Company, Occasion::Invoice);
    let subjects: Vec<_> = of(&invoice).iter().map(|mention| mention.subject).collect();
    assert_eq!(subjects, [Some("PMD"), Some("PMT"), Some("AAB")]);
    assert_eq!(
        texts(&invoice),
        [
            "Pénalités de retard : taux de refinancement de la Banque centrale européenne, majoré de 10 points, exigibles le jour suivant la date d’échéance, sans rappel.",
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.",
            "Pas d’escompte pour paiement anticipé.",
        ]
    );
    // On a quote nothing is due yet; a consumer pays no indemnity.
    assert_eq!(names(&case(&firm, PartyType::Company, Occasion::Offer)), [""; 0]);
    assert_eq!(names(&case(&firm, PartyType::Person, Occasion::Invoice)), [""; 0]);
    // In 2012 nobody owed forty euros.
    let earlier = Case { date: day(2012), ..invoice };
    assert_eq!(names(&earlier), ["late-interest", "early-discount"]);
}

#[test]
fn the_state_pays_what_the_law_says() {
    let firm = of_country("FR", "", "late_interest = \"legal*3\"");
    let public = Case { language: "en", ..case(&firm, PartyType::Public, Occasion::Invoice) };
    assert!(texts(&public)[0].contains("European Central Bank plus 8 percentage points"), "{:?}", texts(&public));
    assert_eq!(names(&public), ["late-interest-public", "recovery", "early-discount"]);
}

#[test]
fn what_lacks_is_named_with_its_key() {
    let firm = of_country("FR", "builder = true", "");
    let lacks = |buyer| lacking(&case(&firm, buyer, Occasion::Invoice));
    let keys: Vec<_> = lacks(PartyType::Company).iter().map(|lack| (lack.name, lack.keys.join("."))).collect();
    assert_eq!(keys, [("late-interest", "conditions.late_interest".into()), ("insurance", "firm.insurance".into())]);
    let names: Vec<_> = lacks(PartyType::Person).iter().map(|lack| lack.name).collect();
    assert_eq!(names, ["insurance", "mediator"]);
    let firm = of_country("FR", "mediator = \"CM2C\"", "late_interest = \"12%\"");
    assert_eq!(lacking(&case(&firm, PartyType::Person, Occasion::Invoice)), []);
    assert_eq!(texts(&case(&firm, PartyType::Person, Occasion::Invoice)), ["Médiateur de la consommation : CM2C"]);
}

#[test]
fn elsewhere_the_firm_chooses() {
    let german = of_country("DE", "", "late_interest = \"basic+9\"\nearly_discount = \"2% 10d\"");
    let invoice = Case { language: "de", ..case(&german, PartyType::Company, Occasion::Invoice) };
    assert_eq!(
        texts(&invoice),
        [
            "Verzugszinsen: 9 Prozentpunkte über dem Basiszinssatz (§ 247 BGB), ab dem Tag nach Fälligkeit, ohne Mahnung.",
            "Zahlungsverzug: Pauschale von 40 EUR für Beitreibungskosten.",
            "2\u{a0}% Skonto bei Zahlung innerhalb von 10 Tagen ab Rechnungsdatum.",
        ]
    );
    let silent = of_country("DE", "", "");
    assert_eq!((of(&case(&silent, PartyType::Company, Occasion::Invoice)), lacking(&invoice)), (vec![], vec![]));
    let british = of_country("GB", "", "late_interest = \"boe+8\"");
    let invoice = Case { language: "en-GB", ..case(&british, PartyType::Company, Occasion::Invoice) };
    assert!(texts(&invoice)[1].contains("GBP 70 below GBP 10,000"), "{:?}", texts(&invoice));
    let american = of_country("US", "", "late_interest = \"12%\"");
    assert_eq!(names(&case(&american, PartyType::Company, Occasion::Invoice)), [""; 0]);
}

#[test]
fn the_regime_of_the_day_decides() {
    let vat = "[[firm.vat]]\nfrom = 2020-01-01\nregime = \"franchise\"\n[[firm.vat]]\nfrom = 2026-01-01\nregime = \"normal\"\ndue = \"invoice\"\n";
    let firm = firm(&format!("[firm]\nname = \"X\"\n[firm.address]\ncountry = \"FR\"\n{vat}"));
    let invoice = Case {
        categories: vec![TaxCategory::Standard],
        nature: Some(DocumentNature::Services),
        ..case(&firm, PartyType::Person, Occasion::Invoice)
    };
    assert_eq!(texts(&invoice), ["Option pour le paiement de la taxe d’après les débits"]);
    let goods = Case { nature: Some(DocumentNature::Goods), ..invoice.clone() };
    assert_eq!(names(&goods), [""; 0], "goods are due on delivery");
    let before = Case { date: day(2024), ..invoice };
    assert_eq!(texts(&before), ["TVA non applicable, art. 293 B du CGI"]);
    let said = Case { reasons: vec!["TVA non applicable, art. 293 B du CGI"], ..before };
    assert_eq!(names(&said), [""; 0], "not twice");
}

#[test]
fn reverse_charge_is_said_in_the_readers_language() {
    let firm = of_country("FR", "", "late_interest = \"12%\"");
    let reasons = vec!["Autoliquidation, art. 283-2 du CGI"];
    let categories = vec![TaxCategory::ReverseCharge];
    let invoice = Case { categories, reasons, ..case(&firm, PartyType::Company, Occasion::Invoice) };
    assert!(!names(&invoice).contains(&"reverse-charge"), "the reason says it already");
    for (language, wanted) in [
        ("en", "Reverse charge"),
        ("de", "Steuerschuldnerschaft des Leistungsempfängers"),
        ("es", "Inversión del sujeto pasivo"),
        ("it", "Inversione contabile"),
        ("nl-BE", "Btw verlegd"),
        ("pl", "Reverse charge"),
    ] {
        assert_eq!(texts(&Case { language, ..invoice.clone() })[0], wanted);
    }
}

#[test]
fn consumers_hear_of_their_right_before_the_contract() {
    let firm = of_country("FR", "mediator = \"CM2C\"", "distance_selling = true");
    assert_eq!(names(&case(&firm, PartyType::Person, Occasion::Offer)), ["mediator", "withdrawal"]);
    assert_eq!(names(&case(&firm, PartyType::Person, Occasion::Invoice)), ["mediator"]);
    assert_eq!(names(&case(&firm, PartyType::Company, Occasion::Offer)), [""; 0]);
}

#[test]
fn a_sole_trader_is_called_so() {
    let name = |country, form: &str, date| {
        let firm = of_country(country, &format!("legal_form = \"{form}\""), "");
        seller_name(&firm, date).unwrap()
    };
    assert_eq!(name("FR", "EI", day(2026)), "Claire Martin EI");
    assert_eq!(name("FR", "Micro-entreprise", day(2026)), "Claire Martin EI");
    assert_eq!(name("FR", "EI", day(2021)), "Claire Martin");
    assert_eq!(name("FR", "SARL", day(2026)), "Claire Martin");
    assert_eq!(name("BE", "EI", day(2026)), "Claire Martin");
    let said = firm("[firm]\nname = \"EI Claire Martin\"\nlegal_form = \"EI\"\n[firm.address]\ncountry = \"FR\"\n");
    assert_eq!(seller_name(&said, day(2026)).unwrap(), "EI Claire Martin");
}

#[test]
fn the_words_are_whole_in_every_language() {
    for words in ALL {
        let placeholders = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect();
            found.sort();
            found
        };
        let wanted = placeholders(words.en);
        for text in [words.en, words.fr, words.de, words.es, words.it, words.nl] {
            assert!(!text.is_empty() && text.trim() == text, "{text:?}");
            assert_eq!(placeholders(text), wanted, "{text}");
        }
        for bad in [" :", " ;", " !", " ?", " %", " €", "'"] {
            assert!(!words.fr.contains(bad), "French typography: {}", words.fr);
        }
    }
}

#[test]
fn every_row_names_its_law() {
    for rule in RULES {
        assert!(rule.source.len() > 10, "{}", rule.name);
        assert!(rule.subject.is_none_or(|subject| ["PMD", "PMT", "AAB"].contains(&subject)));
    }
    assert!(is_member("FR", day(2026)));
}
