//! The questions that `carnet init` asks: a table, so that a terminal, flags and a test ask the same ones.

use super::init::Answers;
use super::preset::preset;
use crate::value::identifier::{self, IdentifierFault, IdentifierKind};
use crate::value::{Currency, Decimal, Id, Terms, decimal};

/// One question. `text` and `hint` are catalogue keys.
pub struct Question {
    /// The flag's name: `fiscal-year-start`.
    pub key: &'static str,
    /// The question in words.
    pub text: &'static str,
    pub required: bool,
    /// What the country proposes is nearly always right: a person is asked once for all of these.
    pub usual: bool,
    /// Whether it concerns this firm: only French ones have a SIRET.
    pub applies: fn(&Answers) -> bool,
    /// What Enter means, from what was answered before.
    pub default: fn(&Answers) -> Option<String>,
    /// The answer as it will be written, or what is wrong with it. Empty answers are not passed.
    pub check: fn(&str) -> Result<String, AnswerFault>,
    /// Where it goes.
    pub slot: fn(&mut Answers) -> &mut String,
}

/// What is wrong with an answer: a catalogue key and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFault {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl AnswerFault {
    fn new(key: &'static str, value: &str) -> AnswerFault {
        AnswerFault { key, args: vec![("value", value.to_owned())] }
    }
}

fn always(_: &Answers) -> bool {
    true
}

fn no_default(_: &Answers) -> Option<String> {
    None
}

/// What git says; nothing where it says nothing.
fn proposed(said: &str) -> Option<String> {
    let said = line(said).ok()?;
    (!said.is_empty()).then_some(said)
}

/// The questions, in the order in which they are asked.
pub fn questions() -> &'static [Question] {
    QUESTIONS
}

/// Takes an answer: empty means the default, or nothing where there is none and none is needed.
///
/// # Errors
/// When the answer is not of the kind that was asked for, or none was given to a required question.
pub fn answer(question: &Question, answers: &mut Answers, text: &str) -> Result<(), AnswerFault> {
    let text = text.trim();
    let text = if text.is_empty() { (question.default)(answers).unwrap_or_default() } else { text.to_owned() };
    let value = match (text.is_empty(), question.required) {
        (false, _) => (question.check)(&text)?,
        (true, false) => String::new(),
        (true, true) => return Err(AnswerFault::new("template-needed", question.key)),
    };
    *(question.slot)(answers) = value;
    Ok(())
}

static QUESTIONS: &[Question] = &[
    Question {
        key: "name",
        text: "template-ask-name",
        required: true,
        usual: false,
        applies: always,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.name,
    },
    Question {
        key: "country",
        text: "template-ask-country",
        required: true,
        usual: false,
        applies: always,
        default: |_| Some("FR".into()),
        check: |text| identifier(IdentifierKind::Country, "template-bad-country", text),
        slot: |answers| &mut answers.country,
    },
    Question {
        key: "legal-form",
        text: "template-ask-legal-form",
        required: false,
        usual: false,
        applies: always,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.legal_form,
    },
    Question {
        key: "siret",
        text: "template-ask-siret",
        required: false,
        usual: false,
        applies: |answers| answers.country == "FR",
        default: no_default,
        check: |text| identifier(IdentifierKind::Siret, "template-bad-siret", text),
        slot: |answers| &mut answers.siret,
    },
    Question {
        key: "capital",
        text: "template-ask-capital",
        required: false,
        usual: false,
        applies: has_capital,
        default: no_default,
        check: amount,
        slot: |answers| &mut answers.capital,
    },
    Question {
        key: "register",
        text: "template-ask-register",
        required: false,
        usual: false,
        applies: has_capital,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.register,
    },
    Question {
        key: "street",
        text: "template-ask-street",
        required: false,
        usual: false,
        applies: always,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.street,
    },
    Question {
        key: "postcode",
        text: "template-ask-postcode",
        required: false,
        usual: false,
        applies: always,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.postcode,
    },
    Question {
        key: "city",
        text: "template-ask-city",
        required: false,
        usual: false,
        applies: always,
        default: no_default,
        check: line,
        slot: |answers| &mut answers.city,
    },
    Question {
        key: "vat",
        text: "template-ask-vat",
        required: true,
        usual: false,
        applies: |answers| preset(&answers.country).franchise,
        default: |_| Some("normal".into()),
        check: |text| match text.to_lowercase().as_str() {
            "normal" => Ok("normal".into()),
            "franchise" => Ok("franchise".into()),
            _ => Err(AnswerFault::new("template-bad-vat", text)),
        },
        slot: |answers| &mut answers.vat,
    },
    Question {
        key: "vat-id",
        text: "template-ask-vat-id",
        required: false,
        usual: false,
        applies: |answers| answers.vat != "franchise",
        default: french_vat_id,
        check: |text| identifier(IdentifierKind::VatId, "template-bad-vat-id", text),
        slot: |answers| &mut answers.vat_id,
    },
    Question {
        key: "iban",
        text: "template-ask-iban",
        required: false,
        usual: false,
        applies: always,
        default: no_default,
        check: |text| identifier(IdentifierKind::Iban, "template-bad-iban", text),
        slot: |answers| &mut answers.iban,
    },
    Question {
        key: "language",
        text: "template-ask-language",
        required: true,
        usual: true,
        applies: always,
        default: |answers| Some(preset(&answers.country).language.into()),
        check: |text| identifier(IdentifierKind::Language, "template-bad-language", text),
        slot: |answers| &mut answers.language,
    },
    Question {
        key: "currency",
        text: "template-ask-currency",
        required: true,
        usual: true,
        applies: always,
        default: |answers| Some(preset(&answers.country).currency.into()),
        check: |text| {
            let code = text.to_uppercase();
            Currency::from_code(&code).map(|_| code).ok_or_else(|| AnswerFault::new("template-bad-currency", text))
        },
        slot: |answers| &mut answers.currency,
    },
    Question {
        key: "time-zone",
        text: "template-ask-time-zone",
        required: true,
        usual: true,
        applies: always,
        default: |answers| Some(preset(&answers.country).time_zone.into()),
        check: |text| identifier(IdentifierKind::TimeZone, "template-bad-time-zone", text),
        slot: |answers| &mut answers.time_zone,
    },
    Question {
        key: "fiscal-year-start",
        text: "template-ask-fiscal-year-start",
        required: true,
        usual: true,
        applies: always,
        default: |_| Some("1".into()),
        check: |text| match text.parse::<u32>() {
            Ok(month @ 1..=12) => Ok(month.to_string()),
            _ => Err(AnswerFault::new("template-bad-month", text)),
        },
        slot: |answers| &mut answers.fiscal_year_start,
    },
    Question {
        key: "terms",
        text: "template-ask-terms",
        required: true,
        usual: true,
        applies: always,
        default: |answers| Some(preset(&answers.country).terms.into()),
        check: |text| match Terms::parse(text) {
            Ok(terms) => Ok(terms.to_string()),
            Err(_) => Err(AnswerFault::new("template-bad-terms", text)),
        },
        slot: |answers| &mut answers.terms,
    },
    Question {
        key: "first-number",
        text: "template-ask-first-number",
        required: true,
        usual: false,
        applies: always,
        default: |_| Some("1".into()),
        check: |text| match text.parse::<u32>() {
            Ok(number @ 1..) => Ok(number.to_string()),
            _ => Err(AnswerFault::new("template-bad-number", text)),
        },
        slot: |answers| &mut answers.first_number,
    },
    Question {
        key: "member-name",
        text: "template-ask-member-name",
        required: true,
        usual: false,
        applies: always,
        default: |answers| proposed(&answers.committer.0),
        check: line,
        slot: |answers| &mut answers.member_name,
    },
    Question {
        key: "email",
        text: "template-ask-email",
        required: false,
        usual: false,
        applies: always,
        // An address that takes no mail has no place on a document.
        default: |answers| {
            proposed(&answers.committer.1)
                .filter(|email| IdentifierKind::Email.check(email).is_ok() && !email.contains("noreply"))
        },
        check: |text| identifier(IdentifierKind::Email, "template-bad-email", text),
        slot: |answers| &mut answers.email,
    },
    Question {
        key: "member-id",
        text: "template-ask-member-id",
        required: true,
        usual: false,
        applies: always,
        default: |answers| {
            let first = answers.member_name.split_whitespace().next().unwrap_or_default();
            Id::from_name(first).or_else(|| Id::from_name("me")).map(|id| id.to_string())
        },
        check: |text| Id::new(text).map(|id| id.to_string()).map_err(|_| AnswerFault::new("template-bad-id", text)),
        slot: |answers| &mut answers.member_id,
    },
];

/// French companies state their capital and their register.
fn has_capital(answers: &Answers) -> bool {
    answers.country == "FR" && identifier::has_capital(&answers.legal_form)
}

/// A plain number; spaces between thousands and a decimal comma are put right.
fn amount(text: &str) -> Result<String, AnswerFault> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    match decimal::parse(&plain) {
        Ok(amount) if amount > Decimal::ZERO && amount.scale() <= 2 => Ok(amount.to_string()),
        _ => Err(AnswerFault::new("template-bad-amount", text)),
    }
}

/// Text of one line; control characters have no place in a name.
fn line(text: &str) -> Result<String, AnswerFault> {
    if text.chars().any(char::is_control) {
        return Err(AnswerFault::new("template-bad-line", &text.escape_debug().to_string()));
    }
    Ok(text.trim().to_owned())
}

/// An identifier in its canonical spelling; spaces and case are put right where nothing has to be guessed.
fn identifier(kind: IdentifierKind, key: &'static str, text: &str) -> Result<String, AnswerFault> {
    if let Some(tidy) = kind.tidy(text) {
        return Ok(tidy);
    }
    let fault = kind.check(text).err().unwrap_or(IdentifierFault::Empty);
    let mut args = vec![("value", text.to_owned()), ("fault", fault.name().to_owned())];
    args.extend(fault.args());
    Err(AnswerFault { key, args })
}

/// The VAT number that follows from a SIRET: `FR`, a key of two digits and the SIREN (CGI, annexe II, article 242 ter;
/// key = (12 + 3 × (SIREN mod 97)) mod 97).
fn french_vat_id(answers: &Answers) -> Option<String> {
    let siren = answers.siret.get(..9)?;
    Some(format!("FR{:02}{siren}", (12 + 3 * (siren.parse::<u64>().ok()? % 97)) % 97))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(key: &str, answers: &mut Answers, text: &str) -> Result<String, AnswerFault> {
        let question = questions().iter().find(|question| question.key == key).unwrap();
        answer(question, answers, text)?;
        Ok((question.slot)(answers).clone())
    }

    #[test]
    fn answers_are_tidied() {
        let answers = &mut Answers::default();
        assert_eq!(ask("name", answers, "  Atelier \"Exemple\" ").unwrap(), "Atelier \"Exemple\"");
        assert_eq!(ask("country", answers, "fr").unwrap(), "FR");
        assert_eq!(ask("siret", answers, "732 829 320 00074").unwrap(), "73282932000074");
        assert_eq!(ask("capital", answers, "10 000,50").unwrap(), "10000.50");
        assert_eq!(ask("iban", answers, "fr76 3000 6000 0112 3456 7890 189").unwrap(), "FR7630006000011234567890189");
        assert_eq!(ask("vat-id", answers, "").unwrap(), "FR44732829320", "it follows from the SIRET");
        assert_eq!(ask("language", answers, "").unwrap(), "fr");
        assert_eq!(ask("time-zone", answers, "europe/paris").unwrap(), "Europe/Paris");
        assert_eq!(ask("currency", answers, "eur").unwrap(), "EUR");
        assert_eq!(ask("member-name", answers, "Éloïse Modèle").unwrap(), "Éloïse Modèle");
        assert_eq!(ask("member-id", answers, "").unwrap(), "eloise");
    }

    #[test]
    fn wrong_answers_are_named() {
        let answers = &mut Answers::default();
        for (key, text, fault) in [
            ("name", "", "template-needed"),
            ("name", "two\u{7}bells", "template-bad-line"),
            ("country", "Gaul", "template-bad-country"),
            ("siret", "73282932000075", "template-bad-siret"),
            ("capital", "ten thousand", "template-bad-amount"),
            ("street", "4 rue\u{7}", "template-bad-line"),
            ("vat", "none", "template-bad-vat"),
            ("iban", "FR7630006000011234567890188", "template-bad-iban"),
            ("vat-id", "FR45732829320", "template-bad-vat-id"),
            ("language", "français", "template-bad-language"),
            ("currency", "EURO", "template-bad-currency"),
            ("time-zone", "Lille", "template-bad-time-zone"),
            ("fiscal-year-start", "13", "template-bad-month"),
            ("terms", "soon", "template-bad-terms"),
            ("first-number", "0", "template-bad-number"),
            ("email", "claire@acme", "template-bad-email"),
            ("member-id", "é", "template-bad-id"),
        ] {
            assert_eq!(ask(key, answers, text).unwrap_err().key, fault, "{key} {text}");
        }
    }

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<_> = questions().iter().map(|question| question.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), questions().len());
    }
}
