//! The file inside of a hybrid invoice, and what the PDF says about it.

use crate::einvoice::profile::Profile;

/// The name that Factur-X 1.0 and ZUGFeRD 2 want (`fx:DocumentFileName`).
#[cfg(feature = "pdf")]
pub const FILE_NAME: &str = "factur-x.xml";
/// `fx:Version`.
#[cfg(feature = "pdf")]
pub const VERSION: &str = "1.0";

/// The XML of a hybrid invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// CII.
    pub bytes: Vec<u8>,
    pub profile: Profile,
}

impl Attachment {
    /// How the file relates to the page (AFRelationship of ISO 19005-3, 6.8), as Typst's `pdf.attach` names it. An invoice in
    /// full is the page said another way; MINIMUM and BASIC WL, which are no invoices by themselves, are data of it
    /// (Factur-X 1.0, 6.2.2).
    pub fn relationship(&self) -> &'static str {
        if self.profile.has_lines() { "alternative" } else { "data" }
    }

    /// `fx:ConformanceLevel`.
    pub fn level(&self) -> &'static str {
        self.profile.conformance_level()
    }
}
