//! Deals: how they begin, move from stage to stage, and end.

use super::data::Subject;
use super::file::Toml;
use super::invoice::{LineState, net};
use super::world::{Action, Change, World};
use crate::value::{Date, Decimal, decimal};

pub struct DealState {
    pub id: String,
    pub customer: usize,
    pub contact: Option<String>,
    pub owner: String,
    pub name: String,
    stage: &'static str,
    stage_since: Date,
    amount: Decimal,
    close: Date,
    opened: Date,
    source: String,
    next_step: Option<(String, Date)>,
    closed: Option<Date>,
    lost_reason: Option<String>,
    pub lines: Vec<LineState>,
}

impl DealState {
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, "won" | "lost")
    }
}

impl World<'_> {
    pub fn open_deal(&mut self, customer: usize) {
        let data = self.data;
        let party = &data.customers[customer];
        let owner = self.customers[customer].owner.clone();
        let member = self.member(&owner);
        // Who works here no longer, or not yet, is stood in for by the director.
        let (member, owner) = if self.present[member] { (member, owner) } else { (0, data.firm.members[0].id.clone()) };
        if !self.customers[customer].known {
            self.customers[customer].owner.clone_from(&owner);
            let changes = self.meet(customer);
            self.commit(member, format!("Add {}", party.name), changes);
        }
        if !self.is_active(customer) {
            return;
        }
        let fitting: Vec<&Subject> = data
            .subjects
            .iter()
            .filter(|subject| subject.trades.iter().any(|trade| trade == party.buys_as()))
            .collect();
        let Some(subject) = self.random.pick(&fitting).copied() else { return };
        let lines = self.lines_for(customer, subject);
        let rough = net(&lines) * Decimal::new(self.random.between(88, 118), 2);
        // A first estimate is a round one.
        let rough = decimal::fixed(decimal::round(rough / Decimal::from(50), 0) * Decimal::from(50), 2);
        let id = self.fresh_id("deals", &subject.slug);
        let today = self.today();
        let step = self.random.between(6, 20);
        self.deals.push(DealState {
            id,
            customer,
            contact: self.contact_of(customer).map(|contact| contact.id.clone()),
            owner,
            name: subject.name.text(self.language).to_owned(),
            stage: "lead",
            stage_since: today,
            amount: rough.max(Decimal::from(50)),
            close: today.plus_days(self.random.between(45, 90)),
            opened: today,
            source: self.random.pick(&data.words.sources).map(|s| s.text(self.language).to_owned()).unwrap_or_default(),
            next_step: None,
            closed: None,
            lost_reason: None,
            lines,
        });
        let deal = self.deals.len() - 1;
        self.set_next_step(deal, step);
        let mut changes = vec![self.deal_file(deal)];
        if self.random.chance(20) {
            changes.push(self.note(customer, Some(deal), "first"));
        }
        let message = format!("New deal with {}: {}", party.name, self.deals[deal].id);
        self.commit(member, message, changes);
        self.plan(today.plus_days(step), Action::AdvanceDeal(deal));
    }

    fn set_next_step(&mut self, deal: usize, days: i64) {
        let step = self.random.pick(&self.data.words.next_steps).map(|step| step.text(self.language).to_owned());
        let day = super::calendar::working_from(self.today().plus_days(days));
        self.deals[deal].next_step = step.map(|step| (step, day));
    }

    /// One step further: to the next stage, to a postponement, or to the end.
    pub fn advance_deal(&mut self, deal: usize) {
        if !self.deals[deal].is_open() {
            return;
        }
        let customer = self.deals[deal].customer;
        let name = self.data.customers[customer].name.clone();
        let seller = self.member(&self.deals[deal].owner);
        let roll = self.fortune(self.deals[deal].stage);
        let (stage, occasion, message) = match self.deals[deal].stage {
            "lead" if roll < 14 => ("lost", "lost", format!("{name} is not interested")),
            "lead" => ("qualified", "visit", format!("{name}: the need is real, visit done")),
            "qualified" if roll < 10 => ("lost", "lost", format!("{name} gives the project up")),
            "qualified" => ("proposal", "quote", format!("Quote sent to {name}")),
            "proposal" if roll < 24 => ("lost", "lost", format!("{name} declines our quote")),
            "proposal" if roll < 62 => ("negotiation", "quote", format!("{name} wants to talk about the price")),
            "negotiation" if roll < 22 => ("lost", "lost", format!("We lose {name} on the price")),
            _ => ("won", "won", format!("{name} signs")),
        };
        let today = self.today();
        let mut changes = Vec::new();
        if stage == "lost" {
            changes.push(self.lose(deal));
        } else {
            let step = self.random.between(11, 32);
            let state = &mut self.deals[deal];
            (state.stage, state.stage_since) = (stage, today);
            match stage {
                "proposal" => state.amount = net(&state.lines),
                "negotiation" => {
                    let discount = self.random.between(2, 7);
                    state.lines.iter_mut().for_each(|line| line.discount = discount);
                    state.amount = net(&state.lines);
                }
                _ => {}
            }
            if stage == "won" {
                (state.closed, state.next_step) = (Some(today), None);
                // A lead that is signed at once was never priced before.
                state.amount = net(&state.lines);
            } else {
                // Nobody expects a decision before the next step.
                if state.close < today.plus_days(step + 4) {
                    state.close = today.plus_days(step + self.random.between(6, 24));
                }
                self.set_next_step(deal, step);
                self.plan(today.plus_days(step), Action::AdvanceDeal(deal));
            }
            changes.push(self.deal_file(deal));
        }
        if self.random.chance(11) {
            changes.push(self.note(customer, Some(deal), occasion));
        }
        self.commit(seller, message, changes);
        if stage == "won" {
            self.plan_invoices(deal);
        }
    }

    /// 0 to 99, spread evenly over the deals of a stage: as many are won in one season as in another.
    fn fortune(&mut self, stage: &'static str) -> i64 {
        let step = self.random.between(57, 67);
        let fortune = self.fortunes.entry(stage).or_insert(step);
        *fortune = (*fortune + step) % 100;
        *fortune
    }

    /// Large orders are invoiced in parts: goods when delivered, services when done.
    fn plan_invoices(&mut self, deal: usize) {
        let state = &self.deals[deal];
        let goods = state.lines.iter().filter(|line| !self.data.firm.products[line.product].service).count();
        let parts = if state.amount > Decimal::from(5000) && goods > 0 && goods < state.lines.len() { 2 } else { 1 };
        let mut day = self.today();
        for part in 0..parts {
            day = day.plus_days(self.random.between(8, 24));
            self.plan(day, Action::InvoiceDeal { deal, part, parts });
        }
    }

    /// The deal's file, lost today.
    pub fn lose(&mut self, deal: usize) -> Change {
        let reason =
            self.random.pick(&self.data.words.lost_reasons).map(|reason| reason.text(self.language).to_owned());
        let today = self.today();
        let state = &mut self.deals[deal];
        (state.stage, state.stage_since, state.closed) = ("lost", today, Some(today));
        (state.next_step, state.lost_reason) = (None, reason);
        self.deal_file(deal)
    }

    pub fn deal_file(&self, deal: usize) -> Change {
        let state = &self.deals[deal];
        let party = &self.data.customers[state.customer];
        let mut toml = Toml::default();
        toml.text("name", &state.name).text("customer", &party.id).some("contact", state.contact.as_deref());
        toml.group().text("owner", &state.owner);
        toml.group().text("stage", state.stage).raw("stage_since", state.stage_since);
        toml.group().raw("amount", state.amount).some("currency", party.currency.as_deref());
        toml.group().raw("close", state.close);
        toml.group().raw("opened", state.opened).text("source", &state.source);
        if let Some(line) = state.lines.iter().max_by_key(|line| line.net()) {
            toml.text("product", &self.data.firm.products[line.product].id);
        }
        if let Some((step, day)) = &state.next_step {
            toml.group().text("next_step", step).raw("next_step_on", day);
        }
        toml.group();
        state.closed.map(|day| toml.raw("closed", day));
        toml.some("lost_reason", state.lost_reason.as_deref());
        (format!("deals/{}.toml", state.id), Some(toml.finish()))
    }
}
