//! Roles and signing keys: what `carnet guard` will read. A mistyped one would allow less than somebody believes, or more.

use std::collections::HashMap;

use super::fix;
use crate::figures::Figures;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::firm::role::Grant;
use crate::firm::{PATH, Role};
use crate::model::Shape;
use crate::model::member::Member;
use crate::model::shape::nearest;
use crate::value::key::{KeyFault, SigningKey};

/// What each role names, which roles members have, and their keys.
pub fn roles(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (i, role) in book.firm.file.role.iter().enumerate() {
        settings(figures, i, role, findings);
    }
    let declared: Vec<&str> = book.firm.file.role.iter().map(|role| role.id.as_str()).collect();
    let mut owners: HashMap<SigningKey, Place> = HashMap::new();
    for (record, _) in book.sound_named("member") {
        let Some(member) = book.typed::<Member>(record) else { continue };
        for (i, role) in member.roles.iter().enumerate() {
            if !declared.contains(&role.as_str()) {
                let place = book.place(record, KeyPath::key("roles").at(i));
                let finding = Finding::new(&code::UNKNOWN_CODE, place).arg("key", "roles").arg("value", role);
                let choices = if declared.is_empty() { "-".to_owned() } else { declared.join(", ") };
                let finding = finding.arg("table", "@table-role").arg("choices", choices);
                findings.push(suggest(finding, role, declared.iter().copied()));
            }
        }
        for (i, text) in member.keys.iter().enumerate() {
            let place = book.place(record, KeyPath::key("keys").at(i));
            let finding = |variant| Finding::new(&code::BAD_KEY, place.clone()).variant(variant).arg("key", "keys");
            match SigningKey::parse(text) {
                Err(fault) => findings.push(finding(match fault {
                    KeyFault::Form => "form",
                    KeyFault::Damaged => "damaged",
                    KeyFault::Private => "private",
                    KeyFault::Short => "short",
                })),
                Ok(key) => match owners.get(&key) {
                    Some(first) => {
                        findings.push(finding("twice").label(first.clone(), "label-first-here", Vec::new()));
                    }
                    None => {
                        owners.insert(key, place);
                    }
                },
            }
        }
    }
}

fn settings(figures: &Figures<'_>, at: usize, role: &Role, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let kinds = || book.kinds.iter().map(|(_, kind)| kind.name);
    let finding = |list: &str, i: usize, variant, value: &str| {
        let place = Place::key(PATH, KeyPath::key("role").at(at).and(list).at(i));
        Finding::new(&code::ROLE, place).variant(variant).arg("role", &role.id).arg("value", value)
    };
    for (i, text) in role.write.iter().enumerate() {
        match Grant::parse(&book.kinds, text) {
            Some(Grant::Field(kind, path)) => {
                if let Some(unknown) = unknown(book.shape(kind), &path) {
                    let name = book.kinds.get(kind).name;
                    findings.push(finding("write", i, "field", text).arg("kind", name).arg("key", unknown));
                }
            }
            Some(_) => {}
            None => {
                let (kind, rest) = text.split_once('.').map_or((text.as_str(), ""), |(kind, rest)| (kind, rest));
                let better = book.kinds.called(kind).map(|kind| book.kinds.get(kind).name);
                let better = better.or_else(|| nearest(kind, kinds()));
                let dot = if rest.is_empty() { "" } else { "." };
                let finding = finding("write", i, "kind", text).arg("choices", kinds().collect::<Vec<_>>().join(", "));
                findings.push(match better {
                    Some(kind) => suggestion(finding, &format!("{kind}{dot}{rest}")),
                    None => finding,
                });
            }
        }
    }
    for (i, text) in role.remove.iter().enumerate() {
        if text != "*" && book.kinds.named(text).is_none() {
            let finding = finding("remove", i, "kind", text).arg("choices", kinds().collect::<Vec<_>>().join(", "));
            let called = book.kinds.called(text).map(|kind| book.kinds.get(kind).name);
            findings.push(match called {
                Some(kind) => suggestion(finding, kind),
                None => suggest(finding, text, kinds()),
            });
        }
    }
}

/// The first part of a path that no field bears.
fn unknown<'p>(shape: &Shape, path: &'p [Box<str>]) -> Option<&'p str> {
    let (first, rest) = path.split_first()?;
    match shape.field(first) {
        None => Some(first),
        Some(_) if rest.is_empty() => None,
        Some(field) => match field.ty.shape() {
            Some(inner) => unknown(inner, rest),
            None => rest.first().map(|part| &**part),
        },
    }
}

fn suggest<'a>(finding: Finding, word: &str, known: impl Iterator<Item = &'a str>) -> Finding {
    match nearest(word, known) {
        Some(better) => suggestion(finding, better),
        None => finding,
    }
}

fn suggestion(finding: Finding, better: &str) -> Finding {
    let variant = if finding.code.id == code::ROLE.id { "kind-suggestion" } else { "suggestion" };
    fix::propose(finding.variant(variant).arg("suggestion", better), better, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;
    use crate::value::Date;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOjxkqJmYv6f8p8Y1y8f5qv4t0f3F4m3q1m2n3o4p5q6";

    /// `code variant` of what is found.
    fn found(settings: &str, members: &[&str]) -> Vec<String> {
        let mut sources = vec![Source::new("carnet.toml", format!("format = 2\n{settings}").into_bytes())];
        for (i, member) in members.iter().enumerate() {
            let text = format!("name = \"M\"\n{member}\n");
            sources.push(Source::new(&format!("team/m{i}.toml"), text.into_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        let mut findings = Vec::new();
        roles(&Figures::new(&book, Date::new(2026, 11, 1).unwrap()), &mut findings);
        findings.iter().map(|f| format!("{} {}", f.code.name, f.variant.unwrap_or("-"))).collect()
    }

    #[test]
    fn a_role_names_kinds_and_fields_that_exist() {
        let role = |lists: &str| found(&format!("[[role]]\nid = \"r\"\n{lists}\n"), &[]);
        assert_eq!(
            role("write = [\"customer\", \"deal.stage\", \"invoice.lines.quantity\", \"files/\", \"*\"]"),
            [""; 0]
        );
        assert_eq!(role("write = [\"deals.stage\"]"), ["role kind-suggestion"]);
        assert_eq!(role("write = [\"deal.stagge\", \"deal.stage.name\"]"), ["role field", "role field"]);
        assert_eq!(role("remove = [\"factures\", \"moon\"]"), ["role kind-suggestion", "role kind"]);
    }

    #[test]
    fn a_member_has_declared_roles_and_keys_of_their_own() {
        let seller = "[[role]]\nid = \"seller\"\n";
        assert_eq!(found(seller, &["roles = [\"seller\"]"]), [""; 0]);
        assert_eq!(
            found(seller, &["roles = [\"seler\", \"x\"]"]),
            ["unknown-firm-code suggestion", "unknown-firm-code -"]
        );
        let key = format!("keys = [\"{KEY} laptop\"]");
        assert_eq!(found("", &[&key]), [""; 0]);
        assert_eq!(found("", &[&key, &key]), ["bad-signing-key twice"]);
        assert_eq!(
            found("", &["keys = [\"0123456789ABCDEF\", \"me\"]"]),
            ["bad-signing-key short", "bad-signing-key form"]
        );
    }
}
