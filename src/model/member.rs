//! Who works here.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::{Date, Email, Phone, Ref};
use super::kind::Model;

/// Somebody of the firm.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Member {
    /// Full name.
    #[schemars(extend("x-personal" = true))]
    pub name: String,
    /// The address of their commits.
    #[schemars(extend("x-personal" = true))]
    pub email: Option<Email>,
    /// Telephone.
    #[schemars(extend("x-personal" = true))]
    pub phone: Option<Phone>,

    /// What they do.
    #[schemars(extend("x-group" = true))]
    pub role: Option<String>,
    /// Who they report to.
    pub manager: Option<Ref<Member>>,
    /// Where they work.
    pub office: Option<String>,

    /// Roles of `carnet.toml` that they have: what they may change where `carnet guard` watches.
    #[schemars(extend("x-group" = true))]
    #[serde(default)]
    pub roles: Vec<String>,
    /// Keys that they sign commits with: `ssh-ed25519 AAAA…`, or the fingerprint of an OpenPGP key.
    #[serde(default)]
    pub keys: Vec<String>,

    /// Left the firm on that day.
    #[schemars(extend("x-group" = true))]
    pub archived: Option<Date>,
}

impl Model for Member {
    const NAME: &'static str = "member";
    const FOLDER: &'static str = "team";
    const ALIASES: &'static [&'static str] = &["membre", "équipe", "equipe"];
    const COLUMNS: &'static [&'static str] = &["name", "role", "manager", "email"];
}
