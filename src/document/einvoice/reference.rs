//! `docs/einvoice-terms.md`: the targets and the terms, from the tables that the program itself reads.

use super::key::{KEYS, Key};
use crate::einvoice::rule::{RULES, Set};
use crate::einvoice::target::{Syntax, TARGETS};
use crate::finding::{Catalogue, Language};

/// The page, in Markdown.
pub fn reference() -> String {
    let catalogue = Catalogue::new(Language::English);
    let mut out = String::from(
        "# E-invoices: targets, terms and rules\n\nMade from the program's own tables; `docs/einvoices.md` tells what they are \
         for.\n\n## Targets\n\n| `einvoice` | syntax | profile | in the PDF | rules beyond EN 16931 |\n|---|---|---|---|---|\n",
    );
    for spec in TARGETS {
        let syntax = if spec.syntax == Syntax::Ubl { "UBL 2.1" } else { "CII D16B" };
        let rules: Vec<&str> = spec.rules.iter().map(|set| set_name(*set)).collect();
        let hybrid = if spec.hybrid { "yes" } else { "" };
        let profile = spec.profile.conformance_level();
        out += &format!("| `{}` | {syntax} | {profile} | {hybrid} | {} |\n", spec.name, rules.join(", "));
    }
    out += "\n## Which key feeds which term\n\nWhat issuing freezes is read from the document's `[seller]` and `[buyer]` then; the \
            keys here are those that a person writes.\n\n| term | what it is | key |\n|---|---|---|\n";
    for (term, key) in KEYS {
        let what = catalogue.text(&format!("einvoice-term-{}", term.to_ascii_lowercase()), &[]);
        out += &format!("| {term} | {what} | {} |\n", key_words(*key));
    }
    out += "\n## Rules that are checked before anything is written\n\nThe rule's name is that of its source; `CARNET-` rules say \
            what no e-invoice can hold, `CHORUS-` rules what French public buyers want.\n\n";
    for (set, rules) in RULES {
        let mut names: Vec<&str> = rules.iter().map(|rule| rule.id).collect();
        names.dedup();
        out += &format!("- **{}**: {}\n", set_name(*set), names.join(", "));
    }
    out
}

fn set_name(set: Set) -> &'static str {
    match set {
        Set::Core => "EN 16931",
        Set::Network => "Peppol and XRechnung",
        Set::Peppol => "Peppol BIS Billing 3",
        Set::Germany => "XRechnung 3.0",
        Set::France => "French reform",
        Set::FrancePublic => "French public buyers",
    }
}

fn key_words(key: Key) -> String {
    match key {
        Key::Firm(keys) | Key::FirmRoute(keys) => format!("`firm.{}` of `carnet.toml`", keys.join(".")),
        Key::Buyer(keys) | Key::BuyerRoute(keys) => format!("`{}` of the customer", keys.join(".")),
        Key::Settings(keys) => format!("`{}` of `carnet.toml`", keys.join(".")),
        Key::Document(keys) => format!("`{}` of the invoice", keys.join(".")),
        Key::Item(key) => format!("`{key}` of the line, allowance or charge"),
        Key::Rate(key) => format!("`tax.{key}` of `carnet.toml`"),
    }
}
