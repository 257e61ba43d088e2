//! One journal, read by hledger and by ledger. Accounts and the commodity are declared, so that they can check them.

use std::io::{self, Write};

use crate::facts::{Fact, WORDS, customer_id, tell};

pub fn write(records: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "commodity EUR\n  format 1000.00 EUR\n\naccount assets:bank\naccount liabilities:vat")?;
    for word in WORDS {
        writeln!(out, "account income:{word}")?;
    }
    let mut declared = false;
    tell(records, &mut |fact| match fact {
        Fact::Customer(customer) => writeln!(out, "account assets:receivable:{}", customer_id(customer.index)),
        Fact::Invoice(invoice) => {
            if !std::mem::replace(&mut declared, true) {
                writeln!(out)?;
            }
            let customer = customer_id(invoice.customer);
            writeln!(out, "{} * ({}) {customer}", invoice.date, invoice.number)?;
            writeln!(out, "    assets:receivable:{customer}  {} EUR", invoice.gross())?;
            for line in &invoice.lines {
                writeln!(out, "    income:{}  -{} EUR", line.product, line.net())?;
            }
            writeln!(out, "    liabilities:vat  -{} EUR\n", invoice.tax())
        }
        Fact::Payment(payment) => {
            let (customer, amount) = (customer_id(payment.customer), payment.amount());
            writeln!(out, "{} * ({}) {customer}", payment.date, payment.reference)?;
            writeln!(out, "    assets:bank  {amount} EUR\n    assets:receivable:{customer}  -{amount} EUR\n")
        }
        Fact::Deal(_) | Fact::Note(_) => Ok(()),
    })
}
