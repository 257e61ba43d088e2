//! The money that follows: when customers pay, and when the office enters it.

use super::data::Pays;
use super::file::Toml;
use super::world::{Action, Change, World};
use crate::model::Kind;
use crate::model::payment::Payment;
use crate::value::{Date, Decimal, Terms, decimal};

pub struct PaymentState {
    customer: usize,
    date: Date,
    amount: Decimal,
    /// Invoice and amount.
    allocations: Vec<(usize, Decimal)>,
}

impl World<'_> {
    /// When the customer pays, after its terms and its habits; some never do.
    pub fn plan_payment(&mut self, invoice: usize) {
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
        let id = self.fresh_id("payments", &payment.date.to_string());
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
        (format!("{}/{id}.toml", Kind::of::<Payment>().folder_for(Some(date))), Some(toml.finish()))
    }
}
