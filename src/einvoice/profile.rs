//! How much of an invoice a file holds.

/// The profiles of Factur-X 1.0 and ZUGFeRD 2, from the least to the most. UBL knows the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// Parties, date, number, totals: a help for booking, no invoice in the sense of the VAT directive.
    Minimum,
    /// All that concerns the whole document, but no lines: neither is it an invoice.
    BasicWl,
    /// With lines.
    Basic,
    /// All of EN 16931-1.
    En16931,
    /// And what its extensions hold: the order of each line, several identifiers of the buyer.
    Extended,
}

impl Profile {
    pub const ALL: [Profile; 5] =
        [Profile::Minimum, Profile::BasicWl, Profile::Basic, Profile::En16931, Profile::Extended];

    /// As the metadata of a Factur-X PDF writes it (`fx:ConformanceLevel`).
    pub fn conformance_level(self) -> &'static str {
        match self {
            Profile::Minimum => "MINIMUM",
            Profile::BasicWl => "BASIC WL",
            Profile::Basic => "BASIC",
            Profile::En16931 => "EN 16931",
            Profile::Extended => "EXTENDED",
        }
    }

    /// Whether it is an invoice after EN 16931, with its lines.
    pub fn has_lines(self) -> bool {
        self >= Profile::Basic
    }
}
