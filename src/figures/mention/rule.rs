//! The table of mentions: which law wants which sentence, from when, of whom, to whom.

use super::words::{self, Words};
use super::{Case, Occasion};
use crate::firm::condition::{BaseRate, EarlyDiscount, LateInterest};
use crate::firm::{Regime, TaxPoint};
use crate::model::frozen::DocumentNature;
use crate::value::europe::{holds, is_member};
use crate::value::tax::TaxCategory;
use crate::value::{Decimal, decimal};

/// Whose law it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seller {
    /// A firm of one of these countries (ISO 3166-1).
    In(&'static [&'static str]),
    /// A firm of a member state of the European Union that has no row of its own for this.
    UnionBut(&'static [&'static str]),
}

/// To whom it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    Anyone,
    /// Everybody but consumers.
    Business,
    /// Businesses that are no public body.
    Private,
    Public,
    Consumer,
}

/// On which documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Quotes, orders, invoices, credit notes.
    All,
    Offers,
    Invoices,
    /// Invoices and credit notes: what the rules BR-FR of the French reform want on both.
    InvoicesAndCreditNotes,
}

/// What a mention takes from `carnet.toml`.
pub struct Need {
    pub keys: &'static [&'static str],
    pub is_there: fn(&Case<'_>) -> bool,
}

/// A day: year, month, day.
type Day = (i32, u32, u32);

/// Placeholders and what stands in their place.
pub type Values = Vec<(&'static str, String)>;

/// One row.
pub struct Rule {
    /// A stable word; the variant of the finding where what it needs is missing.
    pub name: &'static str,
    /// The law.
    pub source: &'static str,
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub subject: Option<&'static str>,
    pub seller: Seller,
    pub reader: Reader,
    pub on: On,
    /// What else decides.
    pub applies: fn(&Case<'_>) -> bool,
    /// What must stand in `carnet.toml`: a document that must bear the mention is not issued without it.
    pub need: Option<Need>,
    pub words: fn(&Case<'_>) -> Option<&'static Words>,
    /// The values of the placeholders; `None` where there is nothing to say.
    pub fill: fn(&Case<'_>) -> Option<Values>,
}

impl Rule {
    /// Whether it holds for a document.
    pub fn holds(&self, case: &Case<'_>) -> bool {
        let Some(country) = case.country() else { return false };
        let seller = match self.seller {
            Seller::In(countries) => countries.contains(&country),
            Seller::UnionBut(others) => is_member(country, case.date) && !others.contains(&country),
        };
        let reader = match self.reader {
            Reader::Anyone => true,
            Reader::Business => !case.is_consumer(),
            Reader::Private => !case.is_consumer() && !case.is_public(),
            Reader::Public => case.is_public(),
            Reader::Consumer => case.is_consumer(),
        };
        let on = match self.on {
            On::All => true,
            On::Offers => case.occasion == Occasion::Offer,
            On::Invoices => case.occasion == Occasion::Invoice,
            On::InvoicesAndCreditNotes => case.occasion != Occasion::Offer,
        };
        seller && reader && on && holds(self.from, self.until, case.date) && (self.applies)(case)
    }
}

/// Legal forms of sole traders, as people write them.
pub const SOLE_TRADER: &[&str] =
    &["EI", "Entrepreneur individuel", "Entreprise individuelle", "Micro-entreprise", "Auto-entrepreneur"];

const FRANCE: Seller = Seller::In(&["FR"]);
const BRITAIN: Seller = Seller::In(&["GB"]);
const REST_OF_UNION: Seller = Seller::UnionBut(&["FR", "GB"]);
const UNION: Seller = Seller::UnionBut(&[]);

/// Every mention, in the order of printing. Those about tax stand first, then what happens when payment is late.
pub static RULES: &[Rule] = &[
    // The sentence of small firms that charge no VAT.
    Rule {
        name: "franchise",
        source: "CGI, art. 293 E; CGI ann. II, art. 242 nonies A, I, 9°",
        from: None,
        until: None,
        subject: None,
        seller: FRANCE,
        reader: Reader::Anyone,
        on: On::All,
        applies: |case| is_franchise(case) && !case.says("293 B"),
        need: None,
        words: |_| Some(&words::FRANCHISE),
        fill: nothing,
    },
    // The customer owes the tax.
    Rule {
        name: "reverse-charge",
        source: "directive 2006/112/EC, art. 226, 11a; CGI ann. II, art. 242 nonies A, I, 13°",
        from: Some((2013, 1, 1)),
        until: None,
        subject: None,
        seller: UNION,
        reader: Reader::Anyone,
        on: On::All,
        applies: |case| case.has(TaxCategory::ReverseCharge) && !case.says(words::REVERSE_CHARGE.of(case.language)),
        need: None,
        words: |_| Some(&words::REVERSE_CHARGE),
        fill: nothing,
    },
    // Tax on services falls due with the invoice and not with the payment, because the firm chose so.
    Rule {
        name: "debits",
        source: "CGI, art. 269, 2, c; CGI ann. II, art. 242 nonies A, I, 9° bis (decree 2022-1299)",
        from: None,
        until: None,
        subject: None,
        seller: FRANCE,
        reader: Reader::Anyone,
        on: On::InvoicesAndCreditNotes,
        applies: |case| is_due(case, TaxPoint::Invoice) && sells_taxed_services(case),
        need: None,
        words: |_| Some(&words::DEBITS),
        fill: nothing,
    },
    // Tax falls due with the payment, in a scheme that the firm chose.
    Rule {
        name: "cash-accounting",
        source: "directive 2006/112/EC, art. 226, 7a",
        from: Some((2013, 1, 1)),
        until: None,
        subject: None,
        // In France payment is what the law says of services by itself.
        seller: REST_OF_UNION,
        reader: Reader::Anyone,
        on: On::InvoicesAndCreditNotes,
        applies: |case| is_due(case, TaxPoint::Payment) && case.has(TaxCategory::Standard),
        need: None,
        words: |_| Some(&words::CASH_ACCOUNTING),
        fill: nothing,
    },
    Rule {
        name: "late-interest",
        source: "Code de commerce, art. L441-9, I and L441-10, II",
        from: Some((2009, 1, 1)),
        until: None,
        subject: Some("PMD"),
        seller: FRANCE,
        reader: Reader::Private,
        on: On::InvoicesAndCreditNotes,
        applies: always,
        need: Some(Need { keys: &["conditions", "late_interest"], is_there: |case| late_interest(case).is_some() }),
        words: interest_words,
        fill: interest_values,
    },
    // The law gives the rate, whatever the firm writes.
    Rule {
        name: "late-interest-public",
        source: "Code de la commande publique, art. L2192-13 and R2192-31",
        from: Some((2013, 5, 1)),
        until: None,
        subject: Some("PMD"),
        seller: FRANCE,
        reader: Reader::Public,
        on: On::InvoicesAndCreditNotes,
        applies: always,
        need: None,
        words: |_| Some(&words::INTEREST_ABOVE),
        fill: |case| {
            let base = words::base(BaseRate::Ecb).of(case.language).to_owned();
            Some(vec![("base", base), ("points", number(case, Decimal::from(8)))])
        },
    },
    Rule {
        name: "late-interest",
        source: "directive 2011/7/EU, art. 3; Late Payment of Commercial Debts (Interest) Act 1998, s. 1",
        from: Some((1998, 11, 1)),
        until: None,
        subject: Some("PMD"),
        seller: Seller::In(&["GB"]),
        reader: Reader::Business,
        on: On::Invoices,
        applies: |case| late_interest(case).is_some(),
        need: None,
        words: interest_words,
        fill: interest_values,
    },
    // The law of the other member states does not want it said; it is where the firm has a rate.
    Rule {
        name: "late-interest",
        source: "directive 2011/7/EU, art. 3",
        from: Some((2013, 3, 16)),
        until: None,
        subject: Some("PMD"),
        seller: REST_OF_UNION,
        reader: Reader::Business,
        on: On::Invoices,
        applies: |case| late_interest(case).is_some(),
        need: None,
        words: interest_words,
        fill: interest_values,
    },
    Rule {
        name: "recovery",
        source: "Code de commerce, art. L441-9, I, L441-10, II and D441-5; Code de la commande publique, art. D2192-35",
        from: Some((2013, 1, 1)),
        until: None,
        subject: Some("PMT"),
        seller: FRANCE,
        reader: Reader::Business,
        on: On::InvoicesAndCreditNotes,
        applies: always,
        need: None,
        words: |_| Some(&words::RECOVERY_40),
        fill: nothing,
    },
    Rule {
        name: "recovery",
        source: "Late Payment of Commercial Debts Regulations 2002 and 2013; Act of 1998, s. 5A",
        from: Some((2002, 8, 7)),
        until: None,
        subject: Some("PMT"),
        seller: BRITAIN,
        reader: Reader::Business,
        on: On::Invoices,
        applies: |case| late_interest(case).is_some(),
        need: None,
        words: |_| Some(&words::RECOVERY_BRITAIN),
        fill: nothing,
    },
    Rule {
        name: "recovery",
        source: "directive 2011/7/EU, art. 6",
        from: Some((2013, 3, 16)),
        until: None,
        subject: Some("PMT"),
        seller: REST_OF_UNION,
        reader: Reader::Business,
        on: On::Invoices,
        applies: |case| late_interest(case).is_some(),
        need: None,
        words: |_| Some(&words::RECOVERY_40),
        fill: nothing,
    },
    Rule {
        name: "early-discount",
        source: "Code de commerce, art. L441-9, I",
        from: Some((2009, 1, 1)),
        until: None,
        subject: Some("AAB"),
        seller: FRANCE,
        reader: Reader::Business,
        on: On::InvoicesAndCreditNotes,
        applies: always,
        need: None,
        words: |case| Some(early_discount(case).map_or(&words::NO_DISCOUNT, |_| &words::DISCOUNT)),
        fill: |case| Some(early_discount(case).map_or_else(Vec::new, |discount| discount_values(case, discount))),
    },
    Rule {
        name: "early-discount",
        source: "what the firm offers",
        from: None,
        until: None,
        subject: Some("AAB"),
        seller: Seller::UnionBut(&["FR"]),
        reader: Reader::Business,
        on: On::Invoices,
        applies: |case| early_discount(case).is_some(),
        need: None,
        words: |_| Some(&words::DISCOUNT),
        fill: |case| early_discount(case).map(|discount| discount_values(case, discount)),
    },
    // Builders state their insurance on quotes and invoices.
    Rule {
        name: "insurance",
        source: "Code des assurances, art. L243-2; law 96-603, art. 22-2 (law 2014-626)",
        from: Some((2014, 6, 20)),
        until: None,
        subject: None,
        seller: FRANCE,
        reader: Reader::Anyone,
        on: On::All,
        applies: |case| identity(case, |firm| firm.insurance.as_deref()).is_some() || is_builder(case),
        need: Some(Need {
            keys: &["firm", "insurance"],
            is_there: |case| identity(case, |firm| firm.insurance.as_deref()).is_some(),
        }),
        words: |_| Some(&words::INSURANCE),
        fill: |case| Some(vec![("name", identity(case, |firm| firm.insurance.as_deref())?)]),
    },
    Rule {
        name: "mediator",
        source: "Code de la consommation, art. L616-1 and R616-1",
        from: Some((2016, 1, 1)),
        until: None,
        subject: None,
        seller: FRANCE,
        reader: Reader::Consumer,
        on: On::All,
        applies: always,
        need: Some(Need {
            keys: &["firm", "mediator"],
            is_there: |case| identity(case, |firm| firm.mediator.as_deref()).is_some(),
        }),
        words: |_| Some(&words::MEDIATOR),
        fill: |case| Some(vec![("name", identity(case, |firm| firm.mediator.as_deref())?)]),
    },
    // Told before the contract: on what is offered.
    Rule {
        name: "withdrawal",
        source: "Code de la consommation, art. L221-5 and L221-18; directive 2011/83/EU, art. 6 and 9",
        from: Some((2014, 6, 13)),
        until: None,
        subject: None,
        seller: UNION,
        reader: Reader::Consumer,
        on: On::Offers,
        applies: |case| case.firm.file.conditions.as_ref().is_some_and(|own| own.distance_selling == Some(true)),
        need: None,
        words: |_| Some(&words::WITHDRAWAL),
        fill: nothing,
    },
];

fn always(_: &Case<'_>) -> bool {
    true
}

fn nothing(_: &Case<'_>) -> Option<Vec<(&'static str, String)>> {
    Some(Vec::new())
}

fn is_franchise(case: &Case<'_>) -> bool {
    case.firm.regime(case.date).is_some_and(|regime| regime.regime == Regime::Franchise)
}

fn is_due(case: &Case<'_>, due: TaxPoint) -> bool {
    case.firm.regime(case.date).is_some_and(|regime| regime.regime == Regime::Normal && regime.due == Some(due))
}

fn sells_taxed_services(case: &Case<'_>) -> bool {
    case.has(TaxCategory::Standard) && case.nature != Some(DocumentNature::Goods)
}

fn is_builder(case: &Case<'_>) -> bool {
    case.firm.file.firm.as_ref().is_some_and(|firm| firm.builder == Some(true))
}

fn identity(case: &Case<'_>, text: fn(&crate::firm::file::Identity) -> Option<&str>) -> Option<String> {
    case.firm.file.firm.as_ref().and_then(text).map(str::to_owned)
}

fn late_interest(case: &Case<'_>) -> Option<LateInterest> {
    LateInterest::parse(case.firm.file.conditions.as_ref()?.late_interest.as_deref()?)
}

fn early_discount(case: &Case<'_>) -> Option<EarlyDiscount> {
    EarlyDiscount::parse(case.firm.file.conditions.as_ref()?.early_discount.as_deref()?)
}

fn discount_values(case: &Case<'_>, discount: EarlyDiscount) -> Vec<(&'static str, String)> {
    vec![("percent", number(case, discount.percent)), ("days", discount.days.to_string())]
}

fn interest_words(case: &Case<'_>) -> Option<&'static Words> {
    Some(match late_interest(case)? {
        LateInterest::Percent(_) => &words::INTEREST_PERCENT,
        LateInterest::Above(..) => &words::INTEREST_ABOVE,
        LateInterest::Times(..) => &words::INTEREST_TIMES,
    })
}

fn interest_values(case: &Case<'_>) -> Option<Vec<(&'static str, String)>> {
    Some(match late_interest(case)? {
        LateInterest::Percent(percent) => vec![("percent", number(case, percent))],
        LateInterest::Above(base, points) => {
            vec![("base", words::base(base).of(case.language).to_owned()), ("points", number(case, points))]
        }
        LateInterest::Times(base, factor) => {
            vec![("base", words::base(base).of(case.language).to_owned()), ("factor", number(case, factor))]
        }
    })
}

/// As the document's language writes it.
fn number(case: &Case<'_>, value: Decimal) -> String {
    let plain = decimal::round(value, 8).normalize().to_string();
    match case.language.get(..2) {
        Some("fr" | "de" | "es" | "it" | "nl") => plain.replace('.', ","),
        _ => plain,
    }
}
