//! Which supplier an invoice comes from: by VAT number, SIRET, SIREN, account, then name. What contradicts a record (another
//! VAT number, another SIREN) excludes it, whatever else fits.

use super::super::{Draft, DraftTable, DraftValue};
use super::Left;
use super::draft::{Table, put_text};
use crate::book::Book;
use crate::check::bill::same_account;
use crate::einvoice::Invoice;
use crate::einvoice::term::Party;
use crate::model::supplier::Supplier;
use crate::query::fold;
use crate::value::Id;
use crate::value::identifier::IdentifierKind;

/// The supplier of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// A record of the book, as `supplier/acme`.
    Known { record: String, by: MatchedBy },
    /// A record that is written with the bill.
    New(String),
    /// Several records fit equally well.
    Several(Vec<String>),
    /// The invoice does not say who sent it.
    None,
}

/// What told the supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchedBy {
    VatId,
    Siret,
    Siren,
    Account,
    Name,
}

impl MatchedBy {
    /// The key of its word in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            MatchedBy::VatId => "bill-by-vat-id",
            MatchedBy::Siret => "bill-by-siret",
            MatchedBy::Siren => "bill-by-siren",
            MatchedBy::Account => "bill-by-account",
            MatchedBy::Name => "bill-by-name",
        }
    }
}

impl Matched {
    /// The id of the one supplier.
    pub fn id(&self) -> Option<&str> {
        match self {
            Matched::Known { record, .. } | Matched::New(record) => record.strip_prefix("supplier/"),
            _ => None,
        }
    }
}

/// What a supplier is known by.
#[derive(Debug, Clone, Default)]
struct Marks {
    id: String,
    vat_id: Option<String>,
    siret: Option<String>,
    siren: Option<String>,
    accounts: Vec<String>,
    names: Vec<String>,
}

impl Marks {
    /// Both say who they are, and differ.
    fn contradicts(&self, other: &Marks) -> bool {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        differ(&self.vat_id, &other.vat_id) || differ(&self.siren, &other.siren)
    }
}

/// The suppliers of a book, and those that this import adds.
pub(super) struct Suppliers(Vec<Marks>);

impl Suppliers {
    pub(super) fn of(book: &Book) -> Suppliers {
        let suppliers = book.sound_named("supplier").filter_map(|(record, found)| {
            let supplier = book.typed::<Supplier>(record)?;
            // One that was left has its record still; a bill that comes nonetheless is theirs.
            Some(marks(&found.id, &supplier))
        });
        Suppliers(suppliers.collect())
    }

    pub(super) fn find(&self, invoice: &Invoice) -> Matched {
        let wanted = marks_of(invoice);
        let fitting: Vec<&Marks> = self.0.iter().filter(|marks| !marks.contradicts(&wanted)).collect();
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let shares = |a: &[String], b: &[String]| a.iter().any(|one| b.contains(one));
        let mut several = Vec::new();
        let fits = |by: MatchedBy, marks: &Marks| match by {
            MatchedBy::Siret => same(&marks.siret, &wanted.siret),
            MatchedBy::VatId => same(&marks.vat_id, &wanted.vat_id),
            MatchedBy::Siren => same(&marks.siren, &wanted.siren),
            MatchedBy::Account => shares(&marks.accounts, &wanted.accounts),
            MatchedBy::Name => shares(&marks.names, &wanted.names),
        };
        for by in [MatchedBy::Siret, MatchedBy::VatId, MatchedBy::Siren, MatchedBy::Account, MatchedBy::Name] {
            let found: Vec<&&Marks> = fitting.iter().filter(|marks| fits(by, marks)).collect();
            match found[..] {
                [] => {}
                [one] => return Matched::Known { record: format!("supplier/{}", one.id), by },
                // Two establishments of one firm: a weaker mark may still tell them apart.
                _ if several.is_empty() => several = found.iter().map(|one| format!("supplier/{}", one.id)).collect(),
                _ => {}
            }
        }
        if several.is_empty() { Matched::None } else { Matched::Several(several) }
    }

    pub(super) fn add(&mut self, draft: &Draft) {
        let text = |key| draft.values.text(key).map(str::to_owned);
        let siren = text("siren").or_else(|| text("siret").map(|siret| siret.chars().take(9).collect()));
        let accounts = draft.values.tables("accounts").iter().filter_map(|account| account.text("iban"));
        let names = [text("name"), text("legal_name")];
        self.0.push(Marks {
            id: draft.id.clone(),
            vat_id: text("vat_id"),
            siren: siren.or_else(|| text("vat_id").and_then(|id| siren_of(&id))),
            siret: text("siret"),
            accounts: accounts.map(same_account).collect(),
            names: names.iter().flatten().map(|name| same_name(name)).collect(),
        });
    }

    /// The record of a supplier that the book does not have; `None` where the invoice names nobody.
    pub(super) fn propose(&self, book: &Book, invoice: &Invoice, left: &mut Vec<Left>) -> Option<Draft> {
        let name = name_of(invoice);
        let base = Id::from_name(name).filter(|_| !name.is_empty())?;
        let kind = book.kinds.named("supplier")?;
        let free = |id: &str| {
            book.find_ignoring_case(kind, id).is_none() && !self.0.iter().any(|marks| marks.id.eq_ignore_ascii_case(id))
        };
        let numbered = || (2..1000).map(|n| format!("{base}-{n}")).find(|id| free(id));
        let id = if free(base.as_str()) { base.to_string() } else { numbered()? };
        Some(Draft { kind: "supplier".into(), id, values: values(book, invoice, left), lines: Vec::new() })
    }
}

/// The name that people call the seller by.
pub(super) fn name_of(invoice: &Invoice) -> &str {
    let seller = &invoice.seller;
    seller.trade_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&seller.name)
}

fn values(book: &Book, invoice: &Invoice, left: &mut Vec<Left>) -> DraftTable {
    let seller = &invoice.seller;
    let mut values = DraftTable::default();
    let name = name_of(invoice);
    put_text(&mut values, "name", name);
    if seller.name != name && !seller.name.is_empty() {
        put_text(&mut values, "legal_name", &seller.name);
    }
    // An identifier whose form is wrong would be a faulty record: it is listed instead.
    let mut identifier =
        |values: &mut DraftTable, key: &str, kind: IdentifierKind, term: &str, text: Option<String>| {
            let Some(text) = text else { return };
            match kind.check(&text) {
                Ok(()) => put_text(values, key, &text),
                Err(_) => left.push(Left::term(term, text)),
            }
        };
    let siret = siret(seller);
    let siren = siren(seller).filter(|siren| siret.as_ref().is_none_or(|siret| !siret.starts_with(siren.as_str())));
    identifier(&mut values, "siren", IdentifierKind::Siren, "BT-30", siren);
    identifier(&mut values, "siret", IdentifierKind::Siret, "BT-29", siret);
    identifier(&mut values, "vat_id", IdentifierKind::VatId, "BT-31", seller.vat_id.as_deref().map(tidy));
    let foreign = seller.legal_id.as_ref().filter(|id| !matches!(id.scheme.as_deref(), Some("0002" | "0009")));
    put_some(&mut values, "company_id", foreign.map(|id| id.id.as_str()));
    put_some(&mut values, "tax_number", seller.tax_number.as_deref());
    if let Some(contact) = &seller.contact {
        identifier(&mut values, "email", IdentifierKind::Email, "BT-43", contact.email.clone());
        identifier(&mut values, "phone", IdentifierKind::Phone, "BT-42", contact.phone.clone());
        put_some(&mut values, "contact", contact.name.as_deref());
    }
    if invoice.currency != book.firm.currency() {
        put_text(&mut values, "currency", invoice.currency.code());
    }
    let mut address = DraftTable::default();
    let stated = &seller.address;
    let lines = [stated.line2.as_deref(), stated.line3.as_deref()];
    let second: Vec<&str> = lines.into_iter().flatten().collect();
    put_some(&mut address, "street", stated.line1.as_deref());
    put_text(&mut address, "street2", &second.join(", "));
    put_some(&mut address, "postcode", stated.postcode.as_deref());
    put_some(&mut address, "city", stated.city.as_deref());
    put_some(&mut address, "region", stated.region.as_deref());
    identifier(&mut address, "country", IdentifierKind::Country, "BT-40", stated.country.clone());
    if !address.is_empty() {
        values.0.push(("address".into(), DraftValue::Table(address)));
    }
    // Whoever sends the first bill is taken at their word; nobody has confirmed the account.
    let accounts = super::draft::own_accounts(invoice).map(|(iban, account)| {
        let mut table = Table::default();
        put_text(&mut table, "iban", &iban);
        let bic = account.bic.as_deref().map(tidy).filter(|bic| IdentifierKind::Bic.check(bic).is_ok());
        put_some(&mut table, "bic", bic.as_deref());
        put_some(&mut table, "name", account.name.as_deref());
        table
    });
    let accounts: Vec<Table> = accounts.collect();
    if !accounts.is_empty() {
        values.0.push(("accounts".into(), DraftValue::Tables(accounts)));
    }
    values
}

fn put_some(table: &mut DraftTable, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        put_text(table, key, text);
    }
}

fn marks(id: &str, supplier: &Supplier) -> Marks {
    let vat_id = supplier.vat_id.as_ref().map(|id| tidy(&id.0));
    let siret = supplier.siret.as_ref().map(|siret| tidy(&siret.0));
    let siren = supplier.siren.as_ref().map(|siren| tidy(&siren.0));
    let siren = siren.or_else(|| siret.as_ref().and_then(|siret| siret.get(..9).map(str::to_owned)));
    Marks {
        id: id.to_owned(),
        siren: siren.or_else(|| vat_id.as_deref().and_then(siren_of)),
        vat_id,
        siret,
        accounts: supplier.accounts.iter().map(|account| same_account(&account.iban.0)).collect(),
        names: [Some(&supplier.name), supplier.legal_name.as_ref()]
            .into_iter()
            .flatten()
            .map(|n| same_name(n))
            .collect(),
    }
}

fn marks_of(invoice: &Invoice) -> Marks {
    let seller = &invoice.seller;
    let vat_id = seller.vat_id.as_deref().map(tidy);
    let siret = siret(seller);
    let names = [Some(&seller.name), seller.trade_name.as_ref()].into_iter().flatten();
    Marks {
        id: String::new(),
        siren: siren(seller)
            .or_else(|| siret.as_ref().and_then(|siret| siret.get(..9).map(str::to_owned)))
            .or_else(|| vat_id.as_deref().and_then(siren_of)),
        vat_id,
        siret,
        accounts: super::draft::own_accounts(invoice).map(|(iban, _)| iban).collect(),
        names: names.filter(|name| !name.is_empty()).map(|name| same_name(name)).collect(),
    }
}

/// Without blanks and points, capitals.
pub(super) fn tidy(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Letters and digits without case and accents.
fn same_name(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The SIREN of a French VAT number: its last nine digits.
fn siren_of(vat_id: &str) -> Option<String> {
    let digits = vat_id.strip_prefix("FR")?.get(2..)?;
    (digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

fn siren(party: &Party) -> Option<String> {
    let legal = party.legal_id.iter().chain(&party.ids).find(|id| id.scheme.as_deref() == Some("0002"))?;
    // Some write the SIRET where the SIREN belongs.
    tidy(&legal.id).get(..9).map(str::to_owned)
}

fn siret(party: &Party) -> Option<String> {
    let ids = party.ids.iter().chain(&party.legal_id);
    let scheme = ids.clone().find(|id| id.scheme.as_deref() == Some("0009")).map(|id| tidy(&id.id));
    scheme.or_else(|| {
        let mut ids = ids.filter(|id| id.scheme.as_deref() == Some("0002")).map(|id| tidy(&id.id));
        ids.find(|id| id.len() == 14 && id.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The identities of two parties differ: VAT number, else SIREN.
pub(super) fn another(firm: (Option<&str>, Option<&str>), party: &Party) -> Option<(&'static str, String, String)> {
    let compare = |term, ours: Option<String>, theirs: Option<String>| match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => Some((term, theirs, ours)),
        _ => None,
    };
    let (vat_id, siren_ours) = firm;
    compare("BT-48", vat_id.map(tidy), party.vat_id.as_deref().map(tidy))
        .or_else(|| compare("BT-47", siren_ours.map(tidy), siren(party)))
}
