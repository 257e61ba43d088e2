//! The facts of a firm of any size, the same in every run: about 80 % invoices (1 to 4 lines), 12 % payments, 5 %
//! customers, and deals and notes. `generate.rs` writes them as a book of carnet's, `benches/race` for other programs too.

use std::fmt;
use std::io;

/// Ten years of business, up to the day that the measurements take for today.
const FIRST_YEAR: usize = 2017;
const MONTHS: usize = 119;
/// Invoices that one payment settles.
const SETTLES: usize = 6;

pub const WORDS: [&str; 12] = [
    "audit", "website", "support", "training", "brackets", "oak", "delivery", "design", "hosting", "repair", "survey",
    "print",
];
/// Postcode and town; customer territories are numbered as these are.
pub const TOWNS: [(&str, &str); 6] = [
    ("59000", "Lille"),
    ("75011", "Paris"),
    ("69003", "Lyon"),
    ("33000", "Bordeaux"),
    ("44000", "Nantes"),
    ("67000", "Strasbourg"),
];
pub const MEMBERS: [&str; 4] = ["claire", "paul", "ines", "yann"];

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn member(&mut self) -> &'static str {
        MEMBERS[self.below(MEMBERS.len())]
    }
}

/// A calendar date: months since the first, and the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub month: usize,
    pub day: usize,
}

impl Day {
    pub fn year(self) -> usize {
        FIRST_YEAR + self.month / 12
    }

    /// From 1 to 12.
    pub fn month_of_year(self) -> usize {
        self.month % 12 + 1
    }
}

/// `2026-10-03`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month_of_year(), self.day)
    }
}

/// An amount in cents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cents(pub usize);

/// `1250.00`.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The id of a customer by its number.
pub fn customer_id(customer: usize) -> String {
    format!("c{customer:06}")
}

pub struct Customer {
    pub index: usize,
    pub name: String,
    pub owner: &'static str,
    /// Index into [`TOWNS`].
    pub town: usize,
    pub tag: &'static str,
    pub house: usize,
}

pub struct Line {
    pub product: &'static str,
    pub quantity: usize,
    pub unit_price: Cents,
}

impl Line {
    pub fn net(&self) -> Cents {
        Cents(self.quantity * self.unit_price.0)
    }
}

pub struct Invoice {
    pub id: String,
    pub number: String,
    pub customer: usize,
    pub date: Day,
    pub owner: &'static str,
    pub subject: String,
    pub lines: Vec<Line>,
}

impl Invoice {
    pub fn net(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.net().0).sum())
    }

    /// At 20 %. Prices are multiples of five cents, so this is a whole number of cents.
    pub fn tax(&self) -> Cents {
        Cents(self.net().0 / 5)
    }

    pub fn gross(&self) -> Cents {
        Cents(self.net().0 + self.tax().0)
    }
}

pub struct Payment<'a> {
    pub id: String,
    pub customer: usize,
    pub date: Day,
    pub reference: String,
    /// What it settles, each in full.
    pub settles: &'a [Issued],
}

impl Payment<'_> {
    pub fn amount(&self) -> Cents {
        Cents(self.settles.iter().map(|invoice| invoice.gross.0).sum())
    }
}

/// An invoice as payments need to know it.
pub struct Issued {
    pub id: String,
    pub date: Day,
    pub gross: Cents,
}

pub struct Deal {
    pub id: String,
    pub name: String,
    pub customer: usize,
    pub owner: &'static str,
    pub stage: &'static str,
    pub amount: Cents,
    /// `2026-12-01`.
    pub close: String,
    /// Whether it was won or lost, on the day of `close`.
    pub decided: bool,
}

pub struct Note {
    pub id: String,
    pub customer: usize,
    pub date: Day,
    pub author: &'static str,
    pub about: &'static str,
    pub wish: &'static str,
}

pub enum Fact<'a> {
    Customer(Customer),
    Invoice(Invoice),
    Payment(Payment<'a>),
    Deal(Deal),
    Note(Note),
}

/// Tells all facts of a firm of about `records` records: customers, invoices by date, payments by date, deals, notes.
pub fn tell(records: usize, hear: &mut dyn FnMut(Fact) -> io::Result<()>) -> io::Result<()> {
    let mut random = Random::new(7);
    let customers = (records * 5 / 100).max(1);
    for i in 0..customers {
        // In this order: each draw moves all later ones.
        let town = random.below(TOWNS.len());
        let name = format!("Customer {i} {}", random.word());
        let (owner, tag, house) = (random.member(), random.word(), 1 + random.below(90));
        hear(Fact::Customer(Customer { index: i, name, owner, town, tag, house }))?;
    }
    let issued = tell_invoices(records * 80 / 100, customers, &mut random, hear)?;
    tell_payments(records * 12 / 100, &issued, &mut random, hear)?;

    let deals = records * 2 / 100;
    for i in 0..deals {
        let stage = ["new", "offer", "won", "lost"][random.below(4)];
        let decided = matches!(stage, "won" | "lost");
        let close = if decided {
            Day { month: i * MONTHS / deals, day: 9 }.to_string()
        } else {
            format!("2026-12-{:02}", 1 + random.below(28))
        };
        let (word, customer, owner) = (random.word(), random.below(customers), random.member());
        let amount = Cents(100 * (500 + random.below(50_000)));
        let name = format!("{word} {i}");
        hear(Fact::Deal(Deal { id: format!("d{i:06}"), name, customer, owner, stage, amount, close, decided }))?;
    }
    let notes = records / 100;
    for i in 0..notes {
        let date = Day { month: i * MONTHS / notes, day: 5 };
        let (customer, author) = (random.below(customers), random.member());
        let (about, wish) = (random.word(), random.word());
        hear(Fact::Note(Note { id: format!("n{i:06}"), customer, date, author, about, wish }))?;
    }
    Ok(())
}

/// Gives back what each customer owes, in order of date.
fn tell_invoices(
    invoices: usize,
    customers: usize,
    random: &mut Random,
    hear: &mut dyn FnMut(Fact) -> io::Result<()>,
) -> io::Result<Vec<Vec<Issued>>> {
    let mut issued: Vec<Vec<Issued>> = (0..customers).map(|_| Vec::new()).collect();
    let (mut year, mut sequence) = (0, 0);
    for i in 0..invoices {
        let month = i * MONTHS / invoices.max(1);
        // Days in the order of the numbers; the last month ends before the day that is taken for today.
        let date = Day { month, day: 1 + (i * MONTHS * 15 / invoices.max(1)) % 15 };
        sequence = if year == month / 12 { sequence + 1 } else { 1 };
        year = month / 12;
        let customer = random.below(customers);
        let owner = random.member();
        let subject = format!("{} and {}", random.word(), random.word());
        let lines = (0..1 + random.below(4)).map(|_| Line {
            product: random.word(),
            quantity: 1 + random.below(9),
            unit_price: Cents(5 * (200 + random.below(20_000))),
        });
        let lines = lines.collect();
        let number = format!("F-{}-{sequence:06}", date.year());
        let invoice = Invoice { id: format!("f{i:07}"), number, customer, date, owner, subject, lines };
        issued[customer].push(Issued { id: invoice.id.clone(), date, gross: invoice.gross() });
        hear(Fact::Invoice(invoice))?;
    }
    Ok(issued)
}

fn tell_payments(
    payments: usize,
    issued: &[Vec<Issued>],
    random: &mut Random,
    hear: &mut dyn FnMut(Fact) -> io::Result<()>,
) -> io::Result<()> {
    let mut open: Vec<std::slice::Chunks<'_, Issued>> = issued.iter().map(|list| list.chunks(SETTLES)).collect();
    let mut settled: Vec<(usize, &[Issued])> = Vec::with_capacity(payments);
    while settled.len() < payments {
        let before = settled.len();
        for (customer, chunks) in open.iter_mut().enumerate() {
            if let Some(chunk) = chunks.next().filter(|_| settled.len() < payments) {
                settled.push((customer, chunk));
            }
        }
        if settled.len() == before {
            break;
        }
    }
    settled.sort_by_key(|(_, chunk)| chunk.last().map(|last| last.date));
    for (i, (customer, settles)) in settled.iter().enumerate() {
        let Some(last) = settles.last() else { continue };
        let date = Day { month: last.date.month, day: last.date.day + random.below(4) };
        let (id, reference) = (format!("p{i:07}"), format!("VIR {i}"));
        hear(Fact::Payment(Payment { id, customer: *customer, date, reference, settles }))?;
    }
    Ok(())
}
