//! Whether a rate fits the firm's regime and the document's reader.

use crate::firm::{Regime, TaxRate};
use crate::model::customer::{Customer, PartyType};
use crate::model::product::Nature;
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal, europe};

/// Whether a rate charges something.
pub fn charges(rate: &TaxRate) -> bool {
    rate.percent.as_ref().is_some_and(|percent| percent.0 > Decimal::ZERO)
}

/// Whether a rate is none for a firm under a regime: it charges tax where the regime charges none, or is kept for another one.
pub fn contradicts_regime(rate: &TaxRate, regime: Regime) -> bool {
    (regime != Regime::Normal && charges(rate)) || rate.regime.is_some_and(|own| own != regime)
}

/// A sale, as far as it matters to who taxes it.
#[derive(Debug, Clone, Copy)]
pub struct Sale<'s> {
    /// The seller's country (ISO 3166-1).
    pub seller: &'s str,
    pub buyer: &'s Customer,
    /// The country that goods go to; the buyer's where it is not known.
    pub destination: Option<&'s str>,
    pub nature: Option<Nature>,
    pub date: Date,
}

/// Why a rate is probably not the one of a sale. Each is the variant of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// A service to a firm of another member state is taxed there: the customer owes the tax (articles 44 and 196 of directive
    /// 2006/112/EC; article 283, 2 of the CGI).
    ServiceToMember,
    /// A service to a firm outside the Union is not taxed at home (article 44; article 259, 1° of the CGI).
    ServiceOutside,
    /// Goods that go to a firm of another member state are exempt as an intra-community supply (article 138; article 262 ter, I).
    GoodsToMember,
    /// Goods that leave the Union are exempt (article 146; article 262, I).
    GoodsOutside,
    /// Goods sent to a consumer of another member state are taxed there, above a threshold, through the one-stop shop (articles
    /// 33 and 59c), which carnet does not know.
    Distance,
    /// A consumer owes no tax in the seller's place.
    ReverseToConsumer,
}

impl Misfit {
    pub fn name(self) -> &'static str {
        match self {
            Misfit::ServiceToMember => "service-to-member",
            Misfit::ServiceOutside => "service-outside",
            Misfit::GoodsToMember => "goods-to-member",
            Misfit::GoodsOutside => "goods-outside",
            Misfit::Distance => "distance",
            Misfit::ReverseToConsumer => "reverse-to-consumer",
        }
    }
}

/// What speaks against a rate for a sale by a firm of the European Union; nothing where too little is known.
pub fn misfit(rate: &TaxRate, sale: &Sale<'_>) -> Option<Misfit> {
    let consumer = sale.buyer.party_type == Some(PartyType::Person);
    let shifts = [TaxCategory::ReverseCharge, TaxCategory::IntraCommunity].contains(&rate.category);
    if shifts && consumer {
        return Some(Misfit::ReverseToConsumer);
    }
    let home = europe::vat_country(sale.seller);
    if !charges(rate) || rate.category != TaxCategory::Standard || !europe::is_member(home, sale.date) {
        return None;
    }
    let vat_id = sale.buyer.vat_id.as_ref().map(|id| id.0.as_str());
    let registered = vat_id.map(europe::country_of_vat_id);
    let member = vat_id.is_some_and(|id| europe::is_member_vat_id(id, sale.date)) && registered != Some(home);
    let country = sale.buyer.address.as_ref()?.country.as_ref().map(|country| europe::vat_country(&country.0));
    let destination = sale.destination.map(europe::vat_country).or(country)?;
    let to_member = europe::is_member(destination, sale.date) && destination != home;
    let outside = |country: &str| !europe::is_member(country, sale.date);
    match sale.nature? {
        Nature::Services if consumer => None,
        Nature::Services if member => Some(Misfit::ServiceToMember),
        Nature::Services => (country.is_some_and(outside) && vat_id.is_none_or(|_| registered != Some(home)))
            .then_some(Misfit::ServiceOutside),
        Nature::Goods if outside(destination) => Some(Misfit::GoodsOutside),
        Nature::Goods if to_member && member => Some(Misfit::GoodsToMember),
        Nature::Goods if to_member && consumer => Some(Misfit::Distance),
        Nature::Goods => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;

    fn judged(customer: &str, destination: Option<&str>, nature: Nature, tax: &str) -> Option<Misfit> {
        let settings = "format = 2\n[[tax]]\nid = \"s\"\ncategory = \"S\"\npercent = 20\n[[tax]]\nid = \"ae\"\ncategory = \"AE\"\n";
        let text = format!("name = \"X\"\n{customer}");
        let sources =
            vec![Source::new("carnet.toml", settings.as_bytes()), Source::new("customers/x.toml", text.into_bytes())];
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        let buyer: Customer = book.typed(book.find(book.kinds.named("customer").unwrap(), "x").unwrap()).unwrap();
        let date = Date::new(2026, 10, 3).unwrap();
        misfit(
            book.firm.tax(tax).unwrap(),
            &Sale { seller: "FR", buyer: &buyer, destination, nature: Some(nature), date },
        )
    }

    #[test]
    fn who_taxes_a_sale() {
        let german = "type = \"company\"\nvat_id = \"DE136695976\"\n[address]\ncountry = \"DE\"\n";
        let person = "type = \"person\"\n[address]\ncountry = \"DE\"\n";
        let american = "type = \"company\"\n[address]\ncountry = \"US\"\n";
        let french = "type = \"company\"\nvat_id = \"FR44732829320\"\n[address]\ncountry = \"FR\"\n";
        let (goods, services) = (Nature::Goods, Nature::Services);
        assert_eq!(judged(german, None, services, "s"), Some(Misfit::ServiceToMember));
        assert_eq!(judged(german, None, goods, "s"), Some(Misfit::GoodsToMember));
        assert_eq!(judged(german, Some("FR"), goods, "s"), None, "taken away in France");
        assert_eq!(judged(german, None, services, "ae"), None);
        assert_eq!(judged(person, None, goods, "s"), Some(Misfit::Distance));
        assert_eq!(judged(person, None, services, "s"), None);
        assert_eq!(judged(person, None, services, "ae"), Some(Misfit::ReverseToConsumer));
        assert_eq!(judged(american, None, services, "s"), Some(Misfit::ServiceOutside));
        assert_eq!(judged(american, None, goods, "s"), Some(Misfit::GoodsOutside));
        assert_eq!(judged(french, None, services, "s"), None);
        assert_eq!(judged(french, Some("US"), goods, "s"), Some(Misfit::GoodsOutside));
        assert_eq!(judged("[address]\ncountry = \"MC\"\n", None, goods, "s"), None, "Monaco is France");
    }
}
