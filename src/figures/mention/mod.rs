//! The sentences that the law wants on a document, by who sells to whom, what, and when.
//!
//! Which ones there are stands in one dated table ([`rule::RULES`]), each with its source; their words, in the six languages of
//! documents, in [`words`]. Issuing freezes them into the document as `[[notes]]`; drafts and quotes show what they would bear.

pub mod rule;
pub mod words;

use rule::{Need, RULES, Rule};

use crate::firm::{Firm, TaxRate};
use crate::model::customer::{Customer, PartyType};
use crate::model::frozen::DocumentNature;
use crate::value::tax::TaxCategory;
use crate::value::{Date, europe};

/// A sentence on a document (BG-1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which rule it comes from: `late-interest`, `mediator`.
    pub name: &'static str,
    /// BT-21, by UNTDID 4451, where the rules of e-invoices want one.
    pub subject: Option<&'static str>,
    /// BT-22, in the document's language.
    pub text: String,
}

/// What sort of document it is, as far as mentions go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// A quote, an order, a pro forma.
    Offer,
    /// Whatever demands money.
    Invoice,
    CreditNote,
}

/// What decides which mentions a document bears.
#[derive(Debug, Clone)]
pub struct Case<'c> {
    pub firm: &'c Firm,
    pub occasion: Occasion,
    /// The day of the document.
    pub date: Date,
    /// The document's language; only its first two letters count. English where the table does not have it.
    pub language: &'c str,
    /// Who reads it: company, public body, association or person. Anybody who is not known to be a person is a business.
    pub buyer: Option<PartyType>,
    /// The buyer's country (ISO 3166-1).
    pub buyer_country: Option<&'c str>,
    /// How its lines, allowances and charges are taxed.
    pub categories: Vec<TaxCategory>,
    /// The reasons of its rates for charging no tax (BT-120): what they say already is not said again.
    pub reasons: Vec<&'c str>,
    pub nature: Option<DocumentNature>,
}

impl<'c> Case<'c> {
    /// A document of a firm to a customer, of which nothing is known but that.
    pub fn new(firm: &'c Firm, buyer: Option<&'c Customer>, occasion: Occasion, date: Date) -> Case<'c> {
        let language = buyer.and_then(|buyer| buyer.language.as_ref()).map(|tag| tag.0.as_str());
        let address = buyer.and_then(|buyer| buyer.address.as_ref());
        Case {
            firm,
            occasion,
            date,
            language: language.unwrap_or(firm.document_language()),
            buyer: buyer.and_then(|buyer| buyer.party_type),
            buyer_country: address.and_then(|address| address.country.as_ref()).map(|country| country.0.as_str()),
            categories: Vec::new(),
            reasons: Vec::new(),
            nature: None,
        }
    }

    /// The same case, of lines that have these rates.
    pub fn taxed(mut self, rates: impl IntoIterator<Item = &'c TaxRate>) -> Case<'c> {
        for rate in rates {
            self.categories.push(rate.category);
            self.reasons.extend(rate.reason.as_deref());
        }
        self
    }

    pub fn is_consumer(&self) -> bool {
        self.buyer == Some(PartyType::Person)
    }

    pub fn is_public(&self) -> bool {
        self.buyer == Some(PartyType::Public)
    }

    /// Whose law it is: the firm's country, Monaco's being the French one for what stands here.
    pub fn country(&self) -> Option<&str> {
        self.firm.country().map(europe::vat_country)
    }

    fn has(&self, category: TaxCategory) -> bool {
        self.categories.contains(&category)
    }

    /// Whether a reason for charging no tax says these words already, however they are capitalised.
    fn says(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.reasons.iter().any(|reason| reason.to_lowercase().contains(&words))
    }
}

/// What a mention needs from `carnet.toml`, and does not find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    /// The rule that wants it, and the variant of the finding that says so.
    pub name: &'static str,
    /// BT-21 of the mention: a note of the document with the same subject does in its place.
    pub subject: Option<&'static str>,
    /// Where to write it: the keys of `carnet.toml`.
    pub keys: &'static [&'static str],
}

/// The mentions of a document, in the order of printing.
pub fn of(case: &Case<'_>) -> Vec<Mention> {
    let mention = |rule: &&Rule| {
        let words = (rule.words)(case)?;
        let text = words.say(case.language, &(rule.fill)(case)?);
        Some(Mention { name: rule.name, subject: rule.subject, text })
    };
    RULES.iter().filter(|rule| rule.holds(case)).filter_map(|rule| mention(&rule)).collect()
}

/// What the mentions that this document must bear lack: while there is any, it is not to be issued.
pub fn lacking(case: &Case<'_>) -> Vec<Lack> {
    let lack = |rule: &Rule| match &rule.need {
        Some(Need { keys, is_there }) if !is_there(case) => Some(Lack { name: rule.name, subject: rule.subject, keys }),
        _ => None,
    };
    RULES.iter().filter(|rule| rule.holds(case)).filter_map(lack).collect()
}

/// The name of a firm as documents must bear it: a French sole trader's with "EI" (article R526-27 of the commercial code, since
/// 15 May 2022).
pub fn seller_name(firm: &Firm, date: Date) -> Option<String> {
    let own = firm.file.firm.as_ref()?;
    let french = firm.country().map(europe::vat_country) == Some("FR");
    let form = own.legal_form.as_deref().unwrap_or_default();
    let sole_trader = rule::SOLE_TRADER.iter().any(|word| form.eq_ignore_ascii_case(word));
    let said = own.name.split(|c: char| !c.is_alphanumeric()).any(|word| word == "EI")
        || own.name.to_lowercase().contains("entrepreneur individuel");
    if french && sole_trader && !said && europe::holds(Some((2022, 5, 15)), None, date) {
        return Some(format!("{} EI", own.name));
    }
    Some(own.name.clone())
}

#[cfg(test)]
mod tests;
