//! A customer's account: what was sold to it, what it owes, and what it is to the firm.

use super::Figures;
use super::document::Status;
use crate::value::{Date, Moneys};

/// How long a customer may buy nothing before it counts as lapsed, in months.
pub const LAPSED_AFTER_MONTHS: i32 = 12;

/// What a customer is, from what it bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Never bought anything.
    Prospect,
    /// Bought within the last twelve months.
    Customer,
    /// Bought, but not within the last twelve months.
    Lapsed,
}

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Prospect, Standing::Customer, Standing::Lapsed];

    pub fn name(self) -> &'static str {
        match self {
            Standing::Prospect => "prospect",
            Standing::Customer => "customer",
            Standing::Lapsed => "lapsed",
        }
    }
}

/// The figures of one customer, on the day of the [`Figures`].
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Issued documents less payments: what it owes (negative: what the firm owes it).
    pub balance: Moneys,
    /// The part of the balance whose due date has passed.
    pub overdue: Moneys,
    /// Everything sold, without tax, credit notes deducted.
    pub sales: Moneys,
    /// Payments that are allocated to no invoice.
    pub unallocated: Moneys,
    /// Number of invoices, credit notes not counted.
    pub invoices: usize,
    pub first_sale: Option<Date>,
    pub last_sale: Option<Date>,
}

impl Account {
    pub fn standing(&self, as_of: Date) -> Standing {
        match self.last_sale {
            None => Standing::Prospect,
            Some(last) if last.plus_months(LAPSED_AFTER_MONTHS) >= as_of => Standing::Customer,
            Some(_) => Standing::Lapsed,
        }
    }
}

pub(super) fn accounts(figures: &Figures<'_>) -> Vec<Account> {
    let Some(customer) = figures.customer else { return Vec::new() };
    let mut accounts = vec![Account::default(); figures.book.records(customer).len()];
    for (_, document) in figures.issued() {
        let Some(account) = document.customer.and_then(|c| accounts.get_mut(c.index as usize)) else { continue };
        account.balance.add(document.balance);
        account.sales.add(document.counted_net());
        if document.status == Status::Overdue {
            account.overdue.add(document.overdue);
        }
        if !document.credit_note && document.others.replaces.is_none() {
            account.invoices += 1;
            account.first_sale = account.first_sale.min(Some(document.date)).or(Some(document.date));
            account.last_sale = account.last_sale.max(Some(document.date));
        }
    }
    for payment in figures.payments().iter().flatten().filter(|payment| payment.date <= figures.as_of) {
        let Some(account) = payment.customer.and_then(|c| accounts.get_mut(c.index as usize)) else { continue };
        account.unallocated.add(payment.unallocated);
        account.balance.add(-payment.unallocated);
    }
    accounts
}
