//! A file of recutils', with keys and types declared. It cannot multiply, so the month, the net and the gross of an invoice
//! stand in it.

use std::io::{self, Write};

use crate::facts::{Fact, customer_id, tell};

/// The head of each kind's records, in the order in which they come.
const HEADS: [&str; 5] = [
    "%rec: Customer\n%key: Id\n%mandatory: Name\n",
    "%rec: Invoice\n%key: Id\n%type: Date date\n%type: Net real\n%type: Gross real\n%mandatory: Customer Date Net\n",
    "%rec: Payment\n%key: Id\n%type: Date date\n%type: Amount real\n%mandatory: Customer Date Amount\n",
    "%rec: Deal\n%key: Id\n%type: Stage enum new offer won lost\n%type: Amount real\n%mandatory: Name Stage\n",
    "%rec: Note\n%key: Id\n%type: Date date\n%mandatory: Date\n",
];

pub fn write(records: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut begun = 0;
    tell(records, &mut |fact| {
        let kind = match &fact {
            Fact::Customer(_) => 0,
            Fact::Invoice(_) => 1,
            Fact::Payment(_) => 2,
            Fact::Deal(_) => 3,
            Fact::Note(_) => 4,
        };
        for head in HEADS.iter().take(kind + 1).skip(begun) {
            writeln!(out, "{head}")?;
        }
        begun = begun.max(kind + 1);
        match fact {
            Fact::Customer(customer) => writeln!(
                out,
                "Id: {}\nName: {}\nOwner: {}\nTag: {}\nTerms: 30d-eom\n",
                customer_id(customer.index),
                customer.name,
                customer.owner,
                customer.tag
            ),
            Fact::Invoice(invoice) => {
                let date = invoice.date;
                writeln!(out, "Id: {}\nNumber: {}", invoice.id, invoice.number)?;
                writeln!(out, "Customer: {}\nDate: {date}", customer_id(invoice.customer))?;
                writeln!(out, "Month: {:04}-{:02}", date.year(), date.month_of_year())?;
                writeln!(out, "Owner: {}\nSubject: {}", invoice.owner, invoice.subject)?;
                for line in &invoice.lines {
                    writeln!(out, "Line: {} x {} {}", line.quantity, line.unit_price, line.product)?;
                }
                writeln!(out, "Net: {}\nGross: {}\n", invoice.net(), invoice.gross())
            }
            Fact::Payment(payment) => {
                writeln!(out, "Id: {}\nCustomer: {}", payment.id, customer_id(payment.customer))?;
                writeln!(out, "Date: {}\nReference: {}", payment.date, payment.reference)?;
                for invoice in payment.settles {
                    writeln!(out, "Settles: {} {}", invoice.id, invoice.gross)?;
                }
                writeln!(out, "Amount: {}\n", payment.amount())
            }
            Fact::Deal(deal) => {
                writeln!(out, "Id: {}\nName: {}\nCustomer: {}", deal.id, deal.name, customer_id(deal.customer))?;
                writeln!(out, "Owner: {}\nStage: {}\nAmount: {}", deal.owner, deal.stage, deal.amount)?;
                writeln!(out, "Close: {}\n", deal.close)
            }
            Fact::Note(note) => {
                writeln!(out, "Id: {}\nDate: {}\nAbout: {}", note.id, note.date, customer_id(note.customer))?;
                writeln!(out, "Author: {}\nTitle: Call about the {}", note.author, note.about)?;
                writeln!(out, "Text: They want the {} to be done by the end of the month.\n", note.wish)
            }
        }
    })
}
