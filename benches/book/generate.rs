//! Books of any size, the same in every run, from the facts of `facts.rs`. Nothing in them is a finding.

use std::fs;
use std::io;
use std::path::Path;

use super::facts::{
    self, Customer, Day, Deal, Fact, Invoice, Issued, Line, MEMBERS, Note, Payment, TOWNS, WORDS, customer_id,
};

/// Files in a folder: what keeps commits and history fast.
const IN_A_FOLDER: usize = 100;

pub const SETTINGS: &str = r#"format = 2

currency = "EUR"
language = "en"
time_zone = "Europe/Paris"
terms = "30d"

[firm]
name = "Atelier Lumen SARL"
siret = "73282932000074"

[[firm.vat]]
from = 2000-01-01
regime = "normal"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true

[[series]]
id = "F"
documents = ["invoice", "credit-note"]
pattern = "F-{year}-{seq:6}"
gapless = true

[[pipeline]]
id = "sales"

[[pipeline.stages]]
id = "new"
probability = 10

[[pipeline.stages]]
id = "offer"
probability = 50

[[pipeline.stages]]
id = "won"
outcome = "won"

[[pipeline.stages]]
id = "lost"
outcome = "lost"
"#;

/// Writes a book of about `records` records into a folder, which must not exist.
pub fn generate(records: usize, folder: &Path) -> io::Result<()> {
    files(records, &mut |path, text| {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, text)
    })
}

/// Gives the path and the text of each file of a book of about `records` records.
pub fn files(records: usize, put: &mut dyn FnMut(&str, &str) -> io::Result<()>) -> io::Result<()> {
    put("carnet.toml", SETTINGS)?;
    for (i, member) in MEMBERS.iter().enumerate() {
        put(&format!("team/{member}.toml"), &format!("name = \"Member {i}\"\n"))?;
    }
    for (i, (_, town)) in TOWNS.iter().enumerate() {
        put(&format!("territories/t{i}.toml"), &format!("name = \"{town}\"\n"))?;
    }
    for (i, word) in WORDS.iter().enumerate() {
        put(&format!("products/{word}.toml"), &format!("name = \"{word}\"\nprice = {}.00\n", 40 + 35 * i))?;
    }
    let (mut invoices, mut payments, mut notes) = (Folder::default(), Folder::default(), Folder::default());
    facts::tell(records, &mut |fact| match fact {
        Fact::Customer(fact) => put(&format!("customers/{}.toml", customer_id(fact.index)), &customer(&fact)),
        Fact::Invoice(fact) => {
            put(&format!("invoices/{}/{}.toml", invoices.next(fact.date.month), fact.id), &invoice(&fact))
        }
        Fact::Payment(fact) => {
            put(&format!("payments/{}/{}.toml", payments.next(fact.date.month), fact.id), &payment(&fact))
        }
        Fact::Deal(fact) => put(&format!("deals/{}.toml", fact.id), &deal(&fact)),
        Fact::Note(fact) => put(&format!("notes/{}/{}.md", notes.next(fact.date.month), fact.id), &note(&fact)),
    })
}

fn customer(fact: &Customer) -> String {
    let Customer { index, name, owner, town, tag, house } = fact;
    let (postcode, city) = TOWNS[*town];
    format!(
        "name = \"{name}\"\ntype = \"company\"\n\nowner = \"{owner}\"\nterritory = \"t{town}\"\ntags = [\"{tag}\"]\n\nemail = \"accounts@customer{index}.example\"\n\nterms = \"30d-eom\"\n\n[address]\nstreet = \"{house} rue des Lilas\"\npostcode = \"{postcode}\"\ncity = \"{city}\"\ncountry = \"FR\"\n",
    )
}

fn invoice(fact: &Invoice) -> String {
    let mut text = format!(
        "customer = \"{}\"\nnumber = \"{}\"\ndate = {}\nterms = \"30d\"\n\nowner = \"{}\"\nsubject = \"{}\"\n",
        customer_id(fact.customer),
        fact.number,
        fact.date,
        fact.owner,
        fact.subject,
    );
    for Line { product, quantity, unit_price } in &fact.lines {
        text.push_str(&format!(
            "\n[[lines]]\nproduct = \"{product}\"\ndescription = \"{product}, on site\"\nquantity = {quantity}\nunit_price = {unit_price}\ntax = \"fr-20\"\n",
        ));
    }
    text
}

fn payment(fact: &Payment) -> String {
    let mut text = format!(
        "customer = \"{}\"\ndate = {}\namount = {}\nmethod = \"transfer\"\nreference = \"{}\"\n",
        customer_id(fact.customer),
        fact.date,
        fact.amount(),
        fact.reference,
    );
    for Issued { id, gross, .. } in fact.settles {
        text.push_str(&format!("\n[[allocations]]\ninvoice = \"{id}\"\namount = {gross}\n"));
    }
    text
}

fn deal(fact: &Deal) -> String {
    let Deal { name, owner, stage, amount, close, .. } = fact;
    let reason = if *stage == "lost" { "lost_reason = \"price\"\n" } else { "" };
    let closed = if fact.decided { format!("\nclosed = {close}\n{reason}") } else { String::new() };
    format!(
        "name = \"{name}\"\ncustomer = \"{}\"\n\nowner = \"{owner}\"\n\npipeline = \"sales\"\nstage = \"{stage}\"\n\namount = {amount}\n\nclose = {close}\n{closed}",
        customer_id(fact.customer),
    )
}

fn note(fact: &Note) -> String {
    let Note { date, author, about, wish, .. } = fact;
    format!(
        "---\ndate: {date}\nabout: [customer/{}]\nauthor: {author}\ntitle: Call about the {about}\n---\n\nThey want the {wish} to be done by the end of the month.\n",
        customer_id(fact.customer),
    )
}

/// `2026/10`, and below it a folder for each hundred files where a month has more.
#[derive(Default)]
struct Folder {
    month: usize,
    files: usize,
}

impl Folder {
    fn next(&mut self, month: usize) -> String {
        if month != self.month {
            *self = Folder { month, files: 0 };
        }
        let part = self.files / IN_A_FOLDER;
        self.files += 1;
        let first = Day { month, day: 1 };
        let folder = format!("{:04}/{:02}", first.year(), first.month_of_year());
        if part == 0 { folder } else { format!("{folder}/{part:02}") }
    }
}
