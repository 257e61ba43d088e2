//! What a category of tax wants of seller, buyer and goods before a document is issued: EN 16931's rules of each category
//! (BR-AE-…, BR-IC-…, BR-G-…, BR-O-…) and the law behind them.

use super::want::Draft;
use crate::figures::exchange::{Exchange, pair};
use crate::figures::taxing::contradicts_regime;
use crate::finding::{KeyPath, Place};
use crate::firm::{PATH, TaxRate};
use crate::model::customer::PartyType;
use crate::model::product::Nature;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, europe, exemption};

/// Where lines, allowances and charges have a rate that a test holds of.
fn rates_where(draft: &Draft<'_>, date: Date, test: impl Fn(&TaxRate) -> bool) -> Vec<Place> {
    let rates = draft.rates(date).into_iter();
    rates.filter(|(_, rate)| rate.is_some_and(&test)).map(|(path, _)| draft.here(path)).collect()
}

/// A small or exempt firm that charges tax owes it, whatever its regime says (article 283, 3 of the CGI); and a rate for one
/// regime is none for another.
pub(super) fn against_regime(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let Some(regime) = draft.book.firm.regime(draft.tax_date(date)) else { return Vec::new() };
    rates_where(draft, date, |rate| contradicts_regime(rate, regime.regime))
}

/// The law of the day knows other rates.
pub(super) fn out_of_date(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let day = draft.tax_date(date);
    rates_where(draft, date, |rate| !rate.holds(day))
}

/// Schemes that tax a margin, which no total of carnet does.
pub(super) fn margin(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    of_settings(draft, date, "reason_code", |rate| rate.reason_code.as_deref().is_some_and(exemption::is_margin))
}

/// A reason of a rate that charges no tax.
pub(super) fn without_reason(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    of_settings(draft, date, "reason", |rate| rate.category.is_free() && rate.reason.is_none())
}

/// The places in `carnet.toml` of the rates that the document has and a test holds of.
fn of_settings(draft: &Draft<'_>, date: Date, key: &str, test: impl Fn(&TaxRate) -> bool) -> Vec<Place> {
    let rates = draft.rates(date).into_iter().filter_map(|(_, rate)| rate).filter(|rate| test(rate));
    let position = |rate: &TaxRate| draft.book.firm.file.tax.iter().position(|other| other.id == rate.id);
    rates.filter_map(position).map(|i| Place::key(PATH, KeyPath::key("tax").at(i).and(key))).collect()
}

/// BR-AE-02, BR-IC-02: the customer who owes the tax is known by its VAT number; at home a company number does.
pub(super) fn buyer_vat_id(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let Some((_, buyer)) = &draft.buyer else { return Vec::new() };
    let home = draft.buyer_country() == draft.book.firm.country();
    let company = buyer.siren.is_some() || buyer.siret.is_some();
    let reverse = draft.has_category(date, &[TaxCategory::ReverseCharge]) && !(home && company);
    let wanted = reverse || draft.has_category(date, &[TaxCategory::IntraCommunity]);
    draft.of_buyer(KeyPath::key("vat_id")).filter(|_| wanted && buyer.vat_id.is_none()).into_iter().collect()
}

/// Article 138 of directive 2006/112/EC: the customer is registered in another member state.
pub(super) fn buyer_vat_id_of_member(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let Some(vat_id) = draft.buyer.as_ref().and_then(|(_, buyer)| buyer.vat_id.as_ref()) else { return Vec::new() };
    let own = draft.book.firm.country().map(europe::vat_country);
    let country = europe::country_of_vat_id(&vat_id.0);
    let other = europe::is_member_vat_id(&vat_id.0, date) && Some(country) != own;
    let wanted = draft.has_category(date, &[TaxCategory::IntraCommunity]);
    draft.of_buyer(KeyPath::key("vat_id")).filter(|_| wanted && !other).into_iter().collect()
}

/// BR-IC-12: the goods go to another member state.
pub(super) fn to_member(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let own = draft.book.firm.country().map(europe::vat_country);
    let there = |country: &str| {
        // Northern Ireland is in the single market for goods; its postal addresses are British.
        let north = country == "GB"
            && draft.buyer.as_ref().is_some_and(|(_, buyer)| {
                buyer.vat_id.as_ref().is_some_and(|id| europe::country_of_vat_id(&id.0) == "XI")
            });
        (europe::is_member(country, date) && Some(europe::vat_country(country)) != own) || north
    };
    destination(draft, date, TaxCategory::IntraCommunity, there)
}

/// Article 146 of directive 2006/112/EC: the goods leave the European Union.
pub(super) fn out_of_union(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let own = draft.book.firm.country();
    destination(draft, date, TaxCategory::Export, |country| !europe::is_member(country, date) && Some(country) != own)
}

/// Where the country that goods go to stands, when it is not one that a category allows.
fn destination(draft: &Draft<'_>, date: Date, category: TaxCategory, right: impl Fn(&str) -> bool) -> Vec<Place> {
    if !draft.has_category(date, &[category]) || draft.destination().is_none_or(right) {
        return Vec::new();
    }
    let own = draft.invoice.delivery.as_ref().is_some_and(|address| address.country.is_some());
    let country = |path: KeyPath| path.and("country");
    match own {
        true => vec![draft.here(country(KeyPath::key("delivery")))],
        false => draft.of_buyer(country(KeyPath::key("address"))).into_iter().collect(),
    }
}

/// BR-IC-11: when the goods went.
pub(super) fn without_delivery_date(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    // The days of the deliveries that its lines name say it, too.
    let said = draft.invoice.delivered.or(draft.covered.or(draft.invoice.period).map(|covers| covers.to)).is_some();
    let wanted = draft.has_category(date, &[TaxCategory::IntraCommunity]) && !said;
    if wanted { vec![draft.here(KeyPath::key("delivered"))] } else { Vec::new() }
}

/// Intra-community supplies and exports are of goods: a service is taxed where its customer is (articles 44 and 196).
pub(super) fn service_as_goods(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let of_goods = [TaxCategory::IntraCommunity, TaxCategory::Export];
    let lines = draft.invoice.lines.iter().zip(&draft.natures).enumerate();
    let wrong = lines.filter(|(_, (line, nature))| {
        let rate = draft.rate(line.tax.as_ref(), date);
        **nature == Some(Nature::Services) && rate.is_some_and(|rate| of_goods.contains(&rate.category))
    });
    wrong.map(|(i, _)| draft.here(KeyPath::key("lines").at(i).and("tax"))).collect()
}

/// BR-O-11 to BR-O-14: what is outside the scope of VAT stands on a document of its own.
pub(super) fn outside_with_others(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let outside = |rate: &TaxRate| rate.category == TaxCategory::OutOfScope;
    let mixed = draft.rates(date).iter().any(|(_, rate)| rate.is_some_and(|rate| !outside(rate)));
    if mixed { rates_where(draft, date, outside) } else { Vec::new() }
}

/// Article 230 of directive 2006/112/EC: the tax is also stated in the firm's own currency. Where none is charged it is nil, and
/// no rate is needed for that.
pub(super) fn without_exchange_rate(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let (own, books) = (draft.currency(), draft.book.firm.currency());
    let taxed = draft
        .rates(date)
        .iter()
        .any(|(_, rate)| rate.and_then(|rate| rate.percent.as_ref()).is_some_and(|percent| percent.0 != Decimal::ZERO));
    let lacks = own != books && taxed && Exchange::find(draft.book, own, books, draft.tax_date(date)).is_none();
    if lacks { vec![Place::file(&rates_file(books, own))] } else { Vec::new() }
}

/// Where rates between two currencies are looked for first.
fn rates_file(one: Currency, many: Currency) -> String {
    format!("rates/{}.toml", pair(one, many))
}

/// The day from which small firms of France issue e-invoices, and with it the mentions of decree 2022-1299.
const REFORM: (i32, u32, u32) = (2027, 9, 1);

/// Both parties are French businesses, and the reform has come.
fn is_reformed(draft: &Draft<'_>, date: Date) -> bool {
    let french = |country: Option<&str>| country.map(europe::vat_country) == Some("FR");
    let business = draft
        .buyer
        .as_ref()
        .is_some_and(|(_, buyer)| matches!(buyer.party_type, Some(PartyType::Company | PartyType::Public)));
    business
        && french(draft.book.firm.country())
        && french(draft.buyer_country())
        && europe::holds(Some(REFORM), None, date)
}

/// CGI, annex II, article 242 nonies A, I, 4° bis: the customer's SIREN.
pub(super) fn without_siren(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    let Some((_, buyer)) = &draft.buyer else { return Vec::new() };
    let lacks = buyer.siren.is_none() && buyer.siret.is_none();
    draft.of_buyer(KeyPath::key("siret")).filter(|_| lacks && is_reformed(draft, date)).into_iter().collect()
}

/// CGI, annex II, article 242 nonies A, I, 8° bis: goods, services or both.
pub(super) fn without_nature(draft: &Draft<'_>, date: Date) -> Vec<Place> {
    if !is_reformed(draft, date) {
        return Vec::new();
    }
    let unknown = draft.natures.iter().enumerate().filter(|(_, nature)| nature.is_none());
    unknown.map(|(i, _)| draft.here(KeyPath::key("lines").at(i).and("nature"))).collect()
}
