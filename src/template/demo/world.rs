//! The firm as it stands at a moment of its history, the queue of what comes, and the commits made so far.

use std::collections::BTreeMap;

use super::calendar;
use super::customer::{ContactState, CustomerState};
use super::data::{Data, MemberData};
use super::deal::DealState;
use super::invoice::InvoiceState;
use super::payment::PaymentState;
use super::random::Random;
use super::{DemoCommit, DemoLanguage, Moment, Person};
use crate::value::{Date, Decimal};

/// A file of the book and its new text.
pub type Change = (String, Option<String>);

/// Something that will happen. Customers, deals and so on are named by their position.
#[derive(Debug, Clone)]
pub enum Action {
    FirstDay,
    Join(usize),
    Handover { from: usize, to: usize },
    Leave(usize),
    NewPrices,
    EndProduct(usize),
    CorrectPhone(usize),
    Move(usize),
    Tag(usize),
    ContactLeaves(usize),
    Close(usize),
    Note(usize),
    OpenDeal(usize),
    AdvanceDeal(usize),
    InvoiceDeal { deal: usize, part: usize, parts: usize },
    Orders(Vec<usize>),
    Contracts,
    Credit(usize),
    Receive { invoices: Vec<usize>, percent: i64 },
    Statement,
}

/// When: day, minute of the day, and the order in which it was planned.
type Slot = (Date, i64, usize);

pub struct World<'d> {
    pub data: &'d Data,
    pub language: DemoLanguage,
    pub random: Random,
    /// First working day of the history.
    pub start: Date,
    /// The day after its last.
    pub today: Date,
    /// The day and minute of what is being done.
    pub now: (Date, i64),
    /// By position in the data: whether they are in the team.
    pub present: Vec<bool>,
    /// Current prices, by position of the product.
    pub prices: Vec<Decimal>,
    pub ended: Vec<Option<Date>>,
    pub customers: Vec<CustomerState>,
    pub contacts: Vec<ContactState>,
    pub deals: Vec<DealState>,
    pub invoices: Vec<InvoiceState>,
    /// Payments that reached the bank and are not in the book yet.
    pub unbooked: Vec<PaymentState>,
    /// Last number of a series in a year.
    pub numbers: BTreeMap<(bool, i32), u32>,
    /// How often an id was wanted, by folder.
    pub ids: BTreeMap<(&'static str, String), u32>,
    /// How the last deal of each stage fared, 0 to 99.
    pub fortunes: BTreeMap<&'static str, i64>,
    /// Somebody once paid too much.
    pub overpaid: bool,
    /// An invoice of the last weeks was paid by half.
    pub half_paid: bool,
    pub commits: Vec<DemoCommit>,
    queue: BTreeMap<Slot, Action>,
    planned: usize,
}

impl<'d> World<'d> {
    pub fn new(data: &'d Data, seed: u64, today: Date, language: DemoLanguage) -> World<'d> {
        let start = calendar::working_from(today.plus_months(-24));
        let mut random = Random::new(seed);
        let customers = data.customers.iter().enumerate().map(|(i, party)| CustomerState::new(i, party, &mut random));
        let customers = customers.collect();
        World {
            data,
            language,
            random,
            start,
            today,
            now: (start, 0),
            present: data.firm.members.iter().map(|member| member.joins.is_none()).collect(),
            prices: data.firm.products.iter().map(|product| product.price.0).collect(),
            ended: vec![None; data.firm.products.len()],
            customers,
            contacts: Vec::new(),
            deals: Vec::new(),
            invoices: Vec::new(),
            unbooked: Vec::new(),
            numbers: BTreeMap::new(),
            ids: BTreeMap::new(),
            fortunes: BTreeMap::new(),
            overpaid: false,
            half_paid: false,
            commits: Vec::new(),
            queue: BTreeMap::new(),
            planned: 0,
        }
    }

    /// Puts something into the queue for the first working day on or after `day`, at a random minute of office hours.
    pub fn plan(&mut self, day: Date, action: Action) {
        let minute = self.random.between(8 * 60 + 40, 17 * 60 + 50);
        self.plan_at(day, minute, action);
    }

    pub fn plan_at(&mut self, day: Date, minute: i64, action: Action) {
        let day = calendar::working_from(day);
        // What is planned while something is done never comes before it.
        let minute = if day == self.now.0 { minute.max(self.now.1 + 1) } else { minute };
        self.planned += 1;
        self.queue.insert((day, minute, self.planned), action);
    }

    /// Works the queue off until the day before today.
    pub fn run(&mut self) {
        while let Some(((day, minute, _), action)) = self.queue.pop_first() {
            if day >= self.today {
                break;
            }
            self.now = (day, minute);
            self.act(action);
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::FirstDay => self.first_day(),
            Action::Join(member) => self.join(member),
            Action::Handover { from, to } => self.hand_over(from, to),
            Action::Leave(member) => self.leave(member),
            Action::NewPrices => self.new_prices(),
            Action::EndProduct(product) => self.end_product(product),
            Action::CorrectPhone(customer) => self.correct_phone(customer),
            Action::Move(customer) => self.move_customer(customer),
            Action::Tag(customer) => self.tag(customer),
            Action::ContactLeaves(customer) => self.contact_leaves(customer),
            Action::Close(customer) => self.close_customer(customer),
            Action::Note(customer) => self.account_note(customer),
            Action::OpenDeal(customer) => self.open_deal(customer),
            Action::AdvanceDeal(deal) => self.advance_deal(deal),
            Action::InvoiceDeal { deal, part, parts } => self.invoice_deal(deal, part, parts),
            Action::Orders(customers) => self.orders(&customers),
            Action::Contracts => self.contracts(),
            Action::Credit(invoice) => self.credit(invoice),
            Action::Receive { invoices, percent } => self.receive(&invoices, percent),
            Action::Statement => self.statement(),
        }
    }

    pub fn today(&self) -> Date {
        self.now.0
    }

    /// The position of a member of the data; the first one's when there is none of that id.
    pub fn member(&self, id: &str) -> usize {
        self.data.firm.members.iter().position(|member| member.id == id).unwrap_or(0)
    }

    pub fn member_data(&self, member: usize) -> &'d MemberData {
        &self.data.firm.members[member]
    }

    /// The position of a product; the tables were tested to name only such as are there.
    pub fn product(&self, id: &str) -> usize {
        self.data.firm.products.iter().position(|product| product.id == id).unwrap_or(0)
    }

    /// The id, with a number behind it where it was given before.
    pub fn fresh_id(&mut self, folder: &'static str, wanted: &str) -> String {
        let count = self.ids.entry((folder, wanted.to_owned())).or_insert(0);
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}-{count}") }
    }

    /// Commits as that member, now. Minutes pass between two commits.
    pub fn commit(&mut self, member: usize, message: impl Into<String>, changes: Vec<Change>) {
        let last = self.commits.last();
        let pause = self.random.between(70, 400);
        let second = self.random.between(0, 59);
        let mut authored = calendar::moment(self.now.0, self.now.1, second);
        if let Some(last) = last {
            authored.seconds = authored.seconds.max(last.authored.seconds + pause);
        }
        // Some work away from the office and bring their commits in later.
        let delay = if self.random.chance(20) { self.random.between(4 * 60, 45 * 60) } else { 0 };
        let latest = last.map_or(i64::MIN, |last| last.committed.seconds);
        let committed = Moment { seconds: (authored.seconds + delay).max(latest), ..authored };
        let data = self.member_data(member);
        let person = Person { name: data.name.clone(), email: format!("{}@example.com", data.id) };
        self.commits.push(DemoCommit { person, authored, committed, message: message.into(), changes });
    }
}
