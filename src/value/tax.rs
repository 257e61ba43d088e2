//! Tax categories: how a supply is taxed.

use schemars::JsonSchema;
use serde::Deserialize;

/// How a supply is taxed: the codes of UNTDID 5305 that EN 16931 uses (BT-118, BT-151).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
pub enum TaxCategory {
    /// `S`: a rate above zero.
    #[serde(rename = "S")]
    Standard,
    /// `Z`: taxed at the rate zero.
    #[serde(rename = "Z")]
    Zero,
    /// `E`: exempt.
    #[serde(rename = "E")]
    Exempt,
    /// `AE`: the customer owes the tax.
    #[serde(rename = "AE")]
    ReverseCharge,
    /// `K`: supply to another country of the European Union.
    #[serde(rename = "K")]
    IntraCommunity,
    /// `G`: export out of the European Union.
    #[serde(rename = "G")]
    Export,
    /// `O`: not subject to VAT.
    #[serde(rename = "O")]
    OutOfScope,
    /// `L`: the Canary Islands' IGIC.
    #[serde(rename = "L")]
    Canary,
    /// `M`: the IPSI of Ceuta and Melilla.
    #[serde(rename = "M")]
    CeutaMelilla,
    /// `none`: nothing is known about tax, as in imported data. No code of the standard; no e-invoice can be made of it.
    #[serde(rename = "none")]
    None,
}

impl TaxCategory {
    pub const ALL: [TaxCategory; 10] = [
        TaxCategory::Standard,
        TaxCategory::Zero,
        TaxCategory::Exempt,
        TaxCategory::ReverseCharge,
        TaxCategory::IntraCommunity,
        TaxCategory::Export,
        TaxCategory::OutOfScope,
        TaxCategory::Canary,
        TaxCategory::CeutaMelilla,
        TaxCategory::None,
    ];

    /// The code of UNTDID 5305, or `none`.
    pub fn code(self) -> &'static str {
        match self {
            TaxCategory::Standard => "S",
            TaxCategory::Zero => "Z",
            TaxCategory::Exempt => "E",
            TaxCategory::ReverseCharge => "AE",
            TaxCategory::IntraCommunity => "K",
            TaxCategory::Export => "G",
            TaxCategory::OutOfScope => "O",
            TaxCategory::Canary => "L",
            TaxCategory::CeutaMelilla => "M",
            TaxCategory::None => "none",
        }
    }

    /// Whether it charges no tax and must say why (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10).
    pub fn is_free(self) -> bool {
        use TaxCategory::{Exempt, Export, IntraCommunity, OutOfScope, ReverseCharge};
        matches!(self, Exempt | ReverseCharge | IntraCommunity | Export | OutOfScope)
    }

    pub fn from_code(code: &str) -> Option<TaxCategory> {
        TaxCategory::ALL.into_iter().find(|category| category.code() == code)
    }
}
