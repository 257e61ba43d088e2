//! The identifiers that the law and the trade give: what they must look like, and what is wrong when they do not.
//!
//! A file holds an identifier in its *canonical* spelling: no spaces, capitals where the standard writes capitals.
//! [`IdentifierKind::check`] accepts that spelling only, so that two files never spell one number in two ways, and
//! [`IdentifierKind::tidy`] gives it when a text differs from it only by spaces, case or punctuation: a fix in which
//! nothing is guessed.

mod bank;
mod code;
mod contact;
mod endpoint;
mod french;
mod vat;

pub use endpoint::split as split_endpoint;
pub use french::has_capital;

use std::fmt;

/// What a text is meant to identify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// An e-mail address, in the forms that people use (no quoted local part, no comment, no address literal).
    Email,
    /// A country: ISO 3166-1 alpha-2, capitals.
    Country,
    /// A VAT identification number with its country prefix; checksums for the European Union, GB, XI, CH and NO.
    VatId,
    /// The nine digits of a French enterprise (INSEE).
    Siren,
    /// The fourteen digits of a French establishment (INSEE), La Poste's own rule included.
    Siret,
    /// A bank account: ISO 13616.
    Iban,
    /// A bank: ISO 9362, 8 or 11 characters.
    Bic,
    /// A telephone number as people write it: digits, spaces and `+ ( ) . - /`.
    Phone,
    /// A web address that starts with `http://` or `https://`.
    Url,
    /// A unit of measure in the shape of UN/ECE recommendations 20 and 21: one to three capitals or digits.
    Unit,
    /// A language: `fr`, or with a region `de-CH`.
    Language,
    /// A zone of the IANA database, such as `Europe/Paris`.
    TimeZone,
    /// An electronic address with the list that it comes from: `0225:732829320`, `EM:invoices@acme.example`.
    Endpoint,
}

/// What is wrong with an identifier, precisely enough to tell a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentifierFault {
    /// Nothing there.
    Empty,
    /// A character that has no place in such an identifier, at least not where it stands.
    Character(char),
    /// The number of characters is not one of those expected (for a telephone: of digits, from the first to the last).
    Length { expected: Vec<usize>, found: usize },
    /// The characters do not stand in the order of the pattern: `9` any digit, `A` any letter, `X` either, others as they are.
    Shape { pattern: &'static str },
    /// The check digits contradict the rest: a typing error. `expected` is what they would be were all the rest right.
    Checksum { expected: Option<String> },
    /// No country has this code, or none that gives such identifiers.
    UnknownCountry(String),
    /// The last nine digits of a French VAT number are not a SIREN.
    NotASiren,
    /// An e-mail address needs exactly one `@`; this one has so many.
    AtSigns(usize),
    /// Nothing stands before the `@`.
    EmptyLocalPart,
    /// A dot at the start or end of a part, or two in a row.
    MisplacedDot,
    /// The domain has no dot: `claire@acme`.
    IncompleteDomain,
    /// A part of the domain starts or ends with a hyphen or is too long.
    Domain(String),
    /// A web address without `http://` or `https://`.
    Scheme,
    /// No such language, time zone.
    UnknownName,
}

impl IdentifierFault {
    /// A stable word for the fault: the variant of the message that words it.
    pub fn name(&self) -> &'static str {
        match self {
            IdentifierFault::Empty => "empty",
            IdentifierFault::Character(_) => "character",
            IdentifierFault::Length { .. } => "length",
            IdentifierFault::Shape { .. } => "shape",
            IdentifierFault::Checksum { expected: None } => "checksum",
            IdentifierFault::Checksum { expected: Some(_) } => "checksum-expected",
            IdentifierFault::UnknownCountry(_) => "unknown-country",
            IdentifierFault::NotASiren => "not-a-siren",
            IdentifierFault::AtSigns(0) => "no-at-sign",
            IdentifierFault::AtSigns(_) => "at-signs",
            IdentifierFault::EmptyLocalPart => "empty-local-part",
            IdentifierFault::MisplacedDot => "misplaced-dot",
            IdentifierFault::IncompleteDomain => "incomplete-domain",
            IdentifierFault::Domain(_) => "domain",
            IdentifierFault::Scheme => "scheme",
            IdentifierFault::UnknownName => "unknown-name",
        }
    }

    /// What the message has to name: pairs of argument and value, none for most faults.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            IdentifierFault::Character(c) => vec![("character", visible(*c))],
            IdentifierFault::Length { expected, found } => {
                let lengths: Vec<String> = expected.iter().map(usize::to_string).collect();
                vec![("expected", lengths.join(", ")), ("found", found.to_string())]
            }
            IdentifierFault::Shape { pattern } => vec![("pattern", (*pattern).to_string())],
            IdentifierFault::Checksum { expected: Some(expected) } => vec![("expected", expected.clone())],
            IdentifierFault::UnknownCountry(code) => vec![("country", code.clone())],
            IdentifierFault::AtSigns(found) => vec![("found", found.to_string())],
            IdentifierFault::Domain(part) => vec![("part", part.clone())],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for IdentifierFault {
    /// The fault's name and arguments, for logs: the words for people come from the catalogues.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.args().iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl std::error::Error for IdentifierFault {}

impl IdentifierKind {
    /// Whether the text is such an identifier in its canonical spelling.
    pub fn check(self, text: &str) -> Result<(), IdentifierFault> {
        if text.is_empty() {
            return Err(IdentifierFault::Empty);
        }
        match self {
            IdentifierKind::Email => contact::check_email(text),
            IdentifierKind::Phone => contact::check_phone(text),
            IdentifierKind::Url => contact::check_url(text),
            IdentifierKind::Country => code::check_country(text),
            IdentifierKind::Unit => code::check_unit(text),
            IdentifierKind::Language => code::check_language(text),
            IdentifierKind::TimeZone => code::check_time_zone(text),
            IdentifierKind::Endpoint => endpoint::check_endpoint(text),
            IdentifierKind::VatId => vat::check_vat_id(text),
            IdentifierKind::Siren => french::check_siren(text),
            IdentifierKind::Siret => french::check_siret(text),
            IdentifierKind::Iban => bank::check_iban(text),
            IdentifierKind::Bic => bank::check_bic(text),
        }
    }

    /// The canonical spelling, when the text differs from a valid identifier only by spaces, case and punctuation.
    /// `None` when anything else is wrong. `fr 44 732829320` becomes `FR44732829320`.
    pub fn tidy(self, text: &str) -> Option<String> {
        let tidied = match self {
            IdentifierKind::Email => contact::tidy_email(text),
            IdentifierKind::Phone | IdentifierKind::Url => text.split_whitespace().collect::<Vec<_>>().join(" "),
            IdentifierKind::Country
            | IdentifierKind::Unit
            | IdentifierKind::Siren
            | IdentifierKind::Siret
            | IdentifierKind::Iban
            | IdentifierKind::Bic => compact(text),
            IdentifierKind::VatId => vat::tidy_vat_id(text),
            IdentifierKind::Language => code::tidy_language(text),
            IdentifierKind::TimeZone => code::tidy_time_zone(text)?,
            IdentifierKind::Endpoint => endpoint::tidy_endpoint(text)?,
        };
        self.check(&tidied).is_ok().then_some(tidied)
    }
}

/// Letters and digits only, in capitals: separators that people put between groups are dropped.
fn compact(text: &str) -> String {
    let separator = |c: &char| !(c.is_whitespace() || matches!(c, '.' | '-' | '/' | '·' | '_' | '‑' | '–'));
    text.chars().filter(separator).map(|c| c.to_ascii_uppercase()).collect()
}

/// The first character that is not an ASCII capital or digit is the fault.
fn only_capitals_and_digits(text: &str) -> Result<(), IdentifierFault> {
    match text.chars().find(|c| !(c.is_ascii_uppercase() || c.is_ascii_digit())) {
        Some(c) => Err(IdentifierFault::Character(c)),
        None => Ok(()),
    }
}

/// The first character that is not an ASCII digit is the fault.
fn only_digits(text: &str) -> Result<(), IdentifierFault> {
    match text.chars().find(|c| !c.is_ascii_digit()) {
        Some(c) => Err(IdentifierFault::Character(c)),
        None => Ok(()),
    }
}

fn length(text: &str, expected: &[usize]) -> Result<(), IdentifierFault> {
    let found = text.chars().count();
    if expected.contains(&found) {
        return Ok(());
    }
    Err(IdentifierFault::Length { expected: expected.to_vec(), found })
}

/// A character as a message can show it: blanks and control characters by their code point.
fn visible(c: char) -> String {
    if c.is_whitespace() || c.is_control() { format!("U+{:04X}", u32::from(c)) } else { c.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidies_only_what_is_sure() {
        for (kind, text, tidied) in [
            (IdentifierKind::VatId, "fr 44 732829320", Some("FR44732829320")),
            (IdentifierKind::VatId, "FR 45 732829320", None),
            (IdentifierKind::Siret, "732 829 320 00074", Some("73282932000074")),
            (IdentifierKind::Siren, "732.829.320", Some("732829320")),
            (IdentifierKind::Iban, "fr14 2004 1010 0505 0001 3m02 606", Some("FR1420041010050500013M02606")),
            (IdentifierKind::Bic, "bnpa fr pp xxx", Some("BNPAFRPPXXX")),
            (IdentifierKind::Country, " fr ", Some("FR")),
            (IdentifierKind::Country, "France", None),
            (IdentifierKind::Email, " <Claire@Acme.FR> ", Some("Claire@acme.fr")),
            (IdentifierKind::Email, "mailto:claire@acme.fr", Some("claire@acme.fr")),
            (IdentifierKind::Unit, "hur", Some("HUR")),
            (IdentifierKind::Language, "DE_ch", Some("de-CH")),
            (IdentifierKind::TimeZone, "europe/paris", Some("Europe/Paris")),
            (IdentifierKind::Phone, " 01 23 45  67 89", Some("01 23 45 67 89")),
        ] {
            assert_eq!(kind.tidy(text).as_deref(), tidied, "{text}");
        }
    }

    #[test]
    fn a_fault_names_what_a_message_needs() {
        let fault = IdentifierKind::Siren.check("732 829 320").unwrap_err();
        assert_eq!((fault.name(), fault.args()), ("character", vec![("character", "U+0020".to_string())]));
        let fault = IdentifierKind::VatId.check("BG12345678").unwrap_err();
        assert_eq!(fault.to_string(), "length expected=11, 12 found=10");
    }

    #[test]
    fn hostile_text_never_panics() {
        use IdentifierKind::*;
        let kinds = [Email, Country, VatId, Siren, Siret, Iban, Bic, Phone, Url, Unit, Language, TimeZone, Endpoint];
        let texts = [
            "",
            "\0",
            "é",
            "FRé4732829320",
            "@",
            "@@",
            "日本語日本語",
            "FR７３２８２９３２０",
            "+",
            "http://",
            "-",
            "Ω1",
            "\u{202e}",
        ];
        for kind in kinds {
            for text in texts {
                assert!(kind.check(text).is_err(), "{kind:?} {text:?}");
                assert_eq!(kind.tidy(text), None, "{kind:?} {text:?}");
            }
        }
    }
}
