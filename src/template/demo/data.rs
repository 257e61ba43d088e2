//! The tables of `data-template/demo/`: names, products, subjects and texts in both languages.

use serde::Deserialize;

use super::DemoLanguage;
use crate::value::{Decimal, decimal};

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Both {
    en: String,
    fr: String,
}

impl Both {
    pub fn text(&self, language: DemoLanguage) -> &str {
        match language {
            DemoLanguage::English => &self.en,
            DemoLanguage::French => &self.fr,
        }
    }
}

/// A price, written as text so that it never passes through a binary float.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub struct Price(pub Decimal);

impl TryFrom<String> for Price {
    type Error = String;

    fn try_from(text: String) -> Result<Price, String> {
        decimal::parse(&text).map(Price).map_err(|fault| fault.to_string())
    }
}

#[derive(Debug, Deserialize)]
pub struct FirmData {
    pub siret: String,
    pub vat_id: String,
    pub iban: String,
    pub members: Vec<MemberData>,
    pub territories: Vec<TerritoryData>,
    pub segments: Vec<SegmentData>,
    pub products: Vec<ProductData>,
}

#[derive(Debug, Deserialize)]
pub struct MemberData {
    pub id: String,
    pub name: String,
    pub role: Both,
    pub manager: Option<String>,
    /// In months from the start.
    pub joins: Option<i32>,
    pub leaves: Option<i32>,
}

#[derive(Debug, Deserialize)]
pub struct TerritoryData {
    pub id: String,
    pub name: Both,
    pub parent: Option<String>,
    pub manager: String,
}

#[derive(Debug, Deserialize)]
pub struct SegmentData {
    pub id: String,
    pub name: Both,
    pub description: Both,
    pub query: String,
}

#[derive(Debug, Deserialize)]
pub struct ProductData {
    pub id: String,
    pub name: Both,
    pub family: Both,
    pub unit: String,
    pub price: Price,
    pub cost: Price,
    pub tax: Option<String>,
    #[serde(default)]
    pub service: bool,
    /// No longer sold after so many months.
    pub ends: Option<i32>,
}

#[derive(Debug, Deserialize)]
pub struct CustomerData {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub party: String,
    pub trade: Option<String>,
    pub town: String,
    pub postcode: String,
    pub country: Option<String>,
    pub territory: String,
    pub owner: String,
    pub vat_id: Option<String>,
    pub language: Option<String>,
    pub currency: Option<String>,
    pub terms: Option<String>,
    pub parent: Option<String>,
    pub bill_to: Option<String>,
    pub order_reference: Option<String>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub sites: Vec<SiteData>,
    pub weight: i64,
    pub size: i64,
    pub pays: Pays,
    /// Maintenance contracts.
    pub contract: Option<i64>,
    #[serde(default)]
    pub old: bool,
    /// Goes out of business after so many months.
    pub closes: Option<i32>,
}

impl CustomerData {
    pub fn country(&self) -> &str {
        self.country.as_deref().unwrap_or("FR")
    }

    /// What its deals and orders are about.
    pub fn buys_as(&self) -> &str {
        match (&self.trade, self.country.is_some()) {
            (_, true) => "export",
            (Some(trade), false) => trade,
            (None, false) => "person",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pays {
    Early,
    OnTime,
    Late,
    VeryLate,
}

#[derive(Debug, Deserialize)]
pub struct SiteData {
    pub id: String,
    pub name: Both,
    pub purpose: String,
    pub access: Both,
    pub street: String,
    pub postcode: String,
    pub town: String,
}

#[derive(Debug, Deserialize)]
pub struct Words {
    pub first_names: Vec<String>,
    pub surnames: Vec<String>,
    pub streets: Vec<String>,
    pub titles: Vec<Title>,
    pub sources: Vec<Both>,
    pub lost_reasons: Vec<Both>,
    pub next_steps: Vec<Both>,
    pub trades: std::collections::BTreeMap<String, Both>,
}

#[derive(Debug, Deserialize)]
pub struct Title {
    pub role: String,
    pub name: Both,
}

/// What a deal or an order is about.
#[derive(Debug, Deserialize)]
pub struct Subject {
    #[serde(default)]
    pub slug: String,
    pub name: Both,
    pub trades: Vec<String>,
    /// Product and usual quantity.
    pub lines: Vec<(String, i64)>,
}

#[derive(Debug, Deserialize)]
pub struct NoteData {
    pub occasion: String,
    pub channel: String,
    pub title: Both,
    pub text: Both,
}

#[derive(Debug, Deserialize)]
struct Customers {
    customers: Vec<CustomerData>,
}

#[derive(Debug, Deserialize)]
struct Deals {
    subjects: Vec<Subject>,
    orders: Vec<Subject>,
}

#[derive(Debug, Deserialize)]
struct Notes {
    notes: Vec<NoteData>,
}

/// Everything that the generator picks from.
#[derive(Debug)]
pub struct Data {
    pub firm: FirmData,
    pub customers: Vec<CustomerData>,
    pub words: Words,
    pub subjects: Vec<Subject>,
    pub orders: Vec<Subject>,
    pub notes: Vec<NoteData>,
}

impl Data {
    /// Reads the embedded tables.
    ///
    /// # Panics
    /// Never in a build that passed its tests: the tables are part of the program, and a test reads them.
    pub fn load() -> Data {
        let deals: Deals = read(include_str!("../../../data-template/demo/deals.toml"));
        Data {
            firm: read(include_str!("../../../data-template/demo/firm.toml")),
            customers: read::<Customers>(include_str!("../../../data-template/demo/customers.toml")).customers,
            words: read(include_str!("../../../data-template/demo/words.toml")),
            subjects: deals.subjects,
            orders: deals.orders,
            notes: read::<Notes>(include_str!("../../../data-template/demo/notes.toml")).notes,
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("an embedded table of the demonstration: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_refer_to_what_is_there() {
        let data = Data::load();
        let product = |id: &str| data.firm.products.iter().any(|product| product.id == id);
        for subject in data.subjects.iter().chain(&data.orders) {
            assert!(!subject.trades.is_empty() && subject.lines.iter().all(|(id, _)| product(id)), "{subject:?}");
        }
        let customer = |id: &String| data.customers.iter().any(|customer| customer.id == *id);
        let member = |id: &String| data.firm.members.iter().any(|member| member.id == *id);
        let territory = |id: &String| data.firm.territories.iter().any(|territory| territory.id == *id);
        for (i, party) in data.customers.iter().enumerate() {
            assert!(member(&party.owner) && territory(&party.territory), "{}", party.id);
            assert!(party.parent.iter().chain(&party.bill_to).all(customer), "{}", party.id);
            assert!(party.trade.iter().all(|trade| data.words.trades.contains_key(trade)), "{}", party.id);
            let wanted = data.subjects.iter().any(|subject| subject.trades.iter().any(|t| t == party.buys_as()));
            assert!(wanted, "{} finds nothing to buy", party.id);
            assert!(!data.customers[..i].iter().any(|other| other.id == party.id), "{} twice", party.id);
        }
    }
}
