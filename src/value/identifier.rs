//! Stub until the real one lands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentifierKind {
    Email,
    Country,
    VatId,
    Siren,
    Siret,
    Iban,
    Bic,
    Phone,
    Url,
    Unit,
    Language,
    TimeZone,
}
