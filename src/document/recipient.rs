//! Whom a document goes to: the contact of the customer whose role fits, and the language to write in.

use super::Tongue;
use crate::book::{Book, RecordRef, link};
use crate::figures::Figures;
use crate::model::contact::{Contact, Role};
use crate::model::customer::Customer;
use crate::value::Date;

/// Somebody to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The customer's record.
    pub customer: RecordRef,
    /// The contact's name, else the customer's.
    pub name: String,
    pub email: String,
    /// Whether a person is meant, who is greeted by name.
    pub person: bool,
}

/// Which role each kind of document is for, the best one first.
pub fn roles(kind: &str) -> &'static [Role] {
    match kind {
        "invoice" => &[Role::AccountsPayable, Role::Buyer],
        "quote" => &[Role::Buyer, Role::Signatory],
        "order" => &[Role::Buyer],
        "delivery" => &[Role::Site, Role::Buyer],
        _ => &[],
    }
}

/// What a role is called in files.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Buyer => "buyer",
        Role::AccountsPayable => "accounts-payable",
        Role::Site => "site",
        Role::Signatory => "signatory",
        Role::Technical => "technical",
        Role::Other => "other",
    }
}

/// The customer whom a document is sent to: an invoice goes to whoever is invoiced instead, where somebody is.
pub fn customer(book: &Book, document: RecordRef) -> Option<RecordRef> {
    let (record, shape) = (book.get(document), book.shape(document.kind));
    let customer = link::target(book, "customer", record.text(shape, "customer")?)?;
    let instead = || book.get(customer).text(book.shape(customer.kind), "bill_to");
    match book.kind(document.kind).name {
        "invoice" => Some(instead().and_then(|id| link::target(book, "customer", id)).unwrap_or(customer)),
        _ => Some(customer),
    }
}

/// Whom a document goes to: the contact that it names, else the one with the best role, then the customer's own address,
/// then any contact. `None` where nobody has an e-mail address.
pub fn recipient(figures: &Figures<'_>, document: RecordRef) -> Option<Recipient> {
    let book = figures.book;
    let customer = customer(book, document)?;
    let party: Customer = book.typed(customer)?;
    let person = |contact: Contact| {
        let email = contact.email?.0;
        Some(Recipient { customer, name: contact.name, email, person: true })
    };
    let named = book.get(document).text(book.shape(document.kind), "contact");
    let named = named.and_then(|id| link::target(book, "contact", id));
    if let Some(found) = named.and_then(|contact| book.typed(contact)).and_then(person) {
        return Some(found);
    }
    let there = contacts(book, customer, figures.as_of);
    let of = |wanted: Role| {
        let fits = |contact: &&Contact| has_role(book, contact, customer, wanted) && contact.email.is_some();
        there.iter().find(fits).cloned()
    };
    let best = roles(book.kind(document.kind).name).iter().find_map(|role| of(*role));
    if let Some(found) = best.and_then(person) {
        return Some(found);
    }
    if let Some(email) = &party.email {
        return Some(Recipient { customer, name: party.name.clone(), email: email.0.clone(), person: false });
    }
    there.into_iter().find(|contact| contact.email.is_some()).and_then(person)
}

/// The contacts of a customer who are still there, in the book's order.
fn contacts(book: &Book, customer: RecordRef, as_of: Date) -> Vec<Contact> {
    let to = book.referrers(customer).into_iter();
    let contacts = to.filter(|from| book.kind(from.kind).name == "contact");
    let contacts = contacts.filter_map(|from| book.typed::<Contact>(from));
    contacts.filter(|contact| contact.archived.is_none_or(|left| left > as_of)).collect()
}

fn has_role(book: &Book, contact: &Contact, customer: RecordRef, wanted: Role) -> bool {
    let here = |id: &str| link::target(book, "customer", id) == Some(customer);
    contact.roles.iter().any(|role| role.role == Some(wanted) && here(role.customer.as_str()))
}

/// The language to write a customer in: the customer's, else the book's, else English.
pub fn tongue(book: &Book, customer: RecordRef) -> Tongue {
    let tag = book.get(customer).text(book.shape(customer.kind), "language");
    let tag = tag.or(book.firm.file.language.as_ref().map(|language| language.0.as_str()));
    tag.and_then(Tongue::parse).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn to(extra: &[(&str, &str)], kind: &str) -> Option<String> {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("invoices/d.toml", "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-10-01\n".as_bytes()),
            Source::new("quotes/d.toml", "customer = \"acme\"\ndate = 2026-10-01\n".as_bytes()),
        ];
        sources.extend(extra.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        let book = Book::read(Kinds::standard(), sources);
        let figures = Figures::new(&book, Date::new(2026, 10, 20).unwrap());
        let document = book.find(book.kinds.named(kind).unwrap(), "d").unwrap();
        recipient(&figures, document).map(|recipient| recipient.email)
    }

    const ACME: (&str, &str) = ("customers/acme.toml", "name = \"ACME\"\nemail = \"hello@acme.example\"\n");
    const PAYER: (&str, &str) = (
        "contacts/a.toml",
        "name = \"A\"\nemail = \"pay@acme.example\"\n\n[[roles]]\ncustomer = \"acme\"\nrole = \"accounts-payable\"\n",
    );
    const BUYER: (&str, &str) = (
        "contacts/b.toml",
        "name = \"B\"\nemail = \"buy@acme.example\"\n\n[[roles]]\ncustomer = \"acme\"\nrole = \"buyer\"\n",
    );

    #[test]
    fn the_role_decides_and_then_the_customers_own_address() {
        let is = |email: &str| Some(format!("{email}@acme.example"));
        assert_eq!(to(&[ACME, PAYER, BUYER], "invoice"), is("pay"));
        assert_eq!(to(&[ACME, PAYER, BUYER], "quote"), is("buy"));
        assert_eq!(to(&[ACME, BUYER], "invoice"), is("buy"));
        assert_eq!(to(&[ACME, PAYER], "quote"), is("hello"));
        let bare = ("customers/acme.toml", "name = \"ACME\"\n");
        assert_eq!(to(&[bare, PAYER], "quote"), is("pay"));
        assert_eq!(to(&[bare], "quote"), None);
        let left = format!("archived = 2026-01-01\n{}", PAYER.1);
        assert_eq!(to(&[ACME, (PAYER.0, &left)], "invoice"), is("hello"));
    }

    #[test]
    fn an_invoice_goes_to_whoever_is_invoiced_instead() {
        let acme = ("customers/acme.toml", "name = \"ACME\"\nemail = \"hello@acme.example\"\nbill_to = \"group\"\n");
        let group = ("customers/group.toml", "name = \"Group\"\nemail = \"hello@group.example\"\n");
        assert_eq!(to(&[acme, group], "invoice").as_deref(), Some("hello@group.example"));
        assert_eq!(to(&[acme, group], "quote").as_deref(), Some("hello@acme.example"));
    }
}
