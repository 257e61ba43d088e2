//! What the book says about who may change what.

use std::collections::{BTreeMap, BTreeSet};

use super::super::change::{Event, RecordChange, Records};
use super::super::record_diff::FieldChange;
use super::super::{Commit, CommitId};
use super::{Entry, Signature, Work};
use crate::book::Book;
use crate::finding::{Args, Step};
use crate::firm::role::Grant;
use crate::firm::{PATH, Role};
use crate::model::member::Member;
use crate::model::{KindId, Kinds, Shape, Type};
use crate::value::Date;
use crate::value::key::SigningKey;

/// The fields of a member that say what they may do.
const OF_RIGHTS: [&str; 3] = ["roles", "keys", "archived"];

/// Roles, members and keys of one state of the book.
#[derive(Debug, Default)]
pub struct Policy {
    watches: bool,
    /// By id; the rights of all their roles together.
    members: BTreeMap<String, Rights>,
    /// By address in small letters.
    addresses: BTreeMap<String, String>,
    keys: Vec<(String, SigningKey)>,
    /// `team/`, whose files say who may do what.
    team: Option<KindId>,
}

#[derive(Debug, Clone, Default)]
struct Rights {
    write: Vec<Grant>,
    /// `None`: every kind.
    remove: Vec<Option<KindId>>,
    issue: bool,
    settings: bool,
}

/// One reason why an update is refused: a key of the catalogue and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// `None`: the update as a whole.
    pub commit: Option<CommitId>,
    /// The address that the commit gives for its author.
    pub author: String,
    pub key: &'static str,
    pub args: Args,
}

impl Refusal {
    /// About the update as a whole.
    pub fn of_all(key: &'static str, args: Args) -> Refusal {
        Refusal { commit: None, author: String::new(), key, args }
    }
}

impl Policy {
    /// Reads roles, members and keys. Who has left by `today` has no rights; a key that two members share is nobody's.
    pub fn of(book: &Book, today: Date) -> Policy {
        let mut policy =
            Policy { watches: !book.firm.file.role.is_empty(), team: book.kinds.named("member"), ..Policy::default() };
        let mut owners: BTreeMap<SigningKey, BTreeSet<String>> = BTreeMap::new();
        for (record, found) in book.sound_named("member") {
            let Some(member) = book.typed::<Member>(record) else { continue };
            let id = found.id.to_string();
            if let Some(email) = &member.email {
                policy.addresses.insert(email.0.to_lowercase(), id.clone());
            }
            if member.archived.is_some_and(|day| day <= today) {
                continue;
            }
            for key in member.keys.iter().filter_map(|text| SigningKey::parse(text).ok()) {
                owners.entry(key).or_default().insert(id.clone());
            }
            let roles = book.firm.file.role.iter().filter(|role| member.roles.contains(&role.id));
            let rights = roles.fold(Rights::default(), |rights, role| rights.and(role, &book.kinds));
            policy.members.insert(id, rights);
        }
        for (key, owners) in owners {
            if let Some(owner) = owners.first().filter(|_| owners.len() == 1) {
                policy.keys.push((owner.clone(), key));
            }
        }
        policy
    }

    /// Whether there is any role; without one, nobody is asked who they are.
    pub fn watches(&self) -> bool {
        self.watches
    }

    /// The keys, each with the member whose it is.
    pub fn keys(&self) -> Vec<(String, SigningKey)> {
        self.keys.clone()
    }

    /// The member who has this address. An address proves nothing: it is only said.
    pub fn named_by(&self, address: &str) -> Option<String> {
        self.addresses.get(&address.to_lowercase()).cloned()
    }

    /// Whether whoever signed may number documents.
    pub fn may_issue(&self, signature: &Signature) -> bool {
        matches!(signature, Signature::Member(member) if self.members.get(member).is_some_and(|rights| rights.issue))
    }

    /// What stands against a commit that did this work.
    pub fn judge(&self, records: &Records<'_>, commit: &Commit, signature: &Signature, work: &Work) -> Vec<Refusal> {
        let author = &commit.author.email;
        let refusal = |key, args| Refusal { commit: Some(commit.id), author: author.clone(), key, args };
        let member = match signature {
            Signature::Member(member) => member,
            Signature::None => return vec![refusal("guard-unsigned", Vec::new())],
            Signature::Unknown(key) => return vec![refusal("guard-unknown-key", vec![("name", key.clone())])],
            Signature::Bad(said) => return vec![refusal("guard-bad-signature", vec![("said", said.clone())])],
        };
        let none = Rights::default();
        let rights = self.members.get(member).unwrap_or(&none);
        let mut refusals = Vec::new();
        let mut refuse = |key, mut args: Args| {
            args.push(("member", member.clone()));
            refusals.push(refusal(key, args));
        };
        for change in &work.records {
            self.record(rights, records, change, &mut refuse);
        }
        for entry in work.others.iter().filter(|entry| !rights.allow_file(entry)) {
            let key = if entry.regular { "guard-file" } else { "guard-link" };
            refuse(key, vec![("path", entry.full.clone())]);
        }
        refusals
    }

    fn record(
        &self,
        rights: &Rights,
        records: &Records<'_>,
        change: &RecordChange,
        refuse: &mut dyn FnMut(&'static str, Args),
    ) {
        let Some(kind) = change.subject.kind else {
            if !rights.settings {
                refuse("guard-settings", vec![("path", PATH.to_owned())]);
            }
            return;
        };
        let shape = records.shape(Some(kind));
        let name = format!("{}/{}", shape.name, change.subject.id);
        let about = |more: Args| [vec![("record", name.clone()), ("kind", shape.name.to_string())], more].concat();
        if Some(kind) == self.team {
            let of_rights = |field: &FieldChange| OF_RIGHTS.contains(&field.top());
            let whole = change.event != Event::Changed || change.old_id.is_some() || change.broken;
            if rights.settings {
                return;
            }
            if whole || change.fields.iter().any(of_rights) {
                return refuse("guard-settings", vec![("path", name.clone())]);
            }
        }
        let numbered = numbered(records, shape, change);
        if numbered && change.event != Event::Changed && !rights.issue {
            return refuse("guard-issue", about(Vec::new()));
        }
        match change.event {
            Event::Removed => {
                if !rights.remove.iter().any(|allowed| allowed.is_none_or(|allowed| allowed == kind)) {
                    refuse("guard-remove", about(Vec::new()));
                }
                return;
            }
            Event::Created => {
                if !(rights.allow(kind, &[]) || numbered) {
                    refuse("guard-create", about(Vec::new()));
                }
                return;
            }
            Event::Changed => {}
        }
        if (change.old_id.is_some() || change.broken) && !rights.allow(kind, &[]) {
            return refuse(if change.broken { "guard-broken" } else { "guard-rename" }, about(Vec::new()));
        }
        let mut forbidden = BTreeSet::new();
        let mut issued = BTreeSet::new();
        for field in &change.fields {
            let keys: Vec<&str> = keys(field);
            if numbered && is_fiscal(shape, &keys) {
                if !rights.issue {
                    issued.insert(keys.join("."));
                }
            } else if !(rights.allow(kind, &keys) || numbered && rights.issue) {
                forbidden.insert(keys.join("."));
            }
        }
        let list = |fields: BTreeSet<String>| fields.into_iter().collect::<Vec<_>>().join(", ");
        if !issued.is_empty() {
            let key = if issued.contains("number") { "guard-issue" } else { "guard-issued" };
            refuse(key, about(vec![("fields", list(issued))]));
        }
        if !forbidden.is_empty() {
            refuse("guard-write", about(vec![("fields", list(forbidden))]));
        }
    }
}

impl Rights {
    fn and(mut self, role: &Role, kinds: &Kinds) -> Rights {
        self.write.extend(role.write.iter().filter_map(|text| Grant::parse(kinds, text)));
        for text in &role.remove {
            match (text.as_str(), kinds.named(text)) {
                ("*", _) => self.remove.push(None),
                (_, Some(kind)) => self.remove.push(Some(kind)),
                (_, None) => {}
            }
        }
        self.issue |= role.issue == Some(true);
        self.settings |= role.settings == Some(true);
        self
    }

    /// Whether the field at these keys may be written; without keys, the whole record.
    fn allow(&self, kind: KindId, keys: &[&str]) -> bool {
        self.write.iter().any(|grant| match grant {
            Grant::Everything => true,
            Grant::Kind(allowed) => *allowed == kind,
            Grant::Field(allowed, path) => {
                *allowed == kind && keys.len() >= path.len() && path.iter().zip(keys).all(|(a, b)| &**a == *b)
            }
            Grant::Folder(_) => false,
        })
    }

    fn allow_file(&self, entry: &Entry) -> bool {
        if self.settings {
            return true;
        }
        let Some(path) = &entry.path else {
            // Beside a book in a subfolder may lie anything; what hides there steers the services that run the guard, and
            // another carnet.toml would be a book where the guard might look for this one.
            let name = entry.full.rsplit('/').next().unwrap_or_default();
            return entry.regular && !entry.full.starts_with('.') && !name.eq_ignore_ascii_case(PATH);
        };
        let inside = |grant: &Grant| matches!(grant, Grant::Folder(folder) if path.starts_with(&**folder));
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        entry.regular && !hidden && self.write.iter().any(inside)
    }
}

/// The keys of a path, without positions in lists.
fn keys(field: &FieldChange) -> Vec<&str> {
    field
        .path
        .0
        .iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(&**key),
            Step::Index(_) => None,
        })
        .collect()
}

/// Whether it is a document with a number, or had one before.
fn numbered(records: &Records<'_>, shape: &Shape, change: &RecordChange) -> bool {
    let bears_one = || match records.version(&change.subject, &change.path, change.blob) {
        Ok(version) => version.text(shape, "number").is_some(),
        // Who cannot tell refuses.
        Err(_) => true,
    };
    shape.position("series").is_some()
        && shape.position("number").is_some()
        && (change.fields.iter().any(|field| field.top() == "number") || bears_one())
}

/// Whether what stands at these keys is part of what the law calls the document: a fiscal field, or a table that has one.
fn is_fiscal(shape: &Shape, keys: &[&str]) -> bool {
    let Some((first, rest)) = keys.split_first() else { return false };
    // A key that is no field (any more) may have been one.
    let Some(field) = shape.field(first) else { return true };
    match field.ty.item() {
        // The seal is made of what is fiscal.
        _ if field.fiscal || **first == *"seal" => true,
        Type::Table(inner) if rest.is_empty() => inner.fields.iter().any(|field| field.fiscal),
        Type::Table(inner) => is_fiscal(inner, rest),
        _ => false,
    }
}
