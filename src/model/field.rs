//! The types that a kind's fields may have. Each is a newtype whose JSON Schema carries an `x-type`, which
//! [`crate::model::shape`] compiles; the walk checks the format, so these hold text that was already checked.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::kind::Model;
use crate::value::{Decimal, decimal};

macro_rules! field_types {
    ($($(#[$doc:meta])* $name:ident($(#[$how:meta])? $inner:ty) = $json:literal $x_type:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Deserialize)]
            #[serde(transparent)]
            pub struct $name($(#[$how])? pub $inner);

            impl JsonSchema for $name {
                fn inline_schema() -> bool {
                    true
                }
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": $json, "x-type": $x_type })
                }
            }
        )*
        /// The `x-type` words that the newtypes of this file write, for the completeness test.
        pub const X_TYPES: &[&str] = &[$($x_type),*, "date", "ref"];
    };
}

field_types! {
    /// An amount of money in the record's currency, with at most its decimals.
    Amount(#[serde(deserialize_with = "decimal::exact")] Decimal) = "number" "amount";
    /// A price for one unit in the record's currency; at most 8 decimals.
    UnitPrice(#[serde(deserialize_with = "decimal::exact")] Decimal) = "number" "unit-price";
    /// How many units; at most 8 decimals.
    Quantity(#[serde(deserialize_with = "decimal::exact")] Decimal) = "number" "quantity";
    /// A percentage: `20` is 20 %.
    Percent(#[serde(deserialize_with = "decimal::exact")] Decimal) = "number" "percent";
    /// A whole number.
    Integer(i64) = "integer" "integer";
    /// A reference to a record of any kind, `kind/id`.
    AnyRef(String) = "string" "any-ref";
    /// Text of several lines, the body of a note.
    Body(String) = "string" "body";
    /// An e-mail address.
    Email(String) = "string" "email";
    /// A telephone number, digits and the usual separators.
    Phone(String) = "string" "phone";
    /// A web address.
    Url(String) = "string" "url";
    /// An ISO 3166-1 alpha-2 code.
    Country(String) = "string" "country";
    /// An ISO 4217 code.
    CurrencyCode(String) = "string" "currency";
    /// An ISO 639-1 language, with or without a country: `fr`, `en-GB`.
    LanguageTag(String) = "string" "language";
    /// A time zone of the IANA database: `Europe/Paris`.
    TimeZone(String) = "string" "time-zone";
    /// A VAT identification number with its country prefix.
    VatId(String) = "string" "vat-id";
    /// A French company number, 9 digits.
    Siren(String) = "string" "siren";
    /// A French establishment number, 14 digits.
    Siret(String) = "string" "siret";
    /// An electronic address for invoices with its scheme: `0225:732829320`, `EM:invoices@acme.example`.
    Endpoint(String) = "string" "endpoint";
    /// An international bank account number.
    Iban(String) = "string" "iban";
    /// A bank identifier (BIC, SWIFT).
    Bic(String) = "string" "bic";
    /// A unit of measure: a code of UN/ECE recommendation 20 or a short word (`day`, `hour`).
    Unit(String) = "string" "unit";
    /// A payment term formula: `30d-eom`.
    TermsFormula(String) = "string" "terms";
    /// A query over customers, as typed after `carnet list customer`.
    CustomerQuery(String) = "string" "query";
    /// The id of a tax rate in `carnet.toml`.
    TaxCode(String) = "string" "tax-code";
    /// The id of a pipeline in `carnet.toml`.
    PipelineCode(String) = "string" "pipeline-code";
    /// The id of a stage in the deal's pipeline.
    StageCode(String) = "string" "stage-code";
    /// The id of a number series in `carnet.toml`.
    SeriesCode(String) = "string" "series-code";
}

pub use crate::value::Date;

impl JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "x-type": "date" })
    }
}

/// A reference to a record of one kind: its bare id.
pub struct Ref<K> {
    pub id: String,
    kind: PhantomData<fn() -> K>,
}

impl<K> Ref<K> {
    pub fn as_str(&self) -> &str {
        &self.id
    }
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        Ref { id: self.id.clone(), kind: PhantomData }
    }
}

impl<K> PartialEq for Ref<K> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<K> std::fmt::Debug for Ref<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.id.fmt(f)
    }
}

impl<'de, K> Deserialize<'de> for Ref<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Ref { id: String::deserialize(deserializer)?, kind: PhantomData })
    }
}

impl<K: Model> JsonSchema for Ref<K> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("RefTo-{}", K::NAME).into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "x-type": "ref", "x-target": K::NAME })
    }
}
