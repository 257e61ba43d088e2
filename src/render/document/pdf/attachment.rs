//! The file inside of a hybrid invoice, and what the PDF says about it.

/// How an attached file relates to the page (AFRelationship of ISO 19005-3, 6.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// It says the same as the page: an invoice in full.
    Alternative,
    /// It was the base of the page, and says less: MINIMUM and BASIC WL, which are no invoices by themselves.
    Data,
}

impl Relationship {
    /// As Typst's `pdf.attach` names it.
    pub fn name(self) -> &'static str {
        match self {
            Relationship::Alternative => "alternative",
            Relationship::Data => "data",
        }
    }
}

/// The level of a hybrid invoice, as its metadata name it (Factur-X 1.0, ZUGFeRD 2: `fx:ConformanceLevel`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    Minimum,
    BasicWl,
    Basic,
    En16931,
    Extended,
    /// The reference profile for German authorities.
    Xrechnung,
}

impl Conformance {
    pub const ALL: [Conformance; 6] = [
        Conformance::Minimum,
        Conformance::BasicWl,
        Conformance::Basic,
        Conformance::En16931,
        Conformance::Extended,
        Conformance::Xrechnung,
    ];

    /// `fx:ConformanceLevel`.
    pub fn level(self) -> &'static str {
        match self {
            Conformance::Minimum => "MINIMUM",
            Conformance::BasicWl => "BASIC WL",
            Conformance::Basic => "BASIC",
            Conformance::En16931 => "EN 16931",
            Conformance::Extended => "EXTENDED",
            Conformance::Xrechnung => "XRECHNUNG",
        }
    }

    /// What readers show beside the attached file.
    pub fn title(self) -> &'static str {
        match self {
            Conformance::Minimum => "Factur-X MINIMUM",
            Conformance::BasicWl => "Factur-X BASIC WL",
            Conformance::Basic => "Factur-X BASIC",
            Conformance::En16931 => "Factur-X EN 16931",
            Conformance::Extended => "Factur-X EXTENDED",
            Conformance::Xrechnung => "XRechnung",
        }
    }

    /// `fx:Version`: of Factur-X, or of XRechnung.
    pub fn version(self) -> &'static str {
        match self {
            Conformance::Xrechnung => "3.0",
            _ => "1.0",
        }
    }

    /// `fx:DocumentFileName`.
    pub fn file_name(self) -> &'static str {
        match self {
            Conformance::Xrechnung => "xrechnung.xml",
            _ => "factur-x.xml",
        }
    }

    pub fn relationship(self) -> Relationship {
        match self {
            Conformance::Minimum | Conformance::BasicWl => Relationship::Data,
            _ => Relationship::Alternative,
        }
    }
}

/// The XML of a hybrid invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
    pub relationship: Relationship,
    pub conformance: Conformance,
}

impl Attachment {
    /// Named and related as the level wants it.
    pub fn hybrid(bytes: Vec<u8>, conformance: Conformance) -> Attachment {
        let name = conformance.file_name().to_owned();
        Attachment { name, bytes, relationship: conformance.relationship(), conformance }
    }
}
