//! Who sends, who receives, and who else has a part in it.

use serde_json::{Value, json};

use super::Writer;
use crate::document::country;
use crate::einvoice::term::{Address, Identifier, Party};

/// The sender: the letterhead.
pub fn seller(w: &Writer) -> Value {
    let seller = &w.view.invoice.seller;
    let lines = address(w, &seller.address, None);
    let trade = seller.trade_name.as_deref().unwrap_or(&seller.name);
    let contact = seller.contact.as_ref();
    let contact = contact.map(|contact| [&contact.name, &contact.phone, &contact.email]).into_iter().flatten();
    json!({
        "name": seller.name,
        "trade": trade,
        "short": std::iter::once(trade.to_owned()).chain(lines.iter().cloned()).collect::<Vec<_>>().join(" · "),
        "lines": lines,
        "contact": contact.flatten().collect::<Vec<_>>(),
        "ids": ids(w, seller),
    })
}

/// The recipient: what shows in the envelope's window, and nothing else.
pub fn buyer(w: &Writer) -> Value {
    let (seller, buyer) = (&w.view.invoice.seller, &w.view.invoice.buyer);
    let mut lines: Vec<String> = buyer.trade_name.iter().filter(|name| **name != buyer.name).cloned().collect();
    if let Some(name) = buyer.contact.as_ref().and_then(|contact| contact.name.as_deref()) {
        lines.push(w.labels.with("attention", &[("name", name)]));
    }
    lines.extend(address(w, &buyer.address, seller.address.country.as_deref()));
    json!({ "name": buyer.name, "lines": lines, "ids": ids(w, buyer) })
}

/// Where it goes if elsewhere, who is paid if another, who answers for the tax.
pub fn others(w: &Writer) -> Vec<Value> {
    let invoice = &w.view.invoice;
    let home = invoice.seller.address.country.as_deref();
    let mut others = Vec::new();
    if let Some(delivery) = &invoice.delivery
        && (delivery.name.is_some() || delivery.address.is_some())
    {
        let lines = delivery.address.as_ref().map(|place| address(w, place, home)).unwrap_or_default();
        let name = delivery.name.clone().unwrap_or_else(|| invoice.buyer.name.clone());
        others.push(json!({ "label": w.label("deliver-to"), "name": name, "lines": lines }));
    }
    if let Some(payee) = &invoice.payee {
        let lines: Vec<String> = payee.legal_id.iter().map(|id| legal(w, id)).collect();
        others.push(json!({ "label": w.label("pay-to"), "name": payee.name, "lines": lines }));
    }
    if let Some(agent) = &invoice.tax_representative {
        let mut lines = address(w, &agent.address, home);
        lines.extend(ids(w, agent));
        others.push(json!({ "label": w.label("tax-representative"), "name": agent.name, "lines": lines }));
    }
    others
}

/// The foot of each page: who the seller is before the law, and the firm's own words.
pub fn foot(w: &Writer) -> Vec<String> {
    let seller = &w.view.invoice.seller;
    let mut first = vec![seller.name.clone()];
    // "Claire Martin EI" says it already.
    let said = |information: &String| seller.name.split_whitespace().any(|word| word == information);
    first.extend(seller.legal_information.clone().filter(|information| !said(information)));
    first.extend(address(w, &seller.address, None));
    let mut foot = vec![first.join(" · ")];
    foot.extend(Some(ids(w, seller).join(" · ")).filter(|ids| !ids.is_empty()));
    foot.extend(w.view.style.footer.iter().flat_map(|text| text.lines().map(str::to_owned)));
    foot
}

fn ids(w: &Writer, party: &Party) -> Vec<String> {
    let mut ids: Vec<String> = party.legal_id.iter().map(|id| legal(w, id)).collect();
    let establishments = party.ids.iter().filter(|id| id.scheme.as_deref() == Some("0009"));
    ids.extend(establishments.map(|id| w.labels.with("establishment-number", &[("id", &id.id)])));
    ids.extend(party.vat_id.iter().map(|id| w.labels.with("vat-id", &[("id", id)])));
    ids.extend(party.tax_number.iter().map(|id| w.labels.with("tax-number", &[("id", id)])));
    ids
}

fn legal(w: &Writer, id: &Identifier) -> String {
    w.labels.with("company-number", &[("id", &id.id)])
}

/// As the post of the address's country wants it; the country is named when it is not the sender's.
fn address(w: &Writer, address: &Address, home: Option<&str>) -> Vec<String> {
    let country = address.country.as_deref();
    let mut lines: Vec<String> =
        [&address.line1, &address.line2, &address.line3].into_iter().flatten().cloned().collect();
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let (city, postcode, region) = (part(&address.city), part(&address.postcode), part(&address.region));
    let towns = match country {
        Some("GB" | "IE") => vec![city, region, postcode],
        Some("US" | "CA" | "AU") => {
            vec![format!("{city}{}{region} {postcode}", if region.is_empty() { "" } else { ", " })]
        }
        Some("IT") if !region.is_empty() => vec![format!("{postcode} {city} ({region})")],
        _ => vec![format!("{postcode} {city}"), region],
    };
    lines.extend(towns.iter().map(|line| line.trim().to_owned()));
    if home.is_some() && country != home {
        // The posts want it in capitals (Universal Postal Union, S42).
        lines.extend(country.map(|code| country::name(code, w.tongue).to_uppercase()));
    }
    lines.retain(|line| !line.is_empty());
    lines
}
