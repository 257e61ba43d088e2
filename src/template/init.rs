//! A new book, from answers to files.

use super::fill::fill;
use super::preset::preset;
use super::question;
use crate::book::walk::quote;
use crate::finding::Language;

/// What was answered, each in the spelling in which it will be written; empty where nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Registered name of the firm.
    pub name: String,
    /// ISO 3166-1.
    pub country: String,
    /// "SARL", "EI".
    pub legal_form: String,
    /// French establishment number.
    pub siret: String,
    /// Share capital, a plain number.
    pub capital: String,
    /// Trade register entry.
    pub register: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    /// `normal` or `franchise`.
    pub vat: String,
    pub vat_id: String,
    /// Account that invoices are paid into.
    pub iban: String,
    pub language: String,
    /// ISO 4217.
    pub currency: String,
    /// IANA name.
    pub time_zone: String,
    /// 1 to 12.
    pub fiscal_year_start: String,
    /// A formula of payment terms.
    pub terms: String,
    /// Number of the first invoice.
    pub first_number: String,
    pub member_name: String,
    pub email: String,
    pub member_id: String,
    /// Proposed for `member_name` and `email`: what git says of whoever commits here; not an answer itself.
    pub committer: (String, String),
}

impl Answers {
    /// The answers with every question that is still open answered by its default.
    ///
    /// # Errors
    /// When a required answer has no default.
    pub fn complete(mut self) -> Result<Answers, question::AnswerFault> {
        for question in question::questions() {
            if !(question.applies)(&self) {
                (question.slot)(&mut self).clear();
            } else if (question.slot)(&mut self).is_empty() {
                question::answer(question, &mut self, "")?;
            }
        }
        Ok(self)
    }

    fn language(&self) -> Language {
        if self.language.starts_with("fr") { Language::French } else { Language::English }
    }
}

/// Every file of a new book: paths below its root, and texts. The answers are complete ([`Answers::complete`]).
pub fn files(answers: &Answers) -> Vec<(String, String)> {
    let language = answers.language();
    let readme = match language {
        Language::English => include_str!("../../data-template/book/README.en.md"),
        Language::French => include_str!("../../data-template/book/README.fr.md"),
    };
    let title = |name: &str| (name == "title").then(|| answers.name.clone());
    vec![
        (crate::firm::PATH.to_owned(), settings(answers)),
        ("README.md".to_owned(), fill(readme, language, &title)),
        (".gitignore".to_owned(), include_str!("../../data-template/book/gitignore").to_owned()),
        (".gitattributes".to_owned(), include_str!("../../data-template/book/gitattributes").to_owned()),
        (".editorconfig".to_owned(), include_str!("../../data-template/book/editorconfig").to_owned()),
        (format!("team/{}.toml", answers.member_id), member(answers)),
    ]
}

/// `carnet.toml`.
fn settings(answers: &Answers) -> String {
    let language = answers.language();
    let preset = preset(&answers.country);
    let franchise = preset.franchise && answers.vat == "franchise";
    let text = |value: &str| (!value.is_empty()).then(|| quote(value));
    let value = |name: &str| match name {
        "name" => text(&answers.name),
        "legal_form" => text(&answers.legal_form),
        "siret" => text(&answers.siret),
        "capital" => (!answers.capital.is_empty()).then(|| answers.capital.clone()),
        "register" => text(&answers.register),
        "street" => text(&answers.street),
        "postcode" => text(&answers.postcode),
        "city" => text(&answers.city),
        "bank" if answers.iban.is_empty() => Some("# [[firm.bank]]\n# iban = \"…\"".to_owned()),
        "bank" => Some(format!("[[firm.bank]]\niban = {}", quote(&answers.iban))),
        "vat_id" => text(&answers.vat_id),
        "email" => text(&answers.email),
        "country" => text(&answers.country),
        "language" => text(&answers.language),
        "currency" => text(&answers.currency),
        "time_zone" => text(&answers.time_zone),
        "terms" => text(&answers.terms),
        // Numbers that were checked.
        "fiscal_year_start" => Some(answers.fiscal_year_start.clone()),
        "first_number" => (answers.first_number != "1").then(|| answers.first_number.clone()),
        "regime" => Some(quote(if franchise { "franchise" } else { "normal" })),
        _ => None,
    };
    // The preset has placeholders of its own, so it is filled first.
    let rates = fill(preset.text, language, &value);
    let with_rates = |name: &str| match name {
        "preset" => Some(rates.trim_end().to_owned()),
        name => value(name),
    };
    fill(include_str!("../../data-template/book/carnet.toml"), language, &with_rates)
}

fn member(answers: &Answers) -> String {
    let mut text = format!("name = {}\n", quote(&answers.member_name));
    if !answers.email.is_empty() {
        text.push_str(&format!("email = {}\n", quote(&answers.email)));
    }
    text
}
