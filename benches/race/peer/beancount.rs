//! A file of beancount's, whose accounts begin with capitals.

use std::io::{self, Write};

use crate::facts::{Fact, WORDS, customer_id, tell};

const OPENED: &str = "2016-01-01 open";

pub fn write(records: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "option \"operating_currency\" \"EUR\"\n")?;
    writeln!(out, "{OPENED} Assets:Bank EUR\n{OPENED} Liabilities:Vat EUR")?;
    for word in WORDS {
        writeln!(out, "{OPENED} {} EUR", income(word))?;
    }
    let mut opened = false;
    tell(records, &mut |fact| match fact {
        Fact::Customer(customer) => writeln!(out, "{OPENED} {} EUR", receivable(customer.index)),
        Fact::Invoice(invoice) => {
            if !std::mem::replace(&mut opened, true) {
                writeln!(out)?;
            }
            writeln!(out, "{} * \"{}\" \"{}\"", invoice.date, customer_id(invoice.customer), invoice.number)?;
            writeln!(out, "  {}  {} EUR", receivable(invoice.customer), invoice.gross())?;
            for line in &invoice.lines {
                writeln!(out, "  {}  -{} EUR", income(line.product), line.net())?;
            }
            writeln!(out, "  Liabilities:Vat  -{} EUR\n", invoice.tax())
        }
        Fact::Payment(payment) => {
            let amount = payment.amount();
            writeln!(out, "{} * \"{}\" \"{}\"", payment.date, customer_id(payment.customer), payment.reference)?;
            writeln!(out, "  Assets:Bank  {amount} EUR\n  {}  -{amount} EUR\n", receivable(payment.customer))
        }
        Fact::Deal(_) | Fact::Note(_) => Ok(()),
    })
}

fn receivable(customer: usize) -> String {
    format!("Assets:Receivable:{}", customer_id(customer).to_uppercase())
}

fn income(product: &str) -> String {
    let (first, rest) = product.split_at(1);
    format!("Income:{}{rest}", first.to_uppercase())
}
