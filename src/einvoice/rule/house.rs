//! What no e-invoice can be made of, whoever receives it.

use super::{FaultKind, Rule, rules};
use crate::einvoice::Profile;
use crate::einvoice::term::{Address, Identifier, Invoice, Party, TypeCode};
use crate::einvoice::xml::illegal;
use crate::value::tax::TaxCategory;

/// The fault of a text that XML cannot hold, which no other rule has found.
pub(super) static ILLEGAL: Rule =
    Rule { id: "CARNET-XML", term: "BG-1", kind: FaultKind::Illegal, hint: "", check: |_| Vec::new() };

rules! {
    pub(super) RULES:
    // BR-DEC-… allow two decimals: no amount of such a currency could be written.
    "CARNET-DECIMALS" "BT-5" Impossible "three-decimals" |c| c.when(c.invoice.currency.decimals() > 2);
    "CARNET-CATEGORY" "BT-151" Impossible "category-none" |c| {
        let lines = c.lines(|line| line.tax.category == TaxCategory::None);
        let none = |found: &crate::einvoice::term::Adjustment| {
            found.tax.is_some_and(|tax| tax.category == TaxCategory::None)
        };
        [lines, c.allowances(none), c.charges(none)].concat()
    };
    "CARNET-PRO-FORMA" "BT-3" Impossible "pro-forma" |c| c.when(c.invoice.type_code == TypeCode::PRO_FORMA);
    // MINIMUM to BASIC have no BT-114, so that their totals would not add up.
    "CARNET-ROUNDING" "BT-114" Impossible "profile-rounding" |c| c.when({
        let (least, whole) = (c.holds(Profile::BasicWl), c.holds(Profile::En16931));
        least && !whole && c.invoice.totals.rounding.is_some_and(|rounding| !rounding.is_zero())
    });
    "CARNET-XML" "BT-22" Illegal "" |c| c.notes(|note| illegal(&note.text).is_some());
    "CARNET-XML" "BT-153" Illegal "" |c| c.lines(|line| line_texts(line).any(|text| illegal(text).is_some()));
    "CARNET-XML" "BT-97" Illegal "" |c| c.adjustments(|found| {
        found.reason.iter().chain(&found.reason_code).any(|text| illegal(text).is_some())
    });
    "CARNET-XML" "BT-27" Illegal "" |c| c.when(party_texts(&c.invoice.seller).any(|text| illegal(text).is_some()));
    "CARNET-XML" "BT-44" Illegal "" |c| c.when(party_texts(&c.invoice.buyer).any(|text| illegal(text).is_some()));
    "CARNET-XML" "BT-13" Illegal "" |c| c.when(references(c.invoice).any(|text| illegal(text).is_some()));
    "CARNET-XML" "BT-120" Illegal "" |c| c.parts(|part| {
        part.exemption_reason.iter().chain(&part.exemption_code).any(|text| illegal(text).is_some())
    });
}

fn id_texts(id: &Identifier) -> impl Iterator<Item = &String> {
    std::iter::once(&id.id).chain(&id.scheme)
}

fn line_texts(line: &crate::einvoice::term::Line) -> impl Iterator<Item = &String> {
    let always = [&line.id, &line.unit, &line.name].into_iter();
    let some = [&line.note, &line.order, &line.order_line, &line.accounting_reference, &line.description];
    let despatch = line.despatch.iter().flat_map(|despatch| std::iter::once(&despatch.number).chain(&despatch.line));
    let more = [&line.sales_order, &line.seller_item, &line.buyer_item, &line.origin_country];
    let ids = line.object.iter().chain(&line.standard_item).chain(&line.classifications).flat_map(id_texts);
    let attributes = line.attributes.iter().flat_map(|(name, value)| [name, value]);
    always.chain(some.into_iter().chain(more).flatten()).chain(ids).chain(attributes).chain(despatch)
}

fn address_texts(address: &Address) -> impl Iterator<Item = &String> {
    let street = [&address.line1, &address.line2, &address.line3];
    let town = [&address.city, &address.postcode, &address.region, &address.country];
    street.into_iter().chain(town).flatten()
}

fn party_texts(party: &Party) -> impl Iterator<Item = &String> {
    let texts = [&party.trade_name, &party.vat_id, &party.tax_number, &party.legal_information];
    let ids = party.ids.iter().chain(&party.legal_id).chain(&party.endpoint).flat_map(id_texts);
    let contact = party.contact.iter().flat_map(|person| [&person.name, &person.phone, &person.email]).flatten();
    let own = std::iter::once(&party.name).chain(texts.into_iter().flatten());
    own.chain(ids).chain(contact).chain(address_texts(&party.address))
}

/// All texts of the document itself.
fn references(invoice: &Invoice) -> impl Iterator<Item = &String> {
    let buyer = [&invoice.buyer_reference, &invoice.purchase_order, &invoice.contract_reference];
    let seller = [&invoice.sales_order, &invoice.project_reference, &invoice.despatch_advice];
    let other = [&invoice.receiving_advice, &invoice.tender, &invoice.accounting_reference, &invoice.payment_terms];
    let texts = buyer.into_iter().chain(seller).chain(other).chain([&invoice.process]).flatten();
    let object = invoice.object.iter().flat_map(id_texts);
    let earlier = invoice.preceding.iter().map(|earlier| &earlier.number);
    let payment = invoice.payment.iter().flat_map(|payment| {
        let accounts = payment.accounts.iter();
        let accounts = accounts.flat_map(|found| [Some(&found.account), found.name.as_ref(), found.bic.as_ref()]);
        [payment.means_text.as_ref(), payment.remittance.as_ref()].into_iter().chain(accounts).flatten()
    });
    let delivery = invoice
        .delivery
        .iter()
        .flat_map(|delivery| delivery.name.iter().chain(delivery.address.iter().flat_map(address_texts)));
    std::iter::once(&invoice.number).chain(texts).chain(object).chain(earlier).chain(payment).chain(delivery)
}
