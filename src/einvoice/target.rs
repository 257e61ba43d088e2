//! What receivers want: a target sets the syntax, the specification (BT-24), the process (BT-23) and what else a receiver
//! insists on, and says which rules hold. One file cannot satisfy all of them, so that each customer has one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::profile::Profile;
use super::rule::{Fault, Set, check};
use super::term::{Identifier, Invoice, Note, Party, TypeCode};
use super::xml::Unwritable;
use super::{cii, ubl};
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal, decimal};

/// Whom an e-invoice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// EN 16931 as UBL, and nothing beyond it.
    #[serde(rename = "en16931")]
    En16931,
    /// EN 16931 as CII.
    #[serde(rename = "en16931-cii")]
    En16931Cii,
    /// Factur-X or ZUGFeRD, profile EN 16931: CII inside the PDF.
    #[default]
    Facturx,
    /// Factur-X, profile MINIMUM: parties and totals; no invoice in the sense of the VAT directive.
    FacturxMinimum,
    /// Factur-X, profile BASIC WL: without lines; no invoice in the sense of the VAT directive.
    FacturxBasicWl,
    /// Factur-X, profile BASIC.
    FacturxBasic,
    /// Factur-X, profile EXTENDED: lines name their orders.
    FacturxExtended,
    /// Peppol BIS Billing 3.
    Peppol,
    /// Germany's public buyers, as UBL.
    Xrechnung,
    /// Germany's public buyers, as CII.
    XrechnungCii,
    /// The French reform, as UBL.
    France,
    /// The French reform, as CII.
    FranceCii,
    /// The French reform, as Factur-X.
    FranceFacturx,
    /// The French reform with its extension, as UBL: lines name their orders.
    FranceExtended,
    /// The French reform with its extension, as CII.
    FranceExtendedCii,
    /// French public buyers, as UBL.
    FrancePublic,
    /// French public buyers, as Factur-X.
    FrancePublicFacturx,
}

/// The two languages of e-invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Syntax {
    Ubl,
    Cii,
}

/// What a target is.
#[derive(Debug)]
pub struct Spec {
    pub target: Target,
    /// As it is written in files.
    pub name: &'static str,
    pub syntax: Syntax,
    pub profile: Profile,
    /// BT-24.
    pub specification: &'static str,
    /// Rules beyond the standard's own.
    pub rules: &'static [Set],
    /// Whether the XML belongs inside the PDF (Factur-X).
    pub hybrid: bool,
}

const CORE: &str = "urn:cen.eu:en16931:2017";
const XRECHNUNG: &str = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
const CTC_FR: &str = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr";
const PEPPOL: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
/// BT-23 of Peppol, which XRechnung took over.
const PEPPOL_PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

macro_rules! targets {
    ($($target:ident $name:literal $syntax:ident $profile:ident $hybrid:literal [$($set:ident)*] $specification:expr;)*) => {
        /// The table of targets.
        pub static TARGETS: &[Spec] = &[$(Spec {
            target: Target::$target,
            name: $name,
            syntax: Syntax::$syntax,
            profile: Profile::$profile,
            specification: $specification,
            rules: &[$(Set::$set),*],
            hybrid: $hybrid,
        }),*];
    };
}

targets! {
    En16931             "en16931"               Ubl En16931  false []                     CORE;
    En16931Cii          "en16931-cii"           Cii En16931  false []                     CORE;
    Facturx             "facturx"               Cii En16931  true  []                     CORE;
    FacturxMinimum      "facturx-minimum"       Cii Minimum  true  []                     "urn:factur-x.eu:1p0:minimum";
    FacturxBasicWl      "facturx-basic-wl"      Cii BasicWl  true  []                     "urn:factur-x.eu:1p0:basicwl";
    FacturxBasic        "facturx-basic"         Cii Basic    true  []                     "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic";
    FacturxExtended     "facturx-extended"      Cii Extended true  []                     "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended";
    Peppol              "peppol"                Ubl En16931  false [Network Peppol]       PEPPOL;
    Xrechnung           "xrechnung"             Ubl En16931  false [Network Germany]      XRECHNUNG;
    XrechnungCii        "xrechnung-cii"         Cii En16931  false [Network Germany]      XRECHNUNG;
    France              "france"                Ubl En16931  false [France]               CORE;
    FranceCii           "france-cii"            Cii En16931  false [France]               CORE;
    FranceFacturx       "france-facturx"        Cii En16931  true  [France]               CORE;
    FranceExtended      "france-extended"       Ubl Extended false [France]               CTC_FR;
    FranceExtendedCii   "france-extended-cii"   Cii Extended false [France]               CTC_FR;
    FrancePublic        "france-public"         Ubl En16931  false [France FrancePublic]  CORE;
    FrancePublicFacturx "france-public-facturx" Cii En16931  true  [France FrancePublic]  CORE;
}

/// Who buys, where the parties' data do not say it: it decides how France is told to treat the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clientele {
    #[default]
    Unknown,
    Business,
    Consumer,
    Public,
}

/// What a target may have to know beyond the terms of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// `B` goods, `S` services, `M` both: the letter of the French process (BT-23).
    pub letter: Option<char>,
    pub clientele: Clientele,
    /// The document settles deposits that were invoiced before.
    pub settles_deposits: bool,
}

/// An e-invoice, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Xml {
    pub bytes: Vec<u8>,
    /// How the file is called: `factur-x.xml` inside a PDF, else after the document's number.
    pub name: String,
    pub profile: Profile,
    pub target: Target,
}

impl Target {
    pub fn spec(self) -> &'static Spec {
        // A test says that each has its row.
        TARGETS.iter().find(|spec| spec.target == self).unwrap_or(&TARGETS[0])
    }

    pub fn from_name(name: &str) -> Option<Target> {
        TARGETS.iter().find(|spec| spec.name == name).map(|spec| spec.target)
    }

    /// The invoice as this target wants it. What can be derived without guessing is put in; what is missing stays missing,
    /// and the rules say so.
    pub fn prepare(self, invoice: &Invoice, facts: &Facts) -> Invoice {
        let spec = self.spec();
        let mut made = invoice.clone();
        made.specification = Some(spec.specification.to_owned());
        if made.tax_currency == Some(made.currency) {
            // PEPPOL-EN16931-R005: a currency is not said twice.
            made.tax_currency = None;
            made.totals.tax_in_accounting_currency = None;
        }
        made.totals.tax.get_or_insert_default();
        let outside = !made.breakdown.is_empty()
            && made.breakdown.iter().all(|part| part.tax.category == TaxCategory::OutOfScope);
        if outside {
            // BR-O-02: what is not subject to VAT bears no VAT numbers, although the parties have them.
            made.seller.vat_id = None;
            made.buyer.vat_id = None;
            made.tax_representative = None;
        }
        for set in spec.rules {
            match set {
                Set::Peppol => peppol(&mut made),
                Set::Germany => germany(&mut made),
                Set::France => france(&mut made, facts),
                Set::Core | Set::Network | Set::FrancePublic => {}
            }
        }
        made
    }

    /// Writes an invoice that [`Target::prepare`] made and the rules pass.
    ///
    /// # Errors
    /// What the rules find; nothing is written then.
    pub fn write(self, invoice: &Invoice) -> Result<Xml, Vec<Fault>> {
        let faults = check(invoice, self);
        if !faults.is_empty() {
            return Err(faults);
        }
        let bytes = self.written(invoice).map_err(|unwritable| vec![Fault::unwritable(&unwritable)])?;
        Ok(Xml { bytes, name: self.file_name(&invoice.number), profile: self.spec().profile, target: self })
    }

    /// Writes whatever it is: for files whose faults somebody wants to see.
    ///
    /// # Errors
    /// A text that XML cannot hold.
    pub fn written(self, invoice: &Invoice) -> Result<Vec<u8>, Unwritable> {
        let spec = self.spec();
        match spec.syntax {
            Syntax::Ubl => ubl::write(invoice, spec.profile),
            Syntax::Cii => cii::write(invoice, spec.profile),
        }
    }

    fn file_name(self, number: &str) -> String {
        if self.spec().hybrid {
            return "factur-x.xml".to_owned();
        }
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        format!("{}.xml", number.chars().map(safe).collect::<String>())
    }
}

fn is_german(party: &Party) -> bool {
    party.address.country.as_deref() == Some("DE")
}

fn peppol(invoice: &mut Invoice) {
    invoice.process = Some(PEPPOL_PROCESS.to_owned());
    let german = is_german(&invoice.seller) && is_german(&invoice.buyer);
    if invoice.type_code == TypeCode::CORRECTED && !german {
        // P0112: the type exists in Germany alone; the reference to what it corrects stays.
        invoice.type_code = TypeCode::INVOICE;
    }
    if invoice.notes.len() > 1 && !german {
        // R002: one note, so that all are said in it.
        let texts: Vec<&str> = invoice.notes.iter().map(|note| note.text.as_str()).collect();
        invoice.notes = vec![Note { subject: None, text: texts.join("\n") }];
    }
}

fn germany(invoice: &mut Invoice) {
    invoice.process.get_or_insert_with(|| PEPPOL_PROCESS.to_owned());
    if invoice.type_code == TypeCode::PREPAYMENT {
        // BR-DE-17: not among the types.
        invoice.type_code = TypeCode::INVOICE;
    }
    for part in &mut invoice.breakdown {
        // BR-DE-14: a rate also of what has none.
        part.tax.percent.get_or_insert(Decimal::ZERO);
    }
    let seller = &mut invoice.seller;
    let contact = seller.contact.get_or_insert_default();
    contact.name.get_or_insert_with(|| seller.name.clone());
    if let (None, Some(email)) = (&seller.endpoint, &contact.email) {
        seller.endpoint = Some(Identifier::new(email, "EM"));
    }
}

/// Types of documents that the reform knows (BR-FR-04).
pub(super) const FRENCH_TYPES: &[u16] =
    &[380, 389, 393, 501, 386, 500, 384, 471, 472, 473, 261, 262, 381, 396, 502, 503];

/// What an attachment may be called (BR-FR-17).
pub(super) const FRENCH_ATTACHMENTS: &[&str] = &[
    "RIB",
    "LISIBLE",
    "FEUILLE_DE_STYLE",
    "PJA",
    "BORDEREAU_SUIVI",
    "DOCUMENT_ANNEXE",
    "BON_LIVRAISON",
    "BON_COMMANDE",
    "BORDEREAU_SUIVI_VALIDATION",
    "ETAT_ACOMPTE",
    "FACTURE_PAIEMENT_DIRECT",
    "RECAPITULATIF_COTRAITANCE",
];

/// The SIREN of a French party.
fn siren(party: &Party) -> Option<&str> {
    party.legal_id.as_ref().filter(|id| id.scheme.as_deref() == Some("0002")).map(|id| id.id.as_str())
}

fn france(invoice: &mut Invoice, facts: &Facts) {
    if matches!(invoice.type_code, TypeCode(875..=877)) {
        // Progress of works is an invoice like others there.
        invoice.type_code = TypeCode::INVOICE;
    }
    let known = |process: &String| process.len() == 2 && process.starts_with(['B', 'S', 'M']);
    if !invoice.process.as_ref().is_some_and(known) {
        invoice.process = facts.letter.map(|letter| format!("{letter}{}", mode(invoice, facts)));
    }
    // The address by default of a French firm in the directory is its SIREN.
    for party in [&mut invoice.seller, &mut invoice.buyer] {
        if let (None, Some(siren)) = (&party.endpoint, siren(party)) {
            party.endpoint = Some(Identifier::new(siren, "0225"));
        }
        party.ids.sort_by_key(|id| id.scheme.as_deref() != Some("0009"));
    }
    if !invoice.notes.iter().any(|note| note.subject.as_deref() == Some("BAR")) {
        let abroad = invoice.buyer.address.country.as_deref().is_some_and(|country| !is_french(country));
        let treatment = match facts.clientele {
            Clientele::Business | Clientele::Public if abroad => Some("B2BINT"),
            Clientele::Business | Clientele::Public => Some("B2B"),
            Clientele::Consumer if abroad => Some("B2CINT"),
            Clientele::Consumer => Some("B2C"),
            Clientele::Unknown => siren(&invoice.buyer).map(|_| "B2B"),
        };
        let text = treatment.map(str::to_owned);
        invoice.notes.extend(text.map(|text| Note { subject: Some("BAR".to_owned()), text }));
    }
    for line in &mut invoice.lines {
        // BR-FR-DEC-03: a price has six decimals at most; the line's amount stands for itself.
        for price in
            [Some(&mut line.price), line.gross_price.as_mut(), line.price_discount.as_mut()].into_iter().flatten()
        {
            *price = decimal::round(*price, 6);
        }
    }
    for attachment in &mut invoice.attachments {
        if !attachment.description.as_ref().is_some_and(|text| FRENCH_ATTACHMENTS.contains(&text.as_str())) {
            attachment.description = Some("DOCUMENT_ANNEXE".to_owned());
        }
    }
}

/// France and its parts that have codes of their own but the same VAT authority.
fn is_french(country: &str) -> bool {
    matches!(country, "FR" | "GP" | "MQ" | "GF" | "RE" | "YT" | "MC")
}

/// The digit of the French process: 4 settles deposits, 2 is paid already, 1 is any other.
fn mode(invoice: &Invoice, facts: &Facts) -> char {
    let totals = &invoice.totals;
    let paid = totals.prepaid.is_some_and(|prepaid| prepaid > Decimal::ZERO && prepaid == totals.tax_inclusive);
    match facts.settles_deposits {
        true => '4',
        false if paid && totals.due.is_zero() => '2',
        false => '1',
    }
}

/// Whether a date is one that France takes (BR-FR-03).
pub(super) fn is_of_this_century(date: Date) -> bool {
    (2000..2100).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_has_its_row_and_its_name() {
        for (i, spec) in TARGETS.iter().enumerate() {
            assert_eq!(spec.target.spec().name, spec.name);
            assert_eq!(Target::from_name(spec.name), Some(spec.target));
            assert_eq!(serde_json::from_str::<Target>(&format!("{:?}", spec.name)).unwrap(), spec.target);
            // All rows stand in the order of the type: none is missing in between.
            assert_eq!(spec.target as usize, i, "{}", spec.name);
        }
        assert_eq!(TARGETS.len(), Target::FrancePublicFacturx as usize + 1);
        assert_eq!(Target::from_name("chorus"), None);
    }

    #[test]
    fn files_are_named_after_the_document() {
        assert_eq!(Target::Peppol.file_name("F 2026/0042"), "F-2026-0042.xml");
        assert_eq!(Target::FranceFacturx.file_name("F-2026-0042"), "factur-x.xml");
    }
}
