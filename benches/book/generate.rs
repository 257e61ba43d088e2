//! Books of any size, the same in every run: about 80 % invoices (1 to 4 lines), 12 % payments, 5 % customers, and
//! deals and notes. Nothing in them is a finding.

use std::fs;
use std::io;
use std::path::Path;

/// Ten years of business, up to the day that the measurements take for today.
const FIRST_YEAR: usize = 2017;
const MONTHS: usize = 119;
/// Files in a folder: what keeps commits and history fast.
const IN_A_FOLDER: usize = 100;
/// Invoices that one payment settles.
const SETTLES: usize = 6;

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

const WORDS: [&str; 12] = [
    "audit", "website", "support", "training", "brackets", "oak", "delivery", "design", "hosting", "repair", "survey",
    "print",
];
const TOWNS: [(&str, &str); 6] = [
    ("59000", "Lille"),
    ("75011", "Paris"),
    ("69003", "Lyon"),
    ("33000", "Bordeaux"),
    ("44000", "Nantes"),
    ("67000", "Strasbourg"),
];
const MEMBERS: [&str; 4] = ["claire", "paul", "ines", "yann"];

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }
}

impl Random {
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
}

/// An invoice as payments need to know it.
struct Issued {
    id: String,
    /// Months since the first, and day.
    date: (usize, usize),
    /// In cents.
    gross: usize,
}

/// Writes a book of about `records` records into a folder, which must not exist.
pub fn generate(records: usize, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("carnet.toml"), SETTINGS)?;
    let mut random = Random(7);
    let put = |path: String, text: String| -> io::Result<()> {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, text)
    };
    for (i, member) in MEMBERS.iter().enumerate() {
        put(format!("team/{member}.toml"), format!("name = \"Member {i}\"\n"))?;
    }
    for (i, (_, town)) in TOWNS.iter().enumerate() {
        put(format!("territories/t{i}.toml"), format!("name = \"{town}\"\n"))?;
    }
    for (i, word) in WORDS.iter().enumerate() {
        put(format!("products/{word}.toml"), format!("name = \"{word}\"\nprice = {}.00\n", 40 + 35 * i))?;
    }

    let (invoices, payments, customers) = (records * 80 / 100, records * 12 / 100, (records * 5 / 100).max(1));
    for i in 0..customers {
        let town = random.below(TOWNS.len());
        let (postcode, city) = TOWNS[town];
        let text = format!(
            "name = \"Customer {i} {}\"\ntype = \"company\"\n\nowner = \"{}\"\nterritory = \"t{town}\"\ntags = [\"{}\"]\n\nemail = \"accounts@customer{i}.example\"\n\nterms = \"30d-eom\"\n\n[address]\nstreet = \"{} rue des Lilas\"\npostcode = \"{postcode}\"\ncity = \"{city}\"\ncountry = \"FR\"\n",
            random.word(),
            MEMBERS[random.below(MEMBERS.len())],
            random.word(),
            1 + random.below(90),
        );
        put(format!("customers/c{i:06}.toml"), text)?;
    }

    let mut issued: Vec<Vec<Issued>> = (0..customers).map(|_| Vec::new()).collect();
    let (mut year, mut sequence) = (0, 0);
    let mut place = Folder::default();
    for i in 0..invoices {
        let month = i * MONTHS / invoices.max(1);
        // Days in the order of the numbers; the last month ends before the day that is taken for today.
        let day = 1 + (i * MONTHS * 15 / invoices.max(1)) % 15;
        sequence = if year == month / 12 { sequence + 1 } else { 1 };
        year = month / 12;
        let customer = random.below(customers);
        let id = format!("f{i:07}");
        let mut text = format!(
            "customer = \"c{customer:06}\"\nnumber = \"F-{}-{sequence:06}\"\ndate = {}\nterms = \"30d\"\n\nowner = \"{}\"\nsubject = \"{} and {}\"\n",
            FIRST_YEAR + year,
            date((month, day)),
            MEMBERS[random.below(MEMBERS.len())],
            random.word(),
            random.word(),
        );
        let mut net = 0;
        for _ in 0..1 + random.below(4) {
            let (product, quantity, cents) = (random.word(), 1 + random.below(9), 5 * (200 + random.below(20_000)));
            net += quantity * cents;
            text.push_str(&format!(
                "\n[[lines]]\nproduct = \"{product}\"\ndescription = \"{product}, on site\"\nquantity = {quantity}\nunit_price = {}\ntax = \"fr-20\"\n",
                money(cents)
            ));
        }
        put(format!("invoices/{}/{id}.toml", place.next(month)), text)?;
        // Prices are multiples of five cents, so a fifth of them is a whole number of cents.
        issued[customer].push(Issued { id, date: (month, day), gross: net + net / 5 });
    }

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
    place = Folder::default();
    for (i, (customer, chunk)) in settled.iter().enumerate() {
        let Some(last) = chunk.last() else { continue };
        let paid_on = (last.date.0, last.date.1 + random.below(4));
        let mut text = format!(
            "customer = \"c{customer:06}\"\ndate = {}\namount = {}\nmethod = \"transfer\"\nreference = \"VIR {i}\"\n",
            date(paid_on),
            money(chunk.iter().map(|invoice| invoice.gross).sum()),
        );
        for invoice in *chunk {
            let (id, gross) = (&invoice.id, money(invoice.gross));
            text.push_str(&format!("\n[[allocations]]\ninvoice = \"{id}\"\namount = {gross}\n"));
        }
        put(format!("payments/{}/p{i:07}.toml", place.next(last.date.0)), text)?;
    }

    let deals = records * 2 / 100;
    for i in 0..deals {
        let stage = ["new", "offer", "won", "lost"][random.below(4)];
        let month = i * MONTHS / deals;
        let decided = matches!(stage, "won" | "lost");
        let reason = if stage == "lost" { "lost_reason = \"price\"\n" } else { "" };
        let closed = if decided { format!("\nclosed = {}\n{reason}", date((month, 9))) } else { String::new() };
        let close = if decided { date((month, 9)) } else { format!("2026-12-{:02}", 1 + random.below(28)) };
        let text = format!(
            "name = \"{} {i}\"\ncustomer = \"c{:06}\"\n\nowner = \"{}\"\n\npipeline = \"sales\"\nstage = \"{stage}\"\n\namount = {}\n\nclose = {close}\n{closed}",
            random.word(),
            random.below(customers),
            MEMBERS[random.below(MEMBERS.len())],
            money(100 * (500 + random.below(50_000))),
        );
        put(format!("deals/d{i:06}.toml"), text)?;
    }
    let notes = records / 100;
    place = Folder::default();
    for i in 0..notes {
        let month = i * MONTHS / notes;
        let text = format!(
            "---\ndate: {}\nabout: [customer/c{:06}]\nauthor: {}\ntitle: Call about the {}\n---\n\nThey want the {} to be done by the end of the month.\n",
            date((month, 5)),
            random.below(customers),
            MEMBERS[random.below(MEMBERS.len())],
            random.word(),
            random.word(),
        );
        put(format!("notes/{}/n{i:06}.md", place.next(month)), text)?;
    }
    Ok(())
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
        let folder = format!("{:04}/{:02}", FIRST_YEAR + month / 12, month % 12 + 1);
        if part == 0 { folder } else { format!("{folder}/{part:02}") }
    }
}

fn date((month, day): (usize, usize)) -> String {
    format!("{:04}-{:02}-{day:02}", FIRST_YEAR + month / 12, month % 12 + 1)
}

fn money(cents: usize) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
