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
pub struct IdentifierFault;
impl IdentifierFault {
    pub fn name(&self) -> &'static str {
        "x"
    }
    pub fn args(&self) -> Vec<(&'static str, String)> {
        vec![]
    }
}
impl IdentifierKind {
    pub fn check(self, _t: &str) -> Result<(), IdentifierFault> {
        Ok(())
    }
    pub fn tidy(self, _t: &str) -> Option<String> {
        None
    }
}
