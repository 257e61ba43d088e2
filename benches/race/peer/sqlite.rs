//! Statements for the `sqlite3` shell. Amounts are whole cents. The net of an invoice stands beside its lines, so that the
//! same question can be asked with and without adding the lines up.

use std::io::{self, Write};

use crate::facts::{Fact, customer_id, tell};

const TABLES: &str = "\
pragma journal_mode = off;
pragma synchronous = off;
begin;
create table customer (id text primary key, name text, owner text, tag text);
create table invoice (id text primary key, number text, customer text references customer, date text, owner text,
  subject text, net integer);
create table line (invoice text references invoice, product text, quantity integer, unit_price integer);
create table payment (id text primary key, customer text references customer, date text, reference text, amount integer);
create table allocation (payment text references payment, invoice text references invoice, amount integer);
create table deal (id text primary key, name text, customer text references customer, owner text, stage text,
  amount integer, close text);
create table note (id text primary key, date text, about text, author text, title text, body text);
";

const INDEXES: &str = "\
create index line_of on line (invoice);
create index allocation_to on allocation (invoice);
commit;
analyze;
";

pub fn write(records: usize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(TABLES.as_bytes())?;
    tell(records, &mut |fact| match fact {
        Fact::Customer(customer) => {
            let id = customer_id(customer.index);
            writeln!(
                out,
                "insert into customer values('{id}','{}','{}','{}');",
                customer.name, customer.owner, customer.tag
            )
        }
        Fact::Invoice(invoice) => {
            let (id, number, date, net) = (&invoice.id, &invoice.number, invoice.date, invoice.net().0);
            let customer = customer_id(invoice.customer);
            let (owner, subject) = (invoice.owner, &invoice.subject);
            writeln!(
                out,
                "insert into invoice values('{id}','{number}','{customer}','{date}','{owner}','{subject}',{net});"
            )?;
            for line in &invoice.lines {
                let (product, price) = (line.product, line.unit_price.0);
                writeln!(out, "insert into line values('{id}','{product}',{},{price});", line.quantity)?;
            }
            Ok(())
        }
        Fact::Payment(payment) => {
            let (id, customer, amount) = (&payment.id, customer_id(payment.customer), payment.amount().0);
            let (date, reference) = (payment.date, &payment.reference);
            writeln!(out, "insert into payment values('{id}','{customer}','{date}','{reference}',{amount});")?;
            for invoice in payment.settles {
                writeln!(out, "insert into allocation values('{id}','{}',{});", invoice.id, invoice.gross.0)?;
            }
            Ok(())
        }
        Fact::Deal(deal) => {
            let (id, customer, amount) = (&deal.id, customer_id(deal.customer), deal.amount.0);
            let (name, owner, stage, close) = (&deal.name, deal.owner, deal.stage, &deal.close);
            writeln!(
                out,
                "insert into deal values('{id}','{name}','{customer}','{owner}','{stage}',{amount},'{close}');"
            )
        }
        Fact::Note(note) => {
            let (id, date, customer) = (&note.id, note.date, customer_id(note.customer));
            let (author, about, wish) = (note.author, note.about, note.wish);
            writeln!(
                out,
                "insert into note values('{id}','{date}','{customer}','{author}','Call about the {about}','They want the {wish} to be done by the end of the month.');"
            )
        }
    })?;
    out.write_all(INDEXES.as_bytes())
}
