//! Customers and their people: how they come, what changes, what is noted about them.

use super::data::CustomerData;
use super::file::Toml;
use super::random::Random;
use super::world::{Change, World};
use crate::book::walk::quote;
use crate::model::Kind;
use crate::model::note::Note;
use crate::value::identifier::IdentifierKind;
use crate::value::{Date, Id};

/// What may change about a customer.
pub struct CustomerState {
    /// Its file is in the book.
    pub known: bool,
    pub owner: String,
    pub phone: Option<String>,
    pub street: String,
    pub tags: Vec<String>,
    pub archived: Option<Date>,
    pub siren: Option<String>,
    /// Positions of its contacts, those who left included.
    pub contacts: Vec<usize>,
}

pub struct ContactState {
    pub id: String,
    pub customer: usize,
    first: String,
    last: String,
    title: usize,
    phone: Option<String>,
    pub archived: Option<Date>,
}

/// Telephone numbers that the regulators keep for fiction: ARCEP in France, the Bundesnetzagentur in Germany, 555-01xx
/// in America. Belgium has none.
fn phone(country: &str, random: &mut Random) -> Option<String> {
    let pair = |random: &mut Random| random.between(10, 99);
    Some(match country {
        "FR" => format!("+33 3 53 01 {} {}", pair(random), pair(random)),
        "DE" => format!("+49 30 23125 {}", random.between(100, 999)),
        "US" => format!("+1 212 555 01{}", pair(random)),
        _ => return None,
    })
}

/// A company number under 000 01x xxx, which INSEE gives to nobody, with its right check digit.
fn made_up_siren(position: usize) -> Option<String> {
    (0..10).map(|check| format!("{:08}{check}", 12_400 + position)).find(|n| IdentifierKind::Siren.check(n).is_ok())
}

fn made_up_siret(siren: &str) -> Option<String> {
    (0..10).map(|check| format!("{siren}0001{check}")).find(|n| IdentifierKind::Siret.check(n).is_ok())
}

impl CustomerState {
    pub fn new(position: usize, party: &CustomerData, random: &mut Random) -> CustomerState {
        CustomerState {
            known: false,
            owner: party.owner.clone(),
            phone: phone(party.country(), random),
            street: String::new(),
            tags: party.tags.clone(),
            archived: None,
            siren: (party.country() == "FR" && party.party != "person").then(|| made_up_siren(position)).flatten(),
            contacts: Vec::new(),
        }
    }
}

impl World<'_> {
    pub fn customer_file(&self, customer: usize) -> Change {
        let (party, state) = (&self.data.customers[customer], &self.customers[customer]);
        let person = party.party == "person";
        let french_vat = || {
            let siren = state.siren.as_ref().filter(|_| party.party == "company")?;
            Some(format!("FR{:02}{siren}", (12 + 3 * (siren.parse::<u64>().ok()? % 97)) % 97))
        };
        let mail = match person {
            true => format!("{}@mail.example", party.id),
            false => format!("contact@{}.example", party.id),
        };
        let mut toml = Toml::default();
        toml.text("name", &party.name).text("type", &party.party);
        let trade = party.trade.as_ref().and_then(|trade| self.data.words.trades.get(trade));
        toml.some("industry", trade.map(|trade| trade.text(self.language)));
        toml.some("siret", state.siren.as_deref().and_then(made_up_siret).as_deref());
        toml.some("vat_id", party.vat_id.clone().or_else(french_vat).as_deref());
        toml.group().text("owner", &state.owner).text("territory", &party.territory).list("tags", &state.tags);
        toml.group().text("email", &mail).some("phone", state.phone.as_deref());
        if !person {
            toml.text("website", &format!("https://{}.example", party.id));
        }
        toml.some("language", party.language.as_deref());
        toml.group().some("terms", party.terms.as_deref()).some("currency", party.currency.as_deref());
        toml.some("bill_to", party.bill_to.as_deref()).some("parent", party.parent.as_deref());
        if person {
            toml.raw("taxable", false);
        }
        toml.some("order_reference", party.order_reference.as_deref());
        toml.group();
        state.archived.map(|day| toml.raw("archived", day));
        toml.table("[address]").text("street", &state.street);
        toml.text("postcode", &party.postcode).text("city", &party.town).text("country", party.country());
        for site in &party.sites {
            toml.table("[[sites]]").text("id", &site.id).text("name", site.name.text(self.language));
            toml.text("purpose", &site.purpose).text("access", site.access.text(self.language));
            toml.table("[sites.address]").text("street", &site.street).text("postcode", &site.postcode);
            toml.text("city", &site.town).text("country", party.country());
        }
        (format!("customers/{}.toml", party.id), Some(toml.finish()))
    }

    fn contact_file(&self, contact: usize) -> Change {
        let state = &self.contacts[contact];
        let party = &self.data.customers[state.customer];
        let title = &self.data.words.titles[state.title];
        let part = |name: &str| Id::from_name(name).map(|id| id.to_string()).unwrap_or_default();
        let mut toml = Toml::default();
        toml.text("name", &format!("{} {}", state.first, state.last));
        toml.text("first_name", &state.first).text("last_name", &state.last);
        toml.text("title", title.name.text(self.language));
        toml.group();
        toml.text("email", &format!("{}.{}@{}.example", part(&state.first), part(&state.last), party.id));
        toml.some("phone", state.phone.as_deref()).group();
        state.archived.map(|day| toml.raw("archived", day));
        toml.table("[[roles]]").text("customer", &party.id).text("role", &title.role);
        if title.role == "technical" {
            toml.some("site", party.sites.first().map(|site| site.id.as_str()));
        }
        (format!("contacts/{}.toml", state.id), Some(toml.finish()))
    }

    fn new_contact(&mut self, customer: usize, title: usize) -> usize {
        let words = &self.data.words;
        let first = self.random.pick(&words.first_names).cloned().unwrap_or_default();
        let last = self.random.pick(&words.surnames).cloned().unwrap_or_default();
        let wanted = Id::from_name(&format!("{first} {last}")).map(|id| id.to_string()).unwrap_or_default();
        let id = self.fresh_id("contacts", &wanted);
        let phone = phone(self.data.customers[customer].country(), &mut self.random);
        self.contacts.push(ContactState { id, customer, first, last, title, phone, archived: None });
        let contact = self.contacts.len() - 1;
        self.customers[customer].contacts.push(contact);
        contact
    }

    /// The files of a customer whom the firm gets to know, those of its group and of who pays for it included.
    pub fn meet(&mut self, customer: usize) -> Vec<Change> {
        if std::mem::replace(&mut self.customers[customer].known, true) {
            return Vec::new();
        }
        let party = &self.data.customers[customer];
        let mut changes = Vec::new();
        for other in party.parent.iter().chain(&party.bill_to) {
            if let Some(other) = self.data.customers.iter().position(|found| found.id == *other) {
                changes.extend(self.meet(other));
            }
        }
        let street = self.random.pick(&self.data.words.streets).cloned().unwrap_or_default();
        self.customers[customer].street = format!("{} {street}", self.random.between(1, 48));
        changes.push(self.customer_file(customer));
        if party.party != "person" {
            let title = usize::from(self.random.chance(50));
            let first = self.new_contact(customer, title);
            changes.push(self.contact_file(first));
            if party.weight >= 3 {
                let second = 2 + usize::from(self.random.chance(40));
                let second = self.new_contact(customer, second);
                changes.push(self.contact_file(second));
            }
        }
        changes
    }

    /// A customer to whom one may sell: in the book and not closed.
    pub fn is_active(&self, customer: usize) -> bool {
        self.customers[customer].known && self.customers[customer].archived.is_none()
    }

    /// Somebody at the customer who has not left.
    pub fn contact_of(&self, customer: usize) -> Option<&ContactState> {
        let contacts = self.customers[customer].contacts.iter().map(|contact| &self.contacts[*contact]);
        contacts.into_iter().find(|contact| contact.archived.is_none())
    }

    fn owner(&self, customer: usize) -> usize {
        self.member(&self.customers[customer].owner)
    }

    pub fn correct_phone(&mut self, customer: usize) {
        if self.is_active(customer) {
            let country = self.data.customers[customer].country();
            self.customers[customer].phone = phone(country, &mut self.random);
            let change = self.customer_file(customer);
            let name = &self.data.customers[customer].name;
            self.commit(self.owner(customer), format!("Correct the telephone number of {name}"), vec![change]);
        }
    }

    pub fn move_customer(&mut self, customer: usize) {
        if self.is_active(customer) {
            let street = self.random.pick(&self.data.words.streets).cloned().unwrap_or_default();
            self.customers[customer].street = format!("{} {street}", self.random.between(50, 99));
            let change = self.customer_file(customer);
            let name = &self.data.customers[customer].name;
            self.commit(self.member("nadia"), format!("{name} has moved"), vec![change]);
        }
    }

    pub fn tag(&mut self, customer: usize) {
        let tag = "reference".to_owned();
        if self.is_active(customer) && !self.customers[customer].tags.contains(&tag) {
            self.customers[customer].tags.push(tag);
            let change = self.customer_file(customer);
            let name = &self.data.customers[customer].name;
            self.commit(self.owner(customer), format!("{name} agrees to be named as a reference"), vec![change]);
        }
    }

    pub fn contact_leaves(&mut self, customer: usize) {
        let leaving = self.customers[customer].contacts.first().copied();
        let Some(leaving) = leaving.filter(|contact| self.contacts[*contact].archived.is_none()) else { return };
        if !self.is_active(customer) {
            return;
        }
        self.contacts[leaving].archived = Some(self.today());
        let heir = self.new_contact(customer, self.contacts[leaving].title);
        let mut changes = vec![self.contact_file(leaving), self.contact_file(heir)];
        // Open deals are now decided by whoever follows.
        for deal in 0..self.deals.len() {
            if self.deals[deal].contact.as_ref() == Some(&self.contacts[leaving].id) && self.deals[deal].is_open() {
                self.deals[deal].contact = Some(self.contacts[heir].id.clone());
                changes.push(self.deal_file(deal));
            }
        }
        let name = |contact: usize| format!("{} {}", self.contacts[contact].first, self.contacts[contact].last);
        let message = format!("{} replaces {} at {}", name(heir), name(leaving), self.data.customers[customer].name);
        self.commit(self.owner(customer), message, changes);
    }

    /// The customer goes out of business: open deals are lost, the people are put away with it, the files stay.
    pub fn close_customer(&mut self, customer: usize) {
        if !self.is_active(customer) {
            return;
        }
        self.customers[customer].archived = Some(self.today());
        let mut changes = vec![self.customer_file(customer)];
        for contact in self.customers[customer].contacts.clone() {
            if self.contacts[contact].archived.is_none() {
                self.contacts[contact].archived = Some(self.today());
                changes.push(self.contact_file(contact));
            }
        }
        for deal in 0..self.deals.len() {
            if self.deals[deal].customer == customer && self.deals[deal].is_open() {
                changes.push(self.lose(deal));
            }
        }
        let name = &self.data.customers[customer].name;
        self.commit(self.owner(customer), format!("{name} has closed down"), changes);
    }

    /// A note without a deal.
    pub fn account_note(&mut self, customer: usize) {
        if self.is_active(customer) {
            let change = self.note(customer, None, "account");
            let name = &self.data.customers[customer].name;
            self.commit(self.owner(customer), format!("Note on {name}"), vec![change]);
        }
    }

    /// The file of a note about a customer, and its deal if there is one.
    pub fn note(&mut self, customer: usize, deal: Option<usize>, occasion: &str) -> Change {
        let fitting: Vec<_> = self.data.notes.iter().filter(|note| note.occasion == occasion).collect();
        let (party, day, language) = (&self.data.customers[customer], self.today(), self.language);
        let id = self.fresh_id("notes", &format!("{day}-{}", party.id));
        let mut about = vec![format!("customer/{}", party.id)];
        about.extend(deal.map(|deal| format!("deal/{}", self.deals[deal].id)));
        let contact = self.contact_of(customer);
        let contact = contact.map_or(party.name.clone(), |contact| format!("{} {}", contact.first, contact.last));
        let author = deal.map_or(&self.customers[customer].owner, |deal| &self.deals[deal].owner).clone();
        let (channel, title, text) = match self.random.pick(&fitting) {
            Some(note) => (note.channel.as_str(), note.title.text(language), note.text.text(language)),
            None => ("other", occasion, occasion),
        };
        let text = text.replace("{contact}", &contact).replace("{customer}", &party.name);
        let front = format!(
            "date: {day}\nabout: [{}]\nauthor: {author}\ntitle: {}\nchannel: {channel}\n",
            about.join(", "),
            quote(title)
        );
        let path = format!("{}/{id}.md", Kind::of::<Note>().folder_for(Some(day)));
        (path, Some(format!("---\n{front}---\n{text}\n")))
    }
}
