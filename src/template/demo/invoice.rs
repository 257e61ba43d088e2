//! Invoices and credit notes, from won deals, repeat orders, contracts and returned goods.

use super::data::Subject;
use super::file::Toml;
use super::world::{Action, Change, World};
use crate::figures::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, TaxKey};
use crate::model::Kind;
use crate::model::invoice::Invoice;
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, decimal};

#[derive(Clone)]
pub struct LineState {
    pub product: usize,
    pub quantity: Decimal,
    pub price: Decimal,
    /// Percent of this line.
    pub discount: i64,
}

pub struct InvoiceState {
    pub number: String,
    pub customer: usize,
    pub date: Date,
    lines: Vec<LineState>,
    /// To be paid, with tax.
    pub gross: Decimal,
    pub settled: Decimal,
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

impl LineState {
    pub fn net(&self) -> Decimal {
        decimal::fixed(self.quantity * self.price * Decimal::new(100 - self.discount, 2), 2)
    }
}

/// What lines come to, without tax.
pub fn net(lines: &[LineState]) -> Decimal {
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
    pub fn lines_for(&mut self, customer: usize, subject: &Subject) -> Vec<LineState> {
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

    pub fn invoice_deal(&mut self, deal: usize, part: usize, parts: usize) {
        let state = &self.deals[deal];
        if self.customers[state.customer].archived.is_some() {
            return;
        }
        let service = |line: &&LineState| self.data.firm.products[line.product].service;
        let lines = state.lines.iter().filter(|line| parts == 1 || service(line) == (part > 0)).cloned().collect();
        // Who sold it may have left before the works are done.
        let sold_by = self.present[self.member(&state.owner)];
        let owner = if sold_by { &state.owner } else { &self.customers[state.customer].owner };
        let draft = Draft {
            customer: state.customer,
            owner: owner.clone(),
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
        let path = format!("{}/{number}.toml", Kind::of::<Invoice>().folder_for(Some(date)));
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
}
