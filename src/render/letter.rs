//! The words of the message that a document goes with, in its reader's language.
//!
//! The built-in texts stand in `data-template/letters/LANGUAGE.toml`; a file of the same form in the book's
//! `templates/letters/` goes before them, text by text. `{number}` and the like are filled in, and nothing else happens: a
//! letter computes nothing and runs nothing. A line in which some name stands and every name is empty is left out.

use toml::{Table, Value};

use crate::book::RecordRef;
use crate::document::Tongue;
use crate::figures::Figures;
use crate::value::{Date, Money};

/// The built-in letters in a language.
fn built_in(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::English => include_str!("../../data-template/letters/en.toml"),
        Tongue::French => include_str!("../../data-template/letters/fr.toml"),
        Tongue::German => include_str!("../../data-template/letters/de.toml"),
        Tongue::Spanish => include_str!("../../data-template/letters/es.toml"),
        Tongue::Italian => include_str!("../../data-template/letters/it.toml"),
        Tongue::Dutch => include_str!("../../data-template/letters/nl.toml"),
    }
}

/// The names that a text may hold in braces.
pub const NAMES: [&str; 9] = ["number", "date", "due", "valid_until", "amount", "firm", "name", "subject", "reference"];

/// What a letter is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// `invoice`, `credit_note`, `quote`, `order` or `delivery`.
    pub sort: &'static str,
    pub number: String,
    pub date: Option<Date>,
    pub due: Option<Date>,
    pub valid_until: Option<Date>,
    /// What is to be paid, or is given back.
    pub amount: Option<Money>,
    pub firm: String,
    /// The reader's name, where a person is meant.
    pub name: Option<String>,
    pub subject: Option<String>,
    pub reference: Option<String>,
}

impl Facts {
    /// What is known of a document. `name`: the reader's, where a person is meant.
    pub fn of(figures: &Figures<'_>, document: RecordRef, name: Option<&str>) -> Facts {
        let book = figures.book;
        let (record, shape) = (book.get(document), book.shape(document.kind));
        let text = |key: &str| record.text(shape, key).map(str::to_owned);
        let invoice = figures.document(document);
        let sort = match book.kind(document.kind).name {
            "invoice" if invoice.is_some_and(|invoice| invoice.credit_note) => "credit_note",
            "quote" => "quote",
            "order" => "order",
            "delivery" => "delivery",
            _ => "invoice",
        };
        let firm = book.firm.file.firm.as_ref();
        let firm = firm.map(|firm| firm.trade_name.clone().unwrap_or_else(|| firm.name.clone()));
        Facts {
            sort,
            number: text("number").unwrap_or_else(|| record.id.to_string()),
            date: record.date(shape, "date"),
            // What is given back has no day on which it is to be paid.
            due: invoice.filter(|invoice| !invoice.credit_note).map(|invoice| invoice.due),
            valid_until: record.date(shape, "valid_until"),
            amount: invoice.map(|invoice| invoice.gross()),
            firm: firm.unwrap_or_default(),
            name: name.map(str::to_owned),
            subject: text("subject"),
            reference: text("reference"),
        }
    }
}

/// The subject and the text of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub body: String,
}

/// What is wrong with the firm's own letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterFault {
    /// No TOML, or a text that is none.
    Form(String),
    /// A name in braces that is none of [`NAMES`].
    Name(String),
}

/// Writes the letter. `own` is the text of the book's `templates/letters/LANGUAGE.toml`, where there is one.
///
/// # Errors
/// The firm's own letters cannot be used.
pub fn letter(facts: &Facts, tongue: Tongue, own: Option<&str>) -> Result<Words, LetterFault> {
    let parse = |text: &str| text.parse::<Table>().map_err(|error| LetterFault::Form(error.message().to_owned()));
    let own = own.map(parse).transpose()?.unwrap_or_default();
    let built_in = parse(built_in(tongue))?;
    let text = |section: Option<&str>, key: &str| -> Result<String, LetterFault> {
        let find = |table: &Table| match section {
            None => table.get(key).cloned(),
            Some(section) => table.get(section).and_then(Value::as_table).and_then(|table| table.get(key)).cloned(),
        };
        match find(&own).or_else(|| find(&built_in)) {
            Some(Value::String(text)) => Ok(text),
            _ => Err(LetterFault::Form(section.map_or_else(|| key.to_owned(), |section| format!("{section}.{key}")))),
        }
    };
    let greeting = if facts.name.is_some() { "greeting" } else { "greeting_unknown" };
    let greeting = fill(&text(None, greeting)?, facts, tongue)?;
    let body = fill(&text(Some(facts.sort), "body")?, facts, tongue)?;
    let subject = fill(&text(Some(facts.sort), "subject")?, facts, tongue)?;
    Ok(Words { subject: subject.trim().to_owned(), body: format!("{}\n\n{}\n", greeting.trim(), body.trim()) })
}

/// Puts the facts in the place of the names in braces.
fn fill(text: &str, facts: &Facts, tongue: Tongue) -> Result<String, LetterFault> {
    let value = |name: &str| -> Option<String> {
        let day = |date: Option<Date>| date.map(|date| tongue.date(date));
        match name {
            "number" => Some(facts.number.clone()),
            "date" => day(facts.date),
            "due" => day(facts.due),
            "valid_until" => day(facts.valid_until),
            "amount" => facts.amount.map(|amount| tongue.money(amount.amount.abs(), amount.currency)),
            "firm" => Some(facts.firm.clone()),
            "name" => facts.name.clone(),
            "subject" => facts.subject.clone(),
            _ => facts.reference.clone(),
        }
    };
    let mut lines = Vec::new();
    for line in text.lines() {
        let (mut out, mut rest, mut names, mut filled) = (String::new(), line, 0, 0);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            if !NAMES.contains(&name) {
                return Err(LetterFault::Name(name.to_owned()));
            }
            names += 1;
            out.push_str(before);
            if let Some(value) = value(name).filter(|value| !value.is_empty()) {
                filled += 1;
                out.push_str(&value);
            }
            rest = after;
        }
        out.push_str(rest);
        if names == 0 || filled > 0 {
            lines.push(out);
        }
    }
    Ok(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Currency;

    fn facts() -> Facts {
        Facts {
            sort: "invoice",
            number: "F-2026-0001".into(),
            date: Date::new(2026, 10, 1),
            due: Date::new(2026, 10, 31),
            valid_until: None,
            amount: Some(Money::new("1234.50".parse().unwrap(), Currency::from_code("EUR").unwrap())),
            firm: "Atelier Martin".into(),
            name: None,
            subject: None,
            reference: None,
        }
    }

    #[test]
    fn every_language_has_every_letter_and_leaves_nothing_in_braces() {
        for tongue in Tongue::ALL {
            for sort in ["invoice", "credit_note", "quote", "order", "delivery"] {
                let words = letter(&Facts { sort, name: Some("Zoe Petit".into()), ..facts() }, tongue, None).unwrap();
                assert!(words.subject.contains("F-2026-0001") && words.body.contains("Zoe Petit"), "{tongue:?} {sort}");
                assert!(!words.body.contains(['{', '}']), "{tongue:?} {sort}: {}", words.body);
            }
        }
    }

    #[test]
    fn a_line_that_says_nothing_is_left_out() {
        let words = letter(&facts(), Tongue::French, None).unwrap();
        assert_eq!(
            words.body,
            "Bonjour,\n\nVous trouverez ci-joint notre facture F-2026-0001 du 1er\u{a0}octobre 2026, d’un montant de 1\u{202f}234,50\u{a0}€.\nElle est payable le 31\u{a0}octobre 2026 au plus tard.\n\nCordialement,\nAtelier Martin\n"
        );
        let words = letter(&Facts { reference: Some("PO-1".into()), ..facts() }, Tongue::English, None).unwrap();
        let body = words.body.replace('\u{a0}', " ");
        assert!(body.contains("for €1,234.50.\nIt is due on 31 October 2026.\nYour reference: PO-1\n"), "{body}");
    }

    #[test]
    fn the_firms_own_words_go_before() {
        let own = "[invoice]\nsubject = \"Note {number}\"\n";
        let words = letter(&facts(), Tongue::German, Some(own)).unwrap();
        assert!(words.subject == "Note F-2026-0001" && words.body.contains("anbei"), "{words:?}");
        let fault = |own: &str| letter(&facts(), Tongue::English, Some(own)).unwrap_err();
        assert_eq!(fault("[invoice]\nbody = \"{total}\"\n"), LetterFault::Name("total".into()));
        assert_eq!(fault("[invoice]\nbody = 1\n"), LetterFault::Form("invoice.body".into()));
        assert!(matches!(fault("[invoice"), LetterFault::Form(_)));
    }
}
