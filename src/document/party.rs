//! Seller, buyer and account, from what is frozen to the standard's terms.

use super::label::Labels;
use crate::einvoice::term::{Address, Contact, CreditTransfer, Identifier, Party};
use crate::model::address::Address as ModelAddress;
use crate::model::frozen::{FrozenBank, FrozenBuyer, FrozenSeller};
use crate::value::{Currency, decimal};

/// The lists of ISO 6523 that identifiers come from.
const SIREN: &str = "0002";
const SIRET: &str = "0009";

pub(super) fn seller(frozen: &FrozenSeller, labels: &Labels) -> Party {
    let contact = Contact {
        name: None,
        phone: frozen.phone.as_ref().map(|phone| phone.0.clone()),
        email: frozen.email.as_ref().map(|email| email.0.clone()),
    };
    let information: Vec<String> = [
        frozen.legal_form.clone(),
        frozen.capital.as_ref().map(|capital| self::capital(capital, labels)),
        frozen.register.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    Party {
        name: frozen.name.clone().unwrap_or_default(),
        trade_name: frozen.trade_name.clone(),
        ids: frozen.siret.iter().map(|siret| Identifier::new(&siret.0, SIRET)).collect(),
        legal_id: frozen.siren.as_ref().map(|siren| Identifier::new(&siren.0, SIREN)),
        vat_id: frozen.vat_id.as_ref().map(|id| id.0.clone()),
        tax_number: None,
        legal_information: (!information.is_empty()).then(|| information.join(", ")),
        endpoint: None,
        address: frozen.address.as_ref().map(address).unwrap_or_default(),
        contact: (contact != Contact::default()).then_some(contact),
    }
}

/// Share capital is frozen with its currency, `10000 EUR`, and said as the language says it.
fn capital(frozen: &str, labels: &Labels) -> String {
    let read = frozen.split_once(' ').and_then(|(amount, code)| {
        let amount = decimal::parse(amount).ok()?;
        let currency = Currency::from_code(code)?;
        // Nobody writes the cents of a round capital.
        let whole = amount.normalize();
        let said = labels.tongue.money(amount, currency);
        Some(if whole.scale() == 0 { said.replace(&format!("{}00", labels.tongue.mark()), "") } else { said })
    });
    labels.with("capital", &[("amount", read.as_deref().unwrap_or(frozen))])
}

pub(super) fn buyer(frozen: &FrozenBuyer) -> Party {
    Party {
        name: frozen.name.clone().unwrap_or_default(),
        trade_name: frozen.trade_name.clone(),
        ids: frozen.siret.iter().map(|siret| Identifier::new(&siret.0, SIRET)).collect(),
        legal_id: frozen.siren.as_ref().map(|siren| Identifier::new(&siren.0, SIREN)),
        vat_id: frozen.vat_id.as_ref().map(|id| id.0.clone()),
        address: frozen.address.as_ref().map(address).unwrap_or_default(),
        ..Party::default()
    }
}

pub(super) fn address(address: &ModelAddress) -> Address {
    Address {
        line1: address.street.clone(),
        line2: address.street2.clone(),
        line3: None,
        city: address.city.clone(),
        postcode: address.postcode.clone(),
        region: address.region.clone(),
        country: address.country.as_ref().map(|country| country.0.clone()),
    }
}

pub(super) fn account(bank: &FrozenBank) -> Option<CreditTransfer> {
    Some(CreditTransfer {
        account: bank.iban.as_ref()?.0.clone(),
        name: bank.name.clone(),
        bic: bank.bic.as_ref().map(|bic| bic.0.clone()),
    })
}
