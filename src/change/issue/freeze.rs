//! What issuing writes into a document: all that the law calls the document, in EN 16931's terms, so that it can be read in
//! fifty years without the customer's file, the firm's settings or a table of rates.

use super::want::Draft;
use crate::change::literal::Literal;
use crate::figures::exchange::Exchange;
use crate::figures::mention;
use crate::figures::source;
use crate::figures::totals::Totals;
use crate::finding::KeyPath;
use crate::firm::{TaxPoint, TaxRate};
use crate::model::address::Address;
use crate::model::customer::PartyType;
use crate::model::frozen::DocumentNature;
use crate::model::invoice::Invoice;
use crate::model::product::Nature;
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal};

/// Paths and values, gathered in the order in which they are written.
struct Parts(Vec<(KeyPath, Literal)>);

impl Parts {
    fn text(&mut self, path: KeyPath, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.0.push((path, Literal::Text(value.as_ref().to_owned())));
        }
    }

    fn bare(&mut self, path: KeyPath, value: impl ToString) {
        self.0.push((path, Literal::Bare(value.to_string())));
    }

    fn day(&mut self, path: KeyPath, day: Option<Date>) {
        if let Some(day) = day {
            self.bare(path, day);
        }
    }

    fn address(&mut self, path: KeyPath, address: Option<&Address>) {
        let Some(address) = address else { return };
        self.text(path.clone().and("street"), address.street.as_ref());
        self.text(path.clone().and("street2"), address.street2.as_ref());
        self.text(path.clone().and("postcode"), address.postcode.as_ref());
        self.text(path.clone().and("city"), address.city.as_ref());
        self.text(path.clone().and("region"), address.region.as_ref());
        self.text(path.and("country"), address.country.as_ref().map(|country| &country.0));
    }

    fn rate(&mut self, path: KeyPath, rate: Option<&TaxRate>) {
        let Some(rate) = rate else { return };
        self.text(path.clone().and("tax_category"), Some(rate.category.code()));
        let percent = rate.percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0);
        self.bare(path.clone().and("tax_percent"), percent);
        if rate.category.is_free() {
            self.text(path.clone().and("exemption"), rate.reason.as_ref());
            self.text(path.and("exemption_code"), rate.exemption_code());
        }
    }
}

/// The first nine digits of a SIRET are the SIREN.
fn siren<'s>(siren: Option<&'s str>, siret: Option<&'s str>) -> Option<&'s str> {
    siren.or(siret.and_then(|siret| siret.get(..9)))
}

/// All but the totals and the seal, which follow from the rest.
pub(super) fn parts(draft: &Draft<'_>, number: &str, date: Date) -> Vec<(KeyPath, Literal)> {
    let (book, invoice) = (draft.book, &draft.invoice);
    let key = KeyPath::key;
    let mut parts = Parts(Vec::new());
    parts.text(key("number"), Some(number));
    parts.bare(key("date"), date);
    // A credit note that nobody pays by a day bears its own.
    parts.bare(key("due"), draft.due(date).unwrap_or(date));
    parts.text(key("terms"), draft.terms());
    parts.text(key("currency"), Some(draft.currency().code()));
    if invoice.prices_include_tax.or(book.firm.file.prices_include_tax) == Some(true) {
        parts.bare(key("prices_include_tax"), true);
    }
    parts.text(key("language"), Some(draft.language()));
    parts.text(key("nature"), draft.nature().map(DocumentNature::name));
    parts.text(key("tax_point"), tax_point(draft, date).map(TaxPoint::name));
    if invoice.reference.is_none() {
        let sources = source::sources(book, invoice);
        let ordered = source::common(&sources, |source| source.reference.as_ref());
        let usual = || draft.customer.as_ref().and_then(|customer| customer.order_reference.clone());
        parts.text(key("reference"), ordered.or_else(usual));
    }
    if invoice.buyer_reference.is_none() {
        parts.text(key("buyer_reference"), draft.buyer.as_ref().and_then(|(_, buyer)| buyer.buyer_reference.as_ref()));
    }
    if invoice.uid.is_none() {
        parts.text(key("uid"), Some(super::uid(book, draft.record)));
    }
    match draft.covered {
        Some(day) if day.from == day.to && day.to == date => {}
        Some(day) if day.from == day.to => parts.bare(key("delivered"), day.to),
        Some(days) => {
            parts.bare(key("period").and("from"), days.from);
            parts.bare(key("period").and("to"), days.to);
        }
        None => {}
    }
    if invoice.delivery.is_none() {
        parts.address(key("delivery"), draft.delivery_address());
    }
    seller(draft, date, &mut parts);
    buyer(draft, &mut parts);
    notes(draft, date, &mut parts);
    lines(draft, date, &mut parts);
    for (name, list) in [("allowances", &invoice.allowances), ("charges", &invoice.charges)] {
        for (i, adjustment) in list.iter().enumerate().filter(|(_, adjustment)| adjustment.tax.is_some()) {
            parts.rate(key(name).at(i), draft.rate(adjustment.tax.as_ref(), date));
        }
    }
    parts.0
}

/// What makes the tax fall due, where the firm's regime says it: of goods the law does, which are due on delivery; and of services
/// in France, which are due with the payment unless the firm chose otherwise.
fn tax_point(draft: &Draft<'_>, date: Date) -> Option<TaxPoint> {
    let due = draft.book.firm.regime(draft.tax_date(date))?.due?;
    let taxed = draft.has_category(date, &[TaxCategory::Standard]);
    let services = match due {
        TaxPoint::Invoice => draft.nature() != Some(DocumentNature::Goods),
        TaxPoint::Payment => {
            draft.nature() == Some(DocumentNature::Services) || draft.book.firm.country() != Some("FR")
        }
    };
    (taxed && services).then_some(due)
}

/// What the law wants to be read, behind what the draft says itself; a note of the same subject stands for the law's.
fn notes(draft: &Draft<'_>, date: Date, parts: &mut Parts) {
    let own = &draft.invoice.notes;
    let said = |subject: Option<&str>| subject.is_some() && own.iter().any(|note| note.subject.as_deref() == subject);
    let mentions = mention::of(&draft.case(date)).into_iter().filter(|mention| !said(mention.subject));
    for (i, mention) in mentions.enumerate() {
        let at = |name: &str| KeyPath::key("notes").at(own.len() + i).and(name);
        parts.text(at("subject"), mention.subject);
        parts.text(at("text"), Some(mention.text));
    }
}

fn seller(draft: &Draft<'_>, date: Date, parts: &mut Parts) {
    let Some(firm) = draft.firm() else { return };
    let at = |name: &str| KeyPath::key("seller").and(name);
    let siret = firm.siret.as_ref().map(|siret| siret.0.as_str());
    parts.text(at("name"), mention::seller_name(&draft.book.firm, date));
    parts.text(at("trade_name"), firm.trade_name.as_ref());
    parts.text(at("legal_form"), firm.legal_form.as_ref());
    let capital = firm.capital.as_ref().map(|capital| format!("{} {}", capital.0, draft.book.firm.currency().code()));
    parts.text(at("capital"), capital);
    parts.text(at("siren"), siren(firm.siren.as_ref().map(|siren| siren.0.as_str()), siret));
    parts.text(at("siret"), siret);
    parts.text(at("register"), firm.register.as_ref());
    parts.text(at("vat_id"), firm.vat_id.as_ref().map(|id| &id.0));
    parts.text(at("email"), firm.email.as_ref().map(|email| &email.0));
    parts.text(at("phone"), firm.phone.as_ref().map(|phone| &phone.0));
    parts.text(at("endpoint"), firm.endpoint.as_ref().map(|endpoint| &endpoint.0));
    parts.text(at("insurance"), firm.insurance.as_ref());
    if firm.builder == Some(true) {
        parts.bare(at("builder"), true);
    }
    parts.address(at("address"), firm.address.as_ref());
    if let Some(bank) = firm.bank.first() {
        let at = |name: &str| KeyPath::key("seller").and("bank").and(name);
        parts.text(at("iban"), Some(&bank.iban.0));
        parts.text(at("bic"), bank.bic.as_ref().map(|bic| &bic.0));
        parts.text(at("name"), bank.name.as_ref());
    }
}

fn buyer(draft: &Draft<'_>, parts: &mut Parts) {
    let Some((_, buyer)) = &draft.buyer else { return };
    let at = |name: &str| KeyPath::key("buyer").and(name);
    let siret = buyer.siret.as_ref().map(|siret| siret.0.as_str());
    parts.text(at("name"), buyer.legal_name.as_ref().or(Some(&buyer.name)));
    parts.text(at("trade_name"), buyer.legal_name.as_ref().filter(|legal| **legal != buyer.name).map(|_| &buyer.name));
    parts.text(
        at("type"),
        buyer.party_type.map(|sort| match sort {
            PartyType::Company => "company",
            PartyType::Person => "person",
            PartyType::Public => "public",
            PartyType::Association => "association",
        }),
    );
    parts.text(at("siren"), siren(buyer.siren.as_ref().map(|siren| siren.0.as_str()), siret));
    parts.text(at("siret"), siret);
    parts.text(at("vat_id"), buyer.vat_id.as_ref().map(|id| &id.0));
    parts.text(at("endpoint"), buyer.endpoint.as_ref().map(|endpoint| &endpoint.0));
    parts.address(at("address"), draft.buyer_address());
}

fn lines(draft: &Draft<'_>, date: Date, parts: &mut Parts) {
    let lines = &draft.invoice.lines;
    let sources = source::sources(draft.book, &draft.invoice);
    let taken: Vec<&str> = lines.iter().filter_map(|line| line.id.as_deref()).collect();
    let mut free = (1..).map(|id: usize| id.to_string()).filter(|id| !taken.contains(&id.as_str()));
    for (i, (line, product)) in lines.iter().zip(&draft.products).enumerate() {
        let at = |name: &str| KeyPath::key("lines").at(i).and(name);
        if line.id.is_none() {
            parts.text(at("id"), free.next());
        }
        let product = product.as_ref().map(|(_, product)| product);
        if line.description.is_none() {
            parts.text(at("description"), product.map(|p| p.description.as_ref().unwrap_or(&p.name)));
        }
        if line.unit.is_none() {
            // One of it, where nobody says (UN/ECE recommendation 20).
            let unit = product.and_then(|product| product.unit.as_ref()).map_or("C62", |unit| unit.0.as_str());
            parts.text(at("unit"), Some(unit));
        }
        parts.rate(KeyPath::key("lines").at(i), draft.rate(line.tax.as_ref(), date));
        if let Some(source) = sources.get(i).and_then(Option::as_ref) {
            let at = |name: &str| at("source").and(name);
            parts.text(at("order"), source.order.as_ref());
            parts.day(at("order_date"), source.order_date);
            parts.text(at("order_line"), source.order_line.as_ref());
            parts.text(at("reference"), source.reference.as_ref());
            parts.text(at("delivery"), source.delivery.as_ref());
            parts.text(at("delivery_line"), source.delivery_line.as_ref());
            parts.day(at("delivery_date"), source.delivery_date);
            parts.text(at("place"), source.place.as_ref());
        }
        let nature = draft.natures.get(i).copied().flatten().filter(|_| line.nature.is_none());
        parts.text(at("nature"), nature.map(Nature::name));
    }
}

/// The totals, as [`Totals`] has them. `invoice`: the draft with everything else written into it.
pub(super) fn totals(draft: &Draft<'_>, totals: &Totals, invoice: &Invoice) -> Vec<(KeyPath, Literal)> {
    let at = |name: &str| KeyPath::key("totals").and(name);
    let mut parts = Parts(Vec::new());
    parts.bare(at("lines"), totals.sum_of_lines);
    for (name, amount) in [("allowances", totals.allowances), ("charges", totals.charges)] {
        if !amount.is_zero() {
            parts.bare(at(name), amount);
        }
    }
    parts.bare(at("net"), totals.tax_exclusive);
    parts.bare(at("tax"), totals.tax);
    parts.bare(at("gross"), totals.tax_inclusive);
    if !totals.rounding.is_zero() {
        parts.bare(at("rounding"), totals.rounding);
    }
    parts.bare(at("payable"), totals.due);
    for (i, part) in totals.breakdown.iter().enumerate() {
        let at = |name: &str| KeyPath::key("totals").and("breakdown").at(i).and(name);
        parts.text(at("category"), Some(part.category.code()));
        parts.bare(at("percent"), part.percent.normalize());
        parts.bare(at("taxable"), part.taxable);
        parts.bare(at("tax"), part.tax);
        let (reasons, codes) = exemptions(invoice, part.category, part.percent);
        parts.text(at("exemption"), (!reasons.is_empty()).then(|| reasons.join("; ")));
        if let [code] = &codes[..] {
            parts.text(at("exemption_code"), *code);
        }
    }
    exchange(draft, totals, invoice, &mut parts);
    parts.0
}

/// Why no tax is charged in a category: every reason once, and every code, of which a breakdown has room for one.
fn exemptions(invoice: &Invoice, category: TaxCategory, percent: Decimal) -> (Vec<&str>, Vec<Option<&str>>) {
    let lines = invoice.lines.iter().map(|l| (l.tax_category, &l.tax_percent, &l.exemption, &l.exemption_code));
    let whole = invoice.allowances.iter().chain(&invoice.charges);
    let whole = whole.map(|a| (a.tax_category, &a.tax_percent, &a.exemption, &a.exemption_code));
    let (mut reasons, mut codes) = (Vec::new(), Vec::new());
    for (own, rate, reason, code) in lines.chain(whole) {
        if own != Some(category) || rate.as_ref().is_none_or(|rate| rate.0 != percent) {
            continue;
        }
        reasons.extend(reason.as_deref().filter(|reason| !reasons.contains(reason)));
        if !codes.contains(&code.as_deref()) {
            codes.push(code.as_deref());
        }
    }
    (reasons, codes)
}

/// The tax in the book's currency (BT-6, BT-111), with the rate that made it. Without tax it is nil, whether a rate is known or
/// not.
fn exchange(draft: &Draft<'_>, totals: &Totals, invoice: &Invoice, parts: &mut Parts) {
    let books = draft.book.firm.currency();
    if totals.currency == books {
        return;
    }
    let at = |name: &str| KeyPath::key("exchange").and(name);
    let rate = Exchange::find(draft.book, totals.currency, books, draft.tax_date(invoice.date));
    let tax = match rate {
        Some(rate) => rate.convert(totals.tax, books),
        None => totals.tax.is_zero().then(|| crate::value::decimal::fixed(Decimal::ZERO, books.decimals())),
    };
    parts.text(at("currency"), Some(books.code()));
    if let Some(rate) = rate {
        parts.text(at("pair"), Some(rate.pair()));
        parts.bare(at("rate"), rate.rate);
        parts.bare(at("date"), rate.date);
    }
    if let Some(tax) = tax {
        parts.bare(at("tax"), tax);
    }
}
