//! People at customers.

use schemars::JsonSchema;
use serde::Deserialize;

use super::customer::Customer;
use super::field::{Date, Email, LanguageTag, Phone, Ref};
use super::kind::Model;

/// What somebody is for one customer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct ContactRole {
    /// The customer.
    pub customer: Ref<Customer>,
    /// What they do there.
    pub role: Option<Role>,
    /// The site they belong to, by its id.
    pub site: Option<String>,
}

/// What a contact does for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Buyer,
    AccountsPayable,
    Site,
    Signatory,
    Technical,
    Other,
}

/// A person, with a role per customer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Contact {
    /// Full name.
    #[schemars(extend("x-personal" = true))]
    pub name: String,
    /// First name, for letters.
    #[schemars(extend("x-personal" = true))]
    pub first_name: Option<String>,
    /// Last name.
    #[schemars(extend("x-personal" = true))]
    pub last_name: Option<String>,
    /// Function: "Head of purchasing".
    pub title: Option<String>,

    /// E-mail address.
    #[schemars(extend("x-group" = true, "x-personal" = true))]
    pub email: Option<Email>,
    /// Telephone.
    #[schemars(extend("x-personal" = true))]
    pub phone: Option<Phone>,
    /// Mobile telephone.
    #[schemars(extend("x-personal" = true))]
    pub mobile: Option<Phone>,
    /// Language to write in.
    pub language: Option<LanguageTag>,

    /// Free words to group by.
    #[serde(default)]
    #[schemars(extend("x-group" = true))]
    pub tags: Vec<String>,

    /// Left on that day.
    #[schemars(extend("x-group" = true))]
    pub archived: Option<Date>,

    /// When their data were last found right.
    pub confirmed: Option<ConfirmedContact>,
    /// What they are for which customer.
    #[serde(default)]
    pub roles: Vec<ContactRole>,
}

/// The day on which each datum of a contact was last found right. A later change of the datum makes it void.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct ConfirmedContact {
    /// The function.
    pub title: Option<Date>,
    /// The e-mail address.
    pub email: Option<Date>,
    /// The telephone number.
    pub phone: Option<Date>,
    /// The mobile telephone number.
    pub mobile: Option<Date>,
    /// That they still work there, in their roles.
    pub roles: Option<Date>,
}

impl Model for Contact {
    const NAME: &'static str = "contact";
    const FOLDER: &'static str = "contacts";
    const COLUMNS: &'static [&'static str] = &["name", "email", "phone", "title"];
}
