//! Deals on their way, the documents that they and repeat orders bring, and the money that follows.

use super::data::{Pays, Subject};
use super::file::Toml;
use super::world::{Action, Change, World};
use crate::figures::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, TaxKey};
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, Terms, decimal};

pub struct DealState {
    pub id: String,
    pub customer: usize,
    pub contact: Option<String>,
    pub owner: String,
    name: String,
    stage: &'static str,
    stage_since: Date,
    amount: Decimal,
    close: Date,
    opened: Date,
    source: String,
    next_step: Option<(String, Date)>,
    closed: Option<Date>,
    lost_reason: Option<String>,
    lines: Vec<LineState>,
}

#[derive(Clone)]
pub struct LineState {
    product: usize,
    quantity: Decimal,
    price: Decimal,
    /// Percent of this line.
    discount: i64,
}

pub struct InvoiceState {
    number: String,
    customer: usize,
    date: Date,
    lines: Vec<LineState>,
    /// To be paid, with tax.
    gross: Decimal,
    settled: Decimal,
}

pub struct PaymentState {
    customer: usize,
    date: Date,
    amount: Decimal,
    /// Invoice and amount.
    allocations: Vec<(usize, Decimal)>,
}

/// What a new document says besides its lines.
#[derive(Default)]
struct Draft {
    customer: usize,
    owner: String,
    deal: Option<String>,
    subject: String,
    /// The invoice that a credit note reduces.
    credits: Option<usize>,
    lines: Vec<LineState>,
    freight: Option<Decimal>,
}

impl DealState {
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, "won" | "lost")
    }
}

impl LineState {
    fn net(&self) -> Decimal {
        decimal::fixed(self.quantity * self.price * Decimal::new(100 - self.discount, 2), 2)
    }
}

fn net(lines: &[LineState]) -> Decimal {
    lines.iter().map(LineState::net).sum()
}

/// What the arithmetic makes of a rate of the French preset.
fn tax_key(code: &str) -> TaxKey {
    let (category, percent) = match code {
        "fr-10" => (TaxCategory::Standard, Decimal::TEN),
        "fr-55" => (TaxCategory::Standard, Decimal::new(55, 1)),
        "fr-k" => (TaxCategory::IntraCommunity, Decimal::ZERO),
        "fr-ae" => (TaxCategory::ReverseCharge, Decimal::ZERO),
        "fr-g" => (TaxCategory::Export, Decimal::ZERO),
        "fr-o" => (TaxCategory::OutOfScope, Decimal::ZERO),
        _ => (TaxCategory::Standard, Decimal::new(20, 0)),
    };
    TaxKey { category, percent }
}

impl World<'_> {
    /// Goods go abroad without tax, services are taxed at the customer's; at home the product says.
    fn tax(&self, customer: usize, product: usize) -> &str {
        let product = &self.data.firm.products[product];
        match (self.data.customers[customer].country(), product.service) {
            ("FR", _) => product.tax.as_deref().unwrap_or("fr-20"),
            ("US", false) => "fr-g",
            ("US", true) => "fr-o",
            (_, false) => "fr-k",
            (_, true) => "fr-ae",
        }
    }

    fn currency(&self, customer: usize) -> Currency {
        let code = self.data.customers[customer].currency.as_deref();
        code.and_then(Currency::from_code).unwrap_or(Currency::euro())
    }

    /// Lines for a subject at today's prices, in the customer's size and currency.
    fn lines_for(&mut self, customer: usize, subject: &Subject) -> Vec<LineState> {
        let size = self.data.customers[customer].size;
        let dollars = self.data.customers[customer].currency.is_some();
        // Orders grow with the firm's name, by a sixth in a year.
        let known = 100 + self.today().days_since(self.start) / 22;
        let mut lines = Vec::new();
        for (id, usual) in &subject.lines {
            let product = self.product(id);
            if self.ended[product].is_some() {
                continue;
            }
            let quantity = (usual * (70 + 38 * size) * known * self.random.between(80, 130) / 1_000_000).max(1);
            let price = self.prices[product];
            // Ten percent on top in dollars.
            let price = if dollars { decimal::fixed(price * Decimal::new(11, 1), 2) } else { price };
            lines.push(LineState { product, quantity: Decimal::from(quantity), price, discount: 0 });
        }
        lines
    }

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
        let id = self.fresh_id(&format!("{}-{}", party.id, subject.slug));
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
                if state.close < today.plus_days(10) {
                    state.close = today.plus_days(self.random.between(14, 40));
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

    pub fn invoice_deal(&mut self, deal: usize, part: usize, parts: usize) {
        let state = &self.deals[deal];
        if self.customers[state.customer].archived.is_some() {
            return;
        }
        let service = |line: &&LineState| self.data.firm.products[line.product].service;
        let lines = state.lines.iter().filter(|line| parts == 1 || service(line) == (part > 0)).cloned().collect();
        let draft = Draft {
            customer: state.customer,
            owner: state.owner.clone(),
            deal: Some(state.id.clone()),
            subject: state.name.clone(),
            lines,
            ..Draft::default()
        };
        let name = &self.data.customers[draft.customer].name;
        let what = if parts == 1 { "" } else { [" the goods for", " the works for"][part.min(1)] };
        let message = format!("Invoice{what} {name}");
        let (_, change) = self.issue(draft);
        self.commit(self.member("nadia"), message, vec![change]);
    }

    /// The week's repeat orders, each its invoice, in one commit.
    pub fn orders(&mut self, customers: &[usize]) {
        let data = self.data;
        let mut changes = Vec::new();
        let mut names = Vec::new();
        for customer in customers {
            let party = &data.customers[*customer];
            let fitting: Vec<&Subject> =
                data.orders.iter().filter(|order| order.trades.iter().any(|trade| trade == party.buys_as())).collect();
            let Some(order) = self.random.pick(&fitting).copied().filter(|_| self.is_active(*customer)) else {
                continue;
            };
            let mut lines = self.lines_for(*customer, order);
            if lines.is_empty() {
                continue;
            }
            if self.random.chance(12) {
                lines[0].discount = 5;
            }
            let goods = lines.iter().all(|line| !data.firm.products[line.product].service);
            let freight = (goods && self.random.chance(55)).then(|| Decimal::from(self.random.between(3, 19) * 5));
            let subject = order.name.text(self.language).to_owned();
            let owner = self.customers[*customer].owner.clone();
            let draft = Draft { customer: *customer, owner, subject, lines, freight, ..Draft::default() };
            changes.push(self.issue(draft).1);
            names.push(party.name.as_str());
        }
        if !names.is_empty() {
            self.commit(self.member("nadia"), format!("Invoice the week's orders: {}", names.join(", ")), changes);
        }
    }

    /// The maintenance contracts of the quarter that begins.
    pub fn contracts(&mut self) {
        let product = self.product("maintenance-month");
        let mut changes = Vec::new();
        for customer in 0..self.customers.len() {
            let Some(contracts) = self.data.customers[customer].contract.filter(|_| self.is_active(customer)) else {
                continue;
            };
            let quantity = Decimal::from(3 * contracts);
            let lines = vec![LineState { product, quantity, price: self.prices[product], discount: 0 }];
            let subject = self.data.firm.products[product].name.text(self.language).to_owned();
            let owner = self.customers[customer].owner.clone();
            changes.push(self.issue(Draft { customer, owner, subject, lines, ..Draft::default() }).1);
        }
        let quarter = self.today().month().div_ceil(3);
        let message = format!("Invoice the maintenance contracts of {}Q{quarter}", self.today().year());
        self.commit(self.member("nadia"), message, changes);
    }

    /// A part of an invoice's first goods comes back.
    pub fn credit(&mut self, invoice: usize) {
        let state = &self.invoices[invoice];
        let line = state
            .lines
            .iter()
            .find(|line| line.quantity > Decimal::ONE && !self.data.firm.products[line.product].service);
        let Some(line) = line.filter(|_| state.settled.is_zero()) else { return };
        let back = (line.quantity / Decimal::from(4)).floor().max(Decimal::ONE);
        let lines = vec![LineState { quantity: back, ..line.clone() }];
        let (number, customer) = (state.number.clone(), state.customer);
        let owner = self.customers[customer].owner.clone();
        let (note, change) = self.issue(Draft { customer, owner, credits: Some(invoice), lines, ..Draft::default() });
        let credited = self.invoices[note].gross;
        self.invoices[invoice].settled += credited;
        let name = &self.data.customers[customer].name;
        self.commit(self.member("nadia"), format!("Credit {name} for goods returned from {number}"), vec![change]);
    }

    /// Gives the next number of the series, and plans how the customer pays.
    fn issue(&mut self, draft: Draft) -> (usize, Change) {
        let date = self.today();
        let count = self.numbers.entry((draft.credits.is_some(), date.year())).or_insert(0);
        *count += 1;
        let letter = if draft.credits.is_some() { 'A' } else { 'F' };
        let number = format!("{letter}-{:04}-{count:04}", date.year());
        // Who pays for the customer is who owes the invoice.
        let asked = &self.data.customers[draft.customer];
        let payer = asked.bill_to.as_ref().and_then(|id| self.data.customers.iter().position(|party| party.id == *id));
        let customer = payer.unwrap_or(draft.customer);

        let lines = draft.lines.iter().map(|line| LineInput {
            quantity: line.quantity,
            unit_price: line.price,
            price_base_quantity: None,
            allowances: (line.discount > 0)
                .then(|| Adjustment::Percent(Decimal::from(line.discount)))
                .into_iter()
                .collect(),
            charges: Vec::new(),
            tax: tax_key(self.tax(customer, line.product)),
        });
        let freight_tax = draft.lines.first().map_or("fr-20", |line| self.tax(customer, line.product)).to_owned();
        let charge =
            |amount| AdjustmentInput { adjustment: Adjustment::Amount(amount), tax: Some(tax_key(&freight_tax)) };
        let input = DocumentInput {
            currency: self.currency(customer),
            lines: lines.collect(),
            charges: draft.freight.map(charge).into_iter().collect(),
            ..DocumentInput::default()
        };
        // Quantities and prices of the tables are far from any overflow.
        let gross = input.totals().map_or(Decimal::ZERO, |totals| totals.due);

        let text = self.invoice_text(&draft, customer, &number, &freight_tax);
        let credit_note = draft.credits.is_some();
        let goods = draft.lines.iter().any(|line| !self.data.firm.products[line.product].service);
        self.invoices.push(InvoiceState {
            number: number.clone(),
            customer,
            date,
            lines: draft.lines,
            gross,
            settled: Decimal::ZERO,
        });
        let invoice = self.invoices.len() - 1;
        if !credit_note {
            self.plan_payment(invoice);
            if goods && self.random.chance(7) {
                let days = self.random.between(3, 7);
                self.plan(date.plus_days(days), Action::Credit(invoice));
            }
        }
        let path = format!("invoices/{:04}/{:02}/{number}.toml", date.year(), date.month());
        (invoice, (path, Some(text)))
    }

    fn invoice_text(&self, draft: &Draft, customer: usize, number: &str, freight_tax: &str) -> String {
        let party = &self.data.customers[customer];
        let mut toml = Toml::default();
        toml.text("customer", &party.id);
        if draft.credits.is_some() {
            toml.text("type", "credit-note");
        }
        toml.text("number", number).raw("date", self.today()).some("currency", party.currency.as_deref());
        toml.group().text("owner", &draft.owner).some("deal", draft.deal.as_deref());
        toml.some("reference", self.data.customers[draft.customer].order_reference.as_deref());
        toml.some("subject", Some(draft.subject.as_str()).filter(|subject| !subject.is_empty()));
        toml.some("credits", draft.credits.map(|invoice| self.invoices[invoice].number.as_str()));
        for line in &draft.lines {
            let product = &self.data.firm.products[line.product];
            toml.table("[[lines]]").text("product", &product.id).text("description", product.name.text(self.language));
            toml.raw("quantity", line.quantity).text("unit", &product.unit).raw("unit_price", line.price);
            toml.text("tax", self.tax(customer, line.product));
            if line.discount > 0 {
                let reason = match self.language {
                    super::DemoLanguage::English => "As agreed",
                    super::DemoLanguage::French => "Remise convenue",
                };
                toml.table("[[lines.allowances]]").raw("percent", line.discount).text("reason", reason);
            }
        }
        if let Some(freight) = draft.freight {
            let reason = match self.language {
                super::DemoLanguage::English => "Freight",
                super::DemoLanguage::French => "Port",
            };
            toml.table("[[charges]]").raw("amount", decimal::fixed(freight, 2)).text("reason", reason);
            toml.text("tax", freight_tax);
        }
        toml.finish()
    }

    /// When the customer pays, after its terms and its habits; some never do.
    fn plan_payment(&mut self, invoice: usize) {
        let (date, customer, gross) =
            (self.invoices[invoice].date, self.invoices[invoice].customer, self.invoices[invoice].gross);
        let party = &self.data.customers[customer];
        let terms = Terms::parse(party.terms.as_deref().unwrap_or("30d")).ok();
        let due = terms.and_then(|terms| terms.last_due(date)).unwrap_or(date);
        let (least, most, never) = match party.pays {
            Pays::Early => (-15, -3, 0),
            Pays::OnTime => (-3, 4, 0),
            Pays::Late => (4, 24, 1),
            Pays::VeryLate => (18, 70, 8),
        };
        if self.random.chance(never) {
            return;
        }
        let day = due.plus_days(self.random.between(least, most)).max(date.plus_days(10));
        // One invoice of the last weeks, not due yet, is paid by half, so that the book shows what that looks like.
        let left = self.today.days_since(date);
        if !self.half_paid && (14..=29).contains(&left) && gross > Decimal::from(600) {
            self.half_paid = true;
            self.plan(date.plus_days(11), Action::Receive { invoices: vec![invoice], percent: 50 });
        } else if gross > Decimal::from(2500) && self.random.chance(9) {
            let later = self.random.between(20, 40);
            self.plan(day, Action::Receive { invoices: vec![invoice], percent: 50 });
            self.plan(day.plus_days(later), Action::Receive { invoices: vec![invoice], percent: 100 });
        } else {
            self.plan(day, Action::Receive { invoices: vec![invoice], percent: 100 });
        }
    }

    /// Money reaches the bank. Who pays at month's end settles everything that is due within a week with it.
    pub fn receive(&mut self, invoices: &[usize], percent: i64) {
        let today = self.today();
        let Some(customer) = invoices.first().map(|invoice| self.invoices[*invoice].customer) else { return };
        let mut paid: Vec<usize> = invoices.to_vec();
        if self.data.customers[customer].terms.is_some() && percent == 100 {
            let more = (0..self.invoices.len()).filter(|i| {
                let other = &self.invoices[*i];
                other.customer == customer && today.days_since(other.date) >= 28 && other.number.starts_with('F')
            });
            paid.extend(more.filter(|i| !invoices.contains(i)));
        }
        let mut allocations = Vec::new();
        for invoice in paid {
            let state = &mut self.invoices[invoice];
            let open = state.gross - state.settled;
            let part = decimal::fixed(open * Decimal::from(percent) / Decimal::ONE_HUNDRED, 2);
            if part > Decimal::ZERO {
                state.settled += part;
                allocations.push((invoice, part));
            }
        }
        let mut amount: Decimal = allocations.iter().map(|(_, part)| *part).sum();
        if amount.is_zero() {
            return;
        }
        // Once, somebody transfers a round hundred too much: a credit that pays no invoice yet.
        if !self.overpaid && today.days_since(self.start) > 600 && percent == 100 && amount > Decimal::from(1000) {
            self.overpaid = true;
            amount += Decimal::ONE_HUNDRED;
        }
        self.unbooked.push(PaymentState { customer, date: today, amount, allocations });
    }

    /// The office enters what the bank statement shows.
    pub fn statement(&mut self) {
        let payments = std::mem::take(&mut self.unbooked);
        let count = payments.len();
        let changes: Vec<Change> = payments.into_iter().map(|payment| self.payment_file(&payment)).collect();
        if count > 0 {
            let message = match count {
                1 => "Enter a payment from the bank statement".to_owned(),
                _ => format!("Enter {count} payments from the bank statement"),
            };
            self.commit(self.member("nadia"), message, changes);
        }
    }

    fn payment_file(&mut self, payment: &PaymentState) -> Change {
        let party = &self.data.customers[payment.customer];
        let id = self.fresh_id(&format!("{}-{}-payment", payment.date, party.id));
        let numbers: Vec<&str> =
            payment.allocations.iter().map(|(invoice, _)| self.invoices[*invoice].number.as_str()).collect();
        let method = if party.party == "person" { "cheque" } else { "transfer" };
        let mut toml = Toml::default();
        toml.text("customer", &party.id).raw("date", payment.date).raw("amount", decimal::fixed(payment.amount, 2));
        toml.some("currency", party.currency.as_deref()).text("method", method);
        toml.text("reference", &numbers.join(" "));
        for (invoice, amount) in &payment.allocations {
            toml.table("[[allocations]]").text("invoice", &self.invoices[*invoice].number).raw("amount", amount);
        }
        let date = payment.date;
        (format!("payments/{:04}/{:02}/{id}.toml", date.year(), date.month()), Some(toml.finish()))
    }
}
