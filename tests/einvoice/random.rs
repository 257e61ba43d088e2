//! Invoices by chance, from a fixed seed: any mixture of rates, allowances, charges, quantities and prices.

use carnet::einvoice::term::*;
use carnet::value::Decimal;
use carnet::value::tax::TaxCategory::{Exempt, Standard, Zero};

use crate::sample::{adjustment, invoice, line, settle, tax};

/// A small generator of numbers (splitmix64): the same ones everywhere and always.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn decimal(&mut self, limit: u64, decimals: u32) -> Decimal {
        Decimal::new(self.below(limit) as i64 + 1, decimals)
    }

    fn tax(&mut self) -> Tax {
        match self.below(7) {
            0 => tax(Zero, "0"),
            1 => tax(Exempt, "0"),
            2 => tax(Standard, "5.5"),
            3 => tax(Standard, "10"),
            4 => tax(Standard, "2.1"),
            _ => tax(Standard, "20"),
        }
    }
}

pub fn invoices(count: usize) -> Vec<Invoice> {
    let mut chance = Chance(20_261_003);
    (0..count).map(|_| one(&mut chance)).collect()
}

fn one(chance: &mut Chance) -> Invoice {
    let count = 1 + chance.below(8) as usize;
    let mut lines = Vec::new();
    for id in 1..=count {
        let mut made = line(id, "Something & <more>", "1", "1", chance.tax());
        let places = chance.below(4) as u32;
        made.quantity = chance.decimal(100_000, places);
        if chance.below(6) == 0 {
            made.quantity = -made.quantity;
        }
        let places = chance.below(6) as u32;
        made.price = chance.decimal(10_000_000, places);
        if chance.below(5) == 0 {
            made.price_base = Some(Decimal::from(100));
        }
        if chance.below(4) == 0 {
            let amount = chance.decimal(5000, 2);
            made.allowances.push(Adjustment { amount, ..adjustment("0", "Rebate", None) });
        }
        if chance.below(6) == 0 {
            let amount = chance.decimal(5000, 2);
            made.charges.push(Adjustment { amount, ..adjustment("0", "Extra", None) });
        }
        lines.push(made);
    }
    let mut made = invoice(Vec::new());
    let taxes: Vec<Tax> = lines.iter().map(|line| line.tax).collect();
    made.lines = lines;
    for _ in 0..chance.below(3) {
        let own = taxes[chance.below(taxes.len() as u64) as usize];
        let amount = chance.decimal(100_000, 2);
        made.allowances.push(Adjustment { amount, ..adjustment("0", "Loyalty", Some(own)) });
    }
    for _ in 0..chance.below(2) {
        let own = taxes[chance.below(taxes.len() as u64) as usize];
        let amount = chance.decimal(100_000, 2);
        made.charges.push(Adjustment { amount, ..adjustment("0", "Freight", Some(own)) });
    }
    if chance.below(4) == 0 {
        made.totals.prepaid = Some(chance.decimal(100_000, 2));
    }
    settle(&mut made);
    made
}
